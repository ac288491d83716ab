import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Upload } from '../../../../src/contract/remote.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText, scopesNamed } from '../../../fakes/build.ts';
import { MemoryCarrier } from '../../../fakes/memory-carrier.ts';
import { useRunners } from '../../../fakes/use-runners.ts';

const scopes = { ...scopesNamed('main'), maySharedWrite: true };
const specOf = (steps: number) =>
  `((from base) ${Array.from({ length: steps }, (_, index) => `(run (shell ${index}))`).join(' ')})`;
const open = useRunners();

class CheapCarrier extends MemoryCarrier {
  readonly hasCheapPuts = true;
  readonly puts: string[][] = [];

  override put(uploads: readonly Upload[], signal: AbortSignal) {
    this.puts.push(uploads.map(({ record }) => record.id));
    return super.put(uploads, signal);
  }
}

const runner = (carrier: MemoryCarrier) => open({ from: [], to: [carrier] });

test('results are sent while later layers are made, bases before dependents', async () => {
  const carrier = new CheapCarrier();
  const one = runner(carrier);
  const { make } = one.layers;
  let [running, most, made] = [0, 0, 0];
  one.layers.make = async (...args) => {
    running += 1;
    most = Math.max(most, running);
    made += 1;
    // The second layer waits for a layer beside it, and the last layer for results that are sent.
    if (made === 2) await expect.poll(() => most, { timeout: 60_000 }).toBeGreaterThan(1);
    if (made === 30) await expect.poll(() => carrier.puts.length, { timeout: 60_000 }).toBeGreaterThan(0);
    running -= 1;
    return await make(...args);
  };
  const { report, result } = await buildText(one, specOf(30), { scopes });
  expect(result.kind).toBe('built');
  expect(most).toBeLessThanOrEqual(3);
  expect(one.layers.made).toHaveLength(30);
  expect(carrier.puts.flat()).toEqual(report.steps.map(({ id }) => id));
});

/** Takes several lists at once: a later list waits for the earlier ones. */
class SlowCarrier extends CheapCarrier {
  readonly gate = Promise.withResolvers<void>();
  underWay = 0;
  most = 0;
  #last: Promise<unknown> = this.gate.promise;

  override async put(uploads: readonly Upload[], signal: AbortSignal) {
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    const position = this.underWay;
    try {
      const putting = this.#last.then(() => super.put(uploads, signal));
      this.#last = putting;
      return await putting;
    } finally {
      // Later lists end later.
      await sleep(20 * position);
      this.underWay -= 1;
    }
  }
}

test('up to three batches are sent at once, bases before dependents', async () => {
  const carrier = new SlowCarrier();
  const one = runner(carrier);
  const building = buildText(one, specOf(30), { scopes });
  await expect.poll(() => one.layers.made.length, { timeout: 60_000 }).toBe(30);
  carrier.gate.resolve();
  const { report } = await building;
  expect(carrier.most).toBe(3);
  expect(carrier.puts.flat()).toEqual(report.steps.map(({ id }) => id));
});

test('a build with required carriers ends after all of its batches', async () => {
  const carrier = new SlowCarrier();
  const one = open({ from: [], to: [carrier], settings: { isRequired: true } });
  const building = buildText(one, specOf(30), { scopes });
  await expect.poll(() => carrier.underWay, { timeout: 60_000 }).toBe(3);
  carrier.gate.reject(new ObuilderError('remote-failed', 'the disk is full'));
  const { result } = await building;
  expect(result.kind).toBe('failed');
  expect(carrier.underWay).toBe(0);
});

test('a layer that cannot be made ends the work on layers above', async () => {
  const one = runner(new CheapCarrier());
  const { make } = one.layers;
  let isEnded = false;
  let made = 0;
  one.layers.make = async (result, options) => {
    made += 1;
    // The top layer comes first, to tell whether the chain is worth storing.
    if (made === 1) return await make(result, options);
    if (made === 2) {
      await expect.poll(() => made, { timeout: 60_000 }).toBe(3);
      throw new ObuilderError('layer-impossible', 'a name is too strange');
    }
    await new Promise((resolve) => options.signal?.addEventListener('abort', resolve));
    isEnded = true;
    throw new ObuilderError('cancelled', 'the layer was cancelled');
  };
  const told = await buildText(one, specOf(3), { scopes });
  expect(isEnded).toBe(true);
  expect(JSON.stringify(told)).toContain('not all new results are stored elsewhere');
});
