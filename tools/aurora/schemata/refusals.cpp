#include "aurora/schemata/refusals.hpp"

#include <memory>
#include <vector>

#include <clang-c/Index.h>

#include "aurora/schemata/render.hpp"

namespace aurora::schemata {
namespace {

using RefusalIndex = std::unique_ptr<void, decltype(&clang_disposeIndex)>;
using RefusalUnit = std::unique_ptr<CXTranslationUnitImpl, decltype(&clang_disposeTranslationUnit)>;

/// The line that a `#line` mark gives the place.
unsigned marked_line(CXDiagnostic diagnostic) {
  unsigned line = 0;
  CXString file;
  clang_getPresumedLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, nullptr);
  clang_disposeString(file);
  return line;
}

void add_refused(CXDiagnostic diagnostic, std::set<int>& refused) {
  if (clang_getDiagnosticSeverity(diagnostic) < CXDiagnostic_Error)
    return;
  const auto line = marked_line(diagnostic);
  if (line > static_cast<unsigned>(k_candidate_line))
    refused.insert(static_cast<int>(line - static_cast<unsigned>(k_candidate_line)));
}

} // namespace

std::set<int> refused_candidates(const CompileCommand& command, const std::string& path,
                                 const std::string& text) {
  auto words = parser_arguments(command);
  words.push_back("-working-directory=" + command.directory);
  words.emplace_back("-ferror-limit=0");
  std::vector<const char*> arguments;
  for (const auto& word : words)
    arguments.push_back(word.c_str());
  CXUnsavedFile unsaved{path.c_str(), text.data(), text.size()};
  const RefusalIndex index(clang_createIndex(0, 0), clang_disposeIndex);
  CXTranslationUnit raw = nullptr;
  const auto code = clang_parseTranslationUnit2(index.get(), command.file.c_str(), arguments.data(),
                                                static_cast<int>(arguments.size()), &unsaved, 1,
                                                CXTranslationUnit_None, &raw);
  const RefusalUnit unit(raw, clang_disposeTranslationUnit);
  std::set<int> refused;
  if (code != CXError_Success || !unit)
    return refused;
  for (unsigned i = 0; i < clang_getNumDiagnostics(unit.get()); ++i) {
    const auto diagnostic = clang_getDiagnostic(unit.get(), i);
    add_refused(diagnostic, refused);
    clang_disposeDiagnostic(diagnostic);
  }
  return refused;
}

} // namespace aurora::schemata
