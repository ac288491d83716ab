export const id = 5421;
export const ids = [5421];
export const modules = {

/***/ 5421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  installPrograms: () => (/* binding */ installPrograms)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/lock.js
var host_lock = __webpack_require__(9742);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/watchdog.js
var host_watchdog = __webpack_require__(2761);
;// CONCATENATED MODULE: ./build/js/host/packages.js




const APT = '/usr/bin/apt-get';
/** A question that nobody answers, a mirror that does not answer: nothing holds a build up for longer. */
const LONGEST_MILLISECONDS = 20 * 60_000;
/** Between the signal that asks and the signal that does not; a runner waits 7.5 s after a cancel. */
const GRACE_MILLISECONDS = 1500;
/** All that a package's scripts see: no question is asked, and no service of the machine starts anew, the runner's included. */
const ENVIRONMENT = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    LC_ALL: 'C.UTF-8',
    TERM: 'dumb',
    DEBIAN_FRONTEND: 'noninteractive',
    DEBIAN_PRIORITY: 'critical',
    APT_LISTCHANGES_FRONTEND: 'none',
    NEEDRESTART_MODE: 'l',
};
const OPTIONS = [
    // Another package manager may be at work at the same moment.
    'DPkg::Lock::Timeout=120',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=60',
    'Acquire::https::Timeout=60',
    // A terminal of its own would take the programs below out of the group that a cancel ends.
    'Dpkg::Use-Pty=0',
    'Dpkg::Options::=--force-confdef',
    'Dpkg::Options::=--force-confold',
];
/**
 * Installs Debian packages. The package lists are fetched, and what an earlier installation left half done is finished, only where
 * it does not work without. A cancel ends all of it within two seconds, and so does the death of this process.
 *
 * @throws ObuilderError `tool-missing` when it does not work at all, `cancelled`
 */
async function installPackages(installation) {
    const { packages } = installation;
    if (!(0,external_node_fs_.existsSync)(APT)) {
        throw new errors/* ObuilderError */.Vy('tool-missing', `this machine lacks ${packages.join(' and ')}, and it has no apt-get`, {
            value: packages.join(' '),
            hint: "Install them with the system's own package manager; the action does so on Debian and Ubuntu only.",
        });
    }
    const options = OPTIONS.flatMap((option) => ['-o', option]);
    const install = [APT, ...options, 'install', '-y', '--no-install-recommends', '--', ...packages];
    if (await succeeds(install, installation))
        return;
    await succeeds(['/usr/bin/dpkg', '--force-confdef', '--force-confold', '--configure', '-a'], installation);
    await succeeds([APT, ...options, 'update'], installation);
    if (await succeeds(install, installation))
        return;
    throw new errors/* ObuilderError */.Vy('tool-missing', `${packages.join(' and ')} could not be installed`, {
        value: packages.join(' '),
        hint: `See the group "Install ${packages.join(', ')}" in the log. Install them on the runner once: apt-get install ${packages.join(' ')}`,
    });
}
/** Runs one command in a group of its own, without stdin. */
async function succeeds([file = '', ...args], { onOutput, signal }) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MILLISECONDS)]);
    if (limit.aborted)
        throw stopped(signal);
    const child = spawn(file, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        cwd: '/',
        env: ENVIRONMENT,
    });
    const watchdog = (0,host_watchdog/* startWatchdog */.M)('kill -s KILL -- "-$1"', [String(child.pid)], { PATH: ENVIRONMENT.PATH });
    watchdog.busy(1);
    for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', onOutput);
    const ended = new Promise((resolve) => {
        child.on('error', () => resolve(null));
        child.on('close', (status) => resolve(status));
        // A service that a package starts keeps the pipe of the output.
        child.on('exit', (status) => setTimeout(() => resolve(status), 300));
    });
    const onAbort = () => void endGroup(child.pid ?? 0, ended);
    limit.addEventListener('abort', onAbort, { once: true });
    try {
        const status = await ended;
        if (limit.aborted)
            throw stopped(signal);
        return status === 0;
    }
    finally {
        limit.removeEventListener('abort', onAbort);
        watchdog.busy(0);
        for (const stream of [child.stdout, child.stderr])
            stream.destroy();
    }
}
/** Whatever the programs do with the first signal, none of the group is left when this settles. */
async function endGroup(group, ended) {
    send(group, 'SIGTERM');
    await Promise.race([ended, (0,promises_.setTimeout)(GRACE_MILLISECONDS)]);
    send(group, 'SIGKILL');
}
/** A group that is gone already is what was wanted. */
function send(group, signal) {
    try {
        process.kill(-group, signal);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
function stopped(signal) {
    if (signal.aborted)
        return new errors/* ObuilderError */.Vy('cancelled', 'the installation of packages was cancelled');
    const minutes = LONGEST_MILLISECONDS / 60_000;
    return new errors/* ObuilderError */.Vy('tool-missing', `the installation of packages took longer than ${minutes} minutes`, {
        hint: 'Install the packages on the runner once; the log shows how far the installation came.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/needed-programs.js
var needed_programs = __webpack_require__(6034);
// EXTERNAL MODULE: ./build/js/cli/places.js
var places = __webpack_require__(1739);
;// CONCATENATED MODULE: ./build/js/cli/install-programs.js






/**
 * Installs what a store lacks, one worker after the other. Which packages those are is decided here: a request names a store and
 * nothing more.
 *
 * @throws ObuilderError `tool-missing`, `cancelled`
 */
async function installPrograms({ store, emit, signal }) {
    (0,external_node_fs_.mkdirSync)(places/* places */.z.runDirectory, { recursive: true, mode: 0o700 });
    const lock = await (0,host_lock/* waitForLock */.g)(external_node_path_.join(places/* places */.z.runDirectory, 'install.lock'), signal);
    try {
        const packages = (0,needed_programs/* missingPackages */.K)(store, process.env['PATH'] ?? '');
        if (packages.length === 0)
            return;
        emit({ type: 'install', packages });
        const onOutput = (text) => emit({ type: 'install-output', text });
        await installPackages({ packages, onOutput, signal }).finally(() => emit({ type: 'install-end' }));
    }
    finally {
        lock.release();
    }
}


/***/ })

};
