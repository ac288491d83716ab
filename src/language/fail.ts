import { distance } from 'fastest-levenshtein';
import { type ErrorDetails, ObuilderError } from '../errors.ts';

/** Throws `spec-invalid`, the code of every fault in a spec's text. */
export function invalid(message: string, details: ErrorDetails): never {
  throw new ObuilderError('spec-invalid', message, details);
}

/** Returns the most likely intended name among `known`, or undefined if no name is close enough to offer. */
export function nearestName(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const name of known) {
    // Comparing costs the product of the lengths, so distant texts and texts that cannot be names are skipped.
    if (word.length > MAX_NAME || Math.abs(name.length - word.length) > MAX_EDITS) continue;
    const score = editsBetween(word.toLowerCase(), name.toLowerCase());
    if (score < name.length && score <= tolerance(name) && (!best || score < best.score))
      best = { name, score };
  }
  return best?.name;
}

/** `Did you mean run?`, or else the sentence given. */
export function didYouMean(word: string, known: Iterable<string>, otherwise: string): string {
  const name = nearestName(word, known);
  return name === undefined ? otherwise : `Did you mean ${name}?`;
}

const MAX_EDITS = 8;
const MAX_NAME = 200;

function tolerance(name: string): number {
  return Math.min(MAX_EDITS, Math.max(1, Math.floor(name.length * 0.4)));
}

/** Letters in the wrong order count as a single slip, however many edits they take. */
function editsBetween(word: string, name: string): number {
  const sorted = (text: string): string => [...text].sort().join('');
  const edits = distance(word, name);
  return edits > 1 && sorted(word) === sorted(name) ? 1 : edits;
}
