import type { Chain, RemoteRecord, Upload } from '../../../contract/remote.ts';
import { isMadeOn } from '../../../plan/candidates.ts';
import { judge } from '../accept.ts';
import { costOfLack, type Member } from '../carriers.ts';
import type { Remote } from '../remote.ts';
import { idsOf, type Line } from './lines.ts';
import { UploadProgress } from './progress.ts';

/** A carrier during an upload. */
export interface Destination {
  readonly member: Member;
  /** The records of this build's results on the carrier, by id: one from each scope. */
  readonly records: ReadonlyMap<string, readonly RemoteRecord[]>;
  /** Names whose record does not count, because the record is unsigned or contradicts itself. */
  readonly refused: ReadonlySet<string>;
  /** The chains of results on the carrier whose files are the files here, by id. */
  readonly chains: Map<string, Chain>;
  readonly queue: Upload[];
  readonly progress: UploadProgress;
  /** The names of all records that were queued. */
  readonly queued: Set<string>;
  /** A notice has told why results of this build have no base there. */
  isTold: boolean;
}

/** Asks a carrier which results of builds it has. */
export async function openDestination(
  remote: Remote,
  member: Member,
  { builds, signal }: { readonly builds: readonly (readonly Line[])[]; readonly signal: AbortSignal },
): Promise<Destination> {
  const { findMs, key } = remote.settings;
  const found = await remote.carriers.findChains(member, builds.flatMap(chainsOf), {
    limitMs: findMs,
    signal,
    cost: costOfLack(builds.flat().length),
  });
  const good: RemoteRecord[] = [];
  const refused = new Set<string>();
  for (const [name, record] of found) {
    if (judge(record, name, key) === 'good') good.push(record);
    else refused.add(name);
  }
  const records = Map.groupBy(good, ({ id }) => id);
  const results = idsOf(builds.flat()).size;
  const what = `${results} ${results === 1 ? 'result' : 'results'}`;
  const progress = new UploadProgress(member, what, results);
  return {
    member,
    records,
    refused,
    progress,
    chains: new Map(),
    queue: [],
    queued: new Set(),
    isTold: false,
  };
}

/**
 * Returns the names of a build's results: ids and scoped names are chains of their own, because one kind may be there without the other. Most
 * carriers have the image, which tells nothing about the results on it.
 */
function chainsOf(lines: readonly Line[]): readonly (readonly string[])[] {
  const images = lines.filter(isImage).flatMap(({ knownNames }) => knownNames);
  const others = lines.filter((line) => !isImage(line));
  const chains = [0, 1].map((at) => others.flatMap(({ knownNames }) => knownNames.slice(at, at + 1)));
  return [images, ...chains];
}

const isImage = ({ result }: Line) => result.kind === 'from';

/** How a result stands on a carrier. */
export type Standing =
  | { readonly kind: 'stored'; readonly chain: Chain }
  /** With `replaces`, the carrier has records of the result that no build can use. */
  | { readonly kind: 'missing'; readonly below: Chain | undefined; readonly replaces: boolean }
  | { readonly kind: 'diverged' }
  /** The carrier lacks the result that the build continues from. */
  | { readonly kind: 'baseless' };

/** Compares by the time of making and the layers below: the same id may have other files on the carrier. */
export function standingOf(
  { records, refused, chains }: Destination,
  line: Line,
  base: Line | undefined,
): Standing {
  const { result, knownNames } = line;
  const below = base === undefined ? undefined : chains.get(base.result.id);
  if (base !== undefined && below === undefined) return { kind: 'diverged' };
  const there = records.get(result.id) ?? [];
  // A result that the build continues from has a chain of its own, which only the carrier can tell.
  if (there.length === 0 && base === undefined && !isImage(line)) return { kind: 'baseless' };
  const isSame = ({ meta }: RemoteRecord) => isImage(line) || meta.startedAt === result.startedAt;
  const same = there.find((record) => isSame(record) && isPrefix(below, record.chain));
  if (same !== undefined) return { kind: 'stored', chain: withoutRepository(same.chain) };
  return there.some((record) => fits(record, base, below))
    ? { kind: 'diverged' }
    : { kind: 'missing', below, replaces: there.length > 0 || knownNames.some((name) => refused.has(name)) };
}

/**
 * Whether a record stands on the record of its base. A base that was deleted and made again leaves records that stand on nothing, and no
 * build that has the present base can use them.
 */
function fits({ chain, meta }: RemoteRecord, base: Line | undefined, below: Chain | undefined): boolean {
  if (base === undefined || below === undefined) return true;
  const isOnImage = base.result.kind === 'from';
  return isPrefix(below, chain) && (isOnImage || isMadeOn(meta, base.result.startedAt));
}

/** A record of others names no repository whose layers this user's credentials bring here. The carrier has the layers already. */
function withoutRepository({ base: { id, layers }, steps }: Chain): Chain {
  return { base: { id, layers }, steps };
}

function isPrefix(below: Chain | undefined, { base, steps }: Chain): boolean {
  if (below === undefined) return true;
  return (
    below.base.id === base.id &&
    below.steps.length === steps.length - 1 &&
    below.steps.every(({ id, layer }, index) => {
      const other = steps[index];
      return other?.id === id && other.layer.diffId === layer.diffId;
    })
  );
}
