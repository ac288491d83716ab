import type { CacheMount, SecretMount, Sharing } from '../contract/spec.ts';
import { didYouMean, invalid } from './fail.ts';
import { asForm, type Form, fieldsOf, only, textOf, wordOf, wrong } from './forms.ts';
import { mountTarget } from './paths.ts';
import { type Datum, headOf, shorten } from './sexp/datum.ts';
import { besideSlot } from './slips/beside.ts';
import { cacheHint, cacheOffer, secretHint, secretOffer } from './slips/mounts.ts';
import { areWords, isName, type Words, wordsIn } from './slips/words.ts';

const CACHE = '(cache (NAME (target PATH)))';
const SECRET = '(secrets (NAME (target PATH)))';
const CACHE_NAME = 'the name of a cache';
const SECRET_ID = 'the id of a secret';
const OPTIONS = '(buildkit_options ((KEY VALUE)))';
const FIELDS = ['target', 'buildkit_options'];

/** `(cache SLOT*)` */
export function toCacheMounts(field: Form | undefined): readonly CacheMount[] {
  refuseWords(field, { what: CACHE_NAME, offer: cacheOffer });
  refuseBeside(field, 'slot');
  return refuseTwice((field?.args ?? []).map(toCacheMount));
}

/** `(NAME (target PATH) (sharing MODE)? (buildkit_options ((K V)*))?)` */
function toCacheMount(datum: Datum): CacheMount {
  const form = namedForm(datum, { what: CACHE_NAME, usage: CACHE });
  const known = { fields: [...FIELDS, 'sharing'], usage: CACHE, hint: cacheHint };
  const { required, optional } = fieldsOf(form, known);
  return {
    name: form.name,
    target: toTarget(required('target')),
    buildkitOptions: toOptions(optional('buildkit_options')),
    ...toSharing(optional('sharing')),
    at: form.at,
  };
}

const SHARING = ['shared', 'private', 'locked'] as const satisfies readonly Sharing[];

function toSharing(field: Form | undefined): Pick<CacheMount, 'sharing'> {
  if (field === undefined) return {};
  const datum = only(field, '(sharing shared|private|locked)');
  const word = wordOf(datum, 'the sharing of a cache');
  const sharing = SHARING.find((one) => one === word);
  if (sharing !== undefined) return { sharing };
  return wrong(
    datum,
    'there is no such sharing',
    didYouMean(word, SHARING, 'Write shared, private or locked.'),
  );
}

/** A step cannot wait for itself, and its two mounts of one directory would see each other's changes late. */
function refuseTwice(cache: readonly CacheMount[]): readonly CacheMount[] {
  for (const [index, { name, sharing, at }] of cache.entries()) {
    const other = cache.slice(0, index).find((earlier) => earlier.name === name);
    if (other === undefined) continue;
    if ([sharing, other.sharing].every((one) => one === undefined || one === 'private')) continue;
    invalid(`the cache ${shorten(name)} is in this step twice, and not private`, {
      at,
      value: name,
      hint: 'Mount it once, or write (sharing private) for both.',
    });
  }
  return cache;
}

/** `(secrets SECRET*)` */
export function toSecretMounts(field: Form | undefined): readonly SecretMount[] {
  refuseWords(field, { what: SECRET_ID, offer: secretOffer });
  refuseBeside(field, 'secret');
  return (field?.args ?? []).map(toSecretMount);
}

/** Parses `(NAME (target PATH)? …)`; without a target the file is `/run/secrets/NAME`. */
function toSecretMount(datum: Datum): SecretMount {
  const form = namedForm(datum, { what: SECRET_ID, usage: SECRET });
  const { optional } = fieldsOf(form, { fields: FIELDS, usage: SECRET, hint: secretHint });
  const target = optional('target');
  return {
    id: form.name,
    target: target ? toTarget(target) : defaultTarget(form),
    buildkitOptions: toOptions(optional('buildkit_options')),
    at: form.at,
  };
}

/** Refuses the words of a mount without the parentheses around its name: `(cache (id npm) (target /x))`. */
function refuseWords(
  field: Form | undefined,
  { what, offer }: { readonly what: string; readonly offer: (words: Words) => string },
): void {
  if (field === undefined || !areWords(field.args)) return;
  const first = field.args.find((arg) => !isName(arg));
  if (first !== undefined) wrong(first, `${what} goes into its own parentheses`, offer(wordsIn(field.args)));
}

/** Refuses a field in the place of a slot, which would be a slot with the name of the field. */
function refuseBeside(field: Form | undefined, owner: string): void {
  const beside = field && besideSlot(field.datum);
  if (beside === undefined) return;
  const name = headOf(beside.field);
  wrong(beside.field, `${name} belongs inside the parentheses of the ${owner}`, `Write ${beside.offer}.`);
}

function namedForm(datum: Datum, expected: { readonly what: string; readonly usage: string }): Form {
  const { what, usage } = expected;
  if (datum.kind === 'atom') return wrong(datum, `${what} goes into its own parentheses`, `Write ${usage}.`);
  const [head] = datum.items;
  if (head === undefined) return wrong(datum, `${what} is missing`, `Write ${usage}.`);
  if (head.kind === 'list') return wrong(head, `${what} comes first; this is a list`, `Write ${usage}.`);
  wordOf(head, what);
  return asForm(datum, usage);
}

export function toTarget(field: Form): string {
  const datum = only(field, '(target PATH)');
  return mountTarget(wordOf(datum, 'the target of a mount'), datum.at);
}

function defaultTarget(form: Form): string {
  if (form.name.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    invalid('this id gives no file name', {
      at: form.at,
      value: form.name,
      hint: 'Give the path of the secret: (target PATH).',
    });
  }
  return `/run/secrets/${form.name}`;
}

function toOptions(field: Form | undefined): readonly (readonly [string, string])[] {
  if (field === undefined) return [];
  const datum = only(field, OPTIONS, `Write ${OPTIONS}, all pairs in one list.`);
  if (datum.kind === 'atom')
    return wrong(datum, 'buildkit_options takes a list of pairs', `Write ${OPTIONS}.`);
  return datum.items.map(toOption);
}

function toOption(datum: Datum): readonly [string, string] {
  const [key, value, extra] = datum.kind === 'list' ? datum.items : [];
  if (key === undefined || value === undefined || extra !== undefined) {
    return wrong(datum, 'an option is a key and a value in parentheses', `Write ${OPTIONS}.`);
  }
  return [wordOf(key, 'the key of an option'), textOf(value, 'the value of an option')];
}
