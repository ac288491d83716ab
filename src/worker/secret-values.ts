import type { BuildRequest } from '../contract/request.ts';

/** Returns the bytes of a request's secrets, by id. */
export function decodeSecrets({ secrets }: Pick<BuildRequest, 'secrets'>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value, 'base64')]));
}
