// src/host/node-version.ts
/** The oldest Node with all functions used here. */
const MIN_NODE = 24;
/**
* The reason why this Node cannot run the program; undefined for a sufficient Node. Entries ask before loading anything else, so
* this file and the entries restrict themselves to the syntax and functions of every Node with modules.
*/
function whyNodeIsTooOld(version) {
	if (Number(version.split(".")[0]) >= MIN_NODE) return void 0;
	return `obuilder-action needs Node ${MIN_NODE} or later, but Node ${version} runs it. GitHub's runner includes Node ${MIN_NODE} since release 2.327.1. On Gitea and Forgejo, put Node ${MIN_NODE} first on the PATH of the runner.`;
}
// src/action/post.ts
if (whyNodeIsTooOld(process.versions.node) === void 0) Promise.resolve().then(() => require("./quick.js")).then((n) => n.after_exports).then(({ afterAction }) => afterAction());
