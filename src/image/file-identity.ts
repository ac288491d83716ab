import { type Stats, statSync } from 'node:fs';
import { imageInvalid, imageUnavailable, systemCode } from './invalid.ts';

/** Changes whenever a file's content, owner or mode does (the kernel sets ctime), and is cheap to get. */
export function identityOf(stat: Stats): string {
  return [stat.dev, stat.ino, stat.mode, stat.uid, stat.gid, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}

/** @throws ObuilderError `image-unavailable` when there is no such file */
export function statSource(file: string): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    const details = { value: file, hint: 'Relative paths start at the context.', cause };
    if (systemCode(cause) === 'ENOENT') throw imageUnavailable(`${file} is not there`, details);
    throw imageInvalid(`${file} cannot be read`, details);
  }
}
