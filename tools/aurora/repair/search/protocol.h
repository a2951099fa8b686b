#pragma once
/* What the search writes to a server (see server.h) and reads back, over two FIFOs. Plain C, native byte
   order: both ends run on one machine and are built together. A request is the header followed by `text_size`
   bytes: cwd, stdin file, control path of a snapshot (else empty), `argument_count` arguments,
   `environment_count` assignments, each ended by a NUL. A snapshot is asked with the header alone. */
#include <stdint.h>

#define AURORA_REQUEST_MAGIC 0x41525152u
#define AURORA_REQUEST_TEXT_LIMIT 1048576u

enum aurora_reply_flags {
  aurora_reply_timed_out = 1, /* killed after timeout_ms */
  aurora_reply_failed = 2,    /* could not be started */
  aurora_reply_threads = 4,   /* greeting only: threads run before main, fork would lose them */
  aurora_reply_snapshot = 8   /* the run stands at its first switch and serves requests of its own */
};

/* How far a run goes. */
enum aurora_run_mode {
  aurora_run_whole = 0,
  aurora_run_probe =
      1, /* to its first switch, killed by SIGSYS when it does more than look at files before */
  aurora_run_snapshot = 2 /* to its first switch, where it becomes a server; only after a probe got there */
};

struct aurora_request {
  uint32_t magic;
  uint32_t timeout_ms;
  uint32_t argument_count;
  uint32_t environment_count;
  uint32_t text_size;
  uint32_t output_limit; /* bytes a run may write to one file */
  uint32_t mode;         /* an aurora_run_mode */
  uint64_t memory_limit; /* bytes of address space; 0: none */
};

struct aurora_reply {
  int32_t status; /* as from waitpid */
  uint32_t flags;
  uint64_t microseconds;
};
