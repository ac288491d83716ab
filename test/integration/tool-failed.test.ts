import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BuildEvent } from '../../src/contract/events.ts';
import { callerOf } from '../../src/host/caller.ts';
import { findProgram } from '../../src/host/probes.ts';
import { NO_RULES } from '../../src/worker/owner/rules.ts';
import { places } from '../../src/worker/places.ts';
import { serveBuild } from '../../src/worker/serve.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';

// The step of a user whose command is right, on a machine whose own programs fail: real runc below a wrapper.
let directory: string;
const searchPath = process.env['PATH'] ?? '';
const runc = findProgram('runc', searchPath) ?? 'runc';

beforeAll(() => {
  directory = mkdtempSync('/srv/tool-failed-');
  for (const name of ['context', 'programs']) mkdirSync(path.join(directory, name));
  makeBusyboxRoot(path.join(directory, 'base'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => {
  process.env['PATH'] = searchPath;
  const containers = path.join(places.runDirectory, 'containers');
  const own = readdirSync(containers).filter((name) => name.startsWith(`obuilder-${process.pid}-`));
  for (const name of own) rmSync(path.join(containers, name), { recursive: true });
});

/** Puts a runtime in the place of runc that hides its state after a step and says that it cannot delete. */
function breakDeletion(): void {
  const script = `#!/bin/sh
for word; do
  case $word in
    run)
      '${runc}' "$@"
      status=$?
      for last; do :; done
      mv "$2/$last/state.json" "$2/$last/hidden"
      exit $status
      ;;
    delete)
      for last; do :; done
      mv "$2/$last/hidden" "$2/$last/state.json"
      '${runc}' "$@"
      mkdir "$2/$last"
      echo 'unable to destroy container' >&2
      exit 3
      ;;
  esac
done
exec '${runc}' "$@"
`;
  const file = path.join(directory, 'programs/runc');
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  process.env['PATH'] = `${directory}/programs:${searchPath}`;
}

async function run(command: string): Promise<readonly BuildEvent[]> {
  const events: BuildEvent[] = [];
  const text = `((from "rootfs:${directory}/base") (shell /bin/sh -c) (run (shell ${JSON.stringify(command)})))`;
  await serveBuild(
    {
      version: 1,
      storeRequest: { store: `copy:${directory}/store` },
      spec: { text, file: 'test.spec' },
      context: path.join(directory, 'context'),
      secrets: {},
      noCache: true,
      pull: 'auto',
      keepFailed: true,
      cacheScope: 'test',
    },
    {
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      boundary: { caller: callerOf({ env: {}, uid: 0 }), rules: NO_RULES },
    },
  );
  return events;
}

/** How the step ended. */
function endOf(events: readonly BuildEvent[]) {
  return events.findLast((event) => event.type === 'step-end');
}

test('a runtime that cannot delete is a failed tool', async () => {
  breakDeletion();
  const end = endOf(await run('echo good'));
  expect(end).toMatchObject({ outcome: 'failed', error: { code: 'tool-failed' } });
  expect(end?.error?.message).toMatch(/runc .*delete.*: unable to destroy container$/);
  expect(end?.error?.program).toMatch(/runc$/);
  expect(end?.error?.status).toBe(3);
  expect(end?.kept).toBeUndefined();
  expect(readdirSync(path.join(directory, 'store/v1/failed'))).toEqual([]);
});

test('a command that fails is kept as the command of the user', async () => {
  const end = endOf(await run('exit 7'));
  expect(end).toMatchObject({ outcome: 'failed', kept: true, error: { code: 'command-failed', status: 7 } });
  expect(end?.error?.value).toBeUndefined();
});
