export const id = 737;
export const ids = [737,9894,4222];
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

/***/ 737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseOwnerFile: () => (/* binding */ parseOwnerFile)
});

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/store/drivers.js + 17 modules
var drivers = __webpack_require__(1977);
// EXTERNAL MODULE: ./build/js/worker/parse-bounds.js
var parse_bounds = __webpack_require__(9894);
// EXTERNAL MODULE: ./build/js/worker/pool-size.js
var pool_size = __webpack_require__(3837);
// EXTERNAL MODULE: ./build/js/worker/prune-limits.js
var prune_limits = __webpack_require__(4222);
// EXTERNAL MODULE: ./build/js/worker/strict-fields.js
var strict_fields = __webpack_require__(456);
// EXTERNAL MODULE: ./build/js/cli/owner/rules.js
var rules = __webpack_require__(1384);
;// CONCATENATED MODULE: ./build/js/cli/owner/schema.js


const schema_text = dist/* pipe */.FsL(dist/* string */.YjP('is not a text'), dist/* minLength */.BpQ(1, 'is empty'), dist/* maxLength */.Ru6(4096, 'is too long'), dist/* excludes */.m1c('\0', 'has a NUL byte in it'));
const names = dist/* pipe */.FsL(dist/* array */.YOg(schema_text, 'is not a list'), dist/* minLength */.BpQ(1, 'is an empty list'));
const directory = dist/* pipe */.FsL(schema_text, dist/* startsWith */.w1_('/', 'is not an absolute path'));
/** As in an input: a text, or a number that needs no unit. */
const amount = dist/* union */.KCZ([schema_text, dist/* pipe */.FsL(dist/* number */.aig(), dist/* minValue */.Wwf(0))], 'is neither a text nor a number');
/** `/etc/obuilder-action.json`. Its words are those of the inputs and flags; what this table does not name is refused. */
const ownerSchema = (0,strict_fields/* fields */.OA)({
    $schema: dist/* optional */.lqM(schema_text),
    stores: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* array */.YOg((0,strict_fields/* fields */.OA)({
        store: schema_text,
        size: dist/* optional */.lqM(schema_text),
        users: dist/* optional */.lqM(names),
        groups: dist/* optional */.lqM(names),
        'min-free-space': dist/* optional */.lqM(amount),
        'max-used-space': dist/* optional */.lqM(amount),
        'max-results': dist/* optional */.lqM(amount),
        'max-age': dist/* optional */.lqM(schema_text),
    }), 'is not a list'), dist/* minLength */.BpQ(1, 'is an empty list'))),
    'host-network': dist/* optional */.lqM(dist/* picklist */.KIO(['allow', 'forbid'], 'is neither "allow" nor "forbid"')),
    steps: dist/* optional */.lqM((0,strict_fields/* fields */.OA)({
        memory: dist/* optional */.lqM(amount),
        cpus: dist/* optional */.lqM(amount),
        pids: dist/* optional */.lqM(amount),
        'step-timeout': dist/* optional */.lqM(amount),
        'log-size': dist/* optional */.lqM(amount),
    })),
    'image-directories': dist/* optional */.lqM(dist/* array */.YOg(directory, 'is not a list')),
});

;// CONCATENATED MODULE: ./build/js/cli/owner/parse.js









/** @throws ObuilderError `input-invalid` naming the field, or the line where the text is no JSON */
function parseOwnerFile(text, file) {
    const { success, output, issues } = (0,dist/* safeParse */.xLC)(ownerSchema, parseJson(text, file), { abortEarly: true });
    if (success) {
        const steps = textsOf(output.steps ?? {});
        return {
            stores: output.stores?.map((store, index) => toStore(store, { file, field: `stores.${index}` })),
            mayUseHostNetwork: output['host-network'] !== 'forbid',
            steps,
            bounds: (0,parse_bounds.parseBounds)((name) => steps[name], (name) => `${file} has a fault: steps.${name}`),
            imageDirectories: output['image-directories'] ?? [],
        };
    }
    const [issue] = issues;
    const field = (0,dist/* getDotPath */.BuJ)(issue) ?? undefined;
    const what = field === undefined ? (0,strict_fields/* problem */.CC)(issue) : `has a fault: ${field} ${(0,strict_fields/* problem */.CC)(issue)}`;
    throw (0,rules/* ownerFault */.wp)(file, what, field);
}
function toStore(store, { file, field }) {
    const label = (name) => `${file} has a fault: ${field}.${name}`;
    if (store.store !== 'auto')
        naming(label('store'), () => (0,drivers/* parseStoreName */.su)(store.store));
    const texts = textsOf(store);
    return {
        store: store.store,
        poolBytes: store.size === undefined ? undefined : (0,pool_size/* parsePoolSize */.F)(store.size, label('size')),
        users: store.users,
        groups: store.groups,
        limits: (0,prune_limits.parseLimits)((name) => texts[name], label),
    };
}
/** The same error, with the field in front. */
function naming(label, work) {
    try {
        work();
    }
    catch (error) {
        if ((0,errors/* isObuilderError */.LV)(error))
            throw (0,rules/* ownerFault */.wp)(label, `is wrong: ${error.message}`, error.value);
        throw error;
    }
}
const textsOf = (fields) => Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []));
function parseJson(text, file) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw (0,rules/* ownerFault */.wp)(file, `is not JSON: ${error instanceof Error ? error.message : error}`);
    }
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


/***/ }),

/***/ 5321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ limitsFor),
/* harmony export */   gJ: () => (/* binding */ BOUND_KEYS),
/* harmony export */   kL: () => (/* binding */ tighten),
/* harmony export */   mS: () => (/* binding */ BOUND_NAMES)
/* harmony export */ });
/** The names that inputs, flags and the owner's file share, in the order in which help texts tell them. */
const BOUND_NAMES = [
    'memory',
    'cpus',
    'pids',
    'step-timeout',
    'log-size',
];
/** The field that each name sets. */
const BOUND_KEYS = {
    memory: 'memoryBytes',
    cpus: 'cpus',
    pids: 'pids',
    'step-timeout': 'seconds',
    'log-size': 'logBytes',
};
/**
 * The bounds of a job's steps: the job can go below what the machine's owner set, and never above. Where the owner set
 * nothing, the job's wish counts.
 */
function tighten(owners, asked) {
    const bounds = {};
    const ownersBounds = [];
    for (const name of BOUND_NAMES) {
        const key = BOUND_KEYS[name];
        const [owner, job] = [owners?.[key], asked?.[key]];
        const isOwners = owner !== undefined && (job === undefined || infinite(job) > infinite(owner));
        const bound = isOwners ? owner : job;
        if (bound !== undefined)
            bounds[key] = bound;
        if (isOwners)
            ownersBounds.push(name);
    }
    return { bounds, ownersBounds };
}
/** The same with infinity for no bound, as the engine and the sandbox have them. */
function limitsFor(bounds) {
    const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)]);
    return Object.fromEntries(entries);
}
const infinite = (bound) => (bound === 'none' ? Number.POSITIVE_INFINITY : bound);


/***/ }),

/***/ 456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CC: () => (/* binding */ problem),
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   OA: () => (/* binding */ fields)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7934);

const NO_OBJECT = 'is not an object';
/** To valibot a list is an object too. */
const object = valibot__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY((input) => typeof input === 'object' && input !== null && !Array.isArray(input), NO_OBJECT);
/** An object with these fields and no others. */
const fields = (entries) => valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(object, valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(entries));
/** What is wrong with a field, to follow its name: a schema's own words, and words for what valibot itself tells. */
function problem({ type, expected, received, message }) {
    if (type !== 'strict_object')
        return message;
    if (expected === 'never')
        return 'is unknown';
    return received === 'undefined' ? 'is missing' : NO_OBJECT;
}


/***/ })

};
