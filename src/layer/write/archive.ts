import type { EntrySink } from '../../archive/entry-sink.ts';
import type { TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../../archive/tar-writer.ts';
import { must, ObuilderError } from '../../errors.ts';
import { archiveListed } from '../../files/gnu-tar.ts';
import type { Member } from '../difference/difference.ts';
import { asImpossible } from '../impossible.ts';
import { writeLarge } from './large.ts';
import { notAfter } from './latest.ts';
import type { ArchiveRequest, Output } from './output.ts';

/** Writes the archive of a layer. GNU tar reads the files, because Node cannot read extended attributes. */
export async function writeArchive(
  members: readonly Member[],
  request: ArchiveRequest,
  output: Output,
): Promise<void> {
  const writer = new ArchiveWriter(members, output);
  const entries = members.filter(({ kind }) => kind === 'entry');
  for (const run of runsOf(entries)) {
    const [first] = run;
    if (first?.kind === 'entry' && first.isLarge) {
      const entry = await writeLarge(
        first.path,
        { ...request, before: () => writer.advance(first.path) },
        output,
      );
      writer.done(first.path, entry);
    } else await writeRun(run, { ...request, writer, output });
  }
  writer.end();
}

/** Cuts the list so that each large file is alone. */
function* runsOf(entries: readonly Member[]): Generator<readonly Member[]> {
  let run: Member[] = [];
  for (const member of entries) {
    const isLarge = member.kind === 'entry' && member.isLarge;
    if (isLarge && run.length > 0) {
      yield run;
      run = [];
    }
    if (isLarge) yield [member];
    else run.push(member);
  }
  if (run.length > 0) yield run;
}

interface RunRequest extends ArchiveRequest {
  readonly writer: ArchiveWriter;
  readonly output: Output;
}

async function writeRun(
  run: readonly Member[],
  { root, signal, writer, output, latestSeconds }: RunRequest,
): Promise<void> {
  let index = 0;
  const reader = new TarReader((found) => {
    const member = run[index];
    index += 1;
    return writer.entry(must(member, 'a member that was asked for').path, notAfter(found, { latestSeconds }));
  });
  const paths = run.map(({ path }) => path);
  try {
    for await (const chunk of archiveListed(root, { paths, linksAsFiles: true, signal })) {
      reader.write(chunk);
      await output.ready();
    }
    reader.end();
  } catch (error) {
    throw asImpossible(run[index]?.path ?? '', error);
  }
  if (index !== run.length)
    throw new ObuilderError('internal', `GNU tar archived ${index} of ${run.length} files`);
}

/** Writes members in the order of the list: entries as they come, links and whiteouts between. */
class ArchiveWriter {
  readonly #members: readonly Member[];
  readonly #output: Output;
  /** The targets of links. */
  readonly #targets: ReadonlySet<string>;
  readonly #written = new Map<string, TarEntry>();
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

  /** Remembers an entry, as the model of its links. */
  done(place: string, entry: TarEntry): void {
    if (this.#targets.has(place)) this.#written.set(place, entry);
  }

  /** Writes the members before an entry. */
  advance(place: string): void {
    for (let member = this.#members[this.#next]; member !== undefined; member = this.#members[this.#next]) {
      if (member.kind === 'entry' && member.path !== place)
        throw new ObuilderError('internal', 'GNU tar has changed the order of files');
      this.#next += 1;
      if (member.kind === 'entry') return;
      this.#output.write(formatHeader(member.kind === 'link' ? this.#link(member) : whiteout(member.path)));
    }
  }

  end(): void {
    this.advance('');
    this.#output.write(END_OF_ARCHIVE);
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
