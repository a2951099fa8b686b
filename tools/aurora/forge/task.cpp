#include "aurora/forge/task.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

using model::Category;

constexpr std::size_t k_most_failures = 20;
constexpr std::size_t k_most_suspects = 5;
constexpr std::size_t k_most_text = 2000;
constexpr std::size_t k_first_lines = 50;
constexpr std::size_t k_last_lines = 30;

/// Cut between characters, since to_printable() makes a broken one harmless.
std::string cut(std::string_view text) {
  return text.size() <= k_most_text ? base::to_printable(text)
                                    : base::to_printable(text.substr(0, k_most_text)) + "…";
}

/// The begin tells what was run, the end how it failed.
std::string excerpt_of(std::string_view text) {
  const auto lines = base::split_lines(text);
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == k_first_lines && lines.size() > k_first_lines + k_last_lines) {
      out += fmt::format("… {} lines left out …\n", lines.size() - k_first_lines - k_last_lines);
      i = lines.size() - k_last_lines;
    }
    out += base::to_printable(lines[i].substr(0, 300)) + "\n";
  }
  return out;
}

bool is_build(Category category) {
  return category == Category::build || category == Category::link;
}

class TaskMaker {
public:
  TaskMaker(const model::Cluster& cluster, const TaskFacts& facts) : m_cluster(cluster), m_facts(facts) {}

  Task make() {
    m_task.id = "aurora-" + m_cluster.signature;
    m_task.signature = m_cluster.signature;
    m_task.signatures = m_cluster.signatures;
    if (m_task.signatures.empty())
      m_task.signatures = {m_cluster.signature};
    m_task.title = masked(m_cluster.title);
    m_task.category = model::to_string(m_cluster.category);
    m_task.priority = priority_of(m_cluster.risk);
    m_task.risk = m_cluster.risk;
    m_task.reasons = all_masked(m_cluster.risk_reasons);
    m_task.first_seen = m_cluster.first_seen;
    m_task.tried = all_masked(m_facts.tried);
    m_task.ending = m_facts.ending;
    m_task.patch = m_facts.patch;
    m_task.related_docs = m_facts.related_docs;
    m_task.nature = nature();
    add_failures();
    add_acceptance();
    add_approach();
    return std::move(m_task);
  }

private:
  std::string masked(std::string_view text) const {
    return cut(m_facts.masked ? m_facts.masked(text) : std::string(text));
  }

  std::vector<std::string> all_masked(const std::vector<std::string>& texts) const {
    std::vector<std::string> out;
    for (const auto& text : texts)
      out.push_back(masked(text));
    return out;
  }

  Nature nature() const {
    const bool quarantined =
        !m_cluster.events.empty() && std::ranges::all_of(m_cluster.events, [](const auto& event) {
          return event.outcome == "quarantined";
        });
    return quarantined ? Nature::quarantined : m_cluster.flaky ? Nature::flaky : Nature::broken;
  }

  void add_failures() {
    static const std::set<std::string> none;
    std::set<std::string> tests;
    for (const auto& event : m_cluster.events) {
      tests.insert(
          ctest_name_of(event.test_id, m_facts.ctest_names != nullptr ? *m_facts.ctest_names : none));
      if (m_task.failures.size() < k_most_failures)
        m_task.failures.push_back(
            {event.test_id, event.file, event.line, masked(event.message), masked(event.repro_cmd)});
    }
    m_task.failure_count = static_cast<int>(m_cluster.events.size());
    m_task.tests.assign(tests.begin(), tests.end());
    if (m_cluster.events.empty())
      return;
    const auto& first = m_cluster.events.front();
    m_task.repro = m_task.failures.front().repro;
    const auto text = first.details.empty() ? first.message + "\n" + first.stack : first.details;
    m_task.excerpt = excerpt_of(m_facts.masked ? m_facts.masked(text) : text);
  }

  void add_acceptance() {
    auto& out = m_task.acceptance;
    if (is_build(m_cluster.category))
      out.emplace_back("the project builds without errors");
    else if (m_task.tests.size() <= 3)
      out.push_back(base::join(m_task.tests, ", ") + (m_task.tests.size() == 1 ? " passes" : " pass"));
    else
      out.push_back(fmt::format("all of the {} tests that fail now pass", m_task.tests.size()));
    if (m_task.nature != Nature::broken)
      out.emplace_back(
          "it passes in 29 reruns of the same binary, which a failure rate of 10 % would not at 95 %");
    if (m_cluster.category == Category::crash || m_cluster.category == Category::sanitizer)
      out.emplace_back("neither a crash nor a sanitizer report is left");
    out.emplace_back("every test that passes now passes then");
    out.emplace_back("no test, test registration, CI file or threshold is changed to get there");
  }

  void add_approach() {
    auto& out = m_task.approach;
    if (!m_cluster.events.empty()) {
      const auto& why = m_cluster.events.front().analysis;
      if (!why.root_cause.empty())
        out.push_back("likely cause: " + masked(why.root_cause));
      if (!why.suggestion.empty())
        out.push_back("suggestion: " + masked(why.suggestion));
    }
    for (std::size_t i = 0; i < m_facts.suspects.size() && i < k_most_suspects; ++i) {
      const auto& suspect = m_facts.suspects[i];
      out.push_back(fmt::format("look at {}:{} ({:.2f}{}{})", suspect.file, suspect.line, suspect.score,
                                suspect.reason.empty() ? "" : ", ", masked(suspect.reason)));
    }
    if (!m_task.patch.empty())
      out.push_back("review and apply " + m_task.patch);
    if (m_task.nature != Nature::broken)
      out.emplace_back(
          "find what differs between runs (order, time, threads, the network): a retry hides it");
  }

  const model::Cluster& m_cluster;
  const TaskFacts& m_facts;
  Task m_task;
};

} // namespace

std::string ctest_name_of(const std::string& test_id, const std::set<std::string>& ctest_names) {
  for (auto end = test_id.size(); end != std::string::npos && end > 0; end = test_id.rfind("::", end - 1))
    if (const auto name = test_id.substr(0, end); ctest_names.contains(name))
      return name;
  // A name that failed more than once has a number.
  const auto hash = test_id.rfind('#');
  if (hash != std::string::npos && ctest_names.contains(test_id.substr(0, hash)))
    return test_id.substr(0, hash);
  return test_id.starts_with("build::") ? std::string(k_the_build) : test_id;
}

Task make_task(const model::Cluster& cluster, const TaskFacts& facts) {
  return TaskMaker(cluster, facts).make();
}

} // namespace aurora::forge
