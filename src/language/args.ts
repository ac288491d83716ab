import type { Arg, Env, From, Operation, Run, Spec } from '../contract/spec.ts';
import { ObuilderError, type Position } from '../errors.ts';
import { refuseParent, sourceGlob } from './paths.ts';

/** The kernel's limit for a variable of a program. Args that repeat each other would grow without end. */
const MAX_TEXT = 128 * 1024;

type Values = ReadonlyMap<string, string>;

export interface ArgValues {
  /** Values from outside, by name. */
  readonly given: Values;
  /** Returns the value of an arg without default and given value. By default such an arg is an error. */
  readonly missing?: (arg: Arg) => string;
}

/**
 * Returns the spec with every `${NAME}` of a declared arg replaced: in images, workdirs, paths of copies, sources of mounts and values of variables. The
 * commands of the declaring build get each arg as a variable. An arg is visible in nested builds too, but a nested build's commands
 * get the variable only if that build declares the arg again.
 *
 * @throws ObuilderError `input-invalid` for an arg without a value, `spec-invalid` for a path or pattern that a value makes wrong, with
 * the position
 */
export function applyArgs(spec: Spec, values: ArgValues, outer: Values = new Map()): Spec {
  const known = new Map(outer);
  for (const arg of spec.args ?? []) known.set(arg.name, valueFor(arg, values, known));
  const replace: Replace = (text, at) => expand(text, known, at);
  const variables = (spec.args ?? []).map(({ name, at }): Env => {
    return { kind: 'env', name, value: known.get(name) ?? '', isArg: true, at };
  });
  return {
    ...spec,
    builds: spec.builds.map((build) => ({ ...build, spec: applyArgs(build.spec, values, known) })),
    from: inFrom(spec.from, replace),
    operations: [...variables, ...spec.operations.map((operation) => inOperation(operation, replace))],
  };
}

/** Returns the args that the builds of the spec declare. */
export const argsOf = ({ args = [], builds }: Spec): readonly Arg[] => [
  ...args,
  ...builds.flatMap(({ spec }) => argsOf(spec)),
];

function valueFor(arg: Arg, { given, missing = noValue }: ArgValues, known: Values): string {
  const own = arg.default === undefined ? known.get(arg.name) : expand(arg.default, known, arg.at);
  return given.get(arg.name) ?? own ?? missing(arg);
}

function noValue({ name, at }: Arg): never {
  throw new ObuilderError('input-invalid', `the arg ${name} has no value`, {
    value: name,
    at,
    hint: `Give a value with the input build-args (--build-arg ${name}=VALUE), or a default: (arg ${name} DEFAULT).`,
  });
}

function expand(text: string, known: Values, at: Position): string {
  let length = text.length;
  return text.replaceAll(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => {
    const value = known.get(name) ?? whole;
    length += value.length - whole.length;
    if (length <= MAX_TEXT) return value;
    throw new ObuilderError('input-invalid', `args make a text longer than ${MAX_TEXT} characters`, {
      value: name,
      at,
      hint: `Shorten the value of ${name}, or write \${${name}} less often.`,
    });
  });
}

type Replace = (text: string, at: Position) => string;

const inFrom = (from: From, replace: Replace): From => ({ ...from, image: replace(from.image, from.at) });

const inMounts = ({ mounts = [] }: Run, replace: Replace): Run['mounts'] =>
  mounts.map((mount) => {
    const { src, at } = mount;
    return { ...mount, src: refuseParent(replace(src, at), 'a source', at) };
  });

function inOperation(operation: Operation, replace: Replace): Operation {
  const { at } = operation;
  switch (operation.kind) {
    case 'workdir':
      return { ...operation, dir: replace(operation.dir, at) };
    case 'env':
      return { ...operation, value: replace(operation.value, at) };
    case 'copy':
      return {
        ...operation,
        src: operation.src.map((src) =>
          typeof src === 'string'
            ? refuseParent(replace(src, at), 'a source', at)
            : { glob: sourceGlob(replace(src.glob, at), at) },
        ),
        dst: refuseParent(replace(operation.dst, at), 'dst', at),
      };
    case 'run':
      return operation.mounts === undefined
        ? operation
        : { ...operation, mounts: inMounts(operation, replace) };
    default:
      return operation;
  }
}
