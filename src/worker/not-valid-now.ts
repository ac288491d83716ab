import { validityOf } from '../host/certificates.ts';
import { oneLine } from '../report/text.ts';

const MAX_SHOWN = 3;
const MAX_SUBJECT = 100;

/**
 * Returns words for the certificates that have expired or do not count yet; undefined without such certificates. An expired certificate beside a
 * valid certificate of the same subject was renewed, and is left out.
 */
export function notValidNow(certificates: readonly string[]): string | undefined {
  const now = new Date();
  const all = certificates.map(validityOf);
  const isValid = ({ from, until }: Validity) => from <= now && now <= until;
  const valid = new Set(all.filter(isValid).map(({ subject }) => subject));
  const rest = all.filter(({ subject }) => !valid.has(subject));
  if (rest.length === 0) return undefined;
  const shown = rest.slice(0, MAX_SHOWN).map((one) => words(one, now));
  const more = rest.length > MAX_SHOWN ? [`and ${rest.length - MAX_SHOWN} more`] : [];
  const what = rest.length === 1 ? 'a certificate that is' : 'certificates that are';
  return `${what} not valid now: ${[...shown, ...more].join(', ')}`;
}

type Validity = ReturnType<typeof validityOf>;

function words({ subject, from, until }: Validity, now: Date): string {
  return `${oneLine(subject.replaceAll('\n', ', '), MAX_SUBJECT)} (${time({ from, until }, now)})`;
}

function time({ from, until }: Pick<Validity, 'from' | 'until'>, now: Date): string {
  if ([from, until].some((date) => Number.isNaN(date.getTime()))) return 'its times are malformed';
  return now < from ? `from ${day(from)}` : `until ${day(until)}`;
}

const day = (date: Date) => date.toISOString().slice(0, 10);
