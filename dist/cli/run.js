const require_index = require("./index.js");
const require_reader = require("./reader.js");
const require_quick = require("./quick.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = require_index.__toESM(node_path, 1);
let node_util = require("node:util");
let node_os = require("node:os");
let node_timers_promises = require("node:timers/promises");
let node_tty = require("node:tty");
let node_stream = require("node:stream");
let node_stream_promises = require("node:stream/promises");
let node_fs_promises = require("node:fs/promises");
// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};
// node_modules/p-limit/index.js
var p_limit_exports = /* @__PURE__ */ require_index.__exportAll({ default: () => pLimit });
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}
// node_modules/picomatch/lib/constants.js
var require_constants = /* @__PURE__ */ require_index.__commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
	/**
	* Posix glob regex
	*/
	const DOT_LITERAL = "\\.";
	const PLUS_LITERAL = "\\+";
	const QMARK_LITERAL = "\\?";
	const SLASH_LITERAL = "\\/";
	const ONE_CHAR = "(?=.)";
	const QMARK = "[^/]";
	const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
	const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
	const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
	const POSIX_CHARS = {
		DOT_LITERAL,
		PLUS_LITERAL,
		QMARK_LITERAL,
		SLASH_LITERAL,
		ONE_CHAR,
		QMARK,
		END_ANCHOR,
		DOTS_SLASH,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!${START_ANCHOR}${DOTS_SLASH})`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`,
		NO_DOTS_SLASH: `(?!${DOTS_SLASH})`,
		QMARK_NO_DOT: `[^.${SLASH_LITERAL}]`,
		STAR: `${QMARK}*?`,
		START_ANCHOR,
		SEP: "/"
	};
	/**
	* Windows glob regex
	*/
	const WINDOWS_CHARS = {
		...POSIX_CHARS,
		SLASH_LITERAL: `[${WIN_SLASH}]`,
		QMARK: WIN_NO_SLASH,
		STAR: `${WIN_NO_SLASH}*?`,
		DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
		NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
		START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
		END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
		SEP: "\\"
	};
	module.exports = {
		DEFAULT_MAX_EXTGLOB_RECURSION,
		MAX_LENGTH: 65536,
		POSIX_REGEX_SOURCE: {
			__proto__: null,
			alnum: "a-zA-Z0-9",
			alpha: "a-zA-Z",
			ascii: "\\x00-\\x7F",
			blank: " \\t",
			cntrl: "\\x00-\\x1F\\x7F",
			digit: "0-9",
			graph: "\\x21-\\x7E",
			lower: "a-z",
			print: "\\x20-\\x7E ",
			punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
			space: " \\t\\r\\n\\v\\f",
			upper: "A-Z",
			word: "A-Za-z0-9_",
			xdigit: "A-Fa-f0-9"
		},
		REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
		REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
		REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
		REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
		REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
		REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
		REPLACEMENTS: {
			__proto__: null,
			"***": "*",
			"**/**": "**",
			"**/**/**": "**"
		},
		CHAR_0: 48,
		CHAR_9: 57,
		CHAR_UPPERCASE_A: 65,
		CHAR_LOWERCASE_A: 97,
		CHAR_UPPERCASE_Z: 90,
		CHAR_LOWERCASE_Z: 122,
		CHAR_LEFT_PARENTHESES: 40,
		CHAR_RIGHT_PARENTHESES: 41,
		CHAR_ASTERISK: 42,
		CHAR_AMPERSAND: 38,
		CHAR_AT: 64,
		CHAR_BACKWARD_SLASH: 92,
		CHAR_CARRIAGE_RETURN: 13,
		CHAR_CIRCUMFLEX_ACCENT: 94,
		CHAR_COLON: 58,
		CHAR_COMMA: 44,
		CHAR_DOT: 46,
		CHAR_DOUBLE_QUOTE: 34,
		CHAR_EQUAL: 61,
		CHAR_EXCLAMATION_MARK: 33,
		CHAR_FORM_FEED: 12,
		CHAR_FORWARD_SLASH: 47,
		CHAR_GRAVE_ACCENT: 96,
		CHAR_HASH: 35,
		CHAR_HYPHEN_MINUS: 45,
		CHAR_LEFT_ANGLE_BRACKET: 60,
		CHAR_LEFT_CURLY_BRACE: 123,
		CHAR_LEFT_SQUARE_BRACKET: 91,
		CHAR_LINE_FEED: 10,
		CHAR_NO_BREAK_SPACE: 160,
		CHAR_PERCENT: 37,
		CHAR_PLUS: 43,
		CHAR_QUESTION_MARK: 63,
		CHAR_RIGHT_ANGLE_BRACKET: 62,
		CHAR_RIGHT_CURLY_BRACE: 125,
		CHAR_RIGHT_SQUARE_BRACKET: 93,
		CHAR_SEMICOLON: 59,
		CHAR_SINGLE_QUOTE: 39,
		CHAR_SPACE: 32,
		CHAR_TAB: 9,
		CHAR_UNDERSCORE: 95,
		CHAR_VERTICAL_LINE: 124,
		CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
		/**
		* Create EXTGLOB_CHARS
		*/
		extglobChars(chars) {
			return {
				"!": {
					type: "negate",
					open: "(?:(?!(?:",
					close: `))${chars.STAR})`
				},
				"?": {
					type: "qmark",
					open: "(?:",
					close: ")?"
				},
				"+": {
					type: "plus",
					open: "(?:",
					close: ")+"
				},
				"*": {
					type: "star",
					open: "(?:",
					close: ")*"
				},
				"@": {
					type: "at",
					open: "(?:",
					close: ")"
				}
			};
		},
		/**
		* Create GLOB_CHARS
		*/
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));
// node_modules/picomatch/lib/utils.js
var require_utils = /* @__PURE__ */ require_index.__commonJSMin(((exports) => {
	const { REGEX_BACKSLASH, REGEX_REMOVE_BACKSLASH, REGEX_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_GLOBAL } = require_constants();
	exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
	exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
	exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
	exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
	exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
	exports.isWindows = () => {
		if (typeof navigator !== "undefined" && navigator.platform) {
			const platform = navigator.platform.toLowerCase();
			return platform === "win32" || platform === "windows";
		}
		if (typeof process !== "undefined" && process.platform) return process.platform === "win32";
		return false;
	};
	exports.removeBackslashes = (str) => {
		return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
			return match === "\\" ? "" : match;
		});
	};
	exports.escapeLast = (input, char, lastIdx) => {
		const idx = input.lastIndexOf(char, lastIdx);
		if (idx === -1) return input;
		if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
		return `${input.slice(0, idx)}\\${input.slice(idx)}`;
	};
	exports.removePrefix = (input, state = {}) => {
		let output = input;
		if (output.startsWith("./")) {
			output = output.slice(2);
			state.prefix = "./";
		}
		return output;
	};
	exports.wrapOutput = (input, state = {}, options = {}) => {
		let output = `${options.contains ? "" : "^"}(?:${input})${options.contains ? "" : "$"}`;
		if (state.negated === true) output = `(?:^(?!${output}).*$)`;
		return output;
	};
	exports.basename = (path, { windows } = {}) => {
		const segs = path.split(windows ? /[\\/]/ : "/");
		const last = segs[segs.length - 1];
		if (last === "") return segs[segs.length - 2];
		return last;
	};
}));
// node_modules/picomatch/lib/scan.js
var require_scan = /* @__PURE__ */ require_index.__commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
	/**
	* Quickly scans a glob pattern and returns an object with a handful of
	* useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
	* `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
	* with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
	*
	* ```js
	* const pm = require('picomatch');
	* console.log(pm.scan('foo/bar/*.js'));
	* { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
	* ```
	* @param {String} `str`
	* @param {Object} `options`
	* @return {Object} Returns an object with tokens and regex source string.
	* @api public
	*/
	const scan = (input, options) => {
		const opts = options || {};
		const length = input.length - 1;
		const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
		const slashes = [];
		const tokens = [];
		const parts = [];
		let str = input;
		let index = -1;
		let start = 0;
		let lastIndex = 0;
		let isBrace = false;
		let isBracket = false;
		let isGlob = false;
		let isExtglob = false;
		let isGlobstar = false;
		let braceEscaped = false;
		let backslashes = false;
		let negated = false;
		let negatedExtglob = false;
		let finished = false;
		let braces = 0;
		let prev;
		let code;
		let token = {
			value: "",
			depth: 0,
			isGlob: false
		};
		const eos = () => index >= length;
		const peek = () => str.charCodeAt(index + 1);
		const advance = () => {
			prev = code;
			return str.charCodeAt(++index);
		};
		while (index < length) {
			code = advance();
			let next;
			if (code === CHAR_BACKWARD_SLASH) {
				backslashes = token.backslashes = true;
				code = advance();
				if (code === CHAR_LEFT_CURLY_BRACE) braceEscaped = true;
				continue;
			}
			if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
				braces++;
				while (eos() !== true && (code = advance())) {
					if (code === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (code === CHAR_LEFT_CURLY_BRACE) {
						braces++;
						continue;
					}
					if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (braceEscaped !== true && code === CHAR_COMMA) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (code === CHAR_RIGHT_CURLY_BRACE) {
						braces--;
						if (braces === 0) {
							braceEscaped = false;
							isBrace = token.isBrace = true;
							finished = true;
							break;
						}
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_FORWARD_SLASH) {
				slashes.push(index);
				tokens.push(token);
				token = {
					value: "",
					depth: 0,
					isGlob: false
				};
				if (finished === true) continue;
				if (prev === CHAR_DOT && index === start + 1) {
					start += 2;
					continue;
				}
				lastIndex = index + 1;
				continue;
			}
			if (opts.noext !== true) {
				if ((code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK) === true && peek() === CHAR_LEFT_PARENTHESES) {
					isGlob = token.isGlob = true;
					isExtglob = token.isExtglob = true;
					finished = true;
					if (code === CHAR_EXCLAMATION_MARK && index === start) negatedExtglob = true;
					if (scanToEnd === true) {
						let parens = 0;
						while (eos() !== true && (code = advance())) {
							if (code === CHAR_BACKWARD_SLASH) {
								backslashes = token.backslashes = true;
								advance();
								continue;
							}
							if (code === CHAR_LEFT_PARENTHESES) {
								parens++;
								continue;
							}
							if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
								finished = true;
								break;
							}
						}
						continue;
					}
					break;
				}
			}
			if (code === CHAR_ASTERISK) {
				if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_QUESTION_MARK) {
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_LEFT_SQUARE_BRACKET) {
				while (eos() !== true && (next = advance())) {
					if (next === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (next === CHAR_RIGHT_SQUARE_BRACKET) {
						isBracket = token.isBracket = true;
						isGlob = token.isGlob = true;
						finished = true;
						break;
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
				negated = token.negated = true;
				start++;
				continue;
			}
			if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
				isGlob = token.isGlob = true;
				if (scanToEnd === true) {
					let parens = 1;
					while (eos() !== true && (code = advance())) {
						if (code === CHAR_BACKWARD_SLASH) {
							backslashes = token.backslashes = true;
							advance();
							continue;
						}
						if (code === CHAR_LEFT_PARENTHESES) {
							parens++;
							continue;
						}
						if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
							finished = true;
							break;
						}
					}
					continue;
				}
				break;
			}
			if (isGlob === true) {
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
		}
		if (opts.noext === true) {
			isExtglob = false;
			isGlob = false;
		}
		let base = str;
		let prefix = "";
		let glob = "";
		if (start > 0) {
			prefix = str.slice(0, start);
			str = str.slice(start);
			lastIndex -= start;
		}
		if (base && isGlob === true && lastIndex > 0) {
			base = str.slice(0, lastIndex);
			glob = str.slice(lastIndex);
		} else if (isGlob === true) {
			base = "";
			glob = str;
		} else base = str;
		if (base && base !== "" && base !== "/" && base !== str) {
			if (isPathSeparator(base.charCodeAt(base.length - 1))) base = base.slice(0, -1);
		}
		if (opts.unescape === true) {
			if (glob) glob = utils.removeBackslashes(glob);
			if (base && backslashes === true) base = utils.removeBackslashes(base);
		}
		const state = {
			prefix,
			input,
			start,
			base,
			glob,
			isBrace,
			isBracket,
			isGlob,
			isExtglob,
			isGlobstar,
			negated,
			negatedExtglob
		};
		if (opts.tokens === true) {
			state.maxDepth = 0;
			if (!isPathSeparator(code)) tokens.push(token);
			state.tokens = tokens;
		}
		if (opts.parts === true || opts.tokens === true) {
			let prevIndex;
			for (let idx = 0; idx < slashes.length; idx++) {
				const n = prevIndex !== void 0 ? prevIndex + 1 : start;
				const i = slashes[idx];
				const value = input.slice(n, i);
				if (opts.tokens) {
					if (idx === 0 && start !== 0) {
						tokens[idx].isPrefix = true;
						tokens[idx].value = prefix;
					} else tokens[idx].value = value;
					depth(tokens[idx]);
					state.maxDepth += tokens[idx].depth;
				}
				if (i >= start) {
					parts.push(value);
					prevIndex = i;
				}
			}
			const n = prevIndex !== void 0 ? prevIndex + 1 : start;
			const value = input.slice(n);
			parts.push(value);
			if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
				tokens[tokens.length - 1].value = value;
				depth(tokens[tokens.length - 1]);
				state.maxDepth += tokens[tokens.length - 1].depth;
			}
			state.slashes = slashes;
			state.parts = parts;
		}
		return state;
	};
	module.exports = scan;
}));
// node_modules/picomatch/lib/parse.js
var require_parse = /* @__PURE__ */ require_index.__commonJSMin(((exports, module) => {
	const constants = require_constants();
	const utils = require_utils();
	/**
	* Constants
	*/
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
	/**
	* Helpers
	*/
	const expandRange = (args, options) => {
		if (typeof options.expandRange === "function") return options.expandRange(...args, options);
		args.sort();
		const value = `[${args.join("-")}]`;
		try {
			new RegExp(value);
		} catch (ex) {
			return args.map((v) => utils.escapeRegex(v)).join("..");
		}
		return value;
	};
	/**
	* Create the message for a syntax error
	*/
	const syntaxError = (type, char) => {
		return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
	};
	const splitTopLevel = (input) => {
		const parts = [];
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let value = "";
		let escaped = false;
		for (const ch of input) {
			if (escaped === true) {
				value += ch;
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				value += ch;
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				value += ch;
				continue;
			}
			if (quote === 0) {
				if (ch === "[") bracket++;
				else if (ch === "]" && bracket > 0) bracket--;
				else if (bracket === 0) {
					if (ch === "(") paren++;
					else if (ch === ")" && paren > 0) paren--;
					else if (ch === "|" && paren === 0) {
						parts.push(value);
						value = "";
						continue;
					}
				}
			}
			value += ch;
		}
		parts.push(value);
		return parts;
	};
	const isPlainBranch = (branch) => {
		let escaped = false;
		for (const ch of branch) {
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (/[?*+@!()[\]{}]/.test(ch)) return false;
		}
		return true;
	};
	const normalizeSimpleBranch = (branch) => {
		let value = branch.trim();
		let changed = true;
		while (changed === true) {
			changed = false;
			if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
				value = value.slice(2, -1);
				changed = true;
			}
		}
		if (!isPlainBranch(value)) return;
		return value.replace(/\\(.)/g, "$1");
	};
	const hasRepeatedCharPrefixOverlap = (branches) => {
		const values = branches.map(normalizeSimpleBranch).filter(Boolean);
		for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) {
			const a = values[i];
			const b = values[j];
			const char = a[0];
			if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) continue;
			if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
		}
		return false;
	};
	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
		if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") return;
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let escaped = false;
		for (let i = 1; i < pattern.length; i++) {
			const ch = pattern[i];
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				continue;
			}
			if (quote === 1) continue;
			if (ch === "[") {
				bracket++;
				continue;
			}
			if (ch === "]" && bracket > 0) {
				bracket--;
				continue;
			}
			if (bracket > 0) continue;
			if (ch === "(") {
				paren++;
				continue;
			}
			if (ch === ")") {
				paren--;
				if (paren === 0) {
					if (requireEnd === true && i !== pattern.length - 1) return;
					return {
						type: pattern[0],
						body: pattern.slice(2, i),
						end: i
					};
				}
			}
		}
	};
	const buildCharClassStar = (chars) => {
		return `${chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`}*`;
	};
	const getStarExtglobSequenceChars = (pattern) => {
		let index = 0;
		const chars = [];
		while (index < pattern.length) {
			const match = parseRepeatedExtglob(pattern.slice(index), false);
			if (!match || match.type !== "*") return;
			const branches = splitTopLevel(match.body).map((branch) => branch.trim());
			if (branches.length !== 1) return;
			const branch = normalizeSimpleBranch(branches[0]);
			if (!branch || branch.length !== 1) return;
			chars.push(branch);
			index += match.end + 1;
		}
		if (chars.length < 1) return;
		return chars;
	};
	const repeatedExtglobRecursion = (pattern) => {
		let depth = 0;
		let value = pattern.trim();
		let match = parseRepeatedExtglob(value);
		while (match) {
			depth++;
			value = match.body.trim();
			match = parseRepeatedExtglob(value);
		}
		return depth;
	};
	const analyzeRepeatedExtglob = (body, options) => {
		if (options.maxExtglobRecursion === false) return { risky: false };
		const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
		const branches = splitTopLevel(body).map((branch) => branch.trim());
		if (branches.length > 1) {
			if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) return { risky: true };
		}
		const safeChars = [];
		let sawStarSequence = false;
		let combinable = true;
		for (const branch of branches) {
			const chars = getStarExtglobSequenceChars(branch);
			if (chars) {
				sawStarSequence = true;
				safeChars.push(...chars);
				continue;
			}
			const literal = normalizeSimpleBranch(branch);
			if (literal && literal.length === 1) {
				safeChars.push(literal);
				continue;
			}
			combinable = false;
			if (repeatedExtglobRecursion(branch) > max) return { risky: true };
		}
		if (sawStarSequence) return combinable ? {
			risky: true,
			safeOutput: buildCharClassStar([...new Set(safeChars)])
		} : { risky: true };
		return { risky: false };
	};
	/**
	* Parse the given input string.
	* @param {String} input
	* @param {Object} options
	* @return {Object}
	*/
	const parse = (input, options) => {
		if (typeof input !== "string") throw new TypeError("Expected a string");
		input = REPLACEMENTS[input] || input;
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		let len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		const bos = {
			type: "bos",
			value: "",
			output: opts.prepend || ""
		};
		const tokens = [bos];
		const capture = opts.capture ? "" : "?:";
		const PLATFORM_CHARS = constants.globChars(opts.windows);
		const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
		const { DOT_LITERAL, PLUS_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOT_SLASH, NO_DOTS_SLASH, QMARK, QMARK_NO_DOT, STAR, START_ANCHOR } = PLATFORM_CHARS;
		const globstar = (opts) => {
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const nodot = opts.dot ? "" : NO_DOT;
		const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
		let star = opts.bash === true ? globstar(opts) : STAR;
		if (opts.capture) star = `(${star})`;
		if (typeof opts.noext === "boolean") opts.noextglob = opts.noext;
		const state = {
			input,
			index: -1,
			start: 0,
			dot: opts.dot === true,
			consumed: "",
			output: "",
			prefix: "",
			backtrack: false,
			negated: false,
			brackets: 0,
			braces: 0,
			parens: 0,
			quotes: 0,
			globstar: false,
			tokens
		};
		input = utils.removePrefix(input, state);
		len = input.length;
		const extglobs = [];
		const braces = [];
		const stack = [];
		let prev = bos;
		let value;
		/**
		* Tokenizing helpers
		*/
		const eos = () => state.index === len - 1;
		const peek = state.peek = (n = 1) => input[state.index + n];
		const advance = state.advance = () => input[++state.index] || "";
		const remaining = () => input.slice(state.index + 1);
		const consume = (value = "", num = 0) => {
			state.consumed += value;
			state.index += num;
		};
		const append = (token) => {
			state.output += token.output != null ? token.output : token.value;
			consume(token.value);
		};
		const negate = () => {
			let count = 1;
			while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
				advance();
				state.start++;
				count++;
			}
			if (count % 2 === 0) return false;
			state.negated = true;
			state.start++;
			return true;
		};
		const increment = (type) => {
			state[type]++;
			stack.push(type);
		};
		const decrement = (type) => {
			state[type]--;
			stack.pop();
		};
		/**
		* Push tokens onto the tokens array. This helper speeds up
		* tokenizing by 1) helping us avoid backtracking as much as possible,
		* and 2) helping us avoid creating extra tokens when consecutive
		* characters are plain text. This improves performance and simplifies
		* lookbehinds.
		*/
		const push = (tok) => {
			if (prev.type === "globstar") {
				const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
				const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
				if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
					state.output = state.output.slice(0, -prev.output.length);
					prev.type = "star";
					prev.value = "*";
					prev.output = star;
					state.output += prev.output;
				}
			}
			if (extglobs.length && tok.type !== "paren") extglobs[extglobs.length - 1].inner += tok.value;
			if (tok.value || tok.output) append(tok);
			if (prev && prev.type === "text" && tok.type === "text") {
				prev.output = (prev.output || prev.value) + tok.value;
				prev.value += tok.value;
				return;
			}
			tok.prev = prev;
			tokens.push(tok);
			prev = tok;
		};
		const extglobOpen = (type, value) => {
			const token = {
				...EXTGLOB_CHARS[value],
				conditions: 1,
				inner: ""
			};
			token.prev = prev;
			token.parens = state.parens;
			token.output = state.output;
			token.startIndex = state.index;
			token.tokensIndex = tokens.length;
			const output = (opts.capture ? "(" : "") + token.open;
			increment("parens");
			push({
				type,
				value,
				output: state.output ? "" : ONE_CHAR
			});
			push({
				type: "paren",
				extglob: true,
				value: advance(),
				output
			});
			extglobs.push(token);
		};
		const extglobClose = (token) => {
			const literal = input.slice(token.startIndex, state.index + 1);
			const body = input.slice(token.startIndex + 2, state.index);
			const analysis = analyzeRepeatedExtglob(body, opts);
			if ((token.type === "plus" || token.type === "star") && analysis.risky) {
				const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
				const open = tokens[token.tokensIndex];
				open.type = "text";
				open.value = literal;
				open.output = safeOutput || utils.escapeRegex(literal);
				for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
					tokens[i].value = "";
					tokens[i].output = "";
					delete tokens[i].suffix;
				}
				state.output = token.output + open.output;
				state.backtrack = true;
				push({
					type: "paren",
					extglob: true,
					value,
					output: ""
				});
				decrement("parens");
				return;
			}
			let output = token.close + (opts.capture ? ")" : "");
			let rest;
			if (token.type === "negate") {
				let extglobStar = star;
				if (token.inner && token.inner.length > 1 && token.inner.includes("/")) extglobStar = globstar(opts);
				if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) output = token.close = `)$))${extglobStar}`;
				if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) output = token.close = `)${parse(rest, {
					...options,
					fastpaths: false
				}).output})${extglobStar})`;
				if (token.prev.type === "bos") state.negatedExtglob = true;
			}
			push({
				type: "paren",
				extglob: true,
				value,
				output
			});
			decrement("parens");
		};
		/**
		* Fast paths
		*/
		if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
			let backslashes = false;
			let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
				if (first === "\\") {
					backslashes = true;
					return m;
				}
				if (first === "?") {
					if (esc) return esc + first + (rest ? QMARK.repeat(rest.length) : "");
					if (index === 0) return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
					return QMARK.repeat(chars.length);
				}
				if (first === ".") return DOT_LITERAL.repeat(chars.length);
				if (first === "*") {
					if (esc) return esc + first + (rest ? star : "");
					return star;
				}
				return esc ? m : `\\${m}`;
			});
			if (backslashes === true) {
				if (opts.unescape === true) output = output.replace(/\\/g, "");
				else output = output.replace(/\\+/g, (m) => {
					return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
				});
			}
			if (output === input && opts.contains === true) {
				state.output = input;
				return state;
			}
			state.output = utils.wrapOutput(output, state, options);
			return state;
		}
		/**
		* Tokenize input until we reach end-of-string
		*/
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
			/**
			* Escaped characters
			*/
			if (value === "\\") {
				const next = peek();
				if (next === "/" && opts.bash !== true) continue;
				if (next === "." || next === ";") continue;
				if (!next) {
					value += "\\";
					push({
						type: "text",
						value
					});
					continue;
				}
				const match = /^\\+/.exec(remaining());
				let slashes = 0;
				if (match && match[0].length > 2) {
					slashes = match[0].length;
					state.index += slashes;
					if (slashes % 2 !== 0) value += "\\";
				}
				if (opts.unescape === true) value = advance();
				else value += advance();
				if (state.brackets === 0) {
					push({
						type: "text",
						value
					});
					continue;
				}
			}
			/**
			* If we're inside a regex character class, continue
			* until we reach the closing bracket.
			*/
			if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
				if (opts.posix !== false && value === ":") {
					const inner = prev.value.slice(1);
					if (inner.includes("[")) {
						prev.posix = true;
						if (inner.includes(":")) {
							const idx = prev.value.lastIndexOf("[");
							const pre = prev.value.slice(0, idx);
							const rest = prev.value.slice(idx + 2);
							const posix = POSIX_REGEX_SOURCE[rest];
							if (posix) {
								prev.value = pre + posix;
								state.backtrack = true;
								advance();
								if (!bos.output && tokens.indexOf(prev) === 1) bos.output = ONE_CHAR;
								continue;
							}
						}
					}
				}
				if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") value = `\\${value}`;
				if (value === "]" && (prev.value === "[" || prev.value === "[^")) value = `\\${value}`;
				if (opts.posix === true && value === "!" && prev.value === "[") value = "^";
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* If we're inside a quoted string, continue
			* until we reach the closing double quote.
			*/
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* Double quotes
			*/
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Parentheses
			*/
			if (value === "(") {
				increment("parens");
				push({
					type: "paren",
					value
				});
				continue;
			}
			if (value === ")") {
				if (state.parens === 0 && opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "("));
				const extglob = extglobs[extglobs.length - 1];
				if (extglob && state.parens === extglob.parens + 1) {
					extglobClose(extglobs.pop());
					continue;
				}
				push({
					type: "paren",
					value,
					output: state.parens ? ")" : "\\)"
				});
				decrement("parens");
				continue;
			}
			/**
			* Square brackets
			*/
			if (value === "[") {
				if (opts.nobracket === true || !remaining().includes("]")) {
					if (opts.nobracket !== true && opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
					value = `\\${value}`;
				} else increment("brackets");
				push({
					type: "bracket",
					value
				});
				continue;
			}
			if (value === "]") {
				if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				if (state.brackets === 0) {
					if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "["));
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				decrement("brackets");
				const prevValue = prev.value.slice(1);
				if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) value = `/${value}`;
				prev.value += value;
				append({ value });
				if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) continue;
				const escaped = utils.escapeRegex(prev.value);
				state.output = state.output.slice(0, -prev.value.length);
				if (opts.literalBrackets === true) {
					state.output += escaped;
					prev.value = escaped;
					continue;
				}
				prev.value = `(${capture}${escaped}|${prev.value})`;
				state.output += prev.value;
				continue;
			}
			/**
			* Braces
			*/
			if (value === "{" && opts.nobrace !== true) {
				increment("braces");
				const open = {
					type: "brace",
					value,
					output: "(",
					outputIndex: state.output.length,
					tokensIndex: state.tokens.length
				};
				braces.push(open);
				push(open);
				continue;
			}
			if (value === "}") {
				const brace = braces[braces.length - 1];
				if (opts.nobrace === true || !brace) {
					push({
						type: "text",
						value,
						output: value
					});
					continue;
				}
				let output = ")";
				if (brace.dots === true) {
					const arr = tokens.slice();
					const range = [];
					for (let i = arr.length - 1; i >= 0; i--) {
						tokens.pop();
						if (arr[i].type === "brace") break;
						if (arr[i].type !== "dots") range.unshift(arr[i].value);
					}
					output = expandRange(range, opts);
					state.backtrack = true;
				}
				if (brace.comma !== true && brace.dots !== true) {
					const out = state.output.slice(0, brace.outputIndex);
					const toks = state.tokens.slice(brace.tokensIndex);
					brace.value = brace.output = "\\{";
					value = output = "\\}";
					state.output = out;
					for (const t of toks) state.output += t.output || t.value;
				}
				push({
					type: "brace",
					value,
					output
				});
				decrement("braces");
				braces.pop();
				continue;
			}
			/**
			* Pipes
			*/
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Commas
			*/
			if (value === ",") {
				let output = value;
				const brace = braces[braces.length - 1];
				if (brace && stack[stack.length - 1] === "braces") {
					brace.comma = true;
					output = "|";
				}
				push({
					type: "comma",
					value,
					output
				});
				continue;
			}
			/**
			* Slashes
			*/
			if (value === "/") {
				if (prev.type === "dot" && state.index === state.start + 1) {
					state.start = state.index + 1;
					state.consumed = "";
					state.output = "";
					tokens.pop();
					prev = bos;
					continue;
				}
				push({
					type: "slash",
					value,
					output: SLASH_LITERAL
				});
				continue;
			}
			/**
			* Dots
			*/
			if (value === ".") {
				if (state.braces > 0 && prev.type === "dot") {
					if (prev.value === ".") prev.output = DOT_LITERAL;
					const brace = braces[braces.length - 1];
					prev.type = "dots";
					prev.output += value;
					prev.value += value;
					brace.dots = true;
					continue;
				}
				if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
					push({
						type: "text",
						value,
						output: DOT_LITERAL
					});
					continue;
				}
				push({
					type: "dot",
					value,
					output: DOT_LITERAL
				});
				continue;
			}
			/**
			* Question marks
			*/
			if (value === "?") {
				if (!(prev && prev.value === "(") && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("qmark", value);
					continue;
				}
				if (prev && prev.type === "paren") {
					const next = peek();
					let output = value;
					if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) output = `\\${value}`;
					push({
						type: "text",
						value,
						output
					});
					continue;
				}
				if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
					push({
						type: "qmark",
						value,
						output: QMARK_NO_DOT
					});
					continue;
				}
				push({
					type: "qmark",
					value,
					output: QMARK
				});
				continue;
			}
			/**
			* Exclamation
			*/
			if (value === "!") {
				if (opts.noextglob !== true && peek() === "(") {
					if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
						extglobOpen("negate", value);
						continue;
					}
				}
				if (opts.nonegate !== true && state.index === 0) {
					negate();
					continue;
				}
			}
			/**
			* Plus
			*/
			if (value === "+") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("plus", value);
					continue;
				}
				if (prev && prev.value === "(" || opts.regex === false) {
					push({
						type: "plus",
						value,
						output: PLUS_LITERAL
					});
					continue;
				}
				if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
					push({
						type: "plus",
						value
					});
					continue;
				}
				push({
					type: "plus",
					value: PLUS_LITERAL
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value === "@") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					push({
						type: "at",
						extglob: true,
						value,
						output: ""
					});
					continue;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value !== "*") {
				if (value === "$" || value === "^") value = `\\${value}`;
				const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
				if (match) {
					value += match[0];
					state.index += match[0].length;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Stars
			*/
			if (prev && (prev.type === "globstar" || prev.star === true)) {
				prev.type = "star";
				prev.star = true;
				prev.value += value;
				prev.output = star;
				state.backtrack = true;
				state.globstar = true;
				consume(value);
				continue;
			}
			let rest = remaining();
			if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
				extglobOpen("star", value);
				continue;
			}
			if (prev.type === "star") {
				if (opts.noglobstar === true) {
					consume(value);
					continue;
				}
				const prior = prev.prev;
				const before = prior.prev;
				const isStart = prior.type === "slash" || prior.type === "bos";
				const afterStar = before && (before.type === "star" || before.type === "globstar");
				if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
				const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
				if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				while (rest.slice(0, 3) === "/**") {
					const after = input[state.index + 4];
					if (after && after !== "/") break;
					rest = rest.slice(3);
					consume("/**", 3);
				}
				const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
				if (prior.type === "bos" && eos()) {
					prev.type = "globstar";
					prev.value += value;
					prev.output = globstar(opts);
					state.output = prev.output;
					state.globstar = true;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
					prev.value += value;
					state.globstar = true;
					state.output += prior.output + prev.output;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
					const end = rest[1] !== void 0 ? "|$" : "";
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
					prev.value += value;
					state.output += prior.output + prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				if (prior.type === "bos" && rest[0] === "/") {
					prev.type = "globstar";
					prev.value += value;
					prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
					state.output = prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				state.output = state.output.slice(0, -prev.output.length);
				prev.type = "globstar";
				prev.output = globstar(opts);
				prev.value += value;
				state.output += prev.output;
				state.globstar = true;
				consume(value);
				continue;
			}
			const token = {
				type: "star",
				value,
				output: star
			};
			if (opts.bash === true) {
				token.output = ".*?";
				if (prev.type === "bos" || prev.type === "slash") token.output = nodot + token.output;
				push(token);
				continue;
			}
			if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
				token.output = value;
				push(token);
				continue;
			}
			if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
				if (prev.type === "dot") {
					state.output += NO_DOT_SLASH;
					prev.output += NO_DOT_SLASH;
				} else if (opts.dot === true) {
					state.output += NO_DOTS_SLASH;
					prev.output += NO_DOTS_SLASH;
				} else {
					state.output += nodot;
					prev.output += nodot;
				}
				if (peek() !== "*") {
					state.output += ONE_CHAR;
					prev.output += ONE_CHAR;
				}
			}
			push(token);
		}
		while (state.brackets > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
			state.output = utils.escapeLast(state.output, "[");
			decrement("brackets");
		}
		while (state.parens > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
			state.output = utils.escapeLast(state.output, "(");
			decrement("parens");
		}
		while (state.braces > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
			state.output = utils.escapeLast(state.output, "{");
			decrement("braces");
		}
		if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) push({
			type: "maybe_slash",
			value: "",
			output: `${SLASH_LITERAL}?`
		});
		if (state.backtrack === true) {
			state.output = "";
			for (const token of state.tokens) {
				state.output += token.output != null ? token.output : token.value;
				if (token.suffix) state.output += token.suffix;
			}
		}
		return state;
	};
	/**
	* Fast paths for creating regular expressions for common glob patterns.
	* This can significantly speed up processing and has very little downside
	* impact when none of the fast paths match.
	*/
	parse.fastpaths = (input, options) => {
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		const len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		input = REPLACEMENTS[input] || input;
		const { DOT_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOTS, NO_DOTS_SLASH, STAR, START_ANCHOR } = constants.globChars(opts.windows);
		const nodot = opts.dot ? NO_DOTS : NO_DOT;
		const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
		const capture = opts.capture ? "" : "?:";
		const state = {
			negated: false,
			prefix: ""
		};
		let star = opts.bash === true ? ".*?" : STAR;
		if (opts.capture) star = `(${star})`;
		const globstar = (opts) => {
			if (opts.noglobstar === true) return star;
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const create = (str) => {
			switch (str) {
				case "*": return `${nodot}${ONE_CHAR}${star}`;
				case ".*": return `${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*.*": return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*/*": return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
				case "**": return nodot + globstar(opts);
				case "**/*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
				case "**/*.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "**/.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
				default: {
					const match = /^(.*?)\.(\w+)$/.exec(str);
					if (!match) return;
					const source = create(match[1]);
					if (!source) return;
					return source + DOT_LITERAL + match[2];
				}
			}
		};
		let source = create(utils.removePrefix(input, state));
		if (source && opts.strictSlashes !== true) source += `${SLASH_LITERAL}?`;
		return source;
	};
	module.exports = parse;
}));
// node_modules/picomatch/lib/picomatch.js
var require_picomatch$1 = /* @__PURE__ */ require_index.__commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse();
	const utils = require_utils();
	const constants = require_constants();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
	/**
	* Creates a matcher function from one or more glob patterns. The
	* returned function takes a string to match as its first argument,
	* and returns true if the string is a match. The returned matcher
	* function also takes a boolean as the second argument that, when true,
	* returns an object with additional information.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch(glob[, options]);
	*
	* const isMatch = picomatch('*.!(*a)');
	* console.log(isMatch('a.a')); //=> false
	* console.log(isMatch('a.b')); //=> true
	*
	* // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
	* const picomatch = require('picomatch/posix');
	* // the same API, defaulting to posix paths
	* const isMatch = picomatch('a/*');
	* console.log(isMatch('a\\b')); //=> false
	* console.log(isMatch('a/b')); //=> true
	*
	* // you can still configure the matcher function to accept windows paths
	* const isMatch = picomatch('a/*', { options: windows });
	* console.log(isMatch('a\\b')); //=> true
	* console.log(isMatch('a/b')); //=> true
	* ```
	* @name picomatch
	* @param {String|Array} `globs` One or more glob patterns.
	* @param {Object=} `options`
	* @return {Function=} Returns a matcher function.
	* @api public
	*/
	const picomatch = (glob, options, returnState = false) => {
		if (Array.isArray(glob)) {
			const fns = glob.map((input) => picomatch(input, options, returnState));
			const arrayMatcher = (str) => {
				for (const isMatch of fns) {
					const state = isMatch(str);
					if (state) return state;
				}
				return false;
			};
			return arrayMatcher;
		}
		const isState = isObject(glob) && glob.tokens && glob.input;
		if (glob === "" || typeof glob !== "string" && !isState) throw new TypeError("Expected pattern to be a non-empty string");
		const opts = options || {};
		const posix = opts.windows;
		const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
		const state = regex.state;
		delete regex.state;
		let isIgnored = () => false;
		if (opts.ignore) {
			const ignoreOpts = {
				...options,
				ignore: null,
				onMatch: null,
				onResult: null
			};
			isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
		}
		const matcher = (input, returnObject = false) => {
			const { isMatch, match, output } = picomatch.test(input, regex, options, {
				glob,
				posix
			});
			const result = {
				glob,
				state,
				regex,
				posix,
				input,
				output,
				match,
				isMatch
			};
			if (typeof opts.onResult === "function") opts.onResult(result);
			if (isMatch === false) {
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (isIgnored(input)) {
				if (typeof opts.onIgnore === "function") opts.onIgnore(result);
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (typeof opts.onMatch === "function") opts.onMatch(result);
			return returnObject ? result : true;
		};
		if (returnState) matcher.state = state;
		return matcher;
	};
	/**
	* Test `input` with the given `regex`. This is used by the main
	* `picomatch()` function to test the input string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.test(input, regex[, options]);
	*
	* console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
	* // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp} `regex`
	* @return {Object} Returns an object with matching info.
	* @api public
	*/
	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
		if (typeof input !== "string") throw new TypeError("Expected input to be a string");
		if (input === "") return {
			isMatch: false,
			output: ""
		};
		const opts = options || {};
		const format = opts.format || (posix ? utils.toPosixSlashes : null);
		let match = input === glob;
		let output = match && format ? format(input) : input;
		if (match === false) {
			output = format ? format(input) : input;
			match = output === glob;
		}
		if (match === false || opts.capture === true) {
			if (opts.matchBase === true || opts.basename === true) match = picomatch.matchBase(input, regex, options, posix);
			else match = regex.exec(output);
		}
		return {
			isMatch: Boolean(match),
			match,
			output
		};
	};
	/**
	* Match the basename of a filepath.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.matchBase(input, glob[, options]);
	* console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
	* @return {Boolean}
	* @api public
	*/
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	/**
	* Returns true if **any** of the given glob `patterns` match the specified `string`.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.isMatch(string, patterns[, options]);
	*
	* console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
	* console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
	* ```
	* @param {String|Array} str The string to test.
	* @param {String|Array} patterns One or more glob patterns to use for matching.
	* @param {Object} [options] See available [options](#options).
	* @return {Boolean} Returns true if any patterns match `str`
	* @api public
	*/
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	/**
	* Parse a glob pattern to create the source string for a regular
	* expression.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const result = picomatch.parse(pattern[, options]);
	* ```
	* @param {String} `pattern`
	* @param {Object} `options`
	* @return {Object} Returns an object with useful properties and output to be used as a regex source string.
	* @api public
	*/
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	/**
	* Scan a glob pattern to separate the pattern into segments.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.scan(input[, options]);
	*
	* const result = picomatch.scan('!./foo/*.js');
	* console.log(result);
	* { prefix: '!./',
	*   input: '!./foo/*.js',
	*   start: 3,
	*   base: 'foo',
	*   glob: '*.js',
	*   isBrace: false,
	*   isBracket: false,
	*   isGlob: true,
	*   isExtglob: false,
	*   isGlobstar: false,
	*   negated: true }
	* ```
	* @param {String} `input` Glob pattern to scan.
	* @param {Object} `options`
	* @return {Object} Returns an object with
	* @api public
	*/
	picomatch.scan = (input, options) => scan(input, options);
	/**
	* Compile a regular expression from the `state` object returned by the
	* [parse()](#parse) method.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const state = picomatch.parse('*.js');
	* // picomatch.compileRe(state[, options]);
	*
	* console.log(picomatch.compileRe(state));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {Object} `state`
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
	* @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
	* @return {RegExp}
	* @api public
	*/
	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
		if (returnOutput === true) return state.output;
		const opts = options || {};
		const prepend = opts.contains ? "" : "^";
		const append = opts.contains ? "" : "$";
		let source = `${prepend}(?:${state.output})${append}`;
		if (state && state.negated === true) source = `^(?!${source}).*$`;
		const regex = picomatch.toRegex(source, options);
		if (returnState === true) regex.state = state;
		return regex;
	};
	/**
	* Create a regular expression from a parsed glob pattern.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.makeRe(state[, options]);
	*
	* const result = picomatch.makeRe('*.js');
	* console.log(result);
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `state` The object returned from the `.parse` method.
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
	* @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
	* @return {RegExp} Returns a regex created from the given pattern.
	* @api public
	*/
	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
		if (!input || typeof input !== "string") throw new TypeError("Expected a non-empty string");
		let parsed = {
			negated: false,
			fastpaths: true
		};
		if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) parsed.output = parse.fastpaths(input, options);
		if (!parsed.output) parsed = parse(input, options);
		return picomatch.compileRe(parsed, options, returnOutput, returnState);
	};
	/**
	* Create a regular expression from the given regex source string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.toRegex(source[, options]);
	*
	* const { output } = picomatch.parse('*.js');
	* console.log(picomatch.toRegex(output));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `source` Regular expression source string.
	* @param {Object} `options`
	* @return {RegExp}
	* @api public
	*/
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	/**
	* Picomatch constants.
	* @return {Object}
	*/
	picomatch.constants = constants;
	/**
	* Expose "picomatch"
	*/
	module.exports = picomatch;
}));
// node_modules/picomatch/index.js
var require_picomatch = /* @__PURE__ */ require_index.__commonJSMin(((exports, module) => {
	const pico = require_picomatch$1();
	const utils = require_utils();
	function picomatch(glob, options, returnState = false) {
		if (options && (options.windows === null || options.windows === void 0)) options = {
			...options,
			windows: utils.isWindows()
		};
		return pico(glob, options, returnState);
	}
	Object.assign(picomatch, pico);
	module.exports = picomatch;
}));
// src/host/process/sudo.ts
const SUDO = ["sudo", "-n"];
/** Returns the command that runs a command as root, through sudo unless `uid` is root's. Sudo never asks for a password. */
function asRoot(command, uid) {
	return uid === 0 ? command : [...SUDO, ...command];
}
/**
* Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`. The text on stderr proves nothing, because
* the program or a harmless warning of sudo may print it.
*/
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
/** Root's own copy of the worker, which sudo lets a runner start without arguments. Installed by `doctor --install`. */
const PROGRAM = "/usr/local/sbin/obuilder-worker";
/** Holds the program's Node and code, in a directory for each version. */
const PROGRAM_LIBRARY = "/usr/local/lib/obuilder-action";
/** Precedes the version in the program's text. */
const VERSION_LINE = "# version: ";
/** The version of the installed program. Undefined if not installed. */
function installedVersion() {
	return (require_reader.textOf("/usr/local/sbin/obuilder-worker")?.split("\n") ?? []).find((line) => line.startsWith(VERSION_LINE))?.slice(11);
}
/** The version of the bundled command line `cli`, from the file `version` beside it. Undefined for a source tree. */
function versionOf(cli) {
	return require_reader.textOf(node_path.default.join(node_path.default.dirname(cli), "version"))?.trim();
}
/** The line of sudoers(5) for running the program without arguments. A uid without a name is written `#UID`. */
function sudoersLine(user) {
	return `${user.replace(/[^A-Za-z0-9_.#-]/g, "\\$&")} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}
// src/sandbox/runc/mounts.ts
/** The launcher's path in the step: on the container's own /dev, so that the image never has the launcher. */
const LAUNCHER = "/dev/obuilder-launcher";
/** The required mount points of a root file system. The other usual mounts are below /dev and /sys. */
const BASE_MOUNT_POINTS = [
	"/proc",
	"/dev",
	"/sys"
];
const isBase = (path) => BASE_MOUNT_POINTS.some((base) => base === path);
const tmpfs = (destination, ...options) => ({
	destination,
	type: "tmpfs",
	source: "tmpfs",
	options: ["nosuid", ...options]
});
const kernel = (destination, type, ...options) => ({
	destination,
	type,
	source: type,
	options: [
		"nosuid",
		"noexec",
		...options
	]
});
/**
* Returns the usual mounts of a container: /proc, /dev with its devices, /dev/pts, /dev/shm, /dev/mqueue, and a read-only /sys.
* The control groups are optional, because version 1 needs a dozen mounts and a tenth of a step's time.
*/
function usualMounts(shows) {
	return [
		kernel("/proc", "proc", "nodev"),
		tmpfs("/dev", "strictatime", "mode=755", "size=65536k"),
		kernel("/dev/pts", "devpts", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
		tmpfs("/dev/shm", "noexec", "nodev", "mode=1777", "size=1g"),
		kernel("/dev/mqueue", "mqueue", "nodev"),
		shows.sys === void 0 ? kernel("/sys", "sysfs", "nodev", "ro") : readOnlyFile(shows.sys, "/sys"),
		...shows.cgroups ? [kernel("/sys/fs/cgroup", "cgroup", "nodev", "relatime", "ro")] : []
	];
}
const bind = (source, destination, ...options) => ({
	destination,
	type: "bind",
	source,
	options: [
		"bind",
		"rprivate",
		...options
	]
});
/** Mounts a file, or a directory without programs, for reading only. */
const readOnlyFile = (source, destination) => bind(source, destination, "ro", "nosuid", "nodev", "noexec");
/** Mounts a program of the worker. The mount allows execution, even if the program's file system forbids execution. */
const program = (source, destination) => bind(source, destination, "ro", "nosuid", "nodev", "exec");
/** Mounts a file or directory of the host for writing. Programs can run, but without set-uid bits. */
const writable = (source, destination) => bind(source, destination, "rw", "nosuid", "nodev");
/** Paths shown as empty, as in Docker, because their files describe or change the host. */
const MASKED_PATHS = [
	"/proc/acpi",
	"/proc/asound",
	"/proc/interrupts",
	"/proc/kcore",
	"/proc/keys",
	"/proc/latency_stats",
	"/proc/sched_debug",
	"/proc/scsi",
	"/proc/timer_list",
	"/proc/timer_stats",
	"/sys/devices/virtual/powercap",
	"/sys/firmware"
];
const READ_ONLY_PATHS = [
	"/proc/bus",
	"/proc/fs",
	"/proc/irq",
	"/proc/sys",
	"/proc/sysrq-trigger"
];
// src/host/elf.ts
const HEADER_SIZE = 64;
const SEGMENT_SIZE = 56;
/** The address of the file's first byte in the segment of the text. */
const TEXT_ADDRESS = 4194304;
/** The offset of the data in the file, fixed because the machine code contains the address. */
const DATA_OFFSET = 512;
/** The address of a program's first byte of data. */
const DATA_START = 5243392;
/** The largest page size of the supported machines, in bytes. */
const PAGE = 65536;
const READ_EXECUTE = 5;
const READ_WRITE = 6;
/** Returns a static 64-bit little-endian executable (elf(5)). Execution starts at the first byte of the text. */
function executable({ machine, text, data }) {
	const textOffset = HEADER_SIZE + SEGMENT_SIZE * (data === void 0 ? 1 : 2);
	const end = textOffset + text.length;
	const size = data === void 0 ? end : DATA_OFFSET + data.length;
	if (data !== void 0 && end > DATA_OFFSET) throw new Error("the text of a program reaches into its data");
	const file = Buffer.alloc(size);
	writeHeader(file, {
		machine,
		entry: TEXT_ADDRESS + textOffset,
		segments: data === void 0 ? 1 : 2
	});
	writeSegment(file, HEADER_SIZE, {
		flags: READ_EXECUTE,
		offset: 0,
		address: TEXT_ADDRESS,
		size: end
	});
	file.set(text, textOffset);
	if (data !== void 0) {
		writeSegment(file, 120, {
			flags: READ_WRITE,
			offset: DATA_OFFSET,
			address: DATA_START,
			size: data.length
		});
		file.set(data, DATA_OFFSET);
	}
	return file;
}
function writeHeader(file, { machine, entry, segments }) {
	file.write("ELF", "latin1");
	file.writeUInt16LE(2, 16);
	file.writeUInt16LE(machine, 18);
	file.writeUInt32LE(1, 20);
	file.writeBigUInt64LE(BigInt(entry), 24);
	file.writeBigUInt64LE(BigInt(HEADER_SIZE), 32);
	file.writeUInt16LE(HEADER_SIZE, 52);
	file.writeUInt16LE(SEGMENT_SIZE, 54);
	file.writeUInt16LE(segments, 56);
}
function writeSegment(file, at, { flags, offset, address, size }) {
	file.writeUInt32LE(1, at);
	file.writeUInt32LE(flags, at + 4);
	file.writeBigUInt64LE(BigInt(offset), at + 8);
	file.writeBigUInt64LE(BigInt(address), at + 16);
	file.writeBigUInt64LE(BigInt(address), at + 24);
	file.writeBigUInt64LE(BigInt(size), at + 32);
	file.writeBigUInt64LE(BigInt(size), at + 40);
	file.writeBigUInt64LE(BigInt(PAGE), at + 48);
}
// src/sandbox/wall/calls.ts
/**
* Machine code by which a process resets the attributes that execve(2) passes on. The runtime's configuration has no words for
* these attributes, or only in later versions. The code ignores the kernel's answers, because an attribute that a process may
* not change for itself cannot be changed at all.
*/
/** The numbers of these calls on x64 and on arm64, in the kernel's tables. */
const NUMBERS$1 = {
	personality: [135, 92],
	sched_setaffinity: [203, 122],
	ioprio_set: [251, 30],
	prctl: [157, 167],
	rt_sigaction: [13, 134],
	rt_sigprocmask: [14, 135]
};
/** Bytes of the set of all CPUs: a kernel has at most 8,192 CPUs. */
const SET_SIZE = 1024;
/** Zero bytes of a struct sigaction, for the default reaction to a signal. An empty set of signals is shorter. */
const ZEROS$1 = 32;
/** Bytes of a set of signals. */
const SIGNALS_SIZE = 8;
/** SIG_SETMASK. */
const SET_MASK = 2;
/** Signals that Node and Go, the runtime's language, leave unchanged: an ignored signal stays ignored. */
const LEFT_SIGNALS = Array.from({ length: 33 }, (_, index) => 32 + index);
/** PR_SET_TIMERSLACK, PR_SET_THP_DISABLE, PR_SET_SECUREBITS. */
const [SLACK, HUGE_PAGES_OFF, SECURE_BITS] = [
	29,
	41,
	28
];
const CALLS$2 = [
	["personality", 0],
	[
		"sched_setaffinity",
		0,
		SET_SIZE,
		"all CPUs"
	],
	[
		"ioprio_set",
		1,
		0,
		0
	],
	[
		"prctl",
		SLACK,
		5e4
	],
	[
		"prctl",
		HUGE_PAGES_OFF,
		0,
		0,
		0,
		0
	],
	[
		"prctl",
		SECURE_BITS,
		0
	],
	[
		"rt_sigprocmask",
		SET_MASK,
		"zeros",
		0,
		SIGNALS_SIZE
	],
	...LEFT_SIGNALS.map((signal) => [
		"rt_sigaction",
		signal,
		"zeros",
		0,
		SIGNALS_SIZE
	])
];
const word$1 = (value) => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32LE(value | 0);
	return bytes;
};
const REGISTER = "the register of an argument";
const X64 = {
	jump: (over) => Buffer.concat([Buffer.of(233), word$1(over)]),
	set: (argument, value) => Buffer.concat([Buffer.of(...require_index.must([
		[191],
		[190],
		[186],
		[65, 186],
		[65, 184]
	][argument], REGISTER)), word$1(value)]),
	point: (argument, back) => Buffer.concat([Buffer.of(72, 141, require_index.must([
		61,
		53,
		21
	][argument], REGISTER)), word$1(-back - 7)]),
	call: (number) => Buffer.concat([
		Buffer.of(184),
		word$1(number),
		Buffer.of(15, 5)
	])
};
const ARM64 = {
	jump: (over) => word$1(335544320 | 1 + over / 4),
	set: (argument, value) => Buffer.concat([word$1(3531603968 | (value & 65535) << 5 | argument), word$1(4070572032 | value >>> 16 << 5 | argument)]),
	point: (argument, back) => word$1(268435456 | (-back >> 2 & 524287) << 5 | argument),
	call: (number) => Buffer.concat([word$1(3531603976 | number << 5), word$1(3556769793)])
};
/** Returns the code for an architecture of `process.arch`. The code is position-independent, falls through and keeps the stack. */
function codeOfCalls(machine) {
	const assembler = machine === "x64" ? X64 : ARM64;
	const data = Buffer.concat([Buffer.alloc(SET_SIZE, 255), Buffer.alloc(ZEROS$1)]);
	const offsets = {
		"all CPUs": 0,
		zeros: SET_SIZE
	};
	const jump = assembler.jump(data.length);
	const parts = [jump, data];
	const size = () => parts.reduce((sum, part) => sum + part.length, 0);
	for (const [name, ...args] of CALLS$2) {
		for (const [index, value] of args.entries()) {
			const isNumber = typeof value === "number";
			parts.push(isNumber ? assembler.set(index, value) : assembler.point(index, size() - jump.length - offsets[value]));
		}
		parts.push(assembler.call(NUMBERS$1[name][machine === "x64" ? 0 : 1]));
	}
	return Buffer.concat(parts);
}
// src/sandbox/launcher.ts
/**
* The launcher is the container's first program. It resets inherited process state (`wall/calls.ts`), makes stderr a copy of
* stdout, so that both are one stream in the order of writing, and becomes the step's program. The runtime gives a program two
* separate pipes, and an image may lack any program to join the two. The launcher is a static ELF executable of 3 kB, written
* here as machine code:
*
*     dup2(1, 2);                     only for joined streams
*     execve(argv[1], &argv[2], envp);
*     write(2, MESSAGE, sizeof MESSAGE);
*     exit(127);
*
* At the start of a program the stack holds argc, the argv pointers, a null, and the envp pointers.
*/
const CODE$1 = {
	x64: {
		machine: 62,
		join: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall`,
		code: `
      488b0c24                              ; mov rcx,[rsp]
      488b7c2410                            ; mov rdi,[rsp+16]
      488d742418                            ; lea rsi,[rsp+24]
      488d54cc10                            ; lea rdx,[rsp+rcx*8+16]
      b83b000000 0f05                       ; mov eax,59 (execve); syscall
      bf02000000                            ; mov edi,2
      488d3518000000                        ; lea rsi,[rip+24], the message
      ba1d000000                            ; mov edx,29, its length
      b801000000 0f05                       ; mov eax,1 (write); syscall
      bf7f000000 b83c000000 0f05            ; mov edi,127; mov eax,60 (exit); syscall`
	},
	arm64: {
		machine: 183,
		join: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0`,
		code: `
      e30340f9                              ; ldr x3,[sp]
      e00b40f9                              ; ldr x0,[sp,16]
      e1630091                              ; add x1,sp,24
      e2430091 420c038b                     ; add x2,sp,16; add x2,x2,x3,lsl 3
      a81b80d2 010000d4                     ; mov x8,221 (execve); svc 0
      400080d2                              ; mov x0,2
      e1000010                              ; adr x1, the message
      a20380d2                              ; mov x2,29, its length
      080880d2 010000d4                     ; mov x8,64 (write); svc 0
      e00f80d2 a80b80d2 010000d4            ; mov x0,127; mov x8,93 (exit); svc 0`
	}
};
/** Exactly 29 bytes: the code above has this length. */
const MESSAGE = "the shell cannot be executed\n";
/**
* Returns the launcher for a machine.
*
* @param machine an architecture, as `process.arch`
* @param output whether stdout and stderr become one stream
* @throws ObuilderError `sandbox-failed` for an unsupported machine
*/
function launcher(machine, output = "joined") {
	if (machine !== "x64" && machine !== "arm64") throw new require_index.ObuilderError("sandbox-failed", `steps cannot run on ${machine} machines`, {
		value: machine,
		hint: `Use a machine of one of these kinds: ${Object.keys(CODE$1).join(", ")}.`
	});
	const key = `${machine} ${output}`;
	const known = made.get(key);
	if (known !== void 0) return known;
	const found = CODE$1[machine];
	const hex = `${output === "joined" ? found.join : ""}\n${found.code}`;
	const bytes = Buffer.from(hex.replace(/;.*$/gm, "").replace(/\s+/g, ""), "hex");
	const body = Buffer.concat([
		codeOfCalls(machine),
		bytes,
		Buffer.from(MESSAGE, "latin1")
	]);
	const program = executable({
		machine: found.machine,
		text: body
	});
	made.set(key, program);
	return program;
}
/** A cache, because making a launcher takes as long as writing a step's other files. */
const made = /* @__PURE__ */ new Map();
/** Returns the words of the container's first program. The launcher executes `program` with `argv`; `argv[0]` is only a name. */
const launcherArguments = (path, program, argv) => [
	path,
	program,
	...argv
];
// src/host/process/call-program.ts
/**
* Programs that make a list of system calls in order, and end at the first failure. Node cannot make most of these calls, and other
* programs would have to be installed, or start more slowly than the calls run. The machine code is a loop over a table, the
* program's data:
*
*     call: number, address for the result, six arguments
*
* After a failure, the program writes two numbers to the file descriptor `REPORT`: the address of the table entry, and the result.
*/
const CODE = {
	x64: {
		machine: 62,
		code: `
      bb00025000                         ; mov ebx,DATA_START
      488b03                             ; next: mov rax,[rbx]
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebce                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf09000000 ba10000000 b801000000 0f05 ; mov edi,9; mov edx,16; mov eax,1 (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall`
	},
	arm64: {
		machine: 183,
		code: `
      130aa0d2 73020891                  ; mov x19,0x500000; add x19,x19,0x200: DATA_START
      680240f9                           ; next: ldr x8,[x19]
      600641a9 620e42a9 641643a9         ; ldp x0,x1,[x19,16]; ldp x2,x3,[x19,32]; ldp x4,x5,[x19,48]
      010000d4                           ; svc 0
      690640f9 200100f9                  ; ldr x9,[x19,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      73020191 f6ffff17                  ; add x19,x19,64; b next
      010aa0d2 21000891 330000a9         ; failed: mov x1,0x500000; add x1,x1,0x200; stp x19,x0,[x1]
      200180d2 020280d2 080880d2 010000d4 ; mov x0,9; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0`
	}
};
/** The numbers of each call on x64 and arm64, from the kernel's tables. */
const NUMBERS = {
	read: [0, 63],
	write: [1, 64],
	openat: [257, 56],
	dup3: [292, 24],
	unlinkat: [263, 35],
	fchownat: [260, 54],
	chdir: [80, 49],
	umount2: [166, 39],
	mount: [165, 40],
	prctl: [157, 167],
	setfsuid: [122, 151],
	setfsgid: [123, 152],
	umask: [95, 166],
	unshare: [272, 97],
	execve: [59, 221],
	exit: [60, 93],
	open_tree: [428, 428],
	move_mount: [429, 429],
	mount_setattr: [442, 442]
};
const CALL_SIZE = 64;
const WORD = 8;
/**
* Returns the executable that makes these calls.
*
* @param machine the name of an architecture in Node
* @throws ObuilderError `sandbox-failed` for an architecture without machine code
*/
function callProgram(machine, calls) {
	const found = CODE[machine];
	if (found === void 0) throw new require_index.ObuilderError("sandbox-failed", `there is no machine code for ${machine}`, { value: machine });
	const text = Buffer.from(found.code.replace(/;.*$/gm, "").replace(/\s+/g, ""), "hex");
	return executable({
		machine: found.machine,
		text,
		data: tableOf(machine, calls)
	});
}
/** Parses a report: the index of the failed call, and the error number. Returns undefined for an incomplete report. */
function readReport(report) {
	if (report.length < 16) return void 0;
	const view = new DataView(report.buffer, report.byteOffset, report.length);
	return {
		call: (Number(view.getBigUint64(0, true)) - DATA_START) / CALL_SIZE,
		errno: -Number(view.getBigInt64(WORD, true))
	};
}
/** Returns the table, a word for unused results, and the targets of pointer arguments. */
function tableOf(machine, calls) {
	const unused = DATA_START + calls.length * CALL_SIZE;
	const store = new Store(unused + WORD);
	const table = Buffer.alloc(calls.length * CALL_SIZE + WORD);
	for (const [index, { name, args, feedsNext }] of calls.entries()) {
		const at = index * CALL_SIZE;
		table.writeBigInt64LE(BigInt(NUMBERS[name][machine === "arm64" ? 1 : 0]), at);
		const result = feedsNext ? DATA_START + at + CALL_SIZE + 16 : unused;
		table.writeBigInt64LE(BigInt(result), at + WORD);
		for (const [place, argument] of args.entries()) {
			const value = typeof argument === "number" ? argument : store.add(argument);
			table.writeBigInt64LE(BigInt(value), at + (2 + place) * WORD);
		}
	}
	return Buffer.concat([table, ...store.parts]);
}
/** Collects the targets of pointers in consecutive memory. */
var Store = class {
	parts = [];
	#next;
	constructor(start) {
		this.#next = start;
	}
	add(value) {
		if (typeof value === "string") return this.#put(Buffer.from(`${value}\0`));
		if (value instanceof Uint8Array) return this.#put(value);
		const pointers = [...value.map((text) => this.add(text)), 0];
		const bytes = Buffer.alloc(pointers.length * WORD);
		for (const [index, pointer] of pointers.entries()) bytes.writeBigUInt64LE(BigInt(pointer), index * WORD);
		return this.#put(bytes);
	}
	#put(bytes) {
		const address = this.#next;
		const padded = Buffer.alloc(Math.ceil(bytes.length / WORD) * WORD);
		padded.set(bytes);
		this.parts.push(padded);
		this.#next += padded.length;
		return address;
	}
};
// src/host/user-namespace.ts
/** CLONE_NEWUSER */
const NEW_USER = 268435456;
/**
* Makes a user namespace that lasts as long as this process. No process stays inside: the namespace only defines the id mapping of
* mounts.
*
* @param file the path for a temporary program, on a file system that allows execution
* @returns the path of the namespace, for root
* @throws ObuilderError `sandbox-failed` if the kernel or the machine's settings refuse a user namespace
*/
async function makeUserNamespace(file, range) {
	(0, node_fs.writeFileSync)(file, callProgram(process.arch, CALLS$1), {
		flag: "wx",
		mode: 320
	});
	try {
		return await heldOpen(file, range);
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
/** Reports that the namespace exists, and waits for the end of stdin. */
const CALLS$1 = [
	{
		name: "unshare",
		args: [NEW_USER]
	},
	{
		name: "write",
		args: [
			1,
			".",
			1
		]
	},
	{
		name: "read",
		args: [
			0,
			Buffer.alloc(1),
			1
		]
	},
	{
		name: "exit",
		args: [0]
	}
];
async function heldOpen(file, { first, count }) {
	const { child, ended: exit } = require_reader.startProgram(file, [], {
		stdio: [
			"pipe",
			"pipe",
			"ignore"
		],
		env: {}
	});
	const ended = exit.then(({ code }) => `a trial ended with status ${code}`, (error) => error.message);
	const isThere = new Promise((resolve) => child.stdout.once("data", () => resolve(void 0)));
	const fault = await Promise.race([isThere, ended]);
	if (fault !== void 0) throw new require_index.ObuilderError("sandbox-failed", `a user namespace cannot be made: ${fault}`, { hint: "See that sysctl user.max_user_namespaces is not 0." });
	try {
		for (const map of ["uid_map", "gid_map"]) (0, node_fs.writeFileSync)(`/proc/${child.pid}/${map}`, `0 ${first} ${count}\n`);
		const descriptor = (0, node_fs.openSync)(`/proc/${child.pid}/ns/user`, "r");
		return `/proc/${process.pid}/fd/${descriptor}`;
	} finally {
		child.stdin.end();
		await ended;
	}
}
// src/host/process/stream.ts
/**
* Starts a program and passes on its stdout. Its stdin is at end of file.
*
* @throws ObuilderError `tool-missing` or `tool-failed` if the program cannot be started
*/
async function startStreaming(file, args, options) {
	const { child, ended } = require_reader.startProgram(file, args, {
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		env: options.env
	});
	let hasOutput = false;
	let errors = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		errors = (errors + text).slice(-4096);
	});
	child.stdout.on("data", (chunk) => {
		hasOutput = true;
		const wait = options.onOutput(chunk);
		if (!(wait instanceof Promise)) return;
		child.stdout.pause();
		wait.finally(() => child.stdout.resume());
	});
	if (child.pid === void 0) await ended;
	return {
		pid: require_index.must(child.pid, "the pid of a started program"),
		hasExited: () => child.exitCode !== null || child.signalCode !== null,
		hasOutput: () => hasOutput,
		errorOutput: () => errors.trim(),
		ended
	};
}
// src/sandbox/runc/kept.ts
/** Returns undefined if the runtime keeps its state elsewhere, or is not done with the container. */
function keptContainer(runtime, name) {
	const directory = require_quick.containerDirectory(runtime, name);
	const groups = groupsOf(require_reader.textOrEmpty(node_path.default.join(directory, "state.json")));
	if (groups === void 0) return void 0;
	const count = (controller, file, key) => {
		const group = groups[controller] ?? groups[""];
		return group === void 0 ? 0 : countOf(require_reader.textOrEmpty(node_path.default.join(group, file)), key);
	};
	return {
		counts: () => ({
			memoryKills: count("memory", groups["memory"] ? "memory.oom_control" : "memory.events", "oom_kill"),
			memoryHits: groups["memory"] ? count("memory", "memory.failcnt", "") : count("", "memory.events", "max"),
			pidsHits: count("pids", "pids.events", "max")
		}),
		remove: () => {
			try {
				for (const group of new Set(Object.values(groups))) removeGroup(group, name);
				(0, node_fs.rmSync)(directory, {
					recursive: true,
					force: true
				});
				return true;
			} catch {
				return false;
			}
		}
	};
}
/** Returns the reached bounds of a step, by the counts of its control groups. */
function reachedBounds({ memoryHits, pidsHits }, bounds) {
	const reached = {
		...memoryHits > 0 && bounds.memoryBytes !== void 0 && { memoryBytes: bounds.memoryBytes },
		...pidsHits > 0 && bounds.pids !== void 0 && { pids: bounds.pids }
	};
	return Object.keys(reached).length === 0 ? void 0 : reached;
}
/** Returns the number after `key` at the start of a line. With an empty key the whole text is the number. */
function countOf(text, key) {
	const lines = text.split("\n").map((line) => line.split(" "));
	const value = key === "" ? lines[0]?.[0] : lines.find(([name]) => name === key)?.[1];
	return Number(value ?? 0) || 0;
}
/**
* Reads `cgroup_paths` of runc's state: by controller on version 1, under the empty name on version 2. Parses only this part,
* because the state also has the whole filter of system calls. No string in the state can look like this part, because a
* quotation mark in a string has a backslash before it.
*/
function groupsOf(state) {
	const [, paths] = /"cgroup_paths":(\{[^{}]*\})/.exec(state) ?? [];
	try {
		return paths === void 0 ? void 0 : JSON.parse(paths);
	} catch {
		return;
	}
}
/** Refuses to remove the group of another step, so that a wrong state does no harm. */
function removeGroup(group, name) {
	if (node_path.default.basename(group) !== name) throw new Error(`${group} is no group of ${name}`);
	try {
		(0, node_fs.rmdirSync)(group);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
	}
}
// src/sandbox/runc/start-error.ts
/** The last error in a runtime's log in its JSON format, one object a line. */
function loggedError(log) {
	return log.split("\n").flatMap((line) => {
		try {
			const entry = JSON.parse(line);
			if (typeof entry !== "object" || entry === null || !("level" in entry) || !("msg" in entry)) return [];
			return entry.level === "error" || entry.level === "fatal" ? [String(entry.msg)] : [];
		} catch {
			return [];
		}
	}).at(-1);
}
/** A runtime's message without its own wrapping. */
function plainMessage(message) {
	return message.replace(/^(?:(?:runc run failed|runc create failed|unable to start container process): )+/, "").replace(/^error during container init: /, "").replace(/: unknown$/, "");
}
/** Returns the error for a step that the runtime could not start, in words for people. */
function startError(log, otherwise) {
	const message = loggedError(log) ?? otherwise;
	return new require_index.ObuilderError("sandbox-failed", `the step cannot be started: ${plainMessage(message)}`, { hint: "If the image is sound, let `doctor` check this machine." });
}
// src/sandbox/runc/until-end.ts
/** The maximum of `setTimeout`, about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Waits for the end of a step, and kills the step after a cancellation or after its time limit, whichever is first. */
async function untilEnd(child, request, step) {
	let stopped;
	let ended = false;
	let killing = Promise.resolve();
	const stop = (reason) => {
		if (stopped !== void 0 || ended) return;
		stopped = reason;
		killing = require_quick.killStep(step.runtime, {
			name: step.name,
			runtimePid: child.pid,
			pidFile: step.pidFile,
			hasEnded: () => ended || child.hasExited()
		});
		killing.catch(() => void 0);
	};
	const onAbort = () => stop("cancelled");
	request.signal?.addEventListener("abort", onAbort);
	if (request.signal?.aborted) onAbort();
	const seconds = request.limits?.seconds;
	const timer = seconds === void 0 || seconds === Number.POSITIVE_INFINITY ? void 0 : setTimeout(() => stop("timed-out"), Math.min(seconds * 1e3, MAX_TIMER_MS));
	try {
		const { code, signal } = await child.ended;
		ended = true;
		await killing;
		return {
			code,
			signal,
			stopped
		};
	} finally {
		clearTimeout(timer);
		request.signal?.removeEventListener("abort", onAbort);
	}
}
/**
* Runs a prepared step to its end, and removes the container.
*
* @throws ObuilderError `sandbox-failed` if the runtime could not start the step, `tool-missing` without a runtime
*/
async function runContainer(request, { runtime, name, step, start }) {
	const args = runtimeArguments(runtime, {
		name,
		step
	});
	const plain = {
		file: runtime.program,
		args,
		env: require_quick.RUNTIME_ENVIRONMENT
	};
	const program = step.starter?.enter(plain) ?? plain;
	const child = await start(program.file, program.args, program.env);
	try {
		const { stopped, code, signal } = await untilEnd(child, request, {
			runtime,
			name,
			pidFile: step.pidFile
		});
		const words = child.errorOutput();
		const isSilent = code !== 0 && words !== "" && !child.hasOutput();
		if (stopped === void 0 && (isSilent || !(0, node_fs.existsSync)(step.pidFile))) throw failedStart(step, words || `the runtime ended with ${signal ?? `status ${code}`}`);
		const counts = code === 0 ? void 0 : keptContainer(runtime, name)?.counts();
		return {
			code: code ?? 128 + node_os.constants.signals.SIGKILL,
			stopped,
			counts
		};
	} finally {
		await removeKept(runtime, name);
	}
}
async function removeKept(runtime, name) {
	if (!(0, node_fs.existsSync)(require_quick.containerDirectory(runtime, name))) return;
	if (keptContainer(runtime, name)?.remove() !== true) await require_quick.removeContainer(runtime, name);
}
function runtimeArguments(runtime, { name, step }) {
	return [
		...[
			"--root",
			runtime.containers,
			"--log",
			step.log,
			"--log-format",
			"json"
		],
		...[
			"run",
			"--no-new-keyring",
			"--bundle",
			step.bundle,
			"--pid-file",
			step.pidFile
		],
		...["--keep", name]
	];
}
function failedStart(step, otherwise) {
	return startError((0, node_fs.existsSync)(step.log) ? (0, node_fs.readFileSync)(step.log, "utf8") : "", step.starter?.fault() ?? otherwise);
}
// src/sandbox/long-command.ts
/** The kernel's maximum bytes of an argument or variable with the final NUL: MAX_ARG_STRLEN of execve(2). */
const MAX_WORD_BYTES = 131072;
/** The step's path of a command too long for an argument: on the container's own /dev, so that the image never has the file. */
const COMMAND_FILE = "/dev/obuilder-command";
/** Shells whose `.` runs a file like a command after `-c`. */
const SHELLS = /* @__PURE__ */ new Set([
	"sh",
	"ash",
	"bash",
	"dash",
	"ksh",
	"mksh",
	"zsh"
]);
/**
* Returns the words that start a step. If the shell can run a file, a command too long for an argument goes into a file.
*
* @param bundle the directory for the file
* @throws ObuilderError `sandbox-failed` for a word or a variable that is too long
*/
function startWords({ argv, env }, bundle) {
	for (const [name, value] of env) {
		const size = Buffer.byteLength(`${name}=${value}`);
		if (size >= MAX_WORD_BYTES) throw tooLong(`the environment variable ${name}`, {
			size,
			value: name
		});
	}
	const long = argv.findIndex((word) => Buffer.byteLength(word) >= MAX_WORD_BYTES);
	if (long === -1) return {
		argv,
		mounts: []
	};
	const command = require_index.must(argv[long], "a word of the command");
	if (long !== argv.length - 1 || !runsFiles(argv.slice(0, -1))) throw tooLong("the command", {
		size: Buffer.byteLength(command),
		value: `${command.slice(0, 200)}…`
	});
	const file = node_path.default.join(bundle, "command");
	(0, node_fs.writeFileSync)(file, command, {
		flag: "wx",
		mode: 384
	});
	(0, node_fs.chmodSync)(file, 292);
	return {
		argv: [...argv.slice(0, -1), `. ${COMMAND_FILE}`],
		mounts: [readOnlyFile(file, COMMAND_FILE)]
	};
}
/** Whether words such as `/bin/sh -c` or `/usr/bin/env bash -ec` start a shell that can run a file instead. */
function runsFiles(words) {
	const programs = node_path.default.basename(words[0] ?? "") === "env" ? words.slice(1) : words;
	return SHELLS.has(node_path.default.basename(programs[0] ?? "")) && /^-\w*c$/.test(words.at(-1) ?? "");
}
function tooLong(what, { size, value }) {
	return new require_index.ObuilderError("sandbox-failed", `${what} is ${size} bytes long, but the kernel takes less than ${MAX_WORD_BYTES}`, {
		value,
		hint: "Copy the long text in a file, or use a shell such as (shell /bin/sh -c), whose commands may have any length."
	});
}
// src/sandbox/rootfs/held-directory.ts
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW } = node_fs.constants;
/** The mode of missing mount points, the same as the runtime's. */
const MODE = 493;
/** @throws system error for anything but a directory, also for a link to a directory */
function holdDirectory(path) {
	const descriptor = (0, node_fs.openSync)(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	const below = (name) => `/proc/self/fd/${descriptor}/${name}`;
	return {
		stat: (name) => (0, node_fs.lstatSync)(below(name), { throwIfNoEntry: false }),
		readLink: (name) => (0, node_fs.readlinkSync)(below(name)),
		open: (name) => holdDirectory(below(name)),
		makeDirectory(name) {
			(0, node_fs.mkdirSync)(below(name), MODE);
			(0, node_fs.chmodSync)(below(name), MODE);
		},
		makeFile(name) {
			const file = (0, node_fs.openSync)(below(name), O_CREAT | O_EXCL | O_WRONLY, MODE);
			(0, node_fs.fchmodSync)(file, MODE);
			(0, node_fs.closeSync)(file);
		},
		close: () => (0, node_fs.closeSync)(descriptor)
	};
}
// src/sandbox/rootfs/refused.ts
/** Returns the error for a path inside that a step's image or slots lead astray. */
function refused(path, why, details = {}) {
	return new require_index.ObuilderError("sandbox-failed", `${path} ${why}`, {
		value: path,
		...details
	});
}
// src/sandbox/rootfs/mount-walk.ts
/** The maximum bytes of a mount point: PATH_MAX (4096) without the bytes that the runtime prepends. */
const MAX_BYTES$2 = 3072;
/**
* Follows `target` like the runtime: through links of the root at `rootfs`, never out of the root, and on into slots. A link in a
* slot is an error, a missing name is not. The walk holds every directory open.
*
* @param covers the visible mounts so far
* @throws ObuilderError `sandbox-failed` for a link in a slot, too many links or a path through a file
*/
function walkTo(rootfs, target, covers) {
	const held = /* @__PURE__ */ new Set();
	const hold = (directory, slot) => {
		held.add(directory);
		return {
			directory,
			slot
		};
	};
	try {
		const place = placeOf(require_reader.walkInside({
			start: {
				names: [],
				directories: [hold(holdDirectory(rootfs), void 0)]
			},
			look(name, { directory: parent, here }) {
				const cover = covers.get(here);
				if (cover?.kind === "own") return "stop";
				if (cover?.kind === "slot") return { directory: hold(holdDirectory(cover.source), here) };
				const stats = parent?.directory.stat(name);
				if (parent === void 0 || stats === void 0) return "missing";
				if (stats.isDirectory()) return { directory: hold(parent.directory.open(name), parent.slot) };
				if (!stats.isSymbolicLink()) return "other";
				if (parent.slot !== void 0) throw linkInSlot(target, here, parent.slot);
				return { link: parent.directory.readLink(name) };
			},
			leave({ directory }) {
				held.delete(directory);
				directory.close();
			},
			refuse: (reason) => refused(target, reason)
		}, target), target);
		held.delete(place.directory);
		return place;
	} finally {
		for (const directory of held) directory.close();
	}
}
function placeOf({ names, directories, found, rest }, target) {
	const { directory } = require_index.must(directories.at(-1), "the root of a walk");
	const path = require_reader.pathOf(names);
	if (rest !== void 0) return {
		path: [path, ...rest].join("/"),
		own: path,
		directory,
		rest: [],
		found: void 0
	};
	if (Buffer.byteLength(path) > MAX_BYTES$2) throw refused(target, `leads to a path of more than ${MAX_BYTES$2} bytes`);
	return {
		path,
		own: void 0,
		directory,
		rest: names.slice(directories.length - 1),
		found
	};
}
const linkInSlot = (target, here, slot) => refused(target, `goes through ${here}, a symbolic link in the cache slot on ${slot}`, { hint: "Name a path without links: the files of a cache slot must not decide the place of a mount." });
// src/sandbox/rootfs/mount-points.ts
const ELSEWHERE = "Choose another target: nothing can be mounted on or in /dev, /proc, /sys, /etc/hosts or /etc/resolv.conf.";
/**
* Makes and checks the mount points of a step. A mount point missing in the image or a slot is made with owner root and mode
* 0755, and stays as an empty file or directory. OBuilder leaves mount points too, so later steps of its specs may expect the
* paths, and a removal would cost a tenth of a short step's time.
*
* The runtime follows links while mounting, some releases even on the host. So every path for the runtime exists, is free of
* links, and keeps clear of the sandbox's own mounts. A slot in the place of /dev, for example, would supply the /dev/null that
* the runtime opens before /proc/sys is read-only, and mounts over the files hidden from a step. Paths stay as checked, because
* root and slots are private copies and the processes of earlier steps are dead.
*/
var MountPoints = class {
	#rootfs;
	/** The visible mounts so far, by path. A later mount hides earlier mounts below its path. */
	#covers = /* @__PURE__ */ new Map();
	/** @throws ObuilderError `sandbox-failed` if /proc, /dev or /sys of the root is anything but a real directory */
	constructor(rootfs) {
		this.#rootfs = rootfs;
		for (const base of BASE_MOUNT_POINTS) this.#addBase(base);
	}
	/** The paths of the visible mounts so far. */
	get covered() {
		return new Set(this.#covers.keys());
	}
	/**
	* Prepares the mount point of a slot or secret, and returns the path for the runtime.
	*
	* @throws ObuilderError `sandbox-failed`, with the position of the mount
	*/
	add(wanted) {
		const { target, source, at } = wanted;
		try {
			const path = this.#make(wanted, (place) => {
				if (place.own !== void 0) throw refused(target, leadsTo(target, place), { hint: ELSEWHERE });
				if (place.path === "/") throw refused(target, "leads to the root itself", { hint: ELSEWHERE });
			});
			this.#cover(path, source === void 0 ? { kind: "secret" } : {
				kind: "slot",
				source
			});
			return path;
		} catch (error) {
			throw require_index.isObuilderError(error) ? placed(error, at) : error;
		}
	}
	/**
	* Prepares the mount point of one of the sandbox's own files, and returns the path. Later mounts cannot use the path.
	*
	* @throws ObuilderError `sandbox-failed`
	*/
	addOwn(target) {
		const path = this.#make({
			target,
			kind: "file"
		}, (place) => {
			if (place.own === void 0 || place.path === place.own && !isBase(place.own)) return;
			throw refused(target, `${leadsTo(target, place)} in the image`, { hint: `Make ${target} a file in the image, or remove it.` });
		});
		this.#cover(path, { kind: "own" });
		return path;
	}
	/** Makes a directory that is no mount point, and returns its path without links. @throws ObuilderError `sandbox-failed` */
	addDirectory(target) {
		return this.#make({
			target,
			kind: "directory"
		}, (place) => {
			if (place.own === void 0 || isHarmless(place.path)) return;
			throw refused(target, leadsTo(target, place), { hint: "Choose a working directory outside of /dev, /proc and /sys." });
		});
	}
	#addBase(base) {
		this.#make({
			target: base,
			kind: "directory"
		}, ({ path, found }) => {
			if (path === base && found !== "other") return;
			throw refused(base, "must be a real directory of the root file system, but is a link or a file", { hint: "Take an image whose /proc, /dev and /sys are directories, and let no step replace them." });
		});
		this.#cover(base, { kind: "own" });
	}
	#cover(path, cover) {
		for (const hidden of this.#covers.keys()) if (hidden.startsWith(`${path}/`)) this.#covers.delete(hidden);
		this.#covers.set(path, cover);
	}
	/** @param check throws for a forbidden place, before anything is made */
	#make({ target, kind }, check) {
		let place;
		try {
			place = walkTo(this.#rootfs, target, this.#covers);
			check(place);
			if (place.own === void 0) makeMissing(place, target, kind);
			return place.path;
		} catch (error) {
			if (require_index.isObuilderError(error)) throw error;
			throw refused(target, `cannot be made in the image: ${String(error)}`, { cause: error });
		} finally {
			place?.directory.close();
		}
	}
};
function leadsTo(target, { path }) {
	return `${path === target ? "is" : `leads to ${path},`} a place of the sandbox's own`;
}
/** Whether a path in the sandbox's own mounts is free of links from the image and the kernel. */
function isHarmless(path) {
	if (isBase(path)) return true;
	return `${path}/`.startsWith("/dev/shm/") && !path.split("/").includes("..");
}
function makeMissing({ directory, rest, found }, target, kind) {
	if (found === void 0) makeBelow(directory, rest, kind);
	else if (kind === "file" && found === "directory") throw refused(target, "is a directory, but the mount needs a file", { hint: "Choose another target." });
	else if (kind === "directory" && found === "other") throw refused(target, "is no directory", { hint: "Choose another path, or remove the file." });
}
function makeBelow(directory, [name, ...rest], kind) {
	if (name === void 0) return;
	if (rest.length === 0 && kind === "file") {
		directory.makeFile(name);
		return;
	}
	directory.makeDirectory(name);
	const next = directory.open(name);
	try {
		makeBelow(next, rest, kind);
	} finally {
		next.close();
	}
}
function placed({ code, message, value, hint, at: own, cause }, at) {
	return new require_index.ObuilderError(code, message, {
		value,
		hint,
		at: own ?? at,
		cause
	});
}
// src/sandbox/rootfs/passwd.ts
/** More than any real passwd file has. The rest of a larger file is ignored. */
const MAX_BYTES$1 = 1048576;
/** Returns the home directory of `uid` in the text of a passwd file, as in passwd(5). The first line of a uid counts. */
function homeOf(passwd, uid) {
	for (const line of passwd.split("\n")) {
		const fields = line.split(":");
		if (fields.length >= 6 && /^\d+$/.test(fields[2] ?? "") && Number(fields[2]) === uid) return fields[5] || void 0;
	}
}
/** Returns the home directory of `uid` in the image at `rootfs`; `/` if the image has no usable entry. */
function imageHome(rootfs, uid) {
	const home = homeOf(readInside(rootfs, "/etc/passwd"), uid);
	return home?.startsWith("/") && !home.includes("\0") ? home : "/";
}
/** Returns the text of a regular file inside, or an empty text. Never opens a file outside the image, and never waits on a pipe. */
function readInside(rootfs, path) {
	try {
		const flags = node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK;
		const found = require_reader.resolveInside(rootfs, path, { refuse: (reason) => refused(path, reason) });
		const file = (0, node_fs.openSync)(require_reader.nativePath(found.file), flags);
		try {
			if (!(0, node_fs.fstatSync)(file).isFile()) return "";
			const bytes = Buffer.alloc(Math.min(MAX_BYTES$1, (0, node_fs.fstatSync)(file).size));
			return bytes.toString("utf8", 0, (0, node_fs.readSync)(file, bytes, 0, bytes.length, 0));
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return "";
	}
}
// src/sandbox/rootfs/program.ts
/** The search path for a step without PATH: Docker's default. The step's environment stays without PATH. */
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** The search path of env(1) without PATH. */
const ENV_PATH = "/bin:/usr/bin";
/** The exit status of env(1) and the shells for a missing program. */
const NOT_FOUND = 127;
const HINT = "If the image has a shell but no bash, put (shell /bin/sh -c) before the first run.";
/**
* Returns the program of a step's argv: an absolute path inside, or the path as written if relative to the step's directory.
*
* @throws ObuilderError `sandbox-failed` if the image lacks the program
*/
function findProgram(step) {
	const name = step.argv[0] ?? "";
	if (!name.includes("/")) {
		const found = lookUp(step, name, pathOf(step) ?? DEFAULT_PATH);
		if (found === void 0 || name === "") throw missing(name);
		return found;
	}
	if (name.startsWith("/") && !mayBeProgram(step, name)) throw missing(name);
	return name;
}
/**
* Returns the error for a step that never ran its command because `env` found no shell, such as `/usr/bin/env bash -c` in an
* image without bash.
*/
function missingShell(code, step) {
	const [env, shell] = step.argv;
	if (code !== NOT_FOUND || !env?.endsWith("/env") || !shell || /^-|[/=]/.test(shell)) return void 0;
	return lookUp(step, shell, pathOf(step) ?? ENV_PATH) === void 0 ? missing(shell) : void 0;
}
const missing = (name) => new require_index.ObuilderError("sandbox-failed", `the image has no program ${name}`, {
	value: name,
	hint: HINT
});
const pathOf = (step) => step.env.find(([name]) => name === "PATH")?.[1];
function lookUp(step, name, path) {
	return path.split(":").filter((directory) => directory.startsWith("/")).map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}
/** Whether a path may be an executable file. A path below a mount is not visible, and counts only if argv names the path. */
function mayBeProgram(step, file) {
	try {
		const found = require_reader.resolveInside(step.rootfs, file, {
			refuse: (reason) => refused(file, reason),
			covered: step.covered
		});
		if (found.under === void 0) return found.found === "other" && isProgram(found.file);
		return step.argv[0] === file && !isBase(found.under);
	} catch {
		return false;
	}
}
/** Whether a path of the host without links is an executable regular file. */
function isProgram(file) {
	const stats = (0, node_fs.lstatSync)(require_reader.nativePath(file));
	return stats.isFile() && (stats.mode & 73) !== 0;
}
// src/sandbox/wall/ids.ts
/**
* The ids of a step in its user namespace: root in the step is the machine's user 2147483648, the owner of nothing. A step gets
* the whole upper half of the machine's ids, except for the last id, which stands for "none".
*/
const STEP_IDS = {
	first: 2 ** 31,
	count: 2 ** 31 - 1
};
/** Gives a file with unmapped ids to a user of a step. */
function giveToStep(file, user = {
	uid: 0,
	gid: 0
}) {
	(0, node_fs.chownSync)(file, STEP_IDS.first + user.uid, STEP_IDS.first + user.gid);
}
/** The part of `linux` of the OCI runtime specification for a user namespace with these ids. */
function idMappings() {
	const mappings = [{
		containerID: 0,
		hostID: STEP_IDS.first,
		size: STEP_IDS.count
	}];
	return {
		uidMappings: mappings,
		gidMappings: mappings
	};
}
// src/sandbox/runc/capabilities.ts
/**
* The capabilities of root inside: Docker's default set without NET_RAW, names as in capabilities(7). As in Docker, every step
* has NET_BIND_SERVICE, because a program whose file asks for the capability could not even start otherwise. A step has ports
* of its own, unless the step asks for the host's network.
*/
const ALLOWED = [
	"CAP_CHOWN",
	"CAP_DAC_OVERRIDE",
	"CAP_FOWNER",
	"CAP_FSETID",
	"CAP_KILL",
	"CAP_SETGID",
	"CAP_SETUID",
	"CAP_SETPCAP",
	"CAP_NET_BIND_SERVICE",
	"CAP_SYS_CHROOT",
	"CAP_MKNOD",
	"CAP_AUDIT_WRITE",
	"CAP_SETFCAP"
];
/**
* The sets of the OCI runtime specification. A user other than root holds no capability, but keeps the bounding set, so that
* set-uid programs such as `su` work. The inheritable set is empty, so that a file's inheritable set cannot grant a capability.
*/
function capabilitySets(uid) {
	const held = uid === 0 ? ALLOWED : [];
	return {
		bounding: ALLOWED,
		effective: held,
		permitted: held,
		inheritable: [],
		ambient: []
	};
}
// src/sandbox/runc/masks.ts
/**
* Returns few masks that fit exactly these numbers of 32 bits, including 0. The time of libseccomp grows with the square of the
* comparisons, so a mask for eight numbers is cheaper than eight rules.
*/
function masksOf(values) {
	const varying = values.reduce((bits, value) => bits | value, 0);
	const exact = masksUnder(values, varying);
	const left = new Set(values);
	const chosen = [];
	while (left.size > 0) {
		const gain = ({ members }) => members.filter((value) => left.has(value)).length;
		const best = exact.reduce((most, next) => gain(next) > gain(most) ? next : most);
		for (const value of best.members) left.delete(value);
		chosen.push({
			mask: (best.mask | ~varying) >>> 0,
			result: best.result
		});
	}
	return chosen;
}
/** Lists the masks of a subset of these bits that fit only the given numbers. The full mask is the first. */
function masksUnder(values, bits) {
	const found = [];
	for (let mask = bits;; mask = mask - 1 & bits) {
		const groups = Map.groupBy(values, (value) => value & mask);
		for (const [result, members] of groups) if (members.length === 2 ** countBits(bits & ~mask)) found.push({
			mask,
			result,
			members
		});
		if (mask === 0) return found;
	}
}
const countBits = (value) => value.toString(2).replaceAll("0", "").length;
// src/sandbox/runc/syscalls.ts
/** Calls that Docker's default profile allows with any arguments, for our machines and capabilities. */
const PROFILE_CALLS = `
  accept arm_fadvise64_64 arm_sync_file_range breakpoint cacheflush cachestat epoll_ctl_old epoll_wait_old
  fchmodat2 futex_requeue futex_wait futex_wake getxattrat listmount listxattrat map_shadow_stack mseal
  newfstatat recv removexattrat riscv_hwprobe semop semtimedop send set_tls setxattrat statmount
  sync_file_range2 uretprobe futex_waitv process_mrelease memfd_secret landlock_restrict_self
  landlock_add_rule landlock_create_ruleset epoll_pwait2 faccessat2 openat2 close_range pidfd_open
  pidfd_send_signal sched_rr_get_interval_time64 futex_time64 rt_sigtimedwait_time64 semtimedop_time64
  mq_timedreceive_time64 mq_timedsend_time64 recvmmsg_time64 io_pgetevents_time64 ppoll_time64
  pselect6_time64 utimensat_time64 timerfd_settime64 timerfd_gettime64 timer_settime64 timer_gettime64
  clock_nanosleep_time64 clock_getres_time64 clock_adjtime64 clock_gettime64 msgctl msgrcv msgsnd msgget
  shmdt shmat shmctl shmget semctl semget rseq io_pgetevents arch_prctl statx pkey_free pkey_alloc
  pkey_mprotect pwritev2 preadv2 copy_file_range mlock2 membarrier shutdown recvmsg recvfrom sendmsg sendto
  getpeername getsockname setsockopt getsockopt accept4 listen connect bind socketpair execveat memfd_create
  getrandom seccomp renameat2 sched_getattr sched_setattr process_vm_writev process_vm_readv sendmmsg syncfs
  clock_adjtime name_to_handle_at prlimit64 fanotify_mark recvmmsg rt_tgsigqueueinfo pwritev preadv
  inotify_init1 pipe2 dup3 epoll_create1 eventfd2 signalfd4 timerfd_gettime timerfd_settime fallocate
  eventfd timerfd_create signalfd utimensat epoll_pwait getcpu vmsplice tee sync_file_range splice
  get_robust_list set_robust_list ppoll pselect6 faccessat fchmodat readlinkat symlinkat linkat renameat
  unlinkat fstatat64 futimesat fchownat mknodat mkdirat openat inotify_rm_watch inotify_add_watch
  inotify_init ioprio_get ioprio_set waitid mq_getsetattr mq_notify mq_timedreceive mq_timedsend mq_unlink
  mq_open fadvise64_64 utimes tgkill fstatfs64 statfs64 clock_nanosleep clock_getres clock_gettime
  timer_delete timer_getoverrun timer_gettime timer_settime timer_create set_tid_address remap_file_pages
  epoll_wait epoll_ctl epoll_create exit_group fadvise64 io_cancel io_submit io_getevents io_destroy
  io_setup get_thread_area set_thread_area sched_getaffinity sched_setaffinity futex sendfile64 tkill
  fremovexattr lremovexattr removexattr flistxattr llistxattr listxattr fgetxattr lgetxattr getxattr
  fsetxattr lsetxattr setxattr readahead gettid fcntl64 getdents64 madvise mincore setfsgid32 setfsuid32
  setgid32 setuid32 chown32 getresgid32 setresgid32 getresuid32 setresuid32 fchown32 setgroups32 getgroups32
  setregid32 setreuid32 getegid32 geteuid32 getgid32 getuid32 lchown32 fstat64 lstat64 stat64 ftruncate64
  truncate64 mmap2 ugetrlimit vfork sendfile sigaltstack capset capget getcwd chown pwrite64 pread64
  rt_sigsuspend rt_sigqueueinfo rt_sigtimedwait rt_sigpending rt_sigprocmask rt_sigaction rt_sigreturn prctl
  getresgid setresgid poll getresuid setresuid mremap nanosleep sched_rr_get_interval sched_get_priority_min
  sched_get_priority_max sched_yield sched_getscheduler sched_setscheduler sched_getparam sched_setparam
  munlockall mlockall munlock mlock fdatasync getsid writev readv msync flock _newselect getdents _llseek
  setfsgid setfsuid fchdir getpgid sigprocmask mprotect adjtimex modify_ldt uname sigreturn fsync ipc
  sysinfo wait4 fstat lstat stat getitimer setitimer socketcall fstatfs statfs setpriority getpriority
  fchown fchmod ftruncate truncate munmap mmap readlink symlink select setgroups getgroups gettimeofday
  getrusage getrlimit setrlimit setregid setreuid setsid getpgrp getppid dup2 chroot umask setpgid fcntl
  ioctl getegid geteuid getgid setgid brk times pipe dup rmdir mkdir rename kill sync access utime pause
  alarm ptrace getuid setuid getpid lseek lchown chmod mknod time chdir execve unlink link creat waitpid
  close open write read fork exit restart_syscall
`.trim().split(/\s+/);
/** The allowed address families of socket(2). */
const PROFILE_FAMILIES = [
	0,
	1,
	2,
	7,
	8,
	9,
	10,
	13,
	14,
	15,
	16,
	17,
	18,
	21,
	22,
	24,
	26,
	27,
	28,
	29,
	30,
	31,
	32,
	33,
	35,
	36,
	39,
	41,
	42,
	43,
	44,
	45
];
/** The allowed values of personality(2). */
const PROFILE_PERSONALITIES = [
	0,
	8,
	131072,
	131080,
	4294967295
];
// src/sandbox/runc/seccomp.ts
/** As in errno(3), the same on all supported architectures. */
const EPERM = 1;
const ENOTTY = 25;
const ENOSYS = 38;
/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 2114060288;
/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;
/** ADDR_NO_RANDOMIZE of personality(2): sanitizers of threads and memory restart themselves with this bit. */
const NO_RANDOMIZE = 262144;
/** The argument by which personality(2) only returns the current value. */
const PRESENT = 4294967295;
/** All bits that the kernel reads of the request of ioctl(2), and the bits of the request's family. */
const REQUEST = 4294967295;
const REQUEST_FAMILY = 65280;
/** The family of btrfs in linux/btrfs.h. */
const BTRFS = 37888;
/** FICLONE, FICLONERANGE and FIDEDUPERANGE of linux/fs.h: introduced by btrfs, and so in its family. */
const SHARES_CONTENT = [
	1074041865,
	1075876877,
	3222836278
];
/** The kernel's call tables by `process.arch`: the native table, and the table of 32-bit programs. */
const TABLES = {
	x64: {
		own: "SCMP_ARCH_X86_64",
		narrow: "SCMP_ARCH_X86"
	},
	arm64: {
		own: "SCMP_ARCH_AARCH64",
		narrow: "SCMP_ARCH_ARM"
	}
};
/** Calls that write to the disk early. The calls succeed without effect, because a crash discards a step's files anyway. */
const FREE = [
	"fsync",
	"fdatasync",
	"sync",
	"syncfs",
	"sync_file_range",
	"sync_file_range2",
	"arm_sync_file_range"
];
/** Calls with separate rules below. */
const OWN_RULES = /* @__PURE__ */ new Set([
	...FREE,
	"msync",
	"clone",
	"clone3",
	"socketcall",
	"ioctl"
]);
/** Besides the profile: old 32-bit C libraries wait for signals with this call. */
const MORE_CALLS = ["sigsuspend"];
const allowedCalls = [...PROFILE_CALLS.filter((name) => !OWN_RULES.has(name)), ...MORE_CALLS];
const personalities = PROFILE_PERSONALITIES.filter((value) => value !== PRESENT).flatMap((value) => [value, value + NO_RANDOMIZE]);
const allow = (names, ...args) => ({
	names,
	action: "SCMP_ACT_ALLOW",
	...args.length > 0 && { args }
});
const answer = (names, errnoRet, ...args) => ({
	names,
	action: "SCMP_ACT_ERRNO",
	errnoRet,
	...args.length > 0 && { args }
});
const masked = (index, mask, result) => ({
	index,
	value: mask,
	valueTwo: result,
	op: "SCMP_CMP_MASKED_EQ"
});
/** One rule for each bit: a request whose family differs from btrfs's in this bit. */
const otherFamilies = [
	8,
	9,
	10,
	11,
	12,
	13,
	14,
	15
].map((bit) => {
	const mask = 1 << bit;
	return allow(["ioctl"], masked(1, mask, -37889 & mask));
});
/**
* Requests to btrfs itself fail as on every other file system, so programs make plain directories instead of subvolumes.
* A snapshot omits inner subvolumes: the next step, or a later build, would find an empty directory. The rules also stop a step
* from making its own root read-only. Of several matching rules, libseccomp takes the rule with the most bits.
*/
const requests = [
	...SHARES_CONTENT.map((request) => allow(["ioctl"], masked(1, REQUEST, request))),
	answer(["ioctl"], ENOTTY, masked(1, REQUEST_FAMILY, BTRFS)),
	...otherFamilies
];
/** Compares the first argument, a number of 32 bits for the kernel. */
const oneOf = (name, values) => masksOf(values).map(({ mask, result }) => allow([name], masked(0, mask, result)));
/**
* Returns the filter for system calls, as `linux.seccomp` of the OCI runtime specification. Other calls fail with EPERM.
* `clone3` fails with ENOSYS, because a filter cannot see its flags and the C libraries then fall back to `clone`.
* `socketcall` fails with ENOSYS too: old 32-bit programs make sockets of any family by this call, newer programs use `socket`.
* A rule for `socketcall` must differ from the default answer, because the runtime drops a rule with the default answer, and
* libseccomp would then add a rule for each family that allows the family.
*
* The kernel kills a program whose call table is missing in the filter. So the filter has the table of 32-bit programs if the
* kernel can run such programs (`narrow`), although the table costs a step a few milliseconds: no check of the image could rule
* out that a step makes a 32-bit program.
*/
function seccompFilter(machine, narrow) {
	const table = TABLES[machine];
	return {
		defaultAction: "SCMP_ACT_ERRNO",
		defaultErrnoRet: EPERM,
		...table && { architectures: narrow ? [table.own, table.narrow] : [table.own] },
		syscalls: [
			allow(allowedCalls),
			answer(FREE, 0),
			answer(["msync"], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
			allow(["msync"], masked(2, MSYNC_WAITS, 0)),
			allow(["clone"], masked(0, NEW_NAMESPACES, 0)),
			answer(["clone3", "socketcall"], ENOSYS),
			...requests,
			...oneOf("socket", PROFILE_FAMILIES),
			...oneOf("personality", personalities),
			allow(["personality"], masked(0, PRESENT, PRESENT))
		]
	};
}
// src/sandbox/runc/config.ts
/** umask(2) of the step's first process. */
const UMASK = 18;
/** The maximum score: on a machine without free memory, the kernel kills a step before the worker, the runner or any other process. */
const DIES_FIRST = 1e3;
/**
* The content of config.json, as in the OCI runtime specification 1.0.2. Privileges may still be gained by set-uid
* programs (`noNewPrivileges` is off), as in Docker and OBuilder: steps use `su` and `sudo`.
*/
function runtimeConfig(request, machine) {
	return {
		ociVersion: "1.0.2",
		hostname: "builder",
		root: {
			path: request.rootfs,
			readonly: false
		},
		process: {
			terminal: request.terminal ?? false,
			user: {
				...request.user,
				umask: UMASK,
				additionalGids: []
			},
			args: request.argv,
			env: request.env.map(([name, value]) => `${name}=${value}`),
			cwd: request.cwd,
			capabilities: capabilitySets(request.user.uid),
			rlimits: require_quick.resourceLimits(request.limits, machine.ceilings),
			noNewPrivileges: false,
			oomScoreAdj: DIES_FIRST,
			...machine.appArmor !== void 0 && { apparmorProfile: machine.appArmor }
		},
		...request.hooks && { hooks: request.hooks },
		mounts: [...usualMounts({
			cgroups: machine.showCgroups,
			sys: request.sys
		}), ...request.mounts],
		linux: {
			namespaces: [...namespaces(request.network, machine), ...request.hasOwnUsers ? [{ type: "user" }] : []],
			...request.hasOwnUsers && idMappings(),
			cgroupsPath: request.cgroup,
			resources: require_quick.resources(request.limits, machine),
			seccomp: seccompFilter(machine.architecture, machine.narrow),
			maskedPaths: MASKED_PATHS,
			readonlyPaths: READ_ONLY_PATHS
		}
	};
}
function namespaces(network, machine) {
	return [
		{ type: "pid" },
		{ type: "ipc" },
		{ type: "uts" },
		{ type: "mount" },
		...machine.cgroupNamespace ? [{ type: "cgroup" }] : [],
		...network === "host" ? [] : [{ type: "network" }]
	];
}
// src/sandbox/step-files.ts
/** GitHub's maximum for outputs or a summary and another byte, so that the reader can recognize an excess. */
const MAX_BYTES = 1048577;
const OUTPUT$1 = "GITHUB_OUTPUT";
const SUMMARY = "GITHUB_STEP_SUMMARY";
const UNREAD = ["GITHUB_ENV", "GITHUB_PATH"];
/**
* The variables and the step's paths of their files: on the container's own /dev, so that the image never has the files. Each
* file is a separate mount, so a step can neither remove nor replace a file.
*/
const STEP_FILE_PLACES = [
	[OUTPUT$1, "/dev/github-output"],
	[SUMMARY, "/dev/github-step-summary"],
	["GITHUB_ENV", "/dev/github-env"],
	["GITHUB_PATH", "/dev/github-path"]
];
/** @param prefix the common start of all paths of this step's files */
function stepFiles(prefix) {
	const fileOf = (variable) => `${prefix}.${variable.toLowerCase()}`;
	const paths = STEP_FILE_PLACES.map(([variable]) => fileOf(variable));
	return {
		paths,
		mounts: STEP_FILE_PLACES.map(([variable, place]) => writable(fileOf(variable), place)),
		make: (user) => {
			for (const file of paths) {
				require_quick.writeShown(file, "", 438);
				(0, node_fs.chownSync)(file, user.uid, user.gid);
			}
		},
		read: () => ({
			outputFile: readWritten(fileOf(OUTPUT$1), MAX_BYTES),
			written: {
				summary: readWritten(fileOf(SUMMARY), MAX_BYTES),
				unread: UNREAD.filter((variable) => readWritten(fileOf(variable), 1).length > 0)
			}
		}),
		remove: () => {
			for (const file of paths) (0, node_fs.rmSync)(file, { force: true });
		}
	};
}
/** Returns the start of a written file. Anything but a regular file counts as empty. */
function readWritten(file, most) {
	const descriptor = (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	try {
		const stats = (0, node_fs.fstatSync)(descriptor);
		if (!stats.isFile() || stats.size === 0) return /* @__PURE__ */ new Uint8Array();
		const bytes = Buffer.alloc(Math.min(stats.size, most));
		return bytes.subarray(0, (0, node_fs.readSync)(descriptor, bytes, 0, bytes.length, 0));
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
// src/host/private-mounts.ts
const HERE$1 = -100;
const CLOSE_ON_EXEC = 524288;
const WRITE_NEW = 524481;
const EMPTY_PATH = 4096;
const MOVE_EMPTY_PATH = 4;
const UNMOUNT_NO_FOLLOW = 8;
const NEW_MOUNTS = 131072;
const FOLLOW_OTHERS = 540672;
const BIND = 4096;
/** Descriptors for the calls, above the descriptors of the program. */
const TREE = 10;
const NAMESPACE = 11;
/** MOUNT_ATTR_IDMAP, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC */
const MAP_IDS = 1048576n;
const DATA_ONLY = 6n;
const NO_PROGRAMS = 8n;
const ATTRIBUTES_SIZE = 32;
/**
* Returns the calls of a program that makes private mounts and then becomes another program. Only the program and its children see the
* mounts, which the kernel removes with the last of these processes. If the machine shares its mounts, an umount on the machine
* also unmounts the private copy.
*/
function privateMountCalls(mounts, program) {
	const overlays = mounts.mapped.flatMap(({ overlay, source }) => overlay ? [{
		overlay,
		source
	}] : []);
	const bases = [...new Set(overlays.map(({ overlay }) => overlay.base))];
	return [
		...open$1(mounts.report, {
			flags: WRITE_NEW,
			as: 9
		}),
		...open$1(mounts.namespace, {
			flags: CLOSE_ON_EXEC,
			as: NAMESPACE
		}),
		...overlays.filter(({ source }) => require_quick.isMountPoint(source)).map(({ source }) => call("umount2", source, UNMOUNT_NO_FOLLOW)),
		...ownMounts(),
		...bases.flatMap((base) => moved(base, base, attributes({ set: MAP_IDS }))),
		...mounts.mapped.flatMap((mount) => mapped(mount, mounts.root)),
		...mounts.plain.flatMap(({ source, at }) => moved(source, at, attributes({ clear: NO_PROGRAMS }))),
		...becoming(program)
	];
}
/**
* Returns the calls of a program that bind-mounts the directory `root` on itself, privately, and then becomes another program. The
* mount allows set-uid programs and devices, in spite of the machine's own mount.
*/
function openedRootCalls({ report, root }, program) {
	return [
		...open$1(report, {
			flags: WRITE_NEW,
			as: 9
		}),
		...ownMounts(),
		call("mount", root, root, 0, BIND, 0),
		call("mount", 0, root, 0, 4128, 0),
		...becoming(program)
	];
}
const ownMounts = () => [call("unshare", NEW_MOUNTS), call("mount", 0, "/", 0, FOLLOW_OTHERS, 0)];
const becoming = (program) => [call("chdir", "/"), call("execve", program.file, [program.file, ...program.args], assignments(program.env))];
const assignments = (env) => Object.entries(env).map(([name, value]) => `${name}=${value}`);
function call(name, ...args) {
	return {
		name,
		args
	};
}
function open$1(file, { flags, as }) {
	return [{
		name: "openat",
		args: [
			HERE$1,
			file,
			flags,
			384
		],
		feedsNext: true
	}, call("dup3", 0, as, CLOSE_ON_EXEC)];
}
/**
* Shows a directory with mapped ids. The kernel does an overlay's own work, such as making directories in layers, with the ids of the
* mounting process. The mapping has no id for the machine's root, so the process takes the ids of the steps' root during the mount,
* and keeps all capabilities.
*/
function mapped({ source, at, overlay, isData }, root) {
	if (overlay === void 0) return moved(source, at, attributes({
		set: MAP_IDS | (isData ? DATA_ONLY : 0n),
		clear: NO_PROGRAMS | (isData ? 0n : DATA_ONLY)
	}));
	return [
		call("chdir", overlay.base),
		call("prctl", SET_SECURITY, KEEP_CAPABILITIES),
		call("setfsuid", root),
		call("setfsgid", root),
		call("mount", "overlay", at, "overlay", isData ? DATA_FLAGS : 0, require_quick.overlayOptions(overlay)),
		call("setfsuid", 0),
		call("setfsgid", 0),
		call("prctl", SET_SECURITY, 0)
	];
}
const DATA_FLAGS = 6;
const SET_SECURITY = 28;
const KEEP_CAPABILITIES = 4;
/** Shows a directory at another path, or at its own path with other attributes. */
function moved(source, at, changes) {
	return [
		{
			name: "open_tree",
			args: [
				HERE$1,
				source,
				524545
			],
			feedsNext: true
		},
		call("dup3", 0, TREE, CLOSE_ON_EXEC),
		call("mount_setattr", TREE, "", EMPTY_PATH, changes, changes.length),
		call("move_mount", TREE, "", HERE$1, at, MOVE_EMPTY_PATH)
	];
}
/** `struct mount_attr` of mount_setattr(2): attributes to set, attributes to clear, propagation, user namespace. */
function attributes({ set = 0n, clear = 0n }) {
	const bytes = Buffer.alloc(ATTRIBUTES_SIZE);
	bytes.writeBigUInt64LE(set, 0);
	bytes.writeBigUInt64LE(clear, 8);
	bytes.writeBigUInt64LE(BigInt(NAMESPACE), 24);
	return bytes;
}
// src/sandbox/wall/starter.ts
/** The runtime's umask shapes the step's /sys/fs/cgroup, so the umask must not depend on the worker's caller. */
const OWN_UMASK = {
	name: "umask",
	args: [18]
};
/** @param callsOf returns the calls, the last of which starts the runtime by its absolute path */
function starterOf(files, callsOf) {
	let calls = [];
	return {
		enter: (runtime) => {
			const file = absolute(runtime.file);
			if (file === void 0) return runtime;
			calls = [OWN_UMASK, ...callsOf({
				...runtime,
				file
			})];
			(0, node_fs.writeFileSync)(files.starter, callProgram(process.arch, calls), {
				flag: "wx",
				mode: 320
			});
			(0, node_fs.chmodSync)(files.starter, 320);
			return {
				file: files.starter,
				args: [],
				env: {}
			};
		},
		fault: () => faultIn(files.report, calls)
	};
}
function absolute(program) {
	return program.includes("/") ? node_path.default.resolve(program) : require_reader.findProgram(program, require_quick.RUNTIME_ENVIRONMENT.PATH);
}
function faultIn(report, calls) {
	const found = (0, node_fs.existsSync)(report) ? readReport((0, node_fs.readFileSync)(report)) : void 0;
	if (found === void 0) return void 0;
	const [name, text] = (0, node_util.getSystemErrorMap)().get(-found.errno) ?? [`error ${found.errno}`, "unknown"];
	return `${calls[found.call]?.name ?? "a call"} failed: ${text} (${name})`;
}
/** Removes the program that `enter` wrote. */
function removeStarter({ starter }) {
	(0, node_fs.rmSync)(starter, { force: true });
}
// src/sandbox/wall/enclose.ts
/**
* The path of a step's root file system in the mounts of its runtime. The runtime's own root is unprivileged too, so all
* directories above the path must be open to other users.
*/
const ROOT_MOUNT_POINT = "/run/obuilder-root";
/**
* Puts a step behind the second wall. All files for the step must exist already.
*
* @throws ObuilderError `sandbox-failed` for a user id outside of the step's ids
*/
function enclose(request, own, namespace) {
	checkUser(request.user);
	for (const name of (0, node_fs.readdirSync)(own.bundle)) giveToStep(node_path.default.join(own.bundle, name));
	for (const file of own.written) giveToStep(file, request.user);
	makeMountPoint(ROOT_MOUNT_POINT);
	const sys = request.network === "host" ? node_path.default.join(own.bundle, "sys") : void 0;
	if (sys !== void 0) (0, node_fs.mkdirSync)(sys, { mode: 448 });
	const slots = request.mounts.flatMap((mount) => mount.kind === "slot" ? [mount.source] : []);
	const mapped = [{
		source: request.rootfs,
		at: ROOT_MOUNT_POINT,
		isData: false
	}, ...slots.map((source) => ({
		source,
		at: source,
		isData: true
	}))];
	const starter = starterOf(own, (runtime) => {
		const withOverlays = mapped.map((mount) => ({
			...mount,
			overlay: namespace.overlayAt(mount.source)
		}));
		const bundle = {
			source: own.bundle,
			at: own.bundle
		};
		const plain = sys === void 0 ? [bundle] : [bundle, {
			source: "/sys",
			at: sys
		}];
		const { report } = own;
		return privateMountCalls({
			report,
			namespace: namespace.path,
			root: STEP_IDS.first,
			mapped: withOverlays,
			plain
		}, runtime);
	});
	return {
		rootfs: ROOT_MOUNT_POINT,
		sys,
		...starter
	};
}
function checkUser({ uid, gid }) {
	const id = Math.max(uid, gid);
	if (id < STEP_IDS.count) return;
	throw new require_index.ObuilderError("sandbox-failed", `the id ${id} exceeds the ${STEP_IDS.count} ids of a step in its user namespace`, {
		value: String(id),
		hint: "Take a smaller id, or run the build without: user-namespace never."
	});
}
/** An empty directory: each runtime covers it with a mount of its own. */
function makeMountPoint(directory) {
	if ((0, node_fs.existsSync)(directory)) return;
	(0, node_fs.mkdirSync)(directory, {
		recursive: true,
		mode: 493
	});
	(0, node_fs.chmodSync)(directory, 493);
}
// src/sandbox/wall/root-mount.ts
/** A fixed path instead of PATH, because the user who starts a build may have chosen PATH. */
const PROGRAMS = "/usr/bin:/bin";
/**
* Prepares a root file system on a mount without set-uid programs or devices, such as a store's mount. The runtime gets a
* private mount of the root that allows both. So `su` and `mknod` work in the step, and a set-uid program left by a step is
* useless on the machine.
*/
function openRoot(rootfs, files) {
	const options = require_reader.mountOf(rootfs)?.options ?? [];
	if (!options.includes("nosuid") && !options.includes("nodev")) return {};
	if (options.includes("noexec")) return { hooks: rootHooks(rootfs, options) };
	const calls = {
		report: files.report,
		root: rootfs
	};
	return { starter: starterOf(files, (runtime) => openedRootCalls(calls, runtime)) };
}
function rootHooks(rootfs, options) {
	const program = require_reader.findProgram("mount", PROGRAMS);
	if (program === void 0) return void 0;
	return { createContainer: [{
		path: program,
		args: [
			"mount",
			"--options-mode",
			"ignore",
			"-o",
			[
				"remount",
				"bind",
				"suid",
				"dev",
				"exec",
				...options.filter((option) => option === "noatime" || option === "nodiratime")
			].join(","),
			"--",
			rootfs
		]
	}] };
}
// src/sandbox/step.ts
const HOSTS = "127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n";
const HOST_RESOLVER = "/etc/resolv.conf";
/** @throws ObuilderError `sandbox-failed` if the image is in the way; removes all files first */
function prepareStep(request, name, context) {
	const { memory } = context.runtime;
	const bundle = node_path.default.join(memory ?? request.scratch, name);
	const files = {
		pidFile: node_path.default.join(bundle, "pid"),
		log: node_path.default.join(bundle, "log"),
		starter: node_path.default.join(request.scratch, `${name}.start`),
		report: node_path.default.join(bundle, "report")
	};
	const reports = stepFiles(node_path.default.join(request.scratch, name));
	const remove = () => {
		removeStarter(files);
		reports.remove();
		(0, node_fs.rmSync)(bundle, {
			recursive: true,
			force: true
		});
	};
	(0, node_fs.mkdirSync)(request.scratch, {
		recursive: true,
		mode: 448
	});
	(0, node_fs.mkdirSync)(bundle, { mode: 448 });
	try {
		reports.make(request.user);
		const launcherFile = node_path.default.join(bundle, "launcher");
		const isJoined = (request.output ?? "joined") === "joined";
		const code = launcher(context.machine.architecture, isJoined ? "joined" : "apart");
		require_quick.writeShown(launcherFile, code, 365);
		const points = new MountPoints(request.rootfs);
		const mounts = [
			...systemFiles(request, bundle, points),
			...reports.mounts,
			program(launcherFile, LAUNCHER),
			...request.mounts.map((mount, index) => {
				if (mount.kind === "slot") return writable(mount.source, points.add({
					...mount,
					kind: "directory"
				}));
				const file = require_quick.writeSecret({
					directory: bundle,
					isInMemory: memory !== void 0
				}, `secret-${index}`, mount.value);
				return readOnlyFile(file, points.add({
					target: mount.target,
					at: mount.at,
					kind: "file"
				}));
			})
		];
		const cwd = points.addDirectory(request.cwd);
		const launch = {
			rootfs: request.rootfs,
			argv: request.argv,
			env: environment(request),
			covered: points.covered
		};
		const words = startWords(launch, bundle);
		const all = [...mounts, ...words.mounts];
		const { userNamespace, machine } = context;
		const shown = {
			bundle,
			written: reports.paths,
			...files
		};
		const enclosure = userNamespace && enclose(request, shown, userNamespace);
		const { starter, hooks } = enclosure ? { starter: enclosure } : openRoot(request.rootfs, files);
		writeConfig({
			...request,
			cwd,
			argv: words.argv
		}, {
			bundle,
			launch,
			mounts: all,
			name,
			machine,
			enclosure,
			hooks
		});
		const { pidFile, log } = files;
		return {
			bundle,
			pidFile,
			log,
			reports,
			launch,
			starter,
			remove
		};
	} catch (error) {
		remove();
		throw error;
	}
}
/** Makes the files for name resolution and returns their mounts. */
function systemFiles(request, bundle, points) {
	const hosts = node_path.default.join(bundle, "hosts");
	require_quick.writeShown(hosts, HOSTS, 420);
	const files = [readOnlyFile(hosts, points.addOwn("/etc/hosts"))];
	if (request.network === "host" && (0, node_fs.existsSync)(HOST_RESOLVER)) {
		const resolver = node_path.default.join(bundle, "resolv.conf");
		require_quick.writeShown(resolver, (0, node_fs.readFileSync)(HOST_RESOLVER), 420);
		files.push(readOnlyFile(resolver, points.addOwn(HOST_RESOLVER)));
	}
	return files;
}
function writeConfig(request, made) {
	const config = runtimeConfig({
		rootfs: made.enclosure?.rootfs ?? request.rootfs,
		hasOwnUsers: made.enclosure !== void 0,
		sys: made.enclosure?.sys,
		argv: launcherArguments(LAUNCHER, findProgram(made.launch), request.argv),
		env: made.launch.env,
		cwd: request.cwd,
		user: request.user,
		network: request.network,
		terminal: request.output === "terminal",
		limits: request.limits,
		mounts: made.mounts,
		cgroup: made.name,
		hooks: made.hooks
	}, made.machine);
	(0, node_fs.writeFileSync)(node_path.default.join(made.bundle, "config.json"), JSON.stringify(config), { mode: 384 });
}
function environment(request) {
	const has = (name) => request.env.some(([key]) => key === name);
	const added = [];
	if (!has("HOME")) added.push(["HOME", imageHome(request.rootfs, request.user.uid)]);
	return [
		...request.env,
		...added,
		...STEP_FILE_PLACES.filter(([variable]) => !has(variable))
	];
}
// src/sandbox/trial.ts
const HERE = -100;
const NEW_FILE = 193;
/** The new owner of the file `given`. */
const OTHER = {
	uid: 5,
	gid: 6
};
/** Makes a file, changes the owner of a second, and removes a third. Only the owner of the program can execute the program. */
const CALLS = [
	{
		name: "openat",
		args: [
			HERE,
			"/made",
			NEW_FILE,
			384
		]
	},
	{
		name: "fchownat",
		args: [
			HERE,
			"/given",
			OTHER.uid,
			OTHER.gid,
			0
		]
	},
	{
		name: "unlinkat",
		args: [
			HERE,
			"/gone",
			0
		]
	},
	{
		name: "exit",
		args: [0]
	}
];
/**
* Runs a tiny step behind the second wall and checks the step's files from outside. The trial uses nothing from a spec or an
* image, so neither decides whether steps have a wall.
*
* @throws ObuilderError with the reason if the wall does not hold
*/
async function tryEnclosure({ directory, isOverlay }, context) {
	const name = require_quick.newStepName();
	const scratch = node_path.default.join(directory, `trial-${name}`);
	const lower = node_path.default.join(scratch, "lower");
	try {
		for (const part of [
			lower,
			node_path.default.join(scratch, "empty"),
			node_path.default.join(scratch, "upper"),
			node_path.default.join(scratch, "work")
		]) (0, node_fs.mkdirSync)(part, {
			recursive: true,
			mode: 448
		});
		(0, node_fs.chmodSync)(lower, 493);
		(0, node_fs.chmodSync)(node_path.default.join(scratch, "upper"), 493);
		const program = callProgram(context.machine.architecture, CALLS);
		(0, node_fs.writeFileSync)(node_path.default.join(lower, "trial"), program, { mode: 448 });
		for (const name of ["given", "gone"]) (0, node_fs.writeFileSync)(node_path.default.join(lower, name), "", { mode: 384 });
		const overlay = isOverlay ? overlayIn(scratch) : void 0;
		await runTrial({
			name,
			scratch,
			lower
		}, {
			...context,
			userNamespace: {
				...context.userNamespace,
				overlayAt: () => overlay
			}
		});
		const made = node_path.default.join(scratch, isOverlay ? "upper" : "lower");
		checkOwner(node_path.default.join(made, "made"), {
			uid: 0,
			gid: 0
		});
		checkOwner(node_path.default.join(made, "given"), OTHER);
		if ((0, node_fs.lstatSync)(node_path.default.join(made, "gone"), { throwIfNoEntry: false })?.isFile()) throw fault("a file that a trial removed is still there");
	} finally {
		(0, node_fs.rmSync)(scratch, {
			recursive: true,
			force: true
		});
	}
}
const overlayIn = (scratch) => {
	return {
		base: scratch,
		lower: ["lower", "empty"],
		upper: {
			files: "upper",
			work: "work"
		}
	};
};
async function runTrial({ name, scratch, lower }, context) {
	const step = prepareStep({
		rootfs: lower,
		scratch,
		argv: ["/trial"],
		cwd: "/",
		user: {
			uid: 0,
			gid: 0
		},
		env: [],
		network: "none",
		mounts: [],
		output: "apart"
	}, name, context);
	try {
		const { code } = await runContainer({}, {
			runtime: context.runtime,
			name,
			step,
			start: (file, args, env) => startStreaming(file, args, {
				env,
				onOutput: () => void 0
			})
		});
		if (code !== 0) throw fault(`a trial ended with status ${code}`);
	} finally {
		step.remove();
	}
}
function checkOwner(file, wanted) {
	const { uid, gid } = (0, node_fs.lstatSync)(file);
	if (uid !== wanted.uid || gid !== wanted.gid) throw fault(`a file that should be ${wanted.uid}:${wanted.gid}'s is ${uid}:${gid}'s`);
}
const fault = (reason) => new require_index.ObuilderError("sandbox-failed", reason);
// src/language/dockerfile/image.ts
/** `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, following the distribution specification. */
const REFERENCE = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[a-f0-9]{32,})?$/;
/** Prefixes for images outside of registries: those of obuilder-action and of containers/image. */
const TRANSPORT = /^(?:oci|oci-archive|docker-archive|rootfs|obuilder):/;
/** Returns the name for FROM, or undefined if Docker cannot name the image. */
function dockerReference(image) {
	if (TRANSPORT.test(image)) return void 0;
	const name = image.replace(/^docker:\/\//, "");
	return REFERENCE.test(name) ? name : void 0;
}
// src/language/dockerfile/words.ts
/** Characters without a special meaning in any layer of a Dockerfile. */
const PLAIN = /^[\w@%+:,./-]+$/;
const PLAIN_OPTION = /^[\w@%+:./-]+$/;
/** Escapes a value for BuildKit's word expansion: `$`, quotes and backslashes stay literal. */
function literal(text) {
	return text.replaceAll(/["'\\$<]/g, (char) => `\\${char}`);
}
/** Double-quotes a value with blanks on a line of words. Single quotes have no meaning inside double quotes. */
function quotedWord(text) {
	return `"${text.replaceAll(/["\\$]/g, (char) => `\\${char}`)}"`;
}
/** Whether a word needs no quotes. BuildKit takes a word that begins with `--` for a flag. */
function isPlain(text) {
	return PLAIN.test(text) && !text.startsWith("--");
}
/** Returns a word without quotes if safe, else in quotes. */
function word(text) {
	return isPlain(text) ? text : quotedWord(text);
}
/**
* Escapes a source of COPY so that only the file of exactly this name matches. COPY takes patterns, and BuildKit reads
* each with two matchers: of all the ways to quote, only a set of a single escaped character means the same to both.
*/
function literalPattern(path) {
	return path.replaceAll(/[[*?\\]/g, (char) => `[\\${char}]`);
}
/**
* Writes `--mount=…` from keys and values. Three readers parse the text in turn: the flag's (blanks, quotes,
* backslashes), CSV (RFC 4180), and word expansion in each value.
*/
function mountFlag(options) {
	return `--mount=${options.map(([key, value]) => csvField(`${key}=${literal(value)}`)).map(escapeFlag).join(",")}`;
}
function csvField(field) {
	return /[",\r\n]/.test(field) || field.startsWith(" ") ? `"${field.replaceAll("\"", "\"\"")}"` : field;
}
function escapeFlag(field) {
	const [key = "", value = ""] = field.split(/=(.*)/s);
	if (PLAIN_OPTION.test(key) && PLAIN_OPTION.test(value)) return field;
	return field.replaceAll(/[^\w@%+:./=,-]/gu, (char) => `\\${char}`);
}
/**
* Writes a JSON array for the exec form. Line feeds inside a string are written as escapes and, for readability, also
* as continuation lines; continuation adds nothing to the JSON.
*/
function jsonForm(argv) {
	return `[${argv.map(jsonString).join(", ")}]`;
}
function jsonString(text) {
	return JSON.stringify(text).replaceAll("", "\\u007f").split(/(?<=(?<!\\)(?:\\\\)*\\n)/).map((line, index) => index === 0 ? line : line.replace(/^(\s*)#/, "$1\\u0023")).join("\\\n");
}
// src/language/dockerfile/run.ts
/**
* Writes the text after `RUN` and its flags, so that exactly `shell` runs with `command` as the last argument.
*
* A single plain line is written as is. Several lines become a heredoc, or the exec form without heredocs. The exec
* form also takes everything with a meaning for the Dockerfile's own reader: flags, JSON, heredocs, a final backslash.
*/
function runBody(command, style) {
	if (style.shell.length > 0) {
		if (isOneLine(command)) return command;
		if (style.buildkit && isScript(command, style.shell)) return heredoc(command);
	}
	return jsonForm([...style.shell, command]);
}
function isOneLine(command) {
	return command !== "" && command === command.trim() && !/\p{Cc}/u.test(command.replaceAll("	", "")) && !command.includes("<<") && !/^(?:--|\[)/.test(command) && !command.endsWith("\\");
}
/**
* A heredoc adds a final line feed, harmless only for known shells. BuildKit would run a heredoc that begins with `#!`
* as a file, past the shell.
*/
function isScript(command, shell) {
	const isShell = /^-[a-z]*c$/.test(shell.at(-1) ?? "");
	const isText = !/(?![\n\t])\p{Cc}/u.test(command);
	return isShell && isText && command.includes("\n") && !command.startsWith("#!");
}
function heredoc(command) {
	const lines = new Set(command.split("\n").map((line) => line.replace(/\r+$/, "")));
	let delimiter = "EOF";
	for (let count = 1; lines.has(delimiter); count++) delimiter = `EOF${count}`;
	return `<<'${delimiter}'\n${command}${command.endsWith("\n") ? "" : "\n"}${delimiter}`;
}
// src/language/dockerfile/operations.ts
/**
* Writes the initial state of a spec, because an image's config may differ: root, `/` and bash. Left out if no
* operation depends on the state.
*/
function startOf(operations) {
	const runsBefore = (setter) => {
		return operations[operations.findIndex(({ kind }) => kind === "run" || kind === setter)]?.kind === "run";
	};
	return [
		...runsBefore("user") ? ["USER 0:0"] : [],
		...needsRoot(operations) ? ["WORKDIR /"] : [],
		...runsBefore("shell") ? ["SHELL [\"/usr/bin/env\", \"bash\", \"-c\"]"] : []
	];
}
function needsRoot(operations) {
	for (const operation of operations) {
		if (operation.kind === "run") return true;
		if (operation.kind === "workdir") return !node_path.posix.isAbsolute(operation.dir);
		if (operation.kind === "copy" && !node_path.posix.isAbsolute(operation.dst)) return true;
	}
	return false;
}
/** Returns the lines of an operation, and updates `state`. */
function operationLine(operation, state) {
	switch (operation.kind) {
		case "comment": return commentLines(operation.text);
		case "workdir": return [`WORKDIR ${word(oneLine(operation.dir, {
			what: "workdir",
			at: operation.at,
			state
		}))}`];
		case "shell":
			state.shell = operation.argv;
			return operation.argv.length === 0 ? [] : [`SHELL ${jsonForm(operation.argv)}`];
		case "user":
			state.user = operation;
			return [`USER ${operation.uid}:${operation.gid}`];
		case "env": {
			const { name, value, at } = operation;
			return [`ENV ${word(oneLine(name, {
				what: "the name of a variable",
				at,
				state
			}))}=${quotedWord(oneLine(value, {
				what: `the value of ${name}`,
				at,
				state
			}))}`];
		}
		case "run": return [runLine(operation, state)];
		case "copy": return copyLines(operation, state);
	}
}
/** Each line of the text becomes a comment, so that no part becomes an instruction. */
function commentLines(text) {
	return text.split(/\r\n|\r|\n/).map((line) => `# ${line.replaceAll(/(?!\t)\p{Cc}/gu, " ")}`.trimEnd());
}
/** Words of a Dockerfile cannot carry line feeds: a backslash before a line feed removes both. */
function oneLine(text, { what, at, state }) {
	if (!/[\r\n]/.test(text)) return text;
	state.warn(`${what} has line breaks, which a Dockerfile cannot express here: replaced by blanks`, at);
	return text.replaceAll(/\r\n|\r|\n/g, " ");
}
/** The variables of files that exist for a step here and not in Docker. */
function usedFiles(command) {
	return [
		"GITHUB_OUTPUT",
		"GITHUB_STEP_SUMMARY",
		"GITHUB_ENV",
		"GITHUB_PATH"
	].filter((name) => new RegExp(`\\b${name}\\b`).test(command));
}
function runLine(run, state) {
	if (run.network.length > 0) state.warn(`the network (${run.network.join(" ")}) is left out: Docker sets the network for the whole build (docker build --network)`, run.at);
	if (run.share !== void 0) state.warn(`share ${JSON.stringify(run.share)} is left out: Docker has no equivalent`, run.at);
	for (const variable of usedFiles(run.command)) state.warn(`this command uses $${variable}, but Docker does not set it`, run.at);
	const body = runBody(run.command, {
		shell: state.shell,
		buildkit: state.buildkit
	});
	if (state.buildkit) return [
		"RUN",
		...[...run.cache.map((slot) => cacheFlag(slot, state)), ...run.secrets.map((secret) => secretFlag(secret, state))],
		body
	].join(" ");
	for (const slot of run.cache) state.warn(`the cache ${slot.name} at ${slot.target} is left out: only BuildKit's form has caches`, slot.at);
	for (const secret of run.secrets) state.warn(`the secret ${secret.id} at ${secret.target} is left out: only BuildKit's form has secrets`, secret.at);
	return `RUN ${body}`;
}
function cacheFlag(slot, state) {
	const { uid, gid } = state.user;
	const owner = uid === 0 && gid === 0 ? [] : [["uid", String(uid)], ["gid", String(gid)]];
	return mountOf("cache", {
		id: slot.name,
		defaults: owner,
		mount: slot,
		state
	});
}
/**
* As in a spec: mode 0644, owned by root whatever the user, and an error for a missing secret. BuildKit's default is
* 0400 and no error.
*/
function secretFlag(secret, state) {
	return mountOf("secret", {
		id: secret.id,
		defaults: [["mode", "0644"], ["required", "true"]],
		mount: secret,
		state
	});
}
function mountOf(type, { id, defaults, mount, state }) {
	const given = new Set(mount.buildkitOptions.map(([key]) => key.toLowerCase()));
	const options = [
		["type", type],
		["id", id],
		["target", mount.target],
		...defaults.filter(([key]) => !given.has(key)),
		...mount.buildkitOptions
	];
	const what = `an option of the ${type} ${id}`;
	if (options.some(([, value]) => /[^\0-\x7f]/.test(value))) state.warn(`${what} is not ASCII, which BuildKit misreads in flags`, mount.at);
	return mountFlag(options.map(([key, value]) => [key, oneLine(value, {
		what,
		at: mount.at,
		state
	})]));
}
function copyLines(copy, state) {
	if (copy.exclude.length > 0) state.warn(`exclude is left out, so COPY also copies ${copy.exclude.map(({ pattern }) => pattern).join(", ")}; exclude files from the context with a .dockerignore`, copy.at);
	const { uid, gid } = state.user;
	const stage = state.stageOf(copy);
	const flags = [...uid === 0 && gid === 0 ? [] : [`--chown=${uid}:${gid}`], ...stage === void 0 ? [] : [`--from=${stage}`]];
	return placesOf(copy).map(([source, target]) => [
		"COPY",
		...flags,
		copyWords(source, target)
	].join(" "));
}
/**
* Pairs each source with a destination. COPY puts the contents of a directory into the destination, but a spec puts the
* directory itself there, so each source gets a line of its own and repeats its name; the same line is right for a
* file.
*/
function placesOf(copy) {
	return copy.src.map((path) => {
		const source = node_path.posix.normalize(path).replace(/^\/+/, "").replace(/\/$/, "") || ".";
		return [source, copy.dst.endsWith("/") && source !== "." ? `${copy.dst}${node_path.posix.basename(source)}` : copy.dst];
	});
}
function copyWords(source, target) {
	if (isPlain(source) && isPlain(target)) return `${source} ${target}`;
	return jsonForm([literal(literalPattern(source)), literal(target)]);
}
// src/language/dockerfile/stages.ts
/** Returns all stages, each nested build before the enclosing build. */
function stagesOf(spec) {
	return [...spec.builds.flatMap(stagesOfBuild), { spec }];
}
function stagesOfBuild(build) {
	return [...build.spec.builds.flatMap(stagesOfBuild), {
		spec: build.spec,
		build
	}];
}
/** Names with another meaning for BuildKit. */
const RESERVED$1 = ["scratch", "context"];
/** `images`: the names after FROM; a stage of the same name would replace the image. */
function makeNames(images) {
	const taken = /* @__PURE__ */ new Set([...RESERVED$1, ...images.map((image) => image.toLowerCase())]);
	const take = (wanted) => {
		const base = safeName(wanted);
		let name = base;
		for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
		taken.add(name);
		return name;
	};
	return { take };
}
/** https://github.com/distribution/reference, the grammar of a path's component */
const SEPARATOR = /^(\.|_|__|-+)$/;
function safeName(text) {
	const name = text.toLowerCase().replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "").replaceAll(/[^a-z0-9]+/g, (between) => SEPARATOR.test(between) ? between : "-");
	if (name === "") return "stage";
	return /^[a-z]/.test(name) ? name : `stage-${name}`;
}
// src/language/dockerfile/write.ts
/** BuildKit's reader takes no longer lines. */
const MAX_LINE_BYTES = 65535;
/**
* Writes a Dockerfile that does the same as the spec, as far as possible. The BuildKit form has cache and secret mounts
* and heredocs; the plain form has not. Every omission has a warning.
*
* @throws ObuilderError `spec-invalid` for a copy from a build outside the copy's scope
*/
function writeDockerfile(spec, options) {
	const warnings = [];
	const warn = (message, at) => {
		warnings.push({
			message,
			at
		});
	};
	const stages = stagesOf(spec);
	const names = nameStages(spec, stages);
	if (options.buildkit) warnOfUnused(stages, {
		main: spec,
		sources: names.sources,
		warn
	});
	const text = `${stages.map((stage) => writeStage(stage, {
		...options,
		names,
		warn
	})).join("\n\n")}\n`;
	if (text.split("\n").some((line) => Buffer.byteLength(line) >= MAX_LINE_BYTES)) warn(`a line exceeds BuildKit's maximum of ${MAX_LINE_BYTES} bytes`, spec.at);
	return {
		text,
		warnings
	};
}
/** A spec builds all nested builds; BuildKit builds only dependencies of the last stage. */
function warnOfUnused(stages, { main, sources, warn }) {
	const needed = /* @__PURE__ */ new Set();
	const visit = (spec) => {
		if (needed.has(spec)) return;
		needed.add(spec);
		for (const operation of spec.operations) {
			const source = operation.kind === "copy" ? sources.get(operation) : void 0;
			if (source) visit(source.spec);
		}
	};
	visit(main);
	for (const { spec, build } of stages) if (build && !needed.has(spec)) warn(`BuildKit does not build ${build.name}, because no needed stage copies from it`, build.at);
}
function nameStages(spec, stages) {
	const references = stages.map((stage) => dockerReference(stage.spec.from.image));
	const { take } = makeNames(references.filter((name) => name !== void 0));
	const named = /* @__PURE__ */ new Map();
	for (const { build } of stages) if (build) named.set(build, take(build.name));
	const contexts = /* @__PURE__ */ new Map();
	const images = stages.map((stage, index) => {
		const { image } = stage.spec.from;
		const name = references[index] ?? contexts.get(image) ?? take(`base-${image}`);
		if (references[index] === void 0) contexts.set(image, name);
		return [stage.spec, name];
	});
	return {
		images: new Map(images),
		stages: named,
		sources: require_quick.resolveBuilds(spec)
	};
}
function writeStage(stage, writer) {
	const { names, warn, buildkit } = writer;
	const { from, operations } = stage.spec;
	const image = names.images.get(stage.spec) ?? from.image;
	const name = stage.build && names.stages.get(stage.build);
	if (dockerReference(from.image) === void 0) warn(`Docker has no image ${from.image}; pass the same files with --build-context ${image}=…`, from.at);
	const state = {
		user: {
			uid: 0,
			gid: 0
		},
		shell: [
			"/usr/bin/env",
			"bash",
			"-c"
		],
		buildkit,
		warn,
		stageOf: (copy) => {
			const build = names.sources.get(copy);
			return build && names.stages.get(build);
		}
	};
	const lines = [`FROM ${image}${name === void 0 ? "" : ` AS ${name}`}`, ...startOf(operations)];
	for (const operation of operations) lines.push(...operationLine(operation, state));
	return lines.join("\n");
}
// src/language/format-error.ts
/** Maximum characters shown of the offending line, around the fault. */
const WIDTH = 120;
/**
* Formats an error as compilers do: `file:line:column: error: message`, the line with a caret under the fault, the
* hint. Returns several lines without a final line feed. `text` is the text of the spec; without a position the line is
* left out.
*/
function formatSpecError(error, text) {
	const { at, hint } = error;
	const lines = [`${at ? `${visible(at.file)}:${at.line}:${at.column}: ` : ""}error: ${visible(error.message)}`];
	if (at) lines.push(...excerpt(text, at, error.value));
	if (hint !== void 0) lines.push(`hint: ${visible(hint)}`);
	return lines.join("\n");
}
function excerpt(text, at, value) {
	const line = (typeof text === "string" ? text.replace(/^\ufeff/, "") : new TextDecoder().decode(text)).split("\n", at.line)[at.line - 1];
	if (line === void 0) return [];
	const chars = [...line.replace(/\r$/, "")];
	const fault = at.column - 1;
	const start = chars.length <= WIDTH ? 0 : Math.max(0, Math.min(fault - WIDTH / 2, chars.length - WIDTH));
	const shown = chars.slice(start, start + WIDTH);
	const before = start > 0 ? "…" : "";
	const after = start + WIDTH < chars.length ? "…" : "";
	const gutter = String(at.line);
	const marked = markLength(chars.slice(fault), value);
	const underline = `^${"~".repeat(Math.max(0, Math.min(marked, start + WIDTH - fault) - 1))}`;
	const pad = [...before, ...chars.slice(start, fault)].map((char) => char === "	" ? "	" : " ").join("");
	return [`${gutter} | ${before}${visible(shown.join(""))}${after}`, `${" ".repeat(gutter.length)} | ${pad}${underline}`];
}
/** How much of the line from the fault on is the offending value; a string's quotes count. */
function markLength(rest, value) {
	if (value === void 0 || value === "") return 1;
	const text = rest.join("");
	if (text.startsWith(value)) return [...value].length;
	return text.startsWith(`"${value}"`) ? [...value].length + 2 : 1;
}
/** Replaces control characters, which could move a terminal's cursor, by a visible character each. */
function visible(text) {
	return text.replaceAll(/(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "�");
}
// src/host/process/terminal.ts
/** Whether stdin and stdout are terminals. */
function hasTerminal() {
	return (0, node_tty.isatty)(0) && (0, node_tty.isatty)(1);
}
/**
* Saves the settings of the terminal on stdin, because a killed program may leave the terminal without echo. Ignores failures.
*
* @returns a function that restores the settings
*/
function noteTerminal() {
	const settings = stty("-g")?.trim();
	return settings === void 0 ? () => void 0 : () => void stty(settings);
}
function stty(argument) {
	try {
		return require_index.runAtOnce("stty", [argument], { stdin: "inherit" });
	} catch {
		return;
	}
}
// src/sandbox/rootfs/shell.ts
/** Fallbacks if the words of a shell are unknown, or if the image lacks the shell. */
const USUAL_SHELLS = ["bash", "sh"];
/**
* Returns the shell of `words` (such as `/bin/sh -c`), or a usual shell if the image lacks the first.
*
* @throws ObuilderError `sandbox-failed` if the image has no shell
*/
function shellOf(image, words) {
	const own = {
		interactive: /^-\w*c$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words,
		command: words
	};
	const found = [own, ...USUAL_SHELLS.map((name) => ({
		interactive: [name],
		command: [name, "-c"]
	}))].find(({ interactive }) => hasProgram(image, interactive));
	if (found !== void 0) return found;
	findProgram({
		...image,
		argv: ["sh"],
		covered: /* @__PURE__ */ new Set()
	});
	return own;
}
function hasProgram(image, words) {
	const [first = "", second = ""] = words;
	const argv = first.endsWith("/env") && /^[^-=]+$/.test(second) ? words.slice(1) : words;
	try {
		findProgram({
			...image,
			argv,
			covered: /* @__PURE__ */ new Set()
		});
		return true;
	} catch {
		return false;
	}
}
// src/files/gnu-tar.ts
var gnu_tar_exports = /* @__PURE__ */ require_index.__exportAll({ archiveTree: () => archiveTree });
/** The extended attributes that images have. */
const ATTRIBUTES = [
	"--xattrs",
	"--xattrs-include=security.capability",
	"--xattrs-include=user.*"
];
/**
* Unpacks an archive with GNU tar as root, with owners, modes, devices and extended attributes. Replaces existing files. Trusts the
* paths in the archive, so use only archives of our own.
* @throws ObuilderError `tool-failed` or `tool-missing`
*/
async function extractTar(directory, archive) {
	const { child, ended } = require_reader.startGnu("tar", [
		"-x",
		"-f",
		"-",
		"-p",
		"--same-owner",
		"--numeric-owner",
		...ATTRIBUTES
	], {
		stdin: "pipe",
		cwd: directory
	});
	if (child.stdin) await (0, node_stream_promises.pipeline)(node_stream.Readable.from(archive), child.stdin).catch(() => void 0);
	child.stdout.resume();
	await ended;
}
/**
* Archives a directory tree as a reproducible pax archive: sorted, with numeric owners, extended attributes and times, without user
* names.
*
* @throws ObuilderError `tool-failed` (also if a file changes meanwhile) or `tool-missing`, at the end of reading
*/
function archiveTree(directory, { mounts = [], signal } = {}) {
	const left = mounts.map((mount) => `--exclude=./${require_reader.asPattern(mount)}/*`);
	const form = ["--format=posix", "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime"];
	const matching = [
		"--anchored",
		"--wildcards",
		"--wildcards-match-slash"
	];
	const args = [
		"-c",
		"-f",
		"-",
		...form,
		"--sort=name",
		"--numeric-owner",
		...matching,
		...left,
		...ATTRIBUTES,
		"."
	];
	return require_reader.outputOfGnu("tar", args, {
		cwd: directory,
		signal
	});
}
// src/archive/zstd-frames.ts
/**
* Cuts Zstandard data at the ends of frames (RFC 8878). Node's decompressor mistakes the end of a frame for the end of the
* data if more bytes follow in the same chunk. zstd:chunked layers have a frame for each file, and skippable frames.
*/
async function* cutAtFrames(bytes) {
	const walker = new FrameWalker();
	for await (const chunk of bytes) for (let at = 0; at < chunk.length;) {
		const { length, endsFrame } = walker.next(chunk.subarray(at));
		yield {
			bytes: chunk.subarray(at, at + length),
			endsFrame
		};
		at += length;
	}
}
const FRAME = 4247762216;
const SKIPPABLE = 407710288;
const SKIPPABLE_MASK = 4294967280;
const RLE_BLOCK = 1;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
const DICTIONARY_BYTES = [
	0,
	1,
	2,
	4
];
const CONTENT_SIZE_BYTES = [
	0,
	2,
	4,
	8
];
const AT_MAGIC = {
	kind: "magic",
	need: 4
};
const AT_BLOCK = {
	kind: "block",
	need: BLOCK_HEADER_BYTES
};
/** Walks through frames and blocks by headers alone. Data without a frame passes in one piece; the decompressor refuses such data. */
var FrameWalker = class {
	#state = AT_MAGIC;
	#head = Buffer.alloc(0);
	#hasChecksum = false;
	/** Returns the number of bytes that belong to the current frame. */
	next(bytes) {
		let at = 0;
		while (at < bytes.length) {
			at += this.#state.kind === "content" ? this.#pass(bytes.length - at) : this.#read(bytes.subarray(at));
			if (this.#isAtEnd()) return {
				length: at,
				endsFrame: true
			};
		}
		return {
			length: at,
			endsFrame: false
		};
	}
	/** Moves on from finished content; returns whether the frame has ended too. */
	#isAtEnd() {
		while (this.#state.kind === "content" && this.#state.skip === 0) {
			const { after } = this.#state;
			this.#state = after === "frame-end" ? AT_MAGIC : after;
			if (after === "frame-end") return true;
		}
		return false;
	}
	#pass(available) {
		if (this.#state.kind !== "content") return 0;
		const count = Math.min(available, this.#state.skip);
		this.#state.skip -= count;
		return count;
	}
	#read(bytes) {
		if (this.#state.kind === "content") return 0;
		const taken = bytes.subarray(0, this.#state.need - this.#head.length);
		const head = Buffer.concat([this.#head, taken]);
		this.#head = head.length < this.#state.need ? head : Buffer.alloc(0);
		if (head.length === this.#state.need) this.#state = this.#after(this.#state.kind, head);
		return taken.length;
	}
	#after(kind, head) {
		switch (kind) {
			case "magic": return afterMagic(head.readUInt32LE());
			case "size": return {
				kind: "content",
				skip: head.readUInt32LE(),
				after: "frame-end"
			};
			case "descriptor": {
				const descriptor = head.readUInt8();
				this.#hasChecksum = (descriptor & 4) !== 0;
				return {
					kind: "content",
					skip: headerBytes(descriptor),
					after: AT_BLOCK
				};
			}
			case "block": return this.#afterBlock(head.readUIntLE(0, BLOCK_HEADER_BYTES));
		}
	}
	#afterBlock(header) {
		const isLast = (header & 1) === 1;
		const size = (header >> 1 & 3) === RLE_BLOCK ? 1 : header >> 3;
		if (!isLast) return {
			kind: "content",
			skip: size,
			after: AT_BLOCK
		};
		return {
			kind: "content",
			skip: size + (this.#hasChecksum ? CHECKSUM_BYTES : 0),
			after: "frame-end"
		};
	}
};
function afterMagic(magic) {
	if (magic === FRAME) return {
		kind: "descriptor",
		need: 1
	};
	if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE) return {
		kind: "size",
		need: 4
	};
	return {
		kind: "content",
		skip: Number.POSITIVE_INFINITY,
		after: "frame-end"
	};
}
/** Returns the bytes between a frame's descriptor and the first block: window, dictionary and content size. */
function headerBytes(descriptor) {
	const isSingleSegment = (descriptor & 32) !== 0;
	const sizeFlag = descriptor >> 6 & 3;
	const contentSize = sizeFlag === 0 && isSingleSegment ? 1 : require_index.must(CONTENT_SIZE_BYTES[sizeFlag], "the bytes of a content size");
	return (isSingleSegment ? 0 : 1) + require_index.must(DICTIONARY_BYTES[descriptor & 3], "the bytes of a dictionary id") + contentSize;
}
// src/archive/decompress.ts
/** Bytes. Large, because each piece is a trip to a thread and back. */
const PIECE$1 = 1048576;
const REFUSED = {
	fd377a585a00: "xz",
	"425a68": "bzip2",
	"04224d18": "lz4"
};
/**
* Detects the compression by the first bytes, because media types and file names may be wrong.
* @throws ObuilderError `image-invalid` for xz, bzip2 and lz4
*/
function detectCompression(head) {
	const hex = head.toString("hex", 0, 6);
	if (hex.startsWith("1f8b")) return "gzip";
	if (hex.startsWith("28b52ffd") || /^5.2a4d18/.test(hex)) return "zstd";
	const refused = Object.entries(REFUSED).find(([magic]) => hex.startsWith(magic));
	if (refused === void 0) return "none";
	throw require_quick.imageInvalid(`the compression ${refused[1]} is not supported`, {
		value: refused[1],
		hint: "Use gzip, zstd or no compression."
	});
}
/** Returns the compressed bytes in pieces that suit `createDecompressor`. */
async function* piecesFor(compression, bytes) {
	if (compression === "gzip") yield* bytes;
	else for await (const piece of cutAtFrames(bytes)) yield piece.bytes;
}
/** Returns a stream that decompresses the pieces of `piecesFor`, and fails on truncated or damaged input. */
function createDecompressor(compression) {
	const options = {
		chunkSize: PIECE$1,
		highWaterMark: PIECE$1
	};
	const { createGunzip, createZstdDecompress } = process.getBuiltinModule("node:zlib");
	return compression === "gzip" ? createGunzip(options) : createZstdDecompress(options);
}
// src/archive/tar-sparse.ts
/** @throws ObuilderError `image-invalid` if the list is known and does not fit */
function storedSparse(sparse, stored) {
	if (sparse.parts !== void 0) checkParts(sparse.parts, {
		size: sparse.size,
		stored
	});
	return {
		...sparse,
		stored
	};
}
/** More parts than real files have. Each part costs memory. */
const MAX_PARTS = 65536;
/** Maximum for a list in the stored bytes, as in Go's archive/tar. */
const MAX_LIST_BYTES = 1048576;
/** Returns the sparse file of a pax header in GNU's formats 0.0, 0.1 and 1.0; undefined for an ordinary file. */
function paxSparse(pax) {
	const major = pax.get("GNU.sparse.major");
	const size = pax.get("GNU.sparse.realsize") ?? pax.get("GNU.sparse.size");
	if (major === void 0 && size === void 0) return void 0;
	if (size === void 0) throw require_quick.imageInvalid("a sparse file has no size");
	if (major === "1") return {
		size: sparseNumber(size),
		parts: void 0
	};
	const map = pax.get("GNU.sparse.map");
	const numbers = map === void 0 ? interleaved(pax) : split(map);
	return {
		size: sparseNumber(size),
		parts: partsOf(numbers.map(sparseNumber))
	};
}
const split = (text) => text === "" ? [] : text.split(",");
/** Format 0.0 has a record for each number; `parsePax` joins the records of a key. */
function interleaved(pax) {
	const offsets = split(pax.get("GNU.sparse.offset") ?? "");
	const bytes = split(pax.get("GNU.sparse.numbytes") ?? "");
	if (offsets.length !== bytes.length) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
	return offsets.flatMap((offset, index) => [offset, require_index.must(bytes[index], "the bytes of a sparse part")]);
}
function sparseNumber(text) {
	if (!/^\d{1,15}$/.test(text)) throw require_quick.imageInvalid("a number of a sparse file is malformed", { value: text.slice(0, 40) });
	return Number(text);
}
function partsOf(numbers) {
	if (numbers.length % 2 !== 0) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
	if (numbers.length > 2 * MAX_PARTS) throw require_quick.imageInvalid("a sparse file has too many parts");
	const parts = [];
	for (let at = 0; at < numbers.length; at += 2) parts.push({
		offset: require_index.must(numbers[at], "an offset"),
		bytes: require_index.must(numbers[at + 1], "a length")
	});
	return parts;
}
/** @throws ObuilderError `image-invalid` if parts overlap, leave the file, or differ from the stored bytes */
function checkParts(parts, { size, stored }) {
	let end = 0;
	let sum = 0;
	for (const { offset, bytes } of parts) {
		if (offset < end || offset + bytes > size) throw require_quick.imageInvalid("the parts of a sparse file do not fit into it");
		end = offset + bytes;
		sum += bytes;
	}
	if (sum !== stored) throw require_quick.imageInvalid("the list of a sparse file does not match the stored bytes");
}
const ZEROS = Buffer.alloc(65536);
function leaveHole(sink, bytes) {
	if (sink.hole !== void 0) {
		if (bytes > 0) sink.hole(bytes);
		return;
	}
	for (let left = bytes; left > 0; left -= ZEROS.length) sink.write(ZEROS.subarray(0, left));
}
/** Returns a sink for the stored bytes of a sparse member, which passes the whole file on to `sink`, holes as holes. */
function expandSparse(sink, sparse) {
	let parts = sparse.parts;
	let list = parts === void 0 ? new SparseList() : void 0;
	let index = 0;
	let position = 0;
	const data = (chunk) => {
		for (let at = 0; at < chunk.length;) {
			const part = parts?.[index];
			if (part === void 0) throw require_quick.imageInvalid("a sparse file stores more bytes than listed");
			if (position < part.offset) {
				leaveHole(sink, part.offset - position);
				position = part.offset;
			}
			const count = Math.min(part.offset + part.bytes - position, chunk.length - at);
			if (count > 0) sink.write(chunk.subarray(at, at + count));
			at += count;
			position += count;
			if (position === part.offset + part.bytes) index += 1;
		}
	};
	const write = (chunk) => {
		if (list === void 0) return data(chunk);
		const rest = list.take(chunk);
		if (rest === void 0) return;
		parts = partsOf(list.numbers);
		checkParts(parts, {
			size: sparse.size,
			stored: sparse.stored - list.bytes
		});
		list = void 0;
		data(rest);
	};
	const end = () => {
		if (list !== void 0) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
		leaveHole(sink, sparse.size - position);
		sink.end();
	};
	return {
		write,
		end,
		...sink.abandon ? { abandon: () => sink.abandon?.() } : {}
	};
}
/** The list before the stored bytes in format 1.0: a count and decimal numbers, a line each, in whole blocks of 512 bytes. */
var SparseList = class {
	numbers = [];
	bytes = 0;
	#wanted;
	#line = "";
	/** Returns the bytes after the list, if the list is complete; otherwise undefined. */
	take(chunk) {
		for (let at = 0; at < chunk.length; at++) {
			if (this.#isWhole() && this.bytes % 512 === 0) return chunk.subarray(at);
			this.bytes += 1;
			if (this.bytes > MAX_LIST_BYTES) throw require_quick.imageInvalid("the list of a sparse file is too long");
			if (!this.#isWhole()) this.#takeByte(chunk.readUInt8(at));
		}
		return this.#isWhole() && this.bytes % 512 === 0 ? Buffer.alloc(0) : void 0;
	}
	#isWhole() {
		return this.#wanted !== void 0 && this.numbers.length === this.#wanted;
	}
	#takeByte(byte) {
		if (byte !== 10) {
			this.#line += String.fromCharCode(byte);
			if (this.#line.length > 15) throw require_quick.imageInvalid("a number of a sparse file is malformed");
			return;
		}
		const number = sparseNumber(this.#line);
		this.#line = "";
		if (this.#wanted === void 0) this.#wanted = 2 * Math.min(number, 65537);
		else this.numbers.push(number);
	}
};
const KINDS = {
	"0": "file",
	S: "file",
	"\0": "file",
	"7": "file",
	"1": "link",
	"2": "symlink",
	"3": "character",
	"4": "block",
	"5": "directory",
	"6": "fifo"
};
const ATTRIBUTE = "SCHILY.xattr.";
/**
* Parses a header block. Returns undefined for a block of zeros.
* @throws ObuilderError `image-invalid` for a wrong checksum or a malformed number
*/
function readHeader(block) {
	const sum = checksum(block);
	if (sum === 8 * SPACE$1 && block.every((byte) => byte === 0)) return void 0;
	if (number$1(block, 148, 8) !== sum) throw require_quick.imageInvalid("not a tar archive, or damaged");
	const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? text(block, 345, 155) : "";
	const name = text(block, 0, 100);
	const type = String.fromCharCode(block.readUInt8(156));
	return {
		type,
		path: prefix === "" ? name : `${prefix}/${name}`,
		target: text(block, 157, 100),
		mode: number$1(block, 100, 8) & 4095,
		uid: number$1(block, 108, 8),
		gid: number$1(block, 116, 8),
		size: number$1(block, 124, 12),
		modified: number$1(block, 136, 12),
		major: number$1(block, 329, 8),
		minor: number$1(block, 337, 8),
		...type === "S" && { oldSparse: {
			size: number$1(block, 483, 12),
			parts: oldParts(block, {
				start: 386,
				count: 4
			}),
			goesOn: block[482] === 1
		} }
	};
}
/** Parses a block that continues the list of GNU's old sparse format: the parts, and whether another block follows. */
function moreParts(block) {
	return {
		parts: oldParts(block, {
			start: 0,
			count: 21
		}),
		goesOn: block[504] === 1
	};
}
/** Parses pairs of an offset and a number of bytes. The first pair without an offset ends the list. */
function oldParts(block, { start, count }) {
	const parts = [];
	for (let at = start; at < start + 24 * count && block[at] !== 0; at += 24) parts.push({
		offset: number$1(block, at, 12),
		bytes: number$1(block, at + 12, 12)
	});
	return parts;
}
const SPACE$1 = 32;
/** Returns the sum of all bytes, with blanks in place of the checksum field. */
function checksum(block) {
	let sum = 256;
	for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += block[i] ?? 0;
	return sum;
}
function text(block, start, length) {
	const zero = block.indexOf(0, start);
	const end = zero < 0 || zero > start + length ? start + length : zero;
	return block.toString("latin1", start, end);
}
/** Parses octal digits, or a big-endian number if the first bit is set (GNU). */
function number$1(block, start, length) {
	const first = block.readUInt8(start);
	if (first >= 128) {
		let value = first === 255 ? -1 : first & 127;
		for (let i = start + 1; i < start + length; i += 1) value = value * 256 + (block[i] ?? 0);
		if (!Number.isSafeInteger(value)) throw require_quick.imageInvalid("a number in a tar header is too large");
		return value;
	}
	const end = start + length;
	const skipBlanks = (from) => {
		let at = from;
		while (at < end && block[at] === SPACE$1) at += 1;
		return at;
	};
	let value = 0;
	let at = skipBlanks(start);
	for (; at < end && isOctal(block[at]); at += 1) value = value * 8 + (block[at] ?? 0) - ZERO;
	at = skipBlanks(at);
	if (at === end || block[at] === 0) return value;
	throw require_quick.imageInvalid(`"${text(block, start, length).trim()}" in a tar header is no octal number`);
}
const ZERO = 48;
const isOctal = (byte = 0) => byte >= ZERO && byte < 56;
/** Returns the member that a header and its preceding extended headers describe. */
function describeEntry(raw, extra) {
	const { pax } = extra;
	const sparse = raw.oldSparse ?? paxSparse(pax);
	const path = (sparse === void 0 ? void 0 : pax.get("GNU.sparse.name")) ?? pax.get("path") ?? extra.longPath ?? raw.path;
	const known = KINDS[raw.type];
	if (known === void 0) throw require_quick.imageInvalid(`entry "${show(path)}" has the unknown type "${raw.type}"`, { value: show(path) });
	const kind = known === "file" && path.endsWith("/") ? "directory" : known;
	if (sparse !== void 0 && kind !== "file") throw require_quick.imageInvalid(`entry "${show(path)}" is sparse but no file`);
	if (kind !== known && raw.size > 0) throw require_quick.imageInvalid(`entry "${show(path)}" is a directory by name but has content`, { value: show(path) });
	const stored = kind === "file" ? paxNumber(pax, "size") ?? raw.size : 0;
	const attributes = [...pax].filter(([key]) => key.startsWith(ATTRIBUTE));
	return {
		...raw,
		kind,
		path,
		target: pax.get("linkpath") ?? extra.longTarget ?? raw.target,
		uid: paxNumber(pax, "uid") ?? raw.uid,
		gid: paxNumber(pax, "gid") ?? raw.gid,
		size: sparse === void 0 ? stored : sparse.size,
		...sparse !== void 0 && { sparse: storedSparse(sparse, stored) },
		modified: paxNumber(pax, "mtime") ?? raw.modified,
		attributes: new Map(attributes.map(([key, value]) => [key.slice(13), value]))
	};
}
function paxNumber(pax, key) {
	const value = pax.get(key);
	if (value === void 0 || value === "") return void 0;
	if (!(key === "mtime" ? /^-?\d+(?:\.\d*)?$/ : /^\d{1,15}$/).test(value)) throw require_quick.imageInvalid(`"${show(value)}" in an extended tar header is no ${key}`);
	return Number(value);
}
/** Converts a path of one character a byte to readable text. */
function show(path) {
	return Buffer.from(path, "latin1").toString("utf8");
}
// src/archive/tar-pax.ts
/** Keys of GNU's sparse format 0.0, which repeats a record for each part of a file. */
const REPEATED = /* @__PURE__ */ new Set(["GNU.sparse.offset", "GNU.sparse.numbytes"]);
const SPACE = 32;
const NEWLINE = 10;
/** @throws ObuilderError `image-invalid` for a malformed record */
function parsePax(bytes) {
	const records = /* @__PURE__ */ new Map();
	let start = 0;
	while (start < bytes.length && bytes[start] !== 0) {
		const space = bytes.indexOf(SPACE, start);
		const length = space < 0 ? NaN : Number(bytes.toString("latin1", start, space));
		const end = start + length;
		if (!(Number.isInteger(length) && end > space + 1 && end <= bytes.length) || bytes[end - 1] !== NEWLINE) throw require_quick.imageInvalid("an extended tar header is malformed");
		const record = bytes.toString("latin1", space + 1, end - 1);
		const equals = record.indexOf("=");
		if (equals <= 0) throw require_quick.imageInvalid("an extended tar header is malformed");
		const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
		const before = REPEATED.has(key) ? records.get(key) : void 0;
		records.set(key, before === void 0 ? value : `${before},${value}`);
		start = end;
	}
	return records;
}
/** Returns one record. The length in front counts its own digits. */
function formatPaxRecord(key, value) {
	const rest = ` ${key}=${value}\n`;
	let length = rest.length + 1;
	while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
	return `${length}${rest}`;
}
// src/archive/tar-reader.ts
/** Bytes, as in Go's archive/tar. A header stays in memory while its member is read. */
const MAX_EXTENDED_HEADER = 1048576;
/** Records that count for all members. The reader searches these records at each member. */
const MAX_GLOBAL_RECORDS = 100;
/** Maximum of blocks that continue the list of a sparse file. */
const MAX_LIST_BLOCKS = 3e3;
const NOTHING = /* @__PURE__ */ new Map();
/**
* Reads a tar archive (ustar, pax, GNU). The caller pushes pieces of any size, and members come synchronously, so small
* files cost no turn of the event loop. Own code instead of tar-stream, because tar-stream decodes attributes such as
* `security.capability` as text and does not read sparse files.
*/
var TarReader = class {
	#onEntry;
	#block = Buffer.alloc(512);
	#filled = 0;
	/** Remaining bytes of the current member. */
	#body = 0;
	#padding = 0;
	#sink;
	#zeroBlocks = 0;
	#pax;
	#global = NOTHING;
	#longPath;
	#longTarget;
	/** A member of GNU's old sparse format, if its list continues in the next block. */
	#listed;
	constructor(onEntry) {
		this.#onEntry = onEntry;
	}
	/** The number of next bytes without a sink. A caller that can seek may `skip` these bytes instead of writing. */
	get unwanted() {
		return this.#sink === void 0 ? this.#body + this.#padding : 0;
	}
	skip(bytes) {
		const fromBody = Math.min(bytes, this.#body);
		this.#body -= fromBody;
		this.#padding -= bytes - fromBody;
	}
	/** @throws ObuilderError `image-invalid`, and the errors of `onEntry` and of sinks */
	write(chunk) {
		let at = 0;
		while (at < chunk.length && this.#zeroBlocks < 2) if (this.#body > 0) at += this.#takeBody(chunk, at);
		else if (this.#padding > 0) {
			const count = Math.min(this.#padding, chunk.length - at);
			this.#padding -= count;
			at += count;
		} else at += this.#takeHeader(chunk, at);
	}
	/**
	* @throws ObuilderError `image-invalid` if the archive ended inside a member, or without the block of zeros that tells a
	*   whole archive from an archive that was cut between two members
	*/
	end() {
		if (this.#body > 0 || this.#filled > 0 || this.#padding > 0 || this.#listed !== void 0) throw require_quick.imageInvalid("the archive ends in the middle of a file");
		if (this.#zeroBlocks === 0) throw require_quick.imageInvalid("the archive is cut off: the end marker is missing");
	}
	/** Gives up reading: abandons the sink of a member that is not complete. */
	abandon() {
		this.#sink?.abandon?.();
		this.#sink = void 0;
	}
	#takeBody(chunk, at) {
		const count = Math.min(this.#body, chunk.length - at);
		this.#sink?.write(chunk.subarray(at, at + count));
		this.#body -= count;
		if (this.#body === 0) this.#endBody();
		return count;
	}
	#endBody() {
		this.#sink?.end();
		this.#sink = void 0;
	}
	#takeHeader(chunk, at) {
		const count = chunk.copy(this.#block, this.#filled, at, at + 512 - this.#filled);
		this.#filled += count;
		if (this.#filled === 512) {
			this.#filled = 0;
			if (this.#listed !== void 0) {
				this.#continueList(this.#listed);
				return count;
			}
			const header = readHeader(this.#block);
			if (header === void 0) this.#zeroBlocks += 1;
			else this.#begin(header);
		}
		return count;
	}
	#begin(header) {
		this.#zeroBlocks = 0;
		if (header.size < 0) throw require_quick.imageInvalid("a size in a tar header is negative");
		const store = this.#extension(header.type);
		if (store !== void 0) {
			this.#expect(header.size, collect(header.size, store));
			return;
		}
		if (header.oldSparse?.goesOn) {
			this.#listed = {
				header,
				parts: [...header.oldSparse.parts],
				blocks: 0
			};
			return;
		}
		this.#beginMember(header);
	}
	#continueList(listed) {
		const { parts, goesOn } = moreParts(this.#block);
		listed.parts.push(...parts);
		listed.blocks += 1;
		if (listed.blocks > MAX_LIST_BLOCKS) throw require_quick.imageInvalid("a sparse file has too many parts");
		if (goesOn) return;
		this.#listed = void 0;
		const { header } = listed;
		const { size } = require_index.must(header.oldSparse, "the header of a sparse file");
		this.#beginMember({
			...header,
			oldSparse: {
				size,
				parts: listed.parts,
				goesOn
			}
		});
	}
	#beginMember(header) {
		const entry = describeEntry(header, {
			pax: this.#pax ?? this.#global,
			...this.#longPath === void 0 ? {} : { longPath: this.#longPath },
			...this.#longTarget === void 0 ? {} : { longTarget: this.#longTarget }
		});
		this.#pax = void 0;
		this.#longPath = void 0;
		this.#longTarget = void 0;
		const sink = this.#onEntry(entry);
		const { sparse } = entry;
		if (sparse === void 0) this.#expect(entry.size, sink);
		else this.#expect(sparse.stored, sink && expandSparse(sink, sparse));
	}
	#expect(size, sink) {
		this.#body = size;
		this.#padding = (512 - size % 512) % 512;
		this.#sink = sink;
		if (size === 0) this.#endBody();
	}
	/** Returns the function that takes the content of an extended header; undefined for a member. */
	#extension(type) {
		switch (type) {
			case "x": return (bytes) => {
				this.#pax = new Map([...this.#global, ...parsePax(bytes)]);
			};
			case "g": return (bytes) => {
				this.#global = new Map([...this.#global, ...parsePax(bytes)]);
				if (this.#global.size > MAX_GLOBAL_RECORDS) throw require_quick.imageInvalid("a global tar header has too many records");
			};
			case "L": return (bytes) => {
				this.#longPath = untilZero(bytes);
			};
			case "K": return (bytes) => {
				this.#longTarget = untilZero(bytes);
			};
			default: return;
		}
	}
};
function untilZero(bytes) {
	const zero = bytes.indexOf(0);
	return bytes.toString("latin1", 0, zero < 0 ? bytes.length : zero);
}
function collect(size, store) {
	if (size > MAX_EXTENDED_HEADER) throw require_quick.imageInvalid("an extended tar header is too large");
	const bytes = Buffer.alloc(size);
	let filled = 0;
	return {
		write: (chunk) => {
			filled += chunk.copy(bytes, filled);
		},
		end: () => store(bytes)
	};
}
// src/archive/archive.ts
const BLOCK = 512;
const MAX_LINKS = 8;
/**
* Opens an archive for random reading while `use` runs. A compressed archive is first decompressed into `scratch`; the
* caller removes the decompressed file.
*/
async function withArchive(source, use) {
	const { file, opened, scratch } = source;
	let plain = opened;
	try {
		const members = await inFile({
			file,
			scratch
		}, async () => {
			if (opened.kind === "directory") throw require_quick.imageInvalid("a directory is no archive");
			plain = await decompressed(source) ?? opened;
			return await indexMembers(plain, source.signal);
		});
		return await use(archiveOf(file, {
			plain,
			members
		}));
	} finally {
		if (plain !== opened) await plain.close();
	}
}
async function inFile({ file, scratch }, work) {
	try {
		return await work();
	} catch (error) {
		throw require_quick.within(file, error, scratch);
	}
}
/** Returns undefined if the archive is not compressed. */
async function decompressed({ opened, scratch, signal }) {
	const compression = detectCompression(await opened.read(0, 6));
	if (compression === "none") return void 0;
	const name = node_path.default.join(scratch, "archive.tar");
	const streams = [
		node_stream.Readable.from(piecesFor(compression, require_quick.streamOf(opened, {
			start: 0,
			signal
		}))),
		createDecompressor(compression),
		(0, node_fs.createWriteStream)(name, { mode: 384 })
	];
	await (0, node_stream_promises.pipeline)(...streams, signal ? { signal } : {});
	return require_reader.openHere(name, {
		name,
		followLinks: false
	});
}
/** Returns all members by name. Reads only headers, and skips bodies. */
async function indexMembers(file, signal) {
	const members = /* @__PURE__ */ new Map();
	let position = 0;
	let consumed = 0;
	const onEntry = (entry) => {
		const name = memberName(entry.path);
		if (entry.sparse !== void 0) throw require_quick.imageInvalid(`the member "${name}" is a sparse file, which is not supported here`, { value: name });
		if (entry.kind === "file") members.set(name, {
			kind: "file",
			at: -1,
			size: entry.size
		});
		if (entry.kind === "symlink") members.set(name, {
			kind: "link",
			target: linkName(name, entry.target)
		});
		if (entry.kind === "link") members.set(name, {
			kind: "link",
			target: memberName(entry.target)
		});
		last = entry.kind === "file" ? name : void 0;
	};
	let last;
	const reader = new TarReader(onEntry);
	for (;;) {
		signal?.throwIfAborted();
		const block = await file.read(position, BLOCK);
		if (block.length === 0) break;
		reader.write(block);
		position += block.length;
		const member = last === void 0 ? void 0 : members.get(last);
		if (last !== void 0 && member?.kind === "file") members.set(last, {
			...member,
			at: position
		});
		last = void 0;
		consumed = reader.unwanted;
		reader.skip(consumed);
		position += consumed;
	}
	if (position > file.size) throw require_quick.imageInvalid("the archive ends in the middle of a file");
	reader.end();
	return members;
}
function memberName(name) {
	return node_path.default.posix.normalize(show(name)).replace(/^\/+/, "");
}
function linkName(from, target) {
	return memberName(node_path.default.posix.join(node_path.default.posix.dirname(from), target));
}
function archiveOf(file, { plain, members }) {
	const find = (name) => {
		let member = members.get(memberName(name));
		for (let links = 0; member?.kind === "link" && links < MAX_LINKS; links += 1) member = members.get(member.target);
		return member?.kind === "file" ? member : void 0;
	};
	const need = (name) => {
		const member = find(name);
		if (member !== void 0) return member;
		throw require_quick.imageInvalid(`${file} has no file ${name}`, { value: name });
	};
	return {
		has: (name) => find(name) !== void 0,
		size: (name) => need(name).size,
		read: async (name, limit) => {
			const member = need(name);
			if (member.size > limit) throw require_quick.imageInvalid(`${name} of ${file} is larger than ${limit} bytes`);
			const parts = [];
			for await (const part of require_quick.streamOf(plain, {
				start: member.at,
				length: member.size
			})) parts.push(part);
			return Buffer.concat(parts);
		},
		stream: async function* (name, signal) {
			const { at, size } = need(name);
			if (size === 0) return;
			yield* require_quick.streamOf(plain, {
				start: at,
				length: size,
				signal
			});
		}
	};
}
// src/image/sources/archived.ts
const KIND = "image-archive-1";
/** Resolves an image in an archive. Remembers the image's facts until the file changes. */
async function resolveArchived(request, { form, local }) {
	const { memo } = request.settings;
	const name = `${form.prefix}${request.name}`;
	const place = require_quick.placeOf(request, local.path);
	const facts = await require_quick.withLocal(request, place, async (opened) => {
		const key = `${name} ${local.path} ${opened.identity} ${require_quick.formatPlatform(request.platform)}`;
		const known = memo.recall(KIND, key);
		if (known !== void 0) return JSON.parse(known);
		const readAt = Date.now();
		const fresh = await readOnce(request, {
			form,
			local,
			opened
		});
		if (!require_reader.isRacy(opened.changed, readAt)) memo.remember(KIND, key, JSON.stringify(fresh));
		return fresh;
	});
	const { isContentAddressed } = form;
	const withBlobs = ({ scratch, signal }, use) => require_quick.withLocal(request, place, (opened) => withArchive({
		file: local.path,
		opened,
		scratch,
		signal
	}, (archive) => {
		const open = (blob) => form.open(archive, blob);
		return use({
			isRemote: false,
			isContentAddressed,
			open
		});
	}));
	return require_quick.resolvedFrom(facts, {
		name,
		request,
		withBlobs
	});
}
async function readOnce(request, { form, local, opened }) {
	const scratch = (0, node_fs.mkdtempSync)(node_path.default.join((0, node_os.tmpdir)(), "obuilder-archive-"));
	const { signal } = request.options;
	try {
		return await withArchive({
			file: local.path,
			opened,
			scratch,
			signal
		}, (archive) => form.readFacts(archive, request, local));
	} finally {
		(0, node_fs.rmSync)(scratch, {
			recursive: true,
			force: true
		});
	}
}
// src/image/sources/docker-archive.ts
var docker_archive_exports = /* @__PURE__ */ require_index.__exportAll({ resolveDockerArchive: () => resolveDockerArchive });
/**
* The output of `docker save`. The layers' files have no digests; only the config has digests of their content. So the
* digest of the image is the digest of the config, and the name in the archive identifies a layer.
*/
const form$1 = {
	prefix: "docker-archive:",
	isContentAddressed: false,
	readFacts,
	open: (archive, blob) => archive.stream(blob.digest, blob.signal)
};
/** Resolves an image in a file: `docker-archive:FILE[:REFERENCE]` or `docker-archive:FILE:@INDEX`. */
async function resolveDockerArchive(request) {
	return await resolveArchived(request, {
		form: form$1,
		local: require_quick.parseLocalName(request.name, request.options.directory)
	});
}
async function readFacts(archive, request, local) {
	const name = `docker-archive:${request.name}`;
	const image = chooseImage(await readImages(archive, name), {
		wanted: local.tag,
		name
	});
	const bytes = await archive.read(image.config, require_quick.MAX_CONFIG);
	const digest = require_quick.digestOf(bytes);
	const named = /([0-9a-f]{64})(?:\.json)?$/.exec(image.config)?.[1];
	if (named !== void 0 && digest !== `sha256:${named}`) throw require_quick.imageInvalid(`the config ${image.config} of ${name} has the digest ${digest}`, { value: image.config });
	const { environment, platform, diffIds } = require_quick.parseConfig(bytes, `the config of ${name}`);
	if (diffIds.length !== image.layers.length) throw require_quick.imageInvalid(`${name} has ${image.layers.length} layers but ${diffIds.length} digests of layers`);
	return {
		digest,
		environment,
		platform,
		layers: image.layers.map((layer, index) => ({
			digest: layer,
			size: archive.size(layer),
			diffId: require_index.must(diffIds[index], "the digest of a layer")
		}))
	};
}
async function readImages(archive, name) {
	const bytes = await archive.read("manifest.json", require_quick.MAX_MANIFEST);
	const { list } = require_quick.parseObject(Buffer.concat([
		Buffer.from("{\"list\":"),
		bytes,
		Buffer.from("}")
	]), `manifest.json of ${name}`);
	return (Array.isArray(list) ? list : []).map((item) => {
		const { Config: config, RepoTags: tags, Layers } = require_quick.isObject(item) ? item : {};
		const layers = Layers ?? [];
		if (typeof config !== "string" || !isTexts(layers)) throw require_quick.imageInvalid(`manifest.json of ${name} is malformed`);
		return {
			config,
			layers,
			tags: isTexts(tags) ? tags : []
		};
	});
}
function isTexts(value) {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function chooseImage(images, { wanted, name }) {
	const isWanted = (image, index) => wanted === void 0 || wanted === `@${index}` || image.tags.some((tag) => sameReference(tag, wanted));
	const fitting = images.filter(isWanted);
	const [first] = fitting;
	if (first !== void 0 && fitting.length === 1) return first;
	const hint = `The archive has ${images.flatMap((image, index) => image.tags.length === 0 ? [`@${index}`] : image.tags).join(", ") || "no image"}.`;
	if (first === void 0) throw require_quick.imageUnavailable(`${name} has no such image`, {
		value: wanted ?? name,
		hint
	});
	throw require_quick.imageInvalid(`${name} has ${fitting.length} images: choose an image by reference or @INDEX`, {
		value: name,
		hint
	});
}
function sameReference(one, other) {
	const full = (text) => require_quick.formatReference(require_quick.parseReference(text));
	return one === other || full(one) === full(other);
}
// src/image/sources/oci-archive.ts
var oci_archive_exports = /* @__PURE__ */ require_index.__exportAll({ resolveOciArchive: () => resolveOciArchive });
/** An OCI image layout in a tar file. */
const form = {
	prefix: "oci-archive:",
	isContentAddressed: true,
	readFacts: (archive, { name, platform }, local) => require_quick.readLayoutFacts(archive, {
		...local,
		name: `oci-archive:${name}`,
		platform
	}),
	open: (archive, blob) => require_quick.sizedBytes(archive.stream(require_quick.blobName(blob.digest), blob.signal), blob)
};
/** Resolves an image in a file: `oci-archive:FILE[:TAG]` or `oci-archive:FILE@DIGEST`. */
async function resolveOciArchive(request) {
	return await resolveArchived(request, {
		form,
		local: require_quick.parseLocalName(request.name, request.options.directory)
	});
}
// src/archive/inflate.ts
/** Both threads share this memory and use it again: fresh pieces would cost page faults and garbage collections. */
const OUTPUT = {
	slots: 8,
	bytes: 1048576
};
/** Enough for the bytes of a fast registry while the thread starts. Bytes read early do not delay the writing of files. */
const INPUT = {
	slots: 64,
	bytes: 262144
};
/**
* Decompresses in a separate thread, which also hashes compressed bytes and content. Reads `bytes` to the end, even after
* the end of the compressed content.
* @throws ObuilderError `image-invalid` for a wrong digest, and the errors of `sink`
*/
async function inflateInThread(bytes, { compression, digests, sink }) {
	const [input, output] = [sharedSlots(INPUT), sharedSlots(OUTPUT)];
	const workerData = {
		compression,
		algorithms: {
			blob: digests.blob && require_quick.algorithmOf(digests.blob),
			content: digests.content && require_quick.algorithmOf(digests.content)
		},
		input,
		output
	};
	const { Worker } = process.getBuiltinModule("node:worker_threads");
	const thread = new Worker(new URL("./inflate-thread.mjs", require("url").pathToFileURL(__filename).href), { workerData });
	const tell = (message) => thread.postMessage(message);
	const feeder = new Feeder(input, tell);
	const end = new Promise((resolve, reject) => {
		thread.on("error", reject);
		thread.on("exit", () => reject(/* @__PURE__ */ new Error("the decompressing thread ended too soon")));
		thread.on("message", (message) => {
			try {
				if (message.kind === "taken") feeder.giveBack(message.slot);
				else if (message.kind === "end") resolve(message);
				else {
					sink(Buffer.from(output[message.slot]?.buffer ?? /* @__PURE__ */ new ArrayBuffer(), 0, message.length));
					tell({
						kind: "free",
						slot: message.slot
					});
				}
			} catch (error) {
				reject(error);
			}
		});
	});
	try {
		const pieces = compression === "zstd" ? cutAtFrames(bytes) : whole(bytes);
		const [found] = await Promise.all([end.finally(() => feeder.stop()), feeder.feed(pieces)]);
		if (digests.blob !== void 0) require_quick.expectDigest(found.blob, digests.blob, "the blob");
		if (digests.content !== void 0) require_quick.expectDigest(found.content, digests.content, "the content");
	} finally {
		await thread.terminate();
	}
}
function sharedSlots({ slots, bytes }) {
	return Array.from({ length: slots }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
}
async function* whole(bytes) {
	for await (const chunk of bytes) yield {
		bytes: chunk,
		endsFrame: false
	};
}
/** Fills free input slots and sends them to the thread. No slot has parts of two frames. */
var Feeder = class {
	#slots;
	#tell;
	#free;
	#isStopped = false;
	#onChange;
	constructor(slots, tell) {
		this.#slots = slots;
		this.#tell = tell;
		this.#free = [...slots.keys()];
	}
	giveBack(slot) {
		this.#free.push(slot);
		this.#onChange?.();
	}
	/** Drops all further bytes, but still reads them to the end. */
	stop() {
		this.#isStopped = true;
		this.#onChange?.();
	}
	async feed(pieces) {
		let slot = await this.#take();
		let filled = 0;
		for await (const { bytes: chunk, endsFrame } of pieces) {
			for (let at = 0; at < chunk.length && !this.#isStopped;) {
				const space = this.#slots[slot]?.subarray(filled) ?? /* @__PURE__ */ new Uint8Array();
				const part = chunk.subarray(at, at + space.length);
				space.set(part);
				filled += part.length;
				at += part.length;
				if (part.length < space.length) break;
				this.#tell({
					kind: "input",
					slot,
					length: filled
				});
				slot = await this.#take();
				filled = 0;
			}
			if (!endsFrame || filled === 0 || this.#isStopped) continue;
			this.#tell({
				kind: "input",
				slot,
				length: filled
			});
			slot = await this.#take();
			filled = 0;
		}
		this.#tell({
			kind: "input",
			slot,
			length: filled
		});
		this.#tell({ kind: "inputEnd" });
	}
	async #take() {
		for (;;) {
			const slot = this.#free.pop();
			if (slot !== void 0 || this.#isStopped) return slot ?? 0;
			await new Promise((resolve) => {
				this.#onChange = resolve;
			});
		}
	}
};
// src/archive/unpack-bytes.ts
/** Bytes. Smaller layers get no thread: to start a thread takes as long as to inflate a few MB. */
const THREAD_FROM = 8 * 1024 ** 2;
/**
* Decompresses `bytes` into the sink; plain content passes unchanged. Reads `bytes` to the end, even after the end of the
* compressed content, because the blob's digest covers all bytes.
* @throws ObuilderError `image-invalid` for a wrong digest or a decompression bomb, and the errors of `sink`
*/
async function unpackBytes(bytes, asked) {
	const unpacking = {
		...asked,
		sink: boundedSink(asked)
	};
	const iterator = bytes[Symbol.asyncIterator]();
	try {
		const head = await readHead(iterator);
		const compression = detectCompression(head);
		if (compression === "none") await passOn({
			head,
			iterator
		}, unpacking);
		else if (unpacking.size < THREAD_FROM) await inflate({
			head,
			iterator
		}, {
			compression,
			...unpacking
		});
		else await inflateInThread(wholeOf({
			head,
			iterator
		}), {
			compression,
			...unpacking
		});
	} finally {
		await iterator.return?.();
	}
}
/** gzip reaches 1,032, real data far less. zstd reaches 30,000 with zeros, so a few kilobytes could fill a disk. */
const MAX_RATIO = 1100;
/** Bytes of content without a bound: ratios of small blobs vary too much. */
const UNBOUNDED_BYTES = 1024 ** 3;
/** Wraps the sink: refuses content far out of proportion to the compressed bytes, if their number is known. */
function boundedSink({ size, sink }) {
	const most = size === 0 ? Number.POSITIVE_INFINITY : Math.max(UNBOUNDED_BYTES, size * MAX_RATIO);
	let taken = 0;
	return (chunk) => {
		taken += chunk.length;
		if (taken > most) throw require_quick.imageInvalid(`${size} compressed bytes become more than ${most} bytes`);
		sink(chunk);
	};
}
async function* wholeOf({ head, iterator }) {
	yield head;
	yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}
/** Plain content is the blob itself. */
async function passOn(opened, { digests, sink }) {
	const checks = [.../* @__PURE__ */ new Set([digests.content, digests.blob])].map(checkOf);
	for await (const chunk of wholeOf(opened)) {
		for (const check of checks) check?.update(chunk);
		sink(chunk);
	}
	for (const check of checks) check?.verify("the content");
}
async function inflate({ head, iterator }, { compression, digests, sink }) {
	const [blob, content] = [checkOf(digests.blob), checkOf(digests.content)];
	const seen = { next: async () => {
		const next = await iterator.next();
		if (!next.done) blob?.update(next.value);
		return next;
	} };
	blob?.update(head);
	let isOver = false;
	const take = async (chunks) => {
		for await (const chunk of chunks) {
			content?.update(chunk);
			sink(chunk);
		}
		isOver = true;
	};
	try {
		const pieces = piecesFor(compression, wholeOf({
			head,
			iterator: seen
		}));
		await (0, node_stream_promises.pipeline)(pieces, createDecompressor(compression), take);
	} catch (error) {
		if (!isOver) throw error;
	}
	while (!(await seen.next()).done);
	blob?.verify("the blob");
	content?.verify("the content");
}
const checkOf = (digest) => digest === void 0 ? void 0 : new require_quick.DigestCheck(digest);
async function readHead(iterator) {
	let head = Buffer.alloc(0);
	while (head.length < 6) {
		const next = await iterator.next();
		if (next.done) break;
		head = Buffer.concat([head, next.value]);
	}
	return head;
}
// src/image/unpack/layer.ts
/** Bytes of a layer after decompression. Bounds decompression bombs, because compressed zeros cost next to nothing. */
const MAX_UNPACKED = 256 * 1024 ** 3;
/**
* Unpacks a layer from a stream, and checks the digest of the uncompressed archive.
* @throws ObuilderError `image-invalid` with the layer's digest
*/
async function unpackLayer(bytes, layer, { unpacker, checksBlob }) {
	const what = `layer ${layer.digest}`;
	const unpacking = unpacker.layer();
	let unpacked = 0;
	const sink = (chunk) => {
		unpacked += chunk.length;
		if (unpacked > MAX_UNPACKED) throw require_quick.imageInvalid("the unpacked layer is larger than 256 GiB");
		unpacking.write(chunk);
	};
	try {
		const blob = checksBlob ? layer.digest : void 0;
		await unpackBytes(bytes, {
			size: layer.size,
			digests: {
				blob,
				content: layer.diffId
			},
			sink
		});
		await unpacking.end();
	} catch (error) {
		throw require_quick.within(what, error, unpacker.rootfs);
	} finally {
		unpacking.abandon();
	}
}
// src/image/unpack/progress.ts
const INTERVAL_MS = 100;
/** Reports the number of received bytes, at most ten times a second. */
function trackProgress(totalBytes, onProgress) {
	let doneBytes = 0;
	let toldAt = 0;
	const count = async function* (bytes) {
		for await (const chunk of bytes) {
			doneBytes += chunk.length;
			const now = performance.now();
			if (now - toldAt >= INTERVAL_MS) {
				toldAt = now;
				onProgress?.({
					doneBytes,
					totalBytes: Math.max(totalBytes, doneBytes)
				});
			}
			yield chunk;
		}
	};
	return {
		count,
		end: () => onProgress?.({
			doneBytes,
			totalBytes: Math.max(totalBytes, doneBytes)
		})
	};
}
// src/archive/tar-writer.ts
const TYPES = {
	file: "0",
	link: "1",
	symlink: "2",
	character: "3",
	block: "4",
	directory: "5",
	fifo: "6"
};
const MAX_NAME = 100;
const MAX_OCTAL = {
	8: 2097151,
	12: 8589934591
};
const END_OF_ARCHIVE = Buffer.alloc(1024);
/** Returns the zeros that follow a file of `size` bytes. */
function padding(size) {
	return Buffer.alloc((512 - size % 512) % 512);
}
/**
* Returns the header of a member, for GNU tar. Long names have GNU's form, which takes any bytes. A pax header holds
* attributes, and times with a fraction or before 1970.
*/
function formatHeader(entry) {
	const records = [...entry.attributes].map(([key, value]) => formatPaxRecord(`SCHILY.xattr.${key}`, value));
	const { modified } = entry;
	if (modified < 0 || !Number.isInteger(modified)) records.push(formatPaxRecord("mtime", modified.toFixed(9)));
	return Buffer.concat([
		...records.length === 0 ? [] : extension("x", records.join("")),
		...entry.path.length > MAX_NAME ? extension("L", `${entry.path}\0`) : [],
		...entry.target.length > MAX_NAME ? extension("K", `${entry.target}\0`) : [],
		block(TYPES[entry.kind], entry)
	]);
}
function extension(type, content) {
	const body = Buffer.from(content, "latin1");
	return [
		block(type, {
			path: "extension",
			size: body.length
		}),
		body,
		padding(body.length)
	];
}
function block(type, entry) {
	const bytes = Buffer.alloc(512);
	bytes.write((entry.path ?? "").slice(0, MAX_NAME), 0, "latin1");
	number(bytes, {
		at: 100,
		width: 8,
		value: entry.mode ?? 0
	});
	number(bytes, {
		at: 108,
		width: 8,
		value: entry.uid ?? 0
	});
	number(bytes, {
		at: 116,
		width: 8,
		value: entry.gid ?? 0
	});
	number(bytes, {
		at: 124,
		width: 12,
		value: entry.size ?? 0
	});
	number(bytes, {
		at: 136,
		width: 12,
		value: Math.max(0, Math.floor(entry.modified ?? 0))
	});
	bytes.write(type, 156, "latin1");
	bytes.write((entry.target ?? "").slice(0, MAX_NAME), 157, "latin1");
	bytes.write("ustar\x0000", 257, "latin1");
	number(bytes, {
		at: 329,
		width: 8,
		value: entry.major ?? 0
	});
	number(bytes, {
		at: 337,
		width: 8,
		value: entry.minor ?? 0
	});
	bytes.write(`${checksum(bytes).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
	return bytes;
}
function number(bytes, { at, width, value }) {
	if (value <= MAX_OCTAL[width]) {
		bytes.write(`${value.toString(8).padStart(width - 1, "0")}\0`, at, "latin1");
		return;
	}
	bytes[at] = 128;
	for (let i = width - 1, rest = value; i > 0; i -= 1, rest = Math.floor(rest / 256)) bytes[at + i] = rest % 256;
}
// src/image/unpack/special.ts
const PIECE = 262144;
/** Whether an attribute is content. Other attributes belong to the machine or the file system that made the image. */
function isKept(name) {
	return name === "security.capability" || name.startsWith("user.");
}
/** Returns the entry's attributes that are content; undefined if there are no such attributes. */
function keptAttributes(entry) {
	const kept = [...entry.attributes].filter(([name]) => isKept(name));
	return kept.length === 0 ? void 0 : new Map(kept);
}
/**
* Makes devices, pipes and extended attributes, because Node cannot. Collects entries while a layer is unpacked. At the end
* of the layer, GNU tar extracts an archive of these entries. Their paths are resolved and contain no links.
*/
var SpecialEntries = class {
	#pending = /* @__PURE__ */ new Map();
	add(path, entry) {
		this.#pending.set(path, {
			...entry,
			path: path || "./",
			attributes: keptAttributes(entry) ?? /* @__PURE__ */ new Map()
		});
	}
	/** Drops the entry of a removed or replaced path; with `below`, also all entries below. */
	forget(path, below) {
		if (this.#pending.size === 0) return;
		this.#pending.delete(path);
		if (!below) return;
		for (const pending of this.#pending.keys()) if (pending.startsWith(`${path}/`)) this.#pending.delete(pending);
	}
	/** Whether GNU tar makes the path at the end of the layer. Hard links to the path must then wait too. */
	has(path) {
		const kind = this.#pending.get(path)?.kind;
		return kind !== void 0 && kind !== "directory";
	}
	async apply(rootfs) {
		if (this.#pending.size === 0) return;
		await extractTar(rootfs, this.#archive(rootfs));
		this.#pending.clear();
	}
	async *#archive(rootfs) {
		const root = Buffer.from(rootfs, "utf8").toString("latin1");
		for (const entry of this.#pending.values()) {
			yield formatHeader(entry);
			if (entry.kind === "file") yield* contentOf(`${root}/${entry.path}`, entry.size);
		}
		yield END_OF_ARCHIVE;
	}
};
/** Reads the file's bytes again, because GNU tar sets attributes only on files that tar writes. */
async function* contentOf(path, size) {
	const file = await (0, node_fs_promises.open)(Buffer.from(path, "latin1"));
	try {
		for (let at = 0; at < size;) {
			const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, null, at);
			if (bytesRead === 0) break;
			yield buffer.subarray(0, bytesRead);
			at += bytesRead;
		}
	} finally {
		await file.close();
	}
	yield padding(size);
}
// src/image/unpack/entry.ts
/** Writes a member of an archive into the tree. Returns a sink for the bytes of a file. */
function writeEntry(tree, specials, entry) {
	const path = tree.locate(entry.path, entry.modified);
	if (path === "" && entry.kind !== "directory") throw require_quick.imageInvalid("the entry would replace the root directory");
	const attributes = keptAttributes(entry);
	tree.touch(path);
	specials.forget(path, false);
	switch (entry.kind) {
		case "file": return writeFile(tree, {
			path,
			entry,
			done: () => attributes && specials.add(path, entry)
		});
		case "directory":
			writeDirectory(tree, path, entry);
			if (attributes) specials.add(path, entry);
			return;
		case "symlink":
			replace(tree, path, () => (0, node_fs.symlinkSync)(Buffer.from(entry.target, "latin1"), tree.at(path)));
			if (!tree.isOwnedAtOnce(path, entry)) (0, node_fs.lchownSync)(tree.at(path), entry.uid, entry.gid);
			(0, node_fs.lutimesSync)(tree.at(path), require_reader.fileTime(entry.modified), require_reader.fileTime(entry.modified));
			return;
		case "link":
			writeLink(tree, specials, {
				path,
				entry
			});
			return;
		default:
			tree.remove(path);
			tree.touch(path);
			specials.add(path, entry);
			return;
	}
}
/** Calls `make`; if the path exists already, removes the path and calls `make` again. */
function replace(tree, path, make) {
	try {
		return make();
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EEXIST") throw error;
	}
	tree.remove(path);
	tree.touch(path);
	return make();
}
/** Always creates and never opens an existing file, so that a link is replaced instead of followed. */
const CREATE = node_fs.constants.O_WRONLY | node_fs.constants.O_CREAT | node_fs.constants.O_EXCL | node_fs.constants.O_NOFOLLOW;
function writeFile(tree, { path, entry, done }) {
	const isOwned = tree.isOwnedAtOnce(path, entry);
	const fd = replace(tree, path, () => (0, node_fs.openSync)(tree.at(path), CREATE, entry.mode & 511));
	let isOpen = true;
	const close = () => {
		if (isOpen) (0, node_fs.closeSync)(fd);
		isOpen = false;
	};
	const finish = () => {
		if (!isOwned) (0, node_fs.fchownSync)(fd, entry.uid, entry.gid);
		if (!(isOwned && isModeAtOnce(entry.mode))) (0, node_fs.fchmodSync)(fd, entry.mode);
		(0, node_fs.futimesSync)(fd, require_reader.fileTime(entry.modified), require_reader.fileTime(entry.modified));
		close();
		done();
	};
	if (entry.size === 0) {
		finish();
		return {
			write: () => void 0,
			end: () => void 0
		};
	}
	let position = 0;
	const write = (chunk) => {
		for (let at = 0; at < chunk.length;) {
			const written = (0, node_fs.writeSync)(fd, chunk, at, chunk.length - at, position);
			at += written;
			position += written;
		}
	};
	const hole = (bytes) => {
		position += bytes;
		(0, node_fs.ftruncateSync)(fd, position);
	};
	return {
		write,
		hole,
		end: finish,
		abandon: close
	};
}
/** The permission bits that new files lack. */
const umask = process.umask();
/** Whether a new file has the mode from the start: saves a call per file. */
const isModeAtOnce = (mode) => (mode & (umask | -512)) === 0;
function writeDirectory(tree, path, entry) {
	const absolute = tree.at(path);
	const isNew = path !== "" && !tree.stat(path)?.isDirectory();
	if (isNew) replace(tree, path, () => (0, node_fs.mkdirSync)(absolute, 448));
	if (!(isNew && tree.isOwnedAtOnce(path, entry))) (0, node_fs.lchownSync)(absolute, entry.uid, entry.gid);
	tree.setGroup(path, entry.gid);
	(0, node_fs.chmodSync)(absolute, entry.mode);
	tree.setTime(path, entry.modified);
}
function writeLink(tree, specials, { path, entry }) {
	const target = tree.find(entry.target);
	if (target === void 0 || target === "") throw require_quick.imageInvalid(`the target "${show(entry.target)}" is not in the image`);
	if (target === path) return;
	if (specials.has(target)) {
		tree.remove(path);
		tree.touch(path);
		specials.add(path, {
			...entry,
			target
		});
		return;
	}
	try {
		replace(tree, path, () => (0, node_fs.linkSync)(tree.at(target), tree.at(path)));
	} catch (error) {
		if (require_reader.errnoOf(error) !== "ENOENT" && require_reader.errnoOf(error) !== "EPERM") throw error;
		throw require_quick.imageInvalid(`the target "${show(entry.target)}" is no file of the image`, { cause: error });
	}
}
// src/image/unpack/root-tree.ts
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
/**
* The root file system of an unpacked archive. Paths are relative to the root, without `.`, `..` and a leading `/`, and have
* one character (U+0000 to U+00FF) a byte. Reads and writes nothing outside the root, in spite of links: resolves every
* parent link by link with the root as the top, and never follows the last component.
*
* No other process may write in the root meanwhile.
*/
var RootTree = class {
	#root;
	#uid = process.geteuid?.();
	#gid = process.getegid?.();
	/** Maps parents as written in the archive to their real paths. Holds only existing directories. */
	#parents = /* @__PURE__ */ new Map();
	/** Real paths made or touched by this layer. */
	#touched = /* @__PURE__ */ new Set();
	/** Times of directories, set at the end because every new file changes the time of its directory. */
	#times = /* @__PURE__ */ new Map();
	/** Real paths of directories that may pass on another group than the group of this process. Some may be removed. */
	#otherGroups = /* @__PURE__ */ new Set();
	/** Called after a path was removed or replaced with a directory. `wasDirectory`: all files below are removed too. */
	#onRemove;
	constructor(root, onRemove) {
		this.#root = Buffer.from(root, "utf8").toString("latin1");
		this.#onRemove = onRemove;
	}
	/** Returns the absolute path for system calls. */
	at(path) {
		return Buffer.from(path === "" ? this.#root : `${this.#root}/${path}`, "latin1");
	}
	/** Starts the next layer: forgets the touched paths of the previous layer. */
	beginLayer() {
		this.#touched = /* @__PURE__ */ new Set();
	}
	isTouched(path) {
		return this.#touched.has(path);
	}
	touch(path) {
		this.#touched.add(path);
	}
	/** Remembers a directory's group. */
	setGroup(path, gid) {
		if (gid === this.#gid) this.#otherGroups.delete(path);
		else this.#otherGroups.add(path);
	}
	/**
	* Whether a new file at `path` has the owner from the start, like most files of an image: saves a call per file. A set-gid
	* parent passes on its own group.
	*/
	isOwnedAtOnce(path, { uid, gid }) {
		return uid === this.#uid && gid === this.#gid && !this.#otherGroups.has(parentOf(path));
	}
	setTime(path, modified) {
		this.#times.set(path, modified);
	}
	/** Sets the times of all directories. Comes last. */
	applyTimes() {
		for (const [path, modified] of this.#times) if (this.stat(path)?.isDirectory()) (0, node_fs.lutimesSync)(this.at(path), require_reader.fileTime(modified), require_reader.fileTime(modified));
	}
	stat(path) {
		return (0, node_fs.lstatSync)(this.at(path), { throwIfNoEntry: false });
	}
	/**
	* Returns the real path of an archive's path. Resolves the parent inside the root, and makes missing directories (owner
	* root, mode 0755). Does not follow the last component. Returns '' for the root itself.
	*/
	locate(path, modified) {
		return require_index.must(this.#locate(path, modified), "a directory that was made");
	}
	/** Like `locate`, but makes nothing and returns undefined for a missing parent. */
	find(path) {
		return this.#locate(path, void 0);
	}
	#locate(path, modified) {
		const parts = splitPath(path);
		const last = parts.pop();
		if (last === void 0) return "";
		const parent = this.#parentOf(parts, modified);
		if (parent === void 0) return void 0;
		this.#touchWithParents(parent);
		return parent === "" ? last : `${parent}/${last}`;
	}
	#touchWithParents(directory) {
		for (let path = directory; path !== "" && !this.#touched.has(path);) {
			this.#touched.add(path);
			path = parentOf(path);
		}
	}
	/** Returns the real path of a directory. Uses the cache, because the directory's parent is usually known. */
	#parentOf(parts, modified) {
		const key = parts.join("/");
		const known = this.#parents.get(key);
		if (known !== void 0 || key === "") return known ?? "";
		const above = this.#parents.get(parentOf(key));
		const parent = above === void 0 ? this.#walk("", parts, modified) : this.#walk(above, parts.slice(-1), modified);
		if (parent !== void 0) this.#parents.set(key, parent);
		return parent;
	}
	/** Returns the real path of the directory `parts` below the real path `from`. */
	#walk(from, parts, modified) {
		const names = from === "" ? [] : from.split("/");
		const { names: real, rest } = require_reader.walkInside({
			start: {
				names,
				directories: [true, ...names.map(() => true)]
			},
			look: (_name, { here }) => this.#look(here.slice(1), modified),
			refuse: (reason) => require_quick.imageInvalid(`"${show(parts.join("/"))}" ${show(reason)}`)
		}, parts.join("/"));
		return rest === void 0 ? real.join("/") : void 0;
	}
	/** Looks at a path on the way to a parent. Makes a missing directory if `modified` is given. */
	#look(path, modified) {
		const stat = this.stat(path);
		if (stat?.isSymbolicLink()) return { link: (0, node_fs.readlinkSync)(this.at(path), "latin1") };
		if (stat !== void 0 && !stat.isDirectory()) throw require_quick.imageInvalid(`"${show(path)}" is no directory, but files belong into it`);
		if (stat === void 0) {
			if (modified === void 0) return "stop";
			this.#makeParent(path, modified);
		}
		return { directory: true };
	}
	#makeParent(path, modified) {
		this.#onRemove(path, false);
		const absolute = this.at(path);
		(0, node_fs.mkdirSync)(absolute, { mode: 448 });
		(0, node_fs.chmodSync)(absolute, 493);
		if (this.#otherGroups.has(parentOf(path))) this.#otherGroups.add(path);
		this.setTime(path, modified);
	}
	/** Removes a path and everything below, if the path exists. */
	remove(path) {
		const stat = this.stat(path);
		if (stat === void 0) return;
		if (stat.isDirectory()) {
			for (const name of this.list(path)) this.remove(`${path}/${name}`);
			(0, node_fs.rmdirSync)(this.at(path));
			this.#times.delete(path);
		} else (0, node_fs.unlinkSync)(this.at(path));
		if (stat.isDirectory() || stat.isSymbolicLink()) this.#parents.clear();
		this.#touched.delete(path);
		this.#onRemove(path, stat.isDirectory());
	}
	/** Removes files of lower layers at `path`, and keeps files of this layer. */
	removeLower(path) {
		if (!this.#touched.has(path)) this.remove(path);
		else if (this.stat(path)?.isDirectory()) this.clearLower(path);
	}
	/** Like `removeLower` for every entry of a directory. */
	clearLower(directory) {
		for (const name of this.list(directory)) this.removeLower(directory === "" ? name : `${directory}/${name}`);
	}
	list(directory) {
		try {
			return (0, node_fs.readdirSync)(this.at(directory), "latin1");
		} catch (error) {
			if (require_reader.errnoOf(error) === "ENOENT" || require_reader.errnoOf(error) === "ENOTDIR") return [];
			throw error;
		}
	}
};
/**
* Returns a path's components. A leading `/` means the root of the image, as in tar.
* @throws ObuilderError `image-invalid` for a path with `..`
*/
function splitPath(path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) throw require_quick.imageInvalid(`"${show(path)}" leads out of the root file system`);
	return parts;
}
// src/image/unpack/whiteout.ts
const PREFIX = ".wh.";
const RESERVED = ".wh..wh.";
const OPAQUE = ".wh..wh..opq";
function baseName(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
function isWhiteout(path) {
	return baseName(path).startsWith(PREFIX);
}
/**
* Removes a name, or all names of a directory, of lower layers (OCI image specification, whiteouts). Files of the same layer
* stay, in any order of entries. Other names with the prefix `.wh..wh.` are internal to AUFS and have no effect.
*/
function applyWhiteout(tree, path) {
	const name = baseName(path);
	const directory = path.slice(0, path.length - name.length);
	if (name === OPAQUE) {
		const real = tree.find(`${directory}x`);
		if (real !== void 0) tree.clearLower(real.slice(0, Math.max(0, real.lastIndexOf("/"))));
		return;
	}
	if (name.startsWith(RESERVED)) return;
	const hidden = name.slice(4);
	if (hidden === "" || hidden === "." || hidden === "..") throw require_quick.imageInvalid(`the whiteout "${show(name)}" names no file`);
	const real = tree.find(`${directory}${hidden}`);
	if (real !== void 0) tree.removeLower(real);
}
// src/image/unpack/write-back.ts
/** Large enough to make the fixed cost of a sync, such as a btrfs transaction, negligible. */
const EVERY_BYTES = 100 * 1024 ** 2;
/**
* Syncs unpacked files to the disk while more files are unpacked. At the end, a store waits for the disk, and the kernel
* by itself starts writing too late.
*/
var WriteBack = class {
	#sync;
	#everyBytes;
	#running;
	#waitingBytes = 0;
	constructor(directory, everyBytes = EVERY_BYTES) {
		this.#sync = require_quick.makeSync(directory);
		this.#everyBytes = everyBytes;
	}
	/** Counts bytes written to files, and starts a sync after enough bytes. */
	add(bytes) {
		this.#waitingBytes += bytes;
		if (this.#waitingBytes < this.#everyBytes || this.#running !== void 0) return;
		this.#waitingBytes = 0;
		this.#running = this.#sync().catch(() => void 0).finally(() => {
			this.#running = void 0;
		});
	}
	/** Waits for a running sync. */
	async end() {
		await this.#running;
	}
};
// src/image/unpack/unpacker.ts
/**
* Returns an unpacker of layers over each other (OCI image specification, applying changesets). Keeps modes, owners, times
* with fractions, hard links, devices, pipes, and the extended attributes `security.capability` and `user.*`. Reads and
* writes nothing outside `rootfs`. Writes synchronously: for an image's many small files far faster than a turn of the
* event loop each.
*
* The methods throw ObuilderError `image-invalid` for malformed or hostile content, and `disk-full`.
*/
function createUnpacker({ rootfs, whiteouts }) {
	const specials = new SpecialEntries();
	const tree = new RootTree(rootfs, (path, wasDirectory) => specials.forget(path, wasDirectory));
	const writeBack = new WriteBack(rootfs);
	if (process.geteuid?.() === 0) (0, node_fs.lchownSync)(tree.at(""), 0, 0);
	(0, node_fs.chmodSync)(tree.at(""), 493);
	const onEntry = (entry) => {
		try {
			if (!(whiteouts && isWhiteout(entry.path))) return guard(entry, rootfs, writeEntry(tree, specials, entry));
			applyWhiteout(tree, entry.path);
			return;
		} catch (error) {
			throw require_quick.within(`entry "${show(entry.path)}"`, error, rootfs);
		}
	};
	const layer = () => {
		tree.beginLayer();
		const reader = new TarReader(onEntry);
		return {
			write: (chunk) => {
				reader.write(chunk);
				writeBack.add(chunk.length);
			},
			end: async () => {
				reader.end();
				await specials.apply(rootfs);
			},
			abandon: () => reader.abandon()
		};
	};
	const end = async () => {
		tree.applyTimes();
		await writeBack.end();
	};
	return {
		rootfs,
		layer,
		end
	};
}
function guard(entry, rootfs, sink) {
	if (sink === void 0) return void 0;
	const named = (action) => {
		try {
			action();
		} catch (error) {
			throw require_quick.within(`entry "${show(entry.path)}"`, error, rootfs);
		}
	};
	return {
		...sink,
		write: (chunk) => named(() => sink.write(chunk)),
		...sink.hole && { hole: (bytes) => named(() => sink.hole?.(bytes)) },
		end: () => named(() => sink.end())
	};
}
// src/image/unpack/load-layers.ts
var load_layers_exports = /* @__PURE__ */ require_index.__exportAll({ loadLayers: () => loadLayers });
/** Maximum of simultaneous fetches, besides the layer in work. */
const MAX_AHEAD = 3;
/**
* Unpacks the layers over each other into `rootfs`. The bytes of a layer go straight from the source into the tree;
* meanwhile the next layers of a remote source are fetched into `scratch`, a few at a time.
*/
async function loadLayers(source, layers, options) {
	const failed = new AbortController();
	const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
	const progress = trackProgress(layers.reduce((sum, { size }) => sum + size, 0), options.onProgress);
	const open = (layer) => progress.count(source.open({
		...layer,
		signal
	}));
	const ahead = new Ahead({
		open,
		scratch: options.scratch,
		layers
	});
	const unpacker = createUnpacker({
		rootfs: options.rootfs,
		whiteouts: true
	});
	try {
		for (const [index, layer] of layers.entries()) {
			signal.throwIfAborted();
			if (source.isRemote) ahead.fetchFrom(index + 1);
			await unpackLayer(await ahead.take(index) ?? open(layer), layer, {
				unpacker,
				checksBlob: source.isContentAddressed
			});
		}
		await unpacker.end();
		progress.end();
	} catch (error) {
		throw options.signal?.aborted ? require_quick.within("the image", options.signal.reason) : error;
	} finally {
		failed.abort();
		await ahead.close();
	}
}
/** Fetches layers before their turn. */
var Ahead = class {
	#options;
	#files = /* @__PURE__ */ new Map();
	#running = 0;
	#next = 0;
	constructor(options) {
		this.#options = options;
	}
	/** Starts as many fetches as allowed, beginning with the layer at `index`. */
	fetchFrom(index) {
		this.#next = Math.max(this.#next, index);
		const { layers, scratch, open } = this.#options;
		for (let layer = layers[this.#next]; layer && this.#running < MAX_AHEAD && this.#files.size < 6; layer = layers[this.#next]) {
			const file = node_path.default.join(scratch, `layer-${this.#next}`);
			this.#running += 1;
			const done = (0, node_stream_promises.pipeline)(node_stream.Readable.from(open(layer)), (0, node_fs.createWriteStream)(file, { mode: 384 })).catch((error) => {
				throw require_reader.isSpaceFault(error) ? require_quick.within("could not store a layer", error, scratch) : error;
			}).finally(() => {
				this.#running -= 1;
			});
			done.catch(() => void 0);
			this.#files.set(this.#next, {
				file,
				done
			});
			this.#next += 1;
		}
	}
	/** Waits for a fetched layer and returns its bytes; undefined if no fetch was started. */
	async take(index) {
		const fetched = this.#files.get(index);
		if (fetched === void 0) return void 0;
		await fetched.done;
		this.#files.delete(index);
		return readAndRemove(fetched.file);
	}
	/** Waits for running fetches and removes their files. */
	async close() {
		const files = [...this.#files.values()];
		await Promise.allSettled(files.map(({ done }) => done));
		for (const { file } of files) (0, node_fs.rmSync)(file, { force: true });
	}
};
async function* readAndRemove(file) {
	try {
		for await (const chunk of (0, node_fs.createReadStream)(file, { highWaterMark: 1048576 })) yield chunk;
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
// src/image/unpack/load-rootfs.ts
var load_rootfs_exports = /* @__PURE__ */ require_index.__exportAll({ loadRootfs: () => loadRootfs });
/** Unpacks a root file system from a single archive without whiteouts. */
async function loadRootfs(bytes, { size, digest, file }, { rootfs, onProgress }) {
	const progress = trackProgress(size, onProgress);
	const unpacker = createUnpacker({
		rootfs,
		whiteouts: false
	});
	const layer = unpacker.layer();
	try {
		await unpackBytes(progress.count(bytes), {
			size,
			digests: { blob: digest },
			sink: (chunk) => layer.write(chunk)
		});
		await layer.end();
	} catch (error) {
		throw require_quick.within(file, error, rootfs);
	} finally {
		layer.abandon();
	}
	await unpacker.end();
	progress.end();
}
// src/registry/challenge.ts
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*(?:,|$)`, "y");
const SCHEME = new RegExp(`[\\s,]*(${TOKEN})(?:\\s+|$|(?=,))`, "y");
/** Returns the challenges of a header in order, up to the first malformed challenge. */
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
// src/registry/loopback.ts
/** Whether a host name means this machine. TLS protects nothing on such a connection. */
function isLoopback(host) {
	return host === "localhost" || host.endsWith(".localhost") || /^127(?:\.\d{1,3}){3}$/.test(host) || host === "[::1]";
}
// src/registry/http.ts
/** Maximal time without a byte before a connection is given up. */
const SILENCE_MS = 3e4;
/**
* Sends one request, without redirects and retries. Node handles proxies (NODE_USE_ENV_PROXY).
*
* Uses `getBuiltinModule` instead of `import`, because an ES module import of `node:http` reads the getters for WebSocket,
* which load undici. Measured on Node 24.21, time of a process with one HEAD on loopback minus an empty process: global
* `fetch` 45 ms, imported `node:http` 33 ms, `getBuiltinModule` 10 ms.
*
* @throws ObuilderError `image-unavailable` without an answer, `cancelled`
*/
async function send$1(request) {
	const { url, trust } = request;
	try {
		return await sendOnce(request);
	} catch (error) {
		if (trust === void 0 || trust.isNeeded || !require_quick.isUntrusted(error)) throw networkError(url, error);
		trust.isNeeded = true;
	}
	try {
		return await sendOnce(request);
	} catch (error) {
		throw networkError(url, error);
	}
}
async function sendOnce(request) {
	const { url, trust } = request;
	const library = process.getBuiltinModule(url.protocol === "http:" ? "node:http" : "node:https");
	const options = {
		method: request.method,
		headers: {
			"user-agent": "obuilder-action",
			...request.headers
		},
		timeout: SILENCE_MS,
		...request.signal ? { signal: request.signal } : {},
		...request.certificates === void 0 ? {} : { ca: request.certificates },
		...trust?.isNeeded ? { secureContext: await trust.context() } : {},
		...isLoopback(url.hostname) ? { agent: false } : {}
	};
	return await new Promise((resolve, reject) => {
		const sent = library.request(url, options, (body) => {
			resolve({
				url,
				status: require_index.must(body.statusCode, "the status of an answer"),
				headers: firstValues(body),
				body
			});
		});
		sent.on("timeout", () => sent.destroy(/* @__PURE__ */ new Error(`no answer for ${SILENCE_MS / 1e3} s`)));
		sent.on("error", reject);
		sent.end(request.body);
	});
}
function firstValues(message) {
	return Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}
const UNKNOWN_AUTHORITY = "Set NODE_EXTRA_CA_CERTS to the certificate of the authority, or add the certificate to the trust store of the system.";
/** Converts a failure of the network to an ObuilderError with the host. */
function networkError(url, error) {
	if (require_quick.isAbort(error)) return require_quick.within(url.host, error);
	if (require_index.isObuilderError(error)) return error;
	const reason = error instanceof Error ? error.message || require_reader.errnoOf(error) : String(error);
	return require_quick.imageUnavailable(`could not reach ${url.host}: ${reason}`, {
		value: url.host,
		errno: require_reader.errnoOf(error),
		hint: require_quick.isUntrusted(error) ? UNKNOWN_AUTHORITY : "Check the network and the name of the registry.",
		cause: error
	});
}
/**
* Returns the whole body. Returns undefined, and stops reading, if the body is longer than `limit` bytes.
* @throws ObuilderError `image-unavailable` if the connection breaks
*/
async function readBody(response, limit) {
	const chunks = [];
	let length = Number(response.headers["content-length"] ?? 0) > limit ? Number.POSITIVE_INFINITY : 0;
	try {
		for await (const chunk of length > limit ? [] : response.body) {
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
function discard(response) {
	response.body.on("error", () => void 0);
	response.body.resume();
}
// src/registry/authorize.ts
const MAX_ANSWER = 1048576;
const CLIENT = "obuilder-action";
/**
* Returns the value of an Authorization header that answers a 401: Basic (RFC 7617), or a bearer token (token
* specification of the distribution project).
*
* @param header the WWW-Authenticate header
* @throws ObuilderError `image-unavailable` if the credentials are missing or refused
*/
async function authorize(header, options) {
	const challenges = parseChallenges(header);
	const bearer = challenges.find(({ scheme }) => scheme === "bearer");
	if (bearer !== void 0) return `Bearer ${await fetchToken(bearer.parameters, options)}`;
	const { credentials, registry } = options;
	if (challenges.some(({ scheme }) => scheme === "basic")) {
		if (credentials?.kind === "password") return basic(credentials);
		throw require_quick.imageUnavailable(`${registry.host} requires a user and a password`, {
			httpStatus: 401,
			hint: `Log in first: docker login ${registry.host}`
		});
	}
	throw require_quick.imageUnavailable(`${registry.host} requires an unknown way to log in: ${header || "no scheme named"}`, { httpStatus: 401 });
}
function basic({ user, password }) {
	return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
async function fetchToken(parameters, options) {
	const realm = realmOf(parameters["realm"], options.registry);
	const query = new URLSearchParams();
	if (parameters["service"] !== void 0) query.set("service", parameters["service"]);
	query.set("scope", parameters["scope"] ?? options.scope);
	const response = await options.send(tokenRequest(realm, query, options.credentials));
	const body = await readBody(response, MAX_ANSWER);
	if (response.status !== 200) {
		const hint = options.credentials === void 0 ? `Log in first: docker login ${options.registry.host}` : "Check that the credentials are valid and may read this repository.";
		throw require_quick.imageUnavailable(`${realm.host} gives no token for ${options.registry.host} (${response.status})`, {
			httpStatus: response.status,
			hint
		});
	}
	if (body === void 0) throw require_quick.imageUnavailable(`${realm.host} answers with more than ${MAX_ANSWER} bytes instead of a token`, { value: realm.host });
	const json = require_quick.parseObject(body, `the token of ${realm.host}`);
	const token = json["token"] ?? json["access_token"];
	if (typeof token === "string" && /^[\x21-\x7e]+$/.test(token)) return token;
	throw require_quick.imageUnavailable(`${realm.host} answers without a token`, { value: realm.host });
}
/** The registry chooses the host that gets the credentials, but never sends credentials from HTTPS to HTTP. */
function realmOf(realm, registry) {
	const url = realm === void 0 ? null : URL.parse(realm);
	const isOpen = url?.protocol === "http:" && registry.protocol === "https:" && !isLoopback(url.hostname);
	if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
	throw require_quick.imageUnavailable(`${registry.host} names an unsafe address for tokens: "${realm ?? ""}"`, { value: realm ?? "" });
}
function tokenRequest(realm, query, credentials) {
	if (credentials?.kind === "identity") {
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
	const headers = credentials ? { authorization: basic(credentials) } : {};
	if (credentials) url.searchParams.set("account", credentials.user);
	return {
		method: "GET",
		url,
		headers
	};
}
// src/registry/credentials.ts
/** Bytes. No real Docker config file is larger. */
const MAX_CONFIG = 4 * 1024 ** 2;
const NONE = /* @__PURE__ */ new Set(["ENOENT", "ENOTDIR"]);
/** The user name of helpers for an identity token. */
const TOKEN_USER = "<token>";
/** Docker Hub's name in config files. */
const HUB = "https://index.docker.io/v1/";
/**
* Returns the credentials of a registry from the Docker config file: from the registry's helper, the common store, or the
* file itself, in this order.
* @throws ObuilderError `input-invalid` for a malformed file, and the errors of the helper
*/
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
		bytes = await require_quick.readWhole(files, { path: file }, { limit: MAX_CONFIG });
	} catch (cause) {
		if (NONE.has(require_reader.errnoOf(cause) ?? "")) return void 0;
		if (require_index.isObuilderError(cause)) throw cause;
		throw new require_index.ObuilderError("input-invalid", `could not read the Docker config file ${file}`, {
			value: file,
			cause
		});
	}
	try {
		return require_quick.parseObject(bytes, file);
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
	return require_quick.isObject(value) ? nonEmpty(value[key]) : void 0;
}
async function askHelper(files, { helper, server }) {
	if (!/^[A-Za-z0-9._-]+$/.test(helper)) throw new require_index.ObuilderError("input-invalid", `"${helper}" is no name of a credential helper`, { value: helper });
	const answer = await files.askCredentialHelper(helper, server);
	if (answer === void 0) return void 0;
	const json = require_quick.parseObject(Buffer.from(answer), `the answer of docker-credential-${helper}`);
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
/** Keys of `auths` are hosts, with an optional scheme and path. */
function fromAuths(auths, domain) {
	if (!require_quick.isObject(auths)) return void 0;
	const names = domain === "docker.io" ? [
		"docker.io",
		"index.docker.io",
		"registry-1.docker.io"
	] : [domain];
	const hostOf = (key) => key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "");
	const keys = Object.keys(auths).filter((key) => names.includes(hostOf(key)));
	for (const key of keys) {
		const entry = auths[key];
		const found = require_quick.isObject(entry) ? fromEntry(entry) : void 0;
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
// src/registry/retry.ts
const MAX_TRIES$1 = 4;
const MAX_WAIT_MS = 6e4;
const TRANSIENT_STATUS = /* @__PURE__ */ new Set([
	408,
	429,
	500,
	502,
	503,
	504
]);
/** Failures during a transfer. A refused connection or an unknown name does not recover within seconds. */
const TRANSIENT_CODES = /* @__PURE__ */ new Set([
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"EAI_AGAIN",
	"ECONNABORTED",
	"ERR_STREAM_PREMATURE_CLOSE"
]);
/** Retries a request after transient failures, a few times, no earlier than the server asks (Retry-After, RFC 9110). */
async function withRetries(attempt, options) {
	for (let tries = 1;; tries += 1) {
		let askedMs;
		try {
			const response = await attempt();
			if (!TRANSIENT_STATUS.has(response.status) || tries === MAX_TRIES$1) return response;
			askedMs = parseRetryAfter(response.headers["retry-after"], Date.now());
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
/** Waits before try number `tries` + 1. */
async function waitBeforeRetry(tries, options) {
	const wait = options.askedMs ?? options.firstMs * 2 ** (tries - 1);
	const signal = options.signal;
	await (0, node_timers_promises.setTimeout)(Math.min(wait, MAX_WAIT_MS), void 0, signal ? { signal } : {});
}
function isTransient(error) {
	if (!require_index.isObuilderError(error, "image-unavailable")) return false;
	return error.errno !== void 0 && TRANSIENT_CODES.has(error.errno);
}
/** Returns milliseconds. The header has seconds or a date. */
function parseRetryAfter(value, now) {
	if (value === void 0) return void 0;
	if (/^\d+$/.test(value)) return Number(value) * 1e3;
	const date = Date.parse(value);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
// src/registry/repository.ts
var repository_exports = /* @__PURE__ */ require_index.__exportAll({ Repository: () => Repository });
const MAX_REDIRECTS = 5;
/** Connections for the same blob. */
const MAX_TRIES = 5;
const REDIRECTS = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
const FIRST_RETRY_MS = 500;
/** A repository of a registry, over the OCI distribution protocol 1.1 (pull only). */
var Repository = class {
	#options;
	#base;
	/** The Authorization header after the last challenge. */
	#authorization;
	constructor(options) {
		this.#options = options;
		const host = require_quick.registryHost(options.domain);
		const base = new URL(`https://${host}/v2/${options.repository}/`);
		const isPlain = isLoopback(base.hostname) || (options.plainHttp?.includes(options.domain) ?? false);
		this.#base = isPlain && options.certificates === void 0 ? new URL(`http://${host}${base.pathname}`) : base;
	}
	/**
	* Returns the current digest of a tag.
	* @throws ObuilderError `image-unavailable`
	*/
	async resolveTag(tag, signal) {
		const response = await this.#request({
			method: "HEAD",
			path: `manifests/${tag}`,
			signal
		});
		discard(response);
		const digest = response.headers["docker-content-digest"];
		if (response.status === 200 && digest !== void 0 && require_quick.isDigest(digest)) return digest;
		return (await this.fetchManifest(tag, signal)).digest;
	}
	/**
	* Fetches a manifest by tag or digest, and checks the digest.
	* @throws ObuilderError `image-unavailable`, or `image-invalid` for another digest
	*/
	async fetchManifest(reference, signal) {
		const response = await this.#request({
			method: "GET",
			path: `manifests/${reference}`,
			signal
		});
		const what = `manifest ${reference} of ${this.#name}`;
		await this.#expectOk(response, what);
		const bytes = await this.#readLimited(response, {
			limit: require_quick.MAX_MANIFEST,
			what
		});
		if (!require_quick.isDigest(reference)) return {
			digest: require_quick.digestOf(bytes),
			bytes
		};
		require_quick.verifyBytes(bytes, reference, what);
		return {
			digest: reference,
			bytes
		};
	}
	/** Fetches a small blob as a whole, and checks the digest. */
	async fetchBlob(digest, options) {
		const what = `blob ${digest} of ${this.#name}`;
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
		require_quick.verifyBytes(bytes, digest, what);
		return bytes;
	}
	/**
	* Streams a blob without checking the digest. Continues after a broken connection from the last received byte.
	* @throws ObuilderError `image-unavailable`, or `image-invalid` if the registry announces another length
	*/
	async *streamBlob(digest, size, signal) {
		const what = `blob ${digest} of ${this.#name}`;
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
				for await (const chunk of response.body) {
					const rest = chunk.subarray(Math.min(unneeded, chunk.length));
					unneeded -= chunk.length - rest.length;
					received += rest.length;
					if (rest.length > 0) yield rest;
				}
				return;
			} catch (error) {
				signal.throwIfAborted();
				if (tries === MAX_TRIES) throw require_quick.imageUnavailable(`${what} breaks off again and again, last after ${received} of ${size} bytes`, {
					value: digest,
					cause: error
				});
				await waitBeforeRetry(tries, {
					firstMs: this.#retryMs,
					signal
				});
			} finally {
				response.body.destroy();
			}
		}
	}
	get #retryMs() {
		return this.#options.retryMs ?? FIRST_RETRY_MS;
	}
	get #name() {
		return `${this.#options.domain}/${this.#options.repository}`;
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
		const { method, path, signal } = request;
		const url = new URL(path, this.#base);
		const headers = path.startsWith("manifests/") ? { accept: require_quick.ACCEPT_MANIFESTS } : { ...request.headers };
		const attempt = () => this.#follow({
			method,
			url,
			headers,
			signal
		});
		const retry = {
			firstMs: this.#retryMs,
			signal
		};
		const first = await withRetries(attempt, retry);
		if (first.status !== 401) return first;
		discard(first);
		const { dockerConfig, domain, repository } = this.#options;
		this.#authorization = await authorize(first.headers["www-authenticate"] ?? "", {
			registry: url,
			scope: `repository:${repository}:pull`,
			credentials: dockerConfig === void 0 ? void 0 : await findCredentials(dockerConfig, domain),
			send: (wanted) => withRetries(() => send$1({
				...wanted,
				...this.#transport,
				signal
			}), retry)
		});
		return await withRetries(attempt, retry);
	}
	get #transport() {
		const { certificates, trust } = this.#options;
		return {
			certificates,
			trust
		};
	}
	/** Follows redirects. Only the registry itself gets the Authorization header. */
	async #follow(request) {
		let url = request.url;
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
			const headers = url.origin === this.#base.origin && this.#authorization !== void 0 ? {
				...request.headers,
				authorization: this.#authorization
			} : request.headers;
			const response = await send$1({
				...request,
				...this.#transport,
				url,
				headers
			});
			const location = response.headers["location"];
			if (!REDIRECTS.has(response.status) || location === void 0) return response;
			discard(response);
			url = checkRedirect(url, location);
		}
		throw require_quick.imageUnavailable(`${this.#base.host} redirects too often`, { value: url.host });
	}
	async #expectOk(response, what) {
		const { status, headers } = response;
		if (status === 200 || status === 206) return;
		const length = Number(headers["content-length"] ?? 0);
		if (length > 0 && length < 4194304) await readBody(response, require_quick.MAX_MANIFEST).catch(() => void 0);
		else response.body.destroy();
		throw statusError(status, {
			what,
			host: this.#base.host
		});
	}
	async #readLimited(response, { limit, what }) {
		const body = await readBody(response, limit);
		if (body === void 0) throw require_quick.imageInvalid(`${what} is larger than ${limit} bytes`);
		return body;
	}
};
function statusError(status, { what, host }) {
	if (status === 404) return require_quick.imageUnavailable(`${what} is not in the registry`, {
		httpStatus: status,
		hint: "Check the name and the tag."
	});
	if (status === 401 || status === 403) {
		const hint = `Log in with an account that may read the image: docker login ${host}`;
		return require_quick.imageUnavailable(`the credentials do not allow reading ${what} (${status})`, {
			httpStatus: status,
			hint
		});
	}
	return require_quick.imageUnavailable(`could not read ${what}: ${host} answers ${status}`, {
		httpStatus: status,
		hint: "Try again later."
	});
}
function checkLength(response, { expected, what }) {
	const announced = response.headers["content-length"];
	if (announced === void 0 || Number(announced) === expected) return;
	response.body.destroy();
	throw require_quick.imageInvalid(`${what} has ${announced} bytes instead of ${expected}`);
}
function checkRedirect(from, location) {
	const url = URL.parse(location, from.href);
	const isOpen = url?.protocol === "http:" && from.protocol === "https:";
	if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
	throw require_quick.imageUnavailable(`${from.host} redirects to the unsafe address "${location}"`, { value: location });
}
// src/sandbox/enter.ts
var enter_exports = /* @__PURE__ */ require_index.__exportAll({ enterStep: () => enterStep });
const KILLED = 128 + node_os.constants.signals.SIGKILL;
/** Runs a command for a person, as `enter` in the contract. Returns its exit status; 137 after a cancellation. */
async function enterStep(request, context) {
	if (request.signal?.aborted) return KILLED;
	const name = require_quick.newStepName();
	const output = request.terminal ? "terminal" : "apart";
	const step = prepareStep({
		...request,
		mounts: [],
		output
	}, name, context);
	const restoreTerminal = request.terminal ? noteTerminal() : void 0;
	try {
		const start = startAttachedWith;
		const { code, stopped } = await runContainer(request, {
			runtime: context.runtime,
			name,
			step,
			start
		});
		return stopped === void 0 ? code : KILLED;
	} finally {
		restoreTerminal?.();
		step.remove();
	}
}
const startAttachedWith = (file, args, env) => require_quick.startAttached(file, args, {
	env,
	cwd: "/"
});
// src/host/kernel-log.ts
/** The kernel cuts a record of /dev/kmsg at this length (CONSOLE_EXT_LOG_MAX). */
const MAX_RECORD_BYTES = 8192;
/** More than any ring buffer of the kernel holds. */
const MAX_RECORDS = 1e5;
/** Microseconds of the clock that stamps records of the kernel's log. */
const kernelTime = () => Number(process.hrtime.bigint() / 1000n);
/**
* Returns the texts of the kernel's log since a time of `kernelTime`, oldest first. Returns none if the log is closed to this
* process, as in many containers.
*/
function kernelLogSince(sinceUs) {
	try {
		const log = (0, node_fs.openSync)("/dev/kmsg", node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
		try {
			return recordsOf(log).flatMap((record) => textSince(record, sinceUs));
		} finally {
			(0, node_fs.closeSync)(log);
		}
	} catch {
		return [];
	}
}
function recordsOf(log) {
	const records = [];
	const buffer = Buffer.alloc(MAX_RECORD_BYTES);
	while (records.length < MAX_RECORDS) try {
		records.push(buffer.toString("utf8", 0, (0, node_fs.readSync)(log, buffer)));
	} catch (error) {
		if (error.code !== "EPIPE") break;
	}
	return records;
}
/** A record is `PRIORITY,NUMBER,MICROSECONDS,FLAGS;TEXT` (Documentation/ABI/testing/dev-kmsg). */
function textSince(record, sinceUs) {
	const [, time, text] = /^\d+,\d+,(\d+),[^;]*;([^\n]*)/.exec(record) ?? [];
	return time !== void 0 && text !== void 0 && Number(time) >= sinceUs ? [text] : [];
}
// src/sandbox/full-place.ts
/** Returns the error of a step that could not start, and names a full file system. Asks the file systems, never the error's text. */
function namingFullPlace(error, directory) {
	const written = [...directory === void 0 ? [] : [directory], ...require_reader.usualPlaces()];
	if (require_reader.isSpaceFault(error)) return require_reader.diskFull("the step cannot be started", error, { written });
	if (!require_index.isObuilderError(error, "sandbox-failed")) return error;
	const full = require_reader.fullPlaceOf(written);
	if (full === void 0) return error;
	const { message, value, at } = error;
	return new require_index.ObuilderError("sandbox-failed", `${message}; ${full.place} is full (${full.lack})`, {
		value,
		at,
		hint: `Free space at ${full.place}.`,
		cause: error
	});
}
// src/sandbox/killed-call.ts
/** AUDIT_ARCH values of linux/audit.h. */
const ARCHITECTURES = {
	c000003e: "x86_64",
	"40000003": "i386",
	c00000b7: "aarch64",
	"40000028": "arm"
};
/** Added to the numbers of x32, the 32-bit programs with 64-bit registers. */
const X32_BIT = 1073741824;
/**
* The system call for which the kernel killed a process of a step, for example `system call 63 of x86_64`, from the kernel's log.
* Steps that run at the same time share the log; the newest record counts.
*
* @param sinceUs the start of the step, by `kernelTime`
* @returns undefined if the kernel writes no such log, or the log is closed to us
*/
function killedCall(sinceUs) {
	return callIn(kernelLogSince(sinceUs));
}
/** @param log texts of the kernel's log; AUDIT_SECCOMP is record type 1326 */
function callIn(log) {
	const record = log.findLast((text) => /\btype=1326\b/.test(text) && /\bsig=31\b/.test(text));
	const [, arch = "", number = ""] = /\barch=([0-9a-f]+) syscall=(\d+)/.exec(record ?? "") ?? [];
	if (number === "") return void 0;
	const call = Number(number);
	if (arch === "c000003e" && call >= X32_BIT) return `system call ${call - X32_BIT} of x32`;
	return `system call ${call} of ${ARCHITECTURES[arch] ?? `architecture ${arch}`}`;
}
// src/sandbox/run.ts
var run_exports = /* @__PURE__ */ require_index.__exportAll({ runStep: () => runStep });
/** Runs one step as `run` in the contract, with any runtime that has runc's command line. */
async function runStep(request, context) {
	if (request.signal?.aborted) return { kind: "cancelled" };
	const { onOutput } = request;
	const seconds = request.limits?.seconds ?? require_quick.DEFAULT_LIMITS.seconds;
	const timed = {
		signal: request.signal,
		limits: {
			...request.limits,
			seconds
		}
	};
	const name = require_quick.newStepName();
	const sinceUs = kernelTime();
	const { memory } = context.runtime;
	let step;
	try {
		step = prepareStep(request, name, context);
		const ending = await runContainer(timed, {
			runtime: context.runtime,
			name,
			step,
			start: (file, args, env) => startStreaming(file, args, {
				env,
				onOutput
			})
		});
		const bounds = require_quick.boundsOf(request.limits, context.machine);
		const reached = ending.counts && reachedBounds(ending.counts, bounds);
		if (ending.stopped === "cancelled") return { kind: "cancelled" };
		if (ending.stopped === "timed-out") return {
			kind: "timed-out",
			seconds,
			reached,
			written: step.reports.read().written
		};
		return resultOf(ending, {
			step,
			reached,
			sinceUs
		});
	} catch (error) {
		throw namingFullPlace(error, memory);
	} finally {
		step?.remove();
	}
}
function resultOf({ code, counts }, { step, reached, sinceUs }) {
	const { outputFile, written } = step.reports.read();
	if (code !== 0 && counts !== void 0 && counts.memoryKills > 0) return {
		kind: "killed",
		signal: "SIGKILL",
		outOfMemory: true,
		reached,
		written
	};
	const signal = signalName(code - 128);
	if (signal) return {
		kind: "killed",
		signal,
		outOfMemory: false,
		refusedCall: signal === "SIGSYS" ? killedCall(sinceUs) : void 0,
		reached,
		written
	};
	const missing = missingShell(code, step.launch);
	if (missing) throw missing;
	return {
		kind: "exited",
		code,
		outputFile,
		reached,
		written
	};
}
function signalName(number) {
	return Object.entries(node_os.constants.signals).find(([, value]) => value === number)?.[0];
}
// src/sandbox/wall/second-wall.ts
var second_wall_exports = /* @__PURE__ */ require_index.__exportAll({ secondWall: () => secondWall });
const WITHOUT = "Steps run without a user namespace, so root in a step is root to the kernel";
/** Returns a `SecondWall` that makes a trial once for each file system and kind of volume. */
function secondWall(options) {
	if (options.mode === "never") {
		options.onNotice(`${WITHOUT}, as asked.`);
		return async () => void 0;
	}
	const known = /* @__PURE__ */ new Map();
	let namespace;
	const namespaceIn = (scratch) => {
		(0, node_fs.mkdirSync)(scratch, {
			recursive: true,
			mode: 448
		});
		namespace ??= makeUserNamespace(node_path.default.join(scratch, `${require_quick.newStepName()}.start`), STEP_IDS);
		return namespace;
	};
	const build = async (place, key, machine) => {
		try {
			const userNamespace = {
				path: await namespaceIn(place.scratch),
				overlayAt: require_quick.remakeOverlay
			};
			const note = node_path.default.join(options.notes, key);
			const tried = whatIsTried(options.runtime, place);
			if (require_reader.textOf(note) !== tried) {
				const context = {
					runtime: options.runtime,
					machine,
					userNamespace
				};
				await tryEnclosure({
					directory: place.scratch,
					isOverlay: require_quick.isOverlayMount(place.rootfs)
				}, context);
				(0, node_fs.mkdirSync)(options.notes, {
					recursive: true,
					mode: 448
				});
				(0, node_fs.writeFileSync)(note, tried, { mode: 384 });
			}
			options.onNotice("Root in a step is nobody on this machine: steps have a user namespace.");
			return userNamespace;
		} catch (error) {
			return withoutWall(error, options);
		}
	};
	return (place, machine) => {
		const key = keyOf(place);
		const found = known.get(key) ?? build(place, key, machine);
		known.set(key, found);
		return found;
	};
}
function withoutWall(error, { mode, onNotice }) {
	const { message, cause, code } = require_index.asObuilderError(error);
	if (code === "tool-missing" || code === "cancelled") throw error;
	if (mode === "always") throw new require_index.ObuilderError("sandbox-failed", `steps cannot have a user namespace here: ${message}`, {
		hint: "Let `doctor` name the missing parts of this machine. Or, if the owner of the machine agrees, build with: user-namespace auto.",
		cause
	});
	onNotice(`${WITHOUT}: ${message}.`);
}
function keyOf({ rootfs, scratch }) {
	(0, node_fs.mkdirSync)(scratch, {
		recursive: true,
		mode: 448
	});
	return `${(0, node_fs.statSync)(scratch).dev}-${require_quick.isOverlayMount(rootfs) ? "overlay" : "plain"}`;
}
/** Identifies a trial's runtime and mount. Has the runtime's size and time because of updates, and more than the reusable device number. */
function whatIsTried({ program }, { scratch }) {
	const { mtimeMs, size } = (0, node_fs.statSync)(program, { throwIfNoEntry: false }) ?? {};
	const mount = require_reader.mountOf((0, node_fs.realpathSync)(scratch));
	return `${JSON.stringify([
		program,
		size,
		mtimeMs,
		mount?.device,
		mount?.type,
		mount?.directory
	])}\n`;
}
// src/store/choose/auto-trial.ts
var auto_trial_exports = /* @__PURE__ */ require_index.__exportAll({
	insteadOfPool: () => insteadOfPool,
	tried: () => tried
});
/** A file for the trial of loop devices, attached read-only for a moment. */
const ANY_FILE = "/bin/sh";
/**
* Chooses another kind of store after a failure to make or mount the pool, if the machine does not allow image files. Trials
* decide, never the words of the error.
*
* @throws ObuilderError the given error if image files work; `store-unavailable` naming a missing privilege
*/
async function insteadOfPool(facts, error) {
	await checkPrivileges(facts.directory);
	const lack = await require_quick.whyNoLoopDevices(ANY_FILE);
	if (lack === void 0) throw require_quick.asPlaceError(facts.directory, error);
	const { why, ...choice } = require_quick.chooseStore({
		...facts,
		hasImage: false,
		hasLoopDevices: () => false
	});
	const image = node_path.default.join(facts.directory, "pool.img");
	const left = (0, node_fs.existsSync)(image) ? `; the pool in ${image} waits for a machine that can mount it` : "";
	return await tried(facts, {
		...choice,
		why: `${why} (${lack})${left}`
	});
}
/**
* Returns the choice, or the next fallback if the driver does not work there. A store that exists was tried when it was made.
*
* @throws ObuilderError `store-unavailable` naming the privilege that is missing
*/
async function tried(facts, choice) {
	if ((0, node_fs.existsSync)(choice.directory)) return choice;
	await checkPrivileges(node_path.default.dirname(choice.directory));
	const trial = require_quick.driverEntry(choice.driver)?.fallback?.trial;
	if (choice.pool !== void 0 || trial === void 0) return choice;
	const near = (0, node_fs.realpathSync)(require_reader.nearestExisting(choice.directory));
	try {
		await trial(near);
		return choice;
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		const why = `${choice.why}, and ${choice.driver} does not work at ${near}`;
		const next = require_quick.chooseFallback(facts, why, choice.driver);
		if (next === void 0) throw error;
		return await tried(facts, next);
	}
}
async function checkPrivileges(directory) {
	const why = await require_quick.whyNoMounts();
	if (why !== void 0) throw require_quick.cannotMount(why);
	try {
		(0, node_fs.accessSync)(require_reader.nearestExisting(directory), node_fs.constants.W_OK);
		(0, node_fs.mkdirSync)(directory, {
			recursive: true,
			mode: 448
		});
	} catch (cause) {
		const reason = require_reader.errnoOf(cause) === "EROFS" ? "the file system is read-only" : String(require_reader.errnoOf(cause));
		throw new require_index.ObuilderError("store-unavailable", `no store can be made at ${directory}: ${reason}`, {
			value: directory,
			hint: `systemd: set ReadWritePaths=${directory} in the unit of the runner, after a mkdir. Docker and Kubernetes: mount a volume there. Or name a store elsewhere: OBUILDER_STORE=btrfs:DIRECTORY.`,
			cause
		});
	}
}
// src/host/packages.ts
const APT = "/usr/bin/apt-get";
/** Bounds an installation that waits for an answer or a mirror. */
const MAX_INSTALL_MS = 12e5;
/** Time between SIGTERM and SIGKILL. A runner waits 7.5 s after a cancel. */
const GRACE_MS = 1500;
/** The whole environment of package scripts: without questions, and without restarts of services, which could include the runner. */
const ENVIRONMENT = {
	PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	HOME: "/root",
	LC_ALL: "C.UTF-8",
	TERM: "dumb",
	DEBIAN_FRONTEND: "noninteractive",
	DEBIAN_PRIORITY: "critical",
	APT_LISTCHANGES_FRONTEND: "none",
	NEEDRESTART_MODE: "l"
};
const OPTIONS = [
	"DPkg::Lock::Timeout=120",
	"Acquire::Retries=2",
	"Acquire::http::Timeout=60",
	"Acquire::https::Timeout=60",
	"Dpkg::Use-Pty=0",
	"Dpkg::Options::=--force-confdef",
	"Dpkg::Options::=--force-confold"
];
/**
* Installs Debian packages. If the first attempt fails, finishes interrupted installations, fetches the package lists and retries. A
* cancel, or the death of this process, ends all programs within two seconds.
*
* @throws ObuilderError `tool-missing` if the retry fails too; `cancelled`
*/
async function installPackages(installation) {
	const { packages } = installation;
	if (!(0, node_fs.existsSync)(APT)) throw new require_index.ObuilderError("tool-missing", `this machine lacks ${packages.join(" and ")}, and it has no apt-get`, {
		value: packages.join(" "),
		hint: "Install them with the system's own package manager; the action does so on Debian and Ubuntu only."
	});
	const options = OPTIONS.flatMap((option) => ["-o", option]);
	const install = [
		APT,
		...options,
		"install",
		"-y",
		"--no-install-recommends",
		"--",
		...packages
	];
	if (await succeeds(install, installation)) return;
	await succeeds([
		"/usr/bin/dpkg",
		"--force-confdef",
		"--force-confold",
		"--configure",
		"-a"
	], installation);
	await succeeds([
		APT,
		...options,
		"update"
	], installation);
	if (await succeeds(install, installation)) return;
	throw new require_index.ObuilderError("tool-missing", `${packages.join(" and ")} could not be installed`, {
		value: packages.join(" "),
		hint: `See the group "Install ${packages.join(", ")}" in the log. Install them on the runner once: apt-get install ${packages.join(" ")}`
	});
}
/** Runs one command in a group of its own, without stdin. */
async function succeeds([file = "", ...args], { onOutput, signal }) {
	const limit = AbortSignal.any([signal, AbortSignal.timeout(MAX_INSTALL_MS)]);
	if (limit.aborted) throw stopped(signal);
	const { child, ended: closed } = require_reader.startProgram(file, args, {
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: true,
		env: ENVIRONMENT
	});
	const watchdog = require_quick.startWatchdog("kill -s KILL -- \"-$1\"", [String(child.pid)], { PATH: ENVIRONMENT.PATH });
	watchdog.busy(1);
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
	const ended = new Promise((resolve) => {
		closed.then(({ code }) => resolve(code ?? null), () => resolve(null));
		child.on("exit", (status) => setTimeout(() => resolve(status), 300));
	});
	const onAbort = () => {
		if (child.pid !== void 0) endGroup(child.pid, ended);
	};
	limit.addEventListener("abort", onAbort, { once: true });
	try {
		const status = await ended;
		if (limit.aborted) throw stopped(signal);
		return status === 0;
	} finally {
		limit.removeEventListener("abort", onAbort);
		watchdog.busy(0);
		for (const stream of [child.stdout, child.stderr]) stream.destroy();
	}
}
/** Ends all programs of a group, with SIGKILL if SIGTERM is not enough. */
async function endGroup(group, ended) {
	send(group, "SIGTERM");
	await Promise.race([ended, (0, node_timers_promises.setTimeout)(GRACE_MS)]);
	send(group, "SIGKILL");
}
/** Ignores a group that has ended already. */
function send(group, signal) {
	try {
		process.kill(-group, signal);
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
function stopped(signal) {
	if (signal.aborted) return new require_index.ObuilderError("cancelled", "the installation of packages was cancelled");
	return new require_index.ObuilderError("tool-missing", `the installation of packages took longer than ${MAX_INSTALL_MS / 6e4} minutes`, { hint: "Install the packages on the runner once; the log shows how far the installation came." });
}
// src/worker/install-programs.ts
var install_programs_exports = /* @__PURE__ */ require_index.__exportAll({ installPrograms: () => installPrograms });
/**
* Installs the missing packages for a store; a lock admits only one worker at a time. This process chooses the packages, because
* a request names only a store.
*
* @throws ObuilderError `tool-missing`, `cancelled`
*/
async function installPrograms({ store, emit, signal }) {
	(0, node_fs.mkdirSync)(require_index.places.runDirectory, {
		recursive: true,
		mode: 448
	});
	const lock = await require_quick.waitForLock(node_path.default.join(require_index.places.runDirectory, "install.lock"), signal);
	try {
		const packages = require_quick.missingPackages(store, process.env["PATH"] ?? "");
		if (packages.length === 0) return;
		emit({
			type: "install",
			packages
		});
		const onOutput = (text) => emit({
			type: "install-output",
			text
		});
		await installPackages({
			packages,
			onOutput,
			signal
		}).finally(() => emit({ type: "install-end" }));
	} finally {
		lock.release();
	}
}
Object.defineProperty(exports, "LAUNCHER", {
	enumerable: true,
	get: function() {
		return LAUNCHER;
	}
});
Object.defineProperty(exports, "PROGRAM", {
	enumerable: true,
	get: function() {
		return PROGRAM;
	}
});
Object.defineProperty(exports, "PROGRAM_LIBRARY", {
	enumerable: true,
	get: function() {
		return PROGRAM_LIBRARY;
	}
});
Object.defineProperty(exports, "STEP_IDS", {
	enumerable: true,
	get: function() {
		return STEP_IDS;
	}
});
Object.defineProperty(exports, "VERSION_LINE", {
	enumerable: true,
	get: function() {
		return VERSION_LINE;
	}
});
Object.defineProperty(exports, "asRoot", {
	enumerable: true,
	get: function() {
		return asRoot;
	}
});
Object.defineProperty(exports, "auto_trial_exports", {
	enumerable: true,
	get: function() {
		return auto_trial_exports;
	}
});
Object.defineProperty(exports, "docker_archive_exports", {
	enumerable: true,
	get: function() {
		return docker_archive_exports;
	}
});
Object.defineProperty(exports, "enter_exports", {
	enumerable: true,
	get: function() {
		return enter_exports;
	}
});
Object.defineProperty(exports, "formatSpecError", {
	enumerable: true,
	get: function() {
		return formatSpecError;
	}
});
Object.defineProperty(exports, "gnu_tar_exports", {
	enumerable: true,
	get: function() {
		return gnu_tar_exports;
	}
});
Object.defineProperty(exports, "hasTerminal", {
	enumerable: true,
	get: function() {
		return hasTerminal;
	}
});
Object.defineProperty(exports, "install_programs_exports", {
	enumerable: true,
	get: function() {
		return install_programs_exports;
	}
});
Object.defineProperty(exports, "installedVersion", {
	enumerable: true,
	get: function() {
		return installedVersion;
	}
});
Object.defineProperty(exports, "isAllowed", {
	enumerable: true,
	get: function() {
		return isAllowed;
	}
});
Object.defineProperty(exports, "launcher", {
	enumerable: true,
	get: function() {
		return launcher;
	}
});
Object.defineProperty(exports, "load_layers_exports", {
	enumerable: true,
	get: function() {
		return load_layers_exports;
	}
});
Object.defineProperty(exports, "load_rootfs_exports", {
	enumerable: true,
	get: function() {
		return load_rootfs_exports;
	}
});
Object.defineProperty(exports, "makeUserNamespace", {
	enumerable: true,
	get: function() {
		return makeUserNamespace;
	}
});
Object.defineProperty(exports, "oci_archive_exports", {
	enumerable: true,
	get: function() {
		return oci_archive_exports;
	}
});
Object.defineProperty(exports, "p_limit_exports", {
	enumerable: true,
	get: function() {
		return p_limit_exports;
	}
});
Object.defineProperty(exports, "repository_exports", {
	enumerable: true,
	get: function() {
		return repository_exports;
	}
});
Object.defineProperty(exports, "require_picomatch", {
	enumerable: true,
	get: function() {
		return require_picomatch;
	}
});
Object.defineProperty(exports, "run_exports", {
	enumerable: true,
	get: function() {
		return run_exports;
	}
});
Object.defineProperty(exports, "second_wall_exports", {
	enumerable: true,
	get: function() {
		return second_wall_exports;
	}
});
Object.defineProperty(exports, "shellOf", {
	enumerable: true,
	get: function() {
		return shellOf;
	}
});
Object.defineProperty(exports, "sudoersLine", {
	enumerable: true,
	get: function() {
		return sudoersLine;
	}
});
Object.defineProperty(exports, "tryEnclosure", {
	enumerable: true,
	get: function() {
		return tryEnclosure;
	}
});
Object.defineProperty(exports, "versionOf", {
	enumerable: true,
	get: function() {
		return versionOf;
	}
});
Object.defineProperty(exports, "writeDockerfile", {
	enumerable: true,
	get: function() {
		return writeDockerfile;
	}
});
