import { asObuilderError, type ObuilderError, ObuilderError as Refusal } from '../errors.ts';
import { parseInvocation, type Verb } from './verb.ts';

const PROGRAM = 'obuilder-action';

/** Loaded on demand, so that a cached build pays for its own verb only. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  build: async () => (await import('./build.ts')).buildVerb,
  plan: async () => (await import('./plan.ts')).planVerb,
  check: async () => (await import('./check.ts')).checkVerb,
  dockerfile: async () => (await import('./dockerfile.ts')).dockerfileVerb,
  list: async () => (await import('./list.ts')).listVerb,
  inspect: async () => (await import('./inspect.ts')).inspectVerb,
  logs: async () => (await import('./logs.ts')).logsVerb,
  shell: async () => (await import('./shell.ts')).shellVerb,
  remove: async () => (await import('./remove.ts')).removeVerb,
  usage: async () => (await import('./usage.ts')).usageVerb,
  init: async () => (await import('./init.ts')).initVerb,
  prune: async () => (await import('./prune.ts')).pruneVerb,
  clean: async () => (await import('./clean.ts')).cleanVerb,
  doctor: async () => (await import('./doctor/doctor.ts')).doctorVerb,
  worker: async () => (await import('./worker.ts')).workerVerb,
};

/** Only this program itself starts these. */
const INNER_VERBS: typeof VERBS = {
  reader: async () => (await import('./reader.ts')).readerVerb,
};

/** Runs one command line. Gives the exit status: 0 done, 1 failed, 2 not understood, 130 cancelled. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === 'help' || name.startsWith('-')) return await help(name);
    const load = VERBS[name] ?? INNER_VERBS[name];
    if (load === undefined) {
      throw new Refusal('input-invalid', `there is no command ${name}`, {
        value: name,
        hint: `The commands are ${Object.keys(VERBS).join(', ')}.`,
      });
    }
    const verb = await load();
    const invocation = parseInvocation(verb, rest);
    if (verb.needsRoot && process.getuid?.() !== 0) return await startAgainAsRoot(name, rest, verb);
    return await verb.run(invocation);
  } catch (error) {
    return explain(asObuilderError(error));
  }
}

async function help(flag: string | undefined): Promise<number> {
  const verbs = await Promise.all(Object.values(VERBS).map((load) => load()));
  const lines = verbs.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  process.stdout.write(`${PROGRAM} builds specs in sandboxes and keeps every step.\n\n${lines.join('\n')}\n`);
  return flag === undefined ? 2 : 0;
}

/** Sudo drops the environment, so the store that it names becomes a flag; one that is given behind it wins. */
async function startAgainAsRoot(name: string, rest: readonly string[], verb: Verb): Promise<number> {
  const { runAttached } = await import('../host/attached.ts');
  const script = process.argv[1] ?? '';
  const store = 'store' in verb.options ? process.env['OBUILDER_STORE'] : undefined;
  const flags = store ? [`--store=${store}`] : [];
  return runAttached('sudo', ['-n', process.execPath, script, name, ...flags, ...rest]);
}

/** One clear error on stderr; the stack only where the fault is ours. */
function explain(error: ObuilderError): number {
  const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
  process.stderr.write(`${place}error: ${error.message}\n`);
  if (error.hint !== undefined) process.stderr.write(`${error.hint}\n`);
  if (error.code === 'internal')
    process.stderr.write(`${(error.cause as Error | undefined)?.stack ?? error.stack}\n`);
  if (error.code === 'cancelled') return 130;
  return error.code === 'input-invalid' ? 2 : 1;
}
