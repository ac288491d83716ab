import type { BuildEvent, PlannedStep } from '../../contract/events.ts';
import { planBuild } from '../../engine/plan-build.ts';
import { errorText } from '../../report/error-text.ts';
import { oneLine } from '../../report/text.ts';
import { withMachinery } from '../../worker/machinery.ts';
import { readBoundary } from '../../worker/owner/boundary.ts';
import { readSpec } from '../../worker/read-spec.ts';
import { scopesFor } from '../../worker/scopes.ts';
import { decodeSecrets } from '../../worker/secret-values.ts';
import { buildFlags, buildRequest, checkBuildFlags } from '../build-request.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { isSet, type Verb } from '../verb.ts';

export const planVerb: Verb = {
  usage: 'plan -f SPEC [CONTEXT]',
  summary:
    'Prints the id of every step and whether its result is in the store or on a carrier of --cache-from. Runs no step, but makes a missing store. CONTEXT is the directory of copied files, by default the current directory.',
  flags: buildFlags,
  needsRoot: true,
  check: checkBuildFlags,
  run: async (invocation) => {
    const request = await buildRequest(invocation);
    const boundary = await readBoundary();
    const spec = readSpec(request, boundary.rules, warn);
    const plan = (machinery: Parameters<Parameters<typeof withMachinery>[1]>[0]) => {
      const { context, target, pull, noCache, refresh, keySecrets } = request;
      return planBuild(machinery, {
        spec,
        context,
        target,
        pull,
        noCache,
        refresh,
        keySecrets,
        scopes: scopesFor(request),
        secrets: decodeSecrets(request),
        emit: warn,
      });
    };
    const asked = { ...request, cacheTo: undefined };
    const { steps, present, missingSecrets } = await withMachinery(asked, plan, { boundary });
    const isCached = ({ id }: PlannedStep) => id !== undefined && present.has(id);
    const planned = steps.map((step) => ({
      ...step,
      cached: isCached(step),
      carrier: present.get(step.id ?? '')?.carrier,
    }));
    process.stdout.write(
      isSet(invocation, 'json')
        ? `${JSON.stringify({ steps: planned, missingSecrets })}\n`
        : planned.map(planLine).join(''),
    );
    return 0;
  },
};

function warn(event: BuildEvent): void {
  if (event.type === 'warning') process.stderr.write(`warning: ${errorText(event)}\n`);
  if (event.type === 'notice') process.stderr.write(`${event.message}\n`);
}

interface PlanLine extends PlannedStep {
  readonly cached: boolean;
  /** The carrier with the result, if the store lacks the result. */
  readonly carrier: string | undefined;
}

/** The name of a carrier is whole: names of two carriers may differ in the end only. */
export function planLine({ id, build, operation, cached, from, carrier }: PlanLine): string {
  const name = id === undefined ? 'known later'.padEnd(SHOWN_DIGITS) : id.slice(0, SHOWN_DIGITS);
  const place = build.length === 0 ? '' : `${build.join('/')}: `;
  const where = [carrier, from && `from ${from}`].filter((text) => text !== undefined);
  const note = where.length === 0 ? '' : `(${oneLine(where.join(', '), Number.POSITIVE_INFINITY)})  `;
  return `${name}  ${cached ? 'cached  ' : 'to build'}  ${note}${place}${operation}\n`;
}
