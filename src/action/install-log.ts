import { randomUUID } from 'node:crypto';
import type { InstallEvent, WorkerEvent } from '../contract/request.ts';
import { command } from '../report/commands.ts';
import { fence } from '../report/summary/fence.ts';

/** The log of a package installation: one group. Workflow commands from packages' scripts have no effect. */
export function installLog(): (event: InstallEvent) => string {
  const output = fence(randomUUID);
  return (event) => {
    switch (event.type) {
      case 'install':
        return command('group', `Install ${event.packages.join(', ')}`);
      case 'install-output':
        return output.write(event.text);
      case 'install-end':
        return output.close() + command('endgroup');
    }
  };
}

export function isInstallEvent(event: WorkerEvent): event is InstallEvent {
  return event.type === 'install' || event.type === 'install-output' || event.type === 'install-end';
}
