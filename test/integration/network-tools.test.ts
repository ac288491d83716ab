import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apt, cargo, git, go, type Mirror, npm, pip } from '../places/mirrors.ts';
import { type NetworkWorld, openNetworkWorld } from '../places/network-world.ts';

// The tools are those of this machine: a step's root is a copy-on-write view of the machine's own.
const TOOLS =
  '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/go/bin:/root/.cargo/bin';
const has = (...names: readonly string[]) =>
  names.every((name) => TOOLS.split(':').some((directory) => existsSync(path.join(directory, name))));

/** Fails a test by naming the missing tools: a skipped test would look like a passed one. */
function need(...names: readonly string[]): void {
  const missing = names.filter((name) => !has(name));
  if (missing.length > 0) throw new Error(`install for this test: ${missing.join(', ')}`);
}

const MIRRORS: Readonly<Record<string, Mirror>> = {
  ...(has('dpkg-deb') && { apt }),
  ...(has('npm') && { npm }),
  ...(has('python3') && { pip }),
  ...(has('python3', 'go') && { go }),
  ...(has('cargo') && { cargo }),
  ...(has('git') && { git }),
};

let memory: string;
let world: NetworkWorld;
beforeAll(async () => {
  // Not below the root itself, because the layers of an overlay must not overlap.
  memory = mkdtempSync('/dev/shm/network-tools-');
  const [upper, work, rootfs] = ['upper', 'work', 'rootfs'].map((name) => path.join(memory, name)) as [
    string,
    string,
    string,
  ];
  for (const directory of [upper, work, rootfs]) mkdirSync(directory);
  chmodSync(upper, 0o755);
  execFileSync('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=/,upperdir=${upper},workdir=${work}`,
    rootfs,
  ]);
  // The root of a step shows ids as they are, because the layers are the machine's own.
  world = await openNetworkWorld({ userNamespace: 'never', rootfs });
  for (const [name, make] of Object.entries(MIRRORS)) {
    const site = path.join(world.sites, `${name}.example`);
    mkdirSync(site);
    make(site);
  }
  copyFileSync(world.certificate, path.join(rootfs, 'certificate.pem'));
  chmodSync(path.join(rootfs, 'certificate.pem'), 0o644);
});
afterAll(async () => {
  await world?.close();
  spawnSync('umount', [path.join(memory, 'rootfs')]);
  rmSync(memory, { recursive: true, force: true });
});

/** Runs a script in a step that reaches one endpoint, and in a step that reaches another. */
async function through(endpoint: string, script: string) {
  const command = `export PATH=${TOOLS} HOME=/root LC_ALL=C; mkdir -p /w && cd /w && rm -rf * && ${script}`;
  const found = await world.run(command, [endpoint]);
  expect(found.fault).toBeUndefined();
  const { output: refused, result } = await world.run(command, ['another.example:1']);
  expect(result, refused).not.toMatchObject({ code: 0 });
  expect(found.attempts.filter(({ end }) => end !== 'passed')).toEqual([]);
  return { output: found.output, result: found.result };
}

const done = { kind: 'exited', code: 0 };

describe('through a list', () => {
  test('apt-get installs a package', async () => {
    need('dpkg-deb', 'apt-get');
    const options = '-o Dir::Etc::sourcelist=/w/list -o Dir::Etc::sourceparts=/none -o Acquire::Retries=0';
    const { output, result } = await through(
      'apt.example:80',
      `echo 'deb [trusted=yes] http://apt.example ./' > list && apt-get ${options} -qq update 2>&1 && apt-get ${options} -qq -y --reinstall install tiny 2>&1 && cat /usr/share/tiny; s=$?; dpkg --purge tiny; exit $s`,
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by apt');
  });

  test('npm installs a package', async () => {
    need('npm');
    const flags = '--registry=http://npm.example --cache=/w/cache --fetch-retries=0 --no-audit --no-fund';
    const { output, result } = await through(
      'npm.example:80',
      `npm install ${flags} tiny && node node_modules/tiny`,
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by npm');
  });

  test('pip installs a package', async () => {
    need('python3');
    execFileSync('/usr/bin/python3', ['-m', 'pip', '--version']);
    const flags =
      '--index-url http://pip.example/simple --trusted-host pip.example --retries 0 --no-cache-dir --target /w/lib';
    const { output, result } = await through(
      'pip.example:80',
      `/usr/bin/python3 -m pip install ${flags} tiny && PYTHONPATH=lib /usr/bin/python3 -c 'import tiny'`,
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by pip');
  });

  test('go fetches a module', async () => {
    need('go', 'python3');
    const settings =
      'GOPROXY=http://go.example GONOSUMDB=* GONOSUMCHECK=1 GOSUMDB=off GOFLAGS=-modcacherw GOPATH=/w/go GOTOOLCHAIN=local';
    const { output, result } = await through(
      'go.example:80',
      `go version && go mod init x.example/x && ${settings} go get tiny.example/tiny@v1.0.0 && cat go/pkg/mod/tiny.example/tiny@v1.0.0/tiny.go`,
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by go');
  });

  test('cargo fetches a crate', async () => {
    need('cargo');
    const manifest =
      '[package]\\nname = "x"\\nversion = "1.0.0"\\nedition = "2021"\\n[dependencies]\\ntiny = "1"\\n';
    const config =
      '[source.crates-io]\\nreplace-with = "m"\\n[source.m]\\nregistry = "sparse+http://cargo.example/index/"\\n[net]\\nretry = 0\\n';
    const { output, result } = await through(
      'cargo.example:80',
      `mkdir -p src .cargo && touch src/lib.rs && printf '${manifest}' > Cargo.toml && printf '${config}' > .cargo/config.toml && CARGO_HOME=/w/home cargo fetch && cat home/registry/src/*/tiny-1.0.0/src/lib.rs`,
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by cargo');
  });

  test('git clones over https', async () => {
    need('git');
    const { output, result } = await through(
      'git.example:443',
      'git -c http.sslCAInfo=/certificate.pem clone -q https://git.example/tiny.git && cat tiny/tiny',
    );
    expect(result, output).toMatchObject(done);
    expect(output).toContain('tiny by git');
  });

  test('git clones over ssh', async () => {
    need('git', 'sshd', 'ssh');
    const at = (name: string) => path.join(memory, name);
    for (const name of ['host', 'user'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
    copyFileSync(at('user'), path.join(world.rootfs, 'key'));
    writeFileSync(at('authorized'), readFileSync(at('user.pub')));
    const separation = '/run/sshd';
    const isOurs = !existsSync(separation);
    if (isOurs) mkdirSync(separation, { mode: 0o755 });
    const settings = {
      HostKey: at('host'),
      AuthorizedKeysFile: at('authorized'),
      PidFile: 'none',
      StrictModes: 'no',
      PermitRootLogin: 'yes',
      UsePAM: 'no',
      ListenAddress: '192.0.2.3',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const server = spawn('nsenter', [
      `--net=/proc/${world.serversPid}/ns/net`,
      '/usr/sbin/sshd',
      '-D',
      '-e',
      '-f',
      '/dev/null',
      ...flags,
    ]);
    try {
      await new Promise((resolve) => server.stderr.once('data', resolve));
      const ssh = 'ssh -i /key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null';
      const { output, result } = await through(
        'git.example:22',
        `chmod 600 /key && GIT_SSH_COMMAND='${ssh}' git clone -q ssh://root@git.example${world.sites}/git.example/tiny.git && cat tiny/tiny`,
      );
      expect(result, output).toMatchObject(done);
      expect(output).toContain('tiny by git');
    } finally {
      server.kill();
      if (isOurs) rmSync(separation, { recursive: true, force: true });
    }
  });
});
