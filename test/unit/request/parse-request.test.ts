import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BuildRequest } from '../../../src/contract/request.ts';
import { isObuilderError, type ObuilderError } from '../../../src/errors.ts';
import { parseRequest } from '../../../src/request/parse-request.ts';

/** Has every field. */
const whole = {
  version: 1,
  storeRequest: { store: 'auto', namedBy: 'input store', poolBytes: 2 ** 30 },
  spec: { text: '((from scratch))', file: 'x.spec' },
  context: '/home/runner/work',
  buildArgs: { V: '1' },
  base: 'a'.repeat(64),
  target: 'outer/inner',
  secrets: { token: 'c2VjcmV0', empty: '' },
  noCache: false,
  pull: 'auto',
  maxParallel: 2,
  userNamespace: 'always',
  limits: { minFree: { share: 0.1 }, maxUsed: { bytes: 2 ** 40 }, maxResults: 0, maxAge: 0.5 },
  bounds: { memoryBytes: 2 ** 30, cpus: 1.5, pids: 100, seconds: 'none', logBytes: 'none' },
  keepFailed: true,
  install: false,
  origin: {
    server: 'https://github.com',
    repository: 'o/r',
    ref: 'refs/pull/7/merge',
    event: 'pull_request',
    baseBranch: 'dev',
    defaultBranch: 'main',
    subject: '#7',
  },
  cacheScope: '',
  share: 'deps',
  refresh: ['outer/inner', 'line:3'],
  keySecrets: ['token'],
  cacheFrom: [{ type: 'registry', ref: 'registry.example.org/cache' }],
  cacheTo: [{ type: 'local', directory: '/mnt/cache', compression: 'gzip' }],
  cacheOptions: {
    isRequired: true,
    keySecret: 'signing',
    slots: ['npm'],
    minSeconds: 2,
    maxBytesPerSecond: 1e6,
  },
  outputs: [
    {
      type: 'registry',
      text: 'type=registry',
      when: 'success',
      names: ['ghcr.io/acme/app:1'],
      compression: 'gzip',
      squash: false,
      settings: {
        labels: { title: 'app' },
        annotations: {},
        entrypoint: ['/app'],
        cmd: [],
        exposedPorts: ['80/tcp'],
        stopSignal: 'SIGINT',
        platform: 'linux/arm64',
        sourceDateEpoch: 0,
      },
    },
  ],
  dockerConfig: '/home/runner/.docker/config.json',
  environment: { PATH: '/bin' },
  ca: ['/home/runner/company.pem'],
  proxy: { HTTP_PROXY: 'http://proxy:3128', no_proxy: 'localhost' },
} as const satisfies BuildRequest;

function refusal(request: unknown): ObuilderError {
  const line = typeof request === 'string' ? request : JSON.stringify(request);
  try {
    parseRequest(line);
  } catch (error) {
    if (isObuilderError(error, 'input-invalid')) return error;
    throw error;
  }
  throw new Error(`was taken: ${line.slice(0, 200)}`);
}

type Path = readonly (string | number)[];

/** A copy with another value at a place; undefined takes the field away. */
function changed(value: unknown, [name, ...rest]: Path, to: unknown): unknown {
  if (name === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [name]: changed(Reflect.get(copy, name), rest, to) });
}

/** The place of everything in a value. */
function placesIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([name, one]) => placesIn(one).map((path) => [name, ...path])),
  ];
}

describe('a request', () => {
  test('keeps every field', () => {
    expect(parseRequest(JSON.stringify(whole))).toEqual(whole);
  });

  test('needs no optional field', () => {
    const { version, storeRequest, spec, context, secrets, noCache, pull } = whole;
    const least = { version, storeRequest, spec, context, secrets, noCache, pull };
    expect(parseRequest(JSON.stringify(least))).toEqual(least);
  });

  test.each<[string, Path, unknown, string]>([
    ['an unknown field', ['shell'], '/bin/sh', '"shell" is unknown'],
    ['a pool path', ['storeRequest', 'poolDirectory'], '/home/x', '"storeRequest.poolDirectory" is unknown'],
    ['an unknown limit', ['limits', 'all'], 1, '"limits.all" is unknown'],
    ['a missing field', ['context'], undefined, '"context" is missing'],
    ['a missing part', ['spec', 'text'], undefined, '"spec.text" is missing'],
    ['a text for an object', ['spec'], '/etc/shadow', '"spec" is not an object'],
    ['a list for an object', ['secrets'], ['a'], '"secrets" is not an object'],
    ['null', ['storeRequest', 'store'], null, '"storeRequest.store" is not a text'],
    ['a number for a text', ['context'], 1, '"context" is not a text'],
    ['a relative context', ['context'], 'work/../../root', '"context" is not an absolute path'],
    ['an empty context', ['context'], '', '"context" is not an absolute path'],
    ['a relative config', ['dockerConfig'], '.docker', '"dockerConfig" is not an absolute path'],
    ['a NUL in a path', ['context'], '/work\0/x', '"context" has a NUL byte'],
    ['a NUL in an arg', ['buildArgs', 'V'], 'a\0b', '"buildArgs.V" has a NUL byte'],
    ['a long arg', ['buildArgs', 'V'], 'a'.repeat(2 ** 17 + 1), '"buildArgs.V" is longer than 131072'],
    ['a relative file of authorities', ['ca', 0], 'company.pem', '"ca.0" is not an absolute path'],
    ['a text for a list of files', ['ca'], '/company.pem', '"ca" is not a list'],
    ['too many files', ['ca'], Array(101).fill('/a.pem'), '"ca" is too long'],
    ['a NUL in a name', ['secrets', 'a\0b'], 'YQ==', 'has a NUL byte'],
    ['a long path', ['context'], `/${'a'.repeat(4096)}`, '"context" is longer than 4096'],
    ['a long scope', ['cacheScope'], 'a'.repeat(2000), '"cacheScope" is longer than 1024'],
    ['no repository', ['origin', 'repository'], '', '"origin.repository" is empty'],
    ['a name for a list', ['refresh'], 'inner', '"refresh" is not a list'],
    ['a negative number', ['limits', 'maxResults'], -1, '"limits.maxResults" is negative'],
    ['a negative size', ['storeRequest', 'poolBytes'], -5, '"storeRequest.poolBytes" is negative'],
    ['a broken number', ['limits', 'maxResults'], 1.5, '"limits.maxResults" is not a whole number'],
    ['a huge number', ['storeRequest', 'poolBytes'], 1e300, '"storeRequest.poolBytes" is not a whole number'],
    ['a share above 1', ['limits', 'minFree'], { share: 2 }, 'is more than the whole'],
    ['a negative share', ['limits', 'minFree'], { share: -1 }, 'is negative'],
    ['two amounts', ['limits', 'minFree'], { share: 0.1, bytes: 1 }, '"limits.minFree'],
    ['no step at once', ['maxParallel'], 0, '"maxParallel" is less than 1'],
    ['too many steps at once', ['maxParallel'], 10_000, '"maxParallel" is more than 9999'],
    ['a word for a flag', ['noCache'], 'no', '"noCache" is neither true nor false'],
    ['another policy', ['pull'], 'sometimes', '"pull" is none of auto'],
    ['no base64', ['secrets', 'token'], 'a b', '"secrets.token" is not base64'],
    ['another variable', ['proxy', 'LD_PRELOAD'], '/x.so', '"proxy.LD_PRELOAD" is unknown'],
    ['no proxy', ['proxy', 'HTTP_PROXY'], 'proxy:3128', '"proxy.HTTP_PROXY" is not the URL of a proxy'],
    ['an unknown bound', ['bounds', 'disk'], 1, '"bounds.disk" is unknown'],
    ['no memory', ['bounds', 'memoryBytes'], 0, '"bounds.memoryBytes" is not more than 0'],
    ['a word for a bound', ['bounds', 'pids'], 'max', '"bounds.pids" is neither a number above 0'],
    ['a list of limits', ['limits'], [], '"limits" is not an object'],
    ['another version', ['version'], 2, '"version" is a version that this worker does not know'],
  ])('with %s is refused by name', (_, path, value, words) => {
    const { message, value: field } = refusal(changed(whole, path, value));
    expect(message).toContain(words);
    expect(field).toContain(path[0]);
  });

  test.each(['', '{', 'null', '[]', '1', '"text"', 'NaN', '{"version":NaN}', '\0', '[[[['])(
    'that is %j is refused',
    (line) => {
      expect(refusal(line).message).toMatch(/^the request/);
    },
  );

  test('with an infinite number is refused', () => {
    expect(refusal(JSON.stringify(whole).replace('"maxAge":0.5', '"maxAge":1e999')).message).toContain(
      'maxAge',
    );
  });

  test('shows no secrets in an error', () => {
    expect(JSON.stringify(refusal('{"secrets": {"a": "hunter2"}'))).not.toContain('hunter2');
    expect(JSON.stringify(refusal(changed(whole, ['secrets', 'a'], 'hunter2!')))).not.toContain('hunter2');
  });

  test('cannot set a prototype', () => {
    const line = JSON.stringify(whole).replace('"secrets":{', '"secrets":{"__proto__":"YQ==",');
    const { secrets } = parseRequest(line);
    expect(Object.getPrototypeOf(secrets)).toBe(Object.prototype);
    expect(Object.keys(secrets)).toEqual(['token', 'empty']);
  });
});

describe('any request', () => {
  const places = placesIn(whole).filter((path) => path.length > 0);

  test('of random JSON is accepted or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (line) => {
        refusal(line);
      }),
      { numRuns: 500 },
    );
  });

  test('with a random field is accepted or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        const line = JSON.stringify(changed(whole, path, value));
        try {
          expect(parseRequest(line)).toEqual(JSON.parse(line));
        } catch (error) {
          if (!isObuilderError(error, 'input-invalid')) throw error;
          expect(error.message).toMatch(/^the request's field "/);
          expect(error.value).toContain(String(path[0]));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
