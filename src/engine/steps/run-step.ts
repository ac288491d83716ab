import type { Draft, Result, ResultMeta } from '../../contract/results.ts';
import type { FilesShown, SandboxRequest, SandboxResult, SecretFile } from '../../contract/sandbox.ts';
import type { Account } from '../../contract/spec.ts';
import { must, ObuilderError } from '../../errors.ts';
import { runFields } from '../../plan/identify.ts';
import { sortedEnvironment } from '../../plan/keys.ts';
import type { RunStep } from '../../plan/plan-steps.ts';
import { exitedAtPids, logMeter, outOfMemory, timedOut } from '../../plan/step-bounds.ts';
import { watchNetwork } from '../output/attempts.ts';
import { deniedHint } from '../output/passing.ts';
import { readOutputs } from '../output/step-outputs.ts';
import { takeWritten } from '../output/written.ts';
import { waitFor } from '../pace.ts';
import type { Session } from '../session.ts';
import { createStop } from '../stop.ts';
import type { Begin, Yield } from './attempt.ts';
import { ifStoreIsFull } from './fullness.ts';
import { logTail } from './lookup-failure.ts';
import { type Showing, showFiles } from './show-files.ts';
import { whileHeard } from './silence.ts';
import { lackingSlots, type StepSlots, takeSlots } from './slots.ts';

/**
 * Runs a command in a draft.
 *
 * @throws ObuilderError `command-failed` for a status other than 0 and a killed command, `output-invalid`, `cancelled`
 */
export async function runRunStep(
  session: Session,
  step: RunStep,
  { begin, sources }: { readonly begin: Begin; readonly sources: readonly Result[] },
): Promise<Yield> {
  const { draft, user, slots } = await prepare(session, step, begin);
  const tail = logTail();
  const running = withFiles(session, step, { draft, user, sources }, (files) =>
    inSandbox(session, step, { draft, user, slots, files, onText: tail.add }),
  );
  const { checked, result, attempts } = await running.finally(slots.finish);
  const written = { ...takeWritten(session, step, { draft, result }), attempts };
  const { network } = step.operation;
  const { cwd } = runFields(step, session.plan.facts);
  const hintFor = (status: number) =>
    tail.hint(network.kind, lackingSlots(session.plan, step)) ??
    deniedHint(network, attempts) ??
    STATUS_HINTS.get(status) ??
    tail.rightsHint(user.uid, cwd);
  const outputs = readOutputs(session, step, fileOf(result, session, hintFor));
  return { outputs, written, checked, waited: slots.waited };
}

/** Runs a step with its mounts. */
async function withFiles<T>(
  session: Session,
  step: RunStep,
  showing: Showing,
  work: (mounts: readonly FilesShown[]) => Promise<T>,
): Promise<T & Pick<Yield, 'checked'>> {
  if (step.reads.length === 0) return { ...(await work([])), checked: undefined };
  const { mounts, checked, remove } = await showFiles(session, step, showing);
  try {
    return { ...(await work(mounts)), checked };
  } finally {
    await remove();
  }
}

interface Prepared {
  readonly draft: Draft;
  readonly user: Account;
  readonly slots: StepSlots;
}

interface Running extends Prepared {
  readonly files: readonly FilesShown[];
  readonly onText: (text: string) => void;
}

/** Opens the draft and takes the slots at the same time, unless the owner of a new slot is a name that only the draft knows. */
async function prepare(session: Session, step: RunStep, begin: Begin): Promise<Prepared> {
  const beginning = begin();
  const taking =
    'uid' in step.user
      ? takeSlots(session, step, step.user)
      : beginning.then(({ user }) => takeSlots(session, step, user));
  const [begun, slots] = await Promise.allSettled([beginning, taking]);
  if (begun.status === 'fulfilled' && slots.status === 'fulfilled') {
    const { draft, user } = begun.value;
    return { draft, user, slots: slots.value };
  }
  if (slots.status === 'fulfilled') await slots.value.finish();
  throw begun.status === 'rejected' ? begun.reason : (slots as PromiseRejectedResult).reason;
}

async function inSandbox(
  session: Session,
  step: RunStep,
  { draft, user, slots, files, onText }: Running,
): Promise<{ readonly result: SandboxResult; readonly attempts: ResultMeta['attempts'] }> {
  const { argv, cwd, environment } = runFields(step, session.plan.facts);
  // A log has no byte order mark to drop, and invalid UTF-8 must not stop a log.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const masked = session.masker.stream();
  const stop = createStop(session.signal);
  const meter = logMeter(session.limits, stop.because);
  let isInLine = false;
  const show = (text: string) => {
    if (text === '') return;
    isInLine = !text.endsWith('\n');
    draft.log(text);
    onText(text);
    session.journal.output(step, text);
  };
  const watched = watchNetwork(session, step, (line) => show(`${isInLine ? '\n' : ''}${line}\n`));
  const flush = () => show(masked.push(decoder.decode()) + masked.end());
  try {
    const request: SandboxRequest = {
      rootfs: draft.rootfs,
      scratch: draft.scratch,
      argv,
      cwd,
      user,
      env: sortedEnvironment(environment),
      network: watched.network,
      mounts: [...files, ...slots.mounts, ...secretFiles(session, step)],
      limits: session.limits,
      onOutput: (chunk) => {
        if (meter.take(chunk.length)) show(masked.push(decoder.decode(chunk, { stream: true })));
        return waitFor(session.pace(), stop.signal);
      },
      signal: stop.signal,
    };
    // The wait for slots is over here.
    const result = await whileHeard(session.journal, step, () => session.sandbox.run(request));
    if (result.kind === 'cancelled' && stop.reason() !== undefined) throw stop.reason();
    flush();
    return { result, attempts: watched.finish() };
  } catch (error) {
    flush();
    watched.finish();
    throw error;
  }
}

function secretFiles({ secrets }: Session, step: RunStep): readonly SecretFile[] {
  return step.operation.secrets.map(({ id, target, at }) => {
    return { kind: 'secret', value: must(secrets.get(id), `the secret "${id}"`), target, at };
  });
}

type HintFor = (status: number) => string | undefined;

function fileOf(
  result: SandboxResult,
  { limits, store }: Pick<Session, 'limits' | 'store'>,
  hintFor: HintFor,
): Uint8Array {
  switch (result.kind) {
    case 'exited':
      if (result.code === 0) return result.outputFile;
      throw orStoreFull(exited(result, { limits, hintFor }), store);
    case 'killed':
      throw result.outOfMemory ? outOfMemory(result, limits) : orStoreFull(killed(result), store);
    case 'timed-out':
      throw timedOut(result, limits);
    case 'cancelled':
      throw new ObuilderError('cancelled', 'the command was cancelled');
  }
}

function exited(
  { code, reached }: Extract<SandboxResult, { kind: 'exited' }>,
  { limits, hintFor }: Pick<Session, 'limits'> & { readonly hintFor: HintFor },
): ObuilderError {
  const message = `the command exited with status ${code}`;
  if (reached?.pids !== undefined) return exitedAtPids(message, { status: code, reached, limits });
  return new ObuilderError('command-failed', message, { status: code, hint: hintFor(code) });
}

/** Statuses with a meaning in every shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02 */
const STATUS_HINTS: ReadonlyMap<number, string> = new Map([
  [
    126,
    'Status 126 says that a program was found and could not be run: make its file executable (chmod), or take a program for this platform.',
  ],
  [
    127,
    'Status 127 says that a program was not found: install it in an earlier step, use a base image that has it, or write its whole path.',
  ],
]);

/** A command may fail because the store is full; ask the store while the files of the step exist. */
const orStoreFull = (error: ObuilderError, store: Session['store']) => ifStoreIsFull(error, store) ?? error;

function killed({ signal, refusedCall }: Extract<SandboxResult, { kind: 'killed' }>): ObuilderError {
  const message = `the command was killed by ${signal}`;
  if (signal !== 'SIGSYS') return new ObuilderError('command-failed', message, { signal });
  return new ObuilderError('command-failed', `${message}: ${refusedCall ?? 'a refused system call'}`, {
    signal,
    hint: 'A filter of system calls killed the program: the filter of the sandbox, which refuses x32 programs, or a filter of the program itself.',
  });
}
