export const id = 8903;
export const ids = [8903];
export const modules = {

/***/ 2801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ startStreaming)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const LONGEST_STDERR = 4096;
/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function startStreaming(file, args, options) {
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    // Our own directory may be gone, or not be for the program to see.
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...options.env }, cwd: '/' });
    let hasOutput = false;
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        errors = (errors + text).slice(-LONGEST_STDERR);
    });
    child.stdout.on('data', (chunk) => {
        hasOutput = true;
        const wait = options.onOutput(chunk);
        if (!(wait instanceof Promise))
            return;
        child.stdout.pause();
        void wait.finally(() => child.stdout.resume());
    });
    const ended = new Promise((resolve, reject) => {
        child.on('error', (error) => reject(startError(file, error)));
        child.on('close', (code, signal) => resolve({ code, signal }));
    });
    // Only a program that could not be started has no pid; the reason comes as an event.
    if (child.pid === undefined)
        await ended;
    return {
        pid: child.pid ?? 0,
        hasExited: () => child.exitCode !== null || child.signalCode !== null,
        hasOutput: () => hasOutput,
        errorOutput: () => errors.trim(),
        ended,
    };
}
function startError(file, error) {
    if (error.code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('command-failed', `${file} cannot be started: ${error.message}`, {
        value: file,
        cause: error,
    });
}


/***/ }),

/***/ 8903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runStep: () => (/* binding */ runStep)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _host_stream_child_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2801);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6910);
/* harmony import */ var _kept_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6996);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1216);
/* harmony import */ var _output_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3688);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4509);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5317);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4767);









/** Runs one step as the contract says, with any runtime that has runc's command line. */
async function runStep(request, context) {
    if (request.signal?.aborted)
        return { kind: 'cancelled' };
    const { onOutput } = request;
    const seconds = request.limits?.seconds ?? _limits_js__WEBPACK_IMPORTED_MODULE_4__/* .DEFAULT_LIMITS */ .dR.seconds;
    const timed = { signal: request.signal, limits: { ...request.limits, seconds } };
    const name = (0,_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .newStepName */ .Wq)();
    const step = (0,_step_js__WEBPACK_IMPORTED_MODULE_8__/* .prepareStep */ .I)(request, name, context);
    try {
        const ending = await (0,_container_js__WEBPACK_IMPORTED_MODULE_2__/* .runContainer */ .z)(timed, {
            runtime: context.runtime,
            name,
            step,
            start: (file, args, env) => (0,_host_stream_child_js__WEBPACK_IMPORTED_MODULE_1__/* .startStreaming */ .D)(file, args, { env, onOutput }),
        });
        const bounds = (0,_limits_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(request.limits, context.machine);
        const reached = ending.counts && (0,_kept_js__WEBPACK_IMPORTED_MODULE_3__/* .reachedBounds */ .Wo)(ending.counts, bounds);
        if (ending.stopped === 'cancelled')
            return { kind: 'cancelled' };
        if (ending.stopped === 'timed-out')
            return { kind: 'timed-out', seconds, reached };
        return resultOf(ending, { step, reached });
    }
    finally {
        step.remove();
    }
}
function resultOf({ code, counts }, { step, reached }) {
    if (code !== 0 && counts !== undefined && counts.memoryKills > 0)
        return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true, reached };
    const signal = signalName(code - _container_js__WEBPACK_IMPORTED_MODULE_2__/* .SIGNAL_BASE */ .x);
    if (signal)
        return { kind: 'killed', signal, outOfMemory: false, reached };
    const missing = (0,_program_js__WEBPACK_IMPORTED_MODULE_7__/* .missingShell */ .L)(code, step.launch);
    if (missing)
        throw missing;
    return { kind: 'exited', code, outputFile: (0,_output_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readOutputFile */ .e)(step.outputFile), reached };
}
function signalName(number) {
    return Object.entries(node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals).find(([, value]) => value === number)?.[0];
}


/***/ })

};
