import assert from 'node:assert/strict';
import { renderCard } from '../../bot/views/render.ts';
import type { View } from '../../bot/views/view.ts';
import { lintCard } from '../../sandbox/connector/lint.ts';
import { buttonsOf, drawn, inputsOf, nodesOf, readingOf } from './seeing.ts';

/** What somebody might type to make a card say or do another thing. */
const hostile = '${$root.heading} {{DATE(2026-12-03T14:00:00Z, SHORT)}} **bold** <b>fat</b> [a link](https://evil.example)';

const button = (title: string, verb: string, data: Record<string, unknown> = {}) => ({ title, verb, data });

const field = (more: Record<string, unknown>) =>
  ({ kind: 'long', id: 'answer', label: 'Your answer (needed)', value: '', hint: '', max: 4000, latest: '9999-12-31', style: 'expanded', choices: [], note: '', ...more });

const view = (data: Record<string, unknown> = {}, more: Partial<View> = {}): View => ({
  template: 'questions', name: 'answer', open: true, summary: 'A question', ...more,
  data: { heading: 'A question', place: '', paragraphs: [], quoted: [], fields: [field({})], after: [], buttons: [button('Send', 'answerQuestion', { question: 'q1' })], ...data },
});

const numberView: View = {
  template: 'panel', name: 'measure', open: true, summary: '',
  data: {
    heading: 'Fewer calls', place: '', alerts: [], lead: [], links: [], first: [], sections: [], after: [], opens: [], buttons: [],
    fields: [{ kind: 'number', id: 'max', label: 'How many?', value: 1, choices: [], min: 1, max: 50, required: false, error: 'A number.' }],
  },
};

const first = <T>([item]: T[]): T => {
  assert(item !== undefined);
  return item;
};

describe('a card drawn from a view', () => {
  it('given any view, then Teams takes it: version 1.5, no finding of the lint', () => {
    const card = drawn(view());
    assert.equal(card['version'], '1.5');
    assert.deepEqual(lintCard(card), []);
  });

  it('given a template that is not there, then its name is told', () => {
    assert.throws(() => drawn(view({}, { template: 'nothing' })), /called nothing/);
  });

  it('given somebody’s words, when they look like code, then they stand in a text run as they were typed', () => {
    const runs = [...nodesOf(drawn(view({ quoted: [{ lines: [{ text: hostile }] }] })))].filter((node) => String(node['text']).includes('bold'));
    assert.deepEqual(runs.map((node) => [node['type'], node['text']]), [['TextRun', hostile.replace('{{', '{\u200b{')]]);
  });

  it('given words that were typed into an input, then they come back letter by letter', () => {
    assert.equal(first(inputsOf(drawn(view({ fields: [field({ value: hostile })] }))))['value'], hostile);
    assert.equal(first(inputsOf(drawn(view(), { typed: { answer: hostile } })))['value'], hostile);
  });

  it('given the same view twice, then both cards are alike: no data of one stays in the template', () => {
    drawn(view({ heading: 'Another heading', fields: [field({ value: 'Other words' })] }));
    assert.deepEqual(drawn(view()), drawn(view()));
    assert.doesNotMatch(JSON.stringify(drawn(view())), /Another heading|Other words/);
  });
});

describe('a button of a card', () => {
  it('given an ask and a parameter, then the button tells stream, version, ask, view and its own data', () => {
    const { data } = first(buttonsOf(drawn(view({}, { ask: 'answer/q1', param: '2' }))));
    assert.deepEqual(data, { stream: 'case/r1', version: 3, ask: 'answer/q1', view: 'answer', param: '2', question: 'q1' });
  });

  it('given no ask, then none is told', () => assert(!('ask' in first(buttonsOf(drawn(view()))).data)));

  it('given a whole head, then nothing of it but stream and version goes into the button', () => {
    const head = { stream: 'case/r1', version: 3, state: { secret: 'votes' }, words: { w: 'secret' } };
    assert.doesNotMatch(JSON.stringify(renderCard(view(), head)), /secret/);
  });

  it('given navigation, then its own view is the target, and the present one stands beside it', () => {
    const { data } = first(buttonsOf(drawn(view({ buttons: [button('Back', 'show', { view: 'case', param: '4' })] }, { param: '2' }))));
    assert.deepEqual(data, { stream: 'case/r1', version: 3, from: 'answer', view: 'case', param: '4' });
  });

  it('given a button that names another stream, then that one is meant', () => {
    const { data } = first(buttonsOf(drawn(view({ buttons: [button('Open', 'show', { view: 'case', stream: 'case/r2' })] }))));
    assert.equal(data['stream'], 'case/r2');
  });

  it('given an older client, then the fallback has the same title, the same data and the verb', () => {
    const action = first([...nodesOf(drawn(view()))].filter((node) => node['type'] === 'Action.Execute'));
    assert.deepEqual(action['fallback'], { type: 'Action.Submit', title: 'Send', data: { ...(action['data'] as object), verb: 'answerQuestion' } });
  });

  it('given a button whose inputs are not asked for, then neither are those of its fallback', () => {
    const form = { heading: 'A form', place: 'Case R1', lead: [], groups: [], after: [], buttons: [{ ...button('Back', 'show', { view: 'case' }), inputs: 'none' }] };
    const action = first([...nodesOf(drawn({ template: 'form', name: 'triageForm', data: form, open: true, summary: '' }))].filter((node) => node['type'] === 'Action.Execute'));
    assert.equal(action['associatedInputs'], 'none');
    assert.equal((action['fallback'] as Record<string, unknown>)['associatedInputs'], 'none');
  });
});

describe('what stands above a card', () => {
  it('given a refusal, then it comes first, says that nothing was done, why, and the clause', () => {
    const card = drawn(view(), { notice: { kind: 'refused', text: 'Only the manager can decide this.', clause: '3.2, 4.0' } });
    assert.deepEqual(readingOf(card).split('\n').slice(0, 4), ['Not done. ', 'Only the manager can decide this.', 'Clauses 3.2 and 4.0 of the policy', 'A question']);
    assert.deepEqual(lintCard(card), []);
  });

  it('given a rule that the policy does not write down, then no clause is named', () => {
    assert.doesNotMatch(readingOf(drawn(view(), { notice: { kind: 'refused', text: 'No.', clause: 'assumption' } })), /assumption|[Cc]lause/);
  });

  it('given what was recorded, refused or changed, then each has its colour', () => {
    const styles = (['recorded', 'refused', 'changed'] as const).map((kind) => (drawn(view(), { notice: { kind, text: 'So.' } })['body'] as Record<string, unknown>[])[0]?.['style']);
    assert.deepEqual(styles, ['good', 'attention', 'accent']);
  });

  it('given a notice that repeats what somebody typed, then it means nothing more than it says', () => {
    const card = drawn(view(), { notice: { kind: 'refused', text: `Nobody here is called “${hostile}”.` } });
    const found = [...nodesOf(card)].filter((node) => String(node['text']).includes('bold'));
    assert.deepEqual(found.map((node) => node['type']), ['TextRun']);
    assert(!String(found[0]?.['text']).includes('{{'));
  });
});

describe('what had been typed', () => {
  it('given typed words, then they win over what is known, also when they were emptied', () => {
    const known = { fields: [field({ value: 'Old words' })] };
    assert.equal(first(inputsOf(drawn(view(known), { typed: { answer: 'New words' } })))['value'], 'New words');
    assert.equal(first(inputsOf(drawn(view(known), { typed: { answer: '' } })))['value'], '');
    assert.equal(first(inputsOf(drawn(view(known), { typed: { other: 'New words' } })))['value'], 'Old words');
  });

  it('given the name of something that every object has, then it is not taken for something typed', () => {
    assert.equal(first(inputsOf(drawn(view({ fields: [field({ id: 'constructor', value: 'Old words' })] }), { typed: {} })))['value'], 'Old words');
  });

  it('given typed text for a measure’s number, then it is a number again, and nothing when it is none', () => {
    const shown = (typed: string) => first(inputsOf(drawn(numberView, { typed: { max: typed } })));
    assert.equal(shown('12')['value'], 12);
    assert(!('value' in shown('twelve')));
    assert(!('value' in shown('')));
  });
});
