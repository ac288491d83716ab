import { futimesSync, lutimesSync } from 'node:fs';
import { canMakeCalls } from '../host/calls/machines.ts';
import { partsOf, type TimedFile, timeForNode } from './file-time.ts';

/**
 * Collects the times of new files below a root. Sets whole seconds at once. Node cannot set nanoseconds, so such times wait for
 * `finish`.
 */
export class NewTimes {
  readonly #waiting = new Map<string, TimedFile>();

  /**
   * Sets the time of the file `key`, or keeps the time for the end.
   *
   * @param place the file for Node: a descriptor, or a path, which is not followed
   */
  set(key: string, file: TimedFile, place: number | string | Buffer): void {
    if (setAtOnce(file, place)) this.#waiting.delete(key);
    else this.#waiting.set(key, file);
  }

  /** Gives the new hard link `key` the waiting time of the file `of`. */
  share(of: string, { key, path }: { readonly key: string; readonly path: Buffer }): void {
    const file = this.#waiting.get(of);
    if (file !== undefined) this.#waiting.set(key, { ...file, path });
  }

  /** Drops the waiting time of a removed file. */
  forget(key: string): void {
    this.#waiting.delete(key);
  }

  /**
   * Sets the waiting times. Comes last, because new files change the times of their directory.
   *
   * @param root the directory from which the paths start. No link leads out
   * @throws system error with `path`
   */
  async finish(root: string): Promise<void> {
    const files = [...this.#waiting.values()];
    this.#waiting.clear();
    if (files.length === 0) return;
    // Not needed for whole seconds, or without a copy.
    const { setTimes } = await import('./set-times.ts');
    await setTimes(root, files);
  }
}

/** Sets a time that Node can set exactly. The time of access is as near as Node can. */
function setAtOnce({ modified, accessed = modified }: TimedFile, place: number | string | Buffer): boolean {
  const isExact = partsOf(modified).nanoseconds === 0;
  if (!isExact && canMakeCalls()) return false;
  const times = [timeForNode(accessed), timeForNode(modified)] as const;
  if (typeof place === 'number') futimesSync(place, ...times);
  else lutimesSync(place, ...times);
  return true;
}
