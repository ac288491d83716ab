/** Fits every number of 32 bits with `number & mask === result`. */
export interface Mask {
  readonly mask: number;
  readonly result: number;
}

/**
 * Returns few masks that fit exactly these numbers of 32 bits, including 0. The time of libseccomp grows with the square of the
 * comparisons, so a mask for eight numbers is cheaper than eight rules.
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

/** Lists the masks of a subset of these bits that fit only the given numbers. The full mask is the first. */
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
