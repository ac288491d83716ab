import { describe, expect, test } from 'vitest';
import type { ImageDefaults } from '../../../../src/contract/images.ts';
import type { ImageSettings } from '../../../../src/contract/outputs.ts';
import type { ResultConfig } from '../../../../src/contract/remote.ts';
import type { Operation } from '../../../../src/contract/spec.ts';
import { fieldsOf } from '../../../../src/engine/image/facts.ts';

const facts: ResultConfig = {
  platform: 'linux/amd64',
  environment: [],
  workdir: '/work',
  user: { uid: 5, gid: 6 },
  shell: ['/bin/bash', '-e', '-c'],
};
const defaults: ImageDefaults = {
  user: 'app',
  workdir: '/srv',
  entrypoint: ['/entry'],
  cmd: ['serve'],
  labels: { b: 'base', a: 'base' },
  exposedPorts: ['80/tcp'],
  volumes: ['/data'],
  stopSignal: 'SIGINT',
  shell: ['/bin/ash', '-c'],
  healthcheck: { Test: ['CMD', 'true'] },
};
const none: ImageSettings = { labels: {}, annotations: {}, exposedPorts: [] };

interface Case {
  readonly settings?: Partial<ImageSettings>;
  readonly base?: ImageDefaults;
  readonly kinds?: readonly Operation['kind'][];
}

const fields = ({ settings = {}, base = defaults, kinds = [] }: Case) =>
  fieldsOf({ ...none, ...settings }, { facts, defaults: base, operations: kinds.map((kind) => ({ kind })) });

describe('the config of an image', () => {
  test('is that of the base image if nothing else is said', () => {
    expect(fields({ kinds: ['run', 'copy', 'env'] })).toEqual({
      User: 'app',
      WorkingDir: '/srv',
      Shell: ['/bin/ash', '-c'],
      Entrypoint: ['/entry'],
      Cmd: ['serve'],
      Labels: { a: 'base', b: 'base' },
      ExposedPorts: { '80/tcp': {} },
      Volumes: { '/data': {} },
      StopSignal: 'SIGINT',
      Healthcheck: { Test: ['CMD', 'true'] },
    });
  });

  test('keeps the name of a user', () => {
    const named = { ...facts, user: { name: 'app:staff' } };
    expect(fieldsOf(none, { facts: named, defaults, operations: [{ kind: 'user' }] })['User']).toBe(
      'app:staff',
    );
  });

  test('follows the operations of the spec', () => {
    expect(fields({ kinds: ['user', 'workdir', 'shell'] })).toMatchObject({
      User: '5:6',
      WorkingDir: '/work',
      Shell: facts.shell,
    });
  });

  test('follows the settings, which extend labels and ports', () => {
    const settings = { labels: { b: 'own', c: 'own' }, exposedPorts: ['53/udp'], stopSignal: 'SIGTERM' };
    const found = fields({ settings });
    expect(found).toMatchObject({
      Labels: { a: 'base', b: 'own', c: 'own' },
      ExposedPorts: { '53/udp': {}, '80/tcp': {} },
      StopSignal: 'SIGTERM',
    });
    expect(Object.keys(found['Labels'] as object)).toEqual(['a', 'b', 'c']);
  });

  test.each<[string, Case, unknown, unknown]>([
    [
      'an own entrypoint drops the arguments of the base',
      { settings: { entrypoint: ['/own'] } },
      ['/own'],
      undefined,
    ],
    ['own arguments keep the entrypoint of the base', { settings: { cmd: ['x'] } }, ['/entry'], ['x']],
    ['both are own', { settings: { entrypoint: ['/own'], cmd: ['x'] } }, ['/own'], ['x']],
    ['an empty entrypoint is none', { settings: { entrypoint: [], cmd: ['x'] } }, [], ['x']],
    [
      'a base with an entrypoint gets no command',
      { base: { entrypoint: ['/entry'] } },
      ['/entry'],
      undefined,
    ],
    ['a base without a program gets a shell', { base: {} }, undefined, ['/bin/bash', '-e']],
  ])('%s', (_, one, entrypoint, cmd) => {
    const { Entrypoint, Cmd } = fields(one);
    expect([Entrypoint, Cmd]).toEqual([entrypoint, cmd]);
  });

  test('says nothing more for a base without a config', () => {
    const said = JSON.parse(JSON.stringify(fields({ base: {} }))) as object;
    expect(said).toEqual({ WorkingDir: '/work', Cmd: ['/bin/bash', '-e'] });
  });
});
