import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Duplex } from 'node:stream';
import { decode, encode, type Packet } from 'dns-packet';
import { describe, expect, test } from 'vitest';
import { type Answer, answerMessage, serveStreams } from '../../../src/network/relay/name-server.ts';

const ask = (name: string, type: 'A' | 'AAAA' | 'SRV' = 'A', more: Partial<Packet> = {}) =>
  encode({ type: 'query', id: 7, flags: 256, questions: [{ type, name }], ...more });

const asked: [string, boolean][] = [];
const lookUp = async (name: string, isForAddress: boolean): Promise<Answer> => {
  asked.push([name, isForAddress]);
  if (name === 'a.example') return { address: '198.18.1.0' };
  return name === 'slow.example' ? 'failed' : 'unknown';
};

async function answer(message: Buffer) {
  const reply = await answerMessage(message, lookUp);
  return reply && decode(reply);
}

describe('over TCP', () => {
  const size = (bytes: Buffer) => Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]);

  /** Waits until the client has as many answers, or the server ends. */
  async function talk(pieces: readonly Buffer[], wanted: number): Promise<readonly string[]> {
    const server = createServer().listen(0, '127.0.0.1');
    serveStreams(server, lookUp);
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    let heard = Buffer.alloc(0);
    const answers: string[] = [];
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      while (heard.length > 2 && heard.length >= 2 + heard.readUInt16BE(0)) {
        const end = 2 + heard.readUInt16BE(0);
        answers.push((decode(heard.subarray(2, end)) as { rcode?: string }).rcode ?? 'none');
        heard = heard.subarray(end);
      }
    });
    for (const piece of pieces) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await expect.poll(() => answers.length === wanted || socket.closed, { timeout: 60_000 }).toBe(true);
    socket.destroy();
    server.close();
    return answers;
  }

  test('answers questions in any pieces, in order', async () => {
    const both = Buffer.concat([size(ask('a.example')), size(ask('b.example'))]);
    expect(await talk([both], 2)).toEqual(['NOERROR', 'NXDOMAIN']);
    const parts = [...Array(Math.ceil(both.length / 9)).keys()].map((at) =>
      both.subarray(at * 9, at * 9 + 9),
    );
    expect(await talk(parts, 2)).toEqual(['NOERROR', 'NXDOMAIN']);
  });

  test('waits with the next question until a client reads', async () => {
    const releases: (() => void)[] = [];
    const slow = Object.assign(
      new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => void releases.push(done) }),
      { setTimeout: () => undefined },
    );
    const server = createServer();
    serveStreams(server, lookUp);
    server.emit('connection', slow);
    const before = asked.length;
    slow.push(Buffer.concat([size(ask('a.example')), size(ask('b.example'))]));
    await expect.poll(() => releases.length, { timeout: 60_000 }).toBe(1);
    expect(asked.length - before).toBe(1);
    releases[0]?.();
    await expect.poll(() => asked.length - before, { timeout: 60_000 }).toBe(2);
    slow.destroy();
  });

  test('ends at noise', async () => {
    expect(await talk([size(Buffer.from('noise')), size(ask('a.example'))], 1)).toEqual([]);
  });
});

describe('the name server', () => {
  test('answers a known name with its address, as written', async () => {
    expect(await answer(ask('A.Example'))).toMatchObject({
      id: 7,
      type: 'response',
      rcode: 'NOERROR',
      questions: [{ name: 'A.Example', type: 'A' }],
      answers: [{ name: 'A.Example', type: 'A', data: '198.18.1.0' }],
    });
    expect(asked.at(-1)).toEqual(['a.example', true]);
  });

  test('has no IPv6 and no other records', async () => {
    for (const type of ['AAAA', 'SRV'] as const)
      expect(await answer(ask('a.example', type))).toMatchObject({ rcode: 'NOERROR', answers: [] });
    expect(asked.at(-1)).toEqual(['a.example', false]);
  });

  test('knows no other name, and tells failures apart', async () => {
    expect(await answer(ask('b.example'))).toMatchObject({ rcode: 'NXDOMAIN', answers: [] });
    expect(await answer(ask('slow.example'))).toMatchObject({ rcode: 'SERVFAIL', answers: [] });
  });

  test('answers no bytes that are no question', async () => {
    const two = encode({
      type: 'query',
      id: 1,
      questions: [
        { type: 'A', name: 'a' },
        { type: 'A', name: 'b' },
      ],
    });
    const response = encode({ type: 'response', id: 1, questions: [{ type: 'A', name: 'a' }] });
    const noise = [
      Buffer.alloc(0),
      Buffer.from('x'),
      Buffer.alloc(12),
      Buffer.alloc(600, 0xc0),
      two,
      response,
    ];
    for (const bytes of noise) expect(await answerMessage(bytes, lookUp)).toBeUndefined();
  });

  test('survives every damaged byte', async () => {
    const query = ask('a.example');
    for (let at = 0; at < query.length; at += 1) {
      for (const value of [0, 0x3f, 0xc0, 0xff]) {
        const damaged = Buffer.from(query);
        damaged[at] = value;
        await answerMessage(damaged, lookUp).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
      }
    }
  });
});
