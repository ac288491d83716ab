import { ObuilderError } from '../errors.ts';
import type { SandboxResult, SecretFile } from '../sandbox/contract.ts';
import type { Draft } from '../store/contract.ts';
import { listenForFullDisk, type SpaceListener } from './fullness.ts';
import { runFacts } from './identify.ts';
import { sortedEnvironment } from './keys.ts';
import { waitFor } from './pace.ts';
import type { Begin, Yield } from './perform.ts';
import type { Session } from './session.ts';
import { type StepSlots, takeSlots } from './slots.ts';
import { exitedAtPids, logMeter, outOfMemory, timedOut } from './step-bounds.ts';
import { readOutputs } from './step-outputs.ts';
import type { RunStep } from './steps.ts';
import { createStop } from './stop.ts';
import { takeWritten } from './written.ts';

/**
 * Runs a command in a draft.
 *
 * @throws ObuilderError `command-failed` when it ends with another status than 0 or is killed, `store-full` when it does so
 * for want of space, `output-invalid`, `cancelled`
 */
export async function runRunStep(session: Session, step: RunStep, begin: Begin): Promise<Yield> {
  const { draft, slots } = await prepare(session, step, begin);
  const listener = listenForFullDisk();
  const result = await inSandbox(session, step, { draft, slots, listener }).finally(slots.finish);
  const written = takeWritten(session, step, { draft, result });
  const isFailure = result.kind === 'exited' && result.code !== 0;
  const fullness = isFailure ? listener.fullness(session.store) : undefined;
  return { outputs: readOutputs(session, step, fileOf(result, { session, fullness })), written };
}

interface Prepared {
  readonly draft: Draft;
  readonly slots: StepSlots;
}

/** The draft and the slots, made at the same time. */
async function prepare(session: Session, step: RunStep, begin: Begin): Promise<Prepared> {
  const [draft, slots] = await Promise.allSettled([begin(), takeSlots(session, step)]);
  if (draft.status === 'fulfilled' && slots.status === 'fulfilled')
    return { draft: draft.value, slots: slots.value };
  if (slots.status === 'fulfilled') await slots.value.finish();
  throw draft.status === 'rejected' ? draft.reason : (slots as PromiseRejectedResult).reason;
}

async function inSandbox(
  session: Session,
  step: RunStep,
  { draft, slots, listener }: Prepared & { readonly listener: SpaceListener },
): Promise<SandboxResult> {
  const { argv, cwd, user, environment, network } = runFacts(step, session.plan.facts);
  // A log has no byte order mark to drop, and bytes that are not UTF-8 must not stop it.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const masked = session.masker.stream();
  const stop = createStop(session.signal);
  const meter = logMeter(session.limits, stop.because);
  const show = (text: string) => {
    if (text === '') return;
    listener.hear(text);
    draft.log(text);
    session.journal.output(step, text);
  };
  try {
    const result = await session.sandbox.run({
      rootfs: draft.rootfs,
      scratch: draft.scratch,
      argv,
      cwd,
      user,
      env: sortedEnvironment(environment),
      network,
      mounts: [...slots.mounts, ...secretFiles(session, step)],
      limits: session.limits,
      onOutput: (chunk) => {
        if (meter.take(chunk.length)) show(masked.push(decoder.decode(chunk, { stream: true })));
        return waitFor(session.pace(), stop.signal);
      },
      signal: stop.signal,
    });
    if (result.kind === 'cancelled' && stop.reason() !== undefined) throw stop.reason();
    return result;
  } finally {
    show(masked.push(decoder.decode()) + masked.end());
  }
}

function secretFiles({ secrets }: Session, step: RunStep): readonly SecretFile[] {
  return step.operation.secrets.map(({ id, target, at }) => {
    return { kind: 'secret', value: secrets.get(id) ?? new Uint8Array(), target, at };
  });
}

interface Circumstances {
  readonly session: Session;
  readonly fullness: string | undefined;
}

function fileOf(result: SandboxResult, { session: { limits }, fullness }: Circumstances): Uint8Array {
  switch (result.kind) {
    case 'exited':
      if (result.code === 0) return result.outputFile;
      throw exited(result, { fullness, limits });
    case 'killed':
      throw killed(result, limits);
    case 'timed-out':
      throw timedOut(result, limits);
    case 'cancelled':
      throw new ObuilderError('cancelled', 'the command was cancelled');
  }
}

function exited(
  { code, reached }: Extract<SandboxResult, { kind: 'exited' }>,
  { fullness, limits }: Pick<Circumstances, 'fullness'> & Pick<Session, 'limits'>,
): ObuilderError {
  const message = `the command exited with status ${code}`;
  if (fullness !== undefined)
    return new ObuilderError('store-full', `${message}, and ${fullness}`, { status: code });
  if (reached?.pids !== undefined) return exitedAtPids(message, { status: code, reached, limits });
  return new ObuilderError('command-failed', message, { status: code });
}

function killed(
  result: Extract<SandboxResult, { kind: 'killed' }>,
  limits: Session['limits'],
): ObuilderError {
  if (result.outOfMemory) return outOfMemory(result, limits);
  const { signal } = result;
  return new ObuilderError('command-failed', `the command was killed by ${signal}`, { signal });
}
