export const id = 2941;
export const ids = [2941];
export const modules = {

/***/ 2941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askCredentialHelper: () => (/* binding */ askCredentialHelper)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/** What a helper says, by its protocol, when it knows nothing of a server: on stdout, with a status that is not 0. */
const NOT_FOUND = /credentials not found/i;
/**
 * Asks `docker-credential-NAME` for a server's credentials and gives its answer, JSON text; undefined where it has none.
 * @throws ObuilderError `tool-missing` or `command-failed` with what the helper said
 */
function askCredentialHelper(name, { server, env }) {
    const file = `docker-credential-${name}`;
    return new Promise((resolve, reject) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(file, ['get'], { env: { ...env } }, (error, stdout, stderr) => {
            if (error === null)
                return resolve(stdout);
            if (NOT_FOUND.test(stdout))
                return resolve(undefined);
            if (error.code === 'ENOENT') {
                const message = `the credential helper ${file} is not installed`;
                const hint = 'Install it, or remove it from the Docker config file.';
                return reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('tool-missing', message, { value: file, hint, cause: error }));
            }
            const reason = stdout.trim() || stderr.trim() || `exit status ${String(error.code)}`;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('command-failed', `${file}: ${reason}`, { value: file, cause: error }));
        });
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(server);
    });
}


/***/ })

};
