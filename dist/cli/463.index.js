export const id = 463;
export const ids = [463];
export const modules = {

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

/***/ 1463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inspectVerb: () => (/* binding */ inspectVerb)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8827);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(330);
/* harmony import */ var _store_flags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6099);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6946);






const inspectVerb = {
    usage: 'inspect ID [--store=STORE] [--json]',
    summary: 'Tells what is known of a result or a failed step; "path" is the directory of a result\'s files for an hour.',
    options: { ..._store_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .storeFlags */ .t, json: { type: 'boolean' } },
    needsRoot: true,
    run: async (invocation) => {
        const given = (0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .onlyPositional */ .jR)(inspectVerb, invocation, 'the id of a result or of a failed step');
        const isJson = (0,_verb_js__WEBPACK_IMPORTED_MODULE_4__/* .isSet */ .vM)(invocation, 'json');
        const text = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_2__/* .withStore */ .aH)((0,_store_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .storeRequest */ .r)(invocation), (store) => {
            const entry = (0,_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .findEntry */ .w4)(store, given);
            return isJson ? json(store, entry) : tell(store, entry);
        });
        (0,_output_js__WEBPACK_IMPORTED_MODULE_5__/* .print */ .y)(text);
        return 0;
    },
};
/** A result as it is, with its failure where one is kept too; a failed step alone is `{ id, failed }`. */
async function json(store, { id, result, failed }) {
    const known = result === undefined ? { id } : { ...withLog(result), path: await store.expose(id) };
    const failure = failed === undefined ? {} : { failed: withLog(failed) };
    return `${JSON.stringify({ ...known, ...failure })}\n`;
}
function withLog({ logPath, ...known }) {
    return { ...known, log: logPath };
}
async function tell(store, { id, result, failed }) {
    const lines = [
        `id:        ${id}`,
        ...(result === undefined ? [] : resultLines(result, await store.expose(id))),
        ...(failed === undefined ? [] : failureLines(failed)),
    ];
    const log = (result ?? failed)?.logPath;
    return `${lines.join('\n')}\n\n${log === undefined ? '' : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(log, 'utf8')}`;
}
function resultLines(result, path) {
    return [
        `operation: ${result.operation}`,
        `parent:    ${result.parent ?? 'none'}`,
        `started:   ${new Date(result.startedAt).toISOString()}, took ${result.seconds.toFixed(2)} s`,
        `path:      ${path}`,
        ...Object.entries(result.outputs).map(([name, value]) => `output:    ${name}=${value}`),
        `log:       ${result.logPath}`,
    ];
}
function failureLines({ operation, message, failedAt, logPath }) {
    return [
        `failed:    ${new Date(failedAt).toISOString()}: ${message}`,
        `operation: ${operation}`,
        `log:       ${logPath}`,
        'To look around in its files: shell ID',
    ];
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


/***/ })

};
