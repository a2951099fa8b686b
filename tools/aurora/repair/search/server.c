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
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { path_size = 4096, high_fd = 200 };

struct channel {
  int in, out;
  int stdout_fd, stderr_fd;
};

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

static void reply(const struct channel* channel, const struct aurora_reply* answer) {
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

static int open_channel(const char* control, struct channel* channel) {
  channel->in = open_high(control, ".in", O_RDONLY);
  channel->out = open_high(control, ".out", O_WRONLY);
  channel->stdout_fd = open_high(control, ".stdout", O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  channel->stderr_fd = open_high(control, ".stderr", O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  return channel->in < 0 || channel->out < 0 || channel->stdout_fd < 0 || channel->stderr_fd < 0 ? -1 : 0;
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
  if (!job->stdin_path)
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

static void redirect(const char* stdin_path, const struct channel* channel) {
  int fd = open(*stdin_path ? stdin_path : "/dev/null", O_RDONLY);
  if (fd >= 0 && fd != STDIN_FILENO) {
    dup2(fd, STDIN_FILENO);
    close(fd);
  }
  dup2(channel->stdout_fd, STDOUT_FILENO);
  dup2(channel->stderr_fd, STDERR_FILENO);
}

static int become_child(const struct channel* channel, const struct aurora_request* request, char* text,
                        struct aurora_job* job) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (parse_job(request, text, job) != 0)
    return -1;
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

static int wait_until(int pidfd, uint64_t deadline) {
  struct pollfd entry = {pidfd, POLLIN, 0};
  for (;;) {
    uint64_t now = microseconds();
    int left = now >= deadline ? 0 : (int)((deadline - now + 999) / 1000);
    int ready = poll(&entry, 1, left);
    if (ready > 0)
      return 1;
    if (ready == 0 || errno != EINTR)
      return 0;
  }
}

static void supervise(pid_t child, uint32_t timeout_ms, struct aurora_reply* answer) {
  uint64_t start = microseconds();
  int pidfd = (int)syscall(SYS_pidfd_open, child, 0);
  setpgid(child, child);
  if (pidfd >= 0 && !wait_until(pidfd, start + (uint64_t)timeout_ms * 1000u))
    answer->flags |= aurora_reply_timed_out;
  kill(-child, SIGKILL); /* also what it started and left behind */
  while (waitpid(child, &answer->status, 0) < 0 && errno == EINTR) {
  }
  if (pidfd >= 0)
    close(pidfd);
  answer->microseconds = microseconds() - start;
}

/* The child is kept as a zombie until it is reaped, so the group to be killed cannot be anybody else's. Note
   that the group is killed while the leader is still unreaped but finished: its status is already fixed. */
static enum aurora_serve_end serve_one(const struct channel* channel, const struct aurora_request* request,
                                       char* text, struct aurora_job* job) {
  struct aurora_reply answer = {0, 0, 0};
  pid_t child;
  if (ftruncate(channel->stdout_fd, 0) != 0 || ftruncate(channel->stderr_fd, 0) != 0)
    answer.flags |= aurora_reply_failed;
  child = fork();
  if (child == 0) {
    if (become_child(channel, request, text, job) != 0)
      _exit(127);
    return aurora_serve_child;
  }
  if (child < 0)
    answer.flags |= aurora_reply_failed;
  else
    supervise(child, request->timeout_ms, &answer);
  reply(channel, &answer);
  return aurora_serve_done;
}

enum aurora_serve_end aurora_serve(const char* control, struct aurora_job* job) {
  static char text[AURORA_REQUEST_TEXT_LIMIT];
  struct channel channel;
  struct aurora_request request;
  struct aurora_reply greeting = {0, 0, 0};
  if (open_channel(control, &channel) != 0)
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
  }
  return aurora_serve_done;
}
