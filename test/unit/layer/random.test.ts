import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyLayer } from '../../../src/layer/apply.ts';
import { makeLayer } from '../../../src/layer/make.ts';
import { programs } from '../../samples/random-tree.ts';
import { wholeTree } from '../../samples/whole-tree.ts';

test.runIf(process.getuid?.() === 0)('random changes of random trees come back from a layer', async () => {
  const program = programs({ size: 30 }).map(({ text, run }) => ({ run, toString: () => text }));
  await fc.assert(
    fc.asyncProperty(program, program, async (before, step) => {
      const work = mkdtempSync(path.join(tmpdir(), 'layer-'));
      const at = (name: string) => path.join(work, name);
      try {
        for (const name of ['base', 'scratch']) mkdirSync(at(name));
        before.run(at('base'));
        for (const name of ['result', 'applied']) execFileSync('cp', ['-a', at('base'), at(name)]);
        step.run(at('result'));
        const wanted = wholeTree(at('result'));
        const make = () =>
          makeLayer(
            { base: at('base'), result: at('result') },
            { compression: 'zstd', scratch: at('scratch') },
          );
        const { layer, file } = await make();
        await applyLayer(createReadStream(file), layer, { rootfs: at('applied') });
        expect(wholeTree(at('applied'))).toEqual(wanted);
        // Two trees that differ in nothing have an empty layer, and equal differences give equal bytes.
        expect(readFileSync((await make()).file)).toEqual(readFileSync(file));
        execFileSync('cp', ['-a', at('result'), at('copy')]);
        const none = await makeLayer(
          { base: at('copy'), result: at('result') },
          { compression: 'gzip', scratch: at('scratch') },
        );
        expect(execFileSync('sh', ['-c', 'zcat "$0" | tar -tf -', none.file], { encoding: 'utf8' })).toBe('');
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    }),
    { numRuns: 8 },
  );
});
