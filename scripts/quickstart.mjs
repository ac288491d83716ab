// README's first command: installs what is missing, then builds examples/c twice.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { environment, installNodeModules, installPrograms, project } from './machine.mjs';

try {
  installNodeModules();
  installPrograms(['runc', 'mkfs.btrfs', 'debootstrap', 'losetup']);
  const { status } = spawnSync('node', ['scripts/build-example.ts'], {
    cwd: project,
    env: environment(),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
