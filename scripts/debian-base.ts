// A Debian base image for machines where no registry can be reached: debootstrap, then an OCI image layout.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { asRoot, environment, project } from './machine.mjs';

const SUITE = 'bookworm';
const FALLBACK_MIRROR = 'http://deb.debian.org/debian';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

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

function root(args: readonly string[]): void {
  const [file = '', ...rest] = asRoot(['env', `PATH=${environment().PATH}`, ...args]);
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes a file of the layout under the name that its content gives it. */
function writeBlob(layout: string, content: string): { digest: string; size: number } {
  const hex = createHash('sha256').update(content).digest('hex');
  writeFileSync(path.join(layout, 'blobs/sha256', hex), content);
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(content) };
}

async function writeLayout(tree: string, layout: string): Promise<void> {
  const blobs = path.join(layout, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const tar = path.join(blobs, 'layer');
  root(['tar', '--numeric-owner', '--sort=name', '--xattrs', '-cf', tar, '-C', tree, '.']);
  root(['chmod', '0644', tar]);
  const diffId = `sha256:${await sha256(tar)}`;
  root(['gzip', '-1', '--no-name', tar]);
  const hex = await sha256(`${tar}.gz`);
  const layer = { digest: `sha256:${hex}`, size: statSync(`${tar}.gz`).size };
  renameSync(`${tar}.gz`, path.join(blobs, hex));
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = writeBlob(
    layout,
    JSON.stringify({
      architecture,
      os: 'linux',
      config: { Env: [`PATH=${PATH}`] },
      rootfs: { type: 'layers', diff_ids: [diffId] },
    }),
  );
  const type = (name: string) => `application/vnd.oci.image.${name}`;
  const manifest = writeBlob(
    layout,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type('manifest.v1+json'),
      config: { mediaType: type('config.v1+json'), ...config },
      layers: [{ mediaType: type('layer.v1.tar+gzip'), ...layer }],
    }),
  );
  writeFileSync(path.join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const entry = { mediaType: type('manifest.v1+json'), ...manifest, platform: { architecture, os: 'linux' } };
  writeFileSync(path.join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
}

/** Makes apt delete each package after its installation, as Docker's Debian images do. */
function keepsNoPackages(tree: string): void {
  const setting =
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb || true"; };\n';
  const file = path.join(tree, 'etc/apt/apt.conf.d/docker-clean');
  root(['sh', '-c', `printf %s "$1" > "$2"`, 'sh', setting, file]);
}

export interface DebianBase {
  /** The root file system, root's. */
  readonly tree: string;
  /** An OCI image layout of it whose config sets PATH and nothing else. */
  readonly layout: string;
}

/** Debian's minimal root file system, made once and kept under `.cache/` of the project. Takes about a minute. */
export async function debianBase(): Promise<DebianBase> {
  const cache = path.join(project, '.cache', `debian-${SUITE}-2`);
  const base = { tree: path.join(cache, 'tree'), layout: path.join(cache, 'layout') };
  if (existsSync(path.join(base.layout, 'index.json'))) return base;
  // Of this user, who puts the layout beside the tree, which is root's.
  const making = path.join(cache, `making-${process.pid}`);
  mkdirSync(making, { recursive: true });
  try {
    console.log(`Making a Debian ${SUITE} base image with debootstrap (about a minute, once)`);
    root(['debootstrap', '--variant=minbase', SUITE, path.join(making, 'tree'), mirror()]);
    keepsNoPackages(path.join(making, 'tree'));
    await writeLayout(path.join(making, 'tree'), path.join(making, 'layout'));
    // Users read the layout, whatever the umask of whoever makes it.
    root(['chmod', '-R', 'a+rX', path.join(making, 'layout')]);
    root(['chmod', 'a+rx', path.dirname(cache), cache]);
    root(['rm', '-rf', base.tree, base.layout]);
    root(['mv', path.join(making, 'tree'), path.join(making, 'layout'), cache]);
  } finally {
    root(['rm', '-rf', making]);
  }
  return base;
}
