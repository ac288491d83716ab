import type { ManifestEntry } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import { type FileTime, timeOfSeconds } from '../../files/file-time.ts';
import type { Pace } from '../pace.ts';
import type { Origin } from './origin.ts';
import type { Sources } from './source.ts';

/**
 * Yields the exact time of each entry's source, in order. Only a copy asks for these times: they cost a look at each source that was not
 * read for the manifest. A copy compares each content with the manifest afterwards, so a time never belongs to an older content. For a
 * source that is gone, yields the time of the manifest.
 */
export async function* exactTimes(
  entries: readonly ManifestEntry[],
  { origin, sources, pace }: { readonly origin: Origin; readonly sources: Sources; readonly pace: Pace },
): AsyncGenerator<readonly FileTime[]> {
  for (let start = 0; start < entries.length; start += A_PART) {
    if (pace.isDue()) await pace.pause();
    const part = entries.slice(start, start + A_PART);
    yield part.map((entry) => sources.of(entry)?.modified ?? timeNow(origin, entry));
  }
}

/** Entries that are looked at without a pause: some milliseconds. */
const A_PART = 1024;

function timeNow(origin: Origin, { from, modified }: ManifestEntry): FileTime {
  try {
    return origin.timeOf(from) ?? timeOfSeconds(modified);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return timeOfSeconds(modified);
  }
}
