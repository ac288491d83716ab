import { checkVerb } from './check.ts';
import { cleanVerb } from './clean.ts';
import { dockerfileVerb } from './dockerfile.ts';
import { doctorVerb } from './doctor/doctor.ts';
import { initVerb } from './init.ts';
import { inspectVerb } from './inspect.ts';
import { listVerb } from './list.ts';
import { logsVerb } from './logs.ts';
import { pruneVerb } from './prune.ts';
import { removeVerb } from './remove.ts';
import { shellVerb } from './shell.ts';
import { usageVerb } from './usage.ts';
import type { Verb } from './verb.ts';

/** The verbs that no cached build needs, in the order of the help. */
export const verbs: Readonly<Record<string, Verb>> = {
  check: checkVerb,
  dockerfile: dockerfileVerb,
  list: listVerb,
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
