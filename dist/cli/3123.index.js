export const id = 3123;
export const ids = [3123];
export const modules = {

/***/ 3123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildVerb: () => (/* binding */ buildVerb)
});

// EXTERNAL MODULE: ./build/js/host/deadline.js
var deadline = __webpack_require__(3125);
// EXTERNAL MODULE: ./build/js/report/shell-words.js
var shell_words = __webpack_require__(5811);
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

// EXTERNAL MODULE: ./build/js/worker/paced-output.js
var paced_output = __webpack_require__(5812);
// EXTERNAL MODULE: ./build/js/cli/build-flags.js + 2 modules
var build_flags = __webpack_require__(7577);
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
    usage: 'build -f SPEC [CONTEXT] [--store=auto|DRIVER:PLACE] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--no-keep-failed] [--memory=8GB|50%] [--cpus=N] [--pids=N] [--step-timeout=6h] [--log-size=1GB] [--json], and the limits of prune',
    summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
    options: build_flags/* buildFlags */.A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,build_flags/* buildRequest */.m)(invocation);
        const { signal, stopListening } = (0,cancel/* cancelOnSignals */.d)();
        (0,deadline/* endAfterCancel */.k)({ signal, by: 'signals' });
        const { event, finish } = terminalReporter({ enter: (id) => enterFailed(id, request.storeRequest) });
        const { write, flush } = (0,cli_output/* makeOutput */.IE)();
        let failure;
        const emit = (one) => {
            if (one.type === 'failed')
                failure = one;
            write(event(one));
        };
        const report = await (0,serve/* serveBuild */.S)(request, { emit, pace: paced_output/* outputPace */.B, signal });
        write(finish());
        flush();
        stopListening();
        if ((0,verb/* isSet */.vM)(invocation, 'json'))
            (0,cli_output/* print */.yy)(`${JSON.stringify(summarize(report, failure))}\n`);
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
    return (0,shell_words/* shellWords */.C)([...program, 'shell', id.slice(0, entries/* SHOWN_DIGITS */.jr), `--store=${store}`, ...place]);
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

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ makeOutput),
/* harmony export */   Jz: () => (/* binding */ printPieces),
/* harmony export */   yy: () => (/* binding */ print)
/* harmony export */ });
/* harmony import */ var _worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5812);

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
        void (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .writePaced */ .v)(held);
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
/** Prints an answer in pieces, each when there is room for it. */
async function printPieces(pieces) {
    for await (const piece of pieces) {
        if (process.stdout.destroyed)
            return;
        print(piece);
        await (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .outputPace */ .B)();
    }
}
/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
function print(text) {
    if (process.stdout.listenerCount('error') === 0) {
        process.stdout.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    void (0,_worker_paced_output_js__WEBPACK_IMPORTED_MODULE_0__/* .writePaced */ .v)(text);
}


/***/ }),

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ serveBuild)
});

// EXTERNAL MODULE: ./build/js/build/build.js + 40 modules
var build = __webpack_require__(7983);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/spec/parse.js + 9 modules
var parse = __webpack_require__(7091);
// EXTERNAL MODULE: ./build/js/store/merge-limits.js
var merge_limits = __webpack_require__(2269);
// EXTERNAL MODULE: ./build/js/worker/step-bounds.js
var step_bounds = __webpack_require__(5321);
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

// EXTERNAL MODULE: ./build/js/cli/machinery.js + 7 modules
var machinery = __webpack_require__(5189);
// EXTERNAL MODULE: ./build/js/cli/owner/boundary.js
var owner_boundary = __webpack_require__(725);
// EXTERNAL MODULE: ./build/js/cli/scopes.js
var cli_scopes = __webpack_require__(2978);
// EXTERNAL MODULE: ./build/js/cli/secret-values.js
var secret_values = __webpack_require__(5182);
// EXTERNAL MODULE: ./build/js/report/words.js
var words = __webpack_require__(2076);
;// CONCATENATED MODULE: ./build/js/cli/store-text.js

/** Which store a build uses, why, and what room there is, on one line. */
function storeText({ driver, root, why }, { freeBytes, totalBytes }) {
    return `Store: ${driver}:${root} (${why}; ${(0,words/* amount */.vj)(freeBytes)} of ${(0,words/* amount */.vj)(totalBytes)} free)`;
}

;// CONCATENATED MODULE: ./build/js/cli/serve.js











/** Carries out one request. Every end of it, also a broken machine, is told as an event `done` or `failed`. */
async function serveBuild(request, options) {
    const { limits } = request;
    const { signal } = options;
    const events = holdLast(options.emit);
    const onNotice = (message) => options.emit({ type: 'notice', message });
    try {
        const boundary = options.boundary ?? (await (0,owner_boundary/* readBoundary */.x)());
        const { bounds, ownersBounds } = (0,step_bounds/* tighten */.kL)(boundary.rules.bounds, request.bounds);
        const spec = (0,parse/* parseSpec */.F)(request.spec);
        if (!boundary.rules.mayUseHostNetwork)
            (await __webpack_require__.e(/* import() */ 4133).then(__webpack_require__.bind(__webpack_require__, 4133))).forbidHostNetwork(spec);
        const scopes = (0,cli_scopes/* scopesFor */.l)(request);
        return await (0,machinery/* withMachinery */.FJ)(request, async (machinery, place) => {
            onNotice(storeText(place, machinery.store.space()));
            const result = await (0,build/* build */.j)(machinery, {
                spec,
                context: request.context,
                target: request.target,
                secrets: (0,secret_values/* decodeSecrets */.g)(request),
                noCache: request.noCache,
                refresh: request.refresh,
                keySecrets: request.keySecrets,
                pull: request.pull,
                maxParallel: request.maxParallel,
                scopes,
                keepFailed: request.keepFailed,
                limits: { ...(0,step_bounds/* limitsFor */.I9)(bounds), ownersBounds },
                emit: events.emit,
                pace: options.pace,
                signal,
            });
            const kept = (0,merge_limits/* mergeLimits */.n)(place.limits, limits);
            if ((0,merge_limits/* isLimited */.l)(kept) && events.hasRun() && !signal.aborted)
                await (await __webpack_require__.e(/* import() */ 7496).then(__webpack_require__.bind(__webpack_require__, 7496))).pruneAfter(machinery.store, kept, options);
            events.release();
            return result.kind === 'built' ? result.report : undefined;
        }, 
        // Other limits than the floor count at the end only.
        { onNotice, limits, boundary, isJob: options.isJob });
    }
    catch (error) {
        const { code, message, value, hint, at } = (0,errors/* asObuilderError */.xO)(error);
        options.emit({ type: 'failed', error: { code, message, value, hint, at }, steps: [] });
        return undefined;
    }
}


/***/ }),

/***/ 3125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ endAfterCancel)
/* harmony export */ });
/* harmony import */ var _process_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5201);

/** How long this process may take to end by itself once it was asked to. A runner kills an action 7.5 s after a cancel. */
const GRACE_TENTHS = 40;
/** A build that is wholly cached ends before this, and saves the start of a process. */
const START_MILLISECONDS = 30;
/**
 * Waits for the cancel: a signal, or the end of stdin. Then gives the process some time and kills what is left: first the process
 * stands still, so that nothing new begins, then its children in its own group go, and at last the process itself. Children with a
 * group of their own have watchdogs of their own. Arguments: pid, start time, tenths of a second.
 */
const SCRIPT = `
cancelled=
trap 'cancelled=1' INT TERM HUP
while [ -z "$cancelled" ] && read -r _; do :; done
pid=$1 start=$2 left=$3
while [ "$left" -gt 0 ]; do
  kill -0 "$pid" 2>/dev/null || exit
  sleep 0.1
  left=$((left - 1))
done
field() { [ -r "/proc/$1/stat" ] && sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f "$2"; }
[ "$(field "$pid" 20)" = "$start" ] || exit
kill -STOP "$pid"
group=$(field "$pid" 3)
for child in $(cat /proc/"$pid"/task/*/children); do
  [ "$child" = "$$" ] || [ "$(field "$child" 3)" != "$group" ] || kill -KILL "$child"
done
kill -KILL "$pid"
`;
/**
 * Ends this process by force some seconds after a cancel, also where it is stuck: in a computation it hears no signal, and a system
 * call that hangs in a thread keeps `process.exit` waiting. A process of its own does it.
 */
function endAfterCancel(cancelling) {
    if (cancelling.atOnce)
        watch(cancelling);
    else
        setTimeout(() => watch(cancelling), START_MILLISECONDS).unref();
}
function watch({ signal, by, grace = GRACE_TENTHS }) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const args = [process.pid, (0,_process_info_js__WEBPACK_IMPORTED_MODULE_0__/* .processStart */ .gy)(process.pid) ?? 0, grace].map(String);
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...args], {
        // In the group of this process, since a terminal sends its signals to the group.
        stdio: [by === 'stdin' ? 'inherit' : 'pipe', 'ignore', 'ignore'],
        cwd: '/',
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    // A machine on which no shell can start keeps the ordinary way to cancel.
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    child.unref();
    const input = child.stdin;
    if (typeof input === 'object' && input !== null && 'unref' in input && typeof input.unref === 'function')
        input.unref();
    const tell = () => void child.kill('SIGTERM');
    if (signal.aborted)
        tell();
    else
        signal.addEventListener('abort', tell, { once: true });
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
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6650);

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
const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];
/** A number of bytes for people, in the units of inputs and flags, which are powers of 1024: `312.0 KB`, `4.2 MB`. */
function amount(bytes) {
    const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
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
    const here = original.from === undefined ? 'here' : `from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .T)(original.from)}`;
    const where = original.source === 'built' ? here : 'from elsewhere';
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

/***/ 5812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ outputPace),
/* harmony export */   v: () => (/* binding */ writePaced)
/* harmony export */ });
let draining;
/**
 * Writes to stdout. Where its reader is slower than we are, the promise settles once the reader has caught up: whoever goes on
 * before that keeps all of it in memory.
 */
function writePaced(text) {
    if (text.length === 0 || process.stdout.write(text))
        return draining;
    draining ??= new Promise((resolve) => {
        const settle = () => {
            draining = undefined;
            for (const name of EVENTS)
                process.stdout.off(name, settle);
            resolve();
        };
        // A reader that is gone will not catch up.
        for (const name of EVENTS)
            process.stdout.on(name, settle);
    });
    return draining;
}
const EVENTS = ['drain', 'close', 'error'];
/** Whether and until when to wait for what was written before. */
const outputPace = () => draining;


/***/ })

};
