import type { From } from '../../contract/spec.ts';
import { lookUp, type Scope } from '../scope.ts';
import { shorten } from '../sexp/datum.ts';
import { insteadOfBuild } from '../slips/stage.ts';
import type { Advice } from './literal.ts';

/** Names of an image without host, tag, digest and prefix. */
const SHORT_IMAGE = /^[a-z0-9][a-z0-9._/-]*$/;

/** In a Dockerfile, `FROM NAME` continues a stage. `scope` has the builds that a copy could name here. */
export function onBase({ image, at }: From, scope: Scope): readonly Advice[] {
  const build = lookUp(image, scope);
  if (build === undefined || image === 'scratch') return [];
  const name = shorten(image);
  const message = `the base image ${name} is an image of a registry, not the build ${name} of line ${build.at.line}`;
  const tagged = SHORT_IMAGE.test(image) ? ` For the image, write (from ${image}:latest).` : '';
  return [{ message, value: image, hint: insteadOfBuild(image) + tagged, at }];
}
