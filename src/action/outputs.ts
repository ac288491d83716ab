import type { ImageReport, StepReport } from '../contract/events.ts';
import { runnerDrops } from '../mask/runner.ts';

/** The action's own outputs. A step's output of the same name does not replace the action's. */
const FIXED_OUTPUTS = ['id', 'cache-hit', 'digest', 'imageid', 'metadata', 'steps', 'outputs'] as const;

/** GitHub's limit for one output of a job, in bytes. */
const MAX_OUTPUT_BYTES = 1024 * 1024;
const MAX_OPERATION = 200;

export interface BuildOutputs {
  /** Empty for a failed build. */
  readonly id: string;
  readonly cacheHit: boolean;
  readonly steps: readonly StepReport[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly images?: readonly ImageReport[] | undefined;
}

export interface ActionOutputs {
  readonly values: readonly (readonly [name: string, value: string])[];
  /** Sentences for users, each about an unexpected detail. */
  readonly warnings: readonly string[];
}

/** All outputs of the action. `masks`: the texts hidden by the runner. */
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
    ...imageOutputs(build.images ?? []),
    ...named,
  ];
  const warnings = [
    ...steps.warnings,
    ...all.warnings,
    ...given.flatMap(([name]) => nameWarnings(name)),
    ...hiddenWarnings(named.map(([name]) => name)),
    ...values.filter(([, value]) => isDropped(value)).map(([name]) => skipped(name)),
  ];
  return { values, warnings };
}

/** The outputs of docker/build-push-action, for the pushed image, or else for the first archive. Empty without an image. */
function imageOutputs(images: readonly ImageReport[]): ActionOutputs['values'] {
  const image = images.find(({ type }) => type === 'registry') ?? images[0];
  if (image === undefined) return ['digest', 'imageid', 'metadata'].map((name) => [name, '']);
  const { digest, imageId, mediaType, size, names } = image;
  const metadata = {
    'containerimage.config.digest': imageId,
    'containerimage.descriptor': { mediaType, digest, size },
    'containerimage.digest': digest,
    ...(names.length === 0 ? {} : { 'image.name': names.join(',') }),
  };
  return [
    ['digest', digest],
    ['imageid', imageId],
    ['metadata', JSON.stringify(metadata, undefined, 2)],
  ];
}

interface Json {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** `steps`. If too large, shortens operations, then drops the last steps, and warns about both. */
function stepsJson(reports: readonly StepReport[]): Json {
  const steps = reports.map(({ id, build, operation, outcome, seconds }) => {
    return { id, build, operation, outcome, seconds: Math.round(seconds * 1000) / 1000 };
  });
  const whole = JSON.stringify(steps);
  if (fits(whole)) return { text: whole, warnings: [] };
  const short = steps.map((step) => ({ ...step, operation: shorten(step.operation) }));
  const texts = short.map((step) => JSON.stringify(step));
  const kept: string[] = [];
  let room = MAX_OUTPUT_BYTES - 2;
  for (const text of texts) {
    room -= Buffer.byteLength(text) + 1;
    if (room < 0) break;
    kept.push(text);
  }
  const left = texts.length - kept.length;
  const rest = left === 0 ? '' : ` and the last ${left} of ${texts.length} steps are left out`;
  const warning = `Output steps exceeds GitHub's limit of 1 MB: long operations are shortened${rest}.`;
  return { text: `[${kept.join(',')}]`, warnings: [warning] };
}

function shorten(operation: string): string {
  return operation.length <= MAX_OPERATION ? operation : `${operation.slice(0, MAX_OPERATION - 1)}…`;
}

/** `outputs`. If too large, drops the largest values until the rest fits. */
function outputsJson(outputs: Readonly<Record<string, string>>): Json {
  const whole = JSON.stringify(outputs);
  if (fits(whole)) return { text: whole, warnings: [] };
  const size = ([name, value]: readonly [string, string]) =>
    Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;
  let room = MAX_OUTPUT_BYTES - 2;
  const smallestFirst = Object.entries(outputs).sort((a, b) => size(a) - size(b));
  const kept = smallestFirst.filter((entry) => {
    room -= size(entry);
    return room >= 0;
  });
  const names = smallestFirst.slice(kept.length).map(([name]) => name);
  const warning = `Output outputs exceeds GitHub's limit of 1 MB: ${names.join(', ')} left out.`;
  return { text: JSON.stringify(Object.fromEntries(kept)), warnings: [warning] };
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= MAX_OUTPUT_BYTES;
}

/** Names in GitHub's expressions are case-insensitive. */
function isFree(name: string): boolean {
  return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}

/** Expressions cannot contain other names, and the runner would misread a few. */
function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}

function nameWarnings(name: string): readonly string[] {
  if (!isFree(name)) {
    return [
      `A step wrote an output ${name}, but the action has an output of this name. Read the value from the output "outputs".`,
    ];
  }
  if (isName(name)) return [];
  return [
    `${JSON.stringify(name)} is not a valid name for an output of a job step. Read the value from the output "outputs".`,
  ];
}

/** Names in GitHub's expressions are case-insensitive, so `Version` hides `version`. */
function hiddenWarnings(names: readonly string[]): readonly string[] {
  const alike = [...Map.groupBy(names, (name) => name.toLowerCase()).values()];
  return alike
    .filter(({ length }) => length > 1)
    .map(
      (group) =>
        `Steps wrote the outputs ${group.join(', ')}. GitHub ignores the case of these names, so one hides the others. Rename them, or read the values from the output "outputs".`,
    );
}

function skipped(name: string): string {
  return `Output ${name} contains a secret, so GitHub does not pass the value to other jobs.`;
}
