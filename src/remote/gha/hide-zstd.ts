import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const NEEDED = ['tar', 'gzip'];

/**
 * Calls with zstd out of the search path. Undefined without a call if the path lacked zstd anyhow, or lacks tar or gzip.
 *
 * @param directory a directory of this process
 */
export async function withoutZstd<T>(directory: string, call: () => Promise<T>): Promise<T | undefined> {
  const before = process.env['PATH'] ?? '';
  const find = (name: string) =>
    before
      .split(':')
      .map((place) => path.join(place, name))
      .find((file) => existsSync(file));
  const programs = NEEDED.map(find).filter((program) => program !== undefined);
  if (find('zstd') === undefined || programs.length < NEEDED.length) return undefined;
  const few = path.join(directory, 'bin');
  if (!existsSync(few)) {
    mkdirSync(few, { mode: 0o700 });
    for (const program of programs) symlinkSync(program, path.join(few, path.basename(program)));
  }
  process.env['PATH'] = few;
  try {
    return await call();
  } finally {
    process.env['PATH'] = before;
  }
}
