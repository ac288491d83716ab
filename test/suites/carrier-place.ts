import { expect } from 'vitest';
import type { Carrier, RemoteRecord, StoredBytes, UploadReport } from '../../src/contract/remote.ts';
import type { SampleResult } from '../samples/remote-records.ts';

/** A remote place that several runners share. */
export interface CarrierWorld {
  /** Whether one request finds all records. */
  readonly isBatched?: boolean;
  /** Opens the place as another runner does. */
  open(): Promise<Carrier>;
  /** Replaces stored bytes: a layer or the holder of a record, by digest. Undefined deletes the bytes. */
  change(digest: string, to: Buffer | undefined): Promise<void> | void;
  /** Ends all replacements, if `change` only pretends. */
  heal?(): void;
  /** Gives the record of a name a second name, as a stranger does; absent if the place has no such names. */
  copyTag?(from: string, to: string): Promise<void> | void;
  /** Digest of the bytes that hold the record of a name; absent if records cannot be damaged. */
  recordDigest?(name: string): Promise<string> | string;
  remove(): Promise<void>;
}

/** What the tests of a carrier work with; all of it is new in each test. */
export interface CarrierPlace {
  readonly world: CarrierWorld;
  readonly here: Carrier;
  /** The carrier of another runner. */
  readonly there: Carrier;
  put(...samples: SampleResult[]): Promise<UploadReport>;
  found(sample: SampleResult): Promise<RemoteRecord>;
  readAll(carrier: Carrier, record: RemoteRecord, bytes: StoredBytes): Promise<Buffer>;
  /** Reads log, summary and all layers on the other runner. */
  expectWhole(record: RemoteRecord, sample: SampleResult): Promise<void>;
}

export const never = new AbortController().signal;

export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

export async function readAll(carrier: Carrier, record: RemoteRecord, bytes: StoredBytes): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of carrier.open(record, bytes, never)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export async function expectWhole(
  carrier: Carrier,
  record: RemoteRecord,
  sample: SampleResult,
): Promise<void> {
  const { log, summary, members, chain } = record;
  const layers = [...chain.base.layers, ...chain.steps.map(({ layer }) => layer)];
  const texts = [log, summary, members].filter((text) => text !== undefined);
  for (const bytes of [...texts, ...layers]) {
    // Comparing large buffers by `toEqual` takes seconds.
    const wanted = sample.bytes.get(bytes.digest) ?? Buffer.from('no such bytes');
    expect([bytes.digest, (await readAll(carrier, record, bytes)).equals(wanted)]).toEqual([
      bytes.digest,
      true,
    ]);
  }
}
