import type { Memo } from '../contract/memo.ts';
import type { ChainLayer } from '../contract/remote.ts';
import type { Result } from '../contract/results.ts';

const KIND = 'layer';

/** Layers in the store's memo. */
export interface KnownLayers {
  recall(result: Result): ChainLayer | undefined;
  remember(result: Result, layer: ChainLayer): void;
}

/** The making of a result on a making of its base: a rebuilt result or base may have other files under the same id. */
const keyOf = ({ id, startedAt, parent = '', parentMadeAt = 0 }: Result) =>
  `${id} ${startedAt} ${parent} ${parentMadeAt}`;

export function knownLayers(memo: Memo): KnownLayers {
  return {
    recall: (result) => {
      const text = memo.recall(KIND, keyOf(result));
      return text === undefined ? undefined : parse(text);
    },
    remember: (result, { digest, size, diffId, mediaType }) =>
      memo.remember(KIND, keyOf(result), JSON.stringify({ digest, size, diffId, mediaType })),
  };
}

/** Returns undefined for a text of another release. */
function parse(text: string): ChainLayer | undefined {
  const { digest, size, diffId, mediaType } = JSON.parse(text) as Partial<Record<keyof ChainLayer, unknown>>;
  if (typeof digest !== 'string' || typeof diffId !== 'string' || typeof mediaType !== 'string')
    return undefined;
  return typeof size === 'number' ? { digest, size, diffId, mediaType } : undefined;
}
