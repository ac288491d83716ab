import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { badInput, type GetInput } from './values.ts';

export interface SpecSource {
  readonly text: string;
  /** What positions call it: the path relative to the workspace, or `spec` for the input of that name. */
  readonly name: string;
  readonly isFile: boolean;
}

/** The spec, from exactly one of the inputs `spec` and `spec-file`. @throws ObuilderError `input-invalid`, `spec-invalid` */
export function readSpec(get: GetInput, workspace: string): SpecSource {
  const text = get('spec');
  const file = get('spec-file');
  if (text !== '' && file !== '') {
    throw new ObuilderError(
      'input-invalid',
      `inputs spec and spec-file (${JSON.stringify(file)}) are both given`,
      {
        value: file,
        hint: 'Give one of them.',
      },
    );
  }
  if (text !== '') return { text, name: 'spec', isFile: false };
  if (file !== '') return fromFile(file, workspace);
  throw new ObuilderError('input-invalid', 'neither input spec nor input spec-file is given', {
    hint: 'Write the spec into the workflow with "spec:", or name its file with "spec-file:".',
  });
}

function fromFile(file: string, workspace: string): SpecSource {
  const absolute = path.resolve(workspace, file);
  const relative = path.relative(workspace, absolute);
  const name = relative.startsWith('..') ? absolute : relative;
  return { text: decode(read(file, absolute), file), name, isFile: true };
}

function read(file: string, absolute: string): Buffer {
  try {
    return readFileSync(absolute);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw badInput('spec-file', file, `a file that can be read (${code}: ${absolute})`);
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file, cause });
  }
}

/** The context's directory, absolute. @throws ObuilderError `input-invalid` where there is none */
export function readContext(get: GetInput, workspace: string): string {
  const context = get('context') || '.';
  const absolute = path.resolve(workspace, context);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) return absolute;
  throw badInput('context', context, `a directory (${absolute} is none)`);
}
