import type { Env, Operation, Shell, User } from '../contract/spec.ts';
import { toCopy } from './copy.ts';
import { didYouMean, invalid } from './fail.ts';
import { asAtom, asForm, type Form, incomplete, only, textOf, wordOf, wrong } from './forms.ts';
import { toOwner } from './owner.ts';
import { printAtom, quoted } from './print.ts';
import { toRun } from './run.ts';
import { type Datum, shorten } from './sexp/datum.ts';
import { envHint } from './slips/env.ts';
import { foreignHint } from './slips/operations.ts';

const PARSERS: { readonly [Kind in Operation['kind']]: (form: Form) => Operation & { kind: Kind } } = {
  comment: (form) => ({
    kind: 'comment',
    text: asAtom(only(form, '(comment "TEXT")'), 'a comment').text,
    at: form.at,
  }),
  workdir: (form) => ({
    kind: 'workdir',
    dir: wordOf(only(form, '(workdir DIR)'), 'the workdir'),
    at: form.at,
  }),
  shell: toShell,
  user: toUser,
  env: toEnv,
  run: toRun,
  copy: toCopy,
};

export const OPERATIONS = Object.keys(PARSERS);

/** @throws ObuilderError `spec-invalid` */
export function toOperation(datum: Datum): Operation {
  const form = asForm(datum, `an operation (${OPERATIONS.join(', ')})`);
  const name = form.name.charAt(0).toLowerCase() + form.name.slice(1);
  if (!isOperation(name)) {
    const hint =
      foreignHint(form.name, form.args) ??
      didYouMean(form.name, OPERATIONS, `The operations: ${OPERATIONS.join(', ')}.`);
    return invalid(`there is no operation ${shorten(form.name)}`, { at: form.at, value: form.name, hint });
  }
  const args = name === form.name ? form.args : unwrapped(name, form.args);
  return PARSERS[name]({ ...form, name, args });
}

function isOperation(name: string): name is Operation['kind'] {
  return Object.hasOwn(PARSERS, name);
}

/** With a capital, OBuilder reads these operations with an additional pair of parentheses around the arguments. */
function unwrapped(name: Operation['kind'], args: readonly Datum[]): readonly Datum[] {
  const [first, second] = args;
  if (second !== undefined || first?.kind !== 'list') return args;
  const isRecord = (name === 'run' || name === 'copy' || name === 'user') && first.items[0]?.kind === 'list';
  return isRecord || name === 'env' ? first.items : args;
}

function toShell(form: Form): Shell {
  const argv = form.args.map((arg, index) =>
    index === 0 ? wordOf(arg, 'the program of the shell') : textOf(arg, 'a word of the shell'),
  );
  return { kind: 'shell', argv, at: form.at };
}

function toEnv(form: Form): Env {
  const usage = '(env NAME "VALUE")';
  const [name, value, extra] = form.args;
  if (name === undefined) return incomplete(form, usage);
  if (name.kind === 'list')
    return wrong(
      name,
      'env takes a name and a value, without a list',
      envHint(form.args) ?? `Write ${usage}.`,
    );
  const key = wordOf(name, 'the name of a variable');
  if (key.includes('=')) {
    const [before = '', after = ''] = key.split(/=(.*)/s);
    wrong(
      name,
      'the name of a variable cannot have = in it',
      envHint(form.args) ?? `Write (env ${printAtom(before || 'NAME')} ${quoted(after)}).`,
    );
  }
  if (value === undefined) return incomplete(form, usage);
  if (extra !== undefined)
    return wrong(
      extra,
      'env takes a name and one value; this is another argument',
      envHint(form.args) ?? `Write ${usage}.`,
    );
  return { kind: 'env', name: key, value: textOf(value, 'the value of a variable'), at: form.at };
}

function toUser(form: Form): User {
  const usage = '(user (uid N) (gid N)) or (user (name NAME))';
  const [first] = form.args;
  if (first === undefined) return incomplete(form, usage);
  return { kind: 'user', ...toOwner(form, usage), at: form.at };
}
