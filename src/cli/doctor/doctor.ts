import { ObuilderError } from '../../errors.ts';
import { print } from '../../host/process/stdout.ts';
import { jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { type Invocation, isSet, noPositionals, texts, type Verb } from '../verb.ts';
import { checkProgram, checkRoot } from './access.ts';
import { checkCgroups } from './cgroups.ts';
import { type MachineFacts, readFacts } from './facts.ts';
import { type Finding, printFindings } from './finding.ts';
import { installProgram } from './install/install.ts';
import { uninstallProgram } from './install/uninstall.ts';
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
    uninstall: { type: 'boolean', help: 'Remove what `--install` made.' },
    user: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'With `--install`: write the rule of sudo for this user. With `--uninstall`: remove only this rule. Repeatable.',
    },
  },
  needsRoot: false,
  run: async (invocation) => {
    noPositionals(doctorVerb, invocation);
    if (isChange(invocation)) return await changeProgram(invocation);
    const facts = await readFacts(storeRequest(invocation));
    const findings = [...examine(facts), ...(await checkNetworkLists()), ...(await checkOwnerFile())];
    const isFine = findings.every(({ state }) => state !== 'problem');
    print(isSet(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : printFindings(findings));
    return isFine ? 0 : 1;
  },
};

const isChange = (invocation: Invocation) =>
  isSet(invocation, 'install') || isSet(invocation, 'uninstall') || texts(invocation, 'user').length > 0;

async function changeProgram(invocation: Invocation): Promise<number> {
  const users = texts(invocation, 'user');
  const [isInstalling, isRemoving] = [isSet(invocation, 'install'), isSet(invocation, 'uninstall')];
  if (isInstalling === isRemoving)
    throw new ObuilderError('input-invalid', 'give either --install or --uninstall', {
      hint: '--user=NAME belongs to one of them.',
    });
  await (isInstalling ? installProgram(users) : uninstallProgram(users));
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
