const SPEC = 'Name the spec with -f SPEC.';
const TAG = 'Use --tag=NAME, with --push or with an --output that is an image.';
const CONTEXT = 'The context is an argument: build -f SPEC CONTEXT.';
const MOUNT = 'Mounts are part of the spec: (mount …) in a run, or (copy …).';
const SECRET = 'Use --secret=ID:FILE, which you can give again.';
const SIZE = 'Leave it out: only "build" and "plan" make a pool, and only a new pool gets a size.';
const VARIABLE = 'Use --build-arg=NAME=VALUE for an (arg …) of the spec; (env NAME VALUE) sets a variable.';
const PARALLEL = 'Use --max-parallel=N.';
const ALL = 'Use --max-age=0s, which evicts every result that no build uses.';
const NONE = 'Leave it out: the log of every step is always printed as plain text.';

/** Hints for flags of other programs and inputs of the action. Each hint is for verbs with the flag that comes first. */
const FLAGS: Readonly<Record<string, readonly [flag: string, hint: string]>> = {
  '--spec-file': ['file', SPEC],
  '--spec': ['file', SPEC],
  '--dockerfile': ['file', `${SPEC} A Dockerfile has to be written as a spec first.`],
  '-t': ['tag', TAG],
  '--name': ['tag', TAG],
  '--load': ['output', 'Use --output=type=docker,dest=image.tar, then "docker load" the file.'],
  '--export': ['output', 'Use --output=DIRECTORY.'],
  '-o': ['output', 'Use --output=DIRECTORY, or --output=type=tar,dest=FILE.'],
  '--context': ['target', CONTEXT],
  '-C': ['target', CONTEXT],
  '-e': ['build-arg', VARIABLE],
  '--env': ['build-arg', VARIABLE],
  '--arg': ['build-arg', 'Use --build-arg=NAME=VALUE.'],
  '--secrets': ['secret', SECRET],
  '--secret-files': ['secret', SECRET],
  '--secret-file': ['secret', SECRET],
  '--secret-envs': ['secret', SECRET],
  '--secret-env': ['secret', SECRET],
  '--store-size': ['store', SIZE],
  '--dry-run': ['target', 'The command "plan" runs no step, and prints whether each result is in the store.'],
  '--progress': ['target', NONE],
  '-q': ['target', NONE],
  '--quiet': ['target', NONE],
  '--volume': ['target', MOUNT],
  '--mount': ['target', MOUNT],
  '-j': ['max-parallel', PARALLEL],
  '--jobs': ['max-parallel', PARALLEL],
  '-m': ['memory', 'Use --memory=SIZE.'],
  '--timeout': ['step-timeout', 'Use --step-timeout=TIME.'],
  '--rm': ['keep-failed', 'Use --no-keep-failed to keep no files of a failed step.'],
  '--all': ['max-age', ALL],
  '-a': ['max-age', ALL],
};

/** The hint for a flag of another program, if the verb has a flag for the same purpose. `known`: the verb's flags, each with dashes. */
export function flagHabit(flag: string, known: readonly string[]): string | undefined {
  const [own, hint] = Object.hasOwn(FLAGS, flag) ? (FLAGS[flag] ?? []) : [];
  return own !== undefined && known.includes(`--${own}`) ? hint : undefined;
}

const use = (command: string) => `Use "${command}".`;
const FILES =
  'Use "build --output=DIRECTORY" for files, or "build --output=type=docker,dest=FILE" for an image.';

/** Hints for commands of other programs. */
const VERBS: Readonly<Record<string, string>> = {
  rm: use('remove'),
  rmi: use('remove'),
  delete: use('remove'),
  ls: use('list'),
  ps: use('list'),
  images: use('list'),
  image: use('list'),
  history: use('list'),
  volumes: use('slots'),
  caches: use('slots'),
  du: use('usage'),
  df: use('usage'),
  exec: use('shell ID -- COMMAND'),
  run: use('shell ID -- COMMAND'),
  enter: use('shell'),
  debug: use('shell'),
  show: use('inspect'),
  info: use('inspect'),
  log: use('logs'),
  gc: use('prune'),
  lint: use('check'),
  validate: use('check'),
  convert: use('dockerfile'),
  export: FILES,
  save: FILES,
  cp: FILES,
  push: use('build --push --tag=NAME'),
  tag: use('build --push --tag=NAME'),
  pull: 'A build gets its base images itself: "build --pull=always" asks the registry each time.',
};

/** The hint for a command of another program. */
export const verbHabit = (name: string): string | undefined =>
  Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
