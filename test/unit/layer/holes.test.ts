import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, expectResult, layerOf, tar, useLayerPlace } from '../../places/layer-place.ts';

useLayerPlace();

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
