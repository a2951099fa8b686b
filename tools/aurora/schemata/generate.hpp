#pragma once

#include <string>
#include <vector>

#include "aurora/schemata/plan.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// Lines of a file that are to be changed, both ends included.
struct Focus {
  int from = 1;
  int to = 1 << 30;
};

struct GenerateOptions {
  std::vector<Focus> focus;               ///< empty: everything
  std::vector<std::string> test_literals; ///< numbers and short strings seen in tests
};

/// What all templates of the catalog offer for one file.
Offer generate(const Tree& tree, const GenerateOptions& options);

} // namespace aurora::schemata
