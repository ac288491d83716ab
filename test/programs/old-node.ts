import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const directory = path.resolve(import.meta.dirname, '../../tools/old-node');

/** The path of a real Node of an old release, such as 18; npm installs the missing releases. */
export function oldNode(major: number): string {
  const installed = path.join(directory, 'node_modules/.package-lock.json');
  const lock = path.join(directory, 'package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', words, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return path.join(directory, 'node_modules', `node-${major}-${process.arch}`, 'bin/node');
}
