import { z } from 'zod';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);
const onLoopback = (value: string): boolean => URL.canParse(value) && loopback.has(new URL(value).hostname);
const url = z.url({ protocol: /^https?$/, error: 'must be a web address' });
const localUrl = url.refine(onLoopback, { error: 'is for local mode and must be an address of this machine' });

/** Everything that the bot is told from outside. There is no default for what a landlord must decide. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  STORE: z.string({ error: 'is missing: sqlite:PATH' }).regex(/^(sqlite:.+|cosmos)$/, 'must be sqlite:PATH or cosmos'),
  COSMOS_ENDPOINT: url.optional(),
  GRAPH_BASE_URL: url.default('https://graph.microsoft.com/v1.0'),
  POLICY: z.string({ error: 'is missing: the name or the path of a policy file' }).min(1),
  LANDLORD: z.string({ error: 'is missing: the name or the path of a landlord file' }).min(1),
  MICROSOFT_APP_ID: z.string({ error: 'is missing: without an app id nobody could be verified' }).min(1),
  MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('UserAssignedMSI'),
  MICROSOFT_APP_PASSWORD: z.string().min(1).optional(),
  CASE_CLIENT_ID: z.string().min(1).optional(),
  SERVICE_URLS: z.string().default('https://smba.trafficmanager.net/').transform((value) => value.split(',').map((part) => part.trim()).filter((part) => part !== '')),
  DIGEST_KEY: z.string({ error: 'is missing: a secret of at least 32 characters' }).min(32, 'must have at least 32 characters'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SWEEP_SECONDS: z.coerce.number().min(0.05).max(3_600).default(30),
  DIRECTORY_MINUTES: z.coerce.number().min(0.01).max(1_440).default(15),
  LOCAL_LOGIN: localUrl.optional(),
  LOCAL_CASE_SECRET: z.string().min(1).optional(),
  LOCAL_CLOCK_OFFSET: z.string().regex(/^P/, 'must be a duration such as P3D').optional(),
  LOCAL_CRASH: z.string().optional(),
});

/** What only shows when settings are read together; on the text as given, so that all faults come at once. */
const faultsTogether = (given: Record<string, string | undefined>): string[] => {
  const faults: string[] = [];
  const local = given['LOCAL_LOGIN'] !== undefined;
  const wrong = (name: string, what: string, is: boolean): void => {
    if (is) faults.push(`${name} ${what}.`);
  };
  for (const name of ['LOCAL_CASE_SECRET', 'LOCAL_CLOCK_OFFSET', 'LOCAL_CRASH']) wrong(name, 'is for local mode only: it needs LOCAL_LOGIN', !local && given[name] !== undefined);
  wrong('LOCAL_CASE_SECRET', 'is missing: local mode signs in with it', local && given['LOCAL_CASE_SECRET'] === undefined);
  wrong('GRAPH_BASE_URL', 'must be an address of this machine in local mode', local && !onLoopback(given['GRAPH_BASE_URL'] ?? ''));
  wrong('HOST', 'must be an address of this machine in local mode', local && !loopback.has(given['HOST'] ?? '127.0.0.1'));
  for (const prefix of (given['SERVICE_URLS'] ?? '').split(',').filter((part) => part !== '' || local))
    wrong('SERVICE_URLS', `has “${prefix}”, which ${local ? 'must be an address of this machine in local mode' : 'must begin with https://'}`, local ? !onLoopback(prefix) : !prefix.startsWith('https://'));
  wrong('PUBLIC_URL', 'is missing: the https address at which staff reach the bot', !local && given['PUBLIC_URL'] === undefined);
  wrong('PUBLIC_URL', 'must begin with https://', !local && given['PUBLIC_URL'] !== undefined && !given['PUBLIC_URL'].startsWith('https://'));
  wrong('MICROSOFT_APP_PASSWORD', 'is missing for an app of type SingleTenant', !local && given['MICROSOFT_APP_TYPE'] === 'SingleTenant' && given['MICROSOFT_APP_PASSWORD'] === undefined);
  wrong('STORE', 'is cosmos, which this version does not have yet: use sqlite:PATH', given['STORE'] === 'cosmos');
  return faults;
};

export type Config = z.output<typeof schema>;

/** A start that cannot be: each sentence names one fault. */
export class BadStart extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(faults.join('\n'));
    this.name = 'BadStart';
    this.faults = faults;
  }
}

/** Reads the environment; names every fault at once. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const faults = [...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? []), ...faultsTogether(given)];
  if (!parsed.success || faults.length > 0) throw new BadStart(faults);
  return parsed.data;
};
