import type { RemoteRecord, Upload } from '../contract/remote.ts';
import type { ImagePlace } from './place.ts';

/** How long a name that a search did not find counts as free, on top of a record of this build. */
const ABSENT_MS = 30_000;

/** What searches have told. */
export interface Searched {
  /** Names whose records must be replaced. */
  readonly damaged: ReadonlySet<string>;
  /** When a search found no record of a name; see `performance.now`. */
  readonly absent: ReadonlyMap<string, number>;
}

/** Who stores the record of a result: this build, or another runner that was first. */
export class Storers {
  readonly #place: ImagePlace;
  readonly #searched: Searched;
  /** By the id of a result, as far as known. */
  readonly #storers = new Map<string, 'this build' | 'another runner'>();
  /** Whether the latest upload of a result is going to store the record, by id; known before the bytes move. */
  readonly #claims = new Map<string, Promise<boolean>>();

  constructor(place: ImagePlace, searched: Searched) {
    this.#place = place;
    this.#searched = searched;
  }

  /** Returns the names under which this build has to store the record. */
  missingNames(upload: Upload, signal: AbortSignal): Promise<readonly string[]> {
    const asked = this.#ask(upload, signal);
    const claim = asked.then(
      (names) => names.length > 0,
      () => false,
    );
    this.#claims.set(upload.record.id, claim);
    return asked;
  }

  /** Whether another runner has stored the base with other files, so that nobody could use the result. */
  isLeftOut({ id, meta: { parent = '' } }: RemoteRecord): boolean {
    const isLeftOut = this.#storers.get(parent) === 'another runner';
    if (isLeftOut) this.#storers.set(id, 'another runner');
    return isLeftOut;
  }

  /** Notes that this build stores the record. */
  note({ id }: RemoteRecord): void {
    this.#storers.set(id, 'this build');
  }

  async #ask({ record, replaces = false }: Upload, signal: AbortSignal): Promise<readonly string[]> {
    const { id, names, meta } = record;
    const isFree = await this.#isFree(record);
    if (this.isLeftOut(record)) return [];
    const missing: string[] = [];
    for (const [index, name] of names.entries()) {
      const isUnasked = replaces || this.#searched.damaged.has(name) || (isFree && index === 0);
      if (isUnasked || !(await this.#place.hasTag(name, signal))) missing.push(name);
    }
    // Records of a base image differ in nothing that matters.
    const isFirst = missing.includes(names[0] ?? '') || this.#storers.get(id) === 'this build';
    if (!isFirst && meta.kind !== 'from') this.#storers.set(id, 'another runner');
    return missing;
  }

  /**
   * Whether the first name of a record needs no question: a search has just missed the name, and this build stores the record of the base. A
   * runner that made the base too has stored the base first, and leaves out what is on top of our record. A runner that fetched our base may
   * lose its record to this build; the next builds replace what stands on the lost record.
   */
  async #isFree({ names, meta: { parent = '' } }: RemoteRecord): Promise<boolean> {
    const missed = this.#searched.absent.get(names[0] ?? '');
    if (this.#place.asksByRequest !== true || missed === undefined) return false;
    if (performance.now() - missed > ABSENT_MS) return false;
    return this.#storers.get(parent) === 'this build' || (await this.#claims.get(parent)) === true;
  }
}
