// What a bare machine lacks is installed here. Plain JavaScript for any Node, since it is what brings Node 24.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const REQUIRED_MAJOR = 24;

/**
 * Programs that a build or a test needs, and the Debian packages that bring each.
 * @type {Readonly<Record<string, string>>}
 */
const PACKAGES = {
  runc: 'runc',
  'mkfs.btrfs': 'btrfs-progs',
  'mkfs.ext4': 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
  debootstrap: 'debootstrap',
  sudo: 'sudo',
  busybox: 'busybox-static',
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  buildah: 'buildah',
  dockerd: 'docker.io iptables',
  losetup: 'mount',
  git: 'git',
  setfattr: 'attr',
  openssl: 'openssl',
  pgrep: 'procps',
  ip: 'iproute2',
  gcc: 'gcc libc6-dev',
  bindfs: 'bindfs fuse',
  strace: 'strace',
  pip3: 'python3-pip',
  curl: 'curl',
  javac: 'default-jdk-headless',
  go: 'golang-go',
  cargo: 'cargo',
  ssh: 'openssh-client',
  sshd: 'openssh-server',
  // Where the system has the kernel's own ZFS, `zpool` is there.
  zpool: 'zfs-fuse',
};

const isRoot = () => process.getuid?.() === 0;

/**
 * The command as root: as it is, or through sudo without a password.
 * @param {readonly string[]} command
 */
export function asRoot(command) {
  return isRoot() ? command : ['sudo', '-n', ...command];
}

/** Node 24's directory of programs: this process's own, or the one that npm installed. */
export function nodeBin() {
  if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) return path.dirname(process.execPath);
  const bin = path.join(project, 'node_modules', `node-linux-${process.arch}`, 'bin');
  if (existsSync(path.join(bin, 'node'))) return bin;
  throw new Error(
    `Node ${REQUIRED_MAJOR} is not here. Run "npm install" in ${project}, which brings it, and try again.`,
  );
}

/** The environment in which `node` is Node 24 and the programs of sbin are found. */
export function environment() {
  const PATH = [nodeBin(), process.env['PATH'], '/usr/local/sbin', '/usr/sbin', '/sbin'].join(path.delimiter);
  return { ...process.env, PATH };
}

export function installNodeModules() {
  const installed = path.join(project, 'node_modules', '.package-lock.json');
  const lock = path.join(project, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing npm packages (with Node 24 among them)');
  // Tests run the Node among the packages as other users. The tests themselves keep the umask of whoever starts the gate.
  const before = process.umask(0o022);
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: project,
      stdio: 'inherit',
    });
    // Root may install for the user to whom the clone belongs.
    const { uid, gid } = statSync(project);
    if (isRoot() && uid !== 0) execFileSync('chown', ['-R', `${uid}:${gid}`, path.dirname(installed)]);
  } finally {
    process.umask(before);
  }
}

/**
 * Installs the Debian packages of those programs that are missing.
 * @param {readonly string[]} programs
 */
export function installPrograms(programs) {
  const directories = [
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    '/usr/local/sbin',
    '/usr/sbin',
    '/sbin',
  ];
  /** @param {string} program */
  const isHere = (program) => directories.some((directory) => existsSync(path.join(directory, program)));
  const absent = programs.filter((program) => !isHere(program));
  const missing = [...new Set(absent.flatMap((program) => (PACKAGES[program] ?? program).split(' ')))];
  if (missing.length === 0) return;
  console.log(`Installing Debian packages: ${missing.join(' ')}`);
  if (!isRoot() && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    throw new Error(
      `Installing ${missing.join(' ')} needs root, or sudo without a password. Install them and try again.`,
    );
  }
  /** @param {string[]} args */
  const apt = (...args) => {
    const [file = '', ...rest] = asRoot([
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      '-y',
      ...args,
    ]);
    return spawnSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const install = () => apt('install', '--no-install-recommends', ...missing);
  if (!apt('update') || !install())
    throw new Error(`apt-get could not install ${missing.join(' ')}; its message is above.`);
  if (missing.includes('zfs-fuse')) stopZfsFuse();
}

/** The package starts the daemon, now and with the machine; tests start their own. */
function stopZfsFuse() {
  const [file = '', ...args] = asRoot(
    existsSync('/run/systemd/system')
      ? ['systemctl', 'disable', '--now', 'zfs-fuse']
      : ['/etc/init.d/zfs-fuse', 'stop'],
  );
  spawnSync(file, args, { stdio: 'ignore' });
}

/** Every program that the whole gate uses. */
export const gatePrograms = Object.keys(PACKAGES);
