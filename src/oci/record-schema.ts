import * as v from 'valibot';
import type { ResultMeta } from '../contract/results.ts';
import { MAX_GROUPS } from '../contract/spec.ts';
import { isDigest } from './digest.ts';
import { isRepository } from './reference.ts';

/** The name of our field in an image's config. */
export const RECORD_FIELD = 'obuilder';

const MAX_TEXT = 1024 * 1024;
const MAX_NAME = 4096;
const MAX_ENTRIES = 10_000;
const MAX_NAMES = 16;
/** JavaScript's largest date, in milliseconds. */
const MAX_TIME = 8.64e15;

const noNul = (max: number) => v.pipe(v.string(), v.maxLength(max), v.excludes('\0'));
const name = () => noNul(MAX_NAME);
const number = () => v.pipe(v.number(), v.finite(), v.minValue(0));
const size = () => v.pipe(number(), v.safeInteger());
const time = () => v.pipe(number(), v.maxValue(MAX_TIME));
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(MAX_ENTRIES));
const table = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.record(name(), value),
    v.check((entries) => Object.keys(entries).length <= MAX_ENTRIES),
  );

const id = () => v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const digest = () => v.pipe(v.string(), v.startsWith('sha256:'), v.check(isDigest));
const hex = () => v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A name of a variable cannot have an equals sign. */
const variableName = () => v.pipe(noNul(MAX_TEXT), v.nonEmpty(), v.excludes('='));
export const environment = () => list(v.tuple([variableName(), noNul(MAX_TEXT)]));
export const absolutePath = () => v.pipe(name(), v.startsWith('/'));
export const words = () => list(noNul(MAX_TEXT));
const MAX_ID = 2 ** 32 - 2;
export const userId = () => v.pipe(size(), v.maxValue(MAX_ID));
/** `app` or `app:staff`, as in the config of an image. */
export const userName = () => v.pipe(name(), v.regex(/^[^\s:]+(?::[^\s:]+)?$/));

const meta = () =>
  v.object({
    parent: v.optional(id()),
    parentMadeAt: v.optional(time()),
    scope: v.optional(name()),
    madeBy: v.optional(list(name())),
    vouchedBy: v.optional(name()),
    kind: v.picklist(['from', 'run', 'copy']),
    build: v.optional(noNul(MAX_TEXT)),
    operation: noNul(MAX_TEXT),
    startedAt: time(),
    seconds: number(),
    outputs: table(v.string()),
    key: v.optional(list(v.unknown())),
    environment: v.optional(environment()),
    source: v.picklist(['built', 'pulled']),
    context: v.optional(
      v.object({
        shell: words(),
        cwd: absolutePath(),
        user: v.object({
          uid: userId(),
          gid: userId(),
          groups: v.optional(v.pipe(v.array(userId()), v.maxLength(MAX_GROUPS))),
          name: v.optional(userName()),
        }),
        environment: environment(),
      }),
    ),
    summaryBytes: v.optional(size()),
    unread: v.optional(list(name())),
    attempts: v.optional(
      list(
        v.object({
          host: name(),
          port: v.optional(v.pipe(size(), v.maxValue(65_535))),
          end: v.picklist(['passed', 'denied', 'failed']),
          denial: v.optional(v.picklist(['name', 'endpoint', 'address', 'server-name', 'owner', 'crowd'])),
          detail: v.optional(name()),
          times: size(),
        }),
      ),
    ),
  });

/** A log, a summary or a list of members: in the record (Zstandard, base64), or in the only layer of another image. */
const text = () =>
  v.object({
    digest: digest(),
    size: size(),
    zstd: v.optional(v.pipe(v.string(), v.base64())),
    layer: v.optional(v.object({ digest: digest(), size: size() })),
  });

/** Our field in the config of a result's image. Fields of later releases are dropped. */
export const recordField = () =>
  v.object({
    version: v.literal(1),
    id: id(),
    names: v.pipe(v.array(id()), v.minLength(1), v.maxLength(MAX_NAMES)),
    meta: meta(),
    base: v.object({
      id: id(),
      layers: size(),
      /** Docker's media types of the layers, which the manifest replaces. */
      mediaTypes: v.optional(list(name())),
      repository: v.optional(v.object({ domain: name(), repository: v.pipe(name(), v.check(isRepository)) })),
    }),
    /** Id and start of each step; the history has the operations. */
    steps: list(v.tuple([id(), time()])),
    log: text(),
    summary: v.optional(text()),
    members: v.optional(text()),
    signature: v.optional(hex()),
  });

export type RecordField = v.InferOutput<ReturnType<typeof recordField>>;
export type StoredText = v.InferOutput<ReturnType<typeof text>>;

type Constant<T> = T extends object ? { readonly [Key in keyof T]: Constant<T[Key]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile if a field of `ResultMeta` is missing above. */
const isSame: Same<Constant<v.InferOutput<ReturnType<typeof meta>>>, Constant<ResultMeta>> = true;
void isSame;
