import { readFileSync } from 'node:fs';

/** The numbers of capabilities (capabilities(7)): by SYS_ADMIN the kernel lets a process mount. */
const NUMBERS = { SYS_CHROOT: 18n, SYS_ADMIN: 21n } as const;

/** Whether this process has a capability. */
export function hasCapability(name: keyof typeof NUMBERS): boolean {
  const [, bits = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return ((BigInt(`0x${bits}`) >> NUMBERS[name]) & 1n) === 1n;
}
