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
      {"integer-constant", integer_constant},
      {"floating-constant", floating_constant},
      {"character-constant", character_constant},
      {"boolean-constant", boolean_constant},
      {"enumerator", enumerator},
      {"constant-to-variable", constant_to_variable},
      {"string-constant", string_constant},
      {"off-by-one", off_by_one},
      {"drop-operand", drop_operand},
      {"regroup", regroup},
      {"regroup-conditional", regroup_conditional},
      {"casts", casts},
      {"signed-comparison", signed_comparison},
      {"absolute-value", absolute_value},
      {"negate-value", negate_value},
      {"wrong-variable", wrong_variable},
      {"near-variable", near_variable},
      {"variable-to-constant", variable_to_constant},
      {"wrong-access", wrong_access},
      {"missing-index", missing_index},
      {"wrong-member", wrong_member},
      {"swapped-names", swapped_names},
      {"missing-term", missing_term},
      {"wrong-function", wrong_function},
      {"argument-order", argument_order},
      {"element-order", element_order},
      {"argument-count", argument_count},
      {"call-drop", call_drop},
      {"call-insert", call_insert},
      {"comma-to-call", comma_to_call},
      {"string-comparison", string_comparison},
      {"condition-whole", condition_whole},
      {"condition-strengthened", condition_strengthened},
      {"operand-strengthened", operand_strengthened},
      {"condition-repeated", condition_repeated},
      {"condition-mirrored", condition_mirrored},
      {"condition-replaced", condition_replaced},
      {"statement-deleted", statement_deleted},
      {"statements-deleted", statements_deleted},
      {"statement-swapped", statement_swapped},
      {"statement-mirrored", statement_mirrored},
      {"statement-moved", statement_moved},
      {"jump-changed", jump_changed},
      {"return-changed", return_changed},
      {"else-inserted", else_inserted},
      {"jump-inserted", jump_inserted},
      {"return-inserted", return_inserted},
      {"reset-inserted", reset_inserted},
      {"assignment-inserted", assignment_inserted},
      {"element-taken-in", element_taken_in},
      {"blank-printed", blank_printed},
      {"special-case", special_case},
      {"clamp-inserted", clamp_inserted},
      {"statement-copied", statement_copied},
      {"else-added", else_added},
      {"access-guarded", access_guarded},
      {"statement-guarded", statement_guarded},
      {"early-return", early_return},
      {"uninitialised-local", uninitialised_local},
      {"array-size", array_size},
      {"wider-type", wider_type},
      {"literals-exchanged", literals_exchanged},
      {"literal-everywhere", literal_everywhere},
      {"relations-changed", relations_changed},
      {"names-exchanged", names_exchanged},
      {"loop-shifted", loop_shifted},
      {"stray-semicolon", stray_semicolon},
      {"wrong-receiver", wrong_receiver},
      {"function-passed", function_passed},
      {"hook", hook},
      {"duplicates-dropped", duplicates_dropped},
      {"part-of-text", part_of_text},
      {"letters-lowered", letters_lowered},
  });
  return k_catalog;
}

std::span<const Template> file_catalog() {
  using namespace templates;
  static constexpr auto k_catalog = std::to_array<Template>({
      {"program-widened", program_widened},
      {"macro-constant", macro_constant},
  });
  return k_catalog;
}

} // namespace aurora::schemata
