import { must, ObuilderError } from '../errors.ts';
import { pairHint, refuseDockersSecrets, secretHint, variableHint } from './list-slips.ts';
import { invalidValue, type Parse } from './parse-value.ts';

/** A row of a list, with its first line, counted from 1. */
interface Row {
  readonly text: string;
  readonly line: number;
}

export interface Pair {
  readonly id: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads the rows of a list, one per line. Drops blanks around a row and skips empty lines. A row that begins with `"` extends
 * to the next `"`, if necessary over several lines; two quotes inside mean one quote (CSV, RFC 4180, like
 * docker/build-push-action). Rows can be secrets, so errors name the line and never the text.
 *
 * @throws ObuilderError `input-invalid` for a missing closing quote, and for text after it
 */
export function readRows(list: string, label: string): readonly Row[] {
  const lines = list.split(/\r?\n/);
  const rows: Row[] = [];
  for (let next = 0; next < lines.length; next += 1) {
    const line = next + 1;
    let text = must(lines[next], 'a line of a list').trim();
    if (text.startsWith('"')) {
      text = must(lines[next], 'a line of a list').trimStart().slice(1);
      while (!isClosed(text)) {
        next += 1;
        const more = lines[next];
        if (more === undefined) throw badRow(label, line, 'begins with a quote (") that is never closed');
        text += `\n${more}`;
      }
      rows.push({ text: unquote(text, { label, line }), line });
    } else if (text !== '') {
      rows.push({ text, line });
    }
  }
  return rows;
}

/** Whether a quoted text, without its first quote, contains an unpaired quote. */
function isClosed(text: string): boolean {
  return text.replaceAll('""', '').includes('"');
}

function unquote(text: string, { label, line }: { readonly label: string; readonly line: number }): string {
  const [, inner, after] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
  if (inner !== undefined && after?.trim() === '') return inner.replaceAll('""', '"');
  throw badRow(label, line, 'has text after its closing quote (write "" for a quote inside)');
}

/**
 * The rows of a list of secrets. A value of several lines without quotes ends at its first line, and a further line with `=` looks like
 * a row: its beginning is no id.
 *
 * @param form the form of a row
 * @param several what to do with a value of several lines
 * @throws ObuilderError `input-invalid` for a row without an id, and for a repeated id
 */
export const parseSecrets =
  (form: string, several: string): Parse<readonly Pair[]> =>
  (list, label) => {
    refuseDockersSecrets(list, label);
    return parsePairs(list, label, {
      name: /^[\w.-]+$/,
      malformed: ({ text, line }, before) => {
        const problem = `is not of the form ${form}`;
        if (before === undefined) return badRow(label, line, problem, secretHint(text, form));
        const further = `it looks like a further line of the value of ${before}`;
        return badRow(label, line, `${problem}: ${further}`, several.replaceAll('ID', before));
      },
      repeated: ({ line }, id) => badRow(label, line, `repeats the id ${JSON.stringify(id)}`),
    });
  };

/**
 * The rows of a list of secrets from variables. Commas may separate the rows.
 *
 * @throws ObuilderError `input-invalid` as `parseSecrets`, and for a text that is no name of a variable
 */
export const parseVariables =
  (several: string): Parse<readonly Pair[]> =>
  (list, label) => {
    refuseDockersSecrets(list, label);
    const pairs = parseSecrets('ID=VARIABLE', several)(list.replaceAll(',', '\n'), label);
    for (const { id, value, line } of pairs)
      if (!/^[\w-]*$/.test(value.trim())) throw noVariable(label, line, variableHint(id, value.trim()));
    return pairs;
  };

function noVariable(label: string, line: number, hint: string | undefined): ObuilderError {
  const problem = 'does not name a variable';
  if (hint === undefined)
    return badRow(label, line, problem, 'Write ID=VARIABLE, with the name of a variable.');
  return new ObuilderError('input-invalid', `line ${line} of ${label} ${problem}`, { hint });
}

/** The `NAME=value` rows of a list as a table. No row is a secret. @throws ObuilderError `input-invalid` with the row */
export const parseArgs: Parse<Readonly<Record<string, string>>> = (list, label) => {
  const wrong = ({ text, line }: Row, expected: string, hint?: string) =>
    invalidValue(text, `line ${line} of ${label}`, { expected, hint });
  const pairs = parsePairs(list, label, {
    name: /^\w+$/,
    malformed: (row, before) => wrong(row, argForm(row), argHint(row, before)),
    repeated: (row) => wrong(row, 'each name once'),
  });
  return Object.fromEntries(pairs.map(({ id, value }) => [id, value]));
};

const argForm = ({ text }: Row) =>
  /^[^=\s]+=/.test(text) ? 'NAME=value, with letters, digits and _ in the name' : 'NAME=value';

/** Docker gives a name alone the value of the environment. */
function argHint({ text }: Row, before: string | undefined): string | undefined {
  if (/^\w+$/.test(text)) return NAME_ALONE;
  const form = pairHint(text);
  if (form !== undefined || before === undefined) return form;
  return `If this is a further line of the value of ${before}, quote the whole entry, "${before}=…", and double each quote inside.`;
}

const NAME_ALONE = `A name alone gets no value from the environment. Write NAME="$NAME" in a shell, or NAME=\${{ env.NAME }} in a workflow.`;

interface RowRules {
  /** The names that a row may have. */
  readonly name: RegExp;
  /** @param before the name of the row before */
  malformed(row: Row, before: string | undefined): ObuilderError;
  repeated(row: Row, id: string): ObuilderError;
}

function parsePairs(list: string, label: string, rules: RowRules): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  let before: string | undefined;
  for (const row of readRows(list, label)) {
    const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(row.text) ?? [];
    if (id === undefined || value === undefined || !rules.name.test(id)) throw rules.malformed(row, before);
    if (pairs.has(id)) throw rules.repeated(row, id);
    pairs.set(id, { id, value, line: row.line });
    before = id;
  }
  return [...pairs.values()];
}

const NOT_SHOWN = 'The text is not shown because it may be a secret.';

export function badRow(label: string, line: number, problem: string, hint?: string): ObuilderError {
  return new ObuilderError('input-invalid', `line ${line} of ${label} ${problem}`, {
    hint: hint === undefined ? NOT_SHOWN : `${hint} ${NOT_SHOWN}`,
  });
}
