import { PARAMETERS } from '../../request/parameters.ts';
import type { Env } from '../../request/settings.ts';
import { DOCKER_INPUTS } from './docker-inputs.ts';
import { nearInput } from './near-input.ts';
import { checkPlatforms } from './platforms.ts';

/** A runner passes each key of `with:` as such a variable, in upper case. */
const PREFIX = 'INPUT_';

type Foreign = readonly (readonly [name: string, value: string])[];

/** The given inputs that this action lacks. A wrapper may leave variables of its own inputs. */
function foreignIn(env: Env): Foreign {
  return Object.entries(env).flatMap(([key, value = '']): Foreign => {
    const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length).toLowerCase() : '';
    return name === '' || value.trim() === '' || Object.hasOwn(PARAMETERS, name) ? [] : [[name, value]];
  });
}

interface Given {
  readonly isSpecGiven: boolean;
  readonly onWarning: (message: string) => void;
}

/**
 * Warns of inputs of docker/build-push-action and of probable slips in names, which a runner ignores. Never tells a value, which
 * may be a secret.
 *
 * @throws ObuilderError `input-invalid` for platforms of other machines
 */
export function checkForeignInputs(env: Env, { isSpecGiven, onWarning }: Given): void {
  for (const [name, value] of foreignIn(env)) {
    if (name === 'platforms') checkPlatforms(value);
    // The error of the missing spec names the input.
    if (name === 'platforms' || (!isSpecGiven && isForSpec(name))) continue;
    const warning = warningOf(name, value.trim());
    if (warning !== undefined) onWarning(warning);
  }
}

function warningOf(name: string, value: string): string | undefined {
  const docker = dockerInput(name);
  if (docker?.isHarmless?.(value) === true) return undefined;
  if (docker !== undefined)
    return `The input ${name} of docker/build-push-action has no effect here. ${docker.instead}`;
  const near = nearInput(name);
  return near && `There is no input ${name}, so its value has no effect. Did you mean ${near}?`;
}

const dockerInput = (name: string) => (Object.hasOwn(DOCKER_INPUTS, name) ? DOCKER_INPUTS[name] : undefined);

const isForSpec = (name: string) => name === 'file' || /^spec(?:-file)?$/.test(nearInput(name) ?? '');

/** The hint for a missing spec: the input that was probably meant as `spec` or `spec-file`. */
export function missingSpecHint(env: Env): string {
  const [name] = foreignIn(env).find(([one]) => isForSpec(one)) ?? [];
  if (name === 'file')
    return 'Name the file with "spec-file:". The input "file" of Docker\'s action is "spec-file" here.';
  if (name !== undefined) return `There is no input "${name}": did you mean "${nearInput(name)}:"?`;
  return 'Write the spec into the workflow with "spec:", or name its file with "spec-file:".';
}
