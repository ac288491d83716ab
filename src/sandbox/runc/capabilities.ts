/**
 * What root may do inside: Docker's default set without NET_RAW, names as in capabilities(7). As in Docker, NET_BIND_SERVICE is
 * there with any network: a program whose file asks for it would not even start without it. A step has ports of its own,
 * unless it asks for the host's network.
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
 * The sets of the OCI runtime specification. A user that is not root holds none of them, but keeps them in its bounding
 * set, so that set-uid programs such as `su` work. Nothing is inheritable: a file's inheritable set must not wake one.
 */
export function capabilitySets(uid: number) {
  const held = uid === 0 ? ALLOWED : [];
  return { bounding: ALLOWED, effective: held, permitted: held, inheritable: [], ambient: [] };
}
