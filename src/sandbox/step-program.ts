import path from 'node:path';
import { imageHome } from '../files/rootfs/passwd.ts';
import { launcher, launcherArguments } from './launcher.ts';
import { startWords } from './long-command.ts';
import { findProgram, type Launch, searchPath } from './rootfs/program.ts';
import { LAUNCHER, type OciMount, readOnlyPrograms } from './runc/mounts.ts';
import { writeShown } from './shown-file.ts';
import { STEP_FILE_PLACES } from './step-files.ts';

interface ProgramRequest extends Omit<Launch, 'covered'> {
  readonly user: { readonly uid: number };
  readonly output?: 'joined' | 'apart' | 'terminal' | undefined;
}

/** The first words of a container. */
export interface StepProgram {
  /** The launcher, and then the step's program. */
  readonly argv: readonly string[];
  /** The launcher's file. */
  readonly launcher: OciMount;
  /** A file with a long command. */
  readonly command: readonly OciMount[];
  /** The step's own program and whole environment. */
  readonly launch: Launch;
}

interface Around {
  /** The step's own directory. */
  readonly directory: string;
  readonly covered: Launch['covered'];
  /** As `process.arch`. */
  readonly architecture: string;
}

/**
 * Finds the program of a step in the root, and makes the launcher's file and that of a long command.
 *
 * @throws ObuilderError `sandbox-failed` if the image lacks the program, or for a word that is too long
 */
export function stepProgram(
  request: ProgramRequest,
  { directory, covered, architecture }: Around,
): StepProgram {
  const { rootfs, argv } = request;
  const launch = { rootfs, argv, env: environment(request), covered };
  const words = startWords(launch, directory);
  const file = path.join(directory, 'launcher');
  const isJoined = (request.output ?? 'joined') === 'joined';
  writeShown(file, launcher(architecture, isJoined ? 'joined' : 'apart'), 0o555);
  return {
    argv: launcherArguments(LAUNCHER, findProgram(launch), words.argv),
    launcher: readOnlyPrograms(file, LAUNCHER),
    command: words.mounts,
    launch,
  };
}

function environment({ env, rootfs, user }: ProgramRequest): Launch['env'] {
  const has = (name: string) => env.some(([key]) => key === name);
  const search = has('PATH') ? [] : [['PATH', searchPath(env)] as const];
  const home = has('HOME') ? [] : [['HOME', imageHome(rootfs, user.uid)] as const];
  return [...env, ...search, ...home, ...STEP_FILE_PLACES.filter(([variable]) => !has(variable))];
}
