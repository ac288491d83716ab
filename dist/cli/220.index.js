export const id = 220;
export const ids = [220];
export const modules = {

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

// EXTERNAL MODULE: ./build/js/cli/limit-flags.js
var limit_flags = __webpack_require__(3010);
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
    ...limit_flags/* limitFlags */.vG,
    file: { type: 'string', short: 'f' },
    secret: { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-cache': { type: 'boolean' },
    pull: { type: 'string' },
    'keep-failed': { type: 'boolean' },
    'no-keep-failed': { type: 'boolean' },
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
        keepFailed: !(0,verb/* isSet */.vM)(invocation, 'no-keep-failed'),
        limits: await (0,limit_flags/* limitsOf */.Af)(invocation),
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
    const { parseLimits } = await __webpack_require__.e(/* import() */ 222).then(__webpack_require__.bind(__webpack_require__, 4222));
    return parseLimits((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name), (name) => `--${name}`);
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
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8827);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6946);






const planVerb = {
    usage: 'plan -f SPEC [CONTEXT] [the flags of build]',
    summary: 'Prints the id of every step and whether its result is in the store. Runs nothing.',
    options: _build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildFlags */ .A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,_build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildRequest */ .m)(invocation);
        const spec = (0,_spec_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(request.spec);
        const { steps, present } = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_4__/* .withMachinery */ .FJ)(request, (machinery) => {
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
        process.stdout.write((0,_verb_js__WEBPACK_IMPORTED_MODULE_5__/* .isSet */ .vM)(invocation, 'json') ? `${JSON.stringify({ steps: planned })}\n` : planned.map(line).join(''));
        return 0;
    },
};
function warn(event) {
    if ('message' in event)
        process.stderr.write(`warning: ${event.message}\n`);
}
function line({ id, build, operation, cached }) {
    const name = id === undefined ? 'known later'.padEnd(_entries_js__WEBPACK_IMPORTED_MODULE_3__/* .SHOWN_DIGITS */ .jr) : id.slice(0, _entries_js__WEBPACK_IMPORTED_MODULE_3__/* .SHOWN_DIGITS */ .jr);
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

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/worker/byte-size.js
var byte_size = __webpack_require__(4213);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,byte_size/* byteSize */.m)(text);
    if (size === undefined) {
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
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
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


/***/ })

};
