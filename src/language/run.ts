import type { Run } from '../contract/spec.ts';
import { didYouMean } from './fail.ts';
import { type Form, fieldsOf, only, textOf, wordOf, wrong } from './forms.ts';
import { toCacheMount, toSecretMount } from './mounts.ts';
import type { Datum } from './sexp/datum.ts';

const USAGE = '(run (shell "COMMAND"))';

/** `(run (cache SLOT*)? (network host)? (secrets SECRET*)? (share NAME)? (shell COMMAND))` */
export function toRun(form: Form): Run {
  const { required, optional } = fieldsOf(form, ['cache', 'network', 'secrets', 'share', 'shell'], USAGE);
  const command = only(required('shell'), USAGE, 'Put the whole command into one pair of double quotes.');
  return {
    kind: 'run',
    cache: (optional('cache')?.args ?? []).map(toCacheMount),
    network: toNetwork(optional('network')?.args ?? []),
    secrets: (optional('secrets')?.args ?? []).map(toSecretMount),
    ...toShare(optional('share')),
    command: textOf(command, 'the command'),
    at: form.at,
  };
}

function toShare(field: Form | undefined): Pick<Run, 'share'> {
  return field === undefined ? {} : { share: wordOf(only(field, '(share NAME)'), 'the name to share under') };
}

function toNetwork(args: readonly Datum[]): readonly string[] {
  return args.map((arg, index) => {
    const name = textOf(arg, 'the name of a network');
    if (name !== 'host') {
      return wrong(
        arg,
        'there is no such network',
        didYouMean(name, ['host'], 'Write (network host), or leave the field out to run without a network.'),
      );
    }
    return index === 0 ? name : wrong(arg, 'network names host twice', 'Write (network host).');
  });
}
