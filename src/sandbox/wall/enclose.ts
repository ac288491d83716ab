import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import type { Overlay } from '../../host/overlay.ts';
import { privateMountCalls } from '../../host/private-mounts.ts';
import { giveToStep, STEP_IDS } from './ids.ts';
import { type Starter, type StarterFiles, starterOf } from './starter.ts';

/** What all steps of this process share to be behind the second wall. */
export interface UserNamespace {
  /** The path of a user namespace with the ids of steps. */
  readonly path: string;
  /** The overlay at a directory, to be mounted once more. */
  readonly overlayAt: (directory: string) => Overlay | undefined;
}

/** One step behind the second wall: root in it is nobody on the machine, and its files are shown with other ids. */
export interface Enclosure extends Starter {
  /** Where the runtime finds the root file system. */
  readonly rootfs: string;
  /** Where it finds the machine's /sys, for a step that has no network of its own and so may not mount one. */
  readonly sys: string | undefined;
}

/**
 * Where the runtime finds a step's root file system, in mounts that only that runtime has. The runtime's own root, who is nobody
 * either, has to get there, so no directory above it may be closed to others.
 */
const ROOT_MOUNT_POINT = '/run/obuilder-root';

type EnclosedRequest = Pick<SandboxRequest, 'rootfs' | 'user' | 'network' | 'mounts'>;

/** The files of one step that it is shown as they are, and where programs for it go. */
export interface OwnFiles extends StarterFiles {
  readonly bundle: string;
  /** Those that the step's user writes. */
  readonly written: readonly string[];
}

/**
 * Puts a step behind the second wall. All files that it is to be shown are there already.
 *
 * @throws ObuilderError `sandbox-failed` for a user whose id is beyond those that a step has
 */
export function enclose(request: EnclosedRequest, own: OwnFiles, namespace: UserNamespace): Enclosure {
  checkUser(request.user);
  for (const name of readdirSync(own.bundle)) giveToStep(path.join(own.bundle, name));
  for (const file of own.written) giveToStep(file, request.user);
  makeMountPoint(ROOT_MOUNT_POINT);
  const sys = request.network === 'host' ? path.join(own.bundle, 'sys') : undefined;
  if (sys !== undefined) mkdirSync(sys, { mode: 0o700 });
  const slots = request.mounts.flatMap((mount) => (mount.kind === 'slot' ? [mount.source] : []));
  const mapped = [
    { source: request.rootfs, at: ROOT_MOUNT_POINT, isData: false },
    ...slots.map((source) => ({ source, at: source, isData: true })),
  ];
  const starter = starterOf(own, (runtime) => {
    const withOverlays = mapped.map((mount) => ({ ...mount, overlay: namespace.overlayAt(mount.source) }));
    // The launcher is there, and who has namespaces of his own cannot allow programs where the machine does not.
    const bundle = { source: own.bundle, at: own.bundle };
    const plain = sys === undefined ? [bundle] : [bundle, { source: '/sys', at: sys }];
    const { report } = own;
    const mounts = { report, namespace: namespace.path, root: STEP_IDS.first, mapped: withOverlays, plain };
    return privateMountCalls(mounts, runtime);
  });
  return { rootfs: ROOT_MOUNT_POINT, sys, ...starter };
}

function checkUser({ uid, gid }: SandboxRequest['user']): void {
  const id = Math.max(uid, gid);
  if (id < STEP_IDS.count) return;
  throw new ObuilderError(
    'sandbox-failed',
    `the id ${id} is beyond the ${STEP_IDS.count} ids that a step has in its user namespace`,
    { value: String(id), hint: 'Take a smaller id, or run the build without: user-namespace never.' },
  );
}

/** Nothing is ever kept there: it is covered in mounts of their own. */
function makeMountPoint(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  chmodSync(directory, 0o755);
}
