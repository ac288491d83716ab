import { closeSync } from 'node:fs';
import { must } from '../errors.ts';
import { openHere } from '../files/opened-file.ts';
import type { FilePlace, OpenedFile } from '../files/user-files.ts';
import { askCredentialHelper } from '../registry/credential-helper.ts';
import { type Directory, openRoot } from '../tree/directory.ts';
import { readManifest } from '../tree/manifest.ts';
import { makeSources } from '../tree/read/source.ts';
import { holdFile, type Kept, largeContents, smallContents } from './contents.ts';
import type { Batch, Operation, Operations } from './protocol.ts';

interface Done<Name extends Operation> {
  readonly answer: Operations[Name]['answer'];
  readonly bytes?: readonly Uint8Array[];
}

type Table = {
  readonly [Name in Operation]: (
    ask: Operations[Name]['ask'],
    signal: AbortSignal,
  ) => Promise<Done<Name>> | Done<Name>;
};

type Operate = (
  head: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<{ readonly answer: object; readonly bytes?: readonly Uint8Array[] }>;

/** Returns the operations of a reader, with their state between messages. The asking worker is trusted. */
export function operations(): Operate {
  const table: Table = { ...treeOperations(), ...fileOperations(), helper };
  return async ({ operation, ask }, signal) => {
    const operate = table[operation as Operation] as (
      ask: unknown,
      signal: AbortSignal,
    ) => Promise<Done<Operation>>;
    return await operate(ask, signal);
  };
}

/** Gives things numbers, and finds things by number. */
function numbered<T>() {
  const things = new Map<number, T>();
  let last = 0;
  return {
    add(thing: T): number {
      last += 1;
      things.set(last, thing);
      return last;
    },
    get(number: number): T {
      const thing = things.get(number);
      if (thing === undefined) throw new Error(`unknown number ${number}`);
      return thing;
    },
    remove: (number: number) => things.delete(number),
  };
}

type Part = Batch | Buffer;

interface Stream {
  readonly parts: AsyncGenerator<Part>;
  readonly controller: AbortController;
}

const streams = numbered<Stream>();

function addStream(make: (signal: AbortSignal) => AsyncGenerator<Part>): { answer: { stream: number } } {
  const controller = new AbortController();
  const parts = make(controller.signal);
  return { answer: { stream: streams.add({ parts, controller }) } };
}

const next: Table['next'] = async ({ stream }) => {
  const { value, done } = await streams.get(stream).parts.next();
  if (done) return { answer: { done: true } };
  return value instanceof Uint8Array
    ? { answer: {}, bytes: [value] }
    : { answer: { pieces: value.pieces }, bytes: value.bytes };
};

const leave: Table['leave'] = async ({ stream }) => {
  const { parts, controller } = streams.get(stream);
  streams.remove(stream);
  controller.abort();
  await parts.return(undefined);
  return { answer: {} };
};

function treeOperations(): Pick<Table, 'manifest' | 'contents' | 'hold' | 'release' | 'next' | 'leave'> {
  const sources = makeSources();
  const kept = numbered<Kept>();
  return {
    next,
    leave,
    manifest: async ({ request, records }, signal) => {
      let fresh: string | undefined;
      const memo = {
        recall: () => records,
        remember: (_kind: string, _key: string, value: string) => {
          fresh = value;
        },
      };
      const manifest = await readManifest({ ...request, memo, signal }, sources);
      const number = kept.add({ root: request.root, manifest, sources });
      return { answer: { kept: number, manifest, ...(fresh === undefined ? {} : { records: fresh }) } };
    },
    contents: ({ kept: number, index }) =>
      addStream((signal) =>
        index === undefined
          ? smallContents(kept.get(number), signal)
          : largeContents(kept.get(number), { index, signal }),
      ),
    hold: (ask) => ({ answer: { descriptor: holdFile(kept.get(ask.kept), ask.index) } }),
    release: ({ descriptor }) => {
      closeSync(descriptor);
      return { answer: {} };
    },
  };
}

function fileOperations(): Pick<Table, 'open' | 'read' | 'identify' | 'archive' | 'close'> {
  const files = numbered<OpenedFile>();
  return {
    open: (place) => {
      const opened = openPlace(place);
      const { kind, identity, size, changed } = opened;
      return { answer: { file: files.add(opened), kind, identity, size, changed } };
    },
    read: async ({ file, position, length }) => ({
      answer: {},
      bytes: [await files.get(file).read(position, length)],
    }),
    identify: async ({ file }, signal) => ({ answer: await files.get(file).identifyTree(signal) }),
    archive: ({ file }) => addStream((signal) => files.get(file).archive(signal)),
    close: async ({ file }) => {
      const opened = files.get(file);
      files.remove(file);
      await opened.close();
      return { answer: {} };
    },
  };
}

/** Opens a file. With `below`, opens each directory through its parent, so that no link leads out. */
function openPlace({ path, below }: FilePlace): OpenedFile {
  if (below === undefined) return openHere(path, { name: path, followLinks: true });
  const names = path
    .slice(below.length)
    .split('/')
    .filter((name) => name !== '');
  if (names.includes('..')) throw new Error(`"${path}" is not a resolved path`);
  const last = names.pop() ?? '.';
  const opened: Directory[] = [openRoot(below)];
  try {
    for (const name of names) {
      const parent = must(opened.at(-1), 'the directory above');
      opened.push(parent.openDirectory(name));
    }
    return openHere(must(opened.at(-1), 'the directory above').at(last), { name: path, followLinks: false });
  } finally {
    for (const directory of opened) directory.close();
  }
}

const helper: Table['helper'] = async ({ name, server, env }) => {
  const output = await askCredentialHelper(name, { server, env });
  return { answer: output === undefined ? {} : { output } };
};
