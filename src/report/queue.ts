import { type OpenStep, openStep, pause, showLive, showWhole } from './open-step.ts';
import type { NumberedStep, Scene } from './scene.ts';
import type { StepEnd } from './words.ts';

/** A step that waits with more characters than this is shown before its turn, to bound what is held. */
const LONGEST_WAITING_LOG = 8 * 1024 * 1024;

/** The steps that were heard of and are not shown to their end, oldest first. */
export interface Queue {
  steps: readonly OpenStep[];
  /** The running step that is shown live. */
  front: OpenStep | undefined;
}

/** The step in the queue, at its end where it is new. */
export function enter(queue: Queue, numbered: NumberedStep): OpenStep {
  const known = queue.steps.find((step) => step.numbered.number === numbered.number);
  if (known !== undefined) return known;
  const step = openStep(numbered);
  queue.steps = [...queue.steps, step];
  return step;
}

export function start(queue: Queue, step: OpenStep): readonly Scene[] {
  step.started = true;
  if (queue.front !== undefined) return [];
  queue.front = step;
  return showLive(step);
}

export function output(queue: Queue, step: OpenStep, text: string): readonly Scene[] {
  step.waiting.add(text);
  if (step === queue.front) return showLive(step);
  if (step.waiting.length <= LONGEST_WAITING_LOG) return [];
  const scenes = queue.front === undefined ? [] : pause(queue.front);
  queue.front = step;
  return [...scenes, ...showLive(step)];
}

/** Everything that has ended is shown unless another step is in front; then the oldest running one comes to the front. */
export function end(queue: Queue, step: OpenStep, how: StepEnd): readonly Scene[] {
  step.end = how;
  if (queue.front !== undefined && queue.front !== step) return [];
  const scenes = shownFirst(queue.steps).flatMap((one) =>
    one.end === undefined ? [] : showWhole(one, one.end),
  );
  queue.steps = queue.steps.filter((one) => one.end === undefined);
  queue.front = queue.steps.find((one) => one.started);
  return queue.front === undefined ? scenes : [...scenes, ...showLive(queue.front)];
}

/** Empties the queue: whatever has not ended is shown as far as it came. */
export function flush(queue: Queue): readonly Scene[] {
  const scenes = shownFirst(queue.steps).flatMap((step) =>
    step.end === undefined ? [...showLive(step), ...pause(step)] : showWhole(step, step.end),
  );
  queue.steps = [];
  queue.front = undefined;
  return scenes;
}

function shownFirst(steps: readonly OpenStep[]): readonly OpenStep[] {
  return [...steps].sort((a, b) => Number(b.shown) - Number(a.shown));
}
