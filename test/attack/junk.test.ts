/** Bodies that no client makes, under a good signature. */
import assert from 'node:assert/strict';
import { tenant } from '../../sandbox/harrowmere/people.ts';
import { openScene, type Scene } from '../conversation/scene.ts';
import { report } from '../conversation/steps.ts';
import { pressed, sent } from './by-hand.ts';

describe('bodies that are written by hand', () => {
  let scene: Scene;
  let stream: string;
  before(async () => {
    scene = await openScene();
    ({ stream } = await report(scene));
  });
  after(() => scene.close());

  it('given data of any shape, when it is pressed, then the answer is a typed one under 200, at once', async () => {
    const [head, id] = [`"stream":"${stream}"`, stream.slice('case/'.length)];
    const step = `${head},"report":"${id}","step":"person","go":"next"`;
    const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const all: [string, string][] = [
      ['saveStep', `{${step},"name":${deep(200_000)}}`], ['saveStep', `{${step},"name":${objects(100_000)}}`], ['show', `{${head},"view":"case","x":${deep(200_000)}}`],
      ['saveStep', `{${step},"name":["x"]}`], ['saveStep', `{${step},"name":{"length":5}}`], ['saveStep', `{${step},"name":1e400}`], ['saveStep', `{${step},"__proto__":{"name":"x"},"constructor":{"prototype":{"y":1}}}`],
      ['saveStep', `{${step},"toString":"x","valueOf":"x","hasOwnProperty":"x"}`], ['saveStep', '[]'], ['saveStep', 'null'], ['saveStep', '7'], ['saveStep', '"x"'],
      ['show', `{${head},"view":"__proto__","param":"__proto__"}`], ['show', `{${head},"view":"reportStep","pick":"__proto__"}`], ['show', `{${head},"view":"report","pick":"x","x":"${'9'.repeat(900_000)}"}`],
      ['show', `{${head},"view":"measure","pick":"toString"}`], ['show', '{"view":"myCases","param":"-1e9"}'], ['show', '{"view":"myCases","param":"NaN"}'], ['retryEffect', '{"key":["x"]}'],
      ['__proto__', `{${head}}`], ['hasOwnProperty', `{${head}}`], ['startReport', `{"another":{"x":1},"stream":"person/x"}`], ['startReport', '{"version":1e308}'],
    ];
    for (const [verb, data] of all) {
      const began = performance.now();
      const { status, text } = await pressed(scene, 'Priya Nair', verb, data);
      const what = `${verb} ${data.slice(0, 120)}`;
      assert.equal(status, 200, `${what}: ${text}`);
      assert.match(text, /^\{"statusCode":200,"type":"application\/vnd\.microsoft\.(card\.adaptive|activity\.message)"|^\{"statusCode":400,"type":"application\/vnd\.microsoft\.error"/, `${what}: ${text.slice(0, 200)}`);
      assert.ok(text.length < 60_000, `${what}: ${text.length} characters`);
      assert.ok(performance.now() - began < 1_500, `${what}: ${Math.round(performance.now() - began)} ms`);
    }
    assert.equal(({} as Record<string, unknown>)['y'], undefined);
    assert.equal(({} as Record<string, unknown>)['name'], undefined);
  });

  it('given an identity that is no person’s but a name that every object has, then nobody is taken for staff', async () => {
    for (const aadObjectId of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const { text } = await sent(scene, 'Priya Nair', { type: 'invoke', name: 'adaptiveCard/action', from: { id: '29:x', name: 'x', aadObjectId }, value: { action: { type: 'Action.Execute', verb: 'show', data: { view: 'help' } } } });
      assert.match(text, /for staff of|could not be read|did not say who you are/, `${aadObjectId}: ${text.slice(0, 200)}`);
    }
  });

  it('given a press from a group or a channel, then nothing is shown there', async () => {
    const conversation = { id: '19:x@thread.v2', conversationType: 'groupChat', tenantId: tenant };
    const { text, status } = await sent(scene, 'Priya Nair', { type: 'invoke', name: 'adaptiveCard/action', conversation, value: { action: { type: 'Action.Execute', verb: 'show', data: { stream, view: 'case' } } } });
    assert.equal(status, 200);
    assert.match(text, /only in your private chat/);
  });

  it('given all this, then the report goes on', async () => {
    assert.ok((await scene.user('Priya Nair').card('Page 1 of 9')).has('Next'));
  });
});
