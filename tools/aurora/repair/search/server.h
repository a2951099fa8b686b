#pragma once
/* A loop that runs one child per request. Its child is either a fork of the program under test, stopped
   before main, or an executed command. Single-threaded plain C: half of it lives inside other people's
   programs. */
#include "protocol.h"

struct aurora_job {
  const char* cwd;
  const char* stdin_path;
  char** argv; /* NULL-terminated */
  int argc;
};

enum aurora_serve_end {
  aurora_serve_done, /* the search closed its end; also when it cannot be reached */
  aurora_serve_child /* this is a child that has been set up for `job` */
};

/* Serves requests over <control>.in and <control>.out, outputs in <control>.stdout and <control>.stderr.
   Returns twice per request like fork does: in each child with aurora_serve_child. */
enum aurora_serve_end aurora_serve(const char* control, struct aurora_job* job);
