// README's second command and CI's only one: installs what is missing, then runs the gate with Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { environment, installNodeModules, project } from './machine.mjs';

const programs = spawn(process.execPath, [path.join(project, 'scripts/install-programs.mjs')], {
  stdio: 'inherit',
});
const installed = once(programs, 'exit');
installNodeModules();
const [failure] = await installed;
if (failure !== 0) process.exit(1);
const gate = ['scripts/gate.ts', ...process.argv.slice(2)];
const { status } = spawnSync('node', gate, { cwd: project, env: environment(), stdio: 'inherit' });
process.exitCode = status ?? 1;
