import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const peers = path.resolve(import.meta.dirname, '../../tools/peers/peers');

/**
 * Returns the path of a program that is not part of this project, such as `crane`, and builds the pinned version with Go. Without Go,
 * a program that is there counts, and a missing program is an error: a skipped test would look like a passed test.
 */
export function findPeer(name: string): string {
  const program = path.join(execFileSync(peers, ['path'], { encoding: 'utf8' }).trim(), name);
  const hasGo = spawnSync('go', ['version']).status === 0;
  if (hasGo || !existsSync(program))
    execFileSync(peers, ['install', name], { stdio: ['ignore', 'ignore', 'inherit'] });
  return program;
}
