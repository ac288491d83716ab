import path from 'node:path';
import type { SlotMount } from '../../contract/sandbox.ts';
import { LAUNCHER } from '../../sandbox/runc/mounts.ts';
import { type Bench, isEmpty } from './bench.ts';

/** A way out of a container for an image, a cache or a spec. */
interface Attack {
  readonly name: string;
  readonly holes: readonly string[];
  /** Whether the attack succeeds against the runtime alone. */
  readonly bare: (bench: Bench) => Promise<boolean>;
  /** Whether the attack succeeds in a step. */
  readonly step: (bench: Bench) => Promise<boolean>;
}

/** Paths at which a vulnerable runtime has open host directories when entering the working directory. */
const LEAKED = [7, 8, 9].map((descriptor) => `/proc/self/fd/${descriptor}`);

const slot = (source: string, target: string): SlotMount => ({ kind: 'slot', source, target });

export const ATTACKS: readonly Attack[] = [
  {
    name: 'a link at /dev in the image leads to the host',
    holes: [],
    async bare(bench) {
      const host = bench.directory();
      await bench.starts({ rootfs: bench.root({ name: 'dev', target: host }) });
      return !isEmpty(host);
    },
    async step(bench) {
      const host = bench.directory();
      const fault = await bench.faultOf({ rootfs: bench.root({ name: 'dev', target: host }) });
      return fault === undefined || !isEmpty(host);
    },
  },
  {
    name: 'a mount through a link becomes /dev and its null device',
    holes: ['CVE-2025-31133'],
    bare(bench) {
      const source = bench.directory({ name: 'null', target: '/marker' });
      const mounts = [{ destination: '/way', type: 'bind', source, options: ['bind'] }];
      return bench.starts({ rootfs: bench.root({ name: 'way', target: '/dev' }), mounts });
    },
    async step(bench) {
      const outer = slot(bench.directory({ name: 'way', target: '/dev' }), '/cache');
      const hostile = bench.directory({ name: 'null', target: '/marker' });
      // Replaces the program at the start of each step, which the mount hides.
      bench.addProgram(path.join(hostile, path.basename(LAUNCHER)));
      const inner = slot(hostile, '/cache/way');
      return (await bench.faultOf({ mounts: [outer, inner] })) === undefined;
    },
  },
  {
    name: 'the working directory is one that the runtime has open on the host',
    holes: ['CVE-2024-21626'],
    async bare(bench) {
      const rootfs = bench.root();
      for (const cwd of LEAKED) if (await bench.starts({ rootfs, cwd })) return true;
      return false;
    },
    async step(bench) {
      for (const target of LEAKED) {
        const rootfs = bench.root({ name: 'way', target });
        if ((await bench.faultOf({ rootfs, cwd: '/way' })) === undefined) return true;
      }
      return false;
    },
  },
];
