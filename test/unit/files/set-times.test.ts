import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setTimes } from '../../../src/files/set-times.ts';
import { processStart } from '../../../src/host/process/info.ts';
import { PRESENT, timesIn } from '../../samples/exact-times.ts';

let work: string;
let root: string;

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'times-'));
  root = path.join(work, 'root');
  mkdirSync(path.join(root, 'd'), { recursive: true });
  for (const name of ['outside', 'root/f', 'root/d/g']) writeFileSync(path.join(work, name), '');
  symlinkSync(path.join(work, 'outside'), path.join(root, 'link'));
  symlinkSync(work, path.join(root, 'way'));
});
afterEach(() => rmSync(work, { recursive: true }));

/** The processes that set times for the process `parent`. */
const programsOf = (parent: number) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => nameOf(pid).endsWith(`.calls-${parent}`));

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
  } catch {
    return '';
  }
}

/** The words of a process that sets a time, and says its number. */
function settingIn(directory: string): readonly string[] {
  const source = path.resolve(import.meta.dirname, '../../../src/files/set-times.ts');
  const script = `const { setTimes } = await import(${JSON.stringify(source)});
    await setTimes(${JSON.stringify(directory)}, [{ path: 'f', modified: 9n }]);
    console.log(process.pid);`;
  return [process.execPath, '--input-type=module', '-e', script];
}

test('sets more times than fit into a batch, and leaves no file', async () => {
  const files = Array.from({ length: 2001 }, (_, index) => ({
    path: `d/${index}`,
    modified: PRESENT + BigInt(index),
  }));
  for (const { path: name } of files) writeFileSync(path.join(root, name), '');
  await setTimes(root, files);
  const times = timesIn(root);
  expect(files.map(({ path: name }) => times[name])).toEqual(files.map(({ modified }) => modified));
  expect(readdirSync(work).sort()).toEqual(['outside', 'root']);
});

test('no link leads out of the root', async () => {
  const before = lstatSync(path.join(work, 'outside'), { bigint: true }).mtimeNs;
  await setTimes(root, [{ path: 'link', modified: PRESENT }]);
  expect(timesIn(root)['link']).toBe(PRESENT);
  for (const name of ['way/outside', '../outside', `${work}/outside`])
    await expect(setTimes(root, [{ path: name, modified: PRESENT }])).rejects.toMatchObject({
      code: 'ENOENT',
    });
  expect(lstatSync(path.join(work, 'outside'), { bigint: true }).mtimeNs).toBe(before);
});

test('a failure names the file, and the next times are set', async () => {
  const files = [
    { path: 'f', modified: PRESENT },
    { path: 'd/missing', modified: PRESENT },
  ];
  const fault = { code: 'ENOENT', syscall: 'utimensat', path: `${root}/d/missing` };
  await expect(setTimes(root, files)).rejects.toMatchObject(fault);
  const both = [
    setTimes(root, [{ path: '', modified: 5n }]),
    setTimes(path.join(root, 'd'), [{ path: 'g', modified: 7n }]),
  ];
  await Promise.all(both);
  expect(lstatSync(root, { bigint: true }).mtimeNs).toBe(5n);
  expect(timesIn(root)).toMatchObject({ f: PRESENT, 'd/g': 7n });
});

test('a root that is gone is an error', async () => {
  const setting = setTimes(path.join(work, 'missing'), [{ path: 'f', modified: 5n }]);
  await expect(setting).rejects.toMatchObject({
    code: 'tool-failed',
    message: `the program for system calls could not enter ${work}/missing: error 2`,
  });
});

test.skipIf(process.getuid?.() !== 0)('times are set without the right to change the root directory', () => {
  execFileSync('setpriv', ['--bounding-set=-sys_chroot', '--', ...settingIn(root)]);
  expect(timesIn(root)['f']).toBe(9n);
});

test('a killed program is an error, and the next use starts another', async () => {
  await setTimes(root, [{ path: 'f', modified: PRESENT }]);
  const [pid = 0, ...others] = programsOf(process.pid);
  expect(others).toEqual([]);
  process.kill(pid, 'SIGSTOP');
  const setting = setTimes(root, [{ path: 'f', modified: 5n }]);
  const failed = expect(setting).rejects.toMatchObject({ code: 'tool-failed' });
  await wait(20);
  process.kill(pid, 'SIGKILL');
  await failed;
  await setTimes(root, [{ path: 'f', modified: 7n }]);
  expect(timesIn(root)['f']).toBe(7n);
  // Killed while nobody waits for an answer.
  const [next = 0] = programsOf(process.pid);
  process.kill(next, 'SIGKILL');
  while (programsOf(process.pid).length > 0) await wait(10);
  // The event loop hears of the end in its next turns, however long they take.
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  await setTimes(root, [{ path: 'f', modified: 8n }]);
  expect(timesIn(root)['f']).toBe(8n);
});

test('the program neither keeps its user alive nor stays', async () => {
  const [node = '', ...words] = settingIn(root);
  const output = execFileSync(node, words, { encoding: 'utf8' });
  expect(timesIn(root)['f']).toBe(9n);
  const pid = Number(output);
  await expect.poll(() => programsOf(pid), { timeout: 60_000 }).toEqual([]);
  expect(processStart(pid)).toBeUndefined();
});
