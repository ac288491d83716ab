import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LayerMember } from '../../../src/contract/layers.ts';
import type { ChainLayer } from '../../../src/contract/remote.ts';
import { layersWith } from '../../../src/engine/elsewhere/part.ts';
import { applyLayer } from '../../../src/layer/apply.ts';
import { applyChain } from '../../../src/layer/apply-chain.ts';
import { makeLayer } from '../../../src/layer/make.ts';
import { parseMembers } from '../../../src/layer/members.ts';
import { programs } from '../../samples/random-tree.ts';
import { type WholeTree, wholeTree } from '../../samples/whole-tree.ts';

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

test.runIf(process.getuid?.() === 0)('a random chain comes back from its layers at once', async () => {
  const program = programs({ size: 20 }).map(({ text, run }) => ({ run, toString: () => text }));
  await fc.assert(
    fc.asyncProperty(program, program, program, async (...changes) => {
      const work = mkdtempSync(path.join(tmpdir(), 'layer-'));
      const at = (name: string) => path.join(work, name);
      try {
        for (const name of ['scratch', 'applied', 'tree-0']) mkdirSync(at(name));
        const files = new Map<string, string>();
        const layers: ChainLayer[] = [];
        for (const [index, { run }] of changes.entries()) {
          if (index > 0) execFileSync('cp', ['-a', at(`tree-${index - 1}`), at(`tree-${index}`)]);
          run(at(`tree-${index}`));
          const sides = {
            base: index === 0 ? undefined : at(`tree-${index - 1}`),
            result: at(`tree-${index}`),
          };
          const { layer, file } = await makeLayer(sides, { compression: 'zstd', scratch: at('scratch') });
          files.set(layer.digest, file);
          layers.push(layer);
        }
        const open = ({ digest }: ChainLayer) => createReadStream(files.get(digest) ?? '');
        const into = { rootfs: at('applied'), scratch: at('scratch') };
        await applyChain(layers.slice(0, 1), open, { ...into, isImage: true });
        await applyChain(layers.slice(1), open, { ...into, isImage: false });
        expect(wholeTree(at('applied'))).toEqual(wholeTree(at('tree-2')));
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    }),
    { numRuns: 6 },
  );
});

/** The files at a path and below; names of one file are those in this part. */
function partOf(tree: WholeTree, path: string): WholeTree {
  const inside = Object.entries(tree).filter(([name]) => name === path || name.startsWith(`${path}/`));
  const firsts = new Map<string, string>();
  return Object.fromEntries(
    inside.map(([name, { file, ...aspects }]) => {
      if (file === undefined) return [name, aspects];
      if (!firsts.has(file)) firsts.set(file, name);
      return [name, { ...aspects, file: firsts.get(file) ?? '' }];
    }),
  );
}

test.runIf(process.getuid?.() === 0)('the layers with a path of a random chain have all of it', async () => {
  const program = programs({ size: 20 }).map(({ text, run }) => ({ run, toString: () => text }));
  const counts = { parts: 0, layers: 0 };
  await fc.assert(
    fc.asyncProperty(program, program, program, async (...changes) => {
      const work = mkdtempSync(path.join(tmpdir(), 'layer-'));
      const at = (name: string) => path.join(work, name);
      try {
        for (const name of ['scratch', 'tree-0']) mkdirSync(at(name));
        const files = new Map<string, string>();
        const layers: ChainLayer[] = [];
        const members: (readonly LayerMember[])[] = [];
        for (const [index, { run }] of changes.entries()) {
          execFileSync('cp', ['-a', at(`tree-${index}`), at(`tree-${index + 1}`)]);
          run(at(`tree-${index + 1}`));
          const made = await makeLayer(
            { base: at(`tree-${index}`), result: at(`tree-${index + 1}`) },
            { compression: 'zstd', scratch: at('scratch') },
          );
          files.set(made.layer.digest, made.file);
          layers.push(made.layer);
          members.push(parseMembers(made.members ?? Buffer.from('none')) ?? []);
        }
        const whole = wholeTree(at('tree-3'));
        const open = ({ digest }: ChainLayer) => createReadStream(files.get(digest) ?? '');
        for (const [name, { kind }] of Object.entries(whole)) {
          const needed = kind === '120000' ? undefined : layersWith(members, name);
          if (name === '' || needed === undefined) continue;
          counts.parts += 1;
          counts.layers += needed.length;
          rmSync(at('part'), { recursive: true, force: true });
          mkdirSync(at('part'));
          const chain = needed.map((index) => layers[index]).filter((layer) => layer !== undefined);
          await applyChain(chain, open, { rootfs: at('part'), scratch: at('scratch'), isImage: true });
          expect(partOf(wholeTree(at('part')), name)).toEqual(partOf(whole, name));
        }
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    }),
    { numRuns: 6 },
  );
  // Most files are in a single layer.
  expect(counts.parts).toBeGreaterThan(3);
  expect(counts.layers).toBeLessThan(2 * counts.parts);
});
