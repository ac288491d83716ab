/** `note`: works, but could be better, or cannot be told. */
type State = 'ok' | 'note' | 'problem';

export interface Finding {
  readonly check: string;
  readonly state: State;
  readonly found: string;
  /** The remedy. */
  readonly fix?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found });

export const note = (check: string, found: string, fix: string): Finding => {
  return { check, state: 'note', found, fix };
};

export const problem = (check: string, found: string, fix: string): Finding => {
  return { check, state: 'problem', found, fix };
};

export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, state, found, fix }) => [
    `${state.padEnd(8)}${check}: ${found}`,
    ...(fix === undefined ? [] : [`        → ${fix}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Whether a version such as `6.1.0-28-amd64` is `wanted` (such as `5.2`) or later. Malformed versions count as old. */
export function isAtLeast(version: string, wanted: string): boolean {
  const numbers = (text: string) => (/\d+(\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
  const have = numbers(version);
  for (const [index, number] of numbers(wanted).entries()) {
    const difference = (have[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
