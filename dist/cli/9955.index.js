export const id = 9955;
export const ids = [9955];
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

/***/ 205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   Ob: () => (/* binding */ enterBoundFlags),
/* harmony export */   qz: () => (/* binding */ boundFlags)
/* harmony export */ });
/* harmony import */ var _worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5321);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const flagsFor = (names) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
const boundFlags = flagsFor(_worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .BOUND_NAMES */ .mS);
/** Of a command that somebody runs by hand: it has neither a log nor a time. */
const enterBoundFlags = flagsFor(['memory', 'cpus', 'pids']);
/** What steps are bound to, as the flags say; undefined where they say nothing. */
async function boundsOf(invocation) {
    if (_worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .BOUND_NAMES */ .mS.every((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name) === undefined))
        return undefined;
    // Loaded for those who ask: a cached build pays for each module.
    const { parseBounds } = await __webpack_require__.e(/* import() */ 9894).then(__webpack_require__.bind(__webpack_require__, 9894));
    return parseBounds((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name), (name) => `--${name}`);
}


/***/ }),

/***/ 7577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ buildFlags),
  m: () => (/* binding */ buildRequest)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/worker/origin.js

/** The origin of a job; none outside of one, in a shell for example. */
function originOf(env) {
    const repository = env['GITHUB_REPOSITORY'];
    const ref = env['GITHUB_REF'];
    if (!repository || !ref)
        return undefined;
    const payload = readPayload(env['GITHUB_EVENT_PATH']);
    return {
        server: env['GITHUB_SERVER_URL'] ?? '',
        repository,
        ref,
        event: env['GITHUB_EVENT_NAME'] ?? '',
        baseBranch: env['GITHUB_BASE_REF'] || undefined,
        defaultBranch: textAt(payload, ['repository', 'default_branch']),
        subject: subjectOf(payload),
    };
}
function subjectOf(payload) {
    const number = at(payload, ['pull_request', 'number']) ?? at(payload, ['issue', 'number']) ?? at(payload, ['number']);
    if (typeof number === 'number')
        return `#${number}`;
    // A fork's run names no pull request.
    const branch = textAt(payload, ['workflow_run', 'head_branch']);
    const repository = textAt(payload, ['workflow_run', 'head_repository', 'full_name']);
    return branch === undefined ? undefined : `${repository ?? ''}:${branch}`;
}
function textAt(value, names) {
    const found = at(value, names);
    return typeof found === 'string' && found !== '' ? found : undefined;
}
function at(value, names) {
    let here = value;
    for (const name of names) {
        if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name))
            return undefined;
        here = here[name];
    }
    return here;
}
/** GitHub's largest event is 25 MB. */
const LARGEST = 32 * 1024 ** 2;
/** The event's own data; undefined where there is none, or what is there is no such file. */
function readPayload(file) {
    if (!file)
        return undefined;
    try {
        const descriptor = (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOCTTY);
        try {
            const stats = (0,external_node_fs_.fstatSync)(descriptor);
            if (!stats.isFile() || stats.size > LARGEST)
                return undefined;
            return JSON.parse((0,external_node_fs_.readFileSync)(descriptor, 'utf8'));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/js/worker/user-namespace-mode.js
var user_namespace_mode = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/js/worker/user-settings.js

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/**
 * What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. A
 * variable that is empty counts as one that is not set.
 */
function userSettings(env) {
    const set = Object.entries(env).filter((entry) => Boolean(entry[1]));
    const environment = Object.fromEntries(set);
    const { DOCKER_CONFIG, HOME } = environment;
    const directory = DOCKER_CONFIG ?? (HOME === undefined ? undefined : external_node_path_.join(HOME, '.docker'));
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const proxy = set.filter(([name]) => names.includes(name));
    return {
        dockerConfig: directory === undefined ? undefined : external_node_path_.resolve(directory, 'config.json'),
        proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
        environment,
    };
}

// EXTERNAL MODULE: ./build/js/cli/asker.js + 1 modules
var asker = __webpack_require__(3054);
// EXTERNAL MODULE: ./build/js/cli/bound-flags.js
var bound_flags = __webpack_require__(205);
// EXTERNAL MODULE: ./build/js/cli/limit-flags.js
var limit_flags = __webpack_require__(3010);
// EXTERNAL MODULE: ./build/js/cli/spec-file.js
var spec_file = __webpack_require__(4839);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js
var store_flags = __webpack_require__(6144);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build-flags.js











const POLICIES = ['auto', 'always', 'missing', 'never'];
const buildFlags = {
    ...store_flags/* storeFlags */.t,
    ...limit_flags/* limitFlags */.vG,
    ...bound_flags/* boundFlags */.qz,
    file: { type: 'string', short: 'f' },
    secret: { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-cache': { type: 'boolean' },
    pull: { type: 'string' },
    'keep-failed': { type: 'boolean' },
    'no-keep-failed': { type: 'boolean' },
    'max-parallel': { type: 'string' },
    'user-namespace': { type: 'string' },
    'cache-scope': { type: 'string' },
    share: { type: 'string' },
    'no-cache-filter': { type: 'string', multiple: true },
    'key-secret': { type: 'string', multiple: true },
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
        noCache: (0,verb/* isSet */.vM)(invocation, 'no-cache'),
        pull: pullPolicy((0,verb/* text */.Qq)(invocation, 'pull') ?? 'auto'),
        maxParallel: maxParallel((0,verb/* text */.Qq)(invocation, 'max-parallel')),
        userNamespace: (0,user_namespace_mode/* parseUserNamespace */.W)((0,verb/* text */.Qq)(invocation, 'user-namespace'), '--user-namespace'),
        keepFailed: !(0,verb/* isSet */.vM)(invocation, 'no-keep-failed'),
        limits: await (0,limit_flags/* limitsOf */.Af)(invocation),
        bounds: await (0,bound_flags/* boundsOf */.BO)(invocation),
        origin: originOf(await originEnvironment()),
        cacheScope: (0,verb/* text */.Qq)(invocation, 'cache-scope'),
        share: (0,verb/* text */.Qq)(invocation, 'share'),
        refresh: listed(invocation, 'no-cache-filter'),
        keySecrets: listed(invocation, 'key-secret'),
        ...userSettings(await environment()),
    };
}
/** Behind sudo, HOME may be root's. */
async function environment() {
    const { home } = await (0,asker/* asker */.N)();
    return home === undefined ? process.env : { ...process.env, HOME: home };
}
/** Behind sudo, the path of the event's file would be a user's choice of what root reads. */
async function originEnvironment() {
    const { home } = await (0,asker/* asker */.N)();
    return home === undefined ? process.env : { ...process.env, GITHUB_EVENT_PATH: undefined };
}
/** A flag that may be given several times, with several values each time. */
function listed(invocation, name) {
    const values = (0,verb/* texts */.Te)(invocation, name).flatMap((value) => value.split(','));
    return values.length === 0
        ? undefined
        : values.map((value) => value.trim()).filter((value) => value !== '');
}
async function readSecret(flag) {
    const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
    if (id === undefined || file === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `--secret=${flag} is not of the form ID:FILE`, { value: flag });
    }
    const bytes = await (0,spec_file/* readNamedFile */.w)(file, `the file ${file} of secret ${id}`);
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

/***/ 3010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ limitsOf),
/* harmony export */   Fl: () => (/* binding */ limitUsage),
/* harmony export */   vG: () => (/* binding */ limitFlags)
/* harmony export */ });
/* harmony import */ var _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4415);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const limitFlags = Object.fromEntries(_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_NAMES */ .x.map((name) => [name, { type: 'string' }]));
/** For usage texts. */
const limitUsage = '[--min-free-space=10%|20GB] [--max-used-space=50GB] [--max-results=N] [--max-age=30d]';
/** What a store is to be kept within, as the flags say; undefined where they say nothing. */
async function limitsOf(invocation) {
    if (_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_NAMES */ .x.every((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name) === undefined))
        return undefined;
    // Loaded for those who ask: a cached build pays for each module.
    const { parseLimits } = await __webpack_require__.e(/* import() */ 4222).then(__webpack_require__.bind(__webpack_require__, 4222));
    return parseLimits((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name), (name) => `--${name}`);
}


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readSpecText),
/* harmony export */   w: () => (/* binding */ readNamedFile)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2027);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2836);
/* harmony import */ var _asker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3054);







const STDIN = 0;
/** A spec, or a secret, that is larger is a mistake. */
const LARGEST = 256 * 1024 ** 2;
/**
 * The content of a file that the command line names, read with the rights of whoever asks.
 *
 * @throws ObuilderError `input-invalid`
 */
async function readNamedFile(file, what) {
    const files = (await (0,_asker_js__WEBPACK_IMPORTED_MODULE_6__/* .asker */ .N)()).files({});
    try {
        // Who reads with one's own rights may name a pipe too.
        if (files.user === undefined)
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.readFile)(file);
        return await (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readWhole */ .o)(files, { path: node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(file) }, { limit: LARGEST });
    }
    catch (cause) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isObuilderError */ .LV)(cause) ? cause.message : cause.code;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('input-invalid', `${what} cannot be read (${why})`, { value: file, cause });
    }
}
/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
async function readSpecText(file) {
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
    }
    // By its number: a path to stdin would open anew, with root's rights, what the user has opened.
    const bytes = file === '-' ? await (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.readFile)(STDIN) : await readNamedFile(file, `the spec ${file}`);
    // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { text: bytes.toString(), file };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
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

/***/ 4415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ LIMIT_KEYS),
/* harmony export */   x: () => (/* binding */ LIMIT_NAMES)
/* harmony export */ });
/** The names that inputs and flags share, in the order in which help texts tell them. */
const LIMIT_NAMES = ['min-free-space', 'max-used-space', 'max-results', 'max-age'];
/** The limit that each of them sets. */
const LIMIT_KEYS = {
    'min-free-space': 'minFree',
    'max-used-space': 'maxUsed',
    'max-results': 'maxResults',
    'max-age': 'maxAge',
};


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

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseUserNamespace)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const MODES = ['auto', 'always', 'never'];
/**
 * The mode that an input or a flag names, `auto` where it is not given.
 *
 * @throws ObuilderError `input-invalid` naming it
 */
function parseUserNamespace(value, name) {
    if (value === undefined || value === '')
        return 'auto';
    const mode = MODES.find((known) => known === value);
    if (mode !== undefined)
        return mode;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is none of ${MODES.join(', ')}: ${value.slice(0, 200)}`, {
        value: value.slice(0, 200),
    });
}


/***/ })

};
