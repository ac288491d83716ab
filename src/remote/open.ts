import type { Carrier } from '../contract/remote.ts';
import type { CarrierRequest } from '../contract/request.ts';
import type { RemoteSettings } from './settings.ts';

type Open<T extends CarrierRequest['type']> = (
  request: Extract<CarrierRequest, { readonly type: T }>,
  settings: RemoteSettings,
) => Promise<Carrier>;

/** Every carrier, a line each. `src/request/carriers/parse-carriers.ts` reads the lines of users. */
const CARRIERS: { readonly [T in CarrierRequest['type']]: Open<T> } = {
  registry: async (request, settings) => (await import('./registry/open.ts')).openRegistry(request, settings),
  gha: async (request, settings) => (await import('./gha/open.ts')).openGha(request, settings),
  local: async ({ directory }, settings) => (await import('./local/open.ts')).openLayout(directory, settings),
};

/**
 * Opens a carrier. Does no work and sends no request.
 *
 * @throws ObuilderError `input-invalid` for a wrong name
 */
export async function openCarrier(request: CarrierRequest, settings: RemoteSettings): Promise<Carrier> {
  const open = CARRIERS[request.type] as Open<CarrierRequest['type']>;
  return await open(request, settings);
}
