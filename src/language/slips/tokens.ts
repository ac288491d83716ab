/**
 * The parts of a text of a spec, also of a malformed text: a string with its `inside`, a `comment` to the end of the line, a block comment,
 * a text between them, or else a single character. A string or block comment without an end takes in the rest.
 */
export const TOKEN =
  /"(?<inside>[^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|$)|(?<comment>;.*)|#\|[\s\S]*?(?:\|#|$)|[^";#]+|[\s\S]/g;

/** Characters of a text with hints. In texts of 8 MB and more, V8 has too little stack for the pattern of a string. */
export const MAX_HINTED = 2_000_000;
