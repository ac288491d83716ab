import type { StoreWish } from '../contract/request.ts';
import type { Parameter } from '../request/parameters/form.ts';
import { formOf, type Given, PARAMETERS, type ParameterName } from '../request/parameters.ts';
import { parsePath } from '../request/parse-value.ts';
import { type Env, readStoreRequest } from '../request/settings.ts';
import { parseStoreName } from '../volume/drivers.ts';
import { type Flag, type Flags, type Invocation, isSet, text, texts } from './verb.ts';

/** The flags for the given parameters. */
export function flagsFor(names: readonly ParameterName[]): Flags {
  return Object.fromEntries(
    names.flatMap((parameter): [string, Flag][] => {
      const { help: text, default: fallback }: Parameter<unknown> = PARAMETERS[parameter];
      const help = text.replace('relative to the workspace', 'relative to the current directory');
      const { kind, name, value } = formOf(parameter);
      if (kind !== 'switch')
        return [[name, { type: 'string', multiple: kind === 'list', value, help, default: fallback }]];
      const on: Flag = { type: 'boolean', help, default: fallback === 'true' ? 'on' : undefined };
      const off: Flag = { type: 'boolean', help: `Turn \`--${name}\` off.` };
      return fallback === 'true'
        ? [
            [name, on],
            [`no-${name}`, off],
          ]
        : [[name, on]];
    }),
  );
}

/** The flags as texts for the table of parameters. Flags of other verbs count as absent. */
export const givenFlags = (invocation: Invocation): Given => ({
  text: (parameter) => {
    const { kind, name } = formOf(parameter);
    if (kind === 'list') return texts(invocation, name).join('\n');
    if (kind === 'text') return text(invocation, name) ?? '';
    if (isSet(invocation, `no-${name}`)) return 'false';
    return isSet(invocation, name) ? 'true' : '';
  },
  label: (parameter) => `--${formOf(parameter).name}`,
});

/** The flag with which a user's process starts this program again as root: its OBUILDER_STORE, which sudo drops. */
export const STORE_VARIABLE_FLAG = 'store-of-environment';

/** The flags of verbs on a store. `build` and `plan` have the size of a new pool too. */
export const storeFlags: Flags = {
  ...flagsFor(['store']),
  [STORE_VARIABLE_FLAG]: { type: 'string', isInternal: true, help: '' },
  'pool-dir': {
    type: 'string',
    value: 'DIRECTORY',
    help: 'Where `auto` keeps its image file and mounts it, instead of the usual directories.',
  },
};

export const jsonFlag: Flags = {
  json: { type: 'boolean', help: 'Print one JSON object, on the last line of output.' },
};

export const specFlag: Flags = {
  file: { type: 'string', short: 'f', value: 'SPEC', help: 'The file with the spec; `-` reads stdin.' },
};

/** The environment that may name a store: none beside a given flag, also beside `--store=auto`. */
export function storeEnvironment(invocation: Invocation): Env {
  if ((text(invocation, 'store') ?? '') !== '') return {};
  return { OBUILDER_STORE: text(invocation, STORE_VARIABLE_FLAG) ?? process.env['OBUILDER_STORE'] };
}

/** The store of an invocation. @throws ObuilderError `input-invalid` */
export function storeRequest(invocation: Invocation): StoreWish {
  const request = readStoreRequest(givenFlags(invocation), storeEnvironment(invocation));
  const directory = text(invocation, 'pool-dir');
  return { ...request, poolDirectory: directory && parsePath(directory, '--pool-dir') };
}

/** @throws ObuilderError `input-invalid` for a store that no kind of store can be */
export function checkStoreFlags(invocation: Invocation): void {
  const { store } = storeRequest(invocation);
  if (store !== 'auto') parseStoreName(store);
}
