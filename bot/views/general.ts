/** Cards that belong to no case: what the bot is, what it does not understand, what waits, what is stuck. */
import type { Landlord } from '../policy/landlord.ts';
import type { Profile } from '../policy/profile.ts';
import { button, showButton, shortened, texts, type Button } from './questions.ts';
import type { View } from './view.ts';
import { caseReference, countInWords, inWords, sizeInWords } from './words.ts';

export interface GeneralParts { policy: Profile; landlord: Landlord }

interface Message { heading?: string; quoted?: { text: string }[]; paragraphs: { text: string }[]; links?: { title: string; url: string }[]; buttons?: Button[] }

const message = (name: string, summary: string, { heading = '', quoted = [], paragraphs, links = [], buttons = [] }: Message): View =>
  ({ template: 'message', name, open: false, summary, data: { heading, quoted, paragraphs, links, buttons } });

const reportButton = button('Report an incident', 'startReport');
const mainButtons = [reportButton, showButton('My tasks', 'myTasks'), showButton('My cases', 'myCases')];

/** The first thing that somebody reads. */
export const welcomeView = ({ policy, landlord }: GeneralParts): View =>
  message('welcome', 'Fair Contact is here', {
    heading: 'Fair Contact',
    paragraphs: texts(
      `Here you report ${policy.words.misconduct} of a ${policy.words.customer} towards staff of ${landlord.name}. Your manager then decides what happens next under our policy: ${policy.title.value}.`,
      `If anyone is in danger now, ring 999 first. Then ring the staff emergency phone: ${landlord.phones.emergency}.`,
      'When something waits for you, a card comes to this chat.',
    ),
    buttons: [...mainButtons, showButton('Help', 'help')],
  });

/** What can be written to the bot. */
export const helpView = ({ policy, landlord }: GeneralParts, isAdministrator: boolean): View =>
  message('help', 'What you can do here', {
    heading: 'What you can do here',
    paragraphs: texts(
      'Press a button, or write one of these words:',
      [
        '- **report**: report an incident',
        '- **my tasks**: what waits for you',
        '- **my cases**: every case in which you have a part',
        '- **help**: this card',
        ...(isAdministrator ? ['- **stuck**: what the bot itself could not do'] : []),
      ].join('\n'),
      'A photo or a file for your report: attach it to a message here while the report is open.',
      `If anyone is in danger now, ring 999 first. Then ring the staff emergency phone: ${landlord.phones.emergency}.`,
      `${policy.report.support.text} Staff support line: ${landlord.phones.staffSupport}.`,
    ),
    links: [{ title: 'Read the policy', url: landlord.links.policy }],
    buttons: [...mainButtons, ...(isAdministrator ? [showButton('What is stuck', 'stuck')] : [])],
  });

/** What was written is no word that the bot knows; people must not think that it was a report. */
export const unknownTextView = ({ landlord }: GeneralParts, text: string): View =>
  message('unknownText', 'That was not understood', {
    heading: 'That was not understood',
    quoted: texts(shortened(text, 200)),
    paragraphs: texts(
      'It was not saved and nobody was told. To report something, press the first button: what you write on its card is saved.',
      `If anyone is in danger now, ring 999 first. Then ring the staff emergency phone: ${landlord.phones.emergency}.`,
    ),
    buttons: [...mainButtons, showButton('Help', 'help')],
  });

/** One sentence in the place of a card that has done its work. */
export const lineView = (text: string): View => message('line', text, { paragraphs: texts(text) });

export interface Unfinished { draft?: { stream: string; at: string }; reports: { stream: string; who: string; at: string }[] }

interface Row { title: string; quoted: { text: string }[]; lines: { text: string }[]; buttons: Button[] }

/** As many as fit a phone. */
const mostOffers = 4;

const draftRow = ({ stream, at }: { stream: string; at: string }): Row => ({
  title: 'A draft that is not sent', quoted: [], lines: texts(`Begun on ${inWords(at)}. Nobody but you has seen it.`), buttons: [showButton('Continue the draft', 'draft', { stream })],
});

const reportRow = ({ stream, who, at }: Unfinished['reports'][number]): Row => ({
  title: 'A report that is not finished', quoted: texts(shortened(who, 120)), lines: texts(`Sent on ${inWords(at)}. Your manager has it already.`), buttons: [showButton('Continue this report', 'case', { stream })],
});

/** Before a new report is begun, what was begun before is offered. */
export const draftsOfferView = (_parts: GeneralParts, { draft, reports }: Unfinished): View => ({
  template: 'list', name: 'drafts', open: false, summary: 'You have begun a report already',
  data: {
    heading: 'You have begun a report already',
    paragraphs: texts('Is this about the same incident? Then continue.', draft ? 'For another incident, send the draft or throw it away first.' : undefined),
    rows: [...(draft ? [draftRow(draft)] : []), ...reports.slice(0, mostOffers).map(reportRow)],
    buttons: draft ? [] : [button('Start a new one', 'startReport', { another: 'true' })],
  },
});

export interface StuckEffect { key: string; kind: string; error: string; attempts: number }

const mostStuck = 5;

const effectNames: Record<string, string> = { cards: 'Cards in chats', meeting: 'A meeting in calendars', mail: 'A mail' };

const stuckRow = ({ key, kind, error, attempts }: StuckEffect): Row => ({
  title: effectNames[kind] ?? `A task of the kind “${kind}”`, quoted: texts(shortened(error, 240)), lines: texts(`Tried ${countInWords(attempts, 'time')}, then set aside.`), buttons: [button('Try again', 'retryEffect', { key })],
});

const unreachableRow = ({ case: id, person }: { case: string; person: string }): Row => ({
  title: person, quoted: [], lines: texts(`No card of case ${caseReference(id)} reaches them. Ask them to open Fair Contact in Teams once.`), buttons: [],
});

/** For administrators: what the bot gave up on, and whom it cannot reach. */
export const stuckView = (effects: StuckEffect[], unreachable: { case: string; person: string }[], notice?: string): View => {
  const nothing = effects.length === 0 && unreachable.length === 0;
  return {
    template: 'list', name: 'stuck', open: false, summary: 'What is stuck',
    data: {
      heading: 'What is stuck',
      paragraphs: texts(
        notice,
        nothing ? 'Nothing is stuck, and everybody can be reached.' : undefined,
        effects.length > mostStuck ? `The first ${mostStuck} of ${effects.length} tasks:` : undefined,
        unreachable.length > mostStuck ? `The first ${mostStuck} of ${unreachable.length} people who cannot be reached are below.` : undefined,
      ),
      rows: [...effects.slice(0, mostStuck).map(stuckRow), ...unreachable.slice(0, mostStuck).map(unreachableRow)],
      buttons: [showButton('Look again', 'stuck')],
    },
  };
};

/** A link to one file that ends by itself. */
export const evidenceLinkView = ({ name, size, minutes, url }: { name: string; size: number; minutes: number; url: string }): View =>
  message('evidenceLink', 'A file of the case', {
    heading: 'Open a file',
    quoted: texts(`${name} (${sizeInWords(size)})`),
    paragraphs: texts(`The link works for ${countInWords(minutes, 'minute')}. Do not pass it on. Each link is logged.`),
    links: [{ title: 'Open the file', url }],
    buttons: [showButton('Back', 'evidence')],
  });
