import { show } from '../archive/tar-header.ts';
import { ObuilderError } from '../errors.ts';

/** The error for a file of a result that a layer cannot hold. `reason` continues a sentence about the file. */
export function layerImpossible(path: string, reason: string, cause?: unknown): ObuilderError {
  const name = `/${show(path)}`;
  return new ObuilderError('layer-impossible', `could not make a layer: ${name} cannot be in it: ${reason}`, {
    value: name,
    hint: 'Rename or delete the file in the step; until then the result stays on this machine.',
    cause,
  });
}
