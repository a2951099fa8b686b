#pragma once

#include <span>

#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

// Each stands in the file of its name.
Proposals missing_std_include(const Symptom& symptom);
Proposals missing_project_include(const Symptom& symptom);
Proposals missing_qualifier(const Symptom& symptom);
Proposals misspelled_name(const Symptom& symptom);
Proposals misspelled_include(const Symptom& symptom);
Proposals missing_return(const Symptom& symptom);
Proposals missing_semicolon(const Symptom& symptom);
Proposals missing_bracket(const Symptom& symptom);
Proposals override_mismatch(const Symptom& symptom);
Proposals declaration_mismatch(const Symptom& symptom);
Proposals undefined_reference(const Symptom& symptom);
Proposals missing_definition(const Symptom& symptom);
Proposals missing_inline(const Symptom& symptom);
Proposals missing_guard(const Symptom& symptom);
Proposals missing_const(const Symptom& symptom);
Proposals missing_move(const Symptom& symptom);
Proposals assignment_in_condition(const Symptom& symptom);
Proposals unused_name(const Symptom& symptom);
Proposals sign_compare(const Symptom& symptom);
Proposals fallthrough(const Symptom& symptom);
Proposals narrowing(const Symptom& symptom);
Proposals dependent_name(const Symptom& symptom);
Proposals uninitialized(const Symptom& symptom);
Proposals discarded_result(const Symptom& symptom);
Proposals virtual_destructor(const Symptom& symptom);
Proposals null_guard(const Symptom& symptom);
Proposals bounds_guard(const Symptom& symptom);
Proposals division_guard(const Symptom& symptom);
Proposals array_delete(const Symptom& symptom);
Proposals unjoined_thread(const Symptom& symptom);
Proposals unflushed_stream(const Symptom& symptom);
Proposals uncommitted_transaction(const Symptom& symptom);
Proposals assertion_macro(const Symptom& symptom);
Proposals cmake_source(const Symptom& symptom);
Proposals cmake_target(const Symptom& symptom);
Proposals case_scope(const Symptom& symptom);
Proposals class_scope(const Symptom& symptom);
Proposals cmake_command(const Symptom& symptom);
Proposals cmake_include(const Symptom& symptom);
Proposals cmake_package(const Symptom& symptom);
Proposals const_parameter(const Symptom& symptom);
Proposals const_violation(const Symptom& symptom);
Proposals conversion(const Symptom& symptom);
Proposals data_race(const Symptom& symptom);
Proposals discarded_const(const Symptom& symptom);
Proposals indirection(const Symptom& symptom);
Proposals late_definition(const Symptom& symptom);
Proposals logical_parentheses(const Symptom& symptom);
Proposals member_access(const Symptom& symptom);
Proposals member_order(const Symptom& symptom);
Proposals misspelled_label(const Symptom& symptom);
Proposals missing_await(const Symptom& symptom);
Proposals missing_case(const Symptom& symptom);
Proposals missing_field(const Symptom& symptom);
Proposals missing_mark(const Symptom& symptom);
Proposals missing_override(const Symptom& symptom);
Proposals missing_static(const Symptom& symptom);
Proposals missing_typename(const Symptom& symptom);
Proposals missing_void(const Symptom& symptom);
Proposals shadowed_name(const Symptom& symptom);
Proposals swapped_arguments(const Symptom& symptom);

/// All rules, in the order in which equals are tried.
std::span<const Rule> all_rules();

} // namespace aurora::repair::rules
