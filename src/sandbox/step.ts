import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest } from '../contract/sandbox.ts';
import type { ObuilderError } from '../errors.ts';
import type { Rooms } from '../network/rooms.ts';
import { stepAuthorities } from './authorities/step-authorities.ts';
import { removePoints } from './rootfs/made-point.ts';
import { missingShell } from './rootfs/program.ts';
import { type ConfigRequest, type Machine, runtimeConfig } from './runc/config.ts';
import type { Runtime } from './runc/runtime.ts';
import { type StepFiles, stepFiles } from './step-files.ts';
import { stepMounts } from './step-mounts.ts';
import { stepProgram } from './step-program.ts';
import { enclose, type UserNamespace } from './wall/enclose.ts';
import { openRoot } from './wall/root-mount.ts';
import { removeStarter, type Starter } from './wall/starter.ts';

/** The files on disk for one step's container. */
export interface PreparedStep {
  /** The runtime's bundle, as in the OCI runtime specification. */
  readonly bundle: string;
  readonly pidFile: string;
  readonly log: string;
  readonly reports: StepFiles;
  /** The error if the step ends because `env` finds no shell. */
  readonly shellFault: ObuilderError | undefined;
  /** The program that starts the runtime in its own mounts, if the step needs such mounts. */
  readonly starter: Starter | undefined;
  /** Removes the mount points that must not stay in the step's root, after the end of the step. */
  removePoints(): Promise<void>;
  /** Removes all files. */
  remove(): void;
}

/** A request for a container. */
export interface StepRequest extends Omit<SandboxRequest, 'onOutput' | 'signal' | 'network'> {
  readonly network: ConfigRequest['network'];
  /**
   * Output comes as one stream of stdout and stderr in the order of writing (the default), as two streams, or through a
   * terminal.
   */
  readonly output?: 'joined' | 'apart' | 'terminal' | undefined;
}

/** The objects that all steps of this process share. */
export interface StepContext {
  readonly runtime: Runtime;
  readonly machine: Machine;
  /** Present for steps behind the second wall. */
  readonly userNamespace?: UserNamespace | undefined;
  /** Certificates in PEM that steps with a network trust besides those of their image. */
  readonly authorities?: readonly string[] | undefined;
}

/** The objects for steps of any network. */
export interface RunContext extends StepContext {
  /** Lets the kernel move the next container to its control groups at once. */
  readonly quickenMoves: () => void;
  /** Opens the networks of steps with lists. */
  readonly rooms: () => Promise<Rooms>;
}

/** @throws ObuilderError `sandbox-failed` if the image is in the way; removes all files first */
export function prepareStep(request: StepRequest, name: string, context: StepContext): PreparedStep {
  const { memory } = context.runtime;
  const bundle = path.join(memory ?? request.scratch, name);
  const files = {
    pidFile: path.join(bundle, 'pid'),
    log: path.join(bundle, 'log'),
    // The scratch directory allows execution, like the step's root beside it.
    starter: path.join(request.scratch, `${name}.start`),
    report: path.join(bundle, 'report'),
  };
  // On the disk and not in memory, because a step can write files of any size.
  const reports = stepFiles(path.join(request.scratch, name));
  const remove = () => {
    removeStarter(files);
    reports.remove();
    rmSync(bundle, { recursive: true, force: true });
  };
  mkdirSync(request.scratch, { recursive: true, mode: 0o700 });
  // Fails for an existing directory: any user may make directories in /dev/shm, and the bundle must be root's from the start.
  mkdirSync(bundle, { mode: 0o700 });
  try {
    reports.make(request.user);
    const { userNamespace, machine, authorities = [] } = context;
    const mounted = stepMounts(request, { directory: bundle, isInMemory: memory !== undefined });
    const around = { directory: bundle, covered: mounted.covered, architecture: machine.architecture };
    const trusted = stepAuthorities(request, { directory: bundle, authorities });
    const { argv, launcher, command, launch } = stepProgram({ ...request, env: trusted.env }, around);
    const shown = { bundle, written: reports.paths, ...files };
    const enclosure = userNamespace && enclose(request, shown, userNamespace);
    const { starter, hooks } = enclosure ? { starter: enclosure } : openRoot(request.rootfs, files);
    const config = runtimeConfig(
      {
        rootfs: enclosure?.rootfs ?? request.rootfs,
        hasOwnUsers: enclosure !== undefined,
        sys: enclosure?.sys,
        argv,
        env: launch.env,
        cwd: mounted.cwd,
        user: request.user,
        network: request.network,
        terminal: request.output === 'terminal',
        limits: request.limits,
        mounts: [
          ...mounted.system,
          ...reports.mounts,
          ...trusted.mounts,
          launcher,
          ...mounted.wanted,
          ...command,
        ],
        cgroup: name,
        hooks,
      },
      machine,
    );
    writeFileSync(path.join(bundle, 'config.json'), JSON.stringify(config), { mode: 0o600 });
    const { pidFile, log } = files;
    return {
      bundle,
      pidFile,
      log,
      reports,
      shellFault: missingShell(launch),
      starter,
      removePoints: () => removePoints(mounted.made),
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
