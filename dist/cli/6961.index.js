export const id = 6961;
export const ids = [6961];
export const modules = {

/***/ 4531:
/***/ ((module) => {

/*!
 * bytes
 * Copyright(c) 2012-2014 TJ Holowaychuk
 * Copyright(c) 2015 Jed Watson
 * MIT Licensed
 */



/**
 * Module exports.
 * @public
 */

module.exports = bytes;
module.exports.format = format;
module.exports.parse = parse;

/**
 * Module variables.
 * @private
 */

var formatThousandsRegExp = /\B(?=(\d{3})+(?!\d))/g;

var formatDecimalsRegExp = /(?:\.0*|(\.[^0]+)0+)$/;

var map = {
  b:  1,
  kb: 1 << 10,
  mb: 1 << 20,
  gb: 1 << 30,
  tb: Math.pow(1024, 4),
  pb: Math.pow(1024, 5),
};

var parseRegExp = /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;

/**
 * Convert the given value in bytes into a string or parse to string to an integer in bytes.
 *
 * @param {string|number} value
 * @param {{
 *  case: [string],
 *  decimalPlaces: [number]
 *  fixedDecimals: [boolean]
 *  thousandsSeparator: [string]
 *  unitSeparator: [string]
 *  }} [options] bytes options.
 *
 * @returns {string|number|null}
 */

function bytes(value, options) {
  if (typeof value === 'string') {
    return parse(value);
  }

  if (typeof value === 'number') {
    return format(value, options);
  }

  return null;
}

/**
 * Format the given value in bytes into a string.
 *
 * If the value is negative, it is kept as such. If it is a float,
 * it is rounded.
 *
 * @param {number} value
 * @param {object} [options]
 * @param {number} [options.decimalPlaces=2]
 * @param {number} [options.fixedDecimals=false]
 * @param {string} [options.thousandsSeparator=]
 * @param {string} [options.unit=]
 * @param {string} [options.unitSeparator=]
 *
 * @returns {string|null}
 * @public
 */

function format(value, options) {
  if (!Number.isFinite(value)) {
    return null;
  }

  var mag = Math.abs(value);
  var thousandsSeparator = (options && options.thousandsSeparator) || '';
  var unitSeparator = (options && options.unitSeparator) || '';
  var decimalPlaces = (options && options.decimalPlaces !== undefined) ? options.decimalPlaces : 2;
  var fixedDecimals = Boolean(options && options.fixedDecimals);
  var unit = (options && options.unit) || '';

  if (!unit || !map[unit.toLowerCase()]) {
    if (mag >= map.pb) {
      unit = 'PB';
    } else if (mag >= map.tb) {
      unit = 'TB';
    } else if (mag >= map.gb) {
      unit = 'GB';
    } else if (mag >= map.mb) {
      unit = 'MB';
    } else if (mag >= map.kb) {
      unit = 'KB';
    } else {
      unit = 'B';
    }
  }

  var val = value / map[unit.toLowerCase()];
  var str = val.toFixed(decimalPlaces);

  if (!fixedDecimals) {
    str = str.replace(formatDecimalsRegExp, '$1');
  }

  if (thousandsSeparator) {
    str = str.split('.').map(function (s, i) {
      return i === 0
        ? s.replace(formatThousandsRegExp, thousandsSeparator)
        : s
    }).join('.');
  }

  return str + unitSeparator + unit;
}

/**
 * Parse the string value into an integer in bytes.
 *
 * If no unit is given, it is assumed the value is in bytes.
 *
 * @param {number|string} val
 *
 * @returns {number|null}
 * @public
 */

function parse(val) {
  if (typeof val === 'number' && !isNaN(val)) {
    return val;
  }

  if (typeof val !== 'string') {
    return null;
  }

  // Test if the string passed is valid
  var results = parseRegExp.exec(val);
  var floatValue;
  var unit = 'b';

  if (!results) {
    // Nothing could be extracted from the given string
    floatValue = parseInt(val, 10);
    unit = 'b'
  } else {
    // Retrieve the value and the unit
    floatValue = parseFloat(results[1]);
    unit = results[4].toLowerCase();
  }

  if (isNaN(floatValue)) {
    return null;
  }

  return Math.floor(map[unit] * floatValue);
}


/***/ }),

/***/ 6961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctorVerb: () => (/* binding */ doctorVerb),
  examine: () => (/* binding */ examine)
});

// EXTERNAL MODULE: ./build/js/cli/output.js
var output = __webpack_require__(330);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js
var store_flags = __webpack_require__(6144);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
// EXTERNAL MODULE: ./build/js/worker/program.js
var program = __webpack_require__(2313);
;// CONCATENATED MODULE: ./build/js/cli/doctor/finding.js
const ok = (check, found) => ({ check, state: 'ok', found });
const note = (check, found, fix) => {
    return { check, state: 'note', found, fix };
};
const problem = (check, found, fix) => {
    return { check, state: 'problem', found, fix };
};
function printFindings(findings) {
    const lines = findings.flatMap(({ check, state, found, fix }) => [
        `${state.padEnd(8)}${check}: ${found}`,
        ...(fix === undefined ? [] : [`        → ${fix}`]),
    ]);
    return `${lines.join('\n')}\n`;
}
/** Whether a version such as `6.1.0-28-amd64` is `wanted` (such as `5.2`) or later. What is no version is old. */
function isAtLeast(version, wanted) {
    const numbers = (text) => (/\d+(\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
    const have = numbers(version);
    for (const [index, number] of numbers(wanted).entries()) {
        const difference = (have[index] ?? 0) - number;
        if (difference !== 0)
            return difference > 0;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/access.js


function checkRoot({ root, userName }) {
    const fix = `as root, in a copy of this action that only root can change: node dist/cli/index.js doctor --install --user=${userName}`;
    switch (root) {
        case 'is-root':
            return [ok('root', 'this user is root')];
        case 'by-sudo':
            return [ok('root', 'sudo works without a password')];
        case 'by-program':
            return [ok('root', `sudo lets this user start ${program/* PROGRAM */.RX}`)];
        case 'sudo-asks':
            return [problem('root', 'sudo asks for a password, or refuses', fix)];
        case 'no-sudo':
            return [
                problem('root', 'this user is not root and there is no sudo', `as root: apt-get install sudo; then ${fix}`),
            ];
    }
}
/** Whoever can change root's copy of the worker is root. A copy of another version speaks another protocol, perhaps. */
function checkProgram({ worker }) {
    const check = 'worker program';
    const update = "as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
    if (worker === undefined)
        return [ok(check, `${program/* PROGRAM */.RX} is not installed; a narrow sudo rule needs it`)];
    const { version, ownVersion, changeable } = worker;
    const found = `${program/* PROGRAM */.RX}, version ${version}`;
    if (changeable !== undefined) {
        const fix = `chown root:root ${changeable} && chmod go-w ${changeable}`;
        return [problem(check, `${found}: others than root can change ${changeable}`, fix)];
    }
    if (ownVersion === undefined || version === ownVersion)
        return [ok(check, found)];
    return [problem(check, `${found}, but this action is of version ${ownVersion}`, update)];
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/cgroups.js

/** What a step cannot have where a controller is missing. */
const CONTROLLERS = {
    pids: 'a step that forks without end takes the machine with it',
    memory: 'no step can be given a limit of memory',
    cpu: 'no step can be given a limit of CPUs',
};
function checkCgroups({ cgroups: { layout, controllers } }) {
    const check = 'control groups';
    if (layout === 'none') {
        return [
            problem(check, 'none are mounted, and runc needs them', 'mount them as systemd does: sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup'),
        ];
    }
    const missing = Object.entries(CONTROLLERS).filter(([name]) => !controllers.has(name));
    const found = `${layout}, with ${[...controllers].filter((name) => name in CONTROLLERS).join(', ') || 'none of the controllers that bound a step'}`;
    if (missing.length === 0)
        return [ok(check, found)];
    const lacks = missing.map(([name, effect]) => `no ${name} (${effect})`).join('; ');
    return [
        note(check, `${found}; ${lacks}`, howToHave(layout, missing.map(([name]) => name))),
    ];
}
function howToHave(layout, missing) {
    const names = missing.map((name) => `+${name}`).join(' ');
    const boot = missing.includes('memory')
        ? '; memory may need cgroup_enable=memory on the kernel command line'
        : '';
    if (layout === 'v2')
        return `echo '${names}' | sudo tee /sys/fs/cgroup/cgroup.subtree_control${boot}`;
    return `mount these controllers of cgroups of version 1, or boot with systemd.unified_cgroup_hierarchy=1${boot}`;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/privilege.js
var privilege = __webpack_require__(5206);
// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
// EXTERNAL MODULE: ./build/js/host/root-owned.js
var root_owned = __webpack_require__(709);
// EXTERNAL MODULE: ./build/js/sandbox/machine.js + 1 modules
var machine = __webpack_require__(2057);
// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var memory = __webpack_require__(1565);
// EXTERNAL MODULE: ./build/js/worker/root.js
var root = __webpack_require__(1813);
// EXTERNAL MODULE: ./build/js/cli/places.js
var places = __webpack_require__(1739);
// EXTERNAL MODULE: ./build/js/host/loop-image.js
var loop_image = __webpack_require__(4315);
// EXTERNAL MODULE: ./build/js/host/mounts.js
var mounts = __webpack_require__(2567);
// EXTERNAL MODULE: ./build/js/store/auto.js
var auto = __webpack_require__(3977);
// EXTERNAL MODULE: ./build/js/store/drivers.js + 17 modules
var drivers = __webpack_require__(1977);
// EXTERNAL MODULE: ./build/js/store/layout.js
var layout = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/js/cli/doctor/store-facts.js










/** @param hasLoopDevices what a trial found, undefined where there was none */
function readStoreFacts(request, hasLoopDevices) {
    const wanted = choose(request, hasLoopDevices);
    const { directory } = wanted;
    const common = {
        ...wanted,
        hasLoopDevices: hasLoopDevices ?? (0,external_node_fs_.existsSync)('/dev/loop-control'),
        image: readImage(request.poolDirectory ?? places/* places */.z.poolDirectory, wanted),
    };
    if (directory === undefined)
        return { ...common, otherFormats: [] };
    const access = readAccess(directory);
    const mount = (0,probes/* mountOf */.vI)((0,probes/* nearestExisting */.Iv)(directory));
    const image = (0,loop_image/* imageBelow */.J)(directory);
    return {
        ...common,
        access,
        mount: access === undefined ? undefined : mount,
        readOnly: isReadOnly((0,probes/* nearestExisting */.Iv)(directory)) ? (0,probes/* nearestExisting */.Iv)(directory) : undefined,
        space: readSpace((0,probes/* nearestExisting */.Iv)(directory)),
        spaceBelow: image === undefined ? undefined : readSpace(external_node_path_.dirname(image)),
        nodeSize: mount?.type === 'btrfs' ? (0,probes/* btrfsNodeSize */.hY)(mount.device) : undefined,
        otherFormats: readFormats(directory),
    };
}
function choose({ store, namedBy, poolDirectory }, hasLoopDevices) {
    if (store === 'auto') {
        const { kind, directory, why } = (0,auto/* chooseStore */.z)(withTrial((0,auto/* readAutoFacts */.P)(poolDirectory ?? places/* places */.z.poolDirectory), hasLoopDevices));
        const driver = kind === 'pool' ? 'btrfs' : kind;
        return { name: `${driver}:${directory}`, driver, directory, why: `auto: ${why}` };
    }
    const why = `named by ${namedBy ?? 'a flag'}`;
    try {
        const { driver, root } = (0,drivers/* parseStoreName */.su)(store);
        const directory = root.startsWith('/') ? external_node_path_.resolve(root) : (0,mounts/* mountPointOf */.nN)(root);
        return { name: store, driver, directory, why };
    }
    catch (error) {
        const { message, hint = '' } = (0,errors/* isObuilderError */.LV)(error) ? error : { message: String(error) };
        return { name: store, driver: 'unknown', why, fault: { message, hint } };
    }
}
/** As `resolveStore` decides once a mount has failed. */
function withTrial(facts, hasLoopDevices) {
    if (hasLoopDevices !== false)
        return facts;
    return { ...facts, hasImage: facts.isPoolMounted && facts.hasImage, hasLoopDevices: () => false };
}
function isReadOnly(directory) {
    try {
        (0,external_node_fs_.accessSync)(directory, external_node_fs_.constants.W_OK);
        return false;
    }
    catch (error) {
        return error.code === 'EROFS';
    }
}
function readAccess(directory) {
    try {
        const stats = (0,external_node_fs_.statSync)(directory, { throwIfNoEntry: false });
        if (stats === undefined)
            return undefined;
        return { uid: stats.uid, gid: stats.gid, mode: stats.mode & 0o7777 };
    }
    catch {
        return 'hidden';
    }
}
function readSpace(directory) {
    const { bavail, blocks, bsize } = (0,external_node_fs_.statfsSync)(directory);
    return { directory, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
function readFormats(directory) {
    try {
        return (0,layout/* otherFormats */.FV)((0,layout/* layoutOf */.aH)(directory));
    }
    catch {
        return [];
    }
}
/** For users who may not look there, there is no image. */
function readImage(poolDirectory, { directory }) {
    const file = external_node_path_.join(poolDirectory, 'pool.img');
    if (!(0,external_node_fs_.existsSync)(file) || !(0,external_node_fs_.lstatSync)(file).isFile())
        return undefined;
    const pool = external_node_path_.join(poolDirectory, 'pool');
    if ((0,loop_image/* imageBelow */.J)(pool) === file)
        return { file, state: 'used' };
    return { file, state: directory === pool && (0,probes/* mountOf */.vI)(pool)?.type !== 'btrfs' ? 'not-mounted' : 'forgotten' };
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/facts.js













async function readFacts(request) {
    const [runc, btrfs, zfs] = await Promise.all([
        readProgram('runc', ['--version']),
        readProgram('btrfs', ['version']),
        readProgram('zfs', ['list', '-H', '-d', '0', '-o', 'name']),
    ]);
    const root = await readRoot();
    const mounts = root === 'is-root' ? await (0,privilege/* whyNoMounts */.Km)() : undefined;
    const loops = root === 'is-root' ? await (0,privilege/* whyNoLoopDevices */.vy)('/bin/sh') : undefined;
    const store = readStoreFacts(request, root === 'is-root' ? loops === undefined : undefined);
    return {
        userName: process.env['USER'] ?? 'runner',
        root,
        worker: readWorker(),
        node: process.version,
        kernel: (0,probes/* kernelRelease */.Hn)(),
        programs: { runc, btrfs, zfs },
        fileSystems: { btrfs: readPart('btrfs'), overlay: readPart('overlay'), zfs: readPart('zfs') },
        cgroups: (0,machine/* lookAround */.h)(process.arch).cgroups,
        hasSeccomp: (0,probes/* hasSeccomp */.Jv)(),
        memory: (0,memory/* memoryDirectory */.f)(places/* places */.z.runDirectory),
        confinement: (0,probes/* readConfinement */.vm)(),
        mounts,
        runDirectory: places/* places */.z.runDirectory,
        store,
        trial: root === 'is-root' ? await readTrial(runc) : undefined,
        userNamespace: root === 'is-root' ? await readUserNamespace(runc, store) : undefined,
    };
}
async function readRoot() {
    if (process.getuid?.() === 0)
        return 'is-root';
    try {
        await (0,host_process/* runQuick */.l)('sudo', ['-n', 'true']);
        return 'by-sudo';
    }
    catch (error) {
        if ((0,errors/* isObuilderError */.LV)(error, 'tool-missing'))
            return 'no-sudo';
        return (await (0,root/* isAllowed */.Jr)({ command: (0,root/* asRoot */.tE)([program/* PROGRAM */.RX], 1) })) ? 'by-program' : 'sudo-asks';
    }
}
function readWorker() {
    const version = (0,program/* installedVersion */.nU)();
    if (version === undefined)
        return undefined;
    const ownVersion = (0,program/* versionOf */.E4)(process.argv[1] ?? '');
    const code = ['node', 'cli/index.js'].flatMap((name) => (0,external_node_fs_.readdirSync)(program/* PROGRAM_LIBRARY */.PY).map((one) => external_node_path_.join(program/* PROGRAM_LIBRARY */.PY, one, name)));
    const changeable = [program/* PROGRAM */.RX, ...code].filter(external_node_fs_.existsSync).map(root_owned/* changeableByOthers */.b).find(Boolean);
    return { version, ownVersion, changeable };
}
async function readProgram(name, args) {
    const file = (0,probes/* findProgram */.Kp)(name, process.env['PATH'] ?? '');
    if (file === undefined)
        return {};
    try {
        return { file, says: (await (0,host_process/* runQuick */.l)(file, args)).trim() };
    }
    catch (error) {
        return { file, fault: (error instanceof Error ? error.message : String(error)).split('\n')[0] };
    }
}
async function readTrial({ file, fault }) {
    if (file === undefined || fault !== undefined)
        return undefined;
    const { tryRuntime } = await Promise.all(/* import() */[__webpack_require__.e(414), __webpack_require__.e(1866)]).then(__webpack_require__.bind(__webpack_require__, 1866));
    return await tryRuntime(file);
}
async function readUserNamespace({ file, fault }, store) {
    if (file === undefined || fault !== undefined)
        return undefined;
    const { tryUserNamespace } = await Promise.all(/* import() */[__webpack_require__.e(3740), __webpack_require__.e(3277)]).then(__webpack_require__.bind(__webpack_require__, 4554));
    return await tryUserNamespace(file, store);
}
function readPart(name) {
    if ((0,probes/* kernelHas */._c)(name))
        return 'there';
    return (0,probes/* canLoadModule */.R8)(name) ? 'module' : 'missing';
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/kernel.js


/** Node 24 is built for this one and later. */
const OLDEST = '4.18';
/** Since then a group of processes can be frozen on cgroups of version 2, which the runtime does to stop it as a whole. */
const FREEZER = '5.2';
function checkKernel(facts) {
    return [
        checkRelease(facts),
        ...checkFileSystem(facts),
        ...checkMounts(facts),
        ...checkRunDirectory(facts),
        ...checkLoopDevices(facts),
        checkSeccomp(facts),
        checkMemory(facts),
    ];
}
function checkRelease({ kernel, cgroups }) {
    const fix = 'boot a newer kernel';
    if (!isAtLeast(kernel, OLDEST))
        return problem('kernel', `${kernel}, but Node 24 needs ${OLDEST} or later`, fix);
    if (cgroups.layout === 'v2' && !isAtLeast(kernel, FREEZER)) {
        return note('kernel', `${kernel}: runc wants ${FREEZER} or later with cgroups of version 2, to stop a step as a whole`, fix);
    }
    return ok('kernel', kernel);
}
const PARTS = {
    btrfs: {
        part: 'btrfs',
        fix: 'use a kernel with btrfs (every stock Debian and Ubuntu kernel has it), or another kind of store',
    },
    overlayfs: { part: 'overlay', fix: 'sudo modprobe overlay, or use another kind of store' },
    zfs: { part: 'zfs', fix: 'sudo apt-get install zfs-dkms (on Ubuntu linux-modules-extra has it)' },
};
function checkFileSystem({ store, fileSystems }) {
    const need = Object.hasOwn(PARTS, store.driver) ? PARTS[store.driver] : undefined;
    if (need === undefined)
        return [];
    const check = `${need.part} in the kernel`;
    switch (fileSystems[need.part]) {
        case 'there':
            return [ok(check, 'yes')];
        case 'module':
            return [ok(check, 'as a module, loaded by the first mount')];
        case 'missing':
            // There is a ZFS outside the kernel too.
            if (need.part === 'zfs')
                return [note(check, 'neither built in nor a module', need.fix)];
            return [problem(check, 'neither built in nor a module', need.fix)];
    }
}
/** Every kind of store and every step needs them. */
function checkMounts({ mounts }) {
    return mounts === undefined ? [] : [problem('mounts', mounts, privilege/* GRANT */.dM)];
}
function checkRunDirectory({ runDirectory }) {
    if (runDirectory === undefined || runDirectory.startsWith('/run/'))
        return [];
    const fix = 'systemd: RuntimeDirectory=obuilder-action in the unit of the runner; else mount a tmpfs on /run';
    return [note('run directory', `/run cannot be written to, so state is in ${runDirectory}`, fix)];
}
/** Only a pool in an image file needs them. */
function checkLoopDevices({ store }) {
    const needsOne = store.image?.state === 'not-mounted' || (store.driver === 'btrfs' && store.why.includes('image file'));
    if (store.hasLoopDevices)
        return needsOne ? [ok('loop devices', 'they are there')] : [];
    const fix = `sudo modprobe loop. ${privilege/* GRANT_LOOP */.mS}`;
    if (needsOne)
        return [problem('loop devices', 'none, so the pool in an image file cannot be mounted', fix)];
    return [note('loop devices', 'none, so no pool can be made in an image file', fix)];
}
function checkSeccomp({ hasSeccomp }) {
    if (hasSeccomp)
        return ok('seccomp', 'filters are available: steps have a filter of system calls');
    return problem('seccomp', 'this kernel has no filters', 'use a kernel with CONFIG_SECCOMP_FILTER');
}
function checkMemory({ memory }) {
    if (memory !== undefined)
        return ok('memory for secrets', memory);
    const fix = 'sudo mount -t tmpfs tmpfs /run';
    return problem('memory for secrets', 'none of /run and /dev/shm is in memory: no step can have secrets', fix);
}

// EXTERNAL MODULE: ./build/js/cli/owner/load.js + 1 modules
var load = __webpack_require__(9939);
// EXTERNAL MODULE: ./build/js/cli/owner/rules.js
var owner_rules = __webpack_require__(1384);
;// CONCATENATED MODULE: ./build/js/cli/doctor/owner-file.js




/** Checks what the owner of this machine decided for builds, each time as a build reads it. */
async function checkOwnerFile(file = owner_rules/* OWNER_FILE */.Zl) {
    const check = "the owner's file";
    try {
        const rules = await (0,load/* readOwnerRules */.p)(file);
        if (rules === owner_rules/* NO_RULES */.Wd) {
            const fix = 'users get the default store and those that root made by "init"';
            return [ok(check, `there is no ${file}: ${fix}`)];
        }
        return [ok(check, `${file}: ${summary(rules)}`)];
    }
    catch (error) {
        const { message, hint = '' } = (0,errors/* asObuilderError */.xO)(error);
        return [problem(check, message, hint)];
    }
}
function summary({ stores, mayUseHostNetwork, steps, imageDirectories }) {
    const bounds = Object.entries(steps).map(([name, value]) => `${name} ${value}`);
    return [
        stores === undefined
            ? 'stores as without a list'
            : `stores ${stores.map(({ store }) => store).join(', ')}`,
        `the host's network is ${mayUseHostNetwork ? 'allowed' : 'forbidden'}`,
        ...(bounds.length === 0 ? [] : [`bounds of steps: ${bounds.join(', ')}`]),
        ...(imageDirectories.length === 0 ? [] : [`images also in ${imageDirectories.join(', ')}`]),
    ].join('; ');
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/programs.js

const NODE = '24';
function checkPrograms({ node, programs, store }) {
    return [
        checkNode(node),
        ...(store.driver === 'btrfs' ? [present('btrfs', 'btrfs-progs', programs.btrfs)] : []),
        ...(store.driver === 'zfs' ? checkZfs(programs.zfs, store.name) : []),
    ];
}
function checkNode(version) {
    if (isAtLeast(version, NODE))
        return ok('node', version);
    return problem('node', `${version}, but ${NODE} is needed`, 'update the runner to 2.327.1 or later, which brings Node 24 in externals/node24');
}
const install = (packageName) => `sudo apt-get install ${packageName} (the action does so itself unless "install" is false)`;
function present(name, packageName, { file, says = '', fault }) {
    if (file === undefined)
        return problem(name, 'not installed', install(packageName));
    if (fault !== undefined)
        return problem(name, `${file} does not run: ${fault}`, install(packageName));
    return ok(name, `${file}, ${says.split('\n')[0]}`);
}
function checkZfs(fact, store) {
    const { file, says = '', fault } = fact;
    if (file === undefined)
        return [present('zfs', 'zfsutils-linux', fact)];
    if (fault !== undefined)
        return [problem('zfs', `${file} has no ZFS to work with: ${fault}`, 'sudo modprobe zfs')];
    const pools = says.split('\n').filter((name) => name !== '');
    const found = pools.length === 0 ? 'no pool' : `the pools ${pools.join(', ')}`;
    const pool = /^zfs:([^/]*)/.exec(store)?.[1] ?? '';
    if (pools.includes(pool))
        return [ok('zfs', `${file}, with ${found}`)];
    const fix = `make one: sudo zpool create ${pool} DEVICE; or import it: sudo zpool import ${pool}`;
    return [problem('zfs', `there is no pool ${pool}, but ${found}`, fix)];
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/known-holes.js
const MENDED_2025 = ['1.2.8', '1.3.3', '1.4.0-rc.3'];
const HOLES = [
    { name: 'CVE-2024-21626', mended: ['1.1.12'] },
    { name: 'CVE-2025-31133', mended: MENDED_2025 },
    { name: 'CVE-2025-52565', mended: MENDED_2025 },
    { name: 'CVE-2025-52881', mended: MENDED_2025 },
];
/** The releases without any of the holes, in words. */
const MENDED_RELEASES = '1.2.8, 1.3.3, 1.4.0 or later';
/** The holes of a release of runc, by the first line of what `runc --version` says. */
function knownHoles(version) {
    const release = parse(version);
    return HOLES.filter(({ mended }) => !isMended(release, mended.map(parse))).map(({ name }) => name);
}
/** Whether a distribution made the program: it may have mended the release that it has, and says so behind the number. */
const isPackaged = (version) => /\d(\+|~|-\d)/.test(version);
function parse(text) {
    const [, major, minor, patch, candidate] = /(\d+)\.(\d+)\.(\d+)(?:-rc\.?(\d+))?/.exec(text) ?? [];
    return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0), Number(candidate ?? Infinity)];
}
function isMended(release, mended) {
    const own = mended.find(([major, minor]) => major === release[0] && minor === release[1]);
    const newest = mended.at(-1);
    return own === undefined
        ? newest !== undefined && compare(release, newest) > 0
        : compare(release, own) >= 0;
}
function compare(one, other) {
    const index = one.findIndex((number, at) => number !== other[at]);
    return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/runtime.js



/** The first release that runs on cgroups of version 2 and lets a filter of system calls say which error a call gets. */
const RUNC = '1.0.0';
const UPGRADE = 'sudo apt-get install --only-upgrade runc, or take one from github.com/opencontainers/runc/releases';
/** What the runtime is, and what came of attacks on it: a version alone says little, because distributions mend old ones. */
function checkRuntime({ programs: { runc }, trial }) {
    const finding = present('runc', 'runc', runc);
    if (finding.state !== 'ok')
        return [finding];
    if (!isAtLeast(versionOf(runc), RUNC))
        return [problem('runc', `${finding.found}, but ${RUNC} or later is needed`, UPGRADE)];
    return [checkHoles(finding, versionOf(runc), trial), checkSandbox(trial)];
}
const versionOf = ({ says = '' }) => says.split('\n')[0] ?? '';
function checkHoles(finding, version, trial) {
    const holes = knownHoles(version).filter((hole) => isOpen(hole, version, trial));
    const seen = trial?.attacks.filter(({ worksBare }) => worksBare).map(({ name }) => name) ?? [];
    if (holes.length === 0 && seen.length === 0) {
        const isTried = trial?.attacks.every(({ worksBare }) => worksBare === false) === true;
        return ok('runc', isTried ? `${finding.found}; no attack that was tried got out of it` : finding.found);
    }
    const known = isPackaged(version) ? ', unless its distribution has mended them' : '';
    const parts = [
        ...(holes.length === 0 ? [] : [`known holes: ${holes.join(', ')}${known}`]),
        ...(seen.length === 0 ? [] : [`tried here without our rules: ${seen.join('; ')}`]),
    ];
    const fix = `nothing has to be done, because our rules hold with any runc. To close the holes too, install ${MENDED_RELEASES}: ${UPGRADE}`;
    return note('runc', `${finding.found}; ${parts.join('; ')}`, fix);
}
/** A hole that was tried is open or not, whatever the version is. */
function isOpen(hole, version, trial) {
    const attack = trial?.attacks.find(({ holes }) => holes.includes(hole));
    if (attack?.worksBare !== undefined)
        return attack.worksBare;
    return hole !== 'CVE-2024-21626' || !isPackaged(version);
}
function checkSandbox(trial) {
    if (trial === undefined)
        return note('sandbox', 'not tried, because that takes root', 'run doctor as root');
    if (trial.fault !== undefined) {
        return problem('sandbox', `no step runs here: ${trial.fault}`, 'see what else is found; in a container, start it with --privileged');
    }
    const passed = trial.attacks.filter(({ worksInStep }) => worksInStep).map(({ name }) => name);
    if (passed.length > 0)
        return problem('sandbox', `a step can get out: ${passed.join('; ')}`, 'do not build here, and report this');
    return ok('sandbox', `a step runs, and ${trial.attacks.length} attacks by images and caches were refused`);
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/security.js

function checkSecurity(facts) {
    return [...checkAppArmor(facts), ...checkUserNamespaces(facts), ...checkSeLinux(facts)];
}
/** A loaded profile that is attached to runc, by its name or its path, with its mode. */
const RUNC_PROFILE = /^(?:runc|\/\S*\/runc) \((\w+)\)$/;
/**
 * Ubuntu 24.04 and later load a profile named `runc` that confines nothing (`unconfined`). Set to enforce, as by aa-enforce, it
 * would forbid runc its mounts.
 */
function checkAppArmor({ confinement: { appArmor, ownProfile, parser, profiles }, }) {
    const check = 'AppArmor';
    if (!appArmor)
        return [ok(check, 'not in use: steps have the other walls')];
    if (ownProfile !== undefined && / \((enforce|kill)\)$/.test(ownProfile)) {
        const fix = 'in a container: start it with --privileged, or with --security-opt apparmor=unconfined; else take the profile off this program';
        return [problem(check, `this process is confined by ${ownProfile}, which may not mount anything`, fix)];
    }
    if (profiles === undefined)
        return [note(check, 'in use; only root can see its profiles', 'run doctor as root')];
    const mode = profiles.flatMap((line) => RUNC_PROFILE.exec(line)?.[1] ?? [])[0];
    if (mode === 'enforce' || mode === 'kill') {
        const fix = 'sudo ln -s /etc/apparmor.d/runc /etc/apparmor.d/disable/ && sudo apparmor_parser -R /etc/apparmor.d/runc';
        return [problem(check, `a profile confines runc (${mode}): its mounts may be denied`, fix)];
    }
    const found = mode === undefined ? 'in use, with no profile for runc' : `in use, runc's profile is ${mode}`;
    if (parser === undefined) {
        const fix = 'sudo apt-get install apparmor';
        return [note(check, `${found}; steps have no profile, because apparmor_parser is not installed`, fix)];
    }
    return [ok(check, `${found}; steps have a profile of their own`)];
}
/** On Ubuntu 24.04, where kernel.apparmor_restrict_unprivileged_userns is 1, only root can make some, as the worker does. */
function checkUserNamespaces({ userNamespace }) {
    const check = 'user namespace';
    if (userNamespace === undefined)
        return [note(check, 'not tried, because that takes root', 'run doctor as root')];
    if (userNamespace.fault === undefined)
        return [ok(check, 'root in a step is nobody on this machine')];
    const fix = 'see docs/isolation.md for the kernels and stores that can; input user-namespace: always makes builds fail without it';
    return [note(check, `root in a step is root to the kernel: ${userNamespace.fault}`, fix)];
}
function checkSeLinux({ confinement }) {
    if (!confinement.seLinuxEnforces)
        return [];
    return [
        note('SELinux', 'enforcing: steps run without a label of their own, which has not been tried', 'where a step is denied something, see: sudo ausearch -m avc -ts recent'),
    ];
}

// EXTERNAL MODULE: ./build/js/report/words.js
var words = __webpack_require__(2076);
;// CONCATENATED MODULE: ./build/js/cli/doctor/store.js


const SMALLEST_FREE_BYTES = 5 * 1024 ** 3;
/** The floor of free space that a store keeps where nothing else is asked for. */
const FLOOR = 0.05;
const CHEAP_NODE_SIZE = 4096;
const RIGHT_MODE = 0o700;
/** What the store is, and all that its directory and its file system have to be. */
function checkStore({ store }) {
    const { fault, name, why } = store;
    if (fault !== undefined)
        return [problem('store', fault.message, fault.hint)];
    return [
        ok('store', `${name} (${why})`),
        ...checkImage(store),
        ...checkAccess(store),
        ...checkWritable(store),
        ...checkMountOptions(store),
        ...checkSpace('space', store.space),
        ...checkSpace("space below the pool's image", store.spaceBelow),
        ...checkNodeSize(store),
        ...checkFormats(store),
    ];
}
function checkImage({ image }) {
    if (image?.state === 'not-mounted')
        return [ok('pool image', `${image.file} is not mounted; the next build mounts it`)];
    if (image?.state !== 'forgotten')
        return [];
    const fix = `see that nothing uses it (losetup -j ${image.file}), then: sudo rm ${image.file}`;
    return [note('pool image', `${image.file} is there, but the store is elsewhere`, fix)];
}
/** Whoever may write in the store's directory decides what its results are, and so what root runs. */
function checkAccess({ directory = '', access }) {
    const check = 'owner and mode';
    if (access === undefined)
        return [];
    if (access === 'hidden')
        return [note(check, `this user cannot see ${directory}`, 'run doctor as root')];
    const mode = access.mode.toString(8).padStart(4, '0');
    const found = `${directory} is ${access.uid}:${access.gid} ${mode}`;
    const fix = `sudo chown root:root ${directory} && sudo chmod 700 ${directory}`;
    if (access.uid !== 0)
        return [problem(check, `${found}: it is not root's`, fix)];
    if ((access.mode & 0o022) !== 0)
        return [problem(check, `${found}: others may write there`, fix)];
    if (access.mode !== RIGHT_MODE || access.gid !== 0)
        return [note(check, `${found}: others than root may look into it`, fix)];
    return [ok(check, found)];
}
function checkWritable({ name, readOnly }) {
    if (readOnly === undefined)
        return [];
    const fix = 'systemd: ReadWritePaths in the unit of the runner (ProtectSystem=strict makes all else read-only); Docker and Kubernetes: a volume; or OBUILDER_STORE=btrfs:DIRECTORY elsewhere';
    return [problem('place of the store', `${readOnly} is read-only, so ${name} cannot be made`, fix)];
}
const FORBIDDEN = { ro: 'nothing can be written', noexec: 'no step can run a program' };
function checkMountOptions({ mount }) {
    if (mount === undefined)
        return [];
    const found = Object.entries(FORBIDDEN).filter(([option]) => mount.options.includes(option));
    if (found.length === 0)
        return [];
    const list = found.map(([option, effect]) => `${option} (${effect})`).join(', ');
    const opposites = found.map(([option]) => (option === 'ro' ? 'rw' : option.slice(2))).join(',');
    const fix = `sudo mount -o remount,${opposites} ${mount.directory}, and the same in /etc/fstab`;
    return [problem('mount options', `${mount.directory} is mounted ${list}`, fix)];
}
function checkSpace(check, space) {
    if (space === undefined)
        return [];
    const { directory, freeBytes, totalBytes } = space;
    const found = `${(0,words/* amount */.vj)(freeBytes)} of ${(0,words/* amount */.vj)(totalBytes)} free at ${directory}`;
    const fix = 'free some ("prune"), or put the store on a larger disk';
    if (freeBytes < FLOOR * totalBytes)
        return [problem(check, `${found}: builds prune before each step to have 5 % free`, fix)];
    return freeBytes < SMALLEST_FREE_BYTES ? [note(check, found, fix)] : [ok(check, found)];
}
/** What a large node costs was measured: docs/performance.md. */
function checkNodeSize({ nodeSize, mount }) {
    if (nodeSize === undefined || mount === undefined)
        return [];
    const found = `${nodeSize} bytes on ${mount.directory}`;
    if (nodeSize <= CHEAP_NODE_SIZE)
        return [ok('btrfs node size', found)];
    const fix = 'a snapshot costs 4 ms at first but 18 ms once 500 results share a base; mkfs.btrfs --nodesize 4096 keeps it below 4 ms';
    return [note('btrfs node size', found, fix)];
}
function checkFormats({ otherFormats }) {
    return otherFormats.map((directory) => note('other formats', `${directory} is a store of another release, which this one does not use`, `when no other release uses it: sudo rm -r ${directory}`));
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/doctor.js













const doctorVerb = {
    usage: 'doctor [--store=STORE] [--json] [--install [--user=NAME]]',
    summary: "Tells what this machine lacks for building, and how to mend it. With --install, puts root's own copy of the worker in place, which sudo may let a user start; --user also writes the rule.",
    options: {
        ...store_flags/* storeFlags */.t,
        json: { type: 'boolean' },
        install: { type: 'boolean' },
        user: { type: 'string' },
    },
    needsRoot: false,
    run: async (invocation) => {
        (0,verb/* noPositionals */.d0)(doctorVerb, invocation);
        if ((0,verb/* isSet */.vM)(invocation, 'install'))
            return await doctor_install((0,verb/* text */.Qq)(invocation, 'user'));
        const facts = await readFacts((0,store_flags/* storeRequest */.r)(invocation));
        const findings = [...examine(facts), ...(await checkOwnerFile())];
        const isFine = findings.every(({ state }) => state !== 'problem');
        (0,output/* print */.yy)((0,verb/* isSet */.vM)(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : printFindings(findings));
        return isFine ? 0 : 1;
    },
};
async function doctor_install(user) {
    await (await __webpack_require__.e(/* import() */ 694).then(__webpack_require__.bind(__webpack_require__, 694))).installProgram(user);
    return 0;
}
/** Every check on the facts of a machine, which may be any machine's. */
function examine(facts) {
    const checks = [
        checkRoot,
        checkProgram,
        checkPrograms,
        checkRuntime,
        checkKernel,
        checkCgroups,
        checkSecurity,
        checkStore,
    ];
    return checks.flatMap((check) => check(facts));
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

/***/ 9939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readOwnerRules)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/trusted-path.js
var trusted_path = __webpack_require__(3728);
// EXTERNAL MODULE: ./build/js/cli/owner/rules.js
var rules = __webpack_require__(1384);
;// CONCATENATED MODULE: ./build/js/cli/owner/read.js




const LARGEST_BYTES = 1024 ** 2;
/** The text of the owner's file; undefined where there is none. @throws ObuilderError `input-invalid` for a file that others control */
function readOwnerText(file) {
    const found = (0,trusted_path/* untrustedWay */.Q)(external_node_path_.dirname(file)) ?? (0,trusted_path/* untrustedEntry */.z)([file]);
    if (found !== undefined)
        throw (0,rules/* ownerFault */.wp)(file, `is not trusted: ${found.path} ${found.why}`, found.path);
    const handle = read_open(file);
    if (handle === undefined)
        return undefined;
    try {
        const { size } = (0,external_node_fs_.fstatSync)(handle);
        if (!(0,external_node_fs_.fstatSync)(handle).isFile())
            throw (0,rules/* ownerFault */.wp)(file, 'is not a regular file');
        if (size > LARGEST_BYTES)
            throw (0,rules/* ownerFault */.wp)(file, `is larger than ${LARGEST_BYTES} bytes`);
        return (0,external_node_fs_.readFileSync)(handle, 'utf8');
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
}
function read_open(file) {
    try {
        return (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return undefined;
        throw (0,rules/* ownerFault */.wp)(file, `cannot be read (${code})`);
    }
}

;// CONCATENATED MODULE: ./build/js/cli/owner/load.js


/**
 * Reads the owner's file anew each time. A machine without the file costs one system call.
 *
 * @param file for tests: nothing that a user controls leads here
 * @throws ObuilderError `input-invalid` naming the fault and its place
 */
async function readOwnerRules(file = rules/* OWNER_FILE */.Zl) {
    const text = readOwnerText(file);
    if (text === undefined)
        return rules/* NO_RULES */.Wd;
    // Loaded for machines that have the file.
    const { parseOwnerFile } = await Promise.all(/* import() */[__webpack_require__.e(7934), __webpack_require__.e(737)]).then(__webpack_require__.bind(__webpack_require__, 737));
    return parseOwnerFile(text, file);
}


/***/ }),

/***/ 1384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wd: () => (/* binding */ NO_RULES),
/* harmony export */   Zl: () => (/* binding */ OWNER_FILE),
/* harmony export */   wp: () => (/* binding */ ownerFault)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const OWNER_FILE = '/etc/obuilder-action.json';
/** The rules of a machine whose owner has written none. */
const NO_RULES = { mayUseHostNetwork: true, steps: {}, imageDirectories: [] };
function ownerFault(file, what, value) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${file} ${what}`, {
        value: value ?? file,
        hint: 'Let the owner of this machine mend it; "doctor" checks the file.',
    });
}


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ storeRequest),
/* harmony export */   t: () => (/* binding */ storeFlags)
/* harmony export */ });
/* harmony import */ var _worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3837);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store') ?? 'auto';
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : (0,_worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePoolSize */ .F)(size, '--store-size'),
        poolDirectory: (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'pool-dir'),
    };
}


/***/ }),

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

/***/ 709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ changeableByOthers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Bits by which others than the owner may write. */
const OTHERS_WRITE = 0o022;
/**
 * The first part of a path that somebody else than root may change, from the root directory down; undefined where nobody can.
 * Root's own links on the way are followed.
 */
function changeableByOthers(file) {
    const parts = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(file).split('/').filter(Boolean);
    const chain = ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
    return [...linksTo(file), ...chain].find((part) => !isOnlyRoots(part));
}
function isOnlyRoots(part) {
    const { uid, gid, mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(part);
    if (uid !== 0)
        return false;
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(part).isSymbolicLink())
        return true;
    // A group of root's may write: whoever is in that group is root already.
    return (mode & (gid === 0 ? 0o002 : OTHERS_WRITE)) === 0;
}
/** The path and the directories above it as they are written, links among them. */
function linksTo(file) {
    return file === '/' ? [] : [...linksTo(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(file)), file];
}


/***/ }),

/***/ 6650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
/* unused harmony export lastLines */
const ELLIPSIS = '…';
/** One line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const characters = [...line];
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}
/** The last lines of a text, and how many lines before them were left out. */
function lastLines(text, limit) {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
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

/***/ 9547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ checkLimits),
/* harmony export */   M: () => (/* binding */ readCgroups)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Works out the layout from the text of /proc/self/mountinfo (proc_pid_mountinfo(5)), of /proc/self/cgroup (cgroups(7)), and, for
 * version 2, of `cgroup.controllers` at its root.
 */
function readCgroups(texts) {
    const mounts = texts.mountinfo.split('\n').flatMap(parseMount);
    const unified = mounts.find(({ type }) => type === 'cgroup2');
    const own = parseOwn(texts.self);
    if (unified?.point === '/sys/fs/cgroup') {
        const controllers = new Set(texts.controllers.split(/\s+/).filter((name) => name !== ''));
        const path = own.get('') ?? '/';
        return {
            layout: 'v2',
            controllers,
            bases: [parentOf(`${unified.point}${path === '/' ? '' : path}`, path)],
        };
    }
    const legacy = mounts.filter(({ type }) => type === 'cgroup');
    if (legacy.length === 0)
        return { layout: 'none', controllers: new Set(), bases: [] };
    const controllers = new Set();
    const bases = [];
    for (const { point, options } of [...legacy, ...(unified ? [unified] : [])]) {
        const names = options.filter((name) => own.has(name));
        for (const name of names)
            controllers.add(name);
        const path = own.get(names[0] ?? '') ?? '/';
        bases.push(`${point}${path === '/' ? '' : path}`);
    }
    return { layout: unified ? 'hybrid' : 'v1', controllers, bases };
}
/** The runtime puts a relative path beside the worker's own group on version 2, where inner groups hold no processes. */
function parentOf(directory, path) {
    return path === '/' ? directory : directory.slice(0, directory.lastIndexOf('/'));
}
function parseMount(line) {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    return point && type ? [{ point, type, options: options?.split(',') ?? [] }] : [];
}
/** From controller, or `name=…`, or the empty string for version 2, to the path of the group. */
function parseOwn(text) {
    const own = new Map();
    for (const line of text.split('\n')) {
        const match = /^\d+:([^:]*):(.*)$/.exec(line);
        for (const name of match?.[1]?.split(',') ?? [])
            own.set(name, match?.[2] ?? '/');
    }
    return own;
}
/** @throws ObuilderError `sandbox-failed` for a limit that this machine has no controller for */
function checkLimits(limits, cgroups) {
    const wanted = [
        ['memory', limits?.memoryBytes],
        ['cpu', limits?.cpus],
        ['pids', limits?.pids],
    ];
    for (const [controller, value] of wanted) {
        if (value === undefined || value === Number.POSITIVE_INFINITY || cgroups.controllers.has(controller))
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `this machine cannot limit a step's ${controller}`, {
            value: String(value),
            hint: `Turn on the ${controller} controller of cgroups, or leave that limit out.`,
        });
    }
}


/***/ }),

/***/ 1216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   ES: () => (/* binding */ resources),
/* harmony export */   dR: () => (/* binding */ DEFAULT_LIMITS)
/* harmony export */ });
/**
 * What a step gets where it asks for nothing. CPUs have no bound then: the kernel shares them fairly between a step and the
 * runner. A fifth of the memory stays for the runner and the system. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. Six hours are what GitHub gives a job by default. The soft limit of
 * open files is low enough for programs that close every possible file, and any program may raise it to the hard one.
 */
const DEFAULT_LIMITS = {
    memoryShare: 0.8,
    pids: 16_384,
    seconds: 6 * 3600,
    openFiles: { soft: 16_384, hard: 1_048_576 },
};
/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;
/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;
/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
function resources(limits, support) {
    const { pids, memoryBytes: memory } = boundsOf(limits, support);
    const cpus = finite(limits?.cpus);
    return {
        devices: [{ allow: false, access: 'rwm' }],
        ...(pids !== undefined && { pids: { limit: pids } }),
        ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
        ...(cpus !== undefined && {
            cpu: { quota: Math.max(1000, Math.round(cpus * CPU_PERIOD)), period: CPU_PERIOD },
        }),
    };
}
/** The bounds that the kernel keeps for a step, with the defaults; undefined where there is none. */
function boundsOf(limits, support) {
    const pids = finite(limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined));
    return {
        pids: pids === undefined ? undefined : Math.max(pids, FEWEST_PIDS),
        memoryBytes: finite(limits?.memoryBytes ?? support.memoryBytes),
    };
}
const finite = (value) => (Number.isFinite(value) ? value : undefined);


/***/ }),

/***/ 2057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ lookAround)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/js/sandbox/ceilings.js
/** How /proc/PID/limits names the limits of setrlimit(2). */
const LINES = {
    RLIMIT_AS: 'Max address space',
    RLIMIT_CORE: 'Max core file size',
    RLIMIT_CPU: 'Max cpu time',
    RLIMIT_DATA: 'Max data size',
    RLIMIT_FSIZE: 'Max file size',
    RLIMIT_LOCKS: 'Max file locks',
    RLIMIT_MEMLOCK: 'Max locked memory',
    RLIMIT_MSGQUEUE: 'Max msgqueue size',
    RLIMIT_NICE: 'Max nice priority',
    RLIMIT_NOFILE: 'Max open files',
    RLIMIT_NPROC: 'Max processes',
    RLIMIT_RSS: 'Max resident set',
    RLIMIT_RTPRIO: 'Max realtime priority',
    RLIMIT_RTTIME: 'Max realtime timeout',
    RLIMIT_SIGPENDING: 'Max pending signals',
    RLIMIT_STACK: 'Max stack size',
};
/** The bit of CAP_SYS_RESOURCE in a capability set. */
const SYS_RESOURCE = 1n << 24n;
/**
 * Reads the ceilings from the texts of /proc/self/limits, /proc/self/status and /proc/sys/fs/nr_open. With CAP_SYS_RESOURCE,
 * which root in a container often lacks, only open files have one.
 */
function readCeilings(texts) {
    const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? '0'}`);
    const isFree = (held & SYS_RESOURCE) !== 0n;
    const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
    const entries = Object.entries(LINES).map(([name, line]) => [
        name,
        Math.min(isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, line), name === 'RLIMIT_NOFILE' ? most : Number.POSITIVE_INFINITY),
    ]);
    return Object.fromEntries(entries);
}
/** The hard limit of one line, which follows the soft one. */
function hard(limits, name) {
    const line = limits.split('\n').find((text) => text.startsWith(name));
    const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

// EXTERNAL MODULE: ./build/js/sandbox/cgroups.js
var sandbox_cgroups = __webpack_require__(9547);
// EXTERNAL MODULE: ./build/js/sandbox/limits.js
var limits = __webpack_require__(1216);
;// CONCATENATED MODULE: ./build/js/sandbox/machine.js





function lookAround(architecture) {
    const cgroups = (0,sandbox_cgroups/* readCgroups */.M)({
        mountinfo: read('/proc/self/mountinfo'),
        self: read('/proc/self/cgroup'),
        controllers: read('/sys/fs/cgroup/cgroup.controllers'),
    });
    const fixed = {
        architecture,
        pids: cgroups.controllers.has('pids'),
        memoryBytes: cgroups.controllers.has('memory') ? defaultMemory() : undefined,
        // The first line is the heading.
        swap: read('/proc/swaps').trim().split('\n').length > 1,
        // A kernel for x64 that runs programs of 32 bits has this setting for them.
        narrow: architecture !== 'x64' || (0,external_node_fs_.existsSync)('/proc/sys/abi/vsyscall32'),
        cgroupNamespace: (0,external_node_fs_.existsSync)('/proc/self/ns/cgroup'),
        ceilings: readCeilings({
            limits: read('/proc/self/limits'),
            status: read('/proc/self/status'),
            openFiles: read('/proc/sys/fs/nr_open'),
        }),
    };
    return {
        cgroups,
        // Programs look there for their limits. On v2 it is a single mount.
        machineFor: (limits) => ({
            ...fixed,
            showCgroups: cgroups.layout === 'v2' ||
                (cgroups.layout !== 'none' &&
                    [limits?.memoryBytes, limits?.cpus].some((limit) => Number.isFinite(limit))),
        }),
    };
}
/** A share of the memory of this machine, or of the control group that holds this process. */
function defaultMemory() {
    const most = Math.min((0,external_node_os_.totalmem)(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
    return Math.floor(most * limits/* DEFAULT_LIMITS */.dR.memoryShare);
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 1565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ memoryDirectory),
  k: () => (/* binding */ writeSecret)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/host/tmpfs.js

/** The types in statfs(2) of file systems that are in memory only. */
const IN_MEMORY = new Set([0x0102_1994 /* tmpfs */, 0x8584_58f6 /* ramfs */]);
/** Whether what is written in `directory` stays off every disk (but for swap). */
function isInMemory(directory) {
    try {
        return IN_MEMORY.has((0,external_node_fs_.statfsSync)(directory).type);
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/shown-file.js
var shown_file = __webpack_require__(8406);
;// CONCATENATED MODULE: ./build/js/sandbox/memory.js





/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'];
/** The bit of a directory in which only its owner may rename or remove a file. */
const STICKY = 0o1000;
const OTHERS_WRITE = 0o022;
/**
 * The directory where each step has one of its own, in memory: secrets must not reach a disk, and the runtime's small files
 * are made there ten times as fast. Undefined where this machine has no such place.
 */
function memoryDirectory(preferred) {
    return [preferred, ...USUAL_PLACES].find((place) => isInMemory(place) && keepsWhatRootMakes(place));
}
/** Whether nobody but root can exchange a directory of root's in there for another. */
function keepsWhatRootMakes(place) {
    const stats = (0,external_node_fs_.lstatSync)(place);
    if (!stats.isDirectory() || stats.uid !== 0)
        return false;
    return (stats.mode & OTHERS_WRITE) === 0 || (stats.mode & STICKY) !== 0;
}
/**
 * Writes a secret as a file of root that any user of the step may read, since the step sees the file but not its directory.
 *
 * @throws ObuilderError `sandbox-failed` when the step's directory is not in memory
 */
function writeSecret(step, name, value) {
    if (!step.isInMemory) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', 'there is no file system in memory to keep a secret in', {
            hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
        });
    }
    const file = external_node_path_.join(step.directory, name);
    (0,shown_file/* writeShown */.B)(file, value, 0o644);
    return file;
}


/***/ }),

/***/ 8406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ writeShown)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** Makes a file that a step will see, with exactly this mode: the umask of whoever started us takes bits away from a new one. */
function writeShown(file, content, mode) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, content, { flag: 'wx', mode: 0o600 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(file, mode);
}


/***/ }),

/***/ 3977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ readAutoFacts),
/* harmony export */   z: () => (/* binding */ chooseStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7374);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _drivers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1977);





function readAutoFacts(directory) {
    const above = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestExisting */ .Iv)(directory);
    return {
        directory,
        isOnBtrfs: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(above),
        isPoolMounted: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool')),
        hasImage: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool.img')),
        kernelHas: (fileSystem) => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .kernelHas */ ._c)(fileSystem) || (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .canLoadModule */ .R8)(fileSystem),
        hasLoopDevices: () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/loop-control'),
        fileSystem: () => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .mountOf */ .vI)(above)?.type ?? 'unknown',
        hasDriver: (name) => Object.hasOwn(_drivers_js__WEBPACK_IMPORTED_MODULE_4__/* .drivers */ .ak, name),
    };
}
/**
 * What `auto` means on a machine: btrfs where it can be had, in an image file if need be; what the kernel has without it
 * otherwise. A pool that is there is never left for something else, since its results would be lost; only a machine that cannot
 * mount image files at all leaves it (`auto-trial.ts`).
 */
function chooseStore(facts) {
    const { directory } = facts;
    const pool = (why) => ({ kind: 'pool', directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool'), why });
    if (facts.isOnBtrfs)
        return pool(`${directory} is on btrfs`);
    if (facts.isPoolMounted) {
        return pool(facts.hasImage ? 'the pool in an image file, found again' : 'the btrfs that is mounted there');
    }
    if (facts.hasImage)
        return pool('the pool in an image file, found again and mounted');
    const lack = whyNoPool(facts);
    if (lack === undefined)
        return pool('a new pool in an image file');
    return withoutPool(facts, lack) ?? pool(`${lack}, and there is no other kind of store`);
}
function whyNoPool(facts) {
    if (!facts.kernelHas('btrfs'))
        return 'this kernel has no btrfs';
    return facts.hasLoopDevices() ? undefined : 'there are no loop devices for a pool in an image file';
}
function withoutPool(facts, lack) {
    const at = (kind, why) => {
        return { kind, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(facts.directory, kind), why: `${lack}${why}` };
    };
    const obstacle = whyNoOverlay(facts);
    if (obstacle === undefined)
        return at('overlayfs', '');
    return facts.hasDriver('copy') ? at('copy', obstacle) : undefined;
}
function whyNoOverlay(facts) {
    if (!facts.hasDriver('overlayfs') || !facts.kernelHas('overlay'))
        return ' and no overlayfs';
    // A container's own file system: the kernel refuses one as the writable layer of another.
    const isStacked = facts.fileSystem() === 'overlay';
    return isStacked ? `, and ${facts.directory} is on an overlayfs, which cannot hold another` : undefined;
}


/***/ }),

/***/ 4213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ byteSize)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
function byteSize(text) {
    // The library takes the digits before whatever it does not know for bytes.
    const [, number, unit = ''] = SIZE.exec(text) ?? [];
    return number === undefined ? undefined : (bytes__WEBPACK_IMPORTED_MODULE_0__.parse(`${number}${unit}b`) ?? undefined);
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

/***/ 3837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parsePoolSize)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _byte_size_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4213);


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,_byte_size_js__WEBPACK_IMPORTED_MODULE_1__/* .byteSize */ .m)(text);
    if (size === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}


/***/ }),

/***/ 2313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CZ: () => (/* binding */ sudoersLine),
/* harmony export */   E4: () => (/* binding */ versionOf),
/* harmony export */   PY: () => (/* binding */ PROGRAM_LIBRARY),
/* harmony export */   RX: () => (/* binding */ PROGRAM),
/* harmony export */   c_: () => (/* binding */ VERSION_LINE),
/* harmony export */   nU: () => (/* binding */ installedVersion)
/* harmony export */ });
/* unused harmony export workerCommand */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1813);




/** What sudo lets a runner start: root's own copy of the worker, without arguments. `doctor --install` puts it there. */
const PROGRAM = '/usr/local/sbin/obuilder-worker';
/** In this directory the program's Node and code are, for each version in a directory of that name. */
const PROGRAM_LIBRARY = '/usr/local/lib/obuilder-action';
/** How the program's text names its version. */
const VERSION_LINE = '# version: ';
/** The version of the program that is installed; undefined where there is none. */
function installedVersion() {
    const lines = read(PROGRAM)?.split('\n') ?? [];
    return lines.find((line) => line.startsWith(VERSION_LINE))?.slice(VERSION_LINE.length);
}
/** The version of the bundled command line `cli`, which its build wrote beside it; undefined for a source tree. */
function versionOf(cli) {
    return read(node_path__WEBPACK_IMPORTED_MODULE_1__.join(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(cli), 'version'))?.trim();
}
function read(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** The line of sudoers(5) that lets a user run the program, without arguments. A uid without a name is written `#UID`. */
function sudoersLine(user) {
    return `${user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&')} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}
/**
 * The command that starts the worker. A user who is not root starts root's copy where that is installed, else the action's own
 * command line, which takes a rule that allows everything.
 *
 * @throws ObuilderError `not-root` where the copy is of another version and sudo allows nothing else
 */
async function workerCommand({ uid, node, cli, env }) {
    const own = asRoot([node, cli, 'worker'], uid);
    const installed = uid === 0 ? undefined : installedVersion();
    const wanted = versionOf(cli);
    if (installed === undefined || wanted === undefined)
        return { command: own };
    if (installed === wanted)
        return { command: asRoot([PROGRAM], uid) };
    const difference = `${PROGRAM} is of version ${installed}, but this action is of version ${wanted}`;
    if (await isAllowed({ command: own, env }))
        return { command: own, notice: `${difference}. The action starts its own worker instead. ${UPDATE}` };
    throw new ObuilderError('not-root', difference, { value: installed, hint: UPDATE });
}
const UPDATE = "Update the program as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";


/***/ }),

/***/ 1813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jr: () => (/* binding */ isAllowed),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* unused harmony exports isBySudo, rootHint, noSudo, sudoRefuses */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _host_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9252);


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
        await (0,_host_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runQuick */ .l)('sudo', ['-n', '-l', '--', ...command.slice(SUDO.length)], { env });
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error, 'command-failed'))
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


/***/ })

};
