import { chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../src/contract/results.ts';
import { listTree } from '../samples/tree-listing.ts';
import { stepsOf } from './store-making.ts';
import type { BuildPlace } from './store-place.ts';

/** How tests look at the files of results. */
export function looking(at: BuildPlace) {
  return {
    step: stepsOf(at),
    filesOf: async (result: Result) => listTree(await at.store.view(result.id)),
    rootOf: (result: Result) => at.store.view(result.id),
  };
}

const TIME = new Date('2001-02-03T04:05:06Z');

export function makeTree(root: string): void {
  const file = (...names: string[]) => path.join(root, ...names);
  for (const name of ['dir', 'whole', 'anew', 'tree', 'tree/a']) {
    mkdirSync(file(name));
    chmodSync(file(name), 0o755);
  }
  const files = ['deleted', 'replaced', 'kind', 'moved', 'linked1', 'dir/deleted', 'dir/kept'];
  for (const name of [...files, 'whole/one', 'anew/old', 'tree/a/b']) {
    writeFileSync(file(name), name);
    // Whatever the umask of whoever runs the tests.
    chmodSync(file(name), 0o644);
  }
  linkSync(file('linked1'), file('linked2'));
  symlinkSync('dir/kept', file('link'));
  utimesSync(file('dir', 'kept'), TIME, TIME);
  utimesSync(root, TIME, TIME);
}
