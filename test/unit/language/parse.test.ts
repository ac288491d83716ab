import { describe, expect, it } from 'vitest';
import { operation, operations, parse, withoutPositions } from './specs.ts';

const run = { kind: 'run', cache: [], network: { kind: 'none' }, secrets: [] };
const copy = { kind: 'copy', from: { kind: 'context' }, exclude: [] };

describe('operations', () => {
  it.each([
    ['(comment "two\nlines")', { kind: 'comment', text: 'two\nlines' }],
    ['(comment "")', { kind: 'comment', text: '' }],
    ['(comment "\\000")', { kind: 'comment', text: '\0' }],
    ['(workdir a/../b)', { kind: 'workdir', dir: 'a/../b' }],
    ['(shell)', { kind: 'shell', argv: [] }],
    ['(shell /bin/sh -c)', { kind: 'shell', argv: ['/bin/sh', '-c'] }],
    ['(shell env "")', { kind: 'shell', argv: ['env', ''] }],
    ['(env A b)', { kind: 'env', name: 'A', value: 'b' }],
    ['(env A "")', { kind: 'env', name: 'A', value: '' }],
    ['(env "SP ACE" "a\nb=c")', { kind: 'env', name: 'SP ACE', value: 'a\nb=c' }],
    ['(run (shell "make"))', { ...run, command: 'make' }],
    ['(run (shell ""))', { ...run, command: '' }],
    ['(copy (src a) (dst b))', { ...copy, src: ['a'], dst: 'b' }],
    ['(copy (src a b) (dst b/))', { ...copy, src: ['a', 'b'], dst: 'b/' }],
    ['(copy (src) (dst b/))', { ...copy, src: [], dst: 'b/' }],
    ['(copy (src ...) (dst ..a))', { ...copy, src: ['...'], dst: '..a' }],
    ['(copy (from context) (src /) (dst .))', { ...copy, src: ['/'], dst: '.' }],
  ])('%s', (text, expected) => expect(operation(text)).toEqual(expected));

  it.each([
    ['(Workdir /a)', { kind: 'workdir', dir: '/a' }],
    ['(Run (shell x))', { ...run, command: 'x' }],
    ['(Run ((shell x)))', { ...run, command: 'x' }],
    ['(Copy ((src a) (dst b)))', { ...copy, src: ['a'], dst: 'b' }],
    ['(User ((uid 1) (gid 2)))', { kind: 'user', uid: 1, gid: 2 }],
    ['(Env (A b))', { kind: 'env', name: 'A', value: 'b' }],
    ['(Env A b)', { kind: 'env', name: 'A', value: 'b' }],
    ['(Shell a b)', { kind: 'shell', argv: ['a', 'b'] }],
    ['(Comment x)', { kind: 'comment', text: 'x' }],
  ])('accepts a capital: %s', (text, expected) => expect(operation(text)).toEqual(expected));
});

describe('a user by name', () => {
  it.each([
    ['(name app)', { user: 'app' }],
    ['(name app) (group staff)', { user: 'app', group: 'staff' }],
    ['(group staff) (name app)', { user: 'app', group: 'staff' }],
    ['(name app) (gid 0)', { user: 'app', group: 0 }],
    ['(uid 5) (group staff)', { user: 5, group: 'staff' }],
    ['(name "machine$")', { user: 'machine$' }],
  ])('%s', (fields, owner) => {
    expect(operation(`(user ${fields})`)).toEqual({ kind: 'user', ...owner });
    expect(operation(`(User (${fields}))`)).toEqual({ kind: 'user', ...owner });
    expect(operation(`(copy (src a) (dst b) (chown ${fields}))`)).toMatchObject({ chown: owner });
  });
});

describe('user', () => {
  it.each([
    ['(uid 1) (gid 2)', 1, 2],
    ['(gid 2) (uid 1)', 1, 2],
    ['(uid 0) (gid 0)', 0, 0],
    ['(uid 1_000) (gid 0x3e8)', 1000, 1000],
    ['(uid 0o17) (gid 0b11)', 15, 3],
    ['(uid 0u5) (gid +6)', 5, 6],
    ['(uid 007) (gid 4294967294)', 7, 4_294_967_294],
  ])('%s', (fields, uid, gid) => expect(operation(`(user ${fields})`)).toEqual({ kind: 'user', uid, gid }));
});

describe('run', () => {
  it('accepts fields in any order', () => {
    const text = '(run (shell x) (secrets (s (target /t))) (network host) (cache (c (target /d))))';
    expect(operation(text)).toEqual({
      kind: 'run',
      cache: [{ name: 'c', target: '/d', buildkitOptions: [] }],
      network: { kind: 'host' },
      secrets: [{ id: 's', target: '/t', buildkitOptions: [] }],
      command: 'x',
    });
  });

  it('accepts empty fields', () => {
    expect(operation('(run (cache) (network) (secrets) (shell x))')).toEqual({ ...run, command: 'x' });
  });

  it('accepts the three kinds of sharing', () => {
    const slot = (mode: string) => `(${mode} (sharing ${mode}) (target /${mode}))`;
    const modes = ['shared', 'private', 'locked'];
    expect(operation(`(run (cache ${modes.map(slot).join(' ')}) (shell x))`)).toMatchObject({
      cache: modes.map((mode) => ({ name: mode, target: `/${mode}`, sharing: mode })),
    });
    const twice = '(run (cache (c (target /a)) (c (target /b) (sharing private))) (shell x))';
    expect(operation(twice)).toMatchObject({
      cache: [{ target: '/a' }, { target: '/b', sharing: 'private' }],
    });
  });

  it('accepts buildkit options before or after the target', () => {
    const text = '(run (cache (c (buildkit_options ((sharing locked) (mode ""))) (target /d))) (shell x))';
    expect(operation(text)).toMatchObject({
      cache: [
        {
          name: 'c',
          target: '/d',
          buildkitOptions: [
            ['sharing', 'locked'],
            ['mode', ''],
          ],
        },
      ],
    });
  });

  it('puts a secret without target into /run/secrets', () => {
    expect(operation('(run (secrets (token)) (shell x))')).toMatchObject({
      secrets: [{ id: 'token', target: '/run/secrets/token' }],
    });
  });

  it.each([
    ['rel', '/rel'],
    ['/a//b/./c/', '/a/b/c'],
    ['/a/../../b', '/b'],
    ['../x', '/x'],
  ])('makes the target %s the absolute path %s', (target, expected) => {
    expect(
      operation(`(run (cache (c (target ${target}))) (secrets (s (target ${target}))) (shell x))`),
    ).toMatchObject({
      cache: [{ target: expected }],
      secrets: [{ target: expected }],
    });
  });

  it('accepts a cache at two targets', () => {
    const text = '(run (cache (c (target /a)) (c (target /b))) (shell x))';
    expect(operation(text)).toMatchObject({ cache: [{ target: '/a' }, { target: '/b' }] });
  });
});

describe('copy', () => {
  it('accepts fields in any order', () => {
    const text = '(copy (exclude .git *.o) (dst /d/) (src a b))';
    expect(operation(text)).toMatchObject({
      src: ['a', 'b'],
      dst: '/d/',
      exclude: [
        { kind: 'name', pattern: '.git' },
        { kind: 'name', pattern: '*.o' },
      ],
    });
  });

  it('accepts globs and paths to exclude beside names', () => {
    expect(operation('(copy (src .) (dst /d) (exclude name (glob "**/*.o") (path a/b)))')).toMatchObject({
      exclude: [
        { kind: 'name', pattern: 'name' },
        { kind: 'glob', pattern: '**/*.o' },
        { kind: 'path', pattern: 'a/b' },
      ],
    });
  });
});

describe('specs', () => {
  it('consist of builds, a base image and operations', () => {
    const spec = parse(
      '((build a ((from x))) (build b ((build c ((from y))) (from z))) (from i) (workdir /) (workdir /b))',
    );
    expect(withoutPositions(spec)).toEqual({
      builds: [
        { name: 'a', spec: { builds: [], from: { kind: 'from', image: 'x' }, operations: [] } },
        {
          name: 'b',
          spec: {
            builds: [{ name: 'c', spec: { builds: [], from: { kind: 'from', image: 'y' }, operations: [] } }],
            from: { kind: 'from', image: 'z' },
            operations: [],
          },
        },
      ],
      from: { kind: 'from', image: 'i' },
      operations: [
        { kind: 'workdir', dir: '/' },
        { kind: 'workdir', dir: '/b' },
      ],
    });
  });

  it('keep the position of every part', () => {
    const spec = parse(
      '; first\n((build a\n  ((from x)))\n (from i)\n (copy (from (build a)) (src b) (dst c))\n (run (cache (n (target t))) (shell x)))',
    );
    const at = (line: number, column: number): unknown => ({ file: 'test.spec', line, column });
    expect(spec.at).toEqual(at(2, 1));
    expect(spec.builds[0]?.at).toEqual(at(2, 2));
    expect(spec.builds[0]?.spec.at).toEqual(at(3, 3));
    expect(spec.from.at).toEqual(at(4, 2));
    expect(spec.operations[0]).toMatchObject({ at: at(5, 2), from: { at: at(5, 21) } });
    expect(spec.operations[1]).toMatchObject({ at: at(6, 2), cache: [{ at: at(6, 14) }] });
  });

  it('accept repeated operations of the same kind', () => {
    expect(operations('(env A 1) (env A 2) (user (uid 1) (gid 1)) (user (uid 2) (gid 2))')).toHaveLength(4);
  });
});
