import { expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

const inSpec = (field: string, builds = '') => `(${builds}(from i) (copy ${field} (src /a) (dst /b)))`;

it.each([
  ['(from golang:1.22)', 'golang:1.22', 'golang', '(build golang ((from golang:1.22)))'],
  [
    '(from ghcr.io/astral-sh/uv@sha256:0a)',
    'ghcr.io',
    'uv',
    '(build uv ((from ghcr.io/astral-sh/uv@sha256:0a)))',
  ],
  ['(from localhost:5000/tools/go)', 'localhost', 'go', '(build go ((from localhost:5000/tools/go)))'],
  ['(from oci:images/base:1)', 'oci:', 'base', '(build base ((from oci:images/base:1)))'],
  ['(from (image golang:1.22))', '(image', 'golang', '(build golang ((from golang:1.22)))'],
  ['(from (build golang:1.22))', 'golang:1.22', 'golang', '(build golang ((from golang:1.22)))'],
  ['(from (build library/golang))', 'library', 'golang', '(build golang ((from library/golang)))'],
])('%s is shown with a nested build of the image', (field, mark, name, build) => {
  const error = errorOf(inSpec(field));
  expect(error.hint).toBe(`Write ${build} before the base image, and (from (build ${name})) here.`);
  expect(error.at?.column).toBe(inSpec(field).indexOf(mark) + 1);
  expect(() => parse(inSpec(`(from (build ${name}))`, build))).not.toThrow();
});

it('a mount from an image is shown with a nested build too', () => {
  const text = '((from i) (run (mount (from golang:1.22) (src /a) (target /b)) (shell c)))';
  expect(errorOf(text).hint).toMatch(/^Write \(build golang \(\(from golang:1\.22\)\)\) before/);
});

it('a word may be a build or an image', () => {
  expect(errorOf(inSpec('(from nginx)')).hint).toBe(
    'For a nested build write (from (build nginx)). For an image, write (build nginx ((from nginx))) before the base image too.',
  );
});

it.each([
  [
    '((build golang ((from a))) (from i) (copy (from (build golan:1)) (src a) (dst b)))',
    /^Did you mean golang\?/,
  ],
  ['((build b ((from a))) (from i) (copy (from (build other)) (src a) (dst b)))', /^The builds: b\./],
])('%s keeps its own hint', (text, hint) => expect(errorOf(text).hint).toMatch(hint));
