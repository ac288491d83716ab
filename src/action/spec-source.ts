import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { type Given, readParameter } from '../request/parameters.ts';
import { suggestion } from '../request/parse-fields.ts';
import { invalidValue } from '../request/parse-value.ts';
import { wrongContext } from '../request/paths/wrong-context.ts';
import type { Env } from '../request/settings.ts';
import { missingSpecHint } from './foreign/foreign-inputs.ts';

export interface NamedSpec {
  readonly text: string;
  /** The name in positions: a path relative to the workspace, or `spec` for the input `spec`. */
  readonly name: string;
  /** Absolute path of the file, if any. */
  readonly path?: string | undefined;
}

/** The spec, from either input `spec` or input `spec-file`. @throws ObuilderError `input-invalid`, `spec-invalid` */
export function readSpec(given: Given, workspace: string, env: Env = {}): NamedSpec {
  const text = readParameter('spec', given);
  const file = readParameter('spec-file', given);
  if (text !== undefined && file !== undefined) {
    throw new ObuilderError(
      'input-invalid',
      `inputs spec and spec-file (${JSON.stringify(file)}) are both given`,
      { value: file, hint: 'Give only one of the two.' },
    );
  }
  if (text !== undefined) return { text, name: 'spec' };
  if (file !== undefined) return fromFile(file, { given, workspace });
  throw new ObuilderError('input-invalid', 'neither input spec nor input spec-file is given', {
    hint: missingSpecHint(env),
  });
}

const AT_WORKSPACE = 'Relative paths start at the workspace, which is empty before actions/checkout.';

const MAX_NAMES = 1000;

interface GivenSpec {
  readonly given: Given;
  readonly workspace: string;
}

function fromFile(file: string, { given, workspace }: GivenSpec): NamedSpec {
  const absolute = path.resolve(workspace, file);
  const relative = path.relative(workspace, absolute);
  const name = relative.startsWith('..') ? absolute : relative;
  return { text: decode(read(absolute), file), name, path: absolute };

  function read(absolute: string): Buffer {
    try {
      return readFileSync(absolute);
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
      const expected = `a readable file (${code}: ${absolute})`;
      const hint = code === 'ENOENT' ? `${nearName(absolute)}${AT_WORKSPACE}` : undefined;
      throw invalidValue(file, given.label('spec-file'), { expected, hint });
    }
  }
}

/** Returns a question about a similar name in the same directory; empty without such a name. */
function nearName(file: string): string {
  try {
    const names = readdirSync(path.dirname(file)).slice(0, MAX_NAMES);
    const hint = names.length === 0 ? '' : suggestion(path.basename(file), names, '');
    return hint.startsWith('Did you mean') ? `${hint} ` : '';
  } catch {
    return '';
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file, cause });
  }
}

/**
 * The absolute path of the context. A build without copies needs no context, so the default is not checked.
 *
 * @throws ObuilderError `input-invalid` for an input that names no directory
 */
export function readContext(given: Given, workspace: string): string {
  const text = readParameter('context', given);
  const absolute = path.resolve(workspace, text);
  // The runner gives the default of action.yml as the input.
  if (absolute === path.resolve(workspace)) return absolute;
  const found = entryAt(absolute);
  if (found === 'unknown' || found?.isDirectory()) return absolute;
  throw wrongContext({
    text,
    absolute,
    label: given.label('context'),
    isMissing: found === undefined,
    hint: AT_WORKSPACE,
  });
}

/** A directory behind rights that the runner's user lacks is unknown: the first copy tells the cause. */
function entryAt(absolute: string): Stats | 'unknown' | undefined {
  try {
    return statSync(absolute, { throwIfNoEntry: false });
  } catch {
    return 'unknown';
  }
}
