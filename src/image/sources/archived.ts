import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Archive, withArchive } from '../../archive/archive.ts';
import type { BlobRequest, LayersContent, ResolvedImage } from '../../contract/images.ts';
import { isRacy } from '../../files/racy.ts';
import type { OpenedFile } from '../../files/user-files.ts';
import type { ImageFacts } from '../../oci/facts.ts';
import { formatPlatform } from '../../oci/platform.ts';
import { type ArchiveIndex, checkIndex } from './archive-index.ts';
import { placeOf, withLocal } from './local-file.ts';
import type { LocalName } from './local-name.ts';
import { resolvedFrom } from './resolved.ts';
import type { ResolveRequest } from './source.ts';

/** A format of archives that hold images. */
export interface ArchiveForm {
  readonly prefix: string;
  readonly index: ArchiveIndex;
  readonly isContentAddressed: boolean;
  readFacts(archive: Archive, request: ResolveRequest, local: LocalName): Promise<ImageFacts>;
  open(archive: Archive, blob: BlobRequest): AsyncGenerator<Buffer>;
}

const KIND = 'image-archive-2';

/** Resolves an image in an archive. Remembers the image's facts until the file changes. */
export async function resolveArchived(
  request: ResolveRequest,
  { form, local }: { readonly form: ArchiveForm; readonly local: LocalName },
): Promise<ResolvedImage> {
  const { memo } = request.settings;
  const name = `${form.prefix}${request.name}`;
  const place = placeOf(request, local.path);
  const facts = await withLocal(request, place, async (opened) => {
    const key = `${name} ${local.path} ${opened.identity} ${formatPlatform(request.platform)}`;
    const known = memo.recall(KIND, key);
    if (known !== undefined) return JSON.parse(known) as ImageFacts;
    const readAt = Date.now();
    const fresh = await readOnce(request, { form, local, opened });
    if (!isRacy(opened.changed, readAt)) memo.remember(KIND, key, JSON.stringify(fresh));
    return fresh;
  });
  const { isContentAddressed } = form;
  const withBlobs: LayersContent['withBlobs'] = ({ scratch, signal }, use) =>
    withLocal(request, place, (opened) =>
      withArchive({ file: local.path, opened, scratch, signal }, (archive) => {
        const open = (blob: BlobRequest) => form.open(archive, blob);
        return use({ isRemote: false, isContentAddressed, open });
      }),
    );
  return resolvedFrom(facts, { name, request, withBlobs });
}

interface Reading {
  readonly form: ArchiveForm;
  readonly local: LocalName;
  readonly opened: OpenedFile;
}

async function readOnce(request: ResolveRequest, { form, local, opened }: Reading): Promise<ImageFacts> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'obuilder-archive-'));
  const { signal } = request.options;
  try {
    return await withArchive({ file: local.path, opened, scratch, signal }, (archive) => {
      checkIndex(archive, form.index, local.path);
      return form.readFacts(archive, request, local);
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
