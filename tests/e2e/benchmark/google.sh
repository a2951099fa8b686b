#!/bin/sh
# A program of Google Benchmark, twice as slow by an edit, and just as fast again.
. "$(dirname "$0")/support.sh"
make_project "C CXX" '
find_package(benchmark QUIET)
message(STATUS "Google Benchmark: ${benchmark_FOUND}")
if(NOT benchmark_FOUND)
  return()
endif()
add_executable(t test.c)
add_test(NAME works COMMAND t)
add_executable(speed speed.cpp)
target_link_libraries(speed PRIVATE benchmark::benchmark)
aurora_add_benchmark(speed COMMAND speed KIND google CLOCK wall)'
cat >"$src/speed.cpp" <<'END'
#include <benchmark/benchmark.h>
#include "work.h"
static void BM_work(benchmark::State& state) {
  for (auto _ : state)
    state.SetIterationTime(told_ms() * static_cast<double>(state.range(0)) * 1e-7);
}
BENCHMARK(BM_work)->Arg(1000)->Arg(3000)->UseManualTime();
static void BM_steady(benchmark::State& state) {
  for (auto _ : state)
    state.SetIterationTime(told_ms() / WORK * 1e-3);
}
BENCHMARK(BM_steady)->UseManualTime();
BENCHMARK_MAIN();
END
configure
if ! grep -q "Google Benchmark: 1" "$log"; then
  echo "skipped: Google Benchmark is missing (Debian: libbenchmark-dev)"
  exit 77
fi
told 0
for round in 1 2; do
  expect 0 test-heal -B "$build"
  no_event
done
amount 200
told 1
look <<'END'
assert sorted(events) == ["benchmark::speed/BM_work/1000/manual_time", "benchmark::speed/BM_work/3000/manual_time"], sorted(events)
assert findings["speed/BM_steady/manual_time"] != "slower", findings
assert 1.6 < benchmarks["speed/BM_work/1000/manual_time"]["ratio"] < 2.6, benchmarks["speed/BM_work/1000/manual_time"]
END
amount 100
expect 0 test-heal -B "$build"
no_event
