import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { added, checkoutState } from '../../../scripts/lib/machine-state.ts';

test('a file that a test leaves in the checkout is new in its state', () => {
  const checkout = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(checkout, { recursive: true }));
  execFileSync('git', ['init', '--quiet', checkout]);
  const write = (name: string) => writeFileSync(path.join(checkout, name), '');
  writeFileSync(path.join(checkout, '.gitignore'), 'ignored\n');
  write('present');
  const before = checkoutState(checkout);
  // As the trial of an overlay once did in a workspace.
  for (const name of ['lower', 'work']) mkdirSync(path.join(checkout, name));
  write('lower/old');
  write('ignored');
  expect(added(before, checkoutState(checkout))).toEqual(['?? lower/old']);
});
