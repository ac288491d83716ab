/** The oldest Node that has all that this program calls. */
const NEEDED = 24;

/**
 * Why this Node cannot run the program, undefined for a Node that can. An entry asks before it loads anything else, so this
 * file and the entries keep to syntax and calls that every Node with modules has.
 */
export function whyNodeIsTooOld(version: string): string | undefined {
  if (Number(version.split('.')[0]) >= NEEDED) return undefined;
  return (
    `obuilder-action needs Node ${NEEDED} or later, but Node ${version} runs it. ` +
    `GitHub's runner brings Node ${NEEDED} since release 2.327.1. ` +
    `On Gitea and Forgejo, put Node ${NEEDED} first on the PATH of the runner.`
  );
}
