import { expect, test } from 'vitest';
import { checkLimits, readCgroups } from '../../../../src/sandbox/machine/cgroups.ts';

const line = (point: string, type: string, options: string) =>
  `30 20 0:26 / ${point} rw,relatime shared:4 - ${type} ${type} ${options}`;

const V1 = [
  line('/sys/fs/cgroup/cpu,cpuacct', 'cgroup', 'rw,cpu,cpuacct'),
  line('/sys/fs/cgroup/memory', 'cgroup', 'rw,memory'),
  line('/sys/fs/cgroup/systemd', 'cgroup', 'rw,xattr,name=systemd'),
].join('\n');
const V1_SELF = '4:memory:/a/b\n3:cpu,cpuacct:/\n1:name=systemd:/service\n';
const UNIFIED = line('/sys/fs/cgroup/unified', 'cgroup2', 'rw,nsdelegate');

test('version 1 has a hierarchy for each controller', () => {
  const found = readCgroups({ mountinfo: V1, self: V1_SELF, controllers: '' });
  expect(found.layout).toBe('v1');
  expect([...found.controllers]).toEqual(['cpu', 'cpuacct', 'memory', 'name=systemd']);
  expect(found.bases).toEqual([
    '/sys/fs/cgroup/cpu,cpuacct',
    '/sys/fs/cgroup/memory/a/b',
    '/sys/fs/cgroup/systemd/service',
  ]);
  expect(found.own).toBe('/sys/fs/cgroup/cpu,cpuacct');
});

test('the hybrid layout adds version 2 without controllers', () => {
  const found = readCgroups({ mountinfo: `${V1}\n${UNIFIED}`, self: `${V1_SELF}0::/\n`, controllers: '' });
  expect(found.layout).toBe('hybrid');
  expect(found.bases).toContain('/sys/fs/cgroup/unified');
  expect(found.controllers.has('memory')).toBe(true);
});

test('version 2 puts the groups of steps beside the worker’s group', () => {
  const found = readCgroups({
    mountinfo: line('/sys/fs/cgroup', 'cgroup2', 'rw'),
    self: '0::/system.slice/runner.service\n',
    controllers: 'cpuset cpu io memory pids\n',
  });
  expect(found.layout).toBe('v2');
  expect([...found.controllers]).toEqual(['cpuset', 'cpu', 'io', 'memory', 'pids']);
  expect(found.bases).toEqual(['/sys/fs/cgroup/system.slice']);
  expect(found.own).toBe('/sys/fs/cgroup/system.slice/runner.service');
});

test('version 2 works in a container with its group as the root', () => {
  const mountinfo = line('/sys/fs/cgroup', 'cgroup2', 'rw');
  expect(readCgroups({ mountinfo, self: '0::/\n', controllers: '' }).bases).toEqual(['/sys/fs/cgroup']);
});

test('a machine without control groups has no controllers', () => {
  const found = readCgroups({ mountinfo: line('/', 'ext4', 'rw'), self: '', controllers: '' });
  expect(found).toMatchObject({ layout: 'none', own: undefined });
});

test('a limit without its controller is an error', () => {
  const none = readCgroups({ mountinfo: '', self: '', controllers: '' });
  expect(() => checkLimits({ memoryBytes: 1 }, none)).toThrow(/limit a step's memory/);
  expect(() => checkLimits({ openFiles: 1, seconds: 1 }, none)).not.toThrow();
  expect(() => checkLimits(undefined, none)).not.toThrow();
});
