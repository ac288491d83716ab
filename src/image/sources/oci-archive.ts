import { sizedBytes } from '../../archive/sized-bytes.ts';
import type { ResolvedImage } from '../../contract/images.ts';
import { blobName, readLayoutFacts } from '../../oci/layout.ts';
import { type ArchiveForm, resolveArchived } from './archived.ts';
import { parseLocalName } from './local-name.ts';
import type { ResolveRequest } from './source.ts';

/** An OCI image layout in a tar file. */
const form: ArchiveForm = {
  prefix: 'oci-archive:',
  index: 'index.json',
  isContentAddressed: true,
  readFacts: (archive, { name, platform }, local) =>
    readLayoutFacts(archive, { ...local, name: `oci-archive:${name}`, platform }),
  open: (archive, blob) => sizedBytes(archive.stream(blobName(blob.digest), blob.signal), blob),
};

/** Resolves an image in a file: `oci-archive:FILE[:TAG]` or `oci-archive:FILE@DIGEST`. */
export async function resolveOciArchive(request: ResolveRequest): Promise<ResolvedImage> {
  return await resolveArchived(request, {
    form,
    local: parseLocalName(request.name, request.options.directory),
  });
}
