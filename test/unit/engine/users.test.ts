import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxRequest } from '../../../src/contract/sandbox.ts';
import type { SlotStart } from '../../../src/contract/slots.ts';
import type { CopyRequest } from '../../../src/contract/trees.ts';
import { type Bench, buildText, exited, openBench } from '../../fakes/build.ts';

let bench: Bench;
const commands: SandboxRequest[] = [];
const copies: CopyRequest[] = [];
const slots: SlotStart[] = [];
beforeEach(() => {
  for (const list of [commands, copies, slots]) list.length = 0;
  const made = openBench();
  const { trees, store } = made.machinery;
  const copy: typeof trees.copy = (request) => {
    copies.push(request);
    return trees.copy(request);
  };
  const slot: typeof store.slot = (name, start) => {
    slots.push(start);
    return store.slot(name, start);
  };
  bench = {
    ...made,
    machinery: { ...made.machinery, trees: { ...trees, copy }, store: { ...store, slot } },
  };
  bench.scripts.set('users', ({ rootfs }) => {
    mkdirSync(path.join(rootfs, 'etc'), { recursive: true });
    writeFileSync(path.join(rootfs, 'etc/passwd'), 'root:x:0:0:::\napp:x:5:6:::\n');
    writeFileSync(path.join(rootfs, 'etc/group'), 'staff:x:7:app\n');
    return exited(0);
  });
  bench.scripts.set('renumber', ({ rootfs }) => {
    writeFileSync(path.join(rootfs, 'etc/passwd'), 'app:x:50:60:::\n');
    return exited(0);
  });
  const look = (request: SandboxRequest) => {
    commands.push(request);
    return exited(0);
  };
  for (const name of ['look', 'again']) bench.scripts.set(name, look);
  bench.scripts.set('fail', () => exited(1));
  writeFileSync(path.join(bench.context, 'f'), 'f');
});
afterEach(() => bench.close());

const named = { uid: 5, gid: 6, groups: [7] };

test('a named user has the numbers of the step before', async () => {
  const told = await buildText(
    bench,
    `((from x) (run (shell users)) (user (name app)) (run (cache (c (target /c))) (mount (src f) (target /m)) (shell look))
      (copy (src f) (dst /g)) (user (uid 0) (gid 0)) (run (shell renumber)) (user (name app) (group staff))
      (copy (src f) (dst /h)) (copy (src f) (dst /i) (chown (uid 1) (group staff))) (run (shell again)))`,
  );
  expect(told.result.kind).toBe('built');
  expect(commands.map(({ user }) => user)).toEqual([named, { uid: 50, gid: 7 }]);
  expect(slots).toMatchObject([{ uid: 5, gid: 6 }]);
  expect(copies.map(({ user }) => user)).toEqual([named, named, { uid: 50, gid: 7 }, { uid: 1, gid: 7 }]);
  const contexts = bench.store.list().map(({ operation, context }) => [operation, context?.user]);
  expect(contexts).toContainEqual([expect.stringContaining('look'), { ...named, name: 'app' }]);
  expect(contexts).toContainEqual([expect.stringContaining('again'), { uid: 50, gid: 7, name: 'app:staff' }]);
  expect(contexts).toContainEqual([expect.stringContaining('renumber'), { uid: 0, gid: 0 }]);
});

test('a failed step keeps the numbers for a shell', async () => {
  const text = '((from x) (run (shell users)) (user (name app)) (run (shell fail)))';
  await buildText(bench, text, { keepFailed: true });
  expect(bench.store.failed()).toMatchObject([{ context: { user: { ...named, name: 'app' } } }]);
});

test('an unknown user is an error at the user, and nothing runs or stays', async () => {
  const told = await buildText(
    bench,
    `((from x)
      (run (shell users))
      (user (name ap))
      (run (cache (c (target /c))) (shell look)))`,
    { keepFailed: true },
  );
  expect(told.of('failed')[0]?.error).toMatchObject({
    code: 'sandbox-failed',
    message: 'could not find the user ap: /etc/passwd of the base has only root, app',
    at: { line: 3, column: 7 },
  });
  expect([commands, slots, bench.counts.openDrafts, bench.store.failed()]).toEqual([[], [], 0, []]);
});

test('an unknown owner of a copy is an error at chown', async () => {
  const text = `((from x) (run (shell users))
      (copy (src f) (dst /g)
            (chown (name app) (group wheel))))`;
  const told = await buildText(bench, text);
  expect(told.of('failed')[0]?.error).toMatchObject({
    code: 'copy-refused',
    message: 'could not find the group wheel: /etc/group of the base has only staff',
    at: { line: 3, column: 13 },
  });
  expect([copies, bench.counts.openDrafts]).toEqual([[], 0]);
});
