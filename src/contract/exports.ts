import type { FilesOutput } from './outputs.ts';

export interface ExportRequest {
  readonly output: FilesOutput;
  /** The directory of the result's files. Nobody else changes the files meanwhile. */
  readonly root: string;
  /** The id under which `shell` opens these files; undefined if the store has only a part of the files. */
  readonly id?: string | undefined;
  /** Called now and then; `totalBytes` is 0 if unknown. */
  readonly onProgress: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void;
  readonly onNotice: (message: string) => void;
  readonly signal: AbortSignal;
}

/** What an output has written. */
export interface Exported {
  /** Files and links. */
  readonly files: number;
  readonly bytes: number;
}

/**
 * Files of results for the user of the build. Reads the result with root's rights and never through a link; writes with the user's
 * rights.
 */
export interface Exports {
  /** Returns the path before the first wildcard of an output's `src`. */
  start(src: string): Promise<string>;
  /**
   * Writes the files that an output names. Files written before an error stay; no file is half-written.
   *
   * @throws ObuilderError `export-failed`, `files-missing`, `cancelled`, `tool-failed`, `tool-missing`
   */
  write(request: ExportRequest): Promise<Exported>;
}
