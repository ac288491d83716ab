import { createHash } from 'node:crypto';
import type { NamedOwner, Owner } from '../contract/spec.ts';

/**
 * The version of the records below. A new version gives every step a new id, so increase the version only if an
 * unchanged record would stand for a different result.
 */
const FORMAT = 1;

/** An environment by name; names are unique. */
export type Environment = ReadonlyMap<string, string>;

interface Scoped {
  /** The owning scope, if the other fields do not cover everything that can change the result; undefined for a shared result. */
  readonly scope?: string | undefined;
}

interface FromKey extends Scoped {
  readonly kind: 'from';
  /** The image's digest, never a tag. */
  readonly digest: string;
  readonly platform: string;
}

interface SecretKey {
  readonly id: string;
  readonly target: string;
  /** Distinguishes values without revealing them. */
  readonly fingerprint?: string | undefined;
}

interface MountKey {
  readonly target: string;
  /** The digest of the files. */
  readonly manifest: string;
  readonly from: 'context' | 'build';
}

export interface RunKey extends Scoped {
  readonly kind: 'run';
  readonly base: string;
  /** The shell's words, then the command as one argument. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly user: Owner | NamedOwner;
  readonly environment: Environment;
  /** The endpoints of a list, in order. */
  readonly network: 'none' | 'host' | 'audit' | { readonly allow: readonly string[] };
  /** Ids and targets: a rotated value must not rebuild anything, unless the user asks for a fingerprint. */
  readonly secrets: readonly SecretKey[];
  readonly mounts?: readonly MountKey[] | undefined;
}

interface CopyKey extends Scoped {
  readonly kind: 'copy';
  readonly base: string;
  readonly user: Owner | NamedOwner;
  /** Absolute; a trailing `/` matters. */
  readonly destination: string;
  readonly manifest: string;
  /** Of all files and new directories; absent for the usual modes, and for modes in the manifest. */
  readonly mode?: number | undefined;
}

/**
 * Everything that can change a step's result. Limits and the machine are left out on purpose. A scope stands for
 * everything else that is left out: the network, the values of secrets, cache slots.
 */
export type StepKey = FromKey | RunKey | CopyKey;

/** Returns an environment as pairs sorted by name, so that the order of `env` operations makes no difference. */
export function sortedEnvironment(environment: Environment): readonly (readonly [string, string])[] {
  return [...environment].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The id of a step: the SHA-256, as 64 hex digits, of the key's record as JSON. */
export function stepId(key: StepKey): string {
  return idOfRecord(keyRecord(key));
}

/** Returns the key as a record of readable fields in a fixed order. */
export function keyRecord(key: StepKey): readonly unknown[] {
  return [FORMAT, ...fieldsOf(key), ...(key.scope === undefined ? [] : [{ scope: key.scope }])];
}

/** Returns the id that belongs to a key's record. */
export function idOfRecord(record: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

/**
 * Returns numbers, or names as the spec has them. The name stands for the number, so a plan needs no files: the base's id decides the
 * files of the base, and /etc/passwd and /etc/group with them. A number is JSON's number and a name a string, so both never meet.
 */
export function ownerRecord(owner: Owner | NamedOwner): readonly (string | number)[] {
  if ('uid' in owner) return [owner.uid, owner.gid];
  return owner.group === undefined ? [owner.user] : [owner.user, owner.group];
}

/** Absent without mounts, as in the ids of old releases. */
function mountsField({ mounts = [] }: RunKey): { readonly mounts?: readonly (readonly string[])[] } {
  if (mounts.length === 0) return {};
  return { mounts: mounts.map(({ target, manifest, from }) => [target, manifest, from]) };
}

/** Returns the digests of files from nested builds in a record of another machine; undefined if the record reads no such files. */
export function nestedFilesIn(record: readonly unknown[]): string | undefined {
  const [, kind, fields] = record;
  if (typeof fields !== 'object' || fields === null) return undefined;
  if (kind === 'copy')
    return 'manifest' in fields && typeof fields.manifest === 'string' ? fields.manifest : undefined;
  if (kind !== 'run' || !('mounts' in fields) || !Array.isArray(fields.mounts)) return undefined;
  const mounts = fields.mounts.filter((mount): mount is unknown[] => Array.isArray(mount));
  const digests = mounts.filter(([, , from]) => from === 'build').map(([, manifest]) => String(manifest));
  return digests.length === 0 ? undefined : digests.join(' ');
}

function fieldsOf(key: StepKey): readonly unknown[] {
  switch (key.kind) {
    case 'from':
      return ['from', { digest: key.digest, platform: key.platform }];
    case 'run':
      return [
        'run',
        {
          base: key.base,
          argv: key.argv,
          cwd: key.cwd,
          user: ownerRecord(key.user),
          environment: sortedEnvironment(key.environment),
          network: key.network,
          secrets: key.secrets.map(({ id, target, fingerprint }) => [
            id,
            target,
            ...(fingerprint === undefined ? [] : [fingerprint]),
          ]),
          ...mountsField(key),
        },
      ];
    case 'copy':
      return [
        'copy',
        {
          base: key.base,
          user: ownerRecord(key.user),
          destination: key.destination,
          manifest: key.manifest,
          ...(key.mode === undefined ? {} : { mode: key.mode }),
        },
      ];
  }
}
