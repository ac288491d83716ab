import type { ParseArgsOptionsConfig } from 'node:util';
import type { BoundName } from '../sandbox/contract.ts';
import type { StepBounds } from '../worker/protocol.ts';
import { BOUND_NAMES } from '../worker/step-bounds.ts';
import { type Invocation, text } from './verb.ts';

const flagsFor = (names: readonly BoundName[]): ParseArgsOptionsConfig =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

export const boundFlags = flagsFor(BOUND_NAMES);

/** Of a command that somebody runs by hand: it has neither a log nor a time. */
export const enterBoundFlags = flagsFor(['memory', 'cpus', 'pids']);

/** What steps are bound to, as the flags say; undefined where they say nothing. */
export async function boundsOf(invocation: Invocation): Promise<StepBounds | undefined> {
  if (BOUND_NAMES.every((name) => text(invocation, name) === undefined)) return undefined;
  // Loaded for those who ask: a cached build pays for each module.
  const { parseBounds } = await import('../worker/parse-bounds.ts');
  return parseBounds(
    (name) => text(invocation, name),
    (name) => `--${name}`,
  );
}
