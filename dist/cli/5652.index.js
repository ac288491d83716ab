export const id = 5652;
export const ids = [5652];
export const modules = {

/***/ 5206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Km: () => (/* binding */ whyNoMounts),
/* harmony export */   dM: () => (/* binding */ GRANT),
/* harmony export */   mS: () => (/* binding */ GRANT_LOOP),
/* harmony export */   vy: () => (/* binding */ whyNoLoopDevices)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9252);



/** The number of CAP_SYS_ADMIN, by which the kernel lets a process mount (capabilities(7)). */
const SYS_ADMIN = 21n;
/** What to change so that a program may do what building takes, for each kind of place that holds rights back. */
const GRANT = 'Docker: start the container with --privileged. Kubernetes: set securityContext.privileged: true for the runner. ' +
    'systemd: take CapabilityBoundingSet, SystemCallFilter, RestrictNamespaces and PrivateDevices out of the unit of the runner.';
/** Where loop devices come from in a place that has none. */
const GRANT_LOOP = 'Docker: start the container with --privileged and -v /dev:/dev. Kubernetes: privileged: true and a hostPath volume of /dev. ' +
    'systemd: take PrivateDevices and DevicePolicy out of the unit. Or name a store that needs none: OBUILDER_STORE=overlayfs:DIRECTORY.';
/** Why this process may not mount, found out by a mount that nobody else sees; undefined where it may. */
async function whyNoMounts() {
    // In mounts of its own, which go with the process.
    if (await works('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/proc']))
        return undefined;
    return hasSysAdmin()
        ? 'this process may not mount file systems, although it has CAP_SYS_ADMIN: a security profile or a filter of system calls forbids it'
        : 'this process may not mount file systems: it lacks the capability CAP_SYS_ADMIN';
}
/** Why no image file can become a disk, found out by a loop device that goes at once; undefined where it can. */
async function whyNoLoopDevices(file) {
    const script = 'device=$(losetup --find --show --read-only -- "$1") && losetup --detach "$device"';
    if (await works('sh', ['-c', script, 'sh', file]))
        return undefined;
    return 'there are no loop devices that this process may use';
}
function hasSysAdmin() {
    const [, bits = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/status', 'utf8')) ?? [];
    return ((BigInt(`0x${bits}`) >> SYS_ADMIN) & 1n) === 1n;
}
async function works(file, args) {
    try {
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runQuick */ .l)(file, args);
        return true;
    }
    catch (error) {
        // A machine without the program says nothing of rights; who looks for programs tells of it.
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isObuilderError */ .LV)(error, 'tool-missing'))
            return true;
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isObuilderError */ .LV)(error))
            return false;
        throw error;
    }
}


/***/ }),

/***/ 5652:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   insteadOfPool: () => (/* binding */ insteadOfPool),
/* harmony export */   tried: () => (/* binding */ tried)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);
/* harmony import */ var _host_overlay_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3453);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5206);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3838);
/* harmony import */ var _auto_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3977);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9316);









/** Any file: a trial of loop devices shows it as a disk for a moment, read-only. */
const ANY_FILE = '/bin/sh';
/**
 * What `auto` takes where the pool could not be made or mounted: another kind of store where the machine lets nobody use image files.
 * Trials decide, never the words of the error.
 *
 * @throws ObuilderError the error itself where the machine lacks nothing, else one that names the privilege that is missing
 */
async function insteadOfPool(facts, error) {
    await checkPrivileges(facts.directory);
    const lack = await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_5__/* .whyNoLoopDevices */ .vy)(ANY_FILE);
    if (lack === undefined)
        throw (0,_fault_js__WEBPACK_IMPORTED_MODULE_8__/* .asStoreError */ .gp)(error);
    const { why, ...choice } = (0,_auto_js__WEBPACK_IMPORTED_MODULE_7__/* .chooseStore */ .z)({ ...facts, hasImage: false, hasLoopDevices: () => false });
    const image = node_path__WEBPACK_IMPORTED_MODULE_2__.join(facts.directory, 'pool.img');
    const left = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(image) ? `; the pool in ${image} waits for a machine that can mount it` : '';
    return await tried({ ...choice, why: `${why} (${lack})${left}` });
}
/**
 * The choice, or plain copies where overlayfs does not work in that place. A store that is there already was tried when it was made.
 *
 * @throws ObuilderError `store-unavailable` naming the privilege that is missing
 */
async function tried(choice) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(choice.directory))
        return choice;
    await checkPrivileges(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(choice.directory));
    if (choice.kind !== 'overlayfs')
        return choice;
    const near = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_6__/* .nearestExisting */ .Iv)(choice.directory));
    try {
        await (0,_host_overlay_js__WEBPACK_IMPORTED_MODULE_4__/* .tryOverlay */ .uT)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(near, `.overlay-trial-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`));
        return choice;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isObuilderError */ .LV)(error, 'command-failed'))
            throw error;
        const directory = node_path__WEBPACK_IMPORTED_MODULE_2__.join(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(choice.directory), 'copy');
        return { kind: 'copy', directory, why: `${choice.why}, and overlayfs does not work at ${near}` };
    }
}
async function checkPrivileges(directory) {
    const why = await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_5__/* .whyNoMounts */ .Km)();
    if (why !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('store-unavailable', `nothing can be built here: ${why}`, { hint: _host_privilege_js__WEBPACK_IMPORTED_MODULE_5__/* .GRANT */ .dM });
    try {
        // First, because Node tells of a read-only file system as of a missing directory.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_6__/* .nearestExisting */ .Iv)(directory), node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    }
    catch (cause) {
        const reason = (0,_fault_js__WEBPACK_IMPORTED_MODULE_8__/* .errnoOf */ .UQ)(cause) === 'EROFS' ? 'the file system is read-only' : String((0,_fault_js__WEBPACK_IMPORTED_MODULE_8__/* .errnoOf */ .UQ)(cause));
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('store-unavailable', `no store can be made at ${directory}: ${reason}`, {
            value: directory,
            hint: `systemd: set ReadWritePaths=${directory} in the unit of the runner, after a mkdir. Docker and Kubernetes: mount a volume there. Or name a store elsewhere: OBUILDER_STORE=btrfs:DIRECTORY.`,
            cause,
        });
    }
}


/***/ })

};
