export const id = 6752;
export const ids = [6752];
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
