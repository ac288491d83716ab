import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type RowPlan, runs, trivialCommands } from '../bench.ts';
import { timed } from '../command.ts';

/** Builds of which nothing has to run: the whole process, beside a Node that does nothing. */
export const cached: RowPlan = {
  name: 'cached',
  prepare: async (bench) => {
    const [our, their] = [await bench.ours(), await bench.buildkit()];
    const context = bench.directory();
    const empty = path.join(bench.directory(), 'empty.js');
    writeFileSync(empty, '');
    const [short, long] = [runs(trivialCommands(20)), runs(trivialCommands(200))];
    const results = { our: () => our.results(), their: () => their.results() };
    // The round that warms up is the one that builds.
    return {
      moreRounds: 3,
      sides: [
        { label: 'ours (20)', sample: () => our.build(short, context), results: results.our },
        { label: 'BuildKit (20)', sample: () => their.build(short, context), results: results.their },
        { label: 'ours (200)', sample: () => our.build(long, context), results: results.our },
        { label: 'BuildKit (200)', sample: () => their.build(long, context), results: results.their },
        { label: 'node empty.js', sample: () => timed(process.execPath, [empty]) },
      ],
      lines: [
        {
          title: '20 cached steps, whole process',
          ours: 'ours (20)',
          buildkit: 'BuildKit (20)',
          others: ['node empty.js'],
          bounds: [{ of: 'ours (20)', to: 'BuildKit (20)', kind: 'ratio', atMost: 1 }],
        },
        {
          title: '200 cached steps, whole process',
          ours: 'ours (200)',
          buildkit: 'BuildKit (200)',
          bounds: [
            { of: 'ours (200)', to: 'BuildKit (200)', kind: 'ratio', atMost: 0.4 },
            { of: 'ours (200)', to: 'ours (20)', kind: 'ratio', atMost: 1.3 },
          ],
        },
      ],
    };
  },
};
