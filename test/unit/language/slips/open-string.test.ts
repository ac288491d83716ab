import { describe, expect, it } from 'vitest';
import { errorOf } from '../specs.ts';

const END = '\n(run (shell "last words")))';

describe('a missing closing quote', () => {
  it.each([
    ['(run (shell "npm test))\n(run (shell "npm run build"))', 2, 13, 3],
    ['(run (shell "npm test))\n(run (shell "npm run build))', 2, 13, 3],
    ['(env A "b)\n(env C d)\n\n(run (shell "npm ci"))', 2, 8, 5],
    ['(comment "a b)\n(run\n (network host)\n (shell\n  "npm ci"))', 2, 10, 6],
    ['(copy (src "a b)\n  (dst "/x"))', 2, 12, 3],
    ['(copy (src "a b) (dst /x))\n(Copy (src (glob "a b*")) (dst /x/))', 2, 12, 3],
    ['(run (cache (npm (target "/x)))\n (shell "npm ci"))', 2, 26, 3],
    ['(run (shell "a "b\\" c"))\n(run (shell "npm ci))', 3, 13, 4],
    ['(run (shell "a \\"b c))\n(run (shell "d \\"e f"))', 2, 13, 3],
    ['; a "\n(run (shell "a))\n(run (shell "\n  npm ci"))', 3, 13, 4],
    ['(run (shell "a))\n(env "B" c)', 2, 13, 3],
  ])('%j is shown at its string', (text, line, column, end) => {
    expect(errorOf(`((from i)\n${text}${END}`).hint).toBe(
      `Close the string that begins in line ${line}, column ${column}: its end is in line ${end}, so its closing quote is probably missing.`,
    );
  });

  it.each([
    '(rum x)\n(run (shell "a\n (run ("b))',
    '(comment "write:\n(run (shell x))") (run (shell a b))',
    '(run (shell "a\n(env A=1 make)") b)',
    '(run (shell "a\n  b" c))',
  ])('%j is no cause of the error', (text) =>
    expect(errorOf(`((from i)\n${text})`).hint).not.toContain('Close the string'),
  );
});
