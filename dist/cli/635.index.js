export const id = 635;
export const ids = [635];
export const modules = {

/***/ 5417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ cancelOnSignals)
/* harmony export */ });
/** A signal that fires when this process is asked to stop. */
function cancelOnSignals() {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const name of names)
        process.on(name, cancel);
    const stopListening = () => {
        for (const name of names)
            process.off(name, cancel);
    };
    return { signal: controller.signal, cancel, stopListening };
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

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeOutput),
/* harmony export */   y: () => (/* binding */ print)
/* harmony export */ });
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
        process.stdout.write(held);
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
/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
function print(text) {
    if (process.stdout.listenerCount('error') === 0) {
        process.stdout.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    process.stdout.write(text);
}


/***/ }),

/***/ 8891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ pruneText)
/* harmony export */ });
/* harmony import */ var _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4415);
/* harmony import */ var _size_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);


/** What pruning did, what it freed, and which limits are passed all the same and why: one sentence or two. */
function pruneText(report) {
    const counts = [
        count(report.results, 'result'),
        count(report.slots, 'cache'),
        count(report.failed, 'failed step'),
    ].flatMap((text) => text ?? []);
    const done = counts.length === 0
        ? 'Pruned nothing'
        : `Pruned ${counts.join(', ')}: ${(0,_size_text_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeText */ .l)(report.freedBytes)} freed`;
    return [done, ...unmetText(report)].join('. ');
}
function count(number, what) {
    return number === 0 ? undefined : `${number} ${what}${number === 1 ? '' : 's'}`;
}
function unmetText({ unmet, inUse }) {
    if (unmet.length === 0)
        return [];
    const names = _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_NAMES */ .x.filter((name) => unmet.includes(_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_KEYS */ .n[name]));
    const why = inUse > 0
        ? `${inUse} results or caches that are left are in use by builds`
        : 'nothing is left that could go';
    return [`Still passed: ${names.join(', ')}, since ${why}`];
}


/***/ }),

/***/ 4635:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pruneVerb: () => (/* binding */ pruneVerb)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4415);
/* harmony import */ var _cancel_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5417);
/* harmony import */ var _limit_flags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3010);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(330);
/* harmony import */ var _prune_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8891);
/* harmony import */ var _store_flags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6099);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6946);









const pruneVerb = {
    usage: `prune ${_limit_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .limitUsage */ .Fl} [--store=STORE] [--json]`,
    summary: 'Removes what no running build needs, the least recently used first, until the limits are kept.',
    options: { ..._store_flags_js__WEBPACK_IMPORTED_MODULE_5__/* .storeFlags */ .t, ..._limit_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .limitFlags */ .vG, json: { type: 'boolean' } },
    needsRoot: true,
    run: async (invocation) => {
        (0,_verb_js__WEBPACK_IMPORTED_MODULE_6__/* .noPositionals */ .d0)(pruneVerb, invocation);
        const limits = await (0,_limit_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .limitsOf */ .Af)(invocation);
        if (limits === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', 'no limit was given', {
                hint: `Give one or more of ${_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMIT_NAMES */ .x.map((name) => `--${name}`).join(', ')}.`,
            });
        }
        const { signal, stopListening } = (0,_cancel_js__WEBPACK_IMPORTED_MODULE_7__/* .cancelOnSignals */ .d)();
        const report = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_3__/* .withStore */ .aH)((0,_store_flags_js__WEBPACK_IMPORTED_MODULE_5__/* .storeRequest */ .r)(invocation), (store) => store.prune(limits, signal));
        stopListening();
        (0,_output_js__WEBPACK_IMPORTED_MODULE_8__/* .print */ .y)((0,_verb_js__WEBPACK_IMPORTED_MODULE_6__/* .isSet */ .vM)(invocation, 'json') ? `${JSON.stringify(report)}\n` : `${(0,_prune_text_js__WEBPACK_IMPORTED_MODULE_4__/* .pruneText */ .a)(report)}\n`);
        return 0;
    },
};


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ sizeText)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number of bytes for people, in the units in which sizes are given to inputs and flags: `41.2 GB`. */
function sizeText(size) {
    if (size < 1024)
        return `${size} bytes`;
    return bytes__WEBPACK_IMPORTED_MODULE_0__.format(size, { unitSeparator: ' ', decimalPlaces: 1, fixedDecimals: true }) ?? `${size} bytes`;
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
