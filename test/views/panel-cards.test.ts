import assert from 'node:assert/strict';
import { caseCommands, type CaseVerb } from '../../bot/case/commands.ts';
import { measureText, readMeasure } from '../../bot/case/measures.ts';
import { measureInWords, offeredKinds } from '../../bot/views/measure-words.ts';
import type { View } from '../../bot/views/view.ts';
import { directory, policy, type Play } from '../case/play.ts';
import { chair, convened, everybodyDeclares, owner, prepared, pressesOn, put, sent, third, votes, type Said } from './panel-moments.ts';
import { drawn, inputsOf, nodesOf } from './seeing.ts';
import { choicesOn, main, part } from './viewing.ts';

const close = (play: Play, ...choices: ('for' | 'against')[]): Play => {
  [chair, third(play), owner].forEach((who, n) => votes(play, who, choices[n] ?? 'for', `The reason of ${who}`));
  return play;
};

const nobodyElse = (): Play => {
  const few = { ...directory, people: Object.fromEntries(Object.entries(directory.people).filter(([, { name }]) => ['Priya Nair', owner, chair].includes(name))) };
  const play = convened({}, { directory: few });
  play.does(owner, 'declare', { answer: 'clear' });
  return play;
};

const noSlot = (): Play => {
  const play = everybodyDeclares(convened());
  play.does('system', 'noCommonSlot', { wish: 1, candidates: ['2026-11-26T10:00:00Z'] });
  return play;
};

const quorum = (): Play => {
  const play = put();
  votes(play, chair, 'for', 'Agreed.');
  votes(play, third(play), 'for', 'Agreed.');
  return play;
};

/** A card of each kind, with the verbs that it has to offer. */
const cards: Record<string, { view(): View | undefined; verbs: CaseVerb[] }> = {
  'the question of a conflict': { view: () => { const play = convened(); return main(play, third(play)); }, verbs: ['declare'] },
  'a time to pick': { view: () => main(noSlot(), chair), verbs: ['pickSlot'] },
  'a member to name': { view: () => main(nobodyElse(), owner), verbs: ['nameMember'] },
  'the factors': { view: () => main(everybodyDeclares(convened()), owner), verbs: ['recordFactors'] },
  'the factors, to correct': { view: () => part(prepared(), third(prepared()), 'factors'), verbs: ['recordFactors'] },
  'the equality record': { view: () => part(prepared(), owner, 'equality'), verbs: ['recordEquality'] },
  'the draft': { view: () => { const play = put(); return part(play, owner, 'draft'); }, verbs: ['dropMeasure', 'propose'] },
  'a vote': { view: () => main(put(), owner), verbs: ['vote'] },
  'a vote to change': { view: () => { const play = put(); votes(play, owner, 'for', 'Yes.'); return part(play, owner, 'voteForm'); }, verbs: ['vote'] },
  'an open vote with the quorum': { view: () => main(quorum(), chair), verbs: ['closeVote'] },
  'an adopted proposal': { view: () => main(close(put()), chair), verbs: ['confirm'] },
  'a refused proposal': { view: () => main(close(put(), 'against', 'against'), chair), verbs: ['endWithout'] },
  'an end before any proposal': { view: () => part(prepared(), chair, 'end'), verbs: ['endWithout'] },
  ...Object.fromEntries(offeredKinds(policy).map((kind) => [`the measure ${kind}`, { view: () => part(prepared(), owner, 'measure', kind), verbs: ['draftMeasure'] as CaseVerb[] }])),
};

const commandsOn = (view: View | undefined) => pressesOn(view).filter(({ verb }) => verb !== 'show');

describe('the cards of a panel', () => {
  for (const [name, { view, verbs }] of Object.entries(cards)) {
    it(`given ${name}, then each button sends what its verb takes, and nothing else`, () => {
      const presses = commandsOn(view());
      assert.deepEqual([...new Set(presses.map(({ verb }) => verb))].toSorted(), verbs.toSorted());
      for (const press of presses) {
        const parsed = caseCommands[press.verb as CaseVerb].input.safeParse(sent(press));
        assert(parsed.success, `“${press.title}”: ${parsed.error?.message}`);
      }
    });

    it(`given ${name}, then what is needed says so, and reading on asks for nothing`, () => {
      for (const input of inputsOf(drawn(view() as View))) assert.equal(input['isRequired'] === true, String(input['label']).endsWith('(needed)'), String(input['label']));
      for (const { title, verb, data, inputs } of pressesOn(view())) if (verb === 'show' && data['pick'] === undefined) assert.deepEqual(inputs, [], title);
    });

    it(`given ${name}, when it is drawn again after a refusal, then what was typed is still in it`, () => {
      const before = view();
      assert(before);
      const typed = Object.fromEntries(inputsOf(drawn(before)).map((input) => [String(input['id']), '7']));
      for (const input of inputsOf(drawn(before, { typed }))) assert.equal(String(input['value']), '7');
    });
  }

  it('given a card’s name and parameter, then the same card is drawn again', () => {
    const play = put();
    for (const view of [main(play, owner), part(play, owner, 'measure', 'portal'), part(play, chair, 'draft'), part(play, chair, 'factorsRead', 'equality')]) {
      assert(view);
      const who = view.name === 'draft' || view.name === 'factorsRead' ? chair : owner;
      assert.deepEqual(part(play, who, view.name, view.param), view);
    }
  });

  it('given a kind that is chosen on the draft, then “Go on” opens it by the input', () => {
    const [goOn] = pressesOn(part(prepared(), owner, 'draft')).filter(({ data }) => data['view'] === 'measure');
    assert.equal(goOn?.data['pick'], 'kind');
    assert.deepEqual(goOn?.inputs.map((input) => input['id']), ['kind']);
    assert.deepEqual(choicesOn(part(prepared(), owner, 'draft'), 'kind').map(({ value }) => value), offeredKinds(policy));
  });
});

describe('a measure', () => {
  for (const kind of offeredKinds(policy)) {
    it(`given ${kind}, then its form fits the kind, what is drafted can be put into words, and the form shows it again`, () => {
      const play = prepared();
      const [press] = commandsOn(part(play, owner, 'measure', kind));
      assert(press);
      const { kind: _kind, ...given } = sent(press);
      const measure = readMeasure(kind, given);
      assert(measure, JSON.stringify(given));
      const words = measureInWords(policy, { id: kind, kind, params: measure.params, text: Object.fromEntries(measureText(kind).map((field) => [field, field])) }, measure.text);
      assert.equal(words.own.length, measureText(kind).length);
      assert(!JSON.stringify(words).includes('undefined') && words.text.endsWith('.'), JSON.stringify(words));
      play.act(owner, 'draftMeasure', { kind, ...given });
      if (!play.state.panel?.draft.measures.some((entry) => entry.kind === kind)) return;
      for (const input of inputsOf(drawn(part(play, owner, 'measure', kind) as View))) assert.equal(String(input['value']), String(given[String(input['id'])]), String(input['id']));
    });
  }
});

const hostile = '**For** [the decision](https://evil.example) <at>Grace</at> ${$root.heading} @{policy} {{DATE(2026-11-23T10:00:00Z)}}';

/** A whole case in hostile words. */
const hostileCase = (): Play => {
  const said: Said = { account: hostile, finding: hostile, warned: hostile };
  const play = everybodyDeclares(convened(said));
  play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'person', go: 'next', name: hostile.slice(0, 190), address: 'Here' });
  play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'support', go: 'next', needs: hostile, adjustments: hostile });
  play.does(owner, 'recordFactors', { factors: 'other', details: hostile, asked: hostile, offered: hostile, usable: 'phone' });
  play.does(owner, 'recordEquality', { characteristics: 'age', effect: hostile, adjustments: hostile, proportionate: hostile });
  play.does('system', 'claimSettled', { held: true });
  play.does(owner, 'draftMeasure', { kind: 'namedContact', contact: hostile });
  play.does(owner, 'propose', { termMonths: '6', reasons: hostile });
  votes(play, chair, 'for', hostile);
  return play;
};

const parts = ['member', 'found', 'factors', 'equality', 'factorsRead', 'draft', 'proposal', 'voteForm', 'votes'];

describe('what people write', () => {
  it('given words full of signs, then they are read as written, in runs of plain text and in inputs alone', () => {
    const play = hostileCase();
    const views = [...parts.map((name) => part(play, chair, name)), part(play, chair, 'measure', 'namedContact'), part(play, chair, 'factorsRead', 'equality'), main(play, owner), main(play, third(play))];
    let seen = 0;
    for (const view of views) {
      assert(view);
      for (const node of nodesOf(drawn(view))) {
        const wild = [node['text'], node['title'], node['label']].some((text) => typeof text === 'string' && text.includes('evil.example'));
        if (!wild) continue;
        assert.equal(node['type'], 'TextRun', JSON.stringify(node));
        const text = String(node['text']).replaceAll('\u200b', '');
        if (text.length > 192) assert.equal(text, hostile, view.name);
        seen += 1;
      }
      assert(!JSON.stringify(nodesWithoutInputs(drawn(view))).includes('{{'), view.name);
    }
    assert(seen > 20, String(seen));
  });

  it('given the longest words with the most lines, then every card stays small enough for Teams', () => {
    const long = 'word\n'.repeat(799);
    const play = everybodyDeclares(convened({ account: long, finding: long, warned: long }));
    play.does(owner, 'recordFactors', { factors: 'other', details: long, asked: long, offered: long, usable: 'phone' });
    play.does(owner, 'recordEquality', { characteristics: 'age', effect: long, adjustments: long, proportionate: long });
    for (const kind of ['contactCap', 'namedContact', 'complaintConditions', 'other']) {
      const [press] = commandsOn(part(play, owner, 'measure', kind));
      assert(press);
      play.does(owner, 'draftMeasure', { ...sent(press), ...Object.fromEntries(measureText(kind).map((field) => [field, 'w'.repeat(500)])) });
    }
    play.does(owner, 'propose', { termMonths: '6', reasons: long });
    for (const who of [chair, third(play)]) votes(play, who, 'for', long);
    const views = () => [...parts.map((name) => part(play, chair, name)), part(play, chair, 'factorsRead', 'equality'), main(play, owner), main(play, chair)];
    const check = (): void => {
      for (const view of views()) if (view) assert(JSON.stringify(drawn(view)).length < 28_000, `${view.name}: ${JSON.stringify(drawn(view)).length}`);
    };
    check();
    play.does('system', 'claimSettled', { held: true });
    votes(play, owner, 'against', long);
    check();
    play.does(chair, 'confirm', { revision: '1', met: 'no', reason: long });
    check();
  });

  it('shows no name and no allegation on a locked phone', () => {
    const play = hostileCase();
    for (const view of [...parts.map((name) => part(play, chair, name)), main(play, owner), main(play, third(play))]) {
      assert(view);
      for (const words of ['Doe', 'evil', 'Verbal', 'Priya']) assert(!view.summary.includes(words), view.summary);
    }
  });
});

/** A card without its inputs, whose values must come back as they were typed. */
const nodesWithoutInputs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !String((item as Record<string, unknown> | null)?.['type']).startsWith('Input.')).map(nodesWithoutInputs);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, nodesWithoutInputs(child)]));
  return value;
};
