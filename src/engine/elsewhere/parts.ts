import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BuildEvent } from '../../contract/events.ts';
import type { Exports } from '../../contract/exports.ts';
import { type LayerMember, type Layers, MAX_MEMBERS, MAX_MEMBERS_BYTES } from '../../contract/layers.ts';
import type { FilesOutput } from '../../contract/outputs.ts';
import type { ChainLayer } from '../../contract/remote.ts';
import type { Store } from '../../contract/store.ts';
import { asObuilderError, isObuilderError, must, ObuilderError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import { isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import { withinDisk } from '../steps/disk-watch.ts';
import { layersWith } from './part.ts';
import type { Remote } from './remote.ts';

export interface PartsRequest {
  readonly plan: Plan;
  readonly store: Store;
  readonly exports: Exports;
  readonly remote: Remote;
  readonly emit: (event: BuildEvent) => void;
  readonly signal: AbortSignal;
  /** Returns the build of an output. */
  readonly buildOf: (output: FilesOutput) => PlannedBuild;
}

/** Directories with the files of outputs. */
export interface Parts {
  /** Returns undefined for an output that needs the whole result. */
  readonly rootOf: (output: FilesOutput) => string | undefined;
  readonly remove: () => void;
}

const MAX_READS = 8;
/** A layer needs room as a file, and again as a tree, which is larger. */
const ROOM = 4;

/**
 * Fetches, for outputs of a build whose steps are all on a carrier, only the layers with the files that the output names. The files
 * are no result of the store. An output for which this fails takes the files of the whole result.
 *
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required
 */
export async function fetchParts(outputs: readonly FilesOutput[], request: PartsRequest): Promise<Parts> {
  const roots = new Map<FilesOutput, string>();
  const remove = () => {
    for (const root of roots.values()) rmSync(path.dirname(root), { recursive: true, force: true });
  };
  try {
    for (const output of outputs) {
      const root = await fetchPart(output, request);
      if (root !== undefined) roots.set(output, root);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { rootOf: (output) => roots.get(output), remove };
}

async function fetchPart(output: FilesOutput, request: PartsRequest): Promise<string | undefined> {
  const { remote, exports, signal } = request;
  const chain = output.src === undefined ? undefined : chainOf(request.buildOf(output), request);
  const last = chain?.at(-1);
  if (output.src === undefined || chain === undefined || last === undefined) return undefined;
  const { carrier } = last.remote;
  if (remote.carriers.usable(carrier) === undefined) return undefined;
  try {
    const members = await readMembers(chain, remote.opened.layers, signal);
    const start = Buffer.from(await exports.start(output.src)).toString('latin1');
    const needed = members && layersWith(members, start);
    return needed && (await bring(output, { ...request, last, needed }));
  } catch (error) {
    if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    const cost = `the whole result of the output ${output.text} is needed`;
    if (isObuilderError(error, 'remote-failed')) remote.carriers.fail(carrier, error, { cost, signal });
    else {
      const why = `could not fetch only the files of the output ${output.text}, so its whole result is fetched`;
      request.emit({ type: 'warning', message: `${why}: ${asObuilderError(error).message}` });
    }
    return undefined;
  }
}

/** Returns the results of a build's steps; undefined unless all are on carriers, with lists of members, and on one chain. */
function chainOf({ steps }: PlannedBuild, { plan }: PartsRequest): readonly VirtualResult[] | undefined {
  const [from, ...above] = steps;
  const results = above.map((step) => plan.choices.get(step)?.result).filter(isVirtual);
  const last = results.at(-1);
  if (last === undefined || results.length !== above.length || from.base !== undefined) return undefined;
  const { chain } = last.remote.record;
  const isOne = results.every(({ remote: { record } }, index) => {
    const [own, there] = [record.chain.steps.at(-1), chain.steps[index]];
    return record.members !== undefined && own?.id === there?.id && own?.layer.diffId === there?.layer.diffId;
  });
  return isOne && chain.steps.length === results.length ? results : undefined;
}

/** Returns undefined if the lists of all results together exceed the bound of one list, because all are in memory at the same time. */
async function readMembers(
  chain: readonly VirtualResult[],
  layers: Layers,
  signal: AbortSignal,
): Promise<readonly (readonly LayerMember[])[] | undefined> {
  const size = chain.reduce((sum, { remote }) => sum + listOf(remote).size, 0);
  if (size > MAX_MEMBERS_BYTES) return undefined;
  const { default: pLimit } = await import('p-limit');
  const inTurn = pLimit(MAX_READS);
  const all = await Promise.all(chain.map(({ remote }) => inTurn(() => readList(remote, signal))));
  const lists: (readonly LayerMember[])[] = [];
  let count = 0;
  for (const bytes of all) {
    const list = layers.parseMembers(bytes);
    count += list?.length ?? 0;
    if (list === undefined || count > MAX_MEMBERS) return undefined;
    lists.push(list);
  }
  return lists;
}

const listOf = ({ record }: VirtualResult['remote']) => must(record.members, 'a list of members');

async function readList(remote: VirtualResult['remote'], signal: AbortSignal) {
  const bytes = listOf(remote);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of remote.open(bytes, signal)) {
    length += piece.length;
    if (length > bytes.size) throw new ObuilderError('remote-lost', 'the list of members is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

interface Bringing extends PartsRequest {
  readonly last: VirtualResult;
  /** Indexes of the layers. */
  readonly needed: readonly number[];
}

async function bring(
  output: FilesOutput,
  { store, remote, emit, signal, last, needed }: Bringing,
): Promise<string | undefined> {
  const { record, carrier, open } = last.remote;
  const layers = needed.map((index) => must(record.chain.steps[index], 'a step of the chain').layer);
  if (store.spareBytes() < ROOM * bytesOf(layers)) return undefined;
  const count = `${layers.length} of ${record.chain.steps.length} layers`;
  emit({
    type: 'notice',
    message: `fetching ${count} from the ${carrier.name} for the output ${output.text}`,
  });
  const directory = mkdtempSync(path.join(store.scratch(), 'part-'));
  const rootfs = path.join(directory, 'files');
  mkdirSync(rootfs, { mode: 0o700 });
  try {
    await withinDisk({ store, signal }, async (watched) => {
      const options = { rootfs, scratch: directory, isImage: true, signal: watched.signal };
      await remote.opened.layers.applyChain(layers, open, options);
    });
    return rootfs;
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

const bytesOf = (layers: readonly ChainLayer[]) => layers.reduce((sum, { size }) => sum + size, 0);
