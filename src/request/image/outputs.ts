import type { ImageSettings, Output } from '../../contract/outputs.ts';
import { ObuilderError } from '../../errors.ts';
import { type Given, readParameter } from '../parameters.ts';
import { type ImageLine, type OutputLine, outputsIn } from '../parse-outputs.ts';
import { parseEpoch } from './parse.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The outputs of a build: the lines of `outputs`, and the push of `push: true`. `tags` names the images without names of their own.
 *
 * @param directory relative paths start here
 * @throws ObuilderError `input-invalid` for a push without tags, and for two images with one name
 */
export function outputsOf(given: Given, directory: string, env: Env): readonly Output[] | undefined {
  const lines = outputsIn(directory, readParameter('outputs', given)) ?? [];
  const names = [...new Set(readParameter('tags', given) ?? [])];
  const squashes = readParameter('squash', given);
  const isPushed = readParameter('push', given);
  const images = lines.some(isImageLine);
  const settings = images || isPushed ? settingsOf(given, env) : undefined;
  const outputs = lines.map((line): Output => {
    if (!isImageLine(line) || settings === undefined) return line as Output;
    const named = { ...line, names: line.names.length > 0 ? line.names : names };
    if (line.type === 'registry' && named.names.length === 0) throw unnamed(line.text, 'output', given);
    return { ...named, squash: line.squash || squashes, settings };
  });
  const isTold = outputs.some(({ type, build }) => type === 'registry' && build === undefined);
  if (isPushed && settings !== undefined && !isTold) {
    if (names.length === 0) throw unnamed(given.label('push'), 'push', given);
    const push = {
      type: 'registry',
      text: 'type=registry',
      when: 'success',
      names,
      compression: 'gzip',
    } as const;
    outputs.push({ ...push, squash: squashes, settings });
  }
  checkNames(outputs);
  return outputs.length === 0 ? undefined : outputs;
}

/** Two images under one name would leave the last. */
function checkNames(outputs: readonly Output[]): void {
  const seen = new Set<string>();
  for (const output of outputs) {
    if (output.type !== 'registry') continue;
    for (const name of new Set(output.names)) {
      if (seen.has(name))
        throw new ObuilderError('input-invalid', `could not push two images under the name ${name}`, {
          value: name,
          hint: 'Give an image names of its own: type=registry,name=HOST/NAME:TAG.',
        });
      seen.add(name);
    }
  }
}

const isImageLine = (line: OutputLine): line is ImageLine => line.type !== 'local' && line.type !== 'tar';

function unnamed(value: string, what: 'push' | 'output', given: Given): ObuilderError {
  const subject = what === 'push' ? value : `the output ${value}`;
  return new ObuilderError('input-invalid', `could not push an image: ${subject} has no tags`, {
    value,
    hint: `Name the image with ${given.label('tags')}, for example ghcr.io/OWNER/NAME:1.`,
  });
}

function settingsOf(given: Given, env: Env): ImageSettings {
  return {
    labels: readParameter('labels', given) ?? {},
    annotations: readParameter('annotations', given) ?? {},
    entrypoint: readParameter('entrypoint', given),
    cmd: readParameter('cmd', given),
    exposedPorts: readParameter('exposed-ports', given) ?? [],
    stopSignal: readParameter('stop-signal', given),
    platform: readParameter('platform', given),
    sourceDateEpoch: parseEpoch(env['SOURCE_DATE_EPOCH']),
  };
}
