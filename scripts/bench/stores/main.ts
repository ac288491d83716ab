// Measures what stores cost as they grow, and fresh steps beside the bare commands of their file systems: docs/performance.md says how.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { driverPlaces } from '../../../test/places/driver-places.ts';
import { installPrograms, project } from '../../machine.mjs';
import { describeMachine } from '../machine.ts';
import { expectRootAndCli, runProgram } from '../program.ts';
import { writeBetweenMarkers } from '../table.ts';
import { measureFloor } from './floors.ts';
import { measureGrowth } from './growth.ts';
import { type Options, readOptions, usage } from './options.ts';
import { plans } from './plans.ts';
import { markdown, type StoreReport } from './table.ts';
import { makeWorld, type World } from './world.ts';

const page = path.join(project, 'docs/performance.md');
const MINUTE = 60_000;

function planOf(name: string) {
  const plan = plans[name.split(' ')[0] ?? name];
  if (plan === undefined) throw new Error(`nothing says how stores of ${name} are measured`);
  return plan;
}

async function measureStore(
  world: World,
  name: string,
  { sizes, deadline }: { readonly sizes: readonly number[]; readonly deadline: number },
): Promise<StoreReport> {
  const machine = describeMachine();
  const plan = planOf(name);
  const floor = await measureFloor(world, name, plan);
  const growth = await measureGrowth(world, { name, base: world.bases[plan.growthBase], sizes, deadline });
  const date = new Date().toISOString().slice(0, 10);
  return { name, note: plan.note?.(), date, machine, growth, floor };
}

const fileOf = (kept: string, name: string) => path.join(kept, `${name.replaceAll(' ', '-')}.json`);

/** In the order of `driverPlaces`, those that were measured now or earlier. */
function keptReports(kept: string): readonly StoreReport[] {
  const files = Object.keys(driverPlaces).map((name) => fileOf(kept, name));
  return files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

async function bench(options: Options): Promise<void> {
  expectRootAndCli(options.cli);
  installPrograms([
    'runc',
    'mkfs.btrfs',
    'mkfs.ext4',
    'mkfs.xfs',
    'zpool',
    'debootstrap',
    'busybox',
    'losetup',
  ]);
  mkdirSync(options.kept, { recursive: true });
  await using stack = new AsyncDisposableStack();
  const world = await makeWorld(options.cli, '/var/lib', stack);
  const end = performance.now() + options.minutes * MINUTE;
  for (const [index, name] of options.stores.entries()) {
    // What one store leaves of its share is for those behind it.
    const share = (end - performance.now()) / (options.stores.length - index);
    const deadline = performance.now() + Math.max(share, MINUTE);
    const report = await measureStore(world, name, { sizes: options.sizes, deadline });
    writeFileSync(fileOf(options.kept, name), `${JSON.stringify(report, null, 2)}\n`);
    console.log(`${markdown([report])}\n`);
  }
  if (options.write) writeBetweenMarkers(page, 'stores', markdown(keptReports(options.kept)));
}

await runProgram(() => bench(readOptions(process.argv.slice(2))), usage);
