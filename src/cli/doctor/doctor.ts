import { print } from '../../host/process/stdout.ts';
import { jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { isSet, noPositionals, texts, type Verb } from '../verb.ts';
import { checkProgram, checkRoot } from './access.ts';
import { checkCgroups } from './cgroups.ts';
import { type MachineFacts, readFacts } from './facts.ts';
import { type Finding, printFindings } from './finding.ts';
import { installProgram } from './install/install.ts';
import { checkKernel } from './kernel.ts';
import { checkNetworkLists } from './network.ts';
import { checkOwnerFile } from './owner-file.ts';
import { checkPrograms } from './programs.ts';
import { checkRuntime } from './runtime.ts';
import { checkSecurity } from './security.ts';
import { checkStore } from './store.ts';

export const doctorVerb: Verb = {
  usage: 'doctor',
  summary: 'Prints the programs and rights that this machine lacks for building, with a remedy for each.',
  flags: {
    ...storeFlags,
    ...jsonFlag,
    install: { type: 'boolean', help: "Install root's own copy of the worker, for a rule of sudo." },
    user: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'With `--install`: write the rule of sudo for this user. Repeatable.',
    },
  },
  needsRoot: false,
  run: async (invocation) => {
    noPositionals(doctorVerb, invocation);
    if (isSet(invocation, 'install')) return await install(texts(invocation, 'user'));
    const facts = await readFacts(storeRequest(invocation));
    const findings = [...examine(facts), ...(await checkNetworkLists()), ...(await checkOwnerFile())];
    const isFine = findings.every(({ state }) => state !== 'problem');
    print(isSet(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : printFindings(findings));
    return isFine ? 0 : 1;
  },
};

async function install(users: readonly string[]): Promise<number> {
  await installProgram(users);
  return 0;
}

/** Runs every check on the facts of a machine, not necessarily of this machine. */
export function examine(facts: MachineFacts): readonly Finding[] {
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
