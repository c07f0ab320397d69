/** The bot in a process of its own, so that a test can kill it as a machine would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './office.ts';

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));

export interface ChildBot {
  readonly pid: number;
  /** True once the process has ended, by itself or by a signal. */
  ended(): boolean;
  signal(): NodeJS.Signals | null;
  /** What it wrote to stderr. */
  said(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export const startChild = async (environment: Record<string, string>): Promise<ChildBot> => {
  const child: ChildProcess = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', SWEEP_SECONDS: '0.2', ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const over = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await eventually(`the bot to listen on ${environment['PORT']}: ${said}`, async () => {
    if (over()) return true;
    return fetch(`http://127.0.0.1:${environment['PORT']}/healthz`).then((response) => (response.ok ? true : undefined), () => undefined);
  });
  return {
    pid: child.pid ?? 0,
    ended: over,
    signal: () => child.signalCode,
    said: () => said,
    kill: async (signal = 'SIGTERM') => {
      if (over()) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
};
