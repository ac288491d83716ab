import { ObuilderError } from '../../errors.ts';

/** Returns the error for `type=gha` without a variable of the job's cache in the environment; undefined with all variables. */
export function outsideJob(env: Readonly<Record<string, string | undefined>>): ObuilderError | undefined {
  const missing = missingVariable(env);
  if (missing === undefined) return undefined;
  const message = `type=gha works in a job of GitHub Actions only: the variable ${missing} is not set`;
  return new ObuilderError('input-invalid', message, {
    value: 'type=gha',
    hint: 'Use type=registry or type=local here: only actions of a job get this variable, its steps with run: and shells do not.',
  });
}

function missingVariable(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (!env['ACTIONS_RUNTIME_TOKEN']) return 'ACTIONS_RUNTIME_TOKEN';
  return env['ACTIONS_RESULTS_URL'] || env['ACTIONS_CACHE_URL'] ? undefined : 'ACTIONS_RESULTS_URL';
}
