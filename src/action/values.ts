import type { PullPolicy } from '../contract/images.ts';
import { ObuilderError } from '../errors.ts';

/** Reads one input of the workflow by its name; empty where it was not given. */
export type GetInput = (name: string) => string;

/** The one form of error for an input: its name, its value and what is expected instead. */
export function badInput(name: string, value: string, expected: string): ObuilderError {
  const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
  return new ObuilderError(
    'input-invalid',
    `input ${name} is ${JSON.stringify(shown)}: expected ${expected}`,
    {
      value: shown,
    },
  );
}

/** The booleans of YAML 1.2's core schema, as other actions take them; undefined for anything else. */
function parseBoolean(text: string): boolean | undefined {
  if (['true', 'True', 'TRUE'].includes(text)) return true;
  return ['false', 'False', 'FALSE'].includes(text) ? false : undefined;
}

export function booleanInput(get: GetInput, name: string, whenEmpty: boolean): boolean {
  const value = get(name);
  if (value === '') return whenEmpty;
  const parsed = parseBoolean(value);
  if (parsed === undefined) throw badInput(name, value, 'true or false');
  return parsed;
}

const PULL: readonly PullPolicy[] = ['auto', 'always', 'missing', 'never'];

export function pullInput(get: GetInput): PullPolicy {
  const value = get('pull');
  const asBoolean = parseBoolean(value);
  if (value === '' || asBoolean === false) return 'auto';
  if (asBoolean) return 'always';
  const policy = PULL.find((name) => name === value);
  if (policy === undefined) throw badInput('pull', value, `one of ${PULL.join(', ')}, true, false`);
  return policy;
}

export function maxParallelInput(get: GetInput): number | undefined {
  const value = get('max-parallel');
  if (value === '') return undefined;
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw badInput('max-parallel', value, 'a number from 1 to 9999');
}

/** Which store, and who named it: the input, else the machine's owner in the runner's environment, else it is `auto`. */
export function storeInput(
  get: GetInput,
  ownersStore: string | undefined,
): { readonly store: string; readonly namedBy: string } {
  const value = get('store') || 'auto';
  const isOwners = value === 'auto' && Boolean(ownersStore);
  const store = (isOwners ? ownersStore : undefined) ?? value;
  const namedBy = isOwners ? 'OBUILDER_STORE' : 'input store';
  // What a driver's place looks like only the driver knows.
  if (store === 'auto' || /^[a-z][a-z0-9-]*:./.test(store)) return { store, namedBy };
  const expected = 'auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder';
  if (!isOwners) throw badInput('store', store, expected);
  throw new ObuilderError(
    'input-invalid',
    `OBUILDER_STORE of this runner is ${JSON.stringify(store)}: expected ${expected}`,
    {
      value: store,
    },
  );
}

/** Names, one a line or with commas between them; undefined where there is none. */
export function listInput(get: GetInput, name: string): readonly string[] | undefined {
  const values = get(name)
    .split(/[\n,]/)
    .map((value) => value.trim());
  const given = values.filter((value) => value !== '');
  return given.length === 0 ? undefined : given;
}

/** A name that may be part of a path or a log. */
export function wordInput(get: GetInput, name: string): string | undefined {
  const value = get(name);
  if (value === '') return undefined;
  if (value.length <= 200 && !/\p{Cc}/u.test(value)) return value;
  throw badInput(name, value, 'at most 200 characters on one line');
}
