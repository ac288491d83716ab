/**
 * Untrusted text as an inline code span that no Markdown or HTML can break out of: what could mean something inside a line is
 * written as a character reference. In `<code>` GitHub makes no mentions and no links either.
 */
export function code(text: string): string {
  return `<code>${text.replace(/[&<>"'|\\`*_[\]~@#:$]/g, reference)}</code>`;
}

/** Untrusted text of a paragraph: every ASCII character that could mean something anywhere is a character reference. */
export function inert(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Untrusted lines as they are. Markdown leaves the content of `<pre>` alone until `</pre>`. */
export function preformatted(text: string): string {
  return `<pre>\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n</pre>`;
}
