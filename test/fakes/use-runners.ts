import { afterEach } from 'vitest';
import { openRunner, type Runner, type RunnerOptions } from './remote.ts';

/** Returns a function that opens machines. All machines are closed after each test of the calling file. */
export function useRunners(): (options?: RunnerOptions) => Runner {
  const runners: Runner[] = [];
  const closeRunners = async () => {
    await Promise.all(runners.splice(0).map((one) => one.close()));
  };
  afterEach(closeRunners);
  return (options) => {
    const one = openRunner(options);
    runners.push(one);
    return one;
  };
}

/** The outcome of each step, in the order of the plan. */
export const outcomes = (told: { readonly outcomes: readonly string[] }) =>
  told.outcomes.map((text) => text.split(': ').at(-1));
