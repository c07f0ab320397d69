import assert from 'node:assert/strict';
import { faultOf } from '../../bot/teams/config.ts';
import { allowList } from '../../bot/teams/origins.ts';
import { startTeams } from '../../bot/teams/start.ts';
import type { TeamsConfig } from '../../bot/teams/types.ts';
import { activity, appId, recordingApp, recordingLog, tenant } from './stand-in.ts';

const production: TeamsConfig = { appId, appType: 'SingleTenant', tenant, password: 'secret', serviceUrls: ['https://smba.trafficmanager.net/'] };
const local: TeamsConfig = { ...production, serviceUrls: ['http://127.0.0.1:4001/'], local: { login: 'http://127.0.0.1:4000' } };
const { password: _, ...managed } = { ...production, appType: 'UserAssignedMSI' as const };

describe('the configuration of the Teams side', () => {
  for (const [name, config] of Object.entries({ production, local, managed })) {
    it(`given ${name} as it should be, finds no fault`, () => assert.equal(faultOf(config), undefined));
  }

  const { password: __, ...withoutPassword } = production;
  const faulty: [string, TeamsConfig, RegExp][] = [
    ['no app id', { ...production, appId: ' ' }, /needs its app id/],
    ['no tenant', { ...production, tenant: '' }, /tenant/],
    ['no service URL', { ...production, serviceUrls: [] }, /service URL/],
    ['a service URL over http', { ...production, serviceUrls: ['http://smba.trafficmanager.net/'] }, /https/],
    ['a service URL that is none', { ...production, serviceUrls: ['smba'] }, /not an address/],
    ['a single tenant without password', withoutPassword, /password/],
    ['a managed identity with password', { ...production, appType: 'UserAssignedMSI' }, /must not have a password/],
    ['a login on another machine', { ...local, local: { login: 'http://login.example.org' } }, /local login/],
    ['a login over https', { ...local, local: { login: 'https://127.0.0.1:4000' } }, /local login/],
    ['a login with a path', { ...local, local: { login: 'http://127.0.0.1:4000/other' } }, /local login/],
    ['a login hidden behind a user name', { ...local, local: { login: 'http://127.0.0.1@login.example.org' } }, /local login/],
    ['local mode with a service URL elsewhere', { ...local, serviceUrls: ['https://smba.trafficmanager.net/'] }, /on this machine/],
  ];
  for (const [name, config, sentence] of faulty) {
    it(`given ${name}, does not start and says why`, async () => {
      const started = startTeams(config, recordingApp().app, { port: 0, log: recordingLog().log, machineNow: () => 0 });
      await assert.rejects(started, (error: Error) => sentence.test(error.message) && error.message.endsWith('.'));
    });
  }

  for (const [name, config] of Object.entries({ production, managed })) {
    it(`given ${name}, starts without a network and refuses who is not the channel`, async () => {
      const bot = await startTeams(config, recordingApp().app, { port: 0, log: recordingLog().log, machineNow: () => 0 });
      const entra = { iss: `https://sts.windows.net/${tenant}/`, appid: appId, ver: '1.0' };
      const token = [{ alg: 'RS256', typ: 'JWT' }, entra, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const response = await fetch(`http://127.0.0.1:${bot.port}/api/messages`, {
        method: 'POST', body: JSON.stringify(activity('https://smba.trafficmanager.net/uk/')), headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      assert.equal(response.status, 401);
      await response.body?.cancel();
      await bot.close();
    });
  }
});

describe('the allow-list of service URLs', () => {
  const allowed = allowList(['https://smba.trafficmanager.net/', 'https://smba.infra.gov.teams.microsoft.us/gcch']);
  const table: [string, boolean][] = [
    ['https://smba.trafficmanager.net/uk/', true],
    ['https://smba.infra.gov.teams.microsoft.us/gcch', true],
    ['https://smba.infra.gov.teams.microsoft.us/gcch/uk/', true],
    ['https://smba.infra.gov.teams.microsoft.us/gcchx/', false],
    ['https://smba.infra.gov.teams.microsoft.us/', false],
    ['http://smba.trafficmanager.net/uk/', false],
    ['https://smba.trafficmanager.net:8443/uk/', false],
    ['https://smba.trafficmanager.net.example.org/', false],
    ['https://smba.trafficmanager.net@example.org/', false],
    ['https://smba.trafficmanager.net', true],
    ['https://smba.trafficmanager.net\\@example.org/', false],
    ['https://smba.trafficmanager.net/uk/../uk/', false],
    ['https://smba.infra.gov.teams.microsoft.us/gcch/../x', false],
    ['https://smba.infra.gov.teams.microsoft.us/gcch/%2e%2e/x', false],
    ['https://smba.trafficmanager.net/uk/?a=b', false],
    ['javascript:alert(1)', false],
    ['', false],
  ];
  for (const [url, expected] of table) it(`${expected ? 'takes' : 'refuses'} ${url || 'nothing'}`, () => assert.equal(allowed.serviceUrl(url), expected));
});
