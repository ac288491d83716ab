export const id = 225;
export const ids = [225];
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

/***/ 213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VV: () => (/* binding */ readySandbox),
  FJ: () => (/* binding */ withMachinery),
  aH: () => (/* binding */ withStore)
});

// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/image/facts.js
var image_facts = __webpack_require__(2175);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
// EXTERNAL MODULE: ./build/js/image/platform.js
var image_platform = __webpack_require__(5593);
// EXTERNAL MODULE: ./build/js/image/reference.js
var image_reference = __webpack_require__(4337);
// EXTERNAL MODULE: ./build/js/image/resolved.js
var resolved = __webpack_require__(8106);
;// CONCATENATED MODULE: ./build/js/image/docker.js






const TAG_KIND = 'image-tag-1';
/** Statuses of a registry that is there and has said no: last digest would hide that. */
const REFUSALS = new Set(['401', '403', '404']);
/**
 * An image in a registry. A tag costs one HEAD; what its digest stands for is remembered, so that a digest that was seen
 * before costs nothing.
 */
async function resolveRegistryImage(request) {
    const reference = (0,image_reference/* parseReference */.F2)(request.name);
    const opened = once(() => openRepository(request, reference));
    const digest = reference.digest ?? (await resolveTag(request, reference, opened));
    const facts = await findFacts(request, { digest, reference, opened });
    return (0,resolved/* resolvedFrom */.n)(facts, {
        name: `docker://${(0,image_reference/* formatReference */.FH)(reference)}`,
        request,
        load: async (options) => {
            if (request.options.pull === 'never')
                throw neverPulled(reference);
            const { loadLayers } = await Promise.all(/* import() */[__webpack_require__.e(124), __webpack_require__.e(827)]).then(__webpack_require__.bind(__webpack_require__, 8301));
            await loadLayers(remoteSource(opened), facts.layers, options);
        },
    });
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}
async function openRepository({ settings }, reference) {
    const { Repository } = await __webpack_require__.e(/* import() */ 221).then(__webpack_require__.bind(__webpack_require__, 3221));
    const { dockerConfig, plainHttp, certificates, retryMs } = settings;
    const { domain, repository } = reference;
    return new Repository({ domain, repository, dockerConfig, plainHttp, certificates, retryMs });
}
function neverPulled(reference) {
    return (0,invalid/* imageUnavailable */.I$)(`${(0,image_reference/* formatReference */.FH)(reference)} is not here, and nothing may be pulled`, {
        value: (0,image_reference/* formatReference */.FH)(reference),
        hint: 'Allow it with pull: missing or pull: auto.',
    });
}
async function resolveTag(request, reference, opened) {
    const { settings, options } = request;
    const tag = reference.tag ?? 'latest';
    const key = `${(0,image_reference/* nameOf */.Vb)(reference)}:${tag}`;
    const last = settings.memo.recall(TAG_KIND, key);
    if (options.pull === 'never' || options.pull === 'missing') {
        if (last !== undefined)
            return last;
        if (options.pull === 'never')
            throw neverPulled(reference);
    }
    try {
        const digest = await (await opened()).resolveTag(tag, options.signal);
        if (digest !== last)
            settings.memo.remember(TAG_KIND, key, digest);
        return digest;
    }
    catch (error) {
        const isDown = (0,errors/* isObuilderError */.LV)(error, 'image-unavailable') && !REFUSALS.has(error.value ?? '');
        if (options.pull !== 'auto' || last === undefined || !isDown)
            throw error;
        options.onWarning(`${error.message}; using the digest that ${key} had last: ${last}`);
        return last;
    }
}
async function findFacts({ settings, platform, options }, { digest, reference, opened }) {
    const key = { digest, platform: (0,image_platform/* formatPlatform */.Bq)(platform) };
    const known = (0,image_facts/* recallFacts */.T8)(settings.memo, digest, key.platform);
    if (known !== undefined)
        return known;
    if (options.pull === 'never')
        throw neverPulled(reference);
    const repository = await opened();
    const { readFacts } = await __webpack_require__.e(/* import() */ 535).then(__webpack_require__.bind(__webpack_require__, 7535));
    const source = {
        readManifest: async (wanted) => (await repository.fetchManifest(wanted, options.signal)).bytes,
        readConfig: (wanted, limit) => repository.fetchBlob(wanted, { limit, signal: options.signal }),
    };
    const facts = await readFacts(digest, { source, platform });
    (0,image_facts/* rememberFacts */.JO)(settings.memo, key, facts);
    if (facts.digest !== digest)
        (0,image_facts/* rememberFacts */.JO)(settings.memo, { ...key, digest: facts.digest }, facts);
    return facts;
}
function remoteSource(opened) {
    return {
        isRemote: true,
        open: async function* ({ digest, size, signal }) {
            const { checkedBytes } = await __webpack_require__.e(/* import() */ 411).then(__webpack_require__.bind(__webpack_require__, 8411));
            const repository = await opened();
            yield* checkedBytes(repository.streamBlob(digest, size, signal), { digest, size });
        },
    };
}

;// CONCATENATED MODULE: ./build/js/image/images.js



/** The first is for names without a prefix. What is not needed for a build that is cached is imported when it is. */
const TRANSPORTS = [
    { prefix: 'docker://', resolve: resolveRegistryImage },
    { prefix: 'oci:', resolve: async (r) => (await __webpack_require__.e(/* import() */ 256).then(__webpack_require__.bind(__webpack_require__, 256))).resolveLayout(r) },
    { prefix: 'oci-archive:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(931), __webpack_require__.e(562)]).then(__webpack_require__.bind(__webpack_require__, 9562))).resolveOciArchive(r) },
    {
        prefix: 'docker-archive:',
        resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(931), __webpack_require__.e(869)]).then(__webpack_require__.bind(__webpack_require__, 1869))).resolveDockerArchive(r),
    },
    { prefix: 'rootfs:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(124), __webpack_require__.e(427)]).then(__webpack_require__.bind(__webpack_require__, 5837))).resolveRootfs(r) },
    { prefix: 'scratch', resolve: async (r) => (await __webpack_require__.e(/* import() */ 650).then(__webpack_require__.bind(__webpack_require__, 4269))).resolveScratch(r) },
];
/** Base images from registries, layouts, archives and directories. Opening costs nothing. */
function openImages(settings) {
    const platform = (0,image_platform/* parsePlatform */.FL)(settings.platform ?? (0,image_platform/* hostPlatform */.ol)());
    return {
        transports: TRANSPORTS.map(({ prefix }) => prefix),
        resolve: async (image, options) => {
            const { transport, name } = chooseTransport(image);
            return await transport.resolve({ name, platform, settings, options });
        },
    };
}
function chooseTransport(image) {
    for (const transport of TRANSPORTS) {
        const { prefix } = transport;
        const matches = /[:/]$/.test(prefix) ? image.startsWith(prefix) : image === prefix;
        if (matches)
            return { transport, name: image.slice(prefix.length) };
    }
    const [fallback] = TRANSPORTS;
    if (fallback === undefined || /^[a-z-]+:\/\//.test(image)) {
        const known = TRANSPORTS.map(({ prefix }) => prefix).join(', ');
        throw (0,invalid/* imageInvalid */.lC)(`"${image}" has a transport that is not known`, {
            value: image,
            hint: `There are ${known}; without one it is docker://.`,
        });
    }
    return { transport: fallback, name: image };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/sandbox/cgroups.js

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
        if (value === undefined || cgroups.controllers.has(controller))
            continue;
        throw new errors/* ObuilderError */.Vy('sandbox-failed', `this machine cannot limit a step's ${controller}`, {
            value: String(value),
            hint: `Turn on the ${controller} controller of cgroups, or leave that limit out.`,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/ceilings.js
const LINES = {
    RLIMIT_NOFILE: 'Max open files',
    RLIMIT_MEMLOCK: 'Max locked memory',
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
    const ceiling = (name) => isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, LINES[name]);
    return {
        RLIMIT_NOFILE: Math.min(most, ceiling('RLIMIT_NOFILE')),
        RLIMIT_MEMLOCK: ceiling('RLIMIT_MEMLOCK'),
        RLIMIT_STACK: ceiling('RLIMIT_STACK'),
    };
}
/** The hard limit of one line, which follows the soft one. */
function hard(limits, name) {
    const line = limits.split('\n').find((text) => text.startsWith(name));
    const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

;// CONCATENATED MODULE: ./build/js/sandbox/machine.js



function lookAround(architecture) {
    const cgroups = readCgroups({
        mountinfo: read('/proc/self/mountinfo'),
        self: read('/proc/self/cgroup'),
        controllers: read('/sys/fs/cgroup/cgroup.controllers'),
    });
    const fixed = {
        architecture,
        pids: cgroups.controllers.has('pids'),
        // The first line is the heading.
        swap: read('/proc/swaps').trim().split('\n').length > 1,
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
                (cgroups.layout !== 'none' && (limits?.memoryBytes ?? limits?.cpus) !== undefined),
        }),
    };
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var memory = __webpack_require__(1565);
;// CONCATENATED MODULE: ./build/js/host/watchdog.js
/**
 * Starts a shell that waits until this process has ended, however it did, and then runs `script` with `args` if there was
 * something to clear up. It has a session of its own, so that a signal to this process's group does not reach it.
 */
function startWatchdog(script, args, env) {
    // The kernel closes our end of the pipe with us, which ends the loop.
    const whole = `busy=0\nwhile read -r busy_now; do busy=$busy_now; done\n[ "$busy" = 0 ] && exit\n${script}`;
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn('/bin/sh', ['-c', whole, 'sh', ...args], {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
        cwd: '/',
        env: { ...env },
    });
    // A machine on which it cannot run, or where someone killed it, is cleared up by the next start only.
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    child.unref();
    const { stdin } = child;
    if ('unref' in stdin && typeof stdin.unref === 'function')
        stdin.unref();
    return { busy: (count) => void (stdin.writable && stdin.write(`${count}\n`)) };
}

// EXTERNAL MODULE: ./build/js/sandbox/owner.js
var owner = __webpack_require__(4509);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
;// CONCATENATED MODULE: ./build/js/sandbox/orphans.js



/**
 * Removes a dead owner's containers, and again a little later: the runtime may have been about to make one. Arguments: the
 * runtime, its root, the owner's prefix, the directory in memory or nothing.
 */
const SCRIPT = `
for pause in 0 0.1 0.2 0.4 0.8; do
  sleep "$pause"
  for directory in "$2/$3"-*; do
    [ -d "$directory" ] && "$1" --root "$2" delete --force "\${directory##*/}"
  done
  [ -z "$4" ] || for directory in "$4/$3"-*; do
    [ -d "$directory" ] && [ -O "$directory" ] && rm -rf -- "$directory"
  done
done
`;
/** Sees to it that this process's steps end with it, even when it is killed and nobody repairs anything. */
function watchForOrphans(runtime) {
    const args = [runtime.program, runtime.containers, (0,owner/* ownerPrefix */.cn)(), runtime.memory ?? ''];
    return startWatchdog(SCRIPT, args, places/* RUNTIME_ENVIRONMENT */.R);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/js/host/process-info.js
var process_info = __webpack_require__(5201);
// EXTERNAL MODULE: ./build/js/sandbox/kill.js
var kill = __webpack_require__(3924);
;// CONCATENATED MODULE: ./build/js/sandbox/repair.js







/** How often, and how long apart, something that is just ending is tried again. */
const TRIES = 40;
const PAUSE_MILLISECONDS = 50;
/**
 * Kills and removes what owners that died left: containers, then control groups whose container is lost, then files in memory. What
 * belongs to a process that lives is not touched, whichever process it is.
 */
async function repair(runtime, cgroupBases) {
    for (const step of deadIn(runtime.containers))
        await removeDeadContainer(runtime, step);
    for (const base of cgroupBases) {
        for (const name of deadIn(base))
            await removeGroup(external_node_path_.join(base, name));
    }
    if (runtime.memory === undefined)
        return;
    for (const name of deadIn(runtime.memory)) {
        const directory = external_node_path_.join(runtime.memory, name);
        // Others may write in such a place: what another user made, even under our name, is not ours to walk through.
        const stats = (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false });
        if (stats?.uid === process.getuid?.())
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    }
}
function deadIn(directory) {
    return (0,external_node_fs_.existsSync)(directory) ? (0,external_node_fs_.readdirSync)(directory).filter(owner/* isDead */.XU) : [];
}
/** The runtime of a dead owner may still be making or removing the container, so its own delete may come too early. */
async function removeDeadContainer(runtime, step) {
    const directory = (0,places/* containerDirectory */.V)(runtime, step);
    for (let attempt = 0; attempt < TRIES && (0,external_node_fs_.existsSync)(directory); attempt += 1) {
        const failure = await (0,kill/* removeContainer */.o)(runtime, step).then(() => undefined, (error) => error);
        if (!(0,external_node_fs_.existsSync)(directory))
            return;
        // A directory without a state is what is left of a runtime that was killed at its very start or end.
        if (failure === undefined && !(0,external_node_fs_.existsSync)(external_node_path_.join(directory, 'state.json')) && attempt > TRIES / 2) {
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        }
        await (0,promises_.setTimeout)(PAUSE_MILLISECONDS);
    }
}
/** A control group can be removed once its last process is gone. */
async function removeGroup(directory) {
    for (let attempt = 0; attempt < TRIES && (0,external_node_fs_.existsSync)(directory); attempt += 1) {
        for (const pid of processesIn(directory))
            (0,process_info/* killNow */.JL)(pid);
        try {
            (0,external_node_fs_.rmdirSync)(directory);
        }
        catch {
            await (0,promises_.setTimeout)(PAUSE_MILLISECONDS);
        }
    }
}
function processesIn(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)(external_node_path_.join(directory, 'cgroup.procs'), 'utf8');
        // The kernel shows a process of a PID namespace beyond ours as 0, which would be our own group to kill(2).
        return text
            .split('\n')
            .map(Number)
            .filter((pid) => pid > 1);
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/js/host/stream-child.js

/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file, its stderr is dropped.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function startStreaming(file, args, options) {
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...options.env } });
    child.stdout.on('data', options.onOutput);
    const ended = new Promise((resolve, reject) => {
        child.on('error', (error) => reject(startError(file, error)));
        child.on('close', (code, signal) => resolve({ code, signal }));
    });
    // Only a program that could not be started has no pid; the reason comes as an event.
    if (child.pid === undefined)
        await ended;
    return { pid: child.pid ?? 0, ended };
}
function startError(file, error) {
    if (error.code === 'ENOENT') {
        return new errors/* ObuilderError */.Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    return new errors/* ObuilderError */.Vy('command-failed', `${file} cannot be started: ${error.message}`, {
        value: file,
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/js/sandbox/container.js + 3 modules
var container = __webpack_require__(4555);
// EXTERNAL MODULE: ./build/js/sandbox/output-file.js
var output_file = __webpack_require__(3688);
// EXTERNAL MODULE: ./build/js/sandbox/program.js
var program = __webpack_require__(7698);
// EXTERNAL MODULE: ./build/js/sandbox/step.js + 9 modules
var sandbox_step = __webpack_require__(2411);
;// CONCATENATED MODULE: ./build/js/sandbox/run.js







/** Runs one step as the contract says, with any runtime that has runc's command line. */
async function runStep(request, context) {
    if (request.signal?.aborted)
        return { kind: 'cancelled' };
    const { onOutput } = request;
    const name = (0,owner/* newStepName */.Wq)();
    const step = (0,sandbox_step/* prepareStep */.I)(request, name, context);
    try {
        const ending = await (0,container/* runContainer */.z)(request, {
            runtime: context.runtime,
            name,
            step,
            start: (file, args, env) => startStreaming(file, args, { env, onOutput }),
        });
        return ending.stopped ? { kind: ending.stopped } : resultOf(ending, step);
    }
    finally {
        step.remove();
    }
}
function resultOf({ code, outOfMemory }, step) {
    if (code !== 0 && outOfMemory)
        return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true };
    const signal = signalName(code - container/* SIGNAL_BASE */.x);
    if (signal)
        return { kind: 'killed', signal, outOfMemory: false };
    const missing = (0,program/* missingShell */.LI)(code, step.launch);
    if (missing)
        throw missing;
    return { kind: 'exited', code, outputFile: (0,output_file/* readOutputFile */.e)(step.outputFile) };
}
function signalName(number) {
    return Object.entries(external_node_os_.constants.signals).find(([, value]) => value === number)?.[0];
}

;// CONCATENATED MODULE: ./build/js/sandbox/open.js








/**
 * The sandbox of this machine. It needs root. Opening it starts nothing and looks at nothing, since a build that is wholly
 * cached never runs a step; call `repair` before the first one.
 */
async function openSandbox(options) {
    const runtime = {
        program: options.runtime ?? 'runc',
        containers: external_node_path_.join(options.stateDir, 'containers'),
        memory: (0,memory/* memoryDirectory */.f)(options.stateDir),
    };
    let surroundings;
    let watchdog;
    let running = 0;
    const look = () => {
        surroundings ??= lookAround(process.arch);
        return surroundings;
    };
    const count = (change) => {
        running += change;
        watchdog ??= watchForOrphans(runtime);
        watchdog.busy(running);
    };
    const watched = async (limits, work) => {
        const { cgroups, machineFor } = look();
        checkLimits(limits, cgroups);
        (0,external_node_fs_.mkdirSync)(runtime.containers, { recursive: true, mode: 0o700 });
        count(1);
        try {
            return await work(machineFor(limits));
        }
        finally {
            count(-1);
        }
    };
    return {
        run: (request) => watched(request.limits, (machine) => runStep(request, { runtime, machine })),
        enter: (request) => watched(undefined, async (machine) => {
            // Loaded for those who need it: most processes only build.
            const { enterStep } = await __webpack_require__.e(/* import() */ 824).then(__webpack_require__.bind(__webpack_require__, 1824));
            return await enterStep(request, { runtime, machine });
        }),
        repair: () => repair(runtime, look().cgroups.bases),
    };
}

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
 * Gives up the claim on `id` and wakes who waits for it in this process. Never throws: where the catalog cannot be
 * written because the disk is full, what was dropped is removed at once, and the claim is given up when there is room.
 */
function giveUp(engine, id) {
    try {
        engine.catalog.unclaim(id, engine.owner.name());
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
        engine.catalog.unclaim(id, engine.owner.name());
        engine.stuck.delete(id);
    }
    catch {
        if (engine.stuck.has(id))
            setTimeout(() => void unstick(engine, id), RETRY_MILLISECONDS).unref();
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:sqlite"
var external_node_sqlite_ = __webpack_require__(99);
;// CONCATENATED MODULE: ./build/js/host/lock.js


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
    const database = new external_node_sqlite_.DatabaseSync(file, { timeout: waitMilliseconds });
    try {
        // Without a journal in memory an empty `-journal` file would stay beside every lock whose holder was killed.
        database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    }
    catch (error) {
        database.close();
        if ((sqliteCode(error) ?? 0) === SQLITE_BUSY)
            return undefined;
        throw error;
    }
    if (!(0,external_node_fs_.existsSync)(file)) {
        // Whoever repaired the place removed the file between our opening and our locking: the lock is on nothing.
        database.close();
        return undefined;
    }
    return { release: () => database.close() };
}
/** The primary result code of an error of node:sqlite (https://sqlite.org/rescode.html), undefined for other errors. */
function sqliteCode(error) {
    if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
        return undefined;
    return error.errcode & 0xff;
}

;// CONCATENATED MODULE: ./build/js/store/fault.js


const FULL_HINT = 'Delete results that are not needed ("prune", "remove"), or give the store more space (store-size, or a larger file system).';
const SQLITE_FULL = 13;
const fullCodes = ['ENOSPC', 'EDQUOT'];
const fullTexts = ['No space left on device', 'Disk quota exceeded'];
/** True for what a full disk makes of any operation. */
function isFull(error) {
    if ((0,errors/* isObuilderError */.LV)(error, 'store-full'))
        return true;
    if (!(error instanceof Error))
        return false;
    if (sqliteCode(error) === SQLITE_FULL)
        return true;
    if ('code' in error && fullCodes.includes(error.code))
        return true;
    return (0,errors/* isObuilderError */.LV)(error, 'command-failed') && fullTexts.some((text) => error.message.includes(text));
}
/** Any failure below the store as the error its callers test for; `store-full` where the disk has no room left. */
function asStoreError(error) {
    if ((0,errors/* isObuilderError */.LV)(error) && error.code === 'store-full')
        return error;
    if (!isFull(error))
        return (0,errors/* asObuilderError */.xO)(error);
    const reason = error instanceof Error ? error.message : String(error);
    return new errors/* ObuilderError */.Vy('store-full', `the store has no space left: ${reason}`, {
        hint: FULL_HINT,
        cause: error,
    });
}
/** Runs `work`; what it throws comes out as `asStoreError` has it. */
async function withStoreErrors(work) {
    try {
        return await work();
    }
    catch (error) {
        throw asStoreError(error);
    }
}
function errnoOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
function missingResult(id) {
    return new errors/* ObuilderError */.Vy('result-missing', `there is no result ${id} in the store`, {
        value: id,
        hint: 'List the results to see their ids.',
    });
}

;// CONCATENATED MODULE: ./build/js/store/layout.js


const ROOTFS = 'rootfs';
const SLOT_DATA = 'data';
const LOG = 'log';
const META = 'meta.json';
const SCRATCH = 'scratch';
function layoutOf(root) {
    const at = (...names) => external_node_path_.join(root, 'v1', ...names);
    return {
        root,
        results: at('result'),
        tmp: at('tmp'),
        slots: at('slot'),
        failed: at('failed'),
        views: at('view'),
        state: at('state'),
        owners: at('state', 'owner'),
        catalog: at('state', 'catalog.db'),
        repairLock: at('state', 'repair.lock'),
        pruneLock: at('state', 'prune.lock'),
    };
}
/** Makes the directories that are missing. A root that was empty becomes 0700; the store's own part always is. */
function makeLayout(layout) {
    const { results, tmp, slots, failed, views, owners } = layout;
    const parts = [results, tmp, slots, failed, views, owners];
    if (parts.every((directory) => (0,external_node_fs_.existsSync)(directory)))
        return;
    (0,external_node_fs_.mkdirSync)(layout.root, { recursive: true, mode: 0o700 });
    if ((0,external_node_fs_.readdirSync)(layout.root).length === 0)
        (0,external_node_fs_.chmodSync)(layout.root, 0o700);
    (0,external_node_fs_.mkdirSync)(external_node_path_.dirname(layout.results), { recursive: true, mode: 0o700 });
    for (const directory of parts)
        (0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
}
const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
/** Ids become file names; whatever could leave its directory is no id. */
function isSafeId(id) {
    return safeId.test(id);
}
/** The owner in the name of an entry of `tmp`. */
function ownerOfEntry(entry) {
    return entry.slice(0, entry.lastIndexOf('-'));
}
/** Directories of stores in the same root that have another format than ours. */
function otherFormats(layout) {
    const own = external_node_path_.basename(external_node_path_.dirname(layout.results));
    return (0,external_node_fs_.readdirSync)(layout.root)
        .filter((name) => /^v\d+$/.test(name) && name !== own)
        .map((name) => external_node_path_.join(layout.root, name));
}

;// CONCATENATED MODULE: ./build/js/store/failed.js





/** How long a failed step's files stay, in milliseconds. */
const KEPT_MILLISECONDS = 6 * 3_600_000;
/** Moves the directory of a draft that failed to where it is kept; an earlier failure of the id makes way. */
async function keepFailed({ driver, layout, trash }, draft, failure) {
    const { id, directory } = draft;
    const place = external_node_path_.join(layout.failed, id);
    await driver.rest(external_node_path_.join(directory, ROOTFS));
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, META), JSON.stringify({ ...failure, failedAt: Date.now() }), {
        mode: 0o600,
    });
    for (;;) {
        trash.take(place);
        try {
            return await (0,external_node_fs_promises_.rename)(directory, place);
        }
        catch (error) {
            if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST')
                throw error;
        }
    }
}
/** The kept failure of this id; undefined where there is none, or none that is whole. */
function readFailed(layout, id) {
    const directory = external_node_path_.join(layout.failed, id);
    try {
        const { operation, message, failedAt, context } = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join(directory, META), 'utf8'));
        if (typeof operation !== 'string' || typeof message !== 'string' || typeof failedAt !== 'number')
            return undefined;
        return { id, operation, message, failedAt, context, logPath: external_node_path_.join(directory, LOG) };
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

function openLog(file) {
    let descriptor = (0,external_node_fs_.openSync)(file, 'a', 0o600);
    /** What did not fit on the disk, from the first byte that did not. */
    let unwritten = [];
    const close = () => {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        descriptor = undefined;
    };
    return {
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

// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
;// CONCATENATED MODULE: ./build/js/host/mounts.js



const octalEscape = /\\([0-7]{3})/g;
/** Mount points at or below any of `directories`, deepest first, one line for each mount (a point may repeat). */
function mountsBelow(directories) {
    const prefixes = directories.map((directory) => (directory.endsWith('/') ? directory : `${directory}/`));
    const points = (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'utf8')
        .split('\n')
        .map((line) => (line.split(' ')[4] ?? '').replace(octalEscape, (_, code) => fromOctal(code)));
    return points.filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}
const fromOctal = (code) => String.fromCharCode(Number.parseInt(code, 8));
function isMountPoint(directory) {
    return mountsBelow([directory]).includes(directory);
}
/**
 * Unmounts everything at or below `directories`; what is busy is detached and goes with its last user. After it,
 * deleting these directories cannot reach into another file system.
 *
 * @throws ObuilderError `command-failed` where a mount stays
 */
async function unmountBelow(directories) {
    for (const point of mountsBelow(directories)) {
        try {
            await (0,host_process/* runQuick */.l)('umount', ['--', point]);
        }
        catch (error) {
            if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
                throw error;
            if (isMountPoint(point))
                await (0,host_process/* runQuick */.l)('umount', ['--lazy', '--', point]);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/meta.js



const kinds = ['from', 'run', 'copy'];
function writeMeta(directory, meta) {
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, META), JSON.stringify(meta), { mode: 0o600 });
}
/** The text of a result's meta.json, or undefined where there is none or it is damaged: then it is no result. */
function readMeta(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)(external_node_path_.join(directory, META), 'utf8');
        return parseMeta(text) === undefined ? undefined : text;
    }
    catch {
        return undefined;
    }
}
/** When a result was committed, in milliseconds since the epoch. */
function commitTime(directory) {
    return Math.trunc((0,external_node_fs_.statSync)(external_node_path_.join(directory, META)).mtimeMs);
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
    return { ...meta, id, logPath: `${directory}/${LOG}` };
}

;// CONCATENATED MODULE: ./build/js/store/owner.js




function makeOwner(layout) {
    let held;
    let entries = 0;
    const name = () => {
        while (held === undefined) {
            const candidate = `${process.pid}.${Math.random().toString(36).slice(2, 12)}`;
            const lock = tryLock(external_node_path_.join(layout.owners, candidate));
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
        return tryLock(file);
    }
    catch (error) {
        // A damaged file locks nobody out; what it stood for is repaired like the rest.
        if (sqliteCode(error) !== undefined)
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
    return [...new Set([...files, ...entries.map(ownerOfEntry)])];
}
/** Whether another owner may have been at work already at a time in milliseconds since the epoch. */
function possibleOwnersSince(layout, time, except) {
    return possibleOwners(layout).some((name) => {
        if (name === except)
            return false;
        const began = (0,external_node_fs_.statSync)(external_node_path_.join(layout.owners, name), { throwIfNoEntry: false })?.birthtimeMs;
        return began !== undefined && began < time;
    });
}

;// CONCATENATED MODULE: ./build/js/store/removal.js




/**
 * Removes entries of `tmp` with their volumes. Mounts that somebody left in them go first, since deleting must never
 * reach into another file system; where one cannot be unmounted nothing is removed.
 */
async function removeEntries(driver, entries) {
    const present = entries.filter((entry) => (0,external_node_fs_.existsSync)(entry));
    if (present.length === 0)
        return;
    await unmountBelow(present);
    await driver.remove(present.flatMap((entry) => [external_node_path_.join(entry, ROOTFS), external_node_path_.join(entry, SLOT_DATA)]));
    for (const entry of present)
        (0,external_node_fs_.rmSync)(entry, { recursive: true, force: true });
}

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
        throw missingResult(id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
    return engine.driver.view(resultVolume(engine.layout, id), external_node_path_.join(entry, ROOTFS));
}
const resultVolume = ({ results }, id) => external_node_path_.join(results, id, ROOTFS);
/** Shows a result for people; what is shown is taken away by a later opening. */
async function exposeResult(engine, id) {
    if (engine.catalog.hold([id], engine.owner.name()).size === 0)
        throw missingResult(id);
    const entry = external_node_path_.join(engine.layout.views, id);
    const at = external_node_path_.join(entry, ROOTFS);
    if ((0,external_node_fs_.existsSync)(at)) {
        (0,external_node_fs_.utimesSync)(entry, new Date(), new Date());
        return at;
    }
    (0,external_node_fs_.mkdirSync)(entry, { recursive: true, mode: 0o700 });
    const shown = await engine.driver.view(resultVolume(engine.layout, id), at);
    if (shown !== at)
        engine.trash.add(entry);
    return shown;
}
/** Views that nobody looks at any more, as directories. */
function staleViews(layout, now) {
    return (0,external_node_fs_.readdirSync)(layout.views)
        .map((id) => external_node_path_.join(layout.views, id))
        .filter((entry) => {
        const time = (0,external_node_fs_.statSync)(entry, { throwIfNoEntry: false })?.mtimeMs;
        return time !== undefined && time < now - EXPOSED_MILLISECONDS;
    });
}
/** A private copy of a result or of a kept failure, as the contract's `checkout` promises. */
async function checkOut(engine, id) {
    const { from, context } = whatToCheckOut(engine, id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const scratch = external_node_path_.join(entry, SCRATCH);
    (0,external_node_fs_.mkdirSync)(scratch, { recursive: true, mode: 0o700 });
    const rootfs = external_node_path_.join(entry, ROOTFS);
    await engine.driver.snapshot(from, rootfs);
    return { rootfs, scratch, context };
}
function whatToCheckOut({ catalog, owner, layout }, id) {
    const failed = isSafeId(id) ? readFailed(layout, id) : undefined;
    if (failed !== undefined)
        return { from: external_node_path_.join(layout.failed, id, ROOTFS), context: failed.context };
    const result = catalog.hold([id], owner.name()).get(id);
    if (result === undefined)
        throw missingResult(id);
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
        const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
        for (const id of catalog.claimsOf(owner))
            catalog.record(id, owner);
        if (entries.length > 0)
            catalog.dropLost();
        await removeThoroughly(driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
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
    return withStoreErrors(async () => {
        if (!isSafeId(id) || !engine.catalog.find([id]).has(id))
            throw missingResult(id);
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
function takeOut({ catalog, trash, layout }, id, except) {
    const move = () => void trash.take(external_node_path_.join(layout.results, id));
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
        if (errnoOf(error) === 'ENOENT')
            return [];
        throw error;
    }
}
const latestOf = (slot) => versionsOf(slot).at(-1) ?? 0;
/** The volume of a slot's version; there is none where that version says that the slot was pruned. */
const dataOf = (slot, version) => external_node_path_.join(slot, String(version), SLOT_DATA);
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
        if (errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST')
            return false;
        throw error;
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









/** One goes at first, then twice as many each time, but so few that other builds hardly notice. */
const LARGEST_BATCH = 16;
const LOCK_POLL_MILLISECONDS = 50;
/** Prunes, as the contract promises. One process at a time; the others wait, and then mostly find that nothing is left to do. */
async function prune(engine, limits, { signal, atLeast = 0 } = {}) {
    const lock = await waitForLock(engine, signal);
    try {
        await repairStore(engine);
        const before = engine.driver.space();
        const counts = { results: 0, slots: 0, failed: dropStaleFailures(engine), inUse: 0 };
        await free(engine);
        await pruneInSteps(engine, { limits, counts, signal, atLeast });
        const after = engine.driver.space();
        return {
            ...counts,
            freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
            unmet: passedLimits(limits, await stateOf(engine, limits)),
        };
    }
    finally {
        lock.release();
    }
}
async function waitForLock({ layout }, signal) {
    for (;;) {
        const lock = tryLock(layout.pruneLock);
        if (lock !== undefined)
            return lock;
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'pruning was cancelled');
        await (0,promises_.setTimeout)(LOCK_POLL_MILLISECONDS);
    }
}
function dropStaleFailures({ layout, trash }) {
    return staleFailures(layout, Date.now()).filter((directory) => trash.take(directory)).length;
}
/** Removes what was taken and waits for its space, so that what is free is known. */
async function free({ trash, driver }) {
    if (await trash.empty())
        await driver.settle();
}
async function pruneInSteps(engine, pruning) {
    const { limits, counts, signal, atLeast } = pruning;
    const queue = candidates(engine, Date.now());
    const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
    for (let batch = 1;; batch = Math.min(batch * 2, LARGEST_BATCH)) {
        const state = await stateOf(engine, limits);
        let taken = 0;
        while (taken < batch) {
            if (signal?.aborted)
                throw new errors/* ObuilderError */.Vy('cancelled', 'pruning was cancelled');
            const next = queue.at(-1);
            if (next === undefined)
                break;
            const passed = passedLimits(limits, { ...state, results: engine.catalog.count() });
            const isTooOld = limits.maxAge !== undefined && next.used < Date.now() - limits.maxAge * 1000;
            if (passed.length === 0 && !isTooOld && !isForced())
                break;
            queue.pop();
            if (await takeCandidate(engine, next, counts))
                taken += 1;
        }
        if (taken === 0)
            return;
        await free(engine);
    }
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
const room_TRIES = 3;
/** How many results go at least when the disk was found full, whatever it says of its free space. */
const AT_LEAST = 4;
/** Share of the file system that is to be free after the disk was found full. */
const SHARE_AFTER_FULL = 0.1;
/** Whether the floor of free space is kept. */
function hasRoom({ limits, driver }) {
    return hasFloor(limits, driver.space());
}
/** Makes room, as the contract's `makeRoom` promises. */
async function makeRoom(engine, isDiskFull = false) {
    const { limits, onNotice } = engine;
    const minFree = limits.minFree ?? { share: SHARE_AFTER_FULL };
    const report = await prune(engine, { minFree }, { atLeast: isDiskFull ? AT_LEAST : 0 });
    const removed = report.results + report.slots + report.failed;
    if (removed > 0) {
        const megabytes = Math.round(report.freedBytes / 1024 ** 2);
        onNotice(`the store had little space left: ${removed} results or caches that were not in use made way, ${megabytes} MB`);
    }
    return removed > 0 || (!isDiskFull && report.unmet.length === 0);
}
/** Runs `work`; where the disk is full it prunes and runs it again. `work` must leave nothing when it fails. */
async function withRoom(engine, work) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            if (!isFull(error) || attempt === room_TRIES || !(await makeRoom(engine, true)))
                throw error;
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
        fault: undefined,
    };
    const done = carryOut(engine, request, moving);
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
        moving.sealing = engine.driver.advance(external_node_path_.join(moving.directory, ROOTFS), to);
        return await moving.sealing;
    }
    const copy = moving.sealing.then(() => engine.driver.snapshot(external_node_path_.join(moving.directory, ROOTFS), to));
    moving.readers.add(copy);
    await copy.finally(() => moving.readers.delete(copy));
}
async function carryOut(engine, request, moving) {
    const { id } = request;
    try {
        await withRoom(engine, () => seal(engine, request, moving));
        await request.parent?.done;
        await readersOf(moving);
        moving.rename = withRoom(engine, () => putInPlace(engine, request, moving)).finally(() => {
            moving.rename = undefined;
        });
        await moving.rename;
        const result = await withRoom(engine, async () => engine.catalog.record(id, engine.owner.name()));
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
        moving.fault = asStoreError(error);
        // What is in place already may be there to stay: the next one who looks for it enters it in the catalog.
        if (moving.directory === request.directory)
            engine.trash.add(request.directory);
        giveUp(engine, id);
        throw moving.fault;
    }
}
async function seal(engine, request, moving) {
    request.finishLog();
    await removeScratch(external_node_path_.join(request.directory, SCRATCH));
    writeMeta(request.directory, request.meta);
    // The next step asks for its copy right after this commit; then that seals.
    for (let turn = 0; turn < 2; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
    moving.sealing ??= engine.driver.seal(external_node_path_.join(request.directory, ROOTFS));
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
        if (errnoOf(error) === 'ENOENT')
            return;
        await unmountBelow([scratch]);
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
/** An equal result may be in the place: it stays, unless this one is to replace it. */
async function putInPlace(engine, request, moving) {
    const place = external_node_path_.join(engine.layout.results, request.id);
    for (;;) {
        try {
            await (0,external_node_fs_promises_.rename)(request.directory, place);
            break;
        }
        catch (error) {
            const isTaken = errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST';
            if (!isTaken)
                throw error;
            if (request.replace)
                engine.trash.take(place);
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
        begin: (base) => withStoreErrors(async () => {
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
        (0,external_node_fs_.mkdirSync)(external_node_path_.join(directory, SCRATCH), { recursive: true, mode: 0o700 });
        log = openLog(external_node_path_.join(directory, LOG));
        const parent = base === undefined ? undefined : engine.pending.get(base.id);
        engine.catalog.setDraft(request.id, engine.owner.name(), { name, base: base?.id });
        const rootfs = external_node_path_.join(directory, ROOTFS);
        await withRoom(engine, async () => {
            try {
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
    const source = external_node_path_.join(engine.layout.results, id, ROOTFS);
    for (let attempt = 1; isSafeId(id); attempt += 1) {
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
        rootfs: external_node_path_.join(directory, ROOTFS),
        scratch: external_node_path_.join(directory, SCRATCH),
        log: log.write,
        commit: (meta) => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the draft of ${id} is over already`, { value: id });
            isOver = true;
            const { done } = startCommit(engine, { id, directory, meta, replace, parent, finishLog: log.finish });
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
        poll: () => {
            if (descriptor === undefined)
                return;
            for (;;) {
                const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK, null);
                if (length === 0)
                    return;
                const text = decoder.write(buffer.subarray(0, length));
                if (text !== '')
                    onLog(text);
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
    if (!isSafeId(id))
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
            const outcome = await withRoom(engine, async () => engine.catalog.claim(id, { owner: engine.owner.name(), freshSince }));
            if (outcome.kind === 'result') {
                followed.follower?.poll();
                return { kind: 'result', result: outcome.result, waited };
            }
            if (outcome.kind === 'claimed') {
                return { kind: 'lease', lease: makeLease(engine, { id, replace: isReplacing }) };
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
/** One turn of waiting: shows what the holder has logged, and takes care of a holder that died. */
async function waitForHolder(engine, { id, claim, followed, options }) {
    const { onLog, signal } = options;
    if (onLog !== undefined && claim.draft !== undefined && claim.draft !== followed.draft) {
        followed.follower?.close();
        followed.draft = claim.draft;
        followed.follower = followLog(external_node_path_.join(engine.layout.tmp, claim.draft, LOG), onLog);
    }
    followed.follower?.poll();
    const isOurs = engine.owner.name() === claim.owner;
    if (isOurs && engine.stuck.has(id)) {
        throw new errors/* ObuilderError */.Vy('store-full', `the store has no space left to begin ${id}`, {
            value: id,
            hint: FULL_HINT,
        });
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
    if (!(0,external_node_fs_.existsSync)(`${directory}/${ROOTFS}`))
        return undefined;
    const meta = parseMeta(String(row['meta']));
    return meta === undefined ? undefined : toResult(id, directory, meta);
}
/** Enters a result that is on disk. A process may have died, or lost its catalog, between the rename and the entry. */
function adopt(layout, prepare, id) {
    const directory = directoryOf(layout, id);
    const text = (0,external_node_fs_.existsSync)(`${directory}/${ROOTFS}`) ? readMeta(directory) : undefined;
    const meta = text === undefined ? undefined : parseMeta(text);
    if (text === undefined || meta === undefined)
        return undefined;
    const add = prepare('INSERT OR REPLACE INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
    add.run(id, meta.parent ?? null, text, commitTime(directory), Date.now());
    return toResult(id, directory, meta);
}

;// CONCATENATED MODULE: ./build/js/store/claims.js

function claim(layout, prepare, request) {
    const { id, owner, freshSince } = request;
    const row = prepare('SELECT id, meta, committed FROM result WHERE id = ?').get(id);
    const known = row === undefined ? undefined : fromRow(layout, row);
    const result = known ?? adopt(layout, prepare, id);
    const committed = Number(row?.['committed'] ?? 0);
    if (result !== undefined && committed >= freshSince) {
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
    return { kind: 'claimed' };
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

;// CONCATENATED MODULE: ./build/js/store/reconcile.js




/** Owner of what was found broken among the results: nobody has that name, so the next repair removes it. */
const NOBODY = 'lost';
/** True for a directory that holds a whole result. A rename put it there, so what is there is whole unless damaged. */
function isWhole(directory) {
    return (0,external_node_fs_.existsSync)(external_node_path_.join(directory, ROOTFS)) && readMeta(directory) !== undefined;
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
        if (!isSafeId(id) || !isWhole(directory)) {
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
const isDamage = (error) => damageCodes.includes(sqliteCode(error)) ||
    (error instanceof Error && /no such (table|column)/.test(error.message));
/** Opens the catalog; a lost or damaged one, or one that a power cut may have hurt, is first made right. */
function openDatabase(layout, onNotice = () => undefined) {
    const place = {
        layout,
        onNotice,
        bootId: (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    };
    let handle = openGood(place) ?? openMended(place);
    const run = (work) => {
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
    };
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
        // Nothing is synced: the files are the truth, and after a reboot the catalog is compared with them.
        handle.database.exec('PRAGMA synchronous = OFF');
        const version = handle.prepare('PRAGMA user_version').get()?.['user_version'];
        const boot = version === SCHEMA_VERSION
            ? handle.prepare(`SELECT value FROM fact WHERE name = 'boot'`).get()
            : undefined;
        if (boot?.['value'] === bootId)
            return handle;
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
    const lock = tryLock(layout.repairLock, BUSY_MILLISECONDS);
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
        database.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF');
        const results = inTransaction(database, () => {
            if (versionOf(prepare) !== SCHEMA_VERSION)
                database.exec(schema);
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
const USE_GRAIN = 60_000;
function openCatalog(layout, onNotice) {
    const database = openDatabase(layout, onNotice);
    const { run, write } = database;
    return {
        database,
        find: (ids) => find(layout, database, ids),
        hold: (ids, owner) => write((prepare) => hold(layout, prepare, { ids, owner })),
        list: () => list(layout, database),
        uses: () => run(uses),
        madeAt: () => Number(run((prepare) => prepare('SELECT value FROM fact WHERE name = ?').get(MADE_AT))?.['value'] ?? 0),
        count: () => Number(run((prepare) => prepare('SELECT count(*) AS n FROM result').get())?.['n'] ?? 0),
        claim: (id, request) => write((prepare) => claim(layout, prepare, { id, ...request })),
        setDraft: (id, owner, { name, base }) => run((prepare) => prepare('UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?').run(name, base ?? null, id, owner)),
        takeOut: (id, request) => write((prepare) => claims_takeOut(prepare, id, request)),
        claimsOf: (owner) => run((prepare) => prepare('SELECT id FROM claim WHERE owner = ?').all(owner)).map(({ id }) => String(id)),
        unclaim: (id, owner) => run((prepare) => unclaim(prepare, id, owner)),
        unclaimAll: (owner) => write((prepare) => {
            for (const table of ['claim', 'hold'])
                prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
        }),
        dropLost: () => write((prepare) => dropLost(layout, prepare)),
        record: (id, owner) => write((prepare) => {
            const result = adopt(layout, prepare, id);
            if (result !== undefined)
                addHold(prepare, id, owner);
            unclaim(prepare, id, owner);
            return result;
        }),
    };
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
        const isLost = result === undefined && isSafeId(id) && (0,external_node_fs_.existsSync)(directoryOf(layout, id));
        const present = isLost ? database.write((prepare) => adopt(layout, prepare, id)) : result;
        if (present !== undefined)
            found.set(id, present);
    }
    const now = Date.now();
    const stale = rows.filter(({ used }) => Number(used) < now - USE_GRAIN).map(({ id }) => id);
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
        if (!(0,errors/* isObuilderError */.LV)(asStoreError(error), 'store-full'))
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/host/btrfs.js



const BTRFS_MAGIC = 0x9123683e;
/** True when `directory` exists and is on a btrfs. */
function isOnBtrfs(directory) {
    try {
        return (0,external_node_fs_.statfsSync)(directory).type === BTRFS_MAGIC;
    }
    catch {
        return false;
    }
}
const btrfs = (...args) => (0,host_process/* runQuick */.l)('btrfs', args);
async function createSubvolume(directory) {
    await btrfs('subvolume', 'create', directory);
}
/** A writable copy of the subvolume `from` at `to`, which must not exist: where it does, btrfs would copy into it. */
async function snapshotSubvolume(from, to) {
    await btrfs('subvolume', 'snapshot', from, to);
}
/** The same, but read-only. */
async function snapshotReadOnly(from, to) {
    await btrfs('subvolume', 'snapshot', '-r', from, to);
}
async function setReadOnly(subvolume, isReadOnly) {
    await btrfs('property', 'set', '-ts', subvolume, 'ro', String(isReadOnly));
}
async function deleteSubvolumes(subvolumes) {
    await btrfs('subvolume', 'delete', ...subvolumes);
}
/** Paths of the subvolumes directly inside `subvolume`, wherever in its tree they are. */
async function nestedSubvolumes(subvolume) {
    const listing = await btrfs('subvolume', 'list', '-o', subvolume);
    const fromTop = listing.split('\n').flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
    if (fromTop.length === 0)
        return [];
    // The list gives paths from the top of the file system, which need not be mounted anywhere.
    const id = (await btrfs('inspect-internal', 'rootid', subvolume)).trim();
    const own = (await btrfs('inspect-internal', 'subvolid-resolve', id, subvolume)).trim();
    return fromTop
        .filter((one) => one.startsWith(`${own}/`))
        .map((one) => external_node_path_.join(subvolume, one.slice(own.length + 1)));
}
/**
 * Waits until the space of deleted subvolumes is free again. The cleaner sleeps until the next transaction, up to 30 s
 * away, so one is forced first; and what it has cleaned can be written again after one more.
 */
async function waitUntilFreed(directory) {
    await btrfs('filesystem', 'sync', directory);
    await btrfs('subvolume', 'sync', directory);
    await btrfs('filesystem', 'sync', directory);
}

;// CONCATENATED MODULE: ./build/js/host/loop-image.js





/** The image file of the loop device that `directory` is on; undefined on another kind of device. */
function imageBelow(directory) {
    const device = (0,probes/* mountOf */.vI)(directory)?.device;
    if (device === undefined || !/^\/dev\/loop\d+$/.test(device))
        return undefined;
    try {
        const file = (0,external_node_fs_.readFileSync)(`/sys/block/${external_node_path_.basename(device)}/loop/backing_file`, 'utf8').trim();
        return file.startsWith('/') ? file : undefined;
    }
    catch {
        return undefined;
    }
}
/** Gives the blocks that the file system at `directory` does not use back to the disk that its image is on. */
async function returnUnused(directory) {
    try {
        await (0,host_process/* runQuick */.l)('fstrim', [directory]);
    }
    catch (error) {
        // Some disks below cannot make holes in files; the image stays as large as it was, which is no error.
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') && !(0,errors/* isObuilderError */.LV)(error, 'tool-missing'))
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/store/driver.js
/** The fault of a place that has to be a directory, for `DriverEntry.faultOf`. */
function directoryFault(place) {
    return place.startsWith('/') ? undefined : 'the directory is not an absolute path';
}

;// CONCATENATED MODULE: ./build/js/store/space.js

/** The space of the file system that `directory` is on. */
function diskSpace(directory) {
    const { bsize, blocks, bavail } = (0,external_node_fs_.statfsSync)(directory);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}
/** What is used of the file system that `directory` is on, by whomever. */
function diskUsed(directory) {
    const { bsize, blocks, bfree } = (0,external_node_fs_.statfsSync)(directory);
    return bsize * (blocks - bfree);
}

;// CONCATENATED MODULE: ./build/js/store/btrfs.js








const btrfs_btrfs = {
    summary: 'a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096',
    form: 'DIRECTORY',
    example: '/srv/obuilder',
    faultOf: directoryFault,
    open: async (root) => {
        if (!isOnBtrfs(nearestExisting(root))) {
            throw new errors/* ObuilderError */.Vy('store-unavailable', `the store's directory ${root} is not on a btrfs file system`, {
                value: root,
                hint: `Mount a btrfs there (mkfs.btrfs --nodesize 4096 DEVICE; mount DEVICE ${root}), or use the store "auto".`,
            });
        }
        return { driver: driverAt(root), root };
    },
};
function nearestExisting(directory) {
    return (0,external_node_fs_.existsSync)(directory) || directory === '/' ? directory : nearestExisting(external_node_path_.dirname(directory));
}
function driverAt(root) {
    let found;
    const image = () => {
        found ??= { image: imageBelow(root) };
        return found.image;
    };
    return {
        create: async (volume) => {
            await createSubvolume(volume);
            (0,external_node_fs_.chmodSync)(volume, 0o755);
        },
        snapshot: snapshotSubvolume,
        // The next step takes the writable subvolume on, and what stays behind is a sealed copy: one command for both.
        advance: async (from, to) => {
            await (0,external_node_fs_promises_.rename)(from, to);
            try {
                await snapshotReadOnly(to, from);
            }
            catch (error) {
                await (0,external_node_fs_promises_.rename)(to, from);
                throw error;
            }
        },
        seal: (volume) => setReadOnly(volume, true),
        rest: async () => undefined,
        view: async (volume) => volume,
        remove,
        settle: () => settle(root, image()),
        space: () => space(root, image()),
        usedBytes: async () => diskUsed(root),
    };
}
/** A pool in an image file gives what it does not use back to the disk below only when told to. */
async function settle(root, image) {
    await waitUntilFreed(root);
    if (image !== undefined)
        await returnUnused(root);
}
/** Nothing can be written either where the disk below a pool's sparse image is full. */
function space(root, image) {
    const own = diskSpace(root);
    if (image === undefined)
        return own;
    const below = diskSpace(external_node_path_.dirname(image));
    return { ...own, freeBytes: Math.min(own.freeBytes, below.freeBytes) };
}
/** The kernel answers for a read-only subvolume as for a read-only file system; asking it needs no program. */
function isSealed(volume) {
    try {
        (0,external_node_fs_.accessSync)(volume, external_node_fs_.constants.W_OK);
        return false;
    }
    catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EROFS';
    }
}
/** The inode number of the root of every subvolume (BTRFS_FIRST_FREE_OBJECTID). */
const SUBVOLUME_INODE = 256;
const isVolume = (directory) => (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false })?.ino === SUBVOLUME_INODE;
/** Keeps a command line far below the kernel's limit. */
const VOLUMES_A_COMMAND = 64;
async function remove(volumes) {
    const present = volumes.filter(isVolume);
    for (let start = 0; start < present.length; start += VOLUMES_A_COMMAND) {
        const some = present.slice(start, start + VOLUMES_A_COMMAND);
        try {
            await deleteSubvolumes(some);
        }
        catch {
            for (const volume of some.filter(isVolume))
                await removeOne(volume);
        }
    }
}
/** A step may have made subvolumes of its own, which have to go first, and go only from a writable parent. */
async function removeOne(volume) {
    const nested = await nestedSubvolumes(volume);
    if (nested.length > 0 && isSealed(volume))
        await setReadOnly(volume, false);
    for (const inner of nested)
        await removeOne(external_node_path_.resolve(inner));
    if (isVolume(volume))
        await deleteSubvolumes([volume]);
}

;// CONCATENATED MODULE: ./build/js/store/drivers.js


/** Every kind of store there is. Names, the parser, error texts, help and the test loop derive from this table. */
const drivers = { btrfs: btrfs_btrfs };
const isDriverName = (name) => Object.hasOwn(drivers, name);
/** How stores are named, for help and error texts: `auto` and `DRIVER:PLACE` for each driver. */
const storeForms = [
    'auto',
    ...Object.entries(drivers).map(([name, { form }]) => `${name}:${form}`),
];
/**
 * Reads `DRIVER:PLACE`, as OBuilder's `--store` has it; `auto` is for `resolveStore`.
 *
 * @throws ObuilderError `input-invalid`
 */
function parseStoreName(text) {
    const colon = text.indexOf(':');
    const driver = text.slice(0, colon);
    const root = text.slice(colon + 1);
    const isKnown = colon > 0 && isDriverName(driver);
    const fault = isKnown ? drivers[driver].faultOf(root) : 'there is no such kind';
    if (isKnown && fault === undefined)
        return { driver, root };
    const example = isKnown ? `${driver}:${drivers[driver].example}` : `btrfs:${drivers.btrfs.example}`;
    throw new errors/* ObuilderError */.Vy('input-invalid', `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
        value: text,
        hint: `Give ${storeForms.join(' or ')}, for example ${example}.`,
    });
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
                if (!(0,errors/* isObuilderError */.LV)(asStoreError(error), 'store-full'))
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
        if (!(0,errors/* isObuilderError */.LV)(asStoreError(error), 'store-full'))
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

;// CONCATENATED MODULE: ./build/js/store/slots.js







/** A private copy of a slot, as the contract's `slot` promises. */
const takeSlot = (engine) => (name, owner) => withStoreErrors(async () => {
    const slot = external_node_path_.join(engine.layout.slots, encodeSlotName(name));
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const data = external_node_path_.join(entry, SLOT_DATA);
    try {
        (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
        const version = await withRoom(engine, () => copyLatest(engine, slot, data));
        if (!(0,external_node_fs_.existsSync)(data)) {
            await withRoom(engine, () => engine.driver.create(data));
            (0,external_node_fs_.chownSync)(data, owner.uid, owner.gid);
        }
        return slotCopy(engine, { name, slot, entry, version });
    }
    catch (error) {
        engine.trash.add(entry);
        throw error;
    }
});
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
        path: external_node_path_.join(copy.entry, SLOT_DATA),
        finish: () => withStoreErrors(async () => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the copy of slot ${copy.name} is over`, { value: copy.name });
            isOver = true;
            // Whose copy cannot win any more need not be put at rest.
            if (latestOf(copy.slot) !== copy.version)
                engine.trash.add(copy.entry);
            else {
                await engine.driver.rest(external_node_path_.join(copy.entry, SLOT_DATA));
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
            const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
            await removeEntries(parts.driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
            dropped.clear();
        },
    };
}

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
    return withStoreErrors(async () => {
        const opened = await drivers[place.driver].open(place.root);
        try {
            return await openWithDriver(opened, options);
        }
        catch (error) {
            if (asStoreError(error).code !== 'store-full')
                throw error;
            // What was removed just now may take the file system half a minute to free.
            await opened.driver.settle();
            return await openWithDriver(opened, options);
        }
    });
}
async function openWithDriver({ root, driver }, options) {
    const { onNotice = () => undefined, limits = DEFAULT_LIMITS } = options;
    const layout = layoutOf(root);
    makeLayout(layout);
    const catalog = openCatalog(layout, onNotice);
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
        views: new Map(),
        limits,
        onNotice,
    });
}
/** A store of another release may stand in the same place: it is left alone. */
function tellOtherFormats(layout, onNotice) {
    for (const directory of otherFormats(layout)) {
        onNotice(`${directory} is a store of another format, which this release does not use; remove it when no other release does`);
    }
}
function storeOf(engine) {
    const { catalog, trash, driver } = engine;
    let closing;
    return {
        memo: makeMemo(catalog.database),
        find: (ids) => sync(() => catalog.find(ids)),
        hold: (ids) => sync(() => catalog.hold(ids, engine.owner.name())),
        view: (id) => withStoreErrors(() => viewResult(engine, id)),
        expose: (id) => withStoreErrors(() => exposeResult(engine, id)),
        checkout: (id) => withStoreErrors(() => withRoom(engine, () => checkOut(engine, id))),
        acquire: (id, options = {}) => withStoreErrors(() => acquire(engine, id, options)),
        slot: takeSlot(engine),
        readLog: (id) => readLog(engine, id),
        list: () => sync(() => catalog.list()),
        failed: () => listFailed(engine.layout),
        delete: (id) => deleteResult(engine, id),
        usage: () => withStoreErrors(() => usage(engine)),
        space: () => sync(() => driver.space()),
        hasRoom: () => sync(() => hasRoom(engine)),
        prune: (limits, signal) => withStoreErrors(() => prune(engine, limits, { signal })),
        makeRoom: (isFull) => withStoreErrors(() => makeRoom(engine, isFull)),
        clean: () => withStoreErrors(async () => {
            await trash.empty();
            await driver.settle();
        }),
        close: () => {
            closing ??= withStoreErrors(() => open_close(engine));
            return closing;
        },
    };
}
function sync(work) {
    try {
        return work();
    }
    catch (error) {
        throw asStoreError(error);
    }
}
/** Without asking the catalog, which a build has asked already for all its steps at once. */
function readLog({ layout }, id) {
    if (!isSafeId(id))
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(external_node_path_.join(layout.results, id, LOG), 'utf8');
    }
    catch {
        return undefined;
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
    const { catalog, owner, trash, pending, stuck } = engine;
    await Promise.allSettled([...pending.values()].map(({ done }) => done));
    let keep = false;
    stuck.clear();
    if (owner.isHeld) {
        // What cannot be removed now is left to the next opening; a build that is done does not fail for it.
        try {
            await trash.emptyAll();
            catalog.unclaimAll(owner.name());
        }
        catch {
            keep = true;
        }
    }
    owner.end({ keep });
    catalog.database.close();
}

;// CONCATENATED MODULE: ./build/js/host/exec.js

/**
 * Runs a set-up command to its end and gives its stdout. Its messages are in plain English whatever the locale, so that
 * errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
async function runTool(file, args) {
    const { execa, ExecaError } = await __webpack_require__.e(/* import() */ 499).then(__webpack_require__.bind(__webpack_require__, 2499));
    try {
        const { stdout } = await execa(file, args, { stdin: 'ignore', env: { LC_ALL: 'C' } });
        return stdout;
    }
    catch (cause) {
        if (!(cause instanceof ExecaError))
            throw cause;
        if (cause.code === 'ENOENT') {
            const hint = `Install the package that has ${file}.`;
            throw new errors/* ObuilderError */.Vy('tool-missing', `the program ${file} is not installed`, {
                value: file,
                hint,
                cause,
            });
        }
        const reason = String(cause.stderr ?? '').trim() || cause.shortMessage;
        throw new errors/* ObuilderError */.Vy('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
            value: file,
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/host/pool.js







const GIB = 1024 ** 3;
const DEFAULT_BYTES = 50 * GIB;
/** What a default pool needs to be of use. */
const SMALLEST_DEFAULT_BYTES = 2 * GIB;
/** mkfs.btrfs refuses less than some 110 MB; this leaves room for a small base image. */
const SMALLEST_BYTES = 256 * 1024 ** 2;
const SHARE_OF_FREE = 0.9;
const pool_LOCK_POLL_MILLISECONDS = 50;
/**
 * The directory of the default pool, on btrfs and mounted: found where it is mounted, mounted where its image is, made
 * where there is none. A `directory` that is itself on btrfs needs no image. Any number of processes may ask at once.
 *
 * @throws ObuilderError `store-unavailable` or `store-full`, and `tool-missing` without btrfs-progs
 */
async function openPool(request) {
    const mountPoint = external_node_path_.join(request.directory, 'pool');
    if (isOnBtrfs(mountPoint))
        return mountPoint;
    (0,external_node_fs_.mkdirSync)(request.directory, { recursive: true, mode: 0o700 });
    const lock = await pool_waitForLock(external_node_path_.join(request.directory, 'pool.lock'));
    try {
        (0,external_node_fs_.mkdirSync)(mountPoint, { recursive: true, mode: 0o700 });
        if (isOnBtrfs(mountPoint))
            return mountPoint;
        const image = external_node_path_.join(request.directory, 'pool.img');
        if (!(0,external_node_fs_.existsSync)(image))
            await makeImage(image, request);
        await mountImage(image, mountPoint);
        return mountPoint;
    }
    finally {
        lock.release();
    }
}
async function pool_waitForLock(file) {
    for (;;) {
        const lock = tryLock(file);
        if (lock !== undefined)
            return lock;
        await (0,promises_.setTimeout)(pool_LOCK_POLL_MILLISECONDS);
    }
}
/** Under a temporary name until it is whole: what a killed process leaves is made anew. */
async function makeImage(image, request) {
    const bytes = sizeOf(request);
    const draft = `${image}.new`;
    (0,external_node_fs_.rmSync)(draft, { force: true });
    try {
        const file = (0,external_node_fs_.openSync)(draft, 'wx', 0o600);
        try {
            (0,external_node_fs_.ftruncateSync)(file, bytes);
            // Snapshots stay cheap with small nodes, however many share a base. One copy of the metadata is enough for what
            // can be built again.
            await runTool('mkfs.btrfs', [
                '--quiet',
                '--nodesize',
                '4096',
                '--metadata',
                'single',
                '--label',
                'obuilder',
                draft,
            ]);
            (0,external_node_fs_.fsyncSync)(file);
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
        (0,external_node_fs_.renameSync)(draft, image);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(draft, { force: true });
        throw explain(error, `a pool cannot be made at ${image}`, request.directory);
    }
}
/** Sparse: the size is a ceiling, which the disk below need not have. */
function sizeOf({ directory, bytes }) {
    if (bytes !== undefined) {
        if (Number.isSafeInteger(bytes) && bytes >= SMALLEST_BYTES)
            return bytes;
        throw new errors/* ObuilderError */.Vy('input-invalid', `a pool of ${bytes} bytes is too small`, {
            value: String(bytes),
            hint: `Give at least ${SMALLEST_BYTES / 1024 ** 2} MiB.`,
        });
    }
    const { bavail, bsize } = (0,external_node_fs_.statfsSync)(directory);
    const size = Math.min(DEFAULT_BYTES, Math.floor(bavail * bsize * SHARE_OF_FREE));
    if (size >= SMALLEST_DEFAULT_BYTES)
        return size;
    throw new errors/* ObuilderError */.Vy('store-full', `there is no room for a pool at ${directory}: ${bavail * bsize} bytes are free`, {
        value: directory,
        hint: 'Free some space, or put the pool on another disk.',
    });
}
async function mountImage(image, mountPoint) {
    try {
        const device = await loopDeviceOf(image);
        // Not nosuid: set-uid programs have to work in a sandbox whose root file system is here.
        if (device !== undefined)
            await runTool('mount', ['-t', 'btrfs', '-o', 'noatime', device, mountPoint]);
        else
            await runTool('mount', ['-t', 'btrfs', '-o', 'loop,noatime', image, mountPoint]);
    }
    catch (error) {
        // The `mount` of a process that was killed meanwhile, and its lock with it, may have been quicker.
        if (isOnBtrfs(mountPoint))
            return;
        throw explain(error, `the pool ${image} cannot be mounted`, image);
    }
}
/** A loop device that still has the image, left by a pool that was detached while in use; a second one would corrupt it. */
async function loopDeviceOf(image) {
    const listing = await runTool('losetup', ['--associated', image, '--noheadings', '--output', 'NAME']);
    const name = listing.split('\n')[0]?.trim();
    return name === undefined || name === '' ? undefined : name;
}
function explain(error, what, value) {
    if ((0,errors/* isObuilderError */.LV)(error, 'tool-missing') && error.value === 'mkfs.btrfs') {
        const hint = 'Install it: apt-get install btrfs-progs.';
        return new errors/* ObuilderError */.Vy('tool-missing', error.message, { value: 'mkfs.btrfs', hint, cause: error });
    }
    if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') || error.message.includes('No space left'))
        return error;
    return new errors/* ObuilderError */.Vy('store-unavailable', `${what}: ${error.message}`, {
        value,
        hint: 'See what "doctor" says. A pool that is damaged can be moved away; it holds nothing that cannot be built again.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/js/store/auto.js





function readAutoFacts(directory) {
    const above = (0,probes/* nearestExisting */.Iv)(directory);
    return {
        directory,
        isOnBtrfs: isOnBtrfs(above),
        isPoolMounted: isOnBtrfs(external_node_path_.join(directory, 'pool')),
        hasImage: (0,external_node_fs_.existsSync)(external_node_path_.join(directory, 'pool.img')),
        kernelHas: (fileSystem) => (0,probes/* kernelHas */._c)(fileSystem) || (0,probes/* canLoadModule */.R8)(fileSystem),
        hasLoopDevices: () => (0,external_node_fs_.existsSync)('/dev/loop-control'),
        fileSystem: () => (0,probes/* mountOf */.vI)(above)?.type ?? 'unknown',
        hasDriver: (name) => Object.hasOwn(drivers, name),
    };
}
/**
 * What `auto` means on a machine: btrfs where it can be had, in an image file if need be; what the kernel has without it
 * otherwise. A pool that is there is never left for something else, since its results would be lost.
 */
function chooseStore(facts) {
    const { directory } = facts;
    const pool = (why) => ({ kind: 'pool', directory: external_node_path_.join(directory, 'pool'), why });
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
        return { kind, directory: external_node_path_.join(facts.directory, kind), why: `${lack}${why}` };
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

;// CONCATENATED MODULE: ./build/js/store/resolve.js




/**
 * The place that a store is asked for by: as it is given, or what `auto` means on this machine, which is found, mounted
 * or made. A pool that is there already is found by a few system calls.
 *
 * @throws ObuilderError `input-invalid`, `store-unavailable`, `store-full` or `tool-missing`
 */
async function resolveStore(wanted) {
    const { store, directory, bytes, namedBy } = wanted;
    if (store !== 'auto')
        return { ...parseStoreName(store), why: namedBy === undefined ? 'as asked for' : `named by ${namedBy}` };
    const choice = chooseStore(readAutoFacts(directory));
    const why = `auto: ${choice.why}`;
    if (choice.kind !== 'pool')
        return { ...parseStoreName(`${choice.kind}:${choice.directory}`), why };
    try {
        return { driver: 'btrfs', root: await openPool({ directory, bytes }), why };
    }
    catch (error) {
        throw asStoreError(error);
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/tree/digest.js



const readChunk = (0,external_node_util_.promisify)(external_node_fs_.read);
/** Up to this size a file is read, hashed and written as a whole; a reflink of it would cost more. */
const SMALL = 256 * 1024;
/** Bytes to read at once from a large file. */
const digest_CHUNK = 1024 ** 2;
const digestOfBytes = (bytes) => `sha256:${(0,external_node_crypto_.hash)('sha256', bytes, 'hex')}`;
/** The whole content of a small open file: `size` bytes, or one more where it has grown, so that this is seen. */
function readAll(descriptor, size) {
    const buffer = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
        count = (0,external_node_fs_.readSync)(descriptor, buffer, filled, buffer.length - filled, filled);
        // A short read of a regular file is its end.
        if (filled + count === size) {
            filled = size;
            break;
        }
    }
    return buffer.subarray(0, filled);
}
/** The digest of a large open file: the next chunk is read while the one before is hashed. */
async function digestOfFile(descriptor, extent) {
    const sha = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of chunksOf(descriptor, extent))
        sha.update(chunk);
    return `sha256:${sha.digest('hex')}`;
}
/** The content of an open file in chunks that are valid until the next one is asked for. */
async function* chunksOf(descriptor, { size, pace }) {
    const buffers = [Buffer.allocUnsafe(digest_CHUNK), Buffer.allocUnsafe(digest_CHUNK)];
    const ask = (turn, position) => readChunk(descriptor, buffers[turn], 0, Math.min(digest_CHUNK, size - position), position);
    let position = 0;
    let turn = 0;
    let coming = ask(turn, position);
    for (;;) {
        const { bytesRead, buffer } = await coming;
        if (bytesRead === 0)
            return;
        position += bytesRead;
        turn = turn === 0 ? 1 : 0;
        coming = ask(turn, position);
        try {
            if (pace.isDue())
                await pace.pause();
            yield buffer.subarray(0, bytesRead);
        }
        finally {
            // The buffer and the descriptor are in use until the read has ended, also when nobody wants it any more.
            await coming.catch(() => undefined);
        }
    }
}
/** A canonical digest of what matters of entries, in their order: one line of JSON each. */
function digestOfEntries(entries) {
    const sha = (0,external_node_crypto_.createHash)('sha256').update('manifest 1\n');
    for (const entry of entries)
        sha.update(`${JSON.stringify(fieldsOf(entry))}\n`);
    return `sha256:${sha.digest('hex')}`;
}
function fieldsOf(entry) {
    switch (entry.kind) {
        case 'file':
            return ['file', entry.path, entry.executable, entry.digest];
        case 'link':
            return ['link', entry.path, entry.target];
        case 'directory':
            return ['directory', entry.path];
    }
}

;// CONCATENATED MODULE: ./build/js/tree/content.js




const writeChunk = (0,external_node_util_.promisify)(external_node_fs_.write);
/** Copies the bytes of one open file into another; where the source has holes, zeros become holes. */
async function copyContent({ source, stats, target, needsDigest, pace, }) {
    const { size, blocks } = stats;
    const isSparse = blocks * 512 < size;
    const sha = needsDigest ? (0,external_node_crypto_.createHash)('sha256') : undefined;
    let position = 0;
    for await (const chunk of chunksOf(source, { size, pace })) {
        const written = isSparse ? writeSparse(target, chunk, position) : writeFully(target, chunk, position);
        // The kernel writes while the same bytes are hashed here.
        sha?.update(chunk);
        await written;
        position += chunk.length;
    }
    if (isSparse)
        (0,external_node_fs_.ftruncateSync)(target, position);
    return { bytes: position, digest: sha && `sha256:${sha.digest('hex')}` };
}
async function writeFully(target, chunk, position) {
    for (let written = 0; written < chunk.length;) {
        const rest = chunk.length - written;
        const { bytesWritten } = await writeChunk(target, chunk, written, rest, position + written);
        written += bytesWritten;
    }
}
const ZEROS = Buffer.alloc(64 * 1024);
async function writeSparse(target, chunk, position) {
    for (let start = 0; start < chunk.length; start += ZEROS.length) {
        const part = chunk.subarray(start, start + ZEROS.length);
        const isZero = part.equals(ZEROS.subarray(0, part.length));
        if (!isZero)
            await writeFully(target, part, position + start);
    }
}
/** Writes a small file at once. */
function writeWhole(target, bytes) {
    for (let written = 0; written < bytes.length;)
        written += (0,external_node_fs_.writeSync)(target, bytes, written);
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/js/tree/names.js

/**
 * File names are bytes, and strings cannot hold all of them. A byte that is no UTF-8 is written as the lone surrogate
 * U+DC80 to U+DCFF with its value, as Python's `surrogateescape` (PEP 383) does. No two names get the same string, and
 * `JSON.stringify` keeps it.
 */
function nameOfBytes(bytes) {
    if ((0,external_node_buffer_.isUtf8)(bytes))
        return bytes.toString();
    let name = '';
    for (let at = 0; at < bytes.length;) {
        const length = [1, 2, 3, 4].find((count) => isCharacter(bytes, at, count));
        name +=
            length === undefined
                ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
                : bytes.toString('utf8', at, at + length);
        at += length ?? 1;
    }
    return name;
}
function isCharacter(bytes, at, count) {
    return at + count <= bytes.length && (0,external_node_buffer_.isUtf8)(bytes.subarray(at, at + count));
}
/** A name or path in the form that Node's file system calls take, the inverse of `nameOfBytes`. */
function nativePath(name) {
    return name.isWellFormed() ? name : names_bytesOf(name);
}
function names_bytesOf(name) {
    const parts = [...name].map((character) => {
        const code = character.charCodeAt(0);
        const isEscape = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
        return isEscape ? Buffer.of(code - 0xdc00) : Buffer.from(character);
    });
    return Buffer.concat(parts);
}
/** How many bytes the file system has for a name or path. */
function byteLength(name) {
    return name.isWellFormed() ? Buffer.byteLength(name) : names_bytesOf(name).length;
}
/** From here on the order of UTF-16 is not that of bytes, and U+FFFD may stand for bytes that are no UTF-8. */
const NEEDS_CARE = /[\ud800-\uffff]/;
/** Whether a string that Node decoded may hide bytes, or sorts otherwise than its bytes do. */
function needsCare(name) {
    return NEEDS_CARE.test(name);
}
/** Sorts by bytes, which no locale and no language changes. */
function namesInByteOrder(names) {
    return names.sort(Buffer.compare).map(nameOfBytes);
}

;// CONCATENATED MODULE: ./build/js/tree/directory.js


const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = external_node_fs_.constants;
function openRoot(path) {
    return directory_directoryOf((0,external_node_fs_.openSync)(path, O_RDONLY | O_DIRECTORY));
}
/** The path of an open file for calls that take none but paths. */
function pathOf(descriptor) {
    return `/proc/self/fd/${descriptor}`;
}
function directory_directoryOf(descriptor) {
    const self = pathOf(descriptor);
    const below = (name) => nativePath(`${self}/${name}`);
    return {
        list: () => listNames(self),
        stat: (name) => (0,external_node_fs_.lstatSync)(below(name), { throwIfNoEntry: false }),
        readLink: (name) => readLink(below(name)),
        openDirectory: (name) => directory_directoryOf((0,external_node_fs_.openSync)(below(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
        // A fifo that took a file's place would otherwise wait for a writer.
        openFile: (name) => (0,external_node_fs_.openSync)(below(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}
/** A link's target, in the form of names.ts. */
function readLink(link) {
    const target = (0,external_node_fs_.readlinkSync)(link);
    return needsCare(target) ? nameOfBytes((0,external_node_fs_.readlinkSync)(link, 'buffer')) : target;
}
function listNames(directory) {
    const names = (0,external_node_fs_.readdirSync)(directory);
    return names.some(needsCare) ? namesInByteOrder((0,external_node_fs_.readdirSync)(directory, 'buffer')) : names.sort();
}

;// CONCATENATED MODULE: ./build/js/tree/identity.js
function isSame(left, right) {
    return (left.ino === right.ino &&
        left.size === right.size &&
        left.mtimeMs === right.mtimeMs &&
        left.ctimeMs === right.ctimeMs &&
        left.dev === right.dev);
}
/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;
/**
 * True when the file changed so shortly before `now` (milliseconds since the epoch) that another change in the same tick of
 * its clock could not be told. Such stats say nothing, as with git's "racily clean" entries.
 */
function isRacy({ ctimeMs }, now) {
    return ctimeMs > now - (ctimeMs % 1000 === 0 ? COARSE_MS : TICK_MS);
}

;// CONCATENATED MODULE: ./build/js/tree/refused.js

function refused(message, details = {}) {
    return new errors/* ObuilderError */.Vy('copy-refused', message, details);
}
/** The code of a system error, e.g. `ENOENT`. */
function systemCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
/** A file of the source that is not what it was when it was first looked at. */
function changed(from, rootName, cause) {
    return refused(`${JSON.stringify(from)} in ${rootName} changed while it was copied`, {
        value: from,
        hint: 'Build when nothing writes there, or leave the file out with (exclude …).',
        cause,
    });
}
/** Codes of system errors that mean: a name is no longer what it was a moment ago. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENODEV', 'ESTALE']);
/** What a system error while reading `from` means. Errors that were thrown on purpose stay as they are. */
function readError(error, from, rootName) {
    const code = systemCode(error);
    if ((0,errors/* isObuilderError */.LV)(error) || code === undefined)
        return error;
    if (GONE.has(code))
        return changed(from, rootName, error);
    return refused(`${JSON.stringify(from)} in ${rootName} cannot be read (${code})`, {
        value: from,
        hint: 'Leave it out with (exclude …), or make it readable.',
        cause: error,
    });
}
/** What a system error while making `place`, a path in the image, means. */
function writeError(error, place) {
    const code = systemCode(error);
    if ((0,errors/* isObuilderError */.LV)(error) || code === undefined)
        return error;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
        return new errors/* ObuilderError */.Vy('store-full', `there is no space left for ${JSON.stringify(place)}`, {
            value: place,
            hint: 'Delete results that are no longer needed, or give the store more space.',
            cause: error,
        });
    }
    const why = code === 'ENAMETOOLONG' ? 'its path is too long' : code;
    return refused(`${JSON.stringify(place)} cannot be made in the image (${why})`, {
        value: place,
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/js/tree/copy-file.js







const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW: copy_file_O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = external_node_fs_.constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | copy_file_O_NOFOLLOW;
const copyByPathSoon = (0,external_node_util_.promisify)(external_node_fs_.copyFile);
/**
 * Makes one file with the content that the manifest says. Gives a promise for a large file only.
 *
 * @throws ObuilderError `copy-refused` when the source has changed and the content is not at hand any more
 */
function copyFile(copying, entry, destination) {
    if (entry.size > SMALL)
        return copyLarge(copying, entry, destination);
    const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
    makeSmall(copying, entry, { destination, bytes });
    return undefined;
}
function readSmall(origin, entry) {
    const { descriptor } = openSource(origin, entry);
    try {
        const content = readAll(descriptor, entry.size);
        if (digestOfBytes(content) !== entry.digest)
            throw changed(entry.from, SOURCE);
        return content;
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
const SOURCE = 'what is copied from';
function openSource(origin, entry) {
    let descriptor;
    try {
        descriptor = origin.openFile(entry.from);
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile() || stats.size !== entry.size)
            throw changed(entry.from, SOURCE);
        return { descriptor, stats };
    }
    catch (error) {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        throw readError(error, entry.from, SOURCE);
    }
}
function makeSmall({ user }, entry, { destination, bytes }) {
    let target;
    try {
        target = create(entry, destination);
        writeWhole(target, bytes);
        setAspects(target, entry, user);
    }
    catch (error) {
        throw writeError(error, destination.show(entry.path));
    }
    finally {
        if (target !== undefined)
            (0,external_node_fs_.closeSync)(target);
    }
}
function create(entry, destination) {
    return destination.place(entry.path, (file) => (0,external_node_fs_.openSync)(file, NEW, modeOf(entry)));
}
const modeOf = ({ executable }) => (executable ? 0o755 : 0o644);
/** Owner, mode and time. To look costs less than to set, and mostly there is nothing to set but the time. */
function setAspects(target, entry, user) {
    const { uid, gid, mode } = (0,external_node_fs_.fstatSync)(target);
    if (uid !== user.uid || gid !== user.gid)
        (0,external_node_fs_.fchownSync)(target, user.uid, user.gid);
    if ((mode & 0o7777) !== modeOf(entry))
        (0,external_node_fs_.fchmodSync)(target, modeOf(entry));
    (0,external_node_fs_.futimesSync)(target, entry.modified, entry.modified);
}
async function copyLarge(copying, entry, destination) {
    const { descriptor: source, stats } = openSource(copying.origin, entry);
    let target;
    try {
        target = create(entry, destination);
        await fillLarge(copying, entry, { source, stats, target });
        setAspects(target, entry, copying.user);
    }
    catch (error) {
        throw writeError(error, destination.show(entry.path));
    }
    finally {
        (0,external_node_fs_.closeSync)(source);
        if (target !== undefined)
            (0,external_node_fs_.closeSync)(target);
    }
}
/** By reflink where the file system can, else byte by byte. Both are checked to be what the manifest says. */
async function fillLarge(copying, entry, { source, stats, target }) {
    const known = copying.sources.of(entry);
    const isVouched = known !== undefined && !known.isRacy && isSame(known.stats, stats);
    if (!(isVouched && (await shareBlocks(copying, source, target)))) {
        const { pace } = copying;
        const { bytes, digest } = await copyContent({ source, stats, target, needsDigest: !isVouched, pace });
        const isRight = bytes === entry.size && (digest ?? entry.digest) === entry.digest;
        if (!isRight)
            throw changed(entry.from, SOURCE);
    }
    if (isVouched && !isSame(known.stats, (0,external_node_fs_.fstatSync)(source)))
        throw changed(entry.from, SOURCE);
}
/** What file systems answer that share no blocks, or not of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);
/** Gives an empty file the blocks of another; false where that cannot be. */
async function shareBlocks(copying, source, target) {
    if (!copying.mayShareBlocks)
        return false;
    try {
        // Not in this thread: blocks that are not written yet are written first.
        await copyByPathSoon(pathOf(source), pathOf(target), COPYFILE_FICLONE_FORCE);
        return true;
    }
    catch (error) {
        if (!CANNOT.has(systemCode(error) ?? ''))
            throw error;
        copying.mayShareBlocks = false;
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/tree/inside.js





/** The kernel's own bound on links in one path. */
const MOST_LINKS = 40;
/**
 * Follows `target` through the links inside `root` without ever leaving it. The root must not be changed by anybody else
 * meanwhile. Names that are not UTF-8 are taken and given as in names.ts.
 *
 * @param target absolute inside the root; `..` at the top stays at the top
 * @throws ObuilderError `copy-refused` for a loop of links, or a way through something that is no directory
 */
function resolveInside(root, target) {
    const queue = target.split('/').reverse();
    let real = [];
    let found = look(root, real);
    let links = 0;
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
        if (part === '' || part === '.')
            continue;
        if (found.stats !== undefined && !found.stats.isDirectory()) {
            throw refused(`${target} goes through ${shown(real)}, which is no directory`, { value: target });
        }
        const next = part === '..' ? real.slice(0, -1) : [...real, part];
        const there = look(root, next);
        if (!there.stats?.isSymbolicLink()) {
            [real, found] = [next, there];
            continue;
        }
        links += 1;
        if (links > MOST_LINKS) {
            throw refused(`${target} goes through too many links, the last one ${shown(next)}`, { value: target });
        }
        const link = readLink(nativePath(external_node_path_.join(root, ...next)));
        if (link.startsWith('/'))
            [real, found] = [[], look(root, [])];
        queue.push(...link.split('/').reverse());
    }
    return { path: external_node_path_.join(root, ...real), ...found };
}
const shown = (real) => `/${real.join('/')}`;
/** What is at a path without links: itself, or the deepest of its directories that exists. */
function look(root, real) {
    const here = external_node_path_.join(root, ...real);
    const stats = (0,external_node_fs_.lstatSync)(nativePath(here), { throwIfNoEntry: false });
    if (stats?.isDirectory() || real.length === 0)
        return { stats, existing: here };
    return { stats, existing: look(root, real.slice(0, -1)).existing };
}

;// CONCATENATED MODULE: ./build/js/tree/destination.js





/** Of missing parents and of the directories that a copy makes. */
const DIRECTORY_MODE = 0o755;
function openDestination({ to, dst, user }) {
    const base = `/${dst
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/')}`;
    /** Directories by the path that entries have, with the host's path: each is resolved once. */
    const directories = new Map();
    /** Those that were made, with their times. */
    const made = new Map();
    const show = (entryPath) => (entryPath === '' ? base : external_node_path_.posix.join(base, entryPath));
    const parentOf = (entryPath) => {
        // The entry at '' is the destination itself, so its parent is not an entry's place.
        const key = entryPath === '' ? undefined : entryPath.slice(0, Math.max(0, entryPath.lastIndexOf('/')));
        const known = key === undefined ? undefined : directories.get(key);
        if (known !== undefined)
            return known;
        const parent = makeParents(to, external_node_path_.posix.dirname(show(entryPath)));
        if (key !== undefined)
            directories.set(key, parent);
        return parent;
    };
    const locate = (entryPath) => {
        const name = external_node_path_.posix.basename(show(entryPath));
        return name === '' ? to : `${parentOf(entryPath)}/${name}`;
    };
    return {
        show,
        place(entryPath, make) {
            const file = locate(entryPath);
            if (file === to)
                throw refused('a file or link cannot become the root directory', { value: dst });
            const native = nativePath(file);
            try {
                return make(native);
            }
            catch (error) {
                if (systemCode(error) !== 'EEXIST')
                    throw error;
                destination_remove(file, (0,external_node_fs_.lstatSync)(native), show(entryPath));
                made.delete(file);
                return make(native);
            }
        },
        makeDirectory(entryPath, modified) {
            const file = locate(entryPath);
            const stats = (0,external_node_fs_.lstatSync)(nativePath(file), { throwIfNoEntry: false });
            const existing = stats && existingDirectory(to, file, stats);
            directories.set(entryPath, existing ?? file);
            if (existing !== undefined)
                return;
            if (stats !== undefined)
                (0,external_node_fs_.unlinkSync)(nativePath(file));
            makeOne(file, user);
            made.set(file, modified);
        },
        finish() {
            for (const [file, modified] of made)
                (0,external_node_fs_.lutimesSync)(nativePath(file), modified, modified);
        },
    };
}
function makeOne(directory, owner) {
    const native = nativePath(directory);
    (0,external_node_fs_.mkdirSync)(native);
    if (owner !== undefined)
        (0,external_node_fs_.lchownSync)(native, owner.uid, owner.gid);
    // After the owner, and whatever the umask is and the parent hands down.
    (0,external_node_fs_.chmodSync)(native, DIRECTORY_MODE);
}
/** The host's path of the directory that is at `file`, itself or through links inside the root; undefined for none. */
function existingDirectory(root, file, stats) {
    if (stats.isDirectory())
        return file;
    if (!stats.isSymbolicLink())
        return undefined;
    const there = resolveInside(root, external_node_path_.relative(root, file));
    return there.stats?.isDirectory() ? there.path : undefined;
}
/** The host's path of a directory of the root, made root's 0755 as far as it is missing. */
function makeParents(root, directory) {
    const { path: file, stats, existing } = resolveInside(root, directory);
    if (stats?.isDirectory())
        return file;
    if (stats !== undefined) {
        throw refused(`${JSON.stringify(directory)} is no directory, so nothing can be copied into it`, {
            value: directory,
            hint: 'Remove it in a step before, or copy to another place.',
        });
    }
    // Only root can make a file of root's; a program that is not root makes its own.
    const owner = process.geteuid?.() === 0 ? { uid: 0, gid: 0 } : undefined;
    let parent = existing;
    for (const name of external_node_path_.relative(existing, file).split('/')) {
        parent = `${parent}/${name}`;
        makeOne(parent, owner);
    }
    return file;
}
/** Makes place as tar does: a link or file goes, a directory only when it is empty. */
function destination_remove(file, stats, shown) {
    if (!stats.isDirectory()) {
        (0,external_node_fs_.unlinkSync)(nativePath(file));
        return;
    }
    try {
        (0,external_node_fs_.rmdirSync)(nativePath(file));
    }
    catch (error) {
        const isFull = systemCode(error) === 'ENOTEMPTY';
        const why = isFull ? 'has files in it' : `cannot be replaced (${systemCode(error)})`;
        throw refused(`${JSON.stringify(shown)} is a directory that ${why}, and a file or link was to take its place`, {
            value: shown,
            hint: `Write (dst ${shown}/) to copy into it.`,
            cause: error,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/tree/origin.js

function openOrigin(path) {
    const root = openRoot(path);
    // Files of one directory come one after the other.
    let last;
    const directoryAt = (wanted) => {
        if (wanted === '')
            return root;
        if (last?.path === wanted)
            return last.directory;
        last?.directory.close();
        last = undefined;
        last = { path: wanted, directory: descend(root, wanted.split('/')) };
        return last.directory;
    };
    return {
        openFile(from) {
            const end = from.lastIndexOf('/');
            return directoryAt(from.slice(0, Math.max(0, end))).openFile(from.slice(end + 1));
        },
        close() {
            last?.directory.close();
            root.close();
        },
    };
}
function descend(root, parts) {
    let here = root.openDirectory('.');
    for (const part of parts) {
        try {
            const next = here.openDirectory(part);
            here.close();
            here = next;
        }
        catch (error) {
            here.close();
            throw error;
        }
    }
    return here;
}

;// CONCATENATED MODULE: ./build/js/tree/pace.js


/** How long work may hold the event loop, in milliseconds. */
const SLICE = 20;
/** @throws ObuilderError `cancelled` when the signal has fired already */
function makePace(signal) {
    const check = () => {
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'the copy was cancelled');
    };
    check();
    let sliceEnd = performance.now() + SLICE;
    return {
        isDue: () => performance.now() >= sliceEnd,
        async pause() {
            await (0,promises_.setImmediate)();
            check();
            sliceEnd = performance.now() + SLICE;
        },
    };
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./build/js/tree/source-path.js


/** Comparing names costs the product of their lengths. */
const LONGEST_NAME = 255;
/** @throws ObuilderError `copy-refused` for `..` */
function splitSource(src, { rootName }) {
    const parts = src.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) {
        throw refused(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
            value: src,
            hint: 'Sources are relative to the root that is copied from; ".." is not allowed in them.',
        });
    }
    return { parts, needsDirectory: /\/\.?$/.test(src) };
}
/**
 * Goes down to a source, component by component, through directories only.
 *
 * @throws ObuilderError `copy-refused` for what is missing (with the nearest name) and for a way through a link
 */
function findSource(root, wanted) {
    const opened = [];
    const close = () => {
        for (const directory of opened)
            directory.close();
    };
    try {
        let parent = root;
        for (const name of wanted.parts.slice(0, -1)) {
            checkWay(parent, name, wanted);
            parent = parent.openDirectory(name);
            opened.push(parent);
        }
        const last = wanted.parts.at(-1) ?? '';
        if (wanted.needsDirectory)
            checkWay(parent, last, wanted);
        const stats = parent.stat(last);
        if (stats === undefined)
            throw missing(parent, last, wanted);
        return { parent, stats, close };
    }
    catch (error) {
        close();
        throw readError(error, wanted.parts.join('/'), wanted.request.rootName);
    }
}
/** @throws ObuilderError `copy-refused` where `name` is anything but a directory */
function checkWay(parent, name, wanted) {
    const stats = parent.stat(name);
    if (stats === undefined)
        throw missing(parent, name, wanted);
    if (stats.isDirectory())
        return;
    const { src, request } = wanted;
    const isLink = stats.isSymbolicLink();
    const fault = isLink ? 'goes through the symbolic link' : 'needs a directory where there is the file';
    throw refused(`the source ${JSON.stringify(src)} ${fault} ${JSON.stringify(name)} of ${request.rootName}`, {
        value: src,
        hint: isLink
            ? `Name what the link points to, ${JSON.stringify(parent.readLink(name))}, instead.`
            : `Write the path of the file without anything behind ${JSON.stringify(name)}.`,
    });
}
function missing(parent, name, { src, request }) {
    const names = parent.list().filter((known) => known.length <= LONGEST_NAME);
    const nearest = names.length === 0 ? undefined : (0,mod/* closest */.kp)(name.slice(0, LONGEST_NAME), names);
    const isNear = nearest !== undefined && (0,mod/* distance */.Io)(name, nearest) < Math.max(name.length, nearest.length) / 2;
    return refused(`the source ${JSON.stringify(src)} is not in ${request.rootName}${whereOf(name, src)}`, {
        value: src,
        hint: isNear
            ? `Did you mean ${JSON.stringify(nearest)}?`
            : 'Sources are relative to the root that is copied from.',
    });
}
const whereOf = (name, src) => (src === name ? '' : `: there is no ${JSON.stringify(name)}`);
/**
 * What a destination must be by itself.
 *
 * @throws ObuilderError `copy-refused`
 */
function checkDestination({ src, dst }) {
    if (dst.split('/').includes('..')) {
        throw refused(`the destination ${JSON.stringify(dst)} has ".." in it`, {
            value: dst,
            hint: 'Write the path without "..".',
        });
    }
    if (dst.endsWith('/') || src.length <= 1)
        return;
    throw refused(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
        value: dst,
        hint: `Write (dst ${dst}/) to copy into a directory.`,
    });
}
/**
 * What a destination that names a directory by `.` asks of the source: a file cannot become that.
 *
 * @throws ObuilderError `copy-refused`
 */
function checkShape({ dst }, entries) {
    if (!/(^|\/)\.$/.test(dst) || entries[0]?.kind === 'directory')
        return;
    throw refused(`a file cannot become the directory ${JSON.stringify(dst)}`, {
        value: dst,
        hint: `Write (dst ${dst}/) to copy into a directory.`,
    });
}

;// CONCATENATED MODULE: ./build/js/tree/copy.js








/** See `Trees.copy`. */
async function copyTree(request, sources) {
    const pace = makePace(request.signal);
    checkDestination({ src: [], dst: request.dst });
    const destination = openDestination(request);
    const origin = openOrigin(request.from);
    const copying = { user: request.user, origin, sources, pace, mayShareBlocks: true };
    try {
        for (const entry of request.manifest.entries) {
            if (pace.isDue())
                await pace.pause();
            if (entry.kind === 'file') {
                const coming = copyFile(copying, entry, destination);
                if (coming !== undefined)
                    await coming;
            }
            else
                attempt(destination, entry, () => makeEntry(destination, entry, request));
        }
        destination.finish();
    }
    finally {
        origin.close();
    }
}
function makeEntry(destination, entry, { user }) {
    const { path, modified } = entry;
    if (entry.kind === 'directory') {
        destination.makeDirectory(path, modified);
        return;
    }
    destination.place(path, (file) => {
        (0,external_node_fs_.symlinkSync)(nativePath(entry.target), file);
        (0,external_node_fs_.lchownSync)(file, user.uid, user.gid);
        (0,external_node_fs_.lutimesSync)(file, modified, modified);
    });
}
function attempt(destination, { path }, make) {
    try {
        make();
    }
    catch (error) {
        throw writeError(error, destination.show(path));
    }
}

;// CONCATENATED MODULE: ./build/js/tree/exclude.js
/** The named source itself is never asked about, only what is below it. */
async function makeFilter(excludes) {
    const patternsOf = (kind) => excludes.filter((one) => one.kind === kind).map(({ pattern }) => pattern);
    const names = new Set(patternsOf('name'));
    const paths = new Set(patternsOf('path').map(normalized));
    const globs = patternsOf('glob');
    const isMatch = globs.length === 0 ? () => false : await matcher(globs);
    return (name, path) => names.has(name) || paths.has(path) || isMatch(path);
}
function normalized(path) {
    return path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/');
}
/**
 * `*` stays in one directory, `**` does not, and a leading dot is a letter like others. A leading `!` too: with nothing to
 * take back, it would leave out all but one file.
 */
async function matcher(globs) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 6).then(__webpack_require__.t.bind(__webpack_require__, 4006, 19));
    const patterns = globs.map((glob) => glob.replace(/^\.?\/+/, '').replace(/(?<=.)\/+$/, ''));
    return picomatch(patterns, { dot: true, nonegate: true });
}

;// CONCATENATED MODULE: ./build/js/tree/reading.js
/** Whole seconds of a time in milliseconds. */
const secondsOf = (milliseconds) => Math.floor(milliseconds / 1000);

;// CONCATENATED MODULE: ./build/js/tree/read-file.js





/**
 * Adds a file to what is read; its content is read only where the stat cache does not know it. Gives a promise for a large
 * file only, since thousands of promises cost more than the small files do.
 */
function readFile(reading, place, stats) {
    const remembered = reading.cache.recall(stats);
    if (remembered !== undefined) {
        const entry = addFile(reading, place, { stats, digest: remembered });
        if (stats.size > SMALL)
            reading.sources.keep(entry, { stats, bytes: undefined, isRacy: false });
        return undefined;
    }
    if (stats.size > SMALL)
        return readLarge(reading, place, stats);
    const content = withFile(reading, place, (descriptor) => {
        const readAt = Date.now();
        const bytes = readAll(descriptor, stats.size);
        checkSame(reading, place, { stats, descriptor });
        return { digest: digestOfBytes(bytes), bytes, readAt };
    });
    addRead(reading, place, { stats, ...content });
    return undefined;
}
async function readLarge(reading, place, stats) {
    const readAt = Date.now();
    const descriptor = withFailure(reading, place, () => place.directory.openFile(place.name));
    try {
        const digest = await digestOfFile(descriptor, { size: stats.size, pace: reading.pace });
        checkSame(reading, place, { stats, descriptor });
        addRead(reading, place, { stats, digest, bytes: undefined, readAt });
    }
    catch (error) {
        throw readError(error, place.from, reading.request.rootName);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function withFile(reading, place, use) {
    return withFailure(reading, place, () => {
        const descriptor = place.directory.openFile(place.name);
        try {
            return use(descriptor);
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    });
}
function withFailure({ request }, { from }, use) {
    try {
        return use();
    }
    catch (error) {
        throw readError(error, from, request.rootName);
    }
}
/** The same stats behind the reading as before the opening: so it was this file, and nobody wrote to it. */
function checkSame({ request }, { from }, { stats, descriptor }) {
    if (!isSame(stats, (0,external_node_fs_.fstatSync)(descriptor)))
        throw changed(from, request.rootName);
}
function addRead(reading, place, { stats, digest, bytes, readAt }) {
    reading.cache.add({ stats, digest, readAt });
    const entry = addFile(reading, place, { stats, digest });
    reading.sources.keep(entry, { stats, bytes, isRacy: isRacy(stats, readAt) });
}
function addFile({ entries }, { from, to }, { stats, digest }) {
    const entry = {
        kind: 'file',
        path: to,
        from,
        executable: (stats.mode & 0o111) !== 0,
        size: stats.size,
        digest,
        modified: secondsOf(stats.mtimeMs),
    };
    entries.push(entry);
    return entry;
}

;// CONCATENATED MODULE: ./build/js/tree/stat-records.js
/** Device, inode, size, and the times of content and inode in milliseconds, each a 64-bit float. */
const NUMBERS = 5;
const DIGEST_BYTES = 32;
const RECORD_BYTES = NUMBERS * Float64Array.BYTES_PER_ELEMENT + DIGEST_BYTES;
function addSeen({ numbers, digests }, stats, digest) {
    numbers.push(stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs);
    digests.push(digest);
}
/**
 * Records as one string: the numbers of all, then the digests of all, as Base64 of their bytes. It is read at each build, so
 * it is made to be read: several times quicker than JSON, with nothing made for each file.
 */
function packRecords({ numbers, digests }) {
    const bytes = Buffer.from(digests.map((digest) => digest.slice('sha256:'.length)).join(''), 'hex');
    return Buffer.concat([Buffer.from(new Float64Array(numbers).buffer), bytes]).toString('base64');
}
/** The inverse of `packRecords`; what is no such string has no records. */
function unpackRecords(packed) {
    const bytes = Buffer.from(packed ?? '', 'base64');
    const count = bytes.length % RECORD_BYTES === 0 ? bytes.length / RECORD_BYTES : 0;
    const start = count * NUMBERS * Float64Array.BYTES_PER_ELEMENT;
    // A copy, since floats must be aligned.
    const numbers = new Float64Array(new Uint8Array(bytes.subarray(0, start)).buffer);
    return {
        count,
        isOf(index, { dev, ino, size, mtimeMs, ctimeMs }) {
            const at = index * NUMBERS;
            return (numbers[at + 1] === ino &&
                numbers[at + 2] === size &&
                numbers[at + 3] === mtimeMs &&
                numbers[at + 4] === ctimeMs &&
                numbers[at] === dev);
        },
        digest(index) {
            const at = start + index * DIGEST_BYTES;
            return `sha256:${bytes.toString('hex', at, at + DIGEST_BYTES)}`;
        },
        byInode() {
            const inodes = new Map();
            for (let index = 0; index < count; index += 1)
                inodes.set(numbers[index * NUMBERS + 1] ?? 0, index);
            return inodes;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/tree/stat-cache.js



const KIND = 'file-digests';
/** Files more than this are not remembered in one value, which would be too large to read at each build. */
const MOST_FILES = 200_000;
const none = { recall: () => undefined, add: () => undefined, save: () => undefined };
function openStatCache({ memo, root, src, exclude }) {
    if (memo === undefined)
        return none;
    const key = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([root, src, exclude]))
        .digest('hex');
    const before = unpackRecords(memo.recall(KIND, key));
    const find = finder(before);
    const seen = { numbers: [], digests: [] };
    let added = 0;
    return {
        recall(stats) {
            const index = find(stats);
            if (index === undefined)
                return undefined;
            const digest = before.digest(index);
            addSeen(seen, stats, digest);
            return digest;
        },
        add({ stats, digest, readAt }) {
            if (isRacy(stats, readAt))
                return;
            addSeen(seen, stats, digest);
            added += 1;
        },
        save() {
            const isUnchanged = added === 0 && seen.digests.length === before.count;
            if (isUnchanged || seen.digests.length > MOST_FILES)
                return;
            memo.remember(KIND, key, packRecords(seen));
        },
    };
}
/** Finds the record of a file that has not changed. Files mostly come in the order in which they were remembered. */
function finder(records) {
    let next = 0;
    let byInode;
    return (stats) => {
        if (!records.isOf(next, stats)) {
            byInode ??= records.byInode();
            const index = byInode.get(stats.ino);
            if (index === undefined || !records.isOf(index, stats))
                return undefined;
            next = index;
        }
        next += 1;
        return next - 1;
    };
}

;// CONCATENATED MODULE: ./build/js/tree/manifest.js










/**
 * The kernel takes paths of 4,095 bytes; the difference is for the store's own directories. It bounds how many directories
 * are held open at once, too.
 */
const LONGEST_PATH = 3840;
/** See `Trees.readManifest`. */
async function readManifest(request, sources) {
    checkDestination(request);
    const reading = {
        request,
        entries: [],
        cache: openStatCache(request),
        filter: await makeFilter(request.exclude),
        pace: makePace(request.signal),
        sources,
    };
    const root = openSourceRoot(request);
    try {
        for (const src of request.src)
            await readSource(reading, root, src);
    }
    finally {
        root.close();
    }
    checkShape(request, reading.entries);
    reading.cache.save();
    return { entries: reading.entries, digest: digestOfEntries(reading.entries) };
}
function openSourceRoot({ root, rootName }) {
    try {
        return openRoot(root);
    }
    catch (error) {
        throw refused(`${rootName} cannot be read: ${root} (${systemCode(error)})`, {
            value: root,
            hint: 'Give a directory that exists.',
            cause: error,
        });
    }
}
async function readSource(reading, root, src) {
    const { request } = reading;
    const { parts, needsDirectory } = splitSource(src, request);
    const name = parts.at(-1);
    if (name === undefined) {
        addDirectory(reading, '', root.stat('.'));
        await readChildren(reading, root, { from: '', to: '' });
        return;
    }
    const found = findSource(root, { src, parts, needsDirectory, request });
    try {
        const to = request.dst.endsWith('/') ? name : '';
        await readPlace(reading, { directory: found.parent, name, from: parts.join('/'), to }, found.stats);
    }
    finally {
        found.close();
    }
}
/** Gives a promise only where there is something to wait for. */
function readPlace(reading, place, stats) {
    if (stats.isFile())
        return readFile(reading, place, stats);
    if (stats.isDirectory())
        return readDirectory(reading, place, stats);
    if (!stats.isSymbolicLink())
        throw special(reading, place, stats);
    addLink(reading, place, stats);
    return undefined;
}
async function readDirectory(reading, place, stats) {
    addDirectory(reading, place.to, stats);
    const inside = manifest_attempt(reading, place.from, () => place.directory.openDirectory(place.name));
    try {
        await readChildren(reading, inside, place);
    }
    finally {
        inside.close();
    }
}
async function readChildren(reading, directory, at) {
    for (const name of manifest_attempt(reading, at.from, () => directory.list())) {
        const from = at.from === '' ? name : `${at.from}/${name}`;
        if (reading.filter(name, from))
            continue;
        if (from.length > LONGEST_PATH / 3)
            checkLength(reading, from);
        const stats = manifest_attempt(reading, from, () => directory.stat(name));
        // One that went since the directory was listed was not there for this copy.
        if (stats === undefined)
            continue;
        if (reading.pace.isDue())
            await reading.pace.pause();
        const place = { directory, name, from, to: at.to === '' ? name : `${at.to}/${name}` };
        const coming = readPlace(reading, place, stats);
        if (coming !== undefined)
            await coming;
    }
}
function addDirectory({ entries }, path, stats) {
    entries.push({ kind: 'directory', path, modified: secondsOf(stats?.mtimeMs ?? 0) });
}
function addLink(reading, { directory, name, from, to }, stats) {
    const target = manifest_attempt(reading, from, () => directory.readLink(name));
    reading.entries.push({ kind: 'link', path: to, target, modified: secondsOf(stats.mtimeMs) });
}
function manifest_attempt({ request }, from, read) {
    try {
        return read();
    }
    catch (error) {
        throw readError(error, from === '' ? '.' : from, request.rootName);
    }
}
function checkLength({ request }, from) {
    if (byteLength(from) <= LONGEST_PATH)
        return;
    throw refused(`a path in ${request.rootName} is longer than ${LONGEST_PATH} bytes`, {
        value: `${from.slice(0, 100)}…`,
        hint: 'Leave that directory out with (exclude …).',
    });
}
function special({ request }, { from }, stats) {
    const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
    return refused(`${JSON.stringify(from)} in ${request.rootName} is ${kind}, which cannot be copied`, {
        value: from,
        hint: 'Leave it out with (exclude …), or copy what is beside it.',
    });
}

;// CONCATENATED MODULE: ./build/js/tree/source.js
/** Enough for 5,000 files of usual size; a runner has more memory than that to spare. */
const source_MOST_BYTES = 64 * 1024 ** 2;
function makeSources(mostBytes = source_MOST_BYTES) {
    const sources = new WeakMap();
    let room = mostBytes;
    return {
        keep(entry, source) {
            const size = source.bytes?.length ?? 0;
            const fits = size <= room;
            if (fits)
                room -= size;
            sources.set(entry, fits ? source : { ...source, bytes: undefined });
        },
        of: (entry) => sources.get(entry),
        takeBytes(entry) {
            const source = sources.get(entry);
            if (source?.bytes === undefined)
                return undefined;
            room += source.bytes.length;
            sources.set(entry, { ...source, bytes: undefined });
            return source.bytes;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/tree/open.js



/**
 * Manifests and copies of file trees on this machine's file systems. Opening costs nothing. A copy is quicker from the
 * same `Trees` that read its manifest, which has small files at hand still.
 */
function openTrees() {
    const sources = makeSources();
    return {
        readManifest: (request) => readManifest(request, sources),
        copy: (request) => copyTree(request, sources),
    };
}

// EXTERNAL MODULE: ./build/js/cli/places.js
var cli_places = __webpack_require__(1739);
;// CONCATENATED MODULE: ./build/js/cli/machinery.js







/** Opens the store that was asked for, lends it, and closes it whatever happens. */
async function withStore(request, use, options = { onNotice: noticeOnStderr }) {
    const place = await resolveStore({
        store: request.store,
        namedBy: request.namedBy,
        directory: request.poolDirectory ?? cli_places/* places */.z.poolDirectory,
        bytes: request.poolBytes,
    });
    const store = await openStore(place, options);
    try {
        return await use(store, place);
    }
    finally {
        await store.close();
    }
}
function noticeOnStderr(text) {
    process.stderr.write(`${text}\n`);
}
/** This machine's sandbox, with what dead processes left in it cleared away. */
async function readySandbox() {
    const runtime = (0,probes/* findProgram */.Kp)('runc', process.env['PATH'] ?? '');
    const sandbox = await openSandbox({ runtime, stateDir: cli_places/* places */.z.runDirectory });
    await sandbox.repair();
    return sandbox;
}
/** The drivers, wired together for one build. */
async function withMachinery({ storeRequest, dockerConfig, proxy }, use, options) {
    // Imported for those who need it: this module takes as long to load as a cached build takes.
    if (proxy !== undefined)
        (await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19))).setGlobalProxyFromEnv(proxy);
    // Containers of dead processes go before the store removes the directories that those run in.
    const sandbox = await readySandbox();
    const lend = (store, place) => {
        const images = openImages({ memo: store.memo, dockerConfig });
        return use({ store, sandbox, images, trees: openTrees() }, place);
    };
    return await withStore(storeRequest, lend, options);
}


/***/ }),

/***/ 3838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iv: () => (/* binding */ nearestExisting),
/* harmony export */   Jv: () => (/* binding */ hasSeccomp),
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   R8: () => (/* binding */ canLoadModule),
/* harmony export */   _c: () => (/* binding */ kernelHas),
/* harmony export */   dx: () => (/* binding */ cgroupLayout),
/* harmony export */   hY: () => (/* binding */ btrfsNodeSize),
/* harmony export */   vI: () => (/* binding */ mountOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Reads of the machine that change nothing and need no root. Each gives what it found, or undefined. */
/** The absolute path of a program, looked for in `searchPath` (PATH's form) and in the directories for administrators. */
function findProgram(name, searchPath) {
    const directories = [...searchPath.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
    return directories.map((directory) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)).find((file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file));
}
function read(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** The directory itself, or the nearest one above it that exists. */
function nearestExisting(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory) || directory === '/' ? directory : nearestExisting(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(directory));
}
/** True where the kernel has the file system built in or loaded already. */
function kernelHas(fileSystem) {
    const lines = (read('/proc/filesystems') ?? '').split('\n');
    return lines.some((line) => line.split('\t').at(-1) === fileSystem);
}
/** True where the running kernel has the module on disk, so that mounting loads it. */
function canLoadModule(name) {
    const release = read('/proc/sys/kernel/osrelease')?.trim() ?? '';
    return read(`/lib/modules/${release}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}
/** Which control groups the machine has, as runc sees them. */
function cgroupLayout() {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/cgroup.controllers'))
        return 'v2';
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/unified/cgroup.controllers'))
        return 'hybrid';
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/memory') || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/pids') ? 'v1' : 'none';
}
function hasSeccomp() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/proc/sys/kernel/seccomp/actions_avail');
}
/** The mount that `directory` is on: the longest mount point above it, the last one where several cover each other. */
function mountOf(directory) {
    const unescaped = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    const lines = (read('/proc/mounts') ?? '').split('\n').filter((line) => line !== '');
    const mounts = lines.map((line) => {
        const [device = '', point = '', type = ''] = line.split(' ');
        return { device: unescaped(device), directory: unescaped(point), type };
    });
    const above = mounts.filter(({ directory: point }) => `${directory}/`.startsWith(point === '/' ? '/' : `${point}/`));
    return above.reduce((best, mount) => (mount.directory.length >= (best?.directory.length ?? 0) ? mount : best), undefined);
}
/** The size of tree nodes, in bytes, of the mounted btrfs on `device`. */
function btrfsNodeSize(device) {
    const root = '/sys/fs/btrfs';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(root))
        return undefined;
    const uuid = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(root).find((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, name, 'devices', node_path__WEBPACK_IMPORTED_MODULE_1__.basename(device))));
    const size = uuid === undefined ? undefined : read(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, uuid, 'nodesize'));
    return size === undefined ? undefined : Number(size);
}


/***/ }),

/***/ 5201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JL: () => (/* binding */ killNow),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   gy: () => (/* binding */ processStart)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** The fields of /proc/PID/stat after the name, as in proc_pid_stat(5): the state is the first. */
function statFields(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        // The name may hold blanks and parentheses itself.
        return text.slice(text.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}
/** When a process started, in clock ticks since boot; undefined for none, and for one that has ended but was not waited for. */
function processStart(pid) {
    const fields = statFields(pid);
    return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
}
function parentOf(pid) {
    const fields = statFields(pid);
    return fields === undefined ? undefined : Number(fields[1]);
}
function childrenOf(pid) {
    const pids = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((child) => parentOf(child) === pid);
}
/** Sends SIGKILL. A process that is gone already is what was wanted. */
function killNow(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}


/***/ }),

/***/ 9252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ runQuick)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
function runQuick(file, args, options = {}) {
    // Loaded with the first command: a build that is wholly cached runs none.
    const { execFile } = process.getBuiltinModule('node:child_process');
    return new Promise((resolve, reject) => {
        const child = execFile(file, args, { cwd: options.cwd, signal: options.signal, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout));
        // A program may end without reading its input; how it ended is what counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(options.input ?? '');
    });
}
function commandError(file, args, failure) {
    const { error, stderr } = failure;
    if (error.name === 'AbortError')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('cancelled', `${file} was cancelled`, { cause: error });
    if (error.code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    const reason = stderr.trim() || error.message;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
        value: file,
        cause: error,
    });
}


/***/ }),

/***/ 4930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   FL: () => (/* binding */ DigestCheck),
/* harmony export */   H2: () => (/* binding */ checkDigest),
/* harmony export */   RV: () => (/* binding */ verifyBytes),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


/** Algorithm and length of the hex digits, as registered by the OCI image specification. */
const LENGTHS = { sha256: 64, sha512: 128 };
function isDigest(text) {
    const [algorithm = '', hex = ''] = text.split(/:(.*)/s);
    return hex.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
}
/** @throws ObuilderError `image-invalid` unless `text` is `sha256:` or `sha512:` and the right number of hex digits */
function checkDigest(text, what) {
    if (typeof text === 'string' && isDigest(text))
        return text;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has ${JSON.stringify(text) ?? 'nothing'} where a digest belongs`, {
        hint: 'A digest is sha256: and 64 lower-case hex digits.',
    });
}
function digestOf(bytes, algorithm = 'sha256') {
    return `${algorithm}:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(bytes).digest('hex')}`;
}
/** Computes the digest of what passes, with the algorithm of `expected`. */
class DigestCheck {
    #expected;
    #algorithm;
    #hash;
    constructor(expected) {
        this.#expected = expected;
        this.#algorithm = expected.slice(0, expected.indexOf(':'));
        this.#hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(this.#algorithm);
    }
    update(chunk) {
        this.#hash.update(chunk);
    }
    /** @throws ObuilderError `image-invalid` when what passed is something else */
    verify(what) {
        const found = `${this.#algorithm}:${this.#hash.digest('hex')}`;
        if (found === this.#expected)
            return;
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has the digest ${found} instead of ${this.#expected}`, {
            value: this.#expected,
            hint: 'The content was changed or damaged on its way; nothing of it is used.',
        });
    }
}
/** @throws ObuilderError `image-invalid` when `bytes` do not have that digest */
function verifyBytes(bytes, expected, what) {
    const check = new DigestCheck(expected);
    check.update(bytes);
    check.verify(what);
}


/***/ }),

/***/ 2175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ rememberFacts),
/* harmony export */   T8: () => (/* binding */ recallFacts),
/* harmony export */   gN: () => (/* binding */ joinFacts)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

/** With a version, so that facts of another layout are just not found. */
const KIND = 'image-facts-1';
/** What is remembered of a digest (an index's or a manifest's) on a platform. A digest's facts never change. */
function recallFacts(memo, digest, platform) {
    const text = memo.recall(KIND, `${digest} ${platform}`);
    return text === undefined ? undefined : JSON.parse(text);
}
function rememberFacts(memo, key, facts) {
    memo.remember(KIND, `${key.digest} ${key.platform}`, JSON.stringify(facts));
}
/**
 * Joins a manifest's layers with the digests that the config has for what is in them.
 * @throws ObuilderError `image-invalid` when there are not as many
 */
function joinFacts(digest, layers, config) {
    const { diffIds, environment, platform } = config;
    if (diffIds.length !== layers.length) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`${digest} has ${layers.length} layers and digests of the content of ${diffIds.length}`);
    }
    const joined = layers.map((layer, index) => ({
        digest: layer.digest,
        size: layer.size,
        diffId: diffIds[index] ?? '',
    }));
    return { digest, platform, environment, layers: joined };
}


/***/ }),

/***/ 3235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I$: () => (/* binding */ imageUnavailable),
/* harmony export */   lC: () => (/* binding */ imageInvalid),
/* harmony export */   rV: () => (/* binding */ isAbort),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const FULL = new Set(['ENOSPC', 'EDQUOT']);
function imageInvalid(message, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('image-invalid', message, details);
}
function imageUnavailable(message, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('image-unavailable', message, details);
}
/** The same error with what it happened in put before it, e.g. a layer's digest. */
function within(subject, error) {
    const code = systemCode(error);
    if (code !== undefined && FULL.has(code)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('store-full', `${subject}: no space is left for its files`, {
            hint: 'Free space in the store or make it larger, then build again.',
            cause: error,
        });
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy) {
        const { value, hint, at, cause } = error;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy(error.code, `${subject}: ${error.message}`, { value, hint, at, cause });
    }
    if (isAbort(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('cancelled', `${subject}: cancelled`, { cause: error });
    const message = error instanceof Error ? error.message : String(error);
    return imageInvalid(`${subject}: ${message}`, { cause: error });
}
function isAbort(error) {
    return error instanceof Error && (error.name === 'AbortError' || systemCode(error) === 'ABORT_ERR');
}
/** The code of an error of the system or of Node, such as `ENOENT`. */
function systemCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}


/***/ }),

/***/ 5593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   h0: () => (/* binding */ matchPlatform),
/* harmony export */   ol: () => (/* binding */ hostPlatform)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

const ARCHITECTURES = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
/** The platform of this machine, e.g. `linux/amd64`. */
function hostPlatform() {
    const architecture = ARCHITECTURES[process.arch] ?? process.arch;
    return architecture === 'arm' ? 'linux/arm/v7' : `linux/${architecture}`;
}
/** @throws ObuilderError `image-invalid` unless it is `OS/ARCHITECTURE` or `OS/ARCHITECTURE/VARIANT` */
function parsePlatform(text) {
    const [os = '', architecture = '', variant, ...rest] = text.split('/');
    if (os === '' || architecture === '' || variant === '' || rest.length > 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`"${text}" is no platform`, { value: text, hint: 'Write e.g. linux/arm64.' });
    }
    return { os, architecture, variant };
}
function formatPlatform({ os, architecture, variant }) {
    return variant === undefined || variant === ''
        ? `${os}/${architecture}`
        : `${os}/${architecture}/${variant}`;
}
/** Variants that name the same thing as none: the baseline of an architecture. */
const BASELINES = { arm64: 'v8', amd64: 'v1', arm: 'v7' };
function level(platform) {
    const variant = platform.variant || BASELINES[platform.architecture] || 'v0';
    return Number(/^v(\d+)/.exec(variant)?.[1] ?? 0);
}
/**
 * How well content for `offered` runs on `wanted`: undefined when not at all, and the larger the better otherwise. A
 * machine runs older variants of its architecture, never newer ones.
 */
function matchPlatform(wanted, offered) {
    if (offered.os !== wanted.os || offered.architecture !== wanted.architecture)
        return undefined;
    const offeredLevel = level(offered);
    return offeredLevel <= level(wanted) ? offeredLevel : undefined;
}


/***/ }),

/***/ 4337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   U$: () => (/* binding */ registryHost),
/* harmony export */   Vb: () => (/* binding */ nameOf)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


const DEFAULT_DOMAIN = 'docker.io';
const LONGEST_NAME = 255;
const DOMAIN = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/**
 * Reads `[DOMAIN/]PATH[:TAG][@DIGEST]`. Without a domain it is Docker Hub, where a single name is in `library/`; without
 * tag and digest the tag is `latest`.
 * @throws ObuilderError `image-invalid` that says which part is wrong
 */
function parseReference(text) {
    const at = text.indexOf('@');
    const named = at < 0 ? text : text.slice(0, at);
    const digest = at < 0 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest)) {
        throw wrong(text, `"${digest}" is no digest`, 'A digest is sha256: and 64 lower-case hex digits.');
    }
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    const name = colon < 0 ? named : named.slice(0, colon);
    const tag = colon < 0 ? undefined : named.slice(colon + 1);
    if (tag !== undefined && !TAG.test(tag)) {
        throw wrong(text, `"${tag}" is no tag`, 'A tag has up to 128 letters, digits, "_", "." and "-".');
    }
    return { ...splitDomain(name, text), tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
function splitDomain(name, text) {
    if (name === '')
        throw wrong(text, 'the name is missing', 'Write something like debian:12.');
    const slash = name.indexOf('/');
    const head = name.slice(0, Math.max(slash, 0));
    const hasDomain = slash > 0 && (/[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase());
    const given = hasDomain ? head : DEFAULT_DOMAIN;
    const domain = given === 'index.docker.io' ? DEFAULT_DOMAIN : given;
    const path = hasDomain ? name.slice(slash + 1) : name;
    if (!DOMAIN.test(domain))
        throw wrong(text, `"${domain}" is no registry`, 'Write HOST or HOST:PORT.');
    checkPath(path, text);
    const repository = domain === DEFAULT_DOMAIN && !path.includes('/') ? `library/${path}` : path;
    if (domain.length + 1 + repository.length > LONGEST_NAME) {
        throw wrong(text, `the name is longer than ${LONGEST_NAME} characters`, 'Use a shorter name.');
    }
    return { domain, repository };
}
function checkPath(path, text) {
    const bad = path.split('/').find((component) => !COMPONENT.test(component));
    if (bad === undefined)
        return;
    const lower = path.toLowerCase();
    const hint = lower !== path && lower.split('/').every((component) => COMPONENT.test(component))
        ? `Repository names are lower-case: did you mean "${text.replace(path, lower)}"?`
        : 'Repository names have lower-case letters and digits, with ".", "_", "__" or "-" between them.';
    throw wrong(text, bad === '' ? 'a part of the name is empty' : `"${bad}" is no part of a name`, hint);
}
function wrong(value, problem, hint) {
    return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`"${value}" is no image reference: ${problem}`, { value, hint });
}
/** Domain and repository without tag and digest. */
function nameOf(reference) {
    return `${reference.domain}/${reference.repository}`;
}
/** The whole reference, in the form that `parseReference` reads back to the same. */
function formatReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${nameOf(reference)}${tag}${digest}`;
}
/** The host that serves a domain: Docker Hub's registry is not at its own name. */
function registryHost(domain) {
    return domain === DEFAULT_DOMAIN ? 'registry-1.docker.io' : domain;
}


/***/ }),

/***/ 8106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ resolvedFrom)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);

/** A pinned image from its facts; tells the user when it was made for another platform. */
function resolvedFrom(facts, { name, request, load }) {
    const wanted = (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlatform */ .Bq)(request.platform);
    const platform = facts.platform ?? wanted;
    if (!platform.startsWith(baseOf(wanted))) {
        request.options.onWarning(`${name} is made for ${platform}, this machine is ${wanted}`);
    }
    return {
        name,
        digest: facts.digest,
        platform,
        environment: facts.environment,
        load,
    };
}
/** Operating system and architecture without the variant. */
function baseOf(platform) {
    return platform.split('/').slice(0, 2).join('/');
}


/***/ }),

/***/ 4555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ SIGNAL_BASE),
  z: () => (/* binding */ runContainer)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/sandbox/kill.js
var kill = __webpack_require__(3924);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
;// CONCATENATED MODULE: ./build/js/sandbox/out-of-memory.js



/** How many processes the kernel killed for want of memory, in the text of `memory.events` (v2) or `memory.oom_control` (v1). */
function countKills(text) {
    return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}
/** Whether the memory limit killed anything in a container that has ended but was kept. */
function ranOutOfMemory(runtime, step) {
    try {
        const state = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join((0,places/* containerDirectory */.V)(runtime, step), 'state.json'), 'utf8'));
        return memoryFiles(state).some((file) => countKills(readIfThere(file)) > 0);
    }
    catch {
        // Another runtime may keep its state elsewhere; the step's end is reported without the reason then.
        return false;
    }
}
/** From `cgroup_paths` of runc's state: by controller on v1, one under the empty name on v2. */
function memoryFiles(state) {
    if (typeof state !== 'object' || state === null || !('cgroup_paths' in state))
        return [];
    const paths = state.cgroup_paths;
    return [
        ...(paths['memory'] ? [`${paths['memory']}/memory.oom_control`] : []),
        ...(paths[''] ? [`${paths['']}/memory.events`] : []),
    ];
}
function readIfThere(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/start-error.js

/** The last error in a runtime's log in its JSON format, one object a line. */
function loggedError(log) {
    const errors = log.split('\n').flatMap((line) => {
        try {
            const entry = JSON.parse(line);
            if (typeof entry !== 'object' || entry === null || !('level' in entry) || !('msg' in entry))
                return [];
            return entry.level === 'error' || entry.level === 'fatal' ? [String(entry.msg)] : [];
        }
        catch {
            return [];
        }
    });
    return errors.at(-1);
}
/** A runtime's message without its own wrapping. */
function plainMessage(message) {
    return message
        .replace(/^(?:(?:runc run failed|runc create failed|unable to start container process): )+/, '')
        .replace(/^error during container init: /, '')
        .replace(/: unknown$/, '');
}
/** Why the runtime could not start the step, in words for people. */
function startError(log, otherwise) {
    const message = loggedError(log) ?? otherwise;
    return new errors/* ObuilderError */.Vy('sandbox-failed', `the step cannot be started: ${plainMessage(message)}`, {
        hint: 'If the image is sound, `doctor` says what this machine lacks.',
    });
}

;// CONCATENATED MODULE: ./build/js/sandbox/until-end.js

/** setTimeout takes no more; it is 24 days. */
const MAX_MILLISECONDS = 2 ** 31 - 1;
/** Waits until a step has ended, and ends it when it is cancelled or its time is up, whichever comes first. */
async function untilEnd(child, request, step) {
    let stopped;
    let ended = false;
    let killing = Promise.resolve();
    const stop = (reason) => {
        if (stopped !== undefined || ended)
            return;
        stopped = reason;
        killing = (0,kill/* killStep */.D)(step.runtime, {
            name: step.name,
            runtimePid: child.pid,
            pidFile: step.pidFile,
            hasEnded: () => ended,
        });
        // Looked at below, once the process has ended; until then a failure is nobody's.
        killing.catch(() => undefined);
    };
    const onAbort = () => stop('cancelled');
    request.signal?.addEventListener('abort', onAbort);
    if (request.signal?.aborted)
        onAbort();
    const seconds = request.limits?.seconds;
    const timer = seconds === undefined
        ? undefined
        : setTimeout(() => stop('timed-out'), Math.min(seconds * 1000, MAX_MILLISECONDS));
    try {
        const { code, signal } = await child.ended;
        ended = true;
        await killing;
        return { code, signal, stopped };
    }
    finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', onAbort);
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/container.js








const SIGNAL_BASE = 128;
/**
 * Runs a prepared step to its end. No container is left.
 *
 * @throws ObuilderError `sandbox-failed` when the runtime could not start it, `tool-missing` without a runtime
 */
async function runContainer(request, { runtime, name, step, start }) {
    // A kept container still has its control group, which tells whether memory ran out.
    const keep = request.limits?.memoryBytes !== undefined;
    const args = runtimeArguments(runtime, { name, step, keep });
    const child = await start(runtime.program, args, places/* RUNTIME_ENVIRONMENT */.R).catch(explainMissing);
    try {
        const place = { runtime, name, pidFile: step.pidFile };
        const { stopped, code, signal } = await untilEnd(child, request, place);
        // The runtime writes it once the container runs.
        if (stopped === undefined && !(0,external_node_fs_.existsSync)(step.pidFile))
            throw failedStart(step, signal ?? `status ${code}`);
        const outOfMemory = keep && ranOutOfMemory(runtime, name);
        return { code: code ?? SIGNAL_BASE + external_node_os_.constants.signals.SIGKILL, stopped, outOfMemory };
    }
    finally {
        if ((0,external_node_fs_.existsSync)((0,places/* containerDirectory */.V)(runtime, name)))
            await (0,kill/* removeContainer */.o)(runtime, name);
    }
}
function runtimeArguments(runtime, options) {
    const { name, step, keep } = options;
    return [
        ...['--root', runtime.containers, '--log', step.log, '--log-format', 'json'],
        // Keys cannot be asked for inside, so a keyring for each step would only cost time.
        ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
        ...(keep ? ['--keep', name] : [name]),
    ];
}
function explainMissing(error) {
    if (!(0,errors/* isObuilderError */.LV)(error, 'tool-missing'))
        throw error;
    throw new errors/* ObuilderError */.Vy('tool-missing', error.message, {
        value: error.value,
        hint: 'Install it, e.g. with: apt-get install runc.',
        cause: error,
    });
}
function failedStart(step, ending) {
    const log = (0,external_node_fs_.existsSync)(step.log) ? (0,external_node_fs_.readFileSync)(step.log, 'utf8') : '';
    return startError(log, `the runtime ended with ${ending}`);
}


/***/ }),

/***/ 3924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ killStep),
/* harmony export */   o: () => (/* binding */ removeContainer)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _host_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9252);
/* harmony import */ var _host_process_info_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5201);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(332);





/** How often a container that is still being made is looked at. */
const POLL_MILLISECONDS = 10;
/** How long the runtime may take to make the container or to clear up after it before it is killed too. */
const PATIENCE_MILLISECONDS = 500;
/**
 * Kills all of a step's processes, whatever signals they ignore: the kernel ends a PID namespace with its first process.
 * A container that is only being made is killed as soon as it has one, or together with the runtime.
 */
async function killStep(runtime, step) {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while (!step.hasEnded() && Date.now() < deadline) {
        const first = firstProcess(step);
        if (first !== undefined)
            (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(first);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(POLL_MILLISECONDS);
    }
    if (step.hasEnded())
        return;
    for (const child of (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .childrenOf */ .LU)(step.runtimePid))
        (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(child);
    (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(step.runtimePid);
    await removeContainer(runtime, step.name);
}
/** The container's first process, if it is certainly this one. */
function firstProcess(step) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(step.pidFile))
        return undefined;
    const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(step.pidFile, 'utf8'));
    return pid > 1 && (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .parentOf */ .gN)(pid) === step.runtimePid ? pid : undefined;
}
/** Kills and removes a container that may be in any state, or none. */
async function removeContainer(runtime, name) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,_places_js__WEBPACK_IMPORTED_MODULE_4__/* .containerDirectory */ .V)(runtime, name)))
        return;
    await (0,_host_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runQuick */ .l)(runtime.program, ['--root', runtime.containers, 'delete', '--force', name]).catch((error) => {
        // Its runtime may have removed it at the same moment.
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,_places_js__WEBPACK_IMPORTED_MODULE_4__/* .containerDirectory */ .V)(runtime, name)))
            throw error;
    });
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

;// CONCATENATED MODULE: ./build/js/sandbox/memory.js




/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'];
/**
 * The directory where each step has one of its own, in memory: secrets must not reach a disk, and the runtime's small files
 * are made there ten times as fast. Undefined where this machine has no such place.
 */
function memoryDirectory(preferred) {
    return [preferred, ...USUAL_PLACES].find(isInMemory);
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
    (0,external_node_fs_.writeFileSync)(file, value, { flag: 'wx' });
    // Whatever the worker's umask.
    (0,external_node_fs_.chmodSync)(file, 0o644);
    return file;
}


/***/ }),

/***/ 3688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ readOutputFile),
/* harmony export */   s: () => (/* binding */ makeOutputFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** One byte more than a job may have, so that too much is seen as such. */
const MAX_BYTES = 1024 * 1024 + 1;
/** Makes the file behind `$GITHUB_OUTPUT`: the step's user owns it, and any other user of the step may append to it. */
function makeOutputFile(file, user) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, '', { flag: 'wx' });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chownSync)(file, user.uid, user.gid);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(file, 0o666);
}
/** What the step wrote, at most 1 MiB and one byte. Anything but a regular file counts as empty. */
function readOutputFile(file) {
    const opened = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(opened);
        if (!stats.isFile() || stats.size === 0)
            return new Uint8Array();
        const bytes = Buffer.alloc(Math.min(stats.size, MAX_BYTES));
        return bytes.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(opened, bytes, 0, bytes.length, 0));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(opened);
    }
}


/***/ }),

/***/ 4509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wq: () => (/* binding */ newStepName),
/* harmony export */   XU: () => (/* binding */ isDead),
/* harmony export */   cn: () => (/* binding */ ownerPrefix)
/* harmony export */ });
/* harmony import */ var _host_process_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5201);

const NAME = /^obuilder-(\d+)-(\d+)-(\d+)$/;
let steps = 0;
/**
 * The prefix of everything that this process makes: its pid and the kernel's start time of it, so that a pid that was given
 * to another process later is not mistaken for the owner.
 */
function ownerPrefix() {
    return `obuilder-${process.pid}-${(0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_0__/* .processStart */ .gy)(process.pid) ?? 0}`;
}
/** A name that no other step on this machine has, dead or alive. */
function newStepName() {
    steps += 1;
    return `${ownerPrefix()}-${steps}`;
}
/** Whether `name` is of a step whose owner no longer runs. Names that are not of a step are nobody's to remove. */
function isDead(name) {
    const [, pid, start] = NAME.exec(name) ?? [];
    return pid !== undefined && (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_0__/* .processStart */ .gy)(Number(pid)) !== Number(start);
}


/***/ }),

/***/ 332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ RUNTIME_ENVIRONMENT),
/* harmony export */   V: () => (/* binding */ containerDirectory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** The whole environment of the runtime: nothing of the worker's own may reach it, such as sockets of its service manager. */
const RUNTIME_ENVIRONMENT = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};
/** Of one container in the runtime's state. */
const containerDirectory = (runtime, step) => node_path__WEBPACK_IMPORTED_MODULE_0__.join(runtime.containers, step);


/***/ }),

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   LI: () => (/* binding */ missingShell),
/* harmony export */   Vd: () => (/* binding */ isProgram)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7907);



/** Where a program is looked for when the step has no PATH: Docker's default. Nothing is added to its environment for that. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Where env(1) looks when it has no PATH. */
const ENV_PATH = '/bin:/usr/bin';
/** As in env(1) and the shells: the program was not found. */
const NOT_FOUND = 127;
const HINT = 'Where the image has a shell but no bash, put (shell /bin/sh -c) before the first run.';
/**
 * The file that a step's argv names, as an absolute path inside, or relative to the step's directory if it is written so.
 *
 * @throws ObuilderError `sandbox-failed` when the image has no such program
 */
function findProgram(step) {
    const name = step.argv[0] ?? '';
    if (!name.includes('/')) {
        const found = lookUp(step, name, pathOf(step) ?? DEFAULT_PATH);
        if (found === undefined || name === '')
            throw missing(name);
        return found;
    }
    if (name.startsWith('/') && !mayBeProgram(step, name))
        throw missing(name);
    return name;
}
/**
 * The error for a step that ended because `env` did not find the shell, as it does for `/usr/bin/env bash -c` in an image
 * without bash. The command itself never ran then.
 */
function missingShell(code, step) {
    const [env, shell] = step.argv;
    if (code !== NOT_FOUND || !env?.endsWith('/env') || !shell || /^-|[/=]/.test(shell))
        return undefined;
    return lookUp(step, shell, pathOf(step) ?? ENV_PATH) === undefined ? missing(shell) : undefined;
}
const missing = (name) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('sandbox-failed', `the image has no program ${name}`, { value: name, hint: HINT });
const pathOf = (step) => step.env.find(([name]) => name === 'PATH')?.[1];
function lookUp(step, name, path) {
    const candidates = path.split(':').filter((directory) => directory.startsWith('/'));
    return candidates.map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}
/** Whether a path is an executable file, as far as can be seen; below a slot or the like only what is asked for outright. */
function mayBeProgram(step, file) {
    try {
        const found = (0,_rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInside */ .L)(step.rootfs, file, step.covered);
        return found.under === undefined ? isProgram(step.rootfs, found.path) : step.argv[0] === file;
    }
    catch {
        return false;
    }
}
/** Whether a path inside leads to an executable regular file. */
function isProgram(rootfs, file) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(rootfs + (0,_rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInside */ .L)(rootfs, file).path, { throwIfNoEntry: false });
        return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 7907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



/** As the kernel's own bound on links in one path. */
const MAX_LINKS = 40;
/**
 * Follows `path` through the links of the root file system at `root` without ever leaving it. The walk stops at a path in
 * `covered`, since what lies below is not of this root.
 *
 * @throws ObuilderError `sandbox-failed` for too many links or a way through a file
 */
function resolveInside(root, path, covered = new Set()) {
    const walk = { root, path, done: [], todo: path.split('/').reverse(), links: 0, existing: undefined };
    const { done, todo } = walk;
    while (todo.length > 0) {
        const name = todo.pop() ?? '';
        if (name === '' || name === '.')
            continue;
        if (name === '..') {
            goUp(walk);
            continue;
        }
        done.push(name);
        const here = `/${done.join('/')}`;
        if (covered.has(here)) {
            const whole = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(here, ...todo.reverse());
            return { path: whole, existing: walk.existing ?? done.length, components: done, under: here };
        }
        if (walk.existing === undefined)
            follow(walk, here);
    }
    const existing = walk.existing ?? done.length;
    return { path: `/${done.join('/')}`, existing, components: done, under: undefined };
}
function goUp(walk) {
    walk.done.pop();
    if (walk.existing !== undefined && walk.done.length <= walk.existing)
        walk.existing = undefined;
}
/** Looks at the component that was just added, and replaces it by what it points to if it is a link. */
function follow(walk, here) {
    const found = lookAt(walk.root + here, walk.path);
    if (found === 'missing')
        walk.existing = walk.done.length - 1;
    else if (found.isSymbolicLink()) {
        walk.links += 1;
        if (walk.links > MAX_LINKS)
            throw refused(walk.path, 'goes through too many symbolic links');
        const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(walk.root + here);
        walk.done.length = target.startsWith('/') ? 0 : walk.done.length - 1;
        walk.todo.push(...target.split('/').reverse());
    }
}
function lookAt(file, path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false }) ?? 'missing';
    }
    catch (error) {
        throw refused(path, 'cannot be followed', error);
    }
}
function refused(path, why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('sandbox-failed', `${path} ${why} in the image`, { value: path, cause });
}


/***/ }),

/***/ 2411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ prepareStep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/sandbox/launcher.js

/**
 * The launcher is the container's first program: it makes stderr a copy of stdout, so that both are one stream in the order
 * of writing, and becomes the step's program. The runtime gives a program two pipes and no way to join them, and the image
 * need not have any program that could. It is a static ELF executable of some 200 bytes, written here as machine code:
 *
 *     dup2(1, 2);
 *     execve(argv[1], &argv[2], envp);
 *     write(2, MESSAGE, sizeof MESSAGE);
 *     exit(127);
 *
 * At the start of a program the stack holds argc, the argv pointers, a null, and the envp pointers.
 */
const CODE = {
    x64: {
        machine: 62,
        code: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall
      488b0c24                              ; mov rcx,[rsp]
      488b7c2410                            ; mov rdi,[rsp+16]
      488d742418                            ; lea rsi,[rsp+24]
      488d54cc10                            ; lea rdx,[rsp+rcx*8+16]
      b83b000000 0f05                       ; mov eax,59 (execve); syscall
      bf02000000                            ; mov edi,2
      488d3518000000                        ; lea rsi,[rip+24], the message
      ba1d000000                            ; mov edx,29, its length
      b801000000 0f05                       ; mov eax,1 (write); syscall
      bf7f000000 b83c000000 0f05            ; mov edi,127; mov eax,60 (exit); syscall`,
    },
    arm64: {
        machine: 183,
        code: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0
      e30340f9                              ; ldr x3,[sp]
      e00b40f9                              ; ldr x0,[sp,16]
      e1630091                              ; add x1,sp,24
      e2430091 420c038b                     ; add x2,sp,16; add x2,x2,x3,lsl 3
      a81b80d2 010000d4                     ; mov x8,221 (execve); svc 0
      400080d2                              ; mov x0,2
      e1000010                              ; adr x1, the message
      a20380d2                              ; mov x2,29, its length
      080880d2 010000d4                     ; mov x8,64 (write); svc 0
      e00f80d2 a80b80d2 010000d4            ; mov x0,127; mov x8,93 (exit); svc 0`,
    },
};
/** 29 bytes, as the code says. */
const MESSAGE = 'the shell cannot be executed\n';
const HEADERS_SIZE = 64 + 56;
const LOAD_ADDRESS = 0x400000n;
/**
 * The launcher for a machine, by Node's name of it.
 *
 * @throws ObuilderError `sandbox-failed` for a machine that there is none for
 */
function launcher(machine) {
    const found = CODE[machine];
    if (found === undefined) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', `steps cannot run on ${machine} machines`, {
            value: machine,
            hint: `Use a machine of one of these kinds: ${Object.keys(CODE).join(', ')}.`,
        });
    }
    const hex = found.code.replace(/;.*$/gm, '').replace(/\s+/g, '');
    const body = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(MESSAGE, 'latin1')]);
    return Buffer.concat([elfHeaders(found.machine, body.length), body]);
}
/** The words of the container's first program: `program` is executed with `argv`, whose first word is only a name. */
const launcherArguments = (path, program, argv) => [
    path,
    program,
    ...argv,
];
/** The ELF header and one program header, as in elf(5), of a 64-bit little-endian executable that is all text. */
function elfHeaders(machine, bodySize) {
    const headers = Buffer.alloc(HEADERS_SIZE);
    headers.write('\x7fELF\x02\x01\x01', 'latin1');
    headers.writeUInt16LE(2, 16); // e_type: ET_EXEC
    headers.writeUInt16LE(machine, 18);
    headers.writeUInt32LE(1, 20); // e_version
    headers.writeBigUInt64LE(LOAD_ADDRESS + BigInt(HEADERS_SIZE), 24); // e_entry
    headers.writeBigUInt64LE(64n, 32); // e_phoff
    headers.writeUInt16LE(64, 52); // e_ehsize
    headers.writeUInt16LE(56, 54); // e_phentsize
    headers.writeUInt16LE(1, 56); // e_phnum
    headers.writeUInt32LE(1, 64); // p_type: PT_LOAD
    headers.writeUInt32LE(5, 68); // p_flags: read and execute
    headers.writeBigUInt64LE(LOAD_ADDRESS, 80); // p_vaddr
    headers.writeBigUInt64LE(LOAD_ADDRESS, 88); // p_paddr
    headers.writeBigUInt64LE(BigInt(HEADERS_SIZE + bodySize), 96); // p_filesz
    headers.writeBigUInt64LE(BigInt(HEADERS_SIZE + bodySize), 104); // p_memsz
    headers.writeBigUInt64LE(0x10000n, 112); // p_align: the largest page size of these machines
    return headers;
}

// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var sandbox_memory = __webpack_require__(1565);
// EXTERNAL MODULE: ./build/js/sandbox/rootfs-path.js
var rootfs_path = __webpack_require__(7907);
;// CONCATENATED MODULE: ./build/js/sandbox/mount-points.js




/**
 * What a step's mounts need in its root file system. What the image lacks is made once, root's and 0755, and stays, empty, as
 * OBuilder leaves it: later steps of its specs may look there. Taking it away again would also cost each step two more
 * changes of its snapshot, a tenth of a short one's time.
 */
class MountPoints {
    #rootfs;
    #covered = new Set();
    constructor(rootfs) {
        this.#rootfs = rootfs;
    }
    /** The paths that something is mounted on so far. */
    get covered() {
        return this.#covered;
    }
    /**
     * Makes sure that something can be mounted at `target` and gives the path to mount at, free of links. Below an earlier mount
     * nothing is made: the runtime does that, in what is mounted.
     *
     * @throws ObuilderError `sandbox-failed` when the image has something in the way
     */
    add(target, kind) {
        const path = this.#make(target, kind);
        this.#covered.add(path);
        return path;
    }
    /** Makes a directory that nothing is mounted on, unless it is there or lies below a mount. */
    addDirectory(target) {
        this.#make(target, 'directory');
    }
    #make(target, kind) {
        const { path, components, existing, under } = (0,rootfs_path/* resolveInside */.L)(this.#rootfs, target, this.#covered);
        if (under !== undefined)
            return path;
        let parent = `/${components.slice(0, existing).join('/')}`;
        for (const name of components.slice(existing)) {
            parent = external_node_path_.posix.join(parent, name);
            if (kind === 'file' && parent === path)
                makeFile(this.#rootfs + parent, target);
            else
                makeDirectory(this.#rootfs + parent, target);
        }
        return path;
    }
}
const MODE = 0o755;
function makeDirectory(file, target) {
    try {
        (0,external_node_fs_.mkdirSync)(file, MODE);
        // Whatever umask the worker has.
        (0,external_node_fs_.chmodSync)(file, MODE);
    }
    catch (error) {
        throw inTheWay(target, error);
    }
}
function makeFile(file, target) {
    try {
        (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, MODE));
        (0,external_node_fs_.chmodSync)(file, MODE);
    }
    catch (error) {
        throw inTheWay(target, error);
    }
}
function inTheWay(target, cause) {
    return new errors/* ObuilderError */.Vy('sandbox-failed', `${target} cannot be made in the image: ${String(cause)}`, {
        value: target,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/js/sandbox/mounts.js
/** Where the step finds the file that `$GITHUB_OUTPUT` names: on the container's own /dev, so that the image never has it. */
const OUTPUT_FILE = '/dev/github-output';
/** Where the launcher is, beside it. */
const LAUNCHER = '/dev/obuilder-launcher';
/** Mount points that the root file system must have. The rest of the usual mounts is below /dev and /sys. */
const BASE_MOUNT_POINTS = ['/proc', '/dev', '/sys'];
const tmpfs = (destination, ...options) => ({
    destination,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', ...options],
});
const kernel = (destination, type, ...options) => ({
    destination,
    type,
    source: type,
    options: ['nosuid', 'noexec', ...options],
});
/**
 * What every container has: /proc, /dev with its devices, /dev/pts, /dev/shm, /dev/mqueue, and a read-only /sys. The control
 * groups are shown where asked for: on version 1 that is a dozen mounts and a tenth of a step's time.
 */
function usualMounts(shows) {
    return [
        kernel('/proc', 'proc', 'nodev'),
        tmpfs('/dev', 'strictatime', 'mode=755', 'size=65536k'),
        kernel('/dev/pts', 'devpts', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'),
        tmpfs('/dev/shm', 'noexec', 'nodev', 'mode=1777', 'size=1g'),
        kernel('/dev/mqueue', 'mqueue', 'nodev'),
        kernel('/sys', 'sysfs', 'nodev', 'ro'),
        ...(shows.cgroups ? [kernel('/sys/fs/cgroup', 'cgroup', 'nodev', 'relatime', 'ro')] : []),
    ];
}
const bind = (source, destination, ...options) => ({
    destination,
    type: 'bind',
    source,
    options: ['bind', 'rprivate', ...options],
});
/** A single file that the step can only read. */
const readOnlyFile = (source, destination) => bind(source, destination, 'ro', 'nosuid', 'nodev', 'noexec');
/** A program that is put in. The file system that it comes from may forbid execution; this mount does not. */
const program = (source, destination) => bind(source, destination, 'ro', 'nosuid', 'nodev', 'exec');
/** A file or directory of the host that the step writes; programs in it run, but without set-uid bits. */
const writable = (source, destination) => bind(source, destination, 'rw', 'nosuid', 'nodev');
/** Shown empty, as Docker does: they tell about the host or reach into it. */
const MASKED_PATHS = [
    '/proc/acpi',
    '/proc/asound',
    '/proc/interrupts',
    '/proc/kcore',
    '/proc/keys',
    '/proc/latency_stats',
    '/proc/sched_debug',
    '/proc/scsi',
    '/proc/timer_list',
    '/proc/timer_stats',
    '/sys/devices/virtual/powercap',
    '/sys/firmware',
];
const READ_ONLY_PATHS = [
    '/proc/bus',
    '/proc/fs',
    '/proc/irq',
    '/proc/sys',
    '/proc/sysrq-trigger',
];

// EXTERNAL MODULE: ./build/js/sandbox/output-file.js
var output_file = __webpack_require__(3688);
;// CONCATENATED MODULE: ./build/js/sandbox/passwd.js


/** More than any real passwd; the rest of a larger one is not looked at. */
const MAX_BYTES = 1024 * 1024;
/** The home directory of `uid` in the text of a passwd file, as in passwd(5); the first line for a uid counts. */
function homeOf(passwd, uid) {
    for (const line of passwd.split('\n')) {
        const fields = line.split(':');
        if (fields.length >= 6 && /^\d+$/.test(fields[2] ?? '') && Number(fields[2]) === uid)
            return fields[5] || undefined;
    }
    return undefined;
}
/** The home directory that the image at `rootfs` gives `uid`; `/` where it says nothing that can be used. */
function imageHome(rootfs, uid) {
    const home = homeOf(readInside(rootfs, '/etc/passwd'), uid);
    return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}
/** The text of a regular file inside; empty where there is none. Neither a link out of the image nor a pipe is opened to hang on. */
function readInside(rootfs, path) {
    try {
        const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
        const file = (0,external_node_fs_.openSync)(rootfs + (0,rootfs_path/* resolveInside */.L)(rootfs, path).path, flags);
        try {
            if (!(0,external_node_fs_.fstatSync)(file).isFile())
                return '';
            const bytes = Buffer.alloc(Math.min(MAX_BYTES, (0,external_node_fs_.fstatSync)(file).size));
            return bytes.toString('utf8', 0, (0,external_node_fs_.readSync)(file, bytes, 0, bytes.length, 0));
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/program.js
var sandbox_program = __webpack_require__(7698);
;// CONCATENATED MODULE: ./build/js/sandbox/capabilities.js
/**
 * What root may do inside: Docker's default set without NET_RAW and NET_BIND_SERVICE, as OBuilder has it. Names as in
 * capabilities(7).
 */
const ALLOWED = [
    'CAP_CHOWN',
    'CAP_DAC_OVERRIDE',
    'CAP_FOWNER',
    'CAP_FSETID',
    'CAP_KILL',
    'CAP_SETGID',
    'CAP_SETUID',
    'CAP_SETPCAP',
    'CAP_SYS_CHROOT',
    'CAP_MKNOD',
    'CAP_AUDIT_WRITE',
    'CAP_SETFCAP',
];
/**
 * The sets of the OCI runtime specification. A user that is not root holds none of them, but keeps them in its bounding
 * set, so that set-uid programs such as `su` work. Nothing is inheritable: a file's inheritable set must not wake one.
 */
function capabilitySets(uid) {
    const held = uid === 0 ? ALLOWED : [];
    return { bounding: ALLOWED, effective: held, permitted: held, inheritable: [], ambient: [] };
}

;// CONCATENATED MODULE: ./build/js/sandbox/limits.js
const MIB = 1024 * 1024;
/**
 * What a step gets where it asks for nothing. Memory, CPUs and time have no bound then. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. The soft limit of open files is low enough for programs that
 * close every possible file, and any program may raise it to the hard one.
 */
const DEFAULT_LIMITS = { pids: 16_384, openFiles: { soft: 16_384, hard: 1_048_576 } };
/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;
/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;
/** setrlimit(2) of the container, stated in full so that a step does not depend on how the worker was started. */
function resourceLimits(limits, ceilings) {
    const files = DEFAULT_LIMITS.openFiles;
    const limit = (type, soft, hard) => {
        const highest = Math.min(hard, ceilings[type]);
        return { type, soft: Math.min(soft, highest), hard: highest };
    };
    return [
        limit('RLIMIT_NOFILE', limits?.openFiles ?? files.soft, limits?.openFiles ?? files.hard),
        limit('RLIMIT_MEMLOCK', 64 * MIB, 64 * MIB),
        limit('RLIMIT_STACK', 8 * MIB, 1024 * MIB),
        // A core file in a result would be of no use to anyone.
        { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
    ];
}
/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
function resources(limits, support) {
    const pids = limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined);
    const memory = limits?.memoryBytes;
    return {
        devices: [{ allow: false, access: 'rwm' }],
        ...(pids !== undefined && { pids: { limit: Math.max(pids, FEWEST_PIDS) } }),
        ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
        ...(limits?.cpus !== undefined && {
            cpu: { quota: Math.max(1000, Math.round(limits.cpus * CPU_PERIOD)), period: CPU_PERIOD },
        }),
    };
}

;// CONCATENATED MODULE: ./build/js/sandbox/syscalls.js
const words = (text) => text.trim().split(/\s+/);
/**
 * Calls that every step may make whatever their arguments: what Docker's default filter allows, less what needs more
 * capabilities than ours.
 */
const allowedSyscalls = words(`
  accept accept4 access adjtimex alarm arch_prctl bind brk cachestat capget capset chdir chmod chown chroot
  clock_adjtime clock_getres clock_gettime clock_nanosleep close close_range connect copy_file_range creat dup
  dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait
  epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat faccessat2 fadvise64 fallocate
  fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fgetxattr flistxattr flock fork
  fremovexattr fsetxattr fstat fstatfs ftruncate futex futex_requeue futex_wait futex_waitv futex_wake
  futimesat get_robust_list get_thread_area getcpu getcwd getdents getdents64 getegid geteuid getgid getgroups
  getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit
  getrusage getsid getsockname getsockopt gettid gettimeofday getuid getxattr getxattrat inotify_add_watch
  inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents io_pgetevents io_setup
  io_submit ioctl ioprio_get ioprio_set kill landlock_add_rule landlock_create_ruleset landlock_restrict_self
  lchown lgetxattr link linkat listen listmount listxattr listxattrat llistxattr lremovexattr lseek lsetxattr
  lstat madvise map_shadow_stack membarrier memfd_create memfd_secret mincore mkdir mkdirat mknod mknodat
  mlock mlock2 mlockall mmap modify_ldt mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend
  mq_unlink mremap mseal msgctl msgget msgrcv msgsnd munlock munlockall munmap name_to_handle_at nanosleep
  newfstatat open openat openat2 pause pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free
  pkey_mprotect poll ppoll prctl pread64 preadv preadv2 prlimit64 process_mrelease process_vm_readv
  process_vm_writev pselect6 ptrace pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
  recvfrom recvmmsg recvmsg remap_file_pages removexattr removexattrat rename renameat renameat2
  restart_syscall rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
  rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min
  sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity
  sched_setattr sched_setparam sched_setscheduler sched_yield seccomp select semctl semget semop semtimedop
  sendfile sendmmsg sendmsg sendto set_robust_list set_thread_area set_tid_address setfsgid setfsuid setgid
  setgroups setitimer setpgid setpriority setregid setresgid setresuid setreuid setrlimit setsid setsockopt
  setuid setxattr setxattrat shmat shmctl shmdt shmget shutdown sigaltstack signalfd signalfd4 socketpair
  splice stat statfs statmount statx symlink symlinkat sysinfo tee tgkill time timer_create timer_delete
  timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times tkill
  truncate umask uname unlink unlinkat uretprobe utime utimensat utimes vfork vmsplice wait4 waitid write
  writev
`);
/** The same for the call tables of 32-bit programs, which have names of their own. */
const allowedSyscalls32 = words(`
  _llseek _newselect arm_fadvise64_64 breakpoint cacheflush chown32 clock_adjtime64 clock_getres_time64
  clock_gettime64 clock_nanosleep_time64 fadvise64_64 fchown32 fcntl64 fstat64 fstatat64 fstatfs64 ftruncate64
  futex_time64 getegid32 geteuid32 getgid32 getgroups32 getresgid32 getresuid32 getuid32 io_pgetevents_time64
  ipc lchown32 lstat64 mmap2 mq_timedreceive_time64 mq_timedsend_time64 ppoll_time64 pselect6_time64 recv
  recvmmsg_time64 rt_sigtimedwait_time64 sched_rr_get_interval_time64 semtimedop_time64 send sendfile64
  set_tls setfsgid32 setfsuid32 setgid32 setgroups32 setregid32 setresgid32 setresuid32 setreuid32 setuid32
  sigprocmask sigreturn sigsuspend socketcall stat64 statfs64 timer_gettime64 timer_settime64
  timerfd_gettime64 timerfd_settime64 truncate64 ugetrlimit utimensat_time64 waitpid
`);
/** Writing to the disk early: a crash throws a step's files away anyhow, so these succeed without doing anything. */
const freeSyscalls = words('fsync fdatasync sync syncfs sync_file_range');
/** The same for the call tables of 32-bit programs. */
const freeSyscalls32 = words('arm_sync_file_range sync_file_range2');

;// CONCATENATED MODULE: ./build/js/sandbox/seccomp.js

/** As in errno(3), the same on every architecture that we know. */
const EPERM = 1;
const ENOSYS = 38;
/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;
/** AF_VSOCK: it would reach the hypervisor past the network namespace. */
const VSOCK = 40;
/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;
/** What personality(2) may be set to: Linux, 32 bit, UNAME26, both, and the question for the present one. */
const PERSONALITIES = [0, 8, 0x2_0000, 0x2_0008, 0xffff_ffff];
/**
 * The kernel's call tables, by Node's name of the machine: its own, that of 32-bit programs, and where the dynamic loader of
 * such programs is.
 */
const TABLES = {
    x64: {
        own: 'SCMP_ARCH_X86_64',
        narrow: 'SCMP_ARCH_X86',
        loaders: ['/lib/ld-linux.so.2', '/lib/ld-musl-i386.so.1'],
    },
    arm64: {
        own: 'SCMP_ARCH_AARCH64',
        narrow: 'SCMP_ARCH_ARM',
        loaders: ['/lib/ld-linux-armhf.so.3', '/lib/ld-linux.so.3', '/lib/ld-musl-armhf.so.1'],
    },
};
/** The paths of dynamic loaders that show that an image has programs of 32 bits. */
const narrowLoaders = (machine) => TABLES[machine]?.loaders ?? [];
const allow = (names, ...args) => ({
    names,
    action: 'SCMP_ACT_ALLOW',
    ...(args.length > 0 && { args }),
});
const answer = (names, errnoRet, ...args) => ({
    names,
    action: 'SCMP_ACT_ERRNO',
    errnoRet,
    ...(args.length > 0 && { args }),
});
const masked = (index, mask, result) => ({
    index,
    value: mask,
    valueTwo: result,
    op: 'SCMP_CMP_MASKED_EQ',
});
/**
 * The filter for system calls, as `linux.seccomp` of the OCI runtime specification: what is not allowed fails with
 * EPERM. `clone3` says ENOSYS, since a filter cannot see its flags and the C libraries then fall back to `clone`.
 *
 * The runtime compiles the filter for each container, and every table costs it a tenth of a step. So 32-bit programs have
 * theirs only where `narrow` asks for it; else the kernel kills them with SIGSYS.
 */
function seccompFilter(machine, narrow) {
    const table = TABLES[machine];
    return {
        defaultAction: 'SCMP_ACT_ERRNO',
        defaultErrnoRet: EPERM,
        ...(table && { architectures: narrow ? [table.own, table.narrow] : [table.own] }),
        syscalls: [
            allow(narrow ? [...allowedSyscalls, ...allowedSyscalls32] : allowedSyscalls),
            answer(narrow ? [...freeSyscalls, ...freeSyscalls32] : freeSyscalls, 0),
            answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
            allow(['msync'], masked(2, MSYNC_WAITS, 0)),
            allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
            answer(['clone3'], ENOSYS),
            allow(['socket'], { index: 0, value: VSOCK, op: 'SCMP_CMP_NE' }),
            ...PERSONALITIES.map((value) => allow(['personality'], { index: 0, value, op: 'SCMP_CMP_EQ' })),
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/sandbox/runtime-config.js




/** umask(2) of the step's first process. */
const UMASK = 0o022;
/**
 * The content of config.json, as in the OCI runtime specification 1.0.2. Privileges may still be gained by set-uid
 * programs (`noNewPrivileges` is off), as in Docker and OBuilder: steps use `su` and `sudo`.
 */
function runtimeConfig(request, machine) {
    return {
        ociVersion: '1.0.2',
        hostname: 'builder',
        root: { path: request.rootfs, readonly: false },
        process: {
            terminal: request.terminal ?? false,
            user: { ...request.user, umask: UMASK, additionalGids: [] },
            args: request.argv,
            env: request.env.map(([name, value]) => `${name}=${value}`),
            cwd: request.cwd,
            capabilities: capabilitySets(request.user.uid),
            rlimits: resourceLimits(request.limits, machine.ceilings),
            noNewPrivileges: false,
        },
        mounts: [...usualMounts({ cgroups: machine.showCgroups }), ...request.mounts],
        linux: {
            namespaces: namespaces(request.network, machine),
            cgroupsPath: request.cgroup,
            resources: resources(request.limits, machine),
            seccomp: seccompFilter(machine.architecture, request.narrow),
            maskedPaths: MASKED_PATHS,
            readonlyPaths: READ_ONLY_PATHS,
        },
    };
}
function namespaces(network, machine) {
    return [
        { type: 'pid' },
        { type: 'ipc' },
        { type: 'uts' },
        { type: 'mount' },
        ...(machine.cgroupNamespace ? [{ type: 'cgroup' }] : []),
        // An own network has its loopback device up and nothing else.
        ...(network === 'host' ? [] : [{ type: 'network' }]),
    ];
}

;// CONCATENATED MODULE: ./build/js/sandbox/step.js











const HOSTS = '127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n';
const HOST_RESOLVER = '/etc/resolv.conf';
/** @throws ObuilderError `sandbox-failed` when the image is in the way; nothing is left then */
function prepareStep(request, name, context) {
    const { memory } = context.runtime;
    const bundle = external_node_path_.join(memory ?? request.scratch, name);
    const points = new MountPoints(request.rootfs);
    const files = {
        pidFile: external_node_path_.join(bundle, 'pid'),
        log: external_node_path_.join(bundle, 'log'),
        // On the disk, like the step's other files: it may be of any size.
        outputFile: external_node_path_.join(request.scratch, `${name}.output`),
    };
    const remove = () => {
        (0,external_node_fs_.rmSync)(files.outputFile, { force: true });
        (0,external_node_fs_.rmSync)(bundle, { recursive: true, force: true });
    };
    (0,external_node_fs_.mkdirSync)(request.scratch, { recursive: true, mode: 0o700 });
    // It must not exist: anyone may make directories in /dev/shm, and this one must be root's from its beginning.
    (0,external_node_fs_.mkdirSync)(bundle, { mode: 0o700 });
    try {
        (0,output_file/* makeOutputFile */.s)(files.outputFile, request.user);
        const launcherFile = external_node_path_.join(bundle, 'launcher');
        (0,external_node_fs_.writeFileSync)(launcherFile, launcher(context.machine.architecture));
        (0,external_node_fs_.chmodSync)(launcherFile, 0o555);
        for (const target of BASE_MOUNT_POINTS)
            points.add(target, 'directory');
        const mounts = [
            ...systemFiles(request, bundle, points),
            writable(files.outputFile, OUTPUT_FILE),
            program(launcherFile, LAUNCHER),
            ...request.mounts.map((mount, index) => {
                if (mount.kind === 'slot')
                    return writable(mount.source, points.add(mount.target, 'directory'));
                const own = { directory: bundle, isInMemory: memory !== undefined };
                const file = (0,sandbox_memory/* writeSecret */.k)(own, `secret-${index}`, mount.value);
                return readOnlyFile(file, points.add(mount.target, 'file'));
            }),
        ];
        points.addDirectory(request.cwd);
        const launch = {
            rootfs: request.rootfs,
            argv: request.argv,
            env: environment(request),
            covered: points.covered,
        };
        writeConfig(request, { bundle, launch, mounts, name, machine: context.machine });
        return { bundle, ...files, launch, remove };
    }
    catch (error) {
        remove();
        throw error;
    }
}
/** What names the hosts, from outside the image. */
function systemFiles(request, bundle, points) {
    const hosts = external_node_path_.join(bundle, 'hosts');
    (0,external_node_fs_.writeFileSync)(hosts, HOSTS, { mode: 0o644 });
    const files = [readOnlyFile(hosts, points.add('/etc/hosts', 'file'))];
    if (request.network === 'host' && (0,external_node_fs_.existsSync)(HOST_RESOLVER)) {
        files.push(readOnlyFile(HOST_RESOLVER, points.add(HOST_RESOLVER, 'file')));
    }
    return files;
}
function writeConfig(request, made) {
    const config = runtimeConfig({
        rootfs: request.rootfs,
        argv: containerArguments(request, (0,sandbox_program/* findProgram */.Kp)(made.launch)),
        env: made.launch.env,
        cwd: request.cwd,
        user: request.user,
        network: request.network,
        terminal: request.output === 'terminal',
        limits: request.limits,
        mounts: made.mounts,
        cgroup: made.name,
        narrow: mayBeNarrow(request, made.machine.architecture),
    }, made.machine);
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(made.bundle, 'config.json'), JSON.stringify(config));
}
/** Only one stream needs the launcher, which joins two. */
function containerArguments({ output = 'joined', argv }, program) {
    if (output === 'joined')
        return launcherArguments(LAUNCHER, program, argv);
    return [program, ...argv.slice(1)];
}
/** Whether a step may run programs of 32 bits: the image has their loader, or the step has a network to install it from. */
function mayBeNarrow(request, architecture) {
    if (request.network === 'host')
        return true;
    return narrowLoaders(architecture).some((loader) => (0,sandbox_program/* isProgram */.Vd)(request.rootfs, loader));
}
function environment(request) {
    const has = (name) => request.env.some(([key]) => key === name);
    const added = [];
    if (!has('HOME'))
        added.push(['HOME', imageHome(request.rootfs, request.user.uid)]);
    if (!has('GITHUB_OUTPUT'))
        added.push(['GITHUB_OUTPUT', OUTPUT_FILE]);
    return [...request.env, ...added];
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
