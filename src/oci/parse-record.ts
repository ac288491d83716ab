import * as v from 'valibot';
import type { ChainLayer, ChainStep, RemoteRecord, ResultConfig } from '../contract/remote.ts';
import { must } from '../errors.ts';
import { ociType } from './assemble.ts';
import { parseConfig } from './config.ts';
import { imageInvalid } from './invalid.ts';
import { type Descriptor, parseObject } from './manifest.ts';
import { parsePlatform } from './platform.ts';
import {
  absolutePath,
  environment,
  RECORD_FIELD,
  type RecordField,
  recordField,
  userId,
  userName,
  words,
} from './record-schema.ts';

/** A record as an image holds the record. */
export interface FoundRecord {
  readonly record: RemoteRecord;
  readonly log: RecordField['log'];
  readonly summary: RecordField['summary'];
  readonly members: RecordField['members'];
}

/** Levels of a key. A deeper key could exhaust the stack of later readers. */
const MAX_DEPTH = 32;

const historyEntry = () => v.object({ created_by: v.optional(v.string(), '') });
const documentSchema = () =>
  v.object({
    config: v.object({
      User: userName(),
      Env: v.nullish(v.array(v.string()), []),
      WorkingDir: v.optional(v.string(), '/'),
      Shell: v.optional(words(), []),
    }),
    history: v.array(historyEntry()),
    [RECORD_FIELD]: recordField(),
  });

const factsSchema = () =>
  v.object({
    environment: environment(),
    workdir: absolutePath(),
    user: v.union([v.object({ uid: userId(), gid: userId() }), v.object({ name: userName() })]),
    shell: words(),
  });

const makeSchemas = () => ({ document: documentSchema(), facts: factsSchema() });

/** Made for the first record, because most builds read none. */
let made: ReturnType<typeof makeSchemas> | undefined;

function schemas() {
  made ??= makeSchemas();
  return made;
}

/**
 * Reads the record of a result's image. Every byte may come from an attacker, so shapes, sizes and numbers are checked.
 *
 * @param layers the layers of the manifest
 * @throws ObuilderError `image-invalid` for any other image
 */
export function parseRecord(config: Uint8Array, layers: readonly Descriptor[]): FoundRecord {
  const what = 'the config of a result';
  const { diffIds, platform } = parseConfig(config, what);
  const parsed = v.safeParse(schemas().document, parseObject(config, what), { abortEarly: true });
  if (!parsed.success) {
    throw imageInvalid(`${what} is no record: ${v.getDotPath(parsed.issues[0]) ?? 'another shape'}`);
  }
  const { history, [RECORD_FIELD]: field, config: settings } = parsed.output;
  const counted = layers.length === diffIds.length && layers.length === history.length;
  const { base, steps } = field;
  if (!counted || layers.length !== base.layers + steps.length) {
    throw imageInvalid(`${what} counts other layers than the manifest`);
  }
  if ((steps.at(-1)?.[0] ?? base.id) !== field.id) throw imageInvalid(`${what} ends with another step`);
  if (depthOf(field.meta.key) > MAX_DEPTH) throw imageInvalid(`${what} has a key of too many levels`);
  const chainLayers = layers.map((layer, index) => {
    const mediaType = base.mediaTypes?.[index] ?? layer.mediaType;
    if (ociType(mediaType) !== layer.mediaType) throw imageInvalid(`${what} has other media types`);
    return chainLayer({ ...layer, mediaType }, must(diffIds[index], 'a diffId'));
  });
  const operations = history.slice(base.layers).map(({ created_by: text }) => text);
  const { log, summary, members, ...rest } = field;
  const record: RemoteRecord = {
    ...pickDefined({
      summary: summary && bytesOf(summary),
      members: members && bytesOf(members),
      signature: rest.signature,
    }),
    version: 1,
    id: rest.id,
    names: rest.names,
    meta: rest.meta,
    chain: {
      base: {
        id: base.id,
        layers: chainLayers.slice(0, base.layers),
        ...pickDefined({ repository: base.repository }),
      },
      steps: chainLayers.slice(base.layers).map((layer, index) => step({ layer, index, steps, operations })),
    },
    image: factsOf(settings, platform),
    log: bytesOf(log),
  };
  // Only the context tells the numbers of a name.
  if ('name' in record.image.user && record.meta.context === undefined)
    throw imageInvalid(`${what} has a user without numbers`);
  return { record, log, summary, members };
}

const bytesOf = ({ digest, size }: RecordField['log']) => ({ digest, size });

function pickDefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

function chainLayer({ digest, size, mediaType }: Descriptor, diffId: string): ChainLayer {
  if (!digest.startsWith('sha256:') || !diffId.startsWith('sha256:')) {
    throw imageInvalid(`layer ${digest} has no SHA-256 digest`);
  }
  return { digest, size, diffId, mediaType };
}

interface StepParts {
  readonly layer: ChainLayer;
  readonly index: number;
  readonly steps: RecordField['steps'];
  readonly operations: readonly string[];
}

function step({ layer, index, steps, operations }: StepParts): ChainStep {
  const [id, startedAt] = must(steps[index], 'a step of a record');
  return { id, startedAt, operation: operations[index] ?? '', layer };
}

function factsOf(
  settings: v.InferOutput<ReturnType<typeof documentSchema>>['config'],
  platform: string | undefined,
): ResultConfig {
  const parsed = v.safeParse(schemas().facts, {
    environment: settings.Env.map(splitVariable),
    workdir: settings.WorkingDir,
    user: userOf(settings.User),
    shell: settings.Shell,
  });
  if (!parsed.success || platform === undefined)
    throw imageInvalid('the config of a result has no valid user');
  parsePlatform(platform);
  return { ...parsed.output, platform };
}

function userOf(text: string): { readonly uid: number; readonly gid: number } | { readonly name: string } {
  if (!/^\d+:\d+$/.test(text)) return { name: text };
  const [uid = Number.NaN, gid = Number.NaN] = text.split(':').map(Number);
  return { uid, gid };
}

function splitVariable(text: string): [string, string] {
  const equals = text.indexOf('=');
  return [text.slice(0, Math.max(equals, 0)), text.slice(equals + 1)];
}

function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth <= MAX_DEPTH) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    depth += 1;
  }
  return depth;
}
