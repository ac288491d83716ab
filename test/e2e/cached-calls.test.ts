import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workshop } from '../places/workshop.ts';
import { cliPath } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  workshop.warmUp();
  writeFileSync(path.join(workshop.context, 'copied'), 'one\n');
});

afterAll(() => workshop?.remove());

/** Returns the calls of a cached build that name files. */
function traceOf(text: string): string {
  const log = path.join(workshop.directory, 'calls.log');
  const command = [process.execPath, cliPath, 'build', '-f', workshop.spec(text), workshop.context];
  const traced = ['-f', '-qq', '-e', 'trace=%file,getdents64', '-o', log, ...command, workshop.storeFlag];
  const { status, stdout } = spawnSync('strace', traced, { encoding: 'utf8' });
  expect(status, stdout).toBe(0);
  expect(stdout).not.toContain('built in');
  return readFileSync(log, 'utf8');
}

/** Returns the calls of a cached build whose last word is a file of the tree: `stat` or `open`, by file. */
function looksOf(text: string): ReadonlyMap<string, readonly string[]> {
  const looks = new Map<string, string[]>();
  for (const line of traceOf(text).split('\n')) {
    const [, call = '', file = ''] = /^\d+ +(\w+)\(.*"(?:[^"]*\/)?(seen-\d+)"/.exec(line) ?? [];
    if (file !== '') looks.set(file, [...(looks.get(file) ?? []), call.includes('stat') ? 'stat' : call]);
  }
  return looks;
}

test('cached bases and copies look once at each file', () => {
  const tree = path.join(workshop.context, 'tree');
  for (let number = 0; number < 60; number += 1) {
    mkdirSync(path.join(tree, `${number % 5}`), { recursive: true });
    writeFileSync(path.join(tree, `${number % 5}/seen-${number}`), `${number}`);
  }
  for (const text of [`((from "rootfs:${tree}"))`, '((from scratch) (copy (src tree) (dst /tree)))']) {
    workshop.report(text);
    // A tree that changed a moment ago is read again.
    execFileSync('sleep', ['2.1']);
    workshop.report(text);
    const looks = looksOf(text);
    expect(looks.size, text).toBe(60);
    expect(new Set([...looks.values()].flat()), text).toEqual(new Set(['stat']));
    expect(
      [...looks.values()].filter((calls) => calls.length > 1),
      text,
    ).toEqual([]);
  }
});

/** Returns the names of the program's files that a cached build loads. */
const loadedBy = (text: string) =>
  new Set([...traceOf(text).matchAll(/open.*\/dist\/cli\/(\w+)\.js"/g)].map(([, name]) => name));

const QUICK = new Set(['index', 'reader', 'quick']);

test('cached builds with patterns and an ignore file load the quick half', () => {
  const ignore = path.join(workshop.context, '.dockerignore');
  writeFileSync(ignore, '*.log\n');
  const text = '((from scratch) (copy (src .) (dst /all/)) (copy (src (glob "copie*")) (dst /some/)))';
  workshop.report(text);
  expect(loadedBy(text)).toEqual(QUICK);
  rmSync(ignore);
});

test('cached builds with all kinds of steps load the quick half', () => {
  const text = `((build tools (BASE (run (shell "echo tool > /tool"))))
    BASE (env A a) (workdir /work) (user (uid 1000) (gid 1000))
    (run (cache (slot (target /slot))) (network host) (shell "echo $A > /slot/a"))
    (copy (from (build tools)) (src /tool) (dst /work/)))`;
  workshop.report(text);
  expect(loadedBy(text)).toEqual(QUICK);
});
