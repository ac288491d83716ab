/**
 * Untrusted text as an inline code span that no Markdown or HTML can break out of: special characters inside a line
 * become character references. GitHub makes no mentions and no links inside `<code>`.
 */
export function code(text: string): string {
  return `<code>${text.replace(/[&<>"'|\\`*_[\]~@#:$]/g, reference)}</code>`;
}

/** Untrusted text of a paragraph: every special ASCII character becomes a character reference. */
export function inert(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Untrusted lines, unchanged. Markdown leaves the content of `<pre>` alone until `</pre>`. */
export function preformatted(text: string): string {
  return `<pre>\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n</pre>`;
}
