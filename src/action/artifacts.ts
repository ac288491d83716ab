import { appendFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ImageReport } from '../contract/events.ts';

/** The lines of `$GITHUB_ARTIFACTS` for images: what the job has made, for provenance. */
export function artifactLines(images: readonly ImageReport[]): string {
  const lines = images.flatMap(({ names, dest, digest }) =>
    dest === undefined ? names.map((name) => `oci://${name}@${digest}`) : [pathToFileURL(dest).href],
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Appends images to the file that the runner provides. Does nothing for a runner without the file. */
export function writeArtifacts(images: readonly ImageReport[], file: string | undefined): void {
  if (file && images.length > 0) appendFileSync(file, artifactLines(images), { mode: 0o600 });
}
