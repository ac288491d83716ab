import type { BuildEvent, PlannedStep } from '../contract/events.ts';
import { oneLine } from './text.ts';

export type StepEnd = Extract<BuildEvent, { readonly type: 'step-end' }>;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration for people, from seconds: `45 ms`, `0.4 s`, `12 s`, `3 m 12 s`, `2 h 5 m`. Never more than two units. */
export function duration(seconds: number): string {
  if (seconds < 0.095) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
  return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} m`;
}

/** How long ago, in the largest unit that fits. A clock that went backwards gives `just now`. */
export function ago(seconds: number): string {
  if (seconds < 1) return 'just now';
  if (seconds < MINUTE) return `${Math.floor(seconds)} s ago`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  return `${Math.floor(seconds / DAY)} d ago`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes for people, in the units of inputs and flags (powers of 1024): `312.0 KB`, `4.2 MB`. */
export function amount(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

/** How a step ended, in words: `built in 3.2 s`, `cached (here, built 3 h ago, took 3 m 12 s)`, `not run`. */
export function ending(step: Pick<PlannedStep, 'kind' | 'operation'>, end: StepEnd): string {
  switch (end.outcome) {
    case 'built':
      return `${made(step)} in ${duration(end.seconds)}`;
    case 'cached':
      return cached(step, end);
    case 'failed':
      return end.awaited
        ? `failed in another build (waited ${duration(end.seconds)})`
        : `failed after ${duration(end.seconds)}`;
    case 'cancelled':
      return `cancelled after ${duration(end.seconds)}`;
    case 'not-run':
      return 'not run';
  }
}

/** An empty base comes from nowhere. */
const made = ({ kind, operation }: Pick<PlannedStep, 'kind' | 'operation'>) =>
  kind === 'from' && operation !== '(from scratch)' ? 'fetched' : 'built';

function cached({ operation }: Pick<PlannedStep, 'operation'>, { original, at }: StepEnd): string {
  if (original === undefined) return 'cached';
  const scope = original.from === undefined ? [] : [`from ${oneLine(original.from)}`];
  const place = original.carrier ?? (original.source === 'built' ? undefined : 'from elsewhere');
  const where = place === undefined ? (scope[0] ?? 'here') : [place, ...scope].join(', ');
  const age = ago((at - original.startedAt) / 1000 - original.seconds);
  return `cached (${where}, ${made({ kind: original.kind, operation })} ${age}, took ${duration(original.seconds)})`;
}

/** Puts the whole command in the place of `shell ID` in a hint. A hint without a place for a command stays. */
export function withCommand<T extends { readonly hint?: string | undefined }>(
  told: T,
  enter: ((id: string) => string) | undefined,
): T {
  if (told.hint === undefined || enter === undefined) return told;
  return { ...told, hint: told.hint.replace(/`shell ([0-9a-f]{12})`/g, (_, id: string) => enter(id)) };
}

/** Puts the whole command in the place of `remove ID` in a message. */
export function withRemoval(message: string, remove: ((id: string) => string) | undefined): string {
  if (remove === undefined) return message;
  return message.replace(/`remove ([0-9a-f]{12})`/g, (_, id: string) => remove(id));
}

interface Commands {
  /** Returns the command to enter the files of a failed step, for an id. */
  readonly enter?: ((id: string) => string) | undefined;
  /** Returns the remark below the command. */
  readonly aboutCommands?: (() => string | undefined) | undefined;
}

/** How to inspect the files of a failed step, if kept. */
export function lookAtFiles(
  { id, kept }: StepEnd,
  { enter, aboutCommands }: Commands,
  what = 'its files',
): readonly string[] {
  if (kept !== true || id === undefined || enter === undefined) return [];
  const about = aboutCommands?.();
  return [`To inspect ${what} (kept for six hours): ${enter(id)}`, ...(about === undefined ? [] : [about])];
}
