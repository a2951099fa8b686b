#pragma once

#include "aurora/schemata/workbench.hpp"

/// The offers of the catalog, one function a template; catalog.cpp lists them.
namespace aurora::schemata::templates {

// operators.cpp
void relational_operator(Workbench& bench, int node);
void arithmetic_operator(Workbench& bench, int node);
void logical_operator(Workbench& bench, int node);
void assignment_operator(Workbench& bench, int node);
void unary_operator(Workbench& bench, int node);
void operand_order(Workbench& bench, int node);

// constants.cpp
void integer_constant(Workbench& bench, int node);
void floating_constant(Workbench& bench, int node);
void character_constant(Workbench& bench, int node);
void boolean_constant(Workbench& bench, int node);
void enumerator(Workbench& bench, int node);
void constant_to_variable(Workbench& bench, int node);

// strings.cpp
void string_constant(Workbench& bench, int node);

// everywhere.cpp
void literals_exchanged(Workbench& bench, int node);
void literal_everywhere(Workbench& bench, int node);
void relations_changed(Workbench& bench, int node);
void names_exchanged(Workbench& bench, int node);

// loops.cpp
void loop_shifted(Workbench& bench, int node);
void stray_semicolon(Workbench& bench, int node);

// hooks.cpp
void hook(Workbench& bench, int node);

// mirrored.cpp
void statement_mirrored(Workbench& bench, int node);
void condition_mirrored(Workbench& bench, int node);

// idioms.cpp
void duplicates_dropped(Workbench& bench, int node);
void part_of_text(Workbench& bench, int node);
void letters_lowered(Workbench& bench, int node);

// whole_file.cpp: offered once a file, with node 0
void program_widened(Workbench& bench, int node);
void macro_constant(Workbench& bench, int node);

// expressions.cpp
void off_by_one(Workbench& bench, int node);
void drop_operand(Workbench& bench, int node);
void regroup(Workbench& bench, int node);
void regroup_conditional(Workbench& bench, int node);
void casts(Workbench& bench, int node);
void signed_comparison(Workbench& bench, int node);
void absolute_value(Workbench& bench, int node);
void negate_value(Workbench& bench, int node);

// variables.cpp
void wrong_variable(Workbench& bench, int node);
void near_variable(Workbench& bench, int node);
void variable_to_constant(Workbench& bench, int node);
void wrong_access(Workbench& bench, int node);
void missing_index(Workbench& bench, int node);
void wrong_member(Workbench& bench, int node);
void swapped_names(Workbench& bench, int node);
void missing_term(Workbench& bench, int node);

// calls.cpp
void wrong_function(Workbench& bench, int node);
void wrong_receiver(Workbench& bench, int node);
void function_passed(Workbench& bench, int node);
void argument_order(Workbench& bench, int node);
void element_order(Workbench& bench, int node);
void argument_count(Workbench& bench, int node);
void call_drop(Workbench& bench, int node);
void call_insert(Workbench& bench, int node);
void comma_to_call(Workbench& bench, int node);
void string_comparison(Workbench& bench, int node);

// conditions.cpp
void condition_whole(Workbench& bench, int node);
void condition_strengthened(Workbench& bench, int node);
void operand_strengthened(Workbench& bench, int node);
void condition_repeated(Workbench& bench, int node);
void condition_replaced(Workbench& bench, int node);

// statements.cpp
void statement_deleted(Workbench& bench, int node);
void statements_deleted(Workbench& bench, int node);
void statement_swapped(Workbench& bench, int node);
void statement_moved(Workbench& bench, int node);
void jump_changed(Workbench& bench, int node);
void return_changed(Workbench& bench, int node);
void else_inserted(Workbench& bench, int node);

// insertions.cpp
void jump_inserted(Workbench& bench, int node);
void return_inserted(Workbench& bench, int node);
void reset_inserted(Workbench& bench, int node);
void assignment_inserted(Workbench& bench, int node);
void element_taken_in(Workbench& bench, int node);
void blank_printed(Workbench& bench, int node);
void special_case(Workbench& bench, int node);
void clamp_inserted(Workbench& bench, int node);
void statement_copied(Workbench& bench, int node);
void else_added(Workbench& bench, int node);

// guards.cpp
void access_guarded(Workbench& bench, int node);
void statement_guarded(Workbench& bench, int node);
void early_return(Workbench& bench, int node);

// declarations.cpp
void uninitialised_local(Workbench& bench, int node);
void array_size(Workbench& bench, int node);
void wider_type(Workbench& bench, int node);

} // namespace aurora::schemata::templates
