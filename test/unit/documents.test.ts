import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { asObuilderError } from '../../src/errors.ts';
import { openImages } from '../../src/image/open.ts';
import { parseSpec } from '../../src/language/index.ts';
import { ownFiles } from '../../src/reader/own-files.ts';
import { PARAMETERS } from '../../src/request/parameters.ts';
import { parseOwnerFile } from '../../src/worker/owner/parse.ts';

const project = path.resolve(import.meta.dirname, '../..');
const documents = [
  'README.md',
  'DEVELOPERS.md',
  'SECURITY.md',
  ...globSync('docs/**/*.md', { cwd: project }),
];
const read = (file: string) => readFileSync(path.join(project, file), 'utf8');

/** The anchors that GitHub gives to headings. */
const anchorsOf = (file: string) =>
  [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Undefined for a good link, else the link. */
function broken(from: string, link: string): string | undefined {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? from : path.join(path.dirname(from), file);
  if (!existsSync(path.join(project, target))) return link;
  return anchor === undefined || anchorsOf(target).includes(anchor) ? undefined : link;
}

test.each(documents)('every link of %s leads to a file and a heading', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  expect(links.flatMap((link) => broken(document, link) ?? [])).toEqual([]);
});

test('every test that SECURITY.md names exists', () => {
  const named = [...read('SECURITY.md').matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((file) => !existsSync(path.join(project, 'test', file)))).toEqual([]);
});

test.each(documents)('every file of src that %s names exists', (document) => {
  const named = [...read(document).matchAll(/`(src\/[\w/.-]+)`/g)].map(([, file = '']) => file);
  expect(named.filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
});

test('every file and directory in the map of the code exists', () => {
  const text = read('docs/architecture.md');
  const named = [...text.matchAll(/`([\w-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, name = '']) => name);
  const isThere = (name: string) => ['', 'src'].some((place) => existsSync(path.join(project, place, name)));
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

/** The code blocks of a document in a language, without the indentation of a list. */
const blocksOf = (document: string, language: string) =>
  [...read(document).matchAll(new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms'))].map(
    ([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

test.each(documents.filter((document) => blocksOf(document, 'json').length > 0))(
  'the owner’s file in %s is valid',
  (document) => {
    for (const text of blocksOf(document, 'json')) expect(() => parseOwnerFile(text, document)).not.toThrow();
  },
);

/** The inputs of each workflow step of the action in a value of YAML. */
function inputsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const { uses, with: inputs } = value as { readonly uses?: unknown; readonly with?: object };
  const isOurs = typeof uses === 'string' && uses.startsWith('obuilder-action/obuilder-action@');
  return [...(isOurs ? [{ ...inputs }] : []), ...Object.values(value).flatMap(inputsIn)];
}

const workflowsIn = (document: string) =>
  blocksOf(document, 'yaml').filter((code) => code.includes('uses: obuilder-action/'));

test.each(documents.filter((document) => workflowsIn(document).length > 0))(
  'the workflows in %s have valid inputs and specs',
  (document) => {
    const given = workflowsIn(document).flatMap((code) => inputsIn(parse(code)));
    expect(given.length).toBeGreaterThan(0);
    const names = given.flatMap((inputs) => Object.keys(inputs));
    expect(names.filter((name) => !Object.hasOwn(PARAMETERS, name))).toEqual([]);
    for (const { spec } of given) if (spec !== undefined) parseSpec({ text: String(spec), file: document });
  },
);

test('the reference describes every prefix of a base image', async () => {
  const images = openImages({
    memo: { recall: () => undefined, remember: () => undefined },
    files: ownFiles({}),
  });
  const options = { directory: '/', pull: 'auto' as const, onWarning: () => undefined };
  const hint = await images.resolve('no://such', options).then(
    () => '',
    (error: unknown) => asObuilderError(error).hint ?? '',
  );
  const [, list = ''] = /^Use (.*)\. The default/.exec(hint) ?? [];
  const reference = read('docs/spec.md').split('## Base images')[1]?.split('\n## ')[0] ?? '';
  const rows = reference.split('\n').filter((line) => line.startsWith('| `'));
  const prefixes = list.split(', ');
  expect(prefixes).toContain('rootfs:');
  expect(prefixes.filter((prefix) => !rows.some((row) => row.includes(prefix)))).toEqual([]);
});
