import { chmodSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { callProgram } from '../host/calls/program.ts';
import type { Overlay } from '../host/overlay.ts';
import { startStreaming } from '../host/process/stream.ts';
import { newStepName } from './machine/names.ts';
import { runContainer } from './runc/container.ts';
import { prepareStep, type StepContext } from './step.ts';

/** The directory of a trial. `isOverlay` tells whether steps there have overlays as root file systems. */
export interface TrialPlace {
  readonly directory: string;
  readonly isOverlay: boolean;
}

const HERE = -100; // AT_FDCWD
const NEW_FILE = 0o1 | 0o100 | 0o200; // O_WRONLY, O_CREAT, O_EXCL

/** The new owner of the file `given`. */
const OTHER = { uid: 5, gid: 6 };

/** Makes a file, changes the owner of a second, and removes a third. Only the owner of the program can execute the program. */
const CALLS = [
  { name: 'openat', args: [HERE, '/made', NEW_FILE, 0o600] },
  { name: 'fchownat', args: [HERE, '/given', OTHER.uid, OTHER.gid, 0] },
  { name: 'unlinkat', args: [HERE, '/gone', 0] },
  { name: 'exit', args: [0] },
] as const;

/**
 * Runs a tiny step behind the second wall and checks the step's files from outside. The trial uses nothing from a spec or an
 * image, so neither decides whether steps have a wall.
 *
 * @throws ObuilderError with the reason if the wall does not hold
 */
export async function tryEnclosure(
  { directory, isOverlay }: TrialPlace,
  context: StepContext & { readonly userNamespace: { readonly path: string } },
): Promise<void> {
  const name = newStepName();
  const scratch = path.join(directory, `trial-${name}`);
  const lower = path.join(scratch, 'lower');
  try {
    for (const part of [
      lower,
      path.join(scratch, 'empty'),
      path.join(scratch, 'upper'),
      path.join(scratch, 'work'),
    ])
      mkdirSync(part, { recursive: true, mode: 0o700 });
    chmodSync(lower, 0o755);
    chmodSync(path.join(scratch, 'upper'), 0o755);
    const program = callProgram(context.machine.architecture, CALLS);
    writeFileSync(path.join(lower, 'trial'), program, { mode: 0o700 });
    for (const name of ['given', 'gone']) writeFileSync(path.join(lower, name), '', { mode: 0o600 });
    const overlay = isOverlay ? overlayIn(scratch) : undefined;
    await runTrial(
      { name, scratch, lower },
      { ...context, userNamespace: { ...context.userNamespace, overlayAt: () => overlay } },
    );
    const made = path.join(scratch, isOverlay ? 'upper' : 'lower');
    checkOwner(path.join(made, 'made'), { uid: 0, gid: 0 });
    checkOwner(path.join(made, 'given'), OTHER);
    if (lstatSync(path.join(made, 'gone'), { throwIfNoEntry: false })?.isFile())
      throw fault('a file that a trial removed is still there');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const overlayIn = (scratch: string): Overlay => {
  return { base: scratch, lower: ['lower', 'empty'], upper: { files: 'upper', work: 'work' } };
};

async function runTrial(
  { name, scratch, lower }: { readonly name: string; readonly scratch: string; readonly lower: string },
  context: StepContext,
): Promise<void> {
  const request = {
    rootfs: lower,
    scratch,
    argv: ['/trial'],
    cwd: '/',
    user: { uid: 0, gid: 0 },
    env: [],
    network: 'none' as const,
    mounts: [],
    output: 'apart' as const,
  };
  const step = prepareStep(request, name, context);
  try {
    const { code } = await runContainer(
      {},
      {
        runtime: context.runtime,
        name,
        step,
        start: (file, args, env) => startStreaming(file, args, { env, onOutput: () => undefined }),
      },
    );
    if (code !== 0) throw fault(`a trial ended with status ${code}`);
  } finally {
    step.remove();
  }
}

function checkOwner(file: string, wanted: typeof OTHER): void {
  const { uid, gid } = lstatSync(file);
  if (uid !== wanted.uid || gid !== wanted.gid)
    throw fault(`a file that should be ${wanted.uid}:${wanted.gid}'s is ${uid}:${gid}'s`);
}

const fault = (reason: string) => new ObuilderError('sandbox-failed', reason);
