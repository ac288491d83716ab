export const id = 195;
export const ids = [195];
export const modules = {

/***/ 6195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkVerb: () => (/* binding */ checkVerb)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _spec_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4839);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6946);



const checkVerb = {
    usage: 'check -f SPEC',
    summary: 'Reads a spec. Prints nothing when it is right, else its first error and where that is.',
    options: { file: { type: 'string', short: 'f' } },
    needsRoot: false,
    run: async (invocation) => {
        const source = await (0,_spec_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readSpecText */ .v)((0,_verb_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(invocation, 'file'));
        const { parseSpec, formatSpecError } = await Promise.all(/* import() */[__webpack_require__.e(91), __webpack_require__.e(752)]).then(__webpack_require__.bind(__webpack_require__, 9989));
        try {
            parseSpec(source);
            return 0;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error, 'spec-invalid'))
                throw error;
            process.stderr.write(`${formatSpecError(error, source.text)}\n`);
            return 1;
        }
    },
};


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readSpecText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
async function readSpecText(file) {
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
    }
    const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file === '-' ? '/dev/stdin' : file).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', `the spec ${file} cannot be read (${cause.code})`, {
            value: file,
            cause,
        });
    });
    // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { text: bytes.toString(), file };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}


/***/ })

};
