export const id = 3838;
export const ids = [3838];
export const modules = {

/***/ 8405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileTime)
/* harmony export */ });
/**
 * A time in seconds since the epoch as `utimes` and its kin take it. Node takes a negative number for the present, and a text
 * for what it says.
 */
const fileTime = (seconds) => (seconds < 0 ? String(seconds) : seconds);


/***/ }),

/***/ 8642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readerFiles: () => (/* reexport */ readerFiles),
  readerTrees: () => (/* reexport */ readerTrees),
  startReader: () => (/* reexport */ startReader)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/tree/digest.js
var digest = __webpack_require__(8379);
;// CONCATENATED MODULE: ./build/js/reader/checked.js


const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** As the kernel has it for a link's target. */
const LONGEST_TARGET = 4095;
function wrongAnswer() {
    return new errors/* ObuilderError */.Vy('input-invalid', "the process that reads the user's files answers what no reader does", {
        hint: 'Build again.',
    });
}
/** A manifest with entries that a context could have; its digest is computed here. @throws ObuilderError `input-invalid` */
function checkedManifest(answer) {
    const { entries, warnings } = fieldsOf(answer);
    if (!Array.isArray(entries))
        throw wrongAnswer();
    for (const entry of entries)
        checkEntry(fieldsOf(entry));
    const checked = entries;
    return { entries: checked, digest: (0,digest/* digestOfEntries */.ol)(checked), warnings: checkedTexts(warnings) };
}
function checkEntry(entry) {
    const isWhole = isPath(entry['path']) && Number.isFinite(entry['modified']) && isOfKind(entry);
    if (!isWhole)
        throw wrongAnswer();
}
function isOfKind(entry) {
    switch (entry['kind']) {
        case 'file':
            return (isText(entry['from']) &&
                typeof entry['executable'] === 'boolean' &&
                isCount(entry['size']) &&
                isText(entry['digest']) &&
                DIGEST.test(entry['digest']));
        case 'link':
            return isText(entry['target']) && entry['target'] !== '' && entry['target'].length <= LONGEST_TARGET;
        default:
            return entry['kind'] === 'directory';
    }
}
/** Relative, without a component that goes anywhere but down; empty for what becomes the destination itself. */
function isPath(value) {
    if (!isText(value))
        return false;
    return value === '' || !/(?:^|\/)\.{0,2}(?:\/|$)/.test(value);
}
function isText(value) {
    return typeof value === 'string' && !value.includes('\0');
}
function isCount(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
function fieldsOf(value) {
    if (typeof value === 'object' && value !== null)
        return value;
    throw wrongAnswer();
}
/** Texts for a log. */
function checkedTexts(value) {
    if (value === undefined)
        return [];
    if (Array.isArray(value) && value.every(isText))
        return value;
    throw wrongAnswer();
}
/** Which entries the bytes of an answer belong to. */
function checkedPieces(value, length) {
    if (!Array.isArray(value))
        throw wrongAnswer();
    const pieces = value;
    let sum = 0;
    for (const piece of pieces) {
        if (!Array.isArray(piece) || !isCount(piece[0]) || !isCount(piece[1]))
            throw wrongAnswer();
        sum += piece[1];
    }
    if (sum !== length)
        throw wrongAnswer();
    return pieces;
}

;// CONCATENATED MODULE: ./build/js/reader/files.js

/**
 * Files that a reader opens and reads.
 *
 * @param env the user's environment, for credential helpers
 */
function readerFiles(reader, env) {
    return {
        user: reader.caller.name,
        open: async (place, signal) => {
            const { answer } = await reader.call('open', place, signal);
            const { file, kind, identity, size } = answer;
            if (kind !== 'file' && kind !== 'directory')
                throw wrongAnswer();
            if (!isCount(file) || !isCount(size) || typeof identity !== 'string')
                throw wrongAnswer();
            return openedFile({ reader, file, signal }, { kind, identity, size });
        },
        askCredentialHelper: async (name, server) => {
            const { output } = (await reader.call('helper', { name, server, env })).answer;
            if (output === undefined || typeof output === 'string')
                return output;
            throw wrongAnswer();
        },
    };
}
function openedFile({ reader, file, signal }, known) {
    return {
        ...known,
        read: async (position, length) => {
            const { bytes } = await reader.call('read', { file, position, length }, signal);
            if (bytes.length > length)
                throw wrongAnswer();
            return bytes;
        },
        identifyTree: async () => {
            const { identity, bytes } = (await reader.call('identify', { file }, signal)).answer;
            if (typeof identity !== 'string' || !isCount(bytes))
                throw wrongAnswer();
            return { identity, bytes };
        },
        archive: async function* (archiving = signal) {
            const { stream } = (await reader.call('archive', { file }, archiving)).answer;
            if (!isCount(stream))
                throw wrongAnswer();
            const ask = () => {
                const asked = reader.call('next', { stream }, archiving);
                // The error is for who waits for it; nobody may.
                asked.catch(() => undefined);
                return asked;
            };
            try {
                for (let coming = ask();;) {
                    const { answer, bytes } = await coming;
                    if (answer.done === true)
                        return;
                    coming = ask();
                    yield bytes;
                }
            }
            finally {
                await reader.call('leave', { stream }).catch(() => undefined);
            }
        },
        close: async () => {
            // The reader may be gone, and the file with it.
            await reader.call('close', { file }).catch(() => undefined);
        },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/js/host/caller.js
var host_caller = __webpack_require__(7698);
;// CONCATENATED MODULE: ./build/js/reader/protocol.js
/**
 * Codes that a reader may answer with. Others would have a meaning for the store or the machine, of which a user's process has
 * nothing to tell.
 */
const READER_CODES = new Set([
    'copy-refused',
    'input-invalid',
    'tool-missing',
    'command-failed',
    'cancelled',
]);

// EXTERNAL MODULE: ./build/js/reader/wire.js
var wire = __webpack_require__(3943);
;// CONCATENATED MODULE: ./build/js/reader/start.js





/** What the reader itself needs; nothing that changes how Node behaves. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };
const LONGEST_STDERR = 4096;
/**
 * Starts the reader of a user who is not root.
 *
 * @param program the command line program, which knows the verb `reader`
 */
function startReader(caller, program) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const identity = `${caller.uid}:${caller.gid}:${(0,host_caller/* groupsOf */.c1)(caller).join(',')}`;
    // A signal of that user to Node may start an inspector, which would take orders.
    const args = ['--disable-sigusr1', program, 'reader', identity];
    const child = spawn(process.execPath, args, {
        cwd: '/',
        env: ENVIRONMENT,
        // A group of its own, which ends as a whole; a terminal's signals are the worker's.
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    // The directory stays the one of this process, whoever gets its number later.
    const directory = child.pid === undefined ? -1 : (0,external_node_fs_.openSync)(`/proc/${child.pid}`, external_node_fs_.constants.O_DIRECTORY);
    const calls = makeCalls(caller, {
        send: (head) => {
            for (const piece of (0,wire/* encode */.l)(head))
                child.stdin.write(piece);
        },
        setBusy: (isBusy) => setRef(child.stdout, isBusy),
    });
    const end = () => killGroup(child);
    const decode = (0,wire/* decoder */.D)(calls.receive);
    let errors = '';
    child.stderr.on('data', (text) => {
        errors = (errors + text.toString()).slice(-LONGEST_STDERR);
    });
    child.stdout.on('data', (chunk) => {
        try {
            decode(chunk);
        }
        catch (cause) {
            calls.fail(readerGone(caller, 'answered what no reader does', cause));
            end();
        }
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) => calls.fail(readerGone(caller, `cannot be started: ${cause.message}`, cause)));
    child.on('close', (code, signal) => calls.fail(readerGone(caller, `ended (${signal ?? code}) ${errors}`.trim())));
    letEnd(child);
    return { caller, descriptors: `/proc/self/fd/${directory}/fd`, call: calls.call, end };
}
/** The reader is no reason for the worker to stay, but an answer that is due is one. */
function letEnd(child) {
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr])
        setRef(stream, false);
}
/** Node makes these pipes sockets, whose types do not say so. */
function setRef(stream, isNeeded) {
    const socket = stream;
    if (isNeeded)
        socket?.ref?.();
    else
        socket?.unref?.();
}
function killGroup({ pid, exitCode, signalCode }) {
    // Node has waited for one that has ended, so its number may be another's.
    if (pid === undefined || exitCode !== null || signalCode !== null)
        return;
    try {
        process.kill(-pid, 'SIGKILL');
    }
    catch {
        // It has just ended.
    }
}
function readerGone({ name }, what, cause) {
    return new errors/* ObuilderError */.Vy('input-invalid', `the process that reads the files of ${name} ${what}`, {
        value: name,
        hint: 'Build again, and see what ends processes of that user.',
        cause,
    });
}
function makeCalls({ name }, { send, setBusy }) {
    const waiting = new Map();
    let last = 0;
    let gone;
    const forget = (id) => {
        waiting.delete(id);
        if (waiting.size === 0)
            setBusy(false);
    };
    return {
        receive({ head, bytes }) {
            const id = typeof head['id'] === 'number' ? head['id'] : 0;
            const call = waiting.get(id);
            if (call === undefined)
                return;
            forget(id);
            const { answer } = head;
            if (typeof answer === 'object' && answer !== null)
                call.resolve({ answer, bytes });
            else
                call.reject(receivedError(head['error'], name));
        },
        fail(error) {
            gone ??= error;
            for (const { reject } of waiting.values())
                reject(gone);
            waiting.clear();
            setBusy(false);
        },
        call: (operation, ask, signal) => new Promise((resolve, reject) => {
            if (gone !== undefined)
                return reject(gone);
            if (signal?.aborted)
                return reject(cancelled(signal));
            last += 1;
            const id = last;
            const abort = () => {
                forget(id);
                send({ cancel: id });
                if (signal)
                    reject(cancelled(signal));
            };
            const settled = () => signal?.removeEventListener('abort', abort);
            if (waiting.size === 0)
                setBusy(true);
            waiting.set(id, {
                resolve: (message) => {
                    settled();
                    resolve(message);
                },
                reject: (error) => {
                    settled();
                    reject(error);
                },
            });
            signal?.addEventListener('abort', abort, { once: true });
            send({ id, operation, ask });
        }),
    };
}
function cancelled({ reason }) {
    return new errors/* ObuilderError */.Vy('cancelled', 'the reading of files was cancelled', { cause: reason });
}
/** An error of a reader; what would have a meaning that a user must not give is a plain one. */
function receivedError(sent, name) {
    const fields = typeof sent === 'object' && sent !== null ? { ...sent } : {};
    const text = (field) => (typeof fields[field] === 'string' ? fields[field] : undefined);
    const message = text('message') ?? `the reader of ${name} gave no answer`;
    const code = [...READER_CODES].find((known) => known === fields['code']);
    if (code !== undefined)
        return new errors/* ObuilderError */.Vy(code, message, { value: text('value'), hint: text('hint') });
    const system = text('system');
    if (system !== undefined && /^E[A-Z0-9]+$/.test(system) && system !== 'ENOSPC' && system !== 'EDQUOT')
        return Object.assign(new Error(message), { code: system });
    return (0,errors/* asObuilderError */.xO)(new Error(message));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/tree/content.js
var content = __webpack_require__(9882);
// EXTERNAL MODULE: ./build/js/tree/copy.js + 1 modules
var copy = __webpack_require__(1279);
// EXTERNAL MODULE: ./build/js/tree/copy-file.js
var copy_file = __webpack_require__(9509);
// EXTERNAL MODULE: ./build/js/tree/destination.js + 1 modules
var tree_destination = __webpack_require__(3128);
// EXTERNAL MODULE: ./build/js/tree/directory.js
var directory = __webpack_require__(6492);
// EXTERNAL MODULE: ./build/js/tree/pace.js
var tree_pace = __webpack_require__(7648);
// EXTERNAL MODULE: ./build/js/tree/refused.js
var refused = __webpack_require__(747);
// EXTERNAL MODULE: ./build/js/tree/source-path.js
var source_path = __webpack_require__(1872);
;// CONCATENATED MODULE: ./build/js/tree/copy-received.js











/**
 * As `Trees.copy`, with contents that somebody else reads and gives. Nobody can write to what is checked: it is hashed on the
 * way into the copy, or in the copy.
 */
async function copyReceived(request, contents) {
    const pace = (0,tree_pace/* makePace */.k)(request.signal);
    (0,source_path/* checkDestination */.br)({ src: [], dst: request.dst });
    const destination = (0,tree_destination/* openDestination */.x)(request);
    const feed = makeFeed(contents.small);
    const copying = { contents, destination, pace, user: request.user, mayShareBlocks: true };
    for (const [index, entry] of request.manifest.entries.entries()) {
        if (pace.isDue())
            await pace.pause();
        if (entry.kind !== 'file')
            (0,copy/* attempt */.CD)(destination, entry, () => (0,copy/* makeEntry */.lq)(destination, entry, request));
        else if (entry.size > digest/* SMALL */.o5)
            await makeLarge(copying, entry, index);
        else {
            if (entry.size > 0 && !feed.has(index))
                await feed.fill(index);
            const bytes = entry.size > 0 ? feed.take(index) : NOTHING;
            (0,copy_file/* makeSmall */.WN)(request, entry, { destination, bytes: checked(entry, bytes) });
        }
    }
    destination.finish();
}
const NOTHING = Buffer.alloc(0);
function checked(entry, bytes) {
    const isRight = bytes.length === entry.size && (0,digest/* digestOfBytes */.by)(bytes) === entry.digest;
    if (!isRight)
        throw (0,refused/* changed */.tD)(entry.from, refused/* SOURCE */.u2);
    return bytes;
}
async function makeLarge(copying, entry, index) {
    const { contents, destination, user } = copying;
    const held = await contents.hold(index);
    let target;
    try {
        target = (0,copy_file/* create */.vt)(entry, destination);
        const digest = held === undefined
            ? await fillFrom(makeFeed(contents.large(index)), { target, index, size: entry.size })
            : await fillHeld(copying, entry, { source: held.descriptor, stats: held.stats, target });
        if (digest !== entry.digest || (0,external_node_fs_.fstatSync)(target).size !== entry.size)
            throw (0,refused/* changed */.tD)(entry.from, refused/* SOURCE */.u2);
        (0,copy_file/* setAspects */.Sq)(target, entry, user);
    }
    catch (error) {
        throw (0,refused/* writeError */.oG)(error, destination.show(entry.path));
    }
    finally {
        if (held !== undefined)
            (0,external_node_fs_.closeSync)(held.descriptor);
        if (target !== undefined)
            (0,external_node_fs_.closeSync)(target);
    }
}
/** Writes what comes until there are `size` bytes, and gives the digest. */
async function fillFrom(feed, { target, index, size }) {
    const sha = (0,external_node_crypto_.createHash)('sha256');
    let position = 0;
    while (position < size) {
        if (!feed.has(index))
            await feed.fill(index);
        const bytes = feed.take(index);
        if (bytes.length === 0)
            break;
        const written = (0,content/* writeSparse */.Mj)(target, bytes, position);
        // The kernel writes while the same bytes are hashed here.
        sha.update(bytes);
        await written;
        position += bytes.length;
    }
    (0,external_node_fs_.ftruncateSync)(target, position);
    return `sha256:${sha.digest('hex')}`;
}
async function fillHeld(copying, entry, held) {
    const { pace } = copying;
    if (held.stats.size !== entry.size)
        throw (0,refused/* changed */.tD)(entry.from, refused/* SOURCE */.u2);
    if (!(await (0,copy_file/* shareBlocks */.G3)(copying, (0,directory/* pathOf */.XM)(held.source), (0,directory/* pathOf */.XM)(held.target)))) {
        return (await (0,content/* copyContent */.R8)({ ...held, needsDigest: true, pace })).digest;
    }
    const copy = (0,external_node_fs_.openSync)((0,directory/* pathOf */.XM)(held.target), external_node_fs_.constants.O_RDONLY);
    try {
        return await (0,digest/* digestOfFile */.Mk)(copy, { size: entry.size, pace });
    }
    finally {
        (0,external_node_fs_.closeSync)(copy);
    }
}
/** One answer is on its way while the one before is written. */
function makeFeed(ask) {
    let pieces = [];
    let bytes = NOTHING;
    let next = 0;
    let offset = 0;
    let coming;
    const askAhead = () => {
        const asked = ask();
        // The error is for who waits for it; nobody may.
        asked.catch(() => undefined);
        return asked;
    };
    const has = (index) => pieces[next]?.[0] === index;
    return {
        has,
        async fill(index) {
            while (next >= pieces.length) {
                const received = await (coming ?? askAhead());
                if (received === undefined)
                    return;
                coming = askAhead();
                [pieces, bytes, next, offset] = [received.pieces, received.bytes, 0, 0];
                if (has(index))
                    return;
            }
        },
        take(index) {
            const piece = pieces[next];
            if (piece === undefined || piece[0] !== index)
                return NOTHING;
            const [, length] = piece;
            next += 1;
            offset += length;
            return bytes.subarray(offset - length, offset);
        },
    };
}

// EXTERNAL MODULE: ./build/js/tree/stat-cache.js + 1 modules
var stat_cache = __webpack_require__(2384);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/reader/held.js


const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = external_node_fs_.constants;
/** Names a file without opening the file. Node has no constant for this. */
const O_PATH = 0o10000000;
// Not in this thread: a file system of the user may let this wait.
const openSoon = (0,external_node_util_.promisify)(external_node_fs_.open);
const closeSoon = (0,external_node_util_.promisify)(external_node_fs_.close);
/**
 * Opens the very file that a reader holds. For root the kernel asks nothing, whatever right the reader has opened the file with.
 * So this takes only a regular file that belongs to the user and that its owner may read: what the user holds, of its own, the
 * user can read without our help. Undefined for all else, which the reader has to read.
 */
async function openHeld({ caller, descriptors }, number) {
    let named;
    let descriptor;
    try {
        named = await openSoon(`${descriptors}/${number}`, O_PATH);
        // Of what is named, which nobody can exchange any more.
        if (!isOwn((0,external_node_fs_.fstatSync)(named), caller.uid))
            return undefined;
        descriptor = await openSoon(`/proc/self/fd/${named}`, O_RDONLY | O_NONBLOCK | O_NOCTTY);
        return { descriptor, stats: (0,external_node_fs_.fstatSync)(descriptor) };
    }
    catch {
        // On a file system that root may not read, for example.
        if (descriptor !== undefined)
            await closeSoon(descriptor);
        return undefined;
    }
    finally {
        if (named !== undefined)
            await closeSoon(named);
    }
}
function isOwn(stats, uid) {
    return stats.isFile() && stats.uid === uid && (stats.mode & external_node_fs_.constants.S_IRUSR) !== 0;
}

;// CONCATENATED MODULE: ./build/js/reader/trees.js




/**
 * Trees that have a reader walk and read what belongs to the user, and `own` all else. What a reader says of a file is what
 * that user says: content is checked here, and digests that the reader may spare are remembered for that user alone.
 */
function readerTrees(reader, own) {
    const kept = new WeakMap();
    return {
        readManifest: async (request) => {
            if (!request.isUsers)
                return await own.readManifest(request);
            const { manifest, number } = await readManifest(reader, request);
            kept.set(manifest, number);
            return manifest;
        },
        copy: async (request) => {
            const number = kept.get(request.manifest);
            if (number === undefined)
                return await own.copy(request);
            await trees_copy(reader, request, number);
        },
        forget: ({ memo, ...request }) => memo?.remember(stat_cache/* KIND */.Nd, memoKey(reader, request), ''),
    };
}
function memoKey({ caller }, request) {
    return `${caller.uid} ${(0,stat_cache/* cacheKey */.k$)(request)}`;
}
async function readManifest(reader, { memo, signal, ...request }) {
    const key = memoKey(reader, request);
    const ask = { request, records: memo?.recall(stat_cache/* KIND */.Nd, key) };
    const { answer } = await reader.call('manifest', ask, signal);
    const { kept: number, records } = answer;
    const manifest = checkedManifest(answer.manifest);
    if (!isCount(number))
        throw wrongAnswer();
    if (typeof records === 'string')
        memo?.remember(stat_cache/* KIND */.Nd, key, records);
    return { manifest, number };
}
async function trees_copy(reader, request, kept) {
    const { signal } = request;
    const streams = [];
    const begin = async (index) => {
        const ask = index === undefined ? { kept } : { kept, index };
        const { stream } = (await reader.call('contents', ask, signal)).answer;
        if (!isCount(stream))
            throw wrongAnswer();
        streams.push(stream);
        return stream;
    };
    const partsOf = (index) => {
        let stream;
        return async () => {
            stream ??= begin(index);
            const { answer, bytes } = await reader.call('next', { stream: await stream }, signal);
            if (answer.done === true)
                return undefined;
            return { pieces: checkedPieces(answer.pieces, bytes.length), bytes };
        };
    };
    const hold = async (index) => {
        const { descriptor } = (await reader.call('hold', { kept, index }, signal)).answer;
        if (!isCount(descriptor))
            throw wrongAnswer();
        const held = await openHeld(reader, descriptor);
        // The reader may be gone, which the next call tells.
        await reader.call('release', { descriptor }).catch(() => undefined);
        return held;
    };
    try {
        await copyReceived(request, { small: partsOf(), large: partsOf, hold });
    }
    finally {
        for (const stream of streams)
            await reader.call('leave', { stream }).catch(() => undefined);
    }
}

;// CONCATENATED MODULE: ./build/js/reader/index.js





/***/ }),

/***/ 3943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decoder),
/* harmony export */   l: () => (/* binding */ encode)
/* harmony export */ });
const LENGTHS = 8;
/** A context of a million files has a manifest of this size. */
const LARGEST_HEAD = 256 * 1024 ** 2;
/** What a reader gives at once is smaller than this. */
const LARGEST_BYTES = 8 * 1024 ** 2;
/** A message as the pieces to write one after the other. */
function encode(head, bytes = []) {
    const text = Buffer.from(JSON.stringify(head));
    const lengths = Buffer.allocUnsafe(LENGTHS);
    lengths.writeUInt32LE(text.length, 0);
    lengths.writeUInt32LE(bytes.reduce((sum, { length }) => sum + length, 0), 4);
    return [lengths, text, ...bytes];
}
/**
 * Takes a stream in any pieces and gives the messages in it.
 *
 * @throws Error from the returned function for lengths beyond the bounds, and for a head that is no JSON object
 */
function decoder(onMessage) {
    let chunks = [];
    let held = 0;
    let wanted = LENGTHS;
    return (chunk) => {
        chunks.push(chunk);
        held += chunk.length;
        while (held >= wanted) {
            const all = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
            const { used, next } = takeMessages(all, onMessage);
            chunks = used === all.length ? [] : [all.subarray(used)];
            held = all.length - used;
            wanted = next;
        }
    };
}
/** Gives every whole message of `all`; tells what was used, and how many bytes the next one needs. */
function takeMessages(all, onMessage) {
    let used = 0;
    for (;;) {
        const rest = all.length - used;
        if (rest < LENGTHS)
            return { used, next: LENGTHS };
        const ofHead = all.readUInt32LE(used);
        const ofBytes = all.readUInt32LE(used + 4);
        if (ofHead > LARGEST_HEAD || ofBytes > LARGEST_BYTES)
            throw new Error('a message is too large');
        const whole = LENGTHS + ofHead + ofBytes;
        if (rest < whole)
            return { used, next: whole };
        const start = used + LENGTHS;
        const head = JSON.parse(all.toString('utf8', start, start + ofHead));
        if (typeof head !== 'object' || head === null)
            throw new Error('a message is no object');
        used += whole;
        onMessage({ head: { ...head }, bytes: all.subarray(start + ofHead, used) });
    }
}


/***/ })

};
