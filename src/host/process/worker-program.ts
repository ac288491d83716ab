import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { textOf } from '../text-file.ts';
import { asRoot, isAllowed } from './sudo.ts';

/** Root's own copy of the worker, which sudo lets a runner start without arguments. Installed by `doctor --install`. */
export const PROGRAM = '/usr/local/sbin/obuilder-worker';
/** Holds the program's Node and code, in a directory for each version. */
export const PROGRAM_LIBRARY = '/usr/local/lib/obuilder-action';

/** Precedes the version in the program's text. */
export const VERSION_LINE = '# version: ';

/** The version of the installed program. Undefined if not installed. */
export function installedVersion(): string | undefined {
  const lines = textOf(PROGRAM)?.split('\n') ?? [];
  return lines.find((line) => line.startsWith(VERSION_LINE))?.slice(VERSION_LINE.length);
}

/** The directory of the installed program's Node and code. Undefined if not installed. */
export function installedDirectory(): string | undefined {
  return /^exec .* (\/\S+)\/node \1\/cli\/index\.js worker$/m.exec(textOf(PROGRAM) ?? '')?.[1];
}

/** The version of the bundled command line `cli`, from the file `version` beside it. Undefined for a source tree. */
export function versionOf(cli: string): string | undefined {
  return textOf(path.join(path.dirname(cli), 'version'))?.trim();
}

/** The line of sudoers(5) for running the program without arguments. A uid without a name is written `#UID`. */
export function sudoersLine(user: string): string {
  return `${user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&')} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}

export interface WorkerPlace {
  readonly uid: number;
  /** The running Node. */
  readonly node: string;
  readonly cli: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface WorkerCommand {
  readonly command: readonly string[];
  /** A hint for the machine's owner. */
  readonly notice?: string | undefined;
}

/**
 * The command for starting the worker. Users other than root start root's copy if installed, otherwise the action's own command
 * line, which requires a sudo rule for all programs.
 *
 * @throws ObuilderError `not-root` if root's copy has another version and sudo allows nothing else
 */
export async function workerCommand({ uid, node, cli, env }: WorkerPlace): Promise<WorkerCommand> {
  const own = asRoot([node, cli, 'worker'], uid);
  const installed = uid === 0 ? undefined : installedVersion();
  const wanted = versionOf(cli);
  if (installed === undefined || wanted === undefined) return { command: own };
  if (installed === wanted) return { command: asRoot([PROGRAM], uid) };
  const difference = `${PROGRAM} has version ${installed}, but this action has version ${wanted}`;
  if (await isAllowed({ command: own, env }))
    return { command: own, notice: `${difference}. The action starts its own worker instead. ${UPDATE}` };
  throw new ObuilderError('not-root', difference, { value: installed, hint: UPDATE });
}

const UPDATE =
  "Update the program as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
