import type { Copy } from '../../contract/spec.ts';
import { printAtom } from '../print.ts';
import { shorten } from '../sexp/datum.ts';
import type { Advice } from './literal.ts';

/**
 * In a Dockerfile, `COPY src ./src/` copies the contents of a directory. In a spec the destination's final slash takes the directory
 * itself, so that `./src/src` is a surprise.
 */
export function onNested({ src, dst, at }: Copy): readonly Advice[] {
  const target = withoutFinalSlash(dst);
  const name = lastPart(target);
  if (!dst.endsWith('/') || name === '' || name === '.') return [];
  const source = src.find((one) => typeof one === 'string' && lastPart(withoutFinalSlash(one)) === name);
  if (typeof source !== 'string') return [];
  const message = `${shorten(source)} goes inside the destination, as ${shorten(`${target}/${name}`)}`;
  return [{ message, value: source, hint: hintFor({ source, target, isAlone: src.length === 1 }), at }];
}

function hintFor({ source, target, isAlone }: { source: string; target: string; isAlone: boolean }): string {
  const contents = `(dst ${printAtom(target)})`;
  if (!isAlone)
    return `For the contents of a directory, write a copy of its own with (src ${printAtom(source)}) ${contents}.`;
  const inside = printAtom(`${target}/${lastPart(target)}`);
  return `Write ${contents} for the contents of a directory, or (dst ${inside}) if you mean this path.`;
}

function withoutFinalSlash(path: string): string {
  const parts = path.split('/');
  while (parts.length > 1 && (parts.at(-1) === '' || parts.at(-1) === '.')) parts.pop();
  return parts.join('/');
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);
