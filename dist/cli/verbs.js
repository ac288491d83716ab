const require_index = require("./index.js");
const require_reader = require("./reader.js");
const require_run = () => require("./run.js");
const require_quick = require("./quick.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = require_index.__toESM(node_path, 1);
// src/cli/help.ts
var help_exports = require_index.__exportAll({
	programHelp: () => programHelp,
	verbHelp: () => verbHelp,
	versionText: () => versionText
});
const PROGRAM = "obuilder-action";
const WIDTH = 100;
const INDENT = "      ";
function programHelp(verbs) {
	const lines = verbs.map(({ usage, summary }) => `  ${usage}\n${wrapped(summary)}`);
	return [
		`${PROGRAM} builds OBuilder specs in sandboxes and caches every step.`,
		`Usage: ${PROGRAM} COMMAND [FLAG]\u2026`,
		`${lines.join("\n")}`,
		flagLines(require_quick.COMMON_FLAGS),
		`Try "${PROGRAM} COMMAND --help" for the flags of a command.\n`
	].join("\n\n");
}
function verbHelp(verb) {
	return [
		`Usage: ${PROGRAM} ${require_quick.nameOf$1(verb)} [FLAG]\u2026${verb.usage.slice(require_quick.nameOf$1(verb).length)}`,
		wrapped(verb.summary, ""),
		`${flagLines({
			...verb.flags,
			...require_quick.COMMON_FLAGS
		})}\n`
	].join("\n\n");
}
function versionText(cli) {
	return `${PROGRAM} ${require_quick.versionOf(cli) ?? "(source tree)"}\n`;
}
function flagLines(flags) {
	return require_quick.shownFlags(flags).map(([name, flag]) => `${spelling(name, flag)}\n${wrapped(description(flag))}`).join("\n");
}
function spelling(name, { short, value, multiple = false }) {
	return `  ${short === void 0 ? "" : `-${short}, `}--${name}${value === void 0 ? "" : `=${value}`}${multiple ? "\u2026" : ""}`;
}
function description({ help, multiple = false, default: fallback }) {
	const again = multiple ? " You can give this flag again." : "";
	return fallback === void 0 ? `${help}${again}` : `${help}${again} Default: ${fallback}.`;
}
const plain = (markdown) => markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
function wrapped(markdown, indent = INDENT) {
	const lines = [];
	let line = "";
	for (const word of plain(markdown).split(" ")) {
		if (line !== "" && indent.length + line.length + word.length >= WIDTH) {
			lines.push(line);
			line = "";
		}
		line += line === "" ? word : ` ${word}`;
	}
	return [...lines, line].map((text) => `${indent}${text}`).join("\n");
}
// src/cli/doctor/finding.ts
const ok = (check, found) => ({
	check,
	state: "ok",
	found
});
const note = (check, found, fix) => {
	return {
		check,
		state: "note",
		found,
		fix
	};
};
const problem = (check, found, fix) => {
	return {
		check,
		state: "problem",
		found,
		fix
	};
};
function printFindings(findings) {
	return `${findings.flatMap(({ check, state, found, fix }) => [`${state.padEnd(8)}${check}: ${found}`, ...fix === void 0 ? [] : [`        \u2192 ${fix}`]]).join("\n")}\n`;
}
function isAtLeast(version, wanted) {
	const numbers = (text) => (/\d+(\.\d+)*/.exec(text)?.[0] ?? "").split(".").map(Number);
	const have = numbers(version);
	for (const [index, number] of numbers(wanted).entries()) {
		const difference = (have[index] ?? 0) - number;
		if (difference !== 0) return difference > 0;
	}
	return true;
}
// src/cli/doctor/access.ts
function checkRoot({ root, userName }) {
	const fix = `as root, in a copy of this action that only root can change: node dist/cli/index.js doctor --install --user=${userName}`;
	switch (root) {
		case "is-root": return [ok("root", "this user is root")];
		case "by-sudo": return [ok("root", "sudo works without a password")];
		case "by-program": return [ok("root", `sudo lets this user start ${require_quick.PROGRAM}`)];
		case "sudo-asks": return [problem("root", "sudo asks for a password, or refuses", fix)];
		case "no-sudo": return [problem("root", "this user is not root and there is no sudo", `as root: apt-get install sudo; then ${fix}`)];
	}
}
function checkProgram({ worker }) {
	const check = "worker program";
	const update = "as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
	if (worker === void 0) return [ok(check, `${require_quick.PROGRAM} is not installed; a narrow sudo rule needs it`)];
	const { version, ownVersion, changeable } = worker;
	const found = `${require_quick.PROGRAM}, version ${version}`;
	if (changeable !== void 0) {
		const fix = `chown root:root ${changeable} && chmod go-w ${changeable}`;
		return [problem(check, `${found}: users other than root can change ${changeable}`, fix)];
	}
	if (ownVersion === void 0 || version === ownVersion) return [ok(check, found)];
	return [problem(check, `${found}, but this action has version ${ownVersion}`, update)];
}
// src/cli/doctor/cgroups.ts
const CONTROLLERS = {
	pids: "a step that forks without end takes the machine with it",
	memory: "no step can be given a limit of memory",
	cpu: "no step can be given a limit of CPUs"
};
function checkCgroups({ cgroups: { layout, controllers } }) {
	const check = "control groups";
	if (layout === "none") return [problem(check, "none are mounted, and runc needs them", "mount them as systemd does: sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup")];
	const missing = Object.entries(CONTROLLERS).filter(([name]) => !controllers.has(name));
	const found = `${layout}, with ${[...controllers].filter((name) => name in CONTROLLERS).join(", ") || "none of the controllers that bound a step"}`;
	if (missing.length === 0) return [ok(check, found)];
	const lacks = missing.map(([name, effect]) => `no ${name} (${effect})`).join("; ");
	return [note(check, `${found}; ${lacks}`, howToHave(layout, missing.map(([name]) => name)))];
}
function howToHave(layout, missing) {
	const names = missing.map((name) => `+${name}`).join(" ");
	const boot = missing.includes("memory") ? "; memory may need cgroup_enable=memory on the kernel command line" : "";
	if (layout === "v2") return `echo '${names}' | sudo tee /sys/fs/cgroup/cgroup.subtree_control${boot}`;
	return `mount these controllers of cgroups of version 1, or boot with systemd.unified_cgroup_hierarchy=1${boot}`;
}
// src/cli/doctor/chosen-store.ts
async function chosenStore(request) {
	try {
		const { caller, rules } = await require_quick.readBoundary();
		const { wish } = require_quick.chooseStore(request, caller, rules);
		return {
			wish,
			fault: wish.store === "auto" ? void 0 : faultOf(wish.store)
		};
	} catch (error) {
		if (require_quick.isHidden(error) || !require_index.isObuilderError(error)) return {
			wish: request,
			isUntold: true
		};
		if (error.code === "input-invalid") return { wish: request };
		return {
			wish: request,
			fault: error
		};
	}
}
function faultOf(store) {
	try {
		const { driver, root } = require_quick.parseStoreName(store);
		if (root.startsWith("/")) require_quick.checkWay(root);
		return require_quick.driverEntry(driver)?.unsuited?.(root);
	} catch (error) {
		return require_index.isObuilderError(error) ? error : void 0;
	}
}
// src/cli/doctor/store-facts.ts
function readStoreFacts(chosen, hasLoopDevices) {
	const { wish: request, fault, isUntold } = chosen;
	const { directory, ...found } = choose(request, hasLoopDevices);
	const wanted = {
		...found,
		directory,
		fault: asFault(fault) ?? found.fault,
		isUntold
	};
	const common = {
		...wanted,
		hasLoopDevices: hasLoopDevices ?? (0, node_fs.existsSync)("/dev/loop-control"),
		image: readImage(request.poolDirectory ?? require_index.places.poolDirectory, wanted)
	};
	if (directory === void 0) return {
		...common,
		otherFormats: []
	};
	const access = readAccess(directory);
	const mount = require_reader.mountOf(require_reader.nearestExisting(directory));
	const image = require_quick.imageBelow(directory);
	return {
		...common,
		access,
		mount: access === void 0 ? void 0 : mount,
		readOnly: isReadOnly(require_reader.nearestExisting(directory)) ? require_reader.nearestExisting(directory) : void 0,
		space: readSpace(require_reader.nearestExisting(directory)),
		spaceBelow: image === void 0 ? void 0 : readSpace(node_path.default.dirname(image)),
		nodeSize: mount?.type === "btrfs" ? require_reader.btrfsNodeSize(mount.device) : void 0,
		otherFormats: readFormats(directory)
	};
}
function choose({ store, namedBy, poolDirectory }, hasLoopDevices) {
	if (store === "auto") {
		const { driver, pool, directory, why } = require_quick.chooseStore$1(withTrial(require_quick.readAutoFacts(poolDirectory ?? require_index.places.poolDirectory), hasLoopDevices));
		const told = pool === "image" && readAccess(directory) === "hidden" ? "a pool, if there is one; root alone can tell" : why;
		return {
			name: `${driver}:${directory}`,
			driver,
			pool,
			directory,
			why: `auto: ${told}`
		};
	}
	const why = `named by ${namedBy ?? "a flag"}`;
	try {
		const { driver, root } = require_quick.parseStoreName(store);
		return {
			name: store,
			driver,
			directory: root.startsWith("/") ? node_path.default.resolve(root) : require_quick.mountPointOf(root),
			why
		};
	} catch (error) {
		return {
			name: store,
			driver: "unknown",
			why,
			fault: asFault(require_index.asObuilderError(error))
		};
	}
}
const asFault = (error) => error && {
	message: error.message,
	hint: error.hint ?? ""
};
function withTrial(facts, hasLoopDevices) {
	if (hasLoopDevices !== false) return facts;
	return {
		...facts,
		hasImage: facts.isPoolMounted && facts.hasImage,
		hasLoopDevices: () => false
	};
}
function isReadOnly(directory) {
	try {
		(0, node_fs.accessSync)(directory, node_fs.constants.W_OK);
		return false;
	} catch (error) {
		return error.code === "EROFS";
	}
}
function readAccess(directory) {
	try {
		const stats = (0, node_fs.statSync)(directory, { throwIfNoEntry: false });
		if (stats === void 0) return void 0;
		return {
			uid: stats.uid,
			gid: stats.gid,
			mode: stats.mode & 4095
		};
	} catch {
		return "hidden";
	}
}
function readSpace(directory) {
	return {
		directory,
		...require_reader.spaceAt(directory)
	};
}
function readFormats(directory) {
	try {
		return require_quick.otherFormats(require_quick.layoutOf(directory));
	} catch {
		return [];
	}
}
function readImage(poolDirectory, { directory }) {
	const file = node_path.default.join(poolDirectory, "pool.img");
	if (!(0, node_fs.existsSync)(file) || !(0, node_fs.lstatSync)(file).isFile()) return void 0;
	const pool = node_path.default.join(poolDirectory, "pool");
	if (require_quick.imageBelow(pool) === file) return {
		file,
		state: "used"
	};
	return {
		file,
		state: directory === pool && require_reader.mountOf(pool)?.type !== "btrfs" ? "not-mounted" : "forgotten"
	};
}
// src/cli/doctor/bench.ts
const PATIENCE_MS = 1e4;
const isEmpty = (directory) => (0, node_fs.readdirSync)(directory).length === 0;
function makeBench(on) {
	const addProgram = (file) => {
		(0, node_fs.writeFileSync)(file, require_run().launcher(process.arch), { mode: 493 });
		(0, node_fs.chmodSync)(file, 493);
	};
	const probe = node_path.default.join(on.directory, "probe");
	addProgram(probe);
	const directory = (link) => {
		const made = (0, node_fs.mkdtempSync)(node_path.default.join(on.directory, "part-"));
		if (link !== void 0) (0, node_fs.symlinkSync)(link.target, node_path.default.join(made, link.name));
		return made;
	};
	const root = (link) => {
		const made = directory(link);
		for (const name of [
			"dev",
			"proc",
			"sys",
			"etc"
		]) if (name !== link?.name) (0, node_fs.mkdirSync)(node_path.default.join(made, name), { mode: 448 });
		for (const name of ["marker", "masked"]) (0, node_fs.writeFileSync)(node_path.default.join(made, name), "", { mode: 384 });
		addProgram(node_path.default.join(made, "probe"));
		return made;
	};
	return {
		root,
		directory,
		addProgram,
		starts: (container) => startsBare({
			...container,
			probe,
			program: on.program,
			bundle: directory()
		}),
		async faultOf(request) {
			return await on.sandbox.run({
				rootfs: request.rootfs ?? root(),
				scratch: node_path.default.join(on.directory, "scratch"),
				argv: ["/probe"],
				cwd: "/",
				user: {
					uid: 0,
					gid: 0
				},
				env: [],
				network: "none",
				mounts: [],
				onOutput: () => void 0,
				signal: AbortSignal.timeout(PATIENCE_MS),
				...request
			}).then(({ kind }) => kind === "exited" ? void 0 : kind, (error) => error instanceof Error ? error.message : String(error));
		}
	};
}
async function startsBare(container) {
	const { bundle, program } = container;
	const pidFile = node_path.default.join(bundle, "pid");
	const name = `obuilder-${node_path.default.basename(node_path.default.dirname(bundle))}-${node_path.default.basename(bundle)}`;
	const state = ["--root", node_path.default.join(bundle, "state")];
	const signal = AbortSignal.timeout(PATIENCE_MS);
	(0, node_fs.writeFileSync)(node_path.default.join(bundle, "config.json"), JSON.stringify(bareConfig(container)), { mode: 384 });
	const run = [
		...state,
		"run",
		"--no-new-keyring",
		"--bundle",
		bundle,
		"--pid-file",
		pidFile,
		name
	];
	await require_index.runProgram(program, run, { signal }).catch(() => void 0);
	if ((0, node_fs.existsSync)(node_path.default.join(bundle, "state", name))) await require_index.runProgram(program, [
		...state,
		"delete",
		"--force",
		name
	]).catch(() => void 0);
	return (0, node_fs.existsSync)(pidFile);
}
function bareConfig({ rootfs, cwd = "/", mounts = [], probe }) {
	return {
		ociVersion: "1.0.2",
		root: { path: rootfs },
		process: {
			args: ["/probe"],
			cwd,
			env: ["PATH=/"],
			user: {
				uid: 0,
				gid: 0
			}
		},
		mounts: [
			{
				destination: "/proc",
				type: "proc",
				source: "proc",
				options: [
					"nosuid",
					"noexec",
					"nodev"
				]
			},
			{
				destination: "/dev",
				type: "tmpfs",
				source: "tmpfs",
				options: ["nosuid", "mode=755"]
			},
			{
				destination: "/probe",
				type: "bind",
				source: probe,
				options: [
					"bind",
					"ro",
					"exec"
				]
			},
			...mounts
		],
		linux: {
			namespaces: [
				"pid",
				"ipc",
				"uts",
				"mount",
				"network"
			].map((type) => ({ type })),
			maskedPaths: ["/masked"]
		}
	};
}
// src/cli/doctor/attacks.ts
const LEAKED = [
	7,
	8,
	9
].map((descriptor) => `/proc/self/fd/${descriptor}`);
const slot = (source, target) => ({
	kind: "slot",
	source,
	target
});
const ATTACKS = [
	{
		name: "a link at /dev in the image leads to the host",
		holes: [],
		async bare(bench) {
			const host = bench.directory();
			await bench.starts({ rootfs: bench.root({
				name: "dev",
				target: host
			}) });
			return !isEmpty(host);
		},
		async step(bench) {
			const host = bench.directory();
			return await bench.faultOf({ rootfs: bench.root({
				name: "dev",
				target: host
			}) }) === void 0 || !isEmpty(host);
		}
	},
	{
		name: "a mount through a link becomes /dev and its null device",
		holes: ["CVE-2025-31133"],
		bare(bench) {
			const mounts = [{
				destination: "/way",
				type: "bind",
				source: bench.directory({
					name: "null",
					target: "/marker"
				}),
				options: ["bind"]
			}];
			return bench.starts({
				rootfs: bench.root({
					name: "way",
					target: "/dev"
				}),
				mounts
			});
		},
		async step(bench) {
			const outer = slot(bench.directory({
				name: "way",
				target: "/dev"
			}), "/cache");
			const hostile = bench.directory({
				name: "null",
				target: "/marker"
			});
			bench.addProgram(node_path.default.join(hostile, node_path.default.basename(require_run().LAUNCHER)));
			const inner = slot(hostile, "/cache/way");
			return await bench.faultOf({ mounts: [outer, inner] }) === void 0;
		}
	},
	{
		name: "the working directory is one that the runtime has open on the host",
		holes: ["CVE-2024-21626"],
		async bare(bench) {
			const rootfs = bench.root();
			for (const cwd of LEAKED) if (await bench.starts({
				rootfs,
				cwd
			})) return true;
			return false;
		},
		async step(bench) {
			for (const target of LEAKED) {
				const rootfs = bench.root({
					name: "way",
					target
				});
				if (await bench.faultOf({
					rootfs,
					cwd: "/way"
				}) === void 0) return true;
			}
			return false;
		}
	}
];
// src/cli/doctor/trial.ts
async function tryRuntime(program) {
	(0, node_fs.mkdirSync)(require_index.places.runDirectory, {
		recursive: true,
		mode: 448
	});
	const directory = (0, node_fs.mkdtempSync)(node_path.default.join(require_index.places.runDirectory, "doctor-"));
	try {
		const bench = makeBench({
			program,
			directory,
			sandbox: await require_quick.openSandbox({
				runtime: program,
				stateDir: directory
			})
		});
		const fault = await bench.faultOf({});
		const startsSound = await bench.starts({ rootfs: bench.root() });
		const attacks = [];
		for (const { name, holes, bare, step } of ATTACKS) {
			const worksBare = startsSound ? await bare(bench) : void 0;
			attacks.push({
				name,
				holes,
				worksBare,
				worksInStep: await step(bench)
			});
		}
		return {
			attacks,
			fault
		};
	} finally {
		(0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
	}
}
// src/cli/doctor/user-namespace.ts
async function tryUserNamespace(program, store) {
	let directory;
	try {
		directory = (0, node_fs.mkdtempSync)(node_path.default.join(require_reader.nearestExisting(store.directory ?? "/var/lib"), ".obuilder-trial-"));
		const namespace = await require_run().makeUserNamespace(node_path.default.join(directory, "start"), require_run().STEP_IDS);
		const containers = node_path.default.join(directory, "containers");
		await require_run().tryEnclosure({
			directory,
			isOverlay: require_quick.driverEntry(store.driver)?.needs.fileSystem?.name === "overlay"
		}, {
			runtime: {
				program,
				containers,
				memory: require_quick.memoryDirectory(directory)
			},
			machine: require_quick.lookAround(process.arch).machineFor(void 0),
			userNamespace: {
				path: namespace,
				overlayAt: () => void 0
			}
		});
		return {};
	} catch (error) {
		return { fault: error instanceof Error ? error.message : String(error) };
	} finally {
		if (directory !== void 0) (0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
	}
}
// src/cli/doctor/facts.ts
async function readFacts(request) {
	const [runc, ...ofDrivers] = await Promise.all([readProgram("runc", ["--version"]), ...probeDrivers()]);
	const root = await readRoot();
	const mounts = root === "is-root" ? await require_quick.whyNoMounts() : void 0;
	const loops = root === "is-root" ? await require_quick.whyNoLoopDevices("/bin/sh") : void 0;
	const store = readStoreFacts(await chosenStore(request), root === "is-root" ? loops === void 0 : void 0);
	return {
		userName: process.env["USER"] ?? "runner",
		root,
		worker: readWorker(),
		node: process.version,
		kernel: require_reader.kernelRelease(),
		programs: {
			...Object.fromEntries(ofDrivers),
			runc
		},
		fileSystems: readFileSystems(),
		cgroups: require_quick.lookAround(process.arch).cgroups,
		hasSeccomp: require_reader.hasSeccomp(),
		memory: require_quick.memoryDirectory(require_index.places.runDirectory),
		confinement: require_reader.readConfinement(),
		mounts,
		runDirectory: require_index.places.runDirectory,
		store,
		trial: root === "is-root" ? await readTrial(runc) : void 0,
		userNamespace: root === "is-root" ? await readUserNamespace(runc, store) : void 0
	};
}
async function readRoot() {
	if (process.getuid?.() === 0) return "is-root";
	try {
		await require_index.runProgram("sudo", ["-n", "true"]);
		return "by-sudo";
	} catch (error) {
		if (require_index.isObuilderError(error, "tool-missing")) return "no-sudo";
		return await require_quick.isAllowed({ command: require_quick.asRoot(["/usr/local/sbin/obuilder-worker"], 1) }) ? "by-program" : "sudo-asks";
	}
}
function readWorker() {
	const version = require_quick.installedVersion();
	if (version === void 0) return void 0;
	const ownVersion = require_quick.versionOf(require_index.must(process.argv[1], "the path of this program"));
	const code = ["node", "cli/index.js"].flatMap((name) => (0, node_fs.readdirSync)(require_quick.PROGRAM_LIBRARY).map((one) => node_path.default.join(require_quick.PROGRAM_LIBRARY, one, name)));
	return {
		version,
		ownVersion,
		changeable: [require_quick.PROGRAM, ...code].filter(node_fs.existsSync).map(require_quick.untrustedFile).find(Boolean)?.path
	};
}
async function readProgram(name, args) {
	const file = require_reader.findProgram(name, process.env["PATH"] ?? "");
	if (file === void 0 || args === void 0) return { file };
	try {
		return {
			file,
			says: (await require_index.runProgram(file, args)).trim()
		};
	} catch (error) {
		return {
			file,
			fault: (error instanceof Error ? error.message : String(error)).split("\n")[0]
		};
	}
}
const needs = Object.values(require_quick.drivers).map((entry) => entry.needs);
const probeDrivers = () => needs.flatMap(({ programs }) => programs).map(async ({ program, probe }) => [program, await readProgram(program, probe?.args)]);
async function readTrial({ file, fault }) {
	if (file === void 0 || fault !== void 0) return void 0;
	return await tryRuntime(file);
}
async function readUserNamespace({ file, fault }, store) {
	if (file === void 0 || fault !== void 0) return void 0;
	return await tryUserNamespace(file, store);
}
const readFileSystems = () => Object.fromEntries(needs.flatMap(({ fileSystem }) => fileSystem === void 0 ? [] : [[fileSystem.name, readPart(fileSystem.name)]]));
function readPart(name) {
	if (require_reader.kernelHas(name)) return "there";
	return require_reader.canLoadModule(name) ? "module" : "missing";
}
// src/cli/doctor/install/account.ts
async function findAccount(user) {
	const [, number] = /^#(\d{1,10})$/.exec(user) ?? [];
	try {
		return await knownAccount(number ?? user);
	} catch (cause) {
		if (!require_index.isObuilderError(cause, "tool-failed")) throw cause;
		if (number !== void 0) return {
			name: user,
			uid: Number(number),
			groups: []
		};
		throw new require_index.ObuilderError("input-invalid", `there is no user ${user} who could start ${require_quick.PROGRAM}`, {
			value: user,
			hint: "Give the runner's user: --user=NAME.",
			cause
		});
	}
}
async function knownAccount(user) {
	const ask = async (flag) => (await require_index.runProgram("id", [
		flag,
		"--",
		user
	])).trim();
	const groups = (await ask("-G")).split(" ").map(Number);
	return {
		name: await ask("-nu"),
		uid: Number(await ask("-u")),
		groups
	};
}
// src/cli/doctor/install/program-files.ts
function copyProgram({ node, cli }, directory) {
	make(directory);
	copy(node, node_path.default.join(directory, "node"), 493);
	for (const name of ["cli", "gha"]) copyFiles(node_path.default.resolve(node_path.default.dirname(cli), "..", name), node_path.default.join(directory, name));
}
function make(directory) {
	(0, node_fs.mkdirSync)(directory, { mode: 493 });
	(0, node_fs.chmodSync)(directory, 493);
}
function copyFiles(from, to) {
	make(to);
	for (const entry of (0, node_fs.readdirSync)(from, { withFileTypes: true })) if (entry.isFile()) copy(node_path.default.join(from, entry.name), node_path.default.join(to, entry.name), 420);
}
function copy(from, to, mode) {
	(0, node_fs.copyFileSync)(from, to, node_fs.constants.COPYFILE_EXCL | node_fs.constants.COPYFILE_FICLONE);
	(0, node_fs.chownSync)(to, 0, 0);
	(0, node_fs.chmodSync)(to, mode);
}
// src/cli/doctor/install/program-text.ts
const KEPT = [
	"SUDO_UID",
	"SUDO_GID",
	"SUDO_USER"
];
const ENVIRONMENT = [
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"HOME=/root",
	"LANG=C.UTF-8"
];
function programText(version, directory) {
	const keep = KEPT.map((name) => `[ -z "\${${name}-}" ] || set -- "$@" "${name}=$${name}"`);
	return `#!/bin/sh
# The worker of obuilder-action, as root's own copy. It takes no arguments: a request comes on stdin.
# "doctor --install" wrote this file.
${require_quick.VERSION_LINE}${version}
set -eu
if [ "$#" -ne 0 ]; then
  echo 'obuilder-worker takes no arguments' >&2
  exit 2
fi
umask 022
cd /
${keep.join("\n")}
exec /usr/bin/env -i ${ENVIRONMENT.join(" ")} "$@" ${directory}/node ${directory}/cli/index.js worker
`;
}
// src/cli/doctor/install/sudo-rule.ts
const RULES = "/etc/sudoers.d";
const MARK = "# \"doctor --install\" of obuilder-action wrote this file.";
const ruleOf = (uid) => node_path.default.join(RULES, `obuilder-action-${uid}`);
async function allowUser({ name: user, uid }) {
	const file = ruleOf(uid);
	const draft = `${file}.new`;
	try {
		(0, node_fs.writeFileSync)(draft, `${MARK}\n${require_quick.sudoersLine(user)}\n`, { mode: 288 });
		(0, node_fs.chmodSync)(draft, 288);
		await require_index.runProgram("visudo", [
			"-c",
			"-f",
			draft
		]);
		(0, node_fs.renameSync)(draft, file);
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
	return `${file} lets the user ${user} start the program: ${require_quick.sudoersLine(user)}`;
}
function existingRules() {
	const rules = ruleFiles().flatMap(rulesOf);
	if (rules.length > 0) return `These rules of sudo start the program:\n${rules.join("\n")}\n`;
	return `No rule of sudo starts the program yet. --user=NAME writes this rule to ${RULES}/obuilder-action-UID:\n${require_quick.sudoersLine("NAME")}\n`;
}
function removeRules(accounts) {
	const wanted = new Set(accounts.map(({ uid }) => ruleOf(uid)));
	const files = ruleFiles().filter((file) => wanted.size === 0 || wanted.has(file));
	const removed = files.filter(isOurs);
	for (const file of removed) (0, node_fs.rmSync)(file);
	return {
		removed,
		left: files.filter((file) => !removed.includes(file)).flatMap(rulesOf)
	};
}
function isOurs(file) {
	const [mark, rule = "", ...rest] = (0, node_fs.readFileSync)(file, "utf8").split("\n");
	return mark === MARK && rule.includes("/usr/local/sbin/obuilder-worker") && rest.join("").trim() === "";
}
function ruleFiles() {
	return ((0, node_fs.existsSync)(RULES) ? (0, node_fs.readdirSync)(RULES) : []).filter((name) => /^obuilder-action(?:-\d+)?$/.test(name)).map((name) => node_path.default.join(RULES, name));
}
const rulesOf = (file) => (0, node_fs.readFileSync)(file, "utf8").split("\n").filter((line) => line.includes(require_quick.PROGRAM)).map((line) => `${file}: ${line}`);
// src/cli/doctor/install/versions-in-use.ts
function versionsInUse() {
	const programs = (0, node_fs.readdirSync)("/proc").filter((name) => /^\d+$/.test(name)).map(programOf).filter((program) => program.startsWith(`${require_quick.PROGRAM_LIBRARY}/`));
	return new Set(programs.map((program) => node_path.default.relative("/usr/local/lib/obuilder-action", program).split("/")[0] ?? ""));
}
function programOf(pid) {
	try {
		return (0, node_fs.readlinkSync)(`/proc/${pid}/exe`);
	} catch {
		return "";
	}
}
// src/cli/doctor/install/install.ts
async function installProgram(users) {
	const source = readSource();
	const accounts = await Promise.all(users.map(findAccount));
	for (const account of accounts) refuseOwnSource(source, account);
	process.umask(18);
	(0, node_fs.mkdirSync)(require_quick.PROGRAM_LIBRARY, {
		recursive: true,
		mode: 493
	});
	(0, node_fs.mkdirSync)(node_path.default.dirname(require_quick.PROGRAM), {
		recursive: true,
		mode: 493
	});
	for (const directory of [require_quick.PROGRAM_LIBRARY, node_path.default.dirname(require_quick.PROGRAM)]) refuseChangeable(directory);
	const directory = await installVersion(source);
	writeProgram(programText(source.version, directory));
	removeUnused(node_path.default.basename(directory));
	require_quick.print(`${require_quick.PROGRAM} is version ${source.version} now, a copy of ${node_path.default.dirname(source.cli)}.\n`);
	warnOfSource(source);
	for (const account of accounts) require_quick.print(`${await allowUser(account)}\n`);
	if (accounts.length === 0) require_quick.print(existingRules());
}
function refuseOwnSource(source, { name, uid, groups }) {
	const part = require_quick.partChangedBy(source, {
		uid,
		groups
	});
	if (part === void 0) return;
	const message = `could not install the program: the user ${name} can change ${part}, from which root's copy would be made`;
	throw new require_index.ObuilderError("not-root", message, {
		value: part,
		hint: "Take a release to a directory that only root can change, and run the command there."
	});
}
function readSource() {
	if (process.getuid?.() !== 0) throw new require_index.ObuilderError("not-root", "could not install the program: you are not root", { hint: "Run the same command as root." });
	const cli = node_path.default.resolve(require_index.must(process.argv[1], "the path of this program"));
	const version = require_quick.versionOf(cli);
	if (version !== void 0) return {
		node: process.execPath,
		cli,
		version
	};
	throw new require_index.ObuilderError("input-invalid", `could not install the program: ${cli} is not part of a release`, {
		value: cli,
		hint: "Run dist/cli/index.js of a release."
	});
}
function refuseChangeable(directory) {
	const part = require_quick.untrustedFile(directory)?.path;
	if (part === void 0) return;
	throw new require_index.ObuilderError("input-invalid", `${part} can be changed by others than root`, {
		value: part,
		hint: `Users who can change this path could become root. Run: chown root:root ${part} && chmod go-w ${part}`
	});
}
async function installVersion(source) {
	const draft = node_path.default.join(require_quick.PROGRAM_LIBRARY, `.new-${process.pid}`);
	(0, node_fs.rmSync)(draft, {
		recursive: true,
		force: true
	});
	try {
		copyProgram(source, draft);
		const args = [
			"-i",
			node_path.default.join(draft, "node"),
			node_path.default.join(draft, "cli/index.js"),
			"help"
		];
		await require_index.runProgram("/usr/bin/env", args);
		const directory = freeName(node_path.default.join(require_quick.PROGRAM_LIBRARY, source.version));
		(0, node_fs.renameSync)(draft, directory);
		return directory;
	} finally {
		(0, node_fs.rmSync)(draft, {
			recursive: true,
			force: true
		});
	}
}
function freeName(wanted) {
	const taken = new Set((0, node_fs.readdirSync)(node_path.default.dirname(wanted)));
	for (let count = 1;; count += 1) {
		const name = count === 1 ? wanted : `${wanted}.${count}`;
		if (!taken.has(node_path.default.basename(name))) return name;
	}
}
function writeProgram(text) {
	const draft = node_path.default.join(node_path.default.dirname(require_quick.PROGRAM), `.obuilder-worker-${process.pid}`);
	(0, node_fs.writeFileSync)(draft, text, { mode: 493 });
	(0, node_fs.chownSync)(draft, 0, 0);
	(0, node_fs.chmodSync)(draft, 493);
	(0, node_fs.renameSync)(draft, require_quick.PROGRAM);
}
function removeUnused(current) {
	const inUse = versionsInUse();
	for (const name of (0, node_fs.readdirSync)(require_quick.PROGRAM_LIBRARY)) if (name !== current && !inUse.has(name)) (0, node_fs.rmSync)(node_path.default.join(require_quick.PROGRAM_LIBRARY, name), {
		recursive: true,
		force: true
	});
}
function warnOfSource({ cli, node }) {
	const part = require_quick.untrustedPart({
		cli,
		node
	})?.path;
	if (part === void 0) return;
	process.stderr.write(`warning: others than root can change ${part}, from which root's copy was made. Take a release to a directory that only root can change, and install that one. If only its mode is wrong: chmod -R go-w ${node_path.default.resolve(node_path.default.dirname(cli), "..", "..")}\n`);
}
// src/cli/doctor/install/uninstall.ts
async function uninstallProgram(users) {
	if (process.getuid?.() !== 0) throw new require_index.ObuilderError("not-root", "could not remove the program: you are not root", { hint: "Run the same command as root." });
	const accounts = await Promise.all(users.map(findAccount));
	if (users.length === 0) refuseInUse();
	const { removed, left } = removeRules(accounts);
	const parts = users.length > 0 ? [] : [require_quick.PROGRAM, require_quick.PROGRAM_LIBRARY].filter((part) => (0, node_fs.existsSync)(part));
	for (const part of parts) (0, node_fs.rmSync)(part, { recursive: true });
	const gone = [...removed, ...parts];
	for (const one of gone) require_quick.print(`Removed ${one}.\n`);
	if (gone.length === 0) require_quick.print("There is nothing to remove.\n");
	for (const rule of left) require_quick.print(`This rule stays, because somebody else wrote its file: ${rule}\n`);
}
function refuseInUse() {
	if (versionsInUse().size === 0) return;
	throw new require_index.ObuilderError("program-in-use", `could not remove ${require_quick.PROGRAM}: a build is using it`, {
		value: require_quick.PROGRAM,
		hint: "Wait until no build runs, then run the command again."
	});
}
// src/cli/doctor/kernel.ts
const MIN_KERNEL = "4.18";
const FREEZER = "5.2";
function checkKernel(facts) {
	return [
		checkRelease(facts),
		...checkFileSystem(facts),
		...checkMounts(facts),
		...checkRunDirectory(facts),
		...checkLoopDevices(facts),
		checkSeccomp(facts),
		checkMemory(facts)
	];
}
function checkRelease({ kernel, cgroups }) {
	const fix = "boot a newer kernel";
	if (!isAtLeast(kernel, MIN_KERNEL)) return problem("kernel", `${kernel}, but Node 24 needs ${MIN_KERNEL} or later`, fix);
	if (cgroups.layout === "v2" && !isAtLeast(kernel, FREEZER)) return note("kernel", `${kernel}: runc wants ${FREEZER} or later with cgroups of version 2, to stop a step as a whole`, fix);
	return ok("kernel", kernel);
}
function checkFileSystem({ store, fileSystems }) {
	const need = require_quick.driverEntry(store.driver)?.needs.fileSystem;
	if (need === void 0) return [];
	const check = `${need.name} in the kernel`;
	switch (fileSystems[need.name]) {
		case "there": return [ok(check, "yes")];
		case "module": return [ok(check, "as a module, loaded by the first mount")];
		default: return [(need.isOptional ? note : problem)(check, "neither built in nor a module", need.hint)];
	}
}
function checkMounts({ mounts }) {
	return mounts === void 0 ? [] : [problem("mounts", mounts, require_quick.GRANT)];
}
function checkRunDirectory({ runDirectory }) {
	if (runDirectory === void 0 || runDirectory.startsWith("/run/")) return [];
	return [note("run directory", `/run cannot be written to, so state is in ${runDirectory}`, "systemd: RuntimeDirectory=obuilder-action in the unit of the runner; else mount a tmpfs on /run")];
}
function checkLoopDevices({ store }) {
	const needsOne = store.image?.state === "not-mounted" || store.pool === "image";
	if (store.hasLoopDevices) return needsOne ? [ok("loop devices", "they are there")] : [];
	const fix = `sudo modprobe loop. ${require_quick.GRANT_LOOP}`;
	if (needsOne) return [problem("loop devices", "none, so the pool in an image file cannot be mounted", fix)];
	return [note("loop devices", "none, so no pool can be made in an image file", fix)];
}
function checkSeccomp({ hasSeccomp }) {
	if (hasSeccomp) return ok("seccomp", "filters are available: steps have a filter of system calls");
	return problem("seccomp", "this kernel has no filters", "use a kernel with CONFIG_SECCOMP_FILTER");
}
function checkMemory({ memory }) {
	if (memory !== void 0) return ok("memory for secrets", memory);
	return problem("memory for secrets", "neither /run nor /dev/shm is in memory: steps cannot have secrets", "sudo mount -t tmpfs tmpfs /run");
}
// src/cli/doctor/network.ts
const CHECK = "network lists";
async function checkNetworkLists() {
	if (process.getuid?.() !== 0) return [];
	let directory;
	try {
		directory = (0, node_fs.mkdtempSync)(node_path.default.join(require_reader.nearestExisting("/var/lib"), ".obuilder-trial-"));
		const namespace = require_run().openNamespace(node_path.default.join(directory, "start"), (_role, socket) => socket.close());
		try {
			await namespace.ready;
		} finally {
			namespace.close();
		}
		return [ok(CHECK, "a step may have a list of hosts")];
	} catch (error) {
		const { message, hint = "" } = require_index.asObuilderError(error);
		return [note(CHECK, message, hint)];
	} finally {
		if (directory !== void 0) (0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
	}
}
// src/cli/doctor/owner-names.ts
function unknownNames({ stores = [], imageDirectories }) {
	const accounts = stores.flatMap(({ users = [], groups = [] }, index) => [...users.filter((name) => !require_reader.isKnown("passwd", name)).map((name) => `no user ${name} (stores.${index}.users)`), ...groups.filter((name) => !require_reader.isKnown("group", name)).map((name) => `no group ${name} (stores.${index}.groups)`)]);
	const places = imageDirectories.filter((place) => !isDirectory(place));
	return [...accounts, ...places.map((place) => `no directory ${place} (image-directories)`)];
}
const isDirectory = (place) => (0, node_fs.statSync)(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
// src/cli/doctor/owner-file.ts
async function checkOwnerFile(file = require_quick.OWNER_FILE) {
	const check = "the owner's file";
	try {
		const rules = await require_quick.readOwnerRules(file);
		if (rules === require_quick.NO_RULES) return [ok(check, `there is no ${file}: users get the default store and those that root made by "init"`)];
		const said = `${file}: ${summary(rules)}`;
		const notes = doubtsAbout(rules).map(({ found, fix }) => note(check, `${said}. ${found}`, fix));
		return notes.length === 0 ? [ok(check, said)] : notes;
	} catch (error) {
		if (require_quick.isHidden(error)) return [note(check, `this user may not read ${file}, but builds read it as root`, `run doctor by sudo, or: sudo chmod 0644 ${file}`)];
		const { message, hint = "" } = require_index.asObuilderError(error);
		return [problem(check, message, hint)];
	}
}
function doubtsAbout(rules) {
	const untimely = require_quick.notValidNow(require_quick.ownersAuthorities(rules));
	const unknown = unknownNames(rules);
	return [{
		found: `This machine has ${unknown.join(", ")}`,
		fix: "check these names in the file",
		is: unknown.length > 0
	}, {
		found: `Its ca has ${untimely}`,
		fix: "name the present certificates, or set the clock of this machine",
		is: untimely !== void 0
	}].filter(({ is }) => is);
}
const HOST_NETWORK = {
	allow: "allowed",
	audit: "replaced by an audit",
	forbid: "forbidden"
};
function summary(rules) {
	const { stores, hostNetwork, needsUserNamespace, steps, imageDirectories, ca } = rules;
	const bounds = Object.entries(steps).map(([name, value]) => `${name} ${value}`);
	return [
		stores === void 0 ? "stores as without a list" : `stores ${stores.map(({ store }) => store).join(", ")}`,
		`the host's network is ${HOST_NETWORK[hostNetwork]}`,
		...needsUserNamespace ? ["each step has a user namespace"] : [],
		...bounds.length === 0 ? [] : [`bounds of steps: ${bounds.join(", ")}`],
		...imageDirectories.length === 0 ? [] : [`images also in ${imageDirectories.join(", ")}`],
		...ca.length === 0 ? [] : [`authorities of ${ca.join(", ")}`]
	].join("; ");
}
// src/cli/doctor/programs.ts
const NODE = "24";
function checkPrograms({ node, programs, store }) {
	const needs = require_quick.driverEntry(store.driver)?.needs.programs ?? [];
	const isMissing = ({ program }) => programs[program]?.file === void 0;
	const firstOf = (name) => needs.find((one) => one.package === name && isMissing(one));
	const counts = (need) => !isMissing(need) || need === firstOf(need.package);
	return [checkNode(node), ...needs.filter(counts).flatMap((need) => checkNeed(need, programs[need.program], store))];
}
function checkNode(version) {
	if (isAtLeast(version, NODE)) return ok("node", version);
	return problem("node", `${version}, but ${NODE} is needed`, "update the runner to 2.327.1 or later, which brings Node 24 in externals/node24");
}
const install = (packageName) => `sudo apt-get install ${packageName} (the action does so itself unless "install" is false)`;
function present(name, packageName, { file, says = "", fault }) {
	if (file === void 0) return problem(name, "not installed", install(packageName));
	if (fault !== void 0) return problem(name, `${file} does not run: ${fault}`, install(packageName));
	return ok(name, `${file}, ${says.split("\n")[0]}`);
}
function checkNeed(need, fact = {}, store) {
	const { program, probe } = need;
	const { file, says = "", fault } = fact;
	if (probe === void 0) return file === void 0 ? [present(program, need.package, fact)] : [];
	if (file !== void 0 && fault !== void 0 && probe.failure !== void 0) return [problem(program, `${file} ${probe.failure.message}: ${fault}`, probe.failure.hint)];
	if (file === void 0 || fault !== void 0 || probe.judge === void 0) return [present(program, need.package, fact)];
	const { found } = probe.judge(says, placeOf(store));
	return [ok(program, `${file}, with ${found}`)];
}
const placeOf = ({ driver, name }) => name.slice(`${driver}:`.length);
function lackOf(store, programs) {
	for (const { program, probe } of require_quick.driverEntry(store.driver)?.needs.programs ?? []) {
		const { says, fault } = programs[program] ?? {};
		if (says === void 0 || fault !== void 0) continue;
		const lack = probe?.judge?.(says, placeOf(store)).lack;
		if (lack !== void 0) return lack;
	}
}
// src/cli/doctor/known-holes.ts
const MENDED_2025 = [
	"1.2.8",
	"1.3.3",
	"1.4.0-rc.3"
];
const HOLES = [
	{
		name: "CVE-2024-21626",
		mended: ["1.1.12"]
	},
	{
		name: "CVE-2025-31133",
		mended: MENDED_2025
	},
	{
		name: "CVE-2025-52565",
		mended: MENDED_2025
	},
	{
		name: "CVE-2025-52881",
		mended: MENDED_2025
	}
];
const MENDED_RELEASES = "1.2.8, 1.3.3, 1.4.0 or later";
function knownHoles(version) {
	const release = parse(version);
	return HOLES.filter(({ mended }) => !isMended(release, mended.map(parse))).map(({ name }) => name);
}
const isPackaged = (version) => /\d(\+|~|-\d)/.test(version);
function parse(text) {
	const [, major, minor, patch, candidate] = /(\d+)\.(\d+)\.(\d+)(?:-rc\.?(\d+))?/.exec(text) ?? [];
	return [
		Number(major ?? 0),
		Number(minor ?? 0),
		Number(patch ?? 0),
		Number(candidate ?? Infinity)
	];
}
function isMended(release, mended) {
	const own = mended.find(([major, minor]) => major === release[0] && minor === release[1]);
	const newest = mended.at(-1);
	return own === void 0 ? newest !== void 0 && compare(release, newest) > 0 : compare(release, own) >= 0;
}
function compare(one, other) {
	const index = one.findIndex((number, at) => number !== other[at]);
	return index < 0 ? 0 : require_index.must(one[index], "a part of a version") - require_index.must(other[index], "a part of a version");
}
// src/cli/doctor/runtime.ts
const RUNC = "1.0.0";
const UPGRADE = "sudo apt-get install --only-upgrade runc, or take one from github.com/opencontainers/runc/releases";
function checkRuntime({ programs: { runc }, trial }) {
	const finding = present("runc", "runc", runc);
	if (finding.state !== "ok") return [finding];
	if (!isAtLeast(versionOf(runc), RUNC)) return [problem("runc", `${finding.found}, but ${RUNC} or later is needed`, UPGRADE)];
	return [checkHoles(finding, versionOf(runc), trial), checkSandbox(trial)];
}
const versionOf = ({ says = "" }) => require_index.must(says.split("\n")[0], "the first line of a version");
function checkHoles(finding, version, trial) {
	const holes = knownHoles(version).filter((hole) => isOpen(hole, version, trial));
	const seen = trial?.attacks.filter(({ worksBare }) => worksBare).map(({ name }) => name) ?? [];
	if (holes.length === 0 && seen.length === 0) {
		const isTried = trial?.attacks.every(({ worksBare }) => worksBare === false) === true;
		return ok("runc", isTried ? `${finding.found}; no attack that was tried got out of it` : finding.found);
	}
	const known = isPackaged(version) ? ", unless its distribution has mended them" : "";
	const parts = [...holes.length === 0 ? [] : [`known holes: ${holes.join(", ")}${known}`], ...seen.length === 0 ? [] : [`tried here without our rules: ${seen.join("; ")}`]];
	const fix = `nothing has to be done, because our rules hold with any runc. To close the holes too, install ${MENDED_RELEASES}: ${UPGRADE}`;
	return note("runc", `${finding.found}; ${parts.join("; ")}`, fix);
}
function isOpen(hole, version, trial) {
	const attack = trial?.attacks.find(({ holes }) => holes.includes(hole));
	if (attack?.worksBare !== void 0) return attack.worksBare;
	return hole !== "CVE-2024-21626" || !isPackaged(version);
}
function checkSandbox(trial) {
	if (trial === void 0) return note("sandbox", "not tried, because that takes root", "run doctor as root");
	if (trial.fault !== void 0) return problem("sandbox", `no step runs here: ${trial.fault}`, "see what else is found; in a container, start it with --privileged");
	const passed = trial.attacks.filter(({ worksInStep }) => worksInStep).map(({ name }) => name);
	if (passed.length > 0) return problem("sandbox", `a step can get out: ${passed.join("; ")}`, "do not build here, and report this");
	return ok("sandbox", `a step runs, and ${trial.attacks.length} attacks by images and caches were refused`);
}
// src/cli/doctor/security.ts
function checkSecurity(facts) {
	return [
		...checkAppArmor(facts),
		...checkUserNamespaces(facts),
		...checkSeLinux(facts)
	];
}
const RUNC_PROFILE = /^(?:runc|\/\S*\/runc) \((\w+)\)$/;
function checkAppArmor({ confinement: { appArmor, ownProfile, parser, profiles } }) {
	const check = "AppArmor";
	if (!appArmor) return [ok(check, "not in use: steps have the other walls")];
	if (ownProfile !== void 0 && / \((enforce|kill)\)$/.test(ownProfile)) return [problem(check, `this process is confined by ${ownProfile}, which may not mount anything`, "in a container: start it with --privileged, or with --security-opt apparmor=unconfined; else take the profile off this program")];
	if (profiles === void 0) return [note(check, "in use; only root can see the profiles", "run doctor as root")];
	const mode = profiles.flatMap((line) => RUNC_PROFILE.exec(line)?.[1] ?? [])[0];
	if (mode === "enforce" || mode === "kill") return [problem(check, `a profile confines runc (${mode}): its mounts may be denied`, "sudo ln -s /etc/apparmor.d/runc /etc/apparmor.d/disable/ && sudo apparmor_parser -R /etc/apparmor.d/runc")];
	const found = mode === void 0 ? "in use, with no profile for runc" : `in use, runc's profile is ${mode}`;
	if (parser === void 0) return [note(check, `${found}; steps have no profile, because apparmor_parser is not installed`, "sudo apt-get install apparmor")];
	return [ok(check, `${found}; steps have a profile of their own`)];
}
function checkUserNamespaces({ userNamespace }) {
	const check = "user namespace";
	if (userNamespace === void 0) return [note(check, "not tried, because that takes root", "run doctor as root")];
	if (userNamespace.fault === void 0) return [ok(check, "root in a step is unprivileged on this machine")];
	return [note(check, `root in a step is root to the kernel: ${userNamespace.fault}`, "see docs/isolation.md for the kernels and stores that can; input user-namespace: always makes builds fail without it")];
}
function checkSeLinux({ confinement }) {
	if (!confinement.seLinuxEnforces) return [];
	return [note("SELinux", "enforcing: steps run without a label of their own, which has not been tried", "where a step is denied something, see: sudo ausearch -m avc -ts recent")];
}
// src/cli/doctor/store.ts
const MIN_FREE_BYTES = 5 * 1024 ** 3;
const MIN_FREE_SHARE = .25;
const FLOOR = .05;
const CHEAP_NODE_SIZE = 4096;
const RIGHT_MODE = 448;
function checkStore({ store, programs }) {
	const { name, why, isUntold = false } = store;
	const fault = store.fault ?? lackOf(store, programs);
	if (fault !== void 0) return [problem("store", `${fault.message} (${why})`, fault.hint)];
	const found = `${name} (${why})`;
	return [
		isUntold ? note("store", `${found}, unless a rule that this user cannot see says otherwise`, byRoot(store)) : ok("store", found),
		...checkImage(store),
		...checkAccess(store),
		...checkWritable(store),
		...checkMountOptions(store),
		...checkSpace("space", store.space),
		...checkSpace("space below the pool's image", store.spaceBelow),
		...checkNodeSize(store),
		...checkFormats(store)
	];
}
function byRoot({ name, why }) {
	const flags = why.startsWith("auto") ? [] : [`--store=${name}`];
	return `let an administrator run doctor by sudo: ${require_quick.shellWords([
		"sudo",
		process.execPath,
		process.argv[1] ?? "",
		"doctor",
		...flags
	])}`;
}
function checkImage({ image }) {
	if (image?.state === "not-mounted") return [ok("pool image", `${image.file} is not mounted; the next build mounts it`)];
	if (image?.state !== "forgotten") return [];
	const fix = `see that nothing uses it (losetup -j ${image.file}), then: sudo rm ${image.file}`;
	return [note("pool image", `${image.file} is there, but the store is elsewhere`, fix)];
}
function checkAccess({ directory = "", access }) {
	const check = "owner and mode";
	if (access === void 0) return [];
	if (access === "hidden") return [note(check, `this user cannot see ${directory}`, "run doctor as root")];
	const mode = access.mode.toString(8).padStart(4, "0");
	const found = `${directory} is ${access.uid}:${access.gid} ${mode}`;
	const fix = `sudo chown root:root ${directory} && sudo chmod 700 ${directory}`;
	if (access.uid !== 0) return [problem(check, `${found}: it is not root's`, fix)];
	if ((access.mode & 18) !== 0) return [problem(check, `${found}: others may write there`, fix)];
	if (access.mode !== RIGHT_MODE || access.gid !== 0) return [note(check, `${found}: others than root may look into it`, fix)];
	return [ok(check, found)];
}
function checkWritable({ name, readOnly }) {
	if (readOnly === void 0) return [];
	return [problem("place of the store", `${readOnly} is read-only, so ${name} cannot be made`, "systemd: ReadWritePaths in the unit of the runner (ProtectSystem=strict makes all else read-only); Docker and Kubernetes: a volume; or OBUILDER_STORE=btrfs:DIRECTORY elsewhere")];
}
const FORBIDDEN = {
	ro: "nothing can be written",
	noexec: "no step can run a program"
};
function checkMountOptions({ mount }) {
	if (mount === void 0) return [];
	const found = Object.entries(FORBIDDEN).filter(([option]) => mount.options.includes(option));
	if (found.length === 0) return [];
	const list = found.map(([option, effect]) => `${option} (${effect})`).join(", ");
	const fix = `sudo mount -o remount,${found.map(([option]) => option === "ro" ? "rw" : option.slice(2)).join(",")} ${mount.directory}, and the same in /etc/fstab`;
	return [problem("mount options", `${mount.directory} is mounted ${list}`, fix)];
}
function checkSpace(check, space) {
	if (space === void 0) return [];
	const { directory, freeBytes, totalBytes, totalInodes = 0, freeInodes = 0 } = space;
	const inodes = totalInodes === 0 ? "" : ` and ${require_reader.inodesText(space)}`;
	const found = `${require_quick.amount(freeBytes)} of ${require_quick.amount(totalBytes)}${inodes} free at ${directory}`;
	const fix = "free some (\"prune\"), or put the store on a larger disk";
	const floored = `${found}: builds prune before each step to have 5 % free`;
	if (freeInodes < FLOOR * totalInodes) return [problem(check, floored, INODES_FIX)];
	if (freeBytes < FLOOR * totalBytes) return [problem(check, floored, fix)];
	return freeBytes < Math.min(MIN_FREE_BYTES, MIN_FREE_SHARE * totalBytes) ? [note(check, `${found}: ${AT_STAKE}`, fix)] : [ok(check, found)];
}
const AT_STAKE = "below 5 %, builds evict results that later builds may use, and a step that needs more space fails";
const INODES_FIX = "free some (\"prune\"), or put the store on a file system with more inodes (mkfs.ext4 -N), or on btrfs, which makes them as needed";
function checkNodeSize({ nodeSize, mount }) {
	if (nodeSize === void 0 || mount === void 0) return [];
	const found = `${nodeSize} bytes on ${mount.directory}`;
	if (nodeSize <= CHEAP_NODE_SIZE) return [ok("btrfs node size", found)];
	return [note("btrfs node size", found, "a snapshot costs 4 ms at first but 18 ms once 500 results share a base; mkfs.btrfs --nodesize 4096 keeps it below 4 ms")];
}
function checkFormats({ otherFormats }) {
	return otherFormats.map((directory) => note("other formats", `${directory} is a store of another release, which this one does not use`, `when no other release uses it: sudo rm -r ${directory}`));
}
// src/cli/doctor/doctor.ts
const doctorVerb = {
	usage: "doctor",
	summary: "Prints the programs and rights that this machine lacks for building, with a remedy for each.",
	flags: {
		...require_quick.storeFlags,
		...require_quick.jsonFlag,
		install: {
			type: "boolean",
			help: "Install root's own copy of the worker, for a rule of sudo."
		},
		uninstall: {
			type: "boolean",
			help: "Remove what `--install` made."
		},
		user: {
			type: "string",
			multiple: true,
			value: "NAME",
			help: "With `--install`: write the rule of sudo for this user. With `--uninstall`: remove only this rule. Repeatable."
		}
	},
	needsRoot: false,
	run: async (invocation) => {
		require_quick.noPositionals(doctorVerb, invocation);
		if (isChange(invocation)) return await changeProgram(invocation);
		const findings = [
			...examine(await readFacts(require_quick.storeRequest(invocation))),
			...await checkNetworkLists(),
			...await checkOwnerFile()
		];
		const isFine = findings.every(({ state }) => state !== "problem");
		require_quick.print(require_quick.isSet(invocation, "json") ? `${JSON.stringify({
			isFine,
			findings
		})}\n` : printFindings(findings));
		return isFine ? 0 : 1;
	}
};
const isChange = (invocation) => require_quick.isSet(invocation, "install") || require_quick.isSet(invocation, "uninstall") || require_quick.texts(invocation, "user").length > 0;
async function changeProgram(invocation) {
	const users = require_quick.texts(invocation, "user");
	const [isInstalling, isRemoving] = [require_quick.isSet(invocation, "install"), require_quick.isSet(invocation, "uninstall")];
	if (isInstalling === isRemoving) throw new require_index.ObuilderError("input-invalid", "give either --install or --uninstall", { hint: "--user=NAME belongs to one of them." });
	await (isInstalling ? installProgram(users) : uninstallProgram(users));
	return 0;
}
function examine(facts) {
	return [
		checkRoot,
		checkProgram,
		checkPrograms,
		checkRuntime,
		checkKernel,
		checkCgroups,
		checkSecurity,
		checkStore
	].flatMap((check) => check(facts));
}
// src/cli/verbs/check.ts
const checkVerb = {
	usage: "check -f SPEC",
	summary: "Checks a spec. Prints the first error with its position, or warnings about probable slips.",
	flags: {
		...require_quick.specFlag,
		...require_quick.flagsFor(["build-args"])
	},
	needsRoot: false,
	check: (invocation) => require_quick.noPositionals(checkVerb, invocation),
	run: async (invocation) => {
		const source = await require_quick.readSpecText(require_quick.text(invocation, "file"));
		const given = new Map(Object.entries(require_quick.readParameter("build-args", require_quick.givenFlags(invocation)) ?? {}));
		try {
			const spec = require_quick.applyArgs(require_quick.parseSpec(source), {
				given,
				missing: ({ name }) => name
			});
			for (const advice of require_quick.adviceOn(spec)) process.stderr.write(`${require_run().formatAdvice(advice, source.text)}\n`);
			return 0;
		} catch (error) {
			if (!require_index.isObuilderError(error, "spec-invalid")) throw error;
			process.stderr.write(`${require_run().formatSpecError(error, source.text)}\n`);
			return 1;
		}
	}
};
// src/cli/verbs/clean.ts
const cleanVerb = {
	usage: "clean",
	summary: "Removes leftovers of ended builds, expired failed steps and unused views.",
	flags: require_quick.storeFlags,
	needsRoot: true,
	check: (invocation) => {
		require_quick.noPositionals(cleanVerb, invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const { signal, stopListening } = require_quick.cancelOnSignals();
		const text = await require_quick.withStore(require_quick.storeRequest(invocation), async (store) => {
			const before = store.space().freeBytes;
			const { failed } = await store.prune({}, signal);
			await store.clean();
			const { freeBytes, totalBytes } = store.space();
			return [`Removed leftovers of ended builds, old views and ${failed} expired failed ${failed === 1 ? "step" : "steps"}`, `${require_quick.amount(Math.max(0, freeBytes - before))} freed; ${require_quick.amount(freeBytes)} of ${require_quick.amount(totalBytes)} are free`].join("\n");
		});
		stopListening();
		require_quick.print(`${text}\n`);
		return 0;
	}
};
// src/cli/verbs/dockerfile.ts
const IMAGE_PARAMETERS = [
	"labels",
	"entrypoint",
	"cmd",
	"exposed-ports",
	"stop-signal"
];
const dockerfileVerb = {
	usage: "dockerfile -f SPEC",
	summary: "Writes the spec as a Dockerfile to stdout, with a warning on stderr for each part that a Dockerfile cannot express. The flags for images become LABEL, ENTRYPOINT and so on.",
	flags: {
		...require_quick.specFlag,
		...require_quick.flagsFor(["build-args", ...IMAGE_PARAMETERS]),
		buildkit: {
			type: "boolean",
			help: "Use BuildKit's syntax for caches, mounts, secrets, modes and scripts."
		}
	},
	needsRoot: false,
	check: (invocation) => require_quick.noPositionals(dockerfileVerb, invocation),
	run: async (invocation) => {
		const flags = require_quick.givenFlags(invocation);
		const buildArgs = require_quick.readParameter("build-args", flags) ?? {};
		const parsed = require_quick.parseSpec(await require_quick.readSpecText(require_quick.text(invocation, "file")));
		const spec = require_quick.applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) });
		const dockerfile = require_run().writeDockerfile(spec, {
			buildkit: require_quick.isSet(invocation, "buildkit"),
			image: imageOf(flags)
		});
		for (const message of require_quick.unknownNames(parsed, {
			buildArgs,
			secrets: {}
		})) process.stderr.write(`warning: ${message}\n`);
		for (const { message, at } of dockerfile.warnings) process.stderr.write(`${at.file}:${at.line}:${at.column}: warning: ${message}\n`);
		for (const note of dockerfile.notes) process.stderr.write(`note: ${note}\n`);
		process.stdout.write(dockerfile.text);
		return 0;
	}
};
const imageOf = (flags) => ({
	labels: require_quick.readParameter("labels", flags),
	entrypoint: require_quick.readParameter("entrypoint", flags),
	cmd: require_quick.readParameter("cmd", flags),
	exposedPorts: require_quick.readParameter("exposed-ports", flags),
	stopSignal: require_quick.readParameter("stop-signal", flags)
});
// src/cli/verbs/init.ts
const initVerb = {
	usage: "init STORE",
	summary: "Makes a store such as btrfs:/srv/obuilder, if necessary, and lets users who build through sudo use it.",
	flags: {},
	needsRoot: true,
	check: (invocation) => {
		require_quick.parseStoreName(nameOfStore(invocation));
	},
	run: async (invocation) => {
		const name = nameOfStore(invocation);
		const place = require_quick.parseStoreName(name);
		await (await require_quick.openStore(place)).close();
		require_quick.markStore(place.root.startsWith("/") ? place.root : require_quick.mountPointOf(place.root) ?? place.root);
		require_quick.print(`${await outcome(name)}\n`);
		return 0;
	}
};
function nameOfStore(invocation) {
	const name = require_quick.onlyPositional(initVerb, invocation, "the store");
	if (name !== "auto") return name;
	throw new require_index.ObuilderError("input-invalid", "the store \"auto\" needs no init: everybody may use it", {
		value: name,
		hint: require_quick.usageHint(initVerb)
	});
}
async function outcome(name) {
	const { stores } = await require_quick.readOwnerRules();
	if (stores === void 0 || stores.some(({ store }) => require_quick.sameStore(store, name))) return `Users who build through sudo may use ${name} now.`;
	return `The store ${name} is ready. Users may not use it yet: add it to "stores" in ${require_quick.OWNER_FILE}.`;
}
// src/cli/verbs/inspect.ts
const inspectVerb = {
	usage: "inspect ID",
	summary: "Describes a result or a failed step and prints the log. \"path\" is the directory of a result's files, for an hour.",
	flags: {
		...require_quick.storeFlags,
		...require_quick.jsonFlag
	},
	needsRoot: true,
	check: (invocation) => {
		idOf$2(invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const given = idOf$2(invocation);
		const isJson = require_quick.isSet(invocation, "json");
		const text = await require_quick.withStore(require_quick.storeRequest(invocation), (store, place) => {
			const entry = require_quick.findEntry(store, place, given);
			return isJson ? json$1(store, entry) : tell(store, place, entry);
		});
		require_quick.print(text);
		return 0;
	}
};
const idOf$2 = (invocation) => require_quick.onlyPositional(inspectVerb, invocation, "the id of a result or of a failed step");
async function json$1(store, { id, result, failed }) {
	const known = result === void 0 ? { id } : {
		...withLog(result),
		path: await store.expose(id)
	};
	const failure = failed === void 0 ? {} : { failed: withLog(failed) };
	return `${JSON.stringify({
		...known,
		...failure
	})}\n`;
}
function withLog({ logPath, ...known }) {
	return {
		...known,
		log: logPath
	};
}
async function tell(store, place, { id, result, failed }) {
	const lines = [
		`id:        ${id}`,
		...result === void 0 ? [] : resultLines(result, await store.expose(id)),
		...failed === void 0 ? [] : failureLines(failed, place)
	];
	const log = (result ?? failed)?.logPath;
	return `${lines.join("\n")}\n\n${log === void 0 ? "" : (0, node_fs.readFileSync)(log, "utf8")}`;
}
function resultLines(result, path) {
	return [
		`operation: ${result.operation}`,
		`parent:    ${result.parent ?? "none"}`,
		`started:   ${new Date(result.startedAt).toISOString()}, took ${result.seconds.toFixed(2)} s`,
		`path:      ${path}`,
		...result.summaryBytes === void 0 ? [] : [`summary:   ${result.summaryBytes} bytes, printed by: logs ID --summary`],
		...Object.entries(result.outputs).map(([name, value]) => `output:    ${name}=${value}`),
		`log:       ${result.logPath}`
	];
}
function failureLines({ id, operation, message, failedAt, logPath }, place) {
	return [
		`failed:    ${new Date(failedAt).toISOString()}: ${message}`,
		`operation: ${operation}`,
		`log:       ${logPath}`,
		`To open its files: shell ${id.slice(0, 12)} --store=${require_quick.storeName(place)}`
	];
}
// src/cli/table.ts
function table(rows, line) {
	const now = Date.now();
	return rows.map((row) => `${line(row, now)}\n`).join("");
}
const AGE_WIDTH = 9;
const age = (time, now) => require_quick.ago((now - time) / 1e3).padEnd(AGE_WIDTH);
const SIZE_WIDTH = 9;
const size = (bytes) => (bytes === void 0 ? "?" : require_quick.amount(bytes)).padStart(SIZE_WIDTH);
const QUIET_MS = 1e3;
async function whileMeasuring(what, work) {
	const timer = setTimeout(() => process.stderr.write(`Measuring the size of ${what}\u2026\n`), QUIET_MS);
	try {
		return await work();
	} finally {
		clearTimeout(timer);
	}
}
// src/cli/verbs/list.ts
const listVerb = {
	usage: "list",
	summary: "Lists the results, the most recently used first. The size is the space that a result takes beyond its base.",
	flags: {
		...require_quick.storeFlags,
		failed: {
			type: "boolean",
			help: "List the kept failed steps instead."
		},
		...require_quick.jsonFlag
	},
	needsRoot: true,
	check: (invocation) => {
		require_quick.noPositionals(listVerb, invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const isJson = require_quick.isSet(invocation, "json");
		const isFailed = require_quick.isSet(invocation, "failed");
		const { signal, stopListening } = require_quick.cancelOnSignals();
		const text = await require_quick.withStore(require_quick.storeRequest(invocation), async (store) => {
			if (isFailed) {
				const sized = await withSizes(store, store.failed(), signal);
				return isJson ? failedJson(sized) : table(sized, failedLine);
			}
			const sized = await withSizes(store, store.list(), signal);
			return isJson ? resultsJson(sized) : table(sized, resultLine);
		});
		stopListening();
		require_quick.print(text);
		return 0;
	}
};
async function withSizes(store, entries, signal) {
	const ids = entries.map(({ id }) => id);
	const sizes = await whileMeasuring(`${ids.length} entries`, () => store.sizes(ids, signal));
	return entries.map((entry) => ({
		...entry,
		bytes: sizes.get(entry.id)
	}));
}
function resultsJson(results) {
	const listed = results.map(({ id, parent, kind, scope, build, operation, startedAt, seconds, usedAt, bytes }) => {
		return {
			id,
			parent,
			kind,
			scope,
			build,
			operation,
			startedAt,
			seconds,
			usedAt,
			bytes
		};
	});
	return `${JSON.stringify({ results: listed })}\n`;
}
function failedJson(steps) {
	const failed = steps.map(({ id, build, operation, message, failedAt, bytes }) => {
		return {
			id,
			build,
			operation,
			message,
			failedAt,
			bytes
		};
	});
	return `${JSON.stringify({ failed })}\n`;
}
const inBuild = ({ build }) => build === void 0 ? "" : `${require_quick.oneLine(build)}: `;
function resultLine(result, now) {
	const { id, kind, scope, operation, usedAt, bytes } = result;
	const owner = scope === void 0 ? "" : `  (of ${require_quick.oneLine(scope)})`;
	const words = `${inBuild(result)}${require_quick.oneLine(operation)}${owner}`;
	return `${id.slice(0, 12)}  ${age(usedAt, now)}  ${size(bytes)}  ${kind.padEnd(4)}  ${words}`;
}
function failedLine(failed, now) {
	const { id, operation, message, failedAt, bytes } = failed;
	const words = `${inBuild(failed)}${require_quick.oneLine(operation)}: ${require_quick.oneLine(message)}`;
	return `${id.slice(0, 12)}  ${age(failedAt, now)}  ${size(bytes)}  ${words}`;
}
// src/cli/verbs/logs.ts
const logsVerb = {
	usage: "logs ID",
	summary: "Prints the log of a result or of a kept failed step.",
	flags: {
		...require_quick.storeFlags,
		failed: {
			type: "boolean",
			help: "Print the log of the failed step, even if the id has a result too."
		},
		summary: {
			type: "boolean",
			help: "Print the text that the step wrote to $GITHUB_STEP_SUMMARY."
		}
	},
	needsRoot: true,
	check: (invocation) => {
		idOf$1(invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const given = idOf$1(invocation);
		await require_quick.withStore(require_quick.storeRequest(invocation), async (store, place) => {
			const { id, result, failed } = require_quick.findEntry(store, place, given);
			if (require_quick.isSet(invocation, "summary")) return require_quick.print(summaryOf(store, place, id));
			const wanted = require_quick.isSet(invocation, "failed") ? failed : result ?? failed;
			if (wanted === void 0) throw new require_index.ObuilderError("result-missing", `there is no failure of ${id} in ${require_quick.storeName(place)}`, { value: id });
			await require_quick.printPieces((0, node_fs.createReadStream)(wanted.logPath));
		});
		return 0;
	}
};
const idOf$1 = (invocation) => require_quick.onlyPositional(logsVerb, invocation, "the id of a result or of a failed step");
function summaryOf(store, place, id) {
	const text = store.readSummary(id);
	if (text === void 0) throw new require_index.ObuilderError("result-missing", `the step of ${id} has no summary in ${require_quick.storeName(place)}`, {
		value: id,
		hint: "A summary is the text of $GITHUB_STEP_SUMMARY. Summaries of failed steps appear only in the build."
	});
	return text.endsWith("\n") ? text : `${text}\n`;
}
// src/cli/verbs/prune.ts
const LIMIT_HELP = {
	"min-free-space": "Evict until this much of the store's file system is free, for example `10%` (of its bytes and its inodes) or `20GB`.",
	"max-used-space": "Evict until the store takes no more than a size or a share of its file system.",
	"max-results": "Evict until the store has no more results.",
	"max-age": "Evict all entries without a use in this time, for example `30d` or `12h`; `0s` means all entries."
};
function limitsOf(invocation) {
	const { text: get, label } = require_quick.givenFlags(invocation);
	const limits = require_quick.parseLimits(get, label);
	if (limits !== void 0) return limits;
	throw new require_index.ObuilderError("input-invalid", "no limit was given", { hint: `Give one or more of ${require_quick.LIMIT_NAMES.map((name) => `--${name}`).join(", ")}.` });
}
const limitFlags = Object.fromEntries(Object.entries(require_quick.flagsFor(require_quick.LIMIT_NAMES)).map(([name, flag]) => [name, {
	...flag,
	help: LIMIT_HELP[name]
}]));
const pruneVerb = {
	usage: "prune",
	summary: "Evicts unused results and caches, the least recently used first, until the given limits are met. Give at least one limit.",
	flags: {
		...require_quick.storeFlags,
		...limitFlags,
		"dry-run": {
			type: "boolean",
			help: "Evict nothing; print the entries to evict and an estimate of the freed space."
		},
		...require_quick.jsonFlag
	},
	needsRoot: true,
	check: (invocation) => {
		require_quick.noPositionals(pruneVerb, invocation);
		limitsOf(invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const limits = limitsOf(invocation);
		const { signal, stopListening } = require_quick.cancelOnSignals();
		const isJson = require_quick.isSet(invocation, "json");
		const text = await require_quick.withStore(require_quick.storeRequest(invocation), async (store) => {
			if (require_quick.isSet(invocation, "dry-run")) return await tellPlan(store, {
				limits,
				signal,
				isJson
			});
			const report = await store.prune(limits, signal);
			return isJson ? JSON.stringify(report) : require_quick.pruneText(report);
		});
		stopListening();
		require_quick.print(`${text}\n`);
		return 0;
	}
};
async function tellPlan(store, { limits, signal, isJson }) {
	const { plan, slots } = await whileMeasuring("the entries to evict", async () => {
		const plan = await store.planPrune(limits, signal);
		return {
			plan,
			slots: plan.slots === 0 ? [] : await store.listSlots(signal)
		};
	});
	const words = new Map([
		...slots.map(({ id, name }) => [`slot ${id}`, name ?? id]),
		...store.failed().map(({ id, operation }) => [`failed ${id}`, operation]),
		...store.list().map(({ id, operation }) => [`result ${id}`, operation])
	]);
	const told = plan.evictions.map((one) => ({
		...one,
		operation: words.get(`${one.kind} ${one.id}`) ?? ""
	}));
	if (isJson) return JSON.stringify({
		...plan,
		evictions: told
	});
	return `${table(told, ({ kind, id, usedAt, bytes, operation }, now) => {
		return `${kind === "slot" ? "cache".padEnd(12) : id.slice(0, 12)}  ${age(usedAt, now)}  ${size(bytes)}  ${require_quick.oneLine(operation)}`;
	})}${require_quick.planText(plan)}`;
}
// src/cli/slot-removal.ts
async function removeSlots(store, place, name) {
	const slots = store.slotsNamed(name);
	if (slots.length === 0) throw noSlot(place, name);
	const refusals = [];
	const lines = [];
	for (const slot of slots) try {
		lines.push(removedText(slot, await store.deleteSlot(slot.id)));
	} catch (error) {
		if (!require_index.isObuilderError(error, "result-in-use")) throw error;
		refusals.push(error);
		lines.push(`kept ${wordsFor(slot)}: other users of this store have used the slot too`);
	}
	if (refusals.length === slots.length) throw refusals[0];
	return lines;
}
const slotHint = (store, given) => store.slotsNamed(given).length === 0 ? void 0 : `${given} is a cache slot: remove --slot=${given}.`;
const removedText = (slot, mayBeCopied) => `removed ${wordsFor(slot)}${mayBeCopied ? "; steps that run now keep their copies, and do not bring the slot back" : ""}`;
const wordsFor = ({ id, name, scope }) => name === void 0 || scope === void 0 ? `slot ${id}` : `slot ${require_quick.oneLine(name)}  (of ${require_quick.oneLine(scope)})`;
function noSlot(place, name) {
	const message = `there is no cache slot ${name} in the store ${require_quick.storeName(place)}`;
	return new require_index.ObuilderError("result-missing", message, {
		value: name,
		hint: "\"slots\" prints the names of all cache slots in the store. --store names another store."
	});
}
// src/cli/verbs/remove.ts
const removeVerb = {
	usage: "remove [--slot=NAME\u2026] [ID\u2026]",
	summary: "Removes unused results, failed steps, and cache slots. Later results that depend on a removed result stay.",
	flags: {
		...require_quick.storeFlags,
		slot: {
			type: "string",
			multiple: true,
			value: "NAME",
			help: "Empty this cache slot in all scopes, such as a corrupt one."
		}
	},
	needsRoot: true,
	check: (invocation) => {
		const slots = require_quick.texts(invocation, "slot");
		if (slots.includes("") || invocation.positionals.length + slots.length === 0) throw new require_index.ObuilderError("input-invalid", "the id of a result, or --slot=NAME, is missing", { hint: require_quick.usageHint(removeVerb) });
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const given = {
			ids: invocation.positionals,
			slots: require_quick.texts(invocation, "slot")
		};
		return await require_quick.withStore(require_quick.storeRequest(invocation), (store, place) => removeAll(store, place, given));
	}
};
async function removeAll(store, place, { ids, slots }) {
	const before = store.space().freeBytes;
	let failures = 0;
	const attempt = async (remove, instead) => {
		try {
			require_quick.print(await remove());
		} catch (error) {
			failures += 1;
			const { message, hint } = require_index.asObuilderError(error);
			process.stderr.write(`error: ${message}\n${require_quick.hintLine(instead?.() ?? hint)}`);
		}
	};
	for (const id of ids) await attempt(async () => `removed ${await removeOne(store, place, id)}\n`, () => slotHint(store, id));
	for (const name of slots) await attempt(async () => (await removeSlots(store, place, name)).map((line) => `${line}\n`).join(""));
	if (failures < ids.length + slots.length) {
		await store.clean();
		require_quick.print(`${require_quick.amount(Math.max(0, store.space().freeBytes - before))} freed\n`);
	}
	return failures === 0 ? 0 : 1;
}
async function removeOne(store, place, given) {
	const { id, result, failed } = require_quick.findEntry(store, place, given);
	const dependents = result === void 0 ? 0 : store.list().filter(({ parent }) => parent === id).length;
	if (result !== void 0) await store.delete(id);
	if (failed !== void 0) await store.deleteFailed(id);
	const operation = require_quick.oneLine(require_index.must(result ?? failed, "the entry of an id").operation);
	const kept = dependents === 0 ? "" : `; ${dependentsText(dependents)}`;
	return `${id.slice(0, 12)}  ${operation}${result === void 0 ? " (failed)" : ""}${kept}`;
}
const dependentsText = (count) => count === 1 ? "1 result that began from it keeps its files" : `${count} results that began from it keep its files`;
// src/cli/verbs/shell.ts
const shellVerb = {
	usage: "shell ID [-- COMMAND\u2026]",
	summary: "Opens a shell, or runs a command, in a sandbox with the files of a result, or with the files and copies of the cache slots of a kept failed step. Changes are discarded.",
	flags: {
		...require_quick.storeFlags,
		network: {
			type: "string",
			value: "none|host|audit|allow:HOST:PORT,\u2026",
			default: "none",
			help: "No network, the machine's network, every host, or the listed hosts."
		},
		...require_quick.flagsFor(require_quick.SHELL_PARAMETERS)
	},
	needsRoot: true,
	check: (invocation) => {
		idOf(invocation);
		require_quick.readBounds(require_quick.givenFlags(invocation));
		parseNetwork(require_quick.text(invocation, "network") ?? "none");
		require_quick.readParameter("user-namespace", require_quick.givenFlags(invocation));
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const id = idOf(invocation);
		const command = invocation.positionals.slice(1);
		const given = require_quick.givenFlags(invocation);
		const limits = require_quick.limitsFor(require_quick.readBounds(given) ?? {});
		const boundary = await require_quick.readBoundary();
		const network = networkOf(invocation, boundary.rules);
		const asked = require_quick.readParameter("user-namespace", given);
		const userNamespace = require_quick.userNamespaceFor(asked, boundary.rules);
		const { signal, stopListening } = require_quick.cancelOnSignals();
		const sandbox = await require_quick.readySandbox({
			userNamespace,
			mayReachMachine: require_quick.mayReachMachine(boundary.rules),
			authorities: await authoritiesOf(invocation, boundary.rules)
		});
		const status = await require_quick.withStore(require_quick.storeRequest(invocation), (store, place) => {
			const entry = require_quick.findEntry(store, place, id);
			return enter({
				store,
				sandbox,
				entry,
				command,
				network,
				limits,
				signal
			});
		}, { boundary });
		stopListening();
		return status;
	}
};
function idOf({ positionals: [id] }) {
	if (id !== void 0) return id;
	throw new require_index.ObuilderError("input-invalid", "the id of a result or of a failed step is missing", { hint: require_quick.usageHint(shellVerb) });
}
async function authoritiesOf(invocation, rules) {
	const { ca = [] } = require_quick.readAuthorities$1(require_quick.givenFlags(invocation), process.cwd());
	if (ca.length === 0) return require_quick.ownersAuthorities(rules);
	const onWarning = (message) => void process.stderr.write(`warning: ${message}\n`);
	return await require_quick.readAuthorities({ ca }, {
		files: (await require_reader.asker()).files({}),
		rules,
		onWarning
	});
}
function networkOf(invocation, rules) {
	const asked = require_quick.networkUnder(rules, parseNetwork(require_quick.text(invocation, "network") ?? "none"));
	return asked.kind === "none" || asked.kind === "host" ? asked.kind : {
		...asked,
		onAttempt: sayDenied
	};
}
const LIST = "allow:";
function parseNetwork(value) {
	if (value === "none" || value === "host" || value === "audit") return { kind: value };
	if (!value.startsWith(LIST)) throw require_quick.invalidValue(value, "--network", { expected: "none, host, audit or allow:HOST:PORT,\u2026" });
	return {
		kind: "allow",
		endpoints: value.slice(6).split(",").map((one) => {
			const endpoint = require_quick.parseEndpoint(one);
			if (!("fault" in endpoint)) return endpoint;
			throw new require_index.ObuilderError("input-invalid", `--network has a fault: ${endpoint.fault}`, {
				value: one,
				hint: endpoint.hint
			});
		})
	};
}
function sayDenied(attempt) {
	if (attempt.end !== "passed" && attempt.times === 1) process.stderr.write(`network: ${require_quick.attemptText(attempt)}\r\n`);
}
const PLAIN = {
	shell: [],
	cwd: "/",
	user: {
		uid: 0,
		gid: 0
	},
	environment: []
};
async function enter({ store, sandbox, entry, command, ...rest }) {
	const { rootfs, scratch, context = PLAIN, slots } = await store.checkout(entry.id);
	const terminal = require_run().hasTerminal();
	const env = withTerminalType(context.environment, terminal);
	const argv = argvOf(command, {
		rootfs,
		env,
		shell: context.shell
	});
	process.stderr.write(greeting(entry, {
		slots,
		network: rest.network
	}));
	const { cwd, user } = context;
	const mounts = slots.map(({ path: source, target }) => ({
		kind: "slot",
		source,
		target
	}));
	return await sandbox.enter({
		rootfs,
		scratch,
		argv,
		cwd,
		user,
		env,
		mounts,
		terminal,
		...rest
	});
}
function argvOf(command, image) {
	if (command.length > 1) return command;
	const shell = require_run().shellOf(image, image.shell);
	return command.length === 0 ? shell.interactive : [...shell.command, ...command];
}
function withTerminalType(env, terminal) {
	const type = process.env["TERM"];
	if (!terminal || type === void 0 || env.some(([name]) => name === "TERM")) return env;
	return [...env, ["TERM", type]];
}
function greeting({ id, result, failed }, { slots, network }) {
	const what = failed === void 0 ? "" : `, which failed: ${require_quick.oneLine(failed.message)}`;
	const operation = require_quick.oneLine(require_index.must(failed ?? result, "the entry of an id").operation);
	const net = network === "none" ? " There is no network; --network=allow:HOST:PORT gives you a host, --network=host the network of this machine." : "";
	const caches = slots.map(({ name, target }) => `${require_quick.oneLine(name)} at ${require_quick.oneLine(target)}`).join(", ");
	const copies = caches === "" ? "" : `Copies of the step's caches: ${caches}.\n`;
	return `${id.slice(0, 12)}  ${operation}${what}\n${copies}Your changes are discarded when you leave.${net}\n`;
}
// src/cli/verbs/slots.ts
const slotsVerb = {
	usage: "slots",
	summary: "Lists the cache slots with their sizes, the most recently used first.",
	flags: {
		...require_quick.storeFlags,
		...require_quick.jsonFlag
	},
	needsRoot: true,
	check: (invocation) => {
		require_quick.noPositionals(slotsVerb, invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const { signal, stopListening } = require_quick.cancelOnSignals();
		const slots = await require_quick.withStore(require_quick.storeRequest(invocation), (store) => whileMeasuring("all slots", () => store.listSlots(signal)));
		stopListening();
		require_quick.print(require_quick.isSet(invocation, "json") ? `${JSON.stringify({ slots })}\n` : table(slots, line));
		return 0;
	}
};
function line({ id, name, scope, bytes, usedAt }, now) {
	const words = name === void 0 || scope === void 0 ? id : `${require_quick.oneLine(name)}  (of ${require_quick.oneLine(scope)})`;
	return `${age(usedAt, now)}  ${size(bytes)}  ${words}`;
}
// src/cli/verbs/usage.ts
const usageVerb = {
	usage: "usage",
	summary: "Prints the store's number of results, caches and failed steps, and its used and free space.",
	flags: {
		...require_quick.storeFlags,
		...require_quick.jsonFlag
	},
	needsRoot: true,
	check: (invocation) => {
		require_quick.noPositionals(usageVerb, invocation);
		require_quick.checkStoreFlags(invocation);
	},
	run: async (invocation) => {
		const report = await require_quick.withStore(require_quick.storeRequest(invocation), async (store, place) => {
			return {
				place,
				usage: await store.usage()
			};
		});
		require_quick.print(require_quick.isSet(invocation, "json") ? json(report) : text(report));
		return 0;
	}
};
function json({ place, usage }) {
	return `${JSON.stringify({
		store: require_quick.storeName(place),
		why: place.why,
		...usage
	})}\n`;
}
function text({ place, usage }) {
	return `${[
		`store:   ${require_quick.storeName(place)} (${place.why})`,
		`used:    ${require_quick.amount(usage.usedBytes)}`,
		`free:    ${require_quick.amount(usage.freeBytes)} of ${require_quick.amount(usage.totalBytes)}`,
		...usage.totalInodes === void 0 ? [] : [`inodes:  ${require_reader.inodesText(usage)} free`],
		`results: ${usage.results}`,
		`caches:  ${usage.slots}`,
		`failed:  ${usage.failed}`
	].join("\n")}\n`;
}
// src/cli/verbs.ts
var verbs_exports = require_index.__exportAll({ verbs: () => verbs });
const verbs = {
	check: checkVerb,
	dockerfile: dockerfileVerb,
	list: listVerb,
	slots: slotsVerb,
	inspect: inspectVerb,
	logs: logsVerb,
	shell: shellVerb,
	remove: removeVerb,
	usage: usageVerb,
	init: initVerb,
	prune: pruneVerb,
	clean: cleanVerb,
	doctor: doctorVerb
};
exports.help_exports = help_exports;
exports.verbs_exports = verbs_exports;
