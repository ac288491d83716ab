import type { ErrorCode, ObuilderError } from '../errors.ts';
import { print } from '../host/process/stdout.ts';
import { hintLine } from '../report/error-text.ts';
import type { Verb } from './verb.ts';

/** The exit status after an error: 1 failed, 2 invalid command line, 130 cancelled. */
export function statusOf(code: ErrorCode): number {
  if (code === 'cancelled') return 130;
  return code === 'input-invalid' ? 2 : 1;
}

/** Prints an error on stderr, with the stack only for a fault of this program. Returns the exit status. */
export function explain(error: ObuilderError): number {
  const position = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
  process.stderr.write(`${position}error: ${error.message}\n`);
  process.stderr.write(hintLine(error.hint));
  if (error.code === 'internal')
    process.stderr.write(`${(error.cause as Error | undefined)?.stack ?? error.stack}\n`);
  return statusOf(error.code);
}

/** Prints the JSON of a failure if the command line asks for JSON, also a command line with another fault. */
export function explainAsJson(
  { code, message, value, hint, at }: ObuilderError,
  { flags }: Verb,
  args: readonly string[],
): void {
  const end = args.indexOf('--');
  const words = end === -1 ? args : args.slice(0, end);
  if ('json' in flags && words.includes('--json'))
    print(`${JSON.stringify({ error: { code, message, value, hint, at } })}\n`);
}
