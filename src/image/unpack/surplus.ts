import type { TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { archiveListed } from '../../files/gnu-tar.ts';
import { mayHaveAttributes } from '../../host/calls/attributed.ts';
import { type Attribute, removeAttributes } from './attributes.ts';

/** The attributes that a layer gives a directory; undefined for no attributes. */
export type Wanted = ReadonlyMap<string, string> | undefined;

/**
 * Removes the attributes that directories have besides those that a layer gives: a layer cannot name attributes that are gone.
 *
 * @param directories by path with one character a byte
 */
export async function removeSurplus(root: string, directories: ReadonlyMap<string, Wanted>): Promise<void> {
  if (directories.size === 0) return;
  const paths = [...(await mayHaveAttributes([...directories.keys()], { root }))];
  // Usual for a small step, and a program less.
  if (paths.length === 0) return;
  const surplus: Attribute[] = [];
  let index = 0;
  const reader = new TarReader(({ attributes }: TarEntry) => {
    const path = paths[index] ?? '';
    index += 1;
    const wanted = directories.get(path);
    for (const name of attributes.keys())
      if (!wanted?.has(name)) surplus.push({ path, name: realName(name) });
    return undefined;
  });
  for await (const chunk of archiveListed(root, { paths })) reader.write(chunk);
  reader.end();
  await removeAttributes(root, surplus);
}

/** Returns the name that GNU tar writes with escapes for two characters, because `=` ends a key of a pax header. */
function realName(name: string): string {
  return name.replaceAll(/%3D|%25/g, (code) => (code === '%25' ? '%' : '='));
}
