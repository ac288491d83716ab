import { ObuilderError } from '../errors.ts';

/** The hint for a line that begins as in a list of YAML. */
const NO_DASHES = 'Leave the "- " out: the list is a text with one entry per line.';

const isDashed = (line: string) => /^\s*-\s/.test(line);

/** Refuses lines that begin as in a list of YAML. @throws ObuilderError `input-invalid` with the line's number */
export function refuseDashes(text: string, label: string): void {
  const index = text.split(/\r?\n/).findIndex(isDashed);
  if (index === -1) return;
  throw new ObuilderError('input-invalid', `line ${index + 1} of ${label} begins with "- "`, {
    hint: NO_DASHES,
  });
}

/** Returns the hint for a row that has the form of YAML instead of `NAME=VALUE`. */
export function pairHint(row: string): string | undefined {
  if (isDashed(row)) return NO_DASHES;
  const [, name, value] = /^([\w./-]+):\s+(\S.*)$/.exec(row) ?? [];
  return name === undefined ? undefined : `Write ${name}=${value}.`;
}

/** Returns the hint for a row of secrets in the form of YAML. Shows neither name nor value. */
export function secretHint(row: string, form: string): string | undefined {
  if (isDashed(row)) return NO_DASHES;
  return /^[\w.-]+:\s/.test(row) ? `Write ${form}, with = instead of the colon.` : undefined;
}

/** Docker's form of a secret: `id=npmrc,src=.npmrc` and `id=npmrc,env=NPMRC`. */
const DOCKER = /^(?:type=(?:file|env),)?id=([\w.-]+),(?:type=(?:file|env),)?(src|source|env)=([^,\s"]+)$/;

/** Refuses Docker's form of a secret, whose id would be `id`. @throws ObuilderError `input-invalid` with our form */
export function refuseDockersSecrets(text: string, label: string): void {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, id, field, place] = DOCKER.exec(line.trim().replaceAll(/^"|"$/g, '')) ?? [];
    if (id === undefined) continue;
    const input = field === 'env' ? 'secret-envs' : 'secret-files';
    const message = `line ${index + 1} of ${label} has Docker's form of a secret`;
    const hint = `Docker's id=${id},${field}=${place} is "${input}: ${id}=${place}" here.`;
    throw new ObuilderError('input-invalid', message, { hint });
  }
}
