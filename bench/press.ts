/** How fast a press is answered, beside the bare web server of the same process: `npm run bench`. Ratios of one run; figures of other machines differ. */
import { openOffice } from '../test/conversation/office.ts';
import { people, tenant } from '../sandbox/harrowmere/people.ts';
import { botApp } from '../sandbox/stand-ins.ts';
import { channelIssuer } from '../sandbox/login/start.ts';

const seconds = 4;
const reporters = people.filter((person) => person.groups.length > 0).slice(0, 12);

/** Runs `work` from every reporter at once, each one after another, for some seconds. */
const measure = async (name: string, work: (person: (typeof people)[number], n: number) => Promise<Response>): Promise<number> => {
  const times: number[] = [];
  const until = performance.now() + seconds * 1_000;
  await Promise.all(reporters.map(async (person) => {
    for (let n = 0; performance.now() < until; n += 1) {
      const begun = performance.now();
      const response = await work(person, n);
      const text = await response.text();
      if (!response.ok || text.includes('Nothing was recorded')) throw new Error(`${name}: ${response.status} ${text.slice(0, 200)}`);
      times.push(performance.now() - begun);
    }
  }));
  times.sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  const rate = times.length / seconds;
  process.stdout.write(`${name.padEnd(34)} ${rate.toFixed(0).padStart(6)}/s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms\n`);
  return rate;
};

const office = await openOffice({ timings: { repeatAfter: 15_000 } });
try {
  const { connector, login, environment } = office.standIns;
  const token = await login.sign({ iss: channelIssuer, aud: botApp, serviceurl: connector.serviceUrl });
  const base = `http://127.0.0.1:${environment['PORT']}`;
  let activity = 0;
  const press = (person: (typeof people)[number], verb: string, data: Record<string, unknown>): Promise<Response> => {
    const known = connector.ids.byOid(person.id);
    return fetch(`${base}/api/messages`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'invoke', name: 'adaptiveCard/action', id: `f:${String(activity += 1)}`, channelId: 'msteams', serviceUrl: connector.serviceUrl,
        from: { id: known?.mri, aadObjectId: person.id, name: person.name }, recipient: { id: `28:${botApp}` }, conversation: { id: known?.chat, conversationType: 'personal', tenantId: tenant },
        channelData: { tenant: { id: tenant } }, value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      }),
    });
  };
  const drafts = new Map<string, string>();
  for (const person of reporters) {
    const answer = await (await press(person, 'startReport', {})).text();
    drafts.set(person.id, /"report":"([^"]+)"/.exec(answer)?.[1] ?? '');
  }
  const bare = await measure('the web server alone', () => fetch(`${base}/healthz`));
  const shown = await measure('a press that shows a card', (person) => press(person, 'show', { view: 'myTasks' }));
  const saved = await measure('a press that saves a draft', (person, n) => press(person, 'keepDraft', { stream: `person/${person.id}`, version: n + 10, report: drafts.get(person.id), who: `Flat ${n}`, what: 'Shouted.', danger: 'no' }));
  process.stdout.write(`\nshown ${(shown / bare).toFixed(2)} and saved ${(saved / bare).toFixed(2)} of the web server alone; saved ${(saved / shown).toFixed(2)} of shown (${reporters.length} people at once, tokens verified, SQLite with synchronous=FULL)\n`);
} finally {
  await office.close();
}
