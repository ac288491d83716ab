import type { Parameter } from './parameters/form.ts';
import { formOf, type Given, PARAMETERS, type ParameterName } from './parameters.ts';

/**
 * Whether the command line of a repeated build has a parameter: `same` with the same text, `own` in a form that its entry decides,
 * `not` at all.
 */
export type Repetition = 'same' | 'own' | 'not';

/** Every parameter that changes the work of a step, or decides whether a step works, is repeated. */
export const REPETITIONS: Readonly<Record<ParameterName, Repetition>> = {
  spec: 'own',
  'spec-file': 'own',
  context: 'own',
  // OBUILDER_STORE may name the store.
  store: 'own',
  // The store is there, and a repeated build is no reason to evict more.
  'store-size': 'not',
  'min-free-space': 'same',
  'max-used-space': 'not',
  'max-results': 'not',
  'max-age': 'not',
  // Values of secrets must not show.
  secrets: 'own',
  'secret-envs': 'own',
  'secret-files': 'own',
  'build-args': 'own',
  ca: 'same',
  target: 'same',
  // A repeated build shows a step; its files and images are for the job.
  outputs: 'not',
  base: 'same',
  'key-secrets': 'same',
  tags: 'not',
  push: 'not',
  labels: 'not',
  annotations: 'not',
  entrypoint: 'not',
  cmd: 'not',
  'exposed-ports': 'not',
  'stop-signal': 'not',
  platform: 'not',
  squash: 'not',
  // The job has rebuilt these steps; the repeated build continues from their results.
  'no-cache': 'not',
  'no-cache-filter': 'not',
  pull: 'same',
  'max-parallel': 'same',
  memory: 'same',
  cpus: 'same',
  pids: 'same',
  'step-timeout': 'same',
  'log-size': 'same',
  'user-namespace': 'same',
  'cache-scope': 'same',
  share: 'same',
  // A shell has no cache of GitHub Actions, and a repeated build stores nothing elsewhere.
  'cache-from': 'own',
  'cache-to': 'not',
  'cache-slots': 'own',
  'cache-required': 'own',
  'cache-key-secret': 'own',
  'cache-min-time': 'not',
  'cache-max-rate': 'not',
  // The default keeps the files, for a look at them.
  'keep-failed': 'not',
  install: 'not',
};

/** The bounds of a shell in a result. No log-size or step-timeout: an interactive command has no log and no time limit. */
const SHELL_BOUNDS = ['memory', 'cpus', 'pids', 'user-namespace'] as const;
export const SHELL_PARAMETERS = [...SHELL_BOUNDS, 'ca'] as const;

/** The flags of a shell under the conditions of a build. @param ca absolute paths, because the shell may start elsewhere */
export function shellFlags(given: Given, ca: readonly string[] = []): readonly string[] {
  return [...SHELL_BOUNDS.flatMap((name) => flagWords(name, given)), ...ca.map((file) => `--ca=${file}`)];
}

/** The flag of a parameter with its given text. None for an absent text and for the default. */
export function flagWords(name: ParameterName, given: Given): readonly string[] {
  const { default: fallback }: Parameter<unknown> = PARAMETERS[name];
  const text = given.text(name).trim();
  return text === '' || text === fallback ? [] : wordsOf(name, text);
}

/** The flag of a parameter with a text. A list without quotes has a flag for each line. */
export function wordsOf(name: ParameterName, text: string): readonly string[] {
  const { kind, name: flag } = formOf(name);
  if (kind === 'switch') return [/^true$/i.test(text) ? `--${flag}` : `--no-${flag}`];
  const texts = kind === 'list' && !text.includes('"') ? text.split(/\r?\n/) : [text];
  return texts.flatMap((one) => (one.trim() === '' ? [] : [`--${flag}=${one.trim()}`]));
}
