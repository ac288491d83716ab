import { describe, expect, it } from 'vitest';
import { write } from '../dockerfiles.ts';

describe('stages', () => {
  it('come innermost first, and the main build last without name', () => {
    const text = `((build a ((build b ((from x))) (from y) (copy (from (build b)) (src p) (dst /q))))
      (from z) (copy (from (build a)) (src q) (dst /r)))`;
    expect(write(text, false).text).toBe(
      'FROM x AS b\n\nFROM y AS a\nCOPY --from=b p /q\n\nFROM z\nCOPY --from=a q /r\n',
    );
  });

  it('have names valid as image components', () => {
    const names = ['a/.b', 'a/_b', 'a./b', 'a..b', '..', '.a.', '_a__b_', 'a___b', 'a--b', 'a_-b'];
    const builds = names.map((name) => `(build ${JSON.stringify(name)} ((from debian)))`);
    const { text } = write(`(${builds.join('')} (from debian))`);
    const stages = [...text.matchAll(/^FROM debian AS (.*)$/gm)].map(([, name]) => name ?? '');
    expect(stages).toHaveLength(names.length);
    for (const stage of stages) expect(stage).toMatch(/^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/);
  });

  it('have valid and unique names for any build names', () => {
    const names = ['a b', 'A_B', 'a-b', 'debian', '9', '"', 'é', 'scratch', 'context', 'x\ny'];
    const builds = names.map((name) => `(build ${JSON.stringify(name)} ((from debian)))`);
    const copies = names.map((name) => `(copy (from (build ${JSON.stringify(name)})) (src p) (dst /p))`);
    const { text } = write(`(${builds.join('')} (from debian) ${copies.join('')})`);
    const stages = [...text.matchAll(/^FROM debian AS (.*)$/gm)].map(([, name]) => name);
    expect(stages).toEqual([
      'a-b',
      'a_b',
      'a-b-2',
      'debian-2',
      'stage-9',
      'stage',
      'stage-2',
      'scratch-2',
      'context-2',
      'x-y',
    ]);
    expect([...text.matchAll(/--from=(\S+)/g)].map(([, name]) => name)).toEqual(stages);
  });

  it('distinguish equal names in different builds', () => {
    const text = `((build a ((from x)))
      (build b ((build a ((from y))) (from z) (copy (from (build a)) (src p) (dst /p))))
      (from w) (copy (from (build a)) (src p) (dst /p)) (copy (from (build b)) (src p) (dst /p)))`;
    expect(write(text).text.match(/(?<=--from=)\S+/g)).toEqual(['a-2', 'a', 'b']);
  });

  it('warn about builds that BuildKit skips', () => {
    const text = `((build a ((from x)))
      (build b ((from y) (copy (from (build a)) (src p) (dst /p))))
      (build c ((from y))) (from w) (copy (from (build c)) (src p) (dst /p)))`;
    expect(write(text).warnings.map(({ message }) => message)).toEqual([
      'BuildKit does not build a, because no needed stage takes files from it',
      'BuildKit does not build b, because no needed stage takes files from it',
    ]);
    expect(write(text, false).warnings).toEqual([]);
  });
});

describe('base images', () => {
  it.each([
    ['debian', 'debian'],
    ['docker://debian:12', 'debian:12'],
    ['localhost:5000/a/b_c:v1.2', 'localhost:5000/a/b_c:v1.2'],
    [`ghcr.io/o/n@sha256:${'a'.repeat(64)}`, `ghcr.io/o/n@sha256:${'a'.repeat(64)}`],
    ['scratch', 'scratch'],
  ])('%s', (image, expected) => {
    const { text, warnings } = write(`((from ${image}))`);
    expect(text).toBe(`FROM ${expected}\n`);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['rootfs:/srv/x y', 'base-rootfs-srv-x-y'],
    ['oci:dir:tag', 'base-oci-dir-tag'],
    ['obuilder:abc', 'base-obuilder-abc'],
    ['a\nRUN evil', 'base-a-run-evil'],
    ['$HOME', 'base-home'],
    ['debian AS x', 'base-debian-as-x'],
  ])('%j is unknown to Docker and becomes a build context', (image, expected) => {
    const { text, warnings } = write(`((from ${JSON.stringify(image)}))`);
    expect(text).toBe(`FROM ${expected}\n`);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain(`--build-context ${expected}=`);
  });

  it('uses a single build context for an image', () => {
    expect(write('((build a ((from rootfs:r))) (from rootfs:r))').text).toBe(
      'FROM base-rootfs-r AS a\n\nFROM base-rootfs-r\n',
    );
  });
});

describe('the initial state of a spec', () => {
  it('is written if a step depends on it', () => {
    expect(write('((from i) (run (shell x)))').text).toBe(
      'FROM i\nUSER 0:0\nWORKDIR /\nSHELL ["/usr/bin/env", "bash", "-c"]\nRUN x\n',
    );
    expect(write('((from i) (copy (src a) (dst b)))').text).toBe('FROM i\nWORKDIR /\nCOPY a b\n');
    expect(write('((from i) (workdir a))').text).toBe('FROM i\nWORKDIR /\nWORKDIR a\n');
  });

  it('is left out if an operation sets it', () => {
    const text = '((from i) (workdir /w) (user (uid 1) (gid 2)) (shell sh -c) (run (shell x)))';
    expect(write(text).text).toBe('FROM i\nWORKDIR /w\nUSER 1:2\nSHELL ["sh", "-c"]\nRUN x\n');
    expect(write('((from i) (copy (src a) (dst /b)))').text).toBe('FROM i\nCOPY a /b\n');
  });
});
