export const id = 740;
export const ids = [740];
export const modules = {

/***/ 4740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ build),
  C: () => (/* binding */ planBuild)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/build/journal.js

function createJournal(emit) {
    const reports = [];
    const started = new Map();
    const outputs = [];
    const kept = new Set();
    const amend = (index, change) => {
        const report = reports[index];
        if (report !== undefined)
            reports[index] = { ...report, ...change };
    };
    return {
        plan(steps) {
            emit({ type: 'plan', steps });
            for (const { index, id, build, operation } of steps) {
                reports.push({ index, id, build, operation, outcome: 'not-run', seconds: 0 });
            }
        },
        start({ index }) {
            if (started.has(index))
                return;
            started.set(index, performance.now());
            emit({ type: 'step-start', step: index, at: Date.now() });
        },
        output({ index }, text) {
            if (text !== '')
                emit({ type: 'output', step: index, text });
        },
        progress: ({ index }, bytes) => emit({ type: 'progress', step: index, ...bytes }),
        keep: ({ index }) => void kept.add(index),
        end({ index }, { id, outcome, seconds, original, error, outputs: given }) {
            amend(index, { id, outcome, seconds });
            outputs[index] = given;
            const told = error === undefined ? undefined : reportError(error);
            const at = Date.now();
            emit({
                type: 'step-end',
                step: index,
                id,
                outcome,
                seconds,
                at,
                original,
                error: told,
                kept: outcome === 'failed' && kept.has(index) ? true : undefined,
                outputs: given,
            });
        },
        retract: ({ index }) => amend(index, { outcome: 'failed' }),
        secondsSince: ({ index }) => {
            const start = started.get(index);
            return start === undefined ? 0 : (performance.now() - start) / 1000;
        },
        hasStarted: ({ index }) => started.has(index),
        reports: () => reports,
        outputs: () => Object.fromEntries(outputs.flatMap((given) => Object.entries(given ?? {}))),
    };
}
/** An error as it is told to people and other processes. */
function reportError(error) {
    const { code, message, value, hint, at } = (0,errors/* asObuilderError */.xO)(error);
    return { code, message, value, hint, at };
}

;// CONCATENATED MODULE: ./build/js/build/mask.js
/** What a secret becomes on the screen, on the disk and in a report. */
const STARS = '***';
/**
 * Shorter texts are not masked: as parts of words they are everywhere, and stars there would spoil every log and tell
 * the secret by where they stand. `unmasked` names the secrets for which this is so.
 */
const SHORTEST = 4;
/** The shortest encoded form that is masked: base64 of fewer bytes turns up by chance. */
const SHORTEST_ENCODED = 8;
/**
 * Hides secret values and other given texts, without the blanks around them: in whole, line by line, and as base64 (at any offset),
 * in a JSON string, in a URL. Matches that overlap become one `***`.
 */
function createMasker(sources) {
    const pieces = piecesOf(sources);
    const mask = (text) => {
        const stream = createStream(pieces);
        return stream.push(text) + stream.end();
    };
    return {
        stream: () => createStream(pieces),
        mask,
        hides: (text) => pieces.some((piece) => text.includes(piece)),
    };
}
/** Ids of secrets that are too short to be masked. */
function unmasked(secrets) {
    const short = (value) => value.length > 0 && new TextDecoder().decode(value).trim().length < SHORTEST;
    return [...secrets].filter(([, value]) => short(value)).map(([id]) => id);
}
function piecesOf({ secrets, masks }) {
    const pieces = new Set();
    const values = [...secrets.values(), ...masks.map((text) => Buffer.from(text))];
    for (const value of values)
        for (const piece of formsOf(Buffer.from(value)))
            pieces.add(piece);
    return [...pieces];
}
function* formsOf(value) {
    const trimmed = value.toString('utf8').trim();
    for (const form of [trimmed, ...trimmed.split(/\r?\n/).map((line) => line.trim())]) {
        if (form.length < SHORTEST)
            continue;
        yield form;
        yield JSON.stringify(form).slice(1, -1);
        yield encodeURIComponent(form.toWellFormed());
    }
    if (trimmed.length >= SHORTEST)
        yield* base64Forms(Buffer.from(trimmed));
}
/** The characters that depend on the value alone, for each of the three places it can have in a group of three bytes. */
function* base64Forms(value) {
    for (const skipped of [0, 1, 2]) {
        const whole = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3);
        for (const encoding of ['base64', 'base64url']) {
            const form = whole.toString(encoding);
            if (form.length >= SHORTEST_ENCODED)
                yield form;
        }
    }
}
function createStream(pieces) {
    const longest = Math.max(0, ...pieces.map((piece) => piece.length));
    let held = '';
    let covered = 0;
    const release = (end) => {
        const { text, reach } = cover(held.slice(0, end), {
            covered,
            matches: findMatches(held, { pieces, end }),
        });
        held = held.slice(end);
        covered = Math.max(0, reach - end);
        return text;
    };
    return {
        push(text) {
            if (longest === 0)
                return text;
            held += text;
            return release(undecidedFrom(held, { pieces, longest }));
        },
        end: () => release(held.length),
    };
}
/** Every match that starts before `end`, in order of their starts; they may overlap and reach beyond it. */
function findMatches(text, { pieces, end }) {
    const matches = [];
    for (const piece of pieces) {
        let start = text.indexOf(piece);
        while (start >= 0 && start < end) {
            matches.push({ start, end: start + piece.length });
            start = text.indexOf(piece, start + 1);
        }
    }
    return matches.sort((a, b) => a.start - b.start);
}
/** The text with stars for what matches cover; its first `covered` characters have had their stars already. */
function cover(text, { covered, matches }) {
    let shown = '';
    let reach = covered;
    for (const { start, end } of matches) {
        if (start >= reach)
            shown += `${text.slice(reach, start)}${STARS}`;
        reach = Math.max(reach, end);
    }
    return { text: shown + text.slice(reach), reach };
}
/** The first place from which the rest of the text is the beginning of a piece that may still arrive in whole. */
function undecidedFrom(text, { pieces, longest }) {
    for (let start = Math.max(0, text.length - longest + 1); start < text.length; start++) {
        const rest = text.slice(start);
        if (pieces.some((piece) => piece.length > rest.length && piece.startsWith(rest)))
            return start;
    }
    return text.length;
}

;// CONCATENATED MODULE: ./build/js/build/outputs.js

/** Bytes of names and values together that a job may output: the platform's limit. */
const outputLimit = 1024 * 1024;
/**
 * Reads what a step wrote to the file in `$GITHUB_OUTPUT`: lines `name=value` and blocks `name<<DELIMITER`, as GitHub's
 * runner reads them. Blank lines between them are skipped, a later value of a name wins.
 *
 * @throws ObuilderError `output-invalid` with the line that is neither, or for a file beyond the platform's limit
 */
function parseOutputs(file) {
    if (file.length > outputLimit)
        throw tooLarge(file.length, 'a step wrote');
    const lines = linesOf(file);
    const outputs = new Map();
    let next = 0;
    while (next < lines.length) {
        const line = lines[next] ?? '';
        next += 1;
        if (line === '')
            continue;
        const head = readHead(line, next);
        if (head.delimiter === undefined) {
            outputs.set(head.name, head.value);
        }
        else {
            const end = lines.indexOf(head.delimiter, next);
            if (end < 0)
                throw unfinished(head.delimiter, { line, number: next });
            outputs.set(head.name, lines.slice(next, end).join('\n'));
            next = end + 1;
        }
    }
    return Object.fromEntries(outputs);
}
/** @throws ObuilderError `output-invalid` when the outputs of a whole build are more than a job may have */
function checkTotal(outputs) {
    let bytes = 0;
    for (const [name, value] of Object.entries(outputs))
        bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (bytes > outputLimit)
        throw tooLarge(bytes, 'the steps of this build have');
}
function readHead(line, number) {
    const equals = line.indexOf('=');
    const block = line.indexOf('<<');
    if (equals >= 0 && (block < 0 || equals < block)) {
        if (equals === 0)
            throw broken('has no name before its `=`', { line, number });
        return { name: line.slice(0, equals), value: line.slice(equals + 1) };
    }
    if (block < 0)
        throw broken('is neither `name=value` nor the start of a block `name<<DELIMITER`', { line, number });
    if (block === 0)
        throw broken('has no name before its `<<`', { line, number });
    const delimiter = line.slice(block + 2);
    if (delimiter === '')
        throw broken('has no delimiter after its `<<`', { line, number });
    return { name: line.slice(0, block), delimiter };
}
function linesOf(file) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
        return text.split(/\r?\n/);
    }
    catch (cause) {
        throw new errors/* ObuilderError */.Vy('output-invalid', 'what the step wrote to $GITHUB_OUTPUT is not UTF-8', {
            hint: 'Encode binary values, with base64 for example.',
            cause,
        });
    }
}
function broken(what, { line, number }) {
    return new errors/* ObuilderError */.Vy('output-invalid', `line ${number} of $GITHUB_OUTPUT ${what}`, {
        value: line.length > 200 ? `${line.slice(0, 200)}…` : line,
        hint: 'Write each output as one line `name=value`, and a value of several lines between `name<<DELIMITER` and `DELIMITER`.',
    });
}
function unfinished(delimiter, place) {
    const clipped = delimiter.length > 50 ? `${delimiter.slice(0, 50)}…` : delimiter;
    return broken(`starts a block that no line \`${clipped}\` ends`, place);
}
function tooLarge(bytes, who) {
    return new errors/* ObuilderError */.Vy('output-invalid', `${who} ${bytes} bytes of outputs; a job may have ${outputLimit}`, {
        value: String(bytes),
        hint: 'Write large data to a file of the result instead.',
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/build/manifests.js

/** Manifests with more entries are read again when they are needed, which is cheaper than to keep them. */
const KEPT_ENTRIES = 1000;
function nestedManifests({ trees, memo, view, signal }) {
    const read = new Map();
    const recall = (step, sourceId) => parseDigest(memo.recall('copy-digest', memoKey(step, sourceId)));
    async function manifest(step, source) {
        const known = read.get(step) ?? recallEntries(memo, memoKey(step, source.id), source);
        if (known !== undefined)
            return known;
        const fresh = await trees.readManifest({
            root: await view(source.id),
            rootName: `build "${step.source?.path.join('/')}"`,
            src: step.operation.src,
            dst: step.destination,
            exclude: step.operation.exclude,
            signal,
        });
        read.set(step, fresh);
        remember(memo, memoKey(step, source.id), { manifest: fresh, source });
        return fresh;
    }
    async function digest(step, source) {
        const remembered = recall(step, source.id);
        return remembered?.startedAt === source.startedAt
            ? remembered.digest
            : (await manifest(step, source)).digest;
    }
    return { recall, digest, manifest };
}
function memoKey({ operation, destination }, sourceId) {
    const asked = JSON.stringify([sourceId, operation.src, operation.exclude, destination]);
    return (0,external_node_crypto_.createHash)('sha256').update(asked).digest('hex');
}
function parseDigest(text) {
    const [digest, startedAt] = text?.split(' ') ?? [];
    return digest && startedAt ? { digest, startedAt: Number(startedAt) } : undefined;
}
function remember(memo, key, known) {
    const { startedAt } = known.source;
    memo.remember('copy-digest', key, `${known.manifest.digest} ${startedAt}`);
    if (known.manifest.entries.length > KEPT_ENTRIES)
        return;
    memo.remember('copy-entries', key, JSON.stringify({ startedAt, manifest: known.manifest }));
}
function recallEntries(memo, key, source) {
    const text = memo.recall('copy-entries', key);
    if (text === undefined)
        return undefined;
    const kept = JSON.parse(text);
    return kept.startedAt === source.startedAt ? kept.manifest : undefined;
}

;// CONCATENATED MODULE: ./build/js/build/facts.js


/**
 * Resolves every distinct image once and reads every manifest of the context, all at the same time.
 *
 * @throws ObuilderError of the images and trees, with the operation's position; `secret-missing` is not checked here
 */
async function gatherFacts(steps, request) {
    const { trees, store } = request.machinery;
    const [images, contextManifests] = await Promise.all([
        resolveImages(steps, request),
        readContext(steps, request),
    ]);
    return {
        images,
        contextManifests,
        nested: nestedManifests({ trees, memo: store.memo, view: store.view, signal: request.signal }),
    };
}
async function resolveImages(steps, { machinery, context, pull, warn, signal }) {
    const firsts = new Map();
    for (const step of steps) {
        if (step.kind === 'from' && !firsts.has(step.operation.image))
            firsts.set(step.operation.image, step);
    }
    const resolve = async ([image, { at }]) => {
        const onWarning = (message) => warn(message, at);
        const options = { pull, directory: context, onWarning, signal };
        return [image, await placed(at, () => machinery.images.resolve(image, options))];
    };
    return new Map(await Promise.all([...firsts].map(resolve)));
}
async function readContext(steps, { machinery, context, signal }) {
    const copies = steps.filter((step) => step.kind === 'copy' && step.source === undefined);
    const read = async (step) => {
        const { src, exclude } = step.operation;
        const request = { root: context, rootName: 'the context', src, dst: step.destination, exclude };
        const manifest = () => machinery.trees.readManifest({ ...request, memo: machinery.store.memo, signal });
        return [step, await placed(step.at, manifest)];
    };
    return new Map(await Promise.all(copies.map(read)));
}
/** Does something for an operation of the spec; its error says where that operation stands. */
async function placed(at, work) {
    try {
        return await work();
    }
    catch (error) {
        throw withPosition(error, at);
    }
}
/** The error with a position, its own or else this one. */
function withPosition(error, at) {
    const { code, message, value, hint, at: own, cause } = (0,errors/* asObuilderError */.xO)(error);
    return new errors/* ObuilderError */.Vy(code, message, { value, hint, at: own ?? at, cause });
}

;// CONCATENATED MODULE: ./build/js/build/keys.js

/**
 * The version of what the records below mean. A change here gives every step a new id, so it changes only when the
 * same record would stand for a different result.
 */
const FORMAT = 1;
/** An environment as pairs in order of names, so that the order of `env` operations makes no difference. */
function sortedEnvironment(environment) {
    return [...environment].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
/** The id of a step: the SHA-256, as 64 hex digits, of its record as JSON with fields in a fixed order. */
function stepId(key) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([FORMAT, ...fieldsOf(key)]))
        .digest('hex');
}
function fieldsOf(key) {
    switch (key.kind) {
        case 'from':
            return ['from', { digest: key.digest, platform: key.platform }];
        case 'run':
            return [
                'run',
                {
                    base: key.base,
                    argv: key.argv,
                    cwd: key.cwd,
                    user: [key.user.uid, key.user.gid],
                    environment: sortedEnvironment(key.environment),
                    network: key.network,
                    secrets: key.secrets.map(({ id, target }) => [id, target]),
                },
            ];
        case 'copy':
            return [
                'copy',
                {
                    base: key.base,
                    user: [key.user.uid, key.user.gid],
                    destination: key.destination,
                    manifest: key.manifest,
                },
            ];
    }
}

;// CONCATENATED MODULE: ./build/js/build/identify.js


/** The id of a step on a base. */
function idOf(step, { base, facts, manifest }) {
    switch (step.kind) {
        case 'from': {
            const { digest, platform } = imageOf(step, facts);
            return stepId({ kind: 'from', digest, platform });
        }
        case 'run':
            return stepId({ kind: 'run', base, ...runFacts(step, facts) });
        case 'copy': {
            const digest = manifest ?? facts.contextManifests.get(step)?.digest;
            if (digest === undefined)
                throw new errors/* ObuilderError */.Vy('internal', `no manifest of ${step.text}`);
            const { user, destination } = step;
            return stepId({ kind: 'copy', base, user, destination, manifest: digest });
        }
    }
}
/** What a `run` is run with, as its key has it. */
function runFacts(step, facts) {
    const { operation, shell, user, workdir } = step;
    return {
        argv: [...shell, operation.command],
        cwd: workdir,
        user,
        environment: environmentOf(step, facts),
        network: operation.network.includes('host') ? 'host' : 'none',
        secrets: operation.secrets.map(({ id, target }) => ({ id, target })),
    };
}
/** What a command at this step has in its environment. */
function environmentOf(step, facts) {
    return new Map([...imageOf({ operation: step.node.spec.from }, facts).environment, ...step.environment]);
}
function imageOf({ operation }, { images }) {
    const image = images.get(operation.image);
    if (image === undefined)
        throw new errors/* ObuilderError */.Vy('internal', `the image ${operation.image} was not resolved`);
    return image;
}

// EXTERNAL MODULE: ./build/js/spec/scope.js
var scope = __webpack_require__(3456);
;// CONCATENATED MODULE: ./build/js/build/scope.js

/**
 * The builds that are to be made, each behind those that it may copy from: all of the spec, or with a target (`outer/inner`
 * for one inside another) only the target and what it needs. The last one is the target.
 *
 * @throws ObuilderError `spec-invalid` for a copy from an unknown build, `input-invalid` for an unknown target
 */
function selectBuilds(spec, target) {
    const outline = { meaning: (0,scope/* resolveBuilds */.d)(spec), nodes: new Map() };
    const main = addNode(outline, { spec, path: [] });
    const all = [...outline.nodes.values(), main];
    const wanted = target === undefined ? undefined : outline.nodes.get((0,scope/* findBuild */.w)(spec, target));
    if (wanted === undefined)
        return all;
    const needed = new Set();
    collect(wanted, needed);
    return all.filter((node) => needed.has(node));
}
function addNode(outline, { spec, path }) {
    for (const nested of spec.builds) {
        outline.nodes.set(nested, addNode(outline, { spec: nested.spec, path: [...path, nested.name] }));
    }
    const sources = new Map();
    for (const operation of spec.operations) {
        if (operation.kind !== 'copy')
            continue;
        const nested = outline.meaning.get(operation);
        const source = nested === undefined ? undefined : outline.nodes.get(nested);
        if (source !== undefined)
            sources.set(operation, source);
    }
    return { path, spec, sources };
}
function collect(node, needed) {
    if (needed.has(node))
        return;
    needed.add(node);
    for (const source of node.sources.values())
        collect(source, needed);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/spec/print.js
/** Longer operations of several fields get a line for each field. */
const WIDTH = 100;
/**
 * A spec as text that parses back to the same spec, with one operation a line and commands of several lines as such.
 * Ends with a line feed.
 */
function printSpec(spec) {
    return `${specLines(spec).join('\n')}\n`;
}
/** An operation on one line, however long: line feeds and other control characters are written as escapes. */
function printOperation(operation) {
    return `(${[operation.kind, ...print_fieldsOf(operation, printAtom)].join(' ')})`;
}
/** One word, in quotes where Sexplib would not read it back without, and never more than one line. */
function printAtom(text) {
    return isBare(text) ? text : quote(text, CONTROL);
}
/** The same with line feeds as they are. */
function printBlock(text) {
    return isBare(text) ? text : quote(text, CONTROL_BUT_LINES);
}
function isBare(text) {
    return /^[\w@%+=:,./~*?$&!<>{}[\]^-]+$/.test(text);
}
const CONTROL = /["\\\p{Cc}\u2028\u2029\ufeff]/gu;
const CONTROL_BUT_LINES = /["\\\u2028\u2029\ufeff]|(?!\n)\p{Cc}/gu;
const ESCAPES = new Map([
    ['"', '\\"'],
    ['\\', '\\\\'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
]);
function quote(text, special) {
    return `"${text.replaceAll(special, (char) => ESCAPES.get(char) ?? bytesOf(char))}"`;
}
function bytesOf(char) {
    return [...new TextEncoder().encode(char)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('');
}
function specLines(spec) {
    const lines = [
        ...spec.builds.flatMap(buildLines),
        `(from ${printAtom(spec.from.image)})`,
        ...spec.operations.flatMap(operationLines),
    ];
    return lines.map((line, index) => `${index === 0 ? '(' : ' '}${line}${index === lines.length - 1 ? ')' : ''}`);
}
function buildLines(build) {
    const inner = specLines(build.spec).map((line) => `  ${line}`);
    return [`(build ${printAtom(build.name)}`, ...closeLast(inner)];
}
function operationLines(operation) {
    const fields = print_fieldsOf(operation, printBlock);
    const line = `(${[operation.kind, ...fields].join(' ')})`;
    if (fields.length === 1 || line.length <= WIDTH || !isRecord(operation))
        return [line];
    const indent = ' '.repeat(operation.kind.length + 2);
    return closeLast(fields.map((field, index) => (index === 0 ? `(${operation.kind} ` : indent) + field));
}
function isRecord(operation) {
    return operation.kind === 'run' || operation.kind === 'copy';
}
function closeLast(lines) {
    return lines.map((line, index) => (index === lines.length - 1 ? `${line})` : line));
}
function print_fieldsOf(operation, print) {
    switch (operation.kind) {
        case 'comment':
            return [print(operation.text)];
        case 'workdir':
            return [printAtom(operation.dir)];
        case 'shell':
            return operation.argv.map(printAtom);
        case 'user':
            return userFields(operation);
        case 'env':
            return [printAtom(operation.name), print(operation.value)];
        case 'run':
            return runFields(operation, print);
        case 'copy':
            return copyFields(operation);
    }
}
function userFields(user) {
    return [`(uid ${user.uid})`, `(gid ${user.gid})`];
}
function runFields(run, print) {
    return [
        ...list('cache', run.cache.map((slot) => printMount(slot.name, slot))),
        ...list('network', run.network.map(printAtom)),
        ...list('secrets', run.secrets.map((secret) => printMount(secret.id, secret))),
        `(shell ${print(run.command)})`,
    ];
}
function copyFields(copy) {
    return [
        ...(copy.from.kind === 'build' ? [`(from (build ${printAtom(copy.from.name)}))`] : []),
        `(src${copy.src.map((path) => ` ${printAtom(path)}`).join('')})`,
        `(dst ${printAtom(copy.dst)})`,
        ...list('exclude', copy.exclude.map(printExclude)),
    ];
}
function printMount(name, mount) {
    const options = mount.buildkitOptions.map(([key, value]) => `(${printAtom(key)} ${printAtom(value)})`);
    const tail = options.length === 0 ? '' : ` (buildkit_options (${options.join(' ')}))`;
    return `(${printAtom(name)} (target ${printAtom(mount.target)})${tail})`;
}
function printExclude(exclude) {
    const pattern = printAtom(exclude.pattern);
    return exclude.kind === 'name' ? pattern : `(${exclude.kind} ${pattern})`;
}
function list(name, items) {
    return items.length === 0 ? [] : [`(${name} ${items.join(' ')})`];
}

;// CONCATENATED MODULE: ./build/js/build/steps.js


const start = {
    workdir: '/',
    shell: ['/usr/bin/env', 'bash', '-c'],
    user: { uid: 0, gid: 0 },
    environment: new Map(),
};
/** The steps of a build, numbered from `first`, each with the context that the operations before it gave. */
function describeSteps(node, first) {
    const { from, operations } = node.spec;
    const text = `(from ${printAtom(from.image)})`;
    const steps = [
        { kind: 'from', operation: from, ...start, index: first, node, at: from.at, text },
    ];
    let context = start;
    for (const operation of operations) {
        if (operation.kind === 'run' || operation.kind === 'copy') {
            const common = { ...context, index: first + steps.length, node, at: operation.at };
            steps.push(describe(operation, { ...common, text: printOperation(operation) }));
        }
        else {
            context = change(context, operation);
        }
    }
    return steps;
}
function describe(operation, common) {
    if (operation.kind === 'run')
        return { kind: 'run', operation, ...common };
    const destination = absoluteDestination(common.workdir, operation.dst);
    return { kind: 'copy', operation, destination, source: common.node.sources.get(operation), ...common };
}
function change(context, operation) {
    switch (operation.kind) {
        case 'comment':
            return context;
        case 'workdir':
            return { ...context, workdir: external_node_path_.posix.resolve(context.workdir, operation.dir) };
        case 'shell':
            return { ...context, shell: operation.argv };
        case 'user':
            return { ...context, user: { uid: operation.uid, gid: operation.gid } };
        case 'env':
            return { ...context, environment: new Map(context.environment).set(operation.name, operation.value) };
    }
}
/**
 * A `dst` under the working directory, without doubled slashes and `.` parts. What decides between "become" and "go
 * inside" stays as written: a `/` at the end, and a last `.`. `..` is left for the copy to judge.
 */
function absoluteDestination(workdir, dst) {
    const parts = (dst.startsWith('/') ? dst : `${workdir}/${dst}`).split('/');
    const kept = parts.filter((part) => part !== '' && part !== '.');
    const last = dst === '' ? '.' : parts.at(-1);
    const end = last === '' ? '/' : last === '.' ? '/.' : '';
    return `${kept.map((part) => `/${part}`).join('')}${end}`;
}

;// CONCATENATED MODULE: ./build/js/build/plan.js





/** The builds and steps of a spec, without asking anything of the machine. */
function outline(spec, target) {
    let first = 0;
    return selectBuilds(spec, target).map((node) => {
        const steps = describeSteps(node, first);
        first += steps.length;
        return { node, steps };
    });
}
/** @throws ObuilderError `secret-missing` at the first secret of the spec that has no value */
function checkSecrets(builds, given) {
    for (const step of builds.flatMap(({ steps }) => steps)) {
        const missing = step.kind === 'run' && step.operation.secrets.find(({ id }) => !given.has(id));
        if (!missing)
            continue;
        throw new errors/* ObuilderError */.Vy('secret-missing', `the secret "${missing.id}" was not given`, {
            value: missing.id,
            hint: `Give its value: --secret=${missing.id}:FILE in a shell, the input \`secrets\` in a workflow.`,
            at: missing.at,
        });
    }
}
/**
 * Every id that can be known before anything runs, and which of them have results: one query of the store.
 *
 * @throws ObuilderError for an image that cannot be resolved and a copy that is refused, with its position
 */
async function makePlan(builds, request) {
    const steps = builds.flatMap(({ steps }) => steps);
    const facts = await gatherFacts(steps, request);
    const guesses = new Map();
    const guess = (step, sourceId) => {
        const remembered = request.rebuild ? undefined : facts.nested.recall(step, sourceId);
        if (remembered !== undefined)
            guesses.set(step, { sourceId, startedAt: remembered.startedAt });
        return remembered?.digest;
    };
    const ids = computeIds(builds, { facts, digestOf: guess });
    const present = request.machinery.store.find(distinct(ids));
    const holds = (step) => {
        const made = guesses.get(step);
        return made !== undefined && present.get(made.sourceId)?.startedAt === made.startedAt;
    };
    if ([...guesses.keys()].every(holds))
        return { builds, steps, ids, present, facts };
    // A nested build is gone or was made again: what is behind a copy from it will be known when it has run.
    const proven = (step, sourceId) => (holds(step) ? guess(step, sourceId) : undefined);
    return { builds, steps, ids: computeIds(builds, { facts, digestOf: proven }), present, facts };
}
function plannedSteps({ steps, ids }) {
    return steps.map(({ index, node, kind, text, workdir, at }) => {
        return { index, build: node.path, kind, operation: text, workdir, at, id: ids[index] };
    });
}
function computeIds(builds, { facts, digestOf }) {
    const ids = [];
    const last = new Map();
    for (const { node, steps } of builds) {
        let base;
        for (const step of steps) {
            base = step.kind === 'from' || base !== undefined ? planned(step, base ?? '') : undefined;
            ids.push(base);
        }
        last.set(node, base);
    }
    return ids;
    function planned(step, base) {
        if (step.kind !== 'copy' || step.source === undefined)
            return idOf(step, { base, facts });
        const sourceId = last.get(step.source);
        const manifest = sourceId === undefined ? undefined : digestOf(step, sourceId);
        return manifest === undefined ? undefined : idOf(step, { base, facts, manifest });
    }
}
function distinct(ids) {
    return [...new Set(ids.filter((id) => id !== undefined))];
}

;// CONCATENATED MODULE: ./build/js/build/step-outputs.js


/**
 * The outputs in a step's file, without those that hold a secret.
 *
 * @throws ObuilderError `output-invalid`, with secrets masked in the line that it shows
 */
function readOutputs(session, step, file) {
    if (file.length === 0)
        return {};
    try {
        return withoutSecrets(session, step, parseOutputs(file));
    }
    catch (error) {
        if (!(error instanceof errors/* ObuilderError */.Vy))
            throw error;
        const { code, message, value, hint, cause } = error;
        const { mask } = session.masker;
        throw new errors/* ObuilderError */.Vy(code, mask(message), { value: value && mask(value), hint, cause });
    }
}
/** Drops each output that holds a secret, by value or by name, and warns with its name. */
function withoutSecrets(session, step, outputs) {
    const entries = Object.entries(outputs);
    const { hides, mask } = session.masker;
    const safe = entries.filter(([name, value]) => !hides(value) && !hides(name));
    if (safe.length === entries.length)
        return outputs;
    for (const [name, value] of entries) {
        if (!hides(value) && !hides(name))
            continue;
        session.warn(`the output "${mask(name)}" is left out, since it contains a secret`, step);
    }
    return Object.fromEntries(safe);
}

;// CONCATENATED MODULE: ./build/js/build/replay.js

/**
 * Tells a step whose result is there: the log that it had, masked again with the secrets of today, and its outputs.
 * `followed`: the log was shown while another process wrote it.
 */
function replay(session, step, { result, followed }) {
    const { journal, masker, store } = session;
    if (!followed)
        journal.output(step, masker.mask(store.readLog(result.id) ?? ''));
    const { startedAt, seconds, source } = result;
    journal.end(step, {
        id: result.id,
        outcome: 'cached',
        seconds: 0,
        original: { startedAt, seconds, source },
        outputs: withoutSecrets(session, step, result.outputs),
    });
}

;// CONCATENATED MODULE: ./build/js/build/failure.js


/**
 * Tells how a step ended that threw: as failed, or as cancelled where the build was ending anyhow. A step that was
 * cancelled before it started did not run, and nothing is told.
 */
function tellFailure({ journal, signal }, step, { id, error }) {
    const placed = withPosition(error, step.at);
    const isCancelled = signal.aborted || (0,errors/* isObuilderError */.LV)(error, 'cancelled');
    if (isCancelled && !journal.hasStarted(step))
        return placed;
    journal.start(step);
    const seconds = journal.secondsSince(step);
    if (isCancelled)
        journal.end(step, { id, outcome: 'cancelled', seconds });
    else
        journal.end(step, { id, outcome: 'failed', seconds, error: placed });
    return placed;
}

;// CONCATENATED MODULE: ./build/js/build/copy-step.js

/** Copies files of the context, or of the nested build with this result, into a draft. */
async function runCopyStep(session, step, { begin, source }) {
    const manifest = await manifestOf(session, step, source);
    const draft = await begin();
    await session.trees.copy({
        manifest,
        from: source === undefined ? session.context : await session.store.view(source.id),
        to: draft.rootfs,
        dst: step.destination,
        user: step.user,
        signal: session.signal,
    });
    return { outputs: {} };
}
async function manifestOf({ plan }, step, source) {
    const { nested, contextManifests } = plan.facts;
    const manifest = source === undefined ? contextManifests.get(step) : await nested.manifest(step, source);
    if (manifest === undefined)
        throw new errors/* ObuilderError */.Vy('internal', `no manifest of ${step.text}`);
    return manifest;
}

;// CONCATENATED MODULE: ./build/js/build/from-step.js

/** Writes a base image into an empty draft. */
async function runFromStep(session, step, begin) {
    const image = imageOf(step, session.plan.facts);
    const draft = await begin();
    await image.load({
        rootfs: draft.rootfs,
        scratch: draft.scratch,
        onProgress: (bytes) => session.journal.progress(step, bytes),
        signal: session.signal,
    });
    return { outputs: {}, environment: image.environment };
}

;// CONCATENATED MODULE: ./build/js/build/fullness.js

/** Below this a command that fails has most likely failed for want of space. */
const LEAST_FREE_BYTES = 8 * 1024 ** 2;
/** Above this share of free space it has not, whatever it said: some other disk of its own was full. */
const AMPLE_SHARE = 0.5;
/** What programs say of a full disk, as strerror(3) has it. */
const saidWhenFull = ['No space left on device', 'Disk quota exceeded'];
function listenForFullDisk() {
    let tail = '';
    let wasSaid = false;
    const longest = Math.max(...saidWhenFull.map((text) => text.length));
    return {
        hear: (text) => {
            const heard = tail + text;
            wasSaid ||= saidWhenFull.some((words) => heard.includes(words));
            tail = heard.slice(-longest);
        },
        fullness: (store) => {
            const { freeBytes, totalBytes } = store.space();
            const isFull = freeBytes <= LEAST_FREE_BYTES || (wasSaid && freeBytes < AMPLE_SHARE * totalBytes);
            return isFull ? `the store is full: ${freeOf({ freeBytes, totalBytes })}` : undefined;
        },
    };
}
const HINT = 'All that no running build needs has been pruned. Give the store more space: a larger disk, or a larger pool (store-size, for a pool that is yet to be made).';
/** What a full disk makes of a step, with how full it is; undefined for what else may end one. */
function asFullDisk(error, store) {
    if (!(0,errors/* isObuilderError */.LV)(error, 'store-full') && !isOutOfSpace(error))
        return undefined;
    const { message } = error;
    const fullness = message.includes('are free') ? '' : ` (${freeOf(store.space())})`;
    const value = (0,errors/* isObuilderError */.LV)(error) ? error.value : undefined;
    const at = (0,errors/* isObuilderError */.LV)(error) ? error.at : undefined;
    return new errors/* ObuilderError */.Vy('store-full', `${message}${fullness}`, { value, at, hint: HINT, cause: error });
}
function isOutOfSpace(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
function freeOf({ freeBytes, totalBytes }) {
    return `${megabytes(freeBytes)} of ${megabytes(totalBytes)} are free`;
}
const megabytes = (bytes) => `${Math.floor(bytes / 1024 ** 2)} MB`;

;// CONCATENATED MODULE: ./build/js/build/slots.js

/** The name of a slot in the store: what different scopes and names give is different, and never a path. */
function slotName(scope, name) {
    return `${encodeURIComponent(scope.toWellFormed())}:${encodeURIComponent(name.toWellFormed())}`;
}
/** Private copies of a step's cache slots; one that is named twice gives two copies. */
async function takeSlots(session, step) {
    const { store, cacheScope } = session;
    const taken = await Promise.allSettled(step.operation.cache.map(async ({ name, target }) => {
        const copy = await store.slot(slotName(cacheScope, name), step.user);
        return { name, copy, target };
    }));
    const slots = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const finish = async () => {
        // One behind the other: of two copies of a slot in one step the first is kept.
        for (const { name, copy } of slots)
            await finishCopy(copy, (reason) => warnLost(session, step, { name, reason }));
    };
    const refused = taken.find((result) => result.status === 'rejected');
    if (refused !== undefined) {
        await finish();
        throw refused.reason;
    }
    return {
        mounts: slots.map(({ copy, target }) => ({ kind: 'slot', source: copy.path, target })),
        finish,
    };
}
async function finishCopy(copy, onError) {
    try {
        await copy.finish();
    }
    catch (error) {
        onError((0,errors/* asObuilderError */.xO)(error).message);
    }
}
function warnLost(session, step, lost) {
    session.warn(`what the step wrote to the cache "${lost.name}" is lost: ${lost.reason}`, step);
}

;// CONCATENATED MODULE: ./build/js/build/run-step.js






/**
 * Runs a command in a draft.
 *
 * @throws ObuilderError `command-failed` when it ends with another status than 0 or is killed, `store-full` when it does so
 * for want of space, `output-invalid`, `cancelled`
 */
async function runRunStep(session, step, begin) {
    const { draft, slots } = await prepare(session, step, begin);
    const listener = listenForFullDisk();
    const result = await inSandbox(session, step, { draft, slots, listener }).finally(slots.finish);
    const isFailure = result.kind === 'exited' && result.code !== 0;
    const fullness = isFailure ? listener.fullness(session.store) : undefined;
    return { outputs: readOutputs(session, step, fileOf(result, { session, fullness })) };
}
/** The draft and the slots, made at the same time. */
async function prepare(session, step, begin) {
    const [draft, slots] = await Promise.allSettled([begin(), takeSlots(session, step)]);
    if (draft.status === 'fulfilled' && slots.status === 'fulfilled')
        return { draft: draft.value, slots: slots.value };
    if (slots.status === 'fulfilled')
        await slots.value.finish();
    throw draft.status === 'rejected' ? draft.reason : slots.reason;
}
async function inSandbox(session, step, { draft, slots, listener }) {
    const { argv, cwd, user, environment, network } = runFacts(step, session.plan.facts);
    // A log has no byte order mark to drop, and bytes that are not UTF-8 must not stop it.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const masked = session.masker.stream();
    const show = (text) => {
        if (text === '')
            return;
        listener.hear(text);
        draft.log(text);
        session.journal.output(step, text);
    };
    try {
        return await session.sandbox.run({
            rootfs: draft.rootfs,
            scratch: draft.scratch,
            argv,
            cwd,
            user,
            env: sortedEnvironment(environment),
            network,
            mounts: [...slots.mounts, ...secretFiles(session, step)],
            limits: session.limits,
            onOutput: (chunk) => show(masked.push(decoder.decode(chunk, { stream: true }))),
            signal: session.signal,
        });
    }
    finally {
        show(masked.push(decoder.decode()) + masked.end());
    }
}
function secretFiles({ secrets }, step) {
    return step.operation.secrets.map(({ id, target }) => {
        return { kind: 'secret', value: secrets.get(id) ?? new Uint8Array(), target };
    });
}
function fileOf(result, { session: { limits }, fullness }) {
    switch (result.kind) {
        case 'exited':
            if (result.code === 0)
                return result.outputFile;
            throw exited(result.code, fullness);
        case 'killed':
            throw killed(result);
        case 'timed-out': {
            const limit = limits?.seconds === undefined ? 'its limit of time' : `its limit of ${limits.seconds} s`;
            throw new errors/* ObuilderError */.Vy('command-failed', `the command ran longer than ${limit} and was killed`, {
                hint: 'Raise the limit, or find out what it waits for: stdin is closed and there is no network by default.',
            });
        }
        case 'cancelled':
            throw new errors/* ObuilderError */.Vy('cancelled', 'the command was cancelled');
    }
}
function exited(code, fullness) {
    const message = `the command exited with status ${code}`;
    if (fullness === undefined)
        return new errors/* ObuilderError */.Vy('command-failed', message, { value: String(code) });
    return new errors/* ObuilderError */.Vy('store-full', `${message}, and ${fullness}`, { value: String(code) });
}
function killed({ signal, outOfMemory }) {
    if (!outOfMemory)
        return new errors/* ObuilderError */.Vy('command-failed', `the command was killed by ${signal}`, { value: signal });
    return new errors/* ObuilderError */.Vy('command-failed', `the command was killed by ${signal}: it ran out of memory`, {
        value: signal,
        hint: 'Raise the memory limit of steps, or make the command use less, with fewer parallel jobs for example.',
    });
}

;// CONCATENATED MODULE: ./build/js/build/step-context.js


/** What a command at this step is run with, kept for those who look at its result; without what holds a secret. */
function stepContext({ plan, masker }, step) {
    const { shell, workdir, user } = step;
    const environment = sortedEnvironment(environmentOf(step, plan.facts));
    return {
        shell,
        cwd: workdir,
        user,
        environment: environment.filter(([, value]) => !masker.hides(value)),
    };
}

;// CONCATENATED MODULE: ./build/js/build/make-step.js









/**
 * Gives a step's result: one that is there or that another process is making, else by making it.
 *
 * @throws ObuilderError why the step failed, after the journal was told
 */
async function makeStep(session, step, order) {
    try {
        const replace = isToBeReplaced(session, step);
        const present = replace ? undefined : session.plan.present.get(order.id);
        if (present !== undefined)
            return cached(session, step, { result: present, followed: false });
        return await withRoom(session, step, () => acquire(session, step, { ...order, replace }));
    }
    catch (error) {
        throw tellFailure(session, step, { id: order.id, error });
    }
}
/** How often a step that found the store full is tried, with more room each time. */
const TRIES = 3;
/** Makes a step; one that fails for want of space starts again where results that nobody needs could make way. */
async function withRoom(session, step, make) {
    const { store, signal } = session;
    for (let attempt = 1;; attempt += 1) {
        try {
            if (attempt === 1 && !store.hasRoom())
                await store.makeRoom();
            return await make();
        }
        catch (error) {
            const full = asFullDisk(error, store);
            if (full === undefined || signal.aborted)
                throw error;
            if (attempt === TRIES || !(await store.makeRoom(true)))
                throw full;
            session.warn('the store was full, and has room again: the step starts anew', step);
        }
    }
}
/** With no-cache all is made again but base images: those only where the pull policy wants to see the registry's. */
function isToBeReplaced({ noCache, pull }, step) {
    return noCache && (step.kind !== 'from' || pull === 'always');
}
async function acquire(session, step, order) {
    const masked = session.masker.stream();
    let shown = 0;
    const onLog = (text) => {
        shown += text.length;
        session.journal.start(step);
        session.journal.output(step, masked.push(text));
    };
    const { signal, store, journal } = session;
    const acquired = await store.acquire(order.id, { signal, onLog, replace: order.replace });
    if (shown > 0)
        journal.output(step, masked.end());
    if (acquired.kind === 'result') {
        // Of several processes that had the lease in turn, the one whose log was followed need not be the one that ended.
        const followed = shown > 0 && store.readLog(order.id)?.length === shown;
        return cached(session, step, { result: acquired.result, followed });
    }
    if (shown > 0)
        session.warn('another process gave up this step, so it starts again here', step);
    return await underLease(session, step, { ...order, lease: acquired.lease });
}
function cached(session, step, from) {
    replay(session, step, from);
    return { base: from.result, finished: Promise.resolve(from.result) };
}
async function underLease(session, step, order) {
    const { lease, base } = order;
    let draft;
    const begin = async () => {
        draft = await lease.begin(base);
        return draft;
    };
    try {
        return await session.inTurn(async () => {
            if (session.signal.aborted)
                throw new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
            session.journal.start(step);
            const startedAt = Date.now();
            const clock = performance.now();
            const given = await perform(session, step, { ...order, begin });
            if (draft === undefined)
                throw new errors/* ObuilderError */.Vy('internal', `${step.text} has no draft`);
            return commit(session, step, {
                draft,
                base,
                given,
                startedAt,
                seconds: (performance.now() - clock) / 1000,
            });
        });
    }
    catch (error) {
        if (draft === undefined)
            lease.release();
        else
            await letGo(session, step, { draft, error });
        throw error;
    }
}
/** Ends the draft of a step that was not made; the files of a command that failed by itself may be worth a look. */
async function letGo(session, step, { draft, error }) {
    const isOwnFault = (0,errors/* isObuilderError */.LV)(error, 'command-failed') && !session.signal.aborted;
    if (!session.keepFailed || !isOwnFault)
        return await draft.discard();
    const { message } = (0,errors/* asObuilderError */.xO)(error);
    await draft.keepFailed({ operation: step.text, message, context: stepContext(session, step) });
    // What could not be kept was discarded without a word.
    if (session.store.failed().some(({ id }) => id === draft.id))
        session.journal.keep(step);
}
function perform(session, step, work) {
    switch (step.kind) {
        case 'from':
            return runFromStep(session, step, work.begin);
        case 'run':
            return runRunStep(session, step, work.begin);
        case 'copy':
            return runCopyStep(session, step, work);
    }
}
function commit(session, step, { draft, base, given, startedAt, seconds }) {
    const { kind, text: operation } = step;
    const { outputs, environment } = given;
    const parent = base?.id;
    const meta = {
        parent,
        kind,
        operation,
        startedAt,
        seconds,
        outputs,
        environment,
        source: 'built',
        context: stepContext(session, step),
    };
    const committed = draft.commit(meta);
    const finished = committed.done.catch((error) => {
        session.journal.retract(step);
        const placed = withPosition(error, step.at);
        session.fail(placed);
        throw placed;
    });
    // Whoever needs the result awaits it later; until then a rejection is not unhandled.
    finished.catch(() => undefined);
    session.journal.end(step, { id: draft.id, outcome: 'built', seconds, outputs });
    return { base: committed.base, finished };
}

;// CONCATENATED MODULE: ./build/js/build/walk.js





/**
 * Makes every build of the plan, those that do not depend on each other at the same time. When it settles nothing
 * runs any more, no draft is left and every commit has ended.
 *
 * @throws ObuilderError the first error; `session.fail` was told it too
 */
async function walkBuilds(session) {
    const flights = new Map();
    const results = new Map();
    for (const build of session.plan.builds) {
        const result = walkBuild({ session, build, flights, results });
        result.catch(session.fail);
        results.set(build.node, result);
    }
    const settled = await Promise.allSettled(results.values());
    const made = await Promise.allSettled(flights.values());
    await Promise.allSettled(made.flatMap((flight) => (flight.status === 'fulfilled' ? [flight.value.finished] : [])));
    const failure = settled.find((result) => result.status === 'rejected');
    if (failure !== undefined)
        throw failure.reason;
    const target = settled.at(-1);
    if (target?.status !== 'fulfilled')
        throw new errors/* ObuilderError */.Vy('internal', 'the plan has no builds');
    return target.value;
}
async function walkBuild(walk) {
    const { session, build } = walk;
    const [from, ...others] = build.steps;
    const made = [await makeOnce(walk, from, await order(walk, from, undefined))];
    for (const step of others) {
        const last = made[made.length - 1];
        made.push(await makeOnce(walk, step, await order(walk, step, last)));
    }
    // One commit behind the other: the last is on disk when all are, and the first error is the one to tell.
    let result;
    for (const { finished } of made)
        result = await finished;
    if (result === undefined || session.signal.aborted)
        throw cancelled();
    return result;
}
async function order(walk, step, last) {
    const { session, results } = walk;
    const { facts } = session.plan;
    if (session.signal.aborted)
        throw cancelled();
    const base = last?.base;
    const source = step.kind === 'copy' && step.source !== undefined ? await results.get(step.source) : undefined;
    if (session.signal.aborted)
        throw cancelled();
    const manifest = source === undefined ? undefined : await digestFor(session, step, source);
    return { id: idOf(step, { base: base?.id ?? '', facts, manifest }), base, source };
}
/** What is copied from a nested build may be refused; then it is this step that fails. */
async function digestFor(session, step, source) {
    try {
        return await session.plan.facts.nested.digest(step, source);
    }
    catch (error) {
        throw tellFailure(session, step, { error });
    }
}
async function makeOnce({ session, flights }, step, wanted) {
    const flight = flights.get(wanted.id);
    if (flight === undefined) {
        const made = makeStep(session, step, wanted);
        flights.set(wanted.id, made);
        return await made;
    }
    const result = await (await flight).finished;
    replay(session, step, { result, followed: false });
    return { base: result, finished: Promise.resolve(result) };
}
function cancelled() {
    return new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
}

;// CONCATENATED MODULE: ./build/js/build/build.js








/**
 * Builds a spec: plans first, then makes what the store does not have. Never throws: every error, also of a broken
 * machine, is told by the event `failed`. When it settles nothing runs any more and no draft is left.
 */
async function build(machinery, options) {
    const journal = createJournal(options.emit);
    const stop = createStop(options.signal);
    try {
        const report = await buildOrThrow(machinery, { options, journal, stop });
        options.emit({ type: 'done', report });
        return { kind: 'built', report };
    }
    catch (thrown) {
        const isCancelled = options.signal?.aborted === true;
        const error = isCancelled ? build_cancelled() : (stop.reason() ?? thrown);
        options.emit({ type: 'failed', error: reportError(error), steps: journal.reports() });
        return { kind: isCancelled || (0,errors/* isObuilderError */.LV)(error, 'cancelled') ? 'cancelled' : 'failed' };
    }
}
/** A build's steps and which ids have results already, without running anything and without the values of secrets. */
async function planBuild(machinery, options) {
    const builds = outline(options.spec, options.target);
    const plan = await makePlan(builds, { ...planRequest(machinery, options), rebuild: false });
    return { steps: plannedSteps(plan), present: new Set(plan.present.keys()) };
}
async function buildOrThrow(machinery, run) {
    const { options, journal, stop } = run;
    if (stop.signal.aborted)
        throw build_cancelled();
    const builds = outline(options.spec, options.target);
    checkSecrets(builds, options.secrets);
    warnOfShortSecrets(options);
    const request = planRequest(machinery, { ...options, signal: stop.signal });
    const plan = await makePlan(builds, { ...request, rebuild: options.noCache });
    journal.plan(plannedSteps(plan));
    const id = isComplete(plan, options)
        ? replayAll(createSession(machinery, { ...run, plan }))
        : (await walkBuilds(createSession(machinery, { ...run, plan: await keep(plan, machinery) }))).id;
    const outputs = journal.outputs();
    checkTotal(outputs);
    const steps = journal.reports();
    return { id, cacheHit: steps.every(({ outcome }) => outcome === 'cached'), steps, outputs };
}
function isComplete({ ids, present }, { noCache }) {
    return !noCache && ids.every((id) => id !== undefined && present.has(id));
}
/** What is present may be pruned by others until it is held; what went meanwhile is made again. */
async function keep(plan, { store }) {
    return { ...plan, present: await store.hold([...plan.present.keys()]) };
}
/** The short way of a build whose results are all there: nothing is leased, begun or waited for. */
function replayAll(session) {
    const { steps, ids, present } = session.plan;
    for (const step of steps) {
        const result = present.get(ids[step.index] ?? '');
        if (result !== undefined)
            replay(session, step, { result, followed: false });
    }
    return ids.at(-1) ?? '';
}
function createSession({ store, sandbox, trees }, { options, journal, stop, plan }) {
    const { context, secrets, noCache, pull, cacheScope, keepFailed = false, limits, maxParallel, emit, } = options;
    return {
        plan,
        store,
        sandbox,
        trees,
        context,
        secrets,
        noCache,
        pull,
        cacheScope,
        keepFailed,
        limits,
        masker: createMasker(options),
        journal,
        warn: (message, { at }) => emit({ type: 'warning', message, at }),
        inTurn: createTurns(maxParallel ?? Math.max(2, (0,external_node_os_.availableParallelism)())),
        signal: stop.signal,
        fail: stop.because,
    };
}
/** The limit is loaded with the first step that runs: a cached build has no use for it. */
function createTurns(places) {
    let limit;
    return async (work) => {
        limit ??= __webpack_require__.e(/* import() */ 370).then(__webpack_require__.bind(__webpack_require__, 370)).then(({ default: pLimit }) => pLimit(Math.max(1, Math.floor(places))));
        return await (await limit)(work);
    };
}
function createStop(user) {
    const controller = new AbortController();
    let first;
    return {
        signal: user === undefined ? controller.signal : AbortSignal.any([user, controller.signal]),
        because(error) {
            first ??= error;
            controller.abort();
        },
        reason: () => first,
    };
}
function planRequest({ store, images, trees }, options) {
    const { context, pull, emit, signal } = options;
    const warn = (message, at) => emit({ type: 'warning', message, at });
    return { machinery: { store, images, trees }, context, pull, warn, signal };
}
function warnOfShortSecrets({ secrets, emit }) {
    for (const id of unmasked(secrets)) {
        const message = `the secret "${id}" has fewer than 4 characters and is not masked in logs`;
        emit({ type: 'warning', message });
    }
}
function build_cancelled() {
    return new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
}


/***/ })

};
