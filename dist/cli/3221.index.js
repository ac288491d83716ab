export const id = 3221;
export const ids = [3221];
export const modules = {

/***/ 3295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ LARGEST_MANIFEST),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   lj: () => (/* binding */ parseObject),
/* harmony export */   qO: () => (/* binding */ ACCEPT_MANIFESTS),
/* harmony export */   xV: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5593);



/** Registries refuse larger manifests too (OCI distribution specification: at least 4 MiB must be accepted). */
const LARGEST_MANIFEST = 4 * 1024 * 1024;
const MOST_LAYERS = 1000;
const MOST_MANIFESTS = 10_000;
const INDEX_TYPES = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
];
const IMAGE_TYPES = [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
/** The last ones stand in images that old tools pushed, which Docker and containerd still pull; an empty one is Go's absent text. */
const CONFIG_TYPES = [
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
    'application/octet-stream',
    'application/json',
    'text/html',
    '',
];
const LAYER_TYPE = /^application\/vnd\.(?:oci\.image\.layer\.v1\.tar|docker\.image\.rootfs\.diff\.tar)(?:[+.](?:gzip|zstd))?$/;
/** The value of an Accept header for everything that `parseManifest` reads. */
const ACCEPT_MANIFESTS = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');
/**
 * Reads an image manifest or an index, of OCI or of Docker's schema 2.
 * @throws ObuilderError `image-invalid` for anything else, which is told by its name where it has one
 */
function parseManifest(bytes, what) {
    const json = parseObject(bytes, what);
    const type = typeof json['mediaType'] === 'string' ? json['mediaType'] : '';
    if (json['schemaVersion'] === 1 || 'fsLayers' in json) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is of Docker's schema 1, which names its layers in a way that cannot be checked`, {
            hint: 'Push the image again with a current tool, or pin a newer version of it.',
        });
    }
    if (INDEX_TYPES.includes(type) || (type === '' && isList(json['manifests']))) {
        return { kind: 'index', manifests: descriptors(json['manifests'], what, MOST_MANIFESTS) };
    }
    if (IMAGE_TYPES.includes(type) || (type === '' && 'config' in json)) {
        return parseImage(json, what);
    }
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is of the type "${type}", which is no image`, { value: type });
}
function parseImage(json, what) {
    const config = parseDescriptor(json['config'], `the config of ${what}`);
    if (!CONFIG_TYPES.includes(config.mediaType)) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is an artifact of the type "${config.mediaType}", not an image`, {
            value: config.mediaType,
        });
    }
    const layers = descriptors(json['layers'], what, MOST_LAYERS);
    for (const layer of layers)
        checkLayerType(layer, what);
    return { kind: 'image', config, layers };
}
function checkLayerType({ mediaType, digest }, what) {
    if (LAYER_TYPE.test(mediaType))
        return;
    const foreign = /foreign|nondistributable/.test(mediaType);
    const problem = foreign
        ? 'is kept outside of the registry (a foreign layer)'
        : `is of the type "${mediaType}"`;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`layer ${digest} of ${what} ${problem}, which is not supported`, { value: mediaType });
}
/** Go writes null for an empty list. */
const isList = (value) => Array.isArray(value) || value === null;
function descriptors(value, what, most) {
    if (value === null || value === undefined)
        return [];
    if (!Array.isArray(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists nothing`);
    if (value.length > most)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists ${value.length} blobs; ${most} is the limit`);
    return value.map((item, index) => parseDescriptor(item, `entry ${index} of ${what}`));
}
function parseDescriptor(value, what) {
    if (!isObject(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is no descriptor`);
    const { size, platform, annotations } = value;
    const mediaType = value['mediaType'] ?? '';
    if (typeof mediaType !== 'string')
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has no media type`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has no valid size`);
    }
    return {
        mediaType,
        size,
        digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .checkDigest */ .H2)(value['digest'], what),
        platform: isObject(platform) ? parsePlatformObject(platform) : undefined,
        annotations: isObject(annotations) ? onlyStrings(annotations) : {},
    };
}
/** Undefined for an object that says nothing. */
function parsePlatformObject(json) {
    const { os, architecture, variant } = onlyStrings(json);
    if (!os && !architecture)
        return undefined;
    return { os: os ?? '', architecture: architecture ?? '', variant };
}
function onlyStrings(json) {
    return Object.fromEntries(Object.entries(json).filter((entry) => typeof entry[1] === 'string'));
}
/**
 * The entry of an index that runs best on `wanted`.
 * @throws ObuilderError `image-invalid` that lists what there is
 */
function choosePlatform(manifests, wanted, what) {
    let best;
    for (const descriptor of manifests) {
        const score = descriptor.platform && (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .matchPlatform */ .h0)(wanted, descriptor.platform);
        if (score !== undefined && (best === undefined || score > best.score))
            best = { descriptor, score };
    }
    if (best !== undefined)
        return best.descriptor;
    const [single, ...others] = manifests.filter(isImage);
    if (single !== undefined && others.length === 0 && single.platform === undefined)
        return single;
    const known = manifests.flatMap(({ platform }) => (platform ? [(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)] : []));
    const offered = [...new Set(known.filter((name) => !name.includes('unknown')))];
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is not made for ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted)}`, {
        value: (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted),
        hint: offered.length === 0 ? 'It names no platform.' : `It is made for ${offered.join(', ')}.`,
    });
}
/** BuildKit lists attestations of an image beside it, for the platform `unknown/unknown`. */
function isImage({ annotations, platform }) {
    return annotations['vnd.docker.reference.type'] === undefined && platform?.os !== 'unknown';
}
/** @throws ObuilderError `image-invalid` unless `bytes` are a JSON object */
function parseObject(bytes, what) {
    let value;
    try {
        value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is not JSON`, { cause });
    }
    if (!isObject(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is no JSON object`);
    return value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 3221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Repository: () => (/* binding */ Repository)
});

;// CONCATENATED MODULE: ./build/js/image/challenge.js
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*(?:,|$)`, 'y');
const SCHEME = new RegExp(`[\\s,]*(${TOKEN})(?:\\s+|$|(?=,))`, 'y');
/** All challenges of a header, in order. What cannot be read ends the list. */
function parseChallenges(header) {
    const challenges = [];
    let at = 0;
    while (at < header.length) {
        SCHEME.lastIndex = at;
        const scheme = SCHEME.exec(header)?.[1];
        if (scheme === undefined)
            break;
        at = SCHEME.lastIndex;
        const parameters = {};
        for (;;) {
            PARAMETER.lastIndex = at;
            const [, name, quoted, bare] = PARAMETER.exec(header) ?? [];
            if (name === undefined)
                break;
            at = PARAMETER.lastIndex;
            parameters[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '';
        }
        challenges.push({ scheme: scheme.toLowerCase(), parameters });
    }
    return challenges;
}

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
;// CONCATENATED MODULE: ./build/js/image/loopback.js
/** Whether a host name means this machine: then TLS protects nothing. */
function isLoopback(host) {
    return (host === 'localhost' ||
        host.endsWith('.localhost') ||
        /^127(?:\.\d{1,3}){3}$/.test(host) ||
        host === '[::1]');
}

// EXTERNAL MODULE: ./build/js/image/trust.js
var image_trust = __webpack_require__(794);
;// CONCATENATED MODULE: ./build/js/image/http.js




/** A connection on which nothing comes for so long is given up. */
const SILENCE_MS = 30_000;
/**
 * One request, without redirects and retries. Proxies are Node's own business (NODE_USE_ENV_PROXY).
 *
 * `getBuiltinModule`, not `import`: as an ES module, `node:http` reads its getters for WebSocket and its kin, which loads
 * undici. Measured on Node 24.21, whole process with one HEAD on loopback above an empty one: global `fetch` 45 ms,
 * imported `node:http` 33 ms, this 10 ms.
 *
 * @throws ObuilderError `image-unavailable` when nobody answers, `cancelled`
 */
async function send(request) {
    const { url, trust } = request;
    try {
        return await sendOnce(request);
    }
    catch (error) {
        if (trust === undefined || trust.isNeeded || !(0,image_trust/* isUntrusted */.f)(error))
            throw networkError(url, error);
        trust.isNeeded = true;
    }
    try {
        return await sendOnce(request);
    }
    catch (error) {
        throw networkError(url, error);
    }
}
async function sendOnce(request) {
    const { url, trust } = request;
    const library = process.getBuiltinModule(url.protocol === 'http:' ? 'node:http' : 'node:https');
    const options = {
        method: request.method,
        headers: { 'user-agent': 'obuilder-action', ...request.headers },
        timeout: SILENCE_MS,
        ...(request.signal ? { signal: request.signal } : {}),
        ...(request.certificates === undefined ? {} : { ca: request.certificates }),
        ...(trust?.isNeeded ? { secureContext: await trust.context() } : {}),
        // A proxy for loopback would be another machine's loopback; a closed connection is also none to keep.
        ...(isLoopback(url.hostname) ? { agent: false } : {}),
    };
    return await new Promise((resolve, reject) => {
        const sent = library.request(url, options, (body) => {
            resolve({ url, status: body.statusCode ?? 0, headers: firstValues(body), body });
        });
        sent.on('timeout', () => sent.destroy(new Error(`no answer for ${SILENCE_MS / 1000} s`)));
        sent.on('error', reject);
        sent.end(request.body);
    });
}
function firstValues(message) {
    return Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
    ]));
}
const UNKNOWN_AUTHORITY = 'Let NODE_EXTRA_CA_CERTS name the certificate of its authority, or add that to the trust store of the system.';
/** A failure of the network as an error of ours that names the host. */
function networkError(url, error) {
    if ((0,invalid/* isAbort */.rV)(error))
        return (0,invalid/* within */.ux)(url.host, error);
    if ((0,errors/* isObuilderError */.LV)(error))
        return error;
    const reason = error instanceof Error ? error.message || (0,invalid/* systemCode */.xU)(error) : String(error);
    return (0,invalid/* imageUnavailable */.I$)(`${url.host} cannot be reached: ${reason}`, {
        value: url.host,
        hint: (0,image_trust/* isUntrusted */.f)(error) ? UNKNOWN_AUTHORITY : 'Check the network and the name of the registry.',
        cause: error,
    });
}
/**
 * The whole body, or undefined where it is longer than `limit` bytes; the rest is not read then.
 * @throws ObuilderError `image-unavailable` when it ends too soon
 */
async function readBody(response, limit) {
    const chunks = [];
    let length = Number(response.headers['content-length'] ?? 0) > limit ? Number.POSITIVE_INFINITY : 0;
    try {
        for await (const chunk of length > limit ? [] : response.body) {
            length += chunk.length;
            if (length > limit)
                break;
            chunks.push(chunk);
        }
    }
    catch (error) {
        throw networkError(response.url, error);
    }
    if (length <= limit)
        return Buffer.concat(chunks);
    response.body.destroy();
    return undefined;
}
function discard(response) {
    response.body.on('error', () => undefined);
    response.body.resume();
}

// EXTERNAL MODULE: ./build/js/image/manifest.js
var manifest = __webpack_require__(3295);
;// CONCATENATED MODULE: ./build/js/image/authorize.js





const LARGEST_ANSWER = 1024 * 1024;
const CLIENT = 'obuilder-action';
/**
 * The value of an Authorization header that answers a 401: Basic (RFC 7617), or a bearer token, fetched as the
 * distribution project's token specification says.
 * @throws ObuilderError `image-unavailable` when there is no way in
 */
async function authorize(header, options) {
    const challenges = parseChallenges(header);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer !== undefined)
        return `Bearer ${await fetchToken(bearer.parameters, options)}`;
    const { credentials, registry } = options;
    if (challenges.some(({ scheme }) => scheme === 'basic')) {
        if (credentials?.kind === 'password')
            return basic(credentials);
        throw (0,invalid/* imageUnavailable */.I$)(`${registry.host} wants a user and a password`, {
            value: '401',
            hint: `Log in first: docker login ${registry.host}`,
        });
    }
    throw (0,invalid/* imageUnavailable */.I$)(`${registry.host} wants a way to log in that is not known: ${header || 'none named'}`, {
        value: '401',
    });
}
function basic({ user, password }) {
    return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
async function fetchToken(parameters, options) {
    const realm = realmOf(parameters['realm'], options.registry);
    const query = new URLSearchParams();
    if (parameters['service'] !== undefined)
        query.set('service', parameters['service']);
    query.set('scope', parameters['scope'] ?? options.scope);
    const response = await options.send(tokenRequest(realm, query, options.credentials));
    const body = await readBody(response, LARGEST_ANSWER);
    if (response.status !== 200) {
        const hint = options.credentials === undefined
            ? `Log in first: docker login ${options.registry.host}`
            : 'Check that the credentials are valid and may read this repository.';
        throw (0,invalid/* imageUnavailable */.I$)(`${realm.host} gives no token for ${options.registry.host} (${response.status})`, {
            value: String(response.status),
            hint,
        });
    }
    if (body === undefined) {
        throw (0,invalid/* imageUnavailable */.I$)(`${realm.host} answers with more than ${LARGEST_ANSWER} bytes where a token belongs`, {
            value: realm.host,
        });
    }
    const json = (0,manifest/* parseObject */.lj)(body, `the token of ${realm.host}`);
    const token = json['token'] ?? json['access_token'];
    if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token))
        return token;
    throw (0,invalid/* imageUnavailable */.I$)(`${realm.host} answers without a token`, { value: realm.host });
}
/** Credentials go where the registry says, but not from an encrypted connection to an open one. */
function realmOf(realm, registry) {
    const url = realm === undefined ? null : URL.parse(realm);
    const isOpen = url?.protocol === 'http:' && registry.protocol === 'https:' && !isLoopback(url.hostname);
    if (url !== null && !isOpen && /^https?:$/.test(url.protocol))
        return url;
    throw (0,invalid/* imageUnavailable */.I$)(`${registry.host} sends us for a token to "${realm ?? ''}", which is no safe address`, {
        value: realm ?? '',
    });
}
function tokenRequest(realm, query, credentials) {
    if (credentials?.kind === 'identity') {
        query.set('grant_type', 'refresh_token');
        query.set('client_id', CLIENT);
        query.set('refresh_token', credentials.token);
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        return { method: 'POST', url: realm, headers, body: query.toString() };
    }
    const url = new URL(realm);
    for (const [name, value] of query)
        url.searchParams.set(name, value);
    const headers = credentials ? { authorization: basic(credentials) } : {};
    if (credentials)
        url.searchParams.set('account', credentials.user);
    return { method: 'GET', url, headers };
}

// EXTERNAL MODULE: ./build/js/host/user-files.js
var user_files = __webpack_require__(2836);
;// CONCATENATED MODULE: ./build/js/image/credentials.js




/** A Docker config file that is larger is none. */
const LARGEST_CONFIG = 4 * 1024 ** 2;
const NONE = new Set(['ENOENT', 'ENOTDIR']);
/** The user name that helpers give with an identity token. */
const TOKEN_USER = '<token>';
/** Docker Hub's name in config files. */
const HUB = 'https://index.docker.io/v1/';
/**
 * What the Docker config file has for a registry: its own helper, the common store, then the file itself.
 * @throws ObuilderError `input-invalid` for a file that is none, and what the helper fails with
 */
async function findCredentials({ files, file }, domain) {
    const config = await readConfig(files, file);
    if (config === undefined)
        return undefined;
    const helper = stringAt(config['credHelpers'], domain) ?? nonEmpty(config['credsStore']);
    if (helper !== undefined) {
        const found = await askHelper(files, { helper, server: domain === 'docker.io' ? HUB : domain });
        if (found !== undefined)
            return found;
    }
    return fromAuths(config['auths'], domain);
}
async function readConfig(files, file) {
    let bytes;
    try {
        bytes = await (0,user_files/* readWhole */.o)(files, { path: file }, { limit: LARGEST_CONFIG });
    }
    catch (cause) {
        if (NONE.has((0,invalid/* systemCode */.xU)(cause) ?? ''))
            return undefined;
        if ((0,errors/* isObuilderError */.LV)(cause))
            throw cause;
        throw new errors/* ObuilderError */.Vy('input-invalid', `the Docker config file ${file} cannot be read`, {
            value: file,
            cause,
        });
    }
    try {
        return (0,manifest/* parseObject */.lj)(bytes, file);
    }
    catch (cause) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `the Docker config file ${file} is not a JSON object`, {
            value: file,
            hint: 'Log in again with docker login, or mend the file.',
            cause,
        });
    }
}
function nonEmpty(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function stringAt(value, key) {
    return (0,manifest/* isObject */.Gv)(value) ? nonEmpty(value[key]) : undefined;
}
async function askHelper(files, { helper, server }) {
    if (!/^[A-Za-z0-9._-]+$/.test(helper)) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `"${helper}" is no name of a credential helper`, {
            value: helper,
        });
    }
    const answer = await files.askCredentialHelper(helper, server);
    if (answer === undefined)
        return undefined;
    const json = (0,manifest/* parseObject */.lj)(Buffer.from(answer), `the answer of docker-credential-${helper}`);
    const user = nonEmpty(json['Username']) ?? '';
    const secret = nonEmpty(json['Secret']);
    if (secret === undefined)
        return undefined;
    if (user === TOKEN_USER)
        return { kind: 'identity', token: secret };
    return { kind: 'password', user, password: secret };
}
/** Keys of `auths` are hosts, with or without a scheme and a path. */
function fromAuths(auths, domain) {
    if (!(0,manifest/* isObject */.Gv)(auths))
        return undefined;
    const names = domain === 'docker.io' ? ['docker.io', 'index.docker.io', 'registry-1.docker.io'] : [domain];
    const hostOf = (key) => key.replace(/^https?:\/\//, '').replace(/\/.*$/s, '');
    const keys = Object.keys(auths).filter((key) => names.includes(hostOf(key)));
    for (const key of keys) {
        const entry = auths[key];
        const found = (0,manifest/* isObject */.Gv)(entry) ? fromEntry(entry) : undefined;
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function fromEntry(entry) {
    const token = nonEmpty(entry['identitytoken']);
    if (token !== undefined)
        return { kind: 'identity', token };
    const auth = nonEmpty(entry['auth']);
    if (auth !== undefined) {
        const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
        const colon = text.indexOf(':');
        if (colon > 0)
            return { kind: 'password', user: text.slice(0, colon), password: text.slice(colon + 1) };
    }
    const user = nonEmpty(entry['username']);
    const password = nonEmpty(entry['password']);
    return user !== undefined && password !== undefined ? { kind: 'password', user, password } : undefined;
}

// EXTERNAL MODULE: ./build/js/image/digest.js
var image_digest = __webpack_require__(4930);
// EXTERNAL MODULE: ./build/js/image/reference.js
var reference = __webpack_require__(4337);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/image/retry.js




const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 60_000;
const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);
/** Failures in the middle of things. A refused connection or an unknown name does not mend within seconds. */
const TRANSIENT_CODES = new Set([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EAI_AGAIN',
    'ECONNABORTED',
    'ERR_STREAM_PREMATURE_CLOSE',
]);
/** Sends again what failed for reasons that pass, a few times, as late as the server asks (Retry-After, RFC 9110). */
async function withRetries(attempt, options) {
    for (let tries = 1;; tries += 1) {
        let askedMs;
        try {
            const response = await attempt();
            if (!TRANSIENT_STATUS.has(response.status) || tries === MOST_TRIES)
                return response;
            askedMs = parseRetryAfter(response.headers['retry-after'], Date.now());
            discard(response);
        }
        catch (error) {
            if (tries === MOST_TRIES || !isTransient(error))
                throw error;
        }
        await waitBeforeRetry(tries, { ...options, askedMs });
    }
}
/** Waits before try `tries` + 1. */
async function waitBeforeRetry(tries, options) {
    const wait = options.askedMs ?? options.firstMs * 2 ** (tries - 1);
    const signal = options.signal;
    await (0,promises_.setTimeout)(Math.min(wait, LONGEST_WAIT_MS), undefined, signal ? { signal } : {});
}
function isTransient(error) {
    if (!(0,errors/* isObuilderError */.LV)(error, 'image-unavailable'))
        return false;
    const code = (0,invalid/* systemCode */.xU)(error.cause);
    return code !== undefined && TRANSIENT_CODES.has(code);
}
/** Milliseconds to wait: the header has seconds or a date. */
function parseRetryAfter(value, now) {
    if (value === undefined)
        return undefined;
    if (/^\d+$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

;// CONCATENATED MODULE: ./build/js/image/registry.js









const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FIRST_RETRY_MS = 500;
/** One repository of a registry, over the OCI distribution protocol 1.1 (pull only). */
class Repository {
    #options;
    #base;
    /** The way in that the registry accepted last. */
    #authorization;
    constructor(options) {
        this.#options = options;
        const host = (0,reference/* registryHost */.U$)(options.domain);
        const base = new URL(`https://${host}/v2/${options.repository}/`);
        const isPlain = isLoopback(base.hostname) || (options.plainHttp?.includes(options.domain) ?? false);
        this.#base =
            isPlain && options.certificates === undefined ? new URL(`http://${host}${base.pathname}`) : base;
    }
    /**
     * The digest that a tag stands for now.
     * @throws ObuilderError `image-unavailable`
     */
    async resolveTag(tag, signal) {
        const response = await this.#request({ method: 'HEAD', path: `manifests/${tag}`, signal });
        discard(response);
        const digest = response.headers['docker-content-digest'];
        if (response.status === 200 && digest !== undefined && (0,image_digest/* isDigest */.Bc)(digest))
            return digest;
        // The header is optional, and so is HEAD with some; the error of a GET has a text.
        return (await this.fetchManifest(tag, signal)).digest;
    }
    /**
     * A manifest by tag or digest, its digest checked.
     * @throws ObuilderError `image-unavailable`, or `image-invalid` when it is another one
     */
    async fetchManifest(reference, signal) {
        const response = await this.#request({ method: 'GET', path: `manifests/${reference}`, signal });
        const what = `manifest ${reference} of ${this.#name}`;
        await this.#expectOk(response, what);
        const bytes = await this.#readLimited(response, { limit: manifest/* LARGEST_MANIFEST */.$D, what });
        if (!(0,image_digest/* isDigest */.Bc)(reference))
            return { digest: (0,image_digest/* digestOf */.ol)(bytes), bytes };
        (0,image_digest/* verifyBytes */.RV)(bytes, reference, what);
        return { digest: reference, bytes };
    }
    /** A small blob as a whole, its digest checked. */
    async fetchBlob(digest, options) {
        const what = `blob ${digest} of ${this.#name}`;
        const response = await this.#request({ method: 'GET', path: `blobs/${digest}`, signal: options.signal });
        await this.#expectOk(response, what);
        const bytes = await this.#readLimited(response, { limit: options.limit, what });
        (0,image_digest/* verifyBytes */.RV)(bytes, digest, what);
        return bytes;
    }
    /**
     * A blob's bytes as they come, unchecked. A connection that breaks is taken up again where it broke.
     * @throws ObuilderError `image-unavailable`, or `image-invalid` when the registry announces another length
     */
    async *streamBlob(digest, size, signal) {
        const what = `blob ${digest} of ${this.#name}`;
        let received = 0;
        for (let tries = 1;; tries += 1) {
            const response = await this.#openBlob({ digest, from: received, signal });
            await this.#expectOk(response, what);
            const isPart = response.status === 206;
            let unneeded = isPart ? 0 : received;
            checkLength(response, { expected: isPart ? size - received : size, what });
            try {
                for await (const chunk of response.body) {
                    const rest = chunk.subarray(Math.min(unneeded, chunk.length));
                    unneeded -= chunk.length - rest.length;
                    received += rest.length;
                    if (rest.length > 0)
                        yield rest;
                }
                return;
            }
            catch (error) {
                signal.throwIfAborted();
                if (tries === MOST_REDIRECTS) {
                    throw (0,invalid/* imageUnavailable */.I$)(`${what} breaks off after ${received} of ${size} bytes, again and again`, {
                        value: digest,
                        cause: error,
                    });
                }
                await waitBeforeRetry(tries, { firstMs: this.#retryMs, signal });
            }
            finally {
                response.body.destroy();
            }
        }
    }
    get #retryMs() {
        return this.#options.retryMs ?? FIRST_RETRY_MS;
    }
    get #name() {
        return `${this.#options.domain}/${this.#options.repository}`;
    }
    async #openBlob(blob) {
        const { digest, from, signal } = blob;
        const headers = from > 0 ? { range: `bytes=${from}-` } : {};
        return await this.#request({ method: 'GET', path: `blobs/${digest}`, headers, signal });
    }
    async #request(request) {
        const { method, path, signal } = request;
        const url = new URL(path, this.#base);
        const headers = path.startsWith('manifests/') ? { accept: manifest/* ACCEPT_MANIFESTS */.qO } : { ...request.headers };
        const attempt = () => this.#follow({ method, url, headers, signal });
        const retry = { firstMs: this.#retryMs, signal };
        const first = await withRetries(attempt, retry);
        if (first.status !== 401)
            return first;
        discard(first);
        const { dockerConfig, domain, repository } = this.#options;
        this.#authorization = await authorize(first.headers['www-authenticate'] ?? '', {
            registry: url,
            scope: `repository:${repository}:pull`,
            credentials: dockerConfig === undefined ? undefined : await findCredentials(dockerConfig, domain),
            send: (wanted) => withRetries(() => send({ ...wanted, ...this.#transport, signal }), retry),
        });
        return await withRetries(attempt, retry);
    }
    get #transport() {
        const { certificates, trust } = this.#options;
        return { certificates, trust };
    }
    /** Follows redirects, and sends what lets us in only to the registry itself. */
    async #follow(request) {
        let url = request.url;
        for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
            const isHome = url.origin === this.#base.origin;
            const headers = isHome && this.#authorization !== undefined
                ? { ...request.headers, authorization: this.#authorization }
                : request.headers;
            const response = await send({ ...request, ...this.#transport, url, headers });
            const location = response.headers['location'];
            if (!REDIRECTS.has(response.status) || location === undefined)
                return response;
            discard(response);
            url = checkRedirect(url, location);
        }
        throw (0,invalid/* imageUnavailable */.I$)(`${this.#base.host} redirects too often`, { value: url.host });
    }
    async #expectOk(response, what) {
        const { status, headers } = response;
        if (status === 200 || status === 206)
            return;
        const length = Number(headers['content-length'] ?? 0);
        if (length > 0 && length < manifest/* LARGEST_MANIFEST */.$D)
            await readBody(response, manifest/* LARGEST_MANIFEST */.$D).catch(() => undefined);
        else
            response.body.destroy();
        throw statusError(status, { what, host: this.#base.host });
    }
    async #readLimited(response, { limit, what }) {
        const body = await readBody(response, limit);
        if (body === undefined)
            throw (0,invalid/* imageInvalid */.lC)(`${what} is larger than ${limit} bytes`);
        return body;
    }
}
function statusError(status, { what, host }) {
    if (status === 404) {
        const hint = 'Check the name and the tag.';
        return (0,invalid/* imageUnavailable */.I$)(`${what} is not in the registry`, { value: String(status), hint });
    }
    if (status === 401 || status === 403) {
        const hint = `Log in with an account that may read it: docker login ${host}`;
        return (0,invalid/* imageUnavailable */.I$)(`${what} may not be read without other credentials (${status})`, {
            value: String(status),
            hint,
        });
    }
    const hint = 'Try again later.';
    return (0,invalid/* imageUnavailable */.I$)(`${what} cannot be read: ${host} answers ${status}`, {
        value: String(status),
        hint,
    });
}
function checkLength(response, { expected, what }) {
    const announced = response.headers['content-length'];
    if (announced === undefined || Number(announced) === expected)
        return;
    response.body.destroy();
    throw (0,invalid/* imageInvalid */.lC)(`${what} has ${announced} bytes where ${expected} are due`);
}
function checkRedirect(from, location) {
    const url = URL.parse(location, from.href);
    const isOpen = url?.protocol === 'http:' && from.protocol === 'https:';
    if (url !== null && !isOpen && /^https?:$/.test(url.protocol))
        return url;
    throw (0,invalid/* imageUnavailable */.I$)(`${from.host} redirects to "${location}", which is no safe address`, {
        value: location,
    });
}


/***/ })

};
