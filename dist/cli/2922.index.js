export const id = 2922;
export const ids = [2922];
export const modules = {

/***/ 2922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const PROGRAM = 'obuilder-action';
/** Loaded on demand, so that a cached build pays for its own verb only. */
const VERBS = {
    build: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(7091), __webpack_require__.e(4710), __webpack_require__.e(9955), __webpack_require__.e(3123)]).then(__webpack_require__.bind(__webpack_require__, 3123))).buildVerb,
    plan: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(7091), __webpack_require__.e(4710), __webpack_require__.e(9955), __webpack_require__.e(3220)]).then(__webpack_require__.bind(__webpack_require__, 3220))).planVerb,
    check: async () => (await __webpack_require__.e(/* import() */ 6195).then(__webpack_require__.bind(__webpack_require__, 6195))).checkVerb,
    dockerfile: async () => (await Promise.all(/* import() */[__webpack_require__.e(7091), __webpack_require__.e(946)]).then(__webpack_require__.bind(__webpack_require__, 3905))).dockerfileVerb,
    list: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(5715)]).then(__webpack_require__.bind(__webpack_require__, 5715))).listVerb,
    inspect: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(1463)]).then(__webpack_require__.bind(__webpack_require__, 1463))).inspectVerb,
    logs: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(1300)]).then(__webpack_require__.bind(__webpack_require__, 1300))).logsVerb,
    shell: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(6285)]).then(__webpack_require__.bind(__webpack_require__, 6285))).shellVerb,
    remove: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(3459)]).then(__webpack_require__.bind(__webpack_require__, 3459))).removeVerb,
    usage: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(1056)]).then(__webpack_require__.bind(__webpack_require__, 8675))).usageVerb,
    init: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(8733), __webpack_require__.e(2273)]).then(__webpack_require__.bind(__webpack_require__, 2273))).initVerb,
    prune: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(4635)]).then(__webpack_require__.bind(__webpack_require__, 4635))).pruneVerb,
    clean: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(9502)]).then(__webpack_require__.bind(__webpack_require__, 9502))).cleanVerb,
    doctor: async () => (await Promise.all(/* import() */[__webpack_require__.e(7618), __webpack_require__.e(6961)]).then(__webpack_require__.bind(__webpack_require__, 6961))).doctorVerb,
    worker: async () => (await Promise.all(/* import() */[__webpack_require__.e(7934), __webpack_require__.e(7618), __webpack_require__.e(928), __webpack_require__.e(8733), __webpack_require__.e(414), __webpack_require__.e(1279), __webpack_require__.e(9713), __webpack_require__.e(7091), __webpack_require__.e(4710), __webpack_require__.e(8011)]).then(__webpack_require__.bind(__webpack_require__, 8011))).workerVerb,
};
/** Only this program itself starts these. */
const INNER_VERBS = {
    reader: async () => (await __webpack_require__.e(/* import() */ 4986).then(__webpack_require__.bind(__webpack_require__, 4986))).readerVerb,
};
/** Runs one command line. Gives the exit status: 0 done, 1 failed, 2 not understood, 130 cancelled. */
async function main(args) {
    const [name, ...rest] = args;
    try {
        if (name === undefined || name === 'help' || name.startsWith('-'))
            return await help(name);
        const load = VERBS[name] ?? INNER_VERBS[name];
        if (load === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `there is no command ${name}`, {
                value: name,
                hint: `The commands are ${Object.keys(VERBS).join(', ')}.`,
            });
        }
        const verb = await load();
        const invocation = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInvocation */ .wG)(verb, rest);
        if (verb.needsRoot && process.getuid?.() !== 0)
            return await startAgainAsRoot(name, rest, verb);
        return await verb.run(invocation);
    }
    catch (error) {
        return explain((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .asObuilderError */ .xO)(error));
    }
}
async function help(flag) {
    const verbs = await Promise.all(Object.values(VERBS).map((load) => load()));
    const lines = verbs.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
    process.stdout.write(`${PROGRAM} builds specs in sandboxes and keeps every step.\n\n${lines.join('\n')}\n`);
    return flag === undefined ? 2 : 0;
}
/** Sudo drops the environment, so the store that it names becomes a flag; one that is given behind it wins. */
async function startAgainAsRoot(name, rest, verb) {
    const { runAttached } = await __webpack_require__.e(/* import() */ 45).then(__webpack_require__.bind(__webpack_require__, 45));
    const script = process.argv[1] ?? '';
    const store = 'store' in verb.options ? process.env['OBUILDER_STORE'] : undefined;
    const flags = store ? [`--store=${store}`] : [];
    return runAttached('sudo', ['-n', process.execPath, script, name, ...flags, ...rest]);
}
/** One clear error on stderr; the stack only where the fault is ours. */
function explain(error) {
    const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
    process.stderr.write(`${place}error: ${error.message}\n`);
    if (error.hint !== undefined)
        process.stderr.write(`${error.hint}\n`);
    if (error.code === 'internal')
        process.stderr.write(`${error.cause?.stack ?? error.stack}\n`);
    if (error.code === 'cancelled')
        return 130;
    return error.code === 'input-invalid' ? 2 : 1;
}


/***/ }),

/***/ 6946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   d0: () => (/* binding */ noPositionals),
/* harmony export */   jR: () => (/* binding */ onlyPositional),
/* harmony export */   vM: () => (/* binding */ isSet),
/* harmony export */   wG: () => (/* binding */ parseInvocation)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


function parseInvocation(verb, args) {
    try {
        const { values, positionals } = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({
            args: [...args],
            options: verb.options,
            allowPositionals: true,
        });
        return { values, positionals };
    }
    catch (error) {
        const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', message, { hint: `Usage: ${verb.usage}`, cause: error });
    }
}
/** A flag that takes a value, where it was given. */
function text({ values }, name) {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
}
/** A flag that may be given several times. */
function texts({ values }, name) {
    const value = values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
function isSet({ values }, name) {
    return values[name] === true;
}
/** The one positional argument of a verb. */
function onlyPositional(verb, { positionals }, what) {
    const [value, ...others] = positionals;
    if (value !== undefined && others.length === 0)
        return value;
    const message = value === undefined ? `${what} is missing` : `there is more than one ${what}: ${positionals.join(', ')}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', message, { value: others[0], hint: `Usage: ${verb.usage}` });
}
function noPositionals(verb, { positionals }) {
    if (positionals.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('input-invalid', `unexpected: ${positionals.join(' ')}`, {
        value: positionals[0],
        hint: `Usage: ${verb.usage}`,
    });
}


/***/ }),

/***/ 2027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ isObuilderError),
/* harmony export */   Vy: () => (/* binding */ ObuilderError),
/* harmony export */   xO: () => (/* binding */ asObuilderError)
/* harmony export */ });
/** The only error that this program throws on purpose: what happened, with which value, where, and what to do next. */
class ObuilderError extends Error {
    code;
    value;
    hint;
    at;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'ObuilderError';
        this.code = code;
        this.value = details.value;
        this.hint = details.hint;
        this.at = details.at;
    }
}
function isObuilderError(error, code) {
    return error instanceof ObuilderError && (code === undefined || error.code === code);
}
/** Any thrown value as an ObuilderError; what was not thrown on purpose becomes `internal` with its cause. */
function asObuilderError(error) {
    if (error instanceof ObuilderError)
        return error;
    const message = error instanceof Error ? error.message : String(error);
    return new ObuilderError('internal', message, { cause: error });
}


/***/ })

};
