export const id = 7496;
export const ids = [7496];
export const modules = {

/***/ 7496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pruneAfter: () => (/* binding */ pruneAfter)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _prune_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8891);


/** Brings the store within its limits behind a build, and tells what went. Nothing of it fails the build. */
async function pruneAfter(store, limits, { emit, signal }) {
    try {
        emit({ type: 'notice', message: (0,_prune_text_js__WEBPACK_IMPORTED_MODULE_1__/* .pruneText */ .a)(await store.prune(limits, signal)) });
    }
    catch (error) {
        emit({ type: 'warning', message: `the store could not be pruned: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .asObuilderError */ .xO)(error).message}` });
    }
}


/***/ }),

/***/ 8891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ pruneText)
/* harmony export */ });
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2076);
/* harmony import */ var _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4415);


/** What pruning did, what it freed, and which limits are passed all the same and why: one sentence or two. */
function pruneText(report) {
    const counts = [
        count(report.results, 'result'),
        count(report.slots, 'cache'),
        count(report.failed, 'failed step'),
    ].flatMap((text) => text ?? []);
    const done = counts.length === 0
        ? 'Pruned nothing'
        : `Pruned ${counts.join(', ')}: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_0__/* .amount */ .vj)(report.freedBytes)} freed`;
    return [done, ...unmetText(report)].join('. ');
}
function count(number, what) {
    return number === 0 ? undefined : `${number} ${what}${number === 1 ? '' : 's'}`;
}
function unmetText({ unmet, inUse, others = 0 }) {
    if (unmet.length === 0)
        return [];
    const names = _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMIT_NAMES */ .x.filter((name) => unmet.includes(_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMIT_KEYS */ .n[name]));
    const why = inUse > 0
        ? `${inUse} results or caches that are left are in use by builds`
        : others > 0
            ? `${others} results or caches that are left have other users too`
            : 'nothing is left that could go';
    return [`Still passed: ${names.join(', ')}, since ${why}`];
}


/***/ }),

/***/ 4415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ LIMIT_KEYS),
/* harmony export */   x: () => (/* binding */ LIMIT_NAMES)
/* harmony export */ });
/** The names that inputs and flags share, in the order in which help texts tell them. */
const LIMIT_NAMES = ['min-free-space', 'max-used-space', 'max-results', 'max-age'];
/** The limit that each of them sets. */
const LIMIT_KEYS = {
    'min-free-space': 'minFree',
    'max-used-space': 'maxUsed',
    'max-results': 'maxResults',
    'max-age': 'maxAge',
};


/***/ })

};
