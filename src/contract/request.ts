import type { BuildEvent } from './events.ts';
import type { PullPolicy } from './images.ts';
import type { LayerCompression } from './layers.ts';
import type { PruneLimits } from './limits.ts';
import type { Output } from './outputs.ts';
import type { UserNamespaceMode } from './sandbox.ts';

/** The smallest pool in bytes: mkfs.btrfs refuses less than about 110 MB, and the rest is room for a small base image. */
export const MIN_POOL_BYTES = 256 * 1024 ** 2;

/** The store to use: `auto`, or `DRIVER:DIRECTORY` such as `btrfs:/srv/obuilder`. */
export interface StoreRequest {
  readonly store: string;
  /** Source of a name other than `auto`, such as `OBUILDER_STORE` or `--store`. */
  readonly namedBy?: string | undefined;
  /** Size of a new pool's image file, in bytes. */
  readonly poolBytes?: number | undefined;
}

/** A request of the command line. The worker's stdin accepts a plain `StoreRequest` only. */
export interface StoreWish extends StoreRequest {
  /** Directory of image file and mount point for `auto`, for root only. */
  readonly poolDirectory?: string | undefined;
}

type ProxySettings = {
  readonly [Name in ProxyName | Lowercase<ProxyName>]?: string | undefined;
};
type ProxyName = 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY';

/** The origin of a job, as the job claims. Scopes derive from the origin. */
export interface Origin {
  /** Address of the repository's server. */
  readonly server: string;
  readonly repository: string;
  /** `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  readonly event: string;
  /** Target branch of a pull request. */
  readonly baseBranch?: string | undefined;
  readonly defaultBranch?: string | undefined;
  /** Subject of an event that runs on a branch but concerns something else: `#7`, a pull request. */
  readonly subject?: string | undefined;
}

/** A number, or `none` for no bound, because JSON has no infinity. */
export type Bound = number | 'none';

/** Requested bounds of steps. */
export interface StepBounds {
  readonly memoryBytes?: Bound | undefined;
  /** CPUs, e.g. 1.5. */
  readonly cpus?: Bound | undefined;
  readonly pids?: Bound | undefined;
  /** Wall-clock seconds of one step. */
  readonly seconds?: Bound | undefined;
  readonly logBytes?: Bound | undefined;
}

/** A carrier of results on other machines: a line of `cache-from` or `cache-to`. */
export type CarrierRequest = {
  /** Of new layers; zstd if absent. */
  readonly compression?: LayerCompression | undefined;
} & (
  | {
      readonly type: 'registry';
      /** `HOST/REPOSITORY`, without tag and digest. */
      readonly ref: string;
    }
  | {
      readonly type: 'local';
      /** Absolute in a request. */
      readonly directory: string;
    }
  | {
      /** The cache of GitHub Actions. */
      readonly type: 'gha';
      /** Separates results: different texts, different results. */
      readonly scope?: string | undefined;
    }
);

/** How a build uses its carriers. */
export interface CacheOptions {
  /** A carrier that fails makes the build fail. */
  readonly isRequired?: boolean | undefined;
  /** Names of cache slots that travel with the results. */
  readonly slots?: readonly string[] | undefined;
  /** Id of the secret that signs records. */
  readonly keySecret?: string | undefined;
  /** Results of quicker steps are not stored. */
  readonly minSeconds?: number | undefined;
  /** Results with more bytes for each second of their step are not stored. */
  readonly maxBytesPerSecond?: number | undefined;
}

/**
 * A build requested on the worker's stdin: one line of JSON. The end of input cancels the build, so the client keeps stdin open.
 */
export interface BuildRequest {
  readonly version: 1;
  readonly storeRequest: StoreRequest;
  readonly spec: {
    readonly text: string;
    /** The name in positions. */
    readonly file: string;
    /** Absolute path of the spec's file, if any. */
    readonly path?: string | undefined;
  };
  /** Absolute path of the context. */
  readonly context: string;
  /** Values of the spec's args, by name. */
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** Name of a nested build, `outer/inner` for a build inside another; the main build if absent. */
  readonly target?: string | undefined;
  /** Base64 of each secret's bytes, by id. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: PullPolicy;
  /** `auto` if absent. */
  readonly userNamespace?: UserNamespaceMode | undefined;
  /** Maximum of steps running at once. */
  readonly maxParallel?: number | undefined;
  /** Limits of the store: the floor of free space is kept during the build, all limits after the build. */
  readonly limits?: PruneLimits | undefined;
  /** Bounds of each step; the machine's owner may have set lower bounds. Not part of a step's id. */
  readonly bounds?: StepBounds | undefined;
  /** Keeps the files of a failed command for some hours. */
  readonly keepFailed?: boolean | undefined;
  /** Installs missing programs that the store needs. */
  readonly install?: boolean | undefined;
  /** Origin of the job; absent for a build from a shell. */
  readonly origin?: Origin | undefined;
  /** Separates the results of builds of one origin: different texts, different results. */
  readonly cacheScope?: string | undefined;
  /** Shares the results of all steps with builds that give the same name. */
  readonly share?: string | undefined;
  /** Nested builds (by name) and steps (by a prefix of the id, or `line:N`) to rebuild. */
  readonly refresh?: readonly string[] | undefined;
  /** Ids of secrets with values that are part of keys. */
  readonly keySecrets?: readonly string[] | undefined;
  /** Files and images of results for the user, after the build. */
  readonly outputs?: readonly Output[] | undefined;
  /** The id of the result that replaces the image of the outermost `from`. */
  readonly base?: string | undefined;
  /** Where to look for results that the store lacks, the best first. */
  readonly cacheFrom?: readonly CarrierRequest[] | undefined;
  /** Where to store new results. */
  readonly cacheTo?: readonly CarrierRequest[] | undefined;
  readonly cacheOptions?: CacheOptions | undefined;
  /** The asking user's Docker config file, for its registry credentials; an absolute path. */
  readonly dockerConfig?: string | undefined;
  /** The asking user's environment, for credential helpers and certificates. May hold secrets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Absolute paths of the user's files with certificates of further authorities, for the client and for steps with a network. */
  readonly ca?: readonly string[] | undefined;
  /** The asking user's proxy variables. */
  readonly proxy?: ProxySettings | undefined;
}

/** The installation of packages by the worker; the output comes from apt-get and the packages' scripts. */
export type InstallEvent =
  | { readonly type: 'install'; readonly packages: readonly string[] }
  | { readonly type: 'install-output'; readonly text: string }
  | { readonly type: 'install-end' };

/** The worker's output: one JSON object a line, including the build's own events. */
export type WorkerEvent =
  | BuildEvent
  | InstallEvent
  | {
      readonly type: 'hello';
      readonly pid: number;
      /** Start of the worker process in clock ticks since boot, because other users may not see the process. */
      readonly start: number;
      readonly store: string;
    };
