import { getSystemErrorMap } from 'node:util';
import { canMakeCalls } from '../../host/calls/machines.ts';
import { makeCallsInside } from '../../host/calls/server.ts';

/** An extended attribute of a file. Path and name have one character (U+0000 to U+00FF) a byte. */
export interface Attribute {
  /** From the root, without links; `''` is the root itself. */
  readonly path: string;
  readonly name: string;
}

/** Calls at a time. Even with the longest paths, they are smaller than the memory of the program that makes the calls. */
const BATCH = 1000;

/**
 * Removes extended attributes, which Node cannot. No link leads out of `root`.
 *
 * @throws system error with `path`
 */
export async function removeAttributes(root: string, attributes: readonly Attribute[]): Promise<void> {
  if (!canMakeCalls()) return;
  for (let start = 0; start < attributes.length; start += BATCH) {
    const batch = attributes.slice(start, start + BATCH);
    const failure = await makeCallsInside(root, batch.map(removal));
    if (failure !== undefined) throw faultOf(failure.errno, batch[failure.call]?.path ?? '');
  }
}

function removal({ path, name }: Attribute) {
  const [file, attribute] = [path === '' ? '.' : path, name].map((text) =>
    Buffer.from(`${text}\0`, 'latin1'),
  );
  return { name: 'lremovexattr', args: [file ?? '', attribute ?? ''] } as const;
}

function faultOf(errno: number, path: string): Error {
  const [code = `error ${errno}`, text = 'unknown'] = getSystemErrorMap().get(-errno) ?? [];
  const message = `${code}: ${text}, lremovexattr '${path}'`;
  return Object.assign(new Error(message), { code, errno: -errno, syscall: 'lremovexattr', path });
}
