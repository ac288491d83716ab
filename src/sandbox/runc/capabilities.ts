/**
 * The capabilities of root inside: Docker's default set without NET_RAW, names as in capabilities(7). As in Docker, every step
 * has NET_BIND_SERVICE, because a program whose file asks for the capability could not even start otherwise. A step has ports
 * of its own, unless the step asks for the host's network.
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
  'CAP_NET_BIND_SERVICE',
  'CAP_SYS_CHROOT',
  'CAP_MKNOD',
  'CAP_AUDIT_WRITE',
  'CAP_SETFCAP',
] as const;

/**
 * The sets of the OCI runtime specification. A user other than root holds no capability, but keeps the bounding set, so that
 * set-uid programs such as `su` work. The inheritable set is empty, so that a file's inheritable set cannot grant a capability.
 */
export function capabilitySets(uid: number) {
  const held = uid === 0 ? ALLOWED : [];
  return { bounding: ALLOWED, effective: held, permitted: held, inheritable: [], ambient: [] };
}
