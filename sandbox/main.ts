/** `npm start`: the bot, its database, the stand-ins and the chat page, all on loopback. `--fresh` begins anew. */
import '../bot/node-version.ts';
import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { BadStart, readConfig } from '../bot/config.ts';
import { startBot, type RunningBot } from '../bot/main.ts';
import { mountClock } from './clock.ts';
import { startStandIns } from './stand-ins.ts';

const folder = resolve(process.env['DATA'] ?? '.data');
const pagePort = Number(process.env['SANDBOX_PORT'] ?? 4800);
const botPort = Number(process.env['PORT'] ?? 3978);

const prepare = (): void => {
  if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof BadStart) return error.faults.join('\n');
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is taken. Stop what uses it, or choose others: SANDBOX_PORT=4801 PORT=3979 npm start.`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR') return `The folder ${existsSync(folder) ? '.data' : 'for data'} cannot be written. Make it writable, or choose another: DATA=FOLDER npm start.`;
  return message ?? String(error);
};

try {
  prepare();
  let bot: RunningBot | undefined;
  const standIns = await startStandIns({ folder, port: pagePort, botPort, page: true, clock: true, without: ['Kit Rowe'], now: () => bot?.clock.now().epochMilliseconds ?? Temporal.Now.instant().epochMilliseconds, log: (line) => process.stdout.write(`${line}\n`) });
  const config = readConfig({ ...standIns.environment, ...process.env, STORE: process.env['STORE'] ?? standIns.environment['STORE'] });
  bot = await startBot(config, pino({ level: process.env['LOG_LEVEL'] ?? 'warn' })).catch(async (error: unknown) => {
    await standIns.close();
    throw error;
  });
  mountClock(standIns.connector.app, bot, () => standIns.connector.announce({ type: 'clock' }));
  process.stdout.write(`\nFair Contact is running, with simulations of Teams and Graph. Open:\n\n  ${standIns.url}/?as=Priya%20Nair\n\n`);
  const running = bot;
  const stop = (): void => void running.close().then(() => standIns.close()).then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`Fair Contact did not start.\n${sentenceOf(error)}\n`);
  process.exit(1);
}
