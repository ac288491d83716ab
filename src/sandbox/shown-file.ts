import { chmodSync, writeFileSync } from 'node:fs';

/** Makes a file that a step will see, with exactly this mode: the umask of whoever started us takes bits away from a new one. */
export function writeShown(file: string, content: string | Uint8Array, mode: number): void {
  writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  chmodSync(file, mode);
}
