/** A regular expression as picomatch writes them: without names, back references and looks behind. */
export type Expression =
  | { readonly kind: 'letter'; readonly matches: (code: number) => boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'repeat';
      readonly part: Expression;
      readonly isOptional: boolean;
      readonly isMany: boolean;
    }
  | { readonly kind: 'look'; readonly part: Expression; readonly isWanted: boolean };

/** Nested groups: each takes a few frames of the stack. */
const MAX_DEPTH = 100;
/** Copies of a part, in `{9}`. */
const MAX_COPIES = 100;

/** Parses the source of a valid regular expression; undefined for an expression outside the type. */
export function parseExpression(source: string): Expression | undefined {
  const parser = new Parser(source);
  const found = parser.choice(0);
  return parser.isDone ? found : undefined;
}

class Parser {
  readonly #source: string;
  #at = 0;
  #isRefused = false;

  constructor(source: string) {
    this.#source = source;
  }

  get isDone(): boolean {
    return !this.#isRefused && this.#at === this.#source.length;
  }

  choice(depth: number): Expression {
    const parts = [this.#sequence(depth)];
    while (this.#take('|')) parts.push(this.#sequence(depth));
    return { kind: 'choice', parts };
  }

  #sequence(depth: number): Expression {
    const parts: Expression[] = [];
    while (!this.#isRefused && this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? ''))
      parts.push(...this.#repeated(this.#atom(depth)));
    return { kind: 'sequence', parts };
  }

  #atom(depth: number): Expression {
    if (this.#take('(?:')) return this.#group(depth);
    if (this.#take('(?=')) return { kind: 'look', part: this.#group(depth), isWanted: true };
    if (this.#take('(?!')) return { kind: 'look', part: this.#group(depth), isWanted: false };
    if (this.#take('(?')) this.#isRefused = true;
    if (this.#take('(')) return this.#group(depth);
    if (this.#take('^')) return { kind: 'start' };
    if (this.#take('$')) return { kind: 'end' };
    if (this.#take('.')) return { kind: 'letter', matches: () => true };
    if (this.#source[this.#at] === '[') return { kind: 'letter', matches: this.#class() };
    this.#take('\\');
    const code = this.#source.charCodeAt(this.#at);
    this.#at += 1;
    return { kind: 'letter', matches: (other) => other === code };
  }

  #group(depth: number): Expression {
    if (depth >= MAX_DEPTH) this.#isRefused = true;
    const found = this.choice(depth + 1);
    if (!this.#take(')')) this.#isRefused = true;
    return found;
  }

  #class(): (code: number) => boolean {
    const [source = '['] = this.#match(/\[(?:\\.|[^\]\\])*\]/sy) ?? [];
    if (source === '[') this.#isRefused = true;
    if (source === '[^/]' || source === '[^\\/]') return (code) => code !== 0x2f;
    // One character at a time takes no time to speak of.
    const expression = new RegExp(source);
    return (code) => expression.test(String.fromCharCode(code));
  }

  /** Reads what follows an atom. A lazy repetition finds the same texts. */
  #repeated(part: Expression): readonly Expression[] {
    const [sign, least = '', comma, most = ''] = this.#match(/(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y) ?? [];
    if (sign === undefined) return [part];
    if (sign.startsWith('*')) return [{ kind: 'repeat', part, isOptional: true, isMany: true }];
    if (sign.startsWith('+')) return [{ kind: 'repeat', part, isOptional: false, isMany: true }];
    if (sign.startsWith('?')) return [{ kind: 'repeat', part, isOptional: true, isMany: false }];
    const min = Number(least);
    const max = comma === undefined ? min : Number(most);
    if (max > MAX_COPIES || min > MAX_COPIES) this.#isRefused = true;
    if (this.#isRefused) return [];
    const copies: Expression[] = Array(min).fill(part);
    if (comma !== undefined && most === '')
      copies.push({ kind: 'repeat', part, isOptional: true, isMany: true });
    for (let count = min; count < max; count += 1)
      copies.push({ kind: 'repeat', part, isOptional: true, isMany: false });
    return copies;
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source);
    if (found === null) return undefined;
    this.#at = expression.lastIndex;
    return found;
  }
}
