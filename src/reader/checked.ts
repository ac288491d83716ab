import type { Manifest, ManifestEntry } from '../contract/trees.ts';
import { ObuilderError } from '../errors.ts';
import { digestOfEntries } from '../tree/digest.ts';

/** Checks the shape of a reader's answers, because a user's process writes the answers. */

type Fields = Readonly<Record<string, unknown>>;

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** The kernel's maximum for a link's target, in bytes. */
const MAX_TARGET = 4095;

export function wrongAnswer(): ObuilderError {
  return new ObuilderError(
    'input-invalid',
    "the process that reads the user's files sent a malformed answer",
    {
      hint: 'Build again.',
    },
  );
}

/** Returns the answer as a manifest with well-formed entries and a digest computed here. @throws ObuilderError `input-invalid` */
export function checkedManifest(answer: unknown): Manifest {
  const { entries, warnings } = fieldsOf(answer);
  if (!Array.isArray(entries)) throw wrongAnswer();
  for (const entry of entries as unknown[]) checkEntry(fieldsOf(entry));
  const checked = entries as readonly ManifestEntry[];
  return { entries: checked, digest: digestOfEntries(checked), warnings: checkedTexts(warnings) };
}

function checkEntry(entry: Fields): void {
  const { path, from, modified, mode, owner } = entry;
  // The worker decides owners of a user's files, and set-uid bits.
  const isPlain = owner === undefined && (mode === undefined || (isCount(mode) && mode <= 0o777));
  const isWhole = isPlain && isPath(path) && isText(from) && Number.isFinite(modified) && isOfKind(entry);
  if (!isWhole) throw wrongAnswer();
}

function isOfKind(entry: Fields): boolean {
  switch (entry['kind']) {
    case 'file':
      return (
        typeof entry['executable'] === 'boolean' &&
        isCount(entry['size']) &&
        isText(entry['digest']) &&
        DIGEST.test(entry['digest'])
      );
    case 'link':
      return isText(entry['target']) && entry['target'] !== '' && entry['target'].length <= MAX_TARGET;
    default:
      return entry['kind'] === 'directory';
  }
}

/** Whether a path is relative and has no `.`, `..` or empty component. An empty path means the destination itself. */
function isPath(value: unknown): boolean {
  if (!isText(value)) return false;
  return value === '' || !/(?:^|\/)\.{0,2}(?:\/|$)/.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null) return value as Fields;
  throw wrongAnswer();
}

/** Returns the answer as texts for a log. @throws ObuilderError `input-invalid` */
export function checkedTexts(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isText)) return value;
  throw wrongAnswer();
}

/** Returns the index and length of each piece of an answer's bytes. @throws ObuilderError `input-invalid` */
export function checkedPieces(value: unknown, length: number): readonly (readonly [number, number])[] {
  if (!Array.isArray(value)) throw wrongAnswer();
  const pieces = value as readonly unknown[];
  let sum = 0;
  for (const piece of pieces) {
    if (!Array.isArray(piece) || !isCount(piece[0]) || !isCount(piece[1])) throw wrongAnswer();
    sum += piece[1];
  }
  if (sum !== length) throw wrongAnswer();
  return pieces as readonly (readonly [number, number])[];
}
