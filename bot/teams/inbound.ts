/** One activity of Teams, read as what the bot knows. */
import { z } from 'zod';
import { inboundFiles } from './files.ts';
import type { Inbound, Press, Reference, Who } from './types.ts';

/** What the person is told when a button's content cannot be read. */
export const unreadable = 'This button could not be read. Please open the newest card and try again.';
const selfRefresh = 'This card does not renew itself. Please press one of its buttons.';
const notPrivate = 'This works only in your private chat with the bot.';
const nameless = 'Teams did not say who you are. Please try again from your own account.';

const object = z.record(z.string(), z.unknown());

const shape = z.looseObject({
  type: z.string(),
  id: z.string().default(''),
  name: z.string().optional(),
  action: z.string().optional(),
  text: z.string().optional(),
  // It becomes part of an address: nothing in it may lead elsewhere.
  replyToId: z.string().regex(/^(?!\.)[\w:.=@+~-]{1,200}$/).optional().catch(undefined),
  serviceUrl: z.string(),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).optional().catch(undefined),
  from: z.looseObject({ id: z.string().min(1), name: z.string().default(''), aadObjectId: z.string().min(1) }).optional().catch(undefined),
  recipient: z.looseObject({ id: z.string() }).optional().catch(undefined),
  membersRemoved: z.array(z.looseObject({ id: z.string() })).optional().catch(undefined),
  conversation: z.looseObject({ id: z.string(), tenantId: z.string(), conversationType: z.string().optional() }),
});

type Read = z.infer<typeof shape>;

const executed = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), verb: z.string().min(1).max(100), data: object.default({}) }),
  trigger: z.string().default('manual'),
});
const submitted = z.looseObject({ verb: z.string().min(1).max(100) });

/** What arrived, and where its sender's chat is; or why it cannot be taken, as a sentence for the sender. */
export interface Arrival {
  inbound: Inbound;
  reference?: Reference;
  refusal?: string;
}

const isPrivate = ({ conversation }: Read): boolean => conversation.conversationType === 'personal';

const whoOf = ({ from, conversation }: Read): Who | undefined =>
  from && { id: from.aadObjectId, tenant: conversation.tenantId, name: from.name, mri: from.id };

const removesTheBot = ({ type, action, recipient, membersRemoved }: Read): boolean => {
  if (type === 'installationUpdate') return action === 'remove' || action === 'remove-upgrade';
  return type === 'conversationUpdate' && membersRemoved?.some(({ id }) => id === recipient?.id) === true;
};

// Only a private chat is remembered: what is sent there may be about a person.
const referenceOf = (read: Read, who: Who): Reference =>
  ({ conversation: read.conversation.id, serviceUrl: read.serviceUrl, mri: who.mri, id: who.id, installed: !removesTheBot(read) });

type Common = Pick<Press, 'who' | 'activityId' | 'replyTo'>;

const common = (read: Read, who: Who): Common =>
  ({ who, activityId: read.id, ...(read.replyToId === undefined ? {} : { replyTo: read.replyToId }) });

const readExecute = (read: Read, who: Who): Pick<Arrival, 'inbound' | 'refusal'> => {
  const { data } = executed.safeParse(read.value);
  if (!data) return { inbound: { kind: 'ignored' }, refusal: unreadable };
  if (data.trigger === 'automatic') return { inbound: { kind: 'ignored' }, refusal: selfRefresh };
  return { inbound: { kind: 'press', verb: data.action.verb, data: data.action.data, shape: 'execute', ...common(read, who) } };
};

const readSubmit = (read: Read, who: Who): Pick<Arrival, 'inbound' | 'refusal'> => {
  const { data } = submitted.safeParse(read.value);
  if (!data) return { inbound: { kind: 'ignored' }, refusal: unreadable };
  const { verb, ...rest } = data;
  return { inbound: { kind: 'press', verb, data: rest, shape: 'submit', ...common(read, who) } };
};

const readMessage = (read: Read, who: Who): Pick<Arrival, 'inbound' | 'refusal'> => {
  if (object.safeParse(read.value).success) return readSubmit(read, who);
  const files = inboundFiles(read.attachments ?? []);
  const text = read.text ?? '';
  if (text.trim() === '' && files.length === 0) return { inbound: { kind: 'ignored' } };
  return { inbound: { kind: 'text', who, text, activityId: read.id, files } };
};

// Teams also sends `conversationUpdate` on an install: only one of the two greets.
const readInstallation = (read: Read, who: Who): Pick<Arrival, 'inbound'> => {
  if (removesTheBot(read)) return { inbound: { kind: 'uninstalled', who } };
  const added = read.action === 'add' || read.action === 'add-upgrade';
  return { inbound: added ? { kind: 'installed', who } : { kind: 'ignored' } };
};

/** True for the invoke behind `Action.Execute`, which is always answered with a typed reply. */
export const isCardAction = (activity: { type?: string; name?: string }): boolean =>
  activity.type === 'invoke' && activity.name === 'adaptiveCard/action';

const readKind = (read: Read, who: Who): Pick<Arrival, 'inbound' | 'refusal'> => {
  if (isCardAction({ type: read.type, name: read.name ?? '' })) return readExecute(read, who);
  if (read.type === 'message') return readMessage(read, who);
  if (read.type === 'installationUpdate') return readInstallation(read, who);
  return { inbound: { kind: 'ignored' } };
};

/** Total over whatever passed the guard: edits, deletions, reactions and unknown kinds are `ignored`. */
export const readActivity = (activity: unknown): Arrival => {
  const { data: read } = shape.safeParse(activity);
  if (!read) return { inbound: { kind: 'ignored' }, refusal: unreadable };
  if (!isPrivate(read)) return { inbound: { kind: 'ignored' }, refusal: notPrivate };
  const who = whoOf(read);
  if (!who) return { inbound: { kind: 'ignored' }, refusal: nameless };
  return { ...readKind(read, who), reference: referenceOf(read, who) };
};
