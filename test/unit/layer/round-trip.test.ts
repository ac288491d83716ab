import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  createReadStream,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyLayer } from '../../../src/layer/apply.ts';
import { makeLayer } from '../../../src/layer/make.ts';
import { attributeOf, setAttribute } from '../../samples/tree-listing.ts';
import { wholeTree } from '../../samples/whole-tree.ts';

const isRoot = process.getuid?.() === 0;
const CAPABILITY = '0100000200040000000000000000000000000000';

let work: string;
const at = (...names: readonly string[]) => path.join(work, ...names);
const copy = (from: string, to: string) => execFileSync('cp', ['-a', at(from), at(to)]);

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'layer-'));
  mkdirSync(at('scratch'));
  mkdirSync(at('base'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** Changes a copy of the base, and returns the layer. */
async function layerOf(change: (root: string) => unknown) {
  copy('base', 'result');
  await change(at('result'));
  return makeLayer(
    { base: at('base'), result: at('result') },
    { compression: 'zstd', scratch: at('scratch') },
  );
}

/** Applies a layer to a copy of the base, and expects the result. */
async function expectResult({ layer, file }: Awaited<ReturnType<typeof layerOf>>): Promise<void> {
  copy('base', 'applied');
  await applyLayer(createReadStream(file), layer, { rootfs: at('applied') });
  expect(wholeTree(at('applied'))).toEqual(wholeTree(at('result')));
}

const tar = (file: string, ...args: readonly string[]) =>
  execFileSync('sh', ['-c', 'zstd -dc "$0" 2>/dev/null | tar "$@"', file, ...args], { encoding: 'utf8' });
const namesIn = (file: string) => tar(file, '--quoting-style=escape', '-tf', '-').split('\n').slice(0, -1);

describe('a layer holds what a step changed', () => {
  test('new, changed and deleted files', async () => {
    writeFileSync(at('base/same'), 'same');
    writeFileSync(at('base/changed'), 'before');
    writeFileSync(at('base/gone'), 'gone');
    mkdirSync(at('base/deep/er'), { recursive: true });
    writeFileSync(at('base/deep/er/same'), 'same');
    const made = await layerOf((root) => {
      writeFileSync(`${root}/changed`, 'afterwards');
      writeFileSync(`${root}/deep/er/new`, 'new');
      rmSync(`${root}/gone`);
    });
    expect(namesIn(made.file)).toEqual(['./', '.wh.gone', 'changed', 'deep/', 'deep/er/', 'deep/er/new']);
    await expectResult(made);
  });

  test('the same size and time with other content', async () => {
    writeFileSync(at('base/file'), 'aaaa');
    utimesSync(at('base/file'), 1, 1);
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      writeFileSync(`${root}/file`, 'bbbb');
      utimesSync(`${root}/file`, 1, 1);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual(['./', 'file']);
    await expectResult(made);
  });

  test('nothing for a step that changed nothing, or wrote the same again', async () => {
    writeFileSync(at('base/file'), 'aaaa');
    utimesSync(at('base/file'), 1, 1);
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      rmSync(`${root}/file`);
      writeFileSync(`${root}/file`, 'aaaa');
      utimesSync(`${root}/file`, 1, 1);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual([]);
    await expectResult(made);
  });

  test('kinds that turn into other kinds', async () => {
    mkdirSync(at('outside'));
    writeFileSync(at('outside/inside'), '');
    symlinkSync(at('outside'), at('base/away'));
    mkdirSync(at('base/directory/inner'), { recursive: true });
    writeFileSync(at('base/directory/inner/file'), '');
    writeFileSync(at('base/file'), '');
    symlinkSync('directory', at('base/link'));
    mkdirSync(at('base/other'));
    const made = await layerOf((root) => {
      rmSync(`${root}/directory`, { recursive: true });
      writeFileSync(`${root}/directory`, 'now a file');
      rmSync(`${root}/file`);
      mkdirSync(`${root}/file`);
      writeFileSync(`${root}/file/inside`, '');
      rmSync(`${root}/link`);
      mkdirSync(`${root}/link`);
      writeFileSync(`${root}/link/inside`, '');
      rmSync(`${root}/other`, { recursive: true });
      rmSync(`${root}/away`);
      mkdirSync(`${root}/away`);
      execFileSync('cp', ['-a', at('outside/inside'), `${root}/away`]);
      symlinkSync('file', `${root}/other`);
    });
    await expectResult(made);
  });

  test('one opaque mark for a directory whose old entries are all gone', async () => {
    mkdirSync(at('base/lists'));
    for (const name of ['a', 'b', '.wh.c']) writeFileSync(at('base/lists', name), name);
    const made = await layerOf((root) => {
      rmSync(`${root}/lists`, { recursive: true });
      mkdirSync(`${root}/lists`);
      writeFileSync(`${root}/lists/new`, '');
    });
    expect(namesIn(made.file)).toEqual(['./', 'lists/', 'lists/.wh..wh..opq', 'lists/new']);
    await expectResult(made);
  });

  test('times of directories that nothing else tells', async () => {
    mkdirSync(at('base/a/b'), { recursive: true });
    writeFileSync(at('base/a/b/file'), '');
    const made = await layerOf((root) => {
      writeFileSync(`${root}/a/b/file`, 'x');
      writeFileSync(`${root}/a/b/new`, 'x');
      utimesSync(`${root}/a/b`, 5, 7);
    });
    await expectResult(made);
    expect(lstatSync(at('applied/a/b')).mtimeMs).toBe(7000);
  });

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
    }
    const made = await layerOf((root) => {
      for (const name of ['.', 'directory'])
        execFileSync('setfattr', ['-x', 'user.old', path.join(root, name)]);
    });
    await expectResult(made);
    expect(attributeOf(at('applied/directory'), 'user.old')).toBeUndefined();
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

const ACL = '0200000001000700ffffffff02000500e803000004000500ffffffff10000700ffffffff20000500ffffffff';

describe('hard links', () => {
  test('a new name of an unchanged file brings the whole file', async () => {
    writeFileSync(at('base/a'), 'content');
    const made = await layerOf((root) => linkSync(`${root}/a`, `${root}/b`));
    expect(namesIn(made.file)).toEqual(['./', 'a', 'b']);
    expect(tar(made.file, '-tvf', '-')).toContain('b link to a');
    await expectResult(made);
  });

  test('a change of a file with several names', async () => {
    for (const name of ['a', 'z']) mkdirSync(at('base', name));
    writeFileSync(at('base/a/1'), 'content');
    for (const name of ['a/2', 'z/3']) linkSync(at('base/a/1'), at('base', name));
    const made = await layerOf((root) => writeFileSync(`${root}/a/2`, 'other'));
    await expectResult(made);
  });

  test('fewer names', async () => {
    writeFileSync(at('base/a'), 'content');
    for (const name of ['b', 'c']) linkSync(at('base/a'), at('base', name));
    const made = await layerOf((root) => rmSync(`${root}/a`));
    expect(namesIn(made.file)).toEqual(['./', '.wh.a']);
    await expectResult(made);
  });

  test('equal files that were one file, and one file that was equal files', async () => {
    for (const name of ['a', 'x', 'y']) writeFileSync(at('base', name), 'content');
    for (const name of ['a', 'x', 'y']) utimesSync(at('base', name), 1, 1);
    linkSync(at('base/a'), at('base/b'));
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      rmSync(`${root}/b`);
      execFileSync('cp', ['-p', `${root}/a`, `${root}/b`]);
      rmSync(`${root}/y`);
      linkSync(`${root}/x`, `${root}/y`);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual(['./', 'b', 'x', 'y']);
    await expectResult(made);
  });

  test.runIf(isRoot)('names of links and devices', async () => {
    const made = await layerOf((root) => {
      symlinkSync('x', `${root}/link`);
      linkSync(`${root}/link`, `${root}/second link`);
      execFileSync('mknod', [`${root}/null`, 'c', '1', '3']);
      linkSync(`${root}/null`, `${root}/second null`);
    });
    await expectResult(made);
  });
});

describe('names that layers reserve', () => {
  test('a new file is refused by its name', async () => {
    const layer = layerOf((root) => {
      mkdirSync(`${root}/sub`);
      writeFileSync(`${root}/sub/.wh.x`, '');
    });
    await expect(layer).rejects.toMatchObject({ code: 'layer-impossible', value: '/sub/.wh.x' });
    expect(readdirSync(at('scratch'))).toEqual([]);
  });

  test('a deleted file is refused by its name, an unchanged file is not', async () => {
    writeFileSync(at('base/.wh.x'), '');
    writeFileSync(at('base/y'), '');
    await expectResult(await layerOf((root) => writeFileSync(`${root}/z`, '')));
    rmSync(at('result'), { recursive: true });
    const layer = layerOf((root) => rmSync(`${root}/.wh.x`));
    await expect(layer).rejects.toMatchObject({ code: 'layer-impossible', value: '/.wh.x' });
  });
});

describe('large holes', () => {
  test('do not become bytes', async () => {
    const made = await layerOf((root) => {
      writeFileSync(`${root}/sparse`, 'start');
      truncateSync(`${root}/sparse`, 10 * 1024 ** 4);
      execFileSync('dd', [
        'if=/dev/zero',
        `of=${root}/sparse`,
        'bs=1',
        'count=1',
        'seek=100000000',
        'conv=notrunc',
        'status=none',
      ]);
      execFileSync('sh', [
        '-c',
        `printf end | dd of="$0" bs=1 seek=200000 conv=notrunc status=none`,
        `${root}/sparse`,
      ]);
      linkSync(`${root}/sparse`, `${root}/t`);
    });
    expect(lstatSync(made.file).size).toBeLessThan(10_000);
    await expectResult(made);
    expect(lstatSync(at('applied/sparse')).blocks).toBeLessThan(1000);
    expect(execFileSync('head', ['-c', '200003', at('applied/sparse')])).toEqual(
      execFileSync('head', ['-c', '200003', at('result/sparse')]),
    );
    expect(tar(made.file, '-tvf', '-')).toContain('10995116277760');
  });
});

test('written zeros are like holes, and one file twice is read in parts', async () => {
  const made = await layerOf((root) => {
    execFileSync('dd', ['if=/dev/zero', `of=${root}/zeros`, 'bs=1M', 'count=70', 'status=none']);
    execFileSync('sh', ['-c', 'yes 0123456789abcdef | head -c 70000000 > "$0"', `${root}/text`]);
  });
  expect(tar(made.file, '-tvf', '-')).toContain('73400320');
  await expectResult(made);
  execFileSync('cmp', [at('applied/text'), at('result/text')]);
  execFileSync('cmp', [at('applied/zeros'), at('result/zeros')]);
  expect(lstatSync(at('applied/zeros')).blocks).toBe(0);
});

test('equal differences give equal bytes', async () => {
  mkdirSync(at('base/d'));
  for (let i = 0; i < 20; i += 1) writeFileSync(at('base/d', String(i)), String(i));
  const change = (root: string) => {
    for (let i = 19; i > 0; i -= 2) writeFileSync(`${root}/d/${i}`, `changed ${i}`);
    rmSync(`${root}/d/4`);
    linkSync(`${root}/d/1`, `${root}/d/one`);
    execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2020-01-01 01:02:03.456789012', '{}', '+']);
  };
  const first = await layerOf(change);
  rmSync(at('result'), { recursive: true });
  const second = await layerOf(change);
  expect(second.layer).toEqual(first.layer);
  expect(readFileSync(second.file)).toEqual(readFileSync(first.file));
});
