import type { LayerCompression } from './layers.ts';

interface OutputBase {
  /** The line or flag of the user, for errors. */
  readonly text: string;
  /** Name of a nested build, `outer/inner` for a build inside another; the target of the build if absent. */
  readonly build?: string | undefined;
  /** `failure` exports the files of a failed step instead of the result. */
  readonly when: 'success' | 'failure';
}

/** Files of a result for the user: into a directory, or as one tar archive. */
export interface FilesOutput extends OutputBase {
  readonly type: 'local' | 'tar';
  /** A path or glob inside the result; the whole result if absent. */
  readonly src?: string | undefined;
  /** Absolute path of a directory, or of the archive's file. */
  readonly dest: string;
  /** The directory above `dest` that holds files of the job, such as a pull request's: no link below it is followed. */
  readonly below?: string | undefined;
}

/** A result as an image: an archive in a file or directory, or pushed to a registry. */
export interface ImageOutput extends OutputBase {
  readonly type: 'oci' | 'docker' | 'registry';
  /** Absolute path of the archive, for `oci` and `docker`. */
  readonly dest?: string | undefined;
  /** References with tags, such as `ghcr.io/acme/app:1`. */
  readonly names: readonly string[];
  readonly compression: LayerCompression;
  /** One layer instead of one layer per step, above the base image's layers. */
  readonly squash: boolean;
}

export type Output = FilesOutput | ImageOutput;
