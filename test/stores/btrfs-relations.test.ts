import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '../../src/errors.ts';
import { findDifference } from '../../src/layer/difference/difference.ts';
import { changedSince } from '../../src/volume/btrfs/changed-inodes.ts';
import { makeSnapshot } from '../../src/volume/btrfs/commands.ts';
import { pathsOf } from '../../src/volume/btrfs/tree-search.ts';
import {
  at,
  driver,
  expectAllFound,
  read,
  tree,
  twoSteps,
  useBtrfsVolumes,
} from '../places/use-btrfs-volumes.ts';

useBtrfsVolumes();

describe('a copy of a sealed volume', () => {
  test('tells of changes before a later copy of the volume', async () => {
    await driver.create(at('from'));
    tree(at('from'));
    await driver.seal(at('from'));
    await driver.persist();
    await driver.snapshot(at('from'), at('to'));
    writeFileSync(`${at('to')}/x/y/new`, '');
    // btrfs writes the root of the source in the transaction of each copy.
    await driver.snapshot(at('from'), at('other'));
    await driver.seal(at('to'));
    await driver.persist();
    await expectAllFound(at('from'), at('to'));
  });

  test('tells nothing if the volume is no copy', async () => {
    for (const name of ['from', 'to']) {
      await driver.create(at(name));
      tree(at(name));
      await driver.seal(at(name));
      await driver.persist();
    }
    expect(await changedSince(read, at('from'), at('to'))).toBeUndefined();
  });

  test('tells nothing about an earlier state', async () => {
    await driver.create(at('volume'));
    await makeSnapshot({ from: at('volume'), to: at('earlier'), isReadOnly: true });
    tree(at('volume'));
    await makeSnapshot({ from: at('volume'), to: at('later'), isReadOnly: true });
    expect(await changedSince(read, at('later'), at('earlier'))).toBeUndefined();
    await expectAllFound(at('earlier'), at('later'));
  });

  test('tells nothing about a volume that has changed later', async () => {
    await driver.create(at('volume'));
    tree(at('volume'));
    await makeSnapshot({ from: at('volume'), to: at('earlier'), isReadOnly: true });
    await makeSnapshot({ from: at('volume'), to: at('sibling'), isReadOnly: false });
    for (const name of ['volume', 'sibling']) {
      writeFileSync(`${at(name)}/x/new`, '');
      await driver.seal(at(name));
    }
    await driver.persist();
    await driver.snapshot(at('earlier'), at('other'));
    expect(await changedSince(read, at('volume'), at('earlier'))).toBeUndefined();
    expect(await changedSince(read, at('sibling'), at('earlier'))).toBeUndefined();
  });

  test('tells nothing about a path that is too long for the kernel', async () => {
    const deep = `${'d'.repeat(250)}/`.repeat(10);
    const [from, to] = await twoSteps(
      (prepared) => {
        for (const name of ['x', 'y']) mkdirSync(`${prepared}/${name}/${deep}`, { recursive: true });
      },
      (changed) => {
        writeFileSync(`${changed}/x/${deep}new`, '');
        renameSync(`${changed}/x`, `${changed}/y/${deep}x`);
      },
    );
    expect(await changedSince(read, from, to)).toBeUndefined();
    // With this code, the store lets a walk find the path, and the walk names it.
    await expect(driver.changes?.(from, to)).rejects.toMatchObject({ code: 'tool-failed' });
    await expect(findDifference({ base: from, result: to })).rejects.toMatchObject({
      code: 'layer-impossible',
    });
  });

  test('tells of changes after a refused call', async () => {
    const [from, to] = await twoSteps(tree, (changed) => writeFileSync(`${changed}/x/new`, ''));
    expect(await pathsOf(read, to, [256n, 1_000_000n])).toBeUndefined();
    expect(await pathsOf(read, to, [statSync(`${to}/a/b`, { bigint: true }).ino])).toEqual(['a/b']);
    await expectAllFound(from, to);
  });

  test.each([
    ['many changed directories', (to: string, index: number) => mkdirSync(`${to}/x/${index}`)],
    ['many items', (to: string, index: number) => writeFileSync(`${to}/x/${index}`, 'x'.repeat(1000))],
  ])('tells nothing about %s', async (_what, make) => {
    const [from, to] = await twoSteps(tree, (changed) => {
      for (let index = 0; index < 800; index += 1) make(changed, index);
    });
    expect(await changedSince(read, from, to)).toBeUndefined();
    const mayDiffer = must(await driver.changes?.(from, to), 'what the driver tells');
    expect(mayDiffer('x', { from: 1n, to: 1n })).toBe(true);
  });
});
