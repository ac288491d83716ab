// src/host/node-version.ts
const MIN_NODE = 24;
function whyNodeIsTooOld(version) {
	if (Number(version.split(".")[0]) >= MIN_NODE) return void 0;
	return `obuilder-action needs Node ${MIN_NODE} or later, but Node ${version} runs it. GitHub's runner includes Node ${MIN_NODE} since release 2.327.1. On Gitea, Forgejo and act, and in a shell, put Node ${MIN_NODE} first on the PATH.`;
}
// src/action/post.ts
if (whyNodeIsTooOld(process.versions.node) === void 0) Promise.resolve().then(() => require("./quick.js")).then((n) => n.after_exports).then(({ afterAction }) => afterAction());
