import { expect, it } from 'vitest';
import { type Case, fault, isRefused, operation } from './invalid-forms.ts';
import { errorOf } from './specs.ts';

const shape: readonly Case[] = [
  ['atom', 1, 'atom', /a spec is a list/, /from IMAGE/],
  ['()', 1, undefined, /no base image/, /Add \(from IMAGE\)/],
  ['((build a ((from b))))', 1, undefined, /no base image/, /Add \(from IMAGE\)/],
  ['(from a)', 1, '(from a)', /a single list/, /parentheses around the whole spec/],
  ['(build a ((from b)))', 1, '(build a ((from b)))', /a single list/, /parentheses/],
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
  ['((from (a)))', 8, '(a)', /must be a word or a string/, /parentheses/],
  ['((from ""))', 8, '""', /the base image is empty/, /Give the base image/],
  ['((from "a\\000b"))', 8, 'a\\000b', /NUL/, /Remove it/],
  ['((from a) (from b))', 11, '(from b)', /one base image/, /Keep one/],
  ['((from a) (build b ((from c))))', 11, '(build b ((from c)))', /after the base image/, /Move it before/],
  ['((build) (from a))', 2, '(build)', /build lacks an argument/, /\(build NAME/],
  ['((build b) (from a))', 2, '(build b)', /build lacks an argument/, /\(build NAME/],
  ['((build ((from b))) (from a))', 9, '((from b))', /a build has a name/, /\(build NAME/],
  ['((build "" ((from b))) (from a))', 9, '""', /the name of a build is empty/, /Give/],
  ['((build (b) ((from b))) (from a))', 9, '(b)', /must be a word or a string/, /parentheses/],
  ['((build b (from c)) (from a))', 11, '(from c)', /a single list/, /parentheses/],
  [
    '((build b (from c) (run (shell d))) (from a))',
    20,
    '(run (shell d))',
    /one spec; this is another argument/,
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
  fault('(comment (a))', '(a)', ['(a)', /must be a word or a string/, /parentheses/]),
  fault('(workdir)', '(', ['(workdir)', /workdir lacks an argument/, /workdir DIR/]),
  fault('(workdir "")', '""', ['""', /the workdir is empty/, /Give/]),
  fault('(workdir a b)', 'b', ['b', /workdir takes one argument/, /double quotes/]),
  fault('(workdir "a\\000")', '"', ['a\\000', /the workdir has a NUL/, /Remove it/]),
  fault('(shell "")', '""', ['""', /program of the shell is empty/, /Give/]),
  fault('(shell sh (c))', '(c)', ['(c)', /must be a word or a string/, /parentheses/]),
  fault('(shell sh "\\000")', '"', ['\\000', /NUL/, /Remove it/]),
  fault('(env)', '(', ['(env)', /env lacks an argument/, /env NAME/]),
  fault('(env A)', '(', ['(env A)', /env lacks an argument/, /env NAME/]),
  fault('(env A b c)', 'c', ['c', /a name and one value/, /env NAME/]),
  fault('(env "" b)', '""', ['""', /name of a variable is empty/, /Give/]),
  fault('(env A=b)', 'A', ['A=b', /cannot have =/, /\(env A "b"\)/]),
  fault('(env =b c)', '=b', ['=b', /cannot have =/, /\(env NAME "b"\)/]),
  fault('(env "A\\000" b)', '"', ['A\\000', /NUL/, /Remove it/]),
  fault('(env A "b\\000")', '"', ['b\\000', /value of a variable has a NUL/, /Remove it/]),
  fault('(env A (b))', '(b)', ['(b)', /must be a word or a string/, /parentheses/]),
];

const user: readonly Case[] = [
  fault('(user)', '(', ['(user)', /user lacks an argument/, /\(uid N\) \(gid N\)/]),
  fault('(user root)', 'root', ['root', /fields in parentheses/, /\(uid N\) \(gid N\)/]),
  fault('(user (uid 1))', '(', ['(user (uid 1))', /lacks the field gid/, /\(uid N\) \(gid N\)/]),
  fault('(user (gid 1))', '(', ['(user (gid 1))', /lacks the field uid/, /\(uid N\) \(gid N\)/]),
  fault('(user (uid 1) (gid 1) (uid 2))', '(uid 2)', ['uid', /the field uid twice/, /line 1, column 17/]),
  fault('(user (uid 1) (gid 1) (gdi 1))', '(gdi', ['gdi', /no field gdi/, /Did you mean gid\?/]),
  fault('(user app)', 'app', ['app', /fields in parentheses/, /\(name NAME\)/]),
  fault('(user (name))', '(name)', ['(name)', /name lacks an argument/, /\(name NAME\)/]),
  fault('(user (name ""))', '""', ['""', /name of a user is empty/, /Give/]),
  fault('(user (name "a\\000b"))', '"', ['a\\000b', /a NUL character/, /Remove/]),
  fault('(user (name app:staff))', 'app', [
    'app:staff',
    /a blank or a colon/,
    /\(name app\) \(group staff\)/,
  ]),
  fault('(user (name "the app"))', '"', ['the app', /a blank or a colon/, /\/etc\/passwd/]),
  fault('(user (name app) (group a:b:c))', 'a:b', ['a:b:c', /name of a group has a blank/, /\/etc\/group/]),
  fault('(user (name 1000))', '1000', ['1000', /name of a user is a number/, /\(uid 1000\)/]),
  fault('(user (name app) (group 5))', '5', ['5', /name of a group is a number/, /\(gid 5\)/]),
  fault('(user (uid 1) (name app))', '(name', ['(name app)', /uid and name exclude each other/, /Remove/]),
  fault('(user (name app) (gid 1) (group g))', '(group', ['(group g)', /gid and group exclude/, /Remove/]),
  fault('(user (group staff))', '(', ['(user (group staff))', /lacks the field uid/, /\(name NAME\)/]),
  fault('(user (name app) (nmae b))', '(nmae', ['nmae', /no field nmae/, /Did you mean name\?/]),
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

it.each([...shape, ...simple, ...user])('%s', (...refused) => isRefused(refused));

it('shortens a long value', () => {
  const error = errorOf(operation(`(${'x'.repeat(100_000)} ${'(a)'.repeat(50_000)})`));
  expect(error.message.length).toBeLessThan(200);
  expect(errorOf(operation(`(run ${'(a b) '.repeat(50_000)})`)).message.length).toBeLessThan(200);
  expect(errorOf(operation(`((a) ${'(a b) '.repeat(50_000)})`)).value?.length).toBeLessThan(80);
});
