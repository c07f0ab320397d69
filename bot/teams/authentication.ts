/** Who may call the bot and how the bot signs: the SDK's own verification, narrowed. */
import { randomUUID } from 'node:crypto';
import { ConfigurationBotFrameworkAuthentication, type Activity, type ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationError,
  ServiceClientCredentialsFactory,
  type AuthenticateRequestResult,
  type Claim,
  type ServiceClientCredentials,
} from 'botframework-connector';
import { channelIssuer } from './guard.ts';
import { localTokens } from './local-credentials.ts';
import type { MachineNow, TeamsConfig } from './types.ts';

type Resource = Parameters<ServiceClientCredentials['signRequest']>[0];

/** Credentials that also give their token out. The SDK's own do. */
export interface BotCredentials extends ServiceClientCredentials {
  getToken(): Promise<string>;
}

/** The caller is not who they say. */
export class NotVerified extends Error {}

const onlyTheChannel = async (claims: Claim[]): Promise<void> => {
  if (claims.find(({ type }) => type === 'iss')?.value !== channelIssuer) throw new AuthenticationError('Another issuer', 401);
};

// The SDK throws other errors for a bad signature than for a wrong audience; only a failure to read the keys is no refusal.
const isRefusal = (error: unknown): boolean => {
  if (error instanceof AuthenticationError) return error.statusCode === 401;
  return error instanceof Error && ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'].includes(error.name);
};

class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    try {
      return await super.authenticateRequest(activity, header);
    } catch (error) {
      throw isRefusal(error) ? new NotVerified('The token does not hold.') : error;
    }
  }
}

class LocalCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly appId: string;
  readonly credentials: BotCredentials;

  constructor(appId: string, getToken: () => Promise<string>) {
    super();
    this.appId = appId;
    this.credentials = {
      getToken,
      signRequest: async (request: Resource) => {
        request.headers.set('authorization', `Bearer ${await getToken()}`);
        return request;
      },
    };
  }

  override async isValidAppId(appId: string): Promise<boolean> { return appId === this.appId; }
  override async isAuthenticationDisabled(): Promise<boolean> { return false; }
  override async createCredentials(): Promise<BotCredentials> { return this.credentials; }
}

// All seven stand together: with any one of them missing the SDK takes no default for it. It keeps keys by their address
// for a day; another stand-in on the same port has others, so each start asks under an address of its own.
const localSettings = (appId: string, login: string, start = randomUUID()): ConfigurationBotFrameworkAuthenticationOptions => ({
  MicrosoftAppId: appId,
  ToChannelFromBotLoginUrl: `${login}/botframework.com`,
  ToChannelFromBotOAuthScope: channelIssuer,
  ToBotFromChannelTokenIssuer: channelIssuer,
  OAuthUrl: login,
  ToBotFromChannelOpenIdMetadataUrl: `${login}/.well-known/openidconfiguration?start=${start}`,
  ToBotFromEmulatorOpenIdMetadataUrl: `${login}/.well-known/openidconfiguration?start=${start}`,
});

const localAuthentication = (config: TeamsConfig, login: string, machineNow: MachineNow) => {
  const request = { login, tenant: config.tenant, appId: config.appId, secret: config.password ?? 'local', scope: channelIssuer };
  const factory = new LocalCredentialsFactory(config.appId, localTokens(request, machineNow));
  return new ChannelAuthentication(localSettings(config.appId, login), factory, new AuthenticationConfiguration([], onlyTheChannel));
};

/** The SDK's verification for production, or for the stand-in that the configuration names. */
export const authenticationFor = (config: TeamsConfig, machineNow: MachineNow): ConfigurationBotFrameworkAuthentication => {
  if (config.local) return localAuthentication(config, new URL(config.local.login).origin, machineNow);
  const settings = {
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenant,
    ...(config.password === undefined ? {} : { MicrosoftAppPassword: config.password }),
  };
  return new ChannelAuthentication(settings, undefined, new AuthenticationConfiguration([], onlyTheChannel));
};
