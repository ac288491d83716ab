import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Azurite } from './azurite.ts';

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly blob: string;
  isWhole: boolean;
}

type Answer = Readonly<Record<string, unknown>>;
type Fault = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Answer;
};

/** The cache service of GitHub (version 2: twirp with JSON), for one repository and one scope. */
export class GhaCache {
  readonly #azurite: Azurite;
  readonly #container: string;
  readonly #server: Server;
  readonly #entries: Entry[] = [];
  readonly requests: string[] = [];
  /** Turns the addresses of bytes into those that runners get. */
  storage: (url: string) => string = (url) => url;
  /** Answers instead of the service, by method. */
  fault: (method: string) => Fault | 'hang' | undefined = () => undefined;

  private constructor(azurite: Azurite, container: string) {
    this.#azurite = azurite;
    this.#container = container;
    this.#server = createServer((request, response) => {
      const method = request.url?.split('/').at(-1) ?? '';
      this.requests.push(method);
      const fault = this.fault(method);
      if (fault === 'hang') return;
      void bodyOf(request).then((asked) => {
        response.writeHead(fault?.status ?? 200, { 'content-type': 'application/json', ...fault?.headers });
        response.end(
          JSON.stringify(
            fault?.body ?? (fault ? { code: 'fault', msg: 'fault' } : this.#answer(method, asked)),
          ),
        );
      });
    });
  }

  static async start(azurite: Azurite): Promise<GhaCache> {
    const cache = new GhaCache(azurite, await azurite.makeContainer());
    await new Promise<void>((done) => cache.#server.listen(0, '127.0.0.1', done));
    return cache;
  }

  /** What the runner gives an action. */
  get environment(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `http://127.0.0.1:${port}/`,
      ACTIONS_RUNTIME_TOKEN: 'header.e30.signature',
      GITHUB_WORKFLOW: 'build',
      GITHUB_JOB: 'all',
    };
  }

  get keys(): readonly string[] {
    return this.#entries.filter(({ isWhole }) => isWhole).map(({ key }) => key);
  }

  #answer(method: string, asked: Readonly<Record<string, unknown>>): Answer {
    const { key, version } = asked as { key: string; version: string };
    switch (method) {
      case 'CreateCacheEntry': {
        const isTaken = this.#entries.some((entry) => entry.key === key && entry.version === version);
        if (isTaken)
          return { ok: false, message: 'cache entry with the same key, version, and scope already exists' };
        const blob = `${this.#container}/b${this.#entries.length}`;
        this.#entries.push({ key, version, blob, isWhole: false });
        return { ok: true, signed_upload_url: this.storage(this.#azurite.url(blob)) };
      }
      case 'FinalizeCacheEntryUpload': {
        const entry = this.#entries.find((one) => one.key === key && one.version === version);
        if (entry) entry.isWhole = true;
        return { ok: entry !== undefined, entry_id: '7' };
      }
      default:
        return this.#find([key, ...((asked['restore_keys'] ?? []) as string[])], version);
    }
  }

  #find(keys: readonly string[], version: string): Answer {
    const known = this.#entries.filter((entry) => entry.version === version && entry.isWhole).toReversed();
    for (const key of keys) {
      const entry = known.find((one) => one.key === key) ?? known.find((one) => one.key.startsWith(key));
      if (entry)
        return {
          ok: true,
          signed_download_url: this.storage(this.#azurite.url(entry.blob)),
          matched_key: entry.key,
        };
    }
    return { ok: false };
  }

  async read(key: string): Promise<Buffer> {
    return Buffer.from(await (await fetch(this.#url(key))).arrayBuffer());
  }

  async replace(key: string, bytes: Buffer): Promise<void> {
    const stored = await fetch(this.#url(key), {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: new Uint8Array(bytes),
    });
    if (stored.status !== 201) throw new Error(`not replaced: ${stored.status}`);
  }

  /** Replaces the packs of a scope: archives with the one file `pack`. */
  async changePacks(
    change: (pack: Buffer, key: string) => Buffer,
    isAsked = (_key: string) => true,
  ): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), 'gha-change-'));
    const file = path.join(directory, 'pack');
    try {
      for (const key of this.keys.filter((one) => one.includes('-p-') && isAsked(one))) {
        execFileSync('tar', ['--zstd', '-xf', '-', '-C', directory], { input: await this.read(key) });
        writeFileSync(file, change(readFileSync(file), key));
        await this.replace(
          key,
          execFileSync('tar', ['--zstd', '-cf', '-', '-C', directory, 'pack'], { maxBuffer: 1e9 }),
        );
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  /** Evicts an entry, or only its bytes: then the key is still reserved. */
  async evict(key: string, bytesOnly = false): Promise<void> {
    await fetch(this.#url(key), { method: 'DELETE' });
    if (!bytesOnly)
      this.#entries.splice(
        this.#entries.findIndex((entry) => entry.key === key),
        1,
      );
  }

  #url(key: string): string {
    const entry = this.#entries.find((one) => one.key === key);
    if (entry === undefined) throw new Error(`no entry ${key}`);
    return this.#azurite.url(entry.blob);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Waits for the ends of all programs of the cache: each program removes its own directory in `temp`. */
export async function expectProgramsEnd(temp: string): Promise<void> {
  for (let tries = 0; tries < 600 && readdirSync(temp).length > 0; tries += 1) await sleep(100);
  expect(readdirSync(temp)).toEqual([]);
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>;
}
