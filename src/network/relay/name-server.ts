import type { Socket as DatagramSocket } from 'node:dgram';
import type { Server, Socket } from 'node:net';
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
} from 'dns-packet';

/** The outcome of a lookup: an address, no such name, or a failure that may pass. */
export type Answer = { readonly address: string } | 'unknown' | 'failed';

/** Looks up a name in lower case. `isForAddress`: the step asks for addresses and not for another kind of record. */
export type LookUp = (name: string, isForAddress: boolean) => Promise<Answer>;

/** The codes of RFC 1035 that dns-packet has no names for in packets. */
const [SERVER_FAILURE, NO_SUCH_NAME, NOT_IMPLEMENTED] = [2, 3, 4];
const TTL_SECONDS = 60;
/** A message over TCP comes after its length in two bytes. */
const LENGTH_SIZE = 2;
/** A step asks so many questions at once at most; a resolver asks again. */
const MAX_PENDING = 256;
const MAX_TCP_CLIENTS = 64;
const TCP_IDLE_MS = 10_000;

/**
 * Answers one DNS message: an address for a known name, nothing for other types of a known name, and "no such name" for all
 * other names. Returns undefined for bytes that are no question.
 */
export async function answerMessage(bytes: Buffer, lookUp: LookUp): Promise<Buffer | undefined> {
  const query = decoded(bytes);
  const [question, second] = query?.questions ?? [];
  if (query === undefined || question === undefined || second !== undefined || query.type !== 'query')
    return undefined;
  const reply = (code: number, answers: Packet['answers'] = []) =>
    encode({
      type: 'response',
      id: query.id,
      flags: ((query.flags ?? 0) & RECURSION_DESIRED) | RECURSION_AVAILABLE | AUTHORITATIVE_ANSWER | code,
      questions: [question],
      answers,
    });
  const { name, type } = question;
  if (question.class !== undefined && question.class !== 'IN') return reply(NOT_IMPLEMENTED);
  const answer = await lookUp(name.toLowerCase().replace(/\.$/, ''), type === 'A' || type === 'AAAA');
  if (answer === 'failed') return reply(SERVER_FAILURE);
  if (answer === 'unknown') return reply(NO_SUCH_NAME);
  // A step has no IPv6, so programs do not try it before IPv4.
  return reply(0, type === 'A' ? [{ type: 'A', name, ttl: TTL_SECONDS, data: answer.address }] : []);
}

function decoded(bytes: Buffer): Packet | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** Answers a message, and answers nothing for a message that cannot be encoded. */
async function safeAnswer(bytes: Buffer, lookUp: LookUp): Promise<Buffer | undefined> {
  try {
    return await answerMessage(bytes, lookUp);
  } catch {
    return undefined;
  }
}

export function serveDatagrams(socket: DatagramSocket, lookUp: LookUp): void {
  let pending = 0;
  socket.on('error', () => undefined);
  socket.on('message', (bytes, { address, port }) => {
    if (pending >= MAX_PENDING) return;
    pending += 1;
    void safeAnswer(bytes, lookUp).then((reply) => {
      pending -= 1;
      // The room may have closed.
      if (reply !== undefined) tryTo(() => socket.send(reply, port, address, () => undefined));
    });
  });
}

export function serveStreams(server: Server, lookUp: LookUp): void {
  server.maxConnections = MAX_TCP_CLIENTS;
  server.on('connection', (socket) => serveStream(socket, lookUp));
}

function serveStream(socket: Socket, lookUp: LookUp): void {
  let held: Buffer = Buffer.alloc(0);
  let turn = Promise.resolve();
  socket.setTimeout(TCP_IDLE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    // One question at a time, and the next after the answer has left: the step can pile up neither.
    socket.pause();
    turn = turn.then(async () => {
      held = await answerWhole(held, socket, lookUp);
      socket.resume();
    });
  });
}

/** Answers all whole messages in turn, and returns the rest. */
async function answerWhole(bytes: Buffer, socket: Socket, lookUp: LookUp): Promise<Buffer> {
  let rest = bytes;
  while (rest.length >= LENGTH_SIZE && rest.length >= LENGTH_SIZE + rest.readUInt16BE(0)) {
    const end = LENGTH_SIZE + rest.readUInt16BE(0);
    const reply = await safeAnswer(rest.subarray(LENGTH_SIZE, end), lookUp);
    if (reply === undefined) {
      socket.destroy();
      return Buffer.alloc(0);
    }
    const length = Buffer.alloc(LENGTH_SIZE);
    length.writeUInt16BE(reply.length);
    await sent(socket, Buffer.concat([length, reply]));
    rest = rest.subarray(end);
  }
  return rest;
}

/** Waits until the kernel has the bytes or the connection is over. */
const sent = (socket: Socket, bytes: Uint8Array) =>
  new Promise<void>((resolve) => void socket.write(bytes, () => resolve()));

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody waits for the answer any more.
  }
}
