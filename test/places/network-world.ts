import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Attempt } from '../../src/contract/network.ts';
import type { SandboxResult, UserNamespaceMode } from '../../src/contract/sandbox.ts';
import { makeNodeRoot } from './node-root.ts';

export interface StepOrder {
  readonly id: number;
  readonly command: string;
  readonly network: 'none' | 'host' | 'audit' | readonly string[];
  readonly uid?: number | undefined;
}

export interface StepAnswer {
  readonly id: number;
  readonly result?: SandboxResult;
  readonly fault?: string;
  readonly output: string;
  readonly attempts: readonly Attempt[];
  readonly ms: number;
}

/** A worker in one network namespace and servers in another, with a cable between the two. The machine's own network is not touched. */
export interface NetworkWorld {
  readonly directory: string;
  readonly rootfs: string;
  /** Static files, by the name of the host: `HOST/path`. */
  readonly sites: string;
  /** The certificate of the servers, for all names. */
  readonly certificate: string;
  readonly workerPid: number;
  readonly serversPid: number;
  /** Runs a command as a step. */
  run(command: string, network: StepOrder['network'], uid?: number): Promise<StepAnswer>;
  /** Sets the names that the world's name server knows. */
  setNames(names: Readonly<Record<string, readonly string[]>>): Promise<void>;
  /** Runs a program in the worker's network. */
  inWorker(file: string, ...args: string[]): string;
  killWorker(): Promise<void>;
  close(): Promise<void>;
}

export const NAMES = {
  'packages.example': ['192.0.2.1'],
  'other.example': ['192.0.2.2'],
  'a.mirror.example': ['192.0.2.1'],
  'a.b.mirror.example': ['192.0.2.1'],
  'mirror.example': ['192.0.2.1'],
  'six.example': ['2001:db8:77::1'],
  'private.example': ['10.77.0.1'],
  'loopback.example': ['127.0.0.1'],
  'six-loopback.example': ['::1'],
  'own.example': ['192.0.2.100'],
  'metadata.example': ['169.254.169.254'],
  'mixed.example': ['10.77.0.1', '192.0.2.1'],
  'rebind.example': ['192.0.2.1'],
  'closed.example': ['192.0.2.1'],
  ...Object.fromEntries(
    ['apt', 'npm', 'pip', 'go', 'cargo', 'git'].map((tool) => [`${tool}.example`, ['192.0.2.3']]),
  ),
} as const;

const SERVERS_SIDE = [
  '192.0.2.1/24',
  '192.0.2.2/24',
  '192.0.2.3/24',
  '10.77.0.1/24',
  '169.254.169.254/16',
  '2001:db8:77::1/64',
];
const WORKER_SIDE = ['192.0.2.100/24', '10.77.0.100/24', '169.254.0.100/16', '2001:db8:77::100/64'];

const programs = path.resolve(import.meta.dirname, '../programs');

export interface WorldOptions {
  readonly userNamespace?: UserNamespaceMode;
  /** Another root file system for steps than a small root with Node. */
  readonly rootfs?: string;
}

export async function openNetworkWorld({
  userNamespace = 'auto',
  rootfs: given,
}: WorldOptions = {}): Promise<NetworkWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), 'network-world-'));
  const rootfs = given ?? makeNodeRoot(path.join(directory, 'rootfs'));
  const sites = path.join(directory, 'sites');
  mkdirSync(sites);
  copyFileSync(
    path.join(import.meta.dirname, '../programs/network-client.ts'),
    path.join(rootfs, 'client.mts'),
  );
  mkdirSync(path.join(directory, 'state'), { mode: 0o700 });
  writeFileSync(path.join(directory, 'hosts'), '127.0.0.1 localhost\n');
  writeFileSync(path.join(directory, 'resolv.conf'), 'nameserver 192.0.2.1\n');
  // The relay is nobody, and the step is no root of this machine, whatever the umask of whoever runs the tests.
  for (const file of ['hosts', 'resolv.conf']) chmodSync(path.join(directory, file), 0o644);
  chmodSync(path.join(rootfs, 'client.mts'), 0o644);
  for (const made of [rootfs, sites]) chmodSync(made, 0o755);
  const [key, certificate] = ['key.pem', 'cert.pem'].map((name) => path.join(directory, name)) as [
    string,
    string,
  ];
  makeCertificate(key, certificate);
  const servers = start('--net', [path.join(programs, 'network-servers.ts'), certificate, key, sites]);
  const worker = start('--mount', [
    '--net',
    path.join(programs, 'network-worker.ts'),
    directory,
    rootfs,
    userNamespace,
  ]);
  const [serversPid, workerPid] = [servers.pid ?? 0, worker.pid ?? 0];
  await connectBoth(serversPid, workerPid);
  addIdleDevice(workerPid);
  const lines = createInterface({ input: servers.stdout });
  const setNames = async (names: Readonly<Record<string, readonly string[]>>) => {
    const ready = once(lines, 'line');
    servers.stdin.write(`${JSON.stringify(names)}\n`);
    await ready;
  };
  await setNames(NAMES);
  const ask = await asker(worker);
  return {
    directory,
    rootfs,
    sites,
    certificate,
    workerPid,
    serversPid,
    run: ask,
    setNames,
    inWorker: (file, ...args) =>
      execFileSync('nsenter', [`--net=/proc/${workerPid}/ns/net`, file, ...args], { encoding: 'utf8' }),
    async killWorker() {
      const ended = once(worker, 'close');
      worker.kill('SIGKILL');
      await ended;
    },
    async close() {
      const all = [worker, servers].filter((one) => one.exitCode === null && one.signalCode === null);
      const ended = all.map((one) => once(one, 'close'));
      for (const one of all) one.stdin.end();
      await Promise.all(ended);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function makeCertificate(key: string, certificate: string): void {
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  execFileSync(
    'openssl',
    [
      ...args,
      '-subj',
      '/CN=packages.example',
      '-addext',
      'subjectAltName=DNS:packages.example,DNS:git.example',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    {
      stdio: 'ignore',
    },
  );
}

function start(namespace: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const rest = args.filter((arg) => !arg.startsWith('--'));
  const child = spawn('unshare', [namespace, ...flags, process.execPath, ...rest]);
  child.stderr.pipe(process.stderr);
  return child;
}

/** Lays a cable between the namespaces of two processes, which may not have left the machine's namespaces yet. */
async function connectBoth(servers: number, worker: number): Promise<void> {
  const own = execFileSync('readlink', ['/proc/self/ns/net'], { encoding: 'utf8' });
  for (const pid of [servers, worker])
    while (execFileSync('readlink', [`/proc/${pid}/ns/net`], { encoding: 'utf8' }) === own)
      await new Promise((resolve) => setTimeout(resolve, 5));
  ip(
    'link',
    'add',
    'cable',
    'netns',
    String(servers),
    'type',
    'veth',
    'peer',
    'name',
    'cable',
    'netns',
    String(worker),
  );
  for (const [pid, addresses] of [
    [servers, SERVERS_SIDE],
    [worker, WORKER_SIDE],
  ] as const) {
    const inside = (...args: string[]) =>
      execFileSync('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', ...args]);
    inside('link', 'set', 'lo', 'up');
    inside('link', 'set', 'cable', 'up');
    for (const address of addresses)
      inside('addr', 'add', address, 'dev', 'cable', ...(address.includes(':') ? ['nodad'] : []));
  }
}

/** Gives the worker's machine a device whose cable ends nowhere: Node does not name such a device. */
function addIdleDevice(worker: number): void {
  const inside = (...args: string[]) =>
    execFileSync('nsenter', [`--net=/proc/${worker}/ns/net`, 'ip', ...args]);
  inside('link', 'add', 'idle', 'type', 'veth', 'peer', 'name', 'nowhere');
  inside('addr', 'add', '10.88.0.1/24', 'dev', 'idle');
  inside('link', 'set', 'idle', 'up');
}

const ip = (...args: string[]) => execFileSync('ip', args);

async function asker(worker: ChildProcessWithoutNullStreams): Promise<NetworkWorld['run']> {
  const waiting = new Map<number, (answer: StepAnswer) => void>();
  const lines = createInterface({ input: worker.stdout });
  await once(lines, 'line');
  lines.on('line', (line) => {
    const answer = JSON.parse(line) as StepAnswer;
    waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  return (command, network, uid) => {
    last += 1;
    const id = last;
    const order: StepOrder = { id, command, network, uid };
    worker.stdin.write(`${JSON.stringify(order)}\n`);
    return new Promise((resolve) => waiting.set(id, resolve));
  };
}
