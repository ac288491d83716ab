const require_index = require("./index.js");
const require_reader = require("./reader.js");
const require_run = () => require("./run.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = require_index.__toESM(node_path, 1);
let node_util = require("node:util");
const node_os = () => require("node:os");
const node_timers_promises = () => require("node:timers/promises");
const node_crypto = () => require("node:crypto");
let node_buffer = require("node:buffer");
let node_sqlite = require("node:sqlite");
let node_string_decoder = require("node:string_decoder");
// src/host/process/sudo.ts
const SUDO = ["sudo", "-n"];
function asRoot(command, uid) {
	return uid === 0 ? command : [...SUDO, ...command];
}
async function isAllowed({ command, env }) {
	try {
		await require_index.runProgram("sudo", [
			"-n",
			"-l",
			"--",
			...command.slice(SUDO.length)
		], { env });
		return true;
	} catch (error) {
		if (require_index.isObuilderError(error, "tool-failed")) return false;
		throw error;
	}
}
// src/host/process/worker-program.ts
const PROGRAM = "/usr/local/sbin/obuilder-worker";
const PROGRAM_LIBRARY = "/usr/local/lib/obuilder-action";
const VERSION_LINE = "# version: ";
function installedVersion() {
	return (require_reader.textOf("/usr/local/sbin/obuilder-worker")?.split("\n") ?? []).find((line) => line.startsWith(VERSION_LINE))?.slice(11);
}
function installedDirectory() {
	return /^exec .* (\/\S+)\/node \1\/cli\/index\.js worker$/m.exec(require_reader.textOf("/usr/local/sbin/obuilder-worker") ?? "")?.[1];
}
function versionOf$1(cli) {
	return require_reader.textOf(node_path.default.join(node_path.default.dirname(cli), "version"))?.trim();
}
function sudoersLine(user) {
	return `${user.replace(/[^A-Za-z0-9_.#-]/g, "\\$&")} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}
// src/language/fail.ts
var import_fastest_levenshtein = require_reader.require_fastest_levenshtein();
function invalid(message, details) {
	throw new require_index.ObuilderError("spec-invalid", message, details);
}
function nearestName(word, known) {
	let best;
	for (const name of known) {
		if (word.length > MAX_NAME$3 || Math.abs(name.length - word.length) > MAX_EDITS) continue;
		const score = editsBetween(word.toLowerCase(), name.toLowerCase());
		if (score < name.length && score <= tolerance(name) && (!best || score < best.score)) best = {
			name,
			score
		};
	}
	return best?.name;
}
function didYouMean(word, known, otherwise) {
	const name = nearestName(word, known);
	return name === void 0 ? otherwise : `Did you mean ${name}?`;
}
const MAX_EDITS = 8;
const MAX_NAME$3 = 200;
function tolerance(name) {
	return Math.min(MAX_EDITS, Math.max(1, Math.floor(name.length * .4)));
}
function editsBetween(word, name) {
	const sorted = (text) => [...text].sort().join("");
	const edits = (0, import_fastest_levenshtein.distance)(word, name);
	return edits > 1 && sorted(word) === sorted(name) ? 1 : edits;
}
// node_modules/bytes/index.js
/*!
* bytes
* Copyright(c) 2012-2014 TJ Holowaychuk
* Copyright(c) 2015 Jed Watson
* MIT Licensed
*/
var require_bytes = require_index.__commonJSMin(((exports, module) => {
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
// src/request/byte-size.ts
var import_bytes = require_index.__toESM(require_bytes(), 1);
const SIZE$1 = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
function byteSize(text) {
	const [, number, unit = ""] = SIZE$1.exec(text) ?? [];
	return number === void 0 ? void 0 : import_bytes.default.parse(`${number}${unit}b`) ?? void 0;
}
// node_modules/ms/index.js
var require_ms = require_index.__commonJSMin(((exports, module) => {
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
// src/request/duration.ts
var import_ms = require_index.__toESM(require_ms(), 1);
function seconds(text) {
	if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) return void 0;
	const time = (0, import_ms.default)(text.trim());
	return Number.isFinite(time) ? time / 1e3 : void 0;
}
// src/cli/apart.ts
const isSizeUnit = (unit) => unit === "%" || byteSize(`1${unit}`) !== void 0;
const isTimeUnit = (unit) => seconds(`1${unit}`) !== void 0;
const KINDS$1 = {
	SIZE: {
		isUnit: isSizeUnit,
		hasZero: true
	},
	AMOUNT: {
		isUnit: isSizeUnit,
		hasZero: true
	},
	TIME: {
		isUnit: isTimeUnit,
		hasZero: false
	}
};
function refuseUnitsApart(tokens, flags) {
	for (const [index, token] of tokens.entries()) {
		const next = tokens[index + 1];
		if (token.kind !== "option" || token.value === void 0 || next?.kind !== "positional") continue;
		const kind = KINDS$1[flags[token.name]?.value ?? ""];
		if (kind !== void 0 && isNumber(token.value, kind) && kind.isUnit(next.value)) throw apart(token.rawName, token.value, next.value);
	}
}
const isNumber = (text, { hasZero }) => /^\d+(?:\.\d+)?$/.test(text) && !(hasZero && Number(text) === 0);
function apart(flag, number, unit) {
	return new require_index.ObuilderError("input-invalid", `${flag} is two words, ${number} and ${unit}`, {
		value: unit,
		hint: `Write it without a blank, ${flag}=${number}${unit}, or in quotes, ${flag}="${number} ${unit}".`
	});
}
// src/cli/habits.ts
const SPEC = "Name the spec with -f SPEC.";
const TAG$2 = "Use --tag=NAME, with --push or with an --output that is an image.";
const CONTEXT = "The context is an argument: build -f SPEC CONTEXT.";
const MOUNT = "Mounts are part of the spec: (mount \u2026) in a run, or (copy \u2026).";
const SECRET$1 = "Use --secret=ID:FILE, which you can give again.";
const SIZE = "Leave it out: only \"build\" and \"plan\" make a pool, and only a new pool gets a size.";
const VARIABLE$1 = "Use --build-arg=NAME=VALUE for an (arg \u2026) of the spec; (env NAME VALUE) sets a variable.";
const PARALLEL = "Use --max-parallel=N.";
const ALL = "Use --max-age=0s, which evicts every result that no build uses.";
const NONE$1 = "Leave it out: the log of every step is always printed as plain text.";
const FLAGS = {
	"--spec-file": ["file", SPEC],
	"--spec": ["file", SPEC],
	"--dockerfile": ["file", `${SPEC} A Dockerfile has to be written as a spec first.`],
	"-t": ["tag", TAG$2],
	"--name": ["tag", TAG$2],
	"--load": ["output", "Use --output=type=docker,dest=image.tar, then \"docker load\" the file."],
	"--export": ["output", "Use --output=DIRECTORY."],
	"-o": ["output", "Use --output=DIRECTORY, or --output=type=tar,dest=FILE."],
	"--context": ["target", CONTEXT],
	"-C": ["target", CONTEXT],
	"-e": ["build-arg", VARIABLE$1],
	"--env": ["build-arg", VARIABLE$1],
	"--arg": ["build-arg", "Use --build-arg=NAME=VALUE."],
	"--secrets": ["secret", SECRET$1],
	"--secret-files": ["secret", SECRET$1],
	"--secret-file": ["secret", SECRET$1],
	"--secret-envs": ["secret", SECRET$1],
	"--secret-env": ["secret", SECRET$1],
	"--store-size": ["store", SIZE],
	"--dry-run": ["target", "The command \"plan\" runs no step, and prints whether each result is in the store."],
	"--progress": ["target", NONE$1],
	"-q": ["target", NONE$1],
	"--quiet": ["target", NONE$1],
	"--volume": ["target", MOUNT],
	"--mount": ["target", MOUNT],
	"-j": ["max-parallel", PARALLEL],
	"--jobs": ["max-parallel", PARALLEL],
	"-m": ["memory", "Use --memory=SIZE."],
	"--timeout": ["step-timeout", "Use --step-timeout=TIME."],
	"--rm": ["keep-failed", "Use --no-keep-failed to keep no files of a failed step."],
	"--all": ["max-age", ALL],
	"-a": ["max-age", ALL]
};
function flagHabit(flag, known) {
	const [own, hint] = Object.hasOwn(FLAGS, flag) ? FLAGS[flag] ?? [] : [];
	return own !== void 0 && known.includes(`--${own}`) ? hint : void 0;
}
const use$1 = (command) => `Use "${command}".`;
const FILES = "Use \"build --output=DIRECTORY\" for files, or \"build --output=type=docker,dest=FILE\" for an image.";
const VERBS = {
	rm: use$1("remove"),
	rmi: use$1("remove"),
	delete: use$1("remove"),
	ls: use$1("list"),
	ps: use$1("list"),
	images: use$1("list"),
	image: use$1("list"),
	history: use$1("list"),
	volumes: use$1("slots"),
	caches: use$1("slots"),
	du: use$1("usage"),
	df: use$1("usage"),
	exec: use$1("shell ID -- COMMAND"),
	run: use$1("shell ID -- COMMAND"),
	enter: use$1("shell"),
	debug: use$1("shell"),
	show: use$1("inspect"),
	info: use$1("inspect"),
	log: use$1("logs"),
	gc: use$1("prune"),
	lint: use$1("check"),
	validate: use$1("check"),
	convert: use$1("dockerfile"),
	export: FILES,
	save: FILES,
	cp: FILES,
	push: use$1("build --push --tag=NAME"),
	tag: use$1("build --push --tag=NAME"),
	pull: "A build gets its base images itself: \"build --pull=always\" asks the registry each time."
};
const verbHabit = (name) => Object.hasOwn(VERBS, name) ? VERBS[name] : void 0;
// src/cli/verb.ts
const COMMON_FLAGS = {
	help: {
		type: "boolean",
		short: "h",
		help: "Print this help."
	},
	version: {
		type: "boolean",
		help: "Print the version."
	}
};
const shownFlags = (flags) => Object.entries(flags).filter(([, { isInternal = false }]) => !isInternal);
function parseInvocation(verb, args) {
	const flags = {
		...verb.flags,
		...COMMON_FLAGS
	};
	const { values, positionals, tokens } = parseWords$1(verb, flags, args);
	refuseUnitsApart(tokens, flags);
	return {
		values,
		positionals
	};
}
function parseWords$1(verb, flags, args) {
	try {
		const options = Object.fromEntries(Object.entries(flags).map(([name, { type, short, multiple = false }]) => [name, short === void 0 ? {
			type,
			multiple
		} : {
			type,
			multiple,
			short
		}]));
		return (0, node_util.parseArgs)({
			args: [...args],
			options,
			allowPositionals: true,
			tokens: true
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
		const known = shownFlags(flags).map(([name]) => `--${name}`);
		if (unknown !== void 0) throw unknownFlag(unknown, {
			known,
			verb: nameOf$3(verb)
		});
		const [problem = ""] = message.split(/\. |\n/);
		throw new require_index.ObuilderError("input-invalid", problem, {
			hint: usageHint(verb),
			cause: error
		});
	}
}
function unknownFlag(flag, { known, verb }) {
	const all = `Try "${verb === void 0 ? "" : `${verb} `}--help" for all flags.`;
	return new require_index.ObuilderError("input-invalid", `there is no flag ${flag}${verb === void 0 ? "" : ` of ${verb}`}`, {
		value: flag,
		hint: flagHabit(flag, known) ?? (flag.startsWith("--") ? didYouMean(flag, known, all) : all)
	});
}
const nameOf$3 = ({ usage }) => usage.split(" ", 1)[0] ?? "";
const usageHint = (verb) => `Usage: ${verb.usage}. Try "${nameOf$3(verb)} --help" for its flags.`;
function text$2({ values }, name) {
	const value = values[name];
	return typeof value === "string" ? value : void 0;
}
function texts({ values }, name) {
	const value = values[name];
	return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
function isSet$1({ values }, name) {
	return values[name] === true;
}
function onlyPositional(verb, { positionals }, what) {
	const [value, ...others] = positionals;
	if (value !== void 0 && others.length === 0) return value;
	const message = value === void 0 ? `${what} is missing` : `there is more than one ${what}: ${positionals.join(", ")}`;
	throw new require_index.ObuilderError("input-invalid", message, {
		value: others[0],
		hint: usageHint(verb)
	});
}
function noPositionals(verb, { positionals }) {
	if (positionals.length === 0) return;
	throw new require_index.ObuilderError("input-invalid", `unexpected argument: ${positionals.join(" ")}`, {
		value: positionals[0],
		hint: usageHint(verb)
	});
}
// src/host/process/attached.ts
async function startAttached(file, args, options = {}) {
	const { env = process.env, cwd = ".", input } = options;
	const { child, ended } = require_reader.startProgram(file, args, {
		stdio: [
			input === void 0 ? "inherit" : "pipe",
			"inherit",
			"inherit"
		],
		env,
		cwd
	});
	child.stdin?.write(input);
	if (child.pid === void 0) await ended;
	return {
		pid: require_index.must(child.pid, "the pid of a started program"),
		hasExited: () => child.exitCode !== null || child.signalCode !== null,
		hasOutput: () => false,
		errorOutput: () => "",
		ended
	};
}
async function runAttached(file, args, input) {
	const child = await startAttached(file, args, { input });
	const pass = (signal) => void process.kill(child.pid, signal);
	const signals = [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	];
	for (const signal of signals) process.on(signal, pass);
	try {
		const { code, signal } = await child.ended;
		return code ?? 128 + node_os().constants.signals[signal ?? "SIGKILL"];
	} finally {
		for (const signal of signals) process.off(signal, pass);
	}
}
// src/request/user-settings.ts
const PROXY_VARIABLES = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY"
];
function userSettings$1(env) {
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
// src/contract/request.ts
const MIN_POOL_BYTES = 256 * 1024 ** 2;
// src/request/list-slips.ts
const NO_DASHES = "Leave the \"- \" out: the list is a text with one entry per line.";
const isDashed = (line) => /^\s*-\s/.test(line);
function refuseDashes(text, label) {
	const index = text.split(/\r?\n/).findIndex(isDashed);
	if (index === -1) return;
	throw new require_index.ObuilderError("input-invalid", `line ${index + 1} of ${label} begins with "- "`, { hint: NO_DASHES });
}
function pairHint(row) {
	if (isDashed(row)) return NO_DASHES;
	const [, name, value] = /^([\w./-]+):\s+(\S.*)$/.exec(row) ?? [];
	return name === void 0 ? void 0 : `Write ${name}=${value}.`;
}
function secretHint$3(row, form) {
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
		throw new require_index.ObuilderError("input-invalid", message, { hint });
	}
}
const isVariableName = (text) => /^[A-Z_][A-Z0-9_]*$/.test(text);
const REFERENCE = /^(?:\$\{\{\s*|\$\{|\$)?(?:(secrets|env|vars)\.)?(\w+)\s*\}{0,2}$/;
function variableHint$1(id, text) {
	const [, context, name = ""] = REFERENCE.exec(text) ?? [];
	if (!isVariableName(name)) return void 0;
	if (context !== "secrets" && context !== "vars") return `Write ${id}=${name}, without $, braces and dots.`;
	return `Write ${id}=${name}, and give the variable its value with env: ${name}: ${`\${{ ${context}.${name} }}`}.`;
}
// src/request/paths/home.ts
const isAtHome = (path) => /^~(?:\/|$)/.test(path);
const HOME_HINT = "No shell reads this text, so ~ is not the home directory. Write the absolute path.";
// src/request/parse-value.ts
const MAX_SHOWN$5 = 200;
function invalidValue(text, label, { expected, hint }) {
	const shown = text.length > MAX_SHOWN$5 ? `${text.slice(0, MAX_SHOWN$5)}\u2026` : text;
	return new require_index.ObuilderError("input-invalid", `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
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
const parseName$1 = (text, label) => {
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
function tighten(owners, asked) {
	const bounds = {};
	const ownersBounds = [];
	for (const name of BOUND_NAMES) {
		const key = BOUND_KEYS[name];
		const [owner, job] = [owners?.[key], asked?.[key]];
		const isOwners = owner !== void 0 && (job === void 0 || infinite(job) > infinite(owner));
		const bound = isOwners ? owner : job;
		if (bound !== void 0) bounds[key] = bound;
		if (isOwners) ownersBounds.push(name);
	}
	return {
		bounds,
		ownersBounds
	};
}
function clamped({ ownersBounds }, owners, asked) {
	const names = ownersBounds.filter((name) => asked?.[BOUND_KEYS[name]] !== void 0);
	if (names.length === 0) return void 0;
	return `The owner of this machine allows steps less than asked for: ${names.map((name) => `${name} ${owners[name]}`).join(", ")}.`;
}
function limitsFor(bounds) {
	const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)]);
	return Object.fromEntries(entries);
}
const infinite = (bound) => bound === "none" ? Number.POSITIVE_INFINITY : bound;
// src/request/parse-bounds.ts
const MIB = 1024 ** 2;
const number$1 = (text) => /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : void 0;
const whole = (text) => /^\d{1,9}$/.test(text) ? Number(text) : void 0;
const size = (text) => /[a-z]$/i.test(text) ? byteSize(text) : void 0;
const KINDS = {
	memory: {
		parse: memory,
		min: 32 * MIB,
		expected: "a size of 32 MB or more, such as 8GB, or a share, such as 50%"
	},
	cpus: {
		parse: number$1,
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
	return Number(percent) <= 100 ? Math.floor((0, node_os().totalmem)() * Number(percent) / 100) : void 0;
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
const MAX_LINES$1 = 100;
const MAX_SHOWN$4 = 200;
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
function parseFieldLines(text, label) {
	const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
	if (lines.length > MAX_LINES$1) throw new require_index.ObuilderError("input-invalid", `${label} has more than ${MAX_LINES$1} lines`);
	return lines.map((line) => ({
		text: line,
		label,
		fields: fieldsOf$3({
			text: line,
			label
		})
	}));
}
function fieldsOf$3(line) {
	const fields = new Map();
	for (const field of split$1(line)) {
		const equals = field.indexOf("=");
		const name = field.slice(0, Math.max(equals, 0)).trim().toLowerCase();
		if (name === "") throw badLine(line, `has ${quote$2(field)}, which is not of the form NAME=VALUE`);
		if (fields.has(name)) throw badLine(line, `repeats ${name}`);
		fields.set(name, field.slice(equals + 1).trim());
	}
	return fields;
}
function split$1(line) {
	const found = [];
	FIELD.lastIndex = 0;
	for (;;) {
		const [, quoted, bare, end] = FIELD.exec(line.text) ?? [];
		if (end === void 0) throw badLine(line, "has a quote (\") in a wrong place");
		found.push(quoted?.replaceAll("\"\"", "\"") ?? bare ?? "");
		if (end === "") return found;
	}
}
const quote$2 = (text) => JSON.stringify(text.length > MAX_SHOWN$4 ? `${text.slice(0, MAX_SHOWN$4)}\u2026` : text);
function badLine({ text, label }, problem, hint) {
	return new require_index.ObuilderError("input-invalid", `${label}: the line ${quote$2(text)} ${problem}`, {
		value: text.slice(0, MAX_SHOWN$4),
		hint
	});
}
function suggestion$1(word, known, all) {
	const near = (0, import_fastest_levenshtein.closest)(word, [...known]);
	return (0, import_fastest_levenshtein.distance)(word, near) <= Math.max(1, Math.floor(near.length * .4)) ? `Did you mean ${near}?` : `${all}: ${known.join(", ")}.`;
}
// src/request/carriers/docker-fields.ts
const BY_RUNNER = "the runner gives the address and the token of its cache.";
const FIELDS$6 = {
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
const fieldOf = (name) => Object.hasOwn(FIELDS$6, name) ? FIELDS$6[name] : void 0;
const saysTheSame = ([name, value]) => fieldOf(name)?.same === value.toLowerCase();
const hintForField = (name) => fieldOf(name)?.hint;
function hintForType(type) {
	if (type !== "inline") return void 0;
	return "Use type=registry,ref=HOST/REPOSITORY with a repository for results: no results are stored in an image that leaves.";
}
// src/request/carriers/parse-carriers.ts
const TYPES$2 = {
	registry: (fields, compression) => ({
		type: "registry",
		ref: fields.need(FIELDS$5.registry, "type=registry,ref=HOST/REPOSITORY"),
		compression
	}),
	gha: (fields, compression) => ({
		type: "gha",
		scope: fields.take("scope") || void 0,
		compression
	}),
	local: (fields, compression) => ({
		type: "local",
		directory: fields.need(FIELDS$5.local, "type=local,dest=DIRECTORY"),
		compression
	})
};
const FIELDS$5 = {
	registry: ["ref"],
	gha: ["scope"],
	local: ["dest", "src"]
};
const TYPES_HINT = `Use type=${Object.keys(TYPES$2).join(" or type=")}.`;
const isType$1 = (text) => Object.hasOwn(TYPES$2, text);
const parseCarriers = (text, label) => {
	refuseDashes(text, label);
	const found = parseFieldLines(text.replaceAll(/^[^=,"\n]+$/gm, asRegistry), label).map(carrierOf$1);
	return found.length === 0 ? void 0 : found;
};
const asRegistry = (line) => line.trim() === "" ? line : `type=registry,ref=${line.trim()}`;
function carrierOf$1(line) {
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
	const carrier = TYPES$2[type](fields, compressionOf$1(line, fields.take("compression")));
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
		...FIELDS$5[type],
		"compression"
	];
	const hint = hintForField(name) ?? suggestion$1(name, known, `The fields of type=${type}`);
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
const PARSERS$1 = {
	"min-free-space": parseAmount,
	"max-used-space": parseAmount,
	"max-results": parseCount,
	"max-age": parseAge
};
function parseLimits(get, label) {
	const entries = LIMIT_NAMES.flatMap((name) => {
		const text = get(name) ?? "";
		return text === "" ? [] : [[LIMIT_KEYS[name], PARSERS$1[name](text, label(name))]];
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
		parse: parseName$1,
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
		let text = require_index.must(lines[next], "a line of a list").trim();
		if (text.startsWith("\"")) {
			text = require_index.must(lines[next], "a line of a list").trimStart().slice(1);
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
			if (before === void 0) return badRow(label, line, problem, secretHint$3(text, form));
			return badRow(label, line, `${problem}: ${`it looks like a further line of the value of ${before}`}`, several.replaceAll("ID", before));
		},
		repeated: ({ line }, id) => badRow(label, line, `repeats the id ${JSON.stringify(id)}`)
	});
};
const parseVariables = (several) => (list, label) => {
	refuseDockersSecrets(list, label);
	const pairs = parseSecrets("ID=VARIABLE", several)(list.replaceAll(",", "\n"), label);
	for (const { id, value, line } of pairs) if (!/^[\w-]*$/.test(value.trim())) throw noVariable(label, line, variableHint$1(id, value.trim()));
	return pairs;
};
function noVariable(label, line, hint) {
	const problem = "does not name a variable";
	if (hint === void 0) return badRow(label, line, problem, "Write ID=VARIABLE, with the name of a variable.");
	return new require_index.ObuilderError("input-invalid", `line ${line} of ${label} ${problem}`, { hint });
}
const parseArgs = (list, label) => {
	const wrong = ({ text, line }, expected, hint) => invalidValue(text, `line ${line} of ${label}`, {
		expected,
		hint
	});
	const pairs = parsePairs(list, label, {
		name: /^\w+$/,
		malformed: (row, before) => wrong(row, argForm(row), argHint$2(row, before)),
		repeated: (row) => wrong(row, "each name once")
	});
	return Object.fromEntries(pairs.map(({ id, value }) => [id, value]));
};
const argForm = ({ text }) => /^[^=\s]+=/.test(text) ? "NAME=value, with letters, digits and _ in the name" : "NAME=value";
function argHint$2({ text }, before) {
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
	return new require_index.ObuilderError("input-invalid", `line ${line} of ${label} ${problem}`, { hint: hint === void 0 ? NOT_SHOWN : `${hint} ${NOT_SHOWN}` });
}
// src/request/image/parse.ts
const listed$2 = (text) => text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "");
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
	const ports = listed$2(text).map((item) => {
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
const FIELDS$4 = {
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
const TYPES$1 = Object.keys(FIELDS$4);
const parseOutputs$1 = (text, label) => {
	refuseDashes(text, label);
	const found = parseFieldLines(text.replaceAll(/^[^=,"\r\n]+$/gm, asLocal), label).map(outputOf);
	return found.length === 0 ? void 0 : found;
};
const asLocal = (line) => line.trim() === "" ? line : `type=local,dest=${line.trim()}`;
function outputOf(line) {
	const type = typeOf(line);
	for (const name of line.fields.keys()) if (!FIELDS$4[type].includes(name)) throw unknownField(line, type, name);
	const common = {
		text: line.text,
		build: optional$1(line, "build"),
		when: whenOf(line)
	};
	return type === "local" || type === "tar" ? filesOutput$1(line, {
		...common,
		type
	}) : imageOutput$1(line, {
		...common,
		type
	});
}
function typeOf(line) {
	const text = line.fields.get("type") ?? "";
	if (isType(text)) return text;
	if (text === "image" && asBoolean(line.fields.get("push") ?? "") === true) return "registry";
	if (text === "") throw badLine(line, "has no type", "Write type=local for files, or type=registry for an image.");
	const hint = text === "image" ? "Add push=true to push the image, or write type=oci,dest=FILE." : suggestion$1(text, TYPES$1, "The types");
	throw badLine(line, `has the unknown type ${JSON.stringify(text)}`, hint);
}
const isType = (text) => Object.hasOwn(FIELDS$4, text);
function unknownField(line, type, name) {
	return badLine(line, `has the field ${JSON.stringify(name)}, which type=${type} does not have`, suggestion$1(name, FIELDS$4[type], `The fields of type=${type}`));
}
function optional$1({ fields }, name) {
	return fields.get(name) || void 0;
}
function whenOf(line) {
	const text = optional$1(line, "when") ?? "success";
	if (text === "success" || text === "failure") return text;
	throw badLine(line, "has an unknown time", "Write when=success or when=failure.");
}
function filesOutput$1(line, output) {
	const src = optional$1(line, "src");
	if (src?.split("/").includes("..")) throw badLine(line, "has .. in src", "Name a path or pattern inside the result.");
	return {
		...output,
		src,
		dest: destOf(line)
	};
}
function destOf(line) {
	const dest = optional$1(line, "dest");
	if (dest === void 0) throw badLine(line, "lacks dest", "Add dest=PATH.");
	if (dest === "-") throw badLine(line, "writes to stdout, which has the log of the build", "Name a file or directory.");
	if (isAtHome(dest)) throw badLine(line, "has ~ in dest", HOME_HINT);
	if (dest.includes("\0")) throw badLine(line, "has a NUL byte in dest");
	return dest;
}
function imageOutput$1(line, output) {
	if (output.when === "failure") throw badLine(line, "makes an image of a failed step", "Write type=local or type=tar with when=failure.");
	return {
		...output,
		dest: output.type === "registry" ? void 0 : destOf(line),
		names: namesOf$2(line, output.type),
		compression: compressionOf(line),
		squash: booleanOf(line, "squash")
	};
}
function namesOf$2(line, type) {
	if (type === "registry" && line.fields.has("push") && !booleanOf(line, "push")) throw badLine(line, "pushes nothing", "Leave out push=false, or write type=oci,dest=FILE.");
	return (optional$1(line, "name") ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
}
function compressionOf(line) {
	const text = optional$1(line, "compression") ?? "gzip";
	if (text === "zstd" || text === "gzip") return text;
	throw badLine(line, "has an unknown compression", "Write compression=zstd or compression=gzip.");
}
function booleanOf(line, name) {
	const value = asBoolean(optional$1(line, name) ?? "false");
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
			below: isInside$1(directory, dest) ? directory : void 0
		};
	});
}
function isInside$1(directory, file) {
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
		parse: parseName$1,
		flag: {
			kind: "text",
			value: "NAME"
		},
		help: "Builds this nested build instead of the whole spec. Use `outer/inner` for a nested build inside another."
	},
	outputs: {
		parse: parseOutputs$1,
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
		parse: parseName$1,
		flag: {
			kind: "text",
			value: "TEXT"
		},
		help: "Separates the results of jobs of the same ref that give different texts here. Only steps with a network, secrets or cache slots are affected. See [docs/scopes.md](docs/scopes.md)."
	},
	share: {
		parse: parseName$1,
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
			if (seen.has(name)) throw new require_index.ObuilderError("input-invalid", `could not push two images under the name ${name}`, {
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
	return new require_index.ObuilderError("input-invalid", `could not push an image: ${subject} has no tags`, {
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
function readAuthorities$1(given, directory) {
	return { ca: readParameter("ca", given)?.map((file) => node_path.default.resolve(directory, file)) };
}
function readOutputs$1(given, directory, env) {
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
// src/files/sync.ts
async function syncByProgram(directory) {
	await require_index.runProgram("sync", [
		"--file-system",
		"--",
		directory
	]);
}
function makeSync(directory, sync = syncByProgram) {
	let running;
	let next;
	const start = () => {
		running = sync(directory).finally(() => {
			running = void 0;
		});
		return running;
	};
	return () => {
		if (running === void 0) return start();
		next ??= running.catch(() => void 0).then(() => {
			next = void 0;
			return start();
		});
		return next;
	};
}
// src/files/unwritten.ts
function unwrittenBytes() {
	try {
		const text = (0, node_fs.readFileSync)("/proc/meminfo", "utf8");
		const kilobytes = (name) => Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, "m").exec(text)?.[1] ?? 0);
		return 1024 * (kilobytes("Dirty") + kilobytes("Writeback"));
	} catch {
		return 0;
	}
}
// src/host/loop-image.ts
function imageBelow(directory) {
	const device = require_reader.mountOf(directory)?.device;
	if (device === void 0 || !/^\/dev\/loop\d+$/.test(device)) return void 0;
	try {
		const file = (0, node_fs.readFileSync)(`/sys/block/${node_path.default.basename(device)}/loop/backing_file`, "utf8").trim();
		return file.startsWith("/") ? file : void 0;
	} catch {
		return;
	}
}
async function returnUnused(directory, smallest) {
	try {
		await require_index.runProgram("fstrim", [
			"--minimum",
			String(smallest),
			directory
		]);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed") && !require_index.isObuilderError(error, "tool-missing")) throw error;
	}
}
// src/host/sqlite.ts
const SQLITE_CANTOPEN = 14;
function sqliteCode(error) {
	if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return void 0;
	return error.errcode & 255;
}
function tellingWhy(file, work) {
	try {
		return work();
	} catch (error) {
		if (sqliteCode(error) === SQLITE_CANTOPEN) tryToMake(`${file}-probe`);
		throw error;
	}
}
function makeDatabaseFile(file) {
	if ((0, node_fs.existsSync)(file)) return;
	try {
		(0, node_fs.closeSync)((0, node_fs.openSync)(file, "wx", 384));
	} catch {}
}
function tryToMake(file) {
	try {
		(0, node_fs.closeSync)((0, node_fs.openSync)(file, "w", 384));
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
// src/volume/fault.ts
const FULL_HINT = "Give the store more space: a larger disk, or a larger pool (store-size, for a pool that is yet to be made). Delete results that you do not need (\"prune\", \"remove\").";
const sqliteCodes = [
	10,
	13,
	14
];
function mayComeOfFullDisk(error) {
	if (require_reader.isSpaceFault(error) || require_index.isObuilderError(error, "tool-failed")) return true;
	return sqliteCodes.includes(sqliteCode(error));
}
function asStoreError(driver, error) {
	if (require_index.isObuilderError(error, "store-full") || !mayComeOfFullDisk(error)) return require_index.asObuilderError(error);
	const full = driver.fullPlace();
	const { message } = require_index.asObuilderError(error);
	if (full !== void 0) return storeFull(`the store has no space left: ${message}`, full, error);
	if (!require_reader.isSpaceFault(error) || require_index.isObuilderError(error)) return require_index.asObuilderError(error);
	return require_reader.diskFull(message, error, { written: require_reader.usualPlaces() });
}
function asPlaceError(place, error) {
	return asStoreError({ fullPlace: () => require_reader.fullPlaceOf([place, ...require_reader.pathsIn(error)]) }, error);
}
const fullText = (full) => full && `${full.lack} at ${full.place}`;
function storeFull(message, { place, lack }, cause) {
	const { value = void 0, at = void 0 } = require_index.isObuilderError(cause) ? cause : {};
	return new require_index.ObuilderError("store-full", `${message} (${fullText({
		place,
		lack
	})})`, {
		value,
		at,
		hint: FULL_HINT,
		cause
	});
}
function isFull(driver, error) {
	return asStoreError(driver, error).code === "store-full";
}
function foundNoSpace(error) {
	if (require_index.isObuilderError(error, "store-full") || require_reader.isSpaceFault(error)) return true;
	return sqliteCodes.includes(sqliteCode(error));
}
async function withStoreErrors(driver, work) {
	try {
		return await work();
	} catch (error) {
		throw asStoreError(driver, error);
	}
}
function missingResult(id) {
	return new require_index.ObuilderError("result-missing", `there is no result ${id} in the store`, {
		value: id,
		hint: "List the results to see their ids."
	});
}
// src/volume/driver.ts
const hasStore = (directory) => (0, node_fs.existsSync)(node_path.default.join(directory, "v1"));
function directoryFault(place) {
	return place.startsWith("/") ? void 0 : "the directory is not an absolute path";
}
async function wholeOrNothing(driver, path, make) {
	try {
		await make();
	} catch (error) {
		const storeError = asStoreError(driver, error);
		await driver.remove([path]).catch(() => void 0);
		throw storeError.code === "store-full" ? storeError : error;
	}
}
// src/host/mounts.ts
function mountsBelow(directories) {
	const prefixes = directories.map((directory) => directory.endsWith("/") ? directory : `${directory}/`);
	return require_reader.readMounts().map(({ directory }) => directory).filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}
function mountPointOf(source) {
	return require_reader.readMounts().find(({ root, device }) => root === "/" && device === source)?.directory;
}
function isMountPoint(directory) {
	return mountsBelow([directory]).includes(node_path.default.normalize(directory));
}
async function unmountBelow(directories) {
	for (const point of mountsBelow(directories)) try {
		await require_index.runProgram("umount", ["--", point]);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		if (isMountPoint(point)) await require_index.runProgram("umount", [
			"--lazy",
			"--",
			point
		]);
	}
}
const MOUNT_ENVIRONMENT = { LIBMOUNT_FORCE_MOUNT2: "always" };
const BUSY_MS$1 = [
	20,
	80,
	300,
	600
];
async function unmountForGood(directory) {
	for (const waitMs of [...BUSY_MS$1, void 0]) try {
		await require_index.runProgram("umount", ["--", directory]);
		return;
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		if (!isMountPoint(directory)) return;
		if (waitMs !== void 0) await (0, node_timers_promises().setTimeout)(waitMs);
	}
	try {
		await require_index.runProgram("mount", [
			"--options-mode",
			"ignore",
			"-o",
			"remount,ro",
			"--",
			directory
		], { env: MOUNT_ENVIRONMENT });
	} catch (cause) {
		const facts = require_index.isObuilderError(cause) ? require_index.factsOf(cause) : {};
		throw new require_index.ObuilderError("tool-failed", `a program still writes files below ${directory}`, {
			...facts,
			cause
		});
	}
	await require_index.runProgram("umount", [
		"--lazy",
		"--",
		directory
	]);
}
async function bindReadOnly(from, to) {
	await require_index.runProgram("mount", [
		"--bind",
		"-o",
		"ro,nosuid,nodev",
		"--",
		from,
		to
	]);
}
// src/files/deep-copy.ts
const MAX_PATH_LENGTH = 2048;
async function isDeep(root) {
	return await require_index.runProgram("find", [
		".",
		...[
			"-xdev",
			"-regextype",
			"posix-extended",
			"-type",
			"d",
			"-regex",
			`.{${MAX_PATH_LENGTH},}`
		],
		"-printf",
		"deep",
		"-quit"
	], { cwd: root }) !== "";
}
const COPY = `
set -eu
umask 077
to=$1 longest=$2
shift 2
mkdir -- "$to" "$to/seen" "$to/part"
mount -i -c -t tmpfs -o mode=700 tmpfs "$to/seen"
cd "$to/seen"
mkdir part at empty
mkdir part/0
mount -i -c --bind "$OLDPWD" part/0
cut='
n=$(ls at | wc -l)
n=$((n + 1))
mkdir "part/$n"
printf %s/ "$1" > "at/$n"
mount -i -c --bind "$1" "part/$n"
mount -i -c --bind empty "$1"
'
n=0
while [ -d "part/$n" ]; do
  find "part/$n" -xdev -type d -regextype posix-extended -regex ".{$longest,}" -prune -exec sh -euc "$cut" sh {} ';'
  n=$((n + 1))
done
setpriv --pdeathsig KILL -- cp "$@" --target-directory="$to/part" -- part/*
n=$((n - 1))
while [ "$n" -gt 0 ]; do
  at=$(cat "at/$n")
  at=\${at%/}
  mv -T -- "$to/part/$n" "$to/$at"
  touch -r "\${at%/*}" -- "$to/\${at%/*}"
  n=$((n - 1))
done
`;
async function copyDeep(from, parts, options) {
	const shell = [
		"unshare",
		"--mount",
		"--propagation",
		"private",
		"sh",
		"-c",
		COPY,
		"sh"
	];
	const args = [
		parts,
		String(MAX_PATH_LENGTH),
		...options
	];
	await require_index.runProgram("setpriv", [
		"--pdeathsig",
		"KILL",
		"--",
		...shell,
		...args
	], {
		cwd: from,
		env: MOUNT_ENVIRONMENT
	});
}
// src/files/file-trees.ts
async function copyTree(from, to) {
	const cp = [
		"--pdeathsig",
		"KILL",
		"--",
		"cp"
	];
	try {
		await require_index.runProgram("setpriv", [
			...cp,
			...ALL_OF_FILES,
			"--no-target-directory",
			"--",
			".",
			to
		], { cwd: from });
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed") || !await isDeep(from)) throw error;
		await copyInParts(from, to);
	}
}
const ALL_OF_FILES = [
	"--archive",
	"--preserve=all,xattr",
	"--reflink=auto",
	"--one-file-system"
];
async function copyInParts(from, to) {
	const parts = `${to}.parts`;
	await removeTrees([to]);
	try {
		await copyDeep(from, parts, ALL_OF_FILES);
		await node_fs.promises.rename(node_path.default.join(parts, "part", "0"), to);
	} finally {
		await removeTrees([parts]);
	}
}
const TREES_A_COMMAND = 64;
async function removeTrees(directories) {
	for (let start = 0; start < directories.length; start += TREES_A_COMMAND) {
		const some = directories.slice(start, start + TREES_A_COMMAND).filter((directory) => (0, node_fs.existsSync)(directory));
		if (some.length === 0) continue;
		await unmountBelow(some);
		try {
			await remove$2(some, "--one-file-system");
		} catch (error) {
			if (!require_index.isObuilderError(error, "tool-failed")) throw error;
			await removeStubborn(some, error);
		}
	}
}
const remove$2 = (directories, ...options) => require_index.runProgram("rm", [
	"-rf",
	...options,
	"--",
	...directories
]);
async function removeStubborn(directories, fault) {
	const left = directories.filter((directory) => (0, node_fs.existsSync)(directory));
	if (left.length === 0) return;
	await require_index.runProgram("chattr", [
		"-R",
		"-f",
		"-i",
		"-a",
		...left
	]).catch((error) => {
		if (require_index.isObuilderError(error, "tool-missing")) throw fault;
	});
	await unmountBelow(left);
	await remove$2(left);
}
async function bytesIn(paths) {
	const listing = await require_index.runProgram("sh", [
		"-c",
		"du --summarize --total --one-file-system --block-size=1 -- \"$@\" 2>/dev/null || :",
		"sh",
		...paths
	]);
	return Number.parseInt(require_index.must(listing.trimEnd().split("\n").at(-1), "the last line of du"), 10) || 0;
}
// src/volume/space.ts
const RESERVE = {
	bytes: 1024 ** 3,
	share: .02,
	inodes: 1e4
};
const spareOf = ({ totalBytes, freeBytes }) => freeBytes - Math.min(RESERVE.bytes, RESERVE.share * totalBytes);
function diskSpare(directory) {
	const space = require_reader.spaceAt(directory);
	const { totalInodes = 0, freeInodes = 0 } = space;
	if (totalInodes > 0 && freeInodes < Math.min(RESERVE.inodes, RESERVE.share * totalInodes)) return 0;
	return spareOf(space);
}
function diskUsed(directory) {
	const { bsize, blocks, bfree } = (0, node_fs.statfsSync)(directory);
	return bsize * (blocks - bfree);
}
async function storeUsed(root) {
	if ((0, node_fs.lstatSync)(root).dev !== (0, node_fs.lstatSync)(node_path.default.dirname(root)).dev) return diskUsed(root);
	const tmp = node_path.default.join(root, "v1", "tmp");
	const inTmp = (0, node_fs.readdirSync)(tmp).map((entry) => node_path.default.join(tmp, entry));
	const parts = (0, node_fs.readdirSync)(node_path.default.join(root, "v1")).filter((name) => name !== "tmp" && name !== "view");
	const isCounted = inTmp.filter((entry) => mountsBelow([entry]).length === 0);
	return bytesIn([...parts.map((name) => node_path.default.join(root, "v1", name)), ...isCounted]);
}
// src/volume/btrfs/send-stream.ts
const MAGIC = "btrfs-stream\0";
const START_BYTES = 17;
const HEAD_BYTES = 10;
const SUBVOLUME = 1;
const SNAPSHOT$1 = 2;
const RENAME = 9;
const END$1 = 21;
const PATH$1 = 15;
const PATH_TO = 16;
const MAX_COMMAND_BYTES = 1024 ** 2;
var SendReader = class {
	#onCommand;
	#rest = Buffer.alloc(0);
	#isStarted = false;
	isWhole = false;
	constructor(onCommand) {
		this.#onCommand = onCommand;
	}
	write(chunk) {
		let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
		if (!this.#isStarted) {
			if (bytes.length < START_BYTES) {
				this.#rest = bytes;
				return;
			}
			if (bytes.toString("latin1", 0, 13) !== MAGIC) throw malformed();
			this.#isStarted = true;
			bytes = bytes.subarray(START_BYTES);
		}
		while (bytes.length >= HEAD_BYTES) {
			const end = HEAD_BYTES + bytes.readUInt32LE();
			if (end > MAX_COMMAND_BYTES) throw malformed();
			if (bytes.length < end) break;
			this.#take(bytes.readUInt16LE(4), bytes.subarray(HEAD_BYTES, end));
			bytes = bytes.subarray(end);
		}
		this.#rest = bytes;
	}
	#take(kind, attributes) {
		if (kind === END$1) this.isWhole = true;
		if (kind === END$1 || kind === SUBVOLUME || kind === SNAPSHOT$1) return;
		const texts = new Map();
		for (let at = 0; at + 4 <= attributes.length;) {
			const start = at + 4;
			const end = start + attributes.readUInt16LE(at + 2);
			if (end > attributes.length) throw malformed();
			texts.set(attributes.readUInt16LE(at), attributes.toString("latin1", start, end));
			at = end;
		}
		const path = texts.get(PATH$1);
		if (path === void 0) throw malformed();
		this.#onCommand({
			isRename: kind === RENAME,
			path,
			target: texts.get(PATH_TO)
		});
	}
};
const malformed = () => new require_index.ObuilderError("tool-failed", "btrfs send wrote something else than a stream", { program: "btrfs" });
// src/volume/btrfs/changed.ts
const MAX_STDERR = 4096;
const MAX_PATHS_BYTES = 64 * 1024 ** 2;
var ChangedDirectories = class {
	#changed = new Set([""]);
	#moved = new Set();
	#freeBytes;
	constructor(maxBytes = MAX_PATHS_BYTES) {
		this.#freeBytes = maxBytes;
	}
	add({ isRename, path, target }) {
		this.addAbove(path);
		if (target === void 0) return;
		this.addAbove(target);
		if (isRename) this.#keep(this.#moved, target);
	}
	mayDiffer(directory) {
		if (this.#freeBytes < 0) return true;
		if (this.#changed.has(directory)) return true;
		for (let one = directory; one !== ""; one = above(one)) if (this.#moved.has(one)) return true;
		return false;
	}
	addAbove(path) {
		this.addDirectory(above(path));
	}
	addDirectory(directory) {
		for (let one = directory; this.#freeBytes >= 0 && !this.#changed.has(one); one = above(one)) this.#keep(this.#changed, one);
	}
	#keep(paths, path) {
		this.#freeBytes -= path.length;
		if (this.#freeBytes >= 0) paths.add(path);
	}
};
const above = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
async function changedDirectories(from, to, signal) {
	const { child, ended } = require_reader.startProgram("btrfs", [
		"send",
		"--no-data",
		"-p",
		from,
		to
	], {
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		env: {
			...process.env,
			LC_ALL: "C"
		}
	});
	let stderr = "";
	child.stderr.on("data", (chunk) => {
		if (stderr.length < MAX_STDERR) stderr += chunk.toString();
	});
	const found = new ChangedDirectories();
	const reader = new SendReader((command) => found.add(command));
	const stop = () => child.kill("SIGKILL");
	signal?.addEventListener("abort", stop, { once: true });
	if (signal?.aborted) stop();
	try {
		for await (const chunk of child.stdout) reader.write(chunk);
		const { code } = await ended;
		if (code === 0 && reader.isWhole) return found;
		const details = {
			program: "btrfs",
			status: code,
			stderr
		};
		throw new require_index.ObuilderError("tool-failed", `btrfs send: ${stderr.trim() || `exit status ${code}`}`, details);
	} finally {
		signal?.removeEventListener("abort", stop);
		stop();
	}
}
// src/volume/btrfs/commands.ts
const BTRFS_MAGIC = 2435016766;
const MAX_CLEANING_MS = 2e4;
function isOnBtrfs(directory) {
	try {
		return (0, node_fs.statfsSync)(directory).type === BTRFS_MAGIC;
	} catch {
		return false;
	}
}
const BTRFS_PACKAGE = "btrfs-progs";
const btrfs$1 = (...args) => require_index.runProgram("btrfs", args, { package: BTRFS_PACKAGE });
async function createSubvolume(directory) {
	await btrfs$1("subvolume", "create", directory);
}
async function makeSnapshot({ from, to, isReadOnly }) {
	await btrfs$1("subvolume", "snapshot", ...isReadOnly ? ["-r"] : [], from, to);
}
async function setReadOnly(subvolume, isReadOnly) {
	await btrfs$1("property", "set", "-ts", subvolume, "ro", String(isReadOnly));
}
async function deleteSubvolumes(subvolumes) {
	await btrfs$1("subvolume", "delete", ...subvolumes);
}
const NO_GENERATION = 2 ** 52;
async function generationOf(subvolume) {
	const listing = await btrfs$1("subvolume", "find-new", subvolume, String(NO_GENERATION));
	return Number(/^transid marker was (\d+)$/m.exec(listing)?.[1] ?? 0);
}
async function bytesSince(subvolume, generation) {
	const extents = (await btrfs$1("subvolume", "find-new", subvolume, String(generation))).matchAll(/^inode \d+ file offset \d+ len (\d+) disk start \d+ /gm);
	let bytes = 0;
	for (const [, length] of extents) bytes += Number(length);
	return bytes;
}
async function syncFileSystem(directory) {
	await btrfs$1("filesystem", "sync", directory);
}
async function nestedSubvolumes(subvolume) {
	const fromTop = (await btrfs$1("subvolume", "list", "-o", subvolume)).split("\n").flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
	if (fromTop.length === 0) return [];
	const id = (await btrfs$1("inspect-internal", "rootid", subvolume)).trim();
	const own = (await btrfs$1("inspect-internal", "subvolid-resolve", id, subvolume)).trim();
	return fromTop.filter((one) => one.startsWith(`${own}/`)).map((one) => node_path.default.join(subvolume, one.slice(own.length + 1)));
}
async function waitUntilFreed$1(directory) {
	await syncFileSystem(directory);
	await waitForCleaner(directory);
	await syncFileSystem(directory);
}
const FIRST_LOOK_MS = 15;
async function waitForCleaner(directory) {
	const end = performance.now() + MAX_CLEANING_MS;
	for (let look = FIRST_LOOK_MS; performance.now() < end; look *= 2) {
		const left = Math.ceil(end - performance.now());
		if (await endsWithin(Math.min(look, left), [
			"subvolume",
			"sync",
			directory
		])) return;
	}
}
async function endsWithin(timeMs, args) {
	try {
		await require_index.runProgram("btrfs", args, {
			package: BTRFS_PACKAGE,
			signal: AbortSignal.timeout(timeMs)
		});
		return true;
	} catch (error) {
		if (require_index.isObuilderError(error, "cancelled")) return false;
		throw error;
	}
}
// src/volume/btrfs/driver.ts
const btrfs = {
	summary: "a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096",
	form: "DIRECTORY",
	example: "/srv/obuilder",
	needs: {
		programs: [
			{
				program: "btrfs",
				package: BTRFS_PACKAGE,
				probe: { args: ["version"] }
			},
			{
				program: "mkfs.btrfs",
				package: BTRFS_PACKAGE
			},
			{
				program: "losetup",
				package: "mount"
			},
			{
				program: "mount",
				package: "mount"
			}
		],
		fileSystem: {
			name: "btrfs",
			hint: "use a kernel with btrfs (every stock Debian and Ubuntu kernel has it), or another kind of store"
		}
	},
	faultOf: directoryFault,
	isThere: hasStore,
	unsuited: unsuited$1,
	open: async (root) => {
		const fault = unsuited$1(root);
		if (fault !== void 0) throw fault;
		return {
			driver: driverAt$3(root),
			root
		};
	}
};
function unsuited$1(root) {
	if (isOnBtrfs(require_reader.nearestExisting(root))) return void 0;
	const message = `the store's directory ${root} is not on a btrfs file system`;
	const hint = `Mount a btrfs there: mount DEVICE ${root}, for a new disk after mkfs.btrfs --nodesize 4096 DEVICE, which deletes everything. Or use the store "auto".`;
	return new require_index.ObuilderError("store-unavailable", message, {
		value: root,
		hint
	});
}
function driverAt$3(root) {
	let found;
	const image = () => {
		found ??= { image: imageBelow(root) };
		return found.image;
	};
	let calls;
	const byCall = () => {
		calls ??= Promise.resolve().then(() => require("./run.js")).then((n) => n.volume_calls_exports).then(({ volumeCalls }) => volumeCalls(root));
		return calls;
	};
	const sealed = sealedFiles(makeSync(root, async () => {
		if (!await (await byCall()).sync()) await syncByProgram(root);
	}));
	const lastChangeOf = async (volume) => {
		const { subvolumeFacts } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.tree_search_exports);
		const facts = await subvolumeFacts((await byCall()).read, volume);
		return facts === void 0 ? await generationOf(volume) : Number(facts.changedIn);
	};
	return {
		create: async (volume) => {
			await (await byCall()).create(volume);
			(0, node_fs.chmodSync)(volume, 493);
		},
		snapshot: async (from, to) => {
			try {
				await (await byCall()).snapshot(from, to);
			} catch (error) {
				throw copiedByFiles(from, error) ?? error;
			}
		},
		exchange: async (one, other) => (await byCall()).exchange(one, other),
		advance: async (from, to) => {
			await node_fs.promises.rename(from, to);
			try {
				await (await byCall()).snapshotReadOnly(to, from);
			} catch (error) {
				await node_fs.promises.rename(to, from);
				throw error;
			}
		},
		seal: async (volume) => {
			await (await byCall()).seal(volume);
			sealed.add();
		},
		rest: async () => void 0,
		persist: sealed.persist,
		view: async (volume) => volume,
		changes: async (from, to, signal) => {
			const { changedSince } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.changed_inodes_exports);
			const { read } = await byCall();
			const few = signal?.aborted ? void 0 : await changedSince(read, from, to);
			if (few !== void 0) return few;
			const changed = await changedDirectories(from, to, signal);
			return (directory) => changed.mayDiffer(directory);
		},
		remove: remove$1,
		settle: () => settle(root, image()),
		space: () => space(root, image()),
		fullPlace: () => {
			const file = image();
			return require_reader.fullPlaceOf(file === void 0 ? [root] : [root, node_path.default.dirname(file)]);
		},
		removesAtOnce: true,
		hasManyWriters: true,
		spareBytes: () => spareBytes(root, image()),
		ownBytes: async (volume, base) => {
			if (!isSealed(volume)) await syncFileSystem(root);
			const bytes = await bytesSince(volume, base === void 0 ? 0 : 1 + await lastChangeOf(base));
			return Math.min(bytes, diskUsed(root));
		},
		usedBytes: async () => diskUsed(root),
		close: async () => (await calls)?.end()
	};
}
function sealedFiles(sync) {
	let isUnwritten = false;
	let persisting = Promise.resolve();
	return {
		add: () => {
			isUnwritten = true;
		},
		persist: () => {
			if (isUnwritten) {
				isUnwritten = false;
				persisting = sync().catch((error) => {
					isUnwritten = true;
					throw error;
				});
			}
			return persisting;
		}
	};
}
const CRUMB_BYTES = 1024 ** 2;
async function settle(root, image) {
	await waitUntilFreed$1(root);
	if (image === void 0) return;
	await returnUnused(root, spaceBelow(image).freeBytes < require_reader.spaceAt(root).freeBytes ? 0 : CRUMB_BYTES);
}
const spaceBelow = (image) => require_reader.spaceAt(node_path.default.dirname(image));
function space(root, image) {
	const own = require_reader.spaceAt(root);
	if (image === void 0) return own;
	return {
		...own,
		freeBytes: Math.min(own.freeBytes, spaceBelow(image).freeBytes)
	};
}
function spareBytes(root, image) {
	const { bsize, blocks, bfree } = (0, node_fs.statfsSync)(root);
	const own = spareOf({
		totalBytes: bsize * blocks,
		freeBytes: bsize * bfree
	});
	if (image === void 0) return own;
	const unpromised = spaceBelow(image).freeBytes - unwrittenBytes();
	return Math.min(own, diskSpare(node_path.default.dirname(image)), unpromised);
}
function isSealed(volume) {
	try {
		(0, node_fs.accessSync)(volume, node_fs.constants.W_OK);
		return false;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EROFS";
	}
}
const SUBVOLUME_INODE = 256;
const isVolume = (directory) => (0, node_fs.lstatSync)(directory, { throwIfNoEntry: false })?.ino === SUBVOLUME_INODE;
function copiedByFiles(volume, cause) {
	if (isVolume(volume) || (0, node_fs.lstatSync)(volume, { throwIfNoEntry: false })?.isDirectory() !== true) return void 0;
	const message = `no step can continue from ${volume}: the directory is no subvolume of btrfs, because the store was copied by files`;
	return new require_index.ObuilderError("store-unavailable", message, {
		value: volume,
		hint: "Remove the results and slots of this copy, so that they are made again: \"prune --max-age=0s\". To keep results, move the file system instead (\"Move a store to another disk\" in docs/stores.md).",
		cause
	});
}
const VOLUMES_A_COMMAND = 64;
async function remove$1(volumes) {
	const present = volumes.filter(isVolume);
	for (let start = 0; start < present.length; start += VOLUMES_A_COMMAND) {
		const some = present.slice(start, start + VOLUMES_A_COMMAND);
		try {
			await deleteSubvolumes(some);
		} catch {
			for (const volume of some.filter(isVolume)) await removeOne(volume);
		}
	}
}
async function removeOne(volume) {
	const nested = await nestedSubvolumes(volume);
	if (nested.length > 0 && isSealed(volume)) await setReadOnly(volume, false);
	for (const inner of nested) await removeOne(node_path.default.resolve(inner));
	if (isVolume(volume)) await deleteSubvolumes([volume]);
}
// src/volume/root.ts
function makeRoot(root) {
	(0, node_fs.mkdirSync)(root, {
		recursive: true,
		mode: 448
	});
	if ((0, node_fs.readdirSync)(root).length === 0) (0, node_fs.chmodSync)(root, 448);
	(0, node_fs.mkdirSync)(node_path.default.join(root, "v1"), {
		recursive: true,
		mode: 448
	});
}
// src/volume/copy/driver.ts
const copy = {
	summary: "a directory on any Linux file system; each step copies all files, without their content on xfs and btrfs",
	form: "DIRECTORY",
	example: "/srv/obuilder",
	needs: { programs: [] },
	fallback: { obstacle: () => void 0 },
	faultOf: directoryFault,
	isThere: hasStore,
	open: async (place) => {
		if (!hasStore(place)) expectOwners(place);
		const root = (0, node_fs.realpathSync)(place);
		return {
			driver: driverAt$2(root),
			root
		};
	}
};
function expectOwners(place) {
	const file = node_path.default.join(place, "v1", `trial-${(0, node_crypto().randomBytes)(6).toString("hex")}`);
	const link = `${file}-link`;
	try {
		(0, node_fs.accessSync)(require_reader.nearestExisting(place), node_fs.constants.W_OK);
		makeRoot(place);
		(0, node_fs.writeFileSync)(file, "", { mode: 384 });
		(0, node_fs.chownSync)(file, 1, 2);
		(0, node_fs.chmodSync)(file, 2537);
		(0, node_fs.symlinkSync)(file, link);
		const { uid, gid, mode } = (0, node_fs.lstatSync)(file);
		if (uid !== 1 || gid !== 2 || (mode & 4095) !== 2537) throw new Error("owners or modes are not kept");
	} catch (cause) {
		const told = asPlaceError(place, cause);
		if (told.code === "store-full" || told.code === "disk-full") throw told;
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new require_index.ObuilderError("store-unavailable", `a store cannot be at ${place}: ${reason}`, {
			value: place,
			hint: "Give a directory on a file system with owners, modes and links, such as ext4 or xfs.",
			cause
		});
	} finally {
		for (const one of [file, link]) (0, node_fs.rmSync)(one, { force: true });
	}
}
function driverAt$2(root) {
	const fullPlace = () => require_reader.fullPlaceOf([root]);
	const whole = (to, make) => wholeOrNothing({
		remove: removeTrees,
		fullPlace
	}, to, make);
	const snapshotWhole = (from, to) => whole(to, () => snapshot(from, to));
	return {
		create: async (volume) => {
			(0, node_fs.mkdirSync)(volume, { mode: 448 });
			(0, node_fs.chmodSync)(volume, 493);
		},
		snapshot: snapshotWhole,
		advance: snapshotWhole,
		seal: async () => void 0,
		rest: async () => void 0,
		persist: makeSync(root),
		view: async (volume, at) => {
			await whole(at, async () => {
				(0, node_fs.mkdirSync)(at, { mode: 448 });
				await bindReadOnly(volume, at);
			});
			return at;
		},
		remove: removeTrees,
		settle: async () => void 0,
		space: () => require_reader.spaceAt(root),
		fullPlace,
		removesAtOnce: false,
		hasManyWriters: true,
		spareBytes: () => diskSpare(root),
		ownBytes: (volume) => bytesIn([volume]),
		usedBytes: () => storeUsed(root)
	};
}
async function snapshot(from, to) {
	const source = (0, node_fs.openSync)(from, "r");
	try {
		await copyTree(from, to);
		if ((0, node_fs.lstatSync)(from).ino === (0, node_fs.fstatSync)(source).ino) return;
		throw new require_index.ObuilderError("result-missing", `${from} was replaced while it was copied`, { value: from });
	} finally {
		(0, node_fs.closeSync)(source);
	}
}
// src/host/overlay.ts
const OPTIONS$1 = "redirect_dir=on,index=off,metacopy=off,nfs_export=off,xino=off";
function overlayOptions({ lower, upper }) {
	const parts = [upper === void 0 ? "ro" : "rw", `lowerdir=${lower.join(":")}`];
	if (upper !== void 0) parts.push(`upperdir=${upper.files}`, `workdir=${upper.work}`, "volatile");
	return [...parts, OPTIONS$1].join(",");
}
async function mountOverlay(overlay, at) {
	const args = [
		"--internal-only",
		"-t",
		"overlay",
		"-o",
		`nosuid,nodev,${overlayOptions(overlay)}`,
		"--",
		"overlay",
		at
	];
	await require_index.runProgram("mount", args, {
		cwd: overlay.base,
		env: MOUNT_ENVIRONMENT
	});
	mounted.set(at, overlay);
}
const mounted = new Map();
const isOverlayMount = (at) => mounted.has(at);
function filesAfterStep(at) {
	const overlay = mounted.get(at);
	if (overlay?.upper === void 0 || isMountPoint(at)) return at;
	return node_path.default.join(overlay.base, overlay.upper.files);
}
let remakes = 0;
function remakeOverlay(at) {
	const overlay = mounted.get(at);
	if (overlay?.upper === void 0) return overlay;
	remakes += 1;
	const work = `${overlay.upper.work}-${remakes}`;
	(0, node_fs.mkdirSync)(node_path.default.join(overlay.base, work), { mode: 448 });
	return {
		...overlay,
		upper: {
			...overlay.upper,
			work
		}
	};
}
const TRIAL = `
set -eu
umask 077
mkdir -p "$1"
trap 'cd /; rm -rf "$1"' EXIT
cd "$1"
mkdir lower lower/anew lower/moved upper work at seen
touch lower/anew/old lower/moved/file
mount -i -t overlay -o "$2" -- overlay "$1/at"
rm -r at/anew
mkdir at/anew
mv -T at/moved at/there
umount "$1/at"
mount -i -t overlay -o "$3" -- overlay "$1/seen"
test ! -e seen/anew/old
test ! -e seen/moved
test -e seen/there/file
umount "$1/seen"
`;
async function tryOverlay(at) {
	const written = overlayOptions({
		lower: ["lower"],
		upper: {
			files: "upper",
			work: "work"
		}
	});
	const seen = overlayOptions({ lower: ["upper", "lower"] });
	await require_index.runProgram("unshare", [
		"--mount",
		"sh",
		"-c",
		TRIAL,
		"sh",
		at,
		written,
		seen
	], {
		cwd: "/",
		env: MOUNT_ENVIRONMENT
	});
}
// src/volume/overlayfs/layers.ts
const UPPER = "upper";
const WORK = "work";
const LOWER = "lower";
const FLAT = "flat";
const USERS = "users";
const VOLUME = "volume";
const EMPTY = "empty";
const filesOf$1 = (layer) => `${layer}/${UPPER}`;
const workOf = (layer) => `${layer}/${WORK}`;
const usersOf = (layers, layer) => node_path.default.join(layers, layer, USERS);
const isLayerName = (name) => /^[0-9a-f]{16}$/.test(name);
const newName$1 = () => (0, node_crypto().randomBytes)(8).toString("hex");
const pointerFile = (volume) => `${volume}.layer`;
const draftDirectory = (volume) => `${volume}.draft`;
function readPointer(volume) {
	const [layer = "", user = ""] = readOrNothing(pointerFile(volume)).split(" ");
	return isLayerName(layer) && (user === VOLUME || isLayerName(user)) ? {
		layer,
		user
	} : void 0;
}
function writePointer(volume, { layer, user }) {
	(0, node_fs.writeFileSync)(pointerFile(volume), `${layer} ${user}`, {
		flag: "wx",
		mode: 384
	});
}
function readOrNothing(file) {
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return "";
		throw error;
	}
}
function stackOf(layers, volume) {
	const layer = readPointer(volume)?.layer;
	return layer === void 0 ? [] : [layer, ...lowerOf(layers, layer)];
}
function lowerOf(layers, layer) {
	return readOrNothing(node_path.default.join(layers, layer, LOWER)).split("\n").filter(isLayerName);
}
function flatOf(layers, layer) {
	const name = readOrNothing(node_path.default.join(layers, layer, FLAT));
	return isLayerName(name) ? name : void 0;
}
async function makeLayer(layers, volume, lower) {
	const layer = await startLayer(layers, {
		volume,
		lower,
		root: lower[0]
	});
	if (lower[0] !== void 0) use(layers, lower[0], layer);
	return layer;
}
async function startLayer(layers, { volume, lower, root }) {
	const layer = newName$1();
	writePointer(volume, {
		layer,
		user: VOLUME
	});
	const draft = draftDirectory(volume);
	for (const part of [
		UPPER,
		WORK,
		USERS
	]) (0, node_fs.mkdirSync)(node_path.default.join(draft, part), {
		recursive: true,
		mode: 448
	});
	(0, node_fs.writeFileSync)(node_path.default.join(draft, LOWER), lower.join("\n"), { mode: 384 });
	await likeRoot(node_path.default.join(draft, UPPER), root === void 0 ? void 0 : node_path.default.join(layers, filesOf$1(root)));
	(0, node_fs.linkSync)(pointerFile(volume), node_path.default.join(draft, USERS, VOLUME));
	(0, node_fs.renameSync)(draft, node_path.default.join(layers, layer));
	return layer;
}
async function likeRoot(directory, model) {
	if (model === void 0) {
		(0, node_fs.chmodSync)(directory, 493);
		return;
	}
	const { uid, gid, mode } = (0, node_fs.lstatSync)(model);
	const { atimeNs: accessed, mtimeNs: modified } = (0, node_fs.lstatSync)(model, { bigint: true });
	(0, node_fs.chownSync)(directory, uid, gid);
	(0, node_fs.chmodSync)(directory, mode & 4095);
	const times = new (require_run().NewTimes)();
	times.set(directory, {
		path: "",
		accessed,
		modified
	}, directory);
	await times.finish(directory);
}
function use(layers, layer, above) {
	(0, node_fs.linkSync)(node_path.default.join(layers, above, LOWER), node_path.default.join(usersOf(layers, layer), above));
}
async function makeOnFlat(layers, request, copyFiles) {
	const { volume, from } = request;
	const flat = newName$1();
	const layer = await startLayer(layers, {
		volume,
		lower: [flat],
		root: from
	});
	const draft = draftDirectory(volume);
	(0, node_fs.mkdirSync)(node_path.default.join(draft, USERS), {
		recursive: true,
		mode: 448
	});
	(0, node_fs.writeFileSync)(node_path.default.join(draft, LOWER), "", { mode: 384 });
	await copyFiles(node_path.default.join(draft, UPPER));
	(0, node_fs.linkSync)(node_path.default.join(layers, layer, LOWER), node_path.default.join(draft, USERS, layer));
	(0, node_fs.renameSync)(draft, node_path.default.join(layers, flat));
	offer$2(layers, {
		flat,
		from
	});
	return layer;
}
function offer$2(layers, { flat, from }) {
	const file = node_path.default.join(layers, from, FLAT);
	try {
		(0, node_fs.writeFileSync)(file, flat, {
			flag: "wx",
			mode: 384
		});
		(0, node_fs.linkSync)(file, node_path.default.join(usersOf(layers, flat), from));
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EEXIST" && require_reader.errnoOf(error) !== "ENOENT") throw error;
	}
}
function useFor(layers, volume, user) {
	const layer = readPointer(volume)?.layer;
	if (layer === void 0) throw Object.assign(new Error(`there is no volume ${volume}`), { code: "ENOENT" });
	const name = newName$1();
	writePointer(user, {
		layer,
		user: name
	});
	(0, node_fs.linkSync)(pointerFile(user), node_path.default.join(usersOf(layers, layer), name));
}
function forget$1(volume) {
	(0, node_fs.rmSync)(pointerFile(volume), { force: true });
}
// src/volume/overlayfs/release.ts
function release(layers, volume) {
	const pointer = readPointer(volume);
	if (pointer === void 0) return [];
	endUse(layers, pointer.layer, pointer.user);
	return deaths(layers, pointer.layer);
}
function orphans(layers) {
	return (0, node_fs.readdirSync)(layers).filter(isLayerName).flatMap((layer) => deaths(layers, layer));
}
function endUse(layers, layer, user) {
	(0, node_fs.rmSync)(node_path.default.join(usersOf(layers, layer), user), { force: true });
}
function deaths(layers, layer) {
	if (!isDead$1(layers, layer)) return [];
	const dead = [...deathOfFlat(layers, layer), layer];
	let above = layer;
	for (const below of lowerOf(layers, layer)) {
		endUse(layers, below, above);
		if (!isDead$1(layers, below)) break;
		dead.unshift(...deathOfFlat(layers, below), below);
		above = below;
	}
	return dead;
}
function deathOfFlat(layers, layer) {
	const flat = flatOf(layers, layer);
	if (flat === void 0) return [];
	endUse(layers, flat, layer);
	return isDead$1(layers, flat) ? [flat] : [];
}
function isDead$1(layers, layer) {
	const users = usersOf(layers, layer);
	for (;;) {
		if (hasUser(users)) return false;
		try {
			(0, node_fs.rmdirSync)(users);
			return true;
		} catch (error) {
			if (require_reader.errnoOf(error) === "ENOENT") return true;
			if (require_reader.errnoOf(error) !== "ENOTEMPTY" && require_reader.errnoOf(error) !== "EEXIST") throw error;
		}
	}
}
function hasUser(users) {
	try {
		const directory = (0, node_fs.opendirSync)(users);
		try {
			for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
				const link = node_path.default.join(users, entry.name);
				if (((0, node_fs.lstatSync)(link, { throwIfNoEntry: false })?.nlink ?? 0) > 1) return true;
				(0, node_fs.rmSync)(link, { force: true });
			}
			return false;
		} finally {
			directory.closeSync();
		}
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return false;
		throw error;
	}
}
// src/volume/overlayfs/driver.ts
const layersAt = (root) => node_path.default.join(root, "v1", "layer");
const hasLayers = (place) => (0, node_fs.existsSync)(node_path.default.join(layersAt(place), EMPTY));
const overlayfs = {
	summary: "a directory on ext4, xfs or another file system that overlayfs can write to; a step is a layer",
	form: "DIRECTORY",
	example: "/srv/obuilder",
	needs: {
		programs: [{
			program: "mount",
			package: "mount"
		}],
		fileSystem: {
			name: "overlay",
			hint: "sudo modprobe overlay, or use another kind of store"
		}
	},
	fallback: {
		obstacle,
		trial
	},
	faultOf: directoryFault,
	isThere: hasLayers,
	unsuited,
	open: async (place) => {
		const fault = unsuited(place);
		if (fault !== void 0) throw fault;
		if (!hasLayers(place)) await makePlace(place);
		const root = (0, node_fs.realpathSync)(place);
		return {
			driver: driverAt$1(root),
			root
		};
	}
};
function unsuited(place) {
	if (require_reader.kernelHas("overlay") || require_reader.canLoadModule("overlay")) return void 0;
	const hint = `Use a kernel with overlayfs (every stock Debian and Ubuntu kernel has it), or the store copy:${place}.`;
	return new require_index.ObuilderError("store-unavailable", "this kernel has no overlayfs", {
		value: place,
		hint
	});
}
function obstacle(machine) {
	if (!machine.kernelHas("overlay")) return " and no overlayfs";
	return machine.fileSystem() === "overlay" ? `, and ${machine.directory} is on an overlayfs, which cannot hold another` : void 0;
}
async function trial(directory) {
	await tryOverlay(node_path.default.join(directory, `.overlay-trial-${(0, node_crypto().randomBytes)(6).toString("hex")}`));
}
async function makePlace(place) {
	const near = (0, node_fs.realpathSync)(require_reader.nearestExisting(place));
	try {
		await trial(near);
	} catch (cause) {
		if (!require_index.isObuilderError(cause, "tool-failed")) throw cause;
		const told = asPlaceError(near, cause);
		if (told.code === "store-full") throw told;
		const type = require_reader.mountOf(near)?.type ?? "an unknown file system";
		throw new require_index.ObuilderError("store-unavailable", `overlayfs cannot write below ${place}, which is on ${type}: ${cause.message}`, {
			value: place,
			hint: `Give a directory on a disk's own file system, such as ext4 or xfs, or use the store copy:${place}.`,
			cause
		});
	}
	makeRoot(place);
	(0, node_fs.mkdirSync)(node_path.default.join(layersAt(place), EMPTY), {
		recursive: true,
		mode: 448
	});
}
function driverAt$1(root) {
	const layers = layersAt(root);
	const fullPlace = () => require_reader.fullPlaceOf([root]);
	const whole = (volume, make) => wholeOrNothing({
		remove: (volumes) => remove(layers, volumes),
		fullPlace
	}, volume, make);
	const snapshot = (from, to) => whole(to, () => snapshotTo(layers, from, to));
	let isSwept = false;
	return {
		create: (volume) => whole(volume, async () => {
			(0, node_fs.mkdirSync)(volume, { mode: 448 });
			await mountWritable(layers, {
				layer: await makeLayer(layers, volume, []),
				lower: []
			}, volume);
		}),
		snapshot,
		advance: async (from, to) => {
			await unmountForGood(from);
			await snapshot(from, to);
		},
		seal: unmountForGood,
		rest: unmountForGood,
		persist: makeSync(root),
		view: async (volume, at) => {
			await whole(at, async () => {
				(0, node_fs.mkdirSync)(at, { mode: 448 });
				useFor(layers, volume, at);
				await mountReadOnly(layers, stackOf(layers, volume), at);
			});
			return at;
		},
		changes: async () => differsByInode,
		remove: (volumes) => remove(layers, volumes),
		settle: async () => {
			if (isSwept) return;
			isSwept = true;
			await removeLayers(layers, orphans(layers));
		},
		space: () => require_reader.spaceAt(root),
		fullPlace,
		removesAtOnce: false,
		hasManyWriters: false,
		spareBytes: () => diskSpare(root),
		ownBytes: async (volume, base) => {
			const below = new Set(base === void 0 ? [] : stackOf(layers, base));
			const own = stackOf(layers, volume).filter((layer) => !below.has(layer));
			return own.length === 0 ? 0 : await bytesIn(own.map((layer) => node_path.default.join(layers, filesOf$1(layer))));
		},
		usedBytes: () => storeUsed(root)
	};
}
const differsByInode = (_, { from, to }) => from !== to;
const MAX_LAYERS$1 = 64;
async function snapshotTo(layers, from, to) {
	const lower = stackOf(layers, from);
	const [top] = lower;
	if (top === void 0) throw new require_index.ObuilderError("result-missing", `there is no volume ${from}`, { value: from });
	(0, node_fs.mkdirSync)(to, { mode: 448 });
	if (lower.length < MAX_LAYERS$1) {
		await mountWritable(layers, {
			layer: await makeLayer(layers, to, lower),
			lower
		}, to);
		return;
	}
	await mountWritable(layers, {
		layer: await makeOnKnownFlat(layers, top, to) ?? await flatten(layers, {
			from,
			stack: lower
		}, to),
		lower: stackOf(layers, to).slice(1)
	}, to);
}
async function makeOnKnownFlat(layers, top, to) {
	const flat = flatOf(layers, top);
	if (flat === void 0) return void 0;
	try {
		return await makeLayer(layers, to, [flat]);
	} catch (error) {
		if (require_reader.errnoOf(error) !== "ENOENT") throw error;
		await remove(layers, [to]);
		(0, node_fs.mkdirSync)(to, { mode: 448 });
		return;
	}
}
const sourceOf$1 = (volume) => `${volume}.source`;
async function flatten(layers, { from, stack }, to) {
	const [top = ""] = stack;
	useFor(layers, from, sourceOf$1(to));
	const layer = await makeOnFlat(layers, {
		volume: to,
		from: top
	}, async (files) => {
		await mountReadOnly(layers, stack, to);
		await copyTree(to, files);
		await unmountForGood(to);
	});
	await remove(layers, [sourceOf$1(to)]);
	return layer;
}
function mountWritable(layers, { layer, lower }, at) {
	return mountOverlay({
		base: layers,
		lower: lower.length === 0 ? [EMPTY] : lower.map(filesOf$1),
		upper: {
			files: filesOf$1(layer),
			work: workOf(layer)
		}
	}, at);
}
function mountReadOnly(layers, stack, at) {
	const names = stack.map(filesOf$1);
	return mountOverlay({
		base: layers,
		lower: names.length === 1 ? [...names, EMPTY] : names
	}, at);
}
async function remove(layers, volumes) {
	await unmountBelow(volumes);
	await removeTrees(volumes.map(draftDirectory));
	const users = volumes.flatMap((volume) => [volume, sourceOf$1(volume)]);
	await removeLayers(layers, users.flatMap((user) => release(layers, user)));
	await removeTrees(volumes.filter((volume) => !removeEmpty(volume)));
	users.forEach(forget$1);
}
function removeEmpty(directory) {
	try {
		(0, node_fs.rmdirSync)(directory);
		return true;
	} catch (error) {
		return require_reader.errnoOf(error) === "ENOENT";
	}
}
const removeLayers = (layers, names) => removeTrees(names.map((name) => node_path.default.join(layers, name)));
// src/volume/zfs/commands.ts
const ZFS_PACKAGE = "zfsutils-linux";
const zfs$1 = (...args) => require_index.runProgram("zfs", args, { package: ZFS_PACKAGE });
const zpool = (...args) => require_index.runProgram("zpool", args, { package: ZFS_PACKAGE });
async function exists(name) {
	try {
		await zfs$1("list", "-H", "-o", "name", "-t", "filesystem,volume,snapshot", name);
		return true;
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		if (await hasPool(poolOf(name))) await zfs$1("list", "-H", "-o", "name", poolOf(name));
		return false;
	}
}
const poolOf = (name) => require_index.must(name.split(/[/@]/)[0], "the name of a pool");
async function isMissing(error, name) {
	return require_index.isObuilderError(error, "tool-failed") && !await exists(name);
}
function isBusy(error) {
	return require_index.isObuilderError(error, "tool-failed") && error.stderr?.includes("busy") === true;
}
const BUSY_ATTEMPTS = 9;
async function onceFree(work) {
	for (let attempt = 1;; attempt += 1) try {
		return await work();
	} catch (error) {
		if (!isBusy(error) || attempt === BUSY_ATTEMPTS) throw error;
		await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 5)));
	}
}
const optionsOf$1 = (properties) => Object.entries(properties).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
async function propertiesOf(dataset, names) {
	const get = async () => {
		const lines = await zfs$1("get", "-Hp", "-o", "property,value", names.join(","), dataset);
		return Object.fromEntries(lines.split("\n").map((line) => line.split("	")));
	};
	try {
		return await get();
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		return await exists(dataset) ? await get() : void 0;
	}
}
async function createDataset(dataset, properties) {
	try {
		await zfs$1("create", "-p", ...optionsOf$1(properties), dataset);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed") || !await exists(dataset)) throw error;
	}
}
async function mountDataset(dataset) {
	try {
		await onceFree(async () => {
			if (mountPointOf(dataset) === void 0) await zfs$1("mount", dataset);
		});
	} catch (error) {
		if (mountPointOf(dataset) === void 0) throw error;
	}
}
async function snapshotsOf(dataset) {
	try {
		const list = await zfs$1("list", "-H", "-t", "snapshot", "-o", "name,defer_destroy", "-d", "1", dataset);
		return rowsOf(list).map(([name = "", deferred]) => {
			return {
				name: name.slice(dataset.length + 1),
				isDeferred: deferred === "on"
			};
		});
	} catch (error) {
		if (await isMissing(error, dataset)) return void 0;
		throw error;
	}
}
const rowsOf = (text) => text.split("\n").filter((line) => line !== "").map((line) => line.split("	"));
async function originsBelow(parent) {
	const list = await zfs$1("list", "-H", "-t", "filesystem", "-o", "name,origin", "-d", "1", parent);
	return new Map(rowsOf(list).map(([name = "", origin = ""]) => [name, origin]));
}
async function destroySnapshots(dataset, names) {
	if (names.length === 0) return;
	try {
		await zfs$1("destroy", "-d", `${dataset}@${names.join(",")}`);
	} catch (error) {
		if (names.length === 1) {
			if (await isMissing(error, `${dataset}@${names[0]}`)) return;
			throw error;
		}
		for (const name of names) await destroySnapshots(dataset, [name]);
	}
}
async function rollBack(snapshot) {
	await onceFree(() => zfs$1("rollback", snapshot));
}
async function promote(clone) {
	await zfs$1("promote", clone);
}
async function destroyDataset(dataset) {
	try {
		await onceFree(() => zfs$1("destroy", "-r", dataset));
	} catch (error) {
		if (!await isMissing(error, dataset)) throw error;
	}
}
async function hasPool(pool) {
	return (await zpool("list", "-H", "-o", "name")).split("\n").includes(pool);
}
const FREEING_POLLS = 240;
const FREEING_MS = 250;
const GROUPS = 3;
async function waitUntilFreed(dataset) {
	const pool = poolOf(dataset);
	try {
		for (let poll = 0; poll < FREEING_POLLS; poll += 1) {
			const freeing = await zpool("get", "-Hp", "-o", "value", "freeing", pool);
			if (Number(freeing) === 0) break;
			await new Promise((resolve) => setTimeout(resolve, FREEING_MS));
		}
		for (let group = 0; group < GROUPS; group += 1) await zpool("sync", pool);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		await endGroups(dataset);
	}
}
async function endGroups(dataset) {
	try {
		for (let group = 0; group < GROUPS; group += 1) await zfs$1("set", `obuilder:settled=${group}`, dataset);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
	}
}
async function sizeOf$2(snapshot) {
	const [referencedBytes = 0, uniqueBytes = 0] = (await zfs$1("get", "-Hp", "-o", "value", "referenced,used", snapshot)).split("\n").map(Number);
	return {
		referencedBytes,
		uniqueBytes
	};
}
async function writtenOf(snapshot) {
	try {
		return Number(await zfs$1("get", "-Hp", "-o", "value", "written", snapshot));
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		return;
	}
}
const SPACE = [
	"get",
	"-Hp",
	"-o",
	"value",
	"used,available,referenced,refreservation"
];
async function spaceOf(dataset) {
	return parseSpace(await zfs$1(...SPACE, dataset));
}
function parseSpace(text) {
	const [usedBytes = 0, availableBytes = 0, referencedBytes = 0, reservedBytes = 0] = text.split("\n").map((value) => Number(value) || 0);
	return {
		usedBytes,
		availableBytes,
		referencedBytes,
		reservedBytes
	};
}
function spaceOfAtOnce(dataset) {
	return parseSpace(require_index.runAtOnce("zfs", [...SPACE, dataset], { package: ZFS_PACKAGE }));
}
async function reserveSpace(dataset, bytes) {
	await zfs$1("set", `refreservation=${bytes}`, dataset);
}
// src/volume/zfs/needs.ts
const needs = {
	programs: [{
		program: "zfs",
		package: ZFS_PACKAGE,
		probe: {
			args: [
				"list",
				"-H",
				"-d",
				"0",
				"-o",
				"name"
			],
			failure: {
				message: "has no ZFS to work with",
				hint: "sudo modprobe zfs"
			},
			judge: judgePools
		}
	}, {
		program: "zpool",
		package: ZFS_PACKAGE
	}],
	fileSystem: {
		name: "zfs",
		hint: "sudo apt-get install zfs-dkms (on Ubuntu linux-modules-extra has it)",
		isOptional: true
	}
};
function judgePools(output, dataset) {
	const pools = output.split("\n").filter((name) => name !== "");
	const found = pools.length === 0 ? "no pool" : `the pools ${pools.join(", ")}`;
	const pool = poolOf(dataset);
	if (pools.includes(pool)) return { found };
	const hint = `make one: sudo zpool create ${pool} DEVICE; or import it: sudo zpool import ${pool}`;
	return {
		found,
		lack: {
			message: `there is no pool ${pool}, but ${found}`,
			hint
		}
	};
}
// src/volume/zfs/place.ts
const MOUNTS = "/var/lib/obuilder-action/zfs";
const NO_RIGHTS = {
	setuid: "off",
	devices: "off"
};
const MAX_NAME_BYTES = 180;
function datasetFault(name) {
	const parts = name.split("/");
	if (parts.includes("")) return "a dataset is named POOL or POOL/DATASET, without a slash at its ends";
	if (!/^[A-Za-z0-9_.: /-]+$/.test(name)) return "a dataset's name has only letters, digits and any of _ - . : in it";
	if (parts.includes(".") || parts.includes("..")) return "no part of a dataset's name is \".\" or \"..\"";
	const [pool = ""] = parts;
	if (!/^[A-Za-z]/.test(pool)) return "a pool's name begins with a letter";
	if (/^(mirror|raidz|draid|spare|c\d)|^log$/.test(pool)) return `no pool can be named ${pool}`;
	return name.length > MAX_NAME_BYTES ? `the name is longer than ${MAX_NAME_BYTES} bytes` : void 0;
}
async function openDataset(dataset) {
	return mountPointOf(dataset) ?? await makeReady(dataset).catch((error) => explain$2(dataset, error));
}
const isDataset = async (dataset) => mountPointOf(dataset) !== void 0 || await exists(dataset);
async function makeReady(dataset) {
	if (await look(dataset) === void 0) await make(dataset);
	const { type, mountpoint, canmount } = await look(dataset) ?? {};
	if (type !== "filesystem") throw unavailable(dataset, "is not a file system", OTHER_NAME);
	if (!isDirectory$1(mountpoint)) {
		const hint = `Give it a place: zfs set mountpoint=/srv/obuilder ${dataset}. Or name a new dataset, which gets one: ${dataset}/obuilder.`;
		throw unavailable(dataset, `has no mount point (it is ${mountpoint})`, hint);
	}
	if (canmount === "off") throw unavailable(dataset, "may not be mounted", `Allow it: zfs set canmount=on ${dataset}.`);
	await mountDataset(dataset);
	const root = mountPointOf(dataset);
	if (root !== void 0) return root;
	throw unavailable(dataset, "was mounted, but not where this process sees it", "See what \"zfs mount\" lists.");
}
const OTHER_NAME = "Name another dataset; one that is missing is made.";
const isDirectory$1 = (mountpoint) => mountpoint?.startsWith("/") === true;
const look = (dataset) => propertiesOf(dataset, [
	"type",
	"mountpoint",
	"canmount"
]);
async function make(dataset) {
	const pool = poolOf(dataset);
	if (!await hasPool(pool)) {
		const hint = `Import it (zpool import ${pool}), or make one (zpool create ${pool} DEVICE).`;
		throw new require_index.ObuilderError("store-unavailable", `there is no ZFS pool ${pool} on this machine`, {
			value: dataset,
			hint
		});
	}
	const above = await nearest(node_path.default.dirname(dataset));
	await createDataset(dataset, isDirectory$1(above["mountpoint"]) ? NO_RIGHTS : {
		...NO_RIGHTS,
		mountpoint: node_path.default.join(MOUNTS, dataset)
	});
}
async function nearest(dataset) {
	return await look(dataset) ?? (dataset.includes("/") ? await nearest(node_path.default.dirname(dataset)) : {});
}
function unavailable(dataset, what, hint, cause) {
	return new require_index.ObuilderError("store-unavailable", `the dataset ${dataset} ${what}`, {
		value: dataset,
		hint,
		cause
	});
}
function explain$2(dataset, error) {
	if (!require_index.isObuilderError(error, "tool-failed")) throw error;
	throw unavailable(dataset, `cannot be used: ${error.message}`, "See what \"zpool status\" says; the kernel module is loaded by \"modprobe zfs\".", error);
}
// src/volume/zfs/scripts.ts
async function runLocked(lock, script, ...args) {
	const all = [
		"-c",
		`exec 9<"$1" && flock 9 && [ -e "$1" ] || exit 1; shift; ${script}`,
		"sh",
		lock,
		...args
	];
	try {
		await require_index.runProgram("sh", all);
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		const { stderr, status } = error;
		const reason = stderr?.trim() || `a script for ZFS ended with status ${status}`;
		throw new require_index.ObuilderError("tool-failed", reason, {
			...require_index.factsOf(error),
			stderr,
			cause: error
		});
	}
}
async function waitForScripts(locks) {
	await require_index.runProgram("sh", [
		"-c",
		"for file; do exec 9<\"$file\" && flock 9; done",
		"sh",
		...locks
	]);
}
async function makeVolume(volume) {
	const { lock, dataset, origin, mountPoint, isReadOnly } = volume;
	const options = optionsOf$1({
		canmount: "noauto",
		mountpoint: mountPoint,
		...isReadOnly ? { readonly: "on" } : {}
	});
	await runLocked(lock, "point=$1 dataset=$2; shift 2; zfs \"$@\" \"$dataset\" && { mountpoint -q \"$point\" || zfs mount \"$dataset\"; }", mountPoint, dataset, ...origin === void 0 ? ["create", ...options] : [
		"clone",
		...options,
		origin
	]);
}
const SNAPSHOT = "sync -f \"$1\" && zfs snapshot \"$2\"";
const UNMOUNT = "{ umount \"$1\" || umount --lazy \"$1\"; }";
async function snapshotAndUnmount({ lock, mountPoint, snapshot }) {
	await runLocked(lock, `${SNAPSHOT} && ${UNMOUNT}`, mountPoint, snapshot);
}
async function snapshotAndMove({ lock, mountPoint, snapshot }, to) {
	await runLocked(lock, `${SNAPSHOT} && mount --bind "$1" "$3" && ${UNMOUNT}`, mountPoint, snapshot, to);
}
// src/volume/zfs/strands.ts
const OURS = "obuilder-";
function newName() {
	const random = () => Math.random().toString(36).slice(2, 10);
	return `${OURS}${Date.now().toString(36)}-${random()}${random()}`;
}
const isOurs = (snapshot) => snapshot.startsWith(OURS);
const noteFile = (volume) => `${volume}.zfs`;
const doomedFile = (volume) => `${volume}.zfs-removed`;
function writeNote(volume, { strand, snapshot }) {
	(0, node_fs.writeFileSync)(noteFile(volume), `${strand}@${snapshot}\n`, { mode: 384 });
}
function parseNote(text) {
	const [, strand, snapshot] = /^(.+)@(.+)\n$/.exec(text) ?? [];
	return strand === void 0 || snapshot === void 0 ? void 0 : {
		strand,
		snapshot
	};
}
function readNote(volume) {
	const note = parseNote((0, node_fs.readFileSync)(noteFile(volume), "utf8"));
	if (note === void 0) throw new Error(`the note of the volume ${volume} is damaged`);
	return note;
}
const nameOf$2 = ({ volumes }, { strand, snapshot }) => `${volumes}/${strand}@${snapshot}`;
const snapshotOf = (place, volume) => nameOf$2(place, readNote(volume));
async function startStrand(place, to, { from, isReadOnly = false } = {}) {
	const origin = from === void 0 ? void 0 : nameOf$2(place, readNote(from));
	const note = {
		strand: newName(),
		snapshot: newName()
	};
	writeNote(to, note);
	(0, node_fs.mkdirSync)(to, {
		recursive: true,
		mode: 448
	});
	const make = () => makeVolume({
		lock: noteFile(to),
		dataset: `${place.volumes}/${note.strand}`,
		origin,
		mountPoint: to,
		isReadOnly
	});
	try {
		await make();
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed") || await exists(place.volumes)) throw error;
		await makeParent(place.volumes);
		await make();
	}
}
const VOLUMES = {
	canmount: "off",
	mountpoint: "none",
	atime: "off",
	exec: "on",
	setuid: "off",
	devices: "off",
	readonly: "off",
	"com.sun:auto-snapshot": "false"
};
const NEWER = {
	sync: "disabled",
	xattr: "sa",
	acltype: "posixacl"
};
async function makeParent(volumes) {
	try {
		await createDataset(volumes, {
			...VOLUMES,
			...NEWER
		});
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		await createDataset(volumes, VOLUMES);
	}
}
async function endStrand(place, volume) {
	const snapshot = nameOf$2(place, readNote(volume));
	await snapshotAndUnmount({
		lock: noteFile(volume),
		mountPoint: volume,
		snapshot
	});
}
async function continueStrand(place, from, to) {
	const note = readNote(from);
	try {
		writeNote(to, {
			strand: note.strand,
			snapshot: newName()
		});
		(0, node_fs.mkdirSync)(to, { mode: 448 });
		await snapshotAndMove({
			lock: noteFile(from),
			mountPoint: from,
			snapshot: nameOf$2(place, note)
		}, to);
	} catch (error) {
		await unmountBelow([to]);
		await destroySnapshots(`${place.volumes}/${note.strand}`, [note.snapshot]);
		forget({
			volume: to,
			file: noteFile(to)
		});
		throw error;
	}
}
function doom(volume) {
	let file = doomedFile(volume);
	try {
		(0, node_fs.renameSync)(noteFile(volume), file);
	} catch (error) {
		if (foundNoSpace(error)) file = noteFile(volume);
		else if (require_reader.errnoOf(error) !== "ENOENT") throw error;
	}
	try {
		return {
			volume,
			file,
			note: parseNote((0, node_fs.readFileSync)(file, "utf8"))
		};
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return void 0;
		throw error;
	}
}
function forget({ volume, file }) {
	try {
		(0, node_fs.rmdirSync)(volume);
	} catch (error) {
		if (require_reader.errnoOf(error) !== "ENOENT") throw error;
	}
	(0, node_fs.rmSync)(file, { force: true });
}
// src/volume/zfs/removal.ts
async function removeVolumes(place, volumes) {
	const doomed = volumes.flatMap((volume) => doom(volume) ?? []);
	if (doomed.length === 0) return;
	await waitForScripts(doomed.map(({ file }) => file));
	await unmountBelow(doomed.map(({ volume }) => volume));
	const strands = Map.groupBy(doomed.flatMap(({ note }) => note ?? []), ({ strand }) => strand);
	const clones = new Clones(place.volumes);
	const failures = new Map();
	for (const [strand, notes] of strands) {
		const removed = new Set(notes.map(({ snapshot }) => snapshot));
		await removeFromStrand({
			dataset: `${place.volumes}/${strand}`,
			clones
		}, removed).catch((error) => failures.set(strand, error));
	}
	for (const one of doomed) if (!failures.has(one.note?.strand ?? "")) forget(one);
	const [failure] = failures.values();
	if (failure !== void 0) throw failure;
}
const ATTEMPTS$1 = 4;
const RETRY_MS = 30;
var Clones = class {
	#parent;
	#origins;
	constructor(parent) {
		this.#parent = parent;
	}
	async findLast(snapshots) {
		if (snapshots.length === 0) return void 0;
		this.#origins ??= new Map(await originsBelow(this.#parent));
		const byOrigin = new Map([...this.#origins].map(([clone, origin]) => [origin, clone]));
		return snapshots.map((one) => byOrigin.get(one)).findLast((one) => one !== void 0);
	}
	forget() {
		this.#origins = void 0;
	}
	drop(dataset) {
		this.#origins?.delete(dataset);
	}
};
async function removeFromStrand(removal, removed) {
	for (let attempt = 1;; attempt += 1) try {
		return await removeOnce(removal, removed);
	} catch (error) {
		if (attempt === ATTEMPTS$1 || !require_index.isObuilderError(error, "tool-failed")) throw error;
		removal.clones.forget();
		await (0, node_timers_promises().setTimeout)(RETRY_MS * attempt);
	}
}
async function removeOnce(removal, removed) {
	const { dataset } = removal;
	const isInUse = mountPointOf(dataset) !== void 0;
	const snapshots = await snapshotsOf(dataset);
	if (snapshots === void 0) return;
	const present = snapshots.filter((one) => !one.isDeferred && removed.has(one.name)).map(({ name }) => name);
	const isNeeded = snapshots.some((one) => !one.isDeferred && isOurs(one.name) && !removed.has(one.name));
	if (!isInUse && !isNeeded) return await dropStrand(removal, {
		snapshots,
		present
	});
	await destroySnapshots(dataset, present);
	const wroteLast = present.length < removed.size || present.at(-1) === snapshots.at(-1)?.name;
	if (!isInUse && wroteLast) await dropLastWritten(dataset);
}
async function dropLastWritten(dataset) {
	const last = (await snapshotsOf(dataset))?.at(-1);
	if (last !== void 0) await rollBack(`${dataset}@${last.name}`);
}
async function dropStrand({ dataset, clones }, { snapshots, present }) {
	const heir = await clones.findLast(snapshots.map(({ name }) => `${dataset}@${name}`));
	if (heir !== void 0) {
		await destroySnapshots(dataset, present);
		await promote(heir);
		clones.forget();
	}
	await destroyDataset(dataset);
	clones.drop(dataset);
}
// src/volume/zfs/space.ts
const RESERVE_BYTES = 64 * 1024 ** 2;
const RESERVE_SHARE = 1 / 16;
function zfsSpace({ dataset, volumes }, root) {
	let known;
	let reserving;
	const look = async () => {
		known = await spaceOf(dataset);
		return known;
	};
	const reserve = async () => {
		const space = await look();
		const margin = Math.min(RESERVE_BYTES, Math.floor(totalOf(space) * RESERVE_SHARE));
		if (space.reservedBytes - space.referencedBytes >= margin / 2) return;
		const reservedBytes = space.referencedBytes + margin;
		await reserveSpace(dataset, reservedBytes);
		known = {
			...space,
			reservedBytes
		};
	};
	const space = () => {
		known ??= spaceOfAtOnce(dataset);
		const { bsize, blocks, bfree, bavail } = (0, node_fs.statfsSync)(root);
		const reserve = Math.max(0, known.reservedBytes - (blocks - bfree) * bsize);
		const freeBytes = Math.max(0, bavail * bsize - reserve);
		return {
			totalBytes: Math.max(totalOf(known), freeBytes),
			freeBytes
		};
	};
	return {
		space,
		fullPlace: () => {
			const own = require_reader.lackOf(space());
			if (own !== void 0) return {
				place: dataset,
				lack: own
			};
			const lack = require_reader.lackOf(volumesSpace(volumes) ?? NOTHING_KNOWN);
			return lack === void 0 ? void 0 : {
				place: volumes,
				lack
			};
		},
		usedBytes: async () => takenOf(await look()),
		reserve: () => {
			reserving ??= reserve().catch(() => void 0);
			return reserving;
		}
	};
}
const NOTHING_KNOWN = {
	totalBytes: 0,
	freeBytes: 0
};
function volumesSpace(volumes) {
	try {
		const { availableBytes, usedBytes } = spaceOfAtOnce(volumes);
		return {
			freeBytes: availableBytes,
			totalBytes: availableBytes + usedBytes
		};
	} catch {
		return;
	}
}
const takenOf = ({ usedBytes, reservedBytes, referencedBytes }) => usedBytes - Math.max(0, reservedBytes - referencedBytes);
const totalOf = (space) => takenOf(space) + space.availableBytes;
// src/volume/zfs/driver.ts
const zfs = {
	summary: "a dataset of a ZFS pool, made when it is missing",
	form: "POOL[/DATASET]",
	example: "tank/obuilder",
	needs,
	faultOf: datasetFault,
	isThere: async (dataset) => await isDataset(dataset) && hasStore(await openDataset(dataset)),
	open: async (dataset) => {
		const root = await openDataset(dataset);
		return {
			driver: driverAt({
				dataset,
				volumes: `${dataset}/volume`
			}, root),
			root
		};
	}
};
function driverAt(place, root) {
	const { space, fullPlace, usedBytes, reserve } = zfsSpace(place, root);
	const start = async (volume, options = {}) => {
		const reserved = reserve();
		await startStrand(place, volume, options);
		await reserved;
	};
	let removing = Promise.resolve();
	return {
		create: (volume) => start(volume),
		snapshot: (from, to) => start(to, { from }),
		advance: (from, to) => continueStrand(place, from, to),
		seal: (volume) => endStrand(place, volume),
		rest: (volume) => endStrand(place, volume),
		persist: async () => void 0,
		view: async (volume, at) => {
			await start(at, {
				from: volume,
				isReadOnly: true
			});
			return at;
		},
		remove: (volumes) => {
			const removal = removing.then(() => removeVolumes(place, volumes));
			removing = removal.catch(() => void 0);
			return removal;
		},
		settle: () => waitUntilFreed(place.dataset),
		space,
		fullPlace,
		removesAtOnce: true,
		hasManyWriters: true,
		spareBytes: () => spareOf(space()),
		ownBytes: (volume, base) => ownBytesOf(place, volume, base),
		usedBytes
	};
}
async function ownBytesOf(place, volume, base) {
	const own = snapshotOf(place, volume);
	if (base === void 0) return (await sizeOf$2(own)).referencedBytes;
	const written = await writtenOf(own);
	if (written !== void 0) return written;
	const [whole, below] = [await sizeOf$2(own), await sizeOf$2(snapshotOf(place, base))];
	return Math.max(whole.uniqueBytes, whole.referencedBytes - below.referencedBytes);
}
// src/volume/drivers.ts
const drivers = {
	btrfs,
	zfs,
	overlayfs,
	copy
};
const POOL_DRIVER = "btrfs";
const storeName = ({ driver, root }) => `${driver}:${root}`;
const isDriverName = (name) => Object.hasOwn(drivers, name);
const driverEntry = (name) => isDriverName(name) ? drivers[name] : void 0;
const storeForms = ["auto", ...Object.entries(drivers).map(([name, { form }]) => `${name}:${form}`)];
function parseStoreName(text) {
	const colon = text.indexOf(":");
	const driver = text.slice(0, colon);
	const root = text.slice(colon + 1);
	const isKnown = colon > 0 && isDriverName(driver);
	const fault = isKnown ? drivers[driver].faultOf(root) : "there is no such kind";
	if (isKnown && fault === void 0) return {
		driver,
		root
	};
	const example = isKnown ? `${driver}:${drivers[driver].example}` : `btrfs:${drivers.btrfs.example}`;
	throw new require_index.ObuilderError("input-invalid", `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
		value: text,
		hint: `Give ${storeForms.join(" or ")}, for example ${example}.`
	});
}
// src/cli/flags.ts
function flagsFor(names) {
	return Object.fromEntries(names.flatMap((parameter) => {
		const { help: text, default: fallback } = PARAMETERS[parameter];
		const help = text.replace("relative to the workspace", "relative to the current directory");
		const { kind, name, value } = formOf(parameter);
		if (kind !== "switch") return [[name, {
			type: "string",
			multiple: kind === "list",
			value,
			help,
			default: fallback
		}]];
		const on = {
			type: "boolean",
			help,
			default: fallback === "true" ? "on" : void 0
		};
		const off = {
			type: "boolean",
			help: `Turn \`--${name}\` off.`
		};
		return fallback === "true" ? [[name, on], [`no-${name}`, off]] : [[name, on]];
	}));
}
const givenFlags = (invocation) => ({
	text: (parameter) => {
		const { kind, name } = formOf(parameter);
		if (kind === "list") return texts(invocation, name).join("\n");
		if (kind === "text") return text$2(invocation, name) ?? "";
		if (isSet$1(invocation, `no-${name}`)) return "false";
		return isSet$1(invocation, name) ? "true" : "";
	},
	label: (parameter) => `--${formOf(parameter).name}`
});
const STORE_VARIABLE_FLAG = "store-of-environment";
const storeFlags = {
	...flagsFor(["store"]),
	[STORE_VARIABLE_FLAG]: {
		type: "string",
		isInternal: true,
		help: ""
	},
	"pool-dir": {
		type: "string",
		value: "DIRECTORY",
		help: "Where `auto` keeps its image file and mounts it, instead of the usual directories."
	}
};
const jsonFlag = { json: {
	type: "boolean",
	help: "Print one JSON object, on the last line of output."
} };
const specFlag = { file: {
	type: "string",
	short: "f",
	value: "SPEC",
	help: "The file with the spec; `-` reads stdin."
} };
function storeEnvironment(invocation) {
	if ((text$2(invocation, "store") ?? "") !== "") return {};
	return { OBUILDER_STORE: text$2(invocation, "store-of-environment") ?? process.env["OBUILDER_STORE"] };
}
function storeRequest(invocation) {
	const request = readStoreRequest(givenFlags(invocation), storeEnvironment(invocation));
	const directory = text$2(invocation, "pool-dir");
	return {
		...request,
		poolDirectory: directory && parsePath(directory, "--pool-dir")
	};
}
function checkStoreFlags(invocation) {
	const { store } = storeRequest(invocation);
	if (store !== "auto") parseStoreName(store);
}
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
function getGlobalConfig(config$1) {
	if (!config$1 && true) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? void 0,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? void 0,
		abortPipeEarly: config$1?.abortPipeEarly ?? void 0
	};
}
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? (context.reference, issue.lang, void 0) ?? (isSchema ? (issue.lang, void 0) : null) ?? config$1.message ?? (issue.lang, void 0);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, getGlobalConfig())
	};
	return schema;
}
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}
var ValiError = class extends Error {
	constructor(issues) {
		super(issues[0].message);
		this.name = "ValiError";
		this.issues = issues;
	}
};
const BASE64_REGEX = /^(?:[\da-z+/]{4})*(?:[\da-z+/]{2}==|[\da-z+/]{3}=)?$/iu;
function base64$1(message$1) {
	return {
		kind: "validation",
		type: "base64",
		reference: base64$1,
		async: false,
		expects: null,
		requirement: BASE64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Base64", dataset, config$1);
			return dataset;
		}
	};
}
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}
function excludes(requirement, message$1) {
	const received = _stringify(requirement);
	return {
		kind: "validation",
		type: "excludes",
		reference: excludes,
		async: false,
		expects: `!${received}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.includes(this.requirement)) _addIssue(this, "content", dataset, config$1, { received });
			return dataset;
		}
	};
}
function finite(message$1) {
	return {
		kind: "validation",
		type: "finite",
		reference: finite,
		async: false,
		expects: null,
		requirement: Number.isFinite,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "finite", dataset, config$1);
			return dataset;
		}
	};
}
function gtValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "gt_value",
		reference: gtValue,
		async: false,
		expects: `>${requirement instanceof Date ? requirement.toJSON() : _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value > this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : _stringify(dataset.value) });
			return dataset;
		}
	};
}
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : _stringify(dataset.value) });
			return dataset;
		}
	};
}
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : _stringify(dataset.value) });
			return dataset;
		}
	};
}
function nonEmpty$2(message$1) {
	return {
		kind: "validation",
		type: "non_empty",
		reference: nonEmpty$2,
		async: false,
		expects: "!0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === 0) _addIssue(this, "length", dataset, config$1, { received: "0" });
			return dataset;
		}
	};
}
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}
function startsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "starts_with",
		reference: startsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.startsWith(this.requirement)) _addIssue(this, "start", dataset, config$1, { received: `"${dataset.value.slice(0, this.requirement.length)}"` });
			return dataset;
		}
	};
}
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}
const ABORT_EARLY_CONFIG = { abortEarly: true };
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}
function literal$1(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal$1,
		expects: _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (_isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
function number$2(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number$2,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function object$2(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object$2,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (_isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function tuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}
function variant(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variant,
		expects: "Object",
		async: false,
		key,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function parse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}
// src/request/strict-fields.ts
const NO_OBJECT = "is not an object";
const object = () => custom((input) => typeof input === "object" && input !== null && !Array.isArray(input), NO_OBJECT);
const fields = (entries) => pipe(object(), strictObject(entries));
function problem({ type, expected, received, message }) {
	if (type !== "strict_object") return message;
	if (expected === "never") return "is unknown";
	return received === "undefined" ? "is missing" : NO_OBJECT;
}
// src/request/request-schema.ts
const MAX_PATH$1 = 4096;
const MAX_NAME$2 = 1024;
const MAX_VALUE = 131072;
const MAX_PARALLEL = 9999;
const MAX_ENTRIES = 1e3;
const text$1 = (max) => pipe(string("is not a text"), maxLength(max, `is longer than ${max} characters`), excludes("\0", "has a NUL byte in it"));
const absolutePath = () => pipe(text$1(MAX_PATH$1), startsWith("/", "is not an absolute path"));
const flag = () => boolean("is neither true nor false");
const number = () => pipe(number$2("is not a number"), finite("is not a finite number"));
const notNegative = () => pipe(number(), minValue(0, "is negative"));
const count$1 = () => pipe(notNegative(), safeInteger("is not a whole number"));
const share = () => pipe(notNegative(), maxValue(1, "is more than the whole"));
const table = (maxName, value) => pipe(object(), record(text$1(maxName), value), check((entries) => Object.keys(entries).length <= MAX_ENTRIES, `has more than ${MAX_ENTRIES} entries`));
const amount$2 = () => pipe(object(), lazy((input) => {
	return typeof input === "object" && input !== null && Object.hasOwn(input, "share") ? strictObject({ share: share() }) : strictObject({ bytes: count$1() });
}));
const limits = () => fields({
	minFree: optional(amount$2()),
	maxUsed: optional(amount$2()),
	maxResults: optional(count$1()),
	maxAge: optional(notNegative())
});
const bound = (size) => optional(union([pipe(size, gtValue(0, "is not more than 0")), literal$1("none")], "is neither a number above 0 nor \"none\""));
const bounds = () => fields({
	memoryBytes: bound(count$1()),
	cpus: bound(number()),
	pids: bound(count$1()),
	seconds: bound(number()),
	logBytes: bound(count$1())
});
const isProxyUrl = (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? "");
const proxyUrl = () => optional(pipe(text$1(MAX_PATH$1), check(isProxyUrl, "is not the URL of a proxy")));
const hosts = () => optional(text$1(MAX_PATH$1));
const proxy = () => fields({
	HTTP_PROXY: proxyUrl(),
	http_proxy: proxyUrl(),
	HTTPS_PROXY: proxyUrl(),
	https_proxy: proxyUrl(),
	NO_PROXY: hosts(),
	no_proxy: hosts()
});
const base64 = () => pipe(string("is not a text"), regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, "is not base64"));
const name = () => pipe(text$1(MAX_NAME$2), nonEmpty$2("is empty"));
const names$1 = () => pipe(array(name(), "is not a list"), maxLength(MAX_ENTRIES, "is too long"));
const words$1 = () => pipe(array(text$1(MAX_VALUE), "is not a list"), maxLength(MAX_ENTRIES, "is too long"));
const origin = () => fields({
	server: text$1(MAX_NAME$2),
	repository: name(),
	ref: name(),
	event: text$1(MAX_NAME$2),
	baseBranch: optional(name()),
	defaultBranch: optional(name()),
	subject: optional(text$1(MAX_NAME$2))
});
const compression = () => optional(picklist(["zstd", "gzip"], "is neither zstd nor gzip"));
const MAX_LINES = 100;
const carriers = () => optional(pipe(array(pipe(object(), variant("type", [
	strictObject({
		type: literal$1("registry"),
		ref: name(),
		compression: compression()
	}),
	strictObject({
		type: literal$1("gha"),
		scope: optional(name()),
		compression: compression()
	}),
	strictObject({
		type: literal$1("local"),
		directory: absolutePath(),
		compression: compression()
	})
], "is no known carrier")), "is not a list"), maxLength(MAX_LINES, "is too long")));
const common = () => ({
	text: text$1(MAX_PATH$1),
	build: optional(name()),
	when: picklist(["success", "failure"], "is neither success nor failure")
});
const filesOutput = () => ({
	...common(),
	src: optional(text$1(MAX_PATH$1)),
	dest: absolutePath(),
	below: optional(absolutePath())
});
const imageSettings = () => strictObject({
	labels: table(MAX_NAME$2, text$1(MAX_VALUE)),
	annotations: table(MAX_NAME$2, text$1(MAX_VALUE)),
	entrypoint: optional(words$1()),
	cmd: optional(words$1()),
	exposedPorts: names$1(),
	stopSignal: optional(name()),
	platform: optional(name()),
	sourceDateEpoch: optional(count$1())
});
const imageOutput = () => ({
	...common(),
	dest: optional(absolutePath()),
	below: optional(absolutePath()),
	names: names$1(),
	compression: picklist(["zstd", "gzip"], "is neither zstd nor gzip"),
	squash: flag(),
	settings: imageSettings()
});
const outputs = () => pipe(array(pipe(object(), variant("type", [strictObject({
	type: picklist(["local", "tar"]),
	...filesOutput()
}), strictObject({
	type: picklist([
		"oci",
		"docker",
		"registry"
	]),
	...imageOutput()
})], "is no known output")), "is not a list"), maxLength(MAX_LINES, "is too long"));
const cacheOptions = () => fields({
	isRequired: optional(flag()),
	keySecret: optional(name()),
	slots: optional(names$1()),
	minSeconds: optional(notNegative()),
	maxBytesPerSecond: optional(notNegative())
});
const userSettings = () => ({
	dockerConfig: optional(absolutePath()),
	environment: optional(table(MAX_NAME$2, text$1(MAX_VALUE))),
	proxy: optional(proxy())
});
const sentSchema = () => fields({
	...userSettings(),
	stdin: optional(base64())
});
const requestSchema = () => fields({
	version: literal$1(1, "is a version that this worker does not know"),
	storeRequest: fields({
		store: text$1(MAX_PATH$1),
		namedBy: optional(text$1(MAX_NAME$2)),
		poolBytes: optional(count$1())
	}),
	spec: strictObject({
		text: string("is not a text"),
		file: text$1(MAX_PATH$1),
		path: optional(absolutePath())
	}),
	context: absolutePath(),
	buildArgs: optional(table(MAX_NAME$2, text$1(MAX_VALUE))),
	target: optional(text$1(MAX_NAME$2)),
	secrets: table(MAX_NAME$2, base64()),
	noCache: flag(),
	pull: picklist([
		"auto",
		"always",
		"missing",
		"never"
	], "is none of auto, always, missing, never"),
	maxParallel: optional(pipe(number(), integer("is not a whole number"), minValue(1, "is less than 1"), maxValue(MAX_PARALLEL, `is more than ${MAX_PARALLEL}`))),
	userNamespace: optional(picklist([
		"auto",
		"always",
		"never"
	], "is none of auto, always, never")),
	limits: optional(limits()),
	bounds: optional(bounds()),
	keepFailed: optional(flag()),
	install: optional(flag()),
	origin: optional(origin()),
	cacheScope: optional(text$1(MAX_NAME$2)),
	share: optional(name()),
	refresh: optional(names$1()),
	keySecrets: optional(names$1()),
	outputs: optional(outputs()),
	base: optional(text$1(MAX_NAME$2)),
	cacheFrom: carriers(),
	cacheTo: carriers(),
	cacheOptions: optional(cacheOptions()),
	...userSettings(),
	ca: optional(pipe(array(absolutePath(), "is not a list"), maxLength(MAX_LINES, "is too long")))
});
// src/request/parse-request.ts
const RELEASES = "Use the action and the worker of the same release.";
const MAX_SHOWN$3 = 100;
function parseRequest(line) {
	const { success, output, issues } = safeParse(requestSchema(), parseJson$1(line), { abortEarly: true });
	if (success) return output;
	const [issue] = issues;
	const field = getDotPath(issue) ?? void 0;
	const what = field === void 0 ? "the request" : `the request's field ${shown(field)}`;
	throw new require_index.ObuilderError("input-invalid", `${what} ${problem(issue)}`, {
		value: field === void 0 ? void 0 : cut(field),
		hint: RELEASES
	});
}
function parseUserSettings(line) {
	const { success, output, issues } = safeParse(sentSchema(), parseJson$1(line), { abortEarly: true });
	if (success) return output;
	const [issue] = issues;
	const variable = cut(String(issue.path?.at(-1)?.key ?? "of the user"));
	throw new require_index.ObuilderError("input-invalid", `the variable ${variable} ${problem(issue)}`, {
		value: variable,
		hint: "Set it to another value, or remove it from the environment."
	});
}
const cut = (text) => text.length > MAX_SHOWN$3 ? `${text.slice(0, MAX_SHOWN$3)}\u2026` : text;
const shown = (field) => JSON.stringify(cut(field));
function parseJson$1(line) {
	try {
		return JSON.parse(line);
	} catch {
		throw new require_index.ObuilderError("input-invalid", "the request on stdin is not JSON", { hint: RELEASES });
	}
}
// src/worker/request-line.ts
const REQUEST_BOUNDS = {
	maxBytes: 32 * 1024 ** 2,
	timeoutMs: 6e4
};
const NEWLINE = 10;
function readLine(input, bounds) {
	const { maxBytes, timeoutMs, signal } = bounds;
	const chunks = [];
	let length = 0;
	return new Promise((resolve, reject) => {
		const fail = (message) => end(() => reject(new require_index.ObuilderError("input-invalid", message)));
		const timer = setTimeout(() => fail(`stdin had no complete request within ${timeoutMs / 1e3} seconds`), timeoutMs);
		const onData = (chunk) => {
			const newline = chunk.indexOf(NEWLINE);
			const part = newline === -1 ? chunk : chunk.subarray(0, newline);
			chunks.push(part);
			length += part.length;
			if (length > maxBytes) fail(`the request on stdin is longer than ${maxBytes} bytes`);
			else if (newline !== -1) end(() => resolve(Buffer.concat(chunks).toString("utf8")));
		};
		const onAbort = () => end(() => reject(new require_index.ObuilderError("cancelled", "the request was cancelled")));
		const onEnd = () => fail("stdin ended before a complete request");
		function end(settle) {
			clearTimeout(timer);
			signal.removeEventListener("abort", onAbort);
			input.off("data", onData).off("end", onEnd).off("close", onEnd).off("error", onEnd).pause();
			settle();
		}
		signal.addEventListener("abort", onAbort);
		input.on("data", onData).on("end", onEnd).on("close", onEnd).on("error", onEnd);
	});
}
// src/cli/sent-settings.ts
const SETTINGS_FLAG = "settings-on-stdin";
const settingsFlag = { [SETTINGS_FLAG]: {
	type: "boolean",
	isInternal: true,
	help: ""
} };
async function readSent(invocation) {
	if (!isSet$1(invocation, "settings-on-stdin")) return void 0;
	const { signal } = new AbortController();
	return parseUserSettings(await readLine(process.stdin, {
		...REQUEST_BOUNDS,
		signal
	}));
}
function cancelWithUser(invocation, cancel) {
	if (isSet$1(invocation, "settings-on-stdin")) process.stdin.once("close", cancel).once("end", cancel).resume();
}
// src/files/user-files.ts
const PIECE = 1024 ** 2;
async function* streamOf(file, { start, length = Number.MAX_SAFE_INTEGER - start, signal }) {
	const end = start + length;
	const ask = (position) => file.read(position, Math.min(PIECE, end - position));
	let position = start;
	let coming = position < end ? ask(position) : void 0;
	while (coming !== void 0) {
		const piece = await coming;
		signal?.throwIfAborted();
		position += piece.length;
		coming = piece.length > 0 && position < end ? ask(position) : void 0;
		coming?.catch(() => void 0);
		if (piece.length > 0) yield piece;
	}
}
async function readWhole(files, place, { limit, signal }) {
	const { path } = place;
	const refuse = (why) => new require_index.ObuilderError("input-invalid", `${path} ${why}`, { value: path });
	const file = await files.open(place, signal);
	try {
		if (file.kind === "directory") throw refuse("is a directory, not a file");
		const parts = [];
		let length = 0;
		for await (const part of streamOf(file, {
			start: 0,
			signal
		})) {
			parts.push(part);
			length += part.length;
			if (length > limit) throw refuse(`is larger than ${limit} bytes`);
		}
		return Buffer.concat(parts);
	} finally {
		await file.close();
	}
}
// src/cli/spec-file.ts
const STDIN = 0;
const MAX_FILE_BYTES = 256 * 1024 ** 2;
async function readNamedFile(file, what) {
	const files = (await require_reader.asker()).files({});
	try {
		if (files.user === void 0) return (0, node_fs.readFileSync)(file);
		return await readWhole(files, { path: node_path.default.resolve(file) }, { limit: MAX_FILE_BYTES });
	} catch (cause) {
		const { code } = cause;
		const why = require_index.isObuilderError(cause) ? cause.message : code === "ENOENT" ? "there is no such file" : code;
		const hint = code === "ENOENT" ? "Relative paths start at the current directory." : void 0;
		throw new require_index.ObuilderError("input-invalid", `could not read ${what}: ${why}`, {
			value: file,
			hint,
			cause
		});
	}
}
const readStdin = () => (0, node_util.promisify)(node_fs.readFile)(STDIN);
async function readSpecText(file, sent) {
	if (file === void 0) throw new require_index.ObuilderError("input-invalid", "no spec was given", { hint: "Name the file with -f FILE." });
	const bytes = file === "-" ? await stdinOr(sent) : await readNamedFile(file, `the spec ${file}`);
	if ((0, node_buffer.isUtf8)(bytes)) {
		const absolute = file === "-" ? void 0 : node_path.default.resolve(file);
		return {
			text: bytes.toString(),
			file,
			path: absolute
		};
	}
	throw new require_index.ObuilderError("spec-invalid", `the spec ${file} is not UTF-8`, { value: file });
}
const stdinOr = async (sent) => sent === void 0 ? await readStdin() : Buffer.from(sent, "base64");
// src/cli/as-root.ts
const REFUSED$1 = 1;
async function startAgainAsRoot(call) {
	const isSent = SETTINGS_FLAG in call.verb.flags;
	const words = ["-n", ...commandOf$1(call, isSent)];
	const status = await runAttached("sudo", words, isSent ? await settingsLine(call.invocation) : void 0);
	if (status === REFUSED$1 && !await isAllowed({ command: ["sudo", ...words] })) throw refused$1(call.name);
	return status;
}
function commandOf$1({ name, args, verb }, isSent) {
	const store = "store-of-environment" in verb.flags ? process.env["OBUILDER_STORE"] : void 0;
	const flags = [...store ? [`--${STORE_VARIABLE_FLAG}=${store}`] : [], ...isSent ? [`--${SETTINGS_FLAG}`] : []];
	return [
		process.execPath,
		process.argv[1] ?? "",
		name,
		...flags,
		...args
	];
}
const HINT$1 = "Let an administrator run the command. The rule for obuilder-worker only starts builds of the action. A rule for every command (NOPASSWD: ALL) lets you use the command line, and makes you and every job of your runner root.";
function refused$1(verb) {
	const { name } = require_reader.callerOf({
		env: process.env,
		uid: require_reader.ownUid()
	});
	const message = `"${verb}" needs root, and sudo does not let ${name} start the command line without a password`;
	return new require_index.ObuilderError("not-root", message, {
		value: verb,
		hint: HINT$1
	});
}
async function settingsLine(invocation) {
	const stdin = text$2(invocation, "file") === "-" ? (await readStdin()).toString("base64") : void 0;
	return Buffer.from(`${JSON.stringify({
		...userSettings$1(process.env),
		stdin
	})}\n`);
}
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
const outputPace = () => draining;
// src/host/process/stdout.ts
const MAX_HELD_LENGTH = 262144;
function makeOutput() {
	let held = "";
	let isScheduled = false;
	const flush = () => {
		isScheduled = false;
		if (held === "") return;
		writePaced(held);
		held = "";
	};
	return {
		flush,
		write(text) {
			held += text;
			if (held.length >= MAX_HELD_LENGTH) flush();
			else if (!isScheduled) {
				isScheduled = true;
				setImmediate(flush);
			}
		}
	};
}
async function printPieces(pieces) {
	for await (const piece of pieces) {
		if (process.stdout.destroyed) return;
		print(piece);
		await outputPace();
	}
}
function print(text) {
	if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", (error) => {
		if (error.code !== "EPIPE") throw error;
	});
	writePaced(text);
}
// src/report/error-text.ts
function errorText(error) {
	return `${error.at === void 0 ? "" : `${error.at.file}:${error.at.line}:${error.at.column}: `}${error.message}${error.hint === void 0 ? "" : `\n${error.hint}`}`;
}
const hintLine = (hint) => hint === void 0 ? "" : `hint: ${hint}\n`;
// src/cli/failure.ts
function statusOf(code) {
	if (code === "cancelled") return 130;
	return code === "input-invalid" ? 2 : 1;
}
function explain$1(error) {
	const position = error.at === void 0 ? "" : `${error.at.file}:${error.at.line}:${error.at.column}: `;
	process.stderr.write(`${position}error: ${error.message}\n`);
	process.stderr.write(hintLine(error.hint));
	if (error.code === "internal") process.stderr.write(`${error.cause?.stack ?? error.stack}\n`);
	return statusOf(error.code);
}
function explainAsJson({ code, message, value, hint, at }, { flags }, args) {
	const end = args.indexOf("--");
	const words = end === -1 ? args : args.slice(0, end);
	if ("json" in flags && words.includes("--json")) print(`${JSON.stringify({ error: {
		code,
		message,
		value,
		hint,
		at
	} })}\n`);
}
// src/host/process/deadline.ts
const GRACE_TENTHS = 40;
const START_MS = 150;
const SCRIPT = `
cancelled=
trap 'cancelled=1' INT TERM HUP
while [ -z "$cancelled" ] && read -r _; do :; done
pid=$1 start=$2 left=$3
while [ "$left" -gt 0 ]; do
  kill -0 "$pid" 2>/dev/null || exit
  sleep 0.1
  left=$((left - 1))
done
field() { [ -r "/proc/$1/stat" ] && sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f "$2"; }
[ "$(field "$pid" 20)" = "$start" ] || exit
kill -STOP "$pid"
group=$(field "$pid" 3)
for child in $(cat /proc/"$pid"/task/*/children); do
  [ "$child" = "$$" ] || [ "$(field "$child" 3)" != "$group" ] || kill -KILL "$child"
done
kill -KILL "$pid"
`;
function endAfterCancel(cancelling) {
	if (cancelling.atOnce) watch(cancelling);
	else watchLater(cancelling);
}
function watchLater(cancelling) {
	const { signal } = cancelling;
	const start = () => {
		clearTimeout(timer);
		signal.removeEventListener("abort", start);
		watch(cancelling);
	};
	const timer = setTimeout(start, START_MS).unref();
	signal.addEventListener("abort", start, { once: true });
}
function watch({ signal, by, grace = GRACE_TENTHS }) {
	const args = [
		process.pid,
		require_reader.processStart(process.pid) ?? 0,
		grace
	].map(String);
	const { child } = require_reader.startProgram("/bin/sh", [
		"-c",
		SCRIPT,
		"sh",
		...args
	], {
		stdio: [
			by === "stdin" ? "inherit" : "pipe",
			"ignore",
			"ignore"
		],
		env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" }
	});
	child.unref();
	const input = child.stdin;
	if (typeof input === "object" && input !== null && "unref" in input && typeof input.unref === "function") input.unref();
	const tell = () => void child.kill("SIGTERM");
	if (signal.aborted) tell();
	else signal.addEventListener("abort", tell, { once: true });
}
// src/host/process/signals.ts
function cancelOnSignals() {
	const controller = new AbortController();
	const cancel = () => controller.abort();
	const names = [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	];
	for (const name of names) process.on(name, cancel);
	const stopListening = () => {
		for (const name of names) process.off(name, cancel);
	};
	return {
		signal: controller.signal,
		cancel,
		stopListening
	};
}
// src/report/shell-words.ts
function shellWords(words) {
	return words.map(quote$1).join(" ");
}
function quote$1(word) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/report/text.ts
const ELLIPSIS = "\u2026";
function oneLine(text, limit = 200) {
	const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
	const characters = [...line];
	return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join("")}${ELLIPSIS}`;
}
// src/report/heading.ts
function heading({ step, number, total }) {
	return `[${number}/${total}] ${step.build.length === 0 ? "" : `${oneLine(step.build.join("/"), 60)}: `}${oneLine(step.operation)}`;
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
function amount$1(bytes) {
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
	return `${counted(requests, "request")}, ${amount$1(receivedBytes)} received, ${amount$1(sentBytes)} sent`;
}
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
// src/report/export-text.ts
const MAX_PATH = 300;
function imageText({ image, bytes, seconds }) {
	const { type, dest, names, digest } = image;
	const where = oneLine(dest ?? names.join(", "), MAX_PATH);
	return `${type === "registry" ? `Pushed ${where} (${amount$1(bytes)} sent)` : `Wrote the image ${where} (${amount$1(bytes)})`} in ${duration(seconds)}: ${digest}`;
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
	return `${files} ${files === 1 ? "file" : "files"} (${amount$1(bytes)})`;
}
function progressText({ doneBytes, totalBytes }) {
	if (totalBytes <= 0) return `${amount$1(doneBytes)} so far`;
	const percent = Math.min(100, Math.floor(100 * doneBytes / totalBytes));
	return `${amount$1(doneBytes)} of ${amount$1(totalBytes)} (${percent} %)`;
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
		if (totalBytes <= 0) return `fetched ${amount$1(doneBytes)}`;
		const percent = Math.min(100, Math.floor(100 * doneBytes / totalBytes));
		return `fetched ${amount$1(doneBytes)} of ${amount$1(totalBytes)} (${percent} %)`;
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
function start$2(queue, step) {
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
			case "step-start": return start$2(queue, step);
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
// src/report/terminal.ts
const SHOWN_DIGITS = 12;
function terminalReporter(options = {}) {
	return reporter(terminalSkin(options));
}
function terminalSkin({ enter, remove }) {
	let atLineStart = true;
	const line = (text) => {
		const start = atLineStart ? "" : "\n";
		atLineStart = true;
		return `${start}${text}\n`;
	};
	const lookAgain = lookFromFar(enter);
	return (scene) => {
		const again = lookAgain(scene);
		switch (scene.type) {
			case "open": return line(`${title(scene.step)}${scene.continued ? " (continued)" : ""}`);
			case "text":
				atLineStart = scene.text.endsWith("\n");
				return scene.text;
			case "progress": return line(`   ${scene.line}`);
			case "pause": return atLineStart ? "" : line("").slice(0, 1);
			case "close": return line([
				closing(scene),
				...lookAtFiles(scene.end, { enter }),
				...summaryNote(scene.end)
			].join("\n"));
			case "not-run": return line(`${title(scene.step)}\n---> not run`);
			case "notice": return line(withRemoval(scene.message, remove));
			case "warning": return line(`warning: ${errorText({
				message: scene.message,
				at: scene.at
			})}`);
			case "done": return line(`Got: "${scene.report.id}"`);
			case "failed": return [
				line(`error: ${errorText({
					...scene.error,
					hint: void 0
				})}`),
				hintLine(withCommand(scene.error, enter).hint),
				...again.map((text) => `${text}\n`)
			].join("");
		}
	};
}
function lookFromFar(enter) {
	let look = [];
	let isNear = false;
	return (scene) => {
		const again = isNear ? [] : look;
		isNear = false;
		if (scene.type === "close" && scene.end.outcome === "failed") {
			look = lookAtFiles(scene.end, { enter }, "the files of the failed step");
			isNear = true;
		}
		return again;
	};
}
function title(numbered) {
	const { step } = numbered;
	if (step.kind === "from") return heading(numbered);
	return heading({
		...numbered,
		step: {
			...step,
			operation: `${oneLine(step.workdir, 100)}: ${step.operation}`
		}
	});
}
function closing({ step, end }) {
	const id = end.id === void 0 ? "" : ` "${end.id}"`;
	if (end.outcome === "failed") {
		const why = end.error === void 0 ? "" : `: ${oneLine(end.error.message, 1e3)}`;
		return `---> ${ending(step.step, end)}${why}`;
	}
	return `---> ${ending(step.step, end)}${id}`;
}
function summaryNote({ id, outcome, summary }) {
	if (summary === void 0) return [];
	if (outcome === "failed" || id === void 0) return [`Its summary:\n${summary.trimEnd()}`];
	return [`It wrote a summary of ${amount$1(Buffer.byteLength(summary))}; to see it: logs ${id.slice(0, SHOWN_DIGITS)} --summary`];
}
// src/request/again.ts
const SHELL_BOUNDS = [
	"memory",
	"cpus",
	"pids",
	"user-namespace"
];
const SHELL_PARAMETERS = [...SHELL_BOUNDS, "ca"];
function shellFlags(given, ca = []) {
	return [...SHELL_BOUNDS.flatMap((name) => flagWords(name, given)), ...ca.map((file) => `--ca=${file}`)];
}
function flagWords(name, given) {
	const { default: fallback } = PARAMETERS[name];
	const text = given.text(name).trim();
	return text === "" || text === fallback ? [] : wordsOf$4(name, text);
}
function wordsOf$4(name, text) {
	const { kind, name: flag } = formOf(name);
	if (kind === "switch") return [/^true$/i.test(text) ? `--${flag}` : `--no-${flag}`];
	return (kind === "list" && !text.includes("\"") ? text.split(/\r?\n/) : [text]).flatMap((one) => one.trim() === "" ? [] : [`--${flag}=${one.trim()}`]);
}
// src/plan/base-id.ts
const BASE_PREFIX = "obuilder:";
const WHOLE = "Write obuilder: and the 64 digits of an id.";
const OR_IMAGE = "Write docker://obuilder:TAG for an image with this name.";
function baseIdOf({ image, at }) {
	if (!image.startsWith("obuilder:")) return void 0;
	const id = image.slice(9);
	if (/^[0-9a-f]{64}$/.test(id)) return id;
	throw new require_index.ObuilderError("image-invalid", `could not start from ${JSON.stringify(image)}: not the id of a result`, {
		value: image,
		hint: /^[0-9a-f]{6,63}$/.test(id) ? `${WHOLE} The command "inspect ${id}" prints all digits.` : `${WHOLE} ${OR_IMAGE}`,
		at
	});
}
// src/plan/scopes.ts
function isImpure(step) {
	if (step.kind !== "run") return false;
	const { network, secrets, cache } = step.operation;
	return network.kind !== "none" || secrets.length > 0 || cache.length > 0;
}
function scopesOf(step, scopes) {
	const { own, others, maySharedWrite, shared } = scopes;
	const name = (step.kind === "run" ? step.operation.share : void 0) ?? scopes.share;
	if (name === void 0) return [own, ...others];
	return maySharedWrite ? [
		shared(name),
		own,
		...others
	] : [
		own,
		...others,
		shared(name)
	];
}
function makersOf({ own, others }) {
	return [own, ...others].map(({ key }) => key);
}
function mayUse$1({ vouchedBy }, { user }) {
	return vouchedBy === void 0 || vouchedBy === user;
}
function voucherOf(parts, { user }) {
	return parts.some((part) => part?.vouchedBy !== void 0) ? user : void 0;
}
function mayReplace({ madeBy }, { own, isOwner }) {
	return isOwner || madeBy?.includes(own.key) === true;
}
// src/plan/bases.ts
async function findBases(steps, request) {
	const bases = new Map();
	const missing = new Map();
	for (const step of steps) {
		if (step.kind !== "from" || step.base === void 0) continue;
		const local = request.store.find([step.base]).get(step.base);
		if (local !== void 0 && mayStartFrom(local, request)) bases.set(step.base, local);
		else if (!missing.has(step.base)) missing.set(step.base, {
			at: step.at,
			local
		});
	}
	if (missing.size > 0) for (const [id, base] of await findElsewhere(missing, request)) bases.set(id, base);
	return bases;
}
async function findElsewhere(missing, { remote: access, scopes, store }) {
	const remote = access?.mayFind === true ? await access.open() : void 0;
	const mayCome = ({ local }) => local === void 0 || !mayUse$1(local, scopes) || mayReplace(local, scopes);
	const ids = [...missing].filter(([, one]) => mayCome(one)).map(([id]) => id);
	const there = await remote?.findBases(ids, scopes);
	const found = new Map();
	for (const [id, { at, local }] of missing) {
		const result = there?.results.get(id);
		if (result === void 0 && (local !== void 0 || there?.foreign.has(id))) throw foreignBase(id, at);
		if (result === void 0) throw missingBase(id, at, {
			...remote?.sought(),
			hasFailed: store.hasFailed(id)
		});
		found.set(id, result);
	}
	return found;
}
function missingBase(id, at, { names = [], failures = [], hasFailed }) {
	const where = names.length === 0 ? "not in this store" : `neither in this store nor in ${names.map((name) => `the ${name}`).join(" or ")}`;
	return new require_index.ObuilderError("result-missing", [`could not start from ${BASE_PREFIX}${id}: ${hasFailed ? "the step with this id has failed here, and its result is" : "the result is"} ${where}`, ...failures].join("; "), {
		value: id,
		hint: hasFailed ? failedHint(id) : missingHint$1(names),
		at
	});
}
const missingHint$1 = (names) => names.length === 0 ? "Build the spec of the result on this machine first, or name a carrier that has the result with cache-from. A failed step has no result: its id opens a shell only." : "Build the spec of the result with cache-to for this carrier and the same cache-key-secret, or on this machine.";
const failedHint = (id) => `Only a result of a successful step can be a base: repair the step, or continue from the result of the step before. \`shell ${id.slice(0, 12)}\` opens the files of the failed step.`;
function foreignBase(id, at) {
	return new require_index.ObuilderError("result-missing", `could not start from ${BASE_PREFIX}${id}: the result is of another scope`, {
		value: id,
		hint: "Build the spec of the result in this repository and branch first. docs/scopes.md explains scopes.",
		at
	});
}
function mayStartFrom(result, { scopes, store }) {
	if (scopes.isOwner) return true;
	const readable = [scopes.own, ...scopes.others].map(({ key }) => key);
	const maker = result.madeBy?.[0];
	if (maker !== void 0 && readable.includes(maker)) return true;
	return readable.some((key) => store.memo.recall(KIND$3, memoKey$1(key, result)) !== void 0);
}
const KIND$3 = "started-from";
function memoKey$1(scope, { id, startedAt }) {
	return (0, node_crypto().createHash)("sha256").update(JSON.stringify([
		scope,
		id,
		startedAt
	])).digest("hex");
}
function rememberBases(results, { scopes, store }) {
	for (const result of results) {
		const key = memoKey$1(scopes.own.key, result);
		if (result.madeBy?.[0] === scopes.own.key || store.memo.recall(KIND$3, key) !== void 0) continue;
		store.memo.remember(KIND$3, key, "1");
	}
}
// src/plan/files-read.ts
const MOUNTED = "/files";
function nestedReads({ reads }) {
	return reads.filter((read) => read.source !== void 0);
}
function mountRead({ from, src, at }, { sources }) {
	const source = sources.get(from);
	return {
		src: [src],
		exclude: [],
		destination: MOUNTED,
		source,
		isMount: true,
		keepsModes: false,
		at
	};
}
// src/plan/keys.ts
const FORMAT = 1;
function sortedEnvironment(environment) {
	return [...environment].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
}
function stepId(key) {
	return idOfRecord(keyRecord(key));
}
function keyRecord(key) {
	return [
		FORMAT,
		...fieldsOf$2(key),
		...key.scope === void 0 ? [] : [{ scope: key.scope }]
	];
}
function idOfRecord(record) {
	return (0, node_crypto().createHash)("sha256").update(JSON.stringify(record)).digest("hex");
}
function ownerRecord(owner) {
	if ("uid" in owner) return [owner.uid, owner.gid];
	return owner.group === void 0 ? [owner.user] : [owner.user, owner.group];
}
function mountsField({ mounts = [] }) {
	if (mounts.length === 0) return {};
	return { mounts: mounts.map(({ target, manifest, from }) => [
		target,
		manifest,
		from
	]) };
}
function nestedFilesIn(record) {
	const [, kind, fields] = record;
	if (typeof fields !== "object" || fields === null) return void 0;
	if (kind === "copy") return "manifest" in fields && typeof fields.manifest === "string" ? fields.manifest : void 0;
	if (kind !== "run" || !("mounts" in fields) || !Array.isArray(fields.mounts)) return void 0;
	const digests = fields.mounts.filter((mount) => Array.isArray(mount)).filter(([, , from]) => from === "build").map(([, manifest]) => String(manifest));
	return digests.length === 0 ? void 0 : digests.join(" ");
}
function fieldsOf$2(key) {
	switch (key.kind) {
		case "from": return ["from", {
			digest: key.digest,
			platform: key.platform
		}];
		case "run": return ["run", {
			base: key.base,
			argv: key.argv,
			cwd: key.cwd,
			user: ownerRecord(key.user),
			environment: sortedEnvironment(key.environment),
			network: key.network,
			secrets: key.secrets.map(({ id, target, fingerprint }) => [
				id,
				target,
				...fingerprint === void 0 ? [] : [fingerprint]
			]),
			...mountsField(key)
		}];
		case "copy": return ["copy", {
			base: key.base,
			user: ownerRecord(key.user),
			destination: key.destination,
			manifest: key.manifest,
			...key.mode === void 0 ? {} : { mode: key.mode }
		}];
	}
}
// src/plan/identify.ts
function idOf$1(step, request) {
	if (step.kind === "from" && step.base !== void 0) return step.base;
	return stepId(keyOf$1(step, request));
}
function keyOf$1(step, { base, facts, manifest, scope }) {
	switch (step.kind) {
		case "from": {
			const { digest, platform } = imageOf(step, facts);
			return {
				kind: "from",
				digest,
				platform,
				scope
			};
		}
		case "run": return {
			kind: "run",
			base,
			...runFields$1(step, facts),
			mounts: mountKeys(step, facts, manifest),
			scope
		};
		case "copy": {
			const digest = manifest ?? contextDigest(step, facts, step.reads[0]);
			const { owner, destination, operation } = step;
			return {
				kind: "copy",
				base,
				user: owner,
				destination,
				manifest: digest,
				mode: modeOf(operation),
				scope
			};
		}
	}
}
const modeOf = ({ chmod }) => chmod === "keep" ? void 0 : chmod;
function mountKeys(step, facts, manifest) {
	const nested = nestedReads(step);
	const digests = manifest?.split(" ") ?? [];
	return (step.operation.mounts ?? []).map(({ target }, index) => {
		const read = step.reads[index];
		const position = nested.indexOf(read);
		if (position === -1) return {
			target,
			manifest: contextDigest(step, facts, read),
			from: "context"
		};
		return {
			target,
			manifest: require_index.must(digests[position], "the digest of a mount"),
			from: "build"
		};
	});
}
function contextDigest({ text }, { contextManifests }, read) {
	const manifest = read && contextManifests.get(read);
	if (manifest === void 0) throw new require_index.ObuilderError("internal", `no manifest of ${text}`);
	return manifest.digest;
}
function runFields$1(step, facts) {
	const { operation, shell, user, workdir } = step;
	return {
		argv: [...shell, operation.command],
		cwd: workdir,
		user,
		environment: environmentOf$1(step, facts),
		network: networkKey(operation.network),
		secrets: operation.secrets.map(({ id, target }) => ({
			id,
			target,
			fingerprint: facts.fingerprints.get(id)
		}))
	};
}
function networkKey(network) {
	if (network.kind !== "allow") return network.kind;
	return { allow: [...new Set(network.endpoints.map(({ text }) => text))].sort() };
}
function environmentOf$1(step, facts) {
	return new Map([...startingEnvironment(step, facts), ...step.environment]);
}
function startingEnvironment({ node }, facts) {
	const base = baseIdOf(node.spec.from);
	if (base === void 0) return imageOf({ operation: node.spec.from }, facts).environment;
	const { context, environment } = require_index.must(facts.bases.get(base), "the result to continue from");
	return context?.environment ?? environment ?? [];
}
function imageOf({ operation }, { images }) {
	const image = images.get(operation.image);
	if (image === void 0) throw new require_index.ObuilderError("internal", `the image ${operation.image} was not resolved`);
	return image;
}
// src/plan/candidates.ts
function candidatesOf(step, request) {
	const { scopes, isRefreshed, ...keys } = request;
	if (step.kind === "from" && step.base !== void 0) return [{
		id: step.base,
		scope: void 0,
		isOurs: true,
		isBase: true
	}];
	const scoped = (scope, isOurs) => {
		return {
			id: idOf$1(step, {
				...keys,
				scope: scope.key
			}),
			scope,
			isOurs
		};
	};
	if (isImpure(step)) {
		const [first, ...others] = scopesOf(step, scopes);
		const own = scoped(first, true);
		return isRefreshed ? [own] : [own, ...others.map((scope) => scoped(scope, false))];
	}
	const shared = {
		id: idOf$1(step, keys),
		scope: void 0,
		isOurs: true
	};
	return isRefreshed ? [shared, scoped(scopes.own, true)] : [shared];
}
function foreignLabel({ scope, isOurs }) {
	return isOurs ? void 0 : scope?.label;
}
function choose(candidates, presence, { scopes, isRefreshed }) {
	const [first, second] = candidates;
	if (isRefreshed && !first.isBase) {
		const there = presence.found.get(first.id);
		const stays = there !== void 0 && mayUse$1(there, scopes) && !mayReplace(there, scopes);
		return {
			...first.scope === void 0 && stays && second !== void 0 ? second : first,
			result: void 0
		};
	}
	for (const candidate of candidates) {
		const result = present(candidate, presence, scopes) ?? virtual(candidate, presence);
		if (result !== void 0) return {
			...candidate,
			result
		};
	}
	return {
		...first,
		result: void 0
	};
}
function present({ id, isBase }, { found, hasBase, baseMadeAt }, scopes) {
	const result = hasBase ? found.get(id) : void 0;
	if (result === void 0) return void 0;
	return isBase || isMadeOn(result, baseMadeAt) && mayUse$1(result, scopes) ? result : void 0;
}
function virtual({ id }, { virtual, hasBase, isOnImage, baseMadeAt }) {
	const results = virtual?.get(id) ?? [];
	if (isOnImage === true) return results[0];
	return hasBase ? results.find((result) => isMadeOn(result, baseMadeAt)) : void 0;
}
function isMadeOn({ parentMadeAt, startedAt }, baseMadeAt = 0) {
	return parentMadeAt === void 0 ? startedAt >= baseMadeAt : parentMadeAt === baseMadeAt;
}
// src/plan/local-images.ts
const LOCAL = /^(?:oci|oci-archive|docker-archive|rootfs):(.+)$/s;
const END = /(?:@[^/]*|:[^/]*)$/;
function localImages(steps, context) {
	const files = steps.flatMap((step) => step.kind === "from" ? [step.operation.image] : []).map((image) => LOCAL.exec(image)?.[1]).filter((name) => name !== void 0).flatMap((name) => [name, name.replace(END, "")]);
	return [...new Set(files.map((file) => node_path.default.relative(context, node_path.default.resolve(context, file))))].filter(isBelow);
}
const isBelow = (file) => file !== "" && file.split("/")[0] !== "..";
// src/plan/manifests.ts
const KEPT_ENTRIES = 1e3;
function nestedManifests({ trees, memo, view, signal }) {
	const read = new Map();
	const remembered = (one, sourceId) => parseDigest(memo.recall("copy-digest", memoKey(one, sourceId)));
	const recallOne = (one, source) => {
		const last = remembered(one, source.id);
		return last !== void 0 && isSame$1(last, source) ? last.digest : void 0;
	};
	async function manifest(one, source) {
		const known = read.get(one) ?? recallEntries(memo, memoKey(one, source.id), source);
		if (known !== void 0) return known;
		const rootName = `build "${one.source.path.join("/")}"`;
		const request = {
			root: await view(source),
			rootName,
			src: one.src,
			dst: one.destination,
			exclude: one.exclude,
			isMount: one.isMount || void 0,
			keepsModes: one.keepsModes || void 0,
			signal
		};
		const fresh = await trees.readManifest(request).catch((error) => {
			throw withShell(error, {
				id: source.id,
				rootName
			});
		});
		read.set(one, fresh);
		remember(memo, memoKey(one, source.id), {
			manifest: fresh,
			source
		});
		return fresh;
	}
	async function digest(step, sources) {
		const digests = [];
		for (const [one, source] of pairsOf(step, sources)) digests.push(recallOne(one, source) ?? (await manifest(one, source)).digest);
		return digests.join(" ");
	}
	return {
		guess: (step, ids) => joined(pairsOf(step, ids).map(([one, id]) => remembered(one, id)?.digest)),
		recall: (step, sources) => joined(pairsOf(step, sources).map(([one, source]) => recallOne(one, source))),
		digest,
		manifest
	};
}
function withShell(error, of) {
	if (!require_index.isObuilderError(error, "copy-refused")) return error;
	const { code, message, value, hint, at, cause } = error;
	const look = `\`shell ${of.id.slice(0, 12)}\` opens the files of ${of.rootName}.`;
	const hints = hint === void 0 ? look : `${hint} ${look}`;
	return new require_index.ObuilderError(code, message, {
		value,
		hint: hints,
		at,
		...require_index.factsOf(error),
		cause
	});
}
function pairsOf(step, sources) {
	return nestedReads(step).map((read, index) => [read, require_index.must(sources[index], "the source of files")]);
}
function joined(digests) {
	return digests.includes(void 0) ? void 0 : digests.join(" ");
}
const isSame$1 = (one, other) => one.startedAt === other.startedAt && one.vouchedBy === other.vouchedBy;
function memoKey(read, sourceId) {
	const { src, exclude, destination, isMount, keepsModes } = read;
	const asked = JSON.stringify([
		sourceId,
		src,
		exclude,
		destination,
		...isMount ? ["mount"] : [],
		...keepsModes ? ["modes"] : []
	]);
	return (0, node_crypto().createHash)("sha256").update(asked).digest("hex");
}
function parseDigest(text) {
	const [digest, startedAt, ...voucher] = text?.split(" ") ?? [];
	const vouchedBy = voucher.length === 0 ? void 0 : voucher.join(" ");
	return digest && startedAt ? {
		digest,
		startedAt: Number(startedAt),
		vouchedBy
	} : void 0;
}
function remember(memo, key, known) {
	const { startedAt, vouchedBy } = known.source;
	const words = [
		known.manifest.digest,
		startedAt,
		...vouchedBy === void 0 ? [] : [vouchedBy]
	];
	memo.remember("copy-digest", key, words.join(" "));
	if (known.manifest.entries.length > KEPT_ENTRIES) return;
	memo.remember("copy-entries", key, JSON.stringify({
		startedAt,
		vouchedBy,
		manifest: known.manifest
	}));
}
function recallEntries(memo, key, source) {
	const text = memo.recall("copy-entries", key);
	if (text === void 0) return void 0;
	const kept = JSON.parse(text);
	return isSame$1(kept, source) ? kept.manifest : void 0;
}
// src/plan/view-of.ts
async function viewOf(store, { id, vouchedBy }) {
	const files = await store.view(id);
	const there = store.find([id]).get(id);
	if (there !== void 0 && there.vouchedBy === vouchedBy) return files;
	throw new require_index.ObuilderError("result-missing", `the result ${id} was replaced while the build ran`, {
		value: id,
		hint: "Build again."
	});
}
// src/plan/facts.ts
async function gatherFacts(steps, request) {
	const { trees, store } = request.machinery;
	const [bases, images, contextManifests] = await Promise.all([
		findBases(steps, {
			...request,
			store
		}),
		resolveImages(steps, request),
		readContext$1(steps, request)
	]);
	return {
		bases,
		images,
		contextManifests,
		fingerprints: request.fingerprints,
		nested: nestedManifests({
			trees,
			memo: store.memo,
			view: (result) => viewOf(store, result),
			signal: request.signal
		})
	};
}
async function resolveImages(steps, { machinery, context, pull, newest, warn, signal }) {
	const firsts = new Map();
	for (const step of steps) {
		if (step.kind !== "from" || step.base !== void 0 || firsts.has(step.operation.image)) continue;
		firsts.set(step.operation.image, step);
	}
	const anew = new Set([...newest].flatMap((step) => step.kind === "from" ? [step.operation.image] : []));
	const resolve = async ([image, { at }]) => {
		const onWarning = (message) => warn(message, at);
		const options = {
			pull: anew.has(image) ? "always" : pull,
			directory: context,
			onWarning,
			signal
		};
		return [image, await placed(at, () => machinery.images.resolve(image, options))];
	};
	return new Map(await Promise.all([...firsts].map(resolve)));
}
async function readContext$1(steps, { machinery, context, specPath, outputPaths = [], warn, signal }) {
	const reads = steps.flatMap((step) => step.reads).filter(({ source }) => source === void 0);
	const warned = new Set();
	const outputs = outputPaths.map((file) => node_path.default.relative(context, file)).filter(isBelow);
	const images = localImages(steps, context);
	const readFiles = async (files) => {
		const { src, exclude, destination: dst, isMount, keepsModes, at } = files;
		const request = {
			root: context,
			rootName: "the context",
			src,
			dst,
			exclude,
			isUsers: true,
			isMount: isMount || void 0,
			keepsModes: keepsModes || void 0,
			specFile: specPath === void 0 ? void 0 : node_path.default.relative(context, specPath),
			outputs: outputs.length === 0 ? void 0 : outputs,
			images: images.length === 0 ? void 0 : images
		};
		const read = () => machinery.trees.readManifest({
			...request,
			memo: machinery.store.memo,
			signal
		});
		const manifest = await placed(at, read);
		for (const warning of manifest.warnings ?? []) {
			if (!warned.has(warning)) warn(warning, at);
			warned.add(warning);
		}
		return [files, manifest];
	};
	return new Map(await Promise.all(reads.map(readFiles)));
}
async function placed(at, work) {
	try {
		return await work();
	} catch (error) {
		throw withPosition(error, at);
	}
}
function withPosition(error, at) {
	const thrown = require_index.asObuilderError(error);
	const { code, message, value, hint, at: own, stderr, cause } = thrown;
	return new require_index.ObuilderError(code, message, {
		value,
		hint,
		at: own ?? at,
		...require_index.factsOf(thrown),
		stderr,
		cause
	});
}
// src/plan/virtual.ts
function isVirtual(result) {
	return result !== void 0 && "remote" in result;
}
const NO_VIRTUALS = {
	results: new Map(),
	digests: new Map()
};
function filesName(step, sources, { base, facts }) {
	const from = sources.map(({ id, startedAt }) => [id, startedAt]);
	if (step.kind !== "copy") {
		const reads = nestedReads(step);
		return sha256([
			"files-of",
			from,
			reads.map(({ src }) => src),
			idOf$1(step, {
				base,
				facts,
				manifest: reads.map(() => "?").join(" ")
			})
		]);
	}
	const { operation, destination, owner } = step;
	const { src, exclude, chmod } = operation;
	const mode = chmod === void 0 ? [] : [chmod];
	return sha256([
		"files-of",
		from[0],
		base,
		destination,
		src,
		exclude,
		ownerRecord(owner),
		...mode
	]);
}
function scopedName(scope, name) {
	return sha256([
		"in-scope",
		scope,
		name
	]);
}
function sha256(value) {
	return (0, node_crypto().createHash)("sha256").update(JSON.stringify(value)).digest("hex");
}
// src/plan/find/search.ts
function newSearch(builds, request) {
	const { virtuals = NO_VIRTUALS } = request;
	return {
		...request,
		virtuals,
		builds,
		found: new Map(request.facts.bases),
		asked: new Set(),
		known: new Map(),
		claims: new Map()
	};
}
function candidatesAt(search, step, { base, manifest }) {
	if (step.kind !== "from" && base === void 0) return void 0;
	if (manifest === void 0 && nestedReads(step).length > 0) return void 0;
	const key = `${step.index} ${base?.id} ${manifest}`;
	const known = search.known.get(key);
	if (known !== void 0) return known;
	const { facts } = search;
	const candidates = candidatesOf(step, {
		base: step.kind === "from" ? "" : require_index.must(base, "the base of a step").id,
		facts,
		manifest,
		...scopesAt(search, step)
	});
	search.known.set(key, candidates);
	return candidates;
}
function scopesAt({ scopes, isRefreshed }, step) {
	return {
		scopes,
		isRefreshed: isRefreshed(step)
	};
}
// src/plan/find/collect.ts
const MAX_CHAINS = 64;
function collect$1(search, open) {
	const collecting = {
		...open,
		wanted: new Set(),
		ends: new Map()
	};
	for (const build of search.builds) collecting.ends.set(build.node, chainsOf(search, build, collecting));
	return collecting.wanted;
}
function chainsOf(search, { steps }, collecting) {
	const { choices, isSettled, isHopeless, wanted, ends } = collecting;
	let chains = [void 0];
	for (const step of steps) {
		if (isHopeless?.(step)) return [];
		if (isSettled(step)) chains = [choices.get(step)];
		else {
			chains = follow(search, step, {
				chains,
				ends
			});
			for (const chain of chains) if (chain !== void 0) wanted.add(chain.id);
			if (chains.length === 0 || chains.length > MAX_CHAINS) return [];
		}
	}
	return chains;
}
function follow(search, step, { chains, ends }) {
	const digests = nestedReads(step).length > 0 ? guesses(search, step, ends) : [void 0];
	return chains.flatMap((base) => digests.flatMap((manifest) => candidatesAt(search, step, {
		base,
		manifest
	}) ?? []));
}
function guesses({ facts, claims }, step, ends) {
	const digests = combinations(nestedReads(step).map(({ source }) => require_index.must(ends.get(source), "the ends of an earlier build").flatMap((end) => end === void 0 ? [] : [end.id]))).map((ids) => facts.nested.guess(step, ids));
	return [...new Set([...digests, claims.get(step)].filter((digest) => digest !== void 0))];
}
function combinations(lists) {
	return lists.reduce((chosen, ids) => chosen.flatMap((one) => ids.map((id) => [...one, id])).slice(0, MAX_CHAINS), [[]]);
}
// src/plan/find/lookup.ts
function lookUp$1(builds, request) {
	const search = newSearch(builds, request);
	for (;;) {
		const { choices, isComplete } = walk(search);
		if (isComplete) return {
			choices,
			found: search.found,
			asked: search.asked
		};
		const isSettled = (step) => choices.has(step);
		const wanted = [...collect$1(search, {
			choices,
			isSettled
		})].filter((id) => !search.asked.has(id));
		for (const id of wanted) search.asked.add(id);
		for (const [id, result] of request.store.find(wanted)) if (!search.facts.bases.has(id)) search.found.set(id, result);
	}
}
function walk(search) {
	const choices = new Map();
	const last = new Map();
	for (const { node, steps } of search.builds) {
		let base;
		for (const step of steps) {
			const sources = nestedReads(step).map(({ source }) => last.get(source)?.result);
			const standing = {
				base,
				manifest: provenDigest(search, step, sources)
			};
			const candidates = candidatesAt(search, step, standing) ?? claimed(search, step, {
				base,
				sources
			});
			if (candidates?.some(({ id }) => !search.asked.has(id))) return {
				choices,
				isComplete: false
			};
			const isOnImage = step === steps[1] && steps[0].base === void 0 && !search.isRefreshed(steps[0]);
			const choice = candidates && choose(candidates, presenceOn(search, {
				step,
				base,
				isOnImage
			}), scopesAt(search, step));
			base = standing.manifest !== void 0 || sources.length === 0 || choice?.result !== void 0 ? choice : void 0;
			choices.set(step, base);
		}
		last.set(node, base);
	}
	return {
		choices,
		isComplete: true
	};
}
const allOf = (sources) => sources.every((source) => source !== void 0) ? sources : void 0;
function claimed(search, step, { base, sources }) {
	const known = allOf(sources);
	if (known === void 0 || known.length === 0 || base === void 0) return void 0;
	const manifest = search.virtuals.digests.get(filesName(step, known, {
		base: base.id,
		facts: search.facts
	}));
	if (manifest === void 0) return void 0;
	search.claims.set(step, manifest);
	return candidatesAt(search, step, {
		base,
		manifest
	});
}
function presenceOn({ found, virtuals }, { step, base, isOnImage }) {
	const hasBase = step.kind === "from" || base?.result !== void 0;
	const isImage = isOnImage || step.kind === "from";
	return {
		found,
		hasBase,
		baseMadeAt: base?.result?.startedAt,
		virtual: virtuals.results,
		isOnImage: isImage
	};
}
function provenDigest({ facts }, step, sources) {
	const known = allOf(sources);
	return known === void 0 || known.length === 0 ? void 0 : facts.nested.recall(step, known);
}
// src/plan/or-cancelled.ts
async function orCancelled(work, signal) {
	if (signal === void 0) return await work;
	const { promise, reject } = Promise.withResolvers();
	const onAbort = () => reject(new require_index.ObuilderError("cancelled", "the build was cancelled"));
	if (signal.aborted) onAbort();
	else signal.addEventListener("abort", onAbort, { once: true });
	try {
		return await Promise.race([work, promise]);
	} finally {
		signal.removeEventListener("abort", onAbort);
	}
}
// src/language/print.ts
function printOperation(operation) {
	return `(${[operation.kind, ...fieldsOf$1(operation, printAtom)].join(" ")})`;
}
function printAtom(text) {
	return isBare(text) ? text : quote(text, control());
}
function printDatum(datum) {
	return datum.kind === "atom" ? printAtom(datum.text) : `(${datum.items.map(printDatum).join(" ")})`;
}
function quoted(text) {
	return quote(text, control());
}
function isBare(text) {
	return /^[\w@%+=:,./~*?$&!<>{}[\]^-]+$/.test(text);
}
const control = () => /["\\\p{Cc}\u2028\u2029\ufeff]/gu;
const ESCAPES = new Map([
	["\"", "\\\""],
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"],
	["	", "\\t"]
]);
function quote(text, special) {
	return `"${text.replaceAll(special, (char) => ESCAPES.get(char) ?? bytesOf$1(char))}"`;
}
function bytesOf$1(char) {
	return [...new TextEncoder().encode(char)].map((byte) => `\\${String(byte).padStart(3, "0")}`).join("");
}
function fieldsOf$1(operation, print) {
	switch (operation.kind) {
		case "comment": return [print(operation.text)];
		case "workdir": return [printAtom(operation.dir)];
		case "shell": return operation.argv.map(printAtom);
		case "user": return userFields(operation);
		case "env": return [printAtom(operation.name), print(operation.value)];
		case "run": return runFields(operation, print);
		case "copy": return copyFields(operation);
	}
}
function userFields(owner) {
	if ("uid" in owner) return [`(uid ${owner.uid})`, `(gid ${owner.gid})`];
	const { user, group } = owner;
	const first = typeof user === "number" ? `(uid ${user})` : `(name ${printAtom(user)})`;
	if (group === void 0) return [first];
	return [first, typeof group === "number" ? `(gid ${group})` : `(group ${printAtom(group)})`];
}
function printOwner(owner) {
	if ("uid" in owner) return `${owner.uid}:${owner.gid}`;
	return owner.group === void 0 ? `${owner.user}` : `${owner.user}:${owner.group}`;
}
function runFields(run, print) {
	return [
		...(run.mounts ?? []).map(printFilesMount),
		...list$1("cache", run.cache.map((slot) => printMount(slot.name, slot))),
		...list$1("network", printNetwork(run.network)),
		...list$1("secrets", run.secrets.map((secret) => printMount(secret.id, secret))),
		...list$1("share", run.share === void 0 ? [] : [printAtom(run.share)]),
		`(shell ${print(run.command)})`
	];
}
function printNetwork(network) {
	switch (network.kind) {
		case "none": return [];
		case "host": return ["host"];
		case "allow": return [`(allow ${network.endpoints.map(({ text }) => printAtom(text)).join(" ")})`];
		case "audit": return ["(audit)"];
	}
}
function copyFields(copy) {
	return [
		...fromBuild(copy.from),
		`(src${copy.src.map((source) => ` ${printSource(source)}`).join("")})`,
		`(dst ${printAtom(copy.dst)})`,
		...list$1("exclude", copy.exclude.map(printExclude)),
		...list$1("chmod", copy.chmod === void 0 ? [] : [printMode(copy.chmod)]),
		...list$1("chown", copy.chown === void 0 ? [] : userFields(copy.chown))
	];
}
function printFilesMount({ from, src, target }) {
	return `(mount ${[
		...fromBuild(from),
		`(src ${printAtom(src)})`,
		`(target ${printAtom(target)})`
	].join(" ")})`;
}
const fromBuild = (from) => from.kind === "build" ? [`(from (build ${printAtom(from.name)}))`] : [];
function printMount(name, mount) {
	const options = mount.buildkitOptions.map(([key, value]) => `(${printAtom(key)} ${printAtom(value)})`);
	const tail = options.length === 0 ? "" : ` (buildkit_options (${options.join(" ")}))`;
	const sharing = "sharing" in mount && mount.sharing !== void 0 ? ` (sharing ${mount.sharing})` : "";
	return `(${printAtom(name)} (target ${printAtom(mount.target)})${sharing}${tail})`;
}
const printSource = (source) => typeof source === "string" ? printAtom(source) : `(glob ${printAtom(source.glob)})`;
const printMode = (mode) => mode === "keep" ? mode : mode.toString(8).padStart(4, "0");
function printExclude(exclude) {
	const pattern = printAtom(exclude.pattern);
	return exclude.kind === "name" ? pattern : `(${exclude.kind} ${pattern})`;
}
function list$1(name, items) {
	return items.length === 0 ? [] : [`(${name} ${items.join(" ")})`];
}
// src/plan/plan-steps.ts
const start$1 = {
	workdir: "/",
	shell: [
		"/usr/bin/env",
		"bash",
		"-c"
	],
	user: {
		uid: 0,
		gid: 0
	},
	environment: new Map()
};
function describeSteps(node, first) {
	const { from, operations } = node.spec;
	const text = `(from ${printAtom(from.image)})`;
	const steps = [{
		kind: "from",
		operation: from,
		base: baseIdOf(from),
		...start$1,
		index: first,
		node,
		at: from.at,
		text,
		reads: []
	}];
	let context = start$1;
	for (const operation of operations) if (operation.kind === "run" || operation.kind === "copy") {
		const common = {
			...context,
			index: first + steps.length,
			node,
			at: operation.at
		};
		steps.push(describe(operation, {
			...common,
			text: printOperation(operation)
		}));
	} else context = change(context, operation);
	return steps;
}
function contextOfImage({ spec }) {
	return spec.operations.reduce((context, operation) => {
		return operation.kind === "run" || operation.kind === "copy" || operation.kind === "env" && operation.isArg ? context : change(context, operation);
	}, start$1);
}
function describe(operation, common) {
	const { node, workdir } = common;
	if (operation.kind === "run") return {
		kind: "run",
		operation,
		reads: (operation.mounts ?? []).map((mount) => mountRead(mount, node)),
		...common
	};
	const destination = absoluteDestination(workdir, operation.dst);
	const { src, exclude, from, at, chown, chmod } = operation;
	return {
		kind: "copy",
		operation,
		destination,
		reads: [{
			src,
			exclude,
			destination,
			source: node.sources.get(from),
			isMount: false,
			keepsModes: chmod === "keep",
			at
		}],
		owner: chown ?? common.user,
		...common
	};
}
function change(context, operation) {
	switch (operation.kind) {
		case "comment": return context;
		case "workdir": return {
			...context,
			workdir: node_path.default.posix.resolve(context.workdir, operation.dir)
		};
		case "shell": return {
			...context,
			shell: operation.argv
		};
		case "user": return {
			...context,
			user: ownerOf(operation)
		};
		case "env": return {
			...context,
			environment: new Map(context.environment).set(operation.name, operation.value)
		};
	}
}
function ownerOf(user) {
	if ("uid" in user) return {
		uid: user.uid,
		gid: user.gid
	};
	const { user: name, group, at } = user;
	return {
		user: name,
		group,
		at
	};
}
function absoluteDestination(workdir, dst) {
	const parts = (dst.startsWith("/") ? dst : `${workdir}/${dst}`).split("/");
	const kept = parts.filter((part) => part !== "" && part !== ".");
	const last = dst === "" ? "." : parts.at(-1);
	const end = last === "" ? "/" : last === "." ? "/." : "";
	return `${kept.map((part) => `/${part}`).join("")}${end}`;
}
// src/plan/refresh.ts
const MIN_PREFIX_LENGTH = 4;
function stepsToRefresh(builds, wanted, idsOf = () => []) {
	const named = wanted.flatMap((name) => stepsNamed(builds, name, idsOf));
	const bases = new Set(named.filter(({ kind }) => kind === "from"));
	const onBases = builds.flatMap(({ steps: [base, ...others] }) => bases.has(base) ? others : []);
	return {
		steps: new Set([...named.filter((step) => !bases.has(step)), ...onBases]),
		bases
	};
}
function stepsNamed(builds, name, idsOf) {
	const named = builds.filter(({ node }) => node.path.length > 0 && node.path.join("/") === name);
	if (named.length > 0) return named.flatMap(({ steps }) => steps.slice(1));
	const steps = builds.flatMap((build) => build.steps);
	const digits = /^line:(\d+)$/.exec(name)?.[1];
	const line = digits === void 0 ? void 0 : Number(digits);
	const isMeant = (step) => {
		if (line !== void 0) return hasLine(step, line);
		return isPrefix(name) && idsOf(step).some((id) => id.startsWith(name));
	};
	const meant = steps.filter(isMeant);
	if (meant.length > 0) return meant;
	const names = builds.filter(({ node }) => node.path.length > 0).map(({ node }) => node.path.join("/"));
	const why = line === void 0 ? "" : whyNone(builds, line);
	throw new require_index.ObuilderError("input-invalid", `there is no step ${JSON.stringify(name)} to make again${why}`, {
		value: name,
		hint: ["Give the name of a nested build, the first digits of an id that \"plan\" prints, or line:N for the step in line N.", ...names.length === 0 ? [] : [`The nested builds: ${names.join(", ")}.`]].join(" ")
	});
}
const hasLine = ({ at, operation }, line) => at.line <= line && line <= (operation.lastLine ?? at.line);
function whyNone(builds, line) {
	const target = builds.at(-1)?.node;
	const last = target && (target.spec.lastLine ?? target.spec.at.line);
	if (last !== void 0 && line > last) return `: the ${target?.path.length === 0 ? "spec" : "target"} ends in line ${last}`;
	const later = builds.flatMap((build) => build.steps.map(({ at }) => at.line)).filter((start) => start > line);
	return later.length === 0 ? "" : `: the next step begins in line ${Math.min(...later)}`;
}
function isPrefix(name) {
	return name.length >= MIN_PREFIX_LENGTH && /^[0-9a-f]+$/.test(name);
}
// src/language/sexp/datum.ts
const SHOWN = 60;
function showDatum(datum) {
	return shorten(show$1(datum, SHOWN));
}
function shorten(text) {
	if (text.length <= SHOWN) return text;
	return `${text.slice(0, SHOWN).toWellFormed().trimEnd()}\u2026`;
}
function show$1(datum, room) {
	if (datum.kind === "atom") return datum.text.slice(0, room + 1);
	let text = "(";
	for (const item of datum.items) {
		if (text.length > room) return text;
		text += (text === "(" ? "" : " ") + show$1(item, room - text.length);
	}
	return `${text})`;
}
function headOf$1(datum) {
	const head = datum.kind === "list" ? datum.items[0] : void 0;
	return head?.kind === "atom" ? head.text : "";
}
// src/language/slips/image.ts
const looksLikeImage = (text) => /^\w[\w.-]*[:/@]/.test(text) && /^[\w.:/@-]+$/.test(text);
function imageHint(text) {
	if (!looksLikeImage(text)) return void 0;
	const name = nameOf$1(text);
	return `Write ${build$1(name, text)} before the base image, and (from (build ${name})) here.`;
}
function sourceHint(text) {
	const ofBuild = `For a nested build write (from (build ${printAtom(text)})).`;
	if (!/^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(text)) return imageHint(text) ?? ofBuild;
	return `${ofBuild} For an image, write ${build$1(text, text)} before the base image too.`;
}
function imageIn([head, image]) {
	return head?.kind === "atom" && /^image$/i.test(head.text) && image?.kind === "atom" ? image.text : void 0;
}
const build$1 = (name, image) => `(build ${name} ((from ${printAtom(image)})))`;
const nameOf$1 = (image) => /([^/:@]+)(?::[^/]*)?$/.exec(image.split("@", 1)[0] ?? "")?.[1] ?? "NAME";
// src/language/scope.ts
function sourcesOf(operation) {
	if (operation.kind === "copy") return [operation.from];
	return operation.kind === "run" ? (operation.mounts ?? []).map(({ from }) => from) : [];
}
function resolveBuilds(spec) {
	const meaning = new Map();
	resolveIn(spec, void 0, {
		whole: spec,
		meaning
	});
	return meaning;
}
function resolveIn(spec, around, state) {
	const scope = {
		builds: new Map(),
		around
	};
	for (const build of spec.builds) {
		resolveIn(build.spec, scope, state);
		scope.builds.set(build.name, build);
	}
	for (const source of spec.operations.flatMap(sourcesOf)) {
		if (source.kind !== "build") continue;
		const { name, at } = source;
		const build = lookUp(name, scope);
		if (build === void 0) invalid(`there is no build ${shorten(name)} to copy from here`, {
			at,
			value: name,
			hint: scopeHint(name, scope, state.whole)
		});
		state.meaning.set(source, build);
	}
}
function lookUp(name, scope) {
	for (let here = scope; here; here = here.around) {
		const build = here.builds.get(name);
		if (build) return build;
	}
}
function scopeHint(name, scope, whole) {
	const elsewhere = [...buildsByPath(whole)].find(([, build]) => build.name === name)?.[1];
	if (elsewhere) return `The build at line ${elsewhere.at.line}, column ${elsewhere.at.column} is not visible here. Copy from a build declared earlier, beside this one or around it.`;
	const visible = [];
	for (let here = scope; here; here = here.around) visible.push(...here.builds.keys());
	const [outer = ""] = name.split("/", 1);
	return suggestion(name, visible, lookUp(outer, scope) === void 0 ? imageHint(name) : void 0);
}
function findBuild(spec, target) {
	const builds = buildsByPath(spec);
	const build = builds.get(target);
	if (build) return build;
	throw new require_index.ObuilderError("input-invalid", `the spec has no build ${shorten(target)}`, {
		value: target,
		hint: suggestion(target, builds.keys())
	});
}
function buildsByPath(spec) {
	const found = new Map();
	const visit = (builds, prefix) => {
		const latest = new Map(builds.map((build) => [build.name, build]));
		for (const [name, build] of latest) {
			found.set(prefix + name, build);
			visit(build.spec.builds, `${prefix}${name}/`);
		}
	};
	visit(spec.builds, "");
	return found;
}
function suggestion(name, known, otherwise) {
	const names = [...new Set(known)];
	const near = nearestName(name, names);
	if (near !== void 0) return `Did you mean ${near}?`;
	if (otherwise !== void 0) return otherwise;
	return names.length === 0 ? "There are no builds to choose from." : `The builds: ${names.slice(0, 20).map(shorten).join(", ")}.`;
}
// src/plan/scope.ts
function selectBuilds(spec, target) {
	const outline = {
		meaning: resolveBuilds(spec),
		nodes: new Map()
	};
	const main = addNode(outline, {
		spec,
		path: []
	});
	const all = [...outline.nodes.values(), main];
	const wanted = target === void 0 ? void 0 : outline.nodes.get(buildFor(spec, target, "the input target, --target"));
	if (wanted === void 0) return all;
	const needed = new Set();
	collect(wanted, needed);
	return all.filter((node) => needed.has(node));
}
function buildFor(spec, name, place) {
	try {
		return findBuild(spec, name);
	} catch (error) {
		if (!require_index.isObuilderError(error, "input-invalid")) throw error;
		const { code, message, value, hint } = error;
		throw new require_index.ObuilderError(code, `${message} (${place})`, {
			value,
			hint
		});
	}
}
function addNode(outline, { spec, path }) {
	for (const nested of spec.builds) outline.nodes.set(nested, addNode(outline, {
		spec: nested.spec,
		path: [...path, nested.name]
	}));
	const sources = new Map();
	for (const from of spec.operations.flatMap(sourcesOf)) {
		const nested = outline.meaning.get(from);
		const source = nested === void 0 ? void 0 : outline.nodes.get(nested);
		if (source !== void 0) sources.set(from, source);
	}
	return {
		path,
		spec,
		sources
	};
}
function collect(node, needed) {
	if (needed.has(node)) return;
	needed.add(node);
	for (const source of node.sources.values()) collect(source, needed);
}
// src/plan/secrets.ts
function checkSecrets(step, given) {
	const [missing] = missingOf(step, given);
	if (missing === void 0) return;
	const { id, at } = missing;
	throw new require_index.ObuilderError("secret-missing", `the secret "${id}" was not given`, {
		value: id,
		hint: hint$3(id),
		at
	});
}
const missingOf = (step, given) => step.kind === "run" ? step.operation.secrets.filter(({ id }) => !given.has(id)) : [];
const hint$3 = (id) => `Give its value: --secret=${id}:FILE in a shell, the input \`secrets\` in a workflow.`;
function checkPlannedSecrets({ choices }, given) {
	for (const [step, choice] of choices) if (choice !== void 0 && choice.result === void 0) checkSecrets(step, given);
}
function missingSecrets({ choices }, given) {
	const firsts = new Map();
	for (const [step, choice] of choices) {
		if (choice?.result !== void 0) continue;
		for (const { id, at } of missingOf(step, given)) {
			const message = `the secret "${id}" was not given, so a build cannot run this step. ${hint$3(id)}`;
			if (!firsts.has(id)) firsts.set(id, {
				id,
				at,
				message
			});
		}
	}
	return [...firsts.values()];
}
// src/plan/plan.ts
function outline(spec, target) {
	let first = 0;
	return selectBuilds(spec, target).map((node) => {
		const steps = describeSteps(node, first);
		first += steps.length;
		return {
			node,
			steps
		};
	});
}
async function makePlan(builds, request) {
	const steps = builds.flatMap(({ steps }) => steps);
	const { scopes, machinery } = request;
	const fingerprints = fingerprintsOf(steps, request);
	const named = stepsToRefresh(builds, request.refresh.filter((name) => !isPrefix(name)));
	const gathered = await orCancelled(gatherFacts(steps, {
		...request,
		fingerprints,
		newest: named.bases
	}), request.signal);
	const byId = refreshById(builds, request.refresh, () => lookUp$1(builds, {
		facts: gathered,
		scopes,
		store: machinery.store,
		isRefreshed: () => false
	}));
	const facts = await orCancelled(withNewest(gathered, byId.bases, request), request.signal);
	const asked = {
		facts,
		scopes,
		store: machinery.store
	};
	const again = new Set([...named.steps, ...byId.steps]);
	const isRefreshed = (step) => request.isRefreshed(step) || again.has(step);
	const lookup = await lookUpEverywhere(builds, {
		...asked,
		isRefreshed
	}, request.remote);
	const present = new Map();
	for (const choice of lookup.choices.values()) {
		const result = choice?.result;
		if (result !== void 0 && !isVirtual(result)) present.set(result.id, result);
	}
	return {
		...lookup,
		builds,
		steps,
		present,
		facts,
		scopes,
		isRefreshed
	};
}
async function lookUpEverywhere(builds, request, remote) {
	const lookup = lookUp$1(builds, request);
	if ([...lookup.choices.values()].every((choice) => choice?.result !== void 0) || remote?.mayFind !== true) return lookup;
	return await (await remote.open()).look(builds, request);
}
function refreshById(builds, refresh, look) {
	const prefixes = refresh.filter(isPrefix);
	const choices = prefixes.length > 0 ? look().choices : new Map();
	return stepsToRefresh(builds, prefixes, (step) => {
		const choice = choices.get(step);
		return choice === void 0 ? [] : [choice.id];
	});
}
async function withNewest(facts, bases, request) {
	if (bases.size === 0) return facts;
	const newest = await resolveImages([...bases], {
		...request,
		newest: bases
	});
	return {
		...facts,
		images: new Map([...facts.images, ...newest])
	};
}
function fingerprintsOf(steps, { keySecrets, secrets, machinery }) {
	const fingerprints = new Map();
	for (const id of keySecrets) {
		const value = secrets.get(id);
		const user = steps.find((step) => step.kind === "run" && step.operation.secrets.some((secret) => secret.id === id));
		if (user !== void 0 && value === void 0) checkSecrets(user, secrets);
		if (value !== void 0) fingerprints.set(id, machinery.store.fingerprint(value));
	}
	return fingerprints;
}
function choiceFields(choice) {
	return {
		id: choice?.id,
		from: choice === void 0 ? void 0 : foreignLabel(choice)
	};
}
function plannedSteps({ steps, choices }) {
	return steps.map((step) => {
		const { index, node, kind, text, workdir, at } = step;
		return {
			index,
			build: node.path,
			kind,
			operation: text,
			workdir,
			at,
			...choiceFields(choices.get(step))
		};
	});
}
// src/engine/elsewhere/access.ts
function remoteAccess(machinery, options) {
	if (machinery === void 0) return void 0;
	const { settings } = machinery;
	let opening;
	let remote;
	const load = async () => {
		const [{ Remote }, opened] = await Promise.all([Promise.resolve().then(() => require("./run.js")).then((n) => n.remote_exports), machinery.open()]);
		remote = new Remote({
			...options,
			opened,
			settings
		});
		return remote;
	};
	return {
		mayFind: settings.mayFind,
		mayStore: settings.mayStore,
		slots: settings.slots,
		open: () => {
			opening ??= load();
			return opening;
		},
		opened: () => remote,
		close: async () => await remote?.carriers.close()
	};
}
// src/engine/image/base-image.ts
const KIND$2 = "base-image";
function rememberImages({ builds, choices, facts }, memo) {
	for (const { steps } of builds) {
		const [first] = steps;
		const id = choices.get(first)?.id;
		if (first.base !== void 0 || id === void 0) continue;
		const { repository, digest } = imageOf(first, facts);
		if (repository === void 0) continue;
		const name = `${repository.domain}/${repository.repository}@${digest}`;
		if (memo.recall(KIND$2, id) !== name) memo.remember(KIND$2, id, name);
	}
}
async function baseImageOf(session, { steps: [first] }, lowest) {
	if (first.base === void 0) return imageOf(first, session.plan.facts);
	const { images, store, context, signal, emit } = session;
	const name = lowest.kind === "from" ? store.memo.recall(KIND$2, lowest.id) : void 0;
	if (name === void 0) return void 0;
	try {
		return await images.resolve(name, {
			pull: "missing",
			directory: context,
			onWarning: () => void 0,
			signal
		});
	} catch (error) {
		if (!require_index.isObuilderError(error, "image-unavailable")) throw error;
		emit({
			type: "warning",
			message: `could not read the config of the base image ${name}, so its entrypoint, labels and ports are not in the image, and its files become one layer: ${error.message}`
		});
		return;
	}
}
// src/engine/journal.ts
function createJournal(emit) {
	const entries = [];
	const entryOf = ({ index }) => require_index.must(entries[index], "the entry of a planned step");
	return {
		plan(steps) {
			emit({
				type: "plan",
				steps
			});
			for (const { index, id, build, operation } of steps) entries.push({ report: {
				index,
				id,
				build,
				operation,
				outcome: "not-run",
				seconds: 0
			} });
		},
		start(step) {
			const entry = entryOf(step);
			if (entry.startedAt !== void 0) return;
			entry.startedAt = performance.now();
			emit({
				type: "step-start",
				step: step.index,
				at: Date.now()
			});
		},
		output(step, text) {
			if (text === "") return;
			entryOf(step).heardAt = performance.now();
			emit({
				type: "output",
				step: step.index,
				text
			});
		},
		progress(step, bytes) {
			entryOf(step).heardAt = performance.now();
			emit({
				type: "progress",
				step: step.index,
				...bytes
			});
		},
		quiet: ({ index }, seconds) => emit({
			type: "quiet",
			step: index,
			seconds
		}),
		heardAt: (step) => entryOf(step).heardAt ?? 0,
		written(step, { summary, unread }) {
			const entry = entryOf(step);
			entry.summary = summary;
			entry.unread = {
				step,
				unread
			};
		},
		network: (step, report) => {
			entryOf(step).network = report;
		},
		keep: (step, how) => void Object.assign(entryOf(step), {
			isKept: true,
			...how
		}),
		end(step, { id, outcome, seconds, original, error, outputs }) {
			const entry = entryOf(step);
			entry.report = {
				...entry.report,
				id,
				outcome,
				seconds
			};
			entry.outputs = outputs;
			emit({
				type: "step-end",
				step: step.index,
				id,
				outcome,
				seconds,
				at: Date.now(),
				original,
				error: error === void 0 ? void 0 : reportError(error),
				kept: outcome === "failed" && entry.isKept ? true : void 0,
				awaited: outcome === "failed" && entry.isAwaited ? true : void 0,
				outputs,
				summary: entry.summary,
				network: entry.network
			});
			entry.summary = void 0;
			entry.network = void 0;
		},
		retract: (step) => {
			const entry = entryOf(step);
			entry.report = {
				...entry.report,
				outcome: "failed"
			};
		},
		secondsSince: (step) => {
			const { startedAt } = entryOf(step);
			return startedAt === void 0 ? 0 : (performance.now() - startedAt) / 1e3;
		},
		hasStarted: (step) => entryOf(step).startedAt !== void 0,
		hasEnded: (step) => entryOf(step).report.outcome !== "not-run",
		hasKept: (index) => entries[index]?.isKept === true,
		reports: () => entries.map(({ report }) => report),
		unread: () => entries.flatMap(({ unread }) => unread ?? []),
		outputs: () => Object.fromEntries(entries.flatMap(({ outputs }) => Object.entries(outputs ?? {})))
	};
}
function reportError(error) {
	const thrown = require_index.asObuilderError(error);
	const { code, message, value, hint, at } = thrown;
	return {
		code,
		message,
		value,
		hint,
		at,
		...require_index.factsOf(thrown)
	};
}
// src/mask/shell-forms.ts
const QUOTED = /[ !"$&'()*,;<>?[\\\]^`{|}]/g;
const ANSI_C = {
	"\\": "\\\\",
	"'": "\\'",
	"	": "\\t",
	"\x1B": "\\E"
};
function* shellForms(piece) {
	yield piece.replaceAll("'", `'\\''`);
	yield piece.replaceAll("'", `'"'"'`);
	yield piece.replace(/["$`\\]/g, "\\$&");
	const backslashed = piece.replace(QUOTED, "\\$&");
	yield backslashed;
	yield backslashed.replaceAll("\\,", ",");
	yield backslashed.replace(/^[#~]/, "\\$&");
	yield piece.replace(/[\\'\p{Cc}]/gu, (text) => ANSI_C[text] ?? text);
}
const MIN_BASE64 = 8;
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;
function plainPieces(value) {
	const whole = Buffer.from(value).toString("utf8").trim();
	const secret = whole.split(/\r?\n|\r/).map((line) => line.trim()).filter((line) => line.length >= 4 && !PEM_BOUNDARY.test(line));
	const isWholeShown = whole.length >= 4 && !PEM_BOUNDARY.test(whole);
	return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}
function* quotedForms(piece) {
	yield piece;
	if (/^[\w.-]*$/.test(piece)) return;
	yield* urlForms(piece);
	yield piece.replaceAll("/", "\\/");
	if (/^[\w./+=:-]*$/.test(piece)) return;
	yield* jsonForms(piece);
	yield* xmlForms(piece);
	yield* shellForms(piece);
}
function* jsonForms(piece) {
	const plain = JSON.stringify(piece).slice(1, -1);
	const hex = (text) => `\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}`;
	yield plain;
	yield plain.replaceAll("/", "\\/");
	yield plain.replace(/[^ -~]/g, hex);
	yield plain.replace(/[<>&]|[^ -~]/g, hex);
	yield plain.replace(/[<>&']|[^ -~]/g, hex);
}
function* urlForms(piece) {
	const lax = encodeURIComponent(piece.toWellFormed());
	if (lax === piece && !/[!'()*]/.test(piece)) return;
	const percent = (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`;
	const strict = lax.replace(/[!'()*]/g, percent);
	const forms = [
		lax,
		strict,
		strict.replaceAll("%20", "+"),
		strict.replaceAll("%2F", "/")
	];
	for (const form of new Set(forms)) {
		yield form;
		yield form.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
	}
}
function* xmlForms(piece) {
	const text = piece.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	yield text;
	for (const [double, single] of [
		["&quot;", "'"],
		["&quot;", "&apos;"],
		["&quot;", "&#39;"],
		["&quot;", "&#x27;"],
		["&#34;", "&#39;"]
	]) yield text.replaceAll("\"", double).replaceAll("'", single);
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
// src/mask/track.ts
function startTrack({ step, first, depth, matched }) {
	let node = 0;
	return {
		ignores: (unit) => node === 0 && first[unit] === 0,
		step(unit) {
			node = step(node, unit);
			return matched(node);
		},
		open: () => matched(node) === depth(node) ? 0 : depth(node),
		depth: () => depth(node)
	};
}
// src/mask/unwrap.ts
const LF = 10;
const CR = 13;
const TAB = 9;
const BLANK = 32;
const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const UNDERSCORE = 95;
const standard = (unit) => unit === MINUS ? PLUS : unit === UNDERSCORE ? SLASH : unit;
function startUnwrapping(track) {
	let afterBreak = false;
	let last = 0;
	let count = 0;
	const skipped = startSkipped();
	const isLeft = (unit) => {
		if ((unit === CR || unit === LF) && (!afterBreak || unit === LF && last === CR)) return true;
		return afterBreak && (unit === BLANK || unit === TAB);
	};
	return {
		ignores: (unit) => skipped.isEmpty() && track.ignores(standard(unit)),
		step(unit, position) {
			if (isLeft(unit) && !track.ignores(0)) {
				afterBreak = true;
				last = unit;
				skipped.add(count, count - track.depth());
				return 0;
			}
			afterBreak = false;
			last = unit;
			count += 1;
			const length = track.step(standard(unit));
			const among = length === 0 ? 0 : skipped.after(count - length);
			if (track.ignores(0)) skipped.clear();
			return Math.min(length + among, position);
		},
		open: () => track.open() + skipped.after(count - Math.max(track.open(), 1))
	};
}
const MIN_SWEPT = 64;
function startSkipped() {
	let counts = [];
	let sweepAt = MIN_SWEPT;
	const firstAbove = (limit) => {
		let [low, high] = [0, counts.length];
		while (low < high) {
			const middle = low + high >> 1;
			if ((counts[middle] ?? 0) > limit) high = middle;
			else low = middle + 1;
		}
		return low;
	};
	return {
		isEmpty: () => counts.length === 0,
		clear() {
			if (counts.length > 0) counts = [];
		},
		after: (limit) => counts.length - firstAbove(limit),
		add(count, needed) {
			if (counts.length === sweepAt) {
				counts = counts.slice(firstAbove(needed));
				sweepAt = Math.max(MIN_SWEPT, 2 * counts.length);
			}
			counts.push(count);
		}
	};
}
// src/mask/reading.ts
function startReading$1(scanner) {
	const plain = startTrack(scanner.texts);
	const encoded = startUnwrapping(startTrack(scanner.base64));
	let position = 0;
	return {
		read(text) {
			const matches = [];
			const before = position;
			for (let index = 0; index < text.length; index++) {
				const unit = text.charCodeAt(index);
				if (plain.ignores(unit) && encoded.ignores(unit)) continue;
				const end = before + index + 1;
				const length = Math.max(plain.step(unit), encoded.step(unit, end));
				if (length > 0) note(matches, {
					start: end - length,
					end
				});
			}
			position = before + text.length;
			return matches;
		},
		undecided: () => position - Math.max(plain.open(), encoded.open())
	};
}
function note(matches, match) {
	let { start } = match;
	for (let last = matches.at(-1); last !== void 0 && start < last.end; last = matches.at(-1)) {
		start = Math.min(start, last.start);
		matches.pop();
	}
	matches.push({
		start,
		end: match.end
	});
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
// src/mask/rests.ts
function makeBranches(rests) {
	const root = {
		text: "",
		next: new Map()
	};
	for (const rest of rests) add$1(root, rest);
	return root;
}
function add$1(root, rest) {
	let branch = root;
	let left = rest;
	while (left !== "") {
		const next = branch.next.get(left.charCodeAt(0));
		if (next === void 0) {
			branch.next.set(left.charCodeAt(0), {
				text: left,
				next: new Map()
			});
			return;
		}
		const shared = sharedLength(next.text, left);
		if (shared < next.text.length) split(next, shared);
		left = left.slice(shared);
		branch = next;
	}
}
function sharedLength(one, other) {
	const end = Math.min(one.length, other.length);
	let at = 0;
	while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
	return at;
}
function split(branch, at) {
	const { text, next } = branch;
	branch.next = new Map([[text.charCodeAt(at), {
		text: text.slice(at),
		next
	}]]);
	branch.text = text.slice(0, at);
}
// src/mask/scanner.ts
function piecesOf$2(values) {
	const texts = new Set();
	const base64 = new Set();
	for (const value of values) {
		const plain = plainPieces(value);
		for (const piece of plain) for (const form of quotedForms(piece)) texts.add(form);
		for (const piece of plain.slice(0, 1)) for (const form of base64Forms(piece)) base64.add(form);
	}
	return {
		texts,
		base64
	};
}
function makeScanner({ texts, base64 }) {
	return {
		texts: wanted(texts),
		base64: wanted(base64)
	};
}
const MAX_BEGINNING = 64;
function wanted(pieces) {
	const rests = new Map();
	for (const piece of pieces) {
		const beginning = piece.slice(0, MAX_BEGINNING);
		const known = rests.get(beginning) ?? [];
		rests.set(beginning, known);
		if (piece.length > MAX_BEGINNING) known.push(piece.slice(MAX_BEGINNING));
	}
	const long = [...rests].filter(([, more]) => more.length > 0);
	return makeAutomaton(rests.keys(), new Map(long.map(([beginning, more]) => [beginning, makeBranches(more)])));
}
const MAX_SIFTED = 1 << 20;
function sift(pieces, text) {
	if (text.length > MAX_SIFTED) return pieces;
	const keep = (wanted, searched) => {
		const beginnings = beginningsOf(searched);
		return new Set([...wanted].filter((piece) => beginnings.has(piece.slice(0, 4))));
	};
	return {
		texts: keep(pieces.texts, text),
		base64: keep(pieces.base64, asBase64(text))
	};
}
function beginningsOf(text) {
	const beginnings = new Set();
	for (let at = 0; at + 4 <= text.length; at++) beginnings.add(text.slice(at, at + 4));
	return beginnings;
}
const asBase64 = (text) => text.replace(/(\r?\n|\r)[ \t]*/g, "").replaceAll("-", "+").replaceAll("_", "/");
// src/mask/masker.ts
const STARS = "***";
function createMasker(values) {
	const given = [...values].filter((value) => value.length > 0);
	if (given.length === 0) return OPEN;
	const pieces = once$1(() => piecesOf$2(given));
	const whole = once$1(() => makeScanner(pieces()));
	const readingFor = (text) => {
		const sifted = sift(pieces(), text);
		return sifted.texts.size + sifted.base64.size === 0 ? void 0 : startReading$1(makeScanner(sifted));
	};
	return {
		stream: () => createStream(startReading$1(whole())),
		mask(text) {
			const reading = text === "" ? void 0 : readingFor(text);
			if (reading === void 0) return text;
			const stream = createStream(reading);
			return stream.push(text) + stream.end();
		},
		hides: (text) => text !== "" && (readingFor(text)?.read(text).length ?? 0) > 0
	};
}
function unmasked(secrets) {
	const short = (value) => value.length > 0 && Buffer.from(value).toString("utf8").trim().length < 4;
	return [...secrets].filter(([, value]) => short(value)).map(([id]) => id);
}
const OPEN = {
	stream: () => ({
		push: (text) => text,
		end: () => ""
	}),
	mask: (text) => text,
	hides: () => false
};
function once$1(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
function createStream(reading) {
	let held = "";
	let from = 0;
	let reach = 0;
	let matches = [];
	const release = (end) => {
		const due = matches.filter(({ start }) => start < end);
		if (due.length > 0) matches = matches.filter(({ start }) => start >= end);
		const text = held.slice(0, end - from);
		held = held.slice(end - from);
		const shown = cover(text, {
			from,
			reach,
			matches: due
		});
		from = end;
		reach = Math.max(reach, shown.reach);
		return shown.text;
	};
	return {
		push(text) {
			held += text;
			for (const match of reading.read(text)) matches.push(match);
			const end = reading.undecided();
			return end > from ? release(end) : "";
		},
		end: () => release(from + held.length)
	};
}
function cover(text, { from, reach, matches }) {
	const at = (position) => Math.min(Math.max(position - from, 0), text.length);
	let shown = "";
	let covered = reach;
	for (const { start, end } of [...matches].sort((a, b) => a.start - b.start)) {
		if (start >= covered) shown += `${text.slice(at(covered), at(start))}${STARS}`;
		covered = Math.max(covered, end);
	}
	return {
		text: shown + text.slice(at(covered)),
		reach: covered
	};
}
// src/engine/open-session.ts
function openSession({ store, sandbox, images, trees }, { options, journal, stop, plan, held, remote, wanted }) {
	const { context, secrets, keepFailed = false, limits, maxParallel, emit, pace = () => void 0 } = options;
	return {
		plan,
		store,
		sandbox,
		images,
		trees,
		context,
		secrets,
		held,
		remote,
		wanted,
		finished: new Map(),
		soughtSlots: new Set(),
		keepFailed,
		limits,
		masker: createMasker(usedSecrets(plan.steps, secrets).values()),
		journal,
		pace,
		emit,
		warn: (message, { at }) => emit({
			type: "warning",
			message,
			at
		}),
		inTurn: createTurns(maxParallel),
		signal: stop.signal,
		userSignal: options.signal,
		fail: stop.because
	};
}
function createTurns(maxParallel) {
	let limit;
	const makeLimit = async () => {
		const places = Math.floor(maxParallel ?? (0, node_os().availableParallelism)());
		return (await Promise.resolve().then(() => require("./run.js")).then((n) => n.p_limit_exports)).default(Math.max(1, places));
	};
	return async (work) => {
		limit ??= makeLimit();
		return await (await limit)(work);
	};
}
function usedSecrets(steps, given) {
	const ids = steps.flatMap((step) => step.kind === "run" ? step.operation.secrets : []).map(({ id }) => id);
	const wanted = new Set(ids);
	return new Map([...given].filter(([id]) => wanted.has(id)));
}
// src/engine/output/unwritten.ts
const ENDS$1 = {
	success: {
		unwritten: "failure",
		why: "no step failed",
		hint: "An output without when=failure writes files of the result."
	},
	failure: {
		unwritten: "success",
		why: "the build failed",
		hint: "An output with when=failure writes files of the failed step."
	}
};
function unwrittenNotice(outputs, end) {
	const { unwritten, why, hint } = ENDS$1[end];
	const left = outputs.filter(({ when }) => when === unwritten);
	if (left.length === 0) return void 0;
	const isAnswered = outputs.some(({ when }) => when === end);
	return `Not written, because ${why}: ${left.map(({ text }) => text).join("; ")}.${isAnswered ? "" : ` ${hint}`}`;
}
const noSuchFiles = ({ text, src = "/" }) => `Not written, because the failed step has no ${JSON.stringify(src)}: ${text}.`;
function noFailure({ text, build }) {
	return `Not written, because no step${build === void 0 ? "" : ` of the build ${build}`} failed: ${text}.`;
}
function notKept({ text }, keepFailed) {
	return `could not export ${text}: the files of the failed step were not kept. ${keepFailed ? "Only a failed command keeps its files, and only if the disk has room." : "Leave out keep-failed: false (--no-keep-failed)."}`;
}
// src/engine/output/exports.ts
function checkOutputs(outputs, { spec, builds }) {
	for (const { build, text: value } of outputs) {
		if (build === void 0 || builds.some(({ node }) => node.path.join("/") === build)) continue;
		buildFor(spec, build, `output ${value}`);
		throw new require_index.ObuilderError("input-invalid", `the target does not need the build ${build} of the output ${value}`, {
			value,
			hint: "Leave out the target, or the output."
		});
	}
	return outputs;
}
const isImage$1 = (output) => output.type !== "local" && output.type !== "tar";
function buildsOf(outputs, builds) {
	const taken = outputs.filter(({ when }) => when === "success");
	return new Set(taken.map(({ build }) => buildNamed(builds, build).node));
}
function buildNamed(builds, name) {
	const named = (build) => build.node.path.join("/") === name;
	return require_index.must(name === void 0 ? builds.at(-1) : builds.find(named), `the build ${name}`);
}
async function exportResults(outputs, { filesOf, imageOf, ...exporting }) {
	const images = [];
	for (const output of outputs) {
		if (output.when !== "success") continue;
		if (isImage$1(output)) images.push(await withValue(output, () => imageOf(output)));
		else await exportFrom(output, await filesOf(output), exporting);
	}
	return images;
}
async function exportFailure(outputs, failed) {
	const { steps, openFailed, emit } = failed;
	for (const output of outputs) {
		if (output.when !== "failure") continue;
		const warn = (message) => emit({
			type: "warning",
			message
		});
		const note = (message) => emit({
			type: "notice",
			message
		});
		const step = steps.find(({ outcome, build }) => outcome === "failed" && (output.build ?? build.join("/")) === build.join("/"));
		if (step === void 0) {
			note(noFailure(output));
			continue;
		}
		try {
			const { id } = step;
			const root = id !== void 0 && failed.hasKept(step.index) ? await openFailed?.(id) : void 0;
			if (root !== void 0) await exportFrom(output, {
				root,
				id
			}, failed);
			else warn(notKept(output, failed.keepFailed));
		} catch (error) {
			const { code, message, hint } = require_index.asObuilderError(error);
			if (code === "files-missing") note(noSuchFiles(output));
			else warn(hint === void 0 ? message : `${message}. ${hint}`);
		}
	}
}
async function exportFrom(output, files, { exports, emit, signal }) {
	const { text, dest } = output;
	const start = performance.now();
	const exported = await withValue(output, () => require_index.must(exports, "the exports of this machine").write({
		output,
		...files,
		onProgress: (progress) => emit({
			type: "export",
			text,
			dest,
			...progress
		}),
		onNotice: (message) => emit({
			type: "notice",
			message
		}),
		signal
	}));
	const seconds = (performance.now() - start) / 1e3;
	emit({
		type: "export-end",
		text,
		dest,
		...exported,
		seconds
	});
	return exported;
}
async function withValue({ text }, work) {
	try {
		return await work();
	} catch (error) {
		if (!require_index.isObuilderError(error, "export-failed") && !require_index.isObuilderError(error, "files-missing")) throw error;
		const { code, message, hint, errno } = error;
		throw new require_index.ObuilderError(code, `${message} (output ${text})`, {
			value: text,
			hint,
			errno,
			cause: error
		});
	}
}
// src/engine/output/outputs.ts
const outputLimit = 1048576;
function parseOutputs(file) {
	if (file.length > 1048576) throw tooLarge(file.length, "a step wrote");
	const lines = linesOf$1(file);
	const outputs = new Map();
	let next = 0;
	while (next < lines.length) {
		const line = require_index.must(lines[next], "a line of the outputs");
		next += 1;
		if (line === "" || line === "\r") continue;
		const head = readHead(line, next);
		if (head.delimiter === void 0) outputs.set(head.name, head.value);
		else {
			const end = lines.indexOf(head.delimiter, next);
			if (end < 0) throw unfinished(head.delimiter, {
				line,
				number: next
			});
			outputs.set(head.name, lines.slice(next, end).join("\n"));
			next = end + 1;
		}
	}
	return Object.fromEntries(outputs);
}
function checkTotal(outputs) {
	let bytes = 0;
	for (const [name, value] of Object.entries(outputs)) bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
	if (bytes > 1048576) throw tooLarge(bytes, "the steps of this build have");
}
function readHead(line, number) {
	const equals = line.indexOf("=");
	const block = line.indexOf("<<");
	if (equals >= 0 && (block < 0 || equals < block)) {
		if (equals === 0) throw broken("has no name before its `=`", {
			line,
			number
		});
		return {
			name: line.slice(0, equals),
			value: line.slice(equals + 1)
		};
	}
	if (block < 0) throw broken("is neither `name=value` nor the start of a block `name<<DELIMITER`", {
		line,
		number
	});
	if (block === 0) throw broken("has no name before its `<<`", {
		line,
		number
	});
	const delimiter = line.slice(block + 2);
	if (delimiter === "") throw broken("has no delimiter after its `<<`", {
		line,
		number
	});
	return {
		name: line.slice(0, block),
		delimiter
	};
}
function linesOf$1(file) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(file).split("\n");
	} catch (cause) {
		throw new require_index.ObuilderError("output-invalid", "could not read $GITHUB_OUTPUT: the file is not UTF-8", {
			hint: "Encode binary values, with base64 for example.",
			cause
		});
	}
}
function broken(what, { line, number }) {
	return new require_index.ObuilderError("output-invalid", `line ${number} of $GITHUB_OUTPUT ${what}`, {
		value: line.length > 200 ? `${line.slice(0, 200)}\u2026` : line,
		hint: "Write each output as one line `name=value`, and a value of several lines between `name<<DELIMITER` and `DELIMITER`."
	});
}
function unfinished(delimiter, line) {
	return broken(`starts a block without a closing line \`${delimiter.length > 50 ? `${delimiter.slice(0, 50)}\u2026` : delimiter}\``, line);
}
function tooLarge(bytes, who) {
	return new require_index.ObuilderError("output-invalid", `${who} ${bytes} bytes of outputs; a job may have ${outputLimit}`, {
		value: String(bytes),
		hint: "Write large data to a file of the result instead."
	});
}
// src/engine/output/parts-of.ts
async function partsOf$1(outputs, { exports, access, plan, ...rest }) {
	const remote = access?.opened();
	const isKnown = [...plan.choices.values()].every((choice) => choice?.result !== void 0);
	const taken = outputs.filter((output) => !isImage$1(output)).filter(({ when, src }) => when === "success" && src !== void 0);
	if (remote === void 0 || exports === void 0 || !isKnown || taken.length === 0) return void 0;
	const { fetchParts } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.parts_exports);
	const buildOf = ({ build }) => buildNamed(plan.builds, build);
	return await fetchParts(taken, {
		...rest,
		plan,
		exports,
		remote,
		buildOf
	});
}
// src/contract/results.ts
const MAX_SUMMARY_BYTES = 1048576;
// src/engine/output/written.ts
function takeWritten(session, step, { draft, result }) {
	const written = result.kind === "cancelled" ? void 0 : result.written;
	const { bytes, text } = summaryOf(session, written);
	if (text !== void 0) draft.summarize(text);
	const facts = {
		summaryBytes: bytes === 0 ? void 0 : bytes,
		unread: nonEmpty$1(written?.unread)
	};
	tell$1(session, step, {
		...facts,
		text
	});
	return facts;
}
function replayWritten(session, step, { result, summary }) {
	const { id, summaryBytes, unread } = result;
	if (summaryBytes === void 0 && unread === void 0) return;
	const isKept = summaryBytes !== void 0 && summaryBytes <= 1048576;
	const text = isKept ? summary ?? session.store.readSummary(id) : void 0;
	if (isKept && text === void 0) session.warn(lostSummary(step), step);
	tell$1(session, step, {
		summaryBytes,
		unread,
		text: text && session.masker.mask(text)
	});
}
const lostSummary = ({ at }) => `the store has lost the summary of this step. To get it again, run the step again with no-cache-filter: line:${at.line}`;
function summaryOf({ masker }, written) {
	const bytes = written?.summary.length ?? 0;
	if (bytes === 0 || bytes > 1048576) return {
		bytes,
		text: void 0
	};
	const text = masker.mask(new TextDecoder("utf-8").decode(written?.summary));
	if (text.trim() === "") return {
		bytes: 0,
		text: void 0
	};
	const length = Buffer.byteLength(text);
	return {
		bytes: length,
		text: length > 1048576 ? void 0 : text
	};
}
const nonEmpty$1 = (list) => list?.length ? list : void 0;
function tell$1(session, step, written) {
	const { summaryBytes = 0, unread = [], text } = written;
	session.journal.written(step, {
		summary: text,
		unread
	});
	if (summaryBytes <= 1048576) return;
	session.warn(`the summary of this step is left out: it exceeds GitHub's limit of ${MAX_SUMMARY_BYTES / 1024} KB for $GITHUB_STEP_SUMMARY`, step);
}
const NAMES$2 = ["GITHUB_ENV", "GITHUB_PATH"];
const MAX_NAMED$3 = 10;
function unreadWarning(steps) {
	const writers = steps.filter(({ unread }) => unread.some((name) => NAMES$2.includes(name)));
	const [first] = writers;
	if (first === void 0) return void 0;
	const files = NAMES$2.filter((name) => writers.some(({ unread }) => unread.includes(name)));
	const named = writers.slice(0, MAX_NAMED$3).map(({ step }) => `${step.index + 1} (line ${step.at.line})`);
	const more = writers.length - named.length;
	const whose = listed$1([...named, ...more > 0 ? [`${more} more`] : []]);
	return {
		message: `${writers.length === 1 ? "step" : "steps"} ${whose} wrote to ${listed$1(files.map((name) => `$${name}`))}, which has no effect: each step gets its environment from the spec alone. Set variables of later steps, PATH too, by \`(env NAME VALUE)\`, and write values for the job to \$GITHUB_OUTPUT.`,
		at: first.step.at
	};
}
function listed$1(words) {
	const last = require_index.must(words.at(-1), "the last word of a list");
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
// src/engine/plan-request.ts
function planRequest({ store, images, trees }, { options, remote }) {
	const { context, specPath, pull, emit, signal, scopes, noCache, secrets, refresh = [], keySecrets = [], outputs = [] } = options;
	const warn = (message, at) => emit({
		type: "warning",
		message,
		at
	});
	const isRefreshed = (step) => noCache && (step.kind !== "from" || pull === "always");
	return {
		machinery: {
			store,
			images,
			trees
		},
		context,
		specPath,
		outputPaths: outputs.flatMap(({ dest }) => dest ?? []),
		pull,
		warn,
		signal,
		scopes,
		secrets,
		keySecrets,
		isRefreshed,
		refresh,
		remote
	};
}
function warnOfShortSecrets(builds, { secrets, emit }) {
	const steps = builds.flatMap((planned) => planned.steps);
	for (const id of unmasked(usedSecrets(steps, secrets))) emit({
		type: "warning",
		message: `the secret "${id}" has fewer than 4 characters and is not masked in logs. Use a longer value, or keep it out of the output of commands.`
	});
}
// src/language/hosts/addresses.ts
const net$1 = () => process.getBuiltinModule("node:net");
const MACHINE = [
	"0.0.0.0/8",
	"127.0.0.0/8",
	"169.254.0.0/16",
	"100.100.100.200/32",
	"168.63.129.16/32",
	"192.0.0.192/32",
	"198.18.0.0/15",
	"224.0.0.0/3",
	"::/127",
	"fe80::/10",
	"fd00:ec2::254/128",
	"fd20:ce::254/128",
	"fd00:42::42/128",
	"ff00::/8",
	"2001::/32"
];
const PRIVATE = [
	"10.0.0.0/8",
	"100.64.0.0/10",
	"172.16.0.0/12",
	"192.0.0.0/24",
	"192.168.0.0/16",
	"fc00::/7",
	"fec0::/10",
	"64:ff9b:1::/48"
];
const HOLDING = [
	["::ffff:0:0/96", 6],
	["::/96", 6],
	["64:ff9b::/96", 6],
	["2002::/16", 1]
];
let machine;
let unlisted;
function kindOf$1(address, own = []) {
	const version = net$1().isIP(address);
	if (version === 0 || address.includes("%")) return "machine";
	machine ??= listOf$1(MACHINE);
	unlisted ??= listOf$1(PRIVATE);
	const family = familyOf(address);
	if (machine.check(address, family) || own.includes(address)) return "machine";
	const held = version === 6 ? heldAddress(address) : void 0;
	if (held !== void 0) return kindOf$1(held, own);
	return unlisted.check(address, family) ? "private" : "public";
}
function isInRanges(address, ranges) {
	const family = familyOf(address);
	return listOf$1(ranges.filter((range) => familyOf(range) === family)).check(address, family);
}
const familyOf = (address) => address.includes(":") ? "ipv6" : "ipv4";
function firstOf(range) {
	const [start = ""] = range.split("/");
	return [start, familyOf(start)];
}
function listOf$1(ranges) {
	const list = new (net$1()).BlockList();
	for (const range of ranges) {
		const [start, family] = firstOf(range);
		list.addSubnet(start, Number(range.split("/")[1]), family);
	}
	return list;
}
function heldAddress(address) {
	const [, at] = HOLDING.find(([range]) => listOf$1([range]).check(address, "ipv6")) ?? [];
	if (at === void 0) return void 0;
	const groups = groupsOf(address);
	const [high = 0, low = 0] = [groups[at], groups[at + 1]];
	return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
function groupsOf(address) {
	const [head = "", tail] = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts) => {
		const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
		return `${(a << 8 | b).toString(16)}:${(c << 8 | d).toString(16)}`;
	}).split("::");
	const numbers = (text) => text ? text.split(":").map((group) => Number.parseInt(group, 16)) : [];
	const [left, right] = [numbers(head), numbers(tail)];
	const zeros = tail === void 0 ? 0 : 8 - left.length - right.length;
	return [
		...left,
		...Array(zeros).fill(0),
		...right
	];
}
// src/language/slips/endpoint.ts
const PORTS = {
	http: "80",
	https: "443",
	ssh: "22",
	git: "9418"
};
const URL_LIKE = /^(?:([a-z]+):\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/[\]]+)(?::(\d+|[a-z]+))?(?:[/?#].*)?$/i;
function endpointLike(text) {
	if (/^[\d.]+\/\d+$/.test(text)) return `${text}:443`;
	const [, scheme = "https", host, given] = URL_LIKE.exec(text) ?? [];
	const named = (given ?? scheme).toLowerCase();
	const port = /^\d+$/.test(named) ? named : PORTS[named];
	return host === void 0 || port === void 0 ? void 0 : `${host}:${port}`;
}
// src/language/hosts/endpoint.ts
const NAME_ADDRESSES = "198.18.0.0/15";
const net = () => process.getBuiltinModule("node:net");
const MAX_NAME$1 = 253;
const LABEL = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?|\*{1,2})$/;
const FORM$1 = /^(?:\[([^[\]]*)\]|([^:[\]]*)):(\d{1,5})(?:-(\d{1,5}))?$/;
function parseEndpoint(text) {
	const [, bracketed, plain, first, last = first] = FORM$1.exec(text) ?? [];
	const host = bracketed ?? plain;
	if (host === void 0 || first === void 0) return {
		fault: "an endpoint is HOST:PORT",
		hint: rewritten(text)
	};
	const ports = {
		firstPort: Number(first),
		lastPort: Number(last)
	};
	if (ports.firstPort < 1 || ports.lastPort > 65535 || ports.firstPort > ports.lastPort) return {
		fault: "these are no ports",
		hint: "Give a port from 1 to 65535, or a range such as 8000-8010."
	};
	const port = ports.firstPort === ports.lastPort ? `${ports.firstPort}` : `${ports.firstPort}-${ports.lastPort}`;
	if (bracketed !== void 0 || looksLikeAddress$1(host)) {
		const range = parseRange(host);
		if ("fault" in range) return range;
		return {
			kind: "range",
			host: range.host,
			...ports,
			text: `${range.text}:${port}`
		};
	}
	const name = parseName(host);
	if (typeof name !== "string") return name;
	return {
		kind: "name",
		host: name,
		...ports,
		text: `${name}:${port}`
	};
}
function rewritten(text) {
	if (/^\*{1,2}$/.test(text)) return "Name the hosts: (network (audit)) finds them.";
	const like = endpointLike(text);
	if (like === void 0 || !FORM$1.test(like) || "fault" in parseEndpoint(like)) return EXAMPLES;
	return `Write ${like}, or the host with another port.`;
}
const EXAMPLES = "Write for example: packages.example:443, *.mirror.example:8000-8010, 10.1.2.0/24:22 or [2001:db8::1]:443.";
const looksLikeAddress$1 = (host) => /^[\d./]+$/.test(host);
function parseName(host) {
	const name = host.toLowerCase().replace(/\.$/, "");
	if (/[^ -~]/.test(name)) return {
		fault: "a host name has only ASCII characters",
		hint: "Write the encoded name, which begins with xn--."
	};
	const labels = name.split(".");
	if (name.length > MAX_NAME$1 || !labels.every((label) => LABEL.test(label))) return {
		fault: "this is no host name",
		hint: "Separate letters, digits and hyphens by dots. * stands for one whole label, ** for any number."
	};
	if (labels.at(-1) === "localhost") return {
		fault: "localhost is the step itself",
		hint: "Leave it out: a step always reaches its own loopback device."
	};
	return name;
}
function parseRange(host) {
	const [address = "", length, ...rest] = host.split("/");
	const version = net().isIP(address);
	const most = version === 4 ? 32 : 128;
	const bits = length === void 0 ? most : /^\d{1,3}$/.test(length) ? Number(length) : most + 1;
	if (version === 0 || address.includes("%") || bits > most || rest.length > 0) return {
		fault: "this is no address",
		hint: "Write an address or ADDRESS/LENGTH, with IPv6 in brackets."
	};
	const start = networkStart(address, {
		version,
		bits
	});
	if (version === 6 && start.startsWith("::ffff:")) return {
		fault: "this IPv6 address stands for an IPv4 address",
		hint: "Write the IPv4 address."
	};
	if (version === 4 && overlapsNames(start, bits)) return {
		fault: `the addresses ${NAME_ADDRESSES} stand for names inside a step`,
		hint: "Give a name for the host, or list smaller ranges."
	};
	const whole = `${start}/${bits}`;
	const shown = bits === most ? start : whole;
	return {
		host: whole,
		text: version === 6 ? `[${shown}]` : shown
	};
}
function networkStart(address, { version, bits }) {
	const { SocketAddress } = net();
	const family = version === 4 ? "ipv4" : "ipv6";
	const canonical = new SocketAddress({
		address,
		family
	}).address;
	const size = version === 4 ? 32 : 128;
	const value = numberOf(canonical, version) >> BigInt(size - bits) << BigInt(size - bits);
	return version === 4 ? dotted(value) : new SocketAddress({
		address: colons(value),
		family
	}).address;
}
function numberOf(address, version) {
	if (version === 4) return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
	const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
	const [head = "", tail] = (mapped === null ? address : `${mapped[1]}${hexPair(mapped[2] ?? "")}`).split("::");
	const groups = (part) => part ? part.split(":") : [];
	const [left, right] = [groups(head), groups(tail)];
	const middle = Array(tail === void 0 ? 0 : 8 - left.length - right.length).fill("0");
	return [
		...left,
		...middle,
		...right
	].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
function hexPair(address) {
	const value = numberOf(address, 4);
	return `${(value >> 16n).toString(16)}:${(value & 65535n).toString(16)}`;
}
const dotted = (value) => [
	24n,
	16n,
	8n,
	0n
].map((shift) => value >> shift & 255n).join(".");
const colons = (value) => Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index) & 65535n).toString(16)).join(":");
function overlapsNames(start, bits) {
	const { BlockList } = net();
	const names = new BlockList();
	names.addSubnet("198.18.0.0", 15, "ipv4");
	const own = new BlockList();
	own.addSubnet(start, bits, "ipv4");
	return bits > 8 && (names.check(start) || own.check("198.18.0.0"));
}
// src/engine/output/passing.ts
const USUAL_PORT = 443;
const MAX_NAMED$2 = 5;
const MAX_HINT = 2e3;
const DENIED = "The network of this step denied hosts";
function passing(network, attempts) {
	const added = addedTo(network, attempts);
	if (added.length === 0) return void 0;
	const paste = `(network (allow ${[...textsOf$2(network), ...added].join(" ")}))`;
	const told = new Set(addedTo(network, attempts.filter(({ port }) => port !== void 0)));
	const guessed = added.filter((text) => !told.has(text));
	return guessed.length === 0 ? { paste } : {
		paste,
		guess: guessText(guessed)
	};
}
function passingLine(network, attempts) {
	const list = passing(network, attempts);
	if (list === void 0) return void 0;
	return `network: ${network.kind === "audit" ? "this step passes with" : "to let the denied hosts pass, write"} ${withGuess(list)}`;
}
const withGuess = ({ paste, guess }) => guess === void 0 ? paste : `${paste} (${guess})`;
function deniedHint(network, attempts = []) {
	const list = network.kind === "allow" ? passing(network, attempts) : void 0;
	if (list === void 0) return void 0;
	const text = withGuess(list);
	return text.length > MAX_HINT ? `${DENIED}: read the names, then paste the list at the end of the step's log.` : `${DENIED}: read the names, then write ${text}.`;
}
const textsOf$2 = (network) => network.kind === "allow" ? network.endpoints.map(({ text }) => text) : [];
function addedTo(network, attempts) {
	const listed = textsOf$2(network);
	const wanted = attempts.flatMap((attempt) => wantedBy(attempt, network));
	return [...new Set(wanted)].filter((text) => !listed.includes(text) && isPlain(text)).sort();
}
function guessText(guessed) {
	const more = guessed.length > MAX_NAMED$2 ? `, and ${guessed.length - MAX_NAMED$2} more` : "";
	return `the port is a guess in ${guessed.slice(0, MAX_NAMED$2).join(", ")}${more}`;
}
function isPlain(text) {
	const endpoint = parseEndpoint(text);
	return !("fault" in endpoint) && endpoint.text === text && !text.includes("*");
}
function wantedBy(attempt, network) {
	const { port = USUAL_PORT } = attempt;
	return hostsOf(attempt, network).filter((host) => !isOfMachine(host)).map((host) => endpointOf$1({
		host,
		port
	}));
}
function hostsOf({ host, end, denial, detail }, { kind }) {
	if (end === "passed") return kind === "audit" ? [host, ...detail === void 0 ? [] : [detail]] : [];
	if (denial === "name" || denial === "endpoint") return [host];
	return denial === "address" && detail !== void 0 && kind === "allow" ? [detail] : [];
}
const isOfMachine = (host) => looksLikeAddress(host) && kindOf$1(host) === "machine";
const looksLikeAddress = (host) => host.includes(":") || /^[\d.]+$/.test(host);
function endpointOf$1({ host, port }) {
	const shown = host.includes(":") ? `[${host}]` : host;
	return port === void 0 ? shown : `${shown}:${port}`;
}
// src/engine/output/attempts.ts
function watchNetwork(session, step, say) {
	const { network } = step.operation;
	if (network.kind === "none" || network.kind === "host") return {
		network: network.kind,
		finish: () => void 0
	};
	const seen = new Map();
	const onAttempt = (attempt) => {
		const { host, port, end, denial, detail } = attempt;
		const key = JSON.stringify([
			host,
			port,
			end,
			denial,
			detail
		]);
		const isNew = !seen.has(key);
		if (isNew && seen.size >= 200) return;
		const masked = {
			...attempt,
			host: session.masker.mask(host),
			detail: detail && session.masker.mask(detail)
		};
		seen.set(key, masked);
		if (isNew && end !== "passed") say(`network: ${attemptText(masked)}`);
	};
	return {
		network: {
			...network,
			onAttempt
		},
		finish: () => {
			const attempts = [...seen.values()];
			const line = passingLine(network, attempts);
			if (line !== void 0) say(line);
			tell(session, step, attempts);
			return attempts.length === 0 ? void 0 : attempts;
		}
	};
}
function replayAttempts(session, step, { attempts }) {
	if (attempts === void 0 || step.kind !== "run") return;
	const { masker } = session;
	tell(session, step, attempts.filter(isAttempt).slice(0, 200).map((one) => ({
		...one,
		host: masker.mask(one.host),
		detail: one.detail && masker.mask(one.detail)
	})));
}
const ENDS = [
	"passed",
	"denied",
	"failed"
];
function isAttempt(value) {
	if (typeof value !== "object" || value === null) return false;
	const { host, port, end, denial, detail, times } = value;
	const isVisible = (field) => typeof field === "string" && /^[ -~]*$/.test(field);
	const isText = (field) => field === void 0 || isVisible(field);
	return isVisible(host) && (port === void 0 || typeof port === "number") && ENDS.includes(end) && isText(denial) && isText(detail) && typeof times === "number";
}
const MAX_NAMED$1 = 5;
const FULL = `the record of this step's network ends after 200 different endpoints, so later endpoints are missing`;
function tell(session, step, attempts) {
	const { network } = step.operation;
	const { kind } = network;
	if (kind === "none" || kind === "host") return;
	const report = {
		kind,
		attempts,
		...passing(network, attempts)
	};
	session.journal.network(step, attempts.length === 0 ? void 0 : report);
	if (attempts.length >= 200) session.warn(FULL, step);
	const denied = attempts.filter(({ end }) => end === "denied");
	if (denied.length === 0) return;
	const named = denied.slice(0, MAX_NAMED$1).map(attemptText).join("; ");
	const more = denied.length > MAX_NAMED$1 ? `; and ${denied.length - MAX_NAMED$1} more` : "";
	session.warn(`the network of this step denied connections: ${named}${more}`, step);
}
const DENIALS = {
	name: () => "the list has no such name",
	endpoint: () => "the list has no such endpoint",
	address: (detail) => `the name stands for ${detail}, which only a list with this address reaches`,
	"server-name": (detail) => detail === "" ? "TLS without a server name" : `the TLS server name is ${detail}`,
	owner: (detail) => `${detail} is this machine, which its owner keeps from steps`,
	crowd: () => "too many connections at once"
};
function attemptText(attempt) {
	const { end, denial, detail = "" } = attempt;
	const endpoint = endpointOf$1(attempt);
	if (end === "failed") return `could not reach ${endpoint}: ${detail}`;
	return `denied ${endpoint}: ${denial !== void 0 && Object.hasOwn(DENIALS, denial) ? DENIALS[denial](detail) : "not allowed"}`;
}
// src/engine/output/step-outputs.ts
function readOutputs(session, step, file) {
	if (file.length === 0) return {};
	try {
		return withoutSecrets(session, step, parseOutputs(file));
	} catch (error) {
		if (!(error instanceof require_index.ObuilderError)) throw error;
		const { code, message, value, hint, cause } = error;
		const { mask } = session.masker;
		throw new require_index.ObuilderError(code, mask(message), {
			value: value && mask(value),
			hint,
			cause
		});
	}
}
function withoutSecrets(session, step, outputs) {
	const entries = Object.entries(outputs);
	const { hides, mask } = session.masker;
	const safe = entries.filter(([name, value]) => !hides(value) && !hides(name));
	if (safe.length === entries.length) return outputs;
	for (const [name, value] of entries) {
		if (!hides(value) && !hides(name)) continue;
		session.warn(`the output "${mask(name)}" is left out because it contains a secret. Give the secret itself to the step of the job that needs it.`, step);
	}
	return Object.fromEntries(safe);
}
// src/engine/pace.ts
function waitFor(pace, signal) {
	if (pace === void 0 || signal.aborted) return void 0;
	return new Promise((resolve) => {
		const settle = () => {
			signal.removeEventListener("abort", settle);
			resolve();
		};
		signal.addEventListener("abort", settle);
		pace.then(settle, settle);
	});
}
// src/engine/steps/replay.ts
async function replay(session, step, { result, isFollowed = false, from, texts }) {
	const { kind, startedAt, seconds, source } = result;
	const original = {
		kind,
		startedAt,
		seconds,
		source,
		from,
		carrier: carrierOf(session, result)?.kind
	};
	if (step.kind === "from" && step.base !== void 0) {
		if (isVirtual(result)) session.remote?.opened()?.carriers.count(result.remote.carrier, "found");
		return session.journal.end(step, {
			id: result.id,
			outcome: "cached",
			seconds: 0,
			original
		});
	}
	let summary;
	if (isVirtual(result)) {
		const { replayRemote } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.replay_remote_exports);
		summary = await replayRemote(session, step, result);
	} else if (texts !== void 0) {
		session.journal.output(step, session.masker.mask(texts.log));
		summary = texts.summary;
	} else if (!isFollowed) await replayLog(session, step, result.id);
	replayWritten(session, step, {
		result,
		summary
	});
	replayAttempts(session, step, result);
	session.journal.end(step, {
		id: result.id,
		outcome: "cached",
		seconds: 0,
		original,
		outputs: withoutSecrets(session, step, result.outputs)
	});
}
function carrierOf({ remote }, result) {
	return isVirtual(result) ? result.remote.carrier : remote?.opened()?.fetched.get(result.id);
}
const MAX_WHOLE_LOG_BYTES = 262144;
async function replayLog(session, step, id) {
	const { journal, masker, store, signal, pace, warn } = session;
	const pieces = logPieces(store.readLog(id), (reason) => warn(`the log of this step is incomplete, but its files are whole: ${reason}`, step));
	if ((store.logBytes(id) ?? 0) <= 262144) {
		journal.output(step, masker.mask([...pieces].join("")));
		return;
	}
	const masked = masker.stream();
	for (const text of pieces) {
		if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		journal.output(step, masked.push(text));
		const wait = waitFor(pace(), signal);
		if (wait !== void 0) await wait;
	}
	journal.output(step, masked.end());
}
function* logPieces(log, onFault) {
	if (log === void 0) {
		onFault("it was lost");
		return;
	}
	try {
		yield* log;
	} catch (error) {
		onFault(require_index.asObuilderError(error).message);
	}
}
// src/engine/steps/slot-name.ts
function slotName(scope, name) {
	return `${encodeURIComponent(scope.toWellFormed())}:${encodeURIComponent(name.toWellFormed())}`;
}
// src/engine/steps/slots.ts
function slotNames({ steps, scopes }) {
	return steps.filter((step) => step.kind === "run").flatMap((step) => step.operation.cache.flatMap(({ name }) => scopesOf(step, scopes).map(({ key }) => slotName(key, name))));
}
function unknownSlots({ steps }, names) {
	const runs = steps.filter((step) => step.kind === "run");
	const known = [...new Set(runs.flatMap(({ operation }) => operation.cache.map(({ name }) => name)))];
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length === 0) return void 0;
	const list = (words) => words.map((word) => JSON.stringify(word)).join(", ");
	const there = known.length === 0 ? "no step has a slot" : `the steps have ${list(known.sort())}`;
	return `cache-slots names ${list(unknown)}, which no step has as a cache slot: ${there}`;
}
function lackingSlots({ builds }, step) {
	const names = (builds.find((build) => build.steps.includes(step))?.steps ?? []).filter(({ kind, index }) => kind === "run" && index < step.index).flatMap((one) => one.kind === "run" ? one.operation.cache.map(({ name }) => name) : []);
	const own = step.operation.cache.map(({ name }) => name);
	return [...new Set(names)].filter((name) => !own.includes(name));
}
function keptSlots({ plan }, step) {
	if (step.kind !== "run") return [];
	const [own, ...others] = scopesOf(step, plan.scopes);
	return step.operation.cache.map(({ name, target }) => {
		const from = others.map(({ key }) => slotName(key, name));
		return {
			name,
			target,
			slots: [slotName(own.key, name), ...from]
		};
	});
}
async function takeSlots(session, step, user) {
	const { store, plan } = session;
	const [own, ...others] = scopesOf(step, plan.scopes);
	let waited = 0;
	const take = async ({ name, target, sharing, at }) => {
		const from = others.map(({ key }) => slotName(key, name));
		let waitsSince;
		const copy = await store.slot(slotName(own.key, name), {
			uid: user.uid,
			gid: user.gid,
			from,
			words: {
				name,
				scope: own.label
			},
			...sharing !== void 0 && { sharing },
			fill: fillFor(session, step, name),
			onWait: () => {
				waitsSince ??= performance.now();
				session.journal.output(step, `Waiting for the cache "${name}": another step uses it.\n`);
			},
			signal: session.signal
		});
		if (waitsSince !== void 0) waited += (performance.now() - waitsSince) / 1e3;
		return {
			copy,
			name,
			mount: {
				target,
				at,
				isShared: sharing === "shared"
			}
		};
	};
	const taken = await takeInOrder(step.operation.cache, take);
	const slots = taken.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
	const finish = async () => {
		for (const { name, copy } of slots) await finishCopy(copy, (reason) => warnLost(session, step, {
			name,
			reason
		}));
	};
	const refused = taken.find((result) => result.status === "rejected");
	if (refused !== void 0) {
		await finish();
		throw refused.reason;
	}
	return {
		mounts: slots.map(({ copy, mount }) => ({
			kind: "slot",
			source: copy.path,
			...mount
		})),
		waited,
		finish
	};
}
async function takeInOrder(mounts, take) {
	const taken = new Map();
	const keep = async (mount) => {
		const [result] = await Promise.allSettled([take(mount)]);
		taken.set(mount, result);
		return result.status === "fulfilled";
	};
	const mayWait = ({ sharing = "private" }) => sharing !== "private";
	const waiting = mounts.filter(mayWait).sort((a, b) => a.name < b.name ? -1 : 1);
	let isFine = true;
	for (const mount of waiting) isFine = isFine && await keep(mount);
	if (isFine) await Promise.all(mounts.filter((mount) => !mayWait(mount)).map(keep));
	return mounts.flatMap((mount) => taken.get(mount) ?? []);
}
function fillFor(session, step, name) {
	const { remote, soughtSlots, plan } = session;
	if (remote?.mayFind !== true || !remote.slots.includes(name)) return void 0;
	const slot = slotName(scopesOf(step, plan.scopes)[0].key, name);
	return async (directory) => {
		if (soughtSlots.has(slot)) return false;
		soughtSlots.add(slot);
		const { restoreSlot } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.restore_exports);
		return await restoreSlot(session, step, {
			name,
			directory
		});
	};
}
async function finishCopy(copy, onError) {
	try {
		await copy.finish();
	} catch (error) {
		onError(require_index.asObuilderError(error).message);
	}
}
function warnLost(session, step, lost) {
	const what = `could not keep the step's changes to the cache "${lost.name}"`;
	session.warn(`${what}, so the next step with it starts without them: ${lost.reason}`, step);
}
// src/engine/stop.ts
function createStop(user) {
	const controller = new AbortController();
	let first;
	return {
		signal: user === void 0 ? controller.signal : AbortSignal.any([user, controller.signal]),
		because(error) {
			first ??= error;
			controller.abort();
		},
		reason: () => first
	};
}
// src/engine/build.ts
async function build(machinery, options) {
	const journal = createJournal(options.emit);
	const stop = createStop(options.signal);
	const warn = (message) => options.emit({
		type: "warning",
		message
	});
	const remote = remoteAccess(machinery.remote, {
		warn,
		signal: stop.signal
	});
	const run = {
		options,
		journal,
		stop,
		remote,
		session: void 0
	};
	try {
		const report = await buildAndStore(machinery, run);
		tellRest(run);
		options.emit({
			type: "done",
			report
		});
		return {
			kind: "built",
			report
		};
	} catch (thrown) {
		const isCancelled = options.signal?.aborted === true;
		const error = isCancelled ? cancelled() : thrown;
		tellRest(run);
		options.emit({
			type: "failed",
			error: reportError(error),
			steps: journal.reports()
		});
		return { kind: isCancelled || require_index.isObuilderError(error, "cancelled") ? "cancelled" : "failed" };
	} finally {
		await remote?.close();
	}
}
async function buildAndStore(machinery, run) {
	const [built] = await Promise.allSettled([buildOrThrow(machinery, run)]);
	if (built.status === "rejected" && run.options.signal?.aborted !== true) await exportFailed(machinery, run);
	const [stored] = await Promise.allSettled([storeResults(run, built.status === "fulfilled")]);
	if (built.status === "rejected") throw run.stop.reason() ?? built.reason;
	if (stored.status === "rejected") throw stored.reason;
	return built.value;
}
const NOTHING_NEW = "cache-to gets nothing new: no step had to run. To fill an empty carrier, build once with no-cache.";
async function storeResults({ session: own, remote, journal, options }, isBuilt) {
	if (own === void 0 || remote?.mayStore !== true || options.signal?.aborted === true) return;
	if (!journal.reports().some(({ outcome }) => outcome === "built")) {
		if (isBuilt && own.plan.present.size > 0) options.emit({
			type: "notice",
			message: NOTHING_NEW
		});
		return;
	}
	const session = {
		...own,
		signal: options.signal ?? new AbortController().signal
	};
	await (await Promise.resolve().then(() => require("./run.js")).then((n) => n.upload_exports)).uploadResults(session, remote);
	if (isBuilt && remote.slots.length > 0) await (await Promise.resolve().then(() => require("./run.js")).then((n) => n.save_exports)).saveSlots(session, remote);
}
async function buildOrThrow(machinery, run) {
	const { options, journal, stop, remote } = run;
	if (stop.signal.aborted) throw cancelled();
	const builds = outline(options.spec, options.target);
	const outputs = checkOutputs(options.outputs ?? [], {
		spec: options.spec,
		builds
	});
	const tools = outputs.some(isImage$1) ? await require_index.must(machinery.imageTools, "the images of results")() : void 0;
	for (const output of outputs) if (isImage$1(output)) await tools?.images.check(output);
	warnOfShortSecrets(builds, options);
	const signal = stop.signal;
	const plan = await makePlan(builds, planRequest(machinery, {
		options: {
			...options,
			signal
		},
		remote
	}));
	journal.plan(plannedSteps(plan));
	machinery.store.touchSlots(slotNames(plan));
	const unknown = unknownSlots(plan, remote?.slots ?? []);
	if (unknown !== void 0) options.emit({
		type: "warning",
		message: unknown
	});
	const parts = await partsOf$1(outputs, {
		...machinery,
		emit: options.emit,
		access: remote,
		plan,
		signal
	});
	const partOf = (output) => parts?.rootOf(output);
	try {
		const wanted = buildsOf(outputs.filter((output) => isImage$1(output) || partOf(output) === void 0), builds);
		const { id, resultOf } = isComplete(plan, wanted) ? await replayAll(start(machinery, run, {
			plan,
			wanted,
			held: new Map(plan.present)
		})) : await makeAll(machinery, run, {
			plan,
			wanted
		});
		checkTotal(journal.outputs());
		rememberGot(plan, machinery);
		const filesOf = async (output) => {
			const part = partOf(output);
			if (part !== void 0) return { root: part };
			const { id } = await resultOf(output.build);
			return {
				root: await machinery.store.view(id),
				id
			};
		};
		const imageOf = async (output) => {
			const { writeImage } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.write_exports);
			const session = require_index.must(run.session, "the session");
			const [build, last] = [buildNamed(builds, output.build), await resultOf(output.build)];
			return await writeImage(output, {
				...require_index.must(tools, "the tools for images"),
				session,
				build,
				last
			});
		};
		const images = await exportResults(outputs, {
			exports: machinery.exports,
			emit: options.emit,
			signal,
			filesOf,
			imageOf
		});
		tellUnwritten(options, "success");
		const steps = journal.reports();
		const kinds = plan.steps.map(({ kind }) => kind);
		return {
			id,
			cacheHit: steps.every(({ index, outcome }) => outcome === "cached" || kinds[index] === "from"),
			steps,
			outputs: journal.outputs(),
			...images.length > 0 ? { images } : {}
		};
	} finally {
		parts?.remove();
	}
}
function rememberGot({ builds, choices, facts, scopes }, { store }) {
	const last = builds.map(({ steps }) => choices.get(require_index.must(steps.at(-1), "the last step of a build"))?.result);
	rememberBases([...facts.bases.values(), ...last].filter((result) => result !== void 0).filter((result) => !isVirtual(result)), {
		scopes,
		store
	});
	rememberImages({
		builds,
		choices,
		facts
	}, store.memo);
}
async function exportFailed(machinery, { options, journal }) {
	const { outputs = [], emit, keepFailed = false, signal = new AbortController().signal } = options;
	const steps = journal.reports();
	if (steps.some(({ outcome }) => outcome === "failed")) tellUnwritten(options, "failure");
	const wanted = outputs.filter((output) => output.when === "failure");
	if (wanted.length === 0) return;
	const { exports, openFailed } = machinery;
	const { hasKept } = journal;
	await exportFailure(wanted, {
		exports,
		openFailed,
		emit,
		signal,
		hasKept,
		keepFailed,
		steps
	});
}
function tellUnwritten({ outputs = [], emit }, end) {
	const message = unwrittenNotice(outputs, end);
	if (message !== void 0) emit({
		type: "notice",
		message
	});
}
function start(machinery, run, planned) {
	run.session = openSession(machinery, {
		...run,
		...planned
	});
	return run.session;
}
function isComplete({ choices, builds }, wanted) {
	const ends = builds.filter(({ node }) => wanted.has(node)).map(({ steps }) => endOf$2(choices, steps));
	return [...choices.values()].every((choice) => choice?.result !== void 0) && !ends.some((choice) => isVirtual(choice?.result));
}
function endOf$2(choices, steps) {
	const last = steps.at(-1);
	return last && choices.get(last);
}
async function makeAll(machinery, run, { plan, wanted }) {
	const { options, remote } = run;
	const { store } = machinery;
	checkPlannedSecrets(plan, options.secrets);
	const session = start(machinery, run, {
		plan,
		wanted,
		held: new Map(await store.hold([...plan.present.keys()]))
	});
	const { choices, builds } = plan;
	(remote?.opened())?.expect(builds, {
		choices,
		wanted
	});
	await fetchTexts(session);
	const { walkBuilds } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.walk_exports);
	const walked = await walkBuilds(session);
	const ends = builds.map(({ node }) => require_index.must(walked.get(node), "a build of the plan"));
	const last = await require_index.must(ends.at(-1), "the last build of a plan").result;
	const resultOf = async (name) => await require_index.must(walked.get(buildNamed(builds, name).node), "a build of the plan").local();
	return {
		id: last.id,
		resultOf
	};
}
async function replayAll(session) {
	const { choices, builds } = session.plan;
	await fetchTexts(session);
	for (const [step, choice] of choices) {
		if (choice?.result === void 0) continue;
		await replay(session, step, {
			result: choice.result,
			from: foreignLabel(choice)
		});
	}
	const endNamed = (name) => require_index.must(endOf$2(choices, buildNamed(builds, name).steps)?.result, "the last result of a build");
	return {
		id: endNamed().id,
		resultOf: (name) => Promise.resolve(endNamed(name))
	};
}
async function fetchTexts({ plan, remote }) {
	const results = [...plan.choices].filter(([step]) => step.kind !== "from" || step.base === void 0).map(([, choice]) => choice?.result).filter(isVirtual);
	if (results.length > 0) await remote?.opened()?.texts.fetchEarly(results);
}
function tellRest({ journal, remote, options }) {
	const warning = unreadWarning(journal.unread());
	if (warning !== void 0) options.emit({
		type: "warning",
		...warning
	});
	const carriers = remote?.opened()?.carriers.reports();
	if (carriers !== void 0) options.emit({
		type: "carriers",
		carriers
	});
}
function cancelled() {
	return new require_index.ObuilderError("cancelled", "the build was cancelled");
}
// src/report/store-text.ts
function storeText({ driver, root, why }, { freeBytes, totalBytes }) {
	return `Store: ${driver}:${root} (${why}; ${amount$1(freeBytes)} of ${amount$1(totalBytes)} free)`;
}
// src/store/upkeep/merge-limits.ts
function mergeLimits(below, above) {
	return {
		minFree: above?.minFree ?? below?.minFree,
		maxUsed: above?.maxUsed ?? below?.maxUsed,
		maxResults: above?.maxResults ?? below?.maxResults,
		maxAge: above?.maxAge ?? below?.maxAge
	};
}
const isLimited = (limits) => Object.values(limits).some((limit) => limit !== void 0);
// src/worker/held-events.ts
function holdLast(emit) {
	let last;
	let hasRun = false;
	return {
		emit(event) {
			if (event.type === "done" || event.type === "failed") {
				last = event;
				return;
			}
			if (event.type === "step-end") hasRun ||= event.outcome === "built" || event.outcome === "failed";
			emit(event);
		},
		hasRun: () => hasRun,
		release() {
			if (last !== void 0) emit(last);
			last = void 0;
		}
	};
}
// src/host/capability.ts
const NUMBERS = {
	SYS_CHROOT: 18n,
	SYS_ADMIN: 21n
};
function hasCapability(name) {
	const [, bits = "0"] = /^CapEff:\s*([0-9a-f]+)$/m.exec((0, node_fs.readFileSync)("/proc/self/status", "utf8")) ?? [];
	return (BigInt(`0x${bits}`) >> NUMBERS[name] & 1n) === 1n;
}
// src/host/privilege.ts
const GRANT = "Docker: start the container with --privileged. Kubernetes: set securityContext.privileged: true for the runner. systemd: take CapabilityBoundingSet, SystemCallFilter, RestrictNamespaces and PrivateDevices out of the unit of the runner.";
const GRANT_LOOP = "Docker: start the container with --privileged and -v /dev:/dev. Kubernetes: privileged: true and a hostPath volume of /dev. systemd: take PrivateDevices and DevicePolicy out of the unit. Or name a store that needs none: OBUILDER_STORE=overlayfs:DIRECTORY.";
const LACKS = "this process may not mount file systems: it lacks the capability CAP_SYS_ADMIN";
const cannotMount = (why, cause) => new require_index.ObuilderError("store-unavailable", `nothing can be built here: ${why}`, {
	hint: GRANT,
	cause
});
function needMounts() {
	if (!hasCapability("SYS_ADMIN")) throw cannotMount(LACKS);
}
async function whyNoMounts() {
	const mount = programOf("mount");
	if (mount === void 0 || await works("unshare", [
		"--mount",
		mount,
		"-t",
		"tmpfs",
		"tmpfs",
		"/proc"
	])) return void 0;
	return hasCapability("SYS_ADMIN") ? "this process may not mount file systems, although it has CAP_SYS_ADMIN: a security profile or a filter of system calls forbids it" : LACKS;
}
async function whyNoLoopDevices(file) {
	const losetup = programOf("losetup");
	if (losetup === void 0 || await works("sh", [
		"-c",
		"device=$(\"$1\" --find --show --read-only -- \"$2\") && \"$1\" --detach \"$device\"",
		"sh",
		losetup,
		file
	])) return void 0;
	return "there are no loop devices that this process may use";
}
const programOf = (name) => require_reader.findProgram(name, process.env["PATH"] ?? "");
async function works(file, args) {
	try {
		await require_index.runProgram(file, args);
		return true;
	} catch (error) {
		if (require_index.isObuilderError(error, "tool-missing")) return true;
		if (require_index.isObuilderError(error)) return false;
		throw error;
	}
}
// src/oci/invalid.ts
function imageInvalid(message, details = {}) {
	return new require_index.ObuilderError("image-invalid", message, details);
}
function imageUnavailable(message, details = {}) {
	return new require_index.ObuilderError("image-unavailable", message, details);
}
function within(subject, error, written) {
	if (require_reader.isSpaceFault(error)) return require_reader.diskFull(subject, error, { written: written === void 0 ? [] : [written] });
	if (error instanceof require_index.ObuilderError) {
		const { value, hint, at, stderr, cause } = error;
		const details = {
			value,
			hint,
			at,
			...require_index.factsOf(error),
			stderr,
			cause
		};
		return new require_index.ObuilderError(error.code, `${subject}: ${error.message}`, details);
	}
	if (isAbort(error)) return new require_index.ObuilderError("cancelled", `${subject}: cancelled`, { cause: error });
	return imageInvalid(`${subject}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}
function isAbort(error) {
	return error instanceof Error && (error.name === "AbortError" || require_reader.errnoOf(error) === "ABORT_ERR");
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
function formatPlatform({ os, architecture, variant }) {
	return variant === void 0 || variant === "" ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
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
// src/image/load.ts
const loadImage = async ({ digest, content }, options) => {
	switch (content.kind) {
		case "layers": {
			const { loadLayers } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.load_layers_exports);
			await content.withBlobs(options, (blobs) => loadLayers(blobs, content.layers, options));
			return;
		}
		case "archive": {
			const { loadRootfs } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.load_rootfs_exports);
			await content.withBytes(options, (bytes) => loadRootfs(bytes, {
				...content,
				digest
			}, options));
			return;
		}
		case "empty": (0, node_fs.chmodSync)(options.rootfs, 493);
	}
};
// src/archive/sized-bytes.ts
async function* sizedBytes(bytes, { digest, size }) {
	let passed = 0;
	for await (const chunk of bytes) {
		passed += chunk.length;
		if (passed > size) throw imageInvalid(`blob ${digest} is longer than the expected ${size} bytes`);
		yield chunk;
	}
	if (passed < size) throw imageInvalid(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
}
// src/oci/digest.ts
const LENGTHS = {
	sha256: 64,
	sha512: 128
};
function isDigest(text) {
	const [algorithm = "", hex = ""] = text.split(/:(.*)/s);
	return hex.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
}
function checkDigest(text, what) {
	if (typeof text === "string" && isDigest(text)) return text;
	throw imageInvalid(`${what} has ${JSON.stringify(text) ?? "nothing"} instead of a digest`, { hint: "A digest is sha256: and 64 lower-case hex digits." });
}
function digestOf$1(bytes, algorithm = "sha256") {
	return `${algorithm}:${(0, node_crypto().createHash)(algorithm).update(bytes).digest("hex")}`;
}
function algorithmOf(digest) {
	return digest.slice(0, digest.indexOf(":"));
}
function expectDigest(found, expected, what) {
	if (found === expected) return;
	throw imageInvalid(`${what} has the digest ${found} instead of ${expected}`, {
		value: expected,
		hint: "The content was changed or damaged on the way and is not used."
	});
}
var DigestCheck = class {
	#expected;
	#algorithm;
	#hash;
	constructor(expected) {
		this.#expected = expected;
		this.#algorithm = algorithmOf(expected);
		this.#hash = (0, node_crypto().createHash)(this.#algorithm);
	}
	update(chunk) {
		this.#hash.update(chunk);
	}
	verify(what) {
		expectDigest(`${this.#algorithm}:${this.#hash.digest("hex")}`, this.#expected, what);
	}
};
function verifyBytes(bytes, expected, what) {
	const check = new DigestCheck(expected);
	check.update(bytes);
	check.verify(what);
}
// src/oci/manifest.ts
const MAX_MANIFEST = 4194304;
const MAX_LAYERS = 1e3;
const MAX_MANIFESTS = 1e4;
const INDEX_TYPES = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];
const IMAGE_TYPES = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];
const CONFIG_TYPES = [
	"application/vnd.oci.image.config.v1+json",
	"application/vnd.docker.container.image.v1+json",
	"application/octet-stream",
	"application/json",
	"text/html",
	""
];
const LAYER_TYPE = /^application\/vnd\.(?:oci\.image\.layer\.v1\.tar|docker\.image\.rootfs\.diff\.tar)(?:[+.](?:gzip|zstd))?$/;
const ACCEPT_MANIFESTS = [...INDEX_TYPES, ...IMAGE_TYPES].join(", ");
function parseManifest(bytes, what) {
	const json = parseObject(bytes, what);
	const type = typeof json["mediaType"] === "string" ? json["mediaType"] : "";
	if (json["schemaVersion"] === 1 || "fsLayers" in json) throw imageInvalid(`${what} has the format of Docker's schema 1, whose layers cannot be verified`, { hint: "Push the image again with a current tool, or use a newer version of the image." });
	if (INDEX_TYPES.includes(type) || type === "" && isList(json["manifests"])) return {
		kind: "index",
		manifests: descriptors(json["manifests"], what, MAX_MANIFESTS)
	};
	if (IMAGE_TYPES.includes(type) || type === "" && "config" in json) return parseImage(json, what);
	throw imageInvalid(`${what} has the type "${type}" and is no image`, { value: type });
}
function parseImage(json, what) {
	const config = parseDescriptor(json["config"], `the config of ${what}`);
	if (!CONFIG_TYPES.includes(config.mediaType)) throw imageInvalid(`${what} is an artifact of the type "${config.mediaType}", not an image`, { value: config.mediaType });
	const layers = descriptors(json["layers"], what, MAX_LAYERS);
	for (const layer of layers) checkLayerType(layer, what);
	return {
		kind: "image",
		config,
		layers
	};
}
function checkLayerType({ mediaType, digest }, what) {
	if (LAYER_TYPE.test(mediaType)) return;
	throw imageInvalid(`layer ${digest} of ${what} is not supported: ${/foreign|nondistributable/.test(mediaType) ? "a foreign layer, stored outside the registry" : `unknown type "${mediaType}"`}`, { value: mediaType });
}
const isList = (value) => Array.isArray(value) || value === null;
function descriptors(value, what, most) {
	if (value === null || value === void 0) return [];
	if (!Array.isArray(value)) throw imageInvalid(`${what} has no list of blobs`);
	if (value.length > most) throw imageInvalid(`${what} lists ${value.length} blobs; the maximum is ${most}`);
	return value.map((item, index) => parseDescriptor(item, `entry ${index} of ${what}`));
}
function parseDescriptor(value, what) {
	if (!isObject(value)) throw imageInvalid(`${what} is no descriptor`);
	const { size, platform, annotations, data } = value;
	const mediaType = value["mediaType"] ?? "";
	if (typeof mediaType !== "string") throw imageInvalid(`${what} has no media type`);
	if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) throw imageInvalid(`${what} has no valid size`);
	return {
		mediaType,
		size,
		digest: checkDigest(value["digest"], what),
		platform: isObject(platform) ? parsePlatformObject(platform) : void 0,
		annotations: isObject(annotations) ? onlyStrings(annotations) : {},
		...typeof data === "string" ? { data } : {}
	};
}
function parsePlatformObject(json) {
	const { os, architecture, variant } = onlyStrings(json);
	if (!os && !architecture) return void 0;
	return {
		os: os ?? "",
		architecture: architecture ?? "",
		variant
	};
}
function onlyStrings(json) {
	return Object.fromEntries(Object.entries(json).filter((entry) => typeof entry[1] === "string"));
}
function choosePlatform(manifests, wanted, what) {
	let best;
	for (const descriptor of manifests) {
		const score = descriptor.platform && matchPlatform(wanted, descriptor.platform);
		if (score !== void 0 && (best === void 0 || score > best.score)) best = {
			descriptor,
			score
		};
	}
	if (best !== void 0) return best.descriptor;
	const [single, ...others] = manifests.filter(isImage);
	if (single !== void 0 && others.length === 0 && single.platform === void 0) return single;
	const known = manifests.flatMap(({ platform }) => platform ? [formatPlatform(platform)] : []);
	const offered = [...new Set(known.filter((name) => !name.includes("unknown")))];
	throw imageInvalid(`${what} is not made for ${formatPlatform(wanted)}`, {
		value: formatPlatform(wanted),
		hint: offered.length === 0 ? "The image names no platform." : `The image is made for ${offered.join(", ")}.`
	});
}
function isImage({ annotations, platform }) {
	return annotations["vnd.docker.reference.type"] === void 0 && platform?.os !== "unknown";
}
function parseObject(bytes, what) {
	let value;
	try {
		value = JSON.parse(Buffer.from(bytes).toString("utf8"));
	} catch (cause) {
		throw imageInvalid(`${what} is not JSON`, { cause });
	}
	if (!isObject(value)) throw imageInvalid(`${what} is no JSON object`);
	return value;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/oci/config.ts
const MAX_CONFIG$1 = 16777216;
function parseConfig(bytes, what) {
	const { config, rootfs, os, architecture, variant } = parseObject(bytes, what);
	const diffIds = (isObject(rootfs) ? rootfs["diff_ids"] : void 0) ?? [];
	if (!Array.isArray(diffIds)) throw imageInvalid(`${what} has no list of layers`);
	const known = typeof os === "string" && typeof architecture === "string" && os !== "" && architecture !== "";
	const settings = isObject(config) ? config : {};
	return {
		environment: environmentOf(settings["Env"]),
		defaults: defaultsOf(settings),
		diffIds: diffIds.map((digest) => checkDigest(digest, what)),
		platform: known ? formatPlatform({
			os,
			architecture,
			variant: typeof variant === "string" ? variant : void 0
		}) : void 0
	};
}
function environmentOf(list) {
	const values = new Map();
	for (const item of Array.isArray(list) ? list : []) {
		if (typeof item !== "string") continue;
		const equals = item.indexOf("=");
		if (equals > 0) values.set(item.slice(0, equals), item.slice(equals + 1));
	}
	return [...values];
}
function defaultsOf(config) {
	const labels = Object.entries(objectOf(config["Labels"])).filter((entry) => typeof entry[1] === "string");
	const healthcheck = config["Healthcheck"];
	return {
		user: textOf$1(config["User"]),
		workdir: textOf$1(config["WorkingDir"]),
		entrypoint: wordsOf$3(config["Entrypoint"]),
		cmd: wordsOf$3(config["Cmd"]),
		labels: labels.length === 0 ? void 0 : Object.fromEntries(labels),
		exposedPorts: namesOf$1(config["ExposedPorts"]),
		volumes: namesOf$1(config["Volumes"]),
		stopSignal: textOf$1(config["StopSignal"]),
		shell: wordsOf$3(config["Shell"]),
		healthcheck: isObject(healthcheck) ? healthcheck : void 0
	};
}
const objectOf = (value) => isObject(value) ? value : {};
const textOf$1 = (value) => typeof value === "string" && value !== "" ? value : void 0;
function wordsOf$3(value) {
	return Array.isArray(value) && value.every((word) => typeof word === "string") && value.length > 0 ? value : void 0;
}
function namesOf$1(value) {
	const names = Object.keys(objectOf(value));
	return names.length === 0 ? void 0 : names;
}
// src/oci/facts.ts
const KIND$1 = "image-facts-3";
function recallFacts(memo, digest, platform) {
	const text = memo.recall(KIND$1, `${digest} ${platform}`);
	return text === void 0 ? void 0 : JSON.parse(text);
}
function rememberFacts(memo, key, facts) {
	memo.remember(KIND$1, `${key.digest} ${key.platform}`, JSON.stringify(facts));
}
function joinFacts(digest, layers, config) {
	const { diffIds, environment, platform, defaults } = config;
	if (diffIds.length !== layers.length) throw imageInvalid(`${digest} has ${layers.length} layers but ${diffIds.length} digests of layers`);
	return {
		digest,
		platform,
		environment,
		layers: layers.map((layer, index) => ({
			digest: layer.digest,
			size: layer.size,
			mediaType: layer.mediaType,
			diffId: require_index.must(diffIds[index], "the digest of a layer")
		})),
		defaults
	};
}
// src/oci/facts-reader.ts
const MAX_DEPTH$1 = 4;
async function readFacts(digest, { source, platform }) {
	let current = digest;
	for (let depth = 0; depth < MAX_DEPTH$1; depth += 1) {
		const what = `manifest ${current}`;
		const manifest = parseManifest(await source.readManifest(current), what);
		if (manifest.kind === "index") {
			current = choosePlatform(manifest.manifests, platform, what).digest;
			continue;
		}
		const { config, layers } = manifest;
		if (config.size > 16777216) throw imageInvalid(`the config of ${what} is larger than ${MAX_CONFIG$1} bytes`);
		const bytes = await source.readConfig(config.digest, MAX_CONFIG$1);
		return joinFacts(current, layers, parseConfig(bytes, `config ${config.digest}`));
	}
	throw imageInvalid(`${digest} nests too many indexes`);
}
async function knownFacts(digest, request) {
	const { memo } = request;
	const platform = formatPlatform(request.platform);
	const known = recallFacts(memo, digest, platform);
	if (known !== void 0) return known;
	const facts = await readFacts(digest, request);
	for (const known of new Set([digest, facts.digest])) rememberFacts(memo, {
		digest: known,
		platform
	}, facts);
	return facts;
}
// src/oci/layout.ts
const TAG$1 = "org.opencontainers.image.ref.name";
function blobName(digest) {
	return `blobs/${digest.replace(":", "/")}`;
}
async function readLayoutFacts(files, request) {
	const { name, platform } = request;
	const index = parseManifest(await files.read("index.json", MAX_MANIFEST), `index.json of ${name}`);
	const manifests = index.kind === "index" ? index.manifests : [];
	const digest = request.digest ?? chooseImage(manifests, request).digest;
	const read = async (wanted, limit) => {
		const bytes = await files.read(blobName(wanted), limit);
		verifyBytes(bytes, wanted, `blob ${wanted} of ${name}`);
		return bytes;
	};
	return await readFacts(digest, {
		source: {
			readManifest: (wanted) => read(wanted, MAX_MANIFEST),
			readConfig: read
		},
		platform
	});
}
function chooseImage(manifests, request) {
	const { name, tag, platform } = request;
	const tags = manifests.flatMap(({ annotations }) => annotations[TAG$1] ?? []);
	const fitting = tag === void 0 ? manifests : manifests.filter(({ annotations }) => annotations[TAG$1] === tag);
	const [first] = fitting;
	if (first === void 0) throw imageUnavailable(tag === void 0 ? `${name} has no image` : `${name} has no image tagged "${tag}"`, {
		value: tag ?? name,
		hint: tags.length === 0 ? "The images have no tags." : `The tags are ${tags.join(", ")}.`
	});
	if (fitting.length === 1) return first;
	if (fitting.every((descriptor) => descriptor.platform) && new Set(tags).size <= 1) return choosePlatform(fitting, platform, name);
	throw imageInvalid(`${name} has ${fitting.length} images`, {
		value: name,
		hint: tags.length === 0 ? "Add @DIGEST." : `Add :TAG with one of ${tags.join(", ")}.`
	});
}
// src/image/sources/local-file.ts
function placeOf$2({ name, settings, options }, file) {
	if (settings.files.user === void 0 && !settings.isConfined) return { path: file };
	const below = [options.directory, ...settings.imageDirectories ?? []].find((directory) => isInside(directory, file));
	if (below !== void 0) return {
		path: file,
		below
	};
	throw imageInvalid(`${file} is not in the context, ${options.directory}`, {
		value: name,
		hint: "Move the image into the context. Or let the owner of this machine add its directory to \"image-directories\" in /etc/obuilder-action.json."
	});
}
function isInside(directory, file) {
	const way = node_path.default.relative(directory, file);
	return way !== ".." && !way.startsWith("../");
}
async function openLocal({ settings, options }, place, signal = options.signal) {
	try {
		return await settings.files.open(place, signal);
	} catch (error) {
		throw openError(error, place, await missingHint(error, {
			files: settings.files,
			place
		}));
	}
}
async function withLocal(asked, place, use) {
	const file = await openLocal(asked, place);
	try {
		return await use(file);
	} finally {
		await file.close();
	}
}
async function readLocal({ settings, options }, place, { limit, missing }) {
	try {
		return await readWhole(settings.files, place, {
			limit,
			signal: options.signal
		});
	} catch (error) {
		const directory = {
			...place,
			path: node_path.default.dirname(place.path)
		};
		throw openError(error, place, await missingHint(error, {
			files: settings.files,
			place: directory,
			otherwise: missing
		}));
	}
}
const MISSING = "Relative paths start at the context.";
async function missingHint(error, { files, place, otherwise = MISSING }) {
	if (require_index.isObuilderError(error) || require_reader.errnoOf(error) !== "ENOENT") return otherwise;
	const name = await files.nearestName(place);
	return name === void 0 ? otherwise : `Did you mean ${JSON.stringify(name)}?`;
}
function openError(error, { path: file }, missing) {
	if (require_index.isObuilderError(error, "cancelled") || isAbort(error)) return error;
	if (require_index.isObuilderError(error)) {
		const { message, value, hint } = error;
		return imageInvalid(message, {
			value: value ?? file,
			...hint === void 0 ? {} : { hint },
			cause: error
		});
	}
	const code = require_reader.errnoOf(error);
	const details = {
		value: file,
		cause: error
	};
	if (code === "ENOENT") return imageUnavailable(`${file} does not exist`, {
		...details,
		hint: missing
	});
	if (code === "ELOOP" || code === "ENOTDIR") return imageInvalid(`a part of ${file} is a link or no directory`, {
		...details,
		hint: "Name the image by a path without links."
	});
	return imageInvalid(`could not read ${file}: ${code ?? String(error)}`, {
		...details,
		hint: "Make the file readable for the building user."
	});
}
// src/image/sources/local-name.ts
function parseLocalName(text, directory) {
	const at = text.lastIndexOf("@");
	const digest = at >= 0 && isDigest(text.slice(at + 1)) ? text.slice(at + 1) : void 0;
	const rest = digest === void 0 ? text : text.slice(0, at);
	const colon = rest.indexOf(":");
	const file = colon < 0 ? rest : rest.slice(0, colon);
	const tag = colon < 0 ? void 0 : rest.slice(colon + 1);
	if (file === "") throw imageInvalid(`"${text}" names no file or directory`, {
		value: text,
		hint: "Write a path after the colon."
	});
	return {
		path: node_path.default.resolve(directory, file),
		tag: tag === "" ? void 0 : tag,
		digest
	};
}
// src/image/sources/resolved.ts
function resolvedFrom(facts, { name, request, withBlobs, repository }) {
	const wanted = formatPlatform(request.platform);
	const platform = facts.platform ?? wanted;
	if (!platform.startsWith(baseOf(wanted))) request.options.onWarning(`${name} is made for ${platform}, this machine is ${wanted}`);
	return {
		name,
		digest: facts.digest,
		platform,
		environment: facts.environment,
		defaults: facts.defaults,
		repository,
		content: {
			kind: "layers",
			layers: facts.layers,
			withBlobs
		}
	};
}
function baseOf(platform) {
	return platform.split("/").slice(0, 2).join("/");
}
// src/image/sources/oci-layout.ts
async function resolveLayout(request) {
	const local = parseLocalName(request.name, request.options.directory);
	const name = `oci:${request.name}`;
	const facts = await readLayoutFacts(directoryFiles(request, local.path), {
		...local,
		name,
		platform: request.platform
	});
	const source = {
		isRemote: false,
		isContentAddressed: true,
		open: (blob) => sizedBytes(streamFile(request, node_path.default.join(local.path, blobName(blob.digest)), blob.signal), blob)
	};
	return resolvedFrom(facts, {
		name,
		request,
		withBlobs: (_, use) => use(source)
	});
}
async function* streamFile(request, file, signal) {
	const opened = await openLocal(request, placeOf$2(request, file), signal);
	try {
		yield* streamOf(opened, {
			start: 0,
			signal
		});
	} finally {
		await opened.close();
	}
}
function directoryFiles(request, directory) {
	return { read: (name, limit) => {
		return readLocal(request, placeOf$2(request, node_path.default.join(directory, name)), {
			limit,
			missing: "An OCI image layout is a directory with index.json and blobs/."
		});
	} };
}
// src/oci/reference.ts
const DEFAULT_DOMAIN = "docker.io";
const MAX_NAME = 255;
const DOMAIN = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
function parseReference(text) {
	const at = text.indexOf("@");
	const named = at < 0 ? text : text.slice(0, at);
	const digest = at < 0 ? void 0 : text.slice(at + 1);
	if (digest !== void 0 && !isDigest(digest)) throw wrong$1(text, `"${digest}" is no digest`, "A digest is sha256: and 64 lower-case hex digits.");
	const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
	const name = colon < 0 ? named : named.slice(0, colon);
	const tag = colon < 0 ? void 0 : named.slice(colon + 1);
	if (tag !== void 0 && !TAG.test(tag)) throw wrong$1(text, `"${tag}" is no tag`, "A tag has up to 128 letters, digits, \"_\", \".\" and \"-\".");
	return {
		...splitDomain(name, text),
		tag: tag ?? (digest === void 0 ? "latest" : void 0),
		digest
	};
}
function splitDomain(name, text) {
	if (name === "") throw wrong$1(text, "the name is missing", "Write something like debian:12.");
	const head = domainIn(name);
	const given = head ?? DEFAULT_DOMAIN;
	const domain = given === "index.docker.io" ? DEFAULT_DOMAIN : given;
	const path = head === void 0 ? name : name.slice(head.length + 1);
	if (!DOMAIN.test(domain)) throw wrong$1(text, `"${domain}" is no registry`, "Write HOST or HOST:PORT.");
	checkPath(path, text);
	const repository = domain === DEFAULT_DOMAIN && !path.includes("/") ? `library/${path}` : path;
	if (domain.length + 1 + repository.length > MAX_NAME) throw wrong$1(text, `the name is longer than ${MAX_NAME} characters`, "Use a shorter name.");
	return {
		domain,
		repository
	};
}
function domainIn(text) {
	const slash = text.indexOf("/");
	const head = text.slice(0, Math.max(slash, 0));
	return slash > 0 && (/[.:]/.test(head) || head === "localhost" || head !== head.toLowerCase()) ? head : void 0;
}
function isRepository(path) {
	return path.length <= MAX_NAME && badComponent(path) === void 0;
}
const badComponent = (path) => path.split("/").find((component) => !COMPONENT.test(component));
function checkPath(path, text) {
	const bad = badComponent(path);
	if (bad === void 0) return;
	const lower = path.toLowerCase();
	const hint = lower !== path && lower.split("/").every((component) => COMPONENT.test(component)) ? `Repository names are lower-case: did you mean "${text.replace(path, lower)}"?` : "Repository names have lower-case letters and digits, with \".\", \"_\", \"__\" or \"-\" between them.";
	throw wrong$1(text, bad === "" ? "a part of the name is empty" : `"${bad}" is no part of a name`, hint);
}
function wrong$1(value, problem, hint) {
	return imageInvalid(`"${value}" is no image reference: ${problem}`, {
		value,
		hint
	});
}
function nameOf(reference) {
	return `${reference.domain}/${reference.repository}`;
}
function formatReference(reference) {
	const tag = reference.tag === void 0 ? "" : `:${reference.tag}`;
	const digest = reference.digest === void 0 ? "" : `@${reference.digest}`;
	return `${nameOf(reference)}${tag}${digest}`;
}
function registryHost(domain) {
	return domain === DEFAULT_DOMAIN ? "registry-1.docker.io" : domain;
}
// src/image/sources/local-hints.ts
const ARCHIVE = /\.(?:tar(?:\.(?:gz|zst|xz))?|tgz)$/;
const PATH = /^\.{0,2}\//;
const OUT_OF_REACH = new Set([
	"EAI_AGAIN",
	"ENOTFOUND",
	"ECONNREFUSED",
	"ECONNRESET",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ETIMEDOUT"
]);
const NO_REGISTRY = "Without a registry, use a local image: (from rootfs:FILE).";
const NO_BASE = "If the name stands for a result, give its id with the input base (--base ID). An expression as the input base is empty if the step that gives the id has failed, or if a name in it is wrong.";
function withLocalHint(name, error) {
	if (!require_index.isObuilderError(error)) return error;
	const isMalformed = error.code === "image-invalid";
	if (!isMalformed && error.code !== "image-unavailable") return error;
	const local = localHint(name, error);
	if (local === void 0) return error;
	const hint = isMalformed || error.hint === void 0 ? local : `${error.hint} ${local}`;
	const { code, message, value, at, stderr, cause } = error;
	return new require_index.ObuilderError(code, message, {
		value,
		hint,
		at,
		...require_index.factsOf(error),
		stderr,
		cause
	});
}
function localHint(name, { errno, httpStatus }) {
	if (isPath(name)) return fileHint(name);
	const number = httpStatus === 404 ? /:(\d+\.\d)$/.exec(name)?.[1] : void 0;
	if (number !== void 0) return yamlHint(number);
	if (/^base(?::latest)?$/.test(name)) return NO_BASE;
	return OUT_OF_REACH.has(errno) ? NO_REGISTRY : void 0;
}
const yamlHint = (number) => `If the tag is from a workflow, quote the version, "${number}0": YAML reads ${number}0 without quotes as ${number}.`;
const isPath = (name) => PATH.test(name) || ARCHIVE.test(name);
const PLAIN$2 = /^[\w./@%+=,:-]+$/;
function fileHint(name) {
	const file = PLAIN$2.test(name) ? node_path.default.normalize(name) : "PATH";
	if (!ARCHIVE.test(name)) return `For a directory write (from rootfs:${file}), or oci:${file} for an image layout.`;
	return `For a file write (from rootfs:${file}). For a saved image write docker-archive:${file} or oci-archive:${file}.`;
}
// src/registry/loopback.ts
function isLoopback(host) {
	return host === "localhost" || host.endsWith(".localhost") || /^127(?:\.\d{1,3}){3}$/.test(host) || host === "[::1]";
}
const hostnameOf = (host) => host.replace(/:\d+$/, "");
const PLAIN$1 = "A registry on loopback is asked by plain HTTP. If the registry needs TLS, use another name of the machine, such as its host name.";
// src/registry/pace.ts
var Pace = class {
	#options;
	#waitedMs = 0;
	#bytes = 0;
	constructor(options) {
		this.#options = options;
	}
	moved(bytes, waitedMs) {
		const { windowMs, minBytesPerSecond, host } = this.#options;
		this.#waitedMs += waitedMs;
		this.#bytes += bytes;
		if (this.#waitedMs < windowMs) return;
		const perSecond = Math.round(this.#bytes * 1e3 / this.#waitedMs);
		this.#waitedMs = 0;
		this.#bytes = 0;
		if (perSecond >= minBytesPerSecond) return;
		throw imageUnavailable(`${host} is too slow: ${perSecond} bytes a second`, {
			value: host,
			hint: "Check the network, or build without this registry."
		});
	}
};
async function* paced(pieces, pace) {
	let asked = performance.now();
	for await (const piece of pieces) {
		pace.moved(piece.length, performance.now() - asked);
		yield piece;
		asked = performance.now();
	}
}
// src/registry/send-body.ts
const sizeOf$1 = (body) => {
	if (body === void 0) return 0;
	if (typeof body === "string") return Buffer.byteLength(body);
	return body instanceof Uint8Array ? body.length : body.size;
};
async function sendBody(sent, body, sending) {
	if (body === void 0 || typeof body === "string" || body instanceof Uint8Array) {
		sent.end(body);
		sending.onSent(sizeOf$1(body));
		return;
	}
	try {
		for await (const piece of body.open()) {
			if (sending.isAnswered() || sent.destroyed) break;
			const before = performance.now();
			if (!sent.write(piece)) await untilDrained(sent);
			sending.onSent(piece.length);
			sending.pace?.moved(piece.length, performance.now() - before);
		}
		if (sending.isAnswered()) sent.destroy();
		else sent.end();
	} catch (error) {
		sent.destroy(error instanceof Error ? error : new Error(String(error)));
	}
}
async function untilDrained(sent) {
	const { promise, resolve } = Promise.withResolvers();
	const events = [
		"drain",
		"close",
		"error",
		"response"
	];
	for (const event of events) sent.once(event, resolve);
	await promise;
	for (const event of events) sent.off(event, resolve);
}
// src/host/certificates.ts
const SYSTEM_BUNDLES = [
	"/etc/ssl/certs/ca-certificates.crt",
	"/etc/pki/tls/certs/ca-bundle.crt",
	"/etc/ssl/ca-bundle.pem",
	"/etc/ssl/cert.pem"
];
const MAX_BUNDLE = 16 * 1024 ** 2;
function certificatesIn(bundle) {
	return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
function parseCertificate(pem) {
	const { X509Certificate } = process.getBuiltinModule("node:crypto");
	try {
		return new X509Certificate(pem).raw;
	} catch {
		return;
	}
}
function isAuthority(pem) {
	const { X509Certificate } = process.getBuiltinModule("node:crypto");
	const certificate = new X509Certificate(pem);
	return certificate.ca || certificate.checkIssued(certificate);
}
function validityOf(pem) {
	const { X509Certificate } = process.getBuiltinModule("node:crypto");
	const { subject, validFromDate, validToDate } = new X509Certificate(pem);
	return {
		subject,
		from: validFromDate,
		until: validToDate
	};
}
// src/registry/trust.ts
const UNTRUSTED = new Set([
	"UNABLE_TO_GET_ISSUER_CERT",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"DEPTH_ZERO_SELF_SIGNED_CERT"
]);
const isUntrusted = (error) => UNTRUSTED.has(require_reader.errnoOf(error) ?? "");
function trustOf(files, env, authorities = []) {
	let known;
	return {
		isNeeded: false,
		context() {
			known ??= makeContext(files, env, authorities);
			return known;
		}
	};
}
async function makeContext(files, env, authorities) {
	const { createSecureContext, rootCertificates } = process.getBuiltinModule("node:tls");
	const named = (name) => env[name] ? [readNamed(files, {
		name,
		file: env[name]
	})] : [];
	const system = env["SSL_CERT_FILE"] ? named("SSL_CERT_FILE") : [readSystem(files)];
	const bundles = await Promise.all([...named("NODE_EXTRA_CA_CERTS"), ...system]);
	const others = [...authorities, ...bundles.flatMap(certificatesIn)];
	return createSecureContext({ ca: [...new Set([...rootCertificates, ...others])] });
}
async function readSystem(files) {
	for (const path of SYSTEM_BUNDLES) {
		const bundle = await readWhole(files, { path }, { limit: MAX_BUNDLE }).catch(() => void 0);
		if (bundle !== void 0) return bundle.toString("latin1");
	}
	return "";
}
async function readNamed(files, { name, file }) {
	try {
		return (await readWhole(files, { path: file }, { limit: MAX_BUNDLE })).toString("latin1");
	} catch (cause) {
		const why = require_index.isObuilderError(cause) ? cause.message : `${file} (${require_reader.errnoOf(cause)})`;
		throw new require_index.ObuilderError("input-invalid", `could not read the certificates of ${name}: ${why}`, {
			value: file,
			hint: `Set ${name} to a PEM file, or remove ${name} from the environment.`,
			cause
		});
	}
}
// src/registry/unreachable.ts
const UNKNOWN_AUTHORITY = "Give the certificate of the authority with the input ca (--ca FILE). Or set NODE_EXTRA_CA_CERTS, or add the certificate to the trust store of the system.";
function unreachable(url, error) {
	const code = require_reader.errnoOf(error);
	if (isUntrusted(error)) return {
		reason: `its certificate is from an unknown authority (${code})`,
		hint: UNKNOWN_AUTHORITY
	};
	const reason = error instanceof Error ? error.message || String(code) : String(error);
	if (isOfProxy(url, error)) return {
		reason: `the proxy does not answer: ${reason}`,
		hint: "Check the proxy in HTTPS_PROXY or HTTP_PROXY, or name the host in NO_PROXY."
	};
	return {
		reason,
		hint: url.protocol === "http:" && isLoopback(url.hostname) && isOfTls(code) ? PLAIN$1 : "Check the network and the name of the registry."
	};
}
const isOfTls = (code) => code === "ECONNRESET" || code?.startsWith("HPE_") === true;
function isOfProxy(url, error) {
	const one = error instanceof AggregateError ? error.errors[0] : error;
	if (!(one instanceof Error) || !("port" in one) || one.port === void 0) return false;
	return String(one.port) !== (url.port || (url.protocol === "http:" ? "80" : "443"));
}
// src/registry/http.ts
const SILENCE_MS = 3e4;
const MOVED_BYTES_PER_MS = 2e4;
async function send(request) {
	const { url, trust } = request;
	try {
		return await sendOnce(request);
	} catch (error) {
		if (trust === void 0 || trust.isNeeded || !isUntrusted(error)) throw networkError(url, error);
		trust.isNeeded = true;
	}
	try {
		return await sendOnce(request);
	} catch (error) {
		throw networkError(url, error);
	}
}
async function sendOnce(request) {
	const { url, body, meter, bounds } = request;
	const library = process.getBuiltinModule(url.protocol === "http:" ? "node:http" : "node:https");
	const options = await optionsOf(request);
	const pace = bounds && new Pace({
		...bounds,
		windowMs: bounds.answerMs,
		host: url.host
	});
	if (meter !== void 0) meter.requests += 1;
	return await new Promise((resolve, reject) => {
		let isAnswered = false;
		let limit;
		const sent = library.request(url, options, (answer) => {
			isAnswered = true;
			clearTimeout(limit);
			const status = require_index.must(answer.statusCode, "the status of an answer");
			const hasBody = request.method !== "HEAD";
			resolve({
				url,
				status,
				headers: firstValues(answer),
				body: answer,
				hasBody,
				meter,
				pace
			});
		});
		const giveUp = (ms) => sent.destroy(new Error(`no answer for ${Math.round(ms / 1e3)} s`));
		sent.on("timeout", () => giveUp(options.timeout));
		sent.on("error", reject);
		sent.on("close", () => clearTimeout(limit));
		const onSent = (bytes) => {
			if (meter !== void 0) meter.sentBytes += bytes;
		};
		sendBody(sent, body, {
			pace,
			onSent,
			isAnswered: () => isAnswered
		}).then(() => {
			if (bounds === void 0 || isAnswered || sent.destroyed) return;
			const ms = bounds.answerMs + movingMs(body);
			limit = setTimeout(() => giveUp(ms), ms);
		});
	});
}
const movingMs = (body) => sizeOf$1(body) / MOVED_BYTES_PER_MS;
async function optionsOf(request) {
	const { url, trust, body, signal, certificates, agent } = request;
	const length = body === void 0 ? {} : { "content-length": String(sizeOf$1(body)) };
	return {
		method: request.method,
		headers: {
			"user-agent": "obuilder-action",
			...length,
			...request.headers
		},
		timeout: SILENCE_MS + movingMs(body),
		...signal ? { signal } : {},
		...certificates === void 0 ? {} : { ca: certificates },
		...trust?.isNeeded ? { secureContext: await trust.context() } : {},
		...isLoopback(url.hostname) ? { agent: agent ?? false } : {}
	};
}
function firstValues(message) {
	return Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}
function networkError(url, error) {
	if (isAbort(error)) return within(url.host, error);
	if (require_index.isObuilderError(error)) return error;
	const { reason, hint } = unreachable(url, error);
	return imageUnavailable(`could not reach ${url.host}: ${reason}`, {
		value: url.host,
		errno: require_reader.errnoOf(error),
		hint,
		cause: error
	});
}
async function readBody(response, limit) {
	const chunks = [];
	let length = Number(response.headers["content-length"] ?? 0) > limit ? Number.POSITIVE_INFINITY : 0;
	try {
		for await (const chunk of length > limit ? [] : piecesOf$1(response)) {
			length += chunk.length;
			if (length > limit) break;
			chunks.push(chunk);
		}
	} catch (error) {
		throw networkError(response.url, error);
	}
	if (length <= limit) return Buffer.concat(chunks);
	response.body.destroy();
}
async function* piecesOf$1({ body, meter, pace }) {
	const pieces = body;
	for await (const piece of pace === void 0 ? pieces : paced(pieces, pace)) {
		if (meter !== void 0) meter.receivedBytes += piece.length;
		yield piece;
	}
}
const MAX_DISCARDED = 65536;
function discard({ body, headers, hasBody, meter }) {
	body.on("error", () => void 0);
	let received = 0;
	body.on("data", (piece) => {
		received += piece.length;
		if (meter !== void 0) meter.receivedBytes += piece.length;
		if (received > MAX_DISCARDED) body.destroy();
	});
	if (hasBody && Number(headers["content-length"] ?? 0) > MAX_DISCARDED) body.destroy();
}
// src/registry/retry.ts
const MAX_TRIES$1 = 4;
const MAX_WAIT_MS = 6e4;
const TRANSIENT_STATUS = new Set([
	408,
	429,
	500,
	502,
	503,
	504
]);
const isTransientStatus = (status) => TRANSIENT_STATUS.has(status);
const TRANSIENT_CODES = new Set([
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"EAI_AGAIN",
	"ECONNABORTED",
	"ERR_STREAM_PREMATURE_CLOSE"
]);
async function withRetries(attempt, options) {
	for (let tries = 1;; tries += 1) {
		let askedMs;
		try {
			const response = await attempt();
			if (!isTransientStatus(response.status) || tries === MAX_TRIES$1) return response;
			askedMs = parseRetryAfter(response.headers["retry-after"], Date.now());
			if (askedMs !== void 0 && isTooLong(askedMs, options)) return response;
			discard(response);
		} catch (error) {
			if (tries === MAX_TRIES$1 || !isTransient(error)) throw error;
		}
		await waitBeforeRetry(tries, {
			...options,
			askedMs
		});
	}
}
function isTooLong(askedMs, { maxWaitMs = MAX_WAIT_MS }) {
	return askedMs > maxWaitMs;
}
async function waitBeforeRetry(tries, options) {
	const wait = options.askedMs ?? options.firstMs * 2 ** (tries - 1);
	const signal = options.signal;
	await (0, node_timers_promises().setTimeout)(Math.min(wait, MAX_WAIT_MS), void 0, signal ? { signal } : {});
}
function isTransient(error) {
	if (!require_index.isObuilderError(error, "image-unavailable")) return false;
	return error.errno !== void 0 && TRANSIENT_CODES.has(error.errno);
}
function parseRetryAfter(value, now) {
	if (value === void 0) return void 0;
	if (/^\d+$/.test(value)) return Number(value) * 1e3;
	const date = Date.parse(value);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
// src/registry/scopes.ts
const pullScope = (repository) => `repository:${repository}:pull`;
const pushScope = (repository) => `repository:${repository}:pull,push`;
function joinScopes(...lists) {
	const actions = new Map();
	for (const scope of lists.flat()) {
		const colon = scope.lastIndexOf(":");
		const resource = scope.slice(0, colon);
		const known = actions.get(resource) ?? new Set();
		for (const action of scope.slice(colon + 1).split(",")) known.add(action);
		actions.set(resource, known);
	}
	return [...actions].map(([resource, known]) => `${resource}:${[...known].join(",")}`);
}
function covers(granted, needed) {
	const all = joinScopes(granted);
	return joinScopes(granted, needed).every((scope) => all.includes(scope));
}
// src/registry/challenge.ts
const TOKEN$2 = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(`\\s*(${TOKEN$2})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN$2}))\\s*(?:,|$)`, "y");
const SCHEME = new RegExp(`[\\s,]*(${TOKEN$2})(?:\\s+|$|(?=,))`, "y");
function parseChallenges(header) {
	const challenges = [];
	let at = 0;
	while (at < header.length) {
		SCHEME.lastIndex = at;
		const scheme = SCHEME.exec(header)?.[1];
		if (scheme === void 0) break;
		at = SCHEME.lastIndex;
		const parameters = {};
		for (;;) {
			PARAMETER.lastIndex = at;
			const [, name, quoted, bare] = PARAMETER.exec(header) ?? [];
			if (name === void 0) break;
			at = PARAMETER.lastIndex;
			parameters[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, "$1") ?? bare ?? "";
		}
		challenges.push({
			scheme: scheme.toLowerCase(),
			parameters
		});
	}
	return challenges;
}
// src/registry/authorize.ts
const MAX_ANSWER = 1048576;
const CLIENT = "obuilder-action";
async function authorize(header, options) {
	const challenges = parseChallenges(header);
	const bearer = challenges.find(({ scheme }) => scheme === "bearer");
	if (bearer !== void 0) return `Bearer ${await fetchToken(bearer.parameters, options)}`;
	const { credentials, registry } = options;
	if (challenges.some(({ scheme }) => scheme === "basic")) {
		if (credentials?.kind === "password") return basic(credentials);
		throw imageUnavailable(`${registry.host} requires a user and a password`, {
			httpStatus: 401,
			hint: `Log in first: docker login ${registry.host}`
		});
	}
	throw imageUnavailable(`${registry.host} requires an unknown way to log in: ${header || "no scheme named"}`, { httpStatus: 401 });
}
function basic({ user, password }) {
	return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
async function fetchToken(parameters, options) {
	const realm = realmOf(parameters["realm"], options.registry);
	const query = new URLSearchParams();
	if (parameters["service"] !== void 0) query.set("service", parameters["service"]);
	const scopes = joinScopes((parameters["scope"] ?? "").split(" ").filter((scope) => scope !== ""), options.scopes);
	const response = await options.send(tokenRequest(realm, {
		query,
		scopes,
		credentials: options.credentials
	}));
	const body = await readBody(response, MAX_ANSWER);
	if (response.status !== 200) {
		const hint = options.credentials === void 0 ? `Log in first: docker login ${options.registry.host}` : "Check that the credentials are valid and may read this repository.";
		throw imageUnavailable(`${realm.host} gives no token for ${options.registry.host} (${response.status})`, {
			httpStatus: response.status,
			hint
		});
	}
	if (body === void 0) throw imageUnavailable(`${realm.host} answers with more than ${MAX_ANSWER} bytes instead of a token`, { value: realm.host });
	const json = parseObject(body, `the token of ${realm.host}`);
	const token = json["token"] ?? json["access_token"];
	if (typeof token === "string" && /^[\x21-\x7e]+$/.test(token)) return token;
	throw imageUnavailable(`${realm.host} answers without a token`, { value: realm.host });
}
function realmOf(realm, registry) {
	const url = realm === void 0 ? null : URL.parse(realm);
	const isOpen = url?.protocol === "http:" && registry.protocol === "https:" && !isLoopback(url.hostname);
	if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
	throw imageUnavailable(`${registry.host} names an unsafe address for tokens: "${realm ?? ""}"`, { value: realm ?? "" });
}
function tokenRequest(realm, { query, scopes, credentials }) {
	if (credentials?.kind === "identity") {
		query.set("scope", scopes.join(" "));
		query.set("grant_type", "refresh_token");
		query.set("client_id", CLIENT);
		query.set("refresh_token", credentials.token);
		return {
			method: "POST",
			url: realm,
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: query.toString()
		};
	}
	const url = new URL(realm);
	for (const [name, value] of query) url.searchParams.set(name, value);
	for (const scope of scopes) url.searchParams.append("scope", scope);
	const headers = credentials ? { authorization: basic(credentials) } : {};
	if (credentials) url.searchParams.set("account", credentials.user);
	return {
		method: "GET",
		url,
		headers
	};
}
// src/registry/credentials.ts
const MAX_CONFIG = 4 * 1024 ** 2;
const NONE = new Set(["ENOENT", "ENOTDIR"]);
const TOKEN_USER = "<token>";
const HUB = "https://index.docker.io/v1/";
async function findCredentials({ files, file }, domain) {
	const config = await readConfig(files, file);
	if (config === void 0) return void 0;
	const helper = stringAt(config["credHelpers"], domain) ?? nonEmpty(config["credsStore"]);
	if (helper !== void 0) {
		const found = await askHelper(files, {
			helper,
			server: domain === "docker.io" ? HUB : domain
		});
		if (found !== void 0) return found;
	}
	return fromAuths(config["auths"], domain);
}
async function readConfig(files, file) {
	let bytes;
	try {
		bytes = await readWhole(files, { path: file }, { limit: MAX_CONFIG });
	} catch (cause) {
		if (NONE.has(require_reader.errnoOf(cause) ?? "")) return void 0;
		if (require_index.isObuilderError(cause)) throw cause;
		throw new require_index.ObuilderError("input-invalid", `could not read the Docker config file ${file}`, {
			value: file,
			cause
		});
	}
	try {
		return parseObject(bytes, file);
	} catch (cause) {
		throw new require_index.ObuilderError("input-invalid", `the Docker config file ${file} is not a JSON object`, {
			value: file,
			hint: "Log in again with docker login, or repair the file.",
			cause
		});
	}
}
function nonEmpty(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
}
function stringAt(value, key) {
	return isObject(value) ? nonEmpty(value[key]) : void 0;
}
async function askHelper(files, { helper, server }) {
	if (!/^[A-Za-z0-9._-]+$/.test(helper)) throw new require_index.ObuilderError("input-invalid", `"${helper}" is no name of a credential helper`, { value: helper });
	const answer = await files.askCredentialHelper(helper, server);
	if (answer === void 0) return void 0;
	const json = parseObject(Buffer.from(answer), `the answer of docker-credential-${helper}`);
	const user = nonEmpty(json["Username"]) ?? "";
	const secret = nonEmpty(json["Secret"]);
	if (secret === void 0) return void 0;
	if (user === TOKEN_USER) return {
		kind: "identity",
		token: secret
	};
	return {
		kind: "password",
		user,
		password: secret
	};
}
function fromAuths(auths, domain) {
	if (!isObject(auths)) return void 0;
	const names = domain === "docker.io" ? [
		"docker.io",
		"index.docker.io",
		"registry-1.docker.io"
	] : [domain];
	const hostOf = (key) => key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "");
	const keys = Object.keys(auths).filter((key) => names.includes(hostOf(key)));
	for (const key of keys) {
		const entry = auths[key];
		const found = isObject(entry) ? fromEntry(entry) : void 0;
		if (found !== void 0) return found;
	}
}
function fromEntry(entry) {
	const token = nonEmpty(entry["identitytoken"]);
	if (token !== void 0) return {
		kind: "identity",
		token
	};
	const auth = nonEmpty(entry["auth"]);
	if (auth !== void 0) {
		const text = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
		const colon = text.indexOf(":");
		if (colon > 0) return {
			kind: "password",
			user: text.slice(0, colon),
			password: text.slice(colon + 1)
		};
	}
	const user = nonEmpty(entry["username"]);
	const password = nonEmpty(entry["password"]);
	return user !== void 0 && password !== void 0 ? {
		kind: "password",
		user,
		password
	} : void 0;
}
// src/registry/session.ts
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([
	301,
	302,
	303,
	307,
	308
]);
const FIRST_RETRY_MS = 500;
const MAX_CHALLENGES = 2;
var RegistrySession = class {
	options;
	#base;
	#agent;
	#authorization;
	#account;
	#authorizing;
	#first;
	constructor(options) {
		this.options = options;
		const host = registryHost(options.domain);
		const base = new URL(`https://${host}/v2/${options.repository}/`);
		const isPlain = isLoopback(base.hostname) || (options.plainHttp?.includes(options.domain) ?? false);
		this.#base = isPlain && options.certificates === void 0 ? new URL(`http://${host}${base.pathname}`) : base;
		const library = this.#base.protocol === "http:" ? "node:http" : "node:https";
		this.#agent = options.isKept ? new (process.getBuiltinModule(library)).Agent({ keepAlive: true }) : void 0;
	}
	get name() {
		return `${this.options.domain}/${this.options.repository}`;
	}
	get host() {
		return this.#base.host;
	}
	get account() {
		return this.#account;
	}
	get waits() {
		const { retryMs = FIRST_RETRY_MS, maxWaitMs } = this.options;
		return {
			firstMs: retryMs,
			maxWaitMs
		};
	}
	close() {
		this.#agent?.destroy();
	}
	async request(request) {
		if (this.#first !== void 0) await this.#first;
		const answer = this.#answer(request);
		this.#first ??= answer.catch(() => void 0);
		return await answer;
	}
	async #answer(request) {
		const { signal, isOnce } = request;
		const attempt = () => this.#follow(request);
		for (let challenges = 0;; challenges += 1) {
			const before = this.#authorization;
			const response = isOnce ? await attempt() : await withRetries(attempt, {
				...this.waits,
				signal
			});
			if (response.status !== 401 || challenges === MAX_CHALLENGES) return response;
			discard(response);
			await this.#login(response, {
				request,
				before
			});
			if (isOnce && request.body !== void 0) return response;
		}
	}
	async #login(response, { request, before }) {
		await this.#authorizing?.catch(() => void 0);
		const now = this.#authorization;
		if (now !== before && now !== void 0 && isEnough(now, request.scopes)) return;
		this.#authorizing = this.#authorize(response, request).finally(() => this.#authorizing = void 0);
		await this.#authorizing;
	}
	async #authorize(response, { scopes, signal }) {
		const { dockerConfig, domain } = this.options;
		const wanted = joinScopes(this.#authorization?.scopes ?? [], scopes);
		const credentials = dockerConfig === void 0 ? void 0 : await findCredentials(dockerConfig, domain);
		this.#account = credentials?.kind === "password" ? credentials.user : credentials && "with a token";
		const header = await authorize(response.headers["www-authenticate"] ?? "", {
			registry: this.#base,
			scopes: wanted,
			credentials,
			send: (request) => withRetries(() => send({
				...request,
				...this.#transport,
				signal
			}), {
				...this.waits,
				signal
			})
		});
		this.#authorization = {
			header,
			scopes: header.startsWith("Bearer ") ? wanted : void 0
		};
	}
	get #transport() {
		const { certificates, trust, meter, bounds } = this.options;
		return {
			certificates,
			trust,
			meter,
			bounds
		};
	}
	async #follow({ method, path, headers, body, scopes, signal }) {
		let url = new URL(path, this.#base);
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
			const authorization = this.#authorizationFor(url, scopes);
			const response = await send({
				method,
				url,
				headers: {
					...headers,
					...authorization
				},
				body,
				...this.#transport,
				agent: url.protocol === this.#base.protocol ? this.#agent : void 0,
				signal
			});
			const location = response.headers["location"];
			if (!(body === void 0 ? REDIRECTS.has(response.status) : response.status >= 307) || !REDIRECTS.has(response.status) || location === void 0) return response;
			discard(response);
			url = checkLocation(url, location);
		}
		throw imageUnavailable(`${this.#base.host} redirects too often`, { value: url.host });
	}
	#authorizationFor(url, scopes) {
		const known = this.#authorization;
		if (known === void 0 || url.origin !== this.#base.origin || !isEnough(known, scopes)) return {};
		return { authorization: known.header };
	}
};
function isEnough({ scopes }, needed) {
	return scopes === void 0 || covers(scopes, needed);
}
function checkLocation(from, location) {
	const url = URL.parse(location, from.href);
	const isOpen = url?.protocol === "http:" && from.protocol === "https:";
	if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
	throw imageUnavailable(`${from.host} redirects to the unsafe address "${location}"`, { value: location });
}
// src/registry/status.ts
function statusError(status, { what, host, access }) {
	const verb = access === "pull" ? "read" : "store";
	if (status === 404 && access === "pull") return imageUnavailable(`${what} is not in the registry`, {
		httpStatus: status,
		hint: "Check the name and the tag."
	});
	if (status === 401 || status === 403) {
		const hint = access === "pull" ? `Log in with an account that may read the image: docker login ${host}` : `Log in with an account that may write: docker login ${host}`;
		return imageUnavailable(`the credentials do not allow ${access === "pull" ? "reading" : "storing"} ${what} (${status})`, {
			httpStatus: status,
			hint
		});
	}
	const hint = status === 400 && isLoopback(hostnameOf(host)) ? PLAIN$1 : "Try again later.";
	return imageUnavailable(`could not ${verb} ${what}: ${host} answers ${status}`, {
		httpStatus: status,
		hint
	});
}
// src/registry/repository.ts
const MAX_TRIES = 5;
var Repository = class {
	session;
	constructor(options) {
		this.session = options instanceof RegistrySession ? options : new RegistrySession(options);
	}
	async resolveTag(tag, signal) {
		const response = await this.#request({
			method: "HEAD",
			path: `manifests/${tag}`,
			signal
		});
		discard(response);
		const digest = response.headers["docker-content-digest"];
		if (response.status === 200 && digest !== void 0 && isDigest(digest)) return digest;
		return (await this.fetchManifest(tag, signal)).digest;
	}
	async fetchManifest(reference, signal) {
		const response = await this.#request({
			method: "GET",
			path: `manifests/${reference}`,
			signal
		});
		const what = `manifest ${reference} of ${this.session.name}`;
		await this.#expectOk(response, what);
		const bytes = await this.#readLimited(response, {
			limit: MAX_MANIFEST,
			what
		});
		if (!isDigest(reference)) return {
			digest: digestOf$1(bytes),
			bytes
		};
		verifyBytes(bytes, reference, what);
		return {
			digest: reference,
			bytes
		};
	}
	async fetchBlob(digest, options) {
		const what = `blob ${digest} of ${this.session.name}`;
		const response = await this.#request({
			method: "GET",
			path: `blobs/${digest}`,
			signal: options.signal
		});
		await this.#expectOk(response, what);
		const bytes = await this.#readLimited(response, {
			limit: options.limit,
			what
		});
		verifyBytes(bytes, digest, what);
		return bytes;
	}
	async *streamBlob(digest, size, signal) {
		const what = `blob ${digest} of ${this.session.name}`;
		let received = 0;
		for (let tries = 1;; tries += 1) {
			const response = await this.#openBlob({
				digest,
				from: received,
				signal
			});
			await this.#expectOk(response, what);
			const isPart = response.status === 206;
			let unneeded = isPart ? 0 : received;
			checkLength(response, {
				expected: isPart ? size - received : size,
				what
			});
			try {
				for await (const chunk of piecesOf$1(response)) {
					const rest = chunk.subarray(Math.min(unneeded, chunk.length));
					unneeded -= chunk.length - rest.length;
					received += rest.length;
					if (rest.length > 0) yield rest;
				}
				return;
			} catch (error) {
				signal.throwIfAborted();
				if (require_index.isObuilderError(error)) throw error;
				if (tries === MAX_TRIES) throw imageUnavailable(`${what} breaks off again and again, last after ${received} of ${size} bytes`, {
					value: digest,
					cause: error
				});
				await waitBeforeRetry(tries, {
					...this.session.waits,
					signal
				});
			} finally {
				response.body.destroy();
			}
		}
	}
	async #openBlob(blob) {
		const { digest, from, signal } = blob;
		const headers = from > 0 ? { range: `bytes=${from}-` } : {};
		return await this.#request({
			method: "GET",
			path: `blobs/${digest}`,
			headers,
			signal
		});
	}
	async #request(request) {
		const headers = request.path.startsWith("manifests/") ? { accept: ACCEPT_MANIFESTS } : { ...request.headers };
		const scopes = [pullScope(this.session.options.repository)];
		return await this.session.request({
			...request,
			headers,
			scopes
		});
	}
	async #expectOk(response, what) {
		const { status, headers } = response;
		if (status === 200 || status === 206) return;
		const length = Number(headers["content-length"] ?? 0);
		if (length > 0 && length < 4194304) await readBody(response, MAX_MANIFEST).catch(() => void 0);
		else response.body.destroy();
		throw statusError(status, {
			what,
			host: this.session.host,
			access: "pull"
		});
	}
	async #readLimited(response, { limit, what }) {
		const body = await readBody(response, limit);
		if (body === void 0) throw imageInvalid(`${what} is larger than ${limit} bytes`);
		return body;
	}
};
function checkLength(response, { expected, what }) {
	const announced = response.headers["content-length"];
	if (announced === void 0 || Number(announced) === expected) return;
	response.body.destroy();
	throw imageInvalid(`${what} has ${announced} bytes instead of ${expected}`);
}
// src/image/sources/remote-image.ts
function remoteImage({ settings, options }, reference) {
	const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
	const dockerConfig = file === void 0 ? void 0 : {
		file,
		files
	};
	const { domain, repository: name } = reference;
	const { pull, signal } = options;
	const repository = new Repository({
		domain,
		repository: name,
		dockerConfig,
		plainHttp,
		certificates,
		trust,
		retryMs
	});
	const pulled = () => {
		if (pull !== "never") return repository;
		const image = formatReference(reference);
		throw imageUnavailable(`${image} is not on this machine, and nothing may be pulled`, {
			value: image,
			hint: "Use pull: missing or pull: auto."
		});
	};
	return {
		digestOf: async (tag) => await pulled().resolveTag(tag, signal),
		readManifest: async (digest) => (await pulled().fetchManifest(digest, signal)).bytes,
		readConfig: async (digest, limit) => await pulled().fetchBlob(digest, {
			limit,
			signal
		}),
		blobs: () => blobsOf(pulled())
	};
}
function blobsOf(repository) {
	return {
		isRemote: true,
		isContentAddressed: true,
		open: ({ digest, size, signal }) => sizedBytes(repository.streamBlob(digest, size, signal), {
			digest,
			size
		})
	};
}
// src/image/sources/registry.ts
const TAG_KIND = "image-tag-1";
const REFUSALS = new Set([
	401,
	403,
	404
]);
async function resolveRegistryImage(request) {
	try {
		return await resolveReference(request);
	} catch (error) {
		throw withLocalHint(request.name, error);
	}
}
async function resolveReference(request) {
	const reference = parseReference(request.name);
	const remote = remoteImage(request, reference);
	const digest = reference.digest ?? await resolveTag(request, remote, tagOf(reference));
	const { platform, settings } = request;
	const facts = await knownFacts(digest, {
		source: remote,
		platform,
		memo: settings.memo
	});
	const { domain, repository } = reference;
	return resolvedFrom(facts, {
		repository: {
			domain,
			repository
		},
		name: `docker://${formatReference(reference)}`,
		request,
		withBlobs: async (_, use) => await use(remote.blobs())
	});
}
function askForTag(name, request) {
	const reference = parseReference(name);
	const { pull } = request.options;
	if (reference.digest !== void 0 || pull === "missing" || pull === "never") return new Map();
	const tag = tagOf(reference);
	const digest = remoteImage(request, reference).digestOf(tag.name);
	digest.catch(() => void 0);
	return new Map([[tag.key, digest]]);
}
function tagOf(reference) {
	const name = reference.tag ?? "latest";
	return {
		name,
		key: `${nameOf(reference)}:${name}`
	};
}
async function resolveTag({ settings, options }, remote, { name, key }) {
	const last = settings.memo.recall(TAG_KIND, key);
	if (last !== void 0 && (options.pull === "never" || options.pull === "missing")) return last;
	try {
		const asked = settings.asked?.get(key);
		settings.asked?.delete(key);
		const digest = await (asked ?? remote.digestOf(name));
		if (digest !== last) settings.memo.remember(TAG_KIND, key, digest);
		return digest;
	} catch (error) {
		const isDown = require_index.isObuilderError(error, "image-unavailable") && !REFUSALS.has(error.httpStatus);
		if (options.pull !== "auto" || last === void 0 || !isDown) throw error;
		options.onWarning(`${error.message}; using the last known digest of ${key}: ${last}`);
		return last;
	}
}
// src/image/sources/unreadable.ts
function unreadable(file, error) {
	const named = within(`could not read ${file}`, error);
	if (!require_index.isObuilderError(error, "tool-failed") || error.errno !== "EACCES") return named;
	const hint = "Your user cannot read all files of the directory. Make an archive as root, such as sudo tar -C DIR -cf FILE ., and write rootfs:FILE.";
	return new require_index.ObuilderError(named.code, named.message, {
		...require_index.factsOf(named),
		hint,
		cause: error
	});
}
// src/image/sources/rootfs.ts
const KIND = "image-rootfs-2";
async function resolveRootfs(request) {
	const { options, platform } = request;
	if (request.name === "") throw imageInvalid("rootfs: names no directory", { hint: "Write rootfs:DIR or rootfs:FILE.tar." });
	const file = node_path.default.resolve(options.directory, request.name);
	const place = placeOf$2(request, file);
	const { source, digest } = await withLocal(request, place, async (opened) => {
		const source = await sourceOf(opened, {
			file,
			signal: options.signal
		});
		return {
			source,
			digest: await digestOf(opened, {
				source,
				file,
				request
			})
		};
	});
	for (const mount of source.mounts) options.onWarning(leftOut(mount, file));
	return {
		name: `rootfs:${request.name}`,
		digest,
		platform: formatPlatform(platform),
		environment: [],
		content: {
			kind: "archive",
			file,
			size: source.bytes,
			withBytes: ({ signal }, use) => withLocal(request, place, (opened) => use(bytesOf(opened, signal)))
		}
	};
}
const leftOut = (mount, file) => `${file} is used without the mount at ${JSON.stringify(mount)}: unmount the file system, or copy its files into the directory`;
async function sourceOf(opened, { file, signal }) {
	const { identity, size, changed } = opened;
	if (opened.kind === "file") return {
		identity,
		bytes: size,
		changed,
		mounts: []
	};
	try {
		return await opened.identifyTree(signal);
	} catch (error) {
		throw unreadable(file, error);
	}
}
async function digestOf(opened, { source, file, request }) {
	const { settings, options } = request;
	const known = settings.memo.recall(KIND, source.identity);
	if (known !== void 0) return known;
	const readAt = Date.now();
	const digest = await computeDigest(bytesOf(opened, options.signal), file);
	if (!require_reader.isRacy(source.changed, readAt)) settings.memo.remember(KIND, source.identity, digest);
	return digest;
}
function bytesOf(opened, signal) {
	return opened.kind === "directory" ? opened.archive(signal) : streamOf(opened, {
		start: 0,
		signal
	});
}
async function computeDigest(bytes, file) {
	const hash = (0, node_crypto().createHash)("sha256");
	try {
		for await (const chunk of bytes) hash.update(chunk);
	} catch (error) {
		throw unreadable(file, error);
	}
	return `sha256:${hash.digest("hex")}`;
}
// src/image/sources/scratch.ts
async function resolveScratch({ platform }) {
	return {
		name: "scratch",
		digest: digestOf$1(""),
		platform: formatPlatform(platform),
		environment: [],
		content: { kind: "empty" }
	};
}
// src/image/open.ts
const TRANSPORTS = [
	{
		prefix: "docker://",
		resolve: resolveRegistryImage
	},
	{
		prefix: "oci:",
		resolve: resolveLayout
	},
	{
		prefix: "oci-archive:",
		resolve: async (r) => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.oci_archive_exports)).resolveOciArchive(r)
	},
	{
		prefix: "docker-archive:",
		resolve: async (r) => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.docker_archive_exports)).resolveDockerArchive(r)
	},
	{
		prefix: "rootfs:",
		resolve: resolveRootfs
	},
	{
		prefix: "scratch",
		resolve: resolveScratch
	}
];
function openImages(settings) {
	const platform = parsePlatform(settings.platform ?? hostPlatform());
	return {
		resolve: async (image, options) => {
			const { transport, name } = chooseTransport(image);
			return await transport.resolve({
				name,
				platform,
				settings,
				options
			});
		},
		load: loadImage
	};
}
function askAhead(image, request) {
	try {
		const { transport, name } = chooseTransport(image);
		return transport.resolve === resolveRegistryImage ? askForTag(name, request) : new Map();
	} catch (error) {
		if (require_index.isObuilderError(error)) return new Map();
		throw error;
	}
}
function chooseTransport(image) {
	for (const transport of TRANSPORTS) {
		const { prefix } = transport;
		if (/[:/]$/.test(prefix) ? image.startsWith(prefix) : image === prefix) return {
			transport,
			name: image.slice(prefix.length)
		};
	}
	const [fallback] = TRANSPORTS;
	if (fallback === void 0 || /^[a-z-]+:\/\//.test(image)) {
		const known = TRANSPORTS.map(({ prefix }) => prefix).join(", ");
		throw imageInvalid(`"${image}" has an unknown transport`, {
			value: image,
			hint: `Use ${known}. The default is docker://.`
		});
	}
	return {
		transport: fallback,
		name: image
	};
}
// src/sandbox/machine/cgroups.ts
function readCgroups(texts) {
	const mounts = require_reader.parseMounts(texts.mountinfo);
	const unified = mounts.find(({ type }) => type === "cgroup2");
	const own = parseOwn(texts.self);
	if (unified?.directory === "/sys/fs/cgroup") {
		const controllers = new Set(texts.controllers.split(/\s+/).filter((name) => name !== ""));
		const path = own.get("") ?? "/";
		const group = groupIn(unified.directory, path);
		return {
			layout: "v2",
			controllers,
			bases: [parentOf(group, path)],
			own: group
		};
	}
	const legacy = mounts.filter(({ type }) => type === "cgroup");
	if (legacy.length === 0) return {
		layout: "none",
		controllers: new Set(),
		bases: [],
		own: void 0
	};
	const controllers = new Set();
	const bases = [];
	for (const { directory, options } of [...legacy, ...unified ? [unified] : []]) {
		const names = options.filter((name) => own.has(name));
		for (const name of names) controllers.add(name);
		const path = own.get(names[0] ?? "") ?? "/";
		bases.push(groupIn(directory, path));
	}
	return {
		layout: unified ? "hybrid" : "v1",
		controllers,
		bases,
		own: bases[0]
	};
}
const groupIn = (hierarchy, path) => `${hierarchy}${path === "/" ? "" : path}`;
function parentOf(directory, path) {
	return path === "/" ? directory : directory.slice(0, directory.lastIndexOf("/"));
}
function parseOwn(text) {
	const own = new Map();
	for (const line of text.split("\n")) {
		const match = /^\d+:([^:]*):(.*)$/.exec(line);
		for (const name of match?.[1]?.split(",") ?? []) own.set(name, match?.[2] ?? "/");
	}
	return own;
}
function checkLimits(limits, cgroups) {
	const wanted = [
		["memory", limits?.memoryBytes],
		["cpu", limits?.cpus],
		["pids", limits?.pids]
	];
	for (const [controller, value] of wanted) {
		if (value === void 0 || value === Number.POSITIVE_INFINITY || cgroups.controllers.has(controller)) continue;
		throw new require_index.ObuilderError("sandbox-failed", `this machine cannot limit a step's ${controller}`, {
			value: String(value),
			hint: `Turn on the ${controller} controller of cgroups, or leave the limit out.`
		});
	}
}
// src/sandbox/machine/group-moves.ts
const SELF = "/proc/self/cgroup";
function quickMoves(own) {
	const groups = require_reader.textOrEmpty(SELF);
	return () => {
		if (own === void 0 || own.includes("..") || require_reader.textOrEmpty(SELF) !== groups) return;
		try {
			const file = (0, node_fs.openSync)(`${own}/cgroup.procs`, node_fs.constants.O_WRONLY | node_fs.constants.O_NOFOLLOW);
			(0, node_fs.write)(file, `${process.pid}`, () => (0, node_fs.close)(file));
		} catch {}
	};
}
// src/sandbox/machine/look-around.ts
function lookAround(architecture) {
	const cgroups = readCgroups({
		mountinfo: require_reader.textOrEmpty("/proc/self/mountinfo"),
		self: require_reader.textOrEmpty("/proc/self/cgroup"),
		controllers: require_reader.textOrEmpty("/sys/fs/cgroup/cgroup.controllers")
	});
	let fixed;
	return {
		cgroups,
		machineFor: (limits) => {
			fixed ??= fixedPart(architecture, cgroups);
			return {
				...fixed,
				showCgroups: showsCgroups(limits, cgroups)
			};
		},
		quickenMoves: quickMoves(cgroups.own)
	};
}
function fixedPart(architecture, { controllers }) {
	return {
		architecture,
		pids: controllers.has("pids"),
		memoryBytes: controllers.has("memory") ? defaultMemory() : void 0,
		swap: require_reader.textOrEmpty("/proc/swaps").trim().split("\n").length > 1,
		narrow: architecture !== "x64" || (0, node_fs.existsSync)("/proc/sys/abi/vsyscall32"),
		cgroupNamespace: (0, node_fs.existsSync)("/proc/self/ns/cgroup"),
		ceilings: require_run().readCeilings({
			limits: require_reader.textOrEmpty("/proc/self/limits"),
			status: require_reader.textOrEmpty("/proc/self/status"),
			openFiles: require_reader.textOrEmpty("/proc/sys/fs/nr_open")
		})
	};
}
function showsCgroups(limits, { layout }) {
	if (layout === "v2" || layout === "none") return layout === "v2";
	return [limits?.memoryBytes, limits?.cpus].some((limit) => Number.isFinite(limit));
}
function defaultMemory() {
	const most = Math.min((0, node_os().totalmem)(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
	return Math.floor(most * require_run().DEFAULT_LIMITS.memoryShare);
}
// src/sandbox/runc/runtime.ts
const RUNTIME_ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };
const containerDirectory = (runtime, step) => node_path.default.join(runtime.containers, step);
// src/sandbox/machine/names.ts
const NAME = /^obuilder-(\d+)-(\d+)-(\d+)(?:-[0-9a-f]{16})?$/;
let steps = 0;
function ownerPrefix() {
	return `obuilder-${process.pid}-${require_index.must(require_reader.processStart(process.pid), "the start time of this process")}`;
}
function newStepName() {
	steps += 1;
	return `${ownerPrefix()}-${steps}-${(0, node_crypto().randomBytes)(8).toString("hex")}`;
}
function isDead(name) {
	const [, pid, start] = NAME.exec(name) ?? [];
	return pid !== void 0 && require_reader.processStart(Number(pid)) !== Number(start);
}
// src/sandbox/machine/repair.ts
const TRIES = 40;
const PAUSE_MS = 50;
async function repair(runtime, cgroupBases) {
	for (const step of deadIn(runtime.containers)) await removeDeadContainer(runtime, step);
	for (const base of cgroupBases) for (const name of deadIn(base)) await removeGroup(node_path.default.join(base, name));
	if (runtime.memory === void 0) return;
	for (const name of deadIn(runtime.memory)) {
		const directory = node_path.default.join(runtime.memory, name);
		if ((0, node_fs.lstatSync)(directory, { throwIfNoEntry: false })?.uid === process.getuid?.()) (0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
	}
}
function deadIn(directory) {
	return (0, node_fs.existsSync)(directory) ? (0, node_fs.readdirSync)(directory).filter(isDead) : [];
}
async function removeDeadContainer(runtime, step) {
	const directory = containerDirectory(runtime, step);
	for (let attempt = 0; attempt < TRIES && (0, node_fs.existsSync)(directory); attempt += 1) {
		const failure = await require_run().removeContainer(runtime, step).then(() => void 0, (error) => error);
		if (!(0, node_fs.existsSync)(directory)) return;
		if (failure === void 0 && !(0, node_fs.existsSync)(node_path.default.join(directory, "state.json")) && attempt > TRIES / 2) (0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
		await (0, node_timers_promises().setTimeout)(PAUSE_MS);
	}
}
async function removeGroup(directory) {
	for (let attempt = 0; attempt < TRIES && (0, node_fs.existsSync)(directory); attempt += 1) {
		for (const pid of processesIn(directory)) require_reader.killNow(pid);
		try {
			(0, node_fs.rmdirSync)(directory);
		} catch {
			await (0, node_timers_promises().setTimeout)(PAUSE_MS);
		}
	}
}
function processesIn(directory) {
	try {
		return (0, node_fs.readFileSync)(node_path.default.join(directory, "cgroup.procs"), "utf8").split("\n").map(Number).filter((pid) => pid > 1);
	} catch {
		return [];
	}
}
// src/files/tmpfs.ts
const IN_MEMORY = new Set([16914836, 2240043254]);
function isInMemory(directory) {
	try {
		return IN_MEMORY.has((0, node_fs.statfsSync)(directory).type);
	} catch {
		return false;
	}
}
// src/sandbox/shown-file.ts
function writeShown(file, content, mode) {
	(0, node_fs.writeFileSync)(file, content, {
		flag: "wx",
		mode: 384
	});
	(0, node_fs.chmodSync)(file, mode);
}
// src/sandbox/machine/tmpfs.ts
const USUAL_PLACES = ["/run", "/dev/shm"];
const STICKY$1 = 512;
const OTHERS_WRITE$2 = 18;
function memoryDirectory(preferred) {
	return [preferred, ...USUAL_PLACES].find((place) => isInMemory(place) && keepsWhatRootMakes(place));
}
function keepsWhatRootMakes(place) {
	const stats = (0, node_fs.lstatSync)(place);
	if (!stats.isDirectory() || stats.uid !== 0) return false;
	return (stats.mode & OTHERS_WRITE$2) === 0 || (stats.mode & STICKY$1) !== 0;
}
function writeSecret(step, name, value) {
	if (!step.isInMemory) throw new require_index.ObuilderError("sandbox-failed", "could not keep a secret in memory: this machine has no safe tmpfs", { hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(", ")}.` });
	const file = node_path.default.join(step.directory, name);
	writeShown(file, value, 420);
	return file;
}
// src/sandbox/open.ts
async function openSandbox(options) {
	const runtime = {
		program: runtimeProgram(options.runtime ?? "runc"),
		containers: node_path.default.join(options.stateDir, "containers"),
		memory: memoryDirectory(options.stateDir)
	};
	const look = once(() => lookAround(process.arch));
	const prepared = once(() => prepare(options));
	const wall = wallFor(runtime, options);
	const count = countSteps(runtime);
	const rooms = roomsFor(options);
	const { authorities } = options;
	const inContainer = async (request, work) => {
		const { profile: appArmor } = await prepared();
		const { cgroups, machineFor, quickenMoves } = look();
		checkLimits(request.limits, cgroups);
		const machine = {
			...machineFor(request.limits),
			appArmor
		};
		require_run().checkCeilings(machine.ceilings);
		(0, node_fs.mkdirSync)(runtime.containers, {
			recursive: true,
			mode: 448
		});
		count(1);
		try {
			return await work({
				runtime,
				machine,
				quickenMoves,
				rooms,
				authorities,
				userNamespace: await wall(request, machine)
			});
		} finally {
			count(-1);
		}
	};
	return {
		run: (request) => inContainer(request, async (context) => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.run_exports)).runStep(request, context)),
		enter: (request) => inContainer(request, async (context) => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.enter_exports)).enterStep(request, context)),
		repair: () => repair(runtime, look().cgroups.bases)
	};
}
function once(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
function wallFor(runtime, options) {
	const { userNamespace: mode = "auto", onNotice = () => void 0, stateDir } = options;
	const notes = node_path.default.join(stateDir, "user-namespace");
	const wall = once(async () => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.second_wall_exports)).secondWall({
		mode,
		runtime,
		notes,
		onNotice
	}));
	return async (place, machine) => (await wall())(place, machine);
}
function roomsFor({ program = process.argv[1] ?? "", mayReachMachine = true }) {
	return once(async () => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.rooms_exports)).openRooms({
		program,
		mayReachMachine
	}));
}
function countSteps(runtime) {
	const watchdog = once(() => require_run().watchForOrphans(runtime));
	let running = 0;
	return (change) => {
		running += change;
		watchdog().busy(running);
	};
}
async function prepare({ onNotice }) {
	await require_run().dropInherited();
	const wall = await require_run().raiseAppArmor();
	onNotice?.(`Walls around steps: a filter of system calls; ${wall.says}.`);
	return wall;
}
const runtimeProgram = (name) => name.includes("/") ? node_path.default.resolve(name) : name;
// src/host/lock.ts
const SQLITE_BUSY = 5;
function tryLock(file, waitMs = 0) {
	const database = tellingWhy(file, () => {
		makeDatabaseFile(file);
		return new node_sqlite.DatabaseSync(file, { timeout: waitMs });
	});
	try {
		database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
	} catch (error) {
		database.close();
		if ((sqliteCode(error) ?? 0) === SQLITE_BUSY) return void 0;
		throw error;
	}
	if (!(0, node_fs.existsSync)(file)) {
		database.close();
		return;
	}
	return { release: () => database.close() };
}
const POLL_MS = 50;
async function waitForLock(file, signal) {
	for (;;) {
		const lock = tryLock(file);
		if (lock !== void 0) return lock;
		if (signal?.aborted) throw new require_index.ObuilderError("cancelled", `waiting for ${file} was cancelled`, { value: file });
		await (0, node_timers_promises().setTimeout)(POLL_MS);
	}
}
// src/volume/btrfs/pool.ts
const GIB = 1024 ** 3;
const DEFAULT_BYTES = 50 * GIB;
const MIN_DEFAULT_BYTES = 2 * GIB;
const SHARE_OF_FREE = .9;
const BYTES_OF_NEW_POOL = 8 * 1024 ** 2;
async function openPool(request) {
	const mountPoint = node_path.default.join(request.directory, "pool");
	if (isOnBtrfs(mountPoint)) return mountPoint;
	(0, node_fs.mkdirSync)(request.directory, {
		recursive: true,
		mode: 448
	});
	const lock = await waitForLock(node_path.default.join(request.directory, "pool.lock"));
	try {
		(0, node_fs.mkdirSync)(mountPoint, {
			recursive: true,
			mode: 448
		});
		if (isOnBtrfs(mountPoint)) return mountPoint;
		const image = node_path.default.join(request.directory, "pool.img");
		const isNew = !(0, node_fs.existsSync)(image);
		if (isNew) await makeImage(image, request);
		await mountImage(image, mountPoint).catch((error) => {
			if (isNew) (0, node_fs.rmSync)(image, { force: true });
			throw error;
		});
		return mountPoint;
	} finally {
		lock.release();
	}
}
async function makeImage(image, request) {
	const bytes = sizeOf(request);
	const draft = `${image}.new`;
	(0, node_fs.rmSync)(draft, { force: true });
	try {
		const file = (0, node_fs.openSync)(draft, "wx", 384);
		try {
			(0, node_fs.ftruncateSync)(file, bytes);
			await require_index.runProgram("mkfs.btrfs", [...[
				"--quiet",
				"--nodesize",
				"4096",
				"--metadata",
				"single",
				"--label",
				"obuilder"
			], draft], { package: BTRFS_PACKAGE });
			(0, node_fs.fsyncSync)(file);
		} finally {
			(0, node_fs.closeSync)(file);
		}
		(0, node_fs.renameSync)(draft, image);
	} catch (error) {
		const freeBytes = freeBytesAt(request.directory);
		(0, node_fs.rmSync)(draft, { force: true });
		if (freeBytes < BYTES_OF_NEW_POOL) throw noRoom(request.directory, freeBytes, error);
		throw explain(error, {
			what: `a pool cannot be made at ${image}`,
			value: request.directory,
			hint: DOCTOR
		});
	}
}
function sizeOf({ directory, bytes }) {
	if (bytes !== void 0) {
		if (Number.isSafeInteger(bytes) && bytes >= MIN_POOL_BYTES) return bytes;
		throw new require_index.ObuilderError("input-invalid", `a pool of ${bytes} bytes is too small`, {
			value: String(bytes),
			hint: `Give at least ${MIN_POOL_BYTES / 1024 ** 2} MiB.`
		});
	}
	const freeBytes = freeBytesAt(directory);
	const size = Math.min(DEFAULT_BYTES, Math.floor(freeBytes * SHARE_OF_FREE));
	if (size >= MIN_DEFAULT_BYTES) return size;
	throw noRoom(directory, freeBytes);
}
function freeBytesAt(directory) {
	const { bavail, bsize } = (0, node_fs.statfsSync)(directory);
	return bavail * bsize;
}
function noRoom(directory, freeBytes, cause) {
	const message = `there is no room for a pool at ${directory}: ${freeBytes} bytes are free`;
	return new require_index.ObuilderError("store-full", message, {
		value: directory,
		hint: "Free some space, or put the pool on another disk.",
		cause
	});
}
async function mountImage(image, mountPoint) {
	try {
		const device = await loopDeviceOf(image);
		if (device !== void 0) {
			await useCache(device);
			await require_index.runProgram("mount", [
				"-t",
				"btrfs",
				"-o",
				"noatime,nosuid,nodev",
				device,
				mountPoint
			]);
		} else await require_index.runProgram("mount", [
			"-t",
			"btrfs",
			"-o",
			"loop,noatime,nosuid,nodev",
			image,
			mountPoint
		]);
	} catch (error) {
		if (isOnBtrfs(mountPoint)) return;
		throw explain(error, {
			what: `the pool ${image} cannot be mounted`,
			value: image,
			hint: `${DOCTOR} ${damagedHint(image)}`
		});
	}
}
async function useCache(device) {
	await require_index.runProgram("losetup", ["--direct-io=off", device]).catch((error) => {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
	});
}
async function loopDeviceOf(image) {
	const name = (await require_index.runProgram("losetup", [
		"--associated",
		image,
		"--noheadings",
		"--output",
		"NAME"
	])).split("\n")[0]?.trim();
	return name === void 0 || name === "" ? void 0 : name;
}
const DOCTOR = "See what \"doctor\" says.";
const damagedHint = (image) => `If the pool is damaged, move it away, and the next build makes another: sudo mv ${image} ${image}.damaged. A pool holds nothing that cannot be built again. To look at its files before you delete it, try sudo mount -o loop,ro,rescue=all ${image}.damaged /mnt.`;
function explain(error, { what, value, hint }) {
	const full = require_reader.fullPlaceOf([value]);
	if (full !== void 0) return new require_index.ObuilderError("store-full", `${what}: ${require_index.asObuilderError(error).message} (${full.lack} at ${full.place})`, {
		value,
		hint: `Free space at ${full.place}, or put the pool on another disk.`,
		cause: error
	});
	if (!require_index.isObuilderError(error, "tool-failed")) return error;
	return new require_index.ObuilderError("store-unavailable", `${what}: ${error.message}`, {
		value,
		hint,
		cause: error
	});
}
// src/files/trust/trusted-path.ts
const OTHERS_WRITE$1 = 18;
const MAX_LINKS = 40;
function untrustedWay(directory) {
	const names = directory.split("/").filter((name) => name !== "");
	const ways = ["/", ...names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`)];
	for (const way of ways) {
		const stats = (0, node_fs.lstatSync)(way, { throwIfNoEntry: false });
		if (stats === void 0) return void 0;
		const why = faultOf$1(stats) ?? (stats.isDirectory() ? void 0 : "is not a directory");
		if (why !== void 0) return {
			path: way,
			why
		};
	}
}
function untrustedEntry(entries) {
	for (const entry of entries) {
		const stats = (0, node_fs.lstatSync)(entry, { throwIfNoEntry: false });
		const why = stats === void 0 ? void 0 : faultOf$1(stats);
		if (why !== void 0) return {
			path: entry,
			why
		};
	}
}
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
const faultOf$1 = (stats) => stats.isSymbolicLink() ? "is a symbolic link" : changerOf(stats);
function changerOf(stats) {
	if (stats.uid !== 0) return `belongs to the user ${stats.uid}, not to root`;
	if (stats.isSymbolicLink()) return void 0;
	if ((stats.mode & OTHERS_WRITE$1) !== 0) return "can be written to by others than root";
}
// src/store/trust.ts
function checkWay(directory) {
	refuse$1(untrustedWay(directory), directory);
}
function checkEntries(layout) {
	const { root, results, tmp, slots, failed, views, state, owners, catalog } = layout;
	const { repairLock, pruneLock, viewLock } = layout;
	const files = [
		catalog,
		`${catalog}-journal`,
		repairLock,
		pruneLock,
		viewLock
	];
	refuse$1(untrustedEntry([
		...[
			node_path.default.dirname(results),
			results,
			tmp,
			slots,
			failed,
			views,
			state,
			owners
		],
		node_path.default.join(root, "v1", "layer"),
		...files
	]), root);
	refuse$1(untrustedEntry([
		...entriesOf(tmp),
		...entriesOf(owners),
		...entriesOf(views)
	]), root);
}
function checkPool(directory) {
	checkWay(node_path.default.join(directory, "pool"));
	refuse$1(untrustedEntry([
		"pool.img",
		"pool.img.new",
		"pool.lock",
		"pool.lock-journal"
	].map((name) => node_path.default.join(directory, name))), directory);
}
function entriesOf(directory) {
	try {
		return (0, node_fs.readdirSync)(directory).map((name) => node_path.default.join(directory, name));
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return [];
		throw error;
	}
}
function refuse$1(found, root) {
	if (found === void 0) return;
	throw new require_index.ObuilderError("store-unavailable", `the store in ${root} cannot be trusted: ${found.path} ${found.why}`, {
		value: found.path,
		hint: "Other users could replace files of the store there. Use a directory that, with all directories above it, belongs to root, that nobody else can write to, and that is no link, such as /var/lib/obuilder-store."
	});
}
// src/store/choose/auto.ts
function readAutoFacts(directory) {
	const above = require_reader.nearestExisting(directory);
	return {
		directory,
		isOnBtrfs: isOnBtrfs(above),
		isPoolMounted: isOnBtrfs(node_path.default.join(directory, "pool")),
		hasImage: (0, node_fs.existsSync)(node_path.default.join(directory, "pool.img")),
		kernelHas: (fileSystem) => require_reader.kernelHas(fileSystem) || require_reader.canLoadModule(fileSystem),
		hasLoopDevices: () => (0, node_fs.existsSync)("/dev/loop-control"),
		fileSystem: () => require_reader.mountOf(above)?.type ?? "unknown"
	};
}
function chooseStore$1(facts) {
	const { directory } = facts;
	const at = (pool, why) => {
		return {
			driver: POOL_DRIVER,
			pool,
			directory: node_path.default.join(directory, "pool"),
			why
		};
	};
	if (facts.isOnBtrfs) return at("mounted", `${directory} is on btrfs`);
	if (facts.isPoolMounted) return facts.hasImage ? at("image", "the pool in an image file, found again") : at("mounted", "the btrfs that is mounted there");
	if (facts.hasImage) return at("image", "the pool in an image file, found again and mounted");
	const lack = whyNoPool(facts);
	if (lack === void 0) return at("image", "a new pool in an image file");
	return chooseFallback(facts, lack) ?? at("image", `${lack}, and there is no other kind of store`);
}
function whyNoPool(facts) {
	const { fileSystem } = driverEntry("btrfs")?.needs ?? {};
	if (fileSystem !== void 0 && !facts.kernelHas(fileSystem.name)) return `this kernel has no ${fileSystem.name}`;
	return facts.hasLoopDevices() ? void 0 : "there are no loop devices for a pool in an image file";
}
function chooseFallback(facts, lack, after) {
	const names = Object.keys(drivers);
	let why = lack;
	for (const driver of names.slice(after === void 0 ? 0 : names.indexOf(after) + 1)) {
		const fallback = driverEntry(driver)?.fallback;
		if (fallback === void 0) continue;
		const obstacle = fallback.obstacle(facts);
		if (obstacle === void 0) return {
			driver,
			directory: node_path.default.join(facts.directory, driver),
			why
		};
		why += obstacle;
	}
}
// src/host/fstab.ts
function parseFstab(text) {
	return text.split("\n").flatMap((line) => {
		const [device = "", point = ""] = line.trim().split(/\s+/);
		return device.startsWith("#") || !point.startsWith("/") ? [] : [require_reader.plain(point).replace(/\/+$/, "")];
	}).filter((point) => point !== "").sort((a, b) => b.length - a.length);
}
// src/store/choose/unmounted.ts
function lackOf(directory) {
	try {
		return (0, node_fs.readdirSync)(directory).length === 0 ? "is empty" : void 0;
	} catch (error) {
		return require_reader.errnoOf(error) === "ENOENT" ? "is missing" : void 0;
	}
}
function visibleLack(directory) {
	const lack = lackOf(directory);
	if (lack === void 0) return void 0;
	if (lack === "is missing") return isVisible(node_path.default.dirname(directory)) ? lack : void 0;
	return ((0, node_fs.statSync)(directory).mode & OTHERS_READ) !== 0 && isVisible(directory) && mountsBelow([directory]).length === 0 ? lack : void 0;
}
const OTHERS_SEARCH = 1;
const OTHERS_READ = 4;
function isVisible(directory) {
	const stats = (0, node_fs.statSync)(directory, { throwIfNoEntry: false });
	return (stats === void 0 || (stats.mode & OTHERS_SEARCH) !== 0) && (directory === "/" || isVisible(node_path.default.dirname(directory)));
}
function checkMounted(directory, fstab = "/etc/fstab") {
	if (hasStore(directory)) return;
	const point = parseFstab(require_reader.textOrEmpty(fstab)).find((one) => `${directory}/`.startsWith(`${one}/`));
	if (point === void 0 || lackOf(point) === void 0 || mountsBelow([point]).length > 0) return;
	throw new require_index.ObuilderError("store-unavailable", `there is no store at ${directory}, and ${point} is not mounted, although ${fstab} lists it`, {
		value: directory,
		hint: `Mount it first: mount ${point}. For a store on the disk below, take ${point} out of ${fstab}.`
	});
}
// src/store/choose/resolve.ts
async function resolveStore(wanted) {
	const { store, directory, bytes, namedBy } = wanted;
	if (store !== "auto") return {
		...parseStoreName(store),
		why: namedBy === void 0 ? "as asked for" : `named by ${namedBy}`
	};
	const facts = readAutoFacts(directory);
	const choice = chooseStore$1(facts);
	if (choice.pool === void 0) return placeOf$1(await (await trials()).tried(facts, choice));
	checkPool(directory);
	if (!facts.hasImage) checkMounted(directory);
	try {
		return {
			driver: choice.driver,
			root: await openPool({
				directory,
				bytes
			}),
			why: `auto: ${choice.why}`
		};
	} catch (error) {
		return placeOf$1(await (await trials()).insteadOfPool(facts, error));
	}
}
const trials = () => Promise.resolve().then(() => require("./run.js")).then((n) => n.auto_trial_exports);
function placeOf$1({ driver, directory, why }) {
	return {
		...parseStoreName(`${driver}:${directory}`),
		why: `auto: ${why}`
	};
}
// src/store/layout.ts
const ROOTFS = "rootfs";
const SLOT_DATA = "data";
const META = "meta.json";
const SUMMARY = "summary";
const SCRATCH = "scratch";
function layoutOf(root) {
	const at = (...names) => node_path.default.join(root, "v1", ...names);
	return {
		root,
		results: at("result"),
		tmp: at("tmp"),
		slots: at("slot"),
		failed: at("failed"),
		views: at("view"),
		state: at("state"),
		owners: at("state", "owner"),
		catalog: at("state", "catalog.db"),
		secretKey: at("state", "secret-key"),
		repairLock: at("state", "repair.lock"),
		pruneLock: at("state", "prune.lock"),
		viewLock: at("state", "view.lock")
	};
}
function makeLayout(layout) {
	const { results, tmp, slots, failed, views, owners } = layout;
	const parts = [
		results,
		tmp,
		slots,
		failed,
		views,
		owners
	];
	if (parts.every((directory) => (0, node_fs.existsSync)(directory))) return;
	makeRoot(layout.root);
	for (const directory of parts) (0, node_fs.mkdirSync)(directory, {
		recursive: true,
		mode: 448
	});
	for (const lock of [
		layout.repairLock,
		layout.pruneLock,
		layout.viewLock
	]) makeEmpty(lock);
}
function makeEmpty(file) {
	if (!(0, node_fs.existsSync)(file)) (0, node_fs.closeSync)((0, node_fs.openSync)(file, "a", 384));
}
const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
function isSafeId(id) {
	return safeId.test(id);
}
function ownerOfEntry(entry) {
	return entry.slice(0, entry.lastIndexOf("-"));
}
function otherFormats(layout) {
	const own = node_path.default.basename(node_path.default.dirname(layout.results));
	return (0, node_fs.readdirSync)(layout.root).filter((name) => /^v\d+$/.test(name) && name !== own).map((name) => node_path.default.join(layout.root, name));
}
// src/store/result/used-by.ts
const slotThing = (name) => `slot:${name}`;
const failedThing = (id) => `failed:${id}`;
function noteUse(database, uid, things) {
	const list = JSON.stringify([...things]);
	if (list === "[]") return;
	try {
		if (database.run((prepare) => prepare("SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM used_by WHERE thing = value AND uid = ?) LIMIT 1").get(list, uid)) === void 0) return;
		database.run((prepare) => prepare("INSERT OR IGNORE INTO used_by SELECT value, ? FROM json_each(?)").run(uid, list));
	} catch (error) {
		if (!foundNoSpace(error)) throw error;
	}
}
function thingsOfOnly(database, uid) {
	const rows = database.run((prepare) => prepare("SELECT thing FROM used_by GROUP BY thing HAVING min(uid) = ?1 AND max(uid) = ?1").all(uid));
	return new Set(rows.map(({ thing }) => String(thing)));
}
// src/store/meta.ts
const kinds = [
	"from",
	"run",
	"copy"
];
function writeMeta(directory, meta) {
	(0, node_fs.writeFileSync)(node_path.default.join(directory, META), JSON.stringify(meta), { mode: 384 });
}
function readMeta(directory) {
	try {
		const text = (0, node_fs.readFileSync)(node_path.default.join(directory, META), "utf8");
		return parseMeta(text) === void 0 ? void 0 : text;
	} catch {
		return;
	}
}
function commitTime(directory) {
	return Math.trunc((0, node_fs.statSync)(node_path.default.join(directory, META)).mtimeMs);
}
function parseMeta(text) {
	try {
		const value = JSON.parse(text);
		return isMeta(value) ? value : void 0;
	} catch {
		return;
	}
}
function isMeta(value) {
	if (typeof value !== "object" || value === null) return false;
	const { kind, operation, startedAt, seconds, outputs, source, summaryBytes, unread, key, attempts, vouchedBy, build } = value;
	return kinds.includes(kind) && typeof operation === "string" && typeof startedAt === "number" && typeof seconds === "number" && typeof outputs === "object" && outputs !== null && (source === "built" || source === "pulled") && (summaryBytes === void 0 || typeof summaryBytes === "number") && (unread === void 0 || Array.isArray(unread)) && (key === void 0 || Array.isArray(key)) && (attempts === void 0 || Array.isArray(attempts)) && (vouchedBy === void 0 || typeof vouchedBy === "string") && (build === void 0 || typeof build === "string");
}
function toResult(id, directory, meta) {
	return {
		...meta,
		id,
		logPath: `${directory}/log`
	};
}
// src/store/catalog/rows.ts
const directoryOf = (layout, id) => `${layout.results}/${id}`;
function fromRow(layout, row) {
	const id = String(row["id"]);
	const directory = directoryOf(layout, id);
	if (!(0, node_fs.existsSync)(`${directory}/meta.json`) || !(0, node_fs.existsSync)(`${directory}/rootfs`)) return void 0;
	const meta = parseMeta(String(row["meta"]));
	return meta === void 0 ? void 0 : toResult(id, directory, meta);
}
function adopt(layout, prepare, id) {
	const directory = directoryOf(layout, id);
	const text = (0, node_fs.existsSync)(`${directory}/rootfs`) ? readMeta(directory) : void 0;
	const meta = text === void 0 ? void 0 : parseMeta(text);
	if (text === void 0 || meta === void 0) return void 0;
	prepare("INSERT OR REPLACE INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)").run(id, meta.parent ?? null, text, commitTime(directory), Date.now());
	return toResult(id, directory, meta);
}
// src/store/catalog/reconcile.ts
const NOBODY = "lost";
function isWhole(directory) {
	return (0, node_fs.existsSync)(node_path.default.join(directory, "rootfs")) && readMeta(directory) !== void 0;
}
function reconcile(layout, prepare) {
	let count = 0;
	const known = new Set(prepare("SELECT id FROM result").all().map(({ id }) => String(id)));
	const add = prepare("INSERT INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)");
	for (const id of (0, node_fs.readdirSync)(layout.results)) {
		const directory = node_path.default.join(layout.results, id);
		if (!isSafeId(id) || !isWhole(directory)) {
			putAside(layout, directory);
			continue;
		}
		count += 1;
		if (!known.delete(id)) {
			const time = commitTime(directory);
			const text = readMeta(directory) ?? "";
			add.run(id, parseMeta(text)?.parent ?? null, text, time, time);
		}
	}
	const drop = prepare("DELETE FROM result WHERE id = ?");
	for (const id of known) drop.run(id);
	return count;
}
function putAside(layout, directory) {
	for (let number = 0;; number += 1) {
		const aside = node_path.default.join(layout.tmp, `${NOBODY}-${number}`);
		if ((0, node_fs.existsSync)(aside)) continue;
		(0, node_fs.renameSync)(directory, aside);
		return;
	}
}
// src/store/catalog/database.ts
const SCHEMA_VERSION = 2;
const BUSY_MS = 2e4;
const SETTINGS = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF";
const MADE_AT = "made-at";
const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE result (id TEXT PRIMARY KEY, parent TEXT, meta TEXT NOT NULL, committed INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE claim (id TEXT PRIMARY KEY, owner TEXT NOT NULL, draft TEXT, base TEXT) WITHOUT ROWID;
  CREATE INDEX claim_owner ON claim (owner);
  CREATE INDEX claim_base ON claim (base);
  CREATE TABLE hold (id TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (id, owner)) WITHOUT ROWID;
  CREATE INDEX hold_owner ON hold (owner);
  CREATE TABLE memo (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, bytes INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (kind, key));
  CREATE INDEX memo_used ON memo (used, bytes);
  CREATE TABLE memo_value (number INTEGER PRIMARY KEY, value TEXT NOT NULL);
`;
const USED_BY = `
  CREATE TABLE IF NOT EXISTS used_by (thing TEXT NOT NULL, uid INTEGER NOT NULL, PRIMARY KEY (thing, uid)) WITHOUT ROWID
`;
const DAMAGE_CODES = [
	11,
	26,
	24
];
const SQLITE_ERROR = 1;
function isDamage(error, { database }) {
	const code = sqliteCode(error);
	return DAMAGE_CODES.includes(code) || code === SQLITE_ERROR && !hasSchema(database);
}
const COLUMNS = "SELECT t.name AS \"table\", c.name AS \"column\" FROM sqlite_schema t, pragma_table_info(t.name) c";
function hasSchema(database) {
	const model = new node_sqlite.DatabaseSync(":memory:");
	try {
		model.exec(schema);
		model.exec(USED_BY);
		const columnsOf = (of) => of.prepare(COLUMNS).all().map((row) => `${row["table"]}.${row["column"]}`);
		const present = new Set(columnsOf(database));
		return columnsOf(model).every((column) => present.has(column));
	} catch (error) {
		if (sqliteCode(error) === void 0) throw error;
		return false;
	} finally {
		model.close();
	}
}
function openDatabase(layout, onNotice = () => void 0) {
	const settings = {
		layout,
		onNotice,
		bootId: (0, node_fs.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim()
	};
	let handle = tellingWhy(layout.catalog, () => openGood(settings) ?? openMended(settings));
	const run = (work) => tellingWhy(layout.catalog, () => {
		try {
			return work(handle.prepare);
		} catch (error) {
			if (!isDamage(error, handle)) throw error;
			handle.database.close();
			handle = openMended(settings, handle.inode);
			return work(handle.prepare);
		}
	});
	return {
		run,
		write: (work) => run((prepare) => inTransaction(handle.database, () => work(prepare))),
		close: () => {
			if (handle.database.isOpen) handle.database.close();
		}
	};
}
function inTransaction(database, work) {
	database.exec("BEGIN IMMEDIATE");
	try {
		const value = work();
		database.exec("COMMIT");
		return value;
	} catch (error) {
		if (database.isTransaction) database.exec("ROLLBACK");
		throw error;
	}
}
function openHandle(layout) {
	makeDatabaseFile(layout.catalog);
	const database = new node_sqlite.DatabaseSync(layout.catalog, { timeout: BUSY_MS });
	const prepared = new Map();
	const prepare = (sql) => {
		const known = prepared.get(sql);
		if (known !== void 0) return known;
		const statement = database.prepare(sql);
		prepared.set(sql, statement);
		return statement;
	};
	return {
		inode: inodeOf(layout),
		database,
		prepare
	};
}
function openGood({ layout, bootId }) {
	if (!(0, node_fs.existsSync)(layout.catalog)) return void 0;
	const handle = openHandle(layout);
	try {
		handle.database.exec(SETTINGS);
		if ((handle.prepare("PRAGMA user_version").get()?.["user_version"] === SCHEMA_VERSION ? handle.prepare(`SELECT value FROM fact WHERE name = 'boot'`).get() : void 0)?.["value"] === bootId) {
			handle.database.exec(USED_BY);
			return handle;
		}
		handle.database.close();
		return;
	} catch (error) {
		const isDamaged = isDamage(error, handle);
		handle.database.close();
		if (isDamaged) return void 0;
		throw error;
	}
}
function openMended(settings, damaged) {
	const { layout } = settings;
	const lock = tryLock(layout.repairLock, BUSY_MS);
	if (lock === void 0) throw new require_index.ObuilderError("store-unavailable", `could not open the catalog of ${layout.root}: another process has been repairing it for ${BUSY_MS / 1e3} seconds`, {
		value: layout.root,
		hint: "Check whether a build hangs on this machine, and try again."
	});
	try {
		const isDamaged = damaged !== void 0 && damaged === inodeOf(layout);
		return (isDamaged ? void 0 : openGood(settings)) ?? mend(settings, isDamaged);
	} finally {
		lock.release();
	}
}
function inodeOf(layout) {
	return (0, node_fs.statSync)(layout.catalog, { throwIfNoEntry: false })?.ino ?? 0;
}
function mend({ layout, bootId, onNotice }, isDamaged) {
	const state = isDamaged ? "damaged" : soundness(layout);
	if (state === "damaged") for (const suffix of ["", "-journal"]) (0, node_fs.rmSync)(layout.catalog + suffix, { force: true });
	const handle = openHandle(layout);
	const { database, prepare } = handle;
	try {
		database.exec(SETTINGS);
		const results = inTransaction(database, () => {
			if (versionOf(prepare) !== SCHEMA_VERSION) database.exec(schema);
			database.exec(USED_BY);
			const fact = prepare("INSERT OR REPLACE INTO fact VALUES (?, ?)");
			if (state !== "sound") fact.run(MADE_AT, String(Date.now()));
			fact.run("boot", bootId);
			database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
			return reconcile(layout, prepare);
		});
		if (state !== "sound" && results > 0) onNotice(`The store's catalog was ${state}: rebuilt from ${results} results on disk`);
		return handle;
	} catch (error) {
		if (state === "sound" && foundNoSpace(error)) return handle;
		database.close();
		throw error;
	}
}
function versionOf(prepare) {
	return prepare("PRAGMA user_version").get()?.["user_version"];
}
function soundness(layout) {
	if (!(0, node_fs.existsSync)(layout.catalog)) return "missing";
	const { database, prepare } = openHandle(layout);
	try {
		if (versionOf(prepare) !== SCHEMA_VERSION) return "damaged";
		return prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"] === "ok" ? "sound" : "damaged";
	} catch {
		return "damaged";
	} finally {
		database.close();
	}
}
// src/store/catalog/catalog.ts
const USE_GRAIN_MS$2 = 6e4;
function openCatalog(layout, { onNotice, uid, isLooking = false }) {
	const database = openDatabase(layout, onNotice);
	const { run, write } = database;
	const note = (things) => {
		if (!isLooking) noteUse(database, uid, things);
	};
	const used = (results) => {
		note(results.keys());
		return results;
	};
	return {
		database,
		find: (ids) => used(find(layout, database, ids)),
		hold: (ids, owner) => used(write((prepare) => require_run().hold(layout, prepare, {
			ids,
			owner
		}))),
		ownThings: () => thingsOfOnly(database, uid),
		noteUse: (thing) => note([thing]),
		list: () => list(layout, database),
		uses: () => run(uses),
		madeAt: () => Number(run((prepare) => prepare("SELECT value FROM fact WHERE name = ?").get("made-at"))?.["value"] ?? 0),
		count: () => Number(require_index.must(run((prepare) => prepare("SELECT count(*) AS n FROM result").get()), "the count of results")["n"]),
		claim: (id, request) => {
			const outcome = write((prepare) => require_run().claim(layout, prepare, {
				id,
				...request
			}));
			if (outcome.kind === "result") note([id]);
			return outcome;
		},
		setDraft: (id, owner, { name, base }) => run((prepare) => prepare("UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?").run(name, base ?? null, id, owner)),
		takeOut: (id, request) => takeOutThoughFull(database, id, request),
		usersOf: (id) => run((prepare) => require_run().usersOf(prepare, id)),
		claimsOf: (owner) => run((prepare) => prepare("SELECT id FROM claim WHERE owner = ?").all(owner)).map(({ id }) => String(id)),
		unclaimAll: (owner) => write((prepare) => {
			for (const table of ["claim", "hold"]) prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
		}),
		dropLost: () => write((prepare) => dropLost(layout, prepare)),
		record: (id, owner, { committed } = { committed: void 0 }) => {
			const result = write((prepare) => {
				const result = adopt(layout, prepare, id);
				if (result !== void 0) require_run().addHold(prepare, id, owner);
				if (committed !== void 0) prepare("UPDATE result SET committed = ? WHERE id = ?").run(committed, id);
				require_run().unclaim(prepare, id, owner);
				return result;
			});
			if (result !== void 0) note([id]);
			return result;
		}
	};
}
function takeOutThoughFull({ write }, id, request) {
	let isMoved = false;
	const move = () => {
		request.move();
		isMoved = true;
	};
	try {
		return write((prepare) => require_run().takeOut(prepare, id, {
			...request,
			move
		}));
	} catch (error) {
		if (isMoved && foundNoSpace(error)) return [];
		throw error;
	}
}
function list(layout, { run }) {
	return run((prepare) => prepare("SELECT id, meta, used FROM result ORDER BY used DESC, id").all()).flatMap((row) => {
		const result = fromRow(layout, row);
		return result === void 0 ? [] : [{
			...result,
			usedAt: Number(row["used"])
		}];
	});
}
function dropLost(layout, prepare) {
	const drop = prepare("DELETE FROM result WHERE id = ?");
	const half = [];
	for (const { id } of prepare("SELECT id FROM result").all()) {
		const directory = directoryOf(layout, String(id));
		if ((0, node_fs.existsSync)(`${directory}/meta.json`)) continue;
		drop.run(String(id));
		if ((0, node_fs.existsSync)(directory)) half.push(directory);
	}
	prepare("DELETE FROM used_by WHERE thing NOT LIKE '%:%' AND thing NOT IN (SELECT id FROM result)").run();
	return half;
}
function uses(prepare) {
	return prepare("SELECT id, parent, committed, used FROM result").all().map(({ id, parent, committed, used }) => ({
		id: String(id),
		parent: typeof parent === "string" ? parent : void 0,
		committed: Number(committed),
		used: Number(used)
	}));
}
function find(layout, database, ids) {
	const rows = database.run((prepare) => prepare("SELECT id, meta, used FROM result WHERE id IN (SELECT value FROM json_each(?))").all(JSON.stringify(ids)));
	const byId = new Map(rows.map((row) => [String(row["id"]), row]));
	const found = new Map();
	for (const id of ids) {
		const row = byId.get(id);
		const result = row === void 0 ? void 0 : fromRow(layout, row);
		const present = result === void 0 && isSafeId(id) && (0, node_fs.existsSync)(directoryOf(layout, id)) ? database.write((prepare) => adopt(layout, prepare, id)) : result;
		if (present !== void 0) found.set(id, present);
	}
	const now = Date.now();
	const stale = rows.filter(({ used }) => Number(used) < now - USE_GRAIN_MS$2).map(({ id }) => id);
	if (stale.length > 0) markUsed$1(database, JSON.stringify(stale), now);
	return found;
}
function markUsed$1(database, ids, now) {
	try {
		database.run((prepare) => prepare("UPDATE result SET used = ? WHERE id IN (SELECT value FROM json_each(?))").run(now, ids));
	} catch (error) {
		if (!foundNoSpace(error)) throw error;
	}
}
// src/store/catalog/memo.ts
const MAX_BYTES$2 = 134217728;
const USE_GRAIN_MS$1 = 36e5;
function makeMemo(database, maxBytes = MAX_BYTES$2) {
	return {
		recall: (kind, key) => database.run((prepare) => recall(prepare, kind, key)),
		remember: (kind, key, value) => {
			try {
				if (database.run((prepare) => recall(prepare, kind, key)) === value) return;
				database.write((prepare) => {
					replace(prepare, {
						kind,
						key,
						value
					}, maxBytes);
					trim(prepare, maxBytes);
				});
			} catch (error) {
				if (!foundNoSpace(error)) throw error;
			}
		}
	};
}
function recall(prepare, kind, key) {
	const row = prepare("SELECT number, used, value FROM memo JOIN memo_value USING (number) WHERE kind = ? AND key = ?").get(kind, key);
	if (row === void 0) return void 0;
	const now = Date.now();
	if (Number(row["used"]) < now - USE_GRAIN_MS$1) markUsed(prepare, Number(row["number"]), now);
	return String(row["value"]);
}
function markUsed(prepare, number, now) {
	try {
		prepare("UPDATE memo SET used = ? WHERE number = ?").run(now, number);
	} catch (error) {
		if (!foundNoSpace(error)) throw error;
	}
}
function replace(prepare, { kind, key, value }, maxBytes) {
	const old = prepare("SELECT number FROM memo WHERE kind = ? AND key = ?").get(kind, key);
	if (old !== void 0) drop(prepare, Number(old["number"]));
	const bytes = Buffer.byteLength(value);
	if (bytes > maxBytes) return;
	const { lastInsertRowid } = prepare("INSERT INTO memo (kind, key, bytes, used) VALUES (?, ?, ?, ?)").run(kind, key, bytes, Date.now());
	prepare("INSERT INTO memo_value (number, value) VALUES (?, ?)").run(lastInsertRowid, value);
}
function trim(prepare, maxBytes) {
	let excess = Number(prepare("SELECT sum(bytes) AS n FROM memo").get()?.["n"] ?? 0) - maxBytes;
	if (excess <= 0) return;
	for (const old of prepare("SELECT number, bytes FROM memo ORDER BY used, number").all()) {
		if (excess <= 0) return;
		excess -= Number(old["bytes"]);
		drop(prepare, Number(old["number"]));
	}
}
function drop(prepare, number) {
	for (const table of ["memo", "memo_value"]) prepare(`DELETE FROM ${table} WHERE number = ?`).run(number);
}
// src/store/fingerprint.ts
const KEY_BYTES = 32;
function fingerprintOf(layout, value) {
	return (0, node_crypto().createHmac)("sha256", readKey(layout) ?? makeKey(layout)).update(value).digest("hex");
}
function readKey({ secretKey }) {
	try {
		const key = (0, node_fs.readFileSync)(secretKey);
		return key.length === KEY_BYTES ? key : void 0;
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return void 0;
		throw error;
	}
}
function makeKey(layout) {
	const { secretKey } = layout;
	const draft = `${secretKey}.${process.pid}-${(0, node_crypto().randomBytes)(4).toString("hex")}`;
	try {
		(0, node_fs.writeFileSync)(draft, (0, node_crypto().randomBytes)(KEY_BYTES), {
			mode: 384,
			flag: "wx",
			flush: true
		});
		if (readKey(layout) === void 0) (0, node_fs.rmSync)(secretKey, { force: true });
		(0, node_fs.linkSync)(draft, secretKey);
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EEXIST") throw error;
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
	const key = readKey(layout);
	if (key === void 0) throw new Error(`${secretKey} cannot be made`);
	return key;
}
// src/store/log/reader.ts
const MAX_PIECE_BYTES = 131072;
function readLog(layout, id) {
	const file = logOf(layout, id);
	const size = file === void 0 ? void 0 : (0, node_fs.statSync)(file, { throwIfNoEntry: false })?.size;
	if (file === void 0 || size === void 0) return void 0;
	return size === 0 ? [] : piecesOf(file);
}
function logBytes(layout, id) {
	const file = logOf(layout, id);
	return file === void 0 ? void 0 : (0, node_fs.statSync)(file, { throwIfNoEntry: false })?.size;
}
const logOf = (layout, id) => isSafeId(id) ? node_path.default.join(layout.results, id, "log") : void 0;
function* piecesOf(file) {
	const descriptor = (0, node_fs.openSync)(file, "r");
	try {
		const decoder = new node_string_decoder.StringDecoder("utf8");
		let left = (0, node_fs.fstatSync)(descriptor).size;
		const buffer = Buffer.allocUnsafe(Math.min(MAX_PIECE_BYTES, left));
		while (left > 0) {
			const length = (0, node_fs.readSync)(descriptor, buffer);
			if (length === 0) break;
			left -= length;
			yield decoder.write(buffer.subarray(0, length));
		}
		yield decoder.end();
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
// src/store/owner.ts
function makeOwner(layout) {
	let held;
	let entries = 0;
	const name = () => {
		while (held === void 0) {
			const candidate = `${process.pid}.${Math.random().toString(36).slice(2, 12)}`;
			const lock = tryLock(node_path.default.join(layout.owners, candidate));
			if (lock !== void 0) held = {
				name: candidate,
				lock
			};
		}
		return held.name;
	};
	return {
		name,
		get isHeld() {
			return held !== void 0;
		},
		newEntry: () => {
			entries += 1;
			return `${name()}-${entries}`;
		},
		end: ({ keep }) => {
			if (held === void 0) return;
			if (!keep) (0, node_fs.rmSync)(node_path.default.join(layout.owners, held.name), { force: true });
			held.lock.release();
			held = void 0;
		}
	};
}
function lockDeadOwner(layout, owner) {
	const file = node_path.default.join(layout.owners, owner);
	if (!(0, node_fs.existsSync)(file)) return noLock;
	try {
		return tryLock(file);
	} catch (error) {
		if (sqliteCode(error) !== void 0) return noLock;
		throw error;
	}
}
const noLock = { release: () => void 0 };
function possibleOwners(layout) {
	const entries = (0, node_fs.readdirSync)(layout.tmp);
	const files = (0, node_fs.readdirSync)(layout.owners).filter((name) => !name.endsWith("-journal"));
	return [...new Set([...files, ...entries.map(ownerOfEntry)])];
}
function possibleOwnersSince(layout, time, except) {
	return possibleOwners(layout).some((name) => {
		if (name === except) return false;
		const stat = (0, node_fs.statSync)(node_path.default.join(layout.owners, name), { throwIfNoEntry: false });
		if (stat === void 0) return false;
		return (stat.birthtimeMs === 0 ? stat.mtimeMs : stat.birthtimeMs) < time;
	});
}
// src/store/result/own.ts
function checkOwn({ user, catalog }, thing) {
	if (user === void 0 || catalog.ownThings().has(thing)) return;
	const id = thing.slice(thing.indexOf(":") + 1);
	throw new require_index.ObuilderError("result-in-use", `other users of this store have used ${id}`, {
		value: id,
		hint: "Remove it in a shell of root without SUDO_USER (sudo su -), or wait until the limits of the store evict it."
	});
}
// src/store/slot/versions.ts
const READABLE = 40;
function encodeSlotName(name) {
	return `${name.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, READABLE)}-${(0, node_crypto().createHash)("sha256").update(name).digest("hex").slice(0, 32)}`;
}
function versionsOf(slot) {
	try {
		return (0, node_fs.readdirSync)(slot).map(Number).filter(Number.isSafeInteger).sort((a, b) => a - b);
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return [];
		throw error;
	}
}
const latestOf = (slot) => versionsOf(slot).at(-1) ?? 0;
const dataOf = (slot, version) => node_path.default.join(slot, String(version), SLOT_DATA);
async function replaceSlot(engine, copy) {
	if (!await becomeNext(copy)) {
		engine.trash.add(copy.entry);
		return false;
	}
	dropOld(engine, copy.slot);
	return true;
}
function dropOld(engine, slot) {
	for (const old of versionsOf(slot).slice(0, -1)) {
		const directory = node_path.default.join(slot, String(old));
		if (!engine.trash.take(directory) && (0, node_fs.existsSync)(directory)) dropInPlace(engine, directory);
	}
}
async function becomeNext({ slot, entry, version, words }) {
	if (latestOf(slot) !== version) return false;
	(0, node_fs.mkdirSync)(slot, {
		recursive: true,
		mode: 448
	});
	if (words !== void 0) keepWords(slot, words);
	try {
		await node_fs.promises.rename(entry, node_path.default.join(slot, String(version + 1)));
		return true;
	} catch (error) {
		if (TAKEN.includes(require_reader.errnoOf(error))) return false;
		throw error;
	}
}
function keepWords(slot, { name, scope }) {
	const file = node_path.default.join(slot, META);
	if ((0, node_fs.existsSync)(file)) return;
	try {
		(0, node_fs.writeFileSync)(file, JSON.stringify({
			name,
			scope
		}), { mode: 384 });
	} catch (error) {
		if (!foundNoSpace(error)) throw error;
	}
}
function wordsOf$2(slot) {
	try {
		const { name, scope } = JSON.parse((0, node_fs.readFileSync)(node_path.default.join(slot, META), "utf8"));
		return typeof name === "string" && typeof scope === "string" ? {
			name,
			scope
		} : {};
	} catch {
		return {};
	}
}
const TAKEN = [
	"ENOTEMPTY",
	"EEXIST",
	"ENOTDIR"
];
const USE_GRAIN_MS = 6e4;
function touchSlots({ layout }, names) {
	const now = Date.now();
	for (const name of new Set(names)) {
		const slot = node_path.default.join(layout.slots, encodeSlotName(name));
		const times = (0, node_fs.statSync)(slot, { throwIfNoEntry: false });
		if (times === void 0 || times.mtimeMs > now - USE_GRAIN_MS) continue;
		try {
			(0, node_fs.utimesSync)(slot, now / 1e3, now / 1e3);
		} catch (error) {
			if (!foundNoSpace(error) && require_reader.errnoOf(error) !== "ENOENT") throw error;
		}
	}
}
function listSlots({ slots }) {
	return (0, node_fs.readdirSync)(slots).flatMap((name) => {
		const slot = node_path.default.join(slots, name);
		const version = latestOf(slot);
		const data = dataOf(slot, version);
		return (0, node_fs.existsSync)(data) ? [{
			slot,
			version,
			used: (0, node_fs.statSync)(slot).mtimeMs
		}] : [];
	});
}
function dropSlot(engine, { slot, version }) {
	if (latestOf(slot) !== version) return false;
	try {
		(0, node_fs.linkSync)(engine.layout.pruneLock, node_path.default.join(slot, String(version + 1)));
	} catch (error) {
		if (require_reader.errnoOf(error) === "EEXIST") return false;
		if (require_reader.errnoOf(error) === "ENOENT" && (0, node_fs.existsSync)(engine.layout.pruneLock)) return false;
		if (require_reader.errnoOf(error) !== "ENOENT" && !foundNoSpace(error)) throw error;
		return dropInPlace(engine, node_path.default.join(slot, String(version)));
	}
	dropOld(engine, slot);
	return true;
}
function dropInPlace({ driver, trash }, directory) {
	if (!driver.removesAtOnce) return false;
	trash.add(directory);
	return true;
}
// src/store/removal.ts
async function removeEntries(driver, entries) {
	const present = entries.filter(isDirectory);
	for (const entry of entries.filter((one) => !present.includes(one))) (0, node_fs.rmSync)(entry, { force: true });
	if (present.length === 0) return;
	await unmountBelow(present);
	await driver.remove(present.flatMap((entry) => [node_path.default.join(entry, ROOTFS), node_path.default.join(entry, SLOT_DATA)]));
	for (const entry of present) (0, node_fs.rmSync)(entry, {
		recursive: true,
		force: true
	});
}
const isDirectory = (entry) => (0, node_fs.lstatSync)(entry, { throwIfNoEntry: false })?.isDirectory() === true;
// src/store/result/views.ts
const EXPOSED_MS = 36e5;
function viewResult(engine, id) {
	const known = engine.views.get(id);
	if (known !== void 0) return known;
	const view = show(engine, id);
	engine.views.set(id, view);
	view.catch(() => engine.views.delete(id));
	return view;
}
async function show(engine, id) {
	if (engine.catalog.hold([id], engine.owner.name()).size === 0) throw missingResult(id);
	const entry = node_path.default.join(engine.layout.tmp, engine.owner.newEntry());
	(0, node_fs.mkdirSync)(entry, { mode: 448 });
	return engine.driver.view(resultVolume(engine.layout, id), node_path.default.join(entry, ROOTFS));
}
async function changesOf(engine, { from, to, signal }) {
	const held = engine.catalog.hold([from, to], engine.owner.name());
	for (const id of [from, to]) if (!held.has(id)) throw missingResult(id);
	const { layout, driver } = engine;
	try {
		return await driver.changes?.(resultVolume(layout, from), resultVolume(layout, to), signal);
	} catch (error) {
		if (require_index.isObuilderError(error, "tool-failed")) return void 0;
		throw error;
	}
}
const resultVolume = ({ results }, id) => node_path.default.join(results, id, ROOTFS);
async function exposeResult(engine, id) {
	if (engine.catalog.hold([id], engine.owner.name()).size === 0) throw missingResult(id);
	const lock = await waitForLock(engine.layout.viewLock);
	try {
		return await showForPeople(engine, id);
	} finally {
		lock.release();
	}
}
function viewForPeople(layout, id) {
	return node_path.default.join(layout.views, `${id}-${commitTime(node_path.default.join(layout.results, id))}`);
}
function takeViewForPeople({ layout, trash }, id) {
	if ((0, node_fs.existsSync)(node_path.default.join(layout.results, id, "meta.json"))) trash.take(viewForPeople(layout, id));
}
async function showForPeople({ layout, driver, trash }, id) {
	const entry = viewForPeople(layout, id);
	const at = node_path.default.join(entry, ROOTFS);
	if (isMountPoint(at)) {
		(0, node_fs.utimesSync)(entry, new Date(), new Date());
		return at;
	}
	await removeEntries(driver, [entry]);
	(0, node_fs.mkdirSync)(entry, {
		recursive: true,
		mode: 448
	});
	const shown = await driver.view(resultVolume(layout, id), at);
	if (shown !== at) trash.add(entry);
	return shown;
}
function staleViews(layout, now) {
	return (0, node_fs.readdirSync)(layout.views).map((name) => node_path.default.join(layout.views, name)).filter((entry) => {
		const time = (0, node_fs.statSync)(entry, { throwIfNoEntry: false })?.mtimeMs;
		return time !== void 0 && time < now - EXPOSED_MS;
	});
}
// src/store/upkeep/repair.ts
async function repairStore(parts) {
	for (const owner of possibleOwners(parts.layout)) await repairOwner(parts, owner);
	const views = staleViews(parts.layout, Date.now());
	if (views.length > 0) await removeThoroughly(parts.driver, views);
}
async function repairOwner({ layout, catalog, driver }, owner) {
	const lock = lockDeadOwner(layout, owner);
	if (lock === void 0) return false;
	try {
		await removeThoroughly(driver, (0, node_fs.readdirSync)(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner).map((entry) => node_path.default.join(layout.tmp, entry)));
		for (const id of catalog.claimsOf(owner)) catalog.record(id, owner);
		await removeThoroughly(driver, catalog.dropLost());
		catalog.unclaimAll(owner);
		(0, node_fs.rmSync)(node_path.default.join(layout.owners, owner), { force: true });
		(0, node_fs.rmSync)(node_path.default.join(layout.owners, `${owner}-journal`), { force: true });
	} finally {
		lock.release();
	}
	return true;
}
const ATTEMPTS = 5;
async function removeThoroughly(driver, entries) {
	for (let attempt = 1;; attempt += 1) try {
		await removeEntries(driver, entries);
		return;
	} catch (error) {
		if (attempt === ATTEMPTS) {
			if (entries.some((entry) => (0, node_fs.existsSync)(entry))) return;
			throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
	}
}
// src/store/result/summary.ts
function writeSummary(directory, text) {
	(0, node_fs.writeFileSync)(node_path.default.join(directory, SUMMARY), text, { mode: 384 });
}
function readSummary(layout, id) {
	if (!isSafeId(id)) return void 0;
	try {
		return beginningOf(node_path.default.join(layout.results, id, SUMMARY));
	} catch {
		return;
	}
}
function beginningOf(file) {
	const descriptor = (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	try {
		const buffer = Buffer.allocUnsafe(MAX_SUMMARY_BYTES);
		return buffer.toString("utf8", 0, (0, node_fs.readSync)(descriptor, buffer));
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
// src/store/slot/remove.ts
const idOf = ({ slot }) => node_path.default.basename(slot);
function slotsNamed({ layout }, given) {
	return listSlots(layout).map((use) => ({
		id: idOf(use),
		...wordsOf$2(use.slot)
	})).filter(({ id, name = id }) => name === given);
}
function deleteSlot(engine, id) {
	const find = () => listSlots(engine.layout).find((use) => idOf(use) === id);
	let slot = find();
	if (slot === void 0) throw missing$1(id);
	checkOwn(engine, slotThing(id));
	while (slot !== void 0 && !dropSlot(engine, slot)) {
		const before = slot;
		slot = find();
		if (slot?.version === before.version) throw full(id);
	}
	const own = engine.owner.isHeld ? engine.owner.name() : void 0;
	return possibleOwnersSince(engine.layout, Number.POSITIVE_INFINITY, own);
}
const missing$1 = (id) => new require_index.ObuilderError("result-missing", `there is no cache slot ${id}`, { value: id });
const full = (id) => new require_index.ObuilderError("store-full", `the cache slot ${id} cannot be removed: the disk is full`, {
	value: id,
	hint: "Free some space first: prune --max-age=7d."
});
// src/store/slot/sharing.ts
const slotOf = (engine) => (name, start) => {
	switch (start.sharing) {
		case "locked": return lockedSlot(engine, name, start);
		case "shared": return engine.driver.hasManyWriters ? sharedSlot(engine, name, start) : lockedSlot(engine, name, start);
		default: return require_run().takeFilledSlot(engine)(name, start);
	}
};
const LOCK = "lock";
async function lockedSlot(engine, name, start) {
	const lock = await withStoreErrors(engine.driver, () => lockOf(engine, name, start));
	engine.slotLocks.add(lock);
	const release = () => {
		if (engine.slotLocks.delete(lock)) lock.release();
	};
	try {
		const copy = await require_run().takeFilledSlot(engine)(name, start);
		return {
			...copy,
			finish: () => copy.finish().finally(release),
			discard: () => copy.discard().finally(release)
		};
	} catch (error) {
		release();
		throw error;
	}
}
async function lockOf({ layout }, name, { onWait, signal }) {
	const slot = node_path.default.join(layout.slots, encodeSlotName(name));
	(0, node_fs.mkdirSync)(slot, {
		recursive: true,
		mode: 448
	});
	const file = node_path.default.join(slot, LOCK);
	const lock = tryLock(file);
	if (lock !== void 0) return lock;
	onWait?.();
	return await waitForLock(file, signal);
}
async function sharedSlot(engine, name, start) {
	const { sharedSlots } = engine;
	const present = sharedSlots.get(name);
	const entry = (present?.ending === void 0 ? present : void 0) ?? {
		copy: nextCopy(engine, name, {
			start,
			after: present?.ending
		}),
		users: 0
	};
	sharedSlots.set(name, entry);
	entry.users += 1;
	const forget = () => {
		if (sharedSlots.get(name) === entry) sharedSlots.delete(name);
	};
	const copy = await entry.copy.catch((error) => {
		forget();
		throw error;
	});
	let isOver = false;
	const end = async (last) => {
		if (isOver) throw new require_index.ObuilderError("internal", `the copy of slot ${name} is over`, { value: name });
		isOver = true;
		entry.users -= 1;
		if (entry.users > 0) return;
		entry.ending = last().finally(forget);
		await entry.ending;
	};
	return {
		...copy,
		finish: () => end(copy.finish),
		discard: () => end(copy.discard)
	};
}
async function nextCopy(engine, name, { start, after }) {
	await after?.catch(() => void 0);
	return await require_run().takeFilledSlot(engine)(name, start);
}
// src/store/trash.ts
function newEntry(owner) {
	try {
		return owner.newEntry();
	} catch (error) {
		if (!foundNoSpace(error)) throw error;
		return `${DROPPED}.${(0, node_crypto().randomBytes)(8).toString("hex")}-1`;
	}
}
const DROPPED = "dropped";
function makeTrash(layout, parts) {
	const dropped = new Set();
	const move = (directory) => {
		if (!(0, node_fs.existsSync)(directory)) return false;
		const entry = node_path.default.join(layout.tmp, newEntry(parts.owner));
		try {
			(0, node_fs.renameSync)(directory, entry);
		} catch (error) {
			if ((0, node_fs.existsSync)(directory)) throw error;
			return false;
		}
		dropped.add(entry);
		return true;
	};
	return {
		add: (directory) => void dropped.add(directory),
		move,
		take: (directory) => {
			try {
				return move(directory);
			} catch {
				return false;
			}
		},
		takeOut: (directory) => {
			try {
				return move(directory);
			} catch (error) {
				if (!foundNoSpace(error) || !parts.driver.removesAtOnce) throw error;
				(0, node_fs.rmSync)(node_path.default.join(directory, META), { force: true });
				dropped.add(directory);
				return true;
			}
		},
		empty: async () => {
			const entries = [...dropped];
			await removeEntries(parts.driver, entries);
			for (const entry of entries) dropped.delete(entry);
			return entries.length > 0;
		},
		emptyAll: async () => {
			await removeEntries(parts.driver, [...dropped]);
			dropped.clear();
			if (!parts.owner.isHeld) return;
			const owner = parts.owner.name();
			const entries = (0, node_fs.readdirSync)(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
			await removeEntries(parts.driver, entries.map((entry) => node_path.default.join(layout.tmp, entry)));
		}
	};
}
// src/store/open.ts
const DEFAULT_LIMITS = { minFree: { share: .05 } };
function openStore(place, options = {}) {
	return openAsAsked(place, options).catch((error) => {
		throw require_index.asObuilderError(error);
	});
}
async function openAsAsked(place, options) {
	if (place.root.startsWith("/")) {
		checkWay(place.root);
		checkMounted(place.root);
	}
	const opened = await drivers[place.driver].open(place.root).catch(async (error) => {
		throw await explained(error);
	});
	if (opened.root !== place.root) checkWay(opened.root);
	const { driver } = opened;
	try {
		return await openWithDriver(opened, options);
	} catch (error) {
		if (!isFull(driver, error)) throw asStoreError(driver, error);
		await driver.settle();
		return await withStoreErrors(driver, () => openWithDriver(opened, options));
	}
}
async function explained(error) {
	const { code } = require_index.asObuilderError(error);
	if (code !== "store-unavailable" && code !== "tool-failed") return error;
	const why = await whyNoMounts();
	return why === void 0 ? error : cannotMount(why, error);
}
async function openWithDriver({ root, driver }, options) {
	const { onNotice = () => void 0, limits, user, isLooking } = options;
	const layout = layoutOf(root);
	checkEntries(layout);
	makeLayout(layout);
	const catalog = openCatalog(layout, {
		onNotice,
		uid: user?.uid ?? 0,
		isLooking
	});
	tellOtherFormats(layout, onNotice);
	try {
		await repairStore({
			layout,
			catalog,
			driver
		});
	} catch (error) {
		if (!isFull(driver, error)) {
			catalog.database.close();
			throw error;
		}
	}
	const owner = makeOwner(layout);
	return storeOf({
		layout,
		driver,
		catalog,
		owner,
		trash: makeTrash(layout, {
			driver,
			owner
		}),
		pending: new Map(),
		leases: new Map(),
		stuck: new Set(),
		openLogs: new Set(),
		views: new Map(),
		sharedSlots: new Map(),
		fills: new Map(),
		slotLocks: new Set(),
		limits: mergeLimits(DEFAULT_LIMITS, limits),
		user,
		onNotice
	});
}
function tellOtherFormats(layout, onNotice) {
	for (const directory of otherFormats(layout)) onNotice(`${directory} is a store of another format, unused by this release; remove the directory if no other release uses it`);
}
function storeOf(engine) {
	const { catalog, trash, driver } = engine;
	let closing;
	const guarded = (work) => withStoreErrors(driver, work);
	const sync = (work) => {
		try {
			return work();
		} catch (error) {
			throw asStoreError(driver, error);
		}
	};
	return {
		memo: makeMemo(catalog.database),
		find: (ids) => sync(() => catalog.find(ids)),
		hold: (ids) => guarded(() => require_run().withRoom(engine, async () => catalog.hold(ids, engine.owner.name()))),
		changes: (from, to, signal) => guarded(() => require_run().withRoom(engine, () => changesOf(engine, {
			from,
			to,
			signal
		}))),
		view: (id) => guarded(() => require_run().withRoom(engine, () => viewResult(engine, id))),
		expose: (id) => guarded(() => require_run().withRoom(engine, () => exposeResult(engine, id))),
		checkout: (id) => guarded(() => require_run().withRoom(engine, () => require_run().checkOut(engine, id))),
		acquire: (id, options = {}) => guarded(() => require_run().acquire(engine, id, options)),
		slot: slotOf(engine),
		scratch: () => sync(() => makeScratch(engine)),
		fingerprint: (value) => sync(() => fingerprintOf(engine.layout, value)),
		touchSlots: (names) => sync(() => touchSlots(engine, names)),
		readLog: (id) => readLog(engine.layout, id),
		logBytes: (id) => logBytes(engine.layout, id),
		readSummary: (id) => readSummary(engine.layout, id),
		hasFailed: (id) => isSafeId(id) && require_run().readFailed(engine.layout, id) !== void 0,
		list: () => sync(() => catalog.list()),
		failed: () => require_run().listFailed(engine.layout),
		delete: (id) => require_run().deleteResult(engine, id),
		deleteFailed: (id) => guarded(async () => require_run().deleteFailed(engine, id)),
		slotsNamed: (name) => sync(() => slotsNamed(engine, name)),
		deleteSlot: (id) => guarded(async () => deleteSlot(engine, id)),
		usage: () => guarded(() => usage(engine)),
		space: () => sync(() => driver.space()),
		spareBytes: () => sync(() => driver.spareBytes()),
		prune: (limits, signal) => guarded(() => require_run().pruneFor(engine, limits, signal)),
		planPrune: (limits, signal) => guarded(() => require_run().planPrune(engine, limits, signal)),
		sizes: (ids, signal) => guarded(() => require_run().sizesOf(engine, ids, signal)),
		listSlots: (signal) => guarded(() => require_run().listedSlots(engine, signal)),
		withRoom: (work, options) => require_run().stepWithRoom(engine, work, options),
		fullness: () => sync(() => fullText(driver.fullPlace())),
		clean: () => guarded(async () => {
			await trash.empty();
			await driver.settle();
		}),
		close: () => {
			closing ??= guarded(() => close$1(engine));
			return closing;
		}
	};
}
function makeScratch({ layout, owner }) {
	const directory = node_path.default.join(layout.tmp, owner.newEntry());
	(0, node_fs.mkdirSync)(directory, { mode: 448 });
	return directory;
}
async function usage({ layout, catalog, driver }) {
	return {
		...driver.space(),
		usedBytes: await driver.usedBytes(),
		results: catalog.count(),
		slots: listSlots(layout).length,
		failed: require_run().listFailed(layout).length
	};
}
async function close$1(engine) {
	const { catalog, driver, owner, trash, pending, stuck, openLogs } = engine;
	await Promise.allSettled([...pending.values()].map(({ done }) => done));
	const ended = driver.close?.();
	for (const log of openLogs) log.close();
	for (const lock of engine.slotLocks) lock.release();
	engine.slotLocks.clear();
	let keep = false;
	stuck.clear();
	if (!owner.isHeld) await trash.emptyAll().catch(() => void 0);
	else try {
		await trash.emptyAll();
		await onceThereIsSpace(engine, () => {
			for (const id of catalog.claimsOf(owner.name())) catalog.record(id, owner.name());
			catalog.unclaimAll(owner.name());
		});
	} catch {
		keep = true;
	}
	owner.end({ keep });
	catalog.database.close();
	await ended;
}
async function onceThereIsSpace({ driver }, work) {
	try {
		work();
	} catch (error) {
		if (!isFull(driver, error)) throw error;
		await driver.settle();
		work();
	}
}
// src/tree/open.ts
function openTrees() {
	const sources = require_reader.makeSources();
	return {
		readManifest: (request) => require_reader.readManifest(request, sources),
		copy: async (request) => await (await Promise.resolve().then(() => require("./run.js")).then((n) => n.copy_exports)).copyTree(request, sources),
		forget: require_reader.forgetDigests
	};
}
// src/worker/not-valid-now.ts
const MAX_SHOWN$2 = 3;
const MAX_SUBJECT = 100;
function notValidNow(certificates) {
	const now = new Date();
	const all = certificates.map(validityOf);
	const isValid = ({ from, until }) => from <= now && now <= until;
	const valid = new Set(all.filter(isValid).map(({ subject }) => subject));
	const rest = all.filter(({ subject }) => !valid.has(subject));
	if (rest.length === 0) return void 0;
	const shown = rest.slice(0, MAX_SHOWN$2).map((one) => words(one, now));
	const more = rest.length > MAX_SHOWN$2 ? [`and ${rest.length - MAX_SHOWN$2} more`] : [];
	return `${rest.length === 1 ? "a certificate that is" : "certificates that are"} not valid now: ${[...shown, ...more].join(", ")}`;
}
function words({ subject, from, until }, now) {
	return `${oneLine(subject.replaceAll("\n", ", "), MAX_SUBJECT)} (${time({
		from,
		until
	}, now)})`;
}
function time({ from, until }, now) {
	if ([from, until].some((date) => Number.isNaN(date.getTime()))) return "its times are malformed";
	return now < from ? `from ${day(from)}` : `until ${day(until)}`;
}
const day = (date) => date.toISOString().slice(0, 10);
// src/worker/owner/rules.ts
const OWNER_FILE = "/etc/obuilder-action.json";
const NO_RULES = {
	hostNetwork: "allow",
	needsUserNamespace: false,
	steps: {},
	imageDirectories: [],
	ca: []
};
function ownerFault(file, what, value, cause) {
	return new require_index.ObuilderError("input-invalid", `${file} ${what}`, {
		value: value ?? file,
		hint: "Let the owner of this machine fix the file; \"doctor\" checks the file.",
		cause
	});
}
// src/worker/owner/read.ts
const MAX_BYTES$1 = 1024 ** 2;
const readOwnerText = (file) => readTrusted(file, MAX_BYTES$1);
function readTrusted(file, most) {
	const found = untrustedWay(node_path.default.dirname(file)) ?? untrustedEntry([file]);
	if (found !== void 0) throw ownerFault(file, `is not trusted: ${found.path} ${found.why}`, found.path);
	const handle = open$1(file);
	if (handle === void 0) return void 0;
	try {
		const { size } = (0, node_fs.fstatSync)(handle);
		if (!(0, node_fs.fstatSync)(handle).isFile()) throw ownerFault(file, "is not a regular file");
		if (size > most) throw ownerFault(file, `is larger than ${most} bytes`);
		return (0, node_fs.readFileSync)(handle, "utf8");
	} finally {
		(0, node_fs.closeSync)(handle);
	}
}
const isHidden = (error) => require_index.isObuilderError(error, "input-invalid") && require_reader.errnoOf(error.cause) === "EACCES";
function open$1(file) {
	try {
		return (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT") return void 0;
		throw ownerFault(file, `cannot be read (${code})`, file, error);
	}
}
// src/worker/authorities.ts
const MAX_BYTES = 1024 ** 2;
async function readAuthorities({ ca = [] }, { files, rules, onWarning }) {
	const certificates = [...ownersAuthorities(rules)];
	let limit = MAX_BYTES;
	for (const file of ca) {
		const text = await readUsers(files, file, limit);
		limit -= text.length;
		const read = checked(text, (why) => usersFault(file, why));
		const untimely = notValidNow(read);
		if (untimely !== void 0) onWarning(`the file ${file} of ca has ${untimely}. ${UNTIMELY_HINT}`);
		certificates.push(...read);
	}
	return [...new Set(certificates)];
}
const UNTIMELY_HINT = "Programs refuse servers of such an authority: name its present certificate, or set the clock of this machine.";
const ownersAuthorities = ({ ca }) => ca.flatMap(ownersCertificates);
function ownersCertificates(file) {
	const text = readOwners(file);
	if (text === void 0) throw ownerFault(OWNER_FILE, `has a fault: ca names ${file}, which does not exist`, file);
	return checked(text, (why) => ownerFault(OWNER_FILE, `has a fault: ca names ${file}, which ${why}`, file));
}
function readOwners(file) {
	try {
		return readTrusted(file, MAX_BYTES);
	} catch (error) {
		if (!require_index.isObuilderError(error, "input-invalid")) throw error;
		throw ownerFault(OWNER_FILE, `has a fault: in ca, ${error.message}`, file, error.cause);
	}
}
async function readUsers(files, path, limit) {
	try {
		return (await readWhole(files, { path }, { limit })).toString("latin1");
	} catch (cause) {
		const why = require_index.isObuilderError(cause) ? cause.message : `${path} (${require_reader.errnoOf(cause)})`;
		throw new require_index.ObuilderError("input-invalid", `could not read the certificates of ca: ${why}`, {
			value: path,
			hint: "Name PEM files that you may read, together at most 1 MB.",
			cause
		});
	}
}
function usersFault(file, why) {
	return new require_index.ObuilderError("input-invalid", `could not use the file ${file} of ca: it ${why}`, {
		value: file,
		hint: "Name a file in PEM: it has the line -----BEGIN CERTIFICATE-----."
	});
}
function checked(text, fault) {
	const certificates = certificatesIn(text);
	if (certificates.length === 0) throw fault("has no certificate");
	if (certificates.some((pem) => parseCertificate(pem) === void 0)) throw fault("has a malformed certificate");
	if (!certificates.some(isAuthority)) throw fault("has the certificate of a server, which vouches for nobody: name that of its authority");
	return certificates;
}
// src/worker/cache-program.ts
function cacheProgram(cli, { env, authorities }) {
	const uid = require_reader.ownUid();
	const caller = require_reader.callerOf({
		env: process.env,
		uid
	});
	const place = node_path.default.extname(cli) === ".ts" ? "../remote/gha/program.ts" : "../gha/index.js";
	return {
		file: node_path.default.resolve(node_path.default.dirname(cli), place),
		env,
		authorities,
		user: uid !== 0 || caller.isRoot ? void 0 : {
			uid: caller.uid,
			gid: caller.gid
		}
	};
}
// src/worker/owner/schema.ts
const text = () => pipe(string("is not a text"), minLength(1, "is empty"), maxLength(4096, "is too long"), excludes("\0", "has a NUL byte in it"));
const names = () => pipe(array(text(), "is not a list"), minLength(1, "is an empty list"));
const absolute = () => pipe(text(), startsWith("/", "is not an absolute path"));
const amount = () => union([text(), pipe(number$2(), minValue(0))], "is neither a text nor a number");
const ownerSchema = () => fields({
	$schema: optional(text()),
	stores: optional(pipe(array(fields({
		store: text(),
		size: optional(text()),
		users: optional(names()),
		groups: optional(names()),
		"min-free-space": optional(amount()),
		"max-used-space": optional(amount()),
		"max-results": optional(amount()),
		"max-age": optional(text())
	}), "is not a list"), minLength(1, "is an empty list"))),
	"host-network": optional(picklist([
		"allow",
		"audit",
		"forbid"
	], "is neither \"allow\" nor \"audit\" nor \"forbid\"")),
	"user-namespace": optional(picklist(["auto", "always"], "is neither \"auto\" nor \"always\"")),
	steps: optional(fields({
		memory: optional(amount()),
		cpus: optional(amount()),
		pids: optional(amount()),
		"step-timeout": optional(amount()),
		"log-size": optional(amount())
	})),
	"image-directories": optional(array(absolute(), "is not a list")),
	ca: optional(array(absolute(), "is not a list"))
});
const FIELD_NAMES = [
	...[
		"stores",
		"host-network",
		"user-namespace",
		"steps",
		"image-directories",
		"ca"
	],
	...[
		"store",
		"size",
		"users",
		"groups",
		"min-free-space",
		"max-used-space",
		"max-results",
		"max-age"
	],
	...[
		"memory",
		"cpus",
		"pids",
		"step-timeout",
		"log-size"
	]
];
// src/worker/owner/parse.ts
function parseOwnerFile(text, file) {
	const { success, output, issues } = safeParse(ownerSchema(), parseJson(text, file), { abortEarly: true });
	if (success) {
		const steps = textsOf$1(output.steps ?? {});
		return {
			stores: output.stores?.map((store, index) => toStore(store, {
				file,
				field: `stores.${index}`
			})),
			hostNetwork: output["host-network"] ?? "allow",
			needsUserNamespace: output["user-namespace"] === "always",
			steps,
			bounds: parseBounds((name) => steps[name], (name) => `${file} has a fault: steps.${name}`),
			imageDirectories: output["image-directories"] ?? [],
			ca: output.ca ?? []
		};
	}
	const [issue] = issues;
	const field = getDotPath(issue) ?? void 0;
	throw ownerFault(file, field === void 0 ? problem(issue) : `has a fault: ${field} ${problem(issue)}${likeOf(issue)}`, field);
}
function likeOf(issue) {
	const { key } = issue.path?.at(-1) ?? {};
	if (issue.expected !== "never" || typeof key !== "string") return "";
	const near = nearestName(key, FIELD_NAMES.filter((name) => name !== key));
	return near === void 0 ? "" : `: did you mean ${near}?`;
}
function toStore(store, { file, field }) {
	const label = (name) => `${file} has a fault: ${field}.${name}`;
	if (store.store !== "auto") naming(label("store"), () => parseStoreName(store.store));
	const texts = textsOf$1(store);
	return {
		store: store.store,
		poolBytes: store.size === void 0 ? void 0 : parsePoolSize(store.size, label("size")),
		users: store.users,
		groups: store.groups,
		limits: parseLimits((name) => texts[name], label)
	};
}
function naming(label, work) {
	try {
		work();
	} catch (error) {
		if (require_index.isObuilderError(error)) throw ownerFault(label, `is wrong: ${error.message}`, error.value);
		throw error;
	}
}
const textsOf$1 = (fields) => Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : []));
function parseJson(text, file) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw ownerFault(file, `is not JSON: ${error instanceof Error ? error.message : error}`);
	}
}
// src/worker/owner/load.ts
async function readOwnerRules(file = OWNER_FILE) {
	const text = readOwnerText(file);
	if (text === void 0) return NO_RULES;
	return parseOwnerFile(text, file);
}
// src/worker/owner/boundary.ts
async function readBoundary() {
	return {
		caller: require_reader.callerOf({
			env: process.env,
			uid: require_reader.ownUid()
		}),
		rules: await readOwnerRules()
	};
}
// src/files/trust/program-for-root.ts
const OF_ROOT = "Commands with sudo are for an administrator: they start root's own copy of the action.";
const CHANGEABLE = "Others than root can change this program. As root, run only a copy that nobody else can change: copy this release into a directory that only root can change, and run there: sudo node dist/cli/index.js doctor --install. The next build then names root's copy in its commands.";
function programForRoot(own) {
	const directory = installedDirectory();
	if (!(directory !== void 0 && installedVersion() === versionOf$1(own.cli))) return {
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
function partChangedBy(program, user) {
	for (const file of filesOf(program)) for (const part of partsOf(file)) if (canChange(user, part.stats)) return part.path;
}
const [STICKY, GROUP_WRITES, OTHERS_WRITE] = [
	512,
	16,
	2
];
function canChange({ uid, groups }, stats) {
	if (stats.uid === uid) return true;
	if (stats.isSymbolicLink() || stats.isDirectory() && (stats.mode & STICKY) !== 0) return false;
	return groups.includes(stats.gid) && (stats.mode & GROUP_WRITES) !== 0 || (stats.mode & OTHERS_WRITE) !== 0;
}
function filesOf({ node, cli }) {
	const release = node_path.default.resolve(node_path.default.dirname(cli), "..");
	return [
		node,
		cli,
		...["cli", "gha"].flatMap((name) => (0, node_fs.readdirSync)(node_path.default.join(release, name)).map((file) => node_path.default.join(release, name, file)))
	];
}
// src/store/choose/init-mark.ts
const MARK = "obuilder-action.store";
const TEXT$1 = "Made by \"obuilder-action init\". Users who build through sudo may use this store while this file is here.\n";
function markStore(root) {
	const mark = node_path.default.join(root, MARK);
	(0, node_fs.writeFileSync)(mark, TEXT$1, { mode: 420 });
	(0, node_fs.chmodSync)(mark, 420);
}
function isMarked({ root }) {
	const directory = root.startsWith("/") ? root : mountPointOf(root);
	if (directory === void 0 || untrustedWay(directory) !== void 0) return false;
	const mark = node_path.default.join(directory, MARK);
	return (0, node_fs.lstatSync)(mark, { throwIfNoEntry: false })?.isFile() === true && untrustedEntry([mark]) === void 0;
}
// src/worker/owner/choose-store.ts
function chooseStore(wish, caller, rules) {
	if (caller.isRoot) return forRoot(wish, rules);
	if (wish.poolDirectory !== void 0) throw refused(`the place ${wish.poolDirectory} of a pool`, caller, {
		value: wish.poolDirectory,
		hint: "Leave --pool-dir out, or use a shell of root without SUDO_USER: sudo su -"
	});
	if (rules.stores !== void 0) return fromList(wish, caller, rules.stores);
	if (wish.store === "auto" || isMarked(parseStoreName(wish.store))) return { wish };
	checkVisibleWay(parseStoreName(wish.store));
	throw absent(wish.store) ?? refused(`the store ${wish.store}`, caller, {
		value: wish.store,
		hint: `Let an administrator allow this store once: ${initCommand(wish.store)}`
	});
}
function absent(store) {
	const { root } = parseStoreName(store);
	const lack = root.startsWith("/") ? visibleLack(root) : void 0;
	if (lack === void 0) return void 0;
	return new require_index.ObuilderError("store-unavailable", `there is no store at ${store}: the directory ${lack}`, {
		value: store,
		hint: `If its disk should be mounted there, mount it. For a new store, an administrator runs: ${initCommand(store)}`
	});
}
function initCommand(store) {
	const { node, cli, note } = programForRoot({
		node: process.execPath,
		cli: require_index.must(process.argv[1], "the path of this program")
	});
	const line = shellWords([
		"sudo",
		node,
		cli,
		"init",
		store
	]);
	return note === void 0 ? line : `${line}\n${note}`;
}
function checkVisibleWay({ root }) {
	const found = root.startsWith("/") ? untrustedWay(root) : void 0;
	if (found !== void 0 && isVisible(node_path.default.dirname(found.path))) checkWay(root);
}
function forRoot(wish, { stores = [] }) {
	const listed = wish.store === "auto" && wish.poolDirectory === void 0 ? stores[0] : stores.find(({ store }) => sameStore(store, wish.store));
	return listed === void 0 ? { wish } : taken(wish, listed);
}
function fromList(wish, caller, stores) {
	const own = stores.filter((store) => mayUse(caller, store));
	const listed = wish.store === "auto" ? own[0] : own.find(({ store }) => sameStore(store, wish.store));
	if (listed !== void 0) return taken(wish, listed);
	const names = own.map(({ store }) => store).join(", ");
	throw refused(wish.store === "auto" ? "any store" : `the store ${wish.store}`, caller, {
		value: wish.store,
		hint: `Let the owner of this machine add ${wish.store === "auto" ? "a store for you" : "the store, or you as one of its users,"} in ${OWNER_FILE}.${names && ` Or use: ${names}.`}`
	});
}
function taken(wish, { store, poolBytes, limits }) {
	const namedBy = wish.store === "auto" ? OWNER_FILE : wish.namedBy;
	return {
		wish: {
			...wish,
			store,
			namedBy,
			poolBytes: poolBytes ?? wish.poolBytes
		},
		limits
	};
}
function mayUse(caller, { users, groups }) {
	if (users === void 0 && groups === void 0) return true;
	if (users?.includes(caller.name) || users?.includes(String(caller.uid))) return true;
	return groups !== void 0 && require_reader.isInGroup(caller, groups);
}
function sameStore(a, b) {
	if (a === "auto" || b === "auto") return a === b;
	const [one, other] = [parseStoreName(a), parseStoreName(b)];
	const plain = (root) => root.startsWith("/") ? node_path.default.resolve(root) : root;
	return one.driver === other.driver && plain(one.root) === plain(other.root);
}
function refused(what, { name }, details) {
	return new require_index.ObuilderError("not-root", `the user ${name} may not use ${what}`, details);
}
// src/worker/owner/network.ts
function networkUnder({ hostNetwork }, asked, at) {
	if (asked.kind !== "host" || hostNetwork === "allow") return asked;
	if (hostNetwork === "audit") return { kind: "audit" };
	throw new require_index.ObuilderError("input-invalid", "steps may not use the host's network on this machine", {
		at,
		value: "host",
		hint: `Name the hosts: (network (allow packages.example:443)). The owner of this machine forbids (network host) in ${OWNER_FILE}.`
	});
}
function withNetworks(spec, rules, onReplaced) {
	if (rules.hostNetwork === "allow") return spec;
	const change = (operation) => {
		if (operation.kind !== "run") return operation;
		const network = networkUnder(rules, operation.network, operation.at);
		if (network === operation.network) return operation;
		onReplaced(operation.at);
		return {
			...operation,
			network
		};
	};
	return {
		...spec,
		operations: spec.operations.map(change),
		builds: spec.builds.map((nested) => ({
			...nested,
			spec: withNetworks(nested.spec, rules, onReplaced)
		}))
	};
}
const mayReachMachine = ({ hostNetwork }) => hostNetwork === "allow";
// src/worker/owner/user-namespace.ts
function userNamespaceFor(asked, { needsUserNamespace }) {
	if (!needsUserNamespace) return asked;
	if (asked !== "never") return "always";
	throw new require_index.ObuilderError("input-invalid", "steps may not run without a user namespace on this machine", {
		value: asked,
		hint: `Leave user-namespace out. The owner of this machine wants one around each step in ${OWNER_FILE}.`
	});
}
// src/request/carriers/unused.ts
const NAMES$1 = {
	slots: "cache-slots",
	isRequired: "cache-required",
	keySecret: "cache-key-secret",
	minSeconds: "cache-min-time",
	maxBytesPerSecond: "cache-max-rate"
};
const KEYS = Object.keys(NAMES$1);
function withoutCarriers(options) {
	const unused = KEYS.filter((key) => options[key] !== void 0 && options[key] !== false);
	if (unused.length === 0) return void 0;
	return `${unused.map((key) => NAMES$1[key]).join(", ")} ${unused.length === 1 ? "has" : "have"} no effect without cache-from or cache-to`;
}
// src/remote/gha/outside.ts
function outsideJob(env) {
	const missing = missingVariable(env);
	if (missing === void 0) return void 0;
	const message = `type=gha works in a job of GitHub Actions only: the variable ${missing} is not set`;
	return new require_index.ObuilderError("input-invalid", message, {
		value: "type=gha",
		hint: "Use type=registry or type=local here: only actions of a job get this variable, its steps with run: and shells do not."
	});
}
function missingVariable(env) {
	if (!env["ACTIONS_RUNTIME_TOKEN"]) return "ACTIONS_RUNTIME_TOKEN";
	return env["ACTIONS_RESULTS_URL"] || env["ACTIONS_CACHE_URL"] ? void 0 : "ACTIONS_RESULTS_URL";
}
// src/worker/carriers-here.ts
function carriersHere({ cacheFrom = [], cacheTo = [], cacheOptions }, { env, onWarning }) {
	const error = [...cacheFrom, ...cacheTo].some(isGha) ? outsideJob(env) : void 0;
	if (error === void 0) return {
		cacheFrom,
		cacheTo
	};
	if (cacheOptions?.isRequired === true) throw error;
	onWarning(`${error.message}; the build goes on without this carrier. ${error.hint}`);
	const isHere = (carrier) => !isGha(carrier);
	return {
		cacheFrom: cacheFrom.filter(isHere),
		cacheTo: cacheTo.filter(isHere)
	};
}
const isGha = ({ type }) => type === "gha";
// src/worker/remote.ts
const MAX_BYTES_PER_SECOND = 100 * 1024 ** 2;
const FIND_MS = 3e4;
const MIN_KEY_BYTES = 16;
function remoteMachinery(request, parts) {
	const { cacheOptions = {} } = request;
	const unused = hasCarriers(request) ? void 0 : withoutCarriers(cacheOptions);
	if (unused !== void 0) parts.onWarning(unused);
	const here = carriersHere(request, {
		env: parts.cacheProgram?.env ?? {},
		onWarning: parts.onWarning
	});
	if (!hasCarriers(here)) return void 0;
	const { cacheFrom, cacheTo } = here;
	const { isRequired = false, minSeconds = 0, maxBytesPerSecond = MAX_BYTES_PER_SECOND } = cacheOptions;
	const key = keyOf(request);
	if (key === void 0 && cacheOptions.keySecret !== void 0) {
		const missing = missingKey(cacheOptions.keySecret);
		if (isRequired) throw missing;
		parts.onWarning(`cache-from and cache-to are not used: ${missing.message}`);
		return;
	}
	return {
		settings: {
			mayFind: cacheFrom.length > 0,
			mayStore: cacheTo.length > 0,
			isRequired,
			slots: cacheOptions.slots ?? [],
			key,
			minSeconds,
			maxBytesPerSecond,
			findMs: FIND_MS
		},
		open: () => openCarriers({
			cacheFrom,
			cacheTo,
			isRequired
		}, parts)
	};
}
const hasCarriers = ({ cacheFrom = [], cacheTo = [] }) => cacheFrom.length + cacheTo.length > 0;
function keyOf({ cacheOptions, secrets }) {
	const id = cacheOptions?.keySecret;
	if (id === void 0) return void 0;
	const value = Buffer.from(Object.hasOwn(secrets, id) && secrets[id] || "", "base64");
	if (value.length === 0) return void 0;
	if (value.length >= MIN_KEY_BYTES) return value;
	throw new require_index.ObuilderError("input-invalid", `the secret "${id}" of cache-key-secret has ${value.length} bytes: expected ${MIN_KEY_BYTES} or more`, {
		value: id,
		hint: "Make a key, for example with: openssl rand -hex 32"
	});
}
function missingKey(id) {
	return new require_index.ObuilderError("secret-missing", `the secret "${id}" of cache-key-secret was not given`, {
		value: id,
		hint: "Give its value, or leave out cache-from and cache-to: a job of a fork has no secrets."
	});
}
async function openCarriers({ cacheFrom, cacheTo, isRequired }, { store, directory, onWarning, ...settings }) {
	const [{ openCarrier }, { openLayers }] = await Promise.all([Promise.resolve().then(() => require("./run.js")).then((n) => n.open_exports), Promise.resolve().then(() => require("./run.js")).then((n) => n.open_exports$2)]);
	const all = [...cacheFrom, ...cacheTo];
	const directories = new Map();
	for (const request of all) if (request.type === "local") directories.set(request.directory, await directory(request.directory));
	for (const [path, opened] of directories) {
		if (cacheTo.some((request) => request.type === "local" && request.directory === path) || await mayHaveResults(opened)) continue;
		const empty = withoutResults(path);
		if (isRequired) throw empty;
		onWarning(`${empty.message}: check the path`);
	}
	const openDirectory = (path) => require_index.must(directories.get(path), "a directory of a carrier");
	const opened = new Map();
	const open = async ({ compression: _, ...request }) => {
		const name = JSON.stringify(request);
		const carrier = opened.get(name) ?? openCarrier(request, {
			...settings,
			openDirectory
		});
		opened.set(name, carrier);
		return await carrier;
	};
	return {
		from: await Promise.all(cacheFrom.map(open)),
		to: await Promise.all(cacheTo.map(async (request) => {
			return {
				carrier: await open(request),
				compression: request.compression ?? "zstd"
			};
		})),
		layers: openLayers(store)
	};
}
async function mayHaveResults(directory) {
	return await directory.hasDirectory("records", new AbortController().signal).catch(() => true);
}
function withoutResults(directory) {
	return new require_index.ObuilderError("remote-failed", `the directory ${directory} of cache-from has no stored results`, {
		value: directory,
		hint: "Check the path, and whether its disk is mounted. For a new directory, name it in cache-to too, or build without cache-required once."
	});
}
// src/worker/unused-size.ts
function unusedSize(place, { poolBytes }, directory) {
	if (poolBytes === void 0) return void 0;
	const pool = node_path.default.join(directory, "pool");
	const image = place.root === pool ? (0, node_fs.statSync)(`${pool}.img`, { throwIfNoEntry: false }) : void 0;
	if (image === void 0) return `store-size has no effect: ${storeName(place)} is no pool in an image file of auto.`;
	if (image.size === poolBytes) return void 0;
	return `store-size has no effect: the pool was made with ${amount$1(image.size)}, and keeps this size. docs/stores.md shows how to make another.`;
}
// src/worker/machinery.ts
async function withStore(request, use, { boundary, limits, onNotice = noticeOnStderr, isMaking = false } = {}) {
	const { caller, rules } = boundary ?? await readBoundary();
	const { wish, limits: owners } = chooseStore(request, caller, rules);
	const find = isMaking ? resolveStore : (await Promise.resolve().then(() => require("./run.js")).then((n) => n.existing_exports)).findStore;
	const directory = wish.poolDirectory ?? require_index.places.poolDirectory;
	const place = await find({
		store: wish.store,
		namedBy: wish.namedBy,
		directory,
		bytes: wish.poolBytes
	});
	const unused = unusedSize(place, request, directory);
	if (unused !== void 0) onNotice(unused);
	const store = await openStore(place, {
		...caller.isRoot ? { limits: mergeLimits(owners, limits) } : {
			limits: owners,
			user: {
				uid: caller.uid,
				minFree: limits?.minFree
			}
		},
		onNotice,
		isLooking: !isMaking
	});
	try {
		return await use(store, {
			...place,
			limits: owners
		});
	} finally {
		await store.close();
	}
}
function noticeOnStderr(text) {
	process.stderr.write(`${text}\n`);
}
async function readySandbox(options) {
	needMounts();
	const runtime = require_reader.findProgram("runc", process.env["PATH"] ?? "");
	const sandbox = await openSandbox({
		...options,
		runtime,
		stateDir: require_index.places.runDirectory
	});
	await sandbox.repair();
	return sandbox;
}
async function withMachinery(request, use, options = {}) {
	const { storeRequest, dockerConfig, proxy, userNamespace, environment = {} } = request;
	const { files: filesOf, trees, memo, directory, tree } = await require_reader.asker();
	if (proxy !== void 0) process.getBuiltinModule("node:http").setGlobalProxyFromEnv(proxy);
	const boundary = options.boundary ?? await readBoundary();
	const wall = userNamespaceFor(userNamespace, boundary.rules);
	const { imageDirectories } = boundary.rules;
	const files = filesOf(environment);
	const onWarning = options.onWarning ?? noticeOnStderr;
	const authorities = await readAuthorities(request, {
		files,
		rules: boundary.rules,
		onWarning
	});
	const trust = trustOf(files, environment, authorities);
	const settings = {
		files,
		dockerConfig,
		trust,
		imageDirectories,
		isConfined: options.isJob
	};
	const asked = await ahead(options.firstImage, {
		settings,
		storeRequest,
		boundary
	});
	const sandbox = await readySandbox({
		authorities,
		userNamespace: wall,
		mayReachMachine: mayReachMachine(boundary.rules),
		onNotice: options.onNotice
	});
	const lend = (store, place) => {
		const images = openImages({
			memo: memo(store.memo),
			asked,
			...settings
		});
		const openExports = async () => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.open_exports$3)).openExports({ tree });
		const exports = {
			start: async (src) => (await openExports()).start(src),
			write: async (asked) => (await openExports()).write(asked)
		};
		const imageTools = async () => {
			const [{ openImageOutputs }, { openLayers }] = await Promise.all([Promise.resolve().then(() => require("./run.js")).then((n) => n.open_exports$1), Promise.resolve().then(() => require("./run.js")).then((n) => n.open_exports$2)]);
			return {
				images: openImageOutputs({
					files,
					dockerConfig,
					trust,
					directory
				}),
				layers: openLayers(store)
			};
		};
		const openFailed = (id) => openKept(store, id);
		const remote = remoteMachinery(request, {
			store,
			files,
			dockerConfig,
			trust,
			cacheProgram: cacheProgram(require_index.must(process.argv[1], "the path of this program"), {
				env: environment,
				authorities
			}),
			directory: (path) => directory({ path }),
			onWarning
		});
		return use({
			store,
			sandbox,
			images,
			trees: trees(openTrees()),
			exports,
			imageTools,
			openFailed,
			remote
		}, place);
	};
	return await withStore(storeRequest, lend, {
		...options,
		boundary,
		isMaking: true
	});
}
async function ahead(first, { settings, storeRequest, boundary: { caller, rules } }) {
	if (first === void 0) return void 0;
	chooseStore(storeRequest, caller, rules);
	const asked = askAhead(first.image, {
		settings,
		options: first.options
	});
	for (let turn = 0; asked.size > 0 && turn < 2; turn += 1) await (0, node_timers_promises().setImmediate)();
	return asked;
}
async function openKept(store, id) {
	if (!store.failed().some((step) => step.id === id)) return void 0;
	return (await store.checkout(id)).rootfs;
}
// src/report/prune-text.ts
function pruneText(report) {
	const counts = countsOf(report);
	return [counts === "" ? "Pruned nothing" : `Pruned ${counts}: ${amount$1(report.freedBytes)} freed`, ...unmetText(report)].join(". ");
}
function planText(plan) {
	const counts = countsOf(plan);
	const about = plan.isAtMost ? "up to" : "about";
	return [counts === "" ? "Nothing to evict" : `Would evict ${counts}: ${about} ${amount$1(plan.freedBytes)} to free`, ...unmetText(plan)].join(". ");
}
const countsOf = ({ results, slots, failed }) => [
	count(results, "result"),
	count(slots, "cache"),
	count(failed, "failed step")
].flatMap((text) => text ?? []).join(", ");
function count(number, what) {
	return number === 0 ? void 0 : `${number} ${what}${number === 1 ? "" : "s"}`;
}
function unmetText({ unmet, inUse, others = 0 }) {
	if (unmet.length === 0) return [];
	const names = LIMIT_NAMES.filter((name) => unmet.includes(LIMIT_KEYS[name]));
	const why = inUse > 0 ? entries(inUse, "is in use by running builds", "are in use by running builds") : others > 0 ? entries(others, "has other users too", "have other users too") : "nothing is left to evict";
	return [`Still over ${names.join(", ")}: ${why}`];
}
const entries = (number, isOne, areMany) => number === 1 ? `1 result or cache ${isOne}` : `${number} results or caches ${areMany}`;
// src/worker/prune-after.ts
async function pruneAfter(store, limits, { emit, signal }) {
	try {
		emit({
			type: "notice",
			message: pruneText(await store.prune(limits, signal))
		});
	} catch (error) {
		const { message } = require_index.asObuilderError(error);
		emit({
			type: "warning",
			message: `could not prune the store after the build: ${message}. A later build tries again.`
		});
	}
}
// src/language/slips/fields.ts
const OPERATIONS$1 = [
	"arg",
	"env",
	"user",
	"workdir"
];
const OWNER = new Map([
	["name", [
		"user",
		"username",
		"owner"
	]],
	["group", ["groupname"]],
	["uid", ["user_id", "id"]],
	["gid", ["group_id"]]
]);
const SYNONYMS$1 = new Map([
	["run", new Map([
		["shell", [
			"command",
			"cmd",
			"script",
			"exec",
			"sh",
			"bash",
			"args"
		]],
		["mount", ["mounts", "bind"]],
		["secrets", [
			"secret",
			"env_secret",
			"secret-env"
		]],
		["network", ["net", "networks"]]
	])],
	["copy", new Map([
		["from", ["build", "stage"]],
		["src", [
			"source",
			"sources",
			"file",
			"files",
			"path",
			"paths"
		]],
		["dst", [
			"dest",
			"destination",
			"target",
			"to",
			"into"
		]],
		["exclude", [
			"ignore",
			"except",
			"without"
		]],
		["chmod", [
			"mode",
			"permissions",
			"perms"
		]],
		["chown", ["owner"]]
	])],
	["user", OWNER],
	["chown", OWNER]
]);
function fieldHint(around, field) {
	if (field === void 0) return void 0;
	const meant = synonymOf(field, SYNONYMS$1.get(around));
	if (meant !== void 0) return `Did you mean ${meant}?`;
	if (around === "copy" && field === "user") return "For the owner of the new files write (chown (name USER)).";
	if (!OPERATIONS$1.includes(field)) return void 0;
	return `${field} is an operation: write (${field} \u2026) before this ${around}.`;
}
function synonymOf(word, synonyms = new Map()) {
	const lower = word.toLowerCase();
	return [...synonyms].find(([, others]) => others.includes(lower))?.[0];
}
// src/language/slips/array.ts
const isArray = ([first = "", second]) => first.startsWith("[") || first.endsWith(",") || second === ",";
function wordsOfArray(argv) {
	const [whole = ""] = argv;
	return ((argv.length === 1 ? whole.match(/"[^"]*"|[^\s,[\]"]+/g) : argv) ?? []).flatMap((word) => /\s/.test(word) ? [word] : word.split(",")).map((word) => word.replaceAll(/^[["]+|["\]]+$/g, "")).filter((word) => word !== "");
}
function commandIn(words) {
	const command = (isArray(words) ? wordsOfArray(words) : words).join(" ");
	return /^'([^']+)'$/s.exec(command)?.[1] ?? command;
}
// src/language/slips/quote.ts
const HINT = "Write \\\" for a quote inside a string: (shell \"echo \\\"hi\\\"\"). Or use single quotes: (shell \"echo 'hi'\").";
function unescapedHint(words) {
	const atoms = words.flatMap((word) => word.kind === "atom" ? [word] : []);
	if (isArray(atoms.map(({ text }) => text))) return void 0;
	return atoms.some(({ touches }) => touches) ? HINT : void 0;
}
// src/language/forms.ts
function asForm(datum, usage, hint) {
	if (datum.kind === "list") {
		const [head, ...args] = datum.items;
		if (head?.kind === "atom") return {
			name: head.text,
			args,
			at: datum.at,
			datum
		};
	}
	return wrong(datum, `${usage} is expected here`, hint ?? "Write a list that begins with a word.");
}
const placeOf = ({ at, lastLine }) => lastLine === at.line ? { at } : {
	at,
	lastLine
};
function wordOf(datum, what) {
	const text = textOf(datum, what);
	if (text === "") invalid(`${what} is empty`, {
		at: datum.at,
		value: "\"\"",
		hint: `Give ${what}, or remove the form.`
	});
	return text;
}
function textOf(datum, what) {
	const { text } = asAtom(datum, what);
	if (text.indexOf("\0") !== -1) invalid(`${what} has a NUL character in it`, {
		at: datum.at,
		value: text.replaceAll("\0", "\\000"),
		hint: "Remove it: commands, variables and paths cannot carry NUL."
	});
	return text;
}
function asAtom(datum, what) {
	if (datum.kind === "atom") return datum;
	return wrong(datum, `${what} must be a word or a string; this is a list`, "Remove these parentheses.");
}
function only(form, usage, hint) {
	const [first, second] = form.args;
	if (first === void 0) return incomplete(form, usage, hint);
	if (second !== void 0) return wrong(second, `${form.name} takes one argument; this is another`, unescapedHint(form.args) ?? hint ?? quoting(usage));
	return first;
}
function incomplete(form, usage, hint = `Write ${usage}.`) {
	return invalid(`${form.name} lacks an argument`, {
		at: form.at,
		value: showDatum(form.datum),
		hint
	});
}
function wrong(datum, message, hint) {
	return invalid(message, {
		at: datum.at,
		value: showDatum(datum),
		hint
	});
}
function quoting(usage) {
	return `Write ${usage}; use double quotes if it contains blanks.`;
}
function fieldsOf(form, { fields: known, usage, hint: hintFor = ({ name }, field) => fieldHint(name, field) }) {
	const fields = new Map();
	for (const arg of form.args) {
		if (arg.kind === "atom") return wrong(arg, `${form.name} takes fields in parentheses`, hintFor(form) ?? `Write ${usage}.`);
		const field = asForm(arg, `a field of ${form.name}`, `Write ${usage}.`);
		if (!known.includes(field.name)) {
			const hint = hintFor(form, field.name) ?? didYouMean(field.name, known, `The fields of ${form.name}: ${known.join(", ")}.`);
			invalid(`${form.name} has no field ${shorten(field.name)}`, {
				at: field.at,
				value: field.name,
				hint
			});
		}
		const earlier = fields.get(field.name);
		if (earlier) {
			const hint = `The first is at line ${earlier.at.line}, column ${earlier.at.column}. Remove either.`;
			invalid(`${form.name} has the field ${field.name} twice`, {
				at: field.at,
				value: field.name,
				hint
			});
		}
		fields.set(field.name, field);
	}
	return {
		required: (name) => fields.get(name) ?? missing(form, name, usage),
		optional: (name) => fields.get(name)
	};
}
function missing(form, name, usage) {
	return invalid(`${form.name} lacks the field ${name}`, {
		at: form.at,
		value: showDatum(form.datum),
		hint: `Write ${usage}.`
	});
}
// src/language/slips/stage.ts
function refuseStage({ args }) {
	const [image, as, name] = args;
	if (image?.kind === "list") refuseBuild(image);
	if (image?.kind !== "atom" || as?.kind !== "atom" || as.text.toLowerCase() !== "as") return;
	wrong(as, "from takes an image only; a build has its name outside", `Write ${`(build ${name?.kind === "atom" && name.text !== "" ? printAtom(name.text) : "NAME"} ((from ${printAtom(image.text)}) \u2026))`} before the main (from IMAGE).`);
}
function refuseBuild(list) {
	const [head, name] = list.items;
	if (head?.kind !== "atom" || head.text !== "build") return;
	const shown = name?.kind === "atom" && name.text !== "" ? name.text : "NAME";
	wrong(list, "a build cannot be the base image of another build", insteadOfBuild(shown));
}
const insteadOfBuild = (name) => `Repeat the operations of the build here: equal steps run only once. For files alone, write (copy (from (build ${printAtom(name)})) (src PATH) (dst PATH)).`;
// src/language/advice/base.ts
const SHORT_IMAGE = /^[a-z0-9][a-z0-9._/-]*$/;
function onBase$1({ image, at }, scope) {
	const build = lookUp(image, scope);
	if (build === void 0 || image === "scratch") return [];
	const name = shorten(image);
	const message = `the base image ${name} is an image of a registry, not the build ${name} of line ${build.at.line}`;
	const tagged = SHORT_IMAGE.test(image) ? ` For the image, write (from ${image}:latest).` : "";
	return [{
		message,
		value: image,
		hint: insteadOfBuild(image) + tagged,
		at
	}];
}
// src/language/advice/control.ts
const ESCAPE = 27;
const LAST_ASCII = 127;
const COLOUR = /!\[[\d;]*m/;
function onControl(operation) {
	const { at } = operation;
	for (const [what, text] of textsOf(operation)) {
		const fault = faultOf(text);
		if (fault !== void 0) return [{
			...fault,
			message: `${what} has ${fault.message}`,
			at
		}];
	}
	return [];
}
function textsOf(operation) {
	switch (operation.kind) {
		case "run": return [["the command", operation.command]];
		case "env": return [[`the value of ${operation.name}`, operation.value]];
		case "shell": return operation.argv.map((word) => ["the shell", word]);
		case "workdir": return [["the workdir", operation.dir]];
		case "copy": return [...operation.src, operation.dst].map((path) => ["a path of a copy", typeof path === "string" ? path : path.glob]);
		default: return [];
	}
}
function faultOf(text) {
	const code = controlIn(text);
	if (code === void 0) return COLOUR.test(text) ? COLOUR_FAULT : void 0;
	if (code === 8) return BACKSPACE;
	const digits = String(code).padStart(3, "0");
	return {
		message: `the control character with the decimal number ${code}`,
		value: `\\${digits}`,
		hint: `Write \\\\${digits} for the escape of another program, whose digits are octal.`
	};
}
function controlIn(text) {
	for (const [sign] of text.matchAll(/(?![\t\n\r])\p{Cc}/gu)) {
		const code = sign.charCodeAt(0);
		if (code !== ESCAPE && code <= LAST_ASCII) return code;
	}
}
const BACKSPACE = {
	message: "a backspace, which the escape \\b makes",
	value: "\\b",
	hint: "Write \\\\b for a backslash and a b."
};
const COLOUR_FAULT = {
	message: "![, because the digits of the escape \\033 are decimal",
	value: "\\033",
	hint: "Write \\\\033[ for a colour."
};
// src/language/advice/carriage.ts
const VALUE$1 = "\\r";
function onCarriageReturns(operation) {
	const { at } = operation;
	const [what] = textsOf(operation).find(([, text]) => text.includes("\r\n")) ?? [];
	if (what === void 0) return [];
	return [{
		message: `${what} has carriage returns at the ends of its lines, ${operation.kind === "run" ? "which the shell reads as parts of words" : "which stay in it"}`,
		value: VALUE$1,
		hint: hintFor$2(at.file),
		at
	}];
}
function hintFor$2(file) {
	const extension = (0, node_path.extname)(file);
	return `Save the file with LF at the ends of lines, and write "${extension === "" ? (0, node_path.basename)(file) : `*${extension}`} text eol=lf" in .gitattributes if Git made them.`;
}
function onceForCarriageReturns(advice) {
	const first = advice.findIndex(({ value }) => value === VALUE$1);
	return advice.filter(({ value }, index) => value !== VALUE$1 || index === first);
}
// src/language/slips/tokens.ts
const TOKEN$1 = /"(?<inside>[^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|$)|(?<comment>;.*)|#\|[\s\S]*?(?:\|#|$)|[^";#]+|[\s\S]/g;
// src/language/sexp/text.ts
const LINE_FEED = 10;
function decodeText(text, file) {
	if (typeof text === "string") return withoutMark(text.isWellFormed() ? text : refuseSurrogate(text, file));
	if (!(0, node_buffer.isUtf8)(text)) refuseBytes(text, file);
	return new TextDecoder().decode(text);
}
function positionsIn(text, file) {
	const hasPairs = /[\udc00-\udfff]/.test(text);
	let seen = 0;
	let line = 1;
	let column = 1;
	let nextLine = text.indexOf("\n") + 1;
	return (offset) => {
		if (offset < seen) return positionsIn(text, file)(offset);
		while (nextLine > 0 && nextLine <= offset) {
			line++;
			column = 1;
			seen = nextLine;
			nextLine = text.indexOf("\n", nextLine) + 1;
		}
		column += hasPairs ? countCharacters(text, seen, offset) : offset - seen;
		seen = offset;
		return {
			file,
			line,
			column
		};
	};
}
function countCharacters(text, from, to) {
	let count = 0;
	for (let offset = from; offset < to; offset++) if (!isTrailSurrogate(text.charCodeAt(offset))) count++;
	return count;
}
function withoutMark(text) {
	return text.startsWith("\ufeff") ? text.slice(1) : text;
}
function isTrailSurrogate(code) {
	return code >= 56320 && code <= 57343;
}
function refuseSurrogate(text, file) {
	const replaced = text.toWellFormed();
	let offset = 0;
	while (text.charCodeAt(offset) === replaced.charCodeAt(offset)) offset++;
	return refuse(positionsIn(text, file)(offset), `U+${text.charCodeAt(offset).toString(16).toUpperCase()}`);
}
function refuseBytes(bytes, file) {
	let line = 1;
	let start = 0;
	for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
		if (!(0, node_buffer.isUtf8)(bytes.subarray(start, end))) break;
		start = end + 1;
		line++;
	}
	let column = 1;
	for (;;) {
		const length = sequenceLength(require_index.must(bytes[start], "a byte of the spec"));
		if (!(0, node_buffer.isUtf8)(bytes.subarray(start, start + length))) break;
		start += length;
		column++;
	}
	const value = `byte 0x${require_index.must(bytes[start], "the invalid byte").toString(16).padStart(2, "0")}`;
	return refuse({
		file,
		line,
		column
	}, value);
}
function sequenceLength(lead) {
	if (lead < 192) return 1;
	if (lead < 224) return 2;
	return lead < 240 ? 3 : 4;
}
function refuse(at, value) {
	return invalid("the spec is not valid UTF-8", {
		at,
		value,
		hint: "Save the file as UTF-8."
	});
}
// src/language/slips/expression.ts
function expressionHint(text, place) {
	const path = /\$\{\{\s*([\w.-]+)/.exec(text)?.[1] ?? "";
	const name = (path.split(".").at(-1) ?? "").replaceAll("-", "_").toUpperCase();
	const known = /^[A-Z_]\w*$/.test(name) ? name : "NAME";
	if (/^secrets\.|^github\.token$/.test(path)) return `Give the value with the input secrets, and read it in a step: (run (secrets (${known})) (shell \u2026)).`;
	if (place === "fixed") return "Give the spec in the workflow, with the input spec.";
	return `Write ${place === "part" ? `\${${known}}` : `$${known}`} here and (arg ${known} DEFAULT) before the base image, and give the value with the input build-args.`;
}
const WITH_ARGS = /\((?:from|workdir|env|src|dst|glob)\s[^()]*$/;
const BACK$2 = 200;
function orExpression(error, text, file) {
	if (!(error instanceof require_index.ObuilderError) || error.at === void 0 || !text.includes("${{")) return error;
	const { line, column } = error.at;
	const value = error.value ?? "";
	const positionAt = positionsIn(text, file);
	for (const { 0: piece, index } of text.matchAll(/\$\{\{[^\n]*?(?:\}\}|$)/gm)) {
		const from = positionAt(index);
		const isInside = line === from.line && column >= from.column && column < from.column + piece.length;
		const isValue = line === from.line && column <= from.column && value.includes(piece) && !value.startsWith("(");
		if (!isInside && !isValue) continue;
		const takesArgs = WITH_ARGS.test(text.slice(Math.max(0, index - BACK$2), index));
		return new require_index.ObuilderError("spec-invalid", ...fault(piece, {
			at: from,
			place: takesArgs ? "part" : "fixed"
		}));
	}
	return error;
}
const fault = (piece, { at, place }) => ["a spec file has an expression of a workflow, which nobody replaces", {
	at,
	value: shorten(piece),
	hint: expressionHint(piece, place)
}];
// src/language/advice/variable.ts
const USUAL = [
	"HOME",
	"PATH",
	"PWD",
	"SHELL",
	"USER"
];
function namesOf({ args: own = [], operations }, around) {
	const set = operations.flatMap((operation) => operation.kind === "env" ? [operation.name] : []);
	const declared = own.map(({ name }) => name);
	const outer = new Set([...around].filter((name) => !declared.includes(name)));
	return {
		args: new Set([...around, ...declared]),
		variables: new Set([...USUAL, ...set]),
		outer
	};
}
function namesWithout({ variables, ...names }, name) {
	const others = [...variables].filter((one) => one !== name || USUAL.includes(one));
	return {
		...names,
		variables: new Set(others)
	};
}
function variableHint(text, { args, variables }, { hint, outside = (name) => `${hint} For a value from outside, ${declaration(name)}.` }) {
	const used = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
	const arg = used.find((name) => args.has(name));
	if (arg !== void 0) return `Write \${${arg}} for the value of the arg: no other form of $${arg} counts here.`;
	const unknown = used.find((name) => !variables.has(name));
	if (unknown === void 0) return hint;
	const near = nearestName(unknown, args);
	if (near !== void 0) return `Did you mean \${${near}}?`;
	return outside(unknown);
}
const declaration = (name) => `write \${${name}} here and (arg ${name} DEFAULT) before the base image`;
// src/language/advice/literal.ts
const VARIABLE = /\$(?:\{+\s*)?[A-Za-z_]/;
const HOME = /^\/?~(?:\/|$)/;
function literal(text, { what, hint, outside, at, names }) {
	if (text.includes("${{")) return [expression(text, {
		what,
		at,
		place: names === void 0 ? "fixed" : "part"
	})];
	if (HOME.test(text)) return [{
		message: `${what} is not expanded: ~ is an ordinary character`,
		value: text,
		hint,
		at
	}];
	if (!VARIABLE.test(text)) return [];
	return [{
		message: `${what} is not expanded: ${shorten(text)} keeps its $`,
		value: text,
		hint: names === void 0 ? hint : variableHint(text, names, {
			hint,
			outside
		}),
		at
	}];
}
function expression(text, { what, at, place }) {
	return {
		message: `${what} has an expression of a workflow, which nobody replaces in a file`,
		value: text,
		hint: expressionHint(text, place),
		at
	};
}
// src/language/advice/expression.ts
const SHELLS = /^(?:ba|da|a|k|mk|z)?sh$/;
function onExpression(operation, all) {
	if (operation.kind !== "run" || operation.command.length > 2e6) return [];
	if (!operation.command.includes("${{")) return [];
	const text = withoutTexts(operation.command);
	if (!text.includes("${{") || !isForShell(operation, all)) return [];
	return [expression(text, {
		what: "the command",
		at: operation.at,
		place: "command"
	})];
}
function isForShell(operation, all) {
	const shell = all.slice(0, all.indexOf(operation)).findLast(({ kind }) => kind === "shell");
	return shell?.kind !== "shell" || shell.argv.some(isName$1);
}
const isName$1 = (word) => SHELLS.test(word.slice(word.lastIndexOf("/") + 1));
const DOCUMENT = /(?<!<)<<-?[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\(\w+)|([A-Za-z_]\w*))/;
const TEXT = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?<=^|[\s;&|()])#.*/gm;
function withoutTexts(command) {
	return linesOf(command).join("\n").replaceAll(TEXT, (text) => text.startsWith("\"") ? inDoubleQuotes(text) : "");
}
function linesOf(command) {
	const lines = command.split("\n");
	const last = new Map(lines.map((line, index) => [endOf$1(line), index]));
	const kept = [];
	let end;
	let isQuoted = false;
	for (const [index, line] of lines.entries()) {
		if (end !== void 0) {
			if (!isQuoted) kept.push(line.replaceAll(/['"]/g, ""));
			if (endOf$1(line) === end) end = void 0;
			continue;
		}
		const [, single, double, escaped, bare] = DOCUMENT.exec(line) ?? [];
		const quoted = single ?? double ?? escaped;
		const named = quoted ?? bare;
		if (named !== void 0 && (last.get(named) ?? 0) > index) [end, isQuoted] = [named, quoted !== void 0];
		kept.push(end === void 0 ? line : line.replace(DOCUMENT, ""));
	}
	return kept;
}
const endOf$1 = (line) => line.replace(/^\t+/, "").replace(/\r$/, "");
const inDoubleQuotes = (text) => text.replaceAll(/\$\(|`/.test(text) ? /\\[\s\S]|'[^']*'/g : /\\[\s\S]/g, "");
// src/language/advice/nested.ts
function onNested({ src, dst, at }) {
	const target = withoutFinalSlash(dst);
	const name = lastPart$1(target);
	if (!dst.endsWith("/") || name === "" || name === ".") return [];
	const source = src.find((one) => typeof one === "string" && lastPart$1(withoutFinalSlash(one)) === name);
	if (typeof source !== "string") return [];
	return [{
		message: `${shorten(source)} goes inside the destination, as ${shorten(`${target}/${name}`)}`,
		value: source,
		hint: hintFor$1({
			source,
			target,
			isAlone: src.length === 1
		}),
		at
	}];
}
function hintFor$1({ source, target, isAlone }) {
	const contents = `(dst ${printAtom(target)})`;
	if (!isAlone) return `For the contents of a directory, write a copy of its own with (src ${printAtom(source)}) ${contents}.`;
	return `Write ${contents} for the contents of a directory, or (dst ${printAtom(`${target}/${lastPart$1(target)}`)}) if you mean this path.`;
}
function withoutFinalSlash(path) {
	const parts = path.split("/");
	while (parts.length > 1 && (parts.at(-1) === "" || parts.at(-1) === ".")) parts.pop();
	return parts.join("/");
}
const lastPart$1 = (path) => path.slice(path.lastIndexOf("/") + 1);
// src/language/advice/network.ts
const FIND = "Name the hosts: (network (audit)) finds them.";
function onNetwork(network, at) {
	if (network.kind !== "allow") return [];
	const { endpoints } = network;
	const hasName = endpoints.some(({ kind }) => kind === "name");
	return endpoints.flatMap(({ kind, host, text }) => {
		if (kind === "name" && host === "*") return [{
			message: `${text} allows only names without a dot`,
			value: text,
			hint: `${FIND} * stands for one label, ** for any number.`,
			at
		}];
		if (kind !== "range" || !host.startsWith("127.") || hasName) return [];
		return [{
			message: `${text} is in the list, but inside a step this address is the step itself`,
			value: text,
			hint: `Add a name that means the address on this machine, such as (allow NAME:PORT ${text}), and connect to the name.`,
			at
		}];
	});
}
// src/language/advice/outer-arg.ts
function onOuterArg({ command, at }, { outer, variables }) {
	const name = [...outer].find((one) => !variables.has(one) && isRead(one, command) && !isSet(one, command));
	if (name === void 0) return [];
	return [{
		message: `the command reads $${name}, which is an arg of an outer build and no variable here`,
		value: `$${name}`,
		hint: `Write (arg ${name}) before the base image of this build, unless the base image sets the variable.`,
		at
	}];
}
const isRead = (name, command) => new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(command);
const isSet = (name, command) => new RegExp(`(?:^|[\\s;&|({])${name}=`).test(command) || command.split(/[;|&\n]/).some((part) => isSetIn(part, name));
function isSetIn(part, name) {
	const start = part.search(/\b(?:for|read)\b/);
	return start !== -1 && new RegExp(`\\b${name}\\b`).test(part.slice(start));
}
// src/language/advice/shell.ts
function onShell({ argv, at }) {
	const [program = "", ...rest] = argv;
	if (isArray(argv)) return [{
		message: "the words of a shell have blanks between them, without brackets and commas",
		value: program,
		hint: offer$1(wordsOfArray(argv)),
		at
	}];
	if (!/\s/.test(program)) return [];
	return [{
		message: `the program of the shell is ${quoted(shorten(program))} with its blank`,
		value: program,
		hint: offer$1([...wordsOfString(program), ...rest]),
		at
	}];
}
const offer$1 = (words) => `Write (shell ${(words.length === 0 ? ["/bin/sh", "-c"] : words).map(printAtom).join(" ")}).`;
const wordsOfString = (text) => (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, ""));
// src/language/advice/wildcards.ts
const WILDCARD = /[*?[]/;
function onWildcard(source, at) {
	if (!/[*?]/.test(source)) return [];
	return [{
		message: `src takes ${shorten(source)} as an exact path, without wildcards`,
		value: source,
		hint: `Write (src (glob ${quoted(source)})).`,
		at
	}];
}
function onExcludedName(name, at) {
	if (name.includes("/")) return [{
		message: `exclude takes a base name, and ${shorten(name)} has a slash`,
		value: name,
		hint: withoutSlashes(name),
		at
	}];
	if (!WILDCARD.test(name)) return [];
	return [{
		message: `exclude takes ${shorten(name)} as an exact name, without wildcards`,
		value: name,
		hint: `Write (glob ${quoted(`**/${name}`)}).`,
		at
	}];
}
function withoutSlashes(name) {
	const parts = name.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) return "Remove it, or write (path PATH) below the root of the source.";
	const path = parts.join("/");
	if (path === "") return "Remove it.";
	const isAtAnyDepth = parts.length === 1 && name.startsWith(path);
	if (WILDCARD.test(path)) return `Write (glob ${quoted(`${isAtAnyDepth ? "**/" : ""}${path}`)}).`;
	return isAtAnyDepth ? `Write ${printAtom(path)}.` : `Write (path ${printAtom(path)}).`;
}
// src/language/advice/operations.ts
function onOperation(operation, names) {
	switch (operation.kind) {
		case "workdir": return literal(operation.dir, {
			what: "the workdir",
			at: operation.at,
			names,
			hint: PATH_HINT
		});
		case "shell": return onShell(operation);
		case "user": return onOwner(operation, {
			what: "the user",
			at: operation.at
		});
		case "env": return onEnv(operation, names);
		case "run": return onRun(operation, names);
		case "copy": return onCopy(operation, names);
		default: return [];
	}
}
const PATH_HINT = "Write the whole path.";
function onOwner(owner, part) {
	if ("uid" in owner) return [];
	return [owner.user, owner.group].filter((name) => typeof name === "string").flatMap((name) => literal(name, {
		...part,
		hint: "Write the name itself."
	}));
}
function onEnv({ name, value, at }, names) {
	if (!VARIABLE.test(value)) return [];
	const part = {
		what: `the value of ${shorten(name)}`,
		at
	};
	if (name === "PATH") return literal(value, {
		...part,
		names,
		hint: PATHS
	});
	const known = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value)?.slice(1).includes(name) === true ? namesWithout(names, name) : names;
	return literal(value, {
		...part,
		names: known,
		hint: VALUE,
		outside: fromOutside
	});
}
const PATHS = "Write all directories, for example \"/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\", or set PATH in the command.";
const VALUE = "Write the whole value, or set the variable in the command.";
const fromOutside = (name) => `For a secret, write (secrets (${name})) in the run that reads the value. For another value from outside, ${declaration(name)}. Otherwise write the whole value, or set the variable in the command.`;
function onRun(run, names) {
	const { mounts = [], cache, secrets, network } = run;
	const targets = [
		...mounts.flatMap((mount) => onTarget(mount, "a mount")),
		...cache.flatMap((slot) => onTarget(slot, "a cache")),
		...secrets.flatMap((secret) => onTarget(secret, "a secret"))
	];
	const sources = mounts.flatMap(({ src, at }) => literal(src, {
		what: "the source of a mount",
		at,
		names,
		hint: PATH_HINT
	}));
	return [
		...targets,
		...sources,
		...onOuterArg(run, names),
		...onNetwork(network, run.at)
	];
}
const onTarget = ({ target, at }, owner) => literal(target, {
	what: `the target of ${owner}`,
	at,
	hint: `${PATH_HINT} The home of root is /root.`
});
function onCopy(copy, names) {
	const { src, dst, exclude, chown, at } = copy;
	const named = src.filter((source) => typeof source === "string");
	const globs = src.flatMap((source) => typeof source === "string" ? [] : [source.glob]);
	return [
		...[
			...named,
			...globs,
			dst
		].flatMap((path) => literal(path, {
			what: "a path of a copy",
			at,
			names,
			hint: PATH_HINT
		})),
		...chown === void 0 ? [] : onOwner(chown, {
			what: "the owner of a copy",
			at
		}),
		...named.flatMap((source) => onWildcard(source, at)),
		...onNested(copy),
		...exclude.flatMap((one) => one.kind === "name" ? onExcludedName(one.pattern, at) : [])
	];
}
// src/language/advice.ts
function adviceOn(spec) {
	return onceForCarriageReturns(adviceIn(spec, {
		scope: void 0,
		args: new Set()
	}));
}
function adviceIn(spec, around) {
	const { builds, from, operations } = spec;
	const scope = {
		builds: new Map(),
		around: around.scope
	};
	const names = namesOf(spec, around.args);
	return [
		...builds.map((build) => {
			const advice = adviceIn(build.spec, {
				scope,
				args: names.args
			});
			scope.builds.set(build.name, build);
			return advice;
		}).flat(),
		...onBase$1(from, scope),
		...literal(from.image, {
			what: "the image",
			at: from.at,
			names,
			hint: "Write the name of the image in full."
		}),
		...operations.flatMap((operation) => [
			...onOperation(operation, names),
			...onControl(operation),
			...onCarriageReturns(operation),
			...onExpression(operation, operations)
		])
	];
}
// src/language/paths.ts
function refuseParent(path, what, at) {
	if (path.split("/").includes("..")) invalid(`${what} has .. in it`, {
		at,
		value: path,
		hint: what === "dst" ? "Write a destination below / or below the workdir." : BELOW
	});
	return path;
}
const BELOW = "Write a path below the root of the source, and choose a larger context if necessary.";
const OWN_PLACES = [
	"/dev",
	"/proc",
	"/sys",
	"/etc/hosts",
	"/etc/resolv.conf"
];
function mountTarget(path, at) {
	const target = node_path.posix.normalize(`/${path}`).replace(/(?<=.)\/$/, "");
	if (target === "/") invalid("a mount cannot hide the whole root", {
		at,
		value: path,
		hint: "Give a target below /."
	});
	const own = OWN_PLACES.find((place) => target === place || target.startsWith(`${place}/`));
	if (own !== void 0) invalid(`a mount cannot be ${target === own ? "on" : "in"} ${own}, which the sandbox itself mounts`, {
		at,
		value: path,
		hint: `Give a target outside of ${OWN_PLACES.join(", ")}.`
	});
	return target;
}
const MAX_PARTS = 100;
const MAX_LENGTH = 4096;
function sourceGlob(glob, at) {
	const fault = globFault(refuseParent(glob, "a source", at));
	if (fault === void 0) return glob;
	return invalid(`the glob of a source ${fault.what}`, {
		at,
		value: glob,
		hint: fault.hint
	});
}
function globFault(glob) {
	const parts = glob.split("/");
	if (glob.length > MAX_LENGTH || parts.length > MAX_PARTS) return {
		what: `has more than ${MAX_LENGTH} characters or ${MAX_PARTS} directories`,
		hint: "Shorten it."
	};
	if (parts.some((part) => part !== "**" && part.includes("**"))) return {
		what: "has ** beside other characters",
		hint: "Write ** as a whole directory, as in src/**/*.c."
	};
	if (/[[\]\\]|(?<!\$)\{/.test(glob)) return {
		what: "has a bracket, a brace or a backslash",
		hint: "Write ? or * in its place."
	};
}
// src/language/args.ts
const MAX_TEXT = 131072;
function applyArgs(spec, values, outer = new Map()) {
	const known = new Map(outer);
	for (const arg of spec.args ?? []) known.set(arg.name, valueFor(arg, values, known));
	const replace = (text, at) => expand(text, known, at);
	const variables = (spec.args ?? []).map(({ name, at }) => {
		return {
			kind: "env",
			name,
			value: known.get(name) ?? "",
			isArg: true,
			at
		};
	});
	return {
		...spec,
		builds: spec.builds.map((build) => ({
			...build,
			spec: applyArgs(build.spec, values, known)
		})),
		from: inFrom(spec.from, replace),
		operations: [...variables, ...spec.operations.map((operation) => inOperation(operation, replace))]
	};
}
const argsOf = ({ args = [], builds }) => [...args, ...builds.flatMap(({ spec }) => argsOf(spec))];
function valueFor(arg, { given, missing = noValue }, known) {
	const own = arg.default === void 0 ? known.get(arg.name) : expand(arg.default, known, arg.at);
	return given.get(arg.name) ?? own ?? missing(arg);
}
function noValue({ name, at }) {
	throw new require_index.ObuilderError("input-invalid", `the arg ${name} has no value`, {
		value: name,
		at,
		hint: `Give a value with the input build-args (--build-arg ${name}=VALUE), or a default: (arg ${name} DEFAULT).`
	});
}
function expand(text, known, at) {
	let length = text.length;
	return text.replaceAll(/\$\{([A-Za-z_]\w*)\}/g, (whole, name) => {
		const value = known.get(name) ?? whole;
		length += value.length - whole.length;
		if (length <= MAX_TEXT) return value;
		throw new require_index.ObuilderError("input-invalid", `args make a text longer than ${MAX_TEXT} characters`, {
			value: name,
			at,
			hint: `Shorten the value of ${name}, or write \${${name}} less often.`
		});
	});
}
const inFrom = (from, replace) => ({
	...from,
	image: replace(from.image, from.at)
});
const inMounts = ({ mounts = [] }, replace) => mounts.map((mount) => {
	const { src, at } = mount;
	return {
		...mount,
		src: refuseParent(replace(src, at), "a source", at)
	};
});
function inOperation(operation, replace) {
	const { at } = operation;
	switch (operation.kind) {
		case "workdir": return {
			...operation,
			dir: replace(operation.dir, at)
		};
		case "env": return {
			...operation,
			value: replace(operation.value, at)
		};
		case "copy": return {
			...operation,
			src: operation.src.map((src) => typeof src === "string" ? refuseParent(replace(src, at), "a source", at) : { glob: sourceGlob(replace(src.glob, at), at) }),
			dst: refuseParent(replace(operation.dst, at), "dst", at)
		};
		case "run": return operation.mounts === void 0 ? operation : {
			...operation,
			mounts: inMounts(operation, replace)
		};
		default: return operation;
	}
}
// src/language/numbers.ts
const INTEGER = /^\+?(?:0[xX][\da-fA-F][\da-fA-F_]*|0[oO][0-7][0-7_]*|0[bB][01][01_]*|(?:0[uU])?\d[\d_]*)$/;
const hintFor = (field, text) => /^[A-Za-z_][\w.-]*$/.test(text) ? `Write (${field === "gid" ? "group" : "name"} ${text}).` : `Write (${field} 1000).`;
const MAX_ID = 4294967294;
function toId(field) {
	const datum = only(field, `(${field.name} N)`);
	const text = wordOf(datum, field.name);
	const id = INTEGER.test(text) ? Number(text.replace(/^\+?(?:0[uU])?/, "").replaceAll("_", "")) : NaN;
	if (!(id <= MAX_ID)) wrong(datum, `${field.name} is not a number from 0 to ${MAX_ID}`, hintFor(field.name, text));
	return id;
}
// src/language/slips/owner.ts
const NUMBER = /^\d{1,9}$/;
function ownerField(field, text) {
	const number = field === "name" ? "uid" : "gid";
	return `(${NUMBER.test(text) ? number : field} ${printAtom(text)})`;
}
function ownerHint({ name, args }, field) {
	if (field !== void 0) return fieldHint(name, field);
	const texts = args.flatMap((arg) => arg.kind === "atom" ? [arg.text] : []);
	if (texts.length !== args.length) return void 0;
	const fields = ownerFields(texts.length === 1 ? (texts[0] ?? "").split(":") : texts);
	return fields === void 0 ? void 0 : `Write (${name} ${fields}).`;
}
function ownerFields(texts) {
	const [user = "", group = NUMBER.test(user) ? user : void 0, ...more] = texts;
	if (!texts.every((text) => /^[^\s:\p{Cc}]+$/u.test(text)) || more.length > 0) return void 0;
	return [ownerField("name", user), ...group === void 0 ? [] : [ownerField("group", group)]].join(" ");
}
// src/language/owner.ts
function toOwner(form, usage) {
	const { required, optional } = fieldsOf(form, {
		fields: [
			"uid",
			"gid",
			"name",
			"group"
		],
		usage: usageFor(form, usage),
		hint: ownerHint
	});
	const user = eitherOf(optional("uid"), optional("name")) ?? toId(required("uid"));
	const group = eitherOf(optional("gid"), optional("group"));
	if (typeof user === "string") return {
		user,
		...group !== void 0 && { group },
		at: form.at
	};
	if (typeof group === "string") return {
		user,
		group,
		at: form.at
	};
	return {
		uid: user,
		gid: group ?? toId(required("gid"))
	};
}
function usageFor({ name, args }, usage) {
	const [field] = args;
	const [head, number] = field?.kind === "list" && args.length === 1 ? field.items : [];
	return head?.kind === "atom" && head.text === "uid" && number?.kind === "atom" && /^\d{1,9}$/.test(number.text) ? `(${name} (uid ${number.text}) (gid ${number.text}))` : usage;
}
function eitherOf(number, name) {
	if (name === void 0) return number && toId(number);
	if (number === void 0) return toName(name, name.name === "group" ? GROUP : USER);
	return wrong(name.datum, `${number.name} and ${name.name} exclude each other`, "Remove either.");
}
const USER = {
	what: "the name of a user",
	number: "uid",
	file: "/etc/passwd"
};
const GROUP = {
	what: "the name of a group",
	number: "gid",
	file: "/etc/group"
};
function toName(field, { what, number, file }) {
	const datum = only(field, `(${field.name} NAME)`);
	const text = wordOf(datum, what);
	if (/^\d+$/.test(text)) return wrong(datum, `${what} is a number`, `Write (${number} ${text}).`);
	if (!/[\s:\p{Cc}]/u.test(text)) return text;
	const [user, group, more] = text.split(":");
	const hint = field.name === "name" && user && group && more === void 0 && !/[\s\p{Cc}]/u.test(text) ? `Write ${ownerField("name", user)} ${ownerField("group", group)}.` : `Write the name as in ${file}.`;
	return wrong(datum, `${what} has a blank or a colon in it`, hint);
}
// src/language/slips/words.ts
const MEANINGS = new Map([
	["type", "type"],
	["id", "id"],
	["name", "id"],
	["source", "source"],
	["src", "source"],
	["target", "target"],
	["dst", "target"],
	["destination", "target"],
	["dest", "target"],
	["path", "target"],
	["sharing", "sharing"],
	["from", "from"]
]);
const wordsIn = (args) => wordsFrom(args.flatMap(pairsIn));
const wordsInText = (text) => wordsFrom(pairsInText(text));
function wordsFrom(pairs) {
	const words = {};
	for (const [name, value] of pairs) {
		const meaning = MEANINGS.get(name);
		if (meaning !== void 0 && value !== "") words[meaning] ??= value;
	}
	return words;
}
const pairsIn = (datum) => datum.kind === "list" ? pairInList(datum.items) : pairsInText(datum.text);
function pairsInText(text) {
	if (!text.includes("=")) return [[/^[/~]/.test(text) ? "target" : "id", text]];
	return text.split(",").map((pair) => {
		const [name = "", value = ""] = pair.split(/=(.*)/s);
		return [name, value];
	});
}
function pairInList([name, value]) {
	if (name?.kind !== "atom" || value === void 0) return [];
	if (value.kind === "atom") return [[name.text, value.text]];
	const [build, inner] = value.items;
	return build?.kind === "atom" && build.text === "build" && inner?.kind === "atom" ? [[name.text, inner.text]] : [];
}
function areWords(args) {
	return args.every(isWord) && args.some((arg) => !isName(arg));
}
const isWord = (arg) => arg.kind === "atom" || arg.items.length <= 2 && arg.items.every(({ kind }) => kind === "atom") && arg.items[0]?.kind === "atom" && (MEANINGS.has(arg.items[0].text) || [
	"env",
	"required",
	"readonly",
	"ro"
].includes(arg.items[0].text));
const isName = (arg) => arg.kind === "list" && arg.items.length < 2;
// src/language/slips/mounts.ts
const lastPart = (path = "") => path.split("/").findLast((part) => /[^.]/.test(part));
function cacheSlot({ id, target, sharing }) {
	const name = printAtom(id ?? lastPart(target) ?? "NAME");
	const mode = /^(?:shared|private|locked)$/.test(sharing ?? "") ? ` (sharing ${sharing})` : "";
	return `(${name} (target ${printAtom(target ?? "PATH")})${mode})`;
}
const cacheOffer = (words) => `Write (cache ${cacheSlot(words)}).`;
function secretMount({ id, target }) {
	const place = target === void 0 ? "" : ` (target ${printAtom(target)})`;
	return `(${printAtom(id ?? lastPart(target) ?? "NAME")}${place})`;
}
const secretOffer = (words) => `Write (secrets ${secretMount(words)}).`;
function filesMount({ from = "context", source = ".", target = "PATH" }) {
	return `(mount ${from === "context" ? "" : `(from (build ${printAtom(from)})) `}(src ${printAtom(source)}) (target ${printAtom(target)}))`;
}
const REFUSED = new Map([["tmpfs", "Remove it: a step has no file systems in memory. Delete temporary files in the command, because they belong to the result."], ["ssh", "Remove it: a step has no SSH agent. Give a key or a token with the input secrets, and write (secrets (NAME))."]]);
const refusedMount = (type = "") => REFUSED.get(type);
const READ_ONLY = "Remove it: a mount is always read-only. A directory for writes is a cache, or the result of a copy.";
function mountHint({ args }, field) {
	const words = wordsIn(args);
	if (/^(?:readonly|ro|rw|readwrite)$/.test(field ?? "")) return READ_ONLY;
	if (words.type === "cache") return cacheOffer(words);
	if (words.type === "secret") return secretOffer(words);
	const refused = refusedMount(words.type);
	if (refused !== void 0) return refused;
	return (words.type === "bind" || words.type === void 0 && words.target !== void 0) && (field === void 0 || BIND.includes(field)) ? `Write ${filesMount(words)}.` : void 0;
}
const BIND = [
	"type",
	"source",
	"dst",
	"dest",
	"destination",
	"path"
];
const SAME = [
	"type",
	"id",
	"name",
	"dst",
	"dest",
	"destination",
	"path"
];
const RIGHTS = [
	"mode",
	"uid",
	"gid"
];
function cacheHint({ name, args }, field) {
	if (field === void 0 || SAME.includes(field)) return cacheOffer({
		...wordsIn(args),
		id: name
	});
	if (![
		...RIGHTS,
		"readonly",
		"ro",
		"from",
		"source",
		"src"
	].includes(field)) return void 0;
	return "Remove it: a cache has only (target PATH), (sharing private) and (buildkit_options ((KEY VALUE))). Its directory belongs to the user.";
}
function secretHint$2({ name, args }, field) {
	const words = {
		...wordsIn(args),
		id: name
	};
	if (field === void 0 || SAME.includes(field)) return secretOffer(words);
	if (field === "required") return "Remove it: no step runs without its secrets.";
	if (RIGHTS.includes(field)) return "Remove it: the file belongs to root, and every user of the step can read the file.";
	return field === "env" ? variable(words, args) : void 0;
}
function variable({ id, target = `/run/secrets/${id}` }, args) {
	const given = args.find((arg) => arg.kind === "list" && arg.items[0]?.kind === "atom" && arg.items[0].text === "env");
	const name = given?.kind === "list" ? given.items[1] : void 0;
	const shown = name?.kind === "atom" && /^\w+$/.test(name.text) ? name.text : "NAME";
	return `Remove it: a secret is a file. For a variable, begin the command with ${shown}=$(cat ${/^[\w./-]+$/.test(target) ? target : "PATH"}) and export ${shown}.`;
}
// src/language/slips/flags.ts
function lineIn(data) {
	const lists = data.filter((datum) => datum.kind === "list");
	const atoms = data.filter((datum) => datum.kind === "atom");
	if (atoms.length === 0 || atoms.some(({ touches }) => touches)) return void 0;
	const flags = [];
	const words = atoms.map(({ text }) => text);
	while (words[0]?.startsWith("--")) {
		const [, name = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(words.shift() ?? "") ?? [];
		flags.push([name, value ?? words.shift() ?? ""]);
	}
	return {
		flags,
		words,
		lists
	};
}
const MAX_SHOWN$1 = 200;
const offer = (name, fields) => {
	const text = fields.filter((field) => field !== void 0).join(" ");
	return text.length > MAX_SHOWN$1 ? void 0 : `Write (${name} ${text}).`;
};
const RUN_FLAGS = ["mount", "network"];
const TYPES = [
	"bind",
	"cache",
	"secret"
];
function runFlagsHint({ datum }) {
	const line = lineIn(datum.items.slice(1));
	if (line === void 0 || line.flags.some(([name]) => !RUN_FLAGS.includes(name))) return void 0;
	const mounts = mountsIn(line);
	const refused = mounts.map(({ type }) => refusedMount(type)).find((hint) => hint !== void 0);
	if (refused !== void 0) return refused;
	if (mounts.some(({ type = "" }) => !TYPES.includes(type))) return void 0;
	const [shell, ...others] = line.lists;
	if (!(shell === void 0 || headOf$1(shell) === "shell") || others.length > 0 || shell !== void 0 && line.words.length > 0) return void 0;
	const command = line.words.length === 0 ? "COMMAND" : commandIn(line.words);
	return offer("run", [
		...mountFields(mounts),
		networkField(line),
		listOf("secrets", mounts.filter(({ type }) => type === "secret").map(secretMount)),
		shell === void 0 ? `(shell ${quoted(command)})` : printDatum(shell)
	]);
}
const mountsIn = ({ flags }) => flags.flatMap(([name, text]) => name === "mount" ? [{
	type: "bind",
	...wordsInText(text)
}] : []);
const mountFields = (mounts) => [...mounts.filter(({ type }) => type === "bind").map(filesMount), listOf("cache", mounts.filter(({ type }) => type === "cache").map(cacheSlot))];
const listOf = (name, items) => items.length === 0 ? void 0 : `(${name} ${items.join(" ")})`;
const networkField = ({ flags }) => flags.some(([name, value]) => name === "network" && value !== "none") ? "(network host)" : void 0;
const COPY_FLAGS = [
	"from",
	"chown",
	"chmod"
];
function copyFlagsHint({ datum }) {
	const line = lineIn(datum.items.slice(1));
	if (line === void 0 || line.flags.some(([name]) => !COPY_FLAGS.includes(name))) return void 0;
	const paths = pathFields(line);
	const { from, chown, chmod } = Object.fromEntries(line.flags);
	const owner = chown === void 0 ? void 0 : ownerFields(chown.split(":"));
	const isKnown = !/[:/]/.test(from ?? "") && /^[0-7]{3,4}$/.test(chmod ?? "755");
	if (paths === void 0 || !isKnown || chown !== void 0 && owner === void 0) return void 0;
	return offer("copy", [
		from && `(from (build ${printAtom(from)}))`,
		...paths,
		chmod && `(chmod ${chmod})`,
		owner && `(chown ${owner})`
	]);
}
function pathFields({ words, lists }) {
	if (words.length === 0) return lists.map(printDatum);
	const [dst = "", ...reversed] = words.toReversed();
	if (lists.length > 0 || reversed.length === 0) return void 0;
	const end = reversed.length > 1 && !dst.endsWith("/") ? "/" : "";
	return [`(src ${reversed.toReversed().map(printAtom).join(" ")})`, `(dst ${printAtom(dst + end)})`];
}
// src/language/copy.ts
const USAGE$3 = "(copy (src PATH\u2026) (dst PATH))";
const FIELDS$3 = [
	"from",
	"src",
	"dst",
	"exclude",
	"chmod",
	"chown"
];
const CHMOD = "(chmod 0644) or (chmod keep)";
const CHOWN = "(chown (uid N) (gid N)) or (chown (name NAME))";
const FROM = "(from (build NAME)) or (from context)";
function toCopy(form) {
	const { required, optional } = fieldsOf(form, {
		fields: FIELDS$3,
		usage: USAGE$3,
		hint: hint$2
	});
	const src = required("src").args.map(toPaths);
	const target = only(required("dst"), "(dst PATH)");
	const dst = refuseParent(wordOf(target, "dst"), "dst", target.at);
	if (!(src.length === 1 && typeof src[0] === "string") && !dst.endsWith("/")) invalid(`a copy of ${src.length === 1 ? "all matches of a glob" : `${src.length} sources`} needs a directory as its destination`, {
		at: target.at,
		value: dst,
		hint: `End the destination with a slash: (dst ${printAtom(`${dst}/`)}).`
	});
	return {
		kind: "copy",
		from: toSource(optional("from")),
		src,
		dst,
		exclude: (optional("exclude")?.args ?? []).map(toExclude),
		...toChmod(optional("chmod")),
		...toChown(optional("chown")),
		...placeOf(form.datum)
	};
}
const hint$2 = (form, field) => field === void 0 ? copyFlagsHint(form) : fieldHint(form.name, field);
function toPaths(datum) {
	if (datum.kind === "atom") return refuseParent(wordOf(datum, "a source"), "a source", datum.at);
	const form = asForm(datum, "(glob PATTERN)");
	if (form.name !== "glob") {
		const hint = didYouMean(form.name, ["glob"], "Write a path, or (glob PATTERN).");
		return wrong(datum, `src has no kind ${shorten(form.name)}`, hint);
	}
	const pattern = only(form, "(glob PATTERN)", "Write one list for each pattern.");
	return { glob: sourceGlob(wordOf(pattern, "the glob of a source"), pattern.at) };
}
function toSource(field) {
	if (field === void 0) return { kind: "context" };
	const datum = only(field, FROM);
	if (datum.kind === "atom") {
		if (datum.text === "context") return { kind: "context" };
		return wrong(datum, "there is no such source", didYouMean(datum.text, ["context"], sourceHint(datum.text)));
	}
	const source = asForm(datum, FROM);
	if (source.name !== "build") {
		const image = imageIn(source.datum.items);
		return wrong(datum, "there is no such source", (image === void 0 ? void 0 : sourceHint(image)) ?? didYouMean(source.name, ["build"], `Write ${FROM}.`));
	}
	const name = only(source, "(from (build NAME))");
	return {
		kind: "build",
		name: wordOf(name, "the name of a build"),
		at: name.at
	};
}
function toExclude(datum) {
	if (datum.kind === "atom") return {
		kind: "name",
		pattern: wordOf(datum, "a name to exclude")
	};
	const form = asForm(datum, "(glob PATTERN) or (path PATH)");
	if (form.name !== "glob" && form.name !== "path") {
		const hint = didYouMean(form.name, ["glob", "path"], "Write a base name, (glob PATTERN) or (path PATH).");
		return wrong(datum, `exclude has no kind ${shorten(form.name)}`, hint);
	}
	const pattern = only(form, `(${form.name} PATTERN)`, "Write one list for each pattern.");
	return {
		kind: form.name,
		pattern: refuseParent(wordOf(pattern, `the ${form.name} to exclude`), "an exclude", pattern.at)
	};
}
function toChmod(field) {
	if (field === void 0) return {};
	const datum = only(field, CHMOD);
	const text = wordOf(datum, "the mode");
	if (text === "keep") return { chmod: "keep" };
	if (!/^0?[0-7]{3,4}$/.test(text)) wrong(datum, "the mode is neither three or four octal digits nor keep", `Write ${CHMOD}.`);
	return { chmod: Number.parseInt(text, 8) };
}
function toChown(field) {
	if (field === void 0) return {};
	return { chown: toOwner(field, CHOWN) };
}
// src/language/slips/beside.ts
const INSIDE = new Map([
	["mount", [
		"from",
		"src",
		"target"
	]],
	["cache", [
		"target",
		"sharing",
		"buildkit_options"
	]],
	["secrets", ["target", "buildkit_options"]]
]);
function besideSlot(list) {
	const field = list.items.find((item) => isField(item, headOf$1(list)));
	const whole = field && withFields(list, list.items.slice(1));
	return whole && {
		field,
		offer: printDatum(whole)
	};
}
function besideHint({ items }, name) {
	const index = items.findIndex((item) => headOf$1(item) === name);
	const field = items[index];
	const owner = items.slice(0, index).findLast((item) => field && isField(field, headOf$1(item)));
	if (field === void 0 || owner?.kind !== "list") return void 0;
	const whole = withFields(owner, [...owner.items.slice(1), field]);
	return whole && `${name} belongs inside the ${headOf$1(owner)}: write ${printDatum(whole)}.`;
}
function isField(datum, owner) {
	if (datum.kind === "atom" || datum.items.length !== 2) return false;
	const [, value] = datum.items;
	return (value?.kind === "atom" || owner === "mount" || value?.items[0]?.kind === "list") && INSIDE.get(owner)?.includes(headOf$1(datum)) === true;
}
function withFields(owner, args) {
	const kind = headOf$1(owner);
	if (kind !== "mount" && args.every((arg) => isField(arg, kind))) return void 0;
	const inside = kind === "mount" ? args : gathered(args, kind);
	return (kind === "mount" ? [args] : inside.map((slot) => slot.kind === "list" ? slot.items : [])).some(hasTwice) ? void 0 : {
		...owner,
		items: [...owner.items.slice(0, 1), ...inside]
	};
}
function gathered(args, owner) {
	const first = args.findIndex((arg) => !isField(arg, owner));
	const slots = args.slice(first, first + 1);
	for (const arg of args.toSpliced(first, 1)) {
		const last = slots.at(-1);
		if (last?.kind === "list" && isField(arg, owner)) slots[slots.length - 1] = {
			...last,
			items: [...last.items, arg]
		};
		else slots.push(arg);
	}
	return slots;
}
function hasTwice(items) {
	const names = items.map(headOf$1).filter((name) => name !== "");
	return new Set(names).size < names.length;
}
// src/language/mounts.ts
const CACHE = "(cache (NAME (target PATH)))";
const SECRET = "(secrets (NAME (target PATH)))";
const CACHE_NAME = "the name of a cache";
const SECRET_ID = "the id of a secret";
const OPTIONS = "(buildkit_options ((KEY VALUE)))";
const FIELDS$2 = ["target", "buildkit_options"];
function toCacheMounts(field) {
	refuseWords(field, {
		what: CACHE_NAME,
		offer: cacheOffer
	});
	refuseBeside(field, "slot");
	return refuseTwice((field?.args ?? []).map(toCacheMount));
}
function toCacheMount(datum) {
	const form = namedForm(datum, {
		what: CACHE_NAME,
		usage: CACHE
	});
	const { required, optional } = fieldsOf(form, {
		fields: [...FIELDS$2, "sharing"],
		usage: CACHE,
		hint: cacheHint
	});
	return {
		name: form.name,
		target: toTarget(required("target")),
		buildkitOptions: toOptions(optional("buildkit_options")),
		...toSharing(optional("sharing")),
		at: form.at
	};
}
const SHARING = [
	"shared",
	"private",
	"locked"
];
function toSharing(field) {
	if (field === void 0) return {};
	const datum = only(field, "(sharing shared|private|locked)");
	const word = wordOf(datum, "the sharing of a cache");
	const sharing = SHARING.find((one) => one === word);
	if (sharing !== void 0) return { sharing };
	return wrong(datum, "there is no such sharing", didYouMean(word, SHARING, "Write shared, private or locked."));
}
function refuseTwice(cache) {
	for (const [index, { name, sharing, at }] of cache.entries()) {
		const other = cache.slice(0, index).find((earlier) => earlier.name === name);
		if (other === void 0) continue;
		if ([sharing, other.sharing].every((one) => one === void 0 || one === "private")) continue;
		invalid(`the cache ${shorten(name)} is in this step twice, and not private`, {
			at,
			value: name,
			hint: "Mount it once, or write (sharing private) for both."
		});
	}
	return cache;
}
function toSecretMounts(field) {
	refuseWords(field, {
		what: SECRET_ID,
		offer: secretOffer
	});
	refuseBeside(field, "secret");
	return (field?.args ?? []).map(toSecretMount);
}
function toSecretMount(datum) {
	const form = namedForm(datum, {
		what: SECRET_ID,
		usage: SECRET
	});
	const { optional } = fieldsOf(form, {
		fields: FIELDS$2,
		usage: SECRET,
		hint: secretHint$2
	});
	const target = optional("target");
	return {
		id: form.name,
		target: target ? toTarget(target) : defaultTarget(form),
		buildkitOptions: toOptions(optional("buildkit_options")),
		at: form.at
	};
}
function refuseWords(field, { what, offer }) {
	if (field === void 0 || !areWords(field.args)) return;
	const first = field.args.find((arg) => !isName(arg));
	if (first !== void 0) wrong(first, `${what} goes into its own parentheses`, offer(wordsIn(field.args)));
}
function refuseBeside(field, owner) {
	const beside = field && besideSlot(field.datum);
	if (beside === void 0) return;
	const name = headOf$1(beside.field);
	wrong(beside.field, `${name} belongs inside the parentheses of the ${owner}`, `Write ${beside.offer}.`);
}
function namedForm(datum, expected) {
	const { what, usage } = expected;
	if (datum.kind === "atom") return wrong(datum, `${what} goes into its own parentheses`, `Write ${usage}.`);
	const [head] = datum.items;
	if (head === void 0) return wrong(datum, `${what} is missing`, `Write ${usage}.`);
	if (head.kind === "list") return wrong(head, `${what} comes first; this is a list`, `Write ${usage}.`);
	wordOf(head, what);
	return asForm(datum, usage);
}
function toTarget(field) {
	const datum = only(field, "(target PATH)");
	return mountTarget(wordOf(datum, "the target of a mount"), datum.at);
}
function defaultTarget(form) {
	if (form.name.split("/").some((part) => part === "" || part === "." || part === "..")) invalid("this id gives no file name", {
		at: form.at,
		value: form.name,
		hint: "Give the path of the secret: (target PATH)."
	});
	return `/run/secrets/${form.name}`;
}
function toOptions(field) {
	if (field === void 0) return [];
	const datum = only(field, OPTIONS, `Write ${OPTIONS}, all pairs in one list.`);
	if (datum.kind === "atom") return wrong(datum, "buildkit_options takes a list of pairs", `Write ${OPTIONS}.`);
	return datum.items.map(toOption);
}
function toOption(datum) {
	const [key, value, extra] = datum.kind === "list" ? datum.items : [];
	if (key === void 0 || value === void 0 || extra !== void 0) return wrong(datum, "an option is a key and a value in parentheses", `Write ${OPTIONS}.`);
	return [wordOf(key, "the key of an option"), textOf(value, "the value of an option")];
}
// src/language/files-mount.ts
const USAGE$2 = "(mount (from (build NAME)) (src PATH) (target PATH))";
function toFilesMounts(data, later) {
	if (data.length === 0) return {};
	const mounts = data.map(toFilesMount);
	for (const [index, mount] of mounts.entries()) checkVisible(mount, [...mounts.slice(index + 1), ...later]);
	return { mounts };
}
function toFilesMount(datum) {
	const form = asForm(datum, USAGE$2);
	const { required, optional } = fieldsOf(form, {
		fields: [
			"from",
			"src",
			"target"
		],
		usage: USAGE$2,
		hint: mountHint
	});
	const src = only(required("src"), "(src PATH)", "Write a mount for each path.");
	return {
		from: toSource(optional("from")),
		src: refuseParent(wordOf(src, "the source of a mount"), "a source", src.at),
		target: toTarget(required("target")),
		at: form.at
	};
}
function checkVisible({ target, at }, later) {
	const hiding = later.find((other) => target === other.target || target.startsWith(`${other.target}/`));
	if (hiding === void 0) return;
	invalid(`the mount on ${target} is hidden by a later mount ${hiding.target === target ? "there too" : `on ${hiding.target}`}`, {
		at,
		value: target,
		hint: "Choose another target: mounts come first, then caches, then secrets."
	});
}
// src/language/network.ts
const USAGE$1 = "(network (allow HOST:PORT))";
const MAX_ENDPOINTS = 500;
function toNetwork(field) {
	const [first, ...more] = field?.args ?? [];
	if (field === void 0 || first === void 0) return { kind: "none" };
	const network = first.kind === "atom" ? toHost(first) : toList(first);
	if (more.length > 0) return tooMany(field, more);
	return network;
}
function toHost(datum) {
	const name = textOf(datum, "the name of a network");
	if (name === "host") return { kind: "host" };
	const like = /[.:]/.test(name) ? endpointOf(name) : void 0;
	if (like !== void 0) return wrong(datum, "there is no such network", `Write (network (allow ${like})).`);
	return wrong(datum, "there is no such network", didYouMean(name, ["host"], `Write ${USAGE$1} or (network host), or leave the field out to run without a network.`));
}
function endpointOf(name) {
	return [name, endpointLike(name)].find((one) => one !== void 0 && !("fault" in parseEndpoint(one)));
}
function toList(datum) {
	const form = asForm(datum, USAGE$1);
	switch (form.name) {
		case "allow": return {
			kind: "allow",
			endpoints: toEndpoints(form)
		};
		case "audit":
			if (form.args[0] !== void 0) wrong(form.args[0], "audit takes no arguments", "Write (network (audit)).");
			return { kind: "audit" };
		default: return invalid("there is no such network", {
			at: form.at,
			value: form.name,
			hint: form.name === "host" ? "Write (network host)." : didYouMean(form.name, ["allow", "audit"], `Write ${USAGE$1} or (network (audit)).`)
		});
	}
}
function toEndpoints(form) {
	if (form.args.length === 0) return incomplete(form, "(allow HOST:PORT)");
	const extra = form.args[MAX_ENDPOINTS];
	if (extra !== void 0) wrong(extra, `a list has at most ${MAX_ENDPOINTS} endpoints`, "Use patterns: *.mirror.example:443.");
	return form.args.map((arg) => {
		const endpoint = parseEndpoint(textOf(arg, "an endpoint"));
		return "fault" in endpoint ? wrong(arg, endpoint.fault, endpoint.hint) : endpoint;
	});
}
function tooMany(field, [second]) {
	if (second?.kind === "atom" && second.text === "host") return wrong(second, "network names host twice", "Write (network host).");
	only(field, USAGE$1, "Put all endpoints into one list: (allow HOST:PORT HOST:PORT).");
	throw new Error("unreachable");
}
// src/language/run.ts
const USAGE = "(run (shell \"COMMAND\"))";
const FIELDS$1 = [
	"mount",
	"cache",
	"network",
	"secrets",
	"share",
	"shell"
];
function toRun(form) {
	const others = form.args.filter((arg) => !isMount(arg));
	const { required, optional } = fieldsOf({
		...form,
		args: others
	}, {
		fields: FIELDS$1,
		usage: USAGE,
		hint: hint$1
	});
	const shell = required("shell");
	const command = only(shell, USAGE, `Put the whole command into one pair of double quotes${example(shell)}.`);
	const cache = toCacheMounts(optional("cache"));
	const secrets = toSecretMounts(optional("secrets"));
	return {
		kind: "run",
		...toFilesMounts(form.args.filter(isMount), [...cache, ...secrets]),
		cache,
		network: toNetwork(optional("network")),
		secrets,
		...toShare(optional("share")),
		command: textOf(command, "the command"),
		...placeOf(form.datum)
	};
}
const hint$1 = (form, field) => field === void 0 ? runFlagsHint(form) : besideHint(form.datum, field) ?? fieldHint(form.name, field);
const MAX_SHOWN = 100;
function example({ args }) {
	const words = args.flatMap((arg) => arg.kind === "atom" ? [arg.text] : []);
	const command = commandIn(words);
	return words.length === args.length && command !== "" && command.length <= MAX_SHOWN ? `: (shell ${quoted(command)})` : "";
}
const isMount = (arg) => headOf$1(arg) === "mount";
function toShare(field) {
	return field === void 0 ? {} : { share: wordOf(only(field, "(share NAME)"), "the name to share under") };
}
// src/language/slips/env.ts
const ASSIGNED = /^([A-Za-z_][\w.]*)=(.*)$/s;
const USUAL_NAME = /^[A-Z_][A-Z\d_]*$/;
function envHint(args) {
	const lists = args.flatMap((arg) => arg.kind === "list" ? [wordsOf$1(arg.items)] : []);
	const operations = lists.length === 0 ? fromWords(wordsOf$1(args)) : lists.map(pairOf);
	if (lists.length > 0 && lists.length < args.length) return void 0;
	return operations.includes(void 0) ? void 0 : `Write ${operations.join(" ")}.`;
}
const wordsOf$1 = (data) => data.flatMap((datum) => datum.kind === "atom" ? [datum.text] : []);
const pairOf = ([name = "", value = "", ...more]) => /^[^=]+$/.test(name) && more.length === 0 ? `(env ${printAtom(name)} ${printAtom(value)})` : void 0;
function fromWords(words) {
	if (words.some((word) => ASSIGNED.test(word))) return fromAssignments(words);
	const [name = "", second = "", ...rest] = words;
	if (second === "=" && rest.length > 0) return [pairOf([name, rest.join(" ")])];
	const pairs = Array.from({ length: words.length / 2 }, (_, index) => words.slice(2 * index, 2 * index + 2));
	if (words.length % 2 === 0 && pairs.every(([one = ""]) => USUAL_NAME.test(one))) return pairs.map(pairOf);
	return [pairOf([name, [second, ...rest].join(" ")])];
}
function fromAssignments(words) {
	const offers = [];
	for (let index = 0; index < words.length; index++) {
		const [, name, value = ""] = ASSIGNED.exec(words[index] ?? "") ?? [];
		const next = words[index + 1];
		const isSplit = value === "" && next !== void 0 && !ASSIGNED.test(next);
		if (isSplit) index++;
		offers.push(name === void 0 ? void 0 : `(env ${name} ${quoted(isSplit ? next : value)})`);
	}
	return offers;
}
function argHint$1([first, second, extra]) {
	const text = first?.kind === "atom" ? first.text : "";
	const [, name, value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
	if (name === void 0 || extra !== void 0) return void 0;
	const quotedPart = value === "" && second?.kind === "atom" ? second.text : void 0;
	if (second !== void 0 && quotedPart === void 0) return void 0;
	return `Write (arg ${name} ${printAtom(quotedPart ?? value)}).`;
}
// src/language/slips/operations.ts
const WAYS = new Map([
	["cmd", "Give the command of an image with the input cmd."],
	["entrypoint", "Give the program of an image with the input entrypoint."],
	["expose", "Give the ports of an image with the input exposed-ports."],
	["label", "Give the labels of an image with the input labels."],
	["maintainer", "Give the author with the input labels: org.opencontainers.image.authors=NAME."],
	["stopsignal", "Give the signal with the input stop-signal."],
	["add", "Write (copy (src PATH) (dst PATH)), or for a URL (run (network (allow packages.example:443)) (shell \"curl -fLO URL\"))."],
	["volume", "Remove it. Files stay between builds in a cache: (run (cache (NAME (target PATH))) (shell COMMAND))."],
	["healthcheck", "Remove it: a spec has no checks of a running container."],
	["onbuild", "Remove it, and write the operation in each spec that begins with this image."]
]);
const SYNONYMS = new Map([["workdir", [
	"cd",
	"chdir",
	"cwd"
]], ["env", [
	"export",
	"setenv",
	"variable"
]]]);
const COMMANDS = [
	"command",
	"script",
	"exec",
	"sh",
	"bash"
];
function foreignHint(name, args) {
	const lower = name.toLowerCase();
	if (COMMANDS.includes(lower)) return `Write (run (shell ${quoted(commandOf(args))})).`;
	const meant = synonymOf(lower, SYNONYMS);
	return meant === void 0 ? WAYS.get(lower) : `Did you mean ${meant}?`;
}
const commandOf = (args) => {
	const words = args.flatMap((arg) => arg.kind === "atom" ? [arg.text] : []);
	return words.length === args.length && words.length > 0 ? commandIn(words) : "COMMAND";
};
// src/language/operations.ts
const PARSERS = {
	comment: (form) => ({
		kind: "comment",
		text: asAtom(only(form, "(comment \"TEXT\")"), "a comment").text,
		at: form.at
	}),
	workdir: (form) => ({
		kind: "workdir",
		dir: wordOf(only(form, "(workdir DIR)"), "the workdir"),
		at: form.at
	}),
	shell: toShell,
	user: toUser,
	env: toEnv,
	run: toRun,
	copy: toCopy
};
const OPERATIONS = Object.keys(PARSERS);
function toOperation(datum) {
	const form = asForm(datum, `an operation (${OPERATIONS.join(", ")})`);
	const name = form.name.charAt(0).toLowerCase() + form.name.slice(1);
	if (!isOperation(name)) {
		const hint = foreignHint(form.name, form.args) ?? didYouMean(form.name, OPERATIONS, `The operations: ${OPERATIONS.join(", ")}.`);
		return invalid(`there is no operation ${shorten(form.name)}`, {
			at: form.at,
			value: form.name,
			hint
		});
	}
	const args = name === form.name ? form.args : unwrapped(name, form.args);
	return PARSERS[name]({
		...form,
		name,
		args
	});
}
function isOperation(name) {
	return Object.hasOwn(PARSERS, name);
}
function unwrapped(name, args) {
	const [first, second] = args;
	if (second !== void 0 || first?.kind !== "list") return args;
	return (name === "run" || name === "copy" || name === "user") && first.items[0]?.kind === "list" || name === "env" ? first.items : args;
}
function toShell(form) {
	return {
		kind: "shell",
		argv: form.args.map((arg, index) => index === 0 ? wordOf(arg, "the program of the shell") : textOf(arg, "a word of the shell")),
		at: form.at
	};
}
function toEnv(form) {
	const usage = "(env NAME \"VALUE\")";
	const [name, value, extra] = form.args;
	if (name === void 0) return incomplete(form, usage);
	if (name.kind === "list") return wrong(name, "env takes a name and a value, without a list", envHint(form.args) ?? `Write ${usage}.`);
	const key = wordOf(name, "the name of a variable");
	if (key.includes("=")) {
		const [before = "", after = ""] = key.split(/=(.*)/s);
		wrong(name, "the name of a variable cannot have = in it", envHint(form.args) ?? `Write (env ${printAtom(before || "NAME")} ${quoted(after)}).`);
	}
	if (value === void 0) return incomplete(form, usage);
	if (extra !== void 0) return wrong(extra, "env takes a name and one value; this is another argument", envHint(form.args) ?? `Write ${usage}.`);
	return {
		kind: "env",
		name: key,
		value: textOf(value, "the value of a variable"),
		at: form.at
	};
}
function toUser(form) {
	const usage = "(user (uid N) (gid N)) or (user (name NAME))";
	const [first] = form.args;
	if (first === void 0) return incomplete(form, usage);
	return {
		kind: "user",
		...toOwner(form, usage),
		at: form.at
	};
}
// src/language/unclosed.ts
const OF_WORDS = [...[
	"comment",
	"workdir",
	"shell",
	"user",
	"env",
	"arg"
], ...[
	"src",
	"dst",
	"exclude",
	"target",
	"share",
	"uid",
	"gid"
]];
const BEFORE_OPERATIONS = [
	"arg",
	"build",
	"from"
];
const STARTS = [...[
	"comment",
	"workdir",
	"shell",
	"user",
	"env",
	"run",
	"copy"
], ...BEFORE_OPERATIONS];
const FIELDS = new Map([
	["run", ["shell"]],
	["copy", ["from"]],
	["from", ["build"]],
	["build", []]
]);
function findUnclosed(list) {
	const outer = headOf(list);
	let hasBase = false;
	for (const item of list.items) {
		if (item.kind === "atom") continue;
		const name = headOf(item);
		const isLate = hasBase && name !== void 0 && BEFORE_OPERATIONS.includes(name);
		if (outer === void 0 ? isLate : isMisplaced(item, list)) return {
			list,
			inside: item
		};
		const found = findUnclosed(item);
		if (found !== void 0) return found;
		hasBase ||= name === "from";
	}
}
function isMisplaced(item, around) {
	const [name = "", outer = ""] = [headOf(item), headOf(around)];
	if (!STARTS.includes(name)) return false;
	const fields = FIELDS.get(outer);
	if (fields !== void 0) return !fields.includes(name) && !isInPairOfParentheses(item, around);
	return OF_WORDS.includes(outer) && !isInPairOfParentheses(item, around);
}
const isInPairOfParentheses = (item, { items }) => items.length === 2 && items[1] === item && items[0]?.kind === "atom" && /^[A-Z]/.test(items[0].text);
function headOf(datum) {
	const head = datum.kind === "list" ? datum.items[0] : void 0;
	return head?.kind === "atom" ? head.text.charAt(0).toLowerCase() + head.text.slice(1) : void 0;
}
function unclosedFault({ list, inside }) {
	const [name, other] = [headOf(list) ?? "", headOf(inside) ?? ""];
	const place = `line ${inside.at.line}, column ${inside.at.column}`;
	return [`this (${name} is not closed: the (${other} of ${place} stands inside`, {
		at: list.at,
		value: `(${name}`,
		hint: `Add the missing ) before the (${other} of ${place}.`
	}];
}
function orUnclosed(error, datum) {
	if (!(error instanceof require_index.ObuilderError) || datum.kind === "atom") return error;
	const found = findUnclosed(datum);
	const outer = found && headOf(found.list);
	if (found === void 0 || outer === void 0 || outer === "build") return error;
	if (!isSame(found.inside.at, error.at)) return error;
	if (isMeantAsField(found)) return error;
	return new require_index.ObuilderError("spec-invalid", ...unclosedFault(found));
}
function isMeantAsField({ list, inside }) {
	return list.items[1] === inside && FIELDS.has(headOf(list) ?? "") || inside.at.line === list.at.line;
}
const isSame = (a, b) => a.line === b?.line && a.column === b.column;
// src/language/sexp/quoted.ts
const SIMPLE = new Map([
	["n", "\n"],
	["t", "	"],
	["b", "\b"],
	["r", "\r"],
	["\\", "\\"],
	["\"", "\""],
	["'", "'"]
]);
function readQuoted(text, start, refuse) {
	let out = "";
	let bytes = [];
	let offset = start + 1;
	const flush = () => {
		if (bytes.length > 0) out += decodeEscaped(bytes, start, refuse);
		bytes = [];
	};
	for (;;) {
		const plain = endOfPlain(text, offset);
		if (plain > offset) {
			flush();
			out += text.slice(offset, plain);
			offset = plain;
		}
		if (offset >= text.length) return refuse("this string has no closing quote", {
			offset: start,
			length: 1
		}, "Close it with \", and write a quote inside a string as \\\".");
		if (text[offset] === "\"") {
			flush();
			return {
				text: out,
				end: offset + 1
			};
		}
		const escaped = readEscape(text, offset, refuse);
		offset = escaped.end;
		if (escaped.byte !== void 0 && escaped.byte > 127) bytes.push(escaped.byte);
		else {
			flush();
			out += escaped.byte === void 0 ? escaped.text : String.fromCharCode(escaped.byte);
		}
	}
}
function readEscape(text, offset, refuse) {
	const next = text[offset + 1] ?? "";
	const simple = SIMPLE.get(next);
	if (simple !== void 0) return {
		text: simple,
		end: offset + 2
	};
	if (next === "\n") return {
		text: "",
		end: endOfBlanks(text, offset + 2)
	};
	if (next === "\r") return text[offset + 2] === "\n" ? {
		text: "",
		end: endOfBlanks(text, offset + 3)
	} : {
		text: "\r",
		end: offset + 2
	};
	if (isDigit(next)) return readByte(text, offset, {
		refuse,
		form: DECIMAL
	});
	if (next === "x") return readByte(text, offset, {
		refuse,
		form: HEXADECIMAL
	});
	return {
		text: "\\",
		end: offset + 1
	};
}
const DECIMAL = {
	pattern: /^\d{3}$/,
	radix: 10,
	skip: 1
};
const HEXADECIMAL = {
	pattern: /^[\da-fA-F]{2}$/,
	radix: 16,
	skip: 2
};
function readByte(text, offset, how) {
	const { pattern, radix, skip } = how.form;
	const end = offset + 4;
	const digits = text.slice(offset + skip, end);
	const byte = pattern.test(digits) ? Number.parseInt(digits, radix) : 256;
	if (byte > 255) how.refuse("this escape is not a byte", {
		offset,
		length: 4
	}, "Write \\ddd with three decimal digits up to 255 or \\xhh with two hexadecimal ones; a plain backslash is \\\\.");
	return {
		text: "",
		byte,
		end
	};
}
function decodeEscaped(bytes, start, refuse) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(Uint8Array.from(bytes));
	} catch {
		return refuse("the escaped bytes in this string are not valid UTF-8", {
			offset: start,
			length: 1
		}, "Escape every byte of a character, e.g. \\195\\169 for \u00e9, or write the character itself.");
	}
}
const PLAIN = /[^"\\]+/y;
function endOfPlain(text, from) {
	PLAIN.lastIndex = from;
	return PLAIN.test(text) ? PLAIN.lastIndex : from;
}
function endOfBlanks(text, from) {
	let offset = from;
	while (text[offset] === " " || text[offset] === "	") offset++;
	return offset;
}
function isDigit(char) {
	return char >= "0" && char <= "9" && char.length === 1;
}
// src/language/sexp/reader.ts
const MAX_DEPTH = 500;
const BARE = /[^;()" \t\f\r\n]+/y;
const BLANKS = /[ \t\f\n]+/y;
function readDatum(text, file) {
	const reading = startReading(text, file);
	while (reading.offset < text.length) (READERS.get(text[reading.offset]) ?? readBare)(reading);
	return finish(reading);
}
function startReading(text, file) {
	const positionAt = positionsIn(text, file);
	const refuse = (message, { offset, length }, hint) => invalid(message, {
		at: positionAt(offset),
		value: text.slice(offset, offset + length),
		hint
	});
	return {
		text,
		positionAt,
		refuse,
		frames: [],
		frame: {
			items: [],
			at: positionAt(0),
			drops: []
		},
		offset: 0
	};
}
const readBlanks = (reading) => {
	reading.offset = endOf(BLANKS, reading.text, reading.offset);
};
const readComment = (reading) => {
	reading.offset = endOfLine(reading.text, reading.offset);
};
const READERS = new Map([
	[" ", readBlanks],
	["	", readBlanks],
	["\f", readBlanks],
	["\n", readBlanks],
	["\r", readCarriageReturn],
	[";", readComment],
	["(", open],
	[")", close],
	["\"", readString]
]);
function readCarriageReturn(reading) {
	if (reading.text[reading.offset + 1] !== "\n") fail(reading, "a carriage return stands here without a line feed", "End lines with LF or CR LF.");
	reading.offset += 2;
}
function readString(reading) {
	const at = reading.positionAt(reading.offset);
	const touching = touchingAfter(reading, /[^\s(]/);
	const { text, end } = readQuoted(reading.text, reading.offset, reading.refuse);
	reading.offset = end;
	add(reading.frame, {
		kind: "atom",
		text,
		at,
		...touching
	});
}
function readBare(reading) {
	const { text, offset, frame } = reading;
	if (text.startsWith("#|", offset)) {
		reading.offset = endOfBlockComment(reading);
		return;
	}
	const end = endOf(BARE, text, offset);
	const word = text.slice(offset, end);
	const at = reading.positionAt(offset);
	if (word === "#" && text[end] === ";") {
		frame.drops.push(at);
		reading.offset = end + 1;
		return;
	}
	if (word.startsWith("|#")) fail(reading, "this |# closes no block comment", "Open it with #| or quote the word.");
	if (word.includes("#|") || word.includes("|#")) invalid("a word without quotes cannot have #| or |# in it", {
		at,
		value: word,
		hint: "Put the word in double quotes, or a blank before the comment."
	});
	reading.offset = end;
	add(frame, {
		kind: "atom",
		text: word,
		at,
		...touchingAfter({
			text,
			offset
		}, /"/)
	});
}
const touchingAfter = ({ text, offset }, before) => before.test(text[offset - 1] ?? "") ? { touches: true } : {};
function open(reading) {
	if (reading.frames.length === MAX_DEPTH) fail(reading, `parentheses are nested more than ${MAX_DEPTH} deep`, "No spec needs so many; remove some.");
	reading.frames.push(reading.frame);
	reading.frame = {
		items: [],
		at: reading.positionAt(reading.offset),
		drops: []
	};
	reading.offset++;
}
function close(reading) {
	const { frame } = reading;
	const outer = reading.frames.pop();
	if (outer === void 0) fail(reading, "this ) closes nothing", "Remove it, or add the matching (.");
	refuseOpenDrop(frame);
	const { line: lastLine } = reading.positionAt(reading.offset);
	reading.offset++;
	reading.frame = outer;
	add(outer, {
		kind: "list",
		items: frame.items,
		at: frame.at,
		lastLine
	});
}
function add(frame, datum) {
	if (frame.drops.pop() === void 0) frame.items.push(datum);
}
function finish(reading) {
	const { frame, frames } = reading;
	if (frames.length > 0) {
		refuseUnescaped([...frames, frame]);
		const likely = findUnclosed(outermost(reading));
		if (likely !== void 0) invalid(...unclosedFault(likely));
		invalid(frames.length === 1 ? "this ( is not closed" : `${frames.length} ( are not closed, beginning here`, {
			at: frame.at,
			value: "(",
			hint: "Add the missing ) at the end of the list."
		});
	}
	refuseOpenDrop(frame);
	const [first, second] = frame.items;
	if (first === void 0) invalid("there is no spec in this file", {
		at: reading.positionAt(reading.text.length),
		hint: "Write at least ((from IMAGE))."
	});
	if (second !== void 0) {
		const [wrong, what] = first.kind === "atom" ? [first, "a word"] : [second, excessOf(second)];
		invalid(`a spec is one list; this is ${what}`, {
			at: wrong.at,
			value: wrong.kind === "atom" ? wrong.text : "(",
			hint: `${first.kind === "atom" ? "Put parentheses around the spec" : "Check the parentheses before it"}: one pair goes around everything, ((from IMAGE) (run \u2026)).`
		});
	}
	return first;
}
function refuseUnescaped(open) {
	for (const { items } of open) {
		const hint = unescapedHint(items);
		const atom = items.find((item) => item.kind === "atom" && item.touches);
		if (atom !== void 0 && hint !== void 0) invalid("a string ends here, and its list is not closed", {
			at: atom.at,
			value: showDatum(atom),
			hint
		});
	}
}
const excessOf = ({ kind }) => kind === "list" ? "a second list" : "a word after the list";
function outermost({ frame, frames, positionAt, text }) {
	const { line: lastLine } = positionAt(text.length);
	return frames.slice(1).reduceRight((inner, { items, at }) => ({
		kind: "list",
		items: [...items, inner],
		at,
		lastLine
	}), {
		kind: "list",
		items: frame.items,
		at: frame.at,
		lastLine
	});
}
function refuseOpenDrop(frame) {
	const at = frame.drops.at(-1);
	if (at) invalid("this #; has nothing to drop", {
		at,
		value: "#;",
		hint: "Remove it, or write ; for a line comment."
	});
}
function endOfBlockComment(reading) {
	const { text, offset } = reading;
	const opened = [offset];
	let here = offset + 2;
	for (;;) {
		const start = opened.at(-1);
		if (start === void 0) return here;
		if (here >= text.length) reading.refuse("this block comment is not closed", {
			offset: start,
			length: 2
		}, "Close it with |#.");
		if (text.startsWith("|#", here)) {
			opened.pop();
			here += 2;
		} else if (text.startsWith("#|", here)) {
			opened.push(here);
			here += 2;
		} else here = text[here] === "\"" ? readQuoted(text, here, reading.refuse).end : here + 1;
	}
}
function endOfLine(text, from) {
	const end = text.indexOf("\n", from);
	return end === -1 ? text.length : end;
}
function endOf(pattern, text, from) {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : from + 1;
}
function fail(reading, message, hint) {
	return reading.refuse(message, {
		offset: reading.offset,
		length: 1
	}, hint);
}
// src/language/slips/dockerfile.ts
const START$1 = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?=(?:from|arg|run|copy|add|env|workdir|user|shell|cmd|entrypoint|label|expose)[ \t]+[^ \t\r\n()])/i;
const LINE_OF_SPEC$1 = /^[ \t]*\([ \t(]*(?:from|build|arg|comment|workdir|shell|user|env|run|copy)[ \t"(]/im;
function refuseDockerfile(text, file) {
	const start = START$1.exec(text)?.[0].length;
	if (start === void 0 || LINE_OF_SPEC$1.test(text)) return;
	const [line = ""] = text.slice(start).split(/\r?\n/, 1);
	invalid("this text is a Dockerfile; a spec is one list in parentheses", {
		at: positionsIn(text, file)(start),
		value: shorten(line),
		hint: "Write ((from IMAGE) \u2026) by hand: docs/how-to/from-docker.md has the counterpart of each line. The verb dockerfile only writes a spec as a Dockerfile."
	});
}
// src/language/slips/foreign.ts
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)|;.*|#\|[\s\S]*?(?:\|#|$)|(?<=^|[\s)])(#(?![|;]).*|\/[/*](?:(?=\s)|(?<=(?:^|[\n)])[ \t]{0,200}..)).*)|[\s\S]/g;
const BACK$1 = 200;
function orForeign(error, text, file) {
	if (!(error instanceof require_index.ObuilderError) || error.at === void 0) return error;
	for (const { text: piece, from } of piecesIn(text, file)) {
		if (!isCause({
			text: piece,
			from
		}, error.at)) continue;
		return new require_index.ObuilderError("spec-invalid", ...commentFault(piece, from));
	}
	return error;
}
function* piecesIn(text, file) {
	if (!/#|\/[/*]/.test(text)) return;
	const positionAt = positionsIn(text, file);
	for (const { 1: comment, index } of text.matchAll(TOKEN)) {
		if (comment === void 0) continue;
		const before = text.slice(Math.max(0, index - BACK$1), index);
		if (isComment(comment, before)) yield {
			text: comment,
			from: positionAt(index)
		};
	}
}
const isComment = (text, before) => /^(?:#|\/[/*])\s/.test(text) || /(?:^|[\n)])[ \t]*$/.test(before);
function isCause({ text, from }, at) {
	return at.line === from.line && at.column >= from.column || !isBalanced$1(text);
}
function isBalanced$1(text) {
	const count = (sign) => text.split(sign).length - 1;
	return count("(") === count(")") && count("\"") % 2 === 0;
}
const commentFault = (text, at) => [`${text.startsWith("#") ? "#" : text.slice(0, 2)} begins no comment in a spec`, {
	at,
	value: text.split(/\s/, 1)[0] ?? "#",
	hint: "Write ; before a comment."
}];
// src/language/slips/open-string.ts
const LINE_OF_SPEC = /\n[ \t]*\((?:build[ \t]+[^\s()]+|run|copy|user)\s*\(/i;
const BEFORE_STRING = /\n[ \t]*\((?:[a-z]+\s*\()*(?:comment|workdir|shell|env|from|arg|src|dst|glob|target|name)\s[^()]*$/i;
const FOREIGN_COMMENT = /(?:^|[\s)])#.*$/;
const BACK = 200;
function orOpenString(error, text, file) {
	if (!(error instanceof require_index.ObuilderError) || error.at === void 0) return void 0;
	const { at, code, message, value } = error;
	const string = openStringIn(text, file);
	if (string === void 0 || !(isBefore(string.start, at) || message.includes("not closed"))) return void 0;
	const { start, end } = string;
	const hint = `Close the string that begins in line ${start.line}, column ${start.column}: its end is in line ${end.line}, so its closing quote is probably missing.`;
	return new require_index.ObuilderError(code, message, {
		at,
		value,
		hint
	});
}
function openStringIn(text, file) {
	if (text.length > 2e6) return void 0;
	for (const { 0: whole, groups, index } of text.matchAll(TOKEN$1)) {
		const inside = groups?.["inside"];
		if (inside === void 0 || !isOpen(inside, text.charAt(index + whole.length))) continue;
		if (FOREIGN_COMMENT.test(text.slice(Math.max(0, index - BACK), index))) return void 0;
		const positionAt = positionsIn(text, file);
		return {
			start: positionAt(index),
			end: positionAt(index + whole.length - 1)
		};
	}
}
const isOpen = (inside, next) => BEFORE_STRING.test(inside) || LINE_OF_SPEC.test(inside) && /[^\s)]/.test(next);
const isBefore = (a, b) => a.line < b.line || a.line === b.line && a.column < b.column;
// src/language/slips/other-format.ts
const START = /^(?:[ \t]*(?:#(?![|;]).*)?\r?\n)*[ \t]*/;
const YAML = /^(?:---\s*$|(?:-[ \t]+)?(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*:(?:[ \t]|$))/;
const JSON_TEXT = /^(?:\{|\[\s*["[{])/;
const WAY = "Write ((from IMAGE) (run (shell \"COMMAND\"))): docs/spec.md describes the language.";
function refuseOtherFormat(text, file) {
	const start = START.exec(text)?.[0].length ?? 0;
	const [line = ""] = text.slice(start).split(/\r?\n/, 1);
	const isJson = JSON_TEXT.test(text.slice(start));
	if (!isJson && !YAML.test(line)) return;
	invalid(`this text is ${isJson ? "JSON" : "YAML"}; a spec is one list in parentheses`, {
		at: positionsIn(text, file)(start),
		value: shorten(line),
		hint: isJson ? WAY : `${WAY} In a workflow, the list stands below "spec: |"; a spec file has the list alone.`
	});
}
// src/language/slips/yaml.ts
const INPUT = "spec";
const FORM = /\(+(?:from|build|run|copy)\b/i;
function orYaml(error, text, file) {
	if (!(error instanceof require_index.ObuilderError) || file !== INPUT || text.length > 2e6) return error;
	const cause = joinedLines(text, error) ?? cutText(text, error);
	if (cause === void 0) return error;
	const { at, code, hint = "", message, value } = error;
	return new require_index.ObuilderError(code, message, {
		at,
		value,
		hint: `${hint} ${cause} write spec: |.`.trimStart()
	});
}
function joinedLines(text, { message }) {
	for (const { groups, index } of text.matchAll(TOKEN$1)) {
		const comment = groups?.["comment"];
		const [form] = (comment && FORM.exec(comment)) ?? [];
		if (comment === void 0 || form === void 0) continue;
		if (isBalanced(comment) && !/no spec|no base image/.test(message)) continue;
		const { line } = positionsIn(text, INPUT)(index);
		return `The comment of line ${line} takes in ${form} \u2026 to the end of the line. With spec: >, YAML joins lines:`;
	}
}
function isBalanced(comment) {
	const outside = comment.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
	return outside.split("(").length === outside.split(")").length;
}
function cutText(text, { message }) {
	return /not closed|no closing quote/.test(message) && !text.trimEnd().includes("\n") ? "If the line goes on in the workflow, YAML has ended the text at a blank and #:" : void 0;
}
// src/language/parse.ts
const BUILD = "(build NAME ((from IMAGE) \u2026))";
function parseSpec(source) {
	const { file } = source;
	const text = decodeText(source.text, file);
	refuseDockerfile(text, file);
	refuseOtherFormat(text, file);
	try {
		const spec = closed(readDatum(text, file));
		resolveBuilds(spec);
		return spec;
	} catch (error) {
		throw orYaml(orOpenString(error, text, file) ?? orExpression(orForeign(error, text, file), text, file), text, file);
	}
}
function closed(datum) {
	try {
		return toSpec(datum);
	} catch (error) {
		throw orUnclosed(error, datum);
	}
}
function toSpec(datum) {
	if (datum.kind === "atom") return wrong(datum, "a spec is a list", "Write ((from IMAGE) \u2026).");
	const [head] = datum.items;
	if (head?.kind === "atom") refuseBareSpec(datum, head);
	const args = [];
	const builds = [];
	for (const [index, item] of datum.items.entries()) {
		const form = asForm(item, "(build \u2026) or (from IMAGE)");
		if (form.name === "build") builds.push(toBuild(form));
		else if (form.name === "arg") args.push(toArg(form, args));
		else if (form.name === "from") {
			const operations = datum.items.slice(index + 1).map((rest) => toOperation(refuseLate(rest)));
			return {
				...args.length === 0 ? {} : { args },
				builds,
				from: toFrom(form),
				operations,
				...placeOf(datum)
			};
		} else refuseEarly(form);
	}
	return invalid("this spec has no base image", {
		at: datum.at,
		hint: "Add (from IMAGE) after the nested builds."
	});
}
function toBuild(form) {
	const [name, spec, extra] = form.args;
	if (name === void 0 || spec === void 0) {
		if (name?.kind === "list") wrong(name, "a build has a name before its spec", `Write ${BUILD}.`);
		return incomplete(form, BUILD);
	}
	if (extra !== void 0) return wrong(extra, "build takes a name and one spec; this is another argument", `Write ${BUILD}.`);
	return {
		name: wordOf(name, "the name of a build"),
		spec: toSpec(spec),
		at: form.at
	};
}
function toArg(form, earlier) {
	const usage = "(arg NAME DEFAULT)";
	const [first, value, extra] = form.args;
	if (first === void 0) return incomplete(form, usage);
	const name = wordOf(first, "the name of an arg");
	if (!/^[A-Za-z_]\w*$/.test(name)) wrong(first, "the name of an arg has letters, digits and _ only", argHint$1(form.args) ?? `Write ${usage}.`);
	if (earlier.some((one) => one.name === name)) wrong(first, `the arg ${name} is declared twice`, "Remove either of them.");
	if (extra !== void 0) return wrong(extra, "arg takes a name and one default; this is another argument", `Write ${usage}.`);
	return {
		name,
		...value === void 0 ? {} : { default: textOf(value, "the default of an arg") },
		at: form.at
	};
}
function toFrom(form) {
	refuseStage(form);
	return {
		kind: "from",
		image: wordOf(only(form, "(from IMAGE)"), "the base image"),
		...placeOf(form.datum)
	};
}
function refuseBareSpec(datum, head) {
	const known = [
		"from",
		"build",
		"arg",
		...OPERATIONS
	].includes(head.text);
	return wrong(known ? datum : head, known ? "a spec is a list of lists; this is a single list" : "a list is expected here", "Put parentheses around the whole spec: ((from IMAGE) (run \u2026)).");
}
function refuseEarly(form) {
	const isOperation = OPERATIONS.includes(form.name.toLowerCase());
	return invalid(isOperation ? `${form.name} comes before the base image` : `(build \u2026) or (from IMAGE) is expected here`, {
		at: form.at,
		value: form.name,
		hint: isOperation ? "Put (from IMAGE) before the first operation." : /^(?:image|base)$/i.test(form.name) ? "Did you mean from?" : didYouMean(form.name, [
			"build",
			"from",
			"arg"
		], "Builds come first, then (from IMAGE), then the operations.")
	});
}
function refuseLate(datum) {
	const head = datum.kind === "list" ? datum.items[0] : void 0;
	const name = head?.kind === "atom" ? head.text : "";
	if (name === "arg") wrong(datum, "an arg comes after the base image", "Move it before (from IMAGE).");
	if (name === "build") wrong(datum, "a nested build comes after the base image", "Move it before (from IMAGE).");
	if (name === "from") wrong(datum, "a spec has one base image; this is the second", "Keep one (from IMAGE).");
	return datum;
}
// src/worker/empty-args.ts
function emptyArgs(spec, { buildArgs = {} }) {
	const firsts = new Map();
	for (const { name, default: own, at } of argsOf(spec)) {
		if (!Object.hasOwn(buildArgs, name) || buildArgs[name] !== "" || own === "" || firsts.has(name)) continue;
		const message = `build-args gives ${name} an empty value${own === void 0 ? "" : `, so its default ${shorten(own)} does not count`}. ${hint(name, own)}`;
		firsts.set(name, {
			message,
			at
		});
	}
	return [...firsts.values()];
}
function hint(name, own) {
	const check = "Check the names in the expression of the value";
	return own === void 0 ? `${check}, or allow an empty value with (arg ${name} "").` : `${check}, or leave the line out.`;
}
// src/worker/unknown-names.ts
function unknownNames(spec, { buildArgs = {}, secrets, keySecrets = [], cacheOptions }) {
	const args = argsOf(spec).map(({ name }) => name);
	const used = secretsOf(spec);
	const ids = Object.keys(secrets).filter((id) => id !== cacheOptions?.keySecret);
	return [
		...without(args, Object.keys(buildArgs)).map((name) => `build-args gives ${name}, but the spec has no (arg ${name} \u2026). ${argHint(name, args)}`),
		...without(used, ids).map((id) => `the secret "${id}" is given, but no step of the spec uses it. ${secretHint$1(id, used)}`),
		...without(used, keySecrets).map((id) => `key-secrets names ${id}, but no step of the spec uses it. ${secretHint$1(id, used)}`)
	];
}
function emptySecrets(spec, { secrets }) {
	return secretsOf(spec).filter((id) => Object.hasOwn(secrets, id) && secrets[id] === "").map((id) => `the secret "${id}" is empty, so its steps get an empty file. Check the file that you gave.`);
}
const without = (known, given) => given.filter((name) => !known.includes(name));
function secretsOf({ operations, builds }) {
	const own = operations.flatMap((operation) => operation.kind === "run" ? operation.secrets : []);
	return [...new Set([...builds.flatMap(({ spec }) => secretsOf(spec)), ...own.map(({ id }) => id)])];
}
function argHint(name, known) {
	return didYouMean(name, known, known.length === 0 ? `Declare it before the (from \u2026): (arg ${name} DEFAULT).` : `Its args are ${listed(known)}.`);
}
function secretHint$1(id, known) {
	return didYouMean(id, known, known.length === 0 ? `Write (run (secrets (${id} (target FILE))) \u2026) in the step that needs it.` : `Its steps use ${listed(known)}.`);
}
const MAX_NAMED = 10;
function listed(names) {
	const unique = [...new Set(names)];
	const rest = unique.length - MAX_NAMED;
	return unique.slice(0, MAX_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
// src/worker/read-spec.ts
function readSpec(request, rules, emit) {
	const { spec: source, buildArgs = {}, base } = request;
	const parsed = parseSpec(source);
	const spec = onBase(applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) }), base);
	for (const { message, hint, at } of adviceOn(spec)) emit({
		type: "warning",
		message: `${message}. ${hint}`,
		at
	});
	for (const message of [...unknownNames(parsed, request), ...emptySecrets(parsed, request)]) emit({
		type: "warning",
		message
	});
	for (const { message, at } of emptyArgs(parsed, request)) emit({
		type: "warning",
		message,
		at
	});
	return withNetworks(spec, rules, ({ line }) => emit({
		type: "notice",
		message: `The owner of this machine replaces the host's network of the step in line ${line} by an audit.`
	}));
}
function onBase(spec, base) {
	if (base === void 0) return spec;
	const image = base.startsWith("obuilder:") ? base : BASE_PREFIX + base;
	return {
		...spec,
		from: {
			...spec.from,
			image
		}
	};
}
// src/worker/scopes.ts
const OWN_CODE = new Set([
	"push",
	"schedule",
	"workflow_dispatch",
	"repository_dispatch",
	"merge_group",
	"release",
	"create",
	"deployment"
]);
function deriveScopes({ caller, origin, cacheScope, share }) {
	const part = (label, ...words) => ({
		key: JSON.stringify([
			caller.uid,
			...words,
			cacheScope ?? ""
		]),
		label: cacheScope ? `${label}, ${cacheScope}` : label
	});
	const readable = origin === void 0 ? {
		own: part(caller.name),
		others: []
	} : ofJob(origin, part);
	const words = [readable.own, ...readable.others].map(({ key }) => wordsOf(key));
	return {
		...readable,
		readsElsewhere: (key) => {
			const there = wordsOf(key);
			return isShared(there) || words.includes(there);
		},
		user: `${caller.uid}`,
		share,
		shared: (name) => ({
			key: JSON.stringify([
				caller.uid,
				"share",
				name,
				...cacheScope ? [cacheScope] : []
			]),
			label: cacheScope ? `shared ${name}, ${cacheScope}` : `shared ${name}`
		}),
		maySharedWrite: origin === void 0 || isTrusted(origin),
		isOwner: caller.isRoot && origin === void 0
	};
}
function scopesFor({ origin, cacheScope, share }) {
	return deriveScopes({
		caller: require_reader.callerOf({
			env: process.env,
			uid: require_reader.ownUid()
		}),
		origin,
		cacheScope,
		share
	});
}
function isTrusted({ event, ref, defaultBranch }) {
	return OWN_CODE.has(event) && defaultBranch !== void 0 && ref === branchRef(defaultBranch);
}
function ofJob(origin, part) {
	const { server, repository, ref, event, baseBranch, defaultBranch, subject } = origin;
	const ofRef = (name) => part(labelOf(name), server, repository, name);
	const isOwnCode = OWN_CODE.has(event) || ref.startsWith("refs/pull/");
	const own = isOwnCode ? ofRef(ref) : part(`${labelOf(ref)}, ${event} ${subject ?? ""}`.trim(), server, repository, ref, event, subject ?? "");
	const branches = [baseBranch, defaultBranch].filter((branch) => branch !== void 0).map(branchRef);
	const readable = isOwnCode ? branches : [ref, ...branches];
	return {
		own,
		others: [...new Set(readable)].map(ofRef).filter(({ key }) => key !== own.key)
	};
}
const wordsOf = (key) => key.replace(/^\[\d+,/, "");
const isShared = (words) => /^"share"(?:,"(?:[^"\\]|\\.)*"){1,2}\]$/.test(words);
const branchRef = (branch) => `refs/heads/${branch}`;
function labelOf(ref) {
	return ref.replace(/^refs\/heads\//, "").replace(/^refs\/tags\//, "tag ").replace(/^refs\/pull\/(\d+)\/.*$/, "#$1");
}
// src/worker/secret-values.ts
function decodeSecrets({ secrets, cacheOptions }) {
	const given = Object.entries(secrets).filter(([id]) => id !== cacheOptions?.keySecret);
	return new Map(given.map(([id, value]) => [id, Buffer.from(value, "base64")]));
}
// src/worker/serve.ts
function firstImage({ from, builds }, { target, pull, context }, signal) {
	if (!(target === void 0 || builds.length === 0) || from.image.startsWith("obuilder:")) return void 0;
	const options = {
		pull,
		directory: context,
		onWarning: () => void 0,
		signal
	};
	return {
		image: from.image,
		options
	};
}
async function serveBuild(request, options) {
	const { limits } = request;
	const { signal } = options;
	const events = holdLast(options.emit);
	const onNotice = (message) => options.emit({
		type: "notice",
		message
	});
	const onWarning = (message) => options.emit({
		type: "warning",
		message
	});
	try {
		const boundary = options.boundary ?? await readBoundary();
		const tightened = tighten(boundary.rules.bounds, request.bounds);
		const { bounds, ownersBounds } = tightened;
		const less = clamped(tightened, boundary.rules.steps, request.bounds);
		if (less !== void 0) onNotice(less);
		const spec = readSpec(request, boundary.rules, options.emit);
		const scopes = scopesFor(request);
		if (request.share !== void 0 && !scopes.maySharedWrite) onNotice(readsShared(request.share));
		return await withMachinery(request, async (machinery, place) => {
			onNotice(storeText(place, machinery.store.space()));
			const result = await build(machinery, {
				spec,
				context: request.context,
				specPath: request.spec.path,
				target: request.target,
				secrets: decodeSecrets(request),
				noCache: request.noCache,
				refresh: request.refresh,
				keySecrets: request.keySecrets,
				pull: request.pull,
				maxParallel: request.maxParallel,
				scopes,
				keepFailed: request.keepFailed,
				outputs: request.outputs,
				limits: {
					...limitsFor(bounds),
					ownersBounds
				},
				emit: events.emit,
				pace: options.pace,
				signal
			});
			const kept = mergeLimits(place.limits, limits);
			if (isLimited(kept) && events.hasRun() && !signal.aborted) await pruneAfter(machinery.store, kept, options);
			events.release();
			return result.kind === "built" ? result.report : void 0;
		}, {
			onNotice,
			onWarning,
			limits,
			boundary,
			isJob: options.isJob,
			firstImage: firstImage(spec, request, signal)
		});
	} catch (error) {
		const { code, message, value, hint, at } = require_index.asObuilderError(error);
		options.emit({
			type: "failed",
			error: {
				code,
				message,
				value,
				hint,
				at
			},
			steps: []
		});
		return;
	}
}
const readsShared = (name) => `This build reads results of the shared name ${name} and adds none, because only builds of the default branch do (docs/scopes.md).`;
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
function needImage(given, outputs = []) {
	const unused = unusedIn(given, outputs);
	if (unused === void 0) return;
	throw new require_index.ObuilderError("input-invalid", unused.message, {
		value: unused.labels[0],
		hint: "Add --push for a registry, or --output=type=docker,dest=image.tar for an archive that \"docker load\" reads. Otherwise leave the setting out."
	});
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
// src/cli/context.ts
async function readContext({ positionals }) {
	const [text, ...others] = positionals;
	if (others.length > 0) throw new require_index.ObuilderError("input-invalid", `there is more than one context: ${positionals.join(", ")}`, {
		value: others[0],
		hint: "Usage: build -f SPEC [CONTEXT], and plan -f SPEC [CONTEXT]."
	});
	const absolute = node_path.default.resolve(text ?? ".");
	if (text === void 0) return absolute;
	const kind = await kindOf(absolute);
	if (kind === "directory") return absolute;
	throw wrongContext({
		text,
		absolute,
		label: "the argument CONTEXT",
		isMissing: kind === "missing",
		hint: "Relative paths start at the current directory."
	});
}
async function kindOf(directory) {
	try {
		const opened = await (await require_reader.asker()).files({}).open({ path: directory });
		await opened.close();
		return opened.kind;
	} catch (error) {
		if (require_index.isObuilderError(error, "input-invalid")) return "file";
		const errno = require_reader.errnoOf(error);
		if (errno === "ENOENT") return "missing";
		return errno === "ENOTDIR" ? "file" : "directory";
	}
}
// src/cli/build-request.ts
const buildFlags = {
	...specFlag,
	...storeFlags,
	...flagsFor(PARAMETER_NAMES.filter((name) => "flag" in PARAMETERS[name])),
	secret: {
		type: "string",
		multiple: true,
		value: "ID:FILE",
		help: "A secret for steps, from a file."
	},
	...jsonFlag,
	...settingsFlag
};
async function buildRequest(invocation) {
	const { stdin, ...sent } = await readSent(invocation) ?? {};
	const settings = isSet$1(invocation, "settings-on-stdin") ? sent : await ownSettings();
	return {
		...fromFlags(invocation, settings),
		version: 1,
		context: await readContext(invocation),
		spec: await readSpecText(text$2(invocation, "file"), stdin),
		secrets: Object.fromEntries(await Promise.all(texts(invocation, "secret").map(readSecret))),
		origin: originOf(await originEnvironment()),
		...settings
	};
}
function fromFlags(invocation, settings) {
	const given = givenFlags(invocation);
	const { outputs } = readOutputs$1(given, process.cwd(), settings.environment ?? {});
	needImage(given, outputs);
	return {
		...readSettings(given, storeEnvironment(invocation)),
		...readCarriers(given, process.cwd()),
		outputs,
		...readAuthorities$1(given, process.cwd()),
		storeRequest: storeRequest(invocation)
	};
}
async function checkBuildFlags(invocation) {
	if (isSet$1(invocation, "settings-on-stdin") || process.getuid?.() === 0) return;
	checkStoreFlags(invocation);
	fromFlags(invocation, userSettings$1(process.env));
	if (text$2(invocation, "file") === void 0) await readSpecText(void 0);
}
async function ownSettings() {
	const { home } = await require_reader.asker();
	return userSettings$1(home === void 0 ? process.env : {
		...process.env,
		HOME: home
	});
}
async function originEnvironment() {
	const { home } = await require_reader.asker();
	return home === void 0 ? process.env : {
		...process.env,
		GITHUB_EVENT_PATH: void 0
	};
}
async function readSecret(flag) {
	const docker = dockersSecret(flag);
	const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
	if (docker !== void 0 || id === void 0 || file === void 0) throw invalidValue(flag, "--secret", {
		expected: "ID:FILE",
		hint: secretHint(docker)
	});
	return [id, (await readNamedFile(file, `the file ${file} of secret ${id}`)).toString("base64")];
}
function secretHint(docker) {
	if (docker === void 0) return "A colon divides both: --secret=token:/run/token.";
	const { id, field, place } = docker;
	if (field !== "env") return `Write --secret=${id}:${place}.`;
	return `Write the value of ${place} into a file, and give the file: --secret=${id}:FILE.`;
}
// src/cli/entries.ts
const MIN_PREFIX = 4;
const WHOLE_ID = 64;
const MAX_CANDIDATES = 10;
function findEntry(store, place, given) {
	const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
	const result = id === void 0 ? void 0 : store.find([id]).get(id);
	const failed = id === void 0 ? void 0 : store.failed().find((step) => step.id === id);
	if (id !== void 0 && (result ?? failed) !== void 0) return {
		id,
		result,
		failed
	};
	const message = `there is no result ${given} in the store ${storeName(place)}, and no failed step`;
	throw new require_index.ObuilderError("result-missing", message, {
		value: given,
		hint: "\"list\" and \"list --failed\" print all ids in the store, \"plan\" the ids of a spec's steps. --store, before any --, names another store."
	});
}
function knownIds(store) {
	return [...store.list(), ...store.failed()].map(({ id }) => id);
}
function wholeId(prefix, ids) {
	if (prefix.length < MIN_PREFIX) throw new require_index.ObuilderError("input-invalid", `${JSON.stringify(prefix)} is too short for an id`, {
		value: prefix,
		hint: `Give at least ${MIN_PREFIX} digits.`
	});
	const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
	if (candidates.length <= 1) return candidates[0];
	const shown = candidates.slice(0, MAX_CANDIDATES);
	const more = candidates.length > shown.length ? [`\u2026 and ${candidates.length - shown.length} more`] : [];
	throw new require_index.ObuilderError("input-invalid", `${candidates.length} ids begin with ${prefix}`, {
		value: prefix,
		hint: [
			"Give more digits:",
			...shown,
			...more
		].join("\n")
	});
}
// src/cli/verbs/build.ts
const buildVerb = {
	usage: "build -f SPEC [CONTEXT]",
	summary: "Builds a spec and prints the log of every step. CONTEXT is the directory of copied files, by default the current directory.",
	flags: buildFlags,
	needsRoot: true,
	check: checkBuildFlags,
	run: async (invocation) => {
		const request = await buildRequest(invocation);
		const { signal, cancel, stopListening } = cancelOnSignals();
		cancelWithUser(invocation, cancel);
		endAfterCancel({
			signal,
			by: "signals"
		});
		const { event, finish } = terminalReporter({
			enter: withId(request, "shell", shellFlags(givenFlags(invocation), request.ca)),
			remove: withId(request, "remove")
		});
		const { write, flush } = makeOutput();
		let failure;
		const emit = (given) => {
			if (given.type === "failed") failure = given;
			write(event(given));
		};
		const report = await serveBuild(request, {
			emit,
			pace: outputPace,
			signal
		});
		write(finish());
		flush();
		stopListening();
		if (isSet$1(invocation, "json")) print(`${JSON.stringify(summarize(report, failure))}\n`);
		if (report !== void 0) return 0;
		return signal.aborted ? statusOf("cancelled") : statusOf(failure?.error.code ?? "internal");
	}
};
function summarize(report, failure) {
	if (report !== void 0) {
		const { id, cacheHit, steps, outputs, images } = report;
		return {
			id,
			cacheHit,
			steps,
			outputs,
			images
		};
	}
	return {
		id: "",
		cacheHit: false,
		steps: failure?.steps ?? [],
		outputs: {},
		error: failure?.error
	};
}
function withId({ storeRequest }, verb, flags = []) {
	const { store, poolDirectory } = storeRequest;
	const place = poolDirectory === void 0 ? [] : [`--pool-dir=${poolDirectory}`];
	const program = [
		process.execPath,
		require_index.must(process.argv[1], "the path of this program"),
		verb
	];
	return (id) => shellWords([
		...program,
		id.slice(0, 12),
		`--store=${store}`,
		...place,
		...flags
	]);
}
// src/engine/plan-build.ts
async function planBuild(machinery, options) {
	const { signal = new AbortController().signal, emit } = options;
	const warn = (message) => emit({
		type: "warning",
		message
	});
	const remote = remoteAccess(machinery.remote, {
		warn,
		signal
	});
	try {
		return await planWith(machinery, options, remote);
	} finally {
		await remote?.close();
	}
}
async function planWith(machinery, options, remote) {
	const plan = await makePlan(outline(options.spec, options.target), planRequest(machinery, {
		options,
		remote
	}));
	const missing = missingSecrets(plan, options.secrets);
	for (const { message, at } of missing) options.emit({
		type: "warning",
		message,
		at
	});
	return {
		steps: plannedSteps(plan),
		present: presenceOf(plan),
		missingSecrets: missing.map(({ id }) => id)
	};
}
function presenceOf({ choices }) {
	const results = [...choices.values()].flatMap((choice) => choice?.result ?? []);
	const carrierOf = (result) => isVirtual(result) ? result.remote.carrier.name : void 0;
	return new Map(results.map((result) => [result.id, { carrier: carrierOf(result) }]));
}
// src/cli/verbs/plan.ts
const planVerb = {
	usage: "plan -f SPEC [CONTEXT]",
	summary: "Prints the id of every step and whether its result is in the store or on a carrier of --cache-from. Runs no step, but makes a missing store. CONTEXT is the directory of copied files, by default the current directory.",
	flags: buildFlags,
	needsRoot: true,
	check: checkBuildFlags,
	run: async (invocation) => {
		const request = await buildRequest(invocation);
		const boundary = await readBoundary();
		const spec = readSpec(request, boundary.rules, warn);
		const plan = (machinery) => {
			const { context, target, pull, noCache, refresh, keySecrets } = request;
			return planBuild(machinery, {
				spec,
				context,
				target,
				pull,
				noCache,
				refresh,
				keySecrets,
				scopes: scopesFor(request),
				secrets: decodeSecrets(request),
				emit: warn
			});
		};
		const { steps, present, missingSecrets } = await withMachinery({
			...request,
			cacheTo: void 0
		}, plan, { boundary });
		const isCached = ({ id }) => id !== void 0 && present.has(id);
		const planned = steps.map((step) => ({
			...step,
			cached: isCached(step),
			carrier: present.get(step.id ?? "")?.carrier
		}));
		process.stdout.write(isSet$1(invocation, "json") ? `${JSON.stringify({
			steps: planned,
			missingSecrets
		})}\n` : planned.map(planLine).join(""));
		return 0;
	}
};
function warn(event) {
	if (event.type === "warning") process.stderr.write(`warning: ${errorText(event)}\n`);
	if (event.type === "notice") process.stderr.write(`${event.message}\n`);
}
function planLine({ id, build, operation, cached, from, carrier }) {
	const name = id === void 0 ? "known later".padEnd(12) : id.slice(0, 12);
	const place = build.length === 0 ? "" : `${build.join("/")}: `;
	const where = [carrier, from && `from ${from}`].filter((text) => text !== void 0);
	const note = where.length === 0 ? "" : `(${oneLine(where.join(", "), Number.POSITIVE_INFINITY)})  `;
	return `${name}  ${cached ? "cached  " : "to build"}  ${note}${place}${operation}\n`;
}
// src/worker/needed-programs.ts
const RUNTIME = {
	program: "runc",
	package: "runc"
};
const driverOf = (store) => store === "auto" ? POOL_DRIVER : store.split(":", 1)[0];
function missingPackages(store, searchPath) {
	const missing = [RUNTIME, ...driverEntry(driverOf(store) ?? "")?.needs.programs ?? []].filter(({ program }) => require_reader.findProgram(program, searchPath) === void 0);
	return [...new Set(missing.map((one) => one.package))];
}
// src/cli/verbs/worker.ts
const workerVerb = {
	usage: "worker",
	summary: "Serves one request of the action on stdin.",
	flags: {},
	needsRoot: true,
	check: (invocation) => noPositionals(workerVerb, invocation),
	run: serve
};
const QUICKLY_READ = 65536;
async function serve() {
	const { signal, cancel } = cancelOnSignals();
	process.stdout.on("error", cancel);
	const { write, flush } = makeOutput();
	const emit = (event) => write(`${JSON.stringify(event)}\n`);
	try {
		const line = await readLine(process.stdin, {
			...REQUEST_BOUNDS,
			signal
		});
		endAfterCancel({
			signal,
			by: "stdin",
			atOnce: line.length > QUICKLY_READ
		});
		if (await carryOut(parseRequest(line), {
			emit,
			signal,
			cancel
		})) return 0;
		return signal.aborted ? 130 : 1;
	} catch (error) {
		const { code, message, value, hint } = require_index.asObuilderError(error);
		emit({
			type: "failed",
			error: {
				code,
				message,
				value,
				hint
			},
			steps: []
		});
		return code === "cancelled" ? 130 : 1;
	} finally {
		flush();
		process.stdin.destroy();
	}
}
async function carryOut(request, { emit, signal, cancel }) {
	process.stdin.once("close", cancel).once("end", cancel).resume();
	const start = require_index.must(require_reader.processStart(process.pid), "the start time of this process");
	emit({
		type: "hello",
		pid: process.pid,
		start,
		store: request.storeRequest.store
	});
	const { store } = request.storeRequest;
	if (request.install && missingPackages(store, process.env["PATH"] ?? "").length > 0) await (await Promise.resolve().then(() => require("./run.js")).then((n) => n.install_programs_exports)).installPrograms({
		store,
		emit,
		signal
	});
	const report = await serveBuild(request, {
		emit,
		pace: outputPace,
		signal,
		isJob: true
	});
	process.stdin.off("close", cancel).off("end", cancel);
	return report !== void 0;
}
// src/cli/main.ts
var main_exports = require_index.__exportAll({ main: () => main });
const QUICK = {
	build: buildVerb,
	plan: planVerb,
	worker: workerVerb
};
const allVerbs = async () => ({
	...QUICK,
	...(await Promise.resolve().then(() => require("./verbs.js")).then((n) => n.verbs_exports)).verbs
});
async function findVerb(name) {
	const quick = Object.hasOwn(QUICK, name) ? QUICK[name] : void 0;
	if (quick !== void 0) return quick;
	const verbs = await allVerbs();
	const verb = Object.hasOwn(verbs, name) ? verbs[name] : void 0;
	if (verb !== void 0) return verb;
	const names = Object.keys(verbs);
	const all = `The commands are ${names.join(", ")}.`;
	const suggestion = verbHabit(name) ?? didYouMean(name, names, "");
	throw new require_index.ObuilderError("input-invalid", `there is no command ${name}`, {
		value: name,
		hint: suggestion === "" ? all : `${suggestion} ${all}`
	});
}
async function main(args) {
	const [name, ...rest] = args;
	try {
		if (name === void 0) return await help([], 2);
		if (name === "help") return await help(rest, 0);
		if (name.startsWith("-")) return await commonFlag(name);
		return await runVerb(name, rest, await findVerb(name));
	} catch (error) {
		return explain$1(require_index.asObuilderError(error));
	}
}
async function runVerb(name, args, verb) {
	try {
		const invocation = parseInvocation(verb, args);
		if (isSet$1(invocation, "help")) return await help([name], 0);
		if (isSet$1(invocation, "version")) return await version();
		await verb.check?.(invocation);
		if (verb.needsRoot && process.getuid?.() !== 0) return await startAgainAsRoot({
			name,
			args,
			verb,
			invocation
		});
		return await verb.run(invocation);
	} catch (error) {
		explainAsJson(require_index.asObuilderError(error), verb, args);
		throw error;
	}
}
async function commonFlag(flag) {
	if (flag === "--help" || flag === "-h") return await help([], 0);
	if (flag === "--version") return await version();
	if (/^(?:-f|--file|--store)(?:=|$)/.test(flag)) throw withoutVerb(flag);
	throw unknownFlag(flag, { known: Object.keys(COMMON_FLAGS).map((name) => `--${name}`) });
}
const withoutVerb = (flag) => new require_index.ObuilderError("input-invalid", `there is no flag ${flag.replace(/=.*/s, "")}`, {
	value: flag,
	hint: "Name the command first, such as build -f SPEC."
});
async function help([name], status) {
	const { programHelp, verbHelp } = await Promise.resolve().then(() => require("./verbs.js")).then((n) => n.help_exports);
	const text = name === void 0 || name.startsWith("-") ? programHelp(Object.values(await allVerbs())) : verbHelp(await findVerb(name));
	process.stdout.write(text);
	return status;
}
async function version() {
	process.stdout.write((await Promise.resolve().then(() => require("./verbs.js")).then((n) => n.help_exports)).versionText(require_index.must(process.argv[1], "the path of this program")));
	return 0;
}
exports.ACCEPT_MANIFESTS = ACCEPT_MANIFESTS;
exports.COMMON_FLAGS = COMMON_FLAGS;
exports.ChangedDirectories = ChangedDirectories;
exports.DigestCheck = DigestCheck;
exports.GRANT = GRANT;
exports.GRANT_LOOP = GRANT_LOOP;
exports.LIMIT_NAMES = LIMIT_NAMES;
exports.MAX_CONFIG = MAX_CONFIG$1;
exports.MAX_MANIFEST = MAX_MANIFEST;
exports.MAX_SUMMARY_BYTES = MAX_SUMMARY_BYTES;
exports.MAX_WHOLE_LOG_BYTES = MAX_WHOLE_LOG_BYTES;
exports.META = META;
exports.MOUNTED = MOUNTED;
exports.NO_RULES = NO_RULES;
exports.OWNER_FILE = OWNER_FILE;
exports.PROGRAM = PROGRAM;
exports.PROGRAM_LIBRARY = PROGRAM_LIBRARY;
exports.ROOTFS = ROOTFS;
exports.RUNTIME_ENVIRONMENT = RUNTIME_ENVIRONMENT;
exports.RegistrySession = RegistrySession;
exports.Repository = Repository;
exports.SCRATCH = SCRATCH;
exports.SHELL_PARAMETERS = SHELL_PARAMETERS;
exports.SLOT_DATA = SLOT_DATA;
exports.SYSTEM_BUNDLES = SYSTEM_BUNDLES;
exports.VERSION_LINE = VERSION_LINE;
exports.adopt = adopt;
exports.adviceOn = adviceOn;
exports.ago = ago;
exports.algorithmOf = algorithmOf;
exports.amount = amount$1;
exports.applyArgs = applyArgs;
exports.array = array;
exports.asPlaceError = asPlaceError;
exports.asRoot = asRoot;
exports.asStoreError = asStoreError;
exports.attemptText = attemptText;
exports.base64 = base64$1;
exports.baseImageOf = baseImageOf;
exports.blobName = blobName;
exports.boolean = boolean;
exports.cancelOnSignals = cancelOnSignals;
exports.candidatesOf = candidatesOf;
exports.cannotMount = cannotMount;
exports.certificatesIn = certificatesIn;
exports.check = check;
exports.checkLocation = checkLocation;
exports.checkOwn = checkOwn;
exports.checkSecrets = checkSecrets;
exports.checkStoreFlags = checkStoreFlags;
exports.checkWay = checkWay;
exports.choose = choose;
exports.chooseFallback = chooseFallback;
exports.chooseStore = chooseStore;
exports.chooseStore$1 = chooseStore$1;
exports.collect = collect$1;
exports.containerDirectory = containerDirectory;
exports.contextOfImage = contextOfImage;
exports.createStop = createStop;
exports.createSubvolume = createSubvolume;
exports.dataOf = dataOf;
exports.deniedHint = deniedHint;
exports.digestOf = digestOf$1;
exports.discard = discard;
exports.domainIn = domainIn;
exports.driverEntry = driverEntry;
exports.drivers = drivers;
exports.dropSlot = dropSlot;
exports.encodeSlotName = encodeSlotName;
exports.environmentOf = environmentOf$1;
exports.excludes = excludes;
exports.expectDigest = expectDigest;
exports.failedThing = failedThing;
exports.filesAfterStep = filesAfterStep;
exports.filesName = filesName;
exports.findEntry = findEntry;
exports.finite = finite;
exports.flagsFor = flagsFor;
exports.foreignBase = foreignBase;
exports.foreignLabel = foreignLabel;
exports.formatPlatform = formatPlatform;
exports.formatReference = formatReference;
exports.foundNoSpace = foundNoSpace;
exports.fromRow = fromRow;
exports.getDotPath = getDotPath;
exports.givenFlags = givenFlags;
exports.hasCapability = hasCapability;
exports.hintLine = hintLine;
exports.idOfRecord = idOfRecord;
exports.imageBelow = imageBelow;
exports.imageInvalid = imageInvalid;
exports.imageOf = imageOf;
exports.imageUnavailable = imageUnavailable;
exports.installedVersion = installedVersion;
exports.invalidValue = invalidValue;
exports.isAbort = isAbort;
exports.isAllowed = isAllowed;
exports.isDigest = isDigest;
exports.isFull = isFull;
exports.isHidden = isHidden;
exports.isImpure = isImpure;
exports.isInRanges = isInRanges;
exports.isMadeOn = isMadeOn;
exports.isMountPoint = isMountPoint;
exports.isObject = isObject;
exports.isOverlayMount = isOverlayMount;
exports.isRepository = isRepository;
exports.isSafeId = isSafeId;
exports.isSet = isSet$1;
exports.isTooLong = isTooLong;
exports.isTransient = isTransient;
exports.isTransientStatus = isTransientStatus;
exports.isVirtual = isVirtual;
exports.jsonFlag = jsonFlag;
exports.keptSlots = keptSlots;
exports.keyOf = keyOf$1;
exports.keyRecord = keyRecord;
exports.kindOf = kindOf$1;
exports.lackingSlots = lackingSlots;
exports.latestOf = latestOf;
exports.layoutOf = layoutOf;
exports.limitsFor = limitsFor;
exports.listSlots = listSlots;
exports.literal = literal$1;
exports.lookAround = lookAround;
exports.lookUp = lookUp$1;
exports.main_exports = main_exports;
exports.makeMemo = makeMemo;
exports.makeSnapshot = makeSnapshot;
exports.makeSync = makeSync;
exports.makersOf = makersOf;
exports.markStore = markStore;
exports.maxLength = maxLength;
exports.maxValue = maxValue;
exports.mayReachMachine = mayReachMachine;
exports.mayReplace = mayReplace;
exports.mayStartFrom = mayStartFrom;
exports.mayUse = mayUse$1;
exports.memoryDirectory = memoryDirectory;
exports.minLength = minLength;
exports.minValue = minValue;
exports.missingBase = missingBase;
exports.missingPackages = missingPackages;
exports.missingResult = missingResult;
exports.modeOf = modeOf;
exports.mountPointOf = mountPointOf;
exports.nameOf = nameOf;
exports.nameOf$1 = nameOf$3;
exports.nestedFilesIn = nestedFilesIn;
exports.nestedReads = nestedReads;
exports.networkUnder = networkUnder;
exports.newSearch = newSearch;
exports.newStepName = newStepName;
exports.noPositionals = noPositionals;
exports.nonEmpty = nonEmpty$2;
exports.notValidNow = notValidNow;
exports.nullish = nullish;
exports.number = number$2;
exports.object = object$2;
exports.oneLine = oneLine;
exports.onlyPositional = onlyPositional;
exports.openSandbox = openSandbox;
exports.openStore = openStore;
exports.optional = optional;
exports.otherFormats = otherFormats;
exports.outsideJob = outsideJob;
exports.overlayOptions = overlayOptions;
exports.ownerPrefix = ownerPrefix;
exports.ownersAuthorities = ownersAuthorities;
exports.parse = parse;
exports.parseCertificate = parseCertificate;
exports.parseConfig = parseConfig;
exports.parseEndpoint = parseEndpoint;
exports.parseLimits = parseLimits;
exports.parseLocalName = parseLocalName;
exports.parseManifest = parseManifest;
exports.parseMeta = parseMeta;
exports.parseObject = parseObject;
exports.parsePlatform = parsePlatform;
exports.parseReference = parseReference;
exports.parseRetryAfter = parseRetryAfter;
exports.parseSpec = parseSpec;
exports.parseStoreName = parseStoreName;
exports.partChangedBy = partChangedBy;
exports.picklist = picklist;
exports.pipe = pipe;
exports.placeOf = placeOf$2;
exports.planText = planText;
exports.possibleOwnersSince = possibleOwnersSince;
exports.print = print;
exports.printNetwork = printNetwork;
exports.printOwner = printOwner;
exports.printPieces = printPieces;
exports.pruneText = pruneText;
exports.pullScope = pullScope;
exports.pushScope = pushScope;
exports.readAuthorities = readAuthorities;
exports.readAuthorities$1 = readAuthorities$1;
exports.readAutoFacts = readAutoFacts;
exports.readBoundary = readBoundary;
exports.readBounds = readBounds;
exports.readLayoutFacts = readLayoutFacts;
exports.readMeta = readMeta;
exports.readOutputs = readOutputs;
exports.readOwnerRules = readOwnerRules;
exports.readParameter = readParameter;
exports.readSpecText = readSpecText;
exports.readWhole = readWhole;
exports.readySandbox = readySandbox;
exports.record = record;
exports.regex = regex;
exports.remakeOverlay = remakeOverlay;
exports.removeEntries = removeEntries;
exports.removeTrees = removeTrees;
exports.repairOwner = repairOwner;
exports.repairStore = repairStore;
exports.replaceSlot = replaceSlot;
exports.replay = replay;
exports.resolveBuilds = resolveBuilds;
exports.resolveStore = resolveStore;
exports.resolvedFrom = resolvedFrom;
exports.resultVolume = resultVolume;
exports.runFields = runFields$1;
exports.safeInteger = safeInteger;
exports.safeParse = safeParse;
exports.sameStore = sameStore;
exports.scopedName = scopedName;
exports.scopesOf = scopesOf;
exports.setReadOnly = setReadOnly;
exports.shellWords = shellWords;
exports.shorten = shorten;
exports.shownFlags = shownFlags;
exports.sizedBytes = sizedBytes;
exports.slotName = slotName;
exports.slotThing = slotThing;
exports.sortedEnvironment = sortedEnvironment;
exports.sourcesOf = sourcesOf;
exports.specFlag = specFlag;
exports.startAttached = startAttached;
exports.startsWith = startsWith;
exports.statusError = statusError;
exports.storeFlags = storeFlags;
exports.storeName = storeName;
exports.storeRequest = storeRequest;
exports.streamOf = streamOf;
exports.string = string;
exports.sudoersLine = sudoersLine;
exports.takeSlots = takeSlots;
exports.takeViewForPeople = takeViewForPeople;
exports.takeWritten = takeWritten;
exports.text = text$2;
exports.texts = texts;
exports.transform = transform;
exports.tuple = tuple;
exports.union = union;
exports.unknown = unknown;
exports.unknownNames = unknownNames;
exports.unmountBelow = unmountBelow;
exports.untrustedFile = untrustedFile;
exports.untrustedPart = untrustedPart;
exports.usageHint = usageHint;
exports.userNamespaceFor = userNamespaceFor;
exports.verifyBytes = verifyBytes;
exports.versionOf = versionOf$1;
exports.viewOf = viewOf;
exports.voucherOf = voucherOf;
exports.waitBeforeRetry = waitBeforeRetry;
exports.waitFor = waitFor;
exports.waitForLock = waitForLock;
exports.watchNetwork = watchNetwork;
exports.whyNoLoopDevices = whyNoLoopDevices;
exports.whyNoMounts = whyNoMounts;
exports.withLocal = withLocal;
exports.withPosition = withPosition;
exports.withStore = withStore;
exports.withStoreErrors = withStoreErrors;
exports.within = within;
exports.wordsOf = wordsOf$2;
exports.writeMeta = writeMeta;
exports.writeSecret = writeSecret;
exports.writeShown = writeShown;
exports.writeSummary = writeSummary;
