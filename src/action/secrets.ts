import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { runnerMasks } from '../mask/runner.ts';
import { badRow, readPairs } from './lists.ts';
import type { GetInput } from './values.ts';

export type Secrets = ReadonlyMap<string, Uint8Array>;

interface Places {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths of files are relative to it. */
  readonly workspace: string;
  /** Told of a variable that is not set and a file that cannot be read: only a step that needs it fails for that. */
  readonly onMissing: (why: ObuilderError) => void;
}

/**
 * All secrets, from the inputs `secrets` (values), `secret-envs` (names of variables) and `secret-files` (paths).
 *
 * @throws ObuilderError `input-invalid` for a row that cannot be read and for an id that is given twice
 */
export function readSecrets(get: GetInput, places: Places): Secrets {
  const given = [
    ...readPairs(get('secrets'), 'secrets').map((row) => ({
      ...row,
      input: 'secrets',
      bytes: Buffer.from(row.value),
    })),
    ...readPairs(get('secret-envs').replaceAll(',', '\n'), 'secret-envs').map((row) => ({
      ...row,
      input: 'secret-envs',
      bytes: fromVariable(row, places),
    })),
    ...readPairs(get('secret-files'), 'secret-files').map((row) => ({
      ...row,
      input: 'secret-files',
      bytes: fromFile(row, places),
    })),
  ];
  const secrets = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  for (const { id, input, line, bytes } of given) {
    if (seen.has(id)) throw badRow(input, line, `gives ${JSON.stringify(id)}, which another input gives too`);
    seen.add(id);
    if (bytes !== undefined) secrets.set(id, bytes);
  }
  return secrets;
}

interface Named {
  readonly id: string;
  readonly value: string;
}

function fromVariable({ id, value }: Named, { env, onMissing }: Places): Buffer | undefined {
  const text = env[value.trim()];
  if (text !== undefined) return Buffer.from(text);
  const message = `secret ${id} is to come from the variable ${value}, which is not set`;
  const hint = 'Set it with env: at the step that uses the action.';
  onMissing(new ObuilderError('secret-missing', message, { value, hint }));
  return undefined;
}

function fromFile({ id, value }: Named, { workspace, onMissing }: Places): Buffer | undefined {
  const file = path.resolve(workspace, value);
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `the file ${value} of secret ${id} cannot be read (${reason})`;
    const hint = 'Relative paths are relative to the workspace.';
    onMissing(new ObuilderError('secret-missing', message, { value: file, hint, cause }));
    return undefined;
  }
}

/** The texts that the runner is to mask: of the secrets whose ids are in the spec's text, because others are given to no step. */
export function maskedTexts(secrets: Secrets, specText: string): readonly string[] {
  return runnerMasks([...secrets].filter(([id]) => specText.includes(id)).map(([, bytes]) => bytes));
}
