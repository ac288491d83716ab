import { describe, expect, test } from 'vitest';
import { readCeilings } from '../../../../src/sandbox/runc/ceilings.ts';
import { type ConfigRequest, type Machine, runtimeConfig } from '../../../../src/sandbox/runc/config.ts';
import { DEFAULT_LIMITS } from '../../../../src/sandbox/runc/limits.ts';

const machine: Machine = {
  architecture: 'x64',
  narrow: true,
  cgroupNamespace: true,
  showCgroups: false,
  pids: true,
  memoryBytes: 2 ** 34,
  swap: false,
  ceilings: readCeilings({ limits: '', status: '', openFiles: '1048576' }),
};
const request: ConfigRequest = {
  rootfs: '/pool/tmp/x',
  argv: ['/bin/sh', '-c', 'true'],
  env: [['A', 'b=c']],
  cwd: '/work',
  user: { uid: 0, gid: 0 },
  network: 'none',
  mounts: [],
  cgroup: 'name',
};
const namespaces = (config: ReturnType<typeof runtimeConfig>) =>
  config.linux.namespaces.map(({ type }) => type);

describe('config.json', () => {
  test('survives JSON', () => {
    const config = runtimeConfig(request, machine);
    const { rlimits, ...others } = config.process;
    expect(JSON.parse(JSON.stringify({ ...config, process: others }))).toEqual({
      ...config,
      process: others,
    });
    expect(JSON.stringify(rlimits)).toContain('{"type":"RLIMIT_AS","soft":18446744073709551615,');
    expect(config.process).toMatchObject({
      args: ['/bin/sh', '-c', 'true'],
      env: ['A=b=c'],
      cwd: '/work',
      user: { uid: 0, gid: 0, umask: 0o022, additionalGids: [] },
      terminal: false,
    });
    expect(config).toMatchObject({ hostname: 'builder', root: { path: '/pool/tmp/x', readonly: false } });
  });

  test('has a network namespace unless the host’s is asked for, and a cgroup namespace if supported', () => {
    expect(namespaces(runtimeConfig(request, machine))).toEqual([
      'pid',
      'ipc',
      'uts',
      'mount',
      'cgroup',
      'network',
    ]);
    const other = runtimeConfig({ ...request, network: 'host' }, { ...machine, cgroupNamespace: false });
    expect(namespaces(other)).toEqual(['pid', 'ipc', 'uts', 'mount']);
  });

  test('gives root the listed capabilities, other users only the bounding set', () => {
    const root = runtimeConfig(request, machine).process.capabilities;
    expect(root.effective).toEqual(root.bounding);
    expect(root.bounding).toHaveLength(13);
    expect(root.bounding).toContain('CAP_NET_BIND_SERVICE');
    expect(root.bounding).not.toContain('CAP_NET_RAW');
    const other = runtimeConfig({ ...request, user: { uid: 5, gid: 5 } }, machine).process.capabilities;
    expect(other).toMatchObject({ effective: [], permitted: [], inheritable: [], bounding: root.bounding });
  });

  test('names the AppArmor profile if loaded', () => {
    const profileOf = (appArmor?: string) => runtimeConfig(request, { ...machine, appArmor }).process;
    expect(profileOf('steps')).toMatchObject({ apparmorProfile: 'steps' });
    expect(profileOf()).not.toHaveProperty('apparmorProfile');
  });

  test('shows read-only control groups on request, and the request’s mounts last', () => {
    const mount = { destination: '/x', type: 'bind', source: '/y', options: ['bind'] };
    const { mounts } = runtimeConfig({ ...request, mounts: [mount] }, { ...machine, showCgroups: true });
    expect(mounts.at(-1)).toEqual(mount);
    expect(mounts.find(({ type }) => type === 'cgroup')?.options).toContain('ro');
    expect(runtimeConfig(request, machine).mounts.some(({ type }) => type === 'cgroup')).toBe(false);
  });
});

describe('limits', () => {
  const resourcesFor = (limits: ConfigRequest['limits'], other: Partial<Machine> = {}) =>
    runtimeConfig({ ...request, limits }, { ...machine, ...other }).linux.resources;

  test('by default bound memory and processes', () => {
    const devices = [{ allow: false, access: 'rwm' }];
    const pids = { limit: DEFAULT_LIMITS.pids };
    expect(resourcesFor(undefined)).toEqual({ devices, pids, memory: { limit: 2 ** 34 } });
    expect(resourcesFor(undefined, { pids: false, memoryBytes: undefined })).toEqual({ devices });
  });

  test('of infinity are left out', () => {
    const none = Number.POSITIVE_INFINITY;
    const devices = [{ allow: false, access: 'rwm' }];
    expect(resourcesFor({ memoryBytes: none, pids: none, cpus: none })).toEqual({ devices });
  });

  test('of memory bound existing swap too', () => {
    expect(resourcesFor({ memoryBytes: 1000 })).toMatchObject({ memory: { limit: 1000 } });
    expect(resourcesFor({ memoryBytes: 1000 })).not.toHaveProperty('memory.swap');
    expect(resourcesFor({ memoryBytes: 1000 }, { swap: true })).toMatchObject({ memory: { swap: 1000 } });
  });

  test('of processes leave the runtime enough to start', () => {
    expect(resourcesFor({ pids: 100 })).toMatchObject({ pids: { limit: 100 } });
    expect(resourcesFor({ pids: 3 })).toMatchObject({ pids: { limit: 32 } });
  });

  test('of CPUs are a quota of 100 ms', () => {
    expect(resourcesFor({ cpus: 1.5 })).toMatchObject({ cpu: { quota: 150_000, period: 100_000 } });
    expect(resourcesFor({ cpus: 0.001 })).toMatchObject({ cpu: { quota: 1000 } });
  });

  test('cover all sixteen resources, with raisable soft limits of stack and core files', () => {
    const { rlimits } = runtimeConfig(request, machine).process;
    expect(new Set(rlimits.map(({ type }) => type)).size).toBe(16);
    const written = (name: string) => JSON.stringify(rlimits.find(({ type }) => type === name));
    expect(written('RLIMIT_STACK')).toContain('"soft":8388608,"hard":18446744073709551615');
    expect(written('RLIMIT_CORE')).toContain('"soft":0,"hard":18446744073709551615');
  });

  test('never exceed this process’s limits without CAP_SYS_RESOURCE', () => {
    const limits =
      'Max stack size            1048576   4194304   bytes\nMax file size   8192   8192   bytes\n';
    const ceilings = readCeilings({ limits, status: 'CapEff:\t0\n', openFiles: '1048576' });
    const { rlimits } = runtimeConfig(request, { ...machine, ceilings }).process;
    const found = (name: string) => rlimits.find(({ type }) => type === name);
    expect(found('RLIMIT_STACK')).toMatchObject({ soft: 4_194_304, hard: 4_194_304 });
    expect(found('RLIMIT_FSIZE')).toMatchObject({ soft: 8192, hard: 8192 });
  });

  test('of open files never exceed the machine’s maximum', () => {
    const files = (openFiles: number | undefined, ceiling: number) =>
      runtimeConfig(
        { ...request, limits: { openFiles } },
        { ...machine, ceilings: { ...machine.ceilings, RLIMIT_NOFILE: ceiling } },
      ).process.rlimits.find(({ type }) => type === 'RLIMIT_NOFILE');
    expect(files(undefined, 2 ** 20)).toMatchObject({ soft: 16_384, hard: 1_048_576 });
    expect(files(undefined, 4096)).toMatchObject({ soft: 4096, hard: 4096 });
    expect(files(1024, 4096)).toMatchObject({ soft: 1024, hard: 1024 });
  });
});
