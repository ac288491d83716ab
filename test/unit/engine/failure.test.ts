import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxResult } from '../../../src/contract/sandbox.ts';
import { ObuilderError } from '../../../src/errors.ts';
import {
  type Bench,
  buildText,
  exited,
  openBench,
  say,
  type Told,
  untilCancelled,
} from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(async () => {
  expect(bench.counts.openDrafts).toBe(0);
  await bench.close();
});

const failed = ({ of }: Told) => of('failed')[0]?.error;

test('a failed step has a position, and later steps do not run', async () => {
  bench.scripts.set('bad', (request) => {
    say(request, 'oh no\n');
    return exited(2);
  });
  const text = '((from x)\n (run (shell good))\n (run (shell bad))\n (run (shell behind)))';
  const told = await buildText(bench, text);
  expect(told.result).toEqual({ kind: 'failed' });
  expect(told.outcomes.map((outcome) => outcome.split(': ')[1])).toEqual([
    'built',
    'built',
    'failed',
    'not-run',
  ]);
  expect(told.output(2)).toBe('oh no\n');
  expect(failed(told)).toMatchObject({
    code: 'command-failed',
    status: 2,
    message: 'the command exited with status 2',
    at: { file: 'test.spec', line: 3, column: 2 },
  });
  const end = told.of('step-end').find(({ step }) => step === 2);
  expect(end).toMatchObject({ outcome: 'failed', error: failed(told) });
  expect(bench.store.list().map(({ operation }) => operation)).toEqual(['(from x)', '(run (shell good))']);
  expect((await buildText(bench, text)).outcomes.map((outcome) => outcome.split(': ')[1])).toEqual([
    'cached',
    'cached',
    'failed',
    'not-run',
  ]);
});

const HOST = '(run (network host) (shell bad))';

test.each([
  [
    'a failed lookup',
    'E: Temporary failure resolving deb.example\n',
    '(run (shell bad))',
    /no network.*network \(allow/,
  ],
  [
    'a failed lookup without the slot of an earlier step',
    'dial tcp: lookup proxy.example: no such host\n',
    '(run (cache (mods (target /m)) (own (target /o))) (shell good)) (run (cache (own (target /o))) (shell bad))',
    /no network.*this step lacks mods\.$/,
  ],
  ['another failure', 'make: no rule\n', '(run (shell bad))', undefined],
  [
    'a failed lookup of a step with a network',
    'getaddrinfo EAI_AGAIN\n',
    '(run (network host) (shell bad))',
    undefined,
  ],
  [
    'an untrusted certificate',
    'curl: (60) SSL certificate problem: unable to get local issuer certificate\n',
    '(run (network (allow a:443)) (shell bad))',
    /input ca \(--ca=FILE\)/,
  ],
  ['an untrusted certificate of npm', 'npm error code SELF_SIGNED_CERT_IN_CHAIN\n', HOST, /input ca/],
  ['an untrusted certificate of pip', '[SSL: CERTIFICATE_VERIFY_FAILED] certificate\n', HOST, /input ca/],
  [
    'an untrusted certificate of Go',
    'tls: x509: certificate signed by unknown authority\n',
    HOST,
    /input ca/,
  ],
  ['an untrusted certificate of Java', 'PKIX path building failed: sun\n', HOST, /input ca/],
  ['an untrusted certificate without a network', 'SSL certificate problem\n', '(run (shell bad))', undefined],
  [
    'a missing right of another user',
    "touch: cannot touch 'a': Permission denied\n",
    '(user (uid 1000) (gid 1000)) (workdir /app) (run (shell bad))',
    /runs as the user 1000.*before \(user …\), give \/app to this user with chown/,
  ],
  ['a missing right of root', 'cat: /proc/x: Permission denied\n', '(run (shell bad))', undefined],
])('%s gets the right hint', async (_what, output, run, hint) => {
  bench.scripts.set('bad', (request) => {
    say(request, output);
    return exited(100);
  });
  const error = failed(await buildText(bench, `((from x) ${run})`));
  expect(error?.message).toBe('the command exited with status 100');
  expect(error?.hint).toEqual(hint === undefined ? undefined : expect.stringMatching(hint));
});

test('a failed command counts as kept without listing other failures', async () => {
  bench.scripts.set('bad', () => exited(2));
  const { store } = bench.machinery;
  const failed = () => {
    throw new Error('the failures of the store were read');
  };
  const blind = { ...bench, machinery: { ...bench.machinery, store: { ...store, failed } } };
  const told = await buildText(blind, '((from x) (run (shell bad)))', { keepFailed: true });
  expect(told.of('step-end').at(-1)).toMatchObject({ outcome: 'failed', kept: true });
});

test('a failed host program is reported as such and not kept', async () => {
  bench.scripts.set('bad', () => {
    throw new ObuilderError('tool-failed', 'runc delete: no', { program: 'runc', status: 3 });
  });
  const told = await buildText(bench, '((from x) (run (shell bad)))', { keepFailed: true });
  const end = told.of('step-end').at(-1);
  expect(end).toMatchObject({
    outcome: 'failed',
    error: { code: 'tool-failed', program: 'runc', status: 3 },
  });
  expect(end?.kept).toBeUndefined();
});

test.each<[string, SandboxResult, RegExp]>([
  ['is killed', { kind: 'killed', signal: 'SIGSEGV', outOfMemory: false }, /killed by SIGSEGV$/],
  ['runs out of memory', { kind: 'killed', signal: 'SIGKILL', outOfMemory: true }, /out of memory/],
  ['takes too long', { kind: 'timed-out', seconds: 9 }, /longer than its bound of 9 s/],
])('a command that %s is reported', async (_, result, message) => {
  bench.scripts.set('bad', () => result);
  const told = await buildText(bench, '((from x) (run (shell bad)))', { limits: { seconds: 9 } });
  expect(failed(told)?.code).toBe('command-failed');
  expect(failed(told)?.message).toMatch(message);
});

test('a failure cancels parallel builds and is reported', async () => {
  const running = Promise.withResolvers<void>();
  bench.scripts.set('long', (request) => {
    running.resolve();
    return untilCancelled(request);
  });
  bench.scripts.set('bad', async () => {
    await running.promise;
    return exited(1);
  });
  const told = await buildText(
    bench,
    `((build long ((from x) (run (shell long)) (run (shell never)))) (build bad ((from y) (run (shell bad))))
      (from z) (copy (from (build long)) (src f) (dst /f)))`,
  );
  expect(told.result.kind).toBe('failed');
  expect(failed(told)?.message).toBe('the command exited with status 1');
  const ends = Object.fromEntries(told.outcomes.map((outcome) => outcome.split(': ')));
  expect(ends).toMatchObject({
    '(run (shell long))': 'cancelled',
    '(run (shell never))': 'not-run',
    '(run (shell bad))': 'failed',
    '(copy (from (build long)) (src f) (dst /f))': 'not-run',
  });
});

test.each<[string, string, object]>([
  [
    'a secret that was not given',
    '((from x)\n (run (secrets (token (target /t))) (shell a)))',
    { code: 'secret-missing', value: 'token' },
  ],
  [
    'an image that is not there',
    '((build a ((from x) (run (shell a))))\n (from missing))',
    { code: 'image-unavailable', value: 'missing' },
  ],
  [
    'a copy that is refused',
    '((from x) (run (shell a))\n (copy (src nothing) (dst /d)))',
    { code: 'copy-refused', value: 'nothing' },
  ],
])('%s fails with a position before a step runs', async (_, text, error) => {
  const told = await buildText(bench, text);
  expect(told.result).toEqual({ kind: 'failed' });
  expect(failed(told)).toMatchObject({ ...error, at: { line: 2 } });
  expect(bench.counts).toMatchObject({ ran: [], loaded: [], acquires: 0 });
});

test('a refused copy from a nested build fails at the copy', async () => {
  const told = await buildText(
    bench,
    '((build a ((from x)))\n (from x)\n (copy (from (build a)) (src none) (dst /d)))',
  );
  expect(told.outcomes.at(-1)).toMatch(/: failed$/);
  expect(failed(told)).toMatchObject({
    code: 'copy-refused',
    message: 'none is not in build "a"',
    hint: expect.stringMatching(/^`shell [0-9a-f]{12}` opens the files of build "a"\.$/),
    at: { line: 3 },
  });
});

test.each<[string, string]>([
  ['a broken line', 'nonsense\n'],
  ['too many bytes', `a=${'x'.repeat(2 * 1024 * 1024)}\n`],
])('%s in $GITHUB_OUTPUT fails the step', async (_, outputs) => {
  bench.scripts.set('bad', () => exited(0, outputs));
  const told = await buildText(bench, '((from x) (run (shell bad)))');
  expect(failed(told)).toMatchObject({ code: 'output-invalid', at: { line: 1, column: 11 } });
  expect(told.outcomes.at(-1)).toBe('(run (shell bad)): failed');
});

test('a broken sandbox fails the step with its own message', async () => {
  bench.scripts.set('bad', () => {
    throw new ObuilderError('sandbox-failed', 'bash is not there', { hint: 'Set another shell.' });
  });
  const told = await buildText(bench, '((from x) (run (shell bad)))');
  expect(failed(told)).toMatchObject({ code: 'sandbox-failed', hint: 'Set another shell.', at: { line: 1 } });
});

test('a failed commit fails the build, even after the next start', async () => {
  const running = Promise.withResolvers<void>();
  bench.scripts.set('long', (request) => {
    running.resolve();
    return untilCancelled(request);
  });
  const { store } = bench.machinery;
  const acquire: typeof store.acquire = async (id, options) => {
    const acquired = await store.acquire(id, options);
    if (acquired.kind === 'result') return acquired;
    const begin: typeof acquired.lease.begin = async (base) => {
      const draft = await acquired.lease.begin(base);
      return {
        ...draft,
        commit: (meta) => {
          if (meta.operation !== '(run (shell full))') return draft.commit(meta);
          const full = new ObuilderError('store-full', 'no space is left');
          const done = running.promise.then(() => draft.discard()).then(() => Promise.reject(full));
          return { base: { id: meta.parent ?? '' }, done };
        },
      };
    };
    return { kind: 'lease', lease: { ...acquired.lease, begin } };
  };
  const broken = { ...bench, machinery: { ...bench.machinery, store: { ...store, acquire } } };
  const told = await buildText(broken, '((from x) (run (shell full)) (run (shell long)))');
  expect(told.result.kind).toBe('failed');
  expect(failed(told)?.code).toBe('store-full');
  expect(told.outcomes).toEqual([
    '(from x): built',
    '(run (shell full)): failed',
    '(run (shell long)): cancelled',
  ]);
});

test('a draft that cannot begin releases its lease', async () => {
  const { store } = bench.machinery;
  let released = 0;
  const acquire: typeof store.acquire = async (id, options) => {
    const acquired = await store.acquire(id, options);
    if (acquired.kind === 'result') return acquired;
    const release = () => {
      released += 1;
      acquired.lease.release();
    };
    const begin = () => Promise.reject(new ObuilderError('store-full', 'no space is left'));
    return { kind: 'lease', lease: { id, release, begin } };
  };
  const broken = { ...bench, machinery: { ...bench.machinery, store: { ...store, acquire } } };
  expect(failed(await buildText(broken, '((from x))'))?.code).toBe('store-full');
  expect(released).toBe(1);
});

test.each([
  [126, /^Status 126 says .* could not be run/],
  [127, /^Status 127 says .* was not found/],
])('status %i of a shell has a hint', async (code, hint) => {
  bench.scripts.set('bad', () => exited(code));
  const told = await buildText(bench, '((from x) (run (shell bad)))');
  expect(failed(told)?.hint).toMatch(hint);
});
