import { hash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCompiledCode } from '../../../src/cli/compiled-code.ts';

const { cache } = createRequire(import.meta.url);
let directory: string;
let program: string;
let kept: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'compiled-code-'));
  [program, kept] = [path.join(directory, 'program'), path.join(directory, 'kept')];
  mkdirSync(program);
});

afterEach(() => {
  forget();
  rmSync(directory, { recursive: true });
});

/** Node forgets the loaded files, as a new process does not know them. */
function forget(): void {
  for (const file of Object.keys(cache)) if (file.startsWith(directory)) delete cache[file];
}

function put(name: string, source: string): string {
  const file = path.join(program, name);
  writeFileSync(file, source);
  return file;
}

/** Starts the program: loads a file and calls its function. Returns whether kept code was used, and the function's value. */
function start(name: string, { call = true }: { readonly call?: boolean } = {}) {
  forget();
  const compiled = openCompiledCode(kept, program);
  const isFromKept = compiled.load(name);
  const exports = cache[path.join(program, name)]?.exports;
  return { compiled, isFromKept, value: call ? exports?.value() : undefined };
}

const only = (ending: string) => {
  const names = readdirSync(kept).filter((name) => name.endsWith(ending));
  expect(names, ending).toHaveLength(1);
  return path.join(kept, names[0] ?? '');
};

const digestOf = (text: string) => hash('sha256', text);

const SOURCE = 'exports.value = () => { let sum = 0; for (const n of [1, 2, 3]) sum += n; return sum; };';

test('a later start uses kept code, and keeps nothing again', () => {
  put('quick.js', SOURCE);
  const first = start('quick.js');
  expect(first).toMatchObject({ isFromKept: false, value: 6 });
  first.compiled.keep();
  const { mtimeNs } = statSync(only('.whole'), { bigint: true });
  const second = start('quick.js');
  expect(second).toMatchObject({ isFromKept: true, value: 6 });
  second.compiled.keep();
  expect(statSync(only('.whole'), { bigint: true }).mtimeNs).toBe(mtimeNs);
});

test('kept code contains the functions that were called', () => {
  put('quick.js', SOURCE);
  start('quick.js', { call: false }).compiled.keep();
  const idle = statSync(only('.whole')).size;
  rmSync(kept, { recursive: true });
  put('quick.js', SOURCE.replace('1, 2, 3', '4, 5, 6'));
  start('quick.js').compiled.keep();
  expect(statSync(only('.whole')).size).toBeGreaterThan(idle + 100);
});

test('an edit of the same length is compiled again', () => {
  put('quick.js', SOURCE);
  start('quick.js').compiled.keep();
  put('quick.js', SOURCE.replace('1, 2, 3', '4, 5, 6'));
  expect(start('quick.js')).toMatchObject({ isFromKept: false, value: 15 });
});

test.each([
  ['a changed byte', (code: Buffer) => code.with(code.length - 9, (code.at(-9) ?? 0) ^ 1)],
  ['a missing end', (code: Buffer) => code.subarray(0, -1)],
  ['no byte', () => Buffer.alloc(0)],
])('kept code with %s is replaced', (_, change) => {
  put('quick.js', SOURCE);
  start('quick.js').compiled.keep();
  const whole = readFileSync(only('.whole'));
  writeFileSync(only('.whole'), change(whole));
  const { compiled, isFromKept, value } = start('quick.js');
  expect({ isFromKept, value }).toEqual({ isFromKept: false, value: 6 });
  compiled.keep();
  expect(start('quick.js').isFromKept).toBe(true);
});

test('a quick process replaces the part that a slow one keeps', () => {
  put('quick.js', `exports.value = () => require('./slow.js');`);
  put('slow.js', 'module.exports = 1;');
  start('quick.js').compiled.keep();
  only('.part');
  const slow = start('quick.js');
  expect(slow).toMatchObject({ isFromKept: true, value: 1 });
  slow.compiled.keep();
  expect(readdirSync(kept)).toEqual([path.basename(only('.part'))]);
  start('quick.js', { call: false }).compiled.keep();
  expect(readdirSync(kept)).toEqual([path.basename(only('.whole'))]);
});

test('the slow half starts with its kept code', () => {
  const [source, other] = [SOURCE.replace('1, 2, 3', '7, 8, 9'), SOURCE.replace('1, 2, 3', '4, 5, 6')];
  put('quick.js', `exports.value = () => require('./run.js').value();`);
  put('run.js', other);
  start('quick.js').compiled.keep();
  const whole = only('.whole');
  put('run.js', source);
  // V8 compares only the length of the source, so the value tells whose code runs.
  renameSync(whole, whole.replace(digestOf(other), digestOf(source)));
  expect(start('quick.js').value).toBe(15);
});

test('code and drafts that nobody kept for a month are removed', () => {
  put('quick.js', SOURCE);
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const [old, young] = ['old.whole.77', 'young.whole'].map((name) => path.join(kept, name)) as [
    string,
    string,
  ];
  for (const file of [old, young]) writeFileSync(file, '');
  const long = Date.now() / 1000 - 31 * 24 * 3600;
  utimesSync(old, long, long);
  start('quick.js').compiled.keep();
  expect(readdirSync(kept)).toHaveLength(2);
  expect(readdirSync(kept)).toContain('young.whole');
});

test('only the owner may read and write kept code', () => {
  put('quick.js', SOURCE);
  start('quick.js').compiled.keep();
  expect(statSync(kept).mode & 0o777).toBe(0o700);
  expect(statSync(only('.whole')).mode & 0o777).toBe(0o600);
});

test('a place that cannot be written changes nothing', () => {
  put('quick.js', SOURCE);
  writeFileSync(kept, 'a file in place of the directory');
  const { compiled, value } = start('quick.js');
  compiled.keep();
  expect(value).toBe(6);
});

test('a file that does not exist is not loaded', () => {
  expect(start('quick.js', { call: false }).isFromKept).toBe(false);
  expect(Object.keys(cache).filter((file) => file.startsWith(directory))).toEqual([]);
});
