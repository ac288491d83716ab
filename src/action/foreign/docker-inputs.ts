import { asBoolean } from '../../request/parse-value.ts';

/** An input of docker/build-push-action that this action lacks. */
interface DockerInput {
  /** What to do instead, as a sentence. */
  readonly instead: string;
  /** Whether a value asks for nothing, or for what happens in any case. */
  readonly isHarmless?: (value: string) => boolean;
}

const isFalse = (value: string) => asBoolean(value) === false;

const ATTESTED: DockerInput = {
  instead: 'It has no counterpart: attach a statement to the pushed digest, for example with actions/attest.',
  isHarmless: isFalse,
};

/** `platforms` is checked by itself. The counterparts are those of docs/how-to/from-docker.md. */
export const DOCKER_INPUTS: Readonly<Record<string, DockerInput>> = {
  file: { instead: 'Name the spec with spec-file.' },
  load: {
    instead: 'Write "outputs: type=docker,dest=FILE", and "docker load --input FILE" in the next step.',
    isHarmless: isFalse,
  },
  'no-cache-filters': {
    instead: 'Write no-cache-filter, with names of nested builds in place of stages.',
  },
  'build-contexts': {
    instead: 'It has no counterpart: copy from a nested build, or from a directory of the context.',
  },
  builder: { instead: 'Remove it: a build needs no builder.' },
  'github-token': {
    instead: 'Remove it: the context is a directory of the workspace, which needs no token.',
  },
  network: {
    instead: 'Write (network host) or (network (allow HOST:PORT)) in the run of the spec.',
    isHarmless: (value) => value === 'none',
  },
  allow: { instead: 'Remove it: (network host) in a run of the spec needs no entitlement.' },
  'add-hosts': { instead: 'It has no counterpart.' },
  'cgroup-parent': {
    instead: 'It has no counterpart. The inputs memory, cpus and pids bound each step.',
  },
  'shm-size': { instead: 'It has no counterpart.' },
  ulimit: { instead: 'It has no counterpart: call ulimit in the command.' },
  ssh: {
    instead:
      'It has no counterpart: give a key or a token with secrets, and write (secrets (NAME)) in the run.',
  },
  provenance: ATTESTED,
  sbom: ATTESTED,
  attests: ATTESTED,
  call: {
    instead: 'It has no counterpart: the command "check" checks a spec.',
    isHarmless: (value) => value === 'build',
  },
};
