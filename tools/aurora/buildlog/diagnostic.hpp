#pragma once

#include <string>
#include <vector>

#include "aurora/buildlog/fixit.hpp"
#include "aurora/model/finding.hpp"

namespace aurora::buildlog {

/// A position in a source file, as far as it is known.
struct Place {
  std::string file; ///< relative to the source root when in_project, else as printed
  int line = 0;
  int column = 0; ///< 1-based, bytes
  bool in_project = false;
  bool operator==(const Place&) const = default;
};

/// What a diagnostic adds to itself: candidates, instantiations, inclusions.
struct Note {
  Place place;
  std::string message;
};

enum class Stage { compile, link, configure, build };

/// One message of a compiler, linker, CMake, Ninja or Make.
struct Diagnostic {
  Stage stage = Stage::compile;
  model::Severity severity = model::Severity::error;
  /// Where to look first: the reported place, or the innermost place of the project that led to it.
  Place place;
  Place reported;         ///< where the tool itself put it
  std::string message;    ///< without severity and option
  std::string option;     ///< "-Wreturn-type", or empty
  std::string symbol;     ///< the name the message is about
  std::string suggestion; ///< the replacement that the text names: "sum", "#include <string>"
  std::string function;   ///< the enclosing or referencing function, when told
  std::string object;     ///< the object file that refers to the symbol (link only)
  std::string target;     ///< what was being built
  std::string error_class = "BuildError";
  std::vector<Note> notes;
  std::vector<FixIt> fixits;
  std::string text; ///< as printed, up to a limit
};

} // namespace aurora::buildlog
