/** The activities that Teams sends to a bot in a personal chat. */

import { eventId, type Ids, type Known } from './ids.ts';
import type { Activity } from './shapes.ts';

export interface IncomingParts {
  appId: string;
  tenant: string;
  ids: Ids;
  serviceUrl: string;
  /** Case time, epoch milliseconds. */
  now: () => number;
}

export interface Incoming {
  message(from: Known, id: string, text: string | undefined, attachments: object[]): Activity;
  /** Action.Execute. */
  execute(from: Known, replyToId: string, verb: string, data: unknown): Activity;
  /** Action.Submit: a message without text. */
  submit(from: Known, replyToId: string, data: unknown): Activity;
  /** What arrives when the app is installed, or removed, in the order in which it is sent. */
  install(by: Known): Activity[];
  uninstall(by: Known): Activity[];
  /** Any activity at all, in the envelope of this person: for what Teams may send one day, and for forgeries. */
  other(from: Known, fields: Record<string, unknown>): Activity;
  /** The same under another id, at this moment. */
  again(activity: Activity): Activity;
}

const zone = 'Europe/London';
const locale = 'en-GB';
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r?\n/g, '<br>');

const formatted = (text: string | undefined) => (text === undefined ? [] : [{ contentType: 'text/html', content: `<p>${escaped(text)}</p>` }]);

export function incomingTo({ appId, tenant, ids, serviceUrl, now }: IncomingParts): Incoming {
  const times = () => {
    const instant = Temporal.Instant.fromEpochMilliseconds(now());
    return {
      timestamp: instant.toString({ smallestUnit: 'millisecond' }),
      localTimestamp: instant.toString({ smallestUnit: 'millisecond', timeZone: zone }),
      localTimezone: zone,
    };
  };

  const envelope = ({ person, mri, chat }: Known) => ({
    id: eventId(),
    ...times(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: mri, name: person.name, aadObjectId: person.id },
    conversation: { id: chat, conversationType: 'personal', tenantId: tenant },
    recipient: { id: ids.bot, name: 'Fair Contact' },
    entities: [{ type: 'clientInfo', locale, country: 'GB', platform: 'Web', timezone: zone }],
    channelData: { tenant: { id: tenant }, app: { id: appId, version: '1.0.0' } },
    locale,
  });

  return {
    message: (from, id, text, attachments) => ({
      ...envelope(from),
      type: 'message',
      id,
      textFormat: 'plain',
      ...(text === undefined ? {} : { text }),
      attachments: [...attachments, ...formatted(text)],
    }),
    execute: (from, replyToId, verb, data) => ({
      ...envelope(from),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId,
      value: { action: { type: 'Action.Execute', id: '', verb, data }, trigger: 'manual' },
    }),
    submit: (from, replyToId, data) => ({ ...envelope(from), type: 'message', replyToId, value: data }),
    install: (by) => [
      { ...envelope(by), type: 'installationUpdate', action: 'add' },
      { ...envelope(by), type: 'conversationUpdate', membersAdded: [{ id: ids.bot }, { id: by.mri, aadObjectId: by.person.id }] },
    ],
    uninstall: (by) => [{ ...envelope(by), type: 'installationUpdate', action: 'remove' }],
    other: (from, fields) => ({ ...envelope(from), type: 'event', ...fields }),
    again: (activity) => ({ ...activity, id: eventId(), ...times() }),
  };
}
