import { type ChainLayer, MAX_OPERATION, type RemoteRecord } from '../contract/remote.ts';
import { type AssembledImage, assembleImage, type HistoryEntry, ociType } from './assemble.ts';
import { RECORD_FIELD, type RecordField, type StoredText } from './record-schema.ts';

/** Where the texts of a record are. */
export interface RecordTexts {
  readonly log: StoredText;
  readonly summary?: StoredText | undefined;
  readonly members?: StoredText | undefined;
}

const chainLayers = ({ chain }: RemoteRecord): readonly ChainLayer[] => [
  ...chain.base.layers,
  ...chain.steps.map(({ layer }) => layer),
];

/** Returns the image of a result: an ordinary image with the record in a field of the config. */
export function assembleRecord(record: RemoteRecord, texts: RecordTexts): AssembledImage {
  const { version, id, names, meta, chain, image, signature } = record;
  const field: RecordField = {
    version,
    id,
    names: [...names],
    meta: meta as RecordField['meta'],
    base: {
      id: chain.base.id,
      layers: chain.base.layers.length,
      mediaTypes: mediaTypesOf(chain.base.layers),
      repository: chain.base.repository,
    },
    steps: chain.steps.map((step) => [step.id, step.startedAt]),
    ...texts,
    signature,
  };
  return assembleImage({
    facts: image,
    layers: chainLayers(record),
    history: historyOf(record),
    createdAt: meta.startedAt,
    fields: { [RECORD_FIELD]: field },
  });
}

function mediaTypesOf(layers: readonly ChainLayer[]): string[] | undefined {
  const types = layers.map(({ mediaType }) => mediaType);
  return types.every((type) => ociType(type) === type) ? undefined : types;
}

function historyOf({ chain }: RemoteRecord): readonly HistoryEntry[] {
  const base = chain.base.layers.map(() => ({ text: `base image, ${chain.base.id}` }));
  const steps = chain.steps.map(({ operation, startedAt }) => ({
    text: operation.slice(0, MAX_OPERATION),
    createdAt: startedAt,
  }));
  return [...base, ...steps];
}
