import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import type { Overlay } from '../../host/overlay.ts';
import { privateMountCalls } from '../../host/private-mounts.ts';
import type { ConfigRequest } from '../runc/config.ts';
import { giveToStep, STEP_IDS } from './ids.ts';
import { type Starter, type StarterFiles, starterOf } from './starter.ts';

/** The user namespace that all steps of this process share behind the second wall. */
export interface UserNamespace {
  /** The path of a user namespace with the ids of steps. */
  readonly path: string;
  /** Returns the overlay at a directory, for a second mount. */
  readonly overlayAt: (directory: string) => Overlay | undefined;
}

/** A step behind the second wall: root in the step is an unprivileged user on the machine, and files appear with mapped ids. */
export interface Enclosure extends Starter {
  /** The runtime's path of the root file system. */
  readonly rootfs: string;
  /** The runtime's path of a /sys. Present for a step in a network namespace of the machine, because the step may not mount sysfs. */
  readonly sys: string | undefined;
}

/**
 * The path of a step's root file system in the mounts of its runtime. The runtime's own root is unprivileged too, so all
 * directories above the path must be open to other users.
 */
const ROOT_MOUNT_POINT = '/run/obuilder-root';

type EnclosedRequest = Pick<SandboxRequest, 'rootfs' | 'user' | 'mounts'> & Pick<ConfigRequest, 'network'>;

/** The files of a step with unmapped ids, and the places of its programs. */
export interface OwnFiles extends StarterFiles {
  readonly bundle: string;
  /** The files that the step's user writes. */
  readonly written: readonly string[];
}

/**
 * Puts a step behind the second wall. All files for the step must exist already.
 *
 * @throws ObuilderError `sandbox-failed` for a user id outside of the step's ids
 */
export function enclose(request: EnclosedRequest, own: OwnFiles, namespace: UserNamespace): Enclosure {
  checkUser(request.user);
  for (const name of readdirSync(own.bundle)) giveToStep(path.join(own.bundle, name));
  for (const file of own.written) giveToStep(file, request.user);
  makeMountPoint(ROOT_MOUNT_POINT);
  const { network } = request;
  const sys = network === 'none' ? undefined : path.join(own.bundle, 'sys');
  if (sys !== undefined) mkdirSync(sys, { mode: 0o700 });
  const { mounts } = request;
  const slots = mounts.flatMap((mount) => (mount.kind === 'slot' ? [mount.source] : []));
  // A single mount shows all files of a result.
  const shown = new Set(mounts.flatMap((mount) => (mount.kind === 'files' ? [mount.root] : [])));
  const mapped = [
    { source: request.rootfs, at: ROOT_MOUNT_POINT, access: 'all' } as const,
    ...slots.map((source) => ({ source, at: source, access: 'data' }) as const),
    ...[...shown].map((source) => ({ source, at: source, access: 'read' }) as const),
  ];
  const starter = starterOf(own, (runtime) => {
    const withOverlays = mapped.map((mount) => ({ ...mount, overlay: namespace.overlayAt(mount.source) }));
    // The launcher is in the bundle, and a user namespace cannot lift the machine's `noexec` from a mount.
    const bundle = { source: own.bundle, at: own.bundle };
    const isHosts = network === 'host' && sys !== undefined;
    const mounts = {
      report: own.report,
      namespace: namespace.path,
      root: STEP_IDS.first,
      mapped: withOverlays,
      plain: isHosts ? [bundle, { source: '/sys', at: sys }] : [bundle],
      sysfs: typeof network === 'object' && sys !== undefined ? { ...network, at: sys } : undefined,
    };
    return privateMountCalls(mounts, runtime);
  });
  return { rootfs: ROOT_MOUNT_POINT, sys, ...starter };
}

function checkUser({ uid, gid, groups = [] }: SandboxRequest['user']): void {
  const id = groups.reduce((most, group) => Math.max(most, group), Math.max(uid, gid));
  if (id < STEP_IDS.count) return;
  throw new ObuilderError(
    'sandbox-failed',
    `the id ${id} exceeds the ${STEP_IDS.count} ids of a step in its user namespace`,
    { value: String(id), hint: 'Take a smaller id, or run the build without: user-namespace never.' },
  );
}

/** An empty directory: each runtime covers it with a mount of its own. */
function makeMountPoint(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  chmodSync(directory, 0o755);
}
