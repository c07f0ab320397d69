import assert from 'node:assert/strict';
import { amountInWords, clauseInWords, dueInWords, inWords, listInWords, paragraphs, sizeInWords } from '../../bot/views/words.ts';

describe('dates in words', () => {
  it('given a date, then it is a day; given an instant, then a time in London as well', () => {
    assert.equal(inWords('2026-12-03'), 'Thursday 3 December 2026');
    assert.equal(inWords('2026-12-03T14:00:00Z'), 'Thursday 3 December 2026, 14:00');
    assert.equal(inWords(Temporal.PlainDate.from('2026-07-03')), 'Friday 3 July 2026');
  });

  it('given summer, then the time is London’s, also where the day is another one', () => {
    assert.equal(inWords('2026-07-03T23:30:00Z'), 'Saturday 4 July 2026, 00:30');
  });

  it('given a deadline at the end of a day, then that day is named and not the next one', () => {
    assert.equal(dueInWords('2026-12-04T00:00:00Z'), 'the end of Thursday 3 December 2026');
    assert.equal(dueInWords('2026-07-03T23:00:00Z'), 'the end of Friday 3 July 2026');
    assert.equal(dueInWords('2026-12-04T09:00:00Z'), 'Friday 4 December 2026, 09:00');
  });
});

describe('amounts in words', () => {
  it('given one, then the singular', () => {
    assert.equal(amountInWords({ amount: 5, unit: 'workingDays' }), '5 working days');
    assert.equal(amountInWords({ amount: 1, unit: 'months' }), '1 month');
  });

  for (const [bytes, words] of [[1, '1 byte'], [999, '999 bytes'], [1_000, '1 KB'], [12_600, '13 KB'], [999_499, '999 KB'], [999_999, '1 MB'], [2_345_678, '2.3 MB'], [25_000_000, '25 MB']] as const)
    it(`given ${bytes} bytes, then “${words}”`, () => assert.equal(sizeInWords(bytes), words));

  it('given several things, then they are joined as people say them', () => {
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listInWords(items)), ['', 'a', 'a and b', 'a, b and c']);
    assert.equal(listInWords(['a', 'b'], 'or'), 'a or b');
  });
});

describe('where a rule stands', () => {
  for (const [clause, words] of [['3.7', 'Clause 3.7 of the policy'], ['3.2, 4.0', 'Clauses 3.2 and 4.0 of the policy'], ['law', 'This is the law.'], ['assumption', undefined], ['catalogue', undefined]] as const)
    it(`given “${clause}”, then ${words === undefined ? 'nothing to look up' : `“${words}”`}`, () => assert.equal(clauseInWords(clause), words));
});

describe('people’s words in paragraphs', () => {
  it('given line breaks of any kind, then a paragraph each and no empty ones', () => {
    assert.deepEqual(paragraphs(' One.\r\n\n  Two.\rThree. '), ['One.', 'Two.', 'Three.']);
  });

  it('given very many lines, then no word is lost', () => {
    const lines = Array.from({ length: 300 }, (_, n) => `line ${n}`);
    const found = paragraphs(lines.join('\n'));
    assert.equal(found.length, 40);
    assert.deepEqual(found.flatMap((line) => line.split(' / ')), lines);
  });
});
