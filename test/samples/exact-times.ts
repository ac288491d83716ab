import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Times by the names of directories. A 64-bit float has no digits for the nanoseconds of these times. */
const TIMES: Readonly<Record<string, string>> = {
  present: '2026-01-02T03:04:05.123456789Z',
  micro: '2026-01-02T03:04:05.123456001Z',
  whole: '2026-01-02T03:04:05Z',
  past: '1955-11-05T06:00:00.000000001Z',
  before: '1969-12-31T23:59:59.999999999Z',
  // Beyond 64 bits of nanoseconds. ext4 ends in 2446.
  future: '2500-01-02T03:04:05.987654321Z',
};

/** Makes a directory for each time, with files and a link of the same time. `without` leaves a time out. */
export function makeTimedTree(root: string, without?: 'future'): void {
  for (const [name, time] of Object.entries(TIMES).filter(([known]) => known !== without)) {
    const directory = path.join(root, name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'file'), time);
    writeFileSync(path.join(directory, 'empty'), '');
    writeFileSync(path.join(directory, 'large'), Buffer.alloc(300 * 1024, time));
    symlinkSync('file', path.join(directory, 'link'));
    // Readable by other users whatever the umask of whoever runs the tests.
    execFileSync('chmod', ['-R', 'a+rX', root]);
    const entries = ['file', 'empty', 'large', 'link', '.'];
    execFileSync('touch', ['-h', '-d', time, ...entries], { cwd: directory });
  }
}

/** Nanoseconds since the epoch of every entry below a root, by path with one character a byte. */
export function timesIn(root: string): Readonly<Record<string, bigint>> {
  const times: Record<string, bigint> = {};
  const visit = (directory: string) => {
    for (const name of readdirSync(native(root, directory), 'latin1').sort()) {
      const entry = path.join(directory, name);
      const stats = lstatSync(native(root, entry), { bigint: true });
      times[entry] = stats.mtimeNs;
      if (stats.isDirectory()) visit(entry);
    }
  };
  visit('');
  return times;
}

const native = (root: string, name: string) =>
  Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);

/** The time `present`, in nanoseconds since the epoch. */
export const PRESENT = 1_767_323_045_123_456_789n;
/** The time `future`. */
export const FUTURE = 16_725_323_045_987_654_321n;
