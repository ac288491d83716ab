import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runnerMasks } from '../mask/runner.ts';
import { isVariableName } from '../request/list-slips.ts';
import { type Given, readParameter } from '../request/parameters.ts';
import { badRow, type Pair } from '../request/parse-pairs.ts';
import { HOME_HINT, isAtHome } from '../request/paths/home.ts';
import type { Env } from '../request/settings.ts';

export type Secrets = ReadonlyMap<string, Uint8Array>;

/** Why a secret has no value on this runner. */
export interface MissingSecret {
  readonly id: string;
  /** Such as `its value is empty`. */
  readonly reason: string;
  readonly hint: string;
}

interface Runner {
  readonly env: Env;
  /** Relative paths of files start from here. */
  readonly workspace: string;
  /** Called for an empty value, an unset variable and an unreadable file. Only steps with this secret fail. */
  readonly onMissing: (why: MissingSecret) => void;
}

/**
 * All secrets, from the inputs `secrets` (values), `secret-envs` (names of variables) and `secret-files` (paths).
 *
 * @throws ObuilderError `input-invalid` for a malformed row and for a repeated id
 */
export function readSecrets(given: Given, runner: Runner): Secrets {
  const sources = {
    secrets: (row: Pair) => textOf(row.value, row, runner),
    'secret-envs': (row: Pair) => fromVariable(row, runner),
    'secret-files': (row: Pair) => fromFile(row, runner),
  };
  const secrets = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  for (const name of ['secrets', 'secret-envs', 'secret-files'] as const) {
    for (const row of readParameter(name, given) ?? []) {
      const { id, line } = row;
      if (seen.has(id)) {
        const problem = `repeats the id ${JSON.stringify(id)} of another input`;
        throw badRow(given.label(name), line, problem);
      }
      seen.add(id);
      const bytes = sources[name](row);
      if (bytes !== undefined) secrets.set(id, bytes);
    }
  }
  return secrets;
}

const EMPTY =
  'Define the secret, or check its name: a secret that does not exist is empty. A pull request of a fork has no secrets.';

/** GitHub gives an empty text for a secret that does not exist, so an empty text is no value. */
function textOf(text: string, { id }: Pair, { onMissing }: Runner): Buffer | undefined {
  if (text.trim() !== '') return Buffer.from(text);
  onMissing({ id, reason: 'its value is empty', hint: EMPTY });
  return undefined;
}

function fromVariable(row: Pair, runner: Runner): Buffer | undefined {
  const text = runner.env[row.value.trim()];
  if (text !== undefined) return textOf(text, row, runner);
  const { id, value } = row;
  const hint = 'Set it with env: at the step that uses the action.';
  // Somebody may have given the value of the secret in place of the name of a variable.
  const name = isVariableName(value.trim()) ? `variable ${value.trim()}` : 'variable that secret-envs names';
  runner.onMissing({ id, reason: `the ${name} is not set`, hint });
  return undefined;
}

function fromFile({ id, value }: Pair, { workspace, onMissing }: Runner): Buffer | undefined {
  try {
    return readFileSync(path.resolve(workspace, value));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const hint = isAtHome(value) ? HOME_HINT : 'Relative paths start from the workspace.';
    onMissing({ id, reason: `could not read the file ${value}: ${code}`, hint });
    return undefined;
  }
}

/** The texts for the runner to mask, from secrets with an id in `named`: the spec and the name of the key. Steps cannot get other secrets. */
export function maskedTexts(secrets: Secrets, named: string): readonly string[] {
  return runnerMasks([...secrets].filter(([id]) => named.includes(id)).map(([, bytes]) => bytes));
}
