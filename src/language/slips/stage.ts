import type { Form } from '../forms.ts';
import { wrong } from '../forms.ts';
import { printAtom } from '../print.ts';
import type { List } from '../sexp/datum.ts';

/** Refuses forms of a Dockerfile in `from`: `(from IMAGE as NAME)` for a nested build, and `(from (build NAME))` to continue a build. */
export function refuseStage({ args }: Form): void {
  const [image, as, name] = args;
  if (image?.kind === 'list') refuseBuild(image);
  if (image?.kind !== 'atom' || as?.kind !== 'atom' || as.text.toLowerCase() !== 'as') return;
  const shown = name?.kind === 'atom' && name.text !== '' ? printAtom(name.text) : 'NAME';
  const build = `(build ${shown} ((from ${printAtom(image.text)}) …))`;
  wrong(
    as,
    'from takes an image only; a build has its name outside',
    `Write ${build} before the main (from IMAGE).`,
  );
}

function refuseBuild(list: List): void {
  const [head, name] = list.items;
  if (head?.kind !== 'atom' || head.text !== 'build') return;
  const shown = name?.kind === 'atom' && name.text !== '' ? name.text : 'NAME';
  wrong(list, 'a build cannot be the base image of another build', insteadOfBuild(shown));
}

/** Returns the ways to use a nested build, because a build cannot begin with another build. */
export const insteadOfBuild = (name: string): string =>
  `Repeat the operations of the build here: equal steps run only once. For files alone, write (copy (from (build ${printAtom(name)})) (src PATH) (dst PATH)).`;
