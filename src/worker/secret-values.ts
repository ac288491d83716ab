import type { BuildRequest } from '../contract/request.ts';

type Secrets = Pick<BuildRequest, 'secrets' | 'cacheOptions'>;

/** Returns the bytes of a request's secrets for steps, by id. No step gets the key that signs records. */
export function decodeSecrets({ secrets, cacheOptions }: Secrets): ReadonlyMap<string, Uint8Array> {
  const given = Object.entries(secrets).filter(([id]) => id !== cacheOptions?.keySecret);
  return new Map(given.map(([id, value]) => [id, Buffer.from(value, 'base64')]));
}
