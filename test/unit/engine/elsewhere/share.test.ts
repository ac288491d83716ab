import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Exports } from '../../../../src/contract/exports.ts';
import { planBuild } from '../../../../src/engine/plan-build.ts';
import { parseSpec } from '../../../../src/language/parse.ts';
import { buildText, exited, scopesNamed, type Told } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner } from '../../../fakes/remote.ts';
import { outcomes, useRunners } from '../../../fakes/use-runners.ts';

const runner = useRunners();

const spec = '((from base) (run (shell one)) (run (shell two)) (run (shell three)))';
const filesOf = async (one: Runner, id: string) => readTree(await one.store.view(id));

test('another machine sees every step as cached and moves no layer', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  const first = await buildText(a, spec);
  expect(outcomes(first)).toEqual(['built', 'built', 'built', 'built']);
  const second = await buildText(b, spec);
  expect(outcomes(second)).toEqual(['cached', 'cached', 'cached', 'cached']);
  expect(second.report).toMatchObject({ id: first.report.id, cacheHit: true });
  expect(b.counts).toMatchObject({ ran: [], loaded: [], drafts: 0 });
  expect(b.layers.applied).toBe(0);
  expect([1, 2, 3].map(second.output)).toEqual([1, 2, 3].map(first.output));
  const originals = second.of('step-end').map(({ original }) => [original?.carrier, original?.source]);
  expect(originals).toEqual(Array(4).fill(['memory', 'built']));
  expect(second.of('carriers').at(-1)?.carriers).toMatchObject([{ name: 'memory', found: 4, fetched: 0 }]);
});

test('a plan shows the results of carriers and makes nothing', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory, to: [] })];
  await buildText(a, spec);
  const { steps, present } = await planBuild(b.machinery, {
    spec: parseSpec({ text: spec.replace('three', 'four'), file: 'test.spec' }),
    context: b.context,
    pull: 'auto',
    noCache: false,
    scopes: scopesNamed('test'),
    secrets: new Map(),
    emit: () => undefined,
  });
  const carriers = steps.map(({ id }) => present.get(id ?? '')?.carrier);
  expect(carriers).toEqual(['memory', 'memory', 'memory', undefined]);
  expect(b.counts).toMatchObject({ ran: [], loaded: [], drafts: 0 });
});

test('a changed last step builds on the fetched files', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  const changed = spec.replace('three', 'four');
  await buildText(a, spec);
  const there = await buildText(b, changed);
  expect(outcomes(there)).toEqual(['built', 'cached', 'cached', 'built']);
  expect(b.counts).toMatchObject({ ran: ['four'], loaded: ['base'], openDrafts: 0 });
  expect(b.layers.applied).toBe(2);
  const alone = runner({ from: [], to: [] });
  const here = await buildText(alone, changed);
  expect(await filesOf(b, there.report.id)).toEqual(await filesOf(alone, here.report.id));
  const sources = there.of('step-end').map(({ original }) => original?.carrier);
  expect(sources).toEqual([undefined, 'memory', 'memory', undefined]);
});

test('a fetched result is like a local result', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  a.scripts.set('one', (request) => {
    request.onOutput(Buffer.from('a log\n'));
    return { ...exited(0, 'answer=42\n'), written: { summary: Buffer.from('# sum'), unread: [] } };
  });
  const first = await buildText(a, spec);
  await buildText(b, spec.replace('three', 'four'));
  const id = first.report.steps[1]?.id ?? '';
  const [here, there] = [a.store.find([id]).get(id), b.store.find([id]).get(id)];
  const kept = ['startedAt', 'seconds', 'outputs', 'operation', 'kind', 'key', 'context'] as const;
  for (const name of kept) expect(there?.[name]).toEqual(here?.[name]);
  expect(there).toMatchObject({ source: 'pulled', outputs: { answer: '42' } });
  expect([...(b.store.readLog(id) ?? [])].join('')).toBe('a log\n');
  expect(b.store.readSummary(id)).toBe('# sum');
  const again = await buildText(b, spec.replace('three', 'four'));
  expect(again.report.cacheHit).toBe(true);
  expect(again.output(1)).toBe('a log\n');
});

test('the layer of a fetched result is known when other builds see the result', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  await buildText(a, spec);
  const { acquire } = b.store;
  const seen: boolean[] = [];
  const store: typeof b.store = {
    ...b.store,
    acquire: async (id, options) => {
      const acquired = await acquire(id, options);
      if (acquired.kind === 'result') return acquired;
      const { lease } = acquired;
      const begin: typeof lease.begin = async (base) => {
        const draft = await lease.begin(base);
        const commit: typeof draft.commit = (meta, checked) => {
          if (meta.source === 'pulled') seen.push(b.layers.known({ ...meta, id, logPath: '' }) !== undefined);
          return draft.commit(meta, checked);
        };
        return { ...draft, commit };
      };
      return { ...acquired, lease: { ...lease, begin } };
    },
  };
  await buildText({ ...b, machinery: { ...b.machinery, store } }, spec.replace('three', 'four'));
  expect(seen).toEqual([true, true]);
});

test('a build with everything in the store opens no carrier', async () => {
  const one = runner();
  await buildText(one, spec);
  expect(one.opened()).toBe(1);
  const { requests } = one.carrier.traffic();
  expect((await buildText(one, spec)).report.cacheHit).toBe(true);
  expect(one.opened()).toBe(1);
  expect(one.carrier.traffic().requests).toBe(requests);
});

test('only missing results are asked for', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  const trusted = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
  await buildText(a, spec, trusted);
  await buildText(b, spec.replace('three', 'four'), trusted);
  const asked: string[] = [];
  const { carrier } = b;
  const find = carrier.find.bind(carrier);
  carrier.find = (names, signal) => {
    asked.push(...names);
    return find(names, signal);
  };
  const told = await buildText(b, spec, trusted);
  expect(outcomes(told)).toEqual(['cached', 'cached', 'cached', 'cached']);
  expect(asked).toEqual([told.report.id]);
});

const nested = (command: string) =>
  `((build a ((from base) (run (shell ${command})))) (from base) (copy (from (build a)) (src out) (dst /d/)) (run (shell last)))`;
const writes = (text: string) => (request: { readonly rootfs: string }) => {
  writeFileSync(path.join(request.rootfs, 'out'), text);
  return exited(0);
};

test('a copy from a nested build is found without the files', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  for (const one of [a, b]) one.scripts.set('make', writes('x'));
  await buildText(a, nested('make'));
  const told = await buildText(b, nested('make'));
  expect(outcomes(told)).toEqual(Array(5).fill('cached'));
  expect(told.of('plan')[0]?.steps.every(({ id }) => id !== undefined)).toBe(true);
  expect(b.layers.applied).toBe(0);
});

test('unchanged files of a rebuilt nested build lead back to remote results', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  for (const one of [a, b]) one.scripts.set('make', writes('same')).set('make2', writes('same'));
  await buildText(a, nested('make'));
  const told = await buildText(b, nested('make2'));
  expect(outcomes(told).slice(1)).toEqual(['built', 'cached', 'cached', 'cached']);
  expect(b.counts.ran).toEqual(['make2']);
  expect(b.layers.applied).toBe(0);
});

test('a changed step after a copy fetches the files of the nested build', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  for (const one of [a, b]) one.scripts.set('make', writes('x'));
  await buildText(a, nested('make'));
  const text = nested('make').replace('(dst /d/)', '(dst /e/)');
  const told = await buildText(b, text);
  expect(outcomes(told)).toEqual(['built', 'cached', 'cached', 'built', 'built']);
  const alone = runner({ from: [], to: [] });
  alone.scripts.set('make', writes('x'));
  const here = await buildText(alone, text);
  expect(await filesOf(b, told.report.id)).toEqual(await filesOf(alone, here.report.id));
});

test('an output fetches the files of a build that is known only', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  for (const one of [a, b]) one.scripts.set('make', writes('x'));
  const first = await buildText(a, nested('make'));
  let files: object = {};
  const exports: Exports = {
    start: (src) => Promise.resolve(src),
    write: async ({ root }) => {
      files = readTree(root);
      return { files: 1, bytes: 1 };
    },
  };
  const output = { type: 'local', text: 'type=local', when: 'success', dest: '/dest' } as const;
  const exporting = { ...b, machinery: { ...b.machinery, exports } };
  const told = await buildText(exporting, nested('make'), { outputs: [output] });
  expect(outcomes(told)).toEqual(['cached', 'cached', 'built', 'cached', 'cached']);
  expect(told.report.cacheHit).toBe(true);
  expect(files).toEqual(await filesOf(a, first.report.id));
  expect(b.layers.applied).toBe(2);
});

test('impure results of another scope are found by their scope', async () => {
  const memory = remoteMemory();
  const [a, b, c] = [runner({ memory }), runner({ memory }), runner({ memory })];
  const text = '((from base) (run (network host) (shell one)))';
  await buildText(a, text, { scopes: scopesNamed('main') });
  const told = await buildText(b, text, { scopes: scopesNamed('pr', 'main') });
  expect(outcomes(told)).toEqual(['cached', 'cached']);
  expect(told.of('step-end').at(-1)?.original).toMatchObject({ carrier: 'memory', from: 'main' });
  expect(outcomes(await buildText(c, text, { scopes: scopesNamed('other') }))).toEqual(['built', 'built']);
});

/** A runner whose store loses the result of a step between plan and build. */
function losing(one: Runner, id: string): Runner {
  const hold: Runner['store']['hold'] = async (ids) => {
    if (one.store.find([id]).has(id)) await one.store.delete(id);
    return await one.store.hold(ids);
  };
  return { ...one, machinery: { ...one.machinery, store: { ...one.store, hold } } };
}

const isOf = (kind: string) => (told: Told) =>
  told.events.filter((event) => event.type === kind).map((event) => ('step' in event ? event.step : -1));

/** A build that needs the files of step 2 after the build has shown step 2 as cached. */
async function lateBuild({ isLost }: { readonly isLost: boolean }) {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory, to: [] })];
  for (const one of [a, b]) one.scripts.set('make', writes('x'));
  await buildText(a, nested('make'));
  const { report } = await buildText(b, nested('make').replace('last', 'other'));
  for (const { meta, chain } of memory.records.values())
    if (meta.kind === 'copy' || isLost) memory.blobs.delete(chain.steps.at(-1)?.layer.digest ?? '');
  const text = nested('make').replace('last', 'third');
  const told = await buildText(losing(b, report.steps[3]?.id ?? ''), text);
  const alone = runner({ from: [], to: [] });
  alone.scripts.set('make', writes('x'));
  const here = await buildText(alone, text);
  expect(await filesOf(b, told.report.id)).toEqual(await filesOf(alone, here.report.id));
  return told;
}

test('files are brought late if a planned result has vanished', async () => {
  const told = await lateBuild({ isLost: false });
  expect(outcomes(told)).toEqual(['cached', 'cached', 'cached', 'built', 'built']);
  // A started step would stay open in the log, because the step has ended already.
  expect(isOf('step-start')(told)).toEqual([3, 4]);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    'the files of step 2 are needed after all, and are fetched from the memory',
  ]);
});

test('a step shown as cached is made if its files are needed late and lost', async () => {
  const told = await lateBuild({ isLost: true });
  expect(outcomes(told)).toEqual(['cached', 'built', 'cached', 'built', 'built']);
  expect(isOf('step-end')(told).filter((step) => step === 1)).toHaveLength(2);
});

test('lookups of a fetch do not grow with the chain', async () => {
  const lookups = async (steps: number) => {
    const memory = remoteMemory();
    const [a, b] = [runner({ memory }), runner({ memory })];
    const below = Array.from({ length: steps }, (_, index) => `(run (shell s${index}))`).join(' ');
    await buildText(a, `((from base) ${below})`);
    const find = vi.spyOn(b.store, 'find');
    await buildText(b, `((from base) ${below} (run (shell last)))`);
    expect(b.layers.applied).toBe(steps);
    return find.mock.calls.length;
  };
  const [short, long] = [await lookups(4), await lookups(8)];
  expect(long).toBeLessThanOrEqual(2 * short);
});
