import { accessSync, chmodSync, constants, rmSync, writeFileSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { ObuilderError } from '../../errors.ts';
import { callProgram, readReport } from '../../host/calls/program.ts';
import type { Call } from '../../host/calls/table.ts';
import { type SocketHandle, startWithChannel } from '../../host/process/channel.ts';
import { textOf } from '../../host/text-file.ts';
import { type Abilities, namespaceCalls, rolesOf, type SocketRole } from './program.ts';

/** A network namespace without a way out. The owner of its sockets sees and answers all connections. */
export interface CaughtNamespace {
  /** The path of the namespace. Valid after `ready`. */
  readonly path: string;
  /** Settles after every socket went to `onSocket`. @throws ObuilderError `sandbox-failed` if the kernel refuses */
  readonly ready: Promise<void>;
  /** Ends the namespace, unless processes are still inside. */
  readonly close: () => void;
}

/**
 * @param file a new file on a mount that allows execution; deleted at once
 * @param onSocket becomes the owner of the socket
 */
export function openNamespace(
  file: string,
  onSocket: (role: SocketRole, socket: SocketHandle) => void,
): CaughtNamespace {
  const abilities = lookAround();
  const calls = namespaceCalls(abilities);
  const missing = new Set(rolesOf(abilities.hasIpv6));
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  writeFileSync(file, callProgram(process.arch, calls), { flag: 'wx', mode: 0o500 });
  try {
    chmodSync(file, 0o500);
    const program = startWithChannel(file, [], {
      env: {},
      onMessage: (message, socket) => {
        const role = [...missing].find((one) => one === message);
        if (role === undefined || socket === undefined) return socket?.close();
        missing.delete(role);
        onSocket(role, socket);
        if (missing.size === 0) ready.resolve();
      },
      onEnd: (how, stderr) => ready.reject(failed(faultOf(stderr, calls) ?? `it ended with ${how}`)),
    });
    return { path: `/proc/${program.pid}/ns/net`, ready: within(ready.promise), close: program.close };
  } finally {
    // The program has started: Node returns from a start only after the execution of the file.
    rmSync(file, { force: true });
  }
}

/** Milliseconds; the program needs five, and a machine may be busy. */
const START_MS = 30_000;

function within(ready: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failed(`it took longer than ${START_MS / 1000} s`)), START_MS);
  });
  const either = Promise.race([ready, late]).finally(() => clearTimeout(timer));
  either.catch(() => undefined);
  return either;
}

/** A namespace may have the settings of the machine. Without IPv6, a step has nothing to catch. */
const IPV6_SETTINGS = ['all', 'default', 'lo'].map((name) => `/proc/sys/net/ipv6/conf/${name}/disable_ipv6`);

function lookAround(): Abilities {
  return {
    hasIpv6: IPV6_SETTINGS.every((file) => textOf(file)?.trim() === '0'),
    canSet: isWritable('/proc/sys/net/ipv4/ip_unprivileged_port_start'),
  };
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function faultOf(report: Uint8Array, calls: readonly Call[]): string | undefined {
  const found = readReport(report);
  if (found === undefined) return undefined;
  const [name, text] = getSystemErrorMap().get(-found.errno) ?? [`error ${found.errno}`, 'unknown'];
  return `${calls[found.call]?.name ?? 'a call'} failed: ${text} (${name})`;
}

function failed(reason: string): ObuilderError {
  return new ObuilderError(
    'sandbox-failed',
    `a step with a network list cannot run on this machine: its namespace could not be made: ${reason}`,
    { hint: 'Use Linux 5.9 or later. In a container, allow the worker bpf(2) and new network namespaces.' },
  );
}
