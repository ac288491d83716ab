import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';

/** Compiled code of this program's own files, kept for later starts. */
export interface CompiledCode {
  /**
   * Loads a file of this program's directory with the code that an earlier process has compiled. Later imports get the loaded module.
   * Call after the file of this function has ended, because loaded files may import from it. Does nothing without the file, as in a process that runs from src/.
   * If a loaded file requires `run.js`, the kept code of `run.js` serves too.
   *
   * @returns whether kept code was used
   */
  load(name: string): boolean;
  /** Keeps the code that this process has compiled, if earlier processes have kept less. Never fails. */
  keep(): void;
}

interface Loaded {
  readonly script: Script;
  readonly kept: Kept;
  /** What the script was made of. */
  readonly from: 'nothing' | 'part' | 'whole';
}

/** The files of kept code: of a process that loaded only quick files, and of any other process. */
interface Kept {
  readonly whole: string;
  readonly part: string;
}

/** The files that every build loads. */
const QUICK: ReadonlySet<string> = new Set(['index.js', 'reader.js', 'quick.js']);
/** The file that a build loads when a step runs. */
const SLOW = 'run.js';
const HEADER = '(function (exports, require, module, __filename, __dirname) {';
const DIGEST_BYTES = 32;
const MAX_AGE_MS = 30 * 24 * 3600 * 1000;

/**
 * Opens the compiled code in a directory. `enableCompileCache` of Node keeps a file's code as it is before the first call, without
 * most functions: then a cached build spends a quarter of its time compiling these functions again. V8 checks its own version and
 * flags, but neither the source nor the code, so kept code has names by the source's digest and begins with a digest of itself.
 *
 * @param directory only root may write there, because a writer decides what root runs
 */
export function openCompiledCode(directory: string, program: string = import.meta.dirname): CompiledCode {
  const entry = path.join(program, 'index.js');
  const require = createRequire(entry);
  const loaded = new Map<string, Loaded>();
  const slow = path.join(program, SLOW);
  const load = (name: string): boolean => {
    const file = path.join(program, name);
    const source = readIfThere(file);
    if (source === undefined) return false;
    const one = compile(file, source.toString('utf8'), keptIn(directory, source));
    loaded.set(file, one);
    evaluate(file, one.script, requireKept);
    return one.from !== 'nothing';
  };
  const requireKept = Object.assign((id: string) => {
    if (id === `./${SLOW}` && require.cache[slow] === undefined) load(SLOW);
    return require(id);
  }, require);
  return {
    load,
    keep() {
      const isOther = (file: string) => path.dirname(file) === program && !QUICK.has(path.basename(file));
      const isWhole = !Object.keys(require.cache).some(isOther);
      for (const [file, one] of loaded) keepOne(one, isWhole || file === slow);
    },
  };
}

/** SHA-256 from the module that all users of this file load anyway, but other verbs do not. */
const digestOf = (data: Uint8Array): Buffer =>
  process.getBuiltinModule('node:crypto').hash('sha256', data, 'buffer');

function keptIn(directory: string, source: Buffer): Kept {
  const name = `${digestOf(source).toString('hex')}-${process.version}-${process.arch}`;
  return { whole: path.join(directory, `${name}.whole`), part: path.join(directory, `${name}.part`) };
}

function compile(file: string, source: string, kept: Kept): Loaded {
  for (const from of ['whole', 'part'] as const) {
    const cachedData = intact(readIfThere(kept[from]));
    if (cachedData === undefined) continue;
    const script = scriptOf(file, source, cachedData);
    // A process with other flags of V8 has kept this code.
    if (script.cachedDataRejected !== true) return { script, kept, from };
  }
  return { script: scriptOf(file, source), kept, from: 'nothing' };
}

function scriptOf(filename: string, source: string, cachedData?: Buffer): Script {
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  return new Script(`${HEADER}${source}\n})`, {
    filename,
    importModuleDynamically,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/** Runs a file as Node runs a file in CommonJS. */
function evaluate(file: string, script: Script, require: NodeJS.Require): void {
  const module = new Module(file);
  module.filename = file;
  require.cache[file] = module;
  script.runInThisContext().call(module.exports, module.exports, require, module, file, path.dirname(file));
  module.loaded = true;
}

function keepOne({ script, kept, from }: Loaded, isWhole: boolean): void {
  if (from === 'whole' || (from === 'part' && !isWhole)) return;
  const file = isWhole ? kept.whole : kept.part;
  const draft = `${file}.${process.pid}`;
  const isDone = attempt(() => {
    const code = script.createCachedData();
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat([digestOf(code), code]), { flag: 'wx', mode: 0o600, flush: true });
    renameSync(draft, file);
    if (isWhole) rmSync(kept.part, { force: true });
    removeOld(path.dirname(file));
  });
  if (!isDone) attempt(() => rmSync(draft, { force: true }));
}

/** Removes the code of old versions, and drafts of killed processes: the directory may be on a disk. */
function removeOld(directory: string): void {
  for (const name of readdirSync(directory)) {
    const file = path.join(directory, name);
    if (Date.now() - statSync(file).mtimeMs > MAX_AGE_MS) rmSync(file, { recursive: true, force: true });
  }
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** Returns kept code without its digest; undefined for changed code, which could crash V8. */
function intact(kept: Buffer | undefined): Buffer | undefined {
  const code = kept?.subarray(DIGEST_BYTES);
  return code !== undefined && kept?.subarray(0, DIGEST_BYTES).equals(digestOf(code)) ? code : undefined;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
