#include "aurora/repair/search/blame.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "aurora/base/text.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_longest_message_line = 4000;
/// Lines that say from where the compiler came to an error: g++ before it, clang after it.
constexpr std::array<std::string_view, 6> k_contexts = {"required from",      "In instantiation of",
                                                        "In substitution of", "requested here",
                                                        "in 'constexpr'",     "in call to"};

struct Place {
  std::string file;
  long long line = 0;
};

/// After how g++ announces another function than before.
constexpr std::array<std::string_view, 8> k_functions = {
    ": In function ",   ": In member function ", ": In static member function ", ": In constructor ",
    ": In destructor ", ": In lambda function",  ": In copy constructor ",       ": At global scope:"};

enum class Kind { error, other_diagnostic, context, function, text };

/// One line of a compiler's messages.
struct Message {
  Kind kind = Kind::text;
  std::optional<Place> place;
  std::string undeclared; ///< the name, when that is the complaint
};

/// One error with all lines that belong to it.
struct Complaint {
  std::vector<Place> places; ///< its own first
  std::string undeclared;
  /// From where the compiler came to the error before: g++ says it once for all errors of one instantiation.
  std::vector<Place> inherited;
};

/// "‘x’ undeclared (first use in this function)", "‘x’ was not declared in this scope": said once in a
/// function.
std::string undeclared_name(std::string_view message) {
  constexpr std::string_view k_open = "‘";
  const auto end = std::min(message.find("’ undeclared"), message.find("’ was not declared"));
  const auto begin = message.find(k_open);
  if (end == std::string_view::npos || begin == std::string_view::npos || begin + k_open.size() > end)
    return {};
  return std::string(message.substr(begin + k_open.size(), end - begin - k_open.size()));
}

/// file:line[:column]: at the start of a line.
std::optional<Place> place_in(std::string_view text) {
  const auto parts = base::split(text, ':');
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (const auto number = base::parse_integer(parts[i]))
      return Place{std::string(base::trim(parts[i - 1])), *number};
  return std::nullopt;
}

Kind kind_of(std::string_view line) {
  const auto has = [&](std::string_view words) { return base::contains(line, words); };
  if (has("error: "))
    return Kind::error;
  if (std::ranges::any_of(k_contexts, has))
    return Kind::context;
  if (std::ranges::any_of(k_functions, has))
    return Kind::function;
  return base::contains(line, "warning: ") || base::contains(line, "note: ") ? Kind::other_diagnostic
                                                                             : Kind::text;
}

Message read_message(std::string_view line) {
  Message message;
  if (line.size() > k_longest_message_line)
    return message;
  message.kind = kind_of(line);
  const auto error = line.find("error: ");
  if (message.kind == Kind::error || message.kind == Kind::context)
    message.place = place_in(line.substr(0, std::min(error, line.find(": note: "))));
  if (message.kind == Kind::error)
    message.undeclared = undeclared_name(line.substr(error));
  if (message.kind == Kind::error && !message.place)
    message.kind = Kind::text;
  return message;
}

std::vector<Complaint> complaints(std::string_view messages) {
  std::vector<Complaint> found;
  std::vector<Place> pending;
  std::vector<Place> last;
  bool after_error = false;
  for (const auto line : base::split_lines(messages)) {
    const auto message = read_message(line);
    if (message.kind == Kind::function)
      last.clear();
    if (message.kind == Kind::error) {
      if (!pending.empty())
        last = pending;
      found.push_back({{*message.place}, message.undeclared, pending.empty() ? last : std::vector<Place>{}});
      found.back().places.insert(found.back().places.end(), pending.begin(), pending.end());
    } else if (message.kind == Kind::context && message.place) {
      if (after_error && base::contains(line, "requested here"))
        found.back().places.push_back(*message.place);
      else
        pending.push_back(*message.place);
      continue;
    } else if (message.kind != Kind::other_diagnostic) {
      continue;
    }
    // g++ may follow an error with notes, which end nothing; a warning ends the error before it.
    if (message.kind == Kind::error || base::contains(line, "warning: "))
      after_error = message.kind == Kind::error;
    pending.clear();
  }
  return found;
}

bool mentions(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool starts = at == 0 || !base::is_identifier_char(text[at - 1]);
    const bool ends = at + name.size() == text.size() || !base::is_identifier_char(text[at + name.size()]);
    if (starts && ends)
      return true;
  }
  return false;
}

bool names(const Place& place, const std::string& file) {
  return place.file == file || place.file.ends_with("/" + file) ||
         (!place.file.empty() && file.ends_with("/" + place.file));
}

bool alike(const Candidate& one, const Candidate& other, const CandidateSet& set) {
  return one.file == other.file && set.sites[one.site].function == set.sites[other.site].function &&
         (one.site == other.site || one.kind == other.kind);
}

/// What uses the name at the same place or by the same template: the compiler will not say what else is
/// wrong.
void add_alike_users(const std::string& name, unsigned blamed, const CandidateSet& set, Pruning& pruning) {
  const auto found = std::ranges::find(set.candidates, blamed, &Candidate::id);
  if (name.empty() || found == set.candidates.end())
    return;
  for (const auto& candidate : set.candidates)
    if (alike(candidate, *found, set) && mentions(candidate.replacement, name))
      pruning.candidates.insert(candidate.id);
}

bool blame_candidates(const std::vector<Place>& places, const std::string& undeclared,
                      const CandidateSet& set, Pruning& pruning) {
  bool any = false;
  for (const auto& place : places) {
    if (place.line <= k_candidate_line)
      continue;
    const auto id = static_cast<unsigned>(place.line - k_candidate_line);
    pruning.candidates.insert(id);
    add_alike_users(undeclared, id, set, pruning);
    any = true;
  }
  return any;
}

/// The smallest sites at the place: those around it may be innocent.
bool blame_sites(const Place& place, const CandidateSet& set, const Pruning& before, Pruning& pruning) {
  int shortest = -1;
  const auto holds = [&](std::size_t i) {
    const auto& site = set.sites[i];
    return place.line >= site.line && place.line <= site.line_end && names(place, site.file) &&
           !before.sites.contains(i);
  };
  for (std::size_t i = 0; i < set.sites.size(); ++i)
    if (holds(i) && (shortest < 0 || set.sites[i].line_end - set.sites[i].line < shortest))
      shortest = set.sites[i].line_end - set.sites[i].line;
  for (std::size_t i = 0; i < set.sites.size(); ++i)
    if (holds(i) && set.sites[i].line_end - set.sites[i].line == shortest)
      pruning.sites.insert(i);
  return shortest >= 0;
}

void blame_files(const Complaint& complaint, const CandidateSet& set, std::set<std::string>& files) {
  for (const auto& place : complaint.places)
    for (const auto& file : set.files)
      if (names(place, file.path))
        files.insert(file.path);
}

/// The unqualified name in "undefined reference to `a::b::name(int)'".
std::string undefined_name(std::string_view line) {
  constexpr std::string_view k_words = "undefined reference to ";
  const auto at = line.find(k_words);
  if (at == std::string_view::npos)
    return {};
  auto symbol = line.substr(at + k_words.size());
  symbol = symbol.substr(0, symbol.find('('));
  std::size_t end = symbol.size();
  while (end > 0 && !base::is_identifier_char(symbol[end - 1]))
    --end;
  std::size_t begin = end;
  while (begin > 0 && base::is_identifier_char(symbol[begin - 1]))
    --begin;
  return std::string(symbol.substr(begin, end - begin));
}

void blame_users(std::string_view messages, const CandidateSet& set, Pruning& pruning) {
  std::set<std::string> undefined;
  for (const auto line : base::split_lines(messages))
    if (auto name = undefined_name(line); !name.empty())
      undefined.insert(std::move(name));
  for (const auto& name : undefined)
    for (const auto& candidate : set.candidates)
      if (!candidate.rebuild && mentions(candidate.replacement, name))
        pruning.candidates.insert(candidate.id);
}

} // namespace

Pruning blamed(std::string_view messages, const CandidateSet& set, const Pruning& before) {
  Pruning pruning;
  for (const auto& complaint : complaints(messages)) {
    const auto blame_site = [&](const Place& place) { return blame_sites(place, set, before, pruning); };
    if (blame_candidates(complaint.places, complaint.undeclared, set, pruning) ||
        blame_candidates(complaint.inherited, {}, set, pruning)) {
      if (before.size() > 0)
        blame_site(complaint.places.front()); // what led there may be innocent
      continue;
    }
    if (!std::ranges::any_of(complaint.places, blame_site) &&
        !std::ranges::any_of(complaint.inherited, blame_site))
      blame_files(complaint, set, pruning.files);
  }
  blame_users(messages, set, pruning);
  return pruning;
}

std::set<std::string> damaged_files(std::string_view messages, const CandidateSet& set) {
  std::set<std::string> files;
  for (const auto& complaint : complaints(messages)) {
    blame_files(complaint, set, files);
    for (const auto& place : complaint.places)
      for (const auto& candidate : set.candidates)
        if (place.line == k_candidate_line + candidate.id)
          files.insert(candidate.file);
  }
  return files;
}

} // namespace aurora::repair::search
