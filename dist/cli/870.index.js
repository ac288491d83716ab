export const id = 870;
export const ids = [870];
export const modules = {

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/host/stream-child.js

/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file, its stderr is dropped.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function startStreaming(file, args, options) {
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...options.env } });
    child.stdout.on('data', options.onOutput);
    const ended = new Promise((resolve, reject) => {
        child.on('error', (error) => reject(startError(file, error)));
        child.on('close', (code, signal) => resolve({ code, signal }));
    });
    // Only a program that could not be started has no pid; the reason comes as an event.
    if (child.pid === undefined)
        await ended;
    return { pid: child.pid ?? 0, ended };
}
function startError(file, error) {
    if (error.code === 'ENOENT') {
        return new errors/* ObuilderError */.Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    return new errors/* ObuilderError */.Vy('command-failed', `${file} cannot be started: ${error.message}`, {
        value: file,
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/js/sandbox/container.js + 3 modules
var container = __webpack_require__(4555);
// EXTERNAL MODULE: ./build/js/sandbox/output-file.js
var output_file = __webpack_require__(3688);
// EXTERNAL MODULE: ./build/js/sandbox/owner.js
var owner = __webpack_require__(4509);
// EXTERNAL MODULE: ./build/js/sandbox/program.js
var program = __webpack_require__(7698);
// EXTERNAL MODULE: ./build/js/sandbox/step.js + 9 modules
var sandbox_step = __webpack_require__(2411);
;// CONCATENATED MODULE: ./build/js/sandbox/run.js







/** Runs one step as the contract says, with any runtime that has runc's command line. */
async function runStep(request, context) {
    if (request.signal?.aborted)
        return { kind: 'cancelled' };
    const { onOutput } = request;
    const name = (0,owner/* newStepName */.Wq)();
    const step = (0,sandbox_step/* prepareStep */.I)(request, name, context);
    try {
        const ending = await (0,container/* runContainer */.z)(request, {
            runtime: context.runtime,
            name,
            step,
            start: (file, args, env) => startStreaming(file, args, { env, onOutput }),
        });
        return ending.stopped ? { kind: ending.stopped } : resultOf(ending, step);
    }
    finally {
        step.remove();
    }
}
function resultOf({ code, outOfMemory }, step) {
    if (code !== 0 && outOfMemory)
        return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true };
    const signal = signalName(code - container/* SIGNAL_BASE */.x);
    if (signal)
        return { kind: 'killed', signal, outOfMemory: false };
    const missing = (0,program/* missingShell */.LI)(code, step.launch);
    if (missing)
        throw missing;
    return { kind: 'exited', code, outputFile: (0,output_file/* readOutputFile */.e)(step.outputFile) };
}
function signalName(number) {
    return Object.entries(external_node_os_.constants.signals).find(([, value]) => value === number)?.[0];
}


/***/ })

};
