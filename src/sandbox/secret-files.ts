import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { isInMemory } from '../host/tmpfs.ts';

/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'] as const;

/** The directory where each step with secrets has one of its own, in memory; undefined where there is no such place. */
export function secretDirectory(preferred: string): string | undefined {
  return [preferred, ...USUAL_PLACES].find(isInMemory);
}

/** The secrets of one step as files of the host, readable by root only because of the directory that they are in. */
export interface SecretFiles {
  add(value: Uint8Array): string;
  remove(): void;
}

/** @throws ObuilderError `sandbox-failed` on the first `add` when this machine has nowhere to put a secret */
export function secretFiles(directory: string | undefined, step: string): SecretFiles {
  let count = 0;
  const own = directory && path.join(directory, step);
  return {
    add(value) {
      if (directory === undefined || own === undefined) {
        throw new ObuilderError('sandbox-failed', 'there is no file system in memory to keep a secret in', {
          hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
        });
      }
      // It must not exist: anyone may make directories in /dev/shm, and this one must be root's from its beginning.
      if (count === 0) mkdirSync(own, { mode: 0o700 });
      count += 1;
      const file = path.join(own, String(count));
      writeFileSync(file, value, { flag: 'wx' });
      // Whatever the umask: any user of the step may read it. The step sees the file, never the directory.
      chmodSync(file, 0o644);
      return file;
    },
    remove() {
      if (own !== undefined && count > 0) rmSync(own, { recursive: true, force: true });
    },
  };
}
