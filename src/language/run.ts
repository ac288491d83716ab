import type { Run } from '../contract/spec.ts';
import { toFilesMounts } from './files-mount.ts';
import { type Form, fieldsOf, only, placeOf, textOf, wordOf } from './forms.ts';
import { toCacheMounts, toSecretMounts } from './mounts.ts';
import { toNetwork } from './network.ts';
import { quoted } from './print.ts';
import { type Datum, headOf } from './sexp/datum.ts';
import { commandIn } from './slips/array.ts';
import { besideHint } from './slips/beside.ts';
import { fieldHint } from './slips/fields.ts';
import { runFlagsHint } from './slips/flags.ts';

const USAGE = '(run (shell "COMMAND"))';
const FIELDS = ['mount', 'cache', 'network', 'secrets', 'share', 'shell'];

/** `(run (mount …)* (cache SLOT*)? (network NETWORK)? (secrets SECRET*)? (share NAME)? (shell COMMAND))` */
export function toRun(form: Form): Run {
  const others = form.args.filter((arg) => !isMount(arg));
  const { required, optional } = fieldsOf({ ...form, args: others }, { fields: FIELDS, usage: USAGE, hint });
  const shell = required('shell');
  const command = only(
    shell,
    USAGE,
    `Put the whole command into one pair of double quotes${example(shell)}.`,
  );
  const cache = toCacheMounts(optional('cache'));
  const secrets = toSecretMounts(optional('secrets'));
  return {
    kind: 'run',
    ...toFilesMounts(form.args.filter(isMount), [...cache, ...secrets]),
    cache,
    network: toNetwork(optional('network')),
    secrets,
    ...toShare(optional('share')),
    command: textOf(command, 'the command'),
    ...placeOf(form.datum),
  };
}

const hint = (form: Form, field?: string) =>
  field === undefined ? runFlagsHint(form) : (besideHint(form.datum, field) ?? fieldHint(form.name, field));

/** A longer command makes no hint. */
const MAX_SHOWN = 100;

/** Shows a command of several words as a single string. */
function example({ args }: Form): string {
  const words = args.flatMap((arg) => (arg.kind === 'atom' ? [arg.text] : []));
  const command = commandIn(words);
  const isShown = words.length === args.length && command !== '' && command.length <= MAX_SHOWN;
  return isShown ? `: (shell ${quoted(command)})` : '';
}

/** The only field that a command may have several times. */
const isMount = (arg: Datum): boolean => headOf(arg) === 'mount';

function toShare(field: Form | undefined): Pick<Run, 'share'> {
  return field === undefined ? {} : { share: wordOf(only(field, '(share NAME)'), 'the name to share under') };
}
