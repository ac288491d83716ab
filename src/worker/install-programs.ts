import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { WorkerEvent } from '../contract/request.ts';
import { waitForLock } from '../host/lock.ts';
import { installPackages } from '../host/packages.ts';
import { missingPackages } from './needed-programs.ts';
import { places } from './places.ts';

export interface InstallOptions {
  /** The store of a request: `auto`, or `DRIVER:PLACE`. */
  readonly store: string;
  readonly emit: (event: WorkerEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Installs the missing packages for a store; a lock admits only one worker at a time. This process chooses the packages, because
 * a request names only a store.
 *
 * @throws ObuilderError `tool-missing`, `cancelled`
 */
export async function installPrograms({ store, emit, signal }: InstallOptions): Promise<void> {
  mkdirSync(places.runDirectory, { recursive: true, mode: 0o700 });
  const lock = await waitForLock(path.join(places.runDirectory, 'install.lock'), signal);
  try {
    const packages = missingPackages(store, process.env['PATH'] ?? '');
    if (packages.length === 0) return;
    emit({ type: 'install', packages });
    const onOutput = (text: string) => emit({ type: 'install-output', text });
    await installPackages({ packages, onOutput, signal }).finally(() => emit({ type: 'install-end' }));
  } finally {
    lock.release();
  }
}
