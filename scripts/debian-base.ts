// A Debian base image for machines where no registry can be reached: debootstrap, then an OCI image layout.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, writeLayout } from './lib/image-layout.ts';
import { madeOnce } from './lib/made-once.ts';
import { project } from './machine.mjs';

const SUITE = 'bookworm';
const FALLBACK_MIRROR = 'http://deb.debian.org/debian';
export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The mirror that this machine's own apt uses, where it is a Debian one. */
export function mirror(): string {
  const directory = '/etc/apt/sources.list.d';
  const files = existsSync(directory) ? readdirSync(directory).map((name) => path.join(directory, name)) : [];
  const lists = ['/etc/apt/sources.list', ...files].filter(
    (file) => existsSync(file) && statSync(file).isFile(),
  );
  const text = lists.map((file) => readFileSync(file, 'utf8')).join('\n');
  return /https?:\/\/[^\s\]]*\/debian\/?(?=\s)/.exec(text)?.[0] ?? FALLBACK_MIRROR;
}

/** The spec with the host's network if apt's mirror is a company's, because its name and address are in no list of the examples. */
export function forMirror(spec: string): string {
  const isPublic = new URL(mirror()).hostname.endsWith('.debian.org');
  return isPublic ? spec : spec.replace(/\(network \(allow [^)]*debian[^)]*\)\)/, '(network host)');
}

/** Makes apt delete each package after its installation, as Docker's Debian images do. */
async function keepsNoPackages(tree: string): Promise<void> {
  const setting =
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb || true"; };\n';
  const file = path.join(tree, 'etc/apt/apt.conf.d/docker-clean');
  await root(['sh', '-c', `printf %s "$1" > "$2"`, 'sh', setting, file]);
}

let wanted: Promise<string> | undefined;

/** Debian's minimal image, an OCI image layout whose config sets PATH only: made once and kept under `.cache/` of the project. Takes about a minute. */
export function debianBase(): Promise<string> {
  wanted ??= findOrMake();
  return wanted;
}

async function findOrMake(): Promise<string> {
  const place = path.join(project, '.cache', `debian-${SUITE}-2`);
  await madeOnce({
    place,
    message: `Making a Debian ${SUITE} base image with debootstrap (about a minute, once)`,
    make: async (directory) => {
      const tree = path.join(directory, 'tree');
      // A debootstrap that fails leaves its /proc mounted, here in a namespace that ends with it.
      await root(['unshare', '--mount', 'debootstrap', '--variant=minbase', SUITE, tree, mirror()]);
      await keepsNoPackages(tree);
      await writeLayout(path.join(directory, 'layout'), { top: tree, variables: [`PATH=${PATH}`] });
    },
  });
  return path.join(place, 'layout');
}
