#include "aurora/repair/rules/rules.hpp"

#include <array>

namespace aurora::repair::rules {

namespace {

constexpr auto k_rules = std::to_array<Rule>({
    {"missing-std-include", missing_std_include},
    {"missing-project-include", missing_project_include},
    {"missing-qualifier", missing_qualifier},
    {"misspelled-name", misspelled_name},
    {"misspelled-include", misspelled_include},
    {"missing-return", missing_return},
    {"missing-semicolon", missing_semicolon},
    {"missing-bracket", missing_bracket},
    {"override-mismatch", override_mismatch},
    {"declaration-mismatch", declaration_mismatch},
    {"undefined-reference", undefined_reference},
    {"missing-definition", missing_definition},
    {"missing-inline", missing_inline},
    {"missing-guard", missing_guard},
    {"missing-const", missing_const},
    {"missing-move", missing_move},
    {"assignment-in-condition", assignment_in_condition},
    {"unused-name", unused_name},
    {"sign-compare", sign_compare},
    {"fallthrough", fallthrough},
    {"narrowing", narrowing},
    {"dependent-name", dependent_name},
    {"uninitialized", uninitialized},
    {"discarded-result", discarded_result},
    {"virtual-destructor", virtual_destructor},
    {"null-guard", null_guard},
    {"bounds-guard", bounds_guard},
    {"division-guard", division_guard},
    {"array-delete", array_delete},
    {"unjoined-thread", unjoined_thread},
    {"unflushed-stream", unflushed_stream},
    {"uncommitted-transaction", uncommitted_transaction},
    {"assertion-macro", assertion_macro},
    {"cmake-source", cmake_source},
    {"cmake-target", cmake_target},
    {"case-scope", case_scope},
    {"class-scope", class_scope},
    {"cmake-command", cmake_command},
    {"cmake-include", cmake_include},
    {"cmake-package", cmake_package},
    {"const-parameter", const_parameter},
    {"const-violation", const_violation},
    {"conversion", conversion},
    {"data-race", data_race},
    {"discarded-const", discarded_const},
    {"indirection", indirection},
    {"late-definition", late_definition},
    {"logical-parentheses", logical_parentheses},
    {"member-access", member_access},
    {"member-order", member_order},
    {"misspelled-label", misspelled_label},
    {"missing-await", missing_await},
    {"missing-case", missing_case},
    {"missing-field", missing_field},
    {"missing-mark", missing_mark},
    {"missing-override", missing_override},
    {"missing-static", missing_static},
    {"missing-typename", missing_typename},
    {"missing-void", missing_void},
    {"shadowed-name", shadowed_name},
    {"swapped-arguments", swapped_arguments},
});

} // namespace

std::span<const Rule> all_rules() {
  return k_rules;
}

} // namespace aurora::repair::rules
