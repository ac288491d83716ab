import type { ErrorReport } from '../contract/events.ts';

/** An error for people: `FILE:LINE:COLUMN: what happened`, then the hint on a line of its own. No final newline. */
export function errorText(error: Pick<ErrorReport, 'message' | 'at' | 'hint'>): string {
  const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
  return `${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
}
