#include "aurora/heal/bench.hpp"

namespace aurora::heal {

Snapshot with_build(Snapshot tests, const Snapshot& build) {
  tests.built = build.built;
  tests.build_log = build.build_log;
  tests.build_seconds = build.build_seconds;
  tests.events.insert(tests.events.begin(), build.events.begin(), build.events.end());
  return tests;
}

} // namespace aurora::heal
