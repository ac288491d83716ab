import type { Network } from '../contract/network.ts';
import type {
  Arg,
  CacheMount,
  Copy,
  CopySource,
  Exclude,
  FilesMount,
  GlobSource,
  NamedOwner,
  NestedBuild,
  Operation,
  Owner,
  Run,
  SecretMount,
  Spec,
} from '../contract/spec.ts';
import type { Datum } from './sexp/datum.ts';

/** Longer operations of several fields get a line for each field. */
const WIDTH = 100;

/**
 * Prints a spec as text that parses back to an equal spec, one operation a line, with line breaks in commands kept.
 * Ends with a line feed.
 */
export function printSpec(spec: Spec): string {
  return `${specLines(spec).join('\n')}\n`;
}

/** Prints an operation on a single line, however long: line feeds and other control characters become escapes. */
export function printOperation(operation: Operation): string {
  return `(${[operation.kind, ...fieldsOf(operation, printAtom)].join(' ')})`;
}

/** Prints a word on a single line, in quotes if Sexplib needs quotes to read the word back. */
export function printAtom(text: string): string {
  return isBare(text) ? text : quote(text, control());
}

/** Prints a datum on a single line, as text that reads back as an equal datum. */
export function printDatum(datum: Datum): string {
  return datum.kind === 'atom' ? printAtom(datum.text) : `(${datum.items.map(printDatum).join(' ')})`;
}

/** Prints a word like `printAtom`, but always in quotes. */
export function quoted(text: string): string {
  return quote(text, control());
}

/** Prints a word like `printAtom`, but keeps line feeds. */
function printBlock(text: string): string {
  return isBare(text) ? text : quote(text, controlButLines());
}

type AtomPrinter = (text: string) => string;

function isBare(text: string): boolean {
  return /^[\w@%+=:,./~*?$&!<>{}[\]^-]+$/.test(text);
}

/** Functions, because each start pays for a pattern of Unicode at the top of a file. */
const control = () => /["\\\p{Cc}\u2028\u2029\ufeff]/gu;
const controlButLines = () => /["\\\u2028\u2029\ufeff]|(?!\n)\p{Cc}/gu;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function quote(text: string, special: RegExp): string {
  return `"${text.replaceAll(special, (char) => ESCAPES.get(char) ?? bytesOf(char))}"`;
}

function bytesOf(char: string): string {
  return [...new TextEncoder().encode(char)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('');
}

function specLines(spec: Spec): readonly string[] {
  const lines = [
    ...(spec.args ?? []).map(argLine),
    ...spec.builds.flatMap(buildLines),
    `(from ${printAtom(spec.from.image)})`,
    ...spec.operations.flatMap(operationLines),
  ];
  return lines.map(
    (line, index) => `${index === 0 ? '(' : ' '}${line}${index === lines.length - 1 ? ')' : ''}`,
  );
}

function argLine({ name, default: value }: Arg): string {
  return `(arg ${name}${value === undefined ? '' : ` ${printAtom(value)}`})`;
}

function buildLines(build: NestedBuild): readonly string[] {
  const inner = specLines(build.spec).map((line) => `  ${line}`);
  return [`(build ${printAtom(build.name)}`, ...closeLast(inner)];
}

function operationLines(operation: Operation): readonly string[] {
  const fields = fieldsOf(operation, printBlock);
  const line = `(${[operation.kind, ...fields].join(' ')})`;
  if (fields.length === 1 || line.length <= WIDTH || !isRecord(operation)) return [line];
  const indent = ' '.repeat(operation.kind.length + 2);
  return closeLast(fields.map((field, index) => (index === 0 ? `(${operation.kind} ` : indent) + field));
}

function isRecord(operation: Operation): boolean {
  return operation.kind === 'run' || operation.kind === 'copy';
}

function closeLast(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line})` : line));
}

function fieldsOf(operation: Operation, print: AtomPrinter): readonly string[] {
  switch (operation.kind) {
    case 'comment':
      return [print(operation.text)];
    case 'workdir':
      return [printAtom(operation.dir)];
    case 'shell':
      return operation.argv.map(printAtom);
    case 'user':
      return userFields(operation);
    case 'env':
      return [printAtom(operation.name), print(operation.value)];
    case 'run':
      return runFields(operation, print);
    case 'copy':
      return copyFields(operation);
  }
}

function userFields(owner: Owner | NamedOwner): readonly string[] {
  if ('uid' in owner) return [`(uid ${owner.uid})`, `(gid ${owner.gid})`];
  const { user, group } = owner;
  const first = typeof user === 'number' ? `(uid ${user})` : `(name ${printAtom(user)})`;
  if (group === undefined) return [first];
  return [first, typeof group === 'number' ? `(gid ${group})` : `(group ${printAtom(group)})`];
}

/** Prints a user and a group as Dockerfiles and the configs of images have both: `1000:100`, `app` or `app:staff`. */
export function printOwner(owner: Owner | NamedOwner): string {
  if ('uid' in owner) return `${owner.uid}:${owner.gid}`;
  return owner.group === undefined ? `${owner.user}` : `${owner.user}:${owner.group}`;
}

function runFields(run: Run, print: AtomPrinter): readonly string[] {
  return [
    ...(run.mounts ?? []).map(printFilesMount),
    ...list(
      'cache',
      run.cache.map((slot) => printMount(slot.name, slot)),
    ),
    ...list('network', printNetwork(run.network)),
    ...list(
      'secrets',
      run.secrets.map((secret) => printMount(secret.id, secret)),
    ),
    ...list('share', run.share === undefined ? [] : [printAtom(run.share)]),
    `(shell ${print(run.command)})`,
  ];
}

/** Prints the arguments of `network`. */
export function printNetwork(network: Network): readonly string[] {
  switch (network.kind) {
    case 'none':
      return [];
    case 'host':
      return ['host'];
    case 'allow':
      return [`(allow ${network.endpoints.map(({ text }) => printAtom(text)).join(' ')})`];
    case 'audit':
      return ['(audit)'];
  }
}

function copyFields(copy: Copy): readonly string[] {
  return [
    ...fromBuild(copy.from),
    `(src${copy.src.map((source) => ` ${printSource(source)}`).join('')})`,
    `(dst ${printAtom(copy.dst)})`,
    ...list('exclude', copy.exclude.map(printExclude)),
    ...list('chmod', copy.chmod === undefined ? [] : [printMode(copy.chmod)]),
    ...list('chown', copy.chown === undefined ? [] : userFields(copy.chown)),
  ];
}

function printFilesMount({ from, src, target }: FilesMount): string {
  const fields = [...fromBuild(from), `(src ${printAtom(src)})`, `(target ${printAtom(target)})`];
  return `(mount ${fields.join(' ')})`;
}

const fromBuild = (from: CopySource): readonly string[] =>
  from.kind === 'build' ? [`(from (build ${printAtom(from.name)}))`] : [];

function printMount(name: string, mount: CacheMount | SecretMount): string {
  const options = mount.buildkitOptions.map(([key, value]) => `(${printAtom(key)} ${printAtom(value)})`);
  const tail = options.length === 0 ? '' : ` (buildkit_options (${options.join(' ')}))`;
  const sharing = 'sharing' in mount && mount.sharing !== undefined ? ` (sharing ${mount.sharing})` : '';
  return `(${printAtom(name)} (target ${printAtom(mount.target)})${sharing}${tail})`;
}

const printSource = (source: string | GlobSource): string =>
  typeof source === 'string' ? printAtom(source) : `(glob ${printAtom(source.glob)})`;

const printMode = (mode: number | 'keep'): string =>
  mode === 'keep' ? mode : mode.toString(8).padStart(4, '0');

function printExclude(exclude: Exclude): string {
  const pattern = printAtom(exclude.pattern);
  return exclude.kind === 'name' ? pattern : `(${exclude.kind} ${pattern})`;
}

function list(name: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`(${name} ${items.join(' ')})`];
}
