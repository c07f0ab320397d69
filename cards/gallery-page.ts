import type { Answer, PressedAction } from '../sandbox/page/api.ts';
import { cardView } from '../sandbox/page/card.ts';
import { element } from '../sandbox/page/element.ts';

/** One template with one sample, drawn by the bot. */
export interface Shown {
  template: string;
  sample: string;
  card: object;
  bytes: number;
  findings: string[];
}

const looks = [
  { title: 'Light', theme: 'light', phone: false },
  { title: 'Dark', theme: 'dark', phone: false },
  { title: 'Phone, 360 pixels', theme: 'light', phone: true },
] as const;

/** Nothing is sent: a press says what it would have said. */
const press = ({ verb, data }: PressedAction): Promise<Answer> =>
  Promise.resolve({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: `Sends “${verb}”: ${JSON.stringify(data)}` });

const lookOf = ({ title, theme, phone }: (typeof looks)[number], card: object): HTMLElement =>
  element('div', { class: phone ? 'look phone' : 'look', 'data-theme': theme }, element('p', {}, title), cardView({ ...card }, press, () => []).element);

const sectionOf = ({ template, sample, card, bytes, findings }: Shown): HTMLElement => {
  const name = `${template}: ${sample}`;
  return element('section', { id: name },
    element('h2', {}, name),
    element('p', {}, `${bytes} bytes`),
    element('ul', { class: 'findings' }, ...findings.map((finding) => element('li', {}, finding))),
    element('div', { class: 'looks' }, ...(bytes === 0 ? [] : looks.map((look) => lookOf(look, card)))));
};

const cards = JSON.parse(document.getElementById('cards')?.textContent ?? '[]') as Shown[];

document.body.append(
  element('h1', {}, `${cards.length} cards`),
  element('nav', { 'aria-label': 'Cards' }, element('ul', {}, ...cards.map(({ template, sample, findings }) =>
    element('li', {}, element('a', { href: `#${encodeURIComponent(`${template}: ${sample}`)}` }, `${template}: ${sample}${findings.length > 0 ? ` (${findings.length} findings)` : ''}`))))),
  ...cards.map(sectionOf),
);
