import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CacheProgram } from '../../src/remote/gha/client.ts';
import type { EntriesOptions } from '../../src/remote/gha/entries.ts';

const WIRE = path.resolve(import.meta.dirname, '../../src/host/process/wire.ts');

/**
 * A program in the place of the one with @actions/cache: it belongs to the user and may answer anything.
 *
 * @param onMessage JavaScript with `head` and `bytes` of a question, and `send(head, bytes)`
 * @param start JavaScript before the first question
 */
export function fakeProgram(
  onMessage: string,
  { start = '', env = {} }: { readonly start?: string; readonly env?: CacheProgram['env'] } = {},
): CacheProgram & { readonly directory: string } {
  const directory = mkdtempSync(path.join(tmpdir(), 'fake-cache-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = path.join(directory, 'program.mjs');
  writeFileSync(
    file,
    `import { decoder, encode } from ${JSON.stringify(WIRE)};
     const send = (head, bytes) => {
       for (const piece of encode(head, bytes && [bytes])) process.stdout.write(piece);
     };
     process.stdin.on('data', decoder(({ head, bytes }) => { ${onMessage} }));
     process.stdin.on('end', () => process.exit());
     ${start}`,
  );
  return { file, env, directory };
}

/** JavaScript of an honest reader: entries by key, and a key also finds keys that begin with it. */
export function serving(entries: Readonly<Record<string, Buffer>>): string {
  const coded = Object.entries(entries).map(([key, bytes]) => [key, bytes.toString('base64')]);
  return `
    globalThis.entries ??= new Map(${JSON.stringify(coded)}.map(([k, b]) => [k, Buffer.from(b, 'base64')]));
    if (head.operation === 'restore') {
      const key = head.keys.flatMap((k) => [...entries.keys()].filter((e) => e.startsWith(k)))[0];
      globalThis.pack = entries.get(key);
      send({ answer: { requests: 2, key, size: globalThis.pack?.length } });
    }
    if (head.operation === 'read')
      send({ answer: {} }, globalThis.pack.subarray(head.position, head.position + head.length));`;
}

export function fakeEntries(program: CacheProgram, answerMs = 120_000): EntriesOptions {
  const meter = { requests: 0, receivedBytes: 0, sentBytes: 0 };
  return { program, meter, answerMs, minBytesPerSecond: 64 * 1024 };
}

export async function piecesOf(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return pieces;
}
