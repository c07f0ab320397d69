import type { Graph } from './client.ts';
import { GraphFailure, isUnknown } from './failure.ts';
import { keyFilter, path, withKey } from './odata.ts';

export interface Mail {
  /** The effect's key: the message carries it and is found by it. */
  key: string;
  /** The mailbox that sends. */
  from: string;
  to: string[];
  subject: string;
  text: string;
}

interface Message {
  id: string;
  isDraft: boolean;
}

/** Milliseconds between looks for the copy in Sent Items, which may come late. */
const looks = [500, 1_500];

/**
 * Sends a mail once, however often it is called with the same key. Throws `later` when nothing has left and it is safe
 * to call again; `unknown` when nobody can tell whether it left.
 */
export const sendMailOnce = async (graph: Graph, mail: Mail): Promise<{ id: string }> => {
  const earlier = await messagesOf(graph, mail);
  const sent = earlier.find(({ isDraft }) => !isDraft);
  if (sent) return { id: sent.id };
  const id = earlier[0]?.id ?? (await draft(graph, mail));
  await send(graph, mail, id);
  return { id };
};

/** Drafts before sent items, because a mail moves that way; then the whole mailbox, for one that lies between them. */
const messagesOf = async (graph: Graph, { from, key }: Mail): Promise<Message[]> => {
  const found: Message[] = [];
  for (const place of [path`/users/${from}/mailFolders/drafts/messages`, path`/users/${from}/mailFolders/sentitems/messages`, path`/users/${from}/messages`]) {
    found.push(...(await graph.list<Message>(place, { $filter: keyFilter(key), $select: 'id,isDraft' })));
  }
  return found;
};

/** A draft whose answer is lost harms nobody: the next call finds it or makes another. */
const draft = async (graph: Graph, mail: Mail): Promise<string> => {
  try {
    const made = await graph.post<Message>(path`/users/${mail.from}/messages`, {
      subject: mail.subject,
      body: { contentType: 'text', content: mail.text },
      toRecipients: mail.to.map((address) => ({ emailAddress: { address } })),
      ...withKey(mail.key),
    });
    return made.id;
  } catch (error) {
    throw isUnknown(error) ? new GraphFailure('later', 'Graph gave no answer to a draft.') : error;
  }
};

const send = async (graph: Graph, mail: Mail, id: string): Promise<void> => {
  try {
    await graph.post(path`/users/${mail.from}/messages/${id}/send`);
  } catch (error) {
    if (!isUnknown(error)) throw error;
    const found = await lookAgain(graph, mail);
    if (found === 'sent') return;
    throw found === 'draft' ? new GraphFailure('later', 'The mail is still a draft.') : error;
  }
};

const lookAgain = async (graph: Graph, mail: Mail): Promise<'sent' | 'draft' | 'gone'> => {
  let state: 'draft' | 'gone' = 'gone';
  for (const wait of looks) {
    await graph.pause(wait);
    const messages = await messagesOf(graph, mail);
    if (messages.some(({ isDraft }) => !isDraft)) return 'sent';
    state = messages.length > 0 ? 'draft' : 'gone';
  }
  return state;
};
