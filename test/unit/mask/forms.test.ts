import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createMasker } from '../../../src/mask/masker.ts';

const secret = `p@ss w'ö"rd/<&>$x\\!(1),*`;

const shells = [
  ['bash printf %q', 'bash', 'printf %q "$S"'],
  ['bash set -x', 'bash', 'set -x; : "$S"'],
  ['sh set -x', 'sh', 'set -x; : "$S"'],
] as const;

test.each(shells)('masks a secret as %s writes it', (_, shell, script) => {
  const env = { S: secret, LC_ALL: 'C.UTF-8' };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const command = ['-c', `{ ${script}; } 2>&1`];
  const written = execFileSync(shell, command, { env, encoding: 'utf8', stdio: [...stdio] });
  expect(written).not.toContain('***');
  const shown = createMasker([Buffer.from(secret)]).mask(written);
  expect(shown).toMatch(/^(\+ : )?[$'"]*\*\*\*['"]*\n?$/);
});

const python = (code: string) =>
  execFileSync(
    'python3',
    ['-c', `import os,json,html,urllib.parse as u\ns=os.environ['S']\nprint(${code})`],
    {
      env: { S: secret, PYTHONUTF8: '1' },
      encoding: 'utf8',
    },
  );

test.each([
  ['JSON', 'json.dumps(s)'],
  ['JSON with its own characters', 'json.dumps(s, ensure_ascii=False)'],
  ['a URL', 'u.quote(s, safe="")'],
  ['a path of a URL', 'u.quote(s)'],
  ['a form', 'u.quote_plus(s)'],
  ['HTML', 'html.escape(s)'],
  ['XML text', 'html.escape(s, quote=False)'],
])('masks a secret as Python writes it in %s', (_, code) => {
  expect(createMasker([Buffer.from(secret)]).mask(python(code))).toMatch(/^"?\*\*\*"?\n$/);
});

const long = 'a secret text of a length that fills lines of base64 and more';

test.each(Array.from({ length: 80 }, (_, width) => width + 1))('masks base64 in lines of %i', (width) => {
  const lines = (text: string, end: string) => text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(end) ?? '';
  const masker = createMasker([Buffer.from(long)]);
  for (const before of ['', 'x', 'xy', 'a much longer text before: '])
    for (const encoding of ['base64', 'base64url'] as const)
      for (const end of ['\n', '\r\n', '\n    ']) {
        const text = lines(Buffer.from(`${before}${long}${before}`).toString(encoding), end);
        const shown = masker.mask(text);
        expect(shown).toContain('***');
        expect(shown.replaceAll(/\s/g, '').length).toBeLessThan(2 * 4 * Math.ceil(before.length / 3 + 1) + 8);
      }
});

test('ends a base64 secret at an empty line', () => {
  const text = Buffer.from(long).toString('base64');
  expect(createMasker([Buffer.from(long)]).mask(`${text.slice(0, 9)}\n\n${text.slice(9)}`)).not.toContain(
    '***',
  );
});

test('leaves the boundaries of PEM blocks readable', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n-----END CERTIFICATE-----\n';
  expect(createMasker([Buffer.from(pem)]).mask(`x\n-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n`)).toBe(
    'x\n-----BEGIN CERTIFICATE-----\n***\n',
  );
});
