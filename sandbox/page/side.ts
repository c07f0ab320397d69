import { ask, follow } from './api.ts';
import { element, icon } from './element.ts';
import { dayOf, momentOf, timeOf } from './times.ts';

type Who = string | { name: string; address: string };

interface CalendarEntry {
  id: string;
  subject: string;
  /** ISO instants. */
  start: string;
  end: string;
  organiser: Who;
  attendees: Who[];
  joinUrl?: string | null;
  cancelled: boolean;
}

interface Mail {
  id: string;
  folder: string;
  subject: string;
  from: Who;
  to: Who[];
  at: string;
  /** Text or HTML. */
  body: string;
}

interface Mailbox {
  events: CalendarEntry[];
  mail: Mail[];
  away: boolean | { start: string; end: string };
}

/** The chosen person's calendar and mailbox, as the Graph stand-in has them. */
export interface Side {
  show(oid: string): void;
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
    calendar.replaceChildren(...awayLine(found.away), ...agenda(found.events));
    showMail(mailbox, found.mail);
  };
  follow(`${graph}/sandbox/stream`, () => void read(), () => undefined, () => void read());
  return {
    show: (next) => {
      if (next !== oid) [calendar, mailbox].forEach((panel) => panel.replaceChildren());
      oid = next;
      void read();
    },
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
const nameOf = (who: Who): string => (typeof who === 'string' ? who : who.name || who.address);

const awayLine = (away: Mailbox['away']): HTMLElement[] => {
  if (away === false) return [];
  const until = away === true ? 'Away: automatic replies are on.' : `Away from ${momentOf(away.start)} to ${momentOf(away.end)}.`;
  return [element('p', { class: 'away' }, until)];
};

const agenda = (events: CalendarEntry[]): HTMLElement[] => {
  if (events.length === 0) return [hint('No events.')];
  const sorted = events.toSorted((a, b) => a.start.localeCompare(b.start));
  const days = Map.groupBy(sorted, ({ start }) => dayOf(start));
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
  const sorted = mail.toSorted((a, b) => b.at.localeCompare(a.at));
  const letters = sorted.map((letter) => mailItem(letter, open.has(letter.id)));
  panel.replaceChildren(...(letters.length === 0 ? [hint('No mail.')] : [element('ul', { class: 'mail' }, ...letters)]));
};

const folders: Record<string, string> = { sentitems: 'Sent', drafts: 'Draft', deleteditems: 'Deleted' };

const mailItem = ({ id, folder, subject, from, to, at, body }: Mail, open: boolean): HTMLElement => {
  const tag = folders[folder.toLowerCase().replaceAll(' ', '')];
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
      element('div', { class: 'body' }, textOf(body)),
    ),
  );
};

// A mail's HTML is read in a document of its own, where nothing runs or loads; only its text is shown.
const textOf = (body: string): string => {
  if (!/<[a-z!]/i.test(body)) return body;
  const read = new DOMParser().parseFromString(body.replace(/<\/(p|div|li|h\d|tr)>|<br\s*\/?>/gi, '$&\n'), 'text/html');
  read.querySelectorAll('style, script, head').forEach((hidden) => hidden.remove());
  return (read.body.textContent ?? '').trim();
};
