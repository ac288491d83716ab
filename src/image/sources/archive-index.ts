import type { Archive } from '../../archive/archive.ts';
import { imageInvalid } from '../../oci/invalid.ts';

/** The first file that a reader of an archive needs, and the hint for an archive that has this file alone. */
const HINTS = {
  'manifest.json': 'For a file of docker save write docker-archive:FILE.',
  'index.json': 'For an image layout write oci-archive:FILE.',
} as const;

const ROOT = 'For an archive of a root file system write rootfs:FILE.';

export type ArchiveIndex = keyof typeof HINTS;

/** @throws ObuilderError `image-invalid` for an archive of another kind, with the prefix of that kind */
export function checkIndex(archive: Pick<Archive, 'has'>, index: ArchiveIndex, file: string): void {
  if (archive.has(index)) return;
  const [, hint = ROOT] = Object.entries(HINTS).find(([other]) => archive.has(other)) ?? [];
  throw imageInvalid(`${file} has no file ${index}`, { value: index, hint });
}
