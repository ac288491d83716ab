import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import type { ImageOutput } from '../../../../src/contract/outputs.ts';
import { reportImage } from '../../../../src/engine/image/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const output: ImageOutput = {
  type: 'registry',
  text: 'type=registry',
  when: 'success',
  names: ['a/b:1', 'a/b:2'],
  compression: 'gzip',
  squash: false,
  settings: { labels: {}, annotations: {}, exposedPorts: [] },
};

test('an image tells its progress after a second, at intervals, and not after the end', () => {
  const events: BuildEvent[] = [];
  const progress = reportImage(output, (event) => events.push(event));
  progress.making(10);
  vi.advanceTimersByTime(999);
  expect(events).toEqual([]);
  progress.making(20);
  vi.advanceTimersByTime(1);
  const common = { type: 'export', text: 'type=registry', dest: 'a/b:1, a/b:2', totalBytes: 0 };
  expect(events).toEqual([{ ...common, doneBytes: 20, isMaking: true }]);
  progress.making(undefined);
  progress.sent(3);
  progress.sent(4);
  vi.advanceTimersByTime(5000);
  expect(events.at(-1)).toEqual({ ...common, doneBytes: 7, isMaking: false });
  expect(progress.bytes()).toBe(7);
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(events).toHaveLength(2);
});
