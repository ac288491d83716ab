import type { Operation } from '../../contract/spec.ts';
import { type Advice, expression } from './literal.ts';

/** Every shell here refuses `${{` as a bad substitution; in Python and others it may be text. */
const SHELLS = /^(?:ba|da|a|k|mk|z)?sh$/;

/** Advice on an expression of a workflow in a command. */
export function onExpression(operation: Operation, all: readonly Operation[]): readonly Advice[] {
  if (operation.kind !== 'run' || !operation.command.includes('${{')) return [];
  const text = withoutTexts(operation.command);
  if (!text.includes('${{') || !isForShell(operation, all)) return [];
  return [expression(text, { what: 'the command', at: operation.at, place: 'command' })];
}

function isForShell(operation: Operation, all: readonly Operation[]): boolean {
  const shell = all.slice(0, all.indexOf(operation)).findLast(({ kind }) => kind === 'shell');
  return shell?.kind !== 'shell' || shell.argv.some(isName);
}

const isName = (word: string) => SHELLS.test(word.slice(word.lastIndexOf('/') + 1));

/** A document whose end is quoted, so that the shell expands nothing in it. */
const QUOTED_DOCUMENT = /(?<!<)<<-?[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\(\w+))(.*)\n[\s\S]*?^\t*\1\2\3\r?$/gm;
const DOCUMENT = /(?<!<)<<-?[ \t]*([A-Za-z_]\w*)(.*)\n[\s\S]*?^\t*\1\r?$/gm;
const TEXT = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?<=^|[\s;&|()])#.*/gm;

/** Returns a command without the texts in which the shell expands nothing: single quotes, escapes, comments. */
function withoutTexts(command: string): string {
  return command
    .replaceAll(QUOTED_DOCUMENT, '$4')
    .replaceAll(DOCUMENT, (document) => document.replaceAll(/['"]/g, ''))
    .replaceAll(TEXT, (text) => (text.startsWith('"') ? inDoubleQuotes(text) : ''));
}

/** A single quote in double quotes is text, but not in a command inside of them. */
const inDoubleQuotes = (text: string) =>
  text.replaceAll(/\$\(|`/.test(text) ? /\\[\s\S]|'[^']*'/g : /\\[\s\S]/g, '');
