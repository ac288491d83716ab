export const id = 6650;
export const ids = [6650];
export const modules = {

/***/ 4269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveScratch: () => (/* binding */ resolveScratch)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4930);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5593);



/** An empty root file system. */
async function resolveScratch({ platform }) {
    return {
        name: 'scratch',
        digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(''),
        platform: (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform),
        environment: [],
        load: async ({ rootfs }) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(rootfs, 0o755),
    };
}


/***/ })

};
