import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, expectResult, layerOf, namesIn, useLayerPlace, work } from '../../places/layer-place.ts';
import { attributeOf, setAttribute } from '../../samples/tree-listing.ts';

const isRoot = process.getuid?.() === 0;
const CAPABILITY = '0100000200040000000000000000000000000000';
const ACL = '0200000001000700ffffffff02000500e803000004000500ffffffff10000700ffffffff20000500ffffffff';

useLayerPlace();

describe('a layer holds what a step changed', () => {
  test.runIf(isRoot)('modes, owners, devices, pipes and the root directory', async () => {
    writeFileSync(at('base/file'), '');
    const made = await layerOf((root) => {
      chownSync(`${root}/file`, 4_000_000, 3_000_000_000);
      chmodSync(`${root}/file`, 0o6755);
      mkdirSync(`${root}/group`);
      chownSync(`${root}/group`, 0, 50);
      chmodSync(`${root}/group`, 0o3777);
      writeFileSync(`${root}/group/inherits`, '');
      execFileSync('mknod', [`${root}/null`, 'c', '1', '3']);
      execFileSync('mknod', [`${root}/disk`, 'b', '259', '70000']);
      execFileSync('mkfifo', [`${root}/pipe`]);
      chownSync(root, 12, 13);
      chmodSync(root, 0o1711);
    });
    await expectResult(made);
  });

  test('a file below a set-gid directory of the base keeps its own group', async () => {
    mkdirSync(at('base/group'));
    if (isRoot) chownSync(at('base/group'), 0, 50);
    chmodSync(at('base/group'), 0o2777);
    const made = await layerOf((root) => {
      writeFileSync(`${root}/group/new`, 'x');
      if (isRoot) chownSync(`${root}/group/new`, 0, 0);
    });
    await expectResult(made);
  });

  test.runIf(isRoot)('attributes, capabilities and access lists', async () => {
    writeFileSync(at('base/file'), '');
    writeFileSync(at('base/loses'), 'content');
    setAttribute(at('base/loses'), 'user.old', '00');
    const made = await layerOf((root) => {
      setAttribute(`${root}/file`, 'user.bytes', '00ff0a3d');
      setAttribute(`${root}/file`, 'security.capability', CAPABILITY);
      execFileSync('setfattr', ['-x', 'user.old', `${root}/loses`]);
      mkdirSync(`${root}/directory`);
      setAttribute(`${root}/directory`, 'user.directory', '01');
      setAttribute(root, 'user.root', '02');
      setAttribute(`${root}/directory`, 'system.posix_acl_default', ACL);
      writeFileSync(`${root}/directory/inherits`, 'x');
      linkSync(`${root}/file`, `${root}/second`);
    });
    await expectResult(made);
    expect(attributeOf(at('applied/second'), 'user.bytes')).toBe('00ff0a3d');
    expect(attributeOf(at('applied/directory/inherits'), 'system.posix_acl_access')).toBeDefined();
  });

  test.runIf(isRoot)('directories lose attributes', async () => {
    mkdirSync(at('base/directory/inner'), { recursive: true });
    for (const name of ['.', 'directory', 'directory/inner']) {
      setAttribute(at('base', name), 'user.old', '00');
      setAttribute(at('base', name), 'user.kept', '01');
      setAttribute(at('base', name), 'user.%41=b', '02');
      setAttribute(at('base', name), 'user.%3Db', '03');
    }
    const made = await layerOf((root) => {
      for (const name of ['.', 'directory'])
        for (const lost of ['user.old', 'user.%41=b'])
          execFileSync('setfattr', ['-x', lost, path.join(root, name)]);
    });
    await expectResult(made);
    expect(attributeOf(at('applied/directory'), 'user.old')).toBeUndefined();
    expect(attributeOf(at('applied/directory'), 'user.%41=b')).toBeUndefined();
    expect(attributeOf(at('applied/directory'), 'user.%3Db')).toBe('03');
  });

  test('names of any bytes and any length', async () => {
    const long = 'x'.repeat(255);
    const deep = [long, long, long].join('/');
    mkdirSync(Buffer.from(`${work}/base/\xff\xfe`, 'latin1'));
    const made = await layerOf((root) => {
      mkdirSync(`${root}/${deep}`, { recursive: true });
      writeFileSync(`${root}/${deep}/ü`, 'deep');
      symlinkSync(deep, `${root}/to`);
      writeFileSync(Buffer.from(`${root}/\xff\xfe/${'\xe9'.repeat(200)}`, 'latin1'), 'bytes');
      symlinkSync(Buffer.from('\xe9'.repeat(200), 'latin1'), `${root}/to bytes`);
      for (const name of ['-x', ' ', 'a\nb', '*', '\\', '--help', 'ends '])
        writeFileSync(`${root}/${name}`, name);
    });
    await expectResult(made);
  });

  test('sockets are left out', async () => {
    writeFileSync(at('base/file'), '');
    const made = await layerOf(async (root) => {
      rmSync(`${root}/file`);
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(`${root}/file`, resolve));
      renameSync(`${root}/file`, `${root}/kept`);
      await new Promise((resolve) => server.close(resolve));
    });
    expect(namesIn(made.file)).toEqual(['./', '.wh.file']);
  });
});
