import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTeams } from '../../bot/teams/start.ts';
import type { RunningTeams } from '../../bot/teams/types.ts';
import { startConnector, type Connector } from '../../sandbox/connector/start.ts';
import { named, people } from '../../sandbox/harrowmere/people.ts';
import { freePort } from '../../sandbox/ports.ts';
import { startLogin, type Login } from '../../sandbox/login/start.ts';
import { appId, issuer, recordingApp, recordingLog, tenant, until } from './stand-in.ts';

const priya = named('Priya Nair').id;
const tom = named('Tom Ashdown').id;
const action = { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Vote', verb: 'vote', data: { stream: 'case/1' }, fallback: { type: 'Action.Submit', title: 'Vote', data: { verb: 'vote', stream: 'case/1' } } }] };
const cardSaying = (text: string) => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }, action] });

describe('a conversation with the simulated Teams, with real tokens both ways', () => {
  const { app, seen, answers } = recordingApp();
  const folder = mkdtempSync(join(tmpdir(), 'fair-contact-'));
  const machineNow = () => Temporal.Now.instant().epochMilliseconds;
  let login: Login;
  let connector: Connector;
  let bot: RunningTeams;

  before(async () => {
    const port = await freePort();
    login = await startLogin({ folder, tenant, clients: [{ id: appId, secret: 'local', scopes: [issuer] }] });
    connector = await startConnector({ login, loginUrl: login.url, botUrl: `http://127.0.0.1:${port}/api/messages`, appId, tenant, folder, people, config: { landlord: 'Harrowmere Homes' } as never, log: () => {} });
    bot = await startTeams(
      { appId, appType: 'SingleTenant', tenant, password: 'local', serviceUrls: [connector.serviceUrl], local: { login: login.url } },
      app, { port, log: recordingLog().log, machineNow },
    );
  });
  after(async () => {
    await bot.close();
    await connector.close();
    await login.close();
    rmSync(folder, { recursive: true });
  });

  const texts = () => connector.messages(priya).map(({ text, card }) => text ?? card);
  const reference = () => seen.references.findLast(({ id }) => id === priya);

  it('given an install, the person is greeted once and known by their chat', async () => {
    await connector.install(priya);
    await until(() => texts().length === 1);
    assert.deepEqual(texts(), ['Welcome.']);
    assert.equal(reference()?.conversation, connector.ids.byOid(priya)?.chat);
  });

  it('given a text, a card comes back, which can be pressed in both shapes, changed and removed', async () => {
    answers.text = async () => [{ card: cardSaying('Please vote.'), summary: 'A card for you' }];
    answers.press = async () => ({ card: cardSaying('Thank you.') });
    connector.say(priya, 'hello');
    await until(() => connector.messages(priya).some(({ card }) => card !== undefined));
    const messageId = connector.messages(priya).findLast(({ card }) => card !== undefined)!.id;

    const shown = await connector.press(priya, { messageId, action: { type: 'Action.Execute', verb: 'vote', data: { stream: 'case/1' } } });
    assert.deepEqual([shown.statusCode, shown.value], [200, cardSaying('Thank you.')]);
    await connector.press(priya, { messageId, action: { type: 'Action.Submit', data: { verb: 'vote', stream: 'case/1' } } });
    await until(() => connector.messages(priya).some(({ id, edited }) => id === messageId && edited === true));
    assert.deepEqual(seen.presses.map(({ verb, data, shape, replyTo }) => [verb, data, shape, replyTo]), [
      ['vote', { stream: 'case/1' }, 'execute', messageId],
      ['vote', { stream: 'case/1' }, 'submit', messageId],
    ]);

    const to = { id: priya, reference: reference()! };
    assert.deepEqual(await bot.sender.update(to, messageId, { text: 'Voted.' }), { outcome: 'sent', id: messageId });
    assert.equal(texts().at(-1), 'Voted.');
    assert.deepEqual(await bot.sender.remove(to, messageId), { outcome: 'sent' });
    assert.deepEqual(await bot.sender.update(to, messageId, { text: 'Voted.' }), { outcome: 'gone' });
  });

  it('given an object id, the chat that is opened is the one where the person was greeted', async () => {
    const opened = await bot.sender.openChat(priya, connector.serviceUrl);
    assert.equal('conversation' in opened && opened.conversation, reference()?.conversation);
    assert.deepEqual(await bot.sender.openChat(tom, connector.serviceUrl), { outcome: 'refused', code: 'ForbiddenOperationException', status: 403, reach: 'notInstalled' });
  });

  it('given a person who blocks the bot, the refusal says so', async () => {
    connector.block(priya);
    const sent = await bot.sender.create({ id: priya, reference: reference()! }, { text: 'Are you there?' });
    assert.deepEqual([sent.outcome, 'reach' in sent && sent.reach], ['refused', 'blocked']);
  });
});
