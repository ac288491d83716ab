import type { ImageDefaults, ResolvedImage } from '../../contract/images.ts';
import type { ImageSettings } from '../../contract/outputs.ts';
import type { ImageUser, ResultConfig } from '../../contract/remote.ts';
import type { Result } from '../../contract/results.ts';
import type { Operation } from '../../contract/spec.ts';
import { printOwner } from '../../language/print.ts';
import { environmentOf } from '../../plan/identify.ts';
import { contextOfImage, type PlannedBuild } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';

interface Bottom {
  readonly settings: ImageSettings;
  readonly image: ResolvedImage | undefined;
  readonly lowest: Result;
}

/** Returns the state of a build after its last operation. Leaves out args, and variables with secrets. */
export function factsOfBuild(
  { plan, masker }: Pick<Session, 'plan' | 'masker'>,
  { node }: PlannedBuild,
  { settings, image, lowest }: Bottom,
): ResultConfig {
  const { environment, workdir, user, shell } = contextOfImage(node);
  const variables = [...environmentOf({ node, environment }, plan.facts)];
  return {
    platform: settings.platform ?? image?.platform ?? platformIn(lowest),
    environment: variables.filter(([, value]) => !masker.hides(value)),
    workdir,
    user: 'uid' in user ? user : { name: printOwner(user) },
    shell,
  };
}

/** The platform in the key of a base image. */
function platformIn({ key }: Result): string {
  const fields = key?.find((part) => typeof part === 'object' && part !== null);
  const platform = (fields as { readonly platform?: unknown } | undefined)?.platform;
  return typeof platform === 'string' ? platform : `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

/**
 * Returns what the base of a build says to containers: the config of the image, and the user and directory of the result from which the
 * build continues. That result's root and `/` may be mere defaults, so the config counts.
 */
export function defaultsOf(
  { plan }: Pick<Session, 'plan'>,
  { steps: [first] }: PlannedBuild,
  image: ResolvedImage | undefined,
): ImageDefaults {
  const defaults = image?.defaults ?? {};
  const context = first.base === undefined ? undefined : plan.facts.bases.get(first.base)?.context;
  if (context === undefined) return defaults;
  const { user, cwd } = context;
  const { uid, gid, name } = user;
  const isRoot = uid === 0 && gid === 0 && name === undefined;
  return {
    ...defaults,
    user: isRoot ? defaults.user : (name ?? `${uid}:${gid}`),
    workdir: cwd === '/' ? defaults.workdir : cwd,
  };
}

const userText = (user: ImageUser) => ('name' in user ? user.name : `${user.uid}:${user.gid}`);

interface Parts {
  readonly facts: ResultConfig;
  readonly defaults: ImageDefaults;
  readonly operations: readonly Pick<Operation, 'kind'>[];
}

/**
 * Returns the config's `config` (OCI image specification, image configuration) except for the environment. The user's settings
 * replace the state of the spec, and the state of the spec replaces the base image's config, as in a Dockerfile: lists of labels and
 * ports grow, and an own entrypoint takes no arguments from the base image.
 */
export function fieldsOf(
  settings: ImageSettings,
  { facts, defaults, operations }: Parts,
): Readonly<Record<string, unknown>> {
  const sets = (kind: Operation['kind']) => operations.some((operation) => operation.kind === kind);
  return {
    User: sets('user') ? userText(facts.user) : defaults.user,
    WorkingDir: sets('workdir') ? facts.workdir : (defaults.workdir ?? facts.workdir),
    Shell: sets('shell') ? facts.shell : defaults.shell,
    Entrypoint: settings.entrypoint ?? defaults.entrypoint,
    Cmd: commandOf(settings, { facts, defaults }),
    Labels: sorted({ ...defaults.labels, ...settings.labels }),
    ExposedPorts: setOf([...(defaults.exposedPorts ?? []), ...settings.exposedPorts]),
    Volumes: setOf(defaults.volumes ?? []),
    StopSignal: settings.stopSignal ?? defaults.stopSignal,
    Healthcheck: defaults.healthcheck,
  };
}

/** Without any program, a container starts a shell that reads commands. */
function commandOf(
  { entrypoint, cmd }: ImageSettings,
  { facts: { shell }, defaults }: Omit<Parts, 'operations'>,
): readonly string[] | undefined {
  if (cmd !== undefined || entrypoint !== undefined) return cmd;
  if (defaults.cmd !== undefined || defaults.entrypoint !== undefined) return defaults.cmd;
  return shell.at(-1) === '-c' ? shell.slice(0, -1) : shell.slice(0, 1);
}

/** The order of a set makes no difference, so equal sets give equal bytes. */
function sorted<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  const entries = Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const setOf = (names: readonly string[]) => sorted(Object.fromEntries(names.map((name) => [name, {}])));
