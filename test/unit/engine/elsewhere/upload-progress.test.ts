import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import type { Upload } from '../../../../src/contract/remote.ts';
import { Carriers } from '../../../../src/engine/elsewhere/carriers.ts';
import { reportUploads, UploadProgress } from '../../../../src/engine/elsewhere/upload/progress.ts';
import { must } from '../../../../src/errors.ts';
import { buildText, scopesNamed } from '../../../fakes/build.ts';
import { MemoryCarrier } from '../../../fakes/memory-carrier.ts';
import { useRunners } from '../../../fakes/use-runners.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const open = useRunners();
const scopes = { ...scopesNamed('main'), maySharedWrite: true };
const noticesIn = (events: readonly BuildEvent[]) =>
  events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));

/** Takes a second for each batch of a result. */
class SlowCarrier extends MemoryCarrier {
  override async put(uploads: readonly Upload[], signal: AbortSignal) {
    let records = 0;
    for (const upload of uploads) {
      await vi.advanceTimersByTimeAsync(10_000);
      records += (await super.put([upload], signal)).records;
    }
    return { records, bytes: 0, requests: 0 };
  }
}

test('a long upload tells how many results are done', async () => {
  const shared = new SlowCarrier();
  const first = open({ from: [], to: [shared] });
  await buildText(first, '((from base) (run (shell one)))', { scopes });
  const told = await buildText(first, '((from base) (run (shell one)) (run (shell two)))', { scopes });
  expect(noticesIn(told.events)).toContainEqual(
    expect.stringMatching(/^storing 3 results in the memory: 2 of 3 done, \d+\.\d MB sent$/),
  );
});

const upload = (pieces: readonly number[]) => {
  const bytes = pieces.map((size) => Buffer.alloc(size));
  return { record: { id: 'one' }, open: () => bytes } as unknown as Upload;
};

test('a layer under way tells its part, and the end ends the reports', async () => {
  const carrier = new MemoryCarrier();
  const members = new Carriers([carrier], { isRequired: false, warn: () => undefined });
  const progress = new UploadProgress(must(members.usable(carrier), 'a carrier'), '2 results', 2);
  const events: BuildEvent[] = [];
  const end = reportUploads([progress], (event) => events.push(event));
  const megabyte = 1024 ** 2;
  const watched = progress.watch(upload([megabyte, megabyte, 2 * megabyte]));
  let passed = 0;
  for await (const _ of watched.open({ digest: 'sha256:0', size: 4 * megabyte })) {
    await vi.advanceTimersByTimeAsync(passed === 0 ? 1000 : 10_000);
    passed += 1;
  }
  progress.finish(['one', 'one']);
  await vi.advanceTimersByTimeAsync(10_000);
  const line = 'storing 2 results in the memory:';
  expect(noticesIn(events)).toEqual([
    `${line} 0 of 2 done, 0.0 MB sent, now 0 % of 4.0 MB`,
    `${line} 0 of 2 done, 0.0 MB sent, now 25 % of 4.0 MB`,
    `${line} 0 of 2 done, 0.0 MB sent, now 50 % of 4.0 MB`,
    `${line} 1 of 2 done, 0.0 MB sent`,
  ]);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(events).toHaveLength(4);
});

test('a layer that is being made tells its bytes', async () => {
  const one = open({ from: [], to: [new MemoryCarrier()] });
  const { make } = one.layers;
  one.layers.make = async (result, options) => {
    const made = await make(result, options);
    if (result.kind === 'from') return made;
    options.onProgress?.(5 * 1024 ** 2);
    await vi.advanceTimersByTimeAsync(10_000);
    return made;
  };
  const told = await buildText(one, '((from base) (run (shell one)) (run (shell two)))', { scopes });
  expect(noticesIn(told.events)).toContainEqual(
    expect.stringMatching(/^storing 3 results .* sent, making layers: \d+\.\d MB so far$/),
  );
  // The top layer comes first, to tell whether the results are worth storing.
  expect(noticesIn(told.events)).toContain('making layers of new results: 5.0 MB so far');
});

test('a short upload tells nothing', async () => {
  const one = open({ from: [], to: [new MemoryCarrier()] });
  const told = await buildText(one, '((from base) (run (shell one)))', { scopes });
  expect(noticesIn(told.events).filter((message) => message.startsWith('storing '))).toEqual([]);
});
