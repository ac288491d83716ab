/** What the first bytes of a client say about TLS. */
export type Hello =
  | 'incomplete'
  /** Another protocol than TLS. */
  | 'other'
  /** TLS, with the server name if there is one. `undefined` also stands for a malformed or oversized message. */
  | { readonly serverName: string | undefined };

const HANDSHAKE = 22;
/** The types of the other records: change of ciphers, alert, data, heartbeat. */
const OTHER_RECORDS = [20, 21, 23, 24];
const CLIENT_HELLO = 1;
const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
const SERVER_NAME = 0;
const HOST_NAME = 0;
/** Far more than a client sends. */
export const MAX_HELLO_BYTES = 64 * 1024;

/** Reads the server name of a TLS ClientHello (RFC 8446, RFC 6066), which may be spread over several records. */
export function readHello(bytes: Buffer): Hello {
  if (bytes.length === 0) return 'incomplete';
  const [first = 0] = bytes;
  if (first >= 0x80) return readOldHello(bytes);
  // Some servers skip records before the message, so another reading than theirs would let any name pass.
  if (OTHER_RECORDS.includes(first)) return { serverName: undefined };
  // The version of a record counts as little as in servers of Go.
  if (first !== HANDSHAKE) return 'other';
  const { message, isMalformed } = messageOf(bytes);
  if (isMalformed) return { serverName: undefined };
  if (message.length < MESSAGE_HEADER) return incomplete(bytes);
  if (message[0] !== CLIENT_HELLO) return { serverName: undefined };
  const end = MESSAGE_HEADER + message.readUIntBE(1, 3);
  if (end > MAX_HELLO_BYTES) return { serverName: undefined };
  if (message.length < end) return incomplete(bytes);
  try {
    return { serverName: serverNameIn(message.subarray(MESSAGE_HEADER, end)) };
  } catch (error) {
    if (error instanceof RangeError) return { serverName: undefined };
    throw error;
  }
}

/** The ClientHello of SSL 2, which opens newer versions too (RFC 5246, E.2), has no server name. */
function readOldHello(bytes: Buffer): Hello {
  const isSoFar = (bytes[2] ?? CLIENT_HELLO) === CLIENT_HELLO && (bytes[3] ?? 3) === 3;
  if (!isSoFar) return 'other';
  return bytes.length < 4 ? 'incomplete' : { serverName: undefined };
}

const incomplete = (bytes: Buffer): Hello =>
  bytes.length > MAX_HELLO_BYTES ? { serverName: undefined } : 'incomplete';

/** Joins the contents of the records so far. */
function messageOf(bytes: Buffer): { readonly message: Buffer; readonly isMalformed: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + RECORD_HEADER <= bytes.length) {
    if (bytes[at] !== HANDSHAKE) return { message: Buffer.concat(parts), isMalformed: !isWhole(parts) };
    const end = at + RECORD_HEADER + bytes.readUInt16BE(at + 3);
    parts.push(bytes.subarray(at + RECORD_HEADER, end));
    at = end;
  }
  return { message: Buffer.concat(parts), isMalformed: false };
}

/** Whether the parts hold the whole message, so that a record of another type may follow. */
function isWhole(parts: readonly Buffer[]): boolean {
  const message = Buffer.concat(parts);
  return message.length >= MESSAGE_HEADER && message.length >= MESSAGE_HEADER + message.readUIntBE(1, 3);
}

/** @throws RangeError for lengths beyond the end */
function serverNameIn(hello: Buffer): string | undefined {
  const cursor = reader(hello);
  cursor.skip(2 + 32); // version, random
  cursor.skip(cursor.number(1)); // session
  cursor.skip(cursor.number(2)); // cipher suites
  cursor.skip(cursor.number(1)); // compression methods
  if (cursor.left() === 0) return undefined;
  const extensions = reader(cursor.take(cursor.number(2)));
  let found: string | undefined;
  while (extensions.left() > 0) {
    const type = extensions.number(2);
    const content = extensions.take(extensions.number(2));
    if (type !== SERVER_NAME) continue;
    // Two names could mean different names to two readers.
    if (found !== undefined) return undefined;
    found = hostNameIn(content);
    if (found === undefined) return undefined;
  }
  return found;
}

function hostNameIn(content: Buffer): string | undefined {
  const list = reader(reader(content).sized(2));
  if (list.number(1) !== HOST_NAME) return undefined;
  const name = list.take(list.number(2)).toString('latin1').toLowerCase().replace(/\.$/, '');
  return list.left() === 0 && /^[!-~]{1,255}$/.test(name) ? name : undefined;
}

function reader(bytes: Buffer) {
  let at = 0;
  const take = (count: number) => {
    if (at + count > bytes.length) throw new RangeError('a length is beyond the end');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const number = (size: number) => take(size).readUIntBE(0, size);
  return {
    take,
    number,
    skip: (count: number) => void take(count),
    /** The whole content after its length. */
    sized: (size: number) => {
      const content = take(number(size));
      if (at !== bytes.length) throw new RangeError('bytes after the end');
      return content;
    },
    left: () => bytes.length - at,
  };
}
