import { type Draft, MAX_SUMMARY_BYTES, type Result, type ResultMeta } from '../../contract/results.ts';
import type { SandboxResult, UnreadFile, Written } from '../../contract/sandbox.ts';
import { must } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { UnreadBy } from '../journal.ts';
import type { Session } from '../session.ts';

/** What a result remembers of everything written besides outputs. */
export type WrittenMeta = Pick<ResultMeta, 'summaryBytes' | 'unread' | 'attempts'>;

/**
 * Reports everything that a step wrote besides outputs, however the step ended, and gives the summary to the draft.
 * Replaces the report of an earlier attempt.
 */
export function takeWritten(
  session: Session,
  step: Step,
  { draft, result }: { readonly draft: Draft; readonly result: SandboxResult },
): WrittenMeta {
  const written = result.kind === 'cancelled' ? undefined : result.written;
  const { bytes, text } = summaryOf(session, written);
  if (text !== undefined) draft.summarize(text);
  const facts = { summaryBytes: bytes === 0 ? undefined : bytes, unread: nonEmpty(written?.unread) };
  tell(session, step, { ...facts, text });
  return facts;
}

/**
 * Reports everything that a cached step wrote besides outputs, masked with the secrets of this build.
 *
 * `summary` is set for a result on another machine or with a commit under way; the store has all other summaries.
 */
export function replayWritten(
  session: Session,
  step: Step,
  { result, summary }: { readonly result: Result; readonly summary?: string | undefined },
): void {
  const { id, summaryBytes, unread } = result;
  if (summaryBytes === undefined && unread === undefined) return;
  const isKept = summaryBytes !== undefined && summaryBytes <= MAX_SUMMARY_BYTES;
  const text = isKept ? (summary ?? session.store.readSummary(id)) : undefined;
  if (isKept && text === undefined) session.warn(lostSummary(step), step);
  tell(session, step, { summaryBytes, unread, text: text && session.masker.mask(text) });
}

const lostSummary = ({ at }: Step) =>
  `the store has lost the summary of this step. To get it again, run the step again with no-cache-filter: line:${at.line}`;

/** Too much is counted and not kept, as GitHub's runner does: a part of Markdown may mean something else than the whole. */
function summaryOf({ masker }: Session, written: Written | undefined) {
  const bytes = written?.summary.length ?? 0;
  if (bytes === 0 || bytes > MAX_SUMMARY_BYTES) return { bytes, text: undefined };
  const text = masker.mask(new TextDecoder('utf-8').decode(written?.summary));
  if (text.trim() === '') return { bytes: 0, text: undefined };
  // Invalid UTF-8 takes more space as text.
  const length = Buffer.byteLength(text);
  return { bytes: length, text: length > MAX_SUMMARY_BYTES ? undefined : text };
}

const nonEmpty = <T>(list: readonly T[] | undefined) => (list?.length ? list : undefined);

function tell(
  session: Session,
  step: Step,
  written: WrittenMeta & { readonly text: string | undefined },
): void {
  const { summaryBytes = 0, unread = [], text } = written;
  session.journal.written(step, { summary: text, unread });
  if (summaryBytes <= MAX_SUMMARY_BYTES) return;
  session.warn(
    `the summary of this step is left out: it exceeds GitHub's limit of ${MAX_SUMMARY_BYTES / 1024} KB for $GITHUB_STEP_SUMMARY`,
    step,
  );
}

/** A store's disk may hold anything, so names that no release wrote are skipped. */
const NAMES: readonly string[] = ['GITHUB_ENV', 'GITHUB_PATH'] satisfies readonly UnreadFile[];
const MAX_NAMED = 10;

/** Makes a single warning for all steps that wrote to `$GITHUB_ENV` or `$GITHUB_PATH`; undefined without such steps. */
export function unreadWarning(steps: readonly UnreadBy[]) {
  const writers = steps.filter(({ unread }) => unread.some((name) => NAMES.includes(name)));
  const [first] = writers;
  if (first === undefined) return undefined;
  const files = NAMES.filter((name) => writers.some(({ unread }) => unread.includes(name)));
  const named = writers.slice(0, MAX_NAMED).map(({ step }) => `${step.index + 1} (line ${step.at.line})`);
  const more = writers.length - named.length;
  const whose = listed([...named, ...(more > 0 ? [`${more} more`] : [])]);
  const message =
    `${writers.length === 1 ? 'step' : 'steps'} ${whose} wrote to ${listed(files.map((name) => `$${name}`))}, ` +
    'which has no effect: each step gets its environment from the spec alone. ' +
    'Set variables of later steps, PATH too, by `(env NAME VALUE)`, and write values for the job to $GITHUB_OUTPUT.';
  return { message, at: first.step.at };
}

function listed(words: readonly string[]): string {
  const last = must(words.at(-1), 'the last word of a list');
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
