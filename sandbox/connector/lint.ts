/** What Teams would not draw, or not as meant, on a card. Real Teams often accepts such a card and stays silent. */

type Node = Record<string, unknown>;

interface Spot {
  path: string;
  report: (path: string, words: string) => void;
  inputIds: Set<string>;
}

const elements = new Set([
  'AdaptiveCard', 'TextBlock', 'RichTextBlock', 'TextRun', 'Image', 'ImageSet', 'ActionSet', 'Container', 'ColumnSet', 'Column', 'FactSet',
  'Table', 'TableRow', 'TableCell', 'Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet',
]);
const actions = new Set(['Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility']);
const lists = ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'images'] as const;
const pictures = ['url', 'iconUrl', 'backgroundImage'] as const;
const mostPrimary = 6;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const typeOf = (node: Node): string => (typeof node.type === 'string' ? node.type : '');
const says = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** Everything that is wrong with a card for Teams, one sentence each with the place first. An empty list is a good card. */
export function lintCard(card: unknown): string[] {
  const found: string[] = [];
  const report = (path: string, words: string): void => void found.push(`${path}: ${words}`);
  if (!isNode(card) || card.type !== 'AdaptiveCard') return ['card: it is no adaptive card.'];
  lintVersion(card, report);
  lintElement(card, { path: 'card', report, inputIds: new Set() });
  return found;
}

function lintVersion(card: Node, report: Spot['report']): void {
  const [, minor] = /^1\.(\d+)$/.exec(String(card.version)) ?? [];
  if (minor === undefined || Number(minor) > 5) report('card', 'the version must be 1.5 or lower.');
  else if (Number(minor) < 4 && JSON.stringify(card).includes('"Action.Execute"')) report('card', 'Action.Execute needs version 1.4 or 1.5.');
}

function lintElement(node: Node, spot: Spot): void {
  const { path, report } = spot;
  const type = typeOf(node);
  if (type !== '' && !elements.has(type)) report(path, `Teams does not know the element ${type}.`);
  if ('refresh' in node) report(path, 'refresh is not used: it would ask the bot again each time the chat opens.');
  if (type.startsWith('Input.')) lintInput(node, spot);
  lintPictures(node, spot);
  for (const list of lists)
    nodes(node[list]).forEach((child, n) => {
      const place = `${path}.${list}[${n}]`;
      if (typeOf(child) === '' && (list === 'body' || list === 'items')) report(place, 'an element needs a type.');
      lintElement(child, { ...spot, path: place });
    });
  lintActions(node, spot);
  if (isNode(node.fallback)) lintElement(node.fallback, { ...spot, path: `${path}.fallback`, inputIds: new Set() });
}

function lintActions(node: Node, spot: Spot): void {
  const inActionSet = typeOf(node) === 'ActionSet';
  const buttons = nodes(node.actions);
  buttons.forEach((action, n) => lintAction(action, inActionSet, { ...spot, path: `${spot.path}.actions[${n}]` }));
  const primary = buttons.filter((action) => action.mode !== 'secondary').length;
  if (primary > mostPrimary) spot.report(spot.path, `${primary} primary actions; Teams shows ${mostPrimary}.`);
  for (const key of ['selectAction', 'inlineAction'] as const) {
    const action = node[key];
    if (!isNode(action)) continue;
    const path = `${spot.path}.${key}`;
    if (action.type === 'Action.ShowCard') spot.report(path, 'Action.ShowCard cannot stand here.');
    lintAction(action, false, { ...spot, path });
  }
}

function lintAction(action: Node, inActionSet: boolean, spot: Spot): void {
  const { path, report } = spot;
  const type = typeOf(action);
  if (!actions.has(type)) report(path, `Teams does not know the action ${type || 'without a type'}.`);
  if ('style' in action) report(path, 'Teams knows no styles of buttons.');
  if (type === 'Action.Execute') {
    if (!inActionSet) report(path, 'Action.Execute must stand in an ActionSet.');
    if (!isNode(action.fallback) || action.fallback.type !== 'Action.Submit') report(path, 'Action.Execute needs an Action.Submit as fallback.');
  }
  lintPictures(action, spot);
  if (isNode(action.card)) lintElement(action.card, { ...spot, path: `${path}.card` });
  if (isNode(action.fallback)) lintAction(action.fallback, inActionSet, { ...spot, path: `${path}.fallback` });
}

function lintInput(input: Node, { path, report, inputIds }: Spot): void {
  const id = typeof input.id === 'string' ? input.id : '';
  if (id === '') report(path, 'an input needs an id, or its value is lost.');
  else if (inputIds.has(id)) report(path, `the input id ${id} is used twice.`);
  inputIds.add(id);
  if (!says(input.label) && !(input.type === 'Input.Toggle' && says(input.title))) report(path, 'an input needs a label.');
  if (input.isRequired === true && !says(input.errorMessage)) report(path, 'a required input needs an errorMessage.');
  nodes(input.choices).forEach((choice, n) => {
    if (String(choice.value).includes(',')) report(`${path}.choices[${n}]`, 'the value of a choice must not hold a comma.');
  });
}

function lintPictures(node: Node, { path, report }: Spot): void {
  for (const key of pictures) {
    const given = node[key];
    const address = isNode(given) ? given.url : given;
    // The url of an action is a link.
    if (address === undefined || (key === 'url' && typeOf(node).startsWith('Action.'))) continue;
    if (!/^(https:\/\/|data:image\/(png|jpeg|gif);)/.test(String(address))) report(`${path}.${key}`, 'an image must come by https.');
  }
}
