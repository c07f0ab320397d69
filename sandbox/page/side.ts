import { ask, follow } from './api.ts';
import { element, icon } from './element.ts';
import { dayOf, momentOf, timeOf } from './times.ts';

interface Address {
  name: string;
  address: string;
}

interface CalendarEntry {
  id: string;
  subject: string;
  /** ISO instants. */
  start: string;
  end: string;
  organiser: Address;
  attendees: Address[];
  joinUrl: string | null;
  cancelled: boolean;
}

interface Mail {
  id: string;
  folder: string;
  subject: string;
  from: Address;
  to: Address[];
  /** ISO instant. */
  at: string;
  /** Plain text. */
  body: string;
  /** Names of files. */
  attachments: string[];
}

/** Events by their start, mail newest first. */
interface Mailbox {
  events: CalendarEntry[];
  mail: Mail[];
  away: boolean;
  /** A leaver has no mailbox any more. */
  left: boolean;
}

/** The chosen person's calendar and mailbox, as the Graph stand-in has them. */
export interface Side {
  show(oid: string): void;
  /** Reads the same person's again. */
  again(): void;
}

/** Fills the two panels and keeps them live; `graph` is the stand-in's origin. */
export const side = (graph: string, calendar: HTMLElement, mailbox: HTMLElement): Side => {
  let oid = '';
  let turn = 0;
  const read = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const found = await ask<Mailbox>(`${graph}/sandbox/people/${encodeURIComponent(oid)}`).catch(() => undefined);
    // Another person, or a later answer, came first.
    if (mine !== turn) return;
    if (!found) return [calendar, mailbox].forEach((panel) => panel.replaceChildren(hint('The calendar and mailbox cannot be reached.')));
    calendar.replaceChildren(...standing(found), ...agenda(found.events));
    showMail(mailbox, found.mail);
  };
  const again = (): void => {
    if (oid !== '') void read();
  };
  const hear = ({ person }: { person: string }): void => {
    if (person === oid) again();
  };
  follow(`${graph}/sandbox/stream`, 'change', { hear, lost: () => undefined, found: again });
  return {
    show: (next) => {
      if (next !== oid) [calendar, mailbox].forEach((panel) => panel.replaceChildren());
      oid = next;
      again();
    },
    again,
  };
};

/** Two tabs over two panels: arrow keys move between them, as a tab list should. */
export const tabs = (list: HTMLElement): void => {
  const all = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const choose = (chosen: HTMLElement): void => {
    for (const tab of all) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (panel) panel.hidden = tab !== chosen;
    }
  };
  for (const [at, tab] of all.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      const next = all.at((at + (key === 'ArrowRight' ? 1 : -1)) % all.length);
      if (!next) return;
      choose(next);
      next.focus();
    });
  }
};

const hint = (words: string): HTMLElement => element('p', { class: 'hint' }, words);
const nameOf = ({ name, address }: Address): string => name || address;

const standing = ({ away, left }: Mailbox): HTMLElement[] => {
  if (left) return [element('p', { class: 'away' }, 'Left the landlord: the account and the mailbox are gone.')];
  return away ? [element('p', { class: 'away' }, 'Away: automatic replies are on.')] : [];
};

const agenda = (events: CalendarEntry[]): HTMLElement[] => {
  if (events.length === 0) return [hint('No events.')];
  const days = Map.groupBy(events, ({ start }) => dayOf(start));
  return [...days].flatMap(([day, entries]) => [element('h3', {}, day), element('ul', { class: 'agenda' }, ...entries.map(entry))]);
};

const entry = ({ subject, start, end, organiser, attendees, joinUrl, cancelled }: CalendarEntry): HTMLElement => {
  const made = element(
    'li',
    { class: cancelled ? 'event cancelled' : 'event' },
    element('p', { class: 'when' }, `${timeOf(start)} – ${timeOf(end)}`),
    element('p', { class: 'subject' }, ...(cancelled ? [element('span', { class: 'tag' }, 'Cancelled'), ' '] : []), element('b', {}, subject)),
    element('p', { class: 'people' }, `Organiser: ${nameOf(organiser)}`),
  );
  if (attendees.length > 0) made.append(element('p', { class: 'people' }, `With: ${attendees.map(nameOf).join(', ')}`));
  if (joinUrl && !cancelled) made.append(element('a', { href: joinUrl, target: '_blank', rel: 'noopener noreferrer' }, icon('video'), 'Join meeting'));
  return made;
};

const showMail = (panel: HTMLElement, mail: Mail[]): void => {
  const open = new Set([...panel.querySelectorAll<HTMLElement>('details[open]')].map(({ dataset }) => dataset['id']));
  const letters = mail.map((letter) => mailItem(letter, open.has(letter.id)));
  panel.replaceChildren(...(letters.length === 0 ? [hint('No mail.')] : [element('ul', { class: 'mail' }, ...letters)]));
};

const folders: Record<string, string> = { sentitems: 'Sent', drafts: 'Draft', deleteditems: 'Deleted' };

const mailItem = ({ id, folder, subject, from, to, at, body, attachments }: Mail, open: boolean): HTMLElement => {
  const tag = folders[folder];
  return element(
    'li',
    {},
    element(
      'details',
      { 'data-id': id, open },
      element(
        'summary',
        {},
        element('span', { class: 'from' }, ...(tag ? [element('span', { class: 'tag' }, tag), ' '] : []), tag ? to.map(nameOf).join(', ') : nameOf(from)),
        element('time', { datetime: at }, momentOf(at)),
        element('b', {}, subject),
      ),
      element('p', { class: 'people' }, `From: ${nameOf(from)}`),
      element('p', { class: 'people' }, `To: ${to.map(nameOf).join(', ')}`),
      element('div', { class: 'body' }, body),
      ...(attachments.length > 0 ? [fileChips(attachments)] : []),
    ),
  );
};

const fileChips = (names: string[]): HTMLElement =>
  element('ul', { class: 'chips', 'aria-label': 'Files' }, ...names.map((name) => element('li', { class: 'chip' }, icon('file'), element('span', {}, name))));
