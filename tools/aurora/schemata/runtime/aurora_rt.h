#pragma once
/* Switches between the original code and its candidate changes, for programs rewritten by aurora-schemata.
   Valid C99 and C++98 to C++20. No system header is included, so that no name of the program is touched; all state is
   weak, so that several translation units and libraries share it and no link flag is needed. Without AURORA_MAP in the
   environment the program behaves as the original. */
#pragma GCC system_header
#include "aurora_rt_layout.h"

#ifdef __cplusplus
extern "C" {
#endif

#define AURORA_RT_SHARED __attribute__((weak, visibility("default")))
#if defined(__cplusplus) && __cplusplus >= 201103L
#define AURORA_RT_INLINE constexpr __attribute__((always_inline)) __inline__
#define AURORA_RT_CONSTANT() __builtin_is_constant_evaluated()
#else
#define AURORA_RT_INLINE static __attribute__((always_inline, unused)) __inline__
#define AURORA_RT_CONSTANT() 0
#endif

extern char *aurora_rt_getenv(const char *) __asm__("getenv");
extern int aurora_rt_open(const char *, int, ...) __asm__("open");
extern int aurora_rt_close(int) __asm__("close");
extern int aurora_rt_getpid(void) __asm__("getpid");
extern void *aurora_rt_mmap(void *, unsigned long, int, int, int, long) __asm__("mmap");
extern void aurora_rt_exit(int) __asm__("_exit");

/* Where the switches look while no search is attached: nothing selected, no budget. */
struct aurora_rt_idle {
  unsigned magic;
  unsigned selected[2];
  unsigned outcome;
  unsigned long long steps;
  unsigned long long limit;
};
AURORA_RT_SHARED struct aurora_rt_idle aurora_rt_idle = {AURORA_RT_MAGIC, {0, 0}, 0, 0, ~0ULL};
AURORA_RT_SHARED struct aurora_rt_map *aurora_rt_state = (struct aurora_rt_map *)(void *)&aurora_rt_idle;

static __attribute__((constructor(101), unused)) void aurora_rt_attach(void) {
  const char *path = aurora_rt_getenv("AURORA_MAP");
  int fd;
  void *memory;
  if (!path || !*path || (void *)aurora_rt_state != (void *)&aurora_rt_idle)
    return;
  fd = aurora_rt_open(path, 02 /* read and write */ | 02000000 /* close on exec */);
  if (fd < 0)
    return;
  memory = aurora_rt_mmap(0, sizeof(struct aurora_rt_map), 3 /* read, write */, 1 /* shared */, fd, 0);
  aurora_rt_close(fd);
  if (memory == (void *)-1 || ((struct aurora_rt_map *)memory)->magic != AURORA_RT_MAGIC)
    return;
  aurora_rt_state = (struct aurora_rt_map *)memory;
  aurora_rt_state->pid = aurora_rt_getpid();
  aurora_rt_state->attached++;
}

AURORA_RT_SHARED __attribute__((noinline, cold)) void aurora_rt_step(unsigned site) {
  struct aurora_rt_map *map = aurora_rt_state;
  if ((void *)map == (void *)&aurora_rt_idle)
    return;
  if (map->pause_pid && map->pause_pid == aurora_rt_getpid()) {
    map->pause_pid = 0;
    map->pause(map);
  }
  if (map->trace && site < AURORA_RT_IDS && map->reached[site] != 255)
    map->reached[site]++;
  if (map->steps >= map->budget) {
    map->outcome = aurora_rt_exhausted;
    aurora_rt_exit(125);
  }
}

static __attribute__((always_inline, unused)) __inline__ int aurora_rt_within(unsigned lo, unsigned hi) {
  struct aurora_rt_map *map = aurora_rt_state;
  if (__builtin_expect(++map->steps > map->limit, 0))
    aurora_rt_step(lo);
  return (map->selected[0] - lo < hi - lo) | (map->selected[1] - lo < hi - lo);
}

static __attribute__((always_inline, unused)) __inline__ int aurora_rt_is(unsigned id) {
  return (aurora_rt_state->selected[0] == id) | (aurora_rt_state->selected[1] == id);
}

AURORA_RT_SHARED __attribute__((noinline)) int aurora_rt_forced(int original) {
  struct aurora_rt_map *map = aurora_rt_state;
  unsigned index = map->force_count++;
  if (index < AURORA_RT_SCRIPT)
    map->original[index] = (unsigned char)(original ? 1 : 0);
  if (index < map->force_length && map->force[index] < 2)
    return map->force[index];
  return map->force_default < 2 ? (int)map->force_default : original;
}

static __attribute__((unused)) long long aurora_rt_apply(long long op, long long a, long long b) {
  switch (op) {
  case aurora_rt_add: return (long long)((unsigned long long)a + (unsigned long long)b);
  case aurora_rt_subtract: return (long long)((unsigned long long)a - (unsigned long long)b);
  case aurora_rt_multiply: return (long long)((unsigned long long)a * (unsigned long long)b);
  case aurora_rt_divide: return b == -1 ? (long long)(0 - (unsigned long long)a) : a / b;
  case aurora_rt_modulo: return b == -1 ? 0 : a % b;
  case aurora_rt_less: return a < b;
  case aurora_rt_less_equal: return a <= b;
  case aurora_rt_equal: return a == b;
  case aurora_rt_not_equal: return a != b;
  case aurora_rt_and: return a && b;
  default: return a || b;
  }
}

AURORA_RT_SHARED __attribute__((noinline)) long long aurora_rt_calculate(const long long *row, long long original) {
  struct aurora_rt_map *map = aurora_rt_state;
  long long stack[AURORA_RT_CODE];
  unsigned i, top = 0;
  for (i = 0; i < map->code_length && i < AURORA_RT_CODE; ++i) {
    const struct aurora_rt_code *code = &map->code[i];
    if (code->op == aurora_rt_input && code->argument >= 0 && code->argument < (long long)AURORA_RT_INPUTS)
      stack[top++] = row[code->argument];
    else if (code->op == aurora_rt_constant)
      stack[top++] = code->argument;
    else if (code->op == aurora_rt_original)
      stack[top++] = original;
    else if (top < 2)
      aurora_rt_exit(125);
    else {
      top--;
      if ((code->op == aurora_rt_divide || code->op == aurora_rt_modulo) && stack[top] == 0)
        __builtin_trap();
      stack[top - 1] = aurora_rt_apply(code->op, stack[top - 1], stack[top]);
    }
  }
  return top > 0 ? stack[top - 1] : original;
}

/* What stands in place of a hooked expression: its own value, a scripted outcome, or the search's expression over
   the values (long long each) that follow. They are kept for the search. */
AURORA_RT_SHARED __attribute__((noinline)) long long aurora_eval(long long original, int count, ...) {
  struct aurora_rt_map *map = aurora_rt_state;
  long long row[AURORA_RT_INPUTS + 1] = {0};
  __builtin_va_list values;
  unsigned i, index;
  if ((void *)map == (void *)&aurora_rt_idle)
    return original;
  __builtin_va_start(values, count);
  for (i = 0; i < (unsigned)count && i < AURORA_RT_INPUTS; ++i)
    row[i] = __builtin_va_arg(values, long long);
  __builtin_va_end(values);
  row[AURORA_RT_INPUTS] = original;
  index = map->row_count++;
  if (index < AURORA_RT_ROWS)
    for (i = 0; i <= AURORA_RT_INPUTS; ++i)
      map->rows[index][i] = row[i];
  if (map->code_length > 0)
    return aurora_rt_calculate(row, original);
  return map->force_length > 0 || map->force_default < 2 ? aurora_rt_forced(original != 0) : original;
}

/* Is a candidate of [lo, hi) selected? Counts one step; in a traced run the site `lo` is marked as reached. */
AURORA_RT_INLINE int aurora_in(unsigned lo, unsigned hi) {
  return AURORA_RT_CONSTANT() ? 0 : aurora_rt_within(lo, hi);
}

/* Is exactly this candidate selected? */
AURORA_RT_INLINE int aurora_sel(unsigned id) { return AURORA_RT_CONSTANT() ? 0 : aurora_rt_is(id); }

#ifdef __cplusplus
}
#endif
