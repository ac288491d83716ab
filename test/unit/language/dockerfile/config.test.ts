import { expect, test } from 'vitest';
import { writeDockerfile } from '../../../../src/language/dockerfile/write.ts';
import { warnings, write } from '../dockerfiles.ts';
import { parse } from '../specs.ts';

test('the options of an image end the last stage', () => {
  const image = {
    labels: { 'org.example.title': 'an "app" for $5', two: 'a\nb' },
    exposedPorts: ['53/udp', '80/tcp'],
    stopSignal: 'SIGINT',
    entrypoint: ['/app', 'it\'s "here"'],
    cmd: ['--serve'],
  };
  const spec = parse('((build b ((from x))) (from y) (copy (from (build b)) (src f) (dst /f)))');
  const { text, warnings } = writeDockerfile(spec, { buildkit: true, image });
  expect(text).toBe(`FROM x AS b

FROM y
COPY --from=b f /f
LABEL org.example.title="an \\"app\\" for \\$5"
LABEL two="a b"
EXPOSE 53/udp 80/tcp
STOPSIGNAL SIGINT
ENTRYPOINT ["/app", "it's \\"here\\""]
CMD ["--serve"]
`);
  expect(warnings.map(({ message }) => message)).toEqual([
    'the label two has line breaks, which a Dockerfile cannot express here: replaced by blanks',
  ]);
});

test('the plain form leaves chmod out with a warning', () => {
  const text = '(copy (src a) (dst /b) (chmod 755))';
  expect(warnings(text)).toEqual([]);
  expect(warnings(text, false)).toEqual([
    "1:11 the chmod 0755 of this copy is left out: only BuildKit's form has chmod",
  ]);
  expect(write(`((from i) ${text})`, false).text).toBe('FROM i\nCOPY a /b\n');
});

test('a note names the usual differences that apply', () => {
  expect(write('((from i) (env A b))').notes).toEqual([]);
  expect(write('((from i) (run (network host) (shell a)))').notes).toEqual([]);
  expect(write('((from i) (run (shell a)) (copy (src a) (dst /b)) (run (shell b)))').notes).toEqual([
    'Docker gives a network to every RUN, and the spec only to steps with (network …). `docker build --network=none` takes it away.',
    'COPY keeps the modes of files and follows a link as a source. The spec gives the modes 0755 and 0644 without chmod, and copies the link.',
  ]);
  expect(write('((build b ((from i) (workdir /c))) (from i))').notes).toEqual([
    'WORKDIR gives a new directory to the current user in BuildKit, and to root in the spec.',
  ]);
});
