import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TarEntry } from '../../../src/archive/tar-header.ts';
import { TarReader } from '../../../src/archive/tar-reader.ts';
import { archiveListed } from '../../../src/files/gnu-tar.ts';
import { mayHaveAttributes } from '../../../src/host/calls/attributed.ts';
import { readPlain } from '../../../src/layer/write/plain.ts';

const isRoot = process.getuid?.() === 0;
let work: string;
const at = (name: string) => path.join(work, name);
beforeEach(() => {
  work = mkdtempSync('/dev/shm/plain-');
  for (const name of ['scratch', 'root']) mkdirSync(at(name));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** Collects entries and the digests of their contents. */
function collector() {
  const found: unknown[] = [];
  const take = ({ path: name, ...entry }: TarEntry) => {
    const hash = createHash('sha256');
    const place = name.replace(/^\.\/|\/$/g, '').replace(/^\.$/, '');
    const { kind, mode, uid, gid, size, modified, major, minor, attributes } = entry;
    const target = kind === 'symlink' ? entry.target : '';
    const facts = { place, target, kind, mode, uid, gid, size, modified, major, minor, attributes };
    if (size === 0) found.push(facts);
    return {
      write: (chunk: Buffer) => void hash.update(chunk),
      end: () => void (size > 0 && found.push({ ...facts, digest: hash.digest('hex') })),
    };
  };
  return { found, take };
}

test.runIf(isRoot)('Node reads the same entries as GNU tar', async () => {
  const paths = [
    '',
    'sub',
    'sub/text',
    'sub/empty',
    'sub/link',
    'sub/pipe',
    'sub/tty',
    'sub/big-device',
    'old',
  ];
  mkdirSync(at('root/sub'), { mode: 0o1775 });
  writeFileSync(at('root/sub/text'), 'x'.repeat(3_000_000), { mode: 0o4755 });
  writeFileSync(at('root/sub/empty'), '');
  symlinkSync('text', at('root/sub/link'));
  execFileSync('mknod', [at('root/sub/pipe'), 'p']);
  execFileSync('mknod', [at('root/sub/tty'), 'c', '5', '300']);
  execFileSync('mknod', [at('root/sub/big-device'), 'b', '4000', '1000000']);
  writeFileSync(at('root/old'), '');
  truncateSync(at('root/old'), 100_000);
  execFileSync('chown', ['3000000:77', at('root/old')]);
  execFileSync('touch', ['-d', '1901-02-03 04:05:06.123456789', at('root/old')]);
  const [plain, gnu] = [collector(), collector()];
  const request = {
    root: at('root'),
    scratch: at('scratch'),
    begin: (_: string, entry: TarEntry) => plain.take(entry),
  };
  await readPlain(paths, { ...request, ready: async () => undefined });
  const reader = new TarReader((entry) => gnu.take(entry));
  for await (const chunk of archiveListed(at('root'), { paths, linksAsFiles: true })) reader.write(chunk);
  reader.end();
  expect(plain.found).toHaveLength(paths.length);
  expect(plain.found).toEqual(gnu.found);
});

test.runIf(isRoot).each([
  ['no file has attributes', [], []],
  ['some files have attributes', ['file-2', 'file-5'], ['file-2', 'file-5']],
  // The program starts again after each of these files.
  [
    'many files have attributes',
    ['1', '2', '3', '4', '5'].map((n) => `file-${n}`),
    ['1', '2', '3', '4', '5', '6', '7'].map((n) => `file-${n}`),
  ],
])('%s', async (_, attributed, expected) => {
  const paths = Array.from({ length: 8 }, (_item, index) => `file-${index}`);
  for (const name of paths) writeFileSync(at(`root/${name}`), 'x');
  for (const name of attributed)
    execFileSync('setfattr', ['-n', 'trusted.kind', '-v', 'x', at(`root/${name}`)]);
  const found = await mayHaveAttributes(paths, { root: at('root'), program: at('scratch/program') });
  expect([...found]).toEqual(expected);
});
