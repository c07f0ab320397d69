import { changesAndDeadlines } from './contract-due.ts';
import { commits } from './contract-commit.ts';
import { crashes } from './contract-crash.ts';
import { documents } from './contract-documents.ts';
import { effects, settlements } from './contract-effects.ts';
import { interleavings } from './contract-interleaving.ts';
import type { Place } from './samples.ts';

/** What the bot relies on, whichever database is underneath. `open` gives a new, empty store each time. */
export const storeContract = (name: string, open: () => Promise<Place>): void => {
  describe(`${name} as the store`, () => {
    let place: Place;
    const current = (): Place => place;
    beforeEach(async () => {
      place = await open();
    });
    afterEach(() => place.remove());

    commits(current);
    changesAndDeadlines(current);
    effects(current);
    settlements(current);
    documents(current);
    interleavings(current);
    crashes(current);
  });
};
