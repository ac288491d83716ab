import { expect } from 'vitest';
import { errorOf } from './specs.ts';

/** text, column of the fault (line 1), the value, what the message says, what the hint says */
export type Case = readonly [string, number, string | undefined, RegExp, RegExp];

export const operation = (text: string): string => `((from i) ${text})`;
/** Column of the first character of an operation written by `operation`. */
const START = 11;
const inOperation = (text: string, offset: number): number => START + [...text.slice(0, offset)].length;

/** The fault is where `mark` first stands in the operation. */
export function fault(text: string, mark: string, rest: readonly [string | undefined, RegExp, RegExp]): Case {
  return [operation(text), inOperation(text, text.indexOf(mark)), ...rest];
}

export function isRefused([text, column, value, message, hint]: Case): void {
  const error = errorOf(text);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
  expect(error.at).toEqual({ file: 'test.spec', line: 1, column });
  expect(error.value).toBe(value);
}
