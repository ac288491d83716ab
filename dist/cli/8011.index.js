export const id = 8011;
export const ids = [8011];
export const modules = {

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

/***/ 6034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ missingPackages)
/* harmony export */ });
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);

/** Programs that a build needs, the Debian package of each, and which stores need it. */
const PROGRAMS = [
    { program: 'runc', package: 'runc', stores: /./ },
    { program: 'mkfs.btrfs', package: 'btrfs-progs', stores: /^(auto|btrfs:)/ },
    { program: 'zfs', package: 'zfsutils-linux', stores: /^zfs:/ },
];
/** Debian packages of the programs that are in no directory of `searchPath`, nor where administrators have programs. */
function missingPackages(store, searchPath) {
    return PROGRAMS.filter(({ stores }) => stores.test(store))
        .filter(({ program }) => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_0__/* .findProgram */ .Kp)(program, searchPath) === undefined)
        .map((one) => one.package);
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

/***/ 8011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  workerVerb: () => (/* binding */ workerVerb)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/deadline.js
var deadline = __webpack_require__(3125);
// EXTERNAL MODULE: ./build/js/host/process-info.js
var process_info = __webpack_require__(5201);
// EXTERNAL MODULE: ./build/js/worker/paced-output.js
var paced_output = __webpack_require__(5812);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./build/js/worker/strict-fields.js
var strict_fields = __webpack_require__(456);
;// CONCATENATED MODULE: ./build/js/worker/request-schema.js


/** No path that the kernel takes is longer. */
const LONGEST_PATH = 4096;
const LONGEST_NAME = 1024;
/** No variable that the kernel hands to a program is longer. */
const LONGEST_VALUE = 128 * 1024;
const MOST_STEPS_AT_ONCE = 9999;
const MOST_ENTRIES = 1000;
/** A text whose last reader may be a system call or a program, so no NUL may cut it short. */
const request_schema_text = (longest) => dist/* pipe */.FsL(dist/* string */.YjP('is not a text'), dist/* maxLength */.Ru6(longest, `is longer than ${longest} characters`), dist/* excludes */.m1c('\0', 'has a NUL byte in it'));
const absolutePath = dist/* pipe */.FsL(request_schema_text(LONGEST_PATH), dist/* startsWith */.w1_('/', 'is not an absolute path'));
const flag = dist/* boolean */.zMY('is neither true nor false');
const number = dist/* pipe */.FsL(dist/* number */.aig('is not a number'), dist/* finite */.E2x('is not a finite number'));
const notNegative = dist/* pipe */.FsL(number, dist/* minValue */.Wwf(0, 'is negative'));
const count = dist/* pipe */.FsL(notNegative, dist/* safeInteger */.Y2b('is not a whole number'));
const share = dist/* pipe */.FsL(notNegative, dist/* maxValue */.cGV(1, 'is more than the whole'));
/** Names and values. */
const table = (longestName, value) => dist/* pipe */.FsL(strict_fields/* object */.Ik, dist/* record */.g1P(request_schema_text(longestName), value), dist/* check */.z6Y((entries) => Object.keys(entries).length <= MOST_ENTRIES, `has more than ${MOST_ENTRIES} entries`));
const amount = dist/* pipe */.FsL(strict_fields/* object */.Ik, dist/* lazy */.RZV((input) => {
    const isShare = typeof input === 'object' && input !== null && Object.hasOwn(input, 'share');
    return isShare ? dist/* strictObject */.rej({ share }) : dist/* strictObject */.rej({ bytes: count });
}));
const limits = (0,strict_fields/* fields */.OA)({
    minFree: dist/* optional */.lqM(amount),
    maxUsed: dist/* optional */.lqM(amount),
    maxResults: dist/* optional */.lqM(count),
    maxAge: dist/* optional */.lqM(notNegative),
});
const bound = (size) => dist/* optional */.lqM(dist/* union */.KCZ([dist/* pipe */.FsL(size, dist/* gtValue */.zYL(0, 'is not more than 0')), dist/* literal */.euz('none')], 'is neither a number above 0 nor "none"'));
const bounds = (0,strict_fields/* fields */.OA)({
    memoryBytes: bound(count),
    cpus: bound(number),
    pids: bound(count),
    seconds: bound(number),
    logBytes: bound(count),
});
const isProxyUrl = (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
const proxyUrl = dist/* optional */.lqM(dist/* pipe */.FsL(request_schema_text(LONGEST_PATH), dist/* check */.z6Y(isProxyUrl, 'is not the URL of a proxy')));
const hosts = dist/* optional */.lqM(request_schema_text(LONGEST_PATH));
const proxy = (0,strict_fields/* fields */.OA)({
    HTTP_PROXY: proxyUrl,
    http_proxy: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    NO_PROXY: hosts,
    no_proxy: hosts,
});
const base64 = dist/* pipe */.FsL(dist/* string */.YjP('is not a text'), dist/* regex */.yGV(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'is not base64'));
const request_schema_name = dist/* pipe */.FsL(request_schema_text(LONGEST_NAME), dist/* nonEmpty */.hq('is empty'));
const names = dist/* pipe */.FsL(dist/* array */.YOg(request_schema_name, 'is not a list'), dist/* maxLength */.Ru6(MOST_ENTRIES, 'is too long'));
const origin = (0,strict_fields/* fields */.OA)({
    server: request_schema_text(LONGEST_NAME),
    repository: request_schema_name,
    ref: request_schema_name,
    event: request_schema_text(LONGEST_NAME),
    baseBranch: dist/* optional */.lqM(request_schema_name),
    defaultBranch: dist/* optional */.lqM(request_schema_name),
    subject: dist/* optional */.lqM(request_schema_text(LONGEST_NAME)),
});
/** Every field of a request. What this table does not name is refused. */
const requestSchema = (0,strict_fields/* fields */.OA)({
    version: dist/* literal */.euz(1, 'is a version that this worker does not know'),
    storeRequest: (0,strict_fields/* fields */.OA)({
        store: request_schema_text(LONGEST_PATH),
        namedBy: dist/* optional */.lqM(request_schema_text(LONGEST_NAME)),
        poolBytes: dist/* optional */.lqM(count),
    }),
    spec: dist/* strictObject */.rej({ text: dist/* string */.YjP('is not a text'), file: request_schema_text(LONGEST_PATH) }),
    context: absolutePath,
    target: dist/* optional */.lqM(request_schema_text(LONGEST_NAME)),
    secrets: table(LONGEST_NAME, base64),
    noCache: flag,
    pull: dist/* picklist */.KIO(['auto', 'always', 'missing', 'never'], 'is none of auto, always, missing, never'),
    maxParallel: dist/* optional */.lqM(dist/* pipe */.FsL(number, dist/* integer */.ndf('is not a whole number'), dist/* minValue */.Wwf(1, 'is less than 1'), dist/* maxValue */.cGV(MOST_STEPS_AT_ONCE, `is more than ${MOST_STEPS_AT_ONCE}`))),
    userNamespace: dist/* optional */.lqM(dist/* picklist */.KIO(['auto', 'always', 'never'], 'is none of auto, always, never')),
    limits: dist/* optional */.lqM(limits),
    bounds: dist/* optional */.lqM(bounds),
    keepFailed: dist/* optional */.lqM(flag),
    install: dist/* optional */.lqM(flag),
    origin: dist/* optional */.lqM(origin),
    cacheScope: dist/* optional */.lqM(request_schema_text(LONGEST_NAME)),
    share: dist/* optional */.lqM(request_schema_name),
    refresh: dist/* optional */.lqM(names),
    keySecrets: dist/* optional */.lqM(names),
    dockerConfig: dist/* optional */.lqM(absolutePath),
    environment: dist/* optional */.lqM(table(LONGEST_NAME, request_schema_text(LONGEST_VALUE))),
    proxy: dist/* optional */.lqM(proxy),
});
/** Fails to compile when the schema and the type part. */
const isSame = true;
void isSame;

;// CONCATENATED MODULE: ./build/js/worker/parse-request.js




const RELEASES = 'Use the action and its worker from one release.';
const LONGEST_SHOWN = 100;
/**
 * The request in one line of JSON. Whoever wrote the line need not be a friend.
 *
 * @throws ObuilderError `input-invalid` naming the first field that is wrong
 */
function parseRequest(line) {
    const { success, output, issues } = (0,dist/* safeParse */.xLC)(requestSchema, parseJson(line), { abortEarly: true });
    if (success)
        return output;
    const [issue] = issues;
    const field = (0,dist/* getDotPath */.BuJ)(issue) ?? undefined;
    const what = field === undefined ? 'the request' : `the request's field ${shown(field)}`;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${what} ${(0,strict_fields/* problem */.CC)(issue)}`, {
        value: field === undefined ? undefined : cut(field),
        hint: RELEASES,
    });
}
const cut = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
const shown = (field) => JSON.stringify(cut(field));
/** Neither the line nor the parser's error is told, since the line may have secrets in it. */
function parseJson(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        throw new errors/* ObuilderError */.Vy('input-invalid', 'the request on stdin is not JSON', { hint: RELEASES });
    }
}

// EXTERNAL MODULE: ./build/js/cli/asker.js + 1 modules
var asker = __webpack_require__(3054);
// EXTERNAL MODULE: ./build/js/cli/cancel.js
var cli_cancel = __webpack_require__(5417);
// EXTERNAL MODULE: ./build/js/cli/needed-programs.js
var needed_programs = __webpack_require__(6034);
// EXTERNAL MODULE: ./build/js/cli/output.js
var output = __webpack_require__(330);
;// CONCATENATED MODULE: ./build/js/cli/request-line.js

const NEWLINE = 10;
/**
 * The first line of a stream, which whoever writes it cannot make endless. The rest of the stream is left unread.
 *
 * @throws ObuilderError `input-invalid` where the line is too long, too slow, or does not come, `cancelled`
 */
function readLine(input, bounds) {
    const { longest, milliseconds, signal } = bounds;
    const chunks = [];
    let length = 0;
    return new Promise((resolve, reject) => {
        const fail = (message) => end(() => reject(new errors/* ObuilderError */.Vy('input-invalid', message)));
        const timer = setTimeout(() => fail(`no whole request came on stdin within ${milliseconds / 1000} seconds`), milliseconds);
        const onData = (chunk) => {
            const newline = chunk.indexOf(NEWLINE);
            const part = newline === -1 ? chunk : chunk.subarray(0, newline);
            chunks.push(part);
            length += part.length;
            if (length > longest)
                fail(`the request on stdin is longer than ${longest} bytes`);
            else if (newline !== -1)
                end(() => resolve(Buffer.concat(chunks).toString('utf8')));
        };
        const onAbort = () => end(() => reject(new errors/* ObuilderError */.Vy('cancelled', 'the request was cancelled')));
        const onEnd = () => fail('stdin ended before a whole request came');
        function end(settle) {
            clearTimeout(timer);
            signal.removeEventListener('abort', onAbort);
            input.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd).pause();
            settle();
        }
        signal.addEventListener('abort', onAbort);
        input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
    });
}

// EXTERNAL MODULE: ./build/js/cli/serve.js + 2 modules
var serve = __webpack_require__(1056);
;// CONCATENATED MODULE: ./build/js/cli/worker.js











/** One request line of JSON in, one line of JSON out for each event. The end of stdin, or a signal, cancels. */
const workerVerb = {
    usage: 'worker',
    summary: 'Builds what a request on stdin asks for; the action talks with this.',
    options: {},
    needsRoot: true,
    run: worker_serve,
};
/** Far more than a spec and its secrets need; and the action writes its request at once. */
const BOUNDS = { longest: 32 * 1024 ** 2, milliseconds: 60_000 };
/** A request up to this length is read and planned at once, however its text is chosen. */
const QUICKLY_READ = 64 * 1024;
async function worker_serve() {
    // A reader, where there is one, starts while the request comes. Whoever needs it hears of an error.
    (0,asker/* asker */.N)().catch(() => undefined);
    // A parent that is gone reads nothing any more; the end of stdin tells the same, perhaps later.
    const { signal, cancel } = (0,cli_cancel/* cancelOnSignals */.d)();
    process.stdout.on('error', cancel);
    const { write, flush } = (0,output/* makeOutput */.IE)();
    const emit = (event) => write(`${JSON.stringify(event)}\n`);
    try {
        const line = await readLine(process.stdin, { ...BOUNDS, signal });
        (0,deadline/* endAfterCancel */.k)({ signal, by: 'stdin', atOnce: line.length > QUICKLY_READ });
        const isBuilt = await carryOut(parseRequest(line), { emit, signal, cancel });
        if (isBuilt)
            return 0;
        return signal.aborted ? 130 : 1;
    }
    catch (error) {
        const { code, message, value, hint } = (0,errors/* asObuilderError */.xO)(error);
        emit({ type: 'failed', error: { code, message, value, hint }, steps: [] });
        return code === 'cancelled' ? 130 : 1;
    }
    finally {
        flush();
        process.stdin.destroy();
    }
}
/** Builds; the end of stdin cancels, and what comes behind the request is dropped. */
async function carryOut(request, { emit, signal, cancel }) {
    process.stdin.once('close', cancel).once('end', cancel).resume();
    const start = (0,process_info/* processStart */.gy)(process.pid) ?? 0;
    emit({ type: 'hello', pid: process.pid, start, store: request.storeRequest.store });
    const { store } = request.storeRequest;
    // Loaded by a machine that lacks something only.
    if (request.install && (0,needed_programs/* missingPackages */.K)(store, process.env['PATH'] ?? '').length > 0)
        await (await __webpack_require__.e(/* import() */ 5421).then(__webpack_require__.bind(__webpack_require__, 5421))).installPrograms({ store, emit, signal });
    const report = await (0,serve/* serveBuild */.S)(request, { emit, pace: paced_output/* outputPace */.B, signal, isJob: true });
    process.stdin.off('close', cancel).off('end', cancel);
    return report !== undefined;
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


/***/ }),

/***/ 456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CC: () => (/* binding */ problem),
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   OA: () => (/* binding */ fields)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7934);

const NO_OBJECT = 'is not an object';
/** To valibot a list is an object too. */
const object = valibot__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY((input) => typeof input === 'object' && input !== null && !Array.isArray(input), NO_OBJECT);
/** An object with these fields and no others. */
const fields = (entries) => valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(object, valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(entries));
/** What is wrong with a field, to follow its name: a schema's own words, and words for what valibot itself tells. */
function problem({ type, expected, received, message }) {
    if (type !== 'strict_object')
        return message;
    if (expected === 'never')
        return 'is unknown';
    return received === 'undefined' ? 'is missing' : NO_OBJECT;
}


/***/ })

};
