/** Fits each number of 32 bits whose bits under `mask` are those of `result`. */
export interface Mask {
  readonly mask: number;
  readonly result: number;
}

/**
 * Few masks that fit exactly these numbers of 32 bits, of which 0 is one. The time that libseccomp takes grows with the square
 * of the comparisons, so a mask for eight numbers saves a step more than a rule for each costs.
 */
export function masksOf(values: readonly number[]): readonly Mask[] {
  const varying = values.reduce((bits, value) => bits | value, 0);
  const exact = masksUnder(values, varying);
  const left = new Set(values);
  const chosen: Mask[] = [];
  while (left.size > 0) {
    const gain = ({ members }: Exact) => members.filter((value) => left.has(value)).length;
    const best = exact.reduce((most, next) => (gain(next) > gain(most) ? next : most));
    for (const value of best.members) left.delete(value);
    chosen.push({ mask: (best.mask | ~varying) >>> 0, result: best.result });
  }
  return chosen;
}

interface Exact extends Mask {
  readonly members: readonly number[];
}

/** Of all masks with these bits or some of them: those that fit none but our numbers. The whole one is the first. */
function masksUnder(values: readonly number[], bits: number): readonly Exact[] {
  const found: Exact[] = [];
  for (let mask = bits; ; mask = (mask - 1) & bits) {
    const groups = Map.groupBy(values, (value) => value & mask);
    for (const [result, members] of groups)
      if (members.length === 2 ** countBits(bits & ~mask)) found.push({ mask, result, members });
    if (mask === 0) return found;
  }
}

const countBits = (value: number) => value.toString(2).replaceAll('0', '').length;
