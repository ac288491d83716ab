export const id = 8369;
export const ids = [8369];
export const modules = {

/***/ 8369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sizedBytes: () => (/* binding */ sizedBytes)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

/**
 * Passes a blob on and fails where it is longer or shorter than it should be.
 * @throws ObuilderError `image-invalid` with its digest
 */
async function* sizedBytes(bytes, { digest, size }) {
    let passed = 0;
    for await (const chunk of bytes) {
        passed += chunk.length;
        if (passed > size)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`blob ${digest} is longer than the ${size} bytes that it should have`);
        yield chunk;
    }
    if (passed < size) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
    }
}


/***/ })

};
