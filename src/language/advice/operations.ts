import type { Copy, Env, NamedOwner, Operation, Owner, Run } from '../../contract/spec.ts';
import type { Position } from '../../errors.ts';
import { shorten } from '../sexp/datum.ts';
import { type Advice, literal, type Part, VARIABLE } from './literal.ts';
import { onNested } from './nested.ts';
import { onNetwork } from './network.ts';
import { onOuterArg } from './outer-arg.ts';
import { onShell } from './shell.ts';
import { declaration, type Names, namesWithout } from './variable.ts';
import { onExcludedName, onWildcard } from './wildcards.ts';

/** Returns the probable slips of an operation. */
export function onOperation(operation: Operation, names: Names): readonly Advice[] {
  switch (operation.kind) {
    case 'workdir':
      return literal(operation.dir, {
        what: 'the workdir',
        at: operation.at,
        names,
        hint: PATH_HINT,
      });
    case 'shell':
      return onShell(operation);
    case 'user':
      return onOwner(operation, { what: 'the user', at: operation.at });
    case 'env':
      return onEnv(operation, names);
    case 'run':
      return onRun(operation, names);
    case 'copy':
      return onCopy(operation, names);
    default:
      return [];
  }
}

const PATH_HINT = 'Write the whole path.';

function onOwner(owner: Owner | NamedOwner, part: Omit<Part, 'hint'>): readonly Advice[] {
  if ('uid' in owner) return [];
  const texts = [owner.user, owner.group].filter((name) => typeof name === 'string');
  return texts.flatMap((name) => literal(name, { ...part, hint: 'Write the name itself.' }));
}

function onEnv({ name, value, at }: Env, names: Names): readonly Advice[] {
  if (!VARIABLE.test(value)) return [];
  const part = { what: `the value of ${shorten(name)}`, at };
  if (name === 'PATH') return literal(value, { ...part, names, hint: PATHS });
  const isItself = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value)?.slice(1).includes(name) === true;
  const known = isItself ? namesWithout(names, name) : names;
  return literal(value, { ...part, names: known, hint: VALUE, outside: fromOutside });
}

const PATHS =
  'Write all directories, for example "/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", or set PATH in the command.';
const VALUE = 'Write the whole value, or set the variable in the command.';

/** A secret comes first, because nobody should write its value into a spec. */
const fromOutside = (name: string): string =>
  `For a secret, write (secrets (${name})) in the run that reads the value. For another value from outside, ${declaration(name)}. Otherwise write the whole value, or set the variable in the command.`;

function onRun(run: Run, names: Names): readonly Advice[] {
  const { mounts = [], cache, secrets, network } = run;
  const targets = [
    ...mounts.flatMap((mount) => onTarget(mount, 'a mount')),
    ...cache.flatMap((slot) => onTarget(slot, 'a cache')),
    ...secrets.flatMap((secret) => onTarget(secret, 'a secret')),
  ];
  const sources = mounts.flatMap(({ src, at }) =>
    literal(src, { what: 'the source of a mount', at, names, hint: PATH_HINT }),
  );
  return [...targets, ...sources, ...onOuterArg(run, names), ...onNetwork(network, run.at)];
}

const onTarget = ({ target, at }: { readonly target: string; readonly at: Position }, owner: string) =>
  literal(target, { what: `the target of ${owner}`, at, hint: `${PATH_HINT} The home of root is /root.` });

function onCopy(copy: Copy, names: Names): readonly Advice[] {
  const { src, dst, exclude, chown, at } = copy;
  const named = src.filter((source) => typeof source === 'string');
  const globs = src.flatMap((source) => (typeof source === 'string' ? [] : [source.glob]));
  const paths = [...named, ...globs, dst].flatMap((path) =>
    literal(path, { what: 'a path of a copy', at, names, hint: PATH_HINT }),
  );
  return [
    ...paths,
    ...(chown === undefined ? [] : onOwner(chown, { what: 'the owner of a copy', at })),
    ...named.flatMap((source) => onWildcard(source, at)),
    ...onNested(copy),
    ...exclude.flatMap((one) => (one.kind === 'name' ? onExcludedName(one.pattern, at) : [])),
  ];
}
