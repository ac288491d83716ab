import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatReference, parseReference, registryHost } from '../../../src/oci/reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('a reference', () => {
  test.each([
    ['debian', 'docker.io/library/debian:latest'],
    ['debian:12', 'docker.io/library/debian:12'],
    ['ocaml/opam:debian', 'docker.io/ocaml/opam:debian'],
    ['index.docker.io/debian', 'docker.io/library/debian:latest'],
    ['docker.io/debian', 'docker.io/library/debian:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/app', 'localhost:5000/app:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['127.0.0.1:5000/a/b/c:1', '127.0.0.1:5000/a/b/c:1'],
    ['[::1]:5000/app:1', '[::1]:5000/app:1'],
    ['ghcr.io/Owner'.toLowerCase(), 'ghcr.io/owner:latest'],
    [`debian@${DIGEST}`, `docker.io/library/debian@${DIGEST}`],
    [`debian:12@${DIGEST}`, `docker.io/library/debian:12@${DIGEST}`],
    ['Registry/app', 'Registry/app:latest'],
    ['a.b/c__d/e--f.g', 'a.b/c__d/e--f.g:latest'],
  ])('%s means %s', (text, full) => {
    expect(formatReference(parseReference(text))).toBe(full);
  });

  test.each([
    ['', 'the name is missing'],
    ['Debian', '"Debian" is no part of a name'],
    ['debian:', '"" is no tag'],
    ['debian:a b', '"a b" is no tag'],
    [`debian:${'x'.repeat(129)}`, 'is no tag'],
    ['debian@sha256:12', '"sha256:12" is no digest'],
    [`debian@md5:${'a'.repeat(64)}`, 'is no digest'],
    ['a//b', 'a part of the name is empty'],
    ['a/', 'a part of the name is empty'],
    ['../etc', 'is no registry'],
    ['-x.y/z', 'is no registry'],
    [`${'a/'.repeat(128)}b`, 'longer than 255'],
    ['a___b', '"a___b" is no part of a name'],
  ])('%s is refused', (text, problem) => {
    expect(() => parseReference(text)).toThrow(problem);
  });

  test('an upper-case name gets a lower-case suggestion', () => {
    expect(() => parseReference('ocaml/Opam:x')).toThrow(
      expect.objectContaining({
        code: 'image-invalid',
        value: 'ocaml/Opam:x',
        hint: 'Repository names are lower-case: did you mean "ocaml/opam:x"?',
      }),
    );
  });

  test('formatted references parse to the same value', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const domain = fc.constantFrom('docker.io', 'localhost', 'ghcr.io', 'r.example.com:5000', '127.0.0.1:1');
    const reference = fc.record({
      domain,
      repository: fc.array(component, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,9}$/),
      digest: fc.option(fc.constant(DIGEST), { nil: undefined }),
    });
    fc.assert(
      fc.property(reference, (wanted) => {
        expect(parseReference(formatReference(wanted))).toEqual(wanted);
      }),
    );
  });

  test('any text is a reference or an ObuilderError', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const first = formatReference(parseReference(text));
          expect(formatReference(parseReference(first))).toBe(first);
        } catch (error) {
          expect(error).toMatchObject({ code: 'image-invalid' });
        }
      }),
    );
  });

  test("Docker Hub's registry has another name", () => {
    expect([registryHost('docker.io'), registryHost('ghcr.io')]).toEqual(['registry-1.docker.io', 'ghcr.io']);
  });
});
