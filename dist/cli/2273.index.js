export const id = 2273;
export const ids = [2273];
export const modules = {

/***/ 2273:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   initVerb: () => (/* binding */ initVerb)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2567);
/* harmony import */ var _store_drivers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1977);
/* harmony import */ var _store_init_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9056);
/* harmony import */ var _store_open_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9700);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(330);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6946);







/** Whoever may start this verb as root decides for root: the sudo rule for runners does not allow it. */
const initVerb = {
    usage: 'init STORE',
    summary: 'Makes a store such as btrfs:/srv/obuilder where there is none, and lets users who build through sudo use it.',
    options: {},
    needsRoot: true,
    run: async (invocation) => {
        const name = (0,_verb_js__WEBPACK_IMPORTED_MODULE_5__/* .onlyPositional */ .jR)(initVerb, invocation, 'the store');
        if (name === 'auto') {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', 'the store "auto" needs no init: everybody may use it', {
                value: name,
                hint: `Usage: ${initVerb.usage}`,
            });
        }
        const place = (0,_store_drivers_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStoreName */ .su)(name);
        const store = await (0,_store_open_js__WEBPACK_IMPORTED_MODULE_4__/* .openStore */ .C)(place);
        await store.close();
        (0,_store_init_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .markStore */ .z)(place.root.startsWith('/') ? place.root : ((0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_1__/* .mountPointOf */ .nN)(place.root) ?? place.root));
        (0,_output_js__WEBPACK_IMPORTED_MODULE_6__/* .print */ .yy)(`Users who build through sudo may use ${name} now.\n`);
        return 0;
    },
};


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


/***/ })

};
