import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debianBase } from '../../scripts/debian-base.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { jsonOf, runCli } from '../programs/cli.ts';
import { difference, type Entry, type Tree } from './tree.ts';

type Expected = { readonly builds: false } | { readonly builds: true; readonly tree: Tree };

const here = import.meta.dirname;
const expected = JSON.parse(readFileSync(path.join(here, 'expected.json'), 'utf8')) as Record<
  string,
  Expected
>;
const names = readdirSync(path.join(here, 'specs')).map((file) => path.basename(file, '.spec'));

let work: string;
let pool: Pool;
let layout: string;
let baseRoot: string;

const storeFlag = () => `--store=btrfs:${pool.path}`;

function build(name: string, text: string) {
  const spec = path.join(work, `${name}.spec`);
  writeFileSync(spec, text.replaceAll('BASE', `"oci:${layout}"`));
  const secrets = ['one', 'two'].map((id) => `--secret=${id}:${path.join(work, id)}`);
  return runCli(['build', '-f', spec, path.join(work, 'context'), storeFlag(), ...secrets, '--json']);
}

function rootOf(id: string): string {
  return jsonOf<{ path: string }>(runCli(['inspect', id, storeFlag(), '--json'])).path;
}

beforeAll(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  layout = await debianBase();
  mkdirSync(path.join(work, 'context'));
  execFileSync('tar', ['-xzf', path.join(here, 'context.tar.gz'), '-C', path.join(work, 'context')]);
  writeFileSync(path.join(work, 'one'), 'first');
  writeFileSync(path.join(work, 'two'), 'second');
  pool = makePool({ bytes: 4 * 1024 ** 3 });
  baseRoot = rootOf(jsonOf<{ id: string }>(build('base', '((from BASE))')).id);
});

afterAll(() => {
  pool?.remove();
  if (work !== undefined) rmSync(work, { recursive: true, force: true });
});

/**
 * Docker put these into the base image of the observation when it exported it. A base without them gets /etc/hosts as the
 * mount point that it is there.
 */
const OF_DOCKER = /^(k\/)?etc\/(hostname|hosts|mtab|resolv\.conf)$/;

/** Files copied out of the base have the content of the base at hand: /etc/shadow, for one, holds the day it was made. */
function withThisBase(tree: Tree): Tree {
  const entries = Object.entries(tree).filter(([file]) => !OF_DOCKER.test(file));
  return Object.fromEntries(
    entries.map(([file, entry]) => {
      const original = path.join(baseRoot, file.slice('k/'.length));
      if (entry.kind !== 'file' || !file.startsWith('k/etc/') || !existsSync(original)) return [file, entry];
      const content = readFileSync(original);
      const sha = createHash('sha256').update(content).digest('hex').slice(0, 16);
      return [file, { ...entry, sha, size: content.length }];
    }),
  );
}

/** Only what the observation has: a time is given where it comes from the context. */
function asObserved(entry: Entry, observed: Entry | undefined): Entry {
  if (observed === undefined || observed.mtime !== undefined) return entry;
  const { mtime: _, ...rest } = entry;
  return rest;
}

test('all 62 specs have an expectation', () => {
  expect(names).toHaveLength(62);
  expect([...names].sort()).toEqual(Object.keys(expected).sort());
});

test.each(names)('%s', (name) => {
  const observed = expected[name];
  const result = build(name, readFileSync(path.join(here, 'specs', `${name}.spec`), 'utf8'));
  if (observed === undefined || !observed.builds) {
    expect(result.status, result.stdout).toBe(1);
    expect(result.stdout + result.stderr).not.toMatch(/\n\s+at .*\.[jt]s:\d+/);
    return;
  }
  expect(result.status, result.stdout + result.stderr).toBe(0);
  const tree = difference(rootOf(jsonOf<{ id: string }>(result).id), baseRoot);
  const seen = Object.entries(tree).map(([file, entry]): [string, Entry] => [
    file,
    asObserved(entry, observed.tree[file]),
  ]);
  const isOfBase = ([file]: [string, Entry]) => !OF_DOCKER.test(file);
  expect(Object.fromEntries(seen.filter(isOfBase))).toEqual(withThisBase(observed.tree));
});
