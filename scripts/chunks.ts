// The seam for start-up time: which file of dist/ a module is in. What a module imports statically is loaded with the module, and
// `await import` crosses the seam, except for the modules of `LATE`.
import path from 'node:path';
import type { CodeSplittingNameFunction } from 'rolldown';

interface Entry {
  readonly name: string;
  readonly file: string;
  /** Files for the quick half, with the modules that are imported first. All that those import statically goes with them. */
  readonly quick: Readonly<Record<string, readonly string[]>>;
  /** Whether the entry becomes one file, because its slow half is small. */
  readonly isOneFile: boolean;
  /** Files that are started by name and import nothing. */
  readonly copies: readonly string[];
}

export const ENTRIES: readonly Entry[] = [
  {
    name: 'main',
    file: 'src/action/main.ts',
    quick: { quick: ['src/action/run.ts'] },
    isOneFile: true,
    copies: [],
  },
  {
    name: 'post',
    file: 'src/action/post.ts',
    quick: { quick: ['src/action/after.ts'] },
    // ncc takes `process.cwd()` in @actions/exec for a directory to bring along.
    isOneFile: false,
    copies: [],
  },
  {
    name: 'cli',
    file: 'src/cli/index.ts',
    // The reader is a process of its own, which starts while the worker loads the rest.
    quick: {
      reader: ['src/cli/verbs/reader.ts', 'src/worker/asker.ts'],
      quick: ['src/cli/main.ts'],
      // A process of its own too.
      relay: ['src/cli/verbs/relay.ts'],
    },
    isOneFile: false,
    copies: ['src/archive/inflate-thread.mjs'],
  },
  {
    name: 'gha',
    file: 'src/remote/gha/program.ts',
    quick: {},
    isOneFile: true,
    copies: [],
  },
];

/**
 * Modules of the slow half that quick modules import statically: what only a new step or an eviction calls. `withLazyHalf` loads the
 * slow half at the first call, so no cached build may call these modules.
 */
const LATE: readonly RegExp[] = [
  /\/src\/store\/result\/(acquire|draft|commit|checkout|failed)\.ts$/,
  /\/src\/store\/slot\/(slots|clone|fill)\.ts$/,
  /\/src\/store\/upkeep\/(retry|retry-when-full|delete|evict|sizes|prune|prune-order|plan-prune)\.ts$/,
  /\/src\/store\/(catalog\/claims|log\/writer)\.ts$/,
  /\/src\/sandbox\/runc\/(app-armor|ceilings|inherited|kill|limits|resource-limits)\.ts$/,
  /\/src\/sandbox\/machine\/watchdog\.ts$/,
  /\/src\/files\/new-times\.ts$/,
];

/** Files for the slow half, in the order in which a module is tried. */
const SLOW: readonly (readonly [pattern: RegExp, name: string])[] = [
  // Cached builds with patterns or an ignore file need these packages. Each is evaluated at its first use.
  [/\/node_modules\/(@balena\/dockerignore|picomatch)\//, 'reader'],
  [/\/node_modules\/(p-limit|yocto-queue)\//, 'run'],
  // With the packages that only the making of pools and mounts needs.
  [/\/src\/cli\/|\/node_modules\//, 'verbs'],
  [/./, 'run'],
];

/** Names the file of each module: `index` for the entry itself, then those of the quick half, then those of the slow half. */
export function chunkNames(project: string, { file, quick }: Entry): CodeSplittingNameFunction {
  let names: ReadonlyMap<string, string> | undefined;
  return (id, context) => {
    names ??= quickNames(
      { index: [file], ...quick },
      (module) => context.getModuleInfo(module)?.importedIds ?? [],
    );
    return names.get(id) ?? SLOW.find(([pattern]) => pattern.test(id))?.[1] ?? null;
  };

  function quickNames(
    files: Readonly<Record<string, readonly string[]>>,
    importsOf: (id: string) => readonly string[],
  ): ReadonlyMap<string, string> {
    const named = new Map<string, string>();
    const visit = (id: string, name: string) => {
      if (named.has(id) || LATE.some((pattern) => pattern.test(id))) return;
      named.set(id, name);
      for (const imported of importsOf(id)) visit(imported, name);
    };
    for (const [name, roots] of Object.entries(files))
      for (const root of roots) visit(path.join(project, root), name);
    return named;
  }
}
