import type { ParseArgsOptionsConfig } from 'node:util';
import type { StepBounds } from '../contract/request.ts';
import type { BoundName } from '../contract/sandbox.ts';
import { parseBounds } from '../request/parse-bounds.ts';
import { BOUND_NAMES } from '../request/step-bounds.ts';
import { type Invocation, text } from './verb.ts';

const flagsFor = (names: readonly BoundName[]): ParseArgsOptionsConfig =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

export const boundFlags = flagsFor(BOUND_NAMES);

/** Of a command that somebody runs by hand: it has neither a log nor a time. */
export const enterBoundFlags = flagsFor(['memory', 'cpus', 'pids']);

/** What steps are bound to, as the flags say; undefined where they say nothing. */
export function boundsOf(invocation: Invocation): StepBounds | undefined {
  if (BOUND_NAMES.every((name) => text(invocation, name) === undefined)) return undefined;
  return parseBounds(
    (name) => text(invocation, name),
    (name) => `--${name}`,
  );
}
