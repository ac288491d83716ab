const OPERATIONS: readonly string[] = ['arg', 'env', 'user', 'workdir'];

type Synonyms = ReadonlyMap<string, readonly string[]>;

const OWNER: Synonyms = new Map([
  ['name', ['user', 'username', 'owner']],
  ['group', ['groupname']],
  ['uid', ['user_id', 'id']],
  ['gid', ['group_id']],
]);

/** Names of other languages for the fields of an operation. */
const SYNONYMS: ReadonlyMap<string, Synonyms> = new Map([
  [
    'run',
    new Map([
      ['shell', ['command', 'cmd', 'script', 'exec', 'sh', 'bash', 'args']],
      ['mount', ['mounts', 'bind']],
      ['secrets', ['secret', 'env_secret', 'secret-env']],
      ['network', ['net', 'networks']],
    ]),
  ],
  [
    'copy',
    new Map([
      ['from', ['build', 'stage']],
      ['src', ['source', 'sources', 'file', 'files', 'path', 'paths']],
      ['dst', ['dest', 'destination', 'target', 'to', 'into']],
      ['exclude', ['ignore', 'except', 'without']],
      ['chmod', ['mode', 'permissions', 'perms']],
      ['chown', ['owner']],
    ]),
  ],
  ['user', OWNER],
  ['chown', OWNER],
]);

/** Returns the hint for an operation in the place of a field, or for a field with the name of another language. */
export function fieldHint(around: string, field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const meant = synonymOf(field, SYNONYMS.get(around));
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (around === 'copy' && field === 'user')
    return 'For the owner of the new files write (chown (name USER)).';
  if (!OPERATIONS.includes(field)) return undefined;
  return `${field} is an operation: write (${field} …) before this ${around}.`;
}

/** Returns the name of this language for a word, in any case. */
export function synonymOf(word: string, synonyms: Synonyms = new Map()): string | undefined {
  const lower = word.toLowerCase();
  return [...synonyms].find(([, others]) => others.includes(lower))?.[0];
}
