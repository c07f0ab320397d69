/** The single way out to Teams: one request per try, and an outcome that says whether it may be tried again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { Connector, TeamsAdapter } from './adapter.ts';
import { downloader } from './download.ts';
import type { AllowList } from './origins.ts';
import { nameOf } from './error-name.ts';
import { outcomeOf, type Kind } from './outcome.ts';
import type { Log, MachineNow, Outgoing, Recipient, Reference, Refusal, Sender, Sent } from './types.ts';

const patience = { tries: 3, ms: 2000, wait: 250 };
const callTimeout = 10_000;

export interface SenderParts {
  adapter: TeamsAdapter;
  tenant: string;
  allowed: AllowList;
  /** Local mode: files come over plain http from this machine. */
  local: boolean;
  log: Log;
  machineNow: MachineNow;
}

type Call = (connector: Connector, options: { timeout: number }) => Promise<Sent>;

const noChat: Sent = { outcome: 'refused', code: 'NoChat', status: 0, reach: 'notInstalled' };
const notAllowed: Sent = { outcome: 'refused', code: 'ServiceUrlNotAllowed', status: 0 };

const cardType = 'application/vnd.microsoft.card.adaptive';

const alerting = (alert: boolean | undefined): Partial<Activity> => (alert ? { channelData: { notification: { alert: true } } } : {});

/** The activity for a text or a card. Throws for both, for neither, and for a card without a summary. */
export const activityFor = ({ text, card, summary, alert }: Outgoing): Partial<Activity> => {
  if ((text === undefined) === (card === undefined)) throw new TypeError('A message is either a text or a card.');
  if (text !== undefined) return { type: 'message', text, textFormat: 'plain', ...alerting(alert) };
  if (!summary) throw new TypeError('A card needs a summary for the lock screen.');
  return { type: 'message', summary, attachments: [{ contentType: cardType, content: card }], ...alerting(alert) };
};

const attempts = ({ adapter, allowed, log }: SenderParts) => async (kind: Kind, serviceUrl: string, call: Call): Promise<Sent> => {
  if (!allowed.serviceUrl(serviceUrl)) return notAllowed;
  const connector = await adapter.connector(serviceUrl);
  try {
    // NB: without this a failure to get a token would look like a lost answer.
    await connector.token();
  } catch (error) {
    log.warn({ error: nameOf(error) }, 'No token for Teams');
    return { outcome: 'later' };
  }
  return call(connector, { timeout: callTimeout }).catch((error: unknown) => outcomeOf(kind, error));
};

const jittered = (ms: number): number => Math.round(ms * (0.75 + Math.random() / 2));

/** Repeats what may be repeated, a few times within two seconds. */
const repeating = (parts: SenderParts) => async (kind: Kind, serviceUrl: string, call: Call): Promise<Sent> => {
  const attempt = attempts(parts);
  const until = parts.machineNow() + patience.ms;
  for (let tried = 1; ; tried += 1) {
    const sent = await attempt(kind, serviceUrl, call);
    if (kind === 'create' || sent.outcome !== 'later' || tried === patience.tries) return sent;
    const wait = sent.afterMs ?? jittered(patience.wait * tried);
    if (parts.machineNow() + wait >= until) return sent;
    await pause(wait);
  }
};

const opener = (parts: SenderParts) => async (id: string, serviceUrl: string): Promise<Reference | Refusal> => {
  const { adapter, tenant, allowed } = parts;
  const asked = { isGroup: false, bot: { id: `28:${adapter.appId}`, name: '' }, members: [{ id, name: '' }], tenantId: tenant, channelData: { tenant: { id: tenant } } };
  let opened: Reference | undefined;
  const sent = await repeating(parts)('open', serviceUrl, async ({ conversations }, options) => {
    const answer = await conversations.createConversation(asked as unknown as Parameters<typeof conversations.createConversation>[0], options);
    if (!answer.id) return { outcome: 'later' };
    const moved = answer.serviceUrl && allowed.serviceUrl(answer.serviceUrl) ? answer.serviceUrl : serviceUrl;
    opened = { conversation: answer.id, serviceUrl: moved, mri: '', id, installed: true };
    return { outcome: 'sent' };
  });
  if (sent.outcome === 'sent' || sent.outcome === 'gone') return opened ?? { outcome: 'unknown' };
  return sent;
};

/** The way out for one bot. */
export const senderFor = (parts: SenderParts): Sender => {
  const send = repeating(parts);
  const toChat = async ({ reference }: Recipient, kind: Kind, call: (connector: Connector, chat: string, options: { timeout: number }) => Promise<Sent>) =>
    reference ? send(kind, reference.serviceUrl, (connector, options) => call(connector, reference.conversation, options)) : noChat;
  return {
    create: async (to, activity) => {
      const body = activityFor(activity);
      return toChat(to, 'create', async ({ conversations }, chat, options) => {
        const { id } = await conversations.sendToConversation(chat, body, options);
        return id ? { outcome: 'sent', id } : { outcome: 'unknown' };
      });
    },
    update: async (to, activityId, activity) => {
      const body = { ...activityFor(activity), id: activityId };
      return toChat(to, 'change', async ({ conversations }, chat, options) => {
        const { id } = await conversations.updateActivity(chat, activityId, body, options);
        return { outcome: 'sent', id: id || activityId };
      });
    },
    remove: async (to, activityId) =>
      toChat(to, 'change', async ({ conversations }, chat, options) => {
        await conversations.deleteActivity(chat, activityId, options);
        return { outcome: 'sent' };
      }),
    openChat: opener(parts),
    download: downloader({ allowed: parts.allowed, local: parts.local, token: async (serviceUrl) => (await parts.adapter.connector(serviceUrl)).token() }),
  };
};
