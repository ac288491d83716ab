import type { BuildEvent, PlannedStep, StepReport } from '../contract/events.ts';
import { thinProgress } from './progress.ts';
import { end, enter, flush, output, type Queue, start } from './queue.ts';
import type { NumberedStep, Scene } from './scene.ts';

type StepEvent = Extract<BuildEvent, { readonly step: number }>;

export interface Sequence {
  next(event: BuildEvent): readonly Scene[];
  /** Shows what is still held, where the events end without a `done` or `failed`. */
  finish(): readonly Scene[];
}

/**
 * Puts the events of steps that run at the same time one after the other. One running step is in front and shown live;
 * the others are held. When the front has ended, those that have ended too are shown, in the order in which they were
 * first heard of, and the oldest running one becomes the front. So within one nested build the order of the spec is kept.
 * A step without a `step-start` (a cached one) is never in front: it is shown when its end is known. What was not run
 * comes last. A notice waits until nothing is shown live.
 */
export function sequence(): Sequence {
  let plan: readonly PlannedStep[] = [];
  let failureTold = false;
  const queue: Queue = { steps: [], front: undefined };
  const ended = new Set<number>();
  const notRun = new Set<number>();
  const notices: Scene[] = [];
  const progress = thinProgress();

  const numbered = (index: number): NumberedStep => ({
    step: plan[index] ?? unplanned(index),
    number: index + 1,
    total: Math.max(plan.length, index + 1),
  });

  function conclude(steps: readonly StepReport[]): readonly Scene[] {
    for (const { index, outcome } of steps) if (outcome === 'not-run' && !ended.has(index)) notRun.add(index);
    const left = [...notRun].sort((a, b) => a - b);
    notRun.clear();
    return [...flush(queue), ...left.map((index) => ({ type: 'not-run', step: numbered(index) }) as const)];
  }

  function ofStep(event: StepEvent): readonly Scene[] {
    if (ended.has(event.step)) return [];
    if (event.type === 'step-end') ended.add(event.step);
    if (event.type === 'step-end' && event.outcome === 'not-run') {
      notRun.add(event.step);
      return [];
    }
    const step = enter(queue, numbered(event.step));
    switch (event.type) {
      case 'step-start':
        return start(queue, step);
      case 'output':
        return output(queue, step, event.text);
      case 'progress': {
        const line = queue.front === step ? progress(event) : undefined;
        return line === undefined ? [] : [{ type: 'progress', line }];
      }
      case 'step-end':
        failureTold ||= event.outcome === 'failed';
        return end(queue, step, event);
    }
  }

  function next(event: BuildEvent): readonly Scene[] {
    switch (event.type) {
      case 'plan':
        plan = event.steps;
        return [];
      case 'notice':
        if (queue.front === undefined) return [event];
        notices.push(event);
        return [];
      case 'warning':
        return [event];
      case 'done':
        return [...conclude(event.report.steps), event];
      case 'failed':
        return [...conclude(event.steps), { ...event, told: failureTold }];
      default:
        return ofStep(event);
    }
  }

  /** Puts the notices that waited behind the end of what was shown live. */
  function withNotices(scenes: readonly Scene[]): readonly Scene[] {
    if (notices.length === 0) return scenes;
    const end = scenes.findIndex(({ type }) => type === 'close' || type === 'pause') + 1;
    return end === 0 ? scenes : [...scenes.slice(0, end), ...notices.splice(0), ...scenes.slice(end)];
  }

  return { next: (event) => withNotices(next(event)), finish: () => withNotices(conclude([])) };
}

/** For an event of a step that no plan named: shown all the same rather than lost. */
function unplanned(index: number): PlannedStep {
  const at = { file: '', line: 1, column: 1 };
  return { index, build: [], kind: 'run', operation: `step ${index + 1}`, workdir: '/', at };
}
