/** A whole case played against a bot that may die at any moment: each press is repeated until it is answered, as a person would. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Card } from '../conversation/card.ts';
import { startChild, type ChildBot } from '../conversation/child.ts';
import { eventually, type Office, type User } from '../conversation/office.ts';

/** Milliseconds: an effect that was tried in several lives waits longer before the next try. */
export const patient = 40_000;

export class Life {
  readonly office: Office;
  private readonly environment: Record<string, string>;
  private bot: ChildBot | undefined;
  /** Where the bot is still to die. */
  private readonly points: Set<string>;
  /** Where it has died. */
  readonly deaths: string[] = [];

  constructor(office: Office, points: readonly string[]) {
    this.office = office;
    this.environment = office.standIns.environment;
    this.points = new Set(points);
  }

  async start(): Promise<void> {
    this.bot = await startChild({ ...this.environment, ...(this.points.size > 0 && { LOCAL_CRASH: [...this.points].join(',') }) });
  }

  async stop(): Promise<void> {
    await this.bot?.kill();
  }

  /** Starts the bot again when it has died, with one point less to die at. */
  async revive(): Promise<void> {
    if (!this.bot?.ended()) return;
    if (this.bot.signal() === 'SIGKILL') {
      const point = /^crash (.*)$/m.exec(this.bot.said())?.[1] ?? '';
      this.points.delete(point);
      this.deaths.push(point);
    }
    await this.start();
  }

  /** Presses until there is an answer; somebody whose press failed presses again. */
  async sure(user: User, verb: string, inputs: Record<string, string> = {}, own: Record<string, unknown> = {}): Promise<Card | string> {
    return this.press(user, await this.offered(user, verb, own), verb, inputs, own);
  }

  /** Opens a form from the card that offers it, and sends it. */
  async fills(user: User, view: string, verb: string, inputs: Record<string, string> = {}, own: Record<string, unknown> = {}): Promise<Card | string> {
    const form = await this.sure(user, 'show', {}, { view });
    assert(typeof form !== 'string', `${user.name} did not see ${view}: ${String(form)}`);
    return this.press(user, form, verb, inputs, own);
  }

  async press(user: User, card: Card, verb: string, inputs: Record<string, string> = {}, own: Record<string, unknown> = {}): Promise<Card | string> {
    for (let tries = 0; tries < 8; tries += 1) {
      const answer = await card.act(verb, inputs, own).catch((error: unknown) => ({ error: String(error) }));
      if ('card' in answer) return answer.card;
      if ('message' in answer) return answer.message;
      await this.revive();
      await pause(50);
    }
    return assert.fail(`${user.name} never got an answer to ${verb}`);
  }

  /** Waits for a card with this button, while the bot may die and live again. */
  offered(user: User, verb: string, own: Record<string, unknown> = {}): Promise<Card> {
    return eventually(`${user.name} to be offered ${verb}`, async () => {
      await this.revive();
      return (await user.cards()).findLast((card) => card.offers(verb, own));
    }, patient);
  }

  /** Writes until the chat holds what is waited for. */
  async says<T>(user: User, text: string, look: () => Promise<T | undefined>): Promise<T> {
    await user.says(text);
    return eventually(`what ${user.name} asked for with “${text}”`, async () => {
      await this.revive();
      return look();
    }, patient);
  }
}
