export const id = 6195;
export const ids = [6195,2941];
export const modules = {

/***/ 3054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ asker)
});

// EXTERNAL MODULE: ./build/js/host/caller.js
var host_caller = __webpack_require__(7698);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/credential-helper.js
var credential_helper = __webpack_require__(2941);
// EXTERNAL MODULE: ./build/js/host/opened-file.js
var opened_file = __webpack_require__(4011);
;// CONCATENATED MODULE: ./build/js/host/own-files.js





/** Files as this very process may read them: for root who asks, and for a program that a user runs. */
function ownFiles(env) {
    return {
        user: undefined,
        open: async ({ path, below }, signal) => {
            signal?.throwIfAborted();
            if (below !== undefined)
                checkBelow(path, below);
            return (0,opened_file/* openHere */.P)(path, { name: path, followLinks: true });
        },
        askCredentialHelper: (name, server) => (0,credential_helper.askCredentialHelper)(name, { server, env }),
    };
}
/** @throws ObuilderError `input-invalid` where a link leads out of the directory, system error where the file is not there */
function checkBelow(file, directory) {
    const way = (0,external_node_path_.relative)((0,external_node_fs_.realpathSync)(directory), (0,external_node_fs_.realpathSync)(file));
    if (way !== '..' && !way.startsWith('../'))
        return;
    throw new errors/* ObuilderError */.Vy('input-invalid', `a link on the way to ${file} leads out of ${directory}`, {
        value: file,
        hint: 'Put the file itself there.',
    });
}

;// CONCATENATED MODULE: ./build/js/cli/asker.js


let known;
/**
 * Tells who asks. A user behind sudo gets a reader: a process that starts with the first call, so call early and let it start
 * while other things load. Root, and a process of the user itself, read with their own rights.
 */
function asker() {
    known ??= findAsker();
    return known;
}
async function findAsker() {
    const uid = process.getuid?.() ?? 0;
    const caller = (0,host_caller/* callerOf */.$U)({ env: process.env, uid });
    if (uid !== 0 || caller.isRoot) {
        return {
            files: ownFiles,
            trees: (own) => own,
            memo: (shared) => shared,
            home: undefined,
            end: () => undefined,
        };
    }
    return await readBy(caller);
}
/** Loaded for those only who have a reader. */
async function readBy(caller) {
    const { readerFiles, readerTrees, startReader } = await Promise.all(/* import() */[__webpack_require__.e(928), __webpack_require__.e(1279), __webpack_require__.e(3838)]).then(__webpack_require__.bind(__webpack_require__, 8642));
    const reader = startReader(caller, process.argv[1] ?? '');
    return {
        files: (env) => readerFiles(reader, env),
        trees: (own) => readerTrees(reader, own),
        memo: (shared) => memoOf(caller.uid, shared),
        home: caller.home,
        end: reader.end,
    };
}
function memoOf(uid, { recall, remember }) {
    const own = (key) => `${uid} ${key}`;
    return {
        recall: (kind, key) => recall(kind, own(key)),
        remember: (kind, key, value) => remember(kind, own(key), value),
    };
}


/***/ }),

/***/ 6195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkVerb: () => (/* binding */ checkVerb)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _spec_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4839);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6946);



const checkVerb = {
    usage: 'check -f SPEC',
    summary: 'Reads a spec. Prints nothing when it is right, else its first error and where that is.',
    options: { file: { type: 'string', short: 'f' } },
    needsRoot: false,
    run: async (invocation) => {
        const source = await (0,_spec_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readSpecText */ .v)((0,_verb_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(invocation, 'file'));
        const { parseSpec, formatSpecError } = await Promise.all(/* import() */[__webpack_require__.e(7091), __webpack_require__.e(6752)]).then(__webpack_require__.bind(__webpack_require__, 9989));
        try {
            parseSpec(source);
            return 0;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error, 'spec-invalid'))
                throw error;
            process.stderr.write(`${formatSpecError(error, source.text)}\n`);
            return 1;
        }
    },
};


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readSpecText),
/* harmony export */   w: () => (/* binding */ readNamedFile)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2027);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2836);
/* harmony import */ var _asker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3054);







const STDIN = 0;
/** A spec, or a secret, that is larger is a mistake. */
const LARGEST = 256 * 1024 ** 2;
/**
 * The content of a file that the command line names, read with the rights of whoever asks.
 *
 * @throws ObuilderError `input-invalid`
 */
async function readNamedFile(file, what) {
    const files = (await (0,_asker_js__WEBPACK_IMPORTED_MODULE_6__/* .asker */ .N)()).files({});
    try {
        // Who reads with one's own rights may name a pipe too.
        if (files.user === undefined)
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.readFile)(file);
        return await (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readWhole */ .o)(files, { path: node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(file) }, { limit: LARGEST });
    }
    catch (cause) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isObuilderError */ .LV)(cause) ? cause.message : cause.code;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('input-invalid', `${what} cannot be read (${why})`, { value: file, cause });
    }
}
/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
async function readSpecText(file) {
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
    }
    // By its number: a path to stdin would open anew, with root's rights, what the user has opened.
    const bytes = file === '-' ? await (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.readFile)(STDIN) : await readNamedFile(file, `the spec ${file}`);
    // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { text: bytes.toString(), file };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}


/***/ }),

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ callerOf),
/* harmony export */   Px: () => (/* binding */ isInGroup),
/* harmony export */   c1: () => (/* binding */ groupsOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);




/** The largest uid is not a uid: system calls take -1 for "leave as it is". */
const LAST_ID = 2 ** 32 - 2;
/**
 * Tells who asks. Only a process of root believes SUDO_UID, since only sudo can have started a process of root for a user.
 *
 * @throws ObuilderError `input-invalid` for a SUDO_UID or SUDO_GID that is no id: a doubt never makes anybody root
 */
function callerOf({ env, uid, etc = '/etc' }) {
    const asked = uid === 0 ? idOf(env, 'SUDO_UID') : undefined;
    const caller = asked ?? uid;
    const account = accountOf(caller, etc);
    const group = asked === undefined ? ownGroup(uid) : idOf(env, 'SUDO_GID');
    return {
        uid: caller,
        gid: group ?? account?.gid ?? lacksGroup(caller),
        name: account?.name ?? ((asked && env['SUDO_USER']) || `#${caller}`),
        home: account?.home ?? '/nonexistent',
        isRoot: caller === 0,
    };
}
/** All groups of a caller: the primary group first. Users of a directory service cost one process. */
function groupsOf({ uid, gid, name }, etc = '/etc') {
    const isLocal = localAccount(uid, etc) !== undefined;
    const groups = isLocal ? localGroups(name, etc) : serviceGroups(name);
    return [...new Set([gid, ...groups])];
}
function idOf(env, variable) {
    const text = env[variable];
    if (text === undefined)
        return undefined;
    const id = Number(text);
    if (/^(?:0|[1-9]\d{0,9})$/.test(text) && id <= LAST_ID)
        return id;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `${variable} is no id: ${JSON.stringify(text)}`, {
        value: text,
        hint: `Start the command by sudo, which sets ${variable}, or as root without ${variable}.`,
    });
}
/** The group of this very process, where this process is the one of that user. */
function ownGroup(uid) {
    return process.getuid?.() === uid ? process.getgid?.() : undefined;
}
function lacksGroup(uid) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `the user ${uid} has no account, and SUDO_GID is not set`, {
        value: String(uid),
        hint: 'Start the command by sudo, which sets SUDO_GID.',
    });
}
function accountOf(uid, etc) {
    return localAccount(uid, etc) ?? accountIn(outputOf('getent', ['passwd', String(uid)]), uid);
}
function localAccount(uid, etc) {
    return accountIn(textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'passwd')), uid);
}
/** The first line for a uid counts, as for getpwuid(3). */
function accountIn(passwd, uid) {
    const fields = passwd
        .split('\n')
        .map((line) => line.split(':'))
        .find((candidate) => candidate.length >= 6 && candidate[2] === String(uid));
    const [name = '', , , gid = '', , home = ''] = fields ?? [];
    if (name === '' || !/^\d+$/.test(gid))
        return undefined;
    return { name, gid: Number(gid), home: home.startsWith('/') ? node_path__WEBPACK_IMPORTED_MODULE_2__.normalize(home) : '/nonexistent' };
}
function localGroups(name, etc) {
    return textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'group'))
        .split('\n')
        .map((line) => line.split(':'))
        .filter((fields) => fields[3]?.split(',').includes(name) && /^\d+$/.test(fields[2] ?? ''))
        .map((fields) => Number(fields[2]));
}
function serviceGroups(name) {
    const words = outputOf('id', ['-G', '--', name]).split(/\s+/);
    return words.filter((word) => /^\d+$/.test(word)).map(Number);
}
function textOf(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}
/** Empty where the program knows nothing. Its path is fixed: a caller may have chosen PATH. */
function outputOf(program, args) {
    try {
        return (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)(`/usr/bin/${program}`, args, {
            encoding: 'utf8',
            env: {},
            stdio: ['ignore', 'pipe', 'ignore'],
        });
    }
    catch {
        return '';
    }
}
/** Whether a caller is in one of the groups, each named or given by its number. */
function isInGroup(caller, groups, etc = '/etc') {
    const own = groupsOf(caller, etc).map(String);
    const names = textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'group'))
        .split('\n')
        .map((line) => line.split(':'))
        .flatMap(([name = '', , gid = '']) => (own.includes(gid) ? [name] : []));
    return groups.some((group) => own.includes(group) || names.includes(group));
}


/***/ }),

/***/ 2941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askCredentialHelper: () => (/* binding */ askCredentialHelper)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/** What a helper says, by its protocol, when it knows nothing of a server: on stdout, with a status that is not 0. */
const NOT_FOUND = /credentials not found/i;
/**
 * Asks `docker-credential-NAME` for a server's credentials and gives its answer, JSON text; undefined where it has none.
 * @throws ObuilderError `tool-missing` or `command-failed` with what the helper said
 */
function askCredentialHelper(name, { server, env }) {
    const file = `docker-credential-${name}`;
    return new Promise((resolve, reject) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(file, ['get'], { env: { ...env } }, (error, stdout, stderr) => {
            if (error === null)
                return resolve(stdout);
            if (NOT_FOUND.test(stdout))
                return resolve(undefined);
            if (error.code === 'ENOENT') {
                const message = `the credential helper ${file} is not installed`;
                const hint = 'Install it, or remove it from the Docker config file.';
                return reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('tool-missing', message, { value: file, hint, cause: error }));
            }
            const reason = stdout.trim() || stderr.trim() || `exit status ${String(error.code)}`;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('command-failed', `${file}: ${reason}`, { value: file, cause: error }));
        });
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(server);
    });
}


/***/ }),

/***/ 4011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ openHere)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);




const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = node_fs__WEBPACK_IMPORTED_MODULE_1__.constants;
const readSome = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.read);
const closeSoon = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.close);
/** Changes whenever a file's content, owner or mode does (the kernel sets ctime), and is cheap to get. */
function identityOf(stat) {
    return [stat.dev, stat.ino, stat.mode, stat.uid, stat.gid, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}
/**
 * Opens a file or directory with the rights of this process.
 *
 * @param name how an error calls the file
 * @throws system error; ObuilderError `input-invalid` for a pipe, socket or device: to open such a thing may already do something
 */
function openHere(file, { name, followLinks }) {
    const before = followLinks ? (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file) : (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(file);
    checkKind(before, name);
    const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW);
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(file, flags);
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(descriptor);
    const opened = openedFile(descriptor, stats);
    try {
        // Another file may have taken the place.
        checkKind(stats, name);
        return opened;
    }
    catch (error) {
        void opened.close();
        throw error;
    }
}
/** A link that is not to be followed passes, since `openSync` fails with `ELOOP` then. */
function checkKind(stats, name) {
    if (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink())
        return;
    const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `${name} is ${kind}, neither a file nor a directory`, {
        value: name,
        hint: 'Name a regular file or a directory.',
    });
}
function openedFile(descriptor, stats) {
    // Valid in this process, and in a child that has not started its program yet.
    const self = `/proc/self/fd/${descriptor}`;
    return {
        kind: stats.isDirectory() ? 'directory' : 'file',
        identity: identityOf(stats),
        size: stats.size,
        read: async (position, length) => {
            const buffer = Buffer.allocUnsafe(length);
            let filled = 0;
            while (filled < length) {
                const { bytesRead } = await readSome(descriptor, buffer, filled, length - filled, position + filled);
                if (bytesRead === 0)
                    break;
                filled += bytesRead;
            }
            return buffer.subarray(0, filled);
        },
        identifyTree: async () => identityOfTree(self, stats),
        archive: async function* (signal) {
            const { archiveTree } = await __webpack_require__.e(/* import() */ 4570).then(__webpack_require__.bind(__webpack_require__, 4570));
            yield* archiveTree(self, signal);
        },
        close: () => closeSoon(descriptor),
    };
}
function identityOfTree(root, rootStats) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    const visit = (directory) => {
        for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(Buffer.from(directory, 'latin1'), 'latin1').sort()) {
            const entry = `${directory}/${name}`;
            const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(Buffer.from(entry, 'latin1'));
            hash.update(`${name}\0${identityOf(stat)}\n`, 'latin1');
            if (stat.isFile())
                bytes += stat.size;
            if (stat.isDirectory() && stat.dev === rootStats.dev)
                visit(entry);
        }
        hash.update('\0');
    };
    hash.update(identityOf(rootStats));
    visit(root);
    return { identity: hash.digest('hex'), bytes };
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ streamOf),
/* harmony export */   o: () => (/* binding */ readWhole)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const PIECE = 1024 ** 2;
/** The content of an open file: the next piece is read while the one before is used. */
async function* streamOf(file, { start, length = Number.MAX_SAFE_INTEGER - start, signal }) {
    const end = start + length;
    const ask = (position) => file.read(position, Math.min(PIECE, end - position));
    let position = start;
    let coming = position < end ? ask(position) : undefined;
    while (coming !== undefined) {
        const piece = await coming;
        signal?.throwIfAborted();
        position += piece.length;
        coming = piece.length > 0 && position < end ? ask(position) : undefined;
        // The error is for who asks next; nobody may ask.
        coming?.catch(() => undefined);
        if (piece.length > 0)
            yield piece;
    }
}
/**
 * The content of a small regular file.
 *
 * @throws as `UserFiles.open`; ObuilderError `input-invalid` for a directory and for more than `limit` bytes
 */
async function readWhole(files, place, { limit, signal }) {
    const { path } = place;
    const refuse = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${path} ${why}`, { value: path });
    const file = await files.open(place, signal);
    try {
        if (file.kind === 'directory')
            throw refuse('is a directory, not a file');
        const parts = [];
        let length = 0;
        for await (const part of streamOf(file, { start: 0, signal })) {
            parts.push(part);
            length += part.length;
            if (length > limit)
                throw refuse(`is larger than ${limit} bytes`);
        }
        return Buffer.concat(parts);
    }
    finally {
        await file.close();
    }
}


/***/ })

};
