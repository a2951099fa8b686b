#define _GNU_SOURCE
#include "snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most_fds = 1024, most_files = 64, memory_devices = 1 };

static unsigned char known[most_fds];
static struct {
  int fd;
  off_t at;
} files[most_files];
static int file_count;

void aurora_note_files(void) {
  int fd;
  for (fd = STDERR_FILENO + 1; fd < most_fds; fd++)
    known[fd] = fcntl(fd, F_GETFD) >= 0;
}

/* /dev/null, /dev/zero, /dev/urandom … */
static int has_no_position(const struct stat* info) {
  return S_ISCHR(info->st_mode) && major(info->st_rdev) == memory_devices;
}

static int keep(int fd) {
  struct stat info;
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fstat(fd, &info) != 0)
    return -1;
  if (has_no_position(&info))
    return 0;
  if (!S_ISREG(info.st_mode) || (flags & O_ACCMODE) != O_RDONLY || file_count == most_files)
    return -1;
  files[file_count].fd = fd;
  files[file_count].at = lseek(fd, 0, SEEK_CUR);
  return files[file_count++].at < 0 ? -1 : 0;
}

static int keep_all(void) {
  int fd;
  file_count = 0;
  for (fd = 0; fd < most_fds; fd++)
    if (fd != STDOUT_FILENO && fd != STDERR_FILENO && !known[fd] && fcntl(fd, F_GETFD) >= 0 && keep(fd) != 0)
      return -1;
  return 0;
}

/* Without memory of the program's own heap. */
static int is_alone(void) {
  struct stat tasks;
  siginfo_t child;
  return stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink == 3 &&
         waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) != 0 && errno == ECHILD;
}

int aurora_can_stand(void) {
  return is_alone() && keep_all() == 0 ? 0 : -1;
}

void aurora_rewind(void) {
  int i;
  for (i = 0; i < file_count; i++)
    lseek(files[i].fd, files[i].at, SEEK_SET);
}
