import { describe, expect, test } from 'vitest';
import type { Carrier } from '../../../../src/contract/remote.ts';
import { buildText, exited } from '../../../fakes/build.ts';
import { MemoryCarrier, type RemoteMemory } from '../../../fakes/memory-carrier.ts';
import { outcomes } from '../../../fakes/use-runners.ts';
import { errorOf, filesOf, on, trusted, useBaseRunners } from './base-runners.ts';

const { runner, first } = useBaseRunners();

test('a carrier without the base gets no results on top of the base', async () => {
  const { a, memory, id } = await first();
  memory.records.clear();
  const told = await buildText(a, on(id, '(run (shell x))'), trusted);
  expect(memory.records.size).toBe(0);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    expect.stringMatching(/lacks the result that the build continues from/),
  ]);
});

describe('a base that cannot come', () => {
  const id = '0'.repeat(64);

  test('is an error with the places and the next step', async () => {
    const told = await buildText(runner(), on(id), trusted);
    expect(errorOf(told)).toMatchObject({
      code: 'result-missing',
      message: `could not start from obuilder:${id}: the result is neither in this store nor in the memory`,
      hint: expect.stringContaining('cache-to'),
      value: id,
      at: { line: 1 },
    });
  });

  test('is an error that tells of its failed step here', async () => {
    const b = runner();
    b.scripts.set('bad', () => exited(1));
    const bad = await buildText(b, '((from base) (run (shell bad)))', { ...trusted, keepFailed: true });
    const failed = bad.of('step-end').at(-1)?.id ?? '';
    const told = await buildText(b, on(failed), trusted);
    expect(errorOf(told)).toMatchObject({
      message: `could not start from obuilder:${failed}: the step with this id has failed here, and its result is neither in this store nor in the memory`,
      hint: expect.stringContaining(`\`shell ${failed.slice(0, 12)}\` opens the files`),
    });
  });

  test('is an error with the cause of a failed carrier', async () => {
    const carrier = new MemoryCarrier();
    carrier.find = () => Promise.reject(new Error('no route'));
    const told = await buildText(runner({ from: [carrier], to: [] }), on(id), trusted);
    expect(errorOf(told)?.message).toMatch(/nor in the memory; the memory failed: no route$/);
    expect(told.of('warning')).toHaveLength(1);
  });

  test('is an error if its layers are lost', async () => {
    const { memory, id: made } = await first();
    memory.blobs.clear();
    const told = await buildText(runner({ memory }), on(made, '(run (shell x))'), trusted);
    expect(errorOf(told)).toMatchObject({
      code: 'result-missing',
      message: expect.stringMatching(/the memory has lost its files$/),
    });
    expect(told.of('warning')).toHaveLength(1);
    expect(told.of('carriers').at(-1)?.carriers).toMatchObject([{ found: 0, damaged: 1 }]);
  });

  test('comes from the next carrier', async () => {
    const { a, memory, id: made } = await first();
    const broken: RemoteMemory = { records: memory.records, blobs: new Map() };
    const from: Carrier[] = [new MemoryCarrier(broken), new MemoryCarrier(memory)];
    const b = runner({ from, to: [] });
    const told = await buildText(b, on(made, '(run (shell x))'), trusted);
    expect(outcomes(told)).toEqual(['cached', 'built']);
    expect(told.of('warning').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the memory has lost files of the result that the build continues from/),
    ]);
    expect(await filesOf(b, made)).toEqual(await filesOf(a, made));
  });
});
