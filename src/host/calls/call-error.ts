import { getSystemErrorMap } from 'node:util';

/** Returns the error of a failed call, in the form of the errors of Node's file functions. */
export function callError(errno: number, syscall: string, path: string): Error {
  const [code = `error ${errno}`, text = 'unknown'] = getSystemErrorMap().get(-errno) ?? [];
  const details = { code, errno: -errno, syscall, path };
  return Object.assign(new Error(`${code}: ${text}, ${syscall} '${path}'`), details);
}
