import type { Copy, Env, NamedOwner, Operation, Owner, Run, Spec } from '../contract/spec.ts';
import type { Position } from '../errors.ts';
import { onBase } from './advice/base.ts';
import { type Advice, literal, type Part, VARIABLE } from './advice/literal.ts';
import { onExcludedName, onWildcard } from './advice/names.ts';
import { onNested } from './advice/nested.ts';
import { onShell } from './advice/shell.ts';
import type { Scope } from './scope.ts';
import { shorten } from './sexp/datum.ts';

/** Returns the probable slips of a spec and its nested builds, in the order of the text. */
export function adviceOn(spec: Spec): readonly Advice[] {
  return adviceIn(spec, undefined);
}

function adviceIn({ builds, from, operations }: Spec, around: Scope | undefined): readonly Advice[] {
  const scope: Scope = { builds: new Map(), around };
  const inside = builds.map((build) => {
    const advice = adviceIn(build.spec, scope);
    scope.builds.set(build.name, build);
    return advice;
  });
  return [
    ...inside.flat(),
    ...onBase(from, scope),
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
    case 'shell':
      return onShell(operation);
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

function onCopy(copy: Copy): readonly Advice[] {
  const { src, dst, exclude, chown, at } = copy;
  const named = src.filter((source) => typeof source === 'string');
  const globs = src.flatMap((source) => (typeof source === 'string' ? [] : [source.glob]));
  const paths = [...named, ...globs, dst].flatMap((path) =>
    literal(path, { what: 'a path of a copy', at, takesArgs: true, hint: PATH_HINT }),
  );
  return [
    ...paths,
    ...(chown === undefined ? [] : onOwner(chown, { what: 'the owner of a copy', at })),
    ...named.flatMap((source) => onWildcard(source, at)),
    ...onNested(copy),
    ...exclude.flatMap((one) => (one.kind === 'name' ? onExcludedName(one.pattern, at) : [])),
  ];
}
