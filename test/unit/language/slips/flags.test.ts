import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

const inSpec = (operation: string) => `((build b ((from i))) (from i) ${operation})`;

describe('flags and bare words of a Dockerfile', () => {
  it.each([
    [
      '(run --mount=type=cache,target=/root/.cache (shell "true"))',
      '(run (cache (.cache (target /root/.cache))) (shell true))',
    ],
    [
      '(run --mount=type=cache,id=npm,target=/x --mount=type=cache,target=/y (shell "a b"))',
      '(run (cache (npm (target /x)) (y (target /y))) (shell "a b"))',
    ],
    [
      '(run --mount=type=secret,id=X,target=/y --network=host (shell "a"))',
      '(run (network host) (secrets (X (target /y))) (shell a))',
    ],
    ['(run --mount=type=secret,id=X make all)', '(run (secrets (X)) (shell "make all"))'],
    ['(run --mount type=cache,target=/x make)', '(run (cache (x (target /x))) (shell "make"))'],
    [
      '(run --mount=type=bind,source=.,target=/src (shell "a"))',
      '(run (mount (src .) (target /src)) (shell a))',
    ],
    [
      '(run --mount=type=bind,from=b,source=/a,target=/src (shell "a"))',
      '(run (mount (from (build b)) (src /a) (target /src)) (shell a))',
    ],
    ['(run make all)', '(run (shell "make all"))'],
    ["(run 'make all')", '(run (shell "make all"))'],
    ['(copy --from=b /a /c)', '(copy (from (build b)) (src /a) (dst /c))'],
    [
      '(copy --chown=app:staff --chmod=755 a c/)',
      '(copy (src a) (dst c/) (chmod 755) (chown (name app) (group staff)))',
    ],
    ['(copy a b c/)', '(copy (src a b) (dst c/))'],
    ['(copy --from=b (src a) (dst /c))', '(copy (from (build b)) (src a) (dst /c))'],
  ])('%s is shown as fields', (text, offer) => {
    expect(errorOf(inSpec(text)).hint).toBe(`Write ${offer}.`);
    expect(() => parse(inSpec(offer))).not.toThrow();
  });

  it.each([
    ['(run --mount=type=tmpfs,target=/x (shell a))', /^Remove it: a step has no file systems in memory/],
    ['(run --mount=type=ssh (shell a))', /^Remove it: a step has no SSH agent/],
    ['(run (shell a) b)', /^Write \(run \(shell "COMMAND"\)\)\.$/],
    ['(run --mount=type=disk,target=/x (shell a))', /^Write \(run \(shell "COMMAND"\)\)\.$/],
    ['(run --security=insecure (shell a))', /^Write \(run \(shell "COMMAND"\)\)\.$/],
    ['(copy --link a b)', /^Write \(copy \(src PATH…\) \(dst PATH\)\)\.$/],
    ['(copy a)', /^Write \(copy \(src PATH…\) \(dst PATH\)\)\.$/],
  ])('%s has a hint without an offer', (text, hint) => expect(errorOf(inSpec(text)).hint).toMatch(hint));

  it.each([
    ['(arg A=b)', '(arg A b)'],
    ['(arg A="b c")', '(arg A "b c")'],
    ['(arg A=)', '(arg A "")'],
    ['(arg A=b=c)', '(arg A b=c)'],
  ])('%s is shown without =', (text, offer) => {
    expect(errorOf(`(${text} (from i))`).hint).toBe(`Write ${offer}.`);
    expect(() => parse(`(${offer} (from i))`)).not.toThrow();
  });
});
