import { describe, expect, it } from 'vitest';
import { errorOf } from '../specs.ts';

const open = '$' + '{{';

describe('an expression of a workflow', () => {
  it.each([
    [`((from debian:${open} matrix.a-b }}))`, 15, /\$\{A_B\} here and \(arg A_B DEFAULT\) .*build-args/],
    [`((from a) (env B ${open} secrets.C }}))`, 18, /input secrets.*\(secrets \(C\)\)/],
    [`((from a) (user (uid "${open} matrix.b }}") (gid 1)))`, 23, /the input spec\./],
    [`((from a) (workdir ${open} format(x) }}))`, 20, /\(arg FORMAT DEFAULT\)/],
    [`((from a) (run (network (allow "${open} vars.H }}:443")) (shell b)))`, 33, /the input spec\./],
  ])('%s shows the way of the value', (text, column, hint) => {
    const error = errorOf(text);
    expect(error.message).toMatch(/an expression of a workflow, which nobody replaces/);
    expect(error.hint).toMatch(hint);
    expect(error.at?.column).toBe(column);
  });

  it('a script with an expression hides no other error', () => {
    expect(errorOf(`((from a) (run (shel "echo ${open} b }}")))`).hint).toMatch(/Did you mean shell/);
  });
});
