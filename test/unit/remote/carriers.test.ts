import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownAccess } from '../../../src/reader/own-access.ts';
import { userDirectory } from '../../../src/reader/user-directory.ts';
import { openLayout } from '../../../src/remote/local/open.ts';
import { MemoryCarrier, remoteMemory } from '../../fakes/memory-carrier.ts';
import { recordBlob } from '../../samples/remote-records.ts';
import { carrierSuite } from '../../suites/carrier.ts';

carrierSuite('in memory', () => {
  const memory = remoteMemory();
  return Promise.resolve({
    open: () => Promise.resolve(new MemoryCarrier(memory)),
    change: (digest, to) => {
      if (to === undefined) memory.blobs.delete(digest);
      else memory.blobs.set(digest, to);
    },
    remove: () => Promise.resolve(),
  });
});

carrierSuite('a directory', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'carrier-'));
  const access = ownAccess();
  const openDirectory = (where: string) => userDirectory(access, { path: where });
  const layout = path.join(directory, 'cache', 'layout');
  return Promise.resolve({
    open: () => Promise.resolve(openLayout(layout, { openDirectory })),
    change: (digest, to) => {
      const file = path.join(layout, 'blobs', digest.replace(':', '/'));
      if (to === undefined) rmSync(file);
      else writeFileSync(file, to);
    },
    recordDigest: (name) => recordBlob(layout, name),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
});
