import type { Position } from '../errors.ts';
import type { Network } from './network.ts';

/** A whole spec: nested builds as sources of copies, then a base image, then operations. */
export interface Spec {
  readonly args?: readonly Arg[] | undefined;
  readonly builds: readonly NestedBuild[];
  readonly from: From;
  readonly operations: readonly Operation[];
  readonly at: Position;
  /** Absent if the spec ends in its first line. */
  readonly lastLine?: number | undefined;
}

/** A value from outside, written `${NAME}` in images, workdirs, paths of copies, sources of mounts and values of variables. */
export interface Arg {
  readonly name: string;
  readonly default?: string | undefined;
  readonly at: Position;
}

export interface NestedBuild {
  readonly name: string;
  readonly spec: Spec;
  readonly at: Position;
}

export interface From {
  readonly kind: 'from';
  readonly image: string;
  readonly at: Position;
  /** Absent if the operation ends in its first line. */
  readonly lastLine?: number | undefined;
}

interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  readonly at: Position;
}

interface Workdir {
  readonly kind: 'workdir';
  readonly dir: string;
  readonly at: Position;
}

export interface Shell {
  readonly kind: 'shell';
  readonly argv: readonly string[];
  readonly at: Position;
}

export type User = (Owner | NamedOwner) & {
  readonly kind: 'user';
  readonly at: Position;
};

export interface Env {
  readonly kind: 'env';
  readonly name: string;
  readonly value: string;
  /** Set for the variable of an arg. Images that leave have no such variable. */
  readonly isArg?: true | undefined;
  readonly at: Position;
}

/** `(NAME (target PATH) (buildkit_options ((K V)*)))`; the options matter to the Dockerfile writer only. */
export interface CacheMount {
  readonly name: string;
  readonly target: string;
  readonly buildkitOptions: readonly (readonly [string, string])[];
  /** How steps use the slot at the same time. Absent: `private`. */
  readonly sharing?: Sharing | undefined;
  readonly at: Position;
}

/**
 * BuildKit's words. `private`: each step has a clone, and the first to end replaces the slot. `locked`: one step at a time. `shared`: the
 * steps of a build write to one clone.
 */
export type Sharing = 'shared' | 'private' | 'locked';

export interface SecretMount {
  readonly id: string;
  /** Path of the file in the sandbox; `/run/secrets/ID` by default. */
  readonly target: string;
  readonly buildkitOptions: readonly (readonly [string, string])[];
  readonly at: Position;
}

/** Files of the context or of a nested build, shown read-only. An extension of obuilder-action. */
export interface FilesMount {
  readonly from: CopySource;
  /** A file or directory, relative to the source root. */
  readonly src: string;
  readonly target: string;
  readonly at: Position;
}

export interface Run {
  readonly kind: 'run';
  readonly mounts?: readonly FilesMount[] | undefined;
  readonly cache: readonly CacheMount[];
  readonly network: Network;
  readonly secrets: readonly SecretMount[];
  /** Shares the step's result with all builds that give the same name. */
  readonly share?: string | undefined;
  readonly command: string;
  readonly at: Position;
  /** Absent if the operation ends in its first line. */
  readonly lastLine?: number | undefined;
}

export type CopySource =
  | { readonly kind: 'context' }
  | { readonly kind: 'build'; readonly name: string; readonly at: Position };

/**
 * `name` is OBuilder's form: an exact base name at any depth. `glob` and `path` are written as lists, `(glob "*.o")` and
 * `(path a/b)`, so that no base name looks like a pattern. Both are relative to the source root.
 */
export interface Exclude {
  readonly kind: 'name' | 'glob' | 'path';
  readonly pattern: string;
}

/** Every file and directory that matches: `(glob "package*.json")`, relative to the source root. */
export interface GlobSource {
  readonly glob: string;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A user, a group or both by name. An extension of obuilder-action: the step's own /etc/passwd and /etc/group tell the numbers. */
export interface NamedOwner {
  /** A name, or a number beside the name of a group. A name has other characters than digits. */
  readonly user: string | number;
  /** A name or a number. Absent: the groups of the named user. */
  readonly group?: string | number | undefined;
  readonly at: Position;
}

/** The kernel's maximum of supplementary groups of a process (NGROUPS_MAX). */
export const MAX_GROUPS = 65_536;

/** The numbers of a user in a root. */
export interface Account extends Owner {
  /** The supplementary groups; absent for none. */
  readonly groups?: readonly number[] | undefined;
}

export interface Copy {
  readonly kind: 'copy';
  readonly from: CopySource;
  readonly src: readonly (string | GlobSource)[];
  readonly dst: string;
  readonly exclude: readonly Exclude[];
  /** The mode of copied files and new directories; `keep` for the modes of the sources. */
  readonly chmod?: number | 'keep' | undefined;
  /** The owner instead of the current user. */
  readonly chown?: Owner | NamedOwner | undefined;
  readonly at: Position;
  /** Absent if the operation ends in its first line. */
  readonly lastLine?: number | undefined;
}

export type Operation = Comment | Workdir | Shell | User | Env | Run | Copy;
