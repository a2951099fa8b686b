#pragma once
/* From here on this process may look at files, think and write to its outputs. Whatever could leave a trace
   outside its own memory, or in it what fork does not copy (other files written, threads, processes, timers,
   sockets, shared memory), kills it with SIGSYS. It cannot be taken back. -1 where the kernel does not offer
   that. */
int aurora_confine(void);
