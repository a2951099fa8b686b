#include "aurora/locate/suspects.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "aurora/base/project_path.hpp"
#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/locate/function_index.hpp"
#include "aurora/locate/guards.hpp"

namespace aurora::locate {
namespace {

using model::Category;
using std::string_view;

constexpr double k_compiler = 0.95;
constexpr double k_top_frame = 0.85;
constexpr double k_frame_decay = 0.6;
constexpr int k_most_frames = 8; ///< of a trace
constexpr double k_named = 0.60;
constexpr double k_in_test_body = 0.40;
constexpr double k_callee = 0.25;
constexpr double k_analysis = 0.30;
constexpr double k_spectrum = 0.80;
constexpr double k_guard = 0.75; ///< of what it decides about
constexpr double k_asked = 0.85; ///< what a condition calls, of the condition's own weight
constexpr double k_changed = 0.35;
constexpr double k_stands_out = 0.7; ///< as a score: hardly any passing test runs it
constexpr std::size_t k_most_standing = 20;
constexpr std::size_t k_most_calls = 8;
constexpr int k_longest_condition = 4; ///< lines
constexpr int k_longest_body = 60;
constexpr std::size_t k_most_events = 50;

/// Of several that say the same only the strongest counts: what is called from everywhere is no more
/// suspicious.
struct Strongest {
  double weight = 0;
  std::string reason; ///< empty: none
  int others = 0;

  void add(double other, const std::string& why) {
    others += reason.empty() ? 0 : 1;
    if (other <= weight)
      return;
    weight = other;
    reason = why;
  }
};

struct Evidence {
  double doubt = 1; ///< product of (1 - weight)
  std::vector<std::string> reasons;
  Strongest called; ///< by what is suspicious
  Strongest asked;  ///< by a condition
};

using Key = std::pair<std::string, int>;

class Collector {
public:
  Collector(const model::Cluster& cluster, const LocateInput& input)
      : m_cluster(cluster), m_input(input), m_index(input.sources) {}

  std::vector<model::Suspect> collect() {
    std::size_t count = 0;
    for (const auto& event : m_cluster.events) {
      if (++count > k_most_events)
        break; // they share one cause; more of the same adds nothing
      from_event(event);
    }
    from_crash();
    const auto scores = score(m_input.spectrum, m_input.formula);
    from_spectrum(scores);
    from_guards(scores);
    from_calls();
    from_changes();
    return ranked();
  }

private:
  bool wanted(const std::string& file) const {
    if (m_input.include_tests)
      return !file.empty() && !base::looks_vendored(file);
    return !file.empty() && (m_from_build || base::may_be_at_fault(file));
  }

  void add(const Key& key, double weight, const std::string& reason) {
    if (!wanted(key.first) || key.second <= 0 || weight <= 0)
      return;
    auto& evidence = m_evidence[key];
    if (std::ranges::find(evidence.reasons, reason) != evidence.reasons.end())
      return; // the same reason from another event is no new evidence
    evidence.doubt *= 1 - std::min(weight, 0.99);
    evidence.reasons.push_back(reason);
  }

  void add_strongest(const Key& key, Strongest Evidence::*part, double weight, const std::string& reason) {
    if (wanted(key.first) && key.second > 0 && weight > 0)
      (m_evidence[key].*part).add(weight, reason);
  }

  static model::Suspect suspect_of(const Key& key, const Evidence& evidence) {
    auto reasons = evidence.reasons;
    double doubt = evidence.doubt;
    for (const auto* part : {&evidence.asked, &evidence.called}) {
      if (part->reason.empty())
        continue;
      reasons.push_back(part->reason + (part->others > 0 ? fmt::format(" and {} more", part->others) : ""));
      doubt *= 1 - std::min(part->weight, 0.99);
    }
    return {key.first, key.second, 1 - doubt, base::join(reasons, "; ")};
  }

  void from_event(const model::Event& event) {
    m_from_build = event.suite == "build";
    if (m_from_build)
      return from_build(event);
    from_frames(event);
    if (!event.analysis.suspect_file.empty())
      add({event.analysis.suspect_file, event.analysis.suspect_line}, k_analysis, "named by the analysis");
    from_assertion(event);
  }

  void from_build(const model::Event& event) {
    add({event.file, std::max(event.line, 1)}, k_compiler,
        event.category == Category::link ? "the linker names it" : "the compiler names it");
    if (event.category != Category::link)
      return;
    for (const auto& name : called_functions(event.symbol)) // a definition that nearly fits
      for (const auto& place : m_index.find(name))
        add({place.file, place.line}, k_named, fmt::format("defines a {}", name));
  }

  void from_frames(const model::Event& event) {
    double weight = k_top_frame;
    int depth = 0;
    for (const auto& frame : event.frames) {
      if (!frame.in_project || !wanted(frame.file))
        continue;
      const auto file = resolved(frame.file);
      add({file, frame.line}, weight, fmt::format("frame {} of the trace, in {}", depth, frame.function));
      if (depth == 0)
        add_function(m_index.enclosing(file, frame.line), weight / 3, "in the function that failed");
      weight *= k_frame_decay;
      if (++depth == k_most_frames)
        break;
    }
  }

  /// What a debugger would have shown of a program that crashed in silence.
  void from_crash() {
    const bool is_told = std::ranges::any_of(m_cluster.events, [](const model::Event& event) {
      return std::ranges::any_of(event.frames, &model::Frame::in_project);
    });
    double weight = k_top_frame;
    int depth = 0;
    for (const auto& site : m_input.crash) {
      if (is_told || depth == k_most_frames)
        break;
      if (!from_call_site(site, weight, depth))
        continue;
      weight *= k_frame_decay;
      ++depth;
    }
  }

  /// Whether it is in code that may be at fault.
  bool from_call_site(const CallSite& site, double weight, int depth) {
    if (site.line > 0) {
      if (!wanted(site.file))
        return false;
      add({site.file, site.line}, weight, fmt::format("frame {} of the crash", depth));
      add_function(m_index.enclosing(site.file, site.line), weight / 3, "in a function that crashed");
      return true;
    }
    bool found = false;
    for (const auto& place : places_of(m_index, {site.function}))
      if (wanted(place.file)) {
        add_function(&place, weight / 2, fmt::format("frame {} of the crash is in {}", depth, place.name));
        found = true;
      }
    return found;
  }

  /// Valgrind and glog print base names: the only source of that name is meant.
  std::string resolved(const std::string& file) const {
    if (base::contains(file, "/") || m_input.sources.contains(file))
      return file;
    std::string found;
    for (const auto& [path, text] : m_input.sources) {
      if (!path.ends_with("/" + file))
        continue;
      if (!found.empty())
        return file;
      found = path;
    }
    return found.empty() ? file : found;
  }

  static int last_line(const FunctionPlace& place) {
    return std::min(place.end_line, place.line + k_longest_body);
  }

  void add_function(const FunctionPlace* place, double weight, const std::string& reason) {
    if (place == nullptr)
      return;
    for (int line = place->line; line <= last_line(*place); ++line)
      add({place->file, line}, weight, reason);
  }

  void from_assertion(const model::Event& event) {
    if (event.assertion.empty() && event.category != Category::logic && event.category != Category::timeout &&
        event.category != Category::crash)
      return;
    const auto named = called_functions(event.assertion);
    for (const auto& name : named)
      add_named(name, k_named, fmt::format("the failing assertion calls {}", name));
    for (const auto& name : called_functions(test_body(event)))
      if (std::ranges::find(named, name) == named.end())
        add_named(name, named.empty() ? k_in_test_body : k_in_test_body / 2,
                  fmt::format("the failing test calls {}", name));
  }

  void add_named(const std::string& name, double weight, const std::string& reason) {
    const auto& places = m_index.find(name);
    for (const auto& place : places) {
      const double share = weight / static_cast<double>(places.size());
      add_function(&place, share, reason);
      add_callees(place, share * k_callee / k_named);
    }
  }

  void add_callees(const FunctionPlace& place, double weight) {
    if (!wanted(place.file) || !m_expanded.insert(fmt::format("{}:{}", place.file, place.line)).second)
      return;
    for (const auto& name : called_functions(lines_of(place.file, place.line + 1, place.end_line))) {
      const auto& callees = m_index.find(name);
      for (const auto& callee : callees)
        for (int line = callee.line; line <= last_line(callee); ++line)
          add_strongest({callee.file, line}, &Evidence::called, weight / static_cast<double>(callees.size()),
                        fmt::format("called by {}:{}", place.file, place.line));
    }
  }

  /// The test's own lines from its beginning to the failing assertion.
  std::string test_body(const model::Event& event) const {
    if (const auto* place = m_index.enclosing(event.file, event.line))
      return lines_of(event.file, place->line + 1, event.line);
    const auto* place = named_test(event.test_id);
    return place == nullptr ? std::string{} : lines_of(place->file, place->line + 1, place->end_line);
  }

  /// The test macro that stands for a case when nothing says where it is: after a crash, for one.
  const FunctionPlace* named_test(string_view test_id) const {
    if (const auto at = test_id.rfind("::"); at != string_view::npos)
      test_id.remove_prefix(at + 2);
    const auto dot = test_id.find('.');
    const auto suite = dot == string_view::npos ? string_view{} : test_id.substr(0, dot);
    auto name = dot == string_view::npos ? test_id : test_id.substr(dot + 1);
    name = name.substr(0, name.find('/'));
    if (name.empty())
      return nullptr;
    for (const char* macro : {"TEST", "TEST_F", "TEST_P", "TYPED_TEST", "TEST_CASE", "TEST_CASE_METHOD",
                              "SCENARIO", "BOOST_AUTO_TEST_CASE", "BOOST_FIXTURE_TEST_CASE"})
      for (const auto& place : m_index.find(macro)) {
        const auto head = lines_of(place.file, place.line, std::min(place.line + 1, place.end_line));
        if (base::contains(head, suite) && base::contains(head, name))
          return &place;
      }
    return nullptr;
  }

  std::string lines_of(const std::string& file, int first, int last) const {
    const auto source = m_input.sources.find(file);
    if (source == m_input.sources.end())
      return {};
    std::string out;
    int number = 0;
    for (const auto line : base::split_lines(source->second))
      if (++number >= first && number <= last)
        (out += line) += '\n';
    return out;
  }

  void from_spectrum(const std::vector<double>& scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const auto& element = m_input.spectrum.elements[i];
      auto& best = m_scores[element.file][element.line];
      best = std::max(best, scores[i]);
      if (scores[i] > 0)
        add({element.file, element.line}, k_spectrum * scores[i],
            fmt::format("covered by failing tests (score {:.2f})", scores[i]));
    }
  }

  /// A wrong condition runs in passing tests too; what it lets in, or keeps out, is what stands out.
  void from_guards(const std::vector<double>& scores) {
    std::map<Key, std::pair<double, int>> guards; // the greatest score each decides about, and its line
    std::map<std::string, std::vector<string_view>> lines;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const auto& element = m_input.spectrum.elements[i];
      const auto source = m_input.sources.find(element.file);
      if (scores[i] <= 0 || source == m_input.sources.end())
        continue;
      auto& text = lines[element.file];
      if (text.empty())
        text = base::split_lines(source->second);
      auto& best = guards[{element.file, guard_of(text, element.line)}];
      best = std::max(best, {scores[i], -element.line}); // the first of equals
    }
    // One that stands out as much itself decides about nothing: without debug information, for one, where a
    // function's lines all have its score.
    for (const auto& [key, best] : guards)
      if (score_within(key.first, key.second, key.second) < best.first)
        add_guard(key, best.first, fmt::format("line {} runs", -best.second));
  }

  void add_asked(const FunctionPlace& place, double weight, const std::string& reason) {
    for (int line = place.line; line <= last_line(place); ++line)
      add_strongest({place.file, line}, &Evidence::asked, weight, reason);
  }

  /// And whatever a condition asks that stands before what passing tests hardly run.
  void add_guard(const Key& key, double score, const std::string& what) {
    add(key, k_spectrum * k_guard * score, "decides whether " + what);
    if (score < k_stands_out || key.second <= 0)
      return;
    const auto text = lines_of(key.first, key.second, key.second + k_longest_condition);
    for (const auto& name : called_functions(string_view(text).substr(0, text.find_first_of("{;")))) {
      const auto& places = m_index.find(name);
      for (const auto& place : places)
        if (!is_passed_by(place))
          add_asked(place, k_spectrum * k_guard * k_asked * score / static_cast<double>(places.size()),
                    fmt::format("{}:{} asks it and decides whether {}", key.first, key.second, what));
    }
  }

  /// A function that hardly any passing test enters was let in by the condition before a call of it. Where
  /// lines are known, that is seen from the line of the call.
  void from_calls() {
    std::map<std::string, double> standing;
    for (const auto& [file, lines] : m_scores)
      for (const auto& [line, score] : lines)
        if (const auto* place = score >= k_stands_out ? m_index.enclosing(file, line) : nullptr;
            place != nullptr && (standing.size() < k_most_standing || standing.contains(place->name)))
          standing[place->name] = std::max(standing[place->name], score);
    for (const auto& [name, score] : standing)
      from_calls_of(name, score);
  }

  void from_calls_of(const std::string& name, double score) {
    if (m_index.find(name).size() != 1)
      return; // which one is called cannot be told
    std::vector<Key> calls;
    for (const auto& [file, lines] : m_scores) {
      const auto source = m_input.sources.find(file);
      if (source == m_input.sources.end() || !wanted(file))
        continue;
      for (const int line : lines_that_call(name, source->second)) {
        const auto* caller = m_index.enclosing(file, line);
        if (caller == nullptr || caller->name == name)
          continue;
        if (score_within(file, line, line) >= score)
          return;
        if (!is_passed_by(*caller) && calls.size() < k_most_calls)
          calls.emplace_back(file, line);
      }
    }
    for (const auto& [file, line] : calls)
      add_guard({file, guard_of(base::split_lines(m_input.sources.at(file)), line)}, score,
                name + " is called");
  }

  /// The greatest score of the lines; negative when nothing is known of them.
  double score_within(const std::string& file, int first, int last) const {
    double best = -1;
    if (const auto lines = m_scores.find(file); lines != m_scores.end())
      for (auto it = lines->second.lower_bound(first); it != lines->second.end() && it->first <= last; ++it)
        best = std::max(best, it->second);
    return best;
  }

  bool is_passed_by(const FunctionPlace& place) const {
    return score_within(place.file, place.line, place.end_line) == 0;
  }

  void from_changes() {
    const bool alone = m_evidence.empty();
    for (const auto& change : m_input.changed) {
      const int last = std::min(change.last, change.first + 500);
      for (int line = change.first; line <= last; ++line)
        if (alone || m_evidence.contains({change.file, line}))
          add({change.file, line}, k_changed, "changed recently");
    }
  }

  std::vector<model::Suspect> ranked() const {
    std::vector<model::Suspect> out;
    for (const auto& [key, evidence] : m_evidence)
      out.push_back(suspect_of(key, evidence));
    base::stable_sort(out, [](const auto& one, const auto& other) { return one.score > other.score; });
    if (out.size() > m_input.max_suspects)
      out.resize(m_input.max_suspects);
    return out;
  }

  const model::Cluster& m_cluster;
  const LocateInput& m_input;
  FunctionIndex m_index;
  std::map<std::string, std::map<int, double>> m_scores; ///< of the spectrum, by file and line
  std::map<Key, Evidence> m_evidence;
  std::unordered_set<std::string> m_expanded;
  bool m_from_build = false;
};

} // namespace

std::vector<model::Suspect> suspects(const model::Cluster& cluster, const LocateInput& input) {
  return Collector(cluster, input).collect();
}

} // namespace aurora::locate
