import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserDirectory } from '../../src/contract/user-directory.ts';
import { readerFiles } from '../../src/reader/files.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import { userDirectory } from '../../src/reader/user-directory.ts';
import { openCarrier } from '../../src/remote/open.ts';
import { readerOf } from '../fakes/reader.ts';
import { makeAuthority } from '../places/authority.ts';
import { carrierSettings } from '../places/carrier-worlds.ts';
import { context, start, useReaderPlace, user } from '../places/reader-place.ts';
import { startRegistryServer } from '../places/registry-server.ts';
import { unmount } from '../places/unmount.ts';
import { recordBlob, sampleResult } from '../samples/remote-records.ts';
import { carrierSuite } from '../suites/carrier.ts';
import { codeOf, expectWhole, never } from '../suites/carrier-place.ts';

/** Directories of a user behind sudo: a process with the user's rights reads and writes. */
function usersDirectories(): (where: string) => UserDirectory {
  const reader = start(() => readerOf(user));
  const access = { open: readerFiles(reader, {}).open, send: reader.send };
  return (where) => userDirectory(access, { path: where });
}

const layoutOf = (directory: string, openDirectory = usersDirectories()) =>
  openCarrier({ type: 'local', directory }, carrierSettings({ openDirectory }));

describe('for a user behind sudo', () => {
  useReaderPlace();

  carrierSuite('a directory of the user', () => {
    const layout = path.join(context, 'cache');
    const openDirectory = usersDirectories();
    return Promise.resolve({
      open: () => layoutOf(layout, openDirectory),
      change: (digest, to) => {
        const file = path.join(layout, 'blobs', digest.replace(':', '/'));
        if (to === undefined) rmSync(file);
        else writeFileSync(file, to);
      },
      recordDigest: (name) => recordBlob(layout, name),
      remove: () => Promise.resolve(),
    });
  });

  test('all files belong to the user', async () => {
    const layout = path.join(context, 'cache');
    const carrier = await layoutOf(layout);
    await carrier.put([(await sampleResult('a')).upload], never);
    const owners = execFileSync('find', [layout, '-printf', '%U\n'], { encoding: 'utf8' });
    expect([...new Set(owners.trim().split('\n'))]).toEqual([`${user.uid}`]);
  });

  test("a directory of root's is denied, and nothing appears there", async () => {
    const closed = mkdtempSync('/var/tmp/closed-');
    try {
      chmodSync(closed, 0o755);
      const carrier = await layoutOf(path.join(closed, 'cache'));
      const sample = await sampleResult('a');
      expect(await codeOf(carrier.put([sample.upload], never))).toBe('remote-denied');
      expect(statSync(closed).nlink).toBe(2);
      chmodSync(closed, 0o700);
      expect(await codeOf(carrier.find([sample.record.id], never))).toBe('remote-failed');
    } finally {
      rmSync(closed, { recursive: true });
    }
  });
});

describe('a registry of a private authority', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'authority-'));
  const authority = makeAuthority(directory, 'localhost');
  let server: Awaited<ReturnType<typeof startRegistryServer>>;
  beforeAll(async () => {
    server = await startRegistryServer('docker-registry 2.8', authority.server);
  });
  afterAll(async () => {
    await server?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('stores results over TLS', async () => {
    const certificates = readFileSync(authority.certificate, 'utf8');
    const ref = `localhost:${server.host.split(':')[1]}/cache`;
    const carrier = await openCarrier({ type: 'registry', ref }, carrierSettings({ certificates }));
    const sample = await sampleResult('a', { log: 'x'.repeat(1_000_000) });
    await carrier.put([sample.upload], never);
    const record = (await carrier.find([sample.record.id], never)).get(sample.record.id);
    if (record === undefined) throw new Error('the record is absent');
    await expectWhole(carrier, record, sample);
    await carrier.close();
  });
});

describe('a full disk', () => {
  const place = mkdtempSync('/var/tmp/full-');
  beforeAll(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]);
  });
  afterAll(() => {
    unmount(place);
    rmSync(place, { recursive: true });
  });

  test('of a directory fails the upload and leaves no record', async () => {
    const access = ownAccess();
    const openDirectory = (where: string) => userDirectory(access, { path: where });
    const directory = path.join(place, 'cache');
    const carrier = await openCarrier({ type: 'local', directory }, carrierSettings({ openDirectory }));
    const small = await sampleResult('small');
    await carrier.put([small.upload], never);
    const large = await sampleResult('large', {
      content: Buffer.from(Array.from({ length: 4_000_000 }, () => Math.random() * 256)),
    });
    await expect(carrier.put([large.upload], never)).rejects.toMatchObject({
      code: 'remote-failed',
      errno: 'ENOSPC',
      message: expect.stringContaining(directory) as string,
    });
    expect([...(await carrier.find([small.record.id, large.record.id], never)).keys()]).toEqual([
      small.record.id,
    ]);
  });
});
