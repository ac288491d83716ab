import type { Expression } from './expression.ts';

/** Ways that JavaScript may try in about a millisecond. */
const MAX_WAYS = 100_000;
/** Characters of the longest path. */
const MAX_LENGTH = 4096;

/** Returns the length up to which JavaScript finds quickly whether a text matches, even a hostile text. */
export function quickLength(expression: Expression): number {
  let [quick, slow] = [0, MAX_LENGTH + 1];
  while (slow - quick > 1) {
    const length = Math.floor((quick + slow) / 2);
    const { ways, looks } = effortOf(expression, length);
    if (ways * looks <= MAX_WAYS) quick = length;
    else slow = length;
  }
  return quick;
}

interface Effort {
  /** How many ways through the expression there are in a text of the length. */
  readonly ways: number;
  /** The most ways of a look ahead, which begins again at each visit. */
  readonly looks: number;
}

function effortOf(expression: Expression, length: number): Effort {
  switch (expression.kind) {
    case 'sequence':
      return combined(expression.parts, length, (a, b) => a * b);
    case 'choice':
      return combined(expression.parts, length, (a, b) => a + b);
    case 'repeat': {
      const { ways, looks } = effortOf(expression.part, length);
      if (!expression.isMany) return { ways: ways + 1, looks };
      return { ways: ways > 1 ? Number.POSITIVE_INFINITY : length + 1, looks };
    }
    case 'look': {
      const { ways, looks } = effortOf(expression.part, length);
      return { ways: 1, looks: ways * looks };
    }
    default:
      return { ways: 1, looks: 1 };
  }
}

function combined(
  parts: readonly Expression[],
  length: number,
  combine: (a: number, b: number) => number,
): Effort {
  const efforts = parts.map((part) => effortOf(part, length));
  const [first = { ways: 1, looks: 1 }, ...rest] = efforts;
  return rest.reduce(
    (sum, { ways, looks }) => ({ ways: combine(sum.ways, ways), looks: Math.max(sum.looks, looks) }),
    first,
  );
}
