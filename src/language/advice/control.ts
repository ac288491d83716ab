import type { Operation } from '../../contract/spec.ts';
import type { Advice } from './literal.ts';

/** Usual in commands, as are tab, line feed and carriage return. */
const ESCAPE = 27;
const LAST_ASCII = 127;

/** `\033` is an escape sequence's start in the octal digits of a shell, and `!` in a spec. */
const COLOUR = /!\[[\d;]*m/;

/** Advice on the first escape of a text that was probably meant for the program. */
export function onControl(operation: Operation): readonly Advice[] {
  const { at } = operation;
  for (const [what, text] of textsOf(operation)) {
    const fault = faultOf(text);
    if (fault !== undefined) return [{ ...fault, message: `${what} has ${fault.message}`, at }];
  }
  return [];
}

/** The texts of an operation that a program gets, each with its name. */
export function textsOf(operation: Operation): readonly (readonly [string, string])[] {
  switch (operation.kind) {
    case 'run':
      return [['the command', operation.command]];
    case 'env':
      return [[`the value of ${operation.name}`, operation.value]];
    case 'shell':
      return operation.argv.map((word) => ['the shell', word]);
    case 'workdir':
      return [['the workdir', operation.dir]];
    case 'copy':
      return [...operation.src, operation.dst].map((path) => [
        'a path of a copy',
        typeof path === 'string' ? path : path.glob,
      ]);
    default:
      return [];
  }
}

function faultOf(text: string): Omit<Advice, 'at'> | undefined {
  const code = controlIn(text);
  if (code === undefined) return COLOUR.test(text) ? COLOUR_FAULT : undefined;
  if (code === 8) return BACKSPACE;
  const digits = String(code).padStart(3, '0');
  return {
    message: `the control character with the decimal number ${code}`,
    value: `\\${digits}`,
    hint: `Write \\\\${digits} for the escape of another program, whose digits are octal.`,
  };
}

function controlIn(text: string): number | undefined {
  for (const [sign] of text.matchAll(/(?![\t\n\r])\p{Cc}/gu)) {
    const code = sign.charCodeAt(0);
    if (code !== ESCAPE && code <= LAST_ASCII) return code;
  }
  return undefined;
}

const BACKSPACE = {
  message: 'a backspace, which the escape \\b makes',
  value: '\\b',
  hint: 'Write \\\\b for a backslash and a b.',
};

const COLOUR_FAULT = {
  message: '![, because the digits of the escape \\033 are decimal',
  value: '\\033',
  hint: 'Write \\\\033[ for a colour.',
};
