// Images for the examples on machines where no registry can be reached: Debian's minimal root file system, with a compiler or
// interpreter as a second layer. The paths and variables that the specs depend on are those of the official images.
import path from 'node:path';
import process from 'node:process';
import { debianBase, PATH } from './debian-base.ts';
import { root, unpackLayout, writeLayout } from './lib/image-layout.ts';
import { madeOnce } from './lib/made-once.ts';
import { project } from './machine.mjs';

interface Toolchain {
  readonly packages: string;
  /** Shell commands after the installation. `$1` is the root of the image. */
  readonly commands?: string;
  readonly variables: readonly string[];
}

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const NPM = 'npm@11.6.2';

const TOOLCHAINS = {
  go: {
    packages: 'golang-go',
    variables: [`PATH=/go/bin:/usr/local/go/bin:${PATH}`, 'GOPATH=/go', 'GOTOOLCHAIN=local'],
  },
  node: {
    packages: '',
    commands: `install -m 755 '${process.execPath}' "$1/usr/local/bin/node"
      npm install --silent --global --prefix="$1/usr/local" ${NPM}`,
    variables: [`PATH=${PATH}`, `NODE_EXTRA_CA_CERTS=${BUNDLE}`],
  },
  python: { packages: 'python3 python3-pip', variables: [`PATH=${PATH}`, `PIP_CERT=${BUNDLE}`] },
  rust: {
    // Debian's newest Rust: the other is too old for the index of crates.io.
    packages: 'cargo-web rustc-web gcc libc6-dev',
    variables: [`PATH=/usr/local/cargo/bin:${PATH}`, 'CARGO_HOME=/usr/local/cargo'],
  },
  java: { packages: 'maven default-jdk-headless', variables: [`PATH=${PATH}`] },
} as const satisfies Readonly<Record<string, Toolchain>>;

export type ExampleName = 'c' | keyof typeof TOOLCHAINS;

/** The examples with an image of their own. */
export const toolchains = Object.keys(TOOLCHAINS) as (keyof typeof TOOLCHAINS)[];

/**
 * Installs into an overlay whose top layer is `$2/top`. All mounts are in a namespace of their own, so none outlives the shell. The
 * authorities that this machine trusts are trusted in the image too, because its network may have one of its own.
 */
const INSTALL = `set -eu
  mkdir "$2/top" "$2/work" "$2/root"
  mount -t overlay overlay -o "lowerdir=$3,upperdir=$2/top,workdir=$2/work,redirect_dir=off,metacopy=off" "$2/root"
  set -- "$2/root" "$4"
  mount -t proc proc "$1/proc"
  mkdir -p "$1/usr/local/share/ca-certificates"
  find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$1/usr/local/share/ca-certificates/" ';'
  chroot "$1" sh -ec 'export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq -y install --no-install-recommends -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io ca-certificates $1 >/dev/null
    rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin' sh "$2"`;

/** Overlayfs keeps a deleted file of the base as a device, and a layer has an empty file with another name for it. */
const WHITEOUTS = `find "\${1%/root}/top" -type c -exec sh -c 'for file; do rm "$file"; : > "\${file%/*}/.wh.\${file##*/}"; done' sh {} +`;

async function make(directory: string, toolchain: Toolchain): Promise<void> {
  const layout = await debianBase();
  const tree = path.join(directory, 'below');
  await unpackLayout(layout, tree);
  const script = [INSTALL, toolchain.commands ?? '', 'umount "$1/proc" "$1"', WHITEOUTS].join('\n');
  const namespace = ['unshare', '--mount', '--propagation=private'];
  await root([...namespace, 'sh', '-c', script, 'sh', '', directory, tree, toolchain.packages]);
  await writeLayout(path.join(directory, 'layout'), {
    below: layout,
    top: path.join(directory, 'top'),
    variables: toolchain.variables,
  });
}

/**
 * Returns an OCI image layout with the programs of an example, made once and kept under `.cache/` of the project. Takes a minute
 * without an earlier layout.
 */
export async function exampleImage(name: ExampleName): Promise<string> {
  if (name === 'c') return debianBase();
  const place = path.join(project, '.cache', 'examples-3', name);
  await madeOnce({
    place,
    message: `Making an image with the programs of examples/${name} (about half a minute, once)`,
    make: (directory) => make(directory, TOOLCHAINS[name]),
  });
  return path.join(place, 'layout');
}
