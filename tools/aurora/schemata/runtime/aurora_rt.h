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

/* Is a candidate of [lo, hi) selected? Counts one step; in a traced run the site `lo` is marked as reached. */
AURORA_RT_INLINE int aurora_in(unsigned lo, unsigned hi) {
  return AURORA_RT_CONSTANT() ? 0 : aurora_rt_within(lo, hi);
}

/* Is exactly this candidate selected? */
AURORA_RT_INLINE int aurora_sel(unsigned id) { return AURORA_RT_CONSTANT() ? 0 : aurora_rt_is(id); }

/* The outcome that the search scripted for this execution of a condition, else the original one. */
AURORA_RT_INLINE int aurora_force(unsigned id, int original) {
  return AURORA_RT_CONSTANT() ? original : (aurora_rt_is(id) ? aurora_rt_forced(original) : original);
}

#ifdef __cplusplus
}
#endif
