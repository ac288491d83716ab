import path from 'node:path';
import { sizedBytes } from '../../archive/sized-bytes.ts';
import type { BlobSource, ResolvedImage } from '../../contract/images.ts';
import { streamOf } from '../../files/user-files.ts';
import { blobName, type LayoutFiles, readLayoutFacts } from '../../oci/layout.ts';
import { openLocal, placeOf, readLocal } from './local-file.ts';
import { parseLocalName } from './local-name.ts';
import { resolvedFrom } from './resolved.ts';
import type { ResolveRequest } from './source.ts';

/** Resolves an image in a directory: `oci:DIR[:TAG]` or `oci:DIR@DIGEST`. */
export async function resolveLayout(request: ResolveRequest): Promise<ResolvedImage> {
  const local = parseLocalName(request.name, request.options.directory);
  const name = `oci:${request.name}`;
  const facts = await readLayoutFacts(directoryFiles(request, local.path), {
    ...local,
    name,
    platform: request.platform,
  });
  const source: BlobSource = {
    isRemote: false,
    isContentAddressed: true,
    open: (blob) =>
      sizedBytes(streamFile(request, path.join(local.path, blobName(blob.digest)), blob.signal), blob),
  };
  return resolvedFrom(facts, { name, request, withBlobs: (_, use) => use(source) });
}

async function* streamFile(
  request: ResolveRequest,
  file: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const opened = await openLocal(request, placeOf(request, file), signal);
  try {
    yield* streamOf(opened, { start: 0, signal });
  } finally {
    await opened.close();
  }
}

function directoryFiles(request: ResolveRequest, directory: string): LayoutFiles {
  return {
    read: (name, limit) => {
      const file = path.join(directory, name);
      return readLocal(request, placeOf(request, file), {
        limit,
        missing: 'An OCI image layout is a directory with index.json and blobs/.',
      });
    },
  };
}
