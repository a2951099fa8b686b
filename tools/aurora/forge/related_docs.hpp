#pragma once

#include <string>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/suspect.hpp"

namespace aurora::forge {

/// A text for people in the project.
struct Document {
  std::string path; ///< relative to the source root
  std::string text;
};

/// The documents that have to do with a cause, at most five, the closest first: those that name a file, a
/// function or a test of it, and those that lie in a folder above its files other than the root.
std::vector<std::string> related_docs(const std::vector<Document>& documents, const model::Cluster& cluster,
                                      const std::vector<model::Suspect>& suspects);

} // namespace aurora::forge
