const require_index = require("./index.js");
let node_module = require("node:module");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = require_index.__toESM(node_path, 1);
let node_util = require("node:util");
const node_os = () => require("node:os");
const node_timers_promises = () => require("node:timers/promises");
const node_crypto = () => require("node:crypto");
let node_buffer = require("node:buffer");
const node_stream = () => require("node:stream");
// node_modules/@balena/dockerignore/ignore.js
var require_ignore = require_index.__commonJSMin(((exports, module) => {
	/**
	* @license
	* Copyright 2020 Balena Ltd.
	*
	* Licensed under the Apache License, Version 2.0 (the "License");
	* you may not use this file except in compliance with the License.
	* You may obtain a copy of the License at
	*
	*    http://www.apache.org/licenses/LICENSE-2.0
	*
	* Unless required by applicable law or agreed to in writing, software
	* distributed under the License is distributed on an "AS IS" BASIS,
	* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
	* See the License for the specific language governing permissions and
	* limitations under the License.
	*
	* ------------------------------------------------------------------------
	*
	* Copyright 2018 Zeit, Inc.
	* Licensed under the MIT License. See file LICENSE.md for a full copy.
	*
	* ------------------------------------------------------------------------
	*/
	const path = require("path");
	const factory = (options) => new IgnoreBase(options);
	factory.default = factory;
	module.exports = factory;
	function make_array(subject) {
		return Array.isArray(subject) ? subject : [subject];
	}
	const REGEX_TRAILING_PATH_SEP = path.sep === "\\" ? /(?<=.)\\$/ : /(?<=.)\/$/;
	const KEY_IGNORE = typeof Symbol !== "undefined" ? Symbol.for("dockerignore") : "dockerignore";
	function cleanPath(file) {
		return path.normalize(file).replace(REGEX_TRAILING_PATH_SEP, "");
	}
	function toSlash(file) {
		if (path.sep === "/") return file;
		return file.replace(/\\/g, "/");
	}
	function fromSlash(file) {
		if (path.sep === "/") return file;
		return file.replace(/\//g, path.sep);
	}
	var IgnoreBase = class {
		constructor({ ignorecase = true } = {}) {
			this._rules = [];
			this._ignorecase = ignorecase;
			this[KEY_IGNORE] = true;
			this._initCache();
		}
		_initCache() {
			this._cache = {};
		}
		add(pattern) {
			this._added = false;
			if (typeof pattern === "string") pattern = pattern.split(/\r?\n/g);
			make_array(pattern).forEach(this._addPattern, this);
			if (this._added) this._initCache();
			return this;
		}
		addPattern(pattern) {
			return this.add(pattern);
		}
		_addPattern(pattern) {
			if (pattern && pattern[KEY_IGNORE]) {
				this._rules = this._rules.concat(pattern._rules);
				this._added = true;
				return;
			}
			if (this._checkPattern(pattern)) {
				const rule = this._createRule(pattern.trim());
				if (rule !== null) {
					this._added = true;
					this._rules.push(rule);
				}
			}
		}
		_checkPattern(pattern) {
			return pattern && typeof pattern === "string" && pattern.indexOf("#") !== 0 && pattern.trim() !== "";
		}
		filter(paths) {
			return make_array(paths).filter((path) => this._filter(path));
		}
		createFilter() {
			return (path) => this._filter(path);
		}
		ignores(path) {
			return !this._filter(path);
		}
		_createRule(pattern) {
			const origin = pattern;
			let negative = false;
			if (pattern[0] === "!") {
				negative = true;
				pattern = pattern.substring(1).trim();
			}
			if (pattern.length > 0) {
				pattern = cleanPath(pattern);
				pattern = toSlash(pattern);
				if (pattern.length > 1 && pattern[0] === "/") pattern = pattern.slice(1);
			}
			if (negative) pattern = "!" + pattern;
			pattern = pattern.trim();
			if (pattern === "") return null;
			pattern = cleanPath(pattern);
			if (pattern[0] === "!") {
				if (pattern.length === 1) return null;
				negative = true;
				pattern = pattern.substring(1);
			} else negative = false;
			return {
				origin,
				pattern,
				dirs: pattern.split(path.sep),
				negative
			};
		}
		_filter(path) {
			if (!path) return false;
			if (path in this._cache) return this._cache[path];
			return this._cache[path] = this._test(path);
		}
		_test(file) {
			file = fromSlash(file);
			const parentPath = cleanPath(path.dirname(file));
			const parentPathDirs = parentPath.split(path.sep);
			let matched = false;
			this._rules.forEach((rule) => {
				let match = this._match(file, rule);
				if (!match && parentPath !== ".") {
					if (rule.dirs.includes("**")) for (let i = rule.dirs.filter((x) => x !== "**").length; i <= parentPathDirs.length; i++) match = match || this._match(parentPathDirs.slice(0, i).join(path.sep), rule);
					else if (rule.dirs.length <= parentPathDirs.length) match = this._match(parentPathDirs.slice(0, rule.dirs.length).join(path.sep), rule);
				}
				if (match) matched = !rule.negative;
			});
			return !matched;
		}
		_match(file, rule) {
			return this._compile(rule).regexp.test(file);
		}
		_compile(rule) {
			if (rule.regexp) return rule;
			let regStr = "^";
			let escapedSlash = path.sep === "\\" ? "\\\\" : path.sep;
			for (let i = 0; i < rule.pattern.length; i++) {
				const ch = rule.pattern[i];
				if (ch === "*") {
					if (rule.pattern[i + 1] === "*") {
						i++;
						if (rule.pattern[i + 1] === path.sep) i++;
						if (rule.pattern[i + 1] === void 0) regStr += ".*";
						else regStr += `(.*${escapedSlash})?`;
					} else regStr += `[^${escapedSlash}]*`;
				} else if (ch === "?") regStr += `[^${escapedSlash}]`;
				else if (ch === "." || ch === "$") regStr += `\\${ch}`;
				else if (ch === "\\") {
					if (path.sep === "\\") {
						regStr += escapedSlash;
						continue;
					}
					if (rule.pattern[i + 1] !== void 0) {
						regStr += "\\" + rule.pattern[i + 1];
						i++;
					} else regStr += "\\";
				} else regStr += ch;
			}
			regStr += "$";
			rule.regexp = new RegExp(regStr, this._ignorecase ? "i" : "");
			return rule;
		}
	};
}));
// node_modules/picomatch/lib/constants.js
var require_constants = require_index.__commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
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
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));
// node_modules/picomatch/lib/utils.js
var require_utils = require_index.__commonJSMin(((exports) => {
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
var require_scan = require_index.__commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
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
var require_parse = require_index.__commonJSMin(((exports, module) => {
	const constants = require_constants();
	const utils = require_utils();
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
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
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
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
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
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
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
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
var require_picomatch$1 = require_index.__commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse();
	const utils = require_utils();
	const constants = require_constants();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
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
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	picomatch.scan = (input, options) => scan(input, options);
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
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	picomatch.constants = constants;
	module.exports = picomatch;
}));
// node_modules/picomatch/index.js
var require_picomatch = require_index.__commonJSMin(((exports, module) => {
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
// src/host/text-file.ts
function textOf(file) {
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch {
		return;
	}
}
const textOrEmpty = (file) => textOf(file) ?? "";
// node_modules/fastest-levenshtein/mod.js
var require_fastest_levenshtein = require_index.__commonJSMin(((exports) => {
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
// src/host/caller.ts
const MAX_ID = 2 ** 32 - 2;
function callerOf({ env, uid, etc = "/etc" }) {
	const asked = uid === 0 ? idOf(env, "SUDO_UID") : void 0;
	const caller = asked ?? uid;
	const account = accountOf(caller, etc);
	return {
		uid: caller,
		gid: (asked === void 0 ? ownGroup(uid) : idOf(env, "SUDO_GID")) ?? account?.gid ?? lacksGroup(caller),
		name: account?.name ?? (asked && env["SUDO_USER"] || `#${caller}`),
		home: account?.home ?? "/nonexistent",
		isRoot: caller === 0
	};
}
function groupsOf({ uid, gid, name }, etc = "/etc") {
	const groups = localAccount(uid, etc) !== void 0 ? localGroups(name, etc) : serviceGroups(name);
	return [...new Set([gid, ...groups])];
}
function idOf(env, variable) {
	const text = env[variable];
	if (text === void 0) return void 0;
	const id = Number(text);
	if (/^(?:0|[1-9]\d{0,9})$/.test(text) && id <= MAX_ID) return id;
	throw new require_index.ObuilderError("input-invalid", `${variable} is no id: ${JSON.stringify(text)}`, {
		value: text,
		hint: `Start the command by sudo, which sets ${variable}, or as root without ${variable}.`
	});
}
function ownGroup(uid) {
	return process.getuid?.() === uid ? process.getgid?.() : void 0;
}
function lacksGroup(uid) {
	throw new require_index.ObuilderError("input-invalid", `the user ${uid} has no account, and SUDO_GID is not set`, {
		value: String(uid),
		hint: "Start the command by sudo, which sets SUDO_GID."
	});
}
function accountOf(uid, etc) {
	return localAccount(uid, etc) ?? accountIn(outputOf("getent", ["passwd", String(uid)]), uid);
}
function localAccount(uid, etc) {
	return accountIn(textOrEmpty(node_path.default.join(etc, "passwd")), uid);
}
function accountIn(passwd, uid) {
	const [name = "", , , gid = "", , home = ""] = passwd.split("\n").map((line) => line.split(":")).find((candidate) => candidate.length >= 6 && candidate[2] === String(uid)) ?? [];
	if (name === "" || !/^\d+$/.test(gid)) return void 0;
	return {
		name,
		gid: Number(gid),
		home: home.startsWith("/") ? node_path.default.normalize(home) : "/nonexistent"
	};
}
function localGroups(name, etc) {
	return textOrEmpty(node_path.default.join(etc, "group")).split("\n").map((line) => line.split(":")).filter((fields) => fields[3]?.split(",").includes(name) && /^\d+$/.test(fields[2] ?? "")).map((fields) => Number(fields[2]));
}
function serviceGroups(name) {
	return outputOf("id", [
		"-G",
		"--",
		name
	]).split(/\s+/).filter((word) => /^\d+$/.test(word)).map(Number);
}
const isKnown = (kind, account, etc = "/etc") => textOrEmpty(node_path.default.join(etc, kind)).split("\n").map((line) => line.split(":")).some(([name, , id]) => name === account || id === account) || outputOf("getent", [
	kind,
	"--",
	account
]) !== "";
function outputOf(program, args) {
	try {
		return require_index.runAtOnce(`/usr/bin/${program}`, args, { env: {} });
	} catch {
		return "";
	}
}
function isInGroup(caller, groups, etc = "/etc") {
	const own = groupsOf(caller, etc).map(String);
	const names = textOrEmpty(node_path.default.join(etc, "group")).split("\n").map((line) => line.split(":")).flatMap(([name = "", , gid = ""]) => own.includes(gid) ? [name] : []);
	return groups.some((group) => own.includes(group) || names.includes(group));
}
// src/host/process/start.ts
function startProgram(file, args, options) {
	const { stdio, env, cwd = "/", detached, user } = options;
	const { spawn } = require_index.childProcess();
	const child = require_index.starting({
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
			if (child.pid === void 0) reject(require_index.asStartError({
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
// src/host/process/info.ts
const ownUid = () => require_index.must(process.getuid?.(), "the user id of this process");
function statFields(pid) {
	try {
		return fieldsOf$2((0, node_fs.readFileSync)(`/proc/${pid}/stat`, "latin1"));
	} catch {
		return;
	}
}
const fieldsOf$2 = (text) => text.slice(text.lastIndexOf(")") + 2).split(" ");
function processStart(pid) {
	const fields = statFields(pid);
	return fields === void 0 || fields[0] === "Z" ? void 0 : Number(fields[19]);
}
function parentOf(pid) {
	const fields = statFields(pid);
	return fields === void 0 ? void 0 : Number(fields[1]);
}
function childrenOf(pid) {
	return (0, node_fs.readdirSync)("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((child) => parentOf(child) === pid);
}
function killNow(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
// src/host/mount-table.ts
const readMounts = () => parseMounts((0, node_fs.readFileSync)("/proc/self/mountinfo", "utf8"));
const parseMounts = (text) => text.split("\n").flatMap(parseMount);
function parseMount(line) {
	const [mount = "", fileSystem = ""] = line.split(" - ");
	const [, , , root, directory, own = ""] = mount.split(" ");
	const [type, device = "", common = ""] = fileSystem.split(" ");
	if (root === void 0 || !directory || !type) return [];
	const options = [...own.split(","), ...common.split(",")];
	return [{
		root: plain(root),
		directory: plain(directory),
		type,
		device: plain(device),
		options
	}];
}
const plain = (field) => field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
// src/host/probes.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function findProgram(name, searchPath) {
	return [
		...searchPath.split(node_path.default.delimiter),
		"/usr/local/sbin",
		"/usr/sbin",
		"/sbin"
	].map((directory) => node_path.default.join(directory, name)).find((file) => (0, node_fs.existsSync)(file));
}
function nearestExisting(directory) {
	return (0, node_fs.existsSync)(directory) || directory === "/" ? directory : nearestExisting(node_path.default.dirname(directory));
}
function kernelHas(fileSystem) {
	return textOrEmpty("/proc/filesystems").split("\n").some((line) => line.split("	").at(-1) === fileSystem);
}
function canLoadModule(name) {
	return textOf(`/lib/modules/${textOf("/proc/sys/kernel/osrelease")?.trim() ?? ""}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}
function hasSeccomp() {
	return (0, node_fs.existsSync)("/proc/sys/kernel/seccomp/actions_avail");
}
function mountOf$1(directory) {
	return parseMounts(textOrEmpty("/proc/self/mountinfo")).filter(({ directory: point }) => `${directory}/`.startsWith(point === "/" ? "/" : `${point}/`)).reduce((best, mount) => mount.directory.length >= (best?.directory.length ?? 0) ? mount : best, void 0);
}
function btrfsNodeSize(device) {
	const root = "/sys/fs/btrfs";
	if (!(0, node_fs.existsSync)(root)) return void 0;
	const uuid = (0, node_fs.readdirSync)(root).find((name) => (0, node_fs.existsSync)(node_path.default.join(root, name, "devices", node_path.default.basename(device))));
	const size = uuid === void 0 ? void 0 : textOf(node_path.default.join(root, uuid, "nodesize"));
	return size === void 0 ? void 0 : Number(size);
}
const kernelRelease = () => textOf("/proc/sys/kernel/osrelease")?.trim() ?? "unknown";
function readConfinement() {
	const appArmor = textOf("/sys/module/apparmor/parameters/enabled")?.trim() === "Y";
	const profiles = textOf("/sys/kernel/security/apparmor/profiles");
	return {
		appArmor,
		ownProfile: appArmor ? textOf("/proc/self/attr/current")?.replace(/[\0\n]+$/, "") : void 0,
		parser: findProgram("apparmor_parser", process.env["PATH"] ?? ""),
		profiles: profiles?.split("\n").filter((line) => line !== ""),
		seLinuxEnforces: textOf("/sys/fs/selinux/enforce")?.trim() === "1"
	};
}
// src/files/full-disk.ts
const FULL = {
	bytes: 8 * 1024 ** 2,
	inodes: 128,
	share: 1 / 16
};
const ZFS = 801189825;
function spaceAt(existing) {
	const { type, bsize, blocks, bavail, files, ffree } = (0, node_fs.statfsSync)(existing);
	const bytes = {
		totalBytes: bsize * blocks,
		freeBytes: bsize * bavail
	};
	if (files === 0 || type === ZFS) return bytes;
	return {
		...bytes,
		totalInodes: files,
		freeInodes: ffree
	};
}
const isShort = (free, total, least) => total > 0 && free <= Math.min(least, FULL.share * total);
const lacksInodes = ({ totalInodes = 0, freeInodes = 0 }) => isShort(freeInodes, totalInodes, FULL.inodes);
function lackOf(space) {
	if (isShort(space.freeBytes, space.totalBytes, FULL.bytes)) return `${bytesText(space)} are free`;
	return lacksInodes(space) ? `${inodesText(space)} are free` : void 0;
}
const megabytes = (bytes) => `${Math.floor(bytes / 1024 ** 2)} MB`;
const bytesText = ({ freeBytes, totalBytes }) => `${megabytes(freeBytes)} of ${megabytes(totalBytes)}`;
const inodesText = ({ freeInodes = 0, totalInodes = 0 }) => `${freeInodes} of ${totalInodes} inodes`;
function fullPlaceOf(paths) {
	for (const one of paths) {
		const place = nearestExisting(one);
		const lack = lackOf(spaceAt(place));
		if (lack !== void 0) return {
			place,
			lack
		};
	}
}
const usualPlaces = () => [
	"/run",
	"/dev/shm",
	(0, node_os().tmpdir)()
];
const SPACE_CODES = ["ENOSPC", "EDQUOT"];
function isSpaceFault(error) {
	if (require_index.isObuilderError(error, "disk-full")) return true;
	return error instanceof Error && "code" in error && SPACE_CODES.includes(error.code);
}
function pathsIn(error) {
	if (!(error instanceof Error)) return [];
	const { path: first, dest } = error;
	return [first, dest].filter((one) => typeof one === "string" && node_path.default.isAbsolute(one));
}
function diskFull(subject, error, { written, value }) {
	if (require_index.isObuilderError(error, "disk-full")) return new require_index.ObuilderError("disk-full", `${subject}: ${error.message}`, {
		value: error.value,
		hint: error.hint,
		cause: error
	});
	const asked = [...pathsIn(error), ...written];
	const full = fullPlaceOf(asked);
	const where = full ? `${full.place} is full (${full.lack})` : refusedAlthough(asked);
	return new require_index.ObuilderError("disk-full", `${subject}: ${where}`, {
		value: value ?? full?.place,
		hint: full ? `Free space at ${full.place}.` : "Look for a quota, or for another limit of the kernel.",
		cause: error
	});
}
function refusedAlthough([place]) {
	if (place === void 0) return "the kernel found no space for it";
	const near = nearestExisting(place);
	return `the kernel found no space for it at ${near}, where ${bytesText(spaceAt(near))} are free`;
}
// src/files/errno.ts
function errnoOf(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
// src/files/file-time.ts
const SECOND = 1000000000n;
const modifiedAt = ({ mtimeNs }) => mtimeNs;
const timeOfSeconds = (seconds) => {
	const whole = Math.floor(seconds);
	return BigInt(whole) * SECOND + BigInt(Math.floor((seconds - whole) * 1e9));
};
function partsOf(time) {
	const rest = (time % SECOND + SECOND) % SECOND;
	return {
		seconds: (time - rest) / SECOND,
		nanoseconds: Number(rest)
	};
}
const timeOf = (seconds, nanoseconds) => seconds * SECOND + BigInt(nanoseconds);
function timeForNode(time) {
	const seconds = Number(time) / 1e9;
	return seconds < 0 ? String(seconds) : seconds;
}
// src/tree/digest.ts
const readChunk = (0, node_util.promisify)(node_fs.read);
const SMALL = 262144;
const CHUNK = 262144;
const digestOfBytes = (bytes) => `sha256:${(0, node_crypto().hash)("sha256", bytes, "hex")}`;
function readAll(descriptor, size) {
	const buffer = Buffer.allocUnsafe(size + 1);
	let filled = 0;
	for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
		count = (0, node_fs.readSync)(descriptor, buffer, filled, buffer.length - filled, filled);
		if (filled + count === size) {
			filled = size;
			break;
		}
	}
	return buffer.subarray(0, filled);
}
async function digestOfFile(descriptor, extent) {
	const sha = (0, node_crypto().createHash)("sha256");
	for await (const chunk of chunksOf(descriptor, extent)) sha.update(chunk);
	return `sha256:${sha.digest("hex")}`;
}
async function* chunksOf(descriptor, { size, pace }) {
	const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
	const ask = (turn, position) => readChunk(descriptor, buffers[turn], 0, Math.min(CHUNK, size - position), position);
	let position = 0;
	let turn = 0;
	let coming = ask(turn, position);
	for (;;) {
		const { bytesRead, buffer } = await coming;
		if (bytesRead === 0) return;
		position += bytesRead;
		turn = turn === 0 ? 1 : 0;
		coming = ask(turn, position);
		try {
			if (pace.isDue()) await pace.pause();
			yield buffer.subarray(0, bytesRead);
		} finally {
			await coming.catch(() => void 0);
		}
	}
}
function digestOfEntries(entries) {
	const sha = (0, node_crypto().createHash)("sha256").update("manifest 1\n");
	for (const entry of entries) sha.update(`${JSON.stringify(fieldsOf$1(entry))}\n`);
	return `sha256:${sha.digest("hex")}`;
}
function fieldsOf$1(entry) {
	const { mode, owner } = entry;
	return [
		...contentOf$1(entry),
		...mode === void 0 ? [] : ["mode", mode],
		...owner === void 0 ? [] : ["owner", ...owner]
	];
}
function contentOf$1(entry) {
	switch (entry.kind) {
		case "file": return [
			"file",
			entry.path,
			entry.executable,
			entry.digest
		];
		case "link": return [
			"link",
			entry.path,
			entry.target
		];
		case "directory": return ["directory", entry.path];
	}
}
// src/reader/checked.ts
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MAX_TARGET = 4095;
function wrongAnswer() {
	return new require_index.ObuilderError("input-invalid", "the process that reads the user's files sent a malformed answer", { hint: "Build again." });
}
function checkedManifest(answer) {
	const { entries, warnings } = fieldsOf(answer);
	if (!Array.isArray(entries)) throw wrongAnswer();
	for (const entry of entries) checkEntry(fieldsOf(entry));
	const checked = entries;
	return {
		entries: checked,
		digest: digestOfEntries(checked),
		warnings: checkedTexts(warnings)
	};
}
function checkEntry(entry) {
	const { path, from, modified, mode, owner } = entry;
	if (!(owner === void 0 && (mode === void 0 || isCount(mode) && mode <= 511) && isPath(path) && isText(from) && Number.isFinite(modified) && isOfKind(entry))) throw wrongAnswer();
}
function isOfKind(entry) {
	switch (entry["kind"]) {
		case "file": return typeof entry["executable"] === "boolean" && isCount(entry["size"]) && isText(entry["digest"]) && DIGEST.test(entry["digest"]);
		case "link": return isText(entry["target"]) && entry["target"] !== "" && entry["target"].length <= MAX_TARGET;
		default: return entry["kind"] === "directory";
	}
}
function isPath(value) {
	if (!isText(value)) return false;
	return value === "" || !/(?:^|\/)\.{0,2}(?:\/|$)/.test(value);
}
function isText(value) {
	return typeof value === "string" && !value.includes("\0");
}
function isCount(value) {
	return Number.isSafeInteger(value) && value >= 0;
}
function fieldsOf(value) {
	if (typeof value === "object" && value !== null) return value;
	throw wrongAnswer();
}
function checkedTexts(value) {
	if (value === void 0) return [];
	if (Array.isArray(value) && value.every(isText)) return value;
	throw wrongAnswer();
}
function checkedPieces(value, length) {
	if (!Array.isArray(value)) throw wrongAnswer();
	const pieces = value;
	let sum = 0;
	for (const piece of pieces) {
		if (!Array.isArray(piece) || !isCount(piece[0]) || !isCount(piece[1])) throw wrongAnswer();
		sum += piece[1];
	}
	if (sum !== length) throw wrongAnswer();
	return pieces;
}
// src/reader/files.ts
function readerFiles(reader, env) {
	return {
		user: reader.caller.name,
		open: async (place, signal) => {
			const { answer } = await reader.call("open", place, signal);
			const { file, kind, identity, size, changed } = answer;
			if (kind !== "file" && kind !== "directory") throw wrongAnswer();
			if (!isCount(file) || !isCount(size) || typeof identity !== "string") throw wrongAnswer();
			if (!Number.isFinite(changed)) throw wrongAnswer();
			return openedFile$1({
				reader,
				file,
				signal
			}, {
				kind,
				identity,
				size,
				changed: Number(changed)
			});
		},
		nearestName: async (place) => {
			const { name } = (await reader.call("nearest", place)).answer;
			if (name === void 0 || typeof name === "string") return name;
			throw wrongAnswer();
		},
		askCredentialHelper: async (name, server) => {
			const { output } = (await reader.call("helper", {
				name,
				server,
				env
			})).answer;
			if (output === void 0 || typeof output === "string") return output;
			throw wrongAnswer();
		}
	};
}
function openedFile$1({ reader, file, signal }, known) {
	return {
		...known,
		read: async (position, length) => {
			const { bytes } = await reader.call("read", {
				file,
				position,
				length
			}, signal);
			if (bytes.length > length) throw wrongAnswer();
			return bytes;
		},
		identifyTree: async (identifying = signal) => {
			const { answer } = await reader.call("identify", { file }, identifying);
			const { identity, bytes, changed, mounts } = answer;
			if (typeof identity !== "string" || !isCount(bytes) || !Number.isFinite(changed)) throw wrongAnswer();
			return {
				identity,
				bytes,
				changed: Number(changed),
				mounts: checkedTexts(mounts)
			};
		},
		archive: async function* (archiving = signal) {
			const { stream } = (await reader.call("archive", { file }, archiving)).answer;
			if (!isCount(stream)) throw wrongAnswer();
			const ask = () => {
				const asked = reader.call("next", { stream }, archiving);
				asked.catch(() => void 0);
				return asked;
			};
			try {
				for (let coming = ask();;) {
					const { answer, bytes } = await coming;
					if (answer.done === true) return;
					coming = ask();
					yield bytes;
				}
			} finally {
				await reader.call("leave", { stream }).catch(() => void 0);
			}
		},
		close: async () => {
			await reader.call("close", { file }).catch(() => void 0);
		}
	};
}
// src/host/process/wire.ts
const LENGTHS = 8;
const MAX_HEAD = 256 * 1024 ** 2;
const MAX_BYTES$3 = 8 * 1024 ** 2;
function encode(head, bytes = []) {
	const text = Buffer.from(JSON.stringify(head));
	const lengths = Buffer.allocUnsafe(LENGTHS);
	lengths.writeUInt32LE(text.length, 0);
	lengths.writeUInt32LE(bytes.reduce((sum, { length }) => sum + length, 0), 4);
	return [
		lengths,
		text,
		...bytes
	];
}
function decoder(onMessage, maxHead = MAX_HEAD) {
	let chunks = [];
	let held = 0;
	let wanted = LENGTHS;
	return (chunk) => {
		chunks.push(chunk);
		held += chunk.length;
		while (held >= wanted) {
			const all = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
			const { used, next } = takeMessages(all, {
				onMessage,
				maxHead
			});
			chunks = used === all.length ? [] : [all.subarray(used)];
			held = all.length - used;
			wanted = next;
		}
	};
}
function takeMessages(all, { onMessage, maxHead }) {
	let used = 0;
	for (;;) {
		const rest = all.length - used;
		if (rest < LENGTHS) return {
			used,
			next: LENGTHS
		};
		const ofHead = all.readUInt32LE(used);
		const ofBytes = all.readUInt32LE(used + 4);
		if (ofHead > maxHead || ofBytes > MAX_BYTES$3) throw new Error("a message is too large");
		const whole = LENGTHS + ofHead + ofBytes;
		if (rest < whole) return {
			used,
			next: whole
		};
		const start = used + LENGTHS;
		const head = JSON.parse(all.toString("utf8", start, start + ofHead));
		if (typeof head !== "object" || head === null) throw new Error("a message is no object");
		used += whole;
		onMessage({
			head: { ...head },
			bytes: all.subarray(start + ofHead, used)
		});
	}
}
// src/reader/protocol.ts
const READER_CODES = new Set([
	"copy-refused",
	"input-invalid",
	"tool-missing",
	"tool-failed",
	"export-failed",
	"cancelled"
]);
// src/reader/start.ts
const ENVIRONMENT = {
	PATH: "/usr/local/bin:/usr/bin:/bin",
	LC_ALL: "C"
};
function startReader(caller, program) {
	const args = [
		"--disable-sigusr1",
		program,
		"reader",
		`${caller.uid}:${caller.gid}:${groupsOf(caller).join(",")}`
	];
	const { child, ended } = startProgram(process.execPath, args, {
		env: ENVIRONMENT,
		detached: true,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const directory = child.pid === void 0 ? -1 : (0, node_fs.openSync)(`/proc/${child.pid}`, node_fs.constants.O_DIRECTORY);
	const calls = makeCalls(caller, {
		send: (head, bytes) => {
			for (const piece of encode(head, bytes && [bytes])) child.stdin.write(piece);
		},
		setBusy: (isBusy) => setRef(child.stdout, isBusy)
	});
	const end = () => killGroup$1(child);
	const decode = decoder(calls.receive);
	let errors = "";
	child.stderr.on("data", (text) => {
		errors = (errors + text.toString()).slice(-4096);
	});
	child.stdout.on("data", (chunk) => {
		try {
			decode(chunk);
		} catch (cause) {
			calls.fail(readerGone(caller, "sent a malformed answer", cause));
			end();
		}
	});
	ended.then(({ code, signal }) => calls.fail(readerGone(caller, `ended (${signal ?? code}) ${errors}`.trim())), (cause) => calls.fail(readerGone(caller, `could not start: ${cause.message}`, cause)));
	letEnd(child);
	return {
		caller,
		descriptors: `/proc/self/fd/${directory}/fd`,
		call: calls.call,
		send: calls.send,
		end
	};
}
function letEnd(child) {
	child.unref();
	for (const stream of [
		child.stdin,
		child.stdout,
		child.stderr
	]) setRef(stream, false);
}
function setRef(stream, isNeeded) {
	const socket = stream;
	if (isNeeded) socket?.ref?.();
	else socket?.unref?.();
}
function killGroup$1({ pid, exitCode, signalCode }) {
	if (pid === void 0 || exitCode !== null || signalCode !== null) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
function readerGone({ name }, what, cause) {
	return new require_index.ObuilderError("input-invalid", `the process that reads the files of ${name} ${what}`, {
		value: name,
		hint: "Build again, and find out why processes of this user end.",
		cause
	});
}
function makeCalls({ name }, { send, setBusy }) {
	const waiting = new Map();
	let last = 0;
	let gone;
	const forget = (id) => {
		waiting.delete(id);
		if (waiting.size === 0) setBusy(false);
	};
	const ask = (operation, question, { bytes, signal }) => new Promise((resolve, reject) => {
		if (gone !== void 0) return reject(gone);
		if (signal?.aborted) return reject(cancelled(signal));
		last += 1;
		const id = last;
		const abort = () => {
			forget(id);
			send({ cancel: id });
			if (signal) reject(cancelled(signal));
		};
		const settled = () => signal?.removeEventListener("abort", abort);
		if (waiting.size === 0) setBusy(true);
		waiting.set(id, {
			resolve: (message) => {
				settled();
				resolve(message);
			},
			reject: (error) => {
				settled();
				reject(error);
			}
		});
		signal?.addEventListener("abort", abort, { once: true });
		send({
			id,
			operation,
			ask: question
		}, bytes);
	});
	return {
		receive({ head, bytes }) {
			const id = typeof head["id"] === "number" ? head["id"] : 0;
			const call = waiting.get(id);
			if (call === void 0) return;
			forget(id);
			const { answer } = head;
			if (typeof answer === "object" && answer !== null) call.resolve({
				answer,
				bytes
			});
			else call.reject(receivedError(head["error"], name));
		},
		fail(error) {
			gone ??= error;
			for (const { reject } of waiting.values()) reject(gone);
			waiting.clear();
			setBusy(false);
		},
		call: (operation, question, signal) => ask(operation, question, { signal }),
		send: ask
	};
}
function cancelled({ reason }) {
	return new require_index.ObuilderError("cancelled", "the reading of files was cancelled", { cause: reason });
}
function receivedError(sent, name) {
	const fields = typeof sent === "object" && sent !== null ? { ...sent } : {};
	const text = (field) => typeof fields[field] === "string" ? fields[field] : void 0;
	const message = text("message") ?? `the reader of ${name} gave no answer`;
	const code = [...READER_CODES].find((known) => known === fields["code"]);
	if (code !== void 0) return new require_index.ObuilderError(code, message, {
		value: text("value"),
		hint: text("hint"),
		errno: nameOfError(text("errno"))
	});
	const system = text("system");
	if (nameOfError(system) !== void 0 && system !== "ENOSPC" && system !== "EDQUOT") return Object.assign(new Error(message), { code: system });
	return require_index.asObuilderError(new Error(message));
}
function nameOfError(text) {
	return text !== void 0 && /^E[A-Z0-9]+$/.test(text) ? text : void 0;
}
// src/files/racy.ts
const TICK_MS = 100;
const COARSE_MS = 2e3;
function isRacy(changed, now) {
	return changed > now - (changed % 1e3 === 0 ? COARSE_MS : TICK_MS);
}
// src/tree/stat-records.ts
const NUMBERS = 5;
const DIGEST_BYTES = 32;
const RECORD_BYTES = NUMBERS * Float64Array.BYTES_PER_ELEMENT + DIGEST_BYTES;
function addSeen({ numbers, digests }, stats, digest) {
	numbers.push(stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs);
	digests.push(digest);
}
function packRecords({ numbers, digests }) {
	const bytes = Buffer.from(digests.map((digest) => digest.slice(7)).join(""), "hex");
	return Buffer.concat([Buffer.from(new Float64Array(numbers).buffer), bytes]).toString("base64");
}
function unpackRecords(packed) {
	const bytes = Buffer.from(packed ?? "", "base64");
	const count = bytes.length % RECORD_BYTES === 0 ? bytes.length / RECORD_BYTES : 0;
	const start = count * NUMBERS * Float64Array.BYTES_PER_ELEMENT;
	const numbers = new Float64Array(new Uint8Array(bytes.subarray(0, start)).buffer);
	return {
		count,
		isOf(index, { dev, ino, size, mtimeMs, ctimeMs }) {
			const at = index * NUMBERS;
			return numbers[at + 1] === ino && numbers[at + 2] === size && numbers[at + 3] === mtimeMs && numbers[at + 4] === ctimeMs && numbers[at] === dev;
		},
		digest(index) {
			const at = start + index * DIGEST_BYTES;
			return `sha256:${bytes.toString("hex", at, at + DIGEST_BYTES)}`;
		},
		byInode() {
			const inodes = new Map();
			for (let index = 0; index < count; index += 1) inodes.set(numbers[index * NUMBERS + 1] ?? 0, index);
			return inodes;
		}
	};
}
// src/tree/stat-cache.ts
const KIND = "file-digests";
const MAX_FILES = 2e5;
const none = {
	recall: () => void 0,
	add: () => void 0,
	save: () => void 0
};
function cacheKey({ root, src, exclude }) {
	return (0, node_crypto().createHash)("sha256").update(JSON.stringify([
		root,
		src,
		exclude
	])).digest("hex");
}
const forgetDigests = ({ memo, ...request }) => {
	memo?.remember(KIND, cacheKey(request), "");
};
function openStatCache(request) {
	const { memo } = request;
	if (memo === void 0) return none;
	const key = cacheKey(request);
	const before = unpackRecords(memo.recall(KIND, key));
	const find = finder(before);
	const seen = {
		numbers: [],
		digests: []
	};
	let added = 0;
	return {
		recall(stats) {
			const index = find(stats);
			if (index === void 0) return void 0;
			const digest = before.digest(index);
			addSeen(seen, stats, digest);
			return digest;
		},
		add({ stats, digest, readAt }) {
			if (isRacy(stats.ctimeMs, readAt)) return;
			addSeen(seen, stats, digest);
			added += 1;
		},
		save() {
			if (added === 0 && seen.digests.length === before.count || seen.digests.length > MAX_FILES) return;
			memo.remember(KIND, key, packRecords(seen));
		}
	};
}
function finder(records) {
	let next = 0;
	let byInode;
	return (stats) => {
		if (!records.isOf(next, stats)) {
			byInode ??= records.byInode();
			const index = byInode.get(stats.ino);
			if (index === void 0 || !records.isOf(index, stats)) return void 0;
			next = index;
		}
		next += 1;
		return next - 1;
	};
}
// src/reader/held.ts
const { O_RDONLY: O_RDONLY$2, O_NONBLOCK: O_NONBLOCK$2, O_NOCTTY: O_NOCTTY$2 } = node_fs.constants;
const O_PATH$1 = 2097152;
const openSoon = (0, node_util.promisify)(node_fs.open);
const closeSoon$1 = (0, node_util.promisify)(node_fs.close);
async function openHeld({ caller, descriptors }, number) {
	let named;
	let descriptor;
	try {
		named = await openSoon(`${descriptors}/${number}`, O_PATH$1);
		if (!isOwn((0, node_fs.fstatSync)(named), caller.uid)) return void 0;
		descriptor = await openSoon(`/proc/self/fd/${named}`, O_RDONLY$2 | O_NONBLOCK$2 | O_NOCTTY$2);
		return {
			descriptor,
			stats: (0, node_fs.fstatSync)(descriptor)
		};
	} catch {
		if (descriptor !== void 0) await closeSoon$1(descriptor);
		return;
	} finally {
		if (named !== void 0) await closeSoon$1(named);
	}
}
function isOwn(stats, uid) {
	return stats.isFile() && stats.uid === uid && (stats.mode & node_fs.constants.S_IRUSR) !== 0;
}
// src/tree/pace.ts
const SLICE_MS = 20;
const now = () => process.uptime() * 1e3;
function makePace(signal) {
	const check = () => {
		if (signal?.aborted) throw new require_index.ObuilderError("cancelled", "the copy was cancelled");
	};
	check();
	let sliceEnd = now() + SLICE_MS;
	return {
		isDue: () => now() >= sliceEnd,
		async pause() {
			await (0, node_timers_promises().setImmediate)();
			check();
			sliceEnd = now() + SLICE_MS;
		}
	};
}
// src/tree/read/exact-times.ts
async function* exactTimes(entries, { origin, sources, pace }) {
	for (let start = 0; start < entries.length; start += A_PART) {
		if (pace.isDue()) await pace.pause();
		yield entries.slice(start, start + A_PART).map((entry) => sources.of(entry)?.modified ?? timeNow(origin, entry));
	}
}
const A_PART = 1024;
function timeNow(origin, { from, modified }) {
	try {
		return origin.timeOf(from) ?? timeOfSeconds(modified);
	} catch (error) {
		if (errnoOf(error) === void 0) throw error;
		return timeOfSeconds(modified);
	}
}
// src/files/names.ts
function nameOfBytes(bytes) {
	if ((0, node_buffer.isUtf8)(bytes)) return bytes.toString();
	let name = "";
	for (let at = 0; at < bytes.length;) {
		const length = [
			1,
			2,
			3,
			4
		].find((count) => isCharacter(bytes, at, count));
		name += length === void 0 ? String.fromCharCode(56320 + require_index.must(bytes[at], "a byte of a name")) : bytes.toString("utf8", at, at + length);
		at += length ?? 1;
	}
	return name;
}
function isCharacter(bytes, at, count) {
	return at + count <= bytes.length && (0, node_buffer.isUtf8)(bytes.subarray(at, at + count));
}
function nativePath(name) {
	return name.isWellFormed() ? name : bytesOf(name);
}
function bytesOf(name) {
	const parts = [...name].map((character) => {
		const code = character.charCodeAt(0);
		return character.length === 1 && code >= 56448 && code <= 56575 ? Buffer.of(code - 56320) : Buffer.from(character);
	});
	return Buffer.concat(parts);
}
function byteLength(name) {
	return name.isWellFormed() ? Buffer.byteLength(name) : bytesOf(name).length;
}
const NEEDS_CARE = /[\ud800-\uffff]/;
function needsCare(name) {
	return NEEDS_CARE.test(name);
}
function namesInByteOrder(names) {
	return names.sort(Buffer.compare).map(nameOfBytes);
}
// src/files/inside.ts
const MAX_LINKS = 40;
const isName = (part) => part !== "" && part !== ".";
function walkInside(view, target) {
	const [root, ...below] = view.start.directories;
	const names = [...view.start.names];
	const todo = target.split("/").reverse();
	const walk = {
		view,
		names,
		directories: [root, ...below],
		todo,
		links: 0,
		isFile: false
	};
	const { directories } = walk;
	for (let name = todo.pop(); name !== void 0; name = todo.pop()) {
		if (!isName(name)) continue;
		if (walk.isFile) throw view.refuse(`goes through ${pathOf$1(names)}, which is no directory`);
		if (name === "..") goUp(walk);
		else if (goDown(walk, name) === "stop") return {
			names,
			directories,
			found: void 0,
			rest: todo.reverse().filter(isName)
		};
	}
	const found = directories.length > names.length ? "directory" : void 0;
	return {
		names,
		directories,
		found: walk.isFile ? "other" : found,
		rest: void 0
	};
}
const pathOf$1 = (names) => `/${names.join("/")}`;
function goUp({ view, names, directories }) {
	if (directories.length > Math.max(names.length, 1)) {
		const left = directories.pop();
		if (left !== void 0) view.leave?.(left);
	}
	names.pop();
}
function goDown(walk, name) {
	const { view, names, directories, todo } = walk;
	const directory = directories.length > names.length ? directories.at(-1) : void 0;
	const here = pathOf$1([...names, name]);
	const found = view.look(name, {
		directory,
		here
	});
	if (typeof found === "object" && "link" in found) {
		walk.links += 1;
		if (walk.links > MAX_LINKS) throw view.refuse(`goes through too many symbolic links, at last ${here}`);
		if (found.link.startsWith("/")) while (names.length > 0) goUp(walk);
		todo.push(...found.link.split("/").reverse());
		return;
	}
	names.push(name);
	if (typeof found === "object") directories.push(found.directory);
	walk.isFile = found === "other";
	return found === "stop" ? found : void 0;
}
function resolveInside(root, target, { refuse, covered }) {
	const at = (here) => here === "/" ? root : root + here;
	if (!(0, node_fs.lstatSync)(nativePath(root), { throwIfNoEntry: false })?.isDirectory()) throw refuse(`is to be found in ${root}, which is no directory`);
	const look = (_name, { directory, here }) => {
		if (covered?.has(here)) return "stop";
		const stats = directory === void 0 ? void 0 : (0, node_fs.lstatSync)(nativePath(at(here)), { throwIfNoEntry: false });
		if (stats === void 0) return "missing";
		if (stats.isDirectory()) return { directory: at(here) };
		return stats.isSymbolicLink() ? { link: readLink(nativePath(at(here))) } : "other";
	};
	const { names, directories, found, rest } = walkInside({
		start: {
			names: [],
			directories: [root]
		},
		look,
		refuse
	}, target);
	const end = pathOf$1(names);
	const inside = rest === void 0 ? end : node_path.default.posix.join(end, ...rest);
	return {
		inside,
		file: at(inside),
		found,
		existing: directories.at(-1) ?? root,
		under: rest && end
	};
}
function readLink(link) {
	const target = (0, node_fs.readlinkSync)(link);
	return needsCare(target) ? nameOfBytes((0, node_fs.readlinkSync)(link, "buffer")) : target;
}
// src/tree/directory.ts
const { O_RDONLY: O_RDONLY$1, O_DIRECTORY: O_DIRECTORY$1, O_NOFOLLOW: O_NOFOLLOW$2, O_NONBLOCK: O_NONBLOCK$1, O_NOCTTY: O_NOCTTY$1 } = node_fs.constants;
function openRoot(path) {
	return directoryOf((0, node_fs.openSync)(path, O_RDONLY$1 | O_DIRECTORY$1));
}
function pathOf(descriptor) {
	return `/proc/self/fd/${descriptor}`;
}
function directoryOf(descriptor) {
	const self = pathOf(descriptor);
	const below = (name) => nativePath(`${self}/${name}`);
	return {
		list: () => listNames(self),
		stat: (name) => (0, node_fs.lstatSync)(below(name), { throwIfNoEntry: false }),
		exactStat: (name) => (0, node_fs.lstatSync)(below(name), {
			bigint: true,
			throwIfNoEntry: false
		}),
		readLink: (name) => readLink(below(name)),
		openDirectory: (name) => directoryOf((0, node_fs.openSync)(below(name), O_RDONLY$1 | O_DIRECTORY$1 | O_NOFOLLOW$2)),
		openFile: (name) => (0, node_fs.openSync)(below(name), O_RDONLY$1 | O_NOFOLLOW$2 | O_NONBLOCK$1 | O_NOCTTY$1),
		at: below,
		close: () => (0, node_fs.closeSync)(descriptor)
	};
}
function listNames(directory) {
	const names = (0, node_fs.readdirSync)(directory);
	return names.some(needsCare) ? namesInByteOrder((0, node_fs.readdirSync)(directory, "buffer")) : names.sort();
}
// src/tree/read/origin.ts
function openOrigin(path) {
	const root = openRoot(path);
	let last;
	const directoryAt = (wanted) => {
		if (wanted === "") return root;
		if (last?.path === wanted) return last.directory;
		last?.directory.close();
		last = void 0;
		last = {
			path: wanted,
			directory: descend(root, wanted.split("/"))
		};
		return last.directory;
	};
	return {
		openFile(from) {
			const end = from.lastIndexOf("/");
			return directoryAt(from.slice(0, Math.max(0, end))).openFile(from.slice(end + 1));
		},
		timeOf(from) {
			const end = from.lastIndexOf("/");
			const stats = directoryAt(from.slice(0, Math.max(0, end))).exactStat(from.slice(end + 1) || ".");
			return stats && modifiedAt(stats);
		},
		close() {
			last?.directory.close();
			root.close();
		}
	};
}
function descend(root, parts) {
	let here = root.openDirectory(".");
	for (const part of parts) try {
		const next = here.openDirectory(part);
		here.close();
		here = next;
	} catch (error) {
		here.close();
		throw error;
	}
	return here;
}
// src/reader/times.ts
const TIME_SIZE = 16;
async function* entryTimes({ root, manifest, sources }, signal) {
	const origin = openOrigin(root);
	try {
		for await (const times of exactTimes(manifest.entries, {
			origin,
			sources,
			pace: makePace(signal)
		})) {
			const bytes = Buffer.alloc(times.length * TIME_SIZE);
			for (const [index, time] of times.entries()) {
				const { seconds, nanoseconds } = partsOf(time);
				bytes.writeBigInt64LE(BigInt.asIntN(64, seconds), index * TIME_SIZE);
				bytes.writeBigInt64LE(BigInt(nanoseconds), index * TIME_SIZE + 8);
			}
			yield bytes;
		}
	} finally {
		origin.close();
	}
}
function checkedTimes(bytes) {
	if (bytes.length % TIME_SIZE !== 0) throw wrongAnswer();
	return Array.from({ length: bytes.length / TIME_SIZE }, (_, index) => {
		const at = index * TIME_SIZE;
		const nanoseconds = bytes.readBigInt64LE(at + 8);
		if (nanoseconds < 0n || nanoseconds > 999999999n) throw wrongAnswer();
		return timeOf(bytes.readBigInt64LE(at), Number(nanoseconds));
	});
}
// src/reader/trees.ts
function readerTrees(reader, own) {
	const kept = new WeakMap();
	return {
		readManifest: async (request) => {
			if (!request.isUsers) return await own.readManifest(request);
			const { manifest, number } = await readManifest$1(reader, request);
			kept.set(manifest, number);
			return manifest;
		},
		copy: async (request) => {
			const number = kept.get(request.manifest);
			if (number === void 0) return await own.copy(request);
			await copy(reader, request, number);
		},
		forget: ({ memo, ...request }) => memo?.remember(KIND, memoKey(reader, request), "")
	};
}
function memoKey({ caller }, request) {
	return `${caller.uid} ${cacheKey(request)}`;
}
async function readManifest$1(reader, { memo, signal, ...request }) {
	const key = memoKey(reader, request);
	const ask = {
		request,
		records: memo?.recall(KIND, key)
	};
	const { answer } = await reader.call("manifest", ask, signal);
	const { kept: number, records } = answer;
	const manifest = checkedManifest(answer.manifest);
	if (!isCount(number)) throw wrongAnswer();
	if (typeof records === "string") memo?.remember(KIND, key, records);
	return {
		manifest,
		number
	};
}
async function copy(reader, request, kept) {
	const { signal } = request;
	const streams = [];
	const opened = (stream) => {
		if (!isCount(stream)) throw wrongAnswer();
		streams.push(stream);
		return stream;
	};
	const begin = async (index) => {
		const ask = index === void 0 ? { kept } : {
			kept,
			index
		};
		return opened((await reader.call("contents", ask, signal)).answer.stream);
	};
	const times = async () => {
		const stream = opened((await reader.call("times", { kept }, signal)).answer.stream);
		const found = [];
		while (found.length < request.manifest.entries.length) {
			const { answer, bytes } = await reader.call("next", { stream }, signal);
			if (answer.done === true || bytes.length === 0) throw wrongAnswer();
			found.push(...checkedTimes(bytes));
		}
		return found;
	};
	const partsOf = (index) => {
		let stream;
		return async () => {
			stream ??= begin(index);
			const { answer, bytes } = await reader.call("next", { stream: await stream }, signal);
			if (answer.done === true) return void 0;
			return {
				pieces: checkedPieces(answer.pieces, bytes.length),
				bytes
			};
		};
	};
	const hold = async (index) => {
		const { descriptor } = (await reader.call("hold", {
			kept,
			index
		}, signal)).answer;
		if (!isCount(descriptor)) throw wrongAnswer();
		const held = await openHeld(reader, descriptor);
		await reader.call("release", { descriptor }).catch(() => void 0);
		return held;
	};
	try {
		const { copyReceived } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.copy_received_exports);
		await copyReceived(request, {
			times,
			small: partsOf(),
			large: partsOf,
			hold
		});
	} finally {
		for (const stream of streams) await reader.call("leave", { stream }).catch(() => void 0);
	}
}
// src/files/mounted-below.ts
const O_PATH = 2097152;
const { O_DIRECTORY, O_NOFOLLOW: O_NOFOLLOW$1 } = node_fs.constants;
function mountedBelow(descriptor) {
	const own = `/proc/self/fd/${descriptor}`;
	const root = (0, node_fs.readlinkSync)(own, "latin1");
	const prefix = root === "/" ? root : `${root}/`;
	const mounted = parseMounts((0, node_fs.readFileSync)("/proc/self/mountinfo", "latin1")).map(({ directory }) => directory).filter((point) => point.startsWith(prefix) && point.length > prefix.length).map((point) => nameOf(point.slice(prefix.length))).filter((point) => isOther(`${own}/${point}`, mountOf(descriptor)));
	return [...new Set(mounted)].filter((point) => !mounted.some((above) => point.startsWith(`${above}/`))).sort();
}
function nameOf(point) {
	const bytes = Buffer.from(point, "latin1");
	if ((0, node_buffer.isUtf8)(bytes)) return bytes.toString();
	const value = JSON.stringify(bytes.toString());
	throw new require_index.ObuilderError("input-invalid", `a file system is mounted at ${value}, whose name is not UTF-8`, {
		value,
		hint: "Unmount it."
	});
}
function isOther(directory, mount) {
	try {
		const descriptor = (0, node_fs.openSync)(directory, O_PATH | O_DIRECTORY | O_NOFOLLOW$1);
		try {
			return mountOf(descriptor) !== mount;
		} finally {
			(0, node_fs.closeSync)(descriptor);
		}
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		return code !== "ENOENT" && code !== "ENOTDIR" && code !== "ELOOP";
	}
}
function mountOf(descriptor) {
	return /^mnt_id:\s*(\d+)$/m.exec((0, node_fs.readFileSync)(`/proc/self/fdinfo/${descriptor}`, "utf8"))?.[1];
}
// src/files/gnu.ts
const MAX_STDERR = 4096;
function startGnu(program, args, { stdin, cwd }) {
	const env = {
		...process.env,
		LC_ALL: "C",
		TAR_OPTIONS: void 0
	};
	const { child, ended: exit } = startProgram(program, args, {
		stdio: [
			stdin,
			"pipe",
			"pipe"
		],
		cwd,
		env
	});
	let stderr = "";
	child.stderr.on("data", (chunk) => {
		if (stderr.length < MAX_STDERR) stderr += chunk.toString();
	});
	const ended = exit.then(({ code, signal }) => {
		if (code !== 0) throw failed(program, {
			status: code,
			signal,
			stderr
		});
	});
	ended.catch(() => void 0);
	return {
		child,
		ended
	};
}
function failed(program, { status, signal, stderr }) {
	const how = signal === void 0 ? `exit status ${status}` : `killed by ${signal}`;
	const errno = /: Permission denied$/m.test(stderr) ? "EACCES" : void 0;
	const message = stderr.trim() || `${program}: ${how}`;
	return new require_index.ObuilderError("tool-failed", message, {
		program,
		status,
		signal,
		stderr,
		errno
	});
}
async function* outputOfGnu(program, args, { cwd, input, signal }) {
	signal?.throwIfAborted();
	const { child, ended } = startGnu(program, args, {
		stdin: input === void 0 ? "ignore" : "pipe",
		cwd
	});
	if (input !== void 0 && child.stdin) node_stream().Readable.from(input).pipe(child.stdin);
	const stop = () => child.kill("SIGKILL");
	signal?.addEventListener("abort", stop, { once: true });
	try {
		for await (const chunk of child.stdout) yield chunk;
		await ended;
	} finally {
		signal?.removeEventListener("abort", stop);
		stop();
	}
}
// src/files/tree-identity.ts
const FORMAT = "%y %s %C@ %T@ %D %i %m %U %G %p\\0";
async function identifyTree(descriptor, signal) {
	const mounts = mountedBelow(descriptor);
	const hash = (0, node_crypto().createHash)("sha256").update("tree 2\n");
	const sums = {
		bytes: 0,
		changed: 0
	};
	let rest = "";
	const cwd = `/proc/self/fd/${descriptor}`;
	for await (const chunk of outputOfGnu("find", [...argumentsFor(mounts)], {
		cwd,
		signal
	})) {
		hash.update(chunk);
		const records = (rest + chunk.toString("latin1")).split("\0");
		rest = require_index.must(records.pop(), "the rest of the output of find");
		for (const record of records) addTo(sums, record);
	}
	return {
		identity: hash.digest("hex"),
		...sums,
		mounts
	};
}
function* argumentsFor(mounts) {
	yield ".";
	for (const mount of mounts) yield* [
		"-path",
		`./${asPattern(mount)}`,
		"-printf",
		FORMAT,
		"-prune",
		"-o"
	];
	yield* ["-printf", FORMAT];
}
const asPattern = (path) => path.replace(/[\\*?[\]]/g, "\\$&");
function addTo(sums, record) {
	const [kind, size, changed] = record.split(" ", 3);
	if (kind === "f") sums.bytes += Number(size);
	sums.changed = Math.max(sums.changed, Number(changed) * 1e3);
}
// src/files/opened-file.ts
const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = node_fs.constants;
const readSome = (0, node_util.promisify)(node_fs.read);
const closeSoon = (0, node_util.promisify)(node_fs.close);
function identityOf$2({ dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs }) {
	return [
		dev,
		ino,
		mode,
		uid,
		gid,
		size,
		mtimeMs,
		ctimeMs
	].join(" ");
}
function openHere(file, { name, followLinks }) {
	checkKind(followLinks ? (0, node_fs.statSync)(file) : (0, node_fs.lstatSync)(file), name);
	const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW);
	const descriptor = (0, node_fs.openSync)(file, flags);
	const stats = (0, node_fs.fstatSync)(descriptor);
	const opened = openedFile(descriptor, stats);
	try {
		checkKind(stats, name);
		return opened;
	} catch (error) {
		opened.close();
		throw error;
	}
}
function checkKind(stats, name) {
	if (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink()) return;
	const kind = stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";
	throw new require_index.ObuilderError("input-invalid", `${name} is ${kind}, neither a file nor a directory`, {
		value: name,
		hint: "Name a regular file or a directory."
	});
}
function openedFile(descriptor, stats) {
	const self = `/proc/self/fd/${descriptor}`;
	return {
		kind: stats.isDirectory() ? "directory" : "file",
		identity: identityOf$2(stats),
		size: stats.size,
		changed: stats.ctimeMs,
		read: async (position, length) => {
			const buffer = Buffer.allocUnsafe(length);
			let filled = 0;
			while (filled < length) {
				const { bytesRead } = await readSome(descriptor, buffer, filled, length - filled, position + filled);
				if (bytesRead === 0) break;
				filled += bytesRead;
			}
			return buffer.subarray(0, filled);
		},
		identifyTree: (signal) => identifyTree(descriptor, signal),
		archive: async function* (signal) {
			const { archiveTree } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.gnu_tar_exports);
			yield* archiveTree(self, {
				mounts: mountedBelow(descriptor),
				signal
			});
		},
		close: () => closeSoon(descriptor)
	};
}
// src/registry/credential-helper.ts
const NOT_FOUND = /credentials not found/i;
const MAX_ANSWER = 1048576;
const WAIT_MS = 6e4;
async function askCredentialHelper(name, asking) {
	const program = `docker-credential-${name}`;
	const { code, stdout, stderr } = await ask(program, asking);
	if (code === 0) return stdout;
	if (NOT_FOUND.test(stdout)) return void 0;
	const reason = stdout.trim() || stderr.trim() || `exit status ${code}`;
	throw new require_index.ObuilderError("tool-failed", `${program}: ${reason}`, {
		program,
		status: code,
		stderr
	});
}
async function ask(program, { server, env, waitMs = WAIT_MS }) {
	const { child, ended } = startProgram(program, ["get"], {
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		env,
		cwd: ".",
		detached: true
	});
	let stdout = "";
	let stderr = "";
	let excess;
	const stop = (reason) => {
		excess ??= reason;
		killGroup(child.pid);
		for (const stream of [child.stdout, child.stderr]) stream.destroy();
	};
	const timer = setTimeout(() => stop(`no answer for ${Math.round(waitMs / 1e3)} s`), waitMs);
	const checkLength = () => {
		if (stdout.length + stderr.length > MAX_ANSWER) stop(`an answer of more than ${MAX_ANSWER} characters`);
	};
	child.stdout.setEncoding("utf8").on("data", (text) => {
		stdout += text;
		checkLength();
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		stderr += text;
		checkLength();
	});
	child.stdin.end(server);
	const { code } = await ended.catch((error) => lacksHelper(error)).finally(() => clearTimeout(timer));
	if (excess !== void 0) throw stopped(program, {
		server,
		excess
	});
	return {
		code,
		stdout,
		stderr
	};
}
function killGroup(pid) {
	try {
		if (pid !== void 0) process.kill(-pid, "SIGKILL");
	} catch {}
}
function stopped(program, { server, excess }) {
	return new require_index.ObuilderError("tool-failed", `${program} gave ${excess}`, {
		program,
		hint: `Run "echo ${server} | ${program} get" as the runner's user.`
	});
}
function lacksHelper(error) {
	if (!require_index.isObuilderError(error, "tool-missing")) throw error;
	const { message, program, cause } = error;
	throw new require_index.ObuilderError("tool-missing", message, {
		program,
		hint: "Install the helper, or remove the helper from the Docker config file.",
		cause
	});
}
// src/tree/read/similar-name.ts
const MAX_NAME = 255;
function similarName(name, names) {
	const known = names.filter(({ length }) => length <= MAX_NAME);
	if (known.length === 0) return void 0;
	const nearest = (0, import_fastest_levenshtein.closest)(name.slice(0, MAX_NAME), known);
	return (0, import_fastest_levenshtein.distance)(name, nearest) < Math.max(name.length, nearest.length) / 2 ? nearest : void 0;
}
// src/reader/nearest.ts
function nearestName({ path: file, below }) {
	try {
		if ((0, node_fs.existsSync)(file)) return void 0;
		const missing = firstMissing(file);
		const parent = node_path.default.dirname(missing);
		if (below !== void 0 && leadsOut(parent, below)) return void 0;
		return similarName(node_path.default.basename(missing), (0, node_fs.readdirSync)(parent));
	} catch {
		return;
	}
}
function firstMissing(file) {
	const parent = node_path.default.dirname(file);
	return (0, node_fs.existsSync)(parent) ? file : firstMissing(parent);
}
function leadsOut(file, directory) {
	const way = node_path.default.relative((0, node_fs.realpathSync)(directory), (0, node_fs.realpathSync)(file));
	return way === ".." || way.startsWith("../");
}
// src/reader/own-files.ts
function ownFiles(env) {
	return {
		user: void 0,
		open: async ({ path, below }, signal) => {
			signal?.throwIfAborted();
			if (below !== void 0) checkBelow(path, below);
			return openHere(path, {
				name: path,
				followLinks: true
			});
		},
		nearestName: async (place) => nearestName(place),
		askCredentialHelper: (name, server) => askCredentialHelper(name, {
			server,
			env
		})
	};
}
function checkBelow(file, directory) {
	if (!leadsOut(file, directory)) return;
	throw new require_index.ObuilderError("input-invalid", `a link on the way to ${file} leads out of ${directory}`, {
		value: file,
		hint: "Replace the link with the file."
	});
}
// src/worker/asker.ts
var asker_exports = require_index.__exportAll({ asker: () => asker });
let known;
function asker() {
	known ??= findAsker();
	return known;
}
async function findAsker() {
	const uid = ownUid();
	const caller = callerOf({
		env: process.env,
		uid
	});
	if (uid !== 0 || caller.isRoot) return {
		files: ownFiles,
		trees: (own) => own,
		memo: (shared) => shared,
		directory: ownDirectory,
		tree: async (place, signal) => {
			const { ownAccess } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.own_access_exports);
			return await openTree(ownAccess().send, place, signal);
		},
		home: void 0,
		end: () => void 0
	};
	return readBy(caller);
}
function readBy(caller) {
	const reader = startReader(caller, require_index.must(process.argv[1], "the path of this program"));
	return {
		files: (env) => readerFiles(reader, env),
		trees: (own) => readerTrees(reader, own),
		memo: (shared) => memoOf(caller.uid, shared),
		directory: async (place) => {
			const { userDirectory } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.user_directory_exports);
			return userDirectory({
				open: readerFiles(reader, {}).open,
				send: reader.send
			}, place);
		},
		tree: (place, signal) => openTree(reader.send, place, signal),
		home: caller.home,
		end: reader.end
	};
}
async function openTree(send, place, signal) {
	const { userTree } = await Promise.resolve().then(() => require("./run.js")).then((n) => n.user_tree_exports);
	return await userTree(send, place, signal);
}
async function ownDirectory(place) {
	const [{ userDirectory }, { ownAccess }] = await Promise.all([Promise.resolve().then(() => require("./run.js")).then((n) => n.user_directory_exports), Promise.resolve().then(() => require("./run.js")).then((n) => n.own_access_exports)]);
	return userDirectory(ownAccess(), place);
}
function memoOf(uid, { recall, remember }) {
	const own = (key) => `${uid} ${key}`;
	return {
		recall: (kind, key) => recall(kind, own(key)),
		remember: (kind, key, value) => remember(kind, own(key), value)
	};
}
// src/tree/churn.ts
function warnOfChurn(reading) {
	const { warnings, request, ignored } = reading;
	if (request.isUsers !== true) return;
	const { changing, installed, based, written } = churnIn(reading);
	const includes = `the ${request.isMount === true ? "mount" : "copy"} includes`;
	const warn = (names, text) => {
		if (names.size > 0) warnings.push(`${includes} ${text}`);
	};
	if (ignored === void 0) {
		warn(changing, listed(changing, "commits and edits of the spec run"));
		warn(installed, `installed packages, ${shown([...installed])}: ${remedy(installed)}`);
		warn(based, `base images of this spec, ${shown([...based])}, whose files the steps have already: ${remedy(based)}`);
	}
	warn(written, `outputs of this build, ${listed(written, "the next build runs")}`);
}
const PACKAGES = /^(?:.*?\/)?node_modules(?=\/)/;
function churnIn({ entries, request }) {
	const { specFile, outputs = [], images = [] } = request;
	const [changing, installed] = [new Set(), new Set()];
	const [based, written] = [new Set(), new Set()];
	const note = (names, name) => {
		if (name !== void 0) names.add(name);
	};
	for (const { kind, from } of entries) {
		if (kind !== "file") continue;
		const holdsFile = (name) => from === name || from.startsWith(`${name}/`);
		if (from.startsWith(".git/")) changing.add(".git");
		if (from === specFile) changing.add(specFile);
		note(installed, PACKAGES.exec(from)?.[0]);
		note(based, images.find(holdsFile));
		note(written, outputs.find(holdsFile));
	}
	return {
		changing,
		installed,
		based,
		written
	};
}
function listed(names, why) {
	return `${shown([...names])}, so ${why} the next steps again: ${remedy(names)}`;
}
function remedy({ size }) {
	return `list ${size === 1 ? "the name" : size === 2 ? "both" : "all"} in .dockerignore`;
}
const MAX_SHOWN = 5;
function shown(names) {
	const first = names.slice(0, MAX_SHOWN);
	const last = names.length > MAX_SHOWN ? `${names.length - MAX_SHOWN} more` : first.pop() ?? "";
	return first.length === 0 ? last : `${first.join(", ")} and ${last}`;
}
// src/tree/pattern/automaton.ts
const MAX_STATES = 4096;
function automatonOf(expression) {
	const builder = new Builder();
	const whole = builder.automaton(expression, { isEndFree: false });
	if (builder.isTooLong) return void 0;
	const all = [...builder.looks, whole];
	return (text) => {
		for (const one of all) one.begin();
		for (let position = text.length; position >= 0; position -= 1) {
			for (const one of all) one.step(text, position);
			if (whole.isLost) return false;
		}
		return whole.isMatch;
	};
}
var Builder = class {
	looks = [];
	#count = 0;
	get isTooLong() {
		return this.#count > MAX_STATES;
	}
	automaton(expression, { isEndFree }) {
		const states = [];
		return new Automaton(states, this.#add(states, expression, this.#state(states)), isEndFree);
	}
	#state(states, from, condition) {
		this.#count += 1;
		states.push({ skips: [] });
		const added = states.length - 1;
		if (from !== void 0) states[from]?.skips.push({
			to: added,
			if: condition
		});
		return added;
	}
	#add(states, expression, from) {
		if (this.isTooLong) return from;
		switch (expression.kind) {
			case "letter": {
				const before = this.#state(states, from);
				const to = this.#state(states);
				const state = states[before];
				if (state !== void 0) state.reads = {
					matches: expression.matches,
					to
				};
				return to;
			}
			case "start": return this.#state(states, from, (_, position) => position === 0);
			case "end": return this.#state(states, from, (text, position) => position === text.length);
			case "sequence": return expression.parts.reduceRight((at, part) => this.#add(states, part, at), from);
			case "choice": {
				const ends = expression.parts.map((part) => this.#add(states, part, from));
				return this.#join(states, ends);
			}
			case "repeat": {
				const { part, isOptional, isMany } = expression;
				const loop = this.#state(states, from);
				const end = this.#add(states, part, loop);
				if (isMany) states[end]?.skips.push({
					to: loop,
					if: void 0
				});
				return this.#join(states, isOptional ? [loop, end] : [end]);
			}
			case "look": {
				const look = this.automaton(expression.part, { isEndFree: true });
				this.looks.push(look);
				return this.#state(states, from, () => look.isMatch === expression.isWanted);
			}
		}
	}
	#join(states, ends) {
		const to = this.#state(states);
		for (const end of ends) states[end]?.skips.push({
			to,
			if: void 0
		});
		return to;
	}
};
var Automaton = class {
	#states;
	#last;
	#isEndFree;
	#active = [];
	#seen;
	constructor(states, last, isEndFree) {
		this.#states = states;
		this.#last = last;
		this.#isEndFree = isEndFree;
		this.#seen = new Int32Array(states.length);
	}
	isMatch = false;
	get isLost() {
		return this.#active.length === 0;
	}
	begin() {
		this.#active = [];
		this.#seen.fill(-1);
	}
	step(text, position) {
		const before = this.#active;
		this.#active = [];
		if (this.#isEndFree || position === text.length) this.#enter(0, position);
		const code = text.charCodeAt(position);
		for (const at of before) {
			const reads = this.#states[at]?.reads;
			if (reads?.matches(code)) this.#enter(reads.to, position);
		}
		for (const at of this.#active) for (const { to, if: condition } of this.#states[at]?.skips ?? []) if (condition?.(text, position) !== false) this.#enter(to, position);
		this.isMatch = this.#seen[this.#last] === position;
	}
	#enter(state, position) {
		if (this.#seen[state] === position) return;
		this.#seen[state] = position;
		this.#active.push(state);
	}
};
// src/tree/pattern/effort.ts
const MAX_WAYS = 1e5;
function quickLength(expression) {
	let [quick, slow] = [0, 4097];
	while (slow - quick > 1) {
		const length = Math.floor((quick + slow) / 2);
		const { ways, looks } = effortOf(expression, length);
		if (ways * looks <= MAX_WAYS) quick = length;
		else slow = length;
	}
	return quick;
}
function effortOf(expression, length) {
	switch (expression.kind) {
		case "sequence": return combined(expression.parts, length, (a, b) => a * b);
		case "choice": return combined(expression.parts, length, (a, b) => a + b);
		case "repeat": {
			const { ways, looks } = effortOf(expression.part, length);
			if (!expression.isMany) return {
				ways: ways + 1,
				looks
			};
			return {
				ways: ways > 1 ? Number.POSITIVE_INFINITY : length + 1,
				looks
			};
		}
		case "look": {
			const { ways, looks } = effortOf(expression.part, length);
			return {
				ways: 1,
				looks: ways * looks
			};
		}
		default: return {
			ways: 1,
			looks: 1
		};
	}
}
function combined(parts, length, combine) {
	const [first = {
		ways: 1,
		looks: 1
	}, ...rest] = parts.map((part) => effortOf(part, length));
	return rest.reduce((sum, { ways, looks }) => ({
		ways: combine(sum.ways, ways),
		looks: Math.max(sum.looks, looks)
	}), first);
}
// src/tree/pattern/expression.ts
const MAX_DEPTH = 100;
const MAX_COPIES = 100;
function parseExpression(source) {
	const parser = new Parser(source);
	const found = parser.choice(0);
	return parser.isDone ? found : void 0;
}
var Parser = class {
	#source;
	#at = 0;
	#isRefused = false;
	constructor(source) {
		this.#source = source;
	}
	get isDone() {
		return !this.#isRefused && this.#at === this.#source.length;
	}
	choice(depth) {
		const parts = [this.#sequence(depth)];
		while (this.#take("|")) parts.push(this.#sequence(depth));
		return {
			kind: "choice",
			parts
		};
	}
	#sequence(depth) {
		const parts = [];
		while (!this.#isRefused && this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? "")) parts.push(...this.#repeated(this.#atom(depth)));
		return {
			kind: "sequence",
			parts
		};
	}
	#atom(depth) {
		if (this.#take("(?:")) return this.#group(depth);
		if (this.#take("(?=")) return {
			kind: "look",
			part: this.#group(depth),
			isWanted: true
		};
		if (this.#take("(?!")) return {
			kind: "look",
			part: this.#group(depth),
			isWanted: false
		};
		if (this.#take("(?")) this.#isRefused = true;
		if (this.#take("(")) return this.#group(depth);
		if (this.#take("^")) return { kind: "start" };
		if (this.#take("$")) return { kind: "end" };
		if (this.#take(".")) return {
			kind: "letter",
			matches: () => true
		};
		if (this.#source[this.#at] === "[") return {
			kind: "letter",
			matches: this.#class()
		};
		this.#take("\\");
		const code = this.#source.charCodeAt(this.#at);
		this.#at += 1;
		return {
			kind: "letter",
			matches: (other) => other === code
		};
	}
	#group(depth) {
		if (depth >= MAX_DEPTH) this.#isRefused = true;
		const found = this.choice(depth + 1);
		if (!this.#take(")")) this.#isRefused = true;
		return found;
	}
	#class() {
		const [source = "["] = this.#match(/\[(?:\\.|[^\]\\])*\]/sy) ?? [];
		if (source === "[") this.#isRefused = true;
		if (source === "[^/]" || source === "[^\\/]") return (code) => code !== 47;
		const expression = new RegExp(source);
		return (code) => expression.test(String.fromCharCode(code));
	}
	#repeated(part) {
		const [sign, least = "", comma, most = ""] = this.#match(/(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y) ?? [];
		if (sign === void 0) return [part];
		if (sign.startsWith("*")) return [{
			kind: "repeat",
			part,
			isOptional: true,
			isMany: true
		}];
		if (sign.startsWith("+")) return [{
			kind: "repeat",
			part,
			isOptional: false,
			isMany: true
		}];
		if (sign.startsWith("?")) return [{
			kind: "repeat",
			part,
			isOptional: true,
			isMany: false
		}];
		const min = Number(least);
		const max = comma === void 0 ? min : Number(most);
		if (max > MAX_COPIES || min > MAX_COPIES) this.#isRefused = true;
		if (this.#isRefused) return [];
		const copies = Array(min).fill(part);
		if (comma !== void 0 && most === "") copies.push({
			kind: "repeat",
			part,
			isOptional: true,
			isMany: true
		});
		for (let count = min; count < max; count += 1) copies.push({
			kind: "repeat",
			part,
			isOptional: true,
			isMany: false
		});
		return copies;
	}
	#take(text) {
		if (!this.#source.startsWith(text, this.#at)) return false;
		this.#at += text.length;
		return true;
	}
	#match(expression) {
		expression.lastIndex = this.#at;
		const found = expression.exec(this.#source);
		if (found === null) return void 0;
		this.#at = expression.lastIndex;
		return found;
	}
};
// src/tree/pattern/pattern.ts
const MAX_LENGTH = 2048;
async function parsePattern(pattern, refuse) {
	if (pattern === "") return () => false;
	if (pattern.length > MAX_LENGTH) throw refuse(`the pattern has more than ${MAX_LENGTH} characters`);
	const { default: picomatch } = await Promise.resolve().then(() => require_index.__toESM(require_picomatch(), 1));
	const { source } = picomatch.makeRe(withoutClasses(pattern), {
		dot: true,
		nonegate: true
	});
	const expression = parseExpression(source);
	const matches = expression && automatonOf(expression);
	if (expression === void 0 || matches === void 0) throw refuse("the pattern has too many parts");
	const quick = new RegExp(source, "s");
	const maxLength = quickLength(expression);
	return (path) => path === pattern || (path.length <= maxLength ? quick.test(path) : matches(path));
}
const withoutClasses = (pattern) => pattern.replaceAll(/\\(.)/gs, (found, character) => /[A-Za-z0-9]/.test(character) ? character : found);
// src/tree/refused.ts
function refused(message, details = {}) {
	return new require_index.ObuilderError("copy-refused", message, details);
}
const SOURCE = "the source of the copy";
function changed(from, rootName, cause) {
	return refused(`${JSON.stringify(from)} in ${rootName} changed during the copy`, {
		value: from,
		hint: "Build while nothing writes to the file, or leave the file out with (exclude \u2026).",
		cause
	});
}
const GONE = new Set([
	"ENOENT",
	"ENOTDIR",
	"ELOOP",
	"ENXIO",
	"ENODEV",
	"ESTALE"
]);
function readError(error, from, rootName) {
	const code = errnoOf(error);
	if (require_index.isObuilderError(error) || code === void 0) return error;
	if (GONE.has(code)) return changed(from, rootName, error);
	return refused(`could not read ${JSON.stringify(from)} in ${rootName}: ${code}`, {
		value: from,
		hint: "Leave the file out with (exclude \u2026), or make the file readable.",
		cause: error
	});
}
function writeError(error, place, root) {
	const code = errnoOf(error);
	if (require_index.isObuilderError(error) || code === void 0) return error;
	if (isSpaceFault(error)) return diskFull(`could not write ${JSON.stringify(place)}`, error, {
		written: [root],
		value: place
	});
	const why = code === "ENAMETOOLONG" ? "the path is too long" : code;
	return refused(`could not make ${JSON.stringify(place)} in the image: ${why}`, {
		value: place,
		cause: error
	});
}
// src/tree/exclude.ts
async function makeFilter(excludes) {
	const patternsOf = (kind) => excludes.filter((one) => one.kind === kind).map(({ pattern }) => pattern);
	const names = new Set(patternsOf("name"));
	const paths = new Set(patternsOf("path").map(normalized));
	const globs = patternsOf("glob");
	const isMatch = globs.length === 0 ? () => false : await matcher(globs);
	return (name, path) => names.has(name) || paths.has(path) || isMatch(path);
}
function normalized(path) {
	return path.split("/").filter((part) => part !== "" && part !== ".").join("/");
}
async function matcher(globs) {
	const patterns = await Promise.all(globs.map(parseExclude));
	return (path) => patterns.some((matches) => matches(path));
}
async function parseExclude(glob) {
	return await parsePattern(withoutOuterSlashes(glob), (reason) => refused(`could not exclude ${JSON.stringify(glob)}: ${reason}`, {
		value: glob,
		hint: "Split the pattern, or exclude a (path \u2026)."
	}));
}
function withoutOuterSlashes(glob) {
	const below = glob.replace(/^\.?\/+/, "");
	let end = below.length;
	while (end > 1 && below[end - 1] === "/") end -= 1;
	return below.slice(0, end);
}
// src/tree/git-config.ts
const MAX_BYTES$2 = 65536;
function isGitConfig(from) {
	return /(?:^|\/)\.git\/(?:.+\/)?config(?:\.worktree)?$/.test(from);
}
const TOKENS = [/^\s*extraheader\s*=\s*["']?\s*authorization\s*:/im, /^\s*(?:push)?url\s*=\s*["']?\w+:\/\/[^/\s]*(?::|gh[a-z]_|github_pat_)[^/\s]*@/im];
function warnOfToken({ warnings }, { directory, name, from }) {
	const text = contentOf(directory, name);
	if (!TOKENS.some((token) => token.test(text))) return;
	warnings.push(`the copy includes a token in ${JSON.stringify(from)}: add (exclude .git) to the copy, or "persist-credentials: false" to actions/checkout`);
}
function contentOf(directory, name) {
	let descriptor;
	try {
		descriptor = directory.openFile(name);
		return readAll(descriptor, MAX_BYTES$2).toString("latin1");
	} catch {
		return "";
	} finally {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
	}
}
// src/tree/ignore-file.ts
const NAMES = [".obuilderignore", ".dockerignore"];
const MAX_BYTES$1 = 1048576;
async function readIgnoreFile(root, { isUsers }) {
	const name = isUsers === true ? NAMES.find((known) => root.stat(known) !== void 0) : void 0;
	if (name === void 0) return void 0;
	const text = readText(root, name);
	const { default: library } = await Promise.resolve().then(() => require_index.__toESM(require_ignore(), 1));
	const patterns = library.default({ ignorecase: false }).add(escaped(text));
	const ignores = (path) => {
		try {
			return patterns.ignores(path);
		} catch (cause) {
			throw refused(`could not use ${name}: a pattern is malformed`, {
				value: name,
				cause
			});
		}
	};
	ignores("probe");
	return {
		name,
		ignores,
		hasExceptions: /^\s*!/m.test(text)
	};
}
function escaped(text) {
	return text.replaceAll(/\\.|[()|+{}]|(?<!\[)\^/g, (found) => found.startsWith("\\") ? found : `\\${found}`);
}
function readText(root, name) {
	let descriptor;
	try {
		descriptor = root.openFile(name);
		const bytes = readAll(descriptor, 1048577);
		if (bytes.length <= MAX_BYTES$1) return bytes.toString("utf8").replace(/^\ufeff/, "");
	} catch (cause) {
		throw refused(`could not read ${name} of the context`, {
			value: name,
			hint: "Make it a readable file.",
			cause
		});
	} finally {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
	}
	throw refused(`${name} of the context has more than ${MAX_BYTES$1} bytes`, { value: name });
}
// src/tree/read/glob.ts
function parseGlob(pattern) {
	return pattern.split("/").filter((part) => part !== "" && part !== ".").map((part) => part === "**" ? part : (name) => matches([...part], [...name]));
}
function matches(pattern, name) {
	let at = 0;
	let star;
	let position = 0;
	while (position < name.length) {
		const token = pattern[at];
		if (token === "*") {
			at += 1;
			star = {
				after: at,
				from: position
			};
		} else if (token === "?" || token !== void 0 && token === name[position]) {
			at += 1;
			position += 1;
		} else if (star !== void 0) {
			star = {
				after: star.after,
				from: star.from + 1
			};
			at = star.after;
			position = star.from;
		} else return false;
	}
	while (pattern[at] === "*") at += 1;
	return at === pattern.length;
}
const startOf = (glob) => spread(glob, [0]);
function step(glob, positions, name) {
	const next = [];
	for (const position of positions) {
		const part = glob[position];
		if (part === "**") next.push(position, ...position + 1 === glob.length ? [glob.length] : []);
		else if (part?.(name) === true) next.push(position + 1);
	}
	const inside = spread(glob, next);
	return {
		isMatch: inside.has(glob.length),
		inside
	};
}
function spread(glob, positions) {
	const all = new Set(positions);
	for (const position of all) if (glob[position] === "**" && position + 1 < glob.length) all.add(position + 1);
	return all;
}
// src/tree/identity.ts
function isSame(left, right) {
	return left.ino === right.ino && left.size === right.size && left.mtimeMs === right.mtimeMs && left.ctimeMs === right.ctimeMs && left.dev === right.dev;
}
// src/tree/read/reading.ts
function aspectsOf({ request }, stats) {
	if (stats === void 0) return {};
	const isUsers = request.isUsers === true;
	const mode = stats.mode & (isUsers ? 511 : 4095);
	if (request.isMount === true) return isUsers ? {} : {
		mode,
		owner: [stats.uid, stats.gid]
	};
	return request.keepsModes === true && !stats.isSymbolicLink() ? { mode } : {};
}
const secondsOf = (milliseconds) => milliseconds / 1e3;
// src/tree/read/read-file.ts
function readFile(reading, place, stats) {
	const remembered = reading.cache.recall(stats);
	if (remembered !== void 0) {
		const entry = addFile(reading, place, {
			stats,
			digest: remembered
		});
		if (stats.size > 262144) reading.sources.keep(entry, {
			stats,
			bytes: void 0,
			modified: void 0,
			isRacy: false
		});
		return;
	}
	if (stats.size > 262144) return readLarge(reading, place, stats);
	addRead(reading, place, {
		stats,
		...withFile(reading, place, (descriptor) => {
			const readAt = Date.now();
			const modified = timeBefore(descriptor);
			const bytes = readAll(descriptor, stats.size);
			checkSame(reading, place, {
				stats,
				descriptor
			});
			return {
				digest: digestOfBytes(bytes),
				bytes,
				modified,
				readAt
			};
		})
	});
}
async function readLarge(reading, place, stats) {
	const readAt = Date.now();
	const descriptor = withFailure(reading, place, () => place.directory.openFile(place.name));
	try {
		const modified = timeBefore(descriptor);
		const digest = await digestOfFile(descriptor, {
			size: stats.size,
			pace: reading.pace
		});
		checkSame(reading, place, {
			stats,
			descriptor
		});
		addRead(reading, place, {
			stats,
			digest,
			bytes: void 0,
			modified,
			readAt
		});
	} catch (error) {
		throw readError(error, place.from, reading.request.rootName);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
const timeBefore = (descriptor) => modifiedAt((0, node_fs.fstatSync)(descriptor, { bigint: true }));
function withFile(reading, place, use) {
	return withFailure(reading, place, () => {
		const descriptor = place.directory.openFile(place.name);
		try {
			return use(descriptor);
		} finally {
			(0, node_fs.closeSync)(descriptor);
		}
	});
}
function withFailure({ request }, { from }, use) {
	try {
		return use();
	} catch (error) {
		throw readError(error, from, request.rootName);
	}
}
function checkSame({ request }, { from }, { stats, descriptor }) {
	if (!isSame(stats, (0, node_fs.fstatSync)(descriptor))) throw changed(from, request.rootName);
}
function addRead(reading, place, { readAt, ...content }) {
	const { stats, digest, bytes, modified } = content;
	reading.cache.add({
		stats,
		digest,
		readAt
	});
	const entry = addFile(reading, place, {
		stats,
		digest
	});
	reading.sources.keep(entry, {
		stats,
		bytes,
		modified,
		isRacy: isRacy(stats.ctimeMs, readAt)
	});
}
function addFile(reading, { from, to }, { stats, digest }) {
	const entry = {
		kind: "file",
		path: to,
		from,
		executable: (stats.mode & 73) !== 0,
		size: stats.size,
		digest,
		modified: secondsOf(stats.mtimeMs),
		...aspectsOf(reading, stats)
	};
	reading.entries.push(entry);
	return entry;
}
// src/tree/read/quoted-source.ts
const MAX_WORDS = 16;
function quotedSource({ parent, name, src }, all) {
	if (!src.endsWith(name)) return void 0;
	const start = all.indexOf(src) + 1;
	let more = "";
	for (const next of all.slice(start, start + MAX_WORDS)) {
		if (typeof next !== "string") return void 0;
		more += ` ${next}`;
		if (exists(parent, `${name}${more}`.split("/"))) return src + more;
	}
}
function exists(parent, [name = "", ...rest]) {
	if (name === "..") return false;
	try {
		if (rest.length === 0) return name === "" || parent.stat(name) !== void 0;
		const inside = parent.openDirectory(name || ".");
		try {
			return exists(inside, rest);
		} finally {
			inside.close();
		}
	} catch {
		return false;
	}
}
// src/tree/read/source-path.ts
function splitSource(src, { rootName }) {
	const parts = src.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) throw refused(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
		value: src,
		hint: `Sources are relative to ${rootName}; ".." is not allowed.`
	});
	return {
		parts,
		needsDirectory: /\/\.?$/.test(src)
	};
}
function findSource(root, wanted) {
	const opened = [];
	const close = () => {
		for (const directory of opened) directory.close();
	};
	try {
		let parent = root;
		for (const name of wanted.parts.slice(0, -1)) {
			checkWay(parent, name, wanted);
			parent = parent.openDirectory(name);
			opened.push(parent);
		}
		const last = wanted.parts.at(-1) ?? "";
		if (wanted.needsDirectory) checkWay(parent, last, wanted);
		const stats = parent.stat(last);
		if (stats === void 0) throw missing(parent, last, wanted);
		return {
			parent,
			stats,
			close
		};
	} catch (error) {
		close();
		throw readError(error, wanted.parts.join("/"), wanted.request.rootName);
	}
}
function checkWay(parent, name, wanted) {
	const stats = parent.stat(name);
	if (stats === void 0) throw missing(parent, name, wanted);
	if (stats.isDirectory()) return;
	const { src, request } = wanted;
	const isLink = stats.isSymbolicLink();
	const fault = isLink ? "goes through the symbolic link" : "needs a directory instead of the file";
	throw refused(`the source ${JSON.stringify(src)} ${fault} ${JSON.stringify(name)} of ${request.rootName}`, {
		value: src,
		hint: isLink ? `Name the target of the link, ${JSON.stringify(parent.readLink(name))}, instead.` : `Remove everything after ${JSON.stringify(name)}.`
	});
}
function missing(parent, name, { src, request }) {
	return refused(`the source ${JSON.stringify(src)} is not in ${request.rootName}${whereOf(name, src)}`, {
		value: src,
		hint: hintFor(parent, name, {
			src,
			request
		})
	});
}
function hintFor(parent, name, { src, request }) {
	const quoted = quotedSource({
		parent,
		name,
		src
	}, request.src);
	if (quoted !== void 0) return `Write ${JSON.stringify(quoted)} in quotes.`;
	const nearest = similarName(name, parent.list());
	return nearest === void 0 ? `Sources are relative to ${request.rootName}.` : `Did you mean ${JSON.stringify(nearest)}?`;
}
const whereOf = (name, src) => src === name ? "" : `: ${JSON.stringify(name)} does not exist`;
function checkDestination({ src, dst }) {
	if (dst.split("/").includes("..")) throw refused(`the destination ${JSON.stringify(dst)} contains ".."`, {
		value: dst,
		hint: "Write the path without \"..\"."
	});
	if (dst.endsWith("/") || src.length <= 1 && src.every((source) => typeof source === "string")) return;
	throw refused(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
		value: dst,
		hint: `Write (dst ${dst}/) to copy into a directory.`
	});
}
function checkShape({ dst }, entries) {
	if (!/(^|\/)\.$/.test(dst) || entries[0]?.kind === "directory") return;
	throw refused(`a file cannot become the directory ${JSON.stringify(dst)}`, {
		value: dst,
		hint: `Write (dst ${dst}/) to copy into a directory.`
	});
}
// src/tree/manifest.ts
const MAX_PATH = 3840;
async function readManifest(request, sources) {
	checkDestination(request);
	const root = openSourceRoot(request);
	const reading = await startReading(root, request, sources).catch((error) => {
		root.close();
		throw error;
	});
	try {
		for (const src of request.src) if (typeof src === "string") await readSource(reading, root, src);
		else await readMatches(reading, root, src.glob);
	} finally {
		root.close();
	}
	checkShape(request, reading.entries);
	warnOfChurn(reading);
	reading.cache.save();
	const { entries, warnings } = reading;
	return {
		entries,
		digest: digestOfEntries(entries),
		warnings
	};
}
async function startReading(root, request, sources) {
	return {
		request,
		entries: [],
		warnings: [],
		cache: openStatCache(request),
		filter: await makeFilter(request.exclude),
		ignored: await readIgnoreFile(root, request),
		pace: makePace(request.signal),
		sources
	};
}
function openSourceRoot({ root, rootName }) {
	try {
		return openRoot(root);
	} catch (error) {
		throw refused(`could not read ${rootName}, ${root}: ${errnoOf(error)}`, {
			value: root,
			hint: "Name an existing directory.",
			cause: error
		});
	}
}
async function readSource(reading, root, src) {
	const { request } = reading;
	const { parts, needsDirectory } = splitSource(src, request);
	const name = parts.at(-1);
	if (name === void 0) {
		addDirectory(reading, {
			from: "",
			to: ""
		}, root.stat("."));
		await readChildren(reading, root, {
			from: "",
			to: ""
		});
		return;
	}
	const found = findSource(root, {
		src,
		parts,
		needsDirectory,
		request
	});
	try {
		const to = request.dst.endsWith("/") ? name : "";
		const from = parts.join("/");
		if (isIgnored(reading, from, found.stats)) throw ignoredSource(reading, src);
		if (request.isMount === true && found.stats.isSymbolicLink()) throw linkedSource(src, found.parent.readLink(name), request);
		await readPlace(reading, {
			directory: found.parent,
			name,
			from,
			to
		}, found.stats);
	} finally {
		found.close();
	}
}
async function readMatches(reading, root, pattern) {
	const glob = parseGlob(pattern);
	const matches = {
		glob,
		pattern,
		found: new Map()
	};
	await readMatchesIn(reading, matches, {
		directory: root,
		from: "",
		positions: startOf(glob)
	});
	if (matches.found.size > 0) return;
	const { rootName } = reading.request;
	throw refused(`no file in ${rootName} matches ${JSON.stringify(pattern)}`, {
		value: pattern,
		hint: `Patterns are relative to ${rootName}, and * stays in a directory: **/NAME finds a name at any depth.`
	});
}
async function readMatchesIn(reading, matches, at) {
	const { directory, positions } = at;
	for (const name of attempt(reading, at.from, () => directory.list())) {
		if (reading.pace.isDue()) await reading.pace.pause();
		const from = at.from === "" ? name : `${at.from}/${name}`;
		const { isMatch, inside } = step(matches.glob, positions, name);
		if (inside.size === 0 || reading.filter(name, from)) continue;
		checkLength(reading, from);
		const stats = attempt(reading, from, () => directory.stat(name));
		if (stats === void 0 || isIgnored(reading, from, stats)) continue;
		if (isMatch) {
			noteMatch(reading, matches, {
				name,
				from
			});
			await readPlace(reading, {
				directory,
				name,
				from,
				to: name
			}, stats);
		} else if (stats.isDirectory()) {
			const below = attempt(reading, from, () => directory.openDirectory(name));
			try {
				await readMatchesIn(reading, matches, {
					directory: below,
					from,
					positions: inside
				});
			} finally {
				below.close();
			}
		}
	}
}
function noteMatch({ request }, { found, pattern }, { name, from }) {
	const earlier = found.get(name);
	found.set(name, from);
	if (earlier === void 0) return;
	throw refused(`${JSON.stringify(earlier)} and ${JSON.stringify(from)} in ${request.rootName} would become one file`, {
		value: pattern,
		hint: "Each match goes into the destination under its base name: copy the directories instead, or write a copy for each."
	});
}
function readPlace(reading, place, stats) {
	if (stats.isFile()) {
		if (reading.request.isUsers && isGitConfig(place.from)) warnOfToken(reading, place);
		return readFile(reading, place, stats);
	}
	if (stats.isDirectory()) return readDirectory(reading, place, stats);
	if (!stats.isSymbolicLink()) throw special(reading, place, stats);
	addLink(reading, place, stats);
}
async function readDirectory(reading, place, stats) {
	const { entries, ignored } = reading;
	const before = entries.length;
	addDirectory(reading, place, stats);
	const inside = attempt(reading, place.from, () => place.directory.openDirectory(place.name));
	try {
		await readChildren(reading, inside, place);
	} finally {
		inside.close();
	}
	if (entries.length === before + 1 && ignored?.ignores(place.from) === true) entries.pop();
}
function isIgnored({ ignored }, from, stats) {
	if (ignored === void 0 || !ignored.ignores(from)) return false;
	return !(stats.isDirectory() && ignored.hasExceptions);
}
function ignoredSource({ ignored, request }, src) {
	return refused(`the source ${JSON.stringify(src)} is left out of ${request.rootName} by ${ignored?.name}`, {
		value: src,
		hint: `Add the exception !${src} to ${ignored?.name}.`
	});
}
function linkedSource(src, target, { rootName }) {
	return refused(`could not mount ${JSON.stringify(src)} of ${rootName}: a symbolic link`, {
		value: src,
		hint: `Name the target of the link, ${JSON.stringify(target)}, instead.`
	});
}
async function readChildren(reading, directory, at) {
	for (const name of attempt(reading, at.from, () => directory.list())) {
		if (reading.pace.isDue()) await reading.pace.pause();
		const from = at.from === "" ? name : `${at.from}/${name}`;
		if (reading.filter(name, from)) continue;
		if (from.length > MAX_PATH / 3) checkLength(reading, from);
		const stats = attempt(reading, from, () => directory.stat(name));
		if (stats === void 0 || isIgnored(reading, from, stats)) continue;
		const coming = readPlace(reading, {
			directory,
			name,
			from,
			to: at.to === "" ? name : `${at.to}/${name}`
		}, stats);
		if (coming !== void 0) await coming;
	}
}
function addDirectory(reading, { from, to }, stats) {
	const modified = secondsOf(stats?.mtimeMs ?? 0);
	reading.entries.push({
		kind: "directory",
		path: to,
		from,
		modified,
		...aspectsOf(reading, stats)
	});
}
function addLink(reading, { directory, name, from, to }, stats) {
	const target = attempt(reading, from, () => directory.readLink(name));
	const modified = secondsOf(stats.mtimeMs);
	reading.entries.push({
		kind: "link",
		path: to,
		from,
		target,
		modified,
		...aspectsOf(reading, stats)
	});
}
function attempt({ request }, from, read) {
	try {
		return read();
	} catch (error) {
		throw readError(error, from === "" ? "." : from, request.rootName);
	}
}
function checkLength({ request }, from) {
	if (byteLength(from) <= MAX_PATH) return;
	throw refused(`a path in ${request.rootName} is longer than ${MAX_PATH} bytes`, {
		value: `${from.slice(0, 100)}\u2026`,
		hint: "Leave that directory out with (exclude \u2026)."
	});
}
function special({ request }, { from }, stats) {
	const kind = stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";
	return refused(`could not ${request.isMount === true ? "mount" : "copy"} ${JSON.stringify(from)} in ${request.rootName}: ${kind}`, {
		value: from,
		hint: request.isMount === true ? "Mount a directory without it." : "Leave the entry out with (exclude \u2026)."
	});
}
// src/tree/read/source.ts
const MAX_BYTES = 64 * 1024 ** 2;
function makeSources(maxBytes = MAX_BYTES) {
	const sources = new WeakMap();
	let room = maxBytes;
	return {
		keep(entry, source) {
			const size = source.bytes?.length ?? 0;
			const fits = size <= room;
			if (fits) room -= size;
			sources.set(entry, fits ? source : {
				...source,
				bytes: void 0
			});
		},
		of: (entry) => sources.get(entry),
		takeBytes(entry) {
			const source = sources.get(entry);
			if (source?.bytes === void 0) return void 0;
			room += source.bytes.length;
			sources.set(entry, {
				...source,
				bytes: void 0
			});
			return source.bytes;
		}
	};
}
// src/reader/become-user.ts
function becomeUser({ uid, gid, groups }) {
	const { setgroups, setgid, setuid, geteuid, getegid } = process;
	if (uid === 0 || !setgroups || !setgid || !setuid) throw new require_index.ObuilderError("internal", "a reader is never root");
	setgroups([...groups]);
	setgid(gid);
	setuid(uid);
	if (geteuid?.() === uid && getegid?.() === gid && !canBeRoot(setuid)) return;
	throw new require_index.ObuilderError("internal", "the reader could not give up root");
}
function canBeRoot(setuid) {
	try {
		setuid(0);
		return true;
	} catch {
		return false;
	}
}
// src/reader/contents.ts
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_FILES = 256;
async function* smallContents({ root, manifest, sources }, signal) {
	const pace = makePace(signal);
	const origin = openOrigin(root);
	let batch = emptyBatch();
	try {
		for (const [index, entry] of manifest.entries.entries()) {
			if (entry.kind !== "file" || entry.size === 0 || entry.size > 262144) continue;
			if (pace.isDue()) await pace.pause();
			const bytes = sources.takeBytes(entry) ?? smallContent(origin, entry);
			batch.pieces.push([index, bytes.length]);
			batch.bytes.push(bytes);
			batch.length += bytes.length;
			if (batch.length < ENOUGH_BYTES && batch.pieces.length < ENOUGH_FILES) continue;
			yield batch;
			batch = emptyBatch();
		}
		yield batch;
	} finally {
		origin.close();
	}
}
async function* largeContents(kept, { index, signal }) {
	const descriptor = holdFile(kept, index);
	try {
		const chunks = chunksOf(descriptor, {
			size: entryOf(kept, index).size,
			pace: makePace(signal)
		});
		for await (const chunk of chunks) yield {
			pieces: [[index, chunk.length]],
			bytes: [Buffer.from(chunk)]
		};
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
function holdFile(kept, index) {
	const entry = entryOf(kept, index);
	const origin = openOrigin(kept.root);
	try {
		return openFile(origin, entry);
	} finally {
		origin.close();
	}
}
function entryOf({ manifest }, index) {
	const entry = manifest.entries[index];
	if (entry?.kind !== "file") throw new Error(`entry ${index} is no file`);
	return entry;
}
function emptyBatch() {
	return {
		pieces: [],
		bytes: [],
		length: 0
	};
}
function smallContent(origin, entry) {
	const descriptor = openFile(origin, entry);
	try {
		return readAll(descriptor, entry.size);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
function openFile(origin, { from }) {
	let descriptor;
	try {
		descriptor = origin.openFile(from);
		if ((0, node_fs.fstatSync)(descriptor).isFile()) return descriptor;
		throw changed(from, SOURCE);
	} catch (error) {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
		throw readError(error, from, SOURCE);
	}
}
// src/reader/numbered.ts
function numbered() {
	const things = new Map();
	let last = 0;
	return {
		add(thing) {
			last += 1;
			things.set(last, thing);
			return last;
		},
		get(number) {
			const thing = things.get(number);
			if (thing === void 0) throw new Error(`unknown number ${number}`);
			return thing;
		},
		remove: (number) => things.delete(number)
	};
}
// src/tree/cursor.ts
function openCursor(root, enter = (parent, name) => parent.openDirectory(name)) {
	const top = identityOf$1(root);
	let levels = [];
	let here = root.openDirectory(".");
	const move = (next) => {
		here.close();
		here = next;
	};
	const restart = () => {
		move(root.openDirectory("."));
		levels = [];
	};
	const goUp = (count) => {
		if (count > levels.length - count) return restart();
		for (let left = count; left > 0; left -= 1) {
			move(here.openDirectory(".."));
			levels.pop();
			if (identityOf$1(here) !== (levels.at(-1)?.identity ?? top)) return restart();
		}
	};
	const goDown = (names) => {
		for (const name of names.slice(levels.length)) {
			move(enter(here, name));
			levels.push({
				name,
				identity: identityOf$1(here)
			});
		}
	};
	return {
		to(path) {
			const names = namesOf(path);
			const isOther = levels.findIndex(({ name }, index) => name !== names[index]);
			if (isOther !== -1) goUp(levels.length - isOther);
			goDown(names);
			return here;
		},
		close: () => here.close()
	};
}
function openCursorAt(path) {
	const root = openRoot(path);
	const cursor = openCursor(root);
	return {
		to: cursor.to,
		close() {
			cursor.close();
			root.close();
		}
	};
}
function namesOf(path) {
	const names = path.split("/").filter((name) => name !== "" && name !== ".");
	if (names.includes("..")) throw new Error(`"${path}" is not a resolved path`);
	return names;
}
function splitPath(path) {
	const end = path.lastIndexOf("/");
	return {
		parent: path.slice(0, Math.max(0, end)),
		name: path.slice(end + 1)
	};
}
function identityOf$1(directory) {
	const stats = directory.stat(".");
	return `${stats?.dev} ${stats?.ino}`;
}
// src/reader/open-place.ts
function openPlace({ path, below }) {
	if (below === void 0) return openHere(path, {
		name: path,
		followLinks: true
	});
	const names = namesOf(path.slice(below.length));
	const cursor = openCursorAt(below);
	try {
		return openHere(cursor.to(names.slice(0, -1).join("/")).at(names.at(-1) ?? "."), {
			name: path,
			followLinks: false
		});
	} finally {
		cursor.close();
	}
}
// src/reader/operations.ts
function operations() {
	const table = {
		...treeOperations(),
		...fileOperations(),
		helper
	};
	const writing = lazily(async () => (await Promise.resolve().then(() => require("./run.js")).then((n) => n.operations_exports)).writeOperations());
	return async ({ head: { operation, ask }, bytes }, signal) => {
		if (typeof operation !== "string") throw new Error("a question has no operation");
		return await (table[operation] ?? (await writing())[operation])(ask, operation in table ? signal : bytes);
	};
}
function lazily(make) {
	let made;
	return () => {
		made ??= make();
		return made;
	};
}
const streams = numbered();
function addStream(make) {
	const controller = new AbortController();
	const parts = make(controller.signal);
	return { answer: { stream: streams.add({
		parts,
		controller
	}) } };
}
const next = async ({ stream }) => {
	const { value, done } = await streams.get(stream).parts.next();
	if (done) return { answer: { done: true } };
	return value instanceof Uint8Array ? {
		answer: {},
		bytes: [value]
	} : {
		answer: { pieces: value.pieces },
		bytes: value.bytes
	};
};
const leave = async ({ stream }) => {
	const { parts, controller } = streams.get(stream);
	streams.remove(stream);
	controller.abort();
	await parts.return(void 0);
	return { answer: {} };
};
function treeOperations() {
	const sources = makeSources();
	const kept = numbered();
	return {
		next,
		leave,
		manifest: async ({ request, records }, signal) => {
			let fresh;
			const memo = {
				recall: () => records,
				remember: (_kind, _key, value) => {
					fresh = value;
				}
			};
			const manifest = await readManifest({
				...request,
				memo,
				signal
			}, sources);
			return { answer: {
				kept: kept.add({
					root: request.root,
					manifest,
					sources
				}),
				manifest,
				...fresh === void 0 ? {} : { records: fresh }
			} };
		},
		contents: ({ kept: number, index }) => addStream((signal) => index === void 0 ? smallContents(kept.get(number), signal) : largeContents(kept.get(number), {
			index,
			signal
		})),
		times: (ask) => addStream((signal) => entryTimes(kept.get(ask.kept), signal)),
		hold: (ask) => ({ answer: { descriptor: holdFile(kept.get(ask.kept), ask.index) } }),
		release: ({ descriptor }) => {
			(0, node_fs.closeSync)(descriptor);
			return { answer: {} };
		}
	};
}
function fileOperations() {
	const files = numbered();
	return {
		open: (place) => {
			const opened = openPlace(place);
			const { kind, identity, size, changed } = opened;
			return { answer: {
				file: files.add(opened),
				kind,
				identity,
				size,
				changed
			} };
		},
		nearest: (place) => {
			const name = nearestName(place);
			return { answer: name === void 0 ? {} : { name } };
		},
		read: async ({ file, position, length }) => ({
			answer: {},
			bytes: [await files.get(file).read(position, length)]
		}),
		identify: async ({ file }, signal) => ({ answer: await files.get(file).identifyTree(signal) }),
		archive: ({ file }) => addStream((signal) => files.get(file).archive(signal)),
		close: async ({ file }) => {
			const opened = files.get(file);
			files.remove(file);
			await opened.close();
			return { answer: {} };
		}
	};
}
const helper = async ({ name, server, env }) => {
	const output = await askCredentialHelper(name, {
		server,
		env
	});
	return { answer: output === void 0 ? {} : { output } };
};
// src/reader/program.ts
async function serveFiles() {
	const running = new Map();
	const operate = operations();
	const receive = async (message) => {
		const { id, cancel } = message.head;
		if (typeof cancel === "number") return running.get(cancel)?.abort();
		if (typeof id !== "number") return;
		const controller = new AbortController();
		running.set(id, controller);
		try {
			const { answer, bytes } = await operate(message, controller.signal);
			await send({
				id,
				answer
			}, bytes);
		} catch (error) {
			await send({
				id,
				error: sentError(error)
			});
		} finally {
			running.delete(id);
		}
	};
	const decode = decoder((message) => void receive(message));
	for await (const chunk of process.stdin) decode(chunk);
}
function send(head, bytes) {
	const { stdout } = process;
	return new Promise((resolve, reject) => {
		stdout.cork();
		const pieces = encode(head, bytes);
		for (const [index, piece] of pieces.entries()) stdout.write(piece, index < pieces.length - 1 ? void 0 : (error) => error ? reject(error) : resolve());
		stdout.uncork();
	});
}
function sentError(error) {
	const { message } = require_index.asObuilderError(error);
	if (require_index.isObuilderError(error)) {
		const { code, value, hint, errno } = error;
		return {
			message,
			code,
			value,
			hint,
			errno
		};
	}
	return {
		message,
		system: error instanceof Error && "code" in error ? String(error.code) : void 0
	};
}
// src/cli/verbs/reader.ts
var reader_exports = require_index.__exportAll({ runReader: () => runReader });
async function runReader(identity) {
	try {
		(0, node_module.flushCompileCache)();
		becomeUser(identityOf(identity));
		await serveFiles();
	} catch (error) {
		process.stderr.write(`error: ${require_index.asObuilderError(error).message}\n`);
		return 1;
	}
	process.kill(-process.pid, "SIGKILL");
	return 0;
}
function identityOf(text) {
	const [, uid, gid, groups] = /^(\d+):(\d+):(\d+(?:,\d+)*)$/.exec(text) ?? [];
	if (uid === void 0 || gid === void 0 || groups === void 0 || process.getuid?.() !== 0) throw new require_index.ObuilderError("input-invalid", "only a worker of root starts a reader", { value: text });
	return {
		uid: Number(uid),
		gid: Number(gid),
		groups: groups.split(",").map(Number)
	};
}
exports.SMALL = SMALL;
exports.SOURCE = SOURCE;
exports.asPattern = asPattern;
exports.asker = asker;
exports.asker_exports = asker_exports;
exports.becomeUser = becomeUser;
exports.btrfsNodeSize = btrfsNodeSize;
exports.byteLength = byteLength;
exports.bytesText = bytesText;
exports.callerOf = callerOf;
exports.canLoadModule = canLoadModule;
exports.changed = changed;
exports.checkDestination = checkDestination;
exports.childrenOf = childrenOf;
exports.chunksOf = chunksOf;
exports.decoder = decoder;
exports.digestOfBytes = digestOfBytes;
exports.digestOfFile = digestOfFile;
exports.diskFull = diskFull;
exports.encode = encode;
exports.errnoOf = errnoOf;
exports.exactTimes = exactTimes;
exports.findProgram = findProgram;
exports.forgetDigests = forgetDigests;
exports.fullPlaceOf = fullPlaceOf;
exports.hasSeccomp = hasSeccomp;
exports.inodesText = inodesText;
exports.isCount = isCount;
exports.isInGroup = isInGroup;
exports.isKnown = isKnown;
exports.isRacy = isRacy;
exports.isSame = isSame;
exports.isSpaceFault = isSpaceFault;
exports.kernelHas = kernelHas;
exports.kernelRelease = kernelRelease;
exports.killNow = killNow;
exports.lackOf = lackOf;
exports.makePace = makePace;
exports.makeSources = makeSources;
exports.modifiedAt = modifiedAt;
exports.mountOf = mountOf$1;
exports.namesOf = namesOf;
exports.nativePath = nativePath;
exports.nearestExisting = nearestExisting;
exports.numbered = numbered;
exports.openCursor = openCursor;
exports.openCursorAt = openCursorAt;
exports.openHere = openHere;
exports.openOrigin = openOrigin;
exports.openPlace = openPlace;
exports.openRoot = openRoot;
exports.outputOfGnu = outputOfGnu;
exports.ownUid = ownUid;
exports.parentOf = parentOf;
exports.parseMounts = parseMounts;
exports.parsePattern = parsePattern;
exports.partsOf = partsOf;
exports.pathOf = pathOf;
exports.pathOf$1 = pathOf$1;
exports.pathsIn = pathsIn;
exports.plain = plain;
exports.processStart = processStart;
exports.readAll = readAll;
exports.readConfinement = readConfinement;
exports.readError = readError;
exports.readManifest = readManifest;
exports.readMounts = readMounts;
exports.reader_exports = reader_exports;
exports.refused = refused;
exports.require_fastest_levenshtein = require_fastest_levenshtein;
exports.require_picomatch = require_picomatch;
exports.resolveInside = resolveInside;
exports.spaceAt = spaceAt;
exports.splitPath = splitPath;
exports.startGnu = startGnu;
exports.startProgram = startProgram;
exports.textOf = textOf;
exports.textOrEmpty = textOrEmpty;
exports.timeForNode = timeForNode;
exports.timeOf = timeOf;
exports.usualPlaces = usualPlaces;
exports.walkInside = walkInside;
exports.writeError = writeError;
exports.wrongAnswer = wrongAnswer;
