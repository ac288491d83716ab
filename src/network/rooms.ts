import { type Attempt, type Endpoint, MAX_ATTEMPTS } from '../contract/network.ts';
import { ObuilderError } from '../errors.ts';
import { type ChannelProgram, type SocketHandle, startWithChannel } from '../host/process/channel.ts';
import { heardAttempt } from './heard-attempt.ts';
import { openNamespace } from './namespace/open.ts';
import type { ToRelay } from './protocol.ts';

/** The network of a step with a list. */
export interface StepRoom {
  /** The path of the network namespace. Valid after `ready`. */
  readonly namespace: string;
  readonly ready: Promise<void>;
  /** Fires if the relay ends before the room. */
  readonly broken: AbortSignal;
  /** Ends all connections and the namespace, and reports the final counts. The step must have ended. */
  readonly close: () => Promise<void>;
}

export interface RoomRequest {
  readonly kind: 'allow' | 'audit';
  readonly endpoints?: readonly Endpoint[] | undefined;
  readonly onAttempt: (attempt: Attempt) => void;
  /** A new file on a mount that allows execution. */
  readonly file: string;
}

/** Opens the rooms of this process. One process relays the connections of all rooms, without any right of root. */
export interface Rooms {
  open(request: RoomRequest): StepRoom;
}

export interface RoomOptions {
  /** The path of the command line program, which has the verb `relay`. */
  readonly program: string;
  /** Whether a list may name the addresses of this machine. */
  readonly mayReachMachine: boolean;
}

/** The relay's environment: threads for slow lookups of names, and no variables that change the behaviour of Node. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', UV_THREADPOOL_SIZE: '32' };
/** Milliseconds for the end of a room; the relay itself waits less for the last bytes. */
const CLOSE_MS = 10_000;

/** A room as the relay's messages find it. */
interface Listener {
  readonly onAttempt: (attempt: Attempt) => void;
  readonly onClosed: (attempts: readonly Attempt[]) => void;
  readonly onBroken: (error: ObuilderError) => void;
}

interface Relay {
  readonly program: ChannelProgram;
  readonly rooms: Map<number, Listener>;
}

export function openRooms({ program, mayReachMachine }: RoomOptions): Rooms {
  let current: Relay | undefined;
  let last = 0;
  return {
    open({ kind, endpoints = [], onAttempt, file }) {
      // A relay that has ended is replaced for the next step.
      if (current?.program.isOpen() !== true) current = startRelay(program);
      const relay = current;
      const post = (message: ToRelay, socket?: SocketHandle) => relay.program.send(message, socket);
      last += 1;
      const room = last;
      const broken = new AbortController();
      const closed = Promise.withResolvers<readonly Attempt[]>();
      const onBroken = (error: ObuilderError) => {
        broken.abort(error);
        closed.resolve([]);
      };
      // First, because a full disk fails here. The sockets come later.
      const namespace = openNamespace(file, (role, socket) => post({ room, role }, socket));
      relay.rooms.set(room, { onAttempt, onClosed: closed.resolve, onBroken });
      post({ room, open: { kind, mayReachMachine, endpoints } });
      return {
        namespace: namespace.path,
        ready: namespace.ready,
        broken: broken.signal,
        close: async () => {
          await namespace.ready.catch(() => undefined);
          post({ room, close: true });
          for (const attempt of await within(CLOSE_MS, closed.promise)) onAttempt(attempt);
          relay.rooms.delete(room);
          namespace.close();
        },
      };
    },
  };
}

/** A message of the relay before any check. */
type Heard = { readonly [Key in 'room' | 'attempt' | 'closed']?: unknown };

function startRelay(program: string): Relay {
  const rooms: Relay['rooms'] = new Map();
  // Without this flag, a signal would start Node's inspector, which executes code.
  const args = ['--disable-sigusr1', program, 'relay'];
  const relay = startWithChannel(process.execPath, args, {
    env: ENVIRONMENT,
    onMessage: (received) => {
      const { room: number, attempt, closed } = (received ?? {}) as Heard;
      const room = rooms.get(Number(number));
      const heard = heardAttempt(attempt);
      if (heard !== undefined) room?.onAttempt(heard);
      else if (Array.isArray(closed))
        room?.onClosed(closed.slice(0, MAX_ATTEMPTS).flatMap((one) => heardAttempt(one) ?? []));
    },
    onEnd: (how, stderr) => {
      const error = relayGone(`${how} ${stderr}`.trim());
      for (const { onBroken } of rooms.values()) onBroken(error);
    },
  });
  return { program: relay, rooms };
}

function relayGone(how: string): ObuilderError {
  return new ObuilderError(
    'sandbox-failed',
    `the process that relays the connections of steps ended: ${how}`,
    {
      hint: 'Build again. If that fails too, find the process that ends processes of the user nobody.',
    },
  );
}

async function within<T>(ms: number, work: Promise<readonly T[]>): Promise<readonly T[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(() => resolve([]), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
