#pragma once

#include <span>
#include <string_view>

#include "aurora/schemata/workbench.hpp"

namespace aurora::schemata {

/// One way in which code goes wrong. `offer` is called for every node that may be changed and proposes edits
/// through the workbench's editor.
struct Template {
  std::string_view
      name; ///< of the template; its candidates carry a name of their own, one for each kind of edit
  void (*offer)(Workbench& bench, int node);
};

std::span<const Template> catalog();
/// Those that look at a file as a whole: offered once, with node 0.
std::span<const Template> file_catalog();

} // namespace aurora::schemata
