#pragma once

#include <string>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/verdict.hpp"
#include "aurora/playbook/book.hpp"

namespace aurora::playbook {

/// One candidate and what became of it.
struct Tried {
  const model::Patch& patch;
  const model::Verdict& verdict;
};

/// What a heal found out about one cause.
struct Lesson {
  const model::Cluster& cluster;
  std::vector<Tried> tried;
  std::string at; ///< RFC 3339
};

/// A fix that landed becomes an entry. An entry that failed on the failure it once healed loses its place;
/// one that failed elsewhere is counted. Returns a line for each change of the book.
base::Result<std::vector<std::string>> learn(Book& book, const Lesson& lesson);

} // namespace aurora::playbook
