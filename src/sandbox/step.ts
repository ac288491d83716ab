import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest } from '../contract/sandbox.ts';
import { launcher, launcherArguments } from './launcher.ts';
import { startWords } from './long-command.ts';
import { writeSecret } from './machine/tmpfs.ts';
import { MountPoints } from './rootfs/mount-points.ts';
import { imageHome } from './rootfs/passwd.ts';
import { findProgram, type Launch } from './rootfs/program.ts';
import { type Hooks, type Machine, runtimeConfig } from './runc/config.ts';
import { LAUNCHER, type OciMount, program, readOnlyFile, writable } from './runc/mounts.ts';
import type { Runtime } from './runc/runtime.ts';
import { writeShown } from './shown-file.ts';
import { STEP_FILE_PLACES, type StepFiles, stepFiles } from './step-files.ts';
import { type Enclosure, enclose, type UserNamespace } from './wall/enclose.ts';
import { openRoot } from './wall/root-mount.ts';
import { removeStarter, type Starter } from './wall/starter.ts';

const HOSTS = '127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n';
const HOST_RESOLVER = '/etc/resolv.conf';

/** The files on disk for one step's container. */
export interface PreparedStep {
  /** The runtime's bundle, as in the OCI runtime specification. */
  readonly bundle: string;
  readonly pidFile: string;
  readonly log: string;
  readonly reports: StepFiles;
  /** The step's program, for the error if it cannot start. */
  readonly launch: Launch;
  /** The program that starts the runtime in its own mounts, if the step needs such mounts. */
  readonly starter: Starter | undefined;
  /** Removes all files. */
  remove(): void;
}

/** A request for a container. */
export interface StepRequest extends Omit<SandboxRequest, 'onOutput' | 'signal'> {
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
    const launcherFile = path.join(bundle, 'launcher');
    const isJoined = (request.output ?? 'joined') === 'joined';
    const code = launcher(context.machine.architecture, isJoined ? 'joined' : 'apart');
    writeShown(launcherFile, code, 0o555);
    // The exact root of the runtime, because an earlier step may have exchanged anything in a root.
    const points = new MountPoints(request.rootfs);
    const mounts = [
      ...systemFiles(request, bundle, points),
      ...reports.mounts,
      program(launcherFile, LAUNCHER),
      ...request.mounts.map((mount, index) => {
        if (mount.kind === 'slot') return writable(mount.source, points.add({ ...mount, kind: 'directory' }));
        const own = { directory: bundle, isInMemory: memory !== undefined };
        const file = writeSecret(own, `secret-${index}`, mount.value);
        return readOnlyFile(file, points.add({ target: mount.target, at: mount.at, kind: 'file' }));
      }),
    ];
    const cwd = points.addDirectory(request.cwd);
    const launch = {
      rootfs: request.rootfs,
      argv: request.argv,
      env: environment(request),
      covered: points.covered,
    };
    const words = startWords(launch, bundle);
    const all = [...mounts, ...words.mounts];
    const { userNamespace, machine } = context;
    const shown = { bundle, written: reports.paths, ...files };
    const enclosure = userNamespace && enclose(request, shown, userNamespace);
    const { starter, hooks } = enclosure ? { starter: enclosure } : openRoot(request.rootfs, files);
    writeConfig(
      { ...request, cwd, argv: words.argv },
      { bundle, launch, mounts: all, name, machine, enclosure, hooks },
    );
    const { pidFile, log } = files;
    return { bundle, pidFile, log, reports, launch, starter, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Makes the files for name resolution and returns their mounts. */
function systemFiles(request: StepRequest, bundle: string, points: MountPoints): readonly OciMount[] {
  const hosts = path.join(bundle, 'hosts');
  writeShown(hosts, HOSTS, 0o644);
  const files = [readOnlyFile(hosts, points.addOwn('/etc/hosts'))];
  if (request.network === 'host' && existsSync(HOST_RESOLVER)) {
    // A copy for each step, so that root owns the file.
    const resolver = path.join(bundle, 'resolv.conf');
    writeShown(resolver, readFileSync(HOST_RESOLVER), 0o644);
    files.push(readOnlyFile(resolver, points.addOwn(HOST_RESOLVER)));
  }
  return files;
}

function writeConfig(
  request: StepRequest,
  made: {
    readonly bundle: string;
    readonly launch: Launch;
    readonly mounts: readonly OciMount[];
    readonly name: string;
    readonly machine: Machine;
    readonly enclosure: Enclosure | undefined;
    readonly hooks: Hooks | undefined;
  },
): void {
  const config = runtimeConfig(
    {
      rootfs: made.enclosure?.rootfs ?? request.rootfs,
      hasOwnUsers: made.enclosure !== undefined,
      sys: made.enclosure?.sys,
      argv: launcherArguments(LAUNCHER, findProgram(made.launch), request.argv),
      env: made.launch.env,
      cwd: request.cwd,
      user: request.user,
      network: request.network,
      terminal: request.output === 'terminal',
      limits: request.limits,
      mounts: made.mounts,
      cgroup: made.name,
      hooks: made.hooks,
    },
    made.machine,
  );
  writeFileSync(path.join(made.bundle, 'config.json'), JSON.stringify(config), { mode: 0o600 });
}

function environment(request: StepRequest): readonly (readonly [string, string])[] {
  const has = (name: string) => request.env.some(([key]) => key === name);
  const added: (readonly [string, string])[] = [];
  if (!has('HOME')) added.push(['HOME', imageHome(request.rootfs, request.user.uid)]);
  return [...request.env, ...added, ...STEP_FILE_PLACES.filter(([variable]) => !has(variable))];
}
