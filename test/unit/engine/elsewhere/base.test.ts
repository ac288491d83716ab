import { expect, test } from 'vitest';
import { buildText } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { MemoryCarrier, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { outcomes } from '../../../fakes/use-runners.ts';
import { filesOf, on, spec, trusted, useBaseRunners } from './base-runners.ts';

// A build continues from a result that only carriers have.
const { runner, first } = useBaseRunners();

test('a step on the base of another machine runs on the files of the whole chain', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  const told = await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built']);
  expect(told.of('warning')).toEqual([]);
  expect(b.counts).toMatchObject({ ran: ['three'], loaded: [], resolved: [] });
  expect(b.layers.applied).toBe(3);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
  const [there, here] = [a.store.find([id]).get(id), b.store.find([id]).get(id)];
  const kept = ['startedAt', 'seconds', 'outputs', 'operation', 'kind', 'key', 'parent', 'context'] as const;
  for (const name of kept) expect(here?.[name]).toEqual(there?.[name]);
  expect(here).toMatchObject({ source: 'pulled', vouchedBy: 'user', madeBy: ['main'] });
  const whole = spec.replace(/\)$/, ' (run (shell three)))');
  expect((await buildText(a, whole, trusted)).report).toMatchObject({ id: told.report.id, cacheHit: true });
  expect(told.of('carriers').at(-1)?.carriers).toMatchObject([{ found: 1, fetched: 1, stored: 1 }]);
});

test('known steps on the base move no file', async () => {
  const { a, memory, id } = await first();
  const text = on(id, '(run (shell three))');
  const { report } = await buildText(a, text, trusted);
  const b = runner({ memory });
  const told = await buildText(b, text, trusted);
  expect(told.report).toMatchObject({ id: report.id, cacheHit: true });
  expect(b.counts).toMatchObject({ drafts: 0, resolved: [] });
  expect(b.layers.applied).toBe(0);
  expect(told.output(0)).toBe('');
});

test('later steps are fetched on a base that came without its ancestors', async () => {
  const { a, memory, id } = await first();
  await buildText(a, on(id, '(run (shell three))'), trusted);
  const b = runner({ memory });
  await buildText(b, on(id, '(run (shell other))'), trusted);
  const told = await buildText(b, on(id, '(run (shell three))', '(run (shell four))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'cached', 'built']);
  expect(b.counts.ran).toEqual(['other', 'four']);
});

test('a base of equal ids with another chain below gets no layer of another machine', async () => {
  const { memory, id } = await first();
  const other = remoteMemory();
  const c = runner({ memory: other });
  c.scripts.set('one', ({ rootfs }) => {
    // The same step makes other files there.
    return import('node:fs').then(({ writeFileSync }) => {
      writeFileSync(`${rootfs}/one`, 'other');
      return { kind: 'exited', code: 0, outputFile: Buffer.alloc(0) } as const;
    });
  });
  await buildText(c, spec, trusted);
  await buildText(c, on(id, '(run (shell three))'), trusted);
  const b = runner({ from: [new MemoryCarrier(memory)], to: [] });
  await buildText(b, on(id, '(run (shell x))'), trusted);
  const two = {
    ...b,
    machinery: { ...b.machinery, remote: runner({ memory: other, to: [] }).machinery.remote },
  };
  const told = await buildText(two, on(id, '(run (shell three))', '(run (shell four))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built', 'built']);
});

test('ancestors in the store are not fetched again', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  await buildText(b, '((from base) (env A a) (run (shell one)) (run (shell b)))', trusted);
  expect(b.layers.applied).toBe(1);
  await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(b.layers.applied).toBe(2);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('an ancestor of another making is no start for the chain', async () => {
  const { a, memory, id } = await first();
  const alone = runner({ from: [], to: [] });
  await buildText(alone, '((from base) (env A a) (run (shell one)))', trusted);
  const { remote } = runner({ memory }).machinery;
  const b = { ...alone, machinery: { ...alone.machinery, remote } };
  await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('a base image on a carrier is a base', async () => {
  const { a, memory } = await first();
  const [id = ''] = [...memory.records].flatMap(([name, { meta }]) => (meta.kind === 'from' ? [name] : []));
  const b = runner({ memory });
  const told = await buildText(b, on(id, '(run (shell one))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built']);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('an output takes the files of a base that nothing changed', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  let files = {};
  const exports = {
    start: (src: string) => Promise.resolve(src),
    write: ({ root }: { readonly root: string }) => {
      files = readTree(root);
      return Promise.resolve({ files: 1, bytes: 1 });
    },
  };
  const output = { type: 'local', text: 'o', dest: '/nowhere', when: 'success' } as const;
  const exporting = { ...b, machinery: { ...b.machinery, exports } };
  const told = await buildText(exporting, on(id), { ...trusted, outputs: [output] });
  expect(told.result.kind).toBe('built');
  expect(files).toEqual(await filesOf(a, id));
});
