/** Characters that no layer of a Dockerfile gives a meaning of its own. */
const PLAIN = /^[\w@%+:,./-]+$/;
const PLAIN_OPTION = /^[\w@%+:./-]+$/;

/** A value that BuildKit's word expansion gives back as it was: `$`, quotes and backslashes stay literal. */
export function literal(text: string): string {
  return text.replaceAll(/["'\\$<]/g, (char) => `\\${char}`);
}

/** The same in double quotes, for a value with blanks on a line of words. Single quotes have no meaning in there. */
export function quotedWord(text: string): string {
  return `"${text.replaceAll(/["\\$]/g, (char) => `\\${char}`)}"`;
}

/** Whether a word can stand as it is; one that begins with `--` would be taken for a flag. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.startsWith('--');
}

/** A word as it stands where that is safe, else in quotes. */
export function word(text: string): string {
  return isPlain(text) ? text : quotedWord(text);
}

/**
 * A source of COPY that matches only the file of exactly this name. COPY takes patterns, and BuildKit reads each with two
 * matchers: of all the ways to quote, only a set of one escaped character means the same to both.
 */
export function literalPattern(path: string): string {
  return path.replaceAll(/[[*?\\]/g, (char) => `[\\${char}]`);
}

/**
 * `--mount=…` from keys and values. Three readers take it apart, one after the other: the flag's (blanks, quotes, backslashes),
 * then CSV (RFC 4180), then word expansion in each value.
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
 * A JSON array for the exec form. Line feeds inside a string are also line breaks of the file, by continuation lines, so that
 * a script stays readable; nothing of it is joined, since the JSON has the line feeds too.
 */
export function jsonForm(argv: readonly string[]): string {
  return `[${argv.map(jsonString).join(', ')}]`;
}

function jsonString(text: string): string {
  const lines = JSON.stringify(text)
    .replaceAll('\u007f', '\\u007f')
    .split(/(?<=(?<!\\)(?:\\\\)*\\n)/);
  // A continuation line that looks like a comment would be dropped, as would one that is blank.
  return lines.map((line, index) => (index === 0 ? line : line.replace(/^(\s*)#/, '$1\\u0023'))).join('\\\n');
}
