#include "aurora/schemata/templates/catalog.hpp"

#include <array>

#include "aurora/schemata/templates/offers.hpp"

namespace aurora::schemata {

std::span<const Template> catalog() {
  using namespace templates;
  static constexpr auto k_catalog = std::to_array<Template>({
      {"relational-operator", relational_operator},
      {"arithmetic-operator", arithmetic_operator},
      {"logical-operator", logical_operator},
      {"assignment-operator", assignment_operator},
      {"unary-operator", unary_operator},
      {"operand-order", operand_order},
  });
  return k_catalog;
}

} // namespace aurora::schemata
