import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Archive, openArchive } from './archive.ts';
import type { ResolvedImage } from './contract.ts';
import type { ImageFacts } from './facts.ts';
import { identityOf, statSource } from './file-identity.ts';
import type { LocalName } from './local-name.ts';
import { formatPlatform } from './platform.ts';
import { resolvedFrom } from './resolved.ts';
import type { BlobRequest, Load, ResolveRequest } from './source.ts';

/** One form of archive that holds an image. */
export interface ArchiveForm {
  readonly prefix: string;
  readonly isContentAddressed: boolean;
  readFacts(archive: Archive, request: ResolveRequest, local: LocalName): Promise<ImageFacts>;
  open(archive: Archive, blob: BlobRequest): AsyncGenerator<Buffer>;
}

const KIND = 'image-archive-1';

/** An image in one file. What was read of it is remembered until the file changes. */
export async function resolveArchived(
  request: ResolveRequest,
  { form, local }: { readonly form: ArchiveForm; readonly local: LocalName },
): Promise<ResolvedImage> {
  const { memo } = request.settings;
  const name = `${form.prefix}${request.name}`;
  const key = `${name} ${local.path} ${identityOf(statSource(local.path))} ${formatPlatform(request.platform)}`;
  const known = memo.recall(KIND, key);
  const facts =
    known === undefined ? await readOnce(request, { form, local }) : (JSON.parse(known) as ImageFacts);
  if (known === undefined) memo.remember(KIND, key, JSON.stringify(facts));
  const load: Load = async (options) => {
    const { loadLayers } = await import('./pull.ts');
    const archive = await openArchive(local.path, options.scratch, options.signal);
    const { isContentAddressed } = form;
    const open = (blob: BlobRequest) => form.open(archive, blob);
    const source = { isRemote: false, isContentAddressed, open };
    await loadLayers(source, facts.layers, options);
  };
  return resolvedFrom(facts, { name, request, load });
}

async function readOnce(
  request: ResolveRequest,
  { form, local }: { readonly form: ArchiveForm; readonly local: LocalName },
): Promise<ImageFacts> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'obuilder-archive-'));
  try {
    const archive = await openArchive(local.path, scratch, request.options.signal);
    return await form.readFacts(archive, request, local);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
