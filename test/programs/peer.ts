import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const peers = path.resolve(import.meta.dirname, '../../tools/peers/peers');

/**
 * The path of a program that is not part of this project, such as `crane`; built from source where there is Go and the program is not
 * here yet. Undefined where there is neither.
 */
export function findPeer(name: string): string | undefined {
  const program = path.join(execFileSync(peers, ['path'], { encoding: 'utf8' }).trim(), name);
  if (spawnSync('go', ['version']).status === 0) {
    execFileSync(peers, ['install', name], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return existsSync(program) ? program : undefined;
}
