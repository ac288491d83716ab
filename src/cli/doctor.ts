import { existsSync, statfsSync } from 'node:fs';
import { isObuilderError } from '../errors.ts';
import {
  btrfsNodeSize,
  canLoadModule,
  cgroupLayout,
  findProgram,
  hasSeccomp,
  kernelHas,
  mountOf,
  nearestExisting,
} from '../host/probes.ts';
import { runQuick } from '../host/process.ts';
import { places } from './places.ts';
import { storeFlags, storeRequest } from './store-flags.ts';
import { isSet, type Verb } from './verb.ts';

type State = 'ok' | 'note' | 'problem';

interface Finding {
  readonly check: string;
  readonly state: State;
  readonly found: string;
  /** What to do about it. */
  readonly fix?: string;
}

const SMALLEST_FREE_BYTES = 5 * 1024 ** 3;
const CHEAP_NODE_SIZE = 4096;

export const doctorVerb: Verb = {
  usage: 'doctor [--store=STORE] [--json]',
  summary: 'Tells what this machine lacks for building, and how to mend it. Changes nothing.',
  options: { ...storeFlags, json: { type: 'boolean' } },
  needsRoot: false,
  run: async (invocation) => {
    const { store, poolDirectory } = storeRequest(invocation);
    const directory = store.includes(':')
      ? store.slice(store.indexOf(':') + 1)
      : (poolDirectory ?? places.poolDirectory);
    const findings = await examine(directory);
    const isFine = findings.every(({ state }) => state !== 'problem');
    process.stdout.write(
      isSet(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : print(findings),
    );
    return isFine ? 0 : 1;
  },
};

function print(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, state, found, fix }) => [
    `${state.padEnd(8)}${check}: ${found}`,
    ...(fix === undefined ? [] : [`        → ${fix}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

async function examine(storeDirectory: string): Promise<readonly Finding[]> {
  return [
    await rootAccess(),
    await program('runc', { package: 'runc', version: ['--version'] }),
    await program('btrfs', { package: 'btrfs-progs', version: ['version'] }),
    kernelFileSystem(),
    loopDevices(),
    controlGroups(),
    seccomp(),
    freeSpace(storeDirectory),
    ...nodeSize(storeDirectory),
  ];
}

async function rootAccess(): Promise<Finding> {
  const check = 'root';
  if (process.getuid?.() === 0) return { check, state: 'ok', found: 'this user is root' };
  try {
    await runQuick('sudo', ['-n', 'true']);
    return { check, state: 'ok', found: 'sudo works without a password' };
  } catch (error) {
    const isMissing = isObuilderError(error, 'tool-missing');
    return {
      check,
      state: 'problem',
      found: isMissing ? 'this user is not root and there is no sudo' : 'sudo asks for a password',
      fix: `as root: echo '${process.env['USER'] ?? 'runner'} ALL=(root) NOPASSWD: ALL' > /etc/sudoers.d/obuilder-action (the README has a narrower rule)`,
    };
  }
}

async function program(
  name: string,
  how: { readonly package: string; readonly version: readonly string[] },
): Promise<Finding> {
  const file = findProgram(name, process.env['PATH'] ?? '');
  const fix = `sudo apt-get install ${how.package} (the action does so itself unless "install" is false)`;
  if (file === undefined) return { check: name, state: 'problem', found: 'not installed', fix };
  try {
    const version = (await runQuick(file, how.version)).split('\n')[0] ?? '';
    return { check: name, state: 'ok', found: `${file}, ${version}` };
  } catch (error) {
    return { check: name, state: 'problem', found: `${file} does not run: ${String(error)}`, fix };
  }
}

function kernelFileSystem(): Finding {
  const check = 'btrfs in the kernel';
  if (kernelHas('btrfs')) return { check, state: 'ok', found: 'yes' };
  if (canLoadModule('btrfs')) return { check, state: 'ok', found: 'as a module, loaded by the first mount' };
  const fix = 'use a kernel with btrfs (every stock Debian and Ubuntu kernel has it)';
  return { check, state: 'problem', found: 'neither built in nor a module', fix };
}

function loopDevices(): Finding {
  const check = 'loop devices';
  if (existsSync('/dev/loop-control')) return { check, state: 'ok', found: '/dev/loop-control is there' };
  const fix = 'sudo modprobe loop, or give a store on a real btrfs: OBUILDER_STORE=btrfs:DIR';
  return { check, state: 'note', found: 'none, so no pool can be made in an image file', fix };
}

function controlGroups(): Finding {
  const layout = cgroupLayout();
  if (layout !== 'none') return { check: 'control groups', state: 'ok', found: layout };
  const fix = 'mount them (systemd does); without them memory and process limits cannot be set';
  return { check: 'control groups', state: 'problem', found: 'none are mounted', fix };
}

function seccomp(): Finding {
  if (hasSeccomp()) return { check: 'seccomp', state: 'ok', found: 'filters are available' };
  const fix = 'use a kernel with CONFIG_SECCOMP_FILTER';
  return { check: 'seccomp', state: 'problem', found: 'this kernel has no filters', fix };
}

function freeSpace(directory: string): Finding {
  const place = nearestExisting(directory);
  const { bavail, bsize } = statfsSync(place);
  const bytes = bavail * bsize;
  const found = `${(bytes / 1024 ** 3).toFixed(1)} GiB free at ${place}`;
  if (bytes >= SMALLEST_FREE_BYTES) return { check: 'space', state: 'ok', found };
  return { check: 'space', state: 'note', found, fix: 'free some, or put the store on a larger disk' };
}

/** What a large node costs was measured: docs/performance.md. */
function nodeSize(directory: string): readonly Finding[] {
  const mount = mountOf(nearestExisting(directory));
  const size = mount?.type === 'btrfs' ? btrfsNodeSize(mount.device) : undefined;
  if (mount === undefined || size === undefined) return [];
  const found = `${size} bytes on ${mount.directory}`;
  if (size <= CHEAP_NODE_SIZE) return [{ check: 'btrfs node size', state: 'ok', found }];
  const fix =
    'a snapshot costs 4 ms at first but 18 ms once 500 results share a base; mkfs.btrfs --nodesize 4096 keeps it below 4 ms';
  return [{ check: 'btrfs node size', state: 'note', found, fix }];
}
