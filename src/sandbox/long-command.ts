import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, ObuilderError } from '../errors.ts';
import { type OciMount, readOnlyFile } from './runc/mounts.ts';

/** The kernel's maximum bytes of an argument or variable with the final NUL: MAX_ARG_STRLEN of execve(2). */
const MAX_WORD_BYTES = 128 * 1024;

/** The step's path of a command too long for an argument: on the container's own /dev, so that the image never has the file. */
const COMMAND_FILE = '/dev/obuilder-command';

/** Shells whose `.` runs a file like a command after `-c`. */
const SHELLS: ReadonlySet<string> = new Set(['sh', 'ash', 'bash', 'dash', 'ksh', 'mksh', 'zsh']);

interface Started {
  readonly argv: readonly string[];
  readonly mounts: readonly OciMount[];
}

/**
 * Returns the words that start a step. If the shell can run a file, a command too long for an argument goes into a file.
 *
 * @param bundle the directory for the file
 * @throws ObuilderError `sandbox-failed` for a word or a variable that is too long
 */
export function startWords(
  { argv, env }: { readonly argv: readonly string[]; readonly env: readonly (readonly [string, string])[] },
  bundle: string,
): Started {
  for (const [name, value] of env) {
    const size = Buffer.byteLength(`${name}=${value}`);
    if (size >= MAX_WORD_BYTES) throw tooLong(`the environment variable ${name}`, { size, value: name });
  }
  const long = argv.findIndex((word) => Buffer.byteLength(word) >= MAX_WORD_BYTES);
  if (long === -1) return { argv, mounts: [] };
  const command = must(argv[long], 'a word of the command');
  if (long !== argv.length - 1 || !runsFiles(argv.slice(0, -1)))
    throw tooLong('the command', { size: Buffer.byteLength(command), value: `${command.slice(0, 200)}…` });
  const file = path.join(bundle, 'command');
  writeFileSync(file, command, { flag: 'wx', mode: 0o600 });
  // `mode` above is subject to the worker's umask. Any user of the step may read its command.
  chmodSync(file, 0o444);
  return { argv: [...argv.slice(0, -1), `. ${COMMAND_FILE}`], mounts: [readOnlyFile(file, COMMAND_FILE)] };
}

/** Whether words such as `/bin/sh -c` or `/usr/bin/env bash -ec` start a shell that can run a file instead. */
function runsFiles(words: readonly string[]): boolean {
  const programs = path.basename(words[0] ?? '') === 'env' ? words.slice(1) : words;
  return SHELLS.has(path.basename(programs[0] ?? '')) && /^-\w*c$/.test(words.at(-1) ?? '');
}

function tooLong(
  what: string,
  { size, value }: { readonly size: number; readonly value: string },
): ObuilderError {
  return new ObuilderError(
    'sandbox-failed',
    `${what} is ${size} bytes long, but the kernel takes less than ${MAX_WORD_BYTES}`,
    {
      value,
      hint: 'Copy the long text in a file, or use a shell such as (shell /bin/sh -c), whose commands may have any length.',
    },
  );
}
