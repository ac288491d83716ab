/** The oldest Node with all functions used here. */
const MIN_NODE = 24;

/**
 * The reason why this Node cannot run the program; undefined for a sufficient Node. Entries ask before loading anything else, so
 * this file and the entries restrict themselves to the syntax and functions of every Node with modules.
 */
export function whyNodeIsTooOld(version: string): string | undefined {
  if (Number(version.split('.')[0]) >= MIN_NODE) return undefined;
  return (
    `obuilder-action needs Node ${MIN_NODE} or later, but Node ${version} runs it. ` +
    `GitHub's runner includes Node ${MIN_NODE} since release 2.327.1. ` +
    `On Gitea, Forgejo and act, and in a shell, put Node ${MIN_NODE} first on the PATH.`
  );
}
