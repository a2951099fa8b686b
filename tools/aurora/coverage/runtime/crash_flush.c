/*
 * Linked into instrumented test programs: writes the coverage counters when a signal is about to end the program, which
 * otherwise leaves no .gcda at all. The program then dies of the same signal, so that its exit status stays.
 *
 * A program that installs handlers of its own replaces these and is not disturbed. gcov's writer is not
 * async-signal-safe: an alarm bounds it, should it wait for a lock that the crashed code holds.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* A weak name does not pull __gcov_dump out of libgcov.a; __gcov_exit is in every instrumented program. */
extern void __gcov_dump(void) __attribute__((weak));
extern void __gcov_exit(void) __attribute__((weak));

static const int k_aurora_signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
enum { k_aurora_signal_count = sizeof(k_aurora_signals) / sizeof(k_aurora_signals[0]), k_aurora_stack_bytes = 1 << 18 };
static char s_aurora_stack[k_aurora_stack_bytes];
static volatile sig_atomic_t s_aurora_dumping;

static void aurora_default(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void aurora_end_of(int number) {
  sigset_t set;
  aurora_default(number);
  sigemptyset(&set);
  sigaddset(&set, number);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static int s_aurora_signal;

static void aurora_give_up(int alarm_number) {
  (void)alarm_number;
  aurora_end_of(s_aurora_signal);
}

static void aurora_bound_dump(void) {
  struct sigaction action;
  sigset_t set;
  memset(&action, 0, sizeof(action));
  action.sa_handler = aurora_give_up;
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, NULL);
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  alarm(5);
}

static void aurora_dump(void) {
  if (__gcov_dump)
    __gcov_dump();
  else if (__gcov_exit)
    __gcov_exit();
}

static void aurora_flush(int number) {
  if (!s_aurora_dumping) {
    s_aurora_dumping = 1;
    s_aurora_signal = number;
    aurora_bound_dump();
    aurora_dump();
    alarm(0);
  }
  aurora_end_of(number);
}

/* A stack of its own, or an overflowing stack could not be reported. */
static void aurora_use_stack(void) {
  stack_t current;
  stack_t own;
  if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE))
    return;
  memset(&own, 0, sizeof(own));
  own.ss_sp = s_aurora_stack;
  own.ss_size = sizeof(s_aurora_stack);
  sigaltstack(&own, NULL);
}

/* Handlers that are there already, a sanitizer's or a preloaded library's, stay. */
__attribute__((constructor)) static void aurora_install(void) {
  int i;
  aurora_use_stack();
  for (i = 0; i < (int)k_aurora_signal_count; ++i) {
    struct sigaction action;
    if (sigaction(k_aurora_signals[i], NULL, &action) != 0 || action.sa_handler != SIG_DFL)
      continue;
    memset(&action, 0, sizeof(action));
    action.sa_handler = aurora_flush;
    action.sa_flags = SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigaction(k_aurora_signals[i], &action, NULL);
  }
}
