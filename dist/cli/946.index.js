export const id = 946;
export const ids = [946,6752,2941];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

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

/***/ 3905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dockerfileVerb: () => (/* binding */ dockerfileVerb)
/* harmony export */ });
/* harmony import */ var _spec_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9989);
/* harmony import */ var _spec_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4839);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6946);



const dockerfileVerb = {
    usage: 'dockerfile -f SPEC [--buildkit]',
    summary: 'Writes the spec as a Dockerfile to stdout; what a Dockerfile cannot say is a warning on stderr.',
    options: { file: { type: 'string', short: 'f' }, buildkit: { type: 'boolean' } },
    needsRoot: false,
    run: async (invocation) => {
        const spec = (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_0__.parseSpec)(await (0,_spec_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readSpecText */ .v)((0,_verb_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(invocation, 'file')));
        const dockerfile = (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDockerfile */ ._)(spec, { buildkit: (0,_verb_js__WEBPACK_IMPORTED_MODULE_2__/* .isSet */ .vM)(invocation, 'buildkit') });
        for (const { message, at } of dockerfile.warnings) {
            process.stderr.write(`${at.file}:${at.line}:${at.column}: warning: ${message}\n`);
        }
        process.stdout.write(dockerfile.text);
        return 0;
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


/***/ }),

/***/ 9989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  formatSpecError: () => (/* reexport */ formatSpecError),
  parseSpec: () => (/* reexport */ parse/* parseSpec */.F),
  _: () => (/* reexport */ writeDockerfile)
});

;// CONCATENATED MODULE: ./build/js/spec/docker-image.js
/** `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, as the distribution specification has it. */
const REFERENCE = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[a-f0-9]{32,})?$/;
/** Where other builders find what is no image of a registry; these are ours and the ones of containers/image. */
const TRANSPORT = /^(?:oci|oci-archive|docker-archive|rootfs|obuilder):/;
/** The name for FROM, or undefined where the image is none that Docker can name. */
function dockerReference(image) {
    if (TRANSPORT.test(image))
        return undefined;
    const name = image.replace(/^docker:\/\//, '');
    return REFERENCE.test(name) ? name : undefined;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/spec/docker-words.js
/** Characters that no layer of a Dockerfile gives a meaning of its own. */
const PLAIN = /^[\w@%+:,./-]+$/;
const PLAIN_OPTION = /^[\w@%+:./-]+$/;
/** A value that BuildKit's word expansion gives back as it was: `$`, quotes and backslashes stay literal. */
function literal(text) {
    return text.replaceAll(/["'\\$<]/g, (char) => `\\${char}`);
}
/** The same in double quotes, for a value with blanks on a line of words. Single quotes have no meaning in there. */
function quotedWord(text) {
    return `"${text.replaceAll(/["\\$]/g, (char) => `\\${char}`)}"`;
}
/** Whether a word can stand as it is; one that begins with `--` would be taken for a flag. */
function isPlain(text) {
    return PLAIN.test(text) && !text.startsWith('--');
}
/** A word as it stands where that is safe, else in quotes. */
function word(text) {
    return isPlain(text) ? text : quotedWord(text);
}
/**
 * A source of COPY that matches only the file of exactly this name. COPY takes patterns, and BuildKit reads each with two
 * matchers: of all the ways to quote, only a set of one escaped character means the same to both.
 */
function literalPattern(path) {
    return path.replaceAll(/[[*?\\]/g, (char) => `[\\${char}]`);
}
/**
 * `--mount=…` from keys and values. Three readers take it apart, one after the other: the flag's (blanks, quotes, backslashes),
 * then CSV (RFC 4180), then word expansion in each value.
 */
function mountFlag(options) {
    const fields = options.map(([key, value]) => csvField(`${key}=${literal(value)}`));
    return `--mount=${fields.map(escapeFlag).join(',')}`;
}
function csvField(field) {
    return /[",\r\n]/.test(field) || field.startsWith(' ') ? `"${field.replaceAll('"', '""')}"` : field;
}
function escapeFlag(field) {
    const [key = '', value = ''] = field.split(/=(.*)/s);
    if (PLAIN_OPTION.test(key) && PLAIN_OPTION.test(value))
        return field;
    return field.replaceAll(/[^\w@%+:./=,-]/gu, (char) => `\\${char}`);
}
/**
 * A JSON array for the exec form. Line feeds inside a string are also line breaks of the file, by continuation lines, so that
 * a script stays readable; nothing of it is joined, since the JSON has the line feeds too.
 */
function jsonForm(argv) {
    return `[${argv.map(jsonString).join(', ')}]`;
}
function jsonString(text) {
    const lines = JSON.stringify(text)
        .replaceAll('\u007f', '\\u007f')
        .split(/(?<=(?<!\\)(?:\\\\)*\\n)/);
    // A continuation line that looks like a comment would be dropped, as would one that is blank.
    return lines.map((line, index) => (index === 0 ? line : line.replace(/^(\s*)#/, '$1\\u0023'))).join('\\\n');
}

;// CONCATENATED MODULE: ./build/js/spec/docker-run.js

/**
 * What stands behind `RUN` and its flags, so that exactly `shell` with `command` as its last argument is run.
 *
 * One plain line is written as it is. Several lines become a heredoc, or the exec form where there is none. The exec form also
 * takes whatever the Dockerfile's own reader would give a meaning: flags, JSON, heredocs, a final backslash.
 */
function runBody(command, style) {
    if (style.shell.length > 0) {
        if (isOneLine(command))
            return command;
        if (style.buildkit && isScript(command, style.shell))
            return heredoc(command);
    }
    return jsonForm([...style.shell, command]);
}
function isOneLine(command) {
    return (command !== '' &&
        command === command.trim() &&
        !/\p{Cc}/u.test(command.replaceAll('\t', '')) &&
        !command.includes('<<') &&
        !/^(?:--|\[)/.test(command) &&
        !command.endsWith('\\'));
}
/**
 * A heredoc adds a final line feed, which only a shell is known not to mind. One that begins with `#!` would be run as a file
 * of its own, past the shell.
 */
function isScript(command, shell) {
    const isShell = /^-[a-z]*c$/.test(shell.at(-1) ?? '');
    const isText = !/(?![\n\t])\p{Cc}/u.test(command);
    return isShell && isText && command.includes('\n') && !command.startsWith('#!');
}
function heredoc(command) {
    const lines = new Set(command.split('\n').map((line) => line.replace(/\r+$/, '')));
    let delimiter = 'EOF';
    for (let count = 1; lines.has(delimiter); count++)
        delimiter = `EOF${count}`;
    return `<<'${delimiter}'\n${command}${command.endsWith('\n') ? '' : '\n'}${delimiter}`;
}

;// CONCATENATED MODULE: ./build/js/spec/docker-operations.js



/**
 * What a spec starts from and an image's config may have otherwise: root, `/` and bash. Left out where no operation
 * depends on it.
 */
function startOf(operations) {
    const runsBefore = (setter) => {
        const first = operations.findIndex(({ kind }) => kind === 'run' || kind === setter);
        return operations[first]?.kind === 'run';
    };
    return [
        ...(runsBefore('user') ? ['USER 0:0'] : []),
        ...(needsRoot(operations) ? ['WORKDIR /'] : []),
        ...(runsBefore('shell') ? ['SHELL ["/usr/bin/env", "bash", "-c"]'] : []),
    ];
}
function needsRoot(operations) {
    for (const operation of operations) {
        if (operation.kind === 'run')
            return true;
        if (operation.kind === 'workdir')
            return !external_node_path_.posix.isAbsolute(operation.dir);
        if (operation.kind === 'copy' && !external_node_path_.posix.isAbsolute(operation.dst))
            return true;
    }
    return false;
}
/** The lines of one operation. Moves `state` on. */
function operationLine(operation, state) {
    switch (operation.kind) {
        case 'comment':
            return commentLines(operation.text);
        case 'workdir':
            return [`WORKDIR ${word(oneLine(operation.dir, { what: 'workdir', at: operation.at, state }))}`];
        case 'shell':
            state.shell = operation.argv;
            return operation.argv.length === 0 ? [] : [`SHELL ${jsonForm(operation.argv)}`];
        case 'user':
            state.user = operation;
            return [`USER ${operation.uid}:${operation.gid}`];
        case 'env': {
            const { name, value, at } = operation;
            const key = word(oneLine(name, { what: 'the name of a variable', at, state }));
            return [`ENV ${key}=${quotedWord(oneLine(value, { what: `the value of ${name}`, at, state }))}`];
        }
        case 'run':
            return [runLine(operation, state)];
        case 'copy':
            return copyLines(operation, state);
    }
}
/** Each line of the text is a comment of its own, so that no part of it becomes an instruction. */
function commentLines(text) {
    return text.split(/\r\n|\r|\n/).map((line) => `# ${line.replaceAll(/(?!\t)\p{Cc}/gu, ' ')}`.trimEnd());
}
/** Words of a Dockerfile cannot carry line feeds: a backslash before one removes both. */
function oneLine(text, { what, at, state }) {
    if (!/[\r\n]/.test(text))
        return text;
    state.warn(`${what} has line breaks, which a Dockerfile cannot write there; blanks stand for them`, at);
    return text.replaceAll(/\r\n|\r|\n/g, ' ');
}
function runLine(run, state) {
    if (run.network.length > 0) {
        state.warn(`the network (${run.network.join(' ')}) is not written: Docker gives every step the network that the build is given (docker build --network)`, run.at);
    }
    if (run.share !== undefined) {
        state.warn(`the name ${JSON.stringify(run.share)} to share under is not written: Docker has none`, run.at);
    }
    if (run.command.includes('GITHUB_OUTPUT')) {
        state.warn('this command uses $GITHUB_OUTPUT, which Docker does not set: a step has no outputs there', run.at);
    }
    const body = runBody(run.command, { shell: state.shell, buildkit: state.buildkit });
    if (state.buildkit) {
        const mounts = [
            ...run.cache.map((slot) => cacheFlag(slot, state)),
            ...run.secrets.map((secret) => secretFlag(secret, state)),
        ];
        return ['RUN', ...mounts, body].join(' ');
    }
    for (const slot of run.cache) {
        state.warn(`the cache ${slot.name} at ${slot.target} is not written: only BuildKit's form has caches`, slot.at);
    }
    for (const secret of run.secrets) {
        state.warn(`the secret ${secret.id} at ${secret.target} is not written: only BuildKit's form has secrets`, secret.at);
    }
    return `RUN ${body}`;
}
function cacheFlag(slot, state) {
    const { uid, gid } = state.user;
    const owner = uid === 0 && gid === 0
        ? []
        : [
            ['uid', String(uid)],
            ['gid', String(gid)],
        ];
    return mountOf('cache', { id: slot.name, defaults: owner, mount: slot, state });
}
/** 0644 root whatever the user, and an error where it is not given, as in a spec; BuildKit's own are 0400 and neither. */
function secretFlag(secret, state) {
    const defaults = [
        ['mode', '0644'],
        ['required', 'true'],
    ];
    return mountOf('secret', { id: secret.id, defaults, mount: secret, state });
}
function mountOf(type, { id, defaults, mount, state }) {
    const given = new Set(mount.buildkitOptions.map(([key]) => key.toLowerCase()));
    const options = [
        ['type', type],
        ['id', id],
        ['target', mount.target],
        ...defaults.filter(([key]) => !given.has(key)),
        ...mount.buildkitOptions,
    ];
    const what = `an option of the ${type} ${id}`;
    if (options.some(([, value]) => /[^\0-\x7f]/.test(value))) {
        state.warn(`${what} is not ASCII, which BuildKit misreads in flags`, mount.at);
    }
    return mountFlag(options.map(([key, value]) => [key, oneLine(value, { what, at: mount.at, state })]));
}
function copyLines(copy, state) {
    if (copy.exclude.length > 0) {
        state.warn(`exclude is not written, so more is copied: ${copy.exclude.map(({ pattern }) => pattern).join(', ')}; a .dockerignore can keep it out of the context`, copy.at);
    }
    const { uid, gid } = state.user;
    const stage = state.stageOf(copy);
    const flags = [
        ...(uid === 0 && gid === 0 ? [] : [`--chown=${uid}:${gid}`]),
        ...(stage === undefined ? [] : [`--from=${stage}`]),
    ];
    return placesOf(copy).map(([source, target]) => ['COPY', ...flags, copyWords(source, target)].join(' '));
}
/**
 * Sources with what each becomes. COPY puts the contents of a directory into the destination where a spec puts the directory
 * itself, so each source gets its own line and says its name once more; that is right for a file as well.
 */
function placesOf(copy) {
    return copy.src.map((path) => {
        const source = external_node_path_.posix.normalize(path).replace(/^\/+/, '').replace(/\/$/, '') || '.';
        const inside = copy.dst.endsWith('/') && source !== '.';
        return [source, inside ? `${copy.dst}${external_node_path_.posix.basename(source)}` : copy.dst];
    });
}
function copyWords(source, target) {
    if (isPlain(source) && isPlain(target))
        return `${source} ${target}`;
    return jsonForm([literal(literalPattern(source)), literal(target)]);
}

;// CONCATENATED MODULE: ./build/js/spec/docker-stages.js
/** All stages, a nested build before the one that it is in. */
function stagesOf(spec) {
    return [...spec.builds.flatMap(stagesOfBuild), { spec }];
}
function stagesOfBuild(build) {
    return [...build.spec.builds.flatMap(stagesOfBuild), { spec: build.spec, build }];
}
/** Names that mean something else to BuildKit. */
const RESERVED = ['scratch', 'context'];
/** `images`: what stands behind a FROM; a stage of that name would be taken instead of the image. */
function makeNames(images) {
    const taken = new Set([...RESERVED, ...images.map((image) => image.toLowerCase())]);
    const take = (wanted) => {
        const base = safeName(wanted);
        let name = base;
        for (let count = 2; taken.has(name); count++)
            name = `${base}-${count}`;
        taken.add(name);
        return name;
    };
    return { take };
}
/** https://github.com/distribution/reference, the grammar of a path's component */
const SEPARATOR = /^(\.|_|__|-+)$/;
function safeName(text) {
    const name = text
        .toLowerCase()
        .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
        .replaceAll(/[^a-z0-9]+/g, (between) => (SEPARATOR.test(between) ? between : '-'));
    if (name === '')
        return 'stage';
    return /^[a-z]/.test(name) ? name : `stage-${name}`;
}

// EXTERNAL MODULE: ./build/js/spec/scope.js
var scope = __webpack_require__(3456);
;// CONCATENATED MODULE: ./build/js/spec/dockerfile.js




/** BuildKit's reader takes no longer lines. */
const MAX_LINE_BYTES = 65_535;
/**
 * A Dockerfile that does what the spec says, as far as one can. The BuildKit form has cache and secret mounts and heredocs;
 * the plain form does without. Whatever is left out has a warning.
 *
 * @throws ObuilderError `spec-invalid` where the spec copies from a build that cannot be seen there
 */
function writeDockerfile(spec, options) {
    const warnings = [];
    const warn = (message, at) => {
        warnings.push({ message, at });
    };
    const stages = stagesOf(spec);
    const names = nameStages(spec, stages);
    if (options.buildkit)
        warnOfUnused(stages, { main: spec, sources: names.sources, warn });
    const blocks = stages.map((stage) => writeStage(stage, { ...options, names, warn }));
    const text = `${blocks.join('\n\n')}\n`;
    if (text.split('\n').some((line) => Buffer.byteLength(line) >= MAX_LINE_BYTES)) {
        warn(`a line is longer than the ${MAX_LINE_BYTES} bytes that BuildKit reads`, spec.at);
    }
    return { text, warnings };
}
/** A spec builds all of its builds; BuildKit only those that the last stage needs. */
function warnOfUnused(stages, { main, sources, warn }) {
    const needed = new Set();
    const visit = (spec) => {
        if (needed.has(spec))
            return;
        needed.add(spec);
        for (const operation of spec.operations) {
            const source = operation.kind === 'copy' ? sources.get(operation) : undefined;
            if (source)
                visit(source.spec);
        }
    };
    visit(main);
    for (const { spec, build } of stages) {
        if (build && !needed.has(spec))
            warn(`BuildKit does not build ${build.name}, since nothing needed copies from it`, build.at);
    }
}
function nameStages(spec, stages) {
    const references = stages.map((stage) => dockerReference(stage.spec.from.image));
    const { take } = makeNames(references.filter((name) => name !== undefined));
    const named = new Map();
    for (const { build } of stages)
        if (build)
            named.set(build, take(build.name));
    const contexts = new Map();
    const images = stages.map((stage, index) => {
        const { image } = stage.spec.from;
        const name = references[index] ?? contexts.get(image) ?? take(`base-${image}`);
        if (references[index] === undefined)
            contexts.set(image, name);
        return [stage.spec, name];
    });
    return { images: new Map(images), stages: named, sources: (0,scope/* resolveBuilds */.d)(spec) };
}
function writeStage(stage, writer) {
    const { names, warn, buildkit } = writer;
    const { from, operations } = stage.spec;
    const image = names.images.get(stage.spec) ?? from.image;
    const name = stage.build && names.stages.get(stage.build);
    if (dockerReference(from.image) === undefined) {
        warn(`Docker has no image ${from.image}; give the same files with --build-context ${image}=…, as the Dockerfile names it`, from.at);
    }
    const state = {
        user: { uid: 0, gid: 0 },
        shell: ['/usr/bin/env', 'bash', '-c'],
        buildkit,
        warn,
        stageOf: (copy) => {
            const build = names.sources.get(copy);
            return build && names.stages.get(build);
        },
    };
    const lines = [`FROM ${image}${name === undefined ? '' : ` AS ${name}`}`, ...startOf(operations)];
    for (const operation of operations)
        lines.push(...operationLine(operation, state));
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./build/js/spec/format-error.js
/** Characters of the offending line that are shown; of a longer one, those around the fault. */
const WIDTH = 120;
/**
 * An error the way compilers show it: `file:line:column: error: what`, the line with a caret under the fault, the hint.
 * Several lines without a final line feed. `text` is the spec that was read; without a position the line is left out.
 */
function formatSpecError(error, text) {
    const { at, hint } = error;
    const place = at ? `${visible(at.file)}:${at.line}:${at.column}: ` : '';
    const lines = [`${place}error: ${visible(error.message)}`];
    if (at)
        lines.push(...excerpt(text, at, error.value));
    if (hint !== undefined)
        lines.push(`hint: ${visible(hint)}`);
    return lines.join('\n');
}
function excerpt(text, at, value) {
    const decoded = typeof text === 'string' ? text.replace(/^\ufeff/, '') : new TextDecoder().decode(text);
    const line = decoded.split('\n', at.line)[at.line - 1];
    if (line === undefined)
        return [];
    const chars = [...line.replace(/\r$/, '')];
    const fault = at.column - 1;
    const start = chars.length <= WIDTH ? 0 : Math.max(0, Math.min(fault - WIDTH / 2, chars.length - WIDTH));
    const shown = chars.slice(start, start + WIDTH);
    const before = start > 0 ? '…' : '';
    const after = start + WIDTH < chars.length ? '…' : '';
    const gutter = String(at.line);
    const marked = markLength(chars.slice(fault), value);
    const underline = `^${'~'.repeat(Math.max(0, Math.min(marked, start + WIDTH - fault) - 1))}`;
    // Tabs stay tabs in both lines, so that the caret stands under the fault however wide a terminal makes them.
    const pad = [...before, ...chars.slice(start, fault)].map((char) => (char === '\t' ? '\t' : ' ')).join('');
    return [
        `${gutter} | ${before}${visible(shown.join(''))}${after}`,
        `${' '.repeat(gutter.length)} | ${pad}${underline}`,
    ];
}
/** How much of the line from the fault on is the offending value; a string's quotes count. */
function markLength(rest, value) {
    if (value === undefined || value === '')
        return 1;
    const text = rest.join('');
    if (text.startsWith(value))
        return [...value].length;
    return text.startsWith(`"${value}"`) ? [...value].length + 2 : 1;
}
/** Control characters, which could move a terminal's cursor, become one visible character each. */
function visible(text) {
    return text.replaceAll(/(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

// EXTERNAL MODULE: ./build/js/spec/parse.js + 9 modules
var parse = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/js/spec/index.js





/***/ })

};
