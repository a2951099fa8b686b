#pragma once

#include <string>
#include <vector>

#include "aurora/repair/outline.hpp"
#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

/// As written before the name, without specifiers such as static, inline and virtual; a trailing type when
/// there is one.
std::string return_type(const SourceText& source, const Outline& outline, const Item& function);

enum class Language { c, cxx };
Language language_of(const std::string& file);
/// "NULL" or "nullptr".
std::string null_pointer(Language language);
/// "{}" ("0" in C) or, for plain types, "0", "false", "nullptr"; empty for void and references. A macro
/// around the type, as in API(char *), is looked through.
std::string default_value(const std::string& type, Language language);

/// "Shape" of a member function of geo::Shape, else empty.
std::string last_of_scope(const Item& item);

/// A variable declared in a function's body.
struct Local {
  std::string name;
  std::string type;
  std::size_t token = 0;     ///< of the name
  std::size_t statement = 0; ///< first token of its declaration
  int depth = 1;             ///< 1: directly in the body
};
std::vector<Local> body_locals(const Outline& outline, const Item& function);

/// A last statement for a body; one-line bodies stay on one line.
Replacement append_to_body(const SourceText& source, const Outline& outline, const Item& function,
                           std::string_view statement);

/// First token of the statement a token stands in.
std::size_t statement_start(const Outline& outline, std::size_t token);

/// A function of the project with a place.
struct Found {
  std::string file;
  const Item* item = nullptr;
};
/// Items of a kind with this last component, and this class or namespace when scope is not empty.
std::vector<Found> find_items(Sources& sources, ItemKind kind, const std::string& name,
                              const std::string& scope = {});

/// "(double x) const" as written: parameters and what follows them up to the body or ";", initializers left
/// out.
std::string signature_tail(const SourceText& source, const Outline& outline, const Item& function);
/// First token after the parameters' ")".
std::size_t after_parameters(const Outline& outline, const Item& function);
/// Whether "const" (or another word) stands behind the parameters.
bool has_qualifier(const Outline& outline, const Item& function, std::string_view word);
/// Parameter types only, without names, defaults and blanks: for comparing.
std::vector<std::string> parameter_types(const Outline& outline, const Item& function);

/// An early exit at the top of a statement's line: "if (condition) return …;". Nothing when the function
/// returns a reference or the statement cannot be guarded so.
std::optional<Replacement> guard_before(const Symptom& symptom, std::size_t token,
                                        const std::string& condition);
/// The same, returning the parameter that has the function's return type: what came in goes out unchanged.
std::optional<Replacement> guard_returning_parameter(const Symptom& symptom, std::size_t token,
                                                     const std::string& condition);

} // namespace aurora::repair::rules
