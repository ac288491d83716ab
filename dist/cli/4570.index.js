export const id = 4570;
export const ids = [4570];
export const modules = {

/***/ 4570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   archiveTree: () => (/* binding */ archiveTree),
/* harmony export */   extractTar: () => (/* binding */ extractTar)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2027);





/** The attributes that an image brings along. */
const ATTRIBUTES = ['--xattrs', '--xattrs-include=security.capability', '--xattrs-include=user.*'];
const LONGEST_MESSAGE = 4096;
function start(args, { stdin, cwd }) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('tar', args, { stdio: [stdin, 'pipe', 'pipe'], cwd });
    let message = '';
    child.stderr?.on('data', (chunk) => {
        if (message.length < LONGEST_MESSAGE)
            message += chunk.toString();
    });
    const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close').then(([code]) => {
        if (code === 0)
            return;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('command-failed', `tar: ${message.trim() || `exit status ${String(code)}`}`, {
            value: 'tar',
        });
    }, (cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('tool-missing', 'GNU tar cannot be started', {
            value: 'tar',
            hint: 'Install it: apt-get install tar',
            cause,
        });
    });
    // Whoever waits hears of it; until then it must not count as unhandled.
    ended.catch(() => undefined);
    return { child, ended };
}
/**
 * Unpacks an archive with GNU tar as root: owners, modes, devices and attributes as they are. Files that are there are
 * replaced. The archive must be one that we made: its paths are trusted.
 * @throws ObuilderError `command-failed` or `tool-missing`
 */
async function extractTar(directory, archive) {
    const { child, ended } = start(['-x', '-f', '-', '-p', '--same-owner', '--numeric-owner', ...ATTRIBUTES], {
        stdin: 'pipe',
        cwd: directory,
    });
    // A tar that failed stops reading; what it said is the better error.
    if (child.stdin)
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(archive), child.stdin).catch(() => undefined);
    child.stdout?.resume();
    await ended;
}
/**
 * A directory tree as a pax archive that is the same for the same tree: sorted, with numeric owners, attributes and times,
 * without names of users. Other file systems mounted below the directory are left out.
 * @throws ObuilderError `command-failed` (also when a file changes meanwhile) or `tool-missing`, at the end of reading
 */
async function* archiveTree(directory, signal) {
    const { child, ended } = start([
        '-c',
        '-f',
        '-',
        '--format=posix',
        '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
        '--sort=name',
        '--numeric-owner',
        '--one-file-system',
        ...ATTRIBUTES,
        '.',
    ], { stdin: 'ignore', cwd: directory });
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    try {
        if (child.stdout)
            for await (const chunk of child.stdout)
                yield chunk;
        await ended;
    }
    finally {
        signal?.removeEventListener('abort', stop);
        stop();
    }
}


/***/ })

};
