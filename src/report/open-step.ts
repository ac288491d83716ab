import { type LogBuffer, logBuffer } from './log-buffer.ts';
import type { NumberedStep, Scene } from './scene.ts';
import type { StepEnd } from './words.ts';

const MAX_TAIL_LENGTH = 64 * 1024;

/** A step with events, not yet shown to the end. */
export interface OpenStep {
  readonly numbered: NumberedStep;
  /** Not shown yet. */
  readonly waiting: LogBuffer;
  /** The end of the live output. */
  readonly tail: LogBuffer;
  started: boolean;
  /** On the screen now. */
  shown: boolean;
  /** Was on the screen until another step was shown. */
  paused: boolean;
  end?: StepEnd;
}

export function openStep(numbered: NumberedStep): OpenStep {
  return {
    numbered,
    waiting: logBuffer(),
    tail: logBuffer(MAX_TAIL_LENGTH),
    started: false,
    shown: false,
    paused: false,
  };
}

/** Shows new output, with a heading if none is on the screen yet. */
export function showLive(step: OpenStep): readonly Scene[] {
  const text = step.waiting.take();
  step.tail.add(text);
  const heading: readonly Scene[] = step.shown
    ? []
    : [{ type: 'open', step: step.numbered, continued: step.paused }];
  step.shown = true;
  return text === '' ? heading : [...heading, { type: 'text', text }];
}

/** Shows an ended step to the end, with `end` in the heading unless the heading is on the screen already. */
export function showWhole(step: OpenStep, end: StepEnd): readonly Scene[] {
  const live = step.shown;
  const heading: readonly Scene[] = live
    ? []
    : [{ type: 'open', step: step.numbered, end, continued: step.paused }];
  const text = step.waiting.take();
  step.tail.add(text);
  const log: readonly Scene[] = text === '' ? [] : [{ type: 'text', text }];
  return [...heading, ...log, { type: 'close', step: step.numbered, end, live, tail: step.tail.take() }];
}

/** Takes a step off the screen before the end of the step. */
export function pause(step: OpenStep): readonly Scene[] {
  if (!step.shown) return [];
  step.shown = false;
  step.paused = true;
  return [{ type: 'pause', step: step.numbered }];
}
