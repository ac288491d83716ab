import type { BuildEvent } from '../contract/events.ts';
import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import { adviceOn } from '../language/advice.ts';
import { applyArgs, undeclaredArgs } from '../language/args.ts';
import { parseSpec } from '../language/parse.ts';

/**
 * Parses the spec of a request, puts the args in, and warns about probable slips.
 *
 * @throws ObuilderError `spec-invalid`, `input-invalid` for an arg without a value
 */
export function readSpec(
  { spec: source, buildArgs = {} }: Pick<BuildRequest, 'spec' | 'buildArgs'>,
  emit: (event: BuildEvent) => void,
): Spec {
  const parsed = parseSpec(source);
  const spec = applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) });
  for (const { message, hint, at } of adviceOn(spec))
    emit({ type: 'warning', message: `${message}. ${hint}`, at });
  for (const name of undeclaredArgs(parsed, Object.keys(buildArgs)))
    emit({ type: 'warning', message: `build-args gives ${name}, but the spec has no (arg ${name} …)` });
  return spec;
}
