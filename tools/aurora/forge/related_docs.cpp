#include "aurora/forge/related_docs.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::forge {
namespace {

constexpr std::size_t k_most_docs = 5;
constexpr std::size_t k_most_events = 20;
constexpr std::size_t k_shortest_name = 4;

struct Traces {
  std::set<std::string> files;
  std::set<std::string> names; ///< of functions and tests
};

/// The last part of "ns::type::name(args)".
std::string short_name(std::string_view function) {
  const auto head = function.substr(0, function.find_first_of("(<"));
  const auto colon = head.rfind("::");
  return std::string(colon == std::string_view::npos ? head : head.substr(colon + 2));
}

void add_name(Traces& traces, std::string name) {
  if (name.size() >= k_shortest_name)
    traces.names.insert(std::move(name));
}

void add_event(Traces& traces, const model::Event& event) {
  for (const auto& file : {event.file, event.analysis.suspect_file})
    if (!file.empty() && !file.starts_with('/'))
      traces.files.insert(file);
  add_name(traces, event.test_id);
  add_name(traces, event.symbol);
  const auto ours = std::ranges::find_if(event.frames, &model::Frame::in_project);
  if (ours == event.frames.end())
    return;
  add_name(traces, short_name(ours->function));
  if (!ours->file.empty())
    traces.files.insert(ours->file);
}

/// Whether the name stands there as a word of its own.
bool names_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !base::is_identifier_char(text[at - 1]);
    const auto end = at + word.size();
    if (begins && (end == text.size() || !base::is_identifier_char(text[end])))
      return true;
  }
  return false;
}

int closeness(const Document& document, const Traces& traces) {
  const auto folder = sys::parent_path(document.path);
  int points = 0;
  for (const auto& file : traces.files) {
    if (names_word(document.text, sys::file_name(file)))
      points += 3;
    if (!folder.empty() && folder != "." && sys::is_below(file, folder))
      points += 1;
  }
  for (const auto& name : traces.names)
    if (names_word(document.text, name))
      points += 2;
  return points;
}

} // namespace

std::vector<std::string> related_docs(const std::vector<Document>& documents, const model::Cluster& cluster,
                                      const std::vector<model::Suspect>& suspects) {
  Traces traces;
  for (std::size_t i = 0; i < cluster.events.size() && i < k_most_events; ++i)
    add_event(traces, cluster.events[i]);
  for (const auto& suspect : suspects)
    if (!suspect.file.empty())
      traces.files.insert(suspect.file);
  std::vector<std::pair<int, std::string>> found;
  for (const auto& document : documents)
    if (const int points = closeness(document, traces); points > 0)
      found.emplace_back(-points, document.path);
  std::ranges::sort(found);
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < found.size() && i < k_most_docs; ++i)
    paths.push_back(found[i].second);
  return paths;
}

} // namespace aurora::forge
