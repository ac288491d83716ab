import type { LayerCompression } from '../../../contract/layers.ts';
import { asObuilderError, isObuilderError, must, ObuilderError } from '../../../errors.ts';
import { SHOWN_DIGITS } from '../../../plan/base-id.ts';
import { imageOf } from '../../../plan/identify.ts';
import type { Session } from '../../session.ts';
import type { RemoteAccess } from '../access.ts';
import { costOfLack } from '../carriers.ts';
import type { Remote } from '../remote.ts';
import { megabytes, whileTelling } from '../while-telling.ts';
import { baseOf } from './base.ts';
import { type Destination, openDestination, standingOf } from './destination.ts';
import { idsOf, type Line, linesOf } from './lines.ts';
import { Maker } from './maker.ts';
import { reportUploads } from './progress.ts';
import { chainOn, uploadOf } from './record.ts';
import type { Source } from './sources.ts';
import { worthOf } from './worth.ts';

/** Layers of this size together are sent at once, while the next layers are made. In bytes. */
const BATCH = 64 * 1024 * 1024;
/** Results of a batch if carriers take many small uploads. */
const MIN_BATCH = 4;
/** Batches that such carriers take at once, so that nobody waits for the end of a batch. */
const MAX_BATCHES = 3;
/** Layers that are made at once: one waits for programs and disks while another is compressed. */
const AT_ONCE = 3;

/**
 * Stores the new results of a build on all carriers of `cache-to`, bases before dependents. Failures are warnings.
 *
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required
 */
export async function uploadResults(session: Session, access: RemoteAccess): Promise<void> {
  const lines = linesOf(session);
  if (lines.every((line) => line.length === 0)) return;
  const remote = await access.open();
  for (const compression of ['zstd', 'gzip'] as const)
    await uploadAs(compression, { session, remote, lines });
}

interface Uploading {
  readonly session: Session;
  readonly remote: Remote;
  readonly lines: readonly (readonly Line[])[];
}

async function uploadAs(compression: LayerCompression, { session, remote, lines }: Uploading): Promise<void> {
  const members = remote.opened.to
    .filter((to) => to.compression === compression)
    .map(({ carrier }) => remote.carriers.usable(carrier))
    .filter((member) => member !== undefined);
  if (members.length === 0) return;
  const maker = new Maker({ session, layers: remote.opened.layers, compression });
  const worthy: Line[][] = [];
  const choose = async () => {
    for (const line of lines) worthy.push(line.slice(0, await worthOf(line, remote.settings, maker)));
  };
  const made = () => `making layers of new results: ${megabytes(maker.making())} so far`;
  await whileTelling(session.emit, made, () => orWarn(session, choose));
  const all = worthy.flat();
  if (all.length === 0) return;
  const { signal } = session;
  const opened = await Promise.all(
    members.map((member) => openDestination(remote, member, { builds: worthy, signal })),
  );
  const sender = new Sender({ session, remote, destinations: opened, maker, results: idsOf(all).size });
  const added = orWarn(session, async () => {
    for (const line of worthy)
      for (const [index, one] of line.entries()) {
        sender.makeAhead(line.slice(index, index + AT_ONCE));
        await sender.add(one, line[index - 1]);
      }
  });
  try {
    await added.finally(() => maker.end());
    await sender.flush();
  } finally {
    await sender.end();
  }
}

/** A full store or a vanished result must not fail the build that has ended well. */
async function orWarn(session: Session, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    if (isObuilderError(error, 'remote-failed')) throw error;
    const message = `not all new results are stored elsewhere: ${asObuilderError(error).message}`;
    session.emit({ type: 'warning', message });
  }
}

interface SenderOptions {
  readonly session: Session;
  readonly remote: Remote;
  readonly destinations: readonly Destination[];
  readonly maker: Maker;
  readonly results: number;
}

/** Collects uploads and sends them in batches. */
class Sender {
  readonly #options: SenderOptions;
  readonly #endReports: () => void;
  #lines: Line[] = [];
  /** The layers of all batches, by digest. */
  readonly #layers = new Map<string, Source>();
  #bytes = 0;
  /** Results in the batches so far. */
  #sent = 0;
  readonly #sending = new Set<Promise<void>>();
  readonly #hasCheapPuts: boolean;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#hasCheapPuts = options.destinations.every(({ member }) => member.carrier.hasCheapPuts);
    const uploads = options.destinations.map(({ progress }) => progress);
    this.#endReports = reportUploads(uploads, options.session.emit, () => options.maker.making());
  }

  /** Starts to make the layers that a carrier lacks. `add` gets the errors. */
  makeAhead(lines: readonly Line[]): void {
    const { destinations, maker } = this.#options;
    const lacking = destinations.filter(({ member }) => member.failure === undefined);
    for (const { result } of lines) {
      if (result.kind === 'from' || !lacking.some(({ records }) => !records.has(result.id))) continue;
      maker.make(result).catch(() => undefined);
    }
  }

  async add(line: Line, base: Line | undefined): Promise<void> {
    const { destinations } = this.#options;
    for (const destination of destinations) {
      if (destination.member.failure === undefined) await this.#addTo(destination, line, base);
    }
    this.#lines.push(line);
    const isEarly = this.#hasCheapPuts && this.#sending.size < MAX_BATCHES && this.#lines.length >= MIN_BATCH;
    if (isEarly || this.#bytes >= BATCH) await this.flush();
  }

  /** Waits until all batches have ended. @throws what the first failed batch has thrown */
  async end(): Promise<void> {
    await Promise.allSettled(this.#sending);
    this.#endReports();
    await Promise.all(this.#sending);
  }

  async #addTo(destination: Destination, line: Line, base: Line | undefined): Promise<void> {
    const { session, remote, maker } = this.#options;
    const { key } = remote.settings;
    const layers = this.#layers;
    const { queued } = destination;
    // A result of several builds.
    if (line.names.every((name) => queued.has(name))) return;
    const standing = standingOf(destination, line, base);
    if (standing.kind === 'diverged' || standing.kind === 'baseless') {
      destination.progress.finish([line.result.id]);
      this.#tellUnstored(destination, { why: standing.kind, id: line.result.id });
      return;
    }
    if (standing.kind === 'stored') {
      destination.progress.finish([line.result.id]);
      destination.chains.set(line.result.id, standing.chain);
      return;
    }
    for (const name of line.names) queued.add(name);
    const platform = platformOf(session, line, destination);
    const { below, replaces } = standing;
    if (below === undefined) {
      const { base: image, sources } = await baseOf(session, line, maker);
      const chain = { base: image, steps: [] };
      for (const source of sources) layers.set(source.digest, source);
      const upload = await uploadOf(session, line, { chain, layers, key, platform });
      destination.queue.push({ ...upload, replaces });
      destination.chains.set(line.result.id, chain);
      return;
    }
    const made = await maker.make(line.result);
    const chain = chainOn(below, line, made.layer);
    const { digest, open, members } = made;
    layers.set(digest, { digest, open });
    const upload = await uploadOf(session, line, { chain, layers, key, platform, members });
    destination.queue.push({ ...upload, replaces });
    destination.chains.set(line.result.id, chain);
    this.#bytes += made.layer.size;
  }

  /** Waits until a batch may start, then sends without waiting. A failed batch stays, so that the next caller gets the error. */
  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#bytes = 0;
    while (this.#sending.size >= (this.#hasCheapPuts ? MAX_BATCHES : 1)) await Promise.race(this.#sending);
    const sending = this.#sendBatch(lines);
    this.#sending.add(sending);
    sending.then(
      () => this.#sending.delete(sending),
      () => undefined,
    );
  }

  async #sendBatch(lines: readonly Line[]): Promise<void> {
    const { session, remote, destinations, maker, results } = this.#options;
    const cost = costOfLack(results - this.#sent);
    this.#sent += idsOf(lines).size;
    const puts = destinations.map(async ({ member, queue, progress }) => {
      const uploads = queue.splice(0);
      if (uploads.length === 0 || member.failure !== undefined) return;
      const watched = uploads.map((upload) => progress.watch(upload));
      await remote.carriers.put(member, watched, { signal: session.signal, cost });
      progress.finish(uploads.map(({ record }) => record.id));
    });
    await Promise.all(puts);
    for (const { result } of lines) maker.drop(result);
  }

  /** Tells once. The reporter puts the whole command in the place of `remove ID`. @param of the lowest result that is not stored */
  #tellUnstored(
    destination: Destination,
    { why, id }: { readonly why: 'diverged' | 'baseless'; readonly id: string },
  ): void {
    if (destination.isTold) return;
    destination.isTold = true;
    const { name } = destination.member.carrier;
    const message =
      why === 'diverged'
        ? `the ${name} has some results of this build from another runner, with other files: the results on top of the results here are not stored there. To take the results there instead, remove the lowest result that differs here, and build again with cache-from: \`remove ${id.slice(0, SHOWN_DIGITS)}\``
        : `the ${name} lacks the result that the build continues from: the results on top of the result are not stored there`;
    this.#options.session.emit({ type: 'notice', message });
  }
}

/** The platform of the image, or of the result that the build continues from. */
function platformOf({ plan }: Session, { step }: Line, { records }: Destination): string {
  const { operation, base } = must(
    plan.builds.find(({ node }) => node === step.node),
    'a build',
  ).steps[0];
  if (base === undefined) return imageOf({ operation }, plan.facts).platform;
  return must(records.get(base)?.[0], 'the record of the base').image.platform;
}
