import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Written } from '../../../../src/contract/sandbox.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText, exited } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner } from '../../../fakes/remote.ts';
import { outcomes, useRunners } from '../../../fakes/use-runners.ts';
import { watched } from '../../../fakes/watched-store.ts';

const runner = useRunners();

const spec = '((from base) (run (shell one)) (run (shell two)) (run (shell three)))';
/** A log that a replay reads from the store. */
const LONG = 'a line\n'.repeat(50_000);
const changed = spec.replace('three', 'four');

/** Three results on a carrier, and a machine without them. */
async function far(
  log = '',
  written?: Written,
): Promise<{ readonly memory: RemoteMemory; readonly one: Runner; ids: string[] }> {
  const memory = remoteMemory();
  const maker = runner({ memory });
  maker.scripts.set('one', (request) => {
    request.onOutput(Buffer.from(log));
    writeFileSync(path.join(request.rootfs, 'one'), 'one');
    return { ...exited(0), ...(written !== undefined && { written }) };
  });
  const told = await buildText(maker, spec);
  const ids = told.report.steps.map(({ id = '' }) => id);
  return { memory, one: runner({ memory, to: [] }), ids };
}

/** The machine with a store whose commit of the result `id` does not end before `end`. */
function held(one: Runner, id: string | undefined) {
  const gate = Promise.withResolvers<void>();
  const machine = watched(one, {
    onCommit: (committed, { base, done }) =>
      committed === id ? { base, done: gate.promise.then(() => done) } : { base, done },
  });
  return { machine, end: gate.resolve };
}

/** The machine with a signal that fires at the commit of the result `id`. */
function cancelled(one: Runner, id: string | undefined) {
  const cancel = new AbortController();
  const machine = watched(one, {
    onCommit: (committed, commit) => {
      if (committed === id) cancel.abort();
      return commit;
    },
  });
  return { machine, signal: cancel.signal };
}

const fault = new ObuilderError('store-unavailable', 'the disk is broken');

/** The machine with a store that cannot commit the result `id`. */
const failing = (one: Runner, id: string | undefined) =>
  watched(one, {
    onCommit: (committed, { base, done }) =>
      committed === id ? { base, done: done.then(() => Promise.reject(fault)) } : { base, done },
  });

test('a fetched result begins before the commit of its base has ended', async () => {
  const { one, ids } = await far();
  const { machine, end } = held(one, ids[1]);
  const onBegin = (id: string) => id === ids[2] && end();
  const told = await buildText(watched(machine, { onBegin }), changed);
  expect(outcomes(told)).toEqual(['built', 'cached', 'cached', 'built']);
  expect(one.layers.applied).toBe(2);
  const alone = await buildText(runner({ from: [], to: [] }), changed);
  expect(alone.report.id).toBe(told.report.id);
  expect(Object.keys(readTree(await one.store.view(told.report.id)))).toEqual(['base', 'four', 'one', 'two']);
});

test('a commit of a fetched result that fails is the one error of the build', async () => {
  const { one, ids } = await far();
  const machine = watched(failing(one, ids[1]), {
    onBegin: (_, base) => {
      if (base?.id === ids[1]) throw fault;
    },
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
  const { machine, signal } = cancelled(one, ids[1]);
  const told = await buildText(machine, changed, { signal });
  expect(told.result.kind).toBe('cancelled');
  expect(one.counts.openDrafts).toBe(0);
  expect(one.store.list().map(({ id }) => id)).toEqual(ids.slice(0, 2));
});

test.each([
  ['short', 'a line\n'],
  ['long', LONG],
])('a %s log of a fetched result is shown', async (_, log) => {
  const { one, ids } = await far(log);
  const told = await buildText(one, changed);
  expect(told.output(1) === log).toBe(true);
  expect([...(one.store.readLog(ids[1] ?? '') ?? [])].join('') === log).toBe(true);
});

test('source, summary and log are shown before the commit ends', async () => {
  const { one, ids } = await far('a line\n', { summary: Buffer.from('# sum'), unread: [] });
  const { machine, end } = held(one, ids[1]);
  const told = await buildText(machine, changed, {
    // The build waits for the commit, and the commit for this event.
    onEvent: (event) => event.type === 'step-end' && event.step === 1 && end(),
  });
  expect(told.of('step-end').find(({ step }) => step === 1)).toMatchObject({
    outcome: 'cached',
    original: { carrier: 'memory', source: 'pulled' },
    summary: '# sum',
  });
  expect(told.output(1)).toBe('a line\n');
});

test.each([
  ['short', 'a line\n'],
  ['long', LONG],
])('a fetched result with a %s log warns of writes to $GITHUB_ENV', async (_, log) => {
  const { one } = await far(log, { summary: Buffer.alloc(0), unread: ['GITHUB_ENV'] });
  const told = await buildText(one, changed);
  expect(told.of('warning')).toMatchObject([{ message: expect.stringMatching(/^step 2 .* \$GITHUB_ENV/) }]);
});

test('a log that a cancelled build has not shown is replayed later', async () => {
  const { one, ids } = await far(LONG);
  const { machine, signal } = cancelled(one, ids[1]);
  const first = await buildText(machine, changed, { signal });
  expect(first.output(1)).toBe('');
  const alone = { ...one, machinery: { ...one.machinery, remote: undefined } };
  const later = await buildText(alone, changed);
  expect(outcomes(later).slice(0, 2)).toEqual(['cached', 'cached']);
  expect(later.output(1) === LONG).toBe(true);
});

test.each([
  ['short', 'the word hunter2hunter2\n'],
  ['long', `${LONG}the word hunter2hunter2\n`],
])('a secret of this build is masked in a %s log', async (_, log) => {
  const { one } = await far(log);
  const text = spec.replace('(run (shell three))', '(run (secrets (word (target /word))) (shell four))');
  const told = await buildText(one, text, { secrets: { word: 'hunter2hunter2' } });
  expect(outcomes(told)).toEqual(['built', 'cached', 'cached', 'built']);
  expect(told.output(1) === log.replace('hunter2hunter2', '***')).toBe(true);
});

test('nested builds with the same step fetch the step once', async () => {
  const { one, ids } = await far('a line\n');
  // The commit ends after both builds have asked for the step.
  const { machine, end } = held(one, ids[1]);
  const nested = (name: string) => `(build ${name} ((from base) (run (shell one)) (run (shell ${name}))))`;
  const copied = (name: string) => `(copy (from (build ${name})) (src one) (dst /${name}/))`;
  const text = `(${nested('a')} ${nested('b')} (from base) ${copied('a')} ${copied('b')})`;
  const { acquire } = one.store;
  let asked = 0;
  vi.spyOn(one.store, 'acquire').mockImplementation((id, options) => {
    if (id === ids[1]) asked += 1;
    if (asked === 2) end();
    return acquire(id, options);
  });
  const told = await buildText(machine, text);
  expect(outcomes(told).filter((outcome) => outcome === 'cached')).toHaveLength(4);
  expect(one.layers.applied).toBe(1);
  expect([told.output(1), told.output(4)]).toEqual(['a line\n', 'a line\n']);
});

test('a commit that fails before a long log is shown is one error', async () => {
  const { one, ids } = await far(LONG);
  const told = await buildText(failing(one, ids[1]), changed);
  expect(told.of('failed').map(({ error }) => error)).toMatchObject([
    { code: 'store-unavailable', message: 'the disk is broken' },
  ]);
  expect(told.of('warning')).toEqual([]);
  expect(outcomes(told)).toEqual(['built', 'failed', 'not-run', 'not-run']);
  expect(told.output(1)).toBe('');
  expect(one.counts).toMatchObject({ ran: [], openDrafts: 0 });
});
