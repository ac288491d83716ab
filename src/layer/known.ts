import type { LayerForm, Making } from '../contract/layers.ts';
import type { Memo } from '../contract/memo.ts';
import type { ChainLayer } from '../contract/remote.ts';
import type { Result } from '../contract/results.ts';

const KIND = 'layer';

/** Layers in the store's memo. */
export interface KnownLayers {
  recall(result: Result, form?: LayerForm): ChainLayer | undefined;
  remember(result: Making, layer: ChainLayer, form?: LayerForm): void;
}

/**
 * The making of a result on a making of its base, by whom: a rebuilt result or base may have other files under the same id, and so may
 * a result that another user fetched.
 */
const keyOf = ({ id, startedAt, parent = '', parentMadeAt = 0, vouchedBy }: Making) =>
  [id, startedAt, parent, parentMadeAt, ...(vouchedBy === undefined ? [] : [vouchedBy])].join(' ');

const formOf = ({ compression, latestSeconds }: LayerForm) => ` ${compression} ${latestSeconds ?? ''}`;

export function knownLayers(memo: Memo): KnownLayers {
  return {
    recall: (result, form) => {
      const key = keyOf(result) + (form === undefined ? '' : formOf(form));
      const text = memo.recall(KIND, key);
      return text === undefined ? undefined : parse(text);
    },
    remember: (result, { digest, size, diffId, mediaType }, form) => {
      const text = JSON.stringify({ digest, size, diffId, mediaType });
      if (form !== undefined) memo.remember(KIND, keyOf(result) + formOf(form), text);
      // Changed times make another layer than the layer that a chain names.
      if (form?.latestSeconds === undefined) memo.remember(KIND, keyOf(result), text);
    },
  };
}

/** Returns undefined for a text of another release. */
function parse(text: string): ChainLayer | undefined {
  const { digest, size, diffId, mediaType } = JSON.parse(text) as Partial<Record<keyof ChainLayer, unknown>>;
  if (typeof digest !== 'string' || typeof diffId !== 'string' || typeof mediaType !== 'string')
    return undefined;
  return typeof size === 'number' ? { digest, size, diffId, mediaType } : undefined;
}
