import {
  AdaptiveCard,
  Choice,
  ChoiceSetInput,
  ExecuteAction,
  GlobalSettings,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  type Action,
  type IMarkdownProcessingResult,
} from 'adaptivecards';
import type { Answer, Card, Person, PressedAction } from './api.ts';
import { button, element } from './element.ts';
import { hostConfig } from './host-config.ts';
import { toHtml } from './markdown.ts';

GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCard.onProcessMarkdown = (text: string, result: IMarkdownProcessingResult): void => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

const somethingWrong = 'Something went wrong. Please try again.';

/** One card in a chat, with what Teams does around it: the wait after a press, the answer, later changes. */
export interface CardView {
  element: HTMLElement;
  /** Draws this card in place of the one shown. */
  draw(card: Card): void;
  /** Lets a change from outside happen: at once, or, while the person types in the card, when they ask for it. */
  offer(change: () => void): void;
}

/** Shows a card; `press` sends a pressed button away, `people` fills Teams' people picker. */
export const cardView = (
  first: Card,
  press: (action: PressedAction) => Promise<Answer>,
  people: () => Person[],
): CardView => {
  const fields = element('fieldset', { class: 'card-fields', tabindex: '-1' });
  const note = element('p', { class: 'card-note' });
  const changed = element('p', { class: 'card-changed' });
  // A form of its own: otherwise radio buttons of the same name in two cards would be one group.
  const form = element('form', { class: 'card', novalidate: true }, fields, changed, note);
  form.addEventListener('submit', (event) => event.preventDefault());
  let typed = false;
  let pressed = false;

  const busy = (): boolean => !pressed && (typed || fields.querySelector('input:focus, textarea:focus, select:focus') !== null);

  const draw = (card: Card): void => {
    typed = false;
    changed.replaceChildren();
    form.classList.toggle('wide', isWide(card));
    try {
      fill(card);
    } catch (error) {
      console.error('A card could not be drawn:', error);
      fields.replaceChildren(element('p', { class: 'hint' }, 'This card cannot be shown.'));
    }
  };

  const fill = (card: Card): void => {
    const drawn = parse(card, people());
    drawn.onInputValueChanged = () => {
      typed = true;
      pressed = false;
    };
    drawn.onExecuteAction = (action) => void act(action);
    fields.replaceChildren(drawn.render() ?? '');
    drawn.updateLayout();
    fields.setAttribute('aria-label', `Card: ${fields.querySelector('.ac-textBlock, .ac-richTextBlock')?.textContent ?? 'no text'}`);
    nameGroups(fields);
  };

  const tell = (words: string, wrong: boolean): void => {
    note.textContent = words;
    note.classList.toggle('wrong', wrong);
  };

  const act = async (action: Action): Promise<void> => {
    if (action instanceof OpenUrlAction && action.url !== undefined) window.open(action.url, '_blank', 'noopener');
    if (!(action instanceof ExecuteAction || action instanceof SubmitAction)) return;
    const focused = fields.contains(document.activeElement) ? document.activeElement : null;
    pressed = true;
    typed = false;
    tell('', false);
    fields.disabled = true;
    form.setAttribute('aria-busy', 'true');
    const answer = await press(sent(action));
    fields.disabled = false;
    form.removeAttribute('aria-busy');
    show(answer);
    // Disabled buttons lose the focus; without this a keyboard user would start again at the top of the page.
    if (focused instanceof HTMLElement && document.activeElement === document.body) (focused.isConnected ? focused : fields).focus();
  };

  const show = ({ statusCode = 200, type, value, error }: Answer): void => {
    if (error !== undefined || statusCode >= 400) tell(somethingWrong, true);
    else if (type === 'application/vnd.microsoft.card.adaptive') draw(value as Card);
    else if (type === 'application/vnd.microsoft.activity.message') tell(String(value), false);
    else tell(somethingWrong, true);
  };

  const offer = (change: () => void): void => {
    const apply = (): void => {
      if (!pressed) tell('', false);
      pressed = false;
      change();
    };
    if (!busy()) return apply();
    const accept = (): void => {
      changed.replaceChildren();
      apply();
      fields.focus();
    };
    changed.replaceChildren('This card has changed – ', button('show it', accept, { class: 'link' }));
  };

  draw(first);
  return { element: form, draw, offer };
};

const sent = (action: ExecuteAction | SubmitAction): PressedAction =>
  action instanceof ExecuteAction
    ? { type: 'Action.Execute', verb: action.verb, data: action.data ?? {} }
    : { type: 'Action.Submit', verb: '', data: action.data ?? {} };

const parse = (card: Card, people: Person[]): AdaptiveCard => {
  const parsed = new AdaptiveCard();
  const context = new SerializationContext();
  parsed.hostConfig = hostConfig;
  parsed.parse(card, context);
  // Teams leaves out what it does not know and says nothing; whoever writes cards should be told.
  for (let at = 0; at < context.eventCount; at += 1) console.warn('In a card:', context.getEventAt(at).message);
  for (const input of parsed.getAllInputs()) {
    if (input instanceof ChoiceSetInput && input.choicesData?.dataset?.startsWith('graph.microsoft.com/users')) {
      input.choices = people.map(({ id, name }) => new Choice(name, id));
    }
  }
  return parsed;
};

const isWide = (card: Card): boolean => {
  const { width } = (card['msteams'] ?? {}) as { width?: unknown };
  return String(width).toLowerCase() === 'full';
};

// The library gives a set of choices no group, so a screen reader would hear the answers without the question.
const nameGroups = (fields: HTMLElement): void => {
  for (const group of fields.querySelectorAll('.ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect')) {
    const label = fields.querySelector(`label[for="${group.id}"]`);
    group.setAttribute('role', group.classList.contains('ac-choiceSetInput-expanded') ? 'radiogroup' : 'group');
    if (label) group.setAttribute('aria-labelledby', label.id);
  }
};
