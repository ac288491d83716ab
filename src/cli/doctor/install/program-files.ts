import { chmodSync, chownSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface ProgramSource {
  /** The Node that runs. */
  readonly node: string;
  /** The bundled command line; all that it needs is beside it. */
  readonly cli: string;
  readonly version: string;
}

/** Copies Node and the command line into a new directory, all of it root's and changeable by root only. */
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

/** The content, never a link: the original may be in a directory that a user can change. */
function copy(from: string, to: string, mode: number): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  chownSync(to, 0, 0);
  chmodSync(to, mode);
}
