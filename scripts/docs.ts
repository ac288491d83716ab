// Writes the tables of inputs and outputs in README.md from action.yml. `--check` only compares, and fails when they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface Field {
  readonly description: string;
  readonly default?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, Field>>;
  readonly outputs: Readonly<Record<string, Field>>;
}

const project = path.dirname(import.meta.dirname);
const readme = path.join(project, 'README.md');

/** A table cell: on one line, with no bar that would end it. */
const cell = (text: string) => text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function inputs(action: Action): string {
  const rows = Object.entries(action.inputs).map(([name, field]) => [
    `\`${name}\``,
    field.description,
    field.default === undefined ? '' : `\`${field.default}\``,
  ]);
  return table(['Input', 'What it is', 'Default'], rows);
}

function outputs(action: Action): string {
  const rows = Object.entries(action.outputs).map(([name, field]) => [`\`${name}\``, field.description]);
  return table(['Output', 'What it is'], rows);
}

/** The text with what is between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

const action = parse(readFileSync(path.join(project, 'action.yml'), 'utf8')) as Action;
const before = readFileSync(readme, 'utf8');
const after = between(between(before, 'inputs', inputs(action)), 'outputs', outputs(action));
if (after === before) {
  console.log('README.md has what action.yml says');
} else if (process.argv.includes('--check')) {
  console.error('README.md does not have what action.yml says; run: npm run docs');
  process.exitCode = 1;
} else {
  writeFileSync(readme, after);
  console.log('README.md now has what action.yml says');
}
