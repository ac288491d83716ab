import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askCredentialHelper } from '../../../src/registry/credential-helper.ts';

/** Asks a helper with this shell script. */
function ask(script: string, waitMs?: number): Promise<string | undefined> {
  const directory = mkdtempSync(path.join(tmpdir(), 'helper-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(path.join(directory, 'docker-credential-own'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const env = { PATH: `${directory}:/usr/bin:/bin` };
  return askCredentialHelper('own', { server: 'registry.example', env, ...(waitMs && { waitMs }) });
}

test('a helper reads the server and answers', async () => {
  expect(await ask('printf "{\\"Username\\":\\"$(cat)\\"}"')).toBe('{"Username":"registry.example"}');
});

test('a helper without the server gives nothing', async () => {
  expect(await ask('echo credentials not found in native keychain; exit 1')).toBeUndefined();
});

test('a helper that fails gives its text', async () => {
  await expect(ask('echo the keyring is locked >&2; exit 2')).rejects.toMatchObject({
    code: 'tool-failed',
    message: 'docker-credential-own: the keyring is locked',
  });
});

test.each(['sleep 1000', 'sleep 1000 & exit 0'])('a helper with %j is stopped', async (script) => {
  await expect(ask(script, 1000)).rejects.toMatchObject({
    code: 'tool-failed',
    message: 'docker-credential-own gave no answer for 1 s',
    hint: 'Run "echo registry.example | docker-credential-own get" as the runner\'s user.',
  });
});

test.each(['yes', 'yes >&2'])('a helper with endless text from %j is stopped', async (script) => {
  await expect(ask(`exec ${script}`)).rejects.toMatchObject({
    code: 'tool-failed',
    message: 'docker-credential-own gave an answer of more than 1048576 characters',
  });
});
