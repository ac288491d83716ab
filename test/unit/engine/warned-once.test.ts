import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTrees } from '../../../src/tree/open.ts';
import { type Bench, buildText, openBench } from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

test('two copies of a base image give one warning, in each build', async () => {
  writeFileSync(path.join(bench.context, 'image.tar'), '');
  const spec = '((from oci:image.tar) (copy (src .) (dst /a)) (copy (src .) (dst /b)))';
  for (const outcome of ['built', 'cached']) {
    const told = await buildText({ ...bench, machinery: { ...bench.machinery, trees: openTrees() } }, spec);
    expect(told.of('warning').map(({ message }) => message)).toEqual([
      expect.stringContaining('includes base images of this spec, image.tar'),
    ]);
    expect(told.outcomes.at(-1)).toContain(outcome);
  }
});
