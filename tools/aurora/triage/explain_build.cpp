#include <array>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

struct Shape {
  std::string_view phrase;
  std::string_view cause;
  std::string_view suggestion;
  double confidence;
};

// First match wins; {} is the symbol.
constexpr std::array<Shape, 37> k_shapes = {{
    {"at end of input", "A brace that is opened in this file is never closed.",
     "Compare the braces with the indentation, from the last function that was changed.", 0.9},
    {"unused variable", "The variable {} is never read, and the build treats warnings as errors.",
     "Remove it, or use it.", 0.85},
    {"unused parameter", "The parameter {} is not used, and the build treats warnings as errors.",
     "Leave out its name, or mark it [[maybe_unused]].", 0.85},
    {"defined but not used", "{} is never used, and the build treats warnings as errors.",
     "Remove it, or call it again where it was called before.", 0.75},
    {"different sign", "A signed and an unsigned number are compared.",
     "Give both the same type, e.g. count with std::size_t.", 0.85},
    {"may change", "A value is converted to a type that may not hold it.",
     "Use the type that fits, or say static_cast where the conversion is meant.", 0.8},
    {"loses ", "A value is converted to a type that may not hold it.",
     "Use the type that fits, or say static_cast where the conversion is meant.", 0.8},
    {"changes signedness", "A signed number becomes an unsigned one, or the other way round.",
     "Use the type that fits, or say static_cast where the conversion is meant.", 0.8},
    {"shadows a", "An inner name hides an outer one.", "Rename the inner one.", 0.8},
    {"not handled in switch", "The switch leaves out the enumerator {}.", "Add a case for it.", 0.85},
    {"missing initializer for", "The initializer leaves out the member {}.", "Give it a value.", 0.8},
    {"will be initialized after", "The constructor lists members in another order than the class.",
     "Write the initializers in the order of the members.", 0.85},
    {"expects argument of type", "The format string and the argument do not fit.",
     "Use the conversion for the argument's type.", 0.9},
    {"'const' qualifier", "A pointer to something const is given where it may be changed through.",
     "Make the receiving pointer const too.", 0.85},
    {"need 'typename'", "A name that depends on a template parameter is used as a type without saying so.",
     "Write typename before it.", 0.95},
    {"did you mean", "The name {} does not exist here; the compiler knows a similar one.",
     "Use the spelling that the compiler proposes.", 0.9},
    {"No such file or directory", "The file {} is included but is not on the include path.",
     "Correct the include, or add the folder to target_include_directories.", 0.85},
    {"file not found", "The file {} is included but is not on the include path.",
     "Correct the include, or add the folder to target_include_directories.", 0.85},
    {"was not declared in this scope", "The name {} is used without a declaration.",
     "Include the header that declares it, qualify it, or correct the spelling.", 0.8},
    {"undeclared identifier", "The name {} is used without a declaration.",
     "Include the header that declares it, qualify it, or correct the spelling.", 0.8},
    {"has not been declared", "The name {} is used without a declaration.",
     "Include the header that declares it, or correct the spelling.", 0.8},
    {"is not a member of", "{} is not declared.", "Include the header that declares it.", 0.8},
    {"does not name a type", "The type {} is not declared.", "Include the header that declares it.", 0.8},
    {"no type named", "The type {} is not declared.", "Include the header that declares it.", 0.8},
    {"unknown type name", "The type {} is not declared.", "Include the header that declares it.", 0.8},
    {"has no member named", "The class has no member {}.", "Correct the member's name or add the member.",
     0.75},
    {"no member named", "There is no member {}.", "Correct the name, or include what declares it.", 0.75},
    {"incomplete type", "{} is only forward-declared here.", "Include the header that defines it.", 0.75},
    {"expected ';'", "A semicolon is missing.", "Add ';' where the compiler points.", 0.95},
    {"expected", "The syntax is broken.", "Look at the line the compiler points at, and the one above it.",
     0.6},
    {"marked 'override'", "{} overrides no virtual function of its base classes.",
     "Make the signature equal to the base's, const and reference qualifiers included.", 0.85},
    {"does not override", "The function overrides nothing in its base classes.",
     "Make the signature equal to the base's, const and reference qualifiers included.", 0.85},
    {"abstract", "A pure virtual function of the class is not implemented.",
     "Implement every pure virtual function with exactly the base's signature.", 0.8},
    {"end of non-void function", "A path through the function returns nothing.",
     "Return a value at the end of the function.", 0.85},
    {"discards qualifiers", "A const object is used through a function that is not const.",
     "Make the function const.", 0.75},
    {"redefinition of", "{} is defined twice.",
     "Remove one definition, or guard the header with #pragma once.", 0.75},
    {"private within this context", "{} is private.", "Use the public interface instead.", 0.6},
}};

bool is_configure(const model::Event& event) {
  return event.error_class == "ConfigureError";
}

model::Analysis of_shape(const Shape& shape, const model::Event& event) {
  model::Analysis analysis;
  analysis.root_cause = base::replace_all(std::string(shape.cause), "{}", "'" + event.symbol + "'");
  analysis.suggestion = std::string(shape.suggestion);
  analysis.confidence = shape.confidence;
  return analysis;
}

model::Analysis by_shape(const model::Event& event) {
  for (const auto& shape : k_shapes)
    if (base::contains(event.message, shape.phrase))
      return of_shape(shape, event);
  model::Analysis analysis;
  analysis.root_cause = "The compiler refuses the source: " + event.message;
  analysis.suggestion = "Correct the line the compiler points at.";
  analysis.confidence = 0.5;
  if (event.category == model::Category::type) {
    analysis.root_cause = "The types do not fit: " + event.message;
    analysis.suggestion = "Pass what the declaration asks for, or change the declaration.";
    analysis.confidence = 0.6;
  }
  return analysis;
}

} // namespace

model::Analysis explain_build(const model::Event& event) {
  model::Analysis analysis;
  if (is_configure(event)) {
    analysis.root_cause = "CMake cannot configure the project: " + event.message;
    analysis.suggestion = "Correct the call that CMake names, then configure again.";
    analysis.confidence = 0.7;
  } else if (event.error_class == "NoRule") {
    analysis.root_cause =
        fmt::format("'{}' is needed but does not exist, and nothing makes it.", event.symbol);
    analysis.suggestion = "Restore the file, or correct the list of sources in CMakeLists.txt.";
    analysis.confidence = 0.85;
  } else {
    analysis = by_shape(event);
  }
  analysis.suspect_file = event.file;
  analysis.suspect_line = event.line;
  if (event.file.empty())
    analysis.confidence *= 0.7;
  return analysis;
}

} // namespace aurora::triage
