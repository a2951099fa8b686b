#include "memory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/history/provider_order.hpp"
#include "aurora/playbook/learning.hpp"
#include "aurora/sys/file_lock.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "reverts.hpp"
#include "run_records.hpp"

namespace aurora::cli {
namespace {

constexpr int k_wait_seconds = 10;
constexpr std::chrono::hours k_rate_window{24};

/// The parts of the machine that a thread of its own opens the history with.
struct OwnMachine {
  sys::SystemFileSystem files;
  sys::SystemFileLocks locks;
  sys::SystemClock clock;
  history::Machine ports() { return {files, locks, clock}; }
};

base::Result<history::Opened> open_history(const history::OpenOptions& options) {
  OwnMachine machine;
  return history::open_store(options, machine.ports());
}

base::Result<void> back_up(const history::OpenOptions& options) {
  OwnMachine machine;
  return history::keep_backup(options, machine.ports());
}

/// A repository may come from anybody, and lead elsewhere with a symbolic link.
base::Result<void> require_inside(const Session& session, const std::string& path) {
  const auto real = session.files->canonical(path);
  if (!real || sys::is_below(*real, session.settings.source_dir))
    return {}; // what is not there yet is made there
  return base::fail(base::ErrorCode::invalid_input, "it is a link that leaves the project: " + *real, path);
}

std::string playbook_folder(const Session& session) {
  return sys::join_path(session.settings.source_dir, ".aurora/playbook");
}

std::vector<std::string> names_of(const std::vector<std::unique_ptr<repair::Provider>>& providers) {
  std::vector<std::string> names;
  for (const auto& provider : providers)
    names.emplace_back(provider->name());
  return names;
}

bool is_known(const std::vector<history::ProviderRate>& rates, const std::string& category) {
  return std::ranges::any_of(rates, [&](const auto& rate) { return rate.category == category; });
}

} // namespace

std::string project_name(const settings::Settings& settings) {
  return settings.project.empty() ? sys::file_name(settings.source_dir) : settings.project;
}

base::Result<std::optional<history::Location>> history_location(const Session& session) {
  const auto& settings = session.settings;
  if (settings.history == "off")
    return std::optional<history::Location>();
  auto location = history::parse_location(settings.history, settings.source_dir);
  if (!location)
    return base::forward(location);
  if (settings.history.empty())
    for (const auto& path : {sys::parent_path(location->path), location->path})
      if (auto inside = require_inside(session, path); !inside)
        return base::forward(inside);
  return std::optional(std::move(*location));
}

Memory::Memory(Session& session, history::Purpose purpose) : m_session(session), m_purpose(purpose) {
  const auto location = history_location(session);
  if (!location)
    note("no history", location.error());
  if (!location || !*location)
    return;
  m_options.location = **location;
  m_options.purpose = purpose;
  m_options.wait_seconds = k_wait_seconds;
  m_opened = std::async(std::launch::async, [options = m_options] { return open_history(options); }).share();
  m_backup = std::async(std::launch::async, [options = m_options, opened = m_opened]() -> base::Result<void> {
    return opened.get() ? back_up(options) : base::Result<void>{};
  });
}

void Memory::settle() const {
  if (m_opened.valid())
    m_opened.wait();
  if (m_backup.valid())
    m_backup.wait();
}

void Memory::note(const std::string& what, const base::Error& error) const {
  m_session.say(fmt::format("note     {}: {}", what, base::to_string(error)));
}

history::Store* Memory::store() {
  if (!m_opened.valid())
    return nullptr;
  const auto& opened = m_opened.get();
  const bool tells = !std::exchange(m_told, true);
  if (!opened) {
    const bool none_yet =
        m_purpose == history::Purpose::read && opened.error().code == base::ErrorCode::not_found;
    if (tells && !none_yet)
      note("no history", opened.error());
    return nullptr;
  }
  if (tells)
    for (const auto& line : opened->notes)
      m_session.say("note     " + line);
  return opened->store.get();
}

void Memory::add(const history::RunRecord& run) {
  auto* const history = store();
  if (history == nullptr)
    return;
  const auto id = history->add(run);
  if (!id)
    note("not in the history", id.error());
  m_last_run = id.value_or(0);
  if (m_backup.valid())
    if (const auto kept = m_backup.get(); !kept)
      note("no backup of the history", kept.error());
}

void Memory::remember(const heal::Snapshot& tests) {
  add(record_of(m_session, tests));
}

void Memory::remember(const heal::Outcome& healing) {
  add(record_of(m_session, healing));
  if (m_session.settings.mode != settings::Mode::propose && healing.stopped_because != "interrupted")
    learn(healing);
}

void Memory::remember(const gate::Approval& approval) {
  auto* const history = store();
  if (history == nullptr)
    return;
  const auto* const method = approval.kind == gate::KeyKind::ssh ? "ssh" : "gpg";
  if (const auto added = history->add(
          {approval.patch, approval.person, method, approval.signature, approval.approved, approval.expires});
      !added)
    note("not in the history", added.error());
}

base::Result<void> Memory::claim(const model::Patch& patch, const std::string& branch, int most) {
  auto* const history = store();
  if (history == nullptr)
    return {};
  const auto now = m_session.clock.now();
  const history::Proposal proposal{project_name(m_session.settings), sys::to_rfc3339(now),
                                   gate::patch_id(patch), branch, ""};
  const auto claimed = history->claim_proposal(proposal, sys::to_rfc3339(now - k_rate_window), most);
  if (!claimed)
    return base::forward(claimed);
  if (!*claimed)
    return base::fail(base::ErrorCode::limit,
                      fmt::format("all who share the history together made as many proposals for {} in the "
                                  "last 24 hours as are allowed ({})",
                                  proposal.project, most));
  return {};
}

void Memory::remember_url(const std::string& branch, const std::string& url) {
  auto* const history = store();
  if (history == nullptr)
    return;
  if (const auto set = history->set_url(project_name(m_session.settings), branch, url); !set)
    note("not in the history", set.error());
}

void Memory::remember(const history::IssueRecord& issue) {
  auto* const history = store();
  if (history == nullptr)
    return;
  auto record = issue;
  record.project = project_name(m_session.settings);
  if (const auto added = history->add(record); !added)
    note("not in the history", added.error());
}

std::vector<history::BenchmarkState> Memory::benchmarks(const std::string& setup) {
  auto* const history = store();
  if (history == nullptr)
    return {};
  auto known = history->benchmarks(project_name(m_session.settings), setup);
  if (!known)
    note("no baselines", known.error());
  return std::move(known).value_or(std::vector<history::BenchmarkState>{});
}

void Memory::remember(const std::vector<history::BenchmarkRecord>& benchmarks) {
  auto* const history = store();
  if (history == nullptr)
    return;
  if (const auto added = history->add_benchmarks(benchmarks); !added)
    note("not in the history", added.error());
}

std::map<std::string, long long> Memory::issues(const std::string& place) {
  std::map<std::string, long long> numbers;
  auto* const history = store();
  if (history == nullptr)
    return numbers;
  const auto known = history->issues(project_name(m_session.settings), place);
  if (!known) {
    note("not read from the history", known.error());
    return numbers;
  }
  for (const auto& issue : *known)
    numbers[issue.signature] = issue.number;
  return numbers;
}

playbook::Book& Memory::book() {
  if (m_book)
    return *m_book;
  const auto folder = playbook_folder(m_session);
  m_book = std::make_unique<playbook::Book>(folder, *m_session.files);
  for (const auto& path : {sys::parent_path(folder), folder})
    if (const auto inside = require_inside(m_session, path); !inside) {
      note("no playbook", inside.error());
      return *m_book;
    }
  m_book->load();
  for (const auto& line : m_book->notes())
    m_session.say("note     " + line);
  if (m_purpose == history::Purpose::write)
    retire_reverted();
  return *m_book;
}

/// What somebody took back in git, they did not want.
void Memory::retire_reverted() {
  const auto entries = m_book->entries();
  for (const auto& entry : entries) {
    const auto commit = entry.state == playbook::State::trusted ? revert_of(m_session, entry) : "";
    if (commit.empty())
      continue;
    const auto why = fmt::format("taken back by git revert in {}", commit.substr(0, 12));
    if (const auto retired = m_book->retire(entry.id, why); !retired)
      note("not in the playbook", retired.error());
    else
      m_session.say(fmt::format("learnt   {} was {}; it is not tried again", entry.id, why));
  }
}

const std::vector<playbook::Entry>& Memory::entries() {
  return book().entries();
}

void Memory::learn(const heal::Outcome& healing) {
  for (const auto& outcome : healing.clusters) {
    playbook::Lesson lesson{outcome.cluster, {}, sys::to_rfc3339(m_session.clock.now())};
    for (const auto& attempt : outcome.attempts)
      lesson.tried.push_back({attempt.patch, attempt.verdict});
    if (lesson.tried.empty())
      continue;
    const auto lines = playbook::learn(book(), lesson);
    if (!lines)
      return note("nothing learnt", lines.error());
    for (const auto& line : *lines)
      m_session.say("learnt   " + line);
  }
}

std::vector<std::string> Memory::entries_in_place() {
  std::vector<std::string> ids;
  for (const auto& entry : entries())
    if (entry.state == playbook::State::trusted && is_in_place(m_session, entry))
      ids.push_back(entry.id);
  return ids;
}

void Memory::forget(const std::vector<std::string>& files, const std::vector<std::string>& in_place_before,
                    std::string_view by) {
  if (files.empty())
    return;
  const auto now = sys::to_rfc3339(m_session.clock.now());
  const auto left = entries_in_place();
  for (const auto& id : in_place_before) {
    if (std::ranges::find(left, id) != left.end())
      continue;
    if (auto retired = book().retire(id, fmt::format("taken back by {} on {}", by, now.substr(0, 10)));
        !retired)
      note("not in the playbook", retired.error());
    m_session.say(fmt::format("learnt   {} was taken back and is not tried again", id));
  }
  auto* const history = store();
  if (history == nullptr)
    return;
  const auto marked = history->mark_reverted(project_name(m_session.settings), files, std::string(by), now);
  if (!marked)
    note("not in the history", marked.error());
}

void Memory::order(const model::Cluster& cluster, std::vector<std::unique_ptr<repair::Provider>>& providers) {
  auto* const history =
      m_session.settings.provider_order == settings::ProviderOrder::measured ? store() : nullptr;
  if (history == nullptr)
    return;
  if (!m_rates) {
    auto rates = history->provider_rates(project_name(m_session.settings));
    if (!rates)
      note("providers as they are listed", rates.error());
    m_rates = std::make_unique<std::vector<history::ProviderRate>>(
        std::move(rates).value_or(std::vector<history::ProviderRate>{}));
  }
  const auto category = std::string(model::to_string(cluster.category));
  if (!is_known(*m_rates, category))
    return; // nothing is measured: what the user listed is the best that is known
  std::vector<std::unique_ptr<repair::Provider>> ordered;
  for (const auto& name : history::order_providers(names_of(providers), category, *m_rates)) {
    const auto next = std::ranges::find_if(
        providers, [&](const auto& provider) { return provider && provider->name() == name; });
    ordered.push_back(std::move(*next));
  }
  providers = std::move(ordered);
}

} // namespace aurora::cli
