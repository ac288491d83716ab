import path from 'node:path';
import type { LayerCompression } from '../contract/layers.ts';
import type { FilesOutput, ImageOutput, Output } from '../contract/outputs.ts';
import { refuseDashes } from './list-slips.ts';
import { badLine, type FieldLine, parseFieldLines, suggestion } from './parse-fields.ts';
import { asBoolean, type Parse } from './parse-value.ts';
import { HOME_HINT, isAtHome } from './paths/home.ts';

/** An output with `dest` as the user wrote it. */
export type OutputLine = FilesOutput | ImageLine;

/** An image as its line tells; inputs tell the rest. */
export type ImageLine = Omit<ImageOutput, 'settings'>;

type Type = Output['type'];

const COMMON = ['type', 'build', 'when'];
const OF_FILES = [...COMMON, 'src', 'dest'];
const OF_ARCHIVES = [...COMMON, 'dest', 'name', 'compression', 'squash'];
const OF_PUSHES = [...COMMON, 'name', 'push', 'compression', 'squash'];

/** The fields of each type. */
const FIELDS: Readonly<Record<Type, readonly string[]>> = {
  local: OF_FILES,
  tar: OF_FILES,
  oci: OF_ARCHIVES,
  docker: OF_ARCHIVES,
  registry: OF_PUSHES,
};
const TYPES = Object.keys(FIELDS);

/**
 * Reads the lines of `outputs`, in Docker's syntax. A line with only a path means `type=local,dest=PATH`.
 *
 * @throws ObuilderError `input-invalid` with the line and the expectation
 */
export const parseOutputs: Parse<readonly OutputLine[] | undefined> = (text, label) => {
  refuseDashes(text, label);
  const found = parseFieldLines(text.replaceAll(/^[^=,"\r\n]+$/gm, asLocal), label).map(outputOf);
  return found.length === 0 ? undefined : found;
};

const asLocal = (line: string) => (line.trim() === '' ? line : `type=local,dest=${line.trim()}`);

function outputOf(line: FieldLine): OutputLine {
  const type = typeOf(line);
  for (const name of line.fields.keys())
    if (!FIELDS[type].includes(name)) throw unknownField(line, type, name);
  const common = { text: line.text, build: optional(line, 'build'), when: whenOf(line) };
  return type === 'local' || type === 'tar'
    ? filesOutput(line, { ...common, type })
    : imageOutput(line, { ...common, type });
}

function typeOf(line: FieldLine): Type {
  const text = line.fields.get('type') ?? '';
  if (isType(text)) return text;
  // Docker's name for an image that is pushed.
  if (text === 'image' && asBoolean(line.fields.get('push') ?? '') === true) return 'registry';
  if (text === '')
    throw badLine(line, 'has no type', 'Write type=local for files, or type=registry for an image.');
  const hint =
    text === 'image'
      ? 'Add push=true to push the image, or write type=oci,dest=FILE.'
      : suggestion(text, TYPES, 'The types');
  throw badLine(line, `has the unknown type ${JSON.stringify(text)}`, hint);
}

const isType = (text: string): text is Type => Object.hasOwn(FIELDS, text);

function unknownField(line: FieldLine, type: Type, name: string): Error {
  return badLine(
    line,
    `has the field ${JSON.stringify(name)}, which type=${type} does not have`,
    suggestion(name, FIELDS[type], `The fields of type=${type}`),
  );
}

function optional({ fields }: FieldLine, name: string): string | undefined {
  return fields.get(name) || undefined;
}

function whenOf(line: FieldLine): Output['when'] {
  const text = optional(line, 'when') ?? 'success';
  if (text === 'success' || text === 'failure') return text;
  throw badLine(line, 'has an unknown time', 'Write when=success or when=failure.');
}

function filesOutput(line: FieldLine, output: Omit<FilesOutput, 'dest' | 'src'>): FilesOutput {
  const src = optional(line, 'src');
  if (src?.split('/').includes('..'))
    throw badLine(line, 'has .. in src', 'Name a path or pattern inside the result.');
  return { ...output, src, dest: destOf(line) };
}

function destOf(line: FieldLine): string {
  const dest = optional(line, 'dest');
  if (dest === undefined) throw badLine(line, 'lacks dest', 'Add dest=PATH.');
  if (dest === '-')
    throw badLine(line, 'writes to stdout, which has the log of the build', 'Name a file or directory.');
  if (isAtHome(dest)) throw badLine(line, 'has ~ in dest', HOME_HINT);
  if (dest.includes('\0')) throw badLine(line, 'has a NUL byte in dest');
  return dest;
}

type ImageBase = Omit<ImageLine, 'dest' | 'below' | 'names' | 'compression' | 'squash'>;

function imageOutput(line: FieldLine, output: ImageBase): ImageLine {
  if (output.when === 'failure')
    throw badLine(line, 'makes an image of a failed step', 'Write type=local or type=tar with when=failure.');
  return {
    ...output,
    dest: output.type === 'registry' ? undefined : destOf(line),
    names: namesOf(line, output.type),
    compression: compressionOf(line),
    squash: booleanOf(line, 'squash'),
  };
}

/** Docker separates several names by commas, in a quoted field. */
function namesOf(line: FieldLine, type: Type): readonly string[] {
  if (type === 'registry' && line.fields.has('push') && !booleanOf(line, 'push'))
    throw badLine(line, 'pushes nothing', 'Leave out push=false, or write type=oci,dest=FILE.');
  const names = (optional(line, 'name') ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '');
}

/** Docker before 23 knows no zstd, and everybody may pull an image. */
function compressionOf(line: FieldLine): LayerCompression {
  const text = optional(line, 'compression') ?? 'gzip';
  if (text === 'zstd' || text === 'gzip') return text;
  throw badLine(line, 'has an unknown compression', 'Write compression=zstd or compression=gzip.');
}

function booleanOf(line: FieldLine, name: string): boolean {
  const value = asBoolean(optional(line, name) ?? 'false');
  if (value === undefined) throw badLine(line, `has neither true nor false for ${name}`);
  return value;
}

/**
 * Returns outputs with absolute paths. Below `directory`, files of the job may be links, which no output follows.
 *
 * @param directory relative paths start here
 */
export function outputsIn(
  directory: string,
  outputs: readonly OutputLine[] | undefined,
): readonly OutputLine[] | undefined {
  return outputs?.map((output) => {
    if (output.dest === undefined) return output;
    const dest = path.resolve(directory, output.dest);
    return { ...output, dest, below: isInside(directory, dest) ? directory : undefined };
  });
}

function isInside(directory: string, file: string): boolean {
  return file === directory || file.startsWith(directory === '/' ? '/' : `${directory}/`);
}
