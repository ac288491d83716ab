import type { Endpoint, Network } from '../contract/network.ts';
import { didYouMean, invalid } from './fail.ts';
import { asForm, type Form, incomplete, only, textOf, wrong } from './forms.ts';
import { parseEndpoint } from './hosts/endpoint.ts';
import type { Datum } from './sexp/datum.ts';
import { endpointLike } from './slips/endpoint.ts';

const USAGE = '(network (allow HOST:PORT))';

/** More is a mistake; a list is part of a key and of every message about the step. */
const MAX_ENDPOINTS = 500;

/** `(network host)`, `(network (allow HOST:PORT+))` or `(network (audit))`. */
export function toNetwork(field: Form | undefined): Network {
  const [first, ...more] = field?.args ?? [];
  if (field === undefined || first === undefined) return { kind: 'none' };
  const network = first.kind === 'atom' ? toHost(first) : toList(first);
  if (more.length > 0) return tooMany(field, more);
  return network;
}

function toHost(datum: Datum): Network {
  const name = textOf(datum, 'the name of a network');
  if (name === 'host') return { kind: 'host' };
  const like = /[.:]/.test(name) ? endpointOf(name) : undefined;
  if (like !== undefined) return wrong(datum, 'there is no such network', `Write (network (allow ${like})).`);
  const otherwise = `Write ${USAGE} or (network host), or leave the field out to run without a network.`;
  return wrong(datum, 'there is no such network', didYouMean(name, ['host'], otherwise));
}

/** Returns the endpoint that a host or a URL in the place of a network means. */
function endpointOf(name: string): string | undefined {
  return [name, endpointLike(name)].find((one) => one !== undefined && !('fault' in parseEndpoint(one)));
}

function toList(datum: Datum): Network {
  const form = asForm(datum, USAGE);
  switch (form.name) {
    case 'allow':
      return { kind: 'allow', endpoints: toEndpoints(form) };
    case 'audit':
      if (form.args[0] !== undefined)
        wrong(form.args[0], 'audit takes no arguments', 'Write (network (audit)).');
      return { kind: 'audit' };
    default:
      return invalid('there is no such network', {
        at: form.at,
        value: form.name,
        hint:
          form.name === 'host'
            ? 'Write (network host).'
            : didYouMean(form.name, ['allow', 'audit'], `Write ${USAGE} or (network (audit)).`),
      });
  }
}

function toEndpoints(form: Form): readonly Endpoint[] {
  if (form.args.length === 0) return incomplete(form, '(allow HOST:PORT)');
  const extra = form.args[MAX_ENDPOINTS];
  if (extra !== undefined)
    wrong(extra, `a list has at most ${MAX_ENDPOINTS} endpoints`, 'Use patterns: *.mirror.example:443.');
  return form.args.map((arg) => {
    const endpoint = parseEndpoint(textOf(arg, 'an endpoint'));
    return 'fault' in endpoint ? wrong(arg, endpoint.fault, endpoint.hint) : endpoint;
  });
}

function tooMany(field: Form, [second]: readonly Datum[]): never {
  if (second?.kind === 'atom' && second.text === 'host')
    return wrong(second, 'network names host twice', 'Write (network host).');
  only(field, USAGE, 'Put all endpoints into one list: (allow HOST:PORT HOST:PORT).');
  throw new Error('unreachable');
}
