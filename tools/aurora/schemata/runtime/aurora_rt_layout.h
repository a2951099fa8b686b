#pragma once
/* The memory that the search and the programs under test share: one file, mapped by both. Valid C99 and C++98.
   Field order is the protocol; both sides are built from this file, so there is no version but the magic number. */

#define AURORA_RT_MAGIC 0x41525431u
#define AURORA_RT_IDS 1048576u /* candidate ids are below this */
#define AURORA_RT_SCRIPT 4096u /* forced outcomes, and recorded outcomes, of one probe */

enum aurora_rt_outcome {
  aurora_rt_running = 0,      /* also: the process ended in any way but the ones below */
  aurora_rt_exhausted = 1,    /* the step budget ran out */
  aurora_rt_main_returned = 2 /* main ran to its end */
};

struct aurora_rt_map {
  unsigned magic;
  unsigned selected[2]; /* ids; 0: none; equal when only one is selected */
  unsigned outcome;
  unsigned long long steps;
  unsigned long long limit;  /* steps beyond which the slow path looks at trace and budget; 0 while tracing */
  unsigned long long budget; /* steps after which the process ends */
  unsigned trace;            /* mark the sites that are reached */
  int pid;                   /* process that attached last */
  unsigned attached;         /* how many processes attached */
  unsigned force_length;     /* outcomes scripted in `force`; later executions use force_default */
  unsigned force_default;    /* 0, 1, or 2: as the original */
  unsigned force_count;      /* executions of the forced condition so far */
  unsigned long long steps_before_main;
  unsigned char force[AURORA_RT_SCRIPT];
  unsigned char original[AURORA_RT_SCRIPT]; /* what the original condition gave, per execution */
  unsigned char reached[AURORA_RT_IDS];     /* per site (its first id): executions, saturating at 255 */
};
