#pragma once

#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// Fills in what the parser does not tell and the text does: operators, the parts of control statements,
/// where statements end, which node is an initialiser.
void complete(Tree& tree);

} // namespace aurora::schemata
