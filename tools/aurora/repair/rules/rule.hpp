#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/repair/outline.hpp"
#include "aurora/repair/source_text.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair::rules {

/// A fix as edits, so that the fixes of several events can be joined.
struct Proposal {
  std::string title;
  std::string explanation;
  double confidence = 0.5;
  std::map<std::string, std::vector<Replacement>> edits; ///< by path relative to the source root
};
using Proposals = std::vector<Proposal>;

/// One failure as every rule looks at it.
struct Symptom {
  Sources& sources;
  const model::Event& event;
  std::string text; ///< message and details in plain quotes
  std::string file; ///< relative to the source root; empty when not in the project
  const SourceText* source = nullptr;
  const Outline* outline = nullptr;
};

Symptom make_symptom(Sources& sources, const model::Event& event);
/// The same failure seen from another place; event must outlive it. Null source when that is not in the
/// project.
Symptom look_at(const Symptom& symptom, const model::Event& event);

struct Rule {
  std::string_view id;
  Proposals (*propose)(const Symptom& symptom);
};

/// A proposal of one edit.
Proposal single_edit(const std::string& file, Replacement edit, double confidence, std::string title,
                     std::string explanation);
/// The first line of the text: the message itself.
std::string_view headline(const Symptom& symptom);
bool says(const Symptom& symptom, std::string_view phrase);
/// The names an unknown-identifier error is about: event.symbol and what its first line quotes, without
/// qualifiers of namespace std.
std::vector<std::string> names_in_question(const Symptom& symptom);

/// Identifier token `name` nearest to the event's line and column, on that line; k_no_token when there is
/// none.
std::size_t find_on_line(const Symptom& symptom, std::string_view name);
/// All identifier tokens `name`.
std::vector<std::size_t> find_all(const Outline& outline, std::string_view name);
/// Offset of the event's line and column, or of the line's first character that is not blank.
std::optional<std::size_t> event_offset(const Symptom& symptom);
/// First and one-past-last token of a line.
std::pair<std::size_t, std::size_t> tokens_of_line(const SourceText& source, const Outline& outline,
                                                   int line);
/// The text of tokens [first, last), as written.
std::string text_between(const SourceText& source, const Outline& outline, std::size_t first,
                         std::size_t last);

/// Where a run went wrong: in-project frames, then the event's own place, then places in its text. At most
/// eight.
struct FaultPlace {
  std::string file;
  int line = 0;
};
std::vector<FaultPlace> fault_places(const Symptom& symptom);
/// For look_at().
model::Event moved_event(const model::Event& event, const FaultPlace& place);

} // namespace aurora::repair::rules
