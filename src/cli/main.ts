import { asObuilderError, type ObuilderError, ObuilderError as Refusal } from '../errors.ts';
import { runAttached } from '../host/process/attached.ts';
import { parseInvocation, type Verb } from './verb.ts';
import { buildVerb } from './verbs/build.ts';
import { planVerb } from './verbs/plan.ts';
import { workerVerb } from './verbs/worker.ts';

const PROGRAM = 'obuilder-action';

/**
 * The seam for start-up time. What this file imports statically is the quick half: all that a cached build runs. `import()` loads
 * a part of the slow half, here and everywhere below: other verbs, running a step, unpacking an image.
 */
const QUICK: Readonly<Record<string, Verb>> = { build: buildVerb, plan: planVerb, worker: workerVerb };

const allVerbs = async (): Promise<typeof QUICK> => ({ ...QUICK, ...(await import('./verbs.ts')).verbs });

async function findVerb(name: string): Promise<Verb> {
  const quick = QUICK[name];
  if (quick !== undefined) return quick;
  const verbs = await allVerbs();
  const verb = verbs[name];
  if (verb !== undefined) return verb;
  throw new Refusal('input-invalid', `there is no command ${name}`, {
    value: name,
    hint: `The commands are ${Object.keys(verbs).join(', ')}.`,
  });
}

/** Runs one command line. Gives the exit status: 0 done, 1 failed, 2 not understood, 130 cancelled. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === 'help' || name.startsWith('-')) return await help(name);
    const verb = await findVerb(name);
    const invocation = parseInvocation(verb, rest);
    if (verb.needsRoot && process.getuid?.() !== 0) return await startAgainAsRoot(name, rest, verb);
    return await verb.run(invocation);
  } catch (error) {
    return explain(asObuilderError(error));
  }
}

async function help(flag: string | undefined): Promise<number> {
  const lines = Object.values(await allVerbs()).map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  process.stdout.write(`${PROGRAM} builds specs in sandboxes and keeps every step.\n\n${lines.join('\n')}\n`);
  return flag === undefined ? 2 : 0;
}

/** Sudo drops the environment, so the store that it names becomes a flag; one that is given behind it wins. */
async function startAgainAsRoot(name: string, rest: readonly string[], verb: Verb): Promise<number> {
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
