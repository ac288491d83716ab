import type { BuildEvent, PlannedStep, StepReport } from '../contract/events.ts';
import { carrierText } from './carrier-text.ts';
import { exportText, imageText } from './export-text.ts';
import { silenceText, thinProgress } from './progress.ts';
import { end, enter, flush, output, type Queue, start } from './queue.ts';
import type { NumberedStep, Scene } from './scene.ts';

type StepEvent = Extract<BuildEvent, { readonly step: number }>;

export interface Sequence {
  next(event: BuildEvent): readonly Scene[];
  /** Shows everything held, for events that end without `done` or `failed`. */
  finish(): readonly Scene[];
}

/**
 * Serializes the events of steps that run at the same time. One running step is in front and shown live; the others are
 * held. When the front has ended, the other ended steps are shown in the order of their first event, and the oldest
 * running step becomes the front. So the order of the spec is kept within a nested build. A step without a `step-start`
 * (a cached step) is never in front: it is shown when it ends. Steps that did not run come last. A notice waits until
 * no step is live.
 */
export function sequence(): Sequence {
  let plan: readonly PlannedStep[] = [];
  let failureShown = false;
  const queue: Queue = { steps: [], front: undefined };
  const ended = new Set<number>();
  const notRun = new Set<number>();
  const notices = noticesOf(queue);
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
    // A step shown as cached runs after all if a carrier has lost the files.
    if (event.type === 'step-start') ended.delete(event.step);
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
      case 'quiet':
        return queue.front === step ? [{ type: 'progress', line: silenceText(event) }] : [];
      case 'step-end':
        failureShown ||= event.outcome === 'failed';
        return end(queue, step, event);
    }
  }

  function next(event: BuildEvent): readonly Scene[] {
    switch (event.type) {
      case 'plan':
        plan = event.steps;
        return [];
      case 'notice':
        return notices.add(event.message);
      case 'export':
      case 'export-end':
        return notices.add(exportText(event));
      case 'image-end':
        return notices.add(imageText(event));
      case 'warning':
        return [event];
      case 'carriers':
        return event.carriers.flatMap((carrier) => notices.add(carrierText(carrier)));
      case 'done':
        return [...conclude(event.report.steps), event];
      case 'failed':
        return [...conclude(event.steps), { ...event, wasShown: failureShown }];
      default:
        return ofStep(event);
    }
  }

  return { next: (event) => notices.among(next(event)), finish: () => notices.among(conclude([])) };
}

/** Notices wait until no step is live. */
function noticesOf(queue: Queue) {
  const waiting: Scene[] = [];
  return {
    add(message: string): readonly Scene[] {
      const scene = { type: 'notice', message } as const;
      if (queue.front === undefined) return [scene];
      waiting.push(scene);
      return [];
    },
    /** Shows the waiting notices after the end of the live step. */
    among(scenes: readonly Scene[]): readonly Scene[] {
      if (waiting.length === 0) return scenes;
      const end = scenes.findIndex(({ type }) => type === 'close' || type === 'pause') + 1;
      return end === 0 ? scenes : [...scenes.slice(0, end), ...waiting.splice(0), ...scenes.slice(end)];
    },
  };
}

/** A step for an event without a planned step: shown rather than lost. */
function unplanned(index: number): PlannedStep {
  const at = { file: '', line: 1, column: 1 };
  return { index, build: [], kind: 'run', operation: `step ${index + 1}`, workdir: '/', at };
}
