import { createHash } from 'node:crypto';
import type { Carrier, RemoteRecord, StoredBytes, Upload } from '../../src/contract/remote.ts';
import { ObuilderError } from '../../src/errors.ts';

/** Records and bytes that several carriers share, as runners share a registry. */
export interface RemoteMemory {
  readonly records: Map<string, RemoteRecord>;
  /** By digest. */
  readonly blobs: Map<string, Buffer>;
}

export const remoteMemory = (): RemoteMemory => ({ records: new Map(), blobs: new Map() });

/** A carrier without a network: passes the suite of carriers. */
export class MemoryCarrier implements Carrier {
  readonly name = 'memory';
  readonly kind = 'memory';
  readonly memory: RemoteMemory;
  /** Ids of results whose records are of this carrier, and of another. */
  readonly #ours = new Set<string>();
  readonly #theirs = new Set<string>();
  #requests = 0;
  #received = 0;
  #sent = 0;

  constructor(memory: RemoteMemory = remoteMemory()) {
    this.memory = memory;
  }

  async find(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, RemoteRecord>> {
    await checkCancel(signal);
    this.#requests += names.length;
    const found = names.map((name) => [name, this.memory.records.get(name)] as const);
    return new Map(found.filter((entry): entry is [string, RemoteRecord] => entry[1] !== undefined));
  }

  async *open(_record: RemoteRecord, bytes: StoredBytes, signal: AbortSignal): AsyncGenerator<Buffer> {
    this.#requests += 1;
    const blob = this.memory.blobs.get(bytes.digest);
    if (blob === undefined) throw new ObuilderError('remote-lost', `${bytes.digest} is gone`);
    for (let at = 0; at < blob.length; at += 65_536) {
      await checkCancel(signal);
      const piece = blob.subarray(at, at + 65_536);
      this.#received += piece.length;
      yield piece;
    }
    if (blob.length !== bytes.size || digestOf(blob) !== bytes.digest) {
      throw new ObuilderError('remote-lost', `${bytes.digest} is damaged`);
    }
  }

  async put(uploads: readonly Upload[], signal: AbortSignal) {
    let records = 0;
    const before = this.traffic();
    for (const { record, open, replaces = false } of uploads) {
      await checkCancel(signal);
      this.#requests += 1;
      if (!this.#mayStore(record, replaces)) continue;
      const layers = [...record.chain.base.layers, ...record.chain.steps.map(({ layer }) => layer)];
      const texts = [record.log, record.summary, record.members].filter((text) => text !== undefined);
      for (const bytes of [...layers, ...texts]) {
        if (this.memory.blobs.has(bytes.digest)) continue;
        const pieces: Buffer[] = [];
        for await (const piece of open(bytes)) {
          await checkCancel(signal);
          pieces.push(piece);
        }
        this.memory.blobs.set(bytes.digest, Buffer.concat(pieces));
        this.#requests += 1;
        this.#sent += bytes.size;
      }
      // Another carrier may have stored the record meanwhile.
      if (!this.#mayStore(record, replaces)) continue;
      this.#ours.add(record.id);
      for (const name of record.names) {
        if (replaces || !this.memory.records.has(name)) this.memory.records.set(name, record);
      }
      records += 1;
    }
    const after = this.traffic();
    return {
      records,
      bytes: after.sentBytes - before.sentBytes,
      requests: after.requests - before.requests,
    };
  }

  #mayStore({ id, names, meta }: RemoteRecord, replaces: boolean): boolean {
    const isOnTheirs = this.#theirs.has(meta.parent ?? '');
    const has = (name = '') => !replaces && this.memory.records.has(name);
    if (isOnTheirs || (has(names[0]) && !this.#ours.has(id) && meta.kind !== 'from')) this.#theirs.add(id);
    return !isOnTheirs && !names.every(has);
  }

  traffic() {
    return { requests: this.#requests, receivedBytes: this.#received, sentBytes: this.#sent };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function checkCancel(signal: AbortSignal): Promise<void> {
  await new Promise((done) => setImmediate(done));
  if (signal.aborted) throw new ObuilderError('cancelled', 'cancelled');
}
