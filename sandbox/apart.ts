/** The stand-ins in a process of their own: prints, as one line of JSON, the environment under which a bot finds them. */
import '../bot/node-version.ts';
import { freePort } from './ports.ts';
import { startStandIns } from './stand-ins.ts';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Say: node sandbox/apart.ts FOLDER\n');
  process.exit(1);
}
const standIns = await startStandIns({ folder, botPort: Number(process.env['PORT'] ?? (await freePort())) });
process.stdout.write(`${JSON.stringify({ url: standIns.url, environment: standIns.environment })}\n`);
process.once('SIGTERM', () => void standIns.close().then(() => process.exit(0)));
