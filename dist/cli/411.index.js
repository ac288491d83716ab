export const id = 411;
export const ids = [411];
export const modules = {

/***/ 8411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkedBytes: () => (/* binding */ checkedBytes)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


/**
 * Passes a blob on and fails at its end, or before it, if it is not the one that was asked for.
 * @throws ObuilderError `image-invalid` with its digest
 */
async function* checkedBytes(bytes, { digest, size }) {
    const check = new _digest_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestCheck */ .FL(digest);
    let passed = 0;
    for await (const chunk of bytes) {
        passed += chunk.length;
        if (passed > size)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`blob ${digest} is longer than the ${size} bytes that it should have`);
        check.update(chunk);
        yield chunk;
    }
    if (passed < size) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
    }
    check.verify(`blob ${digest}`);
}


/***/ })

};
