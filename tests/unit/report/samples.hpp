#pragma once

#include <sstream>
#include <string>

#include "aurora/model/cluster.hpp"
#include "aurora/report/heal_report.hpp"
#include "aurora/report/run_document.hpp"

namespace aurora::report {

/// What a test program under attack could print.
inline const std::string k_hostile = "<script>alert(1)</script> `x` | \"q\" ]]> \x1B[31m \xFF\n# title";

inline model::Event sample_event() {
  model::Event event;
  event.test_id = "parser::Parser.reads";
  event.file = "src/parser test.cpp";
  event.line = 12;
  event.error_class = "AssertionFailure";
  event.message = k_hostile;
  event.signature = "0123456789abcdef";
  event.repro_cmd = "ctest -R parser";
  event.analysis = {"a wrong bound", "src/parser.cpp", 3, "look at the loop", 0.75};
  return event;
}

inline model::Cluster sample_cluster() {
  model::Cluster cluster;
  cluster.signature = "0123456789abcdef";
  cluster.category = model::Category::assertion;
  cluster.title = "Parser.reads " + k_hostile;
  cluster.events = {sample_event(), sample_event()};
  cluster.risk = 0.5;
  return cluster;
}

inline RunDocument sample_run() {
  RunDocument run;
  run.timestamp = "2026-01-31T13:45:06.789Z";
  run.counts = {7, 2, 1, 1, 0};
  run.seconds = 1.5;
  run.ctest_exit_code = 8;
  run.failures = {sample_event()};
  run.coverage = coverage::Summary{80, 8, 10, 3, 6, 50, {{"src/a.cpp", 8, 10, 80}}};
  run.coverage_delta = coverage::Delta{75, 80, 1, 0, {{"src/a.cpp", 75, 80, false, false}}};
  run.environment = {"GNU 12.2.0", "Ninja", "Debug", "Linux"};
  return run;
}

inline KeptPatch sample_kept() {
  KeptPatch kept;
  kept.signature = "0123456789abcdef";
  kept.cluster_title = "Parser.reads";
  kept.patch.provider = "rules";
  kept.patch.rule = "missing-return";
  kept.patch.title = "return the value";
  kept.patch.explanation = "The function ended without a return.";
  kept.patch.changes = {{"src/a.cpp", "int f() { 1; }\n", "int f() { return 1; } // <b>\n"}};
  kept.verdict = {model::Stage::landed, "all tests pass", {"12 of 12 tests pass", "3 reruns agree"}, 2.5};
  kept.risk = model::Risk::low;
  kept.risk_reasons = {"a few lines of one source file"};
  kept.patch_file = "patches/001-0123456789abcdef.patch";
  return kept;
}

inline HealReport sample_heal() {
  HealReport heal;
  heal.mode = "apply";
  heal.isolation = "overlay";
  heal.shadow = "overlay";
  heal.iterations = 2;
  heal.failures_before = 3;
  heal.failures_after = 1;
  heal.candidates = {{"rules", model::Stage::landed, 1}, {"rules", model::Stage::does_not_compile, 4}};
  heal.attempts = {{1, "0123456789abcdef", "rules", "missing-return", "return the value", {}}};
  heal.kept = {sample_kept()};
  heal.unhealed = {{"fedcba9876543210", "Other", 1, false, "no candidate passed.", "See suspects.json."}};
  heal.verdict = "1 of 2 problems healed.";
  return heal;
}

template <class Write>
std::string written(Write&& write) {
  std::ostringstream out;
  write(out);
  return out.str();
}

} // namespace aurora::report
