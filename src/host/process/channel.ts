import type { ChildProcess, SendHandle } from 'node:child_process';
import { childProcess } from './child-process.ts';
import { asStartError, starting } from './missing.ts';

/** A socket between processes, as Node's channel hands it over. Only its receiver may use it. */
export interface SocketHandle {
  close(): void;
}

interface ChannelOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly onMessage: (message: unknown, socket: SocketHandle | undefined) => void;
  /** Called once, after the program has ended or could not start, with the end in words and the program's stderr. */
  readonly onEnd: (how: string, stderr: Buffer) => void;
}

/** A program that talks to this process over Node's channel, the program's descriptor 3. The channel also carries sockets. */
export interface ChannelProgram {
  readonly pid: number | undefined;
  isOpen(): boolean;
  /** Sends a message with a socket, which this process gives up. A closed channel drops both. */
  send(message: object, socket?: SocketHandle): void;
  /** Ends the program's stdin and the channel, which ends a program that waits for either. */
  close(): void;
}

const MAX_STDERR = 4096;

/**
 * Starts a program in a session of its own, so that a terminal's signals do not reach it. The program does not keep this process
 * from ending, and learns from its channel and its stdin that this process has ended.
 */
export function startWithChannel(
  file: string,
  args: readonly string[],
  { env, onMessage, onEnd }: ChannelOptions,
): ChannelProgram {
  const child = starting({ program: file, cwd: '/' }, () =>
    childProcess().spawn(file, args, {
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
      env: { ...env },
      cwd: '/',
      detached: true,
    }),
  );
  let stderr = Buffer.alloc(0);
  child.stdin?.on('error', () => undefined);
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-MAX_STDERR);
  });
  child.on('message', (message, socket) =>
    onMessage(message, (socket ?? undefined) as SocketHandle | undefined),
  );
  let hasEnded = false;
  const end = (how: string) => {
    if (!hasEnded) onEnd(how, stderr);
    hasEnded = true;
  };
  child.on('error', (cause) => {
    // A failed signal or message also raises this event, long after the start.
    if (child.pid === undefined) end(asStartError({ program: file, cwd: '/' }, cause).message);
  });
  child.once('close', (code, signal) => end(signal ?? `status ${code}`));
  letEnd(child);
  return {
    pid: child.pid,
    isOpen: () => child.connected,
    send(message, socket) {
      if (child.connected) child.send(message, socket as unknown as SendHandle, {}, () => socket?.close());
      else socket?.close();
    },
    close() {
      child.stdin?.destroy();
      if (child.connected) child.disconnect();
    },
  };
}

/** Node makes these pipes sockets, but their types lack the method. */
function letEnd(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  for (const pipe of [child.stdin, child.stderr]) (pipe as { unref?(): void } | null)?.unref?.();
}
