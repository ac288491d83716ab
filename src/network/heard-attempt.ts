import type { Attempt, Denial } from '../contract/network.ts';

const MAX_TEXT = 300;
const ENDS: readonly unknown[] = ['passed', 'denied', 'failed'] satisfies readonly Attempt['end'][];
const DENIALS: readonly unknown[] = [
  'name',
  'endpoint',
  'address',
  'server-name',
  'owner',
  'crowd',
] satisfies readonly Denial[];

/**
 * Returns the attempt of a message from the relay, with texts of visible ASCII characters; undefined for anything else. The relay reads
 * bytes of steps and of servers, so its messages may hold anything.
 */
export function heardAttempt(value: unknown): Attempt | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { host, port, end, denial, detail, times } = value as Partial<Record<keyof Attempt, unknown>>;
  const isKnown = ENDS.includes(end) && (denial === undefined || DENIALS.includes(denial));
  if (typeof host !== 'string' || !isKnown || !isCount(times)) return undefined;
  return {
    host: plain(host),
    port: isCount(port) && port < 2 ** 16 ? port : undefined,
    end: end as Attempt['end'],
    denial: denial as Denial | undefined,
    detail: typeof detail === 'string' ? plain(detail) : undefined,
    times,
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const plain = (text: string) => text.slice(0, MAX_TEXT).replace(/[^ -~]/g, '?');
