import { pressButton, type Message, type Person } from './api.ts';
import { cardView, type CardView } from './card.ts';
import { botAvatar, element, icon } from './element.ts';
import { toHtml } from './markdown.ts';
import { dayOf, timeOf } from './times.ts';

/** One message of a chat. */
export interface MessageView {
  element: HTMLElement;
  /** The London day it was sent on, in words. */
  day: string;
  /** Takes the message as it is now; a card that is being typed in asks first. */
  update(next: Message): void;
  /** Shows the day above the message or not. */
  showDay(shown: boolean): void;
}

/** Shows a message in the chat of the person with this object id. */
export const messageView = (oid: string, first: Message, people: () => Person[]): MessageView => {
  const sender = first.from === 'bot' ? 'Fair Contact' : 'You';
  const day = dayOf(first.at);
  const divider = element('p', { class: 'day' }, day);
  const content = element('div', { class: 'content' });
  const whole = element('article', { class: `message from-${first.from}`, 'aria-label': `${sender}, ${timeOf(first.at)}` }, divider);
  if (first.from === 'bot') whole.append(botAvatar());
  whole.append(content);
  let card: CardView | undefined;
  let latest = JSON.stringify(first);

  const draw = (message: Message): void => {
    if (message.card && card) card.draw(message.card);
    else card = message.card && cardView(message.card, (action) => pressButton(oid, message.id, action), people);
    const body = [...(message.text ? [words(message)] : []), ...(card ? [card.element] : [])];
    whole.classList.toggle('has-card', card !== undefined);
    // Taking the card out and putting it back would lose its focus and its scroll.
    if (card && content.contains(card.element) && body.length === 1) content.querySelector('header')?.replaceWith(header(sender, message));
    else content.replaceChildren(header(sender, message), ...body, ...files(message));
  };

  draw(first);
  return {
    element: whole,
    day,
    update: (next) => {
      const now = JSON.stringify(next);
      if (now === latest) return;
      latest = now;
      if (card) card.offer(() => draw(next));
      else draw(next);
    },
    showDay: (shown) => {
      divider.hidden = !shown;
    },
  };
};

const words = (message: Message): HTMLElement => {
  const bubble = element('div', { class: 'bubble' });
  if (message.from === 'bot') bubble.innerHTML = toHtml(message.text ?? '');
  else bubble.textContent = message.text ?? '';
  return bubble;
};

const header = (sender: string, { at, edited, alert, summary }: Message): HTMLElement => {
  const made = element('header', {}, element('b', {}, sender), element('time', { datetime: at }, timeOf(at)));
  if (edited) made.append(element('span', {}, 'Edited'));
  if (alert) made.append(element('span', { class: 'alert', title: 'What Teams shows in the alert' }, icon('bell'), `Alert: “${summary ?? ''}”`));
  return made;
};

const files = ({ files: notes = [] }: Message): HTMLElement[] => {
  if (notes.length === 0) return [];
  const chips = notes.map(({ name, type, size }) =>
    element('li', { class: 'chip' }, icon(type.startsWith('image/') ? 'picture' : 'file'), element('span', {}, name), element('small', {}, sizeOf(size))),
  );
  return [element('ul', { class: 'chips', 'aria-label': 'Files' }, ...chips)];
};

/** A file's size in words, from bytes. */
export const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

