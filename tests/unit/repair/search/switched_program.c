/* A program with one switch (candidate 1) that does, before and behind it, what its argument says. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aurora_rt.h"

static int switched(void) {
  return aurora_in(1, 2) ? 1 : 0;
}

static void* think(void* argument) {
  *(int*)argument += 1;
  return argument;
}

static int in_thread(void) {
  pthread_t thread;
  int value = 0;
  pthread_create(&thread, NULL, think, &value);
  pthread_join(thread, NULL);
  return value;
}

static int in_child(void) {
  int status = 0;
  pid_t child = fork();
  if (child == 0)
    _exit(3);
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static int write_file(const char* path) {
  FILE* out = fopen(path, "a");
  fprintf(out, "once\n");
  return fclose(out);
}

/* One byte at a time: the position in the file matters. */
static int read_number(void) {
  char text[32] = {0};
  size_t length = 0;
  while (length + 1 < sizeof text && read(STDIN_FILENO, text + length, 1) == 1 && text[length] != '\n')
    length++;
  return atoi(text);
}

static int folder_around(void) {
  int value;
  if (mkdir("around", 0700) != 0)
    return -1;
  value = switched();
  return rmdir("around") == 0 ? value : -2;
}

static int pipe_around(void) {
  int ends[2], value;
  char byte = 'x';
  if (pipe(ends) != 0 || write(ends[1], &byte, 1) != 1)
    return -1;
  value = switched();
  return read(ends[0], &byte, 1) == 1 ? value : -2;
}

static int child_around(void) {
  int value, status = 0;
  pid_t child = fork();
  if (child == 0)
    _exit(3);
  value = switched();
  return waitpid(child, &status, 0) == child ? value + WEXITSTATUS(status) : -1;
}

static int run(const char* mode) {
  if (!strcmp(mode, "input"))
    return 100 * read_number() + 10 * switched() + read_number();
  if (!strcmp(mode, "thread"))
    return in_thread() + 10 * switched();
  if (!strcmp(mode, "late-thread"))
    return 10 * switched() + in_thread();
  if (!strcmp(mode, "child"))
    return child_around();
  if (!strcmp(mode, "late-child"))
    return 10 * switched() + in_child();
  if (!strcmp(mode, "file"))
    return write_file("trace.txt") + switched();
  if (!strcmp(mode, "late-file"))
    return 10 * switched() + write_file("trace.txt");
  if (!strcmp(mode, "folder"))
    return folder_around();
  if (!strcmp(mode, "pipe"))
    return pipe_around();
  if (!strcmp(mode, "crash"))
    return switched() ? (abort(), 0) : 4;
  if (!strcmp(mode, "loop"))
    while (switched()) {
    }
  return strcmp(mode, "never") ? switched() : 5;
}

int main(int argc, char** argv) {
  const char* mode = argc > 1 ? argv[1] : "";
  int value;
  printf("%s begins", mode); /* stays in the buffer */
  if (!strcmp(mode, "flushed"))
    fflush(stdout);
  if (!strcmp(mode, "process"))
    printf(" as %d", (int)getpid());
  value = run(mode);
  printf(" and ends with %d\n", value);
  return value & 127;
}
