import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPeer } from '../programs/peer.ts';

/** A real registry on loopback, in a process of its own. */
export interface RegistryServer {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** Holds the registry's files, and may hold those of a test. */
  readonly directory: string;
  /** Stops the process; what was pushed stays if the registry keeps files. */
  stop(): Promise<void>;
  /** Starts the process again, at the same address. */
  start(): Promise<void>;
  /** Stops the process and removes everything. */
  close(): Promise<void>;
}

export type RegistryKind = 'docker-registry 2.8' | 'distribution 3.1' | 'crane registry serve';

const PROGRAMS: Readonly<Record<RegistryKind, () => string>> = {
  'docker-registry 2.8': () => 'docker-registry',
  'distribution 3.1': () => findPeer('registry'),
  'crane registry serve': () => findPeer('crane'),
};

export const REGISTRY_KINDS = Object.keys(PROGRAMS) as readonly RegistryKind[];

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The files of a server's certificate and key. */
export interface ServerKeys {
  readonly certificate: string;
  readonly key: string;
}

/** The file of a server's users: names with hashes of bcrypt. Without users, the registry asks for no login. */
export interface ServerUsers {
  readonly users?: string | undefined;
}

interface Serving extends ServerUsers {
  readonly host: string;
  readonly directory: string;
  readonly tls: ServerKeys | undefined;
}

function argumentsOf(kind: RegistryKind, { host, directory, tls, users }: Serving): readonly string[] {
  const data = path.join(directory, 'data');
  if (kind === 'crane registry serve') return ['registry', 'serve', '--address', host];
  const config = path.join(directory, 'config.json');
  const storage = { filesystem: { rootdirectory: data }, delete: { enabled: true } };
  const log = { level: 'error', accesslog: { disabled: true } };
  const auth = { htpasswd: { realm: 'test', path: path.join(directory, 'users') } };
  if (users !== undefined) writeFileSync(auth.htpasswd.path, users);
  const http = { addr: host, ...(tls && { tls }) };
  writeFileSync(config, JSON.stringify({ version: 0.1, log, storage, http, ...(users && { auth }) }));
  return ['serve', config];
}

/** Starts a registry. Close it in a `finally` or an `afterAll`. */
export async function startRegistryServer(
  kind: RegistryKind = 'docker-registry 2.8',
  tls?: ServerKeys,
  { users }: ServerUsers = {},
): Promise<RegistryServer> {
  const program = PROGRAMS[kind]();
  const directory = mkdtempSync(path.join(tmpdir(), 'registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const args = argumentsOf(kind, { host, directory, tls, users });
  let child: ChildProcess | undefined;
  const stop = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const close = async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const start = async () => {
    child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' } });
    await untilAnswers(host, child);
  };
  try {
    await start();
    return { host, directory, start, stop, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilAnswers(host: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the registry ended with status ${child.exitCode}`);
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    // 400: a server of TLS that hears plain HTTP. 401: a server with users.
    if (answer?.ok || answer?.status === 400 || answer?.status === 401) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the registry does not answer at ${host}`);
}
