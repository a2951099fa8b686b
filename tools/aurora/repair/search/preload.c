/* Loaded into the programs under test (LD_PRELOAD). Before main, after static constructors, it does one of:
   - AURORA_CONTROL: become a fork server, each child of which runs main with the arguments it is told; a
   child that is told so stops at its first switch and becomes a fork server itself;
   - AURORA_RECORD: write down how a driver script started this program, so that it can be started so again;
   - nothing. Only programs that contain switches (those that attached to AURORA_MAP) are touched. See also
   use.h. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aurora/schemata/runtime/aurora_rt_layout.h"
#include "confine.h"
#include "server.h"
#include "snapshot.h"
#include "use.h"

typedef int (*main_function)(int, char**, char**);
typedef int (*start_function)(main_function, int, char**, void (*)(void), void (*)(void), void (*)(void),
                              void*);

extern char** environ;
static main_function real_main;
static struct aurora_job job; /* of this child */

static struct aurora_rt_map* open_map(void) {
  const char* path = getenv("AURORA_MAP");
  int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  void* memory;
  if (fd < 0)
    return NULL;
  memory = mmap(NULL, sizeof(struct aurora_rt_map), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return memory == MAP_FAILED ? NULL : memory;
}

static void copy_stream(int from, int to) {
  char buffer[65536];
  ssize_t count;
  while ((count = read(from, buffer, sizeof buffer)) > 0)
    if (write(to, buffer, (size_t)count) != count)
      break;
}

/* A pipe's content is read to its end and given to the program from a file instead. */
static void record_stdin(const char* base) {
  char path[4096];
  struct stat info;
  off_t position = lseek(STDIN_FILENO, 0, SEEK_CUR);
  int copy;
  if (fstat(STDIN_FILENO, &info) != 0 ||
      !(S_ISREG(info.st_mode) || S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
    return;
  snprintf(path, sizeof path, "%s.stdin", base);
  copy = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (copy < 0)
    return;
  copy_stream(STDIN_FILENO, copy);
  if (S_ISREG(info.st_mode) && position >= 0) {
    lseek(STDIN_FILENO, position, SEEK_SET);
  } else {
    lseek(copy, 0, SEEK_SET);
    dup2(copy, STDIN_FILENO);
  }
  close(copy);
}

static void record_start(const char* folder, int argc, char** argv) {
  char base[3000], path[4096], text[4096];
  ssize_t length;
  FILE* out;
  int i;
  snprintf(base, sizeof base, "%s/%ld", folder, (long)getpid());
  snprintf(path, sizeof path, "%s.start", base);
  out = fopen(path, "we");
  if (!out)
    return;
  length = readlink("/proc/self/exe", text, sizeof text - 1);
  fwrite(text, 1, length > 0 ? (size_t)length : 0, out);
  fputc(0, out);
  if (getcwd(text, sizeof text))
    fputs(text, out);
  fputc(0, out);
  for (i = 0; i < argc; i++)
    fwrite(argv[i], 1, strlen(argv[i]) + 1, out);
  fclose(out);
  record_stdin(base);
}

static int run_main(struct aurora_rt_map* map, int argc, char** argv, char** env) {
  int status;
  map->steps_before_main = map->steps;
  status = real_main(argc, argv, env);
  map->outcome = aurora_rt_main_returned;
  return status;
}

/* At the first switch of a probe: nothing before it stands against a snapshot. */
static void end_probe(struct aurora_rt_map* map) {
  map->outcome = aurora_rt_paused;
  _exit(0);
}

/* At the first switch. The children return into the program, where this is their first step. */
static void become_server(struct aurora_rt_map* map) {
  if (aurora_can_stand() != 0 || aurora_serve_snapshot(&job, aurora_rewind) == aurora_serve_done)
    _exit(0);
  map->pid = (int)getpid();
  map->steps = 1;
}

static void prepare_stop(struct aurora_rt_map* map) {
  if (job.mode == aurora_run_whole)
    return;
  aurora_note_files();
  if (job.mode == aurora_run_probe && aurora_confine() != 0)
    _exit(127);
  map->pause = job.mode == aurora_run_probe ? end_probe : become_server;
  map->pause_pid = (int)getpid();
}

static int wrapped_main(int argc, char** argv, char** env) {
  struct aurora_rt_map* map = open_map();
  const char* control = getenv("AURORA_CONTROL");
  const char* record = getenv("AURORA_RECORD");
  if (!control)
    aurora_watch_use(record, getenv("AURORA_BUILD_DIR"));
  if (!map || map->magic != AURORA_RT_MAGIC || map->pid != (int)getpid())
    return real_main(argc, argv, env);
  if (!control) {
    if (record)
      record_start(record, argc, argv);
    return run_main(map, argc, argv, env);
  }
  map->steps_before_main = map->steps;
  unsetenv("LD_PRELOAD"); /* what the program starts is not to serve anybody */
  if (aurora_serve(strdup(control), &job) == aurora_serve_done)
    _exit(0);
  unsetenv("AURORA_CONTROL");
  prepare_stop(map);
  return run_main(map, job.argc, job.argv, environ);
}

__attribute__((visibility("default"))) int __libc_start_main(main_function program, int argc, char** argv,
                                                             void (*init)(void), void (*fini)(void),
                                                             void (*rtld_fini)(void), void* stack_end) {
  start_function real = (start_function)dlsym(RTLD_NEXT, "__libc_start_main");
  real_main = program;
  return real(wrapped_main, argc, argv, init, fini, rtld_fini, stack_end);
}
