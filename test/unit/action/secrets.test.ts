import { expect, test } from 'vitest';
import { readPairs } from '../../../src/action/lists.ts';
import { maskedTexts, readSecrets } from '../../../src/action/secrets.ts';

function pairs(input: string): Record<string, string> {
  return Object.fromEntries(readPairs(input, 'secrets').map(({ id, value }) => [id, value]));
}

test('one a line, blanks around it dropped, everything behind the first = is the value', () => {
  expect(pairs('A=1\n\n  B=x=y,"z"  \r\nC=\n')).toEqual({ A: '1', B: 'x=y,"z"', C: '' });
});

test('a quoted row goes over lines; two quotes are one', () => {
  const input = '"KEY=first\n\n  third"\nB=2\n"JSON={""k"":""v""}"\n"EMPTY="\n"Q="""""';
  expect(pairs(input)).toEqual({ KEY: 'first\n\n  third', B: '2', JSON: '{"k":"v"}', EMPTY: '', Q: '""' });
});

test.each([
  ['"A=x\ny', /line 1 .* begins with a quote .* that nothing ends/],
  ['B=1\n"A=x" y', /line 2 .* has text behind its closing quote/],
  ['=x', /line 1 .* is not of the form/],
  ['A B=x', /line 1 .* is not of the form/],
])('%j is refused by its line', (input, message) => expect(() => pairs(input)).toThrow(message));

test('variables may be given on one line, with commas', () => {
  const get = (name: string) => (name === 'secret-envs' ? 'a=ONE,b=TWO' : '');
  const onMissing = (why: Error) => expect.unreachable(why.message);
  const secrets = readSecrets(get, { env: { ONE: '1', TWO: '2' }, workspace: '/', onMissing });
  expect([...secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString()])).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('tells the runner to mask lines of text, never braces, bytes or unused secrets', () => {
  const secrets = new Map([
    ['text', Buffer.from('token\n')],
    ['json', Buffer.from('{\n  "key": "value"\n}\n')],
    ['pem', Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')],
    ['pin', Buffer.from('1')],
    ['unused', Buffer.from('ordinary')],
    ['blank', Buffer.from(' \n')],
    ['bytes', Buffer.from([0xff, 0xfe])],
  ]);
  expect(maskedTexts(secrets, 'text json pem pin blank bytes')).toEqual(['token', '"key": "value"', 'MIIB']);
});
