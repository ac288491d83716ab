import type { Spec } from '../contract/spec.ts';
import { onBase } from './advice/base.ts';
import { onCarriageReturns, onceForCarriageReturns } from './advice/carriage.ts';
import { onControl } from './advice/control.ts';
import { onExpression } from './advice/expression.ts';
import { type Advice, literal } from './advice/literal.ts';
import { onOperation } from './advice/operations.ts';
import { type Names, namesOf } from './advice/variable.ts';
import type { Scope } from './scope.ts';

/** Returns the probable slips of a spec and its nested builds, in the order of the text. */
export function adviceOn(spec: Spec): readonly Advice[] {
  return onceForCarriageReturns(adviceIn(spec, { scope: undefined, args: new Set() }));
}

interface Around {
  readonly scope: Scope | undefined;
  readonly args: Names['args'];
}

function adviceIn(spec: Spec, around: Around): readonly Advice[] {
  const { builds, from, operations } = spec;
  const scope: Scope = { builds: new Map(), around: around.scope };
  const names = namesOf(spec, around.args);
  const inside = builds.map((build) => {
    const advice = adviceIn(build.spec, { scope, args: names.args });
    scope.builds.set(build.name, build);
    return advice;
  });
  return [
    ...inside.flat(),
    ...onBase(from, scope),
    ...literal(from.image, {
      what: 'the image',
      at: from.at,
      names,
      hint: 'Write the name of the image in full.',
    }),
    ...operations.flatMap((operation) => [
      ...onOperation(operation, names),
      ...onControl(operation),
      ...onCarriageReturns(operation),
      ...onExpression(operation, operations),
    ]),
  ];
}
