import type { ImageSettings } from '../../contract/outputs.ts';
import type { ImageFacts } from '../../contract/remote.ts';
import type { Result } from '../../contract/results.ts';
import { environmentOf, imageOf } from '../plan/identify.ts';
import { contextAtEnd, type PlannedBuild } from '../plan/plan-steps.ts';
import type { Session } from '../session.ts';

/** Returns what a container of a result starts with: the state after the last operation. Leaves out variables with secrets. */
export function factsOfBuild(
  { plan, masker }: Pick<Session, 'plan' | 'masker'>,
  { node, steps: [first] }: PlannedBuild,
  { settings, lowest }: { readonly settings: ImageSettings; readonly lowest: Result },
): ImageFacts {
  const { environment, workdir, user, shell } = contextAtEnd(node);
  const variables = [...environmentOf({ node, environment }, plan.facts)];
  const base = first.base === undefined ? imageOf(first, plan.facts).platform : platformIn(lowest);
  return {
    platform: settings.platform ?? base,
    environment: variables.filter(([, value]) => !masker.hides(value)),
    workdir,
    user,
    shell,
  };
}

/** The platform in the key of a base image. */
function platformIn({ key }: Result): string {
  const fields = key?.[2] as { readonly platform?: unknown } | undefined;
  const platform = fields?.platform;
  return typeof platform === 'string' ? platform : `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

/** Returns the fields of the config's `config` (OCI image specification, image configuration) that the user decides. */
export function fieldsOf(
  { labels, entrypoint, cmd, exposedPorts, stopSignal }: ImageSettings,
  shell: readonly string[],
): Readonly<Record<string, unknown>> {
  // Without `-c` and a command, a shell reads commands.
  const interactive = shell.at(-1) === '-c' ? shell.slice(0, -1) : shell.slice(0, 1);
  return {
    Labels: Object.keys(labels).length === 0 ? undefined : labels,
    Entrypoint: entrypoint,
    Cmd: cmd ?? (entrypoint === undefined ? interactive : undefined),
    ExposedPorts:
      exposedPorts.length === 0 ? undefined : Object.fromEntries(exposedPorts.map((port) => [port, {}])),
    StopSignal: stopSignal,
  };
}
