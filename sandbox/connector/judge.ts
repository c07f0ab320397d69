/** Judges what a bot answers to an invoke, as strictly as Teams' clients do. */

/** What the person's client gets of a press: the bot's answer, or an error. */
export interface Seen {
  statusCode?: number;
  type?: string;
  value?: unknown;
  error?: string;
}

export const somethingWentWrong: Seen = { error: 'Something went wrong. Please try again.' };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isError = (value: unknown): boolean => isObject(value) && typeof value.code === 'string' && typeof value.message === 'string';

const known: Record<string, (value: unknown) => boolean> = {
  'application/vnd.microsoft.card.adaptive': (value) => isObject(value) && value.type === 'AdaptiveCard',
  'application/vnd.microsoft.activity.message': (value) => typeof value === 'string',
  'application/vnd.microsoft.error': isError,
  'application/vnd.microsoft.activity.loginRequest': isObject,
  'application/vnd.microsoft.error.inccorectAuthCode': (value) => value === null,
  'application/vnd.microsoft.error.preconditionFailed': isError,
};

/** The answer, or one sentence on what is wrong with it. */
export function judge(status: number, contentType: string, text: string): { answer: Seen } | { wrong: string } {
  if (status !== 200) return { wrong: `The bot answered HTTP ${status} to an invoke, not 200.` };
  if (!/^application\/json\b/i.test(contentType)) return { wrong: 'The answer to an invoke is not JSON.' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { wrong: 'The answer to an invoke is not JSON.' };
  }
  if (!isObject(body) || typeof body.type !== 'string') return { wrong: 'The answer to an invoke has no type.' };
  const fits = known[body.type];
  if (!fits) return { wrong: `Teams does not know answers of type ${body.type}.` };
  const statusCode = body.statusCode ?? 200;
  if (typeof statusCode !== 'number' || statusCode < 200 || statusCode > 599) return { wrong: 'The statusCode within the answer is not between 200 and 599.' };
  if (!fits(body.value)) return { wrong: `The value does not fit an answer of type ${body.type}.` };
  return { answer: { statusCode, type: body.type, value: body.value } };
}
