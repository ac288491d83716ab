import { distance } from 'fastest-levenshtein';
import { PARAMETER_NAMES, type ParameterName } from '../../request/parameters.ts';

/** A shorter name is near to many words. */
const MIN_LENGTH = 4;
/** Two edits in a long name are a slip, such as two letters in the wrong order. */
const LONG = 8;

/** Returns the input that a slip in its name probably means. Strict, because wrappers may leave other inputs. */
export function nearInput(word: string): ParameterName | undefined {
  const plain = withoutSigns(word);
  const scores = PARAMETER_NAMES.map((name) => ({ name, edits: distance(plain, withoutSigns(name)) }));
  const [best] = scores.sort((a, b) => a.edits - b.edits);
  if (best === undefined) return undefined;
  const bound = best.name.length < MIN_LENGTH ? 0 : best.name.length < LONG ? 1 : 2;
  return best.edits <= bound ? best.name : undefined;
}

const withoutSigns = (name: string): string => name.replaceAll(/[-_. ]/g, '');
