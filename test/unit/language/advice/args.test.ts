// biome-ignore-all lint/suspicious/noTemplateCurlyInString: specs have this syntax too.
import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { applyArgs } from '../../../../src/language/args.ts';
import { parse } from '../specs.ts';

const hints = (text: string) =>
  adviceOn(applyArgs(parse(text), { given: new Map() })).map(({ hint }) => hint);

describe('a variable where an arg counts', () => {
  it.each([
    '((arg V 1) (from debian:$V))',
    '((arg V 1) (from a) (workdir /src/$V))',
    '((arg V 1) (from a) (env W "x$V"))',
    '((arg V 1) (from a) (copy (src a-$V) (dst /b)))',
    '((arg V 1) (from a) (copy (src (glob "$V*")) (dst /b/)))',
    '((arg V 1) (from a) (run (mount (src $V) (target /a)) (shell b)))',
    '((arg V 1) (build b ((from debian:$V))) (from a))',
    '((arg V 1) (arg W $V) (from a))',
    '((arg V 1) (from "debian:${V:-2}"))',
  ])('%s is shown in the form of an arg', (text) => {
    expect(hints(text)).toEqual(['Write ${V} for the value of the arg: no other form of $V counts here.']);
  });

  it.each([
    ['((from "debian:${V}"))', 'V'],
    ['((from a) (workdir $APP_DIR/b))', 'APP_DIR'],
    ['((build b ((arg V 1) (from a))) (from $V))', 'V'],
    ['((from a) (env PATH "/x:$V:$PATH"))', 'V'],
  ])('%s is shown with a declaration', (text, name) => {
    expect(hints(text)).toEqual([
      expect.stringContaining(
        ` For a value from outside, write \${${name}} here and (arg ${name} DEFAULT) before`,
      ),
    ]);
  });

  it('a slip in the name of an arg is shown', () => {
    expect(hints('((arg VERSION 1) (from "debian:${VERSOIN}"))')).toEqual(['Did you mean ${VERSION}?']);
  });

  it.each([
    '((from a) (workdir $HOME/b))',
    '((from a) (env A 1) (env B "$A/b"))',
    '((from a) (env PATH "/b:$PATH"))',
    '((arg V 1) (from a) (user (name $V)))',
  ])('%s is not shown as an arg', (text) =>
    expect(hints(text)).toEqual([expect.not.stringContaining('arg')]),
  );
});

describe('an arg of an outer build in a command', () => {
  const inside = (operations: string, args = '') =>
    hints(`((arg V 1) (build b (${args}(from a) ${operations})) (from a))`);

  it.each(['(run (shell "echo $V"))', '(run (shell "echo ${V}-x"))', '(run (shell "make V2=$V"))'])(
    '%s is shown with a declaration',
    (operation) => {
      expect(inside(operation)).toEqual([
        'Write (arg V) before the base image of this build, unless the base image sets the variable.',
      ]);
    },
  );

  it.each([
    '(run (shell "echo $V2 $(V)"))',
    '(run (shell "V=2; echo $V"))',
    '(run (shell "for V in a b; do echo $V; done"))',
    '(run (shell "read -r V; echo $V"))',
    '(env V 2) (run (shell "echo $V"))',
  ])('%s is no slip', (operation) => expect(inside(operation)).toEqual([]));

  it('a declared arg is no slip', () => expect(inside('(run (shell "echo $V"))', '(arg V) ')).toEqual([]));
});
