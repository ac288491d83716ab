import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BuildEvent, BuildReport } from '../../src/contract/events.ts';
import type { Images } from '../../src/contract/images.ts';
import type { Draft } from '../../src/contract/results.ts';
import type { Sandbox, SandboxRequest, SandboxResult } from '../../src/contract/sandbox.ts';
import type { ManifestEntry, Trees } from '../../src/contract/trees.ts';
import { type BuildOptions, type BuildResult, build, type Machinery } from '../../src/engine/build.ts';
import { ObuilderError } from '../../src/errors.ts';
import { parseSpec } from '../../src/language/parse.ts';
import type { Scopes } from '../../src/plan/scopes.ts';
import { type MemoryStore, openMemoryStore } from './memory-store.ts';

type Script = (request: SandboxRequest, command: string) => Promise<SandboxResult> | SandboxResult;

/** Counts of what a build did to the machine. */
interface Counts {
  readonly ran: string[];
  readonly loaded: string[];
  readonly resolved: string[];
  drafts: number;
  openDrafts: number;
  finds: number;
  acquires: number;
}

export interface Bench {
  readonly machinery: Machinery;
  readonly store: MemoryStore;
  readonly context: string;
  readonly counts: Counts;
  /** What commands do, by the command's text; others echo themselves and write a file. */
  readonly scripts: Map<string, Script>;
  /** Digest by image name; the default is one for each name. */
  readonly digests: Map<string, string>;
  close(): Promise<void>;
}

export const exited = (code: number, outputs = ''): SandboxResult => {
  return { kind: 'exited', code, outputFile: Buffer.from(outputs) };
};

export function say(request: SandboxRequest, text: string): void {
  request.onOutput(Buffer.from(text));
}

/** Settles when the signal fires, as a sandbox that was told to stop. */
export function untilCancelled({ signal }: SandboxRequest): Promise<SandboxResult> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
  });
}

export function openBench(memory: MemoryStore = openMemoryStore()): Bench {
  const counts: Counts = {
    ran: [],
    loaded: [],
    resolved: [],
    drafts: 0,
    openDrafts: 0,
    finds: 0,
    acquires: 0,
  };
  const store = countingStore(memory, counts);
  const context = mkdtempSync(path.join(tmpdir(), 'build-context-'));
  const scripts = new Map<string, Script>();
  const digests = new Map<string, string>();
  const machinery = {
    store,
    sandbox: fakeSandbox(scripts, counts),
    images: fakeImages(digests, counts),
    trees: fakeTrees(),
  };
  const close = async () => {
    await memory.close();
    rmSync(context, { recursive: true, force: true });
  };
  return { machinery, store, context, counts, scripts, digests, close };
}

function countingStore(store: MemoryStore, counts: Counts): MemoryStore {
  const track = (draft: Draft): Draft => {
    counts.drafts += 1;
    counts.openDrafts += 1;
    return {
      ...draft,
      commit: (meta, checked) => {
        const commit = draft.commit(meta, checked);
        const closed = () => {
          counts.openDrafts -= 1;
        };
        commit.done.then(closed, closed);
        return commit;
      },
      discard: async () => {
        await draft.discard();
        counts.openDrafts -= 1;
      },
      keepFailed: async (failure) => {
        const isKept = await draft.keepFailed(failure);
        counts.openDrafts -= 1;
        return isKept;
      },
    };
  };
  return {
    ...store,
    find: (ids) => {
      counts.finds += 1;
      return store.find(ids);
    },
    acquire: async (id, options) => {
      counts.acquires += 1;
      const acquired = await store.acquire(id, options);
      if (acquired.kind === 'result') return acquired;
      const { lease } = acquired;
      return { kind: 'lease', lease: { ...lease, begin: async (base) => track(await lease.begin(base)) } };
    },
  };
}

function fakeSandbox(scripts: Map<string, Script>, counts: Counts): Sandbox {
  return {
    async run(request) {
      const command = request.argv.at(-1) ?? '';
      counts.ran.push(command);
      const script = scripts.get(command);
      if (script !== undefined) return await script(request, command);
      say(request, `ran ${command}\n`);
      writeFileSync(path.join(request.rootfs, command.replaceAll('/', '_')), command);
      return exited(0);
    },
    enter: () => Promise.reject(new Error('a build enters nothing')),
    repair: async () => undefined,
  };
}

function fakeImages(digests: Map<string, string>, counts: Counts): Images {
  return {
    async resolve(name) {
      counts.resolved.push(name);
      if (name === 'missing')
        throw new ObuilderError('image-unavailable', `there is no image ${name}`, { value: name });
      return {
        name,
        digest: digests.get(name) ?? `sha256:${createHash('sha256').update(name).digest('hex')}`,
        platform: 'linux/amd64',
        environment: [['PATH', '/bin']],
        content: { kind: 'empty' },
      };
    },
    async load({ name }, { rootfs, onProgress }) {
      counts.loaded.push(name);
      onProgress?.({ doneBytes: 1, totalBytes: 1 });
      writeFileSync(path.join(rootfs, 'base'), name);
    },
  };
}

/** Copies whole sources under the destination; enough to tell content, executable bits and missing files apart. */
function fakeTrees(): Trees {
  return {
    async readManifest({ root, rootName, src }) {
      const named = src.filter((source) => typeof source === 'string');
      const entries = named.flatMap((source) => readSource(root, { rootName, source }));
      const facts = entries.map((entry) => ({ ...entry, modified: 0 }));
      return {
        entries,
        digest: `sha256:${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`,
      };
    },
    async copy({ manifest, from, to, dst }) {
      for (const entry of manifest.entries) {
        if (entry.kind !== 'file') continue;
        const target = path.join(to, dst, entry.path);
        mkdirSync(path.dirname(target), { recursive: true });
        cpSync(path.join(from, entry.from), target);
      }
    },
    forget: () => undefined,
  };
}

function readSource(
  root: string,
  { rootName, source }: { readonly rootName: string; readonly source: string },
): ManifestEntry[] {
  const found = statSync(path.join(root, source), { throwIfNoEntry: false });
  if (found === undefined) {
    throw new ObuilderError('copy-refused', `${source} is not in ${rootName}`, { value: source });
  }
  if (found.isDirectory()) {
    const names = readdirSync(path.join(root, source)).sort();
    return names.flatMap((name) => readSource(root, { rootName, source: path.join(source, name) }));
  }
  const content = readFileSync(path.join(root, source));
  return [
    {
      kind: 'file',
      path: path.basename(source),
      from: source,
      executable: (found.mode & 0o111) !== 0,
      size: content.length,
      digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      modified: 0,
    },
  ];
}

/** The scopes of a build that writes the first and reads the others too. */
export function scopesNamed(own: string, ...others: readonly string[]): Scopes {
  const scope = (name: string) => ({ key: name, label: name });
  return {
    user: 'user',
    own: scope(own),
    others: others.map(scope),
    readsElsewhere: (key) => [own, ...others].includes(key) || key.startsWith('share '),
    shared: (name) => scope(`share ${name}`),
    maySharedWrite: false,
    isOwner: false,
  };
}

export interface Told {
  readonly result: BuildResult;
  readonly events: readonly BuildEvent[];
  /** Of a build that was built. */
  readonly report: BuildReport;
  /** `operation: outcome` of each step, in the order of the plan. */
  readonly outcomes: readonly string[];
  /** The output of the step with this index. */
  output(step: number): string;
  of<T extends BuildEvent['type']>(type: T): readonly Extract<BuildEvent, { type: T }>[];
}

export interface Asked extends Partial<Omit<BuildOptions, 'spec' | 'secrets' | 'emit'>> {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly onEvent?: (event: BuildEvent) => void;
}

const none: BuildReport = { id: '', cacheHit: false, steps: [], outputs: {} };

export async function buildText(bench: Bench, text: string, asked: Asked = {}): Promise<Told> {
  const { secrets = {}, onEvent, ...options } = asked;
  const events: BuildEvent[] = [];
  const emit = (event: BuildEvent) => {
    events.push(event);
    onEvent?.(event);
  };
  const result = await build(bench.machinery, {
    context: bench.context,
    noCache: false,
    pull: 'auto',
    scopes: scopesNamed('test'),
    maxParallel: 4,
    ...options,
    secrets: new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value)])),
    spec: parseSpec({ text, file: 'test.spec' }),
    emit,
  });
  const of: Told['of'] = (type) => events.filter((event) => event.type === type) as never;
  const report = result.kind === 'built' ? result.report : none;
  const steps = result.kind === 'built' ? report.steps : (of('failed').at(-1)?.steps ?? []);
  return {
    result,
    events,
    report,
    outcomes: steps.map(({ operation, outcome }) => `${operation}: ${outcome}`),
    output: (step) =>
      of('output')
        .map((event) => (event.step === step ? event.text : ''))
        .join(''),
    of,
  };
}
