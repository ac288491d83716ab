import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../../errors.ts';
import { runProgram } from '../../../host/process/run.ts';
import { PROGRAM, sudoersLine } from '../../../host/process/worker-program.ts';

const RULES = '/etc/sudoers.d';

/** Checks a user's rule with sudo's own checker, installs it, and reports sudo's answer. */
export async function allowUser(user: string): Promise<string> {
  const uid = await uidOf(user);
  // Sudo skips files with a dot in the name, and user names may contain dots.
  const file = path.join(RULES, `obuilder-action-${uid}`);
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, `# "doctor --install" of obuilder-action wrote this file.\n${sudoersLine(user)}\n`, {
      mode: 0o440,
    });
    chmodSync(draft, 0o440);
    await runProgram('visudo', ['-c', '-f', draft]);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return `${file} lets the user ${user} start the program: ${sudoersLine(user)}`;
}

async function uidOf(user: string): Promise<string> {
  const [, number] = /^#(\d{1,10})$/.exec(user) ?? [];
  if (number !== undefined) return number;
  try {
    return (await runProgram('id', ['-u', '--', user])).trim();
  } catch (cause) {
    if (!isObuilderError(cause, 'tool-failed')) throw cause;
    throw new ObuilderError('input-invalid', `there is no user ${user} who could start ${PROGRAM}`, {
      value: user,
      hint: "Give the runner's user: --user=NAME.",
      cause,
    });
  }
}
