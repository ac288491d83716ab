import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ExampleName, exampleImage } from '../../example-images.ts';
import { project } from '../../machine.mjs';
import { type Bench, nonce, type RowPlan } from '../bench.ts';
import { run } from '../command.ts';
import type { Line, Row } from '../measure.ts';
import { peer } from '../peers.ts';
import { type FreshSides, freshSides, type Project } from '../projects.ts';

const TARGETS = { cold: 0.9, cached: 1, 'changed line': 1, disk: 1 } as const;
type State = keyof typeof TARGETS;

/** The states of a round in their order. Short builds have three samples, and the long cold build has one. */
const STATES: readonly State[] = [
  'cold',
  ...Array<State>(3).fill('cached'),
  ...Array<State>(3).fill('changed line'),
  'disk',
];

/** A line of each program to change before each round. */
const LINES: Readonly<Record<ExampleName, { readonly file: string; readonly line: RegExp }>> = {
  c: { file: 'src/gzstat.c', line: /"1\.0\.0[^"]*"/ },
  go: { file: 'main.go', line: /\/\/ Command slug[^\n]*/ },
  node: { file: 'src/convert.js', line: /\/\*\* The JSON[^\n]*/ },
  python: { file: 'csvtable.py', line: /"""Prints[^\n]*/ },
  rust: { file: 'src/main.rs', line: /\/\/! Prints[^\n]*/ },
  java: { file: 'src/main/java/example/CsvSum.java', line: /\/\*\* Prints[^\n]*/ },
};

/** The new text of the line, in the language's own form. */
const CHANGED: Readonly<Record<ExampleName, (text: string) => string>> = {
  c: (text) => `"1.0.0-${text}"`,
  go: (text) => `// Command slug ${text}`,
  node: (text) => `/** The JSON of a document ${text} */`,
  python: (text) => `"""Prints a table ${text}"""`,
  rust: (text) => `//! Prints ${text}`,
  java: (text) => `/** Prints ${text} */`,
};

/** Docker has no file for outputs, so both sides build the example of C without this step. */
const OUTPUTS = / *\(run \(shell "echo \\"version=.*?\$GITHUB_OUTPUT\\""\)\)(?=\)\))/s;

async function prepare(bench: Bench, name: ExampleName): Promise<Row> {
  const directory = bench.directory();
  cpSync(path.join(project, 'examples', name), directory, { recursive: true });
  const spec = path.join(directory, 'build.spec');
  writeFileSync(spec, readFileSync(spec, 'utf8').replace(OUTPUTS, ''));
  const image = `${bench.world.registry}/${name}:bench`;
  await run(peer('crane'), 'push', await exampleImage(name), image);
  let sides: FreshSides | undefined;
  bench.defer(() => sides?.end());
  const work: Project = { directory, image };
  const all = (): FreshSides => {
    if (sides === undefined) throw new Error('a round has not begun');
    return sides;
  };
  return {
    beforeRound: async () => {
      await sides?.end();
      sides = await freshSides(bench);
    },
    startsCold: true,
    sides: STATES.flatMap((state) =>
      (['ours', 'BuildKit', 'overlayfs'] as const).map((label) => ({
        label: `${label} (${state})`,
        ...(state === 'disk' ? { unit: 'bytes' as const } : {}),
        sample: () => {
          if (state === 'disk') return all()[label].bytes();
          // The first side of a state changes the line, and the other sides build the same line.
          if (state === 'changed line' && label === 'ours') changeLine(name, directory);
          return all()[label].build(work);
        },
      })),
    ),
    lines: [...new Set(STATES)].map((state) => line(name, state)),
  };
}

function changeLine(name: ExampleName, directory: string): void {
  const file = path.join(directory, LINES[name].file);
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(LINES[name].line, CHANGED[name](nonce()));
  if (changed === text) throw new Error(`${file} has no line to change`);
  writeFileSync(file, changed);
}

function line(name: ExampleName, state: State): Line {
  const [ours, buildkit, overlayfs] = [`ours (${state})`, `BuildKit (${state})`, `overlayfs (${state})`];
  const bound = { to: buildkit, kind: 'ratio', atMost: TARGETS[state] } as const;
  return {
    title: `examples/${name}, ${state}`,
    ours,
    buildkit,
    others: [overlayfs],
    bounds: [
      { of: ours, ...bound },
      { of: overlayfs, ...bound },
    ],
    ...(state === 'disk' ? { unit: 'bytes' as const } : {}),
  };
}

/** The jobs of users, one after the other: each with an empty store, without a change, with a changed line, and their disk space. */
export const jobs: readonly RowPlan[] = Object.keys(LINES).map((name) => ({
  name: `jobs-${name}`,
  group: 'jobs',
  isApart: true,
  prepare: (bench) => prepare(bench, name as ExampleName),
}));
