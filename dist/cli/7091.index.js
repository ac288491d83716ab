export const id = 7091;
export const ids = [7091];
export const modules = {

/***/ 7411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ showDatum),
/* harmony export */   m: () => (/* binding */ shorten)
/* harmony export */ });
const SHOWN = 60;
/** A datum on one line for an error, cut where it gets long. */
function showDatum(datum) {
    return shorten(show(datum, SHOWN));
}
/** A text that came from a spec, cut so that a message with it stays readable. */
function shorten(text) {
    if (text.length <= SHOWN)
        return text;
    return `${text.slice(0, SHOWN).toWellFormed().trimEnd()}…`;
}
/** Stops descending once `room` is used up, so that a huge list costs no more than what is shown of it. */
function show(datum, room) {
    if (datum.kind === 'atom')
        return datum.text.slice(0, room + 1);
    let text = '(';
    for (const item of datum.items) {
        if (text.length > room)
            return text;
        text += (text === '(' ? '' : ' ') + show(item, room - text.length);
    }
    return `${text})`;
}


/***/ }),

/***/ 5142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ invalid),
/* harmony export */   au: () => (/* binding */ didYouMean),
/* harmony export */   qb: () => (/* binding */ nearestName)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/** Throws what every fault of a spec's text is: `spec-invalid`. */
function invalid(message, details) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('spec-invalid', message, details);
}
/** The name among `known` that was most likely meant, or undefined where none is close enough to be worth offering. */
function nearestName(word, known) {
    let best;
    for (const name of known) {
        // Comparing costs the product of the lengths, so what cannot be close or is no name at all is not compared.
        if (word.length > MAX_NAME || Math.abs(name.length - word.length) > MAX_EDITS)
            continue;
        const score = editsBetween(word.toLowerCase(), name.toLowerCase());
        if (score < name.length && score <= tolerance(name) && (!best || score < best.score))
            best = { name, score };
    }
    return best?.name;
}
/** `Did you mean run?`, or else the sentence given. */
function didYouMean(word, known, otherwise) {
    const name = nearestName(word, known);
    return name === undefined ? otherwise : `Did you mean ${name}?`;
}
const MAX_EDITS = 8;
const MAX_NAME = 200;
function tolerance(name) {
    return Math.min(MAX_EDITS, Math.max(1, Math.floor(name.length * 0.4)));
}
/** Letters in the wrong order are one slip, however many edits they take. */
function editsBetween(word, name) {
    const sorted = (text) => [...text].sort().join('');
    const edits = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(word, name);
    return edits > 1 && sorted(word) === sorted(name) ? 1 : edits;
}


/***/ }),

/***/ 7091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ parseSpec)
});

// EXTERNAL MODULE: ./build/js/spec/fail.js
var fail = __webpack_require__(5142);
// EXTERNAL MODULE: ./build/js/spec/datum.js
var spec_datum = __webpack_require__(7411);
;// CONCATENATED MODULE: ./build/js/spec/forms.js


/** `usage` shows what the place wants, e.g. `(workdir DIR)`. */
function asForm(datum, usage, hint) {
    if (datum.kind === 'list') {
        const [head, ...args] = datum.items;
        if (head?.kind === 'atom')
            return { name: head.text, args, at: datum.at, datum };
    }
    return wrong(datum, `${usage} is expected here`, hint ?? 'Write a list that begins with a word.');
}
/** The text of an atom that is neither empty nor carries a NUL. */
function wordOf(datum, what) {
    const text = textOf(datum, what);
    if (text === '')
        (0,fail/* invalid */.Gq)(`${what} is empty`, { at: datum.at, value: '""', hint: `Give ${what}, or remove the form.` });
    return text;
}
/** The text of an atom; empty is allowed. No string of the system can carry a NUL, so none is let in. */
function textOf(datum, what) {
    const { text } = asAtom(datum, what);
    const nul = text.indexOf('\0');
    if (nul !== -1) {
        (0,fail/* invalid */.Gq)(`${what} has a NUL character in it`, {
            at: datum.at,
            value: text.replaceAll('\0', '\\000'),
            hint: 'Remove it: no command, variable or path can carry one.',
        });
    }
    return text;
}
function asAtom(datum, what) {
    if (datum.kind === 'atom')
        return datum;
    return wrong(datum, `${what} is one word or one string, and this is a list`, 'Remove these parentheses.');
}
/** The only argument of a form. */
function only(form, usage, hint) {
    const [first, second] = form.args;
    if (first === undefined)
        return incomplete(form, usage, hint);
    if (second !== undefined)
        return wrong(second, `${form.name} takes one argument, and this is another`, hint ?? quoting(usage));
    return first;
}
function incomplete(form, usage, hint = `Write ${usage}.`) {
    return (0,fail/* invalid */.Gq)(`${form.name} lacks an argument`, { at: form.at, value: (0,spec_datum/* showDatum */.J)(form.datum), hint });
}
/** Refuses a datum for being where or what it is. */
function wrong(datum, message, hint) {
    return (0,fail/* invalid */.Gq)(message, { at: datum.at, value: (0,spec_datum/* showDatum */.J)(datum), hint });
}
function quoting(usage) {
    return `Write ${usage}; put it in double quotes where it has blanks.`;
}
/**
 * The fields of a record, by name. Any order; each at most once.
 * `usage` is the whole form, for hints.
 */
function fieldsOf(form, known, usage) {
    const fields = new Map();
    for (const arg of form.args) {
        if (arg.kind === 'atom')
            return wrong(arg, `${form.name} takes fields in parentheses`, `Write ${usage}.`);
        const field = asForm(arg, `a field of ${form.name}`, `Write ${usage}.`);
        if (!known.includes(field.name)) {
            const hint = (0,fail/* didYouMean */.au)(field.name, known, `The fields of ${form.name}: ${known.join(', ')}.`);
            (0,fail/* invalid */.Gq)(`${form.name} has no field ${(0,spec_datum/* shorten */.m)(field.name)}`, { at: field.at, value: field.name, hint });
        }
        const earlier = fields.get(field.name);
        if (earlier) {
            const hint = `The first one is at line ${earlier.at.line}, column ${earlier.at.column}; keep one.`;
            (0,fail/* invalid */.Gq)(`${form.name} has the field ${field.name} twice`, { at: field.at, value: field.name, hint });
        }
        fields.set(field.name, field);
    }
    return {
        required: (name) => fields.get(name) ?? missing(form, name, usage),
        optional: (name) => fields.get(name),
    };
}
function missing(form, name, usage) {
    return (0,fail/* invalid */.Gq)(`${form.name} lacks the field ${name}`, {
        at: form.at,
        value: (0,spec_datum/* showDatum */.J)(form.datum),
        hint: `Write ${usage}.`,
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/spec/paths.js


/** Refuses a path with `..` in it, which would say something else in each place where the spec is built. */
function refuseParent(path, what, at) {
    if (path.split('/').includes('..')) {
        (0,fail/* invalid */.Gq)(`${what} has .. in it`, {
            at,
            value: path,
            hint: what === 'dst' ? 'Write the destination as a path from / or from the workdir downwards.' : BELOW,
        });
    }
    return path;
}
const BELOW = 'Write it relative to the root that is copied from, and make the context large enough to hold it.';
/** Where every step has mounts of the sandbox's own. A mount of the spec there would decide what the sandbox itself opens. */
const OWN_PLACES = ['/dev', '/proc', '/sys', '/etc/hosts', '/etc/resolv.conf'];
/**
 * Where a mount goes, as an absolute path without `.`, `..`, doubled or final slashes. A relative one is relative to `/`, as
 * runc takes it in OBuilder, whatever the workdir.
 */
function mountTarget(path, at) {
    const target = external_node_path_.posix.normalize(`/${path}`).replace(/(?<=.)\/$/, '');
    if (target === '/') {
        (0,fail/* invalid */.Gq)('a mount cannot hide the whole root', { at, value: path, hint: 'Give a target below /.' });
    }
    const own = OWN_PLACES.find((place) => target === place || target.startsWith(`${place}/`));
    if (own !== undefined) {
        (0,fail/* invalid */.Gq)(`a mount cannot be ${target === own ? 'on' : 'in'} ${own}, a place of the sandbox's own`, {
            at,
            value: path,
            hint: `Give a target outside of ${OWN_PLACES.join(', ')}.`,
        });
    }
    return target;
}

;// CONCATENATED MODULE: ./build/js/spec/copy.js




const USAGE = '(copy (src PATH…) (dst PATH))';
const FROM = '(from (build NAME)) or (from context)';
/** `(copy (from (build NAME))? (src PATH*) (dst PATH) (exclude NAME*)?)` */
function toCopy(form) {
    const { required, optional } = fieldsOf(form, ['from', 'src', 'dst', 'exclude'], USAGE);
    const src = required('src').args.map((arg) => refuseParent(wordOf(arg, 'a source'), 'a source', arg.at));
    const target = only(required('dst'), '(dst PATH)');
    const dst = refuseParent(wordOf(target, 'dst'), 'dst', target.at);
    if (src.length !== 1 && !dst.endsWith('/')) {
        (0,fail/* invalid */.Gq)(`a copy of ${src.length} sources needs a directory to put them in`, {
            at: target.at,
            value: dst,
            hint: `End the destination with a slash: (dst ${dst}/).`,
        });
    }
    return {
        kind: 'copy',
        from: toSource(optional('from')),
        src,
        dst,
        exclude: (optional('exclude')?.args ?? []).map(toExclude),
        at: form.at,
    };
}
function toSource(field) {
    if (field === undefined)
        return { kind: 'context' };
    const datum = only(field, FROM);
    if (datum.kind === 'atom') {
        if (datum.text === 'context')
            return { kind: 'context' };
        const hint = (0,fail/* didYouMean */.au)(datum.text, ['context'], `For a nested build write (from (build ${(0,spec_datum/* shorten */.m)(datum.text)})).`);
        return wrong(datum, 'there is no such source', hint);
    }
    const source = asForm(datum, FROM);
    if (source.name !== 'build') {
        return wrong(datum, 'there is no such source', (0,fail/* didYouMean */.au)(source.name, ['build'], `Write ${FROM}.`));
    }
    const name = only(source, '(from (build NAME))');
    return { kind: 'build', name: wordOf(name, 'the name of a build'), at: name.at };
}
/** A bare word is OBuilder's exact base name. Ours are lists, which no base name can be. */
function toExclude(datum) {
    if (datum.kind === 'atom')
        return { kind: 'name', pattern: wordOf(datum, 'a name to exclude') };
    const form = asForm(datum, '(glob PATTERN) or (path PATH)');
    if (form.name !== 'glob' && form.name !== 'path') {
        const hint = (0,fail/* didYouMean */.au)(form.name, ['glob', 'path'], 'Write a base name, (glob PATTERN) or (path PATH).');
        return wrong(datum, `exclude has no kind ${(0,spec_datum/* shorten */.m)(form.name)}`, hint);
    }
    const pattern = only(form, `(${form.name} PATTERN)`, 'Write one list for each pattern.');
    return {
        kind: form.name,
        pattern: refuseParent(wordOf(pattern, `the ${form.name} to exclude`), 'an exclude', pattern.at),
    };
}

;// CONCATENATED MODULE: ./build/js/spec/mounts.js



const CACHE = '(cache (NAME (target PATH)))';
const SECRET = '(secrets (NAME (target PATH)))';
const OPTIONS = '(buildkit_options ((KEY VALUE)))';
const FIELDS = ['target', 'buildkit_options'];
/** `(NAME (target PATH) (buildkit_options ((K V)*))?)` */
function toCacheMount(datum) {
    const form = namedForm(datum, { what: 'the name of a cache', usage: CACHE });
    const { required, optional } = fieldsOf(form, FIELDS, CACHE);
    return {
        name: form.name,
        target: toTarget(required('target')),
        buildkitOptions: toOptions(optional('buildkit_options')),
        at: form.at,
    };
}
/** The same with the target left out: then the file is `/run/secrets/NAME`. */
function toSecretMount(datum) {
    const form = namedForm(datum, { what: 'the id of a secret', usage: SECRET });
    const { optional } = fieldsOf(form, FIELDS, SECRET);
    const target = optional('target');
    return {
        id: form.name,
        target: target ? toTarget(target) : defaultTarget(form),
        buildkitOptions: toOptions(optional('buildkit_options')),
        at: form.at,
    };
}
function namedForm(datum, expected) {
    const { what, usage } = expected;
    if (datum.kind === 'atom')
        return wrong(datum, `${what} goes into its own parentheses`, `Write ${usage}.`);
    const [head] = datum.items;
    if (head === undefined)
        return wrong(datum, `${what} is missing`, `Write ${usage}.`);
    if (head.kind === 'list')
        return wrong(head, `${what} comes first, and this is a list`, `Write ${usage}.`);
    wordOf(head, what);
    return asForm(datum, usage);
}
function toTarget(field) {
    const datum = only(field, '(target PATH)');
    return mountTarget(wordOf(datum, 'the target of a mount'), datum.at);
}
function defaultTarget(form) {
    if (form.name.split('/').some((part) => part === '' || part === '.' || part === '..')) {
        (0,fail/* invalid */.Gq)('this id gives no file name', {
            at: form.at,
            value: form.name,
            hint: 'Say where the secret goes: (target PATH).',
        });
    }
    return `/run/secrets/${form.name}`;
}
function toOptions(field) {
    if (field === undefined)
        return [];
    const datum = only(field, OPTIONS, `Write ${OPTIONS}, all pairs in one list.`);
    if (datum.kind === 'atom')
        return wrong(datum, 'buildkit_options takes a list of pairs', `Write ${OPTIONS}.`);
    return datum.items.map(toOption);
}
function toOption(datum) {
    const [key, value, extra] = datum.kind === 'list' ? datum.items : [];
    if (key === undefined || value === undefined || extra !== undefined) {
        return wrong(datum, 'an option is a key and a value in parentheses', `Write ${OPTIONS}.`);
    }
    return [wordOf(key, 'the key of an option'), textOf(value, 'the value of an option')];
}

;// CONCATENATED MODULE: ./build/js/spec/run.js



const run_USAGE = '(run (shell "COMMAND"))';
/** `(run (cache SLOT*)? (network host)? (secrets SECRET*)? (share NAME)? (shell COMMAND))` */
function toRun(form) {
    const { required, optional } = fieldsOf(form, ['cache', 'network', 'secrets', 'share', 'shell'], run_USAGE);
    const command = only(required('shell'), run_USAGE, 'Put the whole command into one pair of double quotes.');
    return {
        kind: 'run',
        cache: (optional('cache')?.args ?? []).map(toCacheMount),
        network: toNetwork(optional('network')?.args ?? []),
        secrets: (optional('secrets')?.args ?? []).map(toSecretMount),
        ...toShare(optional('share')),
        command: textOf(command, 'the command'),
        at: form.at,
    };
}
function toShare(field) {
    return field === undefined ? {} : { share: wordOf(only(field, '(share NAME)'), 'the name to share under') };
}
function toNetwork(args) {
    return args.map((arg, index) => {
        const name = textOf(arg, 'the name of a network');
        if (name !== 'host') {
            return wrong(arg, 'there is no such network', (0,fail/* didYouMean */.au)(name, ['host'], 'Write (network host), or leave the field out to run without a network.'));
        }
        return index === 0 ? name : wrong(arg, 'network names host twice', 'Write (network host).');
    });
}

;// CONCATENATED MODULE: ./build/js/spec/operations.js





const PARSERS = {
    comment: (form) => ({
        kind: 'comment',
        text: asAtom(only(form, '(comment "TEXT")'), 'a comment').text,
        at: form.at,
    }),
    workdir: (form) => ({
        kind: 'workdir',
        dir: wordOf(only(form, '(workdir DIR)'), 'the workdir'),
        at: form.at,
    }),
    shell: toShell,
    user: toUser,
    env: toEnv,
    run: toRun,
    copy: toCopy,
};
const OPERATIONS = Object.keys(PARSERS);
/** @throws ObuilderError `spec-invalid` */
function toOperation(datum) {
    const form = asForm(datum, `an operation (${OPERATIONS.join(', ')})`);
    const name = form.name.charAt(0).toLowerCase() + form.name.slice(1);
    if (!isOperation(name)) {
        const hint = (0,fail/* didYouMean */.au)(form.name, OPERATIONS, `The operations: ${OPERATIONS.join(', ')}.`);
        return (0,fail/* invalid */.Gq)(`there is no operation ${(0,spec_datum/* shorten */.m)(form.name)}`, { at: form.at, value: form.name, hint });
    }
    const args = name === form.name ? form.args : unwrapped(name, form.args);
    return PARSERS[name]({ ...form, name, args });
}
function isOperation(name) {
    return Object.hasOwn(PARSERS, name);
}
/** With a capital, OBuilder reads these operations with one more pair of parentheses around their arguments. */
function unwrapped(name, args) {
    const [first, second] = args;
    if (second !== undefined || first?.kind !== 'list')
        return args;
    const isRecord = (name === 'run' || name === 'copy' || name === 'user') && first.items[0]?.kind === 'list';
    return isRecord || name === 'env' ? first.items : args;
}
function toShell(form) {
    const argv = form.args.map((arg, index) => index === 0 ? wordOf(arg, 'the program of the shell') : textOf(arg, 'a word of the shell'));
    return { kind: 'shell', argv, at: form.at };
}
function toEnv(form) {
    const usage = '(env NAME "VALUE")';
    const [name, value, extra] = form.args;
    if (name === undefined)
        return incomplete(form, usage);
    const key = wordOf(name, 'the name of a variable');
    if (key.includes('=')) {
        const [before = '', after = ''] = key.split(/=(.*)/s);
        wrong(name, 'the name of a variable cannot have = in it', `Write (env ${before || 'NAME'} "${after}").`);
    }
    if (value === undefined)
        return incomplete(form, usage);
    if (extra !== undefined)
        return wrong(extra, 'env takes a name and one value, and this is more', `Write ${usage}.`);
    return { kind: 'env', name: key, value: textOf(value, 'the value of a variable'), at: form.at };
}
function toUser(form) {
    const usage = '(user (uid N) (gid N))';
    const [first] = form.args;
    if (first === undefined)
        return incomplete(form, usage);
    const { required, optional } = fieldsOf(form, ['uid', 'gid', 'name'], usage);
    const name = optional('name');
    if (name) {
        wrong(name.datum, 'a user by name is for Windows only', `Give the numbers of the Linux user: ${usage}.`);
    }
    return { kind: 'user', uid: toId(required('uid')), gid: toId(required('gid')), at: form.at };
}
/** What OCaml reads as an integer: underscores, and the prefixes 0x, 0o, 0b and 0u. */
const INTEGER = /^\+?(?:0[xX][\da-fA-F][\da-fA-F_]*|0[oO][0-7][0-7_]*|0[bB][01][01_]*|(?:0[uU])?\d[\d_]*)$/;
/** The kernel keeps the last number for "no id". */
const MAX_ID = 0xffff_fffe;
function toId(field) {
    const datum = only(field, `(${field.name} N)`);
    const text = wordOf(datum, field.name);
    const id = INTEGER.test(text) ? Number(text.replace(/^\+?(?:0[uU])?/, '').replaceAll('_', '')) : Number.NaN;
    if (!(id <= MAX_ID))
        wrong(datum, `${field.name} is not a number from 0 to ${MAX_ID}`, `Write (${field.name} 1000).`);
    return id;
}

;// CONCATENATED MODULE: ./build/js/spec/quoted.js
/** As Sexplib: `\n` and its kin; the names that stand for themselves are in the list too. */
const SIMPLE = new Map([
    ['n', '\n'],
    ['t', '\t'],
    ['b', '\b'],
    ['r', '\r'],
    ['\\', '\\'],
    ['"', '"'],
    ["'", "'"],
]);
/**
 * Reads a quoted atom whose opening quote is at `start`, with OCaml's escapes as Sexplib takes them: an escape that OCaml does
 * not have stays as it is, backslash included. `\195\169` are two bytes of UTF-8 and give one character.
 */
function readQuoted(text, start, refuse) {
    let out = '';
    let bytes = [];
    let offset = start + 1;
    const flush = () => {
        if (bytes.length > 0)
            out += decodeEscaped(bytes, start, refuse);
        bytes = [];
    };
    for (;;) {
        const plain = endOfPlain(text, offset);
        if (plain > offset) {
            flush();
            out += text.slice(offset, plain);
            offset = plain;
        }
        if (offset >= text.length) {
            return refuse('this string has no closing quote', { offset: start, length: 1 }, 'Close it with ", and write a quote inside a string as \\".');
        }
        if (text[offset] === '"') {
            flush();
            return { text: out, end: offset + 1 };
        }
        const escaped = readEscape(text, offset, refuse);
        offset = escaped.end;
        if (escaped.byte !== undefined && escaped.byte > 0x7f)
            bytes.push(escaped.byte);
        else {
            flush();
            out += escaped.byte === undefined ? escaped.text : String.fromCharCode(escaped.byte);
        }
    }
}
function readEscape(text, offset, refuse) {
    const next = text[offset + 1] ?? '';
    const simple = SIMPLE.get(next);
    if (simple !== undefined)
        return { text: simple, end: offset + 2 };
    if (next === '\n')
        return { text: '', end: endOfBlanks(text, offset + 2) };
    if (next === '\r') {
        return text[offset + 2] === '\n'
            ? { text: '', end: endOfBlanks(text, offset + 3) }
            : { text: '\r', end: offset + 2 };
    }
    if (isDigit(next))
        return readByte(text, offset, { refuse, form: DECIMAL });
    if (next === 'x')
        return readByte(text, offset, { refuse, form: HEXADECIMAL });
    // The character may be the first half of a pair: it is left to the plain text behind the backslash.
    return { text: '\\', end: offset + 1 };
}
const DECIMAL = { pattern: /^\d{3}$/, radix: 10, skip: 1 };
const HEXADECIMAL = { pattern: /^[\da-fA-F]{2}$/, radix: 16, skip: 2 };
function readByte(text, offset, how) {
    const { pattern, radix, skip } = how.form;
    const end = offset + 4;
    const digits = text.slice(offset + skip, end);
    const byte = pattern.test(digits) ? Number.parseInt(digits, radix) : 256;
    if (byte > 255) {
        how.refuse('this escape is not a byte', { offset, length: 4 }, 'Write \\ddd with three decimal digits up to 255 or \\xhh with two hexadecimal ones; a plain backslash is \\\\.');
    }
    return { text: '', byte, end };
}
function decodeEscaped(bytes, start, refuse) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
    }
    catch {
        return refuse('the escaped bytes in this string are not valid UTF-8', { offset: start, length: 1 }, 'Escape every byte of a character, e.g. \\195\\169 for é, or write the character itself.');
    }
}
const PLAIN = /[^"\\]+/y;
function endOfPlain(text, from) {
    PLAIN.lastIndex = from;
    return PLAIN.test(text) ? PLAIN.lastIndex : from;
}
function endOfBlanks(text, from) {
    let offset = from;
    while (text[offset] === ' ' || text[offset] === '\t')
        offset++;
    return offset;
}
function isDigit(char) {
    return char >= '0' && char <= '9' && char.length === 1;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/js/spec/text.js


const LINE_FEED = 0x0a;
/**
 * The characters of a spec file, without a byte order mark.
 *
 * @throws ObuilderError `spec-invalid` at the first byte that is no UTF-8 (RFC 3629)
 */
function decodeText(text, file) {
    if (typeof text === 'string')
        return withoutMark(text.isWellFormed() ? text : refuseSurrogate(text, file));
    if (!(0,external_node_buffer_.isUtf8)(text))
        refuseBytes(text, file);
    return new TextDecoder().decode(text);
}
/** A position for each offset. Cheap while offsets grow: it never looks at the same character twice. */
function positionsIn(text, file) {
    const hasPairs = /[\udc00-\udfff]/.test(text);
    let seen = 0;
    let line = 1;
    let column = 1;
    let nextLine = text.indexOf('\n') + 1;
    return (offset) => {
        if (offset < seen)
            return positionsIn(text, file)(offset);
        while (nextLine > 0 && nextLine <= offset) {
            line++;
            column = 1;
            seen = nextLine;
            nextLine = text.indexOf('\n', nextLine) + 1;
        }
        column += hasPairs ? countCharacters(text, seen, offset) : offset - seen;
        seen = offset;
        return { file, line, column };
    };
}
function countCharacters(text, from, to) {
    let count = 0;
    for (let offset = from; offset < to; offset++)
        if (!isTrailSurrogate(text.charCodeAt(offset)))
            count++;
    return count;
}
function withoutMark(text) {
    return text.startsWith('\ufeff') ? text.slice(1) : text;
}
function isTrailSurrogate(code) {
    return code >= 0xdc00 && code <= 0xdfff;
}
function refuseSurrogate(text, file) {
    const replaced = text.toWellFormed();
    let offset = 0;
    while (text.charCodeAt(offset) === replaced.charCodeAt(offset))
        offset++;
    return refuse(positionsIn(text, file)(offset), `U+${text.charCodeAt(offset).toString(16).toUpperCase()}`);
}
function refuseBytes(bytes, file) {
    // A line feed is never part of a longer sequence, so each line can be judged by itself.
    let line = 1;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        if (!(0,external_node_buffer_.isUtf8)(bytes.subarray(start, end)))
            break;
        start = end + 1;
        line++;
    }
    let column = 1;
    for (;;) {
        const length = sequenceLength(bytes[start] ?? 0);
        if (!(0,external_node_buffer_.isUtf8)(bytes.subarray(start, start + length)))
            break;
        start += length;
        column++;
    }
    const value = `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')}`;
    return refuse({ file, line, column }, value);
}
function sequenceLength(lead) {
    if (lead < 0xc0)
        return 1;
    if (lead < 0xe0)
        return 2;
    return lead < 0xf0 ? 3 : 4;
}
function refuse(at, value) {
    return (0,fail/* invalid */.Gq)('the spec is not valid UTF-8', {
        at,
        value,
        hint: 'Save the file as UTF-8.',
    });
}

;// CONCATENATED MODULE: ./build/js/spec/reader.js



/** Far deeper than any spec that was written on purpose, and shallow enough that walking it can recurse. */
const MAX_DEPTH = 500;
/** Everything up to here belongs to one unquoted atom; `#` and `|` are judged afterwards. */
const BARE = /[^;()" \t\f\r\n]+/y;
const BLANKS = /[ \t\f\n]+/y;
/**
 * Reads a text that holds exactly one S-expression, by the rules of Sexplib.
 *
 * @throws ObuilderError `spec-invalid` with the position of the fault
 */
function readDatum(text, file) {
    const reading = startReading(text, file);
    while (reading.offset < text.length) {
        const read = READERS.get(text[reading.offset]) ?? readBare;
        read(reading);
    }
    return finish(reading);
}
function startReading(text, file) {
    const positionAt = positionsIn(text, file);
    const refuse = (message, { offset, length }, hint) => (0,fail/* invalid */.Gq)(message, { at: positionAt(offset), value: text.slice(offset, offset + length), hint });
    const frame = { items: [], at: positionAt(0), drops: [] };
    return { text, positionAt, refuse, frames: [], frame, offset: 0 };
}
const readBlanks = (reading) => {
    reading.offset = endOf(BLANKS, reading.text, reading.offset);
};
const readComment = (reading) => {
    reading.offset = endOfLine(reading.text, reading.offset);
};
/** What begins with which character; a word without quotes begins with any other. */
const READERS = new Map([
    [' ', readBlanks],
    ['\t', readBlanks],
    ['\f', readBlanks],
    ['\n', readBlanks],
    ['\r', readCarriageReturn],
    [';', readComment],
    ['(', reader_open],
    [')', reader_close],
    ['"', readString],
]);
function readCarriageReturn(reading) {
    if (reading.text[reading.offset + 1] !== '\n') {
        reader_fail(reading, 'a carriage return stands here without a line feed', 'End lines with LF or CR LF.');
    }
    reading.offset += 2;
}
function readString(reading) {
    const at = reading.positionAt(reading.offset);
    const { text, end } = readQuoted(reading.text, reading.offset, reading.refuse);
    reading.offset = end;
    add(reading.frame, { kind: 'atom', text, at });
}
function readBare(reading) {
    const { text, offset, frame } = reading;
    if (text.startsWith('#|', offset)) {
        reading.offset = endOfBlockComment(reading);
        return;
    }
    const end = endOf(BARE, text, offset);
    const word = text.slice(offset, end);
    const at = reading.positionAt(offset);
    if (word === '#' && text[end] === ';') {
        frame.drops.push(at);
        reading.offset = end + 1;
        return;
    }
    if (word.startsWith('|#'))
        reader_fail(reading, 'this |# closes no block comment', 'Open it with #| or quote the word.');
    if (word.includes('#|') || word.includes('|#')) {
        (0,fail/* invalid */.Gq)('a word without quotes cannot have #| or |# in it', {
            at,
            value: word,
            hint: 'Put the word in double quotes, or a blank before the comment.',
        });
    }
    reading.offset = end;
    add(frame, { kind: 'atom', text: word, at });
}
function reader_open(reading) {
    if (reading.frames.length === MAX_DEPTH) {
        reader_fail(reading, `parentheses are nested more than ${MAX_DEPTH} deep`, 'No spec needs so many; remove some.');
    }
    reading.frames.push(reading.frame);
    reading.frame = { items: [], at: reading.positionAt(reading.offset), drops: [] };
    reading.offset++;
}
function reader_close(reading) {
    const { frame } = reading;
    const outer = reading.frames.pop();
    if (outer === undefined)
        reader_fail(reading, 'this ) closes nothing', 'Remove it, or add the ( that it belongs to.');
    refuseOpenDrop(frame);
    reading.offset++;
    reading.frame = outer;
    add(outer, { kind: 'list', items: frame.items, at: frame.at });
}
function add(frame, datum) {
    if (frame.drops.pop() === undefined)
        frame.items.push(datum);
}
function finish(reading) {
    const { frame, frames } = reading;
    if (frames.length > 0) {
        const count = frames.length === 1 ? 'this ( is not closed' : `${frames.length} ( are not closed, this one first`;
        (0,fail/* invalid */.Gq)(count, { at: frame.at, value: '(', hint: 'Add the missing ) where its list ends.' });
    }
    refuseOpenDrop(frame);
    const [first, second] = frame.items;
    if (first === undefined) {
        (0,fail/* invalid */.Gq)('there is no spec in this file', {
            at: reading.positionAt(reading.text.length),
            hint: 'Write at least ((from IMAGE)).',
        });
    }
    if (second !== undefined) {
        (0,fail/* invalid */.Gq)('a spec is one list, and this is a second one', {
            at: second.at,
            value: second.kind === 'atom' ? second.text : '(',
            hint: 'Check the parentheses before it: one pair goes around everything, ((from IMAGE) (run …)).',
        });
    }
    return first;
}
function refuseOpenDrop(frame) {
    const at = frame.drops.at(-1);
    if (at)
        (0,fail/* invalid */.Gq)('this #; has nothing to drop', {
            at,
            value: '#;',
            hint: 'Remove it, or write ; for a line comment.',
        });
}
/** Strings inside a block comment are read as strings, so that a `|#` in one does not end the comment. */
function endOfBlockComment(reading) {
    const { text, offset } = reading;
    const opened = [offset];
    let here = offset + 2;
    for (;;) {
        const start = opened.at(-1);
        if (start === undefined)
            return here;
        if (here >= text.length) {
            reading.refuse('this block comment is not closed', { offset: start, length: 2 }, 'Close it with |#.');
        }
        if (text.startsWith('|#', here)) {
            opened.pop();
            here += 2;
        }
        else if (text.startsWith('#|', here)) {
            opened.push(here);
            here += 2;
        }
        else
            here = text[here] === '"' ? readQuoted(text, here, reading.refuse).end : here + 1;
    }
}
function endOfLine(text, from) {
    const end = text.indexOf('\n', from);
    return end === -1 ? text.length : end;
}
function endOf(pattern, text, from) {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : from + 1;
}
function reader_fail(reading, message, hint) {
    return reading.refuse(message, { offset: reading.offset, length: 1 }, hint);
}

// EXTERNAL MODULE: ./build/js/spec/scope.js
var scope = __webpack_require__(3456);
;// CONCATENATED MODULE: ./build/js/spec/parse.js






const BUILD = '(build NAME ((from IMAGE) …))';
/**
 * Reads, parses and checks a spec: what comes back can be planned without another look at its text.
 *
 * @throws ObuilderError `spec-invalid`, with position, offending value and hint; nothing else, whatever the text
 */
function parseSpec(source) {
    const { text, file } = source;
    const spec = toSpec(readDatum(decodeText(text, file), file));
    (0,scope/* resolveBuilds */.d)(spec);
    return spec;
}
function toSpec(datum) {
    if (datum.kind === 'atom')
        return wrong(datum, 'a spec is a list', 'Write ((from IMAGE) …).');
    const [head] = datum.items;
    if (head?.kind === 'atom')
        refuseBareSpec(datum, head);
    const builds = [];
    for (const [index, item] of datum.items.entries()) {
        const form = asForm(item, '(build …) or (from IMAGE)');
        if (form.name === 'build')
            builds.push(toBuild(form));
        else if (form.name === 'from') {
            const operations = datum.items.slice(index + 1).map((rest) => toOperation(refuseLate(rest)));
            return { builds, from: toFrom(form), operations, at: datum.at };
        }
        else
            refuseEarly(form);
    }
    return (0,fail/* invalid */.Gq)('this spec has no base image', {
        at: datum.at,
        hint: 'Add (from IMAGE) behind its builds.',
    });
}
function toBuild(form) {
    const [name, spec, extra] = form.args;
    if (name === undefined || spec === undefined) {
        if (name?.kind === 'list')
            wrong(name, 'a build has a name before its spec', `Write ${BUILD}.`);
        return incomplete(form, BUILD);
    }
    if (extra !== undefined) {
        return wrong(extra, 'build takes a name and one spec, and this is more', `Write ${BUILD}.`);
    }
    return { name: wordOf(name, 'the name of a build'), spec: toSpec(spec), at: form.at };
}
function toFrom(form) {
    return { kind: 'from', image: wordOf(only(form, '(from IMAGE)'), 'the base image'), at: form.at };
}
/** The commonest slip: the pair of parentheses around the whole spec is missing. */
function refuseBareSpec(datum, head) {
    const known = ['from', 'build', ...OPERATIONS].includes(head.text);
    return wrong(known ? datum : head, known ? 'a spec is a list of lists, and this is a single one' : 'a list is expected here', 'Put parentheses around all of it: ((from IMAGE) (run …)).');
}
function refuseEarly(form) {
    const isOperation = OPERATIONS.includes(form.name.toLowerCase());
    return (0,fail/* invalid */.Gq)(isOperation ? `${form.name} comes before the base image` : `(build …) or (from IMAGE) is expected here`, {
        at: form.at,
        value: form.name,
        hint: isOperation
            ? 'Put (from IMAGE) before the first operation.'
            : (0,fail/* didYouMean */.au)(form.name, ['build', 'from'], 'Builds come first, then (from IMAGE), then the operations.'),
    });
}
function refuseLate(datum) {
    const head = datum.kind === 'list' ? datum.items[0] : undefined;
    const name = head?.kind === 'atom' ? head.text : '';
    if (name === 'build')
        wrong(datum, 'a nested build comes after the base image', 'Move it before (from IMAGE).');
    if (name === 'from')
        wrong(datum, 'a spec has one base image, and this is a second one', 'Keep one (from IMAGE).');
    return datum;
}


/***/ }),

/***/ 3456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ resolveBuilds),
/* harmony export */   w: () => (/* binding */ findBuild)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _datum_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7411);
/* harmony import */ var _fail_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5142);



/**
 * Which build each `copy` from a build means. A build sees those declared before it beside it and those around it; nobody
 * sees into a build from outside; of two with the same name the later one counts.
 *
 * @throws ObuilderError `spec-invalid` for the first name that means nothing where it stands
 */
function resolveBuilds(spec) {
    const meaning = new Map();
    resolveIn(spec, undefined, { whole: spec, meaning });
    return meaning;
}
function resolveIn(spec, around, state) {
    const scope = { builds: new Map(), around };
    for (const build of spec.builds) {
        resolveIn(build.spec, scope, state);
        scope.builds.set(build.name, build);
    }
    for (const operation of spec.operations) {
        if (operation.kind !== 'copy' || operation.from.kind !== 'build')
            continue;
        const { name, at } = operation.from;
        const build = lookUp(name, scope);
        if (build === undefined) {
            (0,_fail_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(`there is no build ${(0,_datum_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .m)(name)} to copy from here`, {
                at,
                value: name,
                hint: scopeHint(name, scope, state.whole),
            });
        }
        state.meaning.set(operation, build);
    }
}
function lookUp(name, scope) {
    for (let here = scope; here; here = here.around) {
        const build = here.builds.get(name);
        if (build)
            return build;
    }
    return undefined;
}
function scopeHint(name, scope, whole) {
    const elsewhere = [...buildsByPath(whole)].find(([, build]) => build.name === name)?.[1];
    if (elsewhere) {
        return `The one at line ${elsewhere.at.line}, column ${elsewhere.at.column} cannot be seen from here: only builds declared before, beside or around.`;
    }
    const visible = [];
    for (let here = scope; here; here = here.around)
        visible.push(...here.builds.keys());
    return suggestion(name, visible);
}
/**
 * The build that a target names: `NAME`, or `OUTER/INNER` for one inside another; of two with the same path the later one.
 *
 * @throws ObuilderError `input-invalid` with the nearest path
 */
function findBuild(spec, target) {
    const builds = buildsByPath(spec);
    const build = builds.get(target);
    if (build)
        return build;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `the spec has no build ${(0,_datum_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .m)(target)}`, {
        value: target,
        hint: suggestion(target, builds.keys()),
    });
}
/** Every build by its path from outside, in the order in which they stand. */
function buildsByPath(spec) {
    const found = new Map();
    const visit = (builds, prefix) => {
        const latest = new Map(builds.map((build) => [build.name, build]));
        for (const [name, build] of latest) {
            found.set(prefix + name, build);
            visit(build.spec.builds, `${prefix}${name}/`);
        }
    };
    visit(spec.builds, '');
    return found;
}
function suggestion(name, known) {
    const names = [...new Set(known)];
    const near = (0,_fail_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestName */ .qb)(name, names);
    if (near !== undefined)
        return `Did you mean ${near}?`;
    return names.length === 0
        ? 'No build is declared there.'
        : `There are: ${names.slice(0, 20).map(_datum_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .m).join(', ')}.`;
}


/***/ })

};
