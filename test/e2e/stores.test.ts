import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { mountsBelow } from '../places/loop-file-system.ts';
import { outcomes, Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';

const { btrfs: _, ...others } = driverPlaces;

/** A workshop whose store is elsewhere. */
class OtherWorkshop extends Workshop {
  readonly #store: string;
  constructor(store: string) {
    super();
    this.#store = store;
  }
  override get storeFlag(): string {
    return `--store=${this.#store}`;
  }
}

describe.each(Object.entries(others))('a build in a store: %s', (_name, makePlace) => {
  let at: DriverPlace;
  let root: string;
  let workshop: Workshop;

  beforeAll(() => {
    at = makePlace();
    const store = at.newStore('store');
    root = store.root;
    workshop = new OtherWorkshop(`${at.driver}:${store.place}`);
  });
  afterAll(() => {
    workshop?.remove();
    at?.remove();
  });

  const spec = `(
    (build tools (BASE
      (run (shell "mkdir -p /out/deep && echo tool > /out/deep/tool && chmod 4755 /out/deep/tool && ln -s deep/tool /out/link"))))
    BASE
    (run (shell "mkdir /moved && echo kept > /moved/file && echo old > /replaced"))
    (run (shell "mv /moved /there && rm /replaced && mkdir /replaced && touch /replaced/new && chown 12:34 /there/file"))
    (copy (from (build tools)) (src /out) (dst /tools))
    (copy (src file) (dst /context/))
    (run (cache (store (target /cache))) (shell "echo 1 >> /cache/count && cat /cache/count > /count")))`;

  test('nests slots and refuses links inside', () => {
    const left = '(outer (target /c)) (inner (target /c/a/b))';
    workshop.report(`(BASE (run (cache ${left}) (shell "echo x > /c/a/b/f; ln -s /dev /c/dev")))`);
    const { status, stdout, stderr } = workshop.build(
      '(BASE (run (cache (outer (target /c))\n(inner (target /c/dev))) (shell "true")))',
    );
    expect(status, stdout + stderr).toBe(1);
    expect(stdout + stderr).toMatch(/\.spec:2:1: .*symbolic link in the cache slot/);
  });

  test("keeps a step's summary", () => {
    const text = '(BASE (run (shell "echo summary of $GITHUB_STEP_SUMMARY > $GITHUB_STEP_SUMMARY")))';
    for (const _ of ['built', 'cached']) {
      const { id } = workshop.report(text);
      const { stdout } = runCli(['logs', id, '--summary', workshop.storeFlag]);
      expect(stdout).toBe('summary of /dev/github-step-summary\n');
    }
  });

  test('looks up users by name in the files of the step before', () => {
    const make =
      'echo app:x:1500:1600::/: >> /etc/passwd; echo team:x:1700:app >> /etc/group; mkdir -m 777 /w';
    const look = 'cd /w && { id -u; id -g; id -G; touch own; stat -c %u:%g own /f; } > looked';
    writeFileSync(path.join(workshop.context, 'file'), 'of the context');
    const report = workshop.report(
      `(BASE (run (shell "${make}")) (user (name app)) (copy (src file) (dst /f) (chown (name app) (group team))) (run (shell "${look}")))`,
    );
    const looked = readFileSync(path.join(workshop.rootOf(report.id), 'w/looked'), 'utf8');
    expect(looked).toBe('1500\n1600\n1600 1700\n1500:1600\n1500:1700\n');
  });

  test("gives the steps' files, and the next build is cached", async () => {
    writeFileSync(path.join(workshop.context, 'file'), 'of the context');
    const report = workshop.report(spec);
    const files = workshop.rootOf(report.id);
    const text = (name: string) => readFileSync(path.join(files, name), 'utf8');
    expect(text('there/file')).toBe('kept\n');
    expect(statSync(path.join(files, 'there/file')).uid).toBe(12);
    expect(readdirSync(path.join(files, 'replaced'))).toEqual(['new']);
    expect(readdirSync(files)).not.toContain('moved');
    expect(text('tools/link')).toBe('tool\n');
    expect(statSync(path.join(files, 'tools/deep/tool')).mode & 0o111).toBe(0o111);
    expect(text('context/file')).toBe('of the context');
    expect(text('count')).toBe('1\n');
    expect(() => writeFileSync(path.join(files, 'new'), '')).toThrow('EROFS');
    workshop.takeCalls();
    const again = workshop.report(spec);
    const calls = workshop.takeCalls();
    // Only ZFS itself knows how large a pool is, which the build tells at its start.
    expect(calls.filter((call) => !call.startsWith('zfs get '))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(1);
    expect(again.id).toBe(report.id);
    expect(new Set(outcomes(again))).toEqual(new Set(['cached']));
    const changed = workshop.report(spec.replace('>> /cache/count', '>> /cache/count; true'));
    expect(readFileSync(path.join(workshop.rootOf(changed.id), 'count'), 'utf8')).toBe('1\n1\n');
    // A dataset of the store's own is mounted as any file system; what `inspect` has shown stays for some time.
    expect(
      mountsBelow(root).filter((point) => point !== root && !point.startsWith(`${root}/v1/view/`)),
    ).toEqual([]);
  });

  test('leaves nothing of a failed step, and pruning empties it', async () => {
    const failed = workshop.build('(BASE (run (shell "echo half > /half; exit 3")))');
    expect(failed.status).not.toBe(0);
    expect(readdirSync(path.join(root, 'v1', 'tmp'))).toEqual([]);
    const store = await openStore({ driver: at.driver, root: at.newStore('store').place });
    const { unmet } = await store.prune({ maxResults: 0 });
    expect(unmet).toEqual([]);
    expect(store.list()).toEqual([]);
    await store.close();
    at.expectNoOtherVolumes(root);
  });
});
