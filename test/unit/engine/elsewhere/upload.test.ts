import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText, exited, scopesNamed } from '../../../fakes/build.ts';
import { MemoryCarrier, type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner } from '../../../fakes/remote.ts';
import { outcomes, useRunners } from '../../../fakes/use-runners.ts';

const runner = useRunners();
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const spec = '((from base) (run (shell one)) (run (shell two)))';
const scopes = { ...scopesNamed('main'), maySharedWrite: true };
const operations = ({ records }: ReturnType<typeof remoteMemory>) =>
  [...records.values()].map(({ meta }) => meta.operation);

/** Commands that take a time, and then write bytes. The clock of the test stands still otherwise. */
const takes =
  (milliseconds: number, bytes = 1) =>
  (request: { readonly rootfs: string }) => {
    vi.advanceTimersByTime(milliseconds);
    writeFileSync(path.join(request.rootfs, `f${bytes}`), Buffer.alloc(bytes, 'x'));
    return exited(0);
  };

test('results that took less than the minimum are left out', async () => {
  const memory = remoteMemory();
  const one = runner({ memory, settings: { minSeconds: 1 } });
  one.scripts.set('one', takes(1100)).set('two', takes(0));
  await buildText(one, spec, { scopes });
  expect(operations(memory)).toEqual(['(from base)', '(run (shell one))']);
  expect(one.layers.made).toHaveLength(1);
});

test('a search for results to store has the image and each kind of names apart', async () => {
  class ChainCarrier extends MemoryCarrier {
    readonly asked: unknown[] = [];

    findChains(chains: readonly (readonly string[])[], signal: AbortSignal) {
      this.asked.push(chains);
      return this.find(chains.flat(), signal);
    }
  }
  const carrier = new ChainCarrier();
  const one = runner({ from: [], to: [carrier] });
  const { report } = await buildText(one, spec, { scopes: scopesNamed('pull') });
  const [image, ...steps] = report.steps.map(({ id }) => id);
  const [images, ids, scoped] = (carrier.asked[0] ?? []) as readonly (readonly string[])[];
  expect(images?.[0]).toBe(image);
  expect(ids).toEqual(steps);
  expect(scoped).toHaveLength(2);
  expect(new Set([...(ids ?? []), ...(scoped ?? []), ...(images ?? [])]).size).toBe(6);
  expect(operations(carrier.memory)).toHaveLength(3);
});

test('a result of two builds is stored once', async () => {
  const put = vi.fn<MemoryCarrier['put']>();
  class CountingCarrier extends MemoryCarrier {
    override put(...args: Parameters<MemoryCarrier['put']>) {
      void put(...args);
      return super.put(...args);
    }
  }
  const one = runner({ from: [], to: [new CountingCarrier()] });
  const inner = (name: string) => `(build ${name} ((from base) (run (shell one)) (run (shell ${name}))))`;
  const mounts = ['a', 'b'].map((name) => `(mount (from (build ${name})) (src .) (target /${name}))`);
  await buildText(one, `(${inner('a')} ${inner('b')} (from base) (run ${mounts.join(' ')} (shell two)))`, {
    scopes,
  });
  const stored = put.mock.calls.flatMap(([uploads]) => uploads.map(({ record }) => record.meta.operation));
  expect(stored.toSorted()).toEqual([...new Set(stored)].toSorted());
  expect(stored).toHaveLength(5);
});

test('a base of two builds counts once among the results that are lost', async () => {
  class FullCarrier extends MemoryCarrier {
    override put() {
      return Promise.reject(new ObuilderError('remote-failed', 'no space'));
    }
  }
  const one = runner({ from: [], to: [new FullCarrier()] });
  const nested = '(build a ((from base) (run (shell one))))';
  const mount = '(mount (from (build a)) (src .) (target /a))';
  const told = await buildText(one, `(${nested} (from base) (run ${mount} (shell two)))`, { scopes });
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringContaining('3 results are not stored there') as string,
  ]);
});

test('a quick result below a stored result is stored', async () => {
  const memory = remoteMemory();
  const one = runner({ memory, settings: { minSeconds: 0.2 } });
  one.scripts.set('one', takes(0)).set('two', takes(250));
  await buildText(one, spec, { scopes });
  expect(operations(memory)).toHaveLength(3);
});

test('results with too many bytes for their time are left out', async () => {
  const memory = remoteMemory();
  const one = runner({ memory, settings: { maxBytesPerSecond: 1000 } });
  one.scripts.set('two', takes(0, 2_000_000));
  await buildText(one, spec, { scopes });
  expect(operations(memory)).toEqual(['(from base)', '(run (shell one))']);
});

test('a build with nothing worth storing opens no carrier', async () => {
  const one = runner({ from: [], settings: { minSeconds: 1000 } });
  await buildText(one, spec, { scopes });
  expect(one.carrier.traffic().requests).toBe(0);
});

test('results of an earlier build are stored below a new result', async () => {
  const memory = remoteMemory();
  const one = runner({ memory });
  const offline = { ...one, machinery: { ...one.machinery, remote: undefined } };
  await buildText(offline, '((from base) (run (shell one)))', { scopes });
  await buildText(one, spec, { scopes });
  expect(operations(memory)).toHaveLength(3);
  const told = await buildText(runner({ memory }), spec, { scopes });
  expect(told.report.cacheHit).toBe(true);
});

/** The same machine with a new carrier. */
function withCarrier(one: Runner, memory: RemoteMemory): Runner {
  const to = [{ carrier: new MemoryCarrier(memory), compression: 'zstd' as const }];
  const open = async () => ({ from: [], to, layers: one.layers });
  const remote = one.machinery.remote && { ...one.machinery.remote, open };
  return { ...one, machinery: { ...one.machinery, remote } };
}

test('a cached build says that a new carrier stays empty', async () => {
  const [one, memory] = [runner({ from: [] }), remoteMemory()];
  await buildText(one, spec, { scopes });
  const filling = withCarrier(one, memory);
  const told = await buildText(filling, spec, { scopes });
  expect(told.of('notice')).toMatchObject([
    {
      message: expect.stringMatching(/^cache-to gets nothing new: .* build once with no-cache\.$/) as string,
    },
  ]);
  expect(operations(memory)).toEqual([]);
  await buildText(filling, spec, { scopes, noCache: true });
  expect(operations(memory)).toHaveLength(3);
});

test('a step run again stores the results below too', async () => {
  const [one, memory] = [runner({ from: [] }), remoteMemory()];
  const text = '((from base)\n(run (shell one))\n(run (shell two)))';
  await buildText(one, text, { scopes });
  const filling = withCarrier(one, memory);
  expect(outcomes(await buildText(filling, text, { scopes, refresh: ['line:3'] }))).toEqual([
    'cached',
    'cached',
    'built',
  ]);
  expect(operations(memory)).toHaveLength(3);
});

test('existing results are not sent again', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, { scopes });
  const b = runner({ memory });
  await buildText(b, '((from base) (run (shell one)) (run (shell three)))', { scopes });
  expect(b.layers.made).toHaveLength(1);
  const told = await buildText(runner({ memory }), spec, { scopes });
  expect(told.report.cacheHit).toBe(true);
});

test('two runners that store the same results at once both end well', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory, from: [] }), runner({ memory, from: [] })];
  const told = await Promise.all([a, b].map((one) => buildText(one, spec, { scopes })));
  expect(told.map(({ result }) => result.kind)).toEqual(['built', 'built']);
  expect(told.flatMap(({ of }) => of('warning'))).toEqual([]);
  expect((await buildText(runner({ memory }), spec, { scopes })).report.cacheHit).toBe(true);
});

test('results of two runners never mix in one chain', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory, from: [] }), runner({ memory, from: [] })];
  const [hasAsked, hasBegun, hasEnded] = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const [putA, putB] = [a, b].map(({ carrier }) => carrier.put.bind(carrier));
  // A stores the first step, then B stores all, then A stores the last step. Both have asked before.
  a.carrier.put = async (uploads, signal) => {
    await hasAsked?.promise;
    await putA?.(uploads.slice(0, 2), signal);
    hasBegun?.resolve();
    await hasEnded?.promise;
    return (await putA?.(uploads.slice(2), signal)) ?? { records: 0, bytes: 0, requests: 0 };
  };
  b.carrier.put = async (uploads, signal) => {
    hasAsked?.resolve();
    await hasBegun?.promise;
    const report = await putB?.(uploads, signal);
    hasEnded?.resolve();
    return report ?? { records: 0, bytes: 0, requests: 0 };
  };
  for (const one of [a, b]) one.scripts.set('one', takes(one === a ? 0 : 20));
  await Promise.all([a, b].map((one) => buildText(one, spec, { scopes })));
  const times = [...memory.records.values()].map(({ meta: { startedAt, parentMadeAt } }) => ({
    startedAt,
    parentMadeAt,
  }));
  expect(times[2]?.parentMadeAt).toBe(times[1]?.startedAt);
  expect((await buildText(runner({ memory }), spec, { scopes })).report.cacheHit).toBe(true);
});

test('results on a base that was deleted and made again are replaced', async () => {
  const memory = remoteMemory();
  const { report } = await buildText(runner({ memory }), spec, { scopes });
  const ids = report.steps.map(({ id = '' }) => id);
  const old = memory.records.get(ids[2] ?? '');
  memory.records.delete(ids[1] ?? '');
  const again = await buildText(runner({ memory }), spec, { scopes });
  expect(again.outcomes.map((text) => text.split(': ').at(-1))).toEqual(['built', 'built', 'built']);
  expect(again.of('notice')).toEqual([]);
  expect(memory.records.get(ids[2] ?? '')?.meta.startedAt).toBeGreaterThan(old?.meta.startedAt ?? 0);
  expect((await buildText(runner({ memory }), spec, { scopes })).report.cacheHit).toBe(true);
});

test('a result of another runner on the same base is not replaced', async () => {
  const memory = remoteMemory();
  const b = runner({ memory });
  const { remote } = b.machinery;
  if (remote === undefined) throw new Error('no carriers');
  const only = (settings: { readonly mayFind: boolean; readonly mayStore: boolean }) => {
    const limited = { ...remote, settings: { ...remote.settings, ...settings } };
    return { ...b, machinery: { ...b.machinery, remote: limited } };
  };
  await buildText(runner({ memory }), '((from base) (run (shell one)))', { scopes });
  await buildText(only({ mayFind: true, mayStore: false }), spec.replace('two', 'other'), { scopes });
  await buildText(runner({ memory }), spec, { scopes });
  const before = [...memory.records.values()];
  const told = await buildText(only({ mayFind: false, mayStore: true }), spec, { scopes });
  expect(told.outcomes.map((text) => text.split(': ').at(-1))).toEqual(['cached', 'cached', 'built']);
  expect([...memory.records.values()]).toEqual(before);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    `the memory has some results of this build from another runner, with other files: the results on top of the results here are not stored there. To take the results there instead, remove the lowest result that differs here, and build again with cache-from: \`remove ${told.report.id.slice(0, 12)}\``,
  ]);
  // The remedy.
  await b.store.delete(told.report.id);
  const healed = await buildText(b, spec, { scopes });
  expect(healed.outcomes.map((text) => text.split(': ').at(-1))).toEqual(['cached', 'cached', 'cached']);
  expect(healed.of('carriers').at(-1)?.carriers).toMatchObject([{ found: 1 }]);
});

test('a full store while layers are made is a warning', async () => {
  const one = runner();
  one.layers.make = () => Promise.reject(new ObuilderError('disk-full', 'no space left'));
  const told = await buildText(one, spec, { scopes });
  expect(told.result.kind).toBe('built');
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    'not all new results are stored elsewhere: no space left',
  ]);
});

test('every carrier gets the results', async () => {
  const carriers = [new MemoryCarrier(), new MemoryCarrier()];
  const one = runner({ from: [], to: carriers });
  await buildText(one, spec, { scopes });
  expect(carriers.map(({ memory }) => memory.records.size)).toEqual([3, 3]);
  expect(one.layers.made).toHaveLength(2);
});

test('a record has what an image needs', async () => {
  const memory = remoteMemory();
  const text = '((from base) (env A 1) (user (uid 5) (gid 6)) (workdir /w) (run (shell one)))';
  const { report } = await buildText(runner({ memory }), text, { scopes });
  const record = memory.records.get(report.id);
  expect(record?.image).toMatchObject({
    platform: 'linux/amd64',
    workdir: '/w',
    user: { uid: 5, gid: 6 },
    shell: ['/usr/bin/env', 'bash', '-c'],
  });
  expect(record?.image.environment).toContainEqual(['A', '1']);
  expect(record?.chain).toMatchObject({ base: { layers: [] }, steps: [{ operation: '(run (shell one))' }] });
});
