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

/** A secret in Docker's form. */
interface DockersSecret {
  readonly id: string;
  /** `env`, or a word for a file. */
  readonly field: string;
  /** A variable or a file. */
  readonly place: string;
}

/** Returns the parts of a secret in Docker's form. */
export function dockersSecret(text: string): DockersSecret | undefined {
  const [, id, field, place] = DOCKER.exec(text) ?? [];
  return id === undefined || field === undefined || place === undefined ? undefined : { id, field, place };
}

/** Refuses Docker's form of a secret, whose id would be `id`. @throws ObuilderError `input-invalid` with our form */
export function refuseDockersSecrets(text: string, label: string): void {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const secret = dockersSecret(line.trim().replaceAll(/^"|"$/g, ''));
    if (secret === undefined) continue;
    const { id, field, place } = secret;
    const input = field === 'env' ? 'secret-envs' : 'secret-files';
    const message = `line ${index + 1} of ${label} has Docker's form of a secret`;
    const hint = `Docker's id=${id},${field}=${place} is "${input}: ${id}=${place}" here.`;
    throw new ObuilderError('input-invalid', message, { hint });
  }
}

/** Whether a text looks like the name of a variable. Any other text may be a secret, and is not shown. */
export const isVariableName = (text: string): boolean => /^[A-Z_][A-Z0-9_]*$/.test(text);

/** A variable of a shell, or an expression of a workflow, in place of the name of a variable. */
const REFERENCE = /^(?:\$\{\{\s*|\$\{|\$)?(?:(secrets|env|vars)\.)?(\w+)\s*\}{0,2}$/;

/** Returns the hint for a reference to a variable in place of its name. Undefined for any other text. */
export function variableHint(id: string, text: string): string | undefined {
  const [, context, name = ''] = REFERENCE.exec(text) ?? [];
  if (!isVariableName(name)) return undefined;
  if (context !== 'secrets' && context !== 'vars') return `Write ${id}=${name}, without $, braces and dots.`;
  const expression = `\${{ ${context}.${name} }}`;
  return `Write ${id}=${name}, and give the variable its value with env: ${name}: ${expression}.`;
}
