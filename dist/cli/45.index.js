export const id = 45;
export const ids = [45];
export const modules = {

/***/ 45:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ startAttached),
/* harmony export */   runAttached: () => (/* binding */ runAttached)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/**
 * Starts a program on this process's own stdin, stdout and stderr. Signals that a terminal sends reach it by itself.
 *
 * @param options `env`: its whole environment, `cwd`: its directory; this process's own where they are not given
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function startAttached(file, args, options = {}) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const env = options.env === undefined ? process.env : { ...options.env };
    const child = spawn(file, args, { stdio: 'inherit', env, cwd: options.cwd });
    const ended = new Promise((resolve, reject) => {
        child.on('error', (cause) => {
            const message = `${file} cannot be started: ${cause.message}`;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('tool-missing', message, { value: file, cause }));
        });
        child.on('exit', (code, signal) => resolve({ code, signal }));
    });
    // Only a program that could not be started has no pid; the reason comes as an event.
    if (child.pid === undefined)
        await ended;
    return {
        pid: child.pid ?? 0,
        hasExited: () => child.exitCode !== null || child.signalCode !== null,
        hasOutput: () => false,
        errorOutput: () => '',
        ended,
    };
}
/**
 * Runs a program attached as above, and gives its exit status (128 + N for signal N). Signals that are sent to this process
 * alone are passed on.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function runAttached(file, args) {
    const child = await startAttached(file, args);
    const pass = (signal) => void process.kill(child.pid, signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals)
        process.on(signal, pass);
    try {
        const { code, signal } = await child.ended;
        return code ?? 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[(signal ?? 'SIGKILL')];
    }
    finally {
        for (const signal of signals)
            process.off(signal, pass);
    }
}


/***/ })

};
