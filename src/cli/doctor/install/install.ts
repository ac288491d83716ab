import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, ObuilderError } from '../../../errors.ts';
import { partChangedBy, untrustedPart } from '../../../files/trust/program-for-root.ts';
import { untrustedFile } from '../../../files/trust/trusted-path.ts';
import { runProgram } from '../../../host/process/run.ts';
import { print } from '../../../host/process/stdout.ts';
import { PROGRAM, PROGRAM_LIBRARY, versionOf } from '../../../host/process/worker-program.ts';
import { type Account, findAccount } from './account.ts';
import { copyProgram, type ProgramSource } from './program-files.ts';
import { programText } from './program-text.ts';
import { allowUser, existingRules } from './sudo-rule.ts';
import { versionsInUse } from './versions-in-use.ts';

/** Installs root's own copy of the worker and lets `users` start the copy. Without users, prints the sudo rules. */
export async function installProgram(users: readonly string[]): Promise<void> {
  const source = readSource();
  const accounts = await Promise.all(users.map(findAccount));
  for (const account of accounts) refuseOwnSource(source, account);
  process.umask(0o022);
  mkdirSync(PROGRAM_LIBRARY, { recursive: true, mode: 0o755 });
  mkdirSync(path.dirname(PROGRAM), { recursive: true, mode: 0o755 });
  for (const directory of [PROGRAM_LIBRARY, path.dirname(PROGRAM)]) refuseChangeable(directory);
  const directory = await installVersion(source);
  writeProgram(programText(source.version, directory));
  removeUnused(path.basename(directory));
  print(`${PROGRAM} is version ${source.version} now, a copy of ${path.dirname(source.cli)}.\n`);
  warnOfSource(source);
  for (const account of accounts) print(`${await allowUser(account)}\n`);
  if (accounts.length === 0) print(existingRules());
}

/** A user who can change the source decides what root's copy does. */
function refuseOwnSource(source: ProgramSource, { name, uid, groups }: Account): void {
  const part = partChangedBy(source, { uid, groups });
  if (part === undefined) return;
  const message = `could not install the program: the user ${name} can change ${part}, from which root's copy would be made`;
  throw new ObuilderError('not-root', message, {
    value: part,
    hint: 'Take a release to a directory that only root can change, and run the command there.',
  });
}

function readSource(): ProgramSource {
  if (process.getuid?.() !== 0)
    throw new ObuilderError('not-root', 'could not install the program: you are not root', {
      hint: 'Run the same command as root.',
    });
  const cli = path.resolve(must(process.argv[1], 'the path of this program'));
  const version = versionOf(cli);
  if (version !== undefined) return { node: process.execPath, cli, version };
  throw new ObuilderError('input-invalid', `could not install the program: ${cli} is not part of a release`, {
    value: cli,
    hint: 'Run dist/cli/index.js of a release.',
  });
}

function refuseChangeable(directory: string): void {
  const part = untrustedFile(directory)?.path;
  if (part === undefined) return;
  throw new ObuilderError('input-invalid', `${part} can be changed by others than root`, {
    value: part,
    hint: `Users who can change this path could become root. Run: chown root:root ${part} && chmod go-w ${part}`,
  });
}

/** Copies the version beside the existing versions, tries the copy, and returns its directory. */
async function installVersion(source: ProgramSource): Promise<string> {
  const draft = path.join(PROGRAM_LIBRARY, `.new-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    copyProgram(source, draft);
    const args = ['-i', path.join(draft, 'node'), path.join(draft, 'cli/index.js'), 'help'];
    await runProgram('/usr/bin/env', args);
    const directory = freeName(path.join(PROGRAM_LIBRARY, source.version));
    renameSync(draft, directory);
    return directory;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** An existing version may be in use, so never replace its files. */
function freeName(wanted: string): string {
  const taken = new Set(readdirSync(path.dirname(wanted)));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}.${count}`;
    if (!taken.has(path.basename(name))) return name;
  }
}

/** Replaces the program by a rename: a concurrent start gets either the old or the new program. */
function writeProgram(text: string): void {
  const draft = path.join(path.dirname(PROGRAM), `.obuilder-worker-${process.pid}`);
  writeFileSync(draft, text, { mode: 0o755 });
  chownSync(draft, 0, 0);
  chmodSync(draft, 0o755);
  renameSync(draft, PROGRAM);
}

/** Versions in use by a worker stay until the next installation. */
function removeUnused(current: string): void {
  const inUse = versionsInUse();
  for (const name of readdirSync(PROGRAM_LIBRARY)) {
    if (name !== current && !inUse.has(name))
      rmSync(path.join(PROGRAM_LIBRARY, name), { recursive: true, force: true });
  }
}

function warnOfSource({ cli, node }: ProgramSource): void {
  const part = untrustedPart({ cli, node })?.path;
  if (part === undefined) return;
  process.stderr.write(
    `warning: others than root can change ${part}, from which root's copy was made. Take a release to a directory that only root can change, and install that one. If only its mode is wrong: chmod -R go-w ${path.resolve(path.dirname(cli), '..', '..')}\n`,
  );
}
