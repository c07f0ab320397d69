import type { Person } from './api.ts';
import { avatar, element } from './element.ts';

/** The people of the landlord: a list beside the chat, and a chooser in its place on a phone. */
export interface People {
  show(people: Person[], chosen: string): void;
}

/** Fills the list and the chooser; `choose` is called with an object id. */
export const peopleList = (list: HTMLElement, chooser: HTMLSelectElement, choose: (oid: string) => void): People => {
  chooser.addEventListener('change', () => choose(chooser.value));
  list.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest('button') : null;
    if (pressed?.dataset['oid']) choose(pressed.dataset['oid']);
  });
  let shown = '';
  let seen = '';
  return {
    show: (people, chosen) => {
      const now = JSON.stringify([people, chosen]);
      if (now === shown) return;
      shown = now;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['oid'] : undefined;
      list.replaceChildren(...people.map((person) => row(person, person.id === chosen)));
      if (focused !== undefined) list.querySelector<HTMLElement>(`[data-oid="${CSS.escape(focused)}"]`)?.focus();
      if (chosen !== seen) list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
      seen = chosen;
      chooser.replaceChildren(...people.map((person) => choice(person, person.id === chosen)));
    },
  };
};

const news = (unread: number): string => (unread === 1 ? '1 unread message' : `${unread} unread messages`);

const row = (person: Person, chosen: boolean): HTMLElement => {
  const made = element(
    'button',
    { type: 'button', class: person.unread > 0 ? 'person unread' : 'person', 'data-oid': person.id, 'aria-current': chosen ? 'true' : undefined },
    avatar(person.name),
    element('span', { class: 'who' }, element('b', {}, person.name), element('small', {}, person.title)),
  );
  if (person.unread > 0) {
    made.append(
      element('span', { class: 'badge', 'aria-hidden': 'true' }, String(person.unread)),
      element('span', { class: 'unseen' }, `, ${news(person.unread)}`),
    );
  }
  return element('li', {}, made);
};

const choice = ({ id, name, title, unread }: Person, chosen: boolean): HTMLOptionElement =>
  element('option', { value: id, selected: chosen }, `${name} · ${title}${unread > 0 ? ` (${unread} new)` : ''}`);
