import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { createMasker } from '../../../src/mask/masker.ts';

const counts = vi.hoisted(() => ({ lookups: 0 }));

// The real tree of pieces; each search for a child is counted.
vi.mock('../../../src/mask/trie.ts', async (importOriginal) => {
  const { makeTrie, ...rest } = await importOriginal<typeof import('../../../src/mask/trie.ts')>();
  return {
    ...rest,
    makeTrie: (pieces: readonly string[]) => {
      const trie = makeTrie(pieces);
      const child: typeof trie.child = (node, unit) => {
        counts.lookups += 1;
        return trie.child(node, unit);
      };
      return { ...trie, child };
    },
  };
});

const read = String.prototype.charCodeAt;
afterEach(() => {
  String.prototype.charCodeAt = read;
});

/** Counts characters that `work` reads, and nodes that it searches. */
function workOf(work: () => unknown): number {
  let reads = 0;
  counts.lookups = 0;
  String.prototype.charCodeAt = function (index: number) {
    reads += 1;
    return read.call(this, index);
  };
  work();
  String.prototype.charCodeAt = read;
  return reads + counts.lookups;
}

const base64 = (number: number) => createHash('sha384').update(`${number}`).digest('base64');

/** Secrets by the number of a line. */
const LINES: Readonly<Record<string, (number: number) => string>> = {
  'of a bundle': base64,
  'with a common beginning': (number) => `${'common '.repeat(30)}${number}${base64(number)}`,
  'that repeat themselves': (number) => `${'ab'.repeat(number % 100)}${number}`,
};

test.each(Object.keys(LINES))('secrets %s: the work depends on the text alone', (kind) => {
  const line = LINES[kind] ?? String;
  const lines = (count: number) => [...Array(count).keys()].map(line);
  // Nearly the secrets, which is the most work.
  const text = lines(100)
    .map((one) => one.slice(0, -1))
    .join('\n')
    .slice(0, 10_000);
  const workWith = (count: number) => {
    const masked = createMasker([Buffer.from(lines(count).join('\n'))]).stream();
    masked.push('');
    return workOf(() => [masked.push(text.slice(0, 3333)), masked.push(text.slice(3333)), masked.end()]);
  };
  const [few, many] = [workWith(100), workWith(1000)];
  expect(few).toBeGreaterThan(text.length);
  expect(many).toBeLessThan(1.5 * few);
  // The text once, and in either automaton at most two searches a character.
  expect(many).toBeLessThan(8 * text.length);
});

test.each(Object.keys(LINES))('secrets %s: the preparation is linear in their length', (kind) => {
  const line = LINES[kind] ?? String;
  const value = (count: number) => Buffer.from([...Array(count).keys()].map(line).join('\n'));
  const workFor = (secret: Buffer) => workOf(() => createMasker([secret]).stream()) / secret.length;
  expect(workFor(value(1000))).toBeLessThan(1.5 * workFor(value(100)));
});

const periods = (of: string, length: number) => of.repeat(Math.ceil(length / of.length)).slice(0, length);

/** A secret of a length, and the text around which it repeats itself. */
const PERIODIC: Readonly<Record<string, (length: number) => readonly [secret: string, text: string]>> = {
  'of one character': (length) => [periods('a', length), periods('a', 2 * length)],
  'of a long period': (length) => [periods(base64(1), length), periods(base64(1), 2 * length)],
  'with an end that never comes': (length) => [
    `${periods('a', length)}!`,
    periods(`${periods('a', length)}?`, 3 * length),
  ],
  'of lines that begin inside each other': (length) => [
    [...Array(20).keys()].map((at) => periods(base64(1).slice(at), length / 20)).join('\n'),
    periods(base64(1), 2 * length),
  ],
};

test.each(Object.keys(PERIODIC))('a secret %s: the work is linear in its length', (kind) => {
  const workFor = (length: number) => {
    const [secret, text] = PERIODIC[kind]?.(length) ?? ['', ''];
    return workOf(() => expect(createMasker([Buffer.from(secret)]).mask(text)).toContain('***'));
  };
  expect(workFor(40_000)).toBeLessThan(11 * workFor(4000));
});

test('a secret in base64 with many line breaks: the time is linear in its length', () => {
  const timeFor = (length: number) => {
    const masker = createMasker([Buffer.from(periods('a', length))]);
    const text = Buffer.from(periods('a', 2 * length))
      .toString('base64')
      .replace(/./g, '$&\n');
    const before = process.cpuUsage();
    expect(masker.mask(text)).toMatch(/^(.\n){0,4}\*{3}\s*(.\n){0,4}$/);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  // CPU time, and the least of three, so that other work on the machine does not count. The kernel divides the exact sum by samples.
  const least = (length: number) => Math.min(...[1, 2, 3].map(() => timeFor(length)));
  // Linear is 16, and quadratic would be 256.
  const few = least(2000);
  expect(least(32_000)).toBeLessThan(80 * few);
});
