import type { Carrier } from '../../contract/remote.ts';
import { ImageCarrier } from '../image-carrier.ts';
import type { RemoteSettings } from '../settings.ts';
import { LayoutPlace } from './place.ts';

/** Opens a directory of the user as a carrier. The first write makes the directory. */
export function openLayout(
  directory: string,
  { openDirectory }: Pick<RemoteSettings, 'openDirectory'>,
): Carrier {
  return new ImageCarrier(new LayoutPlace(openDirectory(directory)));
}
