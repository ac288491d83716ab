export const id = 4222;
export const ids = [4222];
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

/***/ 4222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseLimits: () => (/* binding */ parseLimits)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _byte_size_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4213);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(509);



/**
 * The limits that inputs or flags give, undefined where they give none.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @throws ObuilderError `input-invalid`
 */
function parseLimits(get, label) {
    const read = (name, parse) => {
        const text = get(name);
        return text === undefined || text === '' ? undefined : parse(text, label(name));
    };
    const limits = {
        minFree: read('min-free-space', parseAmount),
        maxUsed: read('max-used-space', parseAmount),
        maxResults: read('max-results', parseCount),
        maxAge: read('max-age', parseAge),
    };
    return Object.values(limits).every((limit) => limit === undefined) ? undefined : limits;
}
/** A share such as `10%`, or a size such as `20GB`. A bare number but 0 is as likely to be meant as either. */
function parseAmount(text, label) {
    const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
    if (percent !== undefined && Number(percent) <= 100)
        return { share: Number(percent) / 100 };
    const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? (0,_byte_size_js__WEBPACK_IMPORTED_MODULE_1__/* .byteSize */ .m)(text) : undefined;
    if (size !== undefined)
        return { bytes: size };
    throw bad(text, `${label} is neither a share nor a size`, 'Write for example 10% or 20GB.');
}
function parseCount(text, label) {
    if (/^\s*\d{1,9}\s*$/.test(text))
        return Number(text);
    throw bad(text, `${label} is not a number of results`, 'Write a whole number, for example 2000.');
}
/** In seconds. */
function parseAge(text, label) {
    const age = (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .Y)(text);
    if (age !== undefined)
        return age;
    throw bad(text, `${label} is not a time`, 'Write a number and a unit, for example 30d, 12h or 45m.');
}
function bad(text, what, hint) {
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${what}: ${JSON.stringify(shown)}`, { value: shown, hint });
}


/***/ })

};
