// README's second command and CI's only one: installs what is missing, then runs the gate with Node 24.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { environment, gatePrograms, installNodeModules, installPrograms, project } from './machine.mjs';

installNodeModules();
installPrograms(gatePrograms);
const gate = ['scripts/gate.ts', ...process.argv.slice(2)];
const { status } = spawnSync('node', gate, { cwd: project, env: environment(), stdio: 'inherit' });
process.exitCode = status ?? 1;
