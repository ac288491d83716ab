import type { FailedStep } from '../../contract/results.ts';
import type { ListedResult } from '../../contract/store.ts';
import { print } from '../../host/process/stdout.ts';
import { oneLine } from '../../report/text.ts';
import { ago } from '../../report/words.ts';
import { withStore } from '../../worker/machinery.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const listVerb: Verb = {
  usage: 'list',
  summary: 'Lists the results, the most recently used first.',
  flags: {
    ...storeFlags,
    failed: { type: 'boolean', help: 'List the kept failed steps instead.' },
    ...jsonFlag,
  },
  needsRoot: true,
  run: async (invocation) => {
    noPositionals(listVerb, invocation);
    const isJson = isSet(invocation, 'json');
    const isFailed = isSet(invocation, 'failed');
    const text = await withStore(storeRequest(invocation), async (store) => {
      if (isFailed) return isJson ? failedJson(store.failed()) : table(store.failed(), failedLine);
      return isJson ? resultsJson(store.list()) : table(store.list(), resultLine);
    });
    print(text);
    return 0;
  },
};

function resultsJson(results: readonly ListedResult[]): string {
  const listed = results.map(({ id, parent, kind, scope, operation, startedAt, seconds, usedAt }) => {
    return { id, parent, kind, scope, operation, startedAt, seconds, usedAt };
  });
  return `${JSON.stringify({ results: listed })}\n`;
}

function failedJson(steps: readonly FailedStep[]): string {
  const failed = steps.map(({ id, operation, message, failedAt }) => ({ id, operation, message, failedAt }));
  return `${JSON.stringify({ failed })}\n`;
}

function table<T>(rows: readonly T[], line: (row: T, now: number) => string): string {
  const now = Date.now();
  return rows.map((row) => `${line(row, now)}\n`).join('');
}

const AGE_WIDTH = 9;

const age = (time: number, now: number) => ago((now - time) / 1000).padEnd(AGE_WIDTH);

function resultLine({ id, kind, scope, operation, usedAt }: ListedResult, now: number): string {
  const owner = scope === undefined ? '' : `  (of ${oneLine(scope)})`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${age(usedAt, now)}  ${kind.padEnd(4)}  ${oneLine(operation)}${owner}`;
}

function failedLine({ id, operation, message, failedAt }: FailedStep, now: number): string {
  return `${id.slice(0, SHOWN_DIGITS)}  ${age(failedAt, now)}  ${oneLine(operation)}: ${oneLine(message)}`;
}
