import type { FilesMount, Run } from '../contract/spec.ts';
import { toSource } from './copy.ts';
import { invalid } from './fail.ts';
import { asForm, fieldsOf, only, wordOf } from './forms.ts';
import { toTarget } from './mounts.ts';
import { refuseParent } from './paths.ts';
import type { Datum } from './sexp/datum.ts';
import { mountHint } from './slips/mounts.ts';

const USAGE = '(mount (from (build NAME)) (src PATH) (target PATH))';

type Target = Pick<FilesMount, 'target'>;

/**
 * Parses the mounts of a command. The step mounts them in order, and afterwards its caches and secrets, `later`.
 *
 * @throws ObuilderError `spec-invalid`, also for a mount that a later mount would hide
 */
export function toFilesMounts(data: readonly Datum[], later: readonly Target[]): Pick<Run, 'mounts'> {
  if (data.length === 0) return {};
  const mounts = data.map(toFilesMount);
  for (const [index, mount] of mounts.entries()) checkVisible(mount, [...mounts.slice(index + 1), ...later]);
  return { mounts };
}

function toFilesMount(datum: Datum): FilesMount {
  const form = asForm(datum, USAGE);
  const { required, optional } = fieldsOf(form, {
    fields: ['from', 'src', 'target'],
    usage: USAGE,
    hint: mountHint,
  });
  const src = only(required('src'), '(src PATH)', 'Write a mount for each path.');
  return {
    from: toSource(optional('from')),
    src: refuseParent(wordOf(src, 'the source of a mount'), 'a source', src.at),
    target: toTarget(required('target')),
    at: form.at,
  };
}

function checkVisible({ target, at }: FilesMount, later: readonly Target[]): void {
  const hiding = later.find((other) => target === other.target || target.startsWith(`${other.target}/`));
  if (hiding === undefined) return;
  const where = hiding.target === target ? 'there too' : `on ${hiding.target}`;
  invalid(`the mount on ${target} is hidden by a later mount ${where}`, {
    at,
    value: target,
    hint: 'Choose another target: mounts come first, then caches, then secrets.',
  });
}
