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
let node_crypto = __nccwpck_require__(598);
let node_fs = __nccwpck_require__(24);
let os = __nccwpck_require__(857);
os = __toESM(os, 1);
let crypto = __nccwpck_require__(982);
crypto = __toESM(crypto, 1);
let fs = __nccwpck_require__(896);
fs = __toESM(fs, 1);
__nccwpck_require__(928);
let node_path = __nccwpck_require__(760);
node_path = __toESM(node_path, 1);
let node_os = __nccwpck_require__(161);
let node_timers_promises = __nccwpck_require__(500);
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
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
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
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
					cmdStr += `${key}=${escapeProperty$1(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData$1(this.message)}`;
		return cmdStr;
	}
};
function escapeData$1(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty$1(s) {
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
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
// src/errors.ts
/** The only error thrown on purpose: what happened, with the value, the position and the next step for the user. */
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
/** Converts any thrown value to an ObuilderError; an error not thrown on purpose becomes `internal` with a cause. */
function asObuilderError(error) {
	if (error instanceof ObuilderError) return error;
	return new ObuilderError("internal", error instanceof Error ? error.message : String(error), { cause: error });
}
/**
* Returns a value that cannot be missing.
*
* @param what the name of the value, for the error
* @throws ObuilderError `internal` if the value is missing
*/
function must(value, what) {
	if (value !== void 0) return value;
	throw new ObuilderError("internal", `${what} is missing`, { hint: "This is a fault of obuilder-action. Report it with the log of the build." });
}
// src/host/process/paced-output.ts
let draining;
/**
* Writes to stdout. If the reader is slow, returns a promise that settles after the reader has caught up; earlier writes stay in
* memory until then.
*/
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
// src/host/text-file.ts
/** The text of a file of the system or of this program; undefined if the file is missing or this process may not read it. */
function textOf(file) {
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch {
		return;
	}
}
// src/host/process/child-process.ts
/** Loads Node's module for processes with the first process, which saves a cached build 5 ms. */
const childProcess = () => process.getBuiltinModule("node:child_process");
// src/host/process/missing.ts
/** The Debian packages of programs whose package has another name. */
const PACKAGES = {
	btrfs: "btrfs-progs",
	"mkfs.btrfs": "btrfs-progs",
	zfs: "zfsutils-linux",
	zpool: "zfsutils-linux",
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
/** Programs whose package has the same name. */
const SAME = /* @__PURE__ */ new Set([
	"mount",
	"runc",
	"sudo",
	"tar"
]);
/** Returns the error for a missing program, with the package to install if known. */
function asMissingTool(program, cause) {
	const name = node_path.default.basename(program);
	const known = SAME.has(name) ? name : PACKAGES[name];
	return new ObuilderError("tool-missing", `the program ${program} is not installed`, {
		program,
		hint: known === void 0 ? `Install the package that has ${name}.` : `Install it: apt-get install ${known}.`,
		cause
	});
}
/** Calls `start` and converts its errors. Node throws some system errors at once, such as E2BIG, and reports others later. */
function starting(program, cwd, start) {
	try {
		return start();
	} catch (cause) {
		throw cause instanceof Error ? asStartError(program, cause, cwd) : cause;
	}
}
/**
* Returns the error for a program that cannot be started.
*
* @param cwd the program's directory: the kernel reports ENOENT for a missing directory too
*/
function asStartError(program, cause, cwd) {
	const lacksDirectory = cwd !== void 0 && !(0, node_fs.existsSync)(cwd);
	if (cause.code === "ENOENT" && !lacksDirectory) return asMissingTool(program, cause);
	return new ObuilderError("tool-failed", `the program ${program} cannot be started: ${lacksDirectory ? `the directory ${cwd} is missing` : cause.message}`, {
		program,
		errno: typeof cause.code === "string" ? cause.code : void 0,
		cause
	});
}
// src/host/process/run.ts
const MAX_OUTPUT_BYTES$1 = 67108864;
/**
* Runs a program to its end and returns its stdout. Sets LC_ALL=C, so that messages are in English in any locale.
*
* @throws ObuilderError `tool-missing`; `cancelled`; `tool-failed` with `program`, `status` or `signal`, and `stderr`
*/
function runProgram(file, args, options = {}) {
	const { execFile } = childProcess();
	const { cwd = "/", input = "" } = options;
	const settings = {
		cwd,
		signal: options.signal,
		env: environment(options.env),
		maxBuffer: MAX_OUTPUT_BYTES$1
	};
	return new Promise((resolve, reject) => {
		const child = starting(file, cwd, () => execFile(file, args, settings, (error, stdout, stderr) => {
			if (error === null) resolve(stdout);
			else if (error.name === "AbortError") reject(cancelled(file, error));
			else if (child.pid === void 0) reject(asStartError(file, error, cwd));
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
/** Returns the command that runs a command as root, through sudo unless `uid` is root's. Sudo never asks for a password. */
function asRoot(command, uid) {
	return uid === 0 ? command : [...SUDO, ...command];
}
const isBySudo = (command) => command[0] === SUDO[0];
/**
* Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`. The text on stderr proves nothing, because
* the program or a harmless warning of sudo may print it.
*/
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
/** Returns the hint for a user without root. */
function rootHint(user) {
	return `Let an administrator run this once, in a copy of this action that only root can change:
node dist/cli/index.js doctor --install --user=${user}\nOr run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.`;
}
/** The error for a machine without sudo. */
function noSudo({ user }, cause) {
	return new ObuilderError("not-root", "the build needs root, and there is no sudo", {
		hint: rootHint(user),
		cause
	});
}
/** The error for a user without a sudo rule for the worker. */
function sudoRefuses({ user, command }, stderr) {
	const program = command.slice(SUDO.length).join(" ");
	return new ObuilderError("not-root", `the build needs root, and sudo does not let ${user} run ${program} without a password${stderr === "" ? "" : `\n${stderr}`}`, {
		value: program,
		hint: rootHint(user)
	});
}
// src/host/process/worker-program.ts
/** Root's own copy of the worker, which sudo lets a runner start without arguments. Installed by `doctor --install`. */
const PROGRAM = "/usr/local/sbin/obuilder-worker";
/** Precedes the version in the program's text. */
const VERSION_LINE = "# version: ";
/** The version of the installed program. Undefined if not installed. */
function installedVersion() {
	return (textOf("/usr/local/sbin/obuilder-worker")?.split("\n") ?? []).find((line) => line.startsWith(VERSION_LINE))?.slice(11);
}
/** The version of the bundled command line `cli`, from the file `version` beside it. Undefined for a source tree. */
function versionOf(cli) {
	return textOf(node_path.default.join(node_path.default.dirname(cli), "version"))?.trim();
}
/**
* The command for starting the worker. Users other than root start root's copy if installed, otherwise the action's own command
* line, which requires a sudo rule for all programs.
*
* @throws ObuilderError `not-root` if root's copy has another version and sudo allows nothing else
*/
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
// src/report/commands.ts
/**
* Workflow commands in the syntax that the runner reads from stdout: `::NAME KEY=VALUE,…::DATA`, with `%`, CR and LF
* escaped, and `:` and `,` too in values of properties.
* https://docs.github.com/actions/reference/workflow-commands-for-github-actions
*/
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
/** Escapes a line that quotes untrusted text. The runner looks for the old form of commands, `##[NAME]`, anywhere in a line. */
function harmless(line) {
	return line.replaceAll("##[", "# #[");
}
// src/report/error-text.ts
/** Formats an error for people: `FILE:LINE:COLUMN: message`, then the hint on a new line. No final newline. */
function errorText(error) {
	return `${error.at === void 0 ? "" : `${error.at.file}:${error.at.line}:${error.at.column}: `}${error.message}${error.hint === void 0 ? "" : `\n${error.hint}`}`;
}
// src/report/text.ts
const ELLIPSIS = "…";
/** A single line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
	const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
	const characters = [...line];
	return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join("")}${ELLIPSIS}`;
}
/** Returns the last lines of a text, and how many lines before were left out. */
function lastLines(text, limit) {
	const lines = text.replace(/\r?\n$/, "").split("\n");
	return {
		lines: lines.slice(-limit),
		left: Math.max(0, lines.length - limit)
	};
}
// src/report/heading.ts
/** `[3/7] (run (shell make))`, with the nested build's name before the operation. */
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
/** `3 built, 4 cached, 1 not run`: only outcomes that occurred. */
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
/** A duration for people, from seconds: `45 ms`, `0.4 s`, `12 s`, `3 m 12 s`, `2 h 5 m`. Never more than two units. */
function duration(seconds) {
	if (seconds < .095) return `${Math.round(seconds * 1e3)} ms`;
	if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < MINUTE) return `${whole} s`;
	if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
	return `${Math.floor(whole / HOUR)} h ${Math.floor(whole % HOUR / MINUTE)} m`;
}
/** How long ago, in the largest unit that fits. A clock that went backwards gives `just now`. */
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
/** A number of bytes for people, in the units of inputs and flags (powers of 1024): `312.0 KB`, `4.2 MB`. */
function amount(bytes) {
	const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
	return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}
/** How a step ended, in words: `built in 3.2 s`, `cached (here, built 3 h ago, took 3 m 12 s)`, `not run`. */
function ending(step, end) {
	switch (end.outcome) {
		case "built": return `${step.kind === "from" ? "fetched" : "built"} in ${duration(end.seconds)}`;
		case "cached": return cached(step, end);
		case "failed": return `failed after ${duration(end.seconds)}`;
		case "cancelled": return `cancelled after ${duration(end.seconds)}`;
		case "not-run": return "not run";
	}
}
function cached(step, { original, at }) {
	if (original === void 0) return "cached";
	const here = original.from === void 0 ? "here" : `from ${oneLine(original.from)}`;
	return `cached (${original.source === "built" ? here : "from elsewhere"}, ${step.kind === "from" ? "fetched" : "built"} ${ago((at - original.startedAt) / 1e3 - original.seconds)}, took ${duration(original.seconds)})`;
}
/** How to inspect the files of a failed step, if kept; `enter` returns the command for an id. */
function lookAtFiles({ id, kept }, enter) {
	if (kept !== true || id === void 0 || enter === void 0) return [];
	return [`To inspect its files (kept for some hours): ${enter(id)}`];
}
// src/report/progress.ts
const MIN_STRIDE = 32e6;
/**
* Thins the progress of a long pull to about ten lines: one for each tenth, and no line for less than 32 MB. The
* returned function returns a line, or undefined for progress not worth a line.
*/
function thinProgress() {
	const reported = /* @__PURE__ */ new Map();
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
/** With a limit, keeps only the end of the text: at least `limit` characters, less than twice as many a chunk. */
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
/** Shows new output, with a heading if none is on the screen yet. */
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
/** Shows an ended step to the end, with `end` in the heading unless the heading is on the screen already. */
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
/** Takes a step off the screen before the end of the step. */
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
/** A waiting step with more characters than this is shown early, to bound the held text. */
const MAX_WAITING_LENGTH = 8388608;
/** Returns the step in the queue; appends a new step. */
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
/** Shows all ended steps unless another step is in front; then the oldest running step comes to the front. */
function end(queue, step, how) {
	step.end = how;
	if (queue.front !== void 0 && queue.front !== step) return [];
	const scenes = shownFirst(queue.steps).flatMap((one) => one.end === void 0 ? [] : showWhole(one, one.end));
	queue.steps = queue.steps.filter((one) => one.end === void 0);
	queue.front = queue.steps.find((one) => one.started);
	return queue.front === void 0 ? scenes : [...scenes, ...showLive(queue.front)];
}
/** Empties the queue: shows unended steps as far as they came. */
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
/**
* Serializes the events of steps that run at the same time. One running step is in front and shown live; the others are
* held. When the front has ended, the other ended steps are shown in the order of their first event, and the oldest
* running step becomes the front. So the order of the spec is kept within a nested build. A step without a `step-start`
* (a cached step) is never in front: it is shown when it ends. Steps that did not run come last. A notice waits until
* no step is live.
*/
function sequence() {
	let plan = [];
	let failureShown = false;
	const queue = {
		steps: [],
		front: void 0
	};
	const ended = /* @__PURE__ */ new Set();
	const notRun = /* @__PURE__ */ new Set();
	const notices = [];
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
			case "notice":
				if (queue.front === void 0) return [event];
				notices.push(event);
				return [];
			case "warning": return [event];
			case "done": return [...conclude(event.report.steps), event];
			case "failed": return [...conclude(event.steps), {
				...event,
				wasShown: failureShown
			}];
			default: return ofStep(event);
		}
	}
	/** Shows the waiting notices after the end of the live step. */
	function withNotices(scenes) {
		if (notices.length === 0) return scenes;
		const end = scenes.findIndex(({ type }) => type === "close" || type === "pause") + 1;
		return end === 0 ? scenes : [
			...scenes.slice(0, end),
			...notices.splice(0),
			...scenes.slice(end)
		];
	}
	return {
		next: (event) => withNotices(next(event)),
		finish: () => withNotices(conclude([]))
	};
}
/** A step for an event without a planned step: shown rather than lost. */
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
/** A line longer than this is given back in pieces. */
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
/**
* The page of a log takes a line that begins with `##[group]` and similar for markup, even with commands stopped; a
* blank before the line prevents markup.
*/
function withoutMarkup(text) {
	return text.replace(/(^|[\r\n])(?=[\t ]*##\[)/g, "$1 ");
}
// src/report/actions.ts
/** How many lines of a failed step's log are repeated below the folded group. */
const OPEN_LINES = 200;
/**
* The log of a job: a group for each step, failed steps open and annotated at their position in the spec, and no
* workflow command from the output of a step.
*/
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
			case "not-run": return harmless(`${heading(scene.step)} — not run\n`);
			case "notice": return harmless(`${oneLine(scene.message, 1e3)}\n`);
			case "warning": return output.close() + command("warning", scene.message, place(scene.at, options));
			case "done": return `Result ${scene.report.id} (${tally(scene.report.steps)})\n`;
			case "failed": return scene.wasShown || scene.error.at === void 0 ? "" : annotation(scene.error, options);
		}
	};
}
function openText({ step, end, continued }) {
	const line = harmless([
		heading(step),
		...continued ? ["continued"] : [],
		...end === void 0 ? [] : [ending(step.step, end)]
	].join(" — "));
	return end !== void 0 && staysOpen(end) ? `${line}\n` : command("group", line);
}
function staysOpen({ outcome }) {
	return outcome === "failed" || outcome === "cancelled";
}
function closeText({ step, end, live, tail }, around) {
	const endGroup = live || !staysOpen(end) ? command("endgroup") : "";
	const how = live ? harmless(`${heading(step)} — ${ending(step.step, end)}\n`) : "";
	if (end.outcome !== "failed") return endGroup + how;
	const log = live ? openTail(tail, around.output) : "";
	const look = lookAtFiles(end, around.options.enter).map((line) => harmless(`${line}\n`));
	return endGroup + how + log + look.join("") + stepAnnotation(step, end, around.options);
}
/** GitHub folds groups when a job has ended, so the end of a failed step's log is repeated below the group. */
function openTail(tail, output) {
	if (tail === "") return "";
	const { lines, left } = lastLines(tail, OPEN_LINES);
	return `${left > 0 ? `The last ${lines.length} lines; all of them are in the group above.\n` : ""}${output.write(`${lines.join("\n")}\n`)}${output.close()}`;
}
function stepAnnotation({ step }, end, options) {
	const error = end.error ?? {
		code: "internal",
		message: "the step failed"
	};
	return annotation({
		...error,
		at: error.at ?? step.at
	}, options);
}
function annotation(error, options) {
	return command("error", errorText({
		...error,
		at: void 0
	}), place(error.at, options));
}
function place(at, { specFile }) {
	if (at === void 0 || specFile === void 0 || at.file !== specFile) return {};
	return {
		file: at.file,
		line: at.line,
		col: at.column
	};
}
// src/report/summary/record.ts
const MAX_LOG_LENGTH = 16384;
const MAX_WARNINGS = 20;
/** Characters; more than all summaries together can show. */
const MAX_SUMMARIES_LENGTH = 2097152;
function recorder() {
	let plan = [];
	const starts = /* @__PURE__ */ new Map();
	const ends = /* @__PURE__ */ new Map();
	const summaries = /* @__PURE__ */ new Map();
	let summaryLength = 0;
	const logs = /* @__PURE__ */ new Map();
	const warnings = [];
	let last;
	function add(event) {
		if (event.type === "plan") plan = event.steps;
		else if (event.type === "step-start") starts.set(event.step, event.at);
		else if (event.type === "output") addLog(event.step, event.text);
		else if (event.type === "step-end") addEnd(event);
		else if (event.type === "warning") warnings.push(...warnings.length < MAX_WARNINGS ? [event.message] : []);
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
/**
* Untrusted text as an inline code span that no Markdown or HTML can break out of: special characters inside a line
* become character references. GitHub makes no mentions and no links inside `<code>`.
*/
function code(text) {
	return `<code>${text.replace(/[&<>"'|\\`*_[\]~@#:$]/g, reference)}</code>`;
}
/** Untrusted text of a paragraph: every special ASCII character becomes a character reference. */
function inert(text) {
	return text.replace(/[!-/:-@[-`{-~]/g, reference);
}
function reference(character) {
	return `&#${character.charCodeAt(0)};`;
}
/** Untrusted lines, unchanged. Markdown leaves the content of `<pre>` alone until `</pre>`. */
function preformatted(text) {
	return `<pre>\n${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\n</pre>`;
}
// src/report/summary/contained.ts
/** A text with more tags is shown as plain text: the closing tags would be longer than the text. */
const MAX_TAGS = 1e3;
/** Elements without an end tag, and elements that end with the enclosing element. */
const UNENDED = new Set("area base br col embed hr img input link meta param source track wbr dd dt li option p rp rt tbody td tfoot th thead tr".split(" "));
/** Nothing can end `plaintext`, and HTML has special rules for the others. GitHub's pages show no such element. */
const UNRULY = /* @__PURE__ */ new Set([
	"marquee",
	"math",
	"plaintext",
	"svg"
]);
/** Ends an open comment, CDATA section, tag and either kind of quoted attribute; shows nothing if none is open. */
const END_OF_ANY_TAG = `<!-- ]]>"'><!-- -->`;
/**
* Contains untrusted Markdown so that nothing after it becomes part of it. The text becomes a quotation: fences, lists
* and blocks of HTML end with the quotation. Open elements, comments and tags are closed after the quotation. A text
* that would end the quotation itself is shown as plain text.
*/
function contained(text) {
	const tags = tagsOf(text);
	const depth = quotationsIn(text);
	if (tags.length + depth > MAX_TAGS || leavesQuotation(tags)) return preformatted(text);
	const quoted = quotation(text);
	return text.includes("<") ? `${quoted}\n\n${END_OF_ANY_TAG}${endTags(tags, depth + 1)}` : quoted;
}
/** Returns all possible tags, in code too: closing an element that is not open does no harm. */
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
/** Innermost first, and twice: the second time closes elements hidden by a table the first time. */
function endTags(tags, quotations) {
	const names = tags.filter(({ name, isEnd }) => !isEnd && !UNENDED.has(name)).reverse().map(({ name }) => name);
	const around = Array.from({ length: quotations }, () => "blockquote");
	return [
		...names,
		...names,
		...around
	].map((name) => `</${name}>`).join("");
}
/** Maximum nesting of quotations in the text: an open comment hides the ends of quotations too. */
function quotationsIn(text) {
	let most = 0;
	for (const [prefix] of text.matchAll(/^[ \t>*+\-0-9.)]*>/gm)) most = Math.max(most, prefix.split(">").length - 1);
	return most;
}
function quotation(text) {
	return text.split(/\r\n|\r|\n/).map((line) => `> ${withoutLeadingTabs(line)}`.trimEnd()).join("\n");
}
/** After the sign of a quotation a tab would reach less far. */
function withoutLeadingTabs(line) {
	const blanks = must(/^[ \t]*/.exec(line)?.[0], "the blanks of a line");
	if (!blanks.includes("	")) return line;
	let width = 0;
	for (const blank of blanks) width += blank === "	" ? 4 - width % 4 : 1;
	return " ".repeat(width) + line.slice(blanks.length);
}
// src/report/summary/step-summaries.ts
/** Less than this is no part worth a heading. In bytes. */
const MIN_ROOM = 2e3;
/**
* The steps' own summaries, a part for each. Must be the end of the page: a page is read from the beginning, so
* Markdown and HTML of a step cannot change anything earlier.
*/
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
/** Undefined for a text not kept, because other texts took all the room. */
function partOf({ step, end, summary }, { room, whole }) {
	if (summary === void 0 || summary.text === "") return void 0;
	const build = step.build.length === 0 ? "" : `${code(oneLine(step.build.join("/"), 60))} `;
	const title = `#### Summary of step ${step.index + 1}: ${build}${code(oneLine(step.operation, 160))}`;
	const text = trimmed(summary.text);
	const part = `${title}\n\n${contained(text)}`;
	if (Buffer.byteLength(part) <= room) return part;
	const where = end?.id === void 0 || whole === void 0 ? "" : `; ${code(whole(end.id))} prints the whole`;
	const head = `${title}\n\n${`The summary of ${amount(summary.bytes)} is shortened to fit${where}:`}\n\n`;
	return `${head}${contained(fitting(text, room - Buffer.byteLength(head)))}`;
}
const trimmed = (text) => text.replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, "").trimEnd();
/** Returns the longest beginning that fits into the given bytes, in whole lines if possible. */
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
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
/**
* The times of the steps as bars of text in a code block, which every viewer of a summary shows. Leaves out steps that
* did not run in this build, and the shortest of very many steps. Empty if no step ran.
*/
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
		return `${String(number).padStart(digits)} │${picture}│ ${duration((to - from) / 1e3)}`;
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
/** A bar with start and length as parts of the whole, at least an eighth of a character long. */
function bar(start, length) {
	const blank = Math.min(WIDTH, Math.floor(start * WIDTH));
	const eighths = Math.max(1, Math.min(Math.round(length * WIDTH * 8), (WIDTH - blank) * 8));
	return `${" ".repeat(blank)}${"█".repeat(Math.floor(eighths / 8))}${must(PARTS[eighths % 8], "a part of a bar")}`;
}
// src/report/summary/summary.ts
/** GitHub drops a summary of more than 1 MiB; the difference is for other text of the same step. */
const MAX_JOB_SUMMARY_BYTES = 921600;
const LOG_LINES = 60;
/** Maximum failed steps with all details; with more the summary could exceed its limit. */
const MAX_FAILURES = 3;
/**
* The job summary in GitHub's Markdown: outcomes, durations, a timeline, ways to inspect a failure, and the steps' own
* summaries.
*/
function summary(record, options) {
	const frame = [title(record, options), ...result(record)];
	const rest = [
		...failures(record, options),
		...pictured(record),
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
		whole: options.printSummary
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
/** The table of steps, with as many rows as fit. A note counts the omitted rows. */
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
	return [
		...sections,
		`#### What went wrong\n\n${inert(oneLine(error.message, 2e3))}`,
		...hint(error.hint)
	];
}
function failure({ step, end, log }, record, options) {
	const { at } = step;
	const where = at.file === "" ? "" : ` at ${code(`${oneLine(at.file, 300)}:${at.line}:${at.column}`)}`;
	const why = end?.error === void 0 ? [] : [inert(oneLine(end.error.message, 2e3)), ...hint(end.error.hint)];
	const { lines, left } = lastLines(log, LOG_LINES);
	const words = left > 0 ? `The last ${lines.length} lines of its log:` : "Its log:";
	const tail = log === "" ? [] : [words, preformatted(lines.join("\n"))];
	return [
		`#### Step ${step.index + 1} failed${where}`,
		...why,
		...tail,
		...lookAtIt({
			step,
			end
		}, record, options)
	];
}
function hint(text) {
	return text === void 0 ? [] : [inert(oneLine(text, 2e3))];
}
function lookAtIt({ step, end }, { steps }, { again, inspect, enter }) {
	const base = steps.findLast((one) => one.step.index < step.index && one.step.build.join("\0") === step.build.join("\0"))?.end?.id;
	const rerun = again === void 0 ? [] : [`To run the build again on this runner's machine:\n\n${preformatted(again)}`];
	if (end?.kept === true && end.id !== void 0 && enter !== void 0) return [`To inspect the files of the failed step (kept for some hours):\n\n${preformatted(enter(end.id))}`, ...rerun];
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
// src/report/shell-words.ts
/** Quotes words so that a POSIX shell splits the line into exactly these words. */
function shellWords(words) {
	return words.map(quote).join(" ");
}
function quote(word) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/action/again.ts
/** Enough digits to identify a result in a command to copy. */
const SHOWN_DIGITS = 12;
function shellCommand({ uid, cli, workspace }, args) {
	const words = [
		...uid === 0 ? [] : ["sudo"],
		process.execPath,
		cli,
		...args
	];
	return `cd ${shellWords([workspace])} && ${shellWords(words)}`;
}
/** The shell command for the same build. Undefined for a spec without a file. */
function buildAgain(inputs, place) {
	if (!inputs.spec.isFile) return void 0;
	const options = [
		`--store=${inputs.storeRequest.store}`,
		...inputs.target === void 0 ? [] : [`--target=${inputs.target}`],
		...inputs.userNamespace === "auto" ? [] : [`--user-namespace=${inputs.userNamespace}`],
		...inputs.cacheScope === void 0 ? [] : [`--cache-scope=${inputs.cacheScope}`],
		...inputs.share === void 0 ? [] : [`--share=${inputs.share}`],
		...[...inputs.secrets.keys()].map((id) => `--secret=${id}:FILE`)
	];
	return shellCommand(place, [
		"build",
		"-f",
		inputs.spec.name,
		inputs.context,
		...options
	]);
}
/** The shell command that describes a result and prints the path of its files. */
function inspectResult(id, inputs, place) {
	return shellCommand(place, [
		"inspect",
		id,
		`--store=${inputs.storeRequest.store}`
	]);
}
/** The shell command that prints a step's summary. */
function printSummary(id, inputs, place) {
	return shellCommand(place, [
		"logs",
		id.slice(0, SHOWN_DIGITS),
		"--summary",
		`--store=${inputs.storeRequest.store}`
	]);
}
/** The command that opens a shell in the kept files of a failed step. */
function enterFailed(id, { storeRequest }, { uid, cli }) {
	const words = [
		process.execPath,
		cli,
		"shell",
		id.slice(0, SHOWN_DIGITS),
		`--store=${storeRequest.store}`
	];
	return shellWords(uid === 0 ? words : ["sudo", ...words]);
}
// src/request/origin.ts
/** The origin of a job. Undefined outside of jobs, for example in a shell. */
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
/** GitHub's events have at most 25 MB. */
const MAX_EVENT_BYTES = 32 * 1024 ** 2;
/** The event's payload. Undefined for a missing or malformed file. */
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
/*!
* bytes
* Copyright(c) 2012-2014 TJ Holowaychuk
* Copyright(c) 2015 Jed Watson
* MIT Licensed
*/
// src/request/byte-size.ts
var import_bytes = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Module exports.
	* @public
	*/
	module.exports = bytes;
	module.exports.format = format;
	module.exports.parse = parse;
	/**
	* Module variables.
	* @private
	*/
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
	/**
	* Convert the given value in bytes into a string or parse to string to an integer in bytes.
	*
	* @param {string|number} value
	* @param {{
	*  case: [string],
	*  decimalPlaces: [number]
	*  fixedDecimals: [boolean]
	*  thousandsSeparator: [string]
	*  unitSeparator: [string]
	*  }} [options] bytes options.
	*
	* @returns {string|number|null}
	*/
	function bytes(value, options) {
		if (typeof value === "string") return parse(value);
		if (typeof value === "number") return format(value, options);
		return null;
	}
	/**
	* Format the given value in bytes into a string.
	*
	* If the value is negative, it is kept as such. If it is a float,
	* it is rounded.
	*
	* @param {number} value
	* @param {object} [options]
	* @param {number} [options.decimalPlaces=2]
	* @param {number} [options.fixedDecimals=false]
	* @param {string} [options.thousandsSeparator=]
	* @param {string} [options.unit=]
	* @param {string} [options.unitSeparator=]
	*
	* @returns {string|null}
	* @public
	*/
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
	/**
	* Parse the string value into an integer in bytes.
	*
	* If no unit is given, it is assumed the value is in bytes.
	*
	* @param {number|string} val
	*
	* @returns {number|null}
	* @public
	*/
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
})))(), 1);
/** A number with an optional unit. `GB`, `GiB` and `G` are equal. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
* Parses a size such as `50GB`, `512 MiB` or `1.5TB`, in powers of 1024 like container tools. A number without a unit means bytes.
* Returns undefined for other texts.
*/
function byteSize(text) {
	const [, number, unit = ""] = SIZE.exec(text) ?? [];
	return number === void 0 ? void 0 : import_bytes.default.parse(`${number}${unit}b`) ?? void 0;
}
// src/request/duration.ts
var import_ms = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Helpers.
	*/
	var s = 1e3;
	var m = s * 60;
	var h = m * 60;
	var d = h * 24;
	var w = d * 7;
	var y = d * 365.25;
	/**
	* Parse or format the given `val`.
	*
	* Options:
	*
	*  - `long` verbose formatting [false]
	*
	* @param {String|Number} val
	* @param {Object} [options]
	* @throws {Error} throw an error if val is not a non-empty string or a number
	* @return {String|Number}
	* @api public
	*/
	module.exports = function(val, options) {
		options = options || {};
		var type = typeof val;
		if (type === "string" && val.length > 0) return parse(val);
		else if (type === "number" && isFinite(val)) return options.long ? fmtLong(val) : fmtShort(val);
		throw new Error("val is not a non-empty string or a valid number. val=" + JSON.stringify(val));
	};
	/**
	* Parse the given `str` and return milliseconds.
	*
	* @param {String} str
	* @return {Number}
	* @api private
	*/
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
	/**
	* Short format for `ms`.
	*
	* @param {Number} ms
	* @return {String}
	* @api private
	*/
	function fmtShort(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return Math.round(ms / d) + "d";
		if (msAbs >= h) return Math.round(ms / h) + "h";
		if (msAbs >= m) return Math.round(ms / m) + "m";
		if (msAbs >= s) return Math.round(ms / s) + "s";
		return ms + "ms";
	}
	/**
	* Long format for `ms`.
	*
	* @param {Number} ms
	* @return {String}
	* @api private
	*/
	function fmtLong(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return plural(ms, msAbs, d, "day");
		if (msAbs >= h) return plural(ms, msAbs, h, "hour");
		if (msAbs >= m) return plural(ms, msAbs, m, "minute");
		if (msAbs >= s) return plural(ms, msAbs, s, "second");
		return ms + " ms";
	}
	/**
	* Pluralization helper.
	*/
	function plural(ms, msAbs, n, name) {
		var isPlural = msAbs >= n * 1.5;
		return Math.round(ms / n) + " " + name + (isPlural ? "s" : "");
	}
})))(), 1);
/** Parses a time such as `30d`, `12h` or `45m` into seconds. Returns undefined for other texts. */
function seconds(text) {
	if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return void 0;
	const time = (0, import_ms.default)(text.trim());
	return Number.isFinite(time) ? time / 1e3 : void 0;
}
// src/contract/request.ts
/** The smallest pool in bytes: mkfs.btrfs refuses less than about 110 MB, and the rest is room for a small base image. */
const MIN_POOL_BYTES = 256 * 1024 ** 2;
// src/request/parse-value.ts
const MAX_SHOWN = 200;
/** The error of every malformed input, flag and field of the owner's file. */
function invalidValue(text, label, { expected, hint }) {
	const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
	return new ObuilderError("input-invalid", `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
		value: shown,
		hint
	});
}
/** Texts with no rule of their own, such as file names. */
const parseText = (text) => text;
/** Names for paths and logs. */
const parseName = (text, label) => {
	if (text.length <= 200 && !/\p{Cc}/u.test(text)) return text;
	throw invalidValue(text, label, { expected: "at most 200 characters on one line" });
};
/** Names separated by lines or commas. Undefined for an empty list. */
const parseNames = (text) => {
	const names = text.split(/[\n,]/).map((name) => name.trim()).filter((name) => name !== "");
	return names.length === 0 ? void 0 : names;
};
/** YAML 1.2's core schema, like `getBooleanInput` of actions. */
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
/** A parser for a fixed set of words. `alsoExpected`: further words for the error, accepted by the caller. */
function parseChoice(choices, alsoExpected = []) {
	return (text, label) => {
		const choice = choices.find((known) => known === text);
		if (choice !== void 0) return choice;
		throw invalidValue(text, label, { expected: `one of ${[...choices, ...alsoExpected].join(", ")}` });
	};
}
/** Checks only the form; drivers check the place. */
const parseStore = (text, label) => {
	if (text === "auto" || /^[a-z][a-z0-9-]*:./.test(text)) return text;
	throw invalidValue(text, label, { expected: "auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder" });
};
/** The size of a pool in bytes. */
const parsePoolSize = (text, label) => {
	const size = byteSize(text);
	if (size !== void 0 && size >= MIN_POOL_BYTES) return size;
	throw invalidValue(text, label, {
		expected: "a size of 256 MB or more, such as 50GB",
		hint: "The image file is sparse, so a large size costs nothing."
	});
};
const parseMaxParallel = (text, label) => {
	if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
	throw invalidValue(text, label, { expected: "a number from 1 to 9999" });
};
// src/request/step-bounds.ts
/** The names of bounds in inputs, flags and the owner's file, in the order of all help texts. */
const BOUND_NAMES = [
	"memory",
	"cpus",
	"pids",
	"step-timeout",
	"log-size"
];
/** The field for each name. */
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
/** A bare number is refused: the user may mean megabytes. */
const size = (text) => /[a-z]$/i.test(text) ? byteSize(text) : void 0;
/** Below the minima of memory and pids, a runtime cannot start a step. */
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
/** A parser for a bound of steps. `max` and `0` mean no bound. */
function parseBound(name) {
	const { parse, min, expected } = KINDS[name];
	return (given, label) => {
		const text = given.trim();
		if (text === "max" || /^0+$/.test(text)) return "none";
		const value = parse(text);
		if (value !== void 0 && Number.isFinite(value) && value >= min) return value;
		throw invalidValue(text, label, {
			expected,
			hint: "Write max for no bound."
		});
	};
}
/**
* The bounds of steps. Undefined if none is given.
*
* @param get the text of a bound; undefined or blank if absent
* @param label the bound's name in an error
* @throws ObuilderError `input-invalid`
*/
function parseBounds(get, label) {
	const entries = BOUND_NAMES.flatMap((name) => {
		const text = get(name)?.trim() ?? "";
		return text === "" ? [] : [[BOUND_KEYS[name], parseBound(name)(text, label(name))]];
	});
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
/** A share refers to this machine's memory. */
function memory(text) {
	const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
	if (percent === void 0) return size(text);
	return Number(percent) <= 100 ? Math.floor((0, node_os.totalmem)() * Number(percent) / 100) : void 0;
}
// src/request/parse-pairs.ts
/**
* Reads the rows of a list, one per line. Drops blanks around a row and skips empty lines. A row that begins with `"` extends
* to the next `"`, if necessary over several lines; two quotes inside mean one quote (CSV, RFC 4180, like
* docker/build-push-action). Rows can be secrets, so errors name the line and never the text.
*
* @throws ObuilderError `input-invalid` for a missing closing quote, and for text after it
*/
function readRows(list, label) {
	const lines = list.split(/\r?\n/);
	const rows = [];
	for (let next = 0; next < lines.length; next += 1) {
		const line = next + 1;
		let text = must(lines[next], "a line of a list").trim();
		if (text.startsWith("\"")) {
			text = must(lines[next], "a line of a list").trimStart().slice(1);
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
/** Whether a quoted text, without its first quote, contains an unpaired quote. */
function isClosed(text) {
	return text.replaceAll("\"\"", "").includes("\"");
}
function unquote(text, { label, line }) {
	const [, inner, after] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
	if (inner !== void 0 && after?.trim() === "") return inner.replaceAll("\"\"", "\"");
	throw badRow(label, line, "has text after its closing quote (write \"\" for a quote inside)");
}
/** The `ID=value` rows of a list. @throws ObuilderError `input-invalid` for a row without an id, and for a repeated id */
const parsePairs = (list, label) => {
	const seen = /* @__PURE__ */ new Set();
	return readRows(list, label).map(({ text, line }) => {
		const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
		if (id === void 0 || value === void 0) throw badRow(label, line, "is not of the form ID=value");
		if (seen.has(id)) throw badRow(label, line, `repeats the id ${JSON.stringify(id)}`);
		seen.add(id);
		return {
			id,
			value,
			line
		};
	});
};
function badRow(label, line, problem) {
	return new ObuilderError("input-invalid", `line ${line} of ${label} ${problem}`, { hint: "The text is not shown because it may be a secret." });
}
// src/request/parse-pull.ts
const parsePolicy = parseChoice([
	"auto",
	"always",
	"missing",
	"never"
], ["true", "false"]);
/** Takes booleans too, like the input `pull` of docker/build-push-action. */
const parsePull = (text, label) => {
	const value = asBoolean(text);
	if (value === void 0) return parsePolicy(text, label);
	return value ? "always" : "auto";
};
// src/request/limit-names.ts
/** The names of the store's limits in inputs and flags, in the order of all help texts. */
const LIMIT_NAMES = [
	"min-free-space",
	"max-used-space",
	"max-results",
	"max-age"
];
/** The field for each name. */
const LIMIT_KEYS = {
	"min-free-space": "minFree",
	"max-used-space": "maxUsed",
	"max-results": "maxResults",
	"max-age": "maxAge"
};
// src/request/prune-limits.ts
/** Refuses bare numbers except 0, because the user may mean a percentage or a size. */
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
/** In seconds. */
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
/**
* The limits of a store. Undefined if none is given.
*
* @param get the text of a limit; undefined or empty if absent
* @param label the limit's name in an error
* @throws ObuilderError `input-invalid`
*/
function parseLimits(get, label) {
	const entries = LIMIT_NAMES.flatMap((name) => {
		const text = get(name) ?? "";
		return text === "" ? [] : [[LIMIT_KEYS[name], PARSERS[name](text, label(name))]];
	});
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
// src/request/parameters.ts
/**
* Every parameter of a build, by the name of the action's input, in the order of all help texts. The inputs of action.yml
* (`npm run docs`), the tables of README.md, the flags of the command line and `--help` derive from this table.
*/
const PARAMETERS = {
	spec: {
		parse: parseText,
		help: "The spec as text. Give either `spec` or `spec-file`."
	},
	"spec-file": {
		parse: parseText,
		help: "Path of a file with the spec, relative to the workspace."
	},
	context: {
		parse: parseText,
		default: ".",
		help: "The directory for `copy`, relative to the workspace."
	},
	store: {
		parse: parseStore,
		flag: {
			kind: "text",
			value: "STORE"
		},
		default: "auto",
		help: "The place for results: `auto`, `btrfs:DIRECTORY`, `zfs:DATASET`, `overlayfs:DIRECTORY` or `copy:DIRECTORY`. `auto` picks the first option that applies: the store in the runner's variable `OBUILDER_STORE`, a btrfs pool in an image file (made on first use), overlayfs, copies. The log states the choice and the reason."
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
	},
	secrets: {
		parse: parsePairs,
		help: "Secrets for steps, one `ID=value` per line. Quote a value of several lines, `\"ID=line 1⏎line 2\"`, and double each quote inside. Values never change a step's id, except with `key-secrets`."
	},
	"secret-envs": {
		parse: (text, label) => parsePairs(text.replaceAll(",", "\n"), label),
		help: "Secrets from environment variables, one `ID=VARIABLE` per line."
	},
	"secret-files": {
		parse: parsePairs,
		help: "Secrets from files, one `ID=path` per line, relative to the workspace."
	},
	target: {
		parse: parseName,
		flag: {
			kind: "text",
			value: "NAME"
		},
		help: "Builds this nested build instead of the whole spec. Use `outer/inner` for a nested build inside another."
	},
	"key-secrets": {
		parse: parseNames,
		flag: {
			kind: "list",
			value: "ID",
			name: "key-secret"
		},
		help: "Ids of secrets whose values become part of step ids, separated by lines or commas. A new value reruns the steps with this secret and all later steps."
	},
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
		help: "Rerun only these steps and all later steps: names of nested builds, the first digits of a step's id, or `line:N` for the step in line N of the spec, separated by lines or commas."
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
	},
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
Object.keys(PARAMETERS);
/** The value of a parameter, or of the parameter's default. @throws ObuilderError `input-invalid` */
function readParameter(name, given) {
	const parameter = PARAMETERS[name];
	const text = given.text(name) || (parameter.default ?? "");
	return text === "" ? void 0 : parameter.parse(text, given.label(name));
}
// src/request/settings.ts
/**
* Reads the common parameters of action and command line.
*
* @param env the environment, for `OBUILDER_STORE`
* @throws ObuilderError `input-invalid` with the parameter's label, its text and the expectation
*/
function readSettings(given, env) {
	return {
		storeRequest: readStoreRequest(given, env),
		limits: parseLimits(given.text, given.label),
		target: readParameter("target", given),
		keySecrets: readParameter("key-secrets", given),
		noCache: readParameter("no-cache", given),
		refresh: readParameter("no-cache-filter", given),
		pull: readParameter("pull", given),
		maxParallel: readParameter("max-parallel", given),
		bounds: readBounds(given),
		userNamespace: readParameter("user-namespace", given),
		cacheScope: readParameter("cache-scope", given),
		share: readParameter("share", given),
		keepFailed: readParameter("keep-failed", given)
	};
}
/** The given bounds, without defaults: the sandbox applies defaults itself, without parsing. */
function readBounds(given) {
	return parseBounds((name) => {
		const text = given.text(name);
		return text === PARAMETERS[name].default ? "" : text;
	}, given.label);
}
/** The store: the given name, else the machine's `OBUILDER_STORE`, else `auto`. */
function readStoreRequest(given, env) {
	const store = readParameter("store", given);
	const machines = store === "auto" ? env["OBUILDER_STORE"] || void 0 : void 0;
	return {
		store: machines === void 0 ? store : parseStore(machines, "the variable OBUILDER_STORE"),
		namedBy: machines === void 0 ? given.label("store") : "OBUILDER_STORE",
		poolBytes: readParameter("store-size", given)
	};
}
// src/mask/trie.ts
/** A node with more children gets a table, because reading would search a list for each character of a text. */
const MAX_LISTED = 6;
function makeTrie(pieces) {
	const size = pieces.reduce((sum, piece) => sum + piece.length, 1);
	const ints = () => new Int32Array(size);
	const arrays = {
		unit: new Uint16Array(size),
		eldest: ints(),
		sibling: ints(),
		depth: ints()
	};
	const first = /* @__PURE__ */ new Int32Array(65536);
	const matched = ints();
	const { child, add, count } = children(arrays, first);
	for (const piece of pieces) {
		let node = 0;
		for (let index = 0; index < piece.length; index++) {
			const unit = piece.charCodeAt(index);
			const known = node === 0 ? first[unit] ?? 0 : child(node, unit);
			node = known !== 0 ? known : add(node, unit);
		}
		matched[node] = piece.length;
	}
	return {
		...arrays,
		first,
		matched,
		child,
		count: count()
	};
}
function children({ unit, eldest, sibling, depth }, first) {
	let count = 1;
	const tables = /* @__PURE__ */ new Map();
	const listed = new Uint8Array(unit.length);
	const child = (node, wanted) => {
		if ((listed[node] ?? 0) > MAX_LISTED) return tables.get(node)?.get(wanted) ?? 0;
		let at = eldest[node] ?? 0;
		while (at !== 0 && unit[at] !== wanted) at = sibling[at] ?? 0;
		return at;
	};
	const enter = (parent, node) => {
		const number = Math.min((listed[parent] ?? 0) + 1, 7);
		listed[parent] = number;
		if (number <= MAX_LISTED) return;
		const table = tables.get(parent) ?? /* @__PURE__ */ new Map();
		if (table.size === 0) for (let at = eldest[parent] ?? 0; at !== 0; at = sibling[at] ?? 0) table.set(unit[at] ?? 0, at);
		tables.set(parent, table.set(unit[node] ?? 0, node));
	};
	const add = (parent, added) => {
		const node = count++;
		unit[node] = added;
		depth[node] = (depth[parent] ?? 0) + 1;
		if (parent === 0) {
			first[added] = node;
			return node;
		}
		sibling[node] = eldest[parent] ?? 0;
		eldest[parent] = node;
		enter(parent, node);
		return node;
	};
	return {
		child,
		add,
		count: () => count
	};
}
// src/mask/automaton.ts
function makeAutomaton(pieces) {
	const trie = makeTrie([...pieces]);
	const { first, depth, matched } = trie;
	const fail = linkFailures(trie);
	const step = (node, unit) => {
		for (let at = node; at !== 0; at = fail[at] ?? 0) {
			const next = trie.child(at, unit);
			if (next !== 0) return next;
		}
		return first[unit] ?? 0;
	};
	return {
		step,
		first,
		depth,
		matched
	};
}
/** Breadth first: the failure of a node needs the failures of all shallower nodes. */
function linkFailures(trie) {
	const fail = new Int32Array(trie.count);
	const queue = new Int32Array(trie.count);
	let end = 0;
	for (const node of trie.first) if (node !== 0) queue[end++] = node;
	for (let index = 0; index < end; index++) {
		const parent = queue[index] ?? 0;
		for (let node = trie.eldest[parent] ?? 0; node !== 0; node = trie.sibling[node] ?? 0) {
			queue[end++] = node;
			const target = failureOf(trie, {
				fail,
				parent,
				unit: trie.unit[node] ?? 0
			});
			fail[node] = target;
			if (trie.matched[node] === 0) trie.matched[node] = trie.matched[target] ?? 0;
		}
	}
	return fail;
}
function failureOf(trie, { fail, parent, unit }) {
	for (let at = fail[parent] ?? 0; at !== 0; at = fail[at] ?? 0) {
		const next = trie.child(at, unit);
		if (next !== 0) return next;
	}
	return trie.first[unit] ?? 0;
}
/** The minimum length of masked base64: shorter base64 appears by chance. */
const MIN_BASE64 = 8;
/** The lines around a PEM block, such as `-----BEGIN CERTIFICATE-----`, are no secret. RFC 7468 */
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;
/** Returns a value without the blanks around it, and each of its lines; nothing shorter than four characters. */
function plainPieces(value) {
	const whole = Buffer.from(value).toString("utf8").trim();
	const secret = whole.split(/\r?\n|\r/).map((line) => line.trim()).filter((line) => line.length >= 4 && !PEM_BOUNDARY.test(line));
	const isWholeShown = whole.length >= 4 && !PEM_BOUNDARY.test(whole);
	return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}
/**
* Returns the base64 characters that depend on the value alone, for each of the three offsets of a value in a group of
* three bytes, in the alphabet of RFC 4648 §4. The reader of the text converts the other alphabet.
*/
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
/**
* Returns the texts for the runner to mask, each on a single line. From a longer text the runner would mask every line
* alone, also `{` and `}` of a JSON secret, and would then drop each output with such a character.
*/
function runnerMasks(values) {
	const masks = /* @__PURE__ */ new Set();
	for (const value of values) {
		if (Buffer.from(value).includes(0)) continue;
		for (const piece of plainPieces(value)) if (!/[\r\n\uFFFD]/.test(piece)) masks.add(piece);
	}
	return [...masks];
}
/**
* Whether GitHub's runner drops a job's output with this value: the value holds a mask, or a mask as base64 (at three
* offsets), in an expression, JSON, a URL (RFC 3986) or XML, or without the double quotes around it.
* https://github.com/actions/runner, HostContext and ValueEncoders
*/
function runnerDrops(masks) {
	if (masks.length === 0) return () => false;
	const automaton = makeAutomaton(masks.flatMap((mask) => [mask, ...encodings(mask)]));
	return (value) => {
		let node = 0;
		for (let index = 0; index < value.length; index++) {
			node = automaton.step(node, value.charCodeAt(index));
			if ((automaton.matched[node] ?? 0) > 0) return true;
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
// src/action/secrets.ts
/**
* All secrets, from the inputs `secrets` (values), `secret-envs` (names of variables) and `secret-files` (paths).
*
* @throws ObuilderError `input-invalid` for a malformed row and for a repeated id
*/
function readSecrets(given, runner) {
	const sources = {
		secrets: ({ value }) => Buffer.from(value),
		"secret-envs": (row) => fromVariable(row, runner),
		"secret-files": (row) => fromFile$1(row, runner)
	};
	const secrets = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
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
function fromVariable({ id, value }, { env, onMissing }) {
	const text = env[value.trim()];
	if (text !== void 0) return Buffer.from(text);
	onMissing(new ObuilderError("secret-missing", `could not read secret ${id}: the variable ${value} is not set`, {
		value,
		hint: "Set it with env: at the step that uses the action."
	}));
}
function fromFile$1({ id, value }, { workspace, onMissing }) {
	const file = node_path.default.resolve(workspace, value);
	try {
		return (0, node_fs.readFileSync)(file);
	} catch (cause) {
		onMissing(new ObuilderError("secret-missing", `could not read secret ${id} from the file ${value}: ${cause.code ?? "unknown"}`, {
			value: file,
			hint: "Relative paths start from the workspace.",
			cause
		}));
		return;
	}
}
/** The texts for the runner to mask, from secrets with an id in the spec. Steps cannot get other secrets. */
function maskedTexts(secrets, specText) {
	return runnerMasks([...secrets].filter(([id]) => specText.includes(id)).map(([, bytes]) => bytes));
}
// src/action/spec-source.ts
/** The spec, from either input `spec` or input `spec-file`. @throws ObuilderError `input-invalid`, `spec-invalid` */
function readSpec(given, workspace) {
	const text = readParameter("spec", given);
	const file = readParameter("spec-file", given);
	if (text !== void 0 && file !== void 0) throw new ObuilderError("input-invalid", `inputs spec and spec-file (${JSON.stringify(file)}) are both given`, {
		value: file,
		hint: "Give only one of the two."
	});
	if (text !== void 0) return {
		text,
		name: "spec",
		isFile: false
	};
	if (file !== void 0) return fromFile(file, {
		given,
		workspace
	});
	throw new ObuilderError("input-invalid", "neither input spec nor input spec-file is given", { hint: "Write the spec into the workflow with \"spec:\", or name its file with \"spec-file:\"." });
}
function fromFile(file, { given, workspace }) {
	const absolute = node_path.default.resolve(workspace, file);
	const relative = node_path.default.relative(workspace, absolute);
	const name = relative.startsWith("..") ? absolute : relative;
	return {
		text: decode(read(absolute), file),
		name,
		isFile: true
	};
	function read(absolute) {
		try {
			return (0, node_fs.readFileSync)(absolute);
		} catch (cause) {
			const expected = `a readable file (${cause.code ?? "unknown"}: ${absolute})`;
			throw invalidValue(file, given.label("spec-file"), { expected });
		}
	}
}
function decode(bytes, file) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new ObuilderError("spec-invalid", `the spec ${file} is not UTF-8`, {
			value: file,
			cause
		});
	}
}
/** The absolute path of the context. @throws ObuilderError `input-invalid` if it is not a directory */
function readContext(given, workspace) {
	const context = readParameter("context", given);
	const absolute = node_path.default.resolve(workspace, context);
	if ((0, node_fs.statSync)(absolute, { throwIfNoEntry: false })?.isDirectory()) return absolute;
	const expected = `a directory (${absolute} is not a directory)`;
	throw invalidValue(context, given.label("context"), { expected });
}
// src/action/inputs.ts
/** The inputs as texts for the table of parameters. */
const givenInputs = (get) => ({
	text: get,
	label: (name) => `input ${name}`
});
/** Reads all inputs once. @throws ObuilderError `input-invalid` with the input's name, its text and the expectation */
function readInputs({ get, env, workspace, onMissing }) {
	const given = givenInputs(get);
	return {
		...readSettings(given, env),
		spec: readSpec(given, workspace),
		context: readContext(given, workspace),
		secrets: readSecrets(given, {
			env,
			workspace,
			onMissing
		}),
		origin: originOf(env),
		install: readParameter("install", given)
	};
}
// src/action/install-log.ts
/** The log of a package installation: one group. Workflow commands from packages' scripts have no effect. */
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
// src/action/outputs.ts
/** The action's own outputs. A step's output of the same name does not replace the action's. */
const FIXED_OUTPUTS = [
	"id",
	"cache-hit",
	"steps",
	"outputs"
];
/** GitHub's limit for one output of a job, in bytes. */
const MAX_OUTPUT_BYTES = 1048576;
const MAX_OPERATION = 200;
/** All outputs of the action. `masks`: the texts hidden by the runner. */
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
		...named
	];
	return {
		values,
		warnings: [
			...steps.warnings,
			...all.warnings,
			...given.flatMap(([name]) => nameWarnings(name)),
			...values.filter(([, value]) => isDropped(value)).map(([name]) => skipped(name))
		]
	};
}
/** `steps`. If too large, shortens operations, then drops the last steps, and warns about both. */
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
	return operation.length <= MAX_OPERATION ? operation : `${operation.slice(0, 199)}…`;
}
/** `outputs`. If too large, drops the largest values until the rest fits. */
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
/** Names in GitHub's expressions are case-insensitive. */
function isFree(name) {
	return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}
/** Expressions cannot contain other names, and the runner would misread a few. */
function isName(name) {
	return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}
function nameWarnings(name) {
	if (!isFree(name)) return [`A step wrote an output ${name}, but the action has an output of this name. Read the value from the output "outputs".`];
	if (isName(name)) return [];
	return [`${JSON.stringify(name)} is not a valid name for an output of a job step. Read the value from the output "outputs".`];
}
function skipped(name) {
	return `Output ${name} contains a secret, so GitHub does not pass the value to other jobs.`;
}
// src/host/process/info.ts
/** Returns the real user id of this process. */
const ownUid = () => must(process.getuid?.(), "the user id of this process");
// src/action/place.ts
/** Directories of system programs, for users with a short PATH. */
const SYSTEM_DIRECTORIES = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin",
	"/sbin",
	"/bin"
];
/** PATH, followed by the system's directories. */
function fullPath(pathVariable) {
	const given = (pathVariable ?? "").split(":").filter((directory) => directory !== "");
	return [.../* @__PURE__ */ new Set([...given, ...SYSTEM_DIRECTORIES])].join(":");
}
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
/** The variables that the worker gets: none can hold a secret. */
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
// src/request/user-settings.ts
const PROXY_VARIABLES = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY"
];
/**
* The user's settings for reaching registries. Part of the request because sudo drops the variables. An empty variable counts as
* unset.
*/
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
/** The request to the worker. */
function buildRequest({ spec, secrets, ...inputs }, env) {
	const encoded = [...secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]);
	return {
		...inputs,
		version: 1,
		spec: {
			text: spec.text,
			file: spec.name
		},
		secrets: Object.fromEntries(encoded),
		...userSettings(env)
	};
}
// src/action/state.ts
/** All keys of the state from main to post. */
const KEYS = {
	workerPid: "worker-pid",
	workerStart: "worker-start"
};
function saveWorker({ pid, start }) {
	saveState(KEYS.workerPid, pid);
	saveState(KEYS.workerStart, start);
}
// src/host/process/start.ts
/**
* Starts a program. A program that ends without reading its stdin is no error: only its exit counts.
*
* @throws ObuilderError `tool-failed` if the system refuses at once, for example for too long arguments
*/
function startProgram(file, args, options) {
	const { stdio, env, cwd = "/", detached } = options;
	const { spawn } = childProcess();
	const child = starting(file, cwd, () => spawn(file, args, {
		stdio: [...stdio],
		env: { ...env },
		cwd,
		detached
	}));
	child.stdin?.on("error", () => void 0);
	const ended = new Promise((resolve, reject) => {
		child.on("error", (cause) => {
			if (child.pid === void 0) reject(asStartError(file, cause, cwd));
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
/**
* Starts a program with pipes for stdin, stdout and stderr, in the root directory and in a session of its own. Signals of a terminal or
* runner to this process's group do not reach the child, so only the end of stdin tells the child of our end.
*/
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
/** Splits a stream of text into lines in linear time: joins the pieces of a line only once. */
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
/** The types of each event's fields, as far as this program relies on the fields. */
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
	notice: { message: "string" },
	warning: { message: "string" },
	done: { report: "object" },
	failed: {
		error: "object",
		steps: "object"
	}
};
/** Parses a line of the worker's stdout. @throws ObuilderError `internal` with the line's beginning */
function parseWorkerEvent(line) {
	const event = parseJson(line);
	if (isEvent(event)) return event;
	throw new ObuilderError("internal", "the worker wrote a line that is no event", {
		value: line.length > 200 ? `${line.slice(0, 200)}…` : line,
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
/** A runner waits 7.5 s after SIGINT. */
const GRACE_MS = 5e3;
/**
* Runs one build in a worker process: writes the request to stdin and reads events from stdout, as lines of JSON. To cancel, ends
* stdin and waits: the worker stops the step within a second and leaves a clean store. If not, kills the worker; the next build
* repairs the store.
*
* @throws ObuilderError `not-root` if sudo refuses, `tool-missing` for a missing program, `internal` if the worker writes anything
*   but events or ends without a final event (with the end of stderr)
*/
async function startWorker(options) {
	if (options.signal?.aborted) return { kind: "cancelled" };
	const [file = "", ...args] = options.command;
	const stopping = Promise.withResolvers();
	const heard = listener(options.onEvent);
	const child = startChild(file, args, {
		env: options.env,
		onLine: (line) => {
			const wait = heard.line(line);
			if (heard.last !== void 0) child.endInput();
			if (heard.broken !== void 0) stopping.resolve();
			return wait instanceof Promise ? Promise.race([wait, stopping.promise]) : void 0;
		}
	});
	child.write(`${JSON.stringify(options.request)}\n`);
	const stop = () => stopping.resolve();
	options.signal?.addEventListener("abort", stop, { once: true });
	try {
		return await conclude$1(await Promise.race([child.exit, stopping.promise.then(() => endChild(child, options))]), {
			heard,
			child,
			options
		});
	} catch (error) {
		throw whyNotStarted(error, options);
	} finally {
		options.signal?.removeEventListener("abort", stop);
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
/** Ends a child's stdin, then the child by force. Returns undefined if the child survives. */
async function endChild(child, { graceMs = GRACE_MS }) {
	const giveUp = (limitMs) => (0, node_timers_promises.setTimeout)(limitMs, void 0, { ref: false });
	child.endInput();
	const exit = await Promise.race([child.exit, giveUp(graceMs)]);
	if (exit !== void 0) return exit;
	return child.kill("SIGKILL") ? Promise.race([child.exit, giveUp(1e3)]) : void 0;
}
async function conclude$1(exit, { heard, child, options }) {
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
	if (options.signal?.aborted || heard.last?.error.code === "cancelled") return { kind: "cancelled" };
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
/** Sudo's list of allowed programs includes programs for which sudo asks for a password. */
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
// src/action/run.ts
var run_exports = /* @__PURE__ */ __exportAll({ runAction: () => runAction });
/** A shell's exit status for a program ended by SIGINT. */
const CANCELLED = 130;
/** Runs the action, except post. Returns the process's exit status: 0 built, 1 failed, 130 cancelled. */
async function runAction(entry) {
	const cancel = new AbortController();
	const onSignal = () => cancel.abort();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal);
	try {
		const place = readPlace(entry, process.env);
		const inputs = readInputs({
			get: getInput,
			env: place.env,
			workspace: place.workspace,
			onMissing: (why) => info(`Steps with this secret will fail: ${errorText(why)}`)
		});
		for (const text of maskedTexts(inputs.secrets, inputs.spec.text)) setSecret(text);
		return await build(inputs, place, cancel.signal);
	} catch (error) {
		setFailed(errorText(asObuilderError(error)));
		return 1;
	}
}
async function build(inputs, place, signal) {
	const start = performance.now();
	const specFile = inputs.spec.isFile ? inputs.spec.name : void 0;
	const reporter = actionsReporter({
		newToken: node_crypto.randomUUID,
		specFile,
		enter: (id) => enterFailed(id, inputs, place)
	});
	const events = recorder();
	const installation = installLog();
	const onEvent = (event) => {
		if (event.type === "hello") {
			rememberWorker(event);
			return;
		}
		if (isInstallEvent(event)) return writePaced(installation(event));
		events.add(event);
		return writePaced(reporter.event(event));
	};
	const env = workerEnvironment(place);
	const { command, notice } = await workerCommand({
		uid: place.uid,
		node: process.execPath,
		cli: place.cli,
		env
	});
	if (notice !== void 0) info(notice);
	const request = buildRequest(inputs, place.env);
	const close = () => process.stdout.write(reporter.finish());
	const exit = await startWorker({
		request,
		command,
		onEvent,
		user: place.user,
		env,
		signal
	}).finally(close);
	const seconds = (performance.now() - start) / 1e3;
	return conclude(exit, {
		inputs,
		place,
		record: events.record(),
		seconds
	});
}
/** For post, which ends a surviving worker. Only warns on failure: this precaution must not fail a build. */
function rememberWorker(mark) {
	try {
		saveWorker(mark);
	} catch (error) {
		warning(`Could not record the worker for the end of the job: ${asObuilderError(error).message}`);
	}
}
function conclude(exit, ended) {
	writeSummary(ended, exit.kind === "cancelled");
	switch (exit.kind) {
		case "built":
			setOutputs(exit.report, ended);
			return 0;
		case "failed":
			setOutputs({
				id: "",
				cacheHit: false,
				steps: stepReports(ended.record),
				outputs: {}
			}, ended);
			setFailed(`The build failed: ${errorText(exit.error)}`);
			return 1;
		case "cancelled":
			info("The build was cancelled. Finished steps are kept.");
			if (exit.alive !== void 0) warning(`The worker, process ${exit.alive}, has not ended yet.`);
			return CANCELLED;
	}
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
function setOutputs(outputs, { inputs }) {
	const { values, warnings } = actionOutputs(outputs, maskedTexts(inputs.secrets, inputs.spec.text));
	for (const [name, value] of values) setOutput(name, value);
	for (const text of warnings) warning(text);
}
/** Only warns if writing fails. */
function writeSummary({ inputs, place, record, seconds }, cancelled) {
	const file = place.env["GITHUB_STEP_SUMMARY"];
	if (!file) return;
	const again = buildAgain(inputs, place);
	const inspect = (id) => inspectResult(id, inputs, place);
	const print = (id) => printSummary(id, inputs, place);
	const enter = (id) => enterFailed(id, inputs, place);
	try {
		(0, node_fs.appendFileSync)(file, summary(record, {
			seconds,
			cancelled,
			again,
			inspect,
			printSummary: print,
			enter
		}), { mode: 384 });
	} catch (error) {
		warning(`Could not write the job summary: ${asObuilderError(error).message}`);
	}
}
Object.defineProperty(exports, "run_exports", ({
	enumerable: true,
	get: function() {
		return run_exports;
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