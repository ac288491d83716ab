import { createSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import type { Attempt } from '../../contract/network.ts';
import type { SocketRole } from '../namespace/program.ts';
import type { Rules } from '../protocol.ts';
import { type Circumstances, type Relayed, relay } from './connection.ts';
import { type Destination, judge } from './judge.ts';
import { type Answer, serveDatagrams, serveStreams } from './name-server.ts';
import { nameTable } from './name-table.ts';
import { ownAddresses } from './own-addresses.ts';
import { attemptRecord } from './record.ts';
import type { Resolver } from './resolve.ts';

/** The network of one step: the name server and the relay behind the sockets of the step's namespace. */
export interface Room {
  take(role: SocketRole, handle: object): void;
  /** Ends all connections, after sending what the step has written. Returns the attempts. */
  close(): Promise<readonly Attempt[]>;
}

const MAX_CONNECTIONS = 4096;
const BACKLOG = 4096;
/** Milliseconds for the last bytes of a step. All its programs have ended, so all bytes are here. */
const LAST_BYTES_MS = 2000;
/** A name as programs ask for it: a resolver may give other characters a meaning. */
const NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

export function openRoom(
  rules: Rules,
  { resolve, onAttempt }: { readonly resolve: Resolver; readonly onAttempt: (attempt: Attempt) => void },
): Room {
  const record = attemptRecord(onAttempt);
  const judged = judge(rules, ownAddresses);
  const around: Circumstances = { judge: judged, resolve, note: record.add, isAudit: rules.kind === 'audit' };
  const names = nameTable();
  const open = new Set<Relayed>();
  const closers: (() => void)[] = [];

  const lookUp = async (name: string, isForAddress: boolean): Promise<Answer> => {
    if (!NAME.test(name) || !judged.knows(name)) {
      if (isForAddress) record.add({ host: shown(name), end: 'denied', denial: 'name' });
      return 'unknown';
    }
    const found = await resolve(name);
    if ('fault' in found) {
      if (isForAddress) record.add({ host: name, end: 'failed', detail: found.fault });
      return found.fault === 'ENOTFOUND' ? 'unknown' : 'failed';
    }
    const address = names.addressOf(name);
    return address === undefined ? 'failed' : { address };
  };

  const onConnection = (client: Socket) => {
    const to = destinationOf(client, names.nameAt);
    if (to === undefined) return void client.destroy();
    if (open.size >= MAX_CONNECTIONS) {
      record.add({ host: to.host, port: to.port, end: 'denied', denial: 'crowd' });
      return void client.resetAndDestroy();
    }
    const relayed = relay(client, to, around);
    open.add(relayed);
    client.once('close', () => void relayed.sent.then(() => open.delete(relayed)));
  };

  return {
    take(role, handle) {
      closers.push(
        role === 'dns-udp'
          ? takeDatagrams(handle, lookUp)
          : takeServer(role, handle, { lookUp, onConnection }),
      );
    },
    async close() {
      for (const close of closers) close();
      await within(LAST_BYTES_MS, Promise.all([...open].map(({ sent }) => sent)));
      for (const { destroy } of open) destroy();
      return record.all();
    },
  };
}

type LookUp = Parameters<typeof serveDatagrams>[1];

function takeDatagrams(handle: object, lookUp: LookUp): () => void {
  const socket = createSocket('udp4');
  serveDatagrams(socket, lookUp);
  // Node takes such a handle from its own channel too, but the types lack it.
  socket.bind(handle as never);
  return () => socket.close();
}

function takeServer(
  role: SocketRole,
  handle: object,
  { lookUp, onConnection }: { readonly lookUp: LookUp; readonly onConnection: (client: Socket) => void },
): () => void {
  const isForNames = role === 'dns-tcp';
  const server: Server = createServer({
    allowHalfOpen: !isForNames,
    pauseOnConnect: !isForNames,
    noDelay: true,
  });
  const clients = new Set<Socket>();
  server.on('error', () => undefined);
  if (isForNames) {
    serveStreams(server, lookUp);
    server.on('connection', (client) => {
      clients.add(client);
      client.once('close', () => clients.delete(client));
    });
  } else server.on('connection', onConnection);
  server.listen(handle, BACKLOG);
  return () => {
    server.close();
    for (const client of clients) client.destroy();
  };
}

/** The local address of an accepted connection is the address that the step connected to. */
function destinationOf(
  { localAddress, localPort }: Socket,
  nameAt: (address: string) => string | undefined,
): Destination | undefined {
  if (localAddress === undefined || localPort === undefined) return undefined;
  const name = nameAt(localAddress);
  return { host: name ?? localAddress, isName: name !== undefined, port: localPort };
}

const MAX_SHOWN = 253;

/** A name of any bytes, for people. */
const shown = (name: string) => name.slice(0, MAX_SHOWN).replace(/[^!-~]/g, '?') || '.';

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
