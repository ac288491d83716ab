import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { asObuilderError } from '../../src/errors.ts';
import { readerFiles } from '../../src/reader/files.ts';
import { foundNoSpace } from '../../src/volume/fault.ts';
import { falseReader, readerOf } from '../fakes/reader.ts';
import { asUser, copyWith, pidOf, root, start, useReaderPlace, user } from '../places/reader-place.ts';

useReaderPlace();

const digest = `sha256:${createHash('sha256').update('what it says').digest('hex')}`;
const entry = { kind: 'file', path: 'f', from: 'f', executable: false, size: 12, digest, modified: 0 };

/** A false reader that tells this manifest and gives these bytes for the first file. */
const telling = (entries: readonly object[], content: string, times: readonly number[] = [5, 7]) =>
  `({ operation, ask }) => {
    if (operation === 'manifest') return { answer: { kept: 1, manifest: { entries: ${JSON.stringify(entries)} } } };
    if (operation === 'contents') return { answer: { stream: 1 } };
    if (operation === 'times') return { answer: { stream: 2 } };
    if (ask.stream === 2 && operation === 'next')
      return { answer: {}, bytes: Buffer.from(new BigInt64Array(${JSON.stringify(times)}.map(BigInt)).buffer) };
    if (operation === 'hold') return { answer: { descriptor: 4096 } };
    if (operation !== 'next') return { answer: {} };
    const bytes = Buffer.from(${JSON.stringify(content)});
    return { answer: { pieces: [[0, bytes.length]] }, bytes };
  }`;

test('false content of a reader is refused', async () => {
  await copyWith(start(() => falseReader(user, telling([entry], 'what it says'))));
  expect(readFileSync(path.join(root, 'f'), 'utf8')).toBe('what it says');
  for (const content of ['what it SAYS', 'what it say', 'what it says!', '']) {
    const reader = start(() => falseReader(user, telling([entry], content)));
    await expect(copyWith(reader)).rejects.toMatchObject({ code: 'copy-refused' });
  }
  const large = { ...entry, size: 1024 ** 2 };
  const reader = start(() => falseReader(user, telling([large], 'x'.repeat(1024 ** 2))));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'copy-refused' });
});

test.each([
  ['a way out', { ...entry, path: '../f' }],
  ['a way out in the middle', { ...entry, path: 'a/../../f' }],
  ['an absolute path', { ...entry, path: '/f' }],
  ['a NUL byte', { ...entry, path: 'a\0b' }],
  ['a size below zero', { ...entry, size: -1 }],
  ['a digest that is none', { ...entry, digest: 'sha256:00' }],
  ['a device', { ...entry, kind: 'device' }],
  ['a set-uid bit', { ...entry, mode: 0o4755 }],
  ['a mode that is none', { ...entry, mode: '755' }],
  ['an owner', { ...entry, owner: [0, 0] }],
  ['no time', { ...entry, modified: 'now' }],
])('a manifest with %s is refused', async (_what, wrong) => {
  const reader = start(() => falseReader(user, telling([wrong], 'what it says')));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'input-invalid' });
});

test.each([
  ['no times', []],
  ['half a time', [5]],
  ['too many nanoseconds', [5, 1e9]],
  ['nanoseconds below zero', [5, -1]],
])('%s of a reader are refused', async (_what, times) => {
  const reader = start(() => falseReader(user, telling([entry], 'what it says', times)));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'input-invalid' });
});

test('a false reader cannot claim a full store', async () => {
  for (const error of [
    "{ code: 'store-full', message: 'x' }",
    "{ code: 'disk-full', message: 'x' }",
    "{ system: 'ENOSPC', message: 'x' }",
  ]) {
    const reader = start(() => falseReader(user, `() => ({ error: ${error} })`));
    await expect(copyWith(reader)).rejects.toMatchObject({ code: 'internal' });
  }
});

test('a killed, hanging or confused reader fails the build', async () => {
  const killed = start(() => readerOf(user));
  asUser(`kill -9 ${await pidOf(killed)}`);
  await expect(copyWith(killed)).rejects.toMatchObject({ code: 'input-invalid' });
  const nonsense = start(() =>
    falseReader(user, '() => { process.stdout.write("nonsense and more"); return {}; }'),
  );
  await expect(copyWith(nonsense)).rejects.toMatchObject({ code: 'input-invalid' });
  const hanging = start(() => falseReader(user, '() => { for (;;); }'));
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 300);
  await expect(copyWith(hanging, { signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' });
});

test('a reader cannot claim a failed command or full disk', async () => {
  const answers = `({ ask }) => ({ error: { code: ask.path, message: 'tar: No space left on device', stderr: 'No space left on device' } })`;
  const reader = start(() => falseReader(user, answers));
  const claim = async (path: string) => {
    const error: unknown = await reader.call('open', { path }).then(undefined, (thrown: unknown) => thrown);
    return [asObuilderError(error).code, foundNoSpace(error)];
  };
  expect(await claim('command-failed')).toEqual(['internal', false]);
  expect(await claim('store-full')).toEqual(['internal', false]);
  expect(await claim('tool-failed')).toEqual(['tool-failed', false]);
});

const identity = { identity: 'x', bytes: 0, changed: 0, mounts: [] };

test.each([
  ['a number as identity', { ...identity, identity: 7 }],
  ['a size below zero', { ...identity, bytes: -1 }],
  ['a time that is no number', { ...identity, changed: 'now' }],
  ['mounts that are no list', { ...identity, mounts: 'proc' }],
  ['a mount that is no text', { ...identity, mounts: [{}] }],
  ['nothing', {}],
])('a directory identified by %s is refused', async (_what, wrong) => {
  const answers = `({ operation }) => {
    if (operation === 'open') return { answer: { file: 1, kind: 'directory', identity: 'x', size: 0, changed: 0 } };
    return { answer: ${JSON.stringify(wrong)} };
  }`;
  const files = readerFiles(
    start(() => falseReader(user, answers)),
    {},
  );
  const opened = await files.open({ path: root });
  await expect(opened.identifyTree()).rejects.toMatchObject({ code: 'input-invalid' });
});
