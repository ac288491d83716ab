import type { ErrorReport } from '../contract/events.ts';

/** Formats an error for people: `FILE:LINE:COLUMN: message`, then the hint on a new line. No final newline. */
export function errorText(error: Pick<ErrorReport, 'message' | 'at' | 'hint'>): string {
  const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
  return `${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
}

/** The line of a hint in a shell, with a final newline; empty without a hint. `check` has the same form. */
export const hintLine = (hint: string | undefined): string => (hint === undefined ? '' : `hint: ${hint}\n`);
