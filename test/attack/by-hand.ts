/** An activity as Teams would sign it, with a body that is written by hand. */
import { channelIssuer } from '../../sandbox/login/start.ts';
import { botApp } from '../../sandbox/stand-ins.ts';
import { named, tenant } from '../../sandbox/harrowmere/people.ts';
import type { Scene } from '../conversation/scene.ts';

type Data = Record<string, unknown>;

const envelope = (scene: Scene, name: string): Data => {
  const { id } = named(name);
  const { connector } = scene.standIns;
  const known = connector.ids.byOid(id);
  return {
    id: `f:${crypto.randomUUID()}`, timestamp: '2026-11-30T09:30:00Z', channelId: 'msteams', serviceUrl: connector.serviceUrl,
    from: { id: known?.mri, name, aadObjectId: id }, recipient: { id: connector.ids.bot, name: 'Fair Contact' },
    conversation: { id: known?.chat, conversationType: 'personal', tenantId: tenant }, channelData: { tenant: { id: tenant } },
  };
};

export const post = async (scene: Scene, body: string): Promise<{ status: number; text: string }> => {
  const { login, connector, environment } = scene.standIns;
  const token = await login.sign({ iss: channelIssuer, aud: botApp, serviceurl: connector.serviceUrl });
  const response = await fetch(`http://127.0.0.1:${environment['PORT']}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body });
  return { status: response.status, text: await response.text() };
};

/** Posts what somebody would send; `data` is JSON as text, so that it may be what no object of ours can be. */
export const pressed = (scene: Scene, name: string, verb: string, data: string): Promise<{ status: number; text: string }> => {
  const mark = '"the data"';
  const body = JSON.stringify({ ...envelope(scene, name), type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value: { action: { type: 'Action.Execute', verb, data: 'the data' }, trigger: 'manual' } });
  return post(scene, body.replace(mark, data));
};

export const sent = (scene: Scene, name: string, fields: Data): Promise<{ status: number; text: string }> => post(scene, JSON.stringify({ ...envelope(scene, name), ...fields }));
