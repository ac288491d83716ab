import { expect, test } from 'vitest';
import { asDockerfile, asSpec, type Recipe } from '../../../scripts/bench/recipe.ts';

const recipe: Recipe = {
  builds: { files: [{ kind: 'run', command: 'echo "a" > /f' }] },
  operations: [
    { kind: 'copy', build: 'files', src: '/f', dst: '/srv/' },
    { kind: 'run', command: ': once', slot: 'cache' },
    { kind: 'copy', src: '.', dst: '/context/' },
  ],
};

test('a recipe is the same work in both languages', () => {
  expect(asSpec(recipe, 'base:1')).toBe(`((build files ((from base:1)
 (shell /bin/sh -c)
 (run (shell "echo \\"a\\" > /f"))))
 (from base:1)
 (shell /bin/sh -c)
 (copy (from (build files)) (src "/f") (dst "/srv/"))
 (run (cache (cache (target /slot))) (shell ": once"))
 (copy (src ".") (dst "/context/")))
`);
  expect(asDockerfile(recipe, 'base:1')).toBe(`FROM base:1 AS files
RUN echo "a" > /f
FROM base:1
COPY --from=files /f /srv/
RUN --mount=type=cache,id=cache,target=/slot : once
COPY . /context/
`);
});
