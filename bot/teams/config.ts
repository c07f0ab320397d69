import { isLoopback, isLoopbackOrigin, parsedUrl } from './origins.ts';
import type { TeamsConfig } from './types.ts';

const faultOfServiceUrl = (text: string, local: boolean): string | undefined => {
  const url = parsedUrl(text);
  if (!url) return `The service URL "${text}" is not an address.`;
  if (local && !isLoopback(url)) return `In local mode the service URL "${text}" must be on this machine.`;
  if (!local && url.protocol !== 'https:') return `The service URL "${text}" must begin with https.`;
  return undefined;
};

const faultOfIdentity = ({ appType, password, local }: TeamsConfig): string | undefined => {
  if (local) return isLoopbackOrigin(local.login) ? undefined : 'The local login must be a plain http address of this machine, such as http://127.0.0.1:4000.';
  if (appType === 'SingleTenant' && !password) return 'A bot of type SingleTenant needs its password.';
  if (appType === 'UserAssignedMSI' && password) return 'A bot with a managed identity must not have a password.';
  return undefined;
};

/** The first thing that is wrong with the configuration, as a sentence. An empty app id would switch verification off. */
export const faultOf = (config: TeamsConfig): string | undefined => {
  if (!config.appId.trim()) return 'The bot needs its app id: without one nobody could be verified.';
  if (!config.tenant.trim()) return 'The bot needs the id of its tenant.';
  if (config.serviceUrls.length === 0) return 'The bot needs at least one allowed service URL.';
  const service = config.serviceUrls.map((url) => faultOfServiceUrl(url, config.local !== undefined)).find((fault) => fault !== undefined);
  return service ?? faultOfIdentity(config);
};
