import type { ObuilderError, Position } from '../errors.ts';
import type { Advice } from './advice/literal.ts';

/** Maximum characters shown of the offending line, around the fault. */
const WIDTH = 120;

/**
 * Formats an error as compilers do: `file:line:column: error: message`, the line with a caret under the fault, the
 * hint. Returns several lines without a final line feed. `text` is the text of the spec; without a position the line is
 * left out.
 */
export function formatSpecError(error: ObuilderError, text: string | Uint8Array): string {
  return format('error', error, text);
}

/** Formats an advice in the form of `formatSpecError`, as a warning. */
export function formatAdvice(advice: Advice, text: string | Uint8Array): string {
  return format('warning', advice, text);
}

type Fault = Pick<ObuilderError, 'message' | 'value' | 'hint' | 'at'>;

function format(kind: 'error' | 'warning', fault: Fault, text: string | Uint8Array): string {
  const { at, hint, message, value } = fault;
  const place = at ? `${visible(at.file)}:${at.line}:${at.column}: ` : '';
  const lines = [`${place}${kind}: ${visible(message)}`];
  if (at) lines.push(...excerpt(text, at, value));
  if (hint !== undefined) lines.push(`hint: ${visible(hint)}`);
  return lines.join('\n');
}

function excerpt(text: string | Uint8Array, at: Position, value: string | undefined): readonly string[] {
  const decoded = typeof text === 'string' ? text.replace(/^\ufeff/, '') : new TextDecoder().decode(text);
  const line = decoded.split('\n', at.line)[at.line - 1];
  if (line === undefined) return [];
  const chars = [...line.replace(/\r$/, '')];
  const fault = at.column - 1;
  const start = chars.length <= WIDTH ? 0 : Math.max(0, Math.min(fault - WIDTH / 2, chars.length - WIDTH));
  const shown = chars.slice(start, start + WIDTH);
  const before = start > 0 ? '…' : '';
  const after = start + WIDTH < chars.length ? '…' : '';
  const gutter = String(at.line);
  const marked = markLength(chars.slice(fault), value);
  const underline = `^${'~'.repeat(Math.max(0, Math.min(marked, start + WIDTH - fault) - 1))}`;
  // Tabs stay tabs in both lines, so that the caret stands under the fault at any tab width.
  const pad = [...before, ...chars.slice(start, fault)].map((char) => (char === '\t' ? '\t' : ' ')).join('');
  return [
    `${gutter} | ${before}${visible(shown.join(''))}${after}`,
    `${' '.repeat(gutter.length)} | ${pad}${underline}`,
  ];
}

/** How much of the line from the fault on is the offending value; a string's quotes count. */
function markLength(rest: readonly string[], value: string | undefined): number {
  if (value === undefined || value === '') return 1;
  const text = rest.join('');
  if (text.startsWith(value)) return [...value].length;
  return text.startsWith(`"${value}"`) ? [...value].length + 2 : 1;
}

/** Replaces control characters, which could move a terminal's cursor, by a visible character each. */
function visible(text: string): string {
  return text.replaceAll(/(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
