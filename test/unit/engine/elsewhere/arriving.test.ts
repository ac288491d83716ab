import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Base, Draft, Lease } from '../../../../src/contract/results.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText, exited } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { openRunner, type Runner, type RunnerOptions } from '../../../fakes/remote.ts';

const runners: Runner[] = [];
const runner = (options: RunnerOptions = {}) => {
  const one = openRunner(options);
  runners.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(runners.splice(0).map((one) => one.close()));
});

const spec = '((from base) (run (shell one)) (run (shell two)) (run (shell three)))';
const changed = spec.replace('three', 'four');
const outcomes = (told: { readonly outcomes: readonly string[] }) =>
  told.outcomes.map((text) => text.split(': ').at(-1));

/** Three results on a carrier, and a machine without them. */
async function far(
  log = '',
): Promise<{ readonly memory: RemoteMemory; readonly one: Runner; ids: string[] }> {
  const memory = remoteMemory();
  const maker = runner({ memory });
  maker.scripts.set('one', (request) => {
    request.onOutput(Buffer.from(log));
    writeFileSync(path.join(request.rootfs, 'one'), 'one');
    return exited(0);
  });
  const told = await buildText(maker, spec);
  const ids = told.report.steps.map(({ id = '' }) => id);
  return { memory, one: runner({ memory, to: [] }), ids };
}

interface Watching {
  readonly onBegin?: (id: string, base: Base | undefined) => void;
  readonly onCommit?: (id: string, commit: ReturnType<Draft['commit']>) => ReturnType<Draft['commit']>;
}

/** The machine with a store whose drafts are watched. */
function watched(one: Runner, { onBegin, onCommit = (_, commit) => commit }: Watching): Runner {
  const { store } = one;
  const acquire: typeof store.acquire = async (id, options) => {
    const acquired = await store.acquire(id, options);
    if (acquired.kind === 'result') return acquired;
    const { lease } = acquired;
    const begin: Lease['begin'] = async (base) => {
      onBegin?.(id, base);
      const draft = await lease.begin(base);
      return { ...draft, commit: (meta, checked) => onCommit(id, draft.commit(meta, checked)) };
    };
    return { ...acquired, lease: { ...lease, begin } };
  };
  return { ...one, machinery: { ...one.machinery, store: { ...store, acquire } } };
}

test('a fetched result begins before the commit of its base has ended', async () => {
  const { one, ids } = await far();
  const second = Promise.withResolvers<void>();
  const machine = watched(one, {
    onBegin: (id) => id === ids[2] && second.resolve(),
    onCommit: (id, { base, done }) =>
      id === ids[1] ? { base, done: second.promise.then(() => done) } : { base, done },
  });
  const told = await buildText(machine, changed);
  expect(outcomes(told)).toEqual(['built', 'cached', 'cached', 'built']);
  expect(one.layers.applied).toBe(2);
  const alone = await buildText(runner({ from: [], to: [] }), changed);
  expect(alone.report.id).toBe(told.report.id);
  expect(Object.keys(readTree(await one.store.view(told.report.id)))).toEqual(['base', 'four', 'one', 'two']);
});

test('a commit of a fetched result that fails is the one error of the build', async () => {
  const { one, ids } = await far();
  const fault = new ObuilderError('store-unavailable', 'the disk is broken');
  const machine = watched(one, {
    onBegin: (_, base) => {
      if (base?.id === ids[1]) throw fault;
    },
    onCommit: (id, { base, done }) =>
      id === ids[1] ? { base, done: done.then(() => Promise.reject(fault)) } : { base, done },
  });
  const told = await buildText(machine, changed);
  expect(told.result.kind).toBe('failed');
  expect(told.of('failed').map(({ error }) => error.message)).toEqual(['the disk is broken']);
  expect(told.of('warning')).toEqual([]);
  expect(outcomes(told)).toEqual(['built', 'failed', 'not-run', 'not-run']);
  expect(one.counts).toMatchObject({ ran: [], openDrafts: 0 });
});

test('a cancel between fetched results leaves whole results only', async () => {
  const { one, ids } = await far();
  const cancel = new AbortController();
  const machine = watched(one, {
    onCommit: (id, commit) => {
      if (id === ids[1]) cancel.abort();
      return commit;
    },
  });
  const told = await buildText(machine, changed, { signal: cancel.signal });
  expect(told.result.kind).toBe('cancelled');
  expect(one.counts.openDrafts).toBe(0);
  expect(one.store.list().map(({ id }) => id)).toEqual(ids.slice(0, 2));
});

test.each([
  ['short', 'a line\n'],
  ['long', 'a line\n'.repeat(50_000)],
])('a %s log of a fetched result is shown', async (_, log) => {
  const { one, ids } = await far(log);
  const told = await buildText(one, changed);
  expect(told.output(1) === log).toBe(true);
  expect([...(one.store.readLog(ids[1] ?? '') ?? [])].join('') === log).toBe(true);
});
