import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../../host/process/run.ts';
import { PROGRAM, sudoersLine } from '../../../host/process/worker-program.ts';
import type { Account } from './account.ts';

const RULES = '/etc/sudoers.d';
const MARK = '# "doctor --install" of obuilder-action wrote this file.';

// Sudo skips files with a dot in the name, and user names may contain dots.
const ruleOf = (uid: number) => path.join(RULES, `obuilder-action-${uid}`);

/** Checks a user's rule with sudo's own checker, installs it, and reports sudo's answer. */
export async function allowUser({ name: user, uid }: Account): Promise<string> {
  const file = ruleOf(uid);
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, `${MARK}\n${sudoersLine(user)}\n`, { mode: 0o440 });
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
  const rules = ruleFiles().flatMap(rulesOf);
  if (rules.length > 0) return `These rules of sudo start the program:\n${rules.join('\n')}\n`;
  return `No rule of sudo starts the program yet. --user=NAME writes this rule to ${RULES}/obuilder-action-UID:\n${sudoersLine('NAME')}\n`;
}

/**
 * Deletes the rules that `allowUser` wrote, of `accounts` or of all users.
 *
 * @returns the deleted files, and rules of others that start the program and stay
 */
export function removeRules(accounts: readonly Account[]): {
  readonly removed: readonly string[];
  readonly left: readonly string[];
} {
  const wanted = new Set(accounts.map(({ uid }) => ruleOf(uid)));
  const files = ruleFiles().filter((file) => wanted.size === 0 || wanted.has(file));
  const removed = files.filter(isOurs);
  for (const file of removed) rmSync(file);
  return { removed, left: files.filter((file) => !removed.includes(file)).flatMap(rulesOf) };
}

/** Whether nobody has added a line to the file. */
function isOurs(file: string): boolean {
  const [mark, rule = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  return mark === MARK && rule.includes(PROGRAM) && rest.join('').trim() === '';
}

function ruleFiles(): readonly string[] {
  // A machine without sudo has no directory of rules.
  const names = existsSync(RULES) ? readdirSync(RULES) : [];
  return names
    .filter((name) => /^obuilder-action(?:-\d+)?$/.test(name))
    .map((name) => path.join(RULES, name));
}

const rulesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(PROGRAM))
    .map((line) => `${file}: ${line}`);
