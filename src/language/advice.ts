import type { Copy, Env, NamedOwner, Operation, Owner, Run, Spec } from '../contract/spec.ts';
import type { Position } from '../errors.ts';
import { printAtom, quoted } from './print.ts';
import { shorten } from './sexp/datum.ts';
import { expressionHint } from './slips/expression.ts';

/** A correct part of a spec that probably means something else to its author. */
export interface Advice {
  readonly message: string;
  readonly value: string;
  readonly hint: string;
  readonly at: Position;
}

/** Returns the probable slips of a spec and its nested builds, in the order of the text. */
export function adviceOn(spec: Spec): readonly Advice[] {
  const { builds, from, operations } = spec;
  return [
    ...builds.flatMap((build) => adviceOn(build.spec)),
    ...literal(from.image, {
      what: 'the image',
      at: from.at,
      takesArgs: true,
      hint: 'Write the name of the image in full.',
    }),
    ...operations.flatMap(onOperation),
  ];
}

function onOperation(operation: Operation): readonly Advice[] {
  switch (operation.kind) {
    case 'workdir':
      return literal(operation.dir, {
        what: 'the workdir',
        at: operation.at,
        takesArgs: true,
        hint: PATH_HINT,
      });
    case 'user':
      return onOwner(operation, { what: 'the user', at: operation.at });
    case 'env':
      return onEnv(operation);
    case 'run':
      return onRun(operation);
    case 'copy':
      return onCopy(operation);
    default:
      return [];
  }
}

const PATH_HINT = 'Write the whole path.';

function onOwner(owner: Owner | NamedOwner, part: Omit<Part, 'hint'>): readonly Advice[] {
  if ('uid' in owner) return [];
  const names = [owner.user, owner.group].filter((name) => typeof name === 'string');
  return names.flatMap((name) => literal(name, { ...part, hint: 'Write the name itself.' }));
}

function onEnv({ name, value, at }: Env): readonly Advice[] {
  if (!VARIABLE.test(value)) return [];
  const hint =
    name === 'PATH'
      ? 'Write all directories, for example "/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", or set PATH in the command.'
      : 'Write the whole value, or set the variable in the command.';
  return literal(value, { what: `the value of ${shorten(name)}`, at, takesArgs: true, hint });
}

function onRun({ mounts = [], cache, secrets }: Run): readonly Advice[] {
  const targets = [
    ...mounts.flatMap((mount) => onTarget(mount, 'a mount')),
    ...cache.flatMap((slot) => onTarget(slot, 'a cache')),
    ...secrets.flatMap((secret) => onTarget(secret, 'a secret')),
  ];
  const sources = mounts.flatMap(({ src, at }) =>
    literal(src, { what: 'the source of a mount', at, takesArgs: true, hint: PATH_HINT }),
  );
  return [...targets, ...sources];
}

const onTarget = ({ target, at }: { readonly target: string; readonly at: Position }, owner: string) =>
  literal(target, { what: `the target of ${owner}`, at, hint: `${PATH_HINT} The home of root is /root.` });

function onCopy({ src, dst, exclude, chown, at }: Copy): readonly Advice[] {
  const named = src.filter((source) => typeof source === 'string');
  const globs = src.flatMap((source) => (typeof source === 'string' ? [] : [source.glob]));
  const paths = [...named, ...globs, dst].flatMap((path) =>
    literal(path, { what: 'a path of a copy', at, takesArgs: true, hint: PATH_HINT }),
  );
  return [
    ...paths,
    ...(chown === undefined ? [] : onOwner(chown, { what: 'the owner of a copy', at })),
    ...named.flatMap((source) => onWildcard(source, at)),
    ...exclude.flatMap((one) => (one.kind === 'name' ? onExcludedName(one.pattern, at) : [])),
  ];
}

/** In OBuilder a source has no wildcards. A file of this name is rare. */
function onWildcard(source: string, at: Position): readonly Advice[] {
  if (!/[*?]/.test(source)) return [];
  const message = `src takes ${shorten(source)} as an exact path, without wildcards`;
  return [{ message, value: source, hint: `Write (src (glob ${quoted(source)})).`, at }];
}

/** In OBuilder an excluded name has no wildcards, so the atom `*.o` excludes only a file with that very name. */
function onExcludedName(name: string, at: Position): readonly Advice[] {
  if (name.includes('/')) {
    const message = `exclude takes a base name, and ${shorten(name)} has a slash`;
    return [{ message, value: name, hint: withoutSlashes(name), at }];
  }
  if (!WILDCARD.test(name)) return [];
  const message = `exclude takes ${shorten(name)} as an exact name, without wildcards`;
  return [{ message, value: name, hint: `Write (glob ${quoted(`**/${name}`)}).`, at }];
}

const WILDCARD = /[*?[]/;

/** As in an ignore file, a slash at the end alone leaves a name for any depth. */
function withoutSlashes(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return 'Remove it, or write (path PATH) below the root of the source.';
  const path = parts.join('/');
  if (path === '') return 'Remove it.';
  const isAtAnyDepth = parts.length === 1 && name.startsWith(path);
  if (WILDCARD.test(path)) return `Write (glob ${quoted(`${isAtAnyDepth ? '**/' : ''}${path}`)}).`;
  return isAtAnyDepth ? `Write ${printAtom(path)}.` : `Write (path ${printAtom(path)}).`;
}

interface Part {
  readonly what: string;
  readonly hint: string;
  readonly at: Position;
  /** Whether `${NAME}` of an arg counts here. */
  readonly takesArgs?: boolean | undefined;
}

/** `$NAME`, `${NAME}` and GitHub's `${{ NAME }}`. */
const VARIABLE = /\$(?:\{+\s*)?[A-Za-z_]/;
const HOME = /^\/?~(?:\/|$)/;

function literal(text: string, { what, hint, at, takesArgs }: Part): readonly Advice[] {
  if (text.includes('${{')) return [expression(text, { what, at, takesArgs })];
  if (HOME.test(text))
    return [{ message: `${what} is not expanded: ~ is an ordinary character`, value: text, hint, at }];
  if (!VARIABLE.test(text)) return [];
  return [{ message: `${what} is not expanded: ${shorten(text)} keeps its $`, value: text, hint, at }];
}

/** GitHub replaces expressions in workflows only. */
function expression(text: string, { what, at, takesArgs = false }: Omit<Part, 'hint'>): Advice {
  const message = `${what} has an expression of a workflow, which nobody replaces in a file`;
  return { message, value: text, hint: expressionHint(text, takesArgs), at };
}
