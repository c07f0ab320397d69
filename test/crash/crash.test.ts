import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { openReader } from '../../bot/store/sqlite-reader.ts';
import type { Case } from '../../bot/case/state.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { triageInput } from '../case/play.ts';
import { eventually, openOffice, type Office } from '../conversation/office.ts';
import { Life, patient } from './life.ts';

/** Every named point, for each kind of effect and in the middle of a report. `#n` is the n-th visit. */
const points = [
  'committed-not-answered/recordFactors','committed-not-answered/sendReport', 'draft-saved/saveStep', 'draft-saved/keepDraft', 'file-stored',
  'committed-not-answered/triage', 'committed-not-answered/vote', 'committed-not-answered/confirm',
  'committed-not-sent/startReport', 'committed-not-sent/sendReport', 'committed-not-sent/openCase', 'committed-not-sent/triage', 'committed-not-sent/meetingBooked', 'committed-not-sent/vote',
  'leased/cards', 'leased/cards#4', 'leased/onward', 'leased/meeting', 'leased/mail',
  'sent-not-recorded/card', 'sent-not-recorded/card#3', 'sent-not-recorded/cards', 'sent-not-recorded/onward', 'sent-not-recorded/meeting', 'sent-not-recorded/mail',
];

const caseOf = async (office: Office): Promise<Case | undefined> => {
  const { reads, close } = openReader(`${office.folder}/fair-contact.db`);
  try {
    const { heads } = await reads.changesSince('', 1_000);
    const cases = heads.filter((head) => head.stream.startsWith('case/'));
    assert.ok(cases.length <= 1, `${cases.length} cases were opened for one report`);
    return cases[0]?.state as Case | undefined;
  } finally {
    close();
  }
};

/** The sender of the mail in the sandbox, and who is out of Teams' reach in these lives. */
const unreachable = 'Grace Oduya';

const live = async (office: Office, deadly: readonly string[]): Promise<{ deaths: readonly string[]; state: Case }> => {
  const life = new Life(office, deadly);
  await life.start();
  try {
    const priya = office.user('Priya Nair');
    const tom = office.user('Tom Ashdown');
    await life.says(priya, 'report', async () => (await priya.cards()).findLast((card) => card.offers('sendReport')));
    await life.sure(priya, 'keepDraft', { who: 'Flat 4', what: 'He shouted', danger: '' });
    await life.sure(priya, 'sendReport', { who: 'Flat 4', what: 'He shouted at me', danger: 'no' });
    await life.sure(priya, 'saveStep', { name: 'A. Resident', address: '4 Mill Lane', reference: '' }, { step: 'person', go: 'next' });
    // Whoever is not told “Saved” sends the file again: the same bytes are the same evidence.
    for (let tries = 0; tries < 5 && (await caseOf(office))?.reports[0]?.evidence.length !== 1; tries += 1) {
      await priya.attaches({ name: 'note.txt', type: 'text/plain', bytes: new TextEncoder().encode('What he said, word for word.') });
      await pause(700);
      await life.revive();
    }
    office.standIns.connector.fault({ person: { id: named(unreachable).id, state: 'blocked' } });
    await life.fills(tom, 'triageForm', 'triage', triageInput);
    await eventually('the meeting and the mail', async () => {
      await life.revive();
      const state = await caseOf(office);
      const booked = state?.panel?.meeting.state === 'booked' || state?.panel?.meeting.state === 'noSlot';
      return booked && state?.unreachable[named(unreachable).id]?.mailed ? true : undefined;
    }, patient);
    office.standIns.connector.fault({ person: { id: named(unreachable).id, state: 'fine' } });
    await decide(office, life);
    const state = await eventually('the determination', async () => {
      await life.revive();
      const found = await caseOf(office);
      return found?.determination ? found : undefined;
    }, patient);
    return { deaths: life.deaths, state };
  } finally {
    await life.stop();
  }
};

/** The panel, from its declarations to the chair's confirmation. */
const decide = async (office: Office, life: Life): Promise<void> => {
  const state = await caseOf(office);
  const members = (state?.panel?.seats ?? []).map((seat) => office.user(office.standIns.connector.ids.byOid(seat.person ?? '')?.person.name ?? ''));
  const tom = office.user('Tom Ashdown');
  // Whom no card has reached opens the case from the list of tasks.
  const grace = office.user(unreachable);
  await life.says(grace, 'my tasks', async () => (await grace.cards()).findLast((card) => card.offers('show', { view: 'case' })));
  await life.fills(grace, 'case', 'declare', {}, { answer: 'clear' });
  for (const member of members.filter((one) => one.name !== unreachable)) await life.sure(member, 'declare', {}, { answer: 'clear' });
  await life.sure(tom, 'recordFactors', { factors: 'none', details: 'Asked.', asked: '', offered: '', usable: 'phone,email' });
  await life.sure(tom, 'recordEquality', { characteristics: 'none', effect: 'None.', adjustments: 'None.', proportionate: 'Yes.' });
  const form = await life.sure(tom, 'show', { kind: 'namedContact' }, { view: 'measure' });
  assert(typeof form !== 'string');
  await life.press(tom, form, 'draftMeasure', { contact: 'The Neighbourhood team' });
  await life.sure(tom, 'propose', { termMonths: '6', reasons: 'It goes on.' });
  for (const member of members) await life.sure(member, 'vote', { choice: 'for', reason: 'Agreed.' });
  await life.sure(grace, 'confirm', { met: 'no', reason: 'All agreed in writing.' });
};

/** In a short run one life dies at a third of the points, in a long one at one. */
const lives = (): string[][] => (process.env['LONG'] ? points.map((point) => [point]) : [0, 1, 2].map((n) => points.filter((_, index) => index % 3 === n)));

describe('kill -9 at every named point', () => {
  const visited = new Set<string>();

  const survives = async (deadly: readonly string[]): Promise<void> => {
    const office = await openOffice({ bot: false });
    try {
      const { deaths, state } = await live(office, deadly);
      for (const point of deaths) visited.add(point);
      assert.equal(state.reports[0]?.evidence.length, 1);
      assert.equal(state.determination?.votes.length, state.panel?.seats.length);
      const { events, mail } = office.standIns.graph.person(named(unreachable).id);
      assert.equal(events.filter((event) => !event.cancelled && event.subject.startsWith('Panel meeting')).length, 1);
      assert.equal(mail.filter((message) => message.subject.startsWith('Fair Contact')).length, 1);
    } finally {
      await office.close();
    }
  };

  for (const deadly of lives())
    it(`loses nothing that somebody was told, books one meeting and sends one mail: ${deadly.join(', ')}`, async function () {
      this.timeout(180_000);
      await survives(deadly);
    });

  // One death can come in the moment before another point is reached; such a point gets a life of its own.
  it('misses none of the points', async function () {
    this.timeout(360_000);
    for (const point of points.filter((each) => !visited.has(each))) await survives([point]);
    process.stdout.write(`      ${visited.size} of ${points.length} crash points visited\n`);
    assert.deepEqual(points.filter((point) => !visited.has(point)), []);
  });
});
