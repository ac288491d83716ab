import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMasker, type Masker, unmasked } from '../../../src/mask/masker.ts';

const masker = (secrets: readonly string[]): Masker => createMasker(secrets.map((text) => Buffer.from(text)));

function inPieces({ stream }: Masker, pieces: readonly string[]): string {
  const masked = stream();
  return pieces.map((piece) => masked.push(piece)).join('') + masked.end();
}

test.each<[string, string[], string, string]>([
  ['a secret', ['first'], 'a first b', 'a *** b'],
  ['a secret without the line feed of its file', ['first\n'], 'first\n', '***\n'],
  ['two beside each other', ['first'], 'firstfirst', '******'],
  ['two that overlap', ['abcdef', 'defghi'], 'xabcdefghix', 'x***x'],
  ['one inside another', ['abcdefgh', 'cdef'], 'abcdefgh cdef', '*** ***'],
  ['one that overlaps itself', ['abab'], 'ababab!', '***!'],
  ['each line', ['line one\r\nline two\n}'], 'line two }', '*** }'],
  ['all lines', ['line one\nx\nline two'], 'line one\nx\nline two.', '***.'],
  ['a JSON string', ['quo"te\\d'], JSON.stringify({ a: 'quo"te\\d' }), '{"a":"***"}'],
  ['a URL', ['p@ss wörd'], `x=${encodeURIComponent('p@ss wörd')}`, 'x=***'],
  ['nothing that only begins like it', ['first'], 'firs tfirs', 'firs tfirs'],
  ['no short words', ['no', 'yes\nabc'], 'no yes abc', 'no yes abc'],
  ['nothing where there is no secret', [], 'text', 'text'],
  ['nothing for a blank secret', [' \n\t    '], 'a     b', 'a     b'],
])('masks %s', (_, secrets, text, expected) => {
  expect(masker(secrets).mask(text)).toBe(expected);
});

test.each(['', 'a', 'ab'])('masks base64 of a secret behind %j', (before) => {
  const secret = 'a secret of some length';
  const shown = masker([secret]).mask(Buffer.from(`${before}${secret}\n`).toString('base64'));
  expect(shown).toContain('***');
  expect(shown.length).toBeLessThan(16);
});

test('recognizes text with a secret', () => {
  const { hides } = masker(['first']);
  expect([hides('xfirstx'), hides('firs')]).toEqual([true, false]);
});

test('names the secrets too short to be masked', () => {
  const secrets = new Map(
    Object.entries({ a: 'abc\n', b: 'abcd', c: '' }).map(([id, text]) => [id, Buffer.from(text)]),
  );
  expect(unmasked(secrets)).toEqual(['a']);
});

test('shows text at once that cannot begin a secret', () => {
  const stream = masker(['first']).stream();
  expect([
    stream.push('a fi'),
    stream.push('b'),
    stream.push('fir'),
    stream.push('st.'),
    stream.end(),
  ]).toEqual(['a ', 'fib', '', '***.', '']);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é'), maxLength: 12 });
const cuts = fc.array(fc.nat(200), { maxLength: 20 });

function cut(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

test('hides a long line although many forms of its secret are under way', () => {
  const lines = ['first', 'second'].map((name) => name.repeat(20));
  // The forms of the whole secret differ only in the last line.
  const secret = [...lines, `"a" & 'b' <c> /d/ e`].join('\n');
  expect(masker([secret]).mask(`${lines.join('\n')}\nsomething else`)).toBe('***something else');
});

test('hides a long secret that repeats itself', () => {
  const secret = `${'ab'.repeat(100)}!`;
  expect(masker([secret]).mask(`${'ab'.repeat(150)}! and more`)).toBe('*** and more');
});

test('the cuts of the output never reveal a secret', () => {
  const texts = fc.array(fc.oneof(letters, fc.nat(2).map(String)), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), texts, cuts, (secrets, parts, at) => {
      // A digit stands for the secret with that number, so that the text is full of them.
      const text = parts
        .map((part) => (/^[0-2]$/.test(part) ? (secrets[Number(part)] ?? '') : part))
        .join('');
      const tool = masker(secrets);
      const whole = tool.mask(text);
      expect(inPieces(tool, cut(text, at))).toBe(whole);
      for (const secret of secrets) {
        if (secret.trim().length >= 4) expect(whole).not.toContain(secret.trim());
      }
    }),
    { numRuns: 500 },
  );
});
