import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText } from '../../../fakes/build.ts';
import { remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner } from '../../../fakes/remote.ts';
import { useRunners } from '../../../fakes/use-runners.ts';
import { watched } from '../../../fakes/watched-store.ts';

const runner = useRunners();

/** A step that mounts the file `two` of each nested build. */
function specOf(builds: readonly string[], last: string): string {
  const nested = builds.map(
    (name) => `(build ${name} ((from base) (run (shell ${name})) (run (shell two))))`,
  );
  const mounts = builds.map((name) => `(mount (from (build ${name})) (src two) (target /${name}))`);
  return `(${nested.join(' ')} (from base) (run ${mounts.join(' ')} (shell use)) (run (shell ${last})))`;
}

/**
 * A machine that loses the result with the mounts between plan and build. The layer is lost too, so the next build brings the files of
 * the nested builds after it has shown their steps as cached.
 */
async function losing(builds: readonly string[]): Promise<Runner> {
  const memory = remoteMemory();
  await buildText(runner({ memory }), specOf(builds, 'last'));
  const one = runner({ memory, to: [] });
  const { report } = await buildText(one, specOf(builds, 'other'));
  const lost = report.steps.at(-2)?.id ?? '';
  for (const { id, chain } of memory.records.values())
    if (id === lost) memory.blobs.delete(chain.steps.at(-1)?.layer.digest ?? '');
  const { store } = one.machinery;
  const hold: typeof store.hold = async (ids) => {
    if (ids.includes(lost)) await one.store.delete(lost);
    return await store.hold(ids);
  };
  return { ...one, machinery: { ...one.machinery, store: { ...store, hold } } };
}

test('a build that is cancelled while it brings files ends after their commits', async () => {
  const cancel = new AbortController();
  let ended = 0;
  const machine = watched(await losing(['a']), {
    onCommit: (_, { base, done }) => {
      cancel.abort();
      const slow = async () => {
        await delay(30);
        ended += 1;
        return await done;
      };
      return { base, done: slow() };
    },
  });
  const told = await buildText(machine, specOf(['a'], 'third'), { signal: cancel.signal });
  expect([told.result.kind, ended]).toEqual(['cancelled', 1]);
});

test('a build that is cancelled while it brings two nested builds ends after both', async () => {
  const cancel = new AbortController();
  const machine = await losing(['a', 'b']);
  let begun = 0;
  machine.layers.apply = async (bytes, _layer, { signal }) => {
    for await (const _ of bytes);
    begun += 1;
    const waitMs = begun * 30;
    if (begun === 2) cancel.abort();
    while (signal?.aborted === false) await delay(1);
    await delay(waitMs);
    throw new ObuilderError('cancelled', 'stop');
  };
  const told = await buildText(machine, specOf(['a', 'b'], 'third'), { signal: cancel.signal });
  expect([told.result.kind, begun, machine.counts.openDrafts]).toEqual(['cancelled', 2, 0]);
});
