import fc from 'fast-check';
import type { Network } from '../../../src/contract/network.ts';
import type { CopySource, Exclude, NestedBuild, Operation, Spec } from '../../../src/contract/spec.ts';
import type { Position } from '../../../src/errors.ts';
import { ObuilderError } from '../../../src/errors.ts';
import { parseEndpoint } from '../../../src/language/hosts/endpoint.ts';
import { parseSpec } from '../../../src/language/parse.ts';

/** What parsing `text` throws; fails the test where it does not throw, or throws anything else. */
export function errorOf(text: string | Uint8Array): ObuilderError {
  try {
    parseSpec({ text, file: 'test.spec' });
  } catch (error) {
    if (error instanceof ObuilderError && error.code === 'spec-invalid') return error;
    throw error;
  }
  throw new Error(`no error: ${text}`);
}

export function parse(text: string | Uint8Array): Spec {
  return parseSpec({ text, file: 'test.spec' });
}

/** The operations of a spec from `base`. */
export function operations(text: string): readonly Operation[] {
  return parse(`((from base) ${text})`).operations;
}

/** The only operation, without its position. */
export function operation(text: string): unknown {
  const [first, ...others] = operations(text);
  if (first === undefined || others.length > 0) throw new Error('not one operation');
  return withoutPositions(first);
}

export function withoutPositions(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part) => (key === 'at' || key === 'lastLine' ? undefined : part)),
  );
}

const at: Position = { file: 'made', line: 1, column: 1 };

const awkward = fc.constantFrom(
  ...[
    'a',
    'Z9',
    ' ',
    '"',
    '\\',
    '\n',
    '\r',
    '\t',
    '#',
    '|',
    '#|',
    '|#',
    ';',
    '(',
    ')',
    '\u0007',
    'é',
    '😀',
    '\u2028',
    '\ufeff',
    "'",
  ],
  ...['\\n', '\\x41', '\\065', '\\\n  ', '$X', '\u0085'],
);
/** Any text that may be in a spec, awkward characters often. */
export const text = fc.oneof(
  fc.array(awkward, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }).map((made) => made.replaceAll('\0', '').toWellFormed()),
);
const word = text.map((made) => `w${made}`);
const path = text
  .map((made) => `p/${made.replaceAll('..', '')}`)
  .filter((made) => !made.split('/').includes('..'));
const target = fc.constantFrom('/a', '/var/cache/x y', '/é', '/a"b');
const options = fc.array(fc.tuple(word, text), { maxLength: 2 });

const exclude: fc.Arbitrary<Exclude> = fc.record({
  kind: fc.constantFrom<Exclude['kind'][]>('name', 'glob', 'path'),
  pattern: path,
});

/** The name of a user or a group. */
const name = word.map((made) => `u${made.replaceAll(/[\s:\p{Cc}]/gu, '')}`);

const simple: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('comment' as const), text, at: fc.constant(at) }),
  fc.record({ kind: fc.constant('workdir' as const), dir: word, at: fc.constant(at) }),
  fc
    .tuple(word, fc.array(text, { maxLength: 3 }))
    .map(([first, rest]) => ({ kind: 'shell' as const, argv: [first, ...rest], at })),
  fc.record({
    kind: fc.constant('user' as const),
    uid: fc.nat(),
    gid: fc.nat(0xffff_fffe),
    at: fc.constant(at),
  }),
  fc
    .tuple(name, fc.option(fc.oneof(name, fc.nat()), { nil: undefined }))
    .map(([user, group]) => ({ kind: 'user' as const, user, ...(group !== undefined && { group }), at })),
  fc.tuple(fc.nat(0xffff_fffe), name).map(([user, group]) => ({ kind: 'user' as const, user, group, at })),
  fc.record({
    kind: fc.constant('env' as const),
    name: word.map((made) => made.replaceAll('=', '')),
    value: text,
    at: fc.constant(at),
  }),
);

function endpoint(text: string) {
  const parsed = parseEndpoint(text);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed;
}

const mounted = (names: readonly string[]) =>
  fc.record({
    from: sourceAmong(names),
    src: path,
    target: fc.constantFrom('/mounted', '/src/x y', '/"'),
    at: fc.constant(at),
  });

function sourceAmong(names: readonly string[]): fc.Arbitrary<CopySource> {
  const sources = names.map((name) => ({ kind: 'build' as const, name, at }));
  return fc.constantFrom({ kind: 'context' as const }, ...sources);
}

const run = (names: readonly string[]): fc.Arbitrary<Operation> =>
  fc.record({
    kind: fc.constant('run' as const),
    mounts: fc.option(fc.tuple(mounted(names)), { nil: undefined }),
    cache: fc.uniqueArray(
      fc.record(
        {
          name: word,
          target,
          buildkitOptions: options,
          sharing: fc.constantFrom('shared', 'private', 'locked'),
          at: fc.constant(at),
        },
        { requiredKeys: ['name', 'target', 'buildkitOptions', 'at'] },
      ),
      { maxLength: 2, selector: ({ name }) => name },
    ),
    network: fc.constantFrom<Network>(
      { kind: 'none' },
      { kind: 'host' },
      { kind: 'audit' },
      { kind: 'allow', endpoints: ['*.mirror.example:443', '[2001:db8::/32]:8000-8010'].map(endpoint) },
    ),
    secrets: fc.array(fc.record({ id: word, target, buildkitOptions: options, at: fc.constant(at) }), {
      maxLength: 2,
    }),
    command: text,
    at: fc.constant(at),
  });

function copy(names: readonly string[]): fc.Arbitrary<Operation> {
  return fc.record({
    kind: fc.constant('copy' as const),
    from: sourceAmong(names),
    src: fc.array(fc.oneof(path, fc.constantFrom({ glob: 'a/**/*.c' }, { glob: 'p?"' })), {
      minLength: 1,
      maxLength: 3,
    }),
    dst: path.map((made) => `/${made}/`),
    exclude: fc.array(exclude, { maxLength: 2 }),
    chmod: fc.constantFrom(undefined, 'keep' as const, 0o4755, 0o44),
    chown: fc.constantFrom(undefined, { uid: 1, gid: 2 }),
    at: fc.constant(at),
  });
}

/** Specs that pass every check, with builds in builds to the depth given. */
export function specs(depth = 2, around: readonly string[] = []): fc.Arbitrary<Spec> {
  const names = depth === 0 ? fc.constant([]) : fc.uniqueArray(word, { maxLength: 2 });
  return names.chain((mine) => {
    const builds: fc.Arbitrary<NestedBuild>[] = mine.map((name, index) =>
      specs(depth - 1, [...around, ...mine.slice(0, index)]).map((spec) => ({ name, spec, at })),
    );
    return fc.record({
      builds: fc.tuple(...builds),
      from: fc.record({ kind: fc.constant('from' as const), image: word, at: fc.constant(at) }),
      operations: fc.array(fc.oneof(simple, run([...around, ...mine]), copy([...around, ...mine])), {
        maxLength: 5,
      }),
      at: fc.constant(at),
    });
  });
}
