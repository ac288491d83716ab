import { existsSync, rmSync } from 'node:fs';
import { ObuilderError } from '../../../errors.ts';
import { print } from '../../../host/process/stdout.ts';
import { PROGRAM, PROGRAM_LIBRARY } from '../../../host/process/worker-program.ts';
import { findAccount } from './account.ts';
import { removeRules } from './sudo-rule.ts';
import { versionsInUse } from './versions-in-use.ts';

/**
 * Removes root's own copy of the worker and the rules of sudo that `doctor --install` wrote. With `users`, removes only the rules of
 * these users.
 *
 * @throws ObuilderError `not-root`; `input-invalid` for an unknown user; `program-in-use` if a build runs with the copy
 */
export async function uninstallProgram(users: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new ObuilderError('not-root', 'could not remove the program: you are not root', {
      hint: 'Run the same command as root.',
    });
  const accounts = await Promise.all(users.map(findAccount));
  if (users.length === 0) refuseInUse();
  // First, so that nobody starts a program that is half removed.
  const { removed, left } = removeRules(accounts);
  const parts = users.length > 0 ? [] : [PROGRAM, PROGRAM_LIBRARY].filter((part) => existsSync(part));
  for (const part of parts) rmSync(part, { recursive: true });
  const gone = [...removed, ...parts];
  for (const one of gone) print(`Removed ${one}.\n`);
  if (gone.length === 0) print('There is nothing to remove.\n');
  for (const rule of left) print(`This rule stays, because somebody else wrote its file: ${rule}\n`);
}

function refuseInUse(): void {
  if (versionsInUse().size === 0) return;
  throw new ObuilderError('program-in-use', `could not remove ${PROGRAM}: a build is using it`, {
    value: PROGRAM,
    hint: 'Wait until no build runs, then run the command again.',
  });
}
