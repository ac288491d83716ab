/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 982:
/***/ ((module) => {

"use strict";
module.exports = require("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

"use strict";
module.exports = require("fs");

/***/ }),

/***/ 598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

"use strict";
module.exports = require("node:fs");

/***/ }),

/***/ 161:
/***/ ((module) => {

"use strict";
module.exports = require("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

"use strict";
module.exports = require("node:path");

/***/ }),

/***/ 500:
/***/ ((module) => {

"use strict";
module.exports = require("node:timers/promises");

/***/ }),

/***/ 136:
/***/ ((module) => {

"use strict";
module.exports = require("node:url");

/***/ }),

/***/ 857:
/***/ ((module) => {

"use strict";
module.exports = require("os");

/***/ }),

/***/ 928:
/***/ ((module) => {

"use strict";
module.exports = require("path");

/***/ }),

/***/ 243:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const require_rolldown_runtime = __nccwpck_require__(508);
let node_fs = __nccwpck_require__(24);
let node_path = __nccwpck_require__(760);
node_path = require_rolldown_runtime.__toESM(node_path, 1);
let node_os = __nccwpck_require__(161);
let node_timers_promises = __nccwpck_require__(500);
// src/errors.ts
var ObuilderError = class extends Error {
	code;
	value;
	hint;
	at;
	program;
	status;
	signal;
	stderr;
	httpStatus;
	errno;
	constructor(code, message, details = {}) {
		super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
		this.name = "ObuilderError";
		this.code = code;
		this.value = details.value;
		this.hint = details.hint;
		this.at = details.at;
		this.program = details.program;
		this.status = details.status;
		this.signal = details.signal;
		this.stderr = details.stderr;
		this.httpStatus = details.httpStatus;
		this.errno = details.errno;
	}
};
function isObuilderError(error, code) {
	return error instanceof ObuilderError && (code === void 0 || error.code === code);
}
function asObuilderError(error) {
	if (error instanceof ObuilderError) return error;
	return new ObuilderError("internal", error instanceof Error ? error.message : String(error), { cause: error });
}
function must(value, what) {
	if (value !== void 0) return value;
	throw new ObuilderError("internal", `${what} is missing`, { hint: "This is a fault of obuilder-action. Report it with the log of the build." });
}
// src/host/text-file.ts
function textOf(file) {
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch {
		return;
	}
}
// src/host/process/child-process.ts
const childProcess = () => process.getBuiltinModule("node:child_process");
// src/host/process/missing.ts
const PACKAGES = {
	apparmor_parser: "apparmor",
	visudo: "sudo",
	losetup: "mount",
	umount: "mount",
	unshare: "util-linux",
	setpriv: "util-linux",
	fstrim: "util-linux",
	chrt: "util-linux",
	prlimit: "util-linux",
	chattr: "e2fsprogs",
	find: "findutils",
	sh: "dash",
	...Object.fromEntries([
		"cp",
		"id",
		"kill",
		"rm",
		"stty",
		"sync"
	].map((name) => [name, "coreutils"]))
};
const SAME = new Set([
	"mount",
	"runc",
	"sudo",
	"tar"
]);
function asMissingTool(program, { cause, from }) {
	const name = node_path.default.basename(program);
	const known = from ?? (SAME.has(name) ? name : PACKAGES[name]);
	return new ObuilderError("tool-missing", `the program ${program} is not installed`, {
		program,
		hint: known === void 0 ? `Install the package that has ${name}.` : `Install it: apt-get install ${known}.`,
		cause
	});
}
function starting(started, start) {
	try {
		return start();
	} catch (cause) {
		throw cause instanceof Error ? asStartError(started, cause) : cause;
	}
}
function asStartError({ program, cwd, package: from }, cause) {
	const lacksDirectory = cwd !== void 0 && !(0, node_fs.existsSync)(cwd);
	if (cause.code === "ENOENT" && !lacksDirectory) return asMissingTool(program, {
		cause,
		from
	});
	return new ObuilderError("tool-failed", `the program ${program} cannot be started: ${lacksDirectory ? `the directory ${cwd} is missing` : cause.message}`, {
		program,
		errno: typeof cause.code === "string" ? cause.code : void 0,
		cause
	});
}
// src/host/process/run.ts
const MAX_OUTPUT_BYTES = 67108864;
function runProgram(file, args, options = {}) {
	const { execFile } = childProcess();
	const { cwd = "/", input = "" } = options;
	const started = {
		program: file,
		cwd,
		package: options.package
	};
	const settings = {
		cwd,
		signal: options.signal,
		env: environment(options.env),
		maxBuffer: MAX_OUTPUT_BYTES
	};
	return new Promise((resolve, reject) => {
		const child = starting(started, () => execFile(file, args, settings, (error, stdout, stderr) => {
			if (error === null) resolve(stdout);
			else if (error.name === "AbortError") reject(cancelled(file, error));
			else if (child.pid === void 0) reject(asStartError(started, error));
			else reject(failed([file, ...args], {
				...exitOf(error),
				stderr,
				cause: error
			}));
		}));
		child.stdin?.on("error", () => void 0);
		child.stdin?.end(input);
	});
}
const environment = (added) => ({
	...process.env,
	LC_ALL: "C",
	...added
});
function cancelled(file, cause) {
	return new ObuilderError("cancelled", `${file} was cancelled`, {
		program: file,
		cause
	});
}
function exitOf(error) {
	return {
		status: typeof error.code === "number" ? error.code : void 0,
		signal: typeof error.signal === "string" ? error.signal : void 0
	};
}
function failed(words, failure) {
	const { status, signal, stderr, cause } = failure;
	const ending = status === void 0 ? cause?.message : `exit status ${status}`;
	const how = signal === void 0 ? ending : `killed by ${signal}`;
	return new ObuilderError("tool-failed", `${words.join(" ")}: ${stderr.trim() || how}`, {
		program: words[0],
		status,
		signal,
		stderr,
		cause
	});
}
// src/host/process/sudo.ts
const SUDO = ["sudo", "-n"];
function asRoot(command, uid) {
	return uid === 0 ? command : [...SUDO, ...command];
}
const isBySudo = (command) => command[0] === SUDO[0];
async function isAllowed({ command, env }) {
	try {
		await runProgram("sudo", [
			"-n",
			"-l",
			"--",
			...command.slice(SUDO.length)
		], { env });
		return true;
	} catch (error) {
		if (isObuilderError(error, "tool-failed")) return false;
		throw error;
	}
}
function rootHint(user) {
	return `Let an administrator run this once, in a copy of this action that only root can change:
node dist/cli/index.js doctor --install --user=${user}\nOr run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.`;
}
function noSudo({ user }, cause) {
	return new ObuilderError("not-root", "the build needs root, and there is no sudo", {
		hint: rootHint(user),
		cause
	});
}
function sudoRefuses({ user, command }, stderr) {
	const program = command.slice(SUDO.length).join(" ");
	return new ObuilderError("not-root", `the build needs root, and sudo does not let ${user} run ${program} without a password${stderr === "" ? "" : `\n${stderr}`}`, {
		value: program,
		hint: rootHint(user)
	});
}
// src/host/process/worker-program.ts
const PROGRAM = "/usr/local/sbin/obuilder-worker";
const VERSION_LINE = "# version: ";
function installedVersion() {
	return (textOf("/usr/local/sbin/obuilder-worker")?.split("\n") ?? []).find((line) => line.startsWith(VERSION_LINE))?.slice(11);
}
function installedDirectory() {
	return /^exec .* (\/\S+)\/node \1\/cli\/index\.js worker$/m.exec(textOf("/usr/local/sbin/obuilder-worker") ?? "")?.[1];
}
function versionOf(cli) {
	return textOf(node_path.default.join(node_path.default.dirname(cli), "version"))?.trim();
}
async function workerCommand({ uid, node, cli, env }) {
	const own = asRoot([
		node,
		cli,
		"worker"
	], uid);
	const installed = uid === 0 ? void 0 : installedVersion();
	const wanted = versionOf(cli);
	if (installed === void 0 || wanted === void 0) return { command: own };
	if (installed === wanted) return { command: asRoot([PROGRAM], uid) };
	const difference = `${PROGRAM} has version ${installed}, but this action has version ${wanted}`;
	if (await isAllowed({
		command: own,
		env
	})) return {
		command: own,
		notice: `${difference}. The action starts its own worker instead. ${UPDATE}`
	};
	throw new ObuilderError("not-root", difference, {
		value: installed,
		hint: UPDATE
	});
}
const UPDATE = "Update the program as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
// src/host/process/info.ts
const ownUid = () => must(process.getuid?.(), "the user id of this process");
// src/host/search-path.ts
const SYSTEM_DIRECTORIES = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin",
	"/sbin",
	"/bin"
];
function fullPath(pathVariable) {
	const given = (pathVariable ?? "").split(":").filter((directory) => directory !== "");
	return [...new Set([...given, ...SYSTEM_DIRECTORIES])].join(":");
}
// src/action/place.ts
function readPlace(entry, env) {
	const uid = ownUid();
	const extension = node_path.default.extname(entry);
	return {
		env,
		uid,
		user: userName(uid),
		workspace: node_path.default.resolve(env["GITHUB_WORKSPACE"] || "."),
		searchPath: fullPath(env["PATH"]),
		cli: node_path.default.resolve(node_path.default.dirname(entry), `../cli/index${extension}`)
	};
}
function userName(uid) {
	try {
		return (0, node_os.userInfo)().username;
	} catch {
		return `#${uid}`;
	}
}
const PASSED_ON = [
	"HOME",
	"LANG",
	"TMPDIR",
	"TZ",
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR"
];
function workerEnvironment({ env, searchPath }) {
	const passed = PASSED_ON.flatMap((name) => env[name] ? [[name, env[name]]] : []);
	return {
		...Object.fromEntries(passed),
		PATH: searchPath
	};
}
// src/host/process/start.ts
function startProgram(file, args, options) {
	const { stdio, env, cwd = "/", detached, user } = options;
	const { spawn } = childProcess();
	const child = starting({
		program: file,
		cwd
	}, () => spawn(file, args, {
		stdio: [...stdio],
		env: { ...env },
		cwd,
		detached,
		...user
	}));
	child.stdin?.on("error", () => void 0);
	const ended = new Promise((resolve, reject) => {
		child.on("error", (cause) => {
			if (child.pid === void 0) reject(asStartError({
				program: file,
				cwd
			}, cause));
		});
		child.once("close", (code, signal) => resolve({
			code: code ?? void 0,
			signal: signal ?? void 0
		}));
	});
	ended.catch(() => void 0);
	return {
		child,
		ended
	};
}
// src/host/process/lines.ts
function startChild(file, args, options) {
	const { child, ended } = startProgram(file, args, {
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		detached: true,
		env: options.env ?? process.env
	});
	let errors = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		errors = (errors + text).slice(-16384);
	});
	const reader = lineReader(options.onLine);
	child.stdout.setEncoding("utf8").on("data", (text) => {
		const waits = reader.add(text);
		if (waits.length === 0) return;
		child.stdout.pause();
		Promise.allSettled(waits).then(() => child.stdout.resume());
	});
	child.stdout.on("end", reader.end);
	return {
		pid: child.pid,
		write: (text) => void child.stdin.write(text),
		endInput: () => void child.stdin.end(),
		kill: (signal) => killChild(child, signal),
		errorOutput: () => errors,
		exit: ended,
		abandon: () => {
			for (const stream of [
				child.stdin,
				child.stdout,
				child.stderr
			]) stream.destroy();
			child.unref();
		}
	};
}
function killChild(child, signal) {
	try {
		return child.kill(signal);
	} catch {
		return false;
	}
}
function lineReader(onLine) {
	let parts = [];
	function add(text) {
		const waits = [];
		const [first = "", ...rest] = text.split("\n");
		parts.push(first);
		for (const start of rest) {
			const wait = onLine(parts.join(""));
			if (wait instanceof Promise) waits.push(wait);
			parts = [start];
		}
		return waits;
	}
	function end() {
		const last = parts.join("");
		parts = [];
		if (last !== "") onLine(last);
	}
	return {
		add,
		end
	};
}
// src/action/worker/messages.ts
const SHAPES = {
	hello: {
		pid: "number",
		start: "number",
		store: "string"
	},
	install: { packages: "object" },
	"install-output": { text: "string" },
	"install-end": {},
	plan: { steps: "object" },
	"step-start": {
		step: "number",
		at: "number"
	},
	output: {
		step: "number",
		text: "string"
	},
	export: {
		text: "string",
		dest: "string",
		doneBytes: "number",
		totalBytes: "number"
	},
	"export-end": {
		text: "string",
		dest: "string",
		files: "number",
		bytes: "number",
		seconds: "number"
	},
	"image-end": {
		image: "object",
		bytes: "number",
		seconds: "number"
	},
	"step-end": {
		step: "number",
		outcome: "string",
		seconds: "number",
		at: "number"
	},
	progress: {
		step: "number",
		doneBytes: "number",
		totalBytes: "number"
	},
	quiet: {
		step: "number",
		seconds: "number"
	},
	carriers: { carriers: "object" },
	notice: { message: "string" },
	warning: { message: "string" },
	done: { report: "object" },
	failed: {
		error: "object",
		steps: "object"
	}
};
function parseWorkerEvent(line) {
	const event = parseJson(line);
	if (isEvent(event)) return event;
	throw new ObuilderError("internal", "the worker wrote a line that is no event", {
		value: line.length > 200 ? `${line.slice(0, 200)}\u2026` : line,
		hint: "Something else than the worker may have written to its stdout."
	});
}
function parseJson(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
function isEvent(value) {
	if (typeof value !== "object" || value === null) return false;
	const fields = { ...value };
	const type = fields["type"];
	const shape = typeof type === "string" && Object.hasOwn(SHAPES, type) ? SHAPES[type] : void 0;
	if (shape === void 0) return false;
	return Object.entries(shape).every(([name, kind]) => typeof fields[name] === kind && fields[name] !== null);
}
// src/action/worker/client.ts
const GRACE_MS = 5e3;
function launchWorker(options) {
	const [file = "", ...args] = options.command;
	const early = [];
	let hear = (line) => early.push(line);
	const child = startChild(file, args, {
		env: options.env,
		onLine: (line) => hear(line)
	});
	const dismiss = async () => {
		if (await endChild(child, options) === void 0) child.abandon();
	};
	return {
		dismiss: () => dismiss().catch(() => void 0),
		serve: async (work) => {
			if (work.signal?.aborted) return dismiss().then(() => ({ kind: "cancelled" }));
			const stopping = Promise.withResolvers();
			const heard = listener(work.onEvent);
			hear = (line) => {
				const wait = heard.line(line);
				if (heard.last !== void 0) child.endInput();
				if (heard.broken !== void 0) stopping.resolve();
				return wait instanceof Promise ? Promise.race([wait, stopping.promise]) : void 0;
			};
			for (const line of early) hear(line);
			child.write(`${JSON.stringify(work.request)}\n`);
			return await untilEnd({
				heard,
				child,
				options,
				signal: work.signal
			}, stopping);
		}
	};
}
async function untilEnd(ended, stopping) {
	const { child, options, signal } = ended;
	const stop = () => stopping.resolve();
	signal?.addEventListener("abort", stop, { once: true });
	try {
		return await conclude(await Promise.race([child.exit, stopping.promise.then(() => endChild(child, options))]), ended);
	} catch (error) {
		throw whyNotStarted(error, options);
	} finally {
		signal?.removeEventListener("abort", stop);
	}
}
function listener(onEvent) {
	const heard = {
		last: void 0,
		pid: void 0,
		broken: void 0,
		line: (line) => {
			if (heard.broken !== void 0 || line.trim() === "") return void 0;
			try {
				const event = parseWorkerEvent(line);
				if (event.type === "hello") heard.pid = event.pid;
				if (event.type === "done" || event.type === "failed") heard.last = event;
				return onEvent(event);
			} catch (error) {
				heard.broken = asObuilderError(error);
				return;
			}
		}
	};
	return heard;
}
async function endChild(child, { graceMs = GRACE_MS }) {
	const giveUp = (limitMs) => (0, node_timers_promises.setTimeout)(limitMs, void 0, { ref: false });
	child.endInput();
	const exit = await Promise.race([child.exit, giveUp(graceMs)]);
	if (exit !== void 0) return exit;
	return child.kill("SIGKILL") ? Promise.race([child.exit, giveUp(1e3)]) : void 0;
}
async function conclude(exit, { heard, child, options, signal }) {
	if (exit === void 0) child.abandon();
	if (heard.broken !== void 0) throw heard.broken;
	if (exit === void 0) return {
		kind: "cancelled",
		alive: heard.pid ?? child.pid
	};
	if (heard.last?.type === "done") return {
		kind: "built",
		report: heard.last.report
	};
	if (signal?.aborted || heard.last?.error.code === "cancelled") return { kind: "cancelled" };
	if (heard.last !== void 0) return {
		kind: "failed",
		error: heard.last.error
	};
	throw await unexpectedEnd(exit, {
		stderr: child.errorOutput().trim(),
		said: heard.pid !== void 0,
		options
	});
}
const AFTER_HELLO = "Finished results are kept; the next build repairs the rest. If the worker was killed, check whether memory ran out.";
const BEFORE_HELLO = "The worker did not start, although sudo allows the command. If the text above asks for a password:";
async function unexpectedEnd(exit, { stderr, said, options }) {
	const mayBeSudo = !said && isBySudo(options.command);
	if (mayBeSudo && !await isAllowed(options)) return sudoRefuses(options, stderr);
	return new ObuilderError("internal", `the worker ended ${exit.signal === void 0 ? `with status ${exit.code}` : `by ${exit.signal}`} in the middle of the build. ${stderr === "" ? "Its stderr is empty." : `The end of its stderr:\n${stderr}`}`, { hint: mayBeSudo ? `${BEFORE_HELLO}\n${rootHint(options.user)}` : AFTER_HELLO });
}
function whyNotStarted(error, options) {
	const failure = asObuilderError(error);
	return failure.code === "tool-missing" && isBySudo(options.command) ? noSudo(options, error) : failure;
}
// src/action/launch.ts
async function launch(place) {
	const { uid, cli, user } = place;
	const env = workerEnvironment(place);
	const { command, notice } = await workerCommand({
		uid,
		node: process.execPath,
		cli,
		env
	});
	return {
		worker: launchWorker({
			command,
			env,
			user
		}),
		notice
	};
}
// src/action/run.ts
var run_exports = require_rolldown_runtime.__exportAll({ runAction: () => runAction });
async function runAction(entry) {
	const cancel = new AbortController();
	const onSignal = () => cancel.abort();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal);
	const place = readPlace(entry, process.env);
	const launching = launch(place);
	await launching.catch(() => void 0);
	const { runJob } = await Promise.resolve().then(() => __nccwpck_require__(349)).then((n) => n.job_exports);
	return await runJob({
		place,
		launching,
		signal: cancel.signal
	});
}
Object.defineProperty(exports, "ObuilderError", ({
	enumerable: true,
	get: function() {
		return ObuilderError;
	}
}));
Object.defineProperty(exports, "PROGRAM", ({
	enumerable: true,
	get: function() {
		return PROGRAM;
	}
}));
Object.defineProperty(exports, "asObuilderError", ({
	enumerable: true,
	get: function() {
		return asObuilderError;
	}
}));
Object.defineProperty(exports, "installedDirectory", ({
	enumerable: true,
	get: function() {
		return installedDirectory;
	}
}));
Object.defineProperty(exports, "installedVersion", ({
	enumerable: true,
	get: function() {
		return installedVersion;
	}
}));
Object.defineProperty(exports, "must", ({
	enumerable: true,
	get: function() {
		return must;
	}
}));
Object.defineProperty(exports, "run_exports", ({
	enumerable: true,
	get: function() {
		return run_exports;
	}
}));
Object.defineProperty(exports, "versionOf", ({
	enumerable: true,
	get: function() {
		return versionOf;
	}
}));


/***/ }),

/***/ 508:
/***/ ((__unused_webpack_module, exports) => {

// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
		key = keys[i];
		if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
			get: ((k) => from[k]).bind(null, key),
			enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
		});
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));
Object.defineProperty(exports, "__commonJSMin", ({
	enumerable: true,
	get: function() {
		return __commonJSMin;
	}
}));
Object.defineProperty(exports, "__exportAll", ({
	enumerable: true,
	get: function() {
		return __exportAll;
	}
}));
Object.defineProperty(exports, "__toESM", ({
	enumerable: true,
	get: function() {
		return __toESM;
	}
}));


/***/ }),

/***/ 349:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const require_rolldown_runtime = __nccwpck_require__(508);
const require_verbs = __nccwpck_require__(850);
const require_quick = __nccwpck_require__(243);
let node_crypto = __nccwpck_require__(598);
let node_fs = __nccwpck_require__(24);
let node_url = __nccwpck_require__(136);
let node_path = __nccwpck_require__(760);
node_path = require_rolldown_runtime.__toESM(node_path, 1);
let node_os = __nccwpck_require__(161);
// src/host/process/paced-output.ts
let draining;
function writePaced(text) {
	if (text.length === 0 || process.stdout.write(text)) return draining;
	draining ??= new Promise((resolve) => {
		const settle = () => {
			draining = void 0;
			for (const name of EVENTS) process.stdout.off(name, settle);
			resolve();
		};
		for (const name of EVENTS) process.stdout.on(name, settle);
	});
	return draining;
}
const EVENTS = [
	"drain",
	"close",
	"error"
];
// src/report/commands.ts
function command(name, data = "", properties = {}) {
	const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
	return `::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeData(data)}\n`;
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function harmless(line) {
	return line.replaceAll("##[", "# #[");
}
// src/report/error-text.ts
function errorText(error) {
	return `${error.at === void 0 ? "" : `${error.at.file}:${error.at.line}:${error.at.column}: `}${error.message}${error.hint === void 0 ? "" : `\n${error.hint}`}`;
}
// src/report/text.ts
const ELLIPSIS = "\u2026";
function oneLine(text, limit = 200) {
	const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
	const characters = [...line];
	return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join("")}${ELLIPSIS}`;
}
function lastLines(text, limit) {
	const lines = text.replace(/\r?\n$/, "").split("\n");
	return {
		lines: lines.slice(-limit),
		left: Math.max(0, lines.length - limit)
	};
}
// src/report/heading.ts
function heading({ step, number, total }) {
	return `[${number}/${total}] ${step.build.length === 0 ? "" : `${oneLine(step.build.join("/"), 60)}: `}${oneLine(step.operation)}`;
}
const WORDS = [
	["built", "built"],
	["cached", "cached"],
	["failed", "failed"],
	["cancelled", "cancelled"],
	["not-run", "not run"]
];
function tally(steps) {
	const present = WORDS.map(([outcome, word]) => ({
		word,
		count: steps.filter((step) => step.outcome === outcome).length
	})).filter(({ count }) => count > 0);
	return present.length === 0 ? "no steps" : present.map(({ word, count }) => `${count} ${word}`).join(", ");
}
// src/report/words.ts
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
function duration(seconds) {
	if (seconds < .095) return `${Math.round(seconds * 1e3)} ms`;
	if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < MINUTE) return `${whole} s`;
	if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
	return `${Math.floor(whole / HOUR)} h ${Math.floor(whole % HOUR / MINUTE)} m`;
}
function ago(seconds) {
	if (seconds < 1) return "just now";
	if (seconds < MINUTE) return `${Math.floor(seconds)} s ago`;
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m ago`;
	if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
	return `${Math.floor(seconds / DAY)} d ago`;
}
const UNITS = [
	"bytes",
	"KB",
	"MB",
	"GB",
	"TB"
];
function amount(bytes) {
	const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
	return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}
function ending(step, end) {
	switch (end.outcome) {
		case "built": return `${made(step)} in ${duration(end.seconds)}`;
		case "cached": return cached(step, end);
		case "failed": return end.awaited ? `failed in another build (waited ${duration(end.seconds)})` : `failed after ${duration(end.seconds)}`;
		case "cancelled": return `cancelled after ${duration(end.seconds)}`;
		case "not-run": return "not run";
	}
}
const made = ({ kind, operation }) => kind === "from" && operation !== "(from scratch)" ? "fetched" : "built";
function cached({ operation }, { original, at }) {
	if (original === void 0) return "cached";
	const scope = original.from === void 0 ? [] : [`from ${oneLine(original.from)}`];
	const place = original.carrier ?? (original.source === "built" ? void 0 : "from elsewhere");
	const where = place === void 0 ? scope[0] ?? "here" : [place, ...scope].join(", ");
	const age = ago((at - original.startedAt) / 1e3 - original.seconds);
	return `cached (${where}, ${made({
		kind: original.kind,
		operation
	})} ${age}, took ${duration(original.seconds)})`;
}
function withCommand(told, enter) {
	if (told.hint === void 0 || enter === void 0) return told;
	return {
		...told,
		hint: told.hint.replace(/`shell ([0-9a-f]{12})`/g, (_, id) => enter(id))
	};
}
function withRemoval(message, remove) {
	if (remove === void 0) return message;
	return message.replace(/`remove ([0-9a-f]{12})`/g, (_, id) => remove(id));
}
function lookAtFiles({ id, kept }, { enter, aboutCommands }, what = "its files") {
	if (kept !== true || id === void 0 || enter === void 0) return [];
	const about = aboutCommands?.();
	return [`To inspect ${what} (kept for six hours): ${enter(id)}`, ...about === void 0 ? [] : [about]];
}
// src/report/carrier-text.ts
function carrierText(carrier) {
	const parts = [
		`${counted(carrier.found, "result")} found`,
		...carrier.damaged === 0 ? [] : [`${carrier.damaged} damaged`],
		...carrier.fetched === 0 ? [] : [`${carrier.fetched} fetched`],
		...carrier.stored === 0 ? [] : [`${carrier.stored} stored`],
		traffic(carrier),
		...carrier.failure === void 0 ? [] : [`failed: ${carrier.failure}`]
	];
	return `${carrier.name}: ${parts.join(", ")}`;
}
function traffic({ requests, receivedBytes, sentBytes }) {
	return `${counted(requests, "request")}, ${amount(receivedBytes)} received, ${amount(sentBytes)} sent`;
}
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
// src/report/export-text.ts
const isOutputEnd = (event) => event.type === "export-end" || event.type === "image-end";
const MAX_PATH = 300;
function imageText({ image, bytes, seconds }) {
	const { type, dest, names, digest } = image;
	const where = oneLine(dest ?? names.join(", "), MAX_PATH);
	return `${type === "registry" ? `Pushed ${where} (${amount(bytes)} sent)` : `Wrote the image ${where} (${amount(bytes)})`} in ${duration(seconds)}: ${digest}`;
}
function exportText(event) {
	const dest = oneLine(event.dest, MAX_PATH);
	if (event.type === "export") return `${doingText(event)} ${dest}: ${partText(event)}${progressText(event)}`;
	return `Wrote ${exportedText(event)} to ${dest} in ${duration(event.seconds)}`;
}
function doingText({ isMaking, layer }) {
	if (isMaking !== true) return "Writing to";
	return layer === void 0 ? "Making a layer for" : `Making ${layerText(layer)} for`;
}
const partText = ({ isMaking, layer }) => isMaking === true || layer === void 0 ? "" : `${layerText(layer)}, `;
const layerText = ({ number, total }) => `layer ${number} of ${total}`;
function exportedText({ files, bytes }) {
	return `${files} ${files === 1 ? "file" : "files"} (${amount(bytes)})`;
}
function progressText({ doneBytes, totalBytes }) {
	if (totalBytes <= 0) return `${amount(doneBytes)} so far`;
	const percent = Math.min(100, Math.floor(100 * doneBytes / totalBytes));
	return `${amount(doneBytes)} of ${amount(totalBytes)} (${percent} %)`;
}
// src/report/progress.ts
const silenceText = ({ seconds }) => `(still running: no output for ${Math.floor(seconds / 60)} min)`;
const MIN_STRIDE = 32e6;
function thinProgress() {
	const reported = new Map();
	return ({ step, doneBytes, totalBytes }) => {
		const stride = Math.max(MIN_STRIDE, totalBytes / 10);
		const strides = Math.floor(doneBytes / stride);
		if (strides <= (reported.get(step) ?? 0)) return void 0;
		reported.set(step, strides);
		if (totalBytes <= 0) return `fetched ${amount(doneBytes)}`;
		const percent = Math.min(100, Math.floor(100 * doneBytes / totalBytes));
		return `fetched ${amount(doneBytes)} of ${amount(totalBytes)} (${percent} %)`;
	};
}
// src/report/log-buffer.ts
function logBuffer(limit = Number.POSITIVE_INFINITY) {
	let chunks = [];
	let length = 0;
	function add(text) {
		if (text === "") return;
		const kept = text.length > limit ? text.slice(-limit) : text;
		chunks.push(kept);
		length += kept.length;
		while (chunks[0] !== void 0 && length - chunks[0].length >= limit) {
			length -= chunks[0].length;
			chunks.shift();
		}
	}
	function take() {
		const text = chunks.join("");
		chunks = [];
		length = 0;
		return text;
	}
	return {
		get length() {
			return length;
		},
		add,
		take
	};
}
// src/report/open-step.ts
const MAX_TAIL_LENGTH = 65536;
function openStep(numbered) {
	return {
		numbered,
		waiting: logBuffer(),
		tail: logBuffer(MAX_TAIL_LENGTH),
		started: false,
		shown: false,
		paused: false
	};
}
function showLive(step) {
	const text = step.waiting.take();
	step.tail.add(text);
	const heading = step.shown ? [] : [{
		type: "open",
		step: step.numbered,
		continued: step.paused
	}];
	step.shown = true;
	return text === "" ? heading : [...heading, {
		type: "text",
		text
	}];
}
function showWhole(step, end) {
	const live = step.shown;
	const heading = live ? [] : [{
		type: "open",
		step: step.numbered,
		end,
		continued: step.paused
	}];
	const text = step.waiting.take();
	step.tail.add(text);
	const log = text === "" ? [] : [{
		type: "text",
		text
	}];
	return [
		...heading,
		...log,
		{
			type: "close",
			step: step.numbered,
			end,
			live,
			tail: step.tail.take()
		}
	];
}
function pause(step) {
	if (!step.shown) return [];
	step.shown = false;
	step.paused = true;
	return [{
		type: "pause",
		step: step.numbered
	}];
}
// src/report/queue.ts
const MAX_WAITING_LENGTH = 8388608;
function enter(queue, numbered) {
	const known = queue.steps.find((step) => step.numbered.number === numbered.number);
	if (known !== void 0) return known;
	const step = openStep(numbered);
	queue.steps = [...queue.steps, step];
	return step;
}
function start(queue, step) {
	step.started = true;
	if (queue.front !== void 0) return [];
	queue.front = step;
	return showLive(step);
}
function output(queue, step, text) {
	step.waiting.add(text);
	if (step === queue.front) return showLive(step);
	if (step.waiting.length <= MAX_WAITING_LENGTH) return [];
	const scenes = queue.front === void 0 ? [] : pause(queue.front);
	queue.front = step;
	return [...scenes, ...showLive(step)];
}
function end(queue, step, how) {
	step.end = how;
	if (queue.front !== void 0 && queue.front !== step) return [];
	const scenes = shownFirst(queue.steps).flatMap((one) => one.end === void 0 ? [] : showWhole(one, one.end));
	queue.steps = queue.steps.filter((one) => one.end === void 0);
	queue.front = queue.steps.find((one) => one.started);
	return queue.front === void 0 ? scenes : [...scenes, ...showLive(queue.front)];
}
function flush(queue) {
	const scenes = shownFirst(queue.steps).flatMap((step) => step.end === void 0 ? [...showLive(step), ...pause(step)] : showWhole(step, step.end));
	queue.steps = [];
	queue.front = void 0;
	return scenes;
}
function shownFirst(steps) {
	return [...steps].sort((a, b) => Number(b.shown) - Number(a.shown));
}
// src/report/sequence.ts
function sequence() {
	let plan = [];
	let failureShown = false;
	const queue = {
		steps: [],
		front: void 0
	};
	const ended = new Set();
	const notRun = new Set();
	const notices = noticesOf(queue);
	const progress = thinProgress();
	const numbered = (index) => ({
		step: plan[index] ?? unplanned(index),
		number: index + 1,
		total: Math.max(plan.length, index + 1)
	});
	function conclude(steps) {
		for (const { index, outcome } of steps) if (outcome === "not-run" && !ended.has(index)) notRun.add(index);
		const left = [...notRun].sort((a, b) => a - b);
		notRun.clear();
		return [...flush(queue), ...left.map((index) => ({
			type: "not-run",
			step: numbered(index)
		}))];
	}
	function ofStep(event) {
		if (event.type === "step-start") ended.delete(event.step);
		if (ended.has(event.step)) return [];
		if (event.type === "step-end") ended.add(event.step);
		if (event.type === "step-end" && event.outcome === "not-run") {
			notRun.add(event.step);
			return [];
		}
		const step = enter(queue, numbered(event.step));
		switch (event.type) {
			case "step-start": return start(queue, step);
			case "output": return output(queue, step, event.text);
			case "progress": {
				const line = queue.front === step ? progress(event) : void 0;
				return line === void 0 ? [] : [{
					type: "progress",
					line
				}];
			}
			case "quiet": return queue.front === step ? [{
				type: "progress",
				line: silenceText(event)
			}] : [];
			case "step-end":
				failureShown ||= event.outcome === "failed";
				return end(queue, step, event);
		}
	}
	function next(event) {
		switch (event.type) {
			case "plan":
				plan = event.steps;
				return [];
			case "notice": return notices.add(event.message);
			case "export":
			case "export-end": return notices.add(exportText(event));
			case "image-end": return notices.add(imageText(event));
			case "warning": return [event];
			case "carriers": return event.carriers.flatMap((carrier) => notices.add(carrierText(carrier)));
			case "done": return [...conclude(event.report.steps), event];
			case "failed": return [...conclude(event.steps), {
				...event,
				wasShown: failureShown
			}];
			default: return ofStep(event);
		}
	}
	return {
		next: (event) => notices.among(next(event)),
		finish: () => notices.among(conclude([]))
	};
}
function noticesOf(queue) {
	const waiting = [];
	return {
		add(message) {
			const scene = {
				type: "notice",
				message
			};
			if (queue.front === void 0) return [scene];
			waiting.push(scene);
			return [];
		},
		among(scenes) {
			if (waiting.length === 0) return scenes;
			const end = scenes.findIndex(({ type }) => type === "close" || type === "pause") + 1;
			return end === 0 ? scenes : [
				...scenes.slice(0, end),
				...waiting.splice(0),
				...scenes.slice(end)
			];
		}
	};
}
function unplanned(index) {
	return {
		index,
		build: [],
		kind: "run",
		operation: `step ${index + 1}`,
		workdir: "/",
		at: {
			file: "",
			line: 1,
			column: 1
		}
	};
}
// src/report/reporter.ts
function reporter(skin) {
	const { next, finish } = sequence();
	const show = (scenes) => scenes.map(skin).join("");
	return {
		event: (event) => show(next(event)),
		finish: () => show(finish())
	};
}
// src/report/summary/fence.ts
const MAX_LINE_LENGTH = 65536;
function fence(newToken) {
	let token;
	let rest = "";
	function open() {
		if (token !== void 0) return "";
		token = newToken();
		return command("stop-commands", token);
	}
	function write(text) {
		const all = rest + text;
		const cut = all.lastIndexOf("\n") + 1;
		rest = all.slice(cut);
		const whole = all.slice(0, cut) + longRest();
		return whole === "" ? "" : open() + withoutMarkup(whole);
	}
	function longRest() {
		if (rest.length <= MAX_LINE_LENGTH) return "";
		const piece = `${rest}\n`;
		rest = "";
		return piece;
	}
	function close() {
		const last = rest === "" ? "" : `${open()}${withoutMarkup(rest)}\n`;
		rest = "";
		const end = token === void 0 ? "" : `::${token}::\n`;
		token = void 0;
		return last + end;
	}
	return {
		write,
		close
	};
}
function withoutMarkup(text) {
	return text.replace(/(^|[\r\n])(?=[\t ]*##\[)/g, "$1 ");
}
// src/report/actions.ts
const OPEN_LINES = 200;
function actionsReporter(options) {
	return reporter(actionsSkin(options));
}
function actionsSkin(options) {
	const output = fence(options.newToken);
	return (scene) => {
		switch (scene.type) {
			case "open": return openText(scene);
			case "text": return output.write(scene.text);
			case "progress": return output.close() + harmless(`${scene.line}\n`);
			case "pause": return `${output.close()}${command("endgroup")}`;
			case "close": return output.close() + closeText(scene, {
				output,
				options
			});
			case "not-run": return harmless(`${heading(scene.step)} \u2014 not run\n`);
			case "notice": return harmless(`${oneLine(withRemoval(scene.message, options.remove), 1e3)}\n`);
			case "warning": return output.close() + annotation("warning", scene, options);
			case "done": return `Result ${scene.report.id} (${tally(scene.report.steps)})\n`;
			case "failed": return scene.wasShown || scene.error.at === void 0 ? "" : annotation("error", scene.error, options);
		}
	};
}
function openText({ step, end, continued }) {
	const line = harmless([
		heading(step),
		...continued ? ["continued"] : [],
		...end === void 0 ? [] : [ending(step.step, end)]
	].join(" \u2014 "));
	return end !== void 0 && staysOpen(end) ? `${line}\n` : command("group", line);
}
function staysOpen({ outcome }) {
	return outcome === "failed" || outcome === "cancelled";
}
function closeText({ step, end, live, tail }, around) {
	const endGroup = live || !staysOpen(end) ? command("endgroup") : "";
	const how = live ? harmless(`${heading(step)} \u2014 ${ending(step.step, end)}\n`) : "";
	if (end.outcome !== "failed") return endGroup + how;
	const log = live ? openTail(tail, around.output) : "";
	const look = lookAtFiles(end, around.options).map((line) => harmless(`${line}\n`));
	return endGroup + how + log + look.join("") + stepAnnotation(step, end, around.options);
}
function openTail(tail, output) {
	if (tail === "") return "";
	const { lines, left } = lastLines(tail, OPEN_LINES);
	return `${left > 0 ? `The last ${lines.length} lines; all of them are in the group above.\n` : ""}${output.write(`${lines.join("\n")}\n`)}${output.close()}`;
}
function stepAnnotation(numbered, end, options) {
	const error = end.error ?? {
		code: "internal",
		message: "the step failed"
	};
	const title = harmless(heading(numbered));
	return annotation("error", {
		...error,
		at: error.at ?? numbered.step.at
	}, options, { title });
}
function annotation(name, told, options, more = {}) {
	const { message, hint, at } = withCommand(told, options.enter);
	const properties = place(at, options);
	return command(name, errorText({
		message: (at === void 0 || at.file === "" || properties !== void 0 ? "" : placeText(at)) + message,
		hint
	}), {
		...properties,
		...more
	});
}
const placeText = ({ file, line, column }) => `${oneLine(file, 300)}, line ${line}, column ${column}: `;
function place(at, { specFile }) {
	if (at === void 0 || specFile === void 0 || at.file !== specFile) return void 0;
	return {
		file: at.file,
		line: at.line,
		col: at.column
	};
}
// src/report/summary/record.ts
const MAX_LOG_LENGTH = 16384;
const MAX_WARNINGS = 20;
const MAX_SUMMARIES_LENGTH = 2097152;
function recorder() {
	let plan = [];
	const starts = new Map();
	const ends = new Map();
	const summaries = new Map();
	let summaryLength = 0;
	const logs = new Map();
	const warnings = [];
	const exports = [];
	let carriers = [];
	let last;
	function add(event) {
		if (event.type === "plan") plan = event.steps;
		else if (event.type === "step-start") starts.set(event.step, event.at);
		else if (event.type === "output") addLog(event.step, event.text);
		else if (event.type === "step-end") addEnd(event);
		else if (event.type === "warning") warnings.push(...warnings.length < MAX_WARNINGS ? [event.message] : []);
		else if (isOutputEnd(event)) exports.push(event);
		else if (event.type === "carriers") carriers = event.carriers;
		else if (event.type === "done" || event.type === "failed") last = event;
	}
	function addLog(step, text) {
		const log = logs.get(step) ?? logBuffer(MAX_LOG_LENGTH);
		logs.set(step, log);
		log.add(text);
	}
	function addEnd({ summary, ...end }) {
		ends.set(end.step, end);
		if (summary === void 0) return;
		summaryLength += summary.length;
		const text = summaryLength > MAX_SUMMARIES_LENGTH ? "" : summary;
		summaries.set(end.step, {
			text,
			bytes: Buffer.byteLength(summary)
		});
	}
	function stepRecord(step) {
		const end = ends.get(step.index);
		const from = starts.get(step.index);
		const ran = from === void 0 || end === void 0 || end.outcome === "cached" ? void 0 : {
			from,
			to: end.at
		};
		const log = end?.outcome === "failed" ? logs.get(step.index)?.take() ?? "" : "";
		return {
			step,
			outcome: end?.outcome ?? (from === void 0 ? "not-run" : "cancelled"),
			end,
			ran,
			log,
			summary: summaries.get(step.index)
		};
	}
	function record() {
		return {
			steps: plan.map(stepRecord),
			warnings,
			exports,
			carriers,
			id: last?.type === "done" ? last.report.id : void 0,
			error: last?.type === "failed" ? last.error : void 0,
			outputs: last?.type === "done" ? last.report.outputs : {}
		};
	}
	return {
		add,
		record
	};
}
// src/report/summary/markdown.ts
function code(text) {
	return `<code>${text.replace(/[&<>"'|\\`*_[\]~@#:$]/g, reference)}</code>`;
}
function inert(text) {
	return text.replace(/[!-/:-@[-`{-~]/g, reference);
}
function reference(character) {
	return `&#${character.charCodeAt(0)};`;
}
function preformatted(text) {
	return `<pre>\n${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\n</pre>`;
}
// src/report/summary/carrier-table.ts
function carrierTable({ carriers }) {
	if (carriers.length === 0) return [];
	const rows = carriers.map((carrier) => {
		const { name, found, damaged, fetched, stored, requests, receivedBytes, sentBytes, failure } = carrier;
		const numbers = [
			damaged === 0 ? found : `${found} (${damaged} damaged)`,
			fetched,
			stored,
			requests,
			amount(receivedBytes),
			amount(sentBytes)
		];
		const failed = failure === void 0 ? "" : inert(oneLine(failure, 500));
		return `| ${[
			inert(oneLine(name, 200)),
			...numbers,
			failed
		].join(" | ")} |`;
	});
	return [[
		"#### Results elsewhere\n",
		...["| Carrier | Found | Fetched | Stored | Requests | Received | Sent | Failure |"],
		"| :-- | --: | --: | --: | --: | --: | --: | :-- |",
		...rows
	].join("\n")];
}
// src/report/summary/network.ts
const MAX_ROWS$1 = 100;
const MAX_PASTED = 20;
function networkSection(steps) {
	const rows = steps.flatMap(rowsOf);
	if (rows.length === 0) return [];
	const left = rows.length - MAX_ROWS$1;
	const table = [
		"| Step | Endpoint | Connections | How they ended |",
		"| --: | :-- | --: | :-- |",
		...rows.slice(0, MAX_ROWS$1)
	];
	const note = left > 0 ? [`The table ends here: ${left} more endpoints do not fit.`] : [];
	const pasted = steps.flatMap(pastedFor);
	return [
		"#### Network",
		table.join("\n"),
		...note,
		...pasted.slice(0, MAX_PASTED)
	];
}
function rowsOf({ step, end }) {
	const { attempts = [], kind } = end?.network ?? {};
	return attempts.filter(({ end: how }) => how !== "passed" || kind === "audit").map((attempt) => `| ${step.index + 1} | ${code(oneLine(endpointText(attempt), 300))} | ${attempt.times} | ${how(attempt)} |`);
}
function endpointText({ host, port }) {
	const shown = host.includes(":") ? `[${host}]` : host;
	return port === void 0 ? shown : `${shown}:${port}`;
}
function how({ end, denial, detail }) {
	const more = detail === void 0 ? "" : ` (${code(oneLine(detail, 300))})`;
	if (end !== "denied") return `${end}${more}`;
	return `**denied**: ${REASONS.get(denial) ?? "not allowed"}${more}`;
}
const REASONS = new Map([
	["name", "not in the list"],
	["endpoint", "not in the list"],
	["address", "only a list with the address reaches it"],
	["server-name", "another TLS server name"],
	["owner", "the owner keeps steps from this machine"],
	["crowd", "too many connections at once"]
]);
function pastedFor({ step, end }) {
	const { paste, guess } = end?.network ?? {};
	if (paste === void 0) return [];
	return [`To let them pass, write in ${`step ${step.index + 1} (line ${step.at.line})`}${guess === void 0 ? "" : ` (${inert(oneLine(guess, 2e3))})`}:\n\n${preformatted(oneLine(paste, 2e4))}`];
}
// src/report/summary/contained.ts
const MAX_TAGS = 1e3;
const UNENDED = new Set("area base br col embed hr img input link meta param source track wbr dd dt li option p rp rt tbody td tfoot th thead tr".split(" "));
const UNRULY = new Set([
	"marquee",
	"math",
	"plaintext",
	"svg"
]);
const END_OF_ANY_TAG = `<!-- ]]>"'><!-- -->`;
function contained(text) {
	const tags = tagsOf(text);
	const depth = quotationsIn(text);
	if (tags.length + depth > MAX_TAGS || leavesQuotation(tags)) return preformatted(text);
	const quoted = quotation(text);
	return text.includes("<") ? `${quoted}\n\n${END_OF_ANY_TAG}${endTags(tags, depth + 1)}` : quoted;
}
function tagsOf(text) {
	const tags = [];
	for (const [, slash, name = ""] of text.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
		tags.push({
			name: name.toLowerCase(),
			isEnd: slash === "/"
		});
		if (tags.length > MAX_TAGS) break;
	}
	return tags;
}
function leavesQuotation(tags) {
	let depth = 0;
	for (const { name, isEnd } of tags) {
		if (UNRULY.has(name)) return true;
		if (name === "blockquote") depth += isEnd ? -1 : 1;
		if (depth < 0) return true;
	}
	return false;
}
function endTags(tags, quotations) {
	const names = tags.filter(({ name, isEnd }) => !isEnd && !UNENDED.has(name)).reverse().map(({ name }) => name);
	const around = Array.from({ length: quotations }, () => "blockquote");
	return [
		...names,
		...names,
		...around
	].map((name) => `</${name}>`).join("");
}
function quotationsIn(text) {
	let most = 0;
	for (const [prefix] of text.matchAll(/^[ \t>*+\-0-9.)]*>/gm)) most = Math.max(most, prefix.split(">").length - 1);
	return most;
}
function quotation(text) {
	return text.split(/\r\n|\r|\n/).map((line) => `> ${withoutLeadingTabs(line)}`.trimEnd()).join("\n");
}
function withoutLeadingTabs(line) {
	const blanks = require_quick.must(/^[ \t]*/.exec(line)?.[0], "the blanks of a line");
	if (!blanks.includes("	")) return line;
	let width = 0;
	for (const blank of blanks) width += blank === "	" ? 4 - width % 4 : 1;
	return " ".repeat(width) + line.slice(blanks.length);
}
// src/report/summary/step-summaries.ts
const MIN_ROOM = 2e3;
function stepSummaries(steps, options) {
	const telling = steps.filter(({ summary }) => summary !== void 0);
	const parts = [];
	let left = options.room - 200;
	for (const [position, step] of telling.entries()) {
		const part = left < MIN_ROOM ? void 0 : partOf(step, {
			...options,
			room: left
		});
		if (part === void 0) return [...parts, `The summaries of ${telling.length - position} more steps do not fit.`];
		parts.push(part);
		left -= Buffer.byteLength(part) + 2;
	}
	return parts;
}
function partOf({ step, end, summary }, options) {
	if (summary === void 0 || summary.text === "") return void 0;
	const build = step.build.length === 0 ? "" : `${code(oneLine(step.build.join("/"), 60))} `;
	const title = `#### Summary of step ${step.index + 1}: ${build}${code(oneLine(step.operation, 160))}`;
	const text = trimmed(summary.text);
	const part = `${title}\n\n${contained(text)}`;
	if (Buffer.byteLength(part) <= options.room) return part;
	const head = `${title}\n\n${`The summary of ${amount(summary.bytes)} is shortened to fit${whereWhole(end?.id, options)}:`}\n\n`;
	return `${head}${contained(fitting(text, options.room - Buffer.byteLength(head)))}`;
}
function whereWhole(id, { whole, aboutCommands }) {
	if (id === void 0 || whole === void 0) return "";
	const about = aboutCommands?.();
	return `; ${code(whole(id))} prints the whole${about === void 0 ? "" : ` (${about})`}`;
}
const trimmed = (text) => text.replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, "").trimEnd();
function fitting(text, room) {
	let [fits, tooLong] = [0, text.length];
	while (fits + 1 < tooLong) {
		const middle = Math.floor((fits + tooLong) / 2);
		if (Buffer.byteLength(contained(text.slice(0, middle))) <= room) fits = middle;
		else tooLong = middle;
	}
	const cut = text.slice(0, fits);
	const lastLine = Math.max(cut.lastIndexOf("\n"), cut.lastIndexOf("\r"));
	const whole = lastLine > 0 ? cut.slice(0, lastLine) : cut;
	return (Buffer.byteLength(contained(whole)) <= room ? whole : "").toWellFormed();
}
// src/report/summary/timeline.ts
const WIDTH = 50;
const MAX_ROWS = 60;
const PARTS = [
	"",
	"\u258f",
	"\u258e",
	"\u258d",
	"\u258c",
	"\u258b",
	"\u258a",
	"\u2589"
];
function timeline(steps) {
	const ran = steps.flatMap(({ step, ran }) => ran === void 0 ? [] : [{
		number: step.index + 1,
		...ran
	}]);
	if (ran.length === 0) return "";
	const shown = [...ran].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MAX_ROWS).sort((a, b) => a.from - b.from || a.number - b.number);
	const start = Math.min(...shown.map(({ from }) => from));
	const span = Math.max(1, Math.max(...shown.map(({ to }) => to)) - start);
	const digits = Math.max(...shown.map(({ number }) => String(number).length));
	const rows = shown.map(({ number, from, to }) => {
		const picture = bar((from - start) / span, (to - from) / span).padEnd(51);
		return `${String(number).padStart(digits)} \u2502${picture}\u2502 ${duration((to - from) / 1e3)}`;
	});
	const left = ran.length - shown.length;
	const note = left > 0 ? [`(${left} shorter steps are not in the picture)`] : [];
	return [
		"```text",
		...rows,
		...note,
		"```"
	].join("\n");
}
function bar(start, length) {
	const blank = Math.min(WIDTH, Math.floor(start * WIDTH));
	const eighths = Math.max(1, Math.min(Math.round(length * WIDTH * 8), (WIDTH - blank) * 8));
	return `${" ".repeat(blank)}${"\u2588".repeat(Math.floor(eighths / 8))}${require_quick.must(PARTS[eighths % 8], "a part of a bar")}`;
}
// src/report/summary/summary.ts
const MAX_JOB_SUMMARY_BYTES = 921600;
const LOG_LINES = 60;
const MAX_FAILURES = 3;
function summary(record, options) {
	const frame = [
		title(record, options),
		...result(record),
		...exported(record)
	];
	const rest = [
		...failures(record, options),
		...networkSection(record.steps),
		...pictured(record),
		...carrierTable(record),
		...warned(record)
	];
	const taken = bytes$1([...frame, ...rest].join("\n\n"));
	const own = [
		...frame,
		...stepTable(record.steps, MAX_JOB_SUMMARY_BYTES - taken),
		...rest
	].join("\n\n");
	return `${[own, ...stepSummaries(record.steps, {
		room: MAX_JOB_SUMMARY_BYTES - bytes$1(own),
		whole: options.printSummary,
		aboutCommands: options.aboutCommands
	})].join("\n\n")}\n`;
}
function title(record, { seconds, cancelled }) {
	const how = cancelled ? "Cancelled" : record.id === void 0 ? "Failed" : "Built";
	const reports = record.steps.map(({ step, outcome }) => ({
		...step,
		outcome,
		seconds: 0
	}));
	return `### ${how} in ${duration(seconds)}: ${tally(reports)}`;
}
function result({ id, outputs }) {
	const names = Object.keys(outputs).slice(0, 100);
	const line = names.length === 0 ? [] : [`Outputs: ${names.map((name) => code(oneLine(name, 100))).join(", ")}`];
	return id === void 0 ? [] : [`Result ${code(id)}`, ...line];
}
function exported({ exports }) {
	const lines = exports.map((one) => {
		if (one.type === "export-end") return `- ${shown(one.dest)}: ${exportedText(one)}`;
		const { dest, names, digest } = one.image;
		return `- ${(dest === void 0 ? names : [dest]).map(shown).join(", ")}: image ${shown(digest)}`;
	});
	return lines.length === 0 ? [] : [lines.join("\n")];
}
const shown = (text) => code(oneLine(text, 300));
function stepTable(steps, room) {
	if (steps.length === 0) return [];
	const rows = ["| | Operation | How it ended |", "| --: | :-- | :-- |"];
	let left = room - 1e3;
	for (const [position, record] of steps.entries()) {
		const row = stepRow(record);
		left -= bytes$1(row) + 1;
		if (left < 0) return [rows.join("\n"), `The table ends here: ${steps.length - position} more steps do not fit.`];
		rows.push(row);
	}
	return [rows.join("\n")];
}
function stepRow({ step, outcome, end }) {
	const build = step.build.length === 0 ? "" : `${code(oneLine(step.build.join("/"), 60))} `;
	const how = end === void 0 ? outcome === "not-run" ? "not run" : outcome : ending(step, end);
	const mark = outcome === "failed" ? `**${how}**` : how;
	return `| ${step.index + 1} | ${build}${code(oneLine(step.operation, 160))} | ${mark} |`;
}
function failures(record, options) {
	const failed = record.steps.filter(({ outcome }) => outcome === "failed");
	const sections = failed.slice(0, MAX_FAILURES).flatMap((step) => failure(step, record, options));
	const { error } = record;
	if (failed.length > 0 || error === void 0 || options.cancelled) return sections;
	const title = `#### What went wrong${whereText(error.at)}`;
	return [
		...sections,
		`${title}\n\n${inert(oneLine(error.message, 2e3))}`,
		...hint(error.hint)
	];
}
function whereText(at) {
	if (at === void 0 || at.file === "") return "";
	return ` at ${code(`${oneLine(at.file, 300)}:${at.line}:${at.column}`)}`;
}
function failure({ step, end, log }, record, options) {
	const why = end?.error === void 0 ? [] : [inert(oneLine(end.error.message, 2e3)), ...hint(end.error.hint)];
	const { lines, left } = lastLines(log, LOG_LINES);
	const words = left > 0 ? `The last ${lines.length} lines of its log:` : "Its log:";
	const tail = log === "" ? [] : [words, preformatted(lines.join("\n"))];
	return [
		`#### Step ${step.index + 1} failed${whereText(step.at)}`,
		...why,
		...tail,
		...withRemark(lookAtIt({
			step,
			end
		}, record, options), options)
	];
}
function hint(text) {
	return text === void 0 ? [] : [inert(oneLine(text, 2e3))];
}
function withRemark(commands, { aboutCommands }) {
	return commands.length === 0 ? [] : [...commands, ...hint(aboutCommands?.())];
}
function lookAtIt({ step, end }, { steps }, { again, inspect, enter }) {
	const base = steps.findLast((one) => one.step.index < step.index && one.step.build.join("\0") === step.build.join("\0"))?.end?.id;
	const rerun = again === void 0 ? [] : [`To run the build again on this runner's machine:\n\n${preformatted(again)}`];
	if (end?.kept === true && end.id !== void 0 && enter !== void 0) return [`To inspect the files of the failed step (kept for six hours):\n\n${preformatted(enter(end.id))}`, ...rerun];
	if (base === void 0 || inspect === void 0) return rerun;
	return [...rerun, `To inspect the files before this step:\n\n${preformatted(inspect(base))}`];
}
function pictured({ steps }) {
	const picture = timeline(steps);
	return picture === "" ? [] : [`#### When\n\n${picture}`];
}
function warned({ warnings }) {
	if (warnings.length === 0) return [];
	return [`#### Warnings\n\n${warnings.map((warning) => `- ${inert(oneLine(warning, 1e3))}`).join("\n")}`];
}
function bytes$1(text) {
	return Buffer.byteLength(text);
}
// src/files/trust/trusted-path.ts
const OTHERS_WRITE = 18;
const MAX_LINKS = 40;
function untrustedFile(file) {
	for (const { path: way, stats, isCircle } of partsOf(file)) {
		const why = changerOf(stats) ?? (isCircle ? "leads in circles" : void 0);
		if (why !== void 0) return {
			path: way,
			why
		};
	}
}
function* partsOf(file) {
	const names = file.split("/");
	let directory = "/";
	let links = 0;
	for (let name = "."; name !== void 0; name = names.shift()) {
		const way = node_path.default.join(directory, name);
		const stats = (0, node_fs.lstatSync)(way);
		const isLink = stats.isSymbolicLink();
		if (isLink) links += 1;
		yield {
			path: way,
			stats,
			isCircle: links > MAX_LINKS
		};
		if (links > MAX_LINKS) return;
		const target = isLink ? (0, node_fs.readlinkSync)(way) : "";
		if (!isLink) directory = way;
		else if (target.startsWith("/")) directory = "/";
		if (isLink) names.unshift(...target.split("/"));
	}
}
function changerOf(stats) {
	if (stats.uid !== 0) return `belongs to the user ${stats.uid}, not to root`;
	if (stats.isSymbolicLink()) return void 0;
	if ((stats.mode & OTHERS_WRITE) !== 0) return "can be written to by others than root";
}
// src/files/trust/program-for-root.ts
const OF_ROOT = "Commands with sudo are for an administrator: they start root's own copy of the action.";
const CHANGEABLE = "Others than root can change this program. As root, run only a copy that nobody else can change: copy this release into a directory that only root can change, and run there: sudo node dist/cli/index.js doctor --install. The next build then names root's copy in its commands.";
function programForRoot(own) {
	const directory = require_quick.installedDirectory();
	if (!(directory !== void 0 && require_quick.installedVersion() === require_quick.versionOf(own.cli))) return {
		...own,
		note: isSafe(own) ? void 0 : CHANGEABLE
	};
	const copy = {
		node: node_path.default.join(directory, "node"),
		cli: node_path.default.join(directory, "cli/index.js")
	};
	return {
		...copy,
		note: isSafe(copy) && untrustedFile("/usr/local/sbin/obuilder-worker") === void 0 ? OF_ROOT : CHANGEABLE
	};
}
function isSafe(program) {
	try {
		return untrustedPart(program) === void 0;
	} catch {
		return false;
	}
}
function untrustedPart(program) {
	return filesOf(program).map(untrustedFile).find(Boolean);
}
function filesOf({ node, cli }) {
	const release = node_path.default.resolve(node_path.default.dirname(cli), "..");
	return [
		node,
		cli,
		...["cli", "gha"].flatMap((name) => (0, node_fs.readdirSync)(node_path.default.join(release, name)).map((file) => node_path.default.join(release, name, file)))
	];
}
// src/mask/growth.ts
function startGrowth(trie, rests) {
	const { nodes, first, child, add } = trie;
	const cursors = new Map();
	for (const [piece, branch] of rests) cursors.set(nodeOf(trie, piece), {
		branch,
		at: branch.text.length
	});
	const grow = (parent, unit) => {
		const cursor = isEnd(parent) ? cursors.get(parent) : void 0;
		const next = cursor === void 0 ? void 0 : advance(cursor, unit);
		if (cursor === void 0 || next === void 0) return 0;
		if (cursor.at < cursor.branch.text.length) cursors.delete(parent);
		const node = add(parent, unit);
		nodes.matched[node] = nodes.depth[node] ?? 0;
		cursors.set(node, next);
		return node;
	};
	const isEnd = (node) => nodes.matched[node] === nodes.depth[node];
	const link = (added, parent, unit) => {
		let node = added;
		let at = nodes.fail[parent] ?? 0;
		for (; at !== 0; at = nodes.fail[at] ?? 0) {
			const known = child(at, unit);
			const target = known === 0 ? grow(at, unit) : known;
			if (target === 0) continue;
			nodes.fail[node] = target;
			if (known !== 0) return;
			node = target;
		}
		nodes.fail[node] = first[unit] ?? 0;
	};
	return { enter(parent, unit) {
		const known = child(parent, unit);
		if (known !== 0) return known;
		const added = grow(parent, unit);
		if (added !== 0) link(added, parent, unit);
		return added;
	} };
}
function nodeOf({ first, child }, piece) {
	let node = first[piece.charCodeAt(0)] ?? 0;
	for (let index = 1; index < piece.length; index++) node = child(node, piece.charCodeAt(index));
	return node;
}
function advance({ branch, at }, unit) {
	if (at < branch.text.length) return branch.text.charCodeAt(at) === unit ? {
		branch,
		at: at + 1
	} : void 0;
	const next = branch.next.get(unit);
	return next && {
		branch: next,
		at: 1
	};
}
// src/mask/trie.ts
const MAX_LISTED = 6;
function makeTrie(pieces) {
	const trie = makeNodes(pieces.reduce((sum, piece) => sum + piece.length, 1));
	const { first, nodes, child, add } = trie;
	for (const piece of pieces) {
		let node = 0;
		for (let index = 0; index < piece.length; index++) {
			const unit = piece.charCodeAt(index);
			const known = node === 0 ? first[unit] ?? 0 : child(node, unit);
			node = known !== 0 ? known : add(node, unit);
		}
		nodes.matched[node] = piece.length;
	}
	return trie;
}
function emptyNodes(size) {
	const ints = () => new Int32Array(size);
	return {
		unit: new Uint16Array(size),
		eldest: ints(),
		sibling: ints(),
		depth: ints(),
		matched: ints(),
		fail: ints(),
		listed: new Uint8Array(size)
	};
}
function enlarge(nodes) {
	const larger = emptyNodes(2 * nodes.unit.length);
	for (const name of [
		"unit",
		"eldest",
		"sibling",
		"depth",
		"matched",
		"fail",
		"listed"
	]) larger[name].set(nodes[name]);
	Object.assign(nodes, larger);
}
function makeNodes(size) {
	const first = new Int32Array(65536);
	const nodes = emptyNodes(size);
	let count = 1;
	const tables = new Map();
	const child = (node, wanted) => {
		if ((nodes.listed[node] ?? 0) > MAX_LISTED) return tables.get(node)?.get(wanted) ?? 0;
		let at = nodes.eldest[node] ?? 0;
		while (at !== 0 && nodes.unit[at] !== wanted) at = nodes.sibling[at] ?? 0;
		return at;
	};
	const enter = (parent, node) => {
		const number = Math.min((nodes.listed[parent] ?? 0) + 1, 7);
		nodes.listed[parent] = number;
		if (number <= MAX_LISTED) return;
		const table = tables.get(parent) ?? new Map();
		if (table.size === 0) for (let at = nodes.eldest[parent] ?? 0; at !== 0; at = nodes.sibling[at] ?? 0) table.set(nodes.unit[at] ?? 0, at);
		tables.set(parent, table.set(nodes.unit[node] ?? 0, node));
	};
	const add = (parent, unit) => {
		const node = count++;
		if (node === nodes.unit.length) enlarge(nodes);
		nodes.unit[node] = unit;
		nodes.depth[node] = (nodes.depth[parent] ?? 0) + 1;
		if (parent === 0) {
			first[unit] = node;
			return node;
		}
		nodes.sibling[node] = nodes.eldest[parent] ?? 0;
		nodes.eldest[parent] = node;
		enter(parent, node);
		return node;
	};
	return {
		first,
		nodes,
		child,
		add,
		count: () => count
	};
}
// src/mask/automaton.ts
function makeAutomaton(pieces, rests = new Map()) {
	const trie = makeTrie([...pieces]);
	const { first, nodes } = trie;
	linkFailures(trie);
	const { enter } = startGrowth(trie, rests);
	const step = (node, unit) => {
		for (let at = node; at !== 0; at = nodes.fail[at] ?? 0) {
			const next = enter(at, unit);
			if (next !== 0) return next;
		}
		return first[unit] ?? 0;
	};
	return {
		step,
		first,
		depth: (node) => nodes.depth[node] ?? 0,
		matched: (node) => nodes.matched[node] ?? 0
	};
}
function linkFailures(trie) {
	const { first, nodes } = trie;
	const queue = new Int32Array(trie.count());
	let end = 0;
	for (const node of first) if (node !== 0) queue[end++] = node;
	for (let index = 0; index < end; index++) {
		const parent = queue[index] ?? 0;
		for (let node = nodes.eldest[parent] ?? 0; node !== 0; node = nodes.sibling[node] ?? 0) {
			queue[end++] = node;
			const target = failureOf(trie, {
				parent,
				unit: nodes.unit[node] ?? 0
			});
			nodes.fail[node] = target;
			if (nodes.matched[node] === 0) nodes.matched[node] = nodes.matched[target] ?? 0;
		}
	}
}
function failureOf({ nodes, first, child }, { parent, unit }) {
	for (let at = nodes.fail[parent] ?? 0; at !== 0; at = nodes.fail[at] ?? 0) {
		const next = child(at, unit);
		if (next !== 0) return next;
	}
	return first[unit] ?? 0;
}
const MIN_BASE64 = 8;
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;
function plainPieces(value) {
	const whole = Buffer.from(value).toString("utf8").trim();
	const secret = whole.split(/\r?\n|\r/).map((line) => line.trim()).filter((line) => line.length >= 4 && !PEM_BOUNDARY.test(line));
	const isWholeShown = whole.length >= 4 && !PEM_BOUNDARY.test(whole);
	return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}
function* base64Forms(text) {
	const value = Buffer.from(text);
	for (const skipped of [
		0,
		1,
		2
	]) {
		const form = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3).toString("base64");
		if (form.length >= MIN_BASE64) yield form;
	}
}
// src/mask/runner.ts
function runnerMasks(values) {
	const masks = new Set();
	for (const value of values) {
		if (Buffer.from(value).includes(0)) continue;
		for (const piece of plainPieces(value)) if (!/[\r\n\uFFFD]/.test(piece)) masks.add(piece);
	}
	return [...masks];
}
function runnerDrops(masks) {
	if (masks.length === 0) return () => false;
	const automaton = makeAutomaton(masks.flatMap((mask) => [mask, ...encodings(mask)]));
	return (value) => {
		let node = 0;
		for (let index = 0; index < value.length; index++) {
			node = automaton.step(node, value.charCodeAt(index));
			if (automaton.matched(node) > 0) return true;
		}
		return false;
	};
}
function* encodings(mask) {
	yield* base64Forms(mask);
	yield mask.replaceAll("'", "''");
	yield JSON.stringify(mask).slice(1, -1);
	yield encodeURIComponent(mask.toWellFormed()).replace(/[!'()*]/g, (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`);
	yield mask.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&apos;");
	if (/^".*"$/.test(mask) && mask.length > 8) yield mask.slice(1, -1);
}
// src/report/shell-words.ts
function shellWords(words) {
	return words.map(quote$1).join(" ");
}
function quote$1(word) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/request/byte-size.ts
var import_bytes = require_rolldown_runtime.__toESM(require_verbs.require_bytes(), 1);
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
function byteSize(text) {
	const [, number, unit = ""] = SIZE.exec(text) ?? [];
	return number === void 0 ? void 0 : import_bytes.default.parse(`${number}${unit}b`) ?? void 0;
}
// src/request/duration.ts
var import_ms = require_rolldown_runtime.__toESM(require_verbs.require_ms(), 1);
function seconds(text) {
	if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return void 0;
	const time = (0, import_ms.default)(text.trim());
	return Number.isFinite(time) ? time / 1e3 : void 0;
}
// src/contract/request.ts
const MIN_POOL_BYTES = 256 * 1024 ** 2;
// src/request/list-slips.ts
const NO_DASHES = "Leave the \"- \" out: the list is a text with one entry per line.";
const isDashed = (line) => /^\s*-\s/.test(line);
function refuseDashes(text, label) {
	const index = text.split(/\r?\n/).findIndex(isDashed);
	if (index === -1) return;
	throw new require_quick.ObuilderError("input-invalid", `line ${index + 1} of ${label} begins with "- "`, { hint: NO_DASHES });
}
function pairHint(row) {
	if (isDashed(row)) return NO_DASHES;
	const [, name, value] = /^([\w./-]+):\s+(\S.*)$/.exec(row) ?? [];
	return name === void 0 ? void 0 : `Write ${name}=${value}.`;
}
function secretHint(row, form) {
	if (isDashed(row)) return NO_DASHES;
	return /^[\w.-]+:\s/.test(row) ? `Write ${form}, with = instead of the colon.` : void 0;
}
const DOCKER = /^(?:type=(?:file|env),)?id=([\w.-]+),(?:type=(?:file|env),)?(src|source|env)=([^,\s"]+)$/;
function dockersSecret(text) {
	const [, id, field, place] = DOCKER.exec(text) ?? [];
	return id === void 0 || field === void 0 || place === void 0 ? void 0 : {
		id,
		field,
		place
	};
}
function refuseDockersSecrets(text, label) {
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const secret = dockersSecret(line.trim().replaceAll(/^"|"$/g, ""));
		if (secret === void 0) continue;
		const { id, field, place } = secret;
		const input = field === "env" ? "secret-envs" : "secret-files";
		const message = `line ${index + 1} of ${label} has Docker's form of a secret`;
		const hint = `Docker's id=${id},${field}=${place} is "${input}: ${id}=${place}" here.`;
		throw new require_quick.ObuilderError("input-invalid", message, { hint });
	}
}
const isVariableName = (text) => /^[A-Z_][A-Z0-9_]*$/.test(text);
const REFERENCE = /^(?:\$\{\{\s*|\$\{|\$)?(?:(secrets|env|vars)\.)?(\w+)\s*\}{0,2}$/;
function variableHint(id, text) {
	const [, context, name = ""] = REFERENCE.exec(text) ?? [];
	if (!isVariableName(name)) return void 0;
	if (context !== "secrets" && context !== "vars") return `Write ${id}=${name}, without $, braces and dots.`;
	return `Write ${id}=${name}, and give the variable its value with env: ${name}: ${`\${{ ${context}.${name} }}`}.`;
}
// src/request/paths/home.ts
const isAtHome = (path) => /^~(?:\/|$)/.test(path);
const HOME_HINT = "No shell reads this text, so ~ is not the home directory. Write the absolute path.";
// src/request/parse-value.ts
const MAX_SHOWN$1 = 200;
function invalidValue(text, label, { expected, hint }) {
	const shown = text.length > MAX_SHOWN$1 ? `${text.slice(0, MAX_SHOWN$1)}\u2026` : text;
	return new require_quick.ObuilderError("input-invalid", `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
		value: shown,
		hint
	});
}
const parseText = (text) => text;
const parsePath = (text, label) => {
	if (isAtHome(text)) throw invalidValue(text, label, {
		expected: "a path without ~",
		hint: HOME_HINT
	});
	return text;
};
const parseName = (text, label) => {
	if (text.length <= 200 && !/\p{Cc}/u.test(text)) return text;
	throw invalidValue(text, label, { expected: "at most 200 characters on one line" });
};
const parseBase = (text, label) => {
	const id = text.trim().replace(/^obuilder:/, "");
	if (/^[0-9a-f]{64}$/.test(id)) return id;
	throw invalidValue(text, label, {
		expected: "the 64 digits of an id",
		hint: /^[0-9a-f]{4,63}$/.test(id) ? `"inspect ${id}" prints all digits.` : "The output id of the action has the id of its result. The image of a build stands in the (from \u2026) of its spec."
	});
};
const parseNames = (text, label) => {
	refuseDashes(text, label);
	const names = text.split(/[\n,]/).map((name) => name.trim()).filter((name) => name !== "");
	return names.length === 0 ? void 0 : names;
};
const parsePaths = (text, label) => parseNames(text, label)?.map((one) => parsePath(one, label));
const BOOLEANS = {
	true: true,
	True: true,
	TRUE: true,
	false: false,
	False: false,
	FALSE: false
};
const asBoolean = (text) => Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : void 0;
const parseBoolean = (text, label) => {
	const value = asBoolean(text);
	if (value === void 0) throw invalidValue(text, label, { expected: "true or false" });
	return value;
};
function parseChoice(choices, alsoExpected = []) {
	return (text, label) => {
		const choice = choices.find((known) => known === text);
		if (choice !== void 0) return choice;
		throw invalidValue(text, label, { expected: `one of ${[...choices, ...alsoExpected].join(", ")}` });
	};
}
const parseStore = (text, label) => {
	if (isAtHome(text.slice(text.indexOf(":") + 1))) throw invalidValue(text, label, {
		expected: "a place without ~",
		hint: HOME_HINT
	});
	if (text === "auto" || /^[a-z][a-z0-9-]*:./.test(text)) return text;
	throw invalidValue(text, label, { expected: "auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder; the drivers are btrfs, zfs, overlayfs and copy" });
};
const parsePoolSize = (text, label) => {
	const size = byteSize(text);
	if (size !== void 0 && size >= MIN_POOL_BYTES) return size;
	throw invalidValue(text, label, {
		expected: "a size of 256 MB or more, such as 50GB",
		hint: "The image file is sparse, so a large size costs nothing."
	});
};
const parseRate = (text, label) => {
	const size = /[a-z]\s*$/i.test(text) ? byteSize(text) : void 0;
	if (size !== void 0 && size > 0) return size;
	throw invalidValue(text, label, {
		expected: "a size such as 20MB",
		hint: "Leave it out for no bound."
	});
};
const parseMaxParallel = (text, label) => {
	if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
	throw invalidValue(text, label, { expected: "a number from 1 to 9999" });
};
// src/request/step-bounds.ts
const BOUND_NAMES = [
	"memory",
	"cpus",
	"pids",
	"step-timeout",
	"log-size"
];
const BOUND_KEYS = {
	memory: "memoryBytes",
	cpus: "cpus",
	pids: "pids",
	"step-timeout": "seconds",
	"log-size": "logBytes"
};
// src/request/parse-bounds.ts
const MIB = 1024 ** 2;
const number = (text) => /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : void 0;
const whole = (text) => /^\d{1,9}$/.test(text) ? Number(text) : void 0;
const size = (text) => /[a-z]$/i.test(text) ? byteSize(text) : void 0;
const KINDS = {
	memory: {
		parse: memory,
		min: 32 * MIB,
		expected: "a size of 32 MB or more, such as 8GB, or a share, such as 50%"
	},
	cpus: {
		parse: number,
		min: .01,
		expected: "a number of CPUs, such as 2 or 1.5"
	},
	pids: {
		parse: whole,
		min: 32,
		expected: "a whole number, 32 or more"
	},
	"step-timeout": {
		parse: seconds,
		min: 1,
		expected: "a time of a second or more, such as 90m or 2h"
	},
	"log-size": {
		parse: size,
		min: 1024,
		expected: "a size of 1 kB or more, such as 200MB"
	}
};
function parseBound(name) {
	const { parse, min, expected } = KINDS[name];
	return (given, label) => {
		const text = given.trim();
		if (text === "max") return "none";
		const value = parse(text);
		if (value !== void 0 && Number.isFinite(value) && value >= min) return value;
		throw invalidValue(text, label, {
			expected,
			hint: "Write max for no bound."
		});
	};
}
function parseBounds(get, label) {
	const entries = BOUND_NAMES.flatMap((name) => {
		const text = get(name)?.trim() ?? "";
		return text === "" ? [] : [[BOUND_KEYS[name], parseBound(name)(text, label(name))]];
	});
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
function memory(text) {
	const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
	if (percent === void 0) return size(text);
	return Number(percent) <= 100 ? Math.floor((0, node_os.totalmem)() * Number(percent) / 100) : void 0;
}
// src/request/parameters/bounds.ts
const BOUND_PARAMETERS = {
	memory: {
		parse: parseBound("memory"),
		flag: {
			kind: "text",
			value: "SIZE"
		},
		default: "80%",
		help: "Maximum memory of each step, as a size (`8GB`) or a share of the machine's memory (`50%`); `max` removes the limit. A step that exceeds it is killed, and the error names this input."
	},
	cpus: {
		parse: parseBound("cpus"),
		flag: {
			kind: "text",
			value: "N"
		},
		default: "max",
		help: "Maximum number of CPUs of each step, for example `1.5`; `max` removes the limit."
	},
	pids: {
		parse: parseBound("pids"),
		flag: {
			kind: "text",
			value: "N"
		},
		default: "16384",
		help: "Maximum number of processes and threads of each step; `max` removes the limit."
	},
	"step-timeout": {
		parse: parseBound("step-timeout"),
		flag: {
			kind: "text",
			value: "TIME"
		},
		default: "6h",
		help: "Maximum run time of each step, for example `90m`; `max` removes the limit. The default equals the default of a job's `timeout-minutes`."
	},
	"log-size": {
		parse: parseBound("log-size"),
		flag: {
			kind: "text",
			value: "SIZE"
		},
		default: "1GB",
		help: "Maximum size of the log of each step, for example `200MB`; `max` removes the limit. A step that exceeds it is killed after the end of its log is shown."
	},
	"user-namespace": {
		parse: parseChoice([
			"auto",
			"always",
			"never"
		]),
		flag: {
			kind: "text",
			value: "MODE"
		},
		default: "auto",
		help: "Make root in a step an unprivileged user on the host: `auto` (if the kernel and the store's file system can), `always` (otherwise the build fails) or `never` (for steps that make device nodes). The log states the mode. See docs/isolation.md."
	}
};
// src/request/parse-fields.ts
var import_fastest_levenshtein = require_verbs.require_fastest_levenshtein();
const MAX_LINES = 100;
const MAX_SHOWN = 200;
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
function parseFieldLines(text, label) {
	const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
	if (lines.length > MAX_LINES) throw new require_quick.ObuilderError("input-invalid", `${label} has more than ${MAX_LINES} lines`);
	return lines.map((line) => ({
		text: line,
		label,
		fields: fieldsOf({
			text: line,
			label
		})
	}));
}
function fieldsOf(line) {
	const fields = new Map();
	for (const field of split(line)) {
		const equals = field.indexOf("=");
		const name = field.slice(0, Math.max(equals, 0)).trim().toLowerCase();
		if (name === "") throw badLine(line, `has ${quote(field)}, which is not of the form NAME=VALUE`);
		if (fields.has(name)) throw badLine(line, `repeats ${name}`);
		fields.set(name, field.slice(equals + 1).trim());
	}
	return fields;
}
function split(line) {
	const found = [];
	FIELD.lastIndex = 0;
	for (;;) {
		const [, quoted, bare, end] = FIELD.exec(line.text) ?? [];
		if (end === void 0) throw badLine(line, "has a quote (\") in a wrong place");
		found.push(quoted?.replaceAll("\"\"", "\"") ?? bare ?? "");
		if (end === "") return found;
	}
}
const quote = (text) => JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}\u2026` : text);
function badLine({ text, label }, problem, hint) {
	return new require_quick.ObuilderError("input-invalid", `${label}: the line ${quote(text)} ${problem}`, {
		value: text.slice(0, MAX_SHOWN),
		hint
	});
}
function suggestion(word, known, all) {
	const near = (0, import_fastest_levenshtein.closest)(word, [...known]);
	return (0, import_fastest_levenshtein.distance)(word, near) <= Math.max(1, Math.floor(near.length * .4)) ? `Did you mean ${near}?` : `${all}: ${known.join(", ")}.`;
}
// src/request/carriers/docker-fields.ts
const BY_RUNNER = "the runner gives the address and the token of its cache.";
const FIELDS$2 = {
	mode: {
		same: "max",
		hint: "Remove mode: the result of every step is stored (mode=max). cache-min-time and cache-max-rate leave results out."
	},
	"image-manifest": {
		same: "true",
		hint: "Remove image-manifest: results are always stored as images."
	},
	"oci-mediatypes": {
		same: "true",
		hint: "Remove oci-mediatypes: results are always OCI images."
	},
	"ignore-error": { hint: "Remove ignore-error: a carrier that fails is a warning, unless cache-required is true." },
	"compression-level": { hint: "Remove compression-level: compression=zstd and compression=gzip have one level." },
	"force-compression": { hint: "Remove force-compression: compression=zstd or compression=gzip is for new results." },
	url: { hint: `Remove url: ${BY_RUNNER}` },
	url_v2: { hint: `Remove url_v2: ${BY_RUNNER}` },
	token: { hint: `Remove token: ${BY_RUNNER}` }
};
const fieldOf = (name) => Object.hasOwn(FIELDS$2, name) ? FIELDS$2[name] : void 0;
const saysTheSame = ([name, value]) => fieldOf(name)?.same === value.toLowerCase();
const hintForField = (name) => fieldOf(name)?.hint;
function hintForType(type) {
	if (type !== "inline") return void 0;
	return "Use type=registry,ref=HOST/REPOSITORY with a repository for results: no results are stored in an image that leaves.";
}
// src/request/carriers/parse-carriers.ts
const TYPES$1 = {
	registry: (fields, compression) => ({
		type: "registry",
		ref: fields.need(FIELDS$1.registry, "type=registry,ref=HOST/REPOSITORY"),
		compression
	}),
	gha: (fields, compression) => ({
		type: "gha",
		scope: fields.take("scope") || void 0,
		compression
	}),
	local: (fields, compression) => ({
		type: "local",
		directory: fields.need(FIELDS$1.local, "type=local,dest=DIRECTORY"),
		compression
	})
};
const FIELDS$1 = {
	registry: ["ref"],
	gha: ["scope"],
	local: ["dest", "src"]
};
const TYPES_HINT = `Use type=${Object.keys(TYPES$1).join(" or type=")}.`;
const isType$1 = (text) => Object.hasOwn(TYPES$1, text);
const parseCarriers = (text, label) => {
	refuseDashes(text, label);
	const found = parseFieldLines(text.replaceAll(/^[^=,"\n]+$/gm, asRegistry), label).map(carrierOf);
	return found.length === 0 ? void 0 : found;
};
const asRegistry = (line) => line.trim() === "" ? line : `type=registry,ref=${line.trim()}`;
function carrierOf(line) {
	const rest = new Map([...line.fields].filter((field) => !saysTheSame(field)));
	const fields = {
		take: (name) => {
			const value = rest.get(name);
			rest.delete(name);
			return value;
		},
		need: (names, example) => {
			for (const name of names) {
				const value = fields.take(name);
				if (value) return value;
			}
			throw badLine(line, `lacks ${names.join(" or ")}`, `Write for example ${example}.`);
		}
	};
	const type = fields.take("type") ?? "";
	if (!isType$1(type)) throw badLine(line, `has no known type`, hintForType(type) ?? TYPES_HINT);
	const carrier = TYPES$1[type](fields, compressionOf$1(line, fields.take("compression")));
	if (carrier.type === "local" && isAtHome(carrier.directory)) throw badLine(line, "has ~ in its directory", HOME_HINT);
	if (carrier.type === "registry" && /^[./~]/.test(carrier.ref)) throw directoryAsRegistry(line, carrier.ref);
	const [unknown] = rest.keys();
	if (unknown !== void 0) throw unknownField$1(line, type, unknown);
	return carrier;
}
function directoryAsRegistry(line, directory) {
	return badLine(line, "names a directory in the place of a registry", `Write type=local,src=${directory} in cache-from, and type=local,dest=${directory} in cache-to.`);
}
function unknownField$1(line, type, name) {
	const known = [
		"type",
		...FIELDS$1[type],
		"compression"
	];
	const hint = hintForField(name) ?? suggestion(name, known, `The fields of type=${type}`);
	return badLine(line, `has the unknown field ${name}`, hint);
}
function compressionOf$1(line, text) {
	if (text === void 0 || text === "zstd" || text === "gzip") return text;
	throw badLine(line, "has an unknown compression", "Use compression=zstd or compression=gzip.");
}
function carriersIn(directory, carriers) {
	return carriers?.map((carrier) => carrier.type === "local" ? {
		...carrier,
		directory: node_path.default.resolve(directory, carrier.directory)
	} : carrier);
}
// src/request/limit-names.ts
const LIMIT_NAMES = [
	"min-free-space",
	"max-used-space",
	"max-results",
	"max-age"
];
const LIMIT_KEYS = {
	"min-free-space": "minFree",
	"max-used-space": "maxUsed",
	"max-results": "maxResults",
	"max-age": "maxAge"
};
// src/request/prune-limits.ts
const parseAmount = (text, label) => {
	const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
	if (percent !== void 0 && Number(percent) <= 100) return { share: Number(percent) / 100 };
	const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? byteSize(text) : void 0;
	if (size !== void 0) return { bytes: size };
	throw invalidValue(text, label, { expected: "a share such as 10%, or a size such as 20GB" });
};
const parseCount = (text, label) => {
	if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text);
	throw invalidValue(text, label, { expected: "a whole number, such as 2000" });
};
const parseAge = (text, label) => {
	const age = seconds(text);
	if (age !== void 0) return age;
	throw invalidValue(text, label, { expected: "a time such as 30d, 12h or 45m" });
};
const PARSERS = {
	"min-free-space": parseAmount,
	"max-used-space": parseAmount,
	"max-results": parseCount,
	"max-age": parseAge
};
function parseLimits(get, label) {
	const entries = LIMIT_NAMES.flatMap((name) => {
		const text = get(name) ?? "";
		return text === "" ? [] : [[LIMIT_KEYS[name], PARSERS[name](text, label(name))]];
	});
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
// src/request/parameters/carriers.ts
const CARRIER_PARAMETERS = {
	"cache-from": {
		parse: parseCarriers,
		flag: {
			kind: "list",
			value: "CARRIER"
		},
		help: "Where to look for results that the store lacks, one carrier per line: `type=registry,ref=HOST/REPOSITORY`, `type=gha[,scope=TEXT]` (the cache of GitHub Actions) or `type=local,src=DIRECTORY`. If several carriers have a result, the first line wins. If the store has every result, no carrier is asked."
	},
	"cache-to": {
		parse: parseCarriers,
		flag: {
			kind: "list",
			value: "CARRIER"
		},
		help: "Where to store new results after the build, one carrier per line: `type=registry,ref=HOST/REPOSITORY`, `type=gha[,scope=TEXT]` or `type=local,dest=DIRECTORY`. In a registry, each result is an image with its id as the tag. `compression=gzip` is for registries and tools without zstd."
	},
	"cache-slots": {
		parse: parseNames,
		flag: {
			kind: "list",
			value: "NAME",
			name: "cache-slot"
		},
		help: "Names of cache slots, `(cache (NAME \u2026))`, that travel through `cache-from` and `cache-to` too, separated by lines or commas. An empty slot starts with the stored files, and changed slots are stored after a successful build."
	},
	"cache-required": {
		parse: parseBoolean,
		flag: { kind: "switch" },
		default: "false",
		help: "Fail the build if a carrier of `cache-from` or `cache-to` fails. Without it, a carrier that fails is a warning, and the build goes on without the carrier."
	},
	"cache-key-secret": {
		parse: parseName,
		flag: {
			kind: "text",
			value: "ID"
		},
		help: "Id of a secret of 16 bytes or more. Its value signs the records of stored results (HMAC-SHA256), and records without a valid signature do not count. No step gets the secret."
	},
	"cache-min-time": {
		parse: parseAge,
		flag: {
			kind: "text",
			value: "TIME"
		},
		help: "Minimum run time of a step whose result `cache-to` stores, for example `2s`. Quicker results below a stored result are stored too. Default: `0s`."
	},
	"cache-max-rate": {
		parse: parseRate,
		flag: {
			kind: "text",
			value: "SIZE"
		},
		help: "Maximum size of a stored result for each second of its step, for example `20MB`: making a larger result again is cheaper than fetching it. Larger results below a stored result are stored too. Default: `100MB`."
	}
};
// src/request/parse-pairs.ts
function readRows(list, label) {
	const lines = list.split(/\r?\n/);
	const rows = [];
	for (let next = 0; next < lines.length; next += 1) {
		const line = next + 1;
		let text = require_quick.must(lines[next], "a line of a list").trim();
		if (text.startsWith("\"")) {
			text = require_quick.must(lines[next], "a line of a list").trimStart().slice(1);
			while (!isClosed(text)) {
				next += 1;
				const more = lines[next];
				if (more === void 0) throw badRow(label, line, "begins with a quote (\") that is never closed");
				text += `\n${more}`;
			}
			rows.push({
				text: unquote(text, {
					label,
					line
				}),
				line
			});
		} else if (text !== "") rows.push({
			text,
			line
		});
	}
	return rows;
}
function isClosed(text) {
	return text.replaceAll("\"\"", "").includes("\"");
}
function unquote(text, { label, line }) {
	const [, inner, after] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
	if (inner !== void 0 && after?.trim() === "") return inner.replaceAll("\"\"", "\"");
	throw badRow(label, line, "has text after its closing quote (write \"\" for a quote inside)");
}
const parseSecrets = (form, several) => (list, label) => {
	refuseDockersSecrets(list, label);
	return parsePairs(list, label, {
		name: /^[\w.-]+$/,
		malformed: ({ text, line }, before) => {
			const problem = `is not of the form ${form}`;
			if (before === void 0) return badRow(label, line, problem, secretHint(text, form));
			return badRow(label, line, `${problem}: ${`it looks like a further line of the value of ${before}`}`, several.replaceAll("ID", before));
		},
		repeated: ({ line }, id) => badRow(label, line, `repeats the id ${JSON.stringify(id)}`)
	});
};
const parseVariables = (several) => (list, label) => {
	refuseDockersSecrets(list, label);
	const pairs = parseSecrets("ID=VARIABLE", several)(list.replaceAll(",", "\n"), label);
	for (const { id, value, line } of pairs) if (!/^[\w-]*$/.test(value.trim())) throw noVariable(label, line, variableHint(id, value.trim()));
	return pairs;
};
function noVariable(label, line, hint) {
	const problem = "does not name a variable";
	if (hint === void 0) return badRow(label, line, problem, "Write ID=VARIABLE, with the name of a variable.");
	return new require_quick.ObuilderError("input-invalid", `line ${line} of ${label} ${problem}`, { hint });
}
const parseArgs = (list, label) => {
	const wrong = ({ text, line }, expected, hint) => invalidValue(text, `line ${line} of ${label}`, {
		expected,
		hint
	});
	const pairs = parsePairs(list, label, {
		name: /^\w+$/,
		malformed: (row, before) => wrong(row, argForm(row), argHint(row, before)),
		repeated: (row) => wrong(row, "each name once")
	});
	return Object.fromEntries(pairs.map(({ id, value }) => [id, value]));
};
const argForm = ({ text }) => /^[^=\s]+=/.test(text) ? "NAME=value, with letters, digits and _ in the name" : "NAME=value";
function argHint({ text }, before) {
	if (/^\w+$/.test(text)) return NAME_ALONE;
	const form = pairHint(text);
	if (form !== void 0 || before === void 0) return form;
	return `If this is a further line of the value of ${before}, quote the whole entry, "${before}=\u2026", and double each quote inside.`;
}
const NAME_ALONE = `A name alone gets no value from the environment. Write NAME="$NAME" in a shell, or NAME=\${{ env.NAME }} in a workflow.`;
function parsePairs(list, label, rules) {
	const pairs = new Map();
	let before;
	for (const row of readRows(list, label)) {
		const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(row.text) ?? [];
		if (id === void 0 || value === void 0 || !rules.name.test(id)) throw rules.malformed(row, before);
		if (pairs.has(id)) throw rules.repeated(row, id);
		pairs.set(id, {
			id,
			value,
			line: row.line
		});
		before = id;
	}
	return [...pairs.values()];
}
const NOT_SHOWN = "The text is not shown because it may be a secret.";
function badRow(label, line, problem, hint) {
	return new require_quick.ObuilderError("input-invalid", `line ${line} of ${label} ${problem}`, { hint: hint === void 0 ? NOT_SHOWN : `${hint} ${NOT_SHOWN}` });
}
// src/request/image/parse.ts
const listed = (text) => text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "");
const parseLabels = (text, label) => {
	const labels = new Map();
	for (const { text: row, line } of readRows(text, label)) {
		const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(row) ?? [];
		const where = `line ${line} of ${label}`;
		if (name === void 0 || value === void 0) throw invalidValue(row, where, {
			expected: "NAME=VALUE, such as org.opencontainers.image.title=app",
			hint: pairHint(row)
		});
		if (labels.has(name)) throw invalidValue(row, where, { expected: "each name once" });
		labels.set(name, value);
	}
	return Object.fromEntries([...labels].toSorted(([a], [b]) => a < b ? -1 : 1));
};
const LEVEL = String.raw`(?:manifest|index|manifest-descriptor|index-descriptor)(?:\[[^\]]*\])?`;
const LEVELS = new RegExp(`^(${LEVEL}(?:,${LEVEL})*):(.+)$`, "s");
const MANIFEST = /^manifest(?:\[|$)/;
const parseAnnotations = (text, label) => {
	const found = Object.entries(parseLabels(text, label)).flatMap(([name, value]) => {
		const [, levels = "manifest", rest = name] = LEVELS.exec(name) ?? [];
		return levels.split(",").some((level) => MANIFEST.test(level)) ? [[rest, value]] : [];
	});
	return Object.fromEntries(found);
};
const parseWords = (text, label) => {
	const trimmed = text.trim();
	if (!trimmed.startsWith("[")) {
		if (!/["'\\$`]/.test(trimmed)) return trimmed.split(/\s+/);
		throw invalidValue(text, label, {
			expected: "a JSON list of words",
			hint: "No shell reads quotes: write [\"sh\", \"-c\", \"\u2026\"]."
		});
	}
	const words = jsonOf(trimmed);
	if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words;
	throw invalidValue(text, label, {
		expected: "a JSON list of words",
		hint: `Quote each word, separate words by commas, and close the list: ${corrected(trimmed)}.`
	});
};
function corrected(list) {
	const closed = jsonOf(`${list}]`);
	return `[${(Array.isArray(closed) ? closed : list.match(/[^\s,"'[\]]+/g) ?? ["/app", "--serve"]).map((word) => JSON.stringify(word)).join(", ")}]`;
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
const MAX_PORT = 65535;
const parsePorts = (text, label) => {
	refuseDashes(text, label);
	const ports = listed(text).map((item) => {
		const [, port = "", protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(item) ?? [];
		if (port !== "" && Number(port) >= 1 && Number(port) <= MAX_PORT) return `${Number(port)}/${protocol}`;
		throw invalidValue(item, label, {
			expected: "ports such as 80 or 53/udp",
			hint: portHint(item)
		});
	});
	return [...new Set(ports)].sort();
};
const SERVICES = {
	http: "80",
	https: "443",
	dns: "53/udp",
	ssh: "22"
};
function portHint(item) {
	const own = Object.hasOwn(SERVICES, item) ? SERVICES[item] : /^[\d.]*:?\d+:(\d+)$/.exec(item)?.[1];
	return own === void 0 ? "Write a number, such as 8080 or 53/udp." : `Write ${own}.`;
}
const parseStopSignal = (text, label) => {
	if (/^(?:SIG[A-Z0-9]+(?:[+-]\d+)?|[1-9]\d?)$/.test(text)) return text;
	throw invalidValue(text, label, { expected: "a signal such as SIGTERM or 15" });
};
const parsePlatformName = (text, label) => {
	if (/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/.test(text)) return text;
	throw invalidValue(text, label, { expected: "a platform such as linux/arm64" });
};
function parseEpoch(text) {
	if (!text) return void 0;
	if (/^\d{1,12}$/.test(text)) return Number(text);
	throw invalidValue(text, "the variable SOURCE_DATE_EPOCH", { expected: "seconds since 1970" });
}
// src/request/parameters/images.ts
const IMAGE_PARAMETERS = {
	tags: {
		parse: parseNames,
		flag: {
			kind: "list",
			value: "NAME",
			name: "tag"
		},
		help: "Names of images, such as `ghcr.io/acme/app:1`, separated by lines or commas."
	},
	push: {
		parse: parseBoolean,
		flag: { kind: "switch" },
		help: "Push the result as an image under the names of `tags`. See [docs/images.md](docs/images.md). Default: `false`."
	},
	labels: {
		parse: parseLabels,
		flag: {
			kind: "list",
			value: "NAME=VALUE",
			name: "label"
		},
		help: "Labels of images, one `NAME=VALUE` per line. Default: the base image's labels, which also stay beside others."
	},
	annotations: {
		parse: parseAnnotations,
		flag: {
			kind: "list",
			value: "NAME=VALUE",
			name: "annotation"
		},
		help: "Annotations of images' manifests, one `NAME=VALUE` per line."
	},
	entrypoint: {
		parse: parseWords,
		flag: {
			kind: "text",
			value: "WORDS"
		},
		help: "The program that a container of the image runs: words, or a JSON list. No shell reads the words. See [docs/images.md](docs/images.md)."
	},
	cmd: {
		parse: parseWords,
		flag: {
			kind: "text",
			value: "WORDS"
		},
		help: "Arguments of the entrypoint, or the whole command, in the same form. Default: the base image's command, or else the shell of the spec; nothing with an own `entrypoint`."
	},
	"exposed-ports": {
		parse: parsePorts,
		flag: {
			kind: "list",
			value: "PORT",
			name: "exposed-port"
		},
		help: "Further ports on which a container of the image listens, such as `80` or `53/udp`, separated by lines or commas."
	},
	"stop-signal": {
		parse: parseStopSignal,
		flag: {
			kind: "text",
			value: "SIGNAL"
		},
		help: "The signal that ends a container of the image, such as `SIGINT`."
	},
	platform: {
		parse: parsePlatformName,
		flag: {
			kind: "text",
			value: "PLATFORM"
		},
		help: "The platform that images name, such as `linux/arm64`. Default: the base image's platform."
	},
	squash: {
		parse: parseBoolean,
		flag: { kind: "switch" },
		default: "false",
		help: "One layer in images instead of one per step, above the base image's layers. If the base has no layers, such as `rootfs:`, one layer of all files."
	}
};
// src/request/parameters/store.ts
const STORE_PARAMETERS = {
	store: {
		parse: parseStore,
		flag: {
			kind: "text",
			value: "STORE"
		},
		default: "auto",
		help: "The place for results: `auto`, `btrfs:DIRECTORY`, `zfs:DATASET`, `overlayfs:DIRECTORY` or `copy:DIRECTORY`. `auto` picks the first option that applies: the store in the runner's variable `OBUILDER_STORE`, the first store in the owner's file, a directory on btrfs, a btrfs pool in an image file (made on first use), overlayfs, copies. The log states the choice and the reason."
	},
	"store-size": {
		parse: parsePoolSize,
		flag: {
			kind: "text",
			value: "SIZE"
		},
		help: "Maximum size of the image file that `auto` makes, for example `50GB`. The file is sparse. Only used when the file is created."
	},
	"min-free-space": {
		parse: parseAmount,
		flag: {
			kind: "text",
			value: "AMOUNT"
		},
		help: "Minimum free space of the store's file system, for example `10%` (of its bytes and its inodes) or `20GB`. Before each step, the least recently used results are evicted until it is met. Results in use are never evicted. `0` disables it. Default: `5%`."
	},
	"max-used-space": {
		parse: parseAmount,
		flag: {
			kind: "text",
			value: "AMOUNT"
		},
		help: "Maximum size of the store, as a size or a share of its file system. Enforced after a build that ran a step."
	},
	"max-results": {
		parse: parseCount,
		flag: {
			kind: "text",
			value: "N"
		},
		help: "Maximum number of results. Enforced after a build that ran a step."
	},
	"max-age": {
		parse: parseAge,
		flag: {
			kind: "text",
			value: "TIME"
		},
		help: "Maximum time since the last use of a result, for example `30d` or `12h`. Enforced after a build that ran a step."
	}
};
// src/request/parse-outputs.ts
const COMMON = [
	"type",
	"build",
	"when"
];
const OF_FILES = [
	...COMMON,
	"src",
	"dest"
];
const OF_ARCHIVES = [
	...COMMON,
	"dest",
	"name",
	"compression",
	"squash"
];
const FIELDS = {
	local: OF_FILES,
	tar: OF_FILES,
	oci: OF_ARCHIVES,
	docker: OF_ARCHIVES,
	registry: [
		...COMMON,
		"name",
		"push",
		"compression",
		"squash"
	]
};
const TYPES = Object.keys(FIELDS);
const parseOutputs = (text, label) => {
	refuseDashes(text, label);
	const found = parseFieldLines(text.replaceAll(/^[^=,"\r\n]+$/gm, asLocal), label).map(outputOf);
	return found.length === 0 ? void 0 : found;
};
const asLocal = (line) => line.trim() === "" ? line : `type=local,dest=${line.trim()}`;
function outputOf(line) {
	const type = typeOf(line);
	for (const name of line.fields.keys()) if (!FIELDS[type].includes(name)) throw unknownField(line, type, name);
	const common = {
		text: line.text,
		build: optional(line, "build"),
		when: whenOf(line)
	};
	return type === "local" || type === "tar" ? filesOutput(line, {
		...common,
		type
	}) : imageOutput(line, {
		...common,
		type
	});
}
function typeOf(line) {
	const text = line.fields.get("type") ?? "";
	if (isType(text)) return text;
	if (text === "image" && asBoolean(line.fields.get("push") ?? "") === true) return "registry";
	if (text === "") throw badLine(line, "has no type", "Write type=local for files, or type=registry for an image.");
	const hint = text === "image" ? "Add push=true to push the image, or write type=oci,dest=FILE." : suggestion(text, TYPES, "The types");
	throw badLine(line, `has the unknown type ${JSON.stringify(text)}`, hint);
}
const isType = (text) => Object.hasOwn(FIELDS, text);
function unknownField(line, type, name) {
	return badLine(line, `has the field ${JSON.stringify(name)}, which type=${type} does not have`, suggestion(name, FIELDS[type], `The fields of type=${type}`));
}
function optional({ fields }, name) {
	return fields.get(name) || void 0;
}
function whenOf(line) {
	const text = optional(line, "when") ?? "success";
	if (text === "success" || text === "failure") return text;
	throw badLine(line, "has an unknown time", "Write when=success or when=failure.");
}
function filesOutput(line, output) {
	const src = optional(line, "src");
	if (src?.split("/").includes("..")) throw badLine(line, "has .. in src", "Name a path or pattern inside the result.");
	return {
		...output,
		src,
		dest: destOf(line)
	};
}
function destOf(line) {
	const dest = optional(line, "dest");
	if (dest === void 0) throw badLine(line, "lacks dest", "Add dest=PATH.");
	if (dest === "-") throw badLine(line, "writes to stdout, which has the log of the build", "Name a file or directory.");
	if (isAtHome(dest)) throw badLine(line, "has ~ in dest", HOME_HINT);
	if (dest.includes("\0")) throw badLine(line, "has a NUL byte in dest");
	return dest;
}
function imageOutput(line, output) {
	if (output.when === "failure") throw badLine(line, "makes an image of a failed step", "Write type=local or type=tar with when=failure.");
	return {
		...output,
		dest: output.type === "registry" ? void 0 : destOf(line),
		names: namesOf$1(line, output.type),
		compression: compressionOf(line),
		squash: booleanOf(line, "squash")
	};
}
function namesOf$1(line, type) {
	if (type === "registry" && line.fields.has("push") && !booleanOf(line, "push")) throw badLine(line, "pushes nothing", "Leave out push=false, or write type=oci,dest=FILE.");
	return (optional(line, "name") ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
}
function compressionOf(line) {
	const text = optional(line, "compression") ?? "gzip";
	if (text === "zstd" || text === "gzip") return text;
	throw badLine(line, "has an unknown compression", "Write compression=zstd or compression=gzip.");
}
function booleanOf(line, name) {
	const value = asBoolean(optional(line, name) ?? "false");
	if (value === void 0) throw badLine(line, `has neither true nor false for ${name}`);
	return value;
}
function outputsIn(directory, outputs) {
	return outputs?.map((output) => {
		if (output.dest === void 0) return output;
		const dest = node_path.default.resolve(directory, output.dest);
		return {
			...output,
			dest,
			below: isInside(directory, dest) ? directory : void 0
		};
	});
}
function isInside(directory, file) {
	return file === directory || file.startsWith(directory === "/" ? "/" : `${directory}/`);
}
// src/request/parameters/values.ts
const QUOTE = "Quote the whole entry, \"ID=\u2026\", and double each quote inside, or give the value with secret-envs or secret-files, which need no quotes.";
const ONE_LINE = "Name the variable with secret-envs (ID=VARIABLE), or the file with secret-files (ID=path), and not the value.";
const VALUE_PARAMETERS = {
	secrets: {
		parse: parseSecrets("ID=value", QUOTE),
		help: "Secrets for steps, one `ID=value` per line. Quote a value of several lines, `\"ID=line 1\u23celine 2\"`, and double each quote inside. Values never change a step's id, except with `key-secrets`."
	},
	"secret-envs": {
		parse: parseVariables(ONE_LINE),
		help: "Secrets from environment variables, one `ID=VARIABLE` per line."
	},
	"secret-files": {
		parse: parseSecrets("ID=path", ONE_LINE),
		help: "Secrets from files, one `ID=path` per line, relative to the workspace."
	},
	"build-args": {
		parse: parseArgs,
		flag: {
			kind: "list",
			value: "NAME=VALUE",
			name: "build-arg"
		},
		help: "Values of the spec's `(arg NAME DEFAULT)`, one `NAME=value` per line."
	},
	ca: {
		parse: parsePaths,
		flag: {
			kind: "list",
			value: "FILE"
		},
		help: "Files with certificates (PEM) of private authorities, relative to the workspace, separated by lines or commas. Steps with a network, registries and carriers trust the authorities. See [docs/network.md](docs/network.md)."
	},
	target: {
		parse: parseName,
		flag: {
			kind: "text",
			value: "NAME"
		},
		help: "Builds this nested build instead of the whole spec. Use `outer/inner` for a nested build inside another."
	},
	outputs: {
		parse: parseOutputs,
		flag: {
			kind: "list",
			value: "OUTPUT",
			name: "output"
		},
		help: "Files of the result for the job, one output per line in Docker's syntax: `type=local,dest=dist` writes files into a directory, `type=tar,dest=x.tar` writes an archive. `src=/src/out/**` selects files, `build=NAME` selects a nested build, `when=failure` exports the files of a failed step. `type=oci,dest=x.tar`, `type=docker,dest=x.tar` and `type=registry` make an image. See [docs/outputs.md](docs/outputs.md) and [docs/images.md](docs/images.md)."
	},
	base: {
		parse: parseBase,
		flag: {
			kind: "text",
			value: "ID"
		},
		help: "Continues from the result with this id, in the store or on a carrier of `cache-from`: replaces the image of the outermost `from` by `obuilder:ID`. See [docs/outputs.md](docs/outputs.md)."
	},
	"key-secrets": {
		parse: parseNames,
		flag: {
			kind: "list",
			value: "ID",
			name: "key-secret"
		},
		help: "Ids of secrets whose values become part of step ids, separated by lines or commas. A new value reruns the steps with this secret and all later steps."
	}
};
// src/request/parse-pull.ts
const parsePolicy = parseChoice([
	"auto",
	"always",
	"missing",
	"never"
], ["true", "false"]);
const parsePull = (text, label) => {
	const value = asBoolean(text);
	if (value === void 0) return parsePolicy(text, label);
	return value ? "always" : "auto";
};
// src/request/parameters.ts
const PARAMETERS = {
	spec: {
		parse: parseText,
		help: "The spec as text. Give either `spec` or `spec-file`."
	},
	"spec-file": {
		parse: parsePath,
		help: "Path of a file with the spec, relative to the workspace."
	},
	context: {
		parse: parsePath,
		default: ".",
		help: "The directory for `copy`, relative to the workspace."
	},
	...STORE_PARAMETERS,
	...VALUE_PARAMETERS,
	...IMAGE_PARAMETERS,
	"no-cache": {
		parse: parseBoolean,
		flag: { kind: "switch" },
		default: "false",
		help: "Run every step, even if its result is cached."
	},
	"no-cache-filter": {
		parse: parseNames,
		flag: {
			kind: "list",
			value: "STEP"
		},
		help: "Rerun only these steps and all later steps: names of nested builds, the first digits of a step's id, or `line:N` for the step with line N of the spec, separated by lines or commas. A `from` means all steps of its build."
	},
	pull: {
		parse: parsePull,
		flag: {
			kind: "text",
			value: "POLICY"
		},
		default: "auto",
		help: "When to resolve base images: `auto` (resolve the tag in each build; if the registry is unreachable, use the last known digest and warn), `always`, `missing` or `never`. `true` means `always`, `false` means `auto`."
	},
	"max-parallel": {
		parse: parseMaxParallel,
		flag: {
			kind: "text",
			value: "N"
		},
		help: "Maximum number of steps that run at once. Default: the number of CPUs."
	},
	...BOUND_PARAMETERS,
	"cache-scope": {
		parse: parseName,
		flag: {
			kind: "text",
			value: "TEXT"
		},
		help: "Separates the results of jobs of the same ref that give different texts here. Only steps with a network, secrets or cache slots are affected. See [docs/scopes.md](docs/scopes.md)."
	},
	share: {
		parse: parseName,
		flag: {
			kind: "text",
			value: "NAME"
		},
		help: "Shares the results of steps with a network, secrets or cache slots under this name across repositories and branches. Trusted builds write, other builds only read. See [docs/scopes.md](docs/scopes.md)."
	},
	...CARRIER_PARAMETERS,
	"keep-failed": {
		parse: parseBoolean,
		flag: { kind: "switch" },
		default: "true",
		help: "After a step fails, keep its files for six hours so that `shell ID` can open them. Eviction may remove them earlier."
	},
	install: {
		parse: parseBoolean,
		default: "true",
		help: "Install missing programs with apt-get: `runc`, and `btrfs-progs` or `zfsutils-linux` for these stores."
	}
};
const PARAMETER_NAMES = Object.keys(PARAMETERS);
function formOf(name) {
	const { flag = { kind: "text" } } = PARAMETERS[name];
	return {
		name,
		...flag
	};
}
function readParameter(name, given) {
	const parameter = PARAMETERS[name];
	const text = given.text(name) || (parameter.default ?? "");
	return text === "" ? void 0 : parameter.parse(text, given.label(name));
}
// src/request/again.ts
const REPETITIONS = {
	spec: "own",
	"spec-file": "own",
	context: "own",
	store: "own",
	"store-size": "not",
	"min-free-space": "same",
	"max-used-space": "not",
	"max-results": "not",
	"max-age": "not",
	secrets: "own",
	"secret-envs": "own",
	"secret-files": "own",
	"build-args": "own",
	ca: "same",
	target: "same",
	outputs: "not",
	base: "same",
	"key-secrets": "same",
	tags: "not",
	push: "not",
	labels: "not",
	annotations: "not",
	entrypoint: "not",
	cmd: "not",
	"exposed-ports": "not",
	"stop-signal": "not",
	platform: "not",
	squash: "not",
	"no-cache": "not",
	"no-cache-filter": "not",
	pull: "same",
	"max-parallel": "same",
	memory: "same",
	cpus: "same",
	pids: "same",
	"step-timeout": "same",
	"log-size": "same",
	"user-namespace": "same",
	"cache-scope": "same",
	share: "same",
	"cache-from": "own",
	"cache-to": "not",
	"cache-slots": "own",
	"cache-required": "own",
	"cache-key-secret": "own",
	"cache-min-time": "not",
	"cache-max-rate": "not",
	"keep-failed": "not",
	install: "not"
};
const SHELL_BOUNDS = [
	"memory",
	"cpus",
	"pids",
	"user-namespace"
];
[...SHELL_BOUNDS];
function shellFlags(given, ca = []) {
	return [...SHELL_BOUNDS.flatMap((name) => flagWords(name, given)), ...ca.map((file) => `--ca=${file}`)];
}
function flagWords(name, given) {
	const { default: fallback } = PARAMETERS[name];
	const text = given.text(name).trim();
	return text === "" || text === fallback ? [] : wordsOf(name, text);
}
function wordsOf(name, text) {
	const { kind, name: flag } = formOf(name);
	if (kind === "switch") return [/^true$/i.test(text) ? `--${flag}` : `--no-${flag}`];
	return (kind === "list" && !text.includes("\"") ? text.split(/\r?\n/) : [text]).flatMap((one) => one.trim() === "" ? [] : [`--${flag}=${one.trim()}`]);
}
// src/action/again.ts
const SHOWN_DIGITS = 12;
function shellCommand(place, args) {
	return `cd ${shellWords([place.workspace])} && ${rootCommand(place, args)}`;
}
function rootCommand(place, args) {
	const { node, cli } = program(place);
	return shellWords([
		...place.uid === 0 ? [] : ["sudo"],
		node,
		cli,
		...args
	]);
}
function program({ uid, cli }) {
	const own = {
		node: process.execPath,
		cli
	};
	return uid === 0 ? own : programForRoot(own);
}
const aboutCommands = (place) => program(place).note;
function buildAgain(inputs, place) {
	const { spec, context, storeRequest, secrets, given } = inputs;
	if (spec.path === void 0) return void 0;
	const isSecret = runnerDrops(runnerMasks(secrets.values()));
	const words = [...PARAMETER_NAMES.filter((name) => REPETITIONS[name] === "same").flatMap((name) => flagWords(name, given)), ...carrierWords(inputs)];
	const options = [
		`--store=${storeRequest.store}`,
		...argsOf(inputs, isSecret),
		...words.map((word) => isSecret(word) ? word.replace(/=.*$/s, "=VALUE") : word),
		...secretWords(inputs)
	];
	return shellCommand(place, [
		"build",
		"-f",
		spec.name,
		context,
		...options
	]);
}
function argsOf({ buildArgs = {} }, isSecret) {
	return Object.entries(buildArgs).map(([name, value]) => {
		const row = `${name}=${isSecret(value) ? "VALUE" : value}`;
		return `--build-arg=${row === row.trim() && !/^"|\n/.test(row) ? row : `"${row.replaceAll("\"", "\"\"")}"`}`;
	});
}
function carrierWords({ cacheFrom = [], given }) {
	if (cacheFrom.every(({ type }) => type === "gha")) return [];
	const reachable = given.text("cache-from").split(/\r?\n/).filter((line) => !/(?:^|,)\s*type=gha\b/i.test(line));
	const options = [
		"cache-slots",
		"cache-required",
		"cache-key-secret"
	];
	return [...reachable.flatMap((line) => wordsOf("cache-from", line)), ...options.flatMap((name) => flagWords(name, given))];
}
function secretWords(inputs) {
	const unused = carrierWords(inputs).length === 0 ? inputs.cacheOptions?.keySecret : void 0;
	return [...inputs.secrets.keys()].filter((id) => id !== unused).map((id) => `--secret=${id}:FILE`);
}
function inspectResult(id, inputs, place) {
	return shellCommand(place, [
		"inspect",
		id,
		`--store=${inputs.storeRequest.store}`
	]);
}
function printSummary(id, inputs, place) {
	return shellCommand(place, [
		"logs",
		id.slice(0, SHOWN_DIGITS),
		"--summary",
		`--store=${inputs.storeRequest.store}`
	]);
}
function enterFailed(id, inputs, place) {
	const flags = shellFlags(inputs.given, inputs.ca);
	const { store } = inputs.storeRequest;
	return rootCommand(place, [
		"shell",
		id.slice(0, SHOWN_DIGITS),
		`--store=${store}`,
		...flags
	]);
}
function removeResult(id, { storeRequest }, place) {
	return rootCommand(place, [
		"remove",
		id,
		`--store=${storeRequest.store}`
	]);
}
// src/action/artifacts.ts
function artifactLines(images) {
	return images.flatMap(({ names, dest, digest }) => dest === void 0 ? names.map((name) => `oci://${name}@${digest}`) : [(0, node_url.pathToFileURL)(dest).href]).map((line) => `${line}\n`).join("");
}
function writeArtifacts(images, file) {
	if (file && images.length > 0) (0, node_fs.appendFileSync)(file, artifactLines(images), { mode: 384 });
}
// src/request/image/unused.ts
const NAMES = Object.keys(IMAGE_PARAMETERS).filter((name) => name !== "push");
function unusedIn(given, outputs) {
	if (outputs.some(({ type }) => type !== "local" && type !== "tar")) return void 0;
	const isGiven = (name) => {
		const { default: usual } = PARAMETERS[name];
		return !["", usual].includes(given.text(name));
	};
	const labels = NAMES.filter(isGiven).map(given.label);
	if (labels.length === 0) return void 0;
	return {
		labels,
		message: `${labels.join(", ")} would have no effect: no output of this build is an image`
	};
}
function unusedInputs(given, outputs = []) {
	const unused = given.text("push") === "" ? unusedIn(given, outputs) : void 0;
	return unused && `${unused.message}. Write "push: true" for a registry, or "outputs: type=docker,dest=image.tar" for an archive that "docker load" reads. If the build needs no image, leave them out, or write "push: false".`;
}
// src/request/origin.ts
function originOf(env) {
	const repository = env["GITHUB_REPOSITORY"];
	const ref = env["GITHUB_REF"];
	if (!repository || !ref) return void 0;
	const payload = readPayload(env["GITHUB_EVENT_PATH"]);
	return {
		server: env["GITHUB_SERVER_URL"] ?? "",
		repository,
		ref,
		event: env["GITHUB_EVENT_NAME"] ?? "",
		baseBranch: env["GITHUB_BASE_REF"] || void 0,
		defaultBranch: textAt(payload, ["repository", "default_branch"]),
		subject: subjectOf(payload)
	};
}
function subjectOf(payload) {
	const number = at(payload, ["pull_request", "number"]) ?? at(payload, ["issue", "number"]) ?? at(payload, ["number"]);
	if (typeof number === "number") return `#${number}`;
	const branch = textAt(payload, ["workflow_run", "head_branch"]);
	const repository = textAt(payload, [
		"workflow_run",
		"head_repository",
		"full_name"
	]);
	return branch === void 0 ? void 0 : `${repository ?? ""}:${branch}`;
}
function textAt(value, names) {
	const found = at(value, names);
	return typeof found === "string" && found !== "" ? found : void 0;
}
function at(value, names) {
	let here = value;
	for (const name of names) {
		if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return void 0;
		here = here[name];
	}
	return here;
}
const MAX_EVENT_BYTES = 32 * 1024 ** 2;
function readPayload(file) {
	if (!file) return void 0;
	try {
		const descriptor = (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK | node_fs.constants.O_NOCTTY);
		try {
			const stats = (0, node_fs.fstatSync)(descriptor);
			if (!stats.isFile() || stats.size > MAX_EVENT_BYTES) return void 0;
			return JSON.parse((0, node_fs.readFileSync)(descriptor, "utf8"));
		} finally {
			(0, node_fs.closeSync)(descriptor);
		}
	} catch {
		return;
	}
}
// src/request/image/outputs.ts
function outputsOf(given, directory, env) {
	const lines = outputsIn(directory, readParameter("outputs", given)) ?? [];
	const names = [...new Set(readParameter("tags", given) ?? [])];
	const squashes = readParameter("squash", given);
	const isPushed = readParameter("push", given);
	const settings = lines.some(isImageLine) || isPushed ? settingsOf(given, env) : void 0;
	const outputs = lines.map((line) => {
		if (!isImageLine(line) || settings === void 0) return line;
		const named = {
			...line,
			names: line.names.length > 0 ? line.names : names
		};
		if (line.type === "registry" && named.names.length === 0) throw unnamed(line.text, "output", given);
		return {
			...named,
			squash: line.squash || squashes,
			settings
		};
	});
	const isTold = outputs.some(({ type, build }) => type === "registry" && build === void 0);
	if (isPushed && settings !== void 0 && !isTold) {
		if (names.length === 0) throw unnamed(given.label("push"), "push", given);
		const push = {
			type: "registry",
			text: "type=registry",
			when: "success",
			names,
			compression: "gzip"
		};
		outputs.push({
			...push,
			squash: squashes,
			settings
		});
	}
	checkNames(outputs);
	return outputs.length === 0 ? void 0 : outputs;
}
function checkNames(outputs) {
	const seen = new Set();
	for (const output of outputs) {
		if (output.type !== "registry") continue;
		for (const name of new Set(output.names)) {
			if (seen.has(name)) throw new require_quick.ObuilderError("input-invalid", `could not push two images under the name ${name}`, {
				value: name,
				hint: "Give an image names of its own: type=registry,name=HOST/NAME:TAG."
			});
			seen.add(name);
		}
	}
}
const isImageLine = (line) => line.type !== "local" && line.type !== "tar";
function unnamed(value, what, given) {
	const subject = what === "push" ? value : `the output ${value}`;
	return new require_quick.ObuilderError("input-invalid", `could not push an image: ${subject} has no tags`, {
		value,
		hint: `Name the image with ${given.label("tags")}, for example ghcr.io/OWNER/NAME:1.`
	});
}
function settingsOf(given, env) {
	return {
		labels: readParameter("labels", given) ?? {},
		annotations: readParameter("annotations", given) ?? {},
		entrypoint: readParameter("entrypoint", given),
		cmd: readParameter("cmd", given),
		exposedPorts: readParameter("exposed-ports", given) ?? [],
		stopSignal: readParameter("stop-signal", given),
		platform: readParameter("platform", given),
		sourceDateEpoch: parseEpoch(env["SOURCE_DATE_EPOCH"])
	};
}
// src/request/settings.ts
function readSettings(given, env) {
	return {
		storeRequest: readStoreRequest(given, env),
		limits: parseLimits(given.text, given.label),
		buildArgs: readParameter("build-args", given),
		target: readParameter("target", given),
		base: readParameter("base", given),
		keySecrets: readParameter("key-secrets", given),
		noCache: readParameter("no-cache", given),
		refresh: readParameter("no-cache-filter", given),
		pull: readParameter("pull", given),
		maxParallel: readParameter("max-parallel", given),
		bounds: readBounds(given),
		userNamespace: readParameter("user-namespace", given),
		cacheScope: readParameter("cache-scope", given),
		share: readParameter("share", given),
		keepFailed: readParameter("keep-failed", given),
		cacheOptions: readCacheOptions(given)
	};
}
function readCacheOptions(given) {
	const options = {
		isRequired: readParameter("cache-required", given) || void 0,
		keySecret: readParameter("cache-key-secret", given),
		slots: readParameter("cache-slots", given),
		minSeconds: readParameter("cache-min-time", given),
		maxBytesPerSecond: readParameter("cache-max-rate", given)
	};
	return Object.values(options).every((value) => value === void 0) ? void 0 : options;
}
function readCarriers(given, directory) {
	return {
		cacheFrom: carriersIn(directory, readParameter("cache-from", given)),
		cacheTo: carriersIn(directory, readParameter("cache-to", given))
	};
}
function readAuthorities(given, directory) {
	return { ca: readParameter("ca", given)?.map((file) => node_path.default.resolve(directory, file)) };
}
function readOutputs(given, directory, env) {
	return { outputs: outputsOf(given, directory, env) };
}
function readBounds(given) {
	return parseBounds((name) => {
		const text = given.text(name);
		return text === PARAMETERS[name].default ? "" : text;
	}, given.label);
}
function readStoreRequest(given, env) {
	const store = readParameter("store", given);
	const machines = store === "auto" ? env["OBUILDER_STORE"] || void 0 : void 0;
	return {
		store: machines === void 0 ? store : parseStore(machines, "the variable OBUILDER_STORE"),
		namedBy: machines === void 0 ? given.label("store") : "OBUILDER_STORE",
		poolBytes: readParameter("store-size", given)
	};
}
// src/action/foreign/docker-inputs.ts
const isFalse = (value) => asBoolean(value) === false;
const ATTESTED = {
	instead: "It has no counterpart: attach a statement to the pushed digest, for example with actions/attest.",
	isHarmless: isFalse
};
const DOCKER_INPUTS = {
	file: { instead: "Name the spec with spec-file." },
	load: {
		instead: "Write \"outputs: type=docker,dest=FILE\", and \"docker load --input FILE\" in the next step.",
		isHarmless: isFalse
	},
	"no-cache-filters": { instead: "Write no-cache-filter, with names of nested builds in place of stages." },
	"build-contexts": { instead: "It has no counterpart: copy from a nested build, or from a directory of the context." },
	builder: { instead: "Remove it: a build needs no builder." },
	"github-token": { instead: "Remove it: the context is a directory of the workspace, which needs no token." },
	network: {
		instead: "Write (network host) or (network (allow HOST:PORT)) in the run of the spec.",
		isHarmless: (value) => value === "none"
	},
	allow: { instead: "Remove it: (network host) in a run of the spec needs no entitlement." },
	"add-hosts": { instead: "It has no counterpart." },
	"cgroup-parent": { instead: "It has no counterpart. The inputs memory, cpus and pids bound each step." },
	"shm-size": { instead: "It has no counterpart." },
	ulimit: { instead: "It has no counterpart: call ulimit in the command." },
	ssh: { instead: "It has no counterpart: give a key or a token with secrets, and write (secrets (NAME)) in the run." },
	provenance: ATTESTED,
	sbom: ATTESTED,
	attests: ATTESTED,
	call: {
		instead: "It has no counterpart: the command \"check\" checks a spec.",
		isHarmless: (value) => value === "build"
	}
};
// src/action/foreign/near-input.ts
const MIN_LENGTH = 4;
const LONG = 8;
function nearInput(word) {
	const plain = withoutSigns(word);
	const [best] = PARAMETER_NAMES.map((name) => ({
		name,
		edits: (0, import_fastest_levenshtein.distance)(plain, withoutSigns(name))
	})).sort((a, b) => a.edits - b.edits);
	if (best === void 0) return void 0;
	const bound = best.name.length < MIN_LENGTH ? 0 : best.name.length < LONG ? 1 : 2;
	return best.edits <= bound ? best.name : void 0;
}
const withoutSigns = (name) => name.replaceAll(/[-_. ]/g, "");
// src/oci/invalid.ts
function imageInvalid(message, details = {}) {
	return new require_quick.ObuilderError("image-invalid", message, details);
}
// src/oci/platform.ts
const ARCHITECTURES = {
	x64: "amd64",
	ia32: "386",
	ppc64: "ppc64le"
};
function hostPlatform() {
	const architecture = ARCHITECTURES[process.arch] ?? process.arch;
	return architecture === "arm" ? "linux/arm/v7" : `linux/${architecture}`;
}
function parsePlatform(text) {
	const [os = "", architecture = "", variant, ...rest] = text.split("/");
	if (os === "" || architecture === "" || variant === "" || rest.length > 0) throw imageInvalid(`"${text}" is no platform`, {
		value: text,
		hint: "Write e.g. linux/arm64."
	});
	return {
		os,
		architecture,
		variant
	};
}
const BASELINES = {
	arm64: "v8",
	amd64: "v1",
	arm: "v7"
};
function level(platform) {
	const variant = platform.variant || BASELINES[platform.architecture] || "v0";
	return Number(/^v(\d+)/.exec(variant)?.[1] ?? 0);
}
function matchPlatform(wanted, offered) {
	if (offered.os !== wanted.os || offered.architecture !== wanted.architecture) return void 0;
	const offeredLevel = level(offered);
	return offeredLevel <= level(wanted) ? offeredLevel : void 0;
}
// src/action/foreign/platforms.ts
const ALIASES = new Map([["x86_64", "amd64"], ["aarch64", "arm64"]]);
const HINT = "Build each platform in a job of its own, on a runner of the platform. For an image with files that were made for another machine, the input platform names the platform (docs/images.md).";
function checkPlatforms(text) {
	const host = hostPlatform();
	const own = parsePlatform(host);
	const names = text.toLowerCase().split(/[\s,]+/);
	const isOwn = (name) => matchPlatform(own, platformIn(name)) !== void 0;
	if (names.every((name) => name === "" || name === "local" || isOwn(name))) return;
	const expected = `${host}, because a build makes files for the platform of this runner only`;
	throw invalidValue(text.trim(), "input platforms", {
		expected,
		hint: HINT
	});
}
function platformIn(name) {
	const [os = "", machine = "", variant] = name.split("/");
	return {
		os,
		architecture: ALIASES.get(machine) ?? machine,
		variant
	};
}
// src/action/foreign/foreign-inputs.ts
const PREFIX = "INPUT_";
function foreignIn(env) {
	return Object.entries(env).flatMap(([key, value = ""]) => {
		const name = key.startsWith(PREFIX) ? key.slice(6).toLowerCase() : "";
		return name === "" || value.trim() === "" || Object.hasOwn(PARAMETERS, name) ? [] : [[name, value]];
	});
}
function checkForeignInputs(env, { isSpecGiven, onWarning }) {
	for (const [name, value] of foreignIn(env)) {
		if (name === "platforms") checkPlatforms(value);
		if (name === "platforms" || !isSpecGiven && isForSpec(name)) continue;
		const warning = warningOf(name, value.trim());
		if (warning !== void 0) onWarning(warning);
	}
}
function warningOf(name, value) {
	const docker = dockerInput(name);
	if (docker?.isHarmless?.(value) === true) return void 0;
	if (docker !== void 0) return `The input ${name} of docker/build-push-action has no effect here. ${docker.instead}`;
	const near = nearInput(name);
	return near && `There is no input ${name}, so its value has no effect. Did you mean ${near}?`;
}
const dockerInput = (name) => Object.hasOwn(DOCKER_INPUTS, name) ? DOCKER_INPUTS[name] : void 0;
const isForSpec = (name) => name === "file" || /^spec(?:-file)?$/.test(nearInput(name) ?? "");
function missingSpecHint(env) {
	const [name] = foreignIn(env).find(([one]) => isForSpec(one)) ?? [];
	if (name === "file") return "Name the file with \"spec-file:\". The input \"file\" of Docker's action is \"spec-file\" here.";
	if (name !== void 0) return `There is no input "${name}": did you mean "${nearInput(name)}:"?`;
	return "Write the spec into the workflow with \"spec:\", or name its file with \"spec-file:\".";
}
// src/action/secrets.ts
function readSecrets(given, runner) {
	const sources = {
		secrets: (row) => textOf(row.value, row, runner),
		"secret-envs": (row) => fromVariable(row, runner),
		"secret-files": (row) => fromFile$1(row, runner)
	};
	const secrets = new Map();
	const seen = new Set();
	for (const name of [
		"secrets",
		"secret-envs",
		"secret-files"
	]) for (const row of readParameter(name, given) ?? []) {
		const { id, line } = row;
		if (seen.has(id)) {
			const problem = `repeats the id ${JSON.stringify(id)} of another input`;
			throw badRow(given.label(name), line, problem);
		}
		seen.add(id);
		const bytes = sources[name](row);
		if (bytes !== void 0) secrets.set(id, bytes);
	}
	return secrets;
}
const EMPTY = "Define the secret, or check its name: a secret that does not exist is empty. A pull request of a fork has no secrets.";
function textOf(text, { id }, { onMissing }) {
	if (text.trim() !== "") return Buffer.from(text);
	onMissing({
		id,
		reason: "its value is empty",
		hint: EMPTY
	});
}
function fromVariable(row, runner) {
	const text = runner.env[row.value.trim()];
	if (text !== void 0) return textOf(text, row, runner);
	const { id, value } = row;
	const hint = "Set it with env: at the step that uses the action.";
	const name = isVariableName(value.trim()) ? `variable ${value.trim()}` : "variable that secret-envs names";
	runner.onMissing({
		id,
		reason: `the ${name} is not set`,
		hint
	});
}
function fromFile$1({ id, value }, { workspace, onMissing }) {
	try {
		return (0, node_fs.readFileSync)(node_path.default.resolve(workspace, value));
	} catch (cause) {
		const code = cause.code ?? "unknown";
		const hint = isAtHome(value) ? HOME_HINT : "Relative paths start from the workspace.";
		onMissing({
			id,
			reason: `could not read the file ${value}: ${code}`,
			hint
		});
		return;
	}
}
function maskedTexts(secrets, named) {
	return runnerMasks([...secrets].filter(([id]) => named.includes(id)).map(([, bytes]) => bytes));
}
// src/request/paths/wrong-context.ts
const GIT = /^(?:\{\{\s*defaultContext\s*\}\}|(?:https?|git|ssh|git\+ssh):\/\/|git@[^/]+:|github\.com\/)/;
const GIT_HINT = "Git contexts have no counterpart: get the files first with git clone, or in a workflow with actions/checkout, and name their directory, such as \".\".";
function wrongContext({ text, absolute, label, isMissing, hint }) {
	if (GIT.test(text)) return invalidValue(text, label, {
		expected: "a directory",
		hint: GIT_HINT
	});
	return invalidValue(text, label, {
		expected: `a directory (${absolute} ${isMissing ? "does not exist" : "is not a directory"})`,
		hint
	});
}
// src/action/spec-source.ts
function readSpec(given, workspace, env = {}) {
	const text = readParameter("spec", given);
	const file = readParameter("spec-file", given);
	if (text !== void 0 && file !== void 0) throw new require_quick.ObuilderError("input-invalid", `inputs spec and spec-file (${JSON.stringify(file)}) are both given`, {
		value: file,
		hint: "Give only one of the two."
	});
	if (text !== void 0) return {
		text,
		name: "spec"
	};
	if (file !== void 0) return fromFile(file, {
		given,
		workspace
	});
	throw new require_quick.ObuilderError("input-invalid", "neither input spec nor input spec-file is given", { hint: missingSpecHint(env) });
}
const AT_WORKSPACE = "Relative paths start at the workspace, which is empty before actions/checkout.";
const MAX_NAMES = 1e3;
function fromFile(file, { given, workspace }) {
	const absolute = node_path.default.resolve(workspace, file);
	const relative = node_path.default.relative(workspace, absolute);
	const name = relative.startsWith("..") ? absolute : relative;
	return {
		text: decode(read(absolute), file),
		name,
		path: absolute
	};
	function read(absolute) {
		try {
			return (0, node_fs.readFileSync)(absolute);
		} catch (cause) {
			const code = cause.code ?? "unknown";
			const expected = `a readable file (${code}: ${absolute})`;
			const hint = code === "ENOENT" ? `${nearName(absolute)}${AT_WORKSPACE}` : void 0;
			throw invalidValue(file, given.label("spec-file"), {
				expected,
				hint
			});
		}
	}
}
function nearName(file) {
	try {
		const names = (0, node_fs.readdirSync)(node_path.default.dirname(file)).slice(0, MAX_NAMES);
		const hint = names.length === 0 ? "" : suggestion(node_path.default.basename(file), names, "");
		return hint.startsWith("Did you mean") ? `${hint} ` : "";
	} catch {
		return "";
	}
}
function decode(bytes, file) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new require_quick.ObuilderError("spec-invalid", `the spec ${file} is not UTF-8`, {
			value: file,
			cause
		});
	}
}
function readContext(given, workspace) {
	const text = readParameter("context", given);
	const absolute = node_path.default.resolve(workspace, text);
	if (absolute === node_path.default.resolve(workspace)) return absolute;
	const found = entryAt(absolute);
	if (found === "unknown" || found?.isDirectory()) return absolute;
	throw wrongContext({
		text,
		absolute,
		label: given.label("context"),
		isMissing: found === void 0,
		hint: AT_WORKSPACE
	});
}
function entryAt(absolute) {
	try {
		return (0, node_fs.statSync)(absolute, { throwIfNoEntry: false });
	} catch {
		return "unknown";
	}
}
// src/action/inputs.ts
const givenInputs = (get) => ({
	text: get,
	label: (name) => `input ${name}`
});
function readInputs({ get, env, workspace, onWarning, onMissing }) {
	const given = givenInputs(get);
	checkForeignInputs(env, {
		isSpecGiven: get("spec") !== "" || get("spec-file") !== "",
		onWarning
	});
	const { outputs } = readOutputs(given, workspace, env);
	const unused = unusedInputs(given, outputs);
	if (unused !== void 0) onWarning(unused);
	return {
		...readSettings(given, env),
		...readCarriers(given, workspace),
		outputs,
		...readAuthorities(given, workspace),
		spec: readSpec(given, workspace, env),
		context: readContext(given, workspace),
		secrets: readSecrets(given, {
			env,
			workspace,
			onMissing
		}),
		origin: originOf(env),
		install: readParameter("install", given),
		given
	};
}
// src/action/install-log.ts
function installLog() {
	const output = fence(node_crypto.randomUUID);
	return (event) => {
		switch (event.type) {
			case "install": return command("group", `Install ${event.packages.join(", ")}`);
			case "install-output": return output.write(event.text);
			case "install-end": return output.close() + command("endgroup");
		}
	};
}
function isInstallEvent(event) {
	return event.type === "install" || event.type === "install-output" || event.type === "install-end";
}
// src/action/missing-secrets.ts
const missingText = ({ id, reason, hint }) => errorText({
	message: `The secret "${id}" was not given: ${reason}`,
	hint
});
function missingSecrets() {
	const known = new Map();
	return {
		add: (missing) => void known.set(missing.id, missing),
		explain: (error) => {
			const why = error.code === "secret-missing" ? known.get(error.value ?? "") : void 0;
			if (why === void 0) return error;
			return {
				...error,
				message: `${error.message}: ${why.reason}`,
				hint: why.hint
			};
		}
	};
}
function explainEvent(event, { explain }) {
	if (event.type === "failed") return {
		...event,
		error: explain(event.error)
	};
	if (event.type === "step-end" && event.error !== void 0) return {
		...event,
		error: explain(event.error)
	};
	return event;
}
// src/action/outputs.ts
const FIXED_OUTPUTS = [
	"id",
	"cache-hit",
	"digest",
	"imageid",
	"metadata",
	"steps",
	"outputs"
];
const MAX_OUTPUT_BYTES = 1048576;
const MAX_OPERATION = 200;
function actionOutputs(build, masks) {
	const given = Object.entries(build.outputs);
	const named = given.filter(([name]) => isFree(name) && isName(name));
	const steps = stepsJson(build.steps);
	const all = outputsJson(build.outputs);
	const isDropped = runnerDrops(masks);
	const values = [
		["id", build.id],
		["cache-hit", String(build.cacheHit)],
		["steps", steps.text],
		["outputs", all.text],
		...imageOutputs(build.images ?? []),
		...named
	];
	return {
		values,
		warnings: [
			...steps.warnings,
			...all.warnings,
			...given.flatMap(([name]) => nameWarnings(name)),
			...hiddenWarnings(named.map(([name]) => name)),
			...values.filter(([, value]) => isDropped(value)).map(([name]) => skipped(name))
		]
	};
}
function imageOutputs(images) {
	const image = images.find(({ type }) => type === "registry") ?? images[0];
	if (image === void 0) return [
		"digest",
		"imageid",
		"metadata"
	].map((name) => [name, ""]);
	const { digest, imageId, mediaType, size, names } = image;
	const metadata = {
		"containerimage.config.digest": imageId,
		"containerimage.descriptor": {
			mediaType,
			digest,
			size
		},
		"containerimage.digest": digest,
		...names.length === 0 ? {} : { "image.name": names.join(",") }
	};
	return [
		["digest", digest],
		["imageid", imageId],
		["metadata", JSON.stringify(metadata, void 0, 2)]
	];
}
function stepsJson(reports) {
	const steps = reports.map(({ id, build, operation, outcome, seconds }) => {
		return {
			id,
			build,
			operation,
			outcome,
			seconds: Math.round(seconds * 1e3) / 1e3
		};
	});
	const whole = JSON.stringify(steps);
	if (fits(whole)) return {
		text: whole,
		warnings: []
	};
	const texts = steps.map((step) => ({
		...step,
		operation: shorten(step.operation)
	})).map((step) => JSON.stringify(step));
	const kept = [];
	let room = 1048574;
	for (const text of texts) {
		room -= Buffer.byteLength(text) + 1;
		if (room < 0) break;
		kept.push(text);
	}
	const left = texts.length - kept.length;
	const warning = `Output steps exceeds GitHub's limit of 1 MB: long operations are shortened${left === 0 ? "" : ` and the last ${left} of ${texts.length} steps are left out`}.`;
	return {
		text: `[${kept.join(",")}]`,
		warnings: [warning]
	};
}
function shorten(operation) {
	return operation.length <= MAX_OPERATION ? operation : `${operation.slice(0, 199)}\u2026`;
}
function outputsJson(outputs) {
	const whole = JSON.stringify(outputs);
	if (fits(whole)) return {
		text: whole,
		warnings: []
	};
	const size = ([name, value]) => Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;
	let room = 1048574;
	const smallestFirst = Object.entries(outputs).sort((a, b) => size(a) - size(b));
	const kept = smallestFirst.filter((entry) => {
		room -= size(entry);
		return room >= 0;
	});
	const warning = `Output outputs exceeds GitHub's limit of 1 MB: ${smallestFirst.slice(kept.length).map(([name]) => name).join(", ")} left out.`;
	return {
		text: JSON.stringify(Object.fromEntries(kept)),
		warnings: [warning]
	};
}
function fits(text) {
	return Buffer.byteLength(text) <= MAX_OUTPUT_BYTES;
}
function isFree(name) {
	return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}
function isName(name) {
	return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}
function nameWarnings(name) {
	if (!isFree(name)) return [`A step wrote an output ${name}, but the action has an output of this name. Read the value from the output "outputs".`];
	if (isName(name)) return [];
	return [`${JSON.stringify(name)} is not a valid name for an output of a job step. Read the value from the output "outputs".`];
}
function hiddenWarnings(names) {
	return [...Map.groupBy(names, (name) => name.toLowerCase()).values()].filter(({ length }) => length > 1).map((group) => `Steps wrote the outputs ${group.join(", ")}. GitHub ignores the case of these names, so one hides the others. Rename them, or read the values from the output "outputs".`);
}
function skipped(name) {
	return `Output ${name} contains a secret, so GitHub does not pass the value to other jobs.`;
}
// src/request/user-settings.ts
const PROXY_VARIABLES = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY"
];
function userSettings(env) {
	const set = Object.entries(env).filter((entry) => Boolean(entry[1]));
	const environment = Object.fromEntries(set);
	const { DOCKER_CONFIG, HOME } = environment;
	const directory = DOCKER_CONFIG ?? (HOME === void 0 ? void 0 : node_path.default.join(HOME, ".docker"));
	const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
	const proxy = set.filter(([name]) => names.includes(name));
	return {
		dockerConfig: directory === void 0 ? void 0 : node_path.default.resolve(directory, "config.json"),
		proxy: proxy.length === 0 ? void 0 : Object.fromEntries(proxy),
		environment
	};
}
// src/action/request.ts
function buildRequest({ spec, secrets, given: _, ...inputs }, env) {
	const encoded = [...secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]);
	return {
		...inputs,
		version: 1,
		spec: {
			text: spec.text,
			file: spec.name,
			path: spec.path
		},
		secrets: Object.fromEntries(encoded),
		...userSettings(env)
	};
}
// src/action/state.ts
const KEYS = {
	workerPid: "worker-pid",
	workerStart: "worker-start"
};
function saveWorker({ pid, start }) {
	require_verbs.saveState(KEYS.workerPid, pid);
	require_verbs.saveState(KEYS.workerStart, start);
}
// src/action/job.ts
var job_exports = require_rolldown_runtime.__exportAll({ runJob: () => runJob });
const CANCELLED = 130;
async function runJob(job) {
	try {
		const missing = missingSecrets();
		const inputs = await readOrDismiss(job, missing);
		for (const text of maskedTexts(inputs.secrets, namesOf(inputs))) require_verbs.setSecret(text);
		return await build(inputs, job, missing);
	} catch (error) {
		require_verbs.setFailed(errorText(require_quick.asObuilderError(error)));
		return 1;
	}
}
async function readOrDismiss({ place, launching }, missing) {
	try {
		return readInputs({
			get: require_verbs.getInput,
			env: place.env,
			workspace: place.workspace,
			onWarning: (message) => require_verbs.warning(message),
			onMissing: (why) => {
				require_verbs.info(missingText(why));
				missing.add(why);
			}
		});
	} catch (error) {
		await launching.then(({ worker }) => worker.dismiss()).catch(() => void 0);
		throw error;
	}
}
async function build(inputs, { place, launching, signal }, missing) {
	const start = performance.now();
	const specFile = inputs.spec.path !== void 0 ? inputs.spec.name : void 0;
	const reporter = actionsReporter({
		newToken: node_crypto.randomUUID,
		specFile,
		enter: (id) => enterFailed(id, inputs, place),
		remove: (id) => removeResult(id, inputs, place),
		aboutCommands: () => aboutCommands(place)
	});
	const events = recorder();
	const installation = installLog();
	const onEvent = (heard) => {
		const event = explainEvent(heard, missing);
		if (event.type === "hello") {
			rememberWorker(event);
			return;
		}
		if (isInstallEvent(event)) return writePaced(installation(event));
		events.add(event);
		return writePaced(reporter.event(event));
	};
	const { worker, notice } = await launching;
	if (notice !== void 0) require_verbs.info(notice);
	const request = buildRequest(inputs, place.env);
	const close = () => process.stdout.write(reporter.finish());
	const exit = await worker.serve({
		request,
		onEvent,
		signal
	}).finally(close);
	const seconds = (performance.now() - start) / 1e3;
	return conclude(exit.kind === "failed" ? {
		...exit,
		error: missing.explain(exit.error)
	} : exit, {
		inputs,
		place,
		record: events.record(),
		seconds
	});
}
function rememberWorker(mark) {
	try {
		saveWorker(mark);
	} catch (error) {
		require_verbs.warning(`Could not record the worker for the end of the job: ${require_quick.asObuilderError(error).message}`);
	}
}
function conclude(exit, ended) {
	writeSummary(ended, exit.kind === "cancelled");
	switch (exit.kind) {
		case "built":
			setOutputs(exit.report, ended);
			recordArtifacts(exit.report.images ?? [], ended);
			return 0;
		case "failed":
			setOutputs({
				id: "",
				cacheHit: false,
				steps: stepReports(ended.record),
				outputs: {}
			}, ended);
			sayFailed(exit.error, ended.record);
			return 1;
		case "cancelled":
			require_verbs.info("The build was cancelled. Finished steps are kept.");
			if (exit.alive !== void 0) require_verbs.warning(`The worker, process ${exit.alive}, has not ended yet.`);
			return CANCELLED;
	}
}
const MAX_LAST_LINE = 2e3;
function sayFailed(error, { steps }) {
	const text = `The build failed: ${errorText(error)}`;
	if (error.at !== void 0 || steps.some(({ outcome }) => outcome === "failed")) require_verbs.info(harmless(oneLine(text.replace("\n", ". "), MAX_LAST_LINE)));
	else require_verbs.setFailed(text);
}
function stepReports({ steps }) {
	return steps.map(({ step, outcome, end }) => ({
		index: step.index,
		id: end?.id ?? step.id,
		build: step.build,
		operation: step.operation,
		outcome,
		seconds: end?.seconds ?? 0
	}));
}
const namesOf = ({ spec, cacheOptions }) => `${spec.text}\n${cacheOptions?.keySecret ?? ""}`;
function setOutputs(outputs, { inputs }) {
	const { values, warnings } = actionOutputs(outputs, maskedTexts(inputs.secrets, namesOf(inputs)));
	for (const [name, value] of values) require_verbs.setOutput(name, value);
	for (const text of warnings) require_verbs.warning(text);
}
function recordArtifacts(images, { place }) {
	try {
		writeArtifacts(images, place.env["GITHUB_ARTIFACTS"]);
	} catch (error) {
		require_verbs.warning(`Could not record the images in $GITHUB_ARTIFACTS: ${require_quick.asObuilderError(error).message}`);
	}
}
function writeSummary({ inputs, place, record, seconds }, cancelled) {
	const file = place.env["GITHUB_STEP_SUMMARY"];
	if (!file) return;
	const again = buildAgain(inputs, place);
	const inspect = (id) => inspectResult(id, inputs, place);
	const print = (id) => printSummary(id, inputs, place);
	const enter = (id) => enterFailed(id, inputs, place);
	try {
		const about = () => aboutCommands(place);
		(0, node_fs.appendFileSync)(file, summary(record, {
			seconds,
			cancelled,
			again,
			inspect,
			printSummary: print,
			enter,
			aboutCommands: about
		}), { mode: 384 });
	} catch (error) {
		require_verbs.warning(`Could not write the job summary: ${require_quick.asObuilderError(error).message}`);
	}
}
Object.defineProperty(exports, "job_exports", ({
	enumerable: true,
	get: function() {
		return job_exports;
	}
}));


/***/ }),

/***/ 850:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const require_rolldown_runtime = __nccwpck_require__(508);
let os = __nccwpck_require__(857);
os = require_rolldown_runtime.__toESM(os, 1);
let crypto = __nccwpck_require__(982);
crypto = require_rolldown_runtime.__toESM(crypto, 1);
let fs = __nccwpck_require__(896);
fs = require_rolldown_runtime.__toESM(fs, 1);
__nccwpck_require__(928);
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
var ExitCode;
(function(ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
	process.stdout.write(message + os.EOL);
}
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
// node_modules/bytes/index.js
/*!
* bytes
* Copyright(c) 2012-2014 TJ Holowaychuk
* Copyright(c) 2015 Jed Watson
* MIT Licensed
*/
var require_bytes = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	module.exports = bytes;
	module.exports.format = format;
	module.exports.parse = parse;
	var formatThousandsRegExp = /\B(?=(\d{3})+(?!\d))/g;
	var formatDecimalsRegExp = /(?:\.0*|(\.[^0]+)0+)$/;
	var map = {
		b: 1,
		kb: 1024,
		mb: 1 << 20,
		gb: 1 << 30,
		tb: Math.pow(1024, 4),
		pb: Math.pow(1024, 5)
	};
	var parseRegExp = /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;
	function bytes(value, options) {
		if (typeof value === "string") return parse(value);
		if (typeof value === "number") return format(value, options);
		return null;
	}
	function format(value, options) {
		if (!Number.isFinite(value)) return null;
		var mag = Math.abs(value);
		var thousandsSeparator = options && options.thousandsSeparator || "";
		var unitSeparator = options && options.unitSeparator || "";
		var decimalPlaces = options && options.decimalPlaces !== void 0 ? options.decimalPlaces : 2;
		var fixedDecimals = Boolean(options && options.fixedDecimals);
		var unit = options && options.unit || "";
		if (!unit || !map[unit.toLowerCase()]) {
			if (mag >= map.pb) unit = "PB";
			else if (mag >= map.tb) unit = "TB";
			else if (mag >= map.gb) unit = "GB";
			else if (mag >= map.mb) unit = "MB";
			else if (mag >= map.kb) unit = "KB";
			else unit = "B";
		}
		var str = (value / map[unit.toLowerCase()]).toFixed(decimalPlaces);
		if (!fixedDecimals) str = str.replace(formatDecimalsRegExp, "$1");
		if (thousandsSeparator) str = str.split(".").map(function(s, i) {
			return i === 0 ? s.replace(formatThousandsRegExp, thousandsSeparator) : s;
		}).join(".");
		return str + unitSeparator + unit;
	}
	function parse(val) {
		if (typeof val === "number" && !isNaN(val)) return val;
		if (typeof val !== "string") return null;
		var results = parseRegExp.exec(val);
		var floatValue;
		var unit = "b";
		if (!results) {
			floatValue = parseInt(val, 10);
			unit = "b";
		} else {
			floatValue = parseFloat(results[1]);
			unit = results[4].toLowerCase();
		}
		if (isNaN(floatValue)) return null;
		return Math.floor(map[unit] * floatValue);
	}
}));
// node_modules/ms/index.js
var require_ms = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	var s = 1e3;
	var m = s * 60;
	var h = m * 60;
	var d = h * 24;
	var w = d * 7;
	var y = d * 365.25;
	module.exports = function(val, options) {
		options = options || {};
		var type = typeof val;
		if (type === "string" && val.length > 0) return parse(val);
		else if (type === "number" && isFinite(val)) return options.long ? fmtLong(val) : fmtShort(val);
		throw new Error("val is not a non-empty string or a valid number. val=" + JSON.stringify(val));
	};
	function parse(str) {
		str = String(str);
		if (str.length > 100) return;
		var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(str);
		if (!match) return;
		var n = parseFloat(match[1]);
		switch ((match[2] || "ms").toLowerCase()) {
			case "years":
			case "year":
			case "yrs":
			case "yr":
			case "y": return n * y;
			case "weeks":
			case "week":
			case "w": return n * w;
			case "days":
			case "day":
			case "d": return n * d;
			case "hours":
			case "hour":
			case "hrs":
			case "hr":
			case "h": return n * h;
			case "minutes":
			case "minute":
			case "mins":
			case "min":
			case "m": return n * m;
			case "seconds":
			case "second":
			case "secs":
			case "sec":
			case "s": return n * s;
			case "milliseconds":
			case "millisecond":
			case "msecs":
			case "msec":
			case "ms": return n;
			default: return;
		}
	}
	function fmtShort(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return Math.round(ms / d) + "d";
		if (msAbs >= h) return Math.round(ms / h) + "h";
		if (msAbs >= m) return Math.round(ms / m) + "m";
		if (msAbs >= s) return Math.round(ms / s) + "s";
		return ms + "ms";
	}
	function fmtLong(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return plural(ms, msAbs, d, "day");
		if (msAbs >= h) return plural(ms, msAbs, h, "hour");
		if (msAbs >= m) return plural(ms, msAbs, m, "minute");
		if (msAbs >= s) return plural(ms, msAbs, s, "second");
		return ms + " ms";
	}
	function plural(ms, msAbs, n, name) {
		var isPlural = msAbs >= n * 1.5;
		return Math.round(ms / n) + " " + name + (isPlural ? "s" : "");
	}
}));
// node_modules/fastest-levenshtein/mod.js
var require_fastest_levenshtein = require_rolldown_runtime.__commonJSMin(((exports) => {
	exports.__esModule = true;
	exports.distance = exports.closest = void 0;
	var peq = new Uint32Array(65536);
	var myers_32 = function(a, b) {
		var n = a.length;
		var m = b.length;
		var lst = 1 << n - 1;
		var pv = -1;
		var mv = 0;
		var sc = n;
		var i = n;
		while (i--) peq[a.charCodeAt(i)] |= 1 << i;
		for (i = 0; i < m; i++) {
			var eq = peq[b.charCodeAt(i)];
			var xv = eq | mv;
			eq |= (eq & pv) + pv ^ pv;
			mv |= ~(eq | pv);
			pv &= eq;
			if (mv & lst) sc++;
			if (pv & lst) sc--;
			mv = mv << 1 | 1;
			pv = pv << 1 | ~(xv | mv);
			mv &= xv;
		}
		i = n;
		while (i--) peq[a.charCodeAt(i)] = 0;
		return sc;
	};
	var myers_x = function(b, a) {
		var n = a.length;
		var m = b.length;
		var mhc = [];
		var phc = [];
		var hsize = Math.ceil(n / 32);
		var vsize = Math.ceil(m / 32);
		for (var i = 0; i < hsize; i++) {
			phc[i] = -1;
			mhc[i] = 0;
		}
		var j = 0;
		for (; j < vsize - 1; j++) {
			var mv_1 = 0;
			var pv_1 = -1;
			var start_1 = j * 32;
			var vlen_1 = Math.min(32, m) + start_1;
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)];
				var pb = phc[i / 32 | 0] >>> i & 1;
				var mb = mhc[i / 32 | 0] >>> i & 1;
				var xv = eq | mv_1;
				var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
				var ph = mv_1 | ~(xh | pv_1);
				var mh = pv_1 & xh;
				if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
				if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
				ph = ph << 1 | pb;
				mh = mh << 1 | mb;
				pv_1 = mh | ~(xv | ph);
				mv_1 = ph & xv;
			}
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
		}
		var mv = 0;
		var pv = -1;
		var start = j * 32;
		var vlen = Math.min(32, m - start) + start;
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		var score = m;
		for (var i = 0; i < n; i++) {
			var eq = peq[a.charCodeAt(i)];
			var pb = phc[i / 32 | 0] >>> i & 1;
			var mb = mhc[i / 32 | 0] >>> i & 1;
			var xv = eq | mv;
			var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			var ph = mv | ~(xh | pv);
			var mh = pv & xh;
			score += ph >>> m - 1 & 1;
			score -= mh >>> m - 1 & 1;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
		return score;
	};
	var distance = function(a, b) {
		if (a.length < b.length) {
			var tmp = b;
			b = a;
			a = tmp;
		}
		if (b.length === 0) return a.length;
		if (a.length <= 32) return myers_32(a, b);
		return myers_x(a, b);
	};
	exports.distance = distance;
	var closest = function(str, arr) {
		var min_distance = Infinity;
		var min_index = 0;
		for (var i = 0; i < arr.length; i++) {
			var dist = distance(str, arr[i]);
			if (dist < min_distance) {
				min_distance = dist;
				min_index = i;
			}
		}
		return arr[min_index];
	};
	exports.closest = closest;
}));
Object.defineProperty(exports, "getInput", ({
	enumerable: true,
	get: function() {
		return getInput;
	}
}));
Object.defineProperty(exports, "info", ({
	enumerable: true,
	get: function() {
		return info;
	}
}));
Object.defineProperty(exports, "require_bytes", ({
	enumerable: true,
	get: function() {
		return require_bytes;
	}
}));
Object.defineProperty(exports, "require_fastest_levenshtein", ({
	enumerable: true,
	get: function() {
		return require_fastest_levenshtein;
	}
}));
Object.defineProperty(exports, "require_ms", ({
	enumerable: true,
	get: function() {
		return require_ms;
	}
}));
Object.defineProperty(exports, "saveState", ({
	enumerable: true,
	get: function() {
		return saveState;
	}
}));
Object.defineProperty(exports, "setFailed", ({
	enumerable: true,
	get: function() {
		return setFailed;
	}
}));
Object.defineProperty(exports, "setOutput", ({
	enumerable: true,
	get: function() {
		return setOutput;
	}
}));
Object.defineProperty(exports, "setSecret", ({
	enumerable: true,
	get: function() {
		return setSecret;
	}
}));
Object.defineProperty(exports, "warning", ({
	enumerable: true,
	get: function() {
		return warning;
	}
}));


/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// src/host/node-version.ts
const MIN_NODE = 24;
function whyNodeIsTooOld(version) {
	if (Number(version.split(".")[0]) >= MIN_NODE) return void 0;
	return `obuilder-action needs Node ${MIN_NODE} or later, but Node ${version} runs it. GitHub's runner includes Node ${MIN_NODE} since release 2.327.1. On Gitea, Forgejo and act, and in a shell, put Node ${MIN_NODE} first on the PATH.`;
}
// src/action/main.ts
const fault = whyNodeIsTooOld(process.versions.node);
if (fault === void 0) Promise.resolve().then(() => __nccwpck_require__(243)).then((n) => n.run_exports).then(({ runAction }) => runAction(String(process.argv[1]))).then(process.exit);
else {
	process.stdout.write(`::error::${fault}\n`);
	process.exitCode = 1;
}

module.exports = __webpack_exports__;
/******/ })()
;