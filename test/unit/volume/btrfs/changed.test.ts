import { expect, test } from 'vitest';
import { ChangedDirectories } from '../../../../src/volume/btrfs/changed.ts';

test('changed directories and those above may differ', () => {
  const changed = new ChangedDirectories();
  changed.addAbove('one/two/file');
  changed.add({ path: 'old', isRename: true, target: 'new/place' });
  const answers = ['', 'one', 'one/two', 'one/other', 'new', 'new/place/below', 'old'].map((directory) =>
    changed.mayDiffer(directory),
  );
  expect(answers).toEqual([true, true, true, false, true, true, false]);
});

test('all directories may differ if the paths need too much memory', () => {
  const changed = new ChangedDirectories(1000);
  changed.addAbove(`${'d'.repeat(900)}/file`);
  expect(changed.mayDiffer('other')).toBe(false);
  changed.addAbove(`${'e'.repeat(101)}/file`);
  expect(changed.mayDiffer('other')).toBe(true);
});
