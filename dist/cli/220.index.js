export const id = 220;
export const ids = [220];
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

/***/ 7518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ buildFlags),
  m: () => (/* binding */ buildRequest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/user-settings.js

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/** What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. */
function userSettings(env) {
    const directory = env['DOCKER_CONFIG'] ?? (env['HOME'] === undefined ? undefined : external_node_path_.join(env['HOME'], '.docker'));
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const proxy = names.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
    return {
        dockerConfig: directory === undefined ? undefined : external_node_path_.resolve(directory, 'config.json'),
        proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
    };
}

// EXTERNAL MODULE: ./build/js/cli/spec-file.js
var spec_file = __webpack_require__(4839);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js + 1 modules
var store_flags = __webpack_require__(6099);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build-flags.js







const POLICIES = ['auto', 'always', 'missing', 'never'];
const buildFlags = {
    ...store_flags/* storeFlags */.t,
    file: { type: 'string', short: 'f' },
    secret: { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-cache': { type: 'boolean' },
    pull: { type: 'string' },
    'max-parallel': { type: 'string' },
    'cache-scope': { type: 'string' },
    json: { type: 'boolean' },
};
/** The request that the flags of `build` and `plan` ask for. @throws ObuilderError `input-invalid` naming the flag */
async function buildRequest(invocation) {
    const [context = '.', ...others] = invocation.positionals;
    if (others.length > 0)
        throw new errors/* ObuilderError */.Vy('input-invalid', `there is more than one context: ${others.join(', ')}`);
    return {
        version: 1,
        storeRequest: (0,store_flags/* storeRequest */.r)(invocation),
        spec: await (0,spec_file/* readSpecText */.v)((0,verb/* text */.Qq)(invocation, 'file')),
        context: external_node_path_.resolve(context),
        target: (0,verb/* text */.Qq)(invocation, 'target'),
        secrets: Object.fromEntries(await Promise.all((0,verb/* texts */.Te)(invocation, 'secret').map(readSecret))),
        masks: [],
        noCache: (0,verb/* isSet */.vM)(invocation, 'no-cache'),
        pull: pullPolicy((0,verb/* text */.Qq)(invocation, 'pull') ?? 'auto'),
        maxParallel: maxParallel((0,verb/* text */.Qq)(invocation, 'max-parallel')),
        cacheScope: (0,verb/* text */.Qq)(invocation, 'cache-scope') ?? '',
        ...userSettings(process.env),
    };
}
async function readSecret(flag) {
    const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
    if (id === undefined || file === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `--secret=${flag} is not of the form ID:FILE`, { value: flag });
    }
    const bytes = await (0,promises_.readFile)(file).catch((cause) => {
        const message = `the file ${file} of secret ${id} cannot be read (${cause.code})`;
        throw new errors/* ObuilderError */.Vy('input-invalid', message, { value: file, cause });
    });
    return [id, bytes.toString('base64')];
}
function pullPolicy(value) {
    const policy = POLICIES.find((name) => name === value);
    if (policy !== undefined)
        return policy;
    throw new errors/* ObuilderError */.Vy('input-invalid', `--pull=${value} is none of ${POLICIES.join(', ')}`, { value });
}
function maxParallel(value) {
    if (value === undefined)
        return undefined;
    if (/^[1-9][0-9]{0,3}$/.test(value))
        return Number(value);
    throw new errors/* ObuilderError */.Vy('input-invalid', `--max-parallel=${value} is not a number from 1 to 9999`, {
        value,
    });
}


/***/ }),

/***/ 3220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   planVerb: () => (/* binding */ planVerb)
/* harmony export */ });
/* harmony import */ var _build_build_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4740);
/* harmony import */ var _spec_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7091);
/* harmony import */ var _build_flags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7518);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4197);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6946);





const SHOWN_DIGITS = 12;
const planVerb = {
    usage: 'plan -f SPEC [CONTEXT] [the flags of build]',
    summary: 'Prints the id of every step and whether its result is in the store. Runs nothing.',
    options: _build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildFlags */ .A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,_build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildRequest */ .m)(invocation);
        const spec = (0,_spec_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(request.spec);
        const { steps, present } = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_3__/* .withMachinery */ .F)(request, (machinery) => {
            const { context, target, pull } = request;
            return (0,_build_build_js__WEBPACK_IMPORTED_MODULE_0__/* .planBuild */ .C)(machinery, {
                spec,
                context,
                target,
                pull,
                emit: ({ type: _, ...event }) => warn(event),
            });
        });
        const isCached = ({ id }) => id !== undefined && present.has(id);
        const planned = steps.map((step) => ({ ...step, cached: isCached(step) }));
        process.stdout.write((0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .isSet */ .vM)(invocation, 'json') ? `${JSON.stringify({ steps: planned })}\n` : planned.map(line).join(''));
        return 0;
    },
};
function warn(event) {
    if ('message' in event)
        process.stderr.write(`warning: ${event.message}\n`);
}
function line({ id, build, operation, cached }) {
    const name = id === undefined ? 'known later'.padEnd(SHOWN_DIGITS) : id.slice(0, SHOWN_DIGITS);
    const place = build.length === 0 ? '' : `${build.join('/')}: `;
    return `${name}  ${cached ? 'cached  ' : 'to build'}  ${place}${operation}\n`;
}


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readSpecText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
async function readSpecText(file) {
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
    }
    const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file === '-' ? '/dev/stdin' : file).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', `the spec ${file} cannot be read (${cause.code})`, {
            value: file,
            cause,
        });
    });
    // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { text: bytes.toString(), file };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}


/***/ }),

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./node_modules/bytes/index.js
var bytes = __webpack_require__(4531);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = /^\s*\d/.test(text) ? bytes.parse(text.trim().replace(/([kmgtp])ib$/i, '$1b')) : null;
    if (size === null) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/store-flags.js


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,verb/* text */.Qq)(invocation, 'store') ?? 'auto';
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: given === 'auto' ? (process.env['OBUILDER_STORE'] ?? 'auto') : given,
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
    };
}


/***/ })

};
