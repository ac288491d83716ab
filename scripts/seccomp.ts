// Writes the system calls and address families of src/sandbox/runc/syscalls.ts from the pinned profile (scripts/seccomp/pin.json).
// `--check` only compares, offline. `--newest` compares the pin with the newest published profile; `--pin` takes that one.
// The last two need the network and Go.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOfFacts, type Facts } from './seccomp/facts.ts';
import { newest, type Pin } from './seccomp/published.ts';

const project = path.dirname(import.meta.dirname);
const pinFile = path.join(import.meta.dirname, 'seccomp', 'pin.json');
const moduleFile = path.join(project, 'src', 'sandbox', 'runc', 'syscalls.ts');

const readPin = () => JSON.parse(readFileSync(pinFile, 'utf8')) as Pin;

/** Words in lines of at most 110 characters. */
function wrapped(words: readonly (string | number)[], separator = ' '): string {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''}${separator}${word}`;
    if (lines.length > 0 && longer.length <= 106) lines[lines.length - 1] = longer;
    else lines.push(String(word));
  }
  return lines.map((line) => `  ${line}`).join(`${separator.trim()}\n`);
}

const moduleText = ({
  source,
  facts,
}: Pin) => `// Made by \`npm run seccomp\` from the names and numbers in ${source.file} of ${source.module}
// ${source.version} (${source.license}), SHA-256 ${source.sha256}.

/** Calls that Docker's default profile allows with any arguments, for our machines and capabilities. */
export const PROFILE_CALLS = \`
${wrapped(facts.calls)}
\`
  .trim()
  .split(/\\s+/);

/** The allowed address families of socket(2). */
export const PROFILE_FAMILIES = [
${wrapped(facts.families, ', ')},
];

/** The allowed values of personality(2). */
export const PROFILE_PERSONALITIES = [${facts.personalities.join(', ')}];
`;

function writeModule(pin: Pin): void {
  writeFileSync(moduleFile, moduleText(pin));
  console.log(`src/sandbox/runc/syscalls.ts now has what ${pin.source.version} says`);
}

function check(pin: Pin): readonly string[] {
  const faults: string[] = [];
  if (digestOfFacts(pin.facts) !== pin.sha256)
    faults.push('scripts/seccomp/pin.json was edited by hand; run: npm run seccomp -- --pin');
  if (readFileSync(moduleFile, 'utf8') !== moduleText(pin))
    faults.push('src/sandbox/runc/syscalls.ts is not what the pinned profile gives; run: npm run seccomp');
  return faults;
}

/** What one list has and the other has not, as words. */
function differences(before: Facts, after: Facts): readonly string[] {
  return (['calls', 'families', 'personalities'] as const).flatMap((key) => {
    const [old, now]: readonly (readonly (string | number)[])[] = [before[key], after[key]];
    const added = (now ?? []).filter((value) => !old?.includes(value)).map((value) => `+${value}`);
    const gone = (old ?? []).filter((value) => !now?.includes(value)).map((value) => `-${value}`);
    return added.length + gone.length > 0 ? [`${key}: ${[...added, ...gone].join(' ')}`] : [];
  });
}

function compareWithNewest(pin: Pin): readonly string[] {
  const latest = newest();
  if (latest.source.sha256 === pin.source.sha256) return [];
  const change = `${pin.source.version} is pinned, ${latest.source.version} is published; run: npm run seccomp -- --pin`;
  return [change, ...differences(pin.facts, latest.facts)];
}

function report(faults: readonly string[], well: string): void {
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log(well);
  else process.exitCode = 1;
}

const [mode] = process.argv.slice(2);
if (mode === '--check')
  report(check(readPin()), 'src/sandbox/runc/syscalls.ts is what the pinned profile gives');
else if (mode === '--newest') report(compareWithNewest(readPin()), 'the pinned profile is the newest one');
else {
  if (mode === '--pin') writeFileSync(pinFile, `${JSON.stringify(newest(), null, 1)}\n`);
  writeModule(readPin());
}
