// Measures plain English: how many words of comments and documents point at something instead of naming it.
// `--worst` lists the files with the largest excess.
import { globSync, readFileSync } from 'node:fs';

const POINTING_WORDS = new Set(
  (
    'one ones that what which who whom whose it its them they those these there where whoever whatever whomever ' +
    'nobody somebody anybody none some'
  ).split(' '),
);

/** Shorter sentences are labels, and say nothing of the style. */
const MIN_WORDS = 4;

interface Count {
  readonly words: number;
  readonly pointing: number;
}

/** Code, tags and addresses are no prose. */
const NOT_PROSE = /`[^`]*`|@\w+|https?:\/\/\S+/g;

function countIn(text: string): Count {
  let [words, pointing] = [0, 0];
  for (const sentence of text.split(/(?<=[.!?:;])\s+/)) {
    const found = sentence.replaceAll(NOT_PROSE, ' ').match(/[A-Za-z][A-Za-z']*/g) ?? [];
    if (found.length < MIN_WORDS) continue;
    words += found.length;
    pointing += found.filter((word) => POINTING_WORDS.has(word.toLowerCase())).length;
  }
  return { words, pointing };
}

const sum = (counts: readonly Count[]): Count => ({
  words: counts.reduce((total, { words }) => total + words, 0),
  pointing: counts.reduce((total, { pointing }) => total + pointing, 0),
});

function commentsOf(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const found = source.matchAll(/\/\*\*?(.*?)\*\/|^\s*\/\/([^\n]*)$/gms);
  return [...found].map(([, block, line]) =>
    (block ?? line ?? '').replaceAll(/^\s*\*/gm, '').replaceAll('\n', ' '),
  );
}

function paragraphsOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .replaceAll(/```.*?```/gs, '')
    .split('\n\n');
}

interface Kind {
  readonly name: string;
  readonly files: readonly string[];
  readonly texts: (file: string) => readonly string[];
  /** The largest part of words that may point. */
  readonly maxShare: number;
}

const KINDS: readonly Kind[] = [
  { name: 'comments in src', files: globSync('src/**/*.ts'), texts: commentsOf, maxShare: 0.06 },
  {
    name: 'README.md and docs',
    files: ['README.md', ...globSync('docs/**/*.md')],
    texts: paragraphsOf,
    maxShare: 0.05,
  },
];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function check({ name, files, texts, maxShare }: Kind): boolean {
  const counts = files.map((file) => ({ file, ...sum(texts(file).map(countIn)) }));
  const { words, pointing } = sum(counts);
  const share = pointing / Math.max(words, 1);
  console.log(`${name}: ${percent(share)} pointing words of ${words} (at most ${percent(maxShare)})`);
  if (process.argv.includes('--worst')) {
    const excess = (count: Count) => count.pointing - maxShare * count.words;
    const worst = counts.toSorted((left, right) => excess(right) - excess(left)).slice(0, 40);
    for (const count of worst) console.log(`  ${count.file}: ${count.pointing} of ${count.words}`);
  }
  return words > 0 && share <= maxShare;
}

const verdicts = KINDS.map(check);
process.exitCode = verdicts.every(Boolean) ? 0 : 1;
