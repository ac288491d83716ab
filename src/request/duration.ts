import ms, { type StringValue } from 'ms';

/** Parses a time such as `30d`, `12h` or `45m` into seconds. Returns undefined for other texts. */
export function seconds(text: string): number | undefined {
  // The library reads a number without a unit as milliseconds.
  if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return undefined;
  const time = ms(text.trim() as StringValue);
  return Number.isFinite(time) ? time / 1000 : undefined;
}
