import {
  parseAnnotations,
  parseLabels,
  parsePlatformName,
  parsePorts,
  parseStopSignal,
  parseWords,
} from '../image/parse.ts';
import { parseBoolean, parseNames } from '../parse-value.ts';
import type { Parameters } from './form.ts';

/** The image of a result: its names, its config, and whether a registry gets it. */
export const IMAGE_PARAMETERS = {
  tags: {
    parse: parseNames,
    flag: { kind: 'list', value: 'NAME', name: 'tag' },
    help: 'Names of images, such as `ghcr.io/acme/app:1`, separated by lines or commas.',
  },
  push: {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    // Without a default in action.yml, an absent input differs from `push: false`.
    help: 'Push the result as an image under the names of `tags`. See [docs/images.md](docs/images.md). Default: `false`.',
  },
  labels: {
    parse: parseLabels,
    flag: { kind: 'list', value: 'NAME=VALUE', name: 'label' },
    help: "Labels of images, one `NAME=VALUE` per line. Default: the base image's labels, which also stay beside others.",
  },
  annotations: {
    parse: parseAnnotations,
    flag: { kind: 'list', value: 'NAME=VALUE', name: 'annotation' },
    help: "Annotations of images' manifests, one `NAME=VALUE` per line.",
  },
  entrypoint: {
    parse: parseWords,
    flag: { kind: 'text', value: 'WORDS' },
    help:
      'The program that a container of the image runs: words, or a JSON list. No shell reads the words. See ' +
      '[docs/images.md](docs/images.md).',
  },
  cmd: {
    parse: parseWords,
    flag: { kind: 'text', value: 'WORDS' },
    help:
      "Arguments of the entrypoint, or the whole command, in the same form. Default: the base image's command, or else " +
      'the shell of the spec; nothing with an own `entrypoint`.',
  },
  'exposed-ports': {
    parse: parsePorts,
    flag: { kind: 'list', value: 'PORT', name: 'exposed-port' },
    help: 'Further ports on which a container of the image listens, such as `80` or `53/udp`, separated by lines or commas.',
  },
  'stop-signal': {
    parse: parseStopSignal,
    flag: { kind: 'text', value: 'SIGNAL' },
    help: 'The signal that ends a container of the image, such as `SIGINT`.',
  },
  platform: {
    parse: parsePlatformName,
    flag: { kind: 'text', value: 'PLATFORM' },
    help: "The platform that images name, such as `linux/arm64`. Default: the base image's platform.",
  },
  squash: {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    default: 'false',
    help:
      "One layer in images instead of one per step, above the base image's layers. If the base has no layers, such as `rootfs:`, " +
      'one layer of all files.',
  },
} as const satisfies Parameters;
