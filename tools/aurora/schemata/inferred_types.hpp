#pragma once

#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// Gives expressions in templates, which have no type before the template is instantiated, the type that
/// their use asks for: `int n = t.size;` makes a number of `t.size`. What no use tells stays unknown. A wrong
/// guess costs a candidate that does not compile.
void infer_types(Tree& tree);

} // namespace aurora::schemata
