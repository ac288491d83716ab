export const id = 5715;
export const ids = [5715];
export const modules = {

/***/ 4531:
/***/ ((module) => {

/*!
 * bytes
 * Copyright(c) 2012-2014 TJ Holowaychuk
 * Copyright(c) 2015 Jed Watson
 * MIT Licensed
 */



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
  b:  1,
  kb: 1 << 10,
  mb: 1 << 20,
  gb: 1 << 30,
  tb: Math.pow(1024, 4),
  pb: Math.pow(1024, 5),
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
  if (typeof value === 'string') {
    return parse(value);
  }

  if (typeof value === 'number') {
    return format(value, options);
  }

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
  if (!Number.isFinite(value)) {
    return null;
  }

  var mag = Math.abs(value);
  var thousandsSeparator = (options && options.thousandsSeparator) || '';
  var unitSeparator = (options && options.unitSeparator) || '';
  var decimalPlaces = (options && options.decimalPlaces !== undefined) ? options.decimalPlaces : 2;
  var fixedDecimals = Boolean(options && options.fixedDecimals);
  var unit = (options && options.unit) || '';

  if (!unit || !map[unit.toLowerCase()]) {
    if (mag >= map.pb) {
      unit = 'PB';
    } else if (mag >= map.tb) {
      unit = 'TB';
    } else if (mag >= map.gb) {
      unit = 'GB';
    } else if (mag >= map.mb) {
      unit = 'MB';
    } else if (mag >= map.kb) {
      unit = 'KB';
    } else {
      unit = 'B';
    }
  }

  var val = value / map[unit.toLowerCase()];
  var str = val.toFixed(decimalPlaces);

  if (!fixedDecimals) {
    str = str.replace(formatDecimalsRegExp, '$1');
  }

  if (thousandsSeparator) {
    str = str.split('.').map(function (s, i) {
      return i === 0
        ? s.replace(formatThousandsRegExp, thousandsSeparator)
        : s
    }).join('.');
  }

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
  if (typeof val === 'number' && !isNaN(val)) {
    return val;
  }

  if (typeof val !== 'string') {
    return null;
  }

  // Test if the string passed is valid
  var results = parseRegExp.exec(val);
  var floatValue;
  var unit = 'b';

  if (!results) {
    // Nothing could be extracted from the given string
    floatValue = parseInt(val, 10);
    unit = 'b'
  } else {
    // Retrieve the value and the unit
    floatValue = parseFloat(results[1]);
    unit = results[4].toLowerCase();
  }

  if (isNaN(floatValue)) {
    return null;
  }

  return Math.floor(map[unit] * floatValue);
}


/***/ }),

/***/ 8827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jr: () => (/* binding */ SHOWN_DIGITS),
/* harmony export */   w4: () => (/* binding */ findEntry)
/* harmony export */ });
/* unused harmony export wholeId */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/** How many digits of ids are shown where people read them. */
const SHOWN_DIGITS = 12;
/** Fewer than this are as likely a slip as a choice. */
const SHORTEST_PREFIX = 4;
const WHOLE_ID = 64;
const MOST_CANDIDATES = 10;
/**
 * What the id that a user gave means: whole, or the beginning of one that no other id here has.
 *
 * @throws ObuilderError `result-missing`; `input-invalid` where several begin so, with the candidates
 */
function findEntry(store, given) {
    const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
    const result = id === undefined ? undefined : store.find([id]).get(id);
    const failed = id === undefined ? undefined : store.failed().find((step) => step.id === id);
    if (id !== undefined && (result ?? failed) !== undefined)
        return { id, result, failed };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('result-missing', `there is no result ${given} in this store, and no failed step`, {
        value: given,
        hint: '"list" and "list --failed" tell what there is; "plan" gives the ids of all steps of a spec.',
    });
}
function knownIds(store) {
    return [...store.list(), ...store.failed()].map(({ id }) => id);
}
/** The one of `ids` that begins with `prefix`, if any does. */
function wholeId(prefix, ids) {
    if (prefix.length < SHORTEST_PREFIX) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${JSON.stringify(prefix)} is too short for an id`, {
            value: prefix,
            hint: `Give ${SHORTEST_PREFIX} digits of it at least.`,
        });
    }
    const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
    if (candidates.length <= 1)
        return candidates[0];
    const shown = candidates.slice(0, MOST_CANDIDATES);
    const more = candidates.length > shown.length ? [`… and ${candidates.length - shown.length} more`] : [];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${candidates.length} ids begin with ${prefix}`, {
        value: prefix,
        hint: ['Give more digits:', ...shown, ...more].join('\n'),
    });
}


/***/ }),

/***/ 5715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   listVerb: () => (/* binding */ listVerb)
/* harmony export */ });
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6650);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2076);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8827);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5189);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(330);
/* harmony import */ var _store_flags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6144);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6946);







const listVerb = {
    usage: 'list [--failed] [--store=STORE] [--json]',
    summary: 'Lists the results, what was used last first; --failed lists the failed steps that were kept.',
    options: { ..._store_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .storeFlags */ .t, failed: { type: 'boolean' }, json: { type: 'boolean' } },
    needsRoot: true,
    run: async (invocation) => {
        (0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .noPositionals */ .d0)(listVerb, invocation);
        const isJson = (0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .isSet */ .vM)(invocation, 'json');
        const isFailed = (0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .isSet */ .vM)(invocation, 'failed');
        const text = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_2__/* .withStore */ .aH)((0,_store_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .storeRequest */ .r)(invocation), async (store) => {
            if (isFailed)
                return isJson ? failedJson(store.failed()) : table(store.failed(), failedLine);
            return isJson ? resultsJson(store.list()) : table(store.list(), resultLine);
        });
        (0,_output_js__WEBPACK_IMPORTED_MODULE_5__/* .print */ .yy)(text);
        return 0;
    },
};
function resultsJson(results) {
    const told = results.map(({ id, parent, kind, scope, operation, startedAt, seconds, usedAt }) => {
        return { id, parent, kind, scope, operation, startedAt, seconds, usedAt };
    });
    return `${JSON.stringify({ results: told })}\n`;
}
function failedJson(steps) {
    const failed = steps.map(({ id, operation, message, failedAt }) => ({ id, operation, message, failedAt }));
    return `${JSON.stringify({ failed })}\n`;
}
function table(rows, line) {
    const now = Date.now();
    return rows.map((row) => `${line(row, now)}\n`).join('');
}
const AGE_WIDTH = 9;
const since = (time, now) => (0,_report_words_js__WEBPACK_IMPORTED_MODULE_0__/* .ago */ .KN)((now - time) / 1000).padEnd(AGE_WIDTH);
function resultLine({ id, kind, scope, operation, usedAt }, now) {
    const whose = scope === undefined ? '' : `  (of ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_6__/* .oneLine */ .T)(scope)})`;
    return `${id.slice(0, _entries_js__WEBPACK_IMPORTED_MODULE_1__/* .SHOWN_DIGITS */ .jr)}  ${since(usedAt, now)}  ${kind.padEnd(4)}  ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_6__/* .oneLine */ .T)(operation)}${whose}`;
}
function failedLine({ id, operation, message, failedAt }, now) {
    return `${id.slice(0, _entries_js__WEBPACK_IMPORTED_MODULE_1__/* .SHOWN_DIGITS */ .jr)}  ${since(failedAt, now)}  ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_6__/* .oneLine */ .T)(operation)}: ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_6__/* .oneLine */ .T)(message)}`;
}


/***/ }),

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ makeOutput),
/* harmony export */   Jz: () => (/* binding */ printPieces),
/* harmony export */   yy: () => (/* binding */ print)
/* harmony export */ });
/* harmony import */ var _worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5812);

/** Text at this length is written at once, so that a long log takes no more memory than this. */
const LARGEST = 256 * 1024;
/**
 * Writes to stdout, once for all that comes in one turn of the event loop: a cached build tells hundreds of steps in one, and
 * each write is a system call.
 */
function makeOutput() {
    let held = '';
    let isScheduled = false;
    const flush = () => {
        isScheduled = false;
        if (held === '')
            return;
        void (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .writePaced */ .v)(held);
        held = '';
    };
    return {
        flush,
        write(text) {
            held += text;
            if (held.length >= LARGEST)
                flush();
            else if (!isScheduled) {
                isScheduled = true;
                setImmediate(flush);
            }
        },
    };
}
/** Prints an answer in pieces, each when there is room for it. */
async function printPieces(pieces) {
    for await (const piece of pieces) {
        if (process.stdout.destroyed)
            return;
        print(piece);
        await (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .outputPace */ .B)();
    }
}
/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
function print(text) {
    if (process.stdout.listenerCount('error') === 0) {
        process.stdout.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    void (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .writePaced */ .v)(text);
}


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ storeRequest),
/* harmony export */   t: () => (/* binding */ storeFlags)
/* harmony export */ });
/* harmony import */ var _worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3837);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store') ?? 'auto';
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : (0,_worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePoolSize */ .F)(size, '--store-size'),
        poolDirectory: (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'pool-dir'),
    };
}


/***/ }),

/***/ 6650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
/* unused harmony export lastLines */
const ELLIPSIS = '…';
/** One line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const characters = [...line];
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}
/** The last lines of a text, and how many lines before them were left out. */
function lastLines(text, limit) {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
}


/***/ }),

/***/ 2076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ ending),
/* harmony export */   KN: () => (/* binding */ ago),
/* harmony export */   Uy: () => (/* binding */ lookAtFiles),
/* harmony export */   vj: () => (/* binding */ amount)
/* harmony export */ });
/* unused harmony export duration */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6650);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A duration for people, from seconds: `45 ms`, `0.4 s`, `12 s`, `3 m 12 s`, `2 h 5 m`. Never more than two units. */
function duration(seconds) {
    if (seconds < 0.095)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < MINUTE)
        return `${whole} s`;
    if (whole < HOUR)
        return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
    return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} m`;
}
/** How long ago something was, in the largest unit that fits. A clock that went backwards gives `just now`. */
function ago(seconds) {
    if (seconds < 1)
        return 'just now';
    if (seconds < MINUTE)
        return `${Math.floor(seconds)} s ago`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} m ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    return `${Math.floor(seconds / DAY)} d ago`;
}
const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];
/** A number of bytes for people, in the units of inputs and flags, which are powers of 1024: `312.0 KB`, `4.2 MB`. */
function amount(bytes) {
    const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}
/** How a step ended, in words: `built in 3.2 s`, `cached (here, built 3 h ago, took 3 m 12 s)`, `not run`. */
function ending(step, end) {
    switch (end.outcome) {
        case 'built':
            return `${step.kind === 'from' ? 'fetched' : 'built'} in ${duration(end.seconds)}`;
        case 'cached':
            return cached(step, end);
        case 'failed':
            return `failed after ${duration(end.seconds)}`;
        case 'cancelled':
            return `cancelled after ${duration(end.seconds)}`;
        case 'not-run':
            return 'not run';
    }
}
function cached(step, { original, at }) {
    if (original === undefined)
        return 'cached';
    const here = original.from === undefined ? 'here' : `from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .T)(original.from)}`;
    const where = original.source === 'built' ? here : 'from elsewhere';
    const made = step.kind === 'from' ? 'fetched' : 'built';
    const age = ago((at - original.startedAt) / 1000 - original.seconds);
    return `cached (${where}, ${made} ${age}, took ${duration(original.seconds)})`;
}
/** How to look at the files that a failed step left, where they were kept; `enter` gives the command for an id. */
function lookAtFiles({ id, kept }, enter) {
    if (kept !== true || id === undefined || enter === undefined)
        return [];
    return [`To look at its files, for some hours: ${enter(id)}`];
}


/***/ }),

/***/ 4213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ byteSize)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
function byteSize(text) {
    // The library takes the digits before whatever it does not know for bytes.
    const [, number, unit = ''] = SIZE.exec(text) ?? [];
    return number === undefined ? undefined : (bytes__WEBPACK_IMPORTED_MODULE_0__.parse(`${number}${unit}b`) ?? undefined);
}


/***/ }),

/***/ 5812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ outputPace),
/* harmony export */   v: () => (/* binding */ writePaced)
/* harmony export */ });
let draining;
/**
 * Writes to stdout. Where its reader is slower than we are, the promise settles once the reader has caught up: whoever goes on
 * before that keeps all of it in memory.
 */
function writePaced(text) {
    if (text.length === 0 || process.stdout.write(text))
        return draining;
    draining ??= new Promise((resolve) => {
        const settle = () => {
            draining = undefined;
            for (const name of EVENTS)
                process.stdout.off(name, settle);
            resolve();
        };
        // A reader that is gone will not catch up.
        for (const name of EVENTS)
            process.stdout.on(name, settle);
    });
    return draining;
}
const EVENTS = ['drain', 'close', 'error'];
/** Whether and until when to wait for what was written before. */
const outputPace = () => draining;


/***/ }),

/***/ 3837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parsePoolSize)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _byte_size_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4213);


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,_byte_size_js__WEBPACK_IMPORTED_MODULE_1__/* .byteSize */ .m)(text);
    if (size === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}


/***/ })

};
