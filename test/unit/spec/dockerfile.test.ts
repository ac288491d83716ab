import { describe, expect, it } from 'vitest';
import { writeDockerfile } from '../../../src/spec/dockerfile.ts';
import { parse } from './specs.ts';

/** The file without its FROM lines and what a stage starts with. */
function body(text: string, buildkit = true): string {
  const start = /^(?:FROM .*|USER 0:0|WORKDIR \/|SHELL \["\/usr\/bin\/env", "bash", "-c"\])$/;
  const lines = write(`((from i) ${text})`, buildkit).text.trimEnd().split('\n');
  return lines.filter((line) => !start.test(line)).join('\n');
}

function write(text: string, buildkit = true): ReturnType<typeof writeDockerfile> {
  return writeDockerfile(parse(text), { buildkit });
}

function warnings(text: string, buildkit = true): readonly string[] {
  return write(`((from i) ${text})`, buildkit).warnings.map(
    ({ message, at }) => `${at.line}:${at.column} ${message}`,
  );
}

describe('stages', () => {
  it('come innermost first, the main build last and without a name', () => {
    const text = `((build a ((build b ((from x))) (from y) (copy (from (build b)) (src p) (dst /q))))
      (from z) (copy (from (build a)) (src q) (dst /r)))`;
    expect(write(text, false).text).toBe(
      'FROM x AS b\n\nFROM y AS a\nCOPY --from=b p /q\n\nFROM z\nCOPY --from=a q /r\n',
    );
  });

  it('have names that are valid, unique, and not those of an image, whatever the builds are called', () => {
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

  it('tell builds of the same name in different places apart', () => {
    const text = `((build a ((from x)))
      (build b ((build a ((from y))) (from z) (copy (from (build a)) (src p) (dst /p))))
      (from w) (copy (from (build a)) (src p) (dst /p)) (copy (from (build b)) (src p) (dst /p)))`;
    expect(write(text).text.match(/(?<=--from=)\S+/g)).toEqual(['a-2', 'a', 'b']);
  });

  it('warn of builds that BuildKit leaves out', () => {
    const text = `((build a ((from x)))
      (build b ((from y) (copy (from (build a)) (src p) (dst /p))))
      (build c ((from y))) (from w) (copy (from (build c)) (src p) (dst /p)))`;
    expect(write(text).warnings.map(({ message }) => message)).toEqual([
      'BuildKit does not build a, since nothing needed copies from it',
      'BuildKit does not build b, since nothing needed copies from it',
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
  ])('%j is none of Docker and becomes a build context of its own', (image, expected) => {
    const { text, warnings } = write(`((from ${JSON.stringify(image)}))`);
    expect(text).toBe(`FROM ${expected}\n`);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain(`--build-context ${expected}=`);
  });

  it('uses one such context for one image', () => {
    expect(write('((build a ((from rootfs:r))) (from rootfs:r))').text).toBe(
      'FROM base-rootfs-r AS a\n\nFROM base-rootfs-r\n',
    );
  });
});

describe('what a spec starts from', () => {
  it('is written where it matters', () => {
    expect(write('((from i) (run (shell x)))').text).toBe(
      'FROM i\nUSER 0:0\nWORKDIR /\nSHELL ["/usr/bin/env", "bash", "-c"]\nRUN x\n',
    );
    expect(write('((from i) (copy (src a) (dst b)))').text).toBe('FROM i\nWORKDIR /\nCOPY a b\n');
    expect(write('((from i) (workdir a))').text).toBe('FROM i\nWORKDIR /\nWORKDIR a\n');
  });

  it('and not where an operation sets it', () => {
    const text = '((from i) (workdir /w) (user (uid 1) (gid 2)) (shell sh -c) (run (shell x)))';
    expect(write(text).text).toBe('FROM i\nWORKDIR /w\nUSER 1:2\nSHELL ["sh", "-c"]\nRUN x\n');
    expect(write('((from i) (copy (src a) (dst /b)))').text).toBe('FROM i\nCOPY a /b\n');
  });
});

describe('simple operations', () => {
  it.each([
    ['(comment "a\n RUN b\r\nc\rd \\\\")', '# a\n#  RUN b\n# c\n# d \\'],
    ['(comment "")', '#'],
    ['(comment "\u001b[2J")', '#  [2J'],
    ['(workdir /a/b)', 'WORKDIR /a/b'],
    ['(workdir "/a b\\"$X\\\\")', 'WORKDIR "/a b\\"\\$X\\\\"'],
    ['(workdir --x)', 'WORKDIR "--x"'],
    ['(shell /bin/sh "a\\"b")', 'SHELL ["/bin/sh", "a\\"b"]'],
    ['(shell)', ''],
    ['(user (uid 1) (gid 2))', 'USER 1:2'],
    ['(env A b)', 'ENV A="b"'],
    ['(env A "$B $C  \\"q\\" \\\\ \'s\'")', 'ENV A="\\$B \\$C  \\"q\\" \\\\ \'s\'"'],
    ['(env A "")', 'ENV A=""'],
    ['(env "SP ACE" x)', 'ENV "SP ACE"="x"'],
    ['(env --from x)', 'ENV "--from"="x"'],
  ])('%j', (text, expected) => expect(body(text)).toBe(expected));

  it('warn where a line break cannot be written', () => {
    expect(body('(env A "x\r\ny")')).toBe('ENV A="x y"');
    expect(body('(workdir "x\ny")')).toBe('WORKDIR "x y"');
    expect(warnings('(env A "x\ny") (workdir "x\ny")')).toEqual([
      '1:11 the value of A has line breaks, which a Dockerfile cannot write there; blanks stand for them',
      '2:5 workdir has line breaks, which a Dockerfile cannot write there; blanks stand for them',
    ]);
  });
});

describe('commands', () => {
  it.each([
    ['make all', 'RUN make all'],
    ['echo "$HOME" \\\\ # x', 'RUN echo "$HOME" \\\\ # x'],
    ['a\nb', "RUN <<'EOF'\na\nb\nEOF"],
    ['a\nb\n', "RUN <<'EOF'\na\nb\nEOF"],
    ['cat <<EOF\nx\nEOF\nEOF1', "RUN <<'EOF2'\ncat <<EOF\nx\nEOF\nEOF1\nEOF2"],
    ['# not a comment\n\n  x \\\n y', "RUN <<'EOF'\n# not a comment\n\n  x \\\n y\nEOF"],
  ])('BuildKit: %j', (command, expected) => {
    const text = `(run (shell "${command.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"))`;
    expect(body(text)).toBe(expected);
  });

  it.each([
    ['a\nb', '"a\\n\\\nb"'],
    ['a\n# b\n\n  #c\n', '"a\\n\\\n\\u0023 b\\n\\\n\\n\\\n  \\u0023c\\n\\\n"'],
    ['a \\\n b', '"a \\\\\\n\\\n b"'],
    ['say "x"\nEND', '"say \\"x\\"\\n\\\nEND"'],
  ])('plain: %j stays several commands', (command, expected) => {
    const text = `(run (shell "${command.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"))`;
    expect(body(text, false)).toBe(`RUN ["/usr/bin/env", "bash", "-c", ${expected}]`);
  });

  it.each(['--x', '["a"]', 'cat <<EOF', 'cat<<X', ' x', 'x ', 'x\\', '', 'a\rb', '\u007f'])(
    '%j would be misread and takes the exec form',
    (command) => {
      const text = `(run (shell "${command.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"))`;
      const json = /^RUN (\[.*\])$/.exec(body(text))?.[1] ?? '';
      expect(JSON.parse(json)).toEqual(['/usr/bin/env', 'bash', '-c', command]);
    },
  );

  it('takes the exec form for a script that a heredoc would run past the shell', () => {
    expect(body('(run (shell "#!/bin/sh\nx"))')).toBe(
      'RUN ["/usr/bin/env", "bash", "-c", "#!/bin/sh\\n\\\nx"]',
    );
  });

  it('takes the exec form where the shell is none, or may not be one', () => {
    expect(body('(shell /bin/echo) (run (shell "a\nb"))')).toBe(
      'SHELL ["/bin/echo"]\nRUN ["/bin/echo", "a\\n\\\nb"]',
    );
    expect(body('(shell) (run (shell /bin/x))')).toBe('RUN ["/bin/x"]');
    expect(body('(shell sh -euc) (run (shell "a\nb"))')).toBe(
      'SHELL ["sh", "-euc"]\nRUN <<\'EOF\'\na\nb\nEOF',
    );
  });

  it('warns of a line that BuildKit cannot read', () => {
    expect(warnings(`(run (shell "${'x'.repeat(65_600)}"))`)).toEqual([
      '1:1 a line is longer than the 65535 bytes that BuildKit reads',
    ]);
  });

  it('warns of step outputs', () => {
    expect(warnings('(run (shell "echo a=b >> $GITHUB_OUTPUT"))')).toEqual([
      '1:11 this command uses $GITHUB_OUTPUT, which Docker does not set: a step has no outputs there',
    ]);
  });

  it('warns of the network', () => {
    for (const buildkit of [true, false]) {
      expect(body('(run (network host) (shell x))', buildkit)).toBe('RUN x');
      expect(warnings('(run (network host) (shell x))', buildkit)).toEqual([
        expect.stringMatching(/^1:11 the network \(host\) is not written/),
      ]);
    }
  });
});

describe('mounts', () => {
  const text = '(run (cache (c (target /d))) (secrets (s (target /t))) (shell x))';

  it('are written in BuildKit’s form', () => {
    expect(body(text)).toBe(
      'RUN --mount=type=cache,id=c,target=/d --mount=type=secret,id=s,target=/t,mode=0644,required=true x',
    );
    expect(warnings(text)).toEqual([]);
  });

  it('are warned of in the plain form, each at its place', () => {
    expect(body(text, false)).toBe('RUN x');
    expect(warnings(text, false)).toEqual([
      "1:23 the cache c at /d is not written: only BuildKit's form has caches",
      "1:49 the secret s at /t is not written: only BuildKit's form has secrets",
    ]);
  });

  it('belong to the user, whose caches they are', () => {
    expect(body(`(user (uid 3) (gid 4)) ${text}`)).toContain(
      '--mount=type=cache,id=c,target=/d,uid=3,gid=4 ',
    );
    expect(body(`(user (uid 3) (gid 4)) ${text}`)).toContain('id=s,target=/t,mode=0644,required=true');
  });

  it('take options, which win', () => {
    const options = '(buildkit_options ((sharing locked) (uid 9)))';
    expect(body(`(user (uid 3) (gid 4)) (run (cache (c (target /d) ${options})) (shell x))`)).toContain(
      'target=/d,gid=4,sharing=locked,uid=9 x',
    );
    expect(body('(run (secrets (s (buildkit_options ((mode 0400) (Required false))))) (shell x))')).toContain(
      'target=/run/secrets/s,mode=0400,Required=false x',
    );
  });

  it('are quoted for all three readers of a flag', () => {
    expect(body('(run (cache ("a b,$X\\"" (target "/d e"))) (shell x))')).toBe(
      'RUN --mount=type=cache,\\"id=a\\ b,\\\\\\$X\\\\\\"\\"\\",target=/d\\ e x',
    );
  });

  it('warn where BuildKit misreads a flag', () => {
    expect(warnings('(run (cache (é (target /d))) (shell x))')).toEqual([
      '1:23 an option of the cache é is not ASCII, which BuildKit misreads in flags',
    ]);
    expect(warnings('(run (cache ("a\nb" (target /d))) (shell x))')).toEqual([
      '1:23 an option of the cache a\nb has line breaks, which a Dockerfile cannot write there; blanks stand for them',
    ]);
  });
});

describe('copies', () => {
  it.each([
    ['(src a) (dst /b)', 'COPY a /b'],
    ['(src a) (dst /b/)', 'COPY a /b/a'],
    ['(src a x//y/./) (dst /b/)', 'COPY a /b/a\nCOPY x/y /b/y'],
    ['(src .) (dst /b/)', 'COPY . /b/'],
    ['(src /) (dst /b)', 'COPY . /b'],
    ['(src /etc/x) (dst .)', 'COPY etc/x .'],
    ['(src) (dst /b/)', ''],
    ['(src "a b") (dst /c)', 'COPY ["a b", "/c"]'],
    ['(src *[?]) (dst /c)', 'COPY ["[\\\\\\\\*][\\\\\\\\[][\\\\\\\\?]]", "/c"]'],
    ['(src "$X\\"\'\\\\") (dst "/$Y")', 'COPY ["\\\\$X\\\\\\"\\\\\'[\\\\\\\\\\\\\\\\]", "/\\\\$Y"]'],
    ['(src <<EOF) (dst /c)', 'COPY ["\\\\<\\\\<EOF", "/c"]'],
    ['(src --from=x) (dst /c)', 'COPY ["--from=x", "/c"]'],
    ['(src "a\nb") (dst /c)', 'COPY ["a\\n\\\nb", "/c"]'],
  ])('%j', (fields, expected) => expect(body(`(copy ${fields})`)).toBe(expected));

  it('belong to the user unless that is root', () => {
    expect(body('(user (uid 0) (gid 5)) (copy (src a) (dst /b))')).toBe('USER 0:5\nCOPY --chown=0:5 a /b');
    expect(body('(user (uid 1) (gid 0)) (copy (src a) (dst /b))')).toBe('USER 1:0\nCOPY --chown=1:0 a /b');
    expect(body('(user (uid 0) (gid 0)) (copy (src a) (dst /b))')).toBe('COPY a /b');
  });

  it('warn of what is excluded', () => {
    for (const buildkit of [true, false]) {
      expect(warnings('(copy (src .) (dst /b) (exclude .git (glob *.o)))', buildkit)).toEqual([
        expect.stringMatching(/^1:11 exclude is not written, so more is copied: \.git, \*\.o;/),
      ]);
    }
  });
});
