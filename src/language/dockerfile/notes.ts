import type { Operation, Spec } from '../../contract/spec.ts';

interface Difference {
  readonly applies: (operation: Operation) => boolean;
  readonly text: string;
}

/** Differences that no Dockerfile can avoid, so they are no omission of a part of the spec. */
const DIFFERENCES: readonly Difference[] = [
  {
    applies: (operation) => operation.kind === 'run' && operation.network.kind === 'none',
    text: 'Docker gives a network to every RUN, and the spec only to steps with (network …). `docker build --network=none` takes it away.',
  },
  {
    applies: ({ kind }) => kind === 'copy',
    text: 'COPY keeps the modes of files and follows a link as a source. The spec gives the modes 0755 and 0644 without chmod, and copies the link.',
  },
  {
    applies: ({ kind }) => kind === 'workdir',
    text: 'WORKDIR gives a new directory to the current user in BuildKit, and to root in the spec.',
  },
];

/** Returns the differences that apply to a spec, each once. */
export function differencesOf(spec: Spec): readonly string[] {
  const operations = operationsOf(spec);
  return DIFFERENCES.filter(({ applies }) => operations.some(applies)).map(({ text }) => text);
}

const operationsOf = ({ builds, operations }: Spec): readonly Operation[] => [
  ...builds.flatMap(({ spec }) => operationsOf(spec)),
  ...operations,
];
