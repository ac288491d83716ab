import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyArgs, parseSpec } from '../../src/language/index.ts';

const project = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(project, file), 'utf8');
const files = (pattern: string) => globSync(pattern, { cwd: project });

const pages = files('docs/how-to/*.md');
const workflows = files('examples/workflows/*.yml');

/** The code blocks of a page in a language. */
const blocksOf = (page: string, language: string) =>
  [...read(page).matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );

/** All texts of the sources, with … for each value. */
const sources = files('src/**/*.ts').map((file) => read(file).replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '…'));

test.each(pages.filter((page) => blocksOf(page, 'lisp').length > 0))('every spec in %s is valid', (page) => {
  for (const text of blocksOf(page, 'lisp')) {
    const spec = parseSpec({ text, file: page });
    expect(() => applyArgs(spec, { given: new Map(), missing: ({ name }) => name })).not.toThrow();
  }
});

test.each(['c', 'go', 'node', 'python', 'rust', 'java'])(
  'the page for %s shows the spec of the example',
  (name) => {
    expect(blocksOf(`docs/how-to/${name}.md`, 'lisp')).toEqual([read(`examples/${name}/build.spec`)]);
  },
);

test('the index has every page', () => {
  const index = read('docs/how-to/README.md');
  const others = pages.map((page) => path.basename(page)).filter((page) => page !== 'README.md');
  expect(others.length).toBeGreaterThanOrEqual(15);
  expect(others.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});

test('every message of the troubleshooting page is a message of the sources', () => {
  const rows = [...read('docs/how-to/troubleshooting.md').matchAll(/^\| `([^`]+)` \|/gm)];
  const messages = rows.map(([, message = '']) => message.replace(/^… |:? …$/g, ''));
  expect(messages.length).toBeGreaterThan(25);
  expect(messages.filter((message) => !sources.some((source) => source.includes(message)))).toEqual([]);
});

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>
  >;
}

test.each(workflows)('%s gives the action inputs that it has', (workflow) => {
  const known = Object.keys((parse(read('action.yml')) as { readonly inputs: object }).inputs);
  const steps = Object.values((parse(read(workflow)) as Workflow).jobs).flatMap((job) => job.steps);
  const ours = steps.filter(({ uses }) => uses?.startsWith('obuilder-action/obuilder-action@'));
  expect(ours.length).toBeGreaterThan(0);
  const given = ours.flatMap((step) => Object.keys(step.with ?? {}));
  expect(given.filter((name) => !known.includes(name))).toEqual([]);
});
