import * as v from 'valibot';
import { fields } from '../../request/strict-fields.ts';

const text = () =>
  v.pipe(
    v.string('is not a text'),
    v.minLength(1, 'is empty'),
    v.maxLength(4096, 'is too long'),
    v.excludes('\0', 'has a NUL byte in it'),
  );
const names = () => v.pipe(v.array(text(), 'is not a list'), v.minLength(1, 'is an empty list'));
const absolute = () => v.pipe(text(), v.startsWith('/', 'is not an absolute path'));
/** As in an input: a text, or a number without a unit. */
const amount = () => v.union([text(), v.pipe(v.number(), v.minValue(0))], 'is neither a text nor a number');

/**
 * Returns the schema of `/etc/obuilder-action.json`. The fields have the names of inputs and flags; unknown fields are errors. Made
 * only for a machine with this file, because each start pays for work at the top of a file.
 */
export const ownerSchema = () =>
  fields({
    $schema: v.optional(text()),
    stores: v.optional(
      v.pipe(
        v.array(
          fields({
            store: text(),
            size: v.optional(text()),
            users: v.optional(names()),
            groups: v.optional(names()),
            'min-free-space': v.optional(amount()),
            'max-used-space': v.optional(amount()),
            'max-results': v.optional(amount()),
            'max-age': v.optional(text()),
          }),
          'is not a list',
        ),
        v.minLength(1, 'is an empty list'),
      ),
    ),
    'host-network': v.optional(
      v.picklist(['allow', 'audit', 'forbid'], 'is neither "allow" nor "audit" nor "forbid"'),
    ),
    'user-namespace': v.optional(v.picklist(['auto', 'always'], 'is neither "auto" nor "always"')),
    steps: v.optional(
      fields({
        memory: v.optional(amount()),
        cpus: v.optional(amount()),
        pids: v.optional(amount()),
        'step-timeout': v.optional(amount()),
        'log-size': v.optional(amount()),
      }),
    ),
    'image-directories': v.optional(v.array(absolute(), 'is not a list')),
    ca: v.optional(v.array(absolute(), 'is not a list')),
  });

export type OwnerFile = v.InferOutput<ReturnType<typeof ownerSchema>>;

/** The names of all fields, for suggestions. */
export const FIELD_NAMES: readonly string[] = [
  ...['stores', 'host-network', 'user-namespace', 'steps', 'image-directories', 'ca'],
  ...['store', 'size', 'users', 'groups', 'min-free-space', 'max-used-space', 'max-results', 'max-age'],
  ...['memory', 'cpus', 'pids', 'step-timeout', 'log-size'],
];
