import { type Attempt, type Denial, MAX_ATTEMPTS } from '../../contract/network.ts';
import type { Result } from '../../contract/results.ts';
import type { StepNetwork } from '../../contract/sandbox.ts';
import type { RunStep, Step } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { endpointOf, passing, passingLine } from './passing.ts';

/** The network of a running step, and the record of the step's attempts. */
export interface WatchedNetwork {
  readonly network: StepNetwork;
  /** Reports all attempts, and returns them for the result. */
  readonly finish: () => readonly Attempt[] | undefined;
}

/** @param say adds a line to the step's log */
export function watchNetwork(session: Session, step: RunStep, say: (line: string) => void): WatchedNetwork {
  const { network } = step.operation;
  if (network.kind === 'none' || network.kind === 'host')
    return { network: network.kind, finish: () => undefined };
  const seen = new Map<string, Attempt>();
  const onAttempt = (attempt: Attempt) => {
    const { host, port, end, denial, detail } = attempt;
    const key = JSON.stringify([host, port, end, denial, detail]);
    const isNew = !seen.has(key);
    if (isNew && seen.size >= MAX_ATTEMPTS) return;
    const masked = {
      ...attempt,
      host: session.masker.mask(host),
      detail: detail && session.masker.mask(detail),
    };
    seen.set(key, masked);
    if (isNew && end !== 'passed') say(`network: ${attemptText(masked)}`);
  };
  return {
    network: { ...network, onAttempt },
    finish: () => {
      const attempts = [...seen.values()];
      const line = passingLine(network, attempts);
      if (line !== undefined) say(line);
      tell(session, step, attempts);
      return attempts.length === 0 ? undefined : attempts;
    },
  };
}

/** Reports the attempts of a cached step. Skips all that no release wrote, because a store's disk and a record may hold anything. */
export function replayAttempts(session: Session, step: Step, { attempts }: Result): void {
  if (attempts === undefined || step.kind !== 'run') return;
  const { masker } = session;
  const known = attempts.filter(isAttempt).slice(0, MAX_ATTEMPTS);
  tell(
    session,
    step,
    known.map((one) => ({
      ...one,
      host: masker.mask(one.host),
      detail: one.detail && masker.mask(one.detail),
    })),
  );
}

const ENDS: readonly unknown[] = ['passed', 'denied', 'failed'] satisfies readonly Attempt['end'][];

function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== 'object' || value === null) return false;
  const { host, port, end, denial, detail, times } = value as Record<string, unknown>;
  const isVisible = (field: unknown) => typeof field === 'string' && /^[ -~]*$/.test(field);
  const isText = (field: unknown) => field === undefined || isVisible(field);
  return (
    isVisible(host) &&
    (port === undefined || typeof port === 'number') &&
    ENDS.includes(end) &&
    isText(denial) &&
    isText(detail) &&
    typeof times === 'number'
  );
}

const MAX_NAMED = 5;
/** A step could hide a connection behind many others. */
const FULL = `the record of this step's network ends after ${MAX_ATTEMPTS} different endpoints, so later endpoints are missing`;

function tell(session: Session, step: RunStep, attempts: readonly Attempt[]): void {
  const { network } = step.operation;
  const { kind } = network;
  if (kind === 'none' || kind === 'host') return;
  const report = { kind, attempts, ...passing(network, attempts) };
  session.journal.network(step, attempts.length === 0 ? undefined : report);
  if (attempts.length >= MAX_ATTEMPTS) session.warn(FULL, step);
  const denied = attempts.filter(({ end }) => end === 'denied');
  if (denied.length === 0) return;
  const named = denied.slice(0, MAX_NAMED).map(attemptText).join('; ');
  const more = denied.length > MAX_NAMED ? `; and ${denied.length - MAX_NAMED} more` : '';
  session.warn(`the network of this step denied connections: ${named}${more}`, step);
}

const DENIALS: Readonly<Record<Denial, (detail: string) => string>> = {
  name: () => 'the list has no such name',
  endpoint: () => 'the list has no such endpoint',
  address: (detail) => `the name stands for ${detail}, which only a list with this address reaches`,
  'server-name': (detail) =>
    detail === '' ? 'TLS without a server name' : `the TLS server name is ${detail}`,
  owner: (detail) => `${detail} is this machine, which its owner keeps from steps`,
  crowd: () => 'too many connections at once',
};

/** `denied git.example:22: the list has no such endpoint` */
export function attemptText(attempt: Attempt): string {
  const { end, denial, detail = '' } = attempt;
  const endpoint = endpointOf(attempt);
  if (end === 'failed') return `could not reach ${endpoint}: ${detail}`;
  const isKnown = denial !== undefined && Object.hasOwn(DENIALS, denial);
  return `denied ${endpoint}: ${isKnown ? DENIALS[denial](detail) : 'not allowed'}`;
}
