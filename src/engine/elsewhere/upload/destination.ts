import type { Chain, RemoteRecord, Upload } from '../../../contract/remote.ts';
import { judge } from '../accept.ts';
import { costOfLack, type Member } from '../carriers.ts';
import type { Remote } from '../remote.ts';
import type { Line } from './lines.ts';

/** A carrier during an upload. */
export interface Destination {
  readonly member: Member;
  /** The records of this build's results on the carrier, by id. */
  readonly records: ReadonlyMap<string, RemoteRecord>;
  /** The chains of results on the carrier whose files are the files here, by id. */
  readonly chains: Map<string, Chain>;
  readonly queue: Upload[];
  /** A notice has told why results of this build have no base there. */
  isTold: boolean;
}

/** Asks a carrier which results it has. */
export async function openDestination(
  remote: Remote,
  member: Member,
  { lines, signal }: { readonly lines: readonly Line[]; readonly signal: AbortSignal },
): Promise<Destination> {
  const names = [...new Set(lines.flatMap(({ knownNames }) => knownNames))];
  const { findMs, key } = remote.settings;
  const found = await remote.carriers.find(member, names, {
    limitMs: findMs,
    signal,
    cost: costOfLack(lines.length),
  });
  const records = new Map<string, RemoteRecord>();
  for (const [name, record] of found)
    if (judge(record, name, key) === 'good' && !records.has(record.id)) records.set(record.id, record);
  return { member, records, chains: new Map(), queue: [], isTold: false };
}

/** How a result stands on a carrier. */
export type Standing =
  | { readonly kind: 'stored'; readonly chain: Chain }
  | { readonly kind: 'missing'; readonly below: Chain | undefined }
  | { readonly kind: 'diverged' }
  /** The carrier lacks the result that the build continues from. */
  | { readonly kind: 'baseless' };

/** Compares by the time of making and the layers below: the same id may have other files on the carrier. */
export function standingOf({ records, chains }: Destination, line: Line, base: Line | undefined): Standing {
  const { result } = line;
  const below = base === undefined ? undefined : chains.get(base.result.id);
  if (base !== undefined && below === undefined) return { kind: 'diverged' };
  const record = records.get(result.id);
  const isImage = result.kind === 'from';
  // A result that the build continues from has a chain of its own, which only the carrier can tell.
  if (record === undefined)
    return base === undefined && !isImage ? { kind: 'baseless' } : { kind: 'missing', below };
  const isSame = isImage || record.meta.startedAt === result.startedAt;
  return isSame && isPrefix(below, record.chain)
    ? { kind: 'stored', chain: withoutRepository(record.chain) }
    : { kind: 'diverged' };
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
