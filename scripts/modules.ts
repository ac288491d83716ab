/** A module of src/: a directory with one task. */
interface Module {
  /** The task, for the table in docs/architecture.md. */
  readonly holds: string;
  /** The modules that its files may import besides `errors.ts`. */
  readonly imports: readonly string[];
}

/** Every module of src/, lowest first. `npm run boundaries` checks the table, `npm run docs` prints it. */
export const MODULES: Readonly<Record<string, Module>> = {
  'errors.ts': {
    holds: 'The one error class: a code, the reason, the offending value, its position and a hint',
    imports: [],
  },
  contract: {
    holds:
      'The contracts between modules, types and the bounds they name: store, sandbox, images, trees, spec, request, events',
    imports: [],
  },
  language: {
    holds:
      'The spec language: reader with positions (`sexp/`), checks, warnings (`advice/`), printer, hints for habits from other languages (`slips/`), addresses and endpoints (`hosts/`), Dockerfile writer (`dockerfile/`). Pure',
    imports: ['contract'],
  },
  mask: {
    holds: 'Hides secrets in text: the forms of a value, the automaton that finds them. Pure',
    imports: [],
  },
  host: {
    holds:
      'Programs (`process/`), system calls that Node lacks (`calls/`), mounts, locks, loop devices, SQLite error codes',
    imports: [],
  },
  files: {
    holds:
      'Careful work on files of any origin: paths inside a root, trust in a path or a program (`trust/`), users of an image (`rootfs/`), full disks, times, GNU tar',
    imports: ['contract', 'host'],
  },
  oci: {
    holds: 'Formats of the OCI image specification: references, manifests, configs, digests, platforms',
    imports: ['contract', 'files'],
  },
  archive: {
    holds: 'Tar archives and compression: reading, writing, size bounds',
    imports: ['files', 'oci'],
  },
  registry: {
    holds: 'The client of the OCI distribution protocol: requests, retries, logins, certificates',
    imports: ['host', 'files', 'oci'],
  },
  tree: {
    holds: 'File trees: manifests, copies, the stat cache, patterns in bounded time (`pattern/`)',
    imports: ['contract', 'files'],
  },
  reader: {
    holds:
      "The process that reads a user's files with that user's rights, and the worker's checks of its answers",
    imports: ['contract', 'host', 'files', 'registry', 'tree'],
  },
  export: {
    holds:
      "Files of a result for the user: which files an output names, and their way into the user's directory",
    imports: ['contract', 'files', 'tree'],
  },
  volume: {
    holds:
      'The four file systems of a store, a directory each: how to seal, clone, compare and remove a volume',
    imports: ['contract', 'host', 'files'],
  },
  store: {
    holds:
      'Results and cache slots (`slot/`): the catalog, claims, logs, repair, eviction, and the choice of a store (`choose/`)',
    imports: ['contract', 'host', 'files', 'volume'],
  },
  network: {
    holds:
      'Networks of steps with lists: the namespace that catches connections, and the relay with name server and rules',
    imports: ['contract', 'host', 'language'],
  },
  sandbox: {
    holds:
      'Steps in runc (`runc/`): mount points (`rootfs/`), bounds, the user namespace (`wall/`), certificates (`authorities/`), cancelling',
    imports: ['contract', 'host', 'files', 'network'],
  },
  image: {
    holds: 'Base images: where they come from (`sources/`) and how layers become files (`unpack/`)',
    imports: ['contract', 'host', 'files', 'oci', 'archive', 'registry'],
  },
  remote: {
    holds:
      'Results on other machines: the table of carriers. A registry, a directory, the cache of GitHub Actions',
    imports: ['contract', 'host', 'files', 'oci', 'archive', 'registry'],
  },
  publish: {
    holds: 'Images of results for the user: archives, and pushes to registries',
    imports: ['contract', 'files', 'oci', 'archive', 'remote'],
  },
  layer: {
    holds:
      'Differences between results as layers of an image: which files differ (`difference/`), the archive (`write/`), applying',
    imports: ['contract', 'host', 'files', 'oci', 'archive', 'image'],
  },
  plan: {
    holds:
      'From a spec to steps, ids and existing results (`find/`), before a step runs. Knows contracts, no driver',
    imports: ['contract', 'language'],
  },
  engine: {
    holds:
      'A build: running steps (`steps/`), results elsewhere (`elsewhere/`), outputs (`output/`), images of results (`image/`). Knows contracts, no driver',
    imports: ['contract', 'language', 'mask', 'files', 'plan'],
  },
  request: {
    holds:
      'From the words of inputs and flags (`parameters/`) to a request: sizes, durations, limits, images (`image/`), the schema',
    imports: ['contract'],
  },
  report: {
    holds: 'From events to text: log groups, annotations, the job summary. Pure',
    imports: ['contract', 'request'],
  },
  worker: {
    holds: "The root process: the owner's rules (`owner/`), scopes, machinery; serves one request",
    imports: [
      'contract',
      'language',
      'host',
      'files',
      'registry',
      'tree',
      'reader',
      'export',
      'volume',
      'store',
      'sandbox',
      'image',
      'remote',
      'publish',
      'layer',
      'plan',
      'engine',
      'request',
      'report',
    ],
  },
  action: {
    holds:
      "The action's main and post: inputs, also those of other actions (`foreign/`), outputs, and the client of the worker (`worker/`)",
    imports: ['contract', 'mask', 'host', 'files', 'oci', 'request', 'report'],
  },
  cli: {
    holds: 'The command line: `verbs/`, flags, `doctor/`, and compiled code for quick starts',
    imports: [
      'contract',
      'language',
      'host',
      'files',
      'reader',
      'volume',
      'store',
      'network',
      'sandbox',
      'engine',
      'request',
      'report',
      'worker',
    ],
  },
};
