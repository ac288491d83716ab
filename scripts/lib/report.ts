// The JSON report of a vitest suite.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { project } from '../machine.mjs';

export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Each failed or skipped test, with its file and its messages. */
  readonly failures: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** The tally of a suite that ended. A suite that left no report, ran nothing or skipped something has failed. */
export function readTally({ name, report, ok }: { name: string; report: string; ok: boolean }): Tally {
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const passed = read.numPassedTests;
    const failed = read.numTotalTests - passed;
    const failures = failuresOf(read);
    if (passed === 0) failures.push(`The suite ${name} ran no test.`);
    return { name, passed, failed: failed === 0 && (!ok || passed === 0) ? 1 : failed, failures };
  } catch (error) {
    return { name, passed: 0, failed: 1, failures: [`The suite ${name} left no report: ${error}`] };
  }
}

function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(project, name);
    const tests = assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) =>
        [`${file}: ${test.fullName} (${test.status})`, ...(test.failureMessages ?? [])].join('\n'),
      );
    return status === 'failed' && tests.length === 0 ? [`${file}: ${message}`] : tests;
  });
}
