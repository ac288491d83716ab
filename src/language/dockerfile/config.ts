import type { ImageSettings } from '../../contract/outputs.ts';
import type { Position } from '../../errors.ts';
import { oneLine, type StageState } from './operations.ts';
import { jsonForm, quotedWord, word } from './words.ts';

/** The parts of an image that a Dockerfile can express and a spec cannot. */
export type ImageConfig = {
  readonly [Name in 'labels' | 'exposedPorts' | 'stopSignal' | 'entrypoint' | 'cmd']?:
    | ImageSettings[Name]
    | undefined;
};

/** Returns the last lines of the last stage. An ENTRYPOINT drops an inherited CMD, as in images of results. */
export function configLines(
  { labels = {}, exposedPorts = [], stopSignal, entrypoint, cmd }: ImageConfig,
  place: { readonly at: Position; readonly state: Pick<StageState, 'warn'> },
): readonly string[] {
  const labelLines = Object.entries(labels).map(([name, value]) => {
    const text = oneLine(value, { what: `the label ${name}`, ...place });
    return `LABEL ${word(name)}=${quotedWord(text)}`;
  });
  return [
    ...labelLines,
    ...(exposedPorts.length === 0 ? [] : [`EXPOSE ${exposedPorts.join(' ')}`]),
    ...(stopSignal === undefined ? [] : [`STOPSIGNAL ${stopSignal}`]),
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${jsonForm(entrypoint)}`]),
    ...(cmd === undefined ? [] : [`CMD ${jsonForm(cmd)}`]),
  ];
}
