export const id = 45;
export const ids = [45];
export const modules = {

/***/ 45:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAttached: () => (/* binding */ runAttached)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



/**
 * Runs a program on this process's own stdin, stdout and stderr, and gives its exit status (128 + N for signal N).
 *
 * Signals that a terminal sends reach the program by itself; the ones sent to this process only are passed on.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
function runAttached(file, args) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, { stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals)
        process.on(signal, pass);
    return new Promise((resolve, reject) => {
        child.on('error', (cause) => {
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('tool-missing', `${file} cannot be started: ${cause.message}`, {
                value: file,
                cause,
            }));
        });
        child.on('exit', (code, signal) => resolve(code ?? 128 + node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal ?? 'SIGKILL']));
    }).finally(() => {
        for (const signal of signals)
            process.off(signal, pass);
    });
}


/***/ })

};
