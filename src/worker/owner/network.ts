import type { Spec } from '../../contract/spec.ts';
import { ObuilderError } from '../../errors.ts';
import { OWNER_FILE } from './rules.ts';

/** Refuses a spec with a step on the host's network. @throws ObuilderError `input-invalid` at that step */
export function forbidHostNetwork(spec: Spec): void {
  for (const operation of spec.operations) {
    if (operation.kind !== 'run' || operation.network.length === 0) continue;
    throw new ObuilderError('input-invalid', "steps may not use the host's network on this machine", {
      at: operation.at,
      value: 'host',
      hint: `Leave (network host) out. The owner of this machine forbids it in ${OWNER_FILE}.`,
    });
  }
  for (const nested of spec.builds) forbidHostNetwork(nested.spec);
}
