import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeLayout } from '../samples/oci-layout.ts';
import type { TestUser } from './user.ts';

/** Makes a directory that only root may enter, with the secret as a file and in images of each kind; and a context of the user. */
export async function makeClosedPlace(
  base: string,
  user: TestUser,
  secret: string,
): Promise<{ readonly closed: string; readonly home: string }> {
  const closed = mkdtempSync('/root/obuilder-test-');
  writeFileSync(path.join(closed, 'secret'), secret, { mode: 0o600 });
  execFileSync('cp', ['-a', base, path.join(closed, 'root')]);
  writeFileSync(path.join(closed, 'root/secret'), secret);
  await makeLayout(path.join(closed, 'layout'), path.join(closed, 'root'));
  execFileSync('tar', ['-C', path.join(closed, 'layout'), '-cf', path.join(closed, 'layout.tar'), '.']);
  const home = mkdtempSync(path.join(user.home, 'context-'));
  chmodSync(home, 0o755);
  execFileSync('cp', ['-a', base, path.join(home, 'base')]);
  return { closed, home };
}
