/**
 * A time in seconds since the epoch as `utimes` and its kin take it. Node takes a negative number for the present, and a text
 * for what it says.
 */
export const fileTime = (seconds: number): number | string => (seconds < 0 ? String(seconds) : seconds);
