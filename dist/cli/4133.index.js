export const id = 4133;
export const ids = [4133];
export const modules = {

/***/ 4133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   forbidHostNetwork: () => (/* binding */ forbidHostNetwork)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1384);


/** Refuses a spec with a step on the host's network. @throws ObuilderError `input-invalid` at that step */
function forbidHostNetwork(spec) {
    for (const operation of spec.operations) {
        if (operation.kind !== 'run' || operation.network.length === 0)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', "steps may not use the host's network on this machine", {
            at: operation.at,
            value: 'host',
            hint: `Leave (network host) out. The owner of this machine forbids it in ${_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .OWNER_FILE */ .Zl}.`,
        });
    }
    for (const nested of spec.builds)
        forbidHostNetwork(nested.spec);
}


/***/ })

};
