import { type FileCall, makeCallsForFiles } from '../../host/calls/for-files.ts';
import { canMakeCalls } from '../../host/calls/machines.ts';

/** An extended attribute of a file. Path and name have one character (U+0000 to U+00FF) a byte. */
export interface Attribute {
  /** From the root, without links; `''` is the root itself. */
  readonly path: string;
  readonly name: string;
}

/**
 * Removes extended attributes, which Node cannot. No link leads out of `root`.
 *
 * @throws system error with `path`
 */
export async function removeAttributes(root: string, attributes: readonly Attribute[]): Promise<void> {
  if (canMakeCalls()) await makeCallsForFiles(root, attributes, { callFor: removal });
}

function removal({ path, name }: Attribute): FileCall {
  const [file = '', attribute = ''] = [path === '' ? '.' : path, name].map((text) =>
    Buffer.from(`${text}\0`, 'latin1'),
  );
  return { path, call: { name: 'lremovexattr', args: [file, attribute] } };
}
