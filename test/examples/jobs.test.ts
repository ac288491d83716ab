import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forMirror } from '../../scripts/debian-base.ts';
import { exampleImage } from '../../scripts/example-images.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { cliPath, type Finished, jsonOf } from '../programs/cli.ts';
import { type Edit, type Job, jobs } from '../samples/jobs.ts';

const project = path.resolve(import.meta.dirname, '../..');
const POOL_BYTES = 16 * 1024 ** 3;
/** Images, downloads and compilers, twice as long as on a machine with much other work. */
const TIMEOUT_MS = 30 * 60_000;

interface Step {
  readonly operation: string;
  readonly outcome: string;
}

interface JobReport {
  readonly id: string;
  readonly cacheHit: boolean;
  readonly steps: readonly Step[];
  readonly error?: { readonly message: string; readonly at: { readonly line: number } };
}

interface Build {
  readonly status: number | null;
  readonly log: string;
  readonly report: JobReport;
}

/** What a user sees in turn. */
interface Story {
  readonly cold: Build;
  readonly cached: Build;
  readonly changedLine: Build;
  readonly changedDependency: Build;
  /** The step of the dependencies alone, once more. */
  readonly again: Build;
  readonly broken: Build;
  /** First characters of the product, and the text of the report. */
  readonly product: string;
  readonly productNow: string;
  readonly tests: string;
}

let directory: string;
let pool: Pool;
const stories = new Map<Job, Promise<Story>>();

/** Starts the command line without blocking, so that two jobs share the machine. */
function start(args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cliPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const seen = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        seen[name] += text;
      });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...seen }));
  });
}

function edit(place: string, ...edits: readonly Edit[]): void {
  for (const { file, from, to } of edits) {
    const name = path.join(place, file);
    const text = readFileSync(name, 'utf8');
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    writeFileSync(name, text.replace(from, to));
  }
}

/** The spec up to the step of the dependencies. */
function upToInstall(text: string, { install }: Job): string {
  const end = /"\)\)/g;
  end.lastIndex = text.indexOf(install);
  end.exec(text);
  const head = text.slice(0, end.lastIndex);
  return text.includes('(build compile') ? `${head})) (from scratch))` : `${head})`;
}

async function tell(job: Job): Promise<Story> {
  const image = await exampleImage(job.name);
  const place = path.join(directory, job.name);
  cpSync(path.join(project, 'examples', job.name), place, { recursive: true });
  const specFile = path.join(place, 'build.spec');
  writeFileSync(specFile, forMirror(readFileSync(specFile, 'utf8')));
  const exported = (name: string) => path.join(directory, `${job.name}-${name}`);
  const common = [place, `--store=btrfs:${pool.path}`, `--build-arg=BASE=oci:${image}`, '--json'];
  const build = async (...flags: readonly string[]): Promise<Build> => {
    const finished = await start(['build', '-f', specFile, ...common, ...flags]);
    return {
      status: finished.status,
      log: finished.stdout + finished.stderr,
      report: jsonOf<JobReport>(finished),
    };
  };
  const product = (name: string) => `--output=type=local,src=${job.product.src},dest=${exported(name)}`;
  const cold = await build(product('product'));
  const cached = await build(product('cached'));
  edit(place, job.code);
  const changedLine = await build();
  edit(place, ...job.dependency);
  const changedDependency = await build();
  edit(place, job.touch);
  const whole = readFileSync(specFile, 'utf8');
  const part = upToInstall(whole, job);
  const withoutNetwork = part.replace(/\(network \(allow [^)]*\)\)/, '');
  writeFileSync(specFile, job.fromSlot === undefined ? withoutNetwork : part);
  const again = await build();
  writeFileSync(specFile, whole);
  edit(place, job.breakage);
  const broken = await build(
    `--output=type=local,src=${job.report.src},dest=${exported('report')},when=failure`,
  );
  const texts = (name: string) =>
    readdirSync(exported(name)).map((file) => readFileSync(path.join(exported(name), file), 'latin1'));
  return {
    ...{ cold, cached, changedLine, changedDependency, again, broken },
    product: texts('product').join(''),
    productNow: texts('cached').join(''),
    tests: texts('report').join('\n'),
  };
}

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'jobs-'));
  pool = makePool({ bytes: POOL_BYTES });
});

afterAll(async () => {
  await Promise.allSettled(stories.values());
  pool?.remove();
  rmSync(directory, { recursive: true, force: true });
}, TIMEOUT_MS);

/** Starts the job, and the next job beside it: much of a job's time is waiting for the network. */
async function storyOf(job: Job): Promise<Story> {
  const index = jobs.indexOf(job);
  for (const wanted of jobs.slice(index, index + 2)) {
    const story = stories.get(wanted) ?? tell(wanted);
    // The tests of the job report the failure.
    story.catch(() => undefined);
    stories.set(wanted, story);
  }
  return stories.get(job) ?? tell(job);
}

/** The outcome of the step whose operation has these words. */
function outcomeOf({ report }: Build, words: string): string | undefined {
  return report.steps.find(({ operation }) => operation.includes(words))?.outcome;
}

describe.each(jobs)('the job examples/$name', { timeout: TIMEOUT_MS }, (job) => {
  test('builds from nothing and leaves its product in the workspace', async () => {
    const { cold, product } = await storyOf(job);
    expect(cold.status, cold.log).toBe(0);
    expect(outcomeOf(cold, job.install)).toBe('built');
    expect(product.startsWith(job.product.starts), product.slice(0, 100)).toBe(true);
  });

  test('runs nothing for the same files, and leaves the same product', async () => {
    const { cold, cached, product, productNow } = await storyOf(job);
    expect(cached.status, cached.log).toBe(0);
    expect(cached.report).toMatchObject({ cacheHit: true, id: cold.report.id });
    expect(productNow === product).toBe(true);
  });

  test('keeps its dependencies when a line changes', async () => {
    const { changedLine } = await storyOf(job);
    expect(changedLine.status, changedLine.log).toBe(0);
    expect(outcomeOf(changedLine, job.install)).toBe('cached');
    expect(outcomeOf(changedLine, job.test)).toBe('built');
  });

  test('finds known dependencies in its slot when the list changes', async () => {
    const { changedDependency, again } = await storyOf(job);
    expect(changedDependency.status, changedDependency.log).toBe(0);
    expect(outcomeOf(changedDependency, job.install)).toBe('built');
    expect(again.status, again.log).toBe(0);
    expect(outcomeOf(again, job.install)).toBe('built');
    if (job.fromSlot !== undefined) expect(again.log).toMatch(job.fromSlot);
  });

  test('names the step of a failing test and leaves the report', async () => {
    const { broken, tests } = await storyOf(job);
    expect(broken.status, broken.log).toBe(1);
    expect(outcomeOf(broken, job.test)).toBe('failed');
    const lines = readFileSync(path.join(project, 'examples', job.name, 'build.spec'), 'utf8').split('\n');
    const from = (broken.report.error?.at.line ?? 0) - 1;
    const next = lines.findIndex((line, index) => index > from && /^ +\((run|copy|comment)/.test(line));
    expect(lines.slice(from, next < 0 ? undefined : next).join('\n')).toContain(job.test);
    expect(tests).toContain(job.report.says);
  });
});
