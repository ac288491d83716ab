import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { environment, project } from '../machine.mjs';

/** The program that installs what the project is measured against, and starts it. */
export const peers = path.join(project, 'tools/peers/peers');

export function installPeers(...names: readonly string[]): void {
  execFileSync(peers, ['install', ...names], { env: environment(), stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The path of an installed peer. */
export function peer(name: string): string {
  return path.join(execFileSync(peers, ['path'], { encoding: 'utf8' }).trim(), name);
}

/** From its module file: a program that Go installed does not know its own version. */
export function buildkitVersion(): string {
  const modules = readFileSync(path.join(project, 'tools/peers/buildkit/go.mod'), 'utf8');
  return /moby\/buildkit v(\S+)/.exec(modules)?.[1] ?? 'of an unknown version';
}
