import type { BoundName, ResourceLimits, SandboxResult } from '../contract/sandbox.ts';
import { ObuilderError } from '../errors.ts';

/** Bounds on each step of a build. */
export interface StepLimits extends ResourceLimits {
  /** Maximum bytes of a step's log. */
  readonly logBytes?: number | undefined;
  /** Bounds set by the owner of the machine. */
  readonly ownersBounds?: readonly BoundName[] | undefined;
}

/** More than anybody reads, and too little to fill a disk. */
const DEFAULT_LOG_BYTES = 1024 ** 3;

type Ended<Kind extends SandboxResult['kind']> = Extract<SandboxResult, { readonly kind: Kind }>;

export function timedOut({ seconds, reached }: Ended<'timed-out'>, limits?: StepLimits): ObuilderError {
  const message = `the command ran longer than its bound of ${seconds} s and was killed${pidsReached(reached)}`;
  return new ObuilderError('command-failed', message, {
    value: `${seconds} s`,
    hint: `Find out why the command waits: stdin is closed and there is no network by default. ${howToRaise('step-timeout', limits)}`,
  });
}

export function outOfMemory({ signal, reached }: Ended<'killed'>, limits?: StepLimits): ObuilderError {
  if (reached?.memoryBytes === undefined) {
    return new ObuilderError(
      'command-failed',
      `a process of the command was killed by ${signal}: this machine was out of memory`,
      { signal, hint: 'Run fewer steps at once (max-parallel), or use a machine with more memory.' },
    );
  }
  const bound = sizeText(reached.memoryBytes);
  return new ObuilderError(
    'command-failed',
    `a process of the command was killed by ${signal}: the step exceeded its memory bound of ${bound}`,
    {
      value: bound,
      signal,
      hint: `Let the command use less, with fewer parallel jobs for example. ${howToRaise('memory', limits)}`,
    },
  );
}

/** @param how how the command ended, in words */
export function exitedAtPids(
  how: string,
  {
    status,
    reached,
    limits,
  }: {
    readonly status: number;
    readonly reached: Ended<'exited'>['reached'];
    readonly limits?: StepLimits | undefined;
  },
): ObuilderError {
  return new ObuilderError('command-failed', `${how}${pidsReached(reached)}`, {
    value: String(reached?.pids),
    status,
    hint: `Check whether the command starts processes without end. ${howToRaise('pids', limits)}`,
  });
}

const pidsReached = (reached: Ended<'exited'>['reached']) =>
  reached?.pids === undefined ? '' : `; it had reached its bound of ${reached.pids} processes`;

export const maxLogBytes = (limits: StepLimits | undefined): number => limits?.logBytes ?? DEFAULT_LOG_BYTES;

/** Counts the bytes that a step logs. */
export interface LogMeter {
  /** Returns false after the log has exceeded the bound: nothing more is taken then. */
  take(bytes: number): boolean;
}

export function logMeter(limits: StepLimits | undefined, stop: (error: ObuilderError) => void): LogMeter {
  const most = maxLogBytes(limits);
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken > most) return false;
      taken += bytes;
      if (taken > most) stop(logTooLong(most, limits));
      return true;
    },
  };
}

function logTooLong(most: number, limits: StepLimits | undefined): ObuilderError {
  const bound = sizeText(most);
  return new ObuilderError(
    'command-failed',
    `the command wrote more than ${bound} to its log and was killed`,
    {
      value: bound,
      hint: `Let the command write less, or write to a file. ${howToRaise('log-size', limits)}`,
    },
  );
}

function howToRaise(name: BoundName, limits: StepLimits | undefined): string {
  if (limits?.ownersBounds?.includes(name))
    return `The owner of this machine sets this bound: ${name} in /etc/obuilder-action.json.`;
  return `To raise the bound, set the input ${name} (in a shell: --${name}); max means no bound.`;
}

/** In powers of 1024, as in inputs and flags. */
function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${units[power]}`;
}
