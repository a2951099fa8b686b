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

} // namespace aurora::schemata::templates
