#define _GNU_SOURCE
#include "use.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { path_size = 4096 };

static char* record_folder; /* NULL: nothing is watched */
static char* build_folder;  /* with a slash at its end */

static void mark_as(const char* kind) {
  char path[path_size];
  int fd;
  snprintf(path, sizeof path, "%s/%ld%s.mark", record_folder, (long)getpid(), kind);
  fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0)
    close(fd);
}

static void mark(void) {
  mark_as("");
}

/* A program of the build folder, or one that has loaded a library of it. No memory is allocated: it may be
   asked in a signal handler. */
static int uses_build(void) {
  char text[16384];
  size_t length = strlen(build_folder), kept = 0;
  ssize_t count;
  int found = 0;
  int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (maps < 0)
    return 1;
  while (!found && (count = read(maps, text + kept, sizeof text - kept)) > 0) {
    size_t size = kept + (size_t)count;
    found = memmem(text, size, build_folder, length) != NULL;
    kept = size < length ? size : length;
    memmove(text, text + size - kept, kept);
  }
  close(maps);
  return found;
}

static void unmark(void) {
  char path[path_size];
  if (uses_build())
    return;
  snprintf(path, sizeof path, "%s/%ld.mark", record_folder, (long)getpid());
  unlink(path);
}

void aurora_watch_use(const char* record, const char* build) {
  if (!record || !build || strlen(build) > path_size)
    return;
  if (asprintf(&build_folder, "%s/", build) < 0 || !(record_folder = strdup(record)))
    return;
  mark();
  atexit(unmark);
  pthread_atfork(NULL, NULL, mark); /* what a child executes marks itself */
}

/* Nobody knows here which of the folders in PATH a bare name is found in. */
static int is_built(const char* program) {
  char link[64], path[path_size];
  const char* folders = getenv("PATH");
  size_t length = strlen(build_folder);
  ssize_t count;
  int fd;
  if (!strchr(program, '/'))
    return folders && memmem(folders, strlen(folders), build_folder, length - 1) != NULL;
  fd = open(program, O_PATH | O_CLOEXEC);
  if (fd < 0)
    return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  count = readlink(link, path, sizeof path);
  close(fd);
  return count < 0 || ((size_t)count >= length && memcmp(path, build_folder, length) == 0);
}

typedef char* const* words;
static int (*next_execve)(const char*, words, words);
static int (*next_execv)(const char*, words);
static int (*next_execvp)(const char*, words);
static int (*next_execvpe)(const char*, words, words);
static int (*next_spawn)(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                         words, words);
static int (*next_spawnp)(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                          words, words);
static void (*next_exit)(int);

#define FIND(next, name) (next = (__typeof__(next))dlsym(RTLD_NEXT, name))

/* Early: later the caller may be a child that shares its parent's memory. */
__attribute__((constructor)) static void find_all(void) {
  FIND(next_execve, "execve");
  FIND(next_execv, "execv");
  FIND(next_execvp, "execvp");
  FIND(next_execvpe, "execvpe");
  FIND(next_spawn, "posix_spawn");
  FIND(next_spawnp, "posix_spawnp");
  FIND(next_exit, "_exit");
}

/* A program without a loader, or one that may not be preloaded, does not mark itself. */
static void see_start(const char* program) {
  if (!next_exit) /* called by a constructor of another library */
    find_all();
  if (record_folder && program && is_built(program))
    mark_as("-start");
}

#define SEEN __attribute__((visibility("default")))

SEEN int execve(const char* program, words argv, words env) {
  see_start(program);
  return next_execve(program, argv, env);
}

SEEN int execv(const char* program, words argv) {
  see_start(program);
  return next_execv(program, argv);
}

SEEN int execvp(const char* program, words argv) {
  see_start(program);
  return next_execvp(program, argv);
}

SEEN int execvpe(const char* program, words argv, words env) {
  see_start(program);
  return next_execvpe(program, argv, env);
}

SEEN int posix_spawn(pid_t* pid, const char* program, const posix_spawn_file_actions_t* actions,
                     const posix_spawnattr_t* attributes, words argv, words env) {
  see_start(program);
  return next_spawn(pid, program, actions, attributes, argv, env);
}

SEEN int posix_spawnp(pid_t* pid, const char* program, const posix_spawn_file_actions_t* actions,
                      const posix_spawnattr_t* attributes, words argv, words env) {
  see_start(program);
  return next_spawnp(pid, program, actions, attributes, argv, env);
}

/* As dash ends. */
SEEN void _exit(int status) {
  if (record_folder)
    unmark();
  if (next_exit)
    next_exit(status);
  for (;;)
    syscall(SYS_exit_group, status);
}
