#define _GNU_SOURCE
#include "confine.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define AURORA_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define AURORA_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef AURORA_ARCHITECTURE

enum { most_instructions = 400, open_changes = O_ACCMODE | O_CREAT | O_TRUNC };

struct program {
  struct sock_filter code[most_instructions];
  unsigned short length;
};

static void add(struct program* program, struct sock_filter instruction) {
  if (program->length < most_instructions)
    program->code[program->length++] = instruction;
}

static void end(struct program* program, unsigned action) {
  add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

static void load(struct program* program, size_t offset) {
  add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void load_argument(struct program* program, int index) {
  load(program, offsetof(struct seccomp_data, args) + 8u * (unsigned)index); /* its low half */
}

static void allow(struct program* program, long number) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1));
  end(program, SECCOMP_RET_ALLOW);
}

/* Where the argument has none of these bits. */
static void allow_without(struct program* program, long number, int argument, unsigned bits) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4));
  load_argument(program, argument);
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
  end(program, SECCOMP_RET_ALLOW);
  end(program, SECCOMP_RET_KILL_PROCESS);
}

/* Where the argument is this value; may be said several times. */
static void allow_with(struct program* program, long number, int argument, unsigned value) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4));
  load_argument(program, argument);
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  end(program, SECCOMP_RET_ALLOW);
  load(program, offsetof(struct seccomp_data, nr));
}

static const long harmless[] = {
    SYS_read,
    SYS_pread64,
    SYS_readv,
    SYS_lseek,
    SYS_close,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_statfs,
    SYS_fstatfs,
    SYS_faccessat,
    SYS_readlinkat,
    SYS_getcwd,
    SYS_getdents64,
    SYS_chdir,
    SYS_dup,
    SYS_dup3,
    SYS_fadvise64,
    SYS_brk,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_futex,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_getcpu,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_times,
    SYS_getrusage,
    SYS_getrandom,
    SYS_uname,
    SYS_sysinfo,
    SYS_getpid,
    SYS_gettid,
    SYS_getppid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getpgid,
    SYS_prlimit64,
    SYS_getrlimit,
    SYS_setrlimit,
    SYS_umask,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
#ifdef SYS_open /* what newer architectures do not have */
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_getdents,
    SYS_dup2,
    SYS_time,
    SYS_poll,
    SYS_getpgrp,
    SYS_arch_prctl,
#endif
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
};

static void write_program(struct program* program) {
  size_t i;
  load(program, offsetof(struct seccomp_data, arch));
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AURORA_ARCHITECTURE, 1, 0));
  end(program, SECCOMP_RET_KILL_PROCESS);
  load(program, offsetof(struct seccomp_data, nr));
  for (i = 0; i < sizeof harmless / sizeof *harmless; i++)
    allow(program, harmless[i]);
  for (i = 1; i <= 2; i++) {
    allow_with(program, SYS_write, 0, (unsigned)i);
    allow_with(program, SYS_writev, 0, (unsigned)i);
  }
  allow_with(program, SYS_ioctl, 1, TCGETS);
  allow_with(program, SYS_fcntl, 1, F_DUPFD);
  allow_with(program, SYS_fcntl, 1, F_GETFD);
  allow_with(program, SYS_fcntl, 1, F_SETFD);
  allow_with(program, SYS_fcntl, 1, F_GETFL);
  allow_with(program, SYS_fcntl, 1, F_DUPFD_CLOEXEC);
  allow_with(program, SYS_prctl, 0, PR_SET_NAME);
  allow_without(program, SYS_mmap, 3, MAP_SHARED);
  allow_without(program, SYS_openat, 2, open_changes);
#ifdef SYS_open
  allow_without(program, SYS_open, 1, open_changes);
#endif
  end(program, SECCOMP_RET_KILL_PROCESS);
}

int aurora_confine(void) {
  static struct program program;
  struct sock_fprog all;
  write_program(&program);
  all.len = program.length;
  all.filter = program.code;
  if (program.length == most_instructions || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all);
}

#else

int aurora_confine(void) {
  return -1;
}

#endif
