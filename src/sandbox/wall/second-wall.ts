import { mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest, UserNamespaceMode } from '../../contract/sandbox.ts';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { isOverlayMount, remakeOverlay } from '../../host/overlay.ts';
import { mountOf } from '../../host/probes.ts';
import { textOf } from '../../host/text-file.ts';
import { makeUserNamespace } from '../../host/user-namespace.ts';
import { namingFullPlace } from '../full-place.ts';
import { newStepName } from '../machine/names.ts';
import type { Machine } from '../runc/config.ts';
import type { Runtime } from '../runc/runtime.ts';
import { tryEnclosure } from '../trial.ts';
import type { UserNamespace } from './enclose.ts';
import { STEP_IDS } from './ids.ts';

interface WallOptions {
  readonly mode: UserNamespaceMode;
  readonly runtime: Runtime;
  /** The directory of notes on successful trials, by kind of store. A restart of the machine drops the notes. */
  readonly notes: string;
  /** Hears once whether steps have a user namespace, or the reason for its absence. */
  readonly onNotice: (text: string) => void;
}

const WITHOUT = 'Steps run without a user namespace, so root in a step is root to the kernel';

type SandboxDirectories = Pick<SandboxRequest, 'rootfs' | 'scratch'>;

/** Returns the user namespace for steps in a place; undefined if steps there cannot have the second wall. */
export type SecondWall = (place: SandboxDirectories, machine: Machine) => Promise<UserNamespace | undefined>;

/** Returns a `SecondWall` that makes a trial once for each file system and kind of volume. */
export function secondWall(options: WallOptions): SecondWall {
  if (options.mode === 'never') {
    options.onNotice(`${WITHOUT}, as asked.`);
    return async () => undefined;
  }
  const known = new Map<string, Promise<UserNamespace | undefined>>();
  let namespace: Promise<string> | undefined;
  const namespaceIn = (scratch: string) => {
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    namespace ??= makeUserNamespace(path.join(scratch, `${newStepName()}.start`), STEP_IDS);
    namespace.catch(() => {
      namespace = undefined;
    });
    return namespace;
  };
  const build = async (place: SandboxDirectories, key: string, machine: Machine) => {
    try {
      const userNamespace = { path: await namespaceIn(place.scratch), overlayAt: remakeOverlay };
      const note = path.join(options.notes, key);
      const tried = whatIsTried(options.runtime, place);
      if (textOf(note) !== tried) {
        const context = { runtime: options.runtime, machine, userNamespace };
        await tryEnclosure({ directory: place.scratch, isOverlay: isOverlayMount(place.rootfs) }, context);
        mkdirSync(options.notes, { recursive: true, mode: 0o700 });
        writeFileSync(note, tried, { mode: 0o600 });
      }
      options.onNotice('Root in a step is nobody on this machine: steps have a user namespace.');
      return userNamespace;
    } catch (error) {
      return withoutWall(error, options);
    }
  };
  return (place, machine) => {
    const key = keyOf(place);
    const found = known.get(key) ?? build(place, key, machine);
    known.set(key, found);
    // A step is tried again after the eviction of results.
    found.catch(() => known.delete(key));
    return found;
  };
}

/** A full disk is no reason for weaker walls. */
function withoutWall(error: unknown, { mode, runtime, onNotice }: WallOptions): undefined {
  const { message, cause, code } = asObuilderError(error);
  if (code === 'tool-missing' || code === 'cancelled') throw error;
  const named = namingFullPlace(error, runtime.memory);
  if (named !== error) throw named;
  if (mode === 'always') {
    throw new ObuilderError('sandbox-failed', `steps cannot have a user namespace here: ${message}`, {
      hint: 'Let `doctor` name the missing parts of this machine. Or, if the owner of the machine agrees, build with: user-namespace auto.',
      cause,
    });
  }
  onNotice(`${WITHOUT}: ${message}.`);
  return undefined;
}

function keyOf({ rootfs, scratch }: SandboxDirectories): string {
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return `${statSync(scratch).dev}-${isOverlayMount(rootfs) ? 'overlay' : 'plain'}`;
}

/** Identifies a trial's runtime and mount. Has the runtime's size and time because of updates, and more than the reusable device number. */
function whatIsTried({ program }: Runtime, { scratch }: SandboxDirectories): string {
  const { mtimeMs, size } = statSync(program, { throwIfNoEntry: false }) ?? {};
  const mount = mountOf(realpathSync(scratch));
  return `${JSON.stringify([program, size, mtimeMs, mount?.device, mount?.type, mount?.directory])}\n`;
}
