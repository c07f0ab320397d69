/** Puts mail into the inboxes of those who work here; what goes outside is only accepted. */

import { randomUUID } from 'node:crypto';
import type { Landlord } from './call.ts';
import type { EmailAddress, MailMessage } from './documents.ts';
import { mintImmutableId, mintItemId, personNamed } from './persons.ts';

/** One copy for each person, whatever number of lines they stand in. Blind copies stay blind. */
export function deliver(landlord: Landlord, message: MailMessage): void {
  const addresses = new Set([...message.to, ...message.cc, ...message.bcc].map(({ address }) => address.toLowerCase()));
  for (const address of addresses) {
    const person = personNamed(landlord, address);
    if (!person) continue;
    landlord.state.write('message', {
      ...message,
      id: mintImmutableId(),
      itemId: mintItemId(),
      owner: person.id,
      folder: 'inbox',
      bcc: [],
      extended: [],
    });
  }
}

interface CalendarMail {
  kind: 'invitation' | 'update' | 'cancellation';
  from: EmailAddress;
  to: EmailAddress[];
  subject: string;
  html: string;
}

/** The mail that a calendar sends by itself. */
export function deliverCalendarMail(landlord: Landlord, { kind, from, to, subject, html }: CalendarMail): void {
  if (to.length === 0) return;
  const at = landlord.now().toString();
  deliver(landlord, {
    id: '',
    itemId: '',
    owner: '',
    folder: 'sentitems',
    kind,
    createdAt: at,
    sentAt: at,
    subject,
    body: { contentType: 'html', content: html },
    from,
    to,
    cc: [],
    bcc: [],
    replyTo: [],
    importance: 'normal',
    headers: [],
    extended: [],
    attachments: [],
    internetMessageId: `<${randomUUID()}@harrowmere.example>`,
    conversationId: randomUUID(),
  });
}
