import type { Network } from '../../contract/network.ts';
import type { Operation, Spec } from '../../contract/spec.ts';
import { ObuilderError, type Position } from '../../errors.ts';
import { OWNER_FILE, type OwnerRules } from './rules.ts';

type HostRule = Pick<OwnerRules, 'hostNetwork'>;

/**
 * Returns the network of a step under the owner's rules.
 *
 * @throws ObuilderError `input-invalid` for the host's network if the owner forbids that network
 */
export function networkUnder<Asked extends Pick<Network, 'kind'>>(
  { hostNetwork }: HostRule,
  asked: Asked,
  at?: Position,
): Asked | { readonly kind: 'audit' } {
  if (asked.kind !== 'host' || hostNetwork === 'allow') return asked;
  if (hostNetwork === 'audit') return { kind: 'audit' };
  throw new ObuilderError('input-invalid', "steps may not use the host's network on this machine", {
    at,
    value: 'host',
    hint: `Name the hosts: (network (allow packages.example:443)). The owner of this machine forbids (network host) in ${OWNER_FILE}.`,
  });
}

/**
 * Returns a spec whose steps have the networks that the owner's rules allow.
 *
 * @param onReplaced hears of each replaced network
 * @throws ObuilderError `input-invalid` at a step with a forbidden network
 */
export function withNetworks(spec: Spec, rules: HostRule, onReplaced: (at: Position) => void): Spec {
  if (rules.hostNetwork === 'allow') return spec;
  const change = (operation: Operation): Operation => {
    if (operation.kind !== 'run') return operation;
    const network = networkUnder(rules, operation.network, operation.at);
    if (network === operation.network) return operation;
    onReplaced(operation.at);
    return { ...operation, network };
  };
  return {
    ...spec,
    operations: spec.operations.map(change),
    builds: spec.builds.map((nested) => ({ ...nested, spec: withNetworks(nested.spec, rules, onReplaced) })),
  };
}

/** Whether a network list may name the machine's own addresses: the services there are those of the host's network. */
export const mayReachMachine = ({ hostNetwork }: HostRule): boolean => hostNetwork === 'allow';
