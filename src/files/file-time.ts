/**
 * Converts seconds since the epoch to an argument of `utimes`. Node reads a negative number as the present time, but parses a
 * text.
 */
export const fileTime = (seconds: number): number | string => (seconds < 0 ? String(seconds) : seconds);
