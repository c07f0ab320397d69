import assert from 'node:assert/strict';
import { draftsOfferView, evidenceLinkView, helpView, lineView, stuckView, unknownTextView, welcomeView } from '../../bot/views/general.ts';
import { myCasesView, myTasksView, type ListEntry } from '../../bot/views/lists.ts';
import { caseReference, londonTime } from '../../bot/views/words.ts';
import { landlord, monday } from '../case/play.ts';
import { buttonsOf, drawn, nodesOf, parts, readingOf } from './seeing.ts';

const at = monday.toString();

const entry = (n: number, more: Partial<ListEntry> = {}): ListEntry =>
  ({ stream: `case/c${n}`, case: `c${n}9f04aa`, who: `Person ${n}`, openedAt: at, open: true, outcome: 'open', ...more });

const entries = (count: number): ListEntry[] => Array.from({ length: count }, (_, n) => entry(n + 1));

describe('the general cards', () => {
  it('given a new colleague, when the bot says hello, then they learn what it is for, whom to ring in danger, and how to begin', () => {
    const card = drawn(welcomeView(parts));
    assert.match(readingOf(card), /unacceptable behaviour of a resident/);
    assert(readingOf(card).includes(landlord.phones.emergency));
    assert.equal(buttonsOf(card)[0]?.verb, 'startReport');
  });

  it('given an administrator, when help is asked for, then it names what is stuck; for others it does not', () => {
    assert(buttonsOf(drawn(helpView(parts, true))).some(({ data }) => data['view'] === 'stuck'));
    assert.doesNotMatch(JSON.stringify(drawn(helpView(parts, false))), /stuck/);
  });

  it('given words that the bot does not know, then they are quoted, and it says that nothing was saved', () => {
    const card = drawn(unknownTextView(parts, `He hit me. [x](https://evil.example) ${'x'.repeat(4000)}`));
    assert.match(readingOf(card), /It was not saved and nobody was told/);
    const quoted = [...nodesOf(card)].filter(({ text }) => String(text).includes('He hit me'));
    assert.deepEqual(quoted.map(({ type }) => type), ['TextRun']);
    assert(String(quoted[0]?.['text']).length <= 200);
  });

  it('given one sentence, then the card is that sentence', () => assert.equal(readingOf(drawn(lineView('It is done.'))), 'It is done.'));

  it('given a file, then its link opens in the browser, and the card says when it ends', () => {
    const card = drawn(evidenceLinkView({ name: 'desk.jpg', size: 2_340_000, minutes: 5, url: 'https://bot.example/evidence/f1?until=1&sign=x' }));
    assert.match(readingOf(card), /desk\.jpg \(2\.3 MB\)[^]*5 minutes/);
    assert.equal([...nodesOf(card)].find(({ type }) => type === 'Action.OpenUrl')?.['url'], 'https://bot.example/evidence/f1?until=1&sign=x');
    assert.deepEqual(buttonsOf(card).map(({ data }) => data['view']), ['evidence']);
  });
});

describe('what was begun before', () => {
  it('given a draft and an open report, then each can be continued where it lies, and no new one begun', () => {
    const buttons = buttonsOf(drawn(draftsOfferView(parts, { draft: { stream: 'person/p', at }, reports: [{ stream: 'case/r1', who: 'J. Doe', at }] })));
    assert.deepEqual(buttons.map(({ verb, data }) => [verb, data['view'], data['stream']]), [['show', 'draft', 'person/p'], ['show', 'case', 'case/r1']]);
  });

  it('given no draft, then a new report can be begun beside the open ones', () => {
    const buttons = buttonsOf(drawn(draftsOfferView(parts, { reports: [{ stream: 'case/r1', who: 'J. Doe', at }] })));
    assert.deepEqual(buttons.map(({ verb, data }) => [verb, data['another']]), [['show', undefined], ['startReport', 'true']]);
  });
});

describe('what is stuck', () => {
  it('given nothing, then it says so', () => assert.match(readingOf(drawn(stuckView([], []))), /Nothing is stuck/));

  it('given seven effects, then five can be tried again, each by its key', () => {
    const effects = Array.from({ length: 7 }, (_, n) => ({ key: `k${n}`, kind: 'mail', error: '403 Forbidden', attempts: 8 }));
    const card = drawn(stuckView(effects, []));
    assert.deepEqual(buttonsOf(card).filter(({ verb }) => verb === 'retryEffect').map(({ data }) => data['key']), ['k0', 'k1', 'k2', 'k3', 'k4']);
    assert.match(readingOf(card), /first 5 of 7/);
  });

  it('given somebody whom no card reaches, then it says what they can do, by the case’s number', () => {
    const text = readingOf(drawn(stuckView([], [{ case: 'ab12cd9f', person: 'Priya Nair' }], 'It is being tried again.')));
    assert.match(text, /It is being tried again\.[^]*Priya Nair\nNo card of case AB12CD reaches them/);
  });
});

describe('the lists of cases and tasks', () => {
  it('given nothing, then each list says so', () => {
    assert.match(readingOf(drawn(myCasesView([], parts, 0))), /no part in any case/);
    assert.match(readingOf(drawn(myTasksView([], parts, 0))), /Nothing waits for you/);
  });

  it('given ten cases, when “Show more” is pressed to the end, then each was shown once, four at a time', () => {
    const seen: unknown[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const buttons = buttonsOf(drawn(myCasesView(entries(10), parts, offset)));
      const opens = buttons.filter(({ title }) => title.startsWith('Open case '));
      assert(opens.length <= 4);
      seen.push(...opens.map(({ data }) => data['stream']));
      const more = buttons.find(({ title }) => title === 'Show more');
      assert.equal(more?.data['view'] ?? 'myCases', 'myCases');
      offset = more ? Number(more.data['param']) : undefined;
    }
    assert.deepEqual(seen, entries(10).map(({ stream }) => stream));
  });

  it('given a page that is gone, when it is asked for, then the first is shown', () => {
    assert.match(readingOf(drawn(myTasksView(entries(1), parts, 40))), /Person 1/);
  });

  it('given a task, then it is named in words, with the case’s number and its next deadline', () => {
    const text = readingOf(drawn(myTasksView([entry(1, { ask: 'declare', due: '2026-12-01T00:00:00Z' })], parts, 0)));
    assert.match(text, /Say whether you have a conflict/);
    assert.match(text, /Case C19F04, opened on Monday 23 November 2026, 10:00\./);
    assert.match(text, /Next deadline of the case: the end of Monday 30 November 2026\./);
  });

  it('given a closed case, then its row says so and tells no outcome', () => {
    const text = readingOf(drawn(myCasesView([entry(1, { open: false, outcome: 'noRestriction' })], parts, 0)));
    assert.match(text, /Closed/);
    assert.doesNotMatch(text, /restriction/i);
  });
});

describe('short words', () => {
  it('given an instant in summer, then its time is London’s', () => assert.equal(londonTime('2026-07-01T09:42:10Z'), '10:42'));
  it('given a case’s id, then people call it by six capitals', () => assert.equal(caseReference('ab12cd9f'), 'AB12CD'));
});
