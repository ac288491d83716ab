import { show } from '../archive/tar-header.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';

/** The error for a file of a result that a layer cannot hold. `reason` continues a sentence about the file. */
export function layerImpossible(path: string, reason: string, cause?: unknown): ObuilderError {
  const name = `/${show(path)}`;
  return new ObuilderError('layer-impossible', `could not make a layer: ${name} cannot be in it: ${reason}`, {
    value: name,
    hint: 'Rename or delete the file in the step; until then the result stays on this machine.',
    cause,
  });
}

export const tooManyFiles = (): ObuilderError =>
  new ObuilderError(
    'layer-impossible',
    'could not make a layer: it has too many files, whose paths fill the memory',
    {
      hint: 'Delete the files in the step, or pack them into an archive; until then the result stays on this machine.',
    },
  );

/** Returns the error for a failed reading of a file. Our reader of archives has limits, for example on attributes and holes. */
export function asImpossible(path: string, error: unknown): unknown {
  return isObuilderError(error, 'image-invalid') ? layerImpossible(path, error.message, error) : error;
}
