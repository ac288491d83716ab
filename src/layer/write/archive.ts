import type { EntrySink } from '../../archive/entry-sink.ts';
import type { TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../../archive/tar-writer.ts';
import type { LayerMember } from '../../contract/layers.ts';
import { must, ObuilderError } from '../../errors.ts';
import { archiveListed } from '../../files/gnu-tar.ts';
import { mayHaveAttributes } from '../../host/calls/attributed.ts';
import type { Member } from '../difference/difference.ts';
import { asImpossible } from '../impossible.ts';
import { writeLarge } from './large.ts';
import { notAfter } from './latest.ts';
import type { ArchiveRequest, Output } from './output.ts';
import { readPlain } from './plain.ts';

/**
 * Writes the archive of a layer. GNU tar reads the files with extended attributes, which Node cannot read.
 *
 * @returns the members as written
 */
export async function writeArchive(
  members: readonly Member[],
  request: ArchiveRequest,
  output: Output,
): Promise<readonly LayerMember[]> {
  const writer = new ArchiveWriter(members, output);
  const entries = members.filter((member) => member.kind === 'entry');
  const { root, scratch } = request;
  const paths = entries.flatMap(({ isLarge, path }) => (isLarge ? [] : [path]));
  const program = `${scratch}/calls-${process.pid}`;
  const attributed = await mayHaveAttributes(paths, { root, program });
  const wayOf = ({ isLarge, path }: Entry) => (isLarge ? 'large' : attributed.has(path) ? 'tar' : 'plain');
  for (const { way, paths: run } of runsOf(entries, wayOf)) {
    if (way === 'tar') await writeRun(run, { ...request, writer, output });
    else if (way === 'plain')
      await readPlain(run, {
        ...request,
        begin: (path, entry) => writer.entry(path, notAfter(entry, request)),
        ready: () => output.ready(),
      });
    else
      for (const path of run) {
        const entry = await writeLarge(path, { ...request, before: () => writer.advance(path) }, output);
        writer.done(path, entry);
      }
  }
  return writer.end();
}

type Entry = Extract<Member, { readonly kind: 'entry' }>;
type Way = 'large' | 'tar' | 'plain';

interface Run {
  readonly way: Way;
  readonly paths: string[];
}

/** Cuts the list into files that are read in the same way. */
function runsOf(entries: readonly Entry[], wayOf: (entry: Entry) => Way): readonly Run[] {
  const runs: Run[] = [];
  for (const entry of entries) {
    const [way, last] = [wayOf(entry), runs.at(-1)];
    if (last?.way === way) last.paths.push(entry.path);
    else runs.push({ way, paths: [entry.path] });
  }
  return runs;
}

interface RunRequest extends ArchiveRequest {
  readonly writer: ArchiveWriter;
  readonly output: Output;
}

async function writeRun(
  paths: readonly string[],
  { root, signal, writer, output, latestSeconds }: RunRequest,
): Promise<void> {
  let index = 0;
  const reader = new TarReader((found) => {
    const path = paths[index];
    index += 1;
    return writer.entry(must(path, 'a file that was asked for'), notAfter(found, { latestSeconds }));
  });
  try {
    for await (const chunk of archiveListed(root, { paths, linksAsFiles: true, signal })) {
      reader.write(chunk);
      await output.ready();
    }
    reader.end();
  } catch (error) {
    throw asImpossible(paths[index] ?? '', error);
  }
  if (index !== paths.length)
    throw new ObuilderError('internal', `GNU tar archived ${index} of ${paths.length} files`);
}

/** Writes members in the order of the list: entries as they come, links and whiteouts between. */
class ArchiveWriter {
  readonly #members: readonly Member[];
  readonly #output: Output;
  /** The targets of links. */
  readonly #targets: ReadonlySet<string>;
  readonly #written = new Map<string, TarEntry>();
  readonly #listed: LayerMember[] = [];
  #next = 0;

  constructor(members: readonly Member[], output: Output) {
    this.#members = members;
    this.#output = output;
    this.#targets = new Set(members.flatMap((member) => (member.kind === 'link' ? [member.target] : [])));
  }

  /** Writes the header of an entry, and returns a sink for the content. */
  entry(place: string, found: TarEntry): EntrySink | undefined {
    this.advance(place);
    const entry = {
      ...found,
      path: nameOf(place, found),
      target: found.kind === 'symlink' ? found.target : '',
    };
    this.done(place, entry);
    this.#output.write(formatHeader(entry));
    if (entry.size === 0) return undefined;
    return {
      write: (chunk) => this.#output.write(chunk),
      end: () => this.#output.write(padding(entry.size)),
    };
  }

  /** Remembers an entry, for the list and as the model of its links. */
  done(place: string, entry: TarEntry): void {
    this.#list(place, entry);
    if (this.#targets.has(place)) this.#written.set(place, entry);
  }

  /** Writes the members before an entry. */
  advance(place: string): void {
    for (let member = this.#members[this.#next]; member !== undefined; member = this.#members[this.#next]) {
      if (member.kind === 'entry' && member.path !== place)
        throw new ObuilderError('internal', 'the order of files has changed');
      this.#next += 1;
      if (member.kind === 'entry') return;
      this.#output.write(formatHeader(member.kind === 'link' ? this.#link(member) : whiteout(member.path)));
      const model = member.kind === 'link' ? this.#written.get(member.target) : undefined;
      this.#list(member.path, model ?? whiteout(member.path));
    }
  }

  end(): readonly LayerMember[] {
    this.advance('');
    this.#output.write(END_OF_ARCHIVE);
    return this.#listed;
  }

  #list(path: string, { kind, target }: TarEntry): void {
    if (kind === 'symlink') this.#listed.push({ kind: 'link', path, target });
    else this.#listed.push({ kind: kind === 'directory' ? kind : 'other', path });
  }

  #link({ path, target }: { readonly path: string; readonly target: string }): TarEntry {
    const file = must(this.#written.get(target), 'the first name of a file');
    return { ...file, kind: 'link', path, target, size: 0, major: 0, minor: 0, attributes: new Map() };
  }
}

/** Names as Docker and BuildKit write them. */
function nameOf(place: string, { kind }: TarEntry): string {
  if (place === '') return './';
  return kind === 'directory' ? `${place}/` : place;
}

const whiteout = (name: string): TarEntry => ({
  kind: 'file',
  path: name,
  target: '',
  mode: 0,
  uid: 0,
  gid: 0,
  size: 0,
  modified: 0n,
  major: 0,
  minor: 0,
  attributes: new Map(),
});
