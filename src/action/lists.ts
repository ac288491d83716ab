import { must, ObuilderError } from '../errors.ts';

/** A row of a list input, with the line where it begins, from 1. */
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
 * Reads the rows of a list input: one a line, blanks around it dropped, empty lines skipped. A row that begins with `"` goes
 * to the next `"`, over several lines where need be; two quotes in it mean one (CSV, RFC 4180, as docker/build-push-action
 * has it). Rows may be secrets, so errors tell the line and never the text.
 *
 * @throws ObuilderError `input-invalid` for a quote without an end, and for text behind one
 */
function readRows(input: string, name: string): readonly Row[] {
  const lines = input.split(/\r?\n/);
  const rows: Row[] = [];
  for (let next = 0; next < lines.length; next += 1) {
    const line = next + 1;
    let text = must(lines[next], 'a line of an input').trim();
    if (text.startsWith('"')) {
      text = must(lines[next], 'a line of an input').trimStart().slice(1);
      while (!isClosed(text)) {
        next += 1;
        const more = lines[next];
        if (more === undefined) throw badRow(name, line, 'begins with a quote (") that nothing ends');
        text += `\n${more}`;
      }
      rows.push({ text: unquote(text, { name, line }), line });
    } else if (text !== '') {
      rows.push({ text, line });
    }
  }
  return rows;
}

/** Whether a quoted text, without its first quote, has a quote that is not one of two. */
function isClosed(text: string): boolean {
  return text.replaceAll('""', '').includes('"');
}

function unquote(text: string, { name, line }: { readonly name: string; readonly line: number }): string {
  const [, inner, behind] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
  if (inner !== undefined && behind?.trim() === '') return inner.replaceAll('""', '"');
  throw badRow(name, line, 'has text behind its closing quote (write "" for a quote inside)');
}

/** The `ID=value` rows of an input. @throws ObuilderError `input-invalid` for a row without an id, or an id given twice */
export function readPairs(input: string, name: string): readonly Pair[] {
  const seen = new Set<string>();
  return readRows(input, name).map(({ text, line }) => {
    const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
    if (id === undefined || value === undefined) throw badRow(name, line, 'is not of the form ID=value');
    if (seen.has(id)) throw badRow(name, line, `gives ${JSON.stringify(id)} a second time`);
    seen.add(id);
    return { id, value, line };
  });
}

export function badRow(name: string, line: number, what: string): ObuilderError {
  return new ObuilderError('input-invalid', `line ${line} of input ${name} ${what}`, {
    hint: 'Its text is not shown, since it may be a secret.',
  });
}
