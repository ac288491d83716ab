import type { CacheMount, SecretMount } from '../contract/spec.ts';
import { invalid } from './fail.ts';
import { asForm, type Form, fieldsOf, only, textOf, wordOf, wrong } from './forms.ts';
import { mountTarget } from './paths.ts';
import type { Datum } from './sexp/datum.ts';

const CACHE = '(cache (NAME (target PATH)))';
const SECRET = '(secrets (NAME (target PATH)))';
const OPTIONS = '(buildkit_options ((KEY VALUE)))';
const FIELDS = ['target', 'buildkit_options'];

/** `(NAME (target PATH) (buildkit_options ((K V)*))?)` */
export function toCacheMount(datum: Datum): CacheMount {
  const form = namedForm(datum, { what: 'the name of a cache', usage: CACHE });
  const { required, optional } = fieldsOf(form, FIELDS, CACHE);
  return {
    name: form.name,
    target: toTarget(required('target')),
    buildkitOptions: toOptions(optional('buildkit_options')),
    at: form.at,
  };
}

/** Parses `(NAME (target PATH)? …)`; without a target the file is `/run/secrets/NAME`. */
export function toSecretMount(datum: Datum): SecretMount {
  const form = namedForm(datum, { what: 'the id of a secret', usage: SECRET });
  const { optional } = fieldsOf(form, FIELDS, SECRET);
  const target = optional('target');
  return {
    id: form.name,
    target: target ? toTarget(target) : defaultTarget(form),
    buildkitOptions: toOptions(optional('buildkit_options')),
    at: form.at,
  };
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
