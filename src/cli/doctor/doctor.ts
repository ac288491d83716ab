import { print } from '../../host/process/stdout.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { isSet, noPositionals, text, type Verb } from '../verb.ts';
import { checkProgram, checkRoot } from './access.ts';
import { checkCgroups } from './cgroups.ts';
import { type Facts, readFacts } from './facts.ts';
import { type Finding, printFindings } from './finding.ts';
import { installProgram } from './install/install.ts';
import { checkKernel } from './kernel.ts';
import { checkOwnerFile } from './owner-file.ts';
import { checkPrograms } from './programs.ts';
import { checkRuntime } from './runtime.ts';
import { checkSecurity } from './security.ts';
import { checkStore } from './store.ts';

export const doctorVerb: Verb = {
  usage: 'doctor [--store=STORE] [--json] [--install [--user=NAME]]',
  summary:
    "Tells what this machine lacks for building, and how to mend it. With --install, puts root's own copy of the worker in place, which sudo may let a user start; --user also writes the rule.",
  options: {
    ...storeFlags,
    json: { type: 'boolean' },
    install: { type: 'boolean' },
    user: { type: 'string' },
  },
  needsRoot: false,
  run: async (invocation) => {
    noPositionals(doctorVerb, invocation);
    if (isSet(invocation, 'install')) return await install(text(invocation, 'user'));
    const facts = await readFacts(storeRequest(invocation));
    const findings = [...examine(facts), ...(await checkOwnerFile())];
    const isFine = findings.every(({ state }) => state !== 'problem');
    print(isSet(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : printFindings(findings));
    return isFine ? 0 : 1;
  },
};

async function install(user: string | undefined): Promise<number> {
  await installProgram(user);
  return 0;
}

/** Every check on the facts of a machine, which may be any machine's. */
export function examine(facts: Facts): readonly Finding[] {
  const checks = [
    checkRoot,
    checkProgram,
    checkPrograms,
    checkRuntime,
    checkKernel,
    checkCgroups,
    checkSecurity,
    checkStore,
  ];
  return checks.flatMap((check) => check(facts));
}
