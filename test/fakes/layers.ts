import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Layers, Making } from '../../src/contract/layers.ts';
import type { ChainLayer } from '../../src/contract/remote.ts';
import type { Store } from '../../src/contract/store.ts';
import { ObuilderError } from '../../src/errors.ts';
import { formatMembers, parseMembers } from '../../src/layer/members.ts';

type Files = Readonly<Record<string, string>>;

/** What tests of layers look at. */
export interface FakeLayers extends Layers {
  /** Ids whose layers were made, and the numbers of layers applied. */
  readonly made: string[];
  applied: number;
}

/** Layers as JSON of changed regular files; enough to tell whether a build applies the right layers in the right order. */
export function fakeLayers(store: Store): FakeLayers {
  const known = new Map<string, ChainLayer>();
  const keyOf = ({ id, startedAt }: Making) => `${id} ${startedAt}`;
  let files = 0;
  const layers: FakeLayers = {
    made: [],
    applied: 0,
    known: (result) => known.get(keyOf(result)),
    remember: (result, layer) => void known.set(keyOf(result), layer),
    async make(result, { scratch }) {
      layers.made.push(result.id);
      const before = result.parent === undefined ? {} : readTree(await store.view(result.parent));
      const after = readTree(await store.view(result.id));
      const changed = Object.entries(after).filter(([name, text]) => before[name] !== text);
      const removed = Object.keys(before).filter((name) => after[name] === undefined);
      const bytes = Buffer.from(JSON.stringify({ changed: Object.fromEntries(changed), removed }));
      const digest = digestOf(bytes);
      const mediaType = 'application/vnd.oci.image.layer.v1.tar';
      const layer = { digest, diffId: digest, size: bytes.length, mediaType };
      files += 1;
      const file = path.join(scratch, `made-${files}`);
      writeFileSync(file, bytes);
      known.set(keyOf(result), layer);
      return {
        layer,
        file,
        members: membersOf(
          before,
          changed.map(([name]) => name),
          removed,
        ),
      };
    },
    makeWhole(directory, { scratch }) {
      const bytes = Buffer.from(JSON.stringify({ changed: readTree(directory), removed: [] }));
      const digest = digestOf(bytes);
      const mediaType = 'application/vnd.oci.image.layer.v1.tar';
      files += 1;
      const file = path.join(scratch, `made-${files}`);
      writeFileSync(file, bytes);
      return Promise.resolve({ layer: { digest, diffId: digest, size: bytes.length, mediaType }, file });
    },
    parseMembers,
    async apply(bytes, { digest }, { rootfs, onProgress }) {
      const pieces: Buffer[] = [];
      for await (const piece of bytes) pieces.push(piece);
      const all = Buffer.concat(pieces);
      if (digestOf(all) !== digest) throw new ObuilderError('remote-lost', `${digest} is damaged`);
      onProgress?.(all.length);
      const { changed, removed } = JSON.parse(all.toString()) as { changed: Files; removed: string[] };
      for (const name of removed) rmSync(path.join(rootfs, name));
      for (const [name, text] of Object.entries(changed)) {
        mkdirSync(path.dirname(path.join(rootfs, name)), { recursive: true });
        writeFileSync(path.join(rootfs, name), text);
      }
      layers.applied += 1;
    },
    async applyChain(chain, open, options) {
      for (const layer of chain)
        await layers.apply(open(layer, new AbortController().signal), layer, options);
    },
  };
  return layers;
}

function membersOf(before: Files, changed: readonly string[], removed: readonly string[]) {
  const directories = new Set<string>();
  for (const name of [...changed, ...removed])
    for (let above = path.dirname(name); above !== '.'; above = path.dirname(above)) directories.add(above);
  const isNew = (directory: string) => !Object.keys(before).some((name) => name.startsWith(`${directory}/`));
  return formatMembers([
    ...[...directories].map((one) => ({ kind: 'directory', path: one, isNew: isNew(one) }) as const),
    ...changed.map((name) => ({ kind: 'other', path: name }) as const),
    ...removed.map(
      (name) =>
        ({ kind: 'other', path: path.join(path.dirname(name), `.wh.${path.basename(name)}`) }) as const,
    ),
  ]);
}

/** The regular files of a tree, by relative path. */
export function readTree(root: string): Files {
  const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const named = found.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    named.sort().map((file) => [path.relative(root, file), readFileSync(file, 'utf8')]),
  );
}

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
