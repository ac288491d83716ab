import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { FilesOutput } from '../../src/contract/outputs.ts';
import { buildText, exited } from '../fakes/build.ts';
import { scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  directory,
  newCarrier,
  openRunner,
  outcomesOf,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// Outputs of a build whose steps are all on a carrier move the layers with their files alone.
useSharingRunners();
afterEach(() => closeRunners());

const COMMANDS: Readonly<Record<string, string>> = {
  tools: 'mkdir -p opt && head -c 5000000 /dev/urandom > opt/big',
  make: `mkdir -p -m 750 src/out/sub && printf a > src/out/a && ln src/out/a src/out/sub/b && ln -s ../a src/out/sub/l
    chmod 4751 src/out/a && ln -s src/out latest && touch -d '1999-12-31 23:59:59.123456789' src/out/sub src/out/a`,
  data: 'head -c 5000000 /dev/urandom > data && rm -r opt',
  change: 'printf c > src/out/c && head -c 100000 /dev/urandom > src/out/sub/random',
};
const spec = () =>
  `((from ${base}) ${Object.keys(COMMANDS)
    .map((name) => `(run (shell ${name}))`)
    .join(' ')})`;

test.each(['registry', 'local'] as const)(
  'outputs take few bytes of a %s',
  async (type) => {
    const carrier = newCarrier(type);
    const open = async () => {
      const one = await openRunner('btrfs', [carrier]);
      for (const [name, script] of Object.entries(COMMANDS))
        one.scripts.set(name, ({ rootfs }) => {
          execFileSync('/bin/bash', ['-ec', script], { cwd: rootfs });
          return exited(0);
        });
      return one;
    };
    const to = (name: string, src: string): FilesOutput => {
      const dest = path.join(directory, `${type}-${name}`);
      return { type: 'local', text: `src=${src}`, src, dest, when: 'success' };
    };
    const a = await open();
    await buildText(a, spec(), { scopes, outputs: [to('a', '/latest/**')] });
    const b = await open();
    const told = await buildText(b, spec(), {
      scopes,
      outputs: [to('b', '/latest/**'), to('c', '/src/out/a')],
    });
    expect(outcomesOf(told)).toEqual(Array(5).fill('cached'));
    expect(told.of('warning')).toEqual([]);
    expect(b.keeper.list()).toEqual([]);
    expect(b.counts.loaded).toEqual([]);
    const tree = wholeTree(to('a', '').dest);
    expect(Object.keys(tree)).toEqual(['', 'a', 'c', 'sub', 'sub/b', 'sub/l', 'sub/random']);
    expect(wholeTree(to('b', '').dest)).toEqual({ ...tree, '': expect.anything() });
    expect(Object.keys(wholeTree(to('c', '').dest))).toEqual(['', 'a']);
    const { receivedBytes } = carrierOf(told);
    expect(receivedBytes).toBeGreaterThan(100_000);
    expect(receivedBytes).toBeLessThan(200_000);
  },
  120_000,
);
