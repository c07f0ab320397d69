/** How Graph shows a message of a mailbox. */

import type { Call } from './call.ts';
import type { EmailAddress, MailMessage } from './documents.ts';
import { expansionOf, selectFrom } from './odata.ts';
import { toText } from './words.ts';

const recipient = (emailAddress: EmailAddress): object => ({ emailAddress });

function whole(message: MailMessage, { prefer }: Call) {
  const sent = message.sentAt ?? message.createdAt;
  return {
    '@odata.etag': `W/"${message.itemId}"`,
    id: prefer.immutableIds ? message.id : message.itemId,
    createdDateTime: message.createdAt,
    lastModifiedDateTime: sent,
    changeKey: message.itemId.slice(-8),
    categories: [],
    receivedDateTime: sent,
    sentDateTime: sent,
    hasAttachments: message.attachments.length > 0,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    bodyPreview: toText(message.body).slice(0, 255),
    importance: message.importance,
    parentFolderId: message.folder,
    conversationId: message.conversationId,
    isDeliveryReceiptRequested: false,
    isReadReceiptRequested: false,
    isRead: message.folder !== 'inbox',
    isDraft: message.folder === 'drafts',
    inferenceClassification: 'focused',
    body: message.body,
    sender: recipient(message.from),
    from: recipient(message.from),
    toRecipients: message.to.map(recipient),
    ccRecipients: message.cc.map(recipient),
    bccRecipients: message.bcc.map(recipient),
    replyTo: message.replyTo.map(recipient),
    flag: { flagStatus: 'notFlagged' },
  };
}

/** The message under the id that the caller prefers. Its own headers are shown only on request. */
export function shownMessage(message: MailMessage, call: Call): object {
  const { $select, $expand } = call.query;
  const usual = whole(message, call);
  const shown = $select === undefined ? usual : selectFrom({ ...usual, internetMessageHeaders: message.headers }, $select, 'message', ['id']);
  return { ...shown, ...expansionOf($expand)(message) };
}
