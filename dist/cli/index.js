Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
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
let node_module = require("node:module");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = __toESM(node_path, 1);
let node_vm = require("node:vm");
// src/host/node-version.ts
const MIN_NODE = 24;
function whyNodeIsTooOld(version) {
	if (Number(version.split(".")[0]) >= MIN_NODE) return void 0;
	return `obuilder-action needs Node ${MIN_NODE} or later, but Node ${version} runs it. GitHub's runner includes Node ${MIN_NODE} since release 2.327.1. On Gitea, Forgejo and act, and in a shell, put Node ${MIN_NODE} first on the PATH.`;
}
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
function factsOf({ program, status, signal, httpStatus, errno }) {
	return {
		program,
		status,
		signal,
		httpStatus,
		errno
	};
}
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
function runAtOnce(file, args, options = {}) {
	const { spawnSync } = childProcess();
	const { env, stdin = "ignore" } = options;
	const { error, status, signal, stdout, stderr } = spawnSync(file, args, {
		stdio: [
			stdin,
			"pipe",
			"pipe"
		],
		cwd: "/",
		env: env ?? environment(),
		encoding: "utf8",
		maxBuffer: MAX_OUTPUT_BYTES
	});
	if (error !== void 0) throw asStartError({
		program: file,
		package: options.package
	}, error);
	if (status === 0) return stdout;
	throw failed([file, ...args], {
		status: status ?? void 0,
		signal: signal ?? void 0,
		stderr
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
// src/host/process/own-limits.ts
const NEEDS = [
	[
		"Max file size",
		"fsize",
		Number.POSITIVE_INFINITY
	],
	[
		"Max address space",
		"as",
		Number.POSITIVE_INFINITY
	],
	[
		"Max data size",
		"data",
		Number.POSITIVE_INFINITY
	],
	[
		"Max cpu time",
		"cpu",
		Number.POSITIVE_INFINITY
	],
	[
		"Max open files",
		"nofile",
		16384
	]
];
const UMASK = 18;
function dropInheritedLimits() {
	process.umask(UMASK);
	const missing = missingLimits((0, node_fs.readFileSync)("/proc/self/limits", "utf8"));
	if (missing.length === 0) return;
	for (const flag of missing) raise(flag);
}
function raise(flag) {
	try {
		runAtOnce("prlimit", [`--pid=${process.pid}`, flag]);
	} catch {
		return;
	}
}
function missingLimits(text) {
	return NEEDS.flatMap(([line, name, need]) => {
		const [soft, hard] = text.split(`\n${line}`)[1]?.trim().split(/\s+/) ?? [];
		const value = (word) => word === "unlimited" || word === void 0 ? Number.POSITIVE_INFINITY : Number(word);
		if (value(soft) >= need) return [];
		const bound = need === Number.POSITIVE_INFINITY ? "unlimited" : Math.max(need, value(hard));
		return [`--${name}=${bound}:${bound}`];
	});
}
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
// src/worker/places.ts
const POOL = "/var/lib/obuilder-action";
const RUN = ["/run/obuilder-action", `${POOL}/run`];
let runDirectory;
const places = {
	poolDirectory: POOL,
	get runDirectory() {
		runDirectory ??= RUN.find(canBeWritten) ?? RUN[0];
		return runDirectory;
	}
};
function canBeWritten(directory) {
	try {
		(0, node_fs.mkdirSync)(directory, {
			recursive: true,
			mode: 448
		});
		(0, node_fs.accessSync)(directory, node_fs.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
// src/cli/compiled-code.ts
const QUICK = new Set([
	"index.js",
	"reader.js",
	"quick.js"
]);
const SLOW = "run.js";
const HEADER = "(function (exports, require, module, __filename, __dirname) {";
const DIGEST_BYTES = 32;
const MAX_AGE_MS = 2592e6;
function openCompiledCode(directory, program = __dirname) {
	const entry = node_path.default.join(program, "index.js");
	const require$1 = (0, node_module.createRequire)(entry);
	const loaded = new Map();
	const slow = node_path.default.join(program, SLOW);
	const load = (name) => {
		const file = node_path.default.join(program, name);
		const source = readIfThere(file);
		if (source === void 0) return false;
		const one = compile(file, source.toString("utf8"), keptIn(directory, source));
		loaded.set(file, one);
		evaluate(file, one.script, requireKept);
		return one.from !== "nothing";
	};
	const requireKept = Object.assign((id) => {
		if (id === `./${SLOW}` && require$1.cache[slow] === void 0) load(SLOW);
		return require$1(id);
	}, require$1);
	return {
		load,
		keep() {
			const isOther = (file) => node_path.default.dirname(file) === program && !QUICK.has(node_path.default.basename(file));
			const isWhole = !Object.keys(require$1.cache).some(isOther);
			for (const [file, one] of loaded) keepOne(one, isWhole || file === slow);
		}
	};
}
const digestOf = (data) => process.getBuiltinModule("node:crypto").hash("sha256", data, "buffer");
function keptIn(directory, source) {
	const name = `${digestOf(source).toString("hex")}-${process.version}-${process.arch}`;
	return {
		whole: node_path.default.join(directory, `${name}.whole`),
		part: node_path.default.join(directory, `${name}.part`)
	};
}
function compile(file, source, kept) {
	for (const from of ["whole", "part"]) {
		const cachedData = intact(readIfThere(kept[from]));
		if (cachedData === void 0) continue;
		const script = scriptOf(file, source, cachedData);
		if (script.cachedDataRejected !== true) return {
			script,
			kept,
			from
		};
	}
	return {
		script: scriptOf(file, source),
		kept,
		from: "nothing"
	};
}
function scriptOf(filename, source, cachedData) {
	const importModuleDynamically = node_vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
	return new node_vm.Script(`${HEADER}${source}\n})`, {
		filename,
		importModuleDynamically,
		...cachedData === void 0 ? {} : { cachedData }
	});
}
function evaluate(file, script, require$2) {
	const module = new node_module.Module(file);
	module.filename = file;
	require$2.cache[file] = module;
	script.runInThisContext().call(module.exports, module.exports, require$2, module, file, node_path.default.dirname(file));
	module.loaded = true;
}
function keepOne({ script, kept, from }, isWhole) {
	if (from === "whole" || from === "part" && !isWhole) return;
	const file = isWhole ? kept.whole : kept.part;
	const draft = `${file}.${process.pid}`;
	if (!attempt(() => {
		const code = script.createCachedData();
		(0, node_fs.mkdirSync)(node_path.default.dirname(file), {
			recursive: true,
			mode: 448
		});
		(0, node_fs.writeFileSync)(draft, Buffer.concat([digestOf(code), code]), {
			flag: "wx",
			mode: 384,
			flush: true
		});
		(0, node_fs.renameSync)(draft, file);
		if (isWhole) (0, node_fs.rmSync)(kept.part, { force: true });
		removeOld(node_path.default.dirname(file));
	})) attempt(() => (0, node_fs.rmSync)(draft, { force: true }));
}
function removeOld(directory) {
	for (const name of (0, node_fs.readdirSync)(directory)) {
		const file = node_path.default.join(directory, name);
		if (Date.now() - (0, node_fs.statSync)(file).mtimeMs > MAX_AGE_MS) (0, node_fs.rmSync)(file, {
			recursive: true,
			force: true
		});
	}
}
function attempt(work) {
	try {
		work();
		return true;
	} catch {
		return false;
	}
}
function intact(kept) {
	const code = kept?.subarray(DIGEST_BYTES);
	return code !== void 0 && kept?.subarray(0, DIGEST_BYTES).equals(digestOf(code)) ? code : void 0;
}
function readIfThere(file) {
	try {
		return (0, node_fs.readFileSync)(file);
	} catch {
		return;
	}
}
// src/cli/index.ts
const READING = [
	"worker",
	"build",
	"plan"
];
const READER = "reader";
const RELAY = "relay";
let compiled;
const fault = whyNodeIsTooOld(process.versions.node);
if (fault === void 0) start(process.argv.slice(2)).then(leave);
else {
	process.stderr.write(`error: ${fault}\n`);
	process.exitCode = 1;
}
function leave(status) {
	process.exitCode = status;
	if (status === 0) compiled?.keep();
	if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}
async function start(args) {
	const [name] = args;
	const isRoot = process.getuid !== void 0 && process.getuid() === 0;
	if (isRoot) {
		dropInheritedLimits();
		keepCompiledCode(name);
	}
	if (name === READER) return (await Promise.resolve().then(() => require("./reader.js")).then((n) => n.reader_exports)).runReader(args[1] ?? "");
	if (name === RELAY) return (await Promise.resolve().then(() => require("./relay.js")).then((n) => n.relay_exports)).runRelay();
	process.env["PATH"] = fullPath(process.env["PATH"]);
	if (isRoot && name !== void 0 && READING.includes(name)) await startReading(name);
	return (await Promise.resolve().then(() => require("./quick.js")).then((n) => n.main_exports)).main(args);
}
async function startReading(name) {
	(await Promise.resolve().then(() => require("./reader.js")).then((n) => n.asker_exports)).asker().catch(() => void 0);
	compiled = openCompiledCode(compiledDirectory(name));
	compiled.load("quick.js");
}
function keepCompiledCode(name) {
	const counts = name === READER || name === RELAY || READING.includes(name);
	(0, node_module.enableCompileCache)(compiledDirectory(counts ? name : void 0));
}
function compiledDirectory(name = "other") {
	return `${places.runDirectory}/compile-cache/${name}`;
}
exports.ObuilderError = ObuilderError;
exports.__commonJSMin = __commonJSMin;
exports.__exportAll = __exportAll;
exports.__toESM = __toESM;
exports.asObuilderError = asObuilderError;
exports.asStartError = asStartError;
exports.childProcess = childProcess;
exports.factsOf = factsOf;
exports.isObuilderError = isObuilderError;
exports.must = must;
exports.places = places;
exports.runAtOnce = runAtOnce;
exports.runProgram = runProgram;
exports.starting = starting;
