import type { Output } from '../../contract/outputs.ts';
import { ObuilderError } from '../../errors.ts';
import { IMAGE_PARAMETERS } from '../parameters/images.ts';
import type { Given, ParameterName } from '../parameters.ts';

const NAMES = (Object.keys(IMAGE_PARAMETERS) as ParameterName[]).filter((name) => name !== 'push');

/**
 * Refuses settings of images if no output is an image. Only for the command line: the inputs of a workflow stay the same with
 * `push: false`, and a runner gives the default of `push` as if the workflow had it.
 *
 * @throws ObuilderError `input-invalid` with the labels of the settings
 */
export function needImage(given: Given, outputs: readonly Output[] = []): void {
  if (outputs.some(({ type }) => type !== 'local' && type !== 'tar')) return;
  const unused = NAMES.filter((name) => given.text(name) !== '').map(given.label);
  if (unused.length === 0) return;
  const message = `${unused.join(', ')} would have no effect: no output of this build is an image`;
  throw new ObuilderError('input-invalid', message, {
    value: unused[0],
    hint: 'Add --push for a registry, or --output=type=docker,dest=image.tar for an archive that "docker load" reads. Otherwise leave the setting out.',
  });
}
