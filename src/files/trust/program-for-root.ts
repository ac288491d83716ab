import { readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import {
  installedDirectory,
  installedVersion,
  PROGRAM,
  versionOf,
} from '../../host/process/worker-program.ts';
import { partsOf, type Untrusted, untrustedFile } from './trusted-path.ts';

/** A Node and a command line for it. */
export interface CommandLine {
  readonly node: string;
  readonly cli: string;
}

/** The command line to name in a command that people run as root. */
export interface ForRoot extends CommandLine {
  /** Who runs the command, or the danger of running it. Undefined for an own program that only root can change. */
  readonly note?: string | undefined;
}

const OF_ROOT = "Commands with sudo are for an administrator: they start root's own copy of the action.";
const CHANGEABLE =
  'Others than root can change this program. As root, run only a copy that nobody else can change: copy this release into a ' +
  'directory that only root can change, and run there: sudo node dist/cli/index.js doctor --install. The next build then names ' +
  "root's copy in its commands.";

/** Returns root's copy of the running command line if the same version is installed, otherwise the running command line. */
export function programForRoot(own: CommandLine): ForRoot {
  const directory = installedDirectory();
  const isSame = directory !== undefined && installedVersion() === versionOf(own.cli);
  if (!isSame) return { ...own, note: isSafe(own) ? undefined : CHANGEABLE };
  const copy = { node: path.join(directory, 'node'), cli: path.join(directory, 'cli/index.js') };
  return { ...copy, note: isSafe(copy) && untrustedFile(PROGRAM) === undefined ? OF_ROOT : CHANGEABLE };
}

/** A program that cannot be looked at counts as changeable. */
function isSafe(program: CommandLine): boolean {
  try {
    return untrustedPart(program) === undefined;
  } catch {
    return false;
  }
}

/** Returns the first part of a command line, or of the way to its files, that users other than root can change. */
export function untrustedPart(program: CommandLine): Untrusted | undefined {
  return filesOf(program).map(untrustedFile).find(Boolean);
}

/** Returns the first part of a command line, or of the way to its files, that a user can change. */
export function partChangedBy(program: CommandLine, user: ChangingUser): string | undefined {
  for (const file of filesOf(program))
    for (const part of partsOf(file)) if (canChange(user, part.stats)) return part.path;
  return undefined;
}

interface ChangingUser {
  readonly uid: number;
  readonly groups: readonly number[];
}

const [STICKY, GROUP_WRITES, OTHERS_WRITE] = [0o1000, 0o020, 0o002];

/** In a directory with a sticky bit, such as /tmp, only the owner of an entry can exchange the entry. */
function canChange({ uid, groups }: ChangingUser, stats: Stats): boolean {
  if (stats.uid === uid) return true;
  if (stats.isSymbolicLink() || (stats.isDirectory() && (stats.mode & STICKY) !== 0)) return false;
  const isInGroup = groups.includes(stats.gid) && (stats.mode & GROUP_WRITES) !== 0;
  return isInGroup || (stats.mode & OTHERS_WRITE) !== 0;
}

/** The files of a command line: Node, the code and the program of the cache. */
function filesOf({ node, cli }: CommandLine): readonly string[] {
  const release = path.resolve(path.dirname(cli), '..');
  const code = ['cli', 'gha'].flatMap((name) =>
    readdirSync(path.join(release, name)).map((file) => path.join(release, name, file)),
  );
  return [node, cli, ...code];
}
