import type { CarrierReport } from '../../contract/events.ts';
import type { Carrier, RemoteRecord, StoredBytes, Upload } from '../../contract/remote.ts';
import { asObuilderError, factsOf, isObuilderError, ObuilderError } from '../../errors.ts';
import { whileMoving, whileSending, within } from './guard.ts';

/** A carrier in a build, until its first failure. */
export interface Member {
  readonly carrier: Carrier;
  failure: string | undefined;
  /** Whether the warning about damaged records was given. */
  isDamaged: boolean;
  /** Ids of results whose files are gone or damaged. */
  readonly lost: Set<string>;
  found: number;
  fetched: number;
  stored: number;
}

export interface CarriersOptions {
  readonly isRequired: boolean;
  readonly warn: (message: string) => void;
}

const LOOKUP_COST = 'steps whose results only it has are built here';
/** The longest upload of some results. */
const MAX_PUT_MS = 30 * 60_000;

/**
 * The carriers of a build. The first failure of a carrier is one warning, and the build asks this carrier no more. Only if carriers are
 * required, a failure is an error.
 */
export class Carriers {
  readonly #members = new Map<Carrier, Member>();
  readonly #options: CarriersOptions;

  constructor(carriers: readonly Carrier[], options: CarriersOptions) {
    this.#options = options;
    for (const carrier of carriers)
      this.#members.set(carrier, {
        carrier,
        failure: undefined,
        isDamaged: false,
        lost: new Set(),
        found: 0,
        fetched: 0,
        stored: 0,
      });
  }

  /** The carrier in this build; undefined after a failure. */
  usable(carrier: Carrier): Member | undefined {
    const member = this.#members.get(carrier);
    return member?.failure === undefined ? member : undefined;
  }

  /** Returns why the build uses a carrier no more; undefined without a failure. */
  failureOf(carrier: Carrier): string | undefined {
    return this.#members.get(carrier)?.failure;
  }

  /** Returns the records by the asked name; empty after a failure. */
  find(
    member: Member,
    names: readonly string[],
    options: Finding,
  ): Promise<ReadonlyMap<string, RemoteRecord>> {
    return this.#find(member, (signal) => member.carrier.find(names, signal), options);
  }

  /** Returns the records of results to store, by name; empty after a failure. See `Carrier.findChains`. */
  findChains(
    member: Member,
    chains: readonly (readonly string[])[],
    options: Finding,
  ): Promise<ReadonlyMap<string, RemoteRecord>> {
    const { carrier } = member;
    const search = (signal: AbortSignal) =>
      carrier.findChains?.(chains, signal) ?? carrier.find([...new Set(chains.flat())], signal);
    return this.#find(member, search, options);
  }

  async #find(
    member: Member,
    search: (signal: AbortSignal) => Promise<ReadonlyMap<string, RemoteRecord>>,
    { cost = LOOKUP_COST, ...options }: Finding,
  ): Promise<ReadonlyMap<string, RemoteRecord>> {
    const { carrier } = member;
    try {
      const found = await within(search, options);
      this.#tellDamage(member);
      return found;
    } catch (error) {
      this.fail(carrier, error, { cost, signal: options.signal });
      return new Map();
    }
  }

  #tellDamage(member: Member): void {
    const { name, damaged = 0 } = member.carrier;
    if (damaged === 0 || member.isDamaged) return;
    member.isDamaged = true;
    this.#options.warn(`the ${name} has lost bytes of stored results; ${LOOKUP_COST}`);
  }

  /** Streams bytes of a record; the caller passes errors to `fail`. */
  open(carrier: Carrier, record: RemoteRecord, { bytes, signal }: Opening): AsyncIterable<Buffer> {
    return whileMoving((ending) => carrier.open(record, bytes, ending), signal, carrier.silentMs);
  }

  /** Stores results. Returns whether all went well. */
  async put(
    { carrier }: Member,
    uploads: readonly Upload[],
    { signal, cost = costOfLack(uploads.length) }: Putting,
  ): Promise<boolean> {
    const moved = () => {
      const { requests, sentBytes, receivedBytes } = carrier.traffic();
      return requests + sentBytes + receivedBytes;
    };
    try {
      const put = (ending: AbortSignal) => carrier.put(uploads, ending);
      const { silentMs } = carrier;
      const { records } = await whileSending(put, { moved, limitMs: MAX_PUT_MS, silentMs, signal });
      const member = this.#members.get(carrier);
      if (member !== undefined) member.stored += records;
      return true;
    } catch (error) {
      this.fail(carrier, error, { cost, signal });
      return false;
    }
  }

  /**
   * Notes the failure of a carrier, warns, and stops using the carrier.
   *
   * @throws ObuilderError `cancelled` if the build was cancelled, `remote-failed` if carriers are required
   */
  fail(
    carrier: Carrier,
    error: unknown,
    { cost, signal }: { readonly cost: string; readonly signal: AbortSignal },
  ): void {
    if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    const { code, message, hint, ...facts } = asObuilderError(error);
    if (this.#options.isRequired) {
      throw new ObuilderError('remote-failed', `could not use the ${carrier.name}: ${message}`, {
        value: carrier.name,
        hint: hint ?? 'Repair the carrier, or build without it: cache-required: false.',
        ...factsOf(facts),
        cause: error,
      });
    }
    const member = this.usable(carrier);
    if (member === undefined) return;
    member.failure = message;
    const what = code === 'remote-denied' ? 'refuses to store results' : 'is not used any more';
    const advice = hint === undefined ? '' : `. ${hint}`;
    this.#options.warn(`the ${carrier.name} ${what}: ${message}; ${cost}${advice}`);
  }

  count(carrier: Carrier, what: 'found' | 'fetched'): void {
    const member = this.#members.get(carrier);
    if (member !== undefined) member[what] += 1;
  }

  /** Notes that the files of a result are gone or damaged. */
  lose(carrier: Carrier, id: string): void {
    this.#members.get(carrier)?.lost.add(id);
  }

  reports(): readonly CarrierReport[] {
    return [...this.#members.values()].map(({ carrier, found, lost, fetched, stored, failure }) => {
      const damaged = (carrier.damaged ?? 0) + lost.size;
      return { name: carrier.name, found, damaged, fetched, stored, ...carrier.traffic(), failure };
    });
  }

  /** Never fails a build, and waits at most some seconds. */
  async close(): Promise<void> {
    const signal = new AbortController().signal;
    const closing = [...this.#members.keys()].map((carrier) =>
      within(() => carrier.close(), { limitMs: 5000, signal }),
    );
    await Promise.allSettled(closing);
  }
}

/** What it costs that a carrier lacks results of this build. */
export const costOfLack = (results: number) =>
  `${results} ${results === 1 ? 'result is' : 'results are'} not stored there, so other runners build what they need`;

interface Finding {
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** What a failure costs; by default, that of a search for results to use. */
  readonly cost?: string;
}

interface Putting {
  readonly signal: AbortSignal;
  /** What a failure costs; by default, that results are not stored. */
  readonly cost?: string;
}

interface Opening {
  readonly bytes: StoredBytes;
  readonly signal: AbortSignal;
}

/** Whether an error concerns bytes of a record only, and not the carrier. */
export const isLost = (error: unknown) => isObuilderError(error, 'remote-lost');
