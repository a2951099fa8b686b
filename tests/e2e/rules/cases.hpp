#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace aurora::e2e {

/// A small program with one fault, and the rule that must heal it.
struct RuleCase {
  std::string name;
  std::string rule; ///< "compiler": the fix-it provider
  std::map<std::string, std::string> files;
  std::vector<std::string> flags = {};
  std::string only = {}; ///< the one compiler that tells
  int within = 1;        ///< the healing patch is among this many of the rule's best
};

inline void PrintTo(const RuleCase& broken, std::ostream* out) {
  *out << broken.name;
}

std::vector<RuleCase> compile_cases();
std::vector<RuleCase> link_cases();
std::vector<RuleCase> run_cases();
std::vector<RuleCase> signature_cases();
std::vector<RuleCase> slip_cases();
std::vector<RuleCase> strict_cases();
std::vector<RuleCase> rule_cases(); ///< all of them

} // namespace aurora::e2e
