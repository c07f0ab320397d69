import { CloudAdapter, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { BotCredentials } from './authentication.ts';

/** A client of the Bot Connector whose every call is one request. */
export interface Connector {
  conversations: ConnectorClient['conversations'];
  token(): Promise<string>;
}

// The SDK repeats sends whose answer was lost, which doubles messages, and follows redirects.
const unwanted = ['defaultRetryPolicy', 'redirectPolicy'];

interface WithPipeline {
  client: { pipeline: { removePolicy(which: { name: string }): { name: string }[] } };
}

const sendOnce = (connector: ConnectorClient): void => {
  const { pipeline } = (connector as unknown as WithPipeline).client;
  const removed = unwanted.flatMap((name) => pipeline.removePolicy({ name }));
  if (removed.length !== unwanted.length) throw new Error('The SDK has changed: its own retries could not be taken out.');
};

/** The SDK's adapter, answering through its result rather than through its own HTTP code, which prints stacks. */
export class TeamsAdapter extends CloudAdapter {
  readonly appId: string;
  readonly connectors = new Map<string, Promise<Connector>>();

  constructor(authentication: ConfigurationBotFrameworkAuthentication, appId: string) {
    super(authentication);
    this.appId = appId;
  }

  /** Verifies the caller and runs the turn. Throws `NotVerified` for a caller who is not the channel. */
  receive(authorization: string, activity: Activity, turn: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, turn);
  }

  /** The client for an allowed service URL, kept for the next send. */
  connector(serviceUrl: string): Promise<Connector> {
    const kept = this.connectors.get(serviceUrl) ?? this.makeConnector(serviceUrl);
    this.connectors.set(serviceUrl, kept);
    kept.catch(() => this.connectors.delete(serviceUrl));
    return kept;
  }

  private async makeConnector(serviceUrl: string): Promise<Connector> {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.appId));
    const client = await factory.create(serviceUrl);
    sendOnce(client);
    return { conversations: client.conversations, token: () => (client.credentials as BotCredentials).getToken() };
  }
}
