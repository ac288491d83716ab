import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Origin } from '../contract/request.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The origin of a job. Undefined outside of jobs, for example in a shell. */
export function originOf(env: Env): Origin | undefined {
  const repository = env['GITHUB_REPOSITORY'];
  const ref = env['GITHUB_REF'];
  if (!repository || !ref) return undefined;
  const payload = readPayload(env['GITHUB_EVENT_PATH']);
  return {
    server: env['GITHUB_SERVER_URL'] ?? '',
    repository,
    ref,
    event: env['GITHUB_EVENT_NAME'] ?? '',
    baseBranch: env['GITHUB_BASE_REF'] || undefined,
    defaultBranch: textAt(payload, ['repository', 'default_branch']),
    subject: subjectOf(payload),
  };
}

function subjectOf(payload: unknown): string | undefined {
  const number =
    at(payload, ['pull_request', 'number']) ?? at(payload, ['issue', 'number']) ?? at(payload, ['number']);
  if (typeof number === 'number') return `#${number}`;
  // The event for a fork's workflow run has no pull request.
  const branch = textAt(payload, ['workflow_run', 'head_branch']);
  const repository = textAt(payload, ['workflow_run', 'head_repository', 'full_name']);
  return branch === undefined ? undefined : `${repository ?? ''}:${branch}`;
}

function textAt(value: unknown, names: readonly string[]): string | undefined {
  const found = at(value, names);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function at(value: unknown, names: readonly string[]): unknown {
  let here = value;
  for (const name of names) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}

/** GitHub's events have at most 25 MB. */
const MAX_EVENT_BYTES = 32 * 1024 ** 2;

/** The event's payload. Undefined for a missing or malformed file. */
function readPayload(file: string | undefined): unknown {
  if (!file) return undefined;
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile() || stats.size > MAX_EVENT_BYTES) return undefined;
      return JSON.parse(readFileSync(descriptor, 'utf8'));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
