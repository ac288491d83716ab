import { type BaseIssue, getDotPath, safeParse } from 'valibot';
import { isObuilderError } from '../../errors.ts';
import { nearestName } from '../../language/fail.ts';
import { parseBounds } from '../../request/parse-bounds.ts';
import { parsePoolSize } from '../../request/parse-value.ts';
import { parseLimits } from '../../request/prune-limits.ts';
import { problem } from '../../request/strict-fields.ts';
import { parseStoreName } from '../../volume/drivers.ts';
import { type OwnerRules, type OwnerStore, ownerFault } from './rules.ts';
import { FIELD_NAMES, type OwnerFile, ownerSchema } from './schema.ts';

/** @throws ObuilderError `input-invalid` with the wrong field, or with the line for invalid JSON */
export function parseOwnerFile(text: string, file: string): OwnerRules {
  const { success, output, issues } = safeParse(ownerSchema(), parseJson(text, file), { abortEarly: true });
  if (success) {
    const steps = textsOf(output.steps ?? {});
    return {
      stores: output.stores?.map((store, index) => toStore(store, { file, field: `stores.${index}` })),
      hostNetwork: output['host-network'] ?? 'allow',
      needsUserNamespace: output['user-namespace'] === 'always',
      steps,
      bounds: parseBounds(
        (name) => steps[name],
        (name) => `${file} has a fault: steps.${name}`,
      ),
      imageDirectories: output['image-directories'] ?? [],
      ca: output.ca ?? [],
    };
  }
  const [issue] = issues;
  const field = getDotPath(issue) ?? undefined;
  const what =
    field === undefined ? problem(issue) : `has a fault: ${field} ${problem(issue)}${likeOf(issue)}`;
  throw ownerFault(file, what, field);
}

/** Offers the known field that an unknown field is like. */
function likeOf(issue: BaseIssue<unknown>): string {
  const { key } = issue.path?.at(-1) ?? {};
  if (issue.expected !== 'never' || typeof key !== 'string') return '';
  const near = nearestName(
    key,
    FIELD_NAMES.filter((name) => name !== key),
  );
  return near === undefined ? '' : `: did you mean ${near}?`;
}

type FileStore = NonNullable<OwnerFile['stores']>[number];

interface Field {
  readonly file: string;
  readonly field: string;
}

function toStore(store: FileStore, { file, field }: Field): OwnerStore {
  const label = (name: string) => `${file} has a fault: ${field}.${name}`;
  if (store.store !== 'auto') naming(label('store'), () => parseStoreName(store.store));
  const texts = textsOf(store);
  return {
    store: store.store,
    poolBytes: store.size === undefined ? undefined : parsePoolSize(store.size, label('size')),
    users: store.users,
    groups: store.groups,
    limits: parseLimits((name) => texts[name], label),
  };
}

/** Runs `work`, and puts the field before the text of its error. */
function naming(label: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (isObuilderError(error)) throw ownerFault(label, `is wrong: ${error.message}`, error.value);
    throw error;
  }
}

const textsOf = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw ownerFault(file, `is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
