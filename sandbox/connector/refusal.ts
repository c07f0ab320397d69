/** A refusal as the Bot Connector words it. */

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  /** Where Teams does not use its error envelope. */
  readonly otherBody: object | undefined;

  constructor(status: number, code: string, message: string, more: { headers?: Record<string, string>; otherBody?: object } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.otherBody = more.otherBody;
  }

  /** The body to answer with. */
  get body(): object {
    return this.otherBody ?? { error: { code: this.code, message: this.message } };
  }
}

export const badSyntax = (message: string): Refusal => new Refusal(400, 'BadSyntax', message);
export const badArgument = (message: string): Refusal => new Refusal(400, 'BadArgument', message);
export const noConversation = (): Refusal => new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
export const noActivity = (): Refusal => new Refusal(404, 'ActivityNotFoundInConversation', 'The bot has no such activity in this conversation.');
export const tooBig = (): Refusal => new Refusal(413, 'MessageSizeTooBig', 'The message is larger than 100 KB.');
export const overlapping = (): Refusal => new Refusal(412, 'PreconditionFailed', 'Another operation on this conversation is in progress.');
export const notImitated = (what: string): Refusal => new Refusal(501, 'NotImplemented', `This simulation does not imitate ${what}.`);

/** `wait` in seconds; undefined leaves the header out, as Teams sometimes does. */
export const throttled = (wait: number | undefined): Refusal =>
  new Refusal(429, 'Throttled', 'Too many requests.', wait === undefined ? {} : { headers: { 'retry-after': String(wait) } });

/** Teams' other way of saying that nothing can be written to this person. */
export const writesBlocked = (why: string): Refusal =>
  new Refusal(403, 'MessageWritesBlocked', why, {
    otherBody: { errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: why, errorCode: null, errorSubCode: null }) },
  });
