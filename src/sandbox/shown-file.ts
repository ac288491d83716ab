import { chmodSync, writeFileSync } from 'node:fs';

/** Makes a file for a step with exactly this mode. The inherited umask would remove bits from a new file's mode. */
export function writeShown(file: string, content: string | Uint8Array, mode: number): void {
  writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  chmodSync(file, mode);
}
