/** A card as a person uses it: inputs are found by their label, buttons by their title. Refuses what a client would refuse. */
import assert from 'node:assert/strict';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every visible node of a card, in reading order; a card that an action opens counts as visible. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isNode(value) || value['isVisible'] === false) return;
  yield value;
  for (const key of ['body', 'items', 'columns', 'actions', 'inlines', 'facts', 'rows', 'cells', 'card', 'selectAction', 'inlineAction']) yield* nodesOf(value[key]);
}

/** The same without what stands on a card that a button opens. */
function* ownNodesOf(card: unknown): Generator<Node> {
  if (Array.isArray(card)) for (const item of card) yield* ownNodesOf(item);
  if (!isNode(card) || card['isVisible'] === false) return;
  yield card;
  for (const key of ['body', 'items', 'columns', 'actions', 'rows', 'cells']) yield* ownNodesOf(card[key]);
}

const isInput = (node: Node): boolean => String(node['type']).startsWith('Input.');

/** What a button sends along: the inputs of its own card and of the cards around it, never those of a card beside it. */
const inputsFor = (action: Node, card: unknown, around: Node[] = []): Node[] | undefined => {
  const own = [...ownNodesOf(card)];
  const inputs = [...around, ...own.filter(isInput)];
  if (own.includes(action)) return action['associatedInputs'] === 'none' ? [] : inputs;
  for (const opener of own.filter((node) => node['type'] === 'Action.ShowCard')) {
    const found = inputsFor(action, opener['card'], inputs);
    if (found) return found;
  }
  return undefined;
};

const textOf = (node: Node): string[] => [node['text'], node['title'], node['value'], node['label']].filter((part): part is string => typeof part === 'string');

export type Answer = { card: Card } | { message: string } | { error: string };

export type PressCall = (messageId: string, action: { type: string; verb: string; data: Node }) => Promise<{ type?: string; value?: unknown; error?: string }>;

export class Card {
  readonly messageId: string;
  readonly json: Node;
  readonly call: PressCall;
  private readonly filled: Record<string, string> = {};

  constructor(messageId: string, json: unknown, call: PressCall) {
    assert(isNode(json));
    this.messageId = messageId;
    this.json = json;
    this.call = call;
  }

  /** All that can be read on it. */
  get text(): string {
    return [...nodesOf(this.json)].flatMap(textOf).join('\n');
  }

  get buttons(): string[] {
    return [...nodesOf(this.json)].filter((node) => String(node['type']).startsWith('Action.')).map((node) => String(node['title']));
  }

  /** The stream that its buttons name. */
  get stream(): string {
    const [found] = this.streams;
    assert(found, `No button names a stream: ${this.buttons.join(' | ')}`);
    return found;
  }

  get streams(): string[] {
    return [...nodesOf(this.json)].map((node) => (isNode(node['data']) ? node['data']['stream'] : undefined)).filter((stream) => typeof stream === 'string');
  }

  /** What its first button says of where it was drawn from. */
  get envelope(): { stream: string; version: number; ask?: string } {
    const found = [...nodesOf(this.json)].map((node) => node['data']).find((data) => isNode(data) && typeof data['stream'] === 'string');
    assert(isNode(found), `No button names a stream: ${this.buttons.join(' | ')}`);
    return found as unknown as { stream: string; version: number; ask?: string };
  }

  get inputs(): Node[] {
    return [...nodesOf(this.json)].filter(isInput);
  }

  get labels(): string[] {
    return this.inputs.map((node) => String(node['label']));
  }

  /** The input whose label begins so. */
  input(label: string): Node {
    const found = this.inputs.filter((node) => String(node['label']).toLowerCase().startsWith(label.toLowerCase()));
    assert.equal(found.length, 1, `${found.length} inputs are labelled “${label}”; there are: ${this.labels.join(' | ')}`);
    return found[0] as Node;
  }

  /** Fills inputs by label. Choices are named by the beginning of their titles; several as a list. */
  write(answers: Record<string, string | string[]>): this {
    for (const [label, answer] of Object.entries(answers)) {
      const input = this.input(label);
      this.filled[String(input['id'])] = input['type'] === 'Input.ChoiceSet' ? this.choose(input, [answer].flat()) : String(answer);
    }
    return this;
  }

  /** The value that an input would send now. */
  value(label: string): string {
    const input = this.input(label);
    return this.filled[String(input['id'])] ?? String(input['value'] ?? '');
  }

  /** Where a button leads that opens a page. */
  link(title: string): { url: string } {
    const found = [...nodesOf(this.json)].find((node) => node['type'] === 'Action.OpenUrl' && String(node['title']).startsWith(title));
    assert(found, `No link “${title}”; there are: ${this.buttons.join(' | ')}`);
    return { url: String(found['url']) };
  }

  has(title: string): boolean {
    return this.buttons.some((button) => button.toLowerCase().startsWith(title.toLowerCase()));
  }

  async press(title: string, messageId = this.messageId): Promise<Answer> {
    const action = this.action(title);
    const answer = await this.call(messageId, { type: String(action['type']), verb: String(action['verb']), data: { ...(action['data'] as Node), ...this.values(action) } });
    if (answer.error !== undefined) return { error: answer.error };
    if (answer.type === 'application/vnd.microsoft.card.adaptive') return { card: new Card(messageId, answer.value, this.call) };
    return { message: String(answer.value) };
  }

  /** Presses and expects a card. */
  async next(title: string): Promise<Card> {
    const answer = await this.press(title);
    assert('card' in answer, `“${title}” was answered with ${JSON.stringify(answer)}`);
    return answer.card;
  }

  /** Whether a button does this, by its verb and, where given, data of its own. */
  offers(verb: string, own: Node = {}): boolean {
    return this.byVerb(verb, own) !== undefined;
  }

  /** Presses by verb, with inputs by id: for tests that are about what happens, not about what is read. */
  async act(verb: string, inputs: Record<string, string> = {}, own: Node = {}): Promise<Answer> {
    const action = this.byVerb(verb, own);
    assert(action, `No button does “${verb}”; there are: ${this.buttons.join(' | ')}`);
    const answer = await this.call(this.messageId, { type: 'Action.Execute', verb, data: { ...(action['data'] as Node), ...inputs } });
    if (answer.error !== undefined) return { error: answer.error };
    return answer.type === 'application/vnd.microsoft.card.adaptive' ? { card: new Card(this.messageId, answer.value, this.call) } : { message: String(answer.value) };
  }

  private byVerb(verb: string, own: Node): Node | undefined {
    return [...nodesOf(this.json)].find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb && Object.entries(own).every(([key, value]) => (node['data'] as Node)[key] === value));
  }

  action(title: string): Node {
    const found = [...nodesOf(this.json)].filter((node) => node['type'] === 'Action.Execute' && String(node['title']).toLowerCase().startsWith(title.toLowerCase()));
    assert(found.length >= 1, `No button “${title}”; there are: ${this.buttons.join(' | ')}\n${this.text}`);
    return found[0] as Node;
  }

  private choose(input: Node, titles: string[]): string {
    const options = input['choices'] as { title: string; value: string }[];
    const values = titles.map((title) => {
      const found = options.find((option) => option.title.toLowerCase().startsWith(title.toLowerCase()));
      assert(found, `“${String(input['label'])}” has no choice “${title}”; there are: ${options.map((option) => option.title).join(' | ')}`);
      return found.value;
    });
    assert(input['isMultiSelect'] === true || values.length === 1, `“${String(input['label'])}” takes one choice`);
    return values.join(',');
  }

  private values(action: Node): Record<string, string> {
    const values: Record<string, string> = {};
    for (const input of inputsFor(action, this.json) ?? []) {
      const id = String(input['id']);
      const value = this.filled[id] ?? (input['value'] === undefined ? '' : String(input['value']));
      if (value === '' && input['isRequired'] === true) assert.fail(`The client stops: “${String(input['label'])}” is needed`);
      values[id] = value;
    }
    return values;
  }
}
