import { type OpenStep, openStep, pause, showLive, showWhole } from './open-step.ts';
import type { NumberedStep, Scene } from './scene.ts';
import type { StepEnd } from './words.ts';

/** A waiting step with more characters than this is shown early, to bound the held text. */
const MAX_WAITING_LENGTH = 8 * 1024 * 1024;

/** Steps with events that are not shown to the end, oldest first. */
export interface Queue {
  steps: readonly OpenStep[];
  /** The running step shown live. */
  front: OpenStep | undefined;
}

/** Returns the step in the queue; appends a new step. */
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
  if (step.waiting.length <= MAX_WAITING_LENGTH) return [];
  const scenes = queue.front === undefined ? [] : pause(queue.front);
  queue.front = step;
  return [...scenes, ...showLive(step)];
}

/** Shows all ended steps unless another step is in front; then the oldest running step comes to the front. */
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

/** Empties the queue: shows unended steps as far as they came. */
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
