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

/** Everything on disk that one step's container needs. */
export interface PreparedStep {
  /** The bundle that the runtime reads. */
  readonly bundle: string;
  readonly pidFile: string;
  readonly log: string;
  readonly told: StepFiles;
  /** What runs in it, for when it does not. */
  readonly launch: Launch;
  /** What the runtime is started by, where it needs mounts of its own. */
  readonly starter: Starter | undefined;
  /** Removes all of it. */
  remove(): void;
}

/** What a container is made from. */
export interface StepRequest extends Omit<SandboxRequest, 'onOutput' | 'signal'> {
  /**
   * How output comes: as one stream of stdout and stderr in order, as two, or through a terminal. By default it is one
   * stream.
   */
  readonly output?: 'joined' | 'apart' | 'terminal' | undefined;
}

/** What all steps of this process share. */
export interface StepContext {
  readonly runtime: Runtime;
  readonly machine: Machine;
  /** For steps behind the second wall. */
  readonly userNamespace?: UserNamespace | undefined;
}

/** @throws ObuilderError `sandbox-failed` when the image is in the way; nothing is left then */
export function prepareStep(request: StepRequest, name: string, context: StepContext): PreparedStep {
  const { memory } = context.runtime;
  const bundle = path.join(memory ?? request.scratch, name);
  const files = {
    pidFile: path.join(bundle, 'pid'),
    log: path.join(bundle, 'log'),
    // Programs can be executed there, as in the step's own files beside it.
    starter: path.join(request.scratch, `${name}.start`),
    report: path.join(bundle, 'report'),
  };
  // On the disk, like the step's other files: each may be of any size.
  const told = stepFiles(path.join(request.scratch, name));
  const remove = () => {
    removeStarter(files);
    told.remove();
    rmSync(bundle, { recursive: true, force: true });
  };
  mkdirSync(request.scratch, { recursive: true, mode: 0o700 });
  // It must not exist: anyone may make directories in /dev/shm, and this one must be root's from its beginning.
  mkdirSync(bundle, { mode: 0o700 });
  try {
    told.make(request.user);
    const launcherFile = path.join(bundle, 'launcher');
    const isJoined = (request.output ?? 'joined') === 'joined';
    const code = launcher(context.machine.architecture, isJoined ? 'joined' : 'apart');
    writeShown(launcherFile, code, 0o555);
    // The exact root that the runtime gets: a step before may have exchanged anything in it.
    const points = new MountPoints(request.rootfs);
    const mounts = [
      ...systemFiles(request, bundle, points),
      ...told.mounts,
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
    const shown = { bundle, written: told.paths, ...files };
    const enclosure = userNamespace && enclose(request, shown, userNamespace);
    const { starter, hooks } = enclosure ? { starter: enclosure } : openRoot(request.rootfs, files);
    writeConfig(
      { ...request, cwd, argv: words.argv },
      { bundle, launch, mounts: all, name, machine, enclosure, hooks },
    );
    const { pidFile, log } = files;
    return { bundle, pidFile, log, told, launch, starter, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What names the hosts, from outside the image. */
function systemFiles(request: StepRequest, bundle: string, points: MountPoints): readonly OciMount[] {
  const hosts = path.join(bundle, 'hosts');
  writeShown(hosts, HOSTS, 0o644);
  const files = [readOnlyFile(hosts, points.addOwn('/etc/hosts'))];
  if (request.network === 'host' && existsSync(HOST_RESOLVER)) {
    // A copy, so that it is root's for each step.
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
