import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../src/language/advice.ts';
import { formatAdvice } from '../../../src/language/format-error.ts';
import { parse } from './specs.ts';

const said = (text: string) => adviceOn(parse(text)).map(({ message, hint }) => `${message}. ${hint}`);
const inSpec = (operation: string) => said(`((from debian) ${operation})`);

describe('a spec', () => {
  it.each([
    ['(env PATH "/x:$PATH")', /value of PATH is not expanded.*keeps its \$.*\/usr\/bin/],
    [`(env A "\${B}/c")`, /value of A is not expanded.*whole value/],
    [
      `(env TOKEN \${TOKEN})`,
      /value of TOKEN is not expanded.*\. For a secret, write \(secrets \(TOKEN\)\) .*\. For another value from outside, write \$\{TOKEN\} here and \(arg TOKEN DEFAULT\) before/,
    ],
    ['(env TOKEN $TOKEN)', /For a secret, write \(secrets \(TOKEN\)\).*\(arg TOKEN DEFAULT\)/],
    ['(env KEY $MY_KEY)', /For a secret, write \(secrets \(MY_KEY\)\).*\(arg MY_KEY DEFAULT\)/],
    ['(env URL "https://$AUTH@host")', /For a secret, write \(secrets \(AUTH\)\).*\(arg AUTH DEFAULT\)/],
    ['(env LIBRARY "/x:$LIBRARY")', /\. Write the whole value, or set the variable in the command\.$/],
    ['(env CASH $HOME)', /\. Write the whole value, or set the variable in the command\.$/],
    [`(env A "\${{ matrix.b }}")`, /expression of a workflow.*\(arg B DEFAULT\).*input build-args/],
    [`(env A "\${{ secrets.B }}")`, /input secrets.*\(run \(secrets \(B\)\)/],
    [`(user (name "\${{matrix.u}}"))`, /expression of a workflow.*input spec\./],
    ['(workdir $HOME/y)', /workdir is not expanded.*whole path/],
    ['(workdir ~/y)', /workdir is not expanded: ~ is an ordinary character/],
    ['(run (cache (npm (target ~/.npm))) (shell a))', /target of a cache is not expanded: ~.*\/root/],
    ['(run (secrets (s (target $HOME/.netrc))) (shell a))', /target of a secret is not expanded/],
    ['(run (mount (src .) (target ~/a)) (shell a))', /target of a mount is not expanded/],
    ['(copy (src $A) (dst /b/))', /path of a copy is not expanded/],
    ['(copy (src a) (dst ~/))', /path of a copy is not expanded: ~/],
    [
      '(copy (src .) (dst /b/) (exclude *.spec))',
      /exact name, without wildcards\. Write \(glob "\*\*\/\*\.spec"\)/,
    ],
  ])('warns about %s', (operation, expected) => {
    expect(inSpec(operation)).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    ['node_modules/', 'Write node_modules.'],
    ['a/b', 'Write (path a/b).'],
    ['./a//b/', 'Write (path a/b).'],
    ['/lib', 'Write (path lib).'],
    ['src/*.o', 'Write (glob "src/*.o").'],
    ['**/*.o', 'Write (glob "**/*.o").'],
    ['*.d/', 'Write (glob "**/*.d").'],
    ['/', 'Remove it.'],
  ])('warns about the slash in (exclude %s)', (name, hint) => {
    const message = `exclude takes a base name, and ${name} has a slash`;
    expect(inSpec(`(copy (src .) (dst /b/) (exclude ${name}))`)).toEqual([`${message}. ${hint}`]);
  });

  it('warns about an unexpanded image and inside nested builds', () => {
    const text = '((build b ((from $BASE) (workdir ~))) (from debian))';
    expect(said(text)).toEqual([
      expect.stringMatching(/^the image is not expanded/),
      expect.stringMatching(/^the workdir is not expanded/),
    ]);
  });

  it.each([
    '(env PS1 "$ ")',
    '(env PRICE "5$")',
    '(run (shell "echo $HOME ~ *.c"))',
    '(copy (src a~ ~a) (dst /b/) (exclude a~ (glob "*.o")))',
    '(workdir /a~b)',
  ])('says nothing about %s', (operation) => expect(inSpec(operation)).toEqual([]));

  it('shows the line of a slip as a warning', () => {
    const text = '((from debian)\n (workdir ~/y))';
    const [advice] = adviceOn(parse(text));
    expect(advice && formatAdvice(advice, text)).toMatch(
      /:2:2: warning: the workdir .*\n2 \| {2}\(workdir ~\/y\)\)\n/,
    );
  });
});
