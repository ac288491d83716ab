import type { Line, Row } from './measure.ts';

/** How the label of a side of another version begins. */
const OTHER = 'other version';

const isOurs = (label: string) => label.startsWith('ours');
const named = (label: string) => label.replace(/^ours/, OTHER);

/**
 * Measures another version of this project in the same rounds: its own sides of the same row join ours, and each line gets the
 * proportion of ours to the other version's.
 *
 * @param other the row, prepared with the other version's command line
 */
export function besides(row: Row, other: Row): Row {
  const added = other.sides
    .filter(({ label }) => isOurs(label))
    .map((side) => ({ ...side, label: named(side.label) }));
  return {
    ...row,
    beforeRound: async (round) => {
      await row.beforeRound?.(round);
      await other.beforeRound?.(round);
    },
    sides: [...row.sides, ...added],
    lines: row.lines.map(withOther),
  };
}

function withOther(line: Line): Line {
  if (!isOurs(line.ours)) return line;
  const label = named(line.ours);
  return {
    ...line,
    others: [...(line.others ?? []), label],
    bounds: [...line.bounds, { of: line.ours, to: label, kind: 'ratio', atMost: 1 }],
  };
}
