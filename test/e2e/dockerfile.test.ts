import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { Workshop } from '../places/workshop.ts';
import { type BuildKit, hasBuildKit, startBuildKit } from '../programs/buildkit.ts';
import { runCli } from '../programs/cli.ts';

function comparisons() {
  let registry: TestRegistry;
  let buildkit: BuildKit;
  let workshop: Workshop;

  beforeAll(async () => {
    registry = await startRegistry();
    buildkit = await startBuildKit(registry.host);
    workshop = new Workshop();
  });
  afterAll(async () => {
    workshop?.remove();
    await buildkit?.stop();
    await registry?.close();
  });

  /** Writes the Dockerfile of a spec and builds the Dockerfile. */
  function buildDockerfile(text: string) {
    const { status, stdout, stderr } = runCli(['dockerfile', '-f', workshop.spec(text), '--buildkit']);
    expect(status, stderr).toBe(0);
    const directory = path.join(workshop.directory, 'dockerfile');
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'Dockerfile'), stdout);
    return buildkit.build(workshop.context, directory);
  }

  test('BuildKit accepts the stage names of any build names', () => {
    writeFileSync(path.join(workshop.context, 'file'), '');
    const names = [
      'a/.b',
      'a/_b',
      'a./b',
      'a..b',
      '..',
      '.a.',
      '_a__b_',
      'a___b',
      'a--b',
      'a_-b',
      'A B',
      '9',
      'é',
      'scratch',
      'context',
    ];
    const builds = names.map(
      (name) => `(build ${JSON.stringify(name)} ((from scratch) (copy (src file) (dst /file))))`,
    );
    const copies = names.map(
      (name, number) => `(copy (from (build ${JSON.stringify(name)})) (src file) (dst /${number}))`,
    );
    const { status, said, files } = buildDockerfile(`(${builds.join('')} (from scratch) ${copies.join('')})`);
    expect(status, said).toBe(0);
    for (const number of names.keys()) expect(readFileSync(path.join(files, `${number}`), 'utf8')).toBe('');
  });

  test('a Dockerfile differs in the four listed ways, and in no other way', async () => {
    const image = await registry.pushRoot(workshop.base, 'base:1');
    const { context } = workshop;
    mkdirSync(path.join(context, 'dir'));
    for (const name of ['script', 'plain', 'dir/inner']) writeFileSync(path.join(context, name), `${name}\n`);
    chmodSync(path.join(context, 'script'), 0o750);
    chmodSync(path.join(context, 'plain'), 0o640);
    for (const name of ['dir', 'dir/inner']) chmodSync(path.join(context, name), 0o755);
    symlinkSync('plain', path.join(context, 'link'));
    symlinkSync('inner', path.join(context, 'dir/link'));
    const looks = {
      modes: 'stat -c %a /c/script /c/plain',
      link: '[ -L /c/link ] && echo link || echo file',
      network: "tail -n +3 /proc/net/dev | grep -v ' lo:' | head -n 1 | grep -c :",
      workdir: 'stat -c %u:%g /made',
      same: 'stat -c "%u:%g" /c/script; stat -c "%a %u:%g" /c/dir /c/dir/inner; readlink /c/dir/link; cat /c/script /c/link /c/dir/link; pwd; id -u; echo $A; umask',
    };
    const commands = Object.entries(looks).map(
      ([name, look]) => `(run (shell ${JSON.stringify(`{ ${look}; } > /facts/${name} 2>&1 || :`)}))`,
    );
    const text = `((from ${image}) (shell /bin/sh -c) (run (shell "mkdir -m 777 /facts")) (env A "a $B")
      (user (uid 5) (gid 6)) (workdir /made) (copy (src script plain link dir) (dst /c/)) ${commands.join(' ')})`;
    const theirs = buildDockerfile(text);
    expect(theirs.status, theirs.said).toBe(0);
    const ours = workshop.rootOf(workshop.report(text).id);
    const facts = (root: string, name: string) => readFileSync(path.join(root, 'facts', name), 'utf8');
    const differing = Object.keys(looks).filter((name) => facts(theirs.files, name) !== facts(ours, name));
    expect(facts(theirs.files, 'same')).toBe(facts(ours, 'same'));
    expect(differing).toEqual(['modes', 'link', 'network', 'workdir']);
    const both = (name: string) => [facts(ours, name), facts(theirs.files, name)];
    expect(both('modes')).toEqual(['755\n644\n', '750\n640\n']);
    expect(both('link')).toEqual(['link\n', 'file\n']);
    expect(both('network')).toEqual(['0\n', '1\n']);
    expect(both('workdir')).toEqual(['0:0\n', '5:6\n']);
  });

  test('users by name have the numbers, groups and home of BuildKit', async () => {
    const image = await registry.pushRoot(workshop.base, 'base:2');
    writeFileSync(path.join(workshop.context, 'of-users'), '');
    const look = (name: string) =>
      `(run (shell "{ id -u; id -g; id -G; echo $HOME $USER; stat -c %u:%g /of-*; } > /facts/${name}"))`;
    const copy = (name: string, more = '') => `(copy (src of-users) (dst /of-${name})${more})`;
    const text = `((from ${image}) (shell /bin/sh -c)
      (run (shell "mkdir -m 777 /facts; echo app:x:1500:1500::/home/of-app: >> /etc/passwd; echo extra:x:70:app >> /etc/group; echo staff:x:71: >> /etc/group"))
      (user (name app)) ${copy('app')} ${look('app')}
      (user (name app) (group staff)) ${copy('staff')} ${look('staff')}
      (user (name app) (gid 0)) ${copy('zero')} ${look('zero')}
      (user (uid 5) (group staff)) ${copy('five')} ${look('five')}
      ${copy('chown', ' (chown (name builder) (group extra))')} ${look('chown')})`;
    const theirs = buildDockerfile(text);
    expect(theirs.status, theirs.said).toBe(0);
    const ours = workshop.rootOf(workshop.report(text).id);
    const facts = (root: string) =>
      ['app', 'staff', 'zero', 'five', 'chown'].map((name) =>
        readFileSync(path.join(root, 'facts', name), 'utf8'),
      );
    expect(facts(ours)).toEqual(facts(theirs.files));
    expect(facts(ours)[0]).toBe('1500\n1500\n1500 70\n/home/of-app\n1500:1500\n');
  });
}

describe('the Dockerfile of a spec, built by BuildKit', () => {
  if (hasBuildKit()) return comparisons();
  test('is not built here', () => {
    console.warn(
      'BuildKit is not on this machine (tools/peers/peers install buildkit): no Dockerfile was built.',
    );
    expect(hasBuildKit()).toBe(false);
  });
});
