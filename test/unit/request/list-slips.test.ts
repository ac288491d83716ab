import { expect, test } from 'vitest';
import { PARAMETERS, type ParameterName } from '../../../src/request/parameters.ts';

const parse = (name: ParameterName, text: string) => PARAMETERS[name].parse(text, `input ${name}`);

test.each<[ParameterName, string]>([
  ['outputs', '- type=local,src=/a.txt,dest=dist'],
  ['outputs', '- dist'],
  ['cache-from', '- type=gha'],
  ['cache-to', ' - ghcr.io/acme/cache'],
  ['tags', '- acme/app:1'],
  ['key-secrets', '- token'],
  ['ca', '- ca.pem'],
  ['exposed-ports', '- 80'],
  ['labels', '- a=1'],
  ['build-args', '- A=1'],
  ['secrets', '- a=1'],
  ['secret-envs', '- a=A'],
])('%s refuses the YAML list %j with a hint', (name, text) => {
  const hint = expect.stringMatching(/^Leave the "- " out: the list is a text with one entry per line\./);
  expect(() => parse(name, text)).toThrow(expect.objectContaining({ code: 'input-invalid', hint }));
});

test('the number of a line with a dash is named', () => {
  expect(() => parse('tags', 'a\n- b')).toThrow('line 2 of input tags begins with "- "');
});

test.each<[ParameterName, string, string]>([
  ['secrets', 'id=npmrc,src=.npmrc', 'secret-files: npmrc=.npmrc'],
  ['secrets', 'a=1\n"id=npmrc,source=.npmrc"', 'secret-files: npmrc=.npmrc'],
  ['secrets', 'type=env,id=npmrc,env=NPMRC', 'secret-envs: npmrc=NPMRC'],
  ['secret-files', 'id=npmrc,src=.npmrc', 'secret-files: npmrc=.npmrc'],
  ['secret-envs', 'id=npmrc,env=NPMRC', 'secret-envs: npmrc=NPMRC'],
])("%s tells how Docker's %j is written", (name, text, own) => {
  expect(() => parse(name, text)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/^line \d of input \S+ has Docker's form of a secret$/),
      hint: expect.stringContaining(` is "${own}" here.`),
    }),
  );
});

test.each([
  ['pipconf=$PIPCONF', 'Write pipconf=PIPCONF, without $, braces and dots.'],
  [`pipconf=\${PIPCONF}`, 'Write pipconf=PIPCONF, without $, braces and dots.'],
  [`pipconf=\${{ env.PIPCONF }}`, 'Write pipconf=PIPCONF, without $, braces and dots.'],
  ['pipconf=%PIPCONF%', undefined],
  ['pipconf=hunter2 and more', undefined],
  [
    'pipconf=secrets.PIPCONF',
    `Write pipconf=PIPCONF, and give the variable its value with env: PIPCONF: \${{ secrets.PIPCONF }}.`,
  ],
  [
    `pipconf=\${{secrets.PIPCONF}}`,
    `Write pipconf=PIPCONF, and give the variable its value with env: PIPCONF: \${{ secrets.PIPCONF }}.`,
  ],
  ['npmrc=$s3cret1', undefined],
])('secret-envs refuses %j, which names no variable', (text, hint) => {
  const message = 'line 2 of input secret-envs does not name a variable';
  expect(() => parse('secret-envs', `A=B_1,${text}`)).toThrow(
    expect.objectContaining({
      message,
      hint: hint ?? expect.stringMatching(/^Write ID=VARIABLE, with the name of a variable.*not shown/),
    }),
  );
});

test('a value with the words of Docker stays a value', () => {
  expect(parse('secrets', 'id=a, b\nurl=id=x,src=y')).toHaveLength(2);
});

test.each<[ParameterName, string, string]>([
  ['build-args', 'GO: 1.25', 'Write GO=1.25.'],
  ['build-args', 'A=1\nGO: 1.25', 'Write GO=1.25.'],
  ['labels', 'org.acme/app: x', 'Write org.acme/app=x.'],
  ['exposed-ports', 'http', 'Write 80.'],
  ['exposed-ports', '8080:80', 'Write 80.'],
  ['exposed-ports', 'web', 'Write a number, such as 8080 or 53/udp.'],
  ['entrypoint', '["/server"', 'Quote each word, separate words by commas, and close the list: ["/server"].'],
  [
    'cmd',
    '["sh", "-c", "echo a, b"',
    'Quote each word, separate words by commas, and close the list: ["sh", "-c", "echo a, b"].',
  ],
  ['cmd', "['a', b]", 'Quote each word, separate words by commas, and close the list: ["a", "b"].'],
])('%s=%j gets the corrected value', (name, text, hint) => {
  expect(() => parse(name, text)).toThrow(expect.objectContaining({ hint }));
});

test('the hint for YAML in secrets shows no value', () => {
  const hint = expect.stringMatching(/^Write ID=value, with = instead of the colon\. The text is not shown/);
  expect(() => parse('secrets', 'hunter2: x')).toThrow(expect.objectContaining({ hint }));
});
