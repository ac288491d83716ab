import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../../host/process/run.ts';
import { PROGRAM, sudoersLine } from '../../../host/process/worker-program.ts';
import type { Account } from './account.ts';

const RULES = '/etc/sudoers.d';

/** Checks a user's rule with sudo's own checker, installs it, and reports sudo's answer. */
export async function allowUser({ name: user, uid }: Account): Promise<string> {
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

/** The rules that earlier calls wrote, or how to write a rule. */
export function existingRules(): string {
  // A machine without sudo has no directory of rules.
  const names = existsSync(RULES) ? readdirSync(RULES) : [];
  const files = names.filter((name) => /^obuilder-action(?:-\d+)?$/.test(name));
  const rules = files.flatMap((name) => rulesOf(path.join(RULES, name)));
  if (rules.length > 0) return `These rules of sudo start the program:\n${rules.join('\n')}\n`;
  return `No rule of sudo starts the program yet. --user=NAME writes this rule to ${RULES}/obuilder-action-UID:\n${sudoersLine('NAME')}\n`;
}

const rulesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(PROGRAM))
    .map((line) => `${file}: ${line}`);
