import type { NestedBuild, Spec } from '../../contract/spec.ts';

/** A build's stage. The main build has no name and comes last. */
export interface Stage {
  readonly spec: Spec;
  readonly build?: NestedBuild;
}

/** Returns all stages, each nested build before the enclosing build. */
export function stagesOf(spec: Spec): readonly Stage[] {
  return [...spec.builds.flatMap(stagesOfBuild), { spec }];
}

function stagesOfBuild(build: NestedBuild): readonly Stage[] {
  return [...build.spec.builds.flatMap(stagesOfBuild), { spec: build.spec, build }];
}

/** Names with another meaning for BuildKit. */
const RESERVED = ['scratch', 'context'];

/**
 * Gives each stage a unique name that BuildKit accepts as a component of an image's name, because BuildKit reads a
 * stage's name as such. The names hide no image.
 */
export interface Names {
  readonly take: (wanted: string) => string;
}

/** `images`: the names after FROM; a stage of the same name would replace the image. */
export function makeNames(images: readonly string[]): Names {
  const taken = new Set([...RESERVED, ...images.map((image) => image.toLowerCase())]);
  const take = (wanted: string): string => {
    const base = safeName(wanted);
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    return name;
  };
  return { take };
}

/** https://github.com/distribution/reference, the grammar of a path's component */
const SEPARATOR = /^(\.|_|__|-+)$/;

function safeName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .replaceAll(/[^a-z0-9]+/g, (between) => (SEPARATOR.test(between) ? between : '-'));
  if (name === '') return 'stage';
  return /^[a-z]/.test(name) ? name : `stage-${name}`;
}
