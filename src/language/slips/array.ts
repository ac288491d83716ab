/** Whether words are an array as in a Dockerfile: `["/bin/sh", "-c"]`, or at least separated by commas. */
export const isArray = ([first = '', second]: readonly string[]): boolean =>
  first.startsWith('[') || first.endsWith(',') || second === ',';

/** Returns the words of an array. Brackets and commas stand alone or beside words, because a quote ends an atom. */
export function wordsOfArray(argv: readonly string[]): readonly string[] {
  const [whole = ''] = argv;
  const inside = argv.length === 1 ? whole.match(/"[^"]*"|[^\s,[\]"]+/g) : argv;
  return (inside ?? [])
    .flatMap((word) => (/\s/.test(word) ? [word] : word.split(',')))
    .map((word) => word.replaceAll(/^[["]+|["\]]+$/g, ''))
    .filter((word) => word !== '');
}

/** Returns the command that words without double quotes mean. Single quotes around the whole command stood for double quotes. */
export function commandIn(words: readonly string[]): string {
  const command = (isArray(words) ? wordsOfArray(words) : words).join(' ');
  return /^'([^']+)'$/s.exec(command)?.[1] ?? command;
}
