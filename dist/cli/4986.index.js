export const id = 4986;
export const ids = [4986];
export const modules = {

/***/ 4986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readerVerb: () => (/* binding */ readerVerb)
});

// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __webpack_require__(8995);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/reader/become-user.js

/**
 * Gives up root for good: groups, group and user of whoever asks, before anything of that user is touched. As root gave up
 * its rights inside of this process, the kernel lets nobody else of that user look into or change the process.
 *
 * @throws ObuilderError `internal` where anything of root is left
 */
function becomeUser({ uid, gid, groups }) {
    const { setgroups, setgid, setuid, geteuid, getegid } = process;
    if (uid === 0 || !setgroups || !setgid || !setuid)
        throw new errors/* ObuilderError */.Vy('internal', 'a reader is never root');
    setgroups([...groups]);
    setgid(gid);
    setuid(uid);
    if (geteuid?.() === uid && getegid?.() === gid && !canBeRoot(setuid))
        return;
    throw new errors/* ObuilderError */.Vy('internal', 'the reader could not give up root');
}
function canBeRoot(setuid) {
    try {
        setuid(0);
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/reader.js




/** A process that gives up root and then reads a user's files for the worker that started it. */
const readerVerb = {
    usage: 'reader UID:GID:GROUP,…',
    summary: 'Reads files as the user who asks; the worker talks with this.',
    options: {},
    needsRoot: false,
    run: async (invocation) => {
        // The program's own code comes first: the user may not be able to read that, nor root's cache of compiled code.
        const { serveFiles } = await Promise.all(/* import() */[__webpack_require__.e(928), __webpack_require__.e(1258)]).then(__webpack_require__.bind(__webpack_require__, 1258));
        (0,external_node_module_.flushCompileCache)();
        becomeUser(identityOf((0,verb/* onlyPositional */.jR)(readerVerb, invocation, 'a user')));
        await serveFiles();
        // Nobody waits for what is running still.
        process.kill(-process.pid, 'SIGKILL');
        return 0;
    },
};
function identityOf(text) {
    const [, uid, gid, groups] = /^(\d+):(\d+):(\d+(?:,\d+)*)$/.exec(text) ?? [];
    if (uid === undefined || gid === undefined || groups === undefined || process.getuid?.() !== 0) {
        throw new errors/* ObuilderError */.Vy('input-invalid', 'only a worker of root starts a reader', { value: text });
    }
    return { uid: Number(uid), gid: Number(gid), groups: groups.split(',').map(Number) };
}


/***/ })

};
