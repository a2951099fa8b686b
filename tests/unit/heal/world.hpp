#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "aurora/heal/compare.hpp"
#include "aurora/heal/loop.hpp"
#include "aurora/triage/cluster.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_file_system.hpp"
#include "support/fake_process_runner.hpp"

namespace aurora::heal::test {

using aurora::test::FakeClock;
using aurora::test::FakeFileSystem;
using aurora::test::FakeProcessRunner;

inline const std::string k_source = "/src";
inline const std::string k_shadow = "/shadow";

/// Edits in memory over the user's files.
class FakeShadow final : public workspace::Shadow {
public:
  FakeShadow(FakeFileSystem& files, std::map<std::string, std::string>& edits)
      : m_files(files), m_edits(edits) {}
  workspace::ShadowKind kind() const override { return workspace::ShadowKind::copy; }
  const std::string& source_dir() const override { return k_shadow; }
  const std::string& build_dir() const override { return m_build; }
  const std::string& exchange_dir() const override { return m_build; }
  base::Result<std::string> read(const std::string& path) override {
    const auto edit = m_edits.find(path);
    return edit != m_edits.end() ? edit->second : m_files.read(k_source + "/" + path);
  }
  base::Result<void> apply(const model::Patch& patch) override {
    for (const auto& change : patch.changes) {
      const auto now = read(change.path);
      if (!now || now.value() != change.before)
        return base::fail(base::ErrorCode::conflict, "is not what the patch was made from", change.path);
      m_edits[change.path] = change.after.value_or("");
    }
    return {};
  }
  base::Result<void> reset() override {
    m_edits.clear();
    return {};
  }
  base::Result<sys::ProcessResult> run(sys::ProcessSpec) override { return FakeProcessRunner::exited(0); }
  std::string description() const override { return "in memory"; }

private:
  FakeFileSystem& m_files;
  std::map<std::string, std::string>& m_edits;
  std::string m_build = "/shadow-build";
};

/// What a test may look at when it decides whether it passes.
struct Look {
  std::function<std::string(const std::string&)> text;
  bool in_shadow = false;
  int run = 0; ///< how often this test ran before, anywhere
};

struct FakeTest {
  std::string name;
  std::function<std::optional<model::TestStatus>(const Look&)> judge; ///< nothing: not registered
};

/// A file with this line does not compile; then no test can run.
inline const std::string k_build_error = "#error";

/// Builds and judges by nothing but the files' contents.
class FakeBench final : public Bench {
public:
  FakeBench(FakeFileSystem& files, std::map<std::string, std::string>& edits)
      : m_files(files), m_edits(edits) {}

  base::Result<Snapshot> take(const ctest::Place& place, const Selection& selection) override {
    const bool in_shadow = place.source_dir == k_shadow;
    takes.push_back(in_shadow ? "shadow" : "user");
    if (on_take)
      on_take(in_shadow, selection);
    Snapshot snapshot;
    const auto errors = build_errors(in_shadow);
    snapshot.built = errors.empty();
    if (!selection.skip_build)
      snapshot.events = errors;
    if (!selection.skip_tests)
      run(in_shadow, selection, !errors.empty(), snapshot);
    return snapshot;
  }

  std::vector<FakeTest> tests;
  bool runs_old_programs = false; ///< tests run although the build is red
  double seconds = 60;            ///< that a run of tests takes
  std::vector<std::string> takes;
  std::function<void(bool in_shadow, const Selection&)> on_take;

private:
  std::string text(const std::string& path, bool in_shadow) {
    const auto edit = m_edits.find(path);
    if (in_shadow && edit != m_edits.end())
      return edit->second;
    return m_files.read(k_source + "/" + path).value_or("");
  }

  std::vector<model::Event> build_errors(bool in_shadow) {
    std::vector<model::Event> events;
    for (const auto& [path, node] : m_files.tree(k_source)) {
      const auto name = path.substr(std::min(path.size(), k_source.size() + 1));
      if (!name.ends_with(".cpp") || text(name, in_shadow).find(k_build_error) == std::string::npos)
        continue;
      auto event = failure("build::" + name, "BuildError");
      event.category = model::Category::build;
      events.push_back(std::move(event));
    }
    return events;
  }

  std::optional<model::TestStatus> judge(const FakeTest& test, bool in_shadow) {
    return test.judge(Look{[&, in_shadow](const std::string& path) { return text(path, in_shadow); },
                           in_shadow, m_runs[test.name]++});
  }

  void run(bool in_shadow, const Selection& selection, bool build_is_red, Snapshot& snapshot) {
    const auto& wanted = selection.ctest_names;
    snapshot.test_seconds = seconds;
    for (const auto& test : tests) {
      if (!wanted.empty() && std::ranges::find(wanted, test.name) == wanted.end())
        continue;
      auto status = judge(test, in_shadow);
      for (int again = 1; again < selection.until_fail && status == model::TestStatus::passed; ++again)
        status = judge(test, in_shadow);
      if (!status)
        continue;
      if (build_is_red && !runs_old_programs)
        status = model::TestStatus::not_run;
      model::TestCase result;
      result.ctest_name = result.name = test.name;
      result.status = *status;
      snapshot.run.cases.push_back(result);
      if (*status == model::TestStatus::failed)
        snapshot.events.push_back(failure(test.name, "AssertionFailure"));
      if (*status == model::TestStatus::not_run)
        snapshot.events.push_back(failure(test.name, "NotRun"));
    }
  }

  static model::Event failure(const std::string& id, const std::string& error_class) {
    model::Event event;
    event.test_id = id;
    event.error_class = error_class;
    event.message = id + " is red";
    event.signature = error_class + " of " + id;
    event.outcome = error_class == "NotRun" ? "not_run" : "failed";
    return event;
  }

  FakeFileSystem& m_files;
  std::map<std::string, std::string>& m_edits;
  std::map<std::string, int> m_runs;
};

/// Has the same candidates for every cause that it knows.
class FakeProvider final : public repair::Provider {
public:
  explicit FakeProvider(std::map<std::string, std::vector<model::Patch>> candidates)
      : m_candidates(std::move(candidates)) {}
  std::string_view name() const override { return "fake"; }
  std::vector<std::string> notes() const override { return {"looked everywhere"}; }
  base::Result<std::vector<model::Patch>> propose(const repair::Context& context) override {
    const auto found = m_candidates.find(context.cluster.events.front().test_id);
    return found == m_candidates.end() ? std::vector<model::Patch>{} : found->second;
  }

private:
  std::map<std::string, std::vector<model::Patch>> m_candidates;
};

/// Has nothing, and says what it would look at.
class EmptyProvider final : public repair::Provider {
public:
  EmptyProvider(std::string name, bool needs_suspects)
      : m_name(std::move(name)), m_needs_suspects(needs_suspects) {}
  std::string_view name() const override { return m_name; }
  bool needs_suspects() const override { return m_needs_suspects; }
  base::Result<std::vector<model::Patch>> propose(const repair::Context&) override {
    return std::vector<model::Patch>{};
  }

private:
  std::string m_name;
  bool m_needs_suspects;
};

/// A project in memory, and the loop over it.
struct World {
  World() { files.put("/build/aurora/.keep", ""); }

  void put(const std::string& path, const std::string& text) { files.put(k_source + "/" + path, text); }
  std::string text(const std::string& path) { return files.read(k_source + "/" + path).value_or("(none)"); }
  std::map<std::string, FakeFileSystem::Node> tree() const { return files.tree(k_source); }

  /// A test that is red as long as the file contains the word.
  void test_without(const std::string& name, const std::string& path, const std::string& word) {
    bench.tests.push_back({name, [path, word](const Look& look) -> std::optional<model::TestStatus> {
                             const bool bad = look.text(path).find(word) != std::string::npos;
                             return bad ? model::TestStatus::failed : model::TestStatus::passed;
                           }});
  }

  /// For the cause that shows in this test (or "build::<file>"): replace the whole text of a file.
  void candidate(const std::string& test, const std::string& path, const std::string& after) {
    model::Patch patch;
    patch.provider = "fake";
    patch.title = path + " becomes " + after;
    patch.changes = {{path, text(path), after}};
    candidates[test].push_back(patch);
  }

  bool has_said(const std::string& words) const {
    return std::ranges::any_of(said, [&](const auto& line) { return line.find(words) != line.npos; });
  }

  base::Result<Outcome> heal() {
    workspace::Workspace workspace({k_source, "/build/aurora"}, files, clock);
    Ports ports{bench, {k_source, "/build", "/build/aurora", {}}, workspace, files, clock};
    ports.make_shadow = [this](bool) -> base::Result<std::unique_ptr<workspace::Shadow>> {
      return std::make_unique<FakeShadow>(files, edits);
    };
    ports.load_project = [](const ctest::Place&) -> base::Result<model::Project> { return model::Project{}; };
    ports.make_providers = [this](workspace::Shadow&, const model::Project&) {
      std::vector<std::unique_ptr<repair::Provider>> providers;
      for (const auto& [name, needs_suspects] : empty_providers)
        providers.push_back(std::make_unique<EmptyProvider>(name, needs_suspects));
      providers.push_back(std::make_unique<FakeProvider>(candidates));
      return providers;
    };
    ports.cluster = [](std::vector<model::Event> events) { return triage::cluster(std::move(events)); };
    ports.order = order;
    ports.locate = [this](const model::Cluster&, const model::Project&) {
      ++locates;
      clock.sleep_for(locating);
      return suspects;
    };
    ports.inspect = [this](const model::Patch& patch) {
      return inspect ? inspect(patch) : std::vector<model::Finding>{};
    };
    ports.commit = [this](const model::Patch&, const ClusterOutcome&) -> base::Result<std::string> {
      ++commits;
      return std::string("c0ffee");
    };
    ports.say = [this](const std::string& line) { said.push_back(line); };
    ports.interrupted = [this] { return interrupted; };
    return Loop(std::move(ports), options).run();
  }

  FakeFileSystem files;
  FakeClock clock;
  std::map<std::string, std::string> edits; ///< of the shadow
  FakeBench bench{files, edits};
  std::map<std::string, std::vector<model::Patch>> candidates;
  std::vector<std::pair<std::string, bool>> empty_providers; ///< asked first; whether they need suspects
  std::function<void(const model::Cluster&, std::vector<std::unique_ptr<repair::Provider>>&)> order;
  std::vector<model::Suspect> suspects{{"a.cpp", 1, 1, "it is the only one"}};
  int locates = 0;
  std::chrono::seconds locating{0}; ///< how long it takes
  std::function<std::vector<model::Finding>(const model::Patch&)> inspect;
  LoopOptions options;
  std::vector<std::string> said;
  bool interrupted = false;
  int commits = 0;
};

} // namespace aurora::heal::test
