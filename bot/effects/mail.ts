import type { Case } from '../case/state.ts';
import type { Graph } from '../graph/client.ts';
import { sendMailOnce } from '../graph/mail.ts';
import { handle, type World } from '../pipeline/handle.ts';
import type { Landlord } from '../policy/landlord.ts';
import { fromGraph } from './graph-outcome.ts';
import type { Handler } from './worker.ts';

/** The second way to a person whom Teams does not reach. The mail names nobody and says nothing of the case. */
export const mailHandler = (world: World, graph: Graph, landlord: Landlord): Handler => (effect) =>
  fromGraph(async () => {
    const { person } = effect.data as { person: string };
    const head = await world.store.load(effect.stream);
    const state = head?.state as Case | undefined;
    const staff = world.directory().people[person];
    if (!state || !staff) return { state: 'stuck', error: 'PersonLeft' };
    const reference = state.id.slice(0, 6).toUpperCase();
    const { id } = await sendMailOnce(graph, {
      key: effect.key,
      from: landlord.mailboxes.case,
      to: [staff.mail],
      subject: 'Fair Contact: something waits for you',
      text: `Fair Contact could not reach you in Teams. Case ${reference} waits for you.\n\nPlease install or unblock the Fair Contact app in Teams and write “my tasks” to it. If you cannot, ring the office on ${landlord.phones.office} and ask for your line manager, so that somebody else can take this on.`,
    });
    world.at('sent-not-recorded', 'mail');
    await handle({ stream: effect.stream, verb: 'personMailed', actor: 'system', input: { person }, id: `${effect.key}/mailed` }, world);
    return { state: 'done', performed: effect.wanted, receipt: { id } };
  });
