import type { Arg, From, NestedBuild, Spec } from '../contract/spec.ts';
import { didYouMean, invalid } from './fail.ts';
import { asForm, type Form, incomplete, only, placeOf, textOf, wordOf, wrong } from './forms.ts';
import { OPERATIONS, toOperation } from './operations.ts';
import { resolveBuilds } from './scope.ts';
import type { Atom, Datum, List } from './sexp/datum.ts';
import { readDatum } from './sexp/reader.ts';
import { decodeText } from './sexp/text.ts';
import { refuseDockerfile } from './slips/dockerfile.ts';
import { argHint } from './slips/env.ts';
import { orExpression } from './slips/expression.ts';
import { orForeign } from './slips/foreign.ts';
import { orOpenString } from './slips/open-string.ts';
import { refuseOtherFormat } from './slips/other-format.ts';
import { refuseStage } from './slips/stage.ts';
import { orYaml } from './slips/yaml.ts';
import { orUnclosed } from './unclosed.ts';

/** The input of the parser. `file` is the file name in positions. */
export interface SpecText {
  readonly text: string | Uint8Array;
  readonly file: string;
}

const BUILD = '(build NAME ((from IMAGE) …))';

/**
 * Reads, parses and checks a spec; the returned spec can be planned without the text.
 *
 * @throws ObuilderError `spec-invalid`, with position, offending value and hint; no other error, whatever the text
 */
export function parseSpec(source: SpecText): Spec {
  const { file } = source;
  const text = decodeText(source.text, file);
  refuseDockerfile(text, file);
  refuseOtherFormat(text, file);
  try {
    const spec = closed(readDatum(text, file));
    resolveBuilds(spec);
    return spec;
  } catch (error) {
    const likely = orOpenString(error, text, file) ?? orExpression(orForeign(error, text, file), text, file);
    throw orYaml(likely, text, file);
  }
}

/** Parses a spec. An operation inside another operation is the fault of a missing `)`, whatever the inner fault says. */
function closed(datum: Datum): Spec {
  try {
    return toSpec(datum);
  } catch (error) {
    throw orUnclosed(error, datum);
  }
}

function toSpec(datum: Datum): Spec {
  if (datum.kind === 'atom') return wrong(datum, 'a spec is a list', 'Write ((from IMAGE) …).');
  const [head] = datum.items;
  if (head?.kind === 'atom') refuseBareSpec(datum, head);
  const args: Arg[] = [];
  const builds: NestedBuild[] = [];
  for (const [index, item] of datum.items.entries()) {
    const form = asForm(item, '(build …) or (from IMAGE)');
    if (form.name === 'build') builds.push(toBuild(form));
    else if (form.name === 'arg') args.push(toArg(form, args));
    else if (form.name === 'from') {
      const operations = datum.items.slice(index + 1).map((rest) => toOperation(refuseLate(rest)));
      const first = args.length === 0 ? {} : { args };
      return { ...first, builds, from: toFrom(form), operations, ...placeOf(datum) };
    } else refuseEarly(form);
  }
  return invalid('this spec has no base image', {
    at: datum.at,
    hint: 'Add (from IMAGE) after the nested builds.',
  });
}

function toBuild(form: Form): NestedBuild {
  const [name, spec, extra] = form.args;
  if (name === undefined || spec === undefined) {
    if (name?.kind === 'list') wrong(name, 'a build has a name before its spec', `Write ${BUILD}.`);
    return incomplete(form, BUILD);
  }
  if (extra !== undefined) {
    return wrong(extra, 'build takes a name and one spec; this is another argument', `Write ${BUILD}.`);
  }
  return { name: wordOf(name, 'the name of a build'), spec: toSpec(spec), at: form.at };
}

function toArg(form: Form, earlier: readonly Arg[]): Arg {
  const usage = '(arg NAME DEFAULT)';
  const [first, value, extra] = form.args;
  if (first === undefined) return incomplete(form, usage);
  const name = wordOf(first, 'the name of an arg');
  if (!/^[A-Za-z_]\w*$/.test(name))
    wrong(
      first,
      'the name of an arg has letters, digits and _ only',
      argHint(form.args) ?? `Write ${usage}.`,
    );
  if (earlier.some((one) => one.name === name))
    wrong(first, `the arg ${name} is declared twice`, 'Remove either of them.');
  if (extra !== undefined)
    return wrong(extra, 'arg takes a name and one default; this is another argument', `Write ${usage}.`);
  const given = value === undefined ? {} : { default: textOf(value, 'the default of an arg') };
  return { name, ...given, at: form.at };
}

function toFrom(form: Form): From {
  refuseStage(form);
  return {
    kind: 'from',
    image: wordOf(only(form, '(from IMAGE)'), 'the base image'),
    ...placeOf(form.datum),
  };
}

/** The commonest slip: the pair of parentheses around the whole spec is missing. */
function refuseBareSpec(datum: List, head: Atom): never {
  const known = ['from', 'build', 'arg', ...OPERATIONS].includes(head.text);
  return wrong(
    known ? datum : head,
    known ? 'a spec is a list of lists; this is a single list' : 'a list is expected here',
    'Put parentheses around the whole spec: ((from IMAGE) (run …)).',
  );
}

function refuseEarly(form: Form): never {
  const isOperation = OPERATIONS.includes(form.name.toLowerCase());
  return invalid(
    isOperation ? `${form.name} comes before the base image` : `(build …) or (from IMAGE) is expected here`,
    {
      at: form.at,
      value: form.name,
      hint: isOperation
        ? 'Put (from IMAGE) before the first operation.'
        : /^(?:image|base)$/i.test(form.name)
          ? 'Did you mean from?'
          : didYouMean(
              form.name,
              ['build', 'from', 'arg'],
              'Builds come first, then (from IMAGE), then the operations.',
            ),
    },
  );
}

function refuseLate(datum: Datum): Datum {
  const head = datum.kind === 'list' ? datum.items[0] : undefined;
  const name = head?.kind === 'atom' ? head.text : '';
  if (name === 'arg') wrong(datum, 'an arg comes after the base image', 'Move it before (from IMAGE).');
  if (name === 'build')
    wrong(datum, 'a nested build comes after the base image', 'Move it before (from IMAGE).');
  if (name === 'from')
    wrong(datum, 'a spec has one base image; this is the second', 'Keep one (from IMAGE).');
  return datum;
}
