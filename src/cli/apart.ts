import type { parseArgs } from 'node:util';
import { ObuilderError } from '../errors.ts';
import { byteSize } from '../request/byte-size.ts';
import { seconds } from '../request/duration.ts';

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

const isSizeUnit = (unit: string) => unit === '%' || byteSize(`1${unit}`) !== undefined;
const isTimeUnit = (unit: string) => seconds(`1${unit}`) !== undefined;

interface Kind {
  readonly isUnit: (unit: string) => boolean;
  /** Whether 0 needs no unit. */
  readonly hasZero: boolean;
}

/** Flags with units, by the placeholder for the value in help texts. */
const KINDS: Readonly<Record<string, Kind>> = {
  SIZE: { isUnit: isSizeUnit, hasZero: true },
  AMOUNT: { isUnit: isSizeUnit, hasZero: true },
  TIME: { isUnit: isTimeUnit, hasZero: false },
};

type Placeholders = Readonly<Record<string, { readonly value?: string | undefined }>>;

/** @throws ObuilderError `input-invalid` for a size or a time whose unit is a word of its own, as in `--max-age=30 d` */
export function refuseUnitsApart(tokens: readonly Token[], flags: Placeholders): void {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.kind !== 'option' || token.value === undefined || next?.kind !== 'positional') continue;
    const kind = KINDS[flags[token.name]?.value ?? ''];
    if (kind !== undefined && isNumber(token.value, kind) && kind.isUnit(next.value))
      throw apart(token.rawName, token.value, next.value);
  }
}

const isNumber = (text: string, { hasZero }: Kind) =>
  /^\d+(?:\.\d+)?$/.test(text) && !(hasZero && Number(text) === 0);

function apart(flag: string, number: string, unit: string): ObuilderError {
  return new ObuilderError('input-invalid', `${flag} is two words, ${number} and ${unit}`, {
    value: unit,
    hint: `Write it without a blank, ${flag}=${number}${unit}, or in quotes, ${flag}="${number} ${unit}".`,
  });
}
