import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../conversation/child.ts';
import { User } from '../conversation/office.ts';

const script = (name: string): string => fileURLToPath(new URL(`../../sandbox/${name}`, import.meta.url));
const path = { PATH: process.env['PATH'] ?? '' };

/** Runs a start that must not succeed, to its end. */
const failing = async (file: string, environment: Record<string, string>): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, [file], { env: { ...path, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, said };
};

describe('starting', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'fair-contact-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('given a port that is taken, then one sentence names it and the start ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, said } = await failing(script('main.ts'), { DATA: folder, SANDBOX_PORT: String(port), PORT: '0' });
    taken.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`Port ${port} is taken\\.`));
  });

  it('given a folder that cannot be written, then one sentence says so and the start ends with 1', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, said } = await failing(script('main.ts'), { DATA: join(file, 'data'), SANDBOX_PORT: '0', PORT: '0' });
    assert.equal(code, 1);
    assert.match(said, /cannot be written/);
  });

  it('given a policy with faults, then each is named with file and place and the start ends with 1', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'id: bad\nwords: { customer: 7 }\n');
    const { code, said } = await failing(script('main.ts'), { DATA: folder, SANDBOX_PORT: '0', PORT: '0', POLICY: bad });
    assert.equal(code, 1);
    assert.match(said, /bad\.yaml.*words/);
  });

  it('given a landlord file with faults, then each is named with file and place and the start ends with 1', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'name: Nobody\ntenant: here\n');
    const { code, said } = await failing(script('main.ts'), { DATA: folder, SANDBOX_PORT: '0', PORT: '0', LANDLORD: bad });
    assert.equal(code, 1);
    for (const fault of [/bad\.yaml.*tenant/, /bad\.yaml.*phones/]) assert.match(said, fault);
  });

  it('given a bot that is not local and has no app id, then it refuses to start and names every fault at once', async () => {
    const { code, said } = await failing(fileURLToPath(new URL('../../bot/main.ts', import.meta.url)), { STORE: 'nothing', POLICY: 'wandle' });
    assert.equal(code, 1);
    for (const name of ['MICROSOFT_APP_ID', 'STORE', 'LANDLORD', 'DIGEST_KEY', 'PUBLIC_URL']) assert.match(said, new RegExp(name));
  });

  it('given local settings that point elsewhere, then it refuses to start', async () => {
    const { said } = await failing(fileURLToPath(new URL('../../bot/main.ts', import.meta.url)), { LOCAL_LOGIN: 'http://login.example', STORE: 'sqlite:x', POLICY: 'wandle', LANDLORD: 'harrowmere', MICROSOFT_APP_ID: 'x', DIGEST_KEY: 'k'.repeat(32) });
    assert.match(said, /LOCAL_LOGIN is for local mode and must be an address of this machine/);
  });

  it('given the stand-ins in a process of their own, then a bot in another one takes a report', async () => {
    const apart = spawn(process.execPath, [script('apart.ts'), folder], { env: path, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(apart.stdout, 'data')) as [Buffer];
    const { url, environment } = JSON.parse(line.toString()) as { url: string; environment: Record<string, string> };
    const bot = await startChild(environment);
    try {
      const priya = new User('Priya Nair', url, []);
      await priya.says('report');
      const first = await priya.card('ring 999 first');
      await first.write({ 'Who': 'Flat 9', 'What happened': 'Shouting.', 'Is anyone in danger': 'No' }).next('Send to my manager');
      await new User('Tom Ashdown', url, []).card('Flat 9');
    } finally {
      await bot.kill();
      apart.kill();
      await once(apart, 'exit');
    }
  });
});
