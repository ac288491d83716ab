import path from 'node:path';
import type { Images, PullPolicy, ResolvedImage } from '../contract/images.ts';
import type { Result } from '../contract/results.ts';
import type { Store } from '../contract/store.ts';
import type { Manifest, Trees } from '../contract/trees.ts';
import { asObuilderError, factsOf, ObuilderError, type Position } from '../errors.ts';
import { type BasesRequest, findBases } from './bases.ts';
import type { FilesRead } from './files-read.ts';
import { isBelow, localImages } from './local-images.ts';
import { type NestedManifests, nestedManifests } from './manifests.ts';
import type { FromStep, Step } from './plan-steps.ts';
import { viewOf } from './view-of.ts';

/** Everything to read before computing ids: base images by reference, and the files to copy from the context. */
export interface PlanFacts {
  readonly images: ReadonlyMap<string, ResolvedImage>;
  /** The results that builds continue from, by id. */
  readonly bases: ReadonlyMap<string, Result>;
  readonly contextManifests: ReadonlyMap<FilesRead, Manifest>;
  readonly nested: NestedManifests;
  /** By id, for secrets with values that are part of keys. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

export interface FactsRequest extends Omit<BasesRequest, 'store'> {
  readonly machinery: { readonly store: Store; readonly images: Images; readonly trees: Trees };
  readonly context: string;
  /** Absolute path of the spec's file, if any. */
  readonly specPath?: string | undefined;
  /** Absolute paths of directories and files that the build writes. */
  readonly outputPaths?: readonly string[] | undefined;
  readonly pull: PullPolicy;
  /** Steps whose base images are resolved with `always` instead of `pull`. */
  readonly newest: ReadonlySet<Step>;
  readonly warn: (message: string, at: Position) => void;
  readonly signal?: AbortSignal | undefined;
  readonly fingerprints: ReadonlyMap<string, string>;
}

/**
 * Resolves every distinct image once and reads every manifest of the context, all at the same time.
 *
 * @throws ObuilderError of the images and trees, with the operation's position; `secret-missing` is not checked here
 */
export async function gatherFacts(steps: readonly Step[], request: FactsRequest): Promise<PlanFacts> {
  const { trees, store } = request.machinery;
  const [bases, images, contextManifests] = await Promise.all([
    findBases(steps, { ...request, store }),
    resolveImages(steps, request),
    readContext(steps, request),
  ]);
  return {
    bases,
    images,
    contextManifests,
    fingerprints: request.fingerprints,
    nested: nestedManifests({
      trees,
      memo: store.memo,
      view: (result) => viewOf(store, result),
      signal: request.signal,
    }),
  };
}

/** Resolves every distinct base image of the steps once. @throws ObuilderError of the images, with the operation's position */
export async function resolveImages(
  steps: readonly Step[],
  { machinery, context, pull, newest, warn, signal }: Omit<FactsRequest, 'fingerprints'>,
): Promise<ReadonlyMap<string, ResolvedImage>> {
  const firsts = new Map<string, FromStep>();
  for (const step of steps) {
    if (step.kind !== 'from' || step.base !== undefined || firsts.has(step.operation.image)) continue;
    firsts.set(step.operation.image, step);
  }
  const anew = new Set([...newest].flatMap((step) => (step.kind === 'from' ? [step.operation.image] : [])));
  const resolve = async ([image, { at }]: [string, FromStep]) => {
    const onWarning = (message: string) => warn(message, at);
    const options = {
      pull: anew.has(image) ? ('always' as const) : pull,
      directory: context,
      onWarning,
      signal,
    };
    return [image, await placed(at, () => machinery.images.resolve(image, options))] as const;
  };
  return new Map(await Promise.all([...firsts].map(resolve)));
}

async function readContext(
  steps: readonly Step[],
  { machinery, context, specPath, outputPaths = [], warn, signal }: FactsRequest,
): Promise<ReadonlyMap<FilesRead, Manifest>> {
  const reads = steps.flatMap((step) => step.reads).filter(({ source }) => source === undefined);
  const warned = new Set<string>();
  const outputs = outputPaths.map((file) => path.relative(context, file)).filter(isBelow);
  const images = localImages(steps, context);
  const readFiles = async (files: FilesRead) => {
    const { src, exclude, destination: dst, isMount, keepsModes, at } = files;
    const request = {
      root: context,
      rootName: 'the context',
      src,
      dst,
      exclude,
      isUsers: true,
      isMount: isMount || undefined,
      keepsModes: keepsModes || undefined,
      specFile: specPath === undefined ? undefined : path.relative(context, specPath),
      outputs: outputs.length === 0 ? undefined : outputs,
      images: images.length === 0 ? undefined : images,
    };
    const read = () => machinery.trees.readManifest({ ...request, memo: machinery.store.memo, signal });
    const manifest = await placed(at, read);
    for (const warning of manifest.warnings ?? []) {
      if (!warned.has(warning)) warn(warning, at);
      warned.add(warning);
    }
    return [files, manifest] as const;
  };
  return new Map(await Promise.all(reads.map(readFiles)));
}

/** Runs `work` for an operation of the spec and adds the operation's position to an error. */
async function placed<T>(at: Position, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withPosition(error, at);
  }
}

/** Returns the error with a position: the error's own, or else `at`. */
export function withPosition(error: unknown, at: Position): ObuilderError {
  const thrown = asObuilderError(error);
  const { code, message, value, hint, at: own, stderr, cause } = thrown;
  return new ObuilderError(code, message, { value, hint, at: own ?? at, ...factsOf(thrown), stderr, cause });
}
