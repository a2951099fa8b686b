#include "aurora/schemata/refusals.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <clang-c/Index.h>
#include <fmt/format.h>

#include "aurora/schemata/preamble.hpp"

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

std::set<int> refused_in(CXTranslationUnit unit) {
  std::set<int> refused;
  for (unsigned i = 0; i < clang_getNumDiagnostics(unit); ++i) {
    const auto diagnostic = clang_getDiagnostic(unit, i);
    add_refused(diagnostic, refused);
    clang_disposeDiagnostic(diagnostic);
  }
  return refused;
}

/// The text with what belongs to the switches not before, but right behind the directives it begins with, so
/// that they read as they did. A declaration tells clang that they end there.
std::optional<std::string> behind_preamble(const Rendered& rendered) {
  const auto head = std::string_view(rendered.text).substr(0, rendered.body);
  const auto body = std::string_view(rendered.text).substr(rendered.body);
  const auto end = preamble_end(body);
  const auto included = head.find("#include");
  if (!end || included == std::string_view::npos ||
      (!rendered.wrappings.empty() && rendered.wrappings.front().begin < rendered.body + *end))
    return std::nullopt;
  const auto line = 1 + std::count(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(*end), '\n');
  return fmt::format("{}extern int aurora_preamble_end;\n{}#line {}\n{}", body.substr(0, *end),
                     head.substr(included), line, body.substr(*end));
}

std::optional<std::set<int>> refused_again(const CompileCommand& command, const Rendered& rendered,
                                           ParsedUnit& unit) {
  const auto text = behind_preamble(rendered);
  if (!text)
    return std::nullopt;
  auto* raw = static_cast<CXTranslationUnit>(unit.get());
  CXUnsavedFile unsaved{command.file.c_str(), text->data(), text->size()};
  if (clang_reparseTranslationUnit(raw, 1, &unsaved, clang_defaultReparseOptions(raw)) == 0)
    return refused_in(raw);
  unit.reset();
  return std::nullopt;
}

} // namespace

std::set<int> refused_candidates(const CompileCommand& command, const std::vector<ReplacedFile>& texts,
                                 ParsedUnit& parsed) {
  if (parsed && texts.size() == 1 && texts.front().path == command.file)
    if (auto refused = refused_again(command, texts.front().rendered, parsed))
      return std::move(*refused);
  auto words = parser_arguments(command);
  words.push_back("-working-directory=" + command.directory);
  words.emplace_back("-ferror-limit=0");
  std::vector<const char*> arguments;
  for (const auto& word : words)
    arguments.push_back(word.c_str());
  std::vector<CXUnsavedFile> unsaved;
  for (const auto& [path, rendered] : texts)
    unsaved.push_back({path.c_str(), rendered.text.data(), rendered.text.size()});
  const RefusalIndex index(clang_createIndex(0, 0), clang_disposeIndex);
  CXTranslationUnit raw = nullptr;
  const auto code = clang_parseTranslationUnit2(
      index.get(), command.file.c_str(), arguments.data(), static_cast<int>(arguments.size()), unsaved.data(),
      static_cast<unsigned>(unsaved.size()), CXTranslationUnit_None, &raw);
  const RefusalUnit unit(raw, clang_disposeTranslationUnit);
  return code != CXError_Success || !unit ? std::set<int>{} : refused_in(unit.get());
}

} // namespace aurora::schemata
