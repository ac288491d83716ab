import type { BuildEvent } from '../contract/events.ts';
import { oneLine } from './text.ts';
import { amount, duration } from './words.ts';

export type ExportEnd = Extract<BuildEvent, { readonly type: 'export-end' }>;
type ExportProgress = Extract<BuildEvent, { readonly type: 'export' }>;

type ImageEnd = Extract<BuildEvent, { readonly type: 'image-end' }>;

export type OutputEnd = ExportEnd | ImageEnd;

export const isOutputEnd = (event: BuildEvent): event is OutputEnd =>
  event.type === 'export-end' || event.type === 'image-end';

const MAX_PATH = 300;

/** `Pushed ghcr.io/acme/app:1 (12.3 MB sent) in 3 s: sha256:…` */
export function imageText({ image, bytes, seconds }: ImageEnd): string {
  const { type, dest, names, digest } = image;
  const where = oneLine(dest ?? names.join(', '), MAX_PATH);
  const what =
    type === 'registry'
      ? `Pushed ${where} (${amount(bytes)} sent)`
      : `Wrote the image ${where} (${amount(bytes)})`;
  return `${what} in ${duration(seconds)}: ${digest}`;
}

/** A line about an output: `Wrote 12 files (3.2 MB) to /work/dist in 0.4 s`. */
export function exportText(event: ExportEnd | ExportProgress): string {
  const dest = oneLine(event.dest, MAX_PATH);
  if (event.type === 'export') {
    return `${doingText(event)} ${dest}: ${partText(event)}${progressText(event)}`;
  }
  return `Wrote ${exportedText(event)} to ${dest} in ${duration(event.seconds)}`;
}

/** `Making layer 2 of 5 for` */
function doingText({ isMaking, layer }: ExportProgress): string {
  if (isMaking !== true) return 'Writing to';
  return layer === undefined ? 'Making a layer for' : `Making ${layerText(layer)} for`;
}

const partText = ({ isMaking, layer }: ExportProgress) =>
  isMaking === true || layer === undefined ? '' : `${layerText(layer)}, `;

const layerText = ({ number, total }: NonNullable<ExportProgress['layer']>) => `layer ${number} of ${total}`;

/** `12 files (3.2 MB)` */
export function exportedText({ files, bytes }: Pick<ExportEnd, 'files' | 'bytes'>): string {
  return `${files} ${files === 1 ? 'file' : 'files'} (${amount(bytes)})`;
}

/** An archive may be larger than its files. */
function progressText({ doneBytes, totalBytes }: ExportProgress): string {
  if (totalBytes <= 0) return `${amount(doneBytes)} so far`;
  const percent = Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
  return `${amount(doneBytes)} of ${amount(totalBytes)} (${percent} %)`;
}
