export const id = 3220;
export const ids = [3220];
export const modules = {

/***/ 3220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   planVerb: () => (/* binding */ planVerb)
/* harmony export */ });
/* harmony import */ var _build_build_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7983);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6650);
/* harmony import */ var _spec_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7091);
/* harmony import */ var _build_flags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7577);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8827);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5189);
/* harmony import */ var _scopes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2978);
/* harmony import */ var _secret_values_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5182);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6946);









const planVerb = {
    usage: 'plan -f SPEC [CONTEXT] [the flags of build]',
    summary: 'Prints the id of every step and whether its result is in the store. Runs nothing.',
    options: _build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildFlags */ .A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,_build_flags_js__WEBPACK_IMPORTED_MODULE_2__/* .buildRequest */ .m)(invocation);
        const spec = (0,_spec_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(request.spec);
        const { steps, present } = await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_4__/* .withMachinery */ .FJ)(request, (machinery) => {
            const { context, target, pull, noCache, refresh, keySecrets } = request;
            return (0,_build_build_js__WEBPACK_IMPORTED_MODULE_0__/* .planBuild */ .C)(machinery, {
                spec,
                context,
                target,
                pull,
                noCache,
                refresh,
                keySecrets,
                scopes: (0,_scopes_js__WEBPACK_IMPORTED_MODULE_5__/* .scopesFor */ .l)(request),
                secrets: (0,_secret_values_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeSecrets */ .g)(request),
                emit: ({ type: _, ...event }) => warn(event),
            });
        });
        const isCached = ({ id }) => id !== undefined && present.has(id);
        const planned = steps.map((step) => ({ ...step, cached: isCached(step) }));
        process.stdout.write((0,_verb_js__WEBPACK_IMPORTED_MODULE_6__/* .isSet */ .vM)(invocation, 'json') ? `${JSON.stringify({ steps: planned })}\n` : planned.map(line).join(''));
        return 0;
    },
};
function warn(event) {
    if ('message' in event)
        process.stderr.write(`warning: ${event.message}\n`);
}
function line({ id, build, operation, cached, from }) {
    const name = id === undefined ? 'known later'.padEnd(_entries_js__WEBPACK_IMPORTED_MODULE_3__/* .SHOWN_DIGITS */ .jr) : id.slice(0, _entries_js__WEBPACK_IMPORTED_MODULE_3__/* .SHOWN_DIGITS */ .jr);
    const place = build.length === 0 ? '' : `${build.join('/')}: `;
    return `${name}  ${cached ? 'cached  ' : 'to build'}  ${from === undefined ? '' : `(from ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_8__/* .oneLine */ .T)(from)})  `}${place}${operation}\n`;
}


/***/ })

};
