import { expect, test } from 'vitest';
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
