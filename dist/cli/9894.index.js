export const id = 9894;
export const ids = [9894];
export const modules = {

/***/ 744:
/***/ ((module) => {

/**
 * Helpers.
 */

var s = 1000;
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

module.exports = function (val, options) {
  options = options || {};
  var type = typeof val;
  if (type === 'string' && val.length > 0) {
    return parse(val);
  } else if (type === 'number' && isFinite(val)) {
    return options.long ? fmtLong(val) : fmtShort(val);
  }
  throw new Error(
    'val is not a non-empty string or a valid number. val=' +
      JSON.stringify(val)
  );
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
  if (str.length > 100) {
    return;
  }
  var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(
    str
  );
  if (!match) {
    return;
  }
  var n = parseFloat(match[1]);
  var type = (match[2] || 'ms').toLowerCase();
  switch (type) {
    case 'years':
    case 'year':
    case 'yrs':
    case 'yr':
    case 'y':
      return n * y;
    case 'weeks':
    case 'week':
    case 'w':
      return n * w;
    case 'days':
    case 'day':
    case 'd':
      return n * d;
    case 'hours':
    case 'hour':
    case 'hrs':
    case 'hr':
    case 'h':
      return n * h;
    case 'minutes':
    case 'minute':
    case 'mins':
    case 'min':
    case 'm':
      return n * m;
    case 'seconds':
    case 'second':
    case 'secs':
    case 'sec':
    case 's':
      return n * s;
    case 'milliseconds':
    case 'millisecond':
    case 'msecs':
    case 'msec':
    case 'ms':
      return n;
    default:
      return undefined;
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
  if (msAbs >= d) {
    return Math.round(ms / d) + 'd';
  }
  if (msAbs >= h) {
    return Math.round(ms / h) + 'h';
  }
  if (msAbs >= m) {
    return Math.round(ms / m) + 'm';
  }
  if (msAbs >= s) {
    return Math.round(ms / s) + 's';
  }
  return ms + 'ms';
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
  if (msAbs >= d) {
    return plural(ms, msAbs, d, 'day');
  }
  if (msAbs >= h) {
    return plural(ms, msAbs, h, 'hour');
  }
  if (msAbs >= m) {
    return plural(ms, msAbs, m, 'minute');
  }
  if (msAbs >= s) {
    return plural(ms, msAbs, s, 'second');
  }
  return ms + ' ms';
}

/**
 * Pluralization helper.
 */

function plural(ms, msAbs, n, name) {
  var isPlural = msAbs >= n * 1.5;
  return Math.round(ms / n) + ' ' + name + (isPlural ? 's' : '');
}


/***/ }),

/***/ 509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ seconds)
/* harmony export */ });
/* harmony import */ var ms__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(744);

/** The seconds that a time such as `30d`, `12h` or `45m` means; undefined for what is none. */
function seconds(text) {
    // Without a unit it would mean milliseconds.
    if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text))
        return undefined;
    const time = ms__WEBPACK_IMPORTED_MODULE_0__(text.trim());
    return Number.isFinite(time) ? time / 1000 : undefined;
}


/***/ }),

/***/ 9894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseBounds: () => (/* binding */ parseBounds)
/* harmony export */ });
/* unused harmony export BOUND_DEFAULTS */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _byte_size_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4213);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(509);
/* harmony import */ var _step_bounds_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5321);





const MIB = 1024 ** 2;
const number = (text) => (/^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined);
const whole = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
// A bare number is as likely to be meant as megabytes or minutes.
const size = (text) => (/[a-z]$/i.test(text) ? (0,_byte_size_js__WEBPACK_IMPORTED_MODULE_2__/* .byteSize */ .m)(text) : undefined);
/** A runtime cannot start a step with less memory or fewer processes. */
const KINDS = {
    memory: {
        parse: memory,
        least: 32 * MIB,
        expected: 'a size of 32 MB or more, such as 8GB, or a share, such as 50%',
    },
    cpus: { parse: number, least: 0.01, expected: 'a number of CPUs, such as 2 or 1.5' },
    pids: { parse: whole, least: 32, expected: 'a whole number, 32 or more' },
    'step-timeout': { parse: _duration_js__WEBPACK_IMPORTED_MODULE_3__/* .seconds */ .Y, least: 1, expected: 'a time of a second or more, such as 90m or 2h' },
    'log-size': { parse: size, least: 1024, expected: 'a size of 1 kB or more, such as 200MB' },
};
/** What a step gets where nothing is asked for, as action.yml tells it. */
const BOUND_DEFAULTS = {
    memory: '80%',
    cpus: 'max',
    pids: '16384',
    'step-timeout': '6h',
    'log-size': '1GB',
};
/**
 * The bounds for steps that inputs or flags give, undefined where they give none. `max` and `0` mean no bound.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @param label what an input or a flag is called in an error
 * @throws ObuilderError `input-invalid`
 */
function parseBounds(get, label) {
    const entries = _step_bounds_js__WEBPACK_IMPORTED_MODULE_4__/* .BOUND_NAMES */ .mS.flatMap((name) => {
        const text = get(name)?.trim() ?? '';
        return text === '' ? [] : [[_step_bounds_js__WEBPACK_IMPORTED_MODULE_4__/* .BOUND_KEYS */ .gJ[name], parseBound(text, KINDS[name], label(name))]];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
function parseBound(text, { parse, least, expected }, label) {
    if (text === 'max' || /^0+$/.test(text))
        return 'none';
    const value = parse(text);
    if (value !== undefined && Number.isFinite(value) && value >= least)
        return value;
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
        value: shown,
        hint: 'Write max for no bound.',
    });
}
/** A share is of this machine's memory. */
function memory(text) {
    const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
    if (percent === undefined)
        return size(text);
    return Number(percent) <= 100 ? Math.floor(((0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)() * Number(percent)) / 100) : undefined;
}


/***/ })

};
