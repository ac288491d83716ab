// Made by `npm run seccomp` from the names and numbers in default.json of github.com/moby/profiles/seccomp
// v0.3.0 (Apache-2.0), SHA-256 6416b47770785a41ac59073cdc77d9fe98517df2799dc83ef207e622de3053f6.

/** Calls that Docker's default profile allows with any arguments, for our machines and capabilities. */
export const PROFILE_CALLS = `
  accept arm_fadvise64_64 arm_sync_file_range breakpoint cacheflush cachestat epoll_ctl_old epoll_wait_old
  fchmodat2 futex_requeue futex_wait futex_wake getxattrat listmount listxattrat map_shadow_stack mseal
  newfstatat recv removexattrat riscv_hwprobe semop semtimedop send set_tls setxattrat statmount
  sync_file_range2 uretprobe futex_waitv process_mrelease memfd_secret landlock_restrict_self
  landlock_add_rule landlock_create_ruleset epoll_pwait2 faccessat2 openat2 close_range pidfd_open
  pidfd_send_signal sched_rr_get_interval_time64 futex_time64 rt_sigtimedwait_time64 semtimedop_time64
  mq_timedreceive_time64 mq_timedsend_time64 recvmmsg_time64 io_pgetevents_time64 ppoll_time64
  pselect6_time64 utimensat_time64 timerfd_settime64 timerfd_gettime64 timer_settime64 timer_gettime64
  clock_nanosleep_time64 clock_getres_time64 clock_adjtime64 clock_gettime64 msgctl msgrcv msgsnd msgget
  shmdt shmat shmctl shmget semctl semget rseq io_pgetevents arch_prctl statx pkey_free pkey_alloc
  pkey_mprotect pwritev2 preadv2 copy_file_range mlock2 membarrier shutdown recvmsg recvfrom sendmsg sendto
  getpeername getsockname setsockopt getsockopt accept4 listen connect bind socketpair execveat memfd_create
  getrandom seccomp renameat2 sched_getattr sched_setattr process_vm_writev process_vm_readv sendmmsg syncfs
  clock_adjtime name_to_handle_at prlimit64 fanotify_mark recvmmsg rt_tgsigqueueinfo pwritev preadv
  inotify_init1 pipe2 dup3 epoll_create1 eventfd2 signalfd4 timerfd_gettime timerfd_settime fallocate
  eventfd timerfd_create signalfd utimensat epoll_pwait getcpu vmsplice tee sync_file_range splice
  get_robust_list set_robust_list ppoll pselect6 faccessat fchmodat readlinkat symlinkat linkat renameat
  unlinkat fstatat64 futimesat fchownat mknodat mkdirat openat inotify_rm_watch inotify_add_watch
  inotify_init ioprio_get ioprio_set waitid mq_getsetattr mq_notify mq_timedreceive mq_timedsend mq_unlink
  mq_open fadvise64_64 utimes tgkill fstatfs64 statfs64 clock_nanosleep clock_getres clock_gettime
  timer_delete timer_getoverrun timer_gettime timer_settime timer_create set_tid_address remap_file_pages
  epoll_wait epoll_ctl epoll_create exit_group fadvise64 io_cancel io_submit io_getevents io_destroy
  io_setup get_thread_area set_thread_area sched_getaffinity sched_setaffinity futex sendfile64 tkill
  fremovexattr lremovexattr removexattr flistxattr llistxattr listxattr fgetxattr lgetxattr getxattr
  fsetxattr lsetxattr setxattr readahead gettid fcntl64 getdents64 madvise mincore setfsgid32 setfsuid32
  setgid32 setuid32 chown32 getresgid32 setresgid32 getresuid32 setresuid32 fchown32 setgroups32 getgroups32
  setregid32 setreuid32 getegid32 geteuid32 getgid32 getuid32 lchown32 fstat64 lstat64 stat64 ftruncate64
  truncate64 mmap2 ugetrlimit vfork sendfile sigaltstack capset capget getcwd chown pwrite64 pread64
  rt_sigsuspend rt_sigqueueinfo rt_sigtimedwait rt_sigpending rt_sigprocmask rt_sigaction rt_sigreturn prctl
  getresgid setresgid poll getresuid setresuid mremap nanosleep sched_rr_get_interval sched_get_priority_min
  sched_get_priority_max sched_yield sched_getscheduler sched_setscheduler sched_getparam sched_setparam
  munlockall mlockall munlock mlock fdatasync getsid writev readv msync flock _newselect getdents _llseek
  setfsgid setfsuid fchdir getpgid sigprocmask mprotect adjtimex modify_ldt uname sigreturn fsync ipc
  sysinfo wait4 fstat lstat stat getitimer setitimer socketcall fstatfs statfs setpriority getpriority
  fchown fchmod ftruncate truncate munmap mmap readlink symlink select setgroups getgroups gettimeofday
  getrusage getrlimit setrlimit setregid setreuid setsid getpgrp getppid dup2 chroot umask setpgid fcntl
  ioctl getegid geteuid getgid setgid brk times pipe dup rmdir mkdir rename kill sync access utime pause
  alarm ptrace getuid setuid getpid lseek lchown chmod mknod time chdir execve unlink link creat waitpid
  close open write read fork exit restart_syscall
`
  .trim()
  .split(/\s+/);

/** The allowed address families of socket(2). */
export const PROFILE_FAMILIES = [
  0, 1, 2, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18, 21, 22, 24, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 39, 41,
  42, 43, 44, 45,
];

/** The allowed values of personality(2). */
export const PROFILE_PERSONALITIES = [0, 8, 131072, 131080, 4294967295];
