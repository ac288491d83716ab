import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomes, Workshop } from '../places/workshop.ts';
import { cliPath } from '../programs/cli.ts';
import { putProgram } from '../samples/c-program.ts';
import { makeTimedTree, PRESENT, timesIn } from '../samples/exact-times.ts';
import { makeLayoutOf, tarOf } from '../samples/oci-layout.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  workshop.warmUp();
  writeFileSync(path.join(workshop.context, 'copied'), 'one\n');
  writeFileSync(path.join(workshop.context, 'other'), 'not copied\n');
});

afterAll(() => workshop?.remove());

interface Variant {
  readonly command?: string;
  readonly env?: string;
  readonly comment?: string;
  readonly user?: string;
}

/** A spec of five steps: from, run, copy, run (which sees the environment and the user), run. */
function spec({
  command = 'echo first',
  env = '(env A a) (env B b)',
  comment = 'words',
  user = '',
}: Variant = {}): string {
  return `(BASE
    (run (shell "${command}"))
    (copy (src copied) (dst /data/))
    (comment "${comment}")
    ${env} ${user}
    (run (secrets (token (target /token))) (shell "echo $A $B; cat /data/copied; test -s /token"))
    (run (shell "echo \\"from=$(cat /data/copied)\\" >> $GITHUB_OUTPUT")))`;
}

function build(variant?: Variant, token = 'secret-value') {
  const file = path.join(workshop.directory, 'token');
  writeFileSync(file, token);
  return workshop.report(spec(variant), `--secret=token:${file}`);
}

describe('a second build of the same spec', () => {
  test('runs nothing and repeats logs and outputs', () => {
    const flags = () => {
      writeFileSync(path.join(workshop.directory, 'token'), 'secret-value');
      return `--secret=token:${path.join(workshop.directory, 'token')}`;
    };
    const first = workshop.build(spec(), flags());
    expect(first.status, first.stdout + first.stderr).toBe(0);
    const calls = workshop.takeCalls();
    expect(calls.filter((call) => /^runc .*\brun\b/.test(call))).toHaveLength(3);
    // A waiting program makes the snapshots.
    expect(calls.filter((call) => call.startsWith('btrfs subvolume snapshot'))).toEqual([]);

    const second = workshop.build(spec(), flags());
    expect(second.status).toBe(0);
    expect(workshop.takeCalls()).toEqual([]);
    const report = JSON.parse(second.stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(report).toMatchObject({ cacheHit: true, outputs: { from: 'one' } });
    expect(outcomes(report)).toEqual(['cached', 'cached', 'cached', 'cached', 'cached']);
    for (const line of ['first', 'a b', 'one']) expect(second.stdout.split('\n')).toContain(line);
  });
});

test('a cached build keeps its compiled code for later starts', () => {
  const text = '((from scratch) (copy (src copied) (dst /copied)))';
  for (let turn = 0; turn < 2; turn += 1) workshop.report(text);
  const digest = createHash('sha256')
    .update(readFileSync(path.join(cliPath, '../quick.js')))
    .digest('hex');
  const name = `${digest}-${process.version}-${process.arch}.whole`;
  const kept = path.join('/run/obuilder-action/compile-cache/build', name);
  const { mtimeMs, mode } = statSync(kept);
  expect(mode & 0o777).toBe(0o600);
  workshop.report(text);
  // A start that cannot use the code replaces the file.
  expect(statSync(kept).mtimeMs).toBe(mtimeMs);
});

const CACHED = 'cached';
const BUILT = 'built';

describe('a change rebuilds', () => {
  beforeAll(() => {
    build();
  });

  test('a command: the dependent steps', () => {
    expect(outcomes(build({ command: 'echo second' }))).toEqual([CACHED, BUILT, BUILT, BUILT, BUILT]);
  });

  test('an environment value: the steps with the variable', () => {
    expect(outcomes(build({ env: '(env A a) (env B other)' }))).toEqual([
      CACHED,
      CACHED,
      CACHED,
      BUILT,
      BUILT,
    ]);
  });

  test('the user: the steps of the user', () => {
    expect(outcomes(build({ user: '(user (uid 1000) (gid 1000))' }))).toEqual([
      CACHED,
      CACHED,
      CACHED,
      BUILT,
      BUILT,
    ]);
  });

  test.each([
    ['a comment', { comment: 'other words' }],
    ['the order of env', { env: '(env B b) (env A a)' }],
  ])('%s: nothing', (_, variant) => {
    expect(build(variant)).toMatchObject({ cacheHit: true });
  });

  test("a secret's value: nothing", () => {
    expect(build({}, 'rotated')).toMatchObject({ cacheHit: true });
  });

  test('a file outside every copy: nothing', () => {
    writeFileSync(path.join(workshop.context, 'other'), 'changed\n');
    expect(build()).toMatchObject({ cacheHit: true });
  });

  test('one byte of a copied file: the dependent steps', () => {
    const file = path.join(workshop.context, 'copied');
    writeFileSync(file, 'onE\n');
    expect(outcomes(build())).toEqual([CACHED, CACHED, BUILT, BUILT, BUILT]);
    writeFileSync(file, 'one\n');
    expect(build()).toMatchObject({ cacheHit: true });
  });

  test('the executable bit of a copied file: the dependent steps', () => {
    const file = path.join(workshop.context, 'copied');
    chmodSync(file, 0o755);
    expect(outcomes(build())).toEqual([CACHED, CACHED, BUILT, BUILT, BUILT]);
    chmodSync(file, 0o644);
    expect(build()).toMatchObject({ cacheHit: true });
  });

  test('a nested build with equal files: only the nested build', () => {
    const nested = (command: string) =>
      `((build a (BASE (run (shell "${command}; mkdir /out; echo same > /out/f")))) BASE (copy (from (build a)) (src /out/f) (dst /f)) (run (shell "cat /f")))`;
    workshop.report(nested('true'));
    expect(outcomes(workshop.report(nested(': again')))).toEqual([CACHED, BUILT, CACHED, CACHED, CACHED]);
  });

  test('no-cache: everything but the base image', () => {
    expect(
      outcomes(
        workshop.report(spec(), `--secret=token:${path.join(workshop.directory, 'token')}`, '--no-cache'),
      ),
    ).toEqual([CACHED, BUILT, BUILT, BUILT, BUILT]);
    rmSync(path.join(workshop.directory, 'token'));
  });
});

/** Succeeds if the first file is newer than the second, as make compares times: to the nanosecond. */
const NEWER = `#include <sys/stat.h>
int main(int count, char **names) {
  struct stat source, product;
  if (stat(names[1], &source)) return 2;
  if (stat(names[2], &product)) return 0;
  if (source.st_mtim.tv_sec != product.st_mtim.tv_sec) return source.st_mtim.tv_sec < product.st_mtim.tv_sec;
  return source.st_mtim.tv_nsec <= product.st_mtim.tv_nsec;
}`;

test('edits within a second never leave a stale product in a cache slot', () => {
  mkdirSync(path.join(workshop.context, 'tmp'), { recursive: true });
  putProgram(workshop.context, 'newer', NEWER);
  const stale = Array.from({ length: 12 }, (_, index) => {
    const text = `edit ${index}`;
    writeFileSync(path.join(workshop.context, 'tmp', 'source'), text);
    const { status, stdout } = workshop.build(`(BASE
      (copy (src tmp/newer) (dst /newer))
      (copy (src tmp/source) (dst /source))
      (run (cache (products (target /products)))
           (shell "if /newer /source /products/it; then cp /source /products/it; fi; cat /products/it")))`);
    expect(status).toBe(0);
    return stdout.includes(text) ? [] : [text];
  }).flat();
  expect(stale).toEqual([]);
});

test('times keep their nanoseconds from every origin to the result', () => {
  const { base, context, directory } = workshop;
  const [archived, archive, layout] = ['archived', 'archived.tar', 'layout'].map((name) =>
    path.join(directory, name),
  ) as [string, string, string];
  for (const root of [base, context, archived]) makeTimedTree(path.join(root, 'times'));
  writeFileSync(archive, tarOf(archived));
  mkdirSync(layout);
  makeLayoutOf(layout, [readFileSync(archive)]);
  const { id } = workshop.report(`((build archive ((from "rootfs:${archive}")))
    (build image ((from "oci:${layout}")))
    BASE
    (copy (src times) (dst /context))
    (copy (from (build archive)) (src /) (dst /archive/))
    (copy (from (build image)) (src /times) (dst /image)))`);
  const root = workshop.rootOf(id);
  const wanted = timesIn(path.join(context, 'times'));
  expect(wanted['present/file']).toBe(PRESENT);
  for (const place of ['times', 'context', 'archive/times', 'image'])
    expect(timesIn(path.join(root, place)), place).toEqual(wanted);
});

test('a base in several zstd frames is read to its end', () => {
  writeFileSync(path.join(workshop.base, 'zz-last'), 'the end\n');
  const archive = execFileSync('tar', ['--sort=name', '-C', workshop.base, '-cf', '-', '.'], {
    maxBuffer: 64 * 1024 ** 2,
  });
  const half = Math.floor(archive.length / 2);
  // RFC 8878, 3.1.2: a skippable frame of four bytes.
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
  const frames = [
    zstdCompressSync(archive.subarray(0, half)),
    skippable,
    zstdCompressSync(archive.subarray(half)),
  ];
  const file = path.join(workshop.context, 'base.tar.zst');
  writeFileSync(file, Buffer.concat(frames));
  const { status, stdout } = workshop.build(
    `((from "rootfs:${file}") (shell /bin/sh -c) (run (shell "cat /zz-last")))`,
  );
  expect(status, stdout).toBe(0);
  expect(stdout).toMatch(/^the end$/m);
});
