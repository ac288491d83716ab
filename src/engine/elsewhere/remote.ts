import type { Carrier, RemoteRecord } from '../../contract/remote.ts';
import type { Result, StepContext } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import type { FoundBases, Sought } from '../../plan/bases.ts';
import { type Lookup, lookUp } from '../../plan/find/lookup.ts';
import { missingFrom } from '../../plan/find/missing.ts';
import type { LookupRequest } from '../../plan/find/search.ts';
import { nestedFilesIn } from '../../plan/keys.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import type { BuildNode } from '../../plan/scope.ts';
import type { Scopes } from '../../plan/scopes.ts';
import { type Found, scopedName, type VirtualResult, type Virtuals } from '../../plan/virtual.ts';
import { isReadable, judge, type Verdict } from './accept.ts';
import { Carriers } from './carriers.ts';
import type { OpenedCarriers, RemoteSettings } from './machinery.ts';
import { filesNeeded } from './needs.ts';
import { isSlot } from './slots/record.ts';
import { Texts } from './texts.ts';

export interface RemoteOptions {
  readonly opened: OpenedCarriers;
  readonly settings: RemoteSettings;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly carrier: Carrier;
  /** By the asked name. */
  readonly records: ReadonlyMap<string, RemoteRecord>;
}

/** Results on other machines, in a build. */
export class Remote {
  readonly carriers: Carriers;
  readonly opened: OpenedCarriers;
  readonly settings: RemoteSettings;
  readonly texts: Texts;
  /** Fetched results by id while their commits are under way. */
  readonly arriving = new Map<string, Result>();
  /** Carriers by the ids of results that this build fetched. */
  readonly fetched = new Map<string, Carrier>();
  /** The carriers that have lost files of a result that a build continues from. */
  readonly lost = new Set<Carrier>();
  /** By build, the index of the last virtual result whose files the build needs. */
  needs: ReadonlyMap<BuildNode, number> = new Map();
  readonly #options: RemoteOptions;
  readonly #results = new Map<string, VirtualResult[]>();
  readonly #digests = new Map<string, string>();
  /** Names asked for. */
  readonly #asked = new Set<string>();
  readonly #ignored = new Set<Carrier>();
  #spentMs = 0;

  constructor(options: RemoteOptions) {
    const { opened, settings, warn } = options;
    this.#options = options;
    this.opened = opened;
    this.settings = settings;
    this.texts = new Texts(options.signal);
    const all = new Set([...opened.from, ...opened.to.map(({ carrier }) => carrier)]);
    this.carriers = new Carriers([...all], { isRequired: settings.isRequired, warn });
  }

  get virtuals(): Virtuals {
    return { results: this.#results, digests: this.#digests };
  }

  /** Looks up results in the store and, as long as steps lack a result, on the carriers. */
  async look(builds: readonly PlannedBuild[], request: LookupRequest): Promise<Lookup> {
    const asked = { ...request, virtuals: this.virtuals };
    for (;;) {
      const lookup = lookUp(builds, asked);
      const missing = missingFrom(builds, asked, lookup);
      const ids = namesIn(request.scopes, [...missing.ids]);
      const copies = namesIn(request.scopes, [...missing.copies]);
      const names = [...ids.keys(), ...copies.keys()].filter((name) => !this.#asked.has(name));
      if (names.length === 0 || !(await this.#find(names, copies))) return lookup;
    }
  }

  /** Looks for results that builds continue from, by id alone. Results of scopes that the build does not read are `foreign`. */
  async findBases(ids: readonly string[], scopes: Scopes): Promise<FoundBases> {
    const names = namesIn(scopes, ids);
    if (names.size > 0) await this.#find([...names.keys()], new Map());
    const results = new Map<string, VirtualResult>();
    const foreign = new Set<string>();
    for (const id of ids) {
      for (const result of this.#results.get(id) ?? []) {
        if (isReadable(result.remote.record, scopes)) continue;
        this.forget(result);
        foreign.add(id);
      }
      const [first] = this.#results.get(id) ?? [];
      if (first !== undefined) results.set(id, first);
    }
    return { results, foreign };
  }

  /**
   * Looks for a stored cache slot by ids, the best first. The record of a slot never counts as a result.
   *
   * @param cost what it costs if a carrier fails
   */
  async findSlot(ids: readonly string[], cost: string): Promise<Found | undefined> {
    // One id at a time: the cache of GitHub Actions finds the entry of one name best.
    for (const id of ids)
      for (const { carrier, records } of await this.#ask([id], cost)) {
        const record = records.get(id);
        if (record === undefined || !this.#isGood(carrier, id, record)) continue;
        // Results may have further names, but a slot has only its own.
        if (isSlot(record) && record.id === id) return this.#foundOn(carrier, record);
      }
    return undefined;
  }

  /** Tells where a result was looked for. */
  sought(): Sought {
    const { from } = this.opened;
    const failures = from.flatMap((carrier) => {
      const failure = this.carriers.failureOf(carrier);
      if (failure !== undefined) return [`the ${carrier.name} failed: ${failure}`];
      return this.lost.has(carrier) ? [`the ${carrier.name} has lost its files`] : [];
    });
    return { names: from.map(({ name }) => name), failures };
  }

  /** Notes which files the build will need, so that they are fetched before their turn. */
  expect(
    builds: readonly PlannedBuild[],
    { choices, wanted }: Pick<Lookup, 'choices'> & { readonly wanted: ReadonlySet<BuildNode> },
  ): void {
    this.needs = filesNeeded(builds, choices, wanted);
  }

  /** Drops a virtual result with lost bytes, so that the step is made here. */
  forget({ id, remote }: VirtualResult): void {
    const rest = (this.#results.get(id) ?? []).filter((result) => result.remote !== remote);
    if (rest.length === 0) this.#results.delete(id);
    else this.#results.set(id, rest);
  }

  /** Asks all carriers. Returns whether a carrier had a record. */
  async #find(names: readonly string[], copies: ReadonlyMap<string, string>): Promise<boolean> {
    for (const name of names) this.#asked.add(name);
    const answers = await this.#ask(names);
    let isFound = false;
    for (const { carrier, records } of answers) {
      for (const name of names) {
        const record = records.get(name);
        if (record !== undefined && this.#take(carrier, name, record)) {
          const copy = copies.get(name);
          if (copy !== undefined) this.#claim(copy, record);
          isFound = true;
        }
      }
    }
    return isFound;
  }

  /** Asks all carriers at the same time. All lookups of a build together have a bound. */
  async #ask(names: readonly string[], cost?: string): Promise<readonly Answer[]> {
    const limitMs = Math.max(this.settings.findMs - this.#spentMs, 1);
    const start = performance.now();
    const answers = await Promise.all(
      this.opened.from.map(async (carrier) => {
        const member = this.carriers.usable(carrier);
        const options = { limitMs, signal: this.#options.signal, ...(cost !== undefined && { cost }) };
        const records = member === undefined ? undefined : await this.carriers.find(member, names, options);
        return { carrier, records: records ?? new Map<string, RemoteRecord>() };
      }),
    );
    this.#spentMs += performance.now() - start;
    return answers;
  }

  #isGood(carrier: Carrier, name: string, record: RemoteRecord): boolean {
    const verdict = judge(record, name, this.settings.key);
    if (verdict !== 'good') this.#tellIgnored(carrier, verdict);
    return verdict === 'good';
  }

  #take(carrier: Carrier, name: string, record: RemoteRecord): boolean {
    if (!this.#isGood(carrier, name, record) || isSlot(record)) return false;
    const results = this.#results.get(record.id) ?? [];
    // Two carriers with one making stay: if the first loses the files, the second has them.
    const isSame = ({ startedAt, remote }: VirtualResult) =>
      startedAt === record.meta.startedAt && remote.carrier === carrier;
    if (results.some(isSame)) return true;
    const remote = this.#foundOn(carrier, record);
    // Scopes and users of other machines mean nothing here.
    const context = record.meta.context ?? contextOf(record.image);
    const meta = { ...record.meta, context, madeBy: undefined, vouchedBy: undefined };
    this.#results.set(record.id, [...results, { ...meta, id: record.id, logPath: '', remote }]);
    return true;
  }

  #foundOn(carrier: Carrier, record: RemoteRecord): Found {
    const { carriers } = this;
    return {
      record,
      carrier,
      open: (bytes, signal) => carriers.open(carrier, record, { bytes, signal }),
    };
  }

  /** The record of a step tells the digests of the files from nested builds. */
  #claim(copy: string, { meta }: RemoteRecord): void {
    const digests = nestedFilesIn(meta.key ?? []);
    if (digests !== undefined && !this.#digests.has(copy)) this.#digests.set(copy, digests);
  }

  #tellIgnored(carrier: Carrier, verdict: Exclude<Verdict, 'good'>): void {
    if (this.#ignored.has(carrier)) return;
    this.#ignored.add(carrier);
    const why =
      verdict === 'unsigned'
        ? 'a record has no valid signature of the secret that cache-key-secret names, perhaps because the secret has changed'
        : 'a record contradicts itself';
    this.#options.warn(
      `the ${carrier.name} has records that are ignored: ${why}. Their steps are built here.`,
    );
  }
}

/** Returns how to run commands in a result of an old release. */
function contextOf({ environment, workdir, user, shell }: RemoteRecord['image']): StepContext {
  if ('name' in user) throw new ObuilderError('internal', 'the record of an old release names a user');
  return { environment, cwd: workdir, user, shell };
}

/**
 * Returns the names of records to ask for, each with the id (or the name of a copy) that the name stands for. Shared results of
 * builds that may not write for everybody are under names of a scope.
 */
function namesIn(
  { own, others, maySharedWrite }: Scopes,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const scopes = maySharedWrite ? [] : [own, ...others];
  const named = ids.flatMap((id) =>
    [id, ...scopes.map(({ key }) => scopedName(key, id))].map((name) => [name, id] as const),
  );
  return new Map(named);
}
