// Writes the generated parts of documents: the inputs of action.yml from src/request/parameters.ts, inputs and outputs in README.md
// from action.yml, modules in docs/architecture.md from modules.ts. `--check` only compares, and fails for a stale part.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, Scalar, stringify } from 'yaml';
import type { Parameter } from '../src/request/parameters/form.ts';
import { PARAMETERS } from '../src/request/parameters.ts';
import { MODULES } from './modules.ts';

interface Field {
  readonly description: string;
  readonly default?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, Field>>;
  readonly outputs: Readonly<Record<string, Field>>;
}

const project = path.dirname(import.meta.dirname);

/** A table cell: on one line, with no bar that would end it. */
const cell = (text: string) => text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** A default that action.yml cannot set, because an absent input means more than the default: the description ends with it. */
const DEFAULT = / Default: (.+)\.$/s;

function inputs(action: Action): string {
  const rows = Object.entries(action.inputs).map(([name, field]) => {
    const described = DEFAULT.exec(field.description.trim())?.[1] ?? '';
    const fallback = field.default === undefined ? described : `\`${field.default}\``;
    return [`\`${name}\``, field.description.trim().replace(DEFAULT, ''), fallback];
  });
  return table(['Input', 'Meaning', 'Default'], rows);
}

function modules(): string {
  const rows = Object.entries(MODULES).map(([name, { holds, imports }]) => [
    name.endsWith('.ts') ? `\`${name}\`` : `\`${name}/\``,
    holds,
    imports.length === 0 ? '–' : imports.map((module) => `\`${module}\``).join(', '),
  ]);
  return table(['Module', 'Task', 'May import, besides `errors.ts`'], rows);
}

function outputs(action: Action): string {
  const rows = Object.entries(action.outputs).map(([name, field]) => [`\`${name}\``, field.description]);
  return table(['Output', 'Meaning'], rows);
}

/** Replaces the text between `<!-- NAME -->` and `<!-- /NAME -->`. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end} in a generated document`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

const WIDTH = 120;

/** The section `inputs` of action.yml. */
function actionInputs(): string {
  const fields = Object.entries<Parameter<unknown>>(PARAMETERS).map(([name, { help, default: fallback }]) => {
    const description = new Scalar(help);
    const isPlain = !help.includes(': ') && `    description: ${help}`.length <= WIDTH;
    description.type = isPlain ? 'PLAIN' : 'BLOCK_FOLDED';
    return [name, fallback === undefined ? { description } : { description, default: fallback }];
  });
  return stringify({ inputs: Object.fromEntries(fields) }, { lineWidth: WIDTH, singleQuote: true });
}

const SECTION = /^inputs:\n(?: .*\n|\n)*?(?=\noutputs:)/m;

const manifest = readFileSync(path.join(project, 'action.yml'), 'utf8').replace(SECTION, actionInputs);
const action = parse(manifest) as Action;

/** A generated document, and its new text made from the present text. */
const DOCUMENTS: Readonly<Record<string, (before: string) => string>> = {
  'action.yml': () => manifest,
  'README.md': (before) => between(between(before, 'inputs', inputs(action)), 'outputs', outputs(action)),
  'docs/architecture.md': (before) => between(before, 'modules', modules()),
};

for (const [name, write] of Object.entries(DOCUMENTS)) {
  const file = path.join(project, name);
  const before = readFileSync(file, 'utf8');
  const after = write(before);
  if (after === before) continue;
  if (process.argv.includes('--check')) {
    console.error(`${name} has a stale part: run "npm run docs"`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, after);
    console.log(`Wrote ${name}.`);
  }
}
