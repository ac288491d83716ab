import { printAtom } from '../print.ts';
import type { Datum } from '../sexp/datum.ts';

/** A name with a tag, a digest or a directory. Builds rarely have such names. */
const looksLikeImage = (text: string) => /^\w[\w.-]*[:/@]/.test(text) && /^[\w.:/@-]+$/.test(text);

/** In a Dockerfile, `COPY --from=IMAGE` needs no stage. Returns the hint for an image as a source. */
export function imageHint(text: string): string | undefined {
  if (!looksLikeImage(text)) return undefined;
  const name = nameOf(text);
  return `Write ${build(name, text)} before the base image, and (from (build ${name})) here.`;
}

/** Returns the hint for a word as a source, which names a build or an image. */
export function sourceHint(text: string): string {
  const ofBuild = `For a nested build write (from (build ${printAtom(text)})).`;
  if (!/^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(text)) return imageHint(text) ?? ofBuild;
  return `${ofBuild} For an image, write ${build(text, text)} before the base image too.`;
}

/** `(image NAME)` */
export function imageIn([head, image]: readonly Datum[]): string | undefined {
  return head?.kind === 'atom' && /^image$/i.test(head.text) && image?.kind === 'atom'
    ? image.text
    : undefined;
}

const build = (name: string, image: string) => `(build ${name} ((from ${printAtom(image)})))`;

/** The last part of the name, without tag and digest. */
const nameOf = (image: string) => /([^/:@]+)(?::[^/]*)?$/.exec(image.split('@', 1)[0] ?? '')?.[1] ?? 'NAME';
