import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OwnMachine } from '../places/own-machine.ts';
import { leftovers, nothingRemains } from '../places/store-leftovers.ts';
import { outcomes, Workshop } from '../places/workshop.ts';
import { cliPath } from '../programs/cli.ts';

const MIB = 1024 ** 2;
/** Small, so that a few steps fill it. */
const POOL = 400 * MIB;

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop(POOL);
});
afterEach(() => {
  const { subvolumes, expected, ...left } = leftovers(workshop.pool.path);
  workshop.remove();
  expect(left).toEqual(nothingRemains);
  expect(subvolumes).toEqual(expected);
});

const write = (name: string, megabytes: number) =>
  `(run (shell "dd if=/dev/urandom of=/${name} bs=1M count=${megabytes} 2>&1"))`;

/** Builds until there is room for little more; nothing of it is in use any more. */
function fill(): void {
  for (const name of ['one', 'two', 'three', 'four', 'five']) workshop.report(`(BASE ${write(name, 50)})`);
}

function largeFile(file: string, megabytes: number): void {
  const descriptor = openSync(file, 'w');
  for (let count = 0; count < megabytes; count += 1) writeSync(descriptor, randomBytes(MIB));
  closeSync(descriptor);
}

test('a full store evicts unused results for a run', () => {
  fill();
  const report = workshop.report(`(BASE ${write('large', 200)} (run (shell "ls /large")))`);
  expect(outcomes(report).slice(1)).toEqual(['built', 'built']);
});

test('a full store evicts unused results for a copy', () => {
  fill();
  largeFile(path.join(workshop.context, 'large'), 200);
  expect(outcomes(workshop.report('(BASE (copy (src large) (dst /large)))')).at(-1)).toBe('built');
});

test('a full store evicts unused results for an image', () => {
  fill();
  const file = path.join(workshop.base, 'large');
  largeFile(file, 200);
  expect(outcomes(workshop.report('(BASE (run (shell "ls /large")))'))).toEqual(['built', 'built']);
  rmSync(file);
});

test.each([
  [
    'run',
    () => write('huge', 600),
    /exited with status 1, and the store is full: \d+ MB of 400 MB are free|stopped before it filled the disk: \d+ MB of 400 MB were free/,
  ],
  [
    'copy',
    () => '(copy (src huge) (dst /huge))',
    /the store is full: \d+ MB of 400 MB are free|stopped before it filled the disk: \d+ MB of 400 MB were free/,
  ],
])('a %s too large fails and leaves the store intact', (kind, step, message) => {
  fill();
  if (kind === 'copy') largeFile(path.join(workshop.context, 'huge'), 600);
  const finished = workshop.build(`(BASE (run (shell "echo before"))\n ${step()})`);
  rmSync(path.join(workshop.context, 'huge'), { force: true });
  expect(finished.status).toBe(1);
  expect(finished.stderr + finished.stdout).toMatch(message);
  expect(finished.stderr + finished.stdout).toMatch(/error: .*\.spec:2:2: /);
  expect(finished.stderr + finished.stdout).toMatch(/give the store more space/i);
  expect(outcomes(workshop.report('(BASE (run (shell "echo before")) (run (shell "echo after")))'))).toEqual([
    'cached',
    'cached',
    'built',
  ]);
});

test('a step that fills its own /dev/shm fails once and evicts nothing', () => {
  fill();
  const before = workshop.inStore('result');
  const { status, stdout } = workshop.build(
    '(BASE (run (shell "echo attempt >&2; cat /dev/zero > /dev/shm/all; exit 7")))',
  );
  expect(status).toBe(1);
  expect(stdout.match(/^attempt$/gm)).toHaveLength(1);
  expect(stdout).toMatch(/No space left on device/);
  expect(stdout).not.toMatch(/evicted|larger pool/);
  expect(workshop.inStore('result')).toEqual(expect.arrayContaining([...before]));
});

describe('a worker with a full /run', () => {
  let machine: OwnMachine;
  beforeEach(async () => {
    machine = await OwnMachine.make([]);
  });
  afterEach(() => machine.remove());

  /** The whole output of a build in the machine with the full directory. */
  function build(): { readonly status: number | null; readonly text: string } {
    const spec = workshop.spec('(BASE (run (shell "echo attempt >&2")))');
    const words = [cliPath, 'build', '-f', spec, workshop.context, workshop.storeFlag];
    const { status, stdout, stderr } = machine.run([process.execPath, ...words]);
    return { status, text: stdout + stderr };
  }

  test.each([
    // A directory takes no bytes of a tmpfs.
    ['bytes', 'size=1m', '', '/run/obuilder-action is full (0 MB of 1 MB are free)'],
    ['inodes', 'nr_inodes=4', '', '/run is full (0 of 4 inodes are free)'],
    [
      'inodes for its directory',
      'nr_inodes=4',
      'obuilder-action',
      '/run/obuilder-action is full (0 of 4 inodes are free)',
    ],
  ])('without %s fails once, names the place and evicts nothing', (_, size, directory, place) => {
    workshop.report(`(BASE ${write('unused', 1)})`);
    const before = workshop.inStore('result');
    const script = `mount -t tmpfs -o mode=0755,${size} tmpfs /run
      [ -z "${directory}" ] || mkdir -m 0700 /run/${directory}
      for file in 1 2 3 4 5; do cat /dev/zero > /run/$file & done 2>/dev/null; wait`;
    machine.run(['sh', '-c', size === 'size=1m' ? script : script.replace('/dev/zero', '/dev/null')]);
    const { status, text } = build();
    expect(status).toBe(1);
    expect(text.match(/^error: .*$/gm)).toEqual([expect.stringContaining(place)]);
    expect(text).toContain(`\nhint: Free space at ${place.replace(/ is full.*/, '')}.\n`);
    expect(text).not.toMatch(/attempt$|evicted|retrying|larger pool|store has no space|root to the kernel/m);
    expect(workshop.inStore('result')).toEqual(expect.arrayContaining([...before]));
    machine.must('umount', '/run');
    expect(build()).toMatchObject({ status: 0 });
  });
});
