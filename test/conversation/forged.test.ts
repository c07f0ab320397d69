import assert from 'node:assert/strict';
import { named } from '../../sandbox/harrowmere/people.ts';
import { afterwards } from './afterwards.ts';
import { buttonsOf, fromOutside, inVain, type Attempt, type Button, type Data } from './forge.ts';
import { openScene, type Scene } from './scene.ts';
import { account, begin, customer, report, triage } from './steps.ts';

/** What of the case must not reach anybody who has no part in it. */
const secrets = ['Vole', 'Mill Lane', 'break my window', 'lost his wife', 'recording.txt', 'kept to himself'];

const typed: Data = { who: 'x', what: 'x', danger: 'no', answer: 'clear', reason: 'x', outcome: 'noAction', firstResponse: 'x', grounds: 'verbalAbuse', notSole: 'true', warned: 'no', warning: 'x', choice: 'for', termMonths: '6', reasons: 'x', manager: 'Helen Marsh', name: 'Helen Marsh', question: 'x', met: 'no' };

const only = (data: Data, ...keys: string[]): Data => ({ ...data, ...Object.fromEntries(keys.map((key) => [key, typed[key]])) });

/** What each verb needs, so that a forged press fails for what is forged and for nothing else. */
const inputsOf: Record<string, string[]> = {
  sendReport: ['who', 'what', 'danger'], keepDraft: ['who'], discardDraft: [], saveStep: [], openStep: [], finishReport: [], askReporter: ['question'],
  triage: ['outcome', 'reason', 'firstResponse', 'grounds', 'notSole', 'warned', 'warning'], vote: ['choice', 'reason'], propose: ['termMonths', 'reasons'], confirm: ['met', 'reason'], nameManager: ['manager'], nameMember: ['name'],
};

const full = ({ verb, data }: Button): Data => only(data, ...(inputsOf[verb] ?? []));

describe('forged presses', () => {
  let scene: Scene;
  let stream: string;
  let buttons: Button[];
  let draft: string;
  before(async () => {
    scene = await openScene();
    const priya = scene.user('Priya Nair');
    let step = await report(scene);
    ({ stream } = step);
    const first = buttonsOf(step);
    step = await step.next('Next');
    step = await step.next('Next');
    step = await step.next('Next');
    step = await step.next('Next');
    step = await step.next('Next');
    step = await step.write({ 'What may explain': 'He lost his wife.' }).next('Next');
    await priya.attaches({ name: 'recording.txt', type: 'text/plain', bytes: new TextEncoder().encode('his words') });
    await priya.reads(/^Saved: /);
    const tom = await scene.user('Tom Ashdown').card(customer);
    const form = await tom.next('Decide');
    const ask = await tom.next('Ask the reporter');
    const check = buttonsOf(await (await step.next('Next')).next('Next'));
    draft = (await begin(scene, 'Priya Nair')).stream;
    const mine = await scene.user('Priya Nair').card('Three answers');
    await mine.write({ 'Who': 'kept to himself' }).next('Keep as a draft');
    buttons = [...first, ...buttonsOf(step), ...check, ...buttonsOf(tom), ...buttonsOf(form), ...buttonsOf(ask), ...buttonsOf(await priya.card('Three answers'))];
    assert.ok(buttons.length > 15);
  });
  after(() => scene.close());

  it('given buttons of the reporter and the manager, when people without a part press them, then nothing happens and nothing shows', async () => {
    const attempts: Attempt[] = ['Callum Reid', 'Samira Khan', 'Grace Oduya', 'Ola Berg'].flatMap((by) => buttons.filter((button) => button.verb !== 'startReport').map((button) => ({ by, verb: button.verb, data: full(button), secrets })));
    await inVain(scene, attempts);
  });

  it('given the manager’s buttons, when the reporter presses them, and the other way round, then nothing happens', async () => {
    const tom = buttons.filter(({ data }) => String(data['view'] ?? data['from'] ?? '').startsWith('triage') || data['view'] === 'askReporter');
    const priya = buttons.filter(({ data, verb }) => data['view'] === 'reportStep' || verb === 'sendReport' || verb === 'keepDraft' || verb === 'discardDraft');
    assert.ok(tom.length > 3 && priya.length > 3);
    await inVain(scene, [
      ...tom.filter(({ verb }) => verb !== 'show').map((button) => ({ by: 'Priya Nair', verb: button.verb, data: full(button) })),
      ...priya.map((button) => ({ by: 'Tom Ashdown', verb: button.verb, data: full(button), secrets: ['lost his wife', 'kept to himself'] })),
    ]);
  });

  it('given views that are not theirs, when they are asked for by name, then they are not shown', async () => {
    const names = ['case', 'report', 'evidence', 'triage', 'triageForm', 'earlier', 'askReporter', 'reportStep', 'answer', 'nameManager', 'handedOver', 'duty', 'triaged', 'reporter', 'proposal', 'factors', 'factorsRead', 'equality', 'equalityRead', 'votes', 'voteForm', 'declare', 'draft', 'constructor', '__proto__'];
    const show = (by: string, given: string[]): Attempt[] => given.flatMap((view) => [undefined, 'constructor', stream.slice('case/'.length)].map((param) => ({ by, verb: 'show', data: { stream, view, ...(param !== undefined && { param }) }, secrets })));
    await inVain(scene, [...show('Callum Reid', names), ...show('Grace Oduya', names), ...show('Ola Berg', names)]);
    const ofTheManager = ['triage', 'triageForm', 'earlier', 'askReporter', 'proposal', 'votes', 'factorsRead'];
    for (const view of ofTheManager) {
      const answer = JSON.stringify(await scene.user('Priya Nair').press('1', { type: 'Action.Execute', verb: 'show', data: { stream, view } }));
      assert.ok(!answer.includes('Record my decision') && !answer.includes('Your question') && !answer.includes('I am away'), view);
    }
    await inVain(scene, [{ by: 'Tom Ashdown', verb: 'show', data: { stream: draft, view: 'draft' }, secrets: ['kept to himself'] }, { by: 'Tom Ashdown', verb: 'show', data: { stream, view: 'reportStep' } }]);
  });

  it('given streams, asks and versions that are no card’s, when the right person presses, then nothing happens', async () => {
    const form = buttons.find(({ verb }) => verb === 'triage') as Button;
    const step = buttons.find(({ verb, data }) => verb === 'saveStep' && data['step'] === 'evidence') ?? (buttons.find(({ verb }) => verb === 'saveStep') as Button);
    const streams = ['', 'case/', 'case/nothing', 'person/', `person/${named('Priya Nair').id}`, stream.replace('case/', 'subject/'), 'landlord/x', '__proto__/x', 'constructor/x', '../case', `${stream} `, `${stream}/x`, 'x'.repeat(5_000), { a: 1 }, null, 7];
    const asks = ['triage/x', 'vote/1', `report/${stream.slice(5)}`, 'x'.repeat(5_000), '__proto__', { a: 1 }];
    const versions = [999_999, -1, 1.5, 'x', {}, 1e300, '9'.repeat(400)];
    await inVain(scene, [
      ...streams.map((other) => ({ by: 'Tom Ashdown', verb: form.verb, data: { ...full(form), stream: other }, secrets: ['kept to himself'] })),
      ...asks.map((ask) => ({ by: 'Tom Ashdown', verb: form.verb, data: { ...full(form), ask } })),
      ...versions.map((version) => ({ by: 'Tom Ashdown', verb: form.verb, data: { ...full(form), version } })),
      ...['x', `${stream.slice(5)}x`, '__proto__', ''].map((id) => ({ by: 'Priya Nair', verb: 'saveStep', data: { ...full(step), report: id } })),
      ...['x', stream.slice(5), '__proto__'].map((id) => ({ by: 'Tom Ashdown', verb: 'linkEarlier', data: { ...form.data, case: id } })),
      ...['x', '__proto__'].map((question) => ({ by: 'Priya Nair', verb: 'answerQuestion', data: { stream, question, answer: 'x' } })),
    ]);
  });

  it('given verbs that are unknown or not for people, when anybody presses them, then nothing happens', async () => {
    const verbs = ['nothing', 'toString', '__proto__', 'constructor', 'openCase', 'receiveReport', 'personReached', 'personUnreachable', 'personMailed', 'personLeft', 'meetingBooked', 'noCommonSlot', 'claimSettled', 'claim', 'release', 'makeAlias', 'addEvidence', 'x'.repeat(100)];
    const input = { person: named('Tom Ashdown').id, why: 'blocked', wish: 1, start: '2026-01-01T10:00:00Z', joinUrl: 'https://evil.example', held: true, candidates: [], case: 'x', report: stream.slice(5), file: 'x', name: 'x', type: 'x', size: 1 };
    const some = (keys: string[]): Data => Object.fromEntries(Object.entries(input).filter(([key]) => keys.includes(key)));
    const inputs = [{}, input, some(['person', 'why']), some(['person']), some(['wish', 'start', 'joinUrl']), some(['wish', 'candidates']), some(['held']), some(['case'])];
    await inVain(scene, ['Tom Ashdown', 'Priya Nair', 'Callum Reid'].flatMap((by) => verbs.flatMap((verb) => [stream, stream.replace('case/', 'subject/'), draft].flatMap((of) => inputs.map((given) => ({ by, verb, data: { stream: of, ...given } }))))).filter((_, n) => n % 3 === 0 || n < 120));
  });

  it('given keys that no input has, and words that are too long, when they are sent, then they are refused', async () => {
    const form = buttons.find(({ verb }) => verb === 'triage') as Button;
    const more: Data[] = [{ admin: 'true' }, { constructor: 'x' }, { outcome: undefined, ['__proto__']: { outcome: 'noAction' } }, { reason: 'x'.repeat(50_000) }, { reason: ['x'] }, { reason: { $ne: '' } }, { outcome: '__proto__' }, { grounds: 'constructor' }, { grounds: 'x,'.repeat(3_000) }, { warned: 'perhaps' }, { outcome: 'interimAndPanel', interim: '__proto__', interimReason: 'x' }];
    const step = buttons.find(({ verb, data }) => verb === 'saveStep' && data['step'] === 'person') as Button;
    await inVain(scene, [
      ...more.map((data) => ({ by: 'Tom Ashdown', verb: 'triage', data: { ...full(form), ...data } })),
      ...[{ admin: 'true' }, { name: 'x'.repeat(300) }, { step: '__proto__' }, { go: 'away' }, { step: 'behaviour', constructor: 'x' }, { step: 'behaviour', abuse: '__proto__' }].map((data) => ({ by: 'Priya Nair', verb: 'saveStep', data: { ...full(step), ...data } })),
    ]);
  });

  it('given evidence, when somebody without a part, or with a link that is changed or over, asks for it, then they do not get it', async () => {
    const evidence = await (await (await scene.user('Tom Ashdown').card(customer)).next('See the whole report')).next('Evidence');
    const file = String((evidence.action('Open file 1')['data'] as Data)['file']);
    await inVain(scene, [
      ...['Callum Reid', 'Grace Oduya', 'Ola Berg'].map((by) => ({ by, verb: 'openEvidence', data: { stream, file }, secrets })),
      ...['x', '', '__proto__', '../x'].map((other) => ({ by: 'Tom Ashdown', verb: 'openEvidence', data: { stream, file: other } })),
      { by: 'Tom Ashdown', verb: 'openEvidence', data: { stream: draft, file } },
    ]);
    const { url } = (await evidence.next('Open file 1')).link('Open the file');
    assert.equal((await fetch(url)).status, 200);
    const changed = (change: (link: URL) => void): string => {
      const link = new URL(url);
      change(link);
      return link.href;
    };
    const bad = [
      changed((link) => link.searchParams.set('until', String(Number(link.searchParams.get('until')) + 60_000))),
      changed((link) => link.searchParams.set('until', '1')),
      changed((link) => link.searchParams.delete('sign')),
      changed((link) => link.searchParams.set('sign', 'x'.repeat(43))),
      changed((link) => { link.pathname = '/evidence/x'; }),
    ];
    for (const link of bad) {
      const response = await fetch(link);
      assert.equal(response.status, 403, link);
      assert.ok(!(await response.text()).includes('his words'));
    }
  });

  it('given somebody who is no administrator, when they press what is an administrator’s, then they see nothing', async () => {
    await inVain(scene, [
      { by: 'Priya Nair', verb: 'retryEffect', data: { key: `cards/${stream}` } },
      { by: 'Priya Nair', verb: 'show', data: { view: 'stuck' }, secrets: ['What is stuck'] },
      { by: 'Ola Berg', verb: 'retryEffect', data: { key: '__proto__' } },
      { by: 'Ola Berg', verb: 'retryEffect', data: { key: { a: 1 } } },
    ]);
  });

  it('given somebody whom the directory does not know, when they write, press or install, then they see nothing and nothing happens', async () => {
    const before = (await scene.events()).length;
    for (const { verb, data } of buttons) {
      const { status, body } = await fromOutside(scene, { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' } });
      assert.equal(status, 200);
      assert.match(String(body['value']), /Fair Contact is for staff of Harrowmere Homes/);
    }
    for (const fields of [{ type: 'message', text: 'report' }, { type: 'message', text: 'stuck' }, { type: 'installationUpdate', action: 'add' }])
      assert.equal((await fromOutside(scene, fields)).status, 200);
    await scene.quiet();
    assert.equal((await scene.events()).length, before);
  });

  it('given all of this, when the manager presses in earnest, then it counts', async () => {
    const done = await triage(scene, { 'What happens now?': 'No breach' });
    assert.match(done.text, /closed/);
    assert.ok(!done.text.includes(account) || done.text.includes(customer));
  });

  afterwards(() => scene);
});
