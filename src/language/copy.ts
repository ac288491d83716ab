import type { Copy, CopySource, Exclude, GlobSource } from '../contract/spec.ts';
import { didYouMean, invalid } from './fail.ts';
import { asForm, type Form, fieldsOf, only, placeOf, wordOf, wrong } from './forms.ts';
import { toOwner } from './owner.ts';
import { refuseParent, sourceGlob } from './paths.ts';
import { printAtom } from './print.ts';
import { type Datum, shorten } from './sexp/datum.ts';
import { fieldHint } from './slips/fields.ts';
import { copyFlagsHint } from './slips/flags.ts';
import { imageIn, sourceHint } from './slips/image.ts';

const USAGE = '(copy (src PATH…) (dst PATH))';
const FIELDS = ['from', 'src', 'dst', 'exclude', 'chmod', 'chown'];
const CHMOD = '(chmod 0644) or (chmod keep)';
const CHOWN = '(chown (uid N) (gid N)) or (chown (name NAME))';
const FROM = '(from (build NAME)) or (from context)';

/** `(copy (from (build NAME))? (src SOURCE*) (dst PATH) (exclude NAME*)? (chmod MODE)? (chown OWNER)?)` */
export function toCopy(form: Form): Copy {
  const { required, optional } = fieldsOf(form, { fields: FIELDS, usage: USAGE, hint });
  const src = required('src').args.map(toPaths);
  const target = only(required('dst'), '(dst PATH)');
  const dst = refuseParent(wordOf(target, 'dst'), 'dst', target.at);
  const isOne = src.length === 1 && typeof src[0] === 'string';
  if (!isOne && !dst.endsWith('/')) {
    const what = src.length === 1 ? 'all matches of a glob' : `${src.length} sources`;
    invalid(`a copy of ${what} needs a directory as its destination`, {
      at: target.at,
      value: dst,
      hint: `End the destination with a slash: (dst ${printAtom(`${dst}/`)}).`,
    });
  }
  return {
    kind: 'copy',
    from: toSource(optional('from')),
    src,
    dst,
    exclude: (optional('exclude')?.args ?? []).map(toExclude),
    ...toChmod(optional('chmod')),
    ...toChown(optional('chown')),
    ...placeOf(form.datum),
  };
}

const hint = (form: Form, field?: string) =>
  field === undefined ? copyFlagsHint(form) : fieldHint(form.name, field);

/** An atom is a path without wildcards, as in OBuilder. A list is an extension, which OBuilder rejects. */
function toPaths(datum: Datum): string | GlobSource {
  if (datum.kind === 'atom') return refuseParent(wordOf(datum, 'a source'), 'a source', datum.at);
  const form = asForm(datum, '(glob PATTERN)');
  if (form.name !== 'glob') {
    const hint = didYouMean(form.name, ['glob'], 'Write a path, or (glob PATTERN).');
    return wrong(datum, `src has no kind ${shorten(form.name)}`, hint);
  }
  const pattern = only(form, '(glob PATTERN)', 'Write one list for each pattern.');
  return { glob: sourceGlob(wordOf(pattern, 'the glob of a source'), pattern.at) };
}

/** Parses the field `from`; without the field, the source is the context. */
export function toSource(field: Form | undefined): CopySource {
  if (field === undefined) return { kind: 'context' };
  const datum = only(field, FROM);
  if (datum.kind === 'atom') {
    if (datum.text === 'context') return { kind: 'context' };
    const hint = didYouMean(datum.text, ['context'], sourceHint(datum.text));
    return wrong(datum, 'there is no such source', hint);
  }
  const source = asForm(datum, FROM);
  if (source.name !== 'build') {
    const image = imageIn(source.datum.items);
    const hint = image === undefined ? undefined : sourceHint(image);
    return wrong(
      datum,
      'there is no such source',
      hint ?? didYouMean(source.name, ['build'], `Write ${FROM}.`),
    );
  }
  const name = only(source, '(from (build NAME))');
  return { kind: 'build', name: wordOf(name, 'the name of a build'), at: name.at };
}

/**
 * A bare word is OBuilder's exact base name. The extensions of obuilder-action are lists, which OBuilder rejects as
 * base names.
 */
function toExclude(datum: Datum): Exclude {
  if (datum.kind === 'atom') return { kind: 'name', pattern: wordOf(datum, 'a name to exclude') };
  const form = asForm(datum, '(glob PATTERN) or (path PATH)');
  if (form.name !== 'glob' && form.name !== 'path') {
    const hint = didYouMean(form.name, ['glob', 'path'], 'Write a base name, (glob PATTERN) or (path PATH).');
    return wrong(datum, `exclude has no kind ${shorten(form.name)}`, hint);
  }
  const pattern = only(form, `(${form.name} PATTERN)`, 'Write one list for each pattern.');
  return {
    kind: form.name,
    pattern: refuseParent(wordOf(pattern, `the ${form.name} to exclude`), 'an exclude', pattern.at),
  };
}

/** A mode in octal digits: permissions, and set-uid, set-gid and sticky bit as the first of four digits. */
function toChmod(field: Form | undefined): Pick<Copy, 'chmod'> {
  if (field === undefined) return {};
  const datum = only(field, CHMOD);
  const text = wordOf(datum, 'the mode');
  if (text === 'keep') return { chmod: 'keep' };
  if (!/^0?[0-7]{3,4}$/.test(text))
    wrong(datum, 'the mode is neither three or four octal digits nor keep', `Write ${CHMOD}.`);
  return { chmod: Number.parseInt(text, 8) };
}

function toChown(field: Form | undefined): Pick<Copy, 'chown'> {
  if (field === undefined) return {};
  return { chown: toOwner(field, CHOWN) };
}
