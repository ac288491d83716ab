import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Draft, Result } from '../../contract/results.ts';
import type { FilesShown } from '../../contract/sandbox.ts';
import type { Account } from '../../contract/spec.ts';
import { must } from '../../errors.ts';
import { removeTrees } from '../../files/file-trees.ts';
import { type FilesRead, MOUNTED, type NestedRead, nestedReads } from '../../plan/files-read.ts';
import type { RunStep } from '../../plan/plan-steps.ts';
import { viewOf } from '../../plan/view-of.ts';
import type { Session } from '../session.ts';
import { forgetting, manifestOf } from './copy-step.ts';

/** The mounts of a step, ready for the sandbox. */
export interface StepFilesShown {
  readonly mounts: readonly FilesShown[];
  /** Settles after the comparison of all files with their manifests. */
  readonly checked: Promise<void> | undefined;
  /** Deletes the copies after the step. */
  remove(): Promise<void>;
}

export interface Showing {
  readonly draft: Draft;
  /** The owner of copies. */
  readonly user: Account;
  readonly sources: readonly Result[];
}

/**
 * Prepares the mounts of a step: a view of the nested build's result, or a copy of files of the context, because the user may change
 * the context while the step runs. Nothing remains after an error.
 */
export async function showFiles(session: Session, step: RunStep, showing: Showing): Promise<StepFilesShown> {
  const mounts: FilesShown[] = [];
  const checks: Promise<void>[] = [];
  const copies: string[] = [];
  const remove = () => removeTrees(copies);
  const nested = nestedReads(step);
  try {
    for (const [index, { target, src, at }] of (step.operation.mounts ?? []).entries()) {
      const read = must(step.reads[index], 'the files of a mount');
      const source = showing.sources[nested.indexOf(read as NestedRead)];
      const shown = { kind: 'files', target, at } as const;
      if (source !== undefined) {
        mounts.push({ ...shown, root: await viewOf(session.store, source), path: src, isCopy: false });
        continue;
      }
      const copy = path.join(showing.draft.scratch, `files-${index}`);
      copies.push(copy);
      mkdirSync(copy, { recursive: true, mode: 0o700 });
      const checking = await copyContext(session, {
        read,
        copy,
        user: showing.user,
        scratch: showing.draft.scratch,
      });
      if (checking !== undefined) checks.push(checking);
      mounts.push({ ...shown, root: copy, path: MOUNTED, isCopy: true });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const checked = checks.length === 0 ? undefined : Promise.all(checks).then(() => undefined);
  checked?.catch(() => undefined);
  return { mounts, checked, remove };
}

interface ContextCopy {
  readonly read: FilesRead;
  readonly copy: string;
  readonly user: Account;
  readonly scratch: string;
}

/** Returns the promise of a comparison that is still under way. */
async function copyContext(
  session: Session,
  { read, copy, user, scratch }: ContextCopy,
): Promise<Promise<void> | undefined> {
  const manifest = await manifestOf(session, read, undefined);
  const checks: Promise<void>[] = [];
  const copying = session.trees.copy({
    manifest,
    from: session.context,
    to: copy,
    dst: MOUNTED,
    user,
    scratch,
    onChecking: (checking) => checks.push(forgetting(session, read, checking)),
    checkSignal: session.userSignal,
    signal: session.signal,
  });
  await forgetting(session, read, copying);
  return checks[0];
}
