import { doctorVerb } from './doctor/doctor.ts';
import type { Verb } from './verb.ts';
import { checkVerb } from './verbs/check.ts';
import { cleanVerb } from './verbs/clean.ts';
import { dockerfileVerb } from './verbs/dockerfile.ts';
import { initVerb } from './verbs/init.ts';
import { inspectVerb } from './verbs/inspect.ts';
import { listVerb } from './verbs/list.ts';
import { logsVerb } from './verbs/logs.ts';
import { pruneVerb } from './verbs/prune.ts';
import { removeVerb } from './verbs/remove.ts';
import { shellVerb } from './verbs/shell.ts';
import { slotsVerb } from './verbs/slots.ts';
import { usageVerb } from './verbs/usage.ts';

/** The verbs of the slow half, in the order of the help. */
export const verbs: Readonly<Record<string, Verb>> = {
  check: checkVerb,
  dockerfile: dockerfileVerb,
  list: listVerb,
  slots: slotsVerb,
  inspect: inspectVerb,
  logs: logsVerb,
  shell: shellVerb,
  remove: removeVerb,
  usage: usageVerb,
  init: initVerb,
  prune: pruneVerb,
  clean: cleanVerb,
  doctor: doctorVerb,
};
