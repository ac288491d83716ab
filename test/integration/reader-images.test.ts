import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadImage } from '../../src/image/load.ts';
import { openImages } from '../../src/image/open.ts';
import type { ImageSettings } from '../../src/image/sources/source.ts';
import { readerFiles } from '../../src/reader/files.ts';
import type { Reader } from '../../src/reader/start.ts';
import { findCredentials } from '../../src/registry/credentials.ts';
import { memoryMemo } from '../fakes/memory-memo.ts';
import { readerOf } from '../fakes/reader.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { makeLayout } from '../samples/oci-layout.ts';

let user: TestUser;
let reader: Reader;
let work: string;
let context: string;

beforeAll(() => {
  user = makeUser(undefined);
});
afterAll(() => user?.remove());

beforeEach(() => {
  reader = readerOf(user);
  work = mkdtempSync('/var/tmp/reader-images-');
  chmodSync(work, 0o755);
  context = path.join(work, 'context');
  mkdirSync(context);
  chownSync(context, user.uid, user.gid);
});
afterEach(() => {
  reader.end();
  execFileSync('rm', ['-rf', work]);
});

function asUser(script: string): string {
  const { uid, gid } = user;
  return execFileSync('sh', ['-euc', script], { cwd: context, uid, gid, encoding: 'utf8' });
}

/** Lets the user read what root made, whatever the umask of whoever runs the tests. */
const forEverybody = (directory: string) => execFileSync('chmod', ['-R', 'a+rX', directory]);

function resolve(image: string, settings: Partial<ImageSettings> = {}, signal?: AbortSignal) {
  const files = readerFiles(reader, {});
  const options = { pull: 'auto', directory: context, onWarning: () => undefined, signal } as const;
  return openImages({ memo: memoryMemo(), files, ...settings }).resolve(image, options);
}

async function load(image: string, settings: Partial<ImageSettings> = {}): Promise<string> {
  const resolved = await resolve(image, settings);
  const [rootfs, scratch] = ['rootfs', 'scratch'].map((name) => path.join(work, name)) as [string, string];
  for (const directory of [rootfs, scratch]) {
    execFileSync('rm', ['-rf', directory]);
    mkdirSync(directory);
  }
  await loadImage(resolved, { rootfs, scratch });
  return rootfs;
}

test('a user builds from directories, archives and layouts of the context', async () => {
  asUser('mkdir base; echo hello > base/hello; chmod 4755 base/hello; tar -C base -czf base.tar.gz .');
  for (const image of ['rootfs:base', 'rootfs:base.tar.gz']) {
    const rootfs = await load(image);
    expect(readFileSync(path.join(rootfs, 'hello'), 'utf8')).toBe('hello\n');
  }
  expect((await resolve('rootfs:base')).digest).toBe((await resolve('rootfs:base')).digest);
  await makeLayout(path.join(context, 'layout'), path.join(context, 'base'));
  execFileSync('tar', ['-C', path.join(context, 'layout'), '-cf', path.join(context, 'layout.tar'), '.']);
  forEverybody(context);
  for (const image of ['oci:layout', 'oci-archive:layout.tar']) {
    expect(readdirSync(await load(image)).length).toBeGreaterThan(0);
  }
});

test("users' images must be in allowed directories", async () => {
  const other = path.join(work, 'images');
  mkdirSync(path.join(other, 'base'), { recursive: true });
  writeFileSync(path.join(other, 'base/hello'), 'hello');
  forEverybody(other);
  asUser(`ln -s ${other}/base link; ln -s ${other} way; mkdir -p a/b`);
  for (const image of [
    `rootfs:${other}/base`,
    'rootfs:../images/base',
    'rootfs:/root',
    'oci:/etc',
    'rootfs:..',
  ]) {
    await expect(resolve(image)).rejects.toMatchObject({
      code: 'image-invalid',
      message: expect.stringContaining('is not in the context'),
      hint: expect.stringContaining('image-directories'),
    });
  }
  for (const image of ['rootfs:link', 'rootfs:way/base', 'oci:way', 'docker-archive:way/x.tar']) {
    await expect(resolve(image)).rejects.toMatchObject({
      code: 'image-invalid',
      message: expect.stringContaining('link'),
    });
  }
  const rootfs = await load(`rootfs:${other}/base`, { imageDirectories: [other] });
  expect(readdirSync(rootfs)).toEqual(['hello']);
});

test('a broken local image is one clear error', async () => {
  writeFileSync(path.join(context, 'secret.tar'), 'x', { mode: 0o600 });
  asUser('mkfifo pipe; mkdir dir; mkdir closed; : > empty');
  const secret = path.join(context, 'secret.tar');
  const errors: Record<string, string> = {
    'docker-archive:secret.tar': `could not read ${secret}: EACCES`,
    'rootfs:secret.tar': `could not read ${secret}: EACCES`,
    'docker-archive:pipe': `${context}/pipe is a pipe, neither a file nor a directory`,
    'oci-archive:pipe': `${context}/pipe is a pipe, neither a file nor a directory`,
    'rootfs:pipe': `${context}/pipe is a pipe, neither a file nor a directory`,
    'docker-archive:dir': `${context}/dir: a directory is no archive`,
    'oci:pipe': `a part of ${context}/pipe/index.json is a link or no directory`,
    'rootfs:missing': `${context}/missing does not exist`,
  };
  for (const [image, message] of Object.entries(errors)) {
    await expect(resolve(image)).rejects.toMatchObject({ message });
  }
});

test('a missing local image of a user has a similar name in the hint', async () => {
  asUser('mkdir debian');
  await expect(resolve('rootfs:debain')).rejects.toMatchObject({ hint: 'Did you mean "debian"?' });
  execFileSync('ln', ['-s', '..', path.join(context, 'up')]);
  await expect(resolve('rootfs:up/contxet')).rejects.toMatchObject({
    hint: expect.not.stringContaining('mean'),
  });
});

test.each([
  ['directory', 'mkdir -p base/in; chmod 000 base/in', "find: './in': Permission denied"],
  ['file', 'mkdir base; : > base/in; chmod 000 base/in', 'tar: ./in: Cannot open: Permission denied'],
])('a tree with an unreadable %s asks for an archive', async (_, script, reason) => {
  asUser(script);
  const base = `${context}/base`;
  const resolving = resolve('rootfs:base');
  await expect(resolving).rejects.toThrow(`could not read ${base}: ${reason}`);
  await expect(resolving).rejects.toMatchObject({
    hint: 'Your user cannot read all files of the directory. Make an archive as root, such as sudo tar -C DIR -cf FILE ., and write rootfs:FILE.',
  });
});

test('root reads no device, and an endless archive ends with a cancel', async () => {
  const { ownFiles } = await import('../../src/reader/own-files.ts');
  const files = ownFiles(process.env);
  await expect(resolve('docker-archive:/dev/zero', { files })).rejects.toMatchObject({
    code: 'image-invalid',
    message: '/dev/zero is a device, neither a file nor a directory',
  });
  asUser('truncate -s 1T endless.tar');
  for (const settings of [{}, { files }]) {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    const resolving = resolve('docker-archive:endless.tar', settings, cancel.signal);
    await expect(resolving).rejects.toMatchObject({ code: 'cancelled' });
  }
});

test('a credential helper runs as the user, with the environment of the user', async () => {
  asUser(`
    mkdir bin; printf '%s\\n' '#!/bin/sh' 'read -r host' \\
      'echo "{\\"Username\\":\\"$(id -u) $(id -g) $(id -G)\\",\\"Secret\\":\\"$HOME $AWS_PROFILE $host\\"}"' > bin/docker-credential-play
    chmod 755 bin/docker-credential-play; echo '{"credsStore":"play"}' > config.json`);
  const env = { PATH: `${context}/bin:/usr/bin:/bin`, HOME: '/home/x', AWS_PROFILE: 'ci' };
  const files = readerFiles(reader, env);
  const { uid, gid } = user;
  expect(await findCredentials({ files, file: path.join(context, 'config.json') }, 'ghcr.io')).toEqual({
    kind: 'password',
    user: `${uid} ${gid} ${gid}`,
    password: '/home/x ci ghcr.io',
  });
  const secret = path.join(context, 'root.json');
  writeFileSync(secret, '{"auths":{"ghcr.io":{"username":"root","password":"secret"}}}', { mode: 0o600 });
  await expect(findCredentials({ files, file: secret }, 'ghcr.io')).rejects.toMatchObject({
    code: 'input-invalid',
  });
});
