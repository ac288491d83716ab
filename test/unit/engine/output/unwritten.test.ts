import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FilesOutput } from '../../../../src/contract/outputs.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { type Asked, type Bench, buildText, exited, openBench } from '../../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
  bench.scripts.set('bad', () => exited(1));
  bench.scripts.set('broken', () => exited(0, 'nonsense\n'));
});
afterEach(() => bench.close());

const onSuccess: FilesOutput = { type: 'local', text: 'dist', dest: '/nowhere', when: 'success' };
const onFailure: FilesOutput = { ...onSuccess, text: 'src=/log,dest=logs,when=failure', when: 'failure' };

async function messages(step: string, asked: Asked): Promise<readonly string[]> {
  const told = await buildText(bench, `((from x) (run (shell ${step})))`, asked);
  return [...told.of('warning'), ...told.of('notice')].map(({ message }) => message);
}

test('an output of a failure is named after a success', async () => {
  expect(await messages('good', { outputs: [onFailure] })).toEqual([
    'Not written, because no step failed: src=/log,dest=logs,when=failure. An output without when=failure writes files of the result.',
  ]);
});

test('an output of a success is named after a failed step', async () => {
  expect(await messages('bad', { outputs: [onSuccess] })).toEqual([
    'Not written, because the build failed: dist. An output with when=failure writes files of the failed step.',
  ]);
});

test('the hint for unkept files depends on the reason', async () => {
  const start =
    'could not export src=/log,dest=logs,when=failure: the files of the failed step were not kept.';
  expect(await messages('bad', { outputs: [onFailure], keepFailed: false })).toEqual([
    `${start} Leave out keep-failed: false (--no-keep-failed).`,
  ]);
  expect(await messages('broken', { outputs: [onFailure], keepFailed: true })).toEqual([
    `${start} Only a failed command keeps its files, and only if the disk has room.`,
  ]);
});

test('a failure without a failed step, or in another build, is a notice', async () => {
  const notices = async (text: string, output: FilesOutput) => {
    const told = await buildText(bench, text, { outputs: [output], keepFailed: true });
    expect(told.of('warning')).toEqual([]);
    return told.of('notice').map(({ message }) => message);
  };
  expect(await notices('((from missing))', onFailure)).toEqual([
    'Not written, because no step failed: src=/log,dest=logs,when=failure.',
  ]);
  const text = '((build a ((from x))) (from x) (copy (from (build a)) (src /) (dst /a)) (run (shell bad)))';
  expect(await notices(text, { ...onFailure, build: 'a' })).toEqual([
    'Not written, because no step of the build a failed: src=/log,dest=logs,when=failure.',
  ]);
});

test('a path that a failed step lacks keeps its hint', async () => {
  const refuse = () => {
    throw new ObuilderError('export-failed', 'could not export "/log"', { hint: 'Compare src.' });
  };
  const { machinery } = bench;
  Object.assign(machinery, { openFailed: async () => '/kept', exports: { write: async () => refuse() } });
  expect(await messages('bad', { outputs: [onFailure], keepFailed: true })).toEqual([
    'could not export "/log" (output src=/log,dest=logs,when=failure). Compare src.',
  ]);
});

test('a path that the failed step never made is a notice', async () => {
  const refuse = () => {
    throw new ObuilderError('files-missing', 'could not export "/log": the result has no "/log"');
  };
  Object.assign(bench.machinery, {
    openFailed: async () => '/kept',
    exports: { write: async () => refuse() },
  });
  const output = { ...onFailure, src: '/log' };
  const told = await buildText(bench, '((from x) (run (shell bad)))', {
    outputs: [output],
    keepFailed: true,
  });
  expect(told.of('warning')).toEqual([]);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    'Not written, because the failed step has no "/log": src=/log,dest=logs,when=failure.',
  ]);
});
