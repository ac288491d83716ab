import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeClosedPlace } from '../places/closed-place.ts';
import { mountForUserOnly } from '../places/fuse.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

const SECRET = 'only-root-knows-this';
const BACKWARDS = [...SECRET].reverse().join('');

let workshop: Workshop;
let user: TestUser;
/** Root's own directory, and a directory of the user with the base image in it. */
let closed: string;
let home: string;

beforeAll(() => {
  workshop = new Workshop();
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  const store = workshop.storeFlag.replace('--store=', '');
  expect(runCli(['init', store]).status).toBe(0);
});
afterAll(() => {
  workshop?.remove();
  user?.remove();
});

beforeEach(async () => {
  ({ closed, home } = await makeClosedPlace(workshop.base, user, SECRET));
  own();
});
afterEach(() => {
  for (const directory of [closed, home]) rmSync(directory, { recursive: true, force: true });
});

/** The user's directory is all the user's. */
function own(): void {
  execFileSync('find', [home, '-type', 'd', '-exec', 'chown', `${user.uid}:${user.gid}`, '{}', '+']);
  execFileSync('chown', ['-Rh', `${user.uid}:${user.gid}`, path.join(home, 'base')]);
}

interface Built {
  readonly status: number | null;
  readonly log: string;
}

const spec = (text: string) => {
  const file = path.join(home, 'build.spec');
  writeFileSync(file, text);
  chownSync(file, user.uid, user.gid);
  return file;
};

/** What the user sees of `sudo env VARIABLES obuilder-action build …`. */
function build(args: readonly string[], variables: readonly string[] = []): Built {
  const { uid, gid } = user;
  const words = ['-n', 'env', ...variables, process.execPath, cliPath, 'build', workshop.storeFlag, ...args];
  const env = { PATH: process.env['PATH'], HOME: user.home };
  const { status, stdout, stderr } = spawnSync('sudo', words, { uid, gid, env, cwd: home, encoding: 'utf8' });
  return { status, log: stdout + stderr };
}

const SHOW = '(shell /bin/sh -c) (run (shell "find / -name secret -type f -xdev -exec cat {} +"))';

test.each([
  [
    'the context',
    () => {
      const show = '(shell /c/bin/sh -c) (run (shell "/c/bin/cat /c/secret"))';
      return [spec(`((from scratch) (copy (src .) (dst /c/)) ${show})`), path.join(closed, 'root')];
    },
  ],
  ['a directory of an image', () => [spec(`((from "rootfs:${closed}/root") ${SHOW})`)]],
  ['a layout', () => [spec(`((from "oci:${closed}/layout") ${SHOW})`)]],
  ['an archive', () => [spec(`((from "oci-archive:${closed}/layout.tar") ${SHOW})`)]],
  [
    'a link to an image',
    () => {
      symlinkSync(path.join(closed, 'root'), path.join(home, 'link'));
      return [spec(`((from rootfs:link) ${SHOW})`)];
    },
  ],
  [
    'a hard link in the context',
    () => {
      linkHere();
      return [spec(`((from rootfs:base) (copy (src f/secret) (dst /c/)) ${SHOW})`)];
    },
  ],
  [
    'a secret',
    () => {
      const show = '(run (secrets (a)) (shell "rev /run/secrets/a"))';
      return [spec(`((from rootfs:base) (shell /bin/sh -c) ${show})`), `--secret=a:${closed}/secret`];
    },
  ],
  ['the spec', () => [path.join(closed, 'secret')]],
] satisfies [string, () => readonly string[]][])('root’s file as %s stays unread', (_what, prepare) => {
  const [file = '', ...rest] = prepare();
  const { status, log } = build([
    '-f',
    file,
    ...rest.filter((word) => word.startsWith('--')),
    ...contextOf(rest),
  ]);
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain(BACKWARDS);
  expect(log).toMatch(/error: .*(EACCES|not in the context|a part of .* is a link)/);
  expect(status).not.toBe(0);
});

function contextOf(words: readonly string[]): readonly string[] {
  const context = words.find((word) => !word.startsWith('--'));
  return [context ?? home];
}

/** In the same file system as root's file, which the user could do where the kernel does not protect hard links. */
function linkHere(): void {
  const original = path.join(home, '..', 'secret-of-root');
  writeFileSync(original, SECRET, { mode: 0o600 });
  mkdirSync(path.join(home, 'f'));
  linkSync(original, path.join(home, 'f/secret'));
  rmSync(original);
}

/** Lets users read what root made, whatever the umask of whoever runs the tests. */
const forEverybody = (file: string) => execFileSync('chmod', ['-R', 'a+rX', file]);

test("a user's build never uses root's credentials or rights", async () => {
  const seen: string[] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(headers.authorization ?? 'none');
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = spawnBuild(host);
  try {
    const auth = Buffer.from(`root:${SECRET}`).toString('base64');
    writeFileSync(path.join(closed, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
    expect((await asked([`DOCKER_CONFIG=${closed}`])).log).toMatch(/error: .*could not read .*config\.json/);
    expect(seen.join()).not.toContain(auth);
    const config = JSON.stringify({ credsStore: 'obuilder-test' });
    writeFileSync(path.join(home, 'config.json'), config);
    forEverybody(path.join(home, 'config.json'));
    const helper = `#!/bin/sh\nid -u > "$OUT"; echo "$HOME $AWS_PROFILE" >> "$OUT"\necho '{"Username":"a","Secret":"b"}'\n`;
    writeFileSync(path.join(home, 'docker-credential-obuilder-test'), helper, { mode: 0o755 });
    forEverybody(path.join(home, 'docker-credential-obuilder-test'));
    const variables = [
      `PATH=${home}:/usr/bin:/bin`,
      `DOCKER_CONFIG=${home}`,
      'AWS_PROFILE=ci',
      `OUT=${home}/out`,
    ];
    const { log } = await asked(variables);
    expect(log).toContain('the credentials do not allow reading');
    expect(readFileSync(path.join(home, 'out'), 'utf8')).toBe(`${user.uid}\n${user.home} ci\n`);
  } finally {
    server.close();
  }
});

/** Beside the server of this process, which a build that blocks could not ask. */
function spawnBuild(host: string) {
  const file = spec(`((from ${host}/app:1))`);
  return async (variables: readonly string[]): Promise<Built> => {
    const { spawn } = await import('node:child_process');
    const { uid, gid } = user;
    const words = [
      '-n',
      'env',
      ...variables,
      process.execPath,
      cliPath,
      'build',
      workshop.storeFlag,
      '-f',
      file,
    ];
    const env = { PATH: process.env['PATH'], HOME: user.home };
    const child = spawn('sudo', words, { uid, gid, env, cwd: home });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    return await new Promise((resolve) => child.on('close', (status) => resolve({ status, log })));
  };
}

test('a context unreadable for root is built', () => {
  const [source, mount] = ['source', 'mount'].map((name) => path.join(home, name)) as [string, string];
  for (const directory of [source, mount]) mkdirSync(directory);
  execFileSync('cp', ['-a', path.join(home, 'base'), path.join(source, 'base')]);
  writeFileSync(path.join(source, 'file'), 'of the user\n');
  writeFileSync(path.join(source, 'token'), 'a token of the user');
  writeFileSync(
    path.join(source, 'build.spec'),
    `((from rootfs:base) (shell /bin/sh -c) (copy (src file) (dst /c/))
      (run (secrets (t)) (shell "cat /c/file; wc -c < /run/secrets/t")))`,
  );
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, source, mount]);
  const fuse = mountForUserOnly(user, source, mount);
  try {
    expect(spawnSync('ls', [mount]).status).not.toBe(0);
    const args = ['-f', path.join(mount, 'build.spec'), `--secret=t:${mount}/token`, mount];
    const first = build(args);
    expect(first.log).toContain('of the user\n19\n');
    expect(first.status).toBe(0);
    expect(build(args).log).toContain('cached');
  } finally {
    fuse.remove();
  }
});

test('a copy with a token names the file', () => {
  mkdirSync(path.join(home, 'repository/.git'), { recursive: true });
  const config = '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n';
  writeFileSync(path.join(home, 'repository/.git/config'), config);
  forEverybody(path.join(home, 'repository'));
  const { log, status } = build(['-f', spec('((from rootfs:base) (copy (src repository) (dst /r/)))'), home]);
  expect(log).toMatch(/warning: .*"repository\/\.git\/config".*persist-credentials: false/);
  expect(status).toBe(0);
});
