/** One piece of work, written once and given to both sides in their own language. */
export interface Recipe {
  /** Builds that `copy` may take from. */
  readonly builds?: Readonly<Record<string, readonly Operation[]>>;
  readonly operations: readonly Operation[];
}

export type Operation =
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly slot?: string | undefined;
      /** As in a spec. A Dockerfile has no such field. */
      readonly network?: string | undefined;
    }
  | {
      readonly kind: 'copy';
      readonly src: string;
      readonly dst: string;
      readonly build?: string | undefined;
      readonly network?: undefined;
    };

const SLOT_TARGET = '/slot';
const quote = (text: string) => JSON.stringify(text);

function specOperation(operation: Operation): string {
  if (operation.kind === 'run') {
    const cache = operation.slot === undefined ? '' : `(cache (${operation.slot} (target ${SLOT_TARGET}))) `;
    const network = operation.network === undefined ? '' : `(network ${operation.network}) `;
    return `(run ${cache}${network}(shell ${quote(operation.command)}))`;
  }
  const from = operation.build === undefined ? '' : `(from (build ${operation.build})) `;
  return `(copy ${from}(src ${quote(operation.src)}) (dst ${quote(operation.dst)}))`;
}

function specBuild(base: string, operations: readonly Operation[]): string {
  return `(from ${base})\n (shell /bin/sh -c)\n ${operations.map(specOperation).join('\n ')}`;
}

/** The recipe as a spec. The shell is set to the one that a Dockerfile has, so that both sides start the same program. */
export function asSpec({ builds = {}, operations }: Recipe, base: string): string {
  const nested = Object.entries(builds).map(
    ([name, inner]) => `(build ${name} (${specBuild(base, inner)}))\n `,
  );
  return `(${nested.join('')}${specBuild(base, operations)})\n`;
}

function instruction(operation: Operation): string {
  if (operation.kind === 'run') {
    const { slot, command } = operation;
    return slot === undefined
      ? `RUN ${command}`
      : `RUN --mount=type=cache,id=${slot},target=${SLOT_TARGET} ${command}`;
  }
  const from = operation.build === undefined ? '' : `--from=${operation.build} `;
  return `COPY ${from}${operation.src} ${operation.dst}`;
}

/** The recipe as a Dockerfile. */
export function asDockerfile({ builds = {}, operations }: Recipe, base: string): string {
  const stages = Object.entries(builds).map(([name, inner]) =>
    [`FROM ${base} AS ${name}`, ...inner.map(instruction)].join('\n'),
  );
  return `${[...stages, `FROM ${base}`, ...operations.map(instruction)].join('\n')}\n`;
}
