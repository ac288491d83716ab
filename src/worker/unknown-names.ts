import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import { argsOf } from '../language/args.ts';
import { didYouMean } from '../language/fail.ts';

type Given = Pick<BuildRequest, 'buildArgs' | 'secrets' | 'keySecrets' | 'cacheOptions'>;

/** Returns a warning for each arg and secret of a request that the whole spec does not know. */
export function unknownNames(
  spec: Spec,
  { buildArgs = {}, secrets, keySecrets = [], cacheOptions }: Given,
): readonly string[] {
  const args = argsOf(spec).map(({ name }) => name);
  const used = secretsOf(spec);
  // The key that signs records is for no step.
  const ids = Object.keys(secrets).filter((id) => id !== cacheOptions?.keySecret);
  return [
    ...without(args, Object.keys(buildArgs)).map(
      (name) => `build-args gives ${name}, but the spec has no (arg ${name} …). ${argHint(name, args)}`,
    ),
    ...without(used, ids).map(
      (id) => `the secret "${id}" is given, but no step of the spec uses it. ${secretHint(id, used)}`,
    ),
    ...without(used, keySecrets).map(
      (id) => `key-secrets names ${id}, but no step of the spec uses it. ${secretHint(id, used)}`,
    ),
  ];
}

/** Returns a warning for each secret without a byte, such as an empty file, that a step uses. */
export function emptySecrets(spec: Spec, { secrets }: Pick<Given, 'secrets'>): readonly string[] {
  const used = secretsOf(spec).filter((id) => Object.hasOwn(secrets, id) && secrets[id] === '');
  return used.map(
    (id) => `the secret "${id}" is empty, so its steps get an empty file. Check the file that you gave.`,
  );
}

const without = (known: readonly string[], given: readonly string[]): readonly string[] =>
  given.filter((name) => !known.includes(name));

function secretsOf({ operations, builds }: Spec): readonly string[] {
  const own = operations.flatMap((operation) => (operation.kind === 'run' ? operation.secrets : []));
  return [...new Set([...builds.flatMap(({ spec }) => secretsOf(spec)), ...own.map(({ id }) => id)])];
}

function argHint(name: string, known: readonly string[]): string {
  const otherwise =
    known.length === 0
      ? `Declare it before the (from …): (arg ${name} DEFAULT).`
      : `Its args are ${listed(known)}.`;
  return didYouMean(name, known, otherwise);
}

function secretHint(id: string, known: readonly string[]): string {
  const otherwise =
    known.length === 0
      ? `Write (run (secrets (${id} (target FILE))) …) in the step that needs it.`
      : `Its steps use ${listed(known)}.`;
  return didYouMean(id, known, otherwise);
}

const MAX_NAMED = 10;

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const rest = unique.length - MAX_NAMED;
  return unique.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
