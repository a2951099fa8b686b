#pragma once

#include <string>
#include <vector>

#include "aurora/playbook/book.hpp"
#include "support/fake_file_system.hpp"

namespace aurora::playbook::test {

inline const std::string k_signature = "0123456789abcdef";
inline const std::string k_faulty = "int f(int a, int b) {\n  return a <= b;\n}\n";
inline const std::string k_healed = "int f(int a, int b) {\n  return a < b;\n}\n";

inline model::Cluster cluster_of(const std::string& signature = k_signature) {
  model::Cluster cluster;
  cluster.signature = signature;
  cluster.category = model::Category::assertion;
  cluster.title = "T.t: expected 1\nmore";
  return cluster;
}

inline model::Patch patch_of(const std::string& before = k_faulty, const std::string& after = k_healed) {
  return {"search",          "relational-operator",          "`<=` becomes `<`",
          "it was too wide", {{"src/f.cpp", before, after}}, 1};
}

/// The entry of a fix in src/f.cpp.
inline Entry entry_of(const std::string& before = k_faulty, const std::string& after = k_healed) {
  const auto cluster = cluster_of();
  const auto patch = patch_of(before, after);
  const std::vector<std::string> evidence{"3 of 3 tests pass"};
  auto entries = entries_of({cluster, patch, evidence, "2026-03-01T10:00:00.000Z"});
  return entries.empty() ? Entry{} : entries.front();
}

} // namespace aurora::playbook::test
