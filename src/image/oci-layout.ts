import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { ResolvedImage } from './contract.ts';
import { imageInvalid, imageUnavailable, systemCode } from './invalid.ts';
import { blobName, type LayoutFiles, readLayoutFacts } from './layout.ts';
import { parseLocalName } from './local-name.ts';
import { resolvedFrom } from './resolved.ts';
import { sizedBytes } from './sized-bytes.ts';
import type { BlobSource, ResolveRequest } from './source.ts';

const PIECE = 1024 * 1024;

/** An image in a directory: `oci:DIR[:TAG]` or `oci:DIR@DIGEST`. */
export async function resolveLayout(request: ResolveRequest): Promise<ResolvedImage> {
  const local = parseLocalName(request.name, request.options.directory);
  const name = `oci:${request.name}`;
  const facts = await readLayoutFacts(directoryFiles(local.path), {
    ...local,
    name,
    platform: request.platform,
  });
  const source: BlobSource = {
    isRemote: false,
    isContentAddressed: true,
    open: (blob) => sizedBytes(readFile(path.join(local.path, blobName(blob.digest)), blob.signal), blob),
  };
  return resolvedFrom(facts, {
    name,
    request,
    load: async (options) => (await import('./pull.ts')).loadLayers(source, facts.layers, options),
  });
}

async function* readFile(file: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE, signal })) yield chunk as Buffer;
}

function directoryFiles(directory: string): LayoutFiles {
  return {
    read: async (name, limit) => {
      const file = path.join(directory, name);
      const handle = await open(file).catch((cause: unknown) => {
        throw systemCode(cause) === 'ENOENT'
          ? imageUnavailable(`${file} is not there`, {
              value: file,
              hint: 'An OCI image layout is a directory with index.json and blobs/.',
              cause,
            })
          : imageInvalid(`${file} cannot be read`, { value: file, cause });
      });
      try {
        const { size } = await handle.stat();
        if (size > limit) throw imageInvalid(`${file} is larger than ${limit} bytes`);
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    },
  };
}
