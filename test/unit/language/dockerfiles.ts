import { writeDockerfile } from '../../../src/language/dockerfile/write.ts';
import { parse } from './specs.ts';

/** The file without its FROM lines and what a stage starts with. */
export function body(text: string, buildkit = true): string {
  const start = /^(?:FROM .*|USER 0:0|WORKDIR \/|SHELL \["\/usr\/bin\/env", "bash", "-c"\])$/;
  const lines = write(`((from i) ${text})`, buildkit).text.trimEnd().split('\n');
  return lines.filter((line) => !start.test(line)).join('\n');
}

export function write(text: string, buildkit = true): ReturnType<typeof writeDockerfile> {
  return writeDockerfile(parse(text), { buildkit });
}

export function warnings(text: string, buildkit = true): readonly string[] {
  return write(`((from i) ${text})`, buildkit).warnings.map(
    ({ message, at }) => `${at.line}:${at.column} ${message}`,
  );
}
