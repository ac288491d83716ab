/** What a secret becomes on the screen, on the disk and in a report. */
const STARS = '***';

/**
 * Shorter texts are not masked: as parts of words they are everywhere, and stars there would spoil every log and tell
 * the secret by where they stand. `unmasked` names the secrets for which this is so.
 */
const SHORTEST = 4;

/** The shortest encoded form that is masked: base64 of fewer bytes turns up by chance. */
const SHORTEST_ENCODED = 8;

interface MaskedStream {
  /** The text that can be shown now. A beginning of a secret is held back until it is known to be one or not. */
  push(text: string): string;
  /** What was still held back. */
  end(): string;
}

export interface Masker {
  /** For text that arrives in pieces; however it is cut, what comes out is the same. */
  stream(): MaskedStream;
  mask(text: string): string;
  /** Whether the text contains a secret in any form that is masked. */
  hides(text: string): boolean;
}

export interface MaskSources {
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly masks: readonly string[];
}

/**
 * Hides secret values and other given texts, without the blanks around them: in whole, line by line, and as base64 (at any offset),
 * in a JSON string, in a URL. Matches that overlap become one `***`.
 */
export function createMasker(sources: MaskSources): Masker {
  const pieces = piecesOf(sources);
  const mask = (text: string) => {
    const stream = createStream(pieces);
    return stream.push(text) + stream.end();
  };
  return {
    stream: () => createStream(pieces),
    mask,
    hides: (text) => pieces.some((piece) => text.includes(piece)),
  };
}

/** Ids of secrets that are too short to be masked. */
export function unmasked(secrets: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const short = (value: Uint8Array) =>
    value.length > 0 && new TextDecoder().decode(value).trim().length < SHORTEST;
  return [...secrets].filter(([, value]) => short(value)).map(([id]) => id);
}

function piecesOf({ secrets, masks }: MaskSources): readonly string[] {
  const pieces = new Set<string>();
  const values = [...secrets.values(), ...masks.map((text) => Buffer.from(text))];
  for (const value of values) for (const piece of formsOf(Buffer.from(value))) pieces.add(piece);
  return [...pieces];
}

function* formsOf(value: Buffer): Generator<string> {
  const trimmed = value.toString('utf8').trim();
  for (const form of [trimmed, ...trimmed.split(/\r?\n/).map((line) => line.trim())]) {
    if (form.length < SHORTEST) continue;
    yield form;
    yield JSON.stringify(form).slice(1, -1);
    yield encodeURIComponent(form.toWellFormed());
  }
  if (trimmed.length >= SHORTEST) yield* base64Forms(Buffer.from(trimmed));
}

/** The characters that depend on the value alone, for each of the three places it can have in a group of three bytes. */
function* base64Forms(value: Buffer): Generator<string> {
  for (const skipped of [0, 1, 2]) {
    const whole = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3);
    for (const encoding of ['base64', 'base64url'] as const) {
      const form = whole.toString(encoding);
      if (form.length >= SHORTEST_ENCODED) yield form;
    }
  }
}

function createStream(pieces: readonly string[]): MaskedStream {
  const longest = Math.max(0, ...pieces.map((piece) => piece.length));
  let held = '';
  let covered = 0;
  const release = (end: number): string => {
    const { text, reach } = cover(held.slice(0, end), {
      covered,
      matches: findMatches(held, { pieces, end }),
    });
    held = held.slice(end);
    covered = Math.max(0, reach - end);
    return text;
  };
  return {
    push(text) {
      if (longest === 0) return text;
      held += text;
      return release(undecidedFrom(held, { pieces, longest }));
    },
    end: () => release(held.length),
  };
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Every match that starts before `end`, in order of their starts; they may overlap and reach beyond it. */
function findMatches(
  text: string,
  { pieces, end }: { readonly pieces: readonly string[]; readonly end: number },
): readonly Match[] {
  const matches: Match[] = [];
  for (const piece of pieces) {
    let start = text.indexOf(piece);
    while (start >= 0 && start < end) {
      matches.push({ start, end: start + piece.length });
      start = text.indexOf(piece, start + 1);
    }
  }
  return matches.sort((a, b) => a.start - b.start);
}

/** The text with stars for what matches cover; its first `covered` characters have had their stars already. */
function cover(
  text: string,
  { covered, matches }: { readonly covered: number; readonly matches: readonly Match[] },
): { readonly text: string; readonly reach: number } {
  let shown = '';
  let reach = covered;
  for (const { start, end } of matches) {
    if (start >= reach) shown += `${text.slice(reach, start)}${STARS}`;
    reach = Math.max(reach, end);
  }
  return { text: shown + text.slice(reach), reach };
}

/** The first place from which the rest of the text is the beginning of a piece that may still arrive in whole. */
function undecidedFrom(
  text: string,
  { pieces, longest }: { readonly pieces: readonly string[]; readonly longest: number },
): number {
  for (let start = Math.max(0, text.length - longest + 1); start < text.length; start++) {
    const rest = text.slice(start);
    if (pieces.some((piece) => piece.length > rest.length && piece.startsWith(rest))) return start;
  }
  return text.length;
}
