import { closeSync } from 'node:fs';
import type { OpenedFile } from '../files/user-files.ts';
import type { Message } from '../host/process/wire.ts';
import { askCredentialHelper } from '../registry/credential-helper.ts';
import { readManifest } from '../tree/manifest.ts';
import { makeSources } from '../tree/read/source.ts';
import { holdFile, type Kept, largeContents, smallContents } from './contents.ts';
import { nearestName } from './nearest.ts';
import { numbered } from './numbered.ts';
import { openPlace } from './open-place.ts';
import type { Batch, Operation, Operations, WriteOperation } from './protocol.ts';
import { entryTimes } from './times.ts';

interface Done<Name extends Operation> {
  readonly answer: Operations[Name]['answer'];
  readonly bytes?: readonly Uint8Array[];
}

type Table = {
  readonly [Name in Exclude<Operation, WriteOperation>]: (
    ask: Operations[Name]['ask'],
    signal: AbortSignal,
  ) => Promise<Done<Name>> | Done<Name>;
};

type Operate = (
  message: Message,
  signal: AbortSignal,
) => Promise<{ readonly answer: object; readonly bytes?: readonly Uint8Array[] }>;

/** Returns the operations of a reader, with their state between messages. The asking worker is trusted. */
export function operations(): Operate {
  const table: Table = { ...treeOperations(), ...fileOperations(), helper };
  const writing = lazily(async () => (await import('./write/operations.ts')).writeOperations());
  return async ({ head: { operation, ask }, bytes }, signal) => {
    if (typeof operation !== 'string') throw new Error('a question has no operation');
    const known = table[operation as keyof Table] ?? (await writing())[operation as WriteOperation];
    const operate = known as (
      ask: unknown,
      more: AbortSignal | Buffer,
    ) => Promise<Done<Operation>> | Done<Operation>;
    return await operate(ask, operation in table ? signal : bytes);
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
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

type TreeOperations = Pick<Table, 'manifest' | 'contents' | 'times' | 'hold' | 'release' | 'next' | 'leave'>;

function treeOperations(): TreeOperations {
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
    times: (ask) => addStream((signal) => entryTimes(kept.get(ask.kept), signal)),
    hold: (ask) => ({ answer: { descriptor: holdFile(kept.get(ask.kept), ask.index) } }),
    release: ({ descriptor }) => {
      closeSync(descriptor);
      return { answer: {} };
    },
  };
}

function fileOperations(): Pick<Table, 'open' | 'nearest' | 'read' | 'identify' | 'archive' | 'close'> {
  const files = numbered<OpenedFile>();
  return {
    open: (place) => {
      const opened = openPlace(place);
      const { kind, identity, size, changed } = opened;
      return { answer: { file: files.add(opened), kind, identity, size, changed } };
    },
    nearest: (place) => {
      const name = nearestName(place);
      return { answer: name === undefined ? {} : { name } };
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

const helper: Table['helper'] = async ({ name, server, env }) => {
  const output = await askCredentialHelper(name, { server, env });
  return { answer: output === undefined ? {} : { output } };
};
