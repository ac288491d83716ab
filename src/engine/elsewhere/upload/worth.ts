import type { RemoteSettings } from '../machinery.ts';
import type { Line } from './lines.ts';
import type { Maker } from './maker.ts';

/**
 * Returns how many results of a build are worth storing, from the base image up: everything below the last new result that is cheaper
 * to fetch than to make again. Makes the layers that decide.
 */
export async function worthOf(
  lines: readonly Line[],
  { minSeconds, maxBytesPerSecond }: RemoteSettings,
  maker: Maker,
): Promise<number> {
  for (let count = lines.length; count > 0; count -= 1) {
    const line = lines[count - 1];
    if (line === undefined || !line.isNew || line.step.kind === 'from') continue;
    const { seconds } = line.result;
    if (seconds < minSeconds) continue;
    const { layer } = await maker.make(line.result);
    if (layer.size <= Math.max(seconds * maxBytesPerSecond, FREE_BYTES)) return count;
    maker.drop(line.result);
  }
  return 0;
}

/** So few bytes cost no time worth counting. */
const FREE_BYTES = 1024 * 1024;
