#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "aurora/gate/policy.hpp"

namespace aurora::gate {

inline model::Patch change(const std::string& path, const std::string& before, const std::string& after) {
  model::Patch patch;
  patch.changes = {{path, before, after}};
  return patch;
}

/// Ids of what check() finds when `added` comes to a file that had another line.
inline std::vector<std::string> rules_for(const std::string& path, const std::string& added,
                                          const std::string& before = "int kept;\n",
                                          Author author = Author::heal) {
  std::vector<std::string> ids;
  for (const auto& finding : check({}, change(path, before, before + added), author))
    ids.push_back(finding.rule);
  return ids;
}

inline bool has_rule(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

} // namespace aurora::gate
