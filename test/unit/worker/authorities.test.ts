import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ownFiles } from '../../../src/reader/own-files.ts';
import { readAuthorities } from '../../../src/worker/authorities.ts';
import { makeAuthority } from '../../places/authority.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let directory: string;
/** Valid for two days. */
let certificate: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'authorities-'));
  certificate = makeAuthority(directory, 'server.example').certificate;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => vi.useRealTimers());

/** Returns the warnings about files of the input ca, in some days. */
async function warningsIn(days: number, ca: readonly string[]): Promise<readonly string[]> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY_MS });
  const warnings: string[] = [];
  const onWarning = (text: string) => void warnings.push(text);
  await readAuthorities({ ca }, { files: ownFiles({}), rules: { ca: [] }, onWarning });
  return warnings;
}

test('a valid authority is no warning', async () => {
  expect(await warningsIn(1, [certificate])).toEqual([]);
});

test.each([
  [3, 'until'],
  [-1, 'from'],
])('an authority that is not valid in %i days is a warning', async (days, word) => {
  expect(await warningsIn(days, [certificate])).toEqual([
    expect.stringMatching(
      `^the file ${certificate} of ca has a certificate that is not valid now: CN=Authority of a company \\(${word} \\d{4}-\\d\\d-\\d\\d\\)\\. .*clock`,
    ),
  ]);
});

test('a bundle names a few of its expired authorities', async () => {
  const bundle = path.join(directory, 'bundle.pem');
  writeFileSync(bundle, readFileSync(certificate, 'utf8').repeat(4));
  expect(await warningsIn(3, [bundle])).toEqual([
    expect.stringMatching(/ has certificates that are not valid now: (?:CN=[^,]*, ){3}and 1 more\. /),
  ]);
});

test('a renewed authority beside its expired certificate is no warning', async () => {
  const old = readFileSync(certificate, 'utf8');
  vi.useRealTimers();
  const renewed = makeAuthority(mkdtempSync(path.join(directory, 'new')), 'server.example', 9);
  const bundle = path.join(directory, 'renewed.pem');
  writeFileSync(bundle, old + readFileSync(renewed.certificate, 'utf8'));
  expect(await warningsIn(3, [bundle])).toEqual([]);
});

test('an authority with malformed times is a warning', async () => {
  const pem = readFileSync(certificate, 'utf8');
  const der = Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
  // The first time, of 13 bytes as RFC 5280 has it, gets a month that no year has.
  der.write('269999999999Z', der.indexOf(Buffer.from([0x17, 13])) + 2, 'latin1');
  const broken = path.join(directory, 'broken.pem');
  const lines = der.toString('base64').replaceAll(/(.{64})/g, '$1\n');
  writeFileSync(broken, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
  expect(await warningsIn(1, [broken])).toEqual([
    expect.stringContaining('CN=Authority of a company (its times are malformed)'),
  ]);
});
