import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import { MAX_HELLO_BYTES, readHello } from '../../../src/network/relay/client-hello.ts';

/** The first bytes of Node's own TLS client. */
async function helloFor(
  servername: string | undefined,
  options: tls.ConnectionOptions = {},
): Promise<Buffer> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const connection = once(server, 'connection');
  const client = tls.connect({ port, host: '127.0.0.1', servername, ...options });
  client.on('error', () => undefined);
  const [socket] = (await connection) as [net.Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

/** Splits the handshake of one record into records of a few bytes. */
function fragmented(hello: Buffer, size: number): Buffer {
  const content = hello.subarray(5);
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += size) {
    const part = content.subarray(at, at + size);
    parts.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(parts);
}

describe("a TLS client's first message", () => {
  test('names the server, in lower case and without a final dot', async () => {
    expect(readHello(await helloFor('Packages.Example'))).toEqual({ serverName: 'packages.example' });
    expect(readHello(await helloFor('a.example', { maxVersion: 'TLSv1.2' }))).toEqual({
      serverName: 'a.example',
    });
  });

  test('may lack a name', async () => {
    expect(readHello(await helloFor(''))).toEqual({ serverName: undefined });
  });

  test('is incomplete until the last byte', async () => {
    const hello = await helloFor('a.example');
    for (let length = 0; length < hello.length; length += 1)
      expect(readHello(hello.subarray(0, length))).toBe('incomplete');
    expect(readHello(Buffer.concat([hello, Buffer.from('more')]))).toEqual({ serverName: 'a.example' });
  });

  test.each([1, 7, 100])('may come in records of %d bytes', async (size) => {
    const hello = fragmented(await helloFor('a.example'), size);
    expect(readHello(hello)).toEqual({ serverName: 'a.example' });
    expect(readHello(hello.subarray(0, -1))).toBe('incomplete');
  });

  test('of another protocol is none', () => {
    for (const text of ['SSH-2.0-x', 'GET / HTTP/1.1', '\x00\x0e\x38', '\x80\x2c\x02\x03', '\xff\x00\x02'])
      expect(readHello(Buffer.from(text, 'latin1'))).toBe('other');
  });

  test('has its name in records of any version, as in servers of Go', async () => {
    const hello = await helloFor('a.example');
    for (const version of [0, 2, 4, 15]) {
      hello[1] = version;
      expect(readHello(hello)).toEqual({ serverName: 'a.example' });
    }
  });

  test.each([
    // Servers of Go skip a warning, and then take the name from the next record.
    ['a warning', Buffer.of(21, 3, 1, 0, 2, 1, 90)],
    ['a change of ciphers', Buffer.of(20, 3, 3, 0, 1, 1)],
    ['data', Buffer.of(23, 3, 3, 0, 1, 1)],
    ['a heartbeat', Buffer.of(24, 3, 3, 0, 1, 1)],
  ])('after %s is refused', async (_what, first) => {
    expect(readHello(Buffer.concat([first, await helloFor('a.example')]))).toEqual({ serverName: undefined });
  });

  test('in the form of SSL 2, which OpenSSL accepts and which has no name, is refused', () => {
    const hello = Buffer.of(0x80, 46, 1, 3, 3, 0, 3, 0, 0, 0, 32, 0, 0, 47, ...Array<number>(32).fill(7));
    expect(readHello(hello)).toEqual({ serverName: undefined });
    for (const length of [1, 2, 3]) expect(readHello(hello.subarray(0, length))).toBe('incomplete');
  });

  test('hides no name by damage: every changed byte gives the name, another name or none', async () => {
    const hello = await helloFor('a.example');
    for (let at = 1; at < hello.length; at += 1) {
      for (const value of [0, 1, 255]) {
        const damaged = Buffer.from(hello);
        damaged[at] = value;
        const found = readHello(damaged);
        if (typeof found === 'object')
          expect([undefined, 'string']).toContain(
            typeof found.serverName === 'string' ? 'string' : undefined,
          );
      }
    }
  });

  test('of two server names is refused', async () => {
    const hello = await helloFor('a.example');
    const name = Buffer.concat([Buffer.from([0, 0, 0, 14, 0, 12, 0, 0, 9]), Buffer.from('a.example')]);
    const at = hello.indexOf(name);
    expect(at).toBeGreaterThan(0);
    const grown = Buffer.concat([hello.subarray(0, at), name, hello.subarray(at)]);
    grown.writeUInt16BE(grown.length - 5, 3);
    grown.writeUIntBE(grown.length - 9, 6, 3);
    // The length of all extensions comes before the first, after the compression methods.
    const start = 9 + 2 + 32;
    const session = grown[start] ?? 0;
    const ciphers = grown.readUInt16BE(start + 1 + session);
    const lengthAt = start + 1 + session + 2 + ciphers + 2;
    grown.writeUInt16BE(grown.readUInt16BE(lengthAt) + name.length, lengthAt);
    expect(readHello(grown)).toEqual({ serverName: undefined });
  });

  test('without an end is refused', () => {
    const endless = Buffer.alloc(MAX_HELLO_BYTES + 10);
    Buffer.from([22, 3, 1, 255, 255, 1, 0, 255, 0]).copy(endless);
    expect(readHello(endless)).toEqual({ serverName: undefined });
  });
});
