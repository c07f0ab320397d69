/** Building the page out of elements: text always goes in as text, never as HTML. */

type Attributes = Record<string, string | boolean | undefined>;

/** An element with its attributes and children; `true` is an empty attribute, `false` and `undefined` are none. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
};

/** A button that acts when it is pressed. */
export const button = (label: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
};

/** A picture from the sprite in index.html; hidden from screen readers, so its button needs a name. */
export const icon = (name: string): SVGSVGElement => {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  picture.setAttribute('class', 'icon');
  picture.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `#icon-${name}`);
  picture.append(use);
  return picture;
};

/** The part of the page that index.html marks with this id. */
export const part = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.getElementById(id);
  if (!found) throw new TypeError(`The page has no part called ${id}.`);
  return found as T;
};

/** A round picture with a person's initials, in a colour that is always the same for the name. */
export const avatar = (name: string): HTMLElement => {
  const initials = name.split(' ').map((word) => word.charAt(0)).slice(0, 2).join('');
  const made = element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 0);
  made.style.setProperty('--hue', String(hue));
  return made;
};

/** The bot's own picture. */
export const botAvatar = (): HTMLElement => element('span', { class: 'avatar bot', 'aria-hidden': 'true' }, icon('shield'));
