export const id = 4710;
export const ids = [4710];
export const modules = {

/***/ 7983:
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
;// CONCATENATED MODULE: ./build/js/mask/shell-forms.js
/** Characters that bash's `printf %q` puts a backslash before. */
const QUOTED = /[ !"$&'()*,;<>?[\\\]^`{|}]/g;
const ANSI_C = { '\\': '\\\\', "'": "\\'", '\t': '\\t', '\u001b': '\\E' };
/** How shells write a word: `set -x` and `printf %q` of bash, dash and busybox, each without the quotes around the word. */
function* shellForms(piece) {
    // In single quotes: bash ends the quotes for a backslash, dash and busybox for double quotes.
    yield piece.replaceAll("'", `'\\''`);
    yield piece.replaceAll("'", `'"'"'`);
    // In double quotes, as people write it.
    yield piece.replace(/["$`\\]/g, '\\$&');
    const backslashed = piece.replace(QUOTED, '\\$&');
    yield backslashed;
    // Older versions leave the comma, newer ones escape `#` and `~` at the beginning.
    yield backslashed.replaceAll('\\,', ',');
    yield backslashed.replace(/^[#~]/, '\\$&');
    // $'…': what bash writes for control characters.
    yield piece.replace(/[\\'\p{Cc}]/gu, (text) => ANSI_C[text] ?? text);
}

;// CONCATENATED MODULE: ./build/js/mask/forms.js

/**
 * Shorter texts are not masked: they are parts of ordinary words, so stars would spoil every log and would tell the secret by
 * their places.
 */
const MIN_LENGTH = 4;
/** The shortest base64 text that is masked: base64 of fewer bytes turns up by chance. */
const MIN_BASE64 = 8;
/** The lines around a PEM block, such as `-----BEGIN CERTIFICATE-----`, are no secret. RFC 7468 */
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;
/** A value's text without the blanks around it, and each of its lines; nothing shorter than four characters. */
function plainPieces(value) {
    const whole = Buffer.from(value).toString('utf8').trim();
    const lines = whole.split(/\r?\n|\r/).map((line) => line.trim());
    const secret = lines.filter((line) => line.length >= MIN_LENGTH && !PEM_BOUNDARY.test(line));
    const isWholeShown = whole.length >= MIN_LENGTH && !PEM_BOUNDARY.test(whole);
    return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}
/** Every text by which a piece can stand in a log, base64 left aside. */
function* quotedForms(piece) {
    yield piece;
    // What follows is only worth its time where a writer has something to escape.
    if (/^[\w.-]*$/.test(piece))
        return;
    yield* urlForms(piece);
    yield piece.replaceAll('/', '\\/');
    if (/^[\w./+=:-]*$/.test(piece))
        return;
    yield* jsonForms(piece);
    yield* xmlForms(piece);
    yield* shellForms(piece);
}
/** RFC 8259, plain and with the further escapes of writers that keep to ASCII, to HTML (`\u003c`) or to `\/`. */
function* jsonForms(piece) {
    const plain = JSON.stringify(piece).slice(1, -1);
    const hex = (text) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
    yield plain;
    yield plain.replaceAll('/', '\\/');
    yield plain.replace(/[^ -~]/g, hex);
    yield plain.replace(/[<>&]|[^ -~]/g, hex);
    yield plain.replace(/[<>&']|[^ -~]/g, hex);
}
/** RFC 3986 with hexadecimal digits of both cases, JavaScript's own, and forms (`+` for a blank). */
function* urlForms(piece) {
    const lax = encodeURIComponent(piece.toWellFormed());
    if (lax === piece && !/[!'()*]/.test(piece))
        return;
    const percent = (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`;
    const strict = lax.replace(/[!'()*]/g, percent);
    const forms = [lax, strict, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')];
    for (const form of new Set(forms)) {
        yield form;
        yield form.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
    }
}
/** Text of XML and HTML; quotes may stay, or have a name or a number. */
function* xmlForms(piece) {
    const text = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    yield text;
    for (const [double, single] of [
        ['&quot;', "'"],
        ['&quot;', '&apos;'],
        ['&quot;', '&#39;'],
        ['&quot;', '&#x27;'],
        ['&#34;', '&#39;'],
    ]) {
        yield text.replaceAll('"', double).replaceAll("'", single);
    }
}
/**
 * The characters that depend on the value alone, for each of the three places that a value can have in a group of three bytes,
 * in the alphabet of RFC 4648 §4. The reader of the text turns the other alphabet into this one.
 */
function* base64Forms(text) {
    const value = Buffer.from(text);
    for (const skipped of [0, 1, 2]) {
        const whole = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3);
        const form = whole.toString('base64');
        if (form.length >= MIN_BASE64)
            yield form;
    }
}

;// CONCATENATED MODULE: ./build/js/mask/track.js
/** More than one long piece goes on at a time only where a secret repeats itself. */
const MAX_FOLLOWED = 4;
function startTrack({ automaton, rests }) {
    const { first, depth, matched } = automaton;
    let node = 0;
    let followed = [];
    /** The length of the longest piece that goes on with this character. */
    const follow = (unit) => {
        followed = followed.filter((piece) => piece.rest.charCodeAt(piece.at) === unit);
        let longest = 0;
        for (const piece of followed) {
            piece.at += 1;
            piece.length += 1;
            longest = Math.max(longest, piece.length);
        }
        return longest;
    };
    return {
        ignores: (unit) => node === 0 && first[unit] === 0 && followed.length === 0,
        step(unit) {
            const longest = followed.length === 0 ? 0 : follow(unit);
            node = automaton.step(node, unit);
            const length = matched[node] ?? 0;
            if (length > 0 && length === depth[node] && followed.length < MAX_FOLLOWED) {
                for (const rest of rests.get(node) ?? [])
                    followed.push({ rest, at: 0, length });
            }
            return Math.max(longest, length);
        },
        open: () => depth[node] ?? 0,
    };
}

;// CONCATENATED MODULE: ./build/js/mask/unwrap.js
const LF = 10;
const CR = 13;
const TAB = 9;
const BLANK = 32;
const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const UNDERSCORE = 95;
/** A character of base64's URL alphabet in the standard one. RFC 4648 */
const standard = (unit) => (unit === MINUS ? PLUS : unit === UNDERSCORE ? SLASH : unit);
function startUnwrapping(track) {
    let afterBreak = false;
    let last = 0;
    /** Characters of the alphabet so far, and for each character left out how many of them came before. */
    let count = 0;
    let left = [];
    const isLeft = (unit) => {
        const isBreak = unit === CR || unit === LF;
        if (isBreak && (!afterBreak || (unit === LF && last === CR)))
            return true;
        return afterBreak && (unit === BLANK || unit === TAB);
    };
    /** The length of the last `length` characters of the alphabet with those that were left out among them. */
    const spread = (length) => {
        let among = 0;
        for (let at = left.length - 1; at >= 0 && (left[at] ?? 0) > count - length; at--)
            among += 1;
        return length === 0 ? 0 : length + among;
    };
    return {
        ignores: (unit) => left.length === 0 && track.ignores(standard(unit)),
        step(unit, position) {
            if (isLeft(unit) && !track.ignores(0)) {
                afterBreak = true;
                last = unit;
                left.push(count);
                return 0;
            }
            afterBreak = false;
            last = unit;
            count += 1;
            const length = track.step(standard(unit));
            const whole = spread(length);
            if (left.length > 0 && track.ignores(0))
                left = [];
            return Math.min(whole, position);
        },
        open: () => spread(track.open()),
    };
}

;// CONCATENATED MODULE: ./build/js/mask/reading.js


function startReading(scanner) {
    const plain = startTrack(scanner.texts);
    const encoded = startUnwrapping(startTrack(scanner.base64));
    let position = 0;
    return {
        read(text) {
            const matches = [];
            const before = position;
            for (let index = 0; index < text.length; index++) {
                const unit = text.charCodeAt(index);
                // Most characters begin nothing.
                if (plain.ignores(unit) && encoded.ignores(unit))
                    continue;
                const end = before + index + 1;
                const length = Math.max(plain.step(unit), encoded.step(unit, end));
                if (length > 0)
                    note(matches, { start: end - length, end });
            }
            position = before + text.length;
            return matches;
        },
        undecided: () => position - Math.max(plain.open(), encoded.open(position)),
    };
}
/** A long match grows with each character. */
function note(matches, match) {
    if (matches.at(-1)?.start === match.start)
        matches.pop();
    matches.push(match);
}

;// CONCATENATED MODULE: ./build/js/mask/trie.js
/** A node with more children gets a table, because a list of them would be searched for each character of a text. */
const MAX_LISTED = 6;
function makeTrie(pieces) {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 1);
    const ints = () => new Int32Array(size);
    const arrays = { unit: new Uint16Array(size), eldest: ints(), sibling: ints(), depth: ints() };
    const first = new Int32Array(65536);
    const matched = ints();
    const { child, add, count } = children(arrays, first);
    for (const piece of pieces) {
        let node = 0;
        for (let index = 0; index < piece.length; index++) {
            const unit = piece.charCodeAt(index);
            const known = node === 0 ? (first[unit] ?? 0) : child(node, unit);
            node = known !== 0 ? known : add(node, unit);
        }
        matched[node] = piece.length;
    }
    return { ...arrays, first, matched, child, count: count() };
}
function children({ unit, eldest, sibling, depth }, first) {
    let count = 1;
    const tables = new Map();
    const listed = new Uint8Array(unit.length);
    const child = (node, wanted) => {
        if ((listed[node] ?? 0) > MAX_LISTED)
            return tables.get(node)?.get(wanted) ?? 0;
        let at = eldest[node] ?? 0;
        while (at !== 0 && unit[at] !== wanted)
            at = sibling[at] ?? 0;
        return at;
    };
    const enter = (parent, node) => {
        const number = Math.min((listed[parent] ?? 0) + 1, MAX_LISTED + 1);
        listed[parent] = number;
        if (number <= MAX_LISTED)
            return;
        const table = tables.get(parent) ?? new Map();
        if (table.size === 0)
            for (let at = eldest[parent] ?? 0; at !== 0; at = sibling[at] ?? 0)
                table.set(unit[at] ?? 0, at);
        tables.set(parent, table.set(unit[node] ?? 0, node));
    };
    const add = (parent, added) => {
        const node = count++;
        unit[node] = added;
        depth[node] = (depth[parent] ?? 0) + 1;
        if (parent === 0) {
            first[added] = node;
            return node;
        }
        sibling[node] = eldest[parent] ?? 0;
        eldest[parent] = node;
        enter(parent, node);
        return node;
    };
    return { child, add, count: () => count };
}

;// CONCATENATED MODULE: ./build/js/mask/automaton.js

function makeAutomaton(pieces) {
    const trie = makeTrie([...pieces]);
    const { first, depth, matched } = trie;
    const fail = linkFailures(trie);
    const step = (node, unit) => {
        for (let at = node; at !== 0; at = fail[at] ?? 0) {
            const next = trie.child(at, unit);
            if (next !== 0)
                return next;
        }
        return first[unit] ?? 0;
    };
    return { step, first, depth, matched };
}
/** Breadth first: the failure of a node needs the failures of all shallower nodes. */
function linkFailures(trie) {
    const fail = new Int32Array(trie.count);
    const queue = new Int32Array(trie.count);
    let end = 0;
    for (const node of trie.first)
        if (node !== 0)
            queue[end++] = node;
    for (let index = 0; index < end; index++) {
        const parent = queue[index] ?? 0;
        for (let node = trie.eldest[parent] ?? 0; node !== 0; node = trie.sibling[node] ?? 0) {
            queue[end++] = node;
            const target = failureOf(trie, { fail, parent, unit: trie.unit[node] ?? 0 });
            fail[node] = target;
            if (trie.matched[node] === 0)
                trie.matched[node] = trie.matched[target] ?? 0;
        }
    }
    return fail;
}
function failureOf(trie, { fail, parent, unit }) {
    for (let at = fail[parent] ?? 0; at !== 0; at = fail[at] ?? 0) {
        const next = trie.child(at, unit);
        if (next !== 0)
            return next;
    }
    return trie.first[unit] ?? 0;
}

;// CONCATENATED MODULE: ./build/js/mask/scanner.js


function piecesOf(values) {
    const texts = new Set();
    const base64 = new Set();
    for (const value of values) {
        const plain = plainPieces(value);
        for (const piece of plain)
            for (const form of quotedForms(piece))
                texts.add(form);
        for (const piece of plain.slice(0, 1))
            for (const form of base64Forms(piece))
                base64.add(form);
    }
    return { texts, base64 };
}
function makeScanner({ texts, base64 }) {
    return { texts: wanted(texts), base64: wanted(base64) };
}
/** So much of a piece tells it from chance. A larger automaton would take longer to make than most steps run. */
const MAX_BEGINNING = 64;
function wanted(pieces) {
    const rests = new Map();
    for (const piece of pieces) {
        const beginning = piece.slice(0, MAX_BEGINNING);
        const known = rests.get(beginning) ?? [];
        rests.set(beginning, known);
        if (piece.length > MAX_BEGINNING)
            known.push(piece.slice(MAX_BEGINNING));
    }
    const automaton = makeAutomaton(rests.keys());
    const nodes = [...rests].flatMap(([beginning, more]) => more.length === 0 ? [] : [[nodeOf(automaton, beginning), more]]);
    return { automaton, rests: new Map(nodes) };
}
function nodeOf({ step }, text) {
    let node = 0;
    for (let index = 0; index < text.length; index++)
        node = step(node, text.charCodeAt(index));
    return node;
}
/** A text of at most so many characters is worth a look at its beginnings of pieces, which spares most automatons. */
const MAX_SIFTED = 1 << 20;
/** The pieces that may be in a text: those whose first characters are. A large bundle of certificates then costs next to nothing. */
function sift(pieces, text) {
    if (text.length > MAX_SIFTED)
        return pieces;
    const keep = (wanted, searched) => {
        const beginnings = beginningsOf(searched);
        return new Set([...wanted].filter((piece) => beginnings.has(piece.slice(0, MIN_LENGTH))));
    };
    return { texts: keep(pieces.texts, text), base64: keep(pieces.base64, asBase64(text)) };
}
function beginningsOf(text) {
    const beginnings = new Set();
    for (let at = 0; at + MIN_LENGTH <= text.length; at++)
        beginnings.add(text.slice(at, at + MIN_LENGTH));
    return beginnings;
}
const asBase64 = (text) => text
    .replace(/(\r?\n|\r)[ \t]*/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');

;// CONCATENATED MODULE: ./build/js/mask/masker.js



/** What a secret becomes on the screen, on the disk and in a report. */
const STARS = '***';
/**
 * Hides values in texts: each value without the blanks around it, each of its lines, and both as they stand in JSON, URLs, XML,
 * HTML and shell words; whole values also in base64, at any offset and with line breaks. Matches that overlap become one `***`.
 * The time depends on the length of the text, not on the number of secrets.
 */
function createMasker(values) {
    const given = [...values].filter((value) => value.length > 0);
    if (given.length === 0)
        return OPEN;
    const pieces = once(() => piecesOf(given));
    const whole = once(() => makeScanner(pieces()));
    // A single text seldom holds a secret, and an automaton of few pieces is made at once.
    const readingFor = (text) => {
        const sifted = sift(pieces(), text);
        const isEmpty = sifted.texts.size + sifted.base64.size === 0;
        return isEmpty ? undefined : startReading(makeScanner(sifted));
    };
    return {
        stream: () => createStream(startReading(whole())),
        mask(text) {
            const reading = text === '' ? undefined : readingFor(text);
            if (reading === undefined)
                return text;
            const stream = createStream(reading);
            return stream.push(text) + stream.end();
        },
        hides: (text) => text !== '' && (readingFor(text)?.read(text).length ?? 0) > 0,
    };
}
/** Ids of secrets that are too short to be masked. */
function unmasked(secrets) {
    const short = (value) => value.length > 0 && Buffer.from(value).toString('utf8').trim().length < MIN_LENGTH;
    return [...secrets].filter(([, value]) => short(value)).map(([id]) => id);
}
/** Masks nothing. */
const OPEN = {
    stream: () => ({ push: (text) => text, end: () => '' }),
    mask: (text) => text,
    hides: () => false,
};
function once(make) {
    let made;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}
function createStream(reading) {
    let held = '';
    /** The position of the first character that is held. */
    let from = 0;
    /** Up to here the text has had its stars. */
    let reach = 0;
    let matches = [];
    const release = (end) => {
        const due = matches.filter(({ start }) => start < end);
        if (due.length > 0)
            matches = matches.filter(({ start }) => start >= end);
        const text = held.slice(0, end - from);
        held = held.slice(end - from);
        const shown = cover(text, { from, reach, matches: due });
        from = end;
        reach = Math.max(reach, shown.reach);
        return shown.text;
    };
    return {
        push(text) {
            held += text;
            for (const match of reading.read(text))
                matches.push(match);
            const end = reading.undecided();
            return end > from ? release(end) : '';
        },
        end: () => release(from + held.length),
    };
}
/** The text with stars for its matches. What lies before `reach` has had its stars already. */
function cover(text, { from, reach, matches }) {
    const at = (position) => Math.min(Math.max(position - from, 0), text.length);
    let shown = '';
    let covered = reach;
    for (const { start, end } of [...matches].sort((a, b) => a.start - b.start)) {
        if (start >= covered)
            shown += `${text.slice(at(covered), at(start))}${STARS}`;
        covered = Math.max(covered, end);
    }
    return { text: shown + text.slice(at(covered)), reach: covered };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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
        .update(JSON.stringify([FORMAT, ...fieldsOf(key), ...(key.scope === undefined ? [] : [{ scope: key.scope }])]))
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
                    secrets: key.secrets.map(({ id, target, fingerprint }) => [
                        id,
                        target,
                        ...(fingerprint === undefined ? [] : [fingerprint]),
                    ]),
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
function idOf(step, { base, facts, manifest, scope }) {
    switch (step.kind) {
        case 'from': {
            const { digest, platform } = imageOf(step, facts);
            return stepId({ kind: 'from', digest, platform, scope });
        }
        case 'run':
            return stepId({ kind: 'run', base, ...runFacts(step, facts), scope });
        case 'copy': {
            const digest = manifest ?? facts.contextManifests.get(step)?.digest;
            if (digest === undefined)
                throw new errors/* ObuilderError */.Vy('internal', `no manifest of ${step.text}`);
            const { user, destination } = step;
            return stepId({ kind: 'copy', base, user, destination, manifest: digest, scope });
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
        secrets: operation.secrets.map(({ id, target }) => ({
            id,
            target,
            fingerprint: facts.fingerprints.get(id),
        })),
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

;// CONCATENATED MODULE: ./build/js/build/scopes.js
/** True for a step whose id does not cover all that can change its result. */
function isImpure(step) {
    if (step.kind !== 'run')
        return false;
    const { network, secrets, cache } = step.operation;
    return network.length > 0 || secrets.length > 0 || cache.length > 0;
}
/** The scopes that a step may be read from, the first choice first. That is the one that it is written to. */
function scopesOf(step, scopes) {
    const { own, others, maySharedWrite, shared } = scopes;
    const name = (step.kind === 'run' ? step.operation.share : undefined) ?? scopes.share;
    if (name === undefined)
        return [own, ...others];
    return maySharedWrite ? [shared(name), own, ...others] : [own, ...others, shared(name)];
}
/** Who may make again what this build makes: builds of its own scope, and of those that trust is taken from. */
function makersOf({ own, others }) {
    return [own, ...others].map(({ key }) => key);
}
/** A result that others made for themselves is never replaced by another one. */
function mayReplace({ madeBy }, { own, isOwner }) {
    return isOwner || madeBy?.includes(own.key) === true;
}

;// CONCATENATED MODULE: ./build/js/build/candidates.js


/** The results that a step may have on a base, the first choice first. That is the one to make where none is there. */
function candidatesOf(step, request) {
    const { scopes, isRefreshed, ...keys } = request;
    const scoped = (scope, isOurs) => {
        return { id: idOf(step, { ...keys, scope: scope.key }), scope, isOurs };
    };
    if (isImpure(step)) {
        const [first, ...others] = scopesOf(step, scopes);
        const own = scoped(first, true);
        return isRefreshed ? [own] : [own, ...others.map((scope) => scoped(scope, false))];
    }
    const shared = { id: idOf(step, keys), scope: undefined, isOurs: true };
    // What others have made stays theirs: what is made again in its place is this build's alone.
    return isRefreshed ? [shared, scoped(scopes.own, true)] : [shared];
}
/** Whose result it is, for people, where that is another scope than this build's. */
function foreignLabel({ scope, isOurs }) {
    return isOurs ? undefined : scope?.label;
}
function choose(candidates, presence, { scopes, isRefreshed }) {
    const [first, second] = candidates;
    if (isRefreshed) {
        const there = presence.found.get(first.id);
        const isForeign = first.scope === undefined && there !== undefined && !mayReplace(there, scopes);
        return { ...(isForeign && second !== undefined ? second : first), result: undefined };
    }
    for (const candidate of presence.hasBase ? candidates : []) {
        const result = presence.found.get(candidate.id);
        if (result !== undefined && standsOn(result, presence.baseMadeAt))
            return { ...candidate, result };
    }
    return { ...first, result: undefined };
}
/**
 * Whether a result was made on the very result that is its base today: that may have been made again meanwhile. One of an
 * earlier release does not tell, and is not older than its base.
 */
function standsOn({ parentMadeAt, startedAt }, baseMadeAt = 0) {
    return parentMadeAt === undefined ? startedAt >= baseMadeAt : parentMadeAt === baseMadeAt;
}

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

;// CONCATENATED MODULE: ./build/js/build/outputs.js

/** Bytes of names and values together that a job may output: the platform's limit. */
const outputLimit = 1024 * 1024;
/**
 * Reads what a step wrote to the file in `$GITHUB_OUTPUT`: lines `name=value` and blocks `name<<DELIMITER`, as GitHub's
 * runner on Linux reads them: a carriage return is part of its line. Blank lines between them are skipped, a later value of a name
 * wins.
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
        if (line === '' || line === '\r')
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
        return text.split('\n');
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
        fingerprints: request.fingerprints,
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
async function readContext(steps, { machinery, context, warn, signal }) {
    const copies = steps.filter((step) => step.kind === 'copy' && step.source === undefined);
    const read = async (step) => {
        const { src, exclude } = step.operation;
        const request = {
            root: context,
            rootName: 'the context',
            src,
            dst: step.destination,
            exclude,
            isUsers: true,
        };
        const read = () => machinery.trees.readManifest({ ...request, memo: machinery.store.memo, signal });
        const manifest = await placed(step.at, read);
        for (const warning of manifest.warnings ?? [])
            warn(warning, step.at);
        return [step, manifest];
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

;// CONCATENATED MODULE: ./build/js/build/lookup.js

/**
 * In each step a chain of ids forks into as many as there are scopes to read from. They are followed all at once up to this
 * number, so that one query answers for nearly every build; from there on with another one.
 */
const MOST_CHAINS = 64;
/** Finds the results of all steps: by one query of the store, unless many steps may come from several scopes. */
function lookUp(builds, request) {
    const search = { ...request, builds, found: new Map(), asked: new Set(), known: new Map() };
    for (;;) {
        const { choices, stoppedAt } = walk(search);
        if (stoppedAt === undefined)
            return { choices, found: search.found, asked: search.asked };
        const wanted = [...collect(search, { choices, stoppedAt })].filter((id) => !search.asked.has(id));
        for (const id of wanted)
            search.asked.add(id);
        for (const [id, result] of request.store.find(wanted))
            search.found.set(id, result);
    }
}
function walk(search) {
    const choices = [];
    const last = new Map();
    for (const { node, steps } of search.builds) {
        let base;
        for (const step of steps) {
            const source = step.kind === 'copy' && step.source !== undefined ? last.get(step.source) : undefined;
            const candidates = candidatesAt(search, step, { base, manifest: provenDigest(search, step, source) });
            if (candidates?.some(({ id }) => !search.asked.has(id)))
                return { choices, stoppedAt: step.index };
            base = candidates && choose(candidates, presenceOn(search, step, base), scopesAt(search, step));
            choices.push(base);
        }
        last.set(node, base);
    }
    return { choices, stoppedAt: undefined };
}
function presenceOn({ found }, step, base) {
    const hasBase = step.kind === 'from' || base?.result !== undefined;
    return { found, hasBase, baseMadeAt: base?.result?.startedAt };
}
function scopesAt({ scopes, isRefreshed }, step) {
    return { scopes, isRefreshed: isRefreshed(step) };
}
/** None where it depends on what is not known yet. */
function candidatesAt(search, step, { base, manifest }) {
    if (step.kind !== 'from' && base === undefined)
        return undefined;
    if (step.kind === 'copy' && step.source !== undefined && manifest === undefined)
        return undefined;
    const key = `${step.index} ${base?.id} ${manifest}`;
    const known = search.known.get(key);
    if (known !== undefined)
        return known;
    const { facts } = search;
    const candidates = candidatesOf(step, { base: base?.id ?? '', facts, manifest, ...scopesAt(search, step) });
    search.known.set(key, candidates);
    return candidates;
}
/** What a nested build's result was copied as counts while that very result is there. */
function provenDigest({ facts }, step, source) {
    if (step.kind !== 'copy' || source?.result === undefined)
        return undefined;
    const remembered = facts.nested.recall(step, source.id);
    return remembered?.startedAt === source.result.startedAt ? remembered.digest : undefined;
}
/** The ids that may be wanted from the step on where a walk has stopped. */
function collect(search, at) {
    const collecting = { ...at, wanted: new Set(), ends: new Map() };
    for (const build of search.builds)
        collecting.ends.set(build.node, chainsOf(search, build, collecting));
    return collecting.wanted;
}
/** How a build may end; nothing where that is not known yet. */
function chainsOf(search, { steps }, collecting) {
    const { choices, stoppedAt, wanted, ends } = collecting;
    let chains = [undefined];
    for (const step of steps) {
        if (step.index < stoppedAt)
            chains = [choices[step.index]];
        else {
            chains = follow(search, step, { chains, ends });
            for (const chain of chains)
                if (chain !== undefined)
                    wanted.add(chain.id);
            if (chains.length === 0 || chains.length > MOST_CHAINS)
                return [];
        }
    }
    return chains;
}
function follow(search, step, { chains, ends }) {
    const digests = step.kind === 'copy' && step.source !== undefined ? guesses(search, step, ends) : [undefined];
    return chains.flatMap((base) => digests.flatMap((manifest) => candidatesAt(search, step, { base, manifest }) ?? []));
}
/** What was copied before from any of the results that the nested build may have. */
function guesses({ facts }, step, ends) {
    const sources = step.source === undefined ? [] : (ends.get(step.source) ?? []);
    const digests = sources.map((source) => source && facts.nested.recall(step, source.id)?.digest);
    return [...new Set(digests.filter((digest) => digest !== undefined))];
}

;// CONCATENATED MODULE: ./build/js/build/or-cancelled.js

/** The outcome of `work`, or an error `cancelled` as soon as the signal fires: a read that hangs holds up nobody. */
async function orCancelled(work, signal) {
    if (signal === undefined)
        return await work;
    const { promise, reject } = Promise.withResolvers();
    const onAbort = () => reject(new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled'));
    if (signal.aborted)
        onAbort();
    else
        signal.addEventListener('abort', onAbort, { once: true });
    try {
        return await Promise.race([work, promise]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

;// CONCATENATED MODULE: ./build/js/build/refresh.js

/** Fewer digits are as likely a slip as a choice. */
const SHORTEST_PREFIX = 4;
/**
 * The steps that are meant by what somebody wants to have made again: a nested build by its name means all its steps but
 * the base image, `line:N` the step there, and hex digits the step whose id begins so.
 *
 * @param idsOf the ids that a step may have
 * @throws ObuilderError `input-invalid` for one that means no step
 */
function stepsToRefresh(builds, wanted, idsOf) {
    return new Set(wanted.flatMap((name) => meantBy(builds, name, idsOf)));
}
function meantBy(builds, name, idsOf) {
    const named = builds.filter(({ node }) => node.path.length > 0 && node.path.join('/') === name);
    if (named.length > 0)
        return named.flatMap(({ steps }) => steps.slice(1));
    const steps = builds.flatMap((build) => build.steps);
    const line = /^line:(\d+)$/.exec(name)?.[1];
    const isMeant = (step) => {
        if (line !== undefined)
            return step.at.line === Number(line);
        return isPrefix(name) && idsOf(step).some((id) => id.startsWith(name));
    };
    const meant = steps.filter(isMeant);
    if (meant.length > 0)
        return meant;
    const names = builds.filter(({ node }) => node.path.length > 0).map(({ node }) => node.path.join('/'));
    throw new errors/* ObuilderError */.Vy('input-invalid', `no step is meant by ${JSON.stringify(name)}, which is to be made again`, {
        value: name,
        hint: [
            'Give the name of a nested build, the first digits of an id that "plan" prints, or line:N for the step in line N.',
            ...(names.length === 0 ? [] : [`The nested builds: ${names.join(', ')}.`]),
        ].join(' '),
    });
}
/** Whether a text may be the beginning of an id. */
function isPrefix(name) {
    return name.length >= SHORTEST_PREFIX && /^[0-9a-f]+$/.test(name);
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
    scope_collect(wanted, needed);
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
function scope_collect(node, needed) {
    if (needed.has(node))
        return;
    needed.add(node);
    for (const source of node.sources.values())
        scope_collect(source, needed);
}

;// CONCATENATED MODULE: ./build/js/build/secrets.js

/** @throws ObuilderError `secret-missing` at the first secret of a step that has no value */
function checkSecrets(step, given) {
    const missing = step.kind === 'run' && step.operation.secrets.find(({ id }) => !given.has(id));
    if (!missing)
        return;
    throw new errors/* ObuilderError */.Vy('secret-missing', `the secret "${missing.id}" was not given`, {
        value: missing.id,
        hint: `Give its value: --secret=${missing.id}:FILE in a shell, the input \`secrets\` in a workflow.`,
        at: missing.at,
    });
}
/**
 * Asks for the secrets of those steps only that have to run, as far as that is known before anything runs.
 *
 * @throws ObuilderError `secret-missing`
 */
function checkPlannedSecrets({ steps, choices }, given) {
    for (const step of steps) {
        const choice = choices[step.index];
        if (choice !== undefined && choice.result === undefined)
            checkSecrets(step, given);
    }
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
        ...list('share', run.share === undefined ? [] : [printAtom(run.share)]),
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
/**
 * Every id that can be known before anything runs, and which of them have results: one query of the store.
 *
 * @throws ObuilderError for an image that cannot be resolved and a copy that is refused, with its position
 */
async function makePlan(builds, request) {
    const steps = builds.flatMap(({ steps }) => steps);
    const { scopes, machinery } = request;
    const fingerprints = fingerprintsOf(steps, request);
    const facts = await orCancelled(gatherFacts(steps, { ...request, fingerprints }), request.signal);
    const asked = { facts, scopes, store: machinery.store };
    const isRefreshed = refreshOf(builds, request, () => lookUp(builds, { ...asked, isRefreshed: () => false }));
    const lookup = lookUp(builds, { ...asked, isRefreshed });
    const present = new Map();
    for (const choice of lookup.choices)
        if (choice?.result !== undefined)
            present.set(choice.id, choice.result);
    return { ...lookup, builds, steps, present, facts, scopes, isRefreshed };
}
/** Ids are looked up for those alone that name a step by its id. */
function refreshOf(builds, { isRefreshed, refresh }, look) {
    if (refresh.length === 0)
        return isRefreshed;
    const choices = refresh.some(isPrefix) ? look().choices : [];
    const steps = stepsToRefresh(builds, refresh, ({ index }) => {
        const choice = choices[index];
        return choice === undefined ? [] : [choice.id];
    });
    return (step) => isRefreshed(step) || steps.has(step);
}
/** @throws ObuilderError `secret-missing` where a value is a part of a key and was not given */
function fingerprintsOf(steps, { keySecrets, secrets, machinery }) {
    const fingerprints = new Map();
    for (const id of keySecrets) {
        const value = secrets.get(id);
        const user = steps.find((step) => step.kind === 'run' && step.operation.secrets.some((secret) => secret.id === id));
        if (user !== undefined && value === undefined)
            checkSecrets(user, secrets);
        if (value !== undefined)
            fingerprints.set(id, machinery.store.fingerprint(value));
    }
    return fingerprints;
}
function toldOf(choice) {
    return { id: choice?.id, from: choice === undefined ? undefined : foreignLabel(choice) };
}
function plannedSteps({ steps, choices }) {
    return steps.map(({ index, node, kind, text, workdir, at }) => {
        return { index, build: node.path, kind, operation: text, workdir, at, ...toldOf(choices[index]) };
    });
}

;// CONCATENATED MODULE: ./build/js/build/pace.js
/** Waits for the listener of a build's events, but no longer than until the signal fires. */
function waitFor(pace, signal) {
    if (pace === undefined || signal.aborted)
        return undefined;
    return new Promise((resolve) => {
        const settle = () => {
            signal.removeEventListener('abort', settle);
            resolve();
        };
        signal.addEventListener('abort', settle);
        pace.then(settle, settle);
    });
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
 * `followed`: the log was shown while another process wrote it. `from`: whose result it is, where that is another scope.
 */
async function replay(session, step, { result, followed, from }) {
    if (!followed)
        await replayLog(session, step, result.id);
    const { startedAt, seconds, source } = result;
    session.journal.end(step, {
        id: result.id,
        outcome: 'cached',
        seconds: 0,
        original: { startedAt, seconds, source, from },
        outputs: withoutSecrets(session, step, result.outputs),
    });
}
/** A log up to this size is masked as a whole, which needs no automaton of all secrets. */
const SHORT_LOG_BYTES = 256 * 1024;
/** In pieces, each when the listener has room for it. A log that is damaged does not fail a build. */
async function replayLog(session, step, id) {
    const { journal, masker, store, signal, pace, warn } = session;
    const pieces = logPieces(store.readLog(id), (reason) => warn(`the log of this step is not whole: ${reason}`, step));
    if ((store.logBytes(id) ?? 0) <= SHORT_LOG_BYTES) {
        journal.output(step, masker.mask([...pieces].join('')));
        return;
    }
    const masked = masker.stream();
    for (const text of pieces) {
        if (signal.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
        journal.output(step, masked.push(text));
        const wait = waitFor(pace(), signal);
        if (wait !== undefined)
            await wait;
    }
    journal.output(step, masked.end());
}
function* logPieces(log, onFault) {
    if (log === undefined) {
        onFault('it was lost');
        return;
    }
    try {
        yield* log;
    }
    catch (error) {
        onFault((0,errors/* asObuilderError */.xO)(error).message);
    }
}

;// CONCATENATED MODULE: ./build/js/build/slots.js


/** The name of a slot in the store: what different scopes and names give is different, and never a path. */
function slotName(scope, name) {
    return `${encodeURIComponent(scope.toWellFormed())}:${encodeURIComponent(name.toWellFormed())}`;
}
/** The slots of a plan's steps. A step that is cached needs its slots as soon as its source changes. */
function slotNames({ steps, scopes }) {
    return steps
        .filter((step) => step.kind === 'run')
        .flatMap((step) => step.operation.cache.flatMap(({ name }) => scopesOf(step, scopes).map(({ key }) => slotName(key, name))));
}
/**
 * Private copies of a step's cache slots; one that is named twice gives two copies. A slot that has no files in the scope of
 * this build starts as a copy of the base branch's; what the step leaves goes to its own scope only.
 */
async function takeSlots(session, step) {
    const { store, plan } = session;
    const [own, ...others] = scopesOf(step, plan.scopes);
    const taken = await Promise.allSettled(step.operation.cache.map(async ({ name, target, at }) => {
        const from = others.map(({ key }) => slotName(key, name));
        const copy = await store.slot(slotName(own.key, name), { ...step.user, from });
        return { name, copy, target, at };
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
        mounts: slots.map(({ copy, target, at }) => ({ kind: 'slot', source: copy.path, target, at })),
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

;// CONCATENATED MODULE: ./build/js/build/stop.js
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
    let checked;
    const copy = async () => session.trees.copy({
        manifest,
        from: source === undefined ? session.context : await session.store.view(source.id),
        to: draft.rootfs,
        dst: step.destination,
        user: step.user,
        isSealed: source !== undefined,
        scratch: draft.scratch,
        onChecking: (checking) => {
            checked = forgetting(session, step, checking);
            // The commit awaits it; until then a rejection is not unhandled.
            checked.catch(() => undefined);
        },
        checkSignal: session.userSignal,
        signal: session.signal,
    });
    await forgetting(session, step, copy());
    return { outputs: {}, checked };
}
/** Where a file was not what was remembered of it, it is read anew the next time: its times do not tell that it changed. */
async function forgetting({ trees, store, context }, step, work) {
    try {
        await work;
    }
    catch (error) {
        if (step.source === undefined && (0,errors/* isObuilderError */.LV)(error, 'copy-refused')) {
            const { src, exclude } = step.operation;
            trees.forget({ root: context, src, exclude, memo: store.memo });
        }
        throw error;
    }
}
async function manifestOf({ plan }, step, source) {
    const { nested, contextManifests } = plan.facts;
    const manifest = source === undefined ? contextManifests.get(step) : await nested.manifest(step, source);
    if (manifest === undefined)
        throw new errors/* ObuilderError */.Vy('internal', `no manifest of ${step.text}`);
    return manifest;
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

;// CONCATENATED MODULE: ./build/js/build/disk-watch.js



/** How often the disk is looked at while there is ample space. */
const CALM_MILLISECONDS = 200;
/** How often at most, when there is hardly any. */
const ALARMED_MILLISECONDS = 5;
/** More than a step can write in a second; by it the next look is chosen. */
const BYTES_A_SECOND = 4 * 1024 ** 3;
/** A step that began with this share of the disk free has taken the rest itself, so that pruning would not help. */
const disk_watch_AMPLE_SHARE = 0.5;
/**
 * Does a step's work for as long as it leaves the store's disk, and the disk below a pool's image, the space that both need to
 * stay usable.
 *
 * @throws ObuilderError `store-full` where less is left and results could make way, `step-too-large` where that would not help
 */
async function withinDisk(session, work) {
    const stop = createStop(session.signal);
    const end = watch(session.store, stop.because);
    try {
        return await work({ ...session, signal: stop.signal });
    }
    catch (error) {
        throw stop.reason() ?? error;
    }
    finally {
        end();
    }
}
function watch(store, stop) {
    const before = store.space();
    let timer;
    const look = () => {
        const spare = store.spareBytes();
        if (spare <= 0)
            return stop(disk_watch_tooLarge(before, store.space()));
        const milliseconds = (spare / BYTES_A_SECOND) * 500;
        timer = setTimeout(look, Math.min(CALM_MILLISECONDS, Math.max(ALARMED_MILLISECONDS, milliseconds)));
        timer.unref();
    };
    timer = setTimeout(look, ALARMED_MILLISECONDS);
    timer.unref();
    return () => clearTimeout(timer);
}
function disk_watch_tooLarge(before, now) {
    const [free, had] = [megabytes(now.freeBytes), megabytes(before.freeBytes)];
    const isOwnFault = before.freeBytes >= disk_watch_AMPLE_SHARE * before.totalBytes;
    return new errors/* ObuilderError */.Vy(isOwnFault ? 'step-too-large' : 'store-full', `the step was stopped before it filled the disk: ${had} were free when it began, and ${free} are free now`, {
        value: free,
        hint: 'Let the step write less, or give the store more space: a larger disk, or a larger pool (store-size, for a pool that is yet to be made).',
    });
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

;// CONCATENATED MODULE: ./build/js/build/step-bounds.js

/** What a step may write to its log where nothing else is asked for: more than anybody reads, and no disk is full of it. */
const DEFAULT_LOG_BYTES = 1024 ** 3;
function timedOut({ seconds, reached }, limits) {
    const message = `the command ran longer than its bound of ${seconds} s and was killed${pidsReached(reached)}`;
    return new errors/* ObuilderError */.Vy('command-failed', message, {
        value: `${seconds} s`,
        hint: `Find out what it waits for: stdin is closed and there is no network by default. ${howToRaise('step-timeout', limits)}`,
    });
}
function outOfMemory({ signal, reached }, limits) {
    if (reached?.memoryBytes === undefined) {
        return new errors/* ObuilderError */.Vy('command-failed', `the command was killed by ${signal}: this machine was out of memory`, { value: signal, hint: 'Run fewer steps at once (max-parallel), or use a machine with more memory.' });
    }
    const bound = sizeText(reached.memoryBytes);
    return new errors/* ObuilderError */.Vy('command-failed', `the command was killed by ${signal}: it ran out of memory, of which a step may have ${bound}`, {
        value: bound,
        hint: `Let the command use less, with fewer parallel jobs for example. ${howToRaise('memory', limits)}`,
    });
}
/** @param how how the command ended, in words */
function exitedAtPids(how, { reached, limits, }) {
    return new errors/* ObuilderError */.Vy('command-failed', `${how}${pidsReached(reached)}`, {
        value: String(reached?.pids),
        hint: `See whether it starts processes without end. ${howToRaise('pids', limits)}`,
    });
}
const pidsReached = (reached) => reached?.pids === undefined ? '' : `; it had all ${reached.pids} processes that a step may have`;
function logMeter(limits, stop) {
    const most = limits?.logBytes ?? DEFAULT_LOG_BYTES;
    let taken = 0;
    return {
        take: (bytes) => {
            if (taken > most)
                return false;
            taken += bytes;
            if (taken > most)
                stop(logTooLong(most, limits));
            return true;
        },
    };
}
function logTooLong(most, limits) {
    const bound = sizeText(most);
    return new errors/* ObuilderError */.Vy('command-failed', `the command wrote more than ${bound} to its log and was killed`, {
        value: bound,
        hint: `Let the command write less, or write to a file. ${howToRaise('log-size', limits)}`,
    });
}
function howToRaise(name, limits) {
    if (limits?.ownersBounds?.includes(name))
        return `The owner of this machine sets this bound: ${name} in /etc/obuilder-action.json.`;
    return `To raise the bound, set the input ${name} (in a shell: --${name}); max stands for no bound.`;
}
/** In the units in which sizes are given: powers of 1024. */
function sizeText(bytes) {
    const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
    const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    const amount = bytes / 1024 ** power;
    return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${units[power]}`;
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
    const stop = createStop(session.signal);
    const meter = logMeter(session.limits, stop.because);
    const show = (text) => {
        if (text === '')
            return;
        listener.hear(text);
        draft.log(text);
        session.journal.output(step, text);
    };
    try {
        const result = await session.sandbox.run({
            rootfs: draft.rootfs,
            scratch: draft.scratch,
            argv,
            cwd,
            user,
            env: sortedEnvironment(environment),
            network,
            mounts: [...slots.mounts, ...secretFiles(session, step)],
            limits: session.limits,
            onOutput: (chunk) => {
                if (meter.take(chunk.length))
                    show(masked.push(decoder.decode(chunk, { stream: true })));
                return waitFor(session.pace(), stop.signal);
            },
            signal: stop.signal,
        });
        if (result.kind === 'cancelled' && stop.reason() !== undefined)
            throw stop.reason();
        return result;
    }
    finally {
        show(masked.push(decoder.decode()) + masked.end());
    }
}
function secretFiles({ secrets }, step) {
    return step.operation.secrets.map(({ id, target, at }) => {
        return { kind: 'secret', value: secrets.get(id) ?? new Uint8Array(), target, at };
    });
}
function fileOf(result, { session: { limits }, fullness }) {
    switch (result.kind) {
        case 'exited':
            if (result.code === 0)
                return result.outputFile;
            throw exited(result, { fullness, limits });
        case 'killed':
            throw killed(result, limits);
        case 'timed-out':
            throw timedOut(result, limits);
        case 'cancelled':
            throw new errors/* ObuilderError */.Vy('cancelled', 'the command was cancelled');
    }
}
function exited({ code, reached }, { fullness, limits }) {
    const message = `the command exited with status ${code}`;
    if (fullness !== undefined)
        return new errors/* ObuilderError */.Vy('store-full', `${message}, and ${fullness}`, { value: String(code) });
    if (reached?.pids !== undefined)
        return exitedAtPids(message, { reached, limits });
    return new errors/* ObuilderError */.Vy('command-failed', message, { value: String(code) });
}
function killed(result, limits) {
    if (result.outOfMemory)
        return outOfMemory(result, limits);
    const { signal } = result;
    return new errors/* ObuilderError */.Vy('command-failed', `the command was killed by ${signal}`, { value: signal });
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
        const { result, isOurs } = order.choice;
        if (result !== undefined) {
            return await cached(session, step, { result, followed: false, from: foreignLabel(order.choice) });
        }
        if (!isOurs)
            throw new errors/* ObuilderError */.Vy('internal', `${step.text} is of another scope`, { value: order.id });
        checkSecrets(step, session.secrets);
        return await withRoom(session, step, () => acquire(session, step, order));
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
async function acquire(session, step, order) {
    const masked = session.masker.stream();
    let shown = 0;
    const onLog = (text) => {
        shown += Buffer.byteLength(text);
        session.journal.start(step);
        session.journal.output(step, masked.push(text));
        return waitFor(session.pace(), session.signal);
    };
    const { signal, store, journal } = session;
    const replace = session.plan.isRefreshed(step);
    const acquired = await store.acquire(order.id, {
        signal,
        onLog,
        replace,
        mayReplace: (result) => mayReplace(result, session.plan.scopes),
        parentMadeAt: order.baseMadeAt,
    });
    if (shown > 0)
        journal.output(step, masked.end());
    if (acquired.kind === 'result') {
        // Of several processes that had the lease in turn, the one whose log was followed need not be the one that ended.
        const followed = shown > 0 && store.logBytes(order.id) === shown;
        return await cached(session, step, { result: acquired.result, followed });
    }
    if (shown > 0)
        session.warn('another process gave up this step, so it starts again here', step);
    return await underLease(session, step, { ...order, lease: acquired.lease });
}
async function cached(session, step, from) {
    await replay(session, step, from);
    const { result } = from;
    return { base: result, madeAt: result.startedAt, finished: Promise.resolve(result) };
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
            const given = await withinDisk(session, (watched) => perform(watched, step, { ...order, begin }));
            if (draft === undefined)
                throw new errors/* ObuilderError */.Vy('internal', `${step.text} has no draft`);
            return commit(session, step, {
                draft,
                order,
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
function commit(session, step, finishing) {
    const { draft, order, given, startedAt, seconds } = finishing;
    const { kind, text: operation } = step;
    const { outputs, environment, checked } = given;
    const meta = {
        parent: order.base?.id,
        parentMadeAt: order.baseMadeAt,
        scope: order.choice.scope?.label,
        madeBy: makersOf(session.plan.scopes),
        kind,
        operation,
        startedAt,
        seconds,
        outputs,
        environment,
        source: 'built',
        context: stepContext(session, step),
    };
    const committed = draft.commit(meta, checked);
    const finished = committed.done.catch((error) => {
        session.journal.retract(step);
        const placed = withPosition(error, step.at);
        session.fail(placed);
        throw placed;
    });
    // Whoever needs the result awaits it later; until then a rejection is not unhandled.
    finished.catch(() => undefined);
    session.journal.end(step, { id: draft.id, outcome: 'built', seconds, outputs });
    return { base: committed.base, madeAt: startedAt, finished };
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
    if (session.signal.aborted)
        throw cancelled();
    const base = last?.base;
    const source = step.kind === 'copy' && step.source !== undefined ? await results.get(step.source) : undefined;
    if (session.signal.aborted)
        throw cancelled();
    const manifest = source === undefined ? undefined : await digestFor(session, step, source);
    const choice = await choiceOn(session, step, { last, manifest });
    return { id: choice.id, choice, base, baseMadeAt: last?.madeAt, source };
}
/**
 * The step's result on what it stands on now: as planned, or looked for now where that was not known before. What is held by
 * nobody may have gone since the plan was made; then it is this build's own result that is made.
 */
async function choiceOn({ plan, store, held }, step, { last, manifest }) {
    const { facts, scopes } = plan;
    const isRefreshed = plan.isRefreshed(step);
    const asked = { facts, manifest, scopes, isRefreshed };
    const candidates = candidatesOf(step, { ...asked, base: last?.base.id ?? '' });
    const isNew = ({ id }) => !plan.asked.has(id);
    if (candidates.length > 1 && candidates.some(isNew)) {
        const ids = candidates.filter(isNew).map(({ id }) => id);
        for (const [id, result] of await store.hold(ids))
            held.set(id, result);
    }
    const found = isRefreshed ? new Map([...plan.found, ...held]) : held;
    return choose(candidates, { found, hasBase: true, baseMadeAt: last?.madeAt }, asked);
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
    await replay(session, step, { result, followed: false });
    return { base: result, madeAt: result.startedAt, finished: Promise.resolve(result) };
}
function cancelled() {
    return new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
}

;// CONCATENATED MODULE: ./build/js/build/build.js












/**
 * Builds a spec: plans first, then makes what the store does not have. Never throws: every error, also of a broken
 * machine, is told by the event `failed`. When it settles no step runs any more and no draft is left; only a read of the plan
 * that hangs may go on after a cancel.
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
    const plan = await makePlan(builds, planRequest(machinery, options));
    return { steps: plannedSteps(plan), present: new Set(plan.present.keys()) };
}
async function buildOrThrow(machinery, run) {
    const { options, journal, stop } = run;
    if (stop.signal.aborted)
        throw build_cancelled();
    const builds = outline(options.spec, options.target);
    warnOfShortSecrets(builds, options);
    const request = planRequest(machinery, { ...options, signal: stop.signal });
    const plan = await makePlan(builds, request);
    journal.plan(plannedSteps(plan));
    machinery.store.touchSlots(slotNames(plan));
    const id = isComplete(plan)
        ? await replayAll(createSession(machinery, { ...run, plan, held: new Map(plan.present) }))
        : (await makeAll(machinery, { ...run, plan })).id;
    const outputs = journal.outputs();
    checkTotal(outputs);
    const steps = journal.reports();
    return { id, cacheHit: steps.every(({ outcome }) => outcome === 'cached'), steps, outputs };
}
function isComplete({ choices }) {
    return choices.every((choice) => choice?.result !== undefined);
}
/** What is present may be pruned by others until it is held; what went meanwhile is made again. */
async function makeAll(machinery, run) {
    const { plan, options } = run;
    checkPlannedSecrets(plan, options.secrets);
    const held = new Map(await machinery.store.hold([...plan.present.keys()]));
    return await walkBuilds(createSession(machinery, { ...run, held }));
}
/** The short way of a build whose results are all there: nothing is leased, begun or waited for. */
async function replayAll(session) {
    const { steps, choices } = session.plan;
    for (const step of steps) {
        const choice = choices[step.index];
        if (choice?.result === undefined)
            continue;
        await replay(session, step, { result: choice.result, followed: false, from: foreignLabel(choice) });
    }
    return choices.at(-1)?.id ?? '';
}
function createSession({ store, sandbox, trees }, { options, journal, stop, plan, held }) {
    const { context, secrets, keepFailed = false, limits, maxParallel, emit, pace = () => undefined } = options;
    return {
        plan,
        store,
        sandbox,
        trees,
        context,
        secrets,
        held,
        keepFailed,
        limits,
        masker: createMasker(usedSecrets(plan.steps, secrets).values()),
        journal,
        pace,
        warn: (message, { at }) => emit({ type: 'warning', message, at }),
        inTurn: createTurns(maxParallel ?? (0,external_node_os_.availableParallelism)()),
        signal: stop.signal,
        userSignal: options.signal,
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
function planRequest({ store, images, trees }, options) {
    const { context, pull, emit, signal, scopes, noCache, secrets, refresh = [], keySecrets = [] } = options;
    const warn = (message, at) => emit({ type: 'warning', message, at });
    const isRefreshed = (step) => noCache && (step.kind !== 'from' || pull === 'always');
    return {
        machinery: { store, images, trees },
        context,
        pull,
        warn,
        signal,
        scopes,
        secrets,
        keySecrets,
        isRefreshed,
        refresh,
    };
}
/** A secret that no step asks for hides nothing: its lines may be ordinary text. */
function usedSecrets(steps, given) {
    const ids = steps
        .flatMap((step) => (step.kind === 'run' ? step.operation.secrets : []))
        .map(({ id }) => id);
    const wanted = new Set(ids);
    return new Map([...given].filter(([id]) => wanted.has(id)));
}
function warnOfShortSecrets(builds, { secrets, emit }) {
    const steps = builds.flatMap((planned) => planned.steps);
    for (const id of unmasked(usedSecrets(steps, secrets))) {
        const message = `the secret "${id}" has fewer than 4 characters and is not masked in logs`;
        emit({ type: 'warning', message });
    }
}
function build_cancelled() {
    return new errors/* ObuilderError */.Vy('cancelled', 'the build was cancelled');
}


/***/ }),

/***/ 2978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ scopesFor)
/* harmony export */ });
/* unused harmony export deriveScopes */
/* harmony import */ var _host_caller_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7698);

/** Events that run the code of the ref that they name. */
const OWN_CODE = new Set([
    'push',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
    'release',
    'create',
    'deployment',
]);
/**
 * The scopes of a build. Nobody asks for them: they follow from who builds and from where the job comes, by the rule of
 * GitHub's own cache. A run reads its own ref's, the base branch's and the default branch's, and writes its own.
 */
function deriveScopes({ caller, origin, cacheScope, share }) {
    const part = (label, ...words) => ({
        key: JSON.stringify([caller.uid, ...words, cacheScope ?? '']),
        label: cacheScope ? `${label}, ${cacheScope}` : label,
    });
    return {
        ...(origin === undefined ? { own: part(caller.name), others: [] } : ofJob(origin, part)),
        share,
        shared: (name) => ({ key: JSON.stringify([caller.uid, 'share', name]), label: `shared ${name}` }),
        maySharedWrite: origin === undefined || isTrusted(origin),
        isOwner: caller.isRoot && origin === undefined,
    };
}
/** The scopes of what this process was asked for. */
function scopesFor({ origin, cacheScope, share }) {
    const caller = (0,_host_caller_js__WEBPACK_IMPORTED_MODULE_0__/* .callerOf */ .$U)({ env: process.env, uid: process.getuid?.() ?? 0 });
    return deriveScopes({ caller, origin, cacheScope, share });
}
/** What outsiders can start or change is not shared with others: only the default branch is what its owners want. */
function isTrusted({ event, ref, defaultBranch }) {
    return OWN_CODE.has(event) && defaultBranch !== undefined && ref === branchRef(defaultBranch);
}
function ofJob(origin, part) {
    const { server, repository, ref, event, baseBranch, defaultBranch, subject } = origin;
    const ofRef = (name) => part(labelOf(name), server, repository, name);
    const isOwnCode = OWN_CODE.has(event) || ref.startsWith('refs/pull/');
    // Such an event runs at a branch, often with the code of a pull request.
    const own = isOwnCode
        ? ofRef(ref)
        : part(`${labelOf(ref)}, ${event} ${subject ?? ''}`.trim(), server, repository, ref, event, subject ?? '');
    const branches = [baseBranch, defaultBranch].filter((branch) => branch !== undefined).map(branchRef);
    const readable = isOwnCode ? branches : [ref, ...branches];
    const others = [...new Set(readable)].map(ofRef).filter(({ key }) => key !== own.key);
    return { own, others };
}
const branchRef = (branch) => `refs/heads/${branch}`;
function labelOf(ref) {
    return ref
        .replace(/^refs\/heads\//, '')
        .replace(/^refs\/tags\//, 'tag ')
        .replace(/^refs\/pull\/(\d+)\/.*$/, '#$1');
}


/***/ }),

/***/ 5182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ decodeSecrets)
/* harmony export */ });
/** The bytes of a request's secrets, by id. */
function decodeSecrets({ secrets }) {
    return new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value, 'base64')]));
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

/***/ 5321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ limitsFor),
/* harmony export */   gJ: () => (/* binding */ BOUND_KEYS),
/* harmony export */   kL: () => (/* binding */ tighten),
/* harmony export */   mS: () => (/* binding */ BOUND_NAMES)
/* harmony export */ });
/** The names that inputs, flags and the owner's file share, in the order in which help texts tell them. */
const BOUND_NAMES = [
    'memory',
    'cpus',
    'pids',
    'step-timeout',
    'log-size',
];
/** The field that each name sets. */
const BOUND_KEYS = {
    memory: 'memoryBytes',
    cpus: 'cpus',
    pids: 'pids',
    'step-timeout': 'seconds',
    'log-size': 'logBytes',
};
/**
 * The bounds of a job's steps: the job can go below what the machine's owner set, and never above. Where the owner set
 * nothing, the job's wish counts.
 */
function tighten(owners, asked) {
    const bounds = {};
    const ownersBounds = [];
    for (const name of BOUND_NAMES) {
        const key = BOUND_KEYS[name];
        const [owner, job] = [owners?.[key], asked?.[key]];
        const isOwners = owner !== undefined && (job === undefined || infinite(job) > infinite(owner));
        const bound = isOwners ? owner : job;
        if (bound !== undefined)
            bounds[key] = bound;
        if (isOwners)
            ownersBounds.push(name);
    }
    return { bounds, ownersBounds };
}
/** The same with infinity for no bound, as the engine and the sandbox have them. */
function limitsFor(bounds) {
    const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)]);
    return Object.fromEntries(entries);
}
const infinite = (bound) => (bound === 'none' ? Number.POSITIVE_INFINITY : bound);


/***/ })

};
