export const id = 289;
export const ids = [289];
export const modules = {

/***/ 7289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  afterAction: () => (/* binding */ afterAction)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
;// CONCATENATED MODULE: ./build/js/errors.js
/** The only error that this program throws on purpose: what happened, with which value, where, and what to do next. */
class errors_ObuilderError extends Error {
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
function errors_isObuilderError(error, code) {
    return error instanceof errors_ObuilderError && (code === undefined || error.code === code);
}
/** Any thrown value as an ObuilderError; what was not thrown on purpose becomes `internal` with its cause. */
function asObuilderError(error) {
    if (error instanceof errors_ObuilderError)
        return error;
    const message = error instanceof Error ? error.message : String(error);
    return new errors_ObuilderError('internal', message, { cause: error });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/host/process-info.js

/** The fields of /proc/PID/stat after the name, as in proc_pid_stat(5): the state is the first. */
function statFields(pid) {
    try {
        return fieldsOf((0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1'));
    }
    catch {
        return undefined;
    }
}
/** The name may hold blanks and parentheses itself. */
const fieldsOf = (text) => text.slice(text.lastIndexOf(')') + 2).split(' ');
/** When the process started that a text of /proc/PID/stat is about; undefined for any other text. */
function startIn(text) {
    const start = Number(fieldsOf(text)[19]);
    return Number.isSafeInteger(start) ? start : undefined;
}
/** When a process started, in clock ticks since boot; undefined for none, and for one that has ended but was not waited for. */
function processStart(pid) {
    const fields = statFields(pid);
    return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
}
/** True where this user may see the process: with `hidepid` on /proc, a user does not see the processes of others. */
function isVisible(pid) {
    return statFields(pid) !== undefined;
}
function parentOf(pid) {
    const fields = statFields(pid);
    return fields === undefined ? undefined : Number(fields[1]);
}
function childrenOf(pid) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((child) => parentOf(child) === pid);
}
/** Sends SIGKILL. A process that is gone already is what was wanted. */
function killNow(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/worker/mark.js

function stateOf({ pid, start }) {
    if (isVisible(pid))
        return processStart(pid) === start ? 'alive' : 'ended';
    try {
        process.kill(pid, 0);
        return 'hidden';
    }
    catch (error) {
        return error.code === 'ESRCH' ? 'ended' : 'hidden';
    }
}
/** Whether a text of /proc/PID/stat is about this very process. */
function isAbout(text, { start }) {
    return startIn(text) === start;
}

;// CONCATENATED MODULE: ./build/js/host/process.js

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`. Its messages are
 * in plain English whatever the locale, so that errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
function process_runQuick(file, args, options = {}) {
    // Loaded with the first command: a build that is wholly cached runs none.
    const { execFile } = process.getBuiltinModule('node:child_process');
    return new Promise((resolve, reject) => {
        const child = execFile(file, args, {
            cwd: options.cwd ?? '/',
            signal: options.signal,
            env: { ...process.env, LC_ALL: 'C', ...options.env },
            maxBuffer: 64 * 1024 * 1024,
        }, (error, stdout, stderr) => error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout));
        // A program may end without reading its input; how it ended is what counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(options.input ?? '');
    });
}
function commandError(file, args, failure) {
    const { error, stderr } = failure;
    if (error.name === 'AbortError')
        return new ObuilderError('cancelled', `${file} was cancelled`, { cause: error });
    if (error.code === 'ENOENT') {
        return new ObuilderError('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    const reason = stderr.trim() || error.message;
    return new ObuilderError('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
        value: file,
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/js/worker/root.js


const SUDO = ['sudo', '-n'];
/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
function asRoot(command, uid) {
    return uid === 0 ? command : [...SUDO, ...command];
}
const isBySudo = (command) => command[0] === SUDO[0];
/**
 * Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`: what a program writes to stderr may be
 * anybody's words, and sudo itself warns there and goes on.
 */
async function isAllowed({ command, env }) {
    try {
        await runQuick('sudo', ['-n', '-l', '--', ...command.slice(SUDO.length)], { env });
        return true;
    }
    catch (error) {
        if (isObuilderError(error, 'command-failed'))
            return false;
        throw error;
    }
}
/** What to do where root cannot be had. */
function rootHint(user) {
    return ('Let an administrator run this once, in a copy of this action that only root can change:\n' +
        `node dist/cli/index.js doctor --install --user=${user}\n` +
        'Or run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.');
}
/** The error for a machine without sudo. */
function noSudo({ user }, cause) {
    const hint = rootHint(user);
    return new ObuilderError('not-root', 'the build needs root, and there is no sudo', { hint, cause });
}
/** The error for a user whom sudo does not let run the worker. */
function sudoRefuses({ user, command }, stderr) {
    const program = command.slice(SUDO.length).join(' ');
    const words = stderr === '' ? '' : `\n${stderr}`;
    const message = `the build needs root, and sudo does not let ${user} run ${program} without a password${words}`;
    return new ObuilderError('not-root', message, { value: program, hint: rootHint(user) });
}

;// CONCATENATED MODULE: ./build/js/action/state.js

/** What main leaves for post. All keys are here. */
const KEYS = { workerPid: 'worker-pid', workerStart: 'worker-start' };
function saveWorker({ pid, start }) {
    saveState(KEYS.workerPid, pid);
    saveState(KEYS.workerStart, start);
}
/** The worker that main started, or undefined where it did not come so far. */
function savedWorker() {
    const pid = Number((0,core/* getState */.Gu)(KEYS.workerPid));
    const start = Number((0,core/* getState */.Gu)(KEYS.workerStart));
    return Number.isSafeInteger(pid) && pid > 1 && Number.isSafeInteger(start) ? { pid, start } : undefined;
}

;// CONCATENATED MODULE: ./build/js/action/after.js






/** How long a worker whose parent is gone may take to clean up. Its own watchdog ends a worker that hangs some seconds later. */
const PATIENCE_MILLISECONDS = 3000;
const GLANCE_MILLISECONDS = 100;
/**
 * Makes sure that no worker is left: waits for one that is cleaning up, kills one that does not end, and tells where that is
 * not allowed. Never fails the job, and may run any number of times.
 */
async function afterAction() {
    try {
        const worker = savedWorker();
        if (worker === undefined || (await hasEnded(worker, PATIENCE_MILLISECONDS)))
            return;
        if (await isSure(worker))
            await runAsRoot(['kill', '-KILL', String(worker.pid)]);
        if (await hasEnded(worker, PATIENCE_MILLISECONDS)) {
            (0,core/* warning */.$e)('The worker of a build had to be killed. The next build cleans up what it left.');
        }
        else {
            (0,core/* warning */.$e)(`The worker of a build is still running. To end it, run: sudo kill -KILL ${worker.pid}`);
        }
    }
    catch (error) {
        (0,core/* debug */.Yz)(`post: ${asObuilderError(error).message}`);
    }
}
async function hasEnded(worker, milliseconds) {
    for (let waited = 0; waited < milliseconds; waited += GLANCE_MILLISECONDS) {
        if (stateOf(worker) === 'ended')
            return true;
        await (0,promises_.setTimeout)(GLANCE_MILLISECONDS);
    }
    return stateOf(worker) === 'ended';
}
/** Whether the pid is still the worker's: where this user may not see the process, root looks. */
async function isSure(worker) {
    if (stateOf(worker) !== 'hidden')
        return true;
    const { stdout } = await runAsRoot(['cat', `/proc/${worker.pid}/stat`]);
    return isAbout(stdout, worker);
}
async function runAsRoot(command) {
    const [file = '', ...args] = asRoot(command, process.getuid?.() ?? 0);
    const { getExecOutput } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 1260));
    return await getExecOutput(file, args, { silent: true, ignoreReturnCode: true });
}


/***/ })

};
