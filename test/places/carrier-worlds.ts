import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Carrier } from '../../src/contract/remote.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import { ownFiles } from '../../src/reader/own-files.ts';
import { userDirectory } from '../../src/reader/user-directory.ts';
import { openCarrier } from '../../src/remote/open.ts';
import type { RemoteSettings } from '../../src/remote/settings.ts';
import { type RegistryProxy, startRegistryProxy } from '../fakes/registry-proxy.ts';
import { recordBlob } from '../samples/remote-records.ts';
import type { CarrierWorld } from '../suites/carrier-place.ts';

/** Carriers of root, who reads files with the rights of this process. Retries wait for milliseconds. */
export function carrierSettings(more: Partial<RemoteSettings> = {}): RemoteSettings {
  const access = ownAccess();
  return {
    files: ownFiles({}),
    openDirectory: (directory) => userDirectory(access, { path: directory }),
    retryMs: 5,
    ...more,
  };
}

export interface LayoutWorld extends CarrierWorld {
  /** The OCI image layout; the first `put` makes it. */
  readonly layout: string;
}

export function layoutWorld(): LayoutWorld {
  const directory = mkdtempSync(path.join(tmpdir(), 'carrier-'));
  const layout = path.join(directory, 'cache', 'layout');
  return {
    layout,
    open: () => openCarrier({ type: 'local', directory: layout }, carrierSettings()),
    change: (digest, to) => {
      const file = path.join(layout, 'blobs', digest.replace(':', '/'));
      if (to === undefined) rmSync(file);
      else writeFileSync(file, to);
    },
    copyTag: (from, to) => {
      copyFileSync(path.join(layout, 'records', from), path.join(layout, 'records', to));
    },
    recordDigest: (name) => recordBlob(layout, name),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

export interface RegistryWorld extends CarrierWorld {
  readonly proxy: RegistryProxy;
  /** `HOST/REPOSITORY` as seen by the carriers: the proxy. */
  readonly ref: string;
  openWith(settings: Partial<RemoteSettings>): Promise<Carrier>;
  /** Opens another repository of the same registry. */
  openOther(repository: string): Promise<Carrier>;
}

let repositories = 0;

/** A new repository of a running registry, behind a proxy that pretends damage. */
export async function registryWorld(host: string): Promise<RegistryWorld> {
  repositories += 1;
  const proxy = await startRegistryProxy(host);
  const ref = `${proxy.host}/team/cache-${repositories}`;
  const changed = new Map<string, Buffer | undefined>();
  const wishFor = (where: string) => {
    const name = where.slice(where.lastIndexOf('/') + 1);
    if (!changed.has(name)) return undefined;
    const bytes = changed.get(name);
    return bytes === undefined ? { status: 404, bytes: Buffer.alloc(0) } : { bytes };
  };
  proxy.after = ({ method, path: where }) => (method === 'GET' ? wishFor(where) : undefined);
  const openWith = (settings: Partial<RemoteSettings>) =>
    openCarrier({ type: 'registry', ref }, carrierSettings(settings));
  return {
    proxy,
    ref,
    open: () => openWith({}),
    openWith,
    openOther: (repository) =>
      openCarrier({ type: 'registry', ref: `${proxy.host}/${repository}` }, carrierSettings()),
    change: (digest, to) => void changed.set(digest, to),
    heal: () => changed.clear(),
    copyTag: async (from, to) => {
      const manifests = `http://${ref.replace('/', '/v2/')}/manifests`;
      const type = 'application/vnd.oci.image.manifest.v1+json';
      const body = await (await fetch(`${manifests}/${from}`, { headers: { accept: type } })).text();
      const headers = { 'content-type': type };
      const { ok } = await fetch(`${manifests}/${to}`, { method: 'PUT', headers, body });
      if (!ok) throw new Error('the copy failed');
    },
    recordDigest: (name) => name,
    remove: () => proxy.close(),
  };
}
