import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { driverPlaces } from '../places/driver-places.ts';
import { runCli } from '../programs/cli.ts';

const VERBS = [
  ['list'],
  ['slots'],
  ['usage'],
  ['inspect', 'ffffffff'],
  ['logs', 'ffffffff'],
  ['shell', 'ffffffff'],
  ['remove', 'ffffffff'],
  ['prune', '--max-results=0', '--dry-run'],
  ['prune', '--max-results=0'],
  ['clean'],
] as const;

test.each(Object.keys(driverPlaces))('%s: no verb but a build makes a missing store', (name) => {
  const at = driverPlaces[name]?.();
  if (at === undefined) throw new Error(`no place for ${name}`);
  onTestFinished(() => at.remove());
  const { place } = at.newStore('typo');
  for (const verb of VERBS) {
    const { status, stdout, stderr } = runCli([...verb, `--store=${at.driver}:${place}`]);
    expect(stdout + stderr).toBe(
      `error: there is no store at ${at.driver}:${place}, named by --store\n` +
        'hint: Check the name. "doctor" prints the store that builds use by default. A build or "init" makes a missing store.\n',
    );
    expect(status).toBe(1);
  }
  const isMade = place.startsWith('/') ? existsSync(place) : spawnSync('zfs', ['list', place]).status === 0;
  expect(isMade).toBe(false);
});

test('the store auto is found, and not made, by other verbs than builds', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'no-pool-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const place = path.join(directory, 'stores');
  const { status, stderr } = runCli(['usage', '--store=auto', `--pool-dir=${place}`], {
    env: { OBUILDER_STORE: '' },
  });
  expect(stderr).toMatch(
    /^error: there is no store of auto on this machine yet; the first build makes \w+:\S+\n.*--store/,
  );
  expect(status).toBe(1);
  expect(existsSync(place)).toBe(false);
});
