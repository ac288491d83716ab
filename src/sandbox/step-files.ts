import { chownSync, closeSync, constants, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import type { UnreadFile, Written } from '../contract/sandbox.ts';
import { type OciMount, writable } from './runc/mounts.ts';
import { writeShown } from './shown-file.ts';

/** GitHub's maximum for outputs or a summary and another byte, so that the reader can recognize an excess. */
const MAX_BYTES = 1024 * 1024 + 1;

const OUTPUT = 'GITHUB_OUTPUT';
const SUMMARY = 'GITHUB_STEP_SUMMARY';
const UNREAD: readonly UnreadFile[] = ['GITHUB_ENV', 'GITHUB_PATH'];

/**
 * The variables and the step's paths of their files: on the container's own /dev, so that the image never has the files. Each
 * file is a separate mount, so a step can neither remove nor replace a file.
 */
export const STEP_FILE_PLACES: readonly (readonly [string, string])[] = [
  [OUTPUT, '/dev/github-output'],
  [SUMMARY, '/dev/github-step-summary'],
  ['GITHUB_ENV', '/dev/github-env'],
  ['GITHUB_PATH', '/dev/github-path'],
];

/** The files by which a step's command reports outputs and a summary, as in a workflow step of GitHub. */
export interface StepFiles {
  /** The paths on the machine. */
  readonly paths: readonly string[];
  readonly mounts: readonly OciMount[];
  /** Makes the files: the step's user owns each file, and any other user of the step may append. */
  make(user: { readonly uid: number; readonly gid: number }): void;
  /** Returns the content that the step wrote. */
  read(): { readonly outputFile: Uint8Array; readonly written: Written };
  remove(): void;
}

/** @param prefix the common start of all paths of this step's files */
export function stepFiles(prefix: string): StepFiles {
  const fileOf = (variable: string) => `${prefix}.${variable.toLowerCase()}`;
  const paths = STEP_FILE_PLACES.map(([variable]) => fileOf(variable));
  return {
    paths,
    mounts: STEP_FILE_PLACES.map(([variable, place]) => writable(fileOf(variable), place)),
    make: (user) => {
      for (const file of paths) {
        writeShown(file, '', 0o666);
        chownSync(file, user.uid, user.gid);
      }
    },
    read: () => ({
      outputFile: readWritten(fileOf(OUTPUT), MAX_BYTES),
      written: {
        summary: readWritten(fileOf(SUMMARY), MAX_BYTES),
        unread: UNREAD.filter((variable) => readWritten(fileOf(variable), 1).length > 0),
      },
    }),
    remove: () => {
      for (const file of paths) rmSync(file, { force: true });
    },
  };
}

/** Returns the start of a written file. Anything but a regular file counts as empty. */
function readWritten(file: string, most: number): Uint8Array {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size === 0) return new Uint8Array();
    const bytes = Buffer.alloc(Math.min(stats.size, most));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
