import type { Output } from '../../contract/outputs.ts';
import { ObuilderError } from '../../errors.ts';
import type { Parameter } from '../parameters/form.ts';
import { IMAGE_PARAMETERS } from '../parameters/images.ts';
import { type Given, PARAMETERS, type ParameterName } from '../parameters.ts';

const NAMES = (Object.keys(IMAGE_PARAMETERS) as ParameterName[]).filter((name) => name !== 'push');

interface Unused {
  readonly labels: readonly string[];
  readonly message: string;
}

/** Returns the settings of images without an image among the outputs. A runner gives a default as if the workflow had the input. */
function unusedIn(given: Given, outputs: readonly Output[]): Unused | undefined {
  if (outputs.some(({ type }) => type !== 'local' && type !== 'tar')) return undefined;
  const isGiven = (name: ParameterName) => {
    const { default: usual }: Parameter<unknown> = PARAMETERS[name];
    return !['', usual].includes(given.text(name));
  };
  const labels = NAMES.filter(isGiven).map(given.label);
  if (labels.length === 0) return undefined;
  return {
    labels,
    message: `${labels.join(', ')} would have no effect: no output of this build is an image`,
  };
}

/**
 * Refuses settings of images if no output is an image. Only for the command line: see `unusedInputs`.
 *
 * @throws ObuilderError `input-invalid` with the labels of the settings
 */
export function needImage(given: Given, outputs: readonly Output[] = []): void {
  const unused = unusedIn(given, outputs);
  if (unused === undefined) return;
  throw new ObuilderError('input-invalid', unused.message, {
    value: unused.labels[0],
    hint: 'Add --push for a registry, or --output=type=docker,dest=image.tar for an archive that "docker load" reads. Otherwise leave the setting out.',
  });
}

/**
 * Returns the warning for settings of images in a workflow if no output is an image. With `push: false`, the other inputs of a workflow
 * stay the same, so only an absent `push` is a probable slip.
 */
export function unusedInputs(given: Given, outputs: readonly Output[] = []): string | undefined {
  const unused = given.text('push') === '' ? unusedIn(given, outputs) : undefined;
  return (
    unused &&
    `${unused.message}. Write "push: true" for a registry, or "outputs: type=docker,dest=image.tar" for an archive that "docker load" reads. If the build needs no image, leave them out, or write "push: false".`
  );
}
