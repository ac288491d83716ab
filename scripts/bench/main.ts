// Measures this project beside BuildKit and beside the least that a step can cost: docs/performance.md says how.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { installPrograms, project } from '../machine.mjs';
import { besides } from './against.ts';
import { makeBench, type RowPlan } from './bench.ts';
import { describeMachine } from './machine.ts';
import { measure } from './measure.ts';
import { type Options, readOptions, UsageError, usage } from './options.ts';
import { installPeers } from './peers.ts';
import { expectRootAndCli, runProgram } from './program.ts';
import { rows } from './rows/index.ts';
import { markdown, type Outcome, writeBetweenMarkers } from './table.ts';
import { makeWorld, type World } from './world.ts';

const page = path.join(project, 'docs/performance.md');

function choose(options: Options): readonly RowPlan[] {
  const namesOf = ({ name, group }: RowPlan) => (group === undefined ? [name] : [group, name]);
  const names = [...new Set(rows.flatMap(namesOf))];
  const unknown = options.rows.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`there is no row ${unknown.join(', ')}: the rows are ${names.join(', ')}`);
  if (options.rows.length > 0)
    return rows.filter((row) => namesOf(row).some((name) => options.rows.includes(name)));
  return rows.filter(({ slow, isApart }) => !(isApart || (options.quick && slow)));
}

function checkMachine(options: Options): void {
  for (const cli of [options.cli, options.against]) if (cli !== undefined) expectRootAndCli(cli);
  installPrograms(['runc', 'mkfs.btrfs', 'debootstrap', 'docker-registry']);
  installPeers('buildkit', 'crane');
}

async function measureRow(world: World, options: Options, plan: RowPlan): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  console.error(`${plan.name}: preparing`);
  const prepare = (chosen: Options) => plan.prepare(makeBench(world, chosen, stack));
  const our = await prepare(options);
  const { against: cli } = options;
  const other =
    cli === undefined
      ? undefined
      : await prepare({ ...options, cli }).catch((error: unknown) => {
          console.error(`${plan.name}: without the other version, whose preparation failed: ${error}`);
          return undefined;
        });
  const row = other === undefined ? our : besides(our, other);
  return { name: plan.name, lines: row.lines, measured: await measure(plan.name, row, options.runs) };
}

async function bench(options: Options): Promise<void> {
  const plans = choose(options);
  checkMachine(options);
  const machine = describeMachine();
  const outcomes: Outcome[] = [];
  {
    await using stack = new AsyncDisposableStack();
    const world = await makeWorld(options.directory, stack);
    for (const plan of plans) outcomes.push(await measureRow(world, options, plan));
  }
  const date = new Date().toISOString().slice(0, 10);
  const report = { date, rounds: options.runs, machine, outcomes };
  mkdirSync(path.dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  const table = markdown(report);
  if (options.write) writeBetweenMarkers(page, options.rows[0] ?? 'bench', table);
  console.log(table);
}

await runProgram(() => bench(readOptions(process.argv.slice(2))), usage);
