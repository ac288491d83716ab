/** Characters that bash's `printf %q` escapes with a backslash. */
const QUOTED = /[ !"$&'()*,;<>?[\\\]^`{|}]/g;

const ANSI_C: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\t': '\\t', '\u001b': '\\E' };

/** How shells write a word: `set -x` and `printf %q` of bash, dash and busybox, each without the quotes around the word. */
export function* shellForms(piece: string): Generator<string> {
  // In single quotes: bash ends the quotes for a backslash, dash and busybox for double quotes.
  yield piece.replaceAll("'", `'\\''`);
  yield piece.replaceAll("'", `'"'"'`);
  // In double quotes, as written by people.
  yield piece.replace(/["$`\\]/g, '\\$&');
  const backslashed = piece.replace(QUOTED, '\\$&');
  yield backslashed;
  // Older versions leave the comma; newer versions escape `#` and `~` at the beginning.
  yield backslashed.replaceAll('\\,', ',');
  yield backslashed.replace(/^[#~]/, '\\$&');
  // $'…': written by bash for control characters.
  yield piece.replace(/[\\'\p{Cc}]/gu, (text) => ANSI_C[text] ?? text);
}
