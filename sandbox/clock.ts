import express, { type Express } from 'express';
import { z } from 'zod';
import type { RunningBot } from '../bot/main.ts';

const order = z.strictObject({ move: z.enum(['nextDue', 'day', 'month']) });

const targetOf = async (bot: RunningBot, move: z.output<typeof order>['move']): Promise<Temporal.Instant> => {
  const now = bot.clock.now();
  if (move === 'nextDue') return (await bot.nextDue()) ?? now;
  const london = now.toZonedDateTimeISO('Europe/London');
  return london.add(move === 'day' ? { days: 1 } : { months: 1 }).toInstant();
};

/** The local clock's control: case time moves, machine time does not. */
export const mountClock = (app: Express, bot: RunningBot, moved: () => void): void => {
  app.get('/clock', (_request, response) => void response.json({ now: bot.clock.now().toString() }));
  app.post('/clock', express.json(), async (request, response) => {
    const asked = order.safeParse(request.body);
    if (!asked.success) {
      response.status(400).json({ error: 'Say {"move":"nextDue"}, {"move":"day"} or {"move":"month"}.' });
      return;
    }
    const passed = await bot.moveTo(await targetOf(bot, asked.data.move));
    moved();
    response.json({ now: bot.clock.now().toString(), passed });
  });
};
