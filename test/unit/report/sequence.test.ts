import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import type { Scene } from '../../../src/report/scene.ts';
import { sequence } from '../../../src/report/sequence.ts';
import { ended, failed, planned, quiet, started, wrote } from './events.ts';

/** What one step does, in order; cached steps have no start, and some never end. */
const life = fc.record({
  cached: fc.boolean(),
  texts: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }),
  ends: fc.boolean(),
});

function eventsOf(
  step: number,
  { cached, texts, ends }: { cached: boolean; texts: string[]; ends: boolean },
): BuildEvent[] {
  const end = ended(step, cached ? 'cached' : 'built');
  return [
    ...(cached ? [] : [started(step)]),
    ...texts.map((text) => wrote(step, text)),
    ...(ends ? [end] : []),
  ];
}

/** Five lives in any order that keeps each one's own. */
const interleaved = fc
  .tuple(fc.array(life, { minLength: 5, maxLength: 5 }), fc.infiniteStream(fc.nat({ max: 4 })))
  .map(([lives, choices]) => {
    const queues = lives.map((one, step) => eventsOf(step, one));
    const events: BuildEvent[] = [];
    for (const choice of choices) {
      const left = queues.filter((queue) => queue.length > 0);
      if (left.length === 0) break;
      events.push(...(left[choice % left.length]?.splice(0, 1) ?? []));
    }
    return { lives, events };
  });

/** The text of each step, read off the scenes; fails where two steps are open at once or text has no step. */
function textOf(scenes: readonly Scene[]): Map<number, string> {
  const texts = new Map<number, string>();
  let open: number | undefined;
  for (const scene of scenes) {
    if (scene.type === 'open') {
      expect(open).toBeUndefined();
      open = scene.step.step.index;
      texts.set(open, texts.get(open) ?? '');
    } else if (scene.type === 'text') {
      expect(open).toBeDefined();
      texts.set(open ?? -1, (texts.get(open ?? -1) ?? '') + scene.text);
    } else if (scene.type === 'close' || scene.type === 'pause') {
      expect(scene.step.step.index).toBe(open);
      open = undefined;
    }
  }
  expect(open).toBeUndefined();
  return texts;
}

test('interleaved steps are shown one by one and complete', () => {
  fc.assert(
    fc.property(interleaved, ({ lives, events }) => {
      const { next, finish } = sequence();
      const scenes = [planned, ...events].flatMap(next).concat(finish());
      const texts = textOf(scenes);
      for (const [step, { texts: written }] of lives.entries())
        expect(texts.get(step) ?? '').toBe(written.join(''));
      const closed = scenes.filter(({ type }) => type === 'close');
      expect(closed).toHaveLength(lives.filter(({ ends }) => ends).length);
    }),
  );
});

test('only the step in front tells its silence, within its group', () => {
  const { next } = sequence();
  const events = [planned, started(1), started(2), quiet(1, 60), quiet(2, 60)];
  const scenes = events.map((event) =>
    next(event).map((scene) => ('line' in scene ? scene.line : scene.type)),
  );
  expect(scenes).toEqual([[], ['open'], [], ['(still running: no output for 1 min)'], []]);
});

test('a running step is live at once without a front', () => {
  const { next } = sequence();
  next(planned);
  expect(next(wrote(0, 'old'))).toEqual([]);
  expect(next(started(1)).map(({ type }) => type)).toEqual(['open']);
  expect(next(ended(0, 'cached'))).toEqual([]);
  expect(next(ended(1, 'built')).map(({ type }) => type)).toEqual(['close', 'open', 'text', 'close']);
});

test('a step ends once, and later events are ignored', () => {
  const { next } = sequence();
  next(planned);
  next(started(0));
  next(ended(0, 'built'));
  expect(next(ended(0, 'failed'))).toEqual([]);
  expect(next(wrote(0, 'late'))).toEqual([]);
});

test('steps that did not run come once and last', () => {
  const { next } = sequence();
  next(planned);
  next(ended(3, 'not-run'));
  next(started(1));
  const scenes = next(failed(['cached', 'cancelled', 'not-run', 'not-run', 'cached']));
  expect(scenes.map((scene) => [scene.type, 'step' in scene ? scene.step.number : 0])).toEqual([
    ['pause', 2],
    ['not-run', 3],
    ['not-run', 4],
    ['failed', 0],
  ]);
});

const notice = (message: string) => ({ type: 'notice', message }) as const;

test('a notice waits for the end of the live step', () => {
  const { next, finish } = sequence();
  expect(next(notice('first'))).toEqual([notice('first')]);
  next(planned);
  next(started(0));
  next(started(1));
  expect(next(notice('second'))).toEqual([]);
  const scenes = next(ended(0, 'built'));
  expect(scenes.map(({ type }) => type)).toEqual(['close', 'notice', 'open']);
  expect(next(notice('third'))).toEqual([]);
  expect(finish().map(({ type }) => type)).toEqual(['pause', 'notice']);
  expect(finish()).toEqual([]);
});

test('a step shown as cached is shown again if it runs after all', () => {
  const scenes = sequence();
  const shown = [planned, ended(1, 'cached'), started(1), wrote(1, 'x\n'), ended(1, 'built')].flatMap(
    (event) => scenes.next(event),
  );
  expect(shown.map(({ type }) => type)).toEqual(['open', 'close', 'open', 'text', 'close']);
  expect(scenes.finish()).toEqual([]);
});
