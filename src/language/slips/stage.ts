import type { Form } from '../forms.ts';
import { wrong } from '../forms.ts';
import { printAtom } from '../print.ts';

/** Refuses `(from IMAGE as NAME)`, a Dockerfile's form of a nested build. */
export function refuseStage({ args }: Form): void {
  const [image, as, name] = args;
  if (image?.kind !== 'atom' || as?.kind !== 'atom' || as.text.toLowerCase() !== 'as') return;
  const shown = name?.kind === 'atom' && name.text !== '' ? printAtom(name.text) : 'NAME';
  const build = `(build ${shown} ((from ${printAtom(image.text)}) …))`;
  wrong(
    as,
    'from takes an image only; a build has its name outside',
    `Write ${build} before the main (from IMAGE).`,
  );
}
