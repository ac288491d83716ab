// Checks the boundaries of src/: which module imports which, rings of imports, and the size of modules and directories.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { MODULES } from './modules.ts';

/** A check of fewer files looked at nothing. */
const MIN_FILES = 200;
/** The largest part of the lines of src/ that one module may hold. */
const MAX_SHARE = 0.13;
const MAX_FILES_PER_DIRECTORY = 20;

interface File {
  readonly source: string;
  readonly module: string;
  /** Files of src/ that this one imports, types included. */
  readonly imports: readonly string[];
}

const moduleOf = (file: string) => file.split('/')[1] ?? '';

async function readFiles(): Promise<readonly File[]> {
  const { output } = await cruise(['src'], {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  if (typeof output === 'string') throw new Error(output);
  const inSource = (name: string) => name.startsWith('src/');
  return output.modules
    .filter(({ source }) => inSource(source))
    .map(({ source, dependencies }) => ({
      source,
      module: moduleOf(source),
      imports: dependencies.map(({ resolved }) => resolved).filter(inSource),
    }));
}

function* forbiddenImports(files: readonly File[]): Generator<string> {
  const used = new Set<string>();
  for (const { source, module, imports } of files) {
    const allowed = MODULES[module]?.imports;
    if (allowed === undefined) yield `${source} is in no module of scripts/modules.ts`;
    for (const target of imports) {
      const to = moduleOf(target);
      used.add(`${module} ${to}`);
      if (to === module || to === 'errors.ts' || allowed?.includes(to)) continue;
      yield `${source} imports ${target}: ${module} may not import ${to}`;
    }
  }
  for (const [module, { imports }] of Object.entries(MODULES)) {
    for (const to of imports)
      if (!used.has(`${module} ${to}`))
        yield `${module} may import ${to} and does not: remove the permission`;
  }
}

/** Rings in a graph, each as the names that reach each other (Tarjan's strongly connected components). */
function ringsOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const rings: string[][] = [];
  const found = new Map<string, number>();
  const open: string[] = [];
  const visit = (name: string): number => {
    const number = found.size;
    found.set(name, number);
    open.push(name);
    let lowest = number;
    for (const next of graph.get(name) ?? []) {
      if (!found.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, found.get(next) ?? lowest);
    }
    if (lowest === number) {
      const ring = open.splice(open.indexOf(name));
      if (ring.length > 1) rings.push(ring);
    }
    return lowest;
  };
  for (const name of graph.keys()) if (!found.has(name)) visit(name);
  return rings;
}

function* rings(files: readonly File[]): Generator<string> {
  const byFile = new Map(files.map(({ source, imports }) => [source, imports]));
  const byModule = new Map(Object.entries(MODULES).map(([name, { imports }]) => [name, imports]));
  for (const ring of ringsOf(byFile)) yield `files import each other in a ring: ${ring.join(', ')}`;
  for (const ring of ringsOf(byModule)) yield `modules import each other in a ring: ${ring.join(', ')}`;
}

function countBy<T>(items: readonly T[], key: (item: T) => string, amount: (item: T) => number) {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + amount(item));
  return counts;
}

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;

function* sizes(files: readonly File[]): Generator<string> {
  const lines = countBy(
    files,
    ({ module }) => module,
    ({ source }) => linesOf(source),
  );
  const total = [...lines.values()].reduce((sum, count) => sum + count, 0);
  for (const [module, count] of lines) {
    if (count > total * MAX_SHARE)
      yield `${module} holds ${Math.round((100 * count) / total)} % of all lines`;
  }
  const directories = countBy(
    files,
    ({ source }) => path.dirname(source),
    () => 1,
  );
  for (const [directory, count] of directories) {
    if (count > MAX_FILES_PER_DIRECTORY) yield `${directory} has ${count} files: make subdirectories`;
  }
}

const files = await readFiles();
const faults = [...forbiddenImports(files), ...rings(files), ...sizes(files)];
if (files.length < MIN_FILES) faults.push(`only ${files.length} files were checked`);
for (const fault of faults) console.error(fault);
console.log(`${files.length} files in ${Object.keys(MODULES).length} modules, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
