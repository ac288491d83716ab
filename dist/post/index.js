// src/request/node-version.ts
/** The oldest Node that has all that this program calls. */
const NEEDED = 24;
/**
* Why this Node cannot run the program, undefined for a Node that can. An entry asks before it loads anything else, so this
* file and the entries keep to syntax and calls that every Node with modules has.
*/
function whyNodeIsTooOld(version) {
	if (Number(version.split(".")[0]) >= NEEDED) return void 0;
	return `obuilder-action needs Node ${NEEDED} or later, but Node ${version} runs it. GitHub's runner brings Node ${NEEDED} since release 2.327.1. On Gitea and Forgejo, put Node ${NEEDED} first on the PATH of the runner.`;
}
// src/action/post.ts
if (whyNodeIsTooOld(process.versions.node) === void 0) Promise.resolve().then(() => require("./quick.js")).then((n) => n.after_exports).then(({ afterAction }) => afterAction());
