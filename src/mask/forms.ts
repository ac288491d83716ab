import { shellForms } from './shell-forms.ts';

/**
 * Shorter texts are not masked: they are parts of ordinary words, so stars would spoil every log and reveal the secret
 * by their positions.
 */
export const MIN_LENGTH = 4;

/** The minimum length of masked base64: shorter base64 appears by chance. */
const MIN_BASE64 = 8;

/** The lines around a PEM block, such as `-----BEGIN CERTIFICATE-----`, are no secret. RFC 7468 */
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;

/** Returns a value without the blanks around it, and each of its lines; nothing shorter than four characters. */
export function plainPieces(value: Uint8Array): readonly string[] {
  const whole = Buffer.from(value).toString('utf8').trim();
  const lines = whole.split(/\r?\n|\r/).map((line) => line.trim());
  const secret = lines.filter((line) => line.length >= MIN_LENGTH && !PEM_BOUNDARY.test(line));
  const isWholeShown = whole.length >= MIN_LENGTH && !PEM_BOUNDARY.test(whole);
  return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}

/** Yields every form of a piece in a log, except base64. */
export function* quotedForms(piece: string): Generator<string> {
  yield piece;
  // The forms below are worth their time only if a writer has something to escape.
  if (/^[\w.-]*$/.test(piece)) return;
  yield* urlForms(piece);
  yield piece.replaceAll('/', '\\/');
  if (/^[\w./+=:-]*$/.test(piece)) return;
  yield* jsonForms(piece);
  yield* xmlForms(piece);
  yield* shellForms(piece);
}

/** RFC 8259, plain and with the additional escapes of writers of ASCII only, of HTML (`\u003c`) or of `\/`. */
function* jsonForms(piece: string): Generator<string> {
  const plain = JSON.stringify(piece).slice(1, -1);
  const hex = (text: string) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
  yield plain;
  yield plain.replaceAll('/', '\\/');
  yield plain.replace(/[^ -~]/g, hex);
  yield plain.replace(/[<>&]|[^ -~]/g, hex);
  yield plain.replace(/[<>&']|[^ -~]/g, hex);
}

/** RFC 3986 with hexadecimal digits of both cases, JavaScript's own, and forms (`+` for a blank). */
function* urlForms(piece: string): Generator<string> {
  const lax = encodeURIComponent(piece.toWellFormed());
  if (lax === piece && !/[!'()*]/.test(piece)) return;
  const percent = (text: string) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`;
  const strict = lax.replace(/[!'()*]/g, percent);
  const forms = [lax, strict, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')];
  for (const form of new Set(forms)) {
    yield form;
    yield form.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
  }
}

/** Text of XML and HTML; quotes may stay, or have a name or a number. */
function* xmlForms(piece: string): Generator<string> {
  const text = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  yield text;
  for (const [double, single] of [
    ['&quot;', "'"],
    ['&quot;', '&apos;'],
    ['&quot;', '&#39;'],
    ['&quot;', '&#x27;'],
    ['&#34;', '&#39;'],
  ] as const) {
    yield text.replaceAll('"', double).replaceAll("'", single);
  }
}

/**
 * Returns the base64 characters that depend on the value alone, for each of the three offsets of a value in a group of
 * three bytes, in the alphabet of RFC 4648 §4. The reader of the text converts the other alphabet.
 */
export function* base64Forms(text: string): Generator<string> {
  const value = Buffer.from(text);
  for (const skipped of [0, 1, 2]) {
    const whole = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3);
    const form = whole.toString('base64');
    if (form.length >= MIN_BASE64) yield form;
  }
}
