import type { BuildEvent } from './events.ts';
import type { PullPolicy } from './images.ts';
import type { PruneLimits } from './limits.ts';

/** How a store is asked for: `auto`, or `DRIVER:DIRECTORY` such as `btrfs:/srv/obuilder`. */
export interface StoreRequest {
  readonly store: string;
  /** Who named it where it is not `auto`, such as `OBUILDER_STORE` or `--store`. */
  readonly namedBy?: string | undefined;
  /** Size of the pool's image file where `auto` makes one, in bytes. */
  readonly poolBytes?: number | undefined;
}

/** A store as the command line may ask for it. What comes on the worker's stdin never has more than a `StoreRequest`. */
export interface StoreWish extends StoreRequest {
  /** Where `auto` keeps its image file and mounts it, for root only; the machine's usual place when absent. */
  readonly poolDirectory?: string | undefined;
}

type ProxySettings = {
  readonly [Name in ProxyName | Lowercase<ProxyName>]?: string | undefined;
};
type ProxyName = 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY';

/** What a job says of where it comes from. Scopes are derived from it. */
export interface Origin {
  /** Address of the server that the repository is on. */
  readonly server: string;
  readonly repository: string;
  /** `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  readonly event: string;
  /** The branch that a pull request is for. */
  readonly baseBranch?: string | undefined;
  readonly defaultBranch?: string | undefined;
  /** What an event is about that runs at a branch and is not of that branch: `#7`, a pull request. */
  readonly subject?: string | undefined;
}

/** Whether root in a step is nobody on the machine: `auto` is wherever that can be had. */
export type UserNamespaceMode = 'auto' | 'always' | 'never';

/** A number, or that there is to be no bound: JSON has no infinity. */
export type Bound = number | 'none';

/** What is asked for steps; what is left out has its default. */
export interface StepBounds {
  readonly memoryBytes?: Bound | undefined;
  /** CPUs, e.g. 1.5. */
  readonly cpus?: Bound | undefined;
  readonly pids?: Bound | undefined;
  /** Wall-clock seconds of one step. */
  readonly seconds?: Bound | undefined;
  readonly logBytes?: Bound | undefined;
}

/** One build, as asked on the worker's stdin: one line of JSON, then nothing until the end of input, which cancels. */
export interface BuildRequest {
  readonly version: 1;
  readonly storeRequest: StoreRequest;
  readonly spec: { readonly text: string; readonly file: string };
  /** Absolute path of the context. */
  readonly context: string;
  /** Name of a nested build, `outer/inner` for one inside another; the main build when absent. */
  readonly target?: string | undefined;
  /** Base64 of each secret's bytes, by id. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: PullPolicy;
  /** Whether root in a step is nobody on the machine; `auto` when absent. */
  readonly userNamespace?: UserNamespaceMode | undefined;
  /** How many steps may run at once. */
  readonly maxParallel?: number | undefined;
  /** What the store is kept within: the floor of free space also while it builds, all of them at its end. */
  readonly limits?: PruneLimits | undefined;
  /** What each step is bound to; the machine's owner may have set less. No part of a step's id. */
  readonly bounds?: StepBounds | undefined;
  /** Keeps the files of a step whose command failed, for some hours. */
  readonly keepFailed?: boolean | undefined;
  /** Installs the programs that the store needs and this machine lacks; none where absent. */
  readonly install?: boolean | undefined;
  /** Where the job comes from; none for a build from a shell. */
  readonly origin?: Origin | undefined;
  /** Keeps the results of builds of one origin apart that give different texts. */
  readonly cacheScope?: string | undefined;
  /** Shares what all steps make with builds that give the same name. */
  readonly share?: string | undefined;
  /** Nested builds by name, and steps by the beginning of their id or `line:N`, to make again. */
  readonly refresh?: readonly string[] | undefined;
  /** Ids of the secrets whose values are a part of keys. */
  readonly keySecrets?: readonly string[] | undefined;
  /** The asking user's Docker config file, for its registry credentials; an absolute path. */
  readonly dockerConfig?: string | undefined;
  /** The asking user's environment, for credential helpers and certificates. It may hold secrets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The asking user's proxy variables, by their names. */
  readonly proxy?: ProxySettings | undefined;
}

/** What the worker tells of packages that it installs; the output is what apt-get and the packages' own scripts write. */
export type InstallEvent =
  | { readonly type: 'install'; readonly packages: readonly string[] }
  | { readonly type: 'install-output'; readonly text: string }
  | { readonly type: 'install-end' };

/** What the worker writes: one JSON object a line, the build's own events as they are. */
export type WorkerEvent =
  | BuildEvent
  | InstallEvent
  | {
      readonly type: 'hello';
      readonly pid: number;
      /** When that process started, in clock ticks since boot: others may not be able to see the process. */
      readonly start: number;
      readonly store: string;
    };
