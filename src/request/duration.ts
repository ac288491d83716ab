import ms, { type StringValue } from 'ms';

/** The seconds that a time such as `30d`, `12h` or `45m` means; undefined for what is none. */
export function seconds(text: string): number | undefined {
  // Without a unit it would mean milliseconds.
  if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return undefined;
  const time = ms(text.trim() as StringValue);
  return Number.isFinite(time) ? time / 1000 : undefined;
}
