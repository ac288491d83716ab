import { makeAutomaton } from './automaton.ts';
import { base64Forms, plainPieces } from './forms.ts';

/**
 * Returns the texts for the runner to mask, each on a single line. From a longer text the runner would mask every line
 * alone, also `{` and `}` of a JSON secret, and would then drop each output with such a character.
 */
export function runnerMasks(values: Iterable<Uint8Array>): readonly string[] {
  const masks = new Set<string>();
  for (const value of values) {
    if (Buffer.from(value).includes(0)) continue;
    for (const piece of plainPieces(value)) if (!/[\r\n\uFFFD]/.test(piece)) masks.add(piece);
  }
  return [...masks];
}

/**
 * Whether GitHub's runner drops a job's output with this value: the value holds a mask, or a mask as base64 (at three
 * offsets), in an expression, JSON, a URL (RFC 3986) or XML, or without the double quotes around it.
 * https://github.com/actions/runner, HostContext and ValueEncoders
 */
export function runnerDrops(masks: readonly string[]): (value: string) => boolean {
  if (masks.length === 0) return () => false;
  const automaton = makeAutomaton(masks.flatMap((mask) => [mask, ...encodings(mask)]));
  return (value) => {
    let node = 0;
    for (let index = 0; index < value.length; index++) {
      node = automaton.step(node, value.charCodeAt(index));
      if (automaton.matched(node) > 0) return true;
    }
    return false;
  };
}

function* encodings(mask: string): Generator<string> {
  yield* base64Forms(mask);
  yield mask.replaceAll("'", "''");
  yield JSON.stringify(mask).slice(1, -1);
  yield encodeURIComponent(mask.toWellFormed()).replace(
    /[!'()*]/g,
    (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  yield mask
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
  if (/^".*"$/.test(mask) && mask.length > 8) yield mask.slice(1, -1);
}
