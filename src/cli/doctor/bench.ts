import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Sandbox, SandboxRequest } from '../../contract/sandbox.ts';
import { runProgram } from '../../host/process/run.ts';
import { launcher } from '../../sandbox/launcher.ts';

/** A hanging runtime must not block `doctor`. */
const PATIENCE_MS = 10_000;

/** A mount of a bare container, as in the OCI runtime specification. */
interface BareMount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

interface BareContainer {
  readonly rootfs: string;
  readonly cwd?: string | undefined;
  readonly mounts?: readonly BareMount[] | undefined;
}

/** Containers and steps for trying attacks. */
export interface Bench {
  /** Makes a minimal root for a container. `link` replaces a part by a symbolic link. */
  root(link?: { readonly name: string; readonly target: string }): string;
  /** A new directory, with a link if wanted. */
  directory(link?: { readonly name: string; readonly target: string }): string;
  /** Makes a program that ends at once. */
  addProgram(file: string): void;
  /** Whether the bare runtime starts a container. */
  starts(container: BareContainer): Promise<boolean>;
  /** Runs a step with the changes. Returns why the step did not run; undefined if it ran. */
  faultOf(request: Partial<SandboxRequest>): Promise<string | undefined>;
}

export const isEmpty = (directory: string) => readdirSync(directory).length === 0;

export function makeBench(on: {
  readonly program: string;
  readonly directory: string;
  readonly sandbox: Sandbox;
}): Bench {
  // Without a program's name, the launcher ends at once with an error: enough to prove a start.
  const addProgram = (file: string) => {
    writeFileSync(file, launcher(process.arch), { mode: 0o755 });
    chmodSync(file, 0o755);
  };
  const probe = path.join(on.directory, 'probe');
  addProgram(probe);
  const directory: Bench['directory'] = (link) => {
    const made = mkdtempSync(path.join(on.directory, 'part-'));
    if (link !== undefined) symlinkSync(link.target, path.join(made, link.name));
    return made;
  };
  const root: Bench['root'] = (link) => {
    const made = directory(link);
    for (const name of ['dev', 'proc', 'sys', 'etc'])
      if (name !== link?.name) mkdirSync(path.join(made, name), { mode: 0o700 });
    for (const name of ['marker', 'masked']) writeFileSync(path.join(made, name), '', { mode: 0o600 });
    addProgram(path.join(made, 'probe'));
    return made;
  };
  return {
    root,
    directory,
    addProgram,
    starts: (container) => startsBare({ ...container, probe, program: on.program, bundle: directory() }),
    async faultOf(request) {
      const run = on.sandbox.run({
        rootfs: request.rootfs ?? root(),
        scratch: path.join(on.directory, 'scratch'),
        argv: ['/probe'],
        cwd: '/',
        user: { uid: 0, gid: 0 },
        env: [],
        network: 'none',
        mounts: [],
        onOutput: () => undefined,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...request,
      });
      return await run.then(
        ({ kind }) => (kind === 'exited' ? undefined : kind),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
  };
}

async function startsBare(
  container: BareContainer & { readonly probe: string; readonly program: string; readonly bundle: string },
): Promise<boolean> {
  const { bundle, program } = container;
  const pidFile = path.join(bundle, 'pid');
  const name = `obuilder-${path.basename(path.dirname(bundle))}-${path.basename(bundle)}`;
  const state = ['--root', path.join(bundle, 'state')];
  const signal = AbortSignal.timeout(PATIENCE_MS);
  writeFileSync(path.join(bundle, 'config.json'), JSON.stringify(bareConfig(container)), { mode: 0o600 });
  // The runtime writes the file once the container runs; how the container ends is no matter.
  const run = [...state, 'run', '--no-new-keyring', '--bundle', bundle, '--pid-file', pidFile, name];
  await runProgram(program, run, { signal }).catch(() => undefined);
  if (existsSync(path.join(bundle, 'state', name)))
    await runProgram(program, [...state, 'delete', '--force', name]).catch(() => undefined);
  return existsSync(pidFile);
}

function bareConfig({ rootfs, cwd = '/', mounts = [], probe }: BareContainer & { readonly probe: string }) {
  return {
    ociVersion: '1.0.2',
    root: { path: rootfs },
    process: { args: ['/probe'], cwd, env: ['PATH=/'], user: { uid: 0, gid: 0 } },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
      // The file system of the root may forbid execution.
      { destination: '/probe', type: 'bind', source: probe, options: ['bind', 'ro', 'exec'] },
      ...mounts,
    ],
    linux: {
      namespaces: ['pid', 'ipc', 'uts', 'mount', 'network'].map((type) => ({ type })),
      maskedPaths: ['/masked'],
    },
  };
}
