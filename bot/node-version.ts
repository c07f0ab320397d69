/** The bot needs what Node 26 brings: TypeScript as it stands, Temporal, SQLite. It comes with `npm ci`; npm scripts use it. */
const needed = 26;
const major = Number(process.versions.node.split('.')[0]);
if (major < needed) {
  process.stderr.write(`Fair Contact needs Node ${needed}, and this is Node ${process.versions.node}. Start it with npm (npm start, npm run bot), which uses the right one.\n`);
  process.exit(1);
}
