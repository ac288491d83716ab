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
* Writes to stdout. Where its reader is slower than we are, the promise settles once the reader has caught up: whoever goes on
* before that keeps all of it in memory.
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
	const blanks = /^[ \t]*/.exec(line)?.[0] ?? "";
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
	return `${" ".repeat(blank)}${"█".repeat(Math.floor(eighths / 8))}${PARTS[eighths % 8] ?? ""}`;
}
// src/report/summary/summary.ts
/** GitHub drops a summary of more than 1 MiB; the difference is for other text of the same step. */
const MAX_SUMMARY_BYTES = 921600;
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
		...stepTable(record.steps, MAX_SUMMARY_BYTES - taken),
		...rest
	].join("\n\n");
	return `${[own, ...stepSummaries(record.steps, {
		room: MAX_SUMMARY_BYTES - bytes$1(own),
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
// src/host/process/child-process.ts
/** Node's module that starts processes. The first process loads the module, since that takes 5 ms which a cached build saves. */
const childProcess = () => process.getBuiltinModule("node:child_process");
// src/host/process/missing.ts
/** The Debian packages of programs, as far as their names differ. */
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
/** Programs whose packages have the same name. */
const SAME = /* @__PURE__ */ new Set([
	"mount",
	"runc",
	"sudo",
	"tar"
]);
/** The error for a program that this machine lacks. It names the package to install as far as we know one. */
function asMissingTool(program, cause) {
	const name = node_path.default.basename(program);
	const known = SAME.has(name) ? name : PACKAGES[name];
	return new ObuilderError("tool-missing", `the program ${program} is not installed`, {
		program,
		hint: known === void 0 ? `Install the package that has ${name}.` : `Install it: apt-get install ${known}.`,
		cause
	});
}
/** Starts a program. Node throws some errors of the system at once, such as E2BIG, and reports others later. */
function starting(program, cwd, start) {
	try {
		return start();
	} catch (cause) {
		throw cause instanceof Error ? asStartError(program, cause, cwd) : cause;
	}
}
/**
* The error for a program that cannot be started.
*
* @param cwd the directory in which it was to start: the kernel reports a missing one in the same way
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
const MAX_OUTPUT_BYTES = 67108864;
/**
* Runs a program to its end and gives its stdout. Its messages are in plain English whatever the locale, so that people who
* help each other see the same words.
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
		maxBuffer: MAX_OUTPUT_BYTES
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
/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
function asRoot(command, uid) {
	return uid === 0 ? command : [...SUDO, ...command];
}
const isBySudo = (command) => command[0] === SUDO[0];
/**
* Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`: what a program writes to stderr may be
* anybody's words, and sudo itself warns there and goes on.
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
/** What to do where root cannot be had. */
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
/** The error for a user whom sudo does not let run the worker. */
function sudoRefuses({ user, command }, stderr) {
	const program = command.slice(SUDO.length).join(" ");
	return new ObuilderError("not-root", `the build needs root, and sudo does not let ${user} run ${program} without a password${stderr === "" ? "" : `\n${stderr}`}`, {
		value: program,
		hint: rootHint(user)
	});
}
// src/host/text-file.ts
/** The text of a file of the system or of this program; undefined if the file is missing or this process may not read it. */
function textOf(file) {
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch {
		return;
	}
}
// src/request/program.ts
/** What sudo lets a runner start: root's own copy of the worker, without arguments. `doctor --install` puts it there. */
const PROGRAM = "/usr/local/sbin/obuilder-worker";
/** How the program's text names its version. */
const VERSION_LINE = "# version: ";
/** The version of the program that is installed; undefined where there is none. */
function installedVersion() {
	return (textOf("/usr/local/sbin/obuilder-worker")?.split("\n") ?? []).find((line) => line.startsWith(VERSION_LINE))?.slice(11);
}
/** The version of the bundled command line `cli`, which its build wrote beside it; undefined for a source tree. */
function versionOf(cli) {
	return textOf(node_path.default.join(node_path.default.dirname(cli), "version"))?.trim();
}
/**
* The command that starts the worker. A user who is not root starts root's copy where that is installed, else the action's own
* command line, which takes a rule that allows everything.
*
* @throws ObuilderError `not-root` where the copy is of another version and sudo allows nothing else
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
	const difference = `${PROGRAM} is of version ${installed}, but this action is of version ${wanted}`;
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
// src/report/shell-words.ts
/** Quotes words so that a POSIX shell splits the line into exactly these words. */
function shellWords(words) {
	return words.map(quote).join(" ");
}
function quote(word) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/action/again.ts
/** Digits of an id in a command to be copied: no other id begins with these. */
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
/** The command that builds the same from a shell; undefined for a spec that is in no file. */
function buildAgain(inputs, place) {
	if (!inputs.spec.isFile) return void 0;
	const options = [
		`--store=${inputs.store}`,
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
/** The command that tells of a result and where its files are. */
function inspectResult(id, inputs, place) {
	return shellCommand(place, [
		"inspect",
		id,
		`--store=${inputs.store}`
	]);
}
/** The command that prints what a step wrote to its summary. */
function printSummary(id, inputs, place) {
	return shellCommand(place, [
		"logs",
		id.slice(0, SHOWN_DIGITS),
		"--summary",
		`--store=${inputs.store}`
	]);
}
/** The command that gives a shell in the files of a failed step that was kept. */
function enterFailed(id, { store }, { uid, cli }) {
	const words = [
		process.execPath,
		cli,
		"shell",
		id.slice(0, SHOWN_DIGITS),
		`--store=${store}`
	];
	return shellWords(uid === 0 ? words : ["sudo", ...words]);
}
// src/request/origin.ts
/** The origin of a job; none outside of one, in a shell for example. */
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
/** GitHub's largest event is 25 MB. */
const LARGEST = 32 * 1024 ** 2;
/** The event's own data; undefined where there is none, or what is there is no such file. */
function readPayload(file) {
	if (!file) return void 0;
	try {
		const descriptor = (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK | node_fs.constants.O_NOCTTY);
		try {
			const stats = (0, node_fs.fstatSync)(descriptor);
			if (!stats.isFile() || stats.size > LARGEST) return void 0;
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
/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
* The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
* them. A number without a unit is bytes. Undefined for what is no size.
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
/** The seconds that a time such as `30d`, `12h` or `45m` means; undefined for what is none. */
function seconds(text) {
	if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return void 0;
	const time = (0, import_ms.default)(text.trim());
	return Number.isFinite(time) ? time / 1e3 : void 0;
}
// src/request/step-bounds.ts
/** The names that inputs, flags and the owner's file share, in the order in which help texts tell them. */
const BOUND_NAMES = [
	"memory",
	"cpus",
	"pids",
	"step-timeout",
	"log-size"
];
/** The field that each name sets. */
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
/** A runtime cannot start a step with less memory or fewer processes. */
const KINDS = {
	memory: {
		parse: memory,
		least: 32 * MIB,
		expected: "a size of 32 MB or more, such as 8GB, or a share, such as 50%"
	},
	cpus: {
		parse: number,
		least: .01,
		expected: "a number of CPUs, such as 2 or 1.5"
	},
	pids: {
		parse: whole,
		least: 32,
		expected: "a whole number, 32 or more"
	},
	"step-timeout": {
		parse: seconds,
		least: 1,
		expected: "a time of a second or more, such as 90m or 2h"
	},
	"log-size": {
		parse: size,
		least: 1024,
		expected: "a size of 1 kB or more, such as 200MB"
	}
};
/** What a step gets where nothing is asked for, as action.yml tells it. */
const BOUND_DEFAULTS = {
	memory: "80%",
	cpus: "max",
	pids: "16384",
	"step-timeout": "6h",
	"log-size": "1GB"
};
/**
* The bounds for steps that inputs or flags give, undefined where they give none. `max` and `0` mean no bound.
*
* @param get the text of one of them, undefined or empty where it was not given
* @param label what an input or a flag is called in an error
* @throws ObuilderError `input-invalid`
*/
function parseBounds(get, label) {
	const entries = BOUND_NAMES.flatMap((name) => {
		const text = get(name)?.trim() ?? "";
		return text === "" ? [] : [[BOUND_KEYS[name], parseBound(text, KINDS[name], label(name))]];
	});
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
function parseBound(text, { parse, least, expected }, label) {
	if (text === "max" || /^0+$/.test(text)) return "none";
	const value = parse(text);
	if (value !== void 0 && Number.isFinite(value) && value >= least) return value;
	const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
	throw new ObuilderError("input-invalid", `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
		value: shown,
		hint: "Write max for no bound."
	});
}
/** A share is of this machine's memory. */
function memory(text) {
	const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
	if (percent === void 0) return size(text);
	return Number(percent) <= 100 ? Math.floor((0, node_os.totalmem)() * Number(percent) / 100) : void 0;
}
// src/request/pool-size.ts
const SMALLEST = 256 * 1024 ** 2;
/**
* The size of a pool, such as `50GB`.
*
* @param name what to call the input or flag in an error
* @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
*/
function parsePoolSize(text, name) {
	const size = byteSize(text);
	if (size === void 0) throw new ObuilderError("input-invalid", `${name} is not a size: ${JSON.stringify(text)}`, {
		value: text,
		hint: "Write a number and a unit, for example 50GB."
	});
	if (size >= SMALLEST) return size;
	throw new ObuilderError("input-invalid", `${name} is too small for a pool: ${text}`, {
		value: text,
		hint: "A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing."
	});
}
// src/request/prune-limits.ts
/**
* The limits that inputs or flags give, undefined where they give none.
*
* @param get the text of one of them, undefined or empty where it was not given
* @throws ObuilderError `input-invalid`
*/
function parseLimits(get, label) {
	const read = (name, parse) => {
		const text = get(name);
		return text === void 0 || text === "" ? void 0 : parse(text, label(name));
	};
	const limits = {
		minFree: read("min-free-space", parseAmount),
		maxUsed: read("max-used-space", parseAmount),
		maxResults: read("max-results", parseCount),
		maxAge: read("max-age", parseAge)
	};
	return Object.values(limits).every((limit) => limit === void 0) ? void 0 : limits;
}
/** A share such as `10%`, or a size such as `20GB`. A bare number but 0 is as likely to be meant as either. */
function parseAmount(text, label) {
	const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
	if (percent !== void 0 && Number(percent) <= 100) return { share: Number(percent) / 100 };
	const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? byteSize(text) : void 0;
	if (size !== void 0) return { bytes: size };
	throw bad(text, `${label} is neither a share nor a size`, "Write for example 10% or 20GB.");
}
function parseCount(text, label) {
	if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text);
	throw bad(text, `${label} is not a number of results`, "Write a whole number, for example 2000.");
}
/** In seconds. */
function parseAge(text, label) {
	const age = seconds(text);
	if (age !== void 0) return age;
	throw bad(text, `${label} is not a time`, "Write a number and a unit, for example 30d, 12h or 45m.");
}
function bad(text, what, hint) {
	const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
	return new ObuilderError("input-invalid", `${what}: ${JSON.stringify(shown)}`, {
		value: shown,
		hint
	});
}
// src/request/user-namespace-mode.ts
const MODES = [
	"auto",
	"always",
	"never"
];
/**
* The mode that an input or a flag names, `auto` where it is not given.
*
* @throws ObuilderError `input-invalid` naming it
*/
function parseUserNamespace(value, name) {
	if (value === void 0 || value === "") return "auto";
	const mode = MODES.find((known) => known === value);
	if (mode !== void 0) return mode;
	throw new ObuilderError("input-invalid", `${name} is none of ${MODES.join(", ")}: ${value.slice(0, 200)}`, { value: value.slice(0, 200) });
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
// src/action/lists.ts
/**
* Reads the rows of a list input: one a line, blanks around it dropped, empty lines skipped. A row that begins with `"` goes
* to the next `"`, over several lines where need be; two quotes in it mean one (CSV, RFC 4180, as docker/build-push-action
* has it). Rows may be secrets, so errors tell the line and never the text.
*
* @throws ObuilderError `input-invalid` for a quote without an end, and for text behind one
*/
function readRows(input, name) {
	const lines = input.split(/\r?\n/);
	const rows = [];
	for (let next = 0; next < lines.length; next += 1) {
		const line = next + 1;
		let text = must(lines[next], "a line of an input").trim();
		if (text.startsWith("\"")) {
			text = must(lines[next], "a line of an input").trimStart().slice(1);
			while (!isClosed(text)) {
				next += 1;
				const more = lines[next];
				if (more === void 0) throw badRow(name, line, "begins with a quote (\") that nothing ends");
				text += `\n${more}`;
			}
			rows.push({
				text: unquote(text, {
					name,
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
/** Whether a quoted text, without its first quote, has a quote that is not one of two. */
function isClosed(text) {
	return text.replaceAll("\"\"", "").includes("\"");
}
function unquote(text, { name, line }) {
	const [, inner, behind] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
	if (inner !== void 0 && behind?.trim() === "") return inner.replaceAll("\"\"", "\"");
	throw badRow(name, line, "has text behind its closing quote (write \"\" for a quote inside)");
}
/** The `ID=value` rows of an input. @throws ObuilderError `input-invalid` for a row without an id, or an id given twice */
function readPairs(input, name) {
	const seen = /* @__PURE__ */ new Set();
	return readRows(input, name).map(({ text, line }) => {
		const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
		if (id === void 0 || value === void 0) throw badRow(name, line, "is not of the form ID=value");
		if (seen.has(id)) throw badRow(name, line, `gives ${JSON.stringify(id)} a second time`);
		seen.add(id);
		return {
			id,
			value,
			line
		};
	});
}
function badRow(name, line, what) {
	return new ObuilderError("input-invalid", `line ${line} of input ${name} ${what}`, { hint: "Its text is not shown, since it may be a secret." });
}
// src/action/secrets.ts
/**
* All secrets, from the inputs `secrets` (values), `secret-envs` (names of variables) and `secret-files` (paths).
*
* @throws ObuilderError `input-invalid` for a row that cannot be read and for an id that is given twice
*/
function readSecrets(get, places) {
	const given = [
		...readPairs(get("secrets"), "secrets").map((row) => ({
			...row,
			input: "secrets",
			bytes: Buffer.from(row.value)
		})),
		...readPairs(get("secret-envs").replaceAll(",", "\n"), "secret-envs").map((row) => ({
			...row,
			input: "secret-envs",
			bytes: fromVariable(row, places)
		})),
		...readPairs(get("secret-files"), "secret-files").map((row) => ({
			...row,
			input: "secret-files",
			bytes: fromFile$1(row, places)
		}))
	];
	const secrets = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	for (const { id, input, line, bytes } of given) {
		if (seen.has(id)) throw badRow(input, line, `gives ${JSON.stringify(id)}, which another input gives too`);
		seen.add(id);
		if (bytes !== void 0) secrets.set(id, bytes);
	}
	return secrets;
}
function fromVariable({ id, value }, { env, onMissing }) {
	const text = env[value.trim()];
	if (text !== void 0) return Buffer.from(text);
	onMissing(new ObuilderError("secret-missing", `secret ${id} is to come from the variable ${value}, which is not set`, {
		value,
		hint: "Set it with env: at the step that uses the action."
	}));
}
function fromFile$1({ id, value }, { workspace, onMissing }) {
	const file = node_path.default.resolve(workspace, value);
	try {
		return (0, node_fs.readFileSync)(file);
	} catch (cause) {
		onMissing(new ObuilderError("secret-missing", `the file ${value} of secret ${id} cannot be read (${cause.code ?? "unknown"})`, {
			value: file,
			hint: "Relative paths are relative to the workspace.",
			cause
		}));
		return;
	}
}
/** The texts that the runner is to mask: of the secrets whose ids are in the spec's text, because others are given to no step. */
function maskedTexts(secrets, specText) {
	return runnerMasks([...secrets].filter(([id]) => specText.includes(id)).map(([, bytes]) => bytes));
}
// src/action/values.ts
/** The one form of error for an input: its name, its value and what is expected instead. */
function badInput(name, value, expected) {
	const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
	return new ObuilderError("input-invalid", `input ${name} is ${JSON.stringify(shown)}: expected ${expected}`, { value: shown });
}
/** The booleans of YAML 1.2's core schema, as other actions take them; undefined for anything else. */
function parseBoolean(text) {
	if ([
		"true",
		"True",
		"TRUE"
	].includes(text)) return true;
	return [
		"false",
		"False",
		"FALSE"
	].includes(text) ? false : void 0;
}
function booleanInput(get, name, whenEmpty) {
	const value = get(name);
	if (value === "") return whenEmpty;
	const parsed = parseBoolean(value);
	if (parsed === void 0) throw badInput(name, value, "true or false");
	return parsed;
}
const PULL = [
	"auto",
	"always",
	"missing",
	"never"
];
function pullInput(get) {
	const value = get("pull");
	const asBoolean = parseBoolean(value);
	if (value === "" || asBoolean === false) return "auto";
	if (asBoolean) return "always";
	const policy = PULL.find((name) => name === value);
	if (policy === void 0) throw badInput("pull", value, `one of ${PULL.join(", ")}, true, false`);
	return policy;
}
function maxParallelInput(get) {
	const value = get("max-parallel");
	if (value === "") return void 0;
	if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
	throw badInput("max-parallel", value, "a number from 1 to 9999");
}
/** Which store, and who named it: the input, else the machine's owner in the runner's environment, else it is `auto`. */
function storeInput(get, ownersStore) {
	const value = get("store") || "auto";
	const isOwners = value === "auto" && Boolean(ownersStore);
	const store = (isOwners ? ownersStore : void 0) ?? value;
	const namedBy = isOwners ? "OBUILDER_STORE" : "input store";
	if (store === "auto" || /^[a-z][a-z0-9-]*:./.test(store)) return {
		store,
		namedBy
	};
	const expected = "auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder";
	if (!isOwners) throw badInput("store", store, expected);
	throw new ObuilderError("input-invalid", `OBUILDER_STORE of this runner is ${JSON.stringify(store)}: expected ${expected}`, { value: store });
}
/** Names, one a line or with commas between them; undefined where there is none. */
function listInput(get, name) {
	const given = get(name).split(/[\n,]/).map((value) => value.trim()).filter((value) => value !== "");
	return given.length === 0 ? void 0 : given;
}
/** A name that may be part of a path or a log. */
function wordInput(get, name) {
	const value = get(name);
	if (value === "") return void 0;
	if (value.length <= 200 && !/\p{Cc}/u.test(value)) return value;
	throw badInput(name, value, "at most 200 characters on one line");
}
// src/action/spec-source.ts
/** The spec, from exactly one of the inputs `spec` and `spec-file`. @throws ObuilderError `input-invalid`, `spec-invalid` */
function readSpec(get, workspace) {
	const text = get("spec");
	const file = get("spec-file");
	if (text !== "" && file !== "") throw new ObuilderError("input-invalid", `inputs spec and spec-file (${JSON.stringify(file)}) are both given`, {
		value: file,
		hint: "Give one of them."
	});
	if (text !== "") return {
		text,
		name: "spec",
		isFile: false
	};
	if (file !== "") return fromFile(file, workspace);
	throw new ObuilderError("input-invalid", "neither input spec nor input spec-file is given", { hint: "Write the spec into the workflow with \"spec:\", or name its file with \"spec-file:\"." });
}
function fromFile(file, workspace) {
	const absolute = node_path.default.resolve(workspace, file);
	const relative = node_path.default.relative(workspace, absolute);
	const name = relative.startsWith("..") ? absolute : relative;
	return {
		text: decode(read(file, absolute), file),
		name,
		isFile: true
	};
}
function read(file, absolute) {
	try {
		return (0, node_fs.readFileSync)(absolute);
	} catch (cause) {
		throw badInput("spec-file", file, `a file that can be read (${cause.code ?? "unknown"}: ${absolute})`);
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
/** The context's directory, absolute. @throws ObuilderError `input-invalid` where there is none */
function readContext(get, workspace) {
	const context = get("context") || ".";
	const absolute = node_path.default.resolve(workspace, context);
	if ((0, node_fs.statSync)(absolute, { throwIfNoEntry: false })?.isDirectory()) return absolute;
	throw badInput("context", context, `a directory (${absolute} is none)`);
}
// src/action/inputs.ts
/** Reads all inputs once. @throws ObuilderError `input-invalid` naming the input, its value and what is expected */
function readInputs({ get, env, workspace, onMissing }) {
	const size = get("store-size");
	const { store, namedBy } = storeInput(get, env["OBUILDER_STORE"]);
	return {
		spec: readSpec(get, workspace),
		context: readContext(get, workspace),
		store,
		storeNamedBy: namedBy,
		poolBytes: size === "" ? void 0 : parsePoolSize(size, "input store-size"),
		limits: parseLimits(get, (name) => `input ${name}`),
		bounds: parseBounds((name) => get(name) === BOUND_DEFAULTS[name] ? "" : get(name), (name) => `input ${name}`),
		secrets: readSecrets(get, {
			env,
			workspace,
			onMissing
		}),
		target: wordInput(get, "target"),
		noCache: booleanInput(get, "no-cache", false),
		pull: pullInput(get),
		maxParallel: maxParallelInput(get),
		userNamespace: parseUserNamespace(get("user-namespace"), "input user-namespace"),
		origin: originOf(env),
		cacheScope: wordInput(get, "cache-scope"),
		share: wordInput(get, "share"),
		refresh: listInput(get, "no-cache-filter"),
		keySecrets: listInput(get, "key-secrets"),
		keepFailed: booleanInput(get, "keep-failed", true),
		install: booleanInput(get, "install", true)
	};
}
// src/action/install-log.ts
/** The text of a job's log for an installation of packages: one group, and no workflow command from a package's scripts. */
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
/** Outputs of the action itself; a step's output of the same name does not replace them. */
const FIXED_OUTPUTS = [
	"id",
	"cache-hit",
	"steps",
	"outputs"
];
/** What a job may hand on in one output on GitHub, in bytes. */
const LARGEST_OUTPUT = 1048576;
const LONGEST_OPERATION = 200;
/** The action's outputs in full. `masks`: the texts that the runner masks. */
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
/** `steps`: operations are shortened first, then steps are left out from the end, and either is told. */
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
	const warning = `Output steps is larger than the 1 MB that GitHub takes: long operations are shortened${left === 0 ? "" : ` and the last ${left} of ${texts.length} steps are left out`}.`;
	return {
		text: `[${kept.join(",")}]`,
		warnings: [warning]
	};
}
function shorten(operation) {
	return operation.length <= LONGEST_OPERATION ? operation : `${operation.slice(0, 199)}…`;
}
/** `outputs`: the largest values are left out until the rest fits. */
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
	const warning = `Output outputs is larger than the 1 MB that GitHub takes, so it lacks ${smallestFirst.slice(kept.length).map(([name]) => name).join(", ")}.`;
	return {
		text: JSON.stringify(Object.fromEntries(kept)),
		warnings: [warning]
	};
}
function fits(text) {
	return Buffer.byteLength(text) <= LARGEST_OUTPUT;
}
/** GitHub's expressions do not tell letter case apart in names. */
function isFree(name) {
	return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}
/** Other names could not be written in an expression, and some would be read as something else by the runner. */
function isName(name) {
	return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}
function nameWarnings(name) {
	if (!isFree(name)) return [`A step wrote an output ${name}, which is one of the action's own; read it from the output "outputs".`];
	if (isName(name)) return [];
	return [`${JSON.stringify(name)} is no name for an output of a step; read it from the output "outputs".`];
}
function skipped(name) {
	return `Output ${name} contains a secret, so GitHub does not hand it on to other jobs.`;
}
// src/action/place.ts
/** Where system programs are, also for a user whose PATH does not have it. */
const SYSTEM_DIRECTORIES = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin",
	"/sbin",
	"/bin"
];
/** PATH with the system's directories behind it. */
function fullPath(pathVariable) {
	const given = (pathVariable ?? "").split(":").filter((directory) => directory !== "");
	return [.../* @__PURE__ */ new Set([...given, ...SYSTEM_DIRECTORIES])].join(":");
}
function readPlace(entry, env) {
	const uid = process.getuid?.() ?? 0;
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
/** What of this process's environment the worker is to see: nothing that could be a secret. */
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
* What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. A
* variable that is empty counts as one that is not set.
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
/** What the worker is asked for. */
function buildRequest(inputs, env) {
	const secrets = [...inputs.secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]);
	return {
		version: 1,
		storeRequest: {
			store: inputs.store,
			namedBy: inputs.storeNamedBy,
			poolBytes: inputs.poolBytes
		},
		spec: {
			text: inputs.spec.text,
			file: inputs.spec.name
		},
		context: inputs.context,
		target: inputs.target,
		secrets: Object.fromEntries(secrets),
		noCache: inputs.noCache,
		pull: inputs.pull,
		maxParallel: inputs.maxParallel,
		userNamespace: inputs.userNamespace,
		keepFailed: inputs.keepFailed,
		install: inputs.install,
		limits: inputs.limits,
		bounds: inputs.bounds,
		origin: inputs.origin,
		cacheScope: inputs.cacheScope,
		share: inputs.share,
		refresh: inputs.refresh,
		keySecrets: inputs.keySecrets,
		...userSettings(env)
	};
}
// src/action/state.ts
/** What main leaves for post. All keys are here. */
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
* Starts a program. A program that ends without reading its stdin is no error: its end counts.
*
* @throws ObuilderError `tool-failed` when the system refuses at once, for arguments that are too long for example
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
* Starts a program with pipes for stdin, stdout and stderr, in the root directory and in a session of its own: signals that a
* terminal or a runner sends to this process's group do not reach it, so the end of its stdin is the one way in which it learns
* of our end.
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
/** Cuts a stream of text into lines without joining what came again and again. */
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
/** What the fields of each event must be for the rest of this program to rely on it. */
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
/** One line of the worker's stdout as an event. @throws ObuilderError `internal` with the line's beginning */
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
/** A runner waits 7.5 s after SIGINT; this leaves it time to hear of the end. */
const GRACE = 5e3;
/**
* Runs one build in a worker process. The request goes to its stdin, its events come from its stdout as lines of JSON.
* Cancelling ends its stdin and waits: the worker stops its step within a second and leaves a clean store. One that does not
* is killed; the store's repair makes up for that.
*
* @throws ObuilderError `not-root` when sudo refuses, `tool-missing` when the program is not there, `internal` when the
*   worker writes something else than events or dies without telling how the build ended (with the end of its stderr)
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
/** Ends a child's stdin, then itself. Gives undefined for one that does not end, not even by force. */
async function endChild(child, { graceMilliseconds = GRACE }) {
	const giveUp = (milliseconds) => (0, node_timers_promises.setTimeout)(milliseconds, void 0, { ref: false });
	child.endInput();
	const exit = await Promise.race([child.exit, giveUp(graceMilliseconds)]);
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
const AFTER_HELLO = "Results that were finished are kept; the next build repairs the rest. If the worker was killed, see whether memory ran out.";
/** The list of what sudo allows holds programs too for which sudo wants a password. */
const BEFORE_HELLO = "The worker did not come to life, although sudo allows it. If the words above ask for a password:";
async function unexpectedEnd(exit, { stderr, said, options }) {
	const mayBeSudo = !said && isBySudo(options.command);
	if (mayBeSudo && !await isAllowed(options)) return sudoRefuses(options, stderr);
	return new ObuilderError("internal", `the worker ended ${exit.signal === void 0 ? `with status ${exit.code}` : `by ${exit.signal}`} before it told how the build ended. ${stderr === "" ? "It wrote nothing to stderr." : `The end of its stderr:\n${stderr}`}`, { hint: mayBeSudo ? `${BEFORE_HELLO}\n${rootHint(options.user)}` : AFTER_HELLO });
}
function whyNotStarted(error, options) {
	const failure = asObuilderError(error);
	return failure.code === "tool-missing" && isBySudo(options.command) ? noSudo(options, error) : failure;
}
// src/action/run.ts
var run_exports = /* @__PURE__ */ __exportAll({ runAction: () => runAction });
/** As a shell has it for a program that SIGINT ended. */
const CANCELLED = 130;
/** The whole action but post. Gives the process's exit status: 0 built, 1 failed, 130 cancelled. */
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
			onMissing: (why) => info(`A step that needs it will fail: ${errorText(why)}`)
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
/** For post, which ends a worker that outlives this process. A precaution that cannot be taken is no reason to fail a build. */
function rememberWorker(mark) {
	try {
		saveWorker(mark);
	} catch (error) {
		warning(`The worker could not be noted for the end of the job: ${asObuilderError(error).message}`);
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
			info("The build was cancelled. Steps that were finished are kept.");
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
/** A summary that cannot be written is no reason to fail a build. */
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
		warning(`The job summary could not be written: ${asObuilderError(error).message}`);
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