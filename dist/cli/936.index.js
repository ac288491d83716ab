export const id = 936;
export const ids = [936];
export const modules = {

/***/ 7518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ buildFlags),
  m: () => (/* binding */ buildRequest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/user-settings.js

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/** What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. */
function userSettings(env) {
    const directory = env['DOCKER_CONFIG'] ?? (env['HOME'] === undefined ? undefined : external_node_path_.join(env['HOME'], '.docker'));
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const proxy = names.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
    return {
        dockerConfig: directory === undefined ? undefined : external_node_path_.resolve(directory, 'config.json'),
        proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
    };
}

// EXTERNAL MODULE: ./build/js/cli/limit-flags.js
var limit_flags = __webpack_require__(3010);
// EXTERNAL MODULE: ./build/js/cli/spec-file.js
var spec_file = __webpack_require__(4839);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js + 1 modules
var store_flags = __webpack_require__(6099);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build-flags.js








const POLICIES = ['auto', 'always', 'missing', 'never'];
const buildFlags = {
    ...store_flags/* storeFlags */.t,
    ...limit_flags/* limitFlags */.vG,
    file: { type: 'string', short: 'f' },
    secret: { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-cache': { type: 'boolean' },
    pull: { type: 'string' },
    'keep-failed': { type: 'boolean' },
    'no-keep-failed': { type: 'boolean' },
    'max-parallel': { type: 'string' },
    'cache-scope': { type: 'string' },
    json: { type: 'boolean' },
};
/** The request that the flags of `build` and `plan` ask for. @throws ObuilderError `input-invalid` naming the flag */
async function buildRequest(invocation) {
    const [context = '.', ...others] = invocation.positionals;
    if (others.length > 0)
        throw new errors/* ObuilderError */.Vy('input-invalid', `there is more than one context: ${others.join(', ')}`);
    return {
        version: 1,
        storeRequest: (0,store_flags/* storeRequest */.r)(invocation),
        spec: await (0,spec_file/* readSpecText */.v)((0,verb/* text */.Qq)(invocation, 'file')),
        context: external_node_path_.resolve(context),
        target: (0,verb/* text */.Qq)(invocation, 'target'),
        secrets: Object.fromEntries(await Promise.all((0,verb/* texts */.Te)(invocation, 'secret').map(readSecret))),
        masks: [],
        noCache: (0,verb/* isSet */.vM)(invocation, 'no-cache'),
        pull: pullPolicy((0,verb/* text */.Qq)(invocation, 'pull') ?? 'auto'),
        maxParallel: maxParallel((0,verb/* text */.Qq)(invocation, 'max-parallel')),
        keepFailed: !(0,verb/* isSet */.vM)(invocation, 'no-keep-failed'),
        limits: await (0,limit_flags/* limitsOf */.Af)(invocation),
        cacheScope: (0,verb/* text */.Qq)(invocation, 'cache-scope') ?? '',
        ...userSettings(process.env),
    };
}
async function readSecret(flag) {
    const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
    if (id === undefined || file === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `--secret=${flag} is not of the form ID:FILE`, { value: flag });
    }
    const bytes = await (0,promises_.readFile)(file).catch((cause) => {
        const message = `the file ${file} of secret ${id} cannot be read (${cause.code})`;
        throw new errors/* ObuilderError */.Vy('input-invalid', message, { value: file, cause });
    });
    return [id, bytes.toString('base64')];
}
function pullPolicy(value) {
    const policy = POLICIES.find((name) => name === value);
    if (policy !== undefined)
        return policy;
    throw new errors/* ObuilderError */.Vy('input-invalid', `--pull=${value} is none of ${POLICIES.join(', ')}`, { value });
}
function maxParallel(value) {
    if (value === undefined)
        return undefined;
    if (/^[1-9][0-9]{0,3}$/.test(value))
        return Number(value);
    throw new errors/* ObuilderError */.Vy('input-invalid', `--max-parallel=${value} is not a number from 1 to 9999`, {
        value,
    });
}


/***/ }),

/***/ 8936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildVerb: () => (/* binding */ buildVerb)
});

;// CONCATENATED MODULE: ./build/js/report/shell-words.js
/** A command line that a POSIX shell takes apart into just these words. */
function shellWords(words) {
    return words.map(quote).join(' ');
}
function quote(word) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./build/js/report/error-text.js
/** An error for people: `FILE:LINE:COLUMN: what happened`, then the hint on a line of its own. No final newline. */
function errorText(error) {
    const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
    return `${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
}

// EXTERNAL MODULE: ./build/js/report/text.js
var report_text = __webpack_require__(6650);
;// CONCATENATED MODULE: ./build/js/report/heading.js

/** `[3/7] (run (shell make))`, with the nested build's name before the operation of its steps. */
function heading({ step, number, total }) {
    const build = step.build.length === 0 ? '' : `${(0,report_text/* oneLine */.T)(step.build.join('/'), 60)}: `;
    return `[${number}/${total}] ${build}${(0,report_text/* oneLine */.T)(step.operation)}`;
}
const WORDS = (/* unused pure expression or super */ null && ([
    ['built', 'built'],
    ['cached', 'cached'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['not-run', 'not run'],
]));
/** `3 built, 4 cached, 1 not run`: only what there is. */
function tally(steps) {
    const counts = WORDS.map(([outcome, word]) => ({
        word,
        count: steps.filter((step) => step.outcome === outcome).length,
    }));
    const present = counts.filter(({ count }) => count > 0);
    return present.length === 0 ? 'no steps' : present.map(({ word, count }) => `${count} ${word}`).join(', ');
}

// EXTERNAL MODULE: ./build/js/report/words.js
var words = __webpack_require__(2076);
;// CONCATENATED MODULE: ./build/js/report/progress.js

const SMALLEST_STRIDE = 32e6;
/**
 * Thins the progress of a long pull to at most some ten lines: one for each tenth of it, and none for less than 32 MB.
 * The function that it gives returns a line, or undefined where there is nothing worth telling.
 */
function thinProgress() {
    const told = new Map();
    return ({ step, doneBytes, totalBytes }) => {
        const stride = Math.max(SMALLEST_STRIDE, totalBytes / 10);
        const strides = Math.floor(doneBytes / stride);
        if (strides <= (told.get(step) ?? 0))
            return undefined;
        told.set(step, strides);
        if (totalBytes <= 0)
            return `fetched ${(0,words/* amount */.vj)(doneBytes)}`;
        const percent = Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
        return `fetched ${(0,words/* amount */.vj)(doneBytes)} of ${(0,words/* amount */.vj)(totalBytes)} (${percent} %)`;
    };
}

;// CONCATENATED MODULE: ./build/js/report/log-buffer.js
/** With a limit only the end of what was added is kept: at least `limit` characters, less than twice as many a chunk. */
function logBuffer(limit = Number.POSITIVE_INFINITY) {
    let chunks = [];
    let length = 0;
    function add(text) {
        if (text === '')
            return;
        const kept = text.length > limit ? text.slice(-limit) : text;
        chunks.push(kept);
        length += kept.length;
        while (chunks[0] !== undefined && length - chunks[0].length >= limit) {
            length -= chunks[0].length;
            chunks.shift();
        }
    }
    function take() {
        const text = chunks.join('');
        chunks = [];
        length = 0;
        return text;
    }
    return {
        get length() {
            return length;
        },
        add,
        take,
    };
}

;// CONCATENATED MODULE: ./build/js/report/open-step.js

const LONGEST_TAIL = 64 * 1024;
function openStep(numbered) {
    return {
        numbered,
        waiting: logBuffer(),
        tail: logBuffer(LONGEST_TAIL),
        started: false,
        shown: false,
        paused: false,
    };
}
/** What came since the last time, below a heading where there is none yet. */
function showLive(step) {
    const text = step.waiting.take();
    step.tail.add(text);
    const heading = step.shown
        ? []
        : [{ type: 'open', step: step.numbered, continued: step.paused }];
    step.shown = true;
    return text === '' ? heading : [...heading, { type: 'text', text }];
}
/** A step that has ended, to its end: with `end` in the heading unless that is on the screen already. */
function showWhole(step, end) {
    const live = step.shown;
    const heading = live
        ? []
        : [{ type: 'open', step: step.numbered, end, continued: step.paused }];
    const text = step.waiting.take();
    step.tail.add(text);
    const log = text === '' ? [] : [{ type: 'text', text }];
    return [...heading, ...log, { type: 'close', step: step.numbered, end, live, tail: step.tail.take() }];
}
/** Takes a step off the screen before its end. */
function pause(step) {
    if (!step.shown)
        return [];
    step.shown = false;
    step.paused = true;
    return [{ type: 'pause', step: step.numbered }];
}

;// CONCATENATED MODULE: ./build/js/report/queue.js

/** A step that waits with more characters than this is shown before its turn, to bound what is held. */
const LONGEST_WAITING_LOG = 8 * 1024 * 1024;
/** The step in the queue, at its end where it is new. */
function enter(queue, numbered) {
    const known = queue.steps.find((step) => step.numbered.number === numbered.number);
    if (known !== undefined)
        return known;
    const step = openStep(numbered);
    queue.steps = [...queue.steps, step];
    return step;
}
function start(queue, step) {
    step.started = true;
    if (queue.front !== undefined)
        return [];
    queue.front = step;
    return showLive(step);
}
function output(queue, step, text) {
    step.waiting.add(text);
    if (step === queue.front)
        return showLive(step);
    if (step.waiting.length <= LONGEST_WAITING_LOG)
        return [];
    const scenes = queue.front === undefined ? [] : pause(queue.front);
    queue.front = step;
    return [...scenes, ...showLive(step)];
}
/** Everything that has ended is shown unless another step is in front; then the oldest running one comes to the front. */
function end(queue, step, how) {
    step.end = how;
    if (queue.front !== undefined && queue.front !== step)
        return [];
    const scenes = shownFirst(queue.steps).flatMap((one) => one.end === undefined ? [] : showWhole(one, one.end));
    queue.steps = queue.steps.filter((one) => one.end === undefined);
    queue.front = queue.steps.find((one) => one.started);
    return queue.front === undefined ? scenes : [...scenes, ...showLive(queue.front)];
}
/** Empties the queue: whatever has not ended is shown as far as it came. */
function flush(queue) {
    const scenes = shownFirst(queue.steps).flatMap((step) => step.end === undefined ? [...showLive(step), ...pause(step)] : showWhole(step, step.end));
    queue.steps = [];
    queue.front = undefined;
    return scenes;
}
function shownFirst(steps) {
    return [...steps].sort((a, b) => Number(b.shown) - Number(a.shown));
}

;// CONCATENATED MODULE: ./build/js/report/sequence.js


/**
 * Puts the events of steps that run at the same time one after the other. One running step is in front and shown live;
 * the others are held. When the front has ended, those that have ended too are shown, in the order in which they were
 * first heard of, and the oldest running one becomes the front. So within one nested build the order of the spec is kept.
 * A step without a `step-start` (a cached one) is never in front: it is shown when its end is known. What was not run
 * comes last. A notice waits until nothing is shown live.
 */
function sequence() {
    let plan = [];
    let failureTold = false;
    const queue = { steps: [], front: undefined };
    const ended = new Set();
    const notRun = new Set();
    const notices = [];
    const progress = thinProgress();
    const numbered = (index) => ({
        step: plan[index] ?? unplanned(index),
        number: index + 1,
        total: Math.max(plan.length, index + 1),
    });
    function conclude(steps) {
        for (const { index, outcome } of steps)
            if (outcome === 'not-run' && !ended.has(index))
                notRun.add(index);
        const left = [...notRun].sort((a, b) => a - b);
        notRun.clear();
        return [...flush(queue), ...left.map((index) => ({ type: 'not-run', step: numbered(index) }))];
    }
    function ofStep(event) {
        if (ended.has(event.step))
            return [];
        if (event.type === 'step-end')
            ended.add(event.step);
        if (event.type === 'step-end' && event.outcome === 'not-run') {
            notRun.add(event.step);
            return [];
        }
        const step = enter(queue, numbered(event.step));
        switch (event.type) {
            case 'step-start':
                return start(queue, step);
            case 'output':
                return output(queue, step, event.text);
            case 'progress': {
                const line = queue.front === step ? progress(event) : undefined;
                return line === undefined ? [] : [{ type: 'progress', line }];
            }
            case 'step-end':
                failureTold ||= event.outcome === 'failed';
                return end(queue, step, event);
        }
    }
    function next(event) {
        switch (event.type) {
            case 'plan':
                plan = event.steps;
                return [];
            case 'notice':
                if (queue.front === undefined)
                    return [event];
                notices.push(event);
                return [];
            case 'warning':
                return [event];
            case 'done':
                return [...conclude(event.report.steps), event];
            case 'failed':
                return [...conclude(event.steps), { ...event, told: failureTold }];
            default:
                return ofStep(event);
        }
    }
    /** Puts the notices that waited behind the end of what was shown live. */
    function withNotices(scenes) {
        if (notices.length === 0)
            return scenes;
        const end = scenes.findIndex(({ type }) => type === 'close' || type === 'pause') + 1;
        return end === 0 ? scenes : [...scenes.slice(0, end), ...notices.splice(0), ...scenes.slice(end)];
    }
    return { next: (event) => withNotices(next(event)), finish: () => withNotices(conclude([])) };
}
/** For an event of a step that no plan named: shown all the same rather than lost. */
function unplanned(index) {
    const at = { file: '', line: 1, column: 1 };
    return { index, build: [], kind: 'run', operation: `step ${index + 1}`, workdir: '/', at };
}

;// CONCATENATED MODULE: ./build/js/report/reporter.js

function reporter(skin) {
    const { next, finish } = sequence();
    const show = (scenes) => scenes.map(skin).join('');
    return { event: (event) => show(next(event)), finish: () => show(finish()) };
}

;// CONCATENATED MODULE: ./build/js/report/terminal.js





/**
 * Plain text for a shell: a heading a step, its output as it is, a line that tells how it ended, and last `Got: "ID"` as
 * OBuilder prints it, so that programs which read that find it here too.
 */
function terminalReporter(options = {}) {
    return reporter(terminalSkin(options));
}
function terminalSkin({ enter }) {
    let atLineStart = true;
    const line = (text) => {
        const start = atLineStart ? '' : '\n';
        atLineStart = true;
        return `${start}${text}\n`;
    };
    return (scene) => {
        switch (scene.type) {
            case 'open':
                return line(`${title(scene.step)}${scene.continued ? ' (continued)' : ''}`);
            case 'text':
                atLineStart = scene.text.endsWith('\n');
                return scene.text;
            case 'progress':
                return line(`   ${scene.line}`);
            case 'pause':
                return atLineStart ? '' : line('').slice(0, 1);
            case 'close':
                return line([closing(scene), ...(0,words/* lookAtFiles */.Uy)(scene.end, enter)].join('\n'));
            case 'not-run':
                return line(`${title(scene.step)}\n---> not run`);
            case 'notice':
                return line(scene.message);
            case 'warning':
                return line(`warning: ${errorText({ message: scene.message, at: scene.at })}`);
            case 'done':
                return line(`Got: "${scene.report.id}"`);
            case 'failed':
                return line(`error: ${errorText(scene.error)}`);
        }
    };
}
/** The heading with the working directory before the operation, as OBuilder has it. */
function title(numbered) {
    const { step } = numbered;
    if (step.kind === 'from')
        return heading(numbered);
    return heading({
        ...numbered,
        step: { ...step, operation: `${(0,report_text/* oneLine */.T)(step.workdir, 100)}: ${step.operation}` },
    });
}
function closing({ step, end }) {
    const id = end.id === undefined ? '' : ` "${end.id}"`;
    if (end.outcome === 'failed') {
        const why = end.error === undefined ? '' : `: ${(0,report_text/* oneLine */.T)(end.error.message, 1000)}`;
        return `---> ${(0,words/* ending */.K1)(step.step, end)}${why}`;
    }
    return `---> ${(0,words/* ending */.K1)(step.step, end)}${id}`;
}

// EXTERNAL MODULE: ./build/js/cli/build-flags.js + 1 modules
var build_flags = __webpack_require__(7518);
// EXTERNAL MODULE: ./build/js/cli/cancel.js
var cancel = __webpack_require__(5417);
// EXTERNAL MODULE: ./build/js/cli/entries.js
var entries = __webpack_require__(8827);
// EXTERNAL MODULE: ./build/js/cli/output.js
var cli_output = __webpack_require__(330);
// EXTERNAL MODULE: ./build/js/cli/serve.js + 2 modules
var serve = __webpack_require__(1056);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build.js








const buildVerb = {
    usage: 'build -f SPEC [CONTEXT] [--store=auto|DRIVER:PLACE] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--no-keep-failed] [--json], and the limits of prune',
    summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
    options: build_flags/* buildFlags */.A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,build_flags/* buildRequest */.m)(invocation);
        const { signal, stopListening } = (0,cancel/* cancelOnSignals */.d)();
        const { event, finish } = terminalReporter({ enter: (id) => enterFailed(id, request.storeRequest) });
        const { write, flush } = (0,cli_output/* makeOutput */.I)();
        let failure;
        const emit = (one) => {
            if (one.type === 'failed')
                failure = one;
            write(event(one));
        };
        const report = await (0,serve/* serveBuild */.S)(request, { emit, signal });
        write(finish());
        flush();
        stopListening();
        if ((0,verb/* isSet */.vM)(invocation, 'json'))
            (0,cli_output/* print */.y)(`${JSON.stringify(summarize(report, failure))}\n`);
        if (report === undefined)
            return signal.aborted ? 130 : 1;
        return 0;
    },
};
/** A build that failed has the same fields, as far as it came, and its error. */
function summarize(report, failure) {
    if (report !== undefined) {
        const { id, cacheHit, steps, outputs } = report;
        return { id, cacheHit, steps, outputs };
    }
    return { id: '', cacheHit: false, steps: failure?.steps ?? [], outputs: {}, error: failure?.error };
}
/** The command that gives a shell in the files of a failed step that was kept. */
function enterFailed(id, { store, poolDirectory }) {
    const place = poolDirectory === undefined ? [] : [`--pool-dir=${poolDirectory}`];
    const program = [process.execPath, process.argv[1] ?? ''];
    return shellWords([...program, 'shell', id.slice(0, entries/* SHOWN_DIGITS */.jr), `--store=${store}`, ...place]);
}


/***/ }),

/***/ 5417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ cancelOnSignals)
/* harmony export */ });
/** A signal that fires when this process is asked to stop. */
function cancelOnSignals() {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const name of names)
        process.on(name, cancel);
    const stopListening = () => {
        for (const name of names)
            process.off(name, cancel);
    };
    return { signal: controller.signal, cancel, stopListening };
}


/***/ }),

/***/ 8827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jr: () => (/* binding */ SHOWN_DIGITS),
/* harmony export */   w4: () => (/* binding */ findEntry)
/* harmony export */ });
/* unused harmony export wholeId */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/** How many digits of ids are shown where people read them. */
const SHOWN_DIGITS = 12;
/** Fewer than this are as likely a slip as a choice. */
const SHORTEST_PREFIX = 4;
const WHOLE_ID = 64;
const MOST_CANDIDATES = 10;
/**
 * What the id that a user gave means: whole, or the beginning of one that no other id here has.
 *
 * @throws ObuilderError `result-missing`; `input-invalid` where several begin so, with the candidates
 */
function findEntry(store, given) {
    const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
    const result = id === undefined ? undefined : store.find([id]).get(id);
    const failed = id === undefined ? undefined : store.failed().find((step) => step.id === id);
    if (id !== undefined && (result ?? failed) !== undefined)
        return { id, result, failed };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('result-missing', `there is no result ${given} in this store, and no failed step`, {
        value: given,
        hint: '"list" and "list --failed" tell what there is; "plan" gives the ids of all steps of a spec.',
    });
}
function knownIds(store) {
    return [...store.list(), ...store.failed()].map(({ id }) => id);
}
/** The one of `ids` that begins with `prefix`, if any does. */
function wholeId(prefix, ids) {
    if (prefix.length < SHORTEST_PREFIX) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${JSON.stringify(prefix)} is too short for an id`, {
            value: prefix,
            hint: `Give ${SHORTEST_PREFIX} digits of it at least.`,
        });
    }
    const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
    if (candidates.length <= 1)
        return candidates[0];
    const shown = candidates.slice(0, MOST_CANDIDATES);
    const more = candidates.length > shown.length ? [`… and ${candidates.length - shown.length} more`] : [];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${candidates.length} ids begin with ${prefix}`, {
        value: prefix,
        hint: ['Give more digits:', ...shown, ...more].join('\n'),
    });
}


/***/ }),

/***/ 3010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ limitsOf),
/* harmony export */   Fl: () => (/* binding */ limitUsage),
/* harmony export */   vG: () => (/* binding */ limitFlags)
/* harmony export */ });
/* harmony import */ var _worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4415);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const limitFlags = Object.fromEntries(_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_NAMES */ .x.map((name) => [name, { type: 'string' }]));
/** For usage texts. */
const limitUsage = '[--min-free-space=10%|20GB] [--max-used-space=50GB] [--max-results=N] [--max-age=30d]';
/** What a store is to be kept within, as the flags say; undefined where they say nothing. */
async function limitsOf(invocation) {
    if (_worker_limit_names_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMIT_NAMES */ .x.every((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name) === undefined))
        return undefined;
    // Loaded for those who ask: a cached build pays for each module.
    const { parseLimits } = await __webpack_require__.e(/* import() */ 222).then(__webpack_require__.bind(__webpack_require__, 4222));
    return parseLimits((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name), (name) => `--${name}`);
}


/***/ }),

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeOutput),
/* harmony export */   y: () => (/* binding */ print)
/* harmony export */ });
/** Text at this length is written at once, so that a long log takes no more memory than this. */
const LARGEST = 256 * 1024;
/**
 * Writes to stdout, once for all that comes in one turn of the event loop: a cached build tells hundreds of steps in one, and
 * each write is a system call.
 */
function makeOutput() {
    let held = '';
    let isScheduled = false;
    const flush = () => {
        isScheduled = false;
        if (held === '')
            return;
        process.stdout.write(held);
        held = '';
    };
    return {
        flush,
        write(text) {
            held += text;
            if (held.length >= LARGEST)
                flush();
            else if (!isScheduled) {
                isScheduled = true;
                setImmediate(flush);
            }
        },
    };
}
/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
function print(text) {
    if (process.stdout.listenerCount('error') === 0) {
        process.stdout.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    process.stdout.write(text);
}


/***/ }),

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ serveBuild)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/build/build.js + 22 modules
var build = __webpack_require__(4740);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/spec/parse.js + 9 modules
var parse = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/js/cli/held-events.js
function holdLast(emit) {
    let last;
    let hasRun = false;
    return {
        emit(event) {
            if (event.type === 'done' || event.type === 'failed') {
                last = event;
                return;
            }
            if (event.type === 'step-end')
                hasRun ||= event.outcome === 'built' || event.outcome === 'failed';
            emit(event);
        },
        hasRun: () => hasRun,
        release() {
            if (last !== undefined)
                emit(last);
            last = undefined;
        },
    };
}

// EXTERNAL MODULE: ./build/js/cli/machinery.js + 57 modules
var machinery = __webpack_require__(81);
// EXTERNAL MODULE: ./build/js/cli/size-text.js
var size_text = __webpack_require__(4212);
;// CONCATENATED MODULE: ./build/js/cli/store-text.js

/** Which store a build uses, why, and what room there is, on one line. */
function storeText({ driver, root, why }, { freeBytes, totalBytes }) {
    return `Store: ${driver}:${root} (${why}; ${(0,size_text/* sizeText */.l)(freeBytes)} of ${(0,size_text/* sizeText */.l)(totalBytes)} free)`;
}

;// CONCATENATED MODULE: ./build/js/cli/serve.js







/** Carries out one request. Every end of it, also a broken machine, is told as an event `done` or `failed`. */
async function serveBuild(request, options) {
    const { limits } = request;
    const { signal } = options;
    const events = holdLast(options.emit);
    const onNotice = (message) => options.emit({ type: 'notice', message });
    try {
        const spec = (0,parse/* parseSpec */.F)(request.spec);
        return await (0,machinery/* withMachinery */.FJ)(request, async (machinery, place) => {
            onNotice(storeText(place, machinery.store.space()));
            const result = await (0,build/* build */.j)(machinery, {
                spec,
                context: request.context,
                target: request.target,
                secrets: decode(request.secrets),
                masks: request.masks,
                noCache: request.noCache,
                pull: request.pull,
                maxParallel: request.maxParallel ?? (0,external_node_os_.availableParallelism)(),
                cacheScope: request.cacheScope,
                keepFailed: request.keepFailed,
                emit: events.emit,
                signal,
            });
            if (limits !== undefined && events.hasRun() && !signal.aborted)
                await (await __webpack_require__.e(/* import() */ 496).then(__webpack_require__.bind(__webpack_require__, 7496))).pruneAfter(machinery.store, limits, options);
            events.release();
            return result.kind === 'built' ? result.report : undefined;
        }, 
        // Other limits than the floor count at the end only.
        { onNotice, limits: limits?.minFree === undefined ? undefined : limits });
    }
    catch (error) {
        const { code, message, value, hint, at } = (0,errors/* asObuilderError */.xO)(error);
        options.emit({ type: 'failed', error: { code, message, value, hint, at }, steps: [] });
        return undefined;
    }
}
function decode(secrets) {
    return new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value, 'base64')]));
}


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ sizeText)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number of bytes for people, in the units in which sizes are given to inputs and flags: `41.2 GB`. */
function sizeText(size) {
    if (size < 1024)
        return `${size} bytes`;
    return bytes__WEBPACK_IMPORTED_MODULE_0__.format(size, { unitSeparator: ' ', decimalPlaces: 1, fixedDecimals: true }) ?? `${size} bytes`;
}


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


/***/ }),

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/worker/byte-size.js
var byte_size = __webpack_require__(4213);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,byte_size/* byteSize */.m)(text);
    if (size === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/store-flags.js


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,verb/* text */.Qq)(invocation, 'store') ?? 'auto';
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
    };
}


/***/ }),

/***/ 6650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
/* unused harmony export lastLines */
const ELLIPSIS = '…';
/** One line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const characters = [...line];
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}
/** The last lines of a text, and how many lines before them were left out. */
function lastLines(text, limit) {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
}


/***/ }),

/***/ 2076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ ending),
/* harmony export */   KN: () => (/* binding */ ago),
/* harmony export */   Uy: () => (/* binding */ lookAtFiles),
/* harmony export */   vj: () => (/* binding */ amount)
/* harmony export */ });
/* unused harmony export duration */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A duration for people, from seconds: `45 ms`, `0.4 s`, `12 s`, `3 m 12 s`, `2 h 5 m`. Never more than two units. */
function duration(seconds) {
    if (seconds < 0.095)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < MINUTE)
        return `${whole} s`;
    if (whole < HOUR)
        return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
    return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} m`;
}
/** How long ago something was, in the largest unit that fits. A clock that went backwards gives `just now`. */
function ago(seconds) {
    if (seconds < 1)
        return 'just now';
    if (seconds < MINUTE)
        return `${Math.floor(seconds)} s ago`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} m ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    return `${Math.floor(seconds / DAY)} d ago`;
}
/** An amount of bytes in decimal units: `312 kB`, `4.2 MB`. */
function amount(bytes) {
    if (bytes < 1e6)
        return `${Math.round(bytes / 1e3)} kB`;
    if (bytes < 1e9)
        return `${(bytes / 1e6).toFixed(1)} MB`;
    return `${(bytes / 1e9).toFixed(2)} GB`;
}
/** How a step ended, in words: `built in 3.2 s`, `cached (here, built 3 h ago, took 3 m 12 s)`, `not run`. */
function ending(step, end) {
    switch (end.outcome) {
        case 'built':
            return `${step.kind === 'from' ? 'fetched' : 'built'} in ${duration(end.seconds)}`;
        case 'cached':
            return cached(step, end);
        case 'failed':
            return `failed after ${duration(end.seconds)}`;
        case 'cancelled':
            return `cancelled after ${duration(end.seconds)}`;
        case 'not-run':
            return 'not run';
    }
}
function cached(step, { original, at }) {
    if (original === undefined)
        return 'cached';
    const where = original.source === 'built' ? 'here' : 'from elsewhere';
    const made = step.kind === 'from' ? 'fetched' : 'built';
    const age = ago((at - original.startedAt) / 1000 - original.seconds);
    return `cached (${where}, ${made} ${age}, took ${duration(original.seconds)})`;
}
/** How to look at the files that a failed step left, where they were kept; `enter` gives the command for an id. */
function lookAtFiles({ id, kept }, enter) {
    if (kept !== true || id === undefined || enter === undefined)
        return [];
    return [`To look at its files, for some hours: ${enter(id)}`];
}


/***/ }),

/***/ 4213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ byteSize)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
function byteSize(text) {
    // The library takes the digits before whatever it does not know for bytes.
    const [, number, unit = ''] = SIZE.exec(text) ?? [];
    return number === undefined ? undefined : (bytes__WEBPACK_IMPORTED_MODULE_0__.parse(`${number}${unit}b`) ?? undefined);
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
