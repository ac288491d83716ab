import path from 'node:path';
import type { Exported, ExportRequest, Exports } from '../contract/exports.ts';
import type { UserTree } from '../contract/user-tree.ts';
import type { FilePlace } from '../files/user-files.ts';
import { makePace } from '../tree/pace.ts';
import { archiveFiles } from './archive.ts';
import { sendFiles } from './local.ts';
import { filesMissing, partsOf, type Selection, select } from './selection.ts';
import { type Found, listFiles } from './walk.ts';

/** The access to the user's directories. */
export interface UserAccess {
  readonly tree: (place: FilePlace, signal: AbortSignal) => Promise<UserTree>;
}

/** How often to report progress. */
const PROGRESS_MS = 1000;
const MAX_NAMED = 5;

export function openExports(user: UserAccess): Exports {
  return {
    start: async (src) => (await partsOf(src)).base,
    async write(request) {
      const { output, id, signal } = request;
      const selection = await select(request, output.src);
      const pace = makePace(signal);
      const files = await listFiles(selection, { pace });
      if (files.length === 0 && output.src !== undefined && hasPattern(selection))
        throw filesMissing(output.src, 'no file of the result matches', id);
      const work = { request, selection, files, progress: progressOf(request, bytesOf(files)) };
      return output.type === 'tar' ? await writeArchive(user, work) : await writeTree(user, work);
    },
  };
}

interface Work {
  readonly request: ExportRequest;
  readonly selection: Selection;
  readonly files: readonly Found[];
  readonly progress: (bytes: number) => void;
}

const hasPattern = (selection: Selection) => selection.kind === 'tree' && selection.isAsked !== undefined;

async function writeTree(user: UserAccess, { request, selection, files, progress }: Work): Promise<Exported> {
  const { output, signal, onNotice } = request;
  const { dest, below } = output;
  const tree = await user.tree({ path: dest, below }, signal);
  try {
    const { directory } = selection;
    await sendFiles(files, { directory, tree, pace: makePace(signal), onBytes: progress });
  } finally {
    await tree.close();
  }
  const special = files.filter(({ kind }) => kind === 'special');
  if (special.length > 0) onNotice(leftOut(special));
  return summed(files.filter(({ kind }) => kind !== 'special'));
}

function leftOut(special: readonly Found[]): string {
  const named = special.slice(0, MAX_NAMED).map(({ from }) => JSON.stringify(from));
  const more = special.length > MAX_NAMED ? ` and ${special.length - MAX_NAMED} more` : '';
  return `Left out devices, pipes and sockets: ${named.join(', ')}${more}`;
}

async function writeArchive(
  user: UserAccess,
  { request, selection, files, progress }: Work,
): Promise<Exported> {
  const { output, signal } = request;
  const { dest, below } = output;
  const directory = path.dirname(dest);
  // `dest` itself may be the directory of the job, which is no file.
  const isBelow = below !== undefined && dest !== below;
  const tree = await user.tree({ path: directory, below: isBelow ? below : undefined }, signal);
  try {
    const bytes = archiveFiles(selection.directory, { ...membersOf(selection, files), signal });
    await tree.putNew(path.basename(dest), counted(bytes, progress));
  } finally {
    await tree.close();
  }
  return summed(files);
}

/** A whole tree is archived by its top level, since single paths have a maximum length. */
function membersOf(selection: Selection, files: readonly Found[]) {
  if (selection.kind === 'file') {
    const { name, as } = selection;
    return { paths: [name], isWhole: false, as: as === name ? undefined : as };
  }
  const isWhole = selection.isAsked === undefined;
  const members = isWhole ? files.filter(({ path: member }) => !member.includes('/')) : files;
  return { paths: members.map(({ from }) => from), isWhole };
}

async function* counted(
  bytes: AsyncIterable<Buffer>,
  progress: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    progress(piece.length);
    yield piece;
  }
}

function summed(files: readonly Found[]): Exported {
  return { files: files.filter(({ kind }) => kind !== 'directory').length, bytes: bytesOf(files) };
}

function bytesOf(files: readonly Found[]): number {
  return files.reduce((sum, { size, sameAs }) => sum + (sameAs === undefined ? size : 0), 0);
}

/** Reports progress after the first second, and then every second. */
function progressOf({ onProgress }: ExportRequest, totalBytes: number): (bytes: number) => void {
  let doneBytes = 0;
  let next = performance.now() + PROGRESS_MS;
  return (bytes) => {
    doneBytes += bytes;
    if (performance.now() < next) return;
    next = performance.now() + PROGRESS_MS;
    onProgress({ doneBytes, totalBytes });
  };
}
