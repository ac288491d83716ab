import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../src/errors.ts';
import { findDifference } from '../../src/layer/difference/difference.ts';
import { changedSince } from '../../src/volume/btrfs/changed-inodes.ts';
import {
  at,
  driver,
  expectAllFound,
  read,
  takeNewPaths,
  tree,
  twoSteps,
  useBtrfsVolumes,
} from '../places/use-btrfs-volumes.ts';
import { mapFile } from '../programs/mapped-writer.ts';
import { programs } from '../samples/random-tree.ts';

useBtrfsVolumes();

/** Writes data alone: the file system learns of the change when the kernel writes the data. */
function overwrite(file: string, write: (descriptor: number) => void): void {
  const descriptor = openSync(file, 'r+');
  write(descriptor);
  closeSync(descriptor);
}

/** Writes without a trace in the times of the file that programs can set. */
function inPlace(file: string, write: (descriptor: number) => void): void {
  const { atime, mtime } = statSync(file);
  overwrite(file, write);
  utimesSync(file, atime, mtime);
}

describe('the blocks of a btrfs tree tell of', () => {
  test.each<[string, (root: string) => void]>([
    ['nothing', () => undefined],
    ['a new file', (to) => writeFileSync(`${to}/a/b/new`, 'new')],
    ['a byte in place alone', (to) => overwrite(`${to}/x/y/2`, (file) => writeSync(file, 'X', 5000))],
    ['more at the end of a file', (to) => appendFileSync(`${to}/x/y/2`, 'more')],
    ['a byte in place', (to) => inPlace(`${to}/x/y/2`, (file) => writeSync(file, 'X', 5000))],
    [
      'a byte without copy on write',
      (to) => {
        writeFileSync(`${to}/x/plain`, '');
        execFileSync('chattr', ['+C', `${to}/x/plain`]);
        writeFileSync(`${to}/x/plain`, 'x'.repeat(10_000));
      },
    ],
    ['a reflink', (to) => execFileSync('cp', ['--reflink=always', `${to}/a/b/c/1`, `${to}/x/y/2`])],
    ['a hole', (to) => execFileSync('fallocate', ['-p', '-o', '0', '-l', '4096', `${to}/x/y/2`])],
    ['a cut file', (to) => inPlace(`${to}/x/y/2`, (file) => ftruncateSync(file, 1))],
    ['an attribute', (to) => execFileSync('setfattr', ['-n', 'user.a', '-v', 'b', `${to}/x/y/2`])],
    [
      'an attribute of a directory',
      (to) => execFileSync('setfattr', ['-n', 'user.a', '-v', 'b', `${to}/x/y`]),
    ],
    ['a deleted file', (to) => rmSync(`${to}/a/b/c/1`)],
    ['a deleted directory', (to) => rmSync(`${to}/a/b`, { recursive: true })],
    ['a further name', (to) => linkSync(`${to}/a/b/c/1`, `${to}/x/1`)],
    ['a file moved over another', (to) => renameSync(`${to}/a/b/c/1`, `${to}/x/y/2`)],
    [
      'a directory in the place of another',
      (to) => {
        rmSync(`${to}/to`, { recursive: true });
        renameSync(`${to}/from`, `${to}/to`);
      },
    ],
    [
      'two directories that changed places',
      (to) => {
        renameSync(`${to}/from/deep`, `${to}/passing`);
        renameSync(`${to}/to/deep`, `${to}/from/deep`);
        renameSync(`${to}/passing`, `${to}/to/deep`);
      },
    ],
    [
      'a file without a name at the end of the step',
      (to) => {
        const file = openSync(`${to}/x/passing`, 'w+');
        writeSync(file, 'x'.repeat(10_000));
        rmSync(`${to}/x/passing`);
        closeSync(file);
        writeFileSync(`${to}/a/new`, '');
      },
    ],
  ])('%s', async (_what, change) => {
    await expectAllFound(...(await twoSteps(tree, change)));
  });

  test('a byte in a memory map', async () => {
    await driver.create(at('from'));
    tree(at('from'));
    await driver.advance(at('from'), at('to'));
    const mapped = mapFile(`${at('to')}/x/y/2`);
    await mapped.write('mmap');
    mapped.end();
    await driver.seal(at('to'));
    await driver.persist();
    await expectAllFound(at('from'), at('to'));
  });

  test('a file with a long path and a name that is no text', async () => {
    const deep = `${'d'.repeat(250)}/`.repeat(12);
    const name = Buffer.concat([Buffer.from(`/x/${deep}`), Buffer.from([0xff])]);
    const file = (directory: string) => Buffer.concat([Buffer.from(directory), name]);
    const prepare = (from: string) => {
      mkdirSync(`${from}/x/${deep}`, { recursive: true });
      writeFileSync(file(from), 'one');
    };
    await expectAllFound(...(await twoSteps(prepare, (to) => appendFileSync(file(to), 'two'))));
  });

  test('a file whose other name is elsewhere', async () => {
    const prepare = (from: string) => {
      tree(from);
      linkSync(`${from}/a/b/c/1`, `${from}/x/y/1`);
    };
    const change = (to: string) => inPlace(`${to}/x/y/1`, (file) => writeSync(file, 'X', 5000));
    await expectAllFound(...(await twoSteps(prepare, change)));
  });

  test('a file with more names in a directory than an item of the tree holds', async () => {
    const change = (to: string) => inPlace(`${to}/x/y/2`, (file) => writeSync(file, 'X', 5000));
    const prepare = (from: string) => {
      tree(from);
      for (let index = 0; index < 1000; index += 1)
        linkSync(`${from}/x/y/2`, `${from}/x/${index}${'n'.repeat(200)}`);
    };
    await expectAllFound(...(await twoSteps(prepare, change)));
  });

  test('a file whose names fill many blocks', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `d${index}/${'n'.repeat(240)}`);
    const [from, to] = await twoSteps(
      (prepared) => {
        writeFileSync(`${prepared}/file`, 'x'.repeat(10_000));
        for (const name of names) {
          mkdirSync(`${prepared}/${name.slice(0, name.indexOf('/'))}`);
          linkSync(`${prepared}/file`, `${prepared}/${name}`);
        }
      },
      (changed) => inPlace(`${changed}/file`, (file) => writeSync(file, 'X', 5000)),
    );
    const mayDiffer = must(await changedSince(read, from, to), 'what the blocks tell');
    const all = await findDifference({ base: from, result: to });
    expect(all.length).toBeGreaterThan(names.length);
    expect(await findDifference({ base: from, result: to, mayDiffer })).toEqual(all);
  });

  test('random steps one after another', async () => {
    const program = programs({ size: 20, isPlain: true }).map(({ text, run }) => ({
      run,
      toString: () => text,
    }));
    await fc.assert(
      fc.asyncProperty(program, program, program, async (first, second, third) => {
        takeNewPaths();
        await driver.create(at('1'));
        first.run(at('1'));
        await driver.advance(at('1'), at('2'));
        second.run(at('2'));
        await driver.advance(at('2'), at('3'));
        third.run(at('3'));
        await driver.seal(at('3'));
        await driver.persist();
        await expectAllFound(at('1'), at('2'));
        await expectAllFound(at('2'), at('3'));
      }),
      { numRuns: 12 },
    );
  });
});
