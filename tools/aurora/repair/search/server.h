#pragma once
/* A loop that runs one child per request. Its child is either a fork of the program under test, stopped
   before main, or an executed command. Single-threaded plain C: half of it lives inside other people's
   programs. */
#include "protocol.h"

#include <sys/types.h>

struct aurora_channel {
  int in, out;
  int stdout_fd, stderr_fd;
  off_t stdout_start, stderr_start; /* what every run begins with: the output up to a snapshot */
};

struct aurora_job {
  const char* cwd;
  const char* stdin_path;
  const char* control; /* of the snapshot that this run is to become */
  char** argv;         /* NULL-terminated */
  int argc;
  enum aurora_run_mode mode;
  struct aurora_channel own; /* of a snapshot; outputs only at first */
  int ready_fd;              /* where it tells the server that it has become one */
};

enum aurora_serve_end {
  aurora_serve_done, /* the search closed its end; also when it cannot be reached */
  aurora_serve_child /* this is a child that has been set up for `job` */
};

/* Serves requests over <control>.in and <control>.out, outputs in <control>.stdout and <control>.stderr.
   Returns twice per request like fork does: in each child with aurora_serve_child. */
enum aurora_serve_end aurora_serve(const char* control, struct aurora_job* job);

/* The same from the middle of a run that aurora_serve() started with aurora_run_snapshot: its children go on
   from here. `rewind` is called before each of them. */
enum aurora_serve_end aurora_serve_snapshot(struct aurora_job* job, void (*rewind)(void));
