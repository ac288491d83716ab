import { describe, expect, it } from 'vitest';
import { body, warnings } from '../dockerfiles.ts';

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

  it('warn about line breaks without an equivalent', () => {
    expect(body('(env A "x\r\ny")')).toBe('ENV A="x y"');
    expect(body('(workdir "x\ny")')).toBe('WORKDIR "x y"');
    expect(warnings('(env A "x\ny") (workdir "x\ny")')).toEqual([
      '1:11 the value of A has line breaks, which a Dockerfile cannot express here: replaced by blanks',
      '2:5 workdir has line breaks, which a Dockerfile cannot express here: replaced by blanks',
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

  it('takes the exec form for a script with `#!`', () => {
    expect(body('(run (shell "#!/bin/sh\nx"))')).toBe(
      'RUN ["/usr/bin/env", "bash", "-c", "#!/bin/sh\\n\\\nx"]',
    );
  });

  it('takes the exec form if the shell is unknown', () => {
    expect(body('(shell /bin/echo) (run (shell "a\nb"))')).toBe(
      'SHELL ["/bin/echo"]\nRUN ["/bin/echo", "a\\n\\\nb"]',
    );
    expect(body('(shell) (run (shell /bin/x))')).toBe('RUN ["/bin/x"]');
    expect(body('(shell sh -euc) (run (shell "a\nb"))')).toBe(
      'SHELL ["sh", "-euc"]\nRUN <<\'EOF\'\na\nb\nEOF',
    );
  });

  it('warns about a line too long for BuildKit', () => {
    expect(warnings(`(run (shell "${'x'.repeat(65_600)}"))`)).toEqual([
      "1:1 a line exceeds BuildKit's maximum of 65535 bytes",
    ]);
  });

  it('warns about each GITHUB_ file in a command', () => {
    const command = 'echo a=b >> $GITHUB_OUTPUT; echo c >> $GITHUB_ENV; echo $GITHUB_ENVIRONMENT';
    expect(warnings(`(run (shell "${command}"))`)).toEqual([
      '1:11 this command uses $GITHUB_OUTPUT, but Docker does not set it',
      '1:11 this command uses $GITHUB_ENV, but Docker does not set it',
    ]);
  });

  it('warns about share', () => {
    expect(warnings('(run (share deps) (shell x))')).toEqual([
      expect.stringMatching(/^1:11 share "deps" is left out/),
    ]);
  });

  it('warns about the network', () => {
    for (const buildkit of [true, false]) {
      for (const network of ['host', '(audit)', '(allow a.example:443 b.example:22)']) {
        const run = `(run (network ${network}) (shell x))`;
        expect(body(run, buildkit)).toBe('RUN x');
        const [warning, ...more] = warnings(run, buildkit);
        expect(warning).toContain(`1:11 (network ${network}) is left out`);
        expect(more).toEqual([]);
      }
    }
  });
});

describe('mounts', () => {
  const text = '(run (cache (c (target /d))) (secrets (s (target /t))) (shell x))';

  it("are written in BuildKit's form", () => {
    expect(body(text)).toBe(
      'RUN --mount=type=cache,id=c,target=/d --mount=type=secret,id=s,target=/t,mode=0644,required=true x',
    );
    expect(warnings(text)).toEqual([]);
  });

  it('have the sharing of the slot, unless an option gives another', () => {
    expect(body('(run (cache (c (target /d) (sharing locked))) (shell x))')).toBe(
      'RUN --mount=type=cache,id=c,target=/d,sharing=locked x',
    );
    const both =
      '(run (cache (c (target /d) (sharing locked) (buildkit_options ((sharing private))))) (shell x))';
    expect(body(both)).toBe('RUN --mount=type=cache,id=c,target=/d,sharing=private x');
  });

  it('give a warning each in the plain form', () => {
    expect(body(text, false)).toBe('RUN x');
    expect(warnings(text, false)).toEqual([
      "1:23 the cache c at /d is left out: only BuildKit's form has caches",
      "1:49 the secret s at /t is left out: only BuildKit's form has secrets",
    ]);
  });

  it('belong to the user of the step', () => {
    expect(body(`(user (uid 3) (gid 4)) ${text}`)).toContain(
      '--mount=type=cache,id=c,target=/d,uid=3,gid=4 ',
    );
    expect(body(`(user (uid 3) (gid 4)) ${text}`)).toContain('id=s,target=/t,mode=0644,required=true');
  });

  it('prefer the options of the spec', () => {
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

  it('warn if BuildKit misreads a flag', () => {
    expect(warnings('(run (cache (é (target /d))) (shell x))')).toEqual([
      '1:23 an option of the cache é is not ASCII, which BuildKit misreads in flags',
    ]);
    expect(warnings('(run (cache ("a\nb" (target /d))) (shell x))')).toEqual([
      '1:23 an option of the cache a\nb has line breaks, which a Dockerfile cannot express here: replaced by blanks',
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

  it('warn about exclude', () => {
    for (const buildkit of [true, false]) {
      expect(warnings('(copy (src .) (dst /b) (exclude .git (glob *.o)))', buildkit)).toEqual([
        expect.stringMatching(/^1:11 exclude is left out, so COPY also copies \.git, \*\.o;/),
      ]);
    }
  });
});
