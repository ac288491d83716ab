import { readFileSync } from 'node:fs';

/** Returns the bytes of dirty pages in the kernel's cache, for all disks; 0 if unknown. */
export function unwrittenBytes(): number {
  try {
    const text = readFileSync('/proc/meminfo', 'utf8');
    const kilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
    return 1024 * (kilobytes('Dirty') + kilobytes('Writeback'));
  } catch {
    return 0;
  }
}
