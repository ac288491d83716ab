import { expect, test } from 'vitest';
import { givenInputs } from '../../../src/action/inputs.ts';
import { type MissingSecret, maskedTexts, readSecrets } from '../../../src/action/secrets.ts';
import { PARAMETERS } from '../../../src/request/parameters.ts';

function pairs(input: string): Record<string, string> {
  return Object.fromEntries(
    PARAMETERS.secrets.parse(input, 'input secrets').map(({ id, value }) => [id, value]),
  );
}

test('rows are trimmed and split at the first =', () => {
  expect(pairs('A=1\n\n  B=x=y,"z"  \r\nC=\n')).toEqual({ A: '1', B: 'x=y,"z"', C: '' });
});

test('a quoted row spans lines; doubled quotes mean one', () => {
  const input = '"KEY=first\n\n  third"\nB=2\n"JSON={""k"":""v""}"\n"EMPTY="\n"Q="""""';
  expect(pairs(input)).toEqual({ KEY: 'first\n\n  third', B: '2', JSON: '{"k":"v"}', EMPTY: '', Q: '""' });
});

test.each([
  ['"A=x\ny', /line 1 .* begins with a quote .* that is never closed/],
  ['B=1\n"A=x" y', /line 2 .* has text after its closing quote/],
  ['=x', /line 1 .* is not of the form/],
  ['A B=x', /line 1 .* is not of the form/],
])('%j is refused with its line number', (input, message) => expect(() => pairs(input)).toThrow(message));

test.each(['//npm.acme.test/:_authToken=hunter2', 'hunter2', '//npm.acme.test/:always-auth hunter2'])(
  'the further line %j of a value is no secret of its own',
  (further) => {
    const message =
      'line 2 of input secrets is not of the form ID=value: it looks like a further line of the value of npmrc';
    const hint =
      'Quote the whole entry, "npmrc=…", and double each quote inside, or give the value with secret-envs or secret-files, which need no quotes. The text is not shown because it may be a secret.';
    expect(() => pairs(`npmrc=registry=https://npm.acme.test/\n${further}`)).toThrow(
      expect.objectContaining({ message, hint, value: undefined }),
    );
  },
);

test.each(['secret-envs', 'secret-files'] as const)('a value in %s is told from a name', (name) => {
  const hint = expect.stringMatching(/^Name the variable with secret-envs \(npmrc=VARIABLE\)/);
  expect(() => PARAMETERS[name].parse('npmrc=a\n//b/:_c=hunter2', name)).toThrow(
    expect.objectContaining({ hint, message: expect.not.stringContaining('hunter2') }),
  );
});

test('an id has letters, digits and _ . - only', () => {
  expect(pairs('npm_rc.2-x=1')).toEqual({ 'npm_rc.2-x': '1' });
  expect(() => pairs('//hunter2=1')).toThrow(/^line 1 of input secrets is not of the form ID=value$/);
});

test('commas may separate variables', () => {
  const given = givenInputs((name) => (name === 'secret-envs' ? 'a=ONE,b=TWO' : ''));
  const onMissing = ({ reason }: MissingSecret) => expect.unreachable(reason);
  const secrets = readSecrets(given, { env: { ONE: '1', TWO: '2' }, workspace: '/', onMissing });
  expect([...secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString()])).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('an empty value counts as not given', () => {
  const inputs: Record<string, string> = { secrets: 'a=\n"b=\n"\nc=x', 'secret-envs': 'd=EMPTY' };
  const given = givenInputs((name) => inputs[name] ?? '');
  const told: MissingSecret[] = [];
  const secrets = readSecrets(given, {
    env: { EMPTY: '' },
    workspace: '/',
    onMissing: (why) => told.push(why),
  });
  expect([...secrets.keys()]).toEqual(['c']);
  expect(told.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
    ['a', 'b', 'd'].map((id) => `${id}: its value is empty`),
  );
  expect(told[0]?.hint).toMatch(/check its name.*pull request of a fork/);
});

test('the runner masks lines of text, not braces, bytes or unused secrets', () => {
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
