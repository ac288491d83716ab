import type { UserNamespaceMode } from '../contract/request.ts';
import { ObuilderError } from '../errors.ts';

const MODES: readonly UserNamespaceMode[] = ['auto', 'always', 'never'];

/**
 * The mode that an input or a flag names, `auto` where it is not given.
 *
 * @throws ObuilderError `input-invalid` naming it
 */
export function parseUserNamespace(value: string | undefined, name: string): UserNamespaceMode {
  if (value === undefined || value === '') return 'auto';
  const mode = MODES.find((known) => known === value);
  if (mode !== undefined) return mode;
  throw new ObuilderError('input-invalid', `${name} is none of ${MODES.join(', ')}: ${value.slice(0, 200)}`, {
    value: value.slice(0, 200),
  });
}
