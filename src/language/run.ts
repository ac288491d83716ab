import type { Run } from '../contract/spec.ts';
import { type Form, fieldsOf, only, textOf, wordOf } from './forms.ts';
import { toCacheMount, toSecretMount } from './mounts.ts';
import { toNetwork } from './network.ts';

const USAGE = '(run (shell "COMMAND"))';

/** `(run (cache SLOT*)? (network NETWORK)? (secrets SECRET*)? (share NAME)? (shell COMMAND))` */
export function toRun(form: Form): Run {
  const { required, optional } = fieldsOf(form, ['cache', 'network', 'secrets', 'share', 'shell'], USAGE);
  const command = only(required('shell'), USAGE, 'Put the whole command into one pair of double quotes.');
  return {
    kind: 'run',
    cache: (optional('cache')?.args ?? []).map(toCacheMount),
    network: toNetwork(optional('network')),
    secrets: (optional('secrets')?.args ?? []).map(toSecretMount),
    ...toShare(optional('share')),
    command: textOf(command, 'the command'),
    at: form.at,
  };
}

function toShare(field: Form | undefined): Pick<Run, 'share'> {
  return field === undefined ? {} : { share: wordOf(only(field, '(share NAME)'), 'the name to share under') };
}
