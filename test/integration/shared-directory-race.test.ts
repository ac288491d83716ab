import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownAccess } from '../../src/reader/own-access.ts';
import { userDirectory } from '../../src/reader/user-directory.ts';

/** A member of the group that exchanges each new directory for a link to a private directory of the writer, as fast as it can. */
const SWAPPER = `
  use strict;
  my ($shared, $private) = @ARGV;
  chdir $shared or die;
  symlink $private, 'evil' or die;
  $| = 1; print "ready";
  while (1) {
    next unless rename 'd', 'old';
    rename 'evil', 'd';
    rename 'd', 'evil';
    unlink glob 'old/*';
    rmdir 'old';
  }`;

let directory: string;
let swapper: ChildProcess;
const at = (name: string) => path.join(directory, name);

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'shared-'));
  for (const [name, mode] of [
    ['shared', 0o2775],
    ['private', 0o700],
  ] as const) {
    mkdirSync(at(name));
    chmodSync(at(name), mode);
  }
  swapper = spawn('perl', ['-e', SWAPPER, at('shared'), at('private')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => swapper.stdout?.once('data', resolve));
});

afterEach(async () => {
  const ended = new Promise((resolve) => swapper.once('exit', resolve));
  swapper.kill('SIGKILL');
  await ended;
  rmSync(directory, { recursive: true, force: true });
});

test('a link in place of a new directory changes no mode elsewhere', async () => {
  const shared = userDirectory(ownAccess(), { path: at('shared') });
  const { signal } = new AbortController();
  const modes = new Set<number>();
  let written = 0;
  for (let round = 0; round < 3000; round += 1) {
    try {
      await shared.write('d/file', [Buffer.from('x')] as never, signal);
      written += 1;
    } catch {
      // The other member may win each round.
    }
    modes.add(statSync(at('private')).mode & 0o7777);
  }
  expect([...modes]).toEqual([0o700]);
  expect(written).toBeGreaterThan(0);
}, 60_000);
