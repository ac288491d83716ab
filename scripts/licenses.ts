import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OutputChunk } from 'rolldown';

/** The licence of each package whose code is in these files. */
export function licenseTexts(project: string, chunks: readonly OutputChunk[]): string {
  const names = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? packageOf(id) : [])),
  );
  return [...new Set(names)]
    .sort()
    .map((name) => licenseOf(path.join(project, 'node_modules', name), name))
    .join('\n');
}

/** The name of the package that a module is from, if it is from one. */
function packageOf(id: string): readonly string[] {
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
  return name === undefined ? [] : [name];
}

function licenseOf(directory: string, name: string): string {
  const { license } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(path.join(directory, file), 'utf8');
  return `${name}\n${license}\n${text.trim()}\n`;
}
