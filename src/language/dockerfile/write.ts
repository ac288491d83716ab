import type { NestedBuild, Spec } from '../../contract/spec.ts';
import type { Position } from '../../errors.ts';
import { type BuildsBySource, resolveBuilds, sourcesOf } from '../scope.ts';
import { configLines, type ImageConfig } from './config.ts';
import { dockerReference } from './image.ts';
import { differencesOf } from './notes.ts';
import { operationLine, type StageState, startOf } from './operations.ts';
import { makeNames, type Stage, stagesOf } from './stages.ts';

interface DockerfileWarning {
  readonly message: string;
  readonly at: Position;
}

export interface Dockerfile {
  readonly text: string;
  /** Parts of the spec without an equivalent in a Dockerfile, in the order of the text. */
  readonly warnings: readonly DockerfileWarning[];
  /** Differences between Docker and the spec that concern the whole file. */
  readonly notes: readonly string[];
}

export interface DockerfileOptions {
  readonly buildkit: boolean;
  /** The config of the image, which is no part of a spec. */
  readonly image?: ImageConfig | undefined;
}

/** BuildKit's reader takes no longer lines. */
const MAX_LINE_BYTES = 65_535;

/**
 * Writes a Dockerfile that does the same as the spec, as far as possible. The BuildKit form has cache and secret mounts
 * and heredocs; the plain form has not. Every omission has a warning.
 *
 * @throws ObuilderError `spec-invalid` for a copy from a build outside the copy's scope
 */
export function writeDockerfile(spec: Spec, { buildkit, image = {} }: DockerfileOptions): Dockerfile {
  const warnings: DockerfileWarning[] = [];
  const warn = (message: string, at: Position): void => {
    warnings.push({ message, at });
  };
  const stages = stagesOf(spec);
  const names = nameStages(spec, stages);
  if (buildkit) warnOfUnused(stages, { main: spec, sources: names.sources, warn });
  const blocks = stages.map((stage) => writeStage(stage, { buildkit, names, warn }));
  const config = configLines(image, { at: spec.at, state: { warn } });
  const text = `${[blocks.join('\n\n'), ...config].join('\n')}\n`;
  if (text.split('\n').some((line) => Buffer.byteLength(line) >= MAX_LINE_BYTES)) {
    warn(`a line exceeds BuildKit's maximum of ${MAX_LINE_BYTES} bytes`, spec.at);
  }
  return { text, warnings, notes: differencesOf(spec) };
}

/** A spec builds all nested builds; BuildKit builds only dependencies of the last stage. */
function warnOfUnused(
  stages: readonly Stage[],
  { main, sources, warn }: Pick<StageNames, 'sources'> & Pick<StageWriter, 'warn'> & { readonly main: Spec },
): void {
  const needed = new Set<Spec>();
  const visit = (spec: Spec): void => {
    if (needed.has(spec)) return;
    needed.add(spec);
    for (const from of spec.operations.flatMap(sourcesOf)) {
      const source = sources.get(from);
      if (source) visit(source.spec);
    }
  };
  visit(main);
  for (const { spec, build } of stages) {
    if (build && !needed.has(spec))
      warn(`BuildKit does not build ${build.name}, because no needed stage takes files from it`, build.at);
  }
}

interface StageNames {
  readonly images: ReadonlyMap<Spec, string>;
  readonly stages: ReadonlyMap<NestedBuild, string>;
  readonly sources: BuildsBySource;
}

function nameStages(spec: Spec, stages: readonly Stage[]): StageNames {
  const references = stages.map((stage) => dockerReference(stage.spec.from.image));
  const { take } = makeNames(references.filter((name) => name !== undefined));
  const named = new Map<NestedBuild, string>();
  for (const { build } of stages) if (build) named.set(build, take(build.name));
  const contexts = new Map<string, string>();
  const images = stages.map((stage, index) => {
    const { image } = stage.spec.from;
    const name = references[index] ?? contexts.get(image) ?? take(`base-${image}`);
    if (references[index] === undefined) contexts.set(image, name);
    return [stage.spec, name] as const;
  });
  return { images: new Map(images), stages: named, sources: resolveBuilds(spec) };
}

interface StageWriter {
  readonly buildkit: boolean;
  readonly names: StageNames;
  readonly warn: (message: string, at: Position) => void;
}

function writeStage(stage: Stage, writer: StageWriter): string {
  const { names, warn, buildkit } = writer;
  const { from, operations } = stage.spec;
  const image = names.images.get(stage.spec) ?? from.image;
  const name = stage.build && names.stages.get(stage.build);
  if (dockerReference(from.image) === undefined) {
    warn(`Docker has no image ${from.image}; pass the same files with --build-context ${image}=…`, from.at);
  }
  const state: StageState = {
    user: { uid: 0, gid: 0 },
    shell: ['/usr/bin/env', 'bash', '-c'],
    buildkit,
    warn,
    stageOf: (source) => {
      const build = names.sources.get(source);
      return build && names.stages.get(build);
    },
  };
  const lines = [`FROM ${image}${name === undefined ? '' : ` AS ${name}`}`, ...startOf(operations)];
  for (const operation of operations) lines.push(...operationLine(operation, state));
  return lines.join('\n');
}
