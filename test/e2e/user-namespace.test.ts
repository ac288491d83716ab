import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { type Report, Workshop } from '../places/workshop.ts';
import { jsonOf, runCli } from '../programs/cli.ts';
import { makeProbeIn, PROBE } from '../samples/step-probe.ts';
import { attributeOf, listTree, setAttribute } from '../samples/tree-listing.ts';

/** zfs-fuse is a FUSE file system, which shows no other owners. */
const CAN = (name: string) => name !== 'zfs';

/** The content of the attribute: its version and flags, and CAP_CHOWN as permitted. */
const CAN_CHANGE_OWNERS = `0100000201${'00'.repeat(15)}`;

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
  makeProbeIn(workshop.base);
  mkdirSync(path.join(workshop.context, 'deep'));
  writeFileSync(path.join(workshop.context, 'deep/file'), 'of the context');
});
afterAll(() => workshop?.remove());

const SPEC = `(
  (build tools (BASE
    (run (shell "mkdir -p /out/deep && echo tool > /out/deep/tool && chmod 4755 /out/deep/tool && chown 7:8 /out/deep && ln -s deep/tool /out/link && cp /bin/busybox /out/able && ${PROBE} cap /out/able"))))
  BASE
  (run (shell "mkdir /moved && echo kept > /moved/file && echo old > /replaced && mkfifo /pipe && ln /moved/file /name"))
  (run (shell "mv /moved /there && rm /replaced && mkdir /replaced && touch /replaced/new && chown 12:34 /there/file && chown 1000:1000 /home/builder"))
  (copy (from (build tools)) (src /out) (dst /tools))
  (copy (src deep) (dst /context/))
  (run (cache (store (target /cache))) (shell "echo 1 >> /cache/count && chown 5:6 /cache/count && cat /cache/count > /count"))
  (run (cache (store (target /cache))) (secrets (token)) (shell "stat -c %u:%g /cache/count /run/secrets/token / /etc/hosts > /owners; cp /bin/busybox /able && ${PROBE} cap /able"))
  (user (uid 1000) (gid 1000)) (workdir /home/builder)
  (run (shell "touch mine; /bin/chown 77 mine && stat -c %u mine > /tmp/changed"))
  (user (uid 0) (gid 0))
  (run (network host) (shell "rm -r /there; ls /sys/class/net > /nets")))`;

interface Built {
  readonly log: string;
  readonly tree: Readonly<Record<string, string>>;
  readonly owners: string;
}

function build(store: string, mode: string, spec = SPEC): Built {
  const secret = path.join(workshop.directory, 'secret');
  writeFileSync(secret, 'hush');
  const flags = [`--store=${store}`, `--user-namespace=${mode}`];
  const args = [
    'build',
    '-f',
    workshop.spec(spec),
    workshop.context,
    ...flags,
    `--secret=token:${secret}`,
    '--json',
  ];
  const finished = runCli(args);
  expect(finished.status, finished.stdout + finished.stderr).toBe(0);
  const { id } = jsonOf<Report>(finished);
  const root = jsonOf<{ path: string }>(runCli(['inspect', id, `--store=${store}`, '--json'])).path;
  const entries = Object.entries(listTree(root)).map(([file, line]) => {
    const attribute = attributeOf(path.join(root, file), 'security.capability') ?? '';
    return [file, `${line.replace(/ \d{4}-\S+Z/g, '')} ${attribute}`];
  });
  const owners = readFileSync(path.join(root, 'owners'), 'utf8');
  return { log: finished.stdout, tree: Object.fromEntries(entries), owners };
}

describe.each(Object.entries(driverPlaces))('in a store: %s', (name, makePlace) => {
  let at: DriverPlace;
  const storeName = (which: string) => `${at.driver}:${at.newStore(which).place}`;
  beforeAll(() => {
    at = makePlace();
    // An image brings a file with a capability, where the file system keeps one.
    const able = path.join(workshop.base, 'bin/chown');
    rmSync(able);
    copyFileSync('/bin/busybox', able);
    if (!at.hasNoAttributes) setAttribute(able, 'security.capability', CAN_CHANGE_OWNERS);
  });
  afterAll(() => at?.remove());

  test('a user namespace does not change a build', () => {
    const spec = at.hasNoAttributes
      ? SPEC.replaceAll(PROBE, '/bin/true').replace('/bin/chown 77 mine &&', '')
      : SPEC;
    const walled = build(storeName('walled'), CAN(name) ? 'always' : 'auto', spec);
    const bare = build(storeName('bare'), 'never', spec);
    expect(walled.tree).toEqual(bare.tree);
    expect(walled.tree['replaced/new']).toMatch(/^file 644 0:0 /);
    if (!at.hasNoAttributes) {
      expect(walled.tree['home/builder/mine']).toMatch(/^file 644 77:1000 /);
      expect(walled.tree['able']).toContain(` ${CAN_CHANGE_OWNERS}`);
      expect(walled.tree['bin/chown']).toContain(` ${CAN_CHANGE_OWNERS}`);
    }
    expect(walled.owners).toBe('5:6\n0:0\n0:0\n0:0\n');
    expect(walled.log).toMatch(CAN(name) ? /root in a step is nobody/i : /without a user namespace/);
    expect(bare.log).toMatch(/without a user namespace/);
  });

  test('a step sees the ids of its wall', () => {
    const spec = '(BASE (run (shell "touch /owners; cat /proc/self/uid_map; stat -c %u /")))';
    const { log } = build(storeName('seen'), 'auto', spec);
    expect(log).toMatch(CAN(name) ? /^ +0 2147483648 2147483647\n0$/m : /^ +0 +0 4294967295\n0$/m);
  });
});
