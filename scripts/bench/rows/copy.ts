import { closeSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, ensureDirectory, nonce, type RowPlan } from '../bench.ts';
import type { Row } from '../measure.ts';
import type { Recipe } from '../recipe.ts';

const FILES = 5000;
const FILE_BYTES = 3400;
const PER_DIRECTORY = 100;
const GIGABYTE = 2 ** 30;
const CHUNK_BYTES = 2 ** 20;
/** Longer than the time in which a file's stamp may not tell two writes apart. */
const SETTLE_MILLISECONDS = 3000;

const whole: Recipe = { operations: [{ kind: 'copy', src: '.', dst: '/srv/' }] };

interface Targets {
  readonly title: string;
  readonly fresh: number;
  readonly cached: number;
}

/**
 * Copies a context, then once more with nothing changed. Every file of it is changed before each round, so that both
 * sides must read, send and write all of them; the files are in the page cache, as after a checkout.
 */
async function contextRow(bench: Bench, context: string, { title, fresh, cached }: Targets): Promise<Row> {
  const [our, their] = [await bench.ours(), await bench.buildkit()];
  const sides = [
    { label: 'ours', builder: our },
    { label: 'BuildKit', builder: their },
  ].flatMap(({ label, builder }) =>
    ['fresh', 'cached'].map((state) => ({
      label: `${label} (${state})`,
      sample: () => builder.build(whole, context),
      results: () => builder.results(),
    })),
  );
  const line = (state: string, atMost: number) => ({
    title: `${title}, ${state}`,
    ours: `ours (${state})`,
    buildkit: `BuildKit (${state})`,
    bounds: [{ of: `ours (${state})`, to: `BuildKit (${state})`, kind: 'ratio' as const, atMost }],
  });
  return {
    beforeRound: async () => {
      changeAll(context);
      await sleep(SETTLE_MILLISECONDS);
    },
    sides,
    lines: [line('fresh', fresh), line('cached', cached)],
  };
}

/** Overwrites the beginning of every file. */
function changeAll(context: string): void {
  const files = readdirSync(context, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const entry of files) {
    const file = openSync(path.join(entry.parentPath, entry.name), 'r+');
    writeSync(file, `${nonce()}\n`, 0);
    closeSync(file);
  }
}

export const copyFiles: RowPlan = {
  name: 'copy-5000',
  prepare: (bench) => {
    const context = bench.directory();
    for (let index = 0; index < FILES; index += 1) {
      const directory = ensureDirectory(context, String(Math.floor(index / PER_DIRECTORY)));
      writeFileSync(path.join(directory, `file-${index}`), String(index).padStart(FILE_BYTES, '.'));
    }
    return contextRow(bench, context, { title: `copy ${FILES} files (17 MB)`, fresh: 0.5, cached: 0.8 });
  },
};

export const copyLarge: RowPlan = {
  name: 'copy-1gb',
  slow: true,
  prepare: (bench) => {
    const context = bench.directory();
    const file = openSync(path.join(context, 'large'), 'w');
    for (let written = 0; written < GIGABYTE; written += CHUNK_BYTES) {
      writeSync(file, crypto.getRandomValues(Buffer.alloc(65536)).toString('hex').repeat(8));
    }
    closeSync(file);
    return contextRow(bench, context, { title: 'copy one 1 GB file', fresh: 0.6, cached: 1.5 });
  },
};

/** What writes is built into the shell, so that making the files starts no processes. */
const makeFiles = (tag: string) =>
  `mkdir -p /out && cd /out && i=0 && while [ $i -lt ${FILES} ]; do echo ${tag} $i > f$i; i=$((i+1)); done`;

export const copyNested: RowPlan = {
  name: 'copy-nested',
  prepare: async (bench) => {
    const [our, their] = [await bench.ours(), await bench.buildkit()];
    const context = bench.directory();
    const recipe = (): Recipe => ({
      builds: { files: [{ kind: 'run', command: makeFiles(nonce()) }] },
      operations: [{ kind: 'copy', build: 'files', src: '/out', dst: '/srv/' }],
    });
    return {
      sides: [
        { label: 'ours', sample: () => our.build(recipe(), context), results: () => our.results() },
        { label: 'BuildKit', sample: () => their.build(recipe(), context), results: () => their.results() },
      ],
      lines: [
        {
          title: `${FILES} small files from a nested build that makes them, fresh`,
          ours: 'ours',
          buildkit: 'BuildKit',
          bounds: [{ of: 'ours', to: 'BuildKit', kind: 'ratio', atMost: 0.7 }],
        },
      ],
    };
  },
};
