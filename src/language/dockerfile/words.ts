/** Characters without a special meaning in any layer of a Dockerfile. */
const PLAIN = /^[\w@%+:,./-]+$/;
const PLAIN_OPTION = /^[\w@%+:./-]+$/;

/** Escapes a value for BuildKit's word expansion: `$`, quotes and backslashes stay literal. */
export function literal(text: string): string {
  return text.replaceAll(/["'\\$<]/g, (char) => `\\${char}`);
}

/** Double-quotes a value with blanks on a line of words. Single quotes have no meaning inside double quotes. */
export function quotedWord(text: string): string {
  return `"${text.replaceAll(/["\\$]/g, (char) => `\\${char}`)}"`;
}

/** Whether a word needs no quotes. BuildKit takes a word that begins with `--` for a flag. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.startsWith('--');
}

/** Returns a word without quotes if safe, else in quotes. */
export function word(text: string): string {
  return isPlain(text) ? text : quotedWord(text);
}

/**
 * Escapes a source of COPY so that only the file of exactly this name matches. COPY takes patterns, and BuildKit reads
 * each with two matchers: of all the ways to quote, only a set of a single escaped character means the same to both.
 */
export function literalPattern(path: string): string {
  return path.replaceAll(/[[*?\\]/g, (char) => `[\\${char}]`);
}

/** Writes a flag with a value, such as `--chown=app`: a reader of flags and word expansion parse the text in turn. */
export function flag(name: string, value: string): string {
  return `--${escapeFlag(`${name}=${literal(value)}`)}`;
}

/**
 * Writes `--mount=…` from keys and values. Three readers parse the text in turn: the flag's (blanks, quotes,
 * backslashes), CSV (RFC 4180), and word expansion in each value.
 */
export function mountFlag(options: readonly (readonly [string, string])[]): string {
  const fields = options.map(([key, value]) => csvField(`${key}=${literal(value)}`));
  return `--mount=${fields.map(escapeFlag).join(',')}`;
}

function csvField(field: string): string {
  return /[",\r\n]/.test(field) || field.startsWith(' ') ? `"${field.replaceAll('"', '""')}"` : field;
}

function escapeFlag(field: string): string {
  const [key = '', value = ''] = field.split(/=(.*)/s);
  if (PLAIN_OPTION.test(key) && PLAIN_OPTION.test(value)) return field;
  return field.replaceAll(/[^\w@%+:./=,-]/gu, (char) => `\\${char}`);
}

/**
 * Writes a JSON array for the exec form. Line feeds inside a string are written as escapes and, for readability, also
 * as continuation lines; continuation adds nothing to the JSON.
 */
export function jsonForm(argv: readonly string[]): string {
  return `[${argv.map(jsonString).join(', ')}]`;
}

function jsonString(text: string): string {
  const lines = JSON.stringify(text)
    .replaceAll('\u007f', '\\u007f')
    .split(/(?<=(?<!\\)(?:\\\\)*\\n)/);
  // BuildKit drops a blank continuation line, and a line that looks like a comment.
  return lines.map((line, index) => (index === 0 ? line : line.replace(/^(\s*)#/, '$1\\u0023'))).join('\\\n');
}
