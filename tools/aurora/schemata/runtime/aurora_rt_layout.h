#pragma once
/* The memory that the search and the programs under test share: one file, mapped by both. Valid C99 and C++98.
   Field order is the protocol; both sides are built from this file, so there is no version but the magic number. */

#define AURORA_RT_MAGIC 0x41525431u
#define AURORA_RT_IDS 1048576u /* candidate ids are below this */
#define AURORA_RT_SCRIPT 4096u /* forced outcomes, and recorded outcomes, of one probe */

#define AURORA_RT_CODE 64u     /* instructions of the expression in place of a hooked one */
#define AURORA_RT_ROWS 512u    /* executions of a hook whose values are kept */
#define AURORA_RT_INPUTS 16u   /* values that one hook sees */

/* A stack machine over 64-bit integers. */
enum aurora_rt_op {
  aurora_rt_input = 0,    /* push the value of that number */
  aurora_rt_constant = 1, /* push the argument */
  aurora_rt_original = 2, /* push what the original expression gave */
  aurora_rt_add,
  aurora_rt_subtract,
  aurora_rt_multiply,
  aurora_rt_divide,
  aurora_rt_modulo,
  aurora_rt_less,
  aurora_rt_less_equal,
  aurora_rt_equal,
  aurora_rt_not_equal,
  aurora_rt_and,
  aurora_rt_or
};

struct aurora_rt_code {
  long long op;
  long long argument;
};

enum aurora_rt_outcome {
  aurora_rt_running = 0,      /* also: the process ended in any way but the ones below */
  aurora_rt_exhausted = 1,    /* the step budget ran out */
  aurora_rt_main_returned = 2, /* main ran to its end */
  aurora_rt_paused = 3         /* ended where it was to pause */
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
  void (*pause)(struct aurora_rt_map *); /* called once, at the first step beyond the limit, by process pause_pid */
  int pause_pid;                         /* 0: none */
  unsigned char force[AURORA_RT_SCRIPT];
  unsigned char original[AURORA_RT_SCRIPT]; /* what the original condition gave, per execution */
  unsigned code_length;   /* 0: hooks give what the original expression does */
  unsigned row_count;     /* executions of the hook so far */
  struct aurora_rt_code code[AURORA_RT_CODE];
  long long rows[AURORA_RT_ROWS][AURORA_RT_INPUTS + 1]; /* per execution: the values, then the original one */
  unsigned char reached[AURORA_RT_IDS];     /* per site (its first id): executions, saturating at 255 */
};
