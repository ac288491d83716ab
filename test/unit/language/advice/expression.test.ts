import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { printAtom } from '../../../../src/language/print.ts';
import { parse } from '../specs.ts';

const X = '$' + '{{ github.sha }}';
const said = (command: string, before = '') =>
  adviceOn(parse(`((from i) ${before} (run (shell ${printAtom(command)})))`));

describe('an expression of a workflow in a command', () => {
  it.each([
    `echo ${X}`,
    `echo "${X}"`,
    `echo "it's ${X}'s"`,
    `echo 'a' ${X} 'b'`,
    `echo 'it'\\''s' ${X}`,
    `echo "\\"" ${X}`,
    `# it's\necho ${X}`,
    `cat <<EOF\nit's ${X}\nEOF`,
    `cat <<'EOF'\na\nEOF\necho ${X}`,
    `cat <<'EOF' >${X}\na\nEOF`,
    `cat <<< '${X}' "${X}"`,
  ])('%j gives a warning', (command) => {
    expect(said(command)).toEqual([
      expect.objectContaining({
        message: 'the command has an expression of a workflow, which nobody replaces in a file',
        hint: 'Write $SHA here and (arg SHA DEFAULT) before the base image, and give the value with the input build-args.',
      }),
    ]);
  });

  it.each([
    `echo '${X}'`,
    `echo \\${X} "\\${X}"`,
    `# ${X}\necho`,
    `cat >a.yml <<'EOF'\nrun: it's ${X}\nEOF\ntrue`,
    `cat >a.yml <<-"EOF"\n\trun: ${X}\n\tEOF`,
    `cat >a.yml <<\\EOF\nrun: ${X}\nEOF\necho '${X}'`,
    `cat <<EOF\n\\${X}\nEOF`,
    `echo "$(echo '${X}')"`,
    'echo $' + '{A:-{}',
  ])('%j is a text of its own', (command) => expect(said(command)).toEqual([]));

  it('a secret is shown as a secret of the step', () =>
    expect(said('login $' + '{{ secrets.MY-KEY }}')[0]?.hint).toMatch(
      /input secrets.*\(secrets \(MY_KEY\)\)/,
    ));

  it.each([
    ['(shell python3 -c)', 0],
    ['(shell /bin/sh -c)', 1],
    ['(shell /usr/bin/env bash -c)', 1],
    ['(shell python3 -c) (shell dash -c)', 1],
  ])('after %s gives %i warnings', (before, count) => expect(said(`f"${X}"`, before)).toHaveLength(count));
});
