import type { Operation } from '../../contract/spec.ts';
import { MAX_HINTED } from '../slips/tokens.ts';
import { type Advice, expression } from './literal.ts';

/** Every shell here refuses `${{` as a bad substitution; in Python and others it may be text. */
const SHELLS = /^(?:ba|da|a|k|mk|z)?sh$/;

/** Advice on an expression of a workflow in a command. */
export function onExpression(operation: Operation, all: readonly Operation[]): readonly Advice[] {
  if (operation.kind !== 'run' || operation.command.length > MAX_HINTED) return [];
  if (!operation.command.includes('${{')) return [];
  const text = withoutTexts(operation.command);
  if (!text.includes('${{') || !isForShell(operation, all)) return [];
  return [expression(text, { what: 'the command', at: operation.at, place: 'command' })];
}

function isForShell(operation: Operation, all: readonly Operation[]): boolean {
  const shell = all.slice(0, all.indexOf(operation)).findLast(({ kind }) => kind === 'shell');
  return shell?.kind !== 'shell' || shell.argv.some(isName);
}

const isName = (word: string) => SHELLS.test(word.slice(word.lastIndexOf('/') + 1));

/** The start of a here-document: the end in quotes, after a backslash, or bare. Expansions count only after a bare end. */
const DOCUMENT = /(?<!<)<<-?[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\(\w+)|([A-Za-z_]\w*))/;
const TEXT = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?<=^|[\s;&|()])#.*/gm;

/** Returns a command without the texts in which the shell expands nothing: single quotes, escapes, comments, quoted documents. */
function withoutTexts(command: string): string {
  return linesOf(command)
    .join('\n')
    .replaceAll(TEXT, (text) => (text.startsWith('"') ? inDoubleQuotes(text) : ''));
}

/** Returns the lines of a command without quoted documents, and other documents without quotes, which are ordinary characters there. */
function linesOf(command: string): readonly string[] {
  const lines = command.split('\n');
  const last = new Map(lines.map((line, index) => [endOf(line), index]));
  const kept: string[] = [];
  let end: string | undefined;
  let isQuoted = false;
  for (const [index, line] of lines.entries()) {
    if (end !== undefined) {
      if (!isQuoted) kept.push(line.replaceAll(/['"]/g, ''));
      if (endOf(line) === end) end = undefined;
      continue;
    }
    const [, single, double, escaped, bare] = DOCUMENT.exec(line) ?? [];
    const quoted = single ?? double ?? escaped;
    const named = quoted ?? bare;
    // Without its end, this is no document.
    if (named !== undefined && (last.get(named) ?? 0) > index)
      [end, isQuoted] = [named, quoted !== undefined];
    kept.push(end === undefined ? line : line.replace(DOCUMENT, ''));
  }
  return kept;
}

const endOf = (line: string) => line.replace(/^\t+/, '').replace(/\r$/, '');

/** A single quote in double quotes is text, but not in a command inside of them. */
const inDoubleQuotes = (text: string) =>
  text.replaceAll(/\$\(|`/.test(text) ? /\\[\s\S]|'[^']*'/g : /\\[\s\S]/g, '');
