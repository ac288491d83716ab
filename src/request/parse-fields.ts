import { closest, distance } from 'fastest-levenshtein';
import { ObuilderError } from '../errors.ts';

/** A line of `NAME=VALUE` fields, such as `type=local,dest=out`. */
export interface FieldLine {
  /** The whole line, for errors. */
  readonly text: string;
  /** The label of the input or flag, for errors. */
  readonly label: string;
  /** By name, in lower case. */
  readonly fields: ReadonlyMap<string, string>;
}

const MAX_LINES = 100;
const MAX_SHOWN = 200;

/** A quoted text with doubled quotes inside, or a text without quotes and commas (RFC 4180, as Docker reads such lines). */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/**
 * Reads the lines of an input such as `cache-from`: one comma-separated list of fields a line.
 *
 * @throws ObuilderError `input-invalid` for a field without a name, a repeated name, a wrong quote, and too many lines
 */
export function parseFieldLines(text: string, label: string): readonly FieldLine[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MAX_LINES) {
    throw new ObuilderError('input-invalid', `${label} has more than ${MAX_LINES} lines`);
  }
  return lines.map((line) => ({ text: line, label, fields: fieldsOf({ text: line, label }) }));
}

type Line = Pick<FieldLine, 'text' | 'label'>;

function fieldsOf(line: Line): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of split(line)) {
    const equals = field.indexOf('=');
    const name = field.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name === '') throw badLine(line, `has ${quote(field)}, which is not of the form NAME=VALUE`);
    if (fields.has(name)) throw badLine(line, `repeats ${name}`);
    fields.set(name, field.slice(equals + 1).trim());
  }
  return fields;
}

function split(line: Line): readonly string[] {
  const found: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const [, quoted, bare, end] = FIELD.exec(line.text) ?? [];
    if (end === undefined) throw badLine(line, 'has a quote (") in a wrong place');
    found.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '') return found;
  }
}

const quote = (text: string) =>
  JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

/** The error of a wrong line, with the line itself. */
export function badLine({ text, label }: Line, problem: string, hint?: string): ObuilderError {
  return new ObuilderError('input-invalid', `${label}: the line ${quote(text)} ${problem}`, {
    value: text.slice(0, MAX_SHOWN),
    hint,
  });
}

/** Returns the hint for an unknown word: the nearest known word, or all words. @param all what the words are */
export function suggestion(word: string, known: readonly string[], all: string): string {
  const near = closest(word, [...known]);
  const isNear = distance(word, near) <= Math.max(1, Math.floor(near.length * 0.4));
  return isNear ? `Did you mean ${near}?` : `${all}: ${known.join(', ')}.`;
}
