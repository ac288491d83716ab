import { expect, test } from 'vitest';
import { parseUserSettings } from '../../../src/request/parse-request.ts';
import { userSettings } from '../../../src/request/user-settings.ts';

test('an empty variable counts as unset', () => {
  const { dockerConfig, proxy, environment } = userSettings({
    DOCKER_CONFIG: '',
    HOME: '/home/me',
    HTTPS_PROXY: '',
    NODE_EXTRA_CA_CERTS: '',
    AWS_PROFILE: 'ci',
    MISSING: undefined,
  });
  expect(dockerConfig).toBe('/home/me/.docker/config.json');
  expect(proxy).toBeUndefined();
  expect(environment).toEqual({ HOME: '/home/me', AWS_PROFILE: 'ci' });
});

test('no HOME and no DOCKER_CONFIG: no config file', () => {
  expect(userSettings({ HOME: '', DOCKER_CONFIG: '' }).dockerConfig).toBeUndefined();
});

test('sent settings come back under the rules of a request', () => {
  const variables = { HOME: '/home/me', https_proxy: 'http://proxy:3128', NO_PROXY: '.example' };
  const settings = { ...userSettings(variables), stdin: 'KChmcm9tIHgpKQ==' };
  expect(parseUserSettings(JSON.stringify(settings))).toEqual(settings);
});

test.each([
  [{ proxy: { https_proxy: 'socks5://proxy' } }, 'the variable https_proxy is not the URL of a proxy'],
  [{ environment: { 'A\0B': '' } }, 'has a NUL byte in it'],
  [{ environment: { AWS_PROFILE: 7 } }, 'the variable AWS_PROFILE is not a text'],
  [{ environment: {}, stdin: '((from x))' }, 'is not base64'],
  [{ dockerConfig: 'config.json' }, 'is not an absolute path'],
  [{ storeRequest: { store: 'auto' } }, 'is unknown'],
])('sent settings %j are refused', (sent, message) =>
  expect(() => parseUserSettings(JSON.stringify(sent))).toThrow(message),
);
