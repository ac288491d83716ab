import { quoted } from '../print.ts';
import type { Datum } from '../sexp/datum.ts';
import { commandIn } from './array.ts';
import { synonymOf } from './fields.ts';

/** Instructions of Dockerfiles without an operation in a spec, with the way that a spec has. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['cmd', 'Give the command of an image with the input cmd.'],
  ['entrypoint', 'Give the program of an image with the input entrypoint.'],
  ['expose', 'Give the ports of an image with the input exposed-ports.'],
  ['label', 'Give the labels of an image with the input labels.'],
  ['maintainer', 'Give the author with the input labels: org.opencontainers.image.authors=NAME.'],
  ['stopsignal', 'Give the signal with the input stop-signal.'],
  [
    'add',
    'Write (copy (src PATH) (dst PATH)), or for a URL (run (network (allow packages.example:443)) (shell "curl -fLO URL")).',
  ],
  [
    'volume',
    'Remove it. Files stay between builds in a cache: (run (cache (NAME (target PATH))) (shell COMMAND)).',
  ],
  ['healthcheck', 'Remove it: a spec has no checks of a running container.'],
  ['onbuild', 'Remove it, and write the operation in each spec that begins with this image.'],
]);

const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['workdir', ['cd', 'chdir', 'cwd']],
  ['env', ['export', 'setenv', 'variable']],
]);

const COMMANDS: readonly string[] = ['command', 'script', 'exec', 'sh', 'bash'];

/** Returns the hint for an operation of another language, such as an instruction of Dockerfiles, in any case. */
export function foreignHint(name: string, args: readonly Datum[]): string | undefined {
  const lower = name.toLowerCase();
  if (COMMANDS.includes(lower)) return `Write (run (shell ${quoted(commandOf(args))})).`;
  const meant = synonymOf(lower, SYNONYMS);
  return meant === undefined ? WAYS.get(lower) : `Did you mean ${meant}?`;
}

const commandOf = (args: readonly Datum[]): string => {
  const words = args.flatMap((arg) => (arg.kind === 'atom' ? [arg.text] : []));
  return words.length === args.length && words.length > 0 ? commandIn(words) : 'COMMAND';
};
