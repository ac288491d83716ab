import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { asRoot, isAllowed } from '../host/process/sudo.ts';
import { textOf } from '../host/text-file.ts';

/** What sudo lets a runner start: root's own copy of the worker, without arguments. `doctor --install` puts it there. */
export const PROGRAM = '/usr/local/sbin/obuilder-worker';
/** In this directory the program's Node and code are, for each version in a directory of that name. */
export const PROGRAM_LIBRARY = '/usr/local/lib/obuilder-action';

/** How the program's text names its version. */
export const VERSION_LINE = '# version: ';

/** The version of the program that is installed; undefined where there is none. */
export function installedVersion(): string | undefined {
  const lines = textOf(PROGRAM)?.split('\n') ?? [];
  return lines.find((line) => line.startsWith(VERSION_LINE))?.slice(VERSION_LINE.length);
}

/** The version of the bundled command line `cli`, which its build wrote beside it; undefined for a source tree. */
export function versionOf(cli: string): string | undefined {
  return textOf(path.join(path.dirname(cli), 'version'))?.trim();
}

/** The line of sudoers(5) that lets a user run the program, without arguments. A uid without a name is written `#UID`. */
export function sudoersLine(user: string): string {
  return `${user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&')} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}

export interface WorkerPlace {
  readonly uid: number;
  /** The Node that runs, and the action's own command line. */
  readonly node: string;
  readonly cli: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface WorkerCommand {
  readonly command: readonly string[];
  /** What the owner of the machine should know. */
  readonly notice?: string | undefined;
}

/**
 * The command that starts the worker. A user who is not root starts root's copy where that is installed, else the action's own
 * command line, which takes a rule that allows everything.
 *
 * @throws ObuilderError `not-root` where the copy is of another version and sudo allows nothing else
 */
export async function workerCommand({ uid, node, cli, env }: WorkerPlace): Promise<WorkerCommand> {
  const own = asRoot([node, cli, 'worker'], uid);
  const installed = uid === 0 ? undefined : installedVersion();
  const wanted = versionOf(cli);
  if (installed === undefined || wanted === undefined) return { command: own };
  if (installed === wanted) return { command: asRoot([PROGRAM], uid) };
  const difference = `${PROGRAM} is of version ${installed}, but this action is of version ${wanted}`;
  if (await isAllowed({ command: own, env }))
    return { command: own, notice: `${difference}. The action starts its own worker instead. ${UPDATE}` };
  throw new ObuilderError('not-root', difference, { value: installed, hint: UPDATE });
}

const UPDATE =
  "Update the program as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
