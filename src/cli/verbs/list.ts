import type { FailedStep, ListedResult } from '../../contract/store.ts';
import { print } from '../../host/process/stdout.ts';
import { oneLine } from '../../report/text.ts';
import { ago } from '../../report/words.ts';
import { withStore } from '../../worker/machinery.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const listVerb: Verb = {
  usage: 'list [--failed] [--store=STORE] [--json]',
  summary: 'Lists the results, what was used last first; --failed lists the failed steps that were kept.',
  options: { ...storeFlags, failed: { type: 'boolean' }, json: { type: 'boolean' } },
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
  const told = results.map(({ id, parent, kind, scope, operation, startedAt, seconds, usedAt }) => {
    return { id, parent, kind, scope, operation, startedAt, seconds, usedAt };
  });
  return `${JSON.stringify({ results: told })}\n`;
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

const since = (time: number, now: number) => ago((now - time) / 1000).padEnd(AGE_WIDTH);

function resultLine({ id, kind, scope, operation, usedAt }: ListedResult, now: number): string {
  const whose = scope === undefined ? '' : `  (of ${oneLine(scope)})`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${since(usedAt, now)}  ${kind.padEnd(4)}  ${oneLine(operation)}${whose}`;
}

function failedLine({ id, operation, message, failedAt }: FailedStep, now: number): string {
  return `${id.slice(0, SHOWN_DIGITS)}  ${since(failedAt, now)}  ${oneLine(operation)}: ${oneLine(message)}`;
}
