import { expect, test } from 'vitest';
import { applyArgs } from '../../../src/language/args.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import {
  absoluteDestination,
  contextOfImage,
  describeSteps,
  type Step,
} from '../../../src/plan/plan-steps.ts';
import { selectBuilds } from '../../../src/plan/scope.ts';

const spec = (text: string) => parseSpec({ text, file: 'test.spec' });
const stepsOf = (text: string): readonly Step[] =>
  selectBuilds(spec(text)).flatMap((node) => describeSteps(node, 0));
const paths = (text: string, target?: string) =>
  selectBuilds(spec(text), target).map(({ path }) => path.join('/'));

test.each([
  ['/', 'x', '/x'],
  ['/w', 'x', '/w/x'],
  ['/w', 'x/', '/w/x/'],
  ['/w', './', '/w/'],
  ['/w', '.', '/w/.'],
  ['/', '.', '/.'],
  ['/', './', '/'],
  ['/w', '/', '/'],
  ['/w', '//a//b', '/a/b'],
  ['/w', '/a/./b/./', '/a/b/'],
  ['/w', '../x', '/w/../x'],
])('in %s the destination %s is %s', (workdir, dst, expected) => {
  expect(absoluteDestination(workdir, dst)).toBe(expected);
});

test('each operation changes the context of later steps', () => {
  const steps = stepsOf(
    `((from x) (run (shell a)) (workdir /w) (workdir v) (user (uid 1) (gid 2)) (shell /bin/sh -ec) (env A 1) (env A 2)
      (run (shell b)))`,
  );
  expect(steps[1]).toMatchObject({
    workdir: '/',
    user: { uid: 0, gid: 0 },
    shell: ['/usr/bin/env', 'bash', '-c'],
  });
  expect(steps[1]?.environment.size).toBe(0);
  expect(steps[2]).toMatchObject({ workdir: '/w/v', user: { uid: 1, gid: 2 }, shell: ['/bin/sh', '-ec'] });
  expect([...(steps[2]?.environment ?? [])]).toEqual([['A', '2']]);
});

test('nested builds inherit nothing and pass on nothing', () => {
  const steps = stepsOf(
    '((build a ((from x) (env X y) (workdir /q) (user (uid 3) (gid 3)))) (from x) (run (shell env)))',
  );
  expect(steps.at(-1)).toMatchObject({ workdir: '/', user: { uid: 0, gid: 0 }, environment: new Map() });
});

const nested = `((build a ((build b ((from x))) (from x) (copy (from (build b)) (src f) (dst /f))))
  (build b ((from y) (copy (from (build a)) (src f) (dst /f)))) (build c ((from z)))
  (from x) (copy (from (build b)) (src f) (dst /f)))`;

test('builds come in dependency order, unused builds included', () => {
  expect(paths(nested)).toEqual(['a/b', 'a', 'b', 'c', '']);
});

test('a target plans only its dependencies', () => {
  expect(paths(nested, 'b')).toEqual(['a/b', 'a', 'b']);
  expect(paths(nested, 'a/b')).toEqual(['a/b']);
  expect(paths(nested, 'c')).toEqual(['c']);
});

test.each(['d', 'b/a', ''])('the target %j is refused with the known names', (target) => {
  expect(() => paths(nested, target)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
});

test('a later build of the same name wins', () => {
  const text = `((build a ((from x))) (build m ((from x) (copy (from (build a)) (src f) (dst /f))))
    (build a ((from y))) (from x) (copy (from (build a)) (src f) (dst /f)))`;
  const images = selectBuilds(spec(text)).map((node) =>
    [...node.sources.values()].map((source) => source.spec.from.image),
  );
  expect(images).toEqual([[], ['x'], [], ['y']]);
});

test('an image has the variables of env, and none of args', () => {
  const text = `((arg BASE a) (arg KEPT 1) (arg OWN 2) (from "\${BASE}") (env KEPT \${KEPT}) (env NEW "\${BASE}!"))`;
  const given = new Map([['OWN', 'given']]);
  const [environment] = selectBuilds(applyArgs(spec(text), { given })).map(
    (node) => contextOfImage(node).environment,
  );
  expect([...(environment ?? [])]).toEqual([
    ['KEPT', '1'],
    ['NEW', 'a!'],
  ]);
});
