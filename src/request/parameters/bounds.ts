import type { UserNamespaceMode } from '../../contract/sandbox.ts';
import { parseBound } from '../parse-bounds.ts';
import { parseChoice } from '../parse-value.ts';
import type { Parameters } from './form.ts';

/** The bounds and rights of steps. */
export const BOUND_PARAMETERS = {
  memory: {
    parse: parseBound('memory'),
    flag: { kind: 'text', value: 'SIZE' },
    default: '80%',
    help:
      "Maximum memory of each step, as a size (`8GB`) or a share of the machine's memory (`50%`); `max` " +
      'removes the limit. A step that exceeds it is killed, and the error names this input.',
  },
  cpus: {
    parse: parseBound('cpus'),
    flag: { kind: 'text', value: 'N' },
    default: 'max',
    help: 'Maximum number of CPUs of each step, for example `1.5`; `max` removes the limit.',
  },
  pids: {
    parse: parseBound('pids'),
    flag: { kind: 'text', value: 'N' },
    default: '16384',
    help: 'Maximum number of processes and threads of each step; `max` removes the limit.',
  },
  'step-timeout': {
    parse: parseBound('step-timeout'),
    flag: { kind: 'text', value: 'TIME' },
    default: '6h',
    help:
      'Maximum run time of each step, for example `90m`; `max` removes the limit. The default equals ' +
      "the default of a job's `timeout-minutes`.",
  },
  'log-size': {
    parse: parseBound('log-size'),
    flag: { kind: 'text', value: 'SIZE' },
    default: '1GB',
    help:
      'Maximum size of the log of each step, for example `200MB`; `max` removes the limit. A step that ' +
      'exceeds it is killed after the end of its log is shown.',
  },
  'user-namespace': {
    parse: parseChoice<UserNamespaceMode>(['auto', 'always', 'never']),
    flag: { kind: 'text', value: 'MODE' },
    default: 'auto',
    help:
      "Make root in a step an unprivileged user on the host: `auto` (if the kernel and the store's file " +
      'system can), `always` (otherwise the build fails) or `never` (for steps that make device nodes). ' +
      'The log states the mode. See docs/isolation.md.',
  },
} as const satisfies Parameters;
