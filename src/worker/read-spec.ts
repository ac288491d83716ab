import type { BuildEvent } from '../contract/events.ts';
import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import { adviceOn } from '../language/advice.ts';
import { applyArgs } from '../language/args.ts';
import { parseSpec } from '../language/parse.ts';
import { BASE_PREFIX } from '../plan/base-id.ts';
import { emptyArgs } from './empty-args.ts';
import { withNetworks } from './owner/network.ts';
import type { OwnerRules } from './owner/rules.ts';
import { emptySecrets, unknownNames } from './unknown-names.ts';

/**
 * Parses the spec of a request, puts args and base in, warns about probable slips and unknown names, and applies the owner's rule for networks.
 *
 * @throws ObuilderError `spec-invalid`, `input-invalid` for an arg without a value and a forbidden network
 */
export function readSpec(
  request: Pick<BuildRequest, 'spec' | 'buildArgs' | 'base' | 'secrets' | 'keySecrets' | 'cacheOptions'>,
  rules: OwnerRules,
  emit: (event: BuildEvent) => void,
): Spec {
  const { spec: source, buildArgs = {}, base } = request;
  const parsed = parseSpec(source);
  const spec = onBase(applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) }), base);
  for (const { message, hint, at } of adviceOn(spec))
    emit({ type: 'warning', message: `${message}. ${hint}`, at });
  for (const message of [...unknownNames(parsed, request), ...emptySecrets(parsed, request)])
    emit({ type: 'warning', message });
  for (const { message, at } of emptyArgs(parsed, request)) emit({ type: 'warning', message, at });
  return withNetworks(spec, rules, ({ line }) =>
    emit({
      type: 'notice',
      message: `The owner of this machine replaces the host's network of the step in line ${line} by an audit.`,
    }),
  );
}

/** Replaces the image of the outermost `from`. */
function onBase(spec: Spec, base: string | undefined): Spec {
  if (base === undefined) return spec;
  const image = base.startsWith(BASE_PREFIX) ? base : BASE_PREFIX + base;
  return { ...spec, from: { ...spec.from, image } };
}
