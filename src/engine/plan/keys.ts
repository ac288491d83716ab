import { createHash } from 'node:crypto';

/**
 * The version of what the records below mean. A change here gives every step a new id, so it changes only when the
 * same record would stand for a different result.
 */
const FORMAT = 1;

/** An environment by name; a name is there once. */
export type Environment = ReadonlyMap<string, string>;

interface Scoped {
  /** Whose result it is, where the rest does not cover all that can change it; none for a result that all share. */
  readonly scope?: string | undefined;
}

interface FromKey extends Scoped {
  readonly kind: 'from';
  /** The image's digest, never its tag. */
  readonly digest: string;
  readonly platform: string;
}

interface SecretKey {
  readonly id: string;
  readonly target: string;
  /** Tells values apart and does not tell what they are. */
  readonly fingerprint?: string | undefined;
}

export interface RunKey extends Scoped {
  readonly kind: 'run';
  readonly base: string;
  /** The shell's words, then the command as one argument. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly environment: Environment;
  readonly network: 'none' | 'host';
  /** Ids and targets: a value that rotates must not rebuild anything, unless its fingerprint is asked for. */
  readonly secrets: readonly SecretKey[];
}

interface CopyKey extends Scoped {
  readonly kind: 'copy';
  readonly base: string;
  readonly user: { readonly uid: number; readonly gid: number };
  /** Absolute; a trailing `/` matters. */
  readonly destination: string;
  readonly manifest: string;
}

/**
 * What can change a step's result. Limits and the machine are left out on purpose. Where something else is left out
 * (the network, the values of secrets, cache slots), a scope stands for that.
 */
export type StepKey = FromKey | RunKey | CopyKey;

/** An environment as pairs in order of names, so that the order of `env` operations makes no difference. */
export function sortedEnvironment(environment: Environment): readonly (readonly [string, string])[] {
  return [...environment].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The id of a step: the SHA-256, as 64 hex digits, of its record as JSON with fields in a fixed order. */
export function stepId(key: StepKey): string {
  return createHash('sha256')
    .update(
      JSON.stringify([FORMAT, ...fieldsOf(key), ...(key.scope === undefined ? [] : [{ scope: key.scope }])]),
    )
    .digest('hex');
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
          user: [key.user.uid, key.user.gid],
          environment: sortedEnvironment(key.environment),
          network: key.network,
          secrets: key.secrets.map(({ id, target, fingerprint }) => [
            id,
            target,
            ...(fingerprint === undefined ? [] : [fingerprint]),
          ]),
        },
      ];
    case 'copy':
      return [
        'copy',
        {
          base: key.base,
          user: [key.user.uid, key.user.gid],
          destination: key.destination,
          manifest: key.manifest,
        },
      ];
  }
}
