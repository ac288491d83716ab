const ELLIPSIS = '…';

/** A single line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
export function oneLine(text: string, limit = 200): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}

/** Returns the last lines of a text, and how many lines before were left out. */
export function lastLines(
  text: string,
  limit: number,
): { readonly lines: readonly string[]; readonly left: number } {
  const lines = text.replace(/\r?\n$/, '').split('\n');
  return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
}
