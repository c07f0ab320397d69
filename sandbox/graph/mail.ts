/** Mail: a draft, then sent, then found again in Sent Items and in other people's inboxes. */

import { randomUUID } from 'node:crypto';
import type { Call, Handler, Landlord } from './call.ts';
import { deliver } from './delivery.ts';
import type { DirectoryPerson, EmailAddress, ExtendedProperty, MailFolder, MailMessage } from './documents.ts';
import { expansionOf, filterOf } from './odata.ts';
import { shownMessage } from './message-shape.ts';
import { pageOf } from './paging.ts';
import { addressOf, mailboxOf, mintImmutableId, mintItemId } from './persons.ts';
import { badRequest, itemNotFound } from './refusal.ts';

interface Recipient {
  emailAddress: { name?: string; address: string };
}

interface NewMessage {
  subject: string;
  body: MailMessage['body'];
  toRecipients: Recipient[];
  ccRecipients?: Recipient[];
  bccRecipients?: Recipient[];
  replyTo?: Recipient[];
  importance?: MailMessage['importance'];
  internetMessageHeaders?: MailMessage['headers'];
  singleValueExtendedProperties?: ExtendedProperty[];
  attachments?: { name: string; contentType?: string; contentBytes: string }[];
}

const ownerOf = (call: Call, landlord: Landlord): DirectoryPerson => mailboxOf(landlord, call.path['user-id'] ?? '');

const readRecipients = (written: Recipient[] | undefined): EmailAddress[] =>
  (written ?? []).map(({ emailAddress: { name, address } }) => ({ name: name ?? address, address }));

function draftOf(asked: NewMessage, owner: DirectoryPerson, at: string): MailMessage {
  return {
    id: mintImmutableId(),
    itemId: mintItemId(),
    owner: owner.id,
    folder: 'drafts',
    kind: 'mail',
    createdAt: at,
    sentAt: null,
    subject: asked.subject,
    body: asked.body,
    from: addressOf(owner),
    to: readRecipients(asked.toRecipients),
    cc: readRecipients(asked.ccRecipients),
    bcc: readRecipients(asked.bccRecipients),
    replyTo: readRecipients(asked.replyTo),
    importance: asked.importance ?? 'normal',
    headers: asked.internetMessageHeaders ?? [],
    extended: asked.singleValueExtendedProperties ?? [],
    attachments: (asked.attachments ?? []).map(({ name, contentType, contentBytes }) => ({
      name,
      contentType: contentType ?? 'application/octet-stream',
      contentBytes,
    })),
    internetMessageId: `<${randomUUID()}@harrowmere.example>`,
    conversationId: randomUUID(),
  };
}

const createMessage: Handler = (call, landlord) => {
  const draft = draftOf(call.body as NewMessage, ownerOf(call, landlord), landlord.now().toString());
  landlord.state.write('message', draft);
  return { status: 201, body: { '@odata.context': call.context, ...shownMessage(draft, call) } };
};

function messageOf(call: Call, landlord: Landlord): MailMessage {
  const id = call.path['message-id'] ?? '';
  const found = landlord.state.list('message', ownerOf(call, landlord).id).find((message) => message.id === id || message.itemId === id);
  if (!found) throw itemNotFound();
  return found;
}

const getMessage: Handler = (call, landlord) => ({
  status: 200,
  body: { '@odata.context': call.context, ...shownMessage(messageOf(call, landlord), call) },
});

const sendMessage: Handler = (call, landlord) => {
  const draft = messageOf(call, landlord);
  if (draft.folder !== 'drafts') throw badRequest('The message is no draft: it was sent already.', 'ErrorInvalidRequest');
  landlord.state.atomically(() => {
    const sent: MailMessage = { ...draft, itemId: mintItemId(), folder: 'sentitems', sentAt: landlord.now().toString() };
    landlord.state.write('message', sent);
    deliver(landlord, sent);
  });
  return { status: 202 };
};

function listOf(call: Call, landlord: Landlord, inFolder: (message: MailMessage) => boolean): object {
  const keeps = filterOf(call.query.$filter);
  expansionOf(call.query.$expand);
  const messages = landlord.state.list('message', ownerOf(call, landlord).id).filter((message) => inFolder(message) && keeps(message));
  // The newest stands first.
  return pageOf(call, messages.toReversed(), landlord.pageSize, (message) => shownMessage(message, call));
}

const listMessages: Handler = (call, landlord) => ({ status: 200, body: listOf(call, landlord, () => true) });

const folders: readonly MailFolder[] = ['drafts', 'sentitems', 'inbox'];

const listFolderMessages: Handler = (call, landlord) => {
  const asked = call.path['mailFolder-id']?.toLowerCase();
  const folder = folders.find((name) => name === asked);
  if (!folder) throw itemNotFound();
  return { status: 200, body: listOf(call, landlord, (message) => message.folder === folder) };
};

export const mailHandlers: Record<string, Handler> = { createMessage, getMessage, sendMessage, listMessages, listFolderMessages };
