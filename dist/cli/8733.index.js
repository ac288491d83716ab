export const id = 8733;
export const ids = [8733];
export const modules = {

/***/ 9742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ tryLock),
/* harmony export */   g: () => (/* binding */ waitForLock)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_sqlite__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);
/* harmony import */ var _sqlite_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5485);





const SQLITE_BUSY = 5;
/**
 * Takes the lock of `file`, which is made when absent. Holds between processes and between two holders in one process.
 * It is SQLite's own fcntl lock on an empty database, since Node has no call for file locks; so nobody may open and
 * close that file by other means, which would drop the lock.
 *
 * @param waitMilliseconds how long to block while another one holds it; 0 for not at all
 * @returns undefined where another one holds it
 */
function tryLock(file, waitMilliseconds = 0) {
    const database = (0,_sqlite_js__WEBPACK_IMPORTED_MODULE_4__/* .tellingWhy */ .K)(file, () => new node_sqlite__WEBPACK_IMPORTED_MODULE_1__.DatabaseSync(file, { timeout: waitMilliseconds }));
    try {
        // Without a journal in memory an empty `-journal` file would stay beside every lock whose holder was killed.
        database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    }
    catch (error) {
        database.close();
        if (((0,_sqlite_js__WEBPACK_IMPORTED_MODULE_4__/* .sqliteCode */ .a)(error) ?? 0) === SQLITE_BUSY)
            return undefined;
        throw error;
    }
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)) {
        // Whoever repaired the place removed the file between our opening and our locking: the lock is on nothing.
        database.close();
        return undefined;
    }
    return { release: () => database.close() };
}
const POLL_MILLISECONDS = 50;
/** The same, once whoever holds it has released it. @throws ObuilderError `cancelled` when the signal fires before that */
async function waitForLock(file, signal) {
    for (;;) {
        const lock = tryLock(file);
        if (lock !== undefined)
            return lock;
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('cancelled', `waiting for ${file} was cancelled`, { value: file });
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MILLISECONDS);
    }
}


/***/ }),

/***/ 9056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ isMarked),
/* harmony export */   z: () => (/* binding */ markStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2567);
/* harmony import */ var _host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3728);




/** In a store's directory: root has allowed this store to everybody who may build. */
const MARK = 'obuilder-action.store';
const TEXT = 'Made by "obuilder-action init". Users who build through sudo may use this store while this file is here.\n';
/** Marks the store in `root`, as root. */
function markStore(root) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, MARK), TEXT, { mode: 0o644 });
}
/** Whether root has marked this store. Nothing is made, mounted or followed to find out. */
function isMarked({ root }) {
    const directory = root.startsWith('/') ? root : (0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_2__/* .mountPointOf */ .nN)(root);
    if (directory === undefined || (0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedWay */ .Q)(directory) !== undefined)
        return false;
    const mark = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, MARK);
    return ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(mark, { throwIfNoEntry: false })?.isFile() === true && (0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedEntry */ .z)([mark]) === undefined);
}


/***/ }),

/***/ 2269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isLimited),
/* harmony export */   n: () => (/* binding */ mergeLimits)
/* harmony export */ });
/** Limits with others on top, which count where they are given. */
function mergeLimits(below, above) {
    return {
        minFree: above?.minFree ?? below?.minFree,
        maxUsed: above?.maxUsed ?? below?.maxUsed,
        maxResults: above?.maxResults ?? below?.maxResults,
        maxAge: above?.maxAge ?? below?.maxAge,
    };
}
const isLimited = (limits) => Object.values(limits).some((limit) => limit !== undefined);


/***/ }),

/***/ 9700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ openStore)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/store/engine.js
/** Wakes who waits in this process for the lease of `id`, whose claim is given up. */
function endLease(engine, id) {
    const waiters = engine.leases.get(id);
    engine.leases.delete(id);
    for (const wake of waiters ?? [])
        wake();
}
const RETRY_MILLISECONDS = 200;
/**
 * Gives up the claim on `id` and wakes who waits for it in this process; a result that is in its place all the same is taken
 * up. Never throws: where the catalog cannot be written because the disk is full, what was dropped is removed at once, and
 * the claim is given up when there is room.
 */
function giveUp(engine, id) {
    try {
        engine.catalog.record(id, engine.owner.name());
    }
    catch {
        engine.stuck.add(id);
        setTimeout(() => void unstick(engine, id), 0);
    }
    endLease(engine, id);
}
async function unstick(engine, id) {
    try {
        await engine.trash.empty();
        if (!engine.stuck.has(id))
            return;
        engine.catalog.record(id, engine.owner.name());
        engine.stuck.delete(id);
    }
    catch {
        if (engine.stuck.has(id))
            setTimeout(() => void unstick(engine, id), RETRY_MILLISECONDS).unref();
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/store/fault.js
var fault = __webpack_require__(9316);
// EXTERNAL MODULE: ./build/js/store/layout.js
var store_layout = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/js/store/own.js

/** @throws ObuilderError `result-in-use` where the store is open for a user, and others have used a thing too */
function checkOwn({ user, catalog }, thing) {
    if (user === undefined || catalog.ownThings().has(thing))
        return;
    const id = thing.slice(thing.indexOf(':') + 1);
    throw new errors/* ObuilderError */.Vy('result-in-use', `other users of this store have used ${id}`, {
        value: id,
        hint: 'Let root remove it, or wait until the limits of the store take it.',
    });
}

;// CONCATENATED MODULE: ./build/js/store/used-by.js


/**
 * Who has made or used what. A thing is the id of a result, or a slot or a failure with its kind in front. A catalog that was
 * rebuilt knows nobody: then a thing is everybody's.
 */
const USED_BY = `
  CREATE TABLE IF NOT EXISTS used_by (thing TEXT NOT NULL, uid INTEGER NOT NULL, PRIMARY KEY (thing, uid)) WITHOUT ROWID
`;
const slotThing = (name) => `slot:${name}`;
const failedThing = (id) => `failed:${id}`;
/** Notes that a user uses some things. Costs one query where that is known. */
function noteUse(database, uid, things) {
    const list = JSON.stringify([...things]);
    if (list === '[]')
        return;
    try {
        const missing = database.run((prepare) => prepare('SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM used_by WHERE thing = value AND uid = ?) LIMIT 1').get(list, uid));
        if (missing === undefined)
            return;
        database.run((prepare) => prepare('INSERT OR IGNORE INTO used_by SELECT value, ? FROM json_each(?)').run(uid, list));
    }
    catch (error) {
        // A store that is full can still be read.
        if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
            throw error;
    }
}
/** The things that this user has used and nobody else. */
function thingsOfOnly(database, uid) {
    const rows = database.run((prepare) => prepare('SELECT thing FROM used_by GROUP BY thing HAVING min(uid) = ?1 AND max(uid) = ?1').all(uid));
    return new Set(rows.map(({ thing }) => String(thing)));
}

;// CONCATENATED MODULE: ./build/js/store/failed.js







/** How long a failed step's files stay, in milliseconds. */
const KEPT_MILLISECONDS = 6 * 3_600_000;
/** Moves the directory of a draft that failed to where it is kept; an earlier failure of the id makes way. */
async function keepFailed({ driver, layout, trash, catalog }, draft, failure) {
    const { id, directory } = draft;
    const place = external_node_path_.join(layout.failed, id);
    catalog.noteUse(failedThing(id));
    await driver.rest(external_node_path_.join(directory, store_layout/* ROOTFS */.wE));
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), JSON.stringify({ ...failure, failedAt: Date.now() }), {
        mode: 0o600,
    });
    for (;;) {
        trash.take(place);
        try {
            return await (0,external_node_fs_promises_.rename)(directory, place);
        }
        catch (error) {
            if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOTEMPTY' && (0,fault/* errnoOf */.UQ)(error) !== 'EEXIST')
                throw error;
        }
    }
}
/** The kept failure of this id; undefined where there is none, or none that is whole. */
function readFailed(layout, id) {
    const directory = external_node_path_.join(layout.failed, id);
    try {
        const { operation, message, failedAt, context } = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), 'utf8'));
        if (typeof operation !== 'string' || typeof message !== 'string' || typeof failedAt !== 'number')
            return undefined;
        return { id, operation, message, failedAt, context, logPath: external_node_path_.join(directory, store_layout/* LOG */.$9) };
    }
    catch {
        return undefined;
    }
}
/** A step that was made at last need not be looked at as the one that failed. */
function dropFailure({ layout, trash }, id) {
    const directory = external_node_path_.join(layout.failed, id);
    if ((0,external_node_fs_.existsSync)(directory))
        trash.take(directory);
}
/** Takes a kept failure out of the store, as the contract's `deleteFailed` promises. */
function deleteFailed(engine, id) {
    if (!(0,store_layout/* isSafeId */.JA)(id) || readFailed(engine.layout, id) === undefined)
        throw (0,fault/* missingResult */.eP)(id);
    checkOwn(engine, failedThing(id));
    dropFailure(engine, id);
}
/** All kept failures, the newest first. */
function listFailed(layout) {
    const kept = (0,external_node_fs_.readdirSync)(layout.failed).flatMap((id) => readFailed(layout, id) ?? []);
    return kept.sort((a, b) => b.failedAt - a.failedAt);
}
/** Directories of kept failures that nobody needs any more: too old, or not whole. */
function staleFailures(layout, now) {
    return (0,external_node_fs_.readdirSync)(layout.failed)
        .filter((id) => (readFailed(layout, id)?.failedAt ?? 0) < now - KEPT_MILLISECONDS)
        .map((id) => external_node_path_.join(layout.failed, id));
}

;// CONCATENATED MODULE: ./build/js/store/log-writer.js

/** @param opened holds the writer for as long as its file is open */
function openLog(file, opened) {
    let descriptor = (0,external_node_fs_.openSync)(file, 'a', 0o600);
    /** What did not fit on the disk, from the first byte that did not. */
    let unwritten = [];
    const close = () => {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        descriptor = undefined;
        opened.delete(writer);
    };
    const writer = {
        close,
        write: (text) => {
            if (descriptor === undefined)
                return;
            const bytes = Buffer.from(text);
            const { rest } = unwritten.length > 0 ? { rest: bytes } : writeAll(descriptor, bytes);
            if (rest.length > 0)
                unwritten.push(rest);
        },
        finish: () => {
            if (descriptor === undefined)
                return;
            const { rest, fault } = writeAll(descriptor, Buffer.concat(unwritten));
            unwritten = [rest];
            if (rest.length > 0)
                throw fault;
            close();
        },
    };
    opened.add(writer);
    return writer;
}
function writeAll(descriptor, bytes) {
    let start = 0;
    try {
        while (start < bytes.length)
            start += (0,external_node_fs_.writeSync)(descriptor, bytes, start);
        return { rest: bytes.subarray(start) };
    }
    catch (fault) {
        return { rest: bytes.subarray(start), fault };
    }
}

// EXTERNAL MODULE: ./build/js/host/mounts.js
var mounts = __webpack_require__(2567);
;// CONCATENATED MODULE: ./build/js/store/meta.js



const kinds = ['from', 'run', 'copy'];
function writeMeta(directory, meta) {
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), JSON.stringify(meta), { mode: 0o600 });
}
/** The text of a result's meta.json, or undefined where there is none or it is damaged: then it is no result. */
function readMeta(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), 'utf8');
        return parseMeta(text) === undefined ? undefined : text;
    }
    catch {
        return undefined;
    }
}
/** When a result was committed, in milliseconds since the epoch. */
function commitTime(directory) {
    return Math.trunc((0,external_node_fs_.statSync)(external_node_path_.join(directory, store_layout/* META */.Ge)).mtimeMs);
}
/** A store's disk may hold what a power cut or another release left: nothing is taken for granted. */
function parseMeta(text) {
    try {
        const value = JSON.parse(text);
        return isMeta(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isMeta(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { kind, operation, startedAt, seconds, outputs, source } = value;
    return (kinds.includes(kind) &&
        typeof operation === 'string' &&
        typeof startedAt === 'number' &&
        typeof seconds === 'number' &&
        typeof outputs === 'object' &&
        outputs !== null &&
        (source === 'built' || source === 'pulled'));
}
function toResult(id, directory, meta) {
    return { ...meta, id, logPath: `${directory}/${store_layout/* LOG */.$9}` };
}

// EXTERNAL MODULE: ./build/js/host/lock.js
var host_lock = __webpack_require__(9742);
// EXTERNAL MODULE: ./build/js/host/sqlite.js
var sqlite = __webpack_require__(5485);
;// CONCATENATED MODULE: ./build/js/store/owner.js





function makeOwner(layout) {
    let held;
    let entries = 0;
    const name = () => {
        while (held === undefined) {
            const candidate = `${process.pid}.${Math.random().toString(36).slice(2, 12)}`;
            const lock = (0,host_lock/* tryLock */.b)(external_node_path_.join(layout.owners, candidate));
            if (lock !== undefined)
                held = { name: candidate, lock };
        }
        return held.name;
    };
    return {
        name,
        get isHeld() {
            return held !== undefined;
        },
        newEntry: () => {
            entries += 1;
            return `${name()}-${entries}`;
        },
        end: ({ keep }) => {
            if (held === undefined)
                return;
            if (!keep)
                (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, held.name), { force: true });
            held.lock.release();
            held = undefined;
        },
    };
}
/**
 * Takes the lock of an owner that died; nobody else repairs after it meanwhile.
 *
 * @returns undefined where it lives, or where another process is repairing after it
 */
function lockDeadOwner(layout, owner) {
    const file = external_node_path_.join(layout.owners, owner);
    if (!(0,external_node_fs_.existsSync)(file))
        return noLock;
    try {
        return (0,host_lock/* tryLock */.b)(file);
    }
    catch (error) {
        // A damaged file locks nobody out; what it stood for is repaired like the rest.
        if ((0,sqlite/* sqliteCode */.a)(error) !== undefined)
            return noLock;
        throw error;
    }
}
const noLock = { release: () => undefined };
/** Owners that may be dead: each has a lock file, or has left something in `tmp`. Costs two directory reads. */
function possibleOwners(layout) {
    // In this order: an owner makes its lock file before its first entry.
    const entries = (0,external_node_fs_.readdirSync)(layout.tmp);
    const files = (0,external_node_fs_.readdirSync)(layout.owners).filter((name) => !name.endsWith('-journal'));
    return [...new Set([...files, ...entries.map(store_layout/* ownerOfEntry */.Hu)])];
}
/** Whether another owner may have been at work already at a time in milliseconds since the epoch. */
function possibleOwnersSince(layout, time, except) {
    return possibleOwners(layout).some((name) => {
        if (name === except)
            return false;
        const stat = (0,external_node_fs_.statSync)(external_node_path_.join(layout.owners, name), { throwIfNoEntry: false });
        if (stat === undefined)
            return false;
        // Where a file system keeps no time of birth, it is 0; nothing is ever written to the file.
        return (stat.birthtimeMs === 0 ? stat.mtimeMs : stat.birthtimeMs) < time;
    });
}

;// CONCATENATED MODULE: ./build/js/store/removal.js




/**
 * Removes entries of `tmp` with their volumes. Mounts that somebody left in them go first, since deleting must never
 * reach into another file system; where one cannot be unmounted nothing is removed.
 */
async function removeEntries(driver, entries) {
    const present = entries.filter(isDirectory);
    // A file or a link is none of ours, and what a link leads to even less.
    for (const entry of entries.filter((one) => !present.includes(one)))
        (0,external_node_fs_.rmSync)(entry, { force: true });
    if (present.length === 0)
        return;
    await (0,mounts/* unmountBelow */.GG)(present);
    await driver.remove(present.flatMap((entry) => [external_node_path_.join(entry, store_layout/* ROOTFS */.wE), external_node_path_.join(entry, store_layout/* SLOT_DATA */.yz)]));
    for (const entry of present)
        (0,external_node_fs_.rmSync)(entry, { recursive: true, force: true });
}
const isDirectory = (entry) => (0,external_node_fs_.lstatSync)(entry, { throwIfNoEntry: false })?.isDirectory() === true;

;// CONCATENATED MODULE: ./build/js/store/views.js









/** How long a view that somebody asked to look at stays at least, in milliseconds. */
const EXPOSED_MILLISECONDS = 3_600_000;
/** Shows a result until the store is closed, once however often it is asked for. */
function viewResult(engine, id) {
    const known = engine.views.get(id);
    if (known !== undefined)
        return known;
    const view = show(engine, id);
    engine.views.set(id, view);
    view.catch(() => engine.views.delete(id));
    return view;
}
async function show(engine, id) {
    if (engine.catalog.hold([id], engine.owner.name()).size === 0)
        throw (0,fault/* missingResult */.eP)(id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
    return engine.driver.view(resultVolume(engine.layout, id), external_node_path_.join(entry, store_layout/* ROOTFS */.wE));
}
const resultVolume = ({ results }, id) => external_node_path_.join(results, id, store_layout/* ROOTFS */.wE);
/** Shows a result for people; what is shown is taken away by a later opening. */
async function exposeResult(engine, id) {
    if (engine.catalog.hold([id], engine.owner.name()).size === 0)
        throw (0,fault/* missingResult */.eP)(id);
    const lock = await (0,host_lock/* waitForLock */.g)(engine.layout.viewLock);
    try {
        return await showForPeople(engine, id);
    }
    finally {
        lock.release();
    }
}
/** Where a result is shown for people. It may be replaced by another one of its id, which then is shown elsewhere. */
function viewForPeople(layout, id) {
    return external_node_path_.join(layout.views, `${id}-${commitTime(external_node_path_.join(layout.results, id))}`);
}
/** Puts what is shown of a result into the trash: a view may keep the files on disk. */
function takeViewForPeople({ layout, trash }, id) {
    if ((0,external_node_fs_.existsSync)(external_node_path_.join(layout.results, id, store_layout/* META */.Ge)))
        trash.take(viewForPeople(layout, id));
}
async function showForPeople({ layout, driver, trash }, id) {
    const entry = viewForPeople(layout, id);
    const at = external_node_path_.join(entry, store_layout/* ROOTFS */.wE);
    if ((0,mounts/* isMountPoint */.A$)(at)) {
        (0,external_node_fs_.utimesSync)(entry, new Date(), new Date());
        return at;
    }
    // What is there otherwise was shown before the machine was started anew.
    await removeEntries(driver, [entry]);
    (0,external_node_fs_.mkdirSync)(entry, { recursive: true, mode: 0o700 });
    const shown = await driver.view(resultVolume(layout, id), at);
    if (shown !== at)
        trash.add(entry);
    return shown;
}
/** Views that nobody looks at any more, as directories. */
function staleViews(layout, now) {
    return (0,external_node_fs_.readdirSync)(layout.views)
        .map((name) => external_node_path_.join(layout.views, name))
        .filter((entry) => {
        const time = (0,external_node_fs_.statSync)(entry, { throwIfNoEntry: false })?.mtimeMs;
        return time !== undefined && time < now - EXPOSED_MILLISECONDS;
    });
}
/** A private copy of a result or of a kept failure, as the contract's `checkout` promises. */
async function checkOut(engine, id) {
    const { from, context } = whatToCheckOut(engine, id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const scratch = external_node_path_.join(entry, store_layout/* SCRATCH */.Zc);
    (0,external_node_fs_.mkdirSync)(scratch, { recursive: true, mode: 0o700 });
    const rootfs = external_node_path_.join(entry, store_layout/* ROOTFS */.wE);
    await engine.driver.snapshot(from, rootfs);
    return { rootfs, scratch, context };
}
function whatToCheckOut({ catalog, owner, layout }, id) {
    const failed = (0,store_layout/* isSafeId */.JA)(id) ? readFailed(layout, id) : undefined;
    if (failed !== undefined)
        return { from: external_node_path_.join(layout.failed, id, store_layout/* ROOTFS */.wE), context: failed.context };
    const result = catalog.hold([id], owner.name()).get(id);
    if (result === undefined)
        throw (0,fault/* missingResult */.eP)(id);
    return { from: resultVolume(layout, id), context: result.context };
}

;// CONCATENATED MODULE: ./build/js/store/repair.js






/** Cleans up after every owner that died. Live owners are not touched; where there is nothing to do it costs nothing. */
async function repairStore(parts) {
    for (const owner of possibleOwners(parts.layout))
        await repairOwner(parts, owner);
    const views = staleViews(parts.layout, Date.now());
    if (views.length > 0)
        await removeThoroughly(parts.driver, views);
}
/**
 * Cleans up after one owner, if it is dead: results that it had put in place are entered, its claims and everything it
 * had in `tmp` go.
 *
 * @returns true where it was dead
 */
async function repairOwner({ layout, catalog, driver }, owner) {
    const lock = lockDeadOwner(layout, owner);
    if (lock === undefined)
        return false;
    try {
        const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => (0,store_layout/* ownerOfEntry */.Hu)(entry) === owner);
        // What takes space goes first: on a full disk the catalog cannot be written before.
        await removeThoroughly(driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
        for (const id of catalog.claimsOf(owner))
            catalog.record(id, owner);
        catalog.dropLost();
        catalog.unclaimAll(owner);
        (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, owner), { force: true });
        (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, `${owner}-journal`), { force: true });
    }
    finally {
        lock.release();
    }
    return true;
}
const ATTEMPTS = 5;
/** A program that the dead owner had started may still be writing there, for some milliseconds. */
async function removeThoroughly(driver, entries) {
    for (let attempt = 1;; attempt += 1) {
        try {
            await removeEntries(driver, entries);
            return;
        }
        catch (error) {
            if (attempt === ATTEMPTS) {
                // A later opening tries again; the rest of the store is usable meanwhile.
                if (entries.some((entry) => (0,external_node_fs_.existsSync)(entry)))
                    return;
                throw error;
            }
            await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/deletion.js







/** Takes a result out of the store, as the contract's `delete` promises; its space is freed by `clean` or `close`. */
function deleteResult(engine, id) {
    return (0,fault/* withStoreErrors */.BM)(async () => {
        if (!(0,store_layout/* isSafeId */.JA)(id) || !engine.catalog.find([id]).has(id))
            throw (0,fault/* missingResult */.eP)(id);
        checkOwn(engine, id);
        const except = engine.owner.name();
        for (;;) {
            const users = takeOut(engine, id, except);
            if (users.length === 0)
                return;
            for (const user of users) {
                const isDead = user !== except && (await repairOwner(engine, user));
                if (!isDead)
                    throw inUse(id);
            }
        }
    });
}
/** Moves a result into the trash unless somebody uses it. @returns who does; none where it went */
function takeOut(engine, id, except) {
    const { catalog, trash, layout } = engine;
    const move = () => {
        takeViewForPeople(engine, id);
        trash.take(external_node_path_.join(layout.results, id));
    };
    return catalog.takeOut(id, { move, except });
}
function inUse(id) {
    return new errors/* ObuilderError */.Vy('result-in-use', `a running build uses the result ${id}`, {
        value: id,
        hint: 'Wait until that build has ended.',
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/store/slot-versions.js






const READABLE = 40;
/** A file name for a slot: what is readable of its name, and a digest of all of it, since a name may hold anything. */
function encodeSlotName(name) {
    const readable = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, READABLE);
    return `${readable}-${(0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 32)}`;
}
/** The numbers of a slot's versions that are on disk, ascending. The last is the slot; others wait to be removed. */
function versionsOf(slot) {
    try {
        const numbers = (0,external_node_fs_.readdirSync)(slot).map(Number);
        return numbers.filter(Number.isSafeInteger).sort((a, b) => a - b);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return [];
        throw error;
    }
}
const latestOf = (slot) => versionsOf(slot).at(-1) ?? 0;
/** The volume of a slot's version; there is none where that version says that the slot was pruned. */
const dataOf = (slot, version) => external_node_path_.join(slot, String(version), store_layout/* SLOT_DATA */.yz);
async function replaceSlot(engine, copy) {
    if (!(await becomeNext(copy))) {
        engine.trash.add(copy.entry);
        return false;
    }
    for (const old of versionsOf(copy.slot).slice(0, -1))
        engine.trash.take(external_node_path_.join(copy.slot, String(old)));
    return true;
}
/**
 * The first of several copies gets the next number: renaming onto a directory that is not empty fails, so the kernel
 * decides. A copy that comes later still finds a higher number than the one it was taken from.
 */
async function becomeNext({ slot, entry, version }) {
    if (latestOf(slot) !== version)
        return false;
    (0,external_node_fs_.mkdirSync)(slot, { recursive: true, mode: 0o700 });
    try {
        await (0,external_node_fs_promises_.rename)(entry, external_node_path_.join(slot, String(version + 1)));
        return true;
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOTEMPTY' || (0,fault/* errnoOf */.UQ)(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN = 60_000;
/** Notes that these slots are of use, where they are there: a directory's time is when its slot was last of use. */
function touchSlots({ layout }, names) {
    const now = Date.now();
    for (const name of new Set(names)) {
        const slot = external_node_path_.join(layout.slots, encodeSlotName(name));
        const times = (0,external_node_fs_.statSync)(slot, { throwIfNoEntry: false });
        if (times === undefined || times.mtimeMs > now - USE_GRAIN)
            continue;
        try {
            (0,external_node_fs_.utimesSync)(slot, now / 1000, now / 1000);
        }
        catch (error) {
            // A store that is full can still be read, and another build may be taking the slot away.
            if (!(0,fault/* isFull */.uq)(error) && (0,fault/* errnoOf */.UQ)(error) !== 'ENOENT')
                throw error;
        }
    }
}
function listSlots({ slots }) {
    return (0,external_node_fs_.readdirSync)(slots).flatMap((name) => {
        const slot = external_node_path_.join(slots, name);
        const version = latestOf(slot);
        const data = dataOf(slot, version);
        return (0,external_node_fs_.existsSync)(data) ? [{ slot, version, used: (0,external_node_fs_.statSync)(slot).mtimeMs }] : [];
    });
}
/**
 * Drops what a slot holds, by a version without files: so a copy that was taken before does not become the slot.
 *
 * @returns false where a step has replaced it meanwhile
 */
function dropSlot(engine, { slot, version }) {
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
    // Renaming onto an empty directory would succeed.
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(entry, 'pruned'), '');
    return replaceSlot(engine, { slot, version, entry });
}

;// CONCATENATED MODULE: ./build/js/store/prune-order.js



/**
 * All that may be pruned, what goes first at the end. Of results, those that others stand on go after those: a chain with
 * a hole is built anew from the hole on, and a file system may not free what something still stands on.
 */
function candidates({ catalog, layout }, now) {
    const failed = listFailed(layout).map(({ id, failedAt }) => {
        return { kind: 'failed', used: Math.min(failedAt, now), directory: external_node_path_.join(layout.failed, id) };
    });
    const slots = listSlots(layout).map((slot) => ({ kind: 'slots', used: slot.used, slot }));
    return [...withUseOfChildren(catalog.uses()), ...slots, ...failed].sort(lastFirst);
}
function lastFirst(a, b) {
    if (a.used !== b.used)
        return b.used - a.used;
    return depthOf(a) - depthOf(b);
}
const depthOf = (candidate) => candidate.kind === 'results' ? candidate.depth : Number.MAX_SAFE_INTEGER;
/** A result is of use as long as one that stands on it is. */
function withUseOfChildren(uses) {
    const used = new Map(uses.map((use) => [use.id, use.used]));
    const depths = depthsOf(uses);
    const deepestFirst = [...uses].sort((a, b) => (depths.get(b.id) ?? 0) - (depths.get(a.id) ?? 0));
    for (const { id, parent } of deepestFirst) {
        const own = used.get(id) ?? 0;
        if (parent !== undefined && (used.get(parent) ?? own) < own)
            used.set(parent, own);
    }
    return uses.map(({ id }) => {
        return { kind: 'results', id, used: used.get(id) ?? 0, depth: depths.get(id) ?? 0 };
    });
}
/** How many results each one stands on. */
function depthsOf(uses) {
    const parents = new Map(uses.map(({ id, parent }) => [id, parent]));
    const depths = new Map();
    for (const { id } of uses) {
        const way = [];
        let at = id;
        while (at !== undefined && parents.has(at) && !depths.has(at) && !way.includes(at)) {
            way.push(at);
            at = parents.get(at);
        }
        let depth = at === undefined ? 0 : (depths.get(at) ?? 0);
        for (const one of way.reverse()) {
            depth += 1;
            depths.set(one, depth);
        }
    }
    return depths;
}

;// CONCATENATED MODULE: ./build/js/store/prune.js











/** One goes at first, then twice as many each time, but so few that other builds go on. */
const LARGEST_BATCH = 16;
/** After so many batches for whose removal there was no space, taking more out would only lose it. */
const MOST_WITHOUT_SPACE = 3;
/**
 * Keeps some limits for whoever has the store open. A user's limits take only what nobody else has used; what the store is kept
 * within takes anything, whoever builds.
 */
async function pruneFor(engine, limits, signal) {
    if (engine.user === undefined)
        return await prune(engine, limits, { signal });
    const all = await prune(engine, engine.limits, { signal });
    const own = await prune(engine, limits, { signal, isOwnOnly: true });
    return {
        results: all.results + own.results,
        slots: all.slots + own.slots,
        failed: all.failed + own.failed,
        freedBytes: all.freedBytes + own.freedBytes,
        inUse: Math.max(all.inUse, own.inUse),
        others: own.others,
        unmet: [...new Set([...all.unmet, ...own.unmet])],
    };
}
/** Prunes, as the contract promises. One process at a time; the others wait, and then mostly find that nothing is left to do. */
async function prune(engine, limits, { signal, atLeast = 0, isOwnOnly = false } = {}) {
    const lock = await (0,host_lock/* waitForLock */.g)(engine.layout.pruneLock, signal);
    try {
        // On a full disk the catalog's part of it may have to wait until something has made way.
        await unlessFull(() => repairStore(engine));
        const before = engine.driver.space();
        const counts = { results: 0, slots: 0, failed: dropStaleFailures(engine), inUse: 0 };
        await free(engine);
        const { queue, others } = queueFor(engine, isOwnOnly);
        await pruneInSteps(engine, { limits, counts, signal, atLeast }, queue);
        await unlessFull(async () => engine.catalog.dropLost());
        const after = engine.driver.space();
        return {
            ...counts,
            ...(isOwnOnly && { others }),
            freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
            unmet: passedLimits(limits, await stateOf(engine, limits)),
        };
    }
    finally {
        lock.release();
    }
}
/** What `work` gives; undefined where the disk was full. */
async function unlessFull(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,fault/* isFull */.uq)(error))
            throw error;
        return undefined;
    }
}
function dropStaleFailures({ layout, trash }) {
    return staleFailures(layout, Date.now()).filter((directory) => trash.take(directory)).length;
}
/**
 * Removes what was taken and waits for its space, so that what is free is known. Removing needs some space too: what finds none
 * is removed the next time.
 */
async function free({ trash, driver }) {
    const isSome = await unlessFull(() => trash.empty());
    if (isSome !== false)
        await driver.settle();
    return { foundNoSpace: isSome === undefined };
}
/** What may go, and how much of it is others' as well. */
function queueFor(engine, isOwnOnly) {
    const all = candidates(engine, Date.now());
    if (!isOwnOnly)
        return { queue: all, others: 0 };
    const own = engine.catalog.ownThings();
    const queue = all.filter((candidate) => own.has(thingOf(candidate)));
    return { queue, others: all.length - queue.length };
}
function thingOf(candidate) {
    switch (candidate.kind) {
        case 'results':
            return candidate.id;
        case 'slots':
            return slotThing(external_node_path_.basename(candidate.slot.slot));
        case 'failed':
            return failedThing(external_node_path_.basename(candidate.directory));
    }
}
async function pruneInSteps(engine, pruning, queue) {
    let withoutSpace = 0;
    for (let batch = 1; withoutSpace < MOST_WITHOUT_SPACE; batch = Math.min(batch * 2, LARGEST_BATCH)) {
        if ((await takeBatch(engine, pruning, { queue, batch })) === 0)
            return;
        const { foundNoSpace } = await free(engine);
        if (foundNoSpace)
            withoutSpace += 1;
    }
}
/** Takes as many as `batch` from the end of the queue, of those only whose end helps to keep the limits; gives how many. */
async function takeBatch(engine, { limits, counts, signal, atLeast }, { queue, batch }) {
    const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
    const state = await stateOf(engine, limits);
    const resultsBefore = counts.results;
    let taken = 0;
    while (taken < batch) {
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'pruning was cancelled');
        // Counting those that are there costs more the more there are.
        const results = state.results - (counts.results - resultsBefore);
        const passed = passedLimits(limits, { ...state, results });
        const helps = ({ kind, used }) => isForced() ||
            (limits.maxAge !== undefined && used < Date.now() - limits.maxAge * 1000) ||
            passed.some((limit) => limit !== 'maxResults' || kind === 'results');
        const index = queue.findLastIndex(helps);
        const next = queue[index];
        if (next === undefined)
            break;
        queue.splice(index, 1);
        if (await takeCandidate(engine, next, counts))
            taken += 1;
    }
    return taken;
}
async function takeCandidate(engine, candidate, counts) {
    const isTaken = await take(engine, candidate);
    if (isTaken)
        counts[candidate.kind] += 1;
    else
        counts.inUse += 1;
    return isTaken;
}
async function take(engine, candidate) {
    switch (candidate.kind) {
        case 'failed':
            return engine.trash.take(candidate.directory);
        case 'slots':
            return await dropSlot(engine, candidate.slot);
        case 'results':
            // Where the catalog was lost, so were the holds of those who were at work then.
            if (possibleOwnersSince(engine.layout, engine.catalog.madeAt(), engine.owner.name()))
                return false;
            return takeOut(engine, candidate.id).length === 0;
    }
}
async function stateOf({ driver, catalog }, { maxUsed }) {
    const usedBytes = maxUsed === undefined ? 0 : await driver.usedBytes();
    return { ...driver.space(), usedBytes, results: catalog.count() };
}
const bytesOf = (amount, { totalBytes }) => 'bytes' in amount ? amount.bytes : amount.share * totalBytes;
/** Those limits that are passed now and that removing something helps to keep, age left out. */
function passedLimits(limits, state) {
    const { maxUsed, maxResults } = limits;
    const passed = [];
    if (!hasFloor(limits, state))
        passed.push('minFree');
    if (maxUsed !== undefined && state.usedBytes > bytesOf(maxUsed, state))
        passed.push('maxUsed');
    if (maxResults !== undefined && state.results > maxResults)
        passed.push('maxResults');
    return passed;
}
/** Whether the floor of free space is kept. */
function hasFloor({ minFree }, space) {
    return minFree === undefined || space.freeBytes >= bytesOf(minFree, space);
}

;// CONCATENATED MODULE: ./build/js/store/room.js



/** How often something that found the disk full is tried again, with more room each time. */
const TRIES = 3;
/** How long the end of a step waits for space, one after the other, where it finds none. */
const WAITS_MS = [100, 200, 400, 800, 1600];
/** How many results go at least when the disk was found full, whatever it says of its free space. */
const AT_LEAST = 4;
/** Share of the file system that is to be free after the disk was found full. */
const SHARE_AFTER_FULL = 0.1;
/** Whether the floor of free space is kept. */
function hasRoom({ limits, user, driver }) {
    const space = driver.space();
    return hasFloor(limits, space) && hasFloor({ minFree: user?.minFree }, space);
}
/** Makes room, as the contract's `makeRoom` promises. */
async function makeRoom(engine, isDiskFull = false) {
    const { limits, onNotice } = engine;
    const minFree = limits.minFree ?? { share: SHARE_AFTER_FULL };
    const reports = [await prune(engine, { minFree }, { atLeast: isDiskFull ? AT_LEAST : 0 })];
    const own = engine.user?.minFree;
    if (own !== undefined)
        reports.push(await prune(engine, { minFree: own }, { isOwnOnly: true }));
    const sum = (count) => reports.reduce((all, one) => all + count(one), 0);
    const removed = sum((report) => report.results + report.slots + report.failed);
    if (removed > 0) {
        const megabytes = Math.round(sum(({ freedBytes }) => freedBytes) / 1024 ** 2);
        onNotice(`the store had little space left: ${removed} results or caches that were not in use made way, ${megabytes} MB`);
    }
    return removed > 0 || (!isDiskFull && reports.every(({ unmet }) => unmet.length === 0));
}
/** Runs `work`; where the disk is full it prunes and runs it again. `work` must leave nothing when it fails. */
async function withRoom(engine, work) {
    return await tryAgain(engine, work, []);
}
/**
 * The same for the end of work that took long: where nothing can make way it also waits, for what builds beside this one
 * give back when they end or fail.
 */
async function withRoomOrWait(engine, work) {
    return await tryAgain(engine, work, WAITS_MS);
}
async function tryAgain(engine, work, waitsMs) {
    const waits = [...waitsMs];
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            if (!(0,fault/* isFull */.uq)(error) || attempt >= TRIES + waitsMs.length)
                throw error;
            const hasMade = await makeRoom(engine, true);
            if (hasMade && attempt < TRIES)
                continue;
            // Builds beside this one may have taken what was freed, or all that there is may be in use by them.
            const wait = waits.shift();
            if (wait === undefined)
                throw error;
            await (0,promises_.setTimeout)(wait);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/pending.js












function startCommit(engine, request) {
    const moving = {
        directory: request.directory,
        readers: new Set(),
        sealing: undefined,
        rename: undefined,
        placedAt: undefined,
        fault: undefined,
    };
    const done = carryOut(engine, request, moving);
    // It is awaited later, or never where the commit fails before.
    request.checked?.catch(() => undefined);
    // Whoever needs the result awaits it; nobody may need this one.
    done.catch(() => undefined);
    const pending = { done, snapshotTo: (to) => follow(engine, moving, to) };
    engine.pending.set(request.id, pending);
    const forget = () => {
        if (engine.pending.get(request.id) === pending)
            engine.pending.delete(request.id);
    };
    done.then(forget, () => undefined);
    return pending;
}
/** Gives a follower its writable copy. For the first one the sealing of this draft is part of that. */
async function follow(engine, moving, to) {
    while (moving.rename !== undefined)
        await moving.rename;
    if (moving.fault !== undefined)
        throw moving.fault;
    if (moving.sealing === undefined) {
        moving.sealing = engine.driver.advance(external_node_path_.join(moving.directory, store_layout/* ROOTFS */.wE), to);
        return await moving.sealing;
    }
    const copy = moving.sealing.then(() => engine.driver.snapshot(external_node_path_.join(moving.directory, store_layout/* ROOTFS */.wE), to));
    moving.readers.add(copy);
    await copy.finally(() => moving.readers.delete(copy));
}
async function carryOut(engine, request, moving) {
    const { id } = request;
    try {
        await withRoomOrWait(engine, () => seal(engine, request, moving));
        await engine.driver.persist();
        await request.checked;
        await request.parent?.done;
        await readersOf(moving);
        moving.rename = withRoomOrWait(engine, () => putInPlace(engine, request, moving)).finally(() => {
            moving.rename = undefined;
        });
        await moving.rename;
        const { placedAt: committed } = moving;
        const result = await withRoomOrWait(engine, async () => engine.catalog.record(id, engine.owner.name(), { committed }));
        if (result !== undefined) {
            dropFailure(engine, id);
            endLease(engine, id);
            return result;
        }
        throw new errors/* ObuilderError */.Vy('result-missing', `the result ${id} vanished while it was being committed`, {
            value: id,
        });
    }
    catch (error) {
        moving.fault = (0,fault/* asStoreError */.gp)(error);
        // What is in its place already stays there, and is entered in the catalog as soon as there is space for that.
        if (moving.directory === request.directory)
            engine.trash.add(request.directory);
        giveUp(engine, id);
        throw moving.fault;
    }
}
async function seal(engine, request, moving) {
    request.finishLog();
    await removeScratch(external_node_path_.join(request.directory, store_layout/* SCRATCH */.Zc));
    writeMeta(request.directory, request.meta);
    // The next step asks for its copy right after this commit; then that seals.
    for (let turn = 0; turn < 2; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
    moving.sealing ??= engine.driver.seal(external_node_path_.join(request.directory, store_layout/* ROOTFS */.wE));
    const { sealing } = moving;
    // Where the disk was full it may be tried again; a follower that asked for it has failed then.
    sealing.catch(() => {
        if (moving.sealing === sealing)
            moving.sealing = undefined;
    });
    await sealing;
}
async function readersOf(moving) {
    while (moving.readers.size > 0)
        await Promise.allSettled(moving.readers);
}
async function removeScratch(scratch) {
    try {
        (0,external_node_fs_.rmdirSync)(scratch);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return;
        await (0,mounts/* unmountBelow */.GG)([scratch]);
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
/** An equal result may be in the place: it stays, unless this one is to replace it. */
async function putInPlace(engine, request, moving) {
    const place = external_node_path_.join(engine.layout.results, request.id);
    for (;;) {
        try {
            await (0,external_node_fs_promises_.rename)(request.directory, place);
            moving.placedAt = Date.now();
            break;
        }
        catch (error) {
            const isTaken = (0,fault/* errnoOf */.UQ)(error) === 'ENOTEMPTY' || (0,fault/* errnoOf */.UQ)(error) === 'EEXIST';
            if (!isTaken)
                throw error;
            if (request.replace) {
                takeViewForPeople(engine, request.id);
                engine.trash.take(place);
            }
            else {
                engine.trash.add(request.directory);
                break;
            }
        }
    }
    moving.directory = place;
}

;// CONCATENATED MODULE: ./build/js/store/draft.js











/** A lease on an id that has been claimed in the catalog. */
function makeLease(engine, request) {
    const { id } = request;
    let isUsed = false;
    engine.leases.set(id, new Set());
    engine.pending.delete(id);
    const use = () => {
        if (isUsed)
            throw new errors/* ObuilderError */.Vy('internal', `the lease of ${id} has been used already`, { value: id });
        isUsed = true;
    };
    return {
        id,
        begin: (base) => (0,fault/* withStoreErrors */.BM)(async () => {
            use();
            return beginDraft(engine, request, base);
        }),
        release: () => {
            if (isUsed)
                return;
            isUsed = true;
            giveUp(engine, id);
        },
    };
}
async function beginDraft(engine, request, base) {
    const name = engine.owner.newEntry();
    const directory = external_node_path_.join(engine.layout.tmp, name);
    let log;
    try {
        (0,external_node_fs_.mkdirSync)(external_node_path_.join(directory, store_layout/* SCRATCH */.Zc), { recursive: true, mode: 0o700 });
        log = openLog(external_node_path_.join(directory, store_layout/* LOG */.$9), engine.openLogs);
        const parent = base === undefined ? undefined : engine.pending.get(base.id);
        const rootfs = external_node_path_.join(directory, store_layout/* ROOTFS */.wE);
        await withRoom(engine, async () => {
            try {
                engine.catalog.setDraft(request.id, engine.owner.name(), { name, base: base?.id });
                if (base === undefined)
                    await engine.driver.create(rootfs);
                else if (parent === undefined)
                    await snapshotResult(engine, base.id, rootfs);
                else
                    await parent.snapshotTo(rootfs);
            }
            catch (error) {
                await engine.driver.remove([rootfs]);
                throw error;
            }
        });
        return makeDraft(engine, { ...request, directory, parent, log });
    }
    catch (error) {
        log?.close();
        engine.trash.add(directory);
        giveUp(engine, request.id);
        throw error;
    }
}
/** A no-cache build swaps a result by two renames, between which its place is empty. */
const SWAP_ATTEMPTS = 3;
const SWAP_MILLISECONDS = 10;
async function snapshotResult(engine, id, to) {
    const source = external_node_path_.join(engine.layout.results, id, store_layout/* ROOTFS */.wE);
    for (let attempt = 1; (0,store_layout/* isSafeId */.JA)(id); attempt += 1) {
        try {
            return await engine.driver.snapshot(source, to);
        }
        catch (error) {
            if ((0,external_node_fs_.existsSync)(source))
                throw error;
            if (attempt === SWAP_ATTEMPTS)
                break;
            await (0,promises_.setTimeout)(SWAP_MILLISECONDS);
        }
    }
    throw new errors/* ObuilderError */.Vy('result-missing', `the result ${id} to start from is not in the store`, {
        value: id,
        hint: 'It was deleted while the build ran; build again.',
    });
}
function makeDraft(engine, { id, replace, directory, parent, log }) {
    let isOver = false;
    const discard = async () => {
        if (isOver)
            return;
        isOver = true;
        log.close();
        engine.trash.add(directory);
        giveUp(engine, id);
    };
    return {
        id,
        rootfs: external_node_path_.join(directory, store_layout/* ROOTFS */.wE),
        scratch: external_node_path_.join(directory, store_layout/* SCRATCH */.Zc),
        log: log.write,
        commit: (meta, checked) => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the draft of ${id} is over already`, { value: id });
            isOver = true;
            const { done } = startCommit(engine, {
                id,
                directory,
                meta,
                replace,
                parent,
                checked,
                finishLog: log.finish,
            });
            // A log that could not be written whole takes its space for as long as it is open.
            done.catch(log.close);
            return { base: { id }, done };
        },
        discard,
        keepFailed: async (failure) => {
            if (isOver)
                return;
            try {
                await keepFailed(engine, { id, directory }, failure);
                isOver = true;
                log.close();
                giveUp(engine, id);
            }
            catch {
                // What cannot be kept, for want of space perhaps, is dropped: nobody's build depends on it.
                await discard();
            }
        },
    };
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/js/store/follow.js


const CHUNK = 64 * 1024;
function followLog(file, onLog) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    const descriptor = openIfPresent(file);
    return {
        poll: async () => {
            if (descriptor === undefined)
                return;
            for (;;) {
                const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK, null);
                if (length === 0)
                    return;
                const text = decoder.write(buffer.subarray(0, length));
                if (text !== '')
                    await onLog(text);
            }
        },
        close: () => {
            if (descriptor !== undefined)
                (0,external_node_fs_.closeSync)(descriptor);
        },
    };
}
function openIfPresent(file) {
    try {
        return (0,external_node_fs_.openSync)(file, 'r');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/store/acquire.js








const POLL_MILLISECONDS = 30;
/** The result or the lease of `id`, as the contract's `acquire` promises. */
async function acquire(engine, id, options) {
    if (!(0,store_layout/* isSafeId */.JA)(id))
        throw new errors/* ObuilderError */.Vy('internal', `${JSON.stringify(id)} cannot name a result`, { value: id });
    const startedAt = Date.now();
    const isReplacing = options.replace === true;
    const followed = { draft: undefined, follower: undefined };
    let waited = false;
    try {
        for (;;) {
            throwIfCancelled(id, options.signal);
            // A result that another process made while we waited for it is as fresh as one that we would make.
            const freshSince = isReplacing ? (waited ? startedAt : Number.POSITIVE_INFINITY) : 0;
            const outcome = await withRoom(engine, async () => engine.catalog.claim(id, {
                owner: engine.owner.name(),
                freshSince,
                mayReplace: options.mayReplace,
                parentMadeAt: options.parentMadeAt,
            }));
            if (outcome.kind === 'result') {
                await followed.follower?.poll();
                return { kind: 'result', result: outcome.result, waited };
            }
            if (outcome.kind === 'claimed') {
                return { kind: 'lease', lease: makeLease(engine, { id, replace: isReplacing || outcome.replaces }) };
            }
            waited = true;
            await waitForHolder(engine, { id, claim: outcome.claim, followed, options });
        }
    }
    finally {
        followed.follower?.close();
    }
}
function throwIfCancelled(id, signal) {
    if (signal?.aborted === true)
        throw new errors/* ObuilderError */.Vy('cancelled', `waiting for the result ${id} was cancelled`, { value: id });
}
/** Gives up our own claim, which a full disk has kept from being given up. @throws where it is full still */
function acquire_unstick({ catalog, owner, stuck }, id) {
    catalog.record(id, owner.name());
    stuck.delete(id);
}
/** One turn of waiting: shows what the holder has logged, and takes care of a holder that died. */
async function waitForHolder(engine, { id, claim, followed, options }) {
    const { onLog, signal } = options;
    if (onLog !== undefined && claim.draft !== undefined && claim.draft !== followed.draft) {
        followed.follower?.close();
        followed.draft = claim.draft;
        followed.follower = followLog(external_node_path_.join(engine.layout.tmp, claim.draft, store_layout/* LOG */.$9), onLog);
    }
    await followed.follower?.poll();
    const isOurs = engine.owner.name() === claim.owner;
    if (isOurs && engine.stuck.has(id)) {
        acquire_unstick(engine, id);
        return;
    }
    if (!isOurs && (await repairOwner(engine, claim.owner)))
        return;
    const wakeUp = new AbortController();
    const wake = () => wakeUp.abort();
    engine.leases.get(id)?.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
    try {
        await (0,promises_.setTimeout)(POLL_MILLISECONDS, undefined, { signal: wakeUp.signal }).catch(() => undefined);
    }
    finally {
        signal?.removeEventListener('abort', wake);
        engine.leases.get(id)?.delete(wake);
    }
}

;// CONCATENATED MODULE: ./build/js/store/rows.js



// Joined by hand here and in `toResult`: with hundreds of cached steps this is what a build spends its time on.
const directoryOf = (layout, id) => `${layout.results}/${id}`;
/** The result of a row, or undefined where its files are gone. */
function fromRow(layout, row) {
    const id = String(row['id']);
    const directory = directoryOf(layout, id);
    if (!(0,external_node_fs_.existsSync)(`${directory}/${store_layout/* ROOTFS */.wE}`))
        return undefined;
    const meta = parseMeta(String(row['meta']));
    return meta === undefined ? undefined : toResult(id, directory, meta);
}
/** Enters a result that is on disk. A process may have died, or lost its catalog, between the rename and the entry. */
function adopt(layout, prepare, id) {
    const directory = directoryOf(layout, id);
    const text = (0,external_node_fs_.existsSync)(`${directory}/${store_layout/* ROOTFS */.wE}`) ? readMeta(directory) : undefined;
    const meta = text === undefined ? undefined : parseMeta(text);
    if (text === undefined || meta === undefined)
        return undefined;
    const add = prepare('INSERT OR REPLACE INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
    add.run(id, meta.parent ?? null, text, commitTime(directory), Date.now());
    return toResult(id, directory, meta);
}

;// CONCATENATED MODULE: ./build/js/store/claims.js

function claim(layout, prepare, request) {
    const { id, owner } = request;
    const row = prepare('SELECT id, meta, committed FROM result WHERE id = ?').get(id);
    const known = row === undefined ? undefined : fromRow(layout, row);
    const result = known ?? adopt(layout, prepare, id);
    const committed = Number(row?.['committed'] ?? 0);
    if (result !== undefined && counts({ result, committed }, request)) {
        addHold(prepare, id, owner);
        return { kind: 'result', result, committed };
    }
    const held = prepare('SELECT owner, draft FROM claim WHERE id = ?').get(id);
    if (held !== undefined) {
        const draft = held['draft'];
        return {
            kind: 'held',
            claim: { owner: String(held['owner']), draft: typeof draft === 'string' ? draft : undefined },
        };
    }
    prepare('INSERT INTO claim (id, owner) VALUES (?, ?)').run(id, owner);
    return { kind: 'claimed', replaces: result !== undefined };
}
function counts({ result, committed }, { freshSince, mayReplace, parentMadeAt }) {
    if (!standsOn(result, parentMadeAt))
        return false;
    return committed >= freshSince || mayReplace?.(result) === false;
}
/** A result of an earlier release does not tell on which making of its parent it stands. */
function standsOn({ parentMadeAt, startedAt }, wanted) {
    if (wanted === undefined)
        return true;
    return parentMadeAt === undefined ? startedAt >= wanted : parentMadeAt === wanted;
}
function unclaim(prepare, id, owner) {
    prepare('DELETE FROM claim WHERE id = ? AND owner = ?').run(id, owner);
}
function addHold(prepare, id, owner) {
    prepare('INSERT OR IGNORE INTO hold (id, owner) VALUES (?, ?)').run(id, owner);
}
/** The results among `ids` that are there; `owner` holds them. */
function hold(layout, prepare, { ids, owner }) {
    const select = prepare('SELECT id, meta FROM result WHERE id = ?');
    const held = new Map();
    for (const id of ids) {
        const row = select.get(id);
        const result = row === undefined ? undefined : fromRow(layout, row);
        if (result === undefined)
            continue;
        addHold(prepare, id, owner);
        held.set(id, result);
    }
    return held;
}
function claims_takeOut(prepare, id, { move, except }) {
    const users = prepare(`SELECT owner FROM claim WHERE id = ?1 OR base = ?1
     UNION SELECT owner FROM hold WHERE id = ?1 AND owner IS NOT ?2`).all(id, except ?? null);
    if (users.length > 0)
        return users.map(({ owner }) => String(owner));
    move();
    prepare('DELETE FROM result WHERE id = ?').run(id);
    return [];
}

// EXTERNAL MODULE: external "node:sqlite"
var external_node_sqlite_ = __webpack_require__(99);
;// CONCATENATED MODULE: ./build/js/store/reconcile.js




/** Owner of what was found broken among the results: nobody has that name, so the next repair removes it. */
const NOBODY = 'lost';
/** True for a directory that holds a whole result. A rename put it there, so what is there is whole unless damaged. */
function isWhole(directory) {
    return (0,external_node_fs_.existsSync)(external_node_path_.join(directory, store_layout/* ROOTFS */.wE)) && readMeta(directory) !== undefined;
}
/**
 * Makes the catalog's results those that are on disk. Runs inside a transaction; damaged results are put aside.
 *
 * @returns how many results there are
 */
function reconcile(layout, prepare) {
    let count = 0;
    const known = new Set(prepare('SELECT id FROM result')
        .all()
        .map(({ id }) => String(id)));
    const add = prepare('INSERT INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
    for (const id of (0,external_node_fs_.readdirSync)(layout.results)) {
        const directory = external_node_path_.join(layout.results, id);
        if (!(0,store_layout/* isSafeId */.JA)(id) || !isWhole(directory)) {
            putAside(layout, directory);
            continue;
        }
        count += 1;
        if (!known.delete(id)) {
            const time = commitTime(directory);
            const text = readMeta(directory) ?? '';
            add.run(id, parseMeta(text)?.parent ?? null, text, time, time);
        }
    }
    const drop = prepare('DELETE FROM result WHERE id = ?');
    for (const id of known)
        drop.run(id);
    return count;
}
function putAside(layout, directory) {
    for (let number = 0;; number += 1) {
        const aside = external_node_path_.join(layout.tmp, `${NOBODY}-${number}`);
        if ((0,external_node_fs_.existsSync)(aside))
            continue;
        (0,external_node_fs_.renameSync)(directory, aside);
        return;
    }
}

;// CONCATENATED MODULE: ./build/js/store/database.js







const SCHEMA_VERSION = 2;
const BUSY_MILLISECONDS = 20_000;
/** Nothing is synced: the files are the truth, and after a reboot the catalog is compared with them. */
const SETTINGS = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF';
/** The fact that says when the catalog was made anew, in milliseconds since the epoch. */
const MADE_AT = 'made-at';
const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE result (id TEXT PRIMARY KEY, parent TEXT, meta TEXT NOT NULL, committed INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE claim (id TEXT PRIMARY KEY, owner TEXT NOT NULL, draft TEXT, base TEXT) WITHOUT ROWID;
  CREATE INDEX claim_owner ON claim (owner);
  CREATE INDEX claim_base ON claim (base);
  CREATE TABLE hold (id TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (id, owner)) WITHOUT ROWID;
  CREATE INDEX hold_owner ON hold (owner);
  CREATE TABLE memo (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, bytes INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (kind, key));
  CREATE INDEX memo_used ON memo (used, bytes);
  CREATE TABLE memo_value (number INTEGER PRIMARY KEY, value TEXT NOT NULL);
`;
/** SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, and SQLITE_ERROR, which a missing table gives. */
const damageCodes = [11, 26, 24];
const isDamage = (error) => damageCodes.includes((0,sqlite/* sqliteCode */.a)(error)) ||
    (error instanceof Error && /no such (table|column)/.test(error.message));
/** Opens the catalog; a lost or damaged one, or one that a power cut may have hurt, is first made right. */
function openDatabase(layout, onNotice = () => undefined) {
    const place = {
        layout,
        onNotice,
        bootId: (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    };
    let handle = (0,sqlite/* tellingWhy */.K)(layout.catalog, () => openGood(place) ?? openMended(place));
    const run = (work) => (0,sqlite/* tellingWhy */.K)(layout.catalog, () => {
        try {
            return work(handle.prepare);
        }
        catch (error) {
            if (!isDamage(error))
                throw error;
            handle.database.close();
            handle = openMended(place, handle.inode);
            return work(handle.prepare);
        }
    });
    return {
        run,
        write: (work) => run((prepare) => inTransaction(handle.database, () => work(prepare))),
        close: () => {
            if (handle.database.isOpen)
                handle.database.close();
        },
    };
}
function inTransaction(database, work) {
    database.exec('BEGIN IMMEDIATE');
    try {
        const value = work();
        database.exec('COMMIT');
        return value;
    }
    catch (error) {
        // A transaction that failed for lack of space has been rolled back by SQLite itself.
        if (database.isTransaction)
            database.exec('ROLLBACK');
        throw error;
    }
}
function openHandle(layout) {
    const database = new external_node_sqlite_.DatabaseSync(layout.catalog, { timeout: BUSY_MILLISECONDS });
    const prepared = new Map();
    const prepare = (sql) => {
        const known = prepared.get(sql);
        if (known !== undefined)
            return known;
        const statement = database.prepare(sql);
        prepared.set(sql, statement);
        return statement;
    };
    return { inode: inodeOf(layout), database, prepare };
}
/** The catalog as it is, or undefined where it must be looked into first. Costs the same whatever its size. */
function openGood({ layout, bootId }) {
    if (!(0,external_node_fs_.existsSync)(layout.catalog))
        return undefined;
    const handle = openHandle(layout);
    try {
        handle.database.exec(SETTINGS);
        const version = handle.prepare('PRAGMA user_version').get()?.['user_version'];
        const boot = version === SCHEMA_VERSION
            ? handle.prepare(`SELECT value FROM fact WHERE name = 'boot'`).get()
            : undefined;
        if (boot?.['value'] === bootId) {
            // Stores of earlier releases lack this table.
            handle.database.exec(USED_BY);
            return handle;
        }
        handle.database.close();
        return undefined;
    }
    catch (error) {
        handle.database.close();
        if (isDamage(error))
            return undefined;
        throw error;
    }
}
/** @param damaged the inode of a catalog that is known to be damaged, however sound it looks */
function openMended(place, damaged) {
    const { layout } = place;
    const lock = (0,host_lock/* tryLock */.b)(layout.repairLock, BUSY_MILLISECONDS);
    if (lock === undefined) {
        throw new errors/* ObuilderError */.Vy('store-unavailable', `another process has been repairing ${layout.root} for long`, {
            value: layout.root,
            hint: 'See whether a build hangs on this machine, and try again.',
        });
    }
    try {
        // Another process may have mended it while we waited for the lock.
        const isDamaged = damaged !== undefined && damaged === inodeOf(layout);
        const good = isDamaged ? undefined : openGood(place);
        return good ?? mend(place, isDamaged);
    }
    finally {
        lock.release();
    }
}
function inodeOf(layout) {
    return (0,external_node_fs_.statSync)(layout.catalog, { throwIfNoEntry: false })?.ino ?? 0;
}
function mend({ layout, bootId, onNotice }, isDamaged) {
    const state = isDamaged ? 'damaged' : soundness(layout);
    if (state === 'damaged')
        for (const suffix of ['', '-journal'])
            (0,external_node_fs_.rmSync)(layout.catalog + suffix, { force: true });
    const handle = openHandle(layout);
    const { database, prepare } = handle;
    try {
        database.exec(SETTINGS);
        const results = inTransaction(database, () => {
            if (versionOf(prepare) !== SCHEMA_VERSION)
                database.exec(schema);
            database.exec(USED_BY);
            const fact = prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');
            if (state !== 'sound')
                fact.run(MADE_AT, String(Date.now()));
            fact.run('boot', bootId);
            database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
            return reconcile(layout, prepare);
        });
        if (state !== 'sound' && results > 0)
            onNotice(`the store's catalog was ${state}; it was rebuilt from the ${results} results on disk`);
        return handle;
    }
    catch (error) {
        database.close();
        throw error;
    }
}
function versionOf(prepare) {
    return prepare('PRAGMA user_version').get()?.['user_version'];
}
/** What a catalog in doubt is like; all but a sound one is made anew. A whole check. */
function soundness(layout) {
    if (!(0,external_node_fs_.existsSync)(layout.catalog))
        return 'missing';
    const { database, prepare } = openHandle(layout);
    try {
        if (versionOf(prepare) !== SCHEMA_VERSION)
            return 'damaged';
        const isSound = prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'] === 'ok';
        return isSound ? 'sound' : 'damaged';
    }
    catch {
        return 'damaged';
    }
    finally {
        database.close();
    }
}

;// CONCATENATED MODULE: ./build/js/store/catalog.js








/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const catalog_USE_GRAIN = 60_000;
function openCatalog(layout, { onNotice, uid }) {
    const database = openDatabase(layout, onNotice);
    const { run, write } = database;
    const used = (results) => {
        noteUse(database, uid, results.keys());
        return results;
    };
    return {
        database,
        find: (ids) => used(find(layout, database, ids)),
        hold: (ids, owner) => used(write((prepare) => hold(layout, prepare, { ids, owner }))),
        ownThings: () => thingsOfOnly(database, uid),
        noteUse: (thing) => noteUse(database, uid, [thing]),
        list: () => list(layout, database),
        uses: () => run(uses),
        madeAt: () => Number(run((prepare) => prepare('SELECT value FROM fact WHERE name = ?').get(MADE_AT))?.['value'] ?? 0),
        count: () => Number(run((prepare) => prepare('SELECT count(*) AS n FROM result').get())?.['n'] ?? 0),
        claim: (id, request) => {
            const outcome = write((prepare) => claim(layout, prepare, { id, ...request }));
            if (outcome.kind === 'result')
                noteUse(database, uid, [id]);
            return outcome;
        },
        setDraft: (id, owner, { name, base }) => run((prepare) => prepare('UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?').run(name, base ?? null, id, owner)),
        takeOut: (id, request) => takeOutThoughFull(database, id, request),
        claimsOf: (owner) => run((prepare) => prepare('SELECT id FROM claim WHERE owner = ?').all(owner)).map(({ id }) => String(id)),
        unclaimAll: (owner) => write((prepare) => {
            for (const table of ['claim', 'hold'])
                prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
        }),
        dropLost: () => write((prepare) => dropLost(layout, prepare)),
        record: (id, owner, { committed } = { committed: undefined }) => {
            const result = write((prepare) => {
                const result = adopt(layout, prepare, id);
                if (result !== undefined)
                    addHold(prepare, id, owner);
                // Some file systems keep times in whole seconds.
                if (committed !== undefined)
                    prepare('UPDATE result SET committed = ? WHERE id = ?').run(committed, id);
                unclaim(prepare, id, owner);
                return result;
            });
            if (result !== undefined)
                noteUse(database, uid, [id]);
            return result;
        },
    };
}
/** On a full disk the files can go and the row cannot: where they differ, the disk is right. */
function takeOutThoughFull({ write }, id, request) {
    let isMoved = false;
    const move = () => {
        request.move();
        isMoved = true;
    };
    try {
        return write((prepare) => claims_takeOut(prepare, id, { ...request, move }));
    }
    catch (error) {
        if (isMoved && (0,fault/* isFull */.uq)(error))
            return [];
        throw error;
    }
}
function list(layout, { run }) {
    const rows = run((prepare) => prepare('SELECT id, meta, used FROM result ORDER BY used DESC, id').all());
    return rows.flatMap((row) => {
        const result = fromRow(layout, row);
        return result === undefined ? [] : [{ ...result, usedAt: Number(row['used']) }];
    });
}
function dropLost(layout, prepare) {
    const drop = prepare('DELETE FROM result WHERE id = ?');
    for (const { id } of prepare('SELECT id FROM result').all()) {
        if (!(0,external_node_fs_.existsSync)(directoryOf(layout, String(id))))
            drop.run(String(id));
    }
    prepare("DELETE FROM used_by WHERE thing NOT LIKE '%:%' AND thing NOT IN (SELECT id FROM result)").run();
}
function uses(prepare) {
    return prepare('SELECT id, parent, committed, used FROM result')
        .all()
        .map(({ id, parent, committed, used }) => ({
        id: String(id),
        parent: typeof parent === 'string' ? parent : undefined,
        committed: Number(committed),
        used: Number(used),
    }));
}
function find(layout, database, ids) {
    const rows = database.run((prepare) => prepare('SELECT id, meta, used FROM result WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids)));
    const byId = new Map(rows.map((row) => [String(row['id']), row]));
    const found = new Map();
    for (const id of ids) {
        const row = byId.get(id);
        const result = row === undefined ? undefined : fromRow(layout, row);
        const isLost = result === undefined && (0,store_layout/* isSafeId */.JA)(id) && (0,external_node_fs_.existsSync)(directoryOf(layout, id));
        const present = isLost ? database.write((prepare) => adopt(layout, prepare, id)) : result;
        if (present !== undefined)
            found.set(id, present);
    }
    const now = Date.now();
    const stale = rows.filter(({ used }) => Number(used) < now - catalog_USE_GRAIN).map(({ id }) => id);
    if (stale.length > 0)
        markUsed(database, JSON.stringify(stale), now);
    return found;
}
function markUsed(database, ids, now) {
    try {
        database.run((prepare) => prepare('UPDATE result SET used = ? WHERE id IN (SELECT value FROM json_each(?))').run(now, ids));
    }
    catch (error) {
        // A store that is full can still be read.
        if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
            throw error;
    }
}

// EXTERNAL MODULE: ./build/js/store/drivers.js + 17 modules
var drivers = __webpack_require__(1977);
;// CONCATENATED MODULE: ./build/js/store/fingerprint.js



const KEY_BYTES = 32;
/**
 * A digest of a secret's value that nobody can try values against who has the ids of results and not this store's key. The
 * key never leaves the store, so the fingerprints of two stores differ.
 */
function fingerprintOf(layout, value) {
    return (0,external_node_crypto_.createHmac)('sha256', readKey(layout) ?? makeKey(layout))
        .update(value)
        .digest('hex');
}
/** A key of another length was cut off by a full disk or a power cut, and is no secret. */
function readKey({ secretKey }) {
    try {
        const key = (0,external_node_fs_.readFileSync)(secretKey);
        return key.length === KEY_BYTES ? key : undefined;
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
/** Of several processes that make it at once one wins, and all use that one's key. It appears whole, and root's alone. */
function makeKey(layout) {
    const { secretKey } = layout;
    const draft = `${secretKey}.${process.pid}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;
    try {
        (0,external_node_fs_.writeFileSync)(draft, (0,external_node_crypto_.randomBytes)(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
        if (readKey(layout) === undefined)
            (0,external_node_fs_.rmSync)(secretKey, { force: true });
        (0,external_node_fs_.linkSync)(draft, secretKey);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) !== 'EEXIST')
            throw error;
    }
    finally {
        (0,external_node_fs_.rmSync)(draft, { force: true });
    }
    const key = readKey(layout);
    if (key === undefined)
        throw new Error(`${secretKey} cannot be made`);
    return key;
}

;// CONCATENATED MODULE: ./build/js/store/memo.js


/** All values together; the least recently used go first. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A use is written down at this grain, in milliseconds, so that recalling mostly writes nothing. */
const memo_USE_GRAIN = 3_600_000;
/** Facts in the catalog's file. Values stand in a table of their own, so that marking a use does not rewrite them. */
function makeMemo(database, mostBytes = MOST_BYTES) {
    return {
        recall: (kind, key) => database.run((prepare) => recall(prepare, kind, key)),
        remember: (kind, key, value) => {
            try {
                if (database.run((prepare) => recall(prepare, kind, key)) === value)
                    return;
                database.write((prepare) => {
                    replace(prepare, { kind, key, value }, mostBytes);
                    trim(prepare, mostBytes);
                });
            }
            catch (error) {
                // What is not remembered costs time only: no build fails for it.
                if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
                    throw error;
            }
        },
    };
}
function recall(prepare, kind, key) {
    const row = prepare('SELECT number, used, value FROM memo JOIN memo_value USING (number) WHERE kind = ? AND key = ?').get(kind, key);
    if (row === undefined)
        return undefined;
    const now = Date.now();
    if (Number(row['used']) < now - memo_USE_GRAIN)
        memo_markUsed(prepare, Number(row['number']), now);
    return String(row['value']);
}
function memo_markUsed(prepare, number, now) {
    try {
        prepare('UPDATE memo SET used = ? WHERE number = ?').run(now, number);
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
            throw error;
    }
}
function replace(prepare, { kind, key, value }, mostBytes) {
    const old = prepare('SELECT number FROM memo WHERE kind = ? AND key = ?').get(kind, key);
    if (old !== undefined)
        drop(prepare, Number(old['number']));
    const bytes = Buffer.byteLength(value);
    if (bytes > mostBytes)
        return;
    const add = prepare('INSERT INTO memo (kind, key, bytes, used) VALUES (?, ?, ?, ?)');
    const { lastInsertRowid } = add.run(kind, key, bytes, Date.now());
    prepare('INSERT INTO memo_value (number, value) VALUES (?, ?)').run(lastInsertRowid, value);
}
function trim(prepare, mostBytes) {
    let excess = Number(prepare('SELECT sum(bytes) AS n FROM memo').get()?.['n'] ?? 0) - mostBytes;
    if (excess <= 0)
        return;
    for (const old of prepare('SELECT number, bytes FROM memo ORDER BY used, number').all()) {
        if (excess <= 0)
            return;
        excess -= Number(old['bytes']);
        drop(prepare, Number(old['number']));
    }
}
function drop(prepare, number) {
    for (const table of ['memo', 'memo_value'])
        prepare(`DELETE FROM ${table} WHERE number = ?`).run(number);
}

// EXTERNAL MODULE: ./build/js/store/merge-limits.js
var merge_limits = __webpack_require__(2269);
;// CONCATENATED MODULE: ./build/js/store/read-log.js




const LARGEST_PIECE = 128 * 1024;
/**
 * The log of a result in pieces, which may be of any length; undefined where it was lost. The catalog is not asked, since a build
 * has asked it already for all its steps at once.
 */
function readLog(layout, id) {
    const file = logOf(layout, id);
    const isThere = file !== undefined && (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false }) !== undefined;
    return isThere ? piecesOf(file) : undefined;
}
/** The length of a result's log in bytes; undefined where it was lost. */
function logBytes(layout, id) {
    const file = logOf(layout, id);
    return file === undefined ? undefined : (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.size;
}
const logOf = (layout, id) => ((0,store_layout/* isSafeId */.JA)(id) ? external_node_path_.join(layout.results, id, store_layout/* LOG */.$9) : undefined);
/** Opens the file with the first piece, so that a log that nobody reads stays closed. */
function* piecesOf(file) {
    const descriptor = (0,external_node_fs_.openSync)(file, 'r');
    try {
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        let left = (0,external_node_fs_.fstatSync)(descriptor).size;
        const buffer = Buffer.allocUnsafe(Math.min(LARGEST_PIECE, left));
        while (left > 0) {
            const length = (0,external_node_fs_.readSync)(descriptor, buffer);
            if (length === 0)
                break;
            left -= length;
            yield decoder.write(buffer.subarray(0, length));
        }
        yield decoder.end();
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./build/js/store/slots.js








/** A private copy of a slot, as the contract's `slot` promises. */
const takeSlot = (engine) => (name, { uid, gid, from = [] }) => (0,fault/* withStoreErrors */.BM)(async () => {
    const slot = slots_directoryOf(engine, name);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const data = external_node_path_.join(entry, store_layout/* SLOT_DATA */.yz);
    engine.catalog.noteUse(slotThing(external_node_path_.basename(slot)));
    try {
        (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
        const version = await withRoom(engine, () => copyLatest(engine, slot, data));
        for (const other of from) {
            if ((0,external_node_fs_.existsSync)(data))
                break;
            await withRoom(engine, () => copyLatest(engine, slots_directoryOf(engine, other), data));
        }
        if (!(0,external_node_fs_.existsSync)(data)) {
            await withRoom(engine, () => engine.driver.create(data));
            (0,external_node_fs_.chownSync)(data, uid, gid);
        }
        return slotCopy(engine, { name, slot, entry, version });
    }
    catch (error) {
        engine.trash.add(entry);
        throw error;
    }
});
const slots_directoryOf = (engine, name) => external_node_path_.join(engine.layout.slots, encodeSlotName(name));
/**
 * Copies the slot's last version, if it has files, and gives its number, 0 where there is none. A version may go while it
 * is copied.
 */
async function copyLatest(engine, slot, to) {
    for (;;) {
        const version = latestOf(slot);
        const from = dataOf(slot, version);
        if (!(0,external_node_fs_.existsSync)(from)) {
            if (latestOf(slot) === version)
                return version;
            continue;
        }
        try {
            await engine.driver.snapshot(from, to);
            return version;
        }
        catch (error) {
            await engine.driver.remove([to]);
            if ((0,external_node_fs_.existsSync)(from))
                throw error;
        }
    }
}
function slotCopy(engine, copy) {
    let isOver = false;
    return {
        name: copy.name,
        path: external_node_path_.join(copy.entry, store_layout/* SLOT_DATA */.yz),
        finish: () => (0,fault/* withStoreErrors */.BM)(async () => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the copy of slot ${copy.name} is over`, { value: copy.name });
            isOver = true;
            // Whose copy cannot win any more need not be put at rest.
            if (latestOf(copy.slot) !== copy.version)
                engine.trash.add(copy.entry);
            else {
                await engine.driver.rest(external_node_path_.join(copy.entry, store_layout/* SLOT_DATA */.yz));
                await replaceSlot(engine, copy);
            }
        }),
    };
}

;// CONCATENATED MODULE: ./build/js/store/trash.js




function makeTrash(layout, parts) {
    const dropped = new Set();
    return {
        add: (directory) => void dropped.add(directory),
        take: (directory) => {
            const entry = external_node_path_.join(layout.tmp, parts.owner.newEntry());
            try {
                (0,external_node_fs_.renameSync)(directory, entry);
            }
            catch {
                return false;
            }
            dropped.add(entry);
            return true;
        },
        empty: async () => {
            const entries = [...dropped];
            await removeEntries(parts.driver, entries);
            for (const entry of entries)
                dropped.delete(entry);
            return entries.length > 0;
        },
        emptyAll: async () => {
            const owner = parts.owner.name();
            const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => (0,store_layout/* ownerOfEntry */.Hu)(entry) === owner);
            await removeEntries(parts.driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
            dropped.clear();
        },
    };
}

// EXTERNAL MODULE: ./build/js/store/trust.js
var trust = __webpack_require__(9174);
;// CONCATENATED MODULE: ./build/js/store/open.js




















/** The floor that is kept where nothing else is asked for. */
const DEFAULT_LIMITS = { minFree: { share: 0.05 } };
/**
 * Opens a store, makes it where there is none, and repairs what dead processes left in it. What is to be repaired is
 * told from two directory reads, so that opening costs the same whatever the number of results.
 *
 * @param place the driver and the directory, as `parseStoreName` or `resolveStore` give them
 * @throws ObuilderError `store-unavailable` or `store-full`
 */
function openStore(place, options = {}) {
    return (0,fault/* withStoreErrors */.BM)(async () => {
        if (place.root.startsWith('/'))
            (0,trust/* checkWay */.CT)(place.root);
        const opened = await drivers/* drivers */.ak[place.driver].open(place.root);
        // A dataset's directory is known only now.
        if (opened.root !== place.root)
            (0,trust/* checkWay */.CT)(opened.root);
        try {
            return await openWithDriver(opened, options);
        }
        catch (error) {
            if ((0,fault/* asStoreError */.gp)(error).code !== 'store-full')
                throw error;
            // What was removed just now may take the file system half a minute to free.
            await opened.driver.settle();
            return await openWithDriver(opened, options);
        }
    });
}
async function openWithDriver({ root, driver }, options) {
    const { onNotice = () => undefined, limits, user } = options;
    const layout = (0,store_layout/* layoutOf */.aH)(root);
    (0,trust/* checkEntries */.bX)(layout);
    (0,store_layout/* makeLayout */.zz)(layout);
    const catalog = openCatalog(layout, { onNotice, uid: user?.uid ?? 0 });
    tellOtherFormats(layout, onNotice);
    try {
        await repairStore({ layout, catalog, driver });
    }
    catch (error) {
        catalog.database.close();
        throw error;
    }
    const owner = makeOwner(layout);
    const trash = makeTrash(layout, { driver, owner });
    return storeOf({
        layout,
        driver,
        catalog,
        owner,
        trash,
        pending: new Map(),
        leases: new Map(),
        stuck: new Set(),
        openLogs: new Set(),
        views: new Map(),
        limits: (0,merge_limits/* mergeLimits */.n)(DEFAULT_LIMITS, limits),
        user,
        onNotice,
    });
}
/** A store of another release may stand in the same place: it is left alone. */
function tellOtherFormats(layout, onNotice) {
    for (const directory of (0,store_layout/* otherFormats */.FV)(layout)) {
        onNotice(`${directory} is a store of another format, which this release does not use; remove it when no other release does`);
    }
}
function storeOf(engine) {
    const { catalog, trash, driver } = engine;
    let closing;
    return {
        memo: makeMemo(catalog.database),
        find: (ids) => sync(() => catalog.find(ids)),
        hold: (ids) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, async () => catalog.hold(ids, engine.owner.name()))),
        view: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => viewResult(engine, id))),
        expose: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => exposeResult(engine, id))),
        checkout: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => checkOut(engine, id))),
        acquire: (id, options = {}) => (0,fault/* withStoreErrors */.BM)(() => acquire(engine, id, options)),
        slot: takeSlot(engine),
        fingerprint: (value) => sync(() => fingerprintOf(engine.layout, value)),
        touchSlots: (names) => sync(() => touchSlots(engine, names)),
        readLog: (id) => readLog(engine.layout, id),
        logBytes: (id) => logBytes(engine.layout, id),
        list: () => sync(() => catalog.list()),
        failed: () => listFailed(engine.layout),
        delete: (id) => deleteResult(engine, id),
        deleteFailed: (id) => (0,fault/* withStoreErrors */.BM)(async () => deleteFailed(engine, id)),
        usage: () => (0,fault/* withStoreErrors */.BM)(() => usage(engine)),
        space: () => sync(() => driver.space()),
        spareBytes: () => sync(() => driver.spareBytes()),
        hasRoom: () => sync(() => hasRoom(engine)),
        prune: (limits, signal) => (0,fault/* withStoreErrors */.BM)(() => pruneFor(engine, limits, signal)),
        makeRoom: (isFull) => (0,fault/* withStoreErrors */.BM)(() => makeRoom(engine, isFull)),
        clean: () => (0,fault/* withStoreErrors */.BM)(async () => {
            await trash.empty();
            await driver.settle();
        }),
        close: () => {
            closing ??= (0,fault/* withStoreErrors */.BM)(() => open_close(engine));
            return closing;
        },
    };
}
function sync(work) {
    try {
        return work();
    }
    catch (error) {
        throw (0,fault/* asStoreError */.gp)(error);
    }
}
async function usage({ layout, catalog, driver }) {
    return {
        ...driver.space(),
        usedBytes: await driver.usedBytes(),
        results: catalog.count(),
        slots: listSlots(layout).length,
        failed: listFailed(layout).length,
    };
}
async function open_close(engine) {
    const { catalog, owner, trash, pending, stuck, openLogs } = engine;
    await Promise.allSettled([...pending.values()].map(({ done }) => done));
    for (const log of openLogs)
        log.close();
    let keep = false;
    stuck.clear();
    if (owner.isHeld) {
        // What cannot be removed now is left to the next opening; a build that is done does not fail for it.
        try {
            await trash.emptyAll();
            await onceThereIsSpace(engine, () => {
                for (const id of catalog.claimsOf(owner.name()))
                    catalog.record(id, owner.name());
                catalog.unclaimAll(owner.name());
            });
        }
        catch {
            keep = true;
        }
    }
    owner.end({ keep });
    catalog.database.close();
}
/** What was removed just now may be what a full disk needs, and takes a moment to be free. */
async function onceThereIsSpace({ driver }, work) {
    try {
        work();
    }
    catch (error) {
        if (!(0,fault/* isFull */.uq)(error))
            throw error;
        await driver.settle();
        work();
    }
}


/***/ }),

/***/ 9174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ checkWay),
/* harmony export */   RA: () => (/* binding */ checkPool),
/* harmony export */   bX: () => (/* binding */ checkEntries)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3728);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9316);





/**
 * Refuses a directory that others than root could exchange, because root reads, writes and deletes below it.
 *
 * @throws ObuilderError `store-unavailable`
 */
function checkWay(directory) {
    refuse((0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedWay */ .Q)(directory), directory);
}
/**
 * Refuses a store whose own files and directories others control: each of those that opening and repairing reads or deletes.
 * Results lie deeper, in directories that only root can enter.
 *
 * @throws ObuilderError `store-unavailable`
 */
function checkEntries(layout) {
    const { root, results, tmp, slots, failed, views, state, owners, catalog } = layout;
    const { repairLock, pruneLock, viewLock } = layout;
    const files = [catalog, `${catalog}-journal`, repairLock, pruneLock, viewLock];
    const directories = [node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(results), results, tmp, slots, failed, views, state, owners];
    refuse((0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedEntry */ .z)([...directories, node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, 'v1', 'layer'), ...files]), root);
    // Only once the directories are known to be root's.
    refuse((0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedEntry */ .z)([...entriesOf(tmp), ...entriesOf(owners), ...entriesOf(views)]), root);
}
/** The same for the image file of a pool and what is beside it. */
function checkPool(directory) {
    checkWay(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool'));
    const names = ['pool.img', 'pool.img.new', 'pool.lock', 'pool.lock-journal'];
    refuse((0,_host_trusted_path_js__WEBPACK_IMPORTED_MODULE_3__/* .untrustedEntry */ .z)(names.map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name))), directory);
}
function entriesOf(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory).map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name));
    }
    catch (error) {
        if ((0,_fault_js__WEBPACK_IMPORTED_MODULE_4__/* .errnoOf */ .UQ)(error) === 'ENOENT')
            return [];
        throw error;
    }
}
function refuse(found, root) {
    if (found === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('store-unavailable', `the store in ${root} cannot be trusted: ${found.path} ${found.why}`, {
        value: found.path,
        hint: 'Use a directory that, with all directories above it, belongs to root, that nobody else can write to, and that is no link, such as one below /srv or /var/lib.',
    });
}


/***/ })

};
