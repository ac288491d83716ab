import type { BuildEvent, Outcome, PlannedStep, StepReport } from '../../../src/contract/events.ts';

/** A build of five steps: a nested build `dev` of three, of which the main build copies. */
const plan: readonly PlannedStep[] = [
  step(0, { build: ['dev'], kind: 'from', operation: '(from debian:12)', line: 2 }),
  step(1, { build: ['dev'], kind: 'run', operation: '(run (shell "make all"))', line: 3 }),
  step(2, { build: ['dev'], kind: 'run', operation: '(run (shell "make test"))', line: 4 }),
  step(3, { build: [], kind: 'from', operation: '(from scratch)', line: 5 }),
  step(4, { build: [], kind: 'copy', operation: '(copy (from (build dev)) (src /app) (dst /app))', line: 6 }),
];

interface Shape {
  readonly build: readonly string[];
  readonly kind: PlannedStep['kind'];
  readonly operation: string;
  readonly line: number;
}

export function step(index: number, { build, kind, operation, line }: Shape): PlannedStep {
  const at = { file: 'ci/build.spec', line, column: 3 };
  return { index, build, kind, operation, workdir: '/src', at, id: `id${index}` };
}

/** 2026-11-23 12:00 UTC. */
export const NOON = 1_795_435_200_000;

export const planned: BuildEvent = { type: 'plan', steps: plan };

export function started(step: number, second = 0): BuildEvent {
  return { type: 'step-start', step, at: NOON + second * 1000 };
}

export function wrote(step: number, text: string): BuildEvent {
  return { type: 'output', step, text };
}

export function quiet(step: number, seconds: number): BuildEvent {
  return { type: 'quiet', step, seconds };
}

export function ended(
  step: number,
  outcome: Outcome,
  more: Partial<Extract<BuildEvent, { readonly type: 'step-end' }>> = {},
): BuildEvent {
  const at = NOON + (more.seconds ?? 0) * 1000;
  const id = outcome === 'built' || outcome === 'cached' ? `id${step}` : undefined;
  return { type: 'step-end', step, id, outcome, seconds: 0, at, ...more };
}

/** Built three hours ago in three minutes and twelve seconds. */
export const original = {
  kind: 'run',
  startedAt: NOON - 3 * 3600_000 - 192_000,
  seconds: 192,
  source: 'built',
} as const;

export function done(outcomes: readonly Outcome[]): BuildEvent {
  const steps = reports(outcomes);
  const cacheHit = outcomes.every((outcome) => outcome === 'cached');
  return { type: 'done', report: { id: 'id4', cacheHit, steps, outputs: {} } };
}

export function failed(outcomes: readonly Outcome[]): BuildEvent {
  const error = { code: 'command-failed', message: 'the command ended with status 2' } as const;
  return { type: 'failed', error, steps: reports(outcomes) };
}

function reports(outcomes: readonly Outcome[]): readonly StepReport[] {
  return outcomes.map((outcome, index) => ({
    index,
    build: plan[index]?.build ?? [],
    operation: plan[index]?.operation ?? '',
    outcome,
    seconds: 0,
  }));
}
