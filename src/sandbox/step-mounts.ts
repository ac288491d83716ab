import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FilesShown, SandboxRequest } from '../contract/sandbox.ts';
import { writeSecret } from './machine/tmpfs.ts';
import { findShown } from './rootfs/find-shown.ts';
import type { MadePoint } from './rootfs/made-point.ts';
import { MountPoints } from './rootfs/mount-points.ts';
import type { Cover } from './rootfs/mount-walk.ts';
import type { ConfigRequest } from './runc/config.ts';
import { type OciMount, readOnlyFile, readOnlyPrograms, writable } from './runc/mounts.ts';
import { writeShown } from './shown-file.ts';

const HOSTS = '127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n';
const RESOLVER = '/etc/resolv.conf';
/** The name server of a step with a network list is on the step's own loopback device. */
const OWN_RESOLVER = 'nameserver 127.0.0.1\n';

type MountedRequest = Pick<SandboxRequest, 'rootfs' | 'cwd' | 'mounts'> & Pick<ConfigRequest, 'network'>;

/** The mounts of a step, and its paths after the mounts. */
export interface StepMounts {
  /** The files for name resolution. */
  readonly system: readonly OciMount[];
  /** Mounts of the spec, in the order of the request. */
  readonly wanted: readonly OciMount[];
  /** The working directory without links. */
  readonly cwd: string;
  /** The step's paths with mounts. */
  readonly covered: ReadonlySet<string>;
  /** The mount points to remove after the step. */
  readonly made: readonly MadePoint[];
}

/**
 * Makes the mount points in the root of a step, and the mounted files in the step's own directory.
 *
 * @throws ObuilderError `sandbox-failed` if the image is in the way
 */
export function stepMounts(
  request: MountedRequest,
  own: { readonly directory: string; readonly isInMemory: boolean },
): StepMounts {
  // The exact root of the runtime, because an earlier step may have exchanged anything in a root.
  const points = new MountPoints(request.rootfs);
  const system = systemFiles(request.network, own.directory).map(({ source, target }) =>
    readOnlyFile(source, points.addOwn(target)),
  );
  const wanted = request.mounts.map((mount, index) => {
    const { target, at } = mount;
    if (mount.kind === 'files') return showFiles(mount, points);
    if (mount.kind === 'slot') {
      const { source, isShared } = mount;
      const cover = { kind: 'slot', source, isShared } as const;
      return writable(source, points.add({ target, at, kind: 'directory', cover }));
    }
    const file = writeSecret(own, `secret-${index}`, mount.value);
    return readOnlyFile(file, points.add({ target, at, kind: 'file', cover: { kind: 'file' } }));
  });
  const cwd = points.addDirectory(request.cwd);
  return { system, wanted, cwd, covered: points.covered, made: points.made };
}

function showFiles({ root, path: below, isCopy, target, at }: FilesShown, points: MountPoints): OciMount {
  const { source, kind } = findShown(root, below);
  const cover: Cover = kind === 'file' ? { kind } : { kind: 'files', source, isCopy };
  return readOnlyPrograms(source, points.add({ target, at, kind, cover, isTemporary: true }));
}

/** Makes the files for name resolution. */
function systemFiles(network: ConfigRequest['network'], directory: string) {
  const hosts = { source: path.join(directory, 'hosts'), target: '/etc/hosts' };
  writeShown(hosts.source, HOSTS, 0o644);
  const text = resolverOf(network);
  if (text === undefined) return [hosts];
  // A copy for each step, so that root owns the file.
  const resolver = { source: path.join(directory, 'resolv.conf'), target: RESOLVER };
  writeShown(resolver.source, text, 0o644);
  return [hosts, resolver];
}

function resolverOf(network: ConfigRequest['network']): string | Uint8Array | undefined {
  if (network === 'none') return undefined;
  if (network !== 'host') return OWN_RESOLVER;
  return existsSync(RESOLVER) ? readFileSync(RESOLVER) : undefined;
}
