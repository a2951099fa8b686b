#define _GNU_SOURCE
#include "server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { path_size = 4096, high_fd = 200 };

static int read_fully(int fd, void* data, size_t size) {
  char* at = data;
  while (size > 0) {
    ssize_t count = read(fd, at, size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return -1;
    at += count;
    size -= (size_t)count;
  }
  return 0;
}

static void reply(const struct aurora_channel* channel, const struct aurora_reply* answer) {
  while (write(channel->out, answer, sizeof *answer) < 0 && errno == EINTR) {
  }
}

/* Far from the numbers a program expects its own files to get. */
static int open_high(const char* control, const char* suffix, int flags) {
  char path[path_size];
  int fd, high;
  snprintf(path, sizeof path, "%s%s", control, suffix);
  fd = open(path, flags | O_CLOEXEC, 0600);
  if (fd < 0)
    return -1;
  high = fcntl(fd, F_DUPFD_CLOEXEC, high_fd);
  if (high < 0)
    return fd;
  close(fd);
  return high;
}

static int open_requests(const char* control, struct aurora_channel* channel) {
  channel->in = open_high(control, ".in", O_RDONLY);
  channel->out = open_high(control, ".out", O_WRONLY);
  return channel->in < 0 || channel->out < 0 ? -1 : 0;
}

static int open_outputs(const char* control, struct aurora_channel* channel) {
  channel->stdout_fd = open_high(control, ".stdout", O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  channel->stderr_fd = open_high(control, ".stderr", O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  channel->stdout_start = channel->stderr_start = 0;
  return channel->stdout_fd < 0 || channel->stderr_fd < 0 ? -1 : 0;
}

static int count_threads(void) {
  DIR* tasks = opendir("/proc/self/task");
  struct dirent* entry;
  int count = 0;
  if (!tasks)
    return 1;
  while ((entry = readdir(tasks)))
    count += entry->d_name[0] != '.';
  closedir(tasks);
  return count;
}

static char* next_text(char** at, const char* end) {
  char* text = *at;
  char* stop = memchr(text, 0, (size_t)(end - text));
  if (!stop)
    return NULL;
  *at = stop + 1;
  return text;
}

static int apply_environment(uint32_t count, char** at, const char* end) {
  uint32_t i;
  for (i = 0; i < count; i++) {
    char* assignment = next_text(at, end);
    if (!assignment)
      return -1;
    putenv(assignment);
  }
  return 0;
}

/* The texts stay allocated: the child uses them as argv and environment. */
static int parse_job(const struct aurora_request* request, char* text, struct aurora_job* job) {
  char* at = text;
  char* end = text + request->text_size;
  uint32_t i;
  job->cwd = next_text(&at, end);
  job->stdin_path = job->cwd ? next_text(&at, end) : NULL;
  job->control = job->stdin_path ? next_text(&at, end) : NULL;
  if (!job->control)
    return -1;
  job->argv = calloc((size_t)request->argument_count + 1, sizeof *job->argv);
  if (!job->argv)
    return -1;
  for (i = 0; i < request->argument_count; i++)
    if (!(job->argv[i] = next_text(&at, end)))
      return -1;
  job->argc = (int)request->argument_count;
  return apply_environment(request->environment_count, &at, end);
}

static void limit(int resource, rlim_t value) {
  struct rlimit limits;
  limits.rlim_cur = limits.rlim_max = value;
  setrlimit(resource, &limits);
}

static void redirect(const char* stdin_path, const struct aurora_channel* channel) {
  int fd = open(*stdin_path ? stdin_path : "/dev/null", O_RDONLY);
  if (fd >= 0 && fd != STDIN_FILENO) {
    dup2(fd, STDIN_FILENO);
    close(fd);
  }
  dup2(channel->stdout_fd, STDOUT_FILENO);
  dup2(channel->stderr_fd, STDERR_FILENO);
}

static int become_child(const struct aurora_channel* channel, const struct aurora_request* request,
                        char* text, struct aurora_job* job) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  job->mode = (enum aurora_run_mode)request->mode;
  if (parse_job(request, text, job) != 0)
    return -1;
  if (job->mode == aurora_run_snapshot) {
    if (open_outputs(job->control, &job->own) != 0)
      return -1;
    channel = &job->own;
  }
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, request->output_limit);
  limit(RLIMIT_CPU, request->timeout_ms / 1000 + 2);
  if (request->memory_limit > 0)
    limit(RLIMIT_AS, request->memory_limit);
  if (*job->cwd && chdir(job->cwd) != 0)
    return -1;
  redirect(job->stdin_path, channel);
  return 0;
}

static uint64_t microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

/* 0 when neither is readable in time. */
static int wait_until(int fd, int other_fd, uint64_t deadline) {
  struct pollfd entries[2] = {{fd, POLLIN, 0}, {other_fd, POLLIN, 0}};
  for (;;) {
    uint64_t now = microseconds();
    int left = now >= deadline ? 0 : (int)((deadline - now + 999) / 1000);
    int ready = poll(entries, 2, left);
    if (ready > 0)
      return 1;
    if (ready == 0 || errno != EINTR)
      return 0;
  }
}

/* The child is kept as a zombie until it is reaped, so the group to be killed cannot be anybody else's. Note
   that the group is killed while the leader is still unreaped but finished: its status is already fixed. */
static void end_child(pid_t child, struct aurora_reply* answer) {
  kill(-child, SIGKILL); /* also what it started and left behind */
  if (answer->flags & aurora_reply_timed_out)
    kill(child, SIGKILL);
  while (waitpid(child, &answer->status, 0) < 0 && errno == EINTR) {
  }
}

static void supervise(pid_t child, uint32_t timeout_ms, struct aurora_reply* answer) {
  uint64_t start = microseconds();
  int pidfd = (int)syscall(SYS_pidfd_open, child, 0);
  if (pidfd >= 0 && !wait_until(pidfd, -1, start + (uint64_t)timeout_ms * 1000u))
    answer->flags |= aurora_reply_timed_out;
  end_child(child, answer);
  if (pidfd >= 0)
    close(pidfd);
  answer->microseconds = microseconds() - start;
}

/* Until it has become a server or is gone. */
static void await_snapshot(pid_t child, int ready_fd, uint32_t timeout_ms, struct aurora_reply* answer) {
  char byte;
  uint64_t start = microseconds();
  int pidfd = (int)syscall(SYS_pidfd_open, child, 0);
  int told = pidfd >= 0 && wait_until(ready_fd, pidfd, start + (uint64_t)timeout_ms * 1000u) &&
             fcntl(ready_fd, F_SETFL, O_NONBLOCK) == 0 && read(ready_fd, &byte, 1) == 1;
  if (told)
    answer->flags |= aurora_reply_snapshot;
  else {
    answer->flags |= aurora_reply_timed_out; /* whatever it does: it goes */
    end_child(child, answer);
  }
  if (pidfd >= 0)
    close(pidfd);
  answer->microseconds = microseconds() - start;
}

static int begin_with(int fd, off_t size) {
  struct stat info;
  return fstat(fd, &info) == 0 && (info.st_size == size || ftruncate(fd, size) == 0) ? 0 : -1;
}

static int rewind_outputs(const struct aurora_channel* channel) {
  return begin_with(channel->stdout_fd, channel->stdout_start) == 0 &&
                 begin_with(channel->stderr_fd, channel->stderr_start) == 0
             ? 0
             : -1;
}

static int open_ready(const struct aurora_request* request, int ready[2]) {
  ready[0] = ready[1] = -1;
  return request->mode == aurora_run_snapshot ? pipe2(ready, O_CLOEXEC) : 0;
}

static void close_ready(int fd) {
  if (fd >= 0)
    close(fd);
}

/* In the child: where no program expects a file of its own. */
static int move_high(int fd) {
  int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, high_fd);
  close_ready(fd);
  return high;
}

static enum aurora_serve_end serve_one(const struct aurora_channel* channel,
                                       const struct aurora_request* request, char* text,
                                       struct aurora_job* job) {
  struct aurora_reply answer = {0, 0, 0};
  int ready[2];
  pid_t child;
  if (rewind_outputs(channel) != 0 || open_ready(request, ready) != 0)
    answer.flags |= aurora_reply_failed;
  child = fork();
  if (child == 0) {
    close_ready(ready[0]);
    job->ready_fd = move_high(ready[1]);
    if (become_child(channel, request, text, job) != 0)
      _exit(127);
    return aurora_serve_child;
  }
  close_ready(ready[1]);
  if (child < 0)
    answer.flags |= aurora_reply_failed;
  else if (request->mode == aurora_run_snapshot)
    await_snapshot(child, ready[0], request->timeout_ms, &answer);
  else
    supervise(child, request->timeout_ms, &answer);
  close_ready(ready[0]);
  reply(channel, &answer);
  return aurora_serve_done;
}

/* Snapshots that have come to their end. */
static void reap(void) {
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
}

enum aurora_serve_end aurora_serve(const char* control, struct aurora_job* job) {
  static char text[AURORA_REQUEST_TEXT_LIMIT];
  struct aurora_channel channel;
  struct aurora_request request;
  struct aurora_reply greeting = {0, 0, 0};
  if (open_requests(control, &channel) != 0 || open_outputs(control, &channel) != 0)
    return aurora_serve_done;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_DFL);
  if (count_threads() > 1)
    greeting.flags |= aurora_reply_threads;
  reply(&channel, &greeting);
  while (read_fully(channel.in, &request, sizeof request) == 0) {
    if (request.magic != AURORA_REQUEST_MAGIC || request.text_size > sizeof text ||
        read_fully(channel.in, text, request.text_size) != 0)
      break;
    if (serve_one(&channel, &request, text, job) == aurora_serve_child)
      return aurora_serve_child;
    reap();
  }
  return aurora_serve_done;
}

static int stand_here(struct aurora_job* job) {
  struct stat output, errors;
  if (job->ready_fd < 0 || open_requests(job->control, &job->own) != 0 ||
      fstat(job->own.stdout_fd, &output) != 0 || fstat(job->own.stderr_fd, &errors) != 0)
    return -1;
  job->own.stdout_start = output.st_size;
  job->own.stderr_start = errors.st_size;
  if (write(job->ready_fd, "", 1) != 1)
    return -1;
  close(job->ready_fd);
  return 0;
}

/* Limits, folder and files were set when this run began. */
static void go_on(void) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

enum aurora_serve_end aurora_serve_snapshot(struct aurora_job* job, void (*rewind)(void)) {
  struct aurora_request request;
  if (stand_here(job) != 0)
    return aurora_serve_done;
  while (read_fully(job->own.in, &request, sizeof request) == 0 && request.magic == AURORA_REQUEST_MAGIC) {
    struct aurora_reply answer = {0, 0, 0};
    pid_t child;
    if (rewind_outputs(&job->own) != 0)
      answer.flags |= aurora_reply_failed;
    rewind();
    child = fork();
    if (child == 0) {
      go_on();
      return aurora_serve_child;
    }
    if (child < 0)
      answer.flags |= aurora_reply_failed;
    else
      supervise(child, request.timeout_ms, &answer);
    reply(&job->own, &answer);
  }
  return aurora_serve_done;
}
