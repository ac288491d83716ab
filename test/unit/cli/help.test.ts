import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verbHelp } from '../../../src/cli/help.ts';
import { main } from '../../../src/cli/main.ts';
import { verbs } from '../../../src/cli/verbs.ts';

let written = '';

beforeEach(() => {
  written = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written += text;
      return true;
    });
});

afterEach(() => vi.restoreAllMocks());

const names = ['build', 'plan', 'worker', ...Object.keys(verbs)];

test.each([[['--help']], [['-h']], [['help']]])('%j lists every verb', async (args) => {
  expect(await main(args)).toBe(0);
  for (const name of names) expect(written).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
});

test.each(names)('%s has help and a version', async (name) => {
  const texts: string[] = [];
  for (const args of [
    [name, '--help'],
    [name, '-h'],
    ['help', name],
    [name, '--version'],
  ]) {
    written = '';
    expect(await main(args)).toBe(0);
    texts.push(written);
  }
  expect(new Set(texts.slice(0, 3)).size).toBe(1);
  expect(texts[0]).toMatch(new RegExp(`^Usage: obuilder-action ${name}\\b`));
  expect(texts[0]).toMatch(/^ {2}-h, --help$/m);
  expect(texts[3]).toMatch(/^obuilder-action /);
});

test('help states values, defaults and plain text', async () => {
  expect(await main(['build', '--help'])).toBe(0);
  expect(written).toMatch(/^ {2}-f, --file=SPEC$/m);
  expect(written).toMatch(/^ {2}--key-secret=ID…$/m);
  expect(written).toMatch(/^ {2}--max-parallel=N\n {6}Maximum .* Default: the number of CPUs\.$/m);
  expect(written).toMatch(/^ {2}--pids=N\n {6}Maximum .* Default: 16384\.$/m);
  expect(written).toMatch(/See docs\/scopes\.md\.$/m);
  expect(written).not.toMatch(/`|\]\(/);
  expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('the help of prune speaks of prune and not of builds', async () => {
  expect(await main(['prune', '--help'])).toBe(0);
  expect(written).toMatch(/^ {2}--min-free-space=AMOUNT\n {6}Evict until this much/m);
  expect(written).not.toMatch(/after a build|before each step|Default: 5%/i);
  expect(written).toContain('Give at least one limit.');
});

test('the help of build speaks of the current directory, not the workspace', async () => {
  expect(await main(['build', '--help'])).toBe(0);
  expect(written.replaceAll(/\s+/g, ' ')).toContain('authorities, relative to the current directory');
  expect(written).not.toMatch(/relative to the\s+workspace/);
});

test.each(['build', 'plan'])('the help of %s states the default of CONTEXT', async (name) => {
  expect(await main([name, '--help'])).toBe(0);
  expect(written.replaceAll(/\s+/g, ' ')).toContain(
    'CONTEXT is the directory of copied files, by default the current directory.',
  );
});

test.each([
  [['bild'], 'there is no command bild\nhint: Did you mean build? The commands are build, plan'],
  [['toString'], 'there is no command toString\nhint: The commands are'],
  [['--hlp'], 'there is no flag --hlp\nhint: Did you mean --help?'],
  [
    ['build', '--max-paralel=3'],
    'there is no flag --max-paralel of build\nhint: Did you mean --max-parallel?',
  ],
  [['list', '--nothing-like-it'], 'there is no flag --nothing-like-it of list\nhint: Try "list --help"'],
  [['list', '-x'], 'there is no flag -x of list\nhint: Try "list --help"'],
  [['build', '--spec-file=x'], 'there is no flag --spec-file of build\nhint: Name the spec with -f SPEC.'],
  [['build', '-t', 'a/b:1'], 'there is no flag -t of build\nhint: Use --tag=NAME, with --push'],
  [['plan', '--dry-run'], 'there is no flag --dry-run of plan\nhint: The command "plan" runs no step'],
  [['list', '-t'], 'there is no flag -t of list\nhint: Try "list --help"'],
  [['-f', 'x'], 'there is no flag -f\nhint: Name the command first, such as build -f SPEC.'],
  [['rm'], 'there is no command rm\nhint: Use "remove".'],
  [['ls'], 'there is no command ls\nhint: Use "list".'],
  [['du'], 'there is no command du\nhint: Use "usage".'],
  [['exec'], 'there is no command exec\nhint: Use "shell ID -- COMMAND".'],
  [['images'], 'there is no command images\nhint: Use "list".'],
  [['export'], 'there is no command export\nhint: Use "build --output=DIRECTORY" for files'],
  [['list', '--json=1'], "Option '--json' does not take an argument\nhint: Usage: list."],
])('%j is refused with a suggestion', async (args, text) => {
  expect(await main(args)).toBe(2);
  expect(written).toContain(`error: ${text}`);
});

test('the help of a repeatable flag tells the repetition', () => {
  const flag = { type: 'string', value: 'V', help: 'Some text.' } as const;
  const flags = { many: { ...flag, multiple: true }, single: flag };
  const help = verbHelp({
    usage: 'x',
    summary: 'X.',
    flags,
    needsRoot: false,
    run: () => Promise.resolve(0),
  });
  expect(help).toContain('--many=V…\n      Some text. You can give this flag again.\n');
  expect(help).toContain('--single=V\n      Some text.\n');
});
