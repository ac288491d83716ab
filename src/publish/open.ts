import path from 'node:path';
import type { ImageReport } from '../contract/events.ts';
import type { ImageOutputs, ImageRequest } from '../contract/image-outputs.ts';
import type { UserDirectory } from '../contract/user-directory.ts';
import { must } from '../errors.ts';
import type { FilePlace } from '../files/user-files.ts';
import { type AssembledImage, MANIFEST_TYPE } from '../oci/assemble.ts';
import { formatReference } from '../oci/reference.ts';
import { ImageArchive } from './archive.ts';
import { assembled } from './assemble.ts';
import { counted } from './bytes.ts';
import { type Name, namesOf } from './names.ts';
import { type PushSettings, pushImage } from './push.ts';

export interface PublishSettings extends PushSettings {
  /** Opens a directory with the rights of the user. */
  readonly directory: (place: FilePlace) => Promise<UserDirectory>;
}

export function openImageOutputs({ directory, ...settings }: PublishSettings): ImageOutputs {
  return {
    check: async (output) => void namesOf(output),
    write: async (request) => {
      const names = namesOf(request.output);
      const image =
        request.output.type === 'registry'
          ? await pushImage(request, names, settings)
          : await writeArchive(request, names, directory);
      return reportOf(request, names, image);
    },
  };
}

async function writeArchive(
  request: ImageRequest,
  names: readonly Name[],
  directory: PublishSettings['directory'],
): Promise<AssembledImage> {
  const { output, onBytes, signal } = request;
  const dest = must(output.dest, 'the file of an archive');
  // `dest` itself may be the directory of the job, which is no file.
  const below = dest === output.below ? undefined : output.below;
  const target = await directory({ path: path.dirname(dest), below });
  const archive = new ImageArchive(request, names, (layers) => assembled(request, layers));
  await target.write(path.basename(dest), counted(archive.bytes(), onBytes), signal);
  return must(archive.image, 'the image of an archive');
}

function reportOf({ output }: ImageRequest, names: readonly Name[], image: AssembledImage): ImageReport {
  const { type, dest } = output;
  const { digest, imageId, manifest } = image;
  const size = manifest.length;
  return { type, dest, names: names.map(formatReference), digest, imageId, size, mediaType: MANIFEST_TYPE };
}
