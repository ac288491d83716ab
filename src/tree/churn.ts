import type { Reading } from './read/reading.ts';

/**
 * Adds a warning if the copy or mount takes files that change without a change of the sources, because such a step is rarely cached,
 * packages of another machine, or the spec's own base images, because these are large and in the file system already.
 * With an ignore file, the author has chosen the files, except for the outputs of the build itself: the first build has none.
 */
export function warnOfChurn(reading: Reading): void {
  const { warnings, request, ignored } = reading;
  if (request.isUsers !== true) return;
  const { changing, installed, based, written } = churnIn(reading);
  const includes = `the ${request.isMount === true ? 'mount' : 'copy'} includes`;
  const warn = (names: ReadonlySet<string>, text: string) => {
    if (names.size > 0) warnings.push(`${includes} ${text}`);
  };
  if (ignored === undefined) {
    warn(changing, listed(changing, 'commits and edits of the spec run'));
    warn(installed, `installed packages, ${shown([...installed])}: ${remedy(installed)}`);
    warn(
      based,
      `base images of this spec, ${shown([...based])}, whose files the steps have already: ${remedy(based)}`,
    );
  }
  warn(written, `outputs of this build, ${listed(written, 'the next build runs')}`);
}

/** The outermost directory of packages that a path is in. */
const PACKAGES = /^(?:.*?\/)?node_modules(?=\/)/;

function churnIn({ entries, request }: Pick<Reading, 'entries' | 'request'>) {
  const { specFile, outputs = [], images = [] } = request;
  const [changing, installed] = [new Set<string>(), new Set<string>()];
  const [based, written] = [new Set<string>(), new Set<string>()];
  const note = (names: Set<string>, name: string | undefined) => {
    if (name !== undefined) names.add(name);
  };
  for (const { kind, from } of entries) {
    if (kind !== 'file') continue;
    const holdsFile = (name: string) => from === name || from.startsWith(`${name}/`);
    if (from.startsWith('.git/')) changing.add('.git');
    if (from === specFile) changing.add(specFile);
    note(installed, PACKAGES.exec(from)?.[0]);
    note(based, images.find(holdsFile));
    note(written, outputs.find(holdsFile));
  }
  return { changing, installed, based, written };
}

function listed(names: ReadonlySet<string>, why: string): string {
  return `${shown([...names])}, so ${why} the next steps again: ${remedy(names)}`;
}

function remedy({ size }: ReadonlySet<string>): string {
  return `list ${size === 1 ? 'the name' : size === 2 ? 'both' : 'all'} in .dockerignore`;
}

const MAX_SHOWN = 5;

function shown(names: readonly string[]): string {
  const first = names.slice(0, MAX_SHOWN);
  const last = names.length > MAX_SHOWN ? `${names.length - MAX_SHOWN} more` : (first.pop() ?? '');
  return first.length === 0 ? last : `${first.join(', ')} and ${last}`;
}
