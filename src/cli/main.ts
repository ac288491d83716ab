import { asObuilderError, must, ObuilderError } from '../errors.ts';
import { didYouMean } from '../language/fail.ts';
import { startAgainAsRoot } from './as-root.ts';
import { explain, explainAsJson } from './failure.ts';
import { verbHabit } from './habits.ts';
import { COMMON_FLAGS, isSet, parseInvocation, unknownFlag, type Verb } from './verb.ts';
import { buildVerb } from './verbs/build.ts';
import { planVerb } from './verbs/plan.ts';
import { workerVerb } from './verbs/worker.ts';

/**
 * The seam for start-up time. The static imports of this file are the quick half: all code of a cached build. `import()` loads
 * parts of the slow half, here and everywhere below: other verbs, help, running a step, unpacking an image.
 */
const QUICK: Readonly<Record<string, Verb>> = { build: buildVerb, plan: planVerb, worker: workerVerb };

const allVerbs = async (): Promise<typeof QUICK> => ({ ...QUICK, ...(await import('./verbs.ts')).verbs });

async function findVerb(name: string): Promise<Verb> {
  const quick = Object.hasOwn(QUICK, name) ? QUICK[name] : undefined;
  if (quick !== undefined) return quick;
  const verbs = await allVerbs();
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb !== undefined) return verb;
  const names = Object.keys(verbs);
  const all = `The commands are ${names.join(', ')}.`;
  const suggestion = verbHabit(name) ?? didYouMean(name, names, '');
  throw new ObuilderError('input-invalid', `there is no command ${name}`, {
    value: name,
    hint: suggestion === '' ? all : `${suggestion} ${all}`,
  });
}

/** Runs a command line. Returns the exit status: 0 done, 1 failed, 2 invalid command line, 130 cancelled. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) return await help([], 2);
    if (name === 'help') return await help(rest, 0);
    if (name.startsWith('-')) return await commonFlag(name);
    return await runVerb(name, rest, await findVerb(name));
  } catch (error) {
    return explain(asObuilderError(error));
  }
}

async function runVerb(name: string, args: readonly string[], verb: Verb): Promise<number> {
  try {
    const invocation = parseInvocation(verb, args);
    if (isSet(invocation, 'help')) return await help([name], 0);
    if (isSet(invocation, 'version')) return await version();
    await verb.check?.(invocation);
    if (verb.needsRoot && process.getuid?.() !== 0)
      return await startAgainAsRoot({ name, args, verb, invocation });
    return await verb.run(invocation);
  } catch (error) {
    explainAsJson(asObuilderError(error), verb, args);
    throw error;
  }
}

async function commonFlag(flag: string): Promise<number> {
  if (flag === '--help' || flag === '-h') return await help([], 0);
  if (flag === '--version') return await version();
  const isOfVerbs = /^(?:-f|--file|--store)(?:=|$)/.test(flag);
  if (isOfVerbs) throw withoutVerb(flag);
  throw unknownFlag(flag, { known: Object.keys(COMMON_FLAGS).map((name) => `--${name}`) });
}

const withoutVerb = (flag: string) =>
  new ObuilderError('input-invalid', `there is no flag ${flag.replace(/=.*/s, '')}`, {
    value: flag,
    hint: 'Name the command first, such as build -f SPEC.',
  });

/** Prints the help of a verb, or of the program. */
async function help([name]: readonly string[], status: number): Promise<number> {
  const { programHelp, verbHelp } = await import('./help.ts');
  const isOfProgram = name === undefined || name.startsWith('-');
  const text = isOfProgram ? programHelp(Object.values(await allVerbs())) : verbHelp(await findVerb(name));
  process.stdout.write(text);
  return status;
}

async function version(): Promise<number> {
  process.stdout.write(
    (await import('./help.ts')).versionText(must(process.argv[1], 'the path of this program')),
  );
  return 0;
}
