#include "aurora/sys/cpu_time.hpp"

#include <sys/resource.h>

namespace aurora::sys {
namespace {

double seconds_in(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

} // namespace

double children_cpu_seconds() {
  rusage usage{};
  if (::getrusage(RUSAGE_CHILDREN, &usage) != 0)
    return 0;
  return seconds_in(usage.ru_utime) + seconds_in(usage.ru_stime);
}

} // namespace aurora::sys
