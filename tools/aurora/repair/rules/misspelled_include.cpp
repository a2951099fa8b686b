#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/std_names.hpp"

namespace aurora::repair::rules {

namespace {

/// "x.hpp: No such file or directory" or "'x.hpp' file not found".
std::string missing_file(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (base::contains(line, "file not found")) {
    const auto words = quoted(line);
    return words.empty() ? std::string() : words[0];
  }
  const auto end = line.find(": No such file or directory");
  if (end == std::string_view::npos)
    return {};
  const auto head = line.substr(0, end);
  const auto blank = head.rfind(' ');
  return std::string(blank == std::string_view::npos ? head : head.substr(blank + 1));
}

/// Headers with this very name first, then the nearest name.
std::vector<std::string> likely_headers(const Symptom& symptom, const std::string& missing) {
  std::vector<std::string> same;
  std::vector<std::string> names;
  const auto headers = symptom.sources.headers();
  for (const auto& header : headers) {
    if (sys::file_name(header) == sys::file_name(missing))
      same.push_back(header);
    names.push_back(sys::file_name(header));
  }
  if (!same.empty())
    return same;
  const auto near = base::nearest(sys::file_name(missing), names);
  for (std::size_t i = 0; near && i < headers.size(); ++i)
    if (names[i] == *near)
      same.push_back(headers[i]);
  return same;
}

} // namespace

Proposals misspelled_include(const Symptom& symptom) {
  const auto missing = missing_file(symptom);
  if (symptom.source == nullptr || missing.empty())
    return {};
  const Include* found = nullptr;
  const auto includes = read_includes(*symptom.source);
  for (const auto& include : includes)
    if (include.path == missing)
      found = &include;
  if (found == nullptr)
    return {};
  std::vector<std::string> spellings;
  for (const auto& header : likely_headers(symptom, missing))
    spellings.push_back(include_spelling(symptom.sources, symptom.file, header));
  if (const auto standard = nearest_standard_header(missing); !standard.empty())
    spellings.push_back("<" + std::string(standard) + ">");
  Proposals out;
  for (const auto& spelled : spellings) {
    const auto at = symptom.source->text().find(missing, symptom.source->line_begin(found->line));
    if (at == std::string::npos || at == 0 || spelled.substr(1, spelled.size() - 2) == missing)
      continue;
    out.push_back(
        single_edit(symptom.file, {at - 1, at + missing.size() + 1, spelled}, out.empty() ? 0.85 : 0.6,
                    "include " + spelled + " instead of " + missing,
                    "There is no file '" + missing + "'; " + spelled + " is the nearest that exists."));
  }
  return out;
}

} // namespace aurora::repair::rules
