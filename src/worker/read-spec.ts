import type { BuildEvent } from '../contract/events.ts';
import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import { BASE_PREFIX } from '../engine/plan/base-id.ts';
import { adviceOn } from '../language/advice.ts';
import { applyArgs, undeclaredArgs } from '../language/args.ts';
import { parseSpec } from '../language/parse.ts';

/**
 * Parses the spec of a request, puts args and base in, and warns about probable slips.
 *
 * @throws ObuilderError `spec-invalid`, `input-invalid` for an arg without a value
 */
export function readSpec(
  { spec: source, buildArgs = {}, base }: Pick<BuildRequest, 'spec' | 'buildArgs' | 'base'>,
  emit: (event: BuildEvent) => void,
): Spec {
  const parsed = parseSpec(source);
  const spec = onBase(applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) }), base);
  for (const { message, hint, at } of adviceOn(spec))
    emit({ type: 'warning', message: `${message}. ${hint}`, at });
  for (const name of undeclaredArgs(parsed, Object.keys(buildArgs)))
    emit({ type: 'warning', message: `build-args gives ${name}, but the spec has no (arg ${name} …)` });
  return spec;
}

/** Replaces the image of the outermost `from`. */
function onBase(spec: Spec, base: string | undefined): Spec {
  if (base === undefined) return spec;
  const image = base.startsWith(BASE_PREFIX) ? base : BASE_PREFIX + base;
  return { ...spec, from: { ...spec.from, image } };
}
