import type { RowPlan } from '../bench.ts';
import { cached } from './cached.ts';
import { copyFiles, copyLarge, copyNested } from './copy.ts';
import { fresh, freshFull } from './fresh.ts';
import { importBase } from './import.ts';
import { jobs } from './jobs.ts';
import { download, network } from './network.ts';
import { remoteLarge, remoteSteps } from './remote.ts';
import { remoteKnown, remoteLocal } from './remote-known.ts';
import { slot } from './slot.ts';

/** Every row of the table, in its order. */
export const rows: readonly RowPlan[] = [
  fresh,
  freshFull,
  cached,
  copyFiles,
  copyLarge,
  copyNested,
  slot,
  network,
  download,
  importBase,
  remoteLarge,
  remoteSteps,
  remoteKnown,
  remoteLocal,
  ...jobs,
];
