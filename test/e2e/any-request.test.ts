import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClosedPlace } from '../places/closed-place.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

const SECRET = 'only-root-knows-this';

let workshop: Workshop;
let user: TestUser;
/** Root's own directory with images and a secret, and the user's with a base image and links to root's. */
let closed: string;
let home: string;

beforeAll(async () => {
  workshop = new Workshop();
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  expect(runCli(['init', workshop.storeFlag.replace('--store=', '')]).status).toBe(0);
  ({ closed, home } = await makeClosedPlace(workshop.base, user, SECRET));
  mkdirSync(path.join(home, 'own'));
  symlinkSync(closed, path.join(home, 'link'));
  symlinkSync(path.join(closed, 'secret'), path.join(home, 'own/secret'));
  execFileSync('mkfifo', [path.join(home, 'pipe')]);
  execFileSync('chown', ['-Rh', `${user.uid}:${user.gid}`, home]);
});

afterAll(() => {
  for (const directory of [closed, home]) if (directory) rmSync(directory, { recursive: true, force: true });
  workshop?.remove();
  user?.remove();
});

const SHOW = '(shell /bin/sh -c) (run (shell "find / -name secret -type f -xdev -exec cat {} +"))';

/** Paths that reach for root's files, directly and through links, and some that never end. */
function paths(): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...['', '/root', '/layout', '/layout.tar', '/secret'].map((name) => `${closed}${name}`),
    ...[
      '',
      '/base',
      '/own',
      '/link',
      '/link/root',
      '/link/layout.tar',
      '/link/secret',
      '/own/secret',
      '/pipe',
    ].map((name) => `${home}${name}`),
    ...[
      '/',
      '/root',
      '/dev/zero',
      '/proc/self/environ',
      '/etc/shadow',
      '..',
      'base',
      'link/root',
      'own',
      '.',
    ],
  );
}

function requests(): fc.Arbitrary<object> {
  const text = fc
    .tuple(fc.constantFrom('rootfs', 'oci', 'docker-archive', 'oci-archive'), paths(), paths())
    .chain(([kind, image, source]) =>
      fc.constantFrom(
        `((from "${kind}:${image}") ${SHOW})`,
        `((from rootfs:base) (copy (src "${source}") (dst /copied/)) ${SHOW})`,
        `((from "${kind}:${image}") (copy (src "${source}") (dst /copied/)) ${SHOW})`,
      ),
    );
  // Most fields are absent: one that is refused hides what the others would do.
  const optional = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  const word = fc.string({ maxLength: 20 });
  return fc.record({
    version: fc.constant(1),
    storeRequest: fc.constant({ store: workshop.storeFlag.replace('--store=', '') }),
    spec: fc.record({ text, file: fc.oneof(paths(), fc.constant('x.spec')) }),
    context: fc.oneof({ weight: 1, arbitrary: paths() }, { weight: 2, arbitrary: fc.constant(home) }),
    target: optional(word),
    secrets: fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(word, fc.base64String()) },
    ),
    noCache: fc.boolean(),
    pull: fc.constantFrom('auto', 'never'),
    cacheScope: optional(fc.oneof(paths(), word)),
    dockerConfig: optional(paths()),
    environment: optional(
      fc.record({ PATH: paths(), NODE_EXTRA_CA_CERTS: paths(), LD_PRELOAD: paths(), HOME: paths() }),
    ),
    limits: optional(fc.record({ maxResults: fc.integer() })),
    unknown: optional(paths()),
  });
}

/** Names, kinds, owners, modes, times and content of all that root has there. */
const state = () =>
  execFileSync(
    'sh',
    ['-euc', 'cd "$1"; find . -printf "%p %y %U %m %T@ %s\\n" | sort; cat secret root/secret', 'sh', closed],
    {
      encoding: 'utf8',
    },
  );

interface Answer {
  readonly status: number | null;
  readonly said: string;
}

/** What the worker says; stdin stays open until it ends, because the end of a request's stdin cancels. */
async function ask(request: object): Promise<Answer> {
  const { uid, gid } = user;
  const env = { PATH: process.env['PATH'], HOME: user.home };
  const options = { uid, gid, cwd: home, env, timeout: 60_000 };
  const child = spawn('sudo', ['-n', process.execPath, cliPath, 'worker'], options);
  let said = '';
  const hear = (text: Buffer) => {
    said += text;
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(request)}\n`);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, said };
}

test("no request of a user touches root's files", async () => {
  const before = state();
  let built = 0;
  await fc.assert(
    fc.asyncProperty(requests(), async (request) => {
      const { status, said } = await ask(request);
      expect(said).not.toContain(SECRET);
      expect(said).not.toMatch(/"code":"internal"|\bat .*\.(js|ts):\d+/);
      expect(status, said).not.toBeNull();
      if (status === 0) built += 1;
    }),
    { numRuns: 100, examples: [[{ ...WHOLE, ...asked() }]] },
  );
  expect(built).toBeGreaterThan(0);
  expect(state()).toBe(before);
});

const WHOLE = { version: 1, secrets: {}, noCache: false, pull: 'auto' };

/** A request that is granted, so that the others fail for what they ask. */
const asked = () => ({
  storeRequest: { store: workshop.storeFlag.replace('--store=', '') },
  spec: { text: `((from rootfs:base) (copy (src own) (dst /own/)) ${SHOW})`, file: 'x.spec' },
  context: home,
});
