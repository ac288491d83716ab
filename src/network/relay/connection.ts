import type { LookupAddress } from 'node:dns';
import { connect, type Socket } from 'node:net';
import { readingInto } from './bulk.ts';
import type { Destination, Judge } from './judge.ts';
import type { Note } from './record.ts';
import type { Resolver } from './resolve.ts';
import { readFirst } from './server-name.ts';

export interface Circumstances {
  readonly judge: Judge;
  readonly resolve: Resolver;
  readonly note: (attempt: Note) => void;
  /** An audit does not compare server names. */
  readonly isAudit: boolean;
}

/** A connection under way. */
export interface Relayed {
  /** Settles when everything that the step sent is with the kernel, or the connection is over. Never rejects. */
  readonly sent: Promise<void>;
  readonly destroy: () => void;
}

const TLS_PORT = 443;
/** Milliseconds for an address before the next address of a name is tried. */
const NEXT_ADDRESS_MS = 5000;

/** Connects a paused connection of a step with its destination, or resets the connection. */
export function relay(client: Socket, to: Destination, around: Circumstances): Relayed {
  const sent = Promise.withResolvers<void>();
  let server: Socket | undefined;
  client.on('error', () => undefined);
  client.once('close', (hadError) => {
    if (hadError || server === undefined) sent.resolve();
    if (hadError && server !== undefined) reset(server);
  });
  const start = async () => {
    const passed = await decide(to, around);
    if (passed === undefined || client.destroyed) return reset(client);
    server = dial(client, to, passed.addresses);
    server.once('finish', sent.resolve).once('close', sent.resolve);
    join(client, server, { to, around });
    const isChecked = to.isName && to.port === TLS_PORT && !around.isAudit;
    if (isChecked && !(await sendsItsName(client, server, { to, around }))) return;
    whenConnected(server, () => around.note({ ...placeOf(to), end: 'passed', detail: passed.detail }));
    client.pipe(server);
  };
  start().catch(() => reset(client));
  return {
    sent: sent.promise,
    destroy: () => {
      client.destroy();
      server?.destroy();
      sent.resolve();
    },
  };
}

const placeOf = ({ host, port }: Destination) => ({ host, port });

interface Passed {
  readonly addresses: readonly string[];
  readonly detail: string | undefined;
}

async function decide(to: Destination, { judge, resolve, note }: Circumstances): Promise<Passed | undefined> {
  const place = placeOf(to);
  if (!judge.lists(to)) {
    note({ ...place, end: 'denied', denial: 'endpoint' });
    return undefined;
  }
  const found = to.isName ? await resolve(to.host) : { addresses: [to.host] };
  if ('fault' in found) {
    note({ ...place, end: 'failed', detail: found.fault });
    return undefined;
  }
  const { addresses, denial, detail } = judge.choose(to, found.addresses);
  if (denial === undefined) return { addresses, detail };
  note({ ...place, end: 'denied', denial, detail: to.isName || denial === 'owner' ? detail : undefined });
  return undefined;
}

/** Connects to one of these addresses and to no other: the name is never resolved again. */
function dial(client: Socket, { port }: Destination, addresses: readonly string[]): Socket {
  const answers: LookupAddress[] = addresses.map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  const server: Socket = connect({
    onread: readingInto(client, () => server),
    // Only the answers count. An address here would go past them.
    host: 'chosen',
    lookup: (_name, _options, callback) => callback(null, answers),
    port,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    allowHalfOpen: true,
    noDelay: true,
  });
  return server;
}

interface Side {
  readonly to: Destination;
  readonly around: Circumstances;
}

/** Passes on all that the server sends, and the failure of the server. */
function join(client: Socket, server: Socket, { to, around }: Side): void {
  let isConnected = false;
  server.once('connect', () => {
    isConnected = true;
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (!isConnected) around.note({ ...placeOf(to), end: 'failed', detail: codeOf(error) });
    reset(client);
  });
  server.once('end', () => client.end());
  server.resume();
}

function codeOf(error: NodeJS.ErrnoException): string {
  const [first] = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [];
  return first?.code ?? error.code ?? 'EFAIL';
}

/**
 * Sends nothing to the server before the client's TLS server name is known. Another server name resets the connection. Protocols
 * other than TLS pass.
 */
async function sendsItsName(client: Socket, server: Socket, { to, around }: Side): Promise<boolean> {
  const { hello, bytes } = await readFirst(client);
  if (hello !== undefined && hello.serverName !== to.host) {
    const detail = hello.serverName ?? '';
    around.note({ ...placeOf(to), end: 'denied', denial: 'server-name', detail });
    reset(client);
    reset(server);
    return false;
  }
  if (bytes.length > 0 && !server.destroyed) server.write(bytes);
  return true;
}

function whenConnected(server: Socket, then: () => void): void {
  if (server.connecting) server.once('connect', then);
  else if (!server.destroyed || server.bytesRead > 0) then();
}

function reset(socket: Socket): void {
  if (socket.connecting) socket.destroy();
  else if (!socket.destroyed) socket.resetAndDestroy();
}
