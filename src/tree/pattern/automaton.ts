import type { Expression } from './expression.ts';

/** States of all automata of a pattern: a name of 4096 characters then takes at most 16 million steps. */
const MAX_STATES = 4096;

/** Decides whether a state goes on at a position without reading a letter. */
type Condition = (text: string, position: number) => boolean;

interface State {
  /** Goes on in the next state if the letter matches. */
  reads?: { readonly matches: (code: number) => boolean; readonly to: number };
  /** Goes on in other states at the same position. */
  readonly skips: { readonly to: number; readonly if: Condition | undefined }[];
}

/**
 * Finds whether an expression matches a text. Reads the text once from its end, and keeps all states in which the rest of the text can
 * match: so the time is at most the product of both lengths, whatever the expression. A regular expression of JavaScript could take
 * exponential time. From the end, because a look ahead needs the text behind it.
 *
 * @returns undefined for an expression that is too long
 */
export function automatonOf(expression: Expression): ((text: string) => boolean) | undefined {
  const builder = new Builder();
  const whole = builder.automaton(expression, { isEndFree: false });
  if (builder.isTooLong) return undefined;
  const all = [...builder.looks, whole];
  return (text) => {
    for (const one of all) one.begin();
    for (let position = text.length; position >= 0; position -= 1) {
      for (const one of all) one.step(text, position);
      if (whole.isLost) return false;
    }
    return whole.isMatch;
  };
}

class Builder {
  /** The automata of looks ahead, inner ones first. */
  readonly looks: Automaton[] = [];
  #count = 0;

  get isTooLong(): boolean {
    return this.#count > MAX_STATES;
  }

  automaton(expression: Expression, { isEndFree }: { readonly isEndFree: boolean }): Automaton {
    const states: State[] = [];
    const last = this.#add(states, expression, this.#state(states));
    return new Automaton(states, last, isEndFree);
  }

  #state(states: State[], from?: number, condition?: Condition): number {
    this.#count += 1;
    states.push({ skips: [] });
    const added = states.length - 1;
    if (from !== undefined) states[from]?.skips.push({ to: added, if: condition });
    return added;
  }

  /** Adds states that read an expression from its end, and returns the state after the expression. */
  #add(states: State[], expression: Expression, from: number): number {
    if (this.isTooLong) return from;
    switch (expression.kind) {
      case 'letter': {
        const before = this.#state(states, from);
        const to = this.#state(states);
        const state = states[before];
        if (state !== undefined) state.reads = { matches: expression.matches, to };
        return to;
      }
      case 'start':
        return this.#state(states, from, (_, position) => position === 0);
      case 'end':
        return this.#state(states, from, (text, position) => position === text.length);
      case 'sequence':
        return expression.parts.reduceRight((at, part) => this.#add(states, part, at), from);
      case 'choice': {
        const ends = expression.parts.map((part) => this.#add(states, part, from));
        return this.#join(states, ends);
      }
      case 'repeat': {
        const { part, isOptional, isMany } = expression;
        const loop = this.#state(states, from);
        const end = this.#add(states, part, loop);
        if (isMany) states[end]?.skips.push({ to: loop, if: undefined });
        return this.#join(states, isOptional ? [loop, end] : [end]);
      }
      case 'look': {
        const look = this.automaton(expression.part, { isEndFree: true });
        this.looks.push(look);
        return this.#state(states, from, () => look.isMatch === expression.isWanted);
      }
    }
  }

  #join(states: State[], ends: readonly number[]): number {
    const to = this.#state(states);
    for (const end of ends) states[end]?.skips.push({ to, if: undefined });
    return to;
  }
}

class Automaton {
  readonly #states: readonly State[];
  readonly #last: number;
  /** Whether the match may end anywhere in the text. */
  readonly #isEndFree: boolean;
  #active: number[] = [];
  /** The position at which a state was last active. */
  readonly #seen: Int32Array;

  constructor(states: readonly State[], last: number, isEndFree: boolean) {
    this.#states = states;
    this.#last = last;
    this.#isEndFree = isEndFree;
    this.#seen = new Int32Array(states.length);
  }

  /** Whether a match begins at the current position. */
  isMatch = false;

  get isLost(): boolean {
    return this.#active.length === 0;
  }

  begin(): void {
    this.#active = [];
    this.#seen.fill(-1);
  }

  /** Goes to a position, the one before the current position. */
  step(text: string, position: number): void {
    const before = this.#active;
    this.#active = [];
    if (this.#isEndFree || position === text.length) this.#enter(0, position);
    const code = text.charCodeAt(position);
    for (const at of before) {
      const reads = this.#states[at]?.reads;
      if (reads?.matches(code)) this.#enter(reads.to, position);
    }
    // The list grows meanwhile.
    for (const at of this.#active)
      for (const { to, if: condition } of this.#states[at]?.skips ?? [])
        if (condition?.(text, position) !== false) this.#enter(to, position);
    this.isMatch = this.#seen[this.#last] === position;
  }

  #enter(state: number, position: number): void {
    if (this.#seen[state] === position) return;
    this.#seen[state] = position;
    this.#active.push(state);
  }
}
