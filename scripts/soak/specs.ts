/** What a random build is expected to end like. */
export interface Soaked {
  readonly text: string;
  /** The status that a step of it ends with on purpose; 0 where all steps succeed. */
  readonly failsWith: number;
}

/** How many different steps of each place in a chain there are: few, so that builds meet, and too many for the pool together. */
const VARIANTS = 7;
const LARGEST_MB = 60;
const OWN_FAILURE = 7;

const below = (limit: number) => Math.floor(Math.random() * limit);

/** The megabytes that a step writes are given by its text, so that the same text is always the same step. */
function fill(depth: number, variant: number): string {
  const megabytes = 5 + ((variant * 37 + depth * 11) % LARGEST_MB);
  return `echo ${depth}-${variant}; dd if=/dev/urandom of=/file-${depth}-${variant % 3} bs=1M count=${megabytes} 2>/dev/null || { echo "No space left on device"; exit 1; }`;
}

function run(command: string, slots = ''): string {
  return `(run ${slots} (shell ${JSON.stringify(command)}))`;
}

function chain(length: number, variants: number): string {
  const steps = Array.from({ length }, (_, depth) => {
    const slots = below(4) === 0 ? `(cache (c${below(3)} (target /cache)))` : '';
    const touch = slots === '' ? '' : 'date >> /cache/log; ';
    return run(touch + fill(depth, below(variants)), slots);
  });
  return steps.join('\n ');
}

/** A random spec on `base`, a directory with a root file system. */
export function randomSpec(base: string): Soaked {
  const from = `(from ${JSON.stringify(`rootfs:${base}`)}) (shell /bin/sh -c)`;
  const fails = below(10) === 0;
  const last = fails ? run(`echo on purpose; exit ${OWN_FAILURE}`) : run('ls /');
  const body = `${chain(1 + below(4), VARIANTS)}\n ${last}`;
  if (below(3) !== 0) return { text: `(${from}\n ${body})`, failsWith: fails ? OWN_FAILURE : 0 };
  const nested = `(build part (${from} ${run(`mkdir /out; ${fill(0, below(VARIANTS))}; mv /file-0-* /out`)}))`;
  const text = `(${nested}\n ${from} (copy (from (build part)) (src /out) (dst /from-part))\n ${body})`;
  return { text, failsWith: fails ? OWN_FAILURE : 0 };
}
