import { chmodSync, chownSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface ProgramSource {
  /** The running Node. */
  readonly node: string;
  /** The bundled command line, with all dependencies in the same directory. */
  readonly cli: string;
  readonly version: string;
}

/** Copies Node and the command line into a new directory, owned and writable by root only. */
export function copyProgram({ node, cli }: ProgramSource, directory: string): void {
  const code = path.join(directory, 'cli');
  for (const made of [directory, code]) {
    mkdirSync(made, { mode: 0o755 });
    chmodSync(made, 0o755);
  }
  copy(node, path.join(directory, 'node'), 0o755);
  for (const entry of readdirSync(path.dirname(cli), { withFileTypes: true })) {
    if (entry.isFile()) copy(path.join(path.dirname(cli), entry.name), path.join(code, entry.name), 0o644);
  }
}

/** Copies content instead of linking: a user may be able to change the original. */
function copy(from: string, to: string, mode: number): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  chownSync(to, 0, 0);
  chmodSync(to, mode);
}
