export const id = 694;
export const ids = [694];
export const modules = {

/***/ 694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  installProgram: () => (/* binding */ installProgram)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
// EXTERNAL MODULE: ./build/js/host/root-owned.js
var root_owned = __webpack_require__(709);
// EXTERNAL MODULE: ./build/js/worker/program.js
var program = __webpack_require__(2313);
// EXTERNAL MODULE: ./build/js/cli/output.js
var output = __webpack_require__(330);
;// CONCATENATED MODULE: ./build/js/cli/doctor/program-files.js


/** Copies Node and the command line into a new directory, all of it root's and changeable by root only. */
function copyProgram({ node, cli }, directory) {
    const code = external_node_path_.join(directory, 'cli');
    for (const made of [directory, code]) {
        (0,external_node_fs_.mkdirSync)(made);
        (0,external_node_fs_.chmodSync)(made, 0o755);
    }
    copy(node, external_node_path_.join(directory, 'node'), 0o755);
    for (const entry of (0,external_node_fs_.readdirSync)(external_node_path_.dirname(cli), { withFileTypes: true })) {
        if (entry.isFile())
            copy(external_node_path_.join(external_node_path_.dirname(cli), entry.name), external_node_path_.join(code, entry.name), 0o644);
    }
}
/** The content, never a link: the original may be in a directory that a user can change. */
function copy(from, to, mode) {
    (0,external_node_fs_.copyFileSync)(from, to, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
    (0,external_node_fs_.chownSync)(to, 0, 0);
    (0,external_node_fs_.chmodSync)(to, mode);
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/program-text.js

/** All that the worker is told of the environment of whoever starts it: sudo sets these itself. */
const KEPT = ['SUDO_UID', 'SUDO_GID', 'SUDO_USER'];
const ENVIRONMENT = [
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'HOME=/root',
    'LANG=C.UTF-8',
];
/**
 * The program that sudo starts. It begins with an empty environment, so that not even a sudo that keeps variables lets a user choose
 * what Node or the loader of programs reads. Every path in it is absolute.
 */
function programText(version, directory) {
    const keep = KEPT.map((name) => `[ -z "\${${name}-}" ] || set -- "$@" "${name}=$${name}"`);
    return `#!/bin/sh
# The worker of obuilder-action, as root's own copy. It takes no arguments: a request comes on stdin.
# "doctor --install" wrote this file.
${program/* VERSION_LINE */.c_}${version}
set -eu
if [ "$#" -ne 0 ]; then
  echo 'obuilder-worker takes no arguments' >&2
  exit 2
fi
umask 022
cd /
${keep.join('\n')}
exec /usr/bin/env -i ${ENVIRONMENT.join(' ')} "$@" ${directory}/node ${directory}/cli/index.js worker
`;
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/sudo-rule.js





const RULES = '/etc/sudoers.d';
/** Writes the rule for one user, once sudo's own checker has read the rule, and tells what sudo makes of it. */
async function allowUser(user) {
    const uid = await uidOf(user);
    // Sudo skips files with a dot in their name, which a user's name may have.
    const file = external_node_path_.join(RULES, `obuilder-action-${uid}`);
    const draft = `${file}.new`;
    try {
        (0,external_node_fs_.writeFileSync)(draft, `# "doctor --install" of obuilder-action wrote this file.\n${(0,program/* sudoersLine */.CZ)(user)}\n`, {
            mode: 0o440,
        });
        (0,external_node_fs_.chmodSync)(draft, 0o440);
        await (0,host_process/* runQuick */.l)('visudo', ['-c', '-f', draft]);
        (0,external_node_fs_.renameSync)(draft, file);
    }
    finally {
        (0,external_node_fs_.rmSync)(draft, { force: true });
    }
    return `${file} lets the user ${user} start the program: ${(0,program/* sudoersLine */.CZ)(user)}`;
}
async function uidOf(user) {
    const [, number] = /^#(\d{1,10})$/.exec(user) ?? [];
    if (number !== undefined)
        return number;
    try {
        return (await (0,host_process/* runQuick */.l)('id', ['-u', '--', user])).trim();
    }
    catch (cause) {
        if (!(0,errors/* isObuilderError */.LV)(cause, 'command-failed'))
            throw cause;
        throw new errors/* ObuilderError */.Vy('input-invalid', `there is no user ${user} who could start ${program/* PROGRAM */.RX}`, {
            value: user,
            hint: 'Give the user as whom the runner runs: --user=NAME.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/install.js










/** Installs root's own copy of the worker, and lets `user` start it. Without a user it prints the rule. */
async function installProgram(user) {
    const source = readSource();
    process.umask(0o022);
    (0,external_node_fs_.mkdirSync)(program/* PROGRAM_LIBRARY */.PY, { recursive: true });
    (0,external_node_fs_.mkdirSync)(external_node_path_.dirname(program/* PROGRAM */.RX), { recursive: true });
    for (const directory of [program/* PROGRAM_LIBRARY */.PY, external_node_path_.dirname(program/* PROGRAM */.RX)])
        refuseChangeable(directory);
    const directory = await installVersion(source);
    writeProgram(programText(source.version, directory));
    removeUnused(external_node_path_.basename(directory));
    (0,output/* print */.yy)(`${program/* PROGRAM */.RX} is version ${source.version} now, a copy of ${external_node_path_.dirname(source.cli)}.\n`);
    warnOfSource(source);
    if (user === undefined)
        (0,output/* print */.yy)(ruleText());
    else
        (0,output/* print */.yy)(`${await allowUser(user)}\n`);
}
function readSource() {
    if (process.getuid?.() !== 0)
        throw new errors/* ObuilderError */.Vy('not-root', 'the program cannot be installed by a user who is not root', {
            hint: 'Run the same command as root.',
        });
    const cli = external_node_path_.resolve(process.argv[1] ?? '');
    const version = (0,program/* versionOf */.E4)(cli);
    if (version !== undefined)
        return { node: process.execPath, cli, version };
    throw new errors/* ObuilderError */.Vy('input-invalid', `the program cannot be installed from ${cli}: it is no release`, {
        value: cli,
        hint: 'Run dist/cli/index.js of a release.',
    });
}
function refuseChangeable(directory) {
    const part = (0,root_owned/* changeableByOthers */.b)(directory);
    if (part === undefined)
        return;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${part} can be changed by others than root`, {
        value: part,
        hint: `Whoever may change it could become root. Run: chown root:root ${part} && chmod go-w ${part}`,
    });
}
/** Copies the version beside those that are there, tries it, and gives its directory. */
async function installVersion(source) {
    const draft = external_node_path_.join(program/* PROGRAM_LIBRARY */.PY, `.new-${process.pid}`);
    (0,external_node_fs_.rmSync)(draft, { recursive: true, force: true });
    try {
        copyProgram(source, draft);
        const args = ['-i', external_node_path_.join(draft, 'node'), external_node_path_.join(draft, 'cli/index.js'), 'help'];
        await (0,host_process/* runQuick */.l)('/usr/bin/env', args);
        const directory = freeName(external_node_path_.join(program/* PROGRAM_LIBRARY */.PY, source.version));
        (0,external_node_fs_.renameSync)(draft, directory);
        return directory;
    }
    finally {
        (0,external_node_fs_.rmSync)(draft, { recursive: true, force: true });
    }
}
/** A version that is there already may be in use, so its files are never replaced one by one. */
function freeName(wanted) {
    const taken = new Set((0,external_node_fs_.readdirSync)(external_node_path_.dirname(wanted)));
    for (let count = 1;; count += 1) {
        const name = count === 1 ? wanted : `${wanted}.${count}`;
        if (!taken.has(external_node_path_.basename(name)))
            return name;
    }
}
/** One rename: whoever starts the program meanwhile gets the old one or the new one. */
function writeProgram(text) {
    const draft = external_node_path_.join(external_node_path_.dirname(program/* PROGRAM */.RX), `.obuilder-worker-${process.pid}`);
    (0,external_node_fs_.writeFileSync)(draft, text, { mode: 0o755 });
    (0,external_node_fs_.chownSync)(draft, 0, 0);
    (0,external_node_fs_.chmodSync)(draft, 0o755);
    (0,external_node_fs_.renameSync)(draft, program/* PROGRAM */.RX);
}
/** Versions that a running worker uses stay until the next installation. */
function removeUnused(current) {
    const programs = (0,external_node_fs_.readdirSync)('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(programOf);
    const isInUse = (directory) => programs.some((program) => program.startsWith(`${directory}/`));
    for (const name of (0,external_node_fs_.readdirSync)(program/* PROGRAM_LIBRARY */.PY)) {
        const directory = external_node_path_.join(program/* PROGRAM_LIBRARY */.PY, name);
        if (name !== current && !isInUse(directory))
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    }
}
function programOf(pid) {
    try {
        return (0,external_node_fs_.readlinkSync)(`/proc/${pid}/exe`);
    }
    catch {
        return '';
    }
}
function warnOfSource({ cli, node }) {
    const part = [cli, node].map(root_owned/* changeableByOthers */.b).find((one) => one !== undefined);
    if (part === undefined)
        return;
    process.stderr.write(`warning: others than root can change ${part}, from which root's copy was made. Take a release to a directory that only root can change, and install that one.\n`);
}
function ruleText() {
    const user = process.env['SUDO_USER'] ?? 'runner';
    return `This line in /etc/sudoers.d/obuilder-action lets the user ${user} build (--user=${user} writes the line):\n${(0,program/* sudoersLine */.CZ)(user)}\n`;
}


/***/ })

};
