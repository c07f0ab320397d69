import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GraphFailure, type FailureOutcome } from '../../bot/graph/failure.ts';
import { keyFilter, literal, path } from '../../bot/graph/odata.ts';
import { answer, clientOf, halfAnswer, lost, machineTime, silent, startScripted, type Scripted } from './scripted.ts';

const failureOf = async (call: Promise<unknown>): Promise<GraphFailure> => {
  const error = await call.then(() => assert.fail('the call succeeded'), (reason: unknown) => reason);
  assert.ok(error instanceof GraphFailure, String(error));
  return error;
};

describe('The Graph client', () => {
  let server: Scripted;
  beforeEach(async () => void (server = await startScripted()));
  afterEach(() => server.close());

  it('sends the token over loopback, and asks for ids that do not change and for UTC', async () => {
    await clientOf(server.url).graph.get('/users');
    assert.equal(server.asked[0]?.headers.authorization, 'Bearer good');
    assert.equal(server.asked[0]?.headers.prefer, 'IdType="ImmutableId", outlook.timezone="UTC"');
  });

  it('encodes what stands in a query, so that a name adds no option of its own', async () => {
    await clientOf(server.url).graph.get('/users', { $filter: `displayName eq ${literal("A&b $top=1#'x'")}`, $select: 'id' });
    const url = new URL(server.asked[0]?.url ?? '', server.origin);
    assert.deepEqual([...url.searchParams.keys()], ['$filter', '$select']);
    assert.equal(url.searchParams.get('$filter'), "displayName eq 'A&b $top=1#''x'''");
  });

  it('brings any key unharmed to the server', async () => {
    const { graph } = clientOf(server.url);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (key) => {
        await graph.get('/users', { $filter: keyFilter(key) });
        assert.equal(new URL(server.asked.at(-1)?.url ?? '', server.origin).searchParams.get('$filter'), keyFilter(key));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps an id in its place of the path', () => {
    assert.equal(path`/users/${'a/../b?c=d'}/events`, '/users/a%2F..%2Fb%3Fc%3Dd/events');
    assert.throws(() => path`/users/${'..'}/events`, TypeError);
    assert.throws(() => path`/users/${''}/events`, TypeError);
  });

  it('reads all pages, and takes its token to no page elsewhere', async () => {
    const { graph } = clientOf(server.url);
    server.say(answer(200, { value: [1], '@odata.nextLink': `${server.url}/users?$skiptoken=a%2Bb&$top=1` }), answer(200, { value: [2] }));
    assert.deepEqual(await graph.list('/users', { $top: '1' }), [1, 2]);
    assert.equal(new URL(server.asked[1]?.url ?? '', server.origin).searchParams.get('$skiptoken'), 'a+b');

    const other = await startScripted();
    server.say(answer(200, { value: [1], '@odata.nextLink': `${other.url}/users?$skiptoken=a` }));
    const failure = await failureOf(graph.list('/users'));
    assert.equal(failure.code, 'pageElsewhere');
    assert.equal(other.asked.length, 0);
    await other.close();
  });

  it('follows no redirect to another host', async () => {
    const other = await startScripted();
    server.say(answer(302, {}, { location: `${other.url}/users` }));
    const failure = await failureOf(clientOf(server.url).graph.get('/users'));
    assert.equal(failure.outcome, 'refused');
    assert.equal(failure.status, 302);
    assert.equal(other.asked.length, 0);
    await other.close();
  });

  describe('when Graph is busy', () => {
    const date = new Date(machineTime + 3_000).toUTCString();
    const cases: [why: string, method: 'get' | 'patch', status: number, header: string | undefined, waits: number[], calls: number, retryAfterMs: number | undefined][] = [
      ['waits as many seconds as it is told', 'get', 429, '2', [2_000, 2_000], 3, 2_000],
      ['waits until the date that it is told, and no longer than 5 s in all', 'get', 503, date, [3_000], 2, 3_000],
      ['repeats a change too', 'patch', 504, '1', [1_000, 1_000], 3, 1_000],
      ['waits a little without being told', 'get', 429, undefined, [500, 1_000], 3, undefined],
      ['leaves a long wait to the outbox', 'get', 429, '600', [], 1, 600_000],
      ['waits no second time where both would be too long', 'get', 429, '4', [4_000], 2, 4_000],
    ];
    for (const [why, method, status, header, waits, calls, retryAfterMs] of cases) {
      it(why, async () => {
        const client = clientOf(server.url);
        server.say(answer(status, {}, header === undefined ? {} : { 'retry-after': header }));
        const failure = await failureOf(client.graph[method]('/users', {}));
        assert.deepEqual(client.waits, waits);
        assert.equal(server.asked.length, calls);
        assert.equal(failure.outcome, 'later');
        assert.equal(failure.retryAfterMs, retryAfterMs);
      });
    }

    it('goes on when it is served at the second time', async () => {
      server.say(answer(429, {}, { 'retry-after': '1' }), answer(200, { id: 'a' }));
      assert.deepEqual(await clientOf(server.url).graph.get('/users/a'), { id: 'a' });
    });

    it('never repeats a POST', async () => {
      const client = clientOf(server.url);
      server.say(answer(429, {}, { 'retry-after': '1' }));
      const failure = await failureOf(client.graph.post('/users/a/events', {}));
      assert.deepEqual([failure.outcome, failure.retryAfterMs, server.asked.length, client.waits.length], ['later', 1_000, 1, 0]);
    });

    it('asks for four things at a time at most', async () => {
      let open = 0;
      let most = 0;
      server.say((response) => {
        most = Math.max(most, (open += 1));
        setTimeout(() => {
          open -= 1;
          response.end('{}');
        }, 10);
      });
      const { graph } = clientOf(server.url);
      await Promise.all(Array.from({ length: 12 }, () => graph.get('/users')));
      assert.equal(most, 4);
    });
  });

  describe('tells apart', () => {
    const body = { error: { code: 'ErrorItemNotFound', message: 'The item of Some Body was not found.' } };
    const cases: [why: string, method: 'get' | 'post', script: Parameters<Scripted['say']>[0], outcome: FailureOutcome][] = [
      ['a no to a question', 'get', answer(404, body), 'refused'],
      ['a no to an order', 'post', answer(400, body), 'refused'],
      ['a question that failed', 'get', answer(500), 'later'],
      ['an order that may have been carried out', 'post', answer(500), 'unknown'],
      ['an order behind a gateway that gave up', 'post', answer(504), 'unknown'],
      ['an order that was turned away', 'post', answer(503), 'later'],
      ['a lost answer to a question', 'get', lost, 'later'],
      ['a lost answer to an order', 'post', lost, 'unknown'],
      ['half an answer to an order', 'post', halfAnswer, 'unknown'],
    ];
    for (const [why, method, script, outcome] of cases) {
      it(`${why}: ${outcome}`, async () => {
        server.say(script);
        assert.equal((await failureOf(clientOf(server.url).graph[method]('/users', {}))).outcome, outcome);
        assert.equal(server.asked.length, 1);
      });
    }

    it('an answer that does not come in time', async () => {
      server.say(silent);
      const { graph } = clientOf(server.url, { patience: 30 });
      assert.equal((await failureOf(graph.get('/users'))).outcome, 'later');
      assert.equal((await failureOf(graph.post('/users', {}))).outcome, 'unknown');
    });

    it('a Graph that cannot be reached: nothing was done', async () => {
      const { graph } = clientOf(server.url);
      await server.close();
      const failure = await failureOf(graph.post('/users', {}));
      assert.equal(failure.outcome, 'later');
      server = await startScripted();
    });

    it('a token that cannot be had: nothing was done', async () => {
      const { graph } = clientOf(server.url, { token: async () => { throw new Error('no'); } });
      assert.equal((await failureOf(graph.post('/users', {}))).outcome, 'later');
      assert.equal(server.asked.length, 0);
    });
  });

  it('names the code of a refusal and repeats nothing else of it', async () => {
    server.say(answer(404, { error: { code: 'ErrorItemNotFound', message: 'The item of Some Body was not found.' } }));
    const failure = await failureOf(clientOf(server.url).graph.get('/users/a'));
    assert.equal(failure.code, 'ErrorItemNotFound');
    assert.equal(failure.message, 'Graph answered 404 (ErrorItemNotFound).');
  });

  it('ends its wait when the bot stops', async () => {
    const stopping = new AbortController();
    const { graph } = clientOf(server.url, {
      signal: stopping.signal,
      sleep: (_milliseconds, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    server.say(answer(429, {}, { 'retry-after': '5' }));
    const asked = failureOf(graph.get('/users'));
    setTimeout(() => stopping.abort(), 50);
    assert.equal((await asked).outcome, 'later');
    assert.equal(server.asked.length, 1);
  });
});
