import path from 'node:path';
import type { Step } from './plan-steps.ts';

const LOCAL = /^(?:oci|oci-archive|docker-archive|rootfs):(.+)$/s;
/** `oci:DIR:TAG` and `oci:DIR@DIGEST`: the name without the end may be the file. */
const END = /(?:@[^/]*|:[^/]*)$/;

/** Returns the paths that base images may have in the context, relative to the context. */
export function localImages(steps: readonly Step[], context: string): readonly string[] {
  const images = steps.flatMap((step) => (step.kind === 'from' ? [step.operation.image] : []));
  const names = images.map((image) => LOCAL.exec(image)?.[1]).filter((name) => name !== undefined);
  const files = names.flatMap((name) => [name, name.replace(END, '')]);
  return [...new Set(files.map((file) => path.relative(context, path.resolve(context, file))))].filter(
    isBelow,
  );
}

/** Whether a relative path names something below its root. */
export const isBelow = (file: string): boolean => file !== '' && file.split('/')[0] !== '..';
