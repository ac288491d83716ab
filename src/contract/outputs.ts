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

/** The parts of an image that the user decides. */
export interface ImageSettings {
  readonly labels: Readonly<Record<string, string>>;
  /** Of the manifest. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[] | undefined;
  readonly cmd?: readonly string[] | undefined;
  /** For example `80/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly stopSignal?: string | undefined;
  /** For example `linux/arm64`; the platform of the base image if absent. */
  readonly platform?: string | undefined;
  /** SOURCE_DATE_EPOCH in seconds: the image's time, and the latest time of files in layers of steps. */
  readonly sourceDateEpoch?: number | undefined;
}

/** A result as an image: an archive in a file or directory, or pushed to a registry. */
export interface ImageOutput extends OutputBase {
  readonly type: 'oci' | 'docker' | 'registry';
  /** Absolute path of the archive, for `oci` and `docker`. */
  readonly dest?: string | undefined;
  /** The directory above `dest` that holds files of the job: no link below it is followed. */
  readonly below?: string | undefined;
  /** References with tags, such as `ghcr.io/acme/app:1`. */
  readonly names: readonly string[];
  readonly compression: LayerCompression;
  /** One layer instead of one layer per step, above the base image's layers. */
  readonly squash: boolean;
  readonly settings: ImageSettings;
}

export type Output = FilesOutput | ImageOutput;
