import type { Copy, CopySource, Exclude } from '../contract/spec.ts';
import type { Position } from '../errors.ts';
import type { BuildNode } from './scope.ts';

/** Files that a step takes from outside its own file system: the sources of a copy, or the source of a mount. */
export interface FilesRead {
  readonly src: Copy['src'];
  readonly exclude: readonly Exclude[];
  /** Absolute; keeps the spec's trailing `/`. */
  readonly destination: string;
  /** The build with the files; undefined for the context. */
  readonly source: BuildNode | undefined;
  readonly isMount: boolean;
  readonly keepsModes: boolean;
  readonly at: Position;
}

/** Files of a nested build. */
export interface NestedRead extends FilesRead {
  readonly source: BuildNode;
}

/** The place of the mounted files in a directory of their own. */
export const MOUNTED = '/files';

/** Returns what a step reads from nested builds, in the order of the spec. */
export function nestedReads({ reads }: { readonly reads: readonly FilesRead[] }): readonly NestedRead[] {
  return reads.filter((read): read is NestedRead => read.source !== undefined);
}

interface ReadOperation {
  readonly from: CopySource;
  readonly src: string;
  readonly at: Position;
}

/** Returns what a mount reads. */
export function mountRead(
  { from, src, at }: ReadOperation,
  { sources }: Pick<BuildNode, 'sources'>,
): FilesRead {
  const source = sources.get(from);
  return { src: [src], exclude: [], destination: MOUNTED, source, isMount: true, keepsModes: false, at };
}
