import { expect, test } from 'vitest';
import { callIn } from '../../../src/sandbox/killed-call.ts';

const record = (rest: string) =>
  `audit: type=1326 audit(1795669361.819:3): auid=1 uid=0 pid=7 comm="a" exe="/a" ${rest} compat=0 ip=0x7f code=0x80000000`;

test.each([
  ['sig=31 arch=c000003e syscall=63', 'system call 63 of x86_64'],
  ['sig=31 arch=40000003 syscall=102', 'system call 102 of i386'],
  ['sig=31 arch=c000003e syscall=1073741863', 'system call 39 of x32'],
  ['sig=31 arch=c00000b7 syscall=1', 'system call 1 of aarch64'],
  ['sig=31 arch=deadbeef syscall=1', 'system call 1 of architecture deadbeef'],
  ['sig=0 arch=c000003e syscall=63', undefined],
])('a kernel record with %s names %s', (rest, call) => {
  expect(callIn(['device eth0 left promiscuous mode', record(rest)])).toBe(call);
});

test('the newest record counts', () => {
  const older = record('sig=31 arch=c000003e syscall=1');
  const newer = record('sig=31 arch=c000003e syscall=2');
  expect(callIn([older, newer, 'other'])).toBe('system call 2 of x86_64');
});
