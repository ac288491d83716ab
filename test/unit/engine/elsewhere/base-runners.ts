import { afterEach, expect } from 'vitest';
import { type Asked, buildText, scopesNamed } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner, RunnerOptions } from '../../../fakes/remote.ts';
import { useRunners } from '../../../fakes/use-runners.ts';

export const trusted = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
export const spec = '((from base) (env A a) (run (shell one)) (run (shell two)))';
export const on = (id: string, ...more: readonly string[]) => `((from obuilder:${id}) ${more.join(' ')})`;
export const filesOf = async (one: Runner, id: string) => readTree(await one.store.view(id));
export const errorOf = (told: Awaited<ReturnType<typeof buildText>>) => told.of('failed')[0]?.error;

/** Machines whose builds continue from a result that only carriers have. Checks after each test that no draft is left. */
export function useBaseRunners() {
  const open = useRunners();
  const runners: Runner[] = [];
  afterEach(() => {
    for (const { counts } of runners.splice(0)) expect(counts.openDrafts).toBe(0);
  });

  /** The files of the base image are a layer here. */
  const runner = (options: RunnerOptions = {}): Runner => {
    const one = open(options);
    runners.push(one);
    const { images } = one.machinery;
    const resolve: typeof images.resolve = async (...asked) => {
      const content = { kind: 'archive', file: '', size: 0, withBytes: () => Promise.reject() } as const;
      return { ...(await images.resolve(...asked)), content };
    };
    return { ...one, machinery: { ...one.machinery, images: { ...images, resolve } } };
  };

  /** A machine that has built the spec, and the memory of its carrier. */
  const first = async (text = spec, asked: Asked = trusted) => {
    const memory = remoteMemory();
    const a = runner({ memory });
    const { report } = await buildText(a, text, asked);
    return { a, memory, id: report.id };
  };
  return { runner, first };
}
