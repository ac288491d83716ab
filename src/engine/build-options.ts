import type { BuildEvent } from '../contract/events.ts';
import type { Exports } from '../contract/exports.ts';
import type { Images, PullPolicy } from '../contract/images.ts';
import type { Output } from '../contract/outputs.ts';
import type { Sandbox } from '../contract/sandbox.ts';
import type { Spec } from '../contract/spec.ts';
import type { Store } from '../contract/store.ts';
import type { Trees } from '../contract/trees.ts';
import type { Scopes } from '../plan/scopes.ts';
import type { StepLimits } from '../plan/step-bounds.ts';
import type { RemoteMachinery } from './elsewhere/machinery.ts';
import type { ImageTools } from './image/write.ts';

/** The engine depends on contracts only. */
export interface Machinery {
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly images: Images;
  readonly trees: Trees;
  /** Needed for outputs only. */
  readonly exports?: Exports | undefined;
  /** Returns the directory with the kept files of a failed step; undefined without such files. */
  readonly openFailed?: ((id: string) => Promise<string | undefined>) | undefined;
  /** Loads what images of results need. Needed for outputs only. */
  readonly imageTools?: (() => Promise<ImageTools>) | undefined;
  /** Results on other machines; absent without carriers. */
  readonly remote?: RemoteMachinery | undefined;
}

export interface PlanOptions {
  readonly spec: Spec;
  /** Absolute path of the directory that `copy` reads; relative paths of images start here too. */
  readonly context: string;
  /** Absolute path of the spec's file, if any. */
  readonly specPath?: string | undefined;
  /** Files for the user after the build. */
  readonly outputs?: readonly Output[] | undefined;
  /** Builds only this nested build and its dependencies; `outer/inner` names a build inside another. */
  readonly target?: string | undefined;
  readonly pull: PullPolicy;
  readonly scopes: Scopes;
  /** Makes every step again. Base images are kept, unless `pull` is `always`. */
  readonly noCache: boolean;
  /** Makes these steps and all their dependents again: nested builds by name, steps by the beginning of an id or by `line:N`. */
  readonly refresh?: readonly string[] | undefined;
  /** Values by id. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Ids of secrets with values that are part of keys: another value makes all dependent steps again. */
  readonly keySecrets?: readonly string[] | undefined;
  readonly emit: (event: BuildEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BuildOptions extends PlanOptions {
  /** How many steps run at once; the number of CPUs by default. */
  readonly maxParallel?: number | undefined;
  /** Keeps the file system of a step with a failed command for some hours. */
  readonly keepFailed?: boolean | undefined;
  /** Whether and until when to wait for the consumer of the events before emitting more of a log. */
  readonly pace?: (() => Promise<void> | undefined) | undefined;
  /** Bounds on each step. */
  readonly limits?: StepLimits | undefined;
}
