export const id = 330;
export const ids = [330];
export const modules = {

/***/ 9330:
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
// EXTERNAL MODULE: ./build/js/cli/store-flags.js + 1 modules
var store_flags = __webpack_require__(6099);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
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
    const fix = `as root: echo '${userName} ALL=(root) NOPASSWD: ALL' > /etc/sudoers.d/obuilder-action (the README has a narrower rule)`;
    switch (root) {
        case 'is-root':
            return [ok('root', 'this user is root')];
        case 'by-sudo':
            return [ok('root', 'sudo works without a password')];
        case 'sudo-asks':
            return [problem('root', 'sudo asks for a password, or refuses', fix)];
        case 'no-sudo':
            return [
                problem('root', 'this user is not root and there is no sudo', `as root: apt-get install sudo; then ${fix}`),
            ];
    }
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

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
// EXTERNAL MODULE: ./build/js/sandbox/machine.js + 1 modules
var machine = __webpack_require__(2057);
// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var memory = __webpack_require__(1565);
// EXTERNAL MODULE: ./build/js/cli/places.js
var places = __webpack_require__(1739);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/loop-image.js
var loop_image = __webpack_require__(4315);
// EXTERNAL MODULE: ./build/js/host/mounts.js
var mounts = __webpack_require__(2567);
// EXTERNAL MODULE: ./build/js/store/auto.js
var auto = __webpack_require__(3977);
// EXTERNAL MODULE: ./build/js/store/drivers.js + 16 modules
var drivers = __webpack_require__(2215);
// EXTERNAL MODULE: ./build/js/store/layout.js
var layout = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/js/cli/doctor/store-facts.js










function readStoreFacts(request) {
    const wanted = choose(request);
    const { directory } = wanted;
    const common = {
        ...wanted,
        hasLoopDevices: (0,external_node_fs_.existsSync)('/dev/loop-control'),
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
        space: readSpace((0,probes/* nearestExisting */.Iv)(directory)),
        spaceBelow: image === undefined ? undefined : readSpace(external_node_path_.dirname(image)),
        nodeSize: mount?.type === 'btrfs' ? (0,probes/* btrfsNodeSize */.hY)(mount.device) : undefined,
        otherFormats: readFormats(directory),
    };
}
function choose({ store, namedBy, poolDirectory }) {
    if (store === 'auto') {
        const { kind, directory, why } = (0,auto/* chooseStore */.z)((0,auto/* readAutoFacts */.P)(poolDirectory ?? places/* places */.z.poolDirectory));
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
    return {
        userName: process.env['USER'] ?? 'runner',
        root: await readRoot(),
        node: process.version,
        kernel: (0,probes/* kernelRelease */.Hn)(),
        programs: { runc, btrfs, zfs },
        fileSystems: { btrfs: readPart('btrfs'), overlay: readPart('overlay'), zfs: readPart('zfs') },
        cgroups: (0,machine/* lookAround */.h)(process.arch).cgroups,
        hasSeccomp: (0,probes/* hasSeccomp */.Jv)(),
        memory: (0,memory/* memoryDirectory */.f)(places/* places */.z.runDirectory),
        confinement: (0,probes/* readConfinement */.vm)(),
        store: readStoreFacts(request),
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
        return (0,errors/* isObuilderError */.LV)(error, 'tool-missing') ? 'no-sudo' : 'sudo-asks';
    }
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
/** Only a pool in an image file needs them. */
function checkLoopDevices({ store }) {
    const needsOne = store.image?.state === 'not-mounted' || store.why.includes('image file');
    if (store.hasLoopDevices)
        return needsOne ? [ok('loop devices', '/dev/loop-control is there')] : [];
    const fix = 'sudo modprobe loop, or name a store that needs none: OBUILDER_STORE=btrfs:DIR';
    if (needsOne)
        return [problem('loop devices', 'none, so the pool in an image file cannot be mounted', fix)];
    return [note('loop devices', 'none, so no pool can be made in an image file', fix)];
}
function checkSeccomp({ hasSeccomp }) {
    if (hasSeccomp)
        return ok('seccomp', 'filters are available');
    return problem('seccomp', 'this kernel has no filters', 'use a kernel with CONFIG_SECCOMP_FILTER');
}
function checkMemory({ memory }) {
    if (memory !== undefined)
        return ok('memory for secrets', memory);
    const fix = 'sudo mount -t tmpfs tmpfs /run';
    return problem('memory for secrets', 'none of /run and /dev/shm is in memory: no step can have secrets', fix);
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/programs.js

const NODE = '24';
/** The first release that runs on cgroups of version 2 and lets a filter of system calls say which error a call gets. */
const RUNC = '1.0.0';
/** The first release without CVE-2024-21626, by which a step could reach the host's files. */
const MENDED_RUNC = '1.1.12';
function checkPrograms({ node, programs, store }) {
    return [
        checkNode(node),
        checkRunc(programs.runc),
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
function checkRunc(fact) {
    const finding = present('runc', 'runc', fact);
    if (finding.state !== 'ok')
        return finding;
    const version = fact.says?.split('\n')[0] ?? '';
    const update = 'sudo apt-get install --only-upgrade runc, or take one from github.com/opencontainers/runc';
    if (!isAtLeast(version, RUNC))
        return problem('runc', `${finding.found}, but ${RUNC} or later is needed`, update);
    // Distributions mend the release that they have, and say so behind its number.
    if (isAtLeast(version, MENDED_RUNC) || /\d(\+|~|-\d)/.test(version))
        return finding;
    return note('runc', `${finding.found}, which has CVE-2024-21626 (a step may reach the host's files)`, update);
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
function checkAppArmor({ confinement: { appArmor, ownProfile, profiles } }) {
    const check = 'AppArmor';
    if (!appArmor)
        return [ok(check, 'not in use')];
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
    return [ok(check, `${found}: steps are not hindered`)];
}
/** As on Ubuntu 24.04, where kernel.apparmor_restrict_unprivileged_userns is 1. */
function checkUserNamespaces({ confinement }) {
    if (!confinement.fewUserNamespaces)
        return [];
    return [
        ok('user namespaces', 'not for every user, which is no matter: runc runs as root and steps get none'),
    ];
}
function checkSeLinux({ confinement }) {
    if (!confinement.seLinuxEnforces)
        return [];
    return [
        note('SELinux', 'enforcing: steps run without a label of their own, which has not been tried', 'where a step is denied something, see: sudo ausearch -m avc -ts recent'),
    ];
}

// EXTERNAL MODULE: ./build/js/cli/size-text.js
var size_text = __webpack_require__(4212);
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
const FORBIDDEN = {
    ro: { state: 'problem', effect: 'nothing can be written' },
    noexec: { state: 'problem', effect: 'no step can run a program' },
    nosuid: { state: 'problem', effect: 'su, sudo and other set-uid programs do not work in steps' },
    nodev: { state: 'note', effect: 'device files in images cannot be opened' },
};
function checkMountOptions({ mount }) {
    if (mount === undefined)
        return [];
    const found = Object.entries(FORBIDDEN).filter(([option]) => mount.options.includes(option));
    if (found.length === 0)
        return [];
    const list = found.map(([option, { effect }]) => `${option} (${effect})`).join(', ');
    const opposites = found.map(([option]) => (option === 'ro' ? 'rw' : option.slice(2))).join(',');
    const tell = found.some(([, { state }]) => state === 'problem') ? problem : note;
    const fix = `sudo mount -o remount,${opposites} ${mount.directory}, and the same in /etc/fstab`;
    return [tell('mount options', `${mount.directory} is mounted ${list}`, fix)];
}
function checkSpace(check, space) {
    if (space === undefined)
        return [];
    const { directory, freeBytes, totalBytes } = space;
    const found = `${(0,size_text/* sizeText */.l)(freeBytes)} of ${(0,size_text/* sizeText */.l)(totalBytes)} free at ${directory}`;
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
    usage: 'doctor [--store=STORE] [--json]',
    summary: 'Tells what this machine lacks for building, and how to mend it. Changes nothing.',
    options: { ...store_flags/* storeFlags */.t, json: { type: 'boolean' } },
    needsRoot: false,
    run: async (invocation) => {
        (0,verb/* noPositionals */.d0)(doctorVerb, invocation);
        const findings = examine(await readFacts((0,store_flags/* storeRequest */.r)(invocation)));
        const isFine = findings.every(({ state }) => state !== 'problem');
        (0,output/* print */.y)((0,verb/* isSet */.vM)(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : printFindings(findings));
        return isFine ? 0 : 1;
    },
};
/** Every check on the facts of a machine, which may be any machine's. */
function examine(facts) {
    const checks = [checkRoot, checkPrograms, checkKernel, checkCgroups, checkSecurity, checkStore];
    return checks.flatMap((check) => check(facts));
}


/***/ }),

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeOutput),
/* harmony export */   y: () => (/* binding */ print)
/* harmony export */ });
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
        process.stdout.write(held);
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
/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
function print(text) {
    if (process.stdout.listenerCount('error') === 0) {
        process.stdout.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    process.stdout.write(text);
}


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ sizeText)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number of bytes for people, in the units in which sizes are given to inputs and flags: `41.2 GB`. */
function sizeText(size) {
    if (size < 1024)
        return `${size} bytes`;
    return bytes__WEBPACK_IMPORTED_MODULE_0__.format(size, { unitSeparator: ' ', decimalPlaces: 1, fixedDecimals: true }) ?? `${size} bytes`;
}


/***/ }),

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/worker/byte-size.js
var byte_size = __webpack_require__(4213);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,byte_size/* byteSize */.m)(text);
    if (size === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/store-flags.js


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,verb/* text */.Qq)(invocation, 'store') ?? 'auto';
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
    };
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


/***/ })

};
