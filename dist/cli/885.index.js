export const id = 885;
export const ids = [885];
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

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ serveBuild)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/build/build.js + 22 modules
var build = __webpack_require__(4740);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/spec/parse.js + 9 modules
var parse = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/js/cli/held-events.js
function holdLast(emit) {
    let last;
    let hasRun = false;
    return {
        emit(event) {
            if (event.type === 'done' || event.type === 'failed') {
                last = event;
                return;
            }
            if (event.type === 'step-end')
                hasRun ||= event.outcome === 'built' || event.outcome === 'failed';
            emit(event);
        },
        hasRun: () => hasRun,
        release() {
            if (last !== undefined)
                emit(last);
            last = undefined;
        },
    };
}

// EXTERNAL MODULE: ./build/js/cli/machinery.js + 57 modules
var machinery = __webpack_require__(81);
// EXTERNAL MODULE: ./build/js/cli/size-text.js
var size_text = __webpack_require__(4212);
;// CONCATENATED MODULE: ./build/js/cli/store-text.js

/** Which store a build uses, why, and what room there is, on one line. */
function storeText({ driver, root, why }, { freeBytes, totalBytes }) {
    return `Store: ${driver}:${root} (${why}; ${(0,size_text/* sizeText */.l)(freeBytes)} of ${(0,size_text/* sizeText */.l)(totalBytes)} free)`;
}

;// CONCATENATED MODULE: ./build/js/cli/serve.js







/** Carries out one request. Every end of it, also a broken machine, is told as an event `done` or `failed`. */
async function serveBuild(request, options) {
    const { limits } = request;
    const { signal } = options;
    const events = holdLast(options.emit);
    const onNotice = (message) => options.emit({ type: 'notice', message });
    try {
        const spec = (0,parse/* parseSpec */.F)(request.spec);
        return await (0,machinery/* withMachinery */.FJ)(request, async (machinery, place) => {
            onNotice(storeText(place, machinery.store.space()));
            const result = await (0,build/* build */.j)(machinery, {
                spec,
                context: request.context,
                target: request.target,
                secrets: decode(request.secrets),
                masks: request.masks,
                noCache: request.noCache,
                pull: request.pull,
                maxParallel: request.maxParallel ?? (0,external_node_os_.availableParallelism)(),
                cacheScope: request.cacheScope,
                keepFailed: request.keepFailed,
                emit: events.emit,
                signal,
            });
            if (limits !== undefined && events.hasRun() && !signal.aborted)
                await (await __webpack_require__.e(/* import() */ 496).then(__webpack_require__.bind(__webpack_require__, 7496))).pruneAfter(machinery.store, limits, options);
            events.release();
            return result.kind === 'built' ? result.report : undefined;
        }, 
        // Other limits than the floor count at the end only.
        { onNotice, limits: limits?.minFree === undefined ? undefined : limits });
    }
    catch (error) {
        const { code, message, value, hint, at } = (0,errors/* asObuilderError */.xO)(error);
        options.emit({ type: 'failed', error: { code, message, value, hint, at }, steps: [] });
        return undefined;
    }
}
function decode(secrets) {
    return new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value, 'base64')]));
}


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

/***/ 2885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   workerVerb: () => (/* binding */ workerVerb)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(481);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _cancel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5417);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(330);
/* harmony import */ var _serve_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1056);





/** One request line of JSON in, one line of JSON out for each event. The end of stdin, or a signal, cancels. */
const workerVerb = {
    usage: 'worker',
    summary: 'Builds what a request on stdin asks for; the action talks with this.',
    options: {},
    needsRoot: true,
    run: serve,
};
async function serve() {
    const lines = (0,node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: process.stdin });
    const first = new Promise((resolve) => {
        lines.once('line', resolve);
        lines.once('close', () => resolve(undefined));
    });
    const line = await first;
    if (line === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', 'stdin ended before a request came');
    const request = parseRequest(line);
    const { signal, cancel } = (0,_cancel_js__WEBPACK_IMPORTED_MODULE_3__/* .cancelOnSignals */ .d)();
    lines.once('close', cancel);
    // A parent that is gone reads nothing any more; the end of stdin tells the same, perhaps later.
    process.stdout.on('error', cancel);
    const { write, flush } = (0,_output_js__WEBPACK_IMPORTED_MODULE_4__/* .makeOutput */ .I)();
    const emit = (event) => write(`${JSON.stringify(event)}\n`);
    emit({ type: 'hello', pid: process.pid, store: request.storeRequest.store });
    const report = await (0,_serve_js__WEBPACK_IMPORTED_MODULE_2__/* .serveBuild */ .S)(request, { emit, signal });
    flush();
    lines.close();
    process.stdin.destroy();
    if (report !== undefined)
        return 0;
    return signal.aborted ? 130 : 1;
}
function parseRequest(line) {
    let request;
    try {
        request = JSON.parse(line);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', 'the request on stdin is not JSON', { cause });
    }
    if (typeof request === 'object' && request !== null && 'version' in request && request.version === 1) {
        return request;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', 'the request on stdin is of a version that this worker does not know', {
        hint: 'Use the action and its worker from one release.',
    });
}


/***/ })

};
