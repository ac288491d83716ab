import { oneLine } from '../text.ts';
import { amount } from '../words.ts';
import { contained } from './contained.ts';
import { code } from './markdown.ts';
import type { StepRecord } from './record.ts';

/** Less than this is no part worth a heading. In bytes. */
const MIN_ROOM = 2000;

export interface SummariesOptions {
  /** Maximum bytes of all parts together. */
  readonly room: number;
  /** Returns the shell command to print the whole summary of a result, for an id. */
  readonly whole?: ((id: string) => string) | undefined;
  /** Returns the remark about the command. */
  readonly aboutCommands?: (() => string | undefined) | undefined;
}

/**
 * The steps' own summaries, a part for each. Must be the end of the page: a page is read from the beginning, so
 * Markdown and HTML of a step cannot change anything earlier.
 */
export function stepSummaries(steps: readonly StepRecord[], options: SummariesOptions): readonly string[] {
  const telling = steps.filter(({ summary }) => summary !== undefined);
  const parts: string[] = [];
  // The note on summaries that do not fit.
  let left = options.room - 200;
  for (const [position, step] of telling.entries()) {
    const part = left < MIN_ROOM ? undefined : partOf(step, { ...options, room: left });
    if (part === undefined)
      return [...parts, `The summaries of ${telling.length - position} more steps do not fit.`];
    parts.push(part);
    left -= Buffer.byteLength(part) + 2;
  }
  return parts;
}

/** Undefined for a text not kept, because other texts took all the room. */
function partOf({ step, end, summary }: StepRecord, options: SummariesOptions): string | undefined {
  if (summary === undefined || summary.text === '') return undefined;
  const build = step.build.length === 0 ? '' : `${code(oneLine(step.build.join('/'), 60))} `;
  const title = `#### Summary of step ${step.index + 1}: ${build}${code(oneLine(step.operation, 160))}`;
  const text = trimmed(summary.text);
  const part = `${title}\n\n${contained(text)}`;
  if (Buffer.byteLength(part) <= options.room) return part;
  const note = `The summary of ${amount(summary.bytes)} is shortened to fit${whereWhole(end?.id, options)}:`;
  const head = `${title}\n\n${note}\n\n`;
  return `${head}${contained(fitting(text, options.room - Buffer.byteLength(head)))}`;
}

function whereWhole(id: string | undefined, { whole, aboutCommands }: SummariesOptions): string {
  if (id === undefined || whole === undefined) return '';
  const about = aboutCommands?.();
  return `; ${code(whole(id))} prints the whole${about === undefined ? '' : ` (${about})`}`;
}

const trimmed = (text: string) => text.replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, '').trimEnd();

/** Returns the longest beginning that fits into the given bytes, in whole lines if possible. */
function fitting(text: string, room: number): string {
  let [fits, tooLong] = [0, text.length];
  while (fits + 1 < tooLong) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (Buffer.byteLength(contained(text.slice(0, middle))) <= room) fits = middle;
    else tooLong = middle;
  }
  const cut = text.slice(0, fits);
  const lastLine = Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf('\r'));
  const whole = lastLine > 0 ? cut.slice(0, lastLine) : cut;
  return (Buffer.byteLength(contained(whole)) <= room ? whole : '').toWellFormed();
}
