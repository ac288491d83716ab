import { chmodSync, chownSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface ProgramSource {
  /** The running Node. */
  readonly node: string;
  /** The bundled command line, with all dependencies in the same directory. */
  readonly cli: string;
  readonly version: string;
}

/** Copies Node, the command line and the program of the cache into a new directory, owned and writable by root only. */
export function copyProgram({ node, cli }: ProgramSource, directory: string): void {
  make(directory);
  copy(node, path.join(directory, 'node'), 0o755);
  for (const name of ['cli', 'gha'])
    copyFiles(path.resolve(path.dirname(cli), '..', name), path.join(directory, name));
}

function make(directory: string): void {
  mkdirSync(directory, { mode: 0o755 });
  chmodSync(directory, 0o755);
}

function copyFiles(from: string, to: string): void {
  make(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isFile()) copy(path.join(from, entry.name), path.join(to, entry.name), 0o644);
  }
}

/** Copies content instead of linking: a user may be able to change the original. */
function copy(from: string, to: string, mode: number): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  chownSync(to, 0, 0);
  chmodSync(to, mode);
}
