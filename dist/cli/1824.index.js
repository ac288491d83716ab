export const id = 1824;
export const ids = [1824,45];
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


/***/ }),

/***/ 7605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ noteTerminal),
/* harmony export */   h: () => (/* binding */ hasTerminal)
/* harmony export */ });
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7066);

/** Whether somebody sits at a terminal on both sides of this process. */
function hasTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_0__.isatty)(0) && (0,node_tty__WEBPACK_IMPORTED_MODULE_0__.isatty)(1);
}
/**
 * Notes how the terminal on stdin is set. What it gives sets the terminal so again, since a program that is killed while it
 * has the terminal leaves it without echo. Where it cannot be done nothing is done.
 */
function noteTerminal() {
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const { stdout, status } = spawnSync('stty', ['-g'], {
        stdio: ['inherit', 'pipe', 'ignore'],
        encoding: 'utf8',
    });
    if (status !== 0)
        return () => undefined;
    return () => void spawnSync('stty', [stdout.trim()], { stdio: ['inherit', 'ignore', 'ignore'] });
}


/***/ }),

/***/ 1824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   enterStep: () => (/* binding */ enterStep)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _host_attached_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45);
/* harmony import */ var _host_terminal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7605);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6910);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4509);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4767);






const KILLED = _container_js__WEBPACK_IMPORTED_MODULE_3__/* .SIGNAL_BASE */ .x + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals.SIGKILL;
/** Runs a command for somebody who looks around, as the contract's `enter` says. */
async function enterStep(request, context) {
    if (request.signal?.aborted)
        return KILLED;
    const name = (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .newStepName */ .Wq)();
    const output = request.terminal ? 'terminal' : 'apart';
    const step = (0,_step_js__WEBPACK_IMPORTED_MODULE_5__/* .prepareStep */ .I)({ ...request, mounts: [], output }, name, context);
    const restoreTerminal = request.terminal ? (0,_host_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .noteTerminal */ .J)() : undefined;
    try {
        const start = startAttachedWith;
        const { code, stopped } = await (0,_container_js__WEBPACK_IMPORTED_MODULE_3__/* .runContainer */ .z)(request, { runtime: context.runtime, name, step, start });
        return stopped === undefined ? code : KILLED;
    }
    finally {
        restoreTerminal?.();
        step.remove();
    }
}
const startAttachedWith = (file, args, env) => (0,_host_attached_js__WEBPACK_IMPORTED_MODULE_1__/* .startAttached */ .p)(file, args, { env, cwd: '/' });


/***/ })

};
