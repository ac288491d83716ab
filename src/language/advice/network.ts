import type { Network } from '../../contract/network.ts';
import type { Position } from '../../errors.ts';
import type { Advice } from './literal.ts';

const FIND = 'Name the hosts: (network (audit)) finds them.';

/** Advice on endpoints of a list that allow less than the author probably thinks. */
export function onNetwork(network: Network, at: Position): readonly Advice[] {
  if (network.kind !== 'allow') return [];
  const { endpoints } = network;
  const hasName = endpoints.some(({ kind }) => kind === 'name');
  return endpoints.flatMap(({ kind, host, text }) => {
    if (kind === 'name' && host === '*') {
      const message = `${text} allows only names without a dot`;
      return [{ message, value: text, hint: `${FIND} * stands for one label, ** for any number.`, at }];
    }
    if (kind !== 'range' || !host.startsWith('127.') || hasName) return [];
    const message = `${text} is in the list, but inside a step this address is the step itself`;
    const hint = `Add a name that means the address on this machine, such as (allow NAME:PORT ${text}), and connect to the name.`;
    return [{ message, value: text, hint, at }];
  });
}
