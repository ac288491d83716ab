import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { DriverName } from '../../src/volume/drivers.ts';
import { makePool } from '../places/btrfs-pool.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { nothingRemains, remains, subvolumesBelow } from '../places/store-leftovers.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';
import { NARROW, putProgram } from '../samples/c-program.ts';
import { listTree } from '../samples/tree-listing.ts';
import { begin, someMeta, usingStore } from '../suites/store-making.ts';

/** Tries every way to make a subvolume, falls back to a directory as programs do, and puts files there. */
const PROGRAM = `
#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
static void make(int way, const char *name, int parent, int from) {
  struct btrfs_ioctl_vol_args v1 = { .fd = from };
  struct btrfs_ioctl_vol_args_v2 v2 = { .fd = from };
  strcpy(v1.name, name);
  strcpy(v2.name, name);
  long wide = 0x100000000L;
  long ways[] = { BTRFS_IOC_SUBVOL_CREATE, BTRFS_IOC_SUBVOL_CREATE_V2, BTRFS_IOC_SNAP_CREATE,
                  BTRFS_IOC_SNAP_CREATE_V2, wide | BTRFS_IOC_SUBVOL_CREATE };
  void *args[] = { &v1, &v2, &v1, &v2, &v1 };
  if (syscall(SYS_ioctl, parent, ways[way], args[way]) == 0) printf("made ");
  else printf(errno == ENOTTY && mkdir(name, 0750) == 0 ? "plain " : "failed %d ", errno);
  char file[99];
  sprintf(file, "%s/file", name);
  int fd = open(file, O_CREAT | O_WRONLY, 0640);
  if (write(fd, "kept", 4) != 4) printf("unwritten ");
  close(fd);
}
int main(void) {
  const char *names[] = { "/data/create", "/data/create2", "/data/snap", "/data/snap2", "/data/wide" };
  mkdir("/data", 0755);
  chdir("/data");
  int parent = open("/data", O_RDONLY), root = open("/", O_RDONLY);
  for (int way = 0; way < 5; way++) make(way, names[way] + 6, parent, root);
}`;

/** A file's content can be shared, and flags be asked for: 0 for each that works as expected, else its error. */
const OTHERS = `
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
int main(void) {
  int from = open("/tmp/from", O_CREAT | O_RDWR, 0644), to = open("/tmp/to", O_CREAT | O_RDWR, 0644);
  char block[4096];
  memset(block, 7, sizeof block);
  write(from, block, sizeof block);
  struct file_clone_range range = { .src_fd = from };
  long flags;
  printf("%d ", ioctl(to, FICLONE, from) ? errno : 0);
  printf("%d ", ioctl(to, FICLONERANGE, &range) ? errno : 0);
  union { struct file_dedupe_range range; char room[99]; } same = { .range = { .src_length = 4096, .dest_count = 1 } };
  same.range.info[0].dest_fd = to;
  printf("%d ", ioctl(from, FIDEDUPERANGE, &same) ? errno : 0);
  printf("%d", ioctl(from, FS_IOC_GETFLAGS, &flags) ? errno : 0);
}`;

/** Makes the step's own root read-only; prints the error. */
const SEAL = `
#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <stdio.h>
#include <sys/ioctl.h>
int main(void) {
  unsigned long long flags = BTRFS_SUBVOL_RDONLY;
  printf("%d", ioctl(open("/", O_RDONLY), BTRFS_IOC_SUBVOL_SETFLAGS, &flags) ? errno : 0);
}`;

/** What the kernel's overlays use as a mark for a deleted file; a program of its own right may make such a file. */
const WHITEOUT = `
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
int main(void) { printf("%d", mknod("/bin/whiteout", S_IFCHR | 0644, makedev(0, 0)) ? errno : 0); }`;

/** SUBVOL_CREATE of a 32-bit program; its exit status is the error. */
const NARROW_PROGRAM = `
static long call(long n, long a, long b, long c) {
  long r;
  __asm__ volatile("int $0x80" : "=a"(r) : "a"(n), "b"(a), "c"(b), "d"(c) : "memory");
  return r;
}
static char args[4096] = { 0, 0, 0, 0, 0, 0, 0, 0, 'n' };
void _start(void) { call(1, -call(54, call(5, (long)"/tmp", 0, 0), 0x5000940e, (long)args), 0, 0); }`;

const machine = useSandboxMachine();
let pool: Pool;
beforeAll(() => {
  pool = makePool();
});
afterAll(() => pool?.remove());

describe.each(['btrfs', 'copy', 'overlayfs'] as const satisfies readonly DriverName[])('on %s', (driver) => {
  const at = () => path.join(pool.path, driver);
  const open = () => openStore({ driver, root: at() });
  afterEach(() => expect(remains(at())).toEqual(nothingRemains));

  /** Runs a program as a step of its own and gives what it wrote. */
  async function runAlone(source: string, flags?: string[]): Promise<string> {
    return usingStore(open, async (store) => {
      const draft = await begin(store, 'alone');
      makeBusyboxRoot(draft.rootfs);
      const program = putProgram(draft.rootfs, 'program', source, flags);
      const { output } = await machine.sh(`${program}; echo " $?"`, { rootfs: draft.rootfs });
      await draft.discard();
      return output.trim();
    });
  }

  test('a step makes directories instead of subvolumes, complete in later results', async () => {
    const { output, built, later } = await usingStore(open, async (store) => {
      const draft = await begin(store, 'step');
      makeBusyboxRoot(draft.rootfs);
      const program = putProgram(draft.rootfs, 'program', PROGRAM);
      const { output } = await machine.sh(program, { rootfs: draft.rootfs });
      const { base } = draft.commit(someMeta('step'));
      const next = await begin(store, 'next', base);
      const built = listTree(path.join(next.rootfs, 'data'));
      await next.commit(someMeta('next')).done;
      const copied = await begin(store, 'copied', { id: 'step' });
      const fromCache = listTree(path.join(copied.rootfs, 'data'));
      await copied.discard();
      return { output, built, later: [fromCache] };
    });
    const seen = await usingStore(open, async (store) =>
      Promise.all(['step', 'next'].map(async (id) => listTree(path.join(await store.view(id), 'data')))),
    );
    for (const one of [...later, ...seen]) expect(one).toEqual(built);
    expect(built['wide/file']).toMatch(/kept$/);
    expect(output.trim()).toBe('plain plain plain plain plain');
    await usingStore(open, async (store) => {
      for (const id of ['next', 'step']) await store.delete(id);
    });
    expect(subvolumesBelow(at())).toEqual([]);
  });

  test('a 32-bit program makes no subvolume', async () => {
    expect(await runAlone(NARROW_PROGRAM, NARROW)).toBe('25');
  });

  test('a step cannot make its own root read-only', async () => {
    expect(await runAlone(SEAL)).toBe('25 0');
  });

  test('a whiteout device is kept, or refused with an error', async () => {
    expect(await runAlone(WHITEOUT)).toBe(driver === 'overlayfs' ? '1 0' : '0 0');
  });

  test('other requests reach the file system', async () => {
    expect(await runAlone(OTHERS)).toBe('0 0 0 0 0');
  });
});
