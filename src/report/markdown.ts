/**
 * Untrusted text as an inline code span that no Markdown or HTML can break out of: every ASCII character that could mean
 * something is written as a character reference. In `<code>` GitHub makes no mentions and no links either.
 */
export function code(text: string): string {
  return `<code>${inert(text)}</code>`;
}

/** Untrusted text on one line as text, with nothing in it that Markdown or HTML could take for markup. */
export function inert(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Untrusted lines as they are. Markdown leaves the content of `<pre>` alone until `</pre>`. */
export function preformatted(text: string): string {
  return `<pre>\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n</pre>`;
}
