import { posix } from 'node:path';
import type {
  CacheMount,
  Copy,
  CopySource,
  FilesMount,
  NamedOwner,
  Operation,
  Owner,
  Run,
  SecretMount,
} from '../../contract/spec.ts';
import type { Position } from '../../errors.ts';
import { printNetwork, printOwner } from '../print.ts';
import { runBody } from './run.ts';
import { flag, isPlain, jsonForm, literal, literalPattern, mountFlag, quotedWord, word } from './words.ts';

/** The effect of earlier operations of a stage on later ones; changes from line to line. */
export interface StageState {
  user: Owner | NamedOwner;
  shell: readonly string[];
  readonly buildkit: boolean;
  readonly warn: (message: string, at: Position) => void;
  readonly stageOf: (source: CopySource) => string | undefined;
}

/**
 * Writes the initial state of a spec, because an image's config may differ: root, `/` and bash. Left out if no
 * operation depends on the state.
 */
export function startOf(operations: readonly Operation[]): readonly string[] {
  const runsBefore = (setter: Operation['kind']): boolean => {
    const first = operations.findIndex(({ kind }) => kind === 'run' || kind === setter);
    return operations[first]?.kind === 'run';
  };
  return [
    ...(runsBefore('user') ? ['USER 0:0'] : []),
    ...(needsRoot(operations) ? ['WORKDIR /'] : []),
    ...(runsBefore('shell') ? ['SHELL ["/usr/bin/env", "bash", "-c"]'] : []),
  ];
}

function needsRoot(operations: readonly Operation[]): boolean {
  for (const operation of operations) {
    if (operation.kind === 'run') return true;
    if (operation.kind === 'workdir') return !posix.isAbsolute(operation.dir);
    if (operation.kind === 'copy' && !posix.isAbsolute(operation.dst)) return true;
  }
  return false;
}

/** Returns the lines of an operation, and updates `state`. */
export function operationLine(operation: Operation, state: StageState): readonly string[] {
  switch (operation.kind) {
    case 'comment':
      return commentLines(operation.text);
    case 'workdir':
      return [`WORKDIR ${word(oneLine(operation.dir, { what: 'workdir', at: operation.at, state }))}`];
    case 'shell':
      state.shell = operation.argv;
      return operation.argv.length === 0 ? [] : [`SHELL ${jsonForm(operation.argv)}`];
    case 'user':
      state.user = operation;
      return [`USER ${word(printOwner(operation))}`];
    case 'env': {
      const { name, value, at } = operation;
      const key = word(oneLine(name, { what: 'the name of a variable', at, state }));
      return [`ENV ${key}=${quotedWord(oneLine(value, { what: `the value of ${name}`, at, state }))}`];
    }
    case 'run':
      return [runLine(operation, state)];
    case 'copy':
      return copyLines(operation, state);
  }
}

/** Each line of the text becomes a comment, so that no part becomes an instruction. */
function commentLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) => `# ${line.replaceAll(/(?!\t)\p{Cc}/gu, ' ')}`.trimEnd());
}

interface TextOrigin {
  readonly what: string;
  readonly at: Position;
  readonly state: Pick<StageState, 'warn'>;
}

/** Words of a Dockerfile cannot carry line feeds: a backslash before a line feed removes both. */
export function oneLine(text: string, { what, at, state }: TextOrigin): string {
  if (!/[\r\n]/.test(text)) return text;
  state.warn(`${what} has line breaks, which a Dockerfile cannot express here: replaced by blanks`, at);
  return text.replaceAll(/\r\n|\r|\n/g, ' ');
}

/** The variables of files that exist for a step here and not in Docker. */
function usedFiles(command: string): readonly string[] {
  const names = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'];
  return names.filter((name) => new RegExp(`\\b${name}\\b`).test(command));
}

function runLine(run: Run, state: StageState): string {
  if (run.network.kind !== 'none') {
    const [network] = printNetwork(run.network);
    state.warn(
      `(network ${network}) is left out: Docker sets the network for the whole build (docker build --network) and has no lists of hosts`,
      run.at,
    );
  }
  if (run.share !== undefined) {
    state.warn(`share ${JSON.stringify(run.share)} is left out: Docker has no equivalent`, run.at);
  }
  for (const variable of usedFiles(run.command)) {
    state.warn(`this command uses $${variable}, but Docker does not set it`, run.at);
  }
  const body = runBody(run.command, { shell: state.shell, buildkit: state.buildkit });
  if (state.buildkit) {
    const mounts = [
      ...(run.mounts ?? []).map((mount) => bindFlag(mount, state)),
      ...run.cache.map((slot) => cacheFlag(slot, state)),
      ...run.secrets.map((secret) => secretFlag(secret, state)),
    ];
    return ['RUN', ...mounts, body].join(' ');
  }
  for (const { src, target, at } of run.mounts ?? []) {
    state.warn(`the mount of ${src} on ${target} is left out: only BuildKit's form has mounts`, at);
  }
  for (const slot of run.cache) {
    state.warn(
      `the cache ${slot.name} at ${slot.target} is left out: only BuildKit's form has caches`,
      slot.at,
    );
  }
  for (const secret of run.secrets) {
    state.warn(
      `the secret ${secret.id} at ${secret.target} is left out: only BuildKit's form has secrets`,
      secret.at,
    );
  }
  return `RUN ${body}`;
}

type Options = readonly (readonly [string, string])[];

/** BuildKit's bind mounts are read-only too. */
function bindFlag({ from, src, target, at }: FilesMount, state: StageState): string {
  const stage = state.stageOf(from);
  const what = 'the source of a mount';
  const options: Options = [
    ['type', 'bind'],
    ...(stage === undefined ? [] : [['from', stage] as const]),
    ['source', posix.normalize(`/${src}`).replace(/(?<=.)\/$/, '')],
    ['target', target],
  ];
  return mountFlag(options.map(([key, value]) => [key, oneLine(value, { what, at, state })]));
}

function cacheFlag(slot: CacheMount, state: StageState): string {
  const owner = slotOwner(slot, state);
  const sharing: Options = slot.sharing === undefined ? [] : [['sharing', slot.sharing]];
  return mountOf('cache', { id: slot.name, defaults: [...owner, ...sharing], mount: slot, state });
}

/** BuildKit's `uid` and `gid` take numbers only. */
function slotOwner({ name, buildkitOptions, at }: CacheMount, { user, warn }: StageState): Options {
  if ('uid' in user) {
    const { uid, gid } = user;
    if (isRoot(user)) return [];
    return [
      ['uid', String(uid)],
      ['gid', String(gid)],
    ];
  }
  if (!buildkitOptions.some(([key]) => key.toLowerCase() === 'uid')) {
    warn(
      `the cache ${name} belongs to root: BuildKit takes no name for the owner ${printOwner(user)}; add (buildkit_options ((uid N) (gid N)))`,
      at,
    );
  }
  return [];
}

const isRoot = (owner: Owner | NamedOwner) => 'uid' in owner && owner.uid === 0 && owner.gid === 0;

/**
 * As in a spec: mode 0644, owned by root whatever the user, and an error for a missing secret. BuildKit's default is
 * 0400 and no error.
 */
function secretFlag(secret: SecretMount, state: StageState): string {
  const defaults: Options = [
    ['mode', '0644'],
    ['required', 'true'],
  ];
  return mountOf('secret', { id: secret.id, defaults, mount: secret, state });
}

interface Mounting {
  readonly id: string;
  readonly defaults: Options;
  readonly mount: CacheMount | SecretMount;
  readonly state: StageState;
}

function mountOf(type: 'cache' | 'secret', { id, defaults, mount, state }: Mounting): string {
  const given = new Set(mount.buildkitOptions.map(([key]) => key.toLowerCase()));
  const options: Options = [
    ['type', type],
    ['id', id],
    ['target', mount.target],
    ...defaults.filter(([key]) => !given.has(key)),
    ...mount.buildkitOptions,
  ];
  const what = `an option of the ${type} ${id}`;
  if (options.some(([, value]) => /[^\0-\x7f]/.test(value))) {
    state.warn(`${what} is not ASCII, which BuildKit misreads in flags`, mount.at);
  }
  return mountFlag(options.map(([key, value]) => [key, oneLine(value, { what, at: mount.at, state })]));
}

function copyLines(copy: Copy, state: StageState): readonly string[] {
  if (copy.exclude.length > 0) {
    state.warn(
      `exclude is left out, so COPY also copies ${copy.exclude.map(({ pattern }) => pattern).join(', ')}; exclude files from the context with a .dockerignore`,
      copy.at,
    );
  }
  const owner = copy.chown ?? state.user;
  const stage = state.stageOf(copy.from);
  const flags = [
    ...(isRoot(owner) ? [] : [flag('chown', printOwner(owner))]),
    ...modeFlags(copy, state),
    ...(stage === undefined ? [] : [`--from=${stage}`]),
  ];
  if (copy.src.some((source) => typeof source !== 'string')) {
    state.warn(
      'COPY puts the contents of a directory that matches a glob into the destination, and a spec puts the directory itself there',
      copy.at,
    );
  }
  return placesOf(copy).map((words) => ['COPY', ...flags, words].join(' '));
}

function modeFlags({ chmod, at }: Copy, { buildkit, warn }: StageState): readonly string[] {
  if (typeof chmod !== 'number') return [];
  const mode = chmod.toString(8).padStart(4, '0');
  if (buildkit) return [`--chmod=${mode}`];
  warn(`the chmod ${mode} of this copy is left out: only BuildKit's form has chmod`, at);
  return [];
}

/**
 * Returns each source with its destination. COPY puts the contents of a directory into the destination, but a spec puts the
 * directory itself there, so each source gets a line of its own and repeats its name; the same line is right for a
 * file.
 */
function placesOf(copy: Copy): readonly string[] {
  return copy.src.map((path) => {
    if (typeof path !== 'string') return copyWords(path.glob.replace(/^\/+/, ''), copy.dst);
    const source = posix.normalize(path).replace(/^\/+/, '').replace(/\/$/, '') || '.';
    const inside = copy.dst.endsWith('/') && source !== '.';
    return copyWords(literalPattern(source), inside ? `${copy.dst}${posix.basename(source)}` : copy.dst);
  });
}

/** @param source a pattern */
function copyWords(source: string, target: string): string {
  if (isPlain(source) && isPlain(target)) return `${source} ${target}`;
  return jsonForm([literal(source), literal(target)]);
}
