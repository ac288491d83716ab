import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText } from '../../../fakes/build.ts';
import { remoteMemory } from '../../../fakes/memory-carrier.ts';
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

/** A step that mounts the file `two` of each nested build. */
function specOf(builds: readonly string[], last: string): string {
  const nested = builds.map(
    (name) => `(build ${name} ((from base) (run (shell ${name})) (run (shell two))))`,
  );
  const mounts = builds.map((name) => `(mount (from (build ${name})) (src two) (target /${name}))`);
  return `(${nested.join(' ')} (from base) (run ${mounts.join(' ')} (shell use)) (run (shell ${last})))`;
}

/**
 * Builds on a machine that loses the result with the mounts between plan and build. The layer is lost too, so the build brings the
 * files of the nested builds after it has shown their steps as cached.
 */
async function lateBuild(builds: readonly string[], cancel: (one: Runner) => AbortController) {
  const memory = remoteMemory();
  await buildText(runner({ memory }), specOf(builds, 'last'));
  const one = runner({ memory, to: [] });
  const { report } = await buildText(one, specOf(builds, 'other'));
  const lost = report.steps.at(-2)?.id ?? '';
  for (const { id, chain } of memory.records.values())
    if (id === lost) memory.blobs.delete(chain.steps.at(-1)?.layer.digest ?? '');
  const { store } = one.machinery;
  const { hold } = store;
  store.hold = async (ids) => {
    if (ids.includes(lost)) await one.store.delete(lost);
    return await hold(ids);
  };
  const { signal } = cancel(one);
  return { one, told: await buildText(one, specOf(builds, 'third'), { signal }) };
}

test('a build that is cancelled while it brings files ends after their commits', async () => {
  let ended = 0;
  const { told } = await lateBuild(['a'], ({ machinery: { store } }) => {
    const cancel = new AbortController();
    const { acquire } = store;
    store.acquire = async (id, options) => {
      const acquired = await acquire(id, options);
      if (acquired.kind === 'result') return acquired;
      const { lease } = acquired;
      const begin: typeof lease.begin = async (base) => {
        const draft = await lease.begin(base);
        const commit: typeof draft.commit = (meta, checked) => {
          cancel.abort();
          const { base: next, done } = draft.commit(meta, checked);
          const slow = done.then(async (result) => {
            await delay(30);
            ended += 1;
            return result;
          });
          return { base: next, done: slow };
        };
        return { ...draft, commit };
      };
      return { ...acquired, lease: { ...lease, begin } };
    };
    return cancel;
  });
  expect([told.result.kind, ended]).toEqual(['cancelled', 1]);
});

test('a build that is cancelled while it brings two nested builds ends after both', async () => {
  let begun = 0;
  const { one, told } = await lateBuild(['a', 'b'], ({ layers }) => {
    const cancel = new AbortController();
    layers.apply = async (bytes, _layer, { signal }) => {
      for await (const _ of bytes);
      begun += 1;
      const waitMs = begun * 30;
      if (begun === 2) cancel.abort();
      while (signal?.aborted === false) await delay(1);
      await delay(waitMs);
      throw new ObuilderError('cancelled', 'stop');
    };
    return cancel;
  });
  expect([told.result.kind, begun, one.counts.openDrafts]).toEqual(['cancelled', 2, 0]);
});
