/** A landlord's office for tests: the bot on a real database, with the stand-ins, and people who write and press. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { readConfig } from '../../bot/config.ts';
import { startBot, type RunningBot } from '../../bot/main.ts';
import type { Message } from '../../sandbox/connector/shapes.ts';
import type { Timings } from '../../sandbox/connector/start.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { freePort } from '../../sandbox/ports.ts';
import { startStandIns, type StandIns } from '../../sandbox/stand-ins.ts';
import { Card, type PressCall } from './card.ts';

export interface OfficeOptions {
  timings?: Partial<Timings>;
  /** More of the bot's environment. */
  environment?: Record<string, string>;
  /** Whether the bot runs in this process; else the test starts it. */
  bot?: boolean;
  page?: boolean;
  log?: Logger;
}

export interface Office {
  folder: string;
  standIns: StandIns;
  bot: RunningBot;
  /** Cards that came back as the answer to a press: no chat keeps these. */
  answers: AnsweredCard[];
  user(name: string): User;
  /** Stops the bot and starts it again on the same database. */
  restart(): Promise<void>;
  /** Waits until everything owed is done. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface AnsweredCard { person: string; messageId: string; card: unknown }

/** How long a test waits for something to appear, in milliseconds. */
const patience = 8_000;
const step = 20;

export const eventually = async <T>(what: string, look: () => Promise<T | undefined> | T | undefined, patient = patience): Promise<T> => {
  const until = performance.now() + patient;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) assert.fail(`Not seen in ${patient} ms: ${what}`);
    await pause(step);
  }
};

export class User {
  readonly name: string;
  readonly id: string;
  private readonly url: string;
  private readonly answers: AnsweredCard[];

  constructor(name: string, url: string, answers: AnsweredCard[]) {
    this.name = name;
    this.id = named(name).id;
    this.url = url;
    this.answers = answers;
  }

  async messages(): Promise<Message[]> {
    const response = await fetch(`${this.url}/ui/chats/${this.id}`);
    return ((await response.json()) as { messages: Message[] }).messages;
  }

  async says(text: string): Promise<void> {
    await this.post(JSON.stringify({ text }), { 'content-type': 'application/json' });
  }

  /** Says something and gives the next card that comes, or the next that fits. */
  async asks(text: string, fits: (card: Card) => boolean = () => true): Promise<Card> {
    const before = (await this.messages()).length;
    await this.says(text);
    return eventually(`a card for ${this.name} after “${text}”`, async () =>
      (await this.messages()).slice(before).filter((message) => message.from === 'bot' && message.card !== undefined).map((message) => new Card(message.id, message.card, this.press)).find(fits));
  }

  async attaches(...files: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<void> {
    const form = new FormData();
    for (const file of files) form.append('files', new File([file.bytes], file.name, { type: file.type }));
    await this.post(form, {});
  }

  /** The newest card of the chat that says this; waits for it. */
  card(says: string | RegExp): Promise<Card> {
    const fits = (card: Card): boolean => (typeof says === 'string' ? card.text.includes(says) : says.test(card.text));
    return eventually(`a card for ${this.name} that says ${String(says)}`, async () =>
      (await this.cards()).toReversed().find(fits));
  }

  async cards(): Promise<Card[]> {
    return (await this.messages()).filter((message) => message.card !== undefined).map((message) => new Card(message.id, message.card, this.press));
  }

  reads(says: string | RegExp): Promise<Message> {
    return eventually(`a message to ${this.name} that says ${String(says)}`, async () =>
      (await this.messages()).findLast((message) => message.from === 'bot' && message.text !== undefined && (typeof says === 'string' ? message.text.includes(says) : says.test(message.text))));
  }

  readonly press: PressCall = async (messageId, action) => {
    const response = await fetch(`${this.url}/ui/chats/${this.id}/press`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ messageId, action }) });
    const answer = (await response.json()) as Awaited<ReturnType<PressCall>>;
    if (answer.type === 'application/vnd.microsoft.card.adaptive') this.answers.push({ person: this.name, messageId, card: answer.value });
    return answer;
  };

  private async post(body: string | FormData, headers: Record<string, string>): Promise<void> {
    const response = await fetch(`${this.url}/ui/chats/${this.id}/messages`, { method: 'POST', headers, body });
    assert.ok(response.ok, `${response.status} ${await response.text()}`);
  }
}

/** Short waits in place of Teams' own, so that its repeats can be seen in a test. */
export const quick: Partial<Timings> = { repeatAfter: 1_500, invokeLimit: 1_000 };

export const openOffice = async (options: OfficeOptions = {}): Promise<Office> => {
  const folder = mkdtempSync(join(tmpdir(), 'fair-contact-'));
  const botPort = await freePort();
  let bot: RunningBot | undefined;
  const now = (): number => bot?.clock.now().epochMilliseconds ?? Temporal.Now.instant().epochMilliseconds;
  const standIns = await startStandIns({ folder, botPort, now, timings: { ...quick, ...options.timings }, ...(options.page !== undefined && { page: options.page }) });
  const start = (): Promise<RunningBot> => startBot(readConfig({ ...standIns.environment, SWEEP_SECONDS: '0.2', ...options.environment }), options.log ?? pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }));
  const answers: AnsweredCard[] = [];
  if (options.bot !== false) bot = await start();
  return {
    folder, standIns, answers,
    get bot(): RunningBot {
      assert(bot, 'The bot runs elsewhere.');
      return bot;
    },
    user: (name) => new User(name, standIns.url, answers),
    restart: async () => {
      await bot?.close();
      bot = await start();
    },
    settled: async () => {
      await standIns.connector.settled();
      await bot?.moveTo(bot.clock.now());
      await standIns.connector.settled();
    },
    close: async () => {
      await bot?.close();
      await standIns.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
