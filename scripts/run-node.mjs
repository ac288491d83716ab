// Runs a file with Node 24, whichever Node npm itself runs on: node scripts/run-node.mjs FILE [ARG…]
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { environment, project } from './machine.mjs';

const { status, signal } = spawnSync('node', process.argv.slice(2), {
  cwd: project,
  env: environment(),
  stdio: 'inherit',
});
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;
