/** Presses that no card of ours makes: what a person could send who writes the activity by hand. */
import assert from 'node:assert/strict';
import { channelIssuer } from '../../sandbox/login/start.ts';
import { botApp } from '../../sandbox/stand-ins.ts';
import { tenant } from '../../sandbox/harrowmere/people.ts';
import type { Card } from './card.ts';
import type { Scene } from './scene.ts';

export type Data = Record<string, unknown>;

export interface Button { title: string; verb: string; data: Data }

/** Every button of a card, with what it would send besides the inputs. */
export const buttonsOf = (card: Card): Button[] =>
  card.buttons.flatMap((title) => {
    try {
      const { verb, data } = card.action(title) as { verb: string; data: Data };
      return [{ title, verb, data }];
    } catch {
      return [];
    }
  });

export interface Attempt { by: string; verb: string; data: Data; messageId?: string; /** What the answer must not hold. */ secrets?: readonly string[] }

/** Makes presses that must change nothing and show nothing of the case. */
export const inVain = async (scene: Scene, attempts: readonly Attempt[]): Promise<void> => {
  await scene.quiet();
  const before = (await scene.events()).length;
  const faults: string[] = [];
  for (const { by, verb, data, messageId = '1', secrets = [] } of attempts) {
    const answer = await scene.user(by).press(messageId, { type: 'Action.Execute', verb, data });
    const text = JSON.stringify(answer);
    const what = `${by} ${verb} ${JSON.stringify(data).slice(0, 300)}`;
    if (answer.error !== undefined) faults.push(`${what}: was answered with an error, ${answer.error}`);
    for (const secret of secrets) if (text.includes(secret)) faults.push(`${what}: shows “${secret}”`);
    const after = await scene.events();
    if (after.length !== before) {
      faults.push(`${what}: recorded ${after.slice(before).map((event) => event.type).join(', ')}`);
      break;
    }
  }
  assert.deepEqual(faults, []);
};

/** What Teams would send for a person whom the landlord's directory does not know. */
export const fromOutside = async (scene: Scene, fields: Data): Promise<{ status: number; body: Data }> => {
  const { login, connector, environment } = scene.standIns;
  const token = await login.sign({ iss: channelIssuer, aud: botApp, serviceurl: connector.serviceUrl });
  const id = '00000000-0000-4000-8000-00000000beef';
  const response = await fetch(`http://127.0.0.1:${environment['PORT']}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      id: `f:${crypto.randomUUID()}`, timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl: connector.serviceUrl,
      from: { id: '29:nobody', name: 'Nobody', aadObjectId: id }, recipient: { id: connector.ids.bot, name: 'Fair Contact' },
      conversation: { id: 'a:nobody', conversationType: 'personal', tenantId: tenant }, channelData: { tenant: { id: tenant } },
      ...fields,
    }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Data) };
};
