import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMasker } from '../../../src/mask/masker.ts';
import { piecesOf } from '../../../src/mask/scanner.ts';

/** This much of a long secret is hidden also if the rest differs. */
const ENOUGH = 64;

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Compares each piece at each position, character by character. */
function naive(text: string, pieces: Iterable<string>, next: (at: number) => number): string {
  const parts: Part[] = [];
  for (const piece of pieces)
    for (let start = 0; start < text.length; start++) {
      let length = 0;
      let end = start;
      for (let at = start; length < piece.length && text[at] === piece[length]; at = next(at)) {
        length += 1;
        end = at + 1;
      }
      if (length >= Math.min(piece.length, ENOUGH)) parts.push({ start, end });
    }
  return stars(text, parts);
}

/** By position: the next position without a line break and the blanks after it. */
function behindBreaks(text: string): readonly number[] {
  const skipped = /(\r\n|\r|\n)[ \t]*/y;
  return [...text].map((_, at) => {
    skipped.lastIndex = at + 1;
    return skipped.test(text) ? skipped.lastIndex : at + 1;
  });
}

function stars(text: string, parts: readonly Part[]): string {
  let shown = '';
  let covered = 0;
  for (const { start, end } of [...parts].sort((a, b) => a.start - b.start)) {
    if (start >= covered) shown += `${text.slice(covered, start)}***`;
    covered = Math.max(covered, end);
  }
  return shown + text.slice(covered);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 });
const count = fc.nat(40);
/** Words with repetitions, so that long secrets overlap themselves and each other. */
const periodic = fc
  .array(fc.tuple(word, count), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''));
const secrets = fc.array(periodic, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const texts = fc.array(fc.oneof(periodic, fc.nat(3)), { maxLength: 4 });
const cuts = fc.array(fc.nat(1000), { maxLength: 8 });

function inPieces(secret: string, text: string, at: readonly number[]): string {
  const stream = createMasker([Buffer.from(secret)]).stream();
  const places = [0, ...at.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return (
    places
      .slice(1)
      .map((end, index) => stream.push(text.slice(places[index], end)))
      .join('') + stream.end()
  );
}

test('hides the same as a comparison of each piece at each position', () => {
  fc.assert(
    fc.property(secrets, texts, cuts, (secret, parts, at) => {
      const lines = secret.split('\n');
      const text = parts.map((part) => (typeof part === 'string' ? part : (lines[part] ?? secret))).join('');
      expect(inPieces(secret, text, at)).toBe(
        naive(text, piecesOf([Buffer.from(secret)]).texts, (place) => place + 1),
      );
    }),
    { numRuns: 300 },
  );
});

test('hides the same base64 as a comparison of each piece at each position', () => {
  const breaks = fc.constantFrom('\n', '\r\n', '\n  ', '\n\n', '');
  fc.assert(
    fc.property(periodic, periodic, cuts, breaks, (secret, more, at, end) => {
      const encoded = Buffer.from(`${more}${secret}${secret}${more}`).toString('base64');
      const text = encoded.replace(/.{7}/g, `$&${end}`);
      const next = behindBreaks(text);
      const { base64 } = piecesOf([Buffer.from(secret)]);
      expect(inPieces(secret, text, at)).toBe(naive(text, base64, (place) => next[place] ?? text.length));
    }),
    { numRuns: 300 },
  );
});
