import * as v from 'valibot';
import type { Amount } from '../contract/limits.ts';
import type { BuildRequest } from '../contract/request.ts';
import { fields, object } from './strict-fields.ts';

/** PATH_MAX of the kernel. */
const MAX_PATH = 4096;
const MAX_NAME = 1024;
/** The kernel's limit for a variable in a program's environment. */
const MAX_VALUE = 128 * 1024;
const MAX_PARALLEL = 9999;
const MAX_ENTRIES = 1000;

/** Texts may end up in a system call or program, so a NUL must not cut them short. */
const text = (max: number) =>
  v.pipe(
    v.string('is not a text'),
    v.maxLength(max, `is longer than ${max} characters`),
    v.excludes('\0', 'has a NUL byte in it'),
  );

const absolutePath = () => v.pipe(text(MAX_PATH), v.startsWith('/', 'is not an absolute path'));
const flag = () => v.boolean('is neither true nor false');
const number = () => v.pipe(v.number('is not a number'), v.finite('is not a finite number'));
const notNegative = () => v.pipe(number(), v.minValue(0, 'is negative'));
const count = () => v.pipe(notNegative(), v.safeInteger('is not a whole number'));
const share = () => v.pipe(notNegative(), v.maxValue(1, 'is more than the whole'));

/** Names and values. */
const table = <T extends v.GenericSchema>(maxName: number, value: T) =>
  v.pipe(
    object(),
    v.record(text(maxName), value),
    v.check((entries) => Object.keys(entries).length <= MAX_ENTRIES, `has more than ${MAX_ENTRIES} entries`),
  );

const amount = () =>
  v.pipe(
    object(),
    v.lazy((input): v.GenericSchema<Amount> => {
      const isShare = typeof input === 'object' && input !== null && Object.hasOwn(input, 'share');
      return isShare ? v.strictObject({ share: share() }) : v.strictObject({ bytes: count() });
    }),
  );

const limits = () =>
  fields({
    minFree: v.optional(amount()),
    maxUsed: v.optional(amount()),
    maxResults: v.optional(count()),
    maxAge: v.optional(notNegative()),
  });

const bound = (size: v.GenericSchema<number>) =>
  v.optional(
    v.union(
      [v.pipe(size, v.gtValue(0, 'is not more than 0')), v.literal('none')],
      'is neither a number above 0 nor "none"',
    ),
  );
const bounds = () =>
  fields({
    memoryBytes: bound(count()),
    cpus: bound(number()),
    pids: bound(count()),
    seconds: bound(number()),
    logBytes: bound(count()),
  });

const isProxyUrl = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
const proxyUrl = () => v.optional(v.pipe(text(MAX_PATH), v.check(isProxyUrl, 'is not the URL of a proxy')));
const hosts = () => v.optional(text(MAX_PATH));
const proxy = () =>
  fields({
    HTTP_PROXY: proxyUrl(),
    http_proxy: proxyUrl(),
    HTTPS_PROXY: proxyUrl(),
    https_proxy: proxyUrl(),
    NO_PROXY: hosts(),
    no_proxy: hosts(),
  });

const base64 = () =>
  v.pipe(
    v.string('is not a text'),
    v.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'is not base64'),
  );

const name = () => v.pipe(text(MAX_NAME), v.nonEmpty('is empty'));
const names = () => v.pipe(v.array(name(), 'is not a list'), v.maxLength(MAX_ENTRIES, 'is too long'));

const words = () =>
  v.pipe(v.array(text(MAX_VALUE), 'is not a list'), v.maxLength(MAX_ENTRIES, 'is too long'));

const origin = () =>
  fields({
    server: text(MAX_NAME),
    repository: name(),
    ref: name(),
    event: text(MAX_NAME),
    baseBranch: v.optional(name()),
    defaultBranch: v.optional(name()),
    subject: v.optional(text(MAX_NAME)),
  });

const compression = () => v.optional(v.picklist(['zstd', 'gzip'], 'is neither zstd nor gzip'));
/** The parser of inputs allows fewer lines. */
const MAX_LINES = 100;
const carriers = () =>
  v.optional(
    v.pipe(
      v.array(
        v.pipe(
          object(),
          v.variant(
            'type',
            [
              v.strictObject({ type: v.literal('registry'), ref: name(), compression: compression() }),
              v.strictObject({
                type: v.literal('gha'),
                scope: v.optional(name()),
                compression: compression(),
              }),
              v.strictObject({
                type: v.literal('local'),
                directory: absolutePath(),
                compression: compression(),
              }),
            ],
            'is no known carrier',
          ),
        ),
        'is not a list',
      ),
      v.maxLength(MAX_LINES, 'is too long'),
    ),
  );

const common = () => ({
  text: text(MAX_PATH),
  build: v.optional(name()),
  when: v.picklist(['success', 'failure'], 'is neither success nor failure'),
});
const filesOutput = () => ({
  ...common(),
  src: v.optional(text(MAX_PATH)),
  dest: absolutePath(),
  below: v.optional(absolutePath()),
});
const imageSettings = () =>
  v.strictObject({
    labels: table(MAX_NAME, text(MAX_VALUE)),
    annotations: table(MAX_NAME, text(MAX_VALUE)),
    entrypoint: v.optional(words()),
    cmd: v.optional(words()),
    exposedPorts: names(),
    stopSignal: v.optional(name()),
    platform: v.optional(name()),
    sourceDateEpoch: v.optional(count()),
  });
const imageOutput = () => ({
  ...common(),
  dest: v.optional(absolutePath()),
  below: v.optional(absolutePath()),
  names: names(),
  compression: v.picklist(['zstd', 'gzip'], 'is neither zstd nor gzip'),
  squash: flag(),
  settings: imageSettings(),
});
const outputs = () =>
  v.pipe(
    v.array(
      v.pipe(
        object(),
        v.variant(
          'type',
          [
            v.strictObject({ type: v.picklist(['local', 'tar']), ...filesOutput() }),
            v.strictObject({ type: v.picklist(['oci', 'docker', 'registry']), ...imageOutput() }),
          ],
          'is no known output',
        ),
      ),
      'is not a list',
    ),
    v.maxLength(MAX_LINES, 'is too long'),
  );
const cacheOptions = () =>
  fields({
    isRequired: v.optional(flag()),
    keySecret: v.optional(name()),
    slots: v.optional(names()),
    minSeconds: v.optional(notNegative()),
    maxBytesPerSecond: v.optional(notNegative()),
  });

const userSettings = () => ({
  dockerConfig: v.optional(absolutePath()),
  environment: v.optional(table(MAX_NAME, text(MAX_VALUE))),
  proxy: v.optional(proxy()),
});

/** Returns the schema of what a user's process sends to root, under the rules of a request. */
export const sentSchema = () => fields({ ...userSettings(), stdin: v.optional(base64()) });

/**
 * Returns the schema with every field of a request; other fields are errors. Made only for a request of the action, because each
 * start pays for work at the top of a file.
 */
export const requestSchema = () =>
  fields({
    version: v.literal(1, 'is a version that this worker does not know'),
    storeRequest: fields({
      store: text(MAX_PATH),
      namedBy: v.optional(text(MAX_NAME)),
      poolBytes: v.optional(count()),
    }),
    spec: v.strictObject({
      text: v.string('is not a text'),
      file: text(MAX_PATH),
      path: v.optional(absolutePath()),
    }),
    context: absolutePath(),
    buildArgs: v.optional(table(MAX_NAME, text(MAX_VALUE))),
    target: v.optional(text(MAX_NAME)),
    secrets: table(MAX_NAME, base64()),
    noCache: flag(),
    pull: v.picklist(['auto', 'always', 'missing', 'never'], 'is none of auto, always, missing, never'),
    maxParallel: v.optional(
      v.pipe(
        number(),
        v.integer('is not a whole number'),
        v.minValue(1, 'is less than 1'),
        v.maxValue(MAX_PARALLEL, `is more than ${MAX_PARALLEL}`),
      ),
    ),
    userNamespace: v.optional(v.picklist(['auto', 'always', 'never'], 'is none of auto, always, never')),
    limits: v.optional(limits()),
    bounds: v.optional(bounds()),
    keepFailed: v.optional(flag()),
    install: v.optional(flag()),
    origin: v.optional(origin()),
    cacheScope: v.optional(text(MAX_NAME)),
    share: v.optional(name()),
    refresh: v.optional(names()),
    keySecrets: v.optional(names()),
    outputs: v.optional(outputs()),
    base: v.optional(text(MAX_NAME)),
    cacheFrom: carriers(),
    cacheTo: carriers(),
    cacheOptions: v.optional(cacheOptions()),
    ...userSettings(),
    ca: v.optional(v.pipe(v.array(absolutePath(), 'is not a list'), v.maxLength(MAX_LINES, 'is too long'))),
  });

type Constant<T> = T extends object ? { readonly [Key in keyof T]: Constant<T[Key]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile if schema and type differ. */
const isSame: Same<Constant<v.InferOutput<ReturnType<typeof requestSchema>>>, Constant<BuildRequest>> = true;
void isSame;
