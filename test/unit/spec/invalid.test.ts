import { expect, it } from 'vitest';
import { errorOf } from './specs.ts';

/** text, column of the fault (line 1), the value, what the message says, what the hint says */
type Case = readonly [string, number, string | undefined, RegExp, RegExp];

const operation = (text: string): string => `((from i) ${text})`;
/** Column of the first character of an operation written by `operation`. */
const START = 11;
const inOperation = (text: string, offset: number): number => START + [...text.slice(0, offset)].length;

/** The fault is where `mark` first stands in the operation. */
function fault(text: string, mark: string, rest: readonly [string | undefined, RegExp, RegExp]): Case {
  return [operation(text), inOperation(text, text.indexOf(mark)), ...rest];
}

const shape: readonly Case[] = [
  ['atom', 1, 'atom', /a spec is a list/, /from IMAGE/],
  ['()', 1, undefined, /no base image/, /Add \(from IMAGE\)/],
  ['((build a ((from b))))', 1, undefined, /no base image/, /Add \(from IMAGE\)/],
  ['(from a)', 1, '(from a)', /a single one/, /parentheses around all of it/],
  ['(build a ((from b)))', 1, '(build a ((from b)))', /a single one/, /parentheses/],
  ['(hello)', 2, 'hello', /a list is expected/, /parentheses/],
  ['(("from" a) b)', 13, 'b', /an operation \(comment/, /begins with a word/],
  ['((form a))', 2, 'form', /\(build …\) or \(from IMAGE\)/, /Did you mean from\?/],
  ['((From a))', 2, 'From', /expected here/, /Did you mean from\?/],
  ['((xyzzy a))', 2, 'xyzzy', /expected here/, /Builds come first/],
  ['((run (shell x)) (from a))', 2, 'run', /run comes before the base image/, /before the first operation/],
  ['((() a))', 2, '(() a)', /\(build …\) or \(from IMAGE\)/, /begins with a word/],
  ['(() (from a))', 2, '()', /expected here/, /begins with a word/],
  ['((from))', 2, '(from)', /from lacks an argument/, /\(from IMAGE\)/],
  ['((from a b))', 10, 'b', /from takes one argument/, /double quotes/],
  ['((from (a)))', 8, '(a)', /one word or one string/, /parentheses/],
  ['((from ""))', 8, '""', /the base image is empty/, /Give the base image/],
  ['((from "a\\000b"))', 8, 'a\\000b', /NUL/, /Remove it/],
  ['((from a) (from b))', 11, '(from b)', /one base image/, /Keep one/],
  ['((from a) (build b ((from c))))', 11, '(build b ((from c)))', /after the base image/, /Move it before/],
  ['((build) (from a))', 2, '(build)', /build lacks an argument/, /\(build NAME/],
  ['((build b) (from a))', 2, '(build b)', /build lacks an argument/, /\(build NAME/],
  ['((build ((from b))) (from a))', 9, '((from b))', /a build has a name/, /\(build NAME/],
  ['((build "" ((from b))) (from a))', 9, '""', /the name of a build is empty/, /Give/],
  ['((build (b) ((from b))) (from a))', 9, '(b)', /one word or one string/, /parentheses/],
  ['((build b (from c)) (from a))', 11, '(from c)', /a single one/, /parentheses/],
  [
    '((build b (from c) (run (shell d))) (from a))',
    20,
    '(run (shell d))',
    /one spec, and this is more/,
    /\(build NAME/,
  ],
  ['((build b c) (from a))', 11, 'c', /a spec is a list/, /from IMAGE/],
];

const simple: readonly Case[] = [
  fault('atom', 'atom', ['atom', /an operation \(comment/, /begins with a word/]),
  fault('()', '(', ['()', /an operation/, /begins with a word/]),
  fault('((run) x)', '(', ['((run) x)', /an operation/, /begins with a word/]),
  fault('(rnu (shell x))', '(', ['rnu', /no operation rnu/, /Did you mean run\?/]),
  fault('(cpoy (src a))', '(', ['cpoy', /no operation cpoy/, /Did you mean copy\?/]),
  fault('(RUN (shell x))', '(', ['RUN', /no operation RUN/, /Did you mean run\?/]),
  fault('(entrypoint x)', '(', ['entrypoint', /no operation/, /The operations: comment, workdir/]),
  fault('(constructor x)', '(', ['constructor', /no operation constructor/, /The operations/]),
  fault('(__proto__ x)', '(', ['__proto__', /no operation __proto__/, /The operations/]),
  fault('(comment)', '(', ['(comment)', /comment lacks an argument/, /comment "TEXT"/]),
  fault('(comment two words)', 'words', ['words', /comment takes one argument/, /double quotes/]),
  fault('(comment (a))', '(a)', ['(a)', /one word or one string/, /parentheses/]),
  fault('(workdir)', '(', ['(workdir)', /workdir lacks an argument/, /workdir DIR/]),
  fault('(workdir "")', '""', ['""', /the workdir is empty/, /Give/]),
  fault('(workdir a b)', 'b', ['b', /workdir takes one argument/, /double quotes/]),
  fault('(workdir "a\\000")', '"', ['a\\000', /the workdir has a NUL/, /Remove it/]),
  fault('(shell "")', '""', ['""', /program of the shell is empty/, /Give/]),
  fault('(shell sh (c))', '(c)', ['(c)', /one word or one string/, /parentheses/]),
  fault('(shell sh "\\000")', '"', ['\\000', /NUL/, /Remove it/]),
  fault('(env)', '(', ['(env)', /env lacks an argument/, /env NAME/]),
  fault('(env A)', '(', ['(env A)', /env lacks an argument/, /env NAME/]),
  fault('(env A b c)', 'c', ['c', /a name and one value/, /env NAME/]),
  fault('(env "" b)', '""', ['""', /name of a variable is empty/, /Give/]),
  fault('(env A=b)', 'A', ['A=b', /cannot have =/, /\(env A "b"\)/]),
  fault('(env =b c)', '=b', ['=b', /cannot have =/, /\(env NAME "b"\)/]),
  fault('(env "A\\000" b)', '"', ['A\\000', /NUL/, /Remove it/]),
  fault('(env A "b\\000")', '"', ['b\\000', /value of a variable has a NUL/, /Remove it/]),
  fault('(env A (b))', '(b)', ['(b)', /one word or one string/, /parentheses/]),
];

const user: readonly Case[] = [
  fault('(user)', '(', ['(user)', /user lacks an argument/, /\(uid N\) \(gid N\)/]),
  fault('(user root)', 'root', ['root', /fields in parentheses/, /\(uid N\) \(gid N\)/]),
  fault('(user (uid 1))', '(', ['(user (uid 1))', /lacks the field gid/, /\(uid N\) \(gid N\)/]),
  fault('(user (gid 1))', '(', ['(user (gid 1))', /lacks the field uid/, /\(uid N\) \(gid N\)/]),
  fault('(user (uid 1) (gid 1) (uid 2))', '(uid 2)', ['uid', /the field uid twice/, /line 1, column 17/]),
  fault('(user (uid 1) (gid 1) (gdi 1))', '(gdi', ['gdi', /no field gdi/, /Did you mean gid\?/]),
  fault('(user (name me))', '(name', ['(name me)', /Windows only/, /uid N/]),
  fault('(user (uid -1) (gid 1))', '-1', ['-1', /uid is not a number/, /\(uid 1000\)/]),
  fault('(user (uid root) (gid 1))', 'root', ['root', /uid is not a number/, /\(uid 1000\)/]),
  fault('(user (uid 1) (gid 4294967295))', '4294967295', [
    '4294967295',
    /gid is not a number/,
    /\(gid 1000\)/,
  ]),
  fault('(user (uid 1e3) (gid 1))', '1e3', ['1e3', /uid is not a number/, /1000/]),
  fault('(user (uid) (gid 1))', '(uid)', ['(uid)', /uid lacks an argument/, /\(uid N\)/]),
  fault('(user (uid 1 2) (gid 1))', '2', ['2', /uid takes one argument/, /\(uid N\)/]),
  fault('(user (uid "") (gid 1))', '""', ['""', /uid is empty/, /Give/]),
];

const run: readonly Case[] = [
  fault('(run)', '(', ['(run)', /lacks the field shell/, /\(run \(shell/]),
  fault('(run "make")', '"', ['make', /fields in parentheses/, /\(run \(shell/]),
  fault('(run (shell))', '(shell', ['(shell)', /shell lacks an argument/, /one pair of double quotes/]),
  fault('(run (shell make all))', 'all', ['all', /shell takes one argument/, /one pair of double quotes/]),
  fault('(run (shell (make)))', '(make)', ['(make)', /one word or one string/, /parentheses/]),
  fault('(run (shell "a\\000"))', '"', ['a\\000', /the command has a NUL/, /Remove it/]),
  fault('(run (shell a) (shell b))', '(shell b)', ['shell', /the field shell twice/, /keep one/]),
  fault('(run (shel a))', '(shel', ['shel', /run has no field shel/, /Did you mean shell\?/]),
  fault('(run (volume a) (shell b))', '(volume', [
    'volume',
    /no field volume/,
    /cache, network, secrets, shell/,
  ]),
  fault('(run () (shell b))', '()', ['()', /a field of run/, /\(run/]),
  fault('(run (network none) (shell a))', 'none', ['none', /no such network/, /leave the field out/]),
  fault('(run (network hots) (shell a))', 'hots', ['hots', /no such network/, /Did you mean host\?/]),
  fault('(run (network "") (shell a))', '""', ['', /no such network/, /leave the field out/]),
  fault('(run (network host host) (shell a))', 'host)', ['host', /host twice/, /\(network host\)/]),
  fault('(run (network (host)) (shell a))', '(host', ['(host)', /one word or one string/, /parentheses/]),
  fault('(run (cache c) (shell a))', 'c)', [
    'c',
    /name of a cache goes into its own parentheses/,
    /target PATH/,
  ]),
  fault('(run (cache ()) (shell a))', '())', ['()', /name of a cache is missing/, /target PATH/]),
  fault('(run (cache ((target /a))) (shell a))', '(target', [
    '(target /a)',
    /name of a cache comes first/,
    /target PATH/,
  ]),
  fault('(run (cache (c)) (shell a))', '(c)', ['(c)', /c lacks the field target/, /target PATH/]),
  fault('(run (cache ("" (target /a))) (shell a))', '""', ['""', /name of a cache is empty/, /Give/]),
  fault('(run (cache ("\\000" (target /a))) (shell a))', '"', ['\\000', /NUL/, /Remove it/]),
  fault('(run (cache (c (target))) (shell a))', '(target)', [
    '(target)',
    /target lacks an argument/,
    /target PATH/,
  ]),
  fault('(run (cache (c (target ""))) (shell a))', '""', ['""', /target of a mount is empty/, /Give/]),
  fault('(run (cache (c (target /))) (shell a))', '/', ['/', /hide the whole root/, /below \//]),
  fault('(run (cache (c (target /a/..))) (shell a))', '/a', ['/a/..', /hide the whole root/, /below \//]),
  fault('(run (cache (c (target "/\\000"))) (shell a))', '"', ['/\\000', /NUL/, /Remove it/]),
  fault('(run (cache (c (traget /a))) (shell a))', '(traget', [
    'traget',
    /no field traget/,
    /Did you mean target\?/,
  ]),
  fault('(run (cache (c (target /a) (target /b))) (shell a))', '(target /b', ['target', /twice/, /keep one/]),
  fault('(run (cache (c (target /a) (buildkit_options))) (shell a))', '(buildkit', [
    '(buildkit_options)',
    /lacks/,
    /\(\(KEY VALUE\)\)/,
  ]),
  fault('(run (cache (c (target /a) (buildkit_options a))) (shell a))', 'a)))', [
    'a',
    /list of pairs/,
    /KEY VALUE/,
  ]),
  fault('(run (cache (c (target /a) (buildkit_options (a b)))) (shell x))', 'a b)', [
    'a',
    /a key and a value/,
    /KEY VALUE/,
  ]),
  fault('(run (cache (c (target /a) (buildkit_options ((a))))) (shell x))', '(a)', [
    '(a)',
    /a key and a value/,
    /KEY VALUE/,
  ]),
  fault('(run (cache (c (target /a) (buildkit_options ((a b c))))) (shell x))', '(a b', [
    '(a b c)',
    /a key and a value/,
    /KEY/,
  ]),
  fault('(run (cache (c (target /a) (buildkit_options (("" b))))) (shell x))', '""', [
    '""',
    /key of an option is empty/,
    /Give/,
  ]),
  fault('(run (secrets s) (shell a))', 's) ', [
    's',
    /id of a secret goes into its own parentheses/,
    /secrets \(NAME/,
  ]),
  fault('(run (secrets ("")) (shell a))', '""', ['""', /id of a secret is empty/, /Give/]),
  fault('(run (secrets (..)) (shell a))', '(..', ['..', /no file name/, /target PATH/]),
  fault('(run (secrets (a/../../b)) (shell a))', '(a/', ['a/../../b', /no file name/, /target PATH/]),
  fault('(run (secrets (a/)) (shell a))', '(a/', ['a/', /no file name/, /target PATH/]),
  fault('(run (secrets (s (target .))) (shell a))', '.', ['.', /hide the whole root/, /below \//]),
];

const copy: readonly Case[] = [
  fault('(copy)', '(', ['(copy)', /lacks the field src/, /\(copy \(src/]),
  fault('(copy a b)', 'a b', ['a', /fields in parentheses/, /\(copy \(src/]),
  fault('(copy (src a))', '(', ['(copy (src a))', /lacks the field dst/, /\(copy \(src/]),
  fault('(copy (dst a))', '(', ['(copy (dst a))', /lacks the field src/, /\(copy \(src/]),
  fault('(copy (src a) (dst b) (src c))', '(src c', ['src', /the field src twice/, /keep one/]),
  fault('(copy (src a) (dest b))', '(dest', ['dest', /no field dest/, /Did you mean dst\?/]),
  fault('(copy (src "") (dst b))', '""', ['""', /a source is empty/, /Give/]),
  fault('(copy (src (a)) (dst b))', '(a)', ['(a)', /one word or one string/, /parentheses/]),
  fault('(copy (src "a\\000") (dst b))', '"', ['a\\000', /NUL/, /Remove it/]),
  fault('(copy (src ..) (dst b))', '..', ['..', /a source has \.\./, /relative to the root/]),
  fault('(copy (src a b/../c) (dst b/))', 'b/..', ['b/../c', /a source has \.\./, /relative to the root/]),
  fault('(copy (src a) (dst))', '(dst', ['(dst)', /dst lacks an argument/, /dst PATH/]),
  fault('(copy (src a) (dst b c))', 'c))', ['c', /dst takes one argument/, /dst PATH/]),
  fault('(copy (src a) (dst ""))', '""', ['""', /dst is empty/, /Give/]),
  fault('(copy (src a) (dst ../b))', '..', ['../b', /dst has \.\./, /downwards/]),
  fault('(copy (src a) (dst "\\000"))', '"', ['\\000', /NUL/, /Remove it/]),
  fault('(copy (src a b) (dst c))', 'c))', ['c', /2 sources needs a directory/, /\(dst c\/\)/]),
  fault('(copy (src) (dst c))', 'c))', ['c', /0 sources needs a directory/, /\(dst c\/\)/]),
  fault('(copy (from) (src a) (dst b))', '(from)', [
    '(from)',
    /from lacks an argument/,
    /from \(build NAME\)/,
  ]),
  fault('(copy (from contxt) (src a) (dst b))', 'contxt', [
    'contxt',
    /no such source/,
    /Did you mean context\?/,
  ]),
  fault('(copy (from stage1) (src a) (dst b))', 'stage1', [
    'stage1',
    /no such source/,
    /\(from \(build stage1\)\)/,
  ]),
  fault('(copy (from (biuld a)) (src a) (dst b))', '(biuld', [
    '(biuld a)',
    /no such source/,
    /Did you mean build\?/,
  ]),
  fault('(copy (from (image a)) (src a) (dst b))', '(image', ['(image a)', /no such source/, /from context/]),
  fault('(copy (from (build)) (src a) (dst b))', '(build)', [
    '(build)',
    /build lacks an argument/,
    /build NAME/,
  ]),
  fault('(copy (from (build "")) (src a) (dst b))', '""', ['""', /name of a build is empty/, /Give/]),
  fault('(copy (from (build a b)) (src a) (dst b))', 'b))', ['b', /build takes one argument/, /build NAME/]),
  fault('(copy (from ()) (src a) (dst b))', '()', ['()', /from context/, /begins with a word/]),
  fault('(copy (src a) (dst b) (exclude ""))', '""', ['""', /a name to exclude is empty/, /Give/]),
  fault('(copy (src a) (dst b) (exclude (golb x)))', '(golb', [
    '(golb x)',
    /no kind golb/,
    /Did you mean glob\?/,
  ]),
  fault('(copy (src a) (dst b) (exclude (regex x)))', '(regex', [
    '(regex x)',
    /no kind regex/,
    /base name, \(glob/,
  ]),
  fault('(copy (src a) (dst b) (exclude (glob)))', '(glob)', [
    '(glob)',
    /glob lacks an argument/,
    /one list for each/,
  ]),
  fault('(copy (src a) (dst b) (exclude (glob x y)))', 'y)', [
    'y',
    /glob takes one argument/,
    /one list for each/,
  ]),
  fault('(copy (src a) (dst b) (exclude (glob "")))', '""', ['""', /the glob to exclude is empty/, /Give/]),
  fault('(copy (src a) (dst b) (exclude (path a/../b)))', 'a/..', [
    'a/../b',
    /an exclude has \.\./,
    /relative to the root/,
  ]),
];

it.each([...shape, ...simple, ...user, ...run, ...copy])('%s', (text, column, value, message, hint) => {
  const error = errorOf(text);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
  expect(error.at).toEqual({ file: 'test.spec', line: 1, column });
  expect(error.value).toBe(value);
});

it('cuts what it shows of a long value', () => {
  const error = errorOf(operation(`(${'x'.repeat(100_000)} ${'(a)'.repeat(50_000)})`));
  expect(error.message.length).toBeLessThan(200);
  expect(errorOf(operation(`(run ${'(a b) '.repeat(50_000)})`)).message.length).toBeLessThan(200);
  expect(errorOf(operation(`((a) ${'(a b) '.repeat(50_000)})`)).value?.length).toBeLessThan(80);
});
