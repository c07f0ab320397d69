import { install, markRead, readChat, type Change, type Message, type Person } from './api.ts';
import { compose } from './compose.ts';
import { avatar, botAvatar, button, element } from './element.ts';
import { messageView, type MessageView } from './message.ts';

const commands = ['report', 'my cases', 'my tasks', 'help'];

/** The chat of one person with the bot; it stays in the page when another person is chosen, with all that was typed. */
export interface Chat {
  element: HTMLElement;
  /** Shows or hides the chat; a chat that is shown has been read. */
  show(shown: boolean): void;
  /** Reads the chat again, as after a lost connection. */
  load(): Promise<void>;
  hear(change: Change): void;
  /** Takes the people as they are now: the chat's own, and whose turn it is. */
  know(people: Person[]): void;
}

/** A chat for this person; `choose` is called with another person's id, `open` opens calendar and mail on narrow screens. */
export const chat = (me: Person, choose: (oid: string) => void, sideButton: () => HTMLElement): Chat => {
  let people: Person[] = [me];
  const messages = new Map<string, MessageView>();
  const box = compose(me.id);
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages', tabindex: '0' });
  const waiting = element('p', { class: 'waiting' });
  const absent = absentLine(me);
  const welcome = emptyChat(me, box.fill, waiting);
  const later = button('New messages', () => toEnd(), { class: 'later', hidden: true });
  const whole = element('section', { class: 'chat', 'aria-label': `Chat of ${me.name} with Fair Contact`, hidden: true }, head(me, sideButton()), absent, log, later, box.element);

  const atEnd = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
    later.hidden = true;
  };

  const put = (message: Message): void => {
    const known = messages.get(message.id);
    if (known) return known.update(message);
    const view = messageView(me.id, message, () => people);
    messages.set(message.id, view);
    log.append(view.element);
  };

  const remove = (id: string): void => {
    messages.get(id)?.element.remove();
    messages.delete(id);
  };

  const settle = (): void => {
    let day = '';
    for (const view of messages.values()) {
      view.showDay(view.day !== day);
      day = view.day;
    }
    if (messages.size === 0) log.replaceChildren(welcome);
    else log.querySelectorAll('.welcome, .hint').forEach((line) => line.remove());
  };

  const read = (): void => {
    if (!whole.hidden && document.visibilityState === 'visible') void markRead(me.id).catch(() => undefined);
  };

  // What is shown stays: the stream is gone too, and the page loads again once it is back.
  const unreadable = (): void => {
    if (messages.size === 0) log.replaceChildren(element('p', { class: 'hint' }, 'The chat could not be read.'));
  };

  let changes = 0;
  const load = async (): Promise<void> => {
    const before = changes;
    const found = await readChat(me.id).catch(() => undefined);
    if (!found) return unreadable();
    // Something was said while the chat was on its way: what came is old already.
    if (changes !== before) return load();
    const present = found.messages;
    const ids = new Set(present.map(({ id }) => id));
    for (const id of [...messages.keys()].filter((known) => !ids.has(known))) remove(id);
    for (const message of present) put(message);
    settle();
    toEnd();
    read();
  };

  const hear = ({ type, message }: Change): void => {
    if (!message) return;
    changes += 1;
    const follows = atEnd() || message.from === 'user';
    if (type === 'delete') remove(message.id);
    else put(message);
    settle();
    if (type !== 'message') return;
    if (follows) toEnd();
    else later.hidden = false;
    read();
  };

  log.addEventListener('scroll', () => {
    if (atEnd()) later.hidden = true;
  });
  document.addEventListener('visibilitychange', read);

  return {
    element: whole,
    load,
    hear,
    show: (shown) => {
      whole.hidden = !shown;
      if (!shown) return;
      toEnd();
      read();
    },
    know: (now) => {
      people = now;
      absent.hidden = now.find(({ id }) => id === me.id)?.installed !== false;
      whoseTurn(waiting, now, choose);
    },
  };
};

const head = (me: Person, ...controls: HTMLElement[]): HTMLElement =>
  element(
    'header',
    { class: 'chat-head' },
    botAvatar(),
    element('div', { class: 'who' }, element('h2', {}, 'Fair Contact'), element('p', {}, 'You are ', element('b', {}, me.name), `, ${me.title}`)),
    ...controls,
  );

const absentLine = (me: Person): HTMLElement =>
  element(
    'div',
    { class: 'absent', hidden: true },
    element('p', {}, `${me.name} does not have Fair Contact in Teams: neither can write to the other.`),
    button('Add Fair Contact', () => void install(me.id).catch(() => undefined), { class: 'pill' }),
  );

const emptyChat = (me: Person, fill: (words: string) => void, waiting: HTMLElement): HTMLElement =>
  element(
    'div',
    { class: 'welcome' },
    avatar(me.name),
    element('h3', {}, `You are ${me.name}, ${me.title}`),
    element('p', {}, 'This is your chat with Fair Contact. Nothing has been said yet. Type one of these, or press it and then Enter:'),
    element('div', { class: 'commands' }, ...commands.map((words) => button(words, () => fill(words), { class: 'pill' }))),
    waiting,
  );

const whoseTurn = (line: HTMLElement, people: Person[], choose: (oid: string) => void): void => {
  const due = people.filter(({ unread }) => unread > 0);
  if (due.length === 0) return line.replaceChildren('Waiting for: nobody.');
  const names = due.flatMap(({ id, name }, at) => [at === 0 ? ' ' : ', ', button(name, () => choose(id), { class: 'link' })]);
  line.replaceChildren('Waiting for:', ...names);
};
