import type { StepReport } from '../contract/events.ts';
import { runnerDrops } from '../mask/runner.ts';

/** Outputs of the action itself; a step's output of the same name does not replace them. */
const FIXED_OUTPUTS = ['id', 'cache-hit', 'steps', 'outputs'] as const;

/** What a job may hand on in one output on GitHub, in bytes. */
const LARGEST_OUTPUT = 1024 * 1024;
const LONGEST_OPERATION = 200;

export interface BuildOutputs {
  /** Empty for a build that failed. */
  readonly id: string;
  readonly cacheHit: boolean;
  readonly steps: readonly StepReport[];
  readonly outputs: Readonly<Record<string, string>>;
}

export interface ActionOutputs {
  readonly values: readonly (readonly [name: string, value: string])[];
  /** One sentence for each thing that is not as the user may expect. */
  readonly warnings: readonly string[];
}

/** The action's outputs in full. `masks`: the texts that the runner masks. */
export function actionOutputs(build: BuildOutputs, masks: readonly string[]): ActionOutputs {
  const given = Object.entries(build.outputs);
  const named = given.filter(([name]) => isFree(name) && isName(name));
  const steps = stepsJson(build.steps);
  const all = outputsJson(build.outputs);
  const isDropped = runnerDrops(masks);
  const values: ActionOutputs['values'] = [
    ['id', build.id],
    ['cache-hit', String(build.cacheHit)],
    ['steps', steps.text],
    ['outputs', all.text],
    ...named,
  ];
  const warnings = [
    ...steps.warnings,
    ...all.warnings,
    ...given.flatMap(([name]) => nameWarnings(name)),
    ...values.filter(([, value]) => isDropped(value)).map(([name]) => skipped(name)),
  ];
  return { values, warnings };
}

interface Json {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** `steps`: operations are shortened first, then steps are left out from the end, and either is told. */
function stepsJson(reports: readonly StepReport[]): Json {
  const steps = reports.map(({ id, build, operation, outcome, seconds }) => {
    return { id, build, operation, outcome, seconds: Math.round(seconds * 1000) / 1000 };
  });
  const whole = JSON.stringify(steps);
  if (fits(whole)) return { text: whole, warnings: [] };
  const short = steps.map((step) => ({ ...step, operation: shorten(step.operation) }));
  const texts = short.map((step) => JSON.stringify(step));
  const kept: string[] = [];
  let room = LARGEST_OUTPUT - 2;
  for (const text of texts) {
    room -= Buffer.byteLength(text) + 1;
    if (room < 0) break;
    kept.push(text);
  }
  const left = texts.length - kept.length;
  const rest = left === 0 ? '' : ` and the last ${left} of ${texts.length} steps are left out`;
  const warning = `Output steps is larger than the 1 MB that GitHub takes: long operations are shortened${rest}.`;
  return { text: `[${kept.join(',')}]`, warnings: [warning] };
}

function shorten(operation: string): string {
  return operation.length <= LONGEST_OPERATION ? operation : `${operation.slice(0, LONGEST_OPERATION - 1)}…`;
}

/** `outputs`: the largest values are left out until the rest fits. */
function outputsJson(outputs: Readonly<Record<string, string>>): Json {
  const whole = JSON.stringify(outputs);
  if (fits(whole)) return { text: whole, warnings: [] };
  const size = ([name, value]: readonly [string, string]) =>
    Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;
  let room = LARGEST_OUTPUT - 2;
  const smallestFirst = Object.entries(outputs).sort((a, b) => size(a) - size(b));
  const kept = smallestFirst.filter((entry) => {
    room -= size(entry);
    return room >= 0;
  });
  const names = smallestFirst.slice(kept.length).map(([name]) => name);
  const warning = `Output outputs is larger than the 1 MB that GitHub takes, so it lacks ${names.join(', ')}.`;
  return { text: JSON.stringify(Object.fromEntries(kept)), warnings: [warning] };
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= LARGEST_OUTPUT;
}

/** GitHub's expressions do not tell letter case apart in names. */
function isFree(name: string): boolean {
  return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}

/** Other names could not be written in an expression, and some would be read as something else by the runner. */
function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}

function nameWarnings(name: string): readonly string[] {
  if (!isFree(name)) {
    return [
      `A step wrote an output ${name}, which is one of the action's own; read it from the output "outputs".`,
    ];
  }
  if (isName(name)) return [];
  return [`${JSON.stringify(name)} is no name for an output of a step; read it from the output "outputs".`];
}

function skipped(name: string): string {
  return `Output ${name} contains a secret, so GitHub does not hand it on to other jobs.`;
}
